//! The disks of a simulation. SQLite reaches files through a layer of its own (its VFS); this one lies over the system's and lets
//! a disk fill up, or lets the process die at any write, sync, cut or removal of a file: nothing after that step reaches the disk,
//! and of the last write a part may.

#![allow(unsafe_code, reason = "SQLite's interface to files is one of C")]

use std::collections::HashMap;
use std::ffi::{CStr, c_char, c_int, c_void};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, AtomicI64, AtomicU8, Ordering};
use std::sync::{Arc, Mutex, Once};

use rusqlite::ffi;

/// The steps of a disk that is whole.
const NO_END: i64 = i64::MAX;

/// What happens at the step that was chosen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub enum End {
    /// The process dies; of the write under way so many bytes in 256 are on the disk.
    Dies(u8),
    /// No file grows any more.
    Full,
}

/// The disk under one folder.
#[derive(Debug)]
pub struct Disk {
    /// Steps that still go well.
    left: AtomicI64,
    full: AtomicBool,
    torn: AtomicU8,
    failed: AtomicBool,
}

impl Disk {
    /// The disk under the files of a folder, not of those below it.
    pub fn of(folder: &Path) -> Arc<Self> {
        install();
        let disk = Arc::new(Self {
            left: AtomicI64::new(NO_END),
            full: AtomicBool::default(),
            torn: AtomicU8::default(),
            failed: AtomicBool::default(),
        });
        let mut disks = DISKS.lock().unwrap();
        disks
            .get_or_insert_with(HashMap::new)
            .insert(folder.to_owned(), disk.clone());
        disk
    }

    /// After so many steps more, this happens.
    pub fn ends_in(&self, steps: u32, end: End) {
        self.failed.store(false, Ordering::SeqCst);
        self.full.store(end == End::Full, Ordering::SeqCst);
        if let End::Dies(part) = end {
            self.torn.store(part, Ordering::SeqCst);
        }
        self.left.store(steps.into(), Ordering::SeqCst);
    }

    /// It works again.
    pub fn mend(&self) {
        self.left.store(NO_END, Ordering::SeqCst);
        self.full.store(false, Ordering::SeqCst);
        self.failed.store(false, Ordering::SeqCst);
    }

    /// Whether the process that writes here died at a step.
    pub fn died(&self) -> bool {
        self.failed.load(Ordering::SeqCst) && !self.full.load(Ordering::SeqCst)
    }

    /// Whether it is full, or will be.
    pub fn is_full(&self) -> bool {
        self.full.load(Ordering::SeqCst)
    }

    /// Whether something found no room.
    pub fn refused(&self) -> bool {
        self.failed.load(Ordering::SeqCst) && self.is_full()
    }

    /// One step more. Says whether it goes well.
    fn step(&self) -> bool {
        if self.left.load(Ordering::SeqCst) == NO_END {
            return true;
        }
        self.left.fetch_sub(1, Ordering::SeqCst) > 0
    }
}

/// Forgets the disks below a folder that is gone.
pub fn forget(below: &Path) {
    if let Some(disks) = DISKS.lock().unwrap().as_mut() {
        disks.retain(|folder, _| !folder.starts_with(below));
    }
}

static DISKS: Mutex<Option<HashMap<PathBuf, Arc<Disk>>>> = Mutex::new(None);
static INSTALL: Once = Once::new();

/// The system's own layer.
struct System(*mut ffi::sqlite3_vfs);
// SAFETY: SQLite's VFS objects are shared between threads by its own contract, and this one is never written to.
unsafe impl Send for System {}
// SAFETY: as above.
unsafe impl Sync for System {}
static SYSTEM: Mutex<Option<System>> = Mutex::new(None);

fn system() -> *mut ffi::sqlite3_vfs {
    SYSTEM.lock().unwrap().as_ref().unwrap().0
}

/// Puts the layer under every database that this process opens from now on.
fn install() {
    INSTALL.call_once(|| {
        // SAFETY: the default VFS exists for as long as the process; the copy is leaked, and so lives as long.
        unsafe {
            let found = ffi::sqlite3_vfs_find(std::ptr::null());
            assert!(!found.is_null());
            *SYSTEM.lock().unwrap() = Some(System(found));
            let mut ours = *found;
            ours.zName = c"ekin-simulation".as_ptr();
            ours.szOsFile += HEAD;
            ours.xOpen = Some(open);
            ours.xDelete = Some(delete);
            let ours = Box::leak(Box::new(ours));
            assert_eq!(ffi::sqlite3_vfs_register(ours, 1), ffi::SQLITE_OK);
        }
    });
}

/// A file of ours: SQLite's head, the disk, then the file of the system's layer.
#[repr(C)]
struct File {
    base: ffi::sqlite3_file,
    disk: *const Disk,
}

const HEAD: c_int = size_of::<File>() as c_int;

unsafe fn real(file: *mut ffi::sqlite3_file) -> *mut ffi::sqlite3_file {
    // SAFETY: SQLite gave `szOsFile` bytes, ours first and those of the system's layer behind them.
    unsafe { file.byte_add(size_of::<File>()) }
}

unsafe fn disk<'a>(file: *mut ffi::sqlite3_file) -> Option<&'a Disk> {
    // SAFETY: set in `open` to a disk whose reference is kept until `close`.
    unsafe { (*file.cast::<File>()).disk.as_ref() }
}

/// Calls the same function of the system's file.
macro_rules! below {
    ($file:expr, $name:ident $(, $arg:expr)*) => {{
        let file = unsafe { real($file) };
        unsafe { ((*(*file).pMethods).$name.unwrap())(file $(, $arg)*) }
    }};
}

fn disk_of(name: *const c_char) -> Option<Arc<Disk>> {
    if name.is_null() {
        return None;
    }
    // SAFETY: SQLite hands names over as C strings.
    let name = unsafe { CStr::from_ptr(name) }.to_str().ok()?;
    let folder = Path::new(name).parent()?;
    DISKS.lock().unwrap().as_ref()?.get(folder).cloned()
}

unsafe extern "C" fn open(
    _: *mut ffi::sqlite3_vfs,
    name: ffi::sqlite3_filename,
    file: *mut ffi::sqlite3_file,
    flags: c_int,
    out: *mut c_int,
) -> c_int {
    let system = system();
    // SAFETY: the arguments are passed on as they came, with the system's part of the file.
    let said = unsafe { ((*system).xOpen.unwrap())(system, name, real(file), flags, out) };
    let ours = file.cast::<File>();
    // SAFETY: both parts of the file are SQLite's memory, written before anyone reads them.
    unsafe {
        (*ours).base.pMethods = match (*real(file)).pMethods.is_null() {
            true => std::ptr::null(),
            false => &raw const METHODS,
        };
        (*ours).disk = match said {
            ffi::SQLITE_OK => disk_of(name).map_or(std::ptr::null(), Arc::into_raw),
            _ => std::ptr::null(),
        };
    }
    said
}

unsafe extern "C" fn delete(_: *mut ffi::sqlite3_vfs, name: *const c_char, sync: c_int) -> c_int {
    if disk_of(name).is_some_and(|disk| dead(&disk)) {
        return ffi::SQLITE_IOERR_DELETE;
    }
    let system = system();
    // SAFETY: passed on as it came.
    unsafe { ((*system).xDelete.unwrap())(system, name, sync) }
}

unsafe extern "C" fn close(file: *mut ffi::sqlite3_file) -> c_int {
    let said = below!(file, xClose);
    // SAFETY: the reference that `open` made; it is made once, and let go once.
    unsafe {
        let ours = file.cast::<File>();
        if !(*ours).disk.is_null() {
            drop(Arc::from_raw((*ours).disk));
            (*ours).disk = std::ptr::null();
        }
    }
    said
}

/// Whether the process is dead at this step, or dies at it.
fn dead(disk: &Disk) -> bool {
    if disk.is_full() || disk.step() {
        return disk.died();
    }
    disk.failed.store(true, Ordering::SeqCst);
    true
}

unsafe extern "C" fn read(file: *mut ffi::sqlite3_file, to: *mut c_void, n: c_int, at: i64) -> c_int {
    below!(file, xRead, to, n, at)
}

unsafe extern "C" fn write(file: *mut ffi::sqlite3_file, from: *const c_void, n: c_int, at: i64) -> c_int {
    // SAFETY: an open file of ours.
    let Some(disk) = (unsafe { disk(file) }) else {
        return below!(file, xWrite, from, n, at);
    };
    if disk.is_full() {
        let mut size = 0;
        let grows = below!(file, xFileSize, &raw mut size) != ffi::SQLITE_OK || at + i64::from(n) > size;
        if grows && !disk.step() {
            disk.failed.store(true, Ordering::SeqCst);
            return ffi::SQLITE_FULL;
        }
        return below!(file, xWrite, from, n, at);
    }
    let was_dead = disk.died();
    if !dead(disk) {
        return below!(file, xWrite, from, n, at);
    }
    let part = n / 256 * c_int::from(disk.torn.load(Ordering::SeqCst));
    if !was_dead && part > 0 {
        below!(file, xWrite, from, part, at);
    }
    ffi::SQLITE_IOERR_WRITE
}

unsafe extern "C" fn truncate(file: *mut ffi::sqlite3_file, size: i64) -> c_int {
    // SAFETY: an open file of ours.
    if unsafe { disk(file) }.is_some_and(dead) {
        return ffi::SQLITE_IOERR_TRUNCATE;
    }
    below!(file, xTruncate, size)
}

unsafe extern "C" fn sync(file: *mut ffi::sqlite3_file, flags: c_int) -> c_int {
    // SAFETY: an open file of ours.
    if unsafe { disk(file) }.is_some_and(dead) {
        return ffi::SQLITE_IOERR_FSYNC;
    }
    // What the system was told is as safe from a death as the disk itself, and a real sync is most of the time of a run.
    let _ = flags;
    ffi::SQLITE_OK
}

unsafe extern "C" fn file_size(file: *mut ffi::sqlite3_file, size: *mut i64) -> c_int {
    below!(file, xFileSize, size)
}

unsafe extern "C" fn lock(file: *mut ffi::sqlite3_file, level: c_int) -> c_int {
    below!(file, xLock, level)
}

unsafe extern "C" fn unlock(file: *mut ffi::sqlite3_file, level: c_int) -> c_int {
    below!(file, xUnlock, level)
}

unsafe extern "C" fn reserved(file: *mut ffi::sqlite3_file, out: *mut c_int) -> c_int {
    below!(file, xCheckReservedLock, out)
}

unsafe extern "C" fn control(file: *mut ffi::sqlite3_file, op: c_int, arg: *mut c_void) -> c_int {
    below!(file, xFileControl, op, arg)
}

unsafe extern "C" fn sector(file: *mut ffi::sqlite3_file) -> c_int {
    below!(file, xSectorSize)
}

unsafe extern "C" fn traits(file: *mut ffi::sqlite3_file) -> c_int {
    below!(file, xDeviceCharacteristics)
}

unsafe extern "C" fn shm_map(
    file: *mut ffi::sqlite3_file,
    page: c_int,
    size: c_int,
    extend: c_int,
    to: *mut *mut c_void,
) -> c_int {
    below!(file, xShmMap, page, size, extend, to)
}

unsafe extern "C" fn shm_lock(file: *mut ffi::sqlite3_file, at: c_int, n: c_int, flags: c_int) -> c_int {
    below!(file, xShmLock, at, n, flags)
}

unsafe extern "C" fn shm_barrier(file: *mut ffi::sqlite3_file) {
    below!(file, xShmBarrier);
}

unsafe extern "C" fn shm_unmap(file: *mut ffi::sqlite3_file, delete: c_int) -> c_int {
    below!(file, xShmUnmap, delete)
}

/// Without `xFetch`: nothing is mapped, so that every write is seen.
static METHODS: ffi::sqlite3_io_methods = ffi::sqlite3_io_methods {
    iVersion: 2,
    xClose: Some(close),
    xRead: Some(read),
    xWrite: Some(write),
    xTruncate: Some(truncate),
    xSync: Some(sync),
    xFileSize: Some(file_size),
    xLock: Some(lock),
    xUnlock: Some(unlock),
    xCheckReservedLock: Some(reserved),
    xFileControl: Some(control),
    xSectorSize: Some(sector),
    xDeviceCharacteristics: Some(traits),
    xShmMap: Some(shm_map),
    xShmLock: Some(shm_lock),
    xShmBarrier: Some(shm_barrier),
    xShmUnmap: Some(shm_unmap),
    xFetch: None,
    xUnfetch: None,
};

#[test]
fn whatever_step_a_process_dies_at_a_transaction_is_there_whole_or_not_at_all() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.db");
    let open = || {
        let db = rusqlite::Connection::open(&path).unwrap();
        db.execute_batch(
            "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; CREATE TABLE IF NOT EXISTS t(a, b);",
        )
        .unwrap();
        db
    };
    let disk = Disk::of(folder.path());
    drop(open());
    let (mut died, mut whole) = (0, 0);
    for steps in 0..40 {
        let db = open();
        let count = |db: &rusqlite::Connection| {
            db.query_row("SELECT count(*) FROM t", [], |row| row.get::<_, i64>(0))
                .unwrap()
        };
        let before = count(&db);
        disk.ends_in(steps, End::Dies((steps * 40 % 256) as u8));
        let text = "x".repeat(3_000);
        let sql =
            format!("BEGIN; INSERT INTO t VALUES(1, '{text}'); INSERT INTO t VALUES(2, '{text}'); COMMIT;");
        let said = db.execute_batch(&sql);
        assert_eq!(said.is_err(), disk.died(), "{said:?}");
        died += u32::from(disk.died());
        drop(db);
        disk.mend();
        let after = count(&open());
        assert!(
            after == before + 2 || (said.is_err() && after == before),
            "at step {steps}"
        );
        whole += u32::from(after > before);
    }
    assert!(died > 5 && whole > 5, "{died} died, {whole} were written");
    disk.ends_in(0, End::Full);
    let db = open();
    let said = db.execute_batch(&format!("INSERT INTO t VALUES(1, '{}')", "x".repeat(100_000)));
    let full = said.unwrap_err().sqlite_error_code();
    assert_eq!(full, Some(rusqlite::ErrorCode::DiskFull));
    assert!(disk.refused());
    disk.mend();
    db.execute_batch("INSERT INTO t VALUES(1, 2)").unwrap();
}
