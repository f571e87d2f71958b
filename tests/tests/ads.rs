//! Ads with a real relay, from draft to answer: written offline by somebody without an account, looked at by moderators who
//! decide apart, answered by citizens and by a house for who lives there, until claims and free places.

#![expect(clippy::unwrap_used, clippy::panic, reason = "a test")]

#[path = "ads/answers.rs"]
mod answers;
#[path = "ads/house.rs"]
mod house;
#[path = "ads/minds.rs"]
mod minds;
#[path = "ads/moderators.rs"]
mod moderators;
#[path = "inbox/territory.rs"]
#[allow(dead_code, reason = "what the tests of inboxes use besides")]
mod territory;

use ekin_core::app::ad::{AdError, AdState, Change, Hand, NewAd};
use ekin_core::app::device::Device;
use ekin_core::app::error::AppError;
use ekin_core::app::inbox::OutcomeKind;
use ekin_core::app::territory::Tz;
use ekin_core::domain::language::LanguageTag;
use ekin_core::domain::listing_type::ListingType;
use ekin_core::domain::refusal::Reason;
use territory::{Territory, device, sync};

/// A draft of this device's own.
fn draft(on: &Device, listing_type: ListingType, fields: &[&str]) -> String {
    let new = NewAd {
        space: None,
        own: "À moi",
        listing_type,
        fields: fields.iter().map(|field| (*field).to_owned()).collect(),
        language: LanguageTag::FR,
    };
    on.new_ad(&new).unwrap().1.to_string()
}

fn state(on: &Device, id: &str) -> AdState {
    on.ad(id).unwrap().state
}

const SURE: Hand = Hand {
    territory: None,
    sure: true,
    answers_to: None,
};

#[test]
fn a_draft_of_every_type_survives_a_restart_is_refused_in_words_written_again_and_published() {
    let territory = Territory::new(&[]);
    let citizen = territory.citizen("citizen");
    territory.scene.cable.cut();
    let ids: Vec<String> = ListingType::ALL
        .into_iter()
        .map(|one| {
            let title = format!("title.fr=Titre {}", one.as_str());
            let weekly = [
                title.as_str(),
                "timings.a.start=2027-01-06T14:00",
                "timings.a.rule=FREQ=WEEKLY;COUNT=9",
                "timings.a.except=2027-01-13T14:00",
            ];
            draft(&citizen, one, &weekly)
        })
        .collect();
    drop(citizen);
    let citizen = device(&territory.home("citizen"));
    assert_eq!(citizen.ads().unwrap().len(), ListingType::ALL.len());
    for id in &ids {
        assert_eq!(state(&citizen, id), AdState::Writing);
        citizen.submit_ad(id, Hand::default()).unwrap();
        let again = citizen.submit_ad(id, Hand::default());
        assert!(
            matches!(again, Err(AppError::Ad(AdError::Submitted))),
            "{again:?}"
        );
    }
    drop(citizen);
    let citizen = device(&territory.home("citizen"));
    territory.scene.cable.mend();
    for device in [&citizen, &territory.owner] {
        sync(device);
    }
    // The first is refused, all others published.
    let came = territory.owner.inbox(None).unwrap();
    assert_eq!(came.len(), ids.len());
    let first = citizen.ad(&ids[0]).unwrap().listing.title;
    for message in &came {
        let id = message.id.to_string();
        let ekin_core::app::inbox::Contents::Ad(ad) = &message.contents else {
            panic!("{message:?}")
        };
        match ad.title["fr"] == first.get(LanguageTag::FR).unwrap() {
            true => territory
                .owner
                .refuse_message(None, &id, Reason::Incomplete, Some("Où ?"))
                .unwrap(),
            false => drop(territory.owner.publish_message(None, &id).unwrap()),
        }
    }
    for device in [&territory.owner, &citizen, &citizen] {
        sync(device);
    }
    assert_eq!(state(&citizen, &ids[0]), AdState::Refused);
    let outcome = citizen.ad(&ids[0]).unwrap().letter.unwrap().outcomes.remove(0);
    assert_eq!(
        (outcome.kind, outcome.reason),
        (OutcomeKind::Refused, Some(Reason::Incomplete))
    );
    for (id, of) in ids.iter().zip(ListingType::ALL).skip(1) {
        let AdState::Published(Some(listing)) = state(&citizen, id) else {
            panic!("{:?}", state(&citizen, id))
        };
        let shown = citizen.show(&listing.to_string(), Tz::UTC).unwrap();
        assert_eq!(shown.listing_type, of);
        assert_eq!(
            shown.draft.timings[0].exdate,
            ["2027-01-13T14:00"],
            "with its exception"
        );
        assert!(
            shown
                .when
                .iter()
                .all(|when| !when.start.starts_with("2027-01-13"))
        );
    }
    // Written again, and taken this time.
    citizen
        .edit_ad(&ids[0], &["place=Maison pour tous".to_owned()], LanguageTag::FR)
        .unwrap();
    citizen.submit_ad(&ids[0], Hand::default()).unwrap();
    for device in [&citizen, &territory.owner] {
        sync(device);
    }
    let waiting = territory.owner.inbox(None).unwrap();
    let again = waiting
        .iter()
        .find(|one| one.handled == ekin_core::app::inbox::Handled::Waiting);
    territory
        .owner
        .publish_message(None, &again.unwrap().id.to_string())
        .unwrap();
    for device in [&territory.owner, &citizen] {
        sync(device);
    }
    assert!(matches!(state(&citizen, &ids[0]), AdState::Published(Some(_))));
}

#[test]
fn words_about_somebody_s_care_cost_one_confirmation_and_come_marked() {
    let territory = Territory::new(&[]);
    let citizen = territory.citizen("citizen");
    let id = draft(
        &citizen,
        ListingType::Need,
        &[
            "title.fr=Compagnie",
            "body.fr=Pour Marie, qui a la maladie d’Alzheimer.",
        ],
    );
    match citizen.submit_ad(&id, Hand::default()) {
        Err(AppError::Ad(AdError::NamesCare { words })) => assert_eq!(words, ["alzheimer"]),
        other => panic!("{other:?}"),
    }
    assert!(citizen.letters().unwrap().is_empty(), "nothing waits to be sent");
    assert_eq!(state(&citizen, &id), AdState::Writing);
    citizen.submit_ad(&id, SURE).unwrap();
    for device in [&citizen, &territory.owner] {
        sync(device);
    }
    let came = territory.owner.inbox(None).unwrap();
    assert_eq!(came[0].care, ["alzheimer"], "whatever its author's program said");
    // The same for what is written as a file, and for what a publisher of the house puts in directly.
    let harmless = draft(
        &territory.owner,
        ListingType::Offer,
        &["title.fr=Traitement de texte"],
    );
    territory.owner.publish_ad(&harmless, Hand::default()).unwrap();
    let other = draft(
        &territory.owner,
        ListingType::Offer,
        &["title.eu=Botiken laguntza"],
    );
    let refused = territory.owner.publish_ad(&other, Hand::default());
    assert!(
        matches!(refused, Err(AppError::Ad(AdError::NamesCare { .. }))),
        "{refused:?}"
    );
    territory.owner.publish_ad(&other, SURE).unwrap();
}

#[test]
fn two_of_a_team_who_publish_one_draft_make_one_listing_and_a_second_time_replaces_it() {
    let territory = Territory::new(&[]);
    let id = draft(&territory.owner, ListingType::Activity, &["title.fr=Chorale"]);
    let first = territory.owner.publish_ad(&id, Hand::default()).unwrap();
    territory
        .owner
        .edit_ad(&id, &["town=Urt".to_owned()], LanguageTag::FR)
        .unwrap();
    let second = territory.owner.publish_ad(&id, Hand::default()).unwrap();
    assert_eq!(first, second);
    let shown = territory.owner.show(&first.to_string(), Tz::UTC).unwrap();
    assert_eq!(
        (shown.versions.len(), shown.draft.place.unwrap().town),
        (0, "Urt".to_owned())
    );
    assert_eq!(state(&territory.owner, &id), AdState::Published(Some(first)));
}

#[test]
fn dates_that_are_over_are_marked_for_both_and_what_was_taken_out_is_not_told_as_published() {
    let territory = Territory::new(&[]);
    let citizen = territory.citizen("citizen");
    let over = draft(
        &citizen,
        ListingType::Activity,
        &["title.fr=Balade", "timings.a.start=2020-01-01T10:00"],
    );
    let comes = draft(
        &citizen,
        ListingType::Activity,
        &[
            "title.fr=Chorale",
            "timings.a.start=2020-01-01T10:00",
            "timings.a.rule=FREQ=WEEKLY",
        ],
    );
    assert!(citizen.ad(&over).unwrap().past);
    assert!(!citizen.ad(&comes).unwrap().past, "it comes again each week");
    assert!(citizen.ad(&over).unwrap().own, "no relay has it");
    for id in [&over, &comes] {
        citizen.submit_ad(id, Hand::default()).unwrap();
    }
    for device in [&citizen, &territory.owner] {
        sync(device);
    }
    let came = territory.owner.inbox(None).unwrap();
    let marked: Vec<bool> = came.iter().map(|message| message.past).collect();
    assert_eq!(marked.iter().filter(|past| **past).count(), 1, "{came:?}");
    let chorale = came.iter().find(|message| !message.past).unwrap().id.to_string();
    let listing = territory.owner.publish_message(None, &chorale).unwrap();
    for device in [&territory.owner, &citizen] {
        sync(device);
    }
    let outcome = || {
        citizen
            .ad(&comes)
            .unwrap()
            .letter
            .unwrap()
            .outcomes
            .remove(0)
            .kind
    };
    assert_eq!(outcome(), OutcomeKind::Published);
    territory
        .owner
        .change_ad(None, &listing.to_string(), &Change::Archived)
        .unwrap();
    for device in [&territory.owner, &citizen] {
        sync(device);
    }
    assert_eq!(state(&citizen, &comes), AdState::Withdrawn);
    assert_eq!(outcome(), OutcomeKind::Withdrawn, "it is not in the catalogue");
}

#[test]
fn what_became_of_a_draft_is_not_written_by_hand_and_a_day_left_out_needs_no_hour() {
    let territory = Territory::new(&[]);
    let owner = &territory.owner;
    let project = draft(
        owner,
        ListingType::Project,
        &["title.fr=Jardin", "organiser=Etxea"],
    );
    let listing = owner.publish_ad(&project, Hand::default()).unwrap().to_string();
    let adopt = |fields: &[&str]| {
        let new = NewAd {
            space: None,
            own: "À moi",
            listing_type: ListingType::Project,
            fields: fields.iter().map(|field| (*field).to_owned()).collect(),
            language: LanguageTag::FR,
        };
        owner.adopt_ad(None, &listing, new)
    };
    let (_, taken) = adopt(&[]).unwrap();
    let taken = taken.to_string();
    for field in ["draft_state=submitted", "adopted_from=", "origin=Moi", "listing="] {
        let kept = |said: Result<(), AppError>| {
            assert!(
                matches!(&said, Err(AppError::Ad(AdError::Kept { field: named })) if field.starts_with(named)),
                "{field}: {said:?}"
            );
        };
        kept(
            owner
                .edit_ad(&taken, &[field.to_owned()], LanguageTag::FR)
                .map(drop),
        );
        kept(adopt(&[field]).map(drop));
    }
    let from = owner.ad(&taken).unwrap().listing.adopted.unwrap();
    assert_eq!(&*from.name, "Etxea");

    let weekly = [
        "title.fr=Chorale",
        "timings.a.start=2027-01-05T10:00",
        "timings.a.rule=FREQ=WEEKLY;COUNT=4",
        "timings.a.except=2027-01-12, 2027-01-19T10:00",
    ];
    let weekly = draft(owner, ListingType::Activity, &weekly);
    let timings = owner.ad(&weekly).unwrap().draft().timings;
    assert_eq!(timings[0].exdate, ["2027-01-12T10:00", "2027-01-19T10:00"]);
}
