//! Who may say yes and no, and where it holds.

use ekin_protocol::membership::SpaceKind;

use super::*;

#[test]
fn two_who_write_different_answers_are_shown_and_the_stricter_holds_whoever_comes_first() {
    for owner_first in [true, false] {
        let mut house = house();
        let mikel = mikel(&mut house);
        agree(&house, &house.owner, "Joseph");
        let no = consent("Joseph", Audience::House, false);
        mikel.device.note_consent(house.space, &no).unwrap();
        match owner_first {
            true => {
                house.sync_owner();
                house.sync(&mikel);
            }
            false => {
                house.sync(&mikel);
                house.sync_owner();
            }
        }
        house.sync_owner();
        house.sync(&mikel);
        house.errands(&mikel);
        for phone in [&house.owner, &mikel] {
            let all = phone.device.consents(house.space, Some("joseph")).unwrap();
            assert_eq!(all.len(), 2);
            for one in &all {
                assert!(one.disagree);
                assert_eq!(one.standing, Standing::Refused(Audience::House));
            }
        }
        // Who asked again says so, in the place of both.
        agree(&house, &house.owner, "Joseph");
        let all = house.owner.device.consents(house.space, None).unwrap();
        assert_eq!((all.len(), all[0].standing), (1, Standing::Given(None)));
    }
}

#[test]
fn a_tablet_and_a_volunteer_write_no_yes_and_anybody_s_word_takes_a_photo_away() {
    let mut house = house();
    let (tablet, volunteer) = (
        house.member(Role::Resident, OTHERS),
        house.member(Role::Volunteer, OTHERS),
    );
    agree(&house, &house.owner, "Joseph");
    let id = add(&house, &house.owner, &["Joseph"], Some(0));
    let id = share(&house, &house.owner, &id).unwrap();
    house.sync_owner();
    for phone in [&tablet, &volunteer] {
        house.sync(phone);
        house.errands(phone);
        let yes = consent("Joseph", Audience::Public, true);
        let refused = phone.device.note_consent(house.space, &yes);
        assert!(matches!(refused, Err(AppError::NotAllowed)));
    }
    assert_eq!(tablet.device.remove_moment(house.space, &id).unwrap(), 1);
    house.sync(&tablet);
    house.sync_owner();
    assert!(moments(&house, &house.owner).is_empty());
}

#[test]
fn what_a_volunteer_says_holds_where_they_were_let_in_and_what_a_minor_says_needs_a_parent() {
    let mut house = house();
    let volunteer = house.member(Role::Volunteer, OTHERS);
    house.errands(&volunteer);
    let device = house.owner.device.clone();
    let outing = crate::app::space::NewPrivateSpace {
        kind: SpaceKind::Outing,
        name: "Museum".into(),
        relays: vec!["http://relay.test".into()],
        creation_code: None,
    };
    let outing = device.create_space(&outing).unwrap().space;
    let no = consent("Joseph", Audience::Present, false);
    volunteer.device.note_consent(house.space, &no).unwrap();
    house.sync(&volunteer);
    house.sync_owner();
    let yes = consent("Joseph", Audience::Present, true);
    device.note_consent(outing, &yes).unwrap();
    let share = |space, audience| {
        let new = NewMoment {
            bytes: &photo(),
            words: None,
            people: owned(&["Joseph"]),
            others: Some(0),
            outing: None,
            purpose: Purpose::Memory,
        };
        let id = device.add_moment(space, &new).unwrap().object.to_string();
        let shared = device.share_moment(space, &id, audience, None);
        shared.map(|shared| shared.object.to_string())
    };
    share(outing, Audience::Present).unwrap();
    assert!(share(house.space, Audience::House).is_err());
    // Known to be a minor by the dossier that went along.
    let card = owned(&[
        &format!("person={}", PersonId([1; 16])),
        "name=Joseph",
        "represented=parents",
    ]);
    device
        .new_document(outing, Kind::Profile, &card, LanguageTag::FR)
        .unwrap();
    assert_eq!(
        who(share(outing, Audience::Present)),
        [("Joseph".to_owned(), Standing::NeedsParent)]
    );
    let mother = NewConsent {
        signer: Signer::Parent,
        name: Some("Nora".into()),
        ..yes
    };
    device.note_consent(outing, &mother).unwrap();
    share(outing, Audience::Present).unwrap();
}

#[test]
fn a_yes_that_is_over_and_a_signature_to_come_are_not_written_down() {
    let house = house();
    let device = &house.owner.device;
    let with = |until: Option<Date>, signed_on: Option<Date>, yes| NewConsent {
        until,
        signed_on,
        ..consent("Joseph", Audience::Present, yes)
    };
    let (past, to_come) = (Date::new(2020, 1, 1), Date::new(2031, 1, 1));
    let over = device.note_consent(house.space, &with(past, None, true));
    assert!(
        matches!(&over, Err(AppError::Moment(MomentError::Over { until })) if Some(*until) == past),
        "{over:?}"
    );
    for yes in [true, false] {
        let later = device.note_consent(house.space, &with(None, to_come, yes));
        assert!(
            matches!(&later, Err(AppError::Moment(MomentError::NotYet { .. }))),
            "{later:?}"
        );
    }
    assert!(device.consents(house.space, None).unwrap().is_empty());
    device
        .note_consent(house.space, &with(to_come, past, true))
        .unwrap();
}
