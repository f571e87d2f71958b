//! Decodes vectors of what is sealed.

use super::{Outcome, bytes, envelope_word, hex, id, unhex};
use ekin_protocol::envelope::Frame;
use ekin_protocol::id::{Incarnation, SpaceId};
use ekin_protocol::seal::{EpochKey, SealError, UnitKey, Use, open_inbox_grant, padme, seal_key};
use serde_json::{Value, json};

pub fn run(case: &Value) -> Outcome {
    let number = |name: &str| case[name].as_u64().unwrap() as u32;
    let n = || number("n");
    let space = || id::<SpaceId>(&case["space"]);
    let epoch = || EpochKey::new(secret(&case["key"]));
    let shut = |_: SealError| "seal";
    match case["op"].as_str().unwrap() {
        "epoch-keys" => {
            let (e, space, n) = (epoch(), space(), n());
            let key = |use_| hex(*e.derive(&space, n, use_));
            let public = seal_key(&e.derive(&space, n, Use::Inbox));
            Ok(json!({
                "body": key(Use::Body), "pack": key(Use::Pack), "unit": key(Use::Unit), "inbox": key(Use::Inbox),
                "inbox_public": hex(public.0), "prev": key(Use::Prev),
            }))
        }
        "padded" => Ok(padme(number("len") as usize).into()),
        "actor" => {
            let (object, generation) = (id(&case["object"]), number("generation"));
            let actor = match case["of"].as_array() {
                Some(of) if of.len() == 1 => {
                    space().late_actor(&object, generation, of[0].as_u64().unwrap() as u8)
                }
                Some(of) => {
                    let incarnation: Incarnation = id(&of[1]);
                    space().actor(&object, generation, of[0].as_u64().unwrap() as u32, &incarnation)
                }
                None => space().genesis_actor(&object, generation),
            };
            Ok(hex(actor.0).into())
        }
        "grant" => {
            let secret = secret(&case["secret"]);
            let key =
                EpochKey::open_grant(&space(), n(), number("ord"), &secret, &bytes(case)).map_err(shut)?;
            Ok(hex(key.expose()).into())
        }
        "inbox-grant" => {
            let secret = secret(&case["secret"]);
            let key = open_inbox_grant(&space(), number("ord"), &secret, &bytes(case)).map_err(shut)?;
            Ok(hex(*key).into())
        }
        "previous" => {
            let key = epoch().open_prev(&space(), n(), &bytes(case)).map_err(shut)?;
            Ok(hex(key.expose()).into())
        }
        "slot" => {
            let unit = unhex(&case["unit"]).try_into().unwrap();
            let key = UnitKey::from_slot(&space(), n(), &unit, &epoch(), &bytes(case)).map_err(shut)?;
            Ok(hex(key.expose()).into())
        }
        "unit" => {
            let key = UnitKey::new(secret(&case["key"]));
            let payload = key.open(&id(&case["object"]), &bytes(case)).map_err(shut)?;
            Ok(hex(payload.as_slice()).into())
        }
        _ => {
            let frame = Frame::read(&bytes(case)).map_err(|e| envelope_word(&e))?;
            let key = EpochKey::new(secret(&case["keys"][frame.epoch as usize - 1]));
            let items = frame.open_sealed(&space(), &key).map_err(|e| envelope_word(&e))?;
            Ok(items.bytes().map(hex).collect())
        }
    }
}

fn secret(value: &Value) -> [u8; 32] {
    unhex(value).try_into().unwrap()
}
