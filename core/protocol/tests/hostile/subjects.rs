//! The structures that are attacked: a whole sample of each, and how it is read and trusted.

use ed25519_dalek::{SigningKey, VerifyingKey};
use ekin_protocol::cbor::{self, Writer};
use ekin_protocol::code::Code;
use ekin_protocol::entry::{Block, Entry, Notice};
use ekin_protocol::envelope::{
    Carried, Frame, Signed, Statement, View, envelope_id, sign, verify, write_items,
};
use ekin_protocol::head::{EntryKind, Head, Receipt, Refusal};
use ekin_protocol::id::{
    EnvelopeId, Incarnation, Instance, ListingKey, OrgId, R, SealKey, SegmentHash, Short, SignKey, Signature,
    SpaceId,
};
use ekin_protocol::item::{Item, Meta, kind, write_record};
use ekin_protocol::manifest::{Manifest, SegmentRef};
use ekin_protocol::membership::{Add, Body, Genesis, Membership, Record, Role, SignedRecord, SpaceKind};
use ekin_protocol::peer::{Identity, Message, Side};
use ekin_protocol::segment::{self, Segment, Source};
use ekin_protocol::session::{Cursor, Exception, ToDevice, ToRelay};

use super::beside::checkpointed;

/// What reading gave.
pub struct Read {
    /// Its bytes, written again, where the structure is written from its fields.
    pub again: Option<Vec<u8>>,
    /// Whether it says, with a signature or a hash that fits, what the sample says.
    pub trusted: bool,
}

/// Reads a structure, or refuses it.
pub type Reader = Box<dyn Fn(&[u8]) -> Option<Read>>;

/// One structure.
pub struct Subject {
    pub name: &'static str,
    pub bytes: Vec<u8>,
    /// Where its CBOR starts.
    pub cbor_at: usize,
    /// Whether a change of any bit makes it untrusted.
    pub every_bit_counts: bool,
    /// Whether its signature or hash covers keys from 64 on.
    pub covers_unknown_keys: bool,
    pub read: Reader,
}

pub fn key(seed: u8) -> SigningKey {
    SigningKey::from_bytes(&[seed; 32])
}

fn public(seed: u8) -> VerifyingKey {
    key(seed).verifying_key()
}

fn sign_key(seed: u8) -> SignKey {
    SignKey(public(seed).to_bytes())
}

pub const SPACE: SpaceId = SpaceId([0x11; 32]);
const ORG: OrgId = OrgId([2; 16]);

fn item(space: &SpaceId, n: u8) -> Vec<u8> {
    let key = ListingKey([n; 16]);
    let meta = Meta {
        kind: kind::LISTING,
        supersedes: vec![Short([n; 16])],
        at_ms: 1_795_000_000_000,
        listing: Some((ORG, key)),
        ..Meta::default()
    };
    write_record(&space.listing(&ORG, &key), &meta, &[0xa1, 0x61, b'v', 0x01])
}

fn statement() -> Statement {
    Statement {
        ord: 0,
        incarnation: Incarnation([0x42; 8]),
        dev_seq: 300,
        prev: Short([7; 16]),
        view: Some(View {
            seq: 20,
            view: Short([8; 16]),
        }),
    }
}

fn frame(space: &SpaceId) -> Frame {
    let items = [item(space, 1), item(space, 2)];
    let content_id = ekin_protocol::envelope::content_id(&items).unwrap();
    let statement_bytes = statement().write();
    Frame {
        sig: sign(&key(1), &envelope_id(space, &content_id, &statement_bytes)),
        statement: statement(),
        statement_bytes,
        content_id,
        epoch: 0,
        body: [&[0], write_items(&items).as_slice()].concat(),
    }
}

pub fn genesis() -> SignedRecord {
    let body = Body::Genesis(Genesis {
        space_kind: SpaceKind::Catalogue,
        nonce: [1; 16],
        sign: sign_key(1),
        seal: SealKey([1; 32]),
        org: ORG,
    });
    SignedRecord::sign(
        Record {
            previous: None,
            ord: 0,
            body,
        },
        &key(1),
    )
}

fn added() -> SignedRecord {
    let body = Body::Add(Add {
        sign: sign_key(2),
        seal: SealKey([2; 32]),
        role: Role::Publisher,
        org: ORG,
        not_after: Some(1 << 40),
    });
    SignedRecord::sign(
        Record {
            previous: Some(genesis().id()),
            ord: 0,
            body,
        },
        &key(1),
    )
}

fn signed(name: &'static str, bytes: Vec<u8>, read: impl Fn(&[u8]) -> Option<Read> + 'static) -> Subject {
    Subject {
        name,
        bytes,
        cbor_at: 0,
        every_bit_counts: true,
        covers_unknown_keys: true,
        read: Box::new(read),
    }
}

pub fn plain(
    name: &'static str,
    bytes: Vec<u8>,
    again: impl Fn(&[u8]) -> Option<Vec<u8>> + 'static,
) -> Subject {
    let read = move |bytes: &[u8]| {
        again(bytes).map(|again| Read {
            again: Some(again),
            trusted: true,
        })
    };
    Subject {
        every_bit_counts: false,
        covers_unknown_keys: false,
        ..signed(name, bytes, read)
    }
}

/// All of them.
pub fn subjects() -> Vec<Subject> {
    let mut all = authors();
    all.extend(relays());
    all.extend(messages());
    all.extend(super::letters::subjects());
    all.extend(super::beside::subjects());
    all.push(segment());
    all.extend(peers());
    all
}

/// What one phone hands another.
fn peers() -> Vec<Subject> {
    let read_identity = |bytes: &[u8]| {
        let identity = Identity::read(bytes).ok()?;
        Some(Read {
            again: Some(identity.write()),
            trusted: identity.holds(Side::Initiator, &[5; 32]),
        })
    };
    let read_carried = |bytes: &[u8]| {
        let carried = Carried::read(bytes).ok()?;
        let trusted = verify(&public(1), &carried.id(&SPACE).0, &carried.sig) && carried.open().is_ok();
        Some(Read {
            again: Some(carried.write()),
            trusted,
        })
    };
    let signed_items = Signed::sign(&SPACE, &statement(), &[item(&SPACE, 1)], &key(1)).unwrap();
    let carried = signed_items.carry().unwrap();
    let message = Message::Envelopes {
        space: 1,
        envelopes: vec![Carried::read(&carried).unwrap()],
        more: false,
    };
    let identity = Identity::sign(&key(1), Side::Initiator, &[5; 32]);
    vec![
        signed("peer's identity", identity.write(), read_identity),
        // Zstd has bits that say nothing.
        Subject {
            every_bit_counts: false,
            ..signed("carried envelope", carried, read_carried)
        },
        plain("peer's message", message.write(), |bytes| {
            Message::read(bytes).ok().map(|message| message.write())
        }),
    ]
}

fn authors() -> Vec<Subject> {
    let whole = item(&SPACE, 1);
    let hash = Item::read(&whole).unwrap().hash();
    let stub = Item::read(&whole).unwrap().stub();
    let read_item = move |bytes: &[u8]| {
        let item = Item::read(bytes).ok()?;
        Some(Read {
            again: None,
            trusted: item.hash() == hash,
        })
    };
    let statement_bytes = statement().write();
    let content = frame(&SPACE).content_id;
    let sig = frame(&SPACE).sig;
    let read_frame = |bytes: &[u8]| {
        let frame = Frame::read(bytes).ok()?;
        let trusted = verify(&public(1), &frame.id(&SPACE).0, &frame.sig) && frame.open().is_ok();
        Some(Read {
            again: Some(frame.write()),
            trusted,
        })
    };
    let read_record = |bytes: &[u8]| {
        let record = SignedRecord::read(bytes).ok()?;
        Some(Read {
            again: Some(record.write()),
            trusted: record.verify(&public(1)),
        })
    };
    vec![
        signed("item", whole, read_item),
        signed("stub", stub, read_item),
        signed("statement", statement_bytes, move |bytes| {
            Statement::read(bytes).ok()?;
            let trusted = verify(&public(1), &envelope_id(&SPACE, &content, bytes).0, &sig);
            Some(Read { again: None, trusted })
        }),
        signed("frame", frame(&SPACE).write(), read_frame),
        signed("genesis", genesis().write(), read_record),
        signed("record", added().write(), read_record),
        signed("checkpoint", checkpointed().write(), read_record),
    ]
}

fn relays() -> Vec<Subject> {
    let head = Head::sign(
        &key(9),
        SPACE,
        Instance([3; 16]),
        300,
        R([4; 32]),
        1_795_000_000_000,
    );
    let refusal = Refusal::sign(&key(9), EnvelopeId([5; 32]), Code::Fork);
    let notice = Notice {
        instance: Instance([3; 16]),
    }
    .write();
    let id = Notice::id(&notice);
    let entry = Entry {
        seq: 300,
        t_ms: 1_795_000_000_000,
        kind: EntryKind::Notice,
        body: notice.clone(),
    };
    let mut entry_bytes = Writer::new();
    entry.write_to(&mut entry_bytes);
    let r = entry.next_r(&SPACE, &R([6; 32])).unwrap();
    let segment = SegmentRef {
        hash: SegmentHash([1; 32]),
        bytes: 400_000,
        first: 1,
        last: 900,
        live: 10,
        total: 12,
        dead: SegmentRef::dead_set([3, 9]),
    };
    let manifest = Manifest {
        space: SPACE,
        seq: 900,
        r: R([6; 32]),
        t_ms: 1_795_000_000_000,
        live_count: 10,
        live_root: [7; 32],
        segments: vec![segment],
        tail_bytes: 1,
    };
    let block = Block {
        entries: vec![entry.clone(), entry],
        head: Some(head.clone()),
    };
    let receipt = Receipt {
        entries: vec![(300, EnvelopeId([5; 32]))],
        head: head.clone(),
    };
    let mut head = signed("head", head.write(), |bytes| {
        let head = Head::read(bytes).ok()?;
        // The signature covers the fields 0 to 4; what may be ignored is not written again.
        let known = bytes.first() == Some(&0xa6);
        Some(Read {
            again: known.then(|| head.write()),
            trusted: head.verify(&public(9)),
        })
    });
    head.covers_unknown_keys = false;
    vec![
        head,
        signed("refusal", refusal.write(), |bytes| {
            let refusal = Refusal::read(bytes).ok()?;
            Some(Read {
                again: Some(refusal.write()),
                trusted: refusal.verify(&public(9)),
            })
        }),
        signed("notice", notice, move |bytes| {
            Notice::read(bytes).ok()?;
            Some(Read {
                again: None,
                trusted: Notice::id(bytes) == id,
            })
        }),
        signed("entry", entry_bytes.finish(), move |bytes| {
            cbor::check(bytes).ok()?;
            let entry = Entry::read(bytes).ok()?;
            let mut w = Writer::new();
            entry.write_to(&mut w);
            let after = entry.next_r(&SPACE, &R([6; 32])).ok();
            Some(Read {
                again: Some(w.finish()),
                trusted: after == Some(r),
            })
        }),
        signed("manifest", manifest.sign(&key(8)), |bytes| {
            let manifest = Manifest::read(bytes).ok()?;
            Some(Read {
                again: None,
                trusted: manifest.verify(&public(8)),
            })
        }),
        plain("receipt", receipt.write(), |bytes| {
            let again = Receipt::read(bytes).ok()?.write();
            Some(if again.len() < bytes.len() {
                bytes.to_vec()
            } else {
                again
            })
        }),
        plain("block", block.write(), |bytes| {
            let again = Block::read(bytes).ok()?.write();
            Some(if again.len() < bytes.len() {
                bytes.to_vec()
            } else {
                again
            })
        }),
    ]
}

fn messages() -> Vec<Subject> {
    let cursor = Cursor::new(&SPACE, 300, &R([6; 32]));
    let hello = ToRelay::Hello {
        versions: vec![1],
        features: 0,
        device: sign_key(1),
        instance: Some(Instance([3; 16])),
        cursors: vec![cursor; 2],
    };
    let to_relay = |name, message: ToRelay| {
        plain(name, message.write(), |bytes| {
            ToRelay::read(bytes).ok().map(|message| message.write())
        })
    };
    let to_device = |name, message: ToDevice| {
        plain(name, message.write(), |bytes| {
            ToDevice::read(bytes).ok().map(|message| message.write())
        })
    };
    vec![
        to_relay("hello", hello),
        to_relay(
            "push",
            ToRelay::Push {
                space: 1,
                frames: vec![vec![1; 30], vec![]],
            },
        ),
        to_relay(
            "ask chain",
            ToRelay::AskChain {
                space: 0,
                ord: 7,
                incarnation: Incarnation([1; 8]),
            },
        ),
        to_relay("proof", ToRelay::Proof(Signature([1; 64]))),
        to_device(
            "challenge",
            ToDevice::Challenge {
                nonce: [1; 32],
                relay: sign_key(9),
            },
        ),
        to_device(
            "ok",
            ToDevice::Ok {
                instance: Instance([3; 16]),
                exceptions: vec![
                    (0, Exception::Rewind(4)),
                    (2, Exception::Gone),
                    (3, Exception::Behind(9)),
                    (4, Exception::Cut(7)),
                ],
                t_ms: 1_795_000_000_000,
            },
        ),
        to_device(
            "refused",
            ToDevice::Refused {
                space: 3,
                refusal: Refusal::sign(&key(9), EnvelopeId([5; 32]), Code::Fork),
            },
        ),
        to_device(
            "chain",
            ToDevice::Chain {
                space: 0,
                ord: 1,
                incarnation: Incarnation([1; 8]),
                dev_seq: 4,
                last: Short([2; 16]),
            },
        ),
    ]
}

/// A segment, opened under whatever name its bytes have, so that more than the name is tried. A packer's word
/// on places and times may change; content may not.
fn segment() -> Subject {
    let genesis = genesis();
    let space = genesis.space().unwrap();
    let members = Membership::start(space, &genesis, 1).unwrap();
    let frame = frame(&space);
    let items = [item(&space, 1), item(&space, 2)];
    let hashes: Vec<_> = items
        .iter()
        .map(|item| Item::read(item).unwrap().hash())
        .collect();
    let alive = hashes[1];
    let source = Source {
        seq: 40,
        t_ms: 1_795_000_000_000,
        statement: frame.statement_bytes.clone(),
        sig: frame.sig,
        hashes,
        live: vec![(1, items[1].clone())],
    };
    let bytes = segment::write(&space, &[source], 9).unwrap();
    let id = frame.id(&space);
    let read = move |bytes: &[u8]| {
        let segment = Segment::open(bytes, &segment::hash(bytes)).ok()?;
        let verified = segment.verify(&members).ok()?;
        let [one] = verified.as_slice() else { return None };
        assert_eq!(
            (one.id, one.items.len(), one.items[0].1),
            (id, 1, alive),
            "content changed"
        );
        Some(Read {
            again: None,
            trusted: true,
        })
    };
    Subject {
        cbor_at: 4,
        every_bit_counts: false,
        covers_unknown_keys: false,
        ..signed("segment", bytes, read)
    }
}
