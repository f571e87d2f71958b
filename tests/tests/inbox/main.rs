//! A citizen with no account, two moderators and a real relay: an ad is written offline, sent sealed, published or refused,
//! and the citizen's phone learns which.

#![expect(clippy::unwrap_used, clippy::panic, reason = "a test")]

mod house;
mod territory;

use ekin_core::app::error::AppError;
use ekin_core::app::ids::Code;
use ekin_core::app::inbox::letter::LetterState;
use ekin_core::app::inbox::{Contents, Handled, InboxError, OutcomeKind};
use ekin_core::domain::refusal::Reason;
use territory::{Territory, WORDS, device, only, speaks, state, sync};

#[test]
fn an_ad_written_offline_is_published_and_its_author_learns_it() {
    let territory = Territory::new(&[]);
    let moderator = territory.moderator("moderator");
    let citizen = territory.citizen("citizen");
    territory.scene.cable.cut();
    territory.offer(&citizen, "Trajet vers Donostia");
    assert_eq!(state(&citizen), LetterState::Here);
    sync(&citizen);
    assert_eq!(state(&citizen), LetterState::Here);
    drop(citizen);
    let citizen = device(&territory.home("citizen"));
    territory.scene.cable.mend();
    let heard = sync(&citizen);
    assert_eq!(state(&citizen), LetterState::Received, "{heard:?}");

    sync(&moderator);
    let id = only(&moderator);
    let object = moderator.publish_message(None, &id).unwrap();
    sync(&moderator);
    let shown = moderator.inbox_message(None, &id).unwrap();
    assert!(
        matches!(
            shown.handled,
            Handled::Published {
                here: true,
                logged: true,
                ..
            }
        ),
        "{shown:?}"
    );
    assert_eq!(shown.reply, Some(LetterState::Received));

    sync(&citizen);
    let letters = citizen.letters().unwrap();
    let outcome = &letters[0].outcomes[0];
    assert_eq!(
        (outcome.kind, outcome.listing),
        (OutcomeKind::Published, Some(object))
    );
    let listing = citizen
        .show(&object.to_string(), ekin_core::app::territory::Tz::UTC)
        .unwrap();
    assert_eq!(listing.draft.title["fr"], "Trajet vers Donostia");
}

#[test]
fn a_refusal_is_read_in_the_language_of_whoever_wrote() {
    let territory = Territory::new(&[]);
    for (name, language, words) in [
        ("es", "es", "No se ha publicado: falta una fecha"),
        (
            "eu",
            "eu",
            "Ez da argitaratu: data, lekua edo erantzuteko modua falta da",
        ),
    ] {
        let phone = speaks(&territory, name, language);
        phone.say(&["join", &territory.link()]).unwrap();
        let ad = territory.home(&format!("{name}.json"));
        std::fs::write(&ad, r#"{"type": "loan", "title": {"eu": "Bizikleta"}}"#).unwrap();
        phone.say(&["offer", ad.to_str().unwrap()]).unwrap();
        phone.say(&["sync"]).unwrap();
        sync(&territory.owner);
        let waiting = territory.owner.inbox(None).unwrap();
        let id = waiting[0].id.to_string();
        territory
            .owner
            .refuse_message(None, &id, Reason::Incomplete, Some("Quel jour ?"))
            .unwrap();
        sync(&territory.owner);
        let said = phone.say(&["sync"]).unwrap();
        let line = said
            .replace('\n', " ")
            .split_whitespace()
            .collect::<Vec<_>>()
            .join(" ");
        assert!(line.contains(words) && line.contains("Quel jour ?"), "{line}");
        let listed = phone.json(&["offer", "list"]).unwrap();
        assert_eq!(listed[0]["outcomes"][0]["reason"], "incomplete", "{listed}");
    }
}

#[test]
fn what_is_not_sent_can_be_taken_back_and_what_is_sent_cannot() {
    let territory = Territory::new(&[]);
    let citizen = territory.citizen("citizen");
    let (first, second) = (
        territory.offer(&citizen, "Premier"),
        territory.offer(&citizen, "Second"),
    );
    citizen.withdraw_letter(first).unwrap();
    sync(&citizen);
    assert_eq!(citizen.letters().unwrap().len(), 1);
    assert!(matches!(
        citizen.withdraw_letter(second),
        Err(AppError::Inbox(InboxError::Sent))
    ));
    sync(&territory.owner);
    only(&territory.owner);
}

#[test]
fn two_moderators_who_publish_offline_make_one_listing() {
    let territory = Territory::new(&[]);
    let moderator = territory.moderator("moderator");
    let citizen = territory.citizen("citizen");
    territory.offer(&citizen, "Covoiturage");
    for device in [&citizen, &moderator, &territory.owner] {
        sync(device);
    }
    let id = only(&moderator);
    let objects = [&moderator, &territory.owner].map(|by| by.publish_message(None, &id).unwrap());
    assert_eq!(objects[0], objects[1]);
    for device in [&moderator, &territory.owner, &moderator, &citizen] {
        sync(device);
    }
    for device in [&moderator, &territory.owner, &citizen] {
        let shown = device
            .show(&objects[0].to_string(), ekin_core::app::territory::Tz::UTC)
            .unwrap();
        assert!(shown.versions.len() < 2, "the same words twice are no conflict");
        assert!(shown.out.is_none());
    }
    assert!(
        moderator
            .inbox_message(None, &id)
            .unwrap()
            .others
            .iter()
            .all(|other| { other.kind == OutcomeKind::Published })
    );
    let newcomer = territory.moderator("newcomer");
    assert!(newcomer.inbox(None).unwrap().is_empty(), "it was taken away");
}

#[test]
fn whoever_is_later_learns_what_the_other_decided() {
    let territory = Territory::new(&[]);
    let moderator = territory.moderator("moderator");
    let citizen = territory.citizen("citizen");
    let meet = |title: &str| {
        territory.offer(&citizen, title);
        for device in [&citizen, &moderator, &territory.owner] {
            sync(device);
        }
        moderator.inbox(None).unwrap()[0].id.to_string()
    };
    // The publication is there first: the refusal is left all the same, so that everybody reads the same.
    let id = meet("Atelier vélo");
    territory.owner.publish_message(None, &id).unwrap();
    moderator
        .refuse_message(None, &id, Reason::Unclear, None)
        .unwrap();
    for device in [&territory.owner, &moderator, &citizen] {
        sync(device);
    }
    let seen = moderator.inbox_message(None, &id).unwrap();
    assert!(
        matches!(seen.handled, Handled::Published { here: false, .. }),
        "{seen:?}"
    );
    assert_eq!(seen.reply, Some(LetterState::Received), "and it was heard");
    let kinds = |at: usize| -> Vec<_> {
        let letters = citizen.letters().unwrap();
        letters[at].outcomes.iter().map(|one| one.kind).collect()
    };
    assert_eq!(kinds(0), [OutcomeKind::Published, OutcomeKind::Refused]);

    // The refusal is there first: both are shown, to the author and to whoever published.
    let id = meet("Chorale");
    moderator
        .refuse_message(None, &id, Reason::Unclear, None)
        .unwrap();
    territory.owner.publish_message(None, &id).unwrap();
    for device in [
        &moderator,
        &territory.owner,
        &territory.owner,
        &moderator,
        &citizen,
    ] {
        sync(device);
    }
    assert_eq!(kinds(1), [OutcomeKind::Published, OutcomeKind::Refused]);
    let seen = territory.owner.inbox_message(None, &id).unwrap();
    assert_eq!(seen.others[0].reason, Some(Reason::Unclear));
    let seen = moderator.inbox_message(None, &id).unwrap();
    assert!(
        matches!(seen.handled, Handled::Published { here: false, .. }),
        "{seen:?}"
    );
}

#[test]
fn a_line_cut_anywhere_leaves_one_message() {
    let territory = Territory::new(&[]);
    let citizen = territory.citizen("citizen");
    sync(&citizen);
    territory.offer(&citizen, "Un seul");
    let (mut cut, mut states) = (0, std::collections::BTreeSet::new());
    while state(&citizen) != LetterState::Received {
        assert!(cut < 4000, "it never gets through");
        territory.scene.cable.cut_after(cut);
        sync(&citizen);
        states.insert(format!("{:?}", state(&citizen)));
        territory.scene.cable.mend();
        cut += 40;
    }
    assert!(states.contains("Here") && states.contains("Sent"), "{states:?}");
    sync(&territory.owner);
    only(&territory.owner);
}

#[test]
fn with_the_open_lane_full_the_reserved_lane_delivers() {
    // Room for two messages in each lane.
    let territory = Territory::new(&["--inbox-lane-bytes", "8192"]);
    let link = territory.link();
    let code = territory.owner.territory_code(None).unwrap().unwrap();
    assert!(code.in_force);
    let neighbour = territory.citizen("neighbour");
    // Whoever never saw the poster.
    let flood = device(&territory.home("flood"));
    let bare = territory.without_code(&link);
    flood.join(&bare).unwrap();
    sync(&flood);
    assert_eq!(flood.territory_code(None).unwrap(), None);
    for n in 0..4 {
        territory.offer(&flood, &format!("Bruit {n}"));
    }
    sync(&flood);
    let states: Vec<_> = flood
        .letters()
        .unwrap()
        .iter()
        .map(|letter| (letter.state, letter.later))
        .collect();
    let later = (LetterState::Here, Some(Code::Quota));
    assert_eq!(states[..2], [(LetterState::Received, None); 2]);
    assert_eq!(states[2..], [later; 2], "kept, and tried again later");
    territory.offer(&neighbour, "Avec le code");
    sync(&neighbour);
    assert_eq!(state(&neighbour), LetterState::Received);
    sync(&territory.owner);
    let lanes: Vec<_> = territory
        .owner
        .inbox(None)
        .unwrap()
        .iter()
        .map(|message| message.reserved)
        .collect();
    assert_eq!(lanes.iter().filter(|reserved| **reserved).count(), 1, "{lanes:?}");

    // A new code: the old poster leads to the open lane.
    let fresh = territory.owner.renew_territory_code(None).unwrap();
    assert!(!territory.owner.territory_code(None).unwrap().unwrap().in_force);
    sync(&territory.owner);
    sync(&territory.owner);
    assert!(territory.owner.territory_code(None).unwrap().unwrap().in_force);
    territory.offer(&neighbour, "Vieux code");
    sync(&neighbour);
    assert_eq!(neighbour.letters().unwrap()[1].later, Some(Code::Quota));
    neighbour
        .enter_territory_code(None, &fresh.to_lowercase())
        .unwrap();
    neighbour.try_now().unwrap();
    sync(&neighbour);
    assert_eq!(neighbour.letters().unwrap()[1].state, LetterState::Received);
    // Whoever moderates can print the new one.
    let moderator = territory.moderator("moderator");
    assert_eq!(moderator.territory_code(None).unwrap().unwrap().code, fresh);
}

#[test]
fn a_moderator_who_goes_has_no_part_in_what_comes_and_the_others_open_what_came() {
    let territory = Territory::new(&[]);
    let moderator = territory.moderator("moderator");
    let citizen = territory.citizen("citizen");
    territory.offer(&citizen, "Avant");
    sync(&citizen);
    territory.owner.remove_publisher(None, 1).unwrap();
    // The removal, then the new key that follows from it.
    for device in [&territory.owner, &territory.owner, &territory.owner, &citizen] {
        sync(device);
    }
    territory.offer(&citizen, "Après");
    for device in [&citizen, &territory.owner, &moderator] {
        sync(device);
    }
    let opened = territory.owner.inbox(None).unwrap();
    assert_eq!(opened.len(), 2);
    assert!(
        opened.iter().all(|one| matches!(one.contents, Contents::Ad(_))),
        "the old secret is kept: {opened:?}"
    );
    assert!(
        moderator.inbox(None).unwrap().is_empty(),
        "{:?}",
        moderator.inbox(None)
    );
    // Somebody new opens what is sealed to the present key, keeps the rest and says so.
    let newcomer = territory.moderator("newcomer");
    sync(&newcomer);
    let seen = newcomer.inbox(None).unwrap();
    let sealed = seen.iter().filter(|one| one.contents == Contents::Sealed);
    assert_eq!((seen.len(), sealed.count()), (2, 1), "{seen:?}");
}

#[test]
fn the_relay_s_files_hold_no_word_of_an_ad() {
    let territory = Territory::new(&[]);
    let citizen = territory.citizen("citizen");
    territory.offer(&citizen, "Mahatsorri");
    sync(&citizen);
    sync(&territory.owner);
    let id = only(&territory.owner);
    territory
        .owner
        .refuse_message(None, &id, Reason::Words, Some("Mugurdiak"))
        .unwrap();
    sync(&territory.owner);
    sync(&citizen);
    assert_eq!(citizen.letters().unwrap()[0].outcomes.len(), 1);
    let mut files = 0;
    for file in std::fs::read_dir(territory.scene.relay.data()).unwrap() {
        let path = file.unwrap().path();
        if path.is_file() {
            let bytes = std::fs::read(&path).unwrap();
            for word in ["Mahatsorri", WORDS, "Mugurdiak"] {
                let found = bytes.windows(word.len()).any(|window| window == word.as_bytes());
                assert!(!found, "{} holds {word}", path.display());
            }
            files += 1;
        }
    }
    assert!(files >= 2, "{files}");
}
