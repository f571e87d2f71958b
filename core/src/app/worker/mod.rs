//! The work on the store that the sync engine asks for, one transaction each. The folds of the spaces are kept
//! between pieces of work and loaded anew after a failure.

mod again;
mod carry;
pub(crate) mod carrying;
mod checkpoint;
pub(crate) mod documents;
mod ending;
mod epoch;
mod errands;
mod healing;
mod inbox;
mod intent;
mod mail;
mod named;
mod oneself;
mod outgoing;
mod pack;
pub(crate) mod parting;
mod retention;
pub(crate) mod space_tx;
mod units;
mod view;

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use ekin_protocol::cbor::CborError;
use ekin_protocol::compress::CompressError;
use ekin_protocol::envelope::EnvelopeError;
use ekin_protocol::id::SpaceId;
use ekin_protocol::manifest::SegmentRef;
use ekin_protocol::membership::Membership;
use ekin_protocol::seal::SealError;
use ekin_protocol::segment::SegmentError;

use checkpoint::Arrived;
pub(crate) use checkpoint::wanted as wanted_checkpoint;
pub(crate) use epoch::{learn_by, wanted as wanted_epoch};
pub(crate) use inbox::{of_territory as inbox_of_territory, opens as opens_inbox, want as want_inbox};
pub(crate) use intent::{owe as owe_intent, read as read_intent, write as write_intent};
pub(crate) use outgoing::{end_life, mend, signed};
pub use pack::Segment;

use super::device::Device;
use super::moment::settle;
use super::recovery;
use super::relay_time;
use super::space::touch::heard;
use crate::net::{Carry, Prepared};
use crate::record::projection::Context;
use crate::storage::{Sp, StoreError, Tx, Wanted};
use crate::sync::event::{Failure, Lie, Outcome, Work};
use crate::sync::fold::{Fold, FoldError};
use errands::Errands;
use space_tx::OneSpace;
use view::{note_instance, opens, view, writes};

/// Why work failed. The transaction left nothing behind.
#[derive(Debug, thiserror::Error)]
pub enum WorkError {
    /// The store.
    #[error("the store failed")]
    Store(#[from] StoreError),
    /// The log or the pack cannot be what it claims.
    #[error("the relay's words cannot be")]
    Fold(#[from] FoldError<StoreError>),
    /// A segment.
    #[error("a segment cannot be used")]
    Segment(#[from] SegmentError),
    /// An own envelope cannot be read or made.
    #[error("an own envelope cannot be made")]
    Envelope(#[from] EnvelopeError),
    /// Bytes of the store.
    #[error("bytes of the store cannot be read")]
    Bytes(#[from] CborError),
    /// A word that is not signed by the space's relay.
    #[error("not signed by the space's relay")]
    Signature,
    /// The key of the space is not here.
    #[error("no key")]
    NoKey,
    /// Something cannot be sealed.
    #[error("it cannot be sealed")]
    Seal(#[from] SealError),
    /// A checkpoint's pack that is not what its record says.
    #[error("the checkpoint's pack is not what its record says")]
    Pack,
    /// A pack that is larger than a blob may be.
    #[error("the checkpoint's pack is too large")]
    PackSize,
    /// Something cannot be compressed.
    #[error("it cannot be compressed")]
    Compress(#[from] CompressError),
    /// A space that was never made here.
    #[error("no genesis")]
    NoGenesis,
}

impl WorkError {
    /// Whether the store's file is damaged.
    pub(crate) fn is_damage(&self) -> bool {
        let store = match self {
            Self::Store(error) | Self::Fold(FoldError::Store(error)) => error,
            _ => return false,
        };
        store.is_damage()
    }

    /// What the engine does about it.
    pub(crate) fn failure(&self) -> Failure {
        match self {
            Self::Fold(error) => match error {
                FoldError::Store(_) => Failure::Store,
                FoldError::Gap { .. } | FoldError::Damaged { .. } => Failure::Lie(Lie::Log),
                FoldError::Membership(_) => Failure::Lie(Lie::Membership),
                FoldError::HeadSignature => Failure::Lie(Lie::Relay),
                FoldError::OtherLog { .. } => Failure::Lie(Lie::OtherLog),
                FoldError::TwoHistories { .. } => Failure::Lie(Lie::TwoHistories),
                FoldError::OtherPack => Failure::Lie(Lie::Pack),
            },
            Self::Segment(_) | Self::Pack => Failure::Lie(Lie::Pack),
            Self::Signature => Failure::Lie(Lie::Relay),
            _ => Failure::Store,
        }
    }
}

/// The worker of one device.
pub struct Worker {
    device: Arc<Device>,
    folds: Mutex<BTreeMap<SpaceId, Fold>>,
    /// Members as the last piece of work left them. Segments are verified by these beside the writer, who has
    /// the fold out of its place meanwhile.
    members: Mutex<BTreeMap<SpaceId, Arc<Membership>>>,
    failed: Mutex<Option<WorkError>>,
    /// What this run knows of what is done beside the logs.
    errands: Mutex<Errands>,
}

impl Worker {
    /// A worker on this device's store.
    pub fn new(device: Arc<Device>) -> Self {
        Self {
            device,
            folds: Mutex::default(),
            members: Mutex::default(),
            failed: Mutex::default(),
            errands: Mutex::default(),
        }
    }

    /// The error of the store that ended a piece of work, if any; forgets it.
    pub fn take_error(&self) -> Option<WorkError> {
        lock(&self.failed).take()
    }

    fn run(&self, work: Work) -> Outcome {
        let work = match work {
            Work::Mail(work) => return self.mail(work),
            Work::Left(work) => return self.left(work),
            work => work,
        };
        let Some(space) = work.space() else {
            return self.look();
        };
        let mut done = self.in_space(space, work);
        if matches!(done, Err(WorkError::Pack)) {
            // Nothing of it was kept; that it lied is.
            let noted = self.write(space, |tx, fold| {
                let sp = number(tx, &space)?;
                checkpoint::lied(tx, sp, fold)
            });
            lock(&self.errands).sweep = true;
            done = noted.and(done);
        }
        // Files go once the store has said that they may.
        let swept = match std::mem::take(&mut lock(&self.errands).sweep) {
            true => self.device.sweep_blobs(),
            false => Ok(()),
        };
        self.done(
            space,
            done.and_then(|done| swept.map(|()| done).map_err(WorkError::from)),
        )
    }

    /// Outcome of work on one space.
    fn done(&self, space: SpaceId, done: Result<Outcome, WorkError>) -> Outcome {
        done.unwrap_or_else(|error| {
            lock(&self.folds).remove(&space);
            let why = error.failure();
            tracing::debug!(?why, "work failed");
            if why == Failure::Store {
                *lock(&self.failed) = Some(error);
            }
            Outcome::Failed { space, why }
        })
    }

    fn prepare_segment(
        &self,
        space: SpaceId,
        reference: SegmentRef,
        bytes: &[u8],
    ) -> Result<Segment, WorkError> {
        let members = lock(&self.members).get(&space).cloned();
        let members = members.ok_or(WorkError::NoGenesis)?;
        let now_ms = self.device.around().now_ms();
        let zone = self.device.store().read(|read| {
            let sp = read
                .find_space(&space)?
                .ok_or(StoreError::Missing { table: "space" })?;
            read.zone(sp)
        })?;
        let context = Context { space, zone, now_ms };
        pack::prepare(reference, bytes, &members, &context)
    }

    fn look(&self) -> Outcome {
        let paper = self.device.paper();
        let mut wanted = false;
        let views = self.device.store().read(|read| {
            let mut asked = Vec::new();
            // A space of one's own has no relay, and stays here.
            for space in read.spaces()?.into_iter().filter(|space| !space.urls.is_empty()) {
                // What a recovery code is to open is asked for while the code is at hand, until the relay has said no.
                let recovering = read.recovering(space.sp)?;
                wanted |= recovering == Some(None);
                if recovering.is_none_or(|refused| refused.is_none() && paper.is_some()) {
                    asked.push((space.sp, space.id));
                }
            }
            Ok::<_, StoreError>(asked)
        });
        if !wanted {
            self.device.set_paper(None);
        }
        let views = views.map_err(WorkError::from).and_then(|spaces| {
            let now_ms = self.device.around().now_ms();
            let view = |(sp, id)| self.write(id, |tx, fold| view(tx, sp, fold, (paper.as_deref(), now_ms)));
            let mut views = spaces.into_iter().map(view).collect::<Result<Vec<_>, _>>()?;
            views.extend(self.device.store().read(|read| parting::views(read, now_ms))?);
            Ok(views)
        });
        match views {
            Ok(views) => Outcome::Spaces(views),
            Err(error) => {
                *lock(&self.failed) = Some(error);
                Outcome::Spaces(Vec::new())
            }
        }
    }

    /// One transaction with the space's fold.
    fn write<T>(
        &self,
        space: SpaceId,
        work: impl FnOnce(&Tx<'_>, &mut Fold) -> Result<T, WorkError>,
    ) -> Result<T, WorkError> {
        // Taken out, so that a failure leaves no half-folded state behind.
        let kept = lock(&self.folds).remove(&space);
        let (done, fold) = self.device.store().write(|tx| {
            let sp = number(tx, &space)?;
            let mut fold = match kept {
                Some(fold) => fold,
                None => Fold::load(&mut OneSpace::new(tx, sp, self.device.keys()), space)?,
            };
            let done = work(tx, &mut fold)?;
            Ok::<_, WorkError>((done, fold))
        })?;
        if let Some(members) = &fold.members {
            lock(&self.members).insert(space, members.clone());
        }
        lock(&self.folds).insert(space, fold);
        Ok(done)
    }

    /// What was heard of who agrees to be seen is obeyed at once. Says whether files can be swept.
    fn obey(&self, tx: &Tx<'_>) -> Result<bool, WorkError> {
        Ok(tx.take_consents_changed()? && settle::settle(&self.device, tx)? > 0)
    }

    fn in_space(&self, space: SpaceId, work: Work) -> Result<Outcome, WorkError> {
        let (keys, around) = (self.device.keys(), self.device.around());
        let paper = self.device.paper();
        let paper = paper.as_deref();
        self.write(space, |tx, fold| {
            let sp = number(tx, &space)?;
            let (mut at_head, mut said) = (false, Vec::new());
            match work {
                Work::Members { entries, .. } => {
                    fold.take_members(&mut OneSpace::new(tx, sp, keys), &entries)?;
                    self.know_oneself(tx, sp, fold, true)?;
                    carrying::settle(tx, sp, fold.members.as_deref(), around)?;
                    checkpoint::want(tx, sp, fold)?;
                }
                Work::Named { entries, .. } => named::named(tx, sp, fold, &entries)?,
                Work::Cut { .. } => {
                    tx.want_checkpoint(sp, Some(Wanted::Begin))?;
                    checkpoint::want(tx, sp, fold)?;
                }
                Work::Fold { entries, head, .. } => {
                    let before = tx.out_counts(sp)?;
                    let folded = fold.take(&mut OneSpace::new(tx, sp, keys), &entries, head.as_ref())?;
                    again::replay(tx, sp, fold, around)?;
                    let void = outgoing::not_counted(tx, sp, before, around)?;
                    at_head = folded.at_head;
                    if let Some(head) = &head {
                        note_instance(tx, sp, head.instance)?;
                    }
                    self.know_territory(tx, sp)?;
                    if at_head {
                        tx.set_synced(sp, around.now_ms())?;
                    }
                    let ends = at_head || !tx.is_losing(sp)?;
                    let refused = self.know_oneself(tx, sp, fold, ends)?;
                    carrying::settle(tx, sp, fold.members.as_deref(), around)?;
                    said = outgoing::came_of(space, before, tx.out_counts(sp)?, refused.or(void));
                    if head.is_some() {
                        heard(tx, sp, around)?;
                    }
                    relay_time::hear(tx, sp, fold.position.t_ms, around)?;
                    // What is due by a log that is not whole yet may have been done in it.
                    let whole = at_head && !tx.is_losing(sp)?;
                    if let (true, Some(members)) = (whole, &fold.members) {
                        let t_ms = relay_time::at_least(tx, sp, around)?.unwrap_or(0);
                        checkpoint::owe(tx, sp, members, keys, t_ms)?;
                        epoch::owe(tx, sp, members, keys, t_ms)?;
                        recovery::cover(tx, sp, members, keys)?;
                        inbox::owe(tx, sp, members, keys, t_ms)?;
                        ending::owe(tx, sp, members, keys, t_ms)?;
                        retention::owe(tx, sp, members, keys, t_ms)?;
                    }
                }
                Work::FinishPack { manifest, .. } => {
                    let before = tx.out_counts(sp)?;
                    pack::finish(tx, sp, fold, keys, &manifest)?;
                    self.know_territory(tx, sp)?;
                    said = outgoing::came_of(space, before, tx.out_counts(sp)?, None);
                }
                Work::Time { t_ms, .. } => {
                    relay_time::hear(tx, sp, t_ms, around)?;
                    self.device.hear_time(i64::try_from(t_ms).unwrap_or(i64::MAX));
                    heard(tx, sp, around)?;
                    let losing = tx.is_losing(sp)?;
                    if let Some(members) = fold.members.as_ref().filter(|_| !losing) {
                        let t_ms = relay_time::at_least(tx, sp, around)?.unwrap_or(t_ms);
                        checkpoint::owe(tx, sp, members, keys, t_ms)?;
                        epoch::owe(tx, sp, members, keys, t_ms)?;
                        ending::owe(tx, sp, members, keys, t_ms)?;
                        retention::owe(tx, sp, members, keys, t_ms)?;
                    }
                }
                Work::Received { receipt, .. } => {
                    outgoing::received(tx, sp, fold, &receipt)?;
                }
                Work::Refused { refusal, .. } => outgoing::refused(tx, sp, fold, around, &refusal)?,
                Work::Joined { .. } => match paper.filter(|_| opens(tx, sp)) {
                    Some(paper) => {
                        recovery::entered(tx, paper, around.now_ms())?;
                        tx.remove_recovering(sp)?;
                    }
                    None => tx.remove_invitation(sp)?,
                },
                Work::JoinRefused { code, .. } => match tx.recovering(sp)? {
                    Some(_) => tx.refuse_recovering(sp, code)?,
                    None => tx.refuse_invitation(sp, code)?,
                },
                Work::IntentRefused { code, .. } => outgoing::record_refused(tx, sp, code)?,
                Work::Backed { backed, .. } => healing::backed(tx, sp, fold, &backed)?,
                Work::Prove { .. } => {
                    let proofs = healing::proofs(tx, sp)?;
                    return Ok(Outcome::Proofs { space, proofs });
                }
                Work::Heal { after, budget, .. } => {
                    let next = healing::next(tx, sp, fold, around, (after, budget))?;
                    return Ok(Outcome::Heal { space, next });
                }
                Work::LostRefused { id, code, .. } => healing::refused(tx, sp, around, &id, code)?,
                Work::Rewind { instance, head, .. } => {
                    healing::rewind(tx, sp, fold, instance, head.as_deref())?;
                    *fold = Fold::load(&mut OneSpace::new(tx, sp, keys), space)?;
                }
                Work::Outbox { after, budget, .. } => {
                    settle::hold_back(&self.device, tx, &tx.space(sp)?)?;
                    let frames = outgoing::frames(tx, sp, fold, keys, around, after, budget)?;
                    return Ok(Outcome::Frames { space, frames });
                }
                Work::Intent { .. } => {
                    let record = outgoing::record(&self.device, tx, sp, fold)?;
                    return Ok(Outcome::Record { space, record });
                }
                Work::Join { .. } => {
                    let record = match paper.filter(|_| opens(tx, sp)) {
                        Some(paper) => recovery::record(tx, sp, fold, keys, paper)?,
                        None => outgoing::join(tx, sp, fold, keys)?,
                    };
                    return Ok(Outcome::Record { space, record });
                }
                Work::Found { relay, packer, .. } => {
                    let records = outgoing::founding(tx, sp, keys, relay, packer)?;
                    let code = self.device.creation_code();
                    return Ok(Outcome::Founding { space, records, code });
                }
                Work::Errand { came, .. } => {
                    let mut errands = lock(&self.errands);
                    let mut at = errands::At::new(&self.device, tx, sp, fold)?;
                    if let Some(came) = came {
                        errands.came(&mut at, came.0, &came.1)?;
                    }
                    let arrived = checkpoint::arrived(&self.device, tx, sp, fold)?;
                    if arrived != Arrived::Nothing {
                        errands.began(space, arrived);
                        at = errands::At::new(&self.device, tx, sp, fold)?;
                    }
                    // A key that came may open what somebody says no to.
                    errands.sweep |= self.obey(tx)?;
                    errands.sweep |= settle::hold_back(&self.device, tx, &tx.space(sp)?)?;
                    let next = errands.next(&mut at)?.map(Box::new);
                    let said = errands.said(space, next.is_none());
                    return Ok(Outcome::Errand { space, next, said });
                }
                Work::Look | Work::Segment { .. } | Work::Mail(_) | Work::Left(_) => {}
            }
            named::settle(tx, sp, fold)?;
            if self.obey(tx)? {
                lock(&self.errands).sweep = true;
            }
            Ok(Outcome::Space {
                view: Box::new(view(tx, sp, fold, (paper, around.now_ms()))?),
                at_head,
                said,
            })
        })
    }
}

impl Carry for Worker {
    type Segment = Segment;

    fn prepare(&self, work: Work) -> Prepared<Segment> {
        let Work::Segment {
            space,
            segment,
            bytes,
        } = work
        else {
            return Prepared::Failed(Outcome::Spaces(Vec::new()));
        };
        match self.prepare_segment(space, *segment, &bytes) {
            Ok(segment) => Prepared::Ready(segment),
            Err(error) => Prepared::Failed(self.done(space, Err(error))),
        }
    }

    fn load(&self, first: Segment, more: &mut dyn FnMut() -> Option<Segment>) -> Outcome {
        let space = first.space;
        let done = self.write(space, |tx, fold| {
            let sp = number(tx, &space)?;
            pack::load(tx, sp, &first, more)?;
            let paper = self.device.paper();
            Ok(Outcome::Space {
                view: Box::new(view(
                    tx,
                    sp,
                    fold,
                    (paper.as_deref(), self.device.around().now_ms()),
                )?),
                at_head: false,
                said: Vec::new(),
            })
        });
        self.done(space, done)
    }

    fn carry_out(&self, work: Work) -> Outcome {
        self.run(work)
    }
}

fn number(tx: &Tx<'_>, space: &SpaceId) -> Result<Sp, StoreError> {
    tx.find_space(space)?
        .ok_or(StoreError::Missing { table: "space" })
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
