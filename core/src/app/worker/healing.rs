//! What a relay lost that was restored (protocol 10): kept until a backup has it, and brought back in the order of the log as it
//! travelled, so that each record and each envelope is judged where it was judged the first time.

use ekin_protocol::code::{Class, Code};
use ekin_protocol::envelope::{Frame, Signed};
use ekin_protocol::head::{Backed, EntryKind, Head};
use ekin_protocol::heal::Link;
use ekin_protocol::id::{Instance, R};
use ekin_protocol::limits;
use ekin_protocol::membership::Membership;

use super::outgoing::LATER_MS;
use super::{WorkError, view};
use crate::app::surroundings::Surroundings;
use crate::storage::{LostEntry, Sp, StoreError, Tx};
use crate::sync::event::{Heal, Proof};
use crate::sync::fold::{Fold, FoldError};

/// How long something waits that the relay refused for good: perhaps somebody else brings what it needs.
const REFUSED_MS: i64 = 24 * 60 * 60 * 1_000;
/// Log time in ms after which no backup is left (protocol 11), and whatever died in a catalogue is erased everywhere (protocol 9).
const BACKUPS_MS: u64 = 30 * 24 * 60 * 60 * 1_000;

/// What this device keeps of a space while it folds its log.
#[derive(Clone, Copy, Debug)]
pub struct Keeping {
    /// Whether its places are kept.
    member: bool,
    /// Whether something of this space is lost.
    losing: bool,
    public: bool,
}

impl Keeping {
    /// Of a space. Whoever only reads a catalogue keeps nothing: they have no session in which to bring it back.
    pub fn of(tx: &Tx<'_>, sp: Sp) -> Result<Self, StoreError> {
        let space = tx.space(sp)?;
        let public = space.kind.is_public();
        Ok(Self {
            member: !public || space.author.is_some(),
            losing: tx.is_losing(sp)?,
            public,
        })
    }

    /// Keeps one place, and finds what was lost.
    pub fn keep(self, tx: &Tx<'_>, sp: Sp, (link, r, body): (&Link, &R, &[u8])) -> Result<(), StoreError> {
        if link.kind == EntryKind::Notice {
            tx.note_restored(sp, link.seq)?;
        }
        // Whoever only reads a catalogue has nothing to find and keeps nothing: their first sync pays for neither.
        if !self.losing && !self.member {
            return Ok(());
        }
        let said = said(link.kind, body);
        if self.losing {
            tx.find_lost(sp, &link.id, said.as_deref())?;
        }
        if !self.member {
            return Ok(());
        }
        let body = (link.kind != EntryKind::Notice).then_some(body);
        tx.keep_place(sp, link, r, (body, said.as_deref()))
    }

    /// The log has reached a head.
    pub fn end(self, tx: &Tx<'_>, sp: Sp, head: &Head) -> Result<(), StoreError> {
        if self.losing {
            tx.settle_lost(sp)?;
        }
        let before_ms = head.t_ms.saturating_sub(BACKUPS_MS);
        if self.member {
            tx.expire_backed(sp, before_ms)?;
        }
        if self.public && self.member {
            tx.expire_places(sp, before_ms)?;
        }
        tx.bound_places()
    }
}

/// What an envelope says and where in its author's chain, whatever was signed of the view.
fn said(kind: EntryKind, body: &[u8]) -> Option<Vec<u8>> {
    if !matches!(kind, EntryKind::Envelope | EntryKind::HealedEnvelope) {
        return None;
    }
    let frame = Frame::read(body).ok()?;
    let says = &frame.statement;
    let place = [
        &says.ord.to_be_bytes()[..],
        &says.incarnation.0,
        &says.dev_seq.to_be_bytes(),
    ];
    Some([&place.concat()[..], &frame.content_id.0].concat())
}

/// The relay's log is another one. Where a newer life of the relay says so, what this device has of the old one is lost until
/// it is found again. A head shows whose word that is; where none came along, the engine has looked at one.
pub fn rewind(
    tx: &Tx<'_>,
    sp: Sp,
    fold: &Fold,
    instance: Option<Instance>,
    head: Option<&Head>,
) -> Result<(), WorkError> {
    if let Some(head) = head {
        if head.space != fold.space || !fold.is_relay_s(|key| head.verify(key)) {
            return Err(WorkError::Signature);
        }
        let known = tx.space(sp)?.cursor.instance;
        if known.is_some_and(|known| known.ordinal() >= head.instance.ordinal()) {
            let seq = head.seq;
            return Err(FoldError::OtherLog { seq }.into());
        }
    }
    match instance {
        Some(_) => tx.lose_places(sp)?,
        None => tx.forget_places(sp)?,
    }
    tx.cut_entries(sp, 0)?;
    tx.reset_log(sp)?;
    tx.replace_member_records(sp, &[])?;
    match instance {
        Some(instance) => Ok(view::note_instance(tx, sp, instance)?),
        None => Ok(()),
    }
}

/// What shows the relay what it lost: the chain of each lost log in parts, the last of them with the head.
pub fn proofs(tx: &Tx<'_>, sp: Sp) -> Result<Vec<Proof>, WorkError> {
    let mut proofs = Vec::new();
    for (links, head) in tx.losses(sp)? {
        // What is longer than a proof may be is not proven, and is brought as new.
        if links.len() > limits::LOST {
            continue;
        }
        proofs.append(&mut in_parts(&links, head));
    }
    Ok(proofs)
}

/// The chain of one lost log as it travels.
pub fn in_parts(links: &[Link], head: Head) -> Vec<Proof> {
    let parts = links.chunks(limits::LINKS);
    let mut parts: Vec<Proof> = parts.map(|links| (links.to_vec(), None)).collect();
    if let Some((_, end)) = parts.last_mut() {
        *end = Some(head);
    }
    parts
}

/// What comes next of what is lost, after a number.
pub fn next(
    tx: &Tx<'_>,
    sp: Sp,
    fold: &Fold,
    around: &Surroundings,
    (after, budget): (i64, usize),
) -> Result<Heal, WorkError> {
    fill((after, budget), |after| {
        let mut next = tx.next_lost(sp, after, around.now_ms())?;
        if let Some(lost) = next.as_mut().filter(|lost| lost.seal_again) {
            lost.body = sealed_again(tx, sp, fold, around, &lost.body)?;
        }
        Ok(next)
    })
}

/// One message of it, in its order: one membership record, or frames of at most `budget` bytes.
pub fn fill(
    (after, budget): (i64, usize),
    mut next: impl FnMut(i64) -> Result<Option<LostEntry>, WorkError>,
) -> Result<Heal, WorkError> {
    let (mut frames, mut bytes, mut last) = (Vec::new(), 0, after);
    while let Some(lost) = next(last)? {
        if matches!(lost.kind, EntryKind::Membership | EntryKind::HealedMembership) {
            if frames.is_empty() {
                return Ok(Heal::Record {
                    last: lost.lo,
                    record: lost.body,
                });
            }
            break;
        }
        bytes += lost.body.len();
        if bytes > budget && !frames.is_empty() {
            break;
        }
        frames.push(lost.body);
        last = lost.lo;
    }
    Ok(match frames.is_empty() {
        true => Heal::Nothing,
        false => Heal::Frames { last, frames },
    })
}

/// A frame under the present key of its space, where this device can open it; else as it was.
fn sealed_again(
    tx: &Tx<'_>,
    sp: Sp,
    fold: &Fold,
    around: &Surroundings,
    bytes: &[u8],
) -> Result<Vec<u8>, WorkError> {
    let frame = Frame::read(bytes)?;
    let now = fold.members.as_deref().map_or(0, Membership::epoch);
    let (Some(old), Some(new)) = (tx.epoch_key(sp, frame.epoch)?, tx.epoch_key(sp, now)?) else {
        return Ok(bytes.to_vec());
    };
    let Ok(items) = frame.open_sealed(&fold.space, &old) else {
        return Ok(bytes.to_vec());
    };
    let items: Vec<&[u8]> = items.bytes().collect();
    let items = ekin_protocol::envelope::write_items(&items);
    let signed = Signed::kept(frame.statement_bytes, frame.content_id, frame.sig, items)?;
    let frame = around.with_random(|random| signed.seal(&fold.space, now, &new, random))?;
    Ok(frame.write())
}

/// The relay does not take something of it.
pub fn refused(
    tx: &Tx<'_>,
    sp: Sp,
    around: &Surroundings,
    id: &[u8; 32],
    code: Code,
) -> Result<(), StoreError> {
    let not_before = match code {
        Code::EpochStale => -1,
        code => around.now_ms().saturating_add(wait_ms(code)),
    };
    tx.delay_lost(sp, id, not_before)
}

/// How long it waits until it is tried again, in ms.
pub fn wait_ms(code: Code) -> i64 {
    match code.class() {
        Class::Later | Class::Renew => LATER_MS,
        _ => REFUSED_MS,
    }
}

/// The relay has a backup of the log: of this log, if it is the one that this device knows.
pub fn backed(tx: &Tx<'_>, sp: Sp, fold: &Fold, backed: &Backed) -> Result<(), WorkError> {
    if backed.space != fold.space || !fold.is_relay_s(|key| backed.verify(key)) {
        return Err(WorkError::Signature);
    }
    let here = tx.r_at(sp, backed.seq)?;
    match here {
        Some(r) if r == backed.r => Ok(tx.keep_after(sp, backed.seq)?),
        _ => Ok(()),
    }
}
