//! Blobs on one device: what is taken and refused, kept once, and taken from the shelf.

use super::*;
use crate::app::house::House;
use crate::media::MediaError;
use crate::media::picture::PictureSize;
use crate::sync::errand::Errand;
use crate::sync::event::{Outcome, Reply, Work};

/// A sound of so many bytes.
fn sound(bytes: u32, seed: u8) -> Vec<u8> {
    let mut wav = b"RIFF".to_vec();
    wav.extend((bytes + 36).to_le_bytes());
    wav.extend(b"WAVEfmt \x10\0\0\0\x01\0\x01\0\x80\x3e\0\0\0\x7d\0\0\x02\0\x10\0data");
    wav.extend(bytes.to_le_bytes());
    wav.extend((0..bytes).map(|n| (n / 7) as u8 ^ seed));
    wav
}

fn add(house: &House, bytes: &[u8]) -> Result<AddedBlob, AppError> {
    let new = NewBlob {
        bytes,
        title: Some("Lorategia"),
        pin: false,
    };
    house.owner.device.add_blob(house.space, &new)
}

fn opened(house: &House, id: &str) -> Result<Vec<u8>, AppError> {
    let mut bytes = Vec::new();
    house
        .owner
        .device
        .write_blob(house.space, id, false, &mut bytes)?;
    Ok(bytes)
}

#[test]
fn what_is_no_picture_sound_or_pdf_is_refused_and_leaves_nothing() {
    let house = House::new();
    for bytes in [&b"MZ\x90\0"[..], &[], &[7; 100], b"<svg/>"] {
        let refused = add(&house, bytes);
        assert!(matches!(refused, Err(AppError::Media(_))), "{refused:?}");
    }
    let mut huge = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR".to_vec();
    huge.extend(10_000u32.to_be_bytes());
    huge.extend(10_001u32.to_be_bytes());
    huge.extend([8, 2, 0, 0, 0, 0, 0, 0, 0]);
    let refused = add(&house, &huge);
    assert!(matches!(
        refused,
        Err(AppError::Media(
            MediaError::TooManyPixels { .. } | MediaError::Damaged { .. }
        ))
    ));
    let long = NewBlob {
        bytes: &sound(9, 0),
        title: Some(&"x".repeat(301)),
        pin: false,
    };
    let refused = house.owner.device.add_blob(house.space, &long);
    assert!(matches!(refused, Err(AppError::Name { .. })));
    assert!(!house.owner.device.home().join("blobs").exists());
    assert!(house.frames(&house.owner).is_empty());
}

#[test]
fn a_sound_is_kept_once_opened_whole_and_damage_is_seen() {
    let house = House::new();
    let bytes = sound(600_001, 1);
    let clean = media::clean(&bytes, PictureSize::default()).unwrap().bytes;
    let added = add(&house, &bytes).unwrap();
    assert_eq!(
        add(&house, &bytes).unwrap(),
        AddedBlob {
            known: true,
            ..added.clone()
        }
    );
    let id = added.object.to_string();
    assert_eq!(opened(&house, &id).unwrap(), clean);
    let device = &house.owner.device;
    let mut files = std::fs::read_dir(device.home().join("blobs")).unwrap();
    let path = files.next().unwrap().unwrap().path();
    assert!(files.next().is_none());
    let mut damaged = std::fs::read(&path).unwrap();
    damaged[300_000] ^= 1;
    std::fs::write(&path, &damaged).unwrap();
    assert!(matches!(opened(&house, &id), Err(AppError::BlobDamaged)));
    damaged.truncate(1_000);
    std::fs::write(&path, &damaged).unwrap();
    assert!(matches!(opened(&house, &id), Err(AppError::BlobDamaged)));
}

#[test]
fn a_run_asks_for_keys_first_and_for_nothing_that_was_removed() {
    let house = House::new();
    let added = add(&house, &sound(100, 2)).unwrap();
    let next = |came| {
        let work = Work::Errand {
            space: house.space,
            came,
        };
        match house.owner.work(work) {
            Outcome::Errand { next, .. } => next.map(|errand| *errand),
            other => panic!("{other:?}"),
        }
    };
    house.fold(&house.owner);
    let put = next(None).unwrap();
    assert!(matches!(put, Errand::PutSlot(_)), "{put:?}");
    let done = Reply {
        status: 204,
        ..Reply::default()
    };
    let ticket = next(Some(Box::new((put, done)))).unwrap();
    assert!(matches!(ticket, Errand::Ticket { .. }), "{ticket:?}");
    let id = added.object.to_string();
    house.owner.device.remove_blob(house.space, &id).unwrap();
    let refused = Reply {
        status: 401,
        ..Reply::default()
    };
    assert_eq!(next(Some(Box::new((ticket, refused)))), None);
    assert!(matches!(opened(&house, &id), Err(AppError::NoBlob { .. })));
}

#[test]
fn what_a_crash_left_on_the_shelf_is_swept_and_what_is_named_stays() {
    let house = House::new();
    let id = add(&house, &sound(100, 3)).unwrap().object.to_string();
    let shelf = house.owner.device.home().join("blobs");
    std::fs::write(shelf.join("aa".repeat(32)), b"x").unwrap();
    std::fs::write(shelf.join("00.new"), b"x").unwrap();
    house.owner.device.sweep_blobs().unwrap();
    assert_eq!(std::fs::read_dir(&shelf).unwrap().count(), 1);
    assert!(opened(&house, &id).is_ok());
}

#[test]
fn photos_of_a_damaged_store_are_set_aside_with_it() {
    let house = House::new();
    add(&house, &sound(100, 5)).unwrap();
    let House { owner, .. } = house;
    let home = owner.device.home().to_owned();
    drop(owner);
    std::fs::write(home.join("ekin.db"), [0x55; 8192]).unwrap();
    let around = crate::app::surroundings::Surroundings::of_machine().unwrap();
    let options = crate::app::device::OpenOptions::default();
    let device = Device::open(&home, options, around).unwrap();
    device.sweep_blobs().unwrap();
    let mut aside = device.was_set_aside().unwrap().as_os_str().to_owned();
    aside.push(".blobs");
    assert_eq!(std::fs::read_dir(aside).unwrap().count(), 1);
}

#[test]
fn whoever_leaves_a_space_keeps_none_of_its_photos() {
    let house = House::new();
    add(&house, &sound(100, 4)).unwrap();
    let device = &house.owner.device;
    assert!(device.leave_space(house.space, false).is_err(), "it was not sent");
    assert_eq!(std::fs::read_dir(device.home().join("blobs")).unwrap().count(), 1);
    device.leave_space(house.space, true).unwrap();
    assert_eq!(std::fs::read_dir(device.home().join("blobs")).unwrap().count(), 0);
}
