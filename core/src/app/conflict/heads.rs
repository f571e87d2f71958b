//! Heads: what each device says of somebody at one moment of an outing, where they do not say the same.

use ekin_protocol::id::{ObjectId, SpaceId};

use super::{Conflict, ConflictCursor, ConflictOf, Says, Side, is_me, when};
use crate::app::command::Command;
use crate::app::device::Device;
use crate::app::document::contents;
use crate::app::error::AppError;
use crate::app::outing::heads::instead;
use crate::app::outing::{must_organise, people};
use crate::domain::fact::Check;
use crate::domain::fact::check::{Counted, Head};
use crate::domain::fact::value::Line;
use crate::domain::kind::{Plain, choices};
use crate::storage::{CheckSaid, ConflictRow, Read, Space};

/// What devices say of somebody; none once nobody disagrees.
pub(super) fn of(read: &Read<'_>, space: &Space, row: &ConflictRow) -> Result<Option<Conflict>, AppError> {
    let Some((head, said)) = said(read, space, &row.object)? else {
        return Ok(None);
    };
    let (title, of) = about(read, space, &head)?;
    let mut sides: Vec<Side> = said.iter().map(|said| side(space, said)).collect();
    // The latest first; of an absence and a presence said at once, the absence.
    sides.sort_by_key(|side| std::cmp::Reverse(side.at_ms));
    if let Some(first) = sides.first_mut() {
        first.displayed = true;
    }
    Ok(Some(Conflict {
        space: space.id,
        space_name: space.name.clone(),
        of,
        object: row.object,
        title,
        at: String::new(),
        sides,
        careful: false,
        cursor: ConflictCursor(row.rev, row.object),
    }))
}

/// Who it is about and in which outing, in a line; and at which moment.
fn about(read: &Read<'_>, space: &Space, head: &Head) -> Result<(String, ConflictOf), AppError> {
    let row = read.document(space.sp, &head.plan)?;
    let (mut title, mut moment) = (String::new(), None);
    if let (Some(row), Some(leg)) = (&row, &head.leg) {
        let plan = contents(read, space, row)?;
        let what = plan
            .view()
            .rows("legs")
            .into_iter()
            .find(|row| row.name() == leg)
            .and_then(|row| row.text("what").map(ToOwned::to_owned));
        moment = what.and_then(|what| choices::LEG.words.iter().copied().find(|known| **known == what));
    }
    let name = people::names(read)?.remove(&head.person);
    title.push_str(&name.unwrap_or_else(|| head.person.to_string().chars().take(8).collect()));
    if let Some(row) = row {
        title.push_str(" · ");
        title.push_str(&row.title);
    }
    let of = ConflictOf::Heads {
        person: head.person,
        moment,
    };
    Ok((title, of))
}

/// What was settled about, where somebody still says something of it.
pub(super) fn settled(
    read: &Read<'_>,
    space: &Space,
    id: &ObjectId,
) -> Result<Option<(String, ConflictOf)>, AppError> {
    let heads = read.counted_heads(space.sp)?;
    let head = heads.iter().find(|(of, _)| of == id);
    head.map(|(_, head)| about(read, space, head)).transpose()
}

type Heads = (Head, Vec<CheckSaid>);

fn said(read: &Read<'_>, space: &Space, id: &ObjectId) -> Result<Option<Heads>, AppError> {
    let heads = read.counted_heads(space.sp)?;
    let Some((_, head)) = heads.into_iter().find(|(of, _)| of == id) else {
        return Ok(None);
    };
    let said = read.said_of(space.sp, &head)?;
    Ok((said.len() > 1).then_some((head, said)))
}

fn side(space: &Space, said: &CheckSaid) -> Side {
    let word = |line: &Option<Line>| line.as_ref().map(|line| Plain::from(line.as_str()));
    let mut fields = Vec::new();
    fields.extend(word(&said.check.seen).map(|seen| ("seen".to_owned(), seen)));
    fields.extend(word(&said.check.place).map(|place| ("place".to_owned(), place)));
    Side {
        version: said.record.hash.to_string(),
        says: Says::Fields(fields),
        by: Some(said.record.ord),
        named: None,
        me: is_me(space, Some(said.record.ord)),
        when: when(space, said.at_ms),
        at_ms: Some(said.at_ms),
        displayed: false,
    }
}

impl Device {
    /// This device says what the chosen side saw, in the place of whoever said otherwise: what they said stays theirs, and counts
    /// no more.
    pub(super) fn keep_seen(&self, space: SpaceId, id: &ObjectId, version: &str) -> Result<(), AppError> {
        self.store().write(|tx| {
            let mut command = Command::begin(self, tx, space)?;
            let here = command.space().clone();
            must_organise(tx, &here)?;
            let missing = || AppError::NoConflict { id: id.to_string() };
            let (head, said) = said(tx, &here, id)?.ok_or_else(missing)?;
            let chosen = said.iter().find(|one| one.record.hash.to_string() == version);
            let chosen = chosen.ok_or_else(missing)?;
            let by = Device::author(tx, here.sp)?.ord;
            let own = Counted {
                plan: &head.plan,
                leg: head.leg.as_deref(),
                person: Some(head.person),
                by,
            };
            let own = own.object(&space);
            let others = said
                .iter()
                .filter(|one| one.object != own && one.check.seen != chosen.check.seen);
            let mut instead = instead(tx, &here, &own)?;
            instead.extend(others.map(|one| one.record.hash.short().0));
            command.put_beside(
                &own,
                &Check {
                    instead,
                    ..chosen.check.clone()
                },
            )?;
            command.send()
        })
    }
}
