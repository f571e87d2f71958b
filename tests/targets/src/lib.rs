//! One function a parser of what others send. Each takes any bytes and panics when something is not as it must be: it is what the
//! fuzzer calls (`fuzz/`), and what a property test of this package calls on stable Rust with changed pieces of the same corpus.
//!
//! Where a signature or a checksum would keep the fuzzer out, the function makes it: what is tried is a member or a packer who wants
//! harm, not a stranger whose bytes fail at the first comparison.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a target says by a panic that something is not as it must be"
)]

mod change;
mod ffi;
mod files;
mod relay;
mod wire;

use std::path::PathBuf;

pub use change::{change, note_changes};
pub use ffi::ffi;
pub use files::files;
pub use relay::{pages, session, territory};
pub use wire::{frame, item, link, manifest, members, segment};

/// A target by its name.
pub type Target = (&'static str, fn(&[u8]));

/// All of them.
pub const TARGETS: [Target; 11] = [
    ("change", change),
    ("ffi", ffi),
    ("files", files),
    ("frame", frame),
    ("item", item),
    ("link", link),
    ("manifest", manifest),
    ("members", members),
    ("pages", pages),
    ("segment", segment),
    ("session", session),
];

/// Where the corpus of a target lies.
pub fn corpus(target: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
        .join("../../fuzz/corpus")
        .join(target)
}

/// Cuts bytes into pieces: each begins with its length in two bytes; the last one may be shorter than it says.
pub fn pieces(mut bytes: &[u8]) -> Vec<&[u8]> {
    let mut pieces = Vec::new();
    while let Some((length, rest)) = bytes.split_first_chunk::<2>() {
        let length = usize::from(u16::from_be_bytes(*length)).min(rest.len());
        let (piece, rest) = rest.split_at(length);
        pieces.push(piece);
        bytes = rest;
    }
    pieces
}

/// The opposite of [`pieces`].
pub fn joined(pieces: &[impl AsRef<[u8]>]) -> Vec<u8> {
    let mut bytes = Vec::new();
    for piece in pieces {
        let piece = piece.as_ref();
        bytes.extend(u16::try_from(piece.len()).expect("a short piece").to_be_bytes());
        bytes.extend(piece);
    }
    bytes
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pieces_are_joined_and_cut_again_and_the_last_may_be_short() {
        let bytes = joined(&[&b"ab"[..], b"", b"c"]);
        assert_eq!(pieces(&bytes), [&b"ab"[..], b"", b"c"]);
        assert_eq!(pieces(&[0, 9, 1]), [&[1][..]]);
        assert_eq!(pieces(&[7]), [] as [&[u8]; 0]);
    }
}
