//! A phone leaves a space whose relay may still lose what it had received (protocol 10): its keys and everything that is written go
//! at once, what travelled stays sealed, and comes back to a relay that was restored.

#![expect(clippy::unwrap_used, reason = "a test")]

use std::collections::BTreeSet;
use std::path::Path;
use std::sync::Arc;

use ekin_core::app::device::Device;
use ekin_core::app::document::Kind as Document;
use ekin_core::app::ids::{Role, SpaceId};
use ekin_core::app::space::Kind;
use ekin_core::app::sync::Notice;
use ekin_core::domain::language::LanguageTag;
use ekin_tests::scene::{Scene, sync, try_sync};

fn note(device: &Device, space: SpaceId, title: &str) {
    device
        .new_document(
            space,
            Document::Note,
            &[format!("title={title}")],
            LanguageTag::FR,
        )
        .unwrap();
}

fn titles(device: &Device, space: SpaceId) -> BTreeSet<String> {
    let lines = device.documents(space, None, None, 99).unwrap();
    lines.into_iter().map(|line| line.title).collect()
}

/// Whether some file of a home holds these bytes.
fn holds(home: &Path, bytes: &[u8]) -> bool {
    std::fs::read_dir(home).unwrap().any(|file| {
        let path = file.unwrap().path();
        match path.is_dir() {
            true => holds(&path, bytes),
            false => std::fs::read(&path)
                .unwrap()
                .windows(bytes.len())
                .any(|part| part == bytes),
        }
    })
}

/// An owner and a volunteer, who wrote something that nobody else has read when the phone leaves.
struct Parting {
    scene: Scene,
    space: SpaceId,
    owner: Arc<Device>,
    ane: Arc<Device>,
}

impl Parting {
    fn new() -> Self {
        let scene = Scene::new(&[]);
        let owner = scene.device("owner");
        let space = scene.space(&owner, Kind::Outing, "Mendira");
        sync(&owner);
        let ane = scene.member(&owner, space, "ane", Role::Volunteer);
        Self {
            scene,
            space,
            owner,
            ane,
        }
    }
}

#[test]
fn what_a_phone_wrote_before_it_left_comes_back_to_a_relay_that_lost_it() {
    let mut house = Parting::new();
    let backup = house.scene.backup();
    note(&house.ane, house.space, "Zuhaitzaren azpian");
    sync(&house.ane);
    assert!(holds(&house.scene.home("ane"), "Zuhaitzaren azpian".as_bytes()));

    let kept = house.ane.leave_space(house.space, false).unwrap();
    assert!(kept.entries > 0 && kept.bytes > 0, "{kept:?}");
    assert!(house.ane.private_spaces().unwrap().is_empty());
    assert!(
        !holds(&house.scene.home("ane"), "Zuhaitzaren azpian".as_bytes()),
        "what was written is gone from every file"
    );

    // Nothing was lost yet: it says nothing, and takes nothing.
    for _ in 0..2 {
        let heard = sync(&house.ane);
        assert!(matches!(heard.as_slice(), [Notice::Settled]), "{heard:?}");
    }
    assert!(
        !holds(&house.scene.home("ane"), "Mendira".as_bytes()),
        "its name neither"
    );

    house.scene.set_back(&backup);
    note(&house.owner, house.space, "Gero");
    // The owner never read the note: without the phone that left it would be lost.
    let heard = sync(&house.ane);
    assert!(matches!(heard.as_slice(), [Notice::Settled]), "{heard:?}");
    sync(&house.owner);
    let all = ["Zuhaitzaren azpian", "Gero"].map(String::from).into();
    assert_eq!(titles(&house.owner, house.space), all);
    assert!(house.scene.operate(&["check"]).ends_with("ok\n"));
    assert!(house.ane.private_spaces().unwrap().is_empty());
    assert!(!holds(&house.scene.home("ane"), "Zuhaitzaren azpian".as_bytes()));

    // Once more, from the same backup: what was brought is kept until its time is over.
    house.scene.set_back(&backup);
    sync(&house.ane);
    sync(&house.owner);
    assert!(titles(&house.owner, house.space).contains("Zuhaitzaren azpian"));
}

#[test]
fn who_was_removed_brings_it_back_too_and_reads_no_more() {
    let mut house = Parting::new();
    let backup = house.scene.backup();
    note(&house.ane, house.space, "Agurra");
    sync(&house.ane);
    let (members, _) = house.owner.members(house.space).unwrap();
    let ord = members.last().unwrap().ord;
    house.owner.remove_member(house.space, ord).unwrap();
    for device in [&house.owner, &house.ane] {
        sync(device);
    }
    house.scene.set_back(&backup);
    // Whoever was removed comes first.
    sync(&house.ane);
    let healed = house.scene.operate(&["heal"]);
    assert!(
        !healed.contains(", 0 entries") && healed.contains("came again so far"),
        "{healed}"
    );
    for device in [&house.owner, &house.ane] {
        sync(device);
    }
    assert!(titles(&house.owner, house.space).contains("Agurra"));
    note(&house.owner, house.space, "Ondoren");
    sync(&house.owner);
    sync(&house.ane);
    let shown = house.ane.documents(house.space, None, None, 99);
    assert!(
        shown.is_err() || !titles(&house.ane, house.space).contains("Ondoren"),
        "what came after the removal"
    );
}

#[test]
fn a_relay_that_is_gone_is_no_news_to_whoever_left() {
    let mut house = Parting::new();
    note(&house.ane, house.space, "Agurra");
    sync(&house.ane);
    let kept = house.ane.leave_space(house.space, false).unwrap();
    assert!(kept.entries > 0);
    house.scene.relay.kill().unwrap();
    let heard = try_sync(&house.ane);
    assert!(matches!(heard.as_slice(), [Notice::Settled]), "{heard:?}");
}
