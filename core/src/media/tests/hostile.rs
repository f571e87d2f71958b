//! Whatever is flipped, cut or put in: no panic, no endless loop, and nothing planted in what comes out as a picture.

use rand_chacha::ChaCha20Rng;
use rand_core::{Rng, SeedableRng};

use super::samples::*;
use crate::media::{PictureSize, clean};

/// Mutants of each file.
const MUTANTS: u64 = 150;

fn files() -> Vec<(String, Vec<u8>)> {
    let mut files: Vec<(String, Vec<u8>)> = SOUNDS
        .iter()
        .map(|(name, bytes, _)| ((*name).into(), bytes.to_vec()))
        .collect();
    let others: [(&str, Vec<u8>); 8] = [
        ("photo", photo(Some(6))),
        ("progressive", PROGRESSIVE.to_vec()),
        ("cmyk", CMYK.to_vec()),
        ("drawing", drawing(false)),
        ("interlaced drawing", drawing(true)),
        ("film", FILM.to_vec()),
        ("pdf", PDF.to_vec()),
        ("noise", noise(40, 40)),
    ];
    files.extend(others.map(|(name, bytes)| (name.into(), bytes)));
    files
}

fn below(random: &mut ChaCha20Rng, bound: usize) -> usize {
    random.next_u64() as usize % bound.max(1)
}

fn mutate(bytes: &[u8], random: &mut ChaCha20Rng) -> Vec<u8> {
    let mut out = bytes.to_vec();
    for _ in 0..=below(random, 4) {
        let at = below(random, out.len());
        match below(random, 6) {
            0 => out.truncate(at),
            1 => {
                let end = (at + below(random, 64)).min(out.len());
                out.drain(at..end);
            }
            2 => {
                let end = (at + below(random, 64)).min(out.len());
                let again = out[at..end].to_vec();
                out.splice(at..at, again);
            }
            3 => {
                let number = [0_u32, 1, 0xff, 0x7fff_ffff, 0x8000_0000, u32::MAX][below(random, 6)];
                for (to, from) in out.iter_mut().skip(at).zip(number.to_be_bytes()) {
                    *to = from;
                }
            }
            _ => {
                if let Some(byte) = out.get_mut(at) {
                    *byte ^= 1 << below(random, 8);
                }
            }
        }
    }
    out
}

#[test]
fn broken_files_do_no_harm() {
    for (name, bytes) in files() {
        for seed in 0..MUTANTS {
            let mutant = mutate(&bytes, &mut ChaCha20Rng::seed_from_u64(seed));
            let Ok(media) = clean(&mutant, PictureSize::new(64, 50)) else {
                continue;
            };
            if media.picture.is_some() {
                let found = media.bytes.windows(7).any(|window| window == b"PLANTED");
                assert!(!found, "{name}, seed {seed}");
                decoded(&media.bytes);
            }
        }
    }
}

#[test]
fn a_file_that_is_cut_short_anywhere_does_no_harm() {
    for (name, bytes) in files() {
        for end in (0..bytes.len()).step_by(1 + bytes.len() / 100) {
            let cut = clean(&bytes[..end], PictureSize::new(64, 50));
            let picture = cut.is_ok_and(|media| media.picture.is_some());
            // What trails behind a picture is no part of it.
            let trailing = bytes.ends_with(b"PLANTED end") && end + 11 >= bytes.len();
            assert!(!picture || trailing, "{name} cut at {end}");
        }
    }
}
