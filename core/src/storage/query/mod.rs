//! Queries of screens: each with a limit and a cursor, each served by an index, none of them loads a payload
//! except the detail of one listing. A first page costs the same among 1,000 and 100,000 listings.
//!
//! | query | order |
//! |---|---|
//! | [`Read::discover`](super::Read::discover) | what begins next, each listing once |
//! | [`Read::ongoing`](super::Read::ongoing) | what goes on for more than a day, what ends first |
//! | [`Read::agenda`](super::Read::agenda) | every occurrence from one time to another |
//! | [`Read::search`](super::Read::search) | what begins next; then what goes on, then what has no date |
//! | [`Read::by_type`](super::Read::by_type), [`Read::by_org`](super::Read::by_org) | the same |
//! | [`Read::all_listings`](super::Read::all_listings) | the same, from the first of the past on |
//! | [`Read::news`](super::Read::news) | what changed last |

mod card;
mod detail;
mod lists;
mod search;
#[cfg(test)]
mod tests;
mod times;

pub use card::{Card, Showing};
pub(super) use detail::bounds;
pub use detail::{Detail, HeadDetail, PrefixFound};
pub use lists::{Change, News};
pub use search::{Filters, Relaxed, Scope, Search, Without};

use std::fmt;
use std::str::FromStr;

/// A place in a list, to go on from. It means something only to the same query.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct After(i64, i64, i64);

/// A text that is no place in a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not a place in a list")]
pub struct BadAfter;

impl fmt::Display for After {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:x}.{:x}.{:x}", self.0, self.1, self.2)
    }
}

impl FromStr for After {
    type Err = BadAfter;

    fn from_str(text: &str) -> Result<Self, BadAfter> {
        let mut parts = text
            .trim()
            .split('.')
            .map(|part| u64::from_str_radix(part, 16).map(u64::cast_signed));
        match (parts.next(), parts.next(), parts.next(), parts.next()) {
            (Some(Ok(a)), Some(Ok(b)), Some(Ok(c)), None) => Ok(Self(a, b, c)),
            _ => Err(BadAfter),
        }
    }
}

/// One page of a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Page<T> {
    /// What it holds.
    pub items: Vec<T>,
    /// Where to go on; none at the end.
    pub next: Option<After>,
}

/// Fills a page from places in a list: one more than fits says that it goes on.
fn page<P, T>(
    mut places: Vec<P>,
    limit: u32,
    after: impl Fn(&P) -> After,
    load: impl Fn(&P) -> super::Result<Option<T>>,
) -> super::Result<Page<T>> {
    let limit = usize::try_from(limit).unwrap_or(usize::MAX);
    let more = places.len() > limit;
    places.truncate(limit);
    let next = if more { places.last().map(after) } else { None };
    let mut items = Vec::with_capacity(places.len());
    for place in &places {
        items.extend(load(place)?);
    }
    Ok(Page { items, next })
}
