//! Vectors that hold zstd frames: compressed bodies and segments. Their bytes are input only: another version
//! of zstd may compress the same content to other bytes, so nobody compares what it makes with these.

use super::items::{hash_of, listing, payload};
use super::members::{Log, T, org};
use super::{Case, PUBLISHER, STRANGER, envelopes, file, hex};
use ekin_protocol::cbor::Writer;
use ekin_protocol::compress::{compress, pack_body};
use ekin_protocol::envelope::{Frame, Statement};
use ekin_protocol::id::{ItemHash, SegmentHash, Short, SpaceId};
use ekin_protocol::segment::{self, LEVEL_WARM, Source};
use serde_json::{Value, json};

/// Name of the file.
pub const NAME: &str = "compressed.json";

/// A zstd frame of one uncompressed block (RFC 8878), written by hand. `header` stands between magic and block.
pub fn stored(header: &[u8], content: &[u8]) -> Vec<u8> {
    let block = (content.len() as u32) << 3 | 1;
    [
        &[0x28, 0xb5, 0x2f, 0xfd],
        header,
        &block.to_le_bytes()[..3],
        content,
    ]
    .concat()
}

struct Made {
    space: SpaceId,
    log: Log,
    sources: Vec<Source>,
    frames: Vec<Frame>,
    hashes: Vec<Vec<ItemHash>>,
}

/// Three envelopes of a publisher at the places 40, 41 and 50, of two, one and three listings.
fn made(seed: u8) -> Made {
    let log = Log::usual();
    let space = log.entries[0].2.space().unwrap();
    let mut made = Made {
        space,
        log,
        sources: vec![],
        frames: vec![],
        hashes: vec![],
    };
    let mut prev = Short([0; 16]);
    let mut next = 1u8;
    for (n, (seq, count)) in [(40u64, 2usize), (41, 1), (50, 3)].into_iter().enumerate() {
        let items: Vec<_> = (0..count)
            .map(|_| {
                next += 1;
                listing(
                    &space,
                    org(PUBLISHER),
                    next,
                    vec![],
                    &payload("Sortie au musée, dix places dans le bus"),
                )
            })
            .collect();
        let statement = Statement {
            dev_seq: n as u64 + 1,
            prev,
            ..envelopes::first(2)
        };
        let frame = envelopes::frame(&space, &statement, &items, seed);
        prev = frame.content_id.short();
        let hashes: Vec<_> = items.iter().map(|item| hash_of(item)).collect();
        made.sources.push(Source {
            seq,
            t_ms: T + seq * 1000,
            statement: frame.statement_bytes.clone(),
            sig: frame.sig,
            hashes: hashes.clone(),
            live: items.into_iter().enumerate().collect(),
        });
        made.hashes.push(hashes);
        made.frames.push(frame);
    }
    made
}

impl Made {
    fn write(&self) -> Vec<u8> {
        segment::write(&self.space, &self.sources, LEVEL_WARM).unwrap()
    }

    fn case(&self, name: &str, why: &str, bytes: &[u8], promised: SegmentHash) -> Case {
        Case::new("segment", name, why)
            .with("log", self.log.json())
            .with("hash", hex(promised.0))
            .bytes(bytes)
    }

    fn named(&self, name: &str, why: &str, bytes: &[u8]) -> Case {
        self.case(name, why, bytes, segment::hash(bytes))
    }

    fn expect(&self) -> Value {
        let envelopes: Vec<_> = self.sources.iter().zip(&self.frames).zip(&self.hashes).map(|((source, frame), hashes)| {
            let items: Vec<_> = source.live.iter().map(|(at, _)| json!([at, hex(hashes[*at].0)])).collect();
            json!({ "seq": source.seq, "t_ms": source.t_ms, "content_id": hex(frame.content_id.0), "id": hex(frame.id(&self.space).0), "n": hashes.len(), "items": items })
        }).collect();
        json!({ "places": [self.sources[0].seq, self.sources.last().map(|s| s.seq)], "envelopes": envelopes })
    }
}

/// A segment of any header and any two bodies.
fn assembled(space: &SpaceId, places: (u64, u64), n: u64, raw: (&[u8], &[u8]), more: Option<u64>) -> Vec<u8> {
    let (proofs, items) = (compress(raw.0, 9).unwrap(), compress(raw.1, 9).unwrap());
    let mut w = Writer::new();
    w.raw(b"EKP1")
        .map(7 + usize::from(more.is_some()))
        .u64(0)
        .bytes(&space.0)
        .u64(1)
        .u64(places.0)
        .u64(2)
        .u64(places.1);
    w.u64(3)
        .u64(n)
        .u64(4)
        .u64(raw.0.len() as u64)
        .u64(5)
        .u64(raw.1.len() as u64)
        .u64(6)
        .u64(proofs.len() as u64);
    if let Some(key) = more {
        w.u64(key).u64(1);
    }
    w.raw(&proofs).raw(&items).finish()
}

/// All of them.
pub fn cases() -> Value {
    let raw = b"bai bai bai bai bai bai bai bai bai bai".repeat(4);
    let body = |name: &str, why: &str, max: usize, body: &[u8]| {
        Case::new("body", name, why).with("max", max).bytes(body)
    };
    let zstd = |frame: &[u8]| [&[1], frame].concat();
    let size = [&[0x20u8, 5][..]].concat();
    let mut damaged = pack_body(&raw, 9).unwrap();
    let last = damaged.len() - 3;
    damaged[last] ^= 0x55;
    damaged.truncate(last);
    let mut cases = vec![
        body(
            "zstd",
            "comp 1, as the reference implementation makes it",
            4096,
            &pack_body(&raw, 9).unwrap(),
        )
        .gives(hex(&raw)),
        body(
            "a stored block",
            "by hand: single segment, size 5",
            4096,
            &zstd(&stored(&size, b"kaixo")),
        )
        .gives(hex(b"kaixo")),
        body(
            "a window of 1 MiB",
            "by hand: window byte 50, size in two bytes is 256 more than said",
            4096,
            &zstd(&stored(&[0x40, 0x50, 0, 0], &[7; 256])),
        )
        .gives("07".repeat(256)),
        body(
            "a window of more",
            "by hand: 1 MiB and an eighth",
            4096,
            &zstd(&stored(&[0x40, 0x51, 0, 0], &[7; 256])),
        )
        .refused("size"),
        body(
            "no size",
            "by hand: a window and no size",
            4096,
            &zstd(&stored(&[0x00, 0x50], b"kaixo")),
        )
        .refused("size"),
        body(
            "a dictionary",
            "by hand: dictionary id 9",
            4096,
            &zstd(&stored(&[0x21, 9, 5], b"kaixo")),
        )
        .refused("size"),
        body(
            "larger than may be",
            "the size is known before anything is allocated",
            100,
            &pack_body(&raw, 9).unwrap(),
        )
        .refused("size"),
        body(
            "a size of 2^40",
            "by hand: a header that lies",
            4096,
            &zstd(&stored(&[0xe0, 0, 0, 0, 0, 0, 1, 0, 0], b"kaixo")),
        )
        .refused("size"),
        body(
            "less than it says",
            "by hand: size 6, five bytes",
            4096,
            &zstd(&stored(&[0x20, 6], b"kaixo")),
        )
        .refused("damaged"),
        body(
            "more than it says",
            "by hand: size 4, five bytes",
            4096,
            &zstd(&stored(&[0x20, 4], b"kaixo")),
        )
        .refused("damaged"),
        body(
            "two frames",
            "one frame, no more",
            4096,
            &zstd(&[stored(&size, b"kaixo"), stored(&size, b"kaixo")].concat()),
        )
        .refused("damaged"),
        body(
            "an empty frame after it",
            "one frame, though the second adds nothing",
            4096,
            &zstd(&[stored(&size, b"kaixo"), stored(&[0x20, 0], b"")].concat()),
        )
        .refused("damaged"),
        body(
            "a skippable frame after it",
            "one frame, no other bytes",
            4096,
            &zstd(
                &[
                    &stored(&size, b"kaixo")[..],
                    &[0x50, 0x2a, 0x4d, 0x18, 1, 0, 0, 0, 9],
                ]
                .concat(),
            ),
        )
        .refused("damaged"),
        body("cut", "no end", 4096, &damaged).refused("damaged"),
    ];
    let whole = made(PUBLISHER);
    let bytes = whole.write();
    let mut some = made(PUBLISHER);
    some.sources[0].live.remove(0);
    some.sources[2].live.remove(1);
    some.sources.remove(1);
    some.frames.remove(1);
    some.hashes.remove(1);
    let mut flipped = bytes.clone();
    let at = flipped.len() - 40;
    flipped[at] ^= 1;
    let forged = made(STRANGER);
    let mut moved = made(PUBLISHER);
    moved.sources.iter_mut().for_each(|source| source.seq -= 30);
    let mut stranger = made(PUBLISHER);
    stranger.space = SpaceId([0x11; 32]);
    let mut swapped = made(PUBLISHER);
    let item = swapped.sources[1].live[0].1.clone();
    swapped.sources[0].live[0].1 = item;
    let (space, one) = (whole.space, whole.sources[1].live[0].1.clone());
    let proof = |live: &[u8]| {
        let s = &whole.sources[1];
        let mut w = Writer::new();
        w.array(1)
            .array(7)
            .u64(41)
            .u64(s.t_ms)
            .raw(&s.statement)
            .bytes(&s.sig.0)
            .u64(1)
            .raw(live)
            .array(0)
            .finish()
    };
    let all = proof(&[0xf6]);
    cases.extend([
        whole.named("all alive", "three envelopes, six listings", &bytes).gives(whole.expect()),
        some.named("some dead", "the second envelope is absent; of the others, what is dead is one hash each", &some.write()).gives(some.expect()),
        whole.case("another name", "not the bytes that its name promises", &bytes, SegmentHash([1; 32])).refused("hash"),
        whole.case("a flipped bit", "not the bytes that its name promises", &flipped, segment::hash(&bytes)).refused("hash"),
        forged.named("forged", "signed by a stranger", &forged.write()).refused("signature"),
        moved.named("before it might", "at places where the author was no member: the packer's word on places is checked as far as it goes", &moved.write()).refused("invalid"),
        stranger.named("of another space", "the header's space is not the membership's", &stranger.write()).refused("space"),
        swapped.named("another item in its place", "the root is not the one that was signed for", &swapped.write()).refused("signature"),
        whole.named("no EKP1", "form", &bytes[1..]).refused("form"),
        whole.named("EKP2", "another form", &[b"EKP2", &bytes[4..]].concat()).refused("form"),
        whole.named("by parts", "the same as the library writes", &assembled(&space, (41, 41), 1, (&all, &one), None)).gives({
            let mut expect = made(PUBLISHER).expect();
            let middle = expect["envelopes"][1].take();
            json!({ "places": [41, 41], "envelopes": [middle] })
        }),
        whole.named("header key 7", "newer", &assembled(&space, (41, 41), 1, (&all, &one), Some(7))).refused("newer"),
        whole.named("header places that are not those of the proofs", "order", &assembled(&space, (40, 41), 1, (&all, &one), None)).refused("order"),
        whole.named("two items where one is said", "form", &assembled(&space, (41, 41), 1, (&all, &one.repeat(2)), None)).refused("form"),
        whole.named("none alive", "an envelope with none alive is absent", &assembled(&space, (41, 41), 1, (&proof(&[0x80]), &one), None)).refused("form"),
        whole.named("an index beyond the envelope", "one item has no item 1", &assembled(&space, (41, 41), 1, (&proof(&[0x81, 1]), &one), None)).refused("form"),
        whole.named("proofs that are not canonical", "a long integer", &assembled(&space, (41, 41), 1, (&proof(&[0x81, 0x18, 0]), &one), None)).refused("not-canonical"),
        whole.named("items cut", "the last item lacks its end", &assembled(&space, (41, 41), 1, (&all, &one[..one.len() - 1]), None)).refused("truncated"),
        whole.named("a million items of one byte", "no item is so small: refused before a list of them is made", &assembled(&space, (41, 41), 1 << 20, (&all, &vec![0; 1 << 20]), None)).refused("form"),
        whole.named("a bomb", "nine MiB of zeros: refused by the header of its compression", &assembled(&space, (41, 41), 1, (&all, &vec![0; 9 << 20]), None)).refused("size"),
    ]);
    file(
        "Compressed bodies and segments: decode only, because zstd may compress the same content to other bytes in another version. `log` is the membership log before the segment.",
        cases,
    )
}
