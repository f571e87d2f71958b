//! Recovery codes.

use ekin_core::app::recovery;
use serde::Serialize;

/// `recovery make`: the one time that the code is seen.
#[derive(Serialize)]
pub struct RecoveryMade<'a> {
    /// The words, in order.
    pub words: &'a [&'static str],
    /// Their language.
    pub language: &'static str,
    /// Links that say where the spaces are.
    pub sheets: Vec<String>,
}

/// `recovery try`
#[derive(Serialize)]
pub struct RecoveryTried {
    /// Whether it counts from now on; else it did already.
    pub first: bool,
    /// Spaces that it covers, or will with the next sync.
    pub spaces: usize,
    /// Language of the words.
    pub language: &'static str,
}

/// `recovery show`
#[derive(Serialize)]
pub struct RecoveryState {
    /// A code was shown and not typed back.
    pub shown: bool,
    /// A code was typed back and counts.
    pub tried: bool,
    /// Links that say where the spaces are.
    pub sheets: Vec<String>,
}

/// A space of `recovery use`.
#[derive(Serialize)]
pub struct Recovered {
    space: String,
    name: String,
    owner: bool,
    refused: Option<&'static str>,
    lost: Option<u32>,
}

impl Recovered {
    /// Of what the core says.
    pub fn of(one: &recovery::Recovered) -> Self {
        Self {
            space: one.space.to_string(),
            name: one.name.clone(),
            owner: one.owner.is_ok(),
            refused: one.owner.err().flatten().map(|code| code.word()),
            lost: one.lost,
        }
    }
}
