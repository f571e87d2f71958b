//! Sounds that are a row of frames: MP3 and AAC in ADTS. Whole frames are kept and nothing else, so tags fall away wherever
//! they stand (ID3v1, ID3v2, APE, Lyrics3).

use crate::media::{Format, MediaError};

/// A frame, as its header says.
#[derive(Clone, Copy, PartialEq, Eq)]
struct Frame {
    /// Bytes, the header too.
    length: usize,
    /// What does not change from frame to frame: version, layer, sampling rate.
    stream: u32,
}

type Header = fn(&[u8]) -> Option<Frame>;

/// MP3 or AAC, if two frames follow each other at the start, or behind an ID3v2 tag.
pub(in crate::media) fn format(bytes: &[u8]) -> Option<Format> {
    let start = id3_end(bytes, 0);
    let is = |header: Header| pair(bytes, start, header).is_some();
    if is(adts) {
        Some(Format::Aac)
    } else if is(mp3) || start > 0 {
        Some(Format::Mp3)
    } else {
        None
    }
}

pub(in crate::media) fn clean_mp3(bytes: &[u8]) -> Result<Vec<u8>, MediaError> {
    clean(bytes, mp3).ok_or(MediaError::damaged(Format::Mp3))
}

pub(in crate::media) fn clean_adts(bytes: &[u8]) -> Result<Vec<u8>, MediaError> {
    clean(bytes, adts).ok_or(MediaError::damaged(Format::Aac))
}

fn clean(bytes: &[u8], header: Header) -> Option<Vec<u8>> {
    let mut out = Vec::with_capacity(bytes.len());
    let mut at = id3_end(bytes, 0);
    let mut stream = None;
    while at < bytes.len() {
        let here =
            header(bytes.get(at..)?).filter(|frame| stream.is_none_or(|stream| stream == frame.stream));
        match here.and_then(|frame| Some((frame, bytes.get(at..at + frame.length)?))) {
            Some((frame, whole)) => {
                // After something else, one header may be chance; two in a row are not.
                stream = Some(frame.stream);
                out.extend_from_slice(whole);
                at += frame.length;
            }
            None => at = next_pair(bytes, at, header, stream).unwrap_or(bytes.len()),
        }
    }
    (!out.is_empty()).then_some(out)
}

/// The next place where two frames of the stream follow each other, past tags.
fn next_pair(bytes: &[u8], from: usize, header: Header, stream: Option<u32>) -> Option<usize> {
    let mut at = from;
    while at < bytes.len() {
        let past_tag = id3_end(bytes, at);
        if past_tag > at {
            at = past_tag;
        } else if at > from
            && pair(bytes, at, header).is_some_and(|found| stream.is_none_or(|s| s == found.stream))
        {
            return Some(at);
        } else {
            at += 1;
        }
    }
    None
}

/// The frame at `at`, if another of its stream follows or it ends the file.
fn pair(bytes: &[u8], at: usize, header: Header) -> Option<Frame> {
    let frame = header(bytes.get(at..)?)?;
    let rest = bytes.get(at + frame.length..)?;
    (rest.is_empty() || header(rest).is_some_and(|next| next.stream == frame.stream)).then_some(frame)
}

/// Where an ID3v2 tag that begins at `at` ends; `at` if there is none.
fn id3_end(bytes: &[u8], at: usize) -> usize {
    match bytes.get(at..) {
        Some([b'I', b'D', b'3', _, _, flags, a, b, c, d, ..])
            if [a, b, c, d].iter().all(|byte| **byte < 0x80) =>
        {
            let size = [a, b, c, d]
                .iter()
                .fold(0, |size, byte| size << 7 | usize::from(**byte));
            let footer = if flags & 0x10 == 0 { 0 } else { 10 };
            (at + 10 + size + footer).min(bytes.len())
        }
        _ => at,
    }
}

/// Kilobits a second of MPEG 1 layer III and of MPEG 2 and 2.5 (ISO/IEC 11172-3, 2.4.2.3; 13818-3).
const BITRATES: [[usize; 16]; 2] = [
    [
        0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320, 0,
    ],
    [0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160, 0],
];
const RATES: [usize; 3] = [44_100, 48_000, 32_000];

fn mp3(bytes: &[u8]) -> Option<Frame> {
    let [0xff, b, c, ..] = bytes else { return None };
    // Eleven bits of sync, a version that is not reserved, layer III.
    if b & 0xe0 != 0xe0 || b >> 1 & 3 != 1 {
        return None;
    }
    let (table, rate_shift, samples) = match b >> 3 & 3 {
        3 => (0, 0, 144_000),
        2 => (1, 1, 72_000),
        0 => (1, 2, 72_000),
        _ => return None,
    };
    let bitrate = *BITRATES.get(table)?.get(usize::from(c >> 4))?;
    let rate = *RATES.get(usize::from(c >> 2 & 3))? >> rate_shift;
    let length = samples * bitrate / rate + usize::from(c >> 1 & 1);
    (bitrate > 0).then_some(Frame {
        length,
        stream: u32::from(b & 0xfe) << 8 | u32::from(c & 0x0c),
    })
}

/// ISO/IEC 13818-7, 6.2.
fn adts(bytes: &[u8]) -> Option<Frame> {
    let [0xff, b, c, d, e, f, _, ..] = bytes else {
        return None;
    };
    let rate = c >> 2 & 0xf;
    if b & 0xf6 != 0xf0 || rate > 12 {
        return None;
    }
    let length = usize::from(d & 3) << 11 | usize::from(*e) << 3 | usize::from(f >> 5);
    let header = if b & 1 == 1 { 7 } else { 9 };
    (length > header).then_some(Frame {
        length,
        stream: u32::from(b & 0xfe) << 8 | u32::from(c & 0xfd),
    })
}
