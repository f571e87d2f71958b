//! Law 3, its honest half; law 5; convergence.

use std::collections::BTreeSet;

use automerge::Automerge;
use proptest::prelude::*;

use super::basics::incoming;
use super::world::{Dice, World, actor};
use crate::document::scan::{Admission, Index, scan};
use crate::document::{Change, Content, Document, Lane, Verdict, layer};

fn changes(of: &Automerge) -> Vec<Change> {
    let changes = of.get_changes(&[]);
    changes
        .iter()
        .map(|change| Change::read(change.raw_bytes()).unwrap())
        .collect()
}

fn shuffled(mut changes: Vec<Change>, dice: &mut Dice) -> Vec<Change> {
    for n in (1..changes.len()).rev() {
        changes.swap(n, dice.below(n + 1));
    }
    changes
}

/// As a device does with what was staged: hands it in again, in the log's order.
fn feed(mut document: Document, lane: Lane, log: &[Change], size: usize) -> Document {
    let mut staged: Vec<Change> = Vec::new();
    for batch in log.chunks(size.max(1)) {
        let batch = [staged, batch.to_vec()].concat();
        let taken = document.take(lane, &incoming(&batch)).unwrap();
        let waits = |(change, verdict): (&Change, &Verdict)| match verdict {
            Verdict::Staged { .. } => Some(change.clone()),
            Verdict::Applied(_) | Verdict::Known(_) => None,
            Verdict::Refused(why) => panic!("{why}"),
        };
        staged = batch.iter().zip(&taken.verdicts).filter_map(waits).collect();
        document = taken.document;
    }
    assert_eq!(staged, vec![]);
    document
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn every_honest_change_is_admissible(seed in any::<u64>(), people in 2usize..6, steps in 1usize..90) {
        let all = World::new(seed, people, steps).all();
        let mut index = Index::default();
        for change in all.get_changes(&[]) {
            let summary = scan(change.raw_bytes()).unwrap();
            prop_assert_eq!(summary.hash.0, change.hash().0);
            prop_assert_eq!((summary.seq, summary.start_op), (change.seq(), change.start_op().get()));
            prop_assert_eq!((summary.ops.len(), summary.max_op()), (change.len(), change.max_op()));
            prop_assert_eq!(index.admit(&summary, &[]), Ok(Admission::Admitted));
            prop_assert_eq!(index.admit(&summary, &[]), Ok(Admission::Known));
        }
        let heads: BTreeSet<_> = layer::heads(&all).into_iter().collect();
        prop_assert!(heads.iter().all(|head| index.has(head)));
    }

    #[test]
    fn any_order_and_any_batches_give_the_same_document(seed in any::<u64>(), steps in 1usize..60, size in 1usize..20) {
        let all = World::new(seed, 4, steps).all();
        let mut dice = Dice::new(seed ^ 1);
        let wanted = Content::of(&all, None);
        let log = shuffled(changes(&all), &mut dice);
        let logged = feed(Document::new(actor(seed, 90)), Lane::Logged, &log, size);
        prop_assert_eq!(logged.content(), wanted.clone());
        prop_assert_eq!(logged.heads(), layer::heads(&all));
        let other = shuffled(log, &mut dice);
        let pending = feed(Document::new(actor(seed, 91)), Lane::Pending, &other, 7);
        prop_assert_eq!(pending.content(), wanted);
        prop_assert_eq!(pending.heads(), vec![]);
    }

    #[test]
    fn confirmed_and_pending_are_one_document(seed in any::<u64>(), steps in 1usize..60, part in 0usize..100) {
        let all = World::new(seed, 4, steps).all();
        let log = changes(&all);
        let (logged, rest) = log.split_at(log.len() * part / 100);
        let confirmed = feed(Document::new(actor(seed, 90)), Lane::Logged, logged, 9);
        let both = feed(confirmed.clone(), Lane::Pending, rest, 5);
        prop_assert_eq!(both.content(), Content::of(&all, None));
        prop_assert_eq!(both.confirmed_content(), confirmed.content());
        prop_assert_eq!(both.save(), confirmed.save());

        // Dropping what is pending gives the confirmed state back exactly.
        let pending: Vec<_> = both.pending().iter().map(|change| change.hash).collect();
        let bare = both.drop_pending(&pending).unwrap();
        prop_assert_eq!(bare.content(), confirmed.content());
        prop_assert_eq!(bare.heads(), confirmed.heads());
        prop_assert_eq!(bare.save(), confirmed.save());
        prop_assert_eq!(bare.pending(), &[]);

        // What is logged moves over, and the save with what is left opens to the same.
        let half = rest.split_at(rest.len() / 2).0;
        let moved = feed(both, Lane::Logged, half, 3);
        prop_assert_eq!(moved.content(), Content::of(&all, None));
        prop_assert_eq!(moved.pending().len(), rest.len() - half.len());
        let raw: Vec<&[u8]> = moved.pending().iter().map(|change| &*change.bytes).collect();
        let opened = Document::open(moved.me(), &moved.save(), &raw).unwrap();
        prop_assert_eq!(opened.content(), moved.content());
        prop_assert_eq!(opened.heads(), moved.heads());
    }
}
