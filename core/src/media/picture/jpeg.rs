//! JPEG: its segments are walked first, for what the picture will cost and for its orientation; then it is decoded at 1/1,
//! 1/2, 1/4 or 1/8 of its size, in the decoder's cosine transform, from the segments that it needs and no other.

use std::io::{self, Read};
use std::panic::{AssertUnwindSafe, catch_unwind};

use image::RgbImage;
use image::metadata::Orientation;
use jpeg_decoder::{Decoder, PixelFormat};

use super::shrink::Shrink;
use super::{Decoded, Format, MediaError, check_size};

/// Most pixels that are decoded, once scaled.
const MAX_DECODED: u64 = 8_000_000;
/// Most memory for the coefficients of a progressive picture, in bytes; the decoder copies them once.
const MAX_COEFFICIENTS: u64 = 24 << 20;
/// Most scans: each goes over the whole picture again. Encoders make at most four, and some twenty when progressive.
const MAX_SCANS: (u32, u32) = (4, 64);

/// What the segments say.
struct Outline<'a> {
    width: u16,
    height: u16,
    progressive: bool,
    /// Bytes of all coefficients.
    coefficients: u64,
    exif: Option<&'a [u8]>,
    /// The pieces that the decoder needs.
    kept: Vec<&'a [u8]>,
}

pub(super) fn decode(bytes: &[u8], side: u32) -> Result<Decoded, MediaError> {
    let outline = outline(bytes)?;
    let eighths = eighths(&outline, side);
    let scaled = |length: u16| (u32::from(length) * eighths).div_ceil(8) as u16;
    let orientation = outline
        .exif
        .and_then(Orientation::from_exif_chunk)
        .unwrap_or(Orientation::NoTransforms);
    let mut decoder = Decoder::new(Pieces(outline.kept));
    // A second net: the decoder has been fuzzed for years, yet it asserts.
    let decoded = catch_unwind(AssertUnwindSafe(|| {
        decoder.scale(scaled(outline.width), scaled(outline.height))?;
        let pixels = decoder.decode()?;
        Ok((pixels, decoder.info()))
    }));
    let (pixels, info) = match decoded {
        Ok(Ok((pixels, Some(info)))) => (pixels, info),
        Ok(Err(error)) => {
            return Err(MediaError::Damaged {
                format: Format::Jpeg,
                source: Some(jpeg_decoder::Error::into(error)),
            });
        }
        Ok(Ok((_, None))) | Err(_) => return Err(MediaError::damaged(Format::Jpeg)),
    };
    let (width, height) = (u32::from(info.width), u32::from(info.height));
    let mut image = Shrink::to(side, width, height);
    let mut line = Vec::new();
    for row in pixels.chunks_exact((usize::from(info.width) * info.pixel_format.pixel_bytes()).max(1)) {
        line.clear();
        match info.pixel_format {
            PixelFormat::RGB24 => image.push(row),
            PixelFormat::L8 => {
                line.extend(row.iter().flat_map(|grey| [*grey; 3]));
                image.push(&line);
            }
            PixelFormat::CMYK32 => {
                line.extend(row.as_chunks::<4>().0.iter().flat_map(rgb));
                image.push(&line);
            }
            // Lossless pictures alone have sixteen bits, and were refused.
            PixelFormat::L16 => return Err(MediaError::damaged(Format::Jpeg)),
        }
    }
    drop(pixels);
    let image: RgbImage = image.finish();
    Ok(Decoded { image, orientation })
}

/// Inks, as the decoder gives them, to RGB.
fn rgb([c, m, y, k]: &[u8; 4]) -> [u8; 3] {
    let light = |ink: &u8| 255 - u16::from(*ink);
    [c, m, y].map(|ink| ((light(ink) * light(k) + 127) / 255) as u8)
}

/// How many eighths of its size to decode the picture at: at least (nearly) what is wanted, if that is not too much.
fn eighths(outline: &Outline<'_>, side: u32) -> u32 {
    let longest = u32::from(outline.width.max(outline.height));
    let pixels = u64::from(outline.width) * u64::from(outline.height);
    // The coefficients of a progressive picture are held besides, and once more while they wait for the transform.
    let most = if outline.progressive && outline.coefficients > MAX_COEFFICIENTS / 2 {
        MAX_DECODED / 4
    } else {
        MAX_DECODED
    };
    let mut best = 1;
    for eighths in [1_u32, 2, 4, 8] {
        if pixels * u64::from(eighths * eighths) / 64 > most {
            break;
        }
        best = eighths;
        // 4,000 pixels at 1/2 are 2,000: good for 2,048, and a quarter of the work.
        if longest * eighths / 8 >= side / 16 * 15 {
            break;
        }
    }
    best
}

/// Walks the segments up to the end of the picture (ISO/IEC 10918-1, annex B).
fn outline(bytes: &[u8]) -> Result<Outline<'_>, MediaError> {
    let damaged = || MediaError::damaged(Format::Jpeg);
    let mut frame: Option<(u8, &[u8])> = None;
    let mut exif = None;
    let mut kept = vec![bytes.get(..2).ok_or_else(damaged)?];
    let mut scans = 0;
    let mut at = 2;
    loop {
        at = next_marker(bytes, at).ok_or_else(damaged)?;
        let marker = *bytes.get(at + 1).ok_or_else(damaged)?;
        let start = at;
        at += 2;
        if marker == 0xd9 {
            kept.push(bytes.get(start..at).unwrap_or_default());
            break;
        }
        if matches!(marker, 0x01 | 0xd0..=0xd8) {
            continue;
        }
        let length = bytes
            .get(at..)
            .and_then(<[u8]>::first_chunk)
            .ok_or_else(damaged)?;
        let end = at + usize::from(u16::from_be_bytes(*length));
        let body = bytes.get(at + 2..end).ok_or_else(damaged)?;
        at = end;
        match marker {
            0xc0..=0xc2 if frame.is_none() => frame = Some((marker, body)),
            // Lossless, hierarchical and arithmetic pictures, which no camera makes, and a second frame.
            0xc0..=0xc3 | 0xc5..=0xc7 | 0xc9..=0xcf => return Err(damaged()),
            0xda => {
                scans += 1;
                at = entropy_end(bytes, end);
            }
            0xe1 => {
                exif = exif.or(body.strip_prefix(b"Exif\0\0"));
                continue;
            }
            // JFIF and Adobe say which colours the numbers mean. All other notes stay behind.
            0xe0 | 0xee => {}
            0xe2..=0xef | 0xfe => continue,
            _ => {}
        }
        kept.push(bytes.get(start..at).unwrap_or_default());
    }
    let (marker, frame) = frame.ok_or_else(damaged)?;
    let [_, h1, h0, w1, w0, parts, parameters @ ..] = frame else {
        return Err(damaged());
    };
    let outline = Outline {
        width: u16::from_be_bytes([*w1, *w0]),
        height: u16::from_be_bytes([*h1, *h0]),
        progressive: marker == 0xc2,
        coefficients: coefficients(frame, *parts, parameters).ok_or_else(damaged)?,
        exif,
        kept,
    };
    check_size(outline.width.into(), outline.height.into())?;
    let most = if outline.progressive {
        MAX_SCANS.1
    } else {
        MAX_SCANS.0
    };
    if scans == 0 || scans > most {
        return Err(damaged());
    }
    if outline.progressive && outline.coefficients > MAX_COEFFICIENTS {
        return Err(MediaError::TooHeavy {
            bytes: outline.coefficients,
        });
    }
    Ok(outline)
}

/// Bytes of all coefficients: two for each sample of each component, in whole units of the widest sampling.
fn coefficients(frame: &[u8], parts: u8, parameters: &[u8]) -> Option<u64> {
    let [_, h1, h0, w1, w0, ..] = frame else {
        return None;
    };
    let (width, height) = (u16::from_be_bytes([*w1, *w0]), u16::from_be_bytes([*h1, *h0]));
    let sampling: Vec<(u64, u64)> = parameters
        .as_chunks::<3>()
        .0
        .iter()
        .take(parts.into())
        .map(|[_, factors, _]| (u64::from(factors >> 4), u64::from(factors & 0xf)))
        .collect();
    let (most_x, most_y) = (
        sampling.iter().map(|s| s.0).max()?,
        sampling.iter().map(|s| s.1).max()?,
    );
    if sampling
        .iter()
        .any(|(x, y)| !(1..=4).contains(x) || !(1..=4).contains(y))
    {
        return None;
    }
    let units = u64::from(width).div_ceil(8 * most_x) * u64::from(height).div_ceil(8 * most_y);
    Some(sampling.iter().map(|(x, y)| units * x * y * 128).sum())
}

/// Where the next marker begins, past fill bytes and what libjpeg forgives between segments.
fn next_marker(bytes: &[u8], from: usize) -> Option<usize> {
    bytes
        .get(from..)?
        .windows(2)
        .position(|pair| matches!(pair, [0xff, marker] if !matches!(marker, 0x00 | 0xff)))
        .map(|found| from + found)
}

/// Where the compressed data of a scan end: at a marker that is no restart.
fn entropy_end(bytes: &[u8], from: usize) -> usize {
    bytes
        .get(from..)
        .unwrap_or_default()
        .windows(2)
        .position(|pair| matches!(pair, [0xff, marker] if !matches!(marker, 0x00 | 0xff | 0xd0..=0xd7)))
        .map_or(bytes.len(), |found| from + found)
}

/// Reads pieces one after the other.
struct Pieces<'a>(Vec<&'a [u8]>);

impl Read for Pieces<'_> {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        while let Some(first) = self.0.first_mut() {
            if first.is_empty() {
                self.0.remove(0);
                continue;
            }
            return first.read(out);
        }
        Ok(0)
    }
}
