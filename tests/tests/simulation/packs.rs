//! Law 8: a pack and the tail are the whole log; a packer that drops, doubles, alters or reorders is caught; a
//! listing edited often costs a newcomer what one edited once costs; a rewrite during a download does no harm.

use std::collections::BTreeMap;

use ekin_core::sync::event::{Lie, Notice};
use ekin_protocol::envelope::Frame;
use ekin_protocol::head::EntryKind;
use ekin_protocol::id::SpaceId;
use ekin_protocol::live::LiveTree;
use ekin_protocol::manifest::{Manifest, SegmentRef};
use ekin_protocol::segment::{self, LEVEL_WARM, Source};
use ekin_sync_server::packer;
use ekin_sync_server::storage::Storage;
use ekin_sync_server::storage::memory::MemoryStorage;
use rand_chacha::ChaCha8Rng;
use rand_core::{Rng, SeedableRng};

use super::model::Truth;
use super::raw::{Author, Territory, hash_of, push, view};
use super::relay::Kept;
use super::world::World;

/// Text that no compression makes much shorter.
fn noise(rng: &mut impl Rng, bytes: usize) -> String {
    (0..bytes)
        .map(|_| char::from(b'!' + (rng.next_u32() % 90) as u8))
        .collect()
}

/// A device that joins now and takes what there is.
fn joined<S: Kept>(world: &mut World<S>, territory: &Territory) -> usize {
    let phone = world.add_phone();
    world.phones[phone].device().join(&territory.link()).unwrap();
    world.sync(phone, false);
    assert!(world.until_quiet(3_600_000));
    phone
}

fn agrees<S: Kept>(world: &World<S>, phone: usize, space: &SpaceId) {
    let truth = Truth::of(space, &world.relay.log(space));
    let seen = world.phones[phone].look(|read, sp| {
        let cursor = read.space(sp)?.cursor;
        Ok((cursor.seq, cursor.r, read.live_tree(sp)?.root()))
    });
    let heard = &world.phones[phone].heard;
    assert_eq!(seen, Some((truth.seq, truth.r, truth.live_root)), "{heard:?}");
}

/// Imports in envelopes of 64, then nights that change a part, with the packer at work and old segments thrown
/// away in the middle of downloads.
#[test]
fn a_pack_and_the_tail_are_the_whole_log_while_segments_are_rewritten() {
    for seed in 1..=2 {
        let mut world: World<MemoryStorage> = World::new(seed);
        let mut rng = ChaCha8Rng::seed_from_u64(seed);
        let now = world.wall();
        let mut territory = Territory::on(&world.relay, now);
        let space = territory.owner.space;
        let mut newest: BTreeMap<u32, Vec<u8>> = BTreeMap::new();
        let publish = |world: &World<MemoryStorage>, owner: &mut Author, items: Vec<(u32, Vec<u8>)>| {
            for items in items.chunks(64) {
                let bytes: Vec<_> = items.iter().map(|(_, item)| item.clone()).collect();
                let view = view(&world.relay, &space);
                let frame = owner.frame(&bytes, Some(view));
                push(&world.relay, &space, &frame, world.wall()).unwrap();
            }
        };
        let owner = &mut territory.owner;
        for n in 0..400 {
            newest.insert(n, owner.item(n, &noise(&mut rng, 2_500), &[]));
        }
        publish(&world, owner, newest.clone().into_iter().collect());
        world.relay.pack(world.wall());
        let early = joined(&mut world, &territory);
        agrees(&world, early, &space);
        for night in 0..5 {
            let owner = &mut territory.owner;
            let changed: Vec<_> = (0..40)
                .map(|_| {
                    let n = rng.next_u32() % 400;
                    (n, owner.item(n, &noise(&mut rng, 2_500), &[hash_of(&newest[&n])]))
                })
                .collect::<BTreeMap<_, _>>()
                .into_iter()
                .collect();
            newest.extend(changed.clone());
            publish(&world, owner, changed);
            // A newcomer begins to download; the packer rewrites in the middle of it.
            let phone = world.add_phone();
            world.phones[phone].device().join(&territory.link()).unwrap();
            world.sync(phone, false);
            for _ in 0..rng.next_u32() % 4 {
                world.pass(u64::from(rng.next_u32() % 40));
                world.relay.pack(world.wall());
                let now = world.wall();
                world.relay.relay().storage().purge_segments(now + 1).unwrap();
            }
            if night % 3 == 0 {
                world.kill(phone);
                world.sync(phone, false);
            }
            assert!(world.until_quiet(3_600_000));
            agrees(&world, phone, &space);
        }
        world.sync(early, false);
        assert!(world.until_quiet(3_600_000));
        agrees(&world, early, &space);
        let manifest = world.relay.relay().storage().manifest(&space).unwrap().unwrap().1;
        assert!(
            Manifest::read(&manifest).unwrap().manifest.segments.len() > 2,
            "several segments"
        );
        let lied = world.phones.iter().flat_map(|phone| &phone.heard);
        assert!(
            lied.clone().all(|notice| !matches!(notice, Notice::Lied { .. })),
            "{:?}",
            lied.collect::<Vec<_>>()
        );
    }
}

#[test]
fn a_listing_edited_ten_thousand_times_costs_what_one_edited_once_costs() {
    let cost = |edits: u32| {
        let world: World<MemoryStorage> = World::new(1);
        let mut rng = ChaCha8Rng::seed_from_u64(7);
        let now = world.wall();
        let owner = &mut Territory::on(&world.relay, now).owner;
        let space = owner.space;
        let mut items: Vec<_> = (0..20)
            .map(|n| owner.item(n, &noise(&mut rng, 500), &[]))
            .collect();
        let frame = owner.frame(&items, None);
        push(&world.relay, &space, &frame, now).unwrap();
        for edit in 1..=edits {
            items[3] = owner.item(3, &noise(&mut rng, 500), &[hash_of(&items[3])]);
            let frame = owner.frame(&items[3..4], None);
            push(&world.relay, &space, &frame, now + u64::from(edit)).unwrap();
            if edit % 250 == 0 {
                world.relay.pack(now + u64::from(edit));
            }
        }
        world.relay.pack(now + 100_000);
        let manifest = world.relay.relay().storage().manifest(&space).unwrap().unwrap().1;
        let whole = manifest.len() as u64;
        Manifest::read(&manifest).unwrap().manifest.bytes() + whole
    };
    let (once, often) = (cost(1), cost(10_000));
    assert!(often * 10 <= once * 11, "{often} bytes against {once}");
}

/// What changes every night lies in segments with what does not: they are written anew before much of them is dead.
#[test]
fn nights_that_change_a_part_cost_a_newcomer_what_the_same_costs_at_once() {
    let cost = |nights: u64| {
        let world: World<MemoryStorage> = World::new(1);
        let mut rng = ChaCha8Rng::seed_from_u64(8);
        let now = world.wall();
        let owner = &mut Territory::on(&world.relay, now).owner;
        let space = owner.space;
        let mut items: Vec<_> = (0..320)
            .map(|n| owner.item(n, &noise(&mut rng, 2_500), &[]))
            .collect();
        for items in items.chunks(64) {
            push(&world.relay, &space, &owner.frame(items, None), now).unwrap();
        }
        world.relay.pack(now);
        for night in 1..=nights {
            let changed: std::collections::BTreeSet<_> = (0..64).map(|_| rng.next_u32() % 320).collect();
            let changed: Vec<_> = changed
                .into_iter()
                .map(|n| {
                    let item = owner.item(n, &noise(&mut rng, 2_500), &[hash_of(&items[n as usize])]);
                    items[n as usize].clone_from(&item);
                    item
                })
                .collect();
            push(&world.relay, &space, &owner.frame(&changed, None), now + night).unwrap();
            world.relay.pack(now + night);
        }
        let manifest = world.relay.relay().storage().manifest(&space).unwrap().unwrap().1;
        Manifest::read(&manifest).unwrap().manifest.bytes()
    };
    let (once, often) = (cost(0), cost(20));
    // A tenth of a segment may be dead before it is written anew; the rest is the proofs of more envelopes.
    assert!(often * 100 <= once * 115, "{often} bytes against {once}");
}

/// What a packer with the right key may try.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Trick {
    /// Leaves a listing out: the counts fit, the root does not.
    Drop,
    /// Leaves a listing out, and makes every figure fit.
    DropNeatly,
    /// Gives one envelope twice, in two segments.
    Double,
    /// Changes a listing's text.
    Alter,
    /// Gives the envelopes in another order.
    Reorder,
    /// Brings back a listing that was replaced, and makes every figure fit.
    Revive,
}

/// What the packer could make of a log, with a trick.
fn pack_with<S: Kept>(world: &World<S>, space: &SpaceId, trick: Trick) -> (Manifest, Vec<Vec<u8>>) {
    let log = world.relay.log(space);
    let truth = Truth::of(space, &log);
    let mut sources = Vec::new();
    let mut tree = LiveTree::new();
    for entry in log.iter().filter(|entry| entry.kind == EntryKind::Envelope) {
        let frame = Frame::read(&entry.body).unwrap();
        let (items, hashes) = frame.open_hashed().unwrap();
        let mut live = Vec::new();
        for (n, item) in items.iter().enumerate() {
            let item = item.unwrap();
            let lives = truth
                .heads
                .get(&item.object)
                .is_some_and(|heads| heads.contains(&item.hash()));
            if lives || trick == Trick::Revive {
                tree.insert(&item.object, item.hash());
                live.push((n, items.bytes().nth(n).unwrap().to_vec()));
            }
        }
        sources.push(Source {
            seq: entry.seq,
            t_ms: entry.t_ms,
            statement: frame.statement_bytes.clone(),
            sig: frame.sig,
            hashes,
            live,
        });
    }
    sources.retain(|source| !source.live.is_empty());
    match trick {
        Trick::Drop | Trick::DropNeatly => {
            let dropped = sources.remove(1);
            for (_, item) in &dropped.live {
                let item = ekin_protocol::item::Item::read(item).unwrap();
                if trick == Trick::DropNeatly {
                    tree.remove(&item.object, &item.hash());
                }
            }
        }
        Trick::Alter => {
            let item = &mut sources[1].live[0].1;
            let last = item.len() - 1;
            item[last] ^= 1;
        }
        Trick::Reorder => {
            let (a, b) = (sources[0].seq, sources[1].seq);
            sources.swap(0, 1);
            (sources[0].seq, sources[1].seq) = (a, b);
            (sources[0].t_ms, sources[1].t_ms) = (sources[1].t_ms, sources[0].t_ms);
        }
        Trick::Double | Trick::Revive => {}
    }
    let mut parts = vec![sources.clone()];
    if trick == Trick::Double {
        parts = vec![sources[..2].to_vec(), sources[1..].to_vec()];
    }
    let bytes: Vec<_> = parts
        .iter()
        .map(|part| segment::write(space, part, LEVEL_WARM).unwrap())
        .collect();
    let reference = |(part, bytes): (&Vec<Source>, &Vec<u8>)| {
        let live = part.iter().map(|source| source.live.len() as u64).sum();
        SegmentRef {
            hash: segment::hash(bytes),
            bytes: bytes.len() as u64,
            first: part[0].seq,
            last: part[part.len() - 1].seq,
            live,
            total: live,
            dead: Vec::new(),
        }
    };
    let last = log.last().unwrap();
    let manifest = Manifest {
        space: *space,
        seq: truth.seq,
        r: truth.r,
        t_ms: last.t_ms,
        live_count: match trick {
            Trick::Drop => parts
                .iter()
                .flatten()
                .map(|source| source.live.len() as u64)
                .sum(),
            _ => tree.live_count(),
        },
        live_root: tree.root(),
        segments: parts.iter().zip(&bytes).map(reference).collect(),
        tail_bytes: 0,
    };
    (manifest, bytes)
}

#[test]
fn a_packer_that_lies_is_caught_and_the_whole_log_is_taken_instead() {
    let tricks = [
        Trick::Drop,
        Trick::DropNeatly,
        Trick::Double,
        Trick::Alter,
        Trick::Reorder,
        Trick::Revive,
    ];
    for trick in tricks {
        let mut world: World<MemoryStorage> = World::new(5);
        let now = world.wall();
        let mut territory = Territory::on(&world.relay, now);
        let space = territory.owner.space;
        let owner = &mut territory.owner;
        for n in 0..4 {
            let items = [owner.item(n, "Avant", &[]), owner.item(n + 100, "Autre", &[])];
            let frame = owner.frame(&items, None);
            push(&world.relay, &space, &frame, now).unwrap();
        }
        let again = owner.item(2, "Après", &[hash_of(&owner.item(2, "Avant", &[]))]);
        let frame = owner.frame(&[again], None);
        push(&world.relay, &space, &frame, now).unwrap();
        let (manifest, segments) = pack_with(&world, &space, trick);
        let base = format!("/v1/spaces/{space}");
        let signed = manifest.sign(&world.relay.relay().keys().packer);
        world.relay.forge(format!("{base}/manifest"), signed);
        for bytes in segments {
            world
                .relay
                .forge(format!("{base}/segments/{}", segment::hash(&bytes)), bytes);
        }
        let phone = joined(&mut world, &territory);
        // What fits in every figure is found out by a publisher's next word.
        let owner = &mut territory.owner;
        let view = view(&world.relay, &space);
        let frame = owner.frame(&[owner.item(50, "Le mot suivant", &[])], Some(view));
        push(&world.relay, &space, &frame, world.wall()).unwrap();
        for _ in 0..2 {
            world.sync(phone, false);
            assert!(world.until_quiet(3_600_000));
        }
        let heard = &world.phones[phone].heard;
        let lies = heard
            .iter()
            .filter(|notice| matches!(notice, Notice::Lied { lie: Lie::Pack, .. }))
            .count();
        assert_eq!(lies, 1, "{trick:?}: {heard:?}");
        agrees(&world, phone, &space);
    }
}

#[test]
fn a_packer_that_packs_nothing_new_says_so() {
    let world: World<MemoryStorage> = World::new(6);
    let now = world.wall();
    let owner = &mut Territory::on(&world.relay, now).owner;
    let frame = owner.frame(&[owner.item(1, "Une", &[])], None);
    push(&world.relay, &owner.space, &frame, now).unwrap();
    assert!(
        packer::pack(world.relay.relay(), &owner.space, now)
            .unwrap()
            .is_some()
    );
    assert!(
        packer::pack(world.relay.relay(), &owner.space, now)
            .unwrap()
            .is_none()
    );
}
