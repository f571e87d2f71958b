//! What one private space on this device holds of a person, and where else they are named there.

use std::collections::{BTreeMap, BTreeSet};

use ekin_protocol::id::ObjectId;
use ekin_protocol::item::{Item, kind};
use zeroize::Zeroizing;

use super::{Named, NamedIn};
use crate::app::document::{Kind, every, open};
use crate::app::error::AppError;
use crate::domain::kind::Contents;
use crate::domain::person::PersonId;
use crate::domain::trace::{Called, Mention, mention};
use crate::storage::{DocumentRow, Head, Read, Space, UnitId, Unshared};

/// Rows that one look at the store gives.
const PAGE: u32 = 256;

/// A fact about a person.
pub(super) struct Fact {
    /// Its kind.
    pub kind: u16,
    /// Units under whose keys its heads are.
    pub units: BTreeSet<UnitId>,
    /// Whether a head of it is under no unit's key.
    pub open: bool,
    /// What its heads say, the displayed one last, with who said it and when by their clock.
    pub says: Vec<(Zeroizing<Vec<u8>>, Head, u64)>,
    /// Whether it is about others too: a photo of several people.
    pub shared: bool,
}

/// A document of a person.
pub(super) struct Own {
    pub row: DocumentRow,
    pub contents: Option<Contents>,
}

/// What a space holds.
pub(super) struct Held {
    pub space: Space,
    /// Their erasure units.
    pub units: BTreeSet<UnitId>,
    /// Their documents: profile, notes about them.
    pub documents: Vec<Own>,
    /// Facts about them.
    pub facts: BTreeMap<ObjectId, Fact>,
    /// Photos and sounds of them that are on this device alone, each with whether it shows others too.
    pub unshared: Vec<(Unshared, bool)>,
    /// Rosters in which their id stands.
    pub rosters: Vec<(DocumentRow, Contents)>,
    /// Where else they are named.
    pub named: Vec<Named>,
}

impl Held {
    /// Whether there is nothing of them.
    pub fn is_empty(&self) -> bool {
        self.units.is_empty() && self.facts.is_empty() && self.unshared.is_empty()
    }

    /// How many photos, scans and sounds.
    pub fn photos(&self) -> usize {
        self.facts.len() - self.other_facts() + self.unshared.len()
    }

    /// How many facts that are no photo, scan or sound.
    pub fn other_facts(&self) -> usize {
        let others = self.facts.values().filter(|fact| fact.kind != kind::MEDIA);
        others.count()
    }
}

/// Looks through a space.
pub(super) fn of(
    read: &Read<'_>,
    space: &Space,
    person: PersonId,
    called: &Called,
) -> Result<Held, AppError> {
    let mut held = Held {
        space: space.clone(),
        units: read.units_of_person(space.sp, &person.0)?.into_iter().collect(),
        documents: Vec::new(),
        facts: BTreeMap::new(),
        unshared: unshared(read, space, person)?,
        rosters: Vec::new(),
        named: Vec::new(),
    };
    let pictures = documents(read, &mut held, person, called)?;
    facts(read, &mut held, person, called)?;
    for address in pictures {
        for object in read.media_at(space.sp, &address)? {
            if let Some(fact) = fact(read, space, &object, kind::MEDIA)? {
                held.facts.entry(object).or_insert(fact);
            }
        }
    }
    Ok(held)
}

/// Photos and sounds on which somebody said that they are, or whose face was covered for them.
fn unshared(read: &Read<'_>, space: &Space, person: PersonId) -> Result<Vec<(Unshared, bool)>, AppError> {
    let mut found = Vec::new();
    for one in read.unshared(space.sp)? {
        let covered = one.masks.iter().any(|mask| mask.ends_with(&person.0));
        let about = mention(&one.body, person);
        if covered || about != Mention::None {
            let shared = about != Mention::About || one.others.is_some_and(|others| others > 0);
            found.push((one, shared));
        }
    }
    Ok(found)
}

/// An incident that waits on this device for a space of a staff.
pub(super) struct Kept {
    /// Its number.
    pub number: i64,
    /// What it says.
    pub body: Zeroizing<Vec<u8>>,
    /// Whether it is about the person and about nobody else.
    pub own: bool,
}

/// Incidents of a person, or in which they are named, that wait on this device.
pub(super) fn kept(read: &Read<'_>, person: PersonId, called: &Called) -> Result<Vec<Kept>, AppError> {
    let mut found = Vec::new();
    for (number, body) in read.kept_incidents()? {
        let about = mention(&body, person);
        if about != Mention::None || called.in_payload(&body).is_some() {
            found.push(Kept {
                number,
                body: Zeroizing::new(body),
                own: about == Mention::About,
            });
        }
    }
    Ok(found)
}

/// Documents; gives the addresses of the pictures in the person's profiles.
fn documents(
    read: &Read<'_>,
    held: &mut Held,
    person: PersonId,
    called: &Called,
) -> Result<Vec<[u8; 32]>, AppError> {
    let mut pictures = Vec::new();
    for row in every(read, &held.space, None)? {
        let kind = Kind::from_number(row.kind);
        let document = open::open(read, &held.space, &row.object, row.generation)?;
        let contents = kind.map(|kind| Contents::new(kind, document.content().values));
        let theirs = row.unit.is_some_and(|unit| held.units.contains(&unit))
            || contents.as_ref().and_then(Contents::unit) == Some(person);
        if theirs {
            held.units.extend(row.unit);
            let view = contents.as_ref().map(Contents::view);
            pictures.extend(view.and_then(|view| view.picture("photo")));
            held.documents.push(Own { row, contents });
            continue;
        }
        let Some(contents) = contents else { continue };
        let at = called.in_document(&contents, person);
        let roster = format!("roster.{person}");
        if kind == Some(Kind::Outing) && at.iter().any(|at| at.starts_with(&roster)) {
            held.rosters.push((row.clone(), contents));
        }
        let named = at
            .into_iter()
            .filter(|at| !at.starts_with(&roster))
            .map(|at| Named {
                space: Some(held.space.id),
                space_name: held.space.name.clone(),
                of: NamedIn::Document(kind),
                id: row.object.to_string(),
                title: row.title.clone(),
                at,
            });
        held.named.extend(named);
    }
    Ok(pictures)
}

fn facts(read: &Read<'_>, held: &mut Held, person: PersonId, called: &Called) -> Result<(), AppError> {
    let mut after = None;
    loop {
        let objects = read.fact_objects(held.space.sp, after, PAGE)?;
        let Some((last, _)) = objects.last() else {
            return Ok(());
        };
        after = Some(*last);
        for (object, kind) in objects {
            let Some(mut fact) = fact(read, &held.space, &object, kind)? else {
                continue;
            };
            let says = fact.says.iter();
            let about = says
                .map(|(says, ..)| mention(says, person))
                .max()
                .unwrap_or(Mention::None);
            let theirs = fact.units.iter().any(|unit| held.units.contains(unit));
            // A photo of several people is of each of them.
            fact.shared = about == Mention::Among;
            if theirs || about == Mention::About || (fact.shared && kind == kind::MEDIA) {
                held.facts.insert(object, fact);
                continue;
            }
            let at = fact.says.iter().find_map(|(says, ..)| called.in_payload(says));
            if let Some(at) = at {
                held.named.push(Named {
                    space: Some(held.space.id),
                    space_name: held.space.name.clone(),
                    of: NamedIn::Fact(kind),
                    id: object.to_string(),
                    title: String::new(),
                    at: at.to_owned(),
                });
            }
        }
    }
}

/// A fact with what its heads say, as far as it can be read.
fn fact(read: &Read<'_>, space: &Space, object: &ObjectId, kind: u16) -> Result<Option<Fact>, AppError> {
    let mut fact = Fact {
        kind,
        units: BTreeSet::new(),
        open: false,
        says: Vec::new(),
        shared: false,
    };
    for head in read.heads(space.sp, object)? {
        let bytes = head.item_bytes();
        let item = Item::read(&bytes)?;
        fact.units.extend(head.unit);
        fact.open |= head.unit.is_none();
        let at_ms = item.meta.at_ms;
        if let Some(says) = read.opened(space.sp, &item)? {
            fact.says.push((says, head, at_ms));
        }
    }
    Ok((fact.open || !fact.units.is_empty()).then_some(fact))
}
