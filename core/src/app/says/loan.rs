//! Words about loans: who has what until when, what lacks, where two were promised the same.

use chrono::Datelike;
use ekin_i18n::{Date, Message, Value, msg};

use super::error::Said;
use super::outing::device;
use crate::app::loan::{LoanError, LoanShown, Passage};
use crate::app::space::called::Devices;
use crate::domain::language::LanguageTag;
use crate::domain::loan::{Day, Wrong};
use crate::domain::moment::Moment;
use crate::domain::outing::handover::State;
use crate::domain::seats::Standing;
use crate::domain::text::Texts;

/// What a command about loans failed with.
pub fn error(error: &LoanError) -> Said {
    match error {
        LoanError::NoKit { id } => Said::new("no-kit", msg::loan_no_kit(id)),
        LoanError::NotLent => Said::new("not-lent", msg::loan_not_lent()),
        LoanError::Days => Said::new("days", msg::loan_days()),
        LoanError::NoLoan { id } => Said::new("no-loan", msg::loan_missing(id)),
        LoanError::NoPart { given, names } => Said::new("no-part", msg::loan_no_part(given, names.clone())),
        LoanError::NotTo { ord } => Said::new("not-to", msg::loan_not_to(ord.to_string())),
        LoanError::NothingToSign => Said::new("nothing-to-sign", msg::loan_nothing_to_sign()),
        LoanError::NotOut => Said::new("not-out", msg::loan_not_out()),
    }
}

/// A loan in lines: what, for whom and when; then what is dangerous or late; then how it changed hands.
pub fn loan(one: &LoanShown, reader: Option<LanguageTag>, devices: &Devices) -> Vec<Message> {
    let mut lines = vec![msg::loan_line(
        text(&one.titles, reader),
        one.party.as_str(),
        date(one.from),
        date(one.until),
    )];
    if !one.returned {
        lines.extend(standing(one.standing));
    }
    if one.late > 0 {
        lines.push(msg::loan_late(one.late.into()));
    }
    if let Some(out) = &one.out {
        lines.extend(passage(out, devices));
    }
    if let Some(back) = &one.back {
        lines.extend(passage(back, devices));
        lines.extend(wrong(one, reader));
    }
    lines
}

fn standing(given: Standing) -> Vec<Message> {
    match given {
        Standing::Held {
            over,
            contested,
            provisional,
        } => {
            let mut lines = Vec::new();
            if over {
                lines.push(msg::loan_conflict());
            }
            if contested {
                lines.push(msg::loan_contested());
            }
            lines.push(match provisional {
                true => msg::loan_standing_provisional(),
                false => msg::loan_standing_held(),
            });
            lines
        }
        Standing::Likely => vec![msg::loan_standing_likely()],
        Standing::Waiting { n } => vec![msg::loan_standing_waiting(n as u64)],
        Standing::Declined => vec![msg::loan_standing_declined()],
        Standing::Withdrawn => vec![msg::loan_standing_withdrawn()],
    }
}

/// How it changed hands, and who confirmed it.
fn passage(one: &Passage, devices: &Devices) -> Vec<Message> {
    let when = one
        .when
        .map_or_else(|| Value::from(""), |(day, time)| Value::Moment(day, time));
    let device = |ord| device(devices.name(ord), ord);
    let by = device(one.by);
    let mut lines = vec![match one.back {
        true => msg::loan_back(when, by),
        false => msg::loan_out(when, by),
    }];
    lines.push(match (one.state, one.to) {
        (_, None) => msg::loan_alone(),
        (State::Signed, Some(to)) => msg::loan_signed_by(device(to)),
        (State::Changed, Some(to)) => msg::loan_changed(device(to)),
        (State::Offered, Some(to)) => msg::loan_waits_for(device(to)),
        (State::Refused, Some(_)) => msg::loan_refused(),
    });
    lines
}

fn wrong(one: &LoanShown, reader: Option<LanguageTag>) -> Vec<Message> {
    if one.wrong.is_empty() {
        return vec![msg::loan_all_back()];
    }
    let name = |row: &String| match one.parts.get(row) {
        Some(names) if !names.is_empty() => text(names, reader),
        _ => row.clone(),
    };
    let lines = one.wrong.iter().map(|wrong| match wrong {
        Wrong::Missing { part, count } => msg::loan_part_missing(*count, name(part)),
        Wrong::Broken { part } => msg::loan_part_broken(name(part)),
    });
    lines.collect()
}

fn text(texts: &Texts, reader: Option<LanguageTag>) -> String {
    let text = texts.choose(reader.as_slice(), None);
    text.map(|text| text.text.to_owned()).unwrap_or_default()
}

/// A day of the calendar.
pub fn date(day: Day) -> Value {
    let date = Moment { day, minute: None }.date();
    let month_day = u8::try_from(date.month()).ok().zip(u8::try_from(date.day()).ok());
    let date = month_day.and_then(|(month, day)| Date::new(date.year(), month, day));
    date.map_or_else(|| Value::from(""), Value::Day)
}
