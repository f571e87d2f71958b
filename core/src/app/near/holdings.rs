//! What a meeting asks of this device's store: which spaces may be spoken of, what can be handed on. What comes is judged
//! in [`super::taking`].

use std::collections::BTreeMap;

use ekin_protocol::envelope::{Carried, Signed};
use ekin_protocol::id::{Incarnation, Ord, RecordId, Short, SignKey, SpaceId};
use ekin_protocol::limits;
use ekin_protocol::membership::{Membership, Role, SpaceKind};
use ekin_protocol::peer::{Held, Told};

use super::NearError;
use super::taking;
use crate::app::device::Device;
use crate::app::relay_time;
use crate::app::worker::signed;
use crate::storage::{Handed, MemberRecord, OwnEntry, Read, Sp, Space, StoreError, Tx};
use crate::sync::peer::port::{Candidate, Given, Holdings, Took};

/// Envelopes looked at in one piece.
const PIECE: u32 = 256;
/// Bytes of membership records that are told of one space in one meeting.
const RECORDS: usize = 4 << 20;

/// The store of one device, as a meeting sees it.
pub struct Shelf<'d> {
    device: &'d Device,
}

impl<'d> Shelf<'d> {
    /// The shelf of this device.
    pub fn of(device: &'d Device) -> Self {
        Self { device }
    }
}

impl Holdings for Shelf<'_> {
    type Error = NearError;

    fn candidates(&mut self, peer: &SignKey) -> Result<Vec<Candidate>, NearError> {
        let me = self.device.keys().sign_key();
        self.device.store().read(|read| {
            let mut candidates = Vec::new();
            for space in read.private_spaces()? {
                // A space of one's own is nobody else's.
                if space.kind == SpaceKind::Personal {
                    continue;
                }
                let Some((members, _)) = read.known_membership(space.sp)? else {
                    continue;
                };
                let now = self.now(read, space.sp)?;
                let removed = members.by_key(peer).is_some() && !reads(&members, peer, now);
                if !removed && reads(&members, &me, 0) {
                    candidates.push(Candidate {
                        space: space.id,
                        head: members.head,
                    });
                }
            }
            Ok(candidates)
        })
    }

    fn reads(&mut self, space: &SpaceId, peer: &SignKey) -> Result<bool, NearError> {
        let me = self.device.keys().sign_key();
        self.device.store().read(|read| {
            let sp = number(read, space)?;
            let known = read.known_membership(sp)?;
            let now = self.now(read, sp)?;
            Ok(known.is_some_and(|(members, _)| reads(&members, peer, now) && reads(&members, &me, 0)))
        })
    }

    fn records(&mut self, space: &SpaceId, after: &RecordId) -> Result<Vec<Told>, NearError> {
        self.device.store().read(|read| {
            let known = read.known_membership(number(read, space)?)?;
            let records = known.map(|(_, records)| records).unwrap_or_default();
            let at = records.iter().position(|one| one.record.id() == *after);
            let Some(at) = at else { return Ok(Vec::new()) };
            let mut bytes = 0;
            let fits = |one: &&MemberRecord| {
                bytes += one.record.bytes.len();
                bytes <= RECORDS
            };
            let told = |one: &MemberRecord| Told {
                seq: one.seq.unwrap_or(0),
                t_ms: one.t_ms,
                record: one.record.clone(),
            };
            Ok(records.iter().skip(at + 1).take_while(fits).map(told).collect())
        })
    }

    fn hear(&mut self, space: &SpaceId, records: &[Told]) -> Result<u64, NearError> {
        if records.is_empty() {
            return Ok(0);
        }
        let heard = |told: &Told| MemberRecord {
            seq: Some(told.seq),
            t_ms: told.t_ms,
            record: told.record.clone(),
        };
        let heard: Vec<_> = records.iter().map(heard).collect();
        self.device
            .store()
            .write(|tx| Ok(tx.hear_records(number(tx, space)?, &heard)?))
    }

    fn chains(&mut self, space: &SpaceId) -> Result<Vec<Held>, NearError> {
        self.device.store().read(|read| {
            let reaches = read.reaches(number(read, space)?, limits::PEER_CHAINS)?;
            let held = reaches.into_iter().map(|reach| Held {
                ord: reach.ord,
                incarnation: reach.incarnation,
                dev_seq: reach.dev_seq,
            });
            Ok(held.collect())
        })
    }

    fn give(
        &mut self,
        space: &SpaceId,
        wants: &[Held],
        after: i64,
        budget: usize,
    ) -> Result<Given, NearError> {
        let mut reach: BTreeMap<(Ord, Incarnation), u64> = wants
            .iter()
            .map(|held| ((held.ord, held.incarnation), held.dev_seq))
            .collect();
        self.device.store().write(|tx| {
            let space = tx.space(number(tx, space)?)?;
            let mut given = Given::default();
            let (mut at, mut bytes) = (after, 0);
            loop {
                let piece = tx.handed(space.sp, at, PIECE)?;
                let Some(last) = piece.last().map(|handed| handed.en) else {
                    return Ok(given);
                };
                for handed in piece {
                    let here = reach.entry((handed.ord, handed.incarnation)).or_insert(0);
                    if handed.dev_seq != *here + 1 {
                        at = handed.en;
                        continue;
                    }
                    let place = handed.dev_seq;
                    let envelope = self.envelope(tx, &space, &handed)?;
                    let size = envelope.write().len();
                    if bytes + size > budget && !given.envelopes.is_empty() {
                        given.next = Some(at);
                        return Ok(given);
                    }
                    (*here, at) = (place, handed.en);
                    bytes += size;
                    given.envelopes.push(envelope);
                    if given.envelopes.len() == PIECE as usize {
                        given.next = Some(at);
                        return Ok(given);
                    }
                }
                at = last;
            }
        })
    }

    fn take(
        &mut self,
        space: &SpaceId,
        peer: &SignKey,
        envelopes: &[Carried],
    ) -> Result<Option<Took>, NearError> {
        let took = taking::take(self.device, space, peer, envelopes)?;
        if took.is_some_and(|took| took.taken > 0) {
            self.device.changed();
        }
        Ok(took)
    }
}

impl Shelf<'_> {
    /// The time that it is at least, by the relay: no clock of a device, which may be years off.
    fn now(&self, read: &Read<'_>, sp: Sp) -> Result<u64, StoreError> {
        Ok(relay_time::at_least(read, sp, self.device.around())?.unwrap_or(0))
    }

    /// An envelope as it travels; an own one that never left this device is signed now, and kept so.
    fn envelope(&self, tx: &Tx<'_>, space: &Space, handed: &Handed) -> Result<Carried, NearError> {
        let kept = handed.items.clone();
        let signed = match &handed.signed {
            Some((statement, sig)) => Signed::kept(statement.clone(), handed.content_id, *sig, kept)?,
            None => self.sign(tx, space, handed)?,
        };
        Ok(Carried::read(&signed.carry()?)?)
    }

    fn sign(&self, tx: &Tx<'_>, space: &Space, handed: &Handed) -> Result<Signed, NearError> {
        let own: OwnEntry = tx
            .own_entry(handed.en)?
            .ok_or(StoreError::Missing { table: "outbox" })?;
        let chain = (handed.ord, &handed.incarnation);
        let prev = match handed.dev_seq {
            1 => Short([0; 16]),
            n => tx
                .content_at(space.sp, chain, n - 1)?
                .ok_or(StoreError::Missing { table: "entry" })?
                .short(),
        };
        let view = tx.newest_view(space.sp)?;
        let view = view.map(|(seq, view)| ekin_protocol::envelope::View { seq, view });
        let view = view.filter(|view| view.seq > space.said_seq);
        Ok(signed(tx, space, &own, prev, view, self.device.keys())?)
    }
}

/// Whether a device reads in a space, at a time of the log.
fn reads(members: &Membership, device: &SignKey, t_ms: u64) -> bool {
    members.by_key(device).is_some_and(|member| {
        let role = member.role();
        role.is_some_and(|role| role != Role::Pending) && member.recovery.is_none() && !member.is_over(t_ms)
    })
}

pub fn number(read: &Read<'_>, space: &SpaceId) -> Result<Sp, StoreError> {
    read.find_space(space)?
        .ok_or(StoreError::Missing { table: "space" })
}
