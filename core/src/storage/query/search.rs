//! Search as you type, and what to relax when nothing is found.
//!
//! Words and plain filters are terms of the full-text index, whose rows stand in order of time: their intersection is
//! walked from now on and stops at the page's end. Dates walk the occurrences and ask whether a row is among the
//! hits. Near asks each row for its distance, and after many rows the R*Tree for all that are near.

use std::collections::HashSet;
use std::ops::ControlFlow;

use rusqlite::OptionalExtension;

use super::super::column::uint;
use super::super::{Read, Result, Sp};
use super::card::{Card, Showing};
use super::times::Found;
use super::{After, Page, page};
use crate::domain::accessibility::Access;
use crate::domain::fold::fold_query;
use crate::domain::language::LanguageTag;
use crate::domain::listing_type::ListingType;
use crate::domain::place::Point;
use crate::record::projection::{DAY_MS, FIRST_HIDDEN, Filter, rank_at};

const HITS: &str =
    "SELECT rowid FROM listing_fts WHERE listing_fts MATCH ?1 AND rowid > ?2 AND rowid < ?3 ORDER BY rowid";
const TITLE_HITS: &str =
    "SELECT rowid FROM title_fts WHERE title_fts MATCH ?1 AND rowid > ?2 AND rowid < ?3 ORDER BY rowid";
const ROWS: &str = "SELECT rank FROM listing WHERE rank > ?1 AND rank < ?2 ORDER BY rank";
const ROW: &str = "SELECT end_ms, lat, lon, sp FROM listing WHERE rank = ?";
const BOX: &str = "SELECT rank FROM place WHERE north >= ?1 AND south <= ?2 AND east >= ?3 AND west <= ?4";
const DATED: &str = "SELECT start_ms, rank, end_ms, all_day FROM occurrence INDEXED BY occurrence_start
    WHERE (start_ms, rank, end_ms) > (?1, ?2, ?3) AND start_ms < ?4 AND end_ms > ?5 AND prev_end_ms <= ?5
    ORDER BY start_ms, rank, end_ms";
const OF_ROW: &str = "SELECT start_ms, rank, end_ms, all_day FROM occurrence
    WHERE rank = ?1 AND end_ms > ?2 AND start_ms < ?3 AND prev_end_ms <= ?2";
/// So many candidates are asked for their dates; of more, the next dates are asked whether they are candidates.
const FEW: usize = 6_000;
/// Rows whose distance is asked one by one before the R*Tree is.
const ONE_BY_ONE: u32 = 2_000;
/// In an [`After`] of a search by dates: what began before the dates is listed after the rest.
const ONGOING: i64 = i64::MAX;

/// Where words are looked for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Scope {
    /// In everything that is said.
    #[default]
    Everything,
    /// In titles.
    Titles,
}

/// What a listing must be like. The default asks for nothing.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Filters {
    /// Of one space.
    pub space: Option<Sp>,
    /// Sort of listing.
    pub listing_type: Option<ListingType>,
    /// Takes place after this, ms UTC; may lie in the past.
    pub from_ms: Option<i64>,
    /// Takes place before this, ms UTC.
    pub to_ms: Option<i64>,
    /// Within so many metres of a point.
    pub near: Option<(Point, f64)>,
    /// Told in this language.
    pub language: Option<LanguageTag>,
    /// Somebody in a wheelchair was promised to get in.
    pub wheelchair: bool,
    /// Free for everybody.
    pub free: bool,
    /// Can be followed online.
    pub online: bool,
    /// *Yes* to each of these.
    pub access: Vec<Access>,
}

/// A search.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Search {
    /// Words as typed: all of them, the last one as a prefix unless a space follows.
    pub words: String,
    /// Where.
    pub scope: Scope,
    /// What else.
    pub filters: Filters,
}

/// A part of a search that could be left out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Without {
    /// The words.
    Words,
    /// The type.
    Type,
    /// The dates.
    Dates,
    /// The distance.
    Near,
    /// The language.
    Language,
    /// The wheelchair.
    Wheelchair,
    /// The price.
    Free,
    /// Online.
    Online,
    /// One question about accessibility.
    Access(Access),
}

/// How many there would be without a part of the search.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Relaxed {
    /// The part.
    pub without: Without,
    /// How many, up to the cap that was given.
    pub count: u64,
}

impl Search {
    /// The terms of the index; none when nothing is asked of it.
    fn expression(&self) -> Option<String> {
        let f = &self.filters;
        let mut terms: Vec<String> = fold_query(&self.words)
            .into_iter()
            .map(|token| format!("\"{}\"{}", token.text, if token.prefix { "*" } else { "" }))
            .collect();
        let mut add = |filter: Filter| terms.push(format!("\"{}\"", filter.token()));
        if let Some(sort) = &f.listing_type {
            add(Filter::Type(sort.number()));
        }
        if let Some(language) = &f.language {
            add(Filter::Language(language.primary().to_string()));
        }
        f.access
            .iter()
            .for_each(|question| add(Filter::Access(*question)));
        for (wanted, filter) in [
            (f.wheelchair, Filter::Wheelchair),
            (f.free, Filter::Free),
            (f.online, Filter::Online),
        ] {
            if wanted {
                add(filter);
            }
        }
        if terms.is_empty() {
            None
        } else {
            Some(terms.join(" "))
        }
    }

    /// The same search without each of its parts.
    fn relaxed(&self) -> Vec<(Without, Search)> {
        let mut out = Vec::new();
        let mut without = |part: Without, when: bool, change: &dyn Fn(&mut Search)| {
            if when {
                let mut search = self.clone();
                change(&mut search);
                out.push((part, search));
            }
        };
        let f = &self.filters;
        without(Without::Words, !fold_query(&self.words).is_empty(), &|s| {
            s.words.clear()
        });
        without(Without::Type, f.listing_type.is_some(), &|s| {
            s.filters.listing_type = None
        });
        without(Without::Dates, f.from_ms.is_some() || f.to_ms.is_some(), &|s| {
            (s.filters.from_ms, s.filters.to_ms) = (None, None);
        });
        without(Without::Near, f.near.is_some(), &|s| s.filters.near = None);
        without(Without::Language, f.language.is_some(), &|s| {
            s.filters.language = None
        });
        without(Without::Wheelchair, f.wheelchair, &|s| {
            s.filters.wheelchair = false
        });
        without(Without::Free, f.free, &|s| s.filters.free = false);
        without(Without::Online, f.online, &|s| s.filters.online = false);
        for question in &f.access {
            without(Without::Access(*question), true, &|s| {
                s.filters.access.retain(|q| q != question)
            });
        }
        out
    }
}

/// A row that was found, with its occurrence where the search was by dates.
struct Hit {
    rank: i64,
    after: After,
    when: Option<Showing>,
}

impl Read<'_> {
    /// What fits a search and is not over, or with dates what takes place then: by time; what goes on for long, and
    /// then what has no date, comes after.
    pub fn search(&self, search: &Search, after: Option<After>, limit: u32) -> Result<Page<Card>> {
        let hits = self.hits(
            search,
            after,
            usize::try_from(limit).unwrap_or(usize::MAX).saturating_add(1),
        )?;
        page(hits, limit, |hit| hit.after, |hit| self.card(hit.rank, hit.when))
    }

    /// How many fit a search, counted up to a cap.
    pub fn count(&self, search: &Search, cap: u32) -> Result<u64> {
        let hits = self.hits(search, None, usize::try_from(cap).unwrap_or(usize::MAX))?;
        Ok(uint(super::super::column::size(hits.len())))
    }

    /// How many would fit without each part of a search, counted up to a cap: what to relax.
    pub fn relax(&self, search: &Search, cap: u32) -> Result<Vec<Relaxed>> {
        let counted = |(without, search): (Without, Search)| {
            Ok(Relaxed {
                without,
                count: self.count(&search, cap)?,
            })
        };
        search.relaxed().into_iter().map(counted).collect()
    }

    fn hits(&self, search: &Search, after: Option<After>, most: usize) -> Result<Vec<Hit>> {
        let expression = search.expression();
        let sql = if search.scope == Scope::Titles {
            TITLE_HITS
        } else {
            HITS
        };
        let mut near = search
            .filters
            .near
            .map(|(point, metres)| Near::new(self, point, metres));
        let mut hits = Vec::new();
        if search.filters.from_ms.is_some() || search.filters.to_ms.is_some() {
            let among = self.candidates(sql, expression.as_deref(), near.as_ref())?;
            let mut take = |found: &Found, after: After| {
                let fits = among
                    .as_ref()
                    .is_none_or(|ranks| ranks.binary_search(&found.rank).is_ok());
                if fits
                    && self.is_of(found.rank, search.filters.space)?
                    && near.as_mut().map_or(Ok(true), |near| near.holds(found.rank))?
                {
                    hits.push(Hit {
                        rank: found.rank,
                        after,
                        when: Some(found.showing()),
                    });
                }
                Ok(if hits.len() < most {
                    ControlFlow::Continue(())
                } else {
                    ControlFlow::Break(())
                })
            };
            match &among {
                Some(ranks) if ranks.len() <= FEW => {
                    self.dated_of(ranks, &search.filters, after, &mut take)?
                }
                _ => self.dated(&search.filters, after, &mut take)?,
            }
            return Ok(hits);
        }
        let from = after.map_or(rank_at(self.now_ms.saturating_sub(DAY_MS)) - 1, |after| after.0);
        let mut row = self.db.prepare_cached(ROW)?;
        self.walk(sql, expression.as_deref(), from, |rank| {
            if near.as_mut().map_or(Ok(true), |near| near.holds(rank))? {
                let of: Option<(Option<i64>, i64)> = row
                    .query_row([rank], |row| Ok((row.get(0)?, row.get(3)?)))
                    .optional()?;
                let fits = |(end, sp): (Option<i64>, i64)| {
                    end.is_none_or(|end| end > self.now_ms)
                        && search.filters.space.is_none_or(|space| space.0 == sp)
                };
                if of.is_some_and(fits) {
                    hits.push(Hit {
                        rank,
                        after: After(rank, 0, 0),
                        when: None,
                    });
                }
            }
            Ok(if hits.len() < most {
                ControlFlow::Continue(())
            } else {
                ControlFlow::Break(())
            })
        })?;
        Ok(hits)
    }

    /// Whether a row is of a space, where one is asked for.
    fn is_of(&self, rank: i64, space: Option<Sp>) -> Result<bool> {
        let Some(space) = space else { return Ok(true) };
        let sp: Option<i64> = self
            .db
            .prepare_cached(ROW)?
            .query_row([rank], |row| row.get(3))
            .optional()?;
        Ok(sp == Some(space.0))
    }

    /// Ranks that have the words and lie in the box of a search by dates; none when it asks for neither.
    fn candidates(
        &self,
        sql: &str,
        expression: Option<&str>,
        near: Option<&Near<'_, '_>>,
    ) -> Result<Option<Vec<i64>>> {
        let boxed = near.map(Near::in_the_box).transpose()?;
        let mut ranks = Vec::new();
        match (expression, boxed) {
            (None, None) => return Ok(None),
            (None, Some(boxed)) => {
                ranks.extend(boxed);
                ranks.sort_unstable();
            }
            (Some(expression), boxed) => self.walk(sql, Some(expression), i64::MIN, |rank| {
                if boxed.as_ref().is_none_or(|boxed| boxed.contains(&rank)) {
                    ranks.push(rank);
                }
                Ok(ControlFlow::Continue(()))
            })?,
        }
        Ok(Some(ranks))
    }

    /// The same as [`Self::dated`], of a few rows: what walks over all occurrences would look at far more.
    fn dated_of(
        &self,
        ranks: &[i64],
        filters: &Filters,
        after: Option<After>,
        mut take: impl FnMut(&Found, After) -> Result<ControlFlow<()>>,
    ) -> Result<()> {
        let from = filters.from_ms.unwrap_or(self.now_ms);
        let to = filters.to_ms.unwrap_or(i64::MAX);
        let began = from.saturating_sub(DAY_MS);
        let mut found: Vec<(After, Found)> = Vec::new();
        let mut find = self.db.prepare_cached(OF_ROW)?;
        for rank in ranks {
            for row in find.query_map((rank, from, to), Found::read)? {
                let row = row?;
                let place = match row.start_ms < began {
                    true => After(ONGOING, row.end_ms, row.rank),
                    false => row.by_start(),
                };
                found.push((place, row));
            }
        }
        found.sort_unstable_by_key(|(After(a, b, c), _)| (*a, *b, *c));
        let key = |After(a, b, c): After| (a, b, c);
        for (place, found) in found
            .iter()
            .filter(|(place, _)| after.is_none_or(|after| key(*place) > key(after)))
        {
            if take(found, *place)?.is_break() {
                break;
            }
        }
        Ok(())
    }

    /// Ranks of the rows that have these terms, or of all, in order.
    fn walk(
        &self,
        sql: &str,
        expression: Option<&str>,
        from: i64,
        mut take: impl FnMut(i64) -> Result<ControlFlow<()>>,
    ) -> Result<()> {
        let mut find = self
            .db
            .prepare_cached(if expression.is_some() { sql } else { ROWS })?;
        let mut rows = match expression {
            Some(expression) => find.query((expression, from, FIRST_HIDDEN))?,
            None => find.query((from, FIRST_HIDDEN))?,
        };
        while let Some(row) = rows.next()? {
            if take(row.get(0)?)?.is_break() {
                break;
            }
        }
        Ok(())
    }

    /// Occurrences that touch the dates of a search, each listing once; what began more than a day before comes
    /// last.
    fn dated(
        &self,
        filters: &Filters,
        after: Option<After>,
        mut take: impl FnMut(&Found, After) -> Result<ControlFlow<()>>,
    ) -> Result<()> {
        let from = filters.from_ms.unwrap_or(self.now_ms);
        let to = filters.to_ms.unwrap_or(i64::MAX);
        let start = match after {
            Some(After(ONGOING, end, rank)) => Some(After(end, rank, 0)),
            after => {
                let After(start, rank, end) =
                    after.unwrap_or(After(from.saturating_sub(DAY_MS), i64::MIN, 0));
                let mut find = self.db.prepare_cached(DATED)?;
                let mut rows = find.query((start, rank, end, to, from))?;
                while let Some(row) = rows.next()? {
                    let found = Found::read(row)?;
                    if take(&found, found.by_start())?.is_break() {
                        return Ok(());
                    }
                }
                None
            }
        };
        self.each_ongoing(from, start, -1, |found| {
            take(&found, After(ONGOING, found.end_ms, found.rank))
        })
    }
}

/// Whether rows are near a point: asked one by one at first, and all at once when there are many.
struct Near<'r, 'c> {
    read: &'r Read<'c>,
    point: Point,
    metres: f64,
    asked: u32,
    all: Option<HashSet<i64>>,
}

impl<'r, 'c> Near<'r, 'c> {
    fn new(read: &'r Read<'c>, point: Point, metres: f64) -> Self {
        Self {
            read,
            point,
            metres,
            asked: 0,
            all: None,
        }
    }

    fn holds(&mut self, rank: i64) -> Result<bool> {
        self.asked = self.asked.saturating_add(1);
        if self.asked > ONE_BY_ONE && self.all.is_none() {
            self.all = Some(self.in_the_box()?);
        }
        if self.all.as_ref().is_some_and(|all| !all.contains(&rank)) {
            return Ok(false);
        }
        let mut find = self.read.db.prepare_cached(ROW)?;
        let point: Option<(Option<i32>, Option<i32>)> = find
            .query_row([rank], |row| Ok((row.get(1)?, row.get(2)?)))
            .optional()?;
        let point = point.and_then(|(lat, lon)| Point::from_e7(lat?, lon?));
        Ok(point.is_some_and(|point| point.distance_m(self.point) <= self.metres))
    }

    fn in_the_box(&self) -> Result<HashSet<i64>> {
        let [south, west, north, east] = self.point.box_around(self.metres);
        let mut find = self.read.db.prepare_cached(BOX)?;
        let rows = find.query_map((south, north, west, east), |row| row.get(0))?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }
}

#[cfg(test)]
pub(super) const STATEMENTS: [&str; 7] = [HITS, TITLE_HITS, ROWS, ROW, BOX, DATED, OF_ROW];
