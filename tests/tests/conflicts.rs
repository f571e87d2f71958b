//! Conflicts in words, with a real relay: a listing that two moderators changed without a network is told on both phones with who
//! and when; one of them chooses, and everybody reads the same and knows who did. And a listing that somebody reports.

#![expect(clippy::unwrap_used, reason = "a test")]

use std::sync::Arc;

use ekin_core::app::conflict::{Conflict, ConflictOf, Says};
use ekin_core::app::device::Device;
use ekin_core::app::draft_file::read_drafts;
use ekin_core::app::ids::{ObjectId, Role};
use ekin_core::app::query::Ask;
use ekin_core::app::says;
use ekin_core::app::says::document::Reader;
use ekin_core::app::territory::{NewTerritory, Tz};
use ekin_core::domain::language::LanguageTag;
use ekin_core::domain::report::Wrong;
use ekin_i18n::{Catalog, Language};
use ekin_tests::scene::{Scene, sync};

struct Territory {
    scene: Scene,
    ane: Arc<Device>,
    mikel: Arc<Device>,
}

impl Territory {
    fn new() -> Self {
        let scene = Scene::new(&["--inbox-work-bits", "6"]);
        let (ane, mikel) = (scene.device("ane"), scene.device("mikel"));
        scene.territory(&ane);
        sync(&ane);
        let territory = Self { scene, ane, mikel };
        territory.join(&territory.mikel);
        let link = territory.mikel.device_link("mikel");
        territory
            .ane
            .add_publisher(None, &link, Role::Moderator, None)
            .unwrap();
        territory.meet();
        territory
    }

    fn join(&self, device: &Device) {
        device.join(&self.ane.territories().unwrap()[0].link).unwrap();
    }

    fn meet(&self) {
        for device in [&self.ane, &self.mikel, &self.ane, &self.mikel] {
            sync(device);
        }
    }

    fn listing(&self) -> ObjectId {
        let file = r#"{"type": "activity", "title": {"fr": "Match"}, "body": {"fr": "Au stade."}}"#;
        let drafts = read_drafts(file.as_bytes()).unwrap();
        let listing = self.ane.publish(None, &drafts[0]).unwrap();
        self.meet();
        listing
    }
}

fn sentence(conflict: &Conflict, language: Language) -> String {
    let nobody = |_| None;
    let reader = Reader {
        zone: NewTerritory::DEFAULT_ZONE,
        name: &nobody,
    };
    Catalog::new(language).format(&says::conflict::conflict(conflict, reader))
}

#[test]
fn a_listing_that_two_changed_is_told_and_a_choice_holds_for_everybody() {
    let territory = Territory::new();
    let listing = territory.listing();
    territory.scene.cable.cut();
    let id = listing.to_string();
    territory
        .ane
        .edit(None, &id, &[("title.fr", "Match à 15 h")])
        .unwrap();
    territory
        .mikel
        .edit(None, &id, &[("title.fr", "Match à 16 h")])
        .unwrap();
    territory.scene.cable.mend();
    territory.meet();
    let told: Vec<Vec<Conflict>> = [&territory.ane, &territory.mikel]
        .iter()
        .map(|device| device.conflicts(None, 9).unwrap())
        .collect();
    for conflicts in &told {
        assert_eq!((conflicts.len(), conflicts[0].of), (1, ConflictOf::Listing));
        assert_eq!((conflicts[0].object, conflicts[0].sides.len()), (listing, 2));
        for language in Language::ALL {
            let text = sentence(&conflicts[0], language);
            assert!(text.contains("15 h") && text.contains("16 h"), "{text}");
        }
    }
    let side = |wanted: &str| {
        let mut sides = told[1][0].sides.iter();
        let said = sides.find(|side| match &side.says {
            Says::Listing { draft, .. } => draft.title["fr"].ends_with(wanted),
            other => panic!("{other:?}"),
        });
        said.unwrap().version.clone()
    };
    territory
        .mikel
        .keep_conflict(&id, None, &side("15 h")[..12])
        .unwrap();
    territory.meet();
    for device in [&territory.ane, &territory.mikel] {
        assert!(device.conflicts(None, 9).unwrap().is_empty());
        assert_eq!(
            device.show(&id, Tz::UTC).unwrap().draft.title["fr"],
            "Match à 15 h"
        );
        let settled = device.settled_conflicts(None, 9).unwrap();
        assert_eq!(
            (settled.len(), settled[0].by, settled[0].object),
            (1, Some(1), listing)
        );
    }
    assert!(territory.mikel.settled_conflicts(None, 9).unwrap()[0].me);
}

#[test]
fn a_listing_is_reported_without_a_network_and_hidden_on_one_phone_alone() {
    let territory = Territory::new();
    let listing = territory.listing();
    let citizen = territory.scene.device("citizen");
    territory.join(&citizen);
    sync(&citizen);
    let id = listing.to_string();
    territory.scene.cable.cut();
    let words = ("Le match a eu lieu hier", LanguageTag::FR);
    citizen.report_listing(None, &id, Wrong::Over, words).unwrap();
    citizen.hide_listing(None, &id, true).unwrap();
    let seen = |device: &Device| {
        let ask = Ask {
            limit: 9,
            ..Ask::default()
        };
        device.search(&ask, Tz::UTC).unwrap().hits.len()
    };
    assert_eq!((seen(&citizen), seen(&territory.ane)), (0, 1));
    citizen.hide_listing(None, &id, false).unwrap();
    assert_eq!(seen(&citizen), 1);
    territory.scene.cable.mend();
    sync(&citizen);
    territory.meet();
    let space = territory.ane.territories().unwrap()[0].space;
    for moderator in [&territory.ane, &territory.mikel] {
        let reports = moderator.reports_on(space, &listing).unwrap();
        assert_eq!((reports.len(), reports[0].reason), (1, Wrong::Over));
        let message = &moderator.inbox(None).unwrap()[0];
        let about = message.reported.as_ref().unwrap();
        assert_eq!(
            (about.listing, about.reason),
            (listing, Wrong::Over),
            "the inbox says of which listing"
        );
        assert!(about.titles.iter().next().is_some(), "and what it is called");
        assert_eq!(
            reports[0].text.iter().next().unwrap().text,
            "Le match a eu lieu hier"
        );
    }
    assert!(citizen.reports_on(space, &listing).unwrap().is_empty());
    // Looked at and put aside, it waits for nobody any more.
    let message = territory.ane.reports_on(space, &listing).unwrap()[0]
        .message
        .to_string();
    territory.ane.close_message(None, &message, None, None).unwrap();
    assert!(territory.ane.reports_on(space, &listing).unwrap().is_empty());
}
