//! Vectors of who may publish what: single items, and whole envelopes at a place of the log.

use super::items::{ORG, SPACE, listing, payload};
use super::members::{Log, T, add, org};
use super::{ADMIN, Case, OWNER, PUBLISHER, STRANGER, envelopes, file, hex};
use ekin_protocol::cbor::Writer;
use ekin_protocol::envelope::{Frame, Statement};
use ekin_protocol::id::{ListingKey, ObjectId, OrgId, Short};
use ekin_protocol::item::{Item, Meta, kind, write_record};
use ekin_protocol::membership::{Body, Remove, Role};
use serde_json::{Value, json};

pub fn validity() -> Value {
    let case = |name: &str, why: &str, item: &[u8], role: Role, org: OrgId| {
        Case::new("validity", name, why)
            .with("space", hex(SPACE.0))
            .with("role", role.code())
            .with("org", hex(org.0))
            .bytes(item)
    };
    let item = listing(&SPACE, ORG, 1, vec![], &payload("Bat"));
    let other = OrgId([1; 16]);
    let mut cases = Vec::new();
    let roles = [
        (Role::Owner, true, true),
        (Role::Admin, true, true),
        (Role::Moderator, true, true),
        (Role::Educator, true, false),
        (Role::Publisher, true, false),
        (Role::Volunteer, false, false),
        (Role::Resident, false, false),
        (Role::Reader, false, false),
        (Role::Pending, false, false),
        (Role::Other(900), false, false),
    ];
    for (role, own, any) in roles {
        for (which, org, may) in [("its own", ORG, own), ("another", other, any)] {
            let name = format!("{} {} for {which} organisation", role.word(), role.code());
            let case = case(&name, "the right to publish", &item, role, org);
            cases.push(if may {
                case.gives(true)
            } else {
                case.refused("not-allowed")
            });
        }
    }
    let object = SPACE.listing(&ORG, &ListingKey([1; 16]));
    let base = Meta {
        kind: kind::LISTING,
        listing: Some((ORG, ListingKey([1; 16]))),
        ..Meta::default()
    };
    let of = |object: &ObjectId, meta: Meta, payload: &[u8]| write_record(object, &meta, payload);
    let stub = Item::read(&item).unwrap().stub();
    let nested = |depth: usize| [&[0xa1, 0x61, b'x'][..], &vec![0x81; depth - 2], &[0x80]].concat();
    let large = |n: usize| Writer::new().map(1).text("x").bytes(&vec![0; n]).finish();
    let good = |name: &str, why: &str, item: Vec<u8>| case(name, why, &item, Role::Owner, ORG).gives(true);
    let bad = |name: &str, why: &str, item: Vec<u8>, word: &str| {
        case(name, why, &item, Role::Owner, ORG).refused(word)
    };
    let salted = Writer::new().array(5).bytes(&[1; 16]).raw(&item[2..]).finish();
    let change = {
        let mut change = item.clone();
        change[2] = 1;
        change
    };
    cases.extend([
        good(
            "a tombstone",
            "kind 44",
            of(
                &object,
                Meta {
                    kind: kind::TOMBSTONE,
                    ..base.clone()
                },
                &[0xa0],
            ),
        ),
        good("a stub", "its payload was judged when it was there", stub),
        good(
            "depth 4",
            "the deepest payload",
            of(&object, base.clone(), &nested(4)),
        ),
        good(
            "16 KiB",
            "the largest payload",
            of(&object, base.clone(), &large((16 << 10) - 6)),
        ),
        bad(
            "16 KiB and one byte",
            "too large",
            of(&object, base.clone(), &large((16 << 10) - 5)),
            "too-large",
        ),
        bad(
            "depth 5",
            "too deep",
            of(&object, base.clone(), &nested(5)),
            "bad-form",
        ),
        bad(
            "an array",
            "a payload is a map",
            of(&object, base.clone(), &[0x80]),
            "bad-form",
        ),
        bad(
            "an empty payload",
            "a payload is a map",
            of(&object, base.clone(), &[]),
            "bad-form",
        ),
        bad(
            "a payload that is not canonical",
            "no long integers there either",
            of(&object, base.clone(), &[0xa1, 0x61, b'v', 0x18, 0x01]),
            "bad-form",
        ),
        bad(
            "a payload with a byte more",
            "one map",
            of(&object, base.clone(), &[0xa0, 0]),
            "bad-form",
        ),
        bad(
            "another object",
            "nobody squats an id",
            of(&ObjectId([9; 16]), base.clone(), &[0xa0]),
            "bad-form",
        ),
        bad(
            "no organisation",
            "meta key 5 must be there",
            of(
                &object,
                Meta {
                    listing: None,
                    ..base.clone()
                },
                &[0xa0],
            ),
            "bad-form",
        ),
        bad(
            "a claim",
            "kind 34: a catalogue takes listings and tombstones",
            of(
                &object,
                Meta {
                    kind: 34,
                    ..base.clone()
                },
                &[0xa0],
            ),
            "bad-form",
        ),
        bad(
            "a unit",
            "of private spaces",
            of(
                &object,
                Meta {
                    unit: Some([6; 16]),
                    ..base.clone()
                },
                &[0xa0],
            ),
            "bad-form",
        ),
        bad(
            "generation 1",
            "of documents",
            of(
                &object,
                Meta {
                    generation: 1,
                    ..base
                },
                &[0xa0],
            ),
            "bad-form",
        ),
        bad("a salt", "of private spaces", salted, "bad-form"),
        bad("a change", "records only", change, "bad-form"),
    ]);
    cases.extend(admissions());
    file(
        "Who may publish what: one item given its author's role and organisation, and whole envelopes at a place of the log. `chain` is [dev_seq, prev, exact] of the last envelope, or null; `newest` the device's newest incarnation.",
        cases,
    )
}

fn admissions() -> Vec<Value> {
    let log = Log::usual();
    let space = log.entries[0].2.space().unwrap();
    let mine = org(PUBLISHER);
    let items = |of: OrgId| vec![listing(&space, of, 1, vec![], &payload("Bat"))];
    let first = envelopes::first(2);
    let case = |name: &str, why: &str, log: &Log, frame: &Frame, seq: u64, chain: Value, newest: bool| {
        Case::new("admission", name, why)
            .with("log", log.json())
            .with("seq", seq)
            .with("t_ms", T + 9000)
            .with("chain", chain)
            .with("newest", newest.then(|| hex(frame.statement.incarnation.0)))
            .bytes(frame.write())
    };
    let good = envelopes::frame(&space, &first, &items(mine), PUBLISHER);
    let last = Short([7; 16]);
    let second = envelopes::frame(&space, &envelopes_next(&first, 2, last), &items(mine), PUBLISHER);
    let gap = envelopes::frame(&space, &envelopes_next(&first, 5, last), &items(mine), PUBLISHER);
    let removed = Log::usual().say(0, OWNER, Body::Remove(Remove { ord: 2, epoch: None }));
    let pending =
        Log::new()
            .say(0, OWNER, add(ADMIN, Role::Admin))
            .say(0, OWNER, add(PUBLISHER, Role::Pending));
    let tip = |dev_seq: u64, exact: bool| json!([dev_seq, hex(last.0), exact]);
    vec![
        case(
            "the first envelope",
            "dev_seq 1, prev zero",
            &log,
            &good,
            40,
            Value::Null,
            false,
        )
        .gives(1),
        case(
            "the second",
            "dev_seq and prev continue",
            &log,
            &second,
            40,
            tip(1, true),
            true,
        )
        .gives(1),
        case(
            "just before the removal",
            "place 31 is the removal's: what stands there or before is judged as before",
            &removed,
            &good,
            31,
            Value::Null,
            false,
        )
        .gives(1),
        case(
            "just after the removal",
            "removed",
            &removed,
            &good,
            32,
            Value::Null,
            false,
        )
        .refused("removed"),
        case(
            "before it joined",
            "its record is at 21",
            &log,
            &good,
            21,
            Value::Null,
            false,
        )
        .refused("not-allowed"),
        case(
            "asked to join",
            "may nothing yet",
            &pending,
            &good,
            40,
            Value::Null,
            false,
        )
        .refused("not-allowed"),
        case(
            "ord 9",
            "no such device",
            &log,
            &envelopes::frame(&space, &envelopes::first(9), &items(mine), PUBLISHER),
            40,
            Value::Null,
            false,
        )
        .refused("not-allowed"),
        case(
            "for another organisation",
            "a publisher publishes for its own",
            &log,
            &envelopes::frame(&space, &first, &items(ORG_OTHER), PUBLISHER),
            40,
            Value::Null,
            false,
        )
        .refused("not-allowed"),
        case(
            "signed by another",
            "forged",
            &log,
            &envelopes::frame(&space, &first, &items(mine), STRANGER),
            40,
            Value::Null,
            false,
        )
        .refused("bad-form"),
        case(
            "the second first",
            "a chain starts at 1",
            &log,
            &second,
            40,
            Value::Null,
            false,
        )
        .refused("fork"),
        case(
            "the first again",
            "a place that is taken by another",
            &log,
            &good,
            40,
            tip(1, true),
            true,
        )
        .refused("fork"),
        case("a gap", "dev_seq is gapless", &log, &gap, 40, tip(1, true), true).refused("fork"),
        case(
            "a gap after a pack",
            "a pack leaves out what is dead, so one cannot know",
            &log,
            &gap,
            40,
            tip(1, false),
            true,
        )
        .gives(1),
        case(
            "another prev",
            "not the envelope before",
            &log,
            &second,
            40,
            json!([1, "08".repeat(16), true]),
            true,
        )
        .refused("fork"),
        case(
            "an older life",
            "the device has begun a newer incarnation",
            &log,
            &second,
            40,
            tip(1, true),
            false,
        )
        .refused("fork"),
    ]
}

const ORG_OTHER: OrgId = OrgId([0x5a; 16]);

fn envelopes_next(first: &Statement, dev_seq: u64, prev: Short) -> Statement {
    Statement {
        dev_seq,
        prev,
        ..first.clone()
    }
}
