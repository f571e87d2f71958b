//! Where two people's edits met, of whatever sort: what each of them wrote, who and when, in one list; and a person's choice
//! (`keep`), which is an edit that replaces both.

mod document;
mod fact;
mod heads;
mod keep;
mod listing;

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;
use std::fmt;
use std::str::FromStr;

use ekin_exchange::draft::Draft;
use ekin_i18n::{Date, Time};
use ekin_protocol::id::{ObjectId, Ord, SpaceId};
use ekin_protocol::item::kind;

use super::device::Device;
use super::document::Kind;
use super::error::AppError;
use super::query::moment;
use super::space::called::Devices;
use crate::domain::field::Field;
use crate::domain::kind::Plain;
use crate::domain::person::PersonId;
use crate::domain::status::Status;
use crate::domain::timing::Zone;
use crate::storage::{ConflictRow, Read, Sort, Sp, Space};

pub use keep::Kept;

/// A place in the list: the next page begins behind it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ConflictCursor(i64, ObjectId);

/// A text that is no place in the list.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not a place in the list of conflicts")]
pub struct BadConflictCursor;

impl fmt::Display for ConflictCursor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{}", self.0, self.1)
    }
}

impl FromStr for ConflictCursor {
    type Err = BadConflictCursor;

    fn from_str(text: &str) -> Result<Self, BadConflictCursor> {
        let (rev, object) = text.split_once('.').ok_or(BadConflictCursor)?;
        let rev = rev.parse().map_err(|_| BadConflictCursor)?;
        Ok(Self(rev, object.parse().map_err(|_| BadConflictCursor)?))
    }
}

/// In what edits met.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ConflictOf {
    /// A document; none for a kind of a newer version.
    Document(Option<Kind>),
    /// A fact of this kind.
    Fact(u16),
    /// A listing.
    Listing,
    /// What devices counted.
    Heads {
        /// Of whom.
        person: PersonId,
        /// The moment, as the plan says it; none for the whole outing.
        moment: Option<&'static str>,
    },
}

/// One place in which edits stand beside each other.
#[derive(Clone, Debug, PartialEq)]
pub struct Conflict {
    /// The space.
    pub space: SpaceId,
    /// What people call it.
    pub space_name: String,
    /// In what.
    pub of: ConflictOf,
    /// The object.
    pub object: ObjectId,
    /// Its title, where it has one.
    pub title: String,
    /// The field of a document, as a person writes it; empty where the object is meant.
    pub at: String,
    /// What each wrote: the displayed one first, or the more careful one.
    pub sides: Vec<Side>,
    /// Whether the more careful one stands first.
    pub careful: bool,
    /// Where the next page begins.
    pub cursor: ConflictCursor,
}

/// What somebody wrote.
#[derive(Clone, Debug, PartialEq)]
pub struct Side {
    /// What names it when it is chosen.
    pub version: String,
    /// What it says.
    pub says: Says,
    /// The device, where it is known.
    pub by: Option<Ord>,
    /// What that is called.
    pub named: Option<String>,
    /// Whether that is this device.
    pub me: bool,
    /// When, by its clock, in the space's zone; none where nobody remembers.
    pub when: Option<(Date, Time)>,
    /// The same, ms since 1970.
    pub at_ms: Option<u64>,
    /// Whether screens show it.
    pub displayed: bool,
}

/// What a side says.
#[derive(Clone, Debug, PartialEq)]
pub enum Says {
    /// A value of a document's field.
    Value {
        /// The value.
        value: Plain,
        /// The zone of an instant.
        zone: Option<Zone>,
    },
    /// The fields of a fact in which the sides are not the same.
    Fields(Vec<(String, Plain)>),
    /// A listing.
    Listing {
        /// As data.
        draft: Box<Draft>,
        /// Whether it takes place as planned.
        status: Status,
        /// Fields in which it differs from the displayed one.
        differs: Vec<Field>,
    },
    /// That it is over: withdrawn, ended.
    Ended,
    /// Nothing that can be read here.
    Sealed,
}

/// What was settled, and by whom.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Settled {
    /// The space.
    pub space: SpaceId,
    /// What people call it.
    pub space_name: String,
    /// In what edits had met.
    pub of: ConflictOf,
    /// The object.
    pub object: ObjectId,
    /// Its title, where it has one.
    pub title: String,
    /// The device that chose, where it is known.
    pub by: Option<Ord>,
    /// What that is called.
    pub named: Option<String>,
    /// Whether that is this device.
    pub me: bool,
    /// When, by its clock, in the space's zone.
    pub when: Option<(Date, Time)>,
    /// The same, ms since 1970.
    pub at_ms: i64,
    /// Where the next page begins.
    pub cursor: ConflictCursor,
}

impl Device {
    /// Every place in which edits of two people stand beside each other, in all spaces of this device; the last met first, at
    /// most `limit` objects, behind a cursor.
    ///
    /// # Errors
    /// Those of the store.
    pub fn conflicts(&self, behind: Option<ConflictCursor>, limit: u32) -> Result<Vec<Conflict>, AppError> {
        self.store().read(|read| {
            let (mut all, mut devices) = (Vec::new(), BTreeMap::new());
            for row in read.conflicts(false, behind.map(|at| (at.0, at.1)), limit)? {
                let space = read.space(row.sp)?;
                let called = called(read, &space, &mut devices)?;
                for mut one in of(read, &space, &row)? {
                    for side in &mut one.sides {
                        side.named = side.by.and_then(|by| called.name(by)).map(str::to_owned);
                    }
                    all.push(one);
                }
            }
            Ok(all)
        })
    }

    /// What people settled, and who did; the last first.
    ///
    /// # Errors
    /// Those of the store.
    pub fn settled_conflicts(
        &self,
        behind: Option<ConflictCursor>,
        limit: u32,
    ) -> Result<Vec<Settled>, AppError> {
        self.store().read(|read| {
            let rows = read.conflicts(true, behind.map(|at| (at.0, at.1)), limit)?;
            let mut devices = BTreeMap::new();
            let one = |row: &ConflictRow| {
                let space = read.space(row.sp)?;
                let called = called(read, &space, &mut devices)?;
                settled(read, &space, row, called)
            };
            rows.iter().map(one).collect()
        })
    }
}

/// What stands beside each other in one object: of a document, one for each field.
fn of(read: &Read<'_>, space: &Space, row: &ConflictRow) -> Result<Vec<Conflict>, AppError> {
    match row.sort {
        Sort::Document => document::of(read, space, row),
        Sort::Fact => Ok(fact::of(read, space, row)?.into_iter().collect()),
        Sort::Listing => Ok(listing::of(read, space, row)?.into_iter().collect()),
        Sort::Heads => Ok(heads::of(read, space, row)?.into_iter().collect()),
    }
}

/// What the devices of a space are called, read once for a list.
fn called<'a>(
    read: &Read<'_>,
    space: &Space,
    devices: &'a mut BTreeMap<Sp, Devices>,
) -> Result<&'a Devices, AppError> {
    Ok(match devices.entry(space.sp) {
        Entry::Occupied(known) => known.into_mut(),
        Entry::Vacant(new) => new.insert(Devices::of(read, space)?),
    })
}

fn settled(
    read: &Read<'_>,
    space: &Space,
    row: &ConflictRow,
    devices: &Devices,
) -> Result<Settled, AppError> {
    let (by, at_ms) = row.settled.unwrap_or((None, 0));
    let (of, title) = match row.sort {
        Sort::Document => {
            let found = read.document(row.sp, &row.object)?;
            let kind = found.as_ref().and_then(|found| Kind::from_number(found.kind));
            (ConflictOf::Document(kind), found.map(|found| found.title))
        }
        Sort::Fact => {
            let kind = read.fact(row.sp, &row.object)?.map_or(0, |found| found.kind);
            (ConflictOf::Fact(kind), None)
        }
        Sort::Listing => (ConflictOf::Listing, listing::title(read, row)?),
        Sort::Heads => match heads::settled(read, space, &row.object)? {
            Some((title, of)) => (of, Some(title)),
            None => (ConflictOf::Fact(kind::CHECK), None),
        },
    };
    Ok(Settled {
        space: space.id,
        space_name: space.name.clone(),
        of,
        object: row.object,
        title: title.unwrap_or_default(),
        by,
        named: by.and_then(|by| devices.name(by)).map(str::to_owned),
        me: is_me(space, by),
        when: moment(at_ms, space.zone),
        at_ms,
        cursor: ConflictCursor(row.rev, row.object),
    })
}

fn is_me(space: &Space, by: Option<Ord>) -> bool {
    by.is_some() && space.author.map(|author| author.ord) == by
}

fn when(space: &Space, at_ms: u64) -> Option<(Date, Time)> {
    moment(i64::try_from(at_ms).ok()?, space.zone)
}

#[cfg(test)]
mod tests;
