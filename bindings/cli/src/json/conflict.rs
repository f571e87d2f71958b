//! Where two people's edits met.

use ekin_core::app::conflict::{self, ConflictOf, Says, Side};
use ekin_core::domain::fact::{Check, Fact};
use ekin_core::domain::kind::Plain;
use serde::Serialize;
use serde_json::{Map, Value, json};

/// `conflicts list|keep`
#[derive(Serialize)]
pub struct Conflict {
    space: String,
    space_name: String,
    sort: &'static str,
    kind: Option<u16>,
    id: String,
    title: String,
    field: Option<String>,
    careful_first: bool,
    sides: Vec<One>,
    cursor: String,
}

#[derive(Serialize)]
struct One {
    version: String,
    says: Value,
    device: Option<u32>,
    me: bool,
    at_ms: Option<u64>,
    displayed: bool,
}

/// `conflicts list --settled`
#[derive(Serialize)]
pub struct SettledConflict {
    space: String,
    space_name: String,
    sort: &'static str,
    kind: Option<u16>,
    id: String,
    title: String,
    device: Option<u32>,
    me: bool,
    at_ms: i64,
    cursor: String,
}

fn sort(of: ConflictOf) -> (&'static str, Option<u16>) {
    match of {
        ConflictOf::Document(kind) => ("document", kind.map(|kind| kind.number())),
        ConflictOf::Fact(kind) => ("fact", Some(kind)),
        ConflictOf::Listing => ("listing", None),
        ConflictOf::Heads { .. } => ("heads", Some(<Check as Fact>::KIND)),
    }
}

impl Conflict {
    /// Of what the core says.
    pub fn of(one: &conflict::Conflict) -> Self {
        let (sort, kind) = sort(one.of);
        Self {
            space: one.space.to_string(),
            space_name: one.space_name.clone(),
            sort,
            kind,
            id: one.object.to_string(),
            title: one.title.clone(),
            field: (!one.at.is_empty()).then(|| one.at.clone()),
            careful_first: one.careful,
            sides: one.sides.iter().map(side).collect(),
            cursor: one.cursor.to_string(),
        }
    }
}

fn side(side: &Side) -> One {
    One {
        version: side.version.clone(),
        says: match &side.says {
            Says::Value { value, .. } => plain(value),
            Says::Fields(fields) => {
                let fields = fields.iter().map(|(key, value)| (key.clone(), plain(value)));
                Value::Object(fields.collect::<Map<_, _>>())
            }
            Says::Listing { draft, differs, .. } => {
                let all = serde_json::to_value(draft).unwrap_or_default();
                let said = differs.iter().map(|field| {
                    let value = all.get(field.name()).cloned().unwrap_or_default();
                    (field.name().to_owned(), value)
                });
                Value::Object(said.collect::<Map<_, _>>())
            }
            Says::Ended => json!("ended"),
            Says::Sealed => Value::Null,
        },
        device: side.by,
        me: side.me,
        at_ms: side.at_ms,
        displayed: side.displayed,
    }
}

fn plain(value: &Plain) -> Value {
    serde_json::to_value(value).unwrap_or_default()
}

impl SettledConflict {
    /// Of what the core says.
    pub fn of(one: &conflict::Settled) -> Self {
        let (sort, kind) = sort(one.of);
        Self {
            space: one.space.to_string(),
            space_name: one.space_name.clone(),
            sort,
            kind,
            id: one.object.to_string(),
            title: one.title.clone(),
            device: one.by,
            me: one.me,
            at_ms: one.at_ms,
            cursor: one.cursor.to_string(),
        }
    }
}
