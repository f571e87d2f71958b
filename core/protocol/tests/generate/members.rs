//! Vectors of membership records, and the logs of them that other vectors stand on.

use super::items::{ORG, SPACE};
use super::{ADMIN, Case, OWNER, PACKER, PUBLISHER, RELAY, STRANGER, file, hex, key, public, seal};
use super::{checkpoints, erasures};
use ekin_protocol::blob::BlobAddress;
use ekin_protocol::cbor::Writer;
use ekin_protocol::hash::h;
use ekin_protocol::id::{OrgId, RecordId, SealKey, SpaceId};
use ekin_protocol::membership::{
    Add, Body, Epoch, Erase, Genesis, Inbox, Invite, Join, Record, Recovery, RelayAt, Remove, Role,
    RoleChange, SignedRecord, SpaceKind, Vote,
};
use serde_json::{Value, json};

/// Organisation of the device with this seed.
pub fn org(seed: u8) -> OrgId {
    OrgId([0xa0 | seed; 16])
}

/// The genesis of a catalogue.
pub fn genesis(owner: u8) -> SignedRecord {
    genesis_of(SpaceKind::Catalogue, owner)
}

fn genesis_of(space_kind: SpaceKind, owner: u8) -> SignedRecord {
    let body = Body::Genesis(Genesis {
        space_kind,
        nonce: [0x77; 16],
        sign: public(owner),
        seal: seal(owner),
        org: org(owner),
    });
    SignedRecord::sign(
        Record {
            previous: None,
            ord: 0,
            body,
        },
        &key(owner),
    )
}

/// A device joins.
pub fn add(seed: u8, role: Role) -> Body {
    Body::Add(Add {
        sign: public(seed),
        seal: seal(seed),
        role,
        org: org(seed),
        not_after: None,
    })
}

/// A log of membership records in the making: each with its place and time.
pub struct Log {
    head: RecordId,
    pub entries: Vec<(u64, u64, SignedRecord)>,
}

/// Time of the first record.
pub const T: u64 = 1_795_000_000_000;

impl Log {
    /// Starts with [`genesis`] at place 1.
    pub fn new() -> Self {
        let genesis = genesis(OWNER);
        Self {
            head: genesis.id(),
            entries: vec![(1, T, genesis)],
        }
    }

    /// Appends a record that `by` signs as `ord`, ten places and a second on.
    pub fn say(mut self, ord: u32, by: u8, body: Body) -> Self {
        let (seq, t_ms, _) = self.entries.last().unwrap();
        let place = (seq + 10, t_ms + 1000);
        let record = SignedRecord::sign(
            Record {
                previous: Some(self.head),
                ord,
                body,
            },
            &key(by),
        );
        self.head = record.id();
        self.entries.push((place.0, place.1, record));
        self
    }

    /// The same at a time of its own.
    pub fn say_at(self, ord: u32, by: u8, body: Body, t_ms: u64) -> Self {
        let mut log = self.say(ord, by, body);
        if let Some((_, at, _)) = log.entries.last_mut() {
            *at = t_ms;
        }
        log
    }

    pub fn json(&self) -> Value {
        self.entries
            .iter()
            .map(|(seq, t_ms, record)| json!([seq, t_ms, hex(record.write())]))
            .collect()
    }

    /// A private space of its owner, with its first epoch.
    pub fn house() -> Self {
        let genesis = genesis_of(SpaceKind::Home, OWNER);
        let log = Self {
            head: genesis.id(),
            entries: vec![(1, T, genesis)],
        };
        log.say(0, OWNER, Body::Epoch(epoch_of(1, &[0])))
    }

    /// Id of the last record.
    pub fn head(&self) -> RecordId {
        self.head
    }

    /// The space.
    pub fn space(&self) -> SpaceId {
        self.entries[0].2.space().unwrap()
    }

    /// The usual space: owner 0, admin 1, publisher 2.
    pub fn usual() -> Self {
        Self::new()
            .say(0, OWNER, add(ADMIN, Role::Admin))
            .say(0, OWNER, add(PUBLISHER, Role::Publisher))
    }
}

/// An epoch whose grants are made up of their ords.
pub fn epoch_of(n: u32, ords: &[u32]) -> Epoch {
    Epoch {
        n,
        grants: ords.iter().map(|ord| (*ord, vec![*ord as u8; 80])).collect(),
        prev: (n > 1).then(|| vec![n as u8; 72]),
    }
}

/// An invitation whose key is the stranger's.
pub fn invite(role: Role, uses: u32) -> Body {
    Body::Invite(Invite {
        key: public(STRANGER),
        role,
        org: ORG,
        not_after: T + 9000,
        uses,
        member_not_after: None,
    })
}

pub fn records() -> Value {
    let previous = RecordId(h("vector", &[&[0]]));
    let sign = |body: Body| {
        SignedRecord::sign(
            Record {
                previous: Some(previous),
                ord: 0,
                body,
            },
            &key(OWNER),
        )
    };
    let say = |record: &SignedRecord, kind: u16, body: Value| {
        json!({
            "kind": kind, "previous": record.record.previous.map(|id| hex(id.0)), "ord": 0, "body": body,
            "id": hex(h("member", &[&record.bytes])), "sig": hex(record.sig.0), "verifies": true,
        })
    };
    let case = |name: &str, why: &str, bytes: Vec<u8>| {
        Case::new("record", name, why)
            .with("key", hex(public(OWNER).0))
            .bytes(bytes)
    };
    let pk = |seed: u8| hex(public(seed).0);
    let temporary = Body::Add(Add {
        sign: public(PUBLISHER),
        seal: seal(PUBLISHER),
        role: Role::Volunteer,
        org: org(PUBLISHER),
        not_after: Some(T),
    });
    let added = json!({ "sign": pk(PUBLISHER), "seal": hex(seal(PUBLISHER).0), "role": 6, "org": hex(org(PUBLISHER).0), "not_after": T });
    let mut cases = vec![{
        let record = genesis(OWNER);
        let body = json!({ "space_kind": 1, "nonce": "77".repeat(16), "sign": pk(OWNER), "seal": hex(seal(OWNER).0), "org": hex(org(OWNER).0) });
        case("genesis", "kind 1: no previous, ord 0", record.write()).gives(say(&record, 1, body))
    }];
    let mut good = |name: &str, why: &str, body: Body, kind: u16, expect: Value| {
        let record = sign(body);
        cases.push(case(name, why, record.write()).gives(say(&record, kind, expect)));
    };
    good(
        "add",
        "kind 2, with a time after which it may write no more",
        temporary,
        2,
        added,
    );
    good(
        "role",
        "kind 3",
        Body::Role(RoleChange {
            ord: 2,
            role: Role::Moderator,
            org: Some(ORG),
        }),
        3,
        json!({ "ord": 2, "role": 3, "org": hex(ORG.0) }),
    );
    good(
        "a role of a newer version",
        "kept; it may nothing here",
        Body::Role(RoleChange {
            ord: 2,
            role: Role::Other(900),
            org: None,
        }),
        3,
        json!({ "ord": 2, "role": 900, "org": null }),
    );
    let epoch = Epoch {
        n: 2,
        grants: vec![(0, vec![0x0a; 80]), (3, vec![0x0b; 80])],
        prev: Some(vec![0x0c; 72]),
    };
    let say_epoch =
        json!({ "n": 2, "grants": [[0, "0a".repeat(80)], [3, "0b".repeat(80)]], "prev": "0c".repeat(72) });
    good(
        "remove",
        "kind 4",
        Body::Remove(Remove { ord: 2, epoch: None }),
        4,
        json!({ "ord": 2, "epoch": null }),
    );
    good(
        "remove with an epoch",
        "of a private space: the removed device does not get the new key",
        Body::Remove(Remove {
            ord: 2,
            epoch: Some(epoch.clone()),
        }),
        4,
        json!({ "ord": 2, "epoch": say_epoch.clone() }),
    );
    good(
        "relay",
        "kind 5",
        Body::Relay(RelayAt {
            urls: vec!["https://ekin.example".into()],
            key: public(RELAY),
        }),
        5,
        json!({ "urls": ["https://ekin.example"], "key": pk(RELAY) }),
    );
    good(
        "packer",
        "kind 6",
        Body::Packer(public(PACKER)),
        6,
        json!({ "key": pk(PACKER) }),
    );
    good(
        "inbox",
        "kind 7",
        Body::Inbox(Inbox {
            key: SealKey([5; 32]),
            code: Some([6; 32]),
            grants: Vec::new(),
            sealed_code: None,
        }),
        7,
        json!({ "key": "05".repeat(32), "code": "06".repeat(32), "grants": [], "sealed_code": null }),
    );
    good(
        "inbox with its secret granted",
        "keys 64 and 65, of a catalogue",
        Body::Inbox(Inbox {
            key: SealKey([5; 32]),
            code: None,
            grants: epoch_of(1, &[0, 300]).grants,
            sealed_code: Some(vec![0x0c; 48]),
        }),
        7,
        json!({ "key": "05".repeat(32), "code": null, "grants": [[0, "00".repeat(80)], [300, "2c".repeat(80)]], "sealed_code": "0c".repeat(48) }),
    );
    good("retire", "kind 8", Body::Retire, 8, json!({}));
    good(
        "invite",
        "kind 9",
        Body::Invite(Invite {
            key: public(OWNER),
            role: Role::Educator,
            org: ORG,
            not_after: 1_795_000_000_000,
            uses: 1,
            member_not_after: None,
        }),
        9,
        json!({ "key": pk(OWNER), "role": 4, "org": hex(ORG.0), "not_after": 1_795_000_000_000u64, "uses": 1, "member_not_after": null }),
    );
    let join = Join::sign(&SPACE, previous, public(PUBLISHER), SealKey([5; 32]), &key(OWNER));
    let say_join = json!({ "invite": hex(previous.0), "sign": pk(PUBLISHER), "seal": "05".repeat(32), "sig": hex(join.sig.0) });
    good("join", "kind 10", Body::Join(join), 10, say_join);
    good("epoch", "kind 11", Body::Epoch(epoch), 11, say_epoch);
    good(
        "recovery",
        "kind 16",
        Body::Recovery(Recovery {
            sign: public(PUBLISHER),
            seal: SealKey([5; 32]),
            of: 0,
        }),
        16,
        json!({ "sign": pk(PUBLISHER), "seal": "05".repeat(32), "of": 0 }),
    );
    good(
        "erase",
        "kind 15: ids ascending, at least one; a list that would be empty is left out",
        Body::Erase(Erase {
            units: vec![[1; 16], [2; 16]],
            objects: Vec::new(),
            blobs: vec![BlobAddress([3; 32])],
        }),
        15,
        json!({ "units": ["01".repeat(16), "02".repeat(16)], "objects": [], "blobs": ["03".repeat(32)] }),
    );
    good(
        "checkpoint",
        "kind 12: the epoch has no key before it; documents ascend, and a list that would be empty is left out",
        Body::Checkpoint(checkpoints::checkpoint()),
        12,
        checkpoints::say(),
    );
    let vote = Vote {
        checkpoint: RecordId([0x71; 32]),
    };
    for (kind, name, body) in [
        (13, "attest", Body::Attest(vote)),
        (14, "dispute", Body::Dispute(vote)),
    ] {
        let say = json!({ "checkpoint": "71".repeat(32) });
        good(name, &format!("kind {kind}"), body, kind, say);
    }
    let raw = |body: &[u8], kind: u64| {
        let mut w = Writer::new();
        w.map(4)
            .u64(0)
            .u64(kind)
            .u64(1)
            .bytes(&previous.0)
            .u64(2)
            .u64(0)
            .u64(3)
            .raw(body);
        Writer::new().array(2).raw(&w.finish()).bytes(&[0; 64]).finish()
    };
    let role = |more: u64| {
        Writer::new()
            .map(3)
            .u64(0)
            .u64(2)
            .u64(1)
            .u64(3)
            .u64(more)
            .u64(1)
            .finish()
    };
    let remove = |n: usize, keys: &[u64]| {
        let mut w = Writer::new();
        w.map(n);
        for key in keys {
            w.u64(*key).u64(1);
        }
        w.finish()
    };
    let urls = |n: usize, length: usize| {
        let mut w = Writer::new();
        w.map(2).u64(0).array(n);
        (0..n).for_each(|_| {
            w.text(&"x".repeat(length));
        });
        w.u64(1).bytes(&public(RELAY).0).finish()
    };
    let two_genesis = {
        let mut w = Writer::new();
        w.map(4)
            .u64(0)
            .u64(1)
            .u64(1)
            .bytes(&previous.0)
            .u64(2)
            .u64(0)
            .u64(3)
            .raw(&genesis(OWNER).record.body.write());
        Writer::new().array(2).raw(&w.finish()).bytes(&[0; 64]).finish()
    };
    let orphan = {
        let body = Writer::new()
            .map(3)
            .u64(0)
            .u64(8)
            .u64(2)
            .u64(0)
            .u64(3)
            .map(0)
            .finish();
        Writer::new().array(2).raw(&body).bytes(&[0; 64]).finish()
    };
    let bad = |name: &str, why: &str, bytes: Vec<u8>, word: &str| case(name, why, bytes).refused(word);
    let mut cut = sign(Body::Retire).write();
    cut.pop();
    cases.extend([
        bad("kind 17", "newer", raw(&[0xa0], 17), "newer"),
        bad("kind 0", "newer", raw(&[0xa0], 0), "newer"),
        bad("a role record with key 4", "newer", raw(&role(4), 3), "newer"),
        bad("a role record with key 63", "newer", raw(&role(63), 3), "newer"),
        bad(
            "a removal of nobody",
            "key 0 must be there",
            raw(&remove(0, &[]), 4),
            "form",
        ),
    ]);
    let none = checkpoints::refused().into_iter();
    cases.extend(none.map(|(name, why, body, word)| bad(name, why, raw(&body, 12), word)));
    let erasures = erasures::refused().into_iter();
    cases.extend(erasures.map(|(name, why, body, word)| bad(name, why, raw(&body, 15), word)));
    cases.extend([
        bad("a body that is no map", "form", raw(&[0x80], 4), "form"),
        bad(
            "a genesis with a previous",
            "only genesis has none",
            two_genesis,
            "form",
        ),
        bad("no previous", "only genesis has none", orphan, "form"),
        bad("no address", "1 to 8", raw(&urls(0, 5), 5), "form"),
        bad("nine addresses", "1 to 8", raw(&urls(9, 5), 5), "too-large"),
        bad(
            "an address of 513 bytes",
            "at most 512",
            raw(&urls(1, 513), 5),
            "too-large",
        ),
        bad(
            "65537 bytes",
            "refused by its size alone",
            vec![0; 65_537],
            "too-large",
        ),
        bad("cut", "truncated", cut, "truncated"),
        bad(
            "grants out of order",
            "ords ascend",
            sign(Body::Epoch(epoch_of(1, &[1, 0]))).write(),
            "form",
        ),
        bad(
            "a grant twice",
            "ords ascend",
            sign(Body::Epoch(epoch_of(1, &[1, 1]))).write(),
            "form",
        ),
        bad(
            "epoch 0",
            "from 1",
            sign(Body::Epoch(epoch_of(0, &[0]))).write(),
            "form",
        ),
        bad(
            "701 grants",
            "at most 700",
            sign(Body::Epoch(epoch_of(1, &(0..701).collect::<Vec<_>>()))).write(),
            "too-large",
        ),
        bad(
            "an invitation for nobody",
            "one use at least",
            sign(invite(Role::Volunteer, 0)).write(),
            "form",
        ),
        bad(
            "an invitation to wait",
            "pending is no role to be invited to",
            sign(invite(Role::Pending, 1)).write(),
            "form",
        ),
    ]);
    file("Membership records `[record, sig]`, each kind.", cases)
}
