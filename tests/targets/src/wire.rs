//! Structures of the protocol. What reads back is written again to the same bytes; what was signed for cannot change.

use ed25519_dalek::SigningKey;
use ekin_protocol::cbor::Writer;
use ekin_protocol::compress;
use ekin_protocol::envelope::{Carried, Frame};
use ekin_protocol::id::{OrgId, SealKey, SignKey, SpaceId};
use ekin_protocol::item::{Item, assemble};
use ekin_protocol::link::Link;
use ekin_protocol::manifest::Manifest;
use ekin_protocol::membership::{Add, Body, Genesis, Membership, Record, Role, SignedRecord, SpaceKind};
use ekin_protocol::segment::{self, Segment};

/// Keys of the owner and of an admin.
fn key(ord: u8) -> SigningKey {
    SigningKey::from_bytes(&[ord + 1; 32])
}

fn sign_key(ord: u8) -> SignKey {
    SignKey(key(ord).verifying_key().to_bytes())
}

/// Signs a record as the next of a space.
fn next(members: &Membership, ord: u8, body: Body) -> SignedRecord {
    let previous = Some(members.head);
    let ord_of = ord.into();
    SignedRecord::sign(
        Record {
            previous,
            ord: ord_of,
            body,
        },
        &key(ord),
    )
}

/// A space with an owner and an admin.
fn space(kind: SpaceKind) -> Membership {
    let genesis = Record {
        previous: None,
        ord: 0,
        body: Body::Genesis(Genesis {
            space_kind: kind,
            nonce: [1; 16],
            sign: sign_key(0),
            seal: SealKey([1; 32]),
            org: OrgId([2; 16]),
        }),
    };
    let genesis = SignedRecord::sign(genesis, &key(0));
    let space = genesis.space().expect("a genesis");
    let mut members = Membership::start(space, &genesis, 1).expect("a genesis");
    let add = Body::Add(Add {
        sign: sign_key(1),
        seal: SealKey([2; 32]),
        role: Role::Admin,
        org: OrgId([2; 16]),
        not_after: None,
    });
    let added = next(&members, 0, add);
    members.append(&added, 2, 1).expect("an admin");
    members
}

/// A frame, or an envelope as phones carry it.
pub fn frame(bytes: &[u8]) {
    let space = SpaceId([0x11; 32]);
    if let Ok(frame) = Frame::read(bytes) {
        assert_eq!(frame.write(), bytes, "a second form of one frame");
        if let Ok((items, hashes)) = frame.open_hashed() {
            assert_eq!(items.len(), hashes.len());
            for one in items.bytes() {
                item(one);
            }
        }
        let _ = frame.id(&space);
    }
    if let Ok(carried) = Carried::read(bytes) {
        assert_eq!(carried.write(), bytes, "a second form of one envelope");
        let _ = carried.open();
    }
}

/// An item.
pub fn item(bytes: &[u8]) {
    let Ok(item) = Item::read(bytes) else { return };
    let stub = item.stub();
    let again = Item::read(&stub).expect("a stub reads");
    assert_eq!(again.hash(), item.hash(), "a stub has the item's hash");
    assert_eq!(again.content(), None);
    if let Some(payload) = item.content() {
        assert_eq!(
            assemble(item.fields(), payload),
            bytes,
            "a second form of one item"
        );
    }
}

/// Membership records that a member signs: the first byte says who, then pieces, each a record whose signature and place are right.
pub fn members(bytes: &[u8]) {
    let Some((who, rest)) = bytes.split_first() else {
        return;
    };
    let kind = if who & 2 == 0 {
        SpaceKind::Catalogue
    } else {
        SpaceKind::Home
    };
    let mut members = space(kind);
    for (seq, piece) in (3..).zip(crate::pieces(rest)) {
        if let Ok(signed) = SignedRecord::read(piece) {
            assert_eq!(signed.write(), piece, "a second form of one record");
        }
        let Ok(record) = Record::read(piece) else { continue };
        assert_eq!(record.write(), piece, "a second form of one record");
        let signed = next(&members, who & 1, record.body);
        let taken = members.append(&signed, seq, seq);
        assert_eq!(
            taken.is_ok(),
            members.head == signed.id(),
            "the head moves with what is taken"
        );
    }
    let owns = |ord: u32| members.member(ord).and_then(|member| member.role()) == Some(Role::Owner);
    assert!((0..members.next_ord()).any(owns), "the last owner stays");
}

/// A manifest.
pub fn manifest(bytes: &[u8]) {
    let Ok(signed) = Manifest::read(bytes) else { return };
    let _ = signed.verify(&key(0).verifying_key());
    if signed.manifest.adds_up() {
        let live = signed.manifest.segments.iter();
        let live = live.fold(0u64, |sum, one| sum.saturating_add(one.live));
        assert_eq!(live, signed.manifest.live_count, "what adds up is what lives");
    }
    let _ = signed.manifest.bytes();
}

/// A segment: as it is, and with the input as what is compressed in it (two pieces: proofs and items).
pub fn segment(bytes: &[u8]) {
    let members = space(SpaceKind::Catalogue);
    opened(bytes, &members);
    if let [proofs, items, ..] = crate::pieces(bytes)[..] {
        let pack = |bytes: &[u8]| compress::compress(bytes, 1).expect("bytes compress");
        let (packed_proofs, packed_items) = (pack(proofs), pack(items));
        let mut w = Writer::new();
        w.raw(b"EKP1").map(7).u64(0).bytes(&members.space.0);
        w.u64(1).u64(1).u64(2).u64(1 << 20).u64(3).u64(1);
        w.u64(4).u64(proofs.len() as u64).u64(5).u64(items.len() as u64);
        w.u64(6).u64(packed_proofs.len() as u64);
        w.raw(&packed_proofs).raw(&packed_items);
        opened(&w.finish(), &members);
    }
}

fn opened(bytes: &[u8], members: &Membership) {
    if let Ok(segment) = Segment::open(bytes, &segment::hash(bytes)) {
        let _ = segment.verify(members);
    }
}

/// A link, as it was scanned or typed.
pub fn link(bytes: &[u8]) {
    let Ok(text) = std::str::from_utf8(bytes) else {
        return;
    };
    let Ok(link) = text.parse::<Link>() else { return };
    let again = |text: String| text.parse::<Link>().expect("what is written is read");
    assert_eq!(again(link.to_string()), link);
    assert_eq!(again(link.to_web("https://relay.example")), link);
}
