//! Members who mean harm: their keys are the test's, and what they sign is up to them. A relay refuses what it can see; what it
//! cannot read, no device counts.

use std::collections::{BTreeMap, BTreeSet};

use ed25519_dalek::SigningKey;
use ekin_core::document::{Actor, Document};
use ekin_core::domain::kind::{Contents, Edit, Kind, Plain};
use ekin_protocol::cbor::Writer;
use ekin_protocol::code::Code;
use ekin_protocol::envelope::{Frame, Signed, Statement, View};
use ekin_protocol::head::EntryKind;
use ekin_protocol::id::{ContentId, ItemHash, ObjectId, OrgId, Short, SpaceId};
use ekin_protocol::item::{Item, ItemType, Meta, kind, write_private, write_record};
use ekin_protocol::link::Link;
use ekin_protocol::membership::Role;
use ekin_protocol::seal::{EpochKey, seal_key};
use rand_chacha::{ChaCha8Rng, ChaCha20Rng};
use rand_core::{Rng, SeedableRng};

use crate::raw::{Author, push, view};
use crate::relay::Kept;
use crate::world::World;

/// A device's key, and the link by which it is added.
pub(super) fn link(seed: u8) -> (SigningKey, String) {
    let key = SigningKey::from_bytes(&[seed; 32]);
    let sign = Author::new(key.clone(), 0, OrgId([0; 16]), SpaceId([0; 32])).sign();
    let seal = seal_key(&[seed ^ 1; 32]);
    let name = "?".into();
    (key, Link::Device { sign, seal, name }.to_string())
}

/// Takes up its chain where the relay has it. Says whether it is in.
pub(super) fn stands<S: Kept>(world: &World<S>, author: &mut Author) -> bool {
    let storage = world.relay.relay().storage();
    let Some(space) = storage.snapshot(&author.space).unwrap() else {
        return false;
    };
    let Some(me) = space.members.by_key(&author.sign()) else {
        return false;
    };
    let Some(role) = me.role_at(space.head.seq + 1, world.wall()) else {
        return false;
    };
    (author.ord, author.org) = (me.ord, role.1);
    let chain = storage
        .chain(&author.space, author.ord, &author.incarnation)
        .unwrap();
    (author.dev_seq, author.prev) = chain.unwrap_or((0, Short([0; 16])));
    true
}

/// What the relay says of a frame must be what was expected, unless it can take nothing now.
fn expect<S: Kept>(world: &World<S>, space: &SpaceId, frame: &Frame, taken: bool) -> bool {
    let said = push(&world.relay, space, frame, world.wall());
    let disk = &world.relay.disk;
    if said == Err(Code::Busy) {
        assert!(disk.died() || disk.is_full(), "{said:?}");
        return false;
    }
    assert_eq!(said.is_ok(), taken, "{said:?} of {:?}", frame.statement);
    taken
}

/// A publisher of a territory.
pub struct Publisher(Author);

impl Publisher {
    /// The owner lets it in, knowing no better.
    pub fn enters<S: Kept>(world: &mut World<S>, space: &SpaceId, owner: usize) -> Self {
        let (key, link) = link(0x71);
        let added = |device: &ekin_core::app::device::Device| {
            device.add_publisher(Some(*space), &link, Role::Publisher, Some(OrgId([0x71; 16])))
        };
        let _ = world.command(owner, added);
        Self(Author::new(key, 0, OrgId([0x71; 16]), *space))
    }

    /// Does one of the things that it knows.
    pub fn acts<S: Kept>(&mut self, world: &World<S>, n: u8, rng: &mut ChaCha8Rng) {
        let me = &mut self.0;
        if !stands(world, me) {
            return;
        }
        let space = me.space;
        let fresh = me.item(rng.next_u32(), "Chez moi", &[]);
        let (items, view, taken) = match n % 8 {
            // A word of its own, and one that names what never comes.
            0 => (vec![fresh], None, true),
            1 => {
                let mut never = [0; 32];
                rng.fill_bytes(&mut never);
                (
                    vec![me.item(rng.next_u32(), "À la place de rien", &[ItemHash(never)])],
                    None,
                    true,
                )
            }
            // Another's listing replaced or withdrawn, and another's place taken.
            2 => match of_another(world, me, rng) {
                Some(item) => (vec![fresh, item], None, false),
                None => return,
            },
            3 => (
                vec![me.item_of(OrgId([0x72; 16]), 1, "Chez les autres", &[])],
                None,
                false,
            ),
            // Two contents for one place, and a place too far.
            4 => {
                let mut twin = me.clone();
                if !expect(world, &space, &me.frame(&[fresh], None), true) {
                    return;
                }
                let other = twin.item(rng.next_u32(), "Autre chose", &[]);
                expect(world, &space, &twin.frame(&[other], None), false);
                return;
            }
            5 => {
                me.dev_seq += 1;
                (vec![fresh], None, false)
            }
            // Another history.
            6 => {
                let seq = world
                    .relay
                    .relay()
                    .storage()
                    .snapshot(&space)
                    .unwrap()
                    .unwrap()
                    .head
                    .seq;
                let mut view = [0; 16];
                rng.fill_bytes(&mut view);
                let view = View {
                    seq,
                    view: Short(view),
                };
                (vec![fresh], Some(view), false)
            }
            // Bytes that are no payload.
            _ => {
                let read = Item::read(&fresh).unwrap();
                (
                    vec![write_record(&read.object, &read.meta, &[0xff; 30])],
                    None,
                    false,
                )
            }
        };
        expect(world, &space, &me.frame(&items, view), taken);
    }
}

/// A tombstone, or a new value, of what another organisation said.
fn of_another<S: Kept>(world: &World<S>, me: &Author, rng: &mut ChaCha8Rng) -> Option<Vec<u8>> {
    let log = world.relay.log(&me.space);
    let mut theirs = Vec::new();
    for entry in log.iter().filter(|entry| entry.kind == EntryKind::Envelope) {
        let items = Frame::read(&entry.body).unwrap().open().unwrap();
        for item in items.iter() {
            let item = item.unwrap();
            if item.meta.listing.is_some_and(|(org, _)| org != me.org) {
                theirs.push((item.object, item.meta.listing, item.hash()));
            }
        }
    }
    let (object, listing, hash) = *theirs.get(rng.next_u32() as usize % theirs.len().max(1))?;
    let meta = Meta {
        kind: if rng.next_u32().is_multiple_of(2) {
            kind::LISTING
        } else {
            kind::TOMBSTONE
        },
        supersedes: vec![hash.short()],
        at_ms: 6,
        listing,
        ..Meta::default()
    };
    Some(write_record(&object, &meta, &[0xa0]))
}

/// A member of a house. The relay reads none of it.
pub struct Insider {
    me: Author,
    harm: BTreeSet<ContentId>,
    orphans: BTreeSet<ContentId>,
    /// What it says that it saw of the log: after a checkpoint it has to.
    view: Option<View>,
}

impl Insider {
    /// The owner lets it in, knowing no better.
    pub fn enters<S: Kept>(world: &mut World<S>, space: &SpaceId, owner: usize) -> Self {
        let (key, link) = link(0x73);
        let added =
            |device: &ekin_core::app::device::Device| device.add_member(*space, &link, Role::Volunteer, None);
        let _ = world.command(owner, added);
        Self {
            me: Author::new(key, 0, OrgId([0; 16]), *space),
            harm: BTreeSet::new(),
            orphans: BTreeSet::new(),
            view: None,
        }
    }

    /// Whether an envelope means harm, so that it does not count.
    pub fn harms(&self, content: &ContentId) -> bool {
        self.harm.contains(content)
    }

    /// Whether an envelope follows what never comes: it waits for ever, and nothing of it shows.
    pub fn is_orphan(&self, content: &ContentId) -> bool {
        self.orphans.contains(content)
    }

    /// Does one of the things that it knows, under the key that every member has.
    pub fn acts<S: Kept>(
        &mut self,
        world: &World<S>,
        owner: usize,
        n: u8,
        documents: &[ObjectId],
        rng: &mut ChaCha8Rng,
    ) {
        if !stands(world, &mut self.me) {
            return;
        }
        let space = self.me.space;
        let members = world.relay.relay().storage().snapshot(&space).unwrap();
        let members = members.unwrap().members.clone();
        self.view = (!members.checkpoints().is_empty()).then(|| view(&world.relay, &space));
        let epoch = members.epoch();
        let key = world.phones[owner]
            .look_at(&space, |read, sp| read.epoch_key(sp, epoch))
            .flatten();
        let Some(key) = key else { return };
        let document = documents[rng.next_u32() as usize % documents.len()];
        let mut fact = ObjectId([0x0b; 16]);
        fact.0[15] = (rng.next_u32() % 3) as u8;
        let record = |kind: u16| Meta {
            kind,
            at_ms: 5,
            ..Meta::default()
        };
        let mut salt = [0; 16];
        rng.fill_bytes(&mut salt);
        let payload = Writer::new().map(1).text("v").u64(1).finish();
        let check = write_private(&salt, ItemType::Record, &fact, &record(36), &payload);
        let change = |object: &ObjectId, bytes: &[u8]| {
            vec![write_private(&salt, ItemType::Change, object, &record(4), bytes)]
        };
        let (items, harms) = match n % 8 {
            // A word of its own.
            0 => (vec![check], false),
            // Bytes that are no change, beside a word that would count alone.
            1 => ([vec![check], change(&document, &[0x85; 200])].concat(), true),
            // Another's change as one's own.
            2 => match of_others(world, &self.me, owner, rng) {
                Some((object, bytes)) => (change(&object, &bytes), true),
                None => return,
            },
            // A listing where there are none.
            3 => (
                vec![write_private(
                    &salt,
                    ItemType::Record,
                    &fact,
                    &record(kind::LISTING),
                    &[0xa0],
                )],
                true,
            ),
            // A change whose past nobody has: of a document that is there, and of none.
            4 | 5 => {
                let object = if n % 8 == 4 { document } else { fact };
                let frame = self.sealed(epoch, &key, &change(&object, &orphan(&self.me, &object)), rng);
                self.orphans.insert(frame.content_id);
                expect(world, &space, &frame, true);
                return;
            }
            // Two contents for one place.
            6 => {
                let other = write_private(&[9; 16], ItemType::Record, &fact, &record(36), &payload);
                let frame = self.sealed(epoch, &key, &[check], rng);
                if expect(world, &space, &frame, true) {
                    expect(world, &space, &self.sealed(epoch, &key, &[other], rng), false);
                }
                return;
            }
            // Under a key that nobody has.
            _ => {
                let mut noise = [0; 32];
                rng.fill_bytes(&mut noise);
                let frame = self.sealed(epoch, &EpochKey::new(noise), &[check], rng);
                self.harm.insert(frame.content_id);
                expect(world, &space, &frame, true);
                return;
            }
        };
        let frame = self.sealed(epoch, &key, &items, rng);
        if harms {
            self.harm.insert(frame.content_id);
        }
        expect(world, &space, &frame, true);
    }

    fn sealed(&self, epoch: u32, key: &EpochKey, items: &[Vec<u8>], rng: &mut ChaCha8Rng) -> Frame {
        let me = &self.me;
        let statement = Statement {
            ord: me.ord,
            incarnation: me.incarnation,
            dev_seq: me.dev_seq + 1,
            prev: me.prev,
            view: self.view,
        };
        let signed = Signed::sign(&me.space, &statement, items, &me.key).unwrap();
        let mut random = ChaCha20Rng::seed_from_u64(rng.next_u64());
        signed.seal(&me.space, epoch, key, &mut random).unwrap()
    }
}

/// A change that another member made.
fn of_others<S: Kept>(
    world: &World<S>,
    me: &Author,
    owner: usize,
    rng: &mut ChaCha8Rng,
) -> Option<(ObjectId, Vec<u8>)> {
    let mut changes = Vec::new();
    for entry in world.relay.log(&me.space) {
        if entry.kind != EntryKind::Envelope {
            continue;
        }
        let frame = Frame::read(&entry.body).unwrap();
        let key = world.phones[owner].look_at(&me.space, |read, sp| read.epoch_key(sp, frame.epoch));
        let Some(key) = key.flatten().filter(|_| frame.statement.ord != me.ord) else {
            continue;
        };
        for item in frame.open_sealed(&me.space, &key).unwrap().iter() {
            let item = item.unwrap();
            if item.item_type == ItemType::Change {
                changes.push((item.object, item.content().unwrap().to_vec()));
            }
        }
    }
    let n = rng.next_u32() as usize % changes.len().max(1);
    changes.into_iter().nth(n)
}

/// A change under this author's own name that goes on from one that nobody ever saw.
fn orphan(me: &Author, object: &ObjectId) -> Vec<u8> {
    let actor = Actor::of(&me.space, object, 0, me.ord, &me.incarnation);
    let title = |text: &str| Plain::Str(text.to_owned());
    let values = BTreeMap::from([
        ("v".to_owned(), Plain::Int(1)),
        ("title".to_owned(), title("À moi")),
    ]);
    let made = Document::create(actor, &Contents::new(Kind::Note, values)).unwrap();
    let edit = Edit::Put {
        root: "title".into(),
        inner: None,
        value: title("À moi seul"),
    };
    let after = made.document.edit(Kind::Note, &[edit]).unwrap();
    after.changes[0].bytes.to_vec()
}
