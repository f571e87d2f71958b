//! A private space and its people, with real seals.

use ed25519_dalek::SigningKey;
use ekin_protocol::envelope::{Frame, Signed, Statement, View};
use ekin_protocol::id::*;
use ekin_protocol::item::{ItemType, Meta, write_private};
use ekin_protocol::membership::{
    Body, Epoch, Genesis, Invite, Join, Membership, Record, RelayAt, Remove, Role, SignedRecord, SpaceKind,
};
use ekin_protocol::seal::{EpochKey, seal_key};
use rand_chacha::ChaCha20Rng;
use rand_chacha::rand_core::SeedableRng;

use super::{Publisher, Relay, settle};

/// A home, as its owner knows it.
pub struct House {
    pub members: Membership,
    pub keys: Vec<EpochKey>,
    pub founding: Vec<SignedRecord>,
    random: ChaCha20Rng,
}

pub fn public(key: &SigningKey) -> SignKey {
    SignKey(key.verifying_key().to_bytes())
}

impl House {
    /// A space with its first epoch, before any relay knows it.
    pub fn found(n: u8) -> (Self, Publisher) {
        let key = SigningKey::from_bytes(&[n; 32]);
        let genesis = Record {
            previous: None,
            ord: 0,
            body: Body::Genesis(Genesis {
                space_kind: SpaceKind::Home,
                nonce: [n; 16],
                sign: public(&key),
                seal: seal_key(&[n; 32]),
                org: OrgId([n; 16]),
            }),
        };
        let genesis = SignedRecord::sign(genesis, &key);
        let space = genesis.space().unwrap();
        let mut house = Self {
            members: Membership::start(space, &genesis, 1).unwrap(),
            keys: Vec::new(),
            founding: vec![genesis],
            random: ChaCha20Rng::seed_from_u64(n.into()),
        };
        let owner = Publisher::new(key, 0, OrgId([n; 16]), space);
        let epoch = house.next_epoch(None);
        let urls = vec!["http://127.0.0.1:8440".to_owned()];
        let relay = RelayAt {
            urls,
            key: public(&owner.key),
        };
        for (seq, body) in [(2, Body::Epoch(epoch)), (3, Body::Relay(relay))] {
            let record = house.say(&owner, body);
            house.members.append(&record, seq, 1).unwrap();
            house.founding.push(record);
        }
        (house, owner)
    }

    /// The same on a relay.
    pub fn on(relay: &Relay, n: u8) -> (Self, Publisher) {
        let (house, owner) = Self::found(n);
        assert_eq!(settle(relay, &house.founding).seq, 3);
        (house, owner)
    }

    /// The next epoch for all who are in but one; its key is kept.
    pub fn next_epoch(&mut self, without: Option<Ord>) -> Epoch {
        let (space, n) = (self.members.space, self.members.epoch() + 1);
        let key = EpochKey::new([n as u8; 32]);
        let may = |role: Option<Role>| role.is_some_and(|role| role != Role::Pending);
        let entitled = self.members.members.iter().filter(|member| may(member.role()));
        let entitled = entitled.filter(|member| Some(member.ord) != without);
        let grants = entitled
            .map(|member| {
                (
                    member.ord,
                    key.grant(&space, n, member.ord, &member.seal, &mut self.random)
                        .unwrap(),
                )
            })
            .collect();
        let prev = self
            .keys
            .last()
            .map(|before| key.seal_prev(&space, n, before, &mut self.random).unwrap());
        self.keys.push(key);
        Epoch { n, grants, prev }
    }

    /// A grant of the present epoch to one more member.
    pub fn grant(&mut self, ord: Ord) -> Body {
        let (space, n) = (self.members.space, self.members.epoch());
        let seal = self.members.member(ord).unwrap().seal;
        let key = self.keys.last().unwrap();
        let sealed = key.grant(&space, n, ord, &seal, &mut self.random).unwrap();
        Body::Epoch(Epoch {
            n,
            grants: vec![(ord, sealed)],
            prev: None,
        })
    }

    /// A record on the present head.
    pub fn say(&self, by: &Publisher, body: Body) -> SignedRecord {
        let record = Record {
            previous: Some(self.members.head),
            ord: by.ord,
            body,
        };
        SignedRecord::sign(record, &by.key)
    }

    pub fn invite(&self, by: &Publisher, key: &SigningKey, role: Role, not_after: u64) -> SignedRecord {
        self.say(
            by,
            Body::Invite(Invite {
                key: public(key),
                role,
                org: by.org,
                not_after,
                uses: 1,
                member_not_after: None,
            }),
        )
    }

    /// The record by which a new device joins, and the device.
    pub fn join(&self, invite: RecordId, invited: &SigningKey, n: u8) -> (Publisher, SignedRecord) {
        let key = SigningKey::from_bytes(&[n; 32]);
        let ord = self.members.next_ord();
        let person = Publisher::new(key, ord, OrgId([n; 16]), self.members.space);
        let body = Body::Join(Join::sign(
            &self.members.space,
            invite,
            public(&person.key),
            seal_key(&[n; 32]),
            invited,
        ));
        let record = self.say(&person, body);
        (person, record)
    }

    pub fn removal(&mut self, by: &Publisher, ord: Ord) -> SignedRecord {
        let epoch = Some(self.next_epoch(Some(ord)));
        self.say(by, Body::Remove(Remove { ord, epoch }))
    }

    /// An envelope with one record whose content is `text`, signed and not sealed.
    pub fn signed(&self, by: &mut Publisher, text: &str, view: Option<View>) -> Signed {
        let statement = Statement {
            ord: by.ord,
            incarnation: by.incarnation,
            dev_seq: by.dev_seq + 1,
            prev: by.prev,
            view,
        };
        let meta = Meta {
            kind: 39,
            at_ms: 5,
            ..Meta::default()
        };
        let payload = ekin_protocol::cbor::Writer::new()
            .map(1)
            .text("body")
            .text(text)
            .finish();
        let item = write_private(&[7; 16], ItemType::Record, &ObjectId([8; 16]), &meta, &payload);
        let signed = Signed::sign(&self.members.space, &statement, &[item], &by.key).unwrap();
        by.dev_seq += 1;
        by.prev = signed.content_id.short();
        signed
    }

    pub fn seal(&mut self, signed: &Signed, epoch: u32) -> Frame {
        let key = &self.keys[epoch as usize - 1];
        signed
            .seal(&self.members.space, epoch, key, &mut self.random)
            .unwrap()
    }

    /// The next envelope of a member, sealed under the present epoch.
    pub fn frame(&mut self, by: &mut Publisher, text: &str) -> Frame {
        let signed = self.signed(by, text, None);
        self.seal(&signed, self.members.epoch())
    }
}
