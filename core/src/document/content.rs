//! What a document says, as plain values.

use std::collections::BTreeMap;

use automerge::{Automerge, ObjId, ObjType, ROOT, ReadDoc, ScalarValue, ScalarValueRef, Value, ValueRef};

use super::actor::Actor;
use crate::domain::kind::Plain;

/// A place in a document. Of elements of a list, `inner` is the index.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// Key under the root.
    pub root: String,
    /// Key in the map there.
    pub inner: Option<String>,
}

/// One of several values that were written at one place by people who did not know of each other.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Said {
    /// The value.
    pub value: Plain,
    /// Who wrote it.
    pub by: Actor,
    /// Counter of the operation: greater counters are displayed first.
    pub counter: u64,
}

/// What a document says at one point, keys that this version does not know included.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Content {
    /// The root map, with the displayed value of each place.
    pub values: BTreeMap<String, Plain>,
    /// The places where several values stand, the displayed one first.
    pub rivals: BTreeMap<Place, Vec<Said>>,
}

impl Content {
    /// What a document says now, or said when `heads` were its last changes.
    pub(super) fn of(doc: &Automerge, heads: Option<&[automerge::ChangeHash]>) -> Self {
        let mut reading = Reading {
            doc,
            heads,
            rivals: BTreeMap::new(),
        };
        let values = reading.root();
        Self {
            values,
            rivals: reading.rivals,
        }
    }
}

struct Reading<'a> {
    doc: &'a Automerge,
    heads: Option<&'a [automerge::ChangeHash]>,
    rivals: BTreeMap<Place, Vec<Said>>,
}

impl Reading<'_> {
    fn root(&mut self) -> BTreeMap<String, Plain> {
        let range = match self.heads {
            None => self.doc.map_range(ROOT, ..),
            Some(heads) => self.doc.map_range_at(ROOT, .., heads),
        };
        let mut values = BTreeMap::new();
        for item in range {
            let key = item.key.to_string();
            let value = match &item.value {
                ValueRef::Scalar(scalar) => scalar_ref(scalar),
                ValueRef::Object(made) => self.container(&key, *made, &item.id()),
            };
            if item.conflict {
                self.rival(&ROOT, &key, None, key.as_str().into());
            }
            values.insert(key, value);
        }
        values
    }

    fn container(&mut self, key: &str, made: ObjType, id: &ObjId) -> Plain {
        match (made, self.heads) {
            (ObjType::Text, None) => Plain::Text(self.doc.text(id).unwrap_or_default()),
            (ObjType::Text, Some(heads)) => Plain::Text(self.doc.text_at(id, heads).unwrap_or_default()),
            (ObjType::List, heads) => {
                let range = match heads {
                    None => self.doc.list_range(id, ..),
                    Some(heads) => self.doc.list_range_at(id, .., heads),
                };
                let mut items = Vec::new();
                for (n, item) in range.enumerate() {
                    items.push(scalar_only(&item.value));
                    if item.conflict {
                        self.rival(id, key, Some(n.to_string()), n.into());
                    }
                }
                Plain::List(items)
            }
            (ObjType::Map | ObjType::Table, heads) => {
                let range = match heads {
                    None => self.doc.map_range(id, ..),
                    Some(heads) => self.doc.map_range_at(id, .., heads),
                };
                let mut entries = BTreeMap::new();
                for item in range {
                    if item.conflict {
                        let inner = item.key.to_string();
                        self.rival(id, key, Some(inner), item.key.as_ref().into());
                    }
                    entries.insert(item.key.to_string(), scalar_only(&item.value));
                }
                Plain::Map(entries)
            }
        }
    }

    /// Notes what several people wrote at one place, unless they wrote the same word. Rivals of the displayed container are read, but not their own
    /// rivals: nobody edits what is not shown.
    fn rival(&mut self, object: &ObjId, root: &str, inner: Option<String>, at: automerge::Prop) {
        let all = match self.heads {
            None => self.doc.get_all(object, at),
            Some(heads) => self.doc.get_all_at(object, at, heads),
        };
        let mut said = Vec::new();
        for (value, id) in all.unwrap_or_default().into_iter().rev() {
            let Some((by, counter)) = written_by(&id) else {
                continue;
            };
            let value = match &value {
                Value::Scalar(scalar) => scalar_value(scalar),
                Value::Object(made) => {
                    let outer = std::mem::take(&mut self.rivals);
                    let value = self.container(root, *made, &id);
                    self.rivals = outer;
                    value
                }
            };
            said.push(Said { value, by, counter });
        }
        let first = said.first().map(|said| &said.value);
        if first.is_some_and(Plain::is_scalar) && said.iter().all(|said| Some(&said.value) == first) {
            return;
        }
        let root = root.to_owned();
        self.rivals.insert(Place { root, inner }, said);
    }
}

fn written_by(id: &ObjId) -> Option<(Actor, u64)> {
    match id {
        ObjId::Id(counter, actor, _) => Some((Actor(actor.to_bytes().try_into().ok()?), *counter)),
        ObjId::Root => None,
    }
}

fn scalar_only(value: &ValueRef<'_>) -> Plain {
    match value {
        ValueRef::Scalar(scalar) => scalar_ref(scalar),
        // The scanner lets no container stand below another.
        ValueRef::Object(_) => Plain::Null,
    }
}

fn scalar_ref(value: &ScalarValueRef<'_>) -> Plain {
    match value {
        ScalarValueRef::Str(text) => Plain::Str(text.to_string()),
        ScalarValueRef::Bytes(bytes) => Plain::Bytes(bytes.to_vec()),
        ScalarValueRef::Int(int) => Plain::Int(*int),
        ScalarValueRef::Boolean(flag) => Plain::Bool(*flag),
        // The scanner lets no other type in.
        _ => Plain::Null,
    }
}

fn scalar_value(value: &ScalarValue) -> Plain {
    match value {
        ScalarValue::Str(text) => Plain::Str(text.to_string()),
        ScalarValue::Bytes(bytes) => Plain::Bytes(bytes.clone()),
        ScalarValue::Int(int) => Plain::Int(*int),
        ScalarValue::Boolean(flag) => Plain::Bool(*flag),
        _ => Plain::Null,
    }
}

/// A scalar as Automerge writes it; `None` for a container.
pub(super) fn to_scalar(value: &Plain) -> Option<ScalarValue> {
    Some(match value {
        Plain::Null => ScalarValue::Null,
        Plain::Bool(flag) => ScalarValue::Boolean(*flag),
        Plain::Int(int) => ScalarValue::Int(*int),
        Plain::Str(text) => ScalarValue::Str(text.as_str().into()),
        Plain::Bytes(bytes) => ScalarValue::Bytes(bytes.clone()),
        Plain::List(_) | Plain::Map(_) | Plain::Text(_) => return None,
    })
}

impl Place {
    pub(super) fn at(root: &str) -> Self {
        Self {
            root: root.to_owned(),
            inner: None,
        }
    }

    pub(super) fn below(root: &str, inner: &str) -> Self {
        Self {
            root: root.to_owned(),
            inner: Some(inner.to_owned()),
        }
    }
}
