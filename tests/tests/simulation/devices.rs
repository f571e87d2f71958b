//! Laws 6 and 7: refusals in the middle, two lives of one device, the end of a device's time, two histories.

use std::collections::BTreeSet;
use std::sync::Arc;
use std::sync::atomic::Ordering;

use ekin_core::app::sync::Worker;
use ekin_core::net::Carry;
use ekin_core::storage::OutState;
use ekin_core::sync::event::{Failure, Lie, Notice, Outcome, Work};
use ekin_exchange::draft::Draft;
use ekin_protocol::code::Code;
use ekin_protocol::envelope::{Frame, View, view16};
use ekin_protocol::head::{EntryKind, Refusal};
use ekin_protocol::id::{Incarnation, R};
use ekin_protocol::live::LiveTree;
use ekin_protocol::membership::Role;
use ekin_sync_server::storage::memory::MemoryStorage;
use proptest::prelude::*;

use super::model::Truth;
use super::raw::{Forgery, Territory, hash_of, push, push_record, view};
use super::world::World;

const TEN_YEARS: i64 = 315_360_000_000;

fn draft(title: &str) -> Draft {
    let mut draft = Draft::default();
    draft.title.insert("fr".into(), title.into());
    draft
}

/// A world with a territory and a device that may publish in it until `not_after`.
fn publisher(seed: u64, not_after: Option<u64>) -> (World<MemoryStorage>, Territory, usize) {
    let mut world: World<MemoryStorage> = World::new(seed);
    let now = world.wall();
    let mut territory = Territory::on(&world.relay, now);
    let phone = world.add_phone();
    let (sign, org) = (world.phones[phone].sign.unwrap(), territory.owner.org);
    let (_, record) = territory.add(sign, Role::Publisher, org, not_after);
    push_record(&world.relay, &territory.owner.space, &record, now).unwrap();
    world.phones[phone].device().join(&territory.link()).unwrap();
    sync(&mut world, phone);
    (world, territory, phone)
}

fn sync(world: &mut World<MemoryStorage>, phone: usize) {
    world.sync(phone, false);
    assert!(world.until_quiet(600_000));
}

fn lives(world: &World<MemoryStorage>, territory: &Territory, ord: u32) -> Vec<(Incarnation, u64)> {
    let log = world.relay.log(&territory.owner.space);
    let frames = log.iter().filter(|entry| entry.kind == EntryKind::Envelope);
    let frames = frames.map(|entry| Frame::read(&entry.body).unwrap().statement);
    frames
        .filter(|says| says.ord == ord)
        .map(|says| (says.incarnation, says.dev_seq))
        .collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 12, failure_persistence: None, ..ProptestConfig::default() })]

    /// Law 6: a final refusal at place k of n: the others arrive under a new incarnation, in order; the refused one
    /// stays on the device.
    #[test]
    fn what_follows_a_final_refusal_arrives_in_a_new_life(n in 1usize..6, k in 0usize..6) {
        let k = k % n;
        let (mut world, territory, phone) = publisher(11, None);
        let device = Arc::clone(world.phones[phone].device());
        for at in 0..n {
            device.publish(None, &draft(&format!("Annonce {at}"))).unwrap();
        }
        let space = territory.owner.space;
        let worker = Worker::new(Arc::clone(&device));
        let outbox = Work::Outbox { space, after: 0, budget: 1 << 20 };
        let Outcome::Frames { frames, .. } = worker.carry_out(outbox) else { panic!("no frames") };
        prop_assert_eq!(frames.len(), n);
        let id = Frame::read(&frames[k].1).unwrap().id(&space);
        // Those before it were logged, the receipt never came.
        for (_, frame) in &frames[..k] {
            push(&world.relay, &space, &Frame::read(frame).unwrap(), world.wall()).unwrap();
        }
        let refusal = Refusal::sign(&world.relay.relay().keys().relay, id, Code::BadForm);
        worker.carry_out(Work::Refused { space, refusal });
        drop(worker);
        sync(&mut world, phone);
        sync(&mut world, phone);
        let lives = lives(&world, &territory, 1);
        prop_assert_eq!(lives.len(), n - 1);
        let first: BTreeSet<_> = lives[..k].iter().map(|life| life.0).collect();
        let second: BTreeSet<_> = lives[k..].iter().map(|life| life.0).collect();
        prop_assert!(first.is_disjoint(&second) && second.len() <= 1, "{:?}", lives);
        let kept = world.phones[phone].look(|read, sp| Ok((read.unlogged_own(sp, 0, 9)?, read.refused_own(sp)?))).unwrap();
        prop_assert!(kept.0.is_empty());
        prop_assert_eq!(kept.1.len(), 1);
        prop_assert_eq!(kept.1[0].state, OutState::Refused(Code::BadForm));
        let root = world.phones[phone].look(|read, sp| Ok(read.live_tree(sp)?.root()));
        prop_assert_eq!(root, Some(Truth::of(&space, &world.relay.log(&space)).live_root));
    }

    /// Law 6: a device and its copy each go on: nothing is lost, no place in a chain is used twice, and both
    /// recover.
    #[test]
    fn a_device_and_its_copy_both_go_on(first in any::<bool>(), edits in 1usize..4) {
        let (mut world, territory, phone) = publisher(12, None);
        world.phones[phone].device().publish(None, &draft("Avant la copie")).unwrap();
        let twin = world.clone_phone(phone);
        for at in 0..edits {
            world.phones[phone].device().publish(None, &draft(&format!("L'une {at}"))).unwrap();
            world.phones[twin].device().publish(None, &draft(&format!("L'autre {at}"))).unwrap();
        }
        let order = if first { [phone, twin] } else { [twin, phone] };
        for phone in order.into_iter().chain(order) {
            sync(&mut world, phone);
        }
        let lives = lives(&world, &territory, 1);
        let once: BTreeSet<_> = lives.iter().collect();
        prop_assert_eq!(once.len(), lives.len(), "no place twice");
        // The one from before the copy, and each one's own.
        let truth = Truth::of(&territory.owner.space, &world.relay.log(&territory.owner.space));
        prop_assert_eq!(truth.heads.len(), 1 + 2 * edits);
        for phone in order {
            let seen = world.phones[phone].look(|read, sp| {
                let counts = read.out_counts(sp)?;
                Ok((read.live_tree(sp)?.root(), counts.pending + counts.sent + counts.received + counts.refused))
            });
            prop_assert_eq!(seen, Some((truth.live_root, 0)));
        }
    }

    /// Protocol 5: a copy that is used beside its device makes both begin anew, again and again. Each of them says so
    /// after three times in a day, and whoever governs the territory reads it in the log.
    #[test]
    fn a_copy_that_is_used_beside_its_device_is_told(rounds in 4usize..6) {
        let (mut world, mut territory, phone) = publisher(15, None);
        let chief = world.add_phone();
        let (sign, now) = (world.phones[chief].sign.unwrap(), world.wall());
        let (_, record) = territory.add(sign, Role::Admin, territory.owner.org, None);
        push_record(&world.relay, &territory.owner.space, &record, now).unwrap();
        world.phones[chief].device().join(&territory.link()).unwrap();
        world.phones[phone].device().publish(None, &draft("Avant la copie")).unwrap();
        sync(&mut world, phone);
        let told = |world: &World<MemoryStorage>, phone: usize| {
            let status = world.phones[phone].device().status().unwrap();
            (status.territories[0].many_lives, status.territories[0].restless.clone())
        };
        let twin = world.clone_phone(phone);
        for at in 0..rounds {
            for one in [phone, twin] {
                world.phones[one].device().publish(None, &draft(&format!("Édition {at}"))).unwrap();
                sync(&mut world, one);
                if at == 0 {
                    prop_assert_eq!(told(&world, one), (None, Vec::new()));
                }
            }
        }
        for one in [phone, twin] {
            prop_assert!(told(&world, one).0.is_some_and(|lives| lives >= 3), "{:?}", told(&world, one));
        }
        sync(&mut world, chief);
        let (own, others) = told(&world, chief);
        prop_assert_eq!(own, None);
        prop_assert_eq!(others.iter().map(|(ord, _)| *ord).collect::<Vec<_>>(), [1]);
        world.pass(25 * 3_600_000);
        prop_assert_eq!(told(&world, phone).0, None, "yesterday's");
    }

    /// Law 7: the end of a device's time is judged by the log's time, however wrong its clock is.
    #[test]
    fn the_end_of_a_device_s_time_is_the_same_under_any_clock(years in -1i64..=1, early in any::<bool>()) {
        let end = u64::try_from(super::world::BEGIN).unwrap() + 3_600_000;
        let (mut world, territory, phone) = publisher(13, Some(end));
        world.phones[phone].offset.store(years * TEN_YEARS, Ordering::Relaxed);
        world.phones[phone].device().publish(None, &draft("À temps, ou non")).unwrap();
        if !early {
            world.pass(3_700_000);
        }
        sync(&mut world, phone);
        sync(&mut world, phone);
        prop_assert_eq!(lives(&world, &territory, 1).len(), usize::from(early));
        let kept = world.phones[phone].look(|read, sp| Ok((read.unlogged_own(sp, 0, 9)?.len(), read.refused_own(sp)?))).unwrap();
        prop_assert_eq!((kept.0, kept.1.len()), (0, usize::from(!early)), "{:?}", world.phones[phone].heard);
        if !early {
            prop_assert_eq!(kept.1[0].state, OutState::Refused(Code::Removed));
        }
        // A reader ten years off in the other direction sees the same.
        let reader = world.add_phone();
        world.phones[reader].offset.store(-years * TEN_YEARS, Ordering::Relaxed);
        world.phones[reader].device().join(&territory.link()).unwrap();
        sync(&mut world, reader);
        let seen = world.phones[reader].look(|read, sp| Ok((read.live_tree(sp)?.root(), read.quarantined(sp)?)));
        let root = Truth::of(&territory.owner.space, &world.relay.log(&territory.owner.space)).live_root;
        prop_assert_eq!(seen, Some((root, 0)));
    }

    /// Law 7: a relay that tells two histories is found out by the first publisher's word that crosses over.
    #[test]
    fn two_histories_are_seen_within_one_exchange_of_views(shared in 0u32..4, apart in 1u32..4) {
        let world: World<MemoryStorage> = World::new(14);
        let keys = world.relay.relay().keys();
        let territory = Territory::new(keys.relay_public(), keys.packer_public());
        let mut ours = Forgery::of(&territory, &keys.relay);
        let mut theirs = Forgery::of(&territory, &keys.relay);
        let (mut here, mut there) = (territory.owner.clone(), territory.owner.clone());
        let mut tree = LiveTree::new();
        for n in 0..shared {
            let item = here.item(n, "Pour tous", &[]);
            let frame = here.frame(std::slice::from_ref(&item), None);
            there = here.clone();
            let read = ekin_protocol::item::Item::read(&item).unwrap();
            tree.insert(&read.object, hash_of(&item));
            ours.add(EntryKind::Envelope, frame.write());
            theirs.add(EntryKind::Envelope, frame.write());
        }
        for n in 0..apart {
            let item = there.item(100 + n, "Pour les uns", &[]);
            let read = ekin_protocol::item::Item::read(&item).unwrap();
            tree.insert(&read.object, hash_of(&item));
            theirs.add(EntryKind::Envelope, there.frame(&[item], None).write());
            let item = here.item(200 + n, "Pour les autres", &[]);
            ours.add(EntryKind::Envelope, here.frame(&[item], None).write());
        }
        // The publisher saw their history; the relay hands its next word to those who were shown ours.
        let seq = theirs.entries.len() as u64;
        let view = View { seq, view: view16(&theirs.head().r, &tree.root()) };
        let item = here.item(300, "Un mot de plus", &[]);
        ours.add(EntryKind::Envelope, here.frame(std::slice::from_ref(&item), Some(view)).write());
        let item = there.item(300, "Un mot de plus", &[]);
        theirs.add(EntryKind::Envelope, there.frame(&[item], Some(view)).write());
        let mut world = world;
        for (forged, verdict) in [(&theirs, Ok(())), (&ours, Err(Failure::Lie(Lie::TwoHistories)))] {
            let phone = world.add_phone();
            world.phones[phone].device().join(&territory.link()).unwrap();
            let worker = Worker::new(Arc::clone(world.phones[phone].device()));
            prop_assert_eq!(forged.tell(&worker), verdict);
            let seq = world.phones[phone].look(|read, sp| Ok(read.space(sp)?.cursor.seq)).unwrap();
            prop_assert_eq!(seq == 0, verdict.is_err(), "nothing of a lie is kept");
        }
        let start = view16(&R::start(&territory.owner.space), &[0; 32]);
        prop_assert_ne!(view.view, start);
    }
}

/// "Received" is said once the log came back with it, never before.
#[test]
fn received_is_said_when_the_log_says_it() {
    let (mut world, territory, phone) = publisher(15, None);
    world.phones[phone]
        .device()
        .publish(None, &draft("Une annonce"))
        .unwrap();
    let said = |world: &World<MemoryStorage>| {
        let heard = world.phones[phone].heard.iter();
        heard
            .filter(|notice| matches!(notice, Notice::Received { envelopes: 1, .. }))
            .count()
    };
    let mut logged = false;
    world.sync(phone, false);
    for _ in 0..20_000 {
        world.pass(1);
        let cursor = world.phones[phone]
            .look(|read, sp| Ok(read.space(sp)?.cursor.seq))
            .unwrap();
        logged |= cursor == view(&world.relay, &territory.owner.space).seq
            && !lives(&world, &territory, 1).is_empty();
        assert!(logged || said(&world) == 0, "said before it was true");
        if world.phones[phone].run.is_none() {
            break;
        }
    }
    assert!(logged);
    assert_eq!(said(&world), 1, "{:?}", world.phones[phone].heard);
}
