//! What a device may ask of a space: as a member, as one who waits, by an invitation, or as one who was removed.

use ekin_protocol::id::SignKey;
use ekin_protocol::membership::{Body, Role, Standing};

use crate::storage::Snapshot;

/// What a device may ask of a space.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Access {
    /// It is a member: it is served the log, and writes as its role allows.
    Reads,
    /// It waits to be approved: membership records alone.
    Waits,
    /// It shows the key of a live invitation: membership records, and its own to join.
    Invited,
    /// It was removed at this place of the log: membership records alone, so that it can verify this.
    Removed(u64),
}

impl Access {
    /// Of the device with this key; none where the space is no business of it.
    pub fn of(space: &Snapshot, device: &SignKey, now_ms: u64) -> Option<Self> {
        let members = &space.members;
        if let Some(member) = members.by_key(device) {
            return Some(match (member.role(), member.history.last()) {
                (Some(Role::Pending), _) => Self::Waits,
                (None, Some(Standing { from_seq, .. })) => Self::Removed(*from_seq),
                _ => Self::Reads,
            });
        }
        let now = space.head.t_ms.max(now_ms);
        let live = members
            .invitation(device)
            .is_some_and(|invitation| invitation.is_good(now));
        (live && !members.retired).then_some(Self::Invited)
    }

    /// Whether it may bring a record: a member any, whoever is invited its own word that it joins. What is true of it the
    /// log decides.
    pub(super) fn brings(self, body: &Body) -> bool {
        match self {
            Self::Reads => true,
            Self::Invited => matches!(body, Body::Join(_)),
            Self::Waits | Self::Removed(_) => false,
        }
    }
}
