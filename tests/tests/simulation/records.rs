//! Laws 1, 2 and 15: records in any order, those that nobody may write, and bytes that are not canonical.

use std::collections::BTreeMap;
use std::sync::Arc;

use ed25519_dalek::SigningKey;
use ekin_core::app::sync::Worker;
use ekin_core::sync::event::{Failure, Lie};
use ekin_protocol::cbor;
use ekin_protocol::code::Code;
use ekin_protocol::envelope::{Frame, Statement};
use ekin_protocol::head::EntryKind;
use ekin_protocol::id::{ContentId, ItemHash, ListingKey, OrgId};
use ekin_protocol::item::{Meta, kind, write_record};
use ekin_protocol::membership::Role;
use ekin_protocol::session::ToRelay;
use ekin_sync_server::session::{Out, Session};
use ekin_sync_server::storage::Storage;
use ekin_sync_server::storage::memory::MemoryStorage;
use proptest::prelude::*;

use super::model::Truth;
use super::raw::{Author, Forgery, Territory, hash_of, push, push_record};
use super::world::World;

/// Which listing, which earlier records it replaces, and whether it names one that never comes.
type Plan = (u32, Vec<usize>, bool);

/// Records of a few listings, each replacing some of the earlier ones of its listing or what never comes; and an
/// order in which they are logged, with repetitions.
fn records() -> impl Strategy<Value = (Vec<Plan>, Vec<usize>)> {
    let one = (
        0u32..4,
        proptest::collection::vec(0usize..30, 0..4),
        any::<bool>(),
    );
    proptest::collection::vec(one, 1..30)
        .prop_flat_map(|records| {
            let n = records.len();
            let order = proptest::collection::vec(0..n, n..n * 2);
            (
                Just(records),
                Just((0..n).collect::<Vec<_>>()).prop_shuffle(),
                order,
            )
        })
        .prop_map(|(records, mut order, again)| {
            order.extend(again);
            (records, order)
        })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, failure_persistence: None, ..ProptestConfig::default() })]

    /// Law 1: the relay and a device fold the same in any order, and it is what nobody replaced. Repetitions and
    /// replacements that come before what they replace change nothing.
    #[test]
    fn any_order_of_records_gives_the_same_heads_and_live_root((plan, order) in records()) {
        let mut world: World<MemoryStorage> = World::new(1);
        let now = world.wall();
        let mut territory = Territory::on(&world.relay, now);
        let space = territory.owner.space;
        let owner = &mut territory.owner;
        let mut items: Vec<(u32, Vec<u8>)> = Vec::new();
        for (n, (listing, replaces, stray)) in plan.iter().enumerate() {
            let mut names: Vec<ItemHash> = replaces
                .iter()
                .filter_map(|at| items.get(*at).filter(|(of, _)| of == listing))
                .map(|(_, item)| hash_of(item))
                .collect();
            names.dedup();
            if *stray {
                names.push(ItemHash([n as u8; 32]));
            }
            items.push((*listing, owner.item(*listing, &format!("Version {n}"), &names)));
        }
        let mut expected: BTreeMap<ItemHash, bool> = items.iter().map(|(_, item)| (hash_of(item), true)).collect();
        for (_, item) in &items {
            for (_, older) in &items {
                let names = ekin_protocol::item::Item::read(item).unwrap().meta.supersedes;
                if names.contains(&hash_of(older).short()) {
                    expected.insert(hash_of(older), false);
                }
            }
        }
        for at in &order {
            let mut next = owner.clone();
            let frame = next.frame(&[items[*at].1.clone()], None);
            match push(&world.relay, &space, &frame, now) {
                Ok(_) => *owner = next,
                // What was replaced does not come back: the relay says so, and the chain goes on without it.
                Err(code) => prop_assert_eq!(code, Code::BadForm),
            }
        }
        let truth = Truth::of(&space, &world.relay.log(&space));
        let live: Vec<_> = truth.heads.values().flatten().copied().collect();
        let mut wanted: Vec<_> = expected.iter().filter(|(_, lives)| **lives).map(|(hash, _)| *hash).collect();
        wanted.sort_by_key(|hash| live.iter().position(|live| live == hash));
        prop_assert_eq!(&live, &wanted);
        let inputs = world.relay.relay().storage().pack_inputs(&space).unwrap().unwrap();
        prop_assert_eq!(inputs.live_root, truth.live_root);
        let whole = world.add_phone();
        world.phones[whole].device().join(&territory.link()).unwrap();
        world.sync(whole, false);
        prop_assert!(world.until_quiet(600_000));
        world.relay.pack(now);
        let newcomer = world.add_phone();
        world.phones[newcomer].device().join(&territory.link()).unwrap();
        world.sync(newcomer, false);
        prop_assert!(world.until_quiet(600_000));
        for phone in [whole, newcomer] {
            let root = world.phones[phone].look(|read, sp| Ok(read.live_tree(sp)?.root()));
            prop_assert_eq!(root, Some(truth.live_root));
            for (object, heads) in &truth.heads {
                let here = world.phones[phone].look(|read, sp| read.heads(sp, object)).unwrap();
                let here: std::collections::BTreeSet<_> = here.iter().map(|head| head.hash).collect();
                prop_assert_eq!(&here, heads);
            }
        }
    }

    /// Law 2: whoever has no right to a listing does not replace it: not at an honest relay, nor on a device to
    /// which another relay says so.
    #[test]
    fn an_unauthorised_supersede_changes_nothing(role in 0usize..4, own_org in any::<bool>(), tombstone in any::<bool>()) {
        let role = [Role::Reader, Role::Publisher, Role::Educator, Role::Volunteer][role];
        let may = own_org && matches!(role, Role::Publisher | Role::Educator);
        let mut world: World<MemoryStorage> = World::new(2);
        let now = world.wall();
        let mut territory = Territory::on(&world.relay, now);
        let space = territory.owner.space;
        let key = SigningKey::from_bytes(&[8; 32]);
        let org = if own_org { territory.owner.org } else { OrgId([8; 16]) };
        let mut stranger = Author::new(key, 0, org, space);
        let (ord, record) = territory.add(stranger.sign(), role, org, None);
        stranger.ord = ord;
        push_record(&world.relay, &space, &record, now).unwrap();
        let mut forged = Forgery::of(&territory, &world.relay.relay().keys().relay);
        let listing = territory.owner.item(1, "Le musée", &[]);
        let frame = territory.owner.frame(std::slice::from_ref(&listing), None);
        push(&world.relay, &space, &frame, now).unwrap();
        forged.add(EntryKind::Envelope, frame.write());
        let sort = if tombstone { kind::TOMBSTONE } else { kind::LISTING };
        let mut id = [0; 16];
        id[..4].copy_from_slice(&1u32.to_be_bytes());
        let id = ListingKey(id);
        let meta = Meta {
            kind: sort,
            supersedes: vec![hash_of(&listing).short()],
            at_ms: 6,
            listing: Some((territory.owner.org, id)),
            ..Meta::default()
        };
        let object = space.listing(&territory.owner.org, &id);
        let replaced = write_record(&object, &meta, &[0xa0]);
        let frame = stranger.frame(&[replaced], None);
        prop_assert_eq!(push(&world.relay, &space, &frame, now).is_ok(), may);
        forged.add(EntryKind::Envelope, frame.write());
        let phone = world.add_phone();
        world.phones[phone].device().join(&territory.link()).unwrap();
        let worker = Worker::new(Arc::clone(world.phones[phone].device()));
        prop_assert_eq!(forged.tell(&worker), Ok(()));
        let heads = world.phones[phone].look(|read, sp| Ok((read.heads(sp, &object)?, read.quarantined(sp)?)));
        let (heads, aside) = heads.unwrap();
        prop_assert_eq!(heads.iter().any(|head| head.hash == hash_of(&listing)), !may);
        prop_assert_eq!(aside, u64::from(!may));
    }
}

/// Law 2: what an older app does not know, it hands on; and law 15: so do relay and store, byte for byte.
#[test]
fn an_edit_keeps_what_this_version_does_not_know() {
    let mut world: World<MemoryStorage> = World::new(3);
    let now = world.wall();
    let mut territory = Territory::on(&world.relay, now);
    let space = territory.owner.space;
    let phone = world.add_phone();
    let sign = world.phones[phone].sign.unwrap();
    let org = territory.owner.org;
    let (_, record) = territory.add(sign, Role::Publisher, org, None);
    push_record(&world.relay, &space, &record, now).unwrap();
    let owner = &mut territory.owner;
    let plain = owner.item(1, "Le musée", &[]);
    // A field of the payload and a key of the meta that a newer version wrote.
    let payload = cbor::Writer::new()
        .map(3)
        .text("v")
        .u64(1)
        .text("title")
        .raw(&cbor::Writer::new().map(1).text("fr").text("Le musée").finish())
        .text("zzz_newer")
        .bytes(b"kept as it is")
        .finish();
    let mut meta = cbor::Writer::new();
    meta.map(5)
        .u64(0)
        .u64(kind::LISTING.into())
        .u64(1)
        .array(0)
        .u64(3)
        .u64(5)
        .u64(4)
        .u64(0)
        .u64(5);
    let read = ekin_protocol::item::Item::read(&plain).unwrap();
    let (of, id) = read.meta.listing.unwrap();
    let listing = cbor::Writer::new().array(2).bytes(&of.0).bytes(&id.0).finish();
    let body = meta.raw(&listing).finish();
    let mut newer = vec![0xa6];
    newer.extend_from_slice(&body[1..]);
    newer.extend(cbor::Writer::new().u64(64).text("newer").finish());
    let item = cbor::Writer::new()
        .array(5)
        .bytes(&[])
        .u64(2)
        .bytes(&read.object.0)
        .raw(&newer)
        .bytes(&payload)
        .finish();
    let frame = owner.frame(std::slice::from_ref(&item), None);
    push(&world.relay, &space, &frame, now).unwrap();
    world.relay.pack(now);
    let object = read.object;
    world.phones[phone].device().join(&territory.link()).unwrap();
    world.sync(phone, false);
    assert!(world.until_quiet(600_000));
    let heads = world.phones[phone]
        .look(|read, sp| read.heads(sp, &object))
        .unwrap();
    assert_eq!(
        heads[0].item_bytes(),
        item,
        "byte for byte through log, pack and store"
    );
    let device = world.phones[phone].device().clone();
    device
        .edit(None, &object.to_string(), &[("title.eu", "Museoa")])
        .unwrap();
    let heads = world.phones[phone]
        .look(|read, sp| read.heads(sp, &object))
        .unwrap();
    let [head] = &heads[..] else { panic!("{heads:?}") };
    assert!(
        head.body.windows(13).any(|bytes| bytes == b"kept as it is"),
        "{:?}",
        head.body
    );
    assert!(head.body.windows(6).any(|bytes| bytes == b"Museoa"));
}

/// Law 15: numbers that are longer than need be, keys out of order, what follows the end: neither takes them.
#[test]
fn what_is_not_canonical_is_refused_by_phone_and_relay_alike() {
    let mut world: World<MemoryStorage> = World::new(4);
    let now = world.wall();
    let territory = Territory::on(&world.relay, now);
    let (space, owner) = (territory.owner.space, &territory.owner);
    let frame = owner
        .clone()
        .frame(&[owner.item(1, "Le musée", &[])], None)
        .write();
    // `[1, statement, ...]`: 1 as two bytes; the statement's first key doubled; a byte behind the end.
    let long = [&frame[..1], &[0x18, 0x01], &frame[2..]].concat();
    let trailing = [&frame[..], &[0x00]].concat();
    let statement = Frame::read(&frame).unwrap().statement_bytes;
    let mut doubled = frame.clone();
    let at = frame
        .windows(statement.len())
        .position(|bytes| bytes == statement)
        .unwrap();
    doubled[at + 3] = 0x00;
    for bad in [&long, &trailing, &doubled] {
        let mut session = Session::new([1; 32]);
        let frames = vec![bad.clone()];
        let said = open_then(
            &world,
            &mut session,
            owner,
            &ToRelay::Push { space: 0, frames }.write(),
        );
        assert!(said.iter().any(|out| matches!(out, Out::Close)), "{said:?}");
        assert_eq!(world.relay.log(&space).len(), territory.records.len());
        let mut forged = Forgery::of(&territory, &world.relay.relay().keys().relay);
        forged.add(EntryKind::Envelope, bad.clone());
        let phone = world.add_phone();
        world.phones[phone].device().join(&territory.link()).unwrap();
        let worker = Worker::new(Arc::clone(world.phones[phone].device()));
        assert_eq!(forged.tell(&worker), Err(Failure::Lie(Lie::Log)));
    }
    // Inside of a frame that can be read: the items are refused whole, and the log goes on.
    let item = owner.item(1, "Le musée", &[]);
    let items = [&[0x98, 0x01], &item[..]].concat();
    let body = [&[0x00], &items[..]].concat();
    let says = Statement {
        ord: 0,
        incarnation: owner.incarnation,
        dev_seq: 1,
        prev: owner.prev,
        view: None,
    };
    let content = ekin_protocol::envelope::content_id(&[item]).unwrap();
    let bad = signed(owner, &says, content, body);
    assert_eq!(push(&world.relay, &space, &bad, now), Err(Code::BadForm));
    let mut forged = Forgery::of(&territory, &world.relay.relay().keys().relay);
    forged.add(EntryKind::Envelope, bad.write());
    let good = owner.clone().frame(&[owner.item(2, "La plage", &[])], None);
    forged.add(EntryKind::Envelope, good.write());
    let phone = world.add_phone();
    world.phones[phone].device().join(&territory.link()).unwrap();
    let worker = Worker::new(Arc::clone(world.phones[phone].device()));
    assert_eq!(forged.tell(&worker), Ok(()));
    let seen = world.phones[phone]
        .look(|read, sp| Ok((read.quarantined(sp)?, read.all_listings(None, 9)?.items.len())));
    assert_eq!(seen, Some((1, 1)));
}

fn signed(owner: &Author, says: &Statement, content_id: ContentId, body: Vec<u8>) -> Frame {
    let statement_bytes = says.write();
    let id = ekin_protocol::envelope::envelope_id(&owner.space, &content_id, &statement_bytes);
    Frame {
        statement_bytes,
        statement: says.clone(),
        content_id,
        sig: ekin_protocol::envelope::sign(&owner.key, &id),
        epoch: 0,
        body,
    }
}

/// Opens a session as this device, then says something.
fn open_then(world: &World<MemoryStorage>, session: &mut Session, by: &Author, said: &[u8]) -> Vec<Out> {
    use ekin_protocol::id::R;
    use ekin_protocol::session::{Cursor, ToDevice, prove};
    let relay = world.relay.relay();
    let hello = ToRelay::Hello {
        versions: vec![ekin_protocol::VERSION],
        features: 0,
        device: by.sign(),
        instance: None,
        cursors: vec![Cursor::new(&by.space, 0, &R::start(&by.space))],
    };
    let challenge = session.receive(relay, &hello.write(), world.wall());
    let Some(Out::Send(bytes)) = challenge.first() else {
        panic!("{challenge:?}")
    };
    let ToDevice::Challenge { nonce, relay: key } = ToDevice::read(bytes).unwrap() else {
        panic!("no challenge")
    };
    session.receive(
        relay,
        &ToRelay::Proof(prove(&by.key, &key, &nonce)).write(),
        world.wall(),
    );
    assert!(session.is_open());
    session.receive(relay, said, world.wall())
}
