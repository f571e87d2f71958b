//! `agenda` and `news`: what takes place, day by day, and what changed since the last look.

use clap::{ArgMatches, Command};
use ekin_core::app::query::Change;
use ekin_i18n::{Catalog, Date, Message, date_long, msg};

use super::search::{after, day, limit, line_of, page, page_end};
use super::show::here;
use crate::args;
use crate::failure::Failure;
use crate::json;
use crate::output::Output;
use crate::session::Session;

/// A text that counts something.
type Counted = fn(u64) -> Message;

/// The commands of this file.
pub fn commands(words: Catalog) -> Vec<Command> {
    let date = |name, help| args::option(words, name, &msg::cli_value_date(), &help);
    let agenda = args::command(words, "agenda", &msg::cli_agenda())
        .arg(date("from", msg::cli_search_from()))
        .arg(date("to", msg::cli_search_to()))
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
    let device = session.look()?;
    let from = match day(matches, "from")? {
        Some(day) => day,
        None => device.today()?,
    };
    let last = Date::new(9999, 12, 31).unwrap_or(from);
    let to = day(matches, "to")?.unwrap_or(last);
    let found = device.agenda(from, to, page(matches), args::text(matches, "after"), here())?;
    if found.hits.is_empty() {
        out.say(&match found.empty {
            true => msg::search_none_yet(),
            false => msg::agenda_empty(),
        });
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
    out.answer(&json::Found::of(&found))
}

/// `ekin news`
pub fn news(session: &Session, matches: &ArgMatches, out: &mut Output) -> Result<(), Failure> {
    let keep = matches.get_flag("keep");
    let device = if keep {
        session.look()?
    } else {
        session.open_known("news")?
    };
    let page = device.news(page(matches), args::text(matches, "after"), here())?;
    if page.news.is_empty() {
        out.say(&msg::news_none());
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
        None if !keep => device.saw_news(page.revision)?,
        None => {}
    }
    out.answer(&json::News::of(&page))
}
