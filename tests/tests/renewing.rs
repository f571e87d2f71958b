//! A relay that lost its key (protocol 9), with real processes: an owner names the new one, whoever hears that believes it, and what
//! the relay lost with its machine comes back. Nobody believes a relay of itself.

#![expect(clippy::unwrap_used, reason = "a test")]

use std::collections::BTreeSet;
use std::path::Path;
use std::sync::Arc;

use ekin_core::app::device::Device;
use ekin_core::app::document::Kind as Document;
use ekin_core::app::exchange::Draft;
use ekin_core::app::ids::{Role, SpaceId};
use ekin_core::app::query::Ask;
use ekin_core::app::space::Kind;
use ekin_core::app::sync::{Lie, Notice};
use ekin_core::app::territory::NewTerritory;
use ekin_core::domain::language::LanguageTag;
use ekin_tests::scene::{HOUR_MS, Scene, invite, sync, try_sync};

/// A territory with a reader, and a house with an educator.
struct Town {
    scene: Scene,
    house: SpaceId,
    territory: SpaceId,
    owner: Arc<Device>,
    ane: Arc<Device>,
    reader: Arc<Device>,
}

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

fn publish(device: &Device, territory: SpaceId, title: &str) {
    let mut draft = Draft::default();
    draft.title.insert("fr".into(), title.into());
    device.publish(Some(territory), &draft).unwrap();
}

fn notes(device: &Device, space: SpaceId) -> BTreeSet<String> {
    let lines = device.documents(space, None, None, 99).unwrap();
    lines.into_iter().map(|line| line.title).collect()
}

fn listings(device: &Device) -> usize {
    let ask = Ask {
        limit: 99,
        ..Ask::default()
    };
    device
        .search(&ask, NewTerritory::DEFAULT_ZONE)
        .unwrap()
        .hits
        .len()
}

fn calls_it_another(heard: &[Notice]) -> bool {
    heard
        .iter()
        .any(|notice| matches!(notice, Notice::Lied { lie: Lie::Relay, .. }))
}

impl Town {
    fn new() -> Self {
        let scene = Scene::new(&["--pack-after-ms", "50"]);
        let owner = scene.device("owner");
        let territory = scene.territory(&owner);
        let house = scene.space(&owner, Kind::Home, "Etxea");
        sync(&owner);
        let ane = scene.member(&owner, house, "ane", Role::Educator);
        let reader = scene.device("reader");
        reader.join(&territory.link).unwrap();
        let town = Self {
            scene,
            house,
            territory: territory.space,
            owner,
            ane,
            reader,
        };
        publish(&town.owner, town.territory, "Avant");
        note(&town.ane, town.house, "Avant");
        town.all_sync();
        town
    }

    fn all_sync(&self) {
        for device in [&self.owner, &self.ane, &self.reader, &self.owner, &self.ane] {
            sync(device);
        }
    }

    /// The relay goes on without its key: with this backup in the place of its database, or with what it had.
    fn lose_key(&mut self, backup: Option<&Path>) {
        self.scene.relay.kill().unwrap();
        let key = self.scene.relay.data().join("relay.key");
        std::fs::remove_file(&key).unwrap();
        if let Some(backup) = backup {
            self.scene
                .operate(&["restore", backup.to_str().unwrap(), "--new-key"]);
        }
        // The key is made once.
        self.scene.relay.start_again_with(&["--new-key"]).unwrap();
        self.scene.relay.start_again().unwrap();
        self.scene.cable.lead_to(self.scene.relay.address());
    }

    /// The owner names the key that the operator shows.
    fn name_key(&self) {
        let keys = self.scene.operate(&["public-keys"]).parse().unwrap();
        let url = self.scene.cable.url();
        let renewed = self.owner.renew_relay(&url, &url, keys).unwrap();
        assert!(
            renewed.len() == 2 && renewed.iter().all(|space| space.said),
            "{renewed:?}"
        );
        let others = self.ane.renew_relay(&url, &url, keys).unwrap();
        assert!(
            !others.is_empty() && others.iter().all(|space| !space.said),
            "{others:?}"
        );
    }
}

#[test]
fn a_relay_with_a_new_key_is_believed_once_an_owner_has_named_it() {
    let mut town = Town::new();
    // Another house at that relay, whose owner will not hear of it.
    let other = town.scene.device("other");
    let second = town.scene.space(&other, Kind::Outing, "Mendira");
    sync(&other);
    let link = invite(&other, second, Role::Volunteer, HOUR_MS);
    sync(&other);
    town.ane.accept_invitation(&link).unwrap();
    sync(&town.ane);
    town.lose_key(None);
    note(&town.ane, town.house, "Pendant");
    for device in [&town.owner, &town.ane] {
        let heard = try_sync(device);
        assert!(calls_it_another(&heard), "{heard:?}");
    }
    assert_eq!(notes(&town.owner, town.house).len(), 1);

    town.name_key();
    publish(&town.owner, town.territory, "Après");
    for device in [&town.owner, &town.reader] {
        let heard = sync(device);
        assert!(!calls_it_another(&heard), "{heard:?}");
    }
    // Where one of a relay's spaces is in doubt, the others go on.
    assert!(calls_it_another(&sync(&town.ane)));
    sync(&town.owner);
    for device in [&town.owner, &town.ane] {
        assert_eq!(
            notes(device, town.house),
            ["Avant", "Pendant"].map(String::from).into()
        );
    }
    assert_eq!((listings(&town.owner), listings(&town.reader)), (2, 2));
    let url = town.scene.cable.url();
    let keys = town.scene.operate(&["public-keys"]).parse().unwrap();
    let left = town.ane.renew_relay(&url, &url, keys).unwrap();
    assert!(left.len() == 1 && left[0].space == second, "{left:?}");
    assert!(town.scene.operate(&["check"]).ends_with("ok\n"));
}

#[test]
fn what_a_relay_lost_with_its_key_comes_back_to_the_new_one() {
    let mut town = Town::new();
    let backup = town.scene.backup();
    publish(&town.owner, town.territory, "Perdue");
    note(&town.ane, town.house, "Perdu");
    town.all_sync();
    assert_eq!(listings(&town.reader), 2);
    town.lose_key(Some(&backup));
    town.name_key();
    sync(&town.owner);
    // While it recovers, a relay takes no new membership record, and this one is.
    town.scene.operate(&["heal", "--finish"]);
    sync(&town.owner);
    for device in [&town.ane, &town.reader, &town.owner] {
        let heard = sync(device);
        assert!(
            !heard.iter().any(|notice| matches!(notice, Notice::Lied { .. })),
            "{heard:?}"
        );
    }
    note(&town.ane, town.house, "Après");
    town.all_sync();
    for device in [&town.owner, &town.ane] {
        let all = ["Avant", "Perdu", "Après"].map(String::from).into();
        assert_eq!(notes(device, town.house), all);
        assert_eq!(device.kept_for_relay(town.house).unwrap().lost, 0);
    }
    assert_eq!((listings(&town.owner), listings(&town.reader)), (2, 2));
    assert!(town.scene.operate(&["check"]).ends_with("ok\n"));
    for verified in town.reader.verify(None, true).unwrap() {
        assert!(verified.differences.is_empty(), "{:?}", verified.differences);
    }
}
