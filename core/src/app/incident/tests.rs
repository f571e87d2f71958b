use ekin_protocol::id::OrgId;

use super::*;
use crate::app::house::House;
use crate::app::space::NewPrivateSpace;

fn staff(house: &House) -> SpaceId {
    let new = NewPrivateSpace {
        kind: SpaceKind::Staff,
        name: "Lantaldea".into(),
        relays: vec!["http://relay.test".into()],
        creation_code: None,
    };
    house.owner.device.create_space(&new).unwrap().space
}

fn fall() -> NewIncident {
    NewIncident {
        what: "Joseph fell on the stairs".into(),
        measures: Some("Ice, and the doctor was called".into()),
        place: Some("museum".into()),
        ..NewIncident::default()
    }
}

#[test]
fn an_incident_waits_for_the_staff_s_space_and_goes_nowhere_else() {
    let mut house = House::new();
    house.sync_owner();
    let device = house.owner.device.clone();
    assert_eq!(device.report_incident(None, &fall()).unwrap(), Reported::Kept);
    assert!(matches!(
        device.report_incident(Some(house.space), &fall()),
        Err(AppError::Incident(IncidentError::NotForStaff { name })) if name == "Etxea"
    ));
    let tomorrow = NewIncident {
        when_ms: Some(device.now_ms() + 86_400_000),
        ..fall()
    };
    let not_yet = device.report_incident(None, &tomorrow);
    assert!(matches!(
        not_yet,
        Err(AppError::Incident(IncidentError::NotYet { when: Some(_) }))
    ));
    assert!(
        house.frames(&house.owner).is_empty(),
        "nothing for the home space"
    );
    let kept = device.incidents(None).unwrap();
    assert_eq!((kept.len(), kept[0].object), (1, None));
    assert_eq!(device.seal_kept_incidents().unwrap(), 0);
    let staff = staff(&house);
    assert_eq!(device.seal_kept_incidents().unwrap(), 1);
    let sealed = device.incidents(None).unwrap();
    assert_eq!(sealed.len(), 1);
    assert!(sealed[0].object.is_some());
    assert_eq!(
        sealed[0].measures.as_deref(),
        Some("Ice, and the doctor was called")
    );
    let next = device.report_incident(None, &fall()).unwrap();
    assert!(matches!(next, Reported::Sealed { space, .. } if space == staff));
    assert!(house.frames(&house.owner).is_empty());
}

#[test]
fn what_concerns_one_person_is_forgotten_with_them() {
    let mut house = House::new();
    let device = house.owner.device.clone();
    let person = PersonId([1; 16]);
    let profile = [format!("person={person}"), "name=Joseph".to_owned()];
    let language = crate::domain::language::LanguageTag::FR;
    device
        .new_document(
            house.space,
            crate::app::document::Kind::Profile,
            &profile,
            language,
        )
        .unwrap();
    house.sync_owner();
    let staff = staff(&house);
    let of_joseph = NewIncident {
        people: vec!["joseph".into(), "Joseph".into()],
        ..fall()
    };
    device.report_incident(None, &of_joseph).unwrap();
    device.report_incident(None, &fall()).unwrap();
    assert_eq!(device.incidents(Some(staff)).unwrap().len(), 2);
    device
        .store()
        .write(|tx| {
            let sp = tx.find_space(&staff)?.unwrap();
            let unit = tx.unit_of_person(sp, &person.0)?.unwrap();
            tx.erase_unit(sp, &unit)
        })
        .unwrap();
    assert_eq!(device.incidents(Some(staff)).unwrap().len(), 1);
}

#[test]
fn a_space_that_a_volunteer_reads_is_no_place_for_an_incident() {
    let mut house = House::of(SpaceKind::Staff);
    let device = house.owner.device.clone();
    house.sync_owner();
    assert!(matches!(
        device.report_incident(None, &fall()).unwrap(),
        Reported::Sealed { .. }
    ));
    let volunteer = house.member(Role::Volunteer, OrgId([5; 16]));
    house.fold(&house.owner);
    assert_eq!(device.report_incident(None, &fall()).unwrap(), Reported::Kept);
    assert_eq!(
        volunteer.device.report_incident(None, &fall()).unwrap(),
        Reported::Kept
    );
}
