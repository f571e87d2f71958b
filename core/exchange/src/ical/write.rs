//! Drafts to iCalendar: what Google, Apple and Thunderbird show as the same title, times, place and status.
//!
//! Times are local with the IANA name of their zone, and the zone's own changes are written beside it for
//! the years that the events span, as RFC 5545 asks. Each timing is one event: programs that know no `RDATE`
//! still show every date. What iCalendar has no property for and Ekin needs to recognise the listing is in
//! `X-EKIN`, which other programs pass over.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use chrono::{DateTime, Datelike, NaiveDate, NaiveDateTime, NaiveTime, Offset, TimeDelta, TimeZone, Utc};
use chrono_tz::Tz;
use serde_json::Value;

use super::read::OF;
use super::{OWN, PRODUCT, rule};
use crate::draft::{Answer, Draft, Status, Texts, Timing};
use crate::loss::{At, Ledger, LossReason, Unit};
use crate::{Context, Export, Limits, key, overlay, recur, time};

/// Fields that an import of the export gives back as they were, whatever iCalendar makes of them.
const KEPT: [&str; 8] = [
    "title", "type", "timings", "status", "place", "id", "source", "original",
];
/// Octets of a line, without its end (RFC 5545, 3.1).
const LINE: usize = 75;

/// Writes one calendar.
pub(crate) fn write(drafts: &[Draft], context: &Context) -> Export {
    let mut ledger = Ledger::default();
    let mut events = String::new();
    let mut zones: BTreeMap<&'static str, (Tz, i32, i32)> = BTreeMap::new();
    for (index, draft) in drafts.iter().enumerate() {
        ledger.go(At::nth(Unit::Listing, index));
        one(draft, context, &mut events, &mut ledger);
        for timing in &draft.timings {
            let zone = zone(timing, context);
            if let Some(year) = start(timing).map(|s| s.year()) {
                let seen = zones.entry(zone.name()).or_insert((zone, year, year));
                (seen.1, seen.2) = (seen.1.min(year), seen.2.max(year));
            }
        }
    }
    let mut whole = String::new();
    line(&mut whole, "BEGIN:VCALENDAR");
    line(&mut whole, "VERSION:2.0");
    line(&mut whole, &format!("PRODID:{PRODUCT}"));
    line(&mut whole, "CALSCALE:GREGORIAN");
    for (zone, first, last) in zones.into_values() {
        definition(&mut whole, zone, first, last);
    }
    whole.push_str(&events);
    line(&mut whole, "END:VCALENDAR");
    Export {
        bytes: whole.into_bytes(),
        losses: ledger.into_losses(),
    }
}

/// A content line, folded between characters, with CRLF.
fn line(out: &mut String, text: &str) {
    let mut width = 0;
    for c in text.chars() {
        if width + c.len_utf8() > LINE {
            out.push_str("\r\n ");
            width = 1;
        }
        out.push(c);
        width += c.len_utf8();
    }
    out.push_str("\r\n");
}

fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\\' | ';' | ',' => out.extend(['\\', c]),
            '\n' => out.push_str("\\n"),
            c => out.push(c),
        }
    }
    out
}

/// A parameter's value in quotes; a quote or control character has no place in one.
fn quoted(text: &str) -> String {
    format!(
        "\"{}\"",
        text.chars()
            .filter(|c| *c != '"' && !c.is_control())
            .collect::<String>()
    )
}

fn property(out: &mut String, name: &str, text: &str) {
    if !text.is_empty() {
        line(out, &format!("{name}:{}", escape(text)));
    }
}

/// The text in the language that the author wrote, else the territory's, else the first.
fn main_text<'a>(texts: &'a Texts, draft: &Draft, context: &Context) -> Option<(&'a String, &'a String)> {
    let wanted = [draft.original.as_ref(), Some(&context.default_language)];
    wanted
        .into_iter()
        .flatten()
        .find_map(|tag| texts.get_key_value(tag))
        .or_else(|| texts.iter().next())
}

fn tagged(out: &mut String, name: &str, texts: &Texts, draft: &Draft, context: &Context) {
    if let Some((tag, text)) = main_text(texts, draft, context) {
        let fine = !tag.is_empty() && tag.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-');
        let name = if fine {
            format!("{name};LANGUAGE={tag}")
        } else {
            name.to_owned()
        };
        property(out, &name, text);
    }
}

fn zone(timing: &Timing, context: &Context) -> Tz {
    timing
        .tz
        .as_ref()
        .and_then(|name| name.parse().ok())
        .unwrap_or(context.territory_zone)
}

fn start(timing: &Timing) -> Option<NaiveDateTime> {
    time::parse_local(&timing.start)
        .or_else(|| time::parse_day(&timing.start).map(|d| d.and_time(NaiveTime::MIN)))
}

fn one(draft: &Draft, context: &Context, out: &mut String, ledger: &mut Ledger) {
    let uid = key::exported_id(draft, "ical");
    let draft = Draft {
        about: None,
        ..draft.clone()
    };
    let mut alone = String::new();
    events(&draft, &uid, None, context, &mut alone);
    let calendar = format!("BEGIN:VCALENDAR\r\nPRODID:{PRODUCT}\r\n{alone}END:VCALENDAR\r\n");
    let base = super::read(calendar.as_bytes(), context, &Limits::default());
    let base = base
        .drafts
        .into_iter()
        .next()
        .map(|e| e.draft)
        .unwrap_or_default();
    let own = overlay::diff(&base, &draft, Some(&KEPT));
    for (name, value) in &own {
        if !value.is_null() {
            ledger.part(name, LossReason::OnlyForEkin, None);
        }
    }
    if !draft.timings.iter().any(|t| start(t).is_some()) {
        ledger.part("*", LossReason::OnlyForEkin, None);
    }
    for (name, _) in overlay::diff(&base, &draft, None) {
        if !KEPT.contains(&name.as_str()) {
            ledger.part(&name, LossReason::NoField, None);
        }
    }
    let own = (!own.is_empty()).then(|| Value::Object(own).to_string());
    events(&draft, &uid, own.as_deref(), context, out);
}

/// One event for each timing; the first carries what there is to say.
fn events(draft: &Draft, uid: &str, own: Option<&str>, context: &Context, out: &mut String) {
    // An event needs a start; what has none is a note, which calendars pass over and Ekin reads again.
    let dated = draft.timings.iter().any(|t| start(t).is_some());
    let kind = if dated { "VEVENT" } else { "VJOURNAL" };
    let none = Timing::default();
    let timings = if draft.timings.is_empty() {
        std::slice::from_ref(&none)
    } else {
        draft.timings.as_slice()
    };
    for (index, timing) in timings.iter().enumerate() {
        line(out, &format!("BEGIN:{kind}"));
        if index == 0 {
            property(out, "UID", uid);
        } else {
            property(out, "UID", &format!("{uid}#{}", index + 1));
            property(out, OF, uid);
        }
        // A time stamp is required; without a clock it is that of the listing's last confirmation.
        line(out, &format!("DTSTAMP:{}", stamp(draft.updated.as_deref())));
        times(timing, context, out);
        tagged(out, "SUMMARY", &draft.title, draft, context);
        words(draft, dated, context, out);
        if let (0, Some(own)) = (index, own) {
            property(out, OWN, own);
        }
        line(out, &format!("END:{kind}"));
    }
}

fn stamp(updated: Option<&str>) -> String {
    let instant = updated
        .and_then(|u| DateTime::parse_from_rfc3339(u).ok())
        .map(|t| t.to_utc());
    let day = updated
        .and_then(time::parse_day)
        .and_then(|d| d.and_hms_opt(0, 0, 0))
        .map(|t| t.and_utc());
    let found = instant
        .or(day)
        .filter(|t| time::in_range(t.date_naive()))
        .unwrap_or(DateTime::<Utc>::UNIX_EPOCH);
    found.format("%Y%m%dT%H%M%SZ").to_string()
}

fn words(draft: &Draft, dated: bool, context: &Context, out: &mut String) {
    let mut parts = Vec::new();
    for texts in [
        &draft.summary,
        &draft.body,
        &draft.hours,
        &draft.audience,
        &draft.bring,
    ] {
        parts.extend(main_text(texts, draft, context).map(|(_, t)| t.clone()));
    }
    if let Some(price) = &draft.price {
        parts.extend(main_text(&price.note, draft, context).map(|(_, t)| t.clone()));
    }
    parts.extend(draft.answer.iter().map(|a| match a {
        Answer::Url(v) | Answer::Phone(v) | Answer::Email(v) => v.clone(),
    }));
    property(out, "DESCRIPTION", &parts.join("\n\n"));
    if let Some(place) = draft.place.as_ref().filter(|_| dated) {
        let town = [place.postcode.as_str(), place.town.as_str()].join(" ");
        let parts = [place.name.as_str(), place.address.as_str(), town.trim()];
        let text = parts
            .iter()
            .filter(|p| !p.is_empty())
            .copied()
            .collect::<Vec<_>>()
            .join(", ");
        property(
            out,
            "LOCATION",
            if text.is_empty() {
                place.online.as_deref().unwrap_or_default()
            } else {
                &text
            },
        );
        if let (Some(lat), Some(lon)) = (place.lat, place.lon) {
            line(out, &format!("GEO:{lat};{lon}"));
        }
        if let (Some(online), false) = (&place.online, text.is_empty()) {
            line(out, &format!("CONFERENCE;VALUE=URI;FEATURE=VIDEO:{online}"));
        }
    }
    if !draft.tags.is_empty() {
        line(
            out,
            &format!(
                "CATEGORIES:{}",
                draft.tags.iter().map(|t| escape(t)).collect::<Vec<_>>().join(",")
            ),
        );
    }
    if let Some(organiser) = &draft.organiser {
        // An address is required; Ekin has none to give away.
        let address = organiser.url.as_deref().unwrap_or("invalid:nomail");
        line(
            out,
            &format!("ORGANIZER;CN={}:{address}", quoted(&organiser.name)),
        );
    }
    if let Some(url) = draft.source.as_ref().and_then(|s| s.url.as_ref()) {
        line(out, &format!("URL:{url}"));
    }
    for image in &draft.images {
        line(out, &format!("IMAGE;VALUE=URI;DISPLAY=BADGE:{}", image.url));
    }
    line(
        out,
        match draft.status {
            Status::Cancelled => "STATUS:CANCELLED",
            _ if !dated => "STATUS:FINAL",
            Status::Postponed => "STATUS:TENTATIVE",
            Status::Scheduled | Status::Full | Status::MovedOnline => "STATUS:CONFIRMED",
        },
    );
}

fn times(timing: &Timing, context: &Context, out: &mut String) {
    let Some(start) = start(timing) else { return };
    let whole_day = time::parse_day(&timing.start).is_some();
    let zone = zone(timing, context);
    let kind = if whole_day {
        ";VALUE=DATE".to_owned()
    } else {
        format!(";TZID={}", zone.name())
    };
    let mut put =
        |name: &str, at: NaiveDateTime| line(out, &format!("{name}{kind}:{}", rule::compact(at, whole_day)));
    put("DTSTART", start);
    let end = timing.end.as_ref().and_then(|end| {
        if whole_day {
            // iCalendar gives the day after the last.
            time::parse_day(end)
                .and_then(|d| d.and_time(NaiveTime::MIN).checked_add_signed(TimeDelta::days(1)))
        } else {
            time::parse_local(end)
        }
    });
    if let Some(end) = end {
        put("DTEND", end);
    }
    let read =
        |t: &String| time::parse_local(t).or_else(|| time::parse_day(t).map(|d| d.and_time(NaiveTime::MIN)));
    timing
        .exdate
        .iter()
        .filter_map(read)
        .for_each(|t| put("EXDATE", t));
    timing.rdate.iter().filter_map(read).for_each(|t| put("RDATE", t));
    if let Some(rule) = timing.rrule.as_ref().filter(|r| !r.contains(['\r', '\n'])) {
        let utc = if whole_day {
            None
        } else {
            recur::rule_until(rule, zone)
        };
        line(out, &format!("RRULE:{}", utc.as_deref().unwrap_or(rule)));
    }
}

/// The zone's changes of offset from the year before the first event to ten years after the last.
fn definition(out: &mut String, zone: Tz, first: i32, last: i32) {
    line(out, "BEGIN:VTIMEZONE");
    line(out, &format!("TZID:{}", zone.name()));
    let day = |year: i32| NaiveDate::from_ymd_opt(year, 1, 1).map(|d| d.and_time(NaiveTime::MIN));
    let (Some(mut at), Some(until)) = (
        day(first.saturating_sub(1)),
        day(last.saturating_add(10).min(2210)),
    ) else {
        return;
    };
    let offset = |t: NaiveDateTime| zone.offset_from_utc_datetime(&t).fix().local_minus_utc();
    let yearly: BTreeSet<i32> = (0..12).map(|m| offset(at + TimeDelta::days(m * 30))).collect();
    let mut before = offset(at);
    observance(
        out,
        before,
        before,
        at,
        before > *yearly.first().unwrap_or(&before),
    );
    while at < until {
        let next = at + TimeDelta::days(1);
        let after = offset(next);
        if after != before {
            // The minute of the change, by halves.
            let (mut low, mut high) = (at, next);
            while high - low > TimeDelta::minutes(1) {
                let middle = low + (high - low) / 2;
                if offset(middle) == before {
                    low = middle
                } else {
                    high = middle
                }
            }
            let change =
                high - TimeDelta::seconds(i64::from(high.and_utc().timestamp().rem_euclid(60) as i32));
            observance(
                out,
                before,
                after,
                change + TimeDelta::seconds(i64::from(before)),
                after > before,
            );
            before = after;
        }
        at = next;
    }
    line(out, "END:VTIMEZONE");
}

fn observance(out: &mut String, before: i32, after: i32, local: NaiveDateTime, summer: bool) {
    let name = if summer { "DAYLIGHT" } else { "STANDARD" };
    let offset = |seconds: i32| {
        let mut text = String::new();
        let minutes = seconds.abs() / 60;
        let sign = if seconds < 0 { '-' } else { '+' };
        let _ = write!(text, "{sign}{:02}{:02}", minutes / 60, minutes % 60);
        text
    };
    line(out, &format!("BEGIN:{name}"));
    line(out, &format!("DTSTART:{}", local.format("%Y%m%dT%H%M%S")));
    line(out, &format!("TZOFFSETFROM:{}", offset(before)));
    line(out, &format!("TZOFFSETTO:{}", offset(after)));
    line(out, &format!("END:{name}"));
}
