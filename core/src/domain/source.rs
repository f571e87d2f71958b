//! Where a listing was taken from, and how fresh it is.

use chrono::{DateTime, NaiveDate};

use super::answer::WebAddress;
use super::field::{Form, Problem};

/// Where a listing was taken from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Source {
    /// `openagenda`, `ical`, `mednum`, `csv`, `json`, or what a newer version imports.
    pub scheme: Box<str>,
    /// The source's own id.
    pub id: Box<str>,
    /// Page of the listing at its source.
    pub url: Option<WebAddress>,
    /// Name of the source as credit.
    pub name: Option<Box<str>>,
    /// The id was made from title, start and place: a changed title or time comes as new.
    pub derived: bool,
}

/// Longest id of a source, in bytes.
pub const MAX_SOURCE_ID: usize = 512;

/// Whether a word can name a scheme or a licence.
pub fn is_name(word: &str) -> bool {
    (1..=64).contains(&word.len())
        && word
            .bytes()
            .all(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_' | b'.' | b'+'))
}

/// When the information was last confirmed: a date, or an instant, as the source gave it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Freshness(Box<str>);

impl Freshness {
    /// Reads `YYYY-MM-DD` or an RFC 3339 instant.
    ///
    /// # Errors
    /// [`Problem::Form`].
    pub fn parse(text: &str) -> Result<Self, Problem> {
        let text = text.trim();
        let date = text.len() == 10 && NaiveDate::parse_from_str(text, "%Y-%m-%d").is_ok();
        if date || (text.len() <= 40 && DateTime::parse_from_rfc3339(text).is_ok()) {
            Ok(Self(text.into()))
        } else {
            Err(Problem::form(Form::DateOrInstant, text))
        }
    }

    /// Reads what a signed payload holds: the date is checked, the rest only for its alphabet, because the read
    /// model orders by the date and shows the rest as it is.
    pub fn from_wire(text: &str) -> Option<Self> {
        let date = super::moment::Moment::parse(text.get(..10)?)?;
        let rest = text.get(10..)?;
        let fits = text.len() <= 40
            && rest.bytes().all(|b| {
                b.is_ascii_digit()
                    || matches!(b, b'T' | b't' | b'Z' | b'z' | b':' | b'.' | b'+' | b'-' | b' ')
            });
        (date.minute.is_none() && fits).then(|| Self(text.into()))
    }

    /// As it was given.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The date alone.
    pub fn date(&self) -> &str {
        self.0.get(..10).unwrap_or(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_and_instants() {
        for good in [
            "2026-02-28",
            "2026-02-28T12:00:00Z",
            "2023-02-14T12:45:17.000+01:00",
        ] {
            assert_eq!(Freshness::parse(good).unwrap().date(), &good[..10]);
            assert!(Freshness::from_wire(good).is_some());
        }
        for bad in ["", "2026-02-30", "hier", "2026-02-28T25:00:00Z", "28/02/2026"] {
            assert!(Freshness::parse(bad).is_err(), "{bad}");
        }
        assert!(Freshness::from_wire("2026-02-28<script>").is_none());
    }
}
