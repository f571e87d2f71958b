//! Facts: heads of one object that say different things.

use std::collections::{BTreeMap, BTreeSet};

use ekin_protocol::id::ObjectId;
use ekin_protocol::item::{Item, kind};

use super::{Conflict, ConflictCursor, ConflictOf, Says, Side, is_me, when};
use crate::app::error::AppError;
use crate::app::outing::people;
use crate::domain::conflict;
use crate::domain::fact::plain::plain;
use crate::domain::kind::Plain;
use crate::domain::person::PersonId;
use crate::storage::{ConflictRow, Head, Read, Space};

/// What the heads of a fact say where they are not the same; none where all say one thing.
pub(super) fn of(read: &Read<'_>, space: &Space, row: &ConflictRow) -> Result<Option<Conflict>, AppError> {
    let heads = distinct(read, space, row)?;
    let Some((shown, _, _)) = heads.last().filter(|_| heads.len() > 1) else {
        return Ok(None);
    };
    let kind = shown.kind;
    let title = match heads.iter().rev().find_map(|(_, fields, _)| fields.as_ref()) {
        Some(fields) => subject(read, space, kind, fields)?,
        None => String::new(),
    };
    let mut keys: BTreeSet<&String> = BTreeSet::new();
    for (_, fields, _) in &heads {
        keys.extend(fields.iter().flat_map(BTreeMap::keys));
    }
    keys.retain(|key| {
        let said: BTreeSet<Option<&Plain>> = heads
            .iter()
            .map(|(_, fields, _)| fields.as_ref()?.get(*key))
            .collect();
        said.len() > 1
    });
    let last = heads.len() - 1;
    let mut sides: Vec<Side> = heads
        .iter()
        .enumerate()
        .map(|(n, (head, fields, at_ms))| Side {
            version: head.hash.to_string(),
            says: match fields {
                _ if head.kind == kind::TOMBSTONE => Says::Ended,
                None => Says::Sealed,
                Some(fields) => {
                    let field = |key: &&String| {
                        let value = fields.get(*key).cloned().unwrap_or(Plain::Null);
                        ((*key).clone(), value)
                    };
                    Says::Fields(keys.iter().map(field).collect())
                }
            },
            by: Some(head.ord),
            named: None,
            me: is_me(space, Some(head.ord)),
            when: when(space, *at_ms),
            at_ms: Some(*at_ms),
            displayed: n == last,
        })
        .collect();
    sides.reverse();
    let careful = matches!(kind, kind::CONSENT | kind::CAPACITY);
    if careful {
        sides.sort_by(|a, b| by_care(kind, a, b));
    }
    Ok(Some(Conflict {
        space: space.id,
        space_name: space.name.clone(),
        of: ConflictOf::Fact(kind),
        object: row.object,
        title,
        at: String::new(),
        sides,
        careful,
        cursor: ConflictCursor(row.rev, row.object),
    }))
}

/// Whom a fact is about, and in which outing or of what: of a decision, that of what it decides.
fn subject(
    read: &Read<'_>,
    space: &Space,
    kind: u16,
    fields: &BTreeMap<String, Plain>,
) -> Result<String, AppError> {
    let id = |key: &str| match fields.get(key) {
        Some(Plain::Bytes(id)) => <[u8; 16]>::try_from(id.as_slice()).ok(),
        _ => None,
    };
    if let (kind::DECISION, Some(claim)) = (kind, id("claim")) {
        let claim = read.heads(space.sp, &ObjectId(claim))?;
        let Some(head) = claim.last().filter(|head| head.kind != kind::DECISION) else {
            return Ok(String::new());
        };
        let bytes = head.item_bytes();
        let opened = read.opened(space.sp, &Item::read(&bytes)?)?;
        let fields = opened.map(|opened| plain(&opened)).unwrap_or_default();
        return subject(read, space, head.kind, &fields);
    }
    let names = people::names(read)?;
    let several = match fields.get("people") {
        Some(Plain::List(several)) => several.as_slice(),
        _ => &[],
    };
    let of = |value: &Plain| match value {
        Plain::Bytes(id) => names.get(&PersonId::from_bytes(id)?).cloned(),
        _ => None,
    };
    let mut parts: Vec<String> = several
        .iter()
        .chain(fields.get("person"))
        .filter_map(of)
        .collect();
    if let (true, Some(Plain::Str(party))) = (parts.is_empty(), fields.get("party")) {
        parts.push(party.clone());
    }
    for key in ["plan", "outing", "subject"] {
        if let Some(id) = id(key)
            && let Some(row) = read.document(space.sp, &ObjectId(id))?
        {
            parts.push(row.title);
        }
    }
    Ok(parts.join(" · "))
}

/// Of a consent, one that ended stands before one that allows.
fn by_care(kind: u16, a: &Side, b: &Side) -> std::cmp::Ordering {
    match (&a.says, &b.says) {
        (Says::Ended, Says::Ended) => std::cmp::Ordering::Equal,
        (Says::Ended, _) => std::cmp::Ordering::Less,
        (_, Says::Ended) => std::cmp::Ordering::Greater,
        (Says::Fields(a), Says::Fields(b)) => {
            let pairs = a.iter().zip(b);
            let orders = pairs.map(|((key, a), (_, b))| conflict::in_record(kind, key, a, b));
            orders
                .into_iter()
                .fold(std::cmp::Ordering::Equal, std::cmp::Ordering::then)
        }
        _ => std::cmp::Ordering::Equal,
    }
}

type Opened = (Head, Option<BTreeMap<String, Plain>>, u64);

/// The heads that say something of their own, the displayed one last.
fn distinct(read: &Read<'_>, space: &Space, row: &ConflictRow) -> Result<Vec<Opened>, AppError> {
    let mut all: Vec<Opened> = Vec::new();
    let mut said = BTreeSet::new();
    for head in read.heads(space.sp, &row.object)?.into_iter().rev() {
        let bytes = head.item_bytes();
        let item = Item::read(&bytes)?;
        let opened = read.opened(space.sp, &item)?;
        let body = opened
            .as_ref()
            .map_or_else(|| head.body.clone(), |opened| opened.to_vec());
        if said.insert((head.kind, body)) {
            let at_ms = item.meta.at_ms;
            let fields = opened.map(|opened| plain(&opened));
            all.push((head, fields, at_ms));
        }
    }
    all.reverse();
    Ok(all)
}
