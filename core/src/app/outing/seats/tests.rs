use ekin_protocol::id::OrgId;
use ekin_protocol::membership::Role;

use super::*;
use crate::app::document::Kind;
use crate::app::house::{House, Phone};
use crate::app::outing::error::OutingError;
use crate::domain::language::LanguageTag;

const OTHERS: OrgId = OrgId([5; 16]);

fn bus(house: &mut House) {
    let fields = [
        "title=Museum",
        "start=2026-12-05T14:00",
        "seats=2",
        "wheelchair=1",
        "ratio=4",
    ];
    let fields: Vec<_> = fields.map(ToOwned::to_owned).into();
    house
        .owner
        .device
        .new_document(house.space, Kind::Outing, &fields, LanguageTag::FR)
        .unwrap();
    house.sync_owner();
}

fn ask(house: &House, phone: &Phone, party: &str, demand: Places) -> String {
    let new = NewClaim {
        party: party.into(),
        demand,
        ..NewClaim::default()
    };
    phone
        .device
        .claim_places(house.space, None, &new)
        .unwrap()
        .to_string()
}

fn decide(house: &House, phone: &Phone, claim: &str, accepts: Option<bool>) {
    phone
        .device
        .decide_claim(house.space, claim, accepts, None)
        .unwrap();
}

fn standing(house: &House, phone: &Phone, claim: &str) -> Standing {
    let shown = phone.device.seats(house.space, None).unwrap();
    let line = shown.claims.iter().find(|line| line.object.to_string() == claim);
    line.unwrap().standing
}

fn held(over: bool, contested: bool, provisional: bool) -> Standing {
    Standing::Held {
        over,
        contested,
        provisional,
    }
}

#[test]
fn who_asks_is_likely_until_an_organiser_decides_and_the_log_has_it() {
    let mut house = House::new();
    bus(&mut house);
    let mikel = house.member(Role::Volunteer, OTHERS);
    let claim = ask(&house, &mikel, "Etxe Alaia", Places::seats(1));
    assert_eq!(standing(&house, &mikel, &claim), Standing::Likely);
    let refused = mikel.device.decide_claim(house.space, &claim, Some(true), None);
    assert!(matches!(refused, Err(AppError::NotAllowed)));
    house.sync(&mikel);
    house.sync_owner();
    decide(&house, &house.owner, &claim[..6], Some(true));
    assert_eq!(standing(&house, &house.owner, &claim), held(false, false, true));
    house.sync_owner();
    house.fold(&mikel);
    assert_eq!(standing(&house, &mikel, &claim), held(false, false, false));
    let shown = mikel.device.seats(house.space, None).unwrap();
    assert_eq!(shown.seats.free.seats, Some(1));
    assert_eq!(shown.carers, Some((1, 0)));
}

#[test]
fn two_houses_that_decide_offline_are_both_heard_and_nobody_loses_the_place() {
    let mut house = House::new();
    bus(&mut house);
    let theirs = house.member(Role::Educator, OTHERS);
    let claim = ask(&house, &theirs, "Etxe Alaia", Places::seats(1));
    house.sync(&theirs);
    house.sync_owner();
    decide(&house, &house.owner, &claim, Some(true));
    decide(&house, &theirs, &claim, Some(false));
    house.sync(&theirs);
    house.sync_owner();
    house.fold(&theirs);
    for phone in [&theirs, &house.owner] {
        assert_eq!(standing(&house, phone, &claim), held(false, true, false));
        let shown = phone.device.seats(house.space, None).unwrap();
        assert_eq!(shown.claims[0].decided.len(), 2);
    }
    // The owner may correct both: what was decided is taken back.
    decide(&house, &house.owner, &claim, None);
    house.sync_owner();
    assert_eq!(standing(&house, &house.owner, &claim), Standing::Likely);
}

#[test]
fn fewer_places_flag_the_last_accepted_and_take_nothing_away() {
    let mut house = House::new();
    bus(&mut house);
    let claims: Vec<_> = ["Ane", "Peio"]
        .map(|party| ask(&house, &house.owner, party, Places::seats(1)))
        .into();
    for claim in &claims {
        decide(&house, &house.owner, claim, Some(true));
        house.sync_owner();
    }
    let one = Said {
        seats: Some(1),
        ..Said::default()
    };
    house.owner.device.set_capacity(house.space, None, one).unwrap();
    assert_eq!(
        standing(&house, &house.owner, &claims[0]),
        held(false, false, false)
    );
    assert_eq!(
        standing(&house, &house.owner, &claims[1]),
        held(true, false, false)
    );
    house
        .owner
        .device
        .withdraw_claim(house.space, &claims[0])
        .unwrap();
    assert_eq!(standing(&house, &house.owner, &claims[0]), Standing::Withdrawn);
    assert_eq!(
        standing(&house, &house.owner, &claims[1]),
        held(false, false, false)
    );
}

#[test]
fn a_claim_needs_places_words_and_people_who_are_known() {
    let mut house = House::new();
    bus(&mut house);
    let ask = |new: NewClaim| house.owner.device.claim_places(house.space, None, &new);
    let party = || NewClaim {
        party: "Ane".into(),
        ..NewClaim::default()
    };
    assert!(matches!(ask(party()), Err(AppError::NoPlaces)));
    let unknown = NewClaim {
        people: vec!["Joseph".into()],
        ..party()
    };
    assert!(matches!(ask(unknown), Err(AppError::NoPerson { .. })));
    let wordless = NewClaim {
        demand: Places::seats(1),
        ..NewClaim::default()
    };
    assert!(matches!(ask(wordless), Err(AppError::Words)));
    assert!(matches!(
        house.owner.device.withdraw_claim(house.space, "abcdef"),
        Err(AppError::NoFact { .. })
    ));
}

#[test]
fn what_was_taken_back_is_neither_decided_nor_taken_back_again() {
    let mut house = House::new();
    bus(&mut house);
    let device = house.owner.device.clone();
    let claim = ask(&house, &house.owner, "Etxe Alaia", Places::seats(1));
    let nothing = device.undo_claim(house.space, &claim);
    assert!(matches!(nothing, Err(AppError::NothingToUndo)), "{nothing:?}");
    device.withdraw_claim(house.space, &claim).unwrap();
    let withdrawn = |said: Result<ObjectId, AppError>| match said {
        Err(AppError::Outing(OutingError::Withdrawn { party })) => assert_eq!(party, "Etxe Alaia"),
        other => panic!("{other:?}"),
    };
    withdrawn(device.withdraw_claim(house.space, &claim));
    withdrawn(device.decide_claim(house.space, &claim, Some(true), None));
    withdrawn(device.decide_claim(house.space, &claim, Some(false), None));
    assert!(device.undo_claim(house.space, &claim).unwrap().1);
    decide(&house, &house.owner, &claim, Some(true));
    assert!(!device.undo_claim(house.space, &claim).unwrap().1);
    let nothing = device.undo_claim(house.space, &claim);
    assert!(matches!(nothing, Err(AppError::NothingToUndo)), "{nothing:?}");
}

#[test]
fn nobody_is_asked_for_twice_and_two_devices_that_did_are_told() {
    let mut house = House::new();
    bus(&mut house);
    let fields = ["person=0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a", "name=Joseph"].map(ToOwned::to_owned);
    let profile = house
        .owner
        .device
        .new_document(house.space, Kind::Profile, &fields, LanguageTag::FR);
    profile.unwrap();
    house.sync_owner();
    let theirs = house.member(Role::Educator, OTHERS);
    let with_joseph = |phone: &Phone, party: &str| {
        let new = NewClaim {
            party: party.into(),
            people: vec!["Joseph".into()],
            ..NewClaim::default()
        };
        phone.device.claim_places(house.space, None, &new)
    };
    let first = with_joseph(&house.owner, "Etxe Alaia").unwrap().to_string();
    match with_joseph(&house.owner, "Bidea") {
        Err(AppError::Outing(OutingError::AskedTwice { name, party })) => {
            assert_eq!((name.as_str(), party.as_str()), ("Joseph", "Etxe Alaia"));
        }
        other => panic!("{other:?}"),
    }
    // Whoever was told no may ask again.
    decide(&house, &house.owner, &first, Some(false));
    let again = with_joseph(&house.owner, "Encore").unwrap();
    house
        .owner
        .device
        .withdraw_claim(house.space, &again.to_string())
        .unwrap();
    decide(&house, &house.owner, &first, None);
    with_joseph(&theirs, "Bidea").unwrap();
    house.sync(&theirs);
    house.sync_owner();
    let shown = house.owner.device.seats(house.space, None).unwrap();
    let names = house.owner.device.people().unwrap();
    let words = ekin_i18n::Catalog::new(ekin_i18n::Language::Fr);
    for (party, other) in [("Etxe Alaia", "Bidea"), ("Bidea", "Etxe Alaia")] {
        let claim = shown.claims.iter().find(|claim| claim.party == party).unwrap();
        let lines = crate::app::says::outing::claim(&shown, claim, &names);
        let told = |line: &ekin_i18n::Message| {
            let line = words.format(line);
            line.contains("Joseph") && line.contains(other)
        };
        assert!(lines.iter().any(told), "{party}: {lines:?}");
    }
}
