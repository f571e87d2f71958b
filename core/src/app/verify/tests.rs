use super::*;
use crate::app::device::OpenOptions;
use crate::app::surroundings::Surroundings;
use crate::app::territory::NewTerritory;
use ekin_exchange::draft::Draft;
use ekin_i18n::Language;
use ekin_protocol::live::LiveTree;

fn device(home: &std::path::Path) -> Device {
    let around = Surroundings::of_machine().unwrap();
    Device::open(home, OpenOptions::default(), around).unwrap()
}

fn with_listings(home: &std::path::Path) -> Vec<ObjectId> {
    let device = device(home);
    let new = NewTerritory {
        name: "Baztan".into(),
        language: NewTerritory::language_of(Language::Eu),
        relays: vec!["http://127.0.0.1:9".into()],
        zone: NewTerritory::DEFAULT_ZONE,
        creation_code: None,
    };
    device.create_territory(&new).unwrap();
    let draft = |title: &str| Draft {
        title: [("fr".to_owned(), title.to_owned())].into(),
        ..Draft::default()
    };
    ["Bal", "Marche", "Chorale"]
        .map(|title| device.publish(None, &draft(title)).unwrap())
        .to_vec()
}

/// What `verify` says after the file was changed behind the program's back.
fn after(change: &str) -> BTreeSet<&'static str> {
    let home = tempfile::tempdir().unwrap();
    with_listings(home.path());
    let db = rusqlite::Connection::open(home.path().join("ekin.db")).unwrap();
    assert!(db.execute(change, []).unwrap() > 0);
    drop(db);
    let found = device(home.path()).verify(None, false).unwrap();
    found
        .iter()
        .flat_map(|one| &one.differences)
        .map(Difference::code)
        .collect()
}

#[test]
fn what_this_program_wrote_agrees() {
    let home = tempfile::tempdir().unwrap();
    let objects = with_listings(home.path());
    let device = device(home.path());
    device
        .edit(None, &objects[0].to_string(), &[("status", "cancelled")])
        .unwrap();
    device.withdraw(None, &objects[1].to_string()).unwrap();
    let found = device.verify(None, false).unwrap();
    assert_eq!(found[0].differences, Vec::new());
    assert_eq!(found[0].listings, 3);
}

#[test]
fn a_row_that_shows_something_else_is_seen() {
    assert_eq!(
        after("UPDATE listing SET titles = 'fr\tFaux' WHERE titles LIKE '%Bal%'"),
        ["row"].into()
    );
    assert_eq!(
        after("UPDATE listing SET status = 5 WHERE titles LIKE '%Bal%'"),
        ["row"].into()
    );
    assert_eq!(
        after("UPDATE listing SET conflict = 1 WHERE titles LIKE '%Bal%'"),
        ["row"].into()
    );
    assert_eq!(
        after("DELETE FROM listing WHERE titles LIKE '%Bal%'"),
        ["no-row"].into()
    );
}

#[test]
fn a_record_whose_bytes_changed_is_seen() {
    let changed = after(
        "UPDATE record SET body = CAST(replace(body, 'Bal', 'Val') AS BLOB) WHERE instr(body, 'Bal') > 0",
    );
    assert!(changed.contains("hash"), "{changed:?}");
}

#[test]
fn the_naive_root_is_that_of_the_tree() {
    let mut tree = LiveTree::new();
    let mut live = Live::new();
    assert_eq!(super::reference::live_root(&live), tree.root());
    for n in 0..200u8 {
        let object = ObjectId([
            n % 7,
            n.wrapping_mul(31),
            n,
            0,
            0,
            0,
            0,
            0,
            0,
            0,
            0,
            0,
            0,
            0,
            0,
            0,
        ]);
        let hash = ItemHash(ekin_protocol::hash::h("test", &[&[n]]));
        live.entry(object).or_default().insert(hash);
        tree.insert(&object, hash);
    }
    assert_eq!(super::reference::live_root(&live), tree.root());
}
