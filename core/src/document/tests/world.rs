//! Honest traffic made up from a seed: several people who write in one document, meet, restart, and write on.

use automerge::transaction::{Transactable, Transaction};
use automerge::{Automerge, ObjId, ObjType, ROOT, ReadDoc, ScalarValue, Value};
use rand_chacha::ChaCha8Rng;
use rand_core::{Rng, SeedableRng};

use crate::document::Actor;
use crate::document::layer::actor_id;
use crate::document::trial::save;

const KEYS: [&str; 8] = [
    "title",
    "place",
    "starts_ms",
    "v",
    "seats",
    "note.fr",
    "note.eu",
    "flag",
];
const INNER: [&str; 5] = ["a", "b", "p.1", "zz", "seat_3"];

pub struct Dice(ChaCha8Rng);

impl Dice {
    pub fn new(seed: u64) -> Self {
        Self(ChaCha8Rng::seed_from_u64(seed))
    }

    pub fn below(&mut self, n: usize) -> usize {
        (self.0.next_u64() % n as u64) as usize
    }

    pub fn bits(&mut self) -> u64 {
        self.0.next_u64()
    }

    fn of<'a>(&mut self, list: &[&'a str]) -> &'a str {
        list[self.below(list.len())]
    }
}

pub fn actor(seed: u64, n: u64) -> Actor {
    let mut dice = Dice::new(seed.wrapping_mul(1_000).wrapping_add(n));
    let mut bytes = [0; 16];
    bytes[..8].copy_from_slice(&dice.bits().to_be_bytes());
    bytes[8..].copy_from_slice(&dice.bits().to_be_bytes());
    Actor(bytes)
}

pub fn scalar(dice: &mut Dice) -> ScalarValue {
    match dice.below(7) {
        0 => ScalarValue::Null,
        1 => ScalarValue::Boolean(dice.below(2) == 1),
        2 => ScalarValue::Int(dice.bits() as i64 >> dice.below(63)),
        3 => ScalarValue::Bytes((0..dice.below(20)).map(|n| n as u8).collect()),
        4 => "".into(),
        _ => dice
            .of(&["gare", "ikastola", "été à la mer", "Ane", "🏔 mendia", "x"])
            .into(),
    }
}

fn prose(dice: &mut Dice, length: usize) -> String {
    let letters = ["a", "e", "é", "ñ", " ", "z", "🏔", "\n", "k", "t"];
    (0..length).map(|_| dice.of(&letters)).collect()
}

fn containers(doc: &Automerge) -> Vec<(ObjId, ObjType)> {
    doc.keys(ROOT)
        .filter_map(|key| match doc.get(ROOT, key.as_str()).unwrap() {
            Some((Value::Object(made), id)) => Some((id, made)),
            _ => None,
        })
        .collect()
}

/// One command of a person who follows the rules. Whether it changed anything.
pub fn edit(doc: &mut Automerge, dice: &mut Dice) -> bool {
    let containers = containers(doc);
    let mut to = doc.transaction();
    for _ in 0..1 + dice.below(4) * dice.below(3) {
        step(&mut to, &containers, dice);
    }
    to.commit().0.is_some()
}

fn step(to: &mut Transaction<'_>, containers: &[(ObjId, ObjType)], dice: &mut Dice) {
    match dice.below(12) {
        0..=2 => to.put(ROOT, dice.of(&KEYS), scalar(dice)).unwrap(),
        3 => to.delete(ROOT, dice.of(&KEYS)).unwrap(),
        4 if containers.len() < 7 => make(to, dice),
        5 if dice.below(10) == 0 => to.delete(ROOT, format!("c{}", dice.below(8))).unwrap(),
        _ if !containers.is_empty() => {
            let (object, made) = &containers[dice.below(containers.len())];
            let length = to.length(object);
            match made {
                ObjType::Map if dice.below(4) == 0 => to.delete(object, dice.of(&INNER)).unwrap(),
                ObjType::Map => to.put(object, dice.of(&INNER), scalar(dice)).unwrap(),
                ObjType::List => list(to, object, length, dice),
                _ => {
                    let at = dice.below(length + 1);
                    let delete = dice.below(6).min(length - at);
                    let long = dice.below(200) == 0;
                    let insert = if long { 3_000 } else { dice.below(9) };
                    to.splice_text(object, at, delete as isize, &prose(dice, insert))
                        .unwrap();
                }
            }
        }
        _ => {}
    }
}

fn make(to: &mut Transaction<'_>, dice: &mut Dice) {
    let made = [ObjType::Map, ObjType::List, ObjType::Text][dice.below(3)];
    let object = to.put_object(ROOT, format!("c{}", dice.below(8)), made).unwrap();
    match made {
        ObjType::Map => to.put(&object, "a", scalar(dice)).unwrap(),
        ObjType::List => (0..dice.below(6)).for_each(|n| to.insert(&object, n, scalar(dice)).unwrap()),
        _ => {
            let length = dice.below(12);
            to.splice_text(&object, 0, 0, &prose(dice, length)).unwrap();
        }
    }
}

fn list(to: &mut Transaction<'_>, object: &ObjId, length: usize, dice: &mut Dice) {
    match dice.below(4) {
        0 if length > 0 => to.delete(object, dice.below(length)).unwrap(),
        1 if length > 0 => to.put(object, dice.below(length), scalar(dice)).unwrap(),
        _ => to.insert(object, dice.below(length + 1), scalar(dice)).unwrap(),
    }
}

/// An edit that touches every place, as the next honest person's may.
pub fn touch(doc: &mut Automerge) -> Vec<u8> {
    let containers = containers(doc);
    let tag = doc
        .get_heads()
        .first()
        .map(|head| head.to_string()[..10].to_owned());
    let tag = tag.unwrap_or_default();
    let mut to = doc.transaction();
    KEYS.iter()
        .for_each(|key| to.put(ROOT, *key, tag.as_str()).unwrap());
    for (object, made) in &containers {
        let length = to.length(object);
        match made {
            ObjType::Map => {
                INNER
                    .iter()
                    .for_each(|key| to.put(object, *key, tag.as_str()).unwrap());
                to.delete(object, "b").unwrap();
            }
            ObjType::List => {
                to.insert(object, length, "end").unwrap();
                to.insert(object, 0, "start").unwrap();
                if length > 0 {
                    to.put(object, 1, tag.as_str()).unwrap();
                    to.delete(object, length).unwrap();
                }
            }
            _ => {
                to.splice_text(object, 0, 0, "hé").unwrap();
                if length > 0 {
                    to.splice_text(object, 2, 1, "Z").unwrap();
                }
                let length = to.length(object);
                to.splice_text(object, length, 0, "fin").unwrap();
            }
        }
    }
    to.commit();
    doc.get_last_local_change().unwrap().raw_bytes().to_vec()
}

/// People who write in one document.
pub struct World {
    pub docs: Vec<Automerge>,
}

impl World {
    pub fn new(seed: u64, people: usize, steps: usize) -> Self {
        let mut dice = Dice::new(seed);
        let docs = (0..people as u64).map(|n| Automerge::new().with_actor(actor_id(actor(seed, n))));
        let mut world = Self { docs: docs.collect() };
        (0..steps).for_each(|_| world.step(seed, &mut dice));
        world
    }

    fn step(&mut self, seed: u64, dice: &mut Dice) {
        let n = dice.below(self.docs.len());
        match dice.below(8) {
            0 | 1 => {
                let other = dice.below(self.docs.len());
                if other != n {
                    let mut theirs = self.docs[other].clone();
                    self.docs[n].merge(&mut theirs).unwrap();
                }
            }
            2 if dice.below(4) == 0 => {
                let saved = save(&self.docs[n]);
                let me = actor_id(actor(seed, n as u64));
                self.docs[n] = Automerge::load(&saved).unwrap().with_actor(me);
            }
            _ => {
                edit(&mut self.docs[n], dice);
            }
        }
    }

    /// What all of them wrote, in one document.
    pub fn all(&self) -> Automerge {
        let mut all = self.docs[0].clone();
        for doc in &self.docs[1..] {
            all.merge(&mut doc.clone()).unwrap();
        }
        all
    }
}
