//! Blobs of private spaces as the store knows them: which record names one, what is here of it, what the relay has. The bytes
//! lie on the [`super::Shelf`], the keys in the records.

use ekin_protocol::blob::BlobAddress;
use ekin_protocol::id::ObjectId;
use rusqlite::{OptionalExtension, Row, params};

use super::column::{int, uint};
use super::error::Result;
use super::store::{Read, Sp, Tx};
use super::unit::{Discard, UnitId};
use crate::domain::fact::{Fact as _, Media};

const COLUMNS: &str =
    "bl, sp, address, object, unit, thumb, size, hashes, mine, here, relay, wanted, pinned, used_ms, pack";

/// A blob as a media record names it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NamedBlob {
    /// Where it lies.
    pub address: BlobAddress,
    /// Its size when it is open, in bytes.
    pub size: u64,
    /// SHA-256 of that, of the large one.
    pub sum: Option<[u8; 32]>,
    /// Whether it is the small picture.
    pub thumb: bool,
}

/// One blob.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BlobRow {
    /// Number of its row.
    pub bl: i64,
    /// Its space.
    pub sp: Sp,
    /// Where it lies.
    pub address: BlobAddress,
    /// The media record that names it.
    pub object: ObjectId,
    /// Its erasure unit.
    pub unit: Option<UnitId>,
    /// Whether it is the small picture.
    pub thumb: bool,
    /// Its size when it is open, in bytes.
    pub size: u64,
    /// SHA-256 of each sealed chunk, once they are known.
    pub hashes: Option<Vec<[u8; 32]>>,
    /// Whether this device is to send it.
    pub mine: bool,
    /// Whether it is whole on this device.
    pub here: bool,
    /// Whether the relay said that it is whole there.
    pub relay: bool,
    /// Whether it is to be fetched.
    pub wanted: bool,
    /// Whether it stays on this device.
    pub pinned: bool,
    /// When it was last looked at, ms since 1970.
    pub used_ms: i64,
    /// Whether it is a checkpoint's pack.
    pub pack: bool,
}

impl Read<'_> {
    /// The blobs that a media record names, the large one first.
    pub fn blobs_of(&self, sp: Sp, object: &ObjectId) -> Result<Vec<BlobRow>> {
        self.blobs("sp = ? AND object = ? ORDER BY thumb", (sp.0, object.0))
    }

    /// The media record of which this is the opened content.
    pub fn media_with(&self, sp: Sp, sum: &[u8; 32]) -> Result<Option<ObjectId>> {
        let mut find = self.db.prepare_cached(
            "SELECT object FROM blob WHERE sp = ? AND sum = ? AND sum IS NOT NULL ORDER BY bl LIMIT 1",
        )?;
        let found = find.query_row((sp.0, sum), |row| row.get(0).map(ObjectId));
        Ok(found.optional()?)
    }

    /// The media records that name the blob at an address.
    pub fn media_at(&self, sp: Sp, address: &[u8; 32]) -> Result<Vec<ObjectId>> {
        let mut find = self
            .db
            .prepare_cached("SELECT DISTINCT object FROM blob WHERE sp = ? AND address = ?")?;
        let found = find.query_map((sp.0, address), |row| row.get(0).map(ObjectId))?;
        Ok(found.collect::<rusqlite::Result<_>>()?)
    }

    /// The next that this device has to send, small pictures first; what was put off comes last.
    pub fn blobs_to_send(&self, sp: Sp, limit: u32) -> Result<Vec<BlobRow>> {
        self.blobs(
            "sp = ? AND mine = 1 AND relay = 0 AND here = 1 ORDER BY tries, thumb DESC, bl LIMIT ?",
            (sp.0, limit),
        )
    }

    /// The next that are to be fetched, likewise.
    pub fn blobs_to_fetch(&self, sp: Sp, limit: u32) -> Result<Vec<BlobRow>> {
        self.blobs(
            "sp = ? AND wanted = 1 AND here = 0 ORDER BY tries, thumb DESC, bl LIMIT ?",
            (sp.0, limit),
        )
    }

    /// The blob of this address that is to be fetched.
    pub fn blob_to_fetch(&self, sp: Sp, address: &BlobAddress) -> Result<Option<BlobRow>> {
        let found = self.blobs(
            "address = ? AND sp = ? AND wanted = 1 AND here = 0 LIMIT 1",
            params![address.0, sp.0],
        )?;
        Ok(found.into_iter().next())
    }

    /// Whether something of a space is to be done beside its log, at a relay whose members have this epoch.
    pub fn has_errands(&self, sp: Sp, epoch: u32) -> Result<bool> {
        let mut find = self.db.prepare_cached(
            "SELECT EXISTS (SELECT 1 FROM unit WHERE sp = ?1 AND erased = 0 AND (key IS NULL OR slot < ?2))
                 OR EXISTS (SELECT 1 FROM discard WHERE sp = ?1)
                 OR EXISTS (SELECT 1 FROM blob WHERE sp = ?1 AND mine = 1 AND relay = 0)
                 OR EXISTS (SELECT 1 FROM blob WHERE sp = ?1 AND wanted = 1 AND here = 0)",
        )?;
        Ok(find.query_row((sp.0, epoch), |row| row.get(0))?)
    }

    /// Whether a blob of this address is needed here.
    pub fn needs_blob(&self, address: &BlobAddress) -> Result<bool> {
        let mut find = self.db.prepare_cached(
            "SELECT 1 FROM blob WHERE address = ?1 AND (here = 1 OR wanted = 1)
                 UNION ALL SELECT 1 FROM unshared WHERE address = ?1
                 UNION ALL SELECT 1 FROM unshared WHERE thumb = ?1 AND thumb IS NOT NULL LIMIT 1",
        )?;
        Ok(find.exists([address.0])?)
    }

    /// Bytes of all blobs that are here, opened.
    pub fn blob_bytes(&self) -> Result<u64> {
        let mut sum = self
            .db
            .prepare_cached("SELECT coalesce(sum(size), 0) FROM blob WHERE here = 1")?;
        Ok(sum.query_row([], |row| row.get(0).map(uint))?)
    }

    fn blobs(&self, which: &str, params: impl rusqlite::Params) -> Result<Vec<BlobRow>> {
        let mut find = self
            .db
            .prepare_cached(&format!("SELECT {COLUMNS} FROM blob WHERE {which}"))?;
        let mut rows = find.query(params)?;
        let mut found = Vec::new();
        while let Some(row) = rows.next()? {
            found.push(read(row)?);
        }
        Ok(found)
    }
}

impl Tx<'_> {
    /// A media record names a blob. Small pictures are fetched by themselves. One that it named before is forgotten.
    pub fn name_blob(&self, sp: Sp, object: &ObjectId, unit: Option<UnitId>, blob: &NamedBlob) -> Result<()> {
        if self.is_blob_erased(sp, &blob.address.0)? {
            return Ok(());
        }
        self.db
            .prepare_cached("DELETE FROM blob WHERE sp = ? AND object = ? AND thumb = ? AND address <> ?")?
            .execute(params![sp.0, object.0, blob.thumb, blob.address.0])?;
        self.db
            .prepare_cached(
                "INSERT INTO blob(sp, address, object, unit, thumb, size, sum, wanted, used_ms)
                 VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7, ?5, ?8) ON CONFLICT(sp, object, thumb) DO NOTHING",
            )?
            .execute(params![
                sp.0,
                blob.address.0,
                object.0,
                unit,
                blob.thumb,
                int(blob.size),
                blob.sum,
                self.now_ms
            ])?;
        Ok(())
    }

    /// It was made on this device, which is to send it.
    pub fn own_blob(&self, sp: Sp, address: &BlobAddress, hashes: &[[u8; 32]]) -> Result<()> {
        self.db
            .prepare_cached(
                "UPDATE blob SET mine = 1, here = 1, wanted = 0, hashes = ? WHERE sp = ? AND address = ?",
            )?
            .execute(params![hashes.concat(), sp.0, address.0])?;
        Ok(())
    }

    /// Of what it is made.
    pub fn set_blob_hashes(&self, sp: Sp, address: &BlobAddress, hashes: &[[u8; 32]]) -> Result<()> {
        self.db
            .prepare_cached("UPDATE blob SET hashes = ? WHERE sp = ? AND address = ?")?
            .execute(params![hashes.concat(), sp.0, address.0])?;
        Ok(())
    }

    /// The relay has it whole.
    pub fn set_blob_received(&self, sp: Sp, address: &BlobAddress) -> Result<()> {
        self.db
            .prepare_cached("UPDATE blob SET relay = 1 WHERE sp = ? AND address = ?")?
            .execute(params![sp.0, address.0])?;
        Ok(())
    }

    /// It came whole from the relay.
    pub fn set_blob_here(&self, sp: Sp, address: &BlobAddress) -> Result<()> {
        self.db
            .prepare_cached(
                "UPDATE blob SET here = 1, relay = 1, wanted = 0, used_ms = ? WHERE sp = ? AND address = ?",
            )?
            .execute(params![self.now_ms, sp.0, address.0])?;
        Ok(())
    }

    /// It is to be fetched when there is a network for it.
    pub fn want_blob(&self, bl: i64) -> Result<()> {
        self.db
            .prepare_cached("UPDATE blob SET wanted = 1 WHERE bl = ? AND here = 0")?
            .execute([bl])?;
        Ok(())
    }

    /// It did not go either way: others come first.
    pub fn put_blob_off(&self, sp: Sp, address: &BlobAddress) -> Result<()> {
        self.db
            .prepare_cached("UPDATE blob SET tries = tries + 1 WHERE sp = ? AND address = ?")?
            .execute(params![sp.0, address.0])?;
        Ok(())
    }

    /// It was looked at.
    pub fn use_blob(&self, bl: i64) -> Result<()> {
        self.db
            .prepare_cached("UPDATE blob SET used_ms = ? WHERE bl = ?")?
            .execute((self.now_ms, bl))?;
        Ok(())
    }

    /// It stays on this device from now on, or no longer. What stays is fetched.
    pub fn pin_blob(&self, sp: Sp, object: &ObjectId, pinned: bool) -> Result<()> {
        self.db
            .prepare_cached(
                "UPDATE blob SET pinned = ?3, wanted = max(wanted, ?3 AND here = 0) WHERE sp = ?1 AND object = ?2",
            )?
            .execute(params![sp.0, object.0, pinned])?;
        Ok(())
    }

    /// Lets blobs go until those that are here take at most `budget` bytes: the least lately used first; never a pinned one, a small
    /// picture, or one that the relay may not have. Says how many go; their files are swept.
    pub fn evict_blobs(&self, budget: u64) -> Result<usize> {
        let mut over = self.blob_bytes()?.saturating_sub(budget);
        let mut gone = 0;
        if over == 0 {
            return Ok(0);
        }
        let evictable = self.blobs(
            "here = 1 AND relay = 1 AND pinned = 0 AND thumb = 0 ORDER BY used_ms, bl",
            [],
        )?;
        for blob in evictable {
            if over == 0 {
                break;
            }
            over = over.saturating_sub(blob.size);
            self.db
                .prepare_cached("UPDATE blob SET here = 0 WHERE bl = ?")?
                .execute([blob.bl])?;
            gone += 1;
        }
        Ok(gone)
    }

    /// A media record ended: its key, and what is known of its blobs, go from this device; slot and blobs are to be deleted at the
    /// relay.
    pub fn forget_media(&self, sp: Sp, object: &ObjectId) -> Result<()> {
        for blob in self.blobs_of(sp, object)? {
            self.add_discard(sp, Discard::Blob(blob.address.0, *object), object)?;
            if let Some(unit) = &blob.unit {
                self.add_discard(sp, Discard::Slot(*unit), object)?;
                self.erase_unit(sp, unit)?;
            }
        }
        self.db
            .prepare_cached("DELETE FROM blob WHERE sp = ? AND object = ?")?
            .execute((sp.0, object.0))?;
        Ok(())
    }

    /// What a media record names, as its displayed head says.
    pub(super) fn project_media(
        &self,
        sp: Sp,
        object: &ObjectId,
        unit: Option<UnitId>,
        payload: &[u8],
    ) -> Result<()> {
        let Ok(media) = Media::read(payload) else {
            return Ok(());
        };
        let large = NamedBlob {
            address: media.blob.address,
            size: media.blob.size,
            sum: Some(media.sum),
            thumb: false,
        };
        self.name_blob(sp, object, unit, &large)?;
        match media.thumb {
            Some(thumb) => self.name_blob(
                sp,
                object,
                unit,
                &NamedBlob {
                    address: thumb.address,
                    size: thumb.size,
                    sum: None,
                    thumb: true,
                },
            ),
            None => Ok(()),
        }
    }
}

fn read(row: &Row<'_>) -> Result<BlobRow> {
    let hashes: Option<Vec<u8>> = row.get(7)?;
    Ok(BlobRow {
        bl: row.get(0)?,
        sp: Sp(row.get(1)?),
        address: BlobAddress(row.get(2)?),
        object: ObjectId(row.get(3)?),
        unit: row.get(4)?,
        thumb: row.get(5)?,
        size: uint(row.get(6)?),
        hashes: hashes.map(|hashes| hashes.as_chunks::<32>().0.to_vec()),
        mine: row.get(8)?,
        here: row.get(9)?,
        relay: row.get(10)?,
        wanted: row.get(11)?,
        pinned: row.get(12)?,
        used_ms: row.get(13)?,
        pack: row.get(14)?,
    })
}
