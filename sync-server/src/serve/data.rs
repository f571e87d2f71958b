//! The data folder: `relay.db`, `relay.key` (0600: one seed), `boot`, and `lock`, which keeps a second process out.

use std::fs::{File, OpenOptions, TryLockError};
use std::io::{self, Read, Seek, SeekFrom, Write};
use std::os::unix::fs::{OpenOptionsExt, PermissionsExt};
use std::path::{Path, PathBuf};

use data_encoding::HEXLOWER;
use ekin_protocol::id::Instance;
use zeroize::Zeroizing;

use crate::keys::Keys;

const BOOT: &str = "ekin-boot 1";

/// Why the data folder cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum DataError {
    /// A file cannot be made, read or written.
    #[error("{}: cannot be used: check that it exists and belongs to the user who runs the relay", path.display())]
    File {
        /// The file.
        path: PathBuf,
        /// Why.
        #[source]
        source: io::Error,
    },
    /// Another process works on the folder.
    #[error("{}: another relay works on this folder: stop it, or choose another with --data", path.display())]
    Locked {
        /// The folder.
        path: PathBuf,
    },
    /// The key's file is no key.
    #[error("{}: is not a relay's key (64 hexadecimal digits): put back your copy of it", path.display())]
    Key {
        /// The file.
        path: PathBuf,
    },
    /// Others may read the key.
    #[error("{}: may be read by others: run `chmod 600` on it", path.display())]
    KeyOpen {
        /// The file.
        path: PathBuf,
    },
    /// There is a database, but no key.
    #[error(
        "{}: is missing, and without it members will not trust this relay: put back your copy of it. If it is \
         lost, start once with --new-key; each owner then has to name the new key",
        path.display()
    )]
    KeyMissing {
        /// The file.
        path: PathBuf,
    },
}

/// An open data folder.
#[derive(Debug)]
pub struct DataDir {
    path: PathBuf,
    _lock: File,
}

impl DataDir {
    /// Opens the folder, or makes it, and keeps others out.
    pub fn open(path: &Path) -> Result<Self, DataError> {
        std::fs::create_dir_all(path).map_err(at(path))?;
        let lock_path = path.join("lock");
        let lock = OpenOptions::new()
            .create(true)
            .truncate(false)
            .write(true)
            .open(&lock_path)
            .map_err(at(&lock_path))?;
        match lock.try_lock() {
            Ok(()) => Ok(Self {
                path: path.to_owned(),
                _lock: lock,
            }),
            Err(TryLockError::WouldBlock) => Err(DataError::Locked {
                path: path.to_owned(),
            }),
            Err(TryLockError::Error(source)) => Err(at(&lock_path)(source)),
        }
    }

    /// The folder.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// The database.
    pub fn database(&self) -> PathBuf {
        self.path.join("relay.db")
    }

    /// The key's file.
    pub fn key_file(&self) -> PathBuf {
        self.path.join("relay.key")
    }

    /// Reads the key; makes one where the folder is new, or where `renew` says that the old one is lost. Says
    /// whether it was made now.
    pub fn keys(&self, renew: bool, random: impl Fn(&mut [u8])) -> Result<(Keys, bool), DataError> {
        let path = self.key_file();
        if path.exists() {
            return Ok((Keys::of_seed(&*read_seed(&path)?), false));
        }
        if self.database().exists() && !renew {
            return Err(DataError::KeyMissing { path });
        }
        let mut seed = Zeroizing::new([0; 32]);
        random(&mut *seed);
        write_seed(&path, &seed)?;
        Ok((Keys::of_seed(&seed), true))
    }

    /// The boot file: what this relay's files had seen when it last wrote.
    pub fn boot(&self) -> Result<Boot, DataError> {
        Boot::open(&self.path.join("boot"))
    }
}

/// Reads a key's file.
pub fn read_seed(path: &Path) -> Result<Zeroizing<[u8; 32]>, DataError> {
    let mode = std::fs::metadata(path).map_err(at(path))?.permissions().mode();
    if mode & 0o077 != 0 {
        return Err(DataError::KeyOpen {
            path: path.to_owned(),
        });
    }
    let text = Zeroizing::new(std::fs::read_to_string(path).map_err(at(path))?);
    let bytes = HEXLOWER.decode(text.trim().as_bytes()).map(Zeroizing::new);
    let seed = bytes
        .ok()
        .and_then(|bytes| <[u8; 32]>::try_from(bytes.as_slice()).ok());
    seed.map(Zeroizing::new).ok_or_else(|| DataError::Key {
        path: path.to_owned(),
    })
}

/// Writes a key's file that must not be there yet, for its owner alone.
pub fn write_seed(path: &Path, seed: &[u8; 32]) -> Result<(), DataError> {
    let text = Zeroizing::new(format!("{}\n", HEXLOWER.encode(seed)));
    let mut file = OpenOptions::new()
        .create_new(true)
        .write(true)
        .mode(0o600)
        .open(path)
        .map_err(at(path))?;
    file.write_all(text.as_bytes()).map_err(at(path))?;
    file.sync_all().map_err(at(path))?;
    sync_folder(path)
}

/// Makes sure that a new file's name is on the disk too.
fn sync_folder(path: &Path) -> Result<(), DataError> {
    match path.parent() {
        Some(folder) => File::open(folder)
            .and_then(|folder| folder.sync_all())
            .map_err(at(folder)),
        None => Ok(()),
    }
}

fn at(path: &Path) -> impl FnOnce(io::Error) -> DataError {
    let path = path.to_owned();
    move |source| DataError::File { path, source }
}

/// What the relay's files had seen. Written after each commit and not synced, so that it is never ahead of the
/// database, unless somebody put an older database in its place.
#[derive(Debug)]
pub struct Boot {
    path: PathBuf,
    file: File,
    seen: Option<(Instance, u64)>,
}

impl Boot {
    fn open(path: &Path) -> Result<Self, DataError> {
        let mut file = OpenOptions::new()
            .create(true)
            .truncate(false)
            .read(true)
            .write(true)
            .open(path)
            .map_err(at(path))?;
        let mut text = String::new();
        // A boot file that is no text says nothing; the next write makes it whole.
        let seen = file.read_to_string(&mut text).ok().and_then(|_| parse(&text));
        Ok(Self {
            path: path.to_owned(),
            file,
            seen,
        })
    }

    /// The instance and the entries that were seen; none at the first start.
    pub fn seen(&self) -> Option<(Instance, u64)> {
        self.seen
    }

    /// Whether a database with this instance and so many entries is older than what was seen.
    pub fn is_ahead(&self, instance: &Instance, entries: u64) -> bool {
        self.seen.is_some_and(|(seen, count)| {
            seen.ordinal() > instance.ordinal() || (seen == *instance && count > entries)
        })
    }

    /// Notes what the database has. The text always has the same length.
    pub fn note(&mut self, instance: Instance, entries: u64) -> Result<(), DataError> {
        let text = format!("{BOOT}\n{instance}\n{entries:020}\n");
        self.file
            .seek(SeekFrom::Start(0))
            .and_then(|_| self.file.write_all(text.as_bytes()))
            .map_err(at(&self.path))?;
        self.seen = Some((instance, entries));
        Ok(())
    }
}

fn parse(text: &str) -> Option<(Instance, u64)> {
    let mut lines = text.lines();
    (lines.next()? == BOOT).then_some(())?;
    Some((lines.next()?.parse().ok()?, lines.next()?.parse().ok()?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_process_one_key_and_a_boot_file_that_tells_an_older_database() {
        let folder = tempfile::tempdir().unwrap();
        let dir = DataDir::open(folder.path()).unwrap();
        assert!(matches!(
            DataDir::open(folder.path()),
            Err(DataError::Locked { .. })
        ));
        let fill = |bytes: &mut [u8]| bytes.fill(7);
        let (keys, made) = dir.keys(false, fill).unwrap();
        let (again, remade) = dir.keys(false, |_| {}).unwrap();
        assert!(made && !remade && keys.relay_public() == again.relay_public());
        let mode = std::fs::metadata(dir.key_file()).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o600);
        std::fs::set_permissions(dir.key_file(), std::fs::Permissions::from_mode(0o644)).unwrap();
        assert!(matches!(dir.keys(false, fill), Err(DataError::KeyOpen { .. })));
        std::fs::remove_file(dir.key_file()).unwrap();
        std::fs::write(dir.database(), b"x").unwrap();
        assert!(matches!(dir.keys(false, fill), Err(DataError::KeyMissing { .. })));

        let mut boot = dir.boot().unwrap();
        assert_eq!(boot.seen(), None);
        let instance = Instance([1; 16]);
        boot.note(instance, 12).unwrap();
        let boot = dir.boot().unwrap();
        assert_eq!(boot.seen(), Some((instance, 12)));
        assert!(boot.is_ahead(&instance, 11) && !boot.is_ahead(&instance, 12));
        assert!(boot.is_ahead(&Instance([0; 16]), 99) && !boot.is_ahead(&Instance([2; 16]), 0));
    }
}
