//! Bad input: every structure cut at each byte, with each bit flipped, in forms that are not canonical, of a
//! newer version, and mixed at random. What comes of it is an error, or the same bytes again with nothing that
//! was signed for changed; never a panic. Phone and relay call the same readers, so both refuse alike (law 15).
#![allow(clippy::unwrap_used, reason = "a test")]

mod hostile {
    pub mod beside;
    pub mod letters;
    pub mod subjects;
}

use ekin_protocol::cbor::{self, Writer};
use hostile::subjects::{Subject, subjects};
use proptest::prelude::*;

/// One head of CBOR: where it starts, its major type, value and where its content starts.
#[derive(Clone, Copy, Debug)]
struct Head {
    at: usize,
    major: u8,
    value: u64,
    content: usize,
}

/// Every head of the item at `at`, and where the item ends. Written without the library.
fn heads(bytes: &[u8], at: usize, out: &mut Vec<Head>) -> usize {
    let (major, info) = (bytes[at] >> 5, bytes[at] & 31);
    let width = match info {
        24 => 1,
        25 => 2,
        26 => 4,
        27 => 8,
        _ => 0,
    };
    let value = match width {
        0 => u64::from(info),
        _ => bytes[at + 1..=at + width]
            .iter()
            .fold(0, |v, byte| v << 8 | u64::from(*byte)),
    };
    let mut end = at + 1 + width;
    out.push(Head {
        at,
        major,
        value,
        content: end,
    });
    match major {
        2 | 3 => end += value as usize,
        4 => (0..value).for_each(|_| end = heads(bytes, end, out)),
        5 => (0..value * 2).for_each(|_| end = heads(bytes, end, out)),
        _ => {}
    }
    end
}

fn all_heads(subject: &Subject) -> Vec<Head> {
    let mut out = Vec::new();
    let end = heads(&subject.bytes, subject.cbor_at, &mut out);
    assert!(
        subject.cbor_at > 0 || end == subject.bytes.len(),
        "{}",
        subject.name
    );
    out
}

fn replaced(bytes: &[u8], from: usize, to: usize, with: &[u8]) -> Vec<u8> {
    [&bytes[..from], with, &bytes[to..]].concat()
}

#[test]
fn what_is_whole_reads_back() {
    for s in subjects() {
        let read = (s.read)(&s.bytes).unwrap_or_else(|| panic!("{} does not read", s.name));
        assert!(read.trusted, "{}", s.name);
        if let Some(again) = read.again {
            assert_eq!(again, s.bytes, "{}", s.name);
        }
    }
}

#[test]
fn cut_at_each_byte_it_is_refused() {
    for s in subjects() {
        for cut in 0..s.bytes.len() {
            assert!((s.read)(&s.bytes[..cut]).is_none(), "{} cut at {cut}", s.name);
        }
        for more in [0u8, 0xff, 0xf6] {
            let longer = [&s.bytes[..], &[more]].concat();
            assert!((s.read)(&longer).is_none(), "{} and a byte {more}", s.name);
        }
    }
}

#[test]
fn with_any_bit_flipped_it_is_refused_or_says_exactly_what_stands_there() {
    for s in subjects() {
        for at in 0..s.bytes.len() {
            for bit in 0..8 {
                let mut bytes = s.bytes.clone();
                bytes[at] ^= 1 << bit;
                let Some(read) = (s.read)(&bytes) else { continue };
                if let Some(again) = read.again {
                    assert_eq!(again, bytes, "{}: byte {at}, bit {bit}", s.name);
                }
                assert!(
                    !(s.every_bit_counts && read.trusted),
                    "{}: byte {at}, bit {bit}",
                    s.name
                );
            }
        }
    }
}

#[test]
fn no_second_form_of_the_same_is_taken() {
    for s in subjects() {
        for head in all_heads(&s) {
            let major = head.major << 5;
            let refused = |with: &[u8], why: &str| {
                let bytes = replaced(&s.bytes, head.at, head.content, with);
                assert!((s.read)(&bytes).is_none(), "{}: {why} at {}", s.name, head.at);
            };
            // Every longer form of the same number or length.
            let value = head.value.to_be_bytes();
            for (info, width) in [(24u8, 1usize), (25, 2), (26, 4), (27, 8)] {
                if head.major < 6 && head.content - head.at < 1 + width {
                    refused(&[&[major | info], &value[8 - width..]].concat(), "a long form");
                }
            }
            if (2..6).contains(&head.major) {
                refused(&[major | 31], "an indefinite length");
            }
            let tagged = [&[0xc1], &s.bytes[head.at..head.content]].concat();
            refused(&tagged, "a tag");
            for float in [
                &[0xf9, 0x3c, 0][..],
                &[0xfa, 0, 0, 0, 0],
                &[0xfb, 0, 0, 0, 0, 0, 0, 0, 0],
                &[0xf7],
            ] {
                refused(float, "a float");
            }
        }
    }
}

/// Starts and ends of the keys and values of the map with this head.
fn pairs(bytes: &[u8], map: &Head) -> Vec<(usize, usize)> {
    let mut at = map.content;
    let mut out = Vec::new();
    for _ in 0..map.value {
        let value = heads(bytes, at, &mut Vec::new());
        let end = heads(bytes, value, &mut Vec::new());
        out.push((at, end));
        at = end;
    }
    out
}

#[test]
fn keys_out_of_order_or_twice_are_refused() {
    let mut maps = 0;
    for s in subjects() {
        for map in all_heads(&s).into_iter().filter(|head| head.major == 5) {
            let pairs = pairs(&s.bytes, &map);
            maps += 1;
            for two in pairs.windows(2) {
                let ((a, b), (c, d)) = (two[0], two[1]);
                let swapped = [&s.bytes[c..d], &s.bytes[a..b]].concat();
                assert!(
                    (s.read)(&replaced(&s.bytes, a, d, &swapped)).is_none(),
                    "{}: swapped at {a}",
                    s.name
                );
            }
            for (a, b) in pairs {
                let twice = s.bytes[a..b].repeat(2);
                let mut bytes = replaced(&s.bytes, a, b, &twice);
                bytes[map.at] += 1;
                assert!((s.read)(&bytes).is_none(), "{}: twice at {a}", s.name);
            }
        }
    }
    assert!(maps > 10);
}

#[test]
fn unknown_keys_are_newer_below_64_and_ignored_from_64_on() {
    for s in subjects() {
        for map in all_heads(&s).into_iter().filter(|head| head.major == 5) {
            let end = pairs(&s.bytes, &map).last().map_or(map.content, |(_, end)| *end);
            let with = |key: u64| {
                let pair = Writer::new().u64(key).u64(0).finish();
                let mut bytes = replaced(&s.bytes, end, end, &pair);
                bytes[map.at] += 1;
                (s.read)(&bytes)
            };
            for key in [20, 47, 48, 63] {
                assert!(with(key).is_none(), "{}: key {key} at {}", s.name, map.at);
            }
            for key in [64, 255, 256, u64::MAX] {
                let read = with(key);
                assert!(read.is_some(), "{}: key {key} at {}", s.name, map.at);
                let signed = s.covers_unknown_keys && read.is_some_and(|read| read.trusted);
                assert!(!signed, "{}: key {key} was not signed for", s.name);
            }
        }
    }
}

/// What a relay and a device do with an item that is not canonical inside a frame that is: the walker of the
/// outer bytes does not see it, the readers of the items do.
#[test]
fn what_is_not_canonical_inside_a_body_is_refused_too() {
    let subject = subjects().into_iter().find(|s| s.name == "frame").unwrap();
    let outer = all_heads(&subject);
    let body = outer.last().unwrap();
    let content = &subject.bytes[body.content..];
    let mut inner = Vec::new();
    heads(content, 1, &mut inner);
    assert!(inner.len() > 20, "the items have many heads");
    for head in inner.into_iter().filter(|head| head.content - head.at < 9) {
        let long = [&[head.major << 5 | 27][..], &head.value.to_be_bytes()].concat();
        let changed = replaced(content, head.at, head.content, &long);
        let whole = Writer::new()
            .raw(&subject.bytes[..body.at])
            .bytes(&changed)
            .finish();
        cbor::check(&whole).unwrap();
        assert!(
            !(subject.read)(&whole).is_some_and(|read| read.trusted),
            "at {}",
            head.at
        );
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn arbitrary_bytes_never_panic(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
        for s in subjects() {
            prop_assert!(!(s.read)(&bytes).is_some_and(|read| read.trusted && s.every_bit_counts));
        }
        let text: String = bytes.iter().map(|byte| char::from(byte % 95 + 32)).collect();
        let link = format!("ekin:{text}").parse::<ekin_protocol::link::Link>();
        prop_assert!(link.is_err());
    }

    #[test]
    fn pieces_put_together_never_panic(
        which in any::<prop::sample::Index>(),
        cuts in proptest::collection::vec((any::<prop::sample::Index>(), any::<prop::sample::Index>(), 0usize..40), 1..6),
        sprinkle in proptest::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 0..4),
    ) {
        let all = subjects();
        let subject = &all[which.index(all.len())];
        let mut bytes = subject.bytes.clone();
        for (to, from, n) in cuts {
            let piece_of = &all[from.index(all.len())].bytes;
            let start = from.index(piece_of.len());
            let piece = &piece_of[start..piece_of.len().min(start + n)];
            let at = to.index(bytes.len() + 1);
            let end = bytes.len().min(at + n / 2);
            bytes.splice(at..end, piece.iter().copied());
        }
        for (at, byte) in sprinkle {
            let n = bytes.len().max(1);
            if let Some(there) = bytes.get_mut(at.index(n)) {
                *there = byte;
            }
        }
        // Pieces may fall back into their places; and the stub of an item has the item's hash, which is its use.
        prop_assume!(all.iter().all(|s| s.bytes != bytes));
        for s in &all {
            if let Some(read) = (s.read)(&bytes) {
                prop_assert!(!(read.trusted && s.every_bit_counts), "{}", s.name);
            }
        }
    }

    #[test]
    fn the_walker_takes_what_the_writer_makes_and_nothing_else(bytes in proptest::collection::vec(any::<u8>(), 0..40)) {
        if cbor::check(&bytes).is_ok() {
            let mut heads_of = Vec::new();
            prop_assert_eq!(heads(&bytes, 0, &mut heads_of), bytes.len());
            for head in heads_of {
                let shortest = match head.value {
                    0..=23 => 1,
                    24..=0xff => 2,
                    0x100..=0xffff => 3,
                    0x1_0000..=0xffff_ffff => 5,
                    _ => 9,
                };
                prop_assert_eq!(head.content - head.at, shortest);
            }
        }
    }
}
