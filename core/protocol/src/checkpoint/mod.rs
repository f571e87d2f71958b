//! The state at a checkpoint (protocol 8): the digest that every device with all keys computes of it, and the pack that
//! carries it to devices that come later.

mod pack;

use crate::hash::h;
use crate::id::{Incarnation, ItemHash, ObjectId, Ord, RecordId, Short};

pub use pack::{PackError, PackReader, PackWriter, PackedDocument, PackedEnvelope, Part};

/// Where one author's chain ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, std::cmp::Ord)]
pub struct ChainEnd {
    /// The author.
    pub ord: Ord,
    /// The life.
    pub incarnation: Incarnation,
    /// Last place of the chain.
    pub dev_seq: u64,
    /// Content id there, shortened.
    pub last: Short,
    /// Place of that envelope in the log.
    pub seq: u64,
}

/// One document in the digest.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, std::cmp::Ord)]
pub struct DocumentState {
    /// The document.
    pub object: ObjectId,
    /// Its generation from here on.
    pub generation: u32,
    /// [`value_hash`].
    pub value: [u8; 32],
}

/// One membership record in the digest: its place and time in the log.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RecordPlace {
    /// Its place.
    pub seq: u64,
    /// Its time there in ms.
    pub t_ms: u64,
    /// The record.
    pub id: RecordId,
}

/// `H("value", heads...)`: the last changes of a document, ascending, stand for all that it says and for who said it.
pub fn value_hash(heads: &[[u8; 32]]) -> [u8; 32] {
    let heads: Vec<&[u8]> = heads.iter().map(<[u8; 32]>::as_slice).collect();
    h("value", &heads)
}

/// `H("state", documents, live item hashes, chain ends, membership)`, each list as u32 count and its elements, which are put
/// in ascending order here; the membership is in that of the log.
pub fn state_digest(
    mut documents: Vec<DocumentState>,
    mut live: Vec<ItemHash>,
    mut chains: Vec<ChainEnd>,
    members: &[RecordPlace],
) -> [u8; 32] {
    documents.sort_unstable();
    live.sort_unstable();
    chains.sort_unstable();
    let mut bytes = Vec::new();
    let count = |bytes: &mut Vec<u8>, n: usize| {
        bytes.extend(u32::try_from(n).unwrap_or(u32::MAX).to_be_bytes());
    };
    count(&mut bytes, documents.len());
    for document in &documents {
        bytes.extend(document.object.0);
        bytes.extend(document.generation.to_be_bytes());
        bytes.extend(document.value);
    }
    count(&mut bytes, live.len());
    live.iter().for_each(|hash| bytes.extend(hash.0));
    count(&mut bytes, chains.len());
    for chain in &chains {
        bytes.extend(chain.ord.to_be_bytes());
        bytes.extend(chain.incarnation.0);
        bytes.extend(chain.dev_seq.to_be_bytes());
        bytes.extend(chain.last.0);
        bytes.extend(chain.seq.to_be_bytes());
    }
    count(&mut bytes, members.len());
    for record in members {
        bytes.extend(record.seq.to_be_bytes());
        bytes.extend(record.t_ms.to_be_bytes());
        bytes.extend(record.id.0);
    }
    h("state", &[&bytes])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_digest_asks_for_each_list_and_not_for_its_order() {
        let document = |n: u8| DocumentState {
            object: ObjectId([n; 16]),
            generation: 0,
            value: value_hash(&[[n; 32]]),
        };
        let of = |documents: Vec<DocumentState>, live: &[u8]| {
            let live = live.iter().map(|n| ItemHash([*n; 32])).collect();
            state_digest(documents, live, Vec::new(), &[])
        };
        let usual = of(vec![document(1), document(2)], &[3, 4]);
        assert_eq!(of(vec![document(2), document(1)], &[4, 3]), usual);
        assert_ne!(of(vec![document(1)], &[3, 4]), usual);
        assert_ne!(of(vec![document(1), document(2)], &[3]), usual);
        let next = DocumentState {
            generation: 1,
            ..document(2)
        };
        assert_ne!(of(vec![document(1), next], &[3, 4]), usual);
    }
}
