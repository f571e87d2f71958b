//! Facts between devices: who said what, in any order, through refusals and new lives.

use ekin_protocol::code::Code;
use ekin_protocol::id::{ObjectId, OrgId};
use ekin_protocol::membership::Role;

use super::*;
use crate::app::document::Kind;
use crate::app::house::{House, Phone};
use crate::domain::fact::value::{Line, Prose};
use crate::domain::fact::{VERSION, fact};
use crate::domain::language::LanguageTag;
use crate::domain::unknown::Unknown;

fact! {
    /// What these tests say to each other.
    Word = kind::MESSAGE; {
        /// The words.
        text: Prose,
        /// By the way.
        aside: Option<Line>,
    }
}

fn word(text: &str) -> Word {
    Word {
        text: Prose::of(text).unwrap(),
        aside: None,
        version: VERSION,
        unknown: Unknown::default(),
    }
}

fn says(house: &House, phone: &Phone, object: &ObjectId) -> Vec<String> {
    let object = phone.device.fact(house.space, object).unwrap();
    let text = |head: &FactHead| head.read::<Word>().unwrap().text.as_str().to_owned();
    object.heads.iter().map(text).collect()
}

fn list(house: &House, phone: &Phone) -> Vec<ObjectId> {
    let all = phone.device.facts(house.space, kind::MESSAGE, None, 99).unwrap();
    all.into_iter().map(|line| line.object).collect()
}

#[test]
fn a_fact_goes_round_with_its_author_and_its_state() {
    let mut house = House::new();
    let mikel = house.member(Role::Educator, OrgId([5; 16]));
    let object = house
        .owner
        .device
        .put_fact(house.space, None, &word("kaixo"))
        .unwrap();
    let own = house.owner.device.fact(house.space, &object).unwrap();
    let head = own.shown().unwrap();
    assert_eq!(
        (head.by, head.place, head.out),
        (0, None, Some(OutState::Pending))
    );
    house.sync_owner();
    house.sync(&mikel);
    let there = mikel.device.fact(house.space, &object).unwrap();
    let head = there.shown().unwrap();
    assert_eq!((head.by, head.out), (0, None));
    assert!(head.place.is_some() && !there.conflict);
    assert_eq!(says(&house, &mikel, &object), ["kaixo"]);
    assert!(
        head.read::<crate::domain::fact::Media>().is_err(),
        "another kind is not read as this one"
    );
}

#[test]
fn two_who_say_something_else_stand_side_by_side_until_one_settles_it() {
    let mut house = House::new();
    let mikel = house.member(Role::Moderator, OrgId([5; 16]));
    let owner = house.owner.device.clone();
    let object = owner.put_fact(house.space, None, &word("hamar")).unwrap();
    house.sync_owner();
    house.sync(&mikel);
    owner
        .put_fact(house.space, Some(object), &word("hamaika"))
        .unwrap();
    mikel
        .device
        .put_fact(house.space, Some(object), &word("hamabi"))
        .unwrap();
    house.sync(&mikel);
    house.sync_owner();
    house.sync(&mikel);
    for phone in [&house.owner, &mikel] {
        assert_eq!(
            says(&house, phone, &object),
            ["hamabi", "hamaika"],
            "the later place is displayed"
        );
        assert!(phone.device.fact(house.space, &object).unwrap().conflict);
        assert!(phone.device.facts(house.space, kind::MESSAGE, None, 9).unwrap()[0].several);
    }
    mikel
        .device
        .put_fact(house.space, Some(object), &word("hamaika"))
        .unwrap();
    house.sync(&mikel);
    house.fold(&house.owner);
    assert_eq!(says(&house, &house.owner, &object), ["hamaika"]);
    mikel.device.end_fact(house.space, &object).unwrap();
    assert!(matches!(
        mikel.device.fact(house.space, &object),
        Err(AppError::NoFact { .. })
    ));
    house.sync(&mikel);
    house.fold(&house.owner);
    assert!(list(&house, &house.owner).is_empty());
}

#[test]
fn a_list_goes_page_by_page_the_last_said_first() {
    let mut house = House::new();
    let device = house.owner.device.clone();
    let mut all = Vec::new();
    for n in 0..7 {
        all.push(
            device
                .put_fact(house.space, None, &word(&format!("{n}")))
                .unwrap(),
        );
        if n == 3 {
            house.sync_owner();
        }
    }
    device
        .put_fact(house.space, Some(all[1]), &word("again"))
        .unwrap();
    let (mut seen, mut behind) = (Vec::new(), None);
    loop {
        let page = device.facts(house.space, kind::MESSAGE, behind, 3).unwrap();
        let Some(last) = page.last() else { break };
        behind = Some(last.cursor);
        seen.extend(page.iter().map(|line| line.object));
    }
    let expected: Vec<_> = [1, 6, 5, 4, 3, 2, 0].map(|n| all[n]).into();
    assert_eq!(seen, expected);
    assert!(
        device
            .facts(house.space, kind::MEDIA, None, 3)
            .unwrap()
            .is_empty()
    );
}

#[test]
fn one_command_says_several_things_and_changes_a_document_in_one_envelope() {
    let mut house = House::new();
    let mikel = house.member(Role::Educator, OrgId([5; 16]));
    let device = house.owner.device.clone();
    let note = device
        .new_document(
            house.space,
            Kind::Note,
            &["title=Irteera".into()],
            LanguageTag::EU,
        )
        .unwrap();
    house.sync_owner();
    let before = house.log.len();
    let said = |tx: &crate::storage::Tx<'_>| {
        let mut command = Command::begin(&device, tx, house.space)?;
        let objects = [command.new_object(), command.new_object()];
        command.put(&objects[0], &word("bat"))?;
        command.put(&objects[1], &word("bi"))?;
        command.put(&objects[1], &word("biga"))?;
        let space = command.space().clone();
        let document = crate::app::document::open::open(tx, &space, &note, 0)?;
        let edits = vec![crate::domain::kind::Edit::Put {
            root: "title".into(),
            inner: None,
            value: "Museora".into(),
        }];
        let edited = document.edit(Kind::Note, &edits)?;
        command.edit(&note, (Kind::Note.number(), 0, None), &edited)?;
        command.send()?;
        Ok::<_, AppError>(objects)
    };
    let objects = device.store().write(said).unwrap();
    house.sync_owner();
    assert_eq!(house.log.len(), before + 1, "one envelope");
    house.sync(&mikel);
    assert_eq!(says(&house, &mikel, &objects[0]), ["bat"]);
    assert_eq!(
        says(&house, &mikel, &objects[1]),
        ["biga"],
        "the second word replaces the first"
    );
    let documents = mikel.device.documents(house.space, None, None, 9).unwrap();
    assert_eq!(documents[0].title, "Museora");
    let too_much = device.store().write(|tx| {
        let mut command = Command::begin(&device, tx, house.space)?;
        for _ in 0..65 {
            command.put(&command.new_object(), &word("asko"))?;
        }
        command.send()
    });
    assert!(matches!(too_much, Err(AppError::TooMuchAtOnce)));
    assert_eq!(list(&house, &house.owner).len(), 2, "nothing of it was written");
}

#[test]
fn nobody_rewrites_what_somebody_else_said_without_the_right() {
    let mut house = House::new();
    let volunteer = house.member(Role::Volunteer, OrgId([5; 16]));
    let object = house
        .owner
        .device
        .put_fact(house.space, None, &word("egia"))
        .unwrap();
    house.sync_owner();
    house.sync(&volunteer);
    let refused = volunteer
        .device
        .put_fact(house.space, Some(object), &word("gezurra"));
    assert!(matches!(refused, Err(AppError::NotAllowed)));
    assert!(
        volunteer
            .device
            .put_fact(house.space, None, &word("nirea"))
            .is_ok()
    );
}

#[test]
fn what_the_log_does_not_count_is_taken_back_and_what_was_written_on_it_goes_on() {
    let mut house = House::new();
    // A moderator may correct others, and is none any more when the log has it.
    let mikel = house.member(Role::Moderator, OrgId([5; 16]));
    let object = house
        .owner
        .device
        .put_fact(house.space, None, &word("egia"))
        .unwrap();
    house.sync_owner();
    house.sync(&mikel);
    mikel
        .device
        .put_fact(house.space, Some(object), &word("zuzenketa"))
        .unwrap();
    let own = mikel.device.put_fact(house.space, None, &word("nirea")).unwrap();
    house.say(ekin_protocol::membership::Body::Role(
        ekin_protocol::membership::RoleChange {
            ord: 1,
            role: Role::Volunteer,
            org: None,
        },
    ));
    house.sync(&mikel);
    assert_eq!(says(&house, &mikel, &object), ["egia"]);
    house.sync(&mikel);
    house.fold(&house.owner);
    assert_eq!(says(&house, &house.owner, &object), ["egia"]);
    assert_eq!(says(&house, &house.owner, &own), ["nirea"]);
    let spaces = mikel.device.private_spaces().unwrap();
    assert_eq!((spaces[0].out.refused, spaces[0].out.pending), (1, 0));
    // A device that comes later agrees, and so does one that starts again in between.
    let late = house.member(Role::Reader, OrgId([6; 16]));
    assert_eq!(says(&house, &late, &object), ["egia"]);
    assert_eq!(says(&house, &late, &own), ["nirea"]);
}

#[test]
fn a_refusal_begins_a_new_life_in_which_facts_stay_what_they_were() {
    let mut house = House::new();
    let mikel = house.member(Role::Educator, OrgId([5; 16]));
    let objects: Vec<_> = ["bat", "bi", "hiru"]
        .iter()
        .map(|text| mikel.device.put_fact(house.space, None, &word(text)).unwrap())
        .collect();
    mikel
        .device
        .put_fact(house.space, Some(objects[2]), &word("hirugarrena"))
        .unwrap();
    house.refuse(&mikel, Code::TooLarge);
    assert!(
        mikel.device.fact(house.space, &objects[0]).is_err(),
        "what was refused is not shown"
    );
    let mikel = mikel.restart();
    house.sync(&mikel);
    house.fold(&house.owner);
    assert_eq!(
        list(&house, &house.owner),
        [objects[2], objects[1]],
        "in the order in which they were said"
    );
    assert_eq!(says(&house, &house.owner, &objects[2]), ["hirugarrena"]);
    let spaces = mikel.device.private_spaces().unwrap();
    assert_eq!((spaces[0].out.refused, spaces[0].out.pending), (1, 0));
}

#[test]
fn an_author_goes_on_where_a_device_could_not_read_and_started_again() {
    let mut house = House::new();
    let late = house.stranger(Role::Educator, OrgId([5; 16]));
    let device = house.owner.device.clone();
    let first = device.put_fact(house.space, None, &word("bat")).unwrap();
    house.sync_owner();
    house.fold(&late);
    let late = late.restart();
    let second = device.put_fact(house.space, None, &word("bi")).unwrap();
    house.sync_owner();
    house.fold(&late);
    house.grant(&late, 1);
    house.fold(&late);
    assert_eq!(says(&house, &late, &first), ["bat"]);
    assert_eq!(says(&house, &late, &second), ["bi"], "its chain was not broken");
}

#[test]
fn who_was_removed_says_nothing_more_and_keeps_what_was_not_sent() {
    let mut house = House::new();
    let mikel = house.member(Role::Educator, OrgId([5; 16]));
    mikel
        .device
        .put_fact(house.space, None, &word("berandu"))
        .unwrap();
    house.remove(1);
    house.sync(&mikel);
    house.fold(&house.owner);
    assert!(list(&house, &house.owner).is_empty());
    let refused = mikel.device.put_fact(house.space, None, &word("gehiago"));
    assert!(matches!(refused, Err(AppError::NotAMember)), "{refused:?}");
    assert_eq!(mikel.device.private_spaces().unwrap()[0].out.refused, 1);
}
