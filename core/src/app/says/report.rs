//! Words about what is wrong with a listing.

use ekin_i18n::{Message, msg};

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
