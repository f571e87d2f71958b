//! What a hostile structure costs: memory in proportion to what may travel, never to what a header claims.
//! One test alone in its process, because the whole process is measured.
#![allow(clippy::unwrap_used, reason = "a test")]

use ekin_protocol::cbor::{self, Fields, Writer};
use ekin_protocol::compress::{compress, open_body};
use ekin_protocol::entry::Block;
use ekin_protocol::envelope::{Frame, Statement};
use ekin_protocol::id::{Incarnation, Short};
use ekin_protocol::manifest::Manifest;
use ekin_protocol::segment::{self, Segment};
use ekin_protocol::session::ToRelay;
use peak_alloc::PeakAlloc;

#[global_allocator]
static MEMORY: PeakAlloc = PeakAlloc;

/// Most bytes that were in use at once while `work` ran, beyond those in use before.
fn cost<T>(work: impl FnOnce() -> T) -> usize {
    MEMORY.reset_peak_usage();
    let before = MEMORY.current_usage();
    drop(work());
    MEMORY.peak_usage() - before
}

/// A segment with these proofs and items, and a header that says `n`.
fn segment(n: u64, proofs: &[u8], items: &[u8]) -> Vec<u8> {
    let packed = compress(proofs, 9).unwrap();
    let mut w = Writer::new();
    w.raw(b"EKP1")
        .map(7)
        .u64(0)
        .bytes(&[1; 32])
        .u64(1)
        .u64(1)
        .u64(2)
        .u64(65_536)
        .u64(3)
        .u64(n);
    w.u64(4)
        .u64(proofs.len() as u64)
        .u64(5)
        .u64(items.len() as u64)
        .u64(6)
        .u64(packed.len() as u64);
    w.raw(&packed).raw(&compress(items, 9).unwrap()).finish()
}

/// As many proofs as a segment may have, each claiming 64 living items.
fn proofs(n: usize) -> Vec<u8> {
    let statement = Statement {
        ord: 0,
        incarnation: Incarnation([0; 8]),
        dev_seq: 1,
        prev: Short([0; 16]),
        view: None,
    };
    let mut w = Writer::new();
    w.array(n);
    for _ in 0..n {
        w.array(7)
            .u64(1)
            .u64(0)
            .raw(&statement.write())
            .bytes(&[0; 64])
            .u64(64)
            .null()
            .array(0);
    }
    w.finish()
}

#[test]
fn what_a_header_claims_is_not_allocated() {
    const MIB: usize = 1 << 20;
    let many = [&[0x9b, 0x10, 0, 0, 0, 0, 0, 0, 0][..], &[0; 64]].concat();
    let pairs = [&[0xbb, 0x10, 0, 0, 0, 0, 0, 0, 0][..], &[0; 64]].concat();
    assert!(cost(|| cbor::check(&many)) < 1024);
    assert!(cost(|| cbor::elements(&many, "x", usize::MAX)) < 4096);
    assert!(cost(|| Fields::read(&pairs, "x")) < 4096);
    assert!(cost(|| Frame::read(&many)) < 4096);
    assert!(cost(|| ToRelay::read(&many)) < 4096);
    assert!(cost(|| Block::read(&many)) < 4096);
    assert!(cost(|| Manifest::read(&many)) < 4096);

    let lies = [
        &[1, 0x28, 0xb5, 0x2f, 0xfd, 0xe0, 0, 0, 0, 0, 0, 1, 0, 0][..],
        &[0; 64],
    ]
    .concat();
    assert!(cost(|| open_body(&lies, 4 * MIB)) < 4096);
    let bomb = [&[1][..], &compress(&vec![0; 4 * MIB], 19).unwrap()].concat();
    assert!(cost(|| open_body(&bomb, 4 * MIB)) < 8 * MIB);

    // The worst that still decompresses: every list that a reader makes of it is bounded by real bytes.
    let ones = segment(8 << 20, &proofs(1), &vec![0; 8 * MIB]);
    let full = proofs(60_000);
    let claims = segment(60_000 * 64, &full, &vec![0; 8 * MIB]);
    let fewer = segment(200_000, &full, &vec![0; 8 * MIB]);
    for (name, bytes) in [("ones", ones), ("claims", claims), ("fewer", fewer)] {
        let hash = segment::hash(&bytes);
        let mut refused = false;
        let spent = cost(|| refused = Segment::open(&bytes, &hash).is_err());
        assert!(refused, "{name}");
        assert!(spent < 48 * MIB, "{name} took {spent} bytes");
    }
}
