//! What a file is, by its first bytes; its name is never asked.

use super::sound::frames;
use super::{Format, MediaError};

/// The format of a file that is taken.
pub(super) fn format(bytes: &[u8]) -> Result<Format, MediaError> {
    if bytes.is_empty() {
        return Err(MediaError::Empty);
    }
    let at = |offset: usize, magic: &[u8]| bytes.get(offset..).is_some_and(|rest| rest.starts_with(magic));
    if at(0, b"\xff\xd8\xff") {
        return Ok(Format::Jpeg);
    }
    if at(0, b"\x89PNG\r\n\x1a\n") {
        return Ok(Format::Png);
    }
    if at(0, b"%PDF-") {
        return Ok(Format::Pdf);
    }
    if at(0, b"OggS") {
        return Ok(Format::Ogg);
    }
    if at(0, b"RIFF") && at(8, b"WAVE") {
        return Ok(Format::Wav);
    }
    if at(4, b"ftyp") {
        return match bytes.get(8..12) {
            Some(b"heic" | b"heix" | b"hevc" | b"heim" | b"heis" | b"mif1" | b"msf1") => foreign("HEIC"),
            Some(b"avif" | b"avis") => foreign("AVIF"),
            _ => Ok(Format::M4a),
        };
    }
    for (offset, magic, name) in FOREIGN {
        if at(offset, magic) {
            return foreign(name);
        }
    }
    if at(0, b"\x1a\x45\xdf\xa3") {
        return Err(MediaError::Film);
    }
    frames::format(bytes).ok_or(MediaError::Unknown)
}

/// Formats that people have and that are not taken: where their mark is, and their name.
const FOREIGN: [(usize, &[u8], &str); 9] = [
    (0, b"GIF8", "GIF"),
    (8, b"WEBPVP8", "WebP"),
    (0, b"II*\0", "TIFF"),
    (0, b"MM\0*", "TIFF"),
    (0, b"fLaC", "FLAC"),
    (0, b"#!AMR", "AMR"),
    (0, b"\0\0\0\x0cJXL ", "JPEG XL"),
    (0, b"\xff\x0a", "JPEG XL"),
    (0, b"\x30\x26\xb2\x75\x8e\x66\xcf\x11", "WMA"),
];

fn foreign(format: &'static str) -> Result<Format, MediaError> {
    Err(MediaError::Foreign { format })
}
