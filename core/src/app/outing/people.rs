//! Who is who: names out of the profiles on this device, for ids that outings hold.

use std::collections::BTreeMap;
use std::ops::ControlFlow;

use crate::app::device::Device;
use crate::app::document::{Kind, open};
use crate::app::error::AppError;
use crate::domain::kind::Contents;
use crate::domain::person::PersonId;
use crate::storage::{DocumentRow, Read, Space};

/// Profiles that one look at the store gives.
const PAGE: u32 = 256;

/// Names of persons.
pub type Names = BTreeMap<PersonId, String>;

/// Looks at the profiles of a space, the last changed first, until `look` has what it wants.
pub(in crate::app) fn profiles<T>(
    read: &Read<'_>,
    space: &Space,
    mut look: impl FnMut(DocumentRow, &Contents) -> ControlFlow<T>,
) -> Result<Option<T>, AppError> {
    let mut before = None;
    loop {
        let rows = read.documents(space.sp, Some(Kind::Profile.number()), before, PAGE)?;
        let Some(last) = rows.last() else { return Ok(None) };
        before = Some((last.rev, last.object));
        for row in rows {
            let document = open::open(read, space, &row.object, row.generation)?;
            let profile = Contents::new(Kind::Profile, document.content().values);
            if let ControlFlow::Break(found) = look(row, &profile) {
                return Ok(Some(found));
            }
        }
    }
}

/// Everybody who has a profile in some private space of this device.
pub(in crate::app) fn names(read: &Read<'_>) -> Result<Names, AppError> {
    let mut names = Names::new();
    for space in read.private_spaces()? {
        profiles(read, &space, |_, profile| {
            let view = profile.view();
            if let (Some(person), Some(name)) = (view.person("person"), view.text("name")) {
                names.insert(person, name.to_owned());
            }
            ControlFlow::<()>::Continue(())
        })?;
    }
    Ok(names)
}

/// The person whom somebody means: by name, whatever the case, or by the beginning of the id.
///
/// # Errors
/// [`AppError::NoPerson`], [`AppError::SeveralPeople`].
pub(in crate::app) fn person<'a>(
    names: &'a Names,
    roster: impl IntoIterator<Item = &'a PersonId>,
    wanted: &str,
) -> Result<PersonId, AppError> {
    let name = wanted.trim();
    let lower = name.to_lowercase();
    let called = |(_, name): &(&PersonId, &String)| name.to_lowercase() == lower;
    let mut found: Vec<PersonId> = names.iter().filter(called).map(|(person, _)| *person).collect();
    if found.is_empty() && lower.len() >= 4 {
        let begins = |person: &&PersonId| person.to_string().starts_with(&lower);
        found = names.keys().chain(roster).filter(begins).copied().collect();
        found.sort_unstable();
        found.dedup();
    }
    let name = name.to_owned();
    match found.as_slice() {
        [] => Err(AppError::NoPerson { name }),
        [one] => Ok(*one),
        _ => Err(AppError::SeveralPeople { name, people: found }),
    }
}

impl Device {
    /// Names of everybody who has a profile on this device.
    ///
    /// # Errors
    /// Those of the store.
    pub fn people(&self) -> Result<Names, AppError> {
        self.store().read(names)
    }
}
