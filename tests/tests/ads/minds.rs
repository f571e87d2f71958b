//! Whoever changes their mind: *not today* after a *yes* gives the places back, once, and a person may undo it; two people of
//! a house who pass on one answer apart send it once.

use std::sync::Arc;

use ekin_core::app::answer::NewAnswer;
use ekin_core::app::answer::house::{Became, Passing};
use ekin_core::app::device::Device;
use ekin_core::app::document::Kind;
use ekin_core::app::ids::{Role, SpaceId};
use ekin_core::app::outing::seats::ClaimShown;
use ekin_core::app::space::Kind as Sort;
use ekin_core::domain::language::LanguageTag;
use ekin_core::domain::response::Says;
use ekin_core::domain::seats::{Places, Standing};

use crate::answers::{join, published, says};
use crate::territory::{Territory, sync};

const PERSON: &str = "0a0b0c0d0e0f0a0b0c0d0e0f0a0b0c0d";

/// An outing of the owner's, whose plan names a listing that answers reach a staff by.
fn outing(territory: &Territory) -> (SpaceId, SpaceId, String) {
    let owner = &territory.owner;
    let [staff, outing] =
        [Sort::Staff, Sort::Outing].map(|kind| territory.scene.space(owner, kind, "Etxe Alaia"));
    for _ in 0..3 {
        sync(owner);
    }
    let listing = published(territory, staff);
    let plan = [
        "title.fr=Musée".to_owned(),
        "start=2026-12-05T14:00".to_owned(),
        "seats=10".to_owned(),
        format!("listing={listing}"),
    ];
    owner
        .new_document(outing, Kind::Outing, &plan, LanguageTag::FR)
        .unwrap();
    sync(owner);
    (staff, outing, listing)
}

fn yes(seats: u32, text: &str) -> NewAnswer<'_> {
    NewAnswer {
        by: Some("Maite"),
        places: Places::seats(seats),
        ..says(Says::Yes, Some(text))
    }
}

fn claims(on: &Device, outing: SpaceId) -> Vec<ClaimShown> {
    on.seats(outing, None).unwrap().claims
}

#[test]
fn not_today_gives_the_places_back_once_and_a_person_may_undo_it() {
    let territory = Territory::new(&[]);
    let owner = &territory.owner;
    let (_, outing, listing) = outing(&territory);
    let [citizen, other] = ["citizen", "other"].map(|name| territory.citizen(name));
    let send = |from: &Arc<Device>, answer: &NewAnswer<'_>| {
        from.answer(None, &listing, answer).unwrap();
        sync(from);
        sync(owner);
    };
    for (one, text) in [(&citizen, "bat"), (&other, "bi")] {
        sync(one);
        send(one, &yes(2, text));
    }
    assert_eq!(
        claims(owner, outing).len(),
        2,
        "who signs with the same name is not the same person"
    );
    let shown = |text: &str| {
        let mut all = claims(owner, outing).into_iter();
        all.find(|one| one.note.as_deref() == Some(text)).unwrap()
    };
    let claim = shown("bat").object.to_string();
    owner.decide_claim(outing, &claim, Some(true), None).unwrap();
    send(&citizen, &yes(1, "gutxiago"));
    assert_eq!(shown("bat").demand, Places::seats(1));
    send(&citizen, &yes(5, "gehiago"));
    assert_eq!(
        shown("bat").demand,
        Places::seats(1),
        "more than was accepted is for a person to decide"
    );
    send(&citizen, &says(Says::NotToday, None));
    assert_eq!(shown("bat").standing, Standing::Withdrawn);
    assert_eq!(
        shown("bi").standing,
        Standing::Likely,
        "nobody else's goes with it"
    );
    // They rang: it counts again, and no old letter takes it back.
    assert!(owner.undo_claim(outing, &claim[..8]).unwrap().1);
    for _ in 0..2 {
        sync(owner);
    }
    let standing = shown("bat").standing;
    assert!(matches!(standing, Standing::Held { .. }), "{standing:?}");
    assert!(
        !owner.undo_claim(outing, &claim).unwrap().1,
        "then the decision is undone"
    );
    send(&citizen, &yes(3, "berriz"));
    assert_eq!(claims(owner, outing).len(), 3, "a yes after a no asks anew");
}

#[test]
fn two_people_of_a_house_who_pass_on_one_answer_apart_send_it_once() {
    let territory = Territory::new(&[]);
    let owner = &territory.owner;
    let (staff, outing, listing) = outing(&territory);
    let ane = territory.citizen("ane");
    sync(&ane);
    let home = territory.scene.space(&ane, Sort::Home, "Etxe Alaia");
    sync(&ane);
    let profile = [format!("person={PERSON}"), "name=Maialen".to_owned()];
    ane.new_document(home, Kind::Profile, &profile, LanguageTag::FR)
        .unwrap();
    let mikel = territory.citizen("mikel");
    join(&ane, home, &mikel, Role::Educator);
    let id = ane
        .ask_house(home, None, &listing, "Maialen", &says(Says::Yes, None))
        .unwrap()
        .to_string();
    for device in [&ane, &mikel] {
        sync(device);
    }
    let pass = |on: &Device| {
        let passing = Passing {
            text: None,
            language: LanguageTag::FR,
            by: None,
            places: Places::seats(1),
            sure: false,
        };
        on.pass_answer(home, None, &id, &passing).unwrap();
    };
    territory.scene.cable.cut();
    pass(&ane);
    pass(&mikel);
    territory.scene.cable.mend();
    for device in [&mikel, &ane, &mikel, owner] {
        sync(device);
    }
    let sent = [&ane, &mikel].map(|on| on.letters().unwrap().len());
    assert_eq!(sent, [0, 1], "whose word came first in the house sends it");
    assert_eq!(owner.inbox(Some(staff)).unwrap().len(), 1);
    assert_eq!(claims(owner, outing).len(), 1);
    // She changes her mind, and the other educator passes that on: it is the same answer's.
    ane.ask_house(home, None, &listing, "Maialen", &says(Says::NotToday, None))
        .unwrap();
    pass(&ane);
    for device in [&ane, owner, &mikel] {
        sync(device);
    }
    assert_eq!(claims(owner, outing)[0].standing, Standing::Withdrawn);
    let became = mikel.asked(home).unwrap().remove(0).became;
    assert!(matches!(became, Became::Passed { .. }), "{became:?}");
}
