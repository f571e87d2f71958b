//! Photos on which a resident is, as a tablet shows them: those that were shared, to which everybody on them still agrees, and whose bytes are
//! here.

use ekin_protocol::id::{ObjectId, SpaceId};

use crate::app::blob::Held;
use crate::app::device::Device;
use crate::app::error::AppError;
use crate::app::moment::{MomentLine, MomentState};
use crate::app::outing::people;

/// A photo of somebody.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OwnPhoto {
    /// Where it is.
    pub space: SpaceId,
    /// Its id there.
    pub object: ObjectId,
    /// What there is to say of it.
    pub words: Option<String>,
    /// Who else is on it, by name.
    pub with: Vec<String>,
}

impl Device {
    /// Photos on which a person is, the last shared first; of each space of this device that has some.
    ///
    /// # Errors
    /// [`AppError::NoPerson`].
    pub fn photos_of(&self, person: &str) -> Result<Vec<OwnPhoto>, AppError> {
        let person = self.store().read(|read| {
            let names = people::names(read)?;
            people::person(&names, [], person)
        })?;
        let mut photos = Vec::new();
        for space in self.private_spaces()? {
            let lines = self.moments(space.space)?;
            let own = lines.into_iter().filter(|line| {
                line.media_type.starts_with("image/")
                    && is_here(line)
                    && line.people.iter().any(|(one, _)| *one == person)
            });
            photos.extend(own.map(|line| {
                OwnPhoto {
                    space: space.space,
                    object: line.object,
                    with: line
                        .people
                        .iter()
                        .filter(|(one, _)| *one != person)
                        .filter_map(|(_, name)| name.clone())
                        .collect(),
                    words: line.words,
                }
            }));
        }
        Ok(photos)
    }
}

fn is_here(line: &MomentLine) -> bool {
    matches!(
        line.state,
        MomentState::Shared {
            held: Held::Whole,
            ..
        }
    )
}
