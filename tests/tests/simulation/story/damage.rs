//! What a failing disk does to the files of a device: their ends are gone, bytes are others, pages are noise. Nothing panics;
//! what SQLite sees is set aside, and the device begins empty.

use std::path::Path;

use ekin_core::app::territory::Tz;
use ekin_core::storage::Store;
use rand_chacha::ChaCha8Rng;
use rand_core::Rng;
use rusqlite::types::ValueRef;
use sha2::{Digest, Sha256};

use crate::phone::Phone;

/// Damages the database of a device that is off, or its log, and starts it. It is empty afterwards, or whole.
pub fn damage(phone: &mut Phone, n: u32, rng: &mut ChaCha8Rng) {
    let (db, wal) = (phone.home.join("ekin.db"), phone.home.join("ekin.db-wal"));
    let (before, held) = (content(&phone.home), spaces(&phone.home));
    phone.damaged = true;
    // Room enough to begin anew.
    phone.disk.mend();
    let logged = std::fs::metadata(&wal).is_ok_and(|file| file.len() > 0);
    let of_log = logged && n.is_multiple_of(2);
    spoil(if of_log { &wal } else { &db }, n / 2, rng);
    let after = content(&phone.home);
    let holds_all = spaces(&phone.home) == held;
    phone.start();
    if phone.device.is_none() || phone.empty {
        return;
    }
    use_all(phone);
    match after {
        // Pages of no use, or a log that ends earlier: as if it had been set back.
        Some(after) if holds_all && (of_log || Some(after) == before) => {}
        // SQLite sees nothing in a value that is another, nor in a log that ends before a space was entered: a person has to.
        Some(_) => {
            phone.die();
            Store::set_aside(&db).unwrap();
            phone.start();
            phone.empty = true;
        }
        // What the app's own run does when it meets damage.
        None => {
            phone.die();
            std::fs::write(db.with_extension("suspect"), b"").unwrap();
            phone.start();
            assert!(
                phone.empty || phone.device.is_none(),
                "damage that was looked for is set aside"
            );
        }
    }
}

fn spoil(file: &Path, n: u32, rng: &mut ChaCha8Rng) {
    let mut bytes = std::fs::read(file).unwrap();
    let at = rng.next_u64() as usize % bytes.len();
    match n % 4 {
        0 => bytes.truncate(at.max(1)),
        1 => bytes[at] ^= 1 << (rng.next_u32() % 8),
        2 => {
            let page = at / 4096 * 4096;
            let end = bytes.len().min(page + 4096);
            rng.fill_bytes(&mut bytes[page..end]);
        }
        _ => {
            let end = bytes.len().min(at + rng.next_u32() as usize % 60_000);
            bytes[at..end].fill(0);
        }
    }
    std::fs::write(file, bytes).unwrap();
}

/// Every screen's first page, whatever they say: none of them panics.
fn use_all(phone: &Phone) {
    let device = phone.device();
    let _ = device.status();
    for space in device.private_spaces().unwrap_or_default() {
        let _ = device.members(space.space);
        for line in device.documents(space.space, None, None, 99).unwrap_or_default() {
            let id = line.object.to_string();
            let _ = device.show_document(space.space, &id);
            let _ = device.document_history(space.space, &id);
        }
    }
    for territory in device.territories().unwrap_or_default() {
        let _ = device.inbox(Some(territory.space));
        let _ = device.publishers(Some(territory.space));
    }
    for object in phone.cards().unwrap_or_default() {
        let _ = device.show(&object.to_string(), Tz::UTC);
    }
}

/// All that is in a store, as one hash; none where SQLite finds it damaged. It is looked at in a copy.
fn content(home: &Path) -> Option<[u8; 32]> {
    let folder = copy(home);
    read(&folder.path().join("ekin.db")).ok().flatten()
}

/// How many spaces a store holds, looked at in a copy.
fn spaces(home: &Path) -> Option<i64> {
    let folder = copy(home);
    let db = rusqlite::Connection::open(folder.path().join("ekin.db")).ok()?;
    db.query_row("SELECT count(*) FROM space", [], |row| row.get(0))
        .ok()
}

fn copy(home: &Path) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    for name in ["ekin.db", "ekin.db-wal"] {
        if home.join(name).exists() {
            std::fs::copy(home.join(name), folder.path().join(name)).unwrap();
        }
    }
    folder
}

fn read(path: &Path) -> rusqlite::Result<Option<[u8; 32]>> {
    let db = rusqlite::Connection::open(path)?;
    let whole: String = db.query_row("PRAGMA integrity_check(1)", [], |row| row.get(0))?;
    if whole != "ok" {
        return Ok(None);
    }
    let mut tables =
        db.prepare("SELECT name, sql FROM sqlite_schema WHERE type = 'table' AND sql NOT LIKE '%VIRTUAL%'")?;
    let tables: Vec<(String, String)> = tables
        .query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?
        .collect::<rusqlite::Result<_>>()?;
    let mut hash = Sha256::new();
    for (table, sql) in tables {
        // A column of another name is another table.
        hash.update(&sql);
        let mut rows = db.prepare(&format!("SELECT * FROM \"{table}\""))?;
        let columns = rows.column_count();
        let mut rows = rows.query([])?;
        while let Some(row) = rows.next()? {
            for n in 0..columns {
                match row.get_ref(n)? {
                    ValueRef::Null => hash.update([0]),
                    ValueRef::Integer(n) => hash.update(n.to_be_bytes()),
                    ValueRef::Real(n) => hash.update(n.to_be_bytes()),
                    ValueRef::Text(bytes) | ValueRef::Blob(bytes) => {
                        hash.update((bytes.len() as u64).to_be_bytes());
                        hash.update(bytes);
                    }
                }
            }
        }
    }
    Ok(Some(hash.finalize().into()))
}
