//! The payload of a listing: a deterministic CBOR map with short text keys, defaults left out, and no clock, so that
//! equal listings are byte-equal whoever writes them.
//!
//! | key | value |
//! |---|---|
//! | `v` | major version |
//! | `by`, `by_url` | organiser: name, web address |
//! | `place`, `addr`, `zip`, `town`, `cc`, `geo`, `online` | place: name, street, postal code, town, country, [lat, lon] in 1e-7 degree, web address |
//! | `acc` | accessibility: [bits answered, bits answered with yes] |
//! | `cap` | [seats, wheelchair, companion] |
//! | `ages` | [youngest or null, oldest or null] |
//! | `left` | places that are free, as who organises last said: as `cap` |
//! | `from` | [id of the listing, name of who organised it]: adopted from there |
//! | `free`, `cost`, `cost_for` | true; [from or null, to or null] in cents; texts |
//! | `title`, `sum`, `body`, `hours`, `audience`, `bring` | texts: map of language tag to text |
//! | `lang` | language of the original |
//! | `type`, `status` | words; *activity* and *scheduled* are left out |
//! | `when` | timings: maps of `at` start, `to` end, `tz` zone, `rule`, `ex` and `rd` dates left out and added |
//! | `answer` | ways to answer: maps of one of `url`, `phone`, `email` |
//! | `img` | pictures: maps of `url`, `alt` texts, `credit` |
//! | `tags`, `hand` | texts |
//! | `src`, `src_url`, `src_name`, `derived` | [scheme, id], web address, name, true |
//! | `licence`, `updated` | texts |
//!
//! Keys that this version does not know, and values that it cannot read, are kept byte for byte and written again.

use ekin_protocol::cbor::Writer;
use ekin_protocol::id::ObjectId;
use ekin_protocol::limits::PUBLIC_PAYLOAD;
use minicbor::Decoder;

use super::wire::{self, Entries, entries, read_map, write_int_or_null};
use crate::domain::accessibility::Accessibility;
use crate::domain::answer::{Answer, Email, MAX_ANSWERS, Phone, WebAddress};
use crate::domain::audience::{Ages, Capacity, MAX_AGE};
use crate::domain::image::{Image, MAX_IMAGES};
use crate::domain::language::LanguageTag;
use crate::domain::listing::{Adopted, Listing, MAX_TAGS};
use crate::domain::listing_type::ListingType;
use crate::domain::moment::Moment;
use crate::domain::place::{Country, Point};
use crate::domain::recurrence::Rule;
use crate::domain::source::{Freshness, Source, is_name};
use crate::domain::status::Status;
use crate::domain::text::{Lines, Texts};
use crate::domain::timing::{MAX_DATES, MAX_TIMINGS, Timing, Zone};
use crate::domain::unknown::Unknown;

pub use super::wire::PayloadError;

/// Writes the payload of a listing.
///
/// # Errors
/// [`PayloadError::TooLarge`] only.
pub fn encode(listing: &Listing) -> Result<Vec<u8>, PayloadError> {
    let payload = encode_unbounded(listing);
    if payload.len() > PUBLIC_PAYLOAD {
        return Err(PayloadError::TooLarge {
            bytes: payload.len(),
            max: PUBLIC_PAYLOAD,
        });
    }
    Ok(payload)
}

fn encode_unbounded(listing: &Listing) -> Vec<u8> {
    let mut out = entries(&listing.unknown);
    let place = &listing.place;
    let price = &listing.price;
    out.key("v").u64(listing.version.into());
    out.line("by", &listing.organiser.name);
    out.optional("cc", place.country.as_ref().map(Country::as_str));
    let access = listing.accessibility;
    if !access.is_unsaid() {
        out.key("acc")
            .array(2)
            .u64(access.said().into())
            .u64(access.yes().into());
    }
    if let Some(cap) = listing.capacity {
        write_places(out.key("cap"), cap);
    }
    if let Some(point) = place.point {
        out.key("geo")
            .array(2)
            .i64(point.lat_e7().into())
            .i64(point.lon_e7().into());
    }
    write_images(&mut out, &listing.images);
    if let Some(source) = &listing.source {
        out.key("src").array(2).text(&source.scheme).text(&source.id);
    }
    out.texts("sum", &listing.summary);
    out.line("zip", &place.postcode);
    out.line("addr", &place.address);
    if let Some(ages) = listing.ages {
        let pair = out.key("ages").array(2);
        write_int_or_null(pair, ages.min);
        write_int_or_null(pair, ages.max);
    }
    out.texts("body", &listing.body);
    if price.from.is_some() || price.to.is_some() {
        let pair = out.key("cost").array(2);
        write_int_or_null(pair, price.from);
        write_int_or_null(pair, price.to);
    }
    if price.free {
        out.key("free").bool(true);
    }
    if let Some(adopted) = &listing.adopted {
        out.key("from")
            .array(2)
            .bytes(&adopted.listing.0)
            .text(&adopted.name);
    }
    write_list(&mut out, "hand", &listing.hand);
    out.optional("lang", listing.original.as_ref().map(LanguageTag::as_str));
    if let Some(left) = listing.left {
        write_places(out.key("left"), left);
    }
    write_list(&mut out, "tags", &listing.tags);
    out.line("town", &place.town);
    if listing.listing_type != ListingType::default() {
        out.key("type").text(listing.listing_type.as_str());
    }
    write_timings(&mut out, &listing.timings);
    out.texts("bring", &listing.bring);
    out.texts("hours", &listing.hours);
    out.line("place", &place.name);
    out.texts("title", &listing.title);
    write_answers(&mut out, &listing.answer);
    out.optional("by_url", listing.organiser.url.as_ref().map(WebAddress::as_str));
    out.optional("online", place.online.as_ref().map(WebAddress::as_str));
    if listing.status != Status::default() {
        out.key("status").text(listing.status.as_str());
    }
    let source = listing.source.as_ref();
    if source.is_some_and(|s| s.derived) {
        out.key("derived").bool(true);
    }
    out.optional("licence", listing.licence.as_deref());
    out.optional(
        "src_url",
        source.and_then(|s| s.url.as_ref()).map(WebAddress::as_str),
    );
    out.optional("updated", listing.updated.as_ref().map(Freshness::as_str));
    out.texts("audience", &listing.audience);
    out.texts("cost_for", &price.note);
    out.optional("src_name", source.and_then(|s| s.name.as_deref()));
    out.finish().finish()
}

fn write_places(writer: &mut Writer, places: Capacity) {
    let [seats, wheelchair, companion] = [places.seats, places.wheelchair, places.companion];
    writer
        .array(3)
        .u64(seats.into())
        .u64(wheelchair.into())
        .u64(companion.into());
}

fn write_list<'a, I>(out: &mut Entries<'a, I>, key: &str, list: &[Box<str>])
where
    I: Iterator<Item = (&'a str, &'a [u8])>,
{
    if !list.is_empty() {
        let writer = out.key(key).array(list.len());
        for text in list {
            writer.text(text);
        }
    }
}

fn write_images<'a, I>(out: &mut Entries<'a, I>, images: &[Image])
where
    I: Iterator<Item = (&'a str, &'a [u8])>,
{
    if images.is_empty() {
        return;
    }
    let writer = out.key("img").array(images.len());
    for image in images {
        let mut map = entries(&image.unknown);
        map.texts("alt", &image.alt);
        map.line("url", image.url.as_str());
        map.optional("credit", image.credit.as_deref());
        writer.raw(&map.finish().finish());
    }
}

fn write_timings<'a, I>(out: &mut Entries<'a, I>, timings: &[Timing])
where
    I: Iterator<Item = (&'a str, &'a [u8])>,
{
    if timings.is_empty() {
        return;
    }
    let moments = |writer: &mut Writer, list: &[Moment]| {
        writer.array(list.len());
        for moment in list {
            writer.text(&moment.to_string());
        }
    };
    let writer = out.key("when").array(timings.len());
    for timing in timings {
        let mut map = entries(&timing.unknown);
        map.line("at", &timing.start.to_string());
        if !timing.except.is_empty() {
            moments(map.key("ex"), &timing.except);
        }
        if !timing.added.is_empty() {
            moments(map.key("rd"), &timing.added);
        }
        map.optional("to", timing.end.map(|end| end.to_string()).as_deref());
        map.optional("tz", timing.zone.as_ref().map(Zone::name));
        map.optional("rule", timing.rule.as_ref().map(Rule::as_str));
        writer.raw(&map.finish().finish());
    }
}

fn write_answers<'a, I>(out: &mut Entries<'a, I>, answers: &[Answer])
where
    I: Iterator<Item = (&'a str, &'a [u8])>,
{
    if answers.is_empty() {
        return;
    }
    let writer = out.key("answer").array(answers.len());
    for answer in answers {
        match answer {
            Answer::Url(url) => writer.map(1).text("url").text(url.as_str()),
            Answer::Phone(phone) => writer.map(1).text("phone").text(phone.as_str()),
            Answer::Email(email) => writer.map(1).text("email").text(email.as_str()),
            Answer::Other(cbor) => writer.raw(cbor),
        };
    }
}

/// Reads the payload of a listing, whatever version wrote it. The bytes are to have passed
/// [`ekin_protocol::cbor::check`]; others give an error or a listing, never a panic. Limits of single texts
/// are rules for who writes, so a longer one of another version is shown.
///
/// # Errors
/// What is no payload, or has neither version nor title.
pub fn decode(payload: &[u8]) -> Result<Listing, PayloadError> {
    if payload.len() > PUBLIC_PAYLOAD {
        return Err(PayloadError::TooLarge {
            bytes: payload.len(),
            max: PUBLIC_PAYLOAD,
        });
    }
    let mut listing = Listing {
        version: 0,
        ..Listing::default()
    };
    let mut unknown = Unknown::default();
    let mut d = Decoder::new(payload);
    read_map(&mut d, &mut unknown, |key, d| read_known(&mut listing, key, d))?;
    if d.position() != payload.len() {
        return Err(PayloadError::Trailing);
    }
    if listing.version == 0 {
        return Err(PayloadError::NoVersion);
    }
    if listing.title.is_empty() {
        return Err(PayloadError::NoTitle);
    }
    listing.unknown = unknown;
    Ok(listing)
}

fn read_known<'b>(listing: &mut Listing, key: &'b str, d: &mut Decoder<'b>) -> Option<()> {
    match key {
        "v" => listing.version = d.u32().ok()?,
        "by" => listing.organiser.name = wire::line(d)?.into(),
        "cc" => listing.place.country = Some(Country::from_wire(d.str().ok()?)?),
        "acc" => listing.accessibility = read_access(d)?,
        "cap" => listing.capacity = Some(read_capacity(d)?),
        "geo" => listing.place.point = Some(read_point(d)?),
        "img" => listing.images = read_list(d, MAX_IMAGES, read_image)?,
        "src" => listing.source = Some(read_source(d)?),
        "sum" => listing.summary = wire::texts(d, Lines::Many)?,
        "zip" => listing.place.postcode = wire::line(d)?.into(),
        "addr" => listing.place.address = wire::line(d)?.into(),
        "ages" => listing.ages = Some(read_ages(d)?),
        "body" => listing.body = wire::texts(d, Lines::Many)?,
        "cost" => (listing.price.from, listing.price.to) = read_cost(d)?,
        "free" => listing.price.free = wire::yes(d)?,
        "from" => listing.adopted = Some(read_adopted(d)?),
        "left" => listing.left = Some(read_capacity(d)?),
        "hand" => listing.hand = read_hand(d)?,
        "lang" => listing.original = Some(LanguageTag::from_wire(d.str().ok()?)?),
        "tags" => listing.tags = read_list(d, MAX_TAGS, |d| wire::line(d).map(Into::into))?,
        "town" => listing.place.town = wire::line(d)?.into(),
        "type" => listing.listing_type = read_type(d)?,
        "when" => listing.timings = read_list(d, MAX_TIMINGS, read_timing)?,
        "bring" => listing.bring = wire::texts(d, Lines::Many)?,
        "hours" => listing.hours = wire::texts(d, Lines::Many)?,
        "place" => listing.place.name = wire::line(d)?.into(),
        "title" => listing.title = wire::texts(d, Lines::One)?,
        "answer" => listing.answer = read_list(d, MAX_ANSWERS, read_answer)?,
        "by_url" => listing.organiser.url = Some(address(d)?),
        "online" => listing.place.online = Some(address(d)?),
        "status" => listing.status = read_status(d)?,
        "derived" => listing.source.as_mut()?.derived = wire::yes(d)?,
        "licence" => listing.licence = Some(wire::line(d)?.into()),
        "src_url" => listing.source.as_mut()?.url = Some(address(d)?),
        "updated" => listing.updated = Some(Freshness::from_wire(d.str().ok()?)?),
        "audience" => listing.audience = wire::texts(d, Lines::Many)?,
        "cost_for" => listing.price.note = wire::texts(d, Lines::Many)?,
        "src_name" => listing.source.as_mut()?.name = Some(wire::line(d)?.into()),
        _ => return None,
    }
    Some(())
}

/// A list that is not empty: an empty one would not have been written.
fn read_list<'b, T>(
    d: &mut Decoder<'b>,
    max: usize,
    mut read: impl FnMut(&mut Decoder<'b>) -> Option<T>,
) -> Option<Vec<T>> {
    let n = wire::array(d, max).filter(|n| *n > 0)?;
    // The bytes behind the head bound what can really follow.
    let mut list = Vec::with_capacity(n.min(d.input().len().saturating_sub(d.position())));
    for _ in 0..n {
        list.push(read(d)?);
    }
    Some(list)
}

/// A web address exactly as it is written: what would be trimmed is not one.
fn address(d: &mut Decoder<'_>) -> Option<WebAddress> {
    let text = d.str().ok()?;
    WebAddress::parse(text)
        .ok()
        .filter(|address| address.as_str() == text)
}

fn read_adopted(d: &mut Decoder<'_>) -> Option<Adopted> {
    wire::array(d, 2).filter(|n| *n == 2)?;
    Some(Adopted {
        listing: ObjectId(d.bytes().ok()?.try_into().ok()?),
        name: wire::line(d)?.into(),
    })
}

fn read_access(d: &mut Decoder<'_>) -> Option<Accessibility> {
    wire::array(d, 2).filter(|n| *n == 2)?;
    let (said, yes) = (d.u32().ok()?, d.u32().ok()?);
    Accessibility::from_bits(said, yes).filter(|access| !access.is_unsaid())
}

fn read_capacity(d: &mut Decoder<'_>) -> Option<Capacity> {
    wire::array(d, 3).filter(|n| *n == 3)?;
    Some(Capacity {
        seats: d.u16().ok()?,
        wheelchair: d.u16().ok()?,
        companion: d.u16().ok()?,
    })
}

fn read_point(d: &mut Decoder<'_>) -> Option<Point> {
    wire::array(d, 2).filter(|n| *n == 2)?;
    Point::from_e7(d.i32().ok()?, d.i32().ok()?)
}

fn read_ages(d: &mut Decoder<'_>) -> Option<Ages> {
    wire::array(d, 2).filter(|n| *n == 2)?;
    let ages = Ages {
        min: wire::int_or_null(d)?,
        max: wire::int_or_null(d)?,
    };
    let in_range = |age: Option<u8>| age.is_none_or(|age| age <= MAX_AGE);
    (in_range(ages.min) && in_range(ages.max)).then_some(ages)
}

fn read_cost(d: &mut Decoder<'_>) -> Option<(Option<u32>, Option<u32>)> {
    wire::array(d, 2).filter(|n| *n == 2)?;
    let cost = (wire::int_or_null(d)?, wire::int_or_null(d)?);
    (cost != (None, None)).then_some(cost)
}

fn read_source(d: &mut Decoder<'_>) -> Option<Source> {
    wire::array(d, 2).filter(|n| *n == 2)?;
    let (scheme, id) = (d.str().ok().filter(|scheme| is_name(scheme))?, wire::line(d)?);
    Some(Source {
        scheme: scheme.into(),
        id: id.into(),
        url: None,
        name: None,
        derived: false,
    })
}

fn read_hand(d: &mut Decoder<'_>) -> Option<Vec<Box<str>>> {
    let names: Vec<Box<str>> = read_list(d, 64, |d| {
        d.str().ok().filter(|name| wire::is_key(name)).map(Into::into)
    })?;
    names.is_sorted_by(|a, b| a < b).then_some(names)
}

/// A word of a newer version is kept, unless it is what would have been left out.
fn read_type(d: &mut Decoder<'_>) -> Option<ListingType> {
    let word = d.str().ok().filter(|word| wire::is_key(word))?;
    let read = ListingType::known(word).unwrap_or_else(|| ListingType::Other(word.into()));
    (read != ListingType::default()).then_some(read)
}

fn read_status(d: &mut Decoder<'_>) -> Option<Status> {
    let word = d.str().ok().filter(|word| wire::is_key(word))?;
    let read = Status::known(word).unwrap_or_else(|| Status::Other(word.into()));
    (read != Status::default()).then_some(read)
}

fn read_moments(d: &mut Decoder<'_>) -> Option<Vec<Moment>> {
    read_list(d, MAX_DATES, |d| Moment::parse(d.str().ok()?))
}

fn read_timing(d: &mut Decoder<'_>) -> Option<Timing> {
    let mut start = None;
    let mut timing = Timing::once(Moment { day: 0, minute: None }, None);
    let mut unknown = Unknown::default();
    let mut readable = true;
    read_map(d, &mut unknown, |key, d| {
        let mut known = || {
            match key {
                "at" => start = Some(Moment::parse(d.str().ok()?)?),
                "ex" => timing.except = read_moments(d)?,
                "rd" => timing.added = read_moments(d)?,
                "to" => timing.end = Some(Moment::parse(d.str().ok()?)?),
                "tz" => timing.zone = Some(Zone::from_wire(d.str().ok()?)?),
                "rule" => timing.rule = Some(Rule::from_wire(d.str().ok()?)?),
                _ => return Some(false),
            }
            Some(true)
        };
        match known() {
            Some(true) => Some(()),
            Some(false) => None,
            // Half a timing would send people at a wrong time: rather none.
            None => {
                readable = false;
                None
            }
        }
    })
    .ok()?;
    timing.start = start.filter(|_| readable)?;
    timing.unknown = unknown;
    Some(timing)
}

fn read_image(d: &mut Decoder<'_>) -> Option<Image> {
    let mut url = None;
    let (mut alt, mut credit, mut unknown) = (Texts::default(), None, Unknown::default());
    read_map(d, &mut unknown, |key, d| {
        match key {
            "alt" => alt = wire::texts(d, Lines::Many)?,
            "url" => url = Some(address(d)?),
            "credit" => credit = Some(wire::line(d)?.into()),
            _ => return None,
        }
        Some(())
    })
    .ok()?;
    Some(Image {
        url: url?,
        alt,
        credit,
        unknown,
    })
}

fn read_answer(d: &mut Decoder<'_>) -> Option<Answer> {
    let start = d.position();
    if let Some(answer) = read_known_answer(d) {
        return Some(answer);
    }
    d.set_position(start);
    d.skip().ok()?;
    Some(Answer::Other(d.input().get(start..d.position())?.into()))
}

fn read_known_answer(d: &mut Decoder<'_>) -> Option<Answer> {
    if d.map().ok()?? != 1 {
        return None;
    }
    let (way, text) = (d.str().ok()?, d.str().ok()?);
    let answer = match way {
        "url" => Answer::Url(WebAddress::parse(text).ok().filter(|a| a.as_str() == text)?),
        "phone" => Answer::Phone(Phone::parse(text).ok().filter(|a| a.as_str() == text)?),
        "email" => Answer::Email(Email::parse(text).ok().filter(|a| a.as_str() == text)?),
        _ => return None,
    };
    Some(answer)
}

#[cfg(test)]
mod tests;
