//! One value: whether a document may hold it, how a person writes it, how it is written back.

use chrono_tz::Tz;

use super::instant::Instant;
use super::plain::Plain;
use super::problem::{Form, Problem};
use super::schema::{Choice, Scalar};
use crate::domain::answer::{Email, Phone, WebAddress};
use crate::domain::field;
use crate::domain::language::LanguageTag;
use crate::domain::moment::Moment;
use crate::domain::person::PersonId;
use crate::domain::place::{Country, Point};
use crate::domain::price::MAX_CENTS;
use crate::domain::text::{Lines, clean, limit, showable};
use crate::domain::timing::Zone;

/// Minutes of a day.
const DAY: i64 = 1_440;

/// A value that a person wrote, with the zone that belongs beside it when it is an instant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Written {
    /// The value.
    pub value: Plain,
    /// Zone of an instant.
    pub zone: Option<Zone>,
}

impl Scalar {
    /// Whether a document may hold this value. A word of a newer version may stand there; a value of another type, or
    /// beyond the limits, may not, and reads as absent.
    ///
    /// # Errors
    /// What is wrong with it.
    pub fn accepts(&self, value: &Plain) -> Result<(), Problem> {
        use field::Problem as Value;
        match (self, value) {
            (Scalar::Line(max), Plain::Str(text)) => text_fits(text, *max, Lines::One),
            (Scalar::Prose(max), Plain::Str(text)) => text_fits(text, *max, Lines::Many),
            (Scalar::YesNo, Plain::Bool(_)) => Ok(()),
            (Scalar::Choice(_), Plain::Str(word)) if is_word(word) => Ok(()),
            (Scalar::Instant, Plain::Int(ms)) if Instant::in_range(*ms) => Ok(()),
            (Scalar::Day, Plain::Str(text)) => match Moment::parse(text) {
                Some(Moment { minute: None, .. }) => Ok(()),
                _ => Err(Problem::form(Form::Day, text)),
            },
            (Scalar::Moment, Plain::Str(text)) => match Moment::parse(text) {
                Some(_) => Ok(()),
                None => Err(Value::form(field::Form::Moment, text).into()),
            },
            (Scalar::Person | Scalar::Object, Plain::Bytes(bytes)) if bytes.len() == 16 => Ok(()),
            (Scalar::Picture, Plain::Bytes(bytes)) if bytes.len() == 32 => Ok(()),
            (Scalar::Language, Plain::Str(tag)) => match LanguageTag::from_wire(tag) {
                Some(_) => Ok(()),
                None => Err(Value::form(field::Form::Language, tag).into()),
            },
            (Scalar::Zone, Plain::Str(name)) => match Zone::from_wire(name) {
                Some(_) => Ok(()),
                None => Err(Value::UnknownZone {
                    given: field::cut(name),
                }
                .into()),
            },
            (Scalar::Country, Plain::Str(code)) => match Country::from_wire(code) {
                Some(_) => Ok(()),
                None => Err(Value::form(field::Form::Country, code).into()),
            },
            (Scalar::Phone, Plain::Str(text)) => Ok(Phone::parse(text).map(drop)?),
            (Scalar::Email, Plain::Str(text)) => Ok(Email::parse(text).map(drop)?),
            (Scalar::Web, Plain::Str(text)) => Ok(WebAddress::parse(text).map(drop)?),
            (Scalar::Pictogram, Plain::Str(name)) if is_pictogram(name) => Ok(()),
            (Scalar::Row(_), Plain::Str(name)) if is_row_name(name) => Ok(()),
            (_, Plain::Int(given)) => {
                let (min, max) = self.range().ok_or(Problem::Unreadable)?;
                if (min..=max).contains(given) {
                    Ok(())
                } else {
                    Err(Value::OutOfRange {
                        min,
                        max,
                        given: *given,
                    }
                    .into())
                }
            }
            _ => Err(Problem::Unreadable),
        }
    }

    /// Least and most of what is a number.
    fn range(&self) -> Option<(i64, i64)> {
        Some(match self {
            Scalar::Number { min, max } => (*min, *max),
            Scalar::Cents => (0, MAX_CENTS.into()),
            Scalar::Minutes(max) => (0, *max),
            Scalar::Days(max) => (1, *max),
            Scalar::Clock => (0, DAY - 1),
            Scalar::Latitude => (-900_000_000, 900_000_000),
            Scalar::Longitude => (-1_800_000_000, 1_800_000_000),
            _ => return None,
        })
    }

    /// Reads what a person wrote. Hours are of `zone` unless one is named.
    ///
    /// # Errors
    /// Another form than expected, a word that is not among the choices, or beyond the limits.
    pub fn parse(&self, text: &str, zone: Tz) -> Result<Written, Problem> {
        let text = text.trim();
        let mut beside = None;
        let value = match self {
            Scalar::Line(max) => Plain::from(&*clean(text, *max, Lines::One)?),
            Scalar::Prose(max) => Plain::from(&*clean(text, *max, Lines::Many)?),
            Scalar::Number { .. } => Plain::Int(
                text.parse()
                    .map_err(|_| field::Problem::form(field::Form::Number, text))?,
            ),
            Scalar::Cents => Plain::Int(cents(text).ok_or_else(|| Problem::form(Form::Money, text))?),
            Scalar::Minutes(_) => {
                Plain::Int(minutes(text).ok_or_else(|| Problem::form(Form::Minutes, text))?)
            }
            Scalar::Days(_) => Plain::Int(days(text).ok_or_else(|| Problem::form(Form::Days, text))?),
            Scalar::YesNo => Plain::Bool(yes_no(text).ok_or_else(|| Problem::form(Form::YesNo, text))?),
            Scalar::Choice(choice) => choice.parse(text)?,
            Scalar::Instant => {
                let instant = Instant::parse(text, zone)?;
                beside = Some(instant.zone);
                Plain::Int(instant.ms)
            }
            Scalar::Day | Scalar::Moment | Scalar::Language | Scalar::Zone | Scalar::Country => {
                self.canonical(text)?
            }
            Scalar::Clock => Plain::Int(clock(text).ok_or_else(|| Problem::form(Form::Clock, text))?),
            Scalar::Latitude => {
                Plain::Int(degrees(text, |d| Point::from_degrees(d, 0.0).map(Point::lat_e7))?)
            }
            Scalar::Longitude => {
                Plain::Int(degrees(text, |d| Point::from_degrees(0.0, d).map(Point::lon_e7))?)
            }
            Scalar::Person | Scalar::Object => {
                let id: PersonId = text.parse().map_err(|_| Problem::form(Form::Id, text))?;
                Plain::Bytes(id.0.to_vec())
            }
            Scalar::Picture => {
                let address: ekin_protocol::id::ItemHash =
                    text.parse().map_err(|_| Problem::form(Form::Picture, text))?;
                Plain::Bytes(address.0.to_vec())
            }
            Scalar::Phone => Plain::from(Phone::parse(text)?.as_str()),
            Scalar::Email => Plain::from(Email::parse(text)?.as_str()),
            Scalar::Web => Plain::from(WebAddress::parse(text)?.as_str()),
            Scalar::Pictogram if is_pictogram(text) => Plain::from(text),
            Scalar::Pictogram => return Err(Problem::form(Form::Pictogram, text)),
            Scalar::Row(_) if is_row_name(text) => Plain::from(text),
            Scalar::Row(_) => return Err(Problem::form(Form::RowName, text)),
        };
        self.accepts(&value)?;
        Ok(Written { value, zone: beside })
    }

    /// What is stored in another spelling than people may use.
    fn canonical(&self, text: &str) -> Result<Plain, Problem> {
        Ok(match self {
            Scalar::Language => {
                let tag = LanguageTag::parse(text)
                    .ok_or_else(|| field::Problem::form(field::Form::Language, text))?;
                Plain::from(tag.as_str())
            }
            Scalar::Zone => Plain::from(Zone::parse(text)?.name()),
            Scalar::Country => Plain::from(Country::parse(text)?.as_str()),
            _ => Plain::from(text),
        })
    }

    /// The form that [`Scalar::parse`] reads; `zone` stands beside an instant.
    pub fn write(&self, value: &Plain, zone: Option<&Zone>) -> String {
        match (self, value) {
            (Scalar::Instant, Plain::Int(ms)) => Instant::write(*ms, zone),
            (Scalar::Cents, Plain::Int(cents)) if cents % 100 == 0 => (cents / 100).to_string(),
            (Scalar::Cents, Plain::Int(cents)) => format!("{}.{:02}", cents / 100, cents.rem_euclid(100)),
            (Scalar::Minutes(_), Plain::Int(n)) => format!("{}h{:02}", n / 60, n.rem_euclid(60)),
            (Scalar::Clock, Plain::Int(n)) => format!("{:02}:{:02}", n / 60, n.rem_euclid(60)),
            (Scalar::Latitude | Scalar::Longitude, Plain::Int(e7)) => write_degrees(*e7),
            (Scalar::YesNo, Plain::Bool(yes)) => (if *yes { "yes" } else { "no" }).to_owned(),
            (_, value) => write_plain(value),
        }
    }
}

impl Choice {
    /// Whether this version knows the word.
    pub fn knows(&self, word: &str) -> bool {
        self.words.contains(&word)
    }

    fn parse(&'static self, text: &str) -> Result<Plain, Problem> {
        let word = text.to_ascii_lowercase().replace(['-', ' '], "_");
        if self.knows(&word) {
            Ok(Plain::Str(word))
        } else {
            Err(Problem::Choice {
                choice: self,
                given: field::cut(text),
            })
        }
    }
}

/// A value as text, whatever it is: what a newer version wrote is shown so.
pub fn write_plain(value: &Plain) -> String {
    match value {
        Plain::Null => String::new(),
        Plain::Bool(yes) => yes.to_string(),
        Plain::Int(n) => n.to_string(),
        Plain::Str(text) | Plain::Text(text) => text.clone(),
        Plain::Bytes(bytes) => bytes.iter().map(|byte| format!("{byte:02x}")).collect(),
        Plain::List(items) => items.iter().map(write_plain).collect::<Vec<_>>().join(", "),
        Plain::Map(entries) => {
            let entries: Vec<_> = entries
                .iter()
                .map(|(key, value)| format!("{key}={}", write_plain(value)))
                .collect();
            entries.join(", ")
        }
    }
}

/// Whether a text can name a row: what a person types behind a dot.
pub fn is_row_name(name: &str) -> bool {
    (1..=12).contains(&name.len())
        && name
            .bytes()
            .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_')
}

/// Whether a text can be a word of a choice, of this version or of a newer one.
fn is_word(word: &str) -> bool {
    (1..=super::schema::MAX_KEY).contains(&word.len())
        && word
            .bytes()
            .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_')
}

fn is_pictogram(name: &str) -> bool {
    (1..=40).contains(&name.len())
        && name
            .bytes()
            .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-')
}

fn text_fits(text: &str, max: usize, lines: Lines) -> Result<(), Problem> {
    if text.len() > max {
        let len = text.chars().count();
        if len > max {
            return Err(field::Problem::TooLong { max, len }.into());
        }
    }
    if showable(text, lines) {
        Ok(())
    } else {
        Err(clean(text, limit::BODY.max(text.len()), lines)
            .err()
            .map_or(Problem::Unreadable, Problem::from))
    }
}

fn yes_no(text: &str) -> Option<bool> {
    match text.to_lowercase().as_str() {
        "yes" | "oui" | "bai" | "sí" | "si" | "true" => Some(true),
        "no" | "non" | "ez" | "false" => Some(false),
        _ => None,
    }
}

/// `5`, `5,5`, `5.50`, `5,50 €`.
fn cents(text: &str) -> Option<i64> {
    let text = text.trim_end_matches('€').trim_end();
    let (euros, rest) = text.split_once(['.', ',']).unwrap_or((text, ""));
    let rest = match rest.as_bytes() {
        [] if euros.len() == text.len() => 0,
        [tens] => digits(&[*tens])? * 10,
        [tens, ones] => digits(&[*tens, *ones])?,
        _ => return None,
    };
    digits(euros.as_bytes())?.checked_mul(100)?.checked_add(rest)
}

/// `90`, `90 min`, `2h`, `1 h 30`, `2 ordu`.
fn minutes(text: &str) -> Option<i64> {
    let text: String = text.to_lowercase().split_whitespace().collect();
    let (number, unit) = leading_number(&text)?;
    let hours = |rest: &str| -> Option<i64> {
        let rest = if rest.is_empty() {
            0
        } else {
            digits(rest.as_bytes())?
        };
        number.checked_mul(60)?.checked_add(rest)
    };
    match unit {
        "" | "m" | "min" | "minute" | "minutes" | "minutu" | "minuto" | "minutos" => Some(number),
        "heure" | "heures" | "ordu" | "hora" | "horas" | "hour" | "hours" => hours(""),
        _ => hours(unit.strip_prefix('h')?.trim_end_matches("min")),
    }
}

/// `14`, `14 jours`, `2 aste`, `3 meses`, `1 an`: a month is 30 days, a year 365.
fn days(text: &str) -> Option<i64> {
    let text: String = text.to_lowercase().split_whitespace().collect();
    let (number, unit) = leading_number(&text)?;
    let each = match unit {
        "" | "d" | "j" | "jour" | "jours" | "egun" | "día" | "días" | "dia" | "dias" | "day" | "days" => 1,
        "w" | "semaine" | "semaines" | "aste" | "semana" | "semanas" | "week" | "weeks" => 7,
        "mois" | "hilabete" | "hile" | "mes" | "meses" | "month" | "months" => 30,
        "a" | "an" | "ans" | "urte" | "año" | "años" | "year" | "years" => 365,
        _ => return None,
    };
    number.checked_mul(each)
}

fn leading_number(text: &str) -> Option<(i64, &str)> {
    let (number, unit) = text.split_at(text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len()));
    Some((digits(number.as_bytes())?, unit))
}

/// `14:30`, `14 h 30`, `9h`.
fn clock(text: &str) -> Option<i64> {
    let text: String = text.to_lowercase().split_whitespace().collect();
    let (hour, minute) = text.split_once([':', 'h'])?;
    let minute = if minute.is_empty() && text.ends_with('h') {
        0
    } else {
        digits(minute.as_bytes())?
    };
    let hour = digits(hour.as_bytes())?;
    (hour < 24 && minute < 60).then_some(hour * 60 + minute)
}

/// At most nine digits, so that nothing overflows.
fn digits(text: &[u8]) -> Option<i64> {
    if !(1..=9).contains(&text.len()) {
        return None;
    }
    text.iter().try_fold(0, |n: i64, b| {
        b.is_ascii_digit().then(|| n * 10 + i64::from(b - b'0'))
    })
}

fn degrees(text: &str, to_e7: impl Fn(f64) -> Result<i32, field::Problem>) -> Result<i64, Problem> {
    let number = text.replace(',', ".").parse::<f64>();
    let number = number.map_err(|_| field::Problem::form(field::Form::Degrees, text))?;
    Ok(to_e7(number)?.into())
}

/// Seven decimals, the last zeros left out.
fn write_degrees(e7: i64) -> String {
    let sign = if e7 < 0 { "-" } else { "" };
    let e7 = e7.unsigned_abs();
    let text = format!("{sign}{}.{:07}", e7 / 10_000_000, e7 % 10_000_000);
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

#[cfg(test)]
#[path = "scalar/tests.rs"]
mod tests;
