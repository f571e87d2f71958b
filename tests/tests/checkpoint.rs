//! A house whose history ends (protocol 8), with a real relay: staff sums it up, another person's device looks and says so, the
//! relay lets the log go, whoever comes later begins from the pack, and who wrote offline meanwhile loses nothing.

#![expect(clippy::unwrap_used, clippy::panic, reason = "a test")]

use std::sync::Arc;

use ekin_core::app::device::Device;
use ekin_core::app::document::Kind;
use ekin_core::app::ids::{Role, SpaceId};
use ekin_core::app::space::Kind as Sort;
use ekin_core::domain::kind::Plain;
use ekin_core::domain::language::LanguageTag;
use ekin_harness::DeviceProcess;
use ekin_sync_server::operator;
use ekin_sync_server::storage::Storage;
use ekin_tests::scene::{HOUR_MS, Scene, invite, sync};

struct House {
    scene: Scene,
    space: SpaceId,
    owner: Arc<Device>,
}

impl House {
    fn new() -> Self {
        let scene = Scene::new(&[]);
        let owner = scene.device("owner");
        let space = scene.space(&owner, Sort::Home, "Etxea");
        sync(&owner);
        Self { scene, space, owner }
    }

    fn member(&self, name: &str, role: Role) -> Arc<Device> {
        self.scene.member(&self.owner, self.space, name, role)
    }

    fn note(&self, title: &str) -> String {
        let new = [format!("title={title}")];
        let made = self
            .owner
            .new_document(self.space, Kind::Note, &new, LanguageTag::FR);
        made.unwrap().to_string()
    }

    /// Place up to which the relay let the log go.
    fn cut(&self) -> u64 {
        let storage = operator::database(self.scene.relay.data()).unwrap();
        storage.snapshot(&self.space).unwrap().unwrap().cut
    }

    fn add(&self, by: &Device, id: &str, word: &str) {
        let more = format!("text={}{word};", self.text(by, id));
        self.edit(by, id, &more);
    }

    fn text(&self, on: &Device, id: &str) -> String {
        match self.value(on, id, "text") {
            Plain::Text(text) | Plain::Str(text) => text,
            _ => String::new(),
        }
    }

    /// Everybody shows these words of a note, each once.
    fn all_show(&self, people: &[&Arc<Device>], id: &str, words: &[&str]) {
        let mut expected: Vec<&str> = words.to_vec();
        expected.sort_unstable();
        for (n, device) in people.iter().enumerate() {
            let text = self.text(device, id);
            let mut shown: Vec<&str> = text.split_terminator(';').collect();
            shown.sort_unstable();
            assert_eq!(shown, expected, "device {n}");
        }
    }

    fn edit(&self, by: &Device, id: &str, field: &str) {
        by.edit_document(self.space, id, &[field.to_owned()], LanguageTag::FR)
            .unwrap();
    }

    fn value(&self, on: &Device, id: &str, key: &str) -> Plain {
        let shown = on.show_document(self.space, id).unwrap();
        shown.contents.values().get(key).cloned().unwrap_or(Plain::Null)
    }

    fn title(&self, on: &Device, id: &str) -> String {
        match self.value(on, id, "title") {
            Plain::Str(title) => title,
            other => panic!("{other:?}"),
        }
    }
}

#[test]
fn a_history_ends_and_a_new_device_begins_from_the_pack() {
    let house = House::new();
    let educator = house.member("educator", Role::Educator);
    let id = house.note("Goûter");
    for n in 0..8 {
        house.edit(&house.owner, &id, &format!("text=Ligne {n}"));
    }
    sync(&house.owner);
    sync(&educator);
    let before = house.owner.history_of(house.space).unwrap();
    assert_eq!(before.upto, None);

    house.owner.end_history(house.space, true).unwrap();
    sync(&house.owner);
    let made = house.owner.history_of(house.space).unwrap();
    assert!(made.own && made.upto.is_some(), "{made:?}");
    assert_eq!((made.same, made.attested, made.disputed), (Some(true), 0, 0));

    // Another person's device looks at the pack, and says that it is right.
    sync(&educator);
    sync(&educator);
    sync(&house.owner);
    let looked = house.owner.history_of(house.space).unwrap();
    assert_eq!((looked.attested, looked.disputed), (1, 0), "{looked:?}");
    assert_eq!(
        educator.document_history(house.space, &id).unwrap().len(),
        1,
        "one first change"
    );

    // The log up to there is gone, and a device that comes now has everything all the same.
    let late = house.member("late", Role::Educator);
    assert_eq!(house.title(&late, &id), "Goûter");
    assert_eq!(
        house.value(&late, &id, "text"),
        house.value(&house.owner, &id, "text")
    );
    let begun = late.history_of(house.space).unwrap();
    assert_eq!((begun.upto, begun.begins), (made.upto, false));

    // Whoever comes now is told what came: it is not one by one, and it is not nothing.
    let link = invite(&house.owner, house.space, Role::Volunteer, HOUR_MS);
    sync(&house.owner);
    let phone = DeviceProcess::new(&house.scene.programs.device, &house.scene.home("phone"), "fr");
    phone.say(&["space", "join", &link]).unwrap();
    phone.say(&["sync"]).unwrap();
    sync(&house.owner);
    let came = phone.json(&["sync"]).unwrap()["came"].clone();
    assert_eq!(came, 1, "the note");
    let again = phone.json(&["sync"]).unwrap()["came"].clone();
    assert_eq!(again, 0, "once");

    // And goes on with the others.
    house.edit(&late, &id, "title=Goûter du mardi");
    sync(&late);
    sync(&educator);
    assert_eq!(house.title(&educator, &id), "Goûter du mardi");
}

#[test]
fn who_was_away_while_the_history_ended_loses_nothing() {
    let house = House::new();
    let educator = house.member("educator", Role::Educator);
    let id = house.note("Cahier");
    house.edit(&house.owner, &id, "text=un;");
    sync(&house.owner);
    let tablet = house.member("tablet", Role::Resident);
    let behind = house.member("behind", Role::Volunteer);
    // Without a network: one writes what is signed before the history ends, another is away for longer than the log goes.
    house.edit(&tablet, &id, "text=un;tablette;");
    house.edit(&behind, &id, "title=Cahier neuf");
    house.edit(&house.owner, &id, "text=zéro;un;");
    sync(&house.owner);
    house.owner.end_history(house.space, true).unwrap();
    for device in [&house.owner, &educator, &educator, &house.owner] {
        sync(device);
    }
    assert_eq!(house.owner.history_of(house.space).unwrap().attested, 1);

    for device in [&tablet, &behind, &tablet, &behind] {
        sync(device);
    }
    for device in [&house.owner, &educator, &tablet, &behind] {
        sync(device);
        let stands = device.history_of(house.space).unwrap();
        assert_eq!((stands.disputed, stands.begins), (0, false));
        match house.value(device, &id, "text") {
            Plain::Text(text) | Plain::Str(text) => {
                for word in ["zéro;", "un;", "tablette;"] {
                    assert_eq!(text.matches(word).count(), 1, "{text}");
                }
            }
            other => panic!("{other:?}"),
        }
    }
    let waiting = behind.private_spaces().unwrap().remove(0).out;
    assert_eq!(
        waiting.pending + waiting.sent + waiting.received + waiting.refused,
        0
    );
    // A second one is found alike by those who began from the first.
    house.edit(&behind, &id, "title=Cahier du mardi");
    sync(&behind);
    sync(&house.owner);
    house.owner.end_history(house.space, false).unwrap();
    for device in [&house.owner, &behind, &behind, &house.owner] {
        sync(device);
    }
    let stands = house.owner.history_of(house.space).unwrap();
    assert_eq!((stands.attested, stands.disputed), (1, 0), "{stands:?}");
    assert_eq!(behind.history_of(house.space).unwrap().same, Some(true));
}

#[test]
fn a_checkpoint_that_a_restored_relay_lost_costs_nobody_anything() {
    let mut house = House::new();
    let educator = house.member("educator", Role::Educator);
    let tablet = house.member("tablet", Role::Resident);
    let id = house.note("Cahier");
    house.add(&house.owner, &id, "avant");
    for device in [&house.owner, &educator, &tablet] {
        sync(device);
    }
    let file = house.scene.backup();
    // All this the relay is going to lose: what was written before the history ended, its end, what was written on top of it,
    // and somebody who came after.
    house.add(&educator, &id, "perdu");
    sync(&educator);
    sync(&house.owner);
    house.owner.end_history(house.space, true).unwrap();
    for device in [&house.owner, &educator, &educator, &house.owner] {
        sync(device);
    }
    assert_eq!(house.owner.history_of(house.space).unwrap().attested, 1);
    assert_eq!(house.cut(), 0, "no two backups hold it");
    house.add(&educator, &id, "dessus");
    let later = house.note("Plus tard");
    for device in [&educator, &house.owner] {
        sync(device);
    }
    let after = house.member("after", Role::Educator);
    house.add(&after, &id, "venue");
    for device in [&after, &house.owner, &educator] {
        sync(device);
    }
    house.scene.set_back(&file);
    // The tablet slept all the while. It writes on the log as the backup has it, before anybody brings anything back.
    house.add(&tablet, &id, "tablette");
    house.edit(&tablet, &id, "title=Cahier de la tablette");
    sync(&tablet);
    for device in [&educator, &house.owner, &after, &tablet, &educator, &house.owner] {
        sync(device);
    }
    let words = ["avant", "perdu", "dessus", "venue", "tablette"];
    house.all_show(&[&house.owner, &educator, &tablet], &id, &words);
    for device in [&house.owner, &educator, &tablet] {
        assert_eq!(house.title(device, &id), "Cahier de la tablette");
        assert_eq!(house.title(device, &later), "Plus tard");
        assert_eq!(device.kept_for_relay(house.space).unwrap().lost, 0);
    }
    // Once membership is taken again, the staff sums up what stands now, and who came after the lost one begins from that.
    house.scene.operate(&["heal", "--finish"]);
    for device in [
        &house.owner,
        &educator,
        &educator,
        &house.owner,
        &after,
        &after,
        &tablet,
    ] {
        sync(device);
    }
    let stands = house.owner.history_of(house.space).unwrap();
    assert_eq!((stands.attested, stands.disputed), (1, 0), "{stands:?}");
    let new = house.member("new", Role::Educator);
    let people = [&house.owner, &educator, &tablet, &after, &new];
    house.all_show(&people, &id, &words);
    house.add(&new, &id, "neuve");
    for device in people.iter().rev().chain(&people) {
        sync(device);
    }
    house.all_show(
        &people,
        &id,
        &["avant", "perdu", "dessus", "venue", "tablette", "neuve"],
    );
    assert!(house.scene.operate(&["check"]).ends_with("ok\n"));
}

#[test]
fn a_relay_that_let_the_log_go_is_set_back_to_the_backup_before_the_last() {
    let mut house = House::new();
    let educator = house.member("educator", Role::Educator);
    let id = house.note("Cahier");
    house.add(&house.owner, &id, "un");
    sync(&house.owner);
    sync(&educator);
    let behind = house.member("behind", Role::Volunteer);
    sync(&house.owner);
    // Away from here on, with something to say.
    house.add(&behind, &id, "absente");
    house.owner.end_history(house.space, true).unwrap();
    sync(&house.owner);
    let mut backups = Vec::new();
    for word in ["deux", "trois"] {
        house.add(&house.owner, &id, word);
        sync(&house.owner);
        backups.push(house.scene.backup());
        assert_eq!(house.cut(), 0, "nobody looked yet");
    }
    house.add(&house.owner, &id, "quatre");
    for device in [&house.owner, &educator, &educator, &house.owner] {
        sync(device);
    }
    let stands = house.owner.history_of(house.space).unwrap();
    assert_eq!(Some(house.cut()), stands.upto, "{stands:?}");
    house.scene.set_back(&backups[0]);
    for device in [&behind, &educator, &house.owner, &behind, &educator, &house.owner] {
        sync(device);
    }
    house.scene.operate(&["heal", "--finish"]);
    let new = house.member("new", Role::Educator);
    sync(&educator);
    sync(&behind);
    let people = [&house.owner, &educator, &behind, &new];
    house.all_show(&people, &id, &["un", "deux", "trois", "quatre", "absente"]);
    assert!(house.scene.operate(&["check"]).ends_with("ok\n"));
}
