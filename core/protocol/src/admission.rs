//! What the log of a public space takes. The relay asks before it gives an envelope a place; a device asks
//! the same, at that place, when it replays the log.

mod sealed;

use crate::cbor::CborError;
use crate::code::Code;
use crate::compress::CompressError;
use crate::envelope::{EnvelopeError, Frame, Items, verify};
use crate::id::{EnvelopeId, Incarnation, ItemHash, ObjectId, OrgId, Short, SignKey, SpaceId};
use crate::item::Item;
use crate::membership::{Member, Membership, Role};
use crate::validity;

pub use sealed::{open_private, private_envelope};

/// Last envelope of one chain: one life of one device in one space.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Tip {
    /// Its place in the chain.
    pub dev_seq: u64,
    /// Its content id, shortened.
    pub last: Short,
    /// Whether this surely is the last one. A pack leaves out envelopes with nothing alive, so that after a
    /// pack a chain may have gone on further than what was seen of it.
    pub exact: bool,
}

/// What the log holds of an author so far.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Chain {
    /// The chain of the envelope's incarnation.
    pub tip: Option<Tip>,
    /// The device's newest incarnation.
    pub newest: Option<Incarnation>,
    /// Whether the envelope is admitted again (protocol 10): it was in a log that a restored relay lost. Then a newer life
    /// has not ended its own, and of a private space it does not matter that its author's time is over meanwhile.
    pub again: bool,
    /// The newest place of the log that the chain told; 0 for none. Asked for in private spaces alone.
    pub seen: u64,
}

impl Chain {
    fn continues(&self, frame: &Frame) -> bool {
        let (dev_seq, prev) = (frame.statement.dev_seq, frame.statement.prev);
        match self.tip {
            Some(_) if !self.again && self.newest != Some(frame.statement.incarnation) => false,
            Some(tip) if dev_seq == tip.dev_seq.saturating_add(1) => prev == tip.last,
            Some(tip) => !tip.exact && dev_seq > tip.dev_seq,
            None => dev_seq == 1 && prev == Short([0; 16]),
        }
    }
}

/// Checks an envelope at place `seq` and time `t_ms` of the log of a public space and opens it. That its view
/// is true is for the caller, who knows the log; so is recognising an envelope that the log holds already.
pub fn public_envelope(
    frame: &Frame,
    members: &Membership,
    chain: Chain,
    (seq, t_ms): (u64, u64),
) -> Result<Items, Code> {
    // Whoever joins later is not there yet: the verdict at a place is the same with and without what follows it.
    let member = members
        .member(frame.statement.ord)
        .filter(|member| member.standing_at(seq).is_some())
        .ok_or(Code::NotAllowed)?;
    let (role, org) = member.role_at(seq, t_ms).ok_or(Code::Removed)?;
    if matches!(role, Role::Pending) {
        return Err(Code::NotAllowed);
    }
    if !verify(&member.key, &frame.id(&members.space).0, &frame.sig) {
        return Err(Code::BadForm);
    }
    if !chain.continues(frame) {
        return Err(Code::Fork);
    }
    let items = frame.open().map_err(|error| code_of(&error))?;
    for item in items.iter() {
        let item = item.map_err(|error| code_of(&error.into()))?;
        validity::public_item(&members.space, &item, role, &org)?;
    }
    Ok(items)
}

/// A public frame whose body was opened, whose items' form was checked and whose signature was checked against one
/// key: the part of admission that needs no log, so that a relay does it before it takes the log's lock.
#[derive(Clone, Debug)]
pub struct Checked {
    /// The frame.
    pub frame: Frame,
    /// Its id in the space for which it was checked.
    pub id: EnvelopeId,
    /// Its items.
    pub items: Vec<CheckedItem>,
    /// What is wrong with the form of the item that comes after them, when something is.
    fault: Option<Code>,
    space: SpaceId,
    key: SignKey,
}

/// What the log asks of one item whose form was checked: everything but its payload.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CheckedItem {
    /// Its object.
    pub object: ObjectId,
    /// Its hash.
    pub hash: ItemHash,
    /// Its kind.
    pub kind: u16,
    /// Names of the records that it replaces.
    pub supersedes: Vec<Short>,
    /// Whether it came without its payload.
    pub erased: bool,
    org: OrgId,
}

impl Checked {
    /// Checks the signature of `author` and opens the body.
    pub fn new(frame: Frame, space: &SpaceId, author: &Member) -> Result<Self, Code> {
        let id = frame.id(space);
        if !verify(&author.key, &id.0, &frame.sig) {
            return Err(Code::BadForm);
        }
        let (mut items, mut fault) = (Vec::new(), None);
        let see = |item: &Item<'_>, hash| match validity::public_form(space, item) {
            _ if fault.is_some() => {}
            Err(code) => fault = Some(code),
            Ok(org) => items.push(CheckedItem {
                object: item.object,
                hash,
                kind: item.meta.kind,
                supersedes: item.meta.supersedes.clone(),
                erased: item.content().is_none(),
                org,
            }),
        };
        frame.open_each(see).map_err(|error| code_of(&error))?;
        Ok(Self {
            frame,
            id,
            items,
            fault,
            space: *space,
            key: author.sign,
        })
    }
}

/// The rest of [`public_envelope`], or of [`private_envelope`], for a frame that was checked before.
pub fn checked_envelope(
    checked: &Checked,
    members: &Membership,
    chain: Chain,
    (seq, t_ms): (u64, u64),
) -> Result<(), Code> {
    let member = members
        .member(checked.frame.statement.ord)
        .ok_or(Code::NotAllowed)?;
    if member.sign != checked.key || members.space != checked.space {
        return Err(Code::BadForm);
    }
    if !members.kind.is_public() {
        return sealed::at_place(&checked.frame, members, member, chain, (seq, t_ms));
    }
    let (role, org) = member.role_at(seq, t_ms).ok_or(Code::Removed)?;
    if matches!(role, Role::Pending) {
        return Err(Code::NotAllowed);
    }
    if checked.frame.epoch != 0 {
        return Err(Code::BadForm);
    }
    if !chain.continues(&checked.frame) {
        return Err(Code::Fork);
    }
    for item in &checked.items {
        validity::may_publish(role, &org, &item.org)?;
    }
    checked.fault.map_or(Ok(()), Err)
}

/// The code with which a frame is refused that could not be read or opened.
pub fn code_of(error: &EnvelopeError) -> Code {
    match error {
        EnvelopeError::Cbor(CborError::TooLarge { .. }) | EnvelopeError::Body(CompressError::Size { .. }) => {
            Code::TooLarge
        }
        _ => Code::BadForm,
    }
}
