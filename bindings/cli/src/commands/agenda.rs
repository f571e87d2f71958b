//! `agenda` and `news`: what takes place, day by day, and what changed since the last look.

use clap::{ArgMatches, Command};
use ekin_core::app::device::Device;
use ekin_core::app::ids::SpaceId;
use ekin_core::app::outing::people::Names;
use ekin_core::app::query::{Change, Found};
use ekin_core::app::says;
use ekin_i18n::{Catalog, Date, Message, date_long, day_month, msg};

use super::search::{after, day, days, limit, line_of, nothing, page, page_end};
use super::show::here;
use crate::args;
use crate::failure::Failure;
use crate::json;
use crate::output::Output;
use crate::session::Session;

/// Listings that go on for long, at most, above an agenda.
const ONGOING: u32 = 50;

/// What `--week` alone stands for.
const TODAY: &str = "today";

/// A text that counts something.
type Counted = fn(u64) -> Message;

/// The commands of this file.
pub fn commands(words: Catalog) -> Vec<Command> {
    let date = |name, help| args::option(words, name, &msg::cli_value_date(), &help);
    let agenda = args::command(words, "agenda", &msg::cli_agenda())
        .arg(date("from", msg::cli_search_from()))
        .arg(date("to", msg::cli_search_to()))
        .arg(
            date("week", msg::cli_agenda_week())
                .num_args(0..=1)
                .default_missing_value(TODAY)
                .conflicts_with_all(["from", "to", "limit", "after"]),
        )
        .arg(limit(words))
        .arg(after(words));
    let news = args::command(words, "news", &msg::cli_news())
        .arg(args::flag(words, "keep", &msg::cli_news_keep()))
        .arg(limit(words))
        .arg(after(words));
    vec![agenda, news]
}

/// `ekin agenda`
pub fn agenda(session: &Session, matches: &ArgMatches, out: &mut Output) -> Result<(), Failure> {
    let (from, to) = days(matches)?;
    let of_week = match args::text(matches, "week") {
        None | Some(TODAY) => None,
        Some(_) => day(matches, "week")?,
    };
    let device = session.look()?;
    let space = session.territory(&device)?;
    if matches.contains_id("week") {
        let day = of_week.map_or_else(|| device.today(space), Ok)?;
        return week(&device, space, day, out);
    }
    let from = match from {
        Some(day) => day,
        None => device.today(space)?,
    };
    let last = Date::new(9999, 12, 31).unwrap_or(from);
    let (to, after) = (to.unwrap_or(last), args::text(matches, "after"));
    let found = device.agenda(space, from, to, page(matches), after, here())?;
    // What began long before is on no later day: it comes first, once.
    let ongoing = match after {
        None => device.ongoing(space, from, ONGOING, here())?.hits,
        Some(_) => Vec::new(),
    };
    if found.hits.is_empty() && ongoing.is_empty() {
        let text = nothing(&device, &found, msg::agenda_empty)?;
        out.say(&text);
    }
    if !ongoing.is_empty() {
        out.say(&msg::agenda_ongoing());
    }
    for hit in &ongoing {
        line_of(out, hit);
    }
    let mut shown: Option<Date> = None;
    for hit in &found.hits {
        let day = hit.when.as_ref().map(|when| when.day);
        if day != shown {
            shown = day;
            let heading = day
                .map(|day| date_long(out.words().language(), day))
                .unwrap_or_default();
            out.line(&heading);
        }
        line_of(out, hit);
    }
    page_end(out, &found);
    let fresh = device.freshness(space)?;
    if !(found.hits.is_empty() && ongoing.is_empty()) {
        out.say(&says::finding::freshness(fresh));
    }
    out.answer(&json::Found::agenda(&found, &ongoing).dated(fresh))
}

/// Seven days, empty ones too, and what was answered to what takes place.
fn week(device: &Device, space: Option<SpaceId>, day: Date, out: &mut Output) -> Result<(), Failure> {
    let week = device.week(space, day, here())?;
    let fresh = device.freshness(space)?;
    let language = out.words().language();
    if let (Some((first, _)), Some((last, _))) = (week.days.first(), week.days.last()) {
        let days = [*first, *last].map(|day| day_month(language, day));
        out.say(&msg::week_heading(days[0].as_str(), days[1].as_str()));
    }
    if !week.ongoing.is_empty() {
        out.say(&msg::agenda_ongoing());
    }
    for hit in &week.ongoing {
        line_of(out, hit);
    }
    for (day, hits) in &week.days {
        out.line(&date_long(language, *day));
        if hits.is_empty() {
            let text = out.text(&msg::week_empty_day());
            out.hanging(&text, 2);
        }
        for hit in hits {
            line_of(out, hit);
            for (_, name, wish) in week
                .answers
                .iter()
                .filter(|(about, ..)| *about == hit.card.object)
            {
                for line in says::resident::wish(wish, &Names::new()).into_iter().take(1) {
                    let line = out.text(&msg::week_answer(name.as_str(), line));
                    out.hanging(&line, 10);
                }
            }
        }
    }
    if week.days.iter().all(|(_, hits)| hits.is_empty()) {
        out.say(&msg::week_empty());
    }
    out.say(&says::finding::freshness(fresh));
    out.answer(&json::Week::of(&week, fresh))
}

/// `ekin news`
pub fn news(session: &Session, matches: &ArgMatches, out: &mut Output) -> Result<(), Failure> {
    let keep = matches.get_flag("keep");
    let device = if keep {
        session.look()?
    } else {
        session.open_known("news")?
    };
    let space = session.territory(&device)?;
    let page = device.news(space, page(matches), args::text(matches, "after"), here())?;
    let alerts = match args::text(matches, "after") {
        None => super::reminders::alerts(&device, out)?,
        Some(_) => Vec::new(),
    };
    if page.news.is_empty() {
        let text = nothing(&device, &Found::default(), msg::news_none)?;
        out.say(&text);
    }
    let groups: [(Change, Counted); 4] = [
        (Change::Cancelled, msg::news_cancelled),
        (Change::Withdrawn, msg::news_withdrawn),
        (Change::Changed, msg::news_changed),
        (Change::New, msg::news_new),
    ];
    for (change, text) in groups {
        let of: Vec<_> = page.news.iter().filter(|(what, _)| *what == change).collect();
        if of.is_empty() {
            continue;
        }
        out.say(&text(of.len() as u64));
        for (_, hit) in of {
            line_of(out, hit);
        }
    }
    match &page.next {
        Some(next) => {
            let text = out.text(&msg::search_more(next));
            out.unbroken(&text);
        }
        // What is on the next page has not been seen yet.
        // Nor what happened in other territories.
        None if !keep && space.is_none() => device.saw_news(page.revision)?,
        None => {}
    }
    if !keep && !alerts.is_empty() {
        device.saw_alerts()?;
    }
    let kept = alerts.iter().map(|one| json::KeptChanged::of(one, out.words()));
    out.answer(&json::News::of(&page, kept.collect()))
}
