//! Decodes vectors of membership records, membership, validity and admission.

use super::{Outcome, bytes, envelope_word, hex, id, unhex, word};
use ekin_protocol::admission::{Chain, Tip, public_envelope};
use ekin_protocol::envelope::Frame;
use ekin_protocol::item::Item;
use ekin_protocol::membership::{
    Body, Epoch, Membership, MembershipError, Role, SignedRecord, verifying_key,
};
use ekin_protocol::validity;
use serde_json::{Value, json};

pub fn run(case: &Value) -> Outcome {
    match case["op"].as_str().unwrap() {
        "record" => record(case),
        "membership" => membership(case),
        "validity" => {
            let bytes = bytes(case);
            let item = Item::read(&bytes).map_err(|e| word(&e))?;
            let role = Role::from_code(case["role"].as_u64().unwrap() as u16);
            validity::public_item(&id(&case["space"]), &item, role, &id(&case["org"]))
                .map(|()| true.into())
                .map_err(|code| code.word())
        }
        _ => admission(case),
    }
}

fn record(case: &Value) -> Outcome {
    let bytes = bytes(case);
    let signed = SignedRecord::read(&bytes).map_err(|e| word(&e))?;
    assert_eq!(signed.write(), bytes, "a record is written as it travelled");
    let record = &signed.record;
    Ok(json!({
        "kind": record.body.kind(),
        "previous": record.previous.map(|id| hex(id.0)),
        "ord": record.ord,
        "body": body(&record.body),
        "id": hex(signed.id().0),
        "sig": hex(signed.sig.0),
        "verifies": signed.verify(&verifying_key(&id(&case["key"])).unwrap()),
    }))
}

fn body(body: &Body) -> Value {
    match body {
        Body::Genesis(g) => json!({
            "space_kind": g.space_kind.code(), "nonce": hex(g.nonce), "sign": hex(g.sign.0), "seal": hex(g.seal.0),
            "org": hex(g.org.0),
        }),
        Body::Add(a) => json!({
            "sign": hex(a.sign.0), "seal": hex(a.seal.0), "role": a.role.code(), "org": hex(a.org.0), "not_after": a.not_after,
        }),
        Body::Role(r) => json!({ "ord": r.ord, "role": r.role.code(), "org": r.org.map(|org| hex(org.0)) }),
        Body::Remove(r) => json!({ "ord": r.ord, "epoch": r.epoch.as_ref().map(epoch) }),
        Body::Relay(r) => json!({ "urls": r.urls, "key": hex(r.key.0) }),
        Body::Packer(key) => json!({ "key": hex(key.0) }),
        Body::Inbox(i) => {
            json!({
                "key": hex(i.key.0), "code": i.code.map(hex), "grants": grants(&i.grants),
                "sealed_code": i.sealed_code.as_ref().map(hex),
            })
        }
        Body::Retire => json!({}),
        Body::Invite(i) => json!({
            "key": hex(i.key.0), "role": i.role.code(), "org": hex(i.org.0), "not_after": i.not_after, "uses": i.uses,
            "member_not_after": i.member_not_after,
        }),
        Body::Join(j) => json!({
            "invite": hex(j.invite.0), "sign": hex(j.sign.0), "seal": hex(j.seal.0), "sig": hex(j.sig.0),
        }),
        Body::Epoch(e) => epoch(e),
        Body::Recovery(r) => json!({ "sign": hex(r.sign.0), "seal": hex(r.seal.0), "of": r.of }),
        Body::Erase(e) => json!({
            "units": e.units.iter().map(hex).collect::<Vec<_>>(), "objects": e.objects.iter().map(|id| hex(id.0)).collect::<Vec<_>>(),
            "blobs": e.blobs.iter().map(|blob| hex(blob.0)).collect::<Vec<_>>(),
        }),
        Body::Checkpoint(c) => json!({
            "upto": c.upto, "r": hex(c.r.0), "digest": hex(c.digest), "pack": [hex(c.pack.address.0), c.pack.size],
            "epoch": epoch(&c.epoch), "begins": c.begins.iter().map(|id| hex(id.0)).collect::<Vec<_>>(),
        }),
        Body::Attest(vote) | Body::Dispute(vote) => json!({ "checkpoint": hex(vote.checkpoint.0) }),
    }
}

fn epoch(epoch: &Epoch) -> Value {
    json!({ "n": epoch.n, "grants": grants(&epoch.grants), "prev": epoch.prev.as_ref().map(hex) })
}

fn grants(grants: &[(u32, Vec<u8>)]) -> Value {
    grants
        .iter()
        .map(|(ord, sealed)| json!([ord, hex(sealed)]))
        .collect()
}

/// Folds a log; only its last record may be void.
pub fn fold(log: &Value) -> Result<Membership, MembershipError> {
    let entries: Vec<_> = log
        .as_array()
        .unwrap()
        .iter()
        .map(|entry| {
            let record = SignedRecord::read(&unhex(&entry[2])).unwrap();
            (entry[0].as_u64().unwrap(), entry[1].as_u64().unwrap(), record)
        })
        .collect();
    let (first, rest) = entries.split_first().unwrap();
    let space = first.2.space().ok_or(MembershipError::Genesis)?;
    let mut members = Membership::start(space, &first.2, first.0)?;
    for (n, (seq, t_ms, record)) in rest.iter().enumerate() {
        let outcome = members.append(record, *seq, *t_ms);
        if n + 1 == rest.len() {
            outcome?;
        } else {
            outcome.expect("only the last record of a vector may be void");
        }
    }
    Ok(members)
}

fn membership(case: &Value) -> Outcome {
    let members = fold(&case["log"]).map_err(|error| match error {
        MembershipError::Genesis => "genesis",
        MembershipError::Previous => "previous",
        MembershipError::Order => "order",
        MembershipError::Signature => "signature",
        MembershipError::NotAllowed { .. } => "not-allowed",
        MembershipError::Device => "device",
        MembershipError::LastOwner => "last-owner",
        MembershipError::Key => "key",
        MembershipError::Retired => "retired",
        MembershipError::Epoch => "epoch",
        MembershipError::Full => "full",
        MembershipError::Invitation => "invitation",
    })?;
    for ask in case["ask"].as_array().into_iter().flatten() {
        let n = |at: usize| ask[at].as_u64().unwrap();
        let member = members.member(n(0) as u32).unwrap();
        let role = member.role_at(n(1), n(2)).map(|(role, _)| role.word());
        assert_eq!(json!(role), ask[3], "{}: {ask}", case["name"]);
    }
    let say = |m: &ekin_protocol::membership::Member| {
        json!({
            "ord": m.ord, "sign": hex(m.sign.0), "role": m.role().map(Role::word), "org": m.org().map(|org| hex(org.0)),
            "not_after": m.not_after,
        })
    };
    Ok(members.members.iter().map(say).collect())
}

fn admission(case: &Value) -> Outcome {
    let members = fold(&case["log"]).unwrap();
    let frame = Frame::read(&bytes(case)).map_err(|e| envelope_word(&e))?;
    let chain = Chain {
        tip: case["chain"].as_array().map(|tip| Tip {
            dev_seq: tip[0].as_u64().unwrap(),
            last: id(&tip[1]),
            exact: tip[2].as_bool().unwrap(),
        }),
        newest: case["newest"].as_str().map(|newest| newest.parse().unwrap()),
        again: false,
        seen: 0,
    };
    let place = (case["seq"].as_u64().unwrap(), case["t_ms"].as_u64().unwrap());
    public_envelope(&frame, &members, chain, place)
        .map(|items| items.len().into())
        .map_err(|code| code.word())
}
