//! Decodes vectors of phone to phone.

use super::{Outcome, bytes, envelope_word, hex, id, unhex, word};
use ekin_protocol::id::SpaceId;
use ekin_protocol::peer::{Identity, Message, Side, shared_key, tag};
use serde_json::{Value, json};

/// The space of the vectors' envelopes.
use crate::generate::items::SPACE;

pub fn run(case: &Value) -> Outcome {
    let array = |name: &str| unhex(&case[name]).try_into().unwrap();
    let side = || match case["side"].as_u64() {
        Some(0) => Side::Initiator,
        _ => Side::Responder,
    };
    match case["op"].as_str().unwrap() {
        "peer-key" => Ok(hex(shared_key(&unhex(&case["secret"]).try_into().unwrap())).into()),
        "peer-tag" => {
            let space: SpaceId = id(&case["space"]);
            Ok(hex(tag(&space, &array("handshake"), side())).into())
        }
        "peer-identity" => {
            let identity = Identity::read(&bytes(case)).map_err(|e| word(&e))?;
            let verifies = identity.holds(side(), &array("noise"));
            Ok(json!({ "device": hex(identity.device.0), "verifies": verifies }))
        }
        _ => message(Message::read(&bytes(case)).map_err(|e| word(&e))?),
    }
}

fn message(message: Message) -> Outcome {
    Ok(match message {
        Message::Hello { features, tags } => {
            json!({ "hello": [features, tags.iter().map(hex).collect::<Vec<_>>()] })
        }
        Message::Members { space, head } => json!({ "members": [space, hex(head.0)] }),
        Message::Records { space, records, more } => {
            let told: Vec<_> = records
                .iter()
                .map(|told| json!([told.seq, told.t_ms, hex(told.record.write())]))
                .collect();
            json!({ "records": [space, told, more] })
        }
        Message::Chains { space, chains } => {
            let chains = chains.map(|chains| {
                let one = |held: &ekin_protocol::peer::Held| {
                    json!([held.ord, hex(held.incarnation.0), held.dev_seq])
                };
                chains.iter().map(one).collect::<Vec<_>>()
            });
            json!({ "chains": [space, chains] })
        }
        Message::Envelopes {
            space,
            envelopes,
            more,
        } => {
            let mut said = Vec::new();
            for carried in &envelopes {
                let (items, _) = carried.open().map_err(|e| envelope_word(&e))?;
                let items: Vec<_> = items.bytes().map(hex).collect();
                said.push(json!([hex(carried.id(&SPACE).0), items]));
            }
            json!({ "envelopes": [space, said, more] })
        }
        Message::Taken { space, taken } => json!({ "taken": [space, taken] }),
        Message::End => "end".into(),
    })
}
