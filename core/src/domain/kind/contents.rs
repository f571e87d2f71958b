//! The contents of one document as plain values, whatever version wrote them.

use std::collections::BTreeMap;

use super::Kind;
use super::assign::{Edit, escape_item};
use super::path::Path;
use super::plain::Plain;
use super::scalar::write_plain;
use super::schema::{Shape, ZONE, find};
use super::view::View;
use crate::domain::person::PersonId;
use crate::domain::timing::Zone;

/// Schema that this version writes.
pub const VERSION: i64 = 1;
/// Key of the schema's major version.
const V: &str = "v";

/// A document: its kind, and its root map.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Contents {
    kind: Kind,
    values: BTreeMap<String, Plain>,
}

/// One value with its place: a text in one language, a list, an entry, a cell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Leaf<'a> {
    /// The place as text: keys of a newer version too.
    pub at: String,
    /// The place; `None` for what this version does not know.
    pub path: Option<Path>,
    /// What stands there.
    pub value: &'a Plain,
    /// Zone beside an instant.
    pub zone: Option<Zone>,
}

impl Leaf<'_> {
    /// The value as [`super::assign`] reads it behind `at=`; a newer version's as far as it goes.
    pub fn write(&self) -> String {
        let scalar = self.path.as_ref().and_then(Path::scalar);
        match (scalar, self.value) {
            (Some(scalar), Plain::List(items)) => {
                let items: Vec<_> = items
                    .iter()
                    .map(|item| escape_item(&scalar.write(item, None)))
                    .collect();
                items.join(", ")
            }
            (Some(scalar), value) => scalar.write(value, self.zone.as_ref()),
            (None, value) => write_plain(value),
        }
    }
}

impl Contents {
    /// What a document of this kind holds.
    pub fn new(kind: Kind, values: BTreeMap<String, Plain>) -> Self {
        Self { kind, values }
    }

    /// A new document: its version, and every container of its kind, empty. Two phones that each made the same
    /// container would hide what one of them wrote in it, so all are made with the document.
    pub fn fresh(kind: Kind) -> Self {
        let mut values = BTreeMap::from([(V.to_owned(), Plain::Int(VERSION))]);
        for field in kind.fields() {
            let empty = match field.shape {
                Shape::One(_) => continue,
                // A list with a default is made when someone writes it: an empty one says "none".
                Shape::List(_) if field.default.is_some() => continue,
                Shape::List(_) => Plain::List(Vec::new()),
                Shape::Shared => Plain::Text(String::new()),
                Shape::Map(..) | Shape::Table(_) => Plain::Map(BTreeMap::new()),
            };
            values.insert(field.key.to_owned(), empty);
        }
        Self { kind, values }
    }

    /// Sort of document.
    pub fn kind(&self) -> Kind {
        self.kind
    }

    /// The root map.
    pub fn values(&self) -> &BTreeMap<String, Plain> {
        &self.values
    }

    /// Schema of whoever wrote it last; what says none is of the first.
    pub fn version(&self) -> i64 {
        match self.values.get(V) {
            Some(Plain::Int(version)) => *version,
            _ => VERSION,
        }
    }

    /// Whether a newer version wrote it: shown, but not to be edited here ("update the app").
    pub fn read_only(&self) -> bool {
        self.version() > VERSION
    }

    /// Typed reading.
    pub fn view(&self) -> View<'_> {
        View::root(&self.values, self.kind.fields())
    }

    /// The person with whom this document is forgotten.
    pub fn unit(&self) -> Option<PersonId> {
        self.view().person(self.kind.unit_field()?)
    }

    /// Every value that says something, in the order of the kind's table, and last what a newer version wrote.
    pub fn leaves(&self) -> Vec<Leaf<'_>> {
        let mut leaves = Vec::new();
        for (key, value) in &self.values {
            if key == V || self.is_zone(&self.values, key, key) {
                continue;
            }
            let container = find(self.kind.fields(), key).map(|field| field.shape);
            match (container, value) {
                (Some(Shape::Map(..) | Shape::Table(_)), Plain::Map(entries)) => {
                    for (inner, value) in entries {
                        let at = format!("{key}.{inner}");
                        if !self.is_zone(entries, inner, &at) {
                            self.leaf(&mut leaves, at, value, entries.get(&format!("{inner}{ZONE}")));
                        }
                    }
                }
                _ => self.leaf(
                    &mut leaves,
                    key.clone(),
                    value,
                    self.values.get(&format!("{key}{ZONE}")),
                ),
            }
        }
        leaves.sort_by_cached_key(|leaf| (self.rank(leaf), leaf.at.clone()));
        leaves
    }

    fn leaf<'a>(&self, leaves: &mut Vec<Leaf<'a>>, at: String, value: &'a Plain, zone: Option<&Plain>) {
        let path = Path::read(self.kind, &at)
            .ok()
            .filter(|path| path.to_string() == at);
        // A list that is there and empty says "none" where there is a default; nothing else that is empty says anything.
        let none = path
            .as_ref()
            .is_some_and(|p| p.field.default.is_some() && matches!(value, Plain::List(_)));
        if value.is_empty() && path.is_some() && !none {
            return;
        }
        let zone = match zone {
            Some(Plain::Str(name)) if path.is_some() => Zone::from_wire(name),
            _ => None,
        };
        leaves.push(Leaf {
            at,
            path,
            value,
            zone,
        });
    }

    /// Whether a key is that of the zone beside an instant, which is shown with it.
    fn is_zone(&self, beside: &BTreeMap<String, Plain>, key: &str, at: &str) -> bool {
        let instant = |name: &str| {
            Path::read(self.kind, name)
                .is_ok_and(|path| path.spec().shape == Shape::One(super::Scalar::Instant))
        };
        match (key.strip_suffix(ZONE), at.strip_suffix(ZONE)) {
            (Some(key), Some(at)) => beside.contains_key(key) && instant(at),
            _ => false,
        }
    }

    fn rank(&self, leaf: &Leaf<'_>) -> usize {
        let at = |path: &Path| {
            self.kind
                .fields()
                .iter()
                .position(|field| field.key == path.field.key)
        };
        leaf.path.as_ref().and_then(at).unwrap_or(usize::MAX)
    }

    /// Does what a person asked for, as the document itself will.
    pub fn apply(&mut self, edit: &Edit) {
        match edit {
            Edit::Put {
                root,
                inner: None,
                value,
            } => {
                self.values.insert(root.clone(), value.clone());
            }
            Edit::Put {
                root,
                inner: Some(inner),
                value,
            } => {
                self.edit_map(root, |map| drop(map.insert(inner.clone(), value.clone())));
            }
            Edit::Delete { root, inner: None } => {
                self.values.remove(root);
            }
            Edit::Delete {
                root,
                inner: Some(inner),
            } => {
                self.edit_map(root, |map| drop(map.remove(inner)));
            }
            Edit::Clear { root, prefix } => {
                self.edit_map(root, |map| map.retain(|key, _| !key.starts_with(prefix.as_str())));
            }
            Edit::Fill { root, items } => {
                self.values.insert(root.clone(), Plain::List(items.clone()));
            }
            Edit::Add { root, item } => self.edit_list(root, |items| {
                if !items.contains(item) {
                    items.push(item.clone());
                }
            }),
            Edit::Remove { root, item } => self.edit_list(root, |items| items.retain(|have| have != item)),
        }
    }

    fn edit_map(&mut self, root: &str, then: impl FnOnce(&mut BTreeMap<String, Plain>)) {
        let mut entries = match self.values.remove(root) {
            Some(Plain::Map(entries)) => entries,
            _ => BTreeMap::new(),
        };
        then(&mut entries);
        self.values.insert(root.to_owned(), Plain::Map(entries));
    }

    /// A list that is not there begins with the default, so that `+=` adds to what is shown.
    fn edit_list(&mut self, root: &str, then: impl FnOnce(&mut Vec<Plain>)) {
        let default = || find(self.kind.fields(), root).and_then(|field| field.default);
        let mut items = match self.values.remove(root) {
            Some(Plain::List(items)) => items,
            _ => match default().map(|given| given.plain()) {
                Some(Plain::List(items)) => items,
                _ => Vec::new(),
            },
        };
        then(&mut items);
        self.values.insert(root.to_owned(), Plain::List(items));
    }
}
