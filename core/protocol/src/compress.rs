//! Bodies: one byte that says how, then the bytes. Decompression knows its size before it allocates.

use std::cell::RefCell;

use zstd::bulk::{Compressor, Decompressor};
use zstd::zstd_safe;

use crate::limits::ZSTD_WINDOW;

/// Body stored as it is.
pub const RAW: u8 = 0;
/// Body compressed by zstd.
pub const ZSTD: u8 = 1;

thread_local! {
    /// Each thread keeps one: to make it costs more than to open a small body. It remembers nothing of what it opened.
    static DECOMPRESSOR: RefCell<Option<Decompressor<'static>>> = const { RefCell::new(None) };
}

const MAGIC: [u8; 4] = [0x28, 0xb5, 0x2f, 0xfd];

/// Why a body could not be opened, or made.
#[derive(Debug, thiserror::Error)]
pub enum CompressError {
    /// A way of compressing that this version does not know.
    #[error("compression {comp} is of a newer version")]
    Newer {
        /// The byte that says how.
        comp: u8,
    },
    /// No size in the zstd header, a size or window beyond the limit.
    #[error("compressed size is not declared or beyond {max} bytes")]
    Size {
        /// The limit.
        max: usize,
    },
    /// Bytes that are no zstd frame, or do not hold what they declare.
    #[error("compressed bytes are damaged")]
    Damaged,
}

/// Compresses one zstd frame that declares its size, with a window of at most 2^20.
pub fn compress(raw: &[u8], level: i32) -> Result<Vec<u8>, CompressError> {
    let mut compressor = Compressor::new(level).map_err(|_| CompressError::Damaged)?;
    compressor
        .window_log(ZSTD_WINDOW.ilog2())
        .map_err(|_| CompressError::Damaged)?;
    compressor.compress(raw).map_err(|_| CompressError::Damaged)
}

/// Decompresses exactly one zstd frame of at most `max` bytes.
pub fn decompress(frame: &[u8], max: usize) -> Result<Vec<u8>, CompressError> {
    let size = declared(frame)
        .filter(|size| *size <= max)
        .ok_or(CompressError::Size { max })?;
    // The decompressor would go on with empty and skippable frames, which add nothing and which another
    // client's library may refuse.
    match zstd_safe::find_frame_compressed_size(frame) {
        Ok(length) if length == frame.len() => {}
        _ => return Err(CompressError::Damaged),
    }
    let mut out = Vec::with_capacity(size);
    let n = DECOMPRESSOR.with_borrow_mut(|kept| {
        let decompressor = match kept {
            Some(kept) => kept,
            None => kept.insert(Decompressor::new().map_err(|_| CompressError::Damaged)?),
        };
        decompressor
            .decompress_to_buffer(frame, &mut out)
            .map_err(|_| CompressError::Damaged)
    })?;
    if n == size {
        Ok(out)
    } else {
        Err(CompressError::Damaged)
    }
}

/// The content size in the header of a zstd frame (RFC 8878, 3.1.1.1) whose window is within the limit.
fn declared(frame: &[u8]) -> Option<usize> {
    let rest = frame.strip_prefix(&MAGIC)?;
    let (&descriptor, rest) = rest.split_first()?;
    let single = descriptor & 0x20 != 0;
    let dictionary = descriptor & 3;
    if dictionary != 0 || descriptor & 0x08 != 0 {
        return None;
    }
    let (window, rest) = if single {
        (None, rest)
    } else {
        let (&byte, rest) = rest.split_first()?;
        let base = 1u64 << (10 + (byte >> 3));
        (Some(base + base / 8 * u64::from(byte & 7)), rest)
    };
    let (width, offset) = match descriptor >> 6 {
        0 if single => (1, 0),
        0 => return None,
        1 => (2, 256),
        2 => (4, 0),
        _ => (8, 0),
    };
    let size = rest
        .get(..width)?
        .iter()
        .rev()
        .fold(0u64, |v, byte| v << 8 | u64::from(*byte))
        + offset;
    (window.unwrap_or(size) <= ZSTD_WINDOW)
        .then_some(size)
        .and_then(|size| usize::try_from(size).ok())
}

/// comp || content: compressed where that is smaller.
pub fn pack_body(raw: &[u8], level: i32) -> Result<Vec<u8>, CompressError> {
    let compressed = compress(raw, level)?;
    let (comp, content) = if compressed.len() < raw.len() {
        (ZSTD, compressed.as_slice())
    } else {
        (RAW, raw)
    };
    Ok([&[comp], content].concat())
}

/// The inverse of [`pack_body`].
pub fn open_body(body: &[u8], max: usize) -> Result<Vec<u8>, CompressError> {
    match body.split_first() {
        Some((&RAW, content)) if content.len() <= max => Ok(content.to_vec()),
        Some((&RAW, _)) => Err(CompressError::Size { max }),
        Some((&ZSTD, content)) => decompress(content, max),
        Some((&comp, _)) => Err(CompressError::Newer { comp }),
        None => Err(CompressError::Damaged),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn what_was_damaged_leaves_nothing_behind_for_the_next() {
        let whole = compress(&[7; 5000], 3).unwrap();
        let mut damaged = compress(&(0..9000u32).flat_map(u32::to_be_bytes).collect::<Vec<_>>(), 3).unwrap();
        let at = damaged.len() / 2;
        damaged[at] ^= 0x55;
        for _ in 0..3 {
            let _ = decompress(&damaged, 1 << 20);
            assert_eq!(decompress(&whole, 1 << 20).unwrap(), [7; 5000]);
        }
    }

    #[test]
    fn a_bomb_is_refused_by_its_header() {
        let bomb = zstd::bulk::compress(&vec![0; 64 << 20], 19).unwrap();
        assert!(bomb.len() < 8192);
        assert!(matches!(
            decompress(&bomb, 4 << 20),
            Err(CompressError::Size { .. })
        ));
        let no_size = zstd::stream::encode_all(&[0u8; 100][..], 3).unwrap();
        assert!(matches!(
            decompress(&no_size, 4 << 20),
            Err(CompressError::Size { .. })
        ));
    }

    #[test]
    fn a_window_beyond_the_limit_is_refused() {
        let noise: Vec<u8> = (0..3u32 << 20)
            .map(|i| (i.wrapping_mul(2_654_435_761) >> 13) as u8)
            .collect();
        let wide = zstd::bulk::compress(&noise, 19).unwrap();
        assert!(matches!(
            decompress(&wide, 4 << 20),
            Err(CompressError::Size { .. })
        ));
        assert_eq!(decompress(&compress(&noise, 9).unwrap(), 4 << 20).unwrap(), noise);
    }

    #[test]
    fn two_frames_are_not_one() {
        let one = compress(b"hello hello hello", 9).unwrap();
        assert!(decompress(&[one.clone(), one].concat(), 1000).is_err());
    }

    #[test]
    fn nothing_follows_the_frame_not_even_what_adds_nothing() {
        let one = compress(b"hello hello hello", 9).unwrap();
        let empty = compress(b"", 9).unwrap();
        let skippable = [0x50, 0x2a, 0x4d, 0x18, 1, 0, 0, 0, 9];
        for more in [&empty[..], &skippable[..], &[0][..]] {
            let both = [&one, more].concat();
            assert!(
                matches!(decompress(&both, 1000), Err(CompressError::Damaged)),
                "{more:?}"
            );
        }
    }

    proptest! {
        #[test]
        fn bodies_round_trip(raw in proptest::collection::vec(any::<u8>(), 0..3000)) {
            prop_assert_eq!(open_body(&pack_body(&raw, 9).unwrap(), 4096).unwrap(), raw);
        }

        #[test]
        fn arbitrary_bytes_never_panic(bytes in proptest::collection::vec(any::<u8>(), 0..64)) {
            let _ = open_body(&bytes, 1 << 16);
            let _ = decompress(&[&MAGIC[..], &bytes].concat(), 1 << 16);
        }
    }
}
