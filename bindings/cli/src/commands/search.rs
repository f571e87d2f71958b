//! `search`: words and filters, a page of what fits, and what to relax when nothing does.

use std::sync::Arc;

use clap::{Arg, ArgAction, ArgMatches, Command};
use ekin_core::app::device::Device;
use ekin_core::app::error::AppError;
use ekin_core::app::query::{Ask, Found, Hit, Less};
use ekin_core::app::says;
use ekin_core::domain::language::LanguageTag;
use ekin_core::domain::listing_type::ListingType;
use ekin_core::domain::matching::{Need, Said};
use ekin_core::domain::place::Point;
use ekin_i18n::{Catalog, Date, Message, msg};

use super::show::{here, when_words};
use crate::args;
use crate::failure::Failure;
use crate::json;
use crate::lines::{safe_line, short_id};
use crate::output::Output;
use crate::session::Session;

/// Listings of a page.
const PAGE: u64 = 20;
/// Kilometres around a place when none are named.
const WITHIN: u64 = 20;
/// The sorts of listing.
const TYPES: [&str; 9] = [
    "activity",
    "need",
    "offer",
    "loan",
    "project",
    "challenge",
    "practice",
    "place",
    "partner",
];

/// The commands of this file.
pub fn commands(words: Catalog) -> Vec<Command> {
    let search = args::command(words, "search", &msg::cli_search())
        .args(filters(words))
        .arg(args::flag(words, "saved", &msg::cli_search_saved()))
        .arg(args::flag(words, "for-me", &msg::cli_search_for_me()).conflicts_with("saved"))
        .arg(args::flag(words, "unsaid", &msg::cli_search_unsaid()).conflicts_with("saved"))
        .arg(limit(words))
        .arg(after(words));
    vec![search]
}

/// What a question is made of.
pub fn filters(words: Catalog) -> Vec<Arg> {
    let day = |name, help| args::option(words, name, &msg::cli_value_date(), &help);
    let [near, within] = around(words);
    vec![
        args::positional(words, "words", &msg::cli_value_words(), &msg::cli_search_words())
            .action(ArgAction::Append)
            .num_args(0..),
        day("on", msg::cli_search_on()).conflicts_with_all(["from", "to"]),
        day("from", msg::cli_search_from()),
        day("to", msg::cli_search_to()),
        near,
        within,
        args::choice(
            words,
            "type",
            &msg::cli_value_name(),
            &msg::cli_search_type(),
            TYPES,
        ),
        args::option(words, "lang", &msg::cli_value_name(), &msg::cli_search_lang()),
        args::flag(words, "wheelchair", &msg::cli_search_wheelchair()),
        args::flag(words, "quiet", &msg::cli_search_quiet()),
        args::flag(words, "free", &msg::cli_search_free()),
        args::flag(words, "online", &msg::cli_search_online()),
    ]
}

/// `--near` and `--within`
pub fn around(words: Catalog) -> [Arg; 2] {
    let near = args::option(words, "near", &msg::cli_value_place(), &msg::cli_search_near())
        .allow_hyphen_values(true);
    let within = args::option(
        words,
        "within",
        &msg::cli_value_number(),
        &msg::cli_search_within(),
    );
    [
        near,
        within
            .requires("near")
            .allow_negative_numbers(true)
            .value_parser(args::number(1, 20_000)),
    ]
}

/// The point that `--near` names.
///
/// # Errors
/// [`Failure::Usage`] for a town that nobody here knows.
pub fn near_point(device: &Device, matches: &ArgMatches) -> Result<Option<Point>, Failure> {
    args::text(matches, "near")
        .map(|text| device.near(text))
        .transpose()
        .map_err(|error| match &error {
            AppError::UnknownTown(_) => Failure::Usage(vec![says::error(&error).text]),
            _ => Failure::App(error),
        })
}

/// How far `--within` goes, in metres.
pub fn within_metres(matches: &ArgMatches) -> u32 {
    let metres = args::count(matches, "within")
        .unwrap_or(WITHIN)
        .saturating_mul(1_000);
    u32::try_from(metres).unwrap_or(u32::MAX)
}

/// `--limit`
pub fn limit(words: Catalog) -> Arg {
    args::option(words, "limit", &msg::cli_value_number(), &msg::cli_limit())
        .value_parser(args::number(1, 1_000))
}

/// `--after`
pub fn after(words: Catalog) -> Arg {
    args::option(words, "after", &msg::cli_value_name(), &msg::cli_after()).allow_hyphen_values(true)
}

/// The page's size that was asked for.
pub fn page(matches: &ArgMatches) -> u32 {
    u32::try_from(args::count(matches, "limit").unwrap_or(PAGE)).unwrap_or(u32::MAX)
}

/// A day, `YYYY-MM-DD`.
pub fn day(matches: &ArgMatches, name: &str) -> Result<Option<Date>, Failure> {
    let Some(text) = args::text(matches, name) else {
        return Ok(None);
    };
    let parts: Vec<&str> = text.trim().split('-').collect();
    let day = match parts.as_slice() {
        [year, month, day] if year.len() == 4 => {
            (|| Date::new(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?))()
        }
        _ => None,
    };
    let wrong = || {
        Failure::Usage(vec![
            msg::cli_invalid_value(format!("--{name}"), text),
            msg::problem_form_moment(text),
        ])
    };
    day.map(Some).ok_or_else(wrong)
}

/// The first and the last day.
///
/// # Errors
/// [`Failure::Usage`] when the last one comes first.
pub fn days(matches: &ArgMatches) -> Result<(Option<Date>, Option<Date>), Failure> {
    let (from, to) = (day(matches, "from")?, day(matches, "to")?);
    match from.zip(to) {
        Some((from, to)) if from > to => Err(Failure::Usage(vec![msg::cli_days_order()])),
        _ => Ok((from, to)),
    }
}

/// The question that the filters ask, and the device that answers it.
///
/// # Errors
/// What is wrong on the command line is said before a home is looked for.
pub fn ask(session: &Session, matches: &ArgMatches) -> Result<(Arc<Device>, Ask), Failure> {
    let on = day(matches, "on")?;
    let (from, to) = days(matches)?;
    let language = match args::text(matches, "lang") {
        Some(tag) => Some(LanguageTag::parse(tag).ok_or_else(|| Failure::value("--lang", tag))?),
        None => None,
    };
    let device = session.look()?;
    let point = near_point(&device, matches)?;
    let within = f64::from(within_metres(matches)) / 1_000.0;
    let words: Vec<&str> = matches
        .get_many::<String>("words")
        .into_iter()
        .flatten()
        .map(String::as_str)
        .collect();
    let ask = Ask {
        space: session.territory(&device)?,
        words: words.join(" "),
        listing_type: args::text(matches, "type").and_then(ListingType::known),
        from: on.or(from),
        to: on.or(to),
        near: point.map(|point| (point, within)),
        language,
        wheelchair: matches.get_flag("wheelchair"),
        quiet: matches.get_flag("quiet"),
        free: matches.get_flag("free"),
        online: matches.get_flag("online"),
        ..Ask::default()
    };
    Ok((device, ask))
}

/// `ekin search`
pub fn search(session: &Session, matches: &ArgMatches, out: &mut Output) -> Result<(), Failure> {
    let (device, ask) = ask(session, matches)?;
    let ask = Ask {
        saved: matches.get_flag("saved"),
        limit: page(matches),
        after: args::text(matches, "after").map(str::to_owned),
        ..ask
    };
    let fresh = device.freshness(ask.space)?;
    if matches.get_flag("for-me") || matches.get_flag("unsaid") {
        return fitting(&device, matches, &ask, out);
    }
    let found = device.search(&ask, here())?;
    show_found(out, &found);
    if found.hits.is_empty() {
        let text = nothing(&device, &found, || match ask.saved {
            true => msg::saved_none(),
            false => msg::search_none(),
        })?;
        out.say(&text);
        relax(out, &found);
    } else {
        out.say(&says::finding::freshness(fresh));
    }
    out.answer(&json::Found::of(&found).dated(fresh))
}

/// What fits the needs that are kept here, each listing with what it says to every need.
fn fitting(device: &Device, matches: &ArgMatches, ask: &Ask, out: &mut Output) -> Result<(), Failure> {
    let unsaid = matches.get_flag("unsaid");
    let fitting = device.fitting(ask, unsaid, here())?;
    let fresh = device.freshness(ask.space)?;
    if fitting.needs.is_empty() {
        out.say(&msg::need_none());
    }
    for (hit, answers) in fitting.found.hits.iter().zip(&fitting.answers) {
        line_of(out, hit);
        said_to(out, &fitting.needs, answers);
    }
    page_end(out, &fitting.found);
    if fitting.found.hits.is_empty() {
        let text = nothing(device, &fitting.found, msg::search_none)?;
        out.say(&text);
    }
    for (need, count) in &fitting.less {
        let text = out.text(&msg::need_less(*count, says::finding::need(need)));
        out.hanging(&text, 2);
    }
    if !unsaid && !fitting.unsaid.is_empty() {
        for (need, count) in &fitting.unsaid {
            out.say(&msg::need_unsaid_count(*count, says::finding::need(need)));
        }
        out.say(&msg::need_unsaid_show());
    }
    out.say(&says::finding::freshness(fresh));
    out.answer(&json::Fitting::of(&fitting, fresh))
}

/// What a listing says to each need, below it.
fn said_to(out: &mut Output, needs: &[Need], answers: &[Said]) {
    let said = needs.iter().zip(answers);
    let said: Vec<String> = said
        .map(|(need, said)| out.text(&says::finding::said(need, *said)))
        .collect();
    if !said.is_empty() {
        out.hanging(&said.join(", "), 10);
    }
}

/// What is said where nothing is shown: that no territory is open, that nothing is here yet, or `otherwise`.
///
/// # Errors
/// Those of the store.
pub fn nothing(
    device: &Device,
    found: &Found,
    otherwise: impl FnOnce() -> Message,
) -> Result<Message, Failure> {
    if device.territories()?.is_empty() {
        return Ok(says::error(&AppError::NoTerritory).text);
    }
    Ok(match found.empty {
        true => msg::search_none_yet(),
        false => otherwise(),
    })
}

/// A page of listings.
pub fn show_found(out: &mut Output, found: &Found) {
    for hit in &found.hits {
        line_of(out, hit);
    }
    page_end(out, found);
}

/// Below the listings: whose hours these are, and how to go on.
pub fn page_end(out: &mut Output, found: &Found) {
    let foreign: Vec<&str> = found
        .hits
        .iter()
        .filter_map(|hit| hit.when.as_ref())
        .filter(|w| w.foreign)
        .map(|w| w.zone.name())
        .collect();
    if let Some(zone) = foreign.first() {
        out.say(&msg::listing_zone(*zone));
    }
    if let Some(next) = &found.next {
        let text = out.text(&msg::search_more(next));
        out.unbroken(&text);
    }
}

/// One listing in a list: title, then when and where.
pub fn line_of(out: &mut Output, hit: &Hit) {
    let card = &hit.card;
    let own = LanguageTag::parse(out.words().language().tag());
    let title = card
        .title_for(own.as_slice())
        .map(|text| safe_line(text.text))
        .unwrap_or_default();
    let mut marks = Vec::new();
    if card.withdrawn {
        marks.push(out.text(&msg::listing_withdrawn()));
    } else if card.status != ekin_core::domain::status::Status::Scheduled {
        marks.push(out.text(&says::status(&card.status)));
    }
    if card.conflict {
        marks.push(out.text(&msg::mark_versions()));
    }
    if hit.saved {
        marks.push(out.text(&msg::mark_saved()));
    }
    let id = short_id(card.object);
    let marks = if marks.is_empty() {
        String::new()
    } else {
        format!(" [{}]", marks.join(", "))
    };
    out.line(&format!("{id}  {title}{marks}"));
    let when = match &hit.when {
        Some(when) => when_words(out, when),
        None => out.text(&msg::listing_no_date()),
    };
    let mut parts = vec![out.text(&says::listing_type(&card.listing_type)), when];
    let place = [safe_line(&card.place), safe_line(&card.town)];
    let place: Vec<&str> = place
        .iter()
        .map(String::as_str)
        .filter(|part| !part.is_empty())
        .collect();
    if !place.is_empty() {
        parts.push(place.join(", "));
    }
    if let Some(metres) = hit.metres {
        parts.push(out.text(&msg::listing_distance(kilometres(metres))));
    }
    if card.out.is_some() {
        parts.push(out.text(&says::out_state(card.out)));
    }
    out.hanging(&parts.join(" · "), 10);
}

fn kilometres(metres: f64) -> String {
    // Within the earth's size: no digit is lost.
    format!("{}", (metres / 1_000.0).round() as u64)
}

fn relax(out: &mut Output, found: &Found) {
    for (less, count) in &found.relax {
        let text = match less {
            Less::Words(words) => msg::search_relax_words(*count, words),
            Less::Option(option) => msg::search_relax(*count, *option),
            Less::Kilometres(km) => msg::search_relax_distance(*count, km.to_string()),
            Less::Past => msg::search_relax_past(*count),
            Less::NoWords => msg::search_relax_no_words(*count),
            Less::OnlyWords => msg::search_relax_only_words(*count),
            Less::Everything => msg::search_relax_everything(*count),
        };
        let text = out.text(&text);
        out.hanging(&text, 2);
    }
}
