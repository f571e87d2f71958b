//! What a person may ask for, with a real relay between three phones of a house: law 12, that nothing of who was erased is left
//! anywhere and nothing comes back.

#![expect(clippy::unwrap_used, reason = "a test")]

use std::io::Cursor;
use std::sync::Arc;

use ekin_core::app::blob::NewBlob;
use ekin_core::app::device::Device;
use ekin_core::app::document::Kind;
use ekin_core::app::error::AppError;
use ekin_core::app::ids::{Role, SpaceId};
use ekin_core::app::space::Kind as Sort;
use ekin_core::domain::emergency::Reason;
use ekin_core::domain::language::LanguageTag;
use ekin_tests::scene::{HOUR_MS, Scene, invite, try_sync as sync};
use ekin_tests::traces::found;
use image::{ImageFormat, RgbImage};

const PERSON: &str = "abababababababababababababababab";
const NAME: &str = "Maialen Etxeberria";
/// What nobody may find any more.
const SECRETS: [&str; 4] = [
    "Maialen Etxeberria",
    "allergique aux arachides",
    "peur des ascenseurs",
    "dans le jardin bleu",
];

fn owned(fields: &[&str]) -> Vec<String> {
    fields.iter().map(|field| (*field).to_owned()).collect()
}

struct House {
    scene: Scene,
    space: SpaceId,
    ane: Arc<Device>,
    mikel: Arc<Device>,
    leire: Arc<Device>,
}

impl House {
    fn new() -> Self {
        let scene = Scene::new(&[]);
        let (ane, mikel, leire) = (scene.device("ane"), scene.device("mikel"), scene.device("leire"));
        let space = scene.space(&ane, Sort::Staff, "Lantaldea");
        let house = Self {
            scene,
            space,
            ane,
            mikel,
            leire,
        };
        house.join(&house.mikel, Role::Educator, 1);
        house.join(&house.leire, Role::Educator, 2);
        house
    }

    fn join(&self, joined: &Arc<Device>, role: Role, ord: u32) {
        let link = invite(&self.ane, self.space, role, HOUR_MS);
        sync(&self.ane);
        joined.accept_invitation(&link).unwrap();
        sync(joined);
        sync(&self.ane);
        self.ane.approve_member(self.space, ord).unwrap();
        for device in [&self.ane, &self.ane, joined] {
            sync(device);
        }
    }

    fn make(&self, by: &Device, kind: Kind, fields: &[&str]) -> String {
        let made = by.new_document(self.space, kind, &owned(fields), LanguageTag::FR);
        made.unwrap().to_string()
    }

    /// The first photo of a person is the one on their card.
    fn photo(&self, by: &Device, seed: u8) -> String {
        let image = RgbImage::from_fn(320, 240, |x, y| {
            image::Rgb([(x / 3) as u8 ^ seed, (y / 2) as u8, seed])
        });
        let mut jpeg = Cursor::new(Vec::new());
        image.write_to(&mut jpeg, ImageFormat::Jpeg).unwrap();
        let new = NewBlob {
            bytes: &jpeg.into_inner(),
            title: Some("Maialen Etxeberria dans le jardin bleu"),
            pin: false,
        };
        by.add_blob(self.space, &new).unwrap().object.to_string()
    }

    fn dossier(&self) -> String {
        let person = format!("person={PERSON}");
        let profile = self.make(
            &self.ane,
            Kind::Profile,
            &[
                &person,
                &format!("name={NAME}"),
                "allergies=allergique aux arachides",
            ],
        );
        self.make(
            &self.ane,
            Kind::Note,
            &[&format!("about={PERSON}"), "title=Elle a peur des ascenseurs"],
        );
        self.ane.open_card(self.space, NAME, Reason::Care).unwrap();
        profile
    }

    fn found(&self, name: &str) -> Vec<String> {
        found(&self.scene.home(name), &SECRETS)
    }

    fn count(&self, table: &str) -> i64 {
        let db = rusqlite::Connection::open(self.scene.relay.data().join("relay.db")).unwrap();
        db.query_row(&format!("SELECT count(*) FROM {table}"), [], |row| row.get(0))
            .unwrap()
    }
}

#[test]
fn nothing_is_left_of_who_was_erased_and_an_old_phone_brings_nothing_back() {
    let house = House::new();
    let profile = house.dossier();
    for device in [&house.ane, &house.mikel, &house.leire, &house.ane] {
        sync(device);
    }
    let other = house.make(&house.mikel, Kind::Note, &["title=Les courses"]);
    sync(&house.mikel);
    // Leire is where there is no network, and writes on.
    let edit = owned(&["treatment=allergique aux arachides, ordonnance de Maialen Etxeberria"]);
    house
        .leire
        .edit_document(house.space, &profile, &edit, LanguageTag::FR)
        .unwrap();
    house
        .leire
        .open_card(house.space, NAME, Reason::Emergency)
        .unwrap();
    let hers = house.make(&house.leire, Kind::Note, &["title=Le car part à 9 h"]);
    for name in ["ane", "mikel", "leire"] {
        assert!(!house.found(name).is_empty(), "the search finds what is there");
    }
    assert_eq!(house.found("relay"), [""; 0], "the relay never saw it");
    let slots = house.count("slot");
    assert!(slots > 0);

    assert!(matches!(
        house.mikel.erase_person(NAME),
        Err(AppError::NotAnOwner)
    ));
    assert_eq!(house.ane.erasure_of(NAME).unwrap().spaces[0].documents, 2);
    let erased = house.ane.erase_person(NAME).unwrap();
    assert!(erased.done && erased.spaces[0].stays_sealed);
    assert_eq!(house.found("ane"), [""; 0], "at once");
    sync(&house.ane);
    assert_eq!(house.count("slot"), slots - 1);
    assert_eq!(house.count("erased"), 1);
    sync(&house.mikel);
    assert_eq!(house.found("mikel"), [""; 0]);
    sync(&house.leire);
    assert_eq!(house.found("leire"), [""; 0], "the old phone obeys");
    for device in [&house.ane, &house.mikel, &house.leire, &house.ane] {
        sync(device);
    }
    for (name, device) in [
        ("ane", &house.ane),
        ("mikel", &house.mikel),
        ("leire", &house.leire),
    ] {
        assert_eq!(house.found(name), [""; 0], "{name}");
        let notes = device.documents(house.space, None, None, 9).unwrap();
        let mut notes: Vec<_> = notes.iter().map(|line| line.object.to_string()).collect();
        notes.sort();
        let mut expected = [other.clone(), hers.clone()];
        expected.sort();
        assert_eq!(notes, expected, "{name} has what others wrote, and nothing else");
        let space = &device.private_spaces().unwrap()[0];
        assert_eq!(
            (space.quarantined, space.out.pending, space.out.refused),
            (0, 0, 0),
            "{name}"
        );
    }
    assert_eq!(house.found("relay"), [""; 0]);
    assert_eq!(house.count("slot"), slots - 1, "no key came back");

    // Whoever comes later reads the whole log, in which all signatures and chains hold.
    let late = house.scene.device("late");
    house.join(&late, Role::Educator, 3);
    assert_eq!(late.documents(house.space, None, None, 9).unwrap().len(), 2);
    assert_eq!(late.private_spaces().unwrap()[0].quarantined, 0);
    assert_eq!(house.found("late"), [""; 0]);
}

#[test]
fn a_photo_on_the_card_goes_from_the_relay_and_every_phone() {
    let house = House::new();
    let photo = house.photo(&house.ane, 7);
    let address = {
        let db = rusqlite::Connection::open(house.scene.home("ane").join("ekin.db")).unwrap();
        let address: Vec<u8> = db
            .query_row("SELECT address FROM blob WHERE thumb = 0", [], |row| row.get(0))
            .unwrap();
        address
            .iter()
            .map(|byte| format!("{byte:02x}"))
            .collect::<String>()
    };
    let card = [
        &format!("person={PERSON}"),
        &format!("name={NAME}"),
        &format!("photo={address}"),
    ];
    house.make(&house.ane, Kind::Profile, &card.map(String::as_str));
    for device in [&house.ane, &house.mikel, &house.ane] {
        sync(device);
    }
    assert!(house.count("chunk") > 0);
    let erased = house.ane.erase_person(NAME).unwrap();
    assert_eq!(erased.spaces[0].photos, 1);
    for device in [&house.ane, &house.mikel] {
        sync(device);
        assert!(device.blob(house.space, &photo).is_err());
    }
    assert_eq!((house.count("chunk"), house.count("blob")), (0, 0));
    for name in ["ane", "mikel"] {
        let blobs = std::fs::read_dir(house.scene.home(name).join("blobs"));
        assert_eq!(blobs.into_iter().flatten().count(), 0, "{name}");
        assert_eq!(house.found(name), [""; 0]);
    }
}
