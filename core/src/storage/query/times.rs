//! Lists by time: what begins next, what goes on, and a calendar.

use std::ops::ControlFlow;

use rusqlite::Row;

use super::super::{Read, Result};
use super::card::{Card, Showing};
use super::{After, Page, page};
use crate::record::projection::DAY_MS;

/// What began up to a day ago may still run; what lasts longer is in *ongoing*.
const DISCOVER: &str = "SELECT start_ms, rank, end_ms, all_day FROM occurrence INDEXED BY occurrence_start
    WHERE (start_ms, rank, end_ms) > (?1, ?2, ?3) AND end_ms > ?4 AND prev_end_ms <= ?4
    ORDER BY start_ms, rank, end_ms LIMIT ?5";
const AGENDA: &str = "SELECT start_ms, rank, end_ms, all_day FROM occurrence INDEXED BY occurrence_start
    WHERE (start_ms, rank, end_ms) > (?1, ?2, ?3) AND start_ms < ?4 AND end_ms > ?5
    ORDER BY start_ms, rank, end_ms LIMIT ?6";
const ONGOING: &str = "SELECT start_ms, rank, end_ms, all_day FROM occurrence INDEXED BY occurrence_long
    WHERE end_ms - start_ms > 86400000 AND (end_ms, rank) > (?1, ?2) AND start_ms < ?3 AND prev_end_ms <= ?4
    ORDER BY end_ms, rank LIMIT ?5";

pub(super) struct Found {
    pub start_ms: i64,
    pub rank: i64,
    pub end_ms: i64,
    pub all_day: bool,
}

impl Found {
    pub(super) fn read(row: &Row<'_>) -> rusqlite::Result<Self> {
        Ok(Self {
            start_ms: row.get(0)?,
            rank: row.get(1)?,
            end_ms: row.get(2)?,
            all_day: row.get(3)?,
        })
    }

    pub(super) fn showing(&self) -> Showing {
        Showing {
            start_ms: self.start_ms,
            end_ms: self.end_ms,
            all_day: self.all_day,
        }
    }

    pub(super) fn by_start(&self) -> After {
        After(self.start_ms, self.rank, self.end_ms)
    }

    pub(super) fn by_end(&self) -> After {
        After(self.end_ms, self.rank, 0)
    }
}

impl Read<'_> {
    /// What begins next, or began less than a day ago and still runs: each listing once, at the occurrence that is
    /// running or comes next (`end > now >= end of the one before`).
    pub fn discover(&self, after: Option<After>, limit: u32) -> Result<Page<Card>> {
        let now = self.now_ms;
        let After(start, rank, end) = after.unwrap_or(After(now.saturating_sub(DAY_MS), i64::MIN, 0));
        let mut find = self.db.prepare_cached(DISCOVER)?;
        let rows = find.query_map((start, rank, end, now, more(limit)), Found::read)?;
        self.cards(rows.collect::<rusqlite::Result<_>>()?, limit, Found::by_start)
    }

    /// Every occurrence that touches `from_ms..to_ms`, by start; what began more than a day before `from_ms` is in
    /// [`Read::ongoing`].
    pub fn agenda(&self, from_ms: i64, to_ms: i64, after: Option<After>, limit: u32) -> Result<Page<Card>> {
        let After(start, rank, end) = after.unwrap_or(After(from_ms.saturating_sub(DAY_MS), i64::MIN, 0));
        let mut find = self.db.prepare_cached(AGENDA)?;
        let rows = find.query_map((start, rank, end, to_ms, from_ms, more(limit)), Found::read)?;
        self.cards(rows.collect::<rusqlite::Result<_>>()?, limit, Found::by_start)
    }

    /// What began more than a day before `at_ms` and still goes on then, what ends first.
    pub fn ongoing(&self, at_ms: i64, after: Option<After>, limit: u32) -> Result<Page<Card>> {
        let mut found = Vec::new();
        self.each_ongoing(at_ms, after, more(limit), |one| {
            found.push(one);
            Ok(ControlFlow::Continue(()))
        })?;
        self.cards(found, limit, Found::by_end)
    }

    pub(super) fn each_ongoing(
        &self,
        at_ms: i64,
        after: Option<After>,
        limit: i64,
        mut take: impl FnMut(Found) -> Result<ControlFlow<()>>,
    ) -> Result<()> {
        let After(end, rank, _) = after.unwrap_or(After(at_ms, i64::MAX, 0));
        let mut find = self.db.prepare_cached(ONGOING)?;
        let mut rows = find.query((end, rank, at_ms.saturating_sub(DAY_MS), at_ms, limit))?;
        while let Some(row) = rows.next()? {
            if take(Found::read(row)?)?.is_break() {
                break;
            }
        }
        Ok(())
    }

    fn cards(&self, found: Vec<Found>, limit: u32, after: fn(&Found) -> After) -> Result<Page<Card>> {
        page(found, limit, after, |found| {
            self.card(found.rank, Some(found.showing()))
        })
    }
}

/// One more than fits on a page says that the list goes on.
pub(super) fn more(limit: u32) -> i64 {
    i64::from(limit) + 1
}

#[cfg(test)]
pub(super) const STATEMENTS: [&str; 3] = [DISCOVER, AGENDA, ONGOING];
