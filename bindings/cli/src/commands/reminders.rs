//! `reminders`: what a phone would say and when; and, for `sync` and `news`, what changed in what somebody keeps.

use clap::{ArgMatches, Command};
use ekin_core::app::device::Device;
use ekin_core::app::query::{Alert, Followed};
use ekin_core::app::says;
use ekin_core::domain::language::LanguageTag;
use ekin_core::domain::reminder::Quiet;
use ekin_i18n::{Catalog, Time, Value, msg};

use super::search::line_of;
use super::show::here;
use crate::args;
use crate::failure::Failure;
use crate::json;
use crate::output::Output;
use crate::session::Session;

/// Minutes of an hour.
const HOUR: u16 = 60;

/// `ekin reminders`
pub fn command(words: Catalog) -> Command {
    args::command(words, "reminders", &msg::cli_reminders()).arg(args::option(
        words,
        "quiet",
        &msg::cli_value_name(),
        &msg::cli_reminders_quiet(),
    ))
}

/// Does it.
pub fn run(session: &Session, matches: &ArgMatches, out: &mut Output) -> Result<(), Failure> {
    let device = match args::text(matches, "quiet") {
        None => session.look()?,
        Some(text) => {
            let wrong = || {
                Failure::Usage(vec![
                    msg::cli_invalid_value("--quiet", text),
                    msg::reminder_quiet_form(),
                ])
            };
            let quiet = quiet(text).ok_or_else(wrong)?;
            let device = session.open("reminders")?;
            device.set_quiet_hours(quiet)?;
            device
        }
    };
    let (list, quiet) = (device.reminders(here())?, device.quiet_hours()?);
    let reader = LanguageTag::parse(out.words().language().tag());
    if list.is_empty() {
        out.say(&msg::reminder_none());
    }
    let texts: Vec<String> = list
        .iter()
        .map(|one| out.text(&says::reminder::reminder(one, reader)))
        .collect();
    for (one, text) in list.iter().zip(&texts) {
        let when = one
            .at
            .map_or_else(|| Value::from(""), |(day, time)| Value::Moment(day, time));
        out.say(&msg::reminder_at(when, text.as_str()));
    }
    out.say(&match quiet.from == quiet.to {
        true => msg::reminder_no_quiet(),
        false => msg::reminder_quiet(hour(quiet.from), hour(quiet.to)),
    });
    out.answer(&json::Reminders::of(&list, texts, quiet))
}

fn hour(minute: u16) -> Value {
    let time = Time::new(
        u8::try_from(minute / HOUR).unwrap_or(0),
        u8::try_from(minute % HOUR).unwrap_or(0),
    );
    time.map_or_else(|| Value::from(""), Value::Hour)
}

/// `21:00-08:00`, `none`.
fn quiet(text: &str) -> Option<Quiet> {
    if text.trim() == "none" {
        return Some(Quiet::NONE);
    }
    let minute = |text: &str| {
        let (hour, minute) = text.trim().split_once(':')?;
        let (hour, minute) = (hour.parse::<u16>().ok()?, minute.parse::<u16>().ok()?);
        (hour < 24 && minute < HOUR).then_some(hour * HOUR + minute)
    };
    let (from, to) = text.split_once('-')?;
    Some(Quiet {
        from: minute(from)?,
        to: minute(to)?,
    })
}

/// What changed in what somebody keeps; nothing where nothing did.
pub fn alerts(device: &Device, out: &mut Output) -> Result<Vec<Alert>, Failure> {
    let alerts = device.alerts(here())?;
    if !alerts.is_empty() {
        out.say(&msg::alert_heading(alerts.len() as u64));
    }
    for alert in &alerts {
        match &alert.about {
            Followed::Listing(hit) => line_of(out, hit),
            Followed::Outing(line) => out.line(&super::outing::row(out, line)),
        }
        for line in says::reminder::alert(alert) {
            let line = out.text(&line);
            out.hanging(&line, 10);
        }
    }
    Ok(alerts)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quiet_hours_are_read_and_nonsense_is_not() {
        let night = Quiet { from: 1_290, to: 420 };
        assert_eq!(quiet("21:30-07:00"), Some(night));
        assert_eq!(quiet(" none "), Some(Quiet::NONE));
        for bad in ["", "21-7", "24:00-08:00", "21:60-08:00", "21:00"] {
            assert_eq!(quiet(bad), None, "{bad}");
        }
    }
}
