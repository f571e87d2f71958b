//! The membership log of a space: a hash chain of signed records that says which devices belong to it, with
//! what role, from which place of the log on. It names nobody: the relay reads it.

mod body;
mod checkpoints;
mod epochs;
mod record;
mod roster;
mod rules;

pub use body::{
    Add, Body, Checkpoint, Epoch, Erase, Genesis, Inbox, Invite, Join, PackAt, Recovery, RelayAt, Remove,
    RoleChange, SpaceKind, Vote,
};
pub(crate) use body::{read_urls, write_urls};
pub use checkpoints::Checkpointed;
pub use epochs::{Epochs, Invitation};
pub use record::{Record, SignedRecord};
pub use roster::{Member, Membership, Standing};
pub use rules::{MembershipError, verifying_key};

/// What a device may do in a space.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Role {
    /// Everything, owners included.
    Owner,
    /// Everything but owners.
    Admin,
    /// Publishes for any organisation.
    Moderator,
    /// Writes for their own organisation, and puts right what it wrote.
    Educator,
    /// Publishes for their own organisation.
    Publisher,
    /// Writes in one outing, until a date.
    Volunteer,
    /// A resident's tablet.
    Resident,
    /// Reads.
    Reader,
    /// Asked to join; may nothing yet.
    Pending,
    /// A role of a newer version; may nothing here.
    Other(u16),
}

const ROLES: [(Role, u16, &str); 9] = [
    (Role::Pending, 0, "pending"),
    (Role::Owner, 1, "owner"),
    (Role::Admin, 2, "admin"),
    (Role::Moderator, 3, "moderator"),
    (Role::Educator, 4, "educator"),
    (Role::Publisher, 5, "publisher"),
    (Role::Volunteer, 6, "volunteer"),
    (Role::Resident, 7, "resident"),
    (Role::Reader, 8, "reader"),
];

impl Role {
    /// Its number on the wire.
    pub fn code(self) -> u16 {
        match self {
            Self::Other(code) => code,
            known => ROLES
                .iter()
                .find(|(role, _, _)| *role == known)
                .map_or(u16::MAX, |(_, code, _)| *code),
        }
    }

    /// The role with this number.
    pub fn from_code(code: u16) -> Self {
        ROLES
            .iter()
            .find(|(_, c, _)| *c == code)
            .map_or(Self::Other(code), |(role, _, _)| *role)
    }

    /// A stable word.
    pub fn word(self) -> &'static str {
        ROLES
            .iter()
            .find(|(role, _, _)| *role == self)
            .map_or("other", |(_, _, word)| *word)
    }

    /// The role with this word.
    pub fn from_word(word: &str) -> Option<Self> {
        ROLES
            .iter()
            .find(|(_, _, w)| *w == word)
            .map(|(role, _, _)| *role)
    }

    /// Whether it may sign membership records.
    pub fn governs(self) -> bool {
        matches!(self, Self::Owner | Self::Admin)
    }

    /// Whether it writes in a private space.
    pub fn writes_in_private(self) -> bool {
        matches!(
            self,
            Self::Owner | Self::Admin | Self::Moderator | Self::Educator | Self::Volunteer | Self::Resident
        )
    }

    /// Whether it belongs to a staff: whoever joins by an invitation to it has to be approved.
    pub fn is_staff(self) -> bool {
        matches!(self, Self::Owner | Self::Admin | Self::Moderator | Self::Educator)
    }

    /// Whether it may publish for any organisation.
    pub fn publishes_for_any(self) -> bool {
        matches!(self, Self::Owner | Self::Admin | Self::Moderator)
    }

    /// Whether it may publish for its own organisation.
    pub fn publishes(self) -> bool {
        self.publishes_for_any() || matches!(self, Self::Educator | Self::Publisher)
    }
}

#[cfg(test)]
mod tests;
