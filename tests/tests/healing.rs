//! A relay is killed and set back to a backup while people go on (protocol 10): whatever it had received is in its log
//! again once the devices that are left have come back, in whatever order, and they agree.

#![expect(clippy::unwrap_used, reason = "a test")]

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use chrono_tz::Tz;
use ekin_core::app::device::Device;
use ekin_core::app::document::Kind as Document;
use ekin_core::app::ids::{Role, SpaceId};
use ekin_core::app::space::Kind;
use ekin_core::app::sync::Notice;
use ekin_core::app::territory::NewTerritory;
use ekin_core::domain::language::LanguageTag;
use ekin_exchange::draft::Draft;
use ekin_protocol::head::EntryKind;
use ekin_sync_server::operator;
use ekin_sync_server::storage::Storage;
use ekin_tests::scene::{HOUR_MS, Scene, invite, sync};
use rand_chacha::ChaCha20Rng;
use rand_core::{Rng, SeedableRng};

/// Ids of the envelopes and records of a log, and how many of it were admitted again.
struct Log {
    envelopes: BTreeSet<[u8; 32]>,
    records: BTreeSet<[u8; 32]>,
    again: usize,
}

struct House {
    scene: Scene,
    space: SpaceId,
    people: Vec<Arc<Device>>,
}

impl House {
    /// A space for an outing with an owner and so many others, all of whom know of each other.
    fn new(others: usize) -> Self {
        let scene = Scene::new(&["--pack-after-ms", "50"]);
        let owner = scene.device("0");
        let space = scene.space(&owner, Kind::Outing, "Mendira");
        sync(&owner);
        let mut house = Self {
            scene,
            space,
            people: vec![owner],
        };
        (1..=others).for_each(|_| house.let_in());
        house.all_sync();
        house
    }

    /// One more device joins.
    fn let_in(&mut self) {
        let link = invite(&self.people[0], self.space, Role::Volunteer, HOUR_MS);
        sync(&self.people[0]);
        let device = self.scene.device(&self.people.len().to_string());
        device.accept_invitation(&link).unwrap();
        sync(&device);
        sync(&self.people[0]);
        sync(&device);
        self.people.push(device);
    }

    fn all_sync(&self) {
        self.people.iter().for_each(|device| drop(sync(device)));
    }

    fn note(&self, by: usize, title: &str) -> String {
        let fields = [format!("title={title}")];
        let id = self.people[by].new_document(self.space, Document::Note, &fields, LanguageTag::FR);
        id.unwrap().to_string()
    }

    fn edit(&self, by: usize, id: &str, field: &str) {
        self.people[by]
            .edit_document(self.space, id, &[field.to_owned()], LanguageTag::FR)
            .unwrap();
    }

    fn titles(&self, on: usize) -> BTreeSet<String> {
        let lines = self.people[on].documents(self.space, None, None, 500).unwrap();
        lines.into_iter().map(|line| line.title).collect()
    }

    fn operate(&self, arguments: &[&str]) -> String {
        self.scene.operate(arguments)
    }

    fn log(&self) -> Log {
        log(&self.scene, self.space)
    }

    fn backup(&self) -> PathBuf {
        self.scene.backup()
    }

    fn set_back(&mut self, backup: &Path) {
        self.scene.set_back(backup);
    }
}

fn log(scene: &Scene, space: SpaceId) -> Log {
    let storage = operator::database(scene.relay.data()).unwrap();
    let mut log = Log {
        envelopes: BTreeSet::new(),
        records: BTreeSet::new(),
        again: 0,
    };
    let mut after = 0;
    loop {
        let entries = storage.read(&space, after, 1 << 20, 256).unwrap();
        let Some(last) = entries.last() else { return log };
        after = last.seq;
        for entry in &entries {
            let id = entry.id(&space).unwrap();
            match entry.kind {
                EntryKind::Envelope | EntryKind::HealedEnvelope => log.envelopes.insert(id),
                EntryKind::Membership | EntryKind::HealedMembership => log.records.insert(id),
                EntryKind::Notice => continue,
            };
            let again = [EntryKind::HealedEnvelope, EntryKind::HealedMembership];
            log.again += usize::from(again.contains(&entry.kind));
        }
    }
}

fn shuffled(rng: &mut ChaCha20Rng, mut all: Vec<usize>) -> Vec<usize> {
    for n in (1..all.len()).rev() {
        all.swap(n, (rng.next_u64() % (n as u64 + 1)) as usize);
    }
    all
}

/// Backup, people go on, the relay is set back; they come back as the seed says, one never.
fn story(seed: u64) {
    let mut rng = ChaCha20Rng::seed_from_u64(seed);
    let mut house = House::new(4);
    let before = house.note(0, "Avant la sauvegarde");
    house.all_sync();
    let file = house.backup();
    // Device 4 sleeps from here on; the others write, and read each other.
    for round in 0..3 {
        for by in shuffled(&mut rng, vec![0, 1, 2, 3]) {
            house.note(by, &format!("Note {round} de {by}"));
            house.edit(by, &before, &format!("title=Titre {round} de {by}"));
            sync(&house.people[by]);
        }
    }
    // Somebody joins, and writes; somebody writes, and is removed.
    house.let_in();
    house.note(5, "De qui est venu après");
    house.note(3, "De qui est parti");
    [5, 3, 0].iter().for_each(|by| drop(sync(&house.people[*by])));
    house.people[0].remove_member(house.space, 3).unwrap();
    for by in [0, 1, 2, 0] {
        sync(&house.people[by]);
    }
    let received = house.log();
    assert_eq!(received.again, 0);
    let titles = house.titles(0);

    house.set_back(&file);
    assert!(house.log().envelopes.len() < received.envelopes.len());
    // New writes on the log as the backup has it, before anything is healed.
    house.note(4, "Pendant la panne");
    sync(&house.people[4]);
    // Device 2 never comes back, device 3 was removed.
    for by in shuffled(&mut rng, vec![0, 1, 5]) {
        let heard = sync(&house.people[by]);
        let lied = |notice: &Notice| matches!(notice, Notice::Lied { .. });
        assert!(!heard.iter().any(lied), "seed {seed}, device {by}: {heard:?}");
    }
    for by in [0, 1, 4, 5] {
        sync(&house.people[by]);
    }
    let now = house.log();
    assert!(
        received.records.is_subset(&now.records),
        "seed {seed}: a record is lost"
    );
    let lost: Vec<_> = received.envelopes.difference(&now.envelopes).collect();
    assert!(lost.is_empty(), "seed {seed}: {} envelopes are lost", lost.len());
    assert!(now.again > 12, "seed {seed}: {}", now.again);
    assert!(house.operate(&["check"]).ends_with("ok\n"));
    let mut expected = titles;
    expected.insert("Pendant la panne".into());
    for on in [0, 1, 4, 5] {
        assert_eq!(house.titles(on), expected, "seed {seed}, device {on}");
        let kept = house.people[on].kept_for_relay(house.space).unwrap();
        assert_eq!(kept.lost, 0, "seed {seed}, device {on}");
    }
    // Membership waits until the operator says that everybody was here.
    house.people[0].remove_member(house.space, 1).unwrap();
    sync(&house.people[0]);
    assert_eq!(house.log().records.len(), now.records.len());
    assert!(house.operate(&["heal"]).contains("came again so far"));
    assert!(
        house
            .operate(&["heal", "--finish"])
            .contains("takes membership records again")
    );
    sync(&house.people[0]);
    assert_eq!(house.log().records.len(), now.records.len() + 1);
}

#[test]
fn whatever_a_relay_had_received_is_in_its_log_again() {
    for seed in [1, 2, 3] {
        story(seed);
    }
}

#[test]
fn a_relay_set_back_twice_is_healed_of_both() {
    let mut house = House::new(2);
    house.note(0, "un");
    house.all_sync();
    let first = house.backup();
    house.note(1, "deux");
    house.all_sync();
    house.set_back(&first);
    // Device 1 alone came back when it happened again.
    sync(&house.people[1]);
    house.note(1, "trois");
    sync(&house.people[1]);
    let second = house.log();
    house.set_back(&first);
    house.note(2, "quatre");
    for by in [2, 0, 1, 2, 0] {
        sync(&house.people[by]);
    }
    let now = house.log();
    assert!(second.envelopes.is_subset(&now.envelopes));
    let all = ["un", "deux", "trois", "quatre"].map(String::from).into();
    for on in 0..3 {
        assert_eq!(house.titles(on), all, "device {on}");
    }
}

#[test]
fn a_database_set_back_unnoticed_is_told_by_a_head_that_the_relay_signed() {
    let mut house = House::new(1);
    house.note(0, "un");
    house.all_sync();
    let file = house.backup();
    house.note(1, "deux");
    house.all_sync();
    let received = house.log();
    // The whole machine is set back: the boot file too, which would have told.
    house.scene.relay.kill().unwrap();
    let data = house.scene.relay.data().to_owned();
    for part in ["relay.db-wal", "relay.db-shm", "boot"] {
        let _ = std::fs::remove_file(data.join(part));
    }
    std::fs::copy(&file, data.join("relay.db")).unwrap();
    house.scene.relay.start_again().unwrap();
    house.scene.cable.lead_to(house.scene.relay.address());
    for by in [0, 1, 0] {
        sync(&house.people[by]);
    }
    let now = house.log();
    assert!(received.envelopes.is_subset(&now.envelopes));
    assert_eq!(house.titles(0), house.titles(1));
}

#[test]
fn a_territory_is_healed_by_whoever_publishes_there() {
    let mut scene = Scene::new(&["--pack-after-ms", "50"]);
    let (owner, other, reader) = (
        scene.device("owner"),
        scene.device("other"),
        scene.device("reader"),
    );
    let new = NewTerritory {
        name: "Euskal Herria".into(),
        language: LanguageTag::FR,
        relays: vec![scene.cable.url()],
        zone: Tz::Europe__Paris,
        creation_code: None,
    };
    let territory = owner.create_territory(&new).unwrap();
    sync(&owner);
    other.join(&territory.link).unwrap();
    reader.join(&territory.link).unwrap();
    sync(&other);
    sync(&reader);
    let file = scene.backup();
    // The other becomes a publisher, publishes, and is gone for ever.
    owner
        .add_publisher(None, &other.device_link("Ane"), Role::Moderator, None)
        .unwrap();
    sync(&owner);
    sync(&other);
    let mut draft = Draft::default();
    draft.title.insert("fr".into(), "Perdue et retrouvée".into());
    other.publish(None, &draft).unwrap();
    sync(&other);
    sync(&owner);
    sync(&reader);
    let received = log(&scene, territory.space);
    scene.set_back(&file);
    for device in [&reader, &owner, &reader] {
        let heard = sync(device);
        assert!(
            !heard.iter().any(|n| matches!(n, Notice::Lied { .. })),
            "{heard:?}"
        );
    }
    let now = log(&scene, territory.space);
    assert!(received.records.is_subset(&now.records));
    assert!(received.envelopes.is_subset(&now.envelopes));
    for device in [&owner, &reader] {
        for verified in device.verify(None, true).unwrap() {
            assert!(verified.differences.is_empty(), "{:?}", verified.differences);
        }
    }
    assert!(scene.operate(&["check"]).ends_with("ok\n"));
}

#[test]
fn what_a_backup_holds_is_kept_no_longer_than_the_next_one() {
    let house = House::new(1);
    let kept = |on: usize| house.people[on].kept_for_relay(house.space).unwrap().entries;
    house.note(0, "avant");
    house.all_sync();
    let all = kept(1);
    assert_eq!(
        all as usize,
        house.log().envelopes.len() + house.log().records.len()
    );
    for round in 0..3 {
        house.backup();
        house.note(0, &format!("note {round}"));
        house.all_sync();
    }
    // It was told of three backups: what the second holds is kept no longer, what came after it is.
    assert_eq!(kept(1), 2);
    assert!(all > 2);
}
