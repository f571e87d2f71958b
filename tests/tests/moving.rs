//! A relay moves to another address, with two real ones: an owner says so in the membership, the operator takes the folder along,
//! and everybody goes on there. The old one is gone.

#![expect(clippy::unwrap_used, reason = "a test")]

use std::path::Path;

use ekin_core::app::document::Kind as Form;
use ekin_core::app::exchange::Draft;
use ekin_core::app::ids::Role;
use ekin_core::app::query::Ask;
use ekin_core::app::space::Kind;
use ekin_core::app::sync::Notice;
use ekin_core::app::territory::NewTerritory;
use ekin_core::domain::language::LanguageTag;
use ekin_harness::RelayProcess;
use ekin_tests::scene::{Scene, sync, try_sync};

fn copy(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).unwrap();
    for file in std::fs::read_dir(from).unwrap() {
        let file = file.unwrap();
        if file.path().is_file() {
            std::fs::copy(file.path(), to.join(file.file_name())).unwrap();
        }
    }
}

#[test]
fn a_territory_and_a_house_go_on_at_another_address() {
    let mut scene = Scene::new(&[]);
    let owner = scene.device("owner");
    let territory = scene.territory(&owner);
    let (territory, link) = (territory.space, territory.link);
    let house = scene.space(&owner, Kind::Home, "Etxea");
    sync(&owner);
    let ane = scene.member(&owner, house, "ane", Role::Educator);
    ane.join(&link).unwrap();
    let draft = |title: &str| {
        let mut draft = Draft::default();
        draft.title.insert("fr".into(), title.into());
        draft
    };
    owner.publish(Some(territory), &draft("Avant")).unwrap();
    let note = |title: &str| [format!("title={title}")];
    owner
        .new_document(house, Form::Note, &note("Avant"), LanguageTag::FR)
        .unwrap();
    for device in [&owner, &ane] {
        sync(device);
    }

    // Where nobody listens yet.
    let folder = scene.home("moved");
    let mut new = RelayProcess::start(&scene.programs.relay, &folder, &[]).unwrap();
    new.stop().unwrap();
    std::fs::remove_dir_all(&folder).unwrap();
    let moved = owner
        .move_relay(&scene.cable.url(), &format!("{}/", new.url()))
        .unwrap();
    assert!(
        moved.len() == 2 && moved.iter().all(|space| space.said),
        "{moved:?}"
    );
    let others = ane.move_relay(&scene.cable.url(), &new.url()).unwrap();
    assert!(
        others.len() == 2 && others.iter().all(|space| !space.said),
        "{others:?}"
    );
    for device in [&owner, &ane] {
        sync(device);
        assert_eq!(device.territories().unwrap()[0].relays, [new.url()]);
        assert_eq!(device.private_spaces().unwrap()[0].relays, [new.url()]);
    }
    // It is not there yet: what is written waits.
    ane.new_document(house, Form::Note, &note("En route"), LanguageTag::FR)
        .unwrap();
    let away = try_sync(&ane);
    assert!(
        away.iter()
            .any(|notice| matches!(notice, Notice::Unreachable { url, .. } if *url == new.url())),
        "{away:?}"
    );

    scene.relay.stop().unwrap();
    copy(scene.relay.data(), &folder);
    new.start_again().unwrap();
    owner.publish(Some(territory), &draft("Après")).unwrap();
    for device in [&ane, &owner, &ane] {
        sync(device);
    }
    for device in [&owner, &ane] {
        let notes = device.documents(house, None, None, 9).unwrap();
        assert_eq!(notes.len(), 2);
        let found = device
            .search(
                &Ask {
                    limit: 9,
                    ..Ask::default()
                },
                NewTerritory::DEFAULT_ZONE,
            )
            .unwrap();
        assert_eq!(found.hits.len(), 2, "{found:?}");
    }
    // Whoever is invited now goes there at once, and nobody is told that the relay was restored.
    let late = scene.member(&owner, house, "late", Role::Volunteer);
    assert_eq!(late.documents(house, None, None, 9).unwrap().len(), 2);
}
