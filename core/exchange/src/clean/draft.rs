//! Passes every text of a draft through the gate: for drafts that arrive whole, in Ekin's own forms.

use super::{email, line, lines, phone, web_url};
use crate::draft::{Answer, Draft, Texts};
use crate::loss::{Ledger, LossReason};

fn texts(map: &mut Texts, one_line: bool) {
    let taken = std::mem::take(map);
    for (tag, text) in taken {
        let clean = if one_line { line(&text) } else { lines(&text) };
        let tag = line(&tag);
        if !clean.is_empty() && !tag.is_empty() {
            map.insert(tag, clean);
        }
    }
}

fn optional(text: &mut Option<String>) {
    *text = text.take().map(|t| line(&t)).filter(|t| !t.is_empty());
}

fn optional_url(url: &mut Option<String>, path: &str, ledger: &mut Ledger) {
    if let Some(written) = url.take() {
        *url = web_url(&written);
        if url.is_none() && !written.trim().is_empty() {
            ledger.part(path, LossReason::UnsafeUrl, Some(&written));
        }
    }
}

/// A degree with the seven decimals that are kept, within its range.
pub(crate) fn degree(value: f64, limit: f64) -> Option<f64> {
    (value.is_finite() && value.abs() <= limit).then(|| {
        let rounded = (value * 1e7).round() / 1e7;
        // -0.0 and 0.0 are one place.
        if rounded == 0.0 { 0.0 } else { rounded }
    })
}

/// Cleans a draft in place. Addresses that are not safe go, and are said in the ledger.
pub(crate) fn clean_draft(draft: &mut Draft, ledger: &mut Ledger) {
    draft.about = None;
    optional(&mut draft.id);
    texts(&mut draft.title, true);
    for map in [
        &mut draft.summary,
        &mut draft.body,
        &mut draft.hours,
        &mut draft.audience,
        &mut draft.bring,
    ] {
        texts(map, false);
    }
    optional(&mut draft.original);
    if let Some(mut organiser) = draft.organiser.take() {
        organiser.name = line(&organiser.name);
        optional_url(&mut organiser.url, "organiser.url", ledger);
        draft.organiser = (!organiser.name.is_empty() || organiser.url.is_some()).then_some(organiser);
    }
    if let Some(mut place) = draft.place.take() {
        for text in [
            &mut place.name,
            &mut place.address,
            &mut place.postcode,
            &mut place.town,
        ] {
            *text = line(text);
        }
        optional(&mut place.country);
        optional_url(&mut place.online, "place.online", ledger);
        place.lat = place.lat.and_then(|v| degree(v, 90.0));
        place.lon = place.lon.and_then(|v| degree(v, 180.0));
        draft.place = (place != crate::draft::Place::default()).then_some(place);
    }
    for timing in &mut draft.timings {
        timing.start = line(&timing.start);
        for text in [&mut timing.end, &mut timing.tz, &mut timing.rrule] {
            optional(text);
        }
        for text in timing.exdate.iter_mut().chain(timing.rdate.iter_mut()) {
            *text = line(text);
        }
    }
    if let Some(price) = &mut draft.price {
        texts(&mut price.note, false);
    }
    draft.answer = std::mem::take(&mut draft.answer)
        .into_iter()
        .filter_map(|answer| {
            let (clean, written) = match answer {
                Answer::Url(u) => (web_url(&u).map(Answer::Url), u),
                Answer::Phone(p) => (phone(&p).map(Answer::Phone), p),
                Answer::Email(e) => (email(&e).map(Answer::Email), e),
            };
            if clean.is_none() {
                ledger.part("answer", LossReason::UnsafeUrl, Some(&written));
            }
            clean
        })
        .collect();
    draft.tags = std::mem::take(&mut draft.tags)
        .iter()
        .map(|t| line(t))
        .filter(|t| !t.is_empty())
        .collect();
    draft.images = std::mem::take(&mut draft.images)
        .into_iter()
        .filter_map(|mut image| {
            texts(&mut image.alt, true);
            optional(&mut image.credit);
            let safe = web_url(&image.url);
            if safe.is_none() {
                ledger.part("images.url", LossReason::UnsafeUrl, Some(&image.url));
            }
            image.url = safe?;
            Some(image)
        })
        .collect();
    if let Some(source) = &mut draft.source {
        source.scheme = line(&source.scheme);
        source.id = line(&source.id);
        optional_url(&mut source.url, "source.url", ledger);
        optional(&mut source.name);
    }
    optional(&mut draft.licence);
    optional(&mut draft.updated);
    draft.hand = std::mem::take(&mut draft.hand)
        .iter()
        .map(|t| line(t))
        .filter(|t| !t.is_empty())
        .collect();
}
