//! Logs in SQLite: one connection writes, others read. WAL with `synchronous=FULL`: what was committed is on the
//! disk before anyone is told.

mod beside;
mod column;
mod erase;
mod ledger;
mod load;
mod names;
mod operate;
mod pack;
mod read;
mod schema;

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, RwLock};
use std::time::Duration;

use ekin_protocol::code::Code;
use ekin_protocol::entry::Entry;
use ekin_protocol::id::{Incarnation, Instance, Ord, R, SegmentHash, Short, SpaceId};
use ekin_protocol::membership::{Body, SignedRecord};
use rusqlite::{Connection, OpenFlags, Transaction, TransactionBehavior};

use super::{
    NewPack, PackInputs, Result, Snapshot, SpaceInfo, Storage, StorageError, Stretch, Write, Written, erasure,
};
use crate::admit::{self, SpaceState};
use column::int;
use ledger::Shelf;
use load::{States, Warm};

/// Readers that are kept open.
const READERS: usize = 4;
/// Pages of SQLite's own log at which they are moved into the file: rarely, for it is done in a writer's turn.
const CHECKPOINT: u32 = 4096;
/// Spaces whose state stays in memory.
const WARM: usize = 64;

struct Writer {
    conn: Connection,
    states: States,
    /// SQLite's count of what other processes changed: an operator's command beside a running relay.
    others: i64,
}

/// A relay's storage in one SQLite file.
pub struct SqliteStorage {
    path: PathBuf,
    quota: u64,
    writer: Mutex<Writer>,
    readers: Mutex<Vec<Connection>>,
    snapshots: RwLock<HashMap<SpaceId, Arc<Snapshot>>>,
}

impl SqliteStorage {
    /// Opens the file, or makes it with this instance; brings an older schema up to date. A new space may use
    /// `quota` bytes.
    pub fn open(path: &Path, fresh: Instance, quota: u64) -> Result<Self> {
        let conn = Connection::open(path)?;
        configure(&conn)?;
        conn.pragma_update(None, "journal_mode", "WAL")?;
        conn.pragma_update(None, "synchronous", "FULL")?;
        conn.pragma_update(None, "cache_size", -32_768)?;
        conn.pragma_update(None, "wal_autocheckpoint", CHECKPOINT)?;
        let writer = Writer {
            conn,
            states: HashMap::new(),
            others: 0,
        };
        let storage = Self {
            path: path.to_owned(),
            quota,
            writer: Mutex::new(writer),
            readers: Mutex::new(Vec::new()),
            snapshots: RwLock::new(HashMap::new()),
        };
        schema::migrate(&mut storage.writer()?.conn, &fresh)?;
        Ok(storage)
    }

    /// Limits the pages of the file, as a full disk would; for tests of what happens then.
    pub fn limit_pages(&self, pages: u32) -> Result<()> {
        Ok(self.writer()?.conn.pragma_update(None, "max_page_count", pages)?)
    }

    /// What SQLite finds wrong with the file.
    pub fn integrity(&self) -> Result<Option<String>> {
        let said: String =
            self.reading(|conn| Ok(conn.query_row("PRAGMA integrity_check(1)", [], |row| row.get(0))?))?;
        Ok((said != "ok").then_some(said))
    }

    /// Copies the database to a file, while it is in use.
    pub fn copy_to(&self, path: &Path) -> Result<()> {
        self.reading(|conn| {
            let mut to = Connection::open(path)?;
            let backup = rusqlite::backup::Backup::new(conn, &mut to)?;
            // From a reader's snapshot, in one step: a writer that goes on does not make it start again.
            while backup.step(-1)? != rusqlite::backup::StepResult::Done {}
            Ok(())
        })
    }

    /// Folds SQLite's own log into the file and closes it: it can be moved then.
    pub fn close(self) -> Result<()> {
        drop(self.readers);
        let writer = self.writer.into_inner().map_err(|_| StorageError::Poisoned)?;
        writer
            .conn
            .query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(()))?;
        writer.conn.close().map_err(|(_, error)| error)?;
        Ok(())
    }

    fn writer(&self) -> Result<MutexGuard<'_, Writer>> {
        self.writer.lock().map_err(|_| StorageError::Poisoned)
    }

    /// Runs a query on a reader of its own.
    fn reading<T>(&self, f: impl FnOnce(&mut Connection) -> Result<T>) -> Result<T> {
        let kept = self.readers.lock().map_err(|_| StorageError::Poisoned)?.pop();
        let mut conn = match kept {
            Some(conn) => conn,
            None => {
                let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
                let conn = Connection::open_with_flags(&self.path, flags)?;
                configure(&conn)?;
                conn.pragma_update(None, "query_only", true)?;
                conn
            }
        };
        let answer = f(&mut conn);
        let mut readers = self.readers.lock().map_err(|_| StorageError::Poisoned)?;
        if answer.is_ok() && readers.len() < READERS {
            readers.push(conn);
        }
        answer
    }

    /// Runs `f` in one transaction of the writer. Whatever fails, the states in memory are what is stored.
    fn writing<T>(&self, f: impl FnOnce(&Transaction<'_>, &mut States) -> Result<T>) -> Result<T> {
        let mut writer = self.writer()?;
        let Writer { conn, states, others } = &mut *writer;
        let tx = conn.transaction_with_behavior(TransactionBehavior::Immediate)?;
        self.forget_changed(&tx, states, others)?;
        let done = f(&tx, states).and_then(|value| {
            tx.commit()?;
            Ok(value)
        });
        match done {
            Ok(value) => {
                self.publish(states)?;
                Ok(value)
            }
            Err(error) => {
                states.clear();
                Err(error)
            }
        }
    }

    /// Forgets what is in memory when another process has changed the file.
    fn forget_changed(&self, conn: &Connection, states: &mut States, others: &mut i64) -> Result<()> {
        let now: i64 = conn
            .prepare_cached("PRAGMA data_version")?
            .query_row([], |row| row.get(0))?;
        if now != *others {
            *others = now;
            states.clear();
            self.snapshots
                .write()
                .map_err(|_| StorageError::Poisoned)?
                .clear();
        }
        Ok(())
    }

    /// Shows readers what was committed.
    fn publish(&self, states: &mut States) -> Result<()> {
        let mut snapshots = self.snapshots.write().map_err(|_| StorageError::Poisoned)?;
        for (space, Warm { state, .. }) in states.iter() {
            let same = |seen: &Arc<Snapshot>| {
                (seen.head, seen.quota, seen.frozen, seen.packed_seq)
                    == (state.head, state.quota, state.frozen, state.packed.0)
                    && (seen.healing_until, seen.backed, seen.backed_before, seen.cut)
                        == (state.healing_until, state.backed, state.backed_before, state.cut)
            };
            if !snapshots.get(space).is_some_and(same) {
                snapshots.insert(*space, Arc::new(state.snapshot()));
            }
        }
        if states.len() > WARM {
            states.clear();
        }
        Ok(())
    }

    fn create(
        &self,
        tx: &Transaction<'_>,
        states: &mut States,
        records: &[SignedRecord],
        now_ms: u64,
    ) -> Result<std::result::Result<crate::storage::LogHead, Code>> {
        let Some(((genesis, rest), id)) = records.split_first().and_then(|all| Some((all, all.0.space()?)))
        else {
            return Ok(Err(Code::BadForm));
        };
        if load::warm(tx, states, &id)?.is_none() {
            let fresh = admit::genesis(genesis, self.quota)
                .and_then(|state| admit::rehearse(&state, rest, now_ms).map(|()| state));
            let state = match fresh {
                Ok(state) => state,
                Err(code) => return Ok(Err(code)),
            };
            let mut warm = Warm::new(load::insert(tx, &state)?, state);
            let (state, mut shelf) = warm.open(tx);
            admit::first(state, &mut shelf, genesis, now_ms)?;
            states.insert(id, warm);
        }
        let Some(warm) = states.get_mut(&id) else {
            return Ok(Err(Code::NoSpace));
        };
        let (state, mut shelf) = warm.open(tx);
        for signed in rest {
            if let Err(code) = take(state, &mut shelf, (signed, false), now_ms)? {
                return Ok(Err(code));
            }
        }
        Ok(Ok(state.head))
    }

    fn one(&self, tx: &Transaction<'_>, states: &mut States, write: &Write, now_ms: u64) -> Result<Written> {
        Ok(match write {
            Write::Create(records) => Written::Created(self.create(tx, states, records, now_ms)?),
            Write::Push { space, frames } => match load::warm(tx, states, space)? {
                None => Written::no_space(space, frames),
                Some(warm) => {
                    let (state, mut shelf) = warm.open(tx);
                    let verdicts = frames
                        .iter()
                        .map(|frame| admit::envelope(state, &mut shelf, frame, now_ms))
                        .collect::<Result<_>>()?;
                    let head = Some(state.head);
                    Written::Pushed { verdicts, head }
                }
            },
            Write::Record { space, record, lost } => {
                let taken = match load::warm(tx, states, space)? {
                    None => Err(Code::NoSpace),
                    Some(warm) => {
                        let (state, mut shelf) = warm.open(tx);
                        let taken = take(state, &mut shelf, (record, *lost), now_ms)?;
                        if taken.is_ok() && erasure::ends(&warm.state, record) {
                            beside::delete(tx, warm.sid)?;
                            operate::empty(tx, warm.sid)?;
                        }
                        taken
                    }
                };
                Written::Recorded(record.id(), taken)
            }
        })
    }
}

/// Takes a membership record and does what it says beside the log.
fn take(
    state: &mut SpaceState,
    shelf: &mut Shelf<'_>,
    (signed, lost): (&SignedRecord, bool),
    now_ms: u64,
) -> Result<std::result::Result<u64, Code>> {
    let taken = admit::record(state, shelf, (signed, lost), now_ms)?;
    if let (Ok(_), Body::Erase(erase)) = (&taken, &signed.record.body) {
        shelf.erase(&state.space, erase)?;
    }
    Ok(taken)
}

fn configure(conn: &Connection) -> Result<()> {
    conn.set_prepared_statement_cache_capacity(64);
    conn.busy_timeout(Duration::from_secs(10))?;
    conn.pragma_update(None, "foreign_keys", true)?;
    conn.pragma_update(None, "temp_store", "MEMORY")?;
    // What is overwritten or deleted is gone from the file too, and not only from its tables.
    conn.pragma_update(None, "secure_delete", true)?;
    Ok(())
}

impl Storage for SqliteStorage {
    fn write(&self, batch: &[Write], now_ms: u64) -> Result<Vec<Written>> {
        let written = self.writing(|tx, states| {
            let before = load::entries(tx)?;
            let heads = |states: &States| -> HashMap<SpaceId, u64> {
                states
                    .iter()
                    .map(|(id, warm)| (*id, warm.state.head.seq))
                    .collect()
            };
            for write in batch {
                if let Write::Push { space, .. } | Write::Record { space, .. } = write {
                    load::warm(tx, states, space)?;
                }
            }
            let was = heads(states);
            let written = batch
                .iter()
                .map(|write| self.one(tx, states, write, now_ms))
                .collect::<Result<Vec<_>>>()?;
            let mut added = 0;
            for (space, warm) in states.iter_mut() {
                let new = warm.state.head.seq - was.get(space).copied().unwrap_or(0);
                if new > 0 {
                    warm.save(tx)?;
                    added += new;
                }
            }
            if added > 0 {
                load::set_entries(tx, before + added)?;
            }
            Ok(written)
        })?;
        if batch.iter().any(Write::erases) {
            // What was erased is to stand in no file: SQLite's own log goes into the database, whose pages are overwritten.
            self.writer()?
                .conn
                .query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(()))?;
        }
        Ok(written)
    }

    fn refresh(&self) -> Result<()> {
        let mut writer = self.writer()?;
        let Writer { conn, states, others } = &mut *writer;
        self.forget_changed(conn, states, others)
    }

    fn snapshot(&self, space: &SpaceId) -> Result<Option<Arc<Snapshot>>> {
        let seen = self.snapshots.read().map_err(|_| StorageError::Poisoned)?;
        if let Some(snapshot) = seen.get(space) {
            return Ok(Some(Arc::clone(snapshot)));
        }
        drop(seen);
        // Under the writer's lock, so that nothing older is shown after something newer.
        let writer = self.writer()?;
        let Some((_, state)) = load::space(&writer.conn, space)? else {
            return Ok(None);
        };
        let snapshot = Arc::new(state.snapshot());
        let mut snapshots = self.snapshots.write().map_err(|_| StorageError::Poisoned)?;
        snapshots.insert(*space, Arc::clone(&snapshot));
        Ok(Some(snapshot))
    }

    fn find(&self, prefix: &[u8; 8]) -> Result<Vec<SpaceId>> {
        self.reading(|conn| read::find(conn, prefix))
    }

    fn spaces(&self) -> Result<Vec<SpaceInfo>> {
        self.reading(|conn| read::spaces(conn))
    }

    fn read(&self, space: &SpaceId, after: u64, max_bytes: usize, max_entries: usize) -> Result<Vec<Entry>> {
        self.reading(|conn| read::entries(conn, space, after, max_bytes, max_entries))
    }

    fn stretch(&self, space: &SpaceId, from: u64) -> Result<Option<Stretch>> {
        self.reading(|conn| read::stretch(conn, space, from))
    }

    fn member_entries(&self, space: &SpaceId, after: u64, max_entries: usize) -> Result<Vec<Entry>> {
        self.reading(|conn| read::member_entries(conn, space, after, max_entries))
    }

    fn mark(&self, space: &SpaceId, seq: u64) -> Result<Option<(R, Short)>> {
        self.reading(|conn| read::mark(conn, space, seq))
    }

    fn chain(&self, space: &SpaceId, ord: Ord, incarnation: &Incarnation) -> Result<Option<(u64, Short)>> {
        self.reading(|conn| read::chain(conn, space, ord, incarnation))
    }

    fn notices(&self, space: &SpaceId) -> Result<Vec<(u64, Instance)>> {
        self.reading(|conn| read::notices(conn, space))
    }

    fn instance(&self) -> Result<Instance> {
        self.reading(|conn| read::instance(conn))
    }

    fn start_instance(&self, instance: Instance, now_ms: u64) -> Result<()> {
        self.writing(|tx, states| operate::start_instance(tx, states, &instance, now_ms))
    }

    fn finish_healing(&self, space: &SpaceId) -> Result<bool> {
        self.writing(|tx, states| operate::finish_healing(tx, states, space))
    }

    fn healed(&self, space: &SpaceId) -> Result<u64> {
        self.reading(|conn| read::healed(conn, space))
    }

    fn note_backed(&self, space: &SpaceId, seq: u64) -> Result<()> {
        self.writing(|tx, states| operate::note_backed(tx, states, space, seq))
    }

    fn entries_total(&self) -> Result<u64> {
        self.reading(|conn| load::entries(conn))
    }

    fn pack_inputs(&self, space: &SpaceId) -> Result<Option<PackInputs>> {
        self.reading(|conn| pack::inputs(conn, space))
    }

    fn entry(&self, space: &SpaceId, seq: u64) -> Result<Option<Entry>> {
        Ok(match seq.checked_sub(1) {
            Some(after) => self
                .read(space, after, 0, 1)?
                .into_iter()
                .find(|entry| entry.seq == seq),
            None => None,
        })
    }

    fn put_pack(&self, space: &SpaceId, new: &NewPack, now_ms: u64) -> Result<()> {
        self.writing(|tx, states| {
            if let Some(warm) = load::warm(tx, states, space)? {
                pack::put(tx, warm.sid, new, now_ms)?;
                warm.state.packed = (new.seq, new.log_bytes);
            }
            Ok(())
        })
    }

    fn purge_segments(&self, before_ms: u64) -> Result<usize> {
        self.writing(|tx, _| Ok(tx.execute("DELETE FROM segment WHERE dropped < ?1", [int(before_ms)])?))
    }

    fn manifest(&self, space: &SpaceId) -> Result<Option<(u64, Vec<u8>)>> {
        self.reading(|conn| pack::manifest(conn, space))
    }

    fn segment(&self, space: &SpaceId, hash: &SegmentHash) -> Result<Option<Vec<u8>>> {
        self.reading(|conn| pack::segment(conn, space, hash))
    }

    fn erase_dead(&self, before_ms: u64, max: usize) -> Result<usize> {
        self.writing(|tx, _| operate::erase_dead(tx, before_ms, max))
    }

    fn cut(&self, space: &SpaceId, upto: u64) -> Result<()> {
        self.writing(|tx, states| {
            if let Some(warm) = load::warm(tx, states, space)? {
                let bytes = operate::cut(tx, warm.sid, upto)?;
                warm.state.end_at(upto, bytes);
                warm.save(tx)?;
            }
            Ok(())
        })
    }

    fn set_quota(&self, space: &SpaceId, quota: u64) -> Result<bool> {
        self.writing(|tx, states| {
            Ok(match load::warm(tx, states, space)? {
                Some(warm) => {
                    warm.state.quota = quota;
                    warm.save(tx)?;
                    true
                }
                None => false,
            })
        })
    }

    fn set_frozen(&self, space: &SpaceId, frozen: bool) -> Result<bool> {
        self.writing(|tx, states| {
            Ok(match load::warm(tx, states, space)? {
                Some(warm) => {
                    warm.state.frozen = frozen;
                    warm.save(tx)?;
                    true
                }
                None => false,
            })
        })
    }

    fn delete(&self, space: &SpaceId) -> Result<bool> {
        let deleted = self.writing(|tx, states| {
            states.remove(space);
            operate::delete(tx, space)
        })?;
        let mut snapshots = self.snapshots.write().map_err(|_| StorageError::Poisoned)?;
        snapshots.remove(space);
        Ok(deleted)
    }
}
