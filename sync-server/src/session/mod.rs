//! One device's session, without sockets: bytes in, messages and writes out. The driver sends what comes out,
//! has the writes carried out in order, and asks for what is new when a log has grown.

mod access;
mod heal;
mod hello;

use std::sync::Arc;

use ekin_protocol::admission::code_of;
use ekin_protocol::code::Code;
use ekin_protocol::envelope::Frame;
use ekin_protocol::head::{Receipt, Refusal};
use ekin_protocol::id::{Instance, SignKey, SpaceId};
use ekin_protocol::limits;
use ekin_protocol::membership::SignedRecord;
use ekin_protocol::session::{Cursor, ToDevice, ToRelay};

use crate::admit;
use crate::relay::{Relay, cause};
use crate::storage::{ENTRY_OVERHEAD, Prepared, Snapshot, Storage, StorageError, Write, Written};

pub use access::Access;
use heal::Healing;

/// Bytes of entries that a device takes before it gives credit.
const FIRST_CREDIT: u64 = 1 << 20;
/// Credit beyond which more is not counted.
const MOST_CREDIT: u64 = 64 << 20;
/// Bytes of entries in one message: what is left of a message beside the signed head.
const ENTRIES_BYTES: usize = limits::MESSAGE - 1024;
/// Membership records of one answer, as far as they fit into a message.
const MEMBERS: usize = 64;
/// Messages with entries that one call gives out.
const MESSAGES: usize = 4;
/// Time in ms that a device may leave new entries without giving credit.
const STALL_MS: u64 = 300_000;

/// What the driver of a session does.
#[derive(Debug)]
pub enum Out {
    /// Sends a message.
    Send(Vec<u8>),
    /// Has this carried out, after all writes before it, and hands the outcome to [`Session::written`].
    Write(Pending, Write),
    /// Ends the session once everything before was sent.
    Close,
}

/// Which space of the session a write belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Pending {
    place: usize,
    space: SpaceId,
}

/// A space of which the device asks something.
struct Asked {
    access: Option<Access>,
    snapshot: Arc<Snapshot>,
}

/// A space that the device follows.
#[derive(Clone, Copy, Debug)]
struct Followed {
    space: SpaceId,
    /// Last place that was sent.
    sent: u64,
    /// Place of the last backup that it was told of.
    told: u64,
}

#[derive(Debug)]
enum Stage {
    Hello,
    Proof {
        device: SignKey,
        instance: Option<Instance>,
        cursors: Vec<Cursor>,
    },
    Open {
        device: SignKey,
    },
    Ended,
}

/// One device's session.
#[derive(Debug)]
pub struct Session {
    nonce: [u8; 32],
    stage: Stage,
    spaces: Vec<Option<Followed>>,
    credit: u64,
    stalled_at: Option<u64>,
    healing: Healing,
}

impl Session {
    /// A session that waits for hello. The nonce must be fresh.
    pub fn new(nonce: [u8; 32]) -> Self {
        Self {
            nonce,
            stage: Stage::Hello,
            spaces: Vec::new(),
            credit: FIRST_CREDIT,
            stalled_at: None,
            healing: Healing::default(),
        }
    }

    /// Whether the device has proved its key.
    pub fn is_open(&self) -> bool {
        matches!(self.stage, Stage::Open { .. })
    }

    /// The device, once it has proved its key.
    pub fn device(&self) -> Option<SignKey> {
        match self.stage {
            Stage::Open { device } => Some(device),
            _ => None,
        }
    }

    /// The spaces that the device follows.
    pub fn spaces(&self) -> impl Iterator<Item = SpaceId> {
        self.spaces.iter().flatten().map(|followed| followed.space)
    }

    /// Takes one message of the device.
    pub fn receive<S: Storage>(&mut self, relay: &Relay<S>, bytes: &[u8], now_ms: u64) -> Vec<Out> {
        let message = match ToRelay::read(bytes) {
            Ok(message) => message,
            Err(error) => {
                let code = code_of(&error.into());
                return self.fail(code);
            }
        };
        match self.take(relay, message, now_ms) {
            Ok(out) => out,
            Err(error) => {
                tracing::error!(error = %error, cause = cause(&error), "session failed");
                self.fail(Code::Busy)
            }
        }
    }

    /// Ends the session and says why.
    pub fn fail(&mut self, code: Code) -> Vec<Out> {
        self.stage = Stage::Ended;
        vec![Out::Send(ToDevice::Failure(code).write()), Out::Close]
    }

    fn take<S: Storage>(
        &mut self,
        relay: &Relay<S>,
        message: ToRelay,
        now_ms: u64,
    ) -> Result<Vec<Out>, StorageError> {
        match (&self.stage, message) {
            (Stage::Ended, _) => Ok(Vec::new()),
            (_, ToRelay::Ping(nonce)) => Ok(send(&ToDevice::Pong(nonce))),
            (
                Stage::Hello,
                ToRelay::Hello {
                    versions,
                    device,
                    instance,
                    cursors,
                    ..
                },
            ) => {
                if !versions.contains(&ekin_protocol::VERSION) {
                    return Ok(self.fail(Code::Version));
                }
                self.stage = Stage::Proof {
                    device,
                    instance,
                    cursors,
                };
                Ok(send(&ToDevice::Challenge {
                    nonce: self.nonce,
                    relay: relay.keys().relay_public(),
                }))
            }
            (Stage::Proof { .. }, ToRelay::Proof(sig)) => self.open(relay, &sig, now_ms),
            (Stage::Open { device }, ToRelay::Push { space, frames }) => {
                let device = *device;
                self.push(relay, &device, space, &frames, now_ms)
            }
            (Stage::Open { device }, ToRelay::PushRecord { space, record }) => {
                let device = *device;
                self.push_record(relay, &device, space, &record, now_ms)
            }
            (
                Stage::Open { device },
                ToRelay::AskChain {
                    space,
                    ord,
                    incarnation,
                },
            ) => {
                let device = *device;
                let asked = self.asked(relay, &device, space, now_ms)?;
                let Some(asked) = asked.filter(|asked| asked.access == Some(Access::Reads)) else {
                    return Ok(self.fail(Code::NoSpace));
                };
                let (dev_seq, last) = relay
                    .storage()
                    .chain(&asked.snapshot.space, ord, &incarnation)?
                    .unwrap_or((0, ekin_protocol::id::Short([0; 16])));
                Ok(send(&ToDevice::Chain {
                    space,
                    ord,
                    incarnation,
                    dev_seq,
                    last,
                }))
            }
            (Stage::Open { device }, ToRelay::AskMembers { space, after }) => {
                let device = *device;
                let asked = self.asked(relay, &device, space, now_ms)?;
                let Some(asked) = asked.filter(|asked| asked.access.is_some()) else {
                    // Nothing, as for a space that is not here: a restored log may lack who asks, until it is healed.
                    let entries = Vec::new();
                    return Ok(send(&ToDevice::Members { space, entries }));
                };
                let storage = relay.storage();
                let mut entries = storage.member_entries(&asked.snapshot.space, after, MEMBERS)?;
                let mut bytes = 0;
                entries.retain(|entry| {
                    let first = bytes == 0;
                    bytes += entry.body.len() + ENTRY_OVERHEAD;
                    first || bytes <= ENTRIES_BYTES
                });
                Ok(send(&ToDevice::Members { space, entries }))
            }
            (Stage::Open { device }, ToRelay::ShowHead { space, head }) => {
                let device = *device;
                self.shown(relay, &device, space, head.as_ref(), now_ms)
            }
            (Stage::Open { device }, ToRelay::Lost { space, links, head }) => {
                let device = *device;
                self.lost(relay, &device, (space, &links, head.as_ref()), now_ms)
            }
            (Stage::Open { .. }, ToRelay::Credit(bytes)) => {
                self.credit = self.credit.saturating_add(bytes).min(MOST_CREDIT);
                self.stalled_at = None;
                Ok(self.pull(relay, now_ms))
            }
            _ => Ok(self.fail(Code::BadForm)),
        }
    }

    fn followed(&self, place: usize) -> Option<Followed> {
        self.spaces.get(place).copied().flatten()
    }

    /// The space at a place of hello, and what the device may ask there now.
    fn asked<S: Storage>(
        &self,
        relay: &Relay<S>,
        device: &SignKey,
        place: usize,
        now_ms: u64,
    ) -> Result<Option<Asked>, StorageError> {
        let Some(followed) = self.followed(place) else {
            return Ok(None);
        };
        let snapshot = relay.storage().snapshot(&followed.space)?;
        Ok(snapshot.map(|snapshot| Asked {
            access: Access::of(&snapshot, device, now_ms),
            snapshot,
        }))
    }

    fn push<S: Storage>(
        &mut self,
        relay: &Relay<S>,
        device: &SignKey,
        place: usize,
        frames: &[Vec<u8>],
        now_ms: u64,
    ) -> Result<Vec<Out>, StorageError> {
        let Some(Asked { access, snapshot }) = self.asked(relay, device, place, now_ms)? else {
            return Ok(self.fail(Code::NoSpace));
        };
        let mut prepared = Vec::with_capacity(frames.len());
        for bytes in frames {
            prepared.push(match Frame::read(bytes) {
                Ok(frame) if access != Some(Access::Reads) => {
                    Prepared::Refused(frame.id(&snapshot.space), not_taken(access))
                }
                Ok(frame) if self.healing.names(place, &frame.id(&snapshot.space).0) => {
                    Prepared::Lost(Box::new(frame))
                }
                Ok(frame) => prepare(frame, &snapshot),
                // Without an id there is nothing to refuse by: the device itself is at fault.
                Err(error) => return Ok(self.fail(code_of(&error))),
            });
        }
        let pending = Pending {
            place,
            space: snapshot.space,
        };
        let write = Write::Push {
            space: snapshot.space,
            frames: prepared,
        };
        Ok(vec![Out::Write(pending, write)])
    }

    fn push_record<S: Storage>(
        &mut self,
        relay: &Relay<S>,
        device: &SignKey,
        place: usize,
        record: &[u8],
        now_ms: u64,
    ) -> Result<Vec<Out>, StorageError> {
        let Some(Asked { access, snapshot }) = self.asked(relay, device, place, now_ms)? else {
            return Ok(self.fail(Code::NoSpace));
        };
        let record = match SignedRecord::read(record) {
            Ok(record) => record,
            Err(error) => return Ok(self.fail(code_of(&error.into()))),
        };
        if !access.is_some_and(|access| access.brings(&record.record.body)) {
            return Ok(send(&ToDevice::RecordRefused {
                space: place,
                record: record.id(),
                code: not_taken(access),
            }));
        }
        let pending = Pending {
            place,
            space: snapshot.space,
        };
        let write = Write::Record {
            space: snapshot.space,
            lost: self.healing.names(place, &record.id().0),
            record: Box::new(record),
        };
        Ok(vec![Out::Write(pending, write)])
    }

    /// Takes what became of a write.
    pub fn written<S: Storage>(&mut self, relay: &Relay<S>, pending: Pending, written: Written) -> Vec<Out> {
        let space = pending.place;
        match written {
            Written::Created(_) => Vec::new(),
            Written::Recorded(record, Ok(seq)) => send(&ToDevice::RecordTaken { space, record, seq }),
            Written::Recorded(record, Err(code)) => send(&ToDevice::RecordRefused { space, record, code }),
            Written::Pushed { verdicts, head } => {
                let entries: Vec<_> = verdicts
                    .iter()
                    .filter_map(|(id, verdict)| Some((verdict.ok()?, *id)))
                    .collect();
                let mut out = Vec::new();
                if let (false, Some(head)) = (entries.is_empty(), head) {
                    match relay.sign_head(&pending.space, &head) {
                        Ok(head) => {
                            let receipt = Receipt { entries, head };
                            out.extend(send(&ToDevice::Receipt { space, receipt }));
                        }
                        Err(_) => return self.fail(Code::Busy),
                    }
                }
                for (id, verdict) in verdicts {
                    if let Err(code) = verdict {
                        let refusal = Refusal::sign(&relay.keys().relay, id, code);
                        out.extend(send(&ToDevice::Refused { space, refusal }));
                    }
                }
                out
            }
        }
    }

    /// How many entries of its logs the device was not sent; whoever may not read all of one lacks less.
    pub fn lacks<S: Storage>(&self, relay: &Relay<S>) -> Result<u64, StorageError> {
        let mut lacks = 0;
        for followed in self.spaces.iter().flatten() {
            let head = relay
                .storage()
                .snapshot(&followed.space)?
                .map_or(0, |snapshot| snapshot.head.seq);
            lacks += head.saturating_sub(followed.sent);
        }
        Ok(lacks)
    }

    /// What the device's logs have that it was not sent, as far as its credit goes. Asked for again until there
    /// is nothing.
    pub fn pull<S: Storage>(&mut self, relay: &Relay<S>, now_ms: u64) -> Vec<Out> {
        match self.try_pull(relay, now_ms) {
            Ok(out) => out,
            Err(error) => {
                tracing::error!(error = %error, cause = cause(&error), "reading a log failed");
                self.fail(Code::Busy)
            }
        }
    }

    fn try_pull<S: Storage>(&mut self, relay: &Relay<S>, now_ms: u64) -> Result<Vec<Out>, StorageError> {
        let mut out = Vec::new();
        let Stage::Open { device } = self.stage else {
            return Ok(out);
        };
        for (place, slot) in self.spaces.iter_mut().enumerate() {
            let Some(followed) = slot.as_mut() else { continue };
            let Some(snapshot) = relay.storage().snapshot(&followed.space)? else {
                continue;
            };
            if followed.sent >= snapshot.head.seq {
                out.extend(followed.tell(relay, place, &snapshot, &device, now_ms)?);
                continue;
            }
            // Who was removed meanwhile is told so by the log itself, and nothing of what came after.
            let end = match Access::of(&snapshot, &device, now_ms) {
                Some(Access::Reads) => snapshot.head.seq,
                Some(Access::Removed(at)) => at,
                Some(Access::Waits | Access::Invited) | None => 0,
            };
            if followed.sent < snapshot.cut && followed.sent < end {
                // What it lacks went meanwhile: it comes again, and hears where the log begins.
                return Ok(self.fail(Code::Busy));
            }
            while followed.sent < end && out.len() < MESSAGES {
                if self.credit == 0 {
                    let since = *self.stalled_at.get_or_insert(now_ms);
                    if now_ms.saturating_sub(since) > STALL_MS {
                        return Ok(self.fail(Code::Busy));
                    }
                    return Ok(out);
                }
                let mut entries = relay.storage().read(
                    &followed.space,
                    followed.sent,
                    ENTRIES_BYTES,
                    limits::BLOCK_ENTRIES,
                )?;
                entries.retain(|entry| entry.seq <= end);
                let Some(last) = entries.last().map(|entry| entry.seq) else {
                    break;
                };
                followed.sent = last;
                let head = match last == snapshot.head.seq {
                    true => Some(relay.sign_head(&followed.space, &snapshot.head)?),
                    false => None,
                };
                let message = ToDevice::Entries {
                    space: place,
                    entries,
                    head,
                }
                .write();
                self.credit = self.credit.saturating_sub(message.len() as u64);
                out.push(Out::Send(message));
            }
            out.extend(followed.tell(relay, place, &snapshot, &device, now_ms)?);
        }
        Ok(out)
    }
}

/// Does what needs no log, before the writer's turn.
fn prepare(frame: Frame, snapshot: &Snapshot) -> Prepared {
    if snapshot.members.member(frame.statement.ord).is_none() {
        return Prepared::Unchecked(Box::new(frame));
    }
    let id = frame.id(&snapshot.space);
    match admit::check(frame, &snapshot.members) {
        Some(Ok(checked)) => Prepared::Checked(Box::new(checked)),
        Some(Err(code)) => Prepared::Refused(id, code),
        None => Prepared::Refused(id, Code::NotAllowed),
    }
}

/// Why nothing is taken from a device that is no member now.
fn not_taken(access: Option<Access>) -> Code {
    match access {
        Some(Access::Removed(_)) => Code::Removed,
        _ => Code::NotAllowed,
    }
}

fn send(message: &ToDevice) -> Vec<Out> {
    vec![Out::Send(message.write())]
}
