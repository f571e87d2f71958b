//! Every target on its corpus, on changed pieces of it, and on any bytes: what the fuzzer does for hours, for a moment, on stable Rust.
//! `EKIN_TIMES=n` makes n times as many tries of it.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test")]

use ekin_targets::{TARGETS, Target, corpus};
use proptest::prelude::*;
use proptest::sample::Index;
use proptest::test_runner::{Config, TestRunner};

/// Longest input.
const LONGEST: usize = 8192;

/// One thing that is done to an input.
#[derive(Clone, Debug)]
enum Change {
    Flip(Index, u8),
    Set(Index, u8),
    Cut(Index, Index),
    Insert(Index, Vec<u8>),
    Double(Index, Index),
    /// A piece of another seed is put there.
    Splice(Index, Index, Index, usize),
}

fn changes() -> impl Strategy<Value = Vec<Change>> {
    let at = any::<Index>;
    let one = prop_oneof![
        (at(), 0..8_u8).prop_map(|(at, bit)| Change::Flip(at, 1 << bit)),
        (
            at(),
            prop_oneof![Just(0), Just(0xff), Just(0x7f), Just(0x80), any::<u8>()]
        )
            .prop_map(|(at, byte)| Change::Set(at, byte)),
        (at(), at()).prop_map(|(from, to)| Change::Cut(from, to)),
        (at(), proptest::collection::vec(any::<u8>(), 1..9)).prop_map(|(at, more)| Change::Insert(at, more)),
        (at(), at()).prop_map(|(from, to)| Change::Double(from, to)),
        (at(), at(), at(), 1..64_usize).prop_map(|(at, other, from, n)| Change::Splice(at, other, from, n)),
    ];
    proptest::collection::vec(one, 0..6)
}

fn range(a: Index, b: Index, length: usize) -> std::ops::Range<usize> {
    let (a, b) = (a.index(length + 1), b.index(length + 1));
    a.min(b)..a.max(b)
}

fn changed(seeds: &[Vec<u8>], seed: Index, changes: &[Change]) -> Vec<u8> {
    let mut bytes = seed.get(seeds).clone();
    for change in changes {
        let length = bytes.len();
        match change {
            Change::Flip(at, bit) if length > 0 => bytes[at.index(length)] ^= bit,
            Change::Set(at, byte) if length > 0 => bytes[at.index(length)] = *byte,
            Change::Flip(..) | Change::Set(..) => {}
            Change::Cut(from, to) => drop(bytes.drain(range(*from, *to, length))),
            Change::Insert(at, more) => {
                let at = at.index(length + 1);
                bytes.splice(at..at, more.iter().copied());
            }
            Change::Double(from, to) => {
                let range = range(*from, *to, length);
                let (twice, end) = (bytes[range.clone()].to_vec(), range.end);
                bytes.splice(end..end, twice);
            }
            Change::Splice(at, other, from, n) => {
                let other = other.get(seeds);
                let from = from.index(other.len() + 1);
                let piece = other[from..other.len().min(from + n)].to_vec();
                let at = at.index(length + 1);
                bytes.splice(at..length.min(at + piece.len()), piece);
            }
        }
    }
    bytes.truncate(LONGEST);
    bytes
}

fn seeds(target: &str) -> Vec<Vec<u8>> {
    let mut files: Vec<_> = std::fs::read_dir(corpus(target))
        .unwrap_or_else(|error| panic!("fuzz/corpus/{target}: {error}"))
        .map(|entry| entry.unwrap().path())
        .collect();
    files.sort();
    let seeds: Vec<_> = files.iter().map(|file| std::fs::read(file).unwrap()).collect();
    assert!(!seeds.is_empty(), "fuzz/corpus/{target} is empty");
    seeds
}

fn play(name: &str, cases: u32) {
    let (_, target): Target = TARGETS.into_iter().find(|(other, _)| *other == name).unwrap();
    let seeds = seeds(name);
    seeds.iter().for_each(|seed| target(seed));
    let times = std::env::var("EKIN_TIMES").map_or(1, |times| times.parse().unwrap());
    let config = Config {
        failure_persistence: None,
        ..Config::with_cases(cases * times)
    };
    let inputs = prop_oneof![
        9 => (any::<Index>(), changes()).prop_map(move |(seed, changes)| changed(&seeds, seed, &changes)),
        1 => proptest::collection::vec(any::<u8>(), 0..64),
    ];
    let outcome = TestRunner::new(config).run(&inputs, |bytes| {
        target(&bytes);
        Ok(())
    });
    if let Err(failed) = outcome {
        panic!("{name}: {failed}");
    }
}

/// One test a target, so that a failure names it and they run beside each other.
macro_rules! targets {
    ($($name:ident: $cases:literal,)*) => {
        $(#[test]
        fn $name() {
            play(stringify!($name), $cases);
        })*

        #[test]
        fn no_target_is_left_out() {
            assert_eq!(TARGETS.map(|(name, _)| name), [$(stringify!($name)),*]);
        }
    };
}

targets! {
    change: 400,
    ffi: 200,
    files: 400,
    frame: 2000,
    item: 4000,
    link: 4000,
    manifest: 4000,
    members: 400,
    pages: 300,
    segment: 400,
    session: 300,
}
