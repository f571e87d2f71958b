//! Fields of documents: of each, the values that stand there; and what this device wrote where somebody else's value has come.

use std::collections::BTreeMap;

use ekin_protocol::item::{Item, ItemType};

use super::{Conflict, ConflictCursor, ConflictOf, Says, Side, is_me, when};
use crate::app::document::{Actors, Kind, open};
use crate::app::error::AppError;
use crate::document::scan::scan;
use crate::document::{Actor, Said};
use crate::domain::conflict;
use crate::domain::kind::{Contents, Plain};
use crate::storage::{ConflictRow, DocumentRow, Read, Space};

/// What this device wrote and could not write again.
pub(super) const MINE: &str = "mine";
/// What stands there instead.
pub(super) const THEIRS: &str = "theirs";

/// What names one of several values of a field.
pub(super) fn version(said: &Said) -> String {
    let by: String = said
        .by
        .0
        .iter()
        .take(4)
        .map(|byte| format!("{byte:02x}"))
        .collect();
    format!("{by}{:x}", said.counter)
}

/// Whose clock said what when each value was written: by author, the counters of their changes.
struct Times(Vec<(Actor, u64, u64, u64)>);

impl Times {
    /// Out of the envelopes that are still here.
    fn of(read: &Read<'_>, space: &Space, row: &DocumentRow) -> Result<Self, AppError> {
        let mut times = Vec::new();
        for bytes in read.items_of(space.sp, &row.object)? {
            let item = Item::read(&bytes)?;
            if item.item_type != ItemType::Change {
                continue;
            }
            let Some(change) = read.opened(space.sp, &item)? else {
                continue;
            };
            if let Ok(summary) = scan(&change) {
                times.push((summary.actor, summary.start_op, summary.max_op(), item.meta.at_ms));
            }
        }
        Ok(Self(times))
    }

    fn when(&self, said: &Said) -> Option<u64> {
        let written = |(actor, first, last, _): &&(Actor, u64, u64, u64)| {
            *actor == said.by && (*first..=*last).contains(&said.counter)
        };
        self.0.iter().find(written).map(|(_, _, _, at_ms)| *at_ms)
    }
}

/// Every field of a document in which values stand beside each other.
pub(super) fn of(read: &Read<'_>, space: &Space, row: &ConflictRow) -> Result<Vec<Conflict>, AppError> {
    let Some(found) = read.document(space.sp, &row.object)? else {
        return Ok(Vec::new());
    };
    let kind = Kind::from_number(found.kind);
    let document = open::open(read, space, &row.object, found.generation)?;
    let content = document.content();
    let actors = Actors::of(read, space, &found)?;
    let times = Times::of(read, space, &found)?;
    let zones: BTreeMap<String, _> = match kind {
        Some(kind) => {
            let contents = Contents::new(kind, content.values.clone());
            let leaves = contents.leaves().into_iter();
            leaves.filter_map(|leaf| Some((leaf.at, leaf.zone?))).collect()
        }
        None => BTreeMap::new(),
    };
    let conflict = |at: String, mut sides: Vec<Side>| {
        let careful = kind.is_some_and(|kind| conflict::is_careful(kind, &at));
        if let Some(kind) = kind.filter(|_| careful) {
            sides.sort_by(|a, b| match (&a.says, &b.says) {
                (Says::Value { value: a, .. }, Says::Value { value: b, .. }) => {
                    conflict::in_document(kind, &at, a, b)
                }
                _ => std::cmp::Ordering::Equal,
            });
        }
        Conflict {
            space: space.id,
            space_name: space.name.clone(),
            of: ConflictOf::Document(kind),
            object: row.object,
            title: found.title.clone(),
            at,
            sides,
            careful,
            cursor: ConflictCursor(row.rev, row.object),
        }
    };
    let mut all = Vec::new();
    for (place, said) in &content.rivals {
        let at = open::at(place);
        let side = |(n, said): (usize, &Said)| {
            let (by, at_ms) = (actors.who(&said.by), times.when(said));
            Side {
                version: version(said),
                says: Says::Value {
                    value: said.value.clone(),
                    zone: zones.get(&at).cloned(),
                },
                by,
                named: None,
                me: is_me(space, by),
                when: at_ms.and_then(|at_ms| when(space, at_ms)),
                at_ms,
                displayed: n == 0,
            }
        };
        let sides = said.iter().enumerate().map(side).collect();
        all.push(conflict(at.clone(), sides));
    }
    let me = space.author.map(|author| author.ord);
    for (at, mine) in read.kept(space.sp, &row.object)? {
        let side = |version: &str, value: Plain, by, displayed| Side {
            version: version.to_owned(),
            says: Says::Value {
                value,
                zone: zones.get(&at).cloned(),
            },
            by,
            named: None,
            me: is_me(space, by),
            when: None,
            at_ms: None,
            displayed,
        };
        let theirs = value_at(&content.values, &at);
        let sides = vec![side(THEIRS, theirs, None, true), side(MINE, mine, me, false)];
        all.push(conflict(at.clone(), sides));
    }
    Ok(all)
}

/// What stands at a place.
pub(super) fn value_at(values: &BTreeMap<String, Plain>, at: &str) -> Plain {
    if let Some(value) = values.get(at) {
        return value.clone();
    }
    let inner = at
        .split_once('.')
        .and_then(|(root, inner)| match values.get(root)? {
            Plain::Map(entries) => entries.get(inner).cloned(),
            Plain::List(items) => items.get(inner.parse::<usize>().ok()?).cloned(),
            _ => None,
        });
    inner.unwrap_or(Plain::Null)
}
