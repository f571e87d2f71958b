//! One integer of the read model with everything that a filter asks about a listing.

use super::accessibility::{Access, Accessibility};
use super::listing::Listing;
use super::status::Status;

/// Bits 0..24: answered with yes; 24..48: answered at all; from 48: the marks below.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Flags(pub i64);

impl Flags {
    /// Free for everybody.
    pub const FREE: i64 = 1 << 48;
    /// No place left.
    pub const FULL: i64 = 1 << 49;
    /// Can be followed online.
    pub const ONLINE: i64 = 1 << 50;
    /// There are places for wheelchairs in the public capacity.
    pub const WHEELCHAIR_PLACES: i64 = 1 << 51;
    /// Written by a newer version.
    pub const NEWER: i64 = 1 << 52;

    /// A row serves somebody in a wheelchair when `flags & WHEELCHAIR != 0`: motor or step-free said yes.
    pub const WHEELCHAIR: i64 = (Access::Motor.bit() | Access::StepFree.bit()) as i64;
    /// A row has a quiet place or hour when `flags & QUIET != 0`.
    pub const QUIET: i64 = Access::Quiet.bit() as i64;

    /// The flags of a listing whose heads together have `status`.
    pub fn of(listing: &Listing, status: &Status) -> Self {
        let access = listing.accessibility;
        let mut bits = i64::from(access.yes()) | i64::from(access.said()) << Accessibility::MAX_BITS;
        let mut mark = |when: bool, bit: i64| bits |= if when { bit } else { 0 };
        mark(listing.price.free, Self::FREE);
        mark(*status == Status::Full, Self::FULL);
        mark(
            listing.place.online.is_some() || *status == Status::MovedOnline,
            Self::ONLINE,
        );
        mark(
            listing.capacity.is_some_and(|c| c.wheelchair > 0),
            Self::WHEELCHAIR_PLACES,
        );
        mark(listing.read_only(), Self::NEWER);
        Self(bits)
    }

    /// What is said about accessibility, read back.
    pub fn accessibility(self) -> Accessibility {
        let mask = (1i64 << Accessibility::MAX_BITS) - 1;
        let part = |shift: u32| u32::try_from(self.0 >> shift & mask).unwrap_or_default();
        let said = part(Accessibility::MAX_BITS);
        Accessibility::from_bits(said, part(0) & said).unwrap_or_default()
    }

    /// Bit to test for *yes* to one question.
    pub const fn yes(question: Access) -> i64 {
        question.bit() as i64
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn filters_read_what_was_said() {
        let mut listing = Listing::default();
        assert_eq!(Flags::of(&listing, &Status::Scheduled), Flags(0));
        listing.accessibility.set(Access::Motor, Some(true));
        listing.accessibility.set(Access::Quiet, Some(false));
        listing.price.free = true;
        let flags = Flags::of(&listing, &Status::Full);
        assert_ne!(flags.0 & Flags::WHEELCHAIR, 0);
        assert_eq!(flags.0 & Flags::QUIET, 0);
        assert_ne!(flags.0 & Flags::FREE, 0);
        assert_ne!(flags.0 & Flags::FULL, 0);
        assert_eq!(flags.accessibility(), listing.accessibility);
    }
}
