//! Digests of states at checkpoints, out of their vectors.

use super::{Outcome, id, unhex};
use ekin_protocol::checkpoint::{ChainEnd, DocumentState, RecordPlace, state_digest, value_hash};
use serde_json::Value;

fn list(case: &Value, name: &str) -> Vec<Value> {
    case[name].as_array().unwrap().clone()
}

/// `state`
pub fn state(case: &Value) -> Outcome {
    let (documents, chains) = (list(case, "documents"), list(case, "chains"));
    let documents = documents.iter().map(|one| {
        let heads = one[2].as_array().unwrap().iter();
        let heads: Vec<[u8; 32]> = heads.map(|head| unhex(head).try_into().unwrap()).collect();
        DocumentState {
            object: id(&one[0]),
            generation: one[1].as_u64().unwrap() as u32,
            value: value_hash(&heads),
        }
    });
    let chains = chains.iter().map(|one| ChainEnd {
        ord: one[0].as_u64().unwrap() as u32,
        incarnation: id(&one[1]),
        dev_seq: one[2].as_u64().unwrap(),
        last: id(&one[3]),
        seq: one[4].as_u64().unwrap(),
    });
    let members: Vec<_> = list(case, "members")
        .iter()
        .map(|one| RecordPlace {
            seq: one[0].as_u64().unwrap(),
            t_ms: one[1].as_u64().unwrap(),
            id: id(&one[2]),
        })
        .collect();
    let live = list(case, "live").iter().map(id).collect();
    let digest = state_digest(documents.collect(), live, chains.collect(), &members);
    Ok(super::hex(digest).into())
}
