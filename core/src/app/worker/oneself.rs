//! What a space says of itself and of this device: its zone and name, whether this device is a member and as what.

use ekin_protocol::code::Code;
use ekin_protocol::id::{Incarnation, Short};
use ekin_protocol::membership::{Member, Role};

use super::{WorkError, Worker, again, inbox, outgoing, parting, writes};
use crate::record;
use crate::storage::{Author, Sp, Tx};
use crate::sync::fold::Fold;

impl Worker {
    /// What the territory's own listing says of its zone and name.
    pub(super) fn know_territory(&self, tx: &Tx<'_>, sp: Sp) -> Result<(), WorkError> {
        let space = tx.space(sp)?;
        let org = tx.membership(sp)?.and_then(|members| members.member(0)?.org());
        let object = org.map(|org| space.id.listing(&org, &space.id.territory_key()));
        let heads = object
            .map(|object| tx.heads(sp, &object))
            .transpose()?
            .unwrap_or_default();
        let Some(head) = heads.last() else { return Ok(()) };
        // A territory that a newer version wrote keeps the zone that is known.
        if let Ok(territory) = record::territory::decode(&head.body, space.zone)
            && territory.zone != space.zone
        {
            tx.set_zone(sp, territory.zone)?;
        }
        Ok(())
    }

    /// Whether, and as what, this device is a member now.
    ///
    /// Gives why nothing more can be sent, if that is so. Where the log does not end here, as far as is known (`ends`), a
    /// removal in it may be taken back further on: a log is taken anew after its relay was restored.
    pub(super) fn know_oneself(
        &self,
        tx: &Tx<'_>,
        sp: Sp,
        fold: &Fold,
        ends: bool,
    ) -> Result<Option<Code>, WorkError> {
        let Some(members) = &fold.members else {
            return Ok(None);
        };
        outgoing::mend(tx, sp, self.device.around())?;
        let known = members.by_key(&self.device.keys().sign_key());
        let me = known.filter(|member| member.role().is_some());
        let author = tx.space(sp)?.author.filter(|author| !author.is_joining());
        // The membership of a private space is asked for apart where the log is not served, and speaks for itself.
        let whole = fold.position.seq >= members.head_seq || !members.kind.is_public();
        // Nobody is removed without a record that says so: whom a restored log does not know was let in by what it lost.
        let whole = whole && ends && known.is_some();
        // Who waits to be approved has written nothing that could be refused: it is kept until somebody decides.
        let silent = |role: Role| !writes(members.kind, role) && role != Role::Pending;
        let refused = match me.and_then(Member::role) {
            None if author.is_some() && whole => Some(Code::Removed),
            Some(role) if silent(role) && whole => Some(Code::NotAllowed),
            _ => None,
        };
        if let Some(code) = refused {
            outgoing::refuse_all(tx, sp, code)?;
        }
        match me {
            Some(me) if author.is_none_or(|author| author.ord != me.ord) => {
                let incarnation = Incarnation(self.device.around().random());
                let author = Author {
                    ord: me.ord,
                    incarnation,
                    next_dev_seq: 1,
                    prev: Short([0; 16]),
                };
                match tx.space(sp)?.author.is_some_and(|old| old.is_joining()) {
                    true => {
                        let waiting = tx.unlogged_own(sp, 0, u32::MAX)?;
                        again::begin(tx, sp, author, &waiting, self.device.around())?;
                    }
                    false => tx.set_author(sp, &author)?,
                }
                tx.remove_invitation(sp)?;
                tx.remove_recovering(sp)?;
            }
            None if author.is_some() && whole => {
                parting::part(tx, sp, self.device.around())?;
                tx.clear_author(sp)?;
                tx.forget_lost(sp)?;
                tx.forget_places(sp)?;
                tx.forget_epoch_keys(sp)?;
                tx.forget_inbox(sp)?;
            }
            _ => {}
        }
        inbox::learn(tx, sp, members, self.device.keys())?;
        Ok(refused)
    }
}
