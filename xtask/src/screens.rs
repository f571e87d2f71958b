//! The pictures that documents show: some of those that the tests compare the screens with, as PNG, so that no document shows a screen
//! that is no more.

use crate::step::{Failure, quietly, say};
use crate::tree;
use std::process::Command;

/// Where the tests keep theirs, and where documents look for them, from the root.
const GOLDENS: &str = "android/ui/src/test/goldens";
const FOLDER: &str = "docs/screens";

/// What a picture is called in documents, and as what the tests know it.
const PICTURES: &[(&str, &str)] = &[
    ("card", "card-fr-light"),
    ("count", "count-fr-light"),
    ("discover", "discover-fr-light"),
    ("discover-dark", "discover-eu-dark"),
    ("house", "house-fr-light"),
    ("listing", "listing-fr-light"),
    ("members", "members-eu-dark"),
    ("outing", "outing-fr-light"),
    ("seats", "seats-fr-light"),
    ("simple-home", "simple-home-fr-light"),
    ("simple-outing", "simple-outing-fr-light"),
    ("week", "week-es-light"),
    ("welcome", "welcome-fr-light"),
    ("write", "write-fr-light"),
];

/// Writes them anew, by `dwebp` (Debian: `webp`).
pub fn run() -> Result<(), Failure> {
    for (name, golden) in PICTURES {
        let (from, to) = (
            tree::root().join(format!("{GOLDENS}/{golden}.webp")),
            tree::root().join(format!("{FOLDER}/{name}.png")),
        );
        quietly(Command::new("dwebp").arg("-quiet").arg(from).arg("-o").arg(to))?;
    }
    say(&format!("{} pictures are in {FOLDER}.", PICTURES.len()));
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_picture_is_one_of_the_tests_and_stands_in_the_documents_folder() {
        for (name, golden) in PICTURES {
            for path in [format!("{GOLDENS}/{golden}.webp"), format!("{FOLDER}/{name}.png")] {
                assert!(tree::root().join(&path).exists(), "{path}");
            }
        }
    }
}
