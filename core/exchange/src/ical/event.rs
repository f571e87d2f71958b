//! The words, the place and the people of one event.

use calcard::icalendar::{ICalendarParameterName as Param, ICalendarValue, ICalendarValueType, Uri};
use serde_json::{Map, Value};

use super::OWN;
use super::lines::Line;
use crate::Context;
use crate::clean::{self, Writing};
use crate::draft::{Answer, Draft, Image, Organiser, Place, Source, Status, Texts};
use crate::loss::{Ledger, LossReason};
use crate::openagenda::push_tag;
use crate::price;

/// Words that could be a title, in the order in which they are tried.
const TITLES: [&str; 4] = ["SUMMARY", "DESCRIPTION", "LOCATION", "CATEGORIES"];
/// Longest title that is made from another text.
const MAX_TITLE: usize = 80;

/// A text of a line, cleaned.
fn cleaned(line: &Line, writing: Writing) -> String {
    clean::clean(&line.text(), writing).0
}

/// Whether an event has words for a title.
pub(super) fn has_title(lines: &[Line], writing: Writing) -> bool {
    lines
        .iter()
        .any(|l| TITLES.contains(&l.name.as_str()) && !clean::line(&cleaned(l, writing)).is_empty())
        || own_fields(lines).is_some_and(|own| own.get("title").is_some_and(Value::is_object))
}

/// What Ekin's own export put into the event.
pub(super) fn own_fields(lines: &[Line]) -> Option<Map<String, Value>> {
    let line = lines.iter().find(|l| l.name == OWN)?;
    match serde_json::from_str(&line.text()) {
        Ok(Value::Object(map)) => Some(map),
        _ => None,
    }
}

/// Reads everything but dates and id.
pub(super) fn read(
    lines: &mut [Line],
    draft: &mut Draft,
    context: &Context,
    writing: Writing,
    ledger: &mut Ledger,
) {
    let mut rich: Option<(String, String)> = None;
    let mut position = None;
    for line in lines.iter_mut().filter(|l| !l.settled) {
        match line.name.as_str() {
            "SUMMARY" => texts(line, &mut draft.title, context, writing, ledger),
            "DESCRIPTION" => texts(line, &mut draft.body, context, writing, ledger),
            "X-ALT-DESC" | "STYLED-DESCRIPTION" => {
                let text = cleaned(line, Writing::Web);
                if text.is_empty() || rich.is_some() {
                    line.lose(LossReason::Empty, ledger);
                } else {
                    rich = Some((language(line, context), text));
                }
            }
            "LOCATION" => location(line, draft, writing, ledger),
            "GEO" => {
                let numbers: Vec<f64> = line
                    .entry
                    .values
                    .iter()
                    .filter_map(|v| match v {
                        ICalendarValue::Float(n) => Some(*n),
                        ICalendarValue::Text(t) => t.trim().parse().ok(),
                        _ => None,
                    })
                    .collect();
                match numbers.as_slice() {
                    [lat, lon] => {
                        line.mapped(ledger);
                        position = Some((*lat, *lon));
                    }
                    _ => line.lose(LossReason::BadValue, ledger),
                }
            }
            "X-APPLE-STRUCTURED-LOCATION" if position.is_none() => match geo(&line.text()) {
                Some(found) => {
                    line.mapped(ledger);
                    position = Some(found);
                }
                None => line.lose(LossReason::BadValue, ledger),
            },
            "X-APPLE-STRUCTURED-LOCATION" => line.lose(LossReason::Repeated, ledger),
            "CATEGORIES" => {
                line.mapped(ledger);
                for word in line.texts() {
                    push_tag(draft, &clean::clean(&word, writing).0);
                }
            }
            "STATUS" => status(line, draft, ledger),
            "ORGANIZER" => organiser(line, draft, ledger),
            "URL" => address(line, ledger, |url| {
                draft.source.get_or_insert_with(Source::default).url = Some(url);
            }),
            "CONFERENCE" | "X-GOOGLE-CONFERENCE" | "X-MICROSOFT-SKYPETEAMSMEETINGURL" => {
                conference(line, draft, ledger)
            }
            "ATTACH" | "IMAGE" => attachment(line, draft, ledger),
            "LAST-MODIFIED" => {
                if let Some(ICalendarValue::PartialDateTime(found)) = line.entry.values.first()
                    && let Some(moment) = super::when::moment(found)
                {
                    draft.updated = Some(moment.time.format("%Y-%m-%dT%H:%M:%SZ").to_string());
                    line.mapped(ledger);
                    continue;
                }
                line.lose(LossReason::BadValue, ledger);
            }
            _ => {}
        }
    }
    described(lines, rich, draft, ledger);
    if let Some((lat, lon)) = position {
        let (lat, lon) = price::position(Some(lat), Some(lon), "GEO", ledger);
        let place = draft.place.get_or_insert_with(Place::default);
        (place.lat, place.lon) = (lat, lon);
    }
    draft.place = draft.place.take().filter(|p| *p != Place::default());
    title(draft, context);
    draft.original = (draft.title.len() == 1)
        .then(|| draft.title.keys().next().cloned())
        .flatten();
}

/// The rich description, where there is no plain one.
fn described(lines: &mut [Line], rich: Option<(String, String)>, draft: &mut Draft, ledger: &mut Ledger) {
    let Some((language, text)) = rich else { return };
    let wanted = draft.body.is_empty();
    if wanted {
        draft.body.insert(language, text);
    }
    for line in lines
        .iter_mut()
        .filter(|l| ["X-ALT-DESC", "STYLED-DESCRIPTION"].contains(&l.name.as_str()))
    {
        if wanted {
            if !line.settled {
                ledger.part(&line.name, LossReason::Markup, None);
            }
            line.mapped(ledger);
        } else {
            line.lose(LossReason::Repeated, ledger);
        }
    }
}

/// Where no title is given, the first words of what there is.
fn title(draft: &mut Draft, context: &Context) {
    if !draft.title.is_empty() {
        return;
    }
    let place = draft
        .place
        .as_ref()
        .map(|p| p.name.clone())
        .filter(|n| !n.is_empty());
    let (language, text) = match draft.body.iter().next() {
        Some((language, text)) => (
            language.clone(),
            text.lines().next().unwrap_or_default().to_owned(),
        ),
        None => (
            context.default_language.clone(),
            place.or_else(|| draft.tags.first().cloned()).unwrap_or_default(),
        ),
    };
    let mut short: String = text.chars().take(MAX_TITLE).collect();
    if short.len() < text.len() {
        short.push('…');
    }
    if !short.is_empty() {
        draft.title.insert(language, short);
    }
}

fn language(line: &Line, context: &Context) -> String {
    line.param(&Param::Language)
        .unwrap_or_else(|| context.default_language.clone())
}

fn texts(line: &mut Line, texts: &mut Texts, context: &Context, writing: Writing, ledger: &mut Ledger) {
    let written = line.text();
    let (text, removed) = clean::clean(&written, writing);
    let text = if line.name == "SUMMARY" {
        clean::line(&text)
    } else {
        text
    };
    if text.is_empty() {
        line.lose(LossReason::Empty, ledger);
        return;
    }
    let language = language(line, context);
    if texts.contains_key(&language) {
        line.lose(LossReason::Superseded, ledger);
        return;
    }
    if removed.markup {
        ledger.part(&line.name, LossReason::Markup, Some(&written));
    }
    if removed.characters {
        ledger.part(&line.name, LossReason::Characters, Some(&written));
    }
    line.mapped(ledger);
    texts.insert(language, text);
}

fn location(line: &mut Line, draft: &mut Draft, writing: Writing, ledger: &mut Ledger) {
    let text = clean::line(&cleaned(line, writing));
    let place = draft.place.get_or_insert_with(Place::default);
    if text.is_empty() {
        line.lose(LossReason::Empty, ledger);
    } else if text.contains("://") && place.online.is_none() && clean::web_url(&text).is_some() {
        place.online = clean::web_url(&text);
        line.mapped(ledger);
    } else if place.name.is_empty() {
        place.name = text;
        line.mapped(ledger);
    } else {
        line.lose(LossReason::Superseded, ledger);
    }
}

/// `geo:lat,lon`.
fn geo(text: &str) -> Option<(f64, f64)> {
    let (lat, lon) = text.trim().strip_prefix("geo:")?.split_once(',')?;
    let lon = lon.split([';', ',']).next()?;
    Some((lat.parse().ok()?, lon.parse().ok()?))
}

fn status(line: &mut Line, draft: &mut Draft, ledger: &mut Ledger) {
    match line.value().to_ascii_uppercase().as_str() {
        "CONFIRMED" | "FINAL" => line.mapped(ledger),
        "CANCELLED" | "CANCELED" => {
            draft.status = Status::Cancelled;
            line.mapped(ledger);
        }
        "TENTATIVE" => {
            // Not sure yet, which is not put off: it is listed as planned, and said.
            ledger.part("STATUS", LossReason::Approximate, Some("TENTATIVE"));
            line.mapped(ledger);
        }
        _ => line.lose(LossReason::BadValue, ledger),
    }
}

/// The name that signs; the address behind it is a person's.
fn organiser(line: &mut Line, draft: &mut Draft, ledger: &mut Ledger) {
    let name = line
        .param(&Param::Cn)
        .map(|n| clean::line(&n))
        .filter(|n| !n.is_empty() && clean::email(n).is_none());
    let web = clean::web_url(&line.text());
    if name.is_none() && web.is_none() {
        line.lose(LossReason::Private, ledger);
        return;
    }
    if web.is_none() && !line.value().is_empty() && !line.value().starts_with("invalid:") {
        ledger.part("ORGANIZER", LossReason::Private, None);
    }
    line.mapped(ledger);
    if draft.organiser.is_none() {
        draft.organiser = Some(Organiser {
            name: name.unwrap_or_default(),
            url: web,
        });
    }
}

fn address(line: &mut Line, ledger: &mut Ledger, put: impl FnOnce(String)) {
    match clean::web_url(&line.text()) {
        Some(url) => {
            line.mapped(ledger);
            put(url);
        }
        None => line.lose(LossReason::UnsafeUrl, ledger),
    }
}

fn conference(line: &mut Line, draft: &mut Draft, ledger: &mut Ledger) {
    let written = line.text();
    if let Some(url) = clean::web_url(&written) {
        let place = draft.place.get_or_insert_with(Place::default);
        if place.online.as_ref().is_some_and(|known| *known != url) {
            line.lose(LossReason::NoField, ledger);
        } else {
            place.online = Some(url);
            line.mapped(ledger);
        }
    } else if let Some(number) = clean::phone(&written) {
        line.mapped(ledger);
        draft.answer.push(Answer::Phone(number));
    } else {
        line.lose(LossReason::NoField, ledger);
    }
}

fn attachment(line: &mut Line, draft: &mut Draft, ledger: &mut Ledger) {
    let embedded = line.is_of(&ICalendarValueType::Binary)
        || line
            .entry
            .values
            .iter()
            .any(|v| matches!(v, ICalendarValue::Binary(_) | ICalendarValue::Uri(Uri::Data(_))))
        || line.value().to_ascii_lowercase().starts_with("data:");
    if embedded {
        line.lose(LossReason::Embedded, ledger);
        return;
    }
    let written = line.text();
    let path = written
        .split(['?', '#'])
        .next()
        .unwrap_or_default()
        .to_ascii_lowercase();
    let pictures = [".jpg", ".jpeg", ".png", ".gif", ".webp", ".avif", ".svg"];
    let is_image = line.name == "IMAGE"
        || line
            .param(&Param::Fmttype)
            .is_some_and(|f| f.to_ascii_lowercase().starts_with("image/"))
        || pictures.iter().any(|end| path.ends_with(end));
    match clean::web_url(&written) {
        Some(url) if is_image => {
            line.mapped(ledger);
            draft.images.push(Image {
                url,
                ..Image::default()
            });
        }
        Some(_) => line.lose(LossReason::NoField, ledger),
        None => line.lose(LossReason::UnsafeUrl, ledger),
    }
}

/// Why a line of an event was not taken.
pub(super) fn why(name: &str) -> LossReason {
    match name {
        "ATTENDEE"
        | "CONTACT"
        | "X-ORGANIZER"
        | "X-CONTACT"
        | "X-WR-ATTENDEE"
        | "X-CALENDARSERVER-ATTENDEE-COMMENT" => LossReason::Private,
        "DTSTAMP" | "CREATED" | "SEQUENCE" | "RELATED-TO" | "REQUEST-STATUS" | "X-LIC-ERROR" | "CLASS"
        | "RECURRENCE-ID" | "ACKNOWLEDGED" | "UID" => LossReason::Technical,
        "TRANSP" | "PRIORITY" | "RESOURCES" | "COMMENT" | "COLOR" | "LINK" | "CONCEPT" | "REFID"
        | "LOCATION-TYPE" | "STRUCTURED-DATA" | "X-WR-CALDESC" | "X-WR-CALNAME" | "X-WR-TIMEZONE"
        | "NAME" | "PERCENT-COMPLETE" | "DUE" | "COMPLETED" | "PARTICIPANT-TYPE" => LossReason::NoField,
        "DTSTART" | "DTEND" | "DURATION" | "RDATE" | "EXDATE" => LossReason::BadValue,
        "RRULE" | "EXRULE" => LossReason::Recurrence,
        "SUMMARY" | "DESCRIPTION" | "LOCATION" | "URL" | "STATUS" | "LAST-MODIFIED" => LossReason::Superseded,
        name if [
            "X-MICROSOFT-",
            "X-MOZ-",
            "X-MOZILLA-",
            "X-APPLE-",
            "X-GOOGLE-",
            "X-EVOLUTION-",
            "X-LIC-",
            "X-MS-",
            "X-EKIN",
        ]
        .iter()
        .any(|p| name.starts_with(p)) =>
        {
            LossReason::Technical
        }
        _ => LossReason::UnknownField,
    }
}
