//! What a device still has of spaces that it left, or was removed from, for their relays (protocol 10): places of the log with what
//! travelled there, sealed, and no key that opens any of it.

use ekin_protocol::head::Head;
use ekin_protocol::heal::Link;
use ekin_protocol::id::{Instance, Ord, SignKey, SpaceId};
use rusqlite::{Row, params};

use super::column::{int, uint};
use super::contact::Contact;
use super::error::Result;
use super::healing::{LostEntry, kind, link};
use super::store::{Read, Sp, Tx};

const TABLE: &str = "parted";
const COLUMNS: &str = "pa, space_id, urls, relay, instance, head, wall_ms, boot, up_ms";

/// Bytes of what is kept of one space.
pub const PARTED_BYTES: u64 = 8 << 20;

/// A space of which only that is here.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Parted {
    /// Its number here.
    pub pa: i64,
    /// The space.
    pub space: SpaceId,
    /// Where its relay is.
    pub urls: Vec<String>,
    /// The relay's key.
    pub relay: SignKey,
    /// The newest life of the relay that has all of it, as far as is known.
    pub instance: Instance,
    /// The last head of the relay that this device's log had reached.
    pub head: Head,
    /// When this device left.
    pub since: Contact,
}

/// How much is kept, sealed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct KeptSealed {
    /// Envelopes and membership records.
    pub entries: u64,
    /// Their bytes.
    pub bytes: u64,
}

impl Read<'_> {
    /// What is kept of all spaces that this device left, or was removed from.
    pub fn parted(&self) -> Result<Vec<Parted>> {
        self.parted_where("1", [])
    }

    /// The same of those that are not here any more, and whose relay may be asked at a time of the device's clock. Where the space
    /// is here still, its own session finds out.
    pub fn parted_due(&self, now_ms: i64) -> Result<Vec<Parted>> {
        self.parted_where(
            "space_id NOT IN (SELECT space_id FROM space) AND not_before <= ?",
            [now_ms],
        )
    }

    /// What is kept of a space.
    pub fn parted_of(&self, space: &SpaceId) -> Result<Option<Parted>> {
        Ok(self.parted_where("space_id = ?", [space.0])?.pop())
    }

    fn parted_where(&self, which: &'static str, with: impl rusqlite::Params) -> Result<Vec<Parted>> {
        let mut find = self
            .db
            .prepare_cached(&format!("SELECT {COLUMNS} FROM parted WHERE {which} ORDER BY pa"))?;
        let mut rows = find.query(with)?;
        let mut parted = Vec::new();
        while let Some(row) = rows.next()? {
            parted.push(read(row)?);
        }
        Ok(parted)
    }

    /// How much of it is here.
    pub fn parted_size(&self, pa: i64) -> Result<KeptSealed> {
        let mut find = self.db.prepare_cached(
            "SELECT count(*), coalesce(sum(bytes), 0) FROM parted_place WHERE pa = ? AND body IS NOT NULL",
        )?;
        Ok(find.query_row([pa], |row| {
            Ok(KeptSealed {
                entries: uint(row.get(0)?),
                bytes: uint(row.get(1)?),
            })
        })?)
    }

    /// The chain of its places.
    pub fn parted_links(&self, pa: i64) -> Result<Vec<Link>> {
        let mut find = self
            .db
            .prepare_cached("SELECT seq, t_ms, kind, id FROM parted_place WHERE pa = ? ORDER BY seq")?;
        let mut rows = find.query([pa])?;
        let mut links = Vec::new();
        while let Some(row) = rows.next()? {
            links.push(link(row, TABLE)?);
        }
        Ok(links)
    }

    /// The next of it after a place.
    pub fn next_parted(&self, pa: i64, after: i64) -> Result<Option<LostEntry>> {
        let mut find = self.db.prepare_cached(
            "SELECT seq, kind, body FROM parted_place WHERE pa = ? AND seq > ? AND body IS NOT NULL ORDER BY seq LIMIT 1",
        )?;
        let mut rows = find.query((pa, after))?;
        let Some(row) = rows.next()? else { return Ok(None) };
        Ok(Some(LostEntry {
            lo: row.get(0)?,
            kind: kind(row.get(1)?, TABLE)?,
            body: row.get(2)?,
            seal_again: false,
        }))
    }
}

impl Tx<'_> {
    /// This device goes from a space as member `ord`: what travelled past the relay's last backup but one is kept, as much of it as
    /// there is room for. What this device wrote goes last: others may have the rest. Gives how much it is; where there is nothing, or
    /// the relay never gave a head, what was kept before stays.
    pub fn part(&self, sp: Sp, (relay, ord): (&SignKey, Ord), since: &Contact) -> Result<KeptSealed> {
        self.part_to(sp, (relay, ord), since, PARTED_BYTES)
    }

    pub(super) fn part_to(
        &self,
        sp: Sp,
        (relay, ord): (&SignKey, Ord),
        since: &Contact,
        most: u64,
    ) -> Result<KeptSealed> {
        let after = self.kept_after(sp)?;
        let Some(head) = self.relay_head(sp)? else {
            return Ok(KeptSealed::default());
        };
        let mut any = self
            .db
            .prepare_cached("SELECT 1 FROM log_place WHERE sp = ? AND seq > ? AND body IS NOT NULL")?;
        if !any.exists((sp.0, int(after)))? {
            return Ok(KeptSealed::default());
        }
        let space = self.space(sp)?;
        self.forget_parted(&space.id)?;
        self.db
            .prepare_cached(
                "INSERT INTO parted(space_id, urls, relay, instance, head, wall_ms, boot, up_ms) VALUES(?, ?, ?, ?, ?, ?, ?, ?)",
            )?
            .execute(params![
                space.id.0,
                space.urls.join("\n"),
                relay.0,
                head.instance.0,
                head.write(),
                since.wall_ms,
                since.boot,
                int(since.up_ms)
            ])?;
        let pa = self.db.last_insert_rowid();
        self.db
            .prepare_cached(
                "INSERT INTO parted_place(pa, seq, t_ms, kind, id, said, bytes, body)
                 SELECT ?, seq, t_ms, kind, id, said, bytes, body FROM log_place WHERE sp = ? AND seq > ?",
            )?
            .execute((pa, sp.0, int(after)))?;
        self.bound_parted(pa, ord, most)?;
        self.parted_size(pa)
    }

    /// Lets the oldest go until the rest is as small as it has to be: first what others wrote.
    fn bound_parted(&self, pa: i64, ord: Ord, most: u64) -> Result<()> {
        let mut over = self.parted_size(pa)?.bytes.saturating_sub(most);
        let mut find = self.db.prepare_cached(
            "SELECT seq, bytes FROM parted_place WHERE pa = ? AND body IS NOT NULL
             ORDER BY coalesce(substr(said, 1, 4) = ?, 0), seq",
        )?;
        let mut rows = find.query((pa, ord.to_be_bytes()))?;
        let mut gone = Vec::new();
        while over > 0 {
            let Some(row) = rows.next()? else { break };
            gone.push(row.get::<_, i64>(0)?);
            over = over.saturating_sub(uint(row.get(1)?));
        }
        drop(rows);
        for seq in gone {
            self.db
                .prepare_cached("UPDATE parted_place SET body = NULL, bytes = 0 WHERE pa = ? AND seq = ?")?
                .execute((pa, seq))?;
        }
        Ok(())
    }

    /// The relay has taken all of it in this life.
    pub fn set_parted_instance(&self, space: &SpaceId, instance: Instance) -> Result<()> {
        self.db
            .prepare_cached("UPDATE parted SET instance = ? WHERE space_id = ?")?
            .execute((instance.0, space.0))?;
        Ok(())
    }

    /// The relay did not take all of it: it is asked again from this time of the device's clock on.
    pub fn delay_parted(&self, space: &SpaceId, not_before: i64) -> Result<()> {
        self.db
            .prepare_cached("UPDATE parted SET not_before = ? WHERE space_id = ?")?
            .execute((not_before, space.0))?;
        Ok(())
    }

    /// Nothing of a space is kept any more, in the file neither.
    pub fn forget_parted(&self, space: &SpaceId) -> Result<()> {
        let gone = self
            .db
            .prepare_cached("DELETE FROM parted WHERE space_id = ?")?
            .execute([space.0])?;
        if gone > 0 {
            self.erased.set(true);
        }
        Ok(())
    }

    /// The relay of a space from which this device was removed was restored: what was kept is lost, until it is found again.
    pub(super) fn lose_parted(&self, sp: Sp, n: i64) -> Result<()> {
        let space = self.space(sp)?.id;
        let Some(parted) = self.parted_of(&space)? else {
            return Ok(());
        };
        self.db
            .prepare_cached(
                "INSERT INTO lost(sp, n, seq, t_ms, kind, id, body, said)
                 SELECT ?, ?, seq, t_ms, kind, id, body, said FROM parted_place WHERE pa = ? ORDER BY seq",
            )?
            .execute((sp.0, n, parted.pa))?;
        self.db
            .prepare_cached("INSERT INTO loss(sp, n, head) VALUES(?, ?, ?)")?
            .execute(params![sp.0, n, parted.head.write()])?;
        self.forget_parted(&space)
    }
}

fn read(row: &Row<'_>) -> Result<Parted> {
    let urls: String = row.get("urls")?;
    let head: Vec<u8> = row.get("head")?;
    Ok(Parted {
        pa: row.get("pa")?,
        space: SpaceId(row.get("space_id")?),
        urls: urls.lines().map(Into::into).collect(),
        relay: SignKey(row.get("relay")?),
        instance: Instance(row.get("instance")?),
        head: Head::read(&head)?,
        since: Contact {
            wall_ms: row.get("wall_ms")?,
            boot: row.get("boot")?,
            up_ms: uint(row.get("up_ms")?),
        },
    })
}
