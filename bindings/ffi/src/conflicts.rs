//! Where two people wrote: what each of them did, and a person's choice.

use ekin_core::app::conflict::{Conflict, Side};
use ekin_core::app::says;
use ekin_core::app::says::document::Reader;

use crate::failure::Failure;
use crate::handle::{Asked, Ekin};
use crate::words;

/// Most that one look gives; what is settled makes room for the next.
const MOST: u32 = 100;

/// One place in which two people wrote.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct TwoVersions {
    /// The object.
    pub object: String,
    /// The field of a document; empty where the object is meant.
    pub at: String,
    /// About what, in words.
    pub what: String,
    /// Whose: the house, or the territory.
    pub space: String,
    /// What each wrote, as it is shown or the more careful one first.
    pub sides: Vec<OneVersion>,
    /// Whether the more careful one stands first.
    pub careful: bool,
}

/// What one of them wrote.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct OneVersion {
    /// To choose it by.
    pub choice: String,
    /// What it says.
    pub says: String,
    /// Who, and when.
    pub by: String,
    /// Whether that was this device.
    pub me: bool,
    /// Whether screens show it meanwhile.
    pub displayed: bool,
}

/// Both lists of a screen.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct Conflicts {
    /// What waits for a choice.
    pub open: Vec<TwoVersions>,
    /// What was chosen, by whom and when, in words.
    pub settled: Vec<String>,
}

#[uniffi::export]
impl Ekin {
    /// Where two people wrote, in all spaces of this device, and what was chosen.
    ///
    /// # Errors
    /// Those of the store.
    pub fn conflicts(&self) -> Result<Conflicts, Failure> {
        self.ask(|asked| {
            let device = &asked.device;
            let names = device.people()?;
            let name = |person| names.get(&person).cloned();
            let reader = Reader {
                zone: asked.here,
                name: &name,
            };
            let open = device.conflicts(None, MOST)?;
            let settled = device.settled_conflicts(None, MOST)?;
            Ok(Conflicts {
                open: open.iter().map(|one| two(asked, one, reader)).collect(),
                settled: settled
                    .iter()
                    .map(|one| asked.say(&says::conflict::settled(one)))
                    .collect(),
            })
        })
    }

    /// Lets one version stand alone.
    ///
    /// # Errors
    /// [`Failure::Refused`] with `no-conflict`, `not-allowed`.
    pub fn keep_version(&self, object: String, at: String, choice: String) -> Result<(), Failure> {
        self.ask(|asked| {
            let at = Some(at.as_str()).filter(|at| !at.is_empty());
            asked.device.keep_conflict(&object, at, &choice)?;
            Ok(())
        })
    }
}

fn two(asked: &Asked, conflict: &Conflict, reader: Reader<'_>) -> TwoVersions {
    TwoVersions {
        object: conflict.object.to_string(),
        at: conflict.at.clone(),
        what: words::capital(asked.words.value(&says::conflict::what(conflict))),
        space: conflict.space_name.clone(),
        sides: (1..)
            .zip(&conflict.sides)
            .map(|(n, side)| one(asked, conflict, (n, side), reader))
            .collect(),
        careful: conflict.careful,
    }
}

fn one(asked: &Asked, conflict: &Conflict, (n, side): (usize, &Side), reader: Reader<'_>) -> OneVersion {
    let who = words::capital(asked.words.value(&says::conflict::who(
        side.by,
        side.named.as_deref(),
        side.me,
    )));
    let when = words::day_and_hour(asked, asked.device.today(None).ok(), side.when);
    OneVersion {
        choice: n.to_string(),
        says: words::capital(asked.words.value(&says::conflict::says(conflict, side, reader))),
        by: [Some(who), when]
            .into_iter()
            .flatten()
            .collect::<Vec<_>>()
            .join(", "),
        me: side.me,
        displayed: side.displayed,
    }
}
