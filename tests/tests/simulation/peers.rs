//! Law 11: phones that meet, and the relay, in any order: each edit is there once, and the word for its state is right. With
//! restarts, pipes that break, and a device that is removed in between.

use std::collections::BTreeSet;

use ekin_core::app::document::Kind;
use ekin_core::app::error::AppError;
use ekin_core::document::{Actor, Document};
use ekin_core::domain::kind::Plain;
use ekin_core::domain::language::LanguageTag;
use ekin_protocol::id::ObjectId;
use ekin_protocol::membership::Role;
use ekin_sync_server::storage::memory::MemoryStorage;
use proptest::prelude::*;

use super::house::House;

/// One thing that happens; numbers are counted around.
#[derive(Clone, Copy, Debug)]
enum Op {
    New(usize),
    Edit(usize, usize),
    Meet(usize, usize),
    MeetBroken(usize, usize, usize),
    Sync(usize),
    Restart(usize),
    Remove(usize),
}

fn op() -> impl Strategy<Value = Op> {
    let n = || 0usize..5;
    prop_oneof![
        2 => n().prop_map(Op::New),
        8 => (n(), n()).prop_map(|(who, doc)| Op::Edit(who, doc)),
        6 => (n(), n()).prop_map(|(a, b)| Op::Meet(a, b)),
        2 => (n(), n(), 0usize..6_000).prop_map(|(a, b, bytes)| Op::MeetBroken(a, b, bytes)),
        4 => n().prop_map(Op::Sync),
        1 => n().prop_map(Op::Restart),
        1 => n().prop_map(Op::Remove),
    ]
}

/// What happened so far.
struct Told {
    house: House<MemoryStorage>,
    /// With whoever made each.
    documents: Vec<(usize, ObjectId)>,
    /// Each edit is a tag of its own: who gave it, to which document, and the tag.
    edits: Vec<(usize, usize, String)>,
    removed: BTreeSet<usize>,
    phones: usize,
}

fn tags(plain: Option<&Plain>) -> BTreeSet<String> {
    match plain {
        Some(Plain::List(list)) => list
            .iter()
            .map(|tag| match tag {
                Plain::Str(tag) => tag.clone(),
                other => panic!("{other:?}"),
            })
            .collect(),
        None => BTreeSet::new(),
        other => panic!("{other:?}"),
    }
}

impl Told {
    fn new(seed: u64, phones: usize) -> Self {
        let mut house = House::new(seed);
        for phone in 1..phones {
            let role = [Role::Volunteer, Role::Resident][phone % 2];
            assert_eq!(house.member(role), phone);
        }
        let first = house.note(0, "Sortie");
        for phone in (0..phones).chain(0..phones) {
            house.sync(phone);
        }
        Self {
            house,
            documents: vec![(0, first)],
            edits: Vec::new(),
            removed: BTreeSet::new(),
            phones,
        }
    }

    /// Tags of a document as a device shows them, and as the log alone has them there.
    fn tags(&self, phone: usize, id: &ObjectId) -> Option<(BTreeSet<String>, BTreeSet<String>)> {
        let device = self.house.world.phones[phone].device();
        let shown = device.show_document(self.house.space, &id.to_string()).ok()?;
        let shown = tags(shown.contents.values().get("tags"));
        let save = self.house.world.phones[phone].look(|read, sp| read.document_save(sp, id));
        let logged = match save.flatten() {
            Some(save) => {
                let document = Document::open(Actor([0; 16]), &save, &[]).unwrap();
                tags(document.confirmed_content().values.get("tags"))
            }
            None => BTreeSet::new(),
        };
        Some((shown, logged))
    }

    fn act(&mut self, op: Op) {
        let world = &mut self.house.world;
        match op {
            Op::New(who) => {
                let who = who % self.phones;
                let device = world.phones[who].device().clone();
                let fields = ["title=Autre".to_owned()];
                if let Ok(id) = device.new_document(self.house.space, Kind::Note, &fields, LanguageTag::FR) {
                    self.documents.push((who, id));
                }
            }
            Op::Edit(who, document) => {
                let who = who % self.phones;
                let document = document % self.documents.len();
                let (_, id) = self.documents[document];
                let tag = format!("{}-{who}", self.edits.len());
                let device = world.phones[who].device().clone();
                let edit = [format!("tags+={tag}")];
                match device.edit_document(self.house.space, &id.to_string(), &edit, LanguageTag::FR) {
                    Ok(_) => self.edits.push((who, document, tag)),
                    // Not here yet, or no member any more.
                    Err(AppError::NoDocument { .. } | AppError::NotAMember | AppError::NotAllowed) => {}
                    Err(error) => panic!("{error:?}"),
                }
            }
            Op::Meet(a, b) => self.meet(a % self.phones, b % self.phones),
            Op::MeetBroken(a, b, bytes) => {
                let (a, b) = (a % self.phones, b % self.phones);
                if a != b {
                    let (one, two) = world.meet(a, b, Some(bytes));
                    assert!(one.is_ok() && two.is_ok(), "nobody lies");
                }
            }
            Op::Sync(who) => self.house.sync(who % self.phones),
            Op::Restart(who) => {
                world.kill(who % self.phones);
                world.phones[who % self.phones].start();
            }
            Op::Remove(who) => {
                let who = who % self.phones;
                if who > 0 && self.removed.insert(who) {
                    let ord = u32::try_from(who).unwrap();
                    let owner = world.phones[0].device().clone();
                    owner.remove_member(self.house.space, ord).unwrap();
                    self.house.sync(0);
                }
            }
        }
        self.check_words();
    }

    fn meet(&mut self, a: usize, b: usize) {
        if a == b {
            return;
        }
        let [one, two] = self.house.meet(a, b);
        let whole = |came: &ekin_core::app::near::Exchanged| came.left + came.forked == 0;
        let gone = self.removed.contains(&a) || self.removed.contains(&b);
        if whole(&one) && whole(&two) && !gone {
            for (_, id) in &self.documents {
                let shown = |phone| self.tags(phone, id).map(|(shown, _)| shown);
                assert_eq!(shown(a), shown(b), "phones {a} and {b} have met");
            }
        }
    }

    /// What is shown and not logged is either own, *on this device*, or *from a phone*, and is said to be so.
    fn check_words(&self) {
        for phone in 0..self.phones {
            let device = self.house.world.phones[phone].device();
            for line in device.documents(self.house.space, None, None, 99).unwrap() {
                let (shown, logged) = self.tags(phone, &line.object).unwrap();
                assert!(shown.is_superset(&logged));
                let waits: Vec<_> = shown.difference(&logged).collect();
                let own = |tag: &&&String| tag.ends_with(&format!("-{phone}"));
                let (own, others): (Vec<&&String>, Vec<&&String>) = waits.iter().partition(own);
                // The first change of a document has no tag.
                let fresh = self.house.world.phones[phone]
                    .look(|read, sp| read.document_save(sp, &line.object))
                    .flatten()
                    .is_none();
                assert!(own.is_empty() || line.pending, "phone {phone}: {own:?}");
                assert!(
                    others.is_empty() || line.carried.is_some(),
                    "phone {phone}: {others:?}"
                );
                let idle = waits.is_empty() && !fresh;
                assert!(
                    !idle || (!line.pending && line.carried.is_none()),
                    "phone {phone}: {line:?}"
                );
            }
        }
    }

    /// Everybody syncs until nothing moves; then all must be the same, and nothing lost.
    fn settle(&mut self) {
        for _ in 0..4 {
            for phone in 0..self.phones {
                self.house.sync(phone);
                self.house.world.pass(61_000);
            }
        }
        self.check_words();
        let mut all: BTreeSet<String> = BTreeSet::new();
        for (_, id) in &self.documents {
            let mut first = None;
            for phone in (0..self.phones).filter(|phone| !self.removed.contains(phone)) {
                let state = self.tags(phone, id);
                let state = state.map(|(shown, logged)| {
                    assert_eq!(shown, logged, "phone {phone}: nothing waits");
                    shown
                });
                match &first {
                    None => first = Some(state),
                    Some(first) => assert_eq!(&state, first, "phone {phone} shows something else"),
                }
            }
            all.extend(first.flatten().unwrap_or_default());
        }
        for (who, document, tag) in &self.edits {
            // A document of a removed device that no log ever had was never there, whatever others wrote in it.
            let (by, id) = self.documents[*document];
            let never = self.removed.contains(&by) && self.tags(0, &id).is_none();
            let excused = never || self.removed.contains(who);
            assert!(all.contains(tag) || excused, "the edit {tag} is lost");
        }
        for phone in (0..self.phones).filter(|phone| !self.removed.contains(phone)) {
            let device = self.house.world.phones[phone].device();
            let space = &device.private_spaces().unwrap()[0];
            assert_eq!(
                (space.out, space.quarantined, space.sealed),
                (Default::default(), 0, 0)
            );
            let carried = self.house.world.phones[phone].look(|read, sp| read.carried_size(sp));
            assert_eq!(carried, Some((0, 0)), "phone {phone} carries nothing any more");
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: cases(), failure_persistence: None, ..ProptestConfig::default() })]

    /// Law 11.
    #[test]
    fn peers_then_relay_in_any_order(phones in 3usize..6, ops in prop::collection::vec(op(), 8..40), seed in 0u64..1_000) {
        let mut told = Told::new(seed, phones);
        for op in ops {
            told.act(op);
        }
        told.settle();
    }
}

fn cases() -> u32 {
    let asked = std::env::var("EKIN_MEETINGS").ok();
    asked.and_then(|n| n.parse().ok()).unwrap_or(12)
}
