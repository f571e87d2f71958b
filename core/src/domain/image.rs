//! References to pictures: never fetched, always described.

use super::answer::WebAddress;
use super::text::Texts;
use super::unknown::Unknown;

/// Most pictures in one listing.
pub const MAX_IMAGES: usize = 12;

/// Reference to a picture.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Image {
    /// Where it is.
    pub url: WebAddress,
    /// What is on it, per language.
    pub alt: Texts,
    /// Who made it.
    pub credit: Option<Box<str>>,
    /// What a newer version says of it.
    pub unknown: Unknown,
}
