//! Photos on which a resident is.

use ekin_i18n::msg;

use super::day::{SpokenSentence, ours};
use crate::failure::Failure;
use crate::handle::Ekin;
use crate::house::space_of;

/// A photo.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct SimplePhoto {
    /// Its space.
    pub space: String,
    /// Its id there.
    pub id: String,
    /// What there is to say of it, as a voice reads it and a reader of the screen describes it.
    pub sentences: Vec<SpokenSentence>,
}

#[uniffi::export]
impl Ekin {
    /// Photos on which a resident is, the last shared first: those that may be seen and are on this device.
    ///
    /// # Errors
    /// [`Failure::Refused`] with `no-person`.
    pub fn simple_photos(&self, person: String) -> Result<Vec<SimplePhoto>, Failure> {
        self.ask(|asked| {
            let photos = asked.device.photos_of(&person)?.into_iter();
            Ok(photos
                .map(|photo| {
                    let mut sentences = vec![ours(
                        asked,
                        &match photo.words.as_deref() {
                            Some(words) => msg::simple_photo(words),
                            None => msg::simple_photo_untitled(),
                        },
                    )];
                    if !photo.with.is_empty() {
                        sentences.push(ours(asked, &msg::simple_photo_with(photo.with.join(", "))));
                    }
                    SimplePhoto {
                        space: photo.space.to_string(),
                        id: photo.object.to_string(),
                        sentences,
                    }
                })
                .collect())
        })
    }

    /// The picture itself, a file such as a JPEG.
    ///
    /// # Errors
    /// [`Failure::Refused`] with `moment-hidden`, `no-moment`, `blob-not-here`.
    pub fn simple_photo(&self, space: String, id: String) -> Result<Vec<u8>, Failure> {
        self.ask(|asked| {
            let mut bytes = Vec::new();
            asked.device.write_moment(space_of(&space)?, &id, &mut bytes)?;
            Ok(bytes)
        })
    }

    /// Takes a photo away for everybody, with its key: somebody on it does not want it any more.
    ///
    /// # Errors
    /// [`Failure::Refused`] with `no-moment`.
    pub fn remove_simple_photo(&self, space: String, id: String) -> Result<(), Failure> {
        self.ask(|asked| {
            asked.device.remove_moment(space_of(&space)?, &id)?;
            Ok(())
        })
    }
}
