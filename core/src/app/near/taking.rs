//! What came from another phone, judged: the signature of a member who may write, the next place of its chain, changes that
//! the document takes. All of it is pending afterwards, beside what the log says.

use ekin_protocol::envelope::{Carried, verify};
use ekin_protocol::id::{Ord, Short, SignKey, SpaceId};
use ekin_protocol::item::{Item, ItemType};
use ekin_protocol::membership::Membership;
use ekin_protocol::validity;

use super::NearError;
use super::holdings::number;
use crate::app::device::Device;
use crate::app::moment::settle;
use crate::app::relay_time;
use crate::app::worker::carrying::{self, writes};
use crate::app::worker::documents::{Change, Documents, Judged};
use crate::app::worker::end_life;
use crate::app::worker::space_tx::may_replace;
use crate::document::Lane;
use crate::storage::{NewCarried, Space, Tx};
use crate::sync::peer::port::Took;

/// Envelopes of one space that wait for a log, at most, and the bytes of their items.
const CARRIED: (u64, u64) = (4096, 32 << 20);

/// What becomes of one envelope.
enum Fate {
    Taken,
    /// It is here.
    Known,
    Left,
    Forked,
    /// It cannot be what it claims.
    Lie,
}

/// Takes envelopes, each whole or not at all, in one transaction. None when one of them is a lie: then none is taken.
pub fn take(
    device: &Device,
    space: &SpaceId,
    peer: &SignKey,
    envelopes: &[Carried],
) -> Result<Option<Took>, NearError> {
    let taken = device.store().write(|tx| {
        let space = tx.space(number(tx, space)?)?;
        let Some((members, _)) = tx.known_membership(space.sp)? else {
            return Ok(Took::default());
        };
        let now = relay_time::at_least(tx, space.sp, device.around())?.unwrap_or(0);
        let mut taking = Taking {
            device,
            tx,
            space,
            members,
            now,
            documents: Documents::new(Lane::Pending),
            peer: None,
        };
        taking.peer = taking.members.by_key(peer).map(|member| member.ord);
        let mut took = Took::default();
        for envelope in envelopes {
            match taking.one(envelope)? {
                Fate::Taken => took.taken += 1,
                Fate::Known => {}
                Fate::Left => took.left += 1,
                Fate::Forked => took.forked += 1,
                Fate::Lie => return Err(NearError::Lie),
            }
        }
        let sp = taking.space.sp;
        taking.documents.flush(tx, sp)?;
        // What the author itself has given up is void, and what was built on it is looked after.
        let logged = tx.membership(sp)?;
        carrying::settle(tx, sp, logged.as_deref(), device.around())?;
        if tx.take_consents_changed()? {
            settle::settle(device, tx)?;
        }
        Ok(took)
    });
    match taken {
        Ok(took) => Ok(Some(took)),
        Err(NearError::Lie) => Ok(None),
        Err(error) => Err(error),
    }
}

struct Taking<'t, 'c> {
    device: &'t Device,
    tx: &'t Tx<'c>,
    space: Space,
    members: Membership,
    /// The time that it is at least, by the relay.
    now: u64,
    documents: Documents,
    /// The number of the device that hands over.
    peer: Option<Ord>,
}

impl Taking<'_, '_> {
    fn one(&mut self, carried: &Carried) -> Result<Fate, NearError> {
        let says = &carried.statement;
        let sp = self.space.sp;
        let author = self.members.member(says.ord);
        let Some(author) = author.filter(|member| writes(member) && !member.is_over(self.now)) else {
            return Ok(Fate::Left);
        };
        if !verify(&author.key, &carried.id(&self.space.id).0, &carried.sig) {
            return Ok(Fate::Lie);
        }
        let own = self.space.author.filter(|me| me.ord == says.ord);
        let chain = (says.ord, &says.incarnation);
        match self.tx.content_at(sp, chain, says.dev_seq)? {
            Some(here) if here == carried.content_id => return Ok(Fate::Known),
            Some(_) => {
                // Somebody set this device back, or copied it: it goes on in a new life.
                if let Some(me) = own.filter(|me| me.incarnation == says.incarnation) {
                    end_life(self.tx, sp, me, self.device.around())?;
                    self.space = self.tx.space(sp)?;
                }
                return Ok(Fate::Forked);
            }
            None => {}
        }
        match self.before(carried)? {
            Some(before) if before == says.prev => {}
            // It goes on from another content than the one here.
            Some(_) => return Ok(Fate::Forked),
            None => return Ok(Fate::Left),
        }
        if !self.lives(carried)? || self.is_full()? {
            return Ok(Fate::Left);
        }
        let Ok((items, raw)) = carried.open() else {
            return Ok(Fate::Lie);
        };
        let read: Vec<Item<'_>> = items
            .iter()
            .collect::<Result<_, _>>()
            .map_err(|_| NearError::Lie)?;
        if read.iter().any(|item| validity::private_item(item).is_err()) {
            return Ok(Fate::Left);
        }
        // What was erased does not come back by a phone that has not heard of it.
        for item in &read {
            if self.tx.is_object_erased(sp, &item.object)? {
                return Ok(Fate::Left);
            }
        }
        let place = (u64::MAX - 1, self.now);
        if !may_replace(self.tx, sp, &self.members, (says.ord, place), &read)? {
            return Ok(Fate::Left);
        }
        let author = (says.ord, says.incarnation);
        // What is under a unit's key that is not here is carried unseen.
        let opened = read.iter().map(|item| self.tx.opened(sp, item));
        let opened = opened.collect::<Result<Vec<_>, _>>()?;
        let changes: Vec<_> = read
            .iter()
            .zip(&opened)
            .filter(|(item, _)| item.item_type == ItemType::Change)
            .filter_map(|(item, content)| {
                Some(Change {
                    object: item.object,
                    meta: &item.meta,
                    content: content.as_deref()?,
                })
            })
            .collect();
        let fits = self.documents.fit(self.tx, sp, &read)?;
        if !fits
            || self
                .documents
                .take(self.tx, &self.space, author, None, &changes)?
                != Judged::Counts
        {
            return Ok(Fate::Left);
        }
        self.tx.put_carried(
            sp,
            &NewCarried {
                ord: says.ord,
                incarnation: says.incarnation,
                dev_seq: says.dev_seq,
                content_id: carried.content_id,
                statement: &carried.statement_bytes,
                sig: carried.sig,
                items: &raw,
            },
        )?;
        // This device wrote it and does not know: its place in the chain is not to be used twice.
        if let Some(me) = own.filter(|me| me.incarnation == says.incarnation) {
            end_life(self.tx, sp, me, self.device.around())?;
            self.space = self.tx.space(sp)?;
        }
        Ok(Fate::Taken)
    }

    /// What is here at the place before it in its chain; none when that is not here.
    fn before(&self, carried: &Carried) -> Result<Option<Short>, NearError> {
        let says = &carried.statement;
        if says.dev_seq == 1 {
            return Ok(Some(Short([0; 16])));
        }
        let chain = (says.ord, &says.incarnation);
        let before = self.tx.content_at(self.space.sp, chain, says.dev_seq - 1)?;
        Ok(before.map(|before| before.short()))
    }

    /// Whether its life goes on as far as this device knows: the log has not seen a later one, and nothing of another waits
    /// here. The author in person says which one that is.
    fn lives(&self, carried: &Carried) -> Result<bool, NearError> {
        let says = &carried.statement;
        let sp = self.space.sp;
        let tips = self.tx.tips(sp)?;
        let of_author = tips.iter().filter(|tip| tip.ord == says.ord);
        let newest = of_author.clone().max_by_key(|tip| tip.seq);
        let over = newest.is_some_and(|newest| newest.incarnation != says.incarnation)
            && of_author.clone().any(|tip| tip.incarnation == says.incarnation);
        let other = |entry: &crate::storage::CarriedEntry| {
            entry.ord == says.ord && entry.incarnation != says.incarnation
        };
        if over {
            return Ok(false);
        }
        if self.peer == Some(says.ord) {
            self.tx.void_carried_of(sp, says.ord, other)?;
            return Ok(true);
        }
        Ok(!self.tx.carried(sp)?.iter().any(other))
    }

    fn is_full(&self) -> Result<bool, NearError> {
        let (count, bytes) = self.tx.carried_size(self.space.sp)?;
        Ok(count >= CARRIED.0 || bytes >= CARRIED.1)
    }
}
