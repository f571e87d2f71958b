//! Documents as commands change them.

use ekin_protocol::id::OrgId;
use ekin_protocol::membership::Role;

use super::*;
use crate::app::house::{House, Phone};
use crate::domain::kind::Plain;

/// A newer version raises what it writes: it marks the document, and says something that this one does not know.
fn newer(house: &House, id: &str) {
    let device = &house.owner.device;
    let value = |root: &str, value: Plain| Edit::Put {
        root: root.into(),
        inner: None,
        value,
    };
    let edits = [value("v", Plain::Int(2)), value("mood", Plain::Int(7))];
    let written = device.store().write(|tx| {
        let command = Command::begin(device, tx, house.space)?;
        let row = find(tx, command.space(), id)?;
        let document = open::open(tx, command.space(), &row.object, row.generation)?;
        let edited = document.edit(Kind::Note, &edits)?;
        let of = (row.kind, row.generation, row.unit);
        put(command, tx, &row.object, of, &edited)
    });
    written.unwrap();
}

fn retitled(house: &House, on: &Phone, id: &str) -> Result<usize, AppError> {
    let fields = ["title=Autre".to_owned()];
    on.device
        .edit_document(house.space, id, &fields, LanguageTag::FR)
        .map(|(_, changed)| changed)
}

#[test]
fn what_a_newer_version_wrote_is_read_and_left_as_it_is() {
    let mut house = House::new();
    let mikel = house.member(Role::Educator, OrgId([5; 16]));
    let fields = ["title=Sortie".to_owned()];
    let device = &house.owner.device;
    let id = device.new_document(house.space, Kind::Note, &fields, LanguageTag::FR);
    let id = id.unwrap().to_string();
    newer(&house, &id);
    house.sync_owner();
    house.sync(&mikel);
    for phone in [&house.owner, &mikel] {
        let before = phone.device.show_document(house.space, &id).unwrap();
        assert_eq!(before.line.title, "Sortie");
        assert_eq!(before.contents.values().get("mood"), Some(&Plain::Int(7)));
        assert!(matches!(
            retitled(&house, phone, &id),
            Err(AppError::NewerDocument)
        ));
        let after = phone.device.show_document(house.space, &id).unwrap();
        assert_eq!(after.contents, before.contents);
    }
}
