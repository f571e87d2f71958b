//! A photo, a scan, a sound that lies in a blob: where, under which key, and what a screen needs before it has it.
//! The whole record is of an erasure unit of its own: without the unit's key nobody finds the blob's.

use ekin_protocol::blob::BlobRef;
use ekin_protocol::item::kind;

use super::fact;
use super::value::Line;

fact! {
    /// A photo, a scan, a sound.
    Media = kind::MEDIA; {
        /// The blob, its key and its size.
        blob: BlobRef,
        /// A small picture of it, in a blob of its own.
        thumb: Option<BlobRef>,
        /// Media type of what is in the blob (RFC 6838).
        media_type: Line,
        /// SHA-256 of what is in the blob: the same file added twice is one blob.
        sum: [u8; 32],
        /// What is on it, or what it is called.
        title: Option<Line>,
        /// Width of a picture in pixels.
        width: Option<u64>,
        /// Height of a picture in pixels.
        height: Option<u64>,
    }
}
