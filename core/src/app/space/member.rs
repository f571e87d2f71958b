//! Who belongs to a private space: invited, added face to face, approved, given another role, removed. Each change is
//! queued, and built and signed on the head that is found when it is sent.

use ekin_i18n::{Date, Time};
use ekin_protocol::id::{Ord, OrgId, SignKey, SpaceId};
use ekin_protocol::link::{Invitation, Link, invitation_key};
use ekin_protocol::membership::{Add, Body, Invite, Member, Membership, Remove, Role, RoleChange};

use super::called::Devices;
use super::one_space;
use crate::app::device::Device;
use crate::app::error::AppError;
use crate::app::query::moment;
use crate::app::relay_time;
use crate::app::territory::{WaitingChange, org_here, role_here, waiting_changes};
use crate::app::worker::wanted_epoch;
use crate::storage::{Read, Sp, Space, Tx};

/// An invitation to make.
#[derive(Clone, Copy, Debug)]
pub struct NewInvitation {
    /// What whoever follows it may do; educators and above have to be approved afterwards.
    pub role: Role,
    /// How long it is good for, in ms from now.
    pub valid_ms: u64,
    /// How many devices may follow it.
    pub uses: u32,
    /// When the new member's own time ends, ms since 1970: a volunteer's of one outing.
    pub member_until: Option<u64>,
}

/// A device of a private space.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SpaceMember {
    /// Its number.
    pub ord: Ord,
    /// What people call it; none where nobody named it.
    pub name: Option<String>,
    /// Its role; none once removed.
    pub role: Option<Role>,
    /// The role that it waits to be approved for.
    pub wanted: Option<Role>,
    /// Its organisation.
    pub org: OrgId,
    /// Its signing key.
    pub sign: SignKey,
    /// Log time of its newest envelope that is here, in the space's zone.
    pub last_seen: Option<(Date, Time)>,
    /// Log time after which it may write no more, ms since 1970.
    pub not_after: Option<u64>,
    /// Whether it is a recovery key on paper rather than a device.
    pub recovery: bool,
    /// Whether the present key was handed to it in the membership.
    pub has_key: bool,
    /// Whether it is this device.
    pub me: bool,
}

impl Device {
    /// Makes an invitation to a private space: a link for one device, to be shown face to face, for it holds the
    /// space's present key. It is good once the next sync has told the relay.
    ///
    /// # Errors
    /// [`AppError::NotAnOwner`] unless this device is owner or admin (owners are invited by owners alone);
    /// [`AppError::NoKeyYet`].
    pub fn invite(&self, space: SpaceId, new: &NewInvitation) -> Result<String, AppError> {
        let seed = zeroize::Zeroizing::new(self.around().random());
        let key = SignKey(invitation_key(&seed).verifying_key().to_bytes());
        self.store().write(|tx| {
            let space = one_space(tx, space)?;
            let not_after = relay_time::about(tx, space.sp, self.around())?.saturating_add(new.valid_ms);
            let members = tx.membership(space.sp)?.ok_or(AppError::NotAMember)?;
            let org = org_here(tx, space.sp)?;
            let epoch = members.epoch();
            let epoch_key = tx.epoch_key(space.sp, epoch)?.ok_or(AppError::NoKeyYet)?;
            let body = Body::Invite(Invite {
                key,
                role: new.role,
                org,
                not_after,
                uses: new.uses,
                member_not_after: new.member_until,
            });
            self.queue_in(tx, space.sp, &body, new.role == Role::Owner)?;
            Ok(Link::Invite(Box::new(Invitation {
                space: space.id,
                kind: space.kind,
                urls: space.urls,
                name: space.name,
                seed,
                role: new.role,
                not_after,
                epoch,
                key: epoch_key,
            }))
            .to_string())
        })
    }

    /// Adds a device by its link, scanned face to face: it is approved at once.
    ///
    /// # Errors
    /// [`AppError::NotAnOwner`], [`AppError::Link`], [`AppError::OtherLink`].
    pub fn add_member(
        &self,
        space: SpaceId,
        link: &str,
        role: Role,
        not_after: Option<u64>,
    ) -> Result<(), AppError> {
        let Link::Device { sign, seal, .. } = link.parse()? else {
            return Err(AppError::OtherLink { device: false });
        };
        self.store().write(|tx| {
            let space = one_space(tx, space)?;
            let org = org_here(tx, space.sp)?;
            let body = Body::Add(Add {
                sign,
                seal,
                role,
                org,
                not_after,
            });
            self.queue_in(tx, space.sp, &body, role == Role::Owner)
        })
    }

    /// Gives a device that waits the role that it asked for.
    ///
    /// # Errors
    /// [`AppError::NotAnOwner`], [`AppError::NoDevice`], [`AppError::NotWaiting`].
    pub fn approve_member(&self, space: SpaceId, ord: Ord) -> Result<Role, AppError> {
        self.store().write(|tx| {
            let space = one_space(tx, space)?;
            governs(tx, space.sp)?;
            let members = tx.membership(space.sp)?.ok_or(AppError::NotAMember)?;
            let member = members.member(ord).ok_or_else(|| AppError::NoDevice {
                name: ord.to_string(),
            })?;
            let wanted = member.wanted.filter(|_| member.role() == Some(Role::Pending));
            let role = wanted.ok_or(AppError::NotWaiting { ord })?;
            let body = Body::Role(RoleChange { ord, role, org: None });
            self.queue_in(tx, space.sp, &body, role == Role::Owner)?;
            Ok(role)
        })
    }

    /// Gives a device another role.
    ///
    /// # Errors
    /// [`AppError::NotAnOwner`], [`AppError::NoDevice`], [`AppError::LastOwner`].
    pub fn set_member_role(&self, space: SpaceId, ord: Ord, role: Role) -> Result<(), AppError> {
        self.store().write(|tx| {
            let space = one_space(tx, space)?;
            governs(tx, space.sp)?;
            let owners = touches_owner(tx, space.sp, ord, role != Role::Owner)? || role == Role::Owner;
            let body = Body::Role(RoleChange { ord, role, org: None });
            self.queue_in(tx, space.sp, &body, owners)
        })
    }

    /// Removes a device: the space gets a new key that it never sees. What it holds already it keeps.
    ///
    /// # Errors
    /// [`AppError::NotAnOwner`], [`AppError::NoDevice`], [`AppError::LastOwner`].
    pub fn remove_member(&self, space: SpaceId, ord: Ord) -> Result<(), AppError> {
        self.store().write(|tx| {
            let space = one_space(tx, space)?;
            governs(tx, space.sp)?;
            let owners = touches_owner(tx, space.sp, ord, true)?;
            self.queue_in(tx, space.sp, &Body::Remove(Remove { ord, epoch: None }), owners)
        })
    }

    /// Gives a private space a new key, which every member gets: for a member whose key does not fit, or one that may have
    /// been seen by others.
    ///
    /// # Errors
    /// [`AppError::NotAnOwner`], [`AppError::NoKeyYet`].
    pub fn renew_key(&self, space: SpaceId) -> Result<(), AppError> {
        self.store().write(|tx| {
            let space = one_space(tx, space)?;
            let newest = tx.membership(space.sp)?.map_or(0, |members| members.epoch());
            tx.epoch_key(space.sp, newest)?.ok_or(AppError::NoKeyYet)?;
            self.queue_in(tx, space.sp, &wanted_epoch(), false)
        })
    }

    /// The devices of a private space and the changes that wait.
    ///
    /// # Errors
    /// [`AppError::UnknownSpace`].
    pub fn members(&self, space: SpaceId) -> Result<(Vec<SpaceMember>, Vec<WaitingChange>), AppError> {
        self.store().read(|read| {
            let space = one_space(read, space)?;
            let members = read.membership(space.sp)?;
            let devices = members
                .iter()
                .map(|members| self.members_of(read, &space, members))
                .collect::<Result<Vec<_>, _>>()?;
            let waiting = waiting_changes(read, space.sp)?;
            Ok((devices.into_iter().flatten().collect(), waiting))
        })
    }

    fn members_of(
        &self,
        read: &Read<'_>,
        space: &Space,
        members: &Membership,
    ) -> Result<Vec<SpaceMember>, AppError> {
        let seen = read.last_seen(space.sp)?;
        let called = Devices::of(read, space)?;
        let of = |member: &Member| {
            Some(SpaceMember {
                ord: member.ord,
                name: called.name(member.ord).map(str::to_owned),
                role: member.role(),
                wanted: member.wanted.filter(|_| member.role() == Some(Role::Pending)),
                org: member.org()?,
                sign: member.sign,
                last_seen: seen
                    .get(&member.ord)
                    .and_then(|ms| moment(i64::try_from(*ms).ok()?, space.zone)),
                not_after: member.not_after,
                recovery: member.recovery.is_some(),
                has_key: members.has_grant(members.epoch(), member.ord),
                me: member.sign == self.keys().sign_key(),
            })
        };
        Ok(members.members.iter().filter_map(of).collect())
    }

    /// Queues a membership change of one space.
    pub(crate) fn queue_in(&self, tx: &Tx<'_>, sp: Sp, body: &Body, by_owner: bool) -> Result<(), AppError> {
        if governs(tx, sp)? != Role::Owner && by_owner {
            return Err(AppError::NotAnOwner);
        }
        tx.add_intent(sp, &crate::app::worker::write_intent(body))?;
        self.changed();
        Ok(())
    }
}

/// This device's role, which is to be one that changes the membership: who may not is told so before all else.
fn governs(read: &Read<'_>, sp: Sp) -> Result<Role, AppError> {
    let role = role_here(read, sp)?.ok_or(AppError::NotAMember)?;
    role.governs().then_some(role).ok_or(AppError::NotAnOwner)
}

/// Whether a change of this device concerns an owner. With `ends`, the last one stays.
pub(crate) fn touches_owner(read: &Read<'_>, sp: Sp, ord: Ord, ends: bool) -> Result<bool, AppError> {
    let members = read.membership(sp)?.ok_or(AppError::NotAMember)?;
    let role = members
        .member(ord)
        .and_then(Member::role)
        .ok_or_else(|| AppError::NoDevice {
            name: ord.to_string(),
        })?;
    // Whose end is queued already is not counted on.
    let waiting = waiting_changes(read, sp)?;
    let goes = |ord: Ord| {
        let ends = |change: &WaitingChange| match &change.body {
            Body::Remove(remove) => remove.ord == ord,
            Body::Role(role) => role.ord == ord && role.role != Role::Owner,
            _ => false,
        };
        waiting
            .iter()
            .any(|change| change.refused.is_none() && ends(change))
    };
    let other = |member: &&Member| {
        let owns = member.role() == Some(Role::Owner) && member.recovery.is_none();
        owns && member.ord != ord && !goes(member.ord)
    };
    if role == Role::Owner && ends && !members.members.iter().any(|member| other(&member)) {
        return Err(AppError::LastOwner);
    }
    Ok(role == Role::Owner)
}
