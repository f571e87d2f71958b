//! Decodes vectors of the log, of the relay's words, of the session and of links.

use super::{Outcome, bytes, envelope_word, hex, id, unhex, word};
use ekin_protocol::cbor;
use ekin_protocol::code::{Class, Code};
use ekin_protocol::entry::{Block, Entry, Notice};
use ekin_protocol::head::{EntryKind, Head, Receipt, Refusal};
use ekin_protocol::heal;
use ekin_protocol::id::{R, Signature};
use ekin_protocol::link::{Link, LinkError, SpaceAt};
use ekin_protocol::membership::verifying_key;
use ekin_protocol::session::{Cursor, Exception, ToDevice, ToRelay, proves};
use serde_json::{Value, json};

pub fn run(case: &Value) -> Outcome {
    let relay = || verifying_key(&id(&case["relay"])).unwrap();
    match case["op"].as_str().unwrap() {
        "log" => log(case),
        "entry" => entry(case),
        "notice" => {
            let bytes = bytes(case);
            let notice = Notice::read(&bytes).map_err(|e| word(&e))?;
            Ok(json!({ "instance": hex(notice.instance.0), "id": hex(Notice::id(&bytes)) }))
        }
        "block" => {
            let block = Block::read(&bytes(case)).map_err(|e| word(&e))?;
            Ok(
                json!({ "entries": entries(&block.entries), "head": block.head.map(|head| hex(head.write())) }),
            )
        }
        "head" => {
            let head = Head::read(&bytes(case)).map_err(|e| word(&e))?;
            Ok(json!({
                "space": hex(head.space.0), "instance": hex(head.instance.0), "seq": head.seq, "r": hex(head.r.0),
                "t_ms": head.t_ms, "verifies": head.verify(&relay()),
            }))
        }
        "receipt" => {
            let receipt = Receipt::read(&bytes(case)).map_err(|e| word(&e))?;
            let entries: Vec<_> = receipt
                .entries
                .iter()
                .map(|(seq, id)| json!([seq, hex(id.0)]))
                .collect();
            Ok(
                json!({ "entries": entries, "head": hex(receipt.head.write()), "verifies": receipt.head.verify(&relay()) }),
            )
        }
        "refusal" => {
            let r = Refusal::read(&bytes(case)).map_err(|e| word(&e))?;
            Ok(
                json!({ "id": hex(r.id.0), "code": r.code.number(), "word": r.code.word(), "verifies": r.verify(&relay()) }),
            )
        }
        _ => {
            let code = Code::from_number(case["number"].as_u64().unwrap() as u16);
            let class = match code.class() {
                Class::Later => "later",
                Class::Renew => "renew",
                Class::Final => "final",
                Class::Request => "request",
            };
            Ok(json!({ "word": code.word(), "class": class }))
        }
    }
}

fn entries(entries: &[Entry]) -> Vec<Value> {
    entries
        .iter()
        .map(|e| json!([e.seq, e.t_ms, e.kind.code(), hex(&e.body)]))
        .collect()
}

fn log(case: &Value) -> Outcome {
    let mut r = R::start(&id(&case["space"]));
    let mut chain = Vec::new();
    for (n, entry) in case["entries"].as_array().unwrap().iter().enumerate() {
        let kind = EntryKind::from_code(entry[1].as_u64().unwrap()).unwrap();
        let id32 = unhex(&entry[2]).try_into().unwrap();
        r = r.next(n as u64 + 1, entry[0].as_u64().unwrap(), kind, &id32);
        chain.push(hex(r.0));
    }
    Ok(chain.into())
}

fn entry(case: &Value) -> Outcome {
    let bytes = bytes(case);
    cbor::check(&bytes).map_err(|e| word(&e))?;
    let entry = Entry::read(&bytes).map_err(|e| word(&e))?;
    let space = id(&case["space"]);
    let id32 = entry.id(&space).map_err(|e| envelope_word(&e))?;
    let r = entry
        .next_r(&space, &id(&case["before"]))
        .map_err(|e| envelope_word(&e))?;
    Ok(json!({
        "seq": entry.seq, "t_ms": entry.t_ms, "kind": entry.kind.code(), "body": hex(&entry.body), "id": hex(id32),
        "r": hex(r.0),
    }))
}

pub fn session(case: &Value) -> Outcome {
    match case["op"].as_str().unwrap() {
        "to-relay" => {
            let bytes = bytes(case);
            let message = ToRelay::read(&bytes).map_err(|e| word(&e))?;
            assert_eq!(message.write(), bytes, "a message is written as it travelled");
            Ok(to_relay(message))
        }
        "to-device" => {
            let bytes = bytes(case);
            let message = ToDevice::read(&bytes).map_err(|e| word(&e))?;
            assert_eq!(message.write(), bytes, "a message is written as it travelled");
            Ok(to_device(message))
        }
        "proof" => {
            let device = verifying_key(&id(&case["device"])).unwrap();
            let nonce = unhex(&case["nonce"]).try_into().unwrap();
            Ok(proves(
                &device,
                &id(&case["relay"]),
                &nonce,
                &id::<Signature>(&case["proof"]),
            )
            .into())
        }
        _ => match case["text"].as_str().unwrap().parse::<Link>() {
            Ok(Link::Territory {
                space,
                urls,
                name,
                code,
            }) => Ok(json!({
                "type": "territory", "space": hex(space.0), "urls": urls, "name": name, "code": code.map(hex),
            })),
            Ok(Link::Invite(i)) => Ok(json!({
                "type": "invite", "space": hex(i.space.0), "kind": i.kind.code(), "urls": i.urls, "name": i.name,
                "seed": hex(*i.seed), "role": i.role.code(), "not_after": i.not_after, "epoch": i.epoch,
                "key": hex(i.key.expose()),
            })),
            Ok(Link::Spaces(sheet)) => {
                let one = |at: &SpaceAt| json!([hex(at.space.0), at.kind.code(), at.name]);
                let spaces: Vec<_> = sheet.spaces.iter().map(one).collect();
                Ok(json!({ "type": "spaces", "urls": sheet.urls, "spaces": spaces }))
            }
            Ok(Link::Device { sign, seal, name }) => {
                Ok(json!({ "type": "device", "sign": hex(sign.0), "seal": hex(seal.0), "name": name }))
            }
            Ok(Link::Inbox {
                space,
                urls,
                name,
                key,
            }) => Ok(json!({
                "type": "inbox", "space": hex(space.0), "urls": urls, "name": name, "key": hex(key.0),
            })),
            Ok(Link::Near(near)) => {
                Ok(json!({ "type": "near", "addresses": near.addresses, "secret": hex(near.secret) }))
            }
            // What a person is told apart is one thing to a machine.
            Err(LinkError::Scheme | LinkError::Web) => Err("scheme"),
            Err(LinkError::Damaged | LinkError::Cut) => Err("damaged"),
            Err(LinkError::Newer) => Err("newer"),
        },
    }
}

fn to_relay(message: ToRelay) -> Value {
    let cursor = |c: &Cursor| json!([hex(c.space), c.seq, hex(c.r)]);
    match message {
        ToRelay::Hello {
            versions,
            features,
            device,
            instance,
            cursors,
        } => json!({ "hello": {
            "versions": versions, "features": features, "device": hex(device.0),
            "instance": instance.map(|i| hex(i.0)), "cursors": cursors.iter().map(cursor).collect::<Vec<_>>(),
        }}),
        ToRelay::Proof(sig) => json!({ "proof": hex(sig.0) }),
        ToRelay::Push { space, frames } => {
            json!({ "push": [space, frames.iter().map(hex).collect::<Vec<_>>()] })
        }
        ToRelay::PushRecord { space, record } => json!({ "push_record": [space, hex(record)] }),
        ToRelay::AskChain {
            space,
            ord,
            incarnation,
        } => json!({ "ask_chain": [space, ord, hex(incarnation.0)] }),
        ToRelay::Credit(bytes) => json!({ "credit": bytes }),
        ToRelay::AskMembers { space, after } => json!({ "ask_members": [space, after] }),
        ToRelay::Ping(nonce) => json!({ "ping": nonce }),
        ToRelay::ShowHead { space, head } => {
            json!({ "show_head": [space, head.map(|head| hex(head.write()))] })
        }
        ToRelay::Lost { space, links, head } => {
            let link = |link: &heal::Link| json!([link.seq, link.t_ms, link.kind.code(), hex(link.id)]);
            let links: Vec<_> = links.iter().map(link).collect();
            json!({ "lost": [space, links, head.map(|head| hex(head.write()))] })
        }
    }
}

fn to_device(message: ToDevice) -> Value {
    match message {
        ToDevice::Challenge { nonce, relay } => json!({ "challenge": [hex(nonce), hex(relay.0)] }),
        ToDevice::Ok {
            instance,
            exceptions,
            t_ms,
        } => {
            let said = exceptions.iter().map(|(space, exception)| match exception {
                Exception::Rewind(seq) => json!([space, seq]),
                Exception::Gone => json!([space, null]),
                Exception::Behind(seq) => json!([space, [seq]]),
                Exception::Cut(seq) => json!([space, [seq, null]]),
            });
            json!({ "ok": [hex(instance.0), said.collect::<Vec<_>>(), t_ms] })
        }
        ToDevice::Entries {
            space,
            entries: list,
            head,
        } => {
            json!({ "entries": [space, entries(&list), head.map(|head| hex(head.write()))] })
        }
        ToDevice::Receipt { space, receipt } => json!({ "receipt": [space, hex(receipt.write())] }),
        ToDevice::Refused { space, refusal } => json!({ "refused": [space, hex(refusal.write())] }),
        ToDevice::RecordTaken { space, record, seq } => {
            json!({ "record_taken": [space, hex(record.0), seq] })
        }
        ToDevice::RecordRefused { space, record, code } => {
            json!({ "record_refused": [space, hex(record.0), code.number()] })
        }
        ToDevice::Chain {
            space,
            ord,
            incarnation,
            dev_seq,
            last,
        } => {
            json!({ "chain": [space, ord, hex(incarnation.0), dev_seq, hex(last.0)] })
        }
        ToDevice::Members { space, entries: list } => json!({ "members": [space, entries(&list)] }),
        ToDevice::Restored { space, head } => json!({ "restored": [space, hex(head.write())] }),
        ToDevice::Backed { space, backed } => json!({ "backed": [space, hex(backed.write())] }),
        ToDevice::Pong(nonce) => json!({ "pong": nonce }),
        ToDevice::Failure(code) => json!({ "failure": code.number() }),
    }
}
