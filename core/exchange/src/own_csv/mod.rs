//! Ekin's own table: one row per listing, for a spreadsheet, and read again without loss.
//!
//! | Column | Holds |
//! |---|---|
//! | `ekin_id` | object id, 32 hexadecimal digits |
//! | `source_scheme`, `source_id` | where the listing was taken from |
//! | `type`, `status` | as in Ekin's JSON (`activity`, `scheduled`, ...) |
//! | `title:XX`, `summary:XX`, `body:XX` | texts, one column per language tag |
//! | `original` | language in which the author wrote |
//! | `organiser`, `organiser_url` | who organises |
//! | `place`, `address`, `postcode`, `town`, `country`, `lat`, `lon`, `online` | where |
//! | `start`, `end`, `zone`, `rule` | the first timing; others are in `ekin` |
//! | `free` | `yes`, or empty |
//! | `price_from`, `price_to` | euros with a point |
//! | `age_min`, `age_max` | years |
//! | `answer` | addresses, numbers and e-mails, separated by ` \| ` |
//! | `tags` | separated by ` \| ` |
//! | `image` | address of the first picture |
//! | `licence`, `updated` | licence of the text, last confirmation |
//! | `ekin` | what has no column, as JSON |
//!
//! A cell that a spreadsheet would take for a formula gets an apostrophe in front, which is taken away again.

mod read;
mod write;

pub(crate) use read::read;
pub(crate) use write::write;

/// Between several values of one cell.
const SEPARATOR: &str = " | ";
/// Columns that hold one thing each, in their order; texts come after `status`.
const BEFORE_TEXTS: [&str; 5] = [
    crate::detect::OWN_COLUMN,
    "source_scheme",
    "source_id",
    "type",
    "status",
];
const AFTER_TEXTS: [&str; 28] = [
    "original",
    "organiser",
    "organiser_url",
    "place",
    "address",
    "postcode",
    "town",
    "country",
    "lat",
    "lon",
    "online",
    "start",
    "end",
    "zone",
    "rule",
    "free",
    "price_from",
    "price_to",
    "age_min",
    "age_max",
    "answer",
    "tags",
    "image",
    "licence",
    "updated",
    "source_name",
    "source_url",
    "ekin",
];

/// Whether a cell would run as a formula, whatever apostrophes are already before it.
fn is_formula(cell: &str) -> bool {
    cell.trim_start_matches('\'')
        .starts_with(['=', '+', '-', '@', '\t', '\r'])
}

/// A plain number may begin with a sign.
fn is_number(cell: &str) -> bool {
    let digits = cell.strip_prefix('-').unwrap_or(cell);
    !digits.is_empty()
        && digits.bytes().all(|b| b.is_ascii_digit() || b == b'.')
        && digits.parse::<f64>().is_ok()
}

/// A cell that no spreadsheet runs.
fn guard(cell: &str) -> String {
    if is_formula(cell) && !is_number(cell) {
        format!("'{cell}")
    } else {
        cell.to_owned()
    }
}

/// The cell as it was before [`guard`].
fn unguard(cell: &str) -> &str {
    match cell.strip_prefix('\'') {
        Some(rest) if is_formula(rest) => rest,
        _ => cell,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn formulas_are_disarmed_and_numbers_stay_numbers() {
        assert_eq!(guard("=1+1"), "'=1+1");
        assert_eq!(guard("+33 5"), "'+33 5");
        assert_eq!(guard("-1.47"), "-1.47");
        assert_eq!(guard("'été"), "'été");
    }

    proptest! {
        #[test]
        fn a_guarded_cell_never_runs_and_comes_back(cell in "['=+@\\-]{0,4}.{0,6}|-?[0-9]{1,4}(\\.[0-9]{1,3})?") {
            let guarded = guard(&cell);
            prop_assert!(!guarded.starts_with(['=', '+', '@', '\t', '\r']));
            prop_assert!(!guarded.starts_with('-') || is_number(&guarded));
            prop_assert_eq!(unguard(&guarded), cell);
        }
    }
}
