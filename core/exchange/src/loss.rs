//! What a conversion could not carry: where, why, and how many values. The words that a person reads are
//! made elsewhere from the codes.

use std::collections::BTreeMap;
use std::fmt;

use serde::Serialize;

use crate::misfit::Misfit;

use crate::draft::Draft;

/// Distinct (path, reason) pairs that are told apart; what comes after is summed under [`OVERFLOW_PATH`].
const MAX_KINDS: usize = 4_000;
/// Problems that are kept; more are only counted.
const MAX_PROBLEMS: usize = 10_000;
/// Characters of a left-out value that are shown as its sample.
const SAMPLE_CHARS: usize = 60;
/// Path under which the losses of an absurdly varied file are summed.
pub const OVERFLOW_PATH: &str = "*";

/// Why a value of the source is not in the draft. Each has a stable kebab-case [`code`](Self::code).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum LossReason {
    /// The source says nothing there: null, an empty text, an empty list.
    Empty,
    /// A "no" that in this format mostly means that nobody said anything (accessibility flags).
    NotSaid,
    /// It repeats, or is computed from, something that was taken.
    Repeated,
    /// Inner workings of the source: numbers, slugs, caches, sequence counters.
    Technical,
    /// Known, but a listing has no field for it.
    NoField,
    /// A field that the format's specification does not have, or that only the source's owner understands.
    UnknownField,
    /// About persons, or marked as private: not for a public catalogue.
    Private,
    /// The entry is a draft, is refused, withdrawn or otherwise not published by its source.
    NotPublished,
    /// The value could not be understood.
    BadValue,
    /// An address that is neither `http`, `https`, `mailto` nor `tel`.
    UnsafeUrl,
    /// A recurrence that Ekin does not follow (another calendar, every minute, out of range).
    Recurrence,
    /// A wording that differs for one date of a series: a listing has one text for all dates.
    OneDateOnly,
    /// An older version, or a second copy, of an entry that was taken.
    Superseded,
    /// Something that is no listing: a task, a free-busy time, an unused time zone, an alarm.
    NotAListing,
    /// A file inside the file; only references are carried.
    Embedded,
    /// The entry has no words that could be a title, so nothing of it was taken.
    NoTitle,
    /// Past the limit of entries, dates or items.
    TooMany,
    /// Part of a value: markup was turned into plain text.
    Markup,
    /// Part of a value: control, direction or invisible characters were removed.
    Characters,
    /// Part of a value: more precise than a listing is (seconds, fractions).
    Precision,
    /// Part of a value: the wording was matched to the nearest that Ekin has.
    Approximate,
    /// In an export: kept where only Ekin reads it, other programs do not see it.
    OnlyForEkin,
    /// In an export: a recurrence written out as single dates, up to a limit.
    Expanded,
}

impl LossReason {
    /// Every reason, for those who write the words.
    pub const ALL: [Self; 23] = [
        Self::Empty,
        Self::NotSaid,
        Self::Repeated,
        Self::Technical,
        Self::NoField,
        Self::UnknownField,
        Self::Private,
        Self::NotPublished,
        Self::BadValue,
        Self::UnsafeUrl,
        Self::Recurrence,
        Self::OneDateOnly,
        Self::Superseded,
        Self::NotAListing,
        Self::Embedded,
        Self::NoTitle,
        Self::TooMany,
        Self::Markup,
        Self::Characters,
        Self::Precision,
        Self::Approximate,
        Self::OnlyForEkin,
        Self::Expanded,
    ];

    /// Stable kebab-case name.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Empty => "empty",
            Self::NotSaid => "not-said",
            Self::Repeated => "repeated",
            Self::Technical => "technical",
            Self::NoField => "no-field",
            Self::UnknownField => "unknown-field",
            Self::Private => "private",
            Self::NotPublished => "not-published",
            Self::BadValue => "bad-value",
            Self::UnsafeUrl => "unsafe-url",
            Self::Recurrence => "recurrence",
            Self::OneDateOnly => "one-date-only",
            Self::Superseded => "superseded",
            Self::NotAListing => "not-a-listing",
            Self::Embedded => "embedded",
            Self::NoTitle => "no-title",
            Self::TooMany => "too-many",
            Self::Markup => "markup",
            Self::Characters => "characters",
            Self::Precision => "precision",
            Self::Approximate => "approximate",
            Self::OnlyForEkin => "only-for-ekin",
            Self::Expanded => "expanded",
        }
    }
}

/// What is counted in a position.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Unit {
    /// The file itself; the number is 0.
    #[default]
    File,
    /// An event of a calendar or agenda.
    Event,
    /// A row of a table, or an object of an array of rows; the header is not counted.
    Row,
    /// A listing in Ekin's own form, or one of those exported.
    Listing,
    /// A line of a calendar file, before unfolding.
    Line,
}

impl Unit {
    /// Stable name.
    pub const fn code(self) -> &'static str {
        match self {
            Self::File => "file",
            Self::Event => "event",
            Self::Row => "row",
            Self::Listing => "listing",
            Self::Line => "line",
        }
    }
}

/// A place in the source, counted from 1.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
pub struct At {
    /// What is counted.
    pub unit: Unit,
    /// Which one, from 1; 0 for the file as a whole.
    pub number: u32,
}

impl At {
    /// The file as a whole.
    pub const FILE: Self = Self {
        unit: Unit::File,
        number: 0,
    };

    /// The `index`th (from 0) of a unit.
    pub fn nth(unit: Unit, index: usize) -> Self {
        Self {
            unit,
            number: u32::try_from(index).unwrap_or(u32::MAX).saturating_add(1),
        }
    }
}

impl fmt::Display for At {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.unit {
            Unit::File => f.write_str("file"),
            unit => write!(f, "{} {}", unit.code(), self.number),
        }
    }
}

/// Values at one path that were left out for one reason.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Loss {
    /// First entry where it happened.
    pub at: At,
    /// Name of the field in the source, inner fields joined by `.`; no numbers of list items.
    pub path: String,
    /// Why.
    pub reason: LossReason,
    /// How many values (leaves) it accounts for; 0 where only a part of values that were taken got lost.
    pub leaves: u64,
    /// How many times it happened.
    pub times: u64,
    /// Beginning of the first such value, made safe to print.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sample: Option<String>,
}

/// How many values of the input were taken and how many were not: together, all of them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct LeafCount {
    /// In a draft, or used to make one.
    pub mapped: u64,
    /// Listed in the losses.
    pub left_out: u64,
}

/// What a person should know about an entry, beyond its left-out values.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "code", rename_all = "kebab-case")]
pub enum ProblemKind {
    /// The text is not UTF-8; it was read in this encoding.
    Encoding {
        /// Name of the encoding.
        used: String,
    },
    /// An entry that has not the shape of one; nothing of it was taken.
    BadEntry {
        /// Where it is not.
        #[serde(flatten)]
        misfit: Misfit,
    },
    /// No title and nothing that could serve as one; nothing of it was taken.
    NoTitle,
    /// The source gives no id: it is recognised by title, start and place, so that a changed one comes as new.
    NoId,
    /// Two entries have this id; the later was left out or merged.
    SameId {
        /// The id.
        id: String,
    },
    /// An entry that its source does not publish; nothing of it was taken.
    NotPublished,
    /// An entry marked as private or confidential; nothing of it was taken.
    Private,
    /// No date could be read for something that takes place.
    NoDate,
    /// A date or time that could not be read.
    BadDate {
        /// As written, shortened.
        value: String,
    },
    /// The end lies before the start and was left out.
    EndBeforeStart,
    /// A time zone that nobody knows; the territory's was used.
    UnknownZone {
        /// As written, shortened.
        name: String,
    },
    /// A recurrence rule that cannot be followed; only the dates given one by one remain.
    BadRecurrence {
        /// As written, shortened.
        rule: String,
    },
    /// A column that the mapping takes and no row has.
    NoColumn {
        /// Its name in the mapping, shortened.
        name: String,
    },
    /// A line that is no property; nothing of it was taken.
    BadLine,
    /// A component that never ends, or ends twice.
    Unbalanced,
    /// More entries than the limit; the others were left out.
    TooManyEntries {
        /// The limit.
        limit: u64,
    },
    /// More dates in one entry than the limit; the others were left out.
    TooManyDates {
        /// The limit.
        limit: u64,
    },
    /// The file holds no listing at all.
    NothingFound,
}

impl ProblemKind {
    /// Stable kebab-case name.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Encoding { .. } => "encoding",
            Self::BadEntry { .. } => "bad-entry",
            Self::NoTitle => "no-title",
            Self::NoId => "no-id",
            Self::SameId { .. } => "same-id",
            Self::NotPublished => "not-published",
            Self::Private => "private",
            Self::NoDate => "no-date",
            Self::BadDate { .. } => "bad-date",
            Self::EndBeforeStart => "end-before-start",
            Self::UnknownZone { .. } => "unknown-zone",
            Self::BadRecurrence { .. } => "bad-recurrence",
            Self::NoColumn { .. } => "no-column",
            Self::BadLine => "bad-line",
            Self::Unbalanced => "unbalanced",
            Self::TooManyEntries { .. } => "too-many-entries",
            Self::TooManyDates { .. } => "too-many-dates",
            Self::NothingFound => "nothing-found",
        }
    }
}

/// A problem and where it is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Problem {
    /// Where.
    pub at: At,
    /// What.
    #[serde(flatten)]
    pub kind: ProblemKind,
}

/// One draft and where it comes from.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Entry {
    /// The listing as data.
    pub draft: Draft,
    /// Its place in the source.
    pub at: At,
}

/// Everything that an import yields.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Import {
    /// The listings.
    pub drafts: Vec<Entry>,
    /// What was left out; their `leaves` sum to `leaves.left_out`.
    pub losses: Vec<Loss>,
    /// What a person should look at.
    pub problems: Vec<Problem>,
    /// The account of the input's values.
    pub leaves: LeafCount,
}

/// The account that a conversion keeps while it runs.
#[derive(Debug, Default)]
pub(crate) struct Ledger {
    at: At,
    losses: BTreeMap<(String, LossReason), Loss>,
    problems: Vec<Problem>,
    leaves: LeafCount,
}

impl Ledger {
    /// Says where what follows happens.
    pub fn go(&mut self, at: At) {
        self.at = at;
    }

    /// Where it is.
    pub fn at(&self) -> At {
        self.at
    }

    /// `n` values were taken.
    pub fn mapped(&mut self, n: u64) {
        self.leaves.mapped = self.leaves.mapped.saturating_add(n);
    }

    /// `leaves` values at `path` were left out.
    pub fn lose(&mut self, path: &str, reason: LossReason, leaves: u64, sample: Option<&str>) {
        self.leaves.left_out = self.leaves.left_out.saturating_add(leaves);
        let full = self.losses.len() >= MAX_KINDS;
        let mut key = (path.to_owned(), reason);
        if full && !self.losses.contains_key(&key) {
            key.0 = OVERFLOW_PATH.to_owned();
        }
        let at = self.at;
        let loss = self.losses.entry(key.clone()).or_insert_with(|| Loss {
            at,
            path: key.0,
            reason,
            leaves: 0,
            times: 0,
            sample: sample.and_then(shorten),
        });
        loss.leaves = loss.leaves.saturating_add(leaves);
        loss.times = loss.times.saturating_add(1);
    }

    /// A part of a value that was taken got lost.
    pub fn part(&mut self, path: &str, reason: LossReason, sample: Option<&str>) {
        self.lose(path, reason, 0, sample);
    }

    /// A problem here.
    pub fn problem(&mut self, kind: ProblemKind) {
        if self.problems.len() < MAX_PROBLEMS {
            self.problems.push(Problem { at: self.at, kind });
        }
    }

    /// Closes the account.
    pub fn close(mut self, drafts: Vec<Entry>) -> Import {
        if drafts.is_empty() {
            self.at = At::FILE;
            self.problem(ProblemKind::NothingFound);
        }
        let mut losses: Vec<Loss> = self.losses.into_values().collect();
        losses.sort_by(|a, b| (a.at, &a.path, a.reason).cmp(&(b.at, &b.path, b.reason)));
        Import {
            drafts,
            losses,
            problems: self.problems,
            leaves: self.leaves,
        }
    }

    /// The losses alone, for an export.
    pub fn into_losses(self) -> Vec<Loss> {
        let mut losses: Vec<Loss> = self.losses.into_values().collect();
        losses.sort_by(|a, b| (a.at, &a.path, a.reason).cmp(&(b.at, &b.path, b.reason)));
        losses
    }
}

/// The beginning of a foreign text, safe to print on one line.
pub(crate) fn shorten(text: &str) -> Option<String> {
    let head: String = text.chars().take(SAMPLE_CHARS * 4).collect();
    let line = crate::clean::line(&head);
    let mut short: String = line.chars().take(SAMPLE_CHARS).collect();
    if line.chars().count() > SAMPLE_CHARS || text.chars().nth(SAMPLE_CHARS * 4).is_some() {
        short.push('…');
    }
    (!short.is_empty()).then_some(short)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_distinct_and_those_that_serde_writes() {
        let mut seen = std::collections::BTreeSet::new();
        for reason in LossReason::ALL {
            assert!(seen.insert(reason.code()));
            assert_eq!(serde_json::to_value(reason).unwrap(), reason.code());
        }
    }

    #[test]
    fn the_same_loss_is_summed_and_the_total_kept() {
        let mut ledger = Ledger::default();
        ledger.go(At::nth(Unit::Event, 0));
        ledger.lose("a.b", LossReason::Empty, 1, None);
        ledger.go(At::nth(Unit::Event, 4));
        ledger.lose("a.b", LossReason::Empty, 3, Some("x"));
        ledger.mapped(2);
        let import = ledger.close(vec![]);
        assert_eq!(import.losses.len(), 1);
        assert_eq!((import.losses[0].leaves, import.losses[0].times), (4, 2));
        assert_eq!(import.losses[0].at.to_string(), "event 1");
        assert_eq!(
            import.leaves,
            LeafCount {
                mapped: 2,
                left_out: 4
            }
        );
    }

    #[test]
    fn a_million_kinds_of_loss_stay_few() {
        let mut ledger = Ledger::default();
        for n in 0..MAX_KINDS + 500 {
            ledger.lose(&format!("f{n}"), LossReason::UnknownField, 1, None);
        }
        let import = ledger.close(vec![]);
        assert_eq!(import.losses.len(), MAX_KINDS + 1);
        assert_eq!(
            import.losses.iter().map(|l| l.leaves).sum::<u64>(),
            import.leaves.left_out
        );
    }

    #[test]
    fn samples_are_short_and_on_one_line() {
        let sample = shorten(&format!("a\nb\u{202e}{}", "x".repeat(1000))).unwrap();
        assert!(sample.starts_with("a bxx") && sample.ends_with('…'));
        assert!(sample.chars().count() <= SAMPLE_CHARS + 1);
    }
}
