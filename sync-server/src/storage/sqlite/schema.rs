//! Numbered migrations. A file that was released is never edited.

use ekin_protocol::id::Instance;
use rusqlite::{Connection, TransactionBehavior};

use crate::storage::{Result, StorageError};

/// Migrations in order; the schema's number is how many were applied.
const MIGRATIONS: &[&str] = &[include_str!("migrations/0001.sql")];

/// Brings the file up to date; refuses one of a newer version.
pub(super) fn migrate(conn: &mut Connection, fresh: &Instance) -> Result<()> {
    let found: u32 = conn.pragma_query_value(None, "user_version", |row| row.get(0))?;
    let known = u32::try_from(MIGRATIONS.len()).unwrap_or(u32::MAX);
    if found > known {
        return Err(StorageError::NewerSchema { found, known });
    }
    let missing = MIGRATIONS.iter().zip(1u32..).skip_while(|(_, n)| *n <= found);
    for (sql, n) in missing {
        let tx = conn.transaction_with_behavior(TransactionBehavior::Immediate)?;
        tx.execute_batch(sql)?;
        if n == 1 {
            tx.execute(
                "INSERT INTO relay (id, instance, entries) VALUES (1, ?1, 0)",
                [fresh.0],
            )?;
        }
        tx.pragma_update(None, "user_version", n)?;
        tx.commit()?;
    }
    Ok(())
}
