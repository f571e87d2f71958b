//! Documents as a person looks at them: a list, one with its fields, and who changed what.

use std::collections::BTreeMap;

use ekin_i18n::{Date, Time};
use ekin_protocol::id::{ObjectId, Ord, SpaceId};
use ekin_protocol::membership::{Role, SpaceKind};

use super::{find, open};
use crate::app::device::Device;
use crate::app::error::AppError;
use crate::app::query::moment;
use crate::app::space::one_space;
use crate::app::territory::role_here;
use crate::document::{Actor, Content, Place};
use crate::domain::kind::{Contents, Kind, Plain};
use crate::domain::outing::sight;
use crate::storage::{DocumentRow, Read, Space, StoreError};

/// One line of a list of documents.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DocumentLine {
    /// The document.
    pub object: ObjectId,
    /// Its kind; none for one of a newer version.
    pub kind: Option<Kind>,
    /// Its title, or its name; empty where it has neither.
    pub title: String,
    /// Whether two people gave a field two values.
    pub conflict: bool,
    /// Whether own changes of it wait.
    pub pending: bool,
    /// Whose changes of it came from a phone and are in no log yet: the last one's device.
    pub carried: Option<Ord>,
    /// When it was last changed, by its author's clock, in the space's zone.
    pub changed: Option<(Date, Time)>,
}

/// A document with its fields.
#[derive(Clone, Debug)]
pub struct Shown {
    /// Its line.
    pub line: DocumentLine,
    /// What it holds.
    pub contents: Contents,
    /// Fields of which two people gave two values.
    pub rivals: Vec<ShownField>,
    /// What this device wrote and could not write again, because somebody else's value stands there: place and value.
    pub kept: Vec<(String, Plain)>,
}

/// A field with the values that stand there, the displayed one first, and who wrote each.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ShownField {
    /// Its place, as a person writes it.
    pub at: String,
    /// Each value, with the device that wrote it, where that is known.
    pub values: Vec<(Plain, Option<Ord>)>,
}

/// One step of a document's history, oldest first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FieldHistory {
    /// The device, where it is known.
    pub by: Option<Ord>,
    /// Whether the relay's log has it.
    pub confirmed: bool,
    /// Whether it came from another's phone and is in no log yet.
    pub carried: bool,
    /// Fields that it touched.
    pub fields: Vec<String>,
}

impl Device {
    /// Documents of a space, the last changed first.
    ///
    /// # Errors
    /// [`AppError::UnknownSpace`].
    pub fn documents(
        &self,
        space: SpaceId,
        kind: Option<Kind>,
        before: Option<(i64, ObjectId)>,
        limit: u32,
    ) -> Result<Vec<DocumentLine>, AppError> {
        self.store().read(|read| {
            let space = one_space(read, space)?;
            let rows = read.documents(space.sp, kind.map(Kind::number), before, limit)?;
            rows.iter().map(|row| line(read, &space, row)).collect()
        })
    }

    /// One document. Of a profile on an outing, what its card says is opened with a reason ([`Device::open_card`]).
    ///
    /// # Errors
    /// [`AppError::NoDocument`]; [`AppError::NewerDocument`] for a kind that this version does not know.
    pub fn show_document(&self, space: SpaceId, id: &str) -> Result<Shown, AppError> {
        self.store().read(|read| {
            let space = one_space(read, space)?;
            let row = find(read, &space, id)?;
            let mut document = shown(read, &space, &row)?;
            if space.kind == SpaceKind::Outing && document.contents.kind() == Kind::Profile {
                without_card(&mut document, role_here(read, space.sp)?.unwrap_or(Role::Reader));
            }
            Ok(document)
        })
    }

    /// Who changed what in a document, oldest first.
    ///
    /// # Errors
    /// [`AppError::NoDocument`].
    pub fn document_history(&self, space: SpaceId, id: &str) -> Result<Vec<FieldHistory>, AppError> {
        self.store().read(|read| {
            let space = one_space(read, space)?;
            let row = find(read, &space, id)?;
            let document = open::open(read, &space, &row.object, row.generation)?;
            let actors = Actors::of(read, &space, &row)?;
            let me = space.author.map(|author| author.ord);
            let steps = document.history()?.into_iter().map(|step| {
                let by = actors.who(&step.actor);
                FieldHistory {
                    by,
                    confirmed: step.confirmed,
                    carried: !step.confirmed && by != me,
                    fields: step.fields.into_iter().collect(),
                }
            });
            Ok(steps.collect())
        })
    }
}

/// Leaves what this role may see of a profile without a reason that is written down.
fn without_card(profile: &mut Shown, role: Role) {
    let listed = |at: &str| sight::in_lists(role, at.split('.').next().unwrap_or(at));
    let values = profile.contents.values().iter().filter(|(key, _)| listed(key));
    let values = values.map(|(key, value)| (key.clone(), value.clone())).collect();
    profile.contents = Contents::new(Kind::Profile, values);
    profile.rivals.retain(|rival| listed(&rival.at));
    profile.kept.retain(|(at, _)| listed(at));
}

/// A document with its fields, out of its row.
pub(crate) fn shown(read: &Read<'_>, space: &Space, row: &DocumentRow) -> Result<Shown, AppError> {
    let kind = Kind::from_number(row.kind).ok_or(AppError::NewerDocument)?;
    let document = open::open(read, space, &row.object, row.generation)?;
    let Content { values, rivals } = document.content();
    let actors = Actors::of(read, space, row)?;
    let rival = |(place, said): (Place, Vec<crate::document::Said>)| ShownField {
        at: open::at(&place),
        values: said
            .into_iter()
            .map(|said| (said.value, actors.who(&said.by)))
            .collect(),
    };
    Ok(Shown {
        line: line(read, space, row)?,
        contents: Contents::new(kind, values),
        rivals: rivals.into_iter().map(rival).collect(),
        kept: read.kept(space.sp, &row.object)?,
    })
}

fn line(read: &Read<'_>, space: &Space, row: &DocumentRow) -> Result<DocumentLine, AppError> {
    Ok(DocumentLine {
        object: row.object,
        kind: Kind::from_number(row.kind),
        title: row.title.clone(),
        conflict: row.conflict,
        pending: read.has_pending_changes(space.sp, &row.object)?,
        carried: read.carried_by(space.sp, &row.object)?,
        changed: moment(row.at_ms, space.zone),
    })
}

/// Who is behind the actors of one document: an actor is a hash, so each known chain is tried.
pub(crate) struct Actors(BTreeMap<[u8; 16], Ord>);

impl Actors {
    pub(crate) fn of(read: &Read<'_>, space: &Space, row: &DocumentRow) -> Result<Self, StoreError> {
        let mut actors = BTreeMap::new();
        let mut lives = read.lives(space.sp)?;
        lives.extend(space.author.map(|author| (author.ord, author.incarnation)));
        let members = read.membership(space.sp)?;
        let known = members.map_or(0, |members| members.next_ord());
        for (ord, incarnation) in lives.into_iter().filter(|(ord, _)| *ord < known) {
            let actor = Actor::of(&space.id, &row.object, row.generation, ord, &incarnation);
            actors.insert(actor.0, ord);
        }
        Ok(Self(actors))
    }

    pub(crate) fn who(&self, actor: &Actor) -> Option<Ord> {
        self.0.get(&actor.0).copied()
    }
}
