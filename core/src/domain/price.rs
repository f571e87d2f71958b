//! What it costs, in euro cents.

use super::field::Problem;
use super::text::Texts;

/// Dearest price kept: a million euro, to catch a slip of units.
pub const MAX_CENTS: u32 = 100_000_000;

/// What it costs; the default is *not said*.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Price {
    /// Free for everybody.
    pub free: bool,
    /// Lowest price in cents.
    pub from: Option<u32>,
    /// Highest price in cents.
    pub to: Option<u32>,
    /// Conditions in words.
    pub note: Texts,
}

impl Price {
    /// Whether nothing was said.
    pub fn is_unsaid(&self) -> bool {
        *self == Self::default()
    }

    /// Checks the amounts against each other.
    ///
    /// # Errors
    /// The first problem found.
    pub fn check(&self) -> Result<(), Problem> {
        for cents in [self.from, self.to].into_iter().flatten() {
            if cents > MAX_CENTS {
                return Err(Problem::OutOfRange {
                    min: 0,
                    max: MAX_CENTS.into(),
                    given: cents.into(),
                });
            }
            if self.free && cents > 0 {
                return Err(Problem::FreeWithPrice);
            }
        }
        match (self.from, self.to) {
            (Some(from), Some(to)) if from > to => Err(Problem::MaxBelowMin),
            _ => Ok(()),
        }
    }
}
