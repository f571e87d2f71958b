//! Moments in a house: nothing of people leaves before all of them agree, and what they take back is gone.

use std::io::Cursor;
use std::path::Path;
use std::sync::atomic::Ordering;

use ekin_i18n::Date;
use ekin_protocol::id::OrgId;
use ekin_protocol::membership::Role;
use image::{ImageFormat, Rgb, RgbImage};

use super::*;
use crate::app::consent::NewConsent;
use crate::app::document::Kind;
use crate::app::house::{House, Phone};
use crate::domain::consent::{Audience, Signer, Standing};
use crate::domain::language::LanguageTag;
use crate::media::MAX_PICTURE;

const OTHERS: OrgId = OrgId([5; 16]);
const WORDS: &str = "Joseph devant la grande roue";
const DAY_MS: i64 = 86_400_000;

/// A picture of 320 x 240 in which the left half is red.
fn photo() -> Vec<u8> {
    let image = RgbImage::from_fn(320, 240, |x, y| match x < 160 {
        true => Rgb([250, 10, (y / 2) as u8]),
        false => Rgb([10, (x / 2) as u8, 200]),
    });
    let mut png = Cursor::new(Vec::new());
    image.write_to(&mut png, ImageFormat::Png).unwrap();
    png.into_inner()
}

fn owned(fields: &[&str]) -> Vec<String> {
    fields.iter().map(|field| (*field).to_owned()).collect()
}

/// A house where Joseph and Maialen live.
fn house() -> House {
    let mut house = House::new();
    for (n, name) in [(1, "Joseph"), (2, "Maialen")] {
        let person = PersonId([n; 16]);
        let profile = owned(&[&format!("person={person}"), &format!("name={name}")]);
        let device = &house.owner.device;
        device
            .new_document(house.space, Kind::Profile, &profile, LanguageTag::FR)
            .unwrap();
    }
    house.sync_owner();
    house
}

fn mikel(house: &mut House) -> Phone {
    let mikel = house.member(Role::Educator, OTHERS);
    house.errands(&mikel);
    mikel
}

fn add(house: &House, phone: &Phone, people: &[&str], others: Option<u32>) -> String {
    let new = NewMoment {
        bytes: &photo(),
        words: Some(WORDS),
        people: owned(people),
        others,
        outing: None,
        purpose: Purpose::Memory,
    };
    phone
        .device
        .add_moment(house.space, &new)
        .unwrap()
        .object
        .to_string()
}

fn consent(person: &str, audience: Audience, yes: bool) -> NewConsent {
    NewConsent {
        person: person.into(),
        purposes: vec![Purpose::Memory],
        audiences: vec![audience],
        yes,
        signer: Signer::Oneself,
        name: None,
        signed_on: None,
        until: None,
    }
}

fn agree(house: &House, phone: &Phone, person: &str) {
    let yes = consent(person, Audience::House, true);
    phone.device.note_consent(house.space, &yes).unwrap();
}

fn share(house: &House, phone: &Phone, id: &str) -> Result<String, AppError> {
    let shared = phone
        .device
        .share_moment(house.space, id, Audience::House, None)?;
    Ok(shared.object.to_string())
}

fn withdraw(house: &House, phone: &Phone, person: &str) -> usize {
    let device = &phone.device;
    device
        .withdraw_consent(house.space, person, &[], &[])
        .unwrap()
        .gone
}

fn who(result: Result<String, AppError>) -> Vec<(String, Standing)> {
    match result {
        Err(AppError::Moment(MomentError::NoConsent(missing))) => missing
            .into_iter()
            .map(|one| (one.name.unwrap(), one.standing))
            .collect(),
        other => panic!("{other:?}"),
    }
}

fn moments(house: &House, phone: &Phone) -> Vec<MomentLine> {
    phone.device.moments(house.space).unwrap()
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

/// The keys under which a moment's bytes and its record are.
fn keys(house: &House, phone: &Phone, id: &str) -> Vec<Vec<u8>> {
    let read = |read: &Read<'_>| {
        let here = one_space(read, house.space)?;
        let found = find(read, &here, id)?;
        let mut keys = vec![found.media().blob.key.expose().to_vec()];
        if let Found::Shared(object, _) = &found {
            let unit = read.blobs_of(here.sp, object)?[0].unit.unwrap();
            keys.push(read.unit_key(here.sp, &unit)?.unwrap().expose().to_vec());
        }
        Ok::<_, AppError>(keys)
    };
    phone.device.store().read(read).unwrap()
}

fn shelf(phone: &Phone) -> usize {
    let files = std::fs::read_dir(phone.device.home().join("blobs"));
    files.map_or(0, |files| files.count())
}

mod said;

#[test]
fn nothing_is_queued_before_everybody_on_it_is_named_and_agrees() {
    let mut house = house();
    let id = add(&house, &house.owner, &[], None);
    let refused = share(&house, &house.owner, &id);
    let not_named = |others| AppError::Moment(MomentError::NotNamed { others }).to_string();
    assert_eq!(refused.unwrap_err().to_string(), not_named(None));
    let device = house.owner.device.clone();
    device
        .name_moment(house.space, &id, &owned(&["joseph", "Maialen"]), 1)
        .unwrap();
    assert_eq!(
        share(&house, &house.owner, &id).unwrap_err().to_string(),
        not_named(Some(1))
    );
    device
        .name_moment(house.space, &id, &owned(&["Joseph", "Maialen"]), 0)
        .unwrap();
    agree(&house, &house.owner, "Joseph");
    assert_eq!(
        who(share(&house, &house.owner, &id)),
        [("Maialen".to_owned(), Standing::NotAsked)]
    );
    house.sync_owner();
    assert!(house.frames(&house.owner).is_empty());
    assert_eq!(moments(&house, &house.owner).len(), 1);
    assert!(matches!(
        &moments(&house, &house.owner)[0].state,
        MomentState::Unshared { others: Some(0), missing } if missing[1].1.len() == 1 && missing[0].1.len() == 2
    ));
    agree(&house, &house.owner, "Maialen");
    let shared = share(&house, &house.owner, &id).unwrap();
    let lines = moments(&house, &house.owner);
    assert_eq!((lines.len(), lines[0].object.to_string()), (1, shared));
    assert_eq!(lines[0].audience, Some(Audience::House));
    // For the families the house agrees, and the families were not asked.
    let device = &house.owner.device;
    let again = device.share_moment(
        house.space,
        &lines[0].object.to_string(),
        Audience::Families,
        None,
    );
    assert_eq!(who(again.map(|_| String::new())).len(), 2);
    assert!(matches!(
        device.share_moment(house.space, &lines[0].object.to_string(), Audience::Present, None),
        Err(AppError::Moment(MomentError::NoPlace { .. }))
    ));
}

#[test]
fn what_somebody_takes_back_is_hidden_and_destroyed_on_every_device() {
    let mut house = house();
    let (mikel, leire) = (mikel(&mut house), mikel(&mut house));
    agree(&house, &house.owner, "Joseph");
    let id = add(&house, &house.owner, &["Joseph"], Some(0));
    let id = share(&house, &house.owner, &id).unwrap();
    house.sync_owner();
    for phone in [&mikel, &leire] {
        house.sync(phone);
        house.errands(phone);
        assert_eq!(moments(&house, phone)[0].words.as_deref(), Some(WORDS));
    }
    let keys = keys(&house, &house.owner, &id);
    let home = house.owner.device.home().to_owned();
    assert!(keys.iter().any(|key| holds(&home, key)));
    let slots = house.slots.len();
    assert_eq!(withdraw(&house, &mikel, "Joseph"), 1);
    assert!(moments(&house, &mikel).is_empty(), "at once, with no network");
    house.sync(&mikel);
    house.errands(&mikel);
    assert_eq!(house.slots.len(), slots - 1, "the key is gone from the relay");
    house.sync_owner();
    // The third comes back late.
    house.sync(&leire);
    for phone in [&house.owner, &mikel, &leire] {
        assert!(moments(&house, phone).is_empty());
        let gone = phone.device.write_moment(house.space, &id, &mut Vec::new());
        assert!(matches!(
            gone,
            Err(AppError::Moment(MomentError::NoMoment { .. }))
        ));
        let home = phone.device.home();
        for wanted in keys.iter().map(Vec::as_slice).chain([WORDS.as_bytes()]) {
            assert!(!holds(home, wanted));
        }
    }
    house.owner.device.sweep_blobs().unwrap();
    assert_eq!(shelf(&house.owner), 0);
    assert_eq!(
        who(share(
            &house,
            &house.owner,
            &add(&house, &house.owner, &["Joseph"], Some(0))
        )),
        [("Joseph".to_owned(), Standing::Withdrawn(Audience::House))]
    );
}

#[test]
fn a_photo_made_offline_does_not_leave_when_the_consent_was_taken_back_meanwhile() {
    let mut house = house();
    let mikel = mikel(&mut house);
    agree(&house, &house.owner, "Joseph");
    house.sync_owner();
    house.sync(&mikel);
    house.errands(&mikel);
    let id = add(&house, &mikel, &["Joseph"], Some(0));
    share(&house, &mikel, &id).unwrap();
    withdraw(&house, &house.owner, "Joseph");
    house.sync_owner();
    let slots = house.slots.len();
    house.sync(&mikel);
    house.errands(&mikel);
    assert!(moments(&house, &mikel).is_empty());
    assert_eq!(
        house.slots.len(),
        slots,
        "nobody gets a key to what was written of it"
    );
    mikel.device.sweep_blobs().unwrap();
    assert_eq!(shelf(&mikel), 0);
    house.sync_owner();
    assert!(moments(&house, &house.owner).is_empty());
}

#[test]
fn a_consent_that_ended_before_the_photo_left_keeps_it_here() {
    let mut house = house();
    let until = Date::new(2026, 11, 27);
    let yes = NewConsent {
        until,
        ..consent("Joseph", Audience::House, true)
    };
    house.owner.device.note_consent(house.space, &yes).unwrap();
    house.sync_owner();
    let id = add(&house, &house.owner, &["Joseph"], Some(0));
    let shared = share(&house, &house.owner, &id).unwrap();
    let keys = keys(&house, &house.owner, &shared);
    house.clock.fetch_add(2 * DAY_MS, Ordering::SeqCst);
    let slots = house.slots.len();
    house.sync_owner();
    assert_eq!(house.slots.len(), slots, "nothing that could be opened left");
    let lines = moments(&house, &house.owner);
    let [
        MomentLine {
            state: MomentState::Unshared { missing, .. },
            words,
            object,
            ..
        },
    ] = lines.as_slice()
    else {
        panic!("{lines:?}");
    };
    assert_eq!(words.as_deref(), Some(WORDS));
    assert!(matches!(missing[1].1[0].standing, Standing::Expired(_)));
    let mut here = Vec::new();
    let device = &house.owner.device;
    device
        .write_moment(house.space, &object.to_string(), &mut here)
        .unwrap();
    assert!(image::load_from_memory(&here).is_ok());
    assert!(!holds(device.home(), &keys[1]), "the key of the record is gone");
    // Asked anew, it goes.
    agree(&house, &house.owner, "Joseph");
    share(&house, &house.owner, &object.to_string()).unwrap();
}

#[test]
fn what_was_shared_is_hidden_when_the_consent_ends_and_seen_again_when_it_is_given_anew() {
    let house = house();
    let yes = NewConsent {
        until: Date::new(2026, 11, 27),
        ..consent("Joseph", Audience::House, true)
    };
    house.owner.device.note_consent(house.space, &yes).unwrap();
    let id = add(&house, &house.owner, &["Joseph"], Some(0));
    let id = share(&house, &house.owner, &id).unwrap();
    let device = house.owner.device.clone();
    device.write_moment(house.space, &id, &mut Vec::new()).unwrap();
    // As if it had left: nothing of it waits.
    device
        .store()
        .write(|tx| {
            let sp = tx.find_space(&house.space)?.unwrap();
            let rows = tx.blobs_of(sp, &id.parse().unwrap())?;
            rows.iter()
                .try_for_each(|row| tx.set_blob_received(sp, &row.address))
        })
        .unwrap();
    house.clock.fetch_add(2 * DAY_MS, Ordering::SeqCst);
    let line = &moments(&house, &house.owner)[0];
    assert!(matches!(&line.state, MomentState::Hidden(missing) if missing.len() == 1));
    assert_eq!(line.words, None);
    for opened in [
        device.write_moment(house.space, &id, &mut Vec::new()),
        device.write_blob(house.space, &id, true, &mut Vec::new()),
    ] {
        assert!(matches!(opened, Err(AppError::Moment(MomentError::Hidden(_)))));
    }
    agree(&house, &house.owner, "Joseph");
    device.write_moment(house.space, &id, &mut Vec::new()).unwrap();
}

#[test]
fn a_covered_face_needs_no_consent_and_is_in_nothing_that_leaves() {
    let mut house = house();
    agree(&house, &house.owner, "Maialen");
    let id = add(&house, &house.owner, &["Joseph", "Maialen"], Some(1));
    let device = house.owner.device.clone();
    let left = Area {
        x: 0,
        y: 0,
        width: 160,
        height: 240,
    };
    let mask = |of| device.mask_moment(house.space, &id, left, of);
    assert!(matches!(
        mask(Some("Nobody")),
        Err(AppError::Moment(MomentError::NotOnIt { .. }))
    ));
    mask(Some("Joseph")).unwrap();
    assert!(share(&house, &house.owner, &id).is_err(), "one more has no name");
    mask(None).unwrap();
    let outside = Area { x: 320, ..left };
    let refused = device.mask_moment(house.space, &id, outside, None);
    assert!(matches!(
        refused,
        Err(AppError::Media(MediaError::NothingCovered))
    ));
    let shared = share(&house, &house.owner, &id).unwrap();
    let mut bytes = Vec::new();
    for preview in [false, true] {
        bytes.clear();
        device
            .write_blob(house.space, &shared, preview, &mut bytes)
            .unwrap();
        let seen = image::load_from_memory(&bytes).unwrap().into_rgb8();
        assert!(seen.get_pixel(40, 100).0[0] < 60, "no red is left");
        assert!(seen.get_pixel(250, 100).0[2] > 150, "the rest is there");
    }
    let line = device.moment(house.space, &shared).unwrap();
    assert_eq!((line.masks, line.masked_by), (2, Some(0)));
    assert_eq!(line.people.len(), 1, "who is covered is not named");
    assert_eq!(shelf(&house.owner), 2, "the picture without covers is gone");
    // More is covered on a copy of its own.
    let copy = device
        .mask_moment(house.space, &shared, left, Some("Maialen"))
        .unwrap();
    let line = device.moment(house.space, &copy.to_string()).unwrap();
    assert_eq!((line.masks, line.people.len()), (3, 0));
    let sound = NewMoment {
        bytes: &wav(),
        words: None,
        people: owned(&["Maialen"]),
        others: Some(0),
        outing: None,
        purpose: Purpose::Memory,
    };
    let sound = device.add_moment(house.space, &sound).unwrap().object.to_string();
    let masked = device.mask_moment(house.space, &sound, left, Some("Maialen"));
    assert!(matches!(masked, Err(AppError::Moment(MomentError::NotAPicture))));
    share(&house, &house.owner, &sound).unwrap();
    house.sync_owner();
}

fn wav() -> Vec<u8> {
    let mut wav = b"RIFF".to_vec();
    wav.extend(136u32.to_le_bytes());
    wav.extend(b"WAVEfmt \x10\0\0\0\x01\0\x01\0\x80\x3e\0\0\0\x7d\0\0\x02\0\x10\0data");
    wav.extend(100u32.to_le_bytes());
    wav.extend([7; 100]);
    wav
}

#[test]
fn what_is_handed_out_is_asked_for_again_and_written_down() {
    let mut house = house();
    let device = house.owner.device.clone();
    agree(&house, &house.owner, "Joseph");
    let id = add(&house, &house.owner, &["Joseph"], Some(0));
    let mut out = Vec::new();
    let refused = device.hand_out_moment(house.space, &id, Audience::Families, &mut out);
    assert_eq!(who(refused.map(|_| String::new())).len(), 1);
    assert!(out.is_empty());
    let families = consent("Joseph", Audience::Families, true);
    device.note_consent(house.space, &families).unwrap();
    device
        .hand_out_moment(house.space, &id, Audience::Families, &mut out)
        .unwrap();
    assert!(out.starts_with(&[0xff, 0xd8]));
    let noted = device
        .facts(house.space, ekin_protocol::item::kind::ACCESS, None, 9)
        .unwrap();
    assert_eq!(noted.len(), 1);
    house.sync_owner();
}

#[test]
fn a_paper_and_what_is_no_file_are_no_moments_and_leave_nothing() {
    let house = house();
    let new = |bytes| NewMoment {
        bytes,
        words: None,
        people: Vec::new(),
        others: None,
        outing: None,
        purpose: Purpose::Memory,
    };
    let device = &house.owner.device;
    let paper = b"%PDF-1.4\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n";
    assert!(matches!(
        device.add_moment(house.space, &new(paper)),
        Err(AppError::Moment(MomentError::Paper))
    ));
    assert!(matches!(
        device.add_moment(house.space, &new(b"MZ")),
        Err(AppError::Media(_))
    ));
    let long = vec![0xff; MAX_PICTURE + 1];
    assert!(device.add_moment(house.space, &new(&long)).is_err());
    assert_eq!(shelf(&house.owner), 0);
}
