//! What is on one device alone: photos before they are shared, incidents before there is a space of a staff.

use super::*;
use crate::app::incident::{NewIncident, Reported};
use crate::app::moment::NewMoment;
use crate::app::rights::NamedIn;
use crate::domain::consent::Purpose;

const PEIO: &str = "cdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcd";

/// A picture of one colour.
fn picture() -> Vec<u8> {
    let mut png = std::io::Cursor::new(Vec::new());
    let image = image::RgbImage::from_pixel(64, 48, image::Rgb([7, 70, 170]));
    image.write_to(&mut png, image::ImageFormat::Png).unwrap();
    png.into_inner()
}

#[test]
fn what_is_on_one_device_alone_is_handed_out_and_forgotten_too() {
    let house = House::new();
    let device = &house.owner.device;
    dossier(&house, &house.owner);
    make(
        &house,
        &house.owner,
        Kind::Profile,
        &[&format!("person={PEIO}"), "name=Peio"],
    );
    for people in [&[PERSON][..], &[PERSON, PEIO], &[PEIO]] {
        let new = NewMoment {
            bytes: &picture(),
            words: Some("Hondartzan"),
            people: owned(people),
            others: Some(0),
            outing: None,
            purpose: Purpose::Memory,
        };
        device.add_moment(house.space, &new).unwrap();
        let new = NewIncident {
            what: format!("Erori da: {}", people.len()),
            people: owned(people),
            when_ms: None,
            measures: None,
            place: None,
        };
        assert_eq!(device.report_incident(None, &new).unwrap(), Reported::Kept);
    }
    let mut zip = std::io::Cursor::new(Vec::new());
    let exported = device
        .export_person(PERSON, ekin_i18n::Language::Eu, &mut zip)
        .unwrap();
    assert_eq!((exported.photos, exported.photos_shared), (1, 1));
    let files = unzipped(zip.into_inner());
    let photo = files.iter().find(|(name, _)| name.contains("photo-")).unwrap();
    assert!(photo.1.starts_with(b"\x89PNG") || photo.1.starts_with(b"\xff\xd8"));
    let fact = files
        .iter()
        .find(|(name, _)| name.starts_with("device/"))
        .unwrap();
    assert!(String::from_utf8_lossy(fact.1).contains("Erori da: 1"));

    let erased = erase(&house);
    assert_eq!(
        (
            erased.kept,
            erased.spaces[0].photos,
            erased.spaces[0].shared_photos
        ),
        (1, 2, 1)
    );
    assert_eq!(
        erased.named.iter().filter(|one| one.of == NamedIn::Kept).count(),
        1
    );
    let left = device.moments(house.space).unwrap();
    assert_eq!(left.len(), 1, "Peio's own stays");
    let incidents = device.incidents(None).unwrap();
    let what: Vec<_> = incidents.iter().map(|one| one.what.as_str()).collect();
    assert_eq!(
        what,
        ["Erori da: 1", "Erori da: 2"],
        "Peio's, and the one of both"
    );
    assert!(incidents.iter().any(|one| one.people.len() == 2));
}
