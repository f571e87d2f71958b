//! The recovery code on paper: twelve words of a list of 1,024 in the person's language. Eleven carry the secret and
//! the version, the twelfth checks them. A code reads back from any of the three languages, whatever the device speaks.
//!
//! The words are symbols of GF(1024) and the twelfth makes their polynomial vanish. So one wrong word, or any two words
//! that changed places, never pass; of other mistakes one in 1,024 does. A list, its order included, never changes: what
//! is on paper must open in ten years.

use zeroize::{Zeroize, Zeroizing};

use super::fold::fold;

mod list;

pub use list::WordLanguage;
use list::{Found, List};

/// Words of a code.
pub const WORDS: usize = 12;
/// Random bytes that a code is made of.
pub const ENTROPY: usize = 14;
/// The one version there is: two bits, of which 3 is kept for "more follows".
const VERSION: u16 = 0;
const VERSION_BITS: u16 = 0b11;
/// Longest text that is looked at, in bytes: twelve words, their numbers, and patience.
const MAX_TYPED: usize = 2048;

/// A word of the list that a person may have meant. Its `Debug` keeps it to itself.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Guess(pub &'static str);

impl std::fmt::Debug for Guess {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Guess(..)")
    }
}

/// A small mistake that would explain why words do not belong together. Places count from 1.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Slip {
    /// A word stands for one that looks like it.
    Word {
        /// Which word.
        place: usize,
        /// What may have been meant.
        guess: Guess,
    },
    /// Two neighbours changed places.
    Swapped {
        /// The first of them.
        place: usize,
    },
}

/// Why what was typed is no code. Places count from 1.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PaperCodeError {
    /// There are not twelve words.
    #[error("the code has {found} words, not {WORDS}")]
    Count {
        /// How many there are.
        found: usize,
    },
    /// A word is in no list; the others say which list it should be in.
    #[error("word {place} is not in the list")]
    Unknown {
        /// Which word.
        place: usize,
        /// What may have been meant.
        guess: Option<Guess>,
    },
    /// So few letters of a word that several words begin with them.
    #[error("word {place} is too short to tell which it is")]
    TooShort {
        /// Which word.
        place: usize,
    },
    /// A word of another language's list: a code is in one.
    #[error("word {place} is of another language")]
    OtherLanguage {
        /// Which word.
        place: usize,
        /// Language of that word.
        word: WordLanguage,
        /// Language of the others.
        others: WordLanguage,
    },
    /// All words are known, but they do not belong together: a word was taken for another, or they are out of order.
    #[error("the words do not belong together")]
    Check {
        /// What it was, where one small mistake alone would explain it.
        slip: Option<Slip>,
    },
    /// A code that a newer version made.
    #[error("the code needs a newer version")]
    Newer,
}

/// Why a code that was asked back does not count yet. Places count from 1.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NotTheSame {
    /// There are not twelve words.
    #[error("{found} words were typed, not {WORDS}")]
    Count {
        /// How many there are.
        found: usize,
    },
    /// These words are not those of the code.
    #[error("{} words differ", places.len())]
    Words {
        /// Which, in order.
        places: Vec<usize>,
    },
}

/// A code whose check holds. Wiped when dropped; its `Debug` says nothing.
#[derive(Clone, PartialEq, Eq)]
pub struct PaperCode([u16; WORDS]);

impl Drop for PaperCode {
    fn drop(&mut self) {
        self.0.zeroize();
    }
}

impl std::fmt::Debug for PaperCode {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("PaperCode(..)")
    }
}

impl PaperCode {
    /// Makes a code of random bytes: 108 of their 112 bits.
    pub fn from_entropy(entropy: &[u8; ENTROPY]) -> Self {
        let mut words = Zeroizing::new([0; WORDS]);
        let mut bits = entropy
            .iter()
            .fold(0_u128, |bits, byte| bits << 8 | u128::from(*byte));
        for word in words.iter_mut().take(WORDS - 1) {
            *word = (bits & 0x3ff) as u16;
            bits >>= 10;
        }
        let data = WORDS - 1;
        if let Some(last) = words.get_mut(data - 1) {
            *last = *last << 2 & 0x3ff | VERSION;
        }
        let sum = sum(words.iter().take(data).copied());
        if let Some(check) = words.get_mut(data) {
            *check = times(sum, ALPHA);
        }
        bits.zeroize();
        Self(*words)
    }

    /// Reads what a person typed. Case, accents, signs, line breaks and the numbers of the words do no harm, and letters
    /// with which only one word begins stand for it.
    ///
    /// # Errors
    /// The first of [`PaperCodeError`] that a person can mend.
    pub fn read(typed: &str) -> Result<Self, PaperCodeError> {
        Self::read_in(typed).map(|(code, _)| code)
    }

    /// The same, with the language in which the code is written.
    ///
    /// # Errors
    /// Those of [`PaperCode::read`].
    pub fn read_in(typed: &str) -> Result<(Self, WordLanguage), PaperCodeError> {
        let folded = folded(typed);
        let typed: Vec<&str> = words_of(&folded).collect();
        if typed.len() != WORDS {
            return Err(PaperCodeError::Count { found: typed.len() });
        }
        let lists = WordLanguage::ALL.map(|language| {
            let list = List::of(language);
            let found: Vec<Found> = typed.iter().map(|word| list.find(word)).collect();
            let known = found.iter().filter(|word| matches!(word, Found::At(_))).count();
            (known, language, found)
        });
        // The list that knows most of the words is meant; of two that know as many, one in which the check holds.
        let most = lists.iter().map(|(known, ..)| *known).max().unwrap_or(0);
        let mut read = Err(PaperCodeError::Check { slip: None });
        for (n, (_, language, found)) in lists.iter().filter(|(known, ..)| *known == most).enumerate() {
            let this = Self::from_found(*language, &typed, found).map(|code| (code, *language));
            if n == 0 || this.is_ok() {
                read = this;
            }
            if read.is_ok() {
                break;
            }
        }
        read
    }

    fn from_found(language: WordLanguage, typed: &[&str], found: &[Found]) -> Result<Self, PaperCodeError> {
        let list = List::of(language);
        let mut words = Zeroizing::new([0; WORDS]);
        for ((to, word), place) in words.iter_mut().zip(found).zip(1..) {
            match word {
                Found::At(index) => *to = *index,
                Found::Several => return Err(PaperCodeError::TooShort { place }),
                Found::Nowhere => {
                    let there = |other: &WordLanguage| {
                        let typed = typed.get(place - 1).copied().unwrap_or_default();
                        matches!(List::of(*other).find(typed), Found::At(_))
                    };
                    if let Some(other) = WordLanguage::ALL.into_iter().find(there) {
                        return Err(PaperCodeError::OtherLanguage {
                            place,
                            word: other,
                            others: language,
                        });
                    }
                    let guess = guess(list, typed, found, place).map(Guess);
                    return Err(PaperCodeError::Unknown { place, guess });
                }
            }
        }
        if sum(words.iter().copied()) != 0 {
            return Err(PaperCodeError::Check {
                slip: slip(list, &words),
            });
        }
        if words
            .get(WORDS - 2)
            .is_none_or(|word| word & VERSION_BITS != VERSION)
        {
            return Err(PaperCodeError::Newer);
        }
        Ok(Self(*words))
    }

    /// The words to write down, in their order.
    pub fn words(&self, language: WordLanguage) -> [&'static str; WORDS] {
        self.0.map(|index| List::of(language).word(index))
    }

    /// Set-up's question: whether these are the code's words, before the code counts.
    ///
    /// # Errors
    /// [`NotTheSame`], with the places to look at again.
    pub fn confirm(&self, language: WordLanguage, typed: &str) -> Result<(), NotTheSame> {
        let folded = folded(typed);
        let typed: Vec<&str> = words_of(&folded).collect();
        if typed.len() != WORDS {
            return Err(NotTheSame::Count { found: typed.len() });
        }
        let list = List::of(language);
        let places: Vec<usize> = (1..)
            .zip(self.0.iter().zip(typed))
            .filter(|(_, (index, word))| !matches!(list.find(word), Found::At(at) if at == **index))
            .map(|(place, _)| place)
            .collect();
        if places.is_empty() {
            Ok(())
        } else {
            Err(NotTheSame::Words { places })
        }
    }

    /// What the keys are derived from: the eleven words that carry something, each as two bytes, big-endian.
    pub(super) fn secret(&self) -> Zeroizing<Vec<u8>> {
        // All at once: a vector that grows leaves copies behind.
        let mut secret = Zeroizing::new(Vec::with_capacity(2 * WORDS));
        for word in self.0.iter().take(WORDS - 1) {
            secret.extend_from_slice(&word.to_be_bytes());
        }
        secret
    }
}

fn folded(typed: &str) -> Zeroizing<String> {
    let end = (0..=typed.len().min(MAX_TYPED))
        .rev()
        .find(|end| typed.is_char_boundary(*end))
        .unwrap_or(0);
    Zeroizing::new(fold(typed.get(..end).unwrap_or_default()))
}

/// The words of a folded text, without the numbers that people write before them.
fn words_of(folded: &str) -> impl Iterator<Item = &str> {
    folded
        .split(' ')
        .filter(|word| word.bytes().any(|byte| !byte.is_ascii_digit()))
}

/// What may have been meant at `place`: of the words that look alike the one that the check wants, else the nearest.
fn guess(list: &List, typed: &[&str], found: &[Found], place: usize) -> Option<&'static str> {
    let alike = list.alike(typed.get(place - 1)?);
    let fits = |candidate: u16| {
        let all: Option<Vec<u16>> = (1..)
            .zip(found)
            .map(|(at, word)| match word {
                _ if at == place => Some(candidate),
                Found::At(index) => Some(*index),
                _ => None,
            })
            .collect();
        all.is_some_and(|words| sum(words.into_iter()) == 0)
    };
    let index = alike
        .iter()
        .copied()
        .find(|index| fits(*index))
        .or(alike.first().copied())?;
    Some(list.word(index))
}

/// The one small mistake that would explain words that do not belong together: two neighbours that changed places, or a
/// word for which one that looks like it would do. Where several would, none is named.
fn slip(list: &List, words: &[u16; WORDS]) -> Option<Slip> {
    let fits = |change: &dyn Fn(&mut [u16; WORDS])| {
        let mut tried = Zeroizing::new(*words);
        change(&mut tried);
        sum(tried.iter().copied()) == 0
    };
    let swapped = (1..WORDS)
        .filter(|place| fits(&|words| words.swap(place - 1, *place)))
        .map(|place| Slip::Swapped { place });
    let alike = (1..).zip(words).flat_map(|(place, index)| {
        let typed = list.folded(*index);
        let alike = list.alike(typed).into_iter().filter(move |other| other != index);
        let fits = alike.filter(move |other| {
            fits(&|words| {
                if let Some(word) = words.get_mut(place - 1) {
                    *word = *other;
                }
            })
        });
        fits.map(move |other| Slip::Word {
            place,
            guess: Guess(list.word(other)),
        })
    });
    let mut all = swapped.chain(alike);
    let first = all.next();
    first.filter(|_| all.next().is_none())
}

/// x, whose powers are all the symbols but 0.
const ALPHA: u16 = 2;
/// x^10 + x^3 + 1, primitive over GF(2).
const POLYNOMIAL: u16 = 0x409;

/// The product of two symbols.
fn times(a: u16, b: u16) -> u16 {
    let mut product = 0;
    for bit in (0..10).rev() {
        product <<= 1;
        if product & 0x400 != 0 {
            product ^= POLYNOMIAL;
        }
        if b >> bit & 1 == 1 {
            product ^= a;
        }
    }
    product
}

/// The words as a polynomial at x, by Horner's rule. It begins with 1, so that no word twelve times over is a code.
fn sum(words: impl Iterator<Item = u16>) -> u16 {
    words.fold(1, |sum, word| times(sum, ALPHA) ^ word)
}

#[cfg(test)]
#[path = "paper_code/tests.rs"]
mod tests;
