//! Answers: sealed to the inbox of who organises, with a claim for places that is written once, a chosen reply, and the number
//! of free places for everybody.

use std::sync::Arc;

use ekin_core::app::ad::Hand;
use ekin_core::app::answer::{AnswerError, NewAnswer};
use ekin_core::app::device::Device;
use ekin_core::app::document::Kind;
use ekin_core::app::error::AppError;
use ekin_core::app::ids::{Role, SpaceId};
use ekin_core::app::inbox::Contents;
use ekin_core::app::inbox::letter::LetterState;
use ekin_core::app::says;
use ekin_core::app::space::Kind as Sort;
use ekin_core::app::territory::Tz;
use ekin_core::domain::canned::Canned;
use ekin_core::domain::language::LanguageTag;
use ekin_core::domain::listing_type::ListingType;
use ekin_core::domain::response::Says;
use ekin_core::domain::seats::{Places, Standing};
use ekin_i18n::{Catalog, Language};
use ekin_tests::scene::{HOUR_MS, invite};

use crate::draft;
use crate::territory::{Territory, device, sync};

/// An answer that says nothing but this.
pub fn says(says: Says, text: Option<&str>) -> NewAnswer<'_> {
    NewAnswer {
        says,
        text,
        language: LanguageTag::FR,
        by: None,
        places: Places::default(),
        reply: true,
    }
}

/// Somebody joins a space of the owner's, and is approved.
pub fn join(owner: &Arc<Device>, space: SpaceId, new: &Arc<Device>, role: Role) {
    let link = invite(owner, space, role, HOUR_MS);
    sync(owner);
    new.accept_invitation(&link).unwrap();
    sync(new);
    sync(owner);
    let waits = owner.members(space).unwrap().0;
    if let Some(waits) = waits.iter().find(|member| member.wanted.is_some()) {
        owner.approve_member(space, waits.ord).unwrap();
    }
    for device in [owner, new, owner, new] {
        sync(device);
    }
}

/// A listing that names a staff's inbox; its id.
pub fn published(territory: &Territory, staff: SpaceId) -> String {
    let id = draft(&territory.owner, ListingType::Activity, &["title.fr=Musée"]);
    let hand = Hand {
        answers_to: Some(staff),
        ..Hand::default()
    };
    let listing = territory.owner.publish_ad(&id, hand).unwrap();
    sync(&territory.owner);
    listing.to_string()
}

#[test]
fn a_yes_for_places_is_one_claim_whoever_opens_it_and_free_places_are_told_to_everybody() {
    let territory = Territory::new(&[]);
    let owner = &territory.owner;
    let [staff, outing] =
        [Sort::Staff, Sort::Outing].map(|kind| territory.scene.space(owner, kind, "Etxe Alaia"));
    for _ in 0..3 {
        sync(owner);
    }
    let mikel = territory.scene.device("mikel");
    for space in [staff, outing] {
        join(owner, space, &mikel, Role::Educator);
    }
    let listing = published(&territory, staff);
    let plan = [
        "title.fr=Musée",
        "start=2026-12-05T14:00",
        "seats=10",
        "wheelchair=1",
        "desk=0",
        &format!("listing={listing}"),
    ];
    owner
        .new_document(
            outing,
            Kind::Outing,
            &plan.map(ToOwned::to_owned),
            LanguageTag::FR,
        )
        .unwrap();
    for device in [owner, &mikel] {
        sync(device);
    }

    // A citizen with no account and no network.
    let citizen = territory.citizen("citizen");
    sync(&citizen);
    territory.scene.cable.cut();
    let nameless = citizen.answer(None, &listing, &says(Says::Yes, None));
    assert!(
        matches!(nameless, Err(AppError::Answer(AnswerError::NoName))),
        "{nameless:?}"
    );
    let yes = NewAnswer {
        by: Some("Maite"),
        places: Places {
            seats: 2,
            wheelchair: 1,
            companions: 0,
        },
        ..says(Says::Yes, Some("Nous serons à l’heure."))
    };
    citizen.answer(None, &listing, &yes).unwrap();
    citizen.answer(None, &listing, &says(Says::Maybe, None)).unwrap();
    drop(citizen);
    let citizen = device(&territory.home("citizen"));
    territory.scene.cable.mend();
    sync(&citizen);
    let letters = citizen.letters().unwrap();
    assert!(
        letters.iter().all(|one| one.state == LetterState::Received),
        "{letters:?}"
    );

    // Both of the team fetch it, then each opens it with no network.
    for device in [owner, &mikel] {
        sync(device);
        let seats = device.seats(outing, None).unwrap();
        assert_eq!(seats.claims.len(), 1, "{seats:?}");
    }
    for device in [owner, &mikel, owner, &mikel] {
        sync(device);
    }
    for device in [owner, &mikel] {
        let seats = device.seats(outing, None).unwrap();
        assert_eq!(seats.claims.len(), 1, "{seats:?}");
        let claim = &seats.claims[0];
        assert_eq!((claim.party.as_str(), claim.demand), ("Maite", yes.places));
        assert_eq!(claim.note.as_deref(), yes.text);
        assert!(!claim.conflict, "equal words by two devices are no conflict");
        assert_eq!(claim.standing, Standing::Likely);
    }

    // Everybody reads how many are free; with the claim accepted, fewer: but not within a quarter of an hour.
    let left = |on: &Device| {
        let about = on.show(&listing, Tz::UTC).unwrap().draft.about.unwrap();
        about.seats_left.map(|left| (left.seats, left.wheelchair))
    };
    sync(&citizen);
    assert_eq!(left(&citizen), Some((10, 1)));
    let claim = owner.seats(outing, None).unwrap().claims[0].object.to_string();
    owner.decide_claim(outing, &claim, Some(true), None).unwrap();
    for device in [owner, &mikel, &citizen] {
        sync(device);
    }
    assert_eq!(
        left(&citizen),
        Some((10, 1)),
        "the listing is not written anew so soon"
    );

    // The reply carries a number, and each reads it in their own language.
    let came = owner.inbox(Some(staff)).unwrap();
    assert_eq!(came.len(), 2);
    let about = |ad: Option<&ekin_core::app::exchange::Draft>| ad.map(|ad| ad.title["fr"].clone());
    let both = came.iter().map(|one| about(one.about.as_ref()));
    let theirs = citizen.letters().unwrap();
    let both = both.chain(theirs.iter().map(|one| about(one.about.as_ref())));
    assert!(
        both.into_iter().all(|title| title.as_deref() == Some("Musée")),
        "which ad it answers"
    );
    let yes = came
        .iter()
        .find(|one| matches!(&one.contents, Contents::Answer(answer) if answer.says == Says::Yes));
    let id = yes.unwrap().id.to_string();
    owner
        .close_message(Some(staff), &id, Some(Canned::Later), None)
        .unwrap();
    sync(owner);
    owner
        .close_message(Some(staff), &id, Some(Canned::Welcome), Some("À 14 h."))
        .unwrap();
    for device in [owner, &citizen] {
        sync(device);
    }
    let outcomes = citizen.letters().unwrap().remove(0).outcomes;
    let canned: Vec<_> = outcomes.iter().map(|one| one.canned).collect();
    assert_eq!(canned, [Some(Canned::Later), Some(Canned::Welcome)]);
    for (language, words) in [
        (Language::Fr, "On vous attend"),
        (Language::Eu, "Zuen zain gaude"),
        (Language::Es, "Les esperamos"),
    ] {
        let text = Catalog::new(language).format(&says::outcome(&outcomes[1]));
        assert!(text.contains(words), "{text}");
    }
}

#[test]
fn a_listing_without_an_inbox_says_how_else_to_answer() {
    let territory = Territory::new(&[]);
    let id = draft(
        &territory.owner,
        ListingType::Loan,
        &["title.fr=Vélo", "answer_phone=05 59 00 00 00"],
    );
    let listing = territory
        .owner
        .publish_ad(&id, Hand::default())
        .unwrap()
        .to_string();
    match territory.owner.answer(None, &listing, &says(Says::Maybe, None)) {
        Err(AppError::Answer(AnswerError::NoInbox { ways })) => assert_eq!(ways, ["05 59 00 00 00"]),
        other => panic!("{other:?}"),
    }
}
