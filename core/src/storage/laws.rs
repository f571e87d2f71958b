//! Laws: the fold on SQLite equals the fold on plain maps, rows equal what all records make, and a pack with its
//! tail equals the log.

use std::collections::{BTreeMap, BTreeSet};

use ekin_protocol::code::Code;
use ekin_protocol::id::{ItemHash, ObjectId, R, SegmentHash, Short};
use ekin_protocol::item::{Item, kind};
use ekin_protocol::live::LiveTree;
use ekin_protocol::manifest::{Manifest, SegmentRef};
use proptest::prelude::*;

use super::fixture::*;
use super::*;
use crate::domain::fold::Folder;
use crate::domain::status::Status;
use crate::record::ledger::{Ledger, Place, take};
use crate::record::payload::decode;
use crate::record::projection::{At, PreparedRow, prepare};

/// The fold's ledger on plain maps.
#[derive(Default)]
struct Plain {
    live: BTreeMap<(ObjectId, ItemHash), Place>,
    dangling: BTreeSet<(ObjectId, Short)>,
}

impl Ledger for Plain {
    type Error = StoreError;

    fn find_live(&mut self, object: &ObjectId, name: &Short) -> Result<Option<ItemHash>> {
        let mut live = self.live.keys();
        Ok(live
            .find(|(o, hash)| o == object && hash.short() == *name)
            .map(|(_, hash)| *hash))
    }

    fn take_dangling(&mut self, object: &ObjectId, name: &Short) -> Result<bool> {
        Ok(self.dangling.remove(&(*object, *name)))
    }

    fn add_dangling(&mut self, object: &ObjectId, name: &Short) -> Result<()> {
        self.dangling.insert((*object, *name));
        Ok(())
    }

    fn insert(&mut self, item: &Item<'_>, hash: &ItemHash, place: Place) -> Result<()> {
        self.live.insert((item.object, *hash), place);
        Ok(())
    }

    fn kill(&mut self, object: &ObjectId, hash: &ItemHash) -> Result<()> {
        self.live.remove(&(*object, *hash));
        Ok(())
    }

    fn tombstones_before(&mut self, _: u64) -> Result<Vec<(ObjectId, ItemHash)>> {
        Ok(Vec::new())
    }
}

#[derive(Clone, Debug)]
struct Plan {
    object: u16,
    ends: bool,
    cancelled: bool,
    minutes: i64,
    replaces: Vec<prop::sample::Index>,
    own: bool,
    fate: u8,
}

fn plan() -> impl Strategy<Value = Plan> {
    (
        0u16..4,
        prop::bool::weighted(0.15),
        prop::bool::weighted(0.2),
        0i64..4,
        prop::collection::vec(any::<prop::sample::Index>(), 0..3),
        prop::bool::weighted(0.4),
        0u8..4,
    )
        .prop_map(|(object, ends, cancelled, minutes, replaces, own, fate)| Plan {
            object,
            ends,
            cancelled,
            minutes,
            replaces,
            own,
            fate,
        })
}

/// Different records, each of which replaces some of the earlier ones of its object.
fn records(plans: &[Plan]) -> Vec<Vec<u8>> {
    let mut made: Vec<(u16, Vec<u8>)> = Vec::new();
    for (n, plan) in plans.iter().enumerate() {
        let before: Vec<ItemHash> = made
            .iter()
            .filter(|(object, _)| *object == plan.object)
            .map(|(_, bytes)| hash(bytes))
            .collect();
        let names: BTreeSet<ItemHash> = match before.is_empty() {
            true => BTreeSet::new(),
            false => plan
                .replaces
                .iter()
                .map(|at| before[at.index(before.len())])
                .collect(),
        };
        let names: Vec<ItemHash> = names.into_iter().collect();
        let mut listing = dated(&format!("Marché numéro{n}"), 60 * plan.minutes);
        if plan.cancelled {
            listing.status = Status::Cancelled;
        }
        let bytes = match plan.ends {
            true => tombstone(
                plan.object,
                &[names, vec![ItemHash([u8::try_from(n).unwrap(); 32])]].concat(),
            ),
            false => record(plan.object, &listing, &names),
        };
        made.push((plan.object, bytes));
    }
    made.into_iter().map(|(_, bytes)| bytes).collect()
}

/// Records with their places in the log.
type Placed = Vec<(u64, Vec<u8>)>;

/// One row as readers see it: id, title, status, conflict, own, occurrences, hits of its words.
type Seen = (ObjectId, String, u8, bool, bool, Vec<i64>);

fn rows(f: &Fixture) -> BTreeSet<Seen> {
    f.store
        .read::<_, StoreError>(|read| {
            let sql = "SELECT object, titles, status, conflict, pending IS NOT NULL, rank FROM listing";
            let mut find = read.db.prepare(sql).unwrap();
            let mut starts = read
                .db
                .prepare("SELECT start_ms FROM occurrence WHERE rank = ?")
                .unwrap();
            let mut seen = BTreeSet::new();
            let mut found = find.query([]).unwrap();
            while let Some(row) = found.next().unwrap() {
                let rank: i64 = row.get(5).unwrap();
                let starts = starts
                    .query_map([rank], |row| row.get(0))
                    .unwrap()
                    .map(|s| s.unwrap())
                    .collect();
                let status: u8 = row.get(2).unwrap();
                let title: String = row.get(1).unwrap();
                // What a hidden row is called, and whose it is, is left to chance.
                let shown = status < listing::WITHDRAWN;
                let title = if shown { title } else { String::new() };
                let own = shown && row.get::<_, bool>(4).unwrap();
                let conflict = shown && row.get::<_, bool>(3).unwrap();
                seen.insert((
                    ObjectId(row.get(0).unwrap()),
                    title,
                    status,
                    conflict,
                    own,
                    starts,
                ));
            }
            Ok(seen)
        })
        .unwrap()
}

fn hits(f: &Fixture) -> BTreeSet<(ObjectId, String)> {
    f.store
        .read::<_, StoreError>(|read| {
            let mut found = BTreeSet::new();
            for table in ["listing_fts", "title_fts"] {
                for n in 0..40 {
                    let word = format!("numero{n}");
                    let sql = format!(
                        "SELECT object FROM {table} JOIN listing ON listing.rank = {table}.rowid WHERE {table} MATCH ?"
                    );
                    let mut find = read.db.prepare_cached(&sql).unwrap();
                    let rows = find.query_map([&word], |row| row.get(0).map(ObjectId)).unwrap();
                    found.extend(rows.map(|object| (object.unwrap(), format!("fr\tMarché numéro{n}\n"))));
                }
            }
            Ok(found)
        })
        .unwrap()
}

/// What readers are to see, made from everything that lives and waits, with no thought of speed.
fn naive(live: &[(Vec<u8>, u64)], own: &[Vec<u8>]) -> BTreeSet<Seen> {
    let named: BTreeSet<Short> = own
        .iter()
        .flat_map(|bytes| Item::read(bytes).unwrap().meta.supersedes)
        .collect();
    let mut ordered: Vec<(u64, bool, &Vec<u8>)> =
        live.iter().map(|(bytes, seq)| (*seq, false, bytes)).collect();
    ordered.extend((1_000_000..).zip(own).map(|(seq, bytes)| (seq, true, bytes)));
    ordered.retain(|(_, _, bytes)| !named.contains(&hash(bytes).short()));
    ordered.sort();
    let mut objects: BTreeMap<ObjectId, Vec<(bool, &Vec<u8>)>> = BTreeMap::new();
    for (_, own, bytes) in ordered {
        objects
            .entry(Item::read(bytes).unwrap().object)
            .or_default()
            .push((own, bytes));
    }
    let mut seen = BTreeSet::new();
    for (object, heads) in objects {
        let items: Vec<Item<'_>> = heads
            .iter()
            .map(|(_, bytes)| Item::read(bytes).unwrap())
            .collect();
        if items.iter().any(|item| item.meta.kind == kind::TOMBSTONE) {
            seen.insert((
                object,
                String::new(),
                listing::WITHDRAWN,
                false,
                false,
                Vec::new(),
            ));
            continue;
        }
        let listings: Vec<_> = items
            .iter()
            .map(|item| decode(item.content().unwrap()).unwrap())
            .collect();
        let displayed = listings.last().unwrap();
        let bodies: BTreeSet<_> = items.iter().map(|item| item.content().unwrap()).collect();
        let status = listings.iter().map(|l| l.status.severity()).max().unwrap();
        let start = displayed.timings[0].start.local_minutes() * 60_000;
        let title = format!("fr\t{}\n", displayed.title_for(&[]).unwrap().text);
        seen.insert((
            object,
            title,
            status,
            bodies.len() > 1,
            heads.last().unwrap().0,
            vec![start],
        ));
    }
    seen
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn the_fold_on_sqlite_equals_the_fold_on_maps_in_any_order(
        plans in prop::collection::vec(plan(), 1..20),
        order in prop::collection::vec(any::<u32>(), 20),
        cuts in prop::collection::vec(any::<bool>(), 20),
    ) {
        let records = records(&plans);
        let mut arrival: Vec<usize> = (0..records.len()).collect();
        arrival.sort_by_key(|n| order[*n]);
        let f = fixture();
        let (mut plain, mut tree) = (Plain::default(), LiveTree::new());
        let mut plain_tree = LiveTree::new();
        let mut start = 0;
        for end in 1..=arrival.len() {
            // Several records may share a transaction.
            if end < arrival.len() && !cuts[end] {
                continue;
            }
            f.write(|tx| {
                for n in &arrival[start..end] {
                    let item = Item::read(&records[*n]).unwrap();
                    let place = Place { seq: *n as u64 + 1, t_ms: 1, n: 0 };
                    take(&mut tx.ledger(f.sp, 0, None), &mut tree, &item, &item.hash(), place)?;
                    take(&mut plain, &mut plain_tree, &item, &item.hash(), place)?;
                }
                Ok(())
            });
            start = end;
        }
        prop_assert_eq!(tree.root(), plain_tree.root());
        let mut read = f.store.read(|read| read.live_tree(f.sp)).unwrap();
        prop_assert_eq!(read.root(), tree.root());
        let live: Vec<(Vec<u8>, u64)> = (1u64..)
            .zip(&records)
            .filter(|(_, bytes)| plain.live.contains_key(&(Item::read(bytes).unwrap().object, hash(bytes))))
            .map(|(seq, bytes)| (bytes.clone(), seq))
            .collect();
        prop_assert_eq!(live.len(), plain.live.len());
        let expected = naive(&live, &[]);
        prop_assert_eq!(hits(&f), expected.iter().filter(|s| s.2 < 6).map(|s| (s.0, s.1.clone())).collect());
        prop_assert_eq!(rows(&f), expected);
        // The law itself: the order in which they were made gives the same.
        let mut in_order = Plain::default();
        let mut ordered_tree = LiveTree::new();
        for (seq, bytes) in (1u64..).zip(&records) {
            let item = Item::read(bytes).unwrap();
            take(&mut in_order, &mut ordered_tree, &item, &item.hash(), Place { seq, t_ms: 1, n: 0 }).unwrap();
        }
        prop_assert_eq!(ordered_tree.root(), tree.root());
    }

    #[test]
    fn rows_equal_what_all_records_make_whatever_becomes_of_own_commands(
        plans in prop::collection::vec(plan(), 1..20),
    ) {
        let records = records(&plans);
        let f = fixture();
        let (mut plain, mut tree, mut plain_tree) = (Plain::default(), LiveTree::new(), LiveTree::new());
        let mut waiting: Vec<(i64, Vec<u8>)> = Vec::new();
        let mut seqs: BTreeMap<ItemHash, u64> = BTreeMap::new();
        for (n, (plan, bytes)) in plans.iter().zip(&records).enumerate() {
            let seq = n as u64 + 1;
            let mut fold = |seq: u64, bytes: &[u8], seqs: &mut BTreeMap<ItemHash, u64>| {
                let item = Item::read(bytes).unwrap();
                seqs.insert(item.hash(), seq);
                let place = Place { seq, t_ms: 1, n: 0 };
                take(&mut plain, &mut plain_tree, &item, &item.hash(), place).unwrap();
            };
            if plan.own {
                let en = f.write(|tx| tx.put_pending(f.sp, 1, &LIFE, seq, &[bytes]));
                waiting.push((en, bytes.clone()));
            } else {
                fold(seq, bytes, &mut seqs);
                let item = Item::read(bytes).unwrap();
                let place = Place { seq, t_ms: 1, n: 0 };
                f.write(|tx| take(&mut tx.ledger(f.sp, 0, None), &mut tree, &item, &item.hash(), place));
            }
            if !waiting.is_empty() && plan.fate > 0 {
                let (en, bytes) = waiting.remove(0);
                match plan.fate {
                    1 => {
                        let seq = seq + 100;
                        f.write(|tx| tx.log_pending(en, seq, 1, &mut tree));
                        fold(seq, &bytes, &mut seqs);
                    }
                    2 => f.write(|tx| tx.drop_pending(en)),
                    _ => f.write(|tx| tx.refuse(en, Code::Fork)),
                }
            }
            let live: Vec<(Vec<u8>, u64)> = records
                .iter()
                .filter(|bytes| plain.live.contains_key(&(Item::read(bytes).unwrap().object, hash(bytes))))
                .map(|bytes| (bytes.clone(), seqs[&hash(bytes)]))
                .collect();
            let own: Vec<Vec<u8>> = waiting.iter().map(|(_, bytes)| bytes.clone()).collect();
            prop_assert_eq!(rows(&f), naive(&live, &own));
            prop_assert_eq!(tree.root(), plain_tree.root());
        }
    }

    #[test]
    fn a_pack_equals_the_log_for_a_new_device_and_for_one_that_is_behind(
        plans in prop::collection::vec(plan(), 2..20),
        behind in any::<prop::sample::Index>(),
        first in any::<prop::sample::Index>(),
    ) {
        let records = records(&plans);
        let whole = fixture();
        let mut tree = LiveTree::new();
        whole.write(|tx| (1u64..).zip(&records).try_for_each(|(seq, bytes)| fold(tx, &whole, &mut tree, seq, bytes)));
        // Three segments; the first was made when its items still lived.
        let (early, split) = (first.index(records.len()) + 1, records.len() / 2 + 1);
        let old_tail = alive_after(&records, early);
        let living: BTreeSet<ItemHash> = alive_after(&records, records.len()).into_iter().map(|(_, b)| hash(&b)).collect();
        let rest: Vec<(u64, Vec<u8>)> =
            alive_after(&records, records.len()).into_iter().filter(|(seq, _)| *seq > early as u64).collect();
        let (second, third): (Vec<_>, Vec<_>) = rest.into_iter().partition(|(seq, _)| *seq <= split as u64);
        let segments: Vec<(SegmentRef, Placed)> = [old_tail, second, third]
            .into_iter()
            .enumerate()
            .map(|(n, items)| (segment(u8::try_from(n).unwrap(), &items, &living), items))
            .collect();
        let manifest = Manifest {
            space: SPACE,
            seq: records.len() as u64,
            r: R([0; 32]),
            t_ms: 1,
            live_count: tree.live_count(),
            live_root: tree.root(),
            segments: segments.iter().map(|(segment, _)| segment.clone()).collect(),
            tail_bytes: 0,
        };
        let behind = behind.index(records.len());
        for known in [0, behind] {
            let f = fixture();
            let mut tree = LiveTree::new();
            f.write(|tx| (1u64..).zip(&records[..known]).try_for_each(|(seq, bytes)| fold(tx, &f, &mut tree, seq, bytes)));
            for (segment, items) in segments.iter().rev() {
                let held = f.store.read(|read| read.held_segments(f.sp)).unwrap();
                prop_assert!(!held.contains(&segment.hash));
                f.write(|tx| tx.load_segment(f.sp, segment, &[], &prepared(&tx.context(f.sp, NOW)?, items)));
            }
            f.write(|tx| tx.finish_pack(f.sp, &manifest));
            let mut loaded = f.store.read(|read| read.live_tree(f.sp)).unwrap();
            prop_assert_eq!(loaded.root(), manifest.live_root);
            prop_assert_eq!(rows(&f), rows(&whole));
            prop_assert_eq!(hits(&f), hits(&whole));
        }
    }
}

fn fold(tx: &Tx<'_>, f: &Fixture, tree: &mut LiveTree, seq: u64, bytes: &[u8]) -> Result<()> {
    let item = Item::read(bytes).unwrap();
    take(
        &mut tx.ledger(f.sp, 0, None),
        tree,
        &item,
        &item.hash(),
        Place { seq, t_ms: 1, n: 0 },
    )
}

fn alive_after(records: &[Vec<u8>], n: usize) -> Vec<(u64, Vec<u8>)> {
    let (mut plain, mut tree) = (Plain::default(), LiveTree::new());
    for (seq, bytes) in (1u64..).zip(&records[..n]) {
        let item = Item::read(bytes).unwrap();
        take(
            &mut plain,
            &mut tree,
            &item,
            &item.hash(),
            Place { seq, t_ms: 1, n: 0 },
        )
        .unwrap();
    }
    let lives = |bytes: &[u8]| {
        plain
            .live
            .contains_key(&(Item::read(bytes).unwrap().object, hash(bytes)))
    };
    (1u64..)
        .zip(records)
        .filter(|(_, bytes)| lives(bytes))
        .map(|(seq, bytes)| (seq, bytes.clone()))
        .collect()
}

fn segment(n: u8, items: &[(u64, Vec<u8>)], living: &BTreeSet<ItemHash>) -> SegmentRef {
    let dead = items
        .iter()
        .enumerate()
        .filter(|(_, (_, bytes))| !living.contains(&hash(bytes)));
    SegmentRef {
        hash: SegmentHash([n; 32]),
        bytes: 0,
        first: 0,
        last: 0,
        live: 0,
        total: items.len() as u64,
        dead: SegmentRef::dead_set(dead.map(|(ix, _)| ix)),
    }
}

fn prepared(context: &crate::record::projection::Context, items: &[(u64, Vec<u8>)]) -> Vec<PreparedRow> {
    let mut folder = Folder::default();
    let prepare_one = |(seq, bytes): &(u64, Vec<u8>)| {
        let item = Item::read(bytes).unwrap();
        let at = At {
            seq: *seq,
            t_ms: 1,
            ord: 0,
            n: 0,
        };
        prepare(&item, &item.hash(), at, context, &mut folder)
    };
    items.iter().map(prepare_one).collect()
}
