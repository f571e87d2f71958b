//! Membership records: how a space begins, and who joins and leaves it.

use std::sync::Arc;

use ekin_protocol::code::Code;
use ekin_protocol::head::EntryKind;
use ekin_protocol::membership::{Body, Membership, MembershipError, SignedRecord, SpaceKind};

use super::{Draft, Ledger, SpaceState, commit, fold};

/// Admits a membership record that names the head on which it was built. The same record again has the same
/// place. While a restored relay heals, only those are taken that it `lost`: a new one in their place would make void all
/// that came after them.
pub fn record<L: Ledger>(
    state: &mut SpaceState,
    ledger: &mut L,
    (signed, lost): (&SignedRecord, bool),
    now_ms: u64,
) -> Result<Result<u64, Code>, L::Error> {
    if let Some(seq) = ledger.member_record(&signed.id())? {
        return Ok(Ok(seq));
    }
    let mut place = state.next(now_ms);
    // A lost checkpoint sums up nothing, which is seen by its place: it never stands right behind the one that it names. Where what
    // came back before it is as long as what it summed up, a notice more goes between.
    let between = match &signed.record.body {
        Body::Checkpoint(checkpoint) if lost && checkpoint.upto + 1 == place.0 => ledger.instance()?,
        _ => None,
    };
    place.0 += u64::from(between.is_some());
    let body = signed.write();
    if let Err(code) = state.room(body.len()) {
        return Ok(Err(code));
    }
    // A checkpoint sums up this very log, as far as it goes now. One that was lost sums up nothing any more.
    if let Body::Checkpoint(checkpoint) = &signed.record.body
        && !lost
        && (checkpoint.upto, checkpoint.r) != (state.head.seq, state.head.r)
    {
        return Ok(Err(Code::HeadMoved));
    }
    if !lost && now_ms < state.healing_until {
        return Ok(Err(Code::Healing));
    }
    let members = Arc::make_mut(&mut state.members);
    let appended = match lost {
        true => members.append_again(signed, place.0, place.1).map(drop),
        false => members.append(signed, place.0, place.1),
    };
    if let Err(error) = appended {
        return Ok(Err(code_of(error)));
    }
    if let Some(instance) = between {
        super::notice(state, ledger, instance, now_ms)?;
    }
    let draft = Draft {
        kind: match lost {
            true => EntryKind::HealedMembership,
            false => EntryKind::Membership,
        },
        id: signed.id().0,
        author: None,
        items: 0,
        body,
        changes: fold::expired(state, ledger, place.1)?,
    };
    Ok(Ok(commit(state, ledger, place, draft)?))
}

/// Starts a space of its genesis; [`first`] gives the record its place.
pub fn genesis(signed: &SignedRecord, quota: u64) -> Result<SpaceState, Code> {
    let space = signed.space().ok_or(Code::BadForm)?;
    let members = Membership::start(space, signed, 1).map_err(code_of)?;
    // A personal space never leaves its phone.
    if members.kind == SpaceKind::Personal {
        return Err(Code::NotAllowed);
    }
    Ok(SpaceState::empty(members, quota))
}

/// Writes the genesis of a space that has no entry yet.
pub fn first<L: Ledger>(
    state: &mut SpaceState,
    ledger: &mut L,
    signed: &SignedRecord,
    now_ms: u64,
) -> Result<u64, L::Error> {
    let draft = Draft {
        kind: EntryKind::Membership,
        id: signed.id().0,
        author: None,
        items: 0,
        body: signed.write(),
        changes: Vec::new(),
    };
    let place = state.next(now_ms);
    commit(state, ledger, place, draft)
}

/// Checks that records follow a genesis, on a copy: a space is made whole or not at all.
pub fn rehearse(state: &SpaceState, rest: &[SignedRecord], now_ms: u64) -> Result<(), Code> {
    let mut members = Membership::clone(&state.members);
    for (seq, signed) in (state.head.seq + 2..).zip(rest) {
        members.append(signed, seq, now_ms).map_err(code_of)?;
    }
    Ok(())
}

/// The code with which a void membership record is refused.
pub fn code_of(error: MembershipError) -> Code {
    match error {
        MembershipError::Previous | MembershipError::Order => Code::HeadMoved,
        MembershipError::Genesis | MembershipError::Signature | MembershipError::Key => Code::BadForm,
        MembershipError::NotAllowed { .. }
        | MembershipError::Device
        | MembershipError::Invitation
        | MembershipError::Epoch
        | MembershipError::LastOwner
        | MembershipError::Full
        | MembershipError::Retired => Code::NotAllowed,
    }
}
