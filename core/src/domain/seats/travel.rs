//! How those who have a place travel: in which vehicle, from which stop, beside whom. Pure functions of claims that are held; what is
//! too many is shown, and nobody is moved.

use std::collections::{BTreeMap, BTreeSet};

use ekin_protocol::id::ObjectId;

use super::Places;
use crate::domain::person::PersonId;

/// A claim, as far as it travels.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Party {
    /// The claim.
    pub object: ObjectId,
    /// Whether it has its places.
    pub held: bool,
    /// What it asks for.
    pub demand: Places,
    /// Who is in it, where they have a profile.
    pub people: Vec<PersonId>,
    /// In which vehicle: a row of the plan, which may be another house's.
    pub vehicle: Option<String>,
    /// Who goes with a newcomer.
    pub buddy: Option<PersonId>,
}

/// One vehicle.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Load {
    /// Places of parties that travel in it.
    pub taken: Places,
    /// Places that it has; none where nobody said.
    pub there: Option<Places>,
}

impl Load {
    /// Places that lack in it. Whoever comes along needs a seat there; a wheelchair takes no seat and a seat no wheelchair's place.
    pub fn over(&self) -> Places {
        let Some(there) = self.there else {
            return Places::default();
        };
        let sit = |places: Places| Places {
            seats: places.seats.saturating_add(places.companions),
            companions: 0,
            ..places
        };
        sit(self.taken).less(sit(there))
    }
}

/// How full each vehicle is, those of the plan and those that parties name.
pub fn loads(vehicles: &BTreeMap<String, Option<Places>>, parties: &[Party]) -> BTreeMap<String, Load> {
    let mut loads: BTreeMap<String, Load> = vehicles
        .iter()
        .map(|(name, there)| {
            let there = *there;
            (
                name.clone(),
                Load {
                    there,
                    ..Load::default()
                },
            )
        })
        .collect();
    for party in parties.iter().filter(|party| party.held) {
        if let Some(vehicle) = &party.vehicle {
            let load = loads.entry(vehicle.clone()).or_default();
            load.taken = load.taken.and(party.demand);
        }
    }
    loads
}

/// Newcomers who would travel without the person who was to go with them: that one neither has a place nor is `along` otherwise.
pub fn without_buddy(parties: &[Party], along: &BTreeSet<PersonId>) -> BTreeSet<ObjectId> {
    let seated: BTreeSet<PersonId> = parties
        .iter()
        .filter(|party| party.held)
        .flat_map(|party| party.people.iter().copied())
        .chain(along.iter().copied())
        .collect();
    let alone = |party: &&Party| party.buddy.is_some_and(|buddy| !seated.contains(&buddy));
    parties.iter().filter(alone).map(|party| party.object).collect()
}

#[cfg(test)]
mod tests {
    use proptest::collection::vec;
    use proptest::prelude::*;

    use super::*;

    fn person() -> impl Strategy<Value = PersonId> {
        (0..5u8).prop_map(|n| PersonId([n; 16]))
    }

    fn party() -> impl Strategy<Value = Party> {
        let places = (0..4u32, 0..2u32, 0..2u32).prop_map(|(seats, wheelchair, companions)| Places {
            seats,
            wheelchair,
            companions,
        });
        let vehicle = prop::option::of("[ab]");
        let who = (vec(person(), 0..3), prop::option::of(person()));
        (any::<u8>(), any::<bool>(), places, vehicle, who).prop_map(
            |(n, held, demand, vehicle, (people, buddy))| Party {
                object: ObjectId([n; 16]),
                held,
                demand,
                people,
                vehicle,
                buddy,
            },
        )
    }

    fn cars(a: u32, b: u32) -> BTreeMap<String, Option<Places>> {
        BTreeMap::from([
            ("a".to_owned(), Some(Places::seats(a))),
            ("b".to_owned(), Some(Places::seats(b))),
        ])
    }

    proptest! {
        #[test]
        fn every_held_place_that_names_a_vehicle_is_in_one(parties in vec(party(), 0..8), a in 0..6u32, b in 0..6u32) {
            let loads = loads(&cars(a, b), &parties);
            let travelling = parties.iter().filter(|party| party.held && party.vehicle.is_some());
            let asked = travelling.fold(Places::default(), |sum, party| sum.and(party.demand));
            let taken = loads.values().fold(Places::default(), |sum, load| sum.and(load.taken));
            prop_assert_eq!(asked, taken);
        }

        #[test]
        fn who_only_asks_fills_no_vehicle_and_order_does_not_matter(parties in vec(party(), 0..8), more in party()) {
            let mut with = parties.clone();
            with.insert(0, Party { held: false, ..more });
            prop_assert_eq!(loads(&cars(2, 2), &parties), loads(&cars(2, 2), &with));
            with.reverse();
            prop_assert_eq!(loads(&cars(2, 2), &parties), loads(&cars(2, 2), &with));
        }

        #[test]
        fn one_more_who_comes_leaves_no_newcomer_alone(parties in vec(party(), 0..8), along in vec(person(), 0..3), more in person()) {
            let mut along: BTreeSet<_> = along.into_iter().collect();
            let before = without_buddy(&parties, &along);
            along.insert(more);
            prop_assert!(without_buddy(&parties, &along).is_subset(&before));
        }
    }

    #[test]
    fn a_car_of_another_house_that_is_too_full_says_so() {
        let party = |n: u8, seats| Party {
            object: ObjectId([n; 16]),
            held: true,
            demand: Places {
                companions: 1,
                ..Places::seats(seats)
            },
            people: Vec::new(),
            vehicle: Some("a".into()),
            buddy: None,
        };
        let over = |parties: &[Party]| loads(&cars(4, 9), parties)["a"].over().people();
        assert_eq!(over(&[party(1, 3)]), 0);
        assert_eq!(over(&[party(1, 3), party(2, 0)]), 1);
    }
}
