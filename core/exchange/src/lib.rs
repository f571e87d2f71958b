//! Foreign formats to and from listing [`Draft`]s, with a list of what each conversion leaves out.
//! Bytes in, values out: no files, no network, no clock.
//!
//! [`import`] reads a file of any [`Format`] and accounts for every value in it: mapped, or listed as left
//! out with a reason. [`export`] writes drafts; what a format has no field for is kept where only Ekin reads
//! it, and said.

pub mod draft;
pub mod loss;

mod clean;
mod decode;
mod detect;
mod ekin_json;
mod ical;
mod key;
mod mednum;
mod misfit;
mod node;
mod openagenda;
mod overlay;
mod own_csv;
mod price;
mod recur;
mod row;
mod schema_org;
mod table;
mod time;

use chrono_tz::Tz;

pub use detect::{Format, detect};
pub use draft::Draft;
pub use loss::{At, Entry, Import, LeafCount, Loss, LossReason, Problem, ProblemKind, Unit};
pub use misfit::{Misfit, Unfit, draft_of};
pub use table::{Mapping, MappingError};

/// What an importer has to know that is not in the file.
#[derive(Clone, Debug)]
pub struct Context {
    /// Zone of the territory: floating times are in it, and those of zones that nobody knows.
    pub territory_zone: Tz,
    /// Language of texts that do not say theirs (BCP 47).
    pub default_language: String,
}

/// What an importer refuses to exceed.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// Bytes of a file.
    pub bytes: usize,
    /// Entries of a file; the others are reported as left out.
    pub entries: usize,
    /// Dates of one entry; the others are reported as left out.
    pub dates: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            bytes: 64 << 20,
            entries: 100_000,
            dates: 1_000,
        }
    }
}

/// Why a file as a whole could not be read.
#[derive(Debug, thiserror::Error)]
pub enum ImportError {
    /// Larger than the limit.
    #[error("the file has {bytes} bytes, the limit is {limit}")]
    TooLarge {
        /// Its size.
        bytes: usize,
        /// The limit.
        limit: usize,
    },
    /// None of the formats that Ekin reads.
    #[error(
        "not a file of a format that can be read (OpenAgenda, iCalendar, La Mednum, Ekin, or a table with a mapping)"
    )]
    UnknownFormat,
    /// A table that is no format of its own: somebody has to say which column is what.
    #[error("this table needs a mapping file that says which column is what")]
    NeedsMapping,
    /// Not JSON, or nested deeper than any such file is (128 levels).
    #[error("not valid JSON (line {line}, column {column})")]
    Json {
        /// Line, from 1.
        line: usize,
        /// Column, from 1.
        column: usize,
        /// What the reader said.
        #[source]
        source: serde_json::Error,
    },
    /// JSON, but not of the form that this format has.
    #[error("the file is JSON, but not {expected}")]
    Shape {
        /// What was expected.
        expected: &'static str,
    },
}

impl ImportError {
    /// Stable kebab-case name.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::TooLarge { .. } => "too-large",
            Self::UnknownFormat => "unknown-format",
            Self::NeedsMapping => "needs-mapping",
            Self::Json { .. } => "json",
            Self::Shape { .. } => "shape",
        }
    }
}

impl From<serde_json::Error> for ImportError {
    fn from(source: serde_json::Error) -> Self {
        Self::Json {
            line: source.line(),
            column: source.column(),
            source,
        }
    }
}

/// A file made of drafts.
#[derive(Clone, Debug, PartialEq)]
pub struct Export {
    /// The file.
    pub bytes: Vec<u8>,
    /// What other programs will not find in it. `at` counts the drafts from 1.
    pub losses: Vec<Loss>,
}

/// How to read a file.
#[derive(Clone, Copy, Debug, Default)]
pub struct How<'a> {
    /// Its format, where it is known; else it is found by content.
    pub format: Option<Format>,
    /// Its name, which decides where the content does not.
    pub file_name: Option<&'a str>,
    /// Which column is what; given, the file is read as a table.
    pub mapping: Option<&'a Mapping>,
}

/// Reads a file and accounts for every value in it. One bad entry never stops the rest.
///
/// # Errors
/// When the file as a whole cannot be read: too large, of no known format, or no valid JSON.
pub fn import(bytes: &[u8], how: How<'_>, context: &Context, limits: &Limits) -> Result<Import, ImportError> {
    if bytes.len() > limits.bytes {
        return Err(ImportError::TooLarge {
            bytes: bytes.len(),
            limit: limits.bytes,
        });
    }
    let json_like = || {
        decode::decode_silently(bytes)
            .0
            .trim_start()
            .starts_with(['{', '['])
    };
    if let Some(mapping) = how.mapping {
        let json = match how.format {
            Some(format) => matches!(
                format,
                Format::Json | Format::MednumJson | Format::OpenAgenda | Format::Ekin
            ),
            None => json_like(),
        };
        return if json {
            table::read_json(bytes, mapping, context, limits)
        } else {
            Ok(table::read_csv(bytes, mapping, context, limits))
        };
    }
    match how.format.or_else(|| detect(bytes, how.file_name)) {
        Some(Format::OpenAgenda) => openagenda::read(bytes, context, limits),
        Some(Format::MednumCsv) => Ok(mednum::read_csv(bytes, context, limits)),
        Some(Format::MednumJson) => mednum::read_json(bytes, context, limits),
        Some(Format::Ekin) => ekin_json::read(bytes, limits),
        Some(Format::EkinCsv) => Ok(own_csv::read(bytes, limits)),
        Some(Format::ICalendar) => Ok(ical::read(bytes, context, limits)),
        Some(Format::Csv | Format::Json) => Err(ImportError::NeedsMapping),
        None if json_like() => {
            match serde_json::from_str::<serde::de::IgnoredAny>(&decode::decode_silently(bytes).0) {
                Err(error) => Err(error.into()),
                Ok(_) => Err(ImportError::UnknownFormat),
            }
        }
        None => Err(ImportError::UnknownFormat),
    }
}

/// A format that is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ExportFormat {
    /// OpenAgenda JSON, read again without loss.
    OpenAgenda,
    /// iCalendar; title, times, place and status are read again as they were.
    ICalendar,
    /// schema.org JSON-LD, for pages that search engines read.
    SchemaOrg,
    /// Ekin's own table, read again without loss.
    Csv,
}

impl ExportFormat {
    /// Every format that is written.
    pub const ALL: [Self; 4] = [Self::OpenAgenda, Self::ICalendar, Self::SchemaOrg, Self::Csv];

    /// Name as a command line takes it.
    pub const fn code(self) -> &'static str {
        match self {
            Self::OpenAgenda => "openagenda",
            Self::ICalendar => "ical",
            Self::SchemaOrg => "schema-org",
            Self::Csv => "csv",
        }
    }
}

/// Writes drafts, and says what other programs will not find.
pub fn export(drafts: &[Draft], format: ExportFormat, context: &Context) -> Export {
    match format {
        ExportFormat::OpenAgenda => openagenda::write(drafts, context),
        ExportFormat::ICalendar => ical::write(drafts, context),
        ExportFormat::SchemaOrg => schema_org::write(drafts, context),
        ExportFormat::Csv => own_csv::write(drafts),
    }
}
