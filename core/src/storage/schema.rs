//! The schema: numbered migrations that are never edited, and the version that the file says it has.

use rusqlite::{Connection, TransactionBehavior};

use super::error::{Result, StoreError};

/// "Ekin" in the header of the file, so that `file` and we know it.
pub(super) const APPLICATION_ID: i32 = 0x456b_696e;

/// Every migration, in order: the first one makes schema 1.
pub(super) const MIGRATIONS: &[&str] = &[
    include_str!("migrations/0001_start.sql"),
    include_str!("migrations/0002_private.sql"),
    include_str!("migrations/0003_facts.sql"),
    include_str!("migrations/0004_recovery.sql"),
    include_str!("migrations/0005_kept.sql"),
    include_str!("migrations/0006_inbox.sql"),
    include_str!("migrations/0007_joining.sql"),
    include_str!("migrations/0008_near.sql"),
    include_str!("migrations/0009_units.sql"),
    include_str!("migrations/0010_places.sql"),
    include_str!("migrations/0011_past.sql"),
    include_str!("migrations/0012_erased.sql"),
    include_str!("migrations/0013_conflict.sql"),
    include_str!("migrations/0014_letter_subject.sql"),
    include_str!("migrations/0015_moments.sql"),
    include_str!("migrations/0016_logged.sql"),
    include_str!("migrations/0017_contact.sql"),
    include_str!("migrations/0018_healing.sql"),
    include_str!("migrations/0019_said_again.sql"),
    include_str!("migrations/0020_checkpoint.sql"),
    include_str!("migrations/0021_parted.sql"),
    include_str!("migrations/0022_awaited.sql"),
];

/// The schema that this program makes.
pub fn known() -> u32 {
    u32::try_from(MIGRATIONS.len()).unwrap_or(u32::MAX)
}

/// What the file says it is: application id and schema.
pub(super) fn found(db: &Connection) -> Result<(i32, u32)> {
    let pragma = |name| db.pragma_query_value(None, name, |row| row.get::<_, i32>(0));
    let version = pragma("user_version")?;
    // Reading the schema finds damage in the first pages before anything relies on them.
    db.query_row("SELECT count(*) FROM sqlite_schema", [], |row| {
        row.get::<_, i64>(0)
    })?;
    Ok((
        pragma("application_id")?,
        u32::try_from(version).unwrap_or(u32::MAX),
    ))
}

/// Brings the file to schema `to`, each step in a transaction of its own.
pub(super) fn migrate(db: &mut Connection, from: u32, to: u32) -> Result<()> {
    for (n, sql) in (1u32..).zip(MIGRATIONS) {
        if n <= from || n > to {
            continue;
        }
        let tx = db.transaction_with_behavior(TransactionBehavior::Immediate)?;
        tx.execute_batch(sql)?;
        tx.pragma_update(None, "application_id", APPLICATION_ID)?;
        tx.pragma_update(None, "user_version", n)?;
        tx.commit()?;
    }
    Ok(())
}

/// Whether tables, indexes and triggers are those that the migrations make: SQLite looks for damage in rows, not in this.
pub(super) fn is_as_made(db: &Connection) -> Result<bool> {
    let mut fresh = Connection::open_in_memory()?;
    migrate(&mut fresh, 0, found(db)?.1)?;
    Ok(text(db)? == text(&fresh)?)
}

/// Type, name and SQL of everything in a schema, in order; of what SQLite adds by itself, nothing.
fn text(db: &Connection) -> Result<Vec<(String, String, Option<String>)>> {
    let mut rows = db.prepare(
        "SELECT type, name, sql FROM sqlite_schema WHERE name NOT GLOB 'sqlite_stat*' ORDER BY type, name",
    )?;
    let rows = rows.query_map([], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// Refuses what is newer than this program.
pub(super) fn refuse_newer(found: u32) -> Result<()> {
    let known = known();
    if found > known {
        Err(StoreError::NewerSchema { found, known })
    } else {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_released_schema_migrates_to_a_fresh_one() {
        let mut fresh = Connection::open_in_memory().unwrap();
        migrate(&mut fresh, 0, known()).unwrap();
        for released in 1..=known() {
            let mut db = Connection::open_in_memory().unwrap();
            migrate(&mut db, 0, released).unwrap();
            assert_eq!(found(&db).unwrap(), (APPLICATION_ID, released));
            migrate(&mut db, released, known()).unwrap();
            assert_eq!(
                text(&db).unwrap(),
                text(&fresh).unwrap(),
                "from schema {released}"
            );
            assert!(is_as_made(&db).unwrap());
            assert_eq!(found(&db).unwrap(), (APPLICATION_ID, known()));
        }
        assert!(matches!(
            refuse_newer(known() + 1),
            Err(StoreError::NewerSchema { .. })
        ));
    }
}
