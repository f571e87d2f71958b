//! What is next beside the log of a private space, and what answers mean: keys of erasure units here, blobs in
//! [`super::carry`]. What is to be done stands in the store, so that a run goes on where the last one was cut; what one run learned
//! stands here.

use std::collections::{BTreeMap, BTreeSet};

use ekin_protocol::blob::BlobAddress;
use ekin_protocol::code::Code;
use ekin_protocol::id::SpaceId;
use ekin_protocol::limits;
use ekin_protocol::membership::{Member, Role};
use ekin_protocol::pages::{Right, Slot, Ticket};
use ekin_protocol::seal::{EpochKey, UnitKey};

use super::WorkError;
use super::checkpoint::Arrived;
use super::space_tx::OneSpace;
use crate::app::device::Device;
use crate::storage::{Discard, Sp, Tx, UnitId};
use crate::sync::errand::{Errand, TicketBytes};
use crate::sync::event::{Lie, Notice, Reply};
use crate::sync::fold::Fold;

/// How long something is left alone that the relay does not have, or does not take, in ms.
const LATER_MS: i64 = 50_000;
/// Units asked for one by one; for more, the pages of all are read.
const SINGLE: u32 = 32;

/// What may have to wait.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Job {
    /// The key of a unit is to come.
    Learn(UnitId),
    /// Keys are to be told.
    Tell,
    /// Blobs are to be sent: the relay has no room.
    Send,
    /// One blob, either way.
    Blob(BlobAddress),
    /// Something is to be deleted.
    Discard(Discard),
}

/// What one run knows.
#[derive(Default)]
pub struct Errands {
    later: BTreeMap<(SpaceId, Job), i64>,
    /// Epochs for which all slots were looked through.
    read: BTreeSet<(SpaceId, u32)>,
    /// Where the next page of slots begins.
    page: BTreeMap<SpaceId, UnitId>,
    pub(super) tickets: BTreeMap<(SpaceId, BlobAddress, u8), TicketBytes>,
    /// Which chunks of a blob the relay has.
    pub(super) sending: BTreeMap<(SpaceId, BlobAddress), Vec<bool>>,
    /// Blobs whose state was asked for and has come.
    pub(super) fetching: BTreeSet<(SpaceId, BlobAddress)>,
    /// Photos and sounds that went and came, their small pictures not counted.
    pub(super) sent: usize,
    pub(super) fetched: usize,
    pub(super) held_back: bool,
    /// Files lie on the shelf that nobody needs.
    pub sweep: bool,
    notices: Vec<Notice>,
}

/// The place of an errand: a space in a transaction, as its log stands.
pub struct At<'t, 'c> {
    pub device: &'t Device,
    pub tx: &'t Tx<'c>,
    pub sp: Sp,
    pub space: SpaceId,
    pub now_ms: i64,
    /// Whether this device may put and delete.
    pub writes: bool,
    epoch: u32,
    key: Option<EpochKey>,
}

impl<'t, 'c> At<'t, 'c> {
    /// A space as its log stands.
    pub fn new(device: &'t Device, tx: &'t Tx<'c>, sp: Sp, fold: &Fold) -> Result<Self, WorkError> {
        let members = fold.members.as_deref();
        let me = members.and_then(|members| members.by_key(&device.keys().sign_key()));
        let epoch = members.map_or(0, |members| members.epoch());
        Ok(Self {
            device,
            tx,
            sp,
            space: fold.space,
            now_ms: device.around().now_ms(),
            writes: me.and_then(Member::role).is_some_and(Role::writes_in_private),
            epoch,
            key: tx.epoch_key(sp, epoch)?,
        })
    }
}

impl Errands {
    /// What is to be done next.
    pub fn next(&mut self, at: &mut At<'_, '_>) -> Result<Option<Errand>, WorkError> {
        if let Some(errand) = self.next_slot(at)? {
            return Ok(Some(errand));
        }
        if let Some(errand) = self.next_discard(at)? {
            return Ok(Some(errand));
        }
        self.next_blob(at)
    }

    /// A checkpoint's pack was used, and lies on the shelf no longer.
    pub fn began(&mut self, space: SpaceId, arrived: Arrived) {
        self.sweep = true;
        if let Arrived::Begun(documents) = arrived {
            self.notices.push(Notice::Began { space, documents });
        }
    }

    /// What a person may want to know: at the end, what was carried.
    pub fn said(&mut self, space: SpaceId, end: bool) -> Vec<Notice> {
        let mut said = std::mem::take(&mut self.notices);
        if end {
            let (sent, fetched) = (std::mem::take(&mut self.sent), std::mem::take(&mut self.fetched));
            if sent + fetched > 0 {
                said.push(Notice::Carried { space, sent, fetched });
            }
            if std::mem::take(&mut self.held_back) {
                said.push(Notice::WaitsForWifi { space });
            }
        }
        said
    }

    pub(super) fn waits(&self, at: &At<'_, '_>, job: Job) -> bool {
        let until = self.later.get(&(at.space, job));
        // A clock that was ahead and was set right does not hold anything back for years.
        until.is_some_and(|until| (1..=LATER_MS).contains(&until.saturating_sub(at.now_ms)))
    }

    pub(super) fn put_off(&mut self, at: &At<'_, '_>, job: Job) -> Result<(), WorkError> {
        let until = at.now_ms.saturating_add(LATER_MS);
        self.later.insert((at.space, job), until);
        if let Job::Blob(blob) = job {
            at.tx.put_blob_off(at.sp, &blob)?;
        }
        Ok(())
    }

    pub(super) fn refused(&mut self, at: &At<'_, '_>, job: Job, code: Code) -> Result<(), WorkError> {
        self.notices.push(Notice::Refused {
            space: Some(at.space),
            code,
        });
        self.put_off(at, job)
    }

    pub(super) fn lied(&mut self, at: &At<'_, '_>, job: Job) -> Result<(), WorkError> {
        self.notices.push(Notice::Lied {
            space: at.space,
            lie: Lie::Blob,
        });
        self.put_off(at, job)
    }

    /// A ticket for a blob, or the errand that gets one.
    pub(super) fn ticket(
        &self,
        at: &At<'_, '_>,
        blob: BlobAddress,
        right: Right,
    ) -> Result<TicketBytes, Errand> {
        let known = self.tickets.get(&(at.space, blob, right.code()));
        known.cloned().ok_or(Errand::Ticket { blob, right })
    }

    fn next_slot(&mut self, at: &mut At<'_, '_>) -> Result<Option<Errand>, WorkError> {
        let Some(key) = &at.key else { return Ok(None) };
        let wanted = at.tx.units_wanted(at.sp, SINGLE * 4)?;
        let mut wanted: Vec<_> = wanted
            .into_iter()
            .filter(|unit| !self.waits(at, Job::Learn(*unit)))
            .collect();
        let to_tell = match at.writes && !self.waits(at, Job::Tell) {
            true => at.tx.units_to_tell(at.sp, at.epoch, SINGLE + 1)?,
            false => Vec::new(),
        };
        let many = wanted.len().max(to_tell.len()) > SINGLE as usize;
        if many && !self.read.contains(&(at.space, at.epoch)) {
            let after = self.page.get(&at.space).copied();
            return Ok(Some(Errand::Slots { after }));
        }
        if let Some(unit) = to_tell.first()
            && let Some(unit_key) = at.tx.unit_key(at.sp, unit)?
        {
            let sealed = at
                .device
                .around()
                .with_random(|random| unit_key.to_slot(&at.space, at.epoch, unit, key, random))?;
            return Ok(Some(Errand::PutSlot(Slot {
                unit: *unit,
                epoch: at.epoch,
                sealed,
            })));
        }
        Ok(wanted.pop().map(|unit| Errand::Slot { unit }))
    }

    fn next_discard(&mut self, at: &mut At<'_, '_>) -> Result<Option<Errand>, WorkError> {
        if !at.writes {
            return Ok(None);
        }
        let all = at.tx.discards(at.sp, SINGLE)?;
        let due = all
            .into_iter()
            .find(|discard| !self.waits(at, Job::Discard(*discard)));
        Ok(due.map(|discard| match discard {
            Discard::Slot(unit) => Errand::DropSlot { unit },
            Discard::Blob(blob, name) => {
                let blob = BlobAddress(blob);
                match self.ticket(at, blob, Right::Put) {
                    Ok(ticket) => Errand::Release { blob, name, ticket },
                    Err(errand) => errand,
                }
            }
        }))
    }

    /// What an answer means.
    pub fn came(&mut self, at: &mut At<'_, '_>, errand: Errand, reply: &Reply) -> Result<(), WorkError> {
        let good = reply.status / 100 == 2;
        match errand {
            Errand::Slots { after } => self.slots_came(at, after, reply),
            Errand::Slot { unit } => {
                match Slot::read(&reply.body) {
                    Ok(slot) if good && slot.unit == unit && learn(at, &slot)? => opened(at)?,
                    _ => self.put_off(at, Job::Learn(unit))?,
                }
                Ok(())
            }
            Errand::PutSlot(slot) => {
                match good {
                    true => at.tx.set_told(at.sp, &slot.unit, slot.epoch)?,
                    // The epoch has moved: the log says so, and then it is sealed again.
                    false if reply.code() == Code::EpochStale => self.put_off(at, Job::Tell)?,
                    false => self.refused(at, Job::Tell, reply.code())?,
                }
                Ok(())
            }
            Errand::DropSlot { unit } => self.discarded(at, Discard::Slot(unit), good || reply.status == 404),
            Errand::Release { blob, name, .. } => {
                self.tickets.remove(&(at.space, blob, Right::Put.code()));
                self.discarded(at, Discard::Blob(blob.0, name), good || reply.status == 404)
            }
            Errand::Ticket { blob, right } => {
                match Ticket::read(&reply.body) {
                    Ok(ticket) if good => {
                        let place = (at.space, blob, right.code());
                        self.tickets.insert(place, ticket.bytes);
                    }
                    _ => {
                        for discard in at.tx.discards(at.sp, SINGLE)? {
                            if matches!(discard, Discard::Blob(of, _) if of == blob.0) {
                                self.put_off(at, Job::Discard(discard))?;
                            }
                        }
                        self.put_off(at, Job::Blob(blob))?;
                    }
                }
                Ok(())
            }
            other => self.blob_came(at, other, reply),
        }
    }

    fn discarded(&mut self, at: &mut At<'_, '_>, discard: Discard, gone: bool) -> Result<(), WorkError> {
        match gone {
            true => at.tx.remove_discard(at.sp, discard)?,
            false => self.put_off(at, Job::Discard(discard))?,
        }
        Ok(())
    }

    fn slots_came(
        &mut self,
        at: &mut At<'_, '_>,
        after: Option<UnitId>,
        reply: &Reply,
    ) -> Result<(), WorkError> {
        let slots = match reply.status {
            200 => Slot::read_all(&reply.body).unwrap_or_default(),
            _ => Vec::new(),
        };
        let mut learned = false;
        for slot in &slots {
            learned |= learn(at, slot)?;
        }
        // Pages go on after the last; one that does not get on is the last.
        let last = slots
            .last()
            .map(|slot| slot.unit)
            .filter(|last| Some(*last) > after);
        match last.filter(|_| slots.len() >= limits::SLOTS) {
            Some(last) => {
                self.page.insert(at.space, last);
            }
            None => {
                self.page.remove(&at.space);
                self.read.insert((at.space, at.epoch));
            }
        }
        match learned {
            true => opened(at),
            false => Ok(()),
        }
    }
}

/// Takes what a slot says of a unit; says whether its key is new here. A key that does not open what is under it is none.
fn learn(at: &mut At<'_, '_>, slot: &Slot) -> Result<bool, WorkError> {
    let epoch_key = at.tx.epoch_key(at.sp, slot.epoch)?;
    let key = epoch_key
        .and_then(|epoch| UnitKey::from_slot(&at.space, slot.epoch, &slot.unit, &epoch, &slot.sealed).ok());
    if let Some(known) = at.tx.unit_key(at.sp, &slot.unit)? {
        // Somebody put something else there: it is told again.
        let told = if key == Some(known) { slot.epoch } else { 0 };
        at.tx.set_told(at.sp, &slot.unit, told)?;
        return Ok(false);
    }
    let (Some(key), Some((object, sealed))) = (key, at.tx.sealed_sample(at.sp, &slot.unit)?) else {
        return Ok(false);
    };
    if key.open(&object, &sealed).is_err() {
        return Ok(false);
    }
    at.tx.put_unit_key(at.sp, &slot.unit, &key)?;
    at.tx.set_told(at.sp, &slot.unit, slot.epoch)?;
    Ok(true)
}

/// Keys have come: what waited for them is opened.
fn opened(at: &mut At<'_, '_>) -> Result<(), WorkError> {
    OneSpace::new(at.tx, at.sp, at.device.keys()).open_units()?;
    at.tx.project_dirty(at.now_ms)?;
    Ok(())
}
