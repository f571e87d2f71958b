//! The one thread that writes: what waits in its queue becomes one transaction and one sync of the disk.

use std::collections::HashSet;
use std::sync::mpsc::{Receiver, SyncSender, TrySendError, sync_channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::JoinHandle;

use ekin_protocol::id::SpaceId;
use tokio::sync::oneshot;

use super::data::Boot;
use super::follow::Followers;
use super::now_ms;
use super::wake::Changed;
use crate::packer::Schedule;
use crate::relay::{Relay, cause};
use crate::storage::{Prepared, Storage, Write, Written};

/// Writes that wait at most; more are told to come again.
const WAITING: usize = 1024;
/// Writes of one transaction.
const GROUP: usize = 256;
/// Bytes of frames of one transaction, about.
const GROUP_BYTES: usize = 8 << 20;

struct Job {
    write: Write,
    reply: oneshot::Sender<Written>,
}

/// The end of the queue into which writes are put.
#[derive(Clone)]
pub struct WriteQueue(SyncSender<Job>);

impl WriteQueue {
    /// Puts a write into the queue. When it is full the write comes back.
    pub fn push(&self, write: Write) -> Result<oneshot::Receiver<Written>, Write> {
        let (reply, outcome) = oneshot::channel();
        match self.0.try_send(Job { write, reply }) {
            Ok(()) => Ok(outcome),
            Err(TrySendError::Full(job) | TrySendError::Disconnected(job)) => Err(job.write),
        }
    }
}

/// What the writer tells others about.
pub struct Told {
    /// Sessions that follow logs.
    pub followers: Arc<Followers>,
    /// What the packer has to do.
    pub schedule: Arc<Mutex<Schedule>>,
    /// What the data folder had seen.
    pub boot: Mutex<Boot>,
    /// Whose devices are to be woken.
    pub changed: Arc<Changed>,
}

/// Starts the writer. It ends when every end of its queue is gone and what waited is written.
pub fn start<S: Storage>(
    relay: Arc<Relay<S>>,
    told: Arc<Told>,
) -> std::io::Result<(WriteQueue, JoinHandle<()>)> {
    let (queue, jobs) = sync_channel(WAITING);
    let thread = std::thread::Builder::new()
        .name("writer".to_owned())
        .spawn(move || run(&relay, &told, &jobs))?;
    Ok((WriteQueue(queue), thread))
}

fn run<S: Storage>(relay: &Relay<S>, told: &Told, jobs: &Receiver<Job>) {
    while let Ok(first) = jobs.recv() {
        let mut bytes = weight(&first.write);
        let mut group = vec![first];
        while group.len() < GROUP && bytes < GROUP_BYTES {
            let Ok(job) = jobs.try_recv() else { break };
            bytes += weight(&job.write);
            group.push(job);
        }
        let (writes, replies): (Vec<_>, Vec<_>) = group.into_iter().map(|job| (job.write, job.reply)).unzip();
        let now = now_ms();
        let written = relay.write_all(&writes, now);
        // Before anybody is told: an older database that somebody puts back is known by this.
        note(relay, told);
        let touched: HashSet<SpaceId> = writes.iter().filter_map(space_of).collect();
        for (reply, written) in replies.into_iter().zip(written) {
            // Whoever asked may have gone; what was written stays.
            let _ = reply.send(written);
        }
        for space in touched {
            told.changed.note(space);
            tell(relay, told, space, now);
        }
    }
}

/// Notes in the boot file what the database has.
pub fn note<S: Storage>(relay: &Relay<S>, told: &Told) {
    let noted = relay.instance().and_then(|instance| {
        let entries = relay.storage().entries_total()?;
        Ok((instance, entries))
    });
    let mut boot = told.boot.lock().unwrap_or_else(PoisonError::into_inner);
    match noted {
        Ok((instance, entries)) => {
            if let Err(error) = boot.note(instance, entries) {
                tracing::error!(error = %error, cause = cause(&error), "boot file not written");
            }
        }
        Err(error) => tracing::error!(error = %error, cause = cause(&error), "boot file not written"),
    }
}

/// Tells followers and the packer that a log may have grown.
pub fn tell<S: Storage>(relay: &Relay<S>, told: &Told, space: SpaceId, now_ms: u64) {
    told.followers.wake(&space);
    if let Ok(Some(snapshot)) = relay.storage().snapshot(&space)
        && snapshot.members.kind.is_public()
        && snapshot.head.seq > snapshot.packed_seq
    {
        let tail = snapshot.bytes.saturating_sub(snapshot.packed_bytes);
        let mut schedule = told.schedule.lock().unwrap_or_else(PoisonError::into_inner);
        schedule.changed(space, tail, now_ms);
    }
}

fn weight(write: &Write) -> usize {
    match write {
        Write::Push { frames, .. } => frames
            .iter()
            .map(|frame| match frame {
                Prepared::Checked(checked) => checked.frame.body.len(),
                Prepared::Unchecked(frame) | Prepared::Lost(frame) => frame.body.len(),
                Prepared::Refused(..) => 0,
            })
            .sum(),
        Write::Create(_) | Write::Record { .. } => 0,
    }
}

fn space_of(write: &Write) -> Option<SpaceId> {
    match write {
        Write::Create(records) => records.first()?.space(),
        Write::Push { space, .. } | Write::Record { space, .. } => Some(*space),
    }
}
