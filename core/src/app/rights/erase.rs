//! Forgetting a person (GDPR, article 17; protocol 11): here at once, at the relay and on every other device when they hear of it. What
//! people wrote about them in texts of others is listed for somebody to put right: no program can.
//!
//! An incident that a house has to keep by law is not exempted here: whoever governs decides before they ask (article 17, 3).

use std::collections::BTreeSet;

use ekin_protocol::id::SpaceId;
use ekin_protocol::item::Item;
use ekin_protocol::membership::{Body, Erase, Role};

use super::held::{self, Held, Kept};
use super::{Named, NamedIn, meant};
use crate::app::command::Command;
use crate::app::device::Device;
use crate::app::document::{Kind, open};
use crate::app::error::AppError;
use crate::app::territory::role_here;
use crate::app::worker::mend;
use crate::domain::kind::Edit;
use crate::domain::person::PersonId;
use crate::domain::trace::Called;
use crate::storage::{Read, Space, Tx};

/// What is, or would be, forgotten in one space.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SpaceErasure {
    /// The space.
    pub space: SpaceId,
    /// What people call it.
    pub name: String,
    /// Documents: profiles, notes about them.
    pub documents: usize,
    /// Facts about them, photos not counted.
    pub facts: usize,
    /// Photos, scans, sounds.
    pub photos: usize,
    /// Of these, how many show others too.
    pub shared_photos: usize,
    /// Rosters of outings out of which they are taken.
    pub rosters: usize,
    /// Whether this device may: owner or admin.
    pub allowed: bool,
    /// Whether something of it was under no key of its own. It stays in the history that the relay keeps sealed, until that
    /// ends at a checkpoint.
    pub stays_sealed: bool,
    /// Whether other devices hear of it by the relay.
    pub shared: bool,
}

/// What became, or would become, of a person's data.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Erasure {
    /// Who.
    pub person: PersonId,
    /// Their name, where a profile said it.
    pub name: Option<String>,
    /// Space by space.
    pub spaces: Vec<SpaceErasure>,
    /// Incidents about them that wait on this device for a space of a staff.
    pub kept: usize,
    /// Where they are still named.
    pub named: Vec<Named>,
    /// Whether it was done.
    pub done: bool,
}

impl Device {
    /// What would be forgotten of a person, and where they would still be named.
    ///
    /// # Errors
    /// [`AppError::NoPerson`], [`AppError::Ambiguous`].
    pub fn erasure_of(&self, person: &str) -> Result<Erasure, AppError> {
        self.store().read(|read| {
            let (person, name, called) = who(read, person)?;
            let All { spaces, kept, named } = all(read, person, &called)?;
            let spaces = spaces
                .iter()
                .map(|held| summary(read, held))
                .collect::<Result<_, _>>()?;
            Ok(Erasure {
                person,
                name,
                spaces,
                kept: kept.len(),
                named,
                done: false,
            })
        })
    }

    /// Forgets a person in every private space that this device governs, and what is of them on this device alone.
    ///
    /// # Errors
    /// [`AppError::NoPerson`], [`AppError::Ambiguous`]; [`AppError::NotAnOwner`] when it governs none of them.
    pub fn erase_person(&self, person: &str) -> Result<Erasure, AppError> {
        let erased = self.store().write(|tx| {
            let (person, name, called) = who(tx, person)?;
            let All {
                spaces: held,
                kept,
                named,
            } = all(tx, person, &called)?;
            let spaces = held
                .iter()
                .map(|held| summary(tx, held))
                .collect::<Result<Vec<_>, _>>()?;
            if !spaces.iter().any(|space| space.allowed) && (!spaces.is_empty() || kept.is_empty()) {
                return Err(AppError::NotAnOwner);
            }
            for (space, one) in held.iter().flat_map(|held| {
                let photos = held.unshared.iter();
                photos.map(|(photo, _)| (held.space.sp, photo))
            }) {
                tx.remove_unshared(space, &one.object)?;
            }
            for one in &kept {
                tx.remove_kept_incident(one.number)?;
            }
            for (held, _) in held.iter().zip(&spaces).filter(|(_, space)| space.allowed) {
                self.take_off_rosters(tx, held, person)?;
                self.erase_in(tx, held)?;
            }
            tx.project_dirty(tx.now_ms)?;
            Ok(Erasure {
                person,
                name,
                spaces,
                kept: kept.len(),
                named,
                done: true,
            })
        })?;
        self.sweep_blobs()?;
        Ok(erased)
    }

    fn erase_in(&self, tx: &Tx<'_>, held: &Held) -> Result<(), AppError> {
        let space = &held.space;
        let mut erase = Erase {
            units: held.units.iter().copied().collect(),
            ..Erase::default()
        };
        let unsealed = held.documents.iter().filter(|own| own.row.unit.is_none());
        erase.objects.extend(unsealed.map(|own| own.row.object));
        for (object, fact) in &held.facts {
            erase.units.extend(&fact.units);
            erase.objects.extend(fact.open.then_some(*object));
            erase.blobs.extend(
                tx.blobs_of(space.sp, object)?
                    .into_iter()
                    .map(|blob| blob.address),
            );
        }
        for part in erase.parts() {
            tx.erase(space.sp, &part)?;
            if !space.urls.is_empty() {
                self.queue_in(tx, space.sp, &Body::Erase(part), false)?;
            }
        }
        Ok(mend(tx, space.sp, self.around())?)
    }

    /// Nobody is to be looked for who is not there any more.
    fn take_off_rosters(&self, tx: &Tx<'_>, held: &Held, person: PersonId) -> Result<(), AppError> {
        let mut command = Command::begin(self, tx, held.space.id)?;
        for (row, contents) in &held.rosters {
            if contents.read_only() {
                continue;
            }
            let document = open::open(tx, &held.space, &row.object, row.generation)?;
            let gone = Edit::Delete {
                root: "roster".to_owned(),
                inner: Some(person.to_string()),
            };
            let edited = document.edit(Kind::Outing, &[gone])?;
            command.edit(&row.object, (row.kind, row.generation, row.unit), &edited)?;
        }
        command.send()
    }
}

/// Who is meant, their name, and how they are called.
pub(super) fn who(read: &Read<'_>, wanted: &str) -> Result<(PersonId, Option<String>, Called), AppError> {
    let (person, names) = meant(read, wanted)?;
    let mut called = BTreeSet::new();
    for space in read.private_spaces()? {
        let held = held::of(read, &space, person, &Called::default())?;
        for own in held.documents {
            let Some(contents) = own.contents.filter(|contents| contents.kind() == Kind::Profile) else {
                continue;
            };
            let view = contents.view();
            let names = ["name", "full_name"].into_iter().filter_map(|key| view.text(key));
            called.extend(names.map(str::to_owned));
        }
    }
    let called = Called::of(called.iter().map(String::as_str));
    Ok((person, names.get(&person).cloned(), called))
}

/// What this device holds of somebody.
pub(super) struct All {
    /// What each private space holds.
    pub spaces: Vec<Held>,
    /// Incidents about them that wait for a space.
    pub kept: Vec<Kept>,
    /// Where else they are named.
    pub named: Vec<Named>,
}

/// What each private space holds, and where else they are named on this device.
pub(super) fn all(read: &Read<'_>, person: PersonId, called: &Called) -> Result<All, AppError> {
    let (mut spaces, mut named) = (Vec::new(), Vec::new());
    for space in read.spaces()? {
        messages(read, &space, called, &mut named)?;
        if space.kind.is_public() {
            listings(read, &space, called, &mut named)?;
            continue;
        }
        let mut held = held::of(read, &space, person, called)?;
        named.append(&mut held.named);
        if !held.is_empty() || !held.rosters.is_empty() {
            spaces.push(held);
        }
    }
    for letter in read.letters()? {
        if called.in_payload(&letter.payload).is_some() {
            named.push(Named {
                space: None,
                space_name: letter.name,
                of: NamedIn::Letter,
                id: letter.lt.to_string(),
                title: String::new(),
                at: String::new(),
            });
        }
    }
    let (kept, others): (Vec<_>, Vec<_>) = held::kept(read, person, called)?
        .into_iter()
        .partition(|one| one.own);
    named.extend(others.iter().map(|one| Named {
        space: None,
        space_name: String::new(),
        of: NamedIn::Kept,
        id: one.number.to_string(),
        title: String::new(),
        at: String::new(),
    }));
    if spaces.is_empty() && kept.is_empty() && named.is_empty() {
        return Err(AppError::NoPerson {
            name: person.to_string(),
        });
    }
    Ok(All { spaces, kept, named })
}

fn messages(read: &Read<'_>, space: &Space, called: &Called, named: &mut Vec<Named>) -> Result<(), AppError> {
    for message in read.messages(space.sp)? {
        let Some(body) = &message.body else { continue };
        let Ok(says) = ekin_protocol::inbox::Message::read(body) else {
            continue;
        };
        if called.in_payload(&says.payload).is_some() {
            named.push(Named {
                space: Some(space.id),
                space_name: space.name.clone(),
                of: NamedIn::Message,
                id: message.id.to_string(),
                title: String::new(),
                at: String::new(),
            });
        }
    }
    Ok(())
}

fn listings(read: &Read<'_>, space: &Space, called: &Called, named: &mut Vec<Named>) -> Result<(), AppError> {
    let mut found = Vec::new();
    read.audit_records(space.sp, |record| {
        let bytes = ekin_protocol::item::assemble(&record.fields, &record.body);
        let Ok(item) = Item::read(&bytes) else { return };
        if let Some(at) = called.in_payload(item.content().unwrap_or_default()) {
            found.push((record.object, at.to_owned()));
        }
    })?;
    found.sort();
    found.dedup();
    named.extend(found.into_iter().map(|(object, at)| Named {
        space: Some(space.id),
        space_name: space.name.clone(),
        of: NamedIn::Listing,
        id: object.to_string(),
        title: String::new(),
        at,
    }));
    Ok(())
}

fn summary(read: &Read<'_>, held: &Held) -> Result<SpaceErasure, AppError> {
    let photos = held.photos();
    let open = held.facts.values().any(|fact| fact.open);
    let unsealed = held.documents.iter().any(|own| own.row.unit.is_none());
    Ok(SpaceErasure {
        space: held.space.id,
        name: held.space.name.clone(),
        documents: held.documents.len(),
        facts: held.other_facts(),
        photos,
        shared_photos: held.facts.values().filter(|fact| fact.shared).count()
            + held.unshared.iter().filter(|(_, shared)| *shared).count(),
        rosters: held.rosters.len(),
        allowed: role_here(read, held.space.sp)?.is_some_and(Role::governs),
        stays_sealed: (open || unsealed || !held.rosters.is_empty()) && !held.space.urls.is_empty(),
        shared: !held.space.urls.is_empty(),
    })
}
