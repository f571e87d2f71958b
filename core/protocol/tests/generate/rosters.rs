//! Vectors of membership logs and of the state that they lead to.

use super::items::ORG;
use super::members::{Log, T, add, epoch_of, genesis, invite, org};
use super::{ADMIN, Case, OWNER, PUBLISHER, STRANGER, file, hex, key, public, seal};
use ekin_protocol::id::OrgId;
use ekin_protocol::limits;
use ekin_protocol::membership::{Add, Body, Epoch, Erase, Join, Recovery, Remove, Role, RoleChange};
use serde_json::{Value, json};

pub fn memberships() -> Value {
    let case = |name: &str, why: &str, log: &Log| Case::new("membership", name, why).with("log", log.json());
    let member = |ord: u32, seed: u8, role: Option<&str>| json!({ "ord": ord, "sign": hex(public(seed).0), "role": role, "org": hex(org(seed).0), "not_after": null });
    let usual = || {
        json!([
            member(0, OWNER, Some("owner")),
            member(1, ADMIN, Some("admin")),
            member(2, PUBLISHER, Some("publisher"))
        ])
    };
    let change = |ord, role| Body::Role(RoleChange { ord, role, org: None });
    let remove = |ord| Body::Remove(Remove { ord, epoch: None });
    let add_until = |seed: u8, role: Role, not_after: u64| {
        Body::Add(Add {
            sign: public(seed),
            seal: seal(seed),
            role,
            org: org(seed),
            not_after: Some(not_after),
        })
    };
    let erase = || {
        Body::Erase(Erase {
            units: vec![[9; 16]],
            ..Erase::default()
        })
    };
    let mut cases = vec![
        case("three devices", "ords in order of the log", &Log::usual()).gives(usual()),
        case("removed", "from its place on, this place excluded: at 31 it could still write, at 32 not", &Log::usual().say(1, ADMIN, remove(2)))
            .with("ask", json!([[2, 21, T, null], [2, 22, T, "publisher"], [2, 31, T, "publisher"], [2, 32, T, null]]))
            .gives(json!([member(0, OWNER, Some("owner")), member(1, ADMIN, Some("admin")), member(2, PUBLISHER, None)])),
        case("removed and added again", "another ord; the old one stays removed", &Log::usual().say(0, OWNER, remove(2)).say(0, OWNER, add(PUBLISHER, Role::Educator)))
            .gives(json!([member(0, OWNER, Some("owner")), member(1, ADMIN, Some("admin")), member(2, PUBLISHER, None), member(3, PUBLISHER, Some("educator"))])),
        case("not_after", "compared with the time of the log: to the millisecond, and no clock of a device matters", &Log::new().say(0, OWNER, add_until(PUBLISHER, Role::Publisher, T + 5000)))
            .with("ask", json!([[1, 12, T + 5000, "publisher"], [1, 12, T + 5001, null], [1, 11, T, null]]))
            .gives(json!([member(0, OWNER, Some("owner")), { "ord": 1, "sign": hex(public(PUBLISHER).0), "role": "publisher", "org": hex(org(PUBLISHER).0), "not_after": T + 5000 }])),
        case("a second owner, then the first goes", "an owner stays", &Log::new().say(0, OWNER, add(ADMIN, Role::Owner)).say(1, ADMIN, change(0, Role::Reader)))
            .gives(json!([member(0, OWNER, Some("reader")), member(1, ADMIN, Some("owner"))])),
        case("a checkpoint in a catalogue", "private spaces alone", &Log::usual().say(1, ADMIN, Body::Checkpoint(super::checkpoints::checkpoint()))).refused("not-allowed"),
    ];
    cases.push(
        case(
            "an admin erases",
            "it changes nobody",
            &Log::usual().say(1, ADMIN, erase()),
        )
        .gives(usual()),
    );
    cases.extend(houses());
    let mut bad =
        |name: &str, why: &str, log: Log, word: &str| cases.push(case(name, why, &log).refused(word));
    bad(
        "a publisher adds",
        "owner and admin sign",
        Log::usual().say(2, PUBLISHER, add(STRANGER, Role::Reader)),
        "not-allowed",
    );
    bad(
        "a publisher erases",
        "owner and admin alone",
        Log::usual().say(2, PUBLISHER, erase()),
        "not-allowed",
    );
    bad(
        "an admin makes an owner",
        "only an owner touches owners",
        Log::usual().say(1, ADMIN, add(STRANGER, Role::Owner)),
        "not-allowed",
    );
    bad(
        "an admin lifts to owner",
        "only an owner touches owners",
        Log::usual().say(1, ADMIN, change(2, Role::Owner)),
        "not-allowed",
    );
    bad(
        "an admin removes the owner",
        "only an owner touches owners",
        Log::usual().say(1, ADMIN, remove(0)),
        "not-allowed",
    );
    bad(
        "an admin retires the space",
        "an owner's word",
        Log::usual().say(1, ADMIN, Body::Retire),
        "not-allowed",
    );
    bad(
        "a removed admin",
        "may nothing any more",
        Log::usual().say(0, OWNER, remove(1)).say(1, ADMIN, remove(2)),
        "not-allowed",
    );
    bad(
        "an admin past its time",
        "not_after",
        Log::new()
            .say(0, OWNER, add_until(ADMIN, Role::Admin, T + 1500))
            .say(1, ADMIN, add(STRANGER, Role::Reader)),
        "not-allowed",
    );
    bad(
        "the last owner steps down",
        "the last owner stays",
        Log::usual().say(0, OWNER, change(0, Role::Admin)),
        "last-owner",
    );
    bad(
        "the last owner goes",
        "the last owner stays",
        Log::usual().say(0, OWNER, remove(0)),
        "last-owner",
    );
    bad(
        "the last owner leaves one whose time ends",
        "such a one does not count: the space would be nobody's",
        Log::new()
            .say(0, OWNER, add_until(ADMIN, Role::Owner, T + 9000))
            .say(0, OWNER, remove(0)),
        "last-owner",
    );
    bad(
        "forged",
        "signed by another than it says",
        Log::usual().say(0, STRANGER, add(STRANGER, Role::Owner)),
        "signature",
    );
    bad(
        "an author that is not there",
        "ord 9",
        Log::usual().say(9, OWNER, add(STRANGER, Role::Reader)),
        "device",
    );
    bad(
        "a device twice",
        "it is a member already",
        Log::usual().say(0, OWNER, add(PUBLISHER, Role::Reader)),
        "device",
    );
    bad(
        "nobody removed",
        "ord 9",
        Log::usual().say(0, OWNER, remove(9)),
        "device",
    );
    bad(
        "removed twice",
        "it is gone",
        Log::usual().say(0, OWNER, remove(2)).say(0, OWNER, remove(2)),
        "device",
    );
    bad(
        "after the end",
        "a retired space takes nothing",
        Log::usual()
            .say(0, OWNER, Body::Retire)
            .say(0, OWNER, add(STRANGER, Role::Reader)),
        "retired",
    );
    bad(
        "a second genesis",
        "a record that is no genesis follows",
        {
            let mut log = Log::usual();
            log.entries.push((99, T + 9000, genesis(OWNER)));
            log
        },
        "previous",
    );
    bad(
        "a lost race",
        "built on a head that has moved on",
        {
            let mut log = Log::usual();
            let late = Log::new()
                .say(0, OWNER, add(STRANGER, Role::Reader))
                .entries
                .pop()
                .unwrap()
                .2;
            log.entries.push((31, T + 3000, late));
            log
        },
        "previous",
    );
    bad(
        "no genesis first",
        "a log starts with its genesis",
        {
            let mut log = Log::usual();
            log.entries.remove(0);
            log
        },
        "genesis",
    );
    bad(
        "at an earlier place",
        "places ascend",
        {
            let mut log = Log::usual();
            log.entries[2].0 = 11;
            log
        },
        "order",
    );
    bad(
        "a key that is none",
        "not a point of the curve",
        Log::usual().say(0, OWNER, Body::Packer(ekin_protocol::id::SignKey([2; 32]))),
        "key",
    );
    file(
        "Membership logs [[place, time, record]...]: the members they lead to, or why the last record is void. `ask` is [ord, place, time, role there].",
        cases,
    )
}

/// Private spaces: epochs, invitations, joining, recovery.
/// The present key for further members.
fn grant_of(n: u32, ords: &[u32]) -> Epoch {
    Epoch {
        prev: None,
        ..epoch_of(n, ords)
    }
}

fn houses() -> Vec<Value> {
    let case = |name: &str, why: &str, log: &Log| Case::new("membership", name, why).with("log", log.json());
    let member = |ord: u32, seed: u8, role: Option<&str>, at: OrgId| json!({ "ord": ord, "sign": hex(public(seed).0), "role": role, "org": hex(at.0), "not_after": null });
    let owner = || member(0, OWNER, Some("owner"), org(OWNER));
    let join = |log: Log, invite, seed: u8| {
        let (space, ord) = (log.space(), 1);
        let join = Join::sign(&space, invite, public(seed), seal(seed), &key(STRANGER));
        log.say(ord, seed, Body::Join(join))
    };
    let invited = |role| {
        let log = Log::house().say(0, OWNER, invite(role, 1));
        let id = log.head();
        (log, id)
    };
    let recovery = |seed: u8| {
        Body::Recovery(Recovery {
            sign: public(seed),
            seal: seal(seed),
            of: 0,
        })
    };
    let two = || Log::house().say(0, OWNER, add(ADMIN, Role::Admin));
    let remove = |n| {
        Body::Remove(Remove {
            ord: 1,
            epoch: Some(epoch_of(n, &[0])),
        })
    };
    // The first epoch of a house begins a second after its genesis.
    let due = T + 1_000 + limits::EPOCH_MS;
    let with_educator = || {
        Log::house()
            .say(0, OWNER, add(ADMIN, Role::Educator))
            .say(0, OWNER, Body::Epoch(grant_of(1, &[1])))
    };
    let next = |ords: &[u32]| Body::Epoch(epoch_of(2, ords));
    let educator_member = || member(1, ADMIN, Some("educator"), org(ADMIN));
    let until = |end| {
        Body::Add(Add {
            sign: public(PUBLISHER),
            seal: seal(PUBLISHER),
            role: Role::Volunteer,
            org: org(PUBLISHER),
            not_after: Some(end),
        })
    };
    let with_volunteer = || {
        with_educator()
            .say(0, OWNER, until(T + 60_000))
            .say(0, OWNER, Body::Epoch(grant_of(1, &[2])))
    };
    let volunteer_member = json!({
        "ord": 2, "sign": hex(public(PUBLISHER).0), "role": "volunteer", "org": hex(org(PUBLISHER).0), "not_after": T + 60_000,
    });
    let (log, id) = invited(Role::Volunteer);
    let volunteer = join(log, id, PUBLISHER);
    let (log, id) = invited(Role::Educator);
    let educator = join(log, id, PUBLISHER);
    let (log, _) = invited(Role::Educator);
    let unknown = join(log, ekin_protocol::id::RecordId([9; 32]), PUBLISHER);
    let twice = {
        let (log, id) = invited(Role::Reader);
        let log = join(log, id, PUBLISHER);
        let again = Join::sign(&log.space(), id, public(ADMIN), seal(ADMIN), &key(STRANGER));
        log.say(2, ADMIN, Body::Join(again))
    };
    let forged = {
        let (log, id) = invited(Role::Reader);
        let space = log.space();
        let join = Join::sign(&space, id, public(PUBLISHER), seal(PUBLISHER), &key(ADMIN));
        log.say(1, PUBLISHER, Body::Join(join))
    };
    vec![
        case(
            "an educator makes the epoch that is due",
            "90 days after the last one began",
            &with_educator().say_at(1, ADMIN, next(&[0, 1]), due),
        )
        .gives(json!([owner(), educator_member()])),
        case(
            "an educator makes an epoch a millisecond early",
            "owners and admins alone make one that is not due",
            &with_educator().say_at(1, ADMIN, next(&[0, 1]), due - 1),
        )
        .refused("not-allowed"),
        case(
            "an educator makes the epoch that is due when a time is over",
            "a volunteer holds the key past its not_after, and gets no other",
            &with_volunteer().say_at(1, ADMIN, next(&[0, 1]), T + 60_001),
        )
        .gives(json!([owner(), educator_member(), volunteer_member.clone()])),
        case(
            "the same to the millisecond of its end",
            "not over yet",
            &with_volunteer().say_at(1, ADMIN, next(&[0, 1, 2]), T + 60_000),
        )
        .refused("not-allowed"),
        case(
            "an educator grants the present key",
            "owners and admins alone do",
            &with_educator()
                .say(0, OWNER, add(PUBLISHER, Role::Reader))
                .say_at(1, ADMIN, Body::Epoch(grant_of(1, &[2])), due),
        )
        .refused("not-allowed"),
        case(
            "a volunteer joins",
            "its own ord, signed by itself and by the invitation's key",
            &volunteer,
        )
        .gives(json!([owner(), member(1, PUBLISHER, Some("volunteer"), ORG)])),
        case("an educator joins", "staff waits to be approved", &educator)
            .gives(json!([owner(), member(1, PUBLISHER, Some("pending"), ORG)])),
        case(
            "removed with a new epoch",
            "it gets no grant",
            &two().say(0, OWNER, remove(2)),
        )
        .gives(json!([owner(), member(1, ADMIN, None, org(ADMIN))])),
        case(
            "a recovery replaced",
            "one of an owner's device at a time",
            &Log::house()
                .say(0, OWNER, recovery(ADMIN))
                .say(0, OWNER, recovery(PUBLISHER)),
        )
        .gives(json!([
            owner(),
            member(1, ADMIN, None, org(OWNER)),
            member(2, PUBLISHER, Some("owner"), org(OWNER))
        ])),
        case(
            "removed without an epoch",
            "whoever leaves would go on reading",
            &two().say(0, OWNER, Body::Remove(Remove { ord: 1, epoch: None })),
        )
        .refused("epoch"),
        case(
            "an epoch skipped",
            "n is the current one, or the next",
            &two().say(0, OWNER, Body::Epoch(epoch_of(3, &[0, 1]))),
        )
        .refused("epoch"),
        case(
            "a reader left out",
            "a new epoch goes to everyone who reads",
            &two().say(0, OWNER, Body::Epoch(epoch_of(2, &[0]))),
        )
        .refused("epoch"),
        case(
            "granted to a removed one",
            "a new epoch goes to nobody else",
            &two()
                .say(0, OWNER, remove(2))
                .say(0, OWNER, Body::Epoch(epoch_of(3, &[0, 1]))),
        )
        .refused("epoch"),
        case(
            "granted twice",
            "the current epoch goes to further members alone",
            &two().say(0, OWNER, Body::Epoch(epoch_of(1, &[0, 1]))),
        )
        .refused("epoch"),
        case(
            "an epoch of a catalogue",
            "it stays at 0",
            &Log::usual().say(0, OWNER, Body::Epoch(epoch_of(1, &[0, 1, 2]))),
        )
        .refused("epoch"),
        case("an unknown invitation", "no such record", &unknown).refused("invitation"),
        case("an invitation used up", "once", &twice).refused("invitation"),
        case(
            "a forged invitation",
            "signed by another key than the invitation's",
            &forged,
        )
        .refused("signature"),
        case(
            "a recovery that ends the space",
            "it brings devices in and out, and nothing else",
            &Log::house()
                .say(0, OWNER, recovery(ADMIN))
                .say(1, ADMIN, Body::Retire),
        )
        .refused("not-allowed"),
        case(
            "a sealing key of small order",
            "nothing can be sealed to it",
            &Log::house().say(
                0,
                OWNER,
                Body::Recovery(Recovery {
                    sign: public(ADMIN),
                    seal: ekin_protocol::id::SealKey([0; 32]),
                    of: 0,
                }),
            ),
        )
        .refused("key"),
    ]
}
