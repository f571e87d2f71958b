//! Vectors of checkpoints: bodies that are none, the digest of a state, and the parts of a pack before they are compressed.

use super::members::org;
use super::{Case, file, hex};
use ekin_protocol::blob::BlobAddress;
use ekin_protocol::checkpoint::{ChainEnd, DocumentState, RecordPlace, state_digest, value_hash};
use ekin_protocol::id::{Incarnation, ItemHash, ObjectId, R, RecordId, Short};
use ekin_protocol::membership::{Body, Checkpoint, Epoch, PackAt};
use serde_json::{Value, json};

/// A checkpoint.
pub fn checkpoint() -> Checkpoint {
    Checkpoint {
        upto: 41,
        r: R([0x31; 32]),
        digest: [0x32; 32],
        pack: PackAt {
            address: BlobAddress([0x33; 32]),
            size: 70_000,
        },
        epoch: Epoch {
            n: 3,
            grants: vec![(0, vec![0x34; 80])],
            prev: None,
        },
        begins: vec![ObjectId([1; 16]), ObjectId([2; 16])],
    }
}

/// The same, as a vector says it.
pub fn say() -> Value {
    json!({
        "upto": 41, "r": "31".repeat(32), "digest": "32".repeat(32), "pack": ["33".repeat(32), 70_000],
        "epoch": { "n": 3, "grants": [[0, "34".repeat(80)]], "prev": null },
        "begins": ["01".repeat(16), "02".repeat(16)],
    })
}

/// What is no checkpoint: its name, why, its body, and the word of the refusal.
pub fn refused() -> Vec<(&'static str, &'static str, Vec<u8>, &'static str)> {
    let with = |change: fn(&mut Checkpoint)| {
        let mut body = checkpoint();
        change(&mut body);
        Body::Checkpoint(body).write()
    };
    vec![
        (
            "a checkpoint with the key before",
            "whoever comes later reads no older history",
            with(|body| body.epoch.prev = Some(vec![1; 72])),
            "form",
        ),
        (
            "a checkpoint of nothing",
            "N is at least 1",
            with(|body| body.upto = 0),
            "form",
        ),
        (
            "a checkpoint without a pack",
            "no blob is empty",
            with(|body| body.pack.size = 0),
            "form",
        ),
        (
            "a checkpoint with a pack beyond a blob",
            "at most 256 MiB",
            with(|body| body.pack.size = (256 << 20) + 1),
            "form",
        ),
        (
            "documents out of order",
            "ids ascend",
            with(|body| body.begins.reverse()),
            "form",
        ),
        (
            "129 documents",
            "at most 128",
            with(|body| body.begins = (0..129u128).map(|n| ObjectId(n.to_be_bytes())).collect()),
            "too-large",
        ),
    ]
}

/// `checkpoint.json`.
pub fn checkpoints() -> Value {
    let document = |n: u8, generation: u32, heads: &[[u8; 32]]| {
        let say = json!([
            hex([n; 16]),
            generation,
            heads.iter().map(hex).collect::<Vec<_>>()
        ]);
        let state = DocumentState {
            object: ObjectId([n; 16]),
            generation,
            value: value_hash(heads),
        };
        (state, say)
    };
    let chain = ChainEnd {
        ord: 1,
        incarnation: Incarnation([0x42; 8]),
        dev_seq: 7,
        last: Short([0x43; 16]),
        seq: 40,
    };
    let say_chain = json!([1, "42".repeat(8), 7, "43".repeat(16), 40]);
    let place = RecordPlace {
        seq: 1,
        t_ms: 1_795_000_000_000,
        id: RecordId(org(1).0.repeat(2).try_into().unwrap()),
    };
    let say_place = json!([1, 1_795_000_000_000_u64, hex(place.id.0)]);
    let live = [ItemHash([0x51; 32]), ItemHash([0x50; 32])];
    let state = |name: &str, documents: Vec<(DocumentState, Value)>| {
        let (states, said): (Vec<_>, Vec<_>) = documents.into_iter().unzip();
        let digest = state_digest(states, live.to_vec(), vec![chain], &[place]);
        Case::new(
            "state",
            name,
            "each list in ascending order but the membership, which is in that of the log",
        )
        .with("documents", said)
        .with("live", live.iter().map(|hash| hex(hash.0)).collect::<Vec<_>>())
        .with("chains", json!([say_chain]))
        .with("members", json!([say_place]))
        .gives(hex(digest))
    };
    file(
        "The digest of a private space's state at a checkpoint. A document's heads are the hashes of its last changes, ascending.",
        vec![
            state("no document", vec![]),
            state(
                "two documents",
                vec![
                    document(2, 1, &[[0x61; 32]]),
                    document(1, 0, &[[0x62; 32], [0x63; 32]]),
                ],
            ),
        ],
    )
}
