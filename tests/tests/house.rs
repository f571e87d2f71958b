//! A house and a real relay: educators and a tablet edit one plan, with the network cut in between; one device is lost
//! and reads no more.

#![expect(clippy::unwrap_used, clippy::panic, reason = "a test")]

use std::sync::Arc;

use ekin_core::app::device::Device;
use ekin_core::app::document::Kind;
use ekin_core::app::ids::{Code, Role, SpaceId};
use ekin_core::app::space::{Kind as Sort, NewPrivateSpace};
use ekin_core::app::sync::Notice;
use ekin_core::domain::kind::Plain;
use ekin_core::domain::language::LanguageTag;
use ekin_tests::scene::{HOUR_MS, Scene, device, invite, sync};

struct House {
    scene: Scene,
    space: SpaceId,
    owner: Arc<Device>,
}

fn fields(given: &[&str]) -> Vec<String> {
    given.iter().map(|field| (*field).to_owned()).collect()
}

impl House {
    fn new() -> Self {
        let scene = Scene::new(&[]);
        let owner = scene.device("owner");
        let space = scene.space(&owner, Sort::Home, "Etxea");
        Self { scene, space, owner }
    }

    fn invitation(&self, role: Role) -> String {
        let link = invite(&self.owner, self.space, role, HOUR_MS);
        sync(&self.owner);
        link
    }

    /// A device that joined, was approved where that is due, and has the present key.
    fn member(&self, name: &str, role: Role) -> Arc<Device> {
        self.scene.member(&self.owner, self.space, name, role)
    }

    fn note(&self, title: &str) -> String {
        let new = fields(&[&format!("title={title}")]);
        self.owner
            .new_document(self.space, Kind::Note, &new, LanguageTag::FR)
            .unwrap()
            .to_string()
    }

    fn edit(&self, by: &Device, id: &str, field: &str) {
        by.edit_document(self.space, id, &fields(&[field]), LanguageTag::FR)
            .unwrap();
    }

    fn title(&self, on: &Device, id: &str) -> String {
        match on
            .show_document(self.space, id)
            .unwrap()
            .contents
            .values()
            .get("title")
        {
            Some(Plain::Str(title)) => title.clone(),
            other => panic!("{other:?}"),
        }
    }

    fn rivals(&self, on: &Device, id: &str) -> usize {
        on.show_document(self.space, id).unwrap().rivals.len()
    }
}

#[test]
fn a_house_edits_one_plan_offline_and_a_lost_tablet_reads_no_more() {
    let house = House::new();
    let id = house.note("Sortie au musée");
    sync(&house.owner);
    let educator = house.member("educator", Role::Educator);
    let tablet = house.member("tablet", Role::Resident);
    for device in [&educator, &tablet] {
        assert_eq!(house.title(device, &id), "Sortie au musée");
    }

    // Without a network: two change one field, the third another.
    house.scene.cable.cut();
    house.edit(&house.owner, &id, "title=Musée basque");
    house.edit(&educator, &id, "title=Musée de Bayonne");
    house.edit(&tablet, &id, "text=Prévoir de l’eau");
    let offline = sync(&educator);
    assert!(
        offline.iter().any(|n| matches!(n, Notice::Unreachable { .. })),
        "{offline:?}"
    );
    house.scene.cable.mend();
    for device in [&house.owner, &educator, &tablet, &house.owner, &educator] {
        sync(device);
    }
    let everybody = [&house.owner, &educator, &tablet];
    let title = house.title(&house.owner, &id);
    for device in everybody {
        assert_eq!(house.title(device, &id), title, "all show the same");
        assert_eq!(house.rivals(device, &id), 1, "two people edited the title");
        let lines = device.documents(house.space, None, None, 9).unwrap();
        assert!(lines[0].conflict && !lines[0].pending);
    }
    house.edit(&educator, &id, "title=Musée de Bayonne");
    for device in [&educator, &house.owner, &tablet] {
        sync(device);
    }
    for device in everybody {
        assert_eq!(house.title(device, &id), "Musée de Bayonne");
        assert_eq!(house.rivals(device, &id), 0, "settled by whoever set it again");
    }

    // The tablet is lost. What it writes afterwards is refused and said; what others write it cannot read.
    house.owner.remove_member(house.space, 2).unwrap();
    sync(&house.owner);
    house.edit(&house.owner, &id, "title=Après");
    sync(&house.owner);
    house.edit(&tablet, &id, "title=perdu");
    let told = sync(&tablet);
    assert!(
        told.iter().any(|n| matches!(
            n,
            Notice::Refused {
                code: Code::Removed,
                ..
            }
        )),
        "{told:?}"
    );
    sync(&educator);
    assert_eq!(house.title(&educator, &id), "Après");
    assert_eq!(
        house.title(&tablet, &id),
        "Musée de Bayonne",
        "neither read nor kept"
    );
    let lost = tablet.private_spaces().unwrap();
    assert_eq!((lost[0].role, lost[0].out.refused), (None, 1));
    let refused = tablet.refused_documents(house.space).unwrap();
    assert_eq!((refused.len(), refused[0].code), (1, Code::Removed));
    assert_eq!(
        refused[0].contents.values().get("title"),
        Some(&Plain::Str("perdu".into())),
        "kept, to be handed over"
    );
    assert!(
        tablet.leave_space(house.space, false).is_err(),
        "leaving would lose it"
    );
}

#[test]
fn an_invitation_lets_one_device_in() {
    let house = House::new();
    sync(&house.owner);
    let link = house.invitation(Role::Reader);
    let (first, second) = (
        device(&house.scene.home("first")),
        device(&house.scene.home("second")),
    );
    for device in [&first, &second] {
        device.accept_invitation(&link).unwrap();
        sync(device);
    }
    assert_eq!(first.private_spaces().unwrap()[0].role, Some(Role::Reader));
    let refused = &second.private_spaces().unwrap()[0];
    assert_eq!((refused.role, refused.joining.is_some()), (None, true));
    sync(&house.owner);
    assert_eq!(house.owner.members(house.space).unwrap().0.len(), 2);
    assert!(
        first
            .new_document(house.space, Kind::Note, &fields(&["title=non"]), LanguageTag::FR)
            .is_err(),
        "a reader writes nothing"
    );
}

#[test]
fn a_copied_home_loses_no_edit_and_both_go_on() {
    let house = House::new();
    let id = house.note("Sortie");
    sync(&house.owner);
    let link = house.invitation(Role::Volunteer);
    let home = house.scene.home("volunteer");
    let original = device(&home);
    original.accept_invitation(&link).unwrap();
    for device in [&original, &house.owner, &original] {
        sync(device);
    }
    assert_eq!(house.title(&original, &id), "Sortie");
    drop(original);
    let copied = house.scene.home("copy");
    std::fs::create_dir(&copied).unwrap();
    for file in std::fs::read_dir(&home).unwrap() {
        let file = file.unwrap().path();
        std::fs::copy(&file, copied.join(file.file_name().unwrap())).unwrap();
    }
    let (original, copy) = (device(&home), device(&copied));
    house.edit(&original, &id, "title=du premier");
    house.edit(&copy, &id, "text=du second");
    house.edit(&copy, &id, "title=du second");
    for device in [&original, &copy, &original, &copy, &house.owner, &original] {
        sync(device);
    }
    for device in [&house.owner, &original, &copy] {
        let shown = device.show_document(house.space, &id).unwrap();
        let text = shown.contents.values().get("text").cloned();
        assert_eq!(house.title(device, &id), "du premier");
        assert_eq!(text, Some(Plain::Text("du second".into())));
    }
    // What did not come in is shown where it was written, until somebody writes there.
    let kept = || copy.show_document(house.space, &id).unwrap().kept;
    assert_eq!(kept(), [("title".to_owned(), Plain::Str("du second".into()))]);
    house.edit(&copy, &id, "title=de nous deux");
    assert_eq!(kept(), []);
}

#[test]
fn a_space_of_one_s_own_asks_no_relay_and_waits_for_none() {
    let folder = tempfile::tempdir().unwrap();
    let alone = device(folder.path());
    let space = alone
        .create_space(&NewPrivateSpace {
            kind: Sort::Personal,
            name: "Nire oharrak".into(),
            relays: vec!["http://127.0.0.1:9".into()],
            creation_code: None,
        })
        .unwrap()
        .space;
    let new = fields(&["title=Mi anuncio"]);
    alone
        .new_document(space, Kind::Draft, &new, LanguageTag::FR)
        .unwrap();
    assert_eq!(sync(&alone), [Notice::Settled]);
    let spaces = alone.private_spaces().unwrap();
    assert_eq!(spaces[0].out, Default::default());
    assert_eq!(alone.documents(space, None, None, 9).unwrap().len(), 1);
}
