//! A resident's answer: it stays in the house until a professional passes it on under the house's name, and nothing of the
//! person leaves; the reply comes home.

use std::sync::Arc;

use ekin_core::app::answer::AnswerError;
use ekin_core::app::answer::house::{Asked, Became, Passing};
use ekin_core::app::device::Device;
use ekin_core::app::document::Kind;
use ekin_core::app::error::AppError;
use ekin_core::app::ids::{Role, SpaceId};
use ekin_core::app::inbox::Contents;
use ekin_core::app::space::Kind as Sort;
use ekin_core::domain::canned::Canned;
use ekin_core::domain::language::LanguageTag;
use ekin_core::domain::response::Says;
use ekin_core::domain::seats::Places;

use crate::answers::{join, published, says};
use crate::territory::{Territory, sync};

const PERSON: &str = "0a0b0c0d0e0f0a0b0c0d0e0f0a0b0c0d";
const NAME: &str = "Maialen Etcheverry";
const WORDS: &str = "J’ai peur du noir mais je veux y aller";

fn passing(text: Option<&str>) -> Passing<'_> {
    Passing {
        text,
        language: LanguageTag::FR,
        by: None,
        places: Places::seats(1),
        sure: false,
    }
}

fn asked(on: &Device, home: SpaceId) -> Asked {
    let mut all = on.asked(home).unwrap();
    assert_eq!(all.len(), 1, "{all:?}");
    all.remove(0)
}

#[test]
fn nothing_of_a_resident_leaves_the_house_and_the_reply_comes_home() {
    let territory = Territory::new(&[]);
    let staff = territory.scene.space(&territory.owner, Sort::Staff, "Musée");
    for _ in 0..3 {
        sync(&territory.owner);
    }
    let listing = published(&territory, staff);

    // Another house: an educator, and the tablet of somebody who lives there.
    let educator = territory.citizen("educator");
    let home = territory.scene.space(&educator, Sort::Home, "Etxe Alaia");
    sync(&educator);
    let profile = [format!("person={PERSON}"), format!("name={NAME}")];
    educator
        .new_document(home, Kind::Profile, &profile, LanguageTag::FR)
        .unwrap();
    let tablet = territory.citizen("tablet");
    join(&educator, home, &tablet, Role::Resident);

    let refused = tablet.answer(None, &listing, &says(Says::Maybe, None));
    assert!(
        matches!(refused, Err(AppError::Answer(AnswerError::ThroughHouse))),
        "{refused:?}"
    );
    territory.scene.cable.cut();
    let id = tablet
        .ask_house(home, None, &listing, NAME, &says(Says::Yes, Some(WORDS)))
        .unwrap()
        .to_string();
    assert!(
        tablet.letters().unwrap().is_empty(),
        "no letter leaves the tablet"
    );
    let own = tablet.pass_answer(home, None, &id, &passing(None));
    assert!(matches!(own, Err(AppError::NotAllowed)), "{own:?}");
    territory.scene.cable.mend();
    for device in [&tablet, &educator, &tablet, &educator] {
        sync(device);
    }
    let seen = asked(&educator, home);
    assert_eq!(
        (seen.says, seen.text.as_deref(), &seen.became),
        (Says::Yes, Some(WORDS), &Became::Waiting)
    );

    let named = educator.pass_answer(home, None, &id, &passing(Some("Maialen viendra")));
    assert!(
        matches!(named, Err(AppError::Answer(AnswerError::NamesPerson))),
        "{named:?}"
    );
    let care = educator.pass_answer(home, None, &id, &passing(Some("Une personne épileptique")));
    assert!(matches!(care, Err(AppError::Ad(_))), "{care:?}");
    educator
        .pass_answer(
            home,
            None,
            &id,
            &passing(Some("Une personne de la maison viendra.")),
        )
        .unwrap();
    let twice = educator.pass_answer(home, None, &id, &passing(None));
    assert!(
        matches!(twice, Err(AppError::Answer(AnswerError::Passed))),
        "{twice:?}"
    );
    for device in [&educator, &territory.owner] {
        sync(device);
    }
    let came = territory.owner.inbox(Some(staff)).unwrap().remove(0);
    let Contents::Answer(answer) = &came.contents else {
        panic!("{came:?}")
    };
    assert_eq!((answer.by.as_deref(), answer.house), (Some("Etxe Alaia"), true));
    let told = format!("{came:?}");
    for word in ["Maialen", "Etcheverry", "peur", PERSON] {
        assert!(!told.contains(word), "{told}");
    }
    organiser_holds_nothing(&territory);

    territory
        .owner
        .close_message(Some(staff), &came.id.to_string(), Some(Canned::Welcome), None)
        .unwrap();
    for device in [&territory.owner, &educator, &tablet] {
        sync(device);
    }
    for device in [&educator, &tablet] {
        match asked(device, home).became {
            Became::Passed { reply, .. } => assert_eq!(reply, Some(Canned::Welcome)),
            other => panic!("{other:?}"),
        }
    }
    changes_their_mind(&tablet, &educator, home, &listing);
}

/// No byte of the person is in what the organiser's device keeps.
fn organiser_holds_nothing(territory: &Territory) {
    let mut files = 0;
    for file in std::fs::read_dir(territory.home("owner")).unwrap() {
        let path = file.unwrap().path();
        if !path.is_file() {
            continue;
        }
        let bytes = std::fs::read(&path).unwrap();
        for word in ["Maialen", "Etcheverry", "peur du noir"] {
            let found = bytes.windows(word.len()).any(|window| window == word.as_bytes());
            assert!(!found, "{} holds {word}", path.display());
        }
        files += 1;
    }
    assert!(files > 1, "{files}");
}

/// Once the person says something else, it waits for a professional again, who may also keep it in the house.
fn changes_their_mind(tablet: &Arc<Device>, educator: &Arc<Device>, home: SpaceId, listing: &str) {
    tablet
        .ask_house(home, None, listing, NAME, &says(Says::NotToday, None))
        .unwrap();
    for device in [tablet, educator] {
        sync(device);
    }
    let seen = asked(educator, home);
    assert_eq!((seen.says, &seen.became), (Says::NotToday, &Became::Waiting));
    educator
        .keep_answer(home, &seen.object.to_string(), "On en parle demain")
        .unwrap();
    for device in [educator, tablet] {
        sync(device);
    }
    match asked(tablet, home).became {
        Became::Kept { because, .. } => assert_eq!(because.as_deref(), Some("On en parle demain")),
        other => panic!("{other:?}"),
    }
}
