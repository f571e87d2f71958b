//! The shape of a document in `--json`: the same from version to version, fields are only ever added. Ids are
//! hexadecimal, instants RFC 3339 with their zone beside, degrees decimal; money stays in cents, durations in minutes or
//! days, as the field says.

use serde::ser::{Serialize, SerializeMap, Serializer};

use super::contents::{Contents, Leaf};
use super::path::{Below, Path};
use super::plain::Plain;
use super::scalar::write_plain;
use super::schema::Scalar;
use chrono::{DateTime, SecondsFormat};

impl Serialize for Contents {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let leaves = self.leaves();
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("kind", self.kind().word())?;
        map.serialize_entry("version", &self.version())?;
        map.serialize_entry("read_only", &self.read_only())?;
        map.serialize_entry("fields", &Tree::of(&leaves, known))?;
        map.serialize_entry("other", &Tree::of(&leaves, unknown))?;
        map.end()
    }
}

/// Leaves under their steps: `title` -> `eu`, `legs` -> `l1` -> `at`.
enum Tree<'a> {
    Leaf(&'a Leaf<'a>),
    Branch(Vec<(String, Tree<'a>)>),
}

impl<'a> Tree<'a> {
    fn of(leaves: &'a [Leaf<'a>], steps: impl Fn(&Leaf<'_>) -> Option<Vec<String>>) -> Self {
        let mut root = Vec::new();
        for leaf in leaves {
            if let Some(steps) = steps(leaf) {
                Self::insert(&mut root, &steps, leaf);
            }
        }
        Tree::Branch(root)
    }

    fn insert(branch: &mut Vec<(String, Tree<'a>)>, steps: &[String], leaf: &'a Leaf<'a>) {
        let Some((step, rest)) = steps.split_first() else {
            return;
        };
        let at = match branch.iter().position(|(have, _)| have == step) {
            Some(at) => at,
            None => {
                branch.push((step.clone(), Tree::Branch(Vec::new())));
                branch.len() - 1
            }
        };
        let Some((_, slot)) = branch.get_mut(at) else {
            return;
        };
        match slot {
            Tree::Branch(below) if !rest.is_empty() => Self::insert(below, rest, leaf),
            _ => *slot = Tree::Leaf(leaf),
        }
    }
}

fn known(leaf: &Leaf<'_>) -> Option<Vec<String>> {
    let Path { field, below } = leaf.path.as_ref()?;
    let mut steps = vec![field.key.to_owned()];
    match below {
        Below::Whole => {}
        Below::Language(tag) => steps.push(tag.to_string()),
        Below::Entry(key) | Below::Row(key) => steps.push(key.clone()),
        Below::Cell {
            row,
            column,
            language,
        } => {
            steps.extend([row.clone(), column.key.to_owned()]);
            steps.extend(language.map(|tag| tag.to_string()));
        }
    }
    Some(steps)
}

fn unknown(leaf: &Leaf<'_>) -> Option<Vec<String>> {
    leaf.path.is_none().then(|| vec![leaf.at.clone()])
}

impl Serialize for Tree<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Tree::Leaf(leaf) => value(leaf).serialize(serializer),
            Tree::Branch(below) => serializer.collect_map(below.iter().map(|(step, tree)| (step, tree))),
        }
    }
}

/// A leaf as JSON writes it.
enum Shown<'a> {
    Plain(&'a Plain),
    Degrees(i64),
    Instant { at: String, zone: Option<String> },
}

fn value<'a>(leaf: &'a Leaf<'a>) -> Shown<'a> {
    let scalar = leaf.path.as_ref().and_then(Path::scalar);
    match (scalar, leaf.value) {
        (Some(Scalar::Latitude | Scalar::Longitude), Plain::Int(e7)) => Shown::Degrees(*e7),
        (Some(Scalar::Instant), Plain::Int(ms)) => match DateTime::from_timestamp_millis(*ms) {
            Some(at) => Shown::Instant {
                at: at.to_rfc3339_opts(SecondsFormat::Secs, true),
                zone: leaf.zone.as_ref().map(|zone| zone.name().to_owned()),
            },
            None => Shown::Plain(leaf.value),
        },
        _ => Shown::Plain(leaf.value),
    }
}

impl Serialize for Shown<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Shown::Plain(plain) => plain.serialize(serializer),
            // A double holds every 1e-7 degree of the globe apart.
            Shown::Degrees(e7) => serializer.serialize_f64(*e7 as f64 / 1e7),
            Shown::Instant { at, zone } => {
                let mut map = serializer.serialize_map(None)?;
                map.serialize_entry("at", at)?;
                map.serialize_entry("zone", zone)?;
                map.end()
            }
        }
    }
}

impl Serialize for Plain {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Plain::Null => serializer.serialize_none(),
            Plain::Bool(yes) => serializer.serialize_bool(*yes),
            Plain::Int(n) => serializer.serialize_i64(*n),
            Plain::Str(text) | Plain::Text(text) => serializer.serialize_str(text),
            Plain::Bytes(_) => serializer.serialize_str(&write_plain(self)),
            Plain::List(items) => serializer.collect_seq(items),
            Plain::Map(entries) => serializer.collect_map(entries),
        }
    }
}
