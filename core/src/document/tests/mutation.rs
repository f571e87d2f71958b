//! Mutants of honest changes: whatever the scanner lets pass does no harm, now or with the next edit.
//!
//! `EKIN_SEED=n cargo test -p ekin-core --lib document::tests::mutation` tries the mutants of one seed again,
//! `EKIN_MUTANTS=n` so many.

use automerge::{Automerge, Change as Theirs};
use ekin_protocol::hash::sha256;

use super::world::{Dice, World, actor, edit, touch};
use crate::document::layer::{Layer, actor_id};
use crate::document::scan::{Admission, Index, scan};
use crate::document::trial::{save, trial};
use crate::document::{Actor, Content};

/// A change taken apart: what is before the columns, and the columns.
struct Parts {
    deps: Vec<Vec<u8>>,
    actor: Vec<u8>,
    seq: u64,
    start_op: u64,
    others: Vec<Vec<u8>>,
    columns: Vec<(u64, Vec<u8>)>,
}

struct Bytes<'a>(&'a [u8]);

impl Bytes<'_> {
    fn number(&mut self) -> u64 {
        let (mut value, mut shift) = (0, 0);
        loop {
            let byte = self.take(1)[0];
            value |= u64::from(byte & 0x7f) << shift;
            shift += 7;
            if byte & 0x80 == 0 {
                return value;
            }
        }
    }

    fn take(&mut self, n: usize) -> Vec<u8> {
        let (taken, rest) = self.0.split_at(n);
        self.0 = rest;
        taken.to_vec()
    }

    fn long(&mut self) -> Vec<u8> {
        let n = self.number() as usize;
        self.take(n)
    }
}

fn number(out: &mut Vec<u8>, mut value: u64) {
    while value > 0x7f {
        out.push(value as u8 | 0x80);
        value >>= 7;
    }
    out.push(value as u8);
}

fn body(chunk: &[u8]) -> &[u8] {
    let mut bytes = Bytes(&chunk[9..]);
    bytes.number();
    bytes.0
}

fn seal(body: &[u8]) -> Vec<u8> {
    let mut hashed = vec![1];
    number(&mut hashed, body.len() as u64);
    hashed.extend(body);
    [&[0x85, 0x6f, 0x4a, 0x83], &sha256(&hashed)[..4], &hashed].concat()
}

impl Parts {
    fn of(chunk: &[u8]) -> Self {
        let mut bytes = Bytes(body(chunk));
        let deps = (0..bytes.number()).map(|_| bytes.take(32)).collect();
        let actor = bytes.long();
        let (seq, start_op) = (bytes.number(), bytes.number());
        bytes.take(2);
        let others = (0..bytes.number()).map(|_| bytes.long()).collect();
        let lengths: Vec<_> = (0..bytes.number())
            .map(|_| (bytes.number(), bytes.number()))
            .collect();
        let columns = lengths
            .into_iter()
            .map(|(name, n)| (name, bytes.take(n as usize)))
            .collect();
        Self {
            deps,
            actor,
            seq,
            start_op,
            others,
            columns,
        }
    }

    fn chunk(&self) -> Vec<u8> {
        let mut out = Vec::new();
        number(&mut out, self.deps.len() as u64);
        self.deps.iter().for_each(|dep| out.extend(dep));
        number(&mut out, self.actor.len() as u64);
        out.extend(&self.actor);
        number(&mut out, self.seq);
        number(&mut out, self.start_op);
        out.extend([0, 0]);
        number(&mut out, self.others.len() as u64);
        for other in &self.others {
            number(&mut out, other.len() as u64);
            out.extend(other);
        }
        number(&mut out, self.columns.len() as u64);
        for (name, column) in &self.columns {
            number(&mut out, *name);
            number(&mut out, column.len() as u64);
        }
        self.columns.iter().for_each(|(_, column)| out.extend(column));
        seal(&out)
    }
}

/// What two phones share, and changes that are honest on it.
struct Scene {
    base: Automerge,
    index: Index,
    honest: Vec<(Actor, Vec<u8>)>,
    hashes: Vec<Vec<u8>>,
}

impl Scene {
    fn new(seed: u64, dice: &mut Dice) -> Self {
        let mut docs = World::new(seed, 3, 8 + dice.below(40)).docs;
        let mut base = docs[0].clone();
        docs[1..]
            .iter()
            .for_each(|doc| drop(base.merge(&mut doc.clone()).unwrap()));
        if dice.below(2) == 0 {
            docs.iter_mut()
                .for_each(|doc| drop(doc.merge(&mut base.clone()).unwrap()));
        }
        let mut honest = Vec::new();
        for (doc, n) in docs.iter_mut().zip(0..) {
            for _ in 0..2 {
                let mut next = doc.clone();
                if edit(&mut next, dice) {
                    let change = next.get_last_local_change().unwrap();
                    honest.push((actor(seed, n), change.raw_bytes().to_vec()));
                }
            }
            honest.push((actor(seed, n), touch(&mut doc.clone())));
        }
        let base = base.with_actor(actor_id(actor(seed, 50)));
        let index = Layer::load(actor(seed, 50), &save(&base))
            .unwrap()
            .index()
            .unwrap()
            .clone();
        let hashes = base
            .get_changes(&[])
            .iter()
            .map(|change| change.hash().0.to_vec())
            .collect();
        Self {
            base,
            index,
            honest,
            hashes,
        }
    }

    fn mutant(&self, dice: &mut Dice) -> Vec<u8> {
        let any = |dice: &mut Dice| &self.honest[dice.below(self.honest.len())].1;
        let chunk = any(dice);
        let mut parts = Parts::of(chunk);
        match dice.below(16) {
            0..=2 => {
                let mut body = body(chunk).to_vec();
                (0..1 + dice.below(3)).for_each(|_| disturb(&mut body, dice));
                return seal(&body);
            }
            3..=8 => {
                for _ in 0..1 + dice.below(3) {
                    let n = dice.below(parts.columns.len());
                    disturb(&mut parts.columns[n].1, dice);
                }
                parts.columns.retain(|(_, column)| !column.is_empty());
            }
            9..=11 => {
                let other = Parts::of(any(dice));
                for _ in 0..1 + dice.below(3) {
                    let (name, column) = other.columns[dice.below(other.columns.len())].clone();
                    parts.columns.retain(|(have, _)| *have != name);
                    parts.columns.push((name, column));
                    parts.columns.sort();
                }
                if dice.below(3) == 0 {
                    parts.others = other.others;
                }
            }
            12 => {
                let n = dice.below(parts.columns.len());
                match dice.below(3) {
                    0 => drop(parts.columns.remove(n)),
                    1 => parts.columns[n].0 ^= 1 << dice.below(9),
                    _ => parts.columns.swap(0, n),
                }
            }
            _ => match dice.below(6) {
                0 => parts.seq = dice.below(8) as u64,
                1 => parts.start_op = dice.below(80) as u64,
                2 => parts.start_op = dice.bits() >> dice.below(64),
                3 => parts.deps = vec![self.hashes[dice.below(self.hashes.len())].clone()],
                4 => {
                    parts
                        .deps
                        .push(self.hashes[dice.below(self.hashes.len())].clone());
                    parts.deps.sort();
                }
                _ => drop(parts.others.pop()),
            },
        }
        parts.chunk()
    }

    /// Holds an admitted mutant against all that could be harmed by it.
    fn harmless(&self, mutant: &[u8], index: &mut Index, seed: u64) {
        let passed = trial(&self.base, &[mutant]).unwrap();
        let loaded = Automerge::load(&passed.save).unwrap();
        for (doc, n) in [passed.doc.clone(), loaded].into_iter().zip(60..) {
            // The next honest edit is admissible, and others see what its author sees.
            let mut next = doc.with_actor(actor_id(actor(seed, n)));
            let edit = touch(&mut next);
            let admitted = index.clone().admit(&scan(&edit).unwrap(), &[]);
            assert_eq!(admitted, Ok(Admission::Admitted));
            let both = trial(&self.base, &[mutant, &edit]).unwrap();
            assert_eq!(Content::of(&both.doc, None), Content::of(&next, None));
        }
        // Together with a change that knows nothing of it, in either order.
        let own = scan(mutant).unwrap().actor;
        if let Some((_, other)) = self.honest.iter().find(|(actor, _)| *actor != own) {
            let one = trial(&passed.doc, &[other]).unwrap();
            let two = trial(&trial(&self.base, &[other]).unwrap().doc, &[mutant]).unwrap();
            assert_eq!(Content::of(&one.doc, None), Content::of(&two.doc, None));
        }
    }
}

fn disturb(bytes: &mut Vec<u8>, dice: &mut Dice) {
    if bytes.is_empty() {
        return bytes.push(dice.bits() as u8);
    }
    let at = dice.below(bytes.len());
    match dice.below(8) {
        0 | 1 => bytes[at] ^= 1 << dice.below(8),
        2 => bytes[at] = [0, 1, 2, 0x7f, 0x7e, 0x80, 0xff, 0x40, 0x3f, 0x81][dice.below(10)],
        3 => bytes.insert(at, dice.bits() as u8),
        4 => drop(bytes.remove(at)),
        5 => {
            let mut long = Vec::new();
            number(&mut long, dice.bits() >> dice.below(64));
            bytes.splice(at..=at, long);
        }
        6 => bytes[at] = bytes[at].wrapping_add(1),
        _ => bytes[at] = bytes[at].wrapping_sub(1),
    }
}

fn from_environment(name: &str) -> Option<u64> {
    std::env::var(name).ok()?.parse().ok()
}

#[test]
fn mutants_that_pass_do_no_harm() {
    let seed = from_environment("EKIN_SEED").unwrap_or(20_261_127);
    let mutants = from_environment("EKIN_MUTANTS").unwrap_or(6_000);
    println!("EKIN_SEED={seed} EKIN_MUTANTS={mutants}");
    let mut dice = Dice::new(seed);
    let mut admitted = 0;
    let mut scene = Scene::new(seed, &mut dice);
    for n in 0..mutants {
        if n % 500 == 499 {
            scene = Scene::new(seed.wrapping_add(n), &mut dice);
        }
        let mutant = scene.mutant(&mut dice);
        if scene.honest.iter().any(|(_, honest)| *honest == mutant) {
            continue;
        }
        let Ok(summary) = scan(&mutant) else {
            continue;
        };
        let mut index = scene.index.clone();
        if index.admit(&summary, &[]) == Ok(Admission::Admitted) {
            assert!(Theirs::from_bytes(mutant.clone()).is_ok());
            scene.harmless(&mutant, &mut index, seed);
            admitted += 1;
        }
    }
    println!("{admitted} of {mutants} were admitted");
    assert!(admitted > mutants / 200, "{admitted}: too few to say anything");
}
