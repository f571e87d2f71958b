//! What the tests of the store stand on: a store in a folder of its own, a space, and listings.

use std::sync::Arc;
use std::time::Duration;

use ekin_protocol::id::{Incarnation, ItemHash, ListingKey, ObjectId, OrgId, Short, SpaceId};
use ekin_protocol::item::{Item, Meta, kind, write_record};
use ekin_protocol::membership::SpaceKind;

use super::{NewSpace, Options, Result, Sp, Store, StoreError, Tx};
use crate::domain::language::LanguageTag;
use crate::domain::listing::Listing;
use crate::domain::moment::Moment;
use crate::domain::text::Texts;
use crate::domain::timing::Timing;
use crate::record::payload::encode;

/// 2026-11-22T00:00Z.
pub const NOW: i64 = 1_795_305_600_000;
pub const SPACE: SpaceId = SpaceId([7; 32]);
pub const ORG: OrgId = OrgId([1; 16]);
pub const LIFE: Incarnation = Incarnation([3; 8]);

pub struct Fixture {
    pub store: Store,
    pub sp: Sp,
    pub dir: tempfile::TempDir,
}

pub fn options() -> Options {
    Options {
        wait: Duration::ZERO,
        command: "ekin test".into(),
        clock: Arc::new(|| NOW),
        key: None,
    }
}

pub fn fixture() -> Fixture {
    let dir = tempfile::tempdir().unwrap();
    let store = Store::open(&dir.path().join("ekin.db"), options()).unwrap();
    let sp = store.write(add_space).unwrap();
    Fixture { store, sp, dir }
}

pub fn add_space(tx: &Tx<'_>) -> Result<Sp> {
    tx.add_space(&NewSpace {
        id: SPACE,
        kind: SpaceKind::Catalogue,
        name: "Etxea",
        urls: &[],
    })
}

impl Fixture {
    pub fn write<T>(&self, work: impl FnOnce(&Tx<'_>) -> Result<T>) -> T {
        self.store.write::<T, StoreError>(work).unwrap()
    }
}

pub fn key(n: u16) -> ListingKey {
    let mut key = [9; 16];
    key[..2].copy_from_slice(&n.to_be_bytes());
    ListingKey(key)
}

pub fn object(n: u16) -> ObjectId {
    SPACE.listing(&ORG, &key(n))
}

/// A moment `minutes` after [`NOW`], in UTC.
pub fn moment(minutes: i64) -> Moment {
    Moment::from_local_minutes(NOW / 60_000 + minutes).unwrap()
}

pub fn listing(title: &str) -> Listing {
    Listing {
        title: Texts::one(LanguageTag::FR, title),
        ..Listing::default()
    }
}

/// A listing that starts `minutes` after [`NOW`], for an hour.
pub fn dated(title: &str, minutes: i64) -> Listing {
    let mut timing = Timing::once(moment(minutes), Some(moment(minutes + 60)));
    timing.zone = Some(crate::domain::timing::Zone::Known(chrono_tz::Tz::UTC));
    Listing {
        timings: vec![timing],
        ..listing(title)
    }
}

pub fn record(n: u16, listing: &Listing, supersedes: &[ItemHash]) -> Vec<u8> {
    write(n, kind::LISTING, &encode(listing).unwrap(), supersedes)
}

pub fn tombstone(n: u16, supersedes: &[ItemHash]) -> Vec<u8> {
    write(n, kind::TOMBSTONE, &[0xa0], supersedes)
}

fn write(n: u16, kind: u16, payload: &[u8], supersedes: &[ItemHash]) -> Vec<u8> {
    let meta = Meta {
        kind,
        supersedes: supersedes.iter().map(ItemHash::short).collect::<Vec<Short>>(),
        at_ms: 5,
        listing: Some((ORG, key(n))),
        ..Meta::default()
    };
    write_record(&object(n), &meta, payload)
}

pub fn hash(item: &[u8]) -> ItemHash {
    Item::read(item).unwrap().hash()
}
