//! Why a command did not do what was asked.

use std::io;

use ekin_core::app::error::AppError;
use ekin_core::app::import::ImportFailure;
use ekin_core::app::says::{self, Said};
use ekin_i18n::{Message, msg};

/// Why a command did not do what was asked.
#[derive(Debug)]
pub enum Failure {
    /// The core.
    App(AppError),
    /// A file could not be imported.
    Import {
        /// What the person called it.
        path: String,
        /// Why.
        why: ImportFailure,
    },
    /// A text of the core about a file.
    Said(Said),
    /// A file cannot be read or written.
    File {
        /// What the person called it.
        path: String,
        /// Why.
        why: io::Error,
    },
    /// The store was damaged and is set aside; where.
    SetAside(String),
    /// A file that is there already.
    Exists(String),
    /// A file that holds no key of a home.
    KeyFile(String),
    /// The command line: what is wrong, and the lines to print.
    Usage(Vec<Message>),
    /// An argument that clap should have asked for.
    Missing(&'static str),
    /// What was looked at is not in order; the output said so already.
    Differs,
    /// Part of several things failed; the output said which.
    Partly,
    /// The data cannot be made into an answer.
    Answer,
}

impl Failure {
    /// A text under a code of its own.
    pub fn said_as(code: &'static str, text: Message) -> Self {
        Self::Said(Said {
            code,
            text,
            points: Vec::new(),
        })
    }

    /// Whether the command line itself was wrong.
    pub fn is_usage(&self) -> bool {
        matches!(self, Self::Usage(_) | Self::Missing(_))
    }

    /// One thing that is wrong with the value of an option.
    pub fn value(option: &str, value: &str) -> Self {
        Self::Usage(vec![msg::cli_invalid_value(option, value)])
    }

    /// The same, with how it is written.
    pub fn value_as(option: &str, value: &str, how: Message) -> Self {
        Self::Usage(vec![msg::cli_invalid_value(option, value), how])
    }

    /// In words; none when the output has said it.
    pub fn said(&self) -> Option<Said> {
        let plain = |code, text| Said {
            code,
            text,
            points: Vec::new(),
        };
        Some(match self {
            Self::App(error) => says::error(error),
            Self::Import { path, why } => says::import_failure(why, path),
            Self::Said(said) => said.clone(),
            Self::File { path, why } if why.kind() == io::ErrorKind::NotFound => {
                plain("file-missing", msg::error_file_missing(path))
            }
            Self::File { path, why } if why.kind() == io::ErrorKind::AlreadyExists => {
                plain("file-exists", msg::error_file_exists(path))
            }
            Self::File { path, why } if why.kind() == io::ErrorKind::StorageFull => {
                plain("disk-full", msg::error_disk_full_at(path))
            }
            Self::File { path, .. } => plain("no-access", msg::error_no_access(path)),
            Self::SetAside(path) => plain("corrupt-set-aside", msg::error_corrupt_set_aside(path)),
            Self::KeyFile(path) => plain("key-file", msg::error_key_file(path)),
            Self::Exists(path) => plain("file-exists", msg::error_file_exists(path)),
            Self::Usage(lines) => plain(
                "usage",
                lines.first().cloned().unwrap_or_else(msg::cli_missing_command),
            ),
            Self::Missing(name) => plain("usage", msg::cli_missing(*name)),
            Self::Answer => plain("answer", msg::error_internal("answer")),
            Self::Differs | Self::Partly => return None,
        })
    }
}

impl From<AppError> for Failure {
    fn from(error: AppError) -> Self {
        Self::App(error)
    }
}

impl From<serde_json::Error> for Failure {
    fn from(_: serde_json::Error) -> Self {
        Self::Answer
    }
}
