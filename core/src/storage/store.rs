//! The store: who may write, and what a transaction is.

use std::cell::{Cell, RefCell};
use std::collections::BTreeSet;
use std::ops::Deref;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use ekin_protocol::id::ObjectId;
use rusqlite::Connection;

use super::changes::{Changes, Topic, Touched};
use super::cipher::{self, StoreKey};
use super::connection::{open_reader, open_writer, read_through, suspicion};
use super::contact::Locked;
use super::error::{Result, StoreError};
use super::folded::Folded;
use super::lock::Lock;
use super::schema;

/// Connections kept for readers that come later.
const IDLE_READERS: usize = 4;

/// Tells the time in ms since 1970. It is called with no lock held.
pub type Clock = Arc<dyn Fn() -> i64 + Send + Sync>;

/// How a store is opened.
#[derive(Clone)]
pub struct Options {
    /// How long to wait for another process to let go.
    pub wait: Duration,
    /// What this process was started as, for the message to the next one.
    pub command: String,
    /// The device's clock.
    pub clock: Clock,
    /// The key of an encrypted store.
    pub key: Option<StoreKey>,
}

/// Number of a space in this store.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Sp(pub i64);

/// The store. Cheap to share behind an [`Arc`]; one writer at a time, readers beside it.
pub struct Store {
    path: PathBuf,
    writer: Option<Mutex<Connection>>,
    readers: Mutex<Vec<Connection>>,
    clock: Clock,
    key: Option<StoreKey>,
    set_aside: Option<PathBuf>,
    changes: Changes,
    touched: Arc<Touched>,
    pub(super) locked: Locked,
    folded: Folded,
    // Last, so that the file is closed before another process may open it.
    _lock: Option<Lock>,
}

impl Store {
    /// Opens the store for writing and makes it when there is none. A damaged file is set aside, never deleted:
    /// what is in it exists nowhere else; [`Store::was_set_aside`] says where it went, and the store starts empty.
    ///
    /// # Errors
    /// [`StoreError::AlreadyOpen`], [`StoreError::NewerSchema`], [`StoreError::Foreign`], those of the disk and those of a
    /// key: [`StoreError::WrongKey`], [`StoreError::KeyNeeded`], [`StoreError::NotSealed`], [`StoreError::NoCipher`].
    pub fn open(path: &Path, options: Options) -> Result<Self> {
        let lock = Lock::take(&path.with_file_name("lock"), options.wait, &options.command)?;
        let key = options.key;
        cipher::check(path, key.as_ref())?;
        let (mut db, set_aside) = match open_writer(path, key.as_ref()).and_then(|db| read_through(db, path))
        {
            Err(StoreError::Corrupt(_)) => {
                let aside = Self::set_aside(path)?;
                // It concerned the file that is gone.
                let _ = std::fs::remove_file(suspicion(path));
                (open_writer(path, key.as_ref())?, Some(aside))
            }
            opened => (opened?, None),
        };
        let touched = Arc::new(Touched::default());
        let touch = touched.clone();
        // Every row of every table passes here, so that no write can be forgotten; the tables without a rowid do not, and say it
        // themselves.
        db.update_hook(Some(move |_, _: &str, table: &str, _| touch.table(table)))?;
        Ok(Self {
            path: path.into(),
            writer: Some(Mutex::new(db)),
            readers: Mutex::default(),
            clock: options.clock,
            key,
            set_aside,
            changes: Changes::default(),
            touched,
            locked: Locked::default(),
            folded: Folded::default(),
            _lock: Some(lock),
        })
    }

    /// Opens the store for queries alone: takes no lock, and works while another process writes.
    ///
    /// # Errors
    /// [`StoreError::OlderSchema`] when it has to be opened for writing first; those of a key as for [`Store::open`].
    pub fn open_read_only(path: &Path, clock: Clock, key: Option<StoreKey>) -> Result<Self> {
        cipher::check(path, key.as_ref())?;
        let db = open_reader(path, key.as_ref())?;
        let (application, found) = schema::found(&db).map_err(|error| cipher::of_key(error, key.as_ref()))?;
        schema::refuse_newer(found)?;
        let known = schema::known();
        if found < known {
            return Err(StoreError::OlderSchema { found, known });
        }
        if application != schema::APPLICATION_ID {
            return Err(StoreError::Foreign { path: path.into() });
        }
        Ok(Self {
            path: path.into(),
            writer: None,
            readers: Mutex::new(vec![db]),
            clock,
            key,
            set_aside: None,
            changes: Changes::default(),
            touched: Arc::default(),
            locked: Locked::default(),
            folded: Folded::default(),
            _lock: None,
        })
    }

    /// Renames a damaged database with its log to `NAME.corrupt-N` and says to what. No store may be open on it.
    ///
    /// # Errors
    /// [`StoreError::Io`].
    pub fn set_aside(path: &Path) -> Result<PathBuf> {
        let name = path
            .file_name()
            .unwrap_or_default()
            .to_string_lossy()
            .into_owned();
        let aside = (1..=u32::MAX)
            .map(|n| path.with_file_name(format!("{name}.corrupt-{n}")))
            .find(|aside| !aside.exists())
            .ok_or(StoreError::Missing { table: "file" })?;
        for suffix in ["-wal", "-shm", ""] {
            let named = |path: &Path| {
                let mut name = path.as_os_str().to_owned();
                name.push(suffix);
                PathBuf::from(name)
            };
            let from = named(path);
            if from.exists() {
                let io = |source| StoreError::Io {
                    path: from.clone(),
                    source,
                };
                std::fs::rename(&from, named(&aside)).map_err(io)?;
            }
        }
        Ok(aside)
    }

    /// Damage was met while the store was in use: whoever opens it next for writing reads it through first, and
    /// sets it aside if that finds damage too.
    ///
    /// # Errors
    /// [`StoreError::Io`].
    pub fn suspect(&self) -> Result<()> {
        let path = suspicion(&self.path);
        std::fs::write(&path, b"").map_err(|source| StoreError::Io { path, source })
    }

    /// Where a damaged file went when the store was opened.
    pub fn was_set_aside(&self) -> Option<&Path> {
        self.set_aside.as_deref()
    }

    /// What changes here, for whoever waits for it.
    pub fn changes(&self) -> &Changes {
        &self.changes
    }

    /// The database file.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// One transaction, all or nothing. The rows of changed listings are made again before it ends. An error
    /// of the closure undoes everything. It must not call back into the store.
    ///
    /// # Errors
    /// Those of the closure and of the store.
    pub fn write<T, E: From<StoreError>>(
        &self,
        work: impl FnOnce(&Tx<'_>) -> std::result::Result<T, E>,
    ) -> std::result::Result<T, E> {
        let now_ms = (self.clock)();
        let Some(writer) = &self.writer else {
            return Err(StoreError::ReadOnly.into());
        };
        let db = lock(writer);
        self.touched.take();
        let read = Read {
            db: &db,
            locked: &self.locked,
            folded: &self.folded,
            now_ms,
        };
        let tx = Tx::begin(read, &self.touched)?;
        let done = work(&tx)?;
        let erased = tx.commit()?;
        self.changes.tell(self.touched.take());
        if erased {
            // What was erased is to stand in no file: the log is emptied into the database, whose pages are overwritten. A reader
            // that holds it open puts that off to the next time.
            db.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(()))
                .map_err(StoreError::from)?;
        }
        Ok(done)
    }

    /// Reads one unchanging state of the store, while others may write.
    ///
    /// # Errors
    /// Those of the closure and of the store.
    pub fn read<T, E: From<StoreError>>(
        &self,
        work: impl FnOnce(&Read<'_>) -> std::result::Result<T, E>,
    ) -> std::result::Result<T, E> {
        let now_ms = (self.clock)();
        let idle = lock(&self.readers).pop();
        let db = match idle {
            Some(db) => db,
            None => open_reader(&self.path, self.key.as_ref())?,
        };
        db.execute_batch("BEGIN").map_err(StoreError::from)?;
        let done = work(&Read {
            db: &db,
            locked: &self.locked,
            folded: &self.folded,
            now_ms,
        });
        db.execute_batch("ROLLBACK").map_err(StoreError::from)?;
        let mut idle = lock(&self.readers);
        if idle.len() < IDLE_READERS {
            idle.push(db);
        }
        done
    }

    /// Reads the whole file for damage. It takes as long as the file is large.
    ///
    /// # Errors
    /// [`StoreError::Corrupt`] is reported as text in the list; others mean that it could not be read at all.
    pub fn check(&self) -> Result<Vec<String>> {
        self.read(|read| {
            let mut found = Vec::new();
            for pragma in ["PRAGMA integrity_check", "PRAGMA foreign_key_check"] {
                let mut rows = read.db.prepare(pragma)?;
                let lines = rows.query_map([], |row| row.get::<_, String>(0))?;
                found.extend(
                    lines
                        .filter_map(std::result::Result::ok)
                        .filter(|line| line != "ok"),
                );
            }
            Ok(found)
        })
    }

    /// Bounds the file at that many pages, so that a test can fill the disk at every statement.
    #[cfg(test)]
    pub(super) fn bound_pages(&self, pages: u32) {
        if let Some(writer) = &self.writer {
            lock(writer).pragma_update(None, "max_page_count", pages).unwrap();
        }
    }
}

impl std::fmt::Debug for Store {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Store")
            .field("path", &self.path)
            .finish_non_exhaustive()
    }
}

/// A panic inside a transaction rolled it back, so what the lock guards is whole.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// One unchanging state of the store.
#[derive(Debug)]
pub struct Read<'c> {
    pub(super) db: &'c Connection,
    pub(super) locked: &'c Locked,
    pub(super) folded: &'c Folded,
    /// The device's clock when it began, ms since 1970.
    pub now_ms: i64,
}

/// One transaction of the writer, which reads its own changes.
#[derive(Debug)]
pub struct Tx<'c> {
    read: Read<'c>,
    pub(super) dirty: RefCell<BTreeSet<(Sp, ObjectId)>>,
    rev: Cell<Option<i64>>,
    /// Whether something was erased for good.
    pub(super) erased: Cell<bool>,
    /// Whether an erasure took something out of own envelopes that wait.
    pub(super) torn: Cell<bool>,
    touched: &'c Touched,
    /// Whether what was said changed of who agrees to be seen, or of who is on a photo.
    pub(super) consents: Cell<bool>,
}

impl<'c> Deref for Tx<'c> {
    type Target = Read<'c>;

    fn deref(&self) -> &Read<'c> {
        &self.read
    }
}

impl<'c> Tx<'c> {
    fn begin(read: Read<'c>, touched: &'c Touched) -> Result<Self> {
        read.db.execute_batch("BEGIN IMMEDIATE")?;
        Ok(Self {
            read,
            dirty: RefCell::default(),
            rev: Cell::new(None),
            erased: Cell::new(false),
            torn: Cell::new(false),
            touched,
            consents: Cell::new(false),
        })
    }

    /// Says whether something was erased for good.
    fn commit(self) -> Result<bool> {
        self.project_dirty(self.now_ms)?;
        self.db.execute_batch("COMMIT")?;
        Ok(self.erased.get())
    }

    /// The row of this object has to be made again before the transaction ends.
    pub fn mark_dirty(&self, sp: Sp, object: &ObjectId) {
        self.dirty.borrow_mut().insert((sp, *object));
    }

    /// Something of this topic changed in a table that has no rowid.
    pub(super) fn touch(&self, topic: Topic) {
        self.touched.topic(topic);
    }

    /// Whether what was said of who agrees to be seen, or of who is on a photo, changed since this was last asked. Rows that are to be
    /// made again are made first.
    pub fn take_consents_changed(&self) -> Result<bool> {
        self.project_dirty(self.now_ms)?;
        Ok(self.consents.take())
    }

    /// Revision of the store that this transaction makes: one more than the last.
    pub(super) fn new_rev(&self) -> Result<i64> {
        if let Some(rev) = self.rev.get() {
            return Ok(rev);
        }
        let rev = self.rev()? + 1;
        self.set_rev(rev)?;
        self.rev.set(Some(rev));
        Ok(rev)
    }
}

impl Drop for Tx<'_> {
    fn drop(&mut self) {
        // After a commit, and after an error for which SQLite itself rolled back, there is nothing to undo.
        if !self.db.is_autocommit() {
            let _ = self.db.execute_batch("ROLLBACK");
        }
    }
}
