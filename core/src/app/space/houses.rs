//! Houses as people know them. A house is two spaces, what everybody sees at home and what is the staff's (design 2); each has
//! members, keys and a log of its own. They were made together, under one name and on one relay, and are shown as one.

use ekin_protocol::membership::SpaceKind;

use super::PrivateSpace;
use crate::app::device::Device;
use crate::app::error::AppError;
use crate::domain::fold::fold;

/// A house on this device: at least one of its two parts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct House {
    /// What everybody of the house sees.
    pub home: Option<PrivateSpace>,
    /// What is the staff's.
    pub staff: Option<PrivateSpace>,
}

impl Device {
    /// The houses of this device, in the order in which it came to them.
    ///
    /// # Errors
    /// Those of the store.
    pub fn houses(&self) -> Result<Vec<House>, AppError> {
        Ok(houses(self.private_spaces()?))
    }
}

fn houses(spaces: Vec<PrivateSpace>) -> Vec<House> {
    let mut houses: Vec<House> = Vec::new();
    for space in spaces {
        let fits = |house: &&mut House| {
            let other = match space.kind {
                SpaceKind::Home if house.home.is_none() => house.staff.as_ref(),
                SpaceKind::Staff if house.staff.is_none() => house.home.as_ref(),
                _ => None,
            };
            other.is_some_and(|other| made_together(other, &space))
        };
        let known = houses.iter_mut().find(fits);
        match (space.kind, known) {
            (SpaceKind::Home, Some(house)) => house.home = Some(space),
            (SpaceKind::Staff, Some(house)) => house.staff = Some(space),
            (SpaceKind::Home, None) => houses.push(House {
                home: Some(space),
                staff: None,
            }),
            (SpaceKind::Staff, None) => houses.push(House {
                home: None,
                staff: Some(space),
            }),
            _ => {}
        }
    }
    houses
}

fn made_together(one: &PrivateSpace, other: &PrivateSpace) -> bool {
    fold(&one.name) == fold(&other.name) && one.relays.iter().any(|relay| other.relays.contains(relay))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::house::House as Scene;
    use crate::app::space::NewPrivateSpace;

    #[test]
    fn a_home_and_its_staff_are_one_house_and_others_stay_apart() {
        let scene = Scene::new();
        let device = &scene.owner.device;
        let make = |kind, name: &str, relay: &str| {
            let new = NewPrivateSpace {
                kind,
                name: name.into(),
                relays: vec![relay.into()],
                creation_code: None,
            };
            device.create_space(&new).unwrap();
        };
        let (here, there) = ("http://relay.test", "http://other.test");
        make(SpaceKind::Home, "Etxe Alaia", here);
        make(SpaceKind::Staff, "etxe alaia", here);
        // The same name with others is another house; one part alone is a house too.
        make(SpaceKind::Staff, "Etxe Alaia", there);
        make(SpaceKind::Outing, "Etxe Alaia", here);
        make(SpaceKind::Home, "Etxe Alaia", here);
        let names = |part: &Option<PrivateSpace>| {
            part.as_ref()
                .map(|part| (part.name.clone(), part.relays[0].clone()))
        };
        let mut shown: Vec<_> = device
            .houses()
            .unwrap()
            .iter()
            .map(|house| (names(&house.home), names(&house.staff)))
            .collect();
        // The scene's own house comes first.
        shown.remove(0);
        let of = |name: &str, relay: &str| Some((name.to_owned(), relay.to_owned()));
        assert_eq!(
            shown,
            [
                (of("Etxe Alaia", here), of("etxe alaia", here)),
                (None, of("Etxe Alaia", there)),
                (of("Etxe Alaia", here), None),
            ]
        );
    }
}
