//! What an operator does beside running the relay: backups, checks, spaces.

mod backup;
mod check;
mod heal;
mod replay;
mod restore;
mod space;

pub use backup::{EXPIRES_MS, backup, backups, copy, named, rotate};
#[cfg(test)]
pub(crate) use check::check_pack;
pub use check::{Checked, check, check_backup};
pub use heal::heal;
#[cfg(test)]
pub(crate) use replay::Replay;
pub use restore::{Restored, restore};
pub use space::space;

use std::io;
use std::path::{Path, PathBuf};

use ekin_protocol::id::{Instance, SpaceId};

use crate::keys::Keys;
use crate::serve::{DataError, read_seed};
use crate::storage::StorageError;
use crate::storage::sqlite::SqliteStorage;

/// Why an operator's command failed.
#[derive(Debug, thiserror::Error)]
pub enum OperatorError {
    /// The data folder.
    #[error(transparent)]
    Data(#[from] DataError),
    /// The database.
    #[error("the database cannot be used")]
    Storage(#[from] StorageError),
    /// There is no database.
    #[error("{}: no relay has run with this folder: name the right one with --data", path.display())]
    NoRelay {
        /// The folder.
        path: PathBuf,
    },
    /// A file.
    #[error("{}: cannot be read or written", path.display())]
    File {
        /// The file.
        path: PathBuf,
        /// Why.
        #[source]
        source: io::Error,
    },
    /// The file is there already.
    #[error("{}: is there already: name another", path.display())]
    Exists {
        /// The file.
        path: PathBuf,
    },
    /// A backup is not the one that the relay's word beside it is about.
    #[error("{}: is not the file that the relay signed for, or that word was changed: take another copy", path.display())]
    OtherBackup {
        /// The file.
        path: PathBuf,
    },
    /// SQLite finds the file damaged.
    #[error("the database is damaged ({said}): restore the last good backup")]
    Integrity {
        /// What SQLite says.
        said: String,
    },
    /// A log is not what it was.
    #[error("space {space}: {what} at place {seq} is not what it was: restore the last good backup")]
    Log {
        /// The space.
        space: SpaceId,
        /// What differs.
        what: &'static str,
        /// Where.
        seq: u64,
    },
    /// A pack does not hold what lives. The packer makes a new one from the log.
    #[error("space {space}: {what}: start the relay, a change to the space makes a new pack")]
    Pack {
        /// The space.
        space: SpaceId,
        /// What differs.
        what: &'static str,
    },
    /// No such space.
    #[error("space {space}: is not on this relay: `space list` shows which are")]
    NoSpace {
        /// The space.
        space: SpaceId,
    },
    /// Something that cannot be undone was not confirmed.
    #[error(
        "space {space}: everything that the relay holds of it would be deleted: say --yes if you mean it"
    )]
    NotConfirmed {
        /// The space.
        space: SpaceId,
    },
}

/// The database of a folder in which a relay has run; it may be running.
pub fn database(data: &Path) -> Result<SqliteStorage, OperatorError> {
    let path = data.join("relay.db");
    if !path.exists() {
        return Err(OperatorError::NoRelay {
            path: data.to_owned(),
        });
    }
    Ok(SqliteStorage::open(&path, Instance([0; 16]), 0)?)
}

/// The keys of a folder in which a relay has run.
pub fn keys(data: &Path) -> Result<Keys, OperatorError> {
    Ok(Keys::of_seed(&*read_seed(&data.join("relay.key"))?))
}

fn at(path: &Path) -> impl FnOnce(io::Error) -> OperatorError {
    let path = path.to_owned();
    move |source| OperatorError::File { path, source }
}

/// The same path with something after its name.
fn beside(path: &Path, suffix: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(suffix);
    name.into()
}
