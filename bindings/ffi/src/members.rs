//! Who belongs to a house: devices, invitations as pictures, arrivals to approve, a lost phone to remove.

use ekin_core::app::error::AppError;
use ekin_core::app::ids::{Role, SpaceId};
use ekin_core::app::qr::Qr;
use ekin_core::app::query::moment;
use ekin_core::app::says;
use ekin_core::app::space::PrivateSpace;
use ekin_core::app::space::called::Devices;
use ekin_core::app::space::member::{NewInvitation, SpaceMember};
use ekin_i18n::msg;

use crate::failure::Failure;
use crate::handle::{Asked, Ekin};
use crate::house::{House, house, space_of};
use crate::words;

/// Longest time for which an invitation is good, in minutes: a day. It holds the space's key, and is shown face to face.
const LONGEST: u32 = 24 * 60;
/// Letters of a link that are shown together, to be typed.
const GROUP: usize = 4;

/// The devices of a house.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct Members {
    /// What people call the house.
    pub name: String,
    /// Those who wait to be let in.
    pub arrivals: Vec<MemberLine>,
    /// The others, this one first.
    pub members: Vec<MemberLine>,
    /// What was done here and waits for the relay, in words.
    pub waiting: Vec<String>,
    /// Whether this device may invite, approve and remove.
    pub governs: bool,
    /// Whether a recovery code that was tried opens the house.
    pub protected: bool,
}

/// A device of a house.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct MemberLine {
    /// Its number, to name it by.
    pub number: u32,
    /// What it is called, in words: this device, or what somebody named it, or its number.
    pub name: String,
    /// What somebody named it.
    pub named: Option<String>,
    /// Whether it may be named from here.
    pub nameable: bool,
    /// What it may do, or what it asks for.
    pub role: String,
    /// When it was seen last, in words; none before the first time.
    pub seen: Option<String>,
    /// Until when it belongs to the house, in words; none without an end.
    pub until: Option<String>,
    /// Whether it is this device.
    pub me: bool,
    /// Whether it can be removed from here.
    pub removable: bool,
}

/// What a new device may do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, uniffi::Enum)]
pub enum MemberRole {
    /// Decides everything.
    Owner,
    /// Invites and removes.
    Admin,
    /// Reads again what others write.
    Moderator,
    /// Leads outings.
    Educator,
    /// Comes along until an hour.
    Volunteer,
    /// A resident's tablet.
    Resident,
    /// Reads.
    Reader,
}

impl From<MemberRole> for Role {
    fn from(role: MemberRole) -> Self {
        match role {
            MemberRole::Owner => Self::Owner,
            MemberRole::Admin => Self::Admin,
            MemberRole::Moderator => Self::Moderator,
            MemberRole::Educator => Self::Educator,
            MemberRole::Volunteer => Self::Volunteer,
            MemberRole::Resident => Self::Resident,
            MemberRole::Reader => Self::Reader,
        }
    }
}

/// A link as a picture, and to be typed.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct LinkPicture {
    /// The link.
    pub link: String,
    /// The same in groups of four letters.
    pub groups: Vec<String>,
    /// Squares of a side of the picture, with no margin: four squares of white belong around it.
    pub side: u32,
    /// One byte a square, row by row: 1 is dark.
    pub squares: Vec<u8>,
    /// Until when it is good, in words; none without an end.
    pub until: Option<String>,
}

#[uniffi::export]
impl Ekin {
    /// The devices of a house.
    ///
    /// # Errors
    /// [`Failure::Refused`] with `unknown-space`.
    pub fn members(&self, space: String) -> Result<Members, Failure> {
        self.ask(|asked| Ok(members(asked, space_of(&space)?)?))
    }

    /// An invitation for one device, good for so many minutes, with its picture. It holds the space's key: it is shown face to
    /// face, and is good once the next sync has told the relay.
    ///
    /// # Errors
    /// [`Failure::Refused`] with `not-an-owner`, `no-key-yet`.
    pub fn invite(&self, space: String, role: MemberRole, minutes: u32) -> Result<LinkPicture, Failure> {
        self.ask(|asked| {
            let valid_ms = u64::from(minutes.clamp(1, LONGEST)) * 60_000;
            let new = NewInvitation {
                role: role.into(),
                valid_ms,
                uses: 1,
                member_until: None,
            };
            let link = asked.device.invite(space_of(&space)?, &new)?;
            let ends = asked.device.now_ms().saturating_add_unsigned(valid_ms);
            let until = words::dated(asked, moment(ends, asked.here));
            picture(link, until)
        })
    }

    /// Lets in a device that waits.
    ///
    /// # Errors
    /// [`Failure::Refused`] with `not-an-owner`, `no-device`.
    pub fn approve(&self, space: String, number: u32) -> Result<Members, Failure> {
        self.ask(|asked| {
            let space = space_of(&space)?;
            asked.device.approve_member(space, number)?;
            Ok(members(asked, space)?)
        })
    }

    /// Removes a device: it gets nothing any more. What it has read already cannot be taken back.
    ///
    /// # Errors
    /// [`Failure::Refused`] with `not-an-owner`, `no-device`, `last-owner`.
    pub fn remove_member(&self, space: String, number: u32) -> Result<Members, Failure> {
        self.ask(|asked| {
            let space = space_of(&space)?;
            asked.device.remove_member(space, number)?;
            Ok(members(asked, space)?)
        })
    }

    /// Names a device, in every place where people read who did something; with no words takes its name back.
    ///
    /// # Errors
    /// [`Failure::Refused`] with `not-an-owner` where it is somebody else's, `no-device`, `fields`.
    pub fn name_device(&self, space: String, number: u32, name: String) -> Result<Members, Failure> {
        self.ask(|asked| {
            let space = space_of(&space)?;
            asked.device.name_device(space, number, &name)?;
            Ok(members(asked, space)?)
        })
    }

    /// Follows an invitation, with no network: the house's people see it at the next sync.
    ///
    /// # Errors
    /// [`Failure::Link`]; [`Failure::Refused`] with `already-joined`.
    pub fn accept_invitation(&self, link: String) -> Result<House, Failure> {
        self.ask(|asked| {
            let space = asked.device.accept_invitation(link.trim())?;
            Ok(house(asked, space))
        })
    }

    /// A link as a picture: a territory's, to be shown to a friend.
    ///
    /// # Errors
    /// [`Failure::Refused`] with `qr-too-long` where no picture holds it.
    pub fn picture_of(&self, link: String) -> Result<LinkPicture, Failure> {
        self.ask(|_| picture(link, None))
    }
}

pub(crate) fn picture(link: String, until: Option<String>) -> Result<LinkPicture, Failure> {
    let (side, squares) = Qr::of(&link)?.squares();
    let letters: Vec<char> = link.chars().collect();
    Ok(LinkPicture {
        groups: letters
            .chunks(GROUP)
            .map(|group| group.iter().collect())
            .collect(),
        side,
        squares,
        until,
        link,
    })
}

fn members(asked: &Asked, space: SpaceId) -> Result<Members, AppError> {
    let (all, waiting) = asked.device.members(space)?;
    let mut spaces = asked.device.private_spaces()?.into_iter();
    let here = spaces.find(|one| one.space == space);
    let here = here.ok_or(AppError::UnknownSpace { name: None })?;
    let governs = here.role.is_some_and(|role| role.governs());
    let present: Vec<&SpaceMember> = all
        .iter()
        .filter(|one| one.role.is_some() && !one.recovery)
        .collect();
    let line = |one: &&SpaceMember| line(asked, &here, one);
    let (arrivals, mut members): (Vec<_>, Vec<_>) = present.into_iter().partition(|one| one.wanted.is_some());
    members.sort_by_key(|one| (!one.me, one.ord));
    let devices = asked.device.devices(space)?;
    Ok(Members {
        name: here.name.clone(),
        arrivals: arrivals.iter().map(line).collect(),
        members: members.iter().map(line).collect(),
        waiting: waiting
            .iter()
            .filter_map(|change| said(asked, &devices, change))
            .collect(),
        governs,
        protected: here.protected,
    })
}

fn line(asked: &Asked, space: &PrivateSpace, one: &SpaceMember) -> MemberLine {
    let owns = space.role == Some(Role::Owner);
    let governs = space.role.is_some_and(|role| role.governs());
    let until = one.not_after.and_then(|ms| i64::try_from(ms).ok());
    MemberLine {
        number: one.ord,
        name: words::capital(match (one.me, &one.name) {
            (true, Some(name)) => asked.say(&msg::app_members_me_named(name)),
            (true, None) => asked.say(&msg::app_members_me()),
            (false, name) => asked.words.value(&says::outing::device(name.as_deref(), one.ord)),
        }),
        named: one.name.clone(),
        nameable: one.me || governs,
        role: words::capital(
            one.wanted
                .or(one.role)
                .map(|role| asked.say(&says::role(role)))
                .unwrap_or_default(),
        ),
        seen: words::dated(asked, one.last_seen),
        until: until.and_then(|ms| words::dated(asked, moment(ms, asked.here))),
        me: one.me,
        removable: governs && !one.me && (owns || one.role != Some(Role::Owner)),
    }
}

/// A change that waits for the relay.
fn said(
    asked: &Asked,
    devices: &Devices,
    change: &ekin_core::app::territory::WaitingChange,
) -> Option<String> {
    use ekin_core::app::ids::Body;
    let device = |ord: u32| words::device(asked, devices, ord);
    Some(asked.say(&match &change.body {
        Body::Invite(invite) => msg::app_members_invite_waits(says::role(invite.role)),
        Body::Role(change) => msg::app_members_approve_waits(device(change.ord), says::role(change.role)),
        Body::Remove(gone) => msg::app_members_remove_waits(device(gone.ord)),
        _ => return None,
    }))
}
