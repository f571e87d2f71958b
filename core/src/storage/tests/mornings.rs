//! What a night's news costs the flash of a phone.

use std::collections::BTreeSet;
use std::path::Path;

use ekin_protocol::id::SegmentHash;
use ekin_protocol::item::Item;
use ekin_protocol::manifest::{Manifest, SegmentRef};
use rusqlite::Connection;

use super::super::fixture::*;
use super::log;
use crate::domain::fold::Folder;
use crate::domain::language::LanguageTag;
use crate::domain::text::Texts;
use crate::record::projection::{At, prepare};

const LISTINGS: u16 = 800;
const SEGMENTS: u16 = 4;
/// A twentieth.
const CHANGED: u16 = LISTINGS / 20;

/// A listing with words of its own, and others on another day, which then takes the place of the first.
fn prose(n: u16, day: u16) -> Vec<u8> {
    let before = (day > 0).then(|| hash(&prose(n, 0)));
    let word = |k: u16| {
        let drawn = (u32::from(n) * 7919 + u32::from(k) * 104_729 + u32::from(day) * 31) % 4_001;
        format!("{}{drawn:x}", ["ka", "mu", "so", "be"][usize::from(k % 4)])
    };
    let words: Vec<String> = (0..90).map(word).collect();
    let mut listing = dated(&words[..4].join(" "), i64::from(n) * 40);
    listing.body = Texts::one(LanguageTag::FR, &words.join(" "));
    record(n, &listing, before.as_slice())
}

fn segment(k: u16) -> SegmentRef {
    SegmentRef {
        hash: SegmentHash([k as u8 + 1; 32]),
        bytes: 0,
        first: u64::from(k),
        last: u64::from(k),
        live: (LISTINGS / SEGMENTS).into(),
        total: (LISTINGS / SEGMENTS).into(),
        dead: Vec::new(),
    }
}

/// The parts of the search index as they lie in the file.
fn parts(path: &Path) -> BTreeSet<i64> {
    let db = Connection::open(path).unwrap();
    let mut find = db.prepare("SELECT id FROM listing_fts_data").unwrap();
    let ids = find.query_map([], |row| row.get(0)).unwrap();
    ids.map(|id| id.unwrap()).collect()
}

#[test]
fn a_morning_does_not_write_the_whole_index_anew() {
    let f = fixture();
    let path = f.dir.path().join("ekin.db");
    let loaded = |n: u16| prose(n, 0);
    for k in 0..SEGMENTS {
        f.write(|tx| {
            let context = tx.context(f.sp, NOW)?;
            let mut folder = Folder::default();
            let share = LISTINGS / SEGMENTS;
            let rows: Vec<_> = (k * share..(k + 1) * share)
                .map(|n| {
                    let bytes = loaded(n);
                    let item = Item::read(&bytes).unwrap();
                    let at = At {
                        seq: k.into(),
                        t_ms: 1,
                        ord: 0,
                        n: (n % share).into(),
                    };
                    prepare(&item, &item.hash(), at, &context, &mut folder)
                })
                .collect();
            tx.load_segment(f.sp, &segment(k), &[], &rows)
        });
    }
    let mut tree = f.store.read(|read| read.live_tree(f.sp)).unwrap();
    let manifest = Manifest {
        space: SPACE,
        seq: SEGMENTS.into(),
        r: ekin_protocol::id::R([0; 32]),
        t_ms: 1,
        live_count: LISTINGS.into(),
        live_root: tree.root(),
        segments: (0..SEGMENTS).map(segment).collect(),
        tail_bytes: 0,
    };
    f.write(|tx| tx.finish_pack(f.sp, &manifest));
    let mut before = parts(&path);
    let mut stayed = Vec::new();
    for day in 1..=8 {
        f.write(|tx| {
            for k in 0..CHANGED {
                let n = k * (LISTINGS / CHANGED) + day;
                let seq = u64::from(SEGMENTS + day * CHANGED + k);
                log(tx, f.sp, &mut tree, seq, &prose(n, day))?;
            }
            Ok(())
        });
        let after = parts(&path);
        stayed.push(before.intersection(&after).count() * 100 / before.len());
        before = after;
    }
    let anew = stayed.iter().filter(|of_a_hundred| **of_a_hundred < 50).count();
    assert!(
        anew <= 1,
        "of a hundred parts stayed, morning by morning: {stayed:?}"
    );
}
