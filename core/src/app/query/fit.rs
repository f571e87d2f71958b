//! Listings that fit what the person of this device needs, each with what it says to every need. What says nothing is counted, and
//! can be shown: *not said* is not *no*.

use chrono_tz::Tz;

use super::needs::needs;
use super::saved::saved;
use super::search::{Ask, COUNTED, Found, Zones, cursor, nothing_here, search_of};
use crate::app::device::Device;
use crate::app::error::AppError;
use crate::domain::matching::{Fit, Need, Said, answers, fit};
use crate::domain::place::Point;
use crate::record::payload;
use crate::storage::query::{Card, Search};
use crate::storage::{Read, StoreError};

/// Listings that are looked at for one page, and to count those that say nothing.
const LOOKED_AT: u32 = 2_000;

/// What fits, and what says nothing.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Fitting {
    /// What was asked for.
    pub needs: Vec<Need>,
    /// The listings.
    pub found: Found,
    /// What each of them says to the needs, in the order of both.
    pub answers: Vec<Vec<Said>>,
    /// Needs of which listings that say *no* to nothing say nothing, and how many do not. On the first page alone.
    pub unsaid: Vec<(Need, u64)>,
    /// Needs that nothing fits, where nothing was found: how many listings fit without each.
    pub less: Vec<(Need, u64)>,
}

impl Device {
    /// Looks for listings that answer every need of this device with yes; or, with `unsaid`, for those that answer none with no
    /// and leave some unanswered. A page may be short and go on all the same.
    ///
    /// # Errors
    /// As [`Device::search`].
    pub fn fitting(&self, ask: &Ask, unsaid: bool, here: Tz) -> Result<Fitting, AppError> {
        self.store().read(|read| {
            let needs = needs(read)?;
            let (search, wanted) = match unsaid {
                true => (search_of(read, ask)?, Fit::Unknown),
                false => (needed(read, ask, &needs)?, Fit::Yes),
            };
            let mut fitting = page(read, ask, &needs, &search, wanted, here)?;
            if ask.after.is_none() {
                fitting.unsaid = count_unsaid(read, ask, &needs)?;
                if fitting.found.hits.is_empty() {
                    fitting.found.empty = nothing_here(read)?;
                    fitting.less = less(read, ask, &needs)?;
                }
            }
            fitting.needs = needs;
            Ok(fitting)
        })
    }

    /// How many listings answer every need of this device with yes, and at most 1,000.
    ///
    /// # Errors
    /// As [`Device::search`].
    pub fn count_fitting(&self, ask: &Ask) -> Result<u64, AppError> {
        self.store().read(|read| {
            let needs = needs(read)?;
            let search = needed(read, ask, &needs)?;
            // What no index knows of is looked up in each listing.
            if needs
                .iter()
                .all(|need| !matches!(need, Need::Companion | Need::Other(_)))
            {
                return Ok(read.count(&search, COUNTED)?);
            }
            let mut count = 0;
            for card in read.search(&search, None, LOOKED_AT)?.items {
                let said = said_to(read, &card, &needs)?;
                count += u64::from(said.is_some_and(|said| fit(said) == Fit::Yes));
            }
            Ok(count.min(COUNTED.into()))
        })
    }
}

/// The question with the needs in it, as the index is asked. No index knows of companions: the page looks at each listing.
fn needed(read: &Read<'_>, ask: &Ask, needs: &[Need]) -> Result<Search, AppError> {
    let mut search = search_of(read, ask)?;
    for need in needs {
        match need {
            Need::Wheelchair => search.filters.wheelchair = true,
            Need::Free => search.filters.free = true,
            Need::Access(question) => search.filters.access.push(*question),
            Need::Near(point, metres) => search.filters.near = Some((*point, f64::from(*metres))),
            Need::Companion | Need::Other(_) => {}
        }
    }
    Ok(search)
}

/// A page of what a search finds and that fits so.
fn page(
    read: &Read<'_>,
    ask: &Ask,
    needs: &[Need],
    search: &Search,
    wanted: Fit,
    here: Tz,
) -> Result<Fitting, AppError> {
    let (zones, kept) = (Zones::new(read), saved(read)?);
    let point = near(needs).or(ask.near.map(|(point, _)| point));
    let mut fitting = Fitting::default();
    let (mut after, mut looked) = (cursor(ask.after.as_deref())?, 0);
    loop {
        let found = u32::try_from(fitting.answers.len()).unwrap_or(u32::MAX);
        // Never more than lack: the next page begins behind the last listing that was looked at.
        let step = ask.limit.max(1).saturating_sub(found);
        let page = read.search(search, after, step)?;
        for card in page.items {
            if let Some(said) = said_to(read, &card, needs)?
                && fit(said.iter().copied()) == wanted
            {
                fitting.found.hits.push(zones.hit(card, point, &kept, here)?);
                fitting.answers.push(said);
            }
        }
        (after, looked) = (page.next, looked + step);
        let full = fitting.answers.len() >= usize::try_from(ask.limit.max(1)).unwrap_or(usize::MAX);
        if after.is_none() || full || looked >= LOOKED_AT {
            fitting.found.next = after.map(|after| after.to_string());
            return Ok(fitting);
        }
    }
}

fn near(needs: &[Need]) -> Option<Point> {
    needs.iter().find_map(|need| match need {
        Need::Near(point, _) => Some(*point),
        _ => None,
    })
}

/// What a listing says to each need; none for one that this version cannot read.
fn said_to(read: &Read<'_>, card: &Card, needs: &[Need]) -> Result<Option<Vec<Said>>, StoreError> {
    let heads = read.heads(card.sp, &card.object)?;
    let listing = heads.last().and_then(|head| payload::decode(&head.body).ok());
    Ok(listing.map(|listing| answers(needs, &listing)))
}

fn count_unsaid(read: &Read<'_>, ask: &Ask, needs: &[Need]) -> Result<Vec<(Need, u64)>, AppError> {
    let mut counts: Vec<(Need, u64)> = needs.iter().map(|need| (need.clone(), 0)).collect();
    for card in read.search(&search_of(read, ask)?, None, LOOKED_AT)?.items {
        let Some(said) = said_to(read, &card, needs)? else {
            continue;
        };
        if fit(said.iter().copied()) == Fit::Unknown {
            for ((_, count), said) in counts.iter_mut().zip(said) {
                *count += u64::from(said == Said::Nothing);
            }
        }
    }
    counts.retain(|(_, count)| *count > 0);
    Ok(counts)
}

fn less(read: &Read<'_>, ask: &Ask, needs: &[Need]) -> Result<Vec<(Need, u64)>, AppError> {
    let mut less = Vec::new();
    for need in needs {
        let others: Vec<Need> = needs.iter().filter(|other| *other != need).cloned().collect();
        let count = read.count(&needed(read, ask, &others)?, LOOKED_AT)?;
        if count > 0 {
            less.push((need.clone(), count));
        }
    }
    Ok(less)
}
