//! Encryption of the file (SQLCipher, feature `sqlcipher`): every page of the database and of its log, with a raw key of 32
//! bytes that the embedder keeps. A file `NAME.sealed` beside the database says that it is encrypted, so that a lost key is
//! never taken for damage.

use std::path::{Path, PathBuf};

use rusqlite::{Connection, ErrorCode};
use zeroize::Zeroizing;

use super::error::{Result, StoreError};

/// The first bytes of a database that is not encrypted.
const PLAIN: &[u8] = b"SQLite format 3\0";

/// The raw key of a store: 32 random bytes. Wiped when dropped; shown to nobody. A store that is open keeps it, because
/// readers are opened when they are needed.
#[derive(Clone)]
pub struct StoreKey(Zeroizing<[u8; 32]>);

impl std::fmt::Debug for StoreKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("StoreKey")
    }
}

impl StoreKey {
    /// A key of these bytes, which must be random.
    pub fn new(bytes: Zeroizing<[u8; 32]>) -> Self {
        Self(bytes)
    }

    /// Its bytes, for what is kept beside the store under keys of their own.
    pub fn expose(&self) -> &[u8; 32] {
        &self.0
    }
}

/// Refuses what cannot go well, before the file is touched: a key for a plain file, none for an encrypted one, a key in a
/// program that cannot encrypt.
///
/// # Errors
/// [`StoreError::NoCipher`], [`StoreError::KeyNeeded`], [`StoreError::NotSealed`], [`StoreError::Io`].
pub(super) fn check(path: &Path, key: Option<&StoreKey>) -> Result<()> {
    if key.is_some() && !cfg!(feature = "sqlcipher") {
        return Err(StoreError::NoCipher);
    }
    let plain = begins_plain(path)?;
    match key {
        None if mark(path).exists() && plain == Some(false) => Err(StoreError::KeyNeeded),
        Some(_) if plain == Some(true) => Err(StoreError::NotSealed),
        Some(_) if plain.is_none() => {
            let mark = mark(path);
            std::fs::write(&mark, b"").map_err(|source| StoreError::Io { path: mark, source })
        }
        _ => Ok(()),
    }
}

/// Hands the key to a connection that was just opened, before anything touches the file.
///
/// # Errors
/// Those of SQLite.
pub(super) fn unlock(db: &Connection, key: Option<&StoreKey>) -> Result<()> {
    let Some(key) = key else { return Ok(()) };
    let hex = data_encoding::HEXLOWER;
    let mut digits = Zeroizing::new([0; 64]);
    hex.encode_mut(key.expose(), &mut *digits);
    let digits = std::str::from_utf8(&*digits).map_err(|_| StoreError::Row { table: "key" })?;
    // All at once: a text that grows leaves copies behind.
    let mut sql = Zeroizing::new(String::with_capacity(160));
    // What SQLCipher would print of a wrong key is said by the error.
    sql.push_str("PRAGMA cipher_log_level = NONE; PRAGMA key = \"x'");
    sql.push_str(digits);
    sql.push_str("'\"");
    Ok(db.execute_batch(&sql)?)
}

/// What SQLite says of an encrypted file whose first page does not open is not damage: another key was handed in.
pub(super) fn of_key(error: StoreError, key: Option<&StoreKey>) -> StoreError {
    match error {
        StoreError::Corrupt(source)
            if key.is_some() && source.sqlite_error_code() == Some(ErrorCode::NotADatabase) =>
        {
            StoreError::WrongKey(source)
        }
        other => other,
    }
}

fn mark(path: &Path) -> PathBuf {
    path.with_extension("sealed")
}

/// Whether the file begins as a plain database does; none where there is no file, or nothing in it.
fn begins_plain(path: &Path) -> Result<Option<bool>> {
    let io = |source| StoreError::Io {
        path: path.into(),
        source,
    };
    let mut begin = [0; PLAIN.len()];
    let file = match std::fs::File::open(path) {
        Ok(file) => file,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(io(error)),
    };
    let mut file = std::io::Read::take(file, begin.len() as u64);
    let mut read = 0;
    loop {
        let rest = begin.get_mut(read..).unwrap_or_default();
        match std::io::Read::read(&mut file, rest).map_err(io)? {
            0 => break,
            n => read += n,
        }
    }
    Ok((read > 0).then_some(begin == *PLAIN))
}

#[cfg(all(test, feature = "sqlcipher"))]
mod tests {
    use std::sync::Arc;
    use std::time::Duration;

    use super::super::{Options, Store};
    use super::*;

    const SAID: &str = "Maialen vient en fauteuil";

    fn key(byte: u8) -> Option<StoreKey> {
        Some(StoreKey::new(Zeroizing::new([byte; 32])))
    }

    fn open(path: &Path, key: Option<StoreKey>) -> Result<Store> {
        let options = Options {
            wait: Duration::ZERO,
            command: "test".into(),
            clock: Arc::new(|| 0),
            key,
        };
        Store::open(path, options)
    }

    fn say(store: &Store) {
        let write = store.write(|tx| tx.set_setting("said", SAID.as_bytes()));
        write.unwrap();
    }

    fn said(store: &Store) -> Option<Vec<u8>> {
        store.read(|read| read.setting("said")).unwrap()
    }

    /// Neither the text nor its neighbours in any file beside the store.
    fn seen(folder: &Path, text: &str) -> Vec<String> {
        let files = std::fs::read_dir(folder)
            .unwrap()
            .map(|file| file.unwrap().path());
        let holds = |path: &PathBuf| {
            let bytes = std::fs::read(path).unwrap();
            bytes.windows(text.len()).any(|window| window == text.as_bytes())
        };
        files
            .filter(holds)
            .map(|path| path.file_name().unwrap().to_string_lossy().into_owned())
            .collect()
    }

    #[test]
    fn nothing_that_is_stored_is_in_the_file_or_its_log_and_every_connection_reads_it() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("ekin.db");
        let store = open(&path, key(1)).unwrap();
        say(&store);
        assert!(folder.path().join("ekin.db-wal").exists());
        for text in [SAID, "CREATE TABLE", "SQLite format", "setting"] {
            assert_eq!(seen(folder.path(), text), [""; 0], "{text}");
        }
        // Readers of this store, and of another process beside the writer.
        assert_eq!(said(&store).as_deref(), Some(SAID.as_bytes()));
        let beside = Store::open_read_only(&path, Arc::new(|| 0), key(1)).unwrap();
        let nested = beside.read(|_| Ok::<_, StoreError>(said(&beside))).unwrap();
        assert_eq!(nested.as_deref(), Some(SAID.as_bytes()));
        drop((store, beside));
        let again = open(&path, key(1)).unwrap();
        assert_eq!(said(&again).as_deref(), Some(SAID.as_bytes()));
        assert_eq!(again.check().unwrap(), [""; 0]);
        for text in [SAID, "CREATE TABLE", "SQLite format", "setting"] {
            assert_eq!(seen(folder.path(), text), [""; 0], "{text}");
        }
    }

    #[test]
    fn the_same_without_a_key_is_found_at_once() {
        let folder = tempfile::tempdir().unwrap();
        let store = open(&folder.path().join("ekin.db"), None).unwrap();
        say(&store);
        assert!(
            !seen(folder.path(), SAID).is_empty(),
            "the search finds what is there"
        );
    }

    #[test]
    fn a_wrong_key_no_key_and_a_key_for_a_plain_file_say_so_and_set_nothing_aside() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("ekin.db");
        say(&open(&path, key(1)).unwrap());
        let before = std::fs::read(&path).unwrap();
        assert!(matches!(open(&path, key(2)), Err(StoreError::WrongKey(_))));
        let beside = Store::open_read_only(&path, Arc::new(|| 0), key(2));
        assert!(matches!(beside, Err(StoreError::WrongKey(_))));
        assert!(matches!(open(&path, None), Err(StoreError::KeyNeeded)));
        let beside = Store::open_read_only(&path, Arc::new(|| 0), None);
        assert!(matches!(beside, Err(StoreError::KeyNeeded)));
        assert_eq!(std::fs::read(&path).unwrap(), before);
        assert!(!folder.path().join("ekin.db.corrupt-1").exists());
        assert_eq!(
            said(&open(&path, key(1)).unwrap()).as_deref(),
            Some(SAID.as_bytes())
        );

        let plain = folder.path().join("plain.db");
        say(&open(&plain, None).unwrap());
        assert!(matches!(open(&plain, key(1)), Err(StoreError::NotSealed)));
        let beside = Store::open_read_only(&plain, Arc::new(|| 0), key(1));
        assert!(matches!(beside, Err(StoreError::NotSealed)));
        assert_eq!(
            said(&open(&plain, None).unwrap()).as_deref(),
            Some(SAID.as_bytes())
        );
    }

    #[test]
    fn a_page_that_was_changed_is_damage_and_the_file_is_kept_aside() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("ekin.db");
        let store = open(&path, key(1)).unwrap();
        say(&store);
        store.suspect().unwrap();
        drop(store);
        let mut bytes = std::fs::read(&path).unwrap();
        for page in bytes.chunks_mut(4096).skip(1) {
            page[100] ^= 1;
        }
        std::fs::write(&path, &bytes).unwrap();
        let store = open(&path, key(1)).unwrap();
        let aside = store.was_set_aside().unwrap();
        assert_eq!(std::fs::read(aside).unwrap(), bytes);
        assert_eq!(said(&store), None);
    }
}
