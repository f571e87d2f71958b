//! Law 12 on devices: what was erased is nowhere, comes back with nobody, and everything else goes on.

use std::sync::Arc;
use std::sync::atomic::AtomicI64;
use std::sync::atomic::Ordering::SeqCst;

use ekin_protocol::id::{ObjectId, OrgId};
use ekin_protocol::membership::Role;

use super::erase::Erasure;
use crate::app::document::Kind;
use crate::app::error::AppError;
use crate::app::house::{House, Phone};
use crate::app::outing::heads::NewCheck;
use crate::domain::emergency::Reason;
use crate::domain::heads::Seen;
use crate::domain::language::LanguageTag;

const PERSON: &str = "abababababababababababababababab";
const NAME: &str = "Maialen Etxeberria";
const SECRETS: [&str; 4] = ["Etxeberria", "penicilline", "tortue de mer", "Esnatu da"];

fn owned(fields: &[&str]) -> Vec<String> {
    fields.iter().map(|field| (*field).to_owned()).collect()
}

fn make(house: &House, phone: &Phone, kind: Kind, fields: &[&str]) -> ObjectId {
    let made = phone
        .device
        .new_document(house.space, kind, &owned(fields), LanguageTag::FR);
    made.unwrap()
}

/// A person with a dossier, a note about them, a card that was opened, a head that was counted, and texts of others that name
/// them.
fn dossier(house: &House, phone: &Phone) -> ObjectId {
    let person = format!("person={PERSON}");
    let profile = make(
        house,
        phone,
        Kind::Profile,
        &[
            &person,
            &format!("name={NAME}"),
            "wishes=penicilline",
            "likes=la tortue de mer",
        ],
    );
    make(
        house,
        phone,
        Kind::Note,
        &[&format!("about={PERSON}"), "title=Esnatu da gauean"],
    );
    phone.device.open_card(house.space, NAME, Reason::Care).unwrap();
    profile
}

fn outing(house: &House, phone: &Phone) -> ObjectId {
    let plan = [
        "title=Museoa",
        "start=2026-12-05T14:00",
        "legs.a.what=departure",
        &format!("roster.{PERSON}=-"),
    ];
    let plan = make(house, phone, Kind::Outing, &plan);
    let new = NewCheck {
        leg: Some("a".into()),
        people: vec![NAME.into()],
        seen: Seen::Present,
        with: None,
        place: Some("Esnatu da autobusean".into()),
    };
    phone.device.check_heads(house.space, None, &new).unwrap();
    plan
}

/// Which of the secrets stand in the files of a phone's store.
fn found(phone: &Phone) -> Vec<&'static str> {
    let path = phone.device.store().path().to_owned();
    let mut all = Vec::new();
    for suffix in ["", "-wal"] {
        let mut file = path.as_os_str().to_owned();
        file.push(suffix);
        all.extend(std::fs::read(&file).unwrap_or_default());
    }
    let stands = |secret: &&str| {
        all.windows(secret.len())
            .any(|window| window == secret.as_bytes())
    };
    SECRETS.into_iter().filter(stands).collect()
}

fn erase(house: &House) -> Erasure {
    house.owner.device.erase_person(NAME).unwrap()
}

#[test]
fn a_person_who_was_erased_is_on_no_phone_and_comes_back_with_none() {
    let mut house = House::new();
    let mikel = house.member(Role::Educator, OrgId([5; 16]));
    let leire = house.member(Role::Educator, OrgId([5; 16]));
    dossier(&house, &house.owner);
    let plan = outing(&house, &house.owner);
    house.sync_owner();
    for phone in [&mikel, &leire] {
        house.sync(phone);
        house.errands(phone);
    }
    // Leire is in the mountains: what she writes waits on her phone.
    let profile = leire
        .device
        .documents(house.space, Some(Kind::Profile), None, 9)
        .unwrap()[0]
        .object;
    leire
        .device
        .edit_document(
            house.space,
            &profile.to_string(),
            &owned(&["speak_with_me=la tortue de mer"]),
            LanguageTag::FR,
        )
        .unwrap();
    let check = NewCheck {
        leg: Some("a".into()),
        people: vec![NAME.into()],
        seen: Seen::Absent,
        with: None,
        place: Some("Esnatu da mendian".into()),
    };
    leire.device.check_heads(house.space, None, &check).unwrap();
    let other = make(&house, &leire, Kind::Note, &["title=Zerrenda"]);
    for phone in [&house.owner, &mikel, &leire] {
        assert!(!found(phone).is_empty(), "the search finds what is there");
    }

    let before = house.owner.device.erasure_of(NAME).unwrap();
    assert_eq!(
        (before.done, before.spaces[0].documents, before.spaces[0].facts),
        (false, 2, 2)
    );
    assert!(!found(&house.owner).is_empty(), "to look erases nothing");
    let erased = erase(&house);
    assert!(erased.done && erased.spaces[0].allowed && erased.spaces[0].stays_sealed);
    assert_eq!(erased.spaces[0].rosters, 1);
    assert_eq!(found(&house.owner), [""; 0]);
    assert_eq!(
        house.owner.device.erase_person(NAME).unwrap_err().to_string(),
        "no such person"
    );

    let said = house.record(&house.owner.clone()).unwrap();
    said.unwrap();
    house.sync_owner();
    let log = house.log.len();
    house.sync(&mikel);
    assert_eq!(found(&mikel), [""; 0]);
    house.sync(&leire);
    house.errands(&leire);
    assert_eq!(found(&leire), [""; 0], "she has heard of it");
    assert_eq!(house.log.len(), log + 1, "of what she wrote one note is left");
    for phone in [&house.owner.clone(), &mikel, &leire] {
        house.sync(phone);
        house.errands(phone);
        assert_eq!(found(phone), [""; 0]);
        let device = &phone.device;
        let kinds: Vec<_> = device.documents(house.space, None, None, 9).unwrap();
        assert_eq!(kinds.len(), 2, "the plan and the note");
        assert_eq!(
            device
                .show_document(house.space, &other.to_string())
                .unwrap()
                .line
                .title,
            "Zerrenda"
        );
        assert!(
            device
                .heads(house.space, Some(&plan.to_string()), Some("a"))
                .unwrap()
                .heads
                .nobody_is_missing()
        );
        let space = &device.private_spaces().unwrap()[0];
        assert_eq!(
            (space.quarantined, space.out.pending, space.out.refused),
            (0, 0, 0)
        );
    }
    // A newcomer reads the whole log, and nothing of it.
    let late = house.member(Role::Educator, OrgId([5; 16]));
    house.sync(&late);
    house.errands(&late);
    assert_eq!(found(&late), [""; 0]);
    assert_eq!(
        late.device.documents(house.space, None, None, 9).unwrap().len(),
        2
    );
}

#[test]
fn whoever_does_not_govern_erases_nobody() {
    let mut house = House::new();
    let mikel = house.member(Role::Educator, OrgId([5; 16]));
    dossier(&house, &house.owner);
    house.sync_owner();
    house.sync(&mikel);
    house.errands(&mikel);
    let before = mikel.device.erasure_of(NAME).unwrap();
    assert!(!before.spaces[0].allowed);
    assert!(matches!(
        mikel.device.erase_person(NAME),
        Err(AppError::NotAnOwner)
    ));
    assert!(!found(&mikel).is_empty());
}

#[test]
fn texts_of_others_that_name_them_are_listed_for_somebody_to_put_right() {
    let house = House::new();
    dossier(&house, &house.owner);
    let note = make(
        &house,
        &house.owner,
        Kind::Note,
        &["title=Astelehena", "text=MAIALEN ETXEBERRIA ez da etorri"],
    );
    let erased = erase(&house);
    let named: Vec<_> = erased
        .named
        .iter()
        .map(|one| (one.id.clone(), one.at.clone()))
        .collect();
    assert_eq!(named, [(note.to_string(), "text".to_owned())]);
}

#[test]
fn what_was_erased_is_not_written_again() {
    let house = House::new();
    dossier(&house, &house.owner);
    outing(&house, &house.owner);
    erase(&house);
    let again = NewCheck {
        leg: Some("a".into()),
        people: vec![PERSON.into()],
        seen: Seen::Present,
        with: None,
        place: None,
    };
    let device = &house.owner.device;
    assert!(matches!(
        device.check_heads(house.space, None, &again),
        Err(AppError::NoPerson { .. })
    ));
    assert!(matches!(
        device.erasure_of(PERSON),
        Err(AppError::NoPerson { .. })
    ));
}

fn unzipped(bytes: Vec<u8>) -> std::collections::BTreeMap<String, Vec<u8>> {
    let mut zip = zip::ZipArchive::new(std::io::Cursor::new(bytes)).unwrap();
    (0..zip.len())
        .map(|n| {
            let mut file = zip.by_index(n).unwrap();
            let mut bytes = Vec::new();
            std::io::Read::read_to_end(&mut file, &mut bytes).unwrap();
            (file.name().unwrap().into_owned(), bytes)
        })
        .collect()
}

#[test]
fn a_person_takes_along_all_of_it_in_their_language() {
    let mut house = House::new();
    let tablet = house.member(Role::Resident, OrgId([5; 16]));
    let profile = dossier(&house, &house.owner);
    let id = profile.to_string();
    let speaks = owned(&["languages=eu,fr"]);
    house
        .owner
        .device
        .edit_document(house.space, &id, &speaks, LanguageTag::FR)
        .unwrap();
    outing(&house, &house.owner);
    make(
        &house,
        &house.owner,
        Kind::Note,
        &[
            "title=Astelehena",
            "text=Maialen Etxeberria ez da etorri, Jon haserre",
        ],
    );
    let mut file = std::io::Cursor::new(Vec::new());
    let device = &house.owner.device;
    let told = device
        .export_person(NAME, ekin_i18n::Language::Es, &mut file)
        .unwrap();
    assert_eq!((told.documents, told.facts, told.photos), (2, 2, 0));
    assert_eq!(told.language, ekin_i18n::Language::Eu);
    let files = unzipped(file.into_inner());
    let profile = files.iter().find(|(name, _)| name.contains("profile")).unwrap().1;
    let profile: serde_json::Value = serde_json::from_slice(profile).unwrap();
    assert_eq!(profile["fields"]["name"], NAME);
    let facts = files.keys().filter(|name| name.contains("fact-"));
    assert_eq!(facts.count(), 2);
    let has = |bytes: &[u8], what: &str| bytes.windows(what.len()).any(|window| window == what.as_bytes());
    let paper = crate::print::read::text(&files["person.pdf"]);
    assert!(
        paper.contains("penicilline") && paper.contains("DBEO"),
        "the paper speaks Basque"
    );
    let about = &files["person.json"];
    assert!(has(about, "Astelehena"), "the place is named");
    for (name, bytes) in &files {
        assert!(
            !has(bytes, "Jon haserre"),
            "{name}: what others wrote of others stays"
        );
    }
    house.sync_owner();
    house.sync(&tablet);
    house.errands(&tablet);
    let refused =
        tablet
            .device
            .export_person(NAME, ekin_i18n::Language::Fr, std::io::Cursor::new(Vec::new()));
    assert!(matches!(refused, Err(AppError::NotAllowed)));
}

#[test]
fn what_is_over_its_time_is_told_with_the_day_and_goes_when_somebody_says_so() {
    const DAY: i64 = 86_400_000;
    let mut house = House::new();
    let mikel = house.member(Role::Educator, OrgId([5; 16]));
    make(
        &house,
        &house.owner,
        Kind::Settings,
        &["title=Etxea", "keep_notes=2"],
    );
    let note = make(&house, &house.owner, Kind::Note, &["title=Esnatu da goizean"]);
    dossier(&house, &house.owner);
    house.sync_owner();
    house.sync(&mikel);
    house.errands(&mikel);
    let shown = house.owner.device.retention(house.space, 9).unwrap();
    assert_eq!((shown.keep.notes, shown.keep.photos), (2, 365));
    let due = shown.due.iter().find(|due| due.object == note).unwrap();
    assert!(!due.is_due && due.goes.is_some());
    assert!(shown.due.is_sorted_by_key(|due| due.goes_ms));
    assert!(matches!(
        mikel.device.run_retention(house.space),
        Err(AppError::NotAnOwner)
    ));
    assert_eq!(
        house.owner.device.run_retention(house.space).unwrap(),
        0,
        "nothing is due yet"
    );
    house
        .clock
        .fetch_add(3 * DAY, std::sync::atomic::Ordering::SeqCst);
    let shown = house.owner.device.retention(house.space, 9).unwrap();
    assert!(shown.due[0].is_due);
    assert_eq!(
        house.owner.device.run_retention(house.space).unwrap(),
        2,
        "the note, and the one about a person"
    );
    house.record(&house.owner.clone()).unwrap().unwrap();
    house.sync_owner();
    house.sync(&mikel);
    for phone in [&house.owner, &mikel] {
        assert!(!found(phone).contains(&"Esnatu da"));
        assert!(
            found(phone).contains(&"Etxeberria"),
            "the profile stays with the person"
        );
        let left = phone.device.documents(house.space, None, None, 9).unwrap();
        assert_eq!(left.len(), 2, "settings and the profile");
    }
}

#[test]
fn what_is_over_its_time_goes_by_itself_by_the_relay_s_clock_and_by_no_other() {
    const DAY: i64 = 86_400_000;
    let mut house = House::new();
    // Mikel's phone is ten years behind.
    let behind = Arc::new(AtomicI64::new(house.clock.load(SeqCst) - 3650 * DAY));
    let mikel = house.stranger_until(Role::Educator, OrgId([5; 16]), None, behind);
    house.grant(&mikel, 1);
    make(
        &house,
        &house.owner,
        Kind::Settings,
        &["title=Etxea", "keep_notes=2"],
    );
    make(&house, &house.owner, Kind::Note, &["title=Lehenengoa"]);
    house.sync_owner();
    house.sync(&mikel);
    house.clock.fetch_add(DAY, SeqCst);
    make(&house, &mikel, Kind::Note, &["title=Bigarrena"]);
    house.sync(&mikel);
    house.sync_owner();
    let owner = house.owner.clone();
    let space = house.space;
    let titles = |phone: &Phone| {
        let all = phone.device.documents(space, Some(Kind::Note), None, 9).unwrap();
        all.into_iter().map(|one| one.title).collect::<Vec<_>>()
    };
    assert_eq!(titles(&owner).len(), 2, "ten years behind is no reason to go");
    house.clock.fetch_add(DAY + DAY / 2, SeqCst);
    house.tell_time(&owner);
    house.record(&owner).unwrap().unwrap();
    house.sync_owner();
    house.sync(&mikel);
    for phone in [&owner, &mikel] {
        assert_eq!(titles(phone), ["Bigarrena"]);
        assert!(!found(phone).contains(&"Lehenengoa"));
    }
    house.tell_time(&owner);
    assert!(house.record(&owner).is_none(), "one look a day");
}

mod alone;
