//! Private spaces: a house's home and staff, an outing, a person's own. Made without a relay, joined by invitation,
//! left ([`leaving`]). Who belongs to one is in [`member`].

pub mod called;
pub mod checkpoint;
pub mod houses;
pub mod leaving;
pub mod member;
#[cfg(test)]
mod tests;
pub(crate) mod touch;

use ekin_protocol::code::Code;
use ekin_protocol::id::{Incarnation, OrgId, Short, SpaceId};
use ekin_protocol::limits;
use ekin_protocol::link::{Link, SpaceAt, SpacesAt};
use ekin_protocol::membership::{
    Body, Epoch, Genesis, Member, Membership, Record, Role, SignedRecord, SpaceKind,
};
use ekin_protocol::seal::EpochKey;

use super::device::Device;
use super::error::AppError;
use super::territory::{relay_addresses, role_here};
use crate::storage::{Author, NewSpace, OutCounts, Read, Sp, Space, StoreError, Tx};

pub use ekin_protocol::membership::SpaceKind as Kind;

/// A private space to make.
#[derive(Clone, Debug)]
pub struct NewPrivateSpace {
    /// Sort of space; never the catalogue.
    pub kind: SpaceKind,
    /// What people call it.
    pub name: String,
    /// Addresses of its relay, best first; none for a personal space, which stays on this device.
    pub relays: Vec<String>,
    /// The operator's creation code, for a relay that is not on this machine.
    pub creation_code: Option<String>,
}

/// A private space on this device.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PrivateSpace {
    /// Its id.
    pub space: SpaceId,
    /// Sort of space.
    pub kind: SpaceKind,
    /// What people call it.
    pub name: String,
    /// Addresses of its relay.
    pub relays: Vec<String>,
    /// Whether its relay holds it: before that nobody can join.
    pub founded: bool,
    /// This device's role, if it is a member.
    pub role: Option<Role>,
    /// The invitation that this device follows, with why the relay refused it, once it did.
    pub joining: Option<Option<Code>>,
    /// A recovery code is to open it on this device, with why it does not, once the relay said so. The code has to be
    /// typed again in each run.
    pub recovering: Option<Option<Code>>,
    /// Devices that belong to it.
    pub members: usize,
    /// Devices of owners among them. One alone is one accident from nobody.
    pub owners: usize,
    /// Whether a recovery code that was tried opens it: it is in the log, and holds the present key.
    pub protected: bool,
    /// Whether the key that was handed to this device in the membership does not fit. A new key is the remedy
    /// ([`Device::renew_key`]), on the device of whoever governs the space.
    pub misfit: bool,
    /// Whether it is locked, because its relay was not heard for too long. What waits to be sent is kept.
    pub is_locked: bool,
    /// Envelopes that are here and cannot be opened yet.
    pub sealed: u64,
    /// Own commands that the log has not come back with.
    pub out: OutCounts,
    /// What arrived and did not count.
    pub quarantined: u64,
    /// How its history stands.
    pub history: checkpoint::History,
    /// Last place of the log here; 0 before the first sync.
    pub seq: u64,
    /// When everything was last here, ms since 1970.
    pub synced_ms: Option<i64>,
}

impl Device {
    /// Makes a private space. Needs no relay: nobody can join before the first sync.
    ///
    /// # Errors
    /// [`AppError::RelayAddress`], [`AppError::Name`], and those of the store.
    pub fn create_space(&self, new: &NewPrivateSpace) -> Result<PrivateSpace, AppError> {
        let name = new.name.trim();
        if name.is_empty() || name.len() > limits::LINK_NAME {
            return Err(AppError::Name {
                max: limits::LINK_NAME,
            });
        }
        let relays: &[String] = match new.kind {
            SpaceKind::Personal => &[],
            _ => &new.relays,
        };
        if new.kind != SpaceKind::Personal {
            relay_addresses(relays)?;
        }
        let genesis = Body::Genesis(Genesis {
            space_kind: new.kind,
            nonce: self.around().random(),
            sign: self.keys().sign_key(),
            seal: self.keys().seal_key(),
            org: OrgId(self.around().random()),
        });
        let genesis = SignedRecord::sign(
            Record {
                previous: None,
                ord: 0,
                body: genesis,
            },
            self.keys().sign(),
        );
        let id = genesis.space().ok_or(AppError::NotAMember)?;
        let key = EpochKey::new(self.around().random());
        let grants = vec![self.around().with_random(|random| {
            key.grant(&id, 1, 0, &self.keys().seal_key(), random)
                .map(|sealed| (0, sealed))
        })?];
        let epoch = SignedRecord::sign(
            Record {
                previous: Some(genesis.id()),
                ord: 0,
                body: Body::Epoch(Epoch {
                    n: 1,
                    grants,
                    prev: None,
                }),
            },
            self.keys().sign(),
        );
        self.store().write(|tx| {
            let sp = tx.add_space(&NewSpace {
                id,
                kind: new.kind,
                name,
                urls: relays,
            })?;
            for record in [&genesis, &epoch] {
                tx.add_member_record(sp, None, self.around().wire_ms(), record)?;
            }
            tx.put_epoch_key(sp, 1, &key)?;
            tx.set_author(
                sp,
                &Author {
                    ord: 0,
                    incarnation: Incarnation(self.around().random()),
                    next_dev_seq: 1,
                    prev: Short([0; 16]),
                },
            )?;
            if let Some(code) = &new.creation_code {
                Self::set_creation_code(tx, code)?;
            }
            private_space(tx, &tx.space(sp)?)
        })
    }

    /// Follows an invitation, or the link of a space to which this device was added, also without a network. What is written in the space from now on is shown here and waits:
    /// this device is a member once the relay has taken its record, at the next sync, or later, where somebody has to
    /// approve it. Where an invitation is refused, what waits goes on with another one.
    ///
    /// # Errors
    /// [`AppError::Link`], [`AppError::NotAnInvitation`], [`AppError::AlreadyJoined`].
    pub fn accept_invitation(&self, link: &str) -> Result<PrivateSpace, AppError> {
        let invite = match link.parse()? {
            Link::Invite(invite) => invite,
            Link::Spaces(sheet) => return self.look_for(&sheet),
            Link::Territory { .. } | Link::Device { .. } | Link::Inbox { .. } | Link::Near(_) => {
                return Err(AppError::NotAnInvitation);
            }
        };
        self.store().write(|tx| {
            let known = tx.find_space(&invite.space)?;
            let name = invite.name.clone();
            let sp = match known {
                // An invitation that was refused may be followed by another.
                Some(sp) if tx.space(sp)?.author.is_none_or(|author| author.is_joining()) => sp,
                Some(_) => return Err(AppError::AlreadyJoined { name }),
                None => tx.add_space(&NewSpace {
                    id: invite.space,
                    kind: invite.kind,
                    name: &name,
                    urls: &invite.urls,
                })?,
            };
            tx.put_invitation(sp, &invite.seed, invite.role)?;
            tx.put_epoch_key(sp, invite.epoch, &invite.key)?;
            if invite.role.writes_in_private() && tx.space(sp)?.author.is_none() {
                tx.set_author(
                    sp,
                    &Author {
                        ord: Author::JOINING,
                        incarnation: Incarnation(self.around().random()),
                        next_dev_seq: 1,
                        prev: Short([0; 16]),
                    },
                )?;
            }
            self.changed();
            private_space(tx, &tx.space(sp)?)
        })
    }

    /// Asks for spaces to which this device was added face to face: the link says where they are, and opens nothing.
    fn look_for(&self, sheet: &SpacesAt) -> Result<PrivateSpace, AppError> {
        self.store().write(|tx| {
            let mut first = None;
            for one in &sheet.spaces {
                let sp = known_or_new(tx, sheet, one)?;
                first = first.or(Some(sp));
            }
            self.changed();
            let sp = first.ok_or(AppError::NotAnInvitation)?;
            private_space(tx, &tx.space(sp)?)
        })
    }

    /// A link that says where a private space is, for a device that was added face to face. It opens nothing.
    ///
    /// # Errors
    /// [`AppError::UnknownSpace`].
    pub fn space_sheet(&self, space: SpaceId) -> Result<String, AppError> {
        self.store().read(|read| {
            let space = one_space(read, space)?;
            Ok(Link::Spaces(SpacesAt {
                urls: space.urls,
                spaces: vec![SpaceAt {
                    space: space.id,
                    kind: space.kind,
                    name: space.name,
                }],
            })
            .to_string())
        })
    }

    /// The private spaces on this device.
    ///
    /// # Errors
    /// Those of the store.
    pub fn private_spaces(&self) -> Result<Vec<PrivateSpace>, AppError> {
        self.store().read(|read| {
            let spaces = read.spaces()?.into_iter().filter(|space| !space.kind.is_public());
            spaces.map(|space| private_space(read, &space)).collect()
        })
    }

    /// The private space that a person means by its name or the beginning of its id; with no name, the only one, a device's
    /// own left aside where there is another.
    ///
    /// # Errors
    /// [`AppError::UnknownSpace`], [`AppError::SeveralSpaces`].
    pub fn space_named(&self, name: Option<&str>) -> Result<SpaceId, AppError> {
        let mut all = self.private_spaces()?;
        let wanted = name.map(|name| name.trim().to_lowercase());
        if let Some(wanted) = &wanted {
            all.retain(|one| {
                one.name.to_lowercase() == *wanted
                    || (wanted.len() >= 4 && one.space.to_string().starts_with(wanted))
            });
        } else if all.iter().any(|one| one.kind != SpaceKind::Personal) {
            all.retain(|one| one.kind != SpaceKind::Personal);
        }
        match all.as_slice() {
            [one] => Ok(one.space),
            [] => Err(AppError::UnknownSpace {
                name: name.map(ToOwned::to_owned),
            }),
            _ => Err(AppError::SeveralSpaces {
                names: all
                    .iter()
                    .map(|one| format!("{} ({})", one.name, one.space))
                    .collect(),
            }),
        }
    }
}

/// A space of a sheet: here from now on, if it was not.
pub(crate) fn known_or_new(tx: &Tx<'_>, sheet: &SpacesAt, one: &SpaceAt) -> Result<Sp, StoreError> {
    match tx.find_space(&one.space)? {
        Some(sp) => Ok(sp),
        None => tx.add_space(&NewSpace {
            id: one.space,
            kind: one.kind,
            name: &one.name,
            urls: &sheet.urls,
        }),
    }
}

/// The private space with this id.
pub(crate) fn one_space(read: &Read<'_>, space: SpaceId) -> Result<Space, AppError> {
    let found = known_space(read, space)?;
    match read.is_locked(found.sp) {
        true => Err(AppError::Locked { name: found.name }),
        false => Ok(found),
    }
}

/// A private space, locked or not: to let it go.
fn known_space(read: &Read<'_>, space: SpaceId) -> Result<Space, AppError> {
    let found = read.find_space(&space)?.map(|sp| read.space(sp)).transpose()?;
    found
        .filter(|space| !space.kind.is_public())
        .ok_or_else(|| AppError::UnknownSpace {
            name: Some(space.to_string()),
        })
}

pub(super) fn private_space(read: &Read<'_>, space: &Space) -> Result<PrivateSpace, AppError> {
    let founded = read
        .member_records(space.sp)?
        .first()
        .is_none_or(|genesis| genesis.seq.is_some());
    let members = read.membership(space.sp)?;
    let count = |which: &dyn Fn(&Member) -> bool| {
        let all = members.iter().flat_map(|members| &members.members);
        all.filter(|member| member.role().is_some() && which(member))
            .count()
    };
    let opens = |member: &Member| {
        let has_key = |members: &Membership| members.has_grant(members.epoch(), member.ord);
        member.recovery.is_some() && members.as_deref().is_some_and(has_key)
    };
    Ok(PrivateSpace {
        space: space.id,
        kind: space.kind,
        name: space.name.clone(),
        relays: space.urls.clone(),
        founded,
        role: role_here(read, space.sp)?,
        joining: read.invitation(space.sp)?.map(|invitation| invitation.refused),
        recovering: read.recovering(space.sp)?,
        members: count(&|member| member.recovery.is_none()),
        owners: count(&|member| member.role() == Some(Role::Owner) && member.recovery.is_none()),
        protected: count(&opens) > 0,
        misfit: match (&members, space.author) {
            (Some(members), Some(author)) => {
                let n = members.epoch();
                members.has_grant(n, author.ord) && read.epoch_key(space.sp, n)?.is_none()
            }
            _ => false,
        },
        is_locked: read.is_locked(space.sp),
        sealed: read.staged_count(space.sp)? + read.sealed_changes(space.sp)?,
        // A space of one's own stays here: nothing in it waits for a network.
        out: match space.kind {
            SpaceKind::Personal => OutCounts::default(),
            _ => read.out_counts(space.sp)?,
        },
        quarantined: read.quarantined(space.sp)?,
        history: checkpoint::history(read, space, members.as_deref())?,
        seq: space.cursor.seq,
        synced_ms: space.synced_ms,
    })
}
