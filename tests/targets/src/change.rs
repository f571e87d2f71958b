//! A change of a document, as another member may send it. What the checksum covers is the input; whatever the scanner lets pass must
//! pass the trial as well, and the next edit must work here and on another phone.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use ekin_core::document::scan::scan;
use ekin_core::document::{Actor, Document, Incoming, Lane, Refusal, Verdict};
use ekin_core::domain::kind::{Contents, Edit, Kind, Plain};
use ekin_protocol::hash::sha256;

const ANE: Actor = Actor([1; 16]);
const JON: Actor = Actor([2; 16]);
const MIREN: Actor = Actor([3; 16]);

/// Magic bytes and checksum before what is hashed, and the type after them.
const BEFORE: usize = 9;

static SHARED: OnceLock<Shared> = OnceLock::new();

/// What two phones have of one document.
struct Shared {
    mine: Document,
    theirs: Document,
}

fn made() -> (Document, Vec<Vec<u8>>) {
    let mut values: BTreeMap<_, _> = (0..5).map(|n| (format!("f{n}"), Plain::from("init"))).collect();
    values.insert("list".into(), Plain::List(vec!["a".into(), "b".into()]));
    values.insert("text".into(), Plain::Text("kaixo".into()));
    let made = Document::create(ANE, &Contents::new(Kind::Note, values)).expect("an honest document");
    let changes = made.changes.iter().map(|change| change.bytes.to_vec()).collect();
    (made.document, changes)
}

fn shared() -> Shared {
    let (_, changes) = made();
    let [mine, theirs] = [JON, MIREN].map(|me| {
        let take_all = |document, change: &Vec<u8>| take(&document, ANE, change).0;
        changes.iter().fold(Document::new(me), take_all)
    });
    Shared { mine, theirs }
}

fn next() -> [Edit; 1] {
    [Edit::Put {
        root: "text".into(),
        inner: None,
        value: Plain::Text("agur".into()),
    }]
}

/// Honest changes of the document, as inputs of [`change`]: those that made it, and one more by each of two authors.
pub fn note_changes() -> Vec<Vec<u8>> {
    let shared = shared();
    let (document, mut changes) = made();
    for document in [document, shared.mine, shared.theirs] {
        let edited = document.edit(Kind::Note, &next()).expect("an honest edit");
        changes.extend(edited.changes.iter().map(|change| change.bytes.to_vec()));
    }
    changes.iter().map(|change| body(change).to_vec()).collect()
}

/// What follows the length of a chunk.
fn body(change: &[u8]) -> &[u8] {
    let rest = change.get(BEFORE..).unwrap_or_default();
    let length = rest.iter().take_while(|byte| **byte & 0x80 != 0).count() + 1;
    rest.get(length..).unwrap_or_default()
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
    let mut taken = document
        .take(Lane::Pending, &[incoming])
        .expect("our own document");
    (taken.document, taken.verdicts.remove(0))
}

/// A change.
pub fn change(body: &[u8]) {
    let shared = SHARED.get_or_init(shared);
    let change = seal(body);
    let Ok(summary) = scan(&change) else { return };
    let (mine, verdict) = take(&shared.mine, summary.actor, &change);
    match verdict {
        Verdict::Applied(_) => {}
        Verdict::Refused(Refusal::Caught(caught)) => panic!("the scanner let it pass: {caught}"),
        _ => return,
    }
    let next = mine.edit(Kind::Note, &next()).expect("an honest edit");
    let mut theirs = take(&shared.theirs, summary.actor, &change).0;
    for change in &next.changes {
        theirs = take(&theirs, JON, &change.bytes).0;
    }
    assert_eq!(
        theirs.content(),
        next.document.content(),
        "both phones show the same"
    );
}
