//! Days and hours in words.

use crate::catalog::Catalog;
use crate::civil::{Date, Time};
use crate::language::Language;
use crate::message::msg;

const WEEKDAYS: [[&str; 7]; 3] = [
    [
        "lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche",
    ],
    [
        "astelehena",
        "asteartea",
        "asteazkena",
        "osteguna",
        "ostirala",
        "larunbata",
        "igandea",
    ],
    [
        "lunes",
        "martes",
        "miércoles",
        "jueves",
        "viernes",
        "sábado",
        "domingo",
    ],
];

const BASQUE_WEEKDAYS_WHEN: [&str; 7] = [
    "astelehenean",
    "asteartean",
    "asteazkenean",
    "ostegunean",
    "ostiralean",
    "larunbatean",
    "igandean",
];

const MONTHS: [[&str; 12]; 3] = [
    [
        "janvier",
        "février",
        "mars",
        "avril",
        "mai",
        "juin",
        "juillet",
        "août",
        "septembre",
        "octobre",
        "novembre",
        "décembre",
    ],
    [
        "urtarrila",
        "otsaila",
        "martxoa",
        "apirila",
        "maiatza",
        "ekaina",
        "uztaila",
        "abuztua",
        "iraila",
        "urria",
        "azaroa",
        "abendua",
    ],
    [
        "enero",
        "febrero",
        "marzo",
        "abril",
        "mayo",
        "junio",
        "julio",
        "agosto",
        "septiembre",
        "octubre",
        "noviembre",
        "diciembre",
    ],
];

/// Name of a weekday, 0 for Monday; in Basque with its article (`igandea`). Empty beyond 6.
#[must_use]
pub fn weekday_name(language: Language, weekday: u8) -> &'static str {
    WEEKDAYS
        .get(language.index())
        .and_then(|names| names.get(usize::from(weekday)))
        .copied()
        .unwrap_or("")
}

/// Name of a month, 1 to 12; in Basque with its article (`azaroa`). Empty for another number.
#[must_use]
pub fn month_name(language: Language, month: u8) -> &'static str {
    let index = usize::from(month).wrapping_sub(1);
    MONTHS
        .get(language.index())
        .and_then(|names| names.get(index))
        .copied()
        .unwrap_or("")
}

/// The whole date: `dimanche 22 novembre 2026`, `2026ko azaroaren 22a, igandea`,
/// `domingo 22 de noviembre de 2026`.
#[must_use]
pub fn date_long(language: Language, date: Date) -> String {
    let weekday = weekday_name(language, date.weekday());
    let day_month = day_and_month(language, date, basque_day(date.day()));
    match language {
        Language::Fr => format!("{weekday} {day_month} {}", date.year()),
        Language::Eu => format!("{} {day_month}, {weekday}", basque_year(date.year())),
        Language::Es => format!("{weekday} {day_month} de {}", date.year()),
    }
}

/// The whole date as an answer to "when?": with `le` and `el`, and in the Basque inessive
/// (`2026ko azaroaren 22an, igandean`).
#[must_use]
pub fn date_long_when(language: Language, date: Date) -> String {
    match language {
        Language::Fr => format!("le {}", date_long(language, date)),
        Language::Eu => {
            let day_month = day_and_month(language, date, basque_day_when(date.day()));
            let weekday = BASQUE_WEEKDAYS_WHEN
                .get(usize::from(date.weekday()))
                .copied()
                .unwrap_or("");
            format!("{} {day_month}, {weekday}", basque_year(date.year()))
        }
        Language::Es => format!("el {}", date_long(language, date)),
    }
}

/// The date without its year: `dimanche 22 novembre`, `azaroaren 22a, igandea`, `domingo 22 de noviembre`.
#[must_use]
pub fn day_month(language: Language, date: Date) -> String {
    let weekday = weekday_name(language, date.weekday());
    let day_month = day_and_month(language, date, basque_day(date.day()));
    match language {
        Language::Fr | Language::Es => format!("{weekday} {day_month}"),
        Language::Eu => format!("{day_month}, {weekday}"),
    }
}

fn day_and_month(language: Language, date: Date, basque_day: String) -> String {
    let month = month_name(language, date.month());
    match language {
        Language::Fr if date.day() == 1 => format!("1er {month}"),
        Language::Fr => format!("{} {month}", date.day()),
        Language::Eu => format!("{month}ren {basque_day}"),
        Language::Es => format!("{} de {month}", date.day()),
    }
}

/// `22a`, but 11 (*hamaika*) and 31 (*hogeita hamaika*) already end in -a.
fn basque_day(day: u8) -> String {
    match day {
        11 | 31 => day.to_string(),
        _ => format!("{day}a"),
    }
}

/// The inessive follows how the number is spoken: *batean, bostean, hamarrean*, but *bian, hamaikan*.
fn basque_day_when(day: u8) -> String {
    match day {
        11 | 31 => format!("{day}n"),
        1 | 5 | 10 | 15 | 21 | 25 | 30 => format!("{day}ean"),
        _ => format!("{day}an"),
    }
}

/// *-eko* after a spoken consonant: *bat, bost, hamar, hamabost* (also after twenties) and *ehun*.
fn basque_year(year: i32) -> String {
    let hundred = year % 100 == 0 && year % 1000 != 0;
    match year % 20 {
        _ if hundred => format!("{year}eko"),
        1 | 5 | 10 | 15 => format!("{year}eko"),
        _ => format!("{year}ko"),
    }
}

/// The date in figures: `22/11/2026`, in Basque `2026/11/22`.
#[must_use]
pub fn date_short(language: Language, date: Date) -> String {
    let (year, month, day) = (date.year(), date.month(), date.day());
    match language {
        Language::Fr | Language::Es => format!("{day:02}/{month:02}/{year}"),
        Language::Eu => format!("{year}/{month:02}/{day:02}"),
    }
}

/// The hour: `14 h 30` and `14 h` in French with no-break spaces, `14:30` in Basque and Spanish.
#[must_use]
pub fn time_hm(language: Language, time: Time) -> String {
    let (hour, minute) = (time.hour(), time.minute());
    match language {
        Language::Fr if minute == 0 => format!("{hour}\u{A0}h"),
        Language::Fr => format!("{hour}\u{A0}h\u{A0}{minute:02}"),
        Language::Eu | Language::Es => format!("{hour}:{minute:02}"),
    }
}

/// From one hour to another: `14 h – 16 h`, `14:00–16:00`.
#[must_use]
pub fn time_range(language: Language, start: Time, end: Time) -> String {
    let (start, end) = (time_hm(language, start), time_hm(language, end));
    match language {
        Language::Fr => format!("{start} – {end}"),
        Language::Eu | Language::Es => format!("{start}–{end}"),
    }
}

/// A day and an hour: `dimanche 22 novembre 2026, 14 h 30`.
#[must_use]
pub fn moment(language: Language, date: Date, time: Time) -> String {
    format!("{}, {}", date_long(language, date), time_hm(language, time))
}

/// A day as seen from `today`: today, tomorrow, yesterday, else the day with its year when it is another.
#[must_use]
pub fn relative_day(language: Language, today: Date, day: Date) -> String {
    let words = Catalog::new(language);
    match day.days() - today.days() {
        0 => words.format(&msg::time_today()),
        1 => words.format(&msg::time_tomorrow()),
        -1 => words.format(&msg::time_yesterday()),
        _ if day.year() == today.year() => day_month(language, day),
        _ => date_long(language, day),
    }
}
