//! A listing as a draft: the one plain form that `show --json` prints and a screen edits.

use ekin_exchange::draft::{self, Draft};

use super::words::{draft_accessibility, draft_status, draft_type};
use crate::domain::answer::Answer;
use crate::domain::field::Field;
use crate::domain::image::Image;
use crate::domain::listing::{Listing, Organiser};
use crate::domain::place::Point;
use crate::domain::text::Texts;
use crate::domain::timing::Timing;

/// The draft of a listing: what `show --json` prints and a screen edits. What a newer version wrote and a draft has no
/// word for is left out here, and kept by [`super::edit`].
pub fn to_draft(listing: &Listing) -> Draft {
    let place = &listing.place;
    let (lat, lon) = place.point.map(Point::degrees).unzip();
    Draft {
        id: None,
        listing_type: draft_type(&listing.listing_type),
        title: draft_texts(&listing.title),
        summary: draft_texts(&listing.summary),
        body: draft_texts(&listing.body),
        original: listing.original.map(|tag| tag.to_string()),
        organiser: (listing.organiser != Organiser::default()).then(|| draft::Organiser {
            name: listing.organiser.name.to_string(),
            url: listing.organiser.url.as_ref().map(|url| url.as_str().to_string()),
        }),
        place: (!place.is_empty()).then(|| draft::Place {
            name: place.name.to_string(),
            address: place.address.to_string(),
            postcode: place.postcode.to_string(),
            town: place.town.to_string(),
            country: place.country.map(|code| code.as_str().to_string()),
            lat,
            lon,
            online: place.online.as_ref().map(|url| url.as_str().to_string()),
        }),
        timings: listing.timings.iter().map(draft_timing).collect(),
        hours: draft_texts(&listing.hours),
        status: draft_status(&listing.status),
        accessibility: draft_accessibility(listing.accessibility),
        price: (!listing.price.is_unsaid()).then(|| draft::Price {
            free: listing.price.free,
            from_cents: listing.price.from,
            to_cents: listing.price.to,
            note: draft_texts(&listing.price.note),
        }),
        audience: draft_texts(&listing.audience),
        ages: listing.ages.map(|ages| draft::Ages {
            min: ages.min,
            max: ages.max,
        }),
        capacity: listing.capacity.map(|c| draft::Capacity {
            seats: c.seats,
            wheelchair: c.wheelchair,
            companion: c.companion,
        }),
        bring: draft_texts(&listing.bring),
        answer: listing.answer.iter().filter_map(draft_answer).collect(),
        tags: listing.tags.iter().map(|tag| tag.to_string()).collect(),
        images: listing.images.iter().map(draft_image).collect(),
        source: listing.source.as_ref().map(|source| draft::Source {
            scheme: source.scheme.to_string(),
            id: source.id.to_string(),
            url: source.url.as_ref().map(|url| url.as_str().to_string()),
            name: source.name.as_deref().map(str::to_string),
            derived: source.derived,
        }),
        licence: listing.licence.as_deref().map(str::to_string),
        updated: listing
            .updated
            .as_ref()
            .map(|updated| updated.as_str().to_string()),
        hand: listing
            .hand
            .iter()
            .filter(|name| Field::from_name(name).is_some())
            .map(|name| name.to_string())
            .collect(),
        about: None,
    }
}

fn draft_texts(texts: &Texts) -> draft::Texts {
    texts
        .iter()
        .map(|t| (t.language.to_string(), t.text.to_string()))
        .collect()
}

fn draft_timing(timing: &Timing) -> draft::Timing {
    draft::Timing {
        start: timing.start.to_string(),
        end: timing.end.map(|end| end.to_string()),
        tz: timing.zone.as_ref().map(|zone| zone.name().to_string()),
        rrule: timing.rule.as_ref().map(|rule| rule.as_str().to_string()),
        exdate: timing.except.iter().map(ToString::to_string).collect(),
        rdate: timing.added.iter().map(ToString::to_string).collect(),
    }
}

fn draft_answer(answer: &Answer) -> Option<draft::Answer> {
    match answer {
        Answer::Url(url) => Some(draft::Answer::Url(url.as_str().to_string())),
        Answer::Phone(phone) => Some(draft::Answer::Phone(phone.as_str().to_string())),
        Answer::Email(email) => Some(draft::Answer::Email(email.as_str().to_string())),
        Answer::Other(_) => None,
    }
}

fn draft_image(image: &Image) -> draft::Image {
    draft::Image {
        url: image.url.as_str().to_string(),
        alt: draft_texts(&image.alt),
        credit: image.credit.as_deref().map(str::to_string),
    }
}
