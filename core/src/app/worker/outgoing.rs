//! What this device sends: its envelopes in the order of its chain, what the relay answers, and the new life
//! that begins when a chain cannot go on.

use ekin_protocol::code::{Class, Code};
use ekin_protocol::envelope::{EnvelopeError, Frame, Items, Signed, Statement, View};
use ekin_protocol::head::{Receipt, Refusal};
use ekin_protocol::id::{EnvelopeId, Incarnation, Short, SignKey, SpaceId};
use ekin_protocol::link::invitation_key;
use ekin_protocol::membership::{Body, Join, Record, RelayAt, Role, SignedRecord};

use super::checkpoint::{self, Ready};
use super::space_tx::OneSpace;
use super::{WorkError, again, carrying, documents, epoch, intent};
use crate::app::device::Device;
use crate::app::keys::DeviceKeys;
use crate::app::relay_time;
use crate::app::surroundings::Surroundings;
use crate::storage::{Author, OutCounts, OutState, OwnEntry, Sp, Space, StoreError, Tx};
use crate::sync::event::Notice;
use crate::sync::fold::Fold;

/// Own envelopes looked at in one piece of work.
const BATCH: u32 = 256;
/// How long an envelope waits after the relay said *later*.
pub const LATER_MS: i64 = 60_000;

/// Hands out frames after a place of the outbox, at most `budget` bytes but at least one; makes and signs those
/// that were never sent.
pub fn frames(
    tx: &Tx<'_>,
    sp: Sp,
    fold: &Fold,
    keys: &DeviceKeys,
    around: &Surroundings,
    after: u64,
    budget: usize,
) -> Result<Vec<(u64, Vec<u8>)>, WorkError> {
    let space = tx.space(sp)?;
    let Some(author) = space.author else {
        return Ok(Vec::new());
    };
    // Who is not in yet, or waits to be approved, sends nothing: it would be refused, and it is kept.
    let me = fold
        .members
        .as_ref()
        .and_then(|members| members.member(author.ord));
    if me.is_none_or(|me| me.role() == Some(Role::Pending)) {
        return Ok(Vec::new());
    }
    let Some(first) = tx.unlogged_own(sp, 0, 1)?.pop() else {
        return carrying::frames(tx, &space, fold, around, (after, budget));
    };
    let logged = fold.chain(author.ord, first.incarnation).tip;
    let lives = first.incarnation == author.incarnation;
    let start = match logged {
        Some(tip) if lives && tip.dev_seq + 1 == first.dev_seq => Some(tip.last),
        None if lives && first.dev_seq == 1 => Some(Short([0; 16])),
        _ => None,
    };
    let Some(start) = start else {
        // This life is over, or the log goes on from another place than its chain: a restored store, a clone's.
        if lives {
            tx.note_life(sp, around.now_ms())?;
        }
        let waiting = tx.unlogged_own(sp, 0, u32::MAX)?;
        again::begin(tx, sp, author, &waiting, around)?;
        return frames(tx, sp, fold, keys, around, 0, budget);
    };
    // What came from others and what is own may be built on each other: in the order in which they came, and one after the
    // other is in the log.
    let carried = tx.first_carried(sp)?;
    if carried.is_some_and(|carried| carried < first.en) {
        return carrying::frames(tx, &space, fold, around, (after, budget));
    }
    let private = !space.kind.is_public();
    let epoch = fold.members.as_ref().map_or(0, |members| members.epoch());
    let key = tx.epoch_key(sp, epoch)?;
    if private && key.is_none() {
        // It waits for its key, which comes with the membership.
        return Ok(Vec::new());
    }
    let mut view = fold
        .view(&mut OneSpace::new(tx, sp, keys))?
        .filter(|view| view.seq > space.said_seq);
    let waiting = tx.unlogged_own(sp, i64::try_from(after).unwrap_or(i64::MAX), BATCH)?;
    let chain = (author.ord, &first.incarnation);
    let mut prev = match waiting.first() {
        Some(own) if own.en > first.en => tx
            .content_at(sp, chain, own.dev_seq.saturating_sub(1))?
            .map(|content| content.short()),
        _ => Some(start),
    };
    let (mut out, mut bytes) = (Vec::new(), 0);
    for own in waiting
        .iter()
        .take_while(|own| carried.is_none_or(|carried| own.en < carried))
    {
        let place = u64::try_from(own.en).unwrap_or(0);
        // A clock that was ahead and was set right does not hold anything back for years.
        if (1..=LATER_MS).contains(&own.not_before.saturating_sub(around.now_ms())) {
            break;
        }
        let Some(before) = prev.replace(own.content_id.short()) else {
            break;
        };
        let frame = match &own.frame {
            Some(frame) => frame.clone(),
            None => {
                if !units_are_told(tx, sp, &Items::read(own.items.clone())?)? {
                    // Nobody could read it yet: the keys of its units go to the relay first.
                    break;
                }
                let frame = match &key {
                    Some(key) if private => {
                        let signed = signed(tx, &space, own, before, view.take(), keys)?;
                        around.with_random(|random| signed.seal(&space.id, epoch, key, random))?
                    }
                    _ => {
                        let statement = statement(tx, sp, own, before, view.take())?;
                        let items = Items::read(own.items.clone())?;
                        let items: Vec<_> = items.bytes().collect();
                        Frame::public(&space.id, &statement, &items, keys.sign())?
                    }
                };
                let bytes = frame.write();
                tx.set_frame(own.en, &frame.statement_bytes, &frame.sig, &bytes)?;
                bytes
            }
        };
        bytes += frame.len();
        if bytes > budget && !out.is_empty() {
            break;
        }
        tx.set_out_state(own.en, OutState::Sent)?;
        out.push((place, frame));
    }
    Ok(out)
}

fn statement(
    tx: &Tx<'_>,
    sp: Sp,
    own: &OwnEntry,
    prev: Short,
    view: Option<View>,
) -> Result<Statement, StoreError> {
    if let Some(view) = view {
        tx.set_said(sp, view.seq)?;
    }
    Ok(Statement {
        ord: own.ord,
        incarnation: own.incarnation,
        dev_seq: own.dev_seq,
        prev,
        view,
    })
}

/// An own envelope as it is signed: what left this device for another phone goes to the relay under the same statement.
pub fn signed(
    tx: &Tx<'_>,
    space: &Space,
    own: &OwnEntry,
    prev: Short,
    view: Option<View>,
    keys: &DeviceKeys,
) -> Result<Signed, WorkError> {
    if let Some((statement, sig)) = tx.own_signed(own.en)? {
        return Ok(Signed::kept(statement, own.content_id, sig, own.items.clone())?);
    }
    let statement = statement(tx, space.sp, own, prev, view)?;
    let items = Items::read(own.items.clone())?;
    let items: Vec<_> = items.bytes().collect();
    let signed = Signed::sign(&space.id, &statement, &items, keys.sign())?;
    tx.set_signed(own.en, &signed.statement_bytes, &signed.sig)?;
    Ok(signed)
}

/// Whether the relay has the keys of the units that items are under.
fn units_are_told(tx: &Tx<'_>, sp: Sp, items: &Items) -> Result<bool, WorkError> {
    for item in items.iter() {
        if let Some(unit) = item?.meta.unit
            && !tx.is_told(sp, &unit)?
        {
            return Ok(false);
        }
    }
    Ok(true)
}

/// This life is over. The next one begins when something is sent, with the log at hand: what was logged meanwhile,
/// unknown to this device, must not be sent again.
pub fn end_life(tx: &Tx<'_>, sp: Sp, author: Author, around: &Surroundings) -> Result<(), StoreError> {
    tx.note_life(sp, around.now_ms())?;
    leave_life(tx, sp, author, around)
}

/// The same where nothing is amiss with this device: what another wrote, and this one built on, did not come to be.
pub fn leave_life(tx: &Tx<'_>, sp: Sp, author: Author, around: &Surroundings) -> Result<(), StoreError> {
    let incarnation = Incarnation(around.random());
    tx.set_author(
        sp,
        &Author {
            ord: author.ord,
            incarnation,
            next_dev_seq: 1,
            prev: Short([0; 16]),
        },
    )?;
    tx.set_said(sp, 0)
}

/// What an erasure took out of envelopes that wait is not sent: what is left of them goes into a new life.
pub fn mend(tx: &Tx<'_>, sp: Sp, around: &Surroundings) -> Result<(), StoreError> {
    match tx.space(sp)?.author {
        Some(author) if tx.take_torn() && !author.is_joining() => leave_life(tx, sp, author, around),
        _ => Ok(()),
    }
}

/// The relay says that it holds envelopes. They count as received once the log has come back with them.
pub fn received(tx: &Tx<'_>, sp: Sp, fold: &Fold, receipt: &Receipt) -> Result<usize, WorkError> {
    fold.check_head(&receipt.head)?;
    let held: Vec<EnvelopeId> = receipt.entries.iter().map(|(_, id)| *id).collect();
    let mut n = 0;
    for own in tx.sent_own(sp)? {
        if envelope_of(&own, &fold.space)?.is_some_and(|id| held.contains(&id)) {
            tx.set_out_state(own.en, OutState::Received)?;
            n += 1;
        }
    }
    Ok(n)
}

/// What became of own envelopes while a piece of the log was taken: they came back with it, or can never be sent.
pub fn came_of(space: SpaceId, before: OutCounts, after: OutCounts, why: Option<Code>) -> Vec<Notice> {
    let waiting = |counts: OutCounts| counts.pending + counts.sent + counts.received;
    let refused = after.refused.saturating_sub(before.refused);
    let logged = waiting(before)
        .saturating_sub(waiting(after))
        .saturating_sub(refused);
    let mut said = Vec::new();
    if logged > 0 {
        let envelopes = usize::try_from(logged).unwrap_or(usize::MAX);
        said.push(Notice::Received { space, envelopes });
    }
    if let (Some(code), true) = (why, refused > 0) {
        let space = Some(space);
        said.push(Notice::Refused { space, code });
    }
    said
}

/// This device may send nothing more: what waits is kept and said, to be handed over.
pub fn refuse_all(tx: &Tx<'_>, sp: Sp, code: Code) -> Result<(), WorkError> {
    for own in tx.unlogged_own(sp, 0, u32::MAX)? {
        refuse(tx, sp, own.en, code)?;
    }
    for intent in tx
        .intents(sp)?
        .into_iter()
        .filter(|intent| intent.refused.is_none())
    {
        tx.refuse_intent(intent.it, code)?;
    }
    Ok(())
}

/// One envelope of this device's was refused for good: what it wrote is shown no longer.
pub fn refuse(tx: &Tx<'_>, sp: Sp, en: i64, code: Code) -> Result<(), StoreError> {
    let touched: Vec<_> = tx
        .documents_of(en)?
        .into_iter()
        .map(|(_, object)| object)
        .collect();
    tx.refuse(en, code)?;
    documents::note_lines(tx, &tx.space(sp)?, &touched)
}

/// Why own envelopes did not count that the log took, if some did not since `before`: what was written on top of them is
/// written anew.
pub fn not_counted(
    tx: &Tx<'_>,
    sp: Sp,
    before: OutCounts,
    around: &Surroundings,
) -> Result<Option<Code>, WorkError> {
    if tx.out_counts(sp)?.refused <= before.refused {
        return Ok(None);
    }
    if let Some(author) = tx.space(sp)?.author {
        end_life(tx, sp, author, around)?;
    }
    let last = tx.refused_own(sp)?.pop().map(|own| own.state);
    Ok(match last {
        Some(OutState::Refused(code)) => Some(code),
        _ => None,
    })
}

fn envelope_of(own: &OwnEntry, space: &SpaceId) -> Result<Option<EnvelopeId>, EnvelopeError> {
    own.frame
        .as_deref()
        .map(|frame| Frame::read(frame).map(|frame| frame.id(space)))
        .transpose()
}

/// The relay refuses an envelope: later, renewed, or never in this form.
pub fn refused(
    tx: &Tx<'_>,
    sp: Sp,
    fold: &Fold,
    around: &Surroundings,
    refusal: &Refusal,
) -> Result<(), WorkError> {
    if !fold.is_relay_s(|key| refusal.verify(key)) {
        return Err(WorkError::Signature);
    }
    let waiting = tx.unlogged_own(sp, 0, u32::MAX)?;
    let mut at = None;
    for (place, own) in waiting.iter().enumerate() {
        if envelope_of(own, &fold.space)? == Some(refusal.id) {
            at = Some(place);
        }
    }
    let (Some(at), Some(author)) = (at, tx.space(sp)?.author) else {
        carrying::refused(tx, fold, sp, refusal, around)?;
        return carrying::settle(tx, sp, fold.members.as_deref(), around);
    };
    let Some(own) = waiting.get(at) else { return Ok(()) };
    match refusal.code.class() {
        Class::Later => tx.delay(own.en, around.now_ms() + LATER_MS)?,
        Class::Renew => {
            for later in waiting.iter().skip(at) {
                tx.rewrite_own(later.en, &later.incarnation, later.dev_seq, false)?;
            }
            tx.set_said(sp, 0)?;
        }
        Class::Final | Class::Request => {
            if refusal.code != Code::Fork {
                refuse(tx, sp, own.en, refusal.code)?;
            }
            end_life(tx, sp, author, around)?;
        }
    }
    Ok(())
}

/// The oldest membership change that waits, as a record on the present head. What has become void meanwhile
/// is put aside for the person to see.
pub fn record(device: &Device, tx: &Tx<'_>, sp: Sp, fold: &Fold) -> Result<Option<Vec<u8>>, WorkError> {
    let (keys, around) = (device.keys(), device.around());
    let (Some(members), Some(author)) = (&fold.members, tx.space(sp)?.author) else {
        return Ok(None);
    };
    let t_ms = relay_time::at_least(tx, sp, around)?.unwrap_or_else(|| around.wire_ms());
    for waiting in tx
        .intents(sp)?
        .into_iter()
        .filter(|intent| intent.refused.is_none())
    {
        let body = intent::read(&waiting.body)?;
        let (body, made) = match &body {
            Body::Checkpoint(asked) => {
                match checkpoint::ready(device, tx, sp, fold, (members, t_ms), asked)? {
                    Ready::Made(made) => (Some(Body::Checkpoint(made.body.clone())), Some(made)),
                    Ready::Later => continue,
                    Ready::Void => (None, None),
                }
            }
            Body::Attest(vote) | Body::Dispute(vote) if !checkpoint::may_vote(members, vote) => (None, None),
            _ => (epoch::complete(tx, sp, members, (around, t_ms), body)?, None),
        };
        let Some(body) = body else {
            tx.remove_intent(waiting.it)?;
            continue;
        };
        let record = Record {
            previous: Some(members.head),
            ord: author.ord,
            body,
        };
        let signed = SignedRecord::sign(record, keys.sign());
        let seq = fold.position.seq.max(members.head_seq) + 1;
        if members.check(&signed, seq, t_ms).is_ok() {
            if let Some(made) = &made {
                checkpoint::keep(tx, sp, &signed.id(), made)?;
            }
            tx.try_intent(waiting.it)?;
            return Ok(Some(signed.write()));
        }
        tx.refuse_intent(waiting.it, Code::NotAllowed)?;
    }
    Ok(None)
}

/// How often a record that names who may have a key is made again: a member's time may end while it is on its way.
const KEY_TRIES: u32 = 3;

/// A membership record was refused: on a lost race it is made again; else it is put aside.
pub fn record_refused(tx: &Tx<'_>, sp: Sp, code: Code) -> Result<(), WorkError> {
    let waiting = tx
        .intents(sp)?
        .into_iter()
        .find(|intent| intent.refused.is_none());
    match waiting {
        Some(waiting) if !matches!(code.class(), Class::Later | Class::Renew) => {
            let again = intent::has_keys(&intent::read(&waiting.body)?) && waiting.tries < KEY_TRIES;
            match again && code == Code::NotAllowed {
                true => Ok(()),
                false => Ok(tx.refuse_intent(waiting.it, code)?),
            }
        }
        _ => Ok(()),
    }
}

/// The first records of a space that no relay holds: those that were made with it, then where the relay is and, for a
/// public one, who signs packs.
pub fn founding(
    tx: &Tx<'_>,
    sp: Sp,
    keys: &DeviceKeys,
    relay: SignKey,
    packer: SignKey,
) -> Result<Vec<Vec<u8>>, WorkError> {
    let space = tx.space(sp)?;
    let made = tx.member_records(sp)?;
    let mut previous = made.last().ok_or(WorkError::NoGenesis)?.record.id();
    let mut records: Vec<_> = made.iter().map(|made| made.record.write()).collect();
    let relay = Body::Relay(RelayAt {
        urls: space.urls,
        key: relay,
    });
    let packer = space.kind.is_public().then_some(Body::Packer(packer));
    for body in std::iter::once(relay).chain(packer) {
        let record = Record {
            previous: Some(previous),
            ord: 0,
            body,
        };
        let signed = SignedRecord::sign(record, keys.sign());
        previous = signed.id();
        records.push(signed.write());
    }
    Ok(records)
}

/// The record by which this device joins, on the membership that is known; none when the invitation is good no longer.
pub fn join(tx: &Tx<'_>, sp: Sp, fold: &Fold, keys: &DeviceKeys) -> Result<Option<Vec<u8>>, WorkError> {
    let (Some(members), Some(invitation)) = (&fold.members, tx.invitation(sp)?) else {
        return Ok(None);
    };
    let key = invitation_key(&invitation.seed);
    let shown = SignKey(key.verifying_key().to_bytes());
    let Some(invite) = members.invitation(&shown) else {
        return Ok(None);
    };
    let join = Join::sign(&members.space, invite.id, keys.sign_key(), keys.seal_key(), &key);
    let record = Record {
        previous: Some(members.head),
        ord: members.next_ord(),
        body: Body::Join(join),
    };
    let signed = SignedRecord::sign(record, keys.sign());
    let seq = members.head_seq + 1;
    let valid = members.check(&signed, seq, fold.position.t_ms).is_ok();
    Ok(valid.then(|| signed.write()))
}

#[cfg(test)]
mod tests;
