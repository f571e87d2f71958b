//! The relay of a simulation: the real one, whose process may die at any moment.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use bytes::Bytes;
use ekin_core::sync::event::{Method, Reply, Request};
use ekin_protocol::entry::Entry;
use ekin_protocol::id::SpaceId;
use ekin_sync_server::keys::Keys;
use ekin_sync_server::packer;
use ekin_sync_server::relay::{Relay, new_instance};
use ekin_sync_server::session::{Out, Session};
use ekin_sync_server::storage::Storage;
use ekin_sync_server::storage::memory::MemoryStorage;
use ekin_sync_server::storage::sqlite::SqliteStorage;
use rand_chacha::ChaCha8Rng;
use rand_core::{Rng, SeedableRng};

/// Number of a connection.
pub type Conn = u64;

/// Where a story's relay keeps its logs.
pub trait Kept: Storage + Sized {
    /// Opens the storage again after the process died, or for the first time.
    fn open(folder: &Path) -> Self;
    /// Whether what was committed lies in the folder, so that a killed process comes back with it.
    const ON_DISK: bool;
}

impl Kept for MemoryStorage {
    fn open(_: &Path) -> Self {
        Self::new(new_instance(1, [7; 12]))
    }
    const ON_DISK: bool = false;
}

impl Kept for SqliteStorage {
    fn open(folder: &Path) -> Self {
        Self::open(&folder.join("relay.db"), new_instance(1, [7; 12]), 1 << 32).unwrap()
    }
    const ON_DISK: bool = true;
}

/// The relay's process.
pub struct Process<S: Kept> {
    folder: PathBuf,
    relay: Option<Relay<S>>,
    sessions: BTreeMap<Conn, Session>,
    starts: u64,
    forged: BTreeMap<String, Vec<u8>>,
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
            relay: None,
            sessions: BTreeMap::new(),
            starts: 0,
            forged: BTreeMap::new(),
        };
        process.restart();
        process
    }

    /// Dies and starts again: whoever was connected is not any more.
    pub fn restart(&mut self) {
        self.sessions.clear();
        self.starts += 1;
        if S::ON_DISK || self.relay.is_none() {
            self.relay = None;
            let mut rng = ChaCha8Rng::seed_from_u64(self.starts);
            let random = std::sync::Mutex::new(move |bytes: &mut [u8]| rng.fill_bytes(bytes));
            let random = Box::new(move |bytes: &mut [u8]| (random.lock().unwrap())(bytes));
            self.relay = Some(Relay::new(S::open(&self.folder), Keys::of_seed(&[9; 32]), random));
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
    pub fn answer(&self, request: &Request, now_ms: u64) -> Reply {
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
        let answer = self.relay().handle_http(&asked.body(body).unwrap(), true, now_ms);
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
    pub fn connect(&mut self, conn: Conn) {
        let session = Session::new(self.relay().random());
        self.sessions.insert(conn, session);
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
        let mut session = self.sessions.remove(&conn)?;
        let out = session.receive(self.relay(), bytes, now_ms);
        self.go_on(conn, session, out, now_ms, die)
    }

    /// Sends what is new.
    pub fn pull(&mut self, conn: Conn, now_ms: u64) -> Option<Said> {
        let mut session = self.sessions.remove(&conn)?;
        let out = session.pull(self.relay(), now_ms);
        self.go_on(conn, session, out, now_ms, false)
    }

    fn go_on(
        &mut self,
        conn: Conn,
        mut session: Session,
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
                    let written = self.relay().write(write, now_ms);
                    said.wrote = true;
                    if die {
                        return None;
                    }
                    for more in session.written(self.relay(), pending, written).into_iter().rev() {
                        todo.push_front(more);
                    }
                }
            }
        }
        self.sessions.insert(conn, session);
        Some(said)
    }

    /// Packs every space.
    pub fn pack(&self, now_ms: u64) {
        for space in self.relay().storage().spaces().unwrap() {
            packer::pack(self.relay(), &space.space, now_ms).unwrap();
        }
    }

    /// The whole log of a space.
    pub fn log(&self, space: &SpaceId) -> Vec<Entry> {
        self.relay()
            .storage()
            .read(space, 0, usize::MAX, usize::MAX)
            .unwrap()
    }
}
