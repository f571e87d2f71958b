//! The protocol's rules about records by plain maps, as the text states them: which live, which are heads, what
//! `live_root` is, and what a list must show of an object. It shares no code with the fold, the store's index or
//! the projection; it is slow, and that is its worth.

use std::collections::{BTreeMap, BTreeSet};

use ekin_protocol::hash::h;
use ekin_protocol::id::{ItemHash, ObjectId, Short, SpaceId};
use ekin_protocol::item::{Item, kind};
use minicbor::Decoder;

/// Log time for which a tombstone lives: 400 days in ms.
const TOMBSTONE_MS: u64 = 400 * 86_400_000;
/// States from the least to the worst, with a word of a newer version second.
const STATES: [&str; 6] = ["scheduled", "", "full", "moved_online", "postponed", "cancelled"];

/// One record that counts.
#[derive(Clone, Debug)]
pub(super) struct Known {
    /// Place and time in the log; none while it is own and not logged.
    place: Option<(u64, u64)>,
    /// What is displayed is the last by this: logged ones by place, then own ones in their order.
    order: (bool, u64, i64, usize),
    tombstone: bool,
    territory: bool,
    supersedes: BTreeSet<Short>,
    body: Vec<u8>,
}

/// Every record that counts, by object.
#[derive(Clone, Debug, Default)]
pub(super) struct Reference {
    pub objects: BTreeMap<ObjectId, BTreeMap<ItemHash, Known>>,
}

/// The living logged items of every object.
pub(super) type Live = BTreeMap<ObjectId, BTreeSet<ItemHash>>;

/// What a list must show of an object.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Expected {
    pub withdrawn: bool,
    pub conflict: bool,
    /// Severity of the worst state.
    pub status: u8,
    /// Language and title of what is displayed.
    pub titles: BTreeSet<(String, String)>,
}

impl Reference {
    /// A record counts.
    pub fn add(
        &mut self,
        space: &SpaceId,
        item: &Item<'_>,
        hash: ItemHash,
        place: Option<(u64, u64)>,
        en: i64,
        n: usize,
    ) {
        let known = Known {
            place,
            order: place.map_or((true, 0, en, n), |(seq, _)| (false, seq, 0, n)),
            tombstone: item.meta.kind == kind::TOMBSTONE,
            territory: item
                .meta
                .listing
                .is_some_and(|(_, key)| key == space.territory_key()),
            supersedes: item.meta.supersedes.iter().copied().collect(),
            body: item.content().unwrap_or_default().to_vec(),
        };
        self.objects
            .entry(item.object)
            .or_default()
            .entry(hash)
            .or_insert(known);
    }

    /// What lives at a time of the log: what no other logged record of the object replaces, and no tombstone
    /// older than 400 days.
    pub fn live(&self, t_ms: u64) -> Live {
        let mut live = Live::new();
        for (object, records) in &self.objects {
            let logged = || records.iter().filter(|(_, known)| known.place.is_some());
            let replaced: BTreeSet<Short> = logged()
                .flat_map(|(_, known)| known.supersedes.iter().copied())
                .collect();
            let old = |(_, at): (u64, u64)| at.saturating_add(TOMBSTONE_MS) < t_ms;
            let expired = |known: &Known| known.tombstone && known.place.is_some_and(old);
            let alive: BTreeSet<ItemHash> = logged()
                .filter(|(hash, known)| !replaced.contains(&hash.short()) && !expired(known))
                .map(|(hash, _)| *hash)
                .collect();
            if !alive.is_empty() {
                live.insert(*object, alive);
            }
        }
        live
    }

    /// What a list must show of an object, given what lives in the log; none for the territory's own listing, and
    /// where no version is left.
    pub fn expected(&self, object: &ObjectId, live: &Live) -> Option<Expected> {
        let records = self.objects.get(object)?;
        let pending = || records.values().filter(|known| known.place.is_none());
        let replaced: BTreeSet<Short> = pending()
            .flat_map(|known| known.supersedes.iter().copied())
            .collect();
        let lives = |hash: &ItemHash, known: &Known| {
            known.place.is_none() || live.get(object).is_some_and(|alive| alive.contains(hash))
        };
        let mut heads: Vec<&Known> = records
            .iter()
            .filter(|(hash, known)| lives(hash, known) && !replaced.contains(&hash.short()))
            .map(|(_, known)| known)
            .collect();
        heads.sort_by_key(|known| known.order);
        if heads.is_empty() || heads.iter().any(|known| known.territory) {
            return None;
        }
        let bodies: BTreeSet<_> = heads.iter().map(|known| (known.tombstone, &known.body)).collect();
        let said: Vec<Said> = heads
            .iter()
            .filter(|known| !known.tombstone)
            .map(|known| read(&known.body).unwrap_or_default())
            .collect();
        Some(Expected {
            withdrawn: heads.iter().any(|known| known.tombstone),
            conflict: bodies.len() > 1,
            status: said.iter().map(|one| one.status).max().unwrap_or(0),
            titles: said
                .into_iter()
                .next_back()
                .map(|one| one.titles)
                .unwrap_or_default(),
        })
    }
}

/// What a payload says that lists show.
#[derive(Debug, Default)]
struct Said {
    status: u8,
    titles: BTreeSet<(String, String)>,
}

fn read(body: &[u8]) -> Option<Said> {
    let mut d = Decoder::new(body);
    let mut said = Said::default();
    for _ in 0..d.map().ok()?? {
        match d.str().ok()? {
            "status" => {
                let word = d.str().ok()?;
                let known = STATES.iter().position(|state| *state == word).unwrap_or(1);
                said.status = u8::try_from(known).ok()?;
            }
            "title" => {
                for _ in 0..d.map().ok()?? {
                    said.titles
                        .insert((d.str().ok()?.to_owned(), d.str().ok()?.to_owned()));
                }
            }
            _ => d.skip().ok()?,
        }
    }
    Some(said)
}

/// `live_root` as protocol 9 defines it: a 16-ary hash tree of depth 4 over the first 16 bits of object ids.
pub(super) fn live_root(live: &Live) -> [u8; 32] {
    let mut leaves: BTreeMap<u16, BTreeSet<ItemHash>> = BTreeMap::new();
    for (object, items) in live {
        let [a, b, ..] = object.0;
        leaves
            .entry(u16::from_be_bytes([a, b]))
            .or_default()
            .extend(items);
    }
    let leaf = |items: &BTreeSet<ItemHash>| all("leaf", items.iter().map(|item| &item.0));
    let mut level: BTreeMap<u16, [u8; 32]> = leaves.iter().map(|(at, items)| (*at, leaf(items))).collect();
    for _ in 0..4 {
        let parents: BTreeSet<u16> = level.keys().map(|at| at / 16).collect();
        let node = |at: u16| {
            let child = |n: u16| level.get(&(at * 16 + n)).copied().unwrap_or_default();
            all("node", (0..16).map(child).collect::<Vec<_>>().iter())
        };
        level = parents.into_iter().map(|at| (at, node(at))).collect();
    }
    level.get(&0).copied().unwrap_or_default()
}

fn all<'a>(name: &str, parts: impl Iterator<Item = &'a [u8; 32]>) -> [u8; 32] {
    h(name, &parts.map(<[u8; 32]>::as_slice).collect::<Vec<_>>())
}
