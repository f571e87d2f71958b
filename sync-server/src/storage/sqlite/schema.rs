//! Numbered migrations. A file that was released is never edited.

use ekin_protocol::id::Instance;
use rusqlite::{Connection, TransactionBehavior};

use crate::storage::{Result, StorageError};

/// Migrations in order; the schema's number is how many were applied.
const MIGRATIONS: &[&str] = &[
    include_str!("migrations/0001.sql"),
    include_str!("migrations/0002.sql"),
    include_str!("migrations/0003.sql"),
    include_str!("migrations/0004.sql"),
    include_str!("migrations/0005.sql"),
    include_str!("migrations/0006.sql"),
];

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

#[cfg(test)]
mod tests {
    use ekin_protocol::code::Code;
    use ekin_protocol::id::Instance;
    use ekin_protocol::item::kind;
    use rusqlite::params;

    use super::super::column::seq_of;
    use super::super::{SqliteStorage, names};
    use super::*;
    use crate::storage::tests::{Device, push};
    use crate::storage::{Storage, Write};

    /// Every row of a table, as text.
    fn rows(conn: &Connection, sql: &str) -> Vec<String> {
        let mut query = conn.prepare(sql).unwrap();
        let rows = query.query_map([], |row| row.get(0)).unwrap();
        rows.collect::<rusqlite::Result<_>>().unwrap()
    }

    fn schema(conn: &Connection) -> Vec<String> {
        let sql = "SELECT type || ' ' || name || ' ' || coalesce(sql, '') FROM sqlite_schema ORDER BY 1";
        rows(conn, sql)
    }

    /// What the second migration makes of the first schema.
    fn second(conn: &Connection) -> Vec<String> {
        let mut all = rows(conn, "SELECT k || ' ' || hex(names) FROM life ORDER BY k");
        let tombstones = "SELECT k || ' ' || n || ' ' || sid || ' ' || t_ms FROM tombstone ORDER BY k, n";
        all.extend(rows(conn, tombstones));
        all
    }

    /// Takes the second migration back.
    fn set_back(conn: &Connection) {
        let (_, record) = MIGRATIONS[0].split_once("CREATE TABLE record").unwrap();
        let (record, _) = record.split_once("-- The same record once more").unwrap();
        conn.execute_batch(&format!("CREATE TABLE record{record}"))
            .unwrap();
        let mut lives = conn
            .prepare("SELECT k, dead, names FROM life ORDER BY k")
            .unwrap();
        let mut lives = lives.query([]).unwrap();
        while let Some(row) = lives.next().unwrap() {
            let (k, dead): (i64, i64) = (row.get(0).unwrap(), row.get(1).unwrap());
            let names: Vec<u8> = row.get(2).unwrap();
            for (n, (object, hash)) in (0i64..).zip(names::read(&names).unwrap()) {
                let tombstone = "SELECT EXISTS (SELECT 1 FROM tombstone WHERE k = ?1 AND n = ?2)";
                let tombstone: bool = conn.query_row(tombstone, [k, n], |row| row.get(0)).unwrap();
                let kind = if tombstone { kind::TOMBSTONE } else { kind::LISTING };
                // A copy finds its record there.
                conn.execute(
                    "INSERT INTO record SELECT ?1, ?2, ?3, ?4, ?5, ?6, t_ms, ?7 FROM log WHERE k = ?8
                     ON CONFLICT DO NOTHING",
                    params![
                        k >> 40,
                        object.0,
                        hash.0,
                        seq_of(k) as i64,
                        n,
                        kind,
                        dead >> n & 1 == 0,
                        k
                    ],
                )
                .unwrap();
            }
        }
        conn.execute_batch(
            "DROP TABLE slot; DROP TABLE blob; DROP TABLE blob_name; DROP TABLE chunk; DROP TABLE inbox;
             DROP TABLE mailbox; DROP TABLE push; DROP TABLE tombstone; DROP TABLE erased;
             ALTER TABLE life DROP COLUMN erased; ALTER TABLE life DROP COLUMN names;
             ALTER TABLE space DROP COLUMN cut_seq; ALTER TABLE space DROP COLUMN backed_before; ALTER TABLE chain DROP COLUMN told_seq;
             ALTER TABLE space DROP COLUMN healing_until; PRAGMA user_version = 1",
        )
        .unwrap();
    }

    #[test]
    fn a_file_of_the_first_schema_goes_on_where_it_was() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("relay.db");
        let open = || SqliteStorage::open(&path, Instance([7; 16]), 1 << 30).unwrap();
        let storage = open();
        let (mut owner, genesis) = Device::owner();
        storage.write(&[Write::Create(vec![genesis])], 1).unwrap();
        let fresh = schema(&Connection::open(&path).unwrap());
        let mut say = |storage: &SqliteStorage, items: &[Vec<u8>]| {
            let frame = owner.frame(items, None);
            let said = push(storage, owner.space, &frame, 2);
            if said.is_ok() {
                owner.logged(&frame);
            }
            said
        };
        let (device, _) = Device::owner();
        let (old, first) = device.item(1, "one", &[], kind::LISTING);
        let (other, second_hash) = device.item(2, "two", &[], kind::LISTING);
        let (new, _) = device.item(1, "one again", &[first], kind::LISTING);
        let (gone, _) = device.item(2, "", &[second_hash], kind::TOMBSTONE);
        for items in [vec![old.clone(), other.clone()], vec![other], vec![new, gone]] {
            say(&storage, &items).unwrap();
        }
        let conn = Connection::open(&path).unwrap();
        let before = second(&conn);
        assert_eq!(before.len(), 3 + 1, "a copy, and one tombstone");
        drop(storage);
        set_back(&conn);
        drop(conn);

        let storage = open();
        let conn = Connection::open(&path).unwrap();
        assert_eq!(second(&conn), before);
        let plain = |all: Vec<String>| all.iter().map(|sql| sql.split_whitespace().collect()).collect();
        let (now, fresh): (Vec<String>, Vec<String>) = (plain(schema(&conn)), plain(fresh));
        assert_eq!(now, fresh);
        assert_eq!(say(&storage, &[old]), Err(Code::BadForm), "it was replaced");
        let (next, _) = device.item(3, "three", &[], kind::LISTING);
        assert_eq!(say(&storage, &[next]), Ok(5));
        assert!(storage.integrity().unwrap().is_none());
    }

    #[test]
    fn a_newer_schema_is_refused() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("r.db");
        drop(SqliteStorage::open(&path, Instance([7; 16]), 1).unwrap());
        let conn = Connection::open(&path).unwrap();
        conn.pragma_update(None, "user_version", 99).unwrap();
        let opened = SqliteStorage::open(&path, Instance([7; 16]), 1);
        assert!(matches!(opened, Err(StorageError::NewerSchema { found: 99, .. })));
    }
}
