//! Numbers, money, shares, sizes and durations.

use crate::catalog::Catalog;
use crate::language::Language;
use crate::message::{Value, msg};

const NO_BREAK: &str = "\u{A0}";

/// A whole number with its thousands apart: `10 000` (no-break space), in Basque `10.000`. Spanish keeps
/// four digits together (`3200`), as its academy wants.
#[must_use]
pub fn number(language: Language, n: u64) -> String {
    let digits = n.to_string();
    let separator = match language {
        Language::Fr => NO_BREAK,
        Language::Eu => ".",
        Language::Es if digits.len() < 5 => "",
        Language::Es => NO_BREAK,
    };
    let mut out = String::with_capacity(digits.len() * 2);
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            out.push_str(separator);
        }
        out.push(digit);
    }
    out
}

/// A number of tenths, with one decimal unless it is zero: `1,5`, `3`.
fn tenths(language: Language, n: u64) -> String {
    match n % 10 {
        0 => number(language, n / 10),
        decimal => format!("{},{decimal}", number(language, n / 10)),
    }
}

/// Euros: `5,50 €`, `5 €`.
#[must_use]
pub fn money_cents(language: Language, cents: u64) -> String {
    let euros = number(language, cents / 100);
    match cents % 100 {
        0 => format!("{euros}{NO_BREAK}€"),
        rest => format!("{euros},{rest:02}{NO_BREAK}€"),
    }
}

/// Hundredths: `80 %`, in Basque `% 80`.
#[must_use]
pub fn percent(language: Language, hundredths: u64) -> String {
    let n = number(language, hundredths);
    match language {
        Language::Eu => format!("%{NO_BREAK}{n}"),
        Language::Fr | Language::Es => format!("{n}{NO_BREAK}%"),
    }
}

/// A size in decimal units, with one decimal below ten: `512 octets`, `3,2 Mo`, `14 MB`.
#[must_use]
pub fn bytes_size(language: Language, bytes: u64) -> String {
    let units = match language {
        Language::Fr => ["ko", "Mo", "Go", "To"],
        Language::Eu | Language::Es => ["kB", "MB", "GB", "TB"],
    };
    if bytes < 1000 {
        return Catalog::new(language).format(&msg::size_bytes(bytes));
    }
    let mut scale: u64 = 1000;
    let mut shown = String::new();
    for (at, unit) in units.iter().enumerate() {
        let rounded = bytes.saturating_add(scale / 2) / scale;
        let in_tenths = bytes.saturating_add(scale / 20) / (scale / 10);
        let figure = if in_tenths < 100 {
            tenths(language, in_tenths)
        } else {
            number(language, rounded)
        };
        shown = format!("{figure}{NO_BREAK}{unit}");
        if rounded < 1000 || at + 1 == units.len() {
            break;
        }
        scale = scale.saturating_mul(1000);
    }
    shown
}

/// A duration in its greatest whole unit, in words: `45 secondes`, `2 heures`, `3 jours`.
#[must_use]
pub fn duration(language: Language, seconds: u64) -> String {
    let message = match seconds {
        0..60 => msg::duration_seconds(seconds),
        60..3600 => msg::duration_minutes(seconds / 60),
        3600..86_400 => msg::duration_hours(seconds / 3600),
        _ => msg::duration_days(seconds / 86_400),
    };
    Catalog::new(language).format(&message)
}

/// A time taken, by its symbols: `350 ms`, `1,2 s`, `2 min 5 s`.
#[must_use]
pub fn duration_ms(language: Language, milliseconds: u64) -> String {
    let seconds = milliseconds / 1000;
    match seconds {
        0 => format!("{milliseconds}{NO_BREAK}ms"),
        1..60 => format!("{}{NO_BREAK}s", tenths(language, milliseconds / 100)),
        60..3600 => format!(
            "{}{NO_BREAK}min{NO_BREAK}{}{NO_BREAK}s",
            seconds / 60,
            seconds % 60
        ),
        _ => format!(
            "{}{NO_BREAK}h{NO_BREAK}{}{NO_BREAK}min",
            number(language, seconds / 3600),
            seconds / 60 % 60
        ),
    }
}

/// How long ago: `il y a 3 jours`, `duela 3 egun`, `hace 3 días`.
#[must_use]
pub fn ago(language: Language, seconds: u64) -> String {
    if seconds < 60 {
        return Catalog::new(language).format(&msg::time_just_now());
    }
    Catalog::new(language).format(&msg::time_ago(Value::Text(duration(language, seconds))))
}

/// In how many days: `dans 3 jours`, `3 egun barru`, `dentro de 3 días`.
#[must_use]
pub fn in_days(language: Language, days: u64) -> String {
    Catalog::new(language).format(&msg::time_in_days(days))
}
