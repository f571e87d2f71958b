//! Searching: what is asked in a person's words (days, towns), the page that is found, and what to relax when
//! nothing is.

use std::cell::RefCell;
use std::collections::BTreeMap;

use chrono_tz::Tz;
use ekin_i18n::Date;
use ekin_protocol::id::SpaceId;

use super::saved::saved;
use super::when::{When, end_of, start_of};
use crate::app::device::Device;
use crate::app::error::AppError;
use crate::app::report::hidden;
use crate::domain::accessibility::Access;
use crate::domain::fold::fold_query;
use crate::domain::language::LanguageTag;
use crate::domain::listing::Listing;
use crate::domain::listing_type::ListingType;
use crate::domain::place::Point;
use crate::record::payload;
use crate::storage::query::{After, Card, Filters, Page, Scope, Search, Without};
use crate::storage::{DEFAULT_ZONE, Read, Sp, StoreError};

/// Listings counted at most to say what to relax.
pub(super) const COUNTED: u32 = 1_000;
/// How much wider a search around a place is tried.
const WIDER: f64 = 3.0;

/// What a person looks for. The default asks for everything that is not over.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Ask {
    /// In one territory; none asks for all that are here.
    pub space: Option<SpaceId>,
    /// Words as typed.
    pub words: String,
    /// Sort of listing.
    pub listing_type: Option<ListingType>,
    /// First day, in the territory's zone; may lie in the past.
    pub from: Option<Date>,
    /// Last day, included.
    pub to: Option<Date>,
    /// Within so many kilometres of a point.
    pub near: Option<(Point, f64)>,
    /// Told in this language.
    pub language: Option<LanguageTag>,
    /// Somebody in a wheelchair was promised to get in.
    pub wheelchair: bool,
    /// A quiet place or hour was promised.
    pub quiet: bool,
    /// Free for everybody.
    pub free: bool,
    /// Can be followed online.
    pub online: bool,
    /// Only what was saved on this device; the rest of the question is not asked then.
    pub saved: bool,
    /// Most listings of a page.
    pub limit: u32,
    /// Where the page before ended.
    pub after: Option<String>,
}

/// A listing that was found.
#[derive(Clone, Debug, PartialEq)]
pub struct Hit {
    /// As lists show it.
    pub card: Card,
    /// When it takes place: the next time, or the one that was asked for.
    pub when: Option<When>,
    /// Metres from the point that was asked for.
    pub metres: Option<f64>,
    /// Whether it is kept on this device.
    pub saved: bool,
}

/// A page of what was found.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Found {
    /// The listings.
    pub hits: Vec<Hit>,
    /// Where the next page begins.
    pub next: Option<String>,
    /// When nothing was found: how many there would be with less asked for.
    pub relax: Vec<(Less, u64)>,
    /// Nothing at all is here yet.
    pub empty: bool,
}

/// What could be asked for less.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Less {
    /// Only these words.
    Words(String),
    /// No words.
    NoWords,
    /// The words and nothing else.
    OnlyWords,
    /// Nothing at all.
    Everything,
    /// Not this option.
    Option(&'static str),
    /// Within so many kilometres.
    Kilometres(u64),
    /// Among what is over, too.
    Past,
}

/// A cursor that is none.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not a place in a list")]
pub struct BadCursor;

impl Device {
    /// Looks for listings, in one territory or in all of this device.
    ///
    /// # Errors
    /// [`AppError::Cursor`], and those of the store.
    pub fn search(&self, ask: &Ask, here: Tz) -> Result<Found, AppError> {
        self.store().read(|read| {
            if ask.saved {
                return saved_listings(read, ask.space, here);
            }
            let search = search_of(read, ask)?;
            let page = read.search(&search, cursor(ask.after.as_deref())?, ask.limit.max(1))?;
            let relax = match page.items.is_empty() && ask.after.is_none() {
                true => relax(read, ask, &search)?,
                false => Vec::new(),
            };
            let empty = page.items.is_empty() && nothing_here(read)?;
            Ok(Found {
                relax: if empty { Vec::new() } else { relax },
                empty,
                ..found(read, page, ask.near.map(|(point, _)| point), here)?
            })
        })
    }

    /// How many listings there are of what is asked for, and at most 1,000: more than that says nothing to a person.
    ///
    /// # Errors
    /// Those of the store.
    pub fn count(&self, ask: &Ask) -> Result<u64, AppError> {
        self.store()
            .read(|read| Ok(read.count(&search_of(read, ask)?, COUNTED)?))
    }

    /// Everything that takes place from one day to another, each time on its own; what goes on for longer than a
    /// day is on the page of its first day.
    ///
    /// # Errors
    /// As [`Device::search`].
    pub fn agenda(
        &self,
        space: Option<SpaceId>,
        from: Date,
        to: Date,
        limit: u32,
        after: Option<&str>,
        here: Tz,
    ) -> Result<Found, AppError> {
        self.store().read(|read| {
            let (zone, only) = (zone_of_days(read, space)?, number_of(read, space)?);
            let from_ms = start_of(from, zone).unwrap_or(i64::MIN);
            let to_ms = end_of(to, zone).unwrap_or(i64::MAX);
            let page = only_of(
                only,
                cursor(after)?,
                limit.max(1),
                |card: &Card| card.sp,
                |after, limit| read.agenda(from_ms, to_ms, after, limit),
            )?;
            let empty = page.items.is_empty() && nothing_here(read)?;
            Ok(Found {
                empty,
                ..found(read, page, None, here)?
            })
        })
    }

    /// What goes on today for longer than a day, what ends first.
    ///
    /// # Errors
    /// Those of the store.
    pub fn ongoing(
        &self,
        space: Option<SpaceId>,
        day: Date,
        limit: u32,
        here: Tz,
    ) -> Result<Found, AppError> {
        self.store().read(|read| {
            let (zone, only) = (zone_of_days(read, space)?, number_of(read, space)?);
            let at = start_of(day, zone).unwrap_or(read.now_ms);
            let page = only_of(
                only,
                None,
                limit.max(1),
                |card: &Card| card.sp,
                |after, limit| read.ongoing(at, after, limit),
            )?;
            Ok(found(read, page, None, here)?)
        })
    }

    /// Today, in the zone of the territory (of the first one, where there are several and none is named).
    ///
    /// # Errors
    /// Those of the store.
    pub fn today(&self, space: Option<SpaceId>) -> Result<Date, AppError> {
        self.store().read(|read| {
            let day = super::when::moment(read.now_ms, zone_of_days(read, space)?).map(|(day, _)| day);
            day.ok_or(AppError::Clock)
        })
    }
}

/// The zone in which days are meant: that of the territory that was named, or of the first one.
pub(super) fn zone_of_days(read: &Read<'_>, named: Option<SpaceId>) -> Result<Tz, StoreError> {
    let spaces = read.catalogues()?;
    let space = spaces.iter().find(|one| named.is_none_or(|id| id == one.id));
    Ok(space.map_or(DEFAULT_ZONE, |space| space.zone))
}

/// The number here of the territory that was named.
pub(super) fn number_of(read: &Read<'_>, named: Option<SpaceId>) -> Result<Option<Sp>, AppError> {
    let number = |id| read.find_space(&id)?.ok_or(AppError::NoTerritory);
    named.map(number).transpose()
}

/// A page of a list that knows no territories, of one territory's items alone.
pub(super) fn only_of<T>(
    only: Option<Sp>,
    mut after: Option<After>,
    limit: u32,
    of: impl Fn(&T) -> Sp,
    fetch: impl Fn(Option<After>, u32) -> Result<Page<T>, StoreError>,
) -> Result<Page<T>, StoreError> {
    let Some(only) = only else {
        return fetch(after, limit);
    };
    let mut items = Vec::new();
    loop {
        let lacking = limit.saturating_sub(u32::try_from(items.len()).unwrap_or(u32::MAX));
        let page = fetch(after, lacking)?;
        items.extend(page.items.into_iter().filter(|item| of(item) == only));
        after = page.next;
        if after.is_none() || items.len() >= usize::try_from(limit).unwrap_or(usize::MAX) {
            return Ok(Page { items, next: after });
        }
    }
}

pub(super) fn cursor(after: Option<&str>) -> Result<Option<After>, AppError> {
    let parsed = after.map(|text| text.parse::<After>().map_err(|_| AppError::Cursor(BadCursor)));
    parsed.transpose()
}

pub(super) fn search_of(read: &Read<'_>, ask: &Ask) -> Result<Search, AppError> {
    let zone = zone_of_days(read, ask.space)?;
    let mut access = Vec::new();
    if ask.quiet {
        access.push(Access::Quiet);
    }
    Ok(Search {
        words: ask.words.clone(),
        scope: Scope::Everything,
        filters: Filters {
            space: number_of(read, ask.space)?,
            listing_type: ask.listing_type.clone(),
            from_ms: ask.from.and_then(|day| start_of(day, zone)),
            to_ms: ask.to.and_then(|day| end_of(day, zone)),
            near: ask.near.map(|(point, km)| (point, km * 1_000.0)),
            language: ask.language,
            wheelchair: ask.wheelchair,
            free: ask.free,
            online: ask.online,
            access,
        },
    })
}

pub(super) fn nothing_here(read: &Read<'_>) -> Result<bool, StoreError> {
    Ok(read.all_listings(None, 1)?.items.is_empty())
}

/// What finds something with less asked for: without one part of the question, and where no single part is to
/// blame, with the words alone or with nothing.
fn relax(read: &Read<'_>, ask: &Ask, search: &Search) -> Result<Vec<(Less, u64)>, StoreError> {
    let mut less = Vec::new();
    let words: Vec<&str> = ask.words.split_whitespace().collect();
    if words.len() > 1 {
        for left_out in 0..words.len() {
            let kept = words.iter().enumerate().filter(|(n, _)| *n != left_out);
            let kept = kept.map(|(_, word)| *word).collect::<Vec<_>>().join(" ");
            if fold_query(&kept).is_empty() {
                continue;
            }
            let with = Search {
                words: kept.clone(),
                ..search.clone()
            };
            less.push((Less::Words(kept), read.count(&with, COUNTED)?));
        }
    }
    for relaxed in read.relax(search, COUNTED)? {
        let option = match relaxed.without {
            Without::Words => {
                less.push((Less::NoWords, relaxed.count));
                continue;
            }
            Without::Type => "--type",
            Without::Dates if ask.from.is_some() && ask.from == ask.to => "--on",
            Without::Dates if ask.from.is_some() => "--from",
            Without::Dates => "--to",
            Without::Near => "--near",
            Without::Language => "--lang",
            Without::Wheelchair => "--wheelchair",
            Without::Free => "--free",
            Without::Online => "--online",
            Without::Access(_) => "--quiet",
        };
        less.push((Less::Option(option), relaxed.count));
    }
    if let Some((point, km)) = ask.near {
        let wider = (km * WIDER).ceil();
        let mut with = search.clone();
        with.filters.near = Some((point, wider * 1_000.0));
        // Distances on the earth: small and not negative.
        less.push((Less::Kilometres(wider as u64), read.count(&with, COUNTED)?));
    }
    if ask.from.is_none() && ask.to.is_none() {
        let mut with = search.clone();
        (with.filters.from_ms, with.filters.to_ms) = (Some(0), Some(read.now_ms));
        less.push((Less::Past, read.count(&with, COUNTED)?));
    }
    less.retain(|(_, count)| *count > 0);
    if less.is_empty() {
        let space = search.filters.space;
        let bare = |words: &str| Search {
            words: words.to_owned(),
            filters: Filters {
                space,
                ..Filters::default()
            },
            ..search.clone()
        };
        for (what, with) in [(Less::OnlyWords, bare(&ask.words)), (Less::Everything, bare(""))] {
            let count = if with == *search {
                0
            } else {
                read.count(&with, COUNTED)?
            };
            if count > 0 {
                less.push((what, count));
                break;
            }
        }
    }
    // What keeps most of the question comes first.
    less.sort_by_key(|(less, count)| (matches!(less, Less::NoWords), std::cmp::Reverse(*count)));
    Ok(less)
}

fn found(read: &Read<'_>, page: Page<Card>, near: Option<Point>, here: Tz) -> Result<Found, StoreError> {
    let zones = Zones::new(read);
    let kept = saved(read)?;
    let mut hits = Vec::with_capacity(page.items.len());
    let hidden = hidden(read)?;
    for card in page.items {
        if hidden.is_empty() || !hidden.contains(&(read.space(card.sp)?.id, card.object)) {
            hits.push(zones.hit(card, near, &kept, here)?);
        }
    }
    Ok(Found {
        hits,
        next: page.next.map(|after| after.to_string()),
        ..Found::default()
    })
}

fn saved_listings(read: &Read<'_>, only: Option<SpaceId>, here: Tz) -> Result<Found, AppError> {
    let zones = Zones::new(read);
    let kept = saved(read)?;
    let mut hits = Vec::new();
    let wanted = |space: &SpaceId| only.is_none_or(|only| only == *space);
    for (space, object) in kept.iter().filter(|(space, _)| wanted(space)) {
        let Some(sp) = read.find_space(space)? else {
            continue;
        };
        if let Some(detail) = read.listing(sp, object)? {
            hits.push(zones.hit(detail.card, None, &kept, here)?);
        }
    }
    Ok(Found {
        empty: hits.is_empty() && nothing_here(read)?,
        hits,
        ..Found::default()
    })
}

/// Puts cards into the zones of their listings.
pub(crate) struct Zones<'r, 'c> {
    read: &'r Read<'c>,
    spaces: RefCell<BTreeMap<Sp, (SpaceId, Tz)>>,
}

impl<'r, 'c> Zones<'r, 'c> {
    pub(crate) fn new(read: &'r Read<'c>) -> Self {
        Self {
            read,
            spaces: RefCell::default(),
        }
    }

    fn space(&self, sp: Sp) -> Result<(SpaceId, Tz), StoreError> {
        if let Some(known) = self.spaces.borrow().get(&sp) {
            return Ok(*known);
        }
        let space = self.read.space(sp)?;
        self.spaces.borrow_mut().insert(sp, (space.id, space.zone));
        Ok((space.id, space.zone))
    }

    /// The zone in which a listing takes place.
    pub(crate) fn of(&self, card: &Card) -> Result<Tz, StoreError> {
        let (_, default) = self.space(card.sp)?;
        let heads = self.read.heads(card.sp, &card.object)?;
        let listing = heads.last().and_then(|head| payload::decode(&head.body).ok());
        Ok(listing.map_or(default, |listing| zone_of(&listing, default)))
    }

    pub(crate) fn hit(
        &self,
        card: Card,
        near: Option<Point>,
        kept: &[(SpaceId, ekin_protocol::id::ObjectId)],
        here: Tz,
    ) -> Result<Hit, StoreError> {
        let (space, _) = self.space(card.sp)?;
        let when = match &card.when {
            Some(showing) => When::of(showing, self.of(&card)?, here),
            None => None,
        };
        Ok(Hit {
            when,
            metres: near.zip(card.point).map(|(a, b)| a.distance_m(b)),
            saved: kept.contains(&(space, card.object)),
            card,
        })
    }
}

/// The zone in which a listing gives its hours.
pub(super) fn zone_of(listing: &Listing, default: Tz) -> Tz {
    let named = listing.timings.iter().find_map(|timing| timing.zone.as_ref());
    named.map_or(default, |zone| zone.or(default))
}
