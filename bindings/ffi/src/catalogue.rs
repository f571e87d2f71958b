//! Discover and search: cards by the page, and a first page with its sections in one call.

use ekin_core::app::error::AppError;
use ekin_core::app::query::{self, Hit};
use ekin_core::app::says;
use ekin_core::domain::language::LanguageTag;
use ekin_i18n::{Date, msg};

use crate::failure::Failure;
use crate::filter::{self, Days};
use crate::handle::{Asked, Ekin};
use crate::state::{Freshness, ListingStatus, ListingType, Transport, Wording, freshness};
use crate::text::Language;
use crate::words;

/// Cards of a section.
const FEW: u32 = 6;
/// Most cards of a page.
pub(crate) const MANY: u32 = 200;
/// Days of « this week ».
const WEEK: i64 = 7;

/// What a person looks for; nothing asks for all that is not over.
#[derive(Clone, Debug, Default, PartialEq, uniffi::Record)]
pub struct Ask {
    /// Words as typed.
    pub words: String,
    /// Sort of listing.
    pub listing_type: Option<ListingType>,
    /// Within so many kilometres.
    pub near: Option<Near>,
    /// Somebody in a wheelchair was promised to get in.
    pub wheelchair: bool,
    /// A quiet place or hour was promised.
    pub quiet: bool,
    /// Free for everybody.
    pub free: bool,
    /// Only what was kept on this device.
    pub saved: bool,
    /// What takes place within these days.
    #[uniffi(default = None)]
    pub days: Option<Days>,
    /// Told in this language.
    #[uniffi(default = None)]
    pub language: Option<Language>,
    /// Only what answers every need that is kept on this device with yes.
    #[uniffi(default = false)]
    pub fit: bool,
}

/// Around a place.
#[derive(Clone, Debug, PartialEq, uniffi::Record)]
pub struct Near {
    /// A town, or `LAT,LON`.
    pub place: String,
    /// How far.
    pub kilometres: f64,
}

/// A listing as lists show it.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct Card {
    /// Its id, 32 hexadecimal digits.
    pub id: String,
    /// Sort of listing.
    pub listing_type: ListingType,
    /// The same in words.
    pub type_words: String,
    /// Title.
    pub title: Wording,
    /// When, in words.
    pub when: Option<String>,
    /// Where, in words, with the distance where one was asked for.
    pub place: Option<String>,
    /// Whether it takes place.
    pub status: ListingStatus,
    /// The same in words, where it is not simply planned.
    pub status_words: Option<String>,
    /// Two people edited it.
    pub conflict: bool,
    /// Kept on this device.
    pub saved: bool,
    /// How far it has come, where it was written here and is not in the log.
    pub transport: Option<Transport>,
    /// Turns the drawn stripes: a number that stays with the listing.
    pub pattern: u8,
}

/// A page of cards.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct Page {
    /// The cards.
    pub cards: Vec<Card>,
    /// Where the next page begins.
    pub next: Option<String>,
    /// How many there are in all, and at most 1,000; only with the first page.
    pub count: Option<u64>,
}

/// What a section of *Discover* is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, uniffi::Enum)]
pub enum SectionKind {
    /// What takes place within a week.
    Week,
    /// What somebody looks for.
    Needs,
    /// What somebody offers.
    Offers,
    /// What can be lent.
    Loans,
    /// What takes place later, and what has no date.
    Later,
}

/// A section of *Discover*.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct Section {
    /// What it is about.
    pub kind: SectionKind,
    /// Its first cards.
    pub cards: Vec<Card>,
    /// Whether there are more.
    pub more: bool,
}

/// The first page of *Discover*.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct Discover {
    /// How old it is.
    pub freshness: Freshness,
    /// Sections that have something.
    pub sections: Vec<Section>,
}

#[uniffi::export]
impl Ekin {
    /// The first page of *Discover*: what fits, in sections.
    ///
    /// # Errors
    /// [`Failure::Refused`] for a place that nobody knows.
    pub fn discover(&self, ask: Ask) -> Result<Discover, Failure> {
        let arriving = self.arriving();
        self.ask(|asked| Ok(discover(asked, &ask, freshness(asked, arriving)?)?))
    }

    /// A page of what fits, from a cursor that the page before gave.
    ///
    /// # Errors
    /// [`Failure::Refused`] for a place that nobody knows and for a cursor that is none.
    pub fn search(&self, ask: Ask, after: Option<String>, limit: u32) -> Result<Page, Failure> {
        self.ask(|asked| {
            let mut question = question(asked, &ask)?;
            let count = match after.is_none() && !ask.saved {
                true => Some(filter::count(asked, &ask, &question)?),
                false => None,
            };
            (question.after, question.limit) = (after, limit.clamp(1, MANY));
            let found = match ask.fit {
                true => asked.device.fitting(&question, false, asked.here)?.found,
                false => asked.device.search(&question, asked.here)?,
            };
            Ok(Page {
                cards: cards(asked, &found.hits)?,
                next: found.next,
                count,
            })
        })
    }

    /// Keeps a listing for later, or keeps it no more.
    ///
    /// # Errors
    /// [`Failure::Refused`] with `no-listing`.
    pub fn save(&self, id: String, keep: bool) -> Result<(), Failure> {
        self.ask(|asked| {
            asked.device.save(None, &id, keep)?;
            Ok(())
        })
    }
}

pub(crate) fn question(asked: &Asked, ask: &Ask) -> Result<query::Ask, AppError> {
    let near = match &ask.near {
        Some(near) => Some((
            asked.device.near(&near.place)?,
            near.kilometres.clamp(1.0, 20_000.0),
        )),
        None => None,
    };
    let today = || asked.device.today(None);
    let days = ask.days.map(|days| Ok::<_, AppError>(days.bounds(today()?)));
    let (from, to) = days.transpose()?.flatten().unzip();
    let tag = |language: Language| LanguageTag::parse(ekin_i18n::Language::from(language).tag());
    Ok(query::Ask {
        from,
        to,
        language: ask.language.and_then(tag),
        words: ask.words.clone(),
        listing_type: ask.listing_type.and_then(ListingType::known),
        near,
        wheelchair: ask.wheelchair,
        quiet: ask.quiet,
        free: ask.free,
        saved: ask.saved,
        limit: FEW,
        ..query::Ask::default()
    })
}

fn discover(asked: &Asked, ask: &Ask, freshness: Freshness) -> Result<Discover, AppError> {
    let question = question(asked, ask)?;
    let today = asked.device.today(None)?;
    let (week, later) = (plus(today, WEEK - 1), plus(today, WEEK));
    let of = |sort: ListingType| query::Ask {
        listing_type: sort.known(),
        ..question.clone()
    };
    let between = |from: Option<Date>, to: Option<Date>| query::Ask {
        from,
        to,
        ..of(ListingType::Activity)
    };
    let asks = [
        (SectionKind::Week, between(Some(today), week)),
        (SectionKind::Needs, of(ListingType::Need)),
        (SectionKind::Offers, of(ListingType::Offer)),
        (SectionKind::Loans, of(ListingType::Loan)),
        (SectionKind::Later, between(later, None)),
    ];
    let mut sections = Vec::new();
    for (kind, ask) in asks {
        let found = asked.device.search(&ask, asked.here)?;
        if !found.hits.is_empty() {
            sections.push(Section {
                kind,
                cards: cards(asked, &found.hits)?,
                more: found.next.is_some(),
            });
        }
    }
    Ok(Discover { freshness, sections })
}

/// So many days later, or earlier where they are below none.
pub(crate) fn plus(day: Date, days: i64) -> Option<Date> {
    let (mut left, mut at) = (days, day);
    while left > 0 {
        at = Date::new(at.year(), at.month(), at.day() + 1)
            .or_else(|| Date::new(at.year(), at.month() + 1, 1))
            .or_else(|| Date::new(at.year() + 1, 1, 1))?;
        left -= 1;
    }
    while left < 0 {
        let last = |year, month| (28..=31).rev().find_map(|day| Date::new(year, month, day));
        at = Date::new(at.year(), at.month(), at.day() - 1)
            .or_else(|| last(at.year(), at.month() - 1))
            .or_else(|| last(at.year() - 1, 12))?;
        left += 1;
    }
    Some(at)
}

pub(crate) fn cards(asked: &Asked, hits: &[Hit]) -> Result<Vec<Card>, AppError> {
    let today = asked.device.today(None)?;
    Ok(hits.iter().map(|hit| card(asked, today, hit)).collect())
}

fn card(asked: &Asked, today: Date, hit: &Hit) -> Card {
    let card = &hit.card;
    let original = card.original.map(|tag| tag.to_string());
    let untitled = || Wording {
        text: asked.say(&msg::listing_type_other()),
        language: asked.words.language().tag().to_owned(),
        other: None,
    };
    let mut parts: Vec<String> = [&card.place, &card.town]
        .into_iter()
        .filter(|part| !part.is_empty())
        .cloned()
        .collect();
    parts.extend(hit.metres.map(|metres| words::distance(asked, metres)));
    let planned = card.status == ekin_core::domain::status::Status::Scheduled;
    Card {
        id: card.object.to_string(),
        listing_type: (&card.listing_type).into(),
        type_words: words::capital(asked.say(&says::listing_type(&card.listing_type))),
        title: words::of_texts(asked, &card.titles, original.as_deref()).unwrap_or_else(untitled),
        when: hit
            .when
            .as_ref()
            .map(|when| words::capital(says::when(when, today, asked.words.language()))),
        place: (!parts.is_empty()).then(|| parts.join(", ")),
        status: (&card.status).into(),
        status_words: (!planned).then(|| words::capital(asked.say(&says::status(&card.status)))),
        conflict: card.conflict,
        saved: hit.saved,
        transport: card.out.map(Into::into),
        pattern: card.object.0.first().copied().unwrap_or_default() % 7,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_counted_over_the_ends_of_months_and_years() {
        let day = |year, month, day| Date::new(year, month, day);
        assert_eq!(plus(day(2026, 12, 28).unwrap(), 7), day(2027, 1, 4));
        assert_eq!(plus(day(2028, 2, 28).unwrap(), 1), day(2028, 2, 29));
        assert_eq!(plus(day(2026, 11, 27).unwrap(), 0), day(2026, 11, 27));
        assert_eq!(plus(day(2028, 3, 1).unwrap(), -1), day(2028, 2, 29));
        assert_eq!(plus(day(2027, 1, 4).unwrap(), -7), day(2026, 12, 28));
    }
}
