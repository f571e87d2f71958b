//! For how old people, and for how many.

use super::field::Problem;

/// Oldest age that is taken for one.
pub const MAX_AGE: u8 = 120;

/// Ages in years, both ends included; at least one end is given.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Ages {
    /// Youngest.
    pub min: Option<u8>,
    /// Oldest.
    pub max: Option<u8>,
}

impl Ages {
    /// Checks both ends.
    ///
    /// # Errors
    /// [`Problem::OutOfRange`] above [`MAX_AGE`], [`Problem::MaxBelowMin`].
    pub fn check(self) -> Result<(), Problem> {
        for age in [self.min, self.max].into_iter().flatten() {
            if age > MAX_AGE {
                return Err(Problem::OutOfRange {
                    min: 0,
                    max: MAX_AGE.into(),
                    given: age.into(),
                });
            }
        }
        match (self.min, self.max) {
            (Some(min), Some(max)) if min > max => Err(Problem::MaxBelowMin),
            _ => Ok(()),
        }
    }
}

/// Public capacity, in places.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Capacity {
    /// Ordinary places.
    pub seats: u16,
    /// Wheelchair places.
    pub wheelchair: u16,
    /// Places for companions.
    pub companion: u16,
}
