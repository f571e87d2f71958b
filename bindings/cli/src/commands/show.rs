//! `show` and `save`: one listing whole, and kept for later.

use std::collections::BTreeMap;

use clap::{ArgMatches, Command};
use ekin_core::app::exchange::Draft;
use ekin_core::app::query::{OutState, Shown, ShownVersion, When};
use ekin_core::app::says;
use ekin_core::app::territory::{Tz, zone};
use ekin_core::domain::accessibility::Access;
use ekin_core::domain::easy::easy;
use ekin_core::domain::language::LanguageTag;
use ekin_core::domain::text::Texts;
use ekin_i18n::{Catalog, Message, Value, choose, date_long, msg, time_hm, time_range};

use super::report;
use crate::args;
use crate::failure::Failure;
use crate::json;
use crate::lines::{safe_line, short_id};
use crate::output::Output;
use crate::session::Session;

/// The commands of this file.
pub fn commands(words: Catalog) -> Vec<Command> {
    let id = || args::positional(words, "id", &msg::cli_value_id(), &msg::cli_id()).required(true);
    let show = args::command(words, "show", &msg::cli_show())
        .arg(id())
        .arg(args::flag(words, "aloud", &msg::cli_aloud()));
    let save = args::command(words, "save", &msg::cli_save())
        .arg(id())
        .arg(args::flag(words, "remove", &msg::cli_save_remove()));
    vec![show, save]
}

/// The zone of this machine.
pub fn here() -> Tz {
    let named = std::env::var("TZ")
        .ok()
        .and_then(|name| zone(name.trim_start_matches(':')));
    let system = || iana_time_zone::get_timezone().ok().and_then(|name| zone(&name));
    named.or_else(system).unwrap_or(Tz::UTC)
}

/// A time in words: `dimanche 22 novembre 2026, 14 h – 16 h`.
pub fn when_words(out: &Output, when: &When) -> String {
    let language = out.words().language();
    let day = date_long(language, when.day);
    match (when.time, when.last_day, when.end_time) {
        (None, None, _) => day,
        (None, Some(last), _) => format!("{day} – {}", date_long(language, last)),
        (Some(start), None, Some(end)) => format!("{day}, {}", time_range(language, start, end)),
        (Some(start), None, None) => format!("{day}, {}", time_hm(language, start)),
        (Some(start), Some(last), end) => {
            let until = end.map_or(String::new(), |end| format!(", {}", time_hm(language, end)));
            format!(
                "{day}, {} – {}{until}",
                time_hm(language, start),
                date_long(language, last)
            )
        }
    }
}

/// The text of a map that the person can read, with its language.
fn pick<'t>(texts: &'t BTreeMap<String, String>, draft: &Draft, out: &Output) -> Option<(&'t str, &'t str)> {
    let own = out.words().language().tag();
    let tag = choose(
        texts.keys().map(String::as_str),
        &[own],
        draft.original.as_deref(),
    )?;
    texts
        .get_key_value(tag)
        .map(|(tag, text)| (tag.as_str(), text.as_str()))
}

/// The title that the person can read.
pub fn title(draft: &Draft, out: &Output) -> Option<String> {
    pick(&draft.title, draft, out).map(|(_, text)| safe_line(text))
}

/// `ekin show`
pub fn show(session: &Session, matches: &ArgMatches, out: &mut Output) -> Result<(), Failure> {
    let device = session.look()?;
    let shown = device.show(args::required(matches, "id")?, here())?;
    if matches.get_flag("aloud") {
        return aloud(&shown, out);
    }
    describe(out, &shown);
    report::beside(&device, shown.space, &shown.object, out)?;
    out.answer(&shown.draft)
}

/// A listing as a voice reads it.
fn aloud(shown: &Shown, out: &mut Output) -> Result<(), Failure> {
    let reader = LanguageTag::parse(out.words().language().tag());
    let said = says::aloud::listing(shown, reader.as_slice());
    let said: Vec<json::Sentence> = said
        .iter()
        .map(|one| json::Sentence::of(one, out.words()))
        .collect();
    for sentence in &said {
        out.line(sentence.text());
    }
    out.answer(&said)
}

/// The listing in simple words, where it has any in the reader's language.
fn simple(out: &mut Output, draft: &Draft) {
    let Some(reader) = LanguageTag::parse(out.words().language().tag()) else {
        return;
    };
    for map in [&draft.summary, &draft.body] {
        let mut texts = Texts::default();
        for (tag, text) in map {
            if let Some(tag) = LanguageTag::from_wire(tag) {
                texts.set(tag, text.as_str().into());
            }
        }
        if let Some((text, how)) = easy(&texts, &[reader]) {
            out.line("");
            out.say(&says::aloud::easy_mark(how));
            out.line(text.text);
        }
    }
}

/// `ekin save`
pub fn save(session: &Session, matches: &ArgMatches, out: &mut Output) -> Result<(), Failure> {
    let device = session.open_known("save")?;
    let space = session.territory(&device)?;
    let keep = !matches.get_flag("remove");
    let object = device.save(space, args::required(matches, "id")?, keep)?;
    out.say(&if keep {
        msg::saved_kept()
    } else {
        msg::saved_dropped()
    });
    out.answer(&json::Saved {
        id: object.to_string(),
        saved: keep,
    })
}

/// What is written but not published: an ad that came, or that is on its way.
pub fn draft(out: &mut Output, draft: &Draft) {
    titled(out, draft);
    for timing in &draft.timings {
        let ends = timing
            .end
            .as_ref()
            .map(|end| format!(" – {}", end.replace('T', " ")));
        let words = timing.start.replace('T', " ") + &ends.unwrap_or_default();
        out.say(&msg::listing_when(words));
        if let Some(recurs) = timing.rrule.as_deref().and_then(recurs) {
            out.say(&recurs);
        }
        if !timing.exdate.is_empty() {
            out.say(&msg::listing_except(timing.exdate.join(", ").replace('T', " ")));
        }
    }
    texts(out, draft);
}

/// How often a series comes again.
fn recurs(rule: &str) -> Option<Message> {
    let often = rule.split(';').find_map(|part| part.strip_prefix("FREQ="))?;
    Some(match often {
        "DAILY" => msg::listing_each_day(),
        "WEEKLY" => msg::listing_each_week(),
        "MONTHLY" => msg::listing_each_month(),
        _ => msg::listing_each_year(),
    })
}

fn titled(out: &mut Output, draft: &Draft) {
    let own = out.words().language().tag();
    if let Some((tag, text)) = pick(&draft.title, draft, out) {
        let text = safe_line(text);
        out.line(&text);
        if !tag.starts_with(own) {
            out.say(&msg::listing_language(tag));
        }
    }
}

fn texts(out: &mut Output, draft: &Draft) {
    place(out, draft);
    for texts in [&draft.summary, &draft.body] {
        if let Some((_, text)) = pick(texts, draft, out) {
            out.line("");
            out.line(text);
        }
    }
    simple(out, draft);
    out.line("");
    facts(out, draft);
}

fn describe(out: &mut Output, shown: &Shown) {
    let draft = &shown.draft;
    titled(out, draft);
    let kind = out.text(&says::listing_type(&shown.listing_type));
    let about = draft.about.as_ref();
    if about.is_some_and(|about| about.withdrawn) && draft.title.is_empty() {
        // Nothing is left of it that could be told.
        out.line(&kind);
        out.say(&msg::listing_withdrawn());
        out.line("");
        out.say(&says::out_state(shown.out));
        out.unbroken(&shown.object.to_string());
        return;
    }
    let state = out.text(&says::status(&shown.status));
    out.line(&format!("{kind} · {state}"));
    if about.is_some_and(|about| about.withdrawn) {
        out.say(&msg::listing_withdrawn());
    }
    if shown.newer {
        out.say(&msg::error_newer_listing());
    }
    times(out, shown);
    texts(out, draft);
    if let Some(from) = about.and_then(|about| about.adopted_from.as_ref()) {
        out.say(&msg::listing_adopted(safe_line(&from.name)));
    }
    if let Some(left) = about.and_then(|about| about.seats_left) {
        out.say(&msg::listing_seats_left(left.seats.into()));
    }
    let accessibility = Access::ALL.map(|question| (question, says::access_answer(draft, question)));
    for (question, answer) in accessibility {
        let what = says::access(question);
        out.say(&match answer {
            Some(true) => msg::listing_accessibility_yes(what),
            Some(false) => msg::listing_accessibility_no(what),
            None => msg::listing_accessibility_unsaid(what),
        });
    }
    if !shown.fit.is_empty() {
        out.line("");
        out.say(&msg::need_heading());
        for (need, said) in &shown.fit {
            let line = out.text(&says::finding::said(need, *said));
            out.hanging(&line, 2);
        }
    }
    out.line("");
    versions(out, shown);
    out.say(&says::out_state(shown.out));
    if matches!(shown.out, Some(OutState::Refused(_))) {
        out.say(&msg::state_kept());
    }
    out.unbroken(&shown.object.to_string());
}

fn times(out: &mut Output, shown: &Shown) {
    let Some(first) = shown.when.first() else {
        if let Some((_, hours)) = pick(&shown.draft.hours, &shown.draft, out) {
            out.say(&msg::listing_when(hours));
        } else {
            out.say(&msg::listing_no_date());
        }
        return;
    };
    let words = when_words(out, first);
    out.say(&msg::listing_when(words));
    if first.foreign {
        out.say(&msg::listing_zone(first.zone.name()));
    }
    for later in shown.when.iter().skip(1).take(3) {
        let words = when_words(out, later);
        out.hanging(&words, 2);
    }
    let more = shown.when.len().saturating_sub(4);
    if more > 0 {
        out.say(&msg::listing_more_dates(more as u64));
    }
}

fn place(out: &mut Output, draft: &Draft) {
    if let Some(place) = &draft.place {
        let parts = [&place.name, &place.address, &place.postcode, &place.town];
        let parts: Vec<String> = parts
            .into_iter()
            .filter(|part| !part.is_empty())
            .map(|part| safe_line(part))
            .collect();
        if !parts.is_empty() {
            out.say(&msg::listing_place(parts.join(", ")));
        }
        if let Some(online) = &place.online {
            out.say(&msg::listing_place(online));
        }
    }
    if let Some(organiser) = &draft.organiser {
        out.say(&msg::listing_organiser(safe_line(&organiser.name)));
    }
}

fn facts(out: &mut Output, draft: &Draft) {
    match &draft.price {
        Some(price) if price.free => out.say(&msg::listing_free()),
        Some(price) => match (price.from_cents, price.to_cents) {
            (Some(from), Some(to)) if from != to => {
                out.say(&msg::listing_price_range(
                    Value::Cents(from.into()),
                    Value::Cents(to.into()),
                ));
            }
            (Some(one), _) | (None, Some(one)) => out.say(&msg::listing_price(Value::Cents(one.into()))),
            (None, None) => {}
        },
        None => out.say(&msg::listing_price_unsaid()),
    }
    if let Some(note) = draft
        .price
        .as_ref()
        .and_then(|price| pick(&price.note, draft, out))
    {
        let note = safe_line(note.1);
        out.line(&note);
    }
    if let Some(ages) = draft.ages {
        match (ages.min, ages.max) {
            (Some(min), Some(max)) => out.say(&msg::listing_ages(min.into(), max.into())),
            (Some(min), None) => out.say(&msg::listing_ages_from(min.into())),
            (None, Some(max)) => out.say(&msg::listing_ages_to(max.into())),
            (None, None) => {}
        }
    }
    if let Some(capacity) = draft.capacity {
        out.say(&msg::listing_seats(capacity.seats.into()));
        if capacity.wheelchair > 0 {
            out.say(&msg::listing_wheelchair_seats(capacity.wheelchair.into()));
        }
        if capacity.companion > 0 {
            out.say(&msg::listing_companion_seats(capacity.companion.into()));
        }
    }
    for (texts, named) in [(&draft.audience, false), (&draft.bring, true)] {
        if let Some((_, text)) = pick(texts, draft, out) {
            let text = safe_line(text);
            if named {
                out.say(&msg::listing_bring(text));
            } else {
                out.line(&text);
            }
        }
    }
    for way in &draft.answer {
        use ekin_core::app::exchange::draft::Answer;
        let (Answer::Url(way) | Answer::Phone(way) | Answer::Email(way)) = way;
        out.say(&msg::listing_answer(safe_line(way)));
    }
    if !draft.tags.is_empty() {
        let tags = draft
            .tags
            .iter()
            .map(|tag| format!("#{}", safe_line(tag)))
            .collect::<Vec<_>>()
            .join(" ");
        out.line(&tags);
    }
    if let Some(source) = &draft.source {
        out.say(&msg::listing_source(safe_line(
            source.name.as_ref().unwrap_or(&source.scheme),
        )));
    }
    if let Some(licence) = &draft.licence {
        out.say(&msg::listing_licence(safe_line(licence)));
    }
    if let Some(updated) = &draft.updated {
        out.say(&msg::listing_updated(safe_line(updated)));
    }
}

fn versions(out: &mut Output, shown: &Shown) {
    let count = shown.versions.len();
    match count {
        0 | 1 => return,
        2 => out.say(&msg::conflict_two()),
        _ => out.say(&msg::conflict_several(count as u64)),
    }
    for version in &shown.versions {
        let what = version_words(out, version);
        let when = match version.at {
            Some((day, time)) => out.value(&Value::Moment(day, time)),
            None => "?".to_owned(),
        };
        let line = out.text(&msg::conflict_version(version.author.to_string(), when, what));
        out.hanging(&line, 2);
        let hash: String = version.hash.chars().take(12).collect();
        out.hanging(&hash, 4);
    }
    let id = short_id(shown.object);
    out.say(&msg::conflict_resolve(id));
}

fn version_words(out: &Output, version: &ShownVersion) -> String {
    if version.withdraws {
        return out.text(&msg::listing_withdrawn());
    }
    let title = version
        .draft
        .as_ref()
        .and_then(|draft| title(draft, out))
        .unwrap_or_default();
    let status = version
        .draft
        .as_ref()
        .map(|draft| format!("{:?}", draft.status).to_lowercase());
    let differs: Vec<String> = version
        .differs
        .iter()
        .map(|field| out.text(&says::field_name(*field)))
        .collect();
    match (differs.is_empty(), status) {
        (true, _) | (_, None) => title,
        (false, Some(_)) => format!("{title} ({})", differs.join(", ")),
    }
}
