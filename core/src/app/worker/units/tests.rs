//! Dossiers under keys of their own: these come by the relay's slots, late, wrong or never, and stop nothing.

use ekin_protocol::code::Code;
use ekin_protocol::id::{ObjectId, OrgId};
use ekin_protocol::membership::Role;
use ekin_protocol::seal::UnitKey;

use crate::app::command::Command;
use crate::app::document::{Kind, open};
use crate::app::error::AppError;
use crate::app::house::{House, Phone};
use crate::domain::kind::Edit;
use crate::domain::language::LanguageTag;
use crate::storage::Read;

const NAME: &str = "Maialen Etxeberria";
const PERSON: &str = "abababababababababababababababab";

fn read<T>(house: &House, phone: &Phone, ask: impl FnOnce(&Read<'_>, crate::storage::Sp) -> T) -> T {
    phone
        .device
        .store()
        .read(|read| Ok::<_, AppError>(ask(read, read.find_space(&house.space)?.unwrap())))
        .unwrap()
}

fn dossier(house: &House, phone: &Phone, name: &str) -> ObjectId {
    let fields = [format!("person={PERSON}"), format!("name={name}")];
    phone
        .device
        .new_document(house.space, Kind::Profile, &fields, LanguageTag::FR)
        .unwrap()
}

fn name(house: &House, phone: &Phone, id: &ObjectId) -> Option<String> {
    let shown = phone.device.show_document(house.space, &id.to_string()).ok()?;
    Some(shown.line.title)
}

fn rename(house: &House, phone: &Phone, id: &ObjectId, name: &str) {
    phone
        .device
        .edit_document(
            house.space,
            &id.to_string(),
            &[format!("name={name}")],
            LanguageTag::FR,
        )
        .unwrap();
}

#[test]
fn nothing_leaves_before_the_key_that_its_readers_need() {
    let mut house = House::new();
    let mikel = house.member(Role::Educator, OrgId([5; 16]));
    let id = dossier(&house, &house.owner, NAME);
    assert!(house.frames(&house.owner).is_empty());
    house.sync_owner();
    house.fold(&mikel);
    assert_eq!(
        name(&house, &mikel, &id),
        None,
        "the key is asked for after the log was read"
    );
    house.errands(&mikel);
    assert_eq!(name(&house, &mikel, &id).as_deref(), Some(NAME));
    let note = [format!("about={PERSON}"), "title=Médicaments".to_owned()];
    mikel
        .device
        .new_document(house.space, Kind::Note, &note, LanguageTag::FR)
        .unwrap();
    house.sync(&mikel);
    assert_eq!(
        house.slots.len(),
        1,
        "what is about a person is under the person's key"
    );
    house.sync_owner();
    assert_eq!(
        house
            .owner
            .device
            .documents(house.space, None, None, 9)
            .unwrap()
            .len(),
        2
    );
}

#[test]
fn a_key_that_does_not_come_stops_nothing_and_opens_all_when_it_comes() {
    let mut house = House::new();
    let mikel = house.member(Role::Educator, OrgId([5; 16]));
    let id = dossier(&house, &house.owner, NAME);
    house.sync_owner();
    rename(&house, &house.owner, &id, "Maialen E.");
    let fields = ["title=Irteera".to_owned()];
    let note = house
        .owner
        .device
        .new_document(house.space, Kind::Note, &fields, LanguageTag::EU)
        .unwrap();
    house.sync_owner();
    let lost = std::mem::take(&mut house.slots);
    house.sync(&mikel);
    house.errands(&mikel);
    assert_eq!(name(&house, &mikel, &note).as_deref(), Some("Irteera"));
    assert_eq!(name(&house, &mikel, &id), None);
    let spaces = mikel.device.private_spaces().unwrap();
    assert_eq!((spaces[0].sealed, spaces[0].quarantined), (2, 0));
    let mikel = mikel.restart();
    house.slots = lost;
    house.sync(&mikel);
    assert_eq!(name(&house, &mikel, &id).as_deref(), Some("Maialen E."));
    assert_eq!(mikel.device.private_spaces().unwrap()[0].sealed, 0);
    rename(&house, &mikel, &id, NAME);
    house.sync(&mikel);
    house.sync_owner();
    assert_eq!(name(&house, &house.owner, &id).as_deref(), Some(NAME));
}

#[test]
fn a_wrong_key_in_a_slot_is_not_taken_and_whoever_has_the_right_one_puts_it_back() {
    let mut house = House::new();
    let mikel = house.member(Role::Educator, OrgId([5; 16]));
    let id = dossier(&house, &house.owner, NAME);
    house.sync_owner();
    let (unit, right) = house.slots.pop_first().unwrap();
    let epoch = read(&house, &house.owner, |read, sp| {
        read.epoch_key(sp, 1).unwrap().unwrap()
    });
    let around = house.owner.device.around();
    let wrong = UnitKey::new([9; 32]);
    let sealed = around.with_random(|random| wrong.to_slot(&house.space, 1, &unit, &epoch, random));
    let mut slot = right.clone();
    slot.sealed = sealed.unwrap();
    house.slots.insert(unit, slot);
    house.fold(&mikel);
    house.errands(&mikel);
    assert_eq!(name(&house, &mikel, &id), None);
    assert!(read(&house, &mikel, |read, sp| read.unit_key(sp, &unit).unwrap()).is_none());
    // A new epoch makes every device that has keys look at the slots and put them.
    let leire = house.member(Role::Educator, OrgId([6; 16]));
    house.remove(2);
    house.sync_owner();
    drop(leire);
    let mikel = mikel.restart();
    house.sync(&mikel);
    house.errands(&mikel);
    assert_eq!(name(&house, &mikel, &id).as_deref(), Some(NAME));
}

#[test]
fn after_a_removal_the_slots_open_under_the_new_epoch_alone() {
    let mut house = House::new();
    let mikel = house.member(Role::Educator, OrgId([5; 16]));
    let leire = house.member(Role::Educator, OrgId([6; 16]));
    let id = dossier(&house, &house.owner, NAME);
    house.sync_owner();
    house.sync(&leire);
    let old = read(&house, &leire, |read, sp| read.epoch_key(sp, 1).unwrap().unwrap());
    house.remove(2);
    house.sync_owner();
    for (unit, slot) in &house.slots {
        assert_eq!(slot.epoch, 2);
        for n in [1, 2] {
            assert!(UnitKey::from_slot(&house.space, n, unit, &old, &slot.sealed).is_err());
        }
    }
    house.sync(&mikel);
    house.errands(&mikel);
    assert_eq!(name(&house, &mikel, &id).as_deref(), Some(NAME));
}

#[test]
fn a_dossier_is_written_anew_under_its_key_in_a_new_life() {
    let mut house = House::new();
    let mikel = house.member(Role::Educator, OrgId([5; 16]));
    let id = dossier(&house, &house.owner, NAME);
    house.sync_owner();
    house.sync(&mikel);
    house.errands(&mikel);
    rename(&house, &mikel, &id, "Maialen");
    house.refuse(&mikel, Code::Fork);
    assert_eq!(
        name(&house, &mikel, &id).as_deref(),
        Some("Maialen"),
        "still waits"
    );
    let before = house.log.len();
    house.sync(&mikel);
    assert_eq!(house.log.len(), before + 1);
    house.sync_owner();
    assert_eq!(name(&house, &house.owner, &id).as_deref(), Some("Maialen"));
    let bytes = &house.log[before].body;
    assert!(!bytes.windows(7).any(|window| window == b"Maialen"));
}

#[test]
fn a_change_beside_the_key_of_its_dossier_does_not_count() {
    let mut house = House::new();
    let mikel = house.member(Role::Educator, OrgId([5; 16]));
    let id = dossier(&house, &house.owner, NAME);
    house.sync_owner();
    house.sync(&mikel);
    house.errands(&mikel);
    let beside = mikel.device.store().write(|tx| {
        let mut command = Command::begin(&mikel.device, tx, house.space)?;
        let document = open::open(tx, command.space(), &id, 0)?;
        let edited = document.edit(
            Kind::Profile,
            &[Edit::Put {
                root: "name".into(),
                inner: None,
                value: "denek irakurtzeko".into(),
            }],
        )?;
        command.edit(&id, (Kind::Profile.number(), 0, None), &edited)?;
        command.send()
    });
    beside.unwrap();
    house.sync(&mikel);
    house.sync_owner();
    for phone in [&house.owner, &mikel] {
        assert_eq!(name(&house, phone, &id).as_deref(), Some(NAME));
    }
    assert_eq!(house.owner.device.private_spaces().unwrap()[0].quarantined, 1);
    assert_eq!(mikel.device.private_spaces().unwrap()[0].out.refused, 1);
}

#[test]
fn whose_a_document_is_does_not_change() {
    let house = House::new();
    let id = dossier(&house, &house.owner, NAME);
    let other = ["person=cdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcd".to_owned()];
    let device = &house.owner.device;
    let changed = device.edit_document(house.space, &id.to_string(), &other, LanguageTag::FR);
    assert!(matches!(changed, Err(AppError::PersonIsFixed)));
}

#[test]
fn an_erased_unit_leaves_nothing_of_it_on_the_device() {
    let mut house = House::new();
    let mikel = house.member(Role::Educator, OrgId([5; 16]));
    let id = dossier(&house, &house.owner, NAME);
    house.sync_owner();
    rename(&house, &house.owner, &id, "Maialen Etxeberria Ybarra");
    let (unit, _) = house.slots.first_key_value().unwrap();
    let (unit, device) = (*unit, house.owner.device.clone());
    let erased = device.store().write(|tx| {
        let sp = tx.find_space(&house.space)?.unwrap();
        tx.erase_unit(sp, &unit)
    });
    erased.unwrap();
    assert_eq!(name(&house, &house.owner, &id), None);
    let path = device.store().path().to_owned();
    for suffix in ["", "-wal"] {
        let mut file = path.as_os_str().to_owned();
        file.push(suffix);
        let bytes = std::fs::read(&file).unwrap_or_default();
        assert!(
            !bytes.windows(10).any(|window| window == b"Etxeberria"),
            "in ekin.db{suffix}"
        );
    }
    // What was not sent of it is not sent any more, and nothing is held up by it.
    house.sync_owner();
    house.sync(&mikel);
    assert_eq!(house.owner.device.private_spaces().unwrap()[0].out.pending, 0);
}
