//! Rows that time, a new program or another zone make anew; packs that hold what this device wrote.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use ekin_protocol::envelope::content_id;
use ekin_protocol::id::{SegmentHash, Signature};
use ekin_protocol::item::Item;
use ekin_protocol::live::LiveTree;
use ekin_protocol::manifest::SegmentRef;

use super::super::fixture::*;
use super::super::query::{Card, Search};
use super::super::*;
use super::{count, log, titles};
use crate::domain::fold::Folder;
use crate::domain::recurrence::Rule;
use crate::record::projection::{self, At, DAY_MS, prepare};

fn weekly(minutes: i64) -> crate::domain::listing::Listing {
    let mut listing = dated("Marché", minutes);
    listing.timings[0].rule = Rule::from_wire("FREQ=WEEKLY");
    listing
}

fn found(store: &Store) -> Vec<Card> {
    let search = Search {
        words: "march".into(),
        ..Search::default()
    };
    store.read(|read| read.search(&search, None, 9)).unwrap().items
}

#[test]
fn the_rank_of_a_recurring_listing_moves_with_its_next_date() {
    let now = Arc::new(AtomicI64::new(NOW));
    let dir = tempfile::tempdir().unwrap();
    let clock = now.clone();
    let options = Options {
        clock: Arc::new(move || clock.load(Ordering::Relaxed)),
        ..options()
    };
    let store = Store::open(&dir.path().join("ekin.db"), options).unwrap();
    let sp = store.write(add_space).unwrap();
    let mut tree = LiveTree::new();
    store
        .write(|tx| log(tx, sp, &mut tree, 1, &record(1, &weekly(60), &[])))
        .unwrap();
    store
        .write(|tx| log(tx, sp, &mut tree, 2, &record(2, &dated("Marché unique", 90), &[])))
        .unwrap();
    let rev = store.read(|read| read.rev()).unwrap();
    assert_eq!(found(&store).len(), 2);
    assert_eq!(store.write(|tx| tx.refresh_occurrences(NOW, 9)).unwrap(), 0);
    // Three weeks in which nobody opened the program.
    let later = NOW + 22 * DAY_MS;
    now.store(later, Ordering::Relaxed);
    assert_eq!(store.write(|tx| tx.refresh_occurrences(later, 9)).unwrap(), 1);
    assert_eq!(store.write(|tx| tx.refresh_occurrences(later, 9)).unwrap(), 0);
    let cards = found(&store);
    assert_eq!(cards.len(), 1);
    assert_eq!(cards[0].when.unwrap().start_ms, NOW + 28 * DAY_MS + 3_600_000);
    let occurrences = store
        .read(|read| read.agenda(later, later + 400 * DAY_MS, None, 99))
        .unwrap()
        .items;
    assert_eq!(occurrences.len(), 57);
    // That time passes is no news.
    assert_eq!(store.read(|read| read.rev()).unwrap(), rev);
}

#[test]
fn rows_of_an_older_program_are_made_again_in_slices() {
    let f = fixture();
    let mut tree = LiveTree::new();
    for n in 1..=5 {
        f.write(|tx| {
            log(
                tx,
                f.sp,
                &mut tree,
                n,
                &record(n as u16, &dated("Marché", 60 * n as i64), &[]),
            )
        });
    }
    while f.write(|tx| tx.reproject(2)) > 0 {}
    f.write(|tx| {
        tx.db.execute("UPDATE listing SET pv = 0, titles = ''", [])?;
        tx.set_number("store.pv", 0)
    });
    let mut slices = Vec::new();
    loop {
        match f.write(|tx| tx.reproject(2)) {
            0 => break,
            n => slices.push(n),
        }
    }
    assert_eq!(slices, [2, 2, 1]);
    let old = format!("listing WHERE pv <> {} OR titles = ''", projection::VERSION);
    assert_eq!(
        (count(&f, &old), count(&f, "listing"), count(&f, "occurrence")),
        (0, 5, 5)
    );
}

#[test]
fn another_zone_makes_the_dates_anew() {
    let f = fixture();
    let mut tree = LiveTree::new();
    let mut listing = dated("Marché", 600);
    listing.timings[0].zone = None;
    f.write(|tx| log(tx, f.sp, &mut tree, 1, &record(1, &listing, &[])));
    let start = || found(&f.store)[0].when.unwrap().start_ms;
    assert_eq!(start(), NOW + 9 * 3_600_000);
    f.write(|tx| tx.set_zone(f.sp, chrono_tz::Tz::Atlantic__Canary));
    while f.write(|tx| tx.reproject(200)) > 0 {}
    assert_eq!(start(), NOW + 10 * 3_600_000);
}

#[test]
fn a_pack_that_holds_an_own_envelope_settles_it() {
    let f = fixture();
    let (kept, dead) = (
        record(1, &dated("Marché", 60), &[]),
        record(2, &dated("Marché vieux", 60), &[]),
    );
    let en = f.write(|tx| tx.put_pending(f.sp, 1, &LIFE, 1, &[&kept, &dead]));
    let reference = SegmentRef {
        hash: SegmentHash([1; 32]),
        bytes: 0,
        first: 9,
        last: 9,
        live: 1,
        total: 1,
        dead: Vec::new(),
    };
    let entry = Logged {
        seq: 9,
        t_ms: 90,
        ord: 1,
        incarnation: LIFE,
        dev_seq: 1,
        content_id: content_id(&[&kept, &dead]).unwrap(),
        statement: b"s",
        sig: Signature([0; 64]),
    };
    f.write(|tx| {
        let item = Item::read(&kept).unwrap();
        let at = At {
            seq: 9,
            t_ms: 90,
            ord: 1,
            n: 0,
        };
        let row = prepare(
            &item,
            &item.hash(),
            at,
            &tx.context(f.sp, NOW)?,
            &mut Folder::default(),
        );
        tx.load_segment(f.sp, &reference, &[entry], &[row])
    });
    assert_eq!(titles(&f), [("fr\tMarché\n".into(), 0, false)]);
    assert_eq!(
        (
            count(&f, "outbox"),
            count(&f, "record"),
            count(&f, "entry WHERE seq = 9")
        ),
        (0, 1, 1)
    );
    assert_eq!(found(&f.store)[0].out, None);
    let held = f.store.read(|read| read.held_segments(f.sp)).unwrap();
    assert!(held.contains(&reference.hash));
    // The relay is restored at a place before it: it waits again.
    f.write(|tx| tx.cut_entries(f.sp, 8));
    let waiting = f.store.read(|read| read.unlogged_own(f.sp, 0, 9)).unwrap();
    assert_eq!(
        (waiting[0].en, waiting[0].once_received, waiting[0].state),
        (en, true, OutState::Pending)
    );
    assert_eq!(count(&f, "record WHERE seq IS NULL"), 2);
    assert_eq!(found(&f.store).len(), 2);
}

#[test]
fn an_interrupted_download_goes_on_at_the_segment() {
    let f = fixture();
    let reference = |n: u8| SegmentRef {
        hash: SegmentHash([n; 32]),
        bytes: 0,
        first: 0,
        last: 0,
        live: 0,
        total: 0,
        dead: Vec::new(),
    };
    let row = |tx: &Tx<'_>, n: u16| {
        let bytes = record(n, &dated("Marché", 60), &[]);
        let item = Item::read(&bytes).unwrap();
        let at = At {
            seq: n.into(),
            t_ms: 1,
            ord: 0,
            n: 0,
        };
        Ok::<_, StoreError>(prepare(
            &item,
            &item.hash(),
            at,
            &tx.context(f.sp, NOW)?,
            &mut Folder::default(),
        ))
    };
    f.write(|tx| tx.load_segment(f.sp, &reference(1), &[], &[row(tx, 1)?]));
    let cut: Result<()> = f.store.write(|tx| {
        tx.load_segment(f.sp, &reference(2), &[], &[row(tx, 2)?])?;
        Err(StoreError::Full)
    });
    assert!(cut.is_err());
    let path = f.dir.path().join("ekin.db");
    drop(f.store);
    let store = Store::open(&path, options()).unwrap();
    let held = store.read(|read| read.held_segments(f.sp)).unwrap();
    assert_eq!(held.into_iter().collect::<Vec<_>>(), [reference(1).hash]);
    assert_eq!(found(&store).len(), 1);
}
