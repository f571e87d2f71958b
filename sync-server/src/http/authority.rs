//! Who asks: the device of a session token, and what it may see. A private space that a request may not see is answered
//! as one that is not here.

use std::sync::Arc;

use bytes::Bytes;
use data_encoding::HEXLOWER;
use ekin_protocol::code::Code;
use ekin_protocol::hash::first8;
use ekin_protocol::id::{Ord, SignKey, SpaceId};
use ekin_protocol::membership::Role;
use http::Request;

use super::{Fault, SESSION_HEADER};
use crate::relay::Relay;
use crate::session::Access;
use crate::storage::{Snapshot, Storage};

/// The token of a request's session.
pub(super) fn token(request: &Request<Bytes>) -> Option<[u8; 32]> {
    let header = request.headers().get(SESSION_HEADER)?;
    HEXLOWER.decode(header.as_bytes()).ok()?.try_into().ok()
}

/// A member that asks something of its private space.
pub(super) struct Asking {
    /// The space.
    pub(super) snapshot: Arc<Snapshot>,
    /// The member.
    pub(super) ord: Ord,
    role: Option<Role>,
}

impl Asking {
    /// Whether it may write now.
    pub(super) fn writes(&self) -> Result<(), Code> {
        let members = &self.snapshot.members;
        let paper = members
            .member(self.ord)
            .is_none_or(|member| member.recovery.is_some());
        match self.role {
            _ if members.retired || paper => Err(Code::NotAllowed),
            _ if self.snapshot.frozen => Err(Code::Frozen),
            Some(role) if role.writes_in_private() => Ok(()),
            Some(_) => Err(Code::NotAllowed),
            None => Err(Code::Removed),
        }
    }

    /// Whether it opens what strangers send: a moderator of a territory, the staff of an establishment.
    pub(super) fn opens_inbox(&self) -> Result<(), Code> {
        let opens = self
            .role
            .is_some_and(|role| match self.snapshot.members.kind.is_public() {
                true => role.publishes_for_any(),
                false => role.is_staff(),
            });
        opens.then_some(()).ok_or(Code::NotAllowed)
    }
}

impl<S: Storage> Relay<S> {
    /// The member that asks something of a space. To anybody else no space is there.
    pub(super) fn member(
        &self,
        request: &Request<Bytes>,
        space: &SpaceId,
        now_ms: u64,
    ) -> Result<Asking, Fault> {
        let snapshot = self.readable(request, space, now_ms)?;
        let device = self.device(request, now_ms).ok_or(Code::NoSpace)?;
        let member = snapshot.members.by_key(&device).ok_or(Code::NoSpace)?;
        if Access::of(&snapshot, &device, now_ms) != Some(Access::Reads) {
            return Err(Code::NoSpace.into());
        }
        let t_ms = snapshot.head.t_ms.max(now_ms);
        let role = member
            .role_at(snapshot.head.seq.saturating_add(1), t_ms)
            .map(|(role, _)| role);
        let ord = member.ord;
        Ok(Asking { snapshot, ord, role })
    }

    /// The device that proved its key in the session whose token the request shows.
    pub(super) fn device(&self, request: &Request<Bytes>, now_ms: u64) -> Option<SignKey> {
        self.posts.device(&token(request)?, now_ms)
    }

    /// A space that whoever asks may read: a public one, or one of which it is a member.
    pub(super) fn readable(
        &self,
        request: &Request<Bytes>,
        space: &SpaceId,
        now_ms: u64,
    ) -> Result<Arc<Snapshot>, Fault> {
        let snapshot = self.storage().snapshot(space)?.ok_or(Code::NoSpace)?;
        if snapshot.members.kind.is_public() {
            return Ok(snapshot);
        }
        let device = self.device(request, now_ms);
        let access = device.and_then(|device| Access::of(&snapshot, &device, now_ms));
        if access == Some(Access::Reads) {
            return Ok(snapshot);
        }
        // A space that is not here costs a look into the database: so does one that is not shown.
        self.storage().find(&first8(&space.0))?;
        Err(Code::NoSpace.into())
    }
}
