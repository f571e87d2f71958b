//! The code of six figures with which a carer leaves simple mode. It keeps a resident from getting lost in screens that are not
//! theirs; what keeps the data from strangers is the key of the store. Six figures are guessed in seconds by who has the opened
//! store, however slow the stretching; so it is wrong tries that are made slow, and the stretching keeps the code itself, which people
//! use elsewhere too, from being read.

use argon2::{Algorithm, Argon2, Block, Params, Version};
use zeroize::Zeroizing;

/// Figures of a code.
pub const FIGURES: usize = 6;
/// Wrong tries that cost nothing.
pub const FREE: u32 = 3;

/// 19 MiB, two passes, one lane: a fraction of a second on an old tablet, and far below what an app may take.
const MEMORY_KIB: u32 = 19 << 10;
const PASSES: u32 = 2;
const LANES: u32 = 1;

/// The first wait, in ms, and the longest: a carer who forgot the code is not locked out for a day.
const FIRST_WAIT_MS: u64 = 30_000;
const LONGEST_WAIT_MS: u64 = 3_600_000;

/// Why something is no code.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PinError {
    /// Not six figures.
    #[error("a code is six figures")]
    Form,
    /// One figure six times, or figures in a row: the first that anybody tries.
    #[error("the code is too easy to guess")]
    Easy,
    /// There are not 19 MiB to spare.
    #[error("not enough memory to check the code")]
    Memory,
    /// The function refused its fixed parameters.
    #[error("the code cannot be stretched")]
    Stretch(#[source] argon2::Error),
}

/// Six figures, wiped when dropped.
pub struct Pin(Zeroizing<[u8; FIGURES]>);

impl Pin {
    /// Reads a code as it is typed.
    ///
    /// # Errors
    /// [`PinError::Form`].
    pub fn parse(typed: &str) -> Result<Self, PinError> {
        let figures = <[u8; FIGURES]>::try_from(typed.trim().as_bytes()).map_err(|_| PinError::Form)?;
        match figures.iter().all(u8::is_ascii_digit) {
            true => Ok(Self(Zeroizing::new(figures))),
            false => Err(PinError::Form),
        }
    }

    /// The same for a code that is to be kept.
    ///
    /// # Errors
    /// [`PinError::Form`], [`PinError::Easy`].
    pub fn new(typed: &str) -> Result<Self, PinError> {
        let pin = Self::parse(typed)?;
        let steps: Vec<i16> = pin
            .0
            .windows(2)
            .map(|two| match two {
                [a, b] => i16::from(*b) - i16::from(*a),
                _ => 0,
            })
            .collect();
        let in_a_row = [-1, 0, 1]
            .into_iter()
            .any(|step| steps.iter().all(|s| *s == step));
        if in_a_row { Err(PinError::Easy) } else { Ok(pin) }
    }

    /// What is kept of it: Argon2id under a salt of its own.
    ///
    /// # Errors
    /// [`PinError::Memory`], [`PinError::Stretch`].
    pub fn stretch(&self, salt: &[u8; 16]) -> Result<[u8; 32], PinError> {
        let params = Params::new(MEMORY_KIB, PASSES, LANES, Some(32)).map_err(PinError::Stretch)?;
        let mut memory = Zeroizing::new(Vec::new());
        memory
            .try_reserve_exact(params.block_count())
            .map_err(|_| PinError::Memory)?;
        memory.resize(params.block_count(), Block::new());
        let mut kept = [0; 32];
        Argon2::new(Algorithm::Argon2id, Version::V0x13, params)
            .hash_password_into_with_memory(&*self.0, salt, &mut kept, &mut memory[..])
            .map_err(PinError::Stretch)?;
        Ok(kept)
    }
}

/// How long nobody may try after so many wrong tries in a row, in ms: nothing, then half a minute, doubling.
pub fn wait_ms(wrong: u32) -> u64 {
    match wrong.checked_sub(FREE + 1) {
        None => 0,
        Some(over) => FIRST_WAIT_MS
            .saturating_mul(1_u64.checked_shl(over).unwrap_or(u64::MAX))
            .min(LONGEST_WAIT_MS),
    }
}

/// Tries that are left before a wait.
pub fn left(wrong: u32) -> u32 {
    (FREE + 1).saturating_sub(wrong)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_is_six_figures_and_none_that_everybody_tries() {
        for typed in ["", "12345", "1234567", "12a456", "１２３４５６"] {
            assert_eq!(Pin::parse(typed).err(), Some(PinError::Form), "{typed}");
        }
        for typed in ["000000", "123456", "987654"] {
            assert_eq!(Pin::new(typed).err(), Some(PinError::Easy), "{typed}");
            assert!(Pin::parse(typed).is_ok());
        }
        assert!(Pin::new(" 120987 ").is_ok());
    }

    #[test]
    fn waits_begin_after_the_fourth_wrong_try_and_double_up_to_an_hour() {
        let waits: Vec<u64> = (0..8).map(|wrong| wait_ms(wrong) / 1_000).collect();
        assert_eq!(waits, [0, 0, 0, 0, 30, 60, 120, 240]);
        assert_eq!(wait_ms(u32::MAX), LONGEST_WAIT_MS);
        assert_eq!([left(1), left(3), left(4), left(99)], [3, 1, 0, 0]);
    }

    #[test]
    fn what_is_kept_depends_on_the_code_and_on_the_salt() {
        let kept = |typed: &str, salt| Pin::parse(typed).unwrap().stretch(&[salt; 16]).unwrap();
        assert_eq!(kept("120987", 1), kept("120987", 1));
        assert_ne!(kept("120987", 1), kept("120988", 1));
        assert_ne!(kept("120987", 1), kept("120987", 2));
    }
}
