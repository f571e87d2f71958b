//! The file: how it is opened and made, and how one is read through in which damage was met.

use std::path::{Path, PathBuf};
use std::time::Duration;

use rusqlite::config::DbConfig;
use rusqlite::{Connection, OpenFlags};

use super::cipher::{self, StoreKey};
use super::error::{Result, StoreError};
use super::schema;

/// Statements kept ready on each connection.
const STATEMENTS: usize = 128;
/// Pages that the writer keeps, in KiB.
pub(super) const CACHE_KIB: i64 = 4_000;
/// How long SQLite waits for the short locks of its own (a checkpoint, another connection of this process).
const BUSY: Duration = Duration::from_secs(10);

/// The file that says that damage was met.
pub(super) fn suspicion(path: &Path) -> PathBuf {
    path.with_extension("suspect")
}

/// Reads a suspected file through; it takes as long as the file is large.
pub(super) fn read_through(db: Connection, path: &Path) -> Result<Connection> {
    let suspicion = suspicion(path);
    if !suspicion.exists() {
        return Ok(db);
    }
    let said = match looked_through(&db) {
        Err(error) if error.is_damage() => error.to_string(),
        said => said?,
    };
    std::fs::remove_file(&suspicion).map_err(|source| StoreError::Io {
        path: suspicion,
        source,
    })?;
    if said == "ok" {
        return Ok(db);
    }
    Err(StoreError::Corrupt(rusqlite::Error::SqliteFailure(
        rusqlite::ffi::Error::new(rusqlite::ffi::SQLITE_CORRUPT),
        Some(said),
    )))
}

/// What is wrong with a file, or `ok`.
fn looked_through(db: &Connection) -> Result<String> {
    let said: String = db.query_row("PRAGMA integrity_check(1)", [], |row| row.get(0))?;
    Ok(match said == "ok" && !schema::is_as_made(db)? {
        true => "the schema is not the one that was made".to_owned(),
        false => said,
    })
}

/// Makes the file, where there is none, for its user alone: keys of private spaces are in it. What SQLite puts beside it gets
/// the same rights.
fn make_private(path: &Path) -> Result<()> {
    let mut options = std::fs::OpenOptions::new();
    options.append(true).create(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let made = options.open(path).map(drop);
    made.map_err(|source| StoreError::Io {
        path: path.into(),
        source,
    })
}

pub(super) fn open_writer(path: &Path, key: Option<&StoreKey>) -> Result<Connection> {
    make_private(path)?;
    let mut db = Connection::open(path)?;
    cipher::unlock(&db, key)?;
    db.busy_timeout(BUSY)?;
    let (application, found) = schema::found(&db).map_err(|error| cipher::of_key(error, key))?;
    if application != schema::APPLICATION_ID && found_anything(&db, found)? {
        return Err(StoreError::Foreign { path: path.into() });
    }
    schema::refuse_newer(found)?;
    db.query_row("PRAGMA journal_mode=WAL", [], |_| Ok(()))?;
    db.execute_batch(
        "PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON; PRAGMA temp_store=MEMORY; PRAGMA secure_delete=ON;
         PRAGMA trusted_schema=OFF;",
    )?;
    db.pragma_update(None, "cache_size", -CACHE_KIB)?;
    prepare_once(&db)?;
    if cfg!(target_vendor = "apple") {
        db.execute_batch("PRAGMA fullfsync=ON; PRAGMA checkpoint_fullfsync=ON;")?;
    }
    db.set_prepared_statement_cache_capacity(STATEMENTS);
    schema::migrate(&mut db, found, schema::known())?;
    Ok(db)
}

fn found_anything(db: &Connection, version: u32) -> Result<bool> {
    let tables: i64 = db.query_row("SELECT count(*) FROM sqlite_schema", [], |row| row.get(0))?;
    Ok(version != 0 || tables != 0)
}

pub(super) fn open_reader(path: &Path, key: Option<&StoreKey>) -> Result<Connection> {
    let flags = OpenFlags::SQLITE_OPEN_NO_MUTEX;
    // A reader of a WAL needs the shared index, which it may have to make: only where that is not allowed, no.
    let db = Connection::open_with_flags(path, flags | OpenFlags::SQLITE_OPEN_READ_WRITE)
        .or_else(|_| Connection::open_with_flags(path, flags | OpenFlags::SQLITE_OPEN_READ_ONLY))?;
    cipher::unlock(&db, key)?;
    db.busy_timeout(BUSY)?;
    db.execute_batch("PRAGMA query_only=ON; PRAGMA temp_store=MEMORY; PRAGMA trusted_schema=OFF;")?;
    prepare_once(&db)?;
    db.set_prepared_statement_cache_capacity(STATEMENTS);
    Ok(db)
}

/// A statement on a table with a partial index is otherwise prepared anew each time that a value is bound to it,
/// because another plan might be better for that value: 40 times a page of 20 cards.
fn prepare_once(db: &Connection) -> Result<()> {
    db.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true)?;
    Ok(())
}
