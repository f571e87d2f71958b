//! A member of a house whose keys are the test's: it hands out and tells what it likes.

use std::collections::BTreeSet;

use ed25519_dalek::SigningKey;
use ekin_core::app::near::{Exchanged, NearError, Shelf};
use ekin_core::sync::peer::port::{Candidate, Given, Holdings, Took};
use ekin_core::sync::peer::{Meeting, MeetingError};
use ekin_protocol::cbor::Writer;
use ekin_protocol::envelope::{Carried, Signed, Statement};
use ekin_protocol::id::{Incarnation, ItemHash, ObjectId, Ord, RecordId, Short, SignKey, SpaceId};
use ekin_protocol::item::{Item, ItemType, Meta, write_private};
use ekin_protocol::link::Link;
use ekin_protocol::membership::Role;
use ekin_protocol::peer::{Held, Side, Told};
use ekin_protocol::seal::seal_key;
use ekin_sync_server::storage::memory::MemoryStorage;
use rand_chacha::ChaCha20Rng;
use rand_core::SeedableRng;

use super::house::House;

/// The secret of every code here.
pub const SECRET: [u8; 16] = [7; 16];
/// The object that every record here is of.
pub const OBJECT: ObjectId = ObjectId([0x0b; 16]);

/// A member whose keys are the test's: what it hands out is up to it.
pub struct Member {
    pub key: SigningKey,
    pub ord: Ord,
    space: SpaceId,
    pub head: RecordId,
    incarnation: Incarnation,
    dev_seq: u64,
    pub prev: Short,
    /// Handed out as it is, a message each.
    pub gives: Vec<Vec<Carried>>,
    /// Told as they are.
    pub tells: Vec<Told>,
    /// Whether it goes on giving the last message for ever.
    pub endless: bool,
}

impl Member {
    /// Added to a house, so that all who have synced know it.
    pub fn of(house: &mut House<MemoryStorage>, role: Role) -> Self {
        let key = SigningKey::from_bytes(&[0x66; 32]);
        let sign = SignKey(key.verifying_key().to_bytes());
        let link = Link::Device {
            sign,
            seal: seal_key(&[0x67; 32]),
            name: "?".into(),
        };
        let owner = house.world.phones[0].device().clone();
        owner
            .add_member(house.space, &link.to_string(), role, None)
            .unwrap();
        house.sync(0);
        house.sync(0);
        let (ord, head) = house.world.phones[0]
            .look(|read, sp| {
                let members = read.membership(sp)?.unwrap();
                Ok((members.by_key(&sign).unwrap().ord, members.head))
            })
            .unwrap();
        Self {
            key,
            ord,
            space: house.space,
            head,
            incarnation: Incarnation([1; 8]),
            dev_seq: 0,
            prev: Short([0; 16]),
            gives: Vec::new(),
            tells: Vec::new(),
            endless: false,
        }
    }

    /// Signed as this author, at this place of a chain.
    pub fn signed_as(&self, ord: Ord, dev_seq: u64, prev: Short, items: &[Vec<u8>]) -> Signed {
        let statement = Statement {
            ord,
            incarnation: self.incarnation,
            dev_seq,
            prev,
            view: None,
        };
        Signed::sign(&self.space, &statement, items, &self.key).unwrap()
    }

    /// The next envelope of its chain.
    pub fn next(&mut self, items: &[Vec<u8>]) -> Signed {
        let signed = self.signed_as(self.ord, self.dev_seq + 1, self.prev, items);
        self.dev_seq += 1;
        self.prev = signed.content_id.short();
        signed
    }

    /// It meets a device of the house. How both ended.
    pub fn meets(
        &mut self,
        house: &House<MemoryStorage>,
        phone: usize,
    ) -> (Result<Exchanged, MeetingError<NearError>>, bool) {
        let mut random = ChaCha20Rng::seed_from_u64(9);
        let device = house.world.phones[phone].device().clone();
        let key = self.key.clone();
        let mut theirs = Meeting::new(Side::Initiator, &key, &SECRET, &mut random).unwrap();
        let mut ours = device.meeting(Side::Responder, &SECRET).unwrap();
        let mut shelf = Shelf::of(&device);
        let mut to_us = theirs.begin().unwrap();
        for _ in 0..20_000 {
            let to_them = match ours.hear(&std::mem::take(&mut to_us), &mut shelf) {
                Ok(said) => said,
                Err(error) => return (Err(error), false),
            };
            match theirs.hear(&to_them, self) {
                Ok(said) => to_us = said,
                Err(error) => panic!("the phone does not speak as it should: {error}"),
            }
            if to_us.is_empty() && to_them.is_empty() {
                break;
            }
        }
        let came = ours.exchanged().remove(&house.space).unwrap_or_default();
        (Ok(came), ours.is_over())
    }
}

impl Holdings for Member {
    type Error = std::convert::Infallible;

    fn candidates(&mut self, _: &SignKey) -> Result<Vec<Candidate>, Self::Error> {
        Ok(vec![Candidate {
            space: self.space,
            head: self.head,
        }])
    }

    fn reads(&mut self, _: &SpaceId, _: &SignKey) -> Result<bool, Self::Error> {
        Ok(true)
    }

    fn records(&mut self, _: &SpaceId, _: &RecordId) -> Result<Vec<Told>, Self::Error> {
        Ok(self.tells.clone())
    }

    fn hear(&mut self, _: &SpaceId, records: &[Told]) -> Result<u64, Self::Error> {
        Ok(records.len() as u64)
    }

    fn chains(&mut self, _: &SpaceId) -> Result<Vec<Held>, Self::Error> {
        Ok(Vec::new())
    }

    fn give(&mut self, _: &SpaceId, _: &[Held], _: i64, _: usize) -> Result<Given, Self::Error> {
        let envelopes = match self.endless {
            true => self.gives.last().cloned().unwrap_or_default(),
            false => self.gives.pop().unwrap_or_default(),
        };
        let next = (self.endless || !self.gives.is_empty()).then_some(1);
        Ok(Given { envelopes, next })
    }

    fn take(&mut self, _: &SpaceId, _: &SignKey, envelopes: &[Carried]) -> Result<Option<Took>, Self::Error> {
        let taken = envelopes.len() as u64;
        Ok(Some(Took {
            taken,
            ..Took::default()
        }))
    }
}

/// A small record of a private space.
pub fn item(salt: u8, object: ObjectId) -> Vec<u8> {
    let meta = Meta {
        kind: 36,
        at_ms: 5,
        ..Meta::default()
    };
    let payload = Writer::new().map(1).text("v").u64(1).finish();
    write_private(&[salt; 16], ItemType::Record, &object, &meta, &payload)
}

/// As it travels from phone to phone.
pub fn carried(signed: &Signed) -> Carried {
    Carried::read(&signed.carry().unwrap()).unwrap()
}

/// Its hash.
pub fn hash(item: &[u8]) -> ItemHash {
    Item::read(item).unwrap().hash()
}

/// What a device shows of an object.
pub fn heads(house: &House<MemoryStorage>, phone: usize) -> BTreeSet<ItemHash> {
    let heads = house.world.phones[phone].look(|read, sp| read.heads(sp, &OBJECT));
    heads.unwrap().into_iter().map(|head| head.hash).collect()
}

/// How many envelopes of others wait there.
pub fn carries(house: &House<MemoryStorage>, phone: usize) -> u64 {
    let size = house.world.phones[phone].look(|read, sp| read.carried_size(sp));
    size.unwrap().0
}
