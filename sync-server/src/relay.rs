//! A relay without sockets: its storage, its keys and what it signs. A server and a simulation run the same.

use std::collections::HashMap;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, PoisonError, RwLock};

use ekin_protocol::code::Code;
use ekin_protocol::head::Head;
use ekin_protocol::id::{Instance, SpaceId};
use ekin_protocol::membership::Body;

use crate::checkpoint;
use crate::http::PostSessions;
use crate::keys::Keys;
use crate::storage::{LogHead, Result, Storage, Write, Written};

/// Gives random bytes; handed in, so that a simulation is replayed from its seed.
pub type Random = Box<dyn Fn(&mut [u8]) + Send + Sync>;

/// Passes a write on and waits for what became of it; none when it cannot be taken now.
pub type Queue = Box<dyn Fn(Write) -> Option<Written> + Send + Sync>;

/// Heads kept signed; one a space is enough, and a relay with more spaces signs again.
const SIGNED_HEADS: usize = 4096;

/// One relay.
pub struct Relay<S> {
    storage: S,
    keys: Keys,
    random: Random,
    queue: RwLock<Option<Queue>>,
    instance: Mutex<Option<Instance>>,
    read_only: AtomicBool,
    heads: Mutex<HashMap<SpaceId, Head>>,
    limits: Limits,
    pub(crate) posts: PostSessions,
}

/// What a relay keeps beside logs, at most, and what it asks for it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Bytes of all blobs of a space.
    pub blob_bytes: u64,
    /// Bytes of the messages in each lane of an inbox.
    pub inbox_bytes: u64,
    /// Bytes of all mailboxes together.
    pub mailbox_bytes: u64,
    /// Zero bits that whoever drops a message works for.
    pub work_bits: u8,
    /// Whether devices may be woken on this very machine, without TLS: for tests.
    pub wake_loopback: bool,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            blob_bytes: 4 << 30,
            inbox_bytes: 16 << 20,
            mailbox_bytes: 256 << 20,
            work_bits: 20,
            wake_loopback: false,
        }
    }
}

impl<S: Storage> Relay<S> {
    /// A relay over a storage.
    pub fn new(storage: S, keys: Keys, random: Random) -> Self {
        Self {
            storage,
            keys,
            random,
            queue: RwLock::new(None),
            instance: Mutex::new(None),
            read_only: AtomicBool::new(false),
            heads: Mutex::new(HashMap::new()),
            limits: Limits::default(),
            posts: PostSessions::default(),
        }
    }

    /// The same with other limits.
    #[must_use]
    pub fn with_limits(mut self, limits: Limits) -> Self {
        self.limits = limits;
        self
    }

    /// What it keeps beside logs, at most.
    pub fn limits(&self) -> &Limits {
        &self.limits
    }

    /// Sends writes through a queue from now on, where several become one transaction.
    pub fn set_queue(&self, queue: Queue) {
        *self.queue.write().unwrap_or_else(PoisonError::into_inner) = Some(queue);
    }

    /// Lets the queue go, and takes no more writes.
    pub fn close_queue(&self) {
        self.set_read_only(true);
        *self.queue.write().unwrap_or_else(PoisonError::into_inner) = None;
    }

    /// Its storage.
    pub fn storage(&self) -> &S {
        &self.storage
    }

    /// Its keys.
    pub fn keys(&self) -> &Keys {
        &self.keys
    }

    /// Random bytes.
    pub fn random<const N: usize>(&self) -> [u8; N] {
        let mut bytes = [0; N];
        (self.random)(&mut bytes);
        bytes
    }

    /// Its instance.
    pub fn instance(&self) -> Result<Instance> {
        let mut kept = self.instance.lock().unwrap_or_else(PoisonError::into_inner);
        match *kept {
            Some(instance) => Ok(instance),
            None => Ok(*kept.insert(self.storage.instance()?)),
        }
    }

    /// Starts a new instance: after a restore, or when the files turned out to be older than they were.
    pub fn start_instance(&self, now_ms: u64) -> Result<Instance> {
        self.start_instance_after(0, now_ms)
    }

    /// The same, with an ordinal beyond one that was seen elsewhere.
    pub fn start_instance_after(&self, seen: u32, now_ms: u64) -> Result<Instance> {
        let ordinal = self.instance()?.ordinal().max(seen).saturating_add(1);
        let instance = new_instance(ordinal, self.random());
        self.storage.start_instance(instance, now_ms)?;
        *self.instance.lock().unwrap_or_else(PoisonError::into_inner) = Some(instance);
        self.heads.lock().unwrap_or_else(PoisonError::into_inner).clear();
        Ok(instance)
    }

    /// Takes no more writes, or takes them again: the disk is nearly full.
    pub fn set_read_only(&self, read_only: bool) {
        self.read_only.store(read_only, Ordering::Relaxed);
    }

    /// Whether it takes no writes.
    pub fn is_read_only(&self) -> bool {
        self.read_only.load(Ordering::Relaxed)
    }

    /// Carries out one write and says what became of it.
    pub fn write(&self, write: Write, now_ms: u64) -> Written {
        if self.is_read_only() {
            return busy(&write);
        }
        let queue = self.queue.read().unwrap_or_else(PoisonError::into_inner);
        match queue.as_ref() {
            Some(queue) => {
                let refused = busy(&write);
                queue(write).unwrap_or(refused)
            }
            None => self
                .write_all(std::slice::from_ref(&write), now_ms)
                .pop()
                .unwrap_or_else(|| busy(&write)),
        }
    }

    /// Carries out a batch in one transaction. When that fails, nothing was kept and all are told to come again.
    pub fn write_all(&self, batch: &[Write], now_ms: u64) -> Vec<Written> {
        match self.storage.write(batch, now_ms) {
            Ok(written) => {
                self.end_histories(batch, now_ms);
                written
            }
            Err(error) => {
                tracing::error!(error = %error, cause = cause(&error), writes = batch.len(), "write failed");
                batch.iter().map(busy).collect()
            }
        }
    }

    /// Lets logs go up to checkpoints of which a record of this batch may be the last word.
    fn end_histories(&self, batch: &[Write], now_ms: u64) {
        for write in batch {
            let Write::Record { space, record, .. } = write else {
                continue;
            };
            if matches!(record.record.body, Body::Attest(_)) {
                self.end_history(space, now_ms);
            }
        }
    }

    /// Lets a log go up to its last checkpoint, if its time has come. Says up to where.
    pub fn end_history(&self, space: &SpaceId, now_ms: u64) -> Option<u64> {
        match checkpoint::cut(&self.storage, space, now_ms) {
            Ok(None) => None,
            Ok(Some(upto)) => {
                tracing::info!(upto, "log ends at a checkpoint");
                Some(upto)
            }
            Err(error) => {
                tracing::error!(error = %error, cause = cause(&error), "log not cut at its checkpoint");
                None
            }
        }
    }

    /// A head with the relay's signature.
    pub fn sign_head(&self, space: &SpaceId, head: &LogHead) -> Result<Head> {
        let instance = self.instance()?;
        let mut heads = self.heads.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(signed) = heads.get(space)
            && (signed.seq, signed.r, signed.instance) == (head.seq, head.r, instance)
        {
            return Ok(signed.clone());
        }
        let signed = Head::sign(&self.keys.relay, *space, instance, head.seq, head.r, head.t_ms);
        if heads.len() >= SIGNED_HEADS {
            heads.clear();
        }
        heads.insert(*space, signed.clone());
        Ok(signed)
    }
}

/// An instance of its ordinal and random bytes.
pub fn new_instance(ordinal: u32, random: [u8; 12]) -> Instance {
    let [a, b, c, d] = ordinal.to_be_bytes();
    let [r0, r1, r2, r3, r4, r5, r6, r7, r8, r9, r10, r11] = random;
    Instance([a, b, c, d, r0, r1, r2, r3, r4, r5, r6, r7, r8, r9, r10, r11])
}

/// The same write, to come again later.
pub(crate) fn busy(write: &Write) -> Written {
    match write {
        Write::Create(_) => Written::Created(Err(Code::Busy)),
        Write::Push { space, frames } => Written::refused(space, frames, Code::Busy),
        Write::Record { record, .. } => Written::Recorded(record.id(), Err(Code::Busy)),
    }
}

/// What lies below an error, for the log.
pub(crate) fn cause(error: &dyn std::error::Error) -> String {
    let mut said = String::new();
    let mut source = error.source();
    while let Some(error) = source {
        if !said.is_empty() {
            said.push_str(": ");
        }
        said.push_str(&error.to_string());
        source = error.source();
    }
    said
}
