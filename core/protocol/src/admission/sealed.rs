//! What the log of a private space takes: everything that can be judged of an envelope that is not opened.

use super::{Chain, Checked, code_of};
use crate::code::Code;
use crate::envelope::{Frame, Items, verify};
use crate::id::SpaceId;
use crate::membership::{Member, Membership};
use crate::seal::{EpochKey, is_padded};
use crate::validity;

/// Checks a sealed envelope at place `seq` and time `t_ms` of the log of a private space. That its view is true is for
/// the caller, who knows the log; so is recognising an envelope that the log holds already.
pub fn private_envelope(
    frame: &Frame,
    members: &Membership,
    chain: Chain,
    (seq, t_ms): (u64, u64),
) -> Result<(), Code> {
    let member = members
        .member(frame.statement.ord)
        .filter(|member| member.standing_at(seq).is_some())
        .ok_or(Code::NotAllowed)?;
    at_place(frame, members, member, chain, (seq, t_ms))?;
    match verify(&member.key, &frame.id(&members.space).0, &frame.sig) {
        true => Ok(()),
        false => Err(Code::BadForm),
    }
}

/// The checks that need the log: the author's standing, the chain, the epoch.
pub(super) fn at_place(
    frame: &Frame,
    members: &Membership,
    member: &Member,
    chain: Chain,
    (seq, t_ms): (u64, u64),
) -> Result<(), Code> {
    let role = match chain.again {
        true => member.standing_at(seq).and_then(|standing| standing.role),
        false => member.role_at(seq, t_ms).map(|(role, _)| role),
    };
    let role = role.ok_or(Code::Removed)?;
    if !role.writes_in_private() || member.recovery.is_some() {
        return Err(Code::NotAllowed);
    }
    if members.kind.is_public() || frame.epoch == 0 || !is_padded(&frame.body) {
        return Err(Code::BadForm);
    }
    if frame.epoch != members.epoch_at(seq) {
        return Err(Code::EpochStale);
    }
    // What was written before the last checkpoint is written anew on top of it: no late change exists (protocol 8). What is
    // admitted again tells places of the log that was lost; there it was asked.
    let told = frame.statement.view.map_or(0, |view| view.seq);
    if !chain.again && chain.seen.max(told) < members.checkpoint_before(seq) {
        return Err(Code::CheckpointStale);
    }
    match chain.continues(frame) {
        true => Ok(()),
        false => Err(Code::Fork),
    }
}

/// Opens a sealed envelope with the key of its epoch: its items, checked against what was signed and each by its form.
pub fn open_private(frame: &Frame, space: &SpaceId, key: &EpochKey) -> Result<Items, Code> {
    let items = frame.open_sealed(space, key).map_err(|error| code_of(&error))?;
    for item in items.iter() {
        let item = item.map_err(|error| code_of(&error.into()))?;
        validity::private_item(&item)?;
    }
    Ok(items)
}

impl Checked {
    /// Checks the signature of `author` on a sealed envelope: the part that needs no log.
    ///
    /// # Errors
    /// [`Code::BadForm`].
    pub fn sealed(frame: Frame, space: &SpaceId, author: &Member) -> Result<Self, Code> {
        let id = frame.id(space);
        if frame.epoch == 0 || !verify(&author.key, &id.0, &frame.sig) {
            return Err(Code::BadForm);
        }
        Ok(Self {
            frame,
            id,
            items: Vec::new(),
            fault: None,
            space: *space,
            key: author.sign,
        })
    }
}
