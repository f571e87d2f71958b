//! Spaces: which ones this device holds, how far it has read them, and its own chain in each.

use std::str::FromStr;

use chrono_tz::Tz;
use ekin_protocol::id::{Incarnation, Instance, Ord, R, Short, SpaceId};
use ekin_protocol::membership::SpaceKind;
use rusqlite::{OptionalExtension, Row, params};

use super::column::{int, narrow, uint};
use super::error::{Result, StoreError};
use super::store::{Read, Sp, Tx};

const TABLE: &str = "space";
/// The zone of a territory that has not said its own.
pub const DEFAULT_ZONE: Tz = Tz::Europe__Paris;
const COLUMNS: &str =
    "sp, space_id, kind, name, urls, zone, instance, seq, r, t_ms, backed_seq, my_ord, incarnation,
    next_dev_seq, prev, etag, base_seq, base_r, base_live_root, confirmed_seq, said_seq, synced_ms";

/// A place in a space's log.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cursor {
    /// The relay's instance, once known.
    pub instance: Option<Instance>,
    /// Place; 0 before the first entry.
    pub seq: u64,
    /// Running hash there.
    pub r: R,
    /// Time of that entry, ms since 1970.
    pub t_ms: u64,
}

/// This device's own chain in a space.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Author {
    /// Its index in the membership log.
    pub ord: Ord,
    /// Its current life.
    pub incarnation: Incarnation,
    /// Place of the next envelope.
    pub next_dev_seq: u64,
    /// Content id of the envelope before it, shortened; zero for none.
    pub prev: Short,
}

impl Author {
    /// The number of a device that has none yet: it follows an invitation, and what it writes meanwhile is written once more
    /// under the number that it gets.
    pub const JOINING: Ord = Ord::MAX;

    /// Whether this device is not in yet.
    pub fn is_joining(&self) -> bool {
        self.ord == Self::JOINING
    }
}

/// What the pack that was taken last said of itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Base {
    /// ETag of the manifest.
    pub etag: Option<String>,
    /// Place N.
    pub seq: u64,
    /// Running hash there.
    pub r: R,
    /// `live_root` there.
    pub live_root: [u8; 32],
}

/// One space.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Space {
    /// Its number here.
    pub sp: Sp,
    /// Its id.
    pub id: SpaceId,
    /// Sort of space.
    pub kind: SpaceKind,
    /// What people call it.
    pub name: String,
    /// Where its relay is.
    pub urls: Vec<String>,
    /// Its zone.
    pub zone: Tz,
    /// How far its log has been read.
    pub cursor: Cursor,
    /// Up to here the relay has a backup.
    pub backed_seq: u64,
    /// This device's own chain, where it is a member.
    pub author: Option<Author>,
    /// The pack taken last.
    pub base: Option<Base>,
    /// Newest place that a publisher's statement confirmed.
    pub confirmed_seq: Option<u64>,
    /// Newest place that an own statement told.
    pub said_seq: u64,
    /// The device's clock when it last had everything, ms since 1970.
    pub synced_ms: Option<i64>,
}

/// A space to be held from now on.
#[derive(Clone, Debug)]
pub struct NewSpace<'a> {
    /// Its id.
    pub id: SpaceId,
    /// Sort of space.
    pub kind: SpaceKind,
    /// What people call it.
    pub name: &'a str,
    /// Where its relay is.
    pub urls: &'a [String],
}

impl Read<'_> {
    /// All spaces.
    pub fn spaces(&self) -> Result<Vec<Space>> {
        let mut find = self
            .db
            .prepare_cached(&format!("SELECT {COLUMNS} FROM space ORDER BY sp"))?;
        let mut rows = find.query([])?;
        let mut spaces = Vec::new();
        while let Some(row) = rows.next()? {
            spaces.push(read(row)?);
        }
        Ok(spaces)
    }

    /// The territories: spaces that anyone may read.
    pub fn catalogues(&self) -> Result<Vec<Space>> {
        let mut spaces = self.spaces()?;
        spaces.retain(|space| space.kind.is_public());
        Ok(spaces)
    }

    /// The private spaces that are not locked.
    pub fn private_spaces(&self) -> Result<Vec<Space>> {
        let mut spaces = self.spaces()?;
        spaces.retain(|space| !space.kind.is_public() && !self.is_locked(space.sp));
        Ok(spaces)
    }

    /// One space.
    ///
    /// # Errors
    /// [`StoreError::Missing`].
    pub fn space(&self, sp: Sp) -> Result<Space> {
        let mut find = self
            .db
            .prepare_cached(&format!("SELECT {COLUMNS} FROM space WHERE sp = ?"))?;
        let mut rows = find.query([sp.0])?;
        let row = rows.next()?.ok_or(StoreError::Missing { table: TABLE })?;
        read(row)
    }

    /// The number of a space, when this device holds it.
    pub fn find_space(&self, id: &SpaceId) -> Result<Option<Sp>> {
        let mut find = self
            .db
            .prepare_cached("SELECT sp FROM space WHERE space_id = ?")?;
        Ok(find.query_row([id.0], |row| row.get(0).map(Sp)).optional()?)
    }

    /// The zone in which timings without one are read.
    pub fn zone(&self, sp: Sp) -> Result<Tz> {
        let mut find = self.db.prepare_cached("SELECT zone FROM space WHERE sp = ?")?;
        let zone: Option<String> = find.query_row([sp.0], |row| row.get(0)).optional()?;
        Ok(zone_named(&zone.unwrap_or_default()))
    }
}

impl Tx<'_> {
    /// Holds a space from now on; its log starts at nothing. What was kept of it when this device left it comes again with the log.
    pub fn add_space(&self, new: &NewSpace<'_>) -> Result<Sp> {
        self.forget_parted(&new.id)?;
        self.db
            .prepare_cached("INSERT INTO space(space_id, kind, name, urls, r) VALUES(?, ?, ?, ?, ?)")?
            .execute(params![
                new.id.0,
                new.kind.code(),
                new.name,
                new.urls.join("\n"),
                R::start(&new.id).0
            ])?;
        Ok(Sp(self.db.last_insert_rowid()))
    }

    /// Lets a space go with everything of it, out of the file too.
    pub fn remove_space(&self, sp: Sp) -> Result<()> {
        self.erased.set(true);
        self.clear_listings(sp)?;
        self.db.execute("DELETE FROM outbox WHERE sp = ?", [sp.0])?;
        self.db.execute("DELETE FROM space WHERE sp = ?", [sp.0])?;
        self.forget_lives(sp)?;
        self.dirty.borrow_mut().retain(|(of, _)| *of != sp);
        Ok(())
    }

    /// Forgets what was read of a space, to take it again from the start: records, entries and segments that came
    /// from the log. Own envelopes that are not logged, the membership and the chain stay.
    pub fn reset_log(&self, sp: Sp) -> Result<()> {
        self.clear_listings(sp)?;
        for sql in [
            "DELETE FROM record WHERE sp = ? AND seq IS NOT NULL",
            "DELETE FROM past WHERE sp = ?",
            "DELETE FROM staged WHERE sp = ?",
            "DELETE FROM sealed_change WHERE sp = ?",
            "UPDATE document SET save = NULL, saved = NULL, generation = 0, seen = 0 WHERE sp = ?",
            "DELETE FROM chain WHERE sp = ?",
            "UPDATE checkpoint SET record = NULL, same = NULL WHERE sp = ?",
            "DELETE FROM dangling WHERE sp = ?",
            "DELETE FROM view WHERE sp = ?",
            "DELETE FROM segment WHERE sp = ?",
            "UPDATE inbox SET place = 0 WHERE sp = ?",
            "DELETE FROM entry WHERE sp = ? AND seq IS NOT NULL AND own = 0",
            "UPDATE space SET seq = 0, r = space_id, t_ms = 0, etag = NULL, base_seq = 0, base_r = NULL,
                base_live_root = NULL, confirmed_seq = NULL, said_seq = 0 WHERE sp = ?",
        ] {
            self.db.execute(sql, [sp.0])?;
        }
        self.reset_late(sp)?;
        let mut find = self
            .db
            .prepare("SELECT DISTINCT object FROM record WHERE sp = ?")?;
        let mut rows = find.query([sp.0])?;
        while let Some(row) = rows.next()? {
            self.mark_dirty(sp, &ekin_protocol::id::ObjectId(row.get(0)?));
        }
        Ok(())
    }

    /// The log was read up to here. It moves in the transaction that stores what it covers.
    pub fn set_cursor(&self, sp: Sp, cursor: &Cursor) -> Result<()> {
        self.db
            .prepare_cached("UPDATE space SET instance = ?, seq = ?, r = ?, t_ms = ? WHERE sp = ?")?
            .execute(params![
                cursor.instance.map(|i| i.0),
                int(cursor.seq),
                cursor.r.0,
                int(cursor.t_ms),
                sp.0
            ])?;
        Ok(())
    }

    /// This device's own chain.
    pub fn set_author(&self, sp: Sp, author: &Author) -> Result<()> {
        self.db
            .prepare_cached(
                "UPDATE space SET my_ord = ?, incarnation = ?, next_dev_seq = ?, prev = ? WHERE sp = ?",
            )?
            .execute(params![
                author.ord,
                author.incarnation.0,
                int(author.next_dev_seq),
                author.prev.0,
                sp.0
            ])?;
        Ok(())
    }

    /// This device writes no more in this space.
    pub fn clear_author(&self, sp: Sp) -> Result<()> {
        self.db.execute(
            "UPDATE space SET my_ord = NULL, incarnation = NULL WHERE sp = ?",
            [sp.0],
        )?;
        Ok(())
    }

    /// A pack was taken whole.
    pub fn set_base(&self, sp: Sp, base: &Base) -> Result<()> {
        self.db
            .prepare_cached(
                "UPDATE space SET etag = ?, base_seq = ?, base_r = ?, base_live_root = ? WHERE sp = ?",
            )?
            .execute(params![base.etag, int(base.seq), base.r.0, base.live_root, sp.0])?;
        Ok(())
    }

    /// The ETag under which the same manifest was offered again.
    pub fn set_etag(&self, sp: Sp, etag: Option<&str>) -> Result<()> {
        self.db
            .prepare_cached("UPDATE space SET etag = ? WHERE sp = ?")?
            .execute(params![etag, sp.0])?;
        Ok(())
    }

    /// What people call it and where its relay is.
    pub fn set_link(&self, sp: Sp, name: &str, urls: &[String]) -> Result<()> {
        self.db
            .prepare_cached("UPDATE space SET name = ?, urls = ? WHERE sp = ?")?
            .execute(params![name, urls.join("\n"), sp.0])?;
        Ok(())
    }

    /// Its sort, once its genesis says so.
    pub fn set_kind(&self, sp: Sp, kind: SpaceKind) -> Result<()> {
        self.db
            .execute("UPDATE space SET kind = ? WHERE sp = ?", (kind.code(), sp.0))?;
        Ok(())
    }

    /// Its zone. Another one makes every date anew, in slices ([`Tx::reproject`]).
    pub fn set_zone(&self, sp: Sp, zone: Tz) -> Result<()> {
        if self.zone(sp)? != zone {
            self.reproject_all()?;
        }
        self.db.execute(
            "UPDATE space SET zone = ? WHERE sp = ?",
            params![zone.name(), sp.0],
        )?;
        Ok(())
    }

    /// Newest place that a publisher's statement confirmed.
    pub fn set_confirmed(&self, sp: Sp, seq: u64) -> Result<()> {
        self.set_place(sp, "confirmed_seq", seq)
    }

    /// Newest place that an own statement told.
    pub fn set_said(&self, sp: Sp, seq: u64) -> Result<()> {
        self.set_place(sp, "said_seq", seq)
    }

    /// Up to here the relay has a backup: what own envelopes up to `until` kept for it goes.
    pub(super) fn set_backed(&self, sp: Sp, seq: u64, until: u64) -> Result<()> {
        self.set_place(sp, "backed_seq", seq)?;
        self.db.execute(
            "UPDATE entry SET items = NULL WHERE sp = ? AND own = 1 AND seq <= ? AND items IS NOT NULL",
            params![sp.0, int(until)],
        )?;
        Ok(())
    }

    /// The device had everything at this time of its clock.
    pub fn set_synced(&self, sp: Sp, at_ms: i64) -> Result<()> {
        self.db
            .prepare_cached("UPDATE space SET synced_ms = ? WHERE sp = ?")?
            .execute((at_ms, sp.0))?;
        Ok(())
    }

    fn set_place(&self, sp: Sp, column: &'static str, seq: u64) -> Result<()> {
        self.db
            .prepare_cached(&format!("UPDATE space SET {column} = ? WHERE sp = ?"))?
            .execute((int(seq), sp.0))?;
        Ok(())
    }
}

/// A zone by its name; the default for none and for one that this version does not know.
fn zone_named(name: &str) -> Tz {
    Tz::from_str(name).unwrap_or(DEFAULT_ZONE)
}

fn read(row: &Row<'_>) -> Result<Space> {
    let bad = StoreError::Row { table: TABLE };
    let urls: String = row.get("urls")?;
    let zone: String = row.get("zone")?;
    let ord: Option<i64> = row.get("my_ord")?;
    let incarnation: Option<[u8; 8]> = row.get("incarnation")?;
    let author = match (ord, incarnation) {
        (Some(ord), Some(incarnation)) => Some(Author {
            ord: narrow(ord, TABLE)?,
            incarnation: Incarnation(incarnation),
            next_dev_seq: uint(row.get("next_dev_seq")?),
            prev: Short(row.get("prev")?),
        }),
        _ => None,
    };
    let base = match (
        row.get::<_, Option<[u8; 32]>>("base_r")?,
        row.get("base_live_root")?,
    ) {
        (Some(r), Some(live_root)) => Some(Base {
            etag: row.get("etag")?,
            seq: uint(row.get("base_seq")?),
            r: R(r),
            live_root,
        }),
        _ => None,
    };
    Ok(Space {
        sp: Sp(row.get("sp")?),
        id: SpaceId(row.get("space_id")?),
        kind: kind(row.get("kind")?).ok_or(bad)?,
        name: row.get("name")?,
        urls: urls.lines().map(Into::into).collect(),
        zone: zone_named(&zone),
        cursor: Cursor {
            instance: row.get::<_, Option<[u8; 16]>>("instance")?.map(Instance),
            seq: uint(row.get("seq")?),
            r: R(row.get("r")?),
            t_ms: uint(row.get("t_ms")?),
        },
        backed_seq: uint(row.get("backed_seq")?),
        author,
        base,
        confirmed_seq: row.get::<_, Option<i64>>("confirmed_seq")?.map(uint),
        said_seq: uint(row.get("said_seq")?),
        synced_ms: row.get("synced_ms")?,
    })
}

fn kind(code: u16) -> Option<SpaceKind> {
    use SpaceKind::{Catalogue, Home, Outing, Personal, Staff};
    [Catalogue, Home, Staff, Outing, Personal]
        .into_iter()
        .find(|kind| kind.code() == code)
}
