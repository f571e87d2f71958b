//! RIFF WAVE: `fmt `, `fact` and `data` are kept; `LIST`, `bext`, `id3 `, `iXML` and all other chunks are not.

use crate::media::{Format, MediaError};

/// Longest `fmt ` chunk: that of WAVE_FORMAT_EXTENSIBLE is 40 bytes.
const MAX_FORMAT: usize = 64;

pub(in crate::media) fn clean(bytes: &[u8]) -> Result<Vec<u8>, MediaError> {
    let damaged = || MediaError::damaged(Format::Wav);
    let mut rest = bytes.get(12..).unwrap_or_default();
    let mut chunks: Vec<(&[u8; 4], &[u8])> = Vec::new();
    while let Some((name, after)) = rest.split_first_chunk::<4>() {
        let Some((length, after)) = after.split_first_chunk::<4>() else {
            break;
        };
        // A recorder that was stopped leaves a length that says more than there is.
        let length = (u32::from_le_bytes(*length) as usize).min(after.len());
        let (body, after) = after.split_at(length);
        let known = chunks.iter().any(|(seen, _)| *seen == name);
        match name {
            b"fmt " if !known && (14..=MAX_FORMAT).contains(&length) => chunks.push((name, body)),
            b"fact" if !known && length == 4 => chunks.push((name, body)),
            b"data" if !known => chunks.push((name, body)),
            _ => {}
        }
        rest = after.get(length % 2..).unwrap_or_default();
    }
    let has = |wanted: &[u8; 4]| {
        chunks
            .iter()
            .any(|(name, body)| *name == wanted && !body.is_empty())
    };
    if !has(b"fmt ") || !has(b"data") {
        return Err(damaged());
    }
    let mut out = Vec::with_capacity(bytes.len() + 8);
    out.extend_from_slice(b"RIFF\0\0\0\0WAVE");
    for (name, body) in chunks {
        out.extend_from_slice(name);
        out.extend_from_slice(&u32::try_from(body.len()).map_err(|_| damaged())?.to_le_bytes());
        out.extend_from_slice(body);
        out.resize(out.len() + body.len() % 2, 0);
    }
    let length = u32::try_from(out.len() - 8).map_err(|_| damaged())?;
    if let Some(field) = out.get_mut(4..8) {
        field.copy_from_slice(&length.to_le_bytes());
    }
    Ok(out)
}
