//! A draft made into a listing: every rule of the domain is asked, and every problem is named with its place.

use chrono_tz::Tz;
use ekin_exchange::draft::{self, Draft};

use super::words::{accessibility, listing_type, status};
use crate::domain::answer::{Answer, Email, MAX_ANSWERS, Phone, WebAddress};
use crate::domain::audience::{Ages, Capacity};
use crate::domain::field::{Field, FieldError, Form, Problem};
use crate::domain::image::{Image, MAX_IMAGES};
use crate::domain::language::LanguageTag;
use crate::domain::listing::{Listing, MAX_TAGS, Organiser};
use crate::domain::place::{Country, Place, Point};
use crate::domain::price::Price;
use crate::domain::source::{Freshness, MAX_SOURCE_ID, Source, is_name};
use crate::domain::territory::Territory;
use crate::domain::text::{Lines, Texts, clean, limit};
use crate::domain::timing::{MAX_RULES, MAX_TIMINGS, Timing, Words};
use crate::domain::unknown::Unknown;
use crate::record::payload::{self, PayloadError};

pub use super::show::to_draft;

/// Makes a listing of a draft. `id` and `about` are not part of a listing and are not looked at.
///
/// # Errors
/// Every problem of every field.
pub fn validate(draft: &Draft, territory: &Territory) -> Result<Listing, Vec<FieldError>> {
    let (listing, mut errors) = examine(draft, territory);
    if errors.is_empty()
        && let Err(PayloadError::TooLarge { bytes, max }) = payload::encode(&listing)
    {
        errors.push(FieldError::at(
            largest_text(&listing),
            "",
            Problem::TooLargeTogether { max, bytes },
        ));
    }
    if errors.is_empty() {
        Ok(listing)
    } else {
        Err(errors)
    }
}

/// Makes a listing of what an importer read, leaving out the values that cannot be used and saying which: one bad
/// telephone number does not cost a listing.
///
/// # Errors
/// Every problem, when what is left would be no listing: no title, none of the dates that it had, or too large.
pub fn salvage(draft: &Draft, territory: &Territory) -> Result<(Listing, Vec<FieldError>), Vec<FieldError>> {
    let (listing, mut errors) = examine(draft, territory);
    let dateless = listing.timings.is_empty() && !draft.timings.is_empty();
    let size = payload::encode(&listing);
    if let Err(PayloadError::TooLarge { bytes, max }) = &size {
        let problem = Problem::TooLargeTogether {
            max: *max,
            bytes: *bytes,
        };
        errors.push(FieldError::at(largest_text(&listing), "", problem));
    }
    if listing.title.is_empty() || dateless || size.is_err() {
        Err(errors)
    } else {
        Ok((listing, errors))
    }
}

/// A listing of what can be used, and every problem of the rest: for an edit, which asks only for its own fields.
pub(super) fn examine(draft: &Draft, territory: &Territory) -> (Listing, Vec<FieldError>) {
    let mut check = Check { errors: Vec::new() };
    let listing = check.listing(draft, territory);
    (listing, check.errors)
}

/// The field to shorten when everything together is too large.
fn largest_text(listing: &Listing) -> Field {
    let bytes = |texts: &Texts| texts.iter().map(|t| t.text.len()).sum::<usize>();
    [
        (bytes(&listing.title), Field::Title),
        (bytes(&listing.summary), Field::Summary),
        (bytes(&listing.body), Field::Body),
        (listing.timings.len() * 40, Field::Timings),
    ]
    .into_iter()
    .max_by_key(|(bytes, _)| *bytes)
    .map_or(Field::Body, |(_, field)| field)
}

/// Collects the problems, so that a person sees all of them at once.
struct Check {
    errors: Vec<FieldError>,
}

impl Check {
    fn listing(&mut self, draft: &Draft, territory: &Territory) -> Listing {
        let title = self.texts(Field::Title, "", &draft.title, limit::TITLE, Lines::One);
        if title.is_empty() && draft.title.values().all(|text| text.trim().is_empty()) {
            self.errors
                .push(FieldError::at(Field::Title, "", Problem::Missing));
        }
        let original = draft
            .original
            .as_deref()
            .and_then(|tag| self.language(Field::Original, "", tag));
        if original.is_some_and(|original| !title.is_empty() && title.get(original).is_none()) {
            self.errors
                .push(FieldError::at(Field::Original, "", Problem::OriginalWithoutTitle));
        }
        let mut listing = Listing {
            listing_type: listing_type(draft.listing_type),
            title,
            summary: self.texts(Field::Summary, "", &draft.summary, limit::SUMMARY, Lines::Many),
            body: self.texts(Field::Body, "", &draft.body, limit::BODY, Lines::Many),
            original,
            organiser: self.organiser(draft.organiser.as_ref()),
            place: self.place(draft.place.as_ref()),
            timings: self.timings(&draft.timings, territory.zone),
            hours: self.texts(Field::Hours, "", &draft.hours, limit::NOTE, Lines::Many),
            status: status(draft.status),
            accessibility: accessibility(&draft.accessibility),
            price: self.price(draft.price.as_ref()),
            audience: self.texts(Field::Audience, "", &draft.audience, limit::NOTE, Lines::Many),
            ages: self.ages(draft.ages),
            capacity: draft.capacity.map(|c| Capacity {
                seats: c.seats,
                wheelchair: c.wheelchair,
                companion: c.companion,
            }),
            bring: self.texts(Field::Bring, "", &draft.bring, limit::NOTE, Lines::Many),
            answer: self.answers(&draft.answer),
            tags: self.tags(&draft.tags),
            images: self.images(&draft.images),
            source: draft.source.as_ref().and_then(|source| self.source(source)),
            ..Listing::default()
        };
        listing.licence = draft
            .licence
            .as_deref()
            .and_then(|licence| self.line(Field::Licence, "", licence, limit::LINE))
            .filter(|licence| !licence.is_empty());
        listing.updated = draft.updated.as_deref().and_then(|text| {
            let read = Freshness::parse(text);
            self.take(Field::Updated, "", read)
        });
        for name in &draft.hand {
            match Field::from_name(name) {
                Some(field) => listing.mark_by_hand(field),
                None => self
                    .errors
                    .push(FieldError::at(Field::Hand, "", Problem::form(Form::Field, name))),
            }
        }
        listing
    }

    fn take<T>(&mut self, field: Field, below: &str, read: Result<T, Problem>) -> Option<T> {
        read.map_err(|problem| self.errors.push(FieldError::at(field, below, problem)))
            .ok()
    }

    fn line(&mut self, field: Field, below: &str, text: &str, max: usize) -> Option<Box<str>> {
        self.take(field, below, clean(text, max, Lines::One))
    }

    fn many(&mut self, field: Field, max: usize, len: usize) {
        if len > max {
            self.errors
                .push(FieldError::at(field, "", Problem::TooMany { max, len }));
        }
    }

    fn language(&mut self, field: Field, below: &str, tag: &str) -> Option<LanguageTag> {
        self.take(
            field,
            below,
            LanguageTag::parse(tag).ok_or_else(|| Problem::form(Form::Language, tag)),
        )
    }

    fn texts(&mut self, field: Field, below: &str, given: &draft::Texts, max: usize, lines: Lines) -> Texts {
        let mut texts = Texts::default();
        self.many(field, limit::LANGUAGES, given.len());
        for (tag, text) in given.iter().take(limit::LANGUAGES) {
            let place = format!("{below}.{}", crate::domain::field::cut(tag));
            let language = self.language(field, &place, tag);
            let text = self.take(field, &place, clean(text, max, lines));
            if let (Some(language), Some(text)) = (language, text)
                && !text.is_empty()
            {
                texts.set(language, text);
            }
        }
        texts
    }

    fn address(&mut self, field: Field, below: &str, given: Option<&str>) -> Option<WebAddress> {
        let given = given.filter(|text| !text.trim().is_empty())?;
        self.take(field, below, WebAddress::parse(given))
    }

    fn organiser(&mut self, given: Option<&draft::Organiser>) -> Organiser {
        let Some(given) = given else {
            return Organiser::default();
        };
        let name = self
            .line(Field::Organiser, ".name", &given.name, limit::LINE)
            .unwrap_or_default();
        let url = self.address(Field::Organiser, ".url", given.url.as_deref());
        if url.is_some() && given.name.trim().is_empty() {
            self.errors
                .push(FieldError::at(Field::Organiser, ".name", Problem::Missing));
        }
        Organiser { name, url }
    }

    fn place(&mut self, given: Option<&draft::Place>) -> Place {
        let Some(given) = given else {
            return Place::default();
        };
        let mut line = |below: &str, text: &str| {
            self.line(Field::Place, below, text, limit::LINE)
                .unwrap_or_default()
        };
        let mut place = Place {
            name: line(".name", &given.name),
            address: line(".address", &given.address),
            postcode: line(".postcode", &given.postcode),
            town: line(".town", &given.town),
            ..Place::default()
        };
        let country = given.country.as_deref().filter(|code| !code.trim().is_empty());
        place.country = country.and_then(|code| self.take(Field::Place, ".country", Country::parse(code)));
        place.point = match (given.lat, given.lon) {
            (Some(lat), Some(lon)) => self.take(Field::Place, "", Point::from_degrees(lat, lon)),
            (None, None) => None,
            (Some(_), None) => self.take(Field::Place, ".lon", Err(Problem::HalfPoint)),
            (None, Some(_)) => self.take(Field::Place, ".lat", Err(Problem::HalfPoint)),
        };
        place.online = self.address(Field::Place, ".online", given.online.as_deref());
        place
    }

    fn timings(&mut self, given: &[draft::Timing], zone: Tz) -> Vec<Timing> {
        self.many(Field::Timings, MAX_TIMINGS, given.len());
        let rules = given.iter().filter(|timing| timing.rrule.is_some()).count();
        self.many(Field::Timings, MAX_RULES, rules);
        let mut timings = Vec::with_capacity(given.len().min(MAX_TIMINGS));
        for (n, timing) in given.iter().enumerate().take(MAX_TIMINGS) {
            let words = Words {
                start: &timing.start,
                end: timing.end.as_deref(),
                zone: timing.tz.as_deref(),
                rule: timing.rrule.as_deref(),
                except: &timing.exdate,
                added: &timing.rdate,
            };
            match Timing::parse(words, zone) {
                Ok(timing) => timings.push(timing),
                Err(problems) => self.errors.extend(problems.into_iter().map(|(below, problem)| {
                    FieldError::at(Field::Timings, &format!("[{n}]{below}"), problem)
                })),
            }
        }
        timings
    }

    fn price(&mut self, given: Option<&draft::Price>) -> Price {
        let Some(given) = given else {
            return Price::default();
        };
        let note = self.texts(Field::Price, ".note", &given.note, limit::NOTE, Lines::Many);
        let price = Price {
            free: given.free,
            from: given.from_cents,
            to: given.to_cents,
            note,
        };
        match self.take(Field::Price, "", price.check()) {
            Some(()) => price,
            None => Price {
                note: price.note,
                ..Price::default()
            },
        }
    }

    fn ages(&mut self, given: Option<draft::Ages>) -> Option<Ages> {
        let ages = given.map(|ages| Ages {
            min: ages.min,
            max: ages.max,
        })?;
        self.take(Field::Ages, "", ages.check())?;
        (ages != Ages::default()).then_some(ages)
    }

    fn answers(&mut self, given: &[draft::Answer]) -> Vec<Answer> {
        self.many(Field::Answer, MAX_ANSWERS, given.len());
        let mut answers = Vec::with_capacity(given.len().min(MAX_ANSWERS));
        for (n, answer) in given.iter().enumerate().take(MAX_ANSWERS) {
            let read = match answer {
                draft::Answer::Url(text) => WebAddress::parse(text).map(Answer::Url),
                draft::Answer::Phone(text) => Phone::parse(text).map(Answer::Phone),
                draft::Answer::Email(text) => Email::parse(text).map(Answer::Email),
            };
            if let Some(answer) = self.take(Field::Answer, &format!("[{n}]"), read)
                && !answers.contains(&answer)
            {
                answers.push(answer);
            }
        }
        answers
    }

    fn tags(&mut self, given: &[String]) -> Vec<Box<str>> {
        self.many(Field::Tags, MAX_TAGS, given.len());
        let mut tags: Vec<Box<str>> = Vec::with_capacity(given.len().min(MAX_TAGS));
        for (n, tag) in given.iter().enumerate().take(MAX_TAGS) {
            let lower = tag.trim().trim_start_matches('#').to_lowercase();
            if let Some(tag) = self.line(Field::Tags, &format!("[{n}]"), &lower, limit::TAG)
                && !tag.is_empty()
                && !tags.contains(&tag)
            {
                tags.push(tag);
            }
        }
        tags
    }

    fn images(&mut self, given: &[draft::Image]) -> Vec<Image> {
        self.many(Field::Images, MAX_IMAGES, given.len());
        let mut images = Vec::with_capacity(given.len().min(MAX_IMAGES));
        for (n, image) in given.iter().enumerate().take(MAX_IMAGES) {
            let url = self.take(
                Field::Images,
                &format!("[{n}].url"),
                WebAddress::parse(&image.url),
            );
            let alt = self.texts(
                Field::Images,
                &format!("[{n}].alt"),
                &image.alt,
                limit::ALT,
                Lines::Many,
            );
            let credit = image
                .credit
                .as_deref()
                .and_then(|credit| self.line(Field::Images, &format!("[{n}].credit"), credit, limit::LINE))
                .filter(|credit| !credit.is_empty());
            if let Some(url) = url {
                images.push(Image {
                    url,
                    alt,
                    credit,
                    unknown: Unknown::default(),
                });
            }
        }
        images
    }

    fn source(&mut self, given: &draft::Source) -> Option<Source> {
        let scheme = is_name(&given.scheme).then_some(given.scheme.as_str());
        let scheme = scheme.ok_or_else(|| Problem::form(Form::Name, &given.scheme));
        let scheme = self.take(Field::Source, ".scheme", scheme);
        let id = self.line(Field::Source, ".id", &given.id, MAX_SOURCE_ID)?;
        if id.is_empty() {
            self.errors
                .push(FieldError::at(Field::Source, ".id", Problem::Missing));
            return None;
        }
        let name = given
            .name
            .as_deref()
            .and_then(|name| self.line(Field::Source, ".name", name, limit::LINE));
        Some(Source {
            scheme: scheme?.into(),
            id,
            url: self.address(Field::Source, ".url", given.url.as_deref()),
            name: name.filter(|name| !name.is_empty()),
            derived: given.derived,
        })
    }
}

#[cfg(test)]
#[path = "draft/tests.rs"]
mod tests;
