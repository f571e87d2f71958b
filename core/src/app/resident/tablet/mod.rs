//! A shared tablet in simple mode: whom it is for and what a carer chose for each ([`Device::set_tablet`]), the lock that a carer
//! leaves it by ([`lock`]), and a resident's day ([`day`]). Choices and code are this tablet's alone.

pub mod day;
mod error;
pub mod lock;
pub mod photos;

use std::ops::ControlFlow;

use ekin_protocol::id::SpaceId;
use ekin_protocol::membership::SpaceKind;

use crate::app::device::Device;
use crate::app::error::AppError;
use crate::app::outing::people;
use crate::domain::person::PersonId;
use crate::domain::tablet::{Choices, check};
use crate::storage::{Read, StoreError};

pub use error::TabletError;

/// Settings: whether the tablet is in simple mode, and what was chosen, as JSON.
const ON: &str = "simple.on";
const CHOICES: &str = "simple.choices";

/// Somebody for whom a tablet may be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Dweller {
    /// Their house.
    pub space: SpaceId,
    /// Who.
    pub person: PersonId,
    /// What they are called.
    pub name: String,
    /// The pictogram that stands for them.
    pub pictogram: Option<String>,
    /// They like to hear what is written.
    pub read_aloud: bool,
    /// What was chosen for them on this tablet; none as long as it is not for them.
    pub choices: Option<Choices>,
}

/// A tablet.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tablet {
    /// It is in simple mode.
    pub on: bool,
    /// It has a carer's code.
    pub has_pin: bool,
    /// Those for whom it is, in the order in which a carer put them; then all others who live in a house of this device, by name.
    pub dwellers: Vec<Dweller>,
}

impl Device {
    /// Whom this tablet is for, and who else lives here. Somebody whose profile is gone is on it no more.
    ///
    /// # Errors
    /// Those of the store.
    pub fn tablet(&self) -> Result<Tablet, AppError> {
        self.store().read(|read| {
            let chosen = chosen(read)?;
            let mut dwellers = Vec::new();
            for space in read.private_spaces()? {
                if space.kind != SpaceKind::Home {
                    continue;
                }
                people::profiles(read, &space, |_, profile| {
                    let view = profile.view();
                    let (Some(person), Some(name)) = (view.person("person"), view.text("name")) else {
                        return ControlFlow::<()>::Continue(());
                    };
                    if view.text("part").is_none_or(|part| part == "resident") {
                        let mine = |one: &&Choices| {
                            one.person == person.to_string() && one.space == space.id.to_string()
                        };
                        dwellers.push(Dweller {
                            space: space.id,
                            person,
                            name: name.to_owned(),
                            pictogram: view.text("pictogram").map(ToOwned::to_owned),
                            read_aloud: view.flag("read_aloud") == Some(true),
                            choices: chosen.iter().find(mine).cloned(),
                        });
                    }
                    ControlFlow::Continue(())
                })?;
            }
            let place = |one: &Dweller| {
                let choices = one.choices.as_ref();
                choices.map_or(usize::MAX, |own| {
                    chosen.iter().position(|other| other == own).unwrap_or(usize::MAX)
                })
            };
            dwellers.sort_by(|a, b| {
                place(a)
                    .cmp(&place(b))
                    .then_with(|| a.name.to_lowercase().cmp(&b.name.to_lowercase()))
                    .then_with(|| a.person.cmp(&b.person))
            });
            Ok(Tablet {
                on: read.setting(ON)?.is_some(),
                has_pin: lock::has_pin(read)?,
                dwellers,
            })
        })
    }

    /// Keeps whom this tablet is for, and what was chosen for each.
    ///
    /// # Errors
    /// [`TabletError::Choices`].
    pub fn set_tablet(&self, all: &[Choices]) -> Result<(), AppError> {
        check(all).map_err(TabletError::from)?;
        let bytes = serde_json::to_vec(all).map_err(|_| AppError::Words)?;
        Ok(self.store().write(|tx| tx.set_setting(CHOICES, &bytes))?)
    }

    /// Begins simple mode, or ends it. It begins only where somebody chose for whom, and there is a code to leave it by.
    ///
    /// # Errors
    /// [`TabletError::NoPin`], [`TabletError::Choices`].
    pub fn set_simple(&self, on: bool) -> Result<(), AppError> {
        self.store().write(|tx| {
            if !on {
                return Ok(tx.unset(ON)?);
            }
            if !lock::has_pin(tx)? {
                return Err(TabletError::NoPin.into());
            }
            check(&chosen(tx)?).map_err(TabletError::from)?;
            Ok::<_, AppError>(tx.set_setting(ON, b"1")?)
        })
    }
}

/// What was chosen; nothing of what a newer Ekin kept in another way, which a carer chooses again.
fn chosen(read: &Read<'_>) -> Result<Vec<Choices>, StoreError> {
    let kept = read.setting(CHOICES)?;
    Ok(kept
        .and_then(|kept| serde_json::from_slice(&kept).ok())
        .unwrap_or_default())
}

#[cfg(test)]
mod tests;
