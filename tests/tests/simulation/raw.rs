//! Publishers whose every byte a test chooses, and logs that no honest relay would keep.

use ed25519_dalek::SigningKey;
use ekin_core::app::sync::Worker;
use ekin_core::net::Carry;
use ekin_core::sync::event::{Failure, Outcome, Work};
use ekin_protocol::cbor::Writer;
use ekin_protocol::code::Code;
use ekin_protocol::entry::Entry;
use ekin_protocol::envelope::{Frame, Statement, View};
use ekin_protocol::head::{EntryKind, Head};
use ekin_protocol::id::{Incarnation, ItemHash, ListingKey, OrgId, R, SealKey, Short, SignKey, SpaceId};
use ekin_protocol::item::{Item, Meta, kind, write_record};
use ekin_protocol::link::Link;
use ekin_protocol::membership::{Add, Body, Genesis, Record, RelayAt, Role, SignedRecord, SpaceKind};
use ekin_sync_server::relay::new_instance;
use ekin_sync_server::storage::{Prepared, Write, Written};

use super::relay::{Kept, Process};
use super::world::URL;

/// A device whose bytes a test makes.
#[derive(Clone)]
pub struct Author {
    /// Its key.
    pub key: SigningKey,
    /// Its index in the membership.
    pub ord: u32,
    /// Its organisation.
    pub org: OrgId,
    /// The territory.
    pub space: SpaceId,
    /// Its life.
    pub incarnation: Incarnation,
    /// Place of its last envelope.
    pub dev_seq: u64,
    /// What its last envelope signed for.
    pub prev: Short,
}

/// A territory made by hand: its owner, its records so far.
pub struct Territory {
    /// Who made it.
    pub owner: Author,
    /// Its membership records.
    pub records: Vec<SignedRecord>,
}

impl Territory {
    /// One whose relay has these keys.
    pub fn new(relay: SignKey, packer: SignKey) -> Self {
        let key = SigningKey::from_bytes(&[3; 32]);
        let org = OrgId([3; 16]);
        let genesis = Body::Genesis(Genesis {
            space_kind: SpaceKind::Catalogue,
            nonce: [3; 16],
            sign: SignKey(key.verifying_key().to_bytes()),
            seal: SealKey([3; 32]),
            org,
        });
        let record = Record {
            previous: None,
            ord: 0,
            body: genesis,
        };
        let genesis = SignedRecord::sign(record, &key);
        let space = genesis.space().unwrap();
        let mut territory = Self {
            owner: Author::new(key, 0, org, space),
            records: vec![genesis],
        };
        let urls = vec![URL.to_owned()];
        territory.say(Body::Relay(RelayAt { urls, key: relay }));
        territory.say(Body::Packer(packer));
        territory
    }

    /// One that this relay holds.
    pub fn on<S: Kept>(relay: &Process<S>, now_ms: u64) -> Self {
        let keys = relay.relay().keys();
        let territory = Self::new(keys.relay_public(), keys.packer_public());
        let written = relay
            .relay()
            .write(Write::Create(territory.records.clone()), now_ms);
        assert!(matches!(written, Written::Created(Ok(_))), "{written:?}");
        territory
    }

    /// The owner's next record.
    pub fn say(&mut self, body: Body) -> SignedRecord {
        let record = Record {
            previous: self.records.last().map(SignedRecord::id),
            ord: 0,
            body,
        };
        let signed = SignedRecord::sign(record, &self.owner.key);
        self.records.push(signed.clone());
        signed
    }

    /// A record that adds a device; gives its index too.
    pub fn add(
        &mut self,
        sign: SignKey,
        role: Role,
        org: OrgId,
        not_after: Option<u64>,
    ) -> (u32, SignedRecord) {
        let adds = |signed: &&SignedRecord| matches!(signed.record.body, Body::Add(_) | Body::Genesis(_));
        let ord = u32::try_from(self.records.iter().filter(adds).count()).unwrap();
        let seal = SealKey([4; 32]);
        let add = Add {
            sign,
            seal,
            role,
            org,
            not_after,
        };
        (ord, self.say(Body::Add(add)))
    }

    /// The link that others join by.
    pub fn link(&self) -> String {
        Link::Territory {
            space: self.owner.space,
            urls: vec![URL.to_owned()],
            name: "Euskal Herria".into(),
            code: None,
        }
        .to_string()
    }
}

impl Author {
    /// A device that has written nothing yet.
    pub fn new(key: SigningKey, ord: u32, org: OrgId, space: SpaceId) -> Self {
        Self {
            key,
            ord,
            org,
            space,
            incarnation: Incarnation([1; 8]),
            dev_seq: 0,
            prev: Short([0; 16]),
        }
    }

    /// Its public key.
    pub fn sign(&self) -> SignKey {
        SignKey(self.key.verifying_key().to_bytes())
    }

    /// A record of a listing of an organisation.
    pub fn item_of(&self, org: OrgId, listing: u32, text: &str, replaces: &[ItemHash]) -> Vec<u8> {
        let mut key = [0; 16];
        key[..4].copy_from_slice(&listing.to_be_bytes());
        let key = ListingKey(key);
        let meta = Meta {
            kind: kind::LISTING,
            supersedes: replaces.iter().map(ItemHash::short).collect(),
            at_ms: 5,
            listing: Some((org, key)),
            ..Meta::default()
        };
        let title = Writer::new().map(1).text("fr").text(text).finish();
        let mut payload = Writer::new();
        payload.map(2).text("v").u64(1).text("title").raw(&title);
        write_record(&self.space.listing(&org, &key), &meta, &payload.finish())
    }

    /// A record of a listing of its own organisation.
    pub fn item(&self, listing: u32, text: &str, replaces: &[ItemHash]) -> Vec<u8> {
        self.item_of(self.org, listing, text, replaces)
    }

    /// The next envelope of its chain.
    pub fn frame(&mut self, items: &[Vec<u8>], view: Option<View>) -> Frame {
        let statement = Statement {
            ord: self.ord,
            incarnation: self.incarnation,
            dev_seq: self.dev_seq + 1,
            prev: self.prev,
            view,
        };
        let frame = Frame::public(&self.space, &statement, items, &self.key).unwrap();
        self.dev_seq += 1;
        self.prev = frame.content_id.short();
        frame
    }
}

/// Hash of an item.
pub fn hash_of(item: &[u8]) -> ItemHash {
    Item::read(item).unwrap().hash()
}

/// Pushes a frame; gives its place, or why not.
pub fn push<S: Kept>(relay: &Process<S>, space: &SpaceId, frame: &Frame, now_ms: u64) -> Result<u64, Code> {
    let frames = vec![Prepared::Unchecked(Box::new(frame.clone()))];
    let space = *space;
    match relay.relay().write(Write::Push { space, frames }, now_ms) {
        Written::Pushed { verdicts, .. } => verdicts[0].1,
        other => panic!("{other:?}"),
    }
}

/// Pushes a membership record.
pub fn push_record<S: Kept>(
    relay: &Process<S>,
    space: &SpaceId,
    record: &SignedRecord,
    now_ms: u64,
) -> Result<u64, Code> {
    let record = Box::new(record.clone());
    let space = *space;
    match relay.relay().write(
        Write::Record {
            space,
            record,
            lost: false,
        },
        now_ms,
    ) {
        Written::Recorded(_, said) => said,
        other => panic!("{other:?}"),
    }
}

/// The newest view of a relay's log.
pub fn view<S: Kept>(relay: &Process<S>, space: &SpaceId) -> View {
    let storage = relay.relay().storage();
    let seq = storage.snapshot(space).unwrap().unwrap().head.seq;
    let (_, view) = storage.mark(space, seq).unwrap().unwrap();
    View { seq, view }
}

/// A log that takes anything, signed by a relay's key.
pub struct Forgery {
    space: SpaceId,
    relay: SigningKey,
    /// Its entries.
    pub entries: Vec<Entry>,
    r: R,
}

impl Forgery {
    /// The log of a territory with its first records.
    pub fn of(territory: &Territory, relay: &SigningKey) -> Self {
        let space = territory.owner.space;
        let mut forgery = Self {
            space,
            relay: relay.clone(),
            entries: Vec::new(),
            r: R::start(&space),
        };
        for record in &territory.records {
            forgery.add(EntryKind::Membership, record.write());
        }
        forgery
    }

    /// Takes an entry, whatever it is.
    pub fn add(&mut self, kind: EntryKind, body: Vec<u8>) {
        let seq = self.entries.len() as u64 + 1;
        let t_ms = 1_000 * seq;
        let entry = Entry {
            seq,
            t_ms,
            kind,
            body,
        };
        self.r = entry.next_r(&self.space, &self.r).unwrap_or(self.r);
        self.entries.push(entry);
    }

    /// Its end, signed.
    pub fn head(&self) -> Head {
        let last = self
            .entries
            .last()
            .map_or((0, 0), |entry| (entry.seq, entry.t_ms));
        Head::sign(
            &self.relay,
            self.space,
            new_instance(1, [7; 12]),
            last.0,
            self.r,
            last.1,
        )
    }

    /// Gives all of it to a device.
    pub fn tell(&self, worker: &Worker) -> Result<(), Failure> {
        let outcome = worker.carry_out(Work::Fold {
            space: self.space,
            entries: self.entries.clone(),
            head: Some(self.head()),
        });
        match outcome {
            Outcome::Failed { why, .. } => Err(why),
            _ => Ok(()),
        }
    }
}
