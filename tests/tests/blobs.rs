//! Photos and sounds of a house, with a real relay between two devices: cleaned, sealed, cut in the middle and gone on with, given
//! wrongly by the relay, removed; and the keys of erasure units, which a removed device does not get.

#![expect(clippy::unwrap_used, reason = "a test")]

use std::io::Cursor;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use ekin_core::app::blob::{BlobLine, BlobState, Held, NewBlob};
use ekin_core::app::device::Device;
use ekin_core::app::document::Kind;
use ekin_core::app::error::AppError;
use ekin_core::app::ids::{Code, Role, SpaceId};
use ekin_core::app::space::Kind as Sort;
use ekin_core::app::sync::{Lie, Notice};
use ekin_core::domain::language::LanguageTag;
use ekin_tests::scene::{HOUR_MS, Scene, device, invite, try_sync as sync};
use image::{ImageFormat, RgbImage};

const TITLE: &str = "Maialen au jardin";

struct House {
    scene: Scene,
    space: SpaceId,
    ane: Arc<Device>,
    mikel: Arc<Device>,
}

impl House {
    fn new(options: &[&str]) -> Self {
        let scene = Scene::new(options);
        let (ane, mikel) = (scene.device("ane"), scene.device("mikel"));
        let space = scene.space(&ane, Sort::Staff, "Lantaldea");
        let house = Self {
            scene,
            space,
            ane,
            mikel,
        };
        house.join(&house.mikel, 1);
        house
    }

    /// A device joins as an educator.
    fn join(&self, joined: &Arc<Device>, ord: u32) {
        let link = invite(&self.ane, self.space, Role::Educator, HOUR_MS);
        sync(&self.ane);
        joined.accept_invitation(&link).unwrap();
        sync(joined);
        sync(&self.ane);
        self.ane.approve_member(self.space, ord).unwrap();
        for device in [&self.ane, &self.ane, joined] {
            sync(device);
        }
    }

    fn add(&self, by: &Device, bytes: &[u8]) -> String {
        let new = NewBlob {
            bytes,
            title: Some(TITLE),
            pin: false,
        };
        by.add_blob(self.space, &new).unwrap().object.to_string()
    }

    fn line(&self, on: &Device, id: &str) -> BlobLine {
        on.blob(self.space, id).unwrap()
    }

    fn opened(&self, on: &Device, id: &str, preview: bool) -> Vec<u8> {
        let mut bytes = Vec::new();
        on.write_blob(self.space, id, preview, &mut bytes).unwrap();
        bytes
    }

    fn database(&self) -> rusqlite::Connection {
        rusqlite::Connection::open(self.scene.relay.data().join("relay.db")).unwrap()
    }

    fn count(&self, table: &str) -> i64 {
        let sql = format!("SELECT count(*) FROM {table}");
        self.database().query_row(&sql, [], |row| row.get(0)).unwrap()
    }

    /// Files on a device's shelf.
    fn shelf(&self, name: &str) -> Vec<PathBuf> {
        let folder = self.scene.home(name).join("blobs");
        let files = std::fs::read_dir(folder).into_iter().flatten();
        files.map(|file| file.unwrap().path()).collect()
    }
}

/// A camera's picture, with where it was taken.
fn photo(seed: u8) -> Vec<u8> {
    let image = RgbImage::from_fn(640, 480, |x, y| {
        image::Rgb([(x / 3) as u8 ^ seed, (y / 2) as u8, ((x * y) / 997) as u8])
    });
    let mut jpeg = Cursor::new(Vec::new());
    image.write_to(&mut jpeg, ImageFormat::Jpeg).unwrap();
    let jpeg = jpeg.into_inner();
    let tiff = b"Exif\0\0II*\0\x08\0\0\0\0\0\0\0\0\0PLANTED GPS 43.49 N 1.47 W";
    let length = (tiff.len() as u16 + 2).to_be_bytes();
    [&jpeg[..2], &[0xff, 0xe1], &length, tiff, &jpeg[2..]].concat()
}

/// A sound of so many bytes, in which no two chunks are the same.
fn sound(bytes: u32) -> Vec<u8> {
    let mut wav = b"RIFF".to_vec();
    wav.extend((bytes + 36).to_le_bytes());
    wav.extend(b"WAVEfmt \x10\0\0\0\x01\0\x01\0\x80\x3e\0\0\0\x7d\0\0\x02\0\x10\0data");
    wav.extend(bytes.to_le_bytes());
    let mut n: u32 = 1;
    wav.extend((0..bytes).map(|_| {
        n = n.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        (n >> 24) as u8
    }));
    wav
}

fn holds(folder: &Path, wanted: &[u8]) -> bool {
    std::fs::read_dir(folder).unwrap().any(|entry| {
        let path = entry.unwrap().path();
        match path.is_dir() {
            true => holds(&path, wanted),
            false => {
                let bytes = std::fs::read(&path).unwrap();
                bytes.windows(wanted.len()).any(|window| window == wanted)
            }
        }
    })
}

#[test]
fn a_photo_goes_round_without_its_place_and_the_relay_sees_neither_title_nor_picture() {
    let house = House::new(&[]);
    let id = house.add(&house.ane, &photo(1));
    let line = house.line(&house.ane, &id);
    assert_eq!((line.state, line.held), (BlobState::OnThisDevice, Held::Whole));
    let told = sync(&house.ane);
    assert!(
        told.iter()
            .any(|notice| matches!(notice, Notice::Carried { sent: 1, .. })),
        "{told:?}"
    );
    assert_eq!(house.line(&house.ane, &id).state, BlobState::Received);

    sync(&house.mikel);
    let line = house.line(&house.mikel, &id);
    assert_eq!(line.title.as_deref(), Some(TITLE));
    assert_eq!((line.held, line.pixels), (Held::Preview, Some((640, 480))));
    assert!(
        house.opened(&house.mikel, &id, true).starts_with(&[0xff, 0xd8]),
        "a small picture first"
    );
    let mut nothing = Vec::new();
    let not_here = house.mikel.write_blob(house.space, &id, false, &mut nothing);
    assert!(matches!(not_here, Err(AppError::BlobNotHere)));
    assert!(!house.mikel.want_blob(house.space, &id).unwrap());
    sync(&house.mikel);
    assert_eq!(house.line(&house.mikel, &id).held, Held::Whole);
    let clean = house.opened(&house.mikel, &id, false);
    assert_eq!(clean, house.opened(&house.ane, &id, false));
    let small = image::load_from_memory(&clean).unwrap();
    assert_eq!((small.width(), small.height()), (640, 480));
    for planted in [b"Exif".as_slice(), b"PLANTED", b"43.49"] {
        assert!(!clean.windows(planted.len()).any(|window| window == planted));
    }
    let data = house.scene.relay.data();
    assert!(!holds(data, TITLE.as_bytes()) && !holds(data, &clean[400..432]) && !holds(data, b"PLANTED"));
    let shelf = house.scene.home("mikel").join("blobs");
    assert!(
        !holds(&shelf, &clean[400..432]),
        "sealed on the device as it travels"
    );
}

#[test]
fn what_was_cut_in_the_middle_goes_on_both_ways_and_sends_nothing_twice() {
    const BYTES: u64 = 3 << 20;
    const CHUNK: u64 = 256 << 10;
    let house = House::new(&[]);
    let id = house.add(&house.ane, &sound(BYTES as u32));
    house.scene.cable.cut_after_sent(BYTES / 2);
    let told = sync(&house.ane);
    assert!(
        told.iter()
            .any(|notice| matches!(notice, Notice::Unreachable { .. })),
        "{told:?}"
    );
    assert_eq!(house.line(&house.ane, &id).state, BlobState::OnThisDevice);
    house.scene.cable.mend();
    let (before, _) = house.scene.cable.bytes();
    sync(&house.ane);
    let (after, _) = house.scene.cable.bytes();
    assert_eq!(house.line(&house.ane, &id).state, BlobState::Received);
    let again = after - before;
    assert!(
        again < BYTES / 2 + 2 * CHUNK,
        "{again} bytes: what the relay had was not sent again"
    );

    sync(&house.mikel);
    house.mikel.want_blob(house.space, &id).unwrap();
    house.scene.cable.cut_after(BYTES / 2 + 1_000);
    sync(&house.mikel);
    let Held::Part(came) = house.line(&house.mikel, &id).held else {
        panic!("a part is here");
    };
    assert!(came > BYTES / 3, "{came}");
    // The app ends, and starts again.
    let home = house.mikel.home().to_owned();
    let House {
        mikel,
        scene,
        space,
        ane,
    } = house;
    drop(mikel);
    let house = House {
        mikel: device(&home),
        scene,
        space,
        ane,
    };
    house.scene.cable.mend();
    let (_, before) = house.scene.cable.bytes();
    sync(&house.mikel);
    let (_, after) = house.scene.cable.bytes();
    let rest = after - before;
    assert!(
        rest < BYTES - came + CHUNK,
        "{rest} bytes: what was here was not fetched again"
    );
    assert_eq!(
        house.opened(&house.mikel, &id, false),
        house.opened(&house.ane, &id, false)
    );
}

#[test]
fn the_same_file_is_kept_once_in_a_space_whoever_adds_it() {
    let house = House::new(&[]);
    let id = house.add(&house.ane, &photo(2));
    assert_eq!(house.add(&house.ane, &photo(2)), id, "known at once");
    sync(&house.ane);
    sync(&house.mikel);
    assert_eq!(
        house.add(&house.mikel, &photo(2)),
        id,
        "and to whoever has the record"
    );
    sync(&house.mikel);
    assert_eq!(house.count("blob"), 2, "the picture, and the small one");
    assert_eq!(house.mikel.blobs(house.space, None, 9).unwrap().len(), 1);
}

#[test]
fn bytes_that_are_not_the_blob_s_are_refused_said_and_asked_for_again() {
    let house = House::new(&[]);
    let id = house.add(&house.ane, &sound(700_000));
    let other = house.add(&house.ane, &sound(600_000));
    sync(&house.ane);
    sync(&house.mikel);
    house.mikel.want_blob(house.space, &id).unwrap();
    let db = house.database();
    let chunks = "SELECT rowid, body FROM chunk ORDER BY rowid";
    let mut find = db.prepare(chunks).unwrap();
    let rows = find.query_map([], |row| Ok((row.get(0)?, row.get(1)?)));
    let before: Vec<(i64, Vec<u8>)> = rows.unwrap().map(|row| row.unwrap()).collect();
    assert!(before.len() >= 6, "{}", before.len());
    let put = |row: i64, bytes: &[u8]| {
        db.execute(
            "UPDATE chunk SET body = ? WHERE rowid = ?",
            rusqlite::params![bytes, row],
        )
        .unwrap();
    };
    // Another blob's bytes of the same length, a changed byte, and less than there should be.
    let mut changed = before[0].1.clone();
    changed[7] ^= 1;
    for wrong in [before[4].1.clone(), changed, before[0].1[..1_000].to_vec()] {
        for (row, _) in &before {
            put(*row, &wrong);
        }
        let told = sync(&house.mikel);
        let lied = |notice: &Notice| matches!(notice, Notice::Lied { lie: Lie::Blob, .. });
        let line = house.line(&house.mikel, &id);
        assert!(told.iter().any(lied) || wrong.len() == 1_000, "{told:?}");
        assert!(!matches!(line.held, Held::Whole));
        let mut nothing = Vec::new();
        assert!(
            house
                .mikel
                .write_blob(house.space, &id, false, &mut nothing)
                .is_err()
        );
        assert!(nothing.is_empty());
    }
    for (row, bytes) in &before {
        put(*row, bytes);
    }
    // What came short is kept as a part, found wrong once its chunk is whole, and fetched anew.
    sync(&house.mikel);
    sync(&house.mikel);
    assert_eq!(
        house.opened(&house.mikel, &id, false),
        house.opened(&house.ane, &id, false)
    );
    assert_eq!(
        house.line(&house.mikel, &other).held,
        Held::No,
        "nobody asked for it"
    );
}

#[test]
fn what_is_removed_goes_from_the_relay_and_from_every_device() {
    let house = House::new(&[]);
    let (id, stays) = (house.add(&house.ane, &photo(3)), house.add(&house.ane, &photo(4)));
    sync(&house.ane);
    sync(&house.mikel);
    house.mikel.pin_blob(house.space, &id, true).unwrap();
    sync(&house.mikel);
    assert_eq!((house.count("blob"), house.count("slot")), (4, 2));
    assert_eq!(house.shelf("mikel").len(), 3);
    house.ane.remove_blob(house.space, &id).unwrap();
    assert_eq!(house.shelf("ane").len(), 2, "gone at once from here");
    sync(&house.ane);
    assert_eq!((house.count("blob"), house.count("slot")), (2, 1));
    sync(&house.mikel);
    assert_eq!(house.shelf("mikel").len(), 1);
    for device in [&house.ane, &house.mikel] {
        assert!(matches!(
            device.blob(house.space, &id),
            Err(AppError::NoBlob { .. })
        ));
        assert_eq!(house.line(device, &stays).title.as_deref(), Some(TITLE));
    }
    let again = house.add(&house.mikel, &photo(3));
    assert_ne!(
        again, id,
        "what was removed does not come back, what is added anew is new"
    );
}

#[test]
fn a_removed_device_gets_no_later_key_of_a_dossier_or_a_photo() {
    let house = House::new(&[]);
    let leire = house.scene.device("leire");
    house.join(&leire, 2);
    let dossier = |name: &str, person: &str| {
        let fields = [format!("name={name}"), format!("person={person}")];
        house
            .ane
            .new_document(house.space, Kind::Profile, &fields, LanguageTag::FR)
            .unwrap()
            .to_string()
    };
    let before = dossier("Maialen", &"ab".repeat(16));
    sync(&house.ane);
    sync(&leire);
    let title = |on: &Device, id: &str| Some(on.show_document(house.space, id).ok()?.line.title);
    assert_eq!(title(&leire, &before).as_deref(), Some("Maialen"));

    house.ane.remove_member(house.space, 2).unwrap();
    sync(&house.ane);
    let (after, id) = (
        dossier("Beñat", &"cd".repeat(16)),
        house.add(&house.ane, &photo(5)),
    );
    sync(&house.ane);
    let told = sync(&leire);
    assert!(
        told.iter().any(|notice| matches!(
            notice,
            Notice::Refused {
                code: Code::Removed,
                ..
            }
        )),
        "{told:?}"
    );
    assert_eq!(title(&leire, &after), None);
    assert!(leire.blob(house.space, &id).is_err());
    sync(&house.mikel);
    assert_eq!(title(&house.mikel, &after).as_deref(), Some("Beñat"));
    assert_eq!(house.line(&house.mikel, &id).held, Held::Preview);
    // The slots that were there before are sealed anew: the key that the removed device has opens none of them.
    let old = "SELECT count(*) FROM slot WHERE epoch = 1";
    let old: i64 = house.database().query_row(old, [], |row| row.get(0)).unwrap();
    assert_eq!((old, house.count("slot")), (0, 3));
}

#[test]
fn blobs_wait_for_wifi_and_for_room_at_the_relay_and_little_room_here_loses_nothing() {
    let house = House::new(&[]);
    let first = house.add(&house.ane, &sound(400_000));
    house.ane.set_metered(true);
    let told = sync(&house.ane);
    assert!(
        told.iter()
            .any(|notice| matches!(notice, Notice::WaitsForWifi { .. })),
        "{told:?}"
    );
    assert_eq!(
        (house.count("blob"), house.count("slot")),
        (0, 1),
        "keys are small, and go"
    );
    house.ane.set_wifi_only(false).unwrap();
    sync(&house.ane);
    assert_eq!(house.line(&house.ane, &first).state, BlobState::Received);

    // Little room here: what the relay has goes, what is nowhere else stays.
    let second = house.add(&house.ane, &sound(500_000));
    house.ane.set_blob_budget(10_000).unwrap();
    assert_eq!(house.line(&house.ane, &first).held, Held::No);
    assert_eq!(house.line(&house.ane, &second).held, Held::Whole);
    house.ane.pin_blob(house.space, &first, true).unwrap();
    sync(&house.ane);
    assert_eq!(
        house.line(&house.ane, &first).held,
        Held::Whole,
        "pinned: fetched, and kept"
    );
}

#[test]
fn a_relay_without_room_says_so_and_the_rest_goes_on() {
    let house = House::new(&["--blob-quota-bytes", "300000"]);
    let id = house.add(&house.ane, &sound(400_000));
    let told = sync(&house.ane);
    assert!(
        told.iter().any(|notice| matches!(
            notice,
            Notice::Refused {
                code: Code::Quota,
                ..
            }
        )),
        "{told:?}"
    );
    assert_eq!(house.line(&house.ane, &id).state, BlobState::OnThisDevice);
    sync(&house.mikel);
    let line = house.line(&house.mikel, &id);
    assert_eq!(
        (line.title.as_deref(), line.state),
        (Some(TITLE), BlobState::Announced)
    );
    house.mikel.want_blob(house.space, &id).unwrap();
    sync(&house.mikel);
    assert_eq!(house.line(&house.mikel, &id).held, Held::No);
}
