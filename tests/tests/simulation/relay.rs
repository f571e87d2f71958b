//! The relay of a simulation: the real one, whose process may die at any moment.

use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use bytes::Bytes;
use ekin_core::sync::event::{Method, Reply, Request};
use ekin_protocol::entry::Entry;
use ekin_protocol::id::SpaceId;
use ekin_sync_server::keys::Keys;
use ekin_sync_server::packer;
use ekin_sync_server::relay::{Limits, Relay, new_instance};
use ekin_sync_server::session::{Out, Session};
use ekin_sync_server::storage::Storage;
use ekin_sync_server::storage::memory::MemoryStorage;
use ekin_sync_server::storage::sqlite::SqliteStorage;
use rand_chacha::ChaCha8Rng;
use rand_core::{Rng, SeedableRng};

use super::disk::{Disk, End};

/// Number of a connection.
pub type Conn = u64;

/// Where a story's relay keeps its logs.
pub trait Kept: Storage + Sized {
    /// Opens the storage again after the process died, or for the first time.
    fn open(folder: &Path) -> Self;
    /// Whether what was committed lies in the folder, so that a killed process comes back with it.
    const ON_DISK: bool;
    /// All of it as it is now, in another folder.
    fn copy_to(&self, folder: &Path) -> Self;
}

impl Kept for MemoryStorage {
    fn open(_: &Path) -> Self {
        Self::new(new_instance(1, [7; 12]))
    }
    const ON_DISK: bool = false;
    fn copy_to(&self, _: &Path) -> Self {
        self.clone()
    }
}

impl Kept for SqliteStorage {
    fn open(folder: &Path) -> Self {
        Self::open(&folder.join("relay.db"), new_instance(1, [7; 12]), 1 << 32).unwrap()
    }
    const ON_DISK: bool = true;
    fn copy_to(&self, folder: &Path) -> Self {
        std::fs::create_dir_all(folder).unwrap();
        Self::copy_to(self, &folder.join("relay.db")).unwrap();
        <Self as Kept>::open(folder)
    }
}

/// The relay's process.
pub struct Process<S: Kept> {
    folder: PathBuf,
    /// What its database lies on.
    pub disk: Arc<Disk>,
    relay: Option<Relay<S>>,
    sessions: BTreeMap<Conn, (Session, bool)>,
    starts: u64,
    forged: BTreeMap<String, Vec<u8>>,
    copies: u32,
    /// The last two, the older first: those that an operator may have to take.
    backups: VecDeque<S>,
    /// Another history, and whom it is told to.
    other: Option<(Relay<S>, BTreeSet<usize>)>,
}

/// What a session says: messages to the device, and whether it goes on.
pub struct Said {
    /// Messages, in order.
    pub messages: Vec<Vec<u8>>,
    /// Whether the connection stays open.
    pub open: bool,
    /// Whether something was committed, so that others may want it.
    pub wrote: bool,
}

impl<S: Kept> Process<S> {
    /// Starts for the first time.
    pub fn start(folder: &Path) -> Self {
        let mut process = Self {
            folder: folder.into(),
            disk: Disk::of(folder),
            relay: None,
            sessions: BTreeMap::new(),
            starts: 0,
            forged: BTreeMap::new(),
            copies: 0,
            backups: VecDeque::new(),
            other: None,
        };
        process.restart();
        process
    }

    fn run(&mut self, storage: S) -> Relay<S> {
        self.starts += 1;
        let mut rng = ChaCha8Rng::seed_from_u64(self.starts);
        let random = std::sync::Mutex::new(move |bytes: &mut [u8]| rng.fill_bytes(bytes));
        let random = Box::new(move |bytes: &mut [u8]| (random.lock().unwrap())(bytes));
        // Whoever drops a message works for it, but not in virtual time.
        let limits = Limits {
            work_bits: 2,
            ..Limits::default()
        };
        Relay::new(storage, Keys::of_seed(&[9; 32]), random).with_limits(limits)
    }

    fn another_folder(&mut self) -> PathBuf {
        self.copies += 1;
        self.folder.join(format!("copy-{}", self.copies))
    }

    /// Makes a backup; what two of them hold may be what a checkpoint waited for. A disk that is full makes none. Says whether it
    /// was made.
    pub fn back_up(&mut self, now_ms: u64) -> bool {
        let folder = self.another_folder();
        let copy = self.relay().storage().copy_to(&folder);
        for space in self.relay().storage().spaces().unwrap() {
            let noted = self.relay().storage().note_backed(&space.space, space.head.seq);
            if noted.is_err() {
                assert!(self.disk.died() || self.disk.refused(), "{noted:?}");
                return false;
            }
        }
        self.backups.push_back(copy);
        if self.backups.len() > 2 {
            self.backups.pop_front();
        }
        for space in self.relay().storage().spaces().unwrap() {
            self.relay().end_history(&space.space, now_ms);
        }
        true
    }

    /// The last backup, or the one before it; the last where there is no other.
    pub fn backup(&self, before: bool) -> Option<&S> {
        match before {
            true => self.backups.front(),
            false => self.backups.back(),
        }
    }

    /// Starts again on a copy of a backup, as a new instance. Whoever was connected is not any more, and a newer backup is not taken
    /// again.
    pub fn restore(&mut self, before: bool, now_ms: u64) {
        let folder = self.another_folder();
        let Some(backup) = self.backup(before) else { return };
        let storage = backup.copy_to(&folder);
        let seen = self.relay().instance().unwrap().ordinal();
        if before {
            self.backups.truncate(1);
        }
        self.sessions.clear();
        self.disk = Disk::of(&folder);
        self.folder = folder;
        let relay = self.run(storage);
        for space in relay.storage().spaces().unwrap() {
            relay.storage().note_backed(&space.space, space.head.seq).unwrap();
        }
        relay.start_instance_after(seen, now_ms).unwrap();
        self.relay = Some(relay);
    }

    /// From now on these devices are told another history, which begins as a copy of the true one; with `deaf`, it takes
    /// nothing: the tail is withheld and old heads are shown.
    pub fn deceive(&mut self, phones: BTreeSet<usize>, deaf: bool) {
        let folder = self.another_folder();
        let storage = self.relay().storage().copy_to(&folder);
        let relay = self.run(storage);
        relay.set_read_only(deaf);
        self.other = Some((relay, phones));
        self.sessions.clear();
    }

    /// Everybody is told the same history again.
    pub fn come_clean(&mut self) {
        self.other = None;
        self.sessions.clear();
    }

    fn tells_other(&self, phone: usize) -> bool {
        self.other
            .as_ref()
            .is_some_and(|(_, phones)| phones.contains(&phone))
    }

    fn side(&self, other: bool) -> &Relay<S> {
        match &self.other {
            Some((relay, _)) if other => relay,
            _ => self.relay(),
        }
    }

    /// Dies and starts again: whoever was connected is not any more.
    pub fn restart(&mut self) {
        self.sessions.clear();
        if S::ON_DISK || self.relay.is_none() {
            self.disk.ends_in(0, End::Dies(0));
            self.relay = None;
            self.disk.mend();
            let storage = S::open(&self.folder);
            self.relay = Some(self.run(storage));
        }
    }

    /// The relay itself.
    pub fn relay(&self) -> &Relay<S> {
        self.relay.as_ref().unwrap()
    }

    /// Lies at this path from now on.
    pub fn forge(&mut self, path: String, body: Vec<u8>) {
        self.forged.insert(path, body);
    }

    /// Answers a request.
    pub fn answer(&self, phone: usize, request: &Request, now_ms: u64) -> Reply {
        let path = request.url.strip_prefix(super::world::URL).unwrap();
        if let Some(body) = self.forged.get(path) {
            return Reply {
                status: 200,
                body: body.clone(),
                ..Reply::default()
            };
        }
        let mut asked = http::Request::builder().uri(path).method(match request.method {
            Method::Get => "GET",
            Method::Post => "POST",
            Method::Put => "PUT",
            Method::Delete => "DELETE",
        });
        let range = request
            .range
            .map(|(from, to)| format!("bytes={from}-{}", to.saturating_sub(1)));
        for (name, value) in [
            ("if-none-match", &request.etag),
            ("ekin-session", &request.session),
            ("ekin-ticket", &request.ticket),
            ("range", &range),
        ] {
            if let Some(value) = value {
                asked = asked.header(name, value);
            }
        }
        let body = Bytes::from(request.body.clone());
        let side = self.side(self.tells_other(phone));
        let answer = side.handle_http(&asked.body(body).unwrap(), true, now_ms);
        let header = |name| {
            let value = answer.headers().get(name)?;
            Some(value.to_str().unwrap().to_owned())
        };
        Reply {
            status: answer.status().as_u16(),
            etag: header("etag"),
            session: header("ekin-session"),
            body: answer.body().to_vec(),
        }
    }

    /// A device connects.
    pub fn connect(&mut self, conn: Conn, phone: usize) {
        let other = self.tells_other(phone);
        let session = Session::new(self.side(other).random());
        self.sessions.insert(conn, (session, other));
    }

    /// A device is gone.
    pub fn disconnect(&mut self, conn: Conn) {
        self.sessions.remove(&conn);
    }

    /// Who is connected.
    pub fn connected(&self) -> Vec<Conn> {
        self.sessions.keys().copied().collect()
    }

    /// Takes a message. With `die`, the process dies after its first commit, before it can say so: then nothing
    /// is said.
    pub fn hear(&mut self, conn: Conn, bytes: &[u8], now_ms: u64, die: bool) -> Option<Said> {
        let (mut session, other) = self.sessions.remove(&conn)?;
        let out = session.receive(self.side(other), bytes, now_ms);
        self.go_on(conn, (session, other), out, now_ms, die)
    }

    /// Sends what is new.
    pub fn pull(&mut self, conn: Conn, now_ms: u64) -> Option<Said> {
        let (mut session, other) = self.sessions.remove(&conn)?;
        let out = session.pull(self.side(other), now_ms);
        self.go_on(conn, (session, other), out, now_ms, false)
    }

    fn go_on(
        &mut self,
        conn: Conn,
        (mut session, other): (Session, bool),
        out: Vec<Out>,
        now_ms: u64,
        die: bool,
    ) -> Option<Said> {
        let mut said = Said {
            messages: Vec::new(),
            open: true,
            wrote: false,
        };
        let mut todo: std::collections::VecDeque<Out> = out.into();
        while let Some(out) = todo.pop_front() {
            match out {
                Out::Send(message) => said.messages.push(message),
                Out::Close => {
                    said.open = false;
                    return Some(said);
                }
                Out::Write(pending, write) => {
                    let written = self.side(other).write(write, now_ms);
                    said.wrote = true;
                    if die || self.disk.died() {
                        return None;
                    }
                    for more in session
                        .written(self.side(other), pending, written)
                        .into_iter()
                        .rev()
                    {
                        todo.push_front(more);
                    }
                }
            }
        }
        self.sessions.insert(conn, (session, other));
        Some(said)
    }

    /// Packs every space.
    pub fn pack(&self, now_ms: u64) {
        for space in self.relay().storage().spaces().unwrap() {
            // A disk that is full is packed another time.
            let packed = packer::pack(self.relay(), &space.space, now_ms);
            assert!(
                packed.is_ok() || self.disk.refused() || self.disk.died(),
                "{packed:?}"
            );
        }
    }

    /// What the relay has of the log of a space.
    pub fn log(&self, space: &SpaceId) -> Vec<Entry> {
        self.log_after(space, 0)
    }

    /// The same, behind a place.
    pub fn log_after(&self, space: &SpaceId, seq: u64) -> Vec<Entry> {
        self.relay()
            .storage()
            .read(space, seq, usize::MAX, usize::MAX)
            .unwrap()
    }
}
