//! What a link leads to, told before anybody follows it: nothing is joined, nobody hears of it, and no network is needed.

use ekin_protocol::link::Link;
use ekin_protocol::membership::Role;

use super::device::Device;
use super::error::AppError;

/// What a link leads to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Leads {
    /// To the listings of a territory.
    Territory {
        /// What people call it.
        name: String,
        /// Names of the other territories of this device: whoever follows the link has one more.
        beside: Vec<String>,
        /// It is on this device already.
        is_here: bool,
    },
    /// Into a private space.
    Invitation {
        /// What people call the space.
        name: String,
        /// What whoever follows it may do, or asks to do.
        role: Role,
        /// Until when it is good, ms since 1970.
        until_ms: i64,
        /// It is over, by this device's clock: only the relay's decides.
        is_over: bool,
    },
    /// To private spaces into which somebody let this device face to face.
    Sheet {
        /// What people call them.
        names: Vec<String>,
    },
}

impl Device {
    /// What a link leads to.
    ///
    /// # Errors
    /// [`AppError::Link`]; [`AppError::LeadsElsewhere`] for one by which nobody enters anywhere.
    pub fn look_at_link(&self, link: &str) -> Result<Leads, AppError> {
        Ok(match link.parse()? {
            Link::Territory { space, name, .. } => {
                let (here, others): (Vec<_>, Vec<_>) = self
                    .territories()?
                    .into_iter()
                    .partition(|one| one.space == space);
                Leads::Territory {
                    name,
                    beside: others.into_iter().map(|one| one.name).collect(),
                    is_here: !here.is_empty(),
                }
            }
            Link::Invite(invite) => Leads::Invitation {
                name: invite.name.clone(),
                role: invite.role,
                until_ms: i64::try_from(invite.not_after).unwrap_or(i64::MAX),
                is_over: invite.not_after < self.around().wire_ms(),
            },
            Link::Spaces(sheet) => Leads::Sheet {
                names: sheet.spaces.into_iter().map(|one| one.name).collect(),
            },
            Link::Device { .. } | Link::Inbox { .. } | Link::Near(_) => return Err(AppError::LeadsElsewhere),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::house::House;
    use crate::app::space::member::NewInvitation;
    use ekin_protocol::id::SpaceId;

    const DAY: u64 = 24 * 3_600_000;

    fn territory(n: u8, name: &str) -> String {
        let link = Link::Territory {
            space: SpaceId([n; 32]),
            urls: vec!["https://relay.example".to_owned()],
            name: name.to_owned(),
            code: None,
        };
        link.to_string()
    }

    #[test]
    fn a_link_says_where_it_leads_and_joins_nothing() {
        let house = House::new();
        let device = &house.owner.device;
        let leads = |beside: &[&str], is_here| Leads::Territory {
            name: "Bizkaia".to_owned(),
            beside: beside.iter().map(|name| (*name).to_owned()).collect(),
            is_here,
        };
        let link = territory(9, "Bizkaia");
        assert_eq!(device.look_at_link(&link).unwrap(), leads(&[], false));
        device.join(&territory(8, "Euskal Herria")).unwrap();
        assert_eq!(
            device.look_at_link(&link).unwrap(),
            leads(&["Euskal Herria"], false)
        );
        assert_eq!(device.territories().unwrap().len(), 1);
        device.join(&link).unwrap();
        assert_eq!(
            device.look_at_link(&link).unwrap(),
            leads(&["Euskal Herria"], true)
        );

        let invitation = NewInvitation {
            role: Role::Educator,
            valid_ms: 10 * DAY,
            uses: 1,
            member_until: None,
        };
        let link = device.invite(house.space, &invitation).unwrap();
        let Leads::Invitation { role, is_over, .. } = device.look_at_link(&link).unwrap() else {
            panic!("an invitation leads into a house");
        };
        assert_eq!((role, is_over), (Role::Educator, false));
        let elsewhere = device.look_at_link(&device.device_link("Ane"));
        assert!(
            matches!(elsewhere, Err(AppError::LeadsElsewhere)),
            "{elsewhere:?}"
        );
        assert!(matches!(
            device.look_at_link("https://example.org"),
            Err(AppError::Link(ekin_protocol::link::LinkError::Web))
        ));
    }

    #[test]
    fn an_invitation_that_is_over_says_so() {
        let house = House::new();
        let invitation = NewInvitation {
            role: Role::Resident,
            valid_ms: 0,
            uses: 1,
            member_until: None,
        };
        let link = house.owner.device.invite(house.space, &invitation).unwrap();
        house
            .clock
            .fetch_add(20 * DAY as i64, std::sync::atomic::Ordering::SeqCst);
        let leads = house.owner.device.look_at_link(&link).unwrap();
        assert!(
            matches!(leads, Leads::Invitation { is_over: true, .. }),
            "{leads:?}"
        );
    }
}
