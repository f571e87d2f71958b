//! Packs read back, and whatever else comes is refused.

use proptest::prelude::*;

use super::*;
use crate::id::{Incarnation, Short};

fn document(n: u8, changes: usize) -> PackedDocument {
    PackedDocument {
        object: ObjectId([n; 16]),
        kind: 4,
        generation: 1,
        unit: n.is_multiple_of(2).then_some([n; 16]),
        at_ms: 7,
        logged_ms: 8,
        value: [n; 32],
        changes: vec![vec![n; 60_000]; changes],
    }
}

fn read(bytes: &[u8], step: usize) -> std::result::Result<Vec<Part>, PackError> {
    let mut reader = PackReader::new();
    let mut parts = Vec::new();
    for piece in bytes.chunks(step) {
        reader.push(piece);
        while let Some(part) = reader.next_part()? {
            parts.push(part);
        }
    }
    reader.end().map(|()| parts)
}

#[test]
fn a_pack_reads_back_however_it_is_cut_and_long_documents_go_in_stretches() {
    let chain = ChainEnd {
        ord: 1,
        incarnation: Incarnation([2; 8]),
        dev_seq: 3,
        last: Short([4; 16]),
        seq: 5,
    };
    let mut writer = PackWriter::new();
    writer.chain(&chain).unwrap();
    for (n, changes) in [(1, 40), (2, 1), (3, 0)] {
        writer.document(&document(n, changes)).unwrap();
    }
    let bytes = [writer.ready(), writer.finish().unwrap()].concat();
    let parts = read(&bytes, usize::MAX).unwrap();
    assert_eq!(read(&bytes, 7).unwrap(), parts);
    assert_eq!(parts[0], Part::Chains(vec![chain]));
    let mut changes = [0; 4];
    for part in &parts[1..] {
        let Part::Documents(documents) = part else {
            panic!("{part:?}")
        };
        for document in documents {
            changes[usize::from(document.object.0[0])] += document.changes.len();
        }
    }
    assert_eq!(changes, [0, 40, 1, 0]);
    for cut in [0, 3, 5, bytes.len() - 1] {
        assert!(read(&bytes[..cut], usize::MAX).is_err());
    }
}

#[test]
fn parts_out_of_order_and_sizes_that_lie_are_refused() {
    let part = |kind: u64| {
        let mut w = Writer::new();
        w.array(2).u64(kind).array(0);
        let packed = compress::compress(&w.finish(), 1).unwrap();
        [&(packed.len() as u32).to_be_bytes()[..], &packed].concat()
    };
    assert!(read(&[&MAGIC[..], &part(0), &part(2)].concat(), 64).is_ok());
    assert!(read(&[&MAGIC[..], &part(2), &part(0)].concat(), 64).is_err());
    assert!(read(&[&MAGIC[..], &part(3)].concat(), 64).is_err());
    assert!(read(&[&MAGIC[..], &u32::MAX.to_be_bytes()].concat(), 64).is_err());
    assert!(read(b"EKP1", 4).is_err());
}

proptest! {
    #[test]
    fn whatever_comes_as_a_pack_is_read_or_refused(
        kind in 0u64..4,
        raw in prop::collection::vec(any::<u8>(), 0..200),
        tail in prop::collection::vec(any::<u8>(), 0..40),
    ) {
        let body = Writer::new().array(2).u64(kind).raw(&raw).finish();
        let packed = compress::compress(&body, 1).unwrap();
        let part = [&(packed.len() as u32).to_be_bytes()[..], &packed].concat();
        let whole = [&MAGIC[..], &part, &tail].concat();
        let (one, two) = (read(&whole, usize::MAX), read(&whole, 3));
        prop_assert_eq!(one.ok(), two.ok());
        prop_assert!(read(&[&MAGIC[..], &tail].concat(), 5).is_err() || tail.is_empty());
    }
}
