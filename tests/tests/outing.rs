//! An outing and a real relay: two educators of two houses count heads and decide on places with no network, then meet
//! at the relay and see the same.

#![expect(clippy::unwrap_used, reason = "a test")]

use std::sync::Arc;

use ekin_core::app::device::Device;
use ekin_core::app::document::Kind;
use ekin_core::app::ids::{Role, SpaceId};
use ekin_core::app::outing::heads::NewCheck;
use ekin_core::app::outing::seats::NewClaim;
use ekin_core::app::says;
use ekin_core::app::space::Kind as Sort;
use ekin_core::domain::heads::{Missing, Seen, Tally};
use ekin_core::domain::language::LanguageTag;
use ekin_core::domain::seats::{Places, Said, Standing};
use ekin_tests::scene::{HOUR_MS, Scene, invite, sync};

const PEOPLE: u8 = 55;

fn owned(fields: &[&str]) -> Vec<String> {
    fields.iter().map(|field| (*field).to_owned()).collect()
}

struct Bus {
    _scene: Scene,
    space: SpaceId,
    ane: Arc<Device>,
    mikel: Arc<Device>,
}

/// A bus of 55 with three wheelchair places, two educators who both have the plan.
fn bus() -> Bus {
    let scene = Scene::new(&[]);
    let (ane, mikel) = (scene.device("ane"), scene.device("mikel"));
    let space = scene.space(&ane, Sort::Outing, "Museum");
    let mut plan = owned(&[
        "title=Museum",
        "start=2026-12-05T14:00",
        "seats=55",
        "wheelchair=3",
        "legs.a.what=departure",
    ]);
    for n in 0..PEOPLE {
        let person = format!("{n:02x}").repeat(16);
        let profile = owned(&[&format!("person={person}"), &format!("name=P{n}")]);
        ane.new_document(space, Kind::Profile, &profile, LanguageTag::FR)
            .unwrap();
        plan.push(format!("roster.{person}=-"));
    }
    ane.new_document(space, Kind::Outing, &plan, LanguageTag::FR)
        .unwrap();
    let link = invite(&ane, space, Role::Educator, HOUR_MS);
    sync(&ane);
    mikel.accept_invitation(&link).unwrap();
    sync(&mikel);
    sync(&ane);
    ane.approve_member(space, 1).unwrap();
    sync(&ane);
    sync(&mikel);
    Bus {
        _scene: scene,
        space,
        ane,
        mikel,
    }
}

fn count(bus: &Bus, device: &Device, people: impl Iterator<Item = u8>, seen: Seen) {
    let new = NewCheck {
        leg: Some("a".into()),
        people: people.map(|n| format!("P{n}")).collect(),
        seen,
        with: None,
        place: Some("car park".into()),
    };
    device.check_heads(bus.space, None, &new).unwrap();
}

#[test]
fn fifty_five_people_are_counted_by_two_phones_that_never_met() {
    let bus = bus();
    // One counts the first half and, wrongly, number 40 as not there; the other the rest.
    count(&bus, &bus.ane, 0..30, Seen::Present);
    count(&bus, &bus.ane, 40..41, Seen::Absent);
    count(&bus, &bus.mikel, 30..PEOPLE - 1, Seen::Present);
    let alone = bus.ane.heads(bus.space, None, Some("a")).unwrap();
    assert_eq!(
        alone.heads.all,
        Tally {
            expected: 55,
            present: 30
        }
    );
    for device in [&bus.ane, &bus.mikel, &bus.ane] {
        sync(device);
    }
    let (ane, mikel) = (
        bus.ane.heads(bus.space, None, Some("a")).unwrap(),
        bus.mikel.heads(bus.space, None, Some("a")).unwrap(),
    );
    assert_eq!(says::outing::heads(&ane), says::outing::heads(&mikel));
    assert_eq!(
        ane.heads.all,
        Tally {
            expected: 55,
            present: 53
        }
    );
    let why: Vec<_> = ane.heads.missing.iter().map(|(_, why)| *why).collect();
    assert_eq!(why, [Missing::Disputed, Missing::NotSeen]);
    // They look together; the last one comes out of the museum.
    count(&bus, &bus.ane, 40..41, Seen::Present);
    count(&bus, &bus.mikel, PEOPLE - 1..PEOPLE, Seen::Present);
    for device in [&bus.ane, &bus.mikel, &bus.ane] {
        sync(device);
    }
    for device in [&bus.ane, &bus.mikel] {
        let all = device.heads(bus.space, None, Some("a")).unwrap();
        assert!(all.heads.nobody_is_missing());
    }
}

#[test]
fn places_accepted_on_two_phones_at_once_are_too_many_and_nobody_is_taken_off() {
    let bus = bus();
    let capacity = Said {
        seats: Some(1),
        ..Said::default()
    };
    bus.ane.set_capacity(bus.space, None, capacity).unwrap();
    let ask = |device: &Device, party: &str| {
        let new = NewClaim {
            party: party.into(),
            demand: Places::seats(1),
            ..NewClaim::default()
        };
        device.claim_places(bus.space, None, &new).unwrap().to_string()
    };
    let (first, second) = (ask(&bus.ane, "Etxe Alaia"), ask(&bus.mikel, "Ane's sister"));
    bus.ane.decide_claim(bus.space, &first, Some(true), None).unwrap();
    bus.mikel
        .decide_claim(bus.space, &second, Some(true), None)
        .unwrap();
    for device in [&bus.ane, &bus.mikel, &bus.ane] {
        sync(device);
    }
    let (ane, mikel) = (
        bus.ane.seats(bus.space, None).unwrap(),
        bus.mikel.seats(bus.space, None).unwrap(),
    );
    assert_eq!(ane.seats, mikel.seats);
    assert_eq!(ane.seats.over.seats, 1);
    let held = |over| Standing::Held {
        over,
        contested: false,
        provisional: false,
    };
    let standings: Vec<_> = ane.claims.iter().map(|claim| claim.standing).collect();
    assert_eq!(standings, [held(false), held(true)]);
}
