//! A change of a document, as another member may send it. The fuzzer writes what the checksum covers; whatever the
//! scanner lets pass must pass the trial as well, and the next edit must work here and on another phone.
#![no_main]

use std::collections::BTreeMap;
use std::sync::OnceLock;

use ekin_core::document::scan::scan;
use ekin_core::document::{Actor, Document, Incoming, Lane, Refusal, Verdict};
use ekin_core::domain::kind::{Contents, Edit, Kind, Plain};
use ekin_protocol::hash::sha256;
use libfuzzer_sys::fuzz_target;

const ANE: Actor = Actor([1; 16]);
const JON: Actor = Actor([2; 16]);
const MIREN: Actor = Actor([3; 16]);

static SHARED: OnceLock<Shared> = OnceLock::new();

/// What two phones have of one document.
struct Shared {
    mine: Document,
    theirs: Document,
}

fn shared() -> Shared {
    let mut values: BTreeMap<_, _> = (0..5).map(|n| (format!("f{n}"), Plain::from("init"))).collect();
    values.insert("list".into(), Plain::List(vec!["a".into(), "b".into()]));
    values.insert("text".into(), Plain::Text("kaixo".into()));
    let made = Document::create(ANE, &Contents::new(Kind::Note, values)).expect("an honest document");
    let [mine, theirs] = [JON, MIREN].map(|me| {
        let new = Document::new(me);
        made.changes.iter().fold(new, |document, change| take(&document, ANE, &change.bytes).0)
    });
    Shared { mine, theirs }
}

fn seal(body: &[u8]) -> Vec<u8> {
    let mut hashed = vec![1];
    let mut length = body.len();
    while length > 0x7f {
        hashed.push(length as u8 | 0x80);
        length >>= 7;
    }
    hashed.push(length as u8);
    hashed.extend(body);
    [&[0x85, 0x6f, 0x4a, 0x83], &sha256(&hashed)[..4], &hashed].concat()
}

fn take(document: &Document, actor: Actor, change: &[u8]) -> (Document, Verdict) {
    let incoming = Incoming {
        actor,
        same_author: &[],
        change,
    };
    let mut taken = document.take(Lane::Pending, &[incoming]).expect("our own document");
    (taken.document, taken.verdicts.remove(0))
}

fuzz_target!(|body: &[u8]| {
    let shared = SHARED.get_or_init(shared);
    let change = seal(body);
    let Ok(summary) = scan(&change) else {
        return;
    };
    let (mine, verdict) = take(&shared.mine, summary.actor, &change);
    match verdict {
        Verdict::Applied(_) => {}
        Verdict::Refused(Refusal::Caught(caught)) => panic!("the scanner let it pass: {caught}"),
        _ => return,
    }
    let put = Edit::Put {
        root: "text".into(),
        inner: None,
        value: Plain::Text("agur".into()),
    };
    let next = mine.edit(Kind::Note, &[put]).expect("an honest edit");
    let mut theirs = take(&shared.theirs, summary.actor, &change).0;
    for change in &next.changes {
        theirs = take(&theirs, JON, &change.bytes).0;
    }
    assert_eq!(theirs.content(), next.document.content());
});
