//! Lists by sort, by organisation, by change, and of everything.

use ekin_protocol::id::{ObjectId, OrgId};

use super::super::listing::{UNREADABLE, WITHDRAWN};
use super::super::{Read, Result, Sp};
use super::card::Card;
use super::times::more;
use super::{After, Page, page};
use crate::domain::listing_type::ListingType;
use crate::domain::status::Status;
use crate::record::projection::{DAY_MS, FIRST_HIDDEN, rank_at, source_number};

const BY_TYPE: &str = "SELECT rank FROM listing INDEXED BY listing_type
    WHERE type = ?1 AND rank > ?2 AND rank < ?3 AND (end_ms IS NULL OR end_ms > ?4) ORDER BY rank LIMIT ?5";
const BY_ORG: &str = "SELECT rank FROM listing INDEXED BY listing_org
    WHERE org = ?1 AND rank > ?2 AND rank < ?3 AND (end_ms IS NULL OR end_ms > ?4) ORDER BY rank LIMIT ?5";
const ALL: &str = "SELECT rank FROM listing WHERE rank > ?1 AND rank < ?2 ORDER BY rank LIMIT ?3";
const NEWS: &str = "SELECT rank, rev, first_rev, status_rev, status FROM listing INDEXED BY listing_rev
    WHERE (rev, rank) < (?1, ?2) AND rev > ?3 AND NOT (status >= 6 AND first_rev > ?3) AND status <> 7
    ORDER BY rev DESC, rank DESC LIMIT ?4";
const OF_ORG: &str = "SELECT sp, object FROM listing INDEXED BY listing_org
    WHERE org = ?1 AND rank > ?2 AND rank < ?3 ORDER BY rank LIMIT ?4";
const BY_SOURCE: &str = "SELECT sp, object FROM listing WHERE source = ?";

/// What happened to a listing since the person last looked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Change {
    /// It is new.
    New,
    /// It says something else.
    Changed,
    /// It will not take place as planned: see its status.
    Cancelled,
    /// It was withdrawn.
    Withdrawn,
}

/// One piece of news.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct News {
    /// What happened.
    pub change: Change,
    /// To which listing.
    pub card: Card,
}

impl Read<'_> {
    /// Listings of one type that are not over.
    pub fn by_type(&self, sort: &ListingType, after: Option<After>, limit: u32) -> Result<Page<Card>> {
        self.ranks(BY_TYPE, i64::from(sort.number()), after, limit)
    }

    /// Listings of one organisation that are not over.
    pub fn by_org(&self, org: &OrgId, after: Option<After>, limit: u32) -> Result<Page<Card>> {
        self.ranks(BY_ORG, org.0, after, limit)
    }

    fn ranks(
        &self,
        sql: &str,
        of: impl rusqlite::ToSql,
        after: Option<After>,
        limit: u32,
    ) -> Result<Page<Card>> {
        let from = after.map_or(rank_at(self.now_ms.saturating_sub(DAY_MS)) - 1, |after| after.0);
        let mut find = self.db.prepare_cached(sql)?;
        let rows = find.query_map((of, from, FIRST_HIDDEN, self.now_ms, more(limit)), |row| {
            row.get(0)
        })?;
        self.rank_page(rows.collect::<rusqlite::Result<_>>()?, limit)
    }

    /// Every listing that readers see, past ones too.
    pub fn all_listings(&self, after: Option<After>, limit: u32) -> Result<Page<Card>> {
        let from = after.map_or(i64::MIN, |after| after.0);
        let mut find = self.db.prepare_cached(ALL)?;
        let rows = find.query_map((from, FIRST_HIDDEN, more(limit)), |row| row.get(0))?;
        self.rank_page(rows.collect::<rusqlite::Result<_>>()?, limit)
    }

    pub(super) fn rank_page(&self, ranks: Vec<i64>, limit: u32) -> Result<Page<Card>> {
        page(
            ranks,
            limit,
            |rank| After(*rank, 0, 0),
            |rank| self.card(*rank, None),
        )
    }

    /// What is new, changed, cancelled or withdrawn since a revision, the last change first. What came and went
    /// since then is not told.
    pub fn news(&self, since: i64, after: Option<After>, limit: u32) -> Result<Page<News>> {
        let After(rev, rank, _) = after.unwrap_or(After(i64::MAX, i64::MAX, 0));
        let mut find = self.db.prepare_cached(NEWS)?;
        let rows = find.query_map((rev, rank, since, more(limit)), |row| {
            Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?, row.get(4)?))
        })?;
        let rows = rows.collect::<rusqlite::Result<Vec<(i64, i64, i64, i64, u8)>>>()?;
        page(
            rows,
            limit,
            |(rank, rev, ..)| After(*rev, *rank, 0),
            |(rank, _, first, status_rev, status)| {
                let news = |card| News {
                    change: change(since, *first, *status_rev, *status),
                    card,
                };
                Ok(self.card(*rank, None)?.map(news))
            },
        )
    }

    /// Every listing of an organisation, past ones too, to withdraw them all; at most `limit`, after a rank.
    pub fn objects_of_org(&self, org: &OrgId, limit: u32) -> Result<Vec<(Sp, ObjectId)>> {
        let mut find = self.db.prepare_cached(OF_ORG)?;
        let rows = find.query_map((org.0, i64::MIN, FIRST_HIDDEN, limit), |row| {
            Ok((Sp(row.get(0)?), ObjectId(row.get(1)?)))
        })?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    /// The listings that were taken from one entry of a source.
    pub fn by_source(&self, scheme: &str, id: &str) -> Result<Vec<(Sp, ObjectId)>> {
        let mut find = self.db.prepare_cached(BY_SOURCE)?;
        let rows = find.query_map([source_number(scheme, id)], |row| {
            Ok((Sp(row.get(0)?), ObjectId(row.get(1)?)))
        })?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }
}

fn change(since: i64, first_rev: i64, status_rev: i64, status: u8) -> Change {
    debug_assert_ne!(status, UNREADABLE);
    let told = status_rev > since;
    if status == WITHDRAWN {
        Change::Withdrawn
    } else if first_rev > since {
        Change::New
    } else if told && status >= Status::MovedOnline.severity() {
        Change::Cancelled
    } else {
        Change::Changed
    }
}

#[cfg(test)]
pub(super) const STATEMENTS: [&str; 6] = [BY_TYPE, BY_ORG, ALL, NEWS, OF_ORG, BY_SOURCE];
