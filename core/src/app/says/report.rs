//! Words about what is wrong with a listing.

use ekin_i18n::{Message, msg};

use crate::app::inbox::Reported;
use crate::domain::language::LanguageTag;
use crate::domain::report::Wrong;

/// Why it was reported.
pub fn wrong(given: Wrong) -> Message {
    match given {
        Wrong::Over => msg::report_over(),
        Wrong::NotSo => msg::report_not_so(),
        Wrong::Personal => msg::report_personal(),
        Wrong::Commercial => msg::report_commercial(),
        Wrong::Harmful => msg::report_harmful(),
        Wrong::Words => msg::report_words(),
        Wrong::Other(_) => msg::report_other(),
    }
}

/// Which listing a report is about, and why it was reported.
pub fn about(given: &Reported, reader: Option<LanguageTag>) -> Message {
    let id: String = given.listing.to_string().chars().take(8).collect();
    match given.titles.choose(reader.as_slice(), None) {
        Some(title) => msg::report_about(title.text, id, wrong(given.reason)),
        None => msg::report_about_gone(id, wrong(given.reason)),
    }
}
