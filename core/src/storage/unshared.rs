//! What is of people and on this device alone: photos and sounds before they are shared, incidents for which there is no space
//! of a staff yet.

use ekin_protocol::blob::BlobAddress;
use ekin_protocol::id::ObjectId;
use rusqlite::{Row, params};

use super::column::int;
use super::error::Result;
use super::find::FOUND;
use super::query::bounds;
use super::store::{Read, Sp, Tx};

const TABLE: &str = "unshared";
const COLUMNS: &str = "object, body, address, thumb, others, masks, at_ms";

/// A photo or a sound that was not shared yet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unshared {
    /// Its id.
    pub object: ObjectId,
    /// The payload of a media record.
    pub body: Vec<u8>,
    /// Where its bytes lie on the shelf.
    pub address: BlobAddress,
    /// Where the small picture lies.
    pub thumb: Option<BlobAddress>,
    /// How many people on it have no name; none where nobody said who is on it.
    pub others: Option<u32>,
    /// Areas to cover, each as [`MASK`] bytes.
    pub masks: Vec<[u8; MASK]>,
    /// When it was added, ms since 1970.
    pub at_ms: i64,
}

/// Bytes of one area: four numbers of 32 bits, and the id of who is under it, or zeros.
pub const MASK: usize = 32;

impl Read<'_> {
    /// What was not shared of a space, the last added first.
    pub fn unshared(&self, sp: Sp) -> Result<Vec<Unshared>> {
        let mut find = self.db.prepare_cached(&format!(
            "SELECT {COLUMNS} FROM {TABLE} WHERE sp = ? ORDER BY un DESC"
        ))?;
        let rows = find.query_map([sp.0], read)?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    /// The ids of those that begin with these hexadecimal digits; a few at most.
    pub fn unshared_beginning(&self, sp: Sp, digits: &str) -> Result<Vec<ObjectId>> {
        let Some((first, last)) = bounds(digits) else {
            return Ok(Vec::new());
        };
        let mut find = self.db.prepare_cached(
            "SELECT object FROM unshared WHERE sp = ? AND object BETWEEN ? AND ? ORDER BY object LIMIT ?",
        )?;
        let rows = find.query_map(params![sp.0, first, last, FOUND], |row| row.get(0).map(ObjectId))?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    /// One of them.
    pub fn unshared_one(&self, sp: Sp, object: &ObjectId) -> Result<Option<Unshared>> {
        let mut find = self.db.prepare_cached(&format!(
            "SELECT {COLUMNS} FROM {TABLE} WHERE sp = ? AND object = ?"
        ))?;
        let mut rows = find.query_map((sp.0, object.0), read)?;
        Ok(rows.next().transpose()?)
    }

    /// Incidents that wait for a space of a staff, the oldest first.
    pub fn kept_incidents(&self) -> Result<Vec<(i64, Vec<u8>)>> {
        let mut find = self
            .db
            .prepare_cached("SELECT ki, body FROM kept_incident ORDER BY ki")?;
        let rows = find.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    /// Media records of this device's that have not wholly left it: the record is in no log, or the relay has not all of the bytes.
    pub fn media_leaving(&self, sp: Sp) -> Result<Vec<ObjectId>> {
        let mut find = self.db.prepare_cached(
            "SELECT DISTINCT object FROM blob b WHERE sp = ? AND mine = 1 AND (relay = 0 OR EXISTS (
                 SELECT 1 FROM record r WHERE r.sp = b.sp AND r.object = b.object AND r.seq IS NULL))",
        )?;
        let rows = find.query_map([sp.0], |row| row.get(0).map(ObjectId))?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }
}

impl Tx<'_> {
    /// Keeps one, in the place of what was known of it.
    pub fn put_unshared(&self, sp: Sp, one: &Unshared) -> Result<()> {
        // What it said before, with the keys of its bytes, is to stand in no file.
        self.erased.set(true);
        self.db
            .prepare_cached(
                "INSERT INTO unshared(sp, object, body, address, thumb, others, masks, at_ms) VALUES(?, ?, ?, ?, ?, ?, ?, ?)
                 ON CONFLICT(sp, object) DO UPDATE SET body = excluded.body, address = excluded.address,
                     thumb = excluded.thumb, others = excluded.others, masks = excluded.masks",
            )?
            .execute(params![
                sp.0,
                one.object.0,
                one.body,
                one.address.0,
                one.thumb.map(|thumb| thumb.0),
                one.others.map(|others| int(others.into())),
                one.masks.concat(),
                one.at_ms
            ])?;
        Ok(())
    }

    /// It goes, with the keys of its bytes, which are swept. Says whether it was there.
    pub fn remove_unshared(&self, sp: Sp, object: &ObjectId) -> Result<bool> {
        self.erased.set(true);
        let gone = self
            .db
            .prepare_cached("DELETE FROM unshared WHERE sp = ? AND object = ?")?
            .execute((sp.0, object.0))?;
        Ok(gone > 0)
    }

    /// An incident waits for a space of a staff.
    pub fn keep_incident(&self, body: &[u8]) -> Result<()> {
        self.db
            .prepare_cached("INSERT INTO kept_incident(body) VALUES(?)")?
            .execute([body])?;
        Ok(())
    }

    /// It is where it belongs.
    pub fn remove_kept_incident(&self, number: i64) -> Result<()> {
        self.erased.set(true);
        self.db
            .prepare_cached("DELETE FROM kept_incident WHERE ki = ?")?
            .execute([number])?;
        Ok(())
    }
}

fn read(row: &Row<'_>) -> rusqlite::Result<Unshared> {
    let masks: Vec<u8> = row.get(5)?;
    Ok(Unshared {
        object: ObjectId(row.get(0)?),
        body: row.get(1)?,
        address: BlobAddress(row.get(2)?),
        thumb: row.get::<_, Option<[u8; 32]>>(3)?.map(BlobAddress),
        others: row.get(4)?,
        masks: masks.as_chunks::<MASK>().0.to_vec(),
        at_ms: row.get(6)?,
    })
}
