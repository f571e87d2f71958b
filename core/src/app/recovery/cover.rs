//! Which spaces a recovery code covers: the membership changes that are still owed for it.

use ekin_protocol::membership::{Body, Member, Membership, Recovery, Remove, Role, SpaceKind};

use crate::app::keys::DeviceKeys;
use crate::app::worker::write_intent;
use crate::storage::{PaperState, Sp, StoreError, Tx};

/// Queues what a space lacks so that this owner's tried paper, and no former one, opens it. A former paper of this very
/// device is put out by the new one's record; one by which this device was brought back takes a removal. What waits
/// already, or was refused, is not asked for again.
pub fn cover(tx: &Tx<'_>, sp: Sp, members: &Membership, keys: &DeviceKeys) -> Result<(), StoreError> {
    let me = members.by_key(&keys.sign_key());
    let Some(me) = me.filter(|me| me.role() == Some(Role::Owner) && me.recovery.is_none()) else {
        return Ok(());
    };
    if members.kind.is_public() || members.kind == SpaceKind::Personal {
        return Ok(());
    }
    let papers = tx.papers()?;
    let Some(tried) = papers.iter().find(|paper| paper.state == PaperState::Tried) else {
        return Ok(());
    };
    let here = |paper: &&crate::storage::Paper| {
        members
            .by_key(&paper.sign)
            .filter(|member| member.role().is_some())
    };
    let mut owed = Vec::new();
    if here(&tried).is_none() {
        owed.push(Body::Recovery(Recovery {
            sign: tried.sign,
            seal: tried.seal,
            of: me.ord,
        }));
    }
    let former = papers.iter().filter(|paper| paper.state == PaperState::Replaced);
    let former = former.filter_map(|paper| here(&paper));
    let of_another = former.filter(|member: &&Member| member.recovery != Some(me.ord));
    owed.extend(of_another.map(|member| {
        Body::Remove(Remove {
            ord: member.ord,
            epoch: None,
        })
    }));
    let waiting = tx.intents(sp)?;
    for body in owed {
        let body = write_intent(&body);
        if waiting.iter().all(|waiting| waiting.body != body) {
            tx.add_intent(sp, &body)?;
        }
    }
    Ok(())
}
