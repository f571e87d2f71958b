//! Decodes vectors of inboxes and mailboxes.

use super::{Outcome, bytes, hex, id, unhex, word};
use ekin_protocol::id::SpaceId;
use ekin_protocol::inbox::{
    Challenge, CodeError, Mailbox, Message, MessageError, MessageId, Reply, TerritoryCode,
};
use ekin_protocol::pages::{Letter, read_replies, read_waiting};
use ekin_protocol::seal::SealError;
use serde_json::{Value, json};

pub fn run(case: &Value) -> Outcome {
    let space = || id::<SpaceId>(&case["space"]);
    let secret = || -> [u8; 32] { unhex(&case["secret"]).try_into().unwrap() };
    let shut = |_: SealError| "seal";
    match case["op"].as_str().unwrap() {
        "territory-code" => match case["text"].as_str().unwrap().parse::<TerritoryCode>() {
            Ok(code) => Ok(json!({
                "bytes": hex(code.to_bytes()), "shown": code.to_string(), "hash": hex(code.hash(&space())),
            })),
            Err(CodeError::Length) => Err("length"),
            Err(CodeError::Letter) => Err("letter"),
            Err(CodeError::Check) => Err("check"),
        },
        "sealed-code" => {
            let code = TerritoryCode::open(&space(), &secret(), &bytes(case)).map_err(shut)?;
            Ok(hex(code.to_bytes()).into())
        }
        "message" => {
            let message = Message::read(&bytes(case)).map_err(|e| message_word(&e))?;
            Ok(json!({
                "kind": message.kind.code(), "payload": hex(&message.payload),
                "reply": message.reply.as_ref().map(|mailbox| hex(mailbox.expose())), "at_ms": message.at_ms,
            }))
        }
        "open-message" => {
            let sealed = bytes(case);
            let message = Message::open(&space(), &secret(), &sealed).map_err(|e| message_word(&e))?;
            Ok(json!({ "message": hex(message.write()), "id": hex(MessageId::of(&sealed).0) }))
        }
        "challenge" => {
            let challenge = Challenge::read(&bytes(case)).map_err(|e| word(&e))?;
            assert_eq!(challenge.write(), bytes(case));
            Ok(json!({
                "space": hex(challenge.space.0), "t_ms": challenge.t_ms, "bits": challenge.bits,
                "nonce": hex(challenge.nonce),
            }))
        }
        "work" => {
            let challenge = Challenge::read(&unhex(&case["challenge"])).unwrap();
            let message = MessageId(unhex(&case["message"]).try_into().unwrap());
            Ok(challenge
                .is_solved(&message, case["number"].as_u64().unwrap())
                .into())
        }
        "mailbox-id" => Ok(hex(Mailbox::new(secret()).id().0).into()),
        "open-reply" => {
            let reply = Mailbox::new(secret()).open(&bytes(case)).map_err(shut)?;
            Ok(hex(reply.as_slice()).into())
        }
        "reply" => {
            let reply = Reply::read(&bytes(case)).map_err(|e| word(&e))?;
            Ok(json!({
                "kind": reply.kind.code(), "message": hex(reply.message.0), "listing": reply.listing.map(|id| hex(id.0)),
                "reason": reply.reason, "text": reply.text, "at_ms": reply.at_ms,
                "replier": reply.replier.map(hex), "name": reply.name,
            }))
        }
        "letter" => {
            let letter = Letter::read(&bytes(case)).map_err(|e| word(&e))?;
            Ok(json!({
                "challenge": hex(&letter.challenge), "number": letter.number, "sealed": hex(&letter.sealed),
                "code": letter.code.map(|code| hex(code.to_bytes())),
            }))
        }
        "waiting" => {
            let waiting = read_waiting(&bytes(case)).map_err(|e| word(&e))?;
            Ok(waiting
                .iter()
                .map(|one| json!([one.place, one.reserved, one.at_ms, hex(&one.sealed)]))
                .collect())
        }
        _ => {
            let replies = read_replies(&bytes(case)).map_err(|e| word(&e))?;
            Ok(replies.iter().map(hex).collect())
        }
    }
}

fn message_word(error: &MessageError) -> &'static str {
    match error {
        MessageError::Cbor(error) => word(error),
        MessageError::Seal(_) => "seal",
        MessageError::TooLong => "too-long",
        MessageError::Payload => "payload",
    }
}
