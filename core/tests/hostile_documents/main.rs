//! Law 3: each hostile change of protocol 6 is refused, at little cost, and the next honest edit works. Beside each
//! stands what Automerge does with the same bytes when nothing stands before it: the reason for the scanner.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test")]
#![expect(
    clippy::disallowed_methods,
    reason = "what nobody may call is how hostile bytes are made, and what they do without the scanner"
)]

mod chunk;
mod shared;

use std::sync::{Mutex, MutexGuard, PoisonError};

use automerge::legacy::{ElementId, Key, ObjectId, OpId, OpType};
use automerge::transaction::Transactable;
use automerge::{ActorId, Automerge, Change, ExpandedChange, ObjType, ROOT, ReadDoc, ScalarValue};
use ekin_core::document::scan::Inadmissible;
use ekin_core::document::{Lane, Verdict};
use peak_alloc::PeakAlloc;

use shared::{ANE, Automerges, JON, Shared, automerge_alone, incoming, object, put, rule, shared};

#[global_allocator]
static MEMORY: PeakAlloc = PeakAlloc;

/// The whole process is measured, so one test at a time.
static ALONE: Mutex<()> = Mutex::new(());

fn one_at_a_time() -> MutexGuard<'static, ()> {
    ALONE.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Most bytes that were in use at once while `work` ran, beyond those in use before.
fn cost<T>(work: impl FnOnce() -> T) -> (T, usize) {
    MEMORY.reset_peak_usage();
    let before = MEMORY.current_usage();
    let done = work();
    (done, MEMORY.peak_usage().saturating_sub(before))
}

macro_rules! refuses {
    ($shared:expr, $bytes:expr, $rule:pat, $automerge:expr) => {
        let (shared, bytes): (&Shared, &[u8]) = ($shared, $bytes);
        let why = rule(shared.refused(bytes));
        assert!(matches!(why, $rule), "{why}");
        assert_eq!(automerge_alone(&shared.automerge, bytes), $automerge);
    };
}

#[test]
fn eighty_bytes_that_claim_millions_of_operations() {
    let _one = one_at_a_time();
    let shared = shared();
    for count in [1 << 40, i64::MAX, i64::MIN, -(1 << 40), 16_385] {
        let bytes = chunk::runs(JON.0, count);
        assert!(bytes.len() < 120);
        assert!(matches!(
            rule(shared.refused(&bytes)),
            Inadmissible::Encoding("length of a run")
        ));
    }
    assert!(matches!(
        rule(shared.refused(&chunk::runs(JON.0, 2_049))),
        Inadmissible::TooMany("operations")
    ));

    // Automerge alone: memory in proportion to what the bytes claim. 2^40 would end the process.
    let bytes = chunk::runs(JON.0, 1 << 18);
    let (_, peak) = cost(|| automerge_alone(&shared.automerge, &bytes));
    assert!(peak > 100_000 * bytes.len(), "{peak} bytes");
}

#[test]
fn counters_at_the_end_of_their_range() {
    let _one = one_at_a_time();
    let shared = shared();
    let start = |at: u64| shared.bent_put(|change| change.start_op = at.try_into().unwrap());
    refuses!(
        &shared,
        &start(u64::from(u32::MAX) - 1),
        Inadmissible::Header(_),
        Automerges::Panics
    );
    refuses!(
        &shared,
        &start(1 << 40),
        Inadmissible::Header(_),
        Automerges::Refuses
    );
    refuses!(
        &shared,
        &start((1 << 24) - 1),
        Inadmissible::Rows(_),
        Automerges::Takes
    );
    refuses!(&shared, &start(1), Inadmissible::Reference(_), Automerges::Panics);
    refuses!(&shared, &start(1_000), Inadmissible::Order(_), Automerges::Takes);
}

#[test]
fn what_it_overwrites_is_not_there() {
    let _one = one_at_a_time();
    let shared = shared();
    let preds = |preds: Vec<OpId>| shared.bent_put(|change| change.operations[0].pred = preds.clone().into());
    let ane = |counter| OpId(counter, ActorId::from(ANE.0));
    refuses!(
        &shared,
        &preds(vec![ane(9_999)]),
        Inadmissible::Reference(_),
        Automerges::Panics
    );
    refuses!(
        &shared,
        &preds(vec![ane(1)]),
        Inadmissible::Preds,
        Automerges::Panics
    );
    refuses!(&shared, &preds(vec![]), Inadmissible::Preds, Automerges::Takes);
    let stranger = OpId(1, ActorId::from([7; 16]));
    refuses!(
        &shared,
        &preds(vec![stranger]),
        Inadmissible::Actors(_),
        Automerges::Panics
    );
}

#[test]
fn five_hundred_maps_in_one_another() {
    let _one = one_at_a_time();
    let shared = shared();
    let nested = |doc: &mut Automerge| {
        let mut to = doc.transaction();
        let mut map = ROOT;
        (0..500).for_each(|_| map = to.put_object(&map, "in", ObjType::Map).unwrap());
        to.commit();
    };
    refuses!(
        &shared,
        &shared.bent(nested, |_| ()),
        Inadmissible::Shape(_),
        Automerges::Takes
    );
}

#[test]
fn what_is_compressed_is_not_opened() {
    let _one = one_at_a_time();
    let shared = shared();
    let mut columns = [
        (0x15, vec![0x7f, 2, b'f', b'1']),
        (0x34, vec![1]),
        (0x42, vec![0x7f, 1]),
        (0x56, vec![0x7f, 0]),
        (0x70, vec![0x7f, 0]),
    ];
    columns[2].0 |= 8;
    let bit = chunk::change(JON.0, &columns);
    refuses!(
        &shared,
        &bit,
        Inadmissible::Columns("compressed"),
        Automerges::Refuses
    );

    // 32 MiB in some 32 kB: a chunk of type 2.
    let mut doc = shared.automerge.clone();
    let mut to = doc.transaction();
    to.put(ROOT, "f1", "x".repeat(32 << 20)).unwrap();
    to.commit();
    let bomb = doc.get_last_local_change().unwrap().bytes().into_owned();
    drop(doc);
    assert!(bomb.len() < 64 << 10);
    assert_eq!(bomb[8], 2);
    assert!(matches!(
        rule(shared.refused(&bomb)),
        Inadmissible::Chunk("not a change")
    ));
    let (alone, peak) = cost(|| automerge_alone(&shared.automerge, &bomb));
    assert_eq!(alone, Automerges::Takes);
    assert!(peak > 1_000 * bomb.len(), "{peak} bytes");
}

#[test]
fn another_person_s_actor() {
    let _one = one_at_a_time();
    let shared = shared();
    let mut ane = shared.automerge.clone().with_actor(ActorId::from(ANE.0));
    put(&mut ane);
    let forged = ane.get_last_local_change().unwrap().raw_bytes().to_vec();
    refuses!(
        &shared,
        &forged,
        Inadmissible::Header("not the actor of whoever signed it"),
        Automerges::Takes
    );
}

#[test]
fn one_actor_and_number_stand_for_one_change() {
    let _one = one_at_a_time();
    let shared = shared();
    let first = shared.bent_put(|_| ());
    let other = shared.bent_put(|change| change.operations[0].action = OpType::Put("else".into()));
    let both = [&first, &other].map(|change| incoming(JON, change));
    let taken = shared.document.take(Lane::Logged, &both).unwrap();
    let [Verdict::Applied(_), Verdict::Refused(why)] = taken.verdicts[..] else {
        panic!("{:?}", taken.verdicts);
    };
    assert!(matches!(rule(why), Inadmissible::Order(_)));
    // Automerge says so too, once it has the first; before, it would take either.
    let mut alone = shared.automerge.clone();
    alone
        .apply_changes([Change::from_bytes(first.clone()).unwrap()])
        .unwrap();
    assert_eq!(automerge_alone(&alone, &other), Automerges::Refuses);
    assert_eq!(automerge_alone(&shared.automerge, &other), Automerges::Takes);

    // The logged one wins over the one that another phone had passed on.
    let passed_on = shared.document.take(Lane::Pending, &both[1..]).unwrap().document;
    assert_eq!(passed_on.content().values["f1"], "else".into());
    let logged = passed_on.take(Lane::Logged, &both[..1]).unwrap();
    assert_eq!(logged.document.content().values["f1"], "evil".into());
    assert_eq!(
        logged.outdone,
        passed_on.pending().iter().map(|c| c.hash).collect::<Vec<_>>()
    );
}

#[test]
fn cut_short_or_with_a_bit_turned() {
    let _one = one_at_a_time();
    let shared = shared();
    let honest = shared.bent_put(|_| ());
    let mut taken = 0;
    for at in 0..honest.len() {
        shared.refused(&honest[..at]);
        let mut turned = honest.clone();
        turned[at] ^= 1;
        shared.refused(&turned);
        taken += usize::from(automerge_alone(&shared.automerge, &turned) == Automerges::Takes);
    }
    let behind = [honest.as_slice(), &[0]].concat();
    shared.refused(&behind);
    // Automerge does not look at the checksum of a change.
    assert!(taken > 10, "{taken}");
}

#[test]
fn a_saved_document_is_no_change() {
    let _one = one_at_a_time();
    let shared = shared();
    let mut doc = shared.automerge.clone();
    put(&mut doc);
    let saved = doc.save();
    refuses!(
        &shared,
        &saved,
        Inadmissible::Chunk("not a change"),
        Automerges::Refuses
    );
    // Where changes are looked for in bytes of others, it would be taken whole.
    assert!(shared.automerge.clone().load_incremental(&saved).unwrap() > 0);
    for kind in [0, 2, 3, 4, 255] {
        let bytes = chunk::seal(kind, &[0; 64]);
        refuses!(
            &shared,
            &bytes,
            Inadmissible::Chunk("not a change"),
            Automerges::Refuses
        );
    }
}

#[test]
fn a_change_of_the_greatest_size_costs_little() {
    let _one = one_at_a_time();
    let shared = shared();
    // 16,384 deletes of one element that is not there, in some 120 bytes.
    let count = 16_384;
    let columns = [
        (0x15, chunk::run(count, b"\x02f1")),
        (0x34, chunk::unsigned(count as u64)),
        (0x42, chunk::run(count, &[3])),
        (0x56, chunk::run(count, &[0])),
        (0x70, chunk::run(count, &[1])),
        (0x71, chunk::run(count, &[0])),
        (0x73, [chunk::run(count, &[1])].concat()),
    ];
    let bytes = chunk::change(JON.0, &columns);
    assert!(bytes.len() < 150);
    let batch: Vec<_> = (0..200).map(|_| incoming(JON, &bytes)).collect();
    let (taken, peak) = cost(|| shared.document.take(Lane::Pending, &batch).unwrap());
    assert!(
        taken
            .verdicts
            .iter()
            .all(|verdict| matches!(verdict, Verdict::Refused(_)))
    );
    assert!(peak < 16 << 20, "{peak} bytes");
}

#[test]
fn what_no_honest_program_writes() {
    let _one = one_at_a_time();
    let shared = shared();
    let id = |counter| OpId(counter, ActorId::from(ANE.0));
    let (list, text) = (object(&shared, "list"), object(&shared, "text"));
    type Bend = Box<dyn Fn(&mut ExpandedChange)>;
    let operation = |bend: fn(&mut automerge::legacy::Op)| -> Bend {
        Box::new(move |change| bend(&mut change.operations[0]))
    };
    let at = |to: ObjectId| -> Bend { Box::new(move |change| change.operations[0].obj = to.clone()) };
    let puts: Vec<(&str, Bend)> = vec![
        ("a number that skips one", Box::new(|change| change.seq = 2)),
        ("number 0", Box::new(|change| change.seq = 0)),
        ("without what it follows", Box::new(|change| change.deps.clear())),
        ("a message", Box::new(|change| change.message = Some("x".into()))),
        ("a time", Box::new(|change| change.time = 1)),
        ("extra bytes", Box::new(|change| change.extra_bytes = vec![1])),
        ("no operation", Box::new(|change| change.operations.clear())),
        (
            "the same again",
            Box::new(|change| change.operations.push(change.operations[0].clone())),
        ),
        (
            "200,000 operations",
            Box::new(|change| change.operations = vec![change.operations[0].clone(); 200_000]),
        ),
        ("an object that is not there", at(ObjectId::Id(id(9_999)))),
        ("a value as an object", at(ObjectId::Id(id(1)))),
        ("a key in a list", at(list.clone())),
        ("a key in a text", at(text.clone())),
        ("an insert in a map", operation(|op| op.insert = true)),
        (
            "a delete of nothing",
            operation(|op| (op.action, op.pred) = (OpType::Delete, vec![].into())),
        ),
        (
            "a counter",
            operation(|op| op.action = OpType::Put(ScalarValue::counter(1))),
        ),
        ("an increment", operation(|op| op.action = OpType::Increment(5))),
        ("a float", operation(|op| op.action = OpType::Put(1.5.into()))),
        (
            "an unsigned integer",
            operation(|op| op.action = OpType::Put(1u64.into())),
        ),
        (
            "a timestamp",
            operation(|op| op.action = OpType::Put(ScalarValue::Timestamp(1))),
        ),
        ("a mark", operation(|op| op.action = OpType::MarkEnd(true))),
        (
            "a table",
            operation(|op| op.action = OpType::Make(ObjType::Table)),
        ),
        (
            "70 kB of text",
            operation(|op| op.action = OpType::Put("x".repeat(70_000).into())),
        ),
        ("no key", operation(|op| op.key = Key::Map("".into()))),
        (
            "a long key",
            operation(|op| op.key = Key::Map("k".repeat(65).into())),
        ),
        (
            "a key that nobody sees",
            operation(|op| op.key = Key::Map("a\u{200b}".into())),
        ),
    ];
    for (what, bend) in puts {
        let bytes = shared.bent_put(bend);
        let taken = shared
            .document
            .take(Lane::Pending, &[incoming(JON, &bytes)])
            .unwrap();
        assert!(
            matches!(taken.verdicts[..], [Verdict::Refused(_)]),
            "{what}: {:?}",
            taken.verdicts
        );
    }
    let insert = |doc: &mut Automerge| {
        let list = doc.get(ROOT, "list").unwrap().unwrap().1;
        let mut to = doc.transaction();
        to.insert(&list, 1, "b").unwrap();
        to.commit();
    };
    let element = |id: OpId| -> Bend {
        Box::new(move |change| change.operations[0].key = Key::Seq(ElementId::Id(id.clone())))
    };
    let inserts: Vec<(&str, Bend)> = vec![
        ("behind an element that is not there", element(id(9_999))),
        ("behind an element of another", element(id(9))),
        (
            "behind itself",
            Box::new(|change| {
                let me = OpId(change.start_op.get(), change.actor_id.clone());
                change.operations[0].key = Key::Seq(ElementId::Id(me));
            }),
        ),
        (
            "at a key",
            Box::new(|change| change.operations[0].key = Key::Map("x".into())),
        ),
        (
            "a word in a text",
            Box::new(move |change| {
                let op = &mut change.operations[0];
                op.obj = text.clone();
                op.key = Key::Seq(ElementId::Head);
                op.action = OpType::Put("ab".into());
            }),
        ),
    ];
    for (what, bend) in inserts {
        let bytes = shared.bent(insert, bend);
        let taken = shared
            .document
            .take(Lane::Pending, &[incoming(JON, &bytes)])
            .unwrap();
        assert!(
            matches!(taken.verdicts[..], [Verdict::Refused(_)]),
            "{what}: {:?}",
            taken.verdicts
        );
    }
}
