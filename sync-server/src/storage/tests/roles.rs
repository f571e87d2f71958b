//! What the relay takes from each role, in one table. The rules are those of `ekin_protocol`, which every device applies too.

use ekin_protocol::envelope::{envelope_id, sign};
use ekin_protocol::membership::{Epoch, Erase};

use super::*;

/// Role; whether it writes in a private space; governs; publishes for its own organisation; for another.
const TABLE: [(Role, bool, bool, bool, bool); 10] = [
    (Role::Pending, false, false, false, false),
    (Role::Owner, true, true, true, true),
    (Role::Admin, true, true, true, true),
    (Role::Moderator, true, false, true, true),
    (Role::Educator, true, false, true, false),
    (Role::Publisher, false, false, true, false),
    (Role::Volunteer, true, false, false, false),
    (Role::Resident, true, false, false, false),
    (Role::Reader, false, false, false, false),
    (Role::Other(77), false, false, false, false),
];

/// A space of a kind with a device of each role in an organisation, by ord from 1 on.
fn space<S: Storage>(storage: &S, kind: SpaceKind, org: OrgId) -> (SpaceId, Vec<Device>) {
    let owner = SigningKey::from_bytes(&[3; 32]);
    let genesis = genesis(&owner, kind);
    let space = genesis.space().unwrap();
    let owner = Device::new(owner, 0, space);
    let mut records = vec![genesis];
    if !kind.is_public() {
        let epoch = Epoch {
            n: 1,
            grants: vec![(0, vec![1; 80])],
            prev: None,
        };
        records.push(owner.say(records[0].id(), Body::Epoch(epoch)));
    }
    let mut devices = Vec::new();
    for (ord, (role, ..)) in (1u32..).zip(TABLE) {
        let key = SigningKey::from_bytes(&[50 + ord as u8; 32]);
        let add = Add {
            sign: SignKey(key.verifying_key().to_bytes()),
            seal: SealKey([1; 32]),
            role,
            org,
            not_after: None,
        };
        let previous = records.last().map(SignedRecord::id).unwrap();
        records.push(owner.say(previous, Body::Add(add)));
        devices.push(Device::new(key, ord, space));
    }
    let made = storage.write(&[Write::Create(records)], 5).unwrap();
    assert!(matches!(made[0], Written::Created(Ok(_))), "{made:?}");
    (space, devices)
}

fn sealed(device: &Device) -> Frame {
    let statement = Statement {
        ord: device.ord,
        incarnation: Incarnation([8; 8]),
        dev_seq: 1,
        prev: Short([0; 16]),
        view: None,
    };
    let (content_id, statement_bytes) = (ContentId([7; 32]), statement.write());
    Frame {
        sig: sign(
            &device.key,
            &envelope_id(&device.space, &content_id, &statement_bytes),
        ),
        statement_bytes,
        statement,
        content_id,
        epoch: 1,
        body: vec![7; 24 + 16 + 256],
    }
}

fn erases<S: Storage>(storage: &S, device: &Device) -> Result<u64, Code> {
    let head = storage.snapshot(&device.space).unwrap().unwrap().members.head;
    let erase = Erase {
        units: vec![[9; 16]],
        ..Erase::default()
    };
    let record = Box::new(device.say(head, Body::Erase(erase)));
    let space = device.space;
    let written = storage
        .write(
            &[Write::Record {
                space,
                record,
                lost: false,
            }],
            9,
        )
        .unwrap()
        .remove(0);
    let Written::Recorded(_, said) = written else {
        panic!()
    };
    said
}

fn table<S: Storage>(fresh: impl Fn() -> S) {
    let storage = fresh();
    let (space_id, devices) = space(&storage, SpaceKind::Home, ORG);
    for (device, (role, writes, governs, ..)) in devices.iter().zip(TABLE) {
        let said = push(&storage, space_id, &sealed(device), 9);
        assert_eq!(said.is_ok(), writes, "{} writes: {said:?}", role.word());
        let said = erases(&storage, device);
        assert_eq!(said.is_ok(), governs, "{} erases: {said:?}", role.word());
    }
    for (org, own) in [(ORG, true), (OrgId([6; 16]), false)] {
        let storage = fresh();
        let (space_id, devices) = space(&storage, SpaceKind::Catalogue, org);
        for (n, (device, (role, _, _, publishes, for_any))) in (0u8..).zip(devices.iter().zip(TABLE)) {
            let (item, _) = device.item(n, "a listing", &[], kind::LISTING);
            let said = push(&storage, space_id, &device.frame(&[item], None), 9);
            let may = if own { publishes } else { for_any };
            assert_eq!(
                said.is_ok(),
                may,
                "{} publishes, own {own}: {said:?}",
                role.word()
            );
        }
    }
}

#[test]
fn the_relay_takes_from_each_role_what_the_table_says() {
    let instance = Instance([7; 16]);
    table(|| MemoryStorage::with_quota(instance, 1 << 30));
    let folders = std::cell::RefCell::new(Vec::new());
    table(|| {
        let folder = tempfile::tempdir().unwrap();
        let storage = SqliteStorage::open(&folder.path().join("relay.db"), instance, 1 << 30).unwrap();
        folders.borrow_mut().push(folder);
        storage
    });
}
