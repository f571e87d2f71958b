//! Conflicts in words: a sentence with what each wrote, who and when.

use ekin_exchange::draft::Draft;
use ekin_i18n::{Message, Value, msg};
use ekin_protocol::id::Ord;
use ekin_protocol::item::kind;

use super::document::{self, Reader};
use super::outing::device;
use super::rights::record_kind;
use super::{fact, field_name, status};
use crate::app::conflict::{Conflict, ConflictOf, Says, Settled, Side};
use crate::domain::field::Field;
use crate::domain::kind::{Leaf, Path, Plain, choices};
use crate::domain::status::Status;

/// The device behind a value.
pub fn who(by: Option<Ord>, named: Option<&str>, me: bool) -> Value {
    match by {
        _ if me => msg::conflict_me().into(),
        Some(by) => device(named, by),
        None => msg::conflict_somebody().into(),
    }
}

/// Edits that met, in a sentence.
pub fn conflict(conflict: &Conflict, reader: Reader<'_>) -> Message {
    let sides = conflict.sides.iter().map(|one| side(conflict, one, reader));
    let said = sides.reduce(msg::conflict_beside);
    let said = said.map_or_else(|| Value::from(""), Value::from);
    if matches!(conflict.of, ConflictOf::Heads { .. }) {
        return msg::conflict_heads_says(what(conflict), said);
    }
    match conflict.sides.len() {
        0..=2 => msg::conflict_says(what(conflict), said),
        n => msg::conflict_says_many(n as u64, what(conflict), said),
    }
}

/// What one wrote, who and when.
pub fn side(conflict: &Conflict, side: &Side, reader: Reader<'_>) -> Message {
    let value = says(conflict, side, reader);
    let who = who(side.by, side.named.as_deref(), side.me);
    match side.when {
        Some((day, time)) => msg::conflict_side(who, Value::Moment(day, time), value),
        None => msg::conflict_side_undated(who, value),
    }
}

/// What was settled, and by whom.
pub fn settled(settled: &Settled) -> Message {
    let place = of(settled.of);
    let what: Message = match settled.title.is_empty() {
        true => place,
        false => msg::conflict_what(settled.title.as_str(), place),
    };
    let who = who(settled.by, settled.named.as_deref(), settled.me);
    match settled.when {
        Some((day, time)) => msg::conflict_settled(what, who, Value::Moment(day, time)),
        None => msg::conflict_settled_undated(what, who),
    }
}

fn of(of: ConflictOf) -> Message {
    match of {
        ConflictOf::Document(Some(kind)) => document::kind(kind),
        ConflictOf::Document(None) => msg::record_kind_other(),
        ConflictOf::Fact(kind) => record_kind(kind),
        ConflictOf::Listing => msg::record_kind_listing(),
        ConflictOf::Heads { moment: None, .. } => msg::conflict_heads_whole(),
        ConflictOf::Heads {
            moment: Some(moment), ..
        } => msg::conflict_heads(document::word(choices::LEG, moment)),
    }
}

/// About what it is: the title, and the field or the sort of thing.
pub fn what(conflict: &Conflict) -> Value {
    let place: Value = match conflict.of {
        ConflictOf::Document(Some(kind)) if !conflict.at.is_empty() => {
            let leaf = Leaf {
                at: conflict.at.clone(),
                path: Path::read(kind, &conflict.at).ok(),
                value: &Plain::Null,
                zone: None,
            };
            document::place(&leaf)
        }
        sort => of(sort).into(),
    };
    match conflict.title.is_empty() {
        true => place,
        false => msg::conflict_what(conflict.title.as_str(), place).into(),
    }
}

/// What a side says.
pub fn says(conflict: &Conflict, side: &Side, reader: Reader<'_>) -> Value {
    match &side.says {
        Says::Value {
            value: Plain::Null, ..
        } => msg::conflict_nothing().into(),
        Says::Value { value, zone } => {
            let path = match conflict.of {
                ConflictOf::Document(Some(kind)) => Path::read(kind, &conflict.at).ok(),
                _ => None,
            };
            let leaf = Leaf {
                at: conflict.at.clone(),
                path,
                value,
                zone: zone.clone(),
            };
            document::value(&leaf, reader)
        }
        Says::Fields(fields) => {
            let of = match conflict.of {
                ConflictOf::Fact(kind) => kind,
                ConflictOf::Heads { .. } => kind::CHECK,
                _ => 0,
            };
            let said = fields.iter().map(|(key, value)| (key.as_str(), value));
            fact::these(of, said, reader)
        }
        Says::Listing {
            draft,
            status: stands,
            differs,
        } => {
            let said = differs.iter().map(|field| {
                msg::conflict_said(field_name(*field), listing_value(draft, stands, *field)).into()
            });
            Value::List(said.collect())
        }
        Says::Ended => msg::conflict_ended().into(),
        Says::Sealed => msg::conflict_sealed().into(),
    }
}

/// What a listing says in one field, as its file writes it, in one line.
fn listing_value(draft: &Draft, stands: &Status, field: Field) -> Value {
    if field == Field::Status {
        return status(stands).into();
    }
    let all = serde_json::to_value(draft).unwrap_or_default();
    let mut words = Vec::new();
    if let Some(value) = all.get(field.name()) {
        collect(value, &mut words);
    }
    match words.is_empty() {
        true => msg::conflict_nothing().into(),
        false => Value::List(words.into_iter().map(Value::Text).collect()),
    }
}

fn collect(value: &serde_json::Value, words: &mut Vec<String>) {
    match value {
        serde_json::Value::Null => {}
        serde_json::Value::String(text) => words.push(text.clone()),
        serde_json::Value::Array(items) => items.iter().for_each(|item| collect(item, words)),
        serde_json::Value::Object(fields) => fields.values().for_each(|field| collect(field, words)),
        other => words.push(other.to_string()),
    }
}
