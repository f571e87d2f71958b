//! Two phones that share a document, one of which is sent hostile bytes.

use std::collections::BTreeMap;
use std::panic::{AssertUnwindSafe, catch_unwind};

use automerge::legacy::{ObjectId, OpId};
use automerge::transaction::Transactable;
use automerge::{ActorId, Automerge, Change, ExpandedChange, ROOT, ReadDoc};
use ekin_core::document::scan::Inadmissible;
use ekin_core::document::{Actor, Document, Incoming, Lane, Refusal, Verdict};
use ekin_core::domain::kind::{Contents, Edit, Kind, Plain};

use crate::cost;

pub const ANE: Actor = Actor([1; 16]);
pub const JON: Actor = Actor([2; 16]);

/// What Automerge does with a chunk when nothing stands before it.
#[derive(Debug, PartialEq, Eq)]
pub enum Automerges {
    /// It refuses the bytes, or the change.
    Refuses,
    /// It panics.
    Panics,
    /// It keeps the change apart, for ever, and says that all is well.
    Keeps,
    /// It makes it a part of the document.
    Takes,
    /// It makes it a part of a document that cannot be loaded again.
    Ruins,
}

pub fn automerge_alone(base: &Automerge, bytes: &[u8]) -> Automerges {
    catch_unwind(AssertUnwindSafe(|| {
        let Ok(change) = Change::from_bytes(bytes.to_vec()) else {
            return Automerges::Refuses;
        };
        let hash = change.hash();
        let mut doc = base.clone();
        if doc.apply_changes([change]).is_err() {
            return Automerges::Refuses;
        }
        if doc.get_change_by_hash(&hash).is_none() {
            return Automerges::Keeps;
        }
        match Automerge::load(&doc.save()) {
            Ok(loaded) if loaded.get_heads() == doc.get_heads() => Automerges::Takes,
            _ => Automerges::Ruins,
        }
    }))
    .unwrap_or(Automerges::Panics)
}

/// What two phones share: five values, a list, a text.
pub struct Shared {
    /// On Ane's phone, confirmed.
    pub document: Document,
    /// The same, as Automerge alone has it, signed by Jon.
    pub automerge: Automerge,
}

pub fn shared() -> Shared {
    let mut values: BTreeMap<_, _> = (0..5).map(|n| (format!("f{n}"), Plain::from("init"))).collect();
    values.insert("list".into(), Plain::List(vec!["a".into()]));
    values.insert("text".into(), Plain::Text("kaixo".into()));
    let made = Document::create(ANE, &Contents::new(Kind::Note, values)).unwrap();
    let mut automerge = Automerge::new().with_actor(ActorId::from(JON.0));
    for change in &made.changes {
        let change = Change::from_bytes(change.bytes.to_vec()).unwrap();
        automerge.apply_changes([change]).unwrap();
    }
    let logged: Vec<_> = made.changes.iter().map(|c| incoming(ANE, &c.bytes)).collect();
    let document = made.document.take(Lane::Logged, &logged).unwrap().document;
    Shared { document, automerge }
}

pub fn incoming(actor: Actor, change: &[u8]) -> Incoming<'_> {
    Incoming {
        actor,
        same_author: &[],
        change,
    }
}

impl Shared {
    /// Jon's next change, bent.
    pub fn bent(&self, edit: impl Fn(&mut Automerge), bend: impl Fn(&mut ExpandedChange)) -> Vec<u8> {
        let mut doc = self.automerge.clone();
        edit(&mut doc);
        let mut change = doc.get_last_local_change().unwrap().decode();
        bend(&mut change);
        Change::from(change).raw_bytes().to_vec()
    }

    pub fn bent_put(&self, bend: impl Fn(&mut ExpandedChange)) -> Vec<u8> {
        self.bent(put, bend)
    }

    /// Takes hostile bytes as Jon's, between two honest changes of his; says why they were refused.
    pub fn refused(&self, bytes: &[u8]) -> Refusal {
        let mut jon = self.automerge.clone();
        put(&mut jon);
        let first = jon.get_last_local_change().unwrap().raw_bytes().to_vec();
        put_again(&mut jon);
        let second = jon.get_last_local_change().unwrap().raw_bytes().to_vec();
        let batch = [&first, bytes, &second].map(|change| incoming(JON, change));
        let (taken, peak) = cost(|| self.document.take(Lane::Logged, &batch).unwrap());
        assert!(peak < 4 << 20, "{peak} bytes");
        // The bad one stops neither of the others, and the next honest edit works, here and with others.
        let [Verdict::Applied(_), Verdict::Refused(why), Verdict::Applied(_)] = taken.verdicts[..] else {
            panic!("{:?}", taken.verdicts);
        };
        let edited = taken.document.edit(Kind::Note, &[next()]).unwrap();
        for change in &edited.changes {
            jon.apply_changes([Change::from_bytes(change.bytes.to_vec()).unwrap()])
                .unwrap();
        }
        assert_eq!(
            jon.text(jon.get(ROOT, "text").unwrap().unwrap().1).unwrap(),
            "agur"
        );
        let reopened = Document::open(ANE, &taken.document.save(), &[]).unwrap();
        assert_eq!(reopened.content(), taken.document.content());

        // Alone, before anything else of Jon's, it is refused as well.
        let alone = self
            .document
            .take(Lane::Pending, &[incoming(JON, bytes)])
            .unwrap();
        assert!(
            matches!(alone.verdicts[..], [Verdict::Refused(_)]),
            "{:?}",
            alone.verdicts
        );
        assert_eq!(alone.document.content(), self.document.content());
        match alone.verdicts[..] {
            [Verdict::Refused(why)] => why,
            _ => why,
        }
    }
}

pub fn put(doc: &mut Automerge) {
    let mut to = doc.transaction();
    to.put(ROOT, "f1", "evil").unwrap();
    to.put(ROOT, "f2", "evil").unwrap();
    to.commit();
}

pub fn put_again(doc: &mut Automerge) {
    let mut to = doc.transaction();
    to.put(ROOT, "f1", "once more").unwrap();
    to.commit();
}

pub fn next() -> Edit {
    Edit::Put {
        root: "text".into(),
        inner: None,
        value: Plain::Text("agur".into()),
    }
}

pub fn rule(refusal: Refusal) -> Inadmissible {
    match refusal {
        Refusal::Inadmissible(rule) => rule,
        Refusal::Caught(caught) => panic!("the scanner let it pass: {caught}"),
    }
}

pub fn object(shared: &Shared, key: &str) -> ObjectId {
    match shared.automerge.get(ROOT, key).unwrap().unwrap().1 {
        automerge::ObjId::Id(counter, actor, _) => ObjectId::Id(OpId(counter, actor)),
        automerge::ObjId::Root => ObjectId::Root,
    }
}
