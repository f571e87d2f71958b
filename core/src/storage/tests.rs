//! The writer's side: what is stored, what a crash leaves, what comes of own commands.

use std::sync::Arc;
use std::time::Duration;

use ekin_protocol::code::Code;
use ekin_protocol::id::Short;
use ekin_protocol::item::Item;
use ekin_protocol::live::LiveTree;

use super::fixture::*;
use super::*;
use crate::record::ledger::{Place, take};

mod dates;
mod healing;
mod inbox;
mod mornings;
mod parted;
mod places;

fn titles(f: &Fixture) -> Vec<(String, u8, bool)> {
    f.store
        .read(|read| {
            let mut find = read
                .db
                .prepare("SELECT titles, status, conflict FROM listing ORDER BY rank")
                .unwrap();
            let rows = find
                .query_map([], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))
                .unwrap();
            Ok::<_, StoreError>(rows.map(|row| row.unwrap()).collect())
        })
        .unwrap()
}

fn count(f: &Fixture, table: &str) -> i64 {
    f.store
        .read(|read| {
            let sql = format!("SELECT count(*) FROM {table}");
            Ok::<_, StoreError>(read.db.query_row(&sql, [], |row| row.get(0)).unwrap())
        })
        .unwrap()
}

fn log(tx: &Tx<'_>, sp: Sp, tree: &mut LiveTree, seq: u64, bytes: &[u8]) -> Result<()> {
    let item = Item::read(bytes).unwrap();
    take(
        &mut tx.ledger(sp, 1, None),
        tree,
        &item,
        &item.hash(),
        Place {
            seq,
            t_ms: seq * 1000,
            n: 0,
        },
    )
}

#[test]
fn a_second_writer_is_told_who_holds_the_store_and_readers_are_served() {
    let f = fixture();
    let path = f.dir.path().join("ekin.db");
    match Store::open(
        &path,
        Options {
            wait: Duration::from_millis(30),
            ..options()
        },
    ) {
        Err(StoreError::AlreadyOpen { pid, command }) => {
            assert_eq!((pid, command.as_str()), (std::process::id(), "ekin test"));
        }
        other => panic!("{other:?}"),
    }
    let reader = Store::open_read_only(&path, Arc::new(|| NOW), None).unwrap();
    assert_eq!(reader.read(|read| read.spaces()).unwrap().len(), 1);
    let refused = reader.write(|tx| tx.set_number("x", 1));
    assert!(matches!(refused, Err(StoreError::ReadOnly)));
    drop(f.store);
    Store::open(&path, options()).unwrap();
}

#[test]
fn a_newer_schema_and_a_foreign_file_are_refused() {
    let f = fixture();
    let path = f.dir.path().join("ekin.db");
    drop(f.store);
    let db = rusqlite::Connection::open(&path).unwrap();
    db.pragma_update(None, "user_version", 900).unwrap();
    drop(db);
    let newer = |e| matches!(e, StoreError::NewerSchema { found: 900, .. });
    assert!(newer(Store::open(&path, options()).unwrap_err()));
    assert!(newer(
        Store::open_read_only(&path, Arc::new(|| NOW), None).unwrap_err()
    ));
    let other = f.dir.path().join("other.db");
    let db = rusqlite::Connection::open(&other).unwrap();
    db.execute_batch("CREATE TABLE mine(x)").unwrap();
    drop(db);
    assert!(matches!(
        Store::open(&other, options()),
        Err(StoreError::Foreign { .. })
    ));
}

#[cfg(unix)]
#[test]
fn the_file_and_its_log_are_for_their_user_alone() {
    use std::os::unix::fs::PermissionsExt;
    let f = fixture();
    f.write(|tx| tx.set_setting("a", b"b"));
    for name in ["ekin.db", "ekin.db-wal", "ekin.db-shm"] {
        let metadata = std::fs::metadata(f.dir.path().join(name)).unwrap();
        assert_eq!(metadata.permissions().mode() & 0o777, 0o600, "{name}");
    }
}

#[test]
fn a_damaged_file_is_set_aside_and_kept() {
    let f = fixture();
    let path = f.dir.path().join("ekin.db");
    drop(f.store);
    let mut bytes = std::fs::read(&path).unwrap();
    bytes[..4096].fill(0x5a);
    std::fs::write(&path, &bytes).unwrap();
    let store = Store::open(&path, options()).unwrap();
    let aside = store.was_set_aside().unwrap();
    assert_eq!(aside, f.dir.path().join("ekin.db.corrupt-1"));
    assert_eq!(std::fs::read(aside).unwrap(), bytes);
    assert!(store.read(|read| read.spaces()).unwrap().is_empty());
    assert!(store.check().unwrap().is_empty());
}

#[test]
fn a_schema_that_is_another_is_damage_and_set_aside() {
    let f = fixture();
    let path = f.dir.path().join("ekin.db");
    drop(f.store);
    let db = rusqlite::Connection::open(&path).unwrap();
    db.execute_batch(
        "PRAGMA writable_schema=ON;
         UPDATE sqlite_schema SET sql = replace(sql, 'content=', 'conpent=') WHERE name = 'listing_fts';",
    )
    .unwrap();
    drop(db);
    let store = Store::open(&path, options()).unwrap();
    let error = store
        .read(|read| {
            Ok::<_, StoreError>(
                read.db
                    .query_row("SELECT count(*) FROM listing_fts", [], |_| Ok(()))?,
            )
        })
        .unwrap_err();
    assert!(error.is_damage(), "{error:?}");
    store.suspect().unwrap();
    drop(store);
    let store = Store::open(&path, options()).unwrap();
    assert!(store.was_set_aside().is_some());
    assert!(store.check().unwrap().is_empty());
}

#[test]
fn a_value_that_its_column_never_took_is_damage_and_set_aside() {
    let f = fixture();
    let path = f.dir.path().join("ekin.db");
    drop(f.store);
    let db = rusqlite::Connection::open(&path).unwrap();
    let schema = |from: &str, to: &str| {
        let asked = "UPDATE sqlite_schema SET sql = replace(sql, ?1, ?2) WHERE name = 'space'";
        assert_eq!(db.execute(asked, [from, to]).unwrap(), 1);
        db.execute_batch("PRAGMA writable_schema=RESET; PRAGMA writable_schema=ON;")
            .unwrap();
    };
    db.execute_batch("PRAGMA writable_schema=ON;").unwrap();
    schema("space_id BLOB NOT NULL", "space_id BLOB");
    db.execute_batch("UPDATE space SET space_id = NULL;").unwrap();
    schema("space_id BLOB", "space_id BLOB NOT NULL");
    drop(db);
    let store = Store::open(&path, options()).unwrap();
    let error = store.read(|read| read.spaces()).unwrap_err();
    assert!(error.is_damage(), "{error:?}");
    store.suspect().unwrap();
    drop(store);
    let store = Store::open(&path, options()).unwrap();
    assert!(store.was_set_aside().is_some());
    assert!(store.read(|read| read.spaces()).unwrap().is_empty());
}

#[test]
fn an_own_command_waits_is_logged_and_replaces() {
    let f = fixture();
    let mut tree = LiveTree::new();
    let first = record(1, &dated("Marché", 60), &[]);
    f.write(|tx| log(tx, f.sp, &mut tree, 1, &first));
    let edit = record(1, &dated("Marché de Noël", 60), &[hash(&first)]);
    let en = f.write(|tx| tx.put_pending(f.sp, 1, &LIFE, 1, &[&edit]));
    assert_eq!(titles(&f), [("fr\tMarché de Noël\n".into(), 0, false)]);
    let waiting = f.store.read(|read| read.unlogged_own(f.sp, 0, 9)).unwrap();
    assert_eq!(
        (waiting.len(), waiting[0].state, waiting[0].dev_seq),
        (1, OutState::Pending, 1)
    );
    // Nothing of it is in the log's tree, nor in what live_root is made of.
    assert_eq!(
        f.store.read(|read| read.live_tree(f.sp)).unwrap().root(),
        tree.root()
    );
    f.write(|tx| tx.log_pending(en, 2, 2000, &mut tree));
    assert_eq!(titles(&f), [("fr\tMarché de Noël\n".into(), 0, false)]);
    assert_eq!(
        (
            count(&f, "record"),
            count(&f, "outbox"),
            count(&f, "pending_name")
        ),
        (1, 0, 0)
    );
    assert_eq!(
        f.store.read(|read| read.live_tree(f.sp)).unwrap().root(),
        tree.root()
    );
    assert_eq!(tree.live_count(), 1);
}

#[test]
fn what_is_refused_goes_back_and_stays_to_be_handed_over() {
    let f = fixture();
    let mut tree = LiveTree::new();
    let first = record(1, &dated("Marché", 60), &[]);
    f.write(|tx| log(tx, f.sp, &mut tree, 1, &first));
    let edit = record(1, &dated("Marché de Noël", 60), &[hash(&first)]);
    let en = f.write(|tx| tx.put_pending(f.sp, 1, &LIFE, 1, &[&edit]));
    f.write(|tx| tx.refuse(en, Code::NotAllowed));
    assert_eq!(titles(&f), [("fr\tMarché\n".into(), 0, false)]);
    let refused = f.store.read(|read| read.refused_own(f.sp)).unwrap();
    assert_eq!(refused[0].state, OutState::Refused(Code::NotAllowed));
    assert!(!refused[0].items.is_empty());
    let life = ekin_protocol::id::Incarnation([4; 8]);
    f.write(|tx| tx.rewrite_own(en, &life, 1, true));
    assert_eq!(titles(&f), [("fr\tMarché de Noël\n".into(), 0, false)]);
    f.write(|tx| tx.drop_pending(en));
    assert_eq!(titles(&f), [("fr\tMarché\n".into(), 0, false)]);
    assert_eq!((count(&f, "entry"), count(&f, "outbox")), (0, 0));
}

#[test]
fn a_tombstone_hides_and_two_heads_conflict_with_the_worst_status() {
    let f = fixture();
    let mut tree = LiveTree::new();
    let mut cancelled = dated("Annulé", 60);
    cancelled.status = crate::domain::status::Status::Cancelled;
    let (a, b) = (record(1, &cancelled, &[]), record(1, &dated("Marché", 60), &[]));
    f.write(|tx| log(tx, f.sp, &mut tree, 1, &a));
    f.write(|tx| log(tx, f.sp, &mut tree, 2, &b));
    assert_eq!(titles(&f), [("fr\tMarché\n".into(), 5, true)]);
    let end = tombstone(1, &[hash(&a)]);
    f.write(|tx| log(tx, f.sp, &mut tree, 3, &end));
    assert_eq!(titles(&f)[0].1, listing::WITHDRAWN);
    assert_eq!(
        (
            count(&f, "occurrence"),
            count(&f, "listing_fts WHERE listing_fts MATCH 'marche'")
        ),
        (0, 0)
    );
    let again = record(1, &dated("Marché", 90), &[hash(&b), hash(&end)]);
    f.write(|tx| log(tx, f.sp, &mut tree, 4, &again));
    assert_eq!(titles(&f), [("fr\tMarché\n".into(), 0, false)]);
    assert_eq!(count(&f, "listing_fts WHERE listing_fts MATCH 'marche'"), 1);
}

#[test]
fn tombstones_expire_by_the_time_of_the_log() {
    let f = fixture();
    let mut tree = LiveTree::new();
    f.write(|tx| log(tx, f.sp, &mut tree, 1, &tombstone(1, &[])));
    let end = 1000 + crate::record::ledger::TOMBSTONE_MS;
    f.write(|tx| tx.expire_tombstones(f.sp, &mut tree, end));
    assert_eq!((count(&f, "record"), count(&f, "listing")), (1, 1));
    f.write(|tx| tx.expire_tombstones(f.sp, &mut tree, end + 1));
    assert_eq!(
        (count(&f, "record"), count(&f, "listing"), tree.live_count()),
        (0, 0, 0)
    );
}

#[test]
fn an_error_a_panic_and_a_crash_leave_nothing() {
    let f = fixture();
    let item = record(1, &dated("Marché", 60), &[]);
    let failed: Result<()> = f.store.write(|tx| {
        tx.put_pending(f.sp, 1, &LIFE, 1, &[&item])?;
        Err(StoreError::Full)
    });
    assert!(matches!(failed, Err(StoreError::Full)));
    let panicked = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| {
        f.store.write::<(), StoreError>(|tx| {
            tx.put_pending(f.sp, 1, &LIFE, 1, &[&item]).unwrap();
            panic!("in the middle")
        })
    }));
    assert!(panicked.is_err());
    for table in ["entry", "record", "listing", "outbox", "occurrence", "setting"] {
        assert_eq!(count(&f, table), 0, "{table}");
    }
    f.write(|tx| tx.put_pending(f.sp, 1, &LIFE, 1, &[&item]));
    assert_eq!(titles(&f).len(), 1);
}

#[test]
fn a_read_sees_one_state_while_another_is_written() {
    let f = fixture();
    let item = record(1, &dated("Marché", 60), &[]);
    f.store
        .read(|read| {
            assert_eq!(read.heads(f.sp, &object(1))?.len(), 0);
            f.write(|tx| tx.put_pending(f.sp, 1, &LIFE, 1, &[&item]));
            assert_eq!(read.heads(f.sp, &object(1))?.len(), 0);
            Ok::<_, StoreError>(())
        })
        .unwrap();
    assert_eq!(
        f.store.read(|read| read.heads(f.sp, &object(1))).unwrap().len(),
        1
    );
}

#[test]
fn a_full_disk_undoes_the_whole_command() {
    let f = fixture();
    let pages = |f: &Fixture| {
        f.store
            .read(|read| {
                Ok::<u32, StoreError>(read.db.query_row("PRAGMA page_count", [], |r| r.get(0)).unwrap())
            })
            .unwrap()
    };
    let mut full = 0;
    // Commands of a size that takes pages in every table, at every bound until one fits.
    for (dev_seq, round) in (1..).zip(0..3u16) {
        let items: Vec<Vec<u8>> = (0..40)
            .map(|n| {
                record(
                    round * 100 + n,
                    &dated(&format!("Marché {n} {}", "é".repeat(99)), 60),
                    &[],
                )
            })
            .collect();
        let before = (count(&f, "record"), count(&f, "listing"), count(&f, "entry"));
        for room in 0..200 {
            f.store.bound_pages(pages(&f) + room);
            match f
                .store
                .write(|tx| tx.put_pending(f.sp, 1, &LIFE, dev_seq, &items))
            {
                Ok(_) => break,
                Err(StoreError::Full) => full += 1,
                Err(other) => panic!("{other:?}"),
            }
            assert_eq!(
                (count(&f, "record"), count(&f, "listing"), count(&f, "entry")),
                before
            );
        }
        assert_eq!(count(&f, "record"), before.0 + 40);
    }
    assert!(full > 10, "{full}");
    assert!(f.store.check().unwrap().is_empty());
}

#[test]
fn small_things_read_back() {
    let f = fixture();
    let cursor = Cursor {
        instance: None,
        seq: 4,
        r: ekin_protocol::id::R([2; 32]),
        t_ms: 9,
    };
    let author = Author {
        ord: 3,
        incarnation: LIFE,
        next_dev_seq: 8,
        prev: Short([5; 16]),
    };
    let base = Base {
        etag: Some("\"e\"".into()),
        seq: 4,
        r: cursor.r,
        live_root: [6; 32],
    };
    f.write(|tx| {
        tx.set_cursor(f.sp, &cursor)?;
        tx.set_author(f.sp, &author)?;
        tx.set_base(f.sp, &base)?;
        tx.set_confirmed(f.sp, 4)?;
        tx.set_view(f.sp, 3, &Short([1; 16]))?;
        tx.set_view(f.sp, 4, &Short([2; 16]))?;
        tx.prune_views(f.sp, 4)?;
        let it = tx.add_intent(f.sp, b"x")?;
        tx.refuse_intent(it, Code::NotAllowed)
    });
    f.store
        .read(|read| {
            let space = read.space(f.sp)?;
            assert_eq!(
                (space.cursor, space.author, space.base.as_ref()),
                (cursor, Some(author), Some(&base))
            );
            assert_eq!(
                (space.id, space.confirmed_seq, space.zone),
                (SPACE, Some(4), DEFAULT_ZONE)
            );
            assert_eq!(read.find_space(&SPACE)?, Some(f.sp));
            assert_eq!(
                (read.view(f.sp, 3)?, read.newest_view(f.sp)?),
                (None, Some((4, Short([2; 16]))))
            );
            assert_eq!(read.intents(f.sp)?[0].refused, Some(Code::NotAllowed));
            Ok::<_, StoreError>(())
        })
        .unwrap();
    f.write(|tx| tx.remove_space(f.sp));
    assert_eq!(count(&f, "view") + count(&f, "intent") + count(&f, "space"), 0);
}
