//! What each role may do on a device of a house, in one table: the same that `docs/threat-model.md` tells. That a relay and the other
//! devices hold to it is in `sync-server/src/storage/tests/roles.rs`.

use ekin_i18n::Language;
use ekin_protocol::id::OrgId;
use ekin_protocol::membership::Role;

use crate::app::document::Kind;
use crate::app::error::AppError;
use crate::app::house::House;
use crate::app::space::member::NewInvitation;
use crate::domain::emergency::Reason;
use crate::domain::language::LanguageTag;

const NAME: &str = "Maialen Etxeberria";

/// Role; whether it writes; opens an emergency card; takes out all of a person; invites, erases and lets go.
const TABLE: [(Role, bool, bool, bool, bool); 8] = [
    (Role::Owner, true, true, true, true),
    (Role::Admin, true, true, true, true),
    (Role::Moderator, true, true, true, false),
    (Role::Educator, true, true, true, false),
    (Role::Publisher, false, false, false, false),
    (Role::Volunteer, true, true, false, false),
    (Role::Resident, true, false, false, false),
    (Role::Reader, false, false, false, false),
];

fn fields(fields: &[&str]) -> Vec<String> {
    fields.iter().map(|field| (*field).to_owned()).collect()
}

#[test]
fn each_role_may_do_what_the_table_says_and_nothing_else() {
    let mut house = House::new();
    let profile = fields(&["person=abababababababababababababababab", &format!("name={NAME}")]);
    let device = &house.owner.device;
    device
        .new_document(house.space, Kind::Profile, &profile, LanguageTag::FR)
        .unwrap();
    house.sync_owner();
    for (role, writes, opens, exports, governs) in TABLE {
        let phone = house.member(role, OrgId([5; 16]));
        house.errands(&phone);
        let (space, device) = (house.space, &phone.device);
        let refused = |done: Result<(), AppError>, may: bool, what: &str| match done {
            Ok(()) => assert!(may, "{} {what}", role.word()),
            Err(AppError::NotAllowed | AppError::NotAnOwner) => assert!(!may, "{} {what}", role.word()),
            Err(other) => panic!("{} {what}: {other:?}", role.word()),
        };
        let note = device.new_document(space, Kind::Note, &fields(&["title=Oharra"]), LanguageTag::FR);
        refused(note.map(drop), writes, "writes");
        refused(
            device.open_card(space, NAME, Reason::Care).map(drop),
            opens,
            "opens a card",
        );
        let copy = device.export_person(NAME, Language::Fr, std::io::Cursor::new(Vec::new()));
        refused(copy.map(drop), exports, "takes out a person");
        refused(device.run_retention(space).map(drop), governs, "lets go");
        let invitation = NewInvitation {
            role: Role::Reader,
            valid_ms: 1000,
            uses: 1,
            member_until: None,
        };
        refused(device.invite(space, &invitation).map(drop), governs, "invites");
        let erasure = device.erasure_of(NAME).unwrap();
        assert_eq!(erasure.spaces[0].allowed, governs, "{} erases", role.word());
        if !governs {
            refused(device.erase_person(NAME).map(drop), false, "erases");
        }
    }
}
