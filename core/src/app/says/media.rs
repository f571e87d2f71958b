//! Files that are not taken, and what to know of those that are.

use ekin_i18n::{Message, Value, msg};

use super::error::Said;
use crate::media::{MediaError, MediaNotice};

/// Why a file is not taken.
pub fn media_error(error: &MediaError) -> Said {
    match error {
        MediaError::Empty => Said::new("empty-file", msg::media_empty()),
        MediaError::Unknown => Said::new("no-media", msg::media_unknown()),
        MediaError::Foreign { format } => Said::new("foreign-media", msg::media_foreign(*format)),
        MediaError::Film => Said::new("film", msg::media_film()),
        MediaError::TooLarge { max, .. } => {
            Said::new("media-too-large", msg::media_too_large(Value::Bytes(*max as u64)))
        }
        MediaError::TooManyPixels { width, height } => Said::new(
            "too-many-pixels",
            msg::media_too_many_pixels(u64::from(*width), u64::from(*height)),
        ),
        MediaError::TooHeavy { .. } => Said::new("picture-too-heavy", msg::media_too_heavy()),
        MediaError::Locked => Said::new("locked-pdf", msg::media_locked()),
        MediaError::Damaged { format, .. } => Said::new("damaged-media", msg::media_damaged(format.name())),
        MediaError::NothingCovered => Said::new("nothing-covered", msg::media_nothing_covered()),
        MediaError::Encode(_) => Said::internal("picture-encode"),
    }
}

/// What a person should know of a file that was taken.
pub fn media_notice(notice: MediaNotice) -> Message {
    match notice {
        MediaNotice::KeepsWhatItsAuthorPutIn => msg::media_pdf_keeps(),
    }
}
