//! What can go wrong in the store.

use std::path::PathBuf;

use ekin_protocol::cbor::CborError;
use ekin_protocol::membership::MembershipError;
use rusqlite::ErrorCode;
use rusqlite::ffi::{SQLITE_IOERR_SHMSIZE, SQLITE_IOERR_WRITE};

use crate::document::DocumentError;

/// What can go wrong in the store. A transaction that ended in one of these left nothing behind.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// Another process writes to this store.
    #[error("the store is in use by process {pid}: {command}")]
    AlreadyOpen {
        /// The process that holds it; 0 when it did not say.
        pid: u32,
        /// What that process was started as.
        command: String,
    },
    /// Made by a newer version of the program.
    #[error("the store has schema {found}, this program knows {known}")]
    NewerSchema {
        /// Schema of the file.
        found: u32,
        /// Newest schema of this program.
        known: u32,
    },
    /// Made by an older version, and opened only for reading: open it for writing once.
    #[error("the store has schema {found} and waits for {known}")]
    OlderSchema {
        /// Schema of the file, 0 for an empty one.
        found: u32,
        /// Newest schema of this program.
        known: u32,
    },
    /// Opened for queries alone.
    #[error("the store was opened only for reading")]
    ReadOnly,
    /// A database of another program.
    #[error("{path} is a database of another program")]
    Foreign {
        /// The file.
        path: PathBuf,
    },
    /// The key does not open the file. Nothing was changed, and nothing set aside.
    #[error("the key does not open the database")]
    WrongKey(#[source] rusqlite::Error),
    /// The file is encrypted, and no key was handed in.
    #[error("the database is encrypted and no key was given")]
    KeyNeeded,
    /// The file is not encrypted, and a key was handed in.
    #[error("the database is not encrypted, and a key was given")]
    NotSealed,
    /// This program was built without encryption of the file.
    #[error("this program was built without encryption")]
    NoCipher,
    /// No room left on the disk. Nothing was changed.
    #[error("no room left on the disk")]
    Full,
    /// The database is damaged; see [`super::Store::set_aside`].
    #[error("the database is damaged")]
    Corrupt(#[source] rusqlite::Error),
    /// SQLite refused.
    #[error("the database refused")]
    Sqlite(#[source] rusqlite::Error),
    /// The folder or the lock file cannot be used.
    #[error("{path} cannot be used")]
    Io {
        /// Which file.
        path: PathBuf,
        /// Why.
        #[source]
        source: std::io::Error,
    },
    /// A row holds what this program would not have written.
    #[error("a row of {table} cannot be read")]
    Row {
        /// The table.
        table: &'static str,
    },
    /// Bytes in the store that are not what they were when they came.
    #[error("bytes of the store cannot be read")]
    Bytes(#[from] CborError),
    /// The membership log in the store does not verify.
    #[error("the membership log in the store does not verify")]
    Membership(#[from] MembershipError),
    /// A document that was stored cannot be read any more.
    #[error("a document in the store cannot be read")]
    Document(#[source] Box<DocumentError>),
    /// No such row.
    #[error("no such row in {table}")]
    Missing {
        /// The table.
        table: &'static str,
    },
}

impl StoreError {
    /// Whether the file may be damaged: SQLite says so, or does not understand a statement of ours, as where the schema is
    /// not the one that was made any more, or a row holds what was never written.
    pub fn is_damage(&self) -> bool {
        match self {
            Self::Corrupt(_) | Self::Row { .. } | Self::Bytes(_) | Self::Membership(_) => true,
            Self::Sqlite(error) => {
                error.sqlite_error_code() == Some(ErrorCode::Unknown) || is_of_another_type(error)
            }
            _ => false,
        }
    }
}

impl From<DocumentError> for StoreError {
    fn from(error: DocumentError) -> Self {
        Self::Document(Box::new(error))
    }
}

impl From<rusqlite::Error> for StoreError {
    fn from(error: rusqlite::Error) -> Self {
        match error.sqlite_error_code() {
            Some(ErrorCode::DiskFull) => Self::Full,
            Some(ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase) => Self::Corrupt(error),
            Some(ErrorCode::SystemIoFailure) if no_more(&error) => Self::Full,
            _ => Self::Sqlite(error),
        }
    }
}

/// A value that its column would never have taken.
fn is_of_another_type(error: &rusqlite::Error) -> bool {
    use rusqlite::Error::{FromSqlConversionFailure, IntegralValueOutOfRange, InvalidColumnType, Utf8Error};
    matches!(
        error,
        FromSqlConversionFailure(..) | IntegralValueOutOfRange(..) | InvalidColumnType(..) | Utf8Error(..)
    )
}

/// A write that the system refuses though the disk has room: a quota, or a limit on the size of files. What
/// helps is the same.
fn no_more(error: &rusqlite::Error) -> bool {
    let code = error.sqlite_error().map(|error| error.extended_code);
    matches!(code, Some(SQLITE_IOERR_WRITE | SQLITE_IOERR_SHMSIZE))
}

/// Result of the store.
pub type Result<T> = std::result::Result<T, StoreError>;
