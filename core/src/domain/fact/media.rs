//! A photo, a scan, a sound that lies in a blob: where, under which key, and what a screen needs before it has it.
//! The whole record is of an erasure unit of its own: without the unit's key nobody finds the blob's.
//!
//! A *moment* is one that says for whom to see it is (`audience`): a photo or a sound of people, who agreed to that.

use ekin_protocol::blob::BlobRef;
use ekin_protocol::id::ObjectId;
use ekin_protocol::item::kind;

use super::fact;
use super::value::{Line, Prose};
use crate::domain::consent::{Audience, Purpose};
use crate::domain::person::PersonId;
use crate::domain::unknown::Unknown;

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
        /// Of a moment: who may see it, a word of [`Audience`].
        audience: Option<Line>,
        /// Of a moment: what for, a word of [`Purpose`].
        purpose: Option<Line>,
        /// Of a moment: everybody who can be seen or heard on it.
        people: Vec<PersonId>,
        /// Of a moment: what there is to say of it.
        words: Option<Prose>,
        /// Of a moment: the plan of its outing.
        outing: Option<ObjectId>,
        /// Of a moment: the same in every copy of it.
        origin: Option<ObjectId>,
        /// Of a moment: when the first of the consents ends under which it was shared, ms since 1970.
        until_ms: Option<i64>,
        /// Areas that were covered before it was shared, so that nobody knows a face.
        masks: Option<u64>,
        /// The device that covered them, by its signing key.
        masked_by: Option<[u8; 32]>,
    }
}

impl Media {
    /// A file of which no more is said than what it is.
    pub fn plain(blob: BlobRef, media_type: Line, sum: [u8; 32]) -> Self {
        Self {
            blob,
            thumb: None,
            media_type,
            sum,
            title: None,
            width: None,
            height: None,
            audience: None,
            purpose: None,
            people: Vec::new(),
            words: None,
            outing: None,
            origin: None,
            until_ms: None,
            masks: None,
            masked_by: None,
            version: super::VERSION,
            unknown: Unknown::default(),
        }
    }

    /// Whether it says in words of a newer version who is on it.
    pub fn hides_people(&self) -> bool {
        self.unknown.get("people").is_some()
    }

    /// Whether it is a moment.
    pub fn is_moment(&self) -> bool {
        self.audience.is_some()
    }

    /// Who may see a moment; the widest for a word of a newer version.
    pub fn audience(&self) -> Option<Audience> {
        let word = self.audience.as_ref()?;
        Some(Audience::from_word(word.as_str()).unwrap_or(Audience::Public))
    }

    /// What a moment is for; to remember where it says nothing that is known.
    pub fn purpose(&self) -> Purpose {
        let word = self
            .purpose
            .as_ref()
            .and_then(|word| Purpose::from_word(word.as_str()));
        word.unwrap_or(Purpose::Memory)
    }
}
