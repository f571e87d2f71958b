//! Texts of Ekin in French, Basque and Spanish, which are equal: typed messages generated from
//! `locales/*.ftl`, and dates, numbers and sizes as each language writes them.
//!
//! A [`Message`] is a value without a language (an id and its arguments): errors and events carry it, and
//! only what shows it formats it with a [`Catalog`]. No input or output, no clock: texts are compiled in.
//!
//! To add a text, write it in the three languages under `locales/`, with its arguments declared above the
//! French one; the build says what lacks, and `msg` has one more function.
//!
//! ```
//! use ekin_i18n::{Catalog, Language, msg};
//! let text = Catalog::new(Language::Es).format(&msg::listing_seats_left(2));
//! assert_eq!(text, "2 plazas libres");
//! ```

mod catalog;
mod choose;
mod civil;
mod format;
mod language;
mod message;

pub use catalog::Catalog;
pub use choose::choose;
pub use civil::{Date, Time};
pub use format::{
    ago, bytes_size, date_long, date_long_when, date_short, day_month, duration, duration_ms, in_days,
    moment, money_cents, month_name, number, percent, relative_day, time_hm, time_range, time_spoken,
    weekday_name,
};
pub use language::Language;
pub use message::{Kind, Message, TEXTS, Value, msg};

#[cfg(test)]
#[path = "../build/catalogue.rs"]
mod catalogue;
#[cfg(test)]
#[path = "../build/check.rs"]
mod check;
#[cfg(test)]
#[path = "../build/generate.rs"]
mod generate;
#[cfg(test)]
#[path = "../build/style.rs"]
mod style;
#[cfg(test)]
mod tests;
