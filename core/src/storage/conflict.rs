//! Where two people's edits met, of whatever sort: noted when the rows of an object are made, and kept when somebody has
//! chosen, so that others learn who did.

use ekin_protocol::id::{ObjectId, Ord};
use rusqlite::{OptionalExtension, Row, params};

use super::column::narrow;
use super::error::Result;
use super::store::{Read, Sp, Tx};

const TABLE: &str = "conflict";
const COLUMNS: &str = "sp, object, sort, rev, settled_by, settled_ms";

/// Of what sort an object is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sort {
    /// A document.
    Document,
    /// A record of a private space.
    Fact,
    /// A listing.
    Listing,
    /// Heads that devices counted differently: what is said stands in an object of each.
    Heads,
}

/// An object in which edits met.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ConflictRow {
    /// The space.
    pub sp: Sp,
    /// The object.
    pub object: ObjectId,
    /// Its sort.
    pub sort: Sort,
    /// When: greater is later.
    pub rev: i64,
    /// Who settled it, where that is known, and when by their clock, ms since 1970; none while it stands.
    pub settled: Option<(Option<Ord>, i64)>,
}

impl Read<'_> {
    /// Objects in which edits stand beside each other, or that somebody settled; the latest first, at most `limit`, before
    /// a revision and an id.
    pub fn conflicts(
        &self,
        settled: bool,
        before: Option<(i64, ObjectId)>,
        limit: u32,
    ) -> Result<Vec<ConflictRow>> {
        let (rev, object) = before.map_or((i64::MAX, [0xff; 16]), |(rev, object)| (rev, object.0));
        let which = match settled {
            true => "settled_ms IS NOT NULL",
            false => "settled_ms IS NULL",
        };
        let mut find = self.db.prepare_cached(&format!(
            "SELECT {COLUMNS} FROM conflict WHERE {which} AND (rev, object) < (?1, ?2)
             ORDER BY rev DESC, object DESC LIMIT ?3"
        ))?;
        let mut rows = find.query(params![rev, object, limit])?;
        let mut found = Vec::new();
        while let Some(row) = rows.next()? {
            found.push(read(row)?);
        }
        Ok(found)
    }

    /// Conflicts of one sort that stand in a space.
    pub(super) fn open_conflicts(&self, sp: Sp, sort: Sort) -> Result<Vec<ObjectId>> {
        let mut find = self
            .db
            .prepare_cached("SELECT object FROM conflict WHERE settled_ms IS NULL AND sp = ? AND sort = ?")?;
        let rows = find.query_map((sp.0, sort.number()), |row| row.get(0).map(ObjectId))?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    fn conflict(&self, sp: Sp, object: &ObjectId) -> Result<Option<ConflictRow>> {
        let mut find = self.db.prepare_cached(&format!(
            "SELECT {COLUMNS} FROM conflict WHERE sp = ? AND object = ?"
        ))?;
        let found = find.query_row((sp.0, object.0), |row| Ok(read(row)));
        found.optional()?.transpose()
    }
}

impl Tx<'_> {
    /// Edits of an object stand beside each other, or do so no longer: then `settled` says who chose and when.
    pub fn note_conflict(
        &self,
        (sp, object): (Sp, &ObjectId),
        sort: Sort,
        stands: bool,
        settled: impl FnOnce() -> Result<(Option<Ord>, i64)>,
    ) -> Result<()> {
        let stood = self.conflict(sp, object)?.map(|row| row.settled.is_none());
        match (stood, stands) {
            (Some(true), true) | (Some(false) | None, false) => Ok(()),
            (_, true) => {
                self.db
                    .prepare_cached(
                        "INSERT INTO conflict(sp, object, sort, rev) VALUES(?1, ?2, ?3, ?4)
                         ON CONFLICT DO UPDATE SET rev = ?4, settled_by = NULL, settled_ms = NULL",
                    )?
                    .execute(params![sp.0, object.0, sort.number(), self.new_rev()?])?;
                Ok(())
            }
            (Some(true), false) => {
                let (by, at_ms) = settled()?;
                self.db
                    .prepare_cached(
                        "UPDATE conflict SET rev = ?, settled_by = ?, settled_ms = ? WHERE sp = ? AND object = ?",
                    )?
                    .execute(params![self.new_rev()?, by, at_ms, sp.0, object.0])?;
                Ok(())
            }
        }
    }

    /// An object of this sort is not there any more.
    pub fn forget_conflict(&self, sp: Sp, object: &ObjectId, sort: Sort) -> Result<()> {
        self.db
            .prepare_cached("DELETE FROM conflict WHERE sp = ? AND object = ? AND sort = ?")?
            .execute((sp.0, object.0, sort.number()))?;
        Ok(())
    }
}

impl Sort {
    fn number(self) -> i64 {
        match self {
            Self::Document => 0,
            Self::Fact => 1,
            Self::Listing => 2,
            Self::Heads => 3,
        }
    }
}

fn read(row: &Row<'_>) -> Result<ConflictRow> {
    let by: Option<i64> = row.get(4)?;
    let by = by.map(|by| narrow(by, TABLE)).transpose()?;
    let at_ms: Option<i64> = row.get(5)?;
    Ok(ConflictRow {
        sp: Sp(row.get(0)?),
        object: ObjectId(row.get(1)?),
        sort: match row.get::<_, i64>(2)? {
            0 => Sort::Document,
            1 => Sort::Fact,
            3 => Sort::Heads,
            _ => Sort::Listing,
        },
        rev: row.get(3)?,
        settled: at_ms.map(|at_ms| (by, at_ms)),
    })
}
