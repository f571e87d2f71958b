//! *Mes besoins*: what this phone's person needs, told to nobody, and the listings that fit: nothing is left out in silence.

use ekin_core::app::error::AppError;
use ekin_core::app::query::{self, Fitting};
use ekin_core::app::says;
use ekin_core::domain::matching::Need;

use crate::catalogue::{Ask, Card, MANY, cards, question};
use crate::failure::Failure;
use crate::handle::{Asked, Ekin};
use crate::words;

/// Something that somebody needs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, uniffi::Enum)]
pub enum NeedKind {
    /// To get in with a wheelchair.
    Wheelchair,
    /// No step on the way.
    StepFree,
    /// Toilets that a wheelchair gets into.
    Toilets,
    /// A parking place.
    Parking,
    /// Quiet.
    Quiet,
    /// A hearing loop.
    HearingLoop,
    /// A place for who comes along.
    Companion,
    /// It costs nothing.
    Free,
}

const WORDS: [(NeedKind, &str); 8] = [
    (NeedKind::Wheelchair, "wheelchair"),
    (NeedKind::StepFree, "step_free"),
    (NeedKind::Toilets, "toilets"),
    (NeedKind::Parking, "parking"),
    (NeedKind::Quiet, "quiet"),
    (NeedKind::HearingLoop, "hearing_loop"),
    (NeedKind::Companion, "companion"),
    (NeedKind::Free, "free"),
];

impl NeedKind {
    fn need(self) -> Option<Need> {
        let word = WORDS
            .iter()
            .find(|(kind, _)| *kind == self)
            .map(|(_, word)| *word);
        word.and_then(Need::from_word)
    }

    fn of(need: &Need) -> Option<Self> {
        let word = need.word()?;
        WORDS
            .iter()
            .find(|(_, known)| *known == word)
            .map(|(kind, _)| *kind)
    }
}

/// A need, and what listings say to it.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct NeedLine {
    /// Which.
    pub need: NeedKind,
    /// In words.
    pub words: String,
    /// How many.
    pub count: u64,
}

/// Listings that fit.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct Fits {
    /// The listings.
    pub cards: Vec<Card>,
    /// Where the next page begins.
    pub next: Option<String>,
    /// Needs of which listings say nothing, and how many do not: they can be shown.
    pub unsaid: Vec<NeedLine>,
    /// Where nothing fits: how many would without each need.
    pub less: Vec<NeedLine>,
}

#[uniffi::export]
impl Ekin {
    /// What is needed, kept on this phone.
    ///
    /// # Errors
    /// Those of the store.
    pub fn needs(&self) -> Result<Vec<NeedKind>, Failure> {
        self.ask(|asked| Ok(asked.device.needs()?.iter().filter_map(NeedKind::of).collect()))
    }

    /// Keeps what is needed, in the place of what was kept; what has no word here (a place on the map) stays.
    ///
    /// # Errors
    /// Those of the store.
    pub fn set_needs(&self, needs: Vec<NeedKind>) -> Result<(), Failure> {
        self.ask(|asked| {
            let mut all = asked.device.needs()?;
            all.retain(|need| NeedKind::of(need).is_none());
            all.extend(needs.into_iter().filter_map(NeedKind::need));
            Ok(asked.device.set_needs(&all)?)
        })
    }

    /// A page of listings that answer every need with yes; with `unsaid`, of those that answer none with no and leave some open.
    ///
    /// # Errors
    /// As [`Ekin::search`].
    pub fn fitting(
        &self,
        ask: Ask,
        unsaid: bool,
        after: Option<String>,
        limit: u32,
    ) -> Result<Fits, Failure> {
        self.ask(|asked| {
            let question = query::Ask {
                after,
                limit: limit.clamp(1, MANY),
                ..question(asked, &ask)?
            };
            Ok(fits(
                asked,
                &asked.device.fitting(&question, unsaid, asked.here)?,
            )?)
        })
    }
}

fn fits(asked: &Asked, fitting: &Fitting) -> Result<Fits, AppError> {
    let line = |(need, count): &(Need, u64)| {
        Some(NeedLine {
            need: NeedKind::of(need)?,
            words: words::capital(asked.say(&says::finding::need(need))),
            count: *count,
        })
    };
    Ok(Fits {
        cards: cards(asked, &fitting.found.hits)?,
        next: fitting.found.next.clone(),
        unsaid: fitting.unsaid.iter().filter_map(line).collect(),
        less: fitting.less.iter().filter_map(line).collect(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_need_with_a_word_is_one_here() {
        let words: Vec<&str> = WORDS.iter().map(|(_, word)| *word).collect();
        assert_eq!(words, Need::NAMES);
        for (kind, _) in WORDS {
            assert_eq!(NeedKind::of(&kind.need().unwrap()), Some(kind));
        }
    }
}
