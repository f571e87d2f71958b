//! What is said about accessibility. *Not said* is not *no*: two bits for each question.

/// A question about accessibility; its number is its bit on the wire and in the read model.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[repr(u8)]
pub enum Access {
    /// Hearing impairment (OpenAgenda `hi`).
    Hearing = 0,
    /// Visual impairment (OpenAgenda `vi`).
    Visual = 1,
    /// Psychic impairment (OpenAgenda `pi`).
    Psychic = 2,
    /// Motor impairment, wheelchair (OpenAgenda `mi`).
    Motor = 3,
    /// Intellectual impairment (OpenAgenda `ii`).
    Intellectual = 4,
    /// No step from the street to the activity.
    StepFree = 5,
    /// Accessible toilets.
    Toilets = 6,
    /// Reserved parking nearby.
    Parking = 7,
    /// A quiet place, or a quiet hour.
    Quiet = 8,
}

impl Access {
    /// Every question of this version.
    pub const ALL: [Access; 9] = [
        Access::Hearing,
        Access::Visual,
        Access::Psychic,
        Access::Motor,
        Access::Intellectual,
        Access::StepFree,
        Access::Toilets,
        Access::Parking,
        Access::Quiet,
    ];

    /// The name in files and commands.
    pub fn name(self) -> &'static str {
        match self {
            Access::Hearing => "hearing",
            Access::Visual => "visual",
            Access::Psychic => "psychic",
            Access::Motor => "motor",
            Access::Intellectual => "intellectual",
            Access::StepFree => "step_free",
            Access::Toilets => "toilets",
            Access::Parking => "parking",
            Access::Quiet => "quiet",
        }
    }

    /// Its bit in [`Accessibility::said`] and [`Accessibility::yes`].
    pub const fn bit(self) -> u32 {
        1 << self as u32
    }
}

/// Answers to the questions of [`Access`]; bits of a newer version are kept.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Accessibility {
    said: u32,
    yes: u32,
}

impl Accessibility {
    /// Questions that fit: the read model packs them with their answers into one integer.
    pub const MAX_BITS: u32 = 24;

    /// From the two sets of bits; `None` when *yes* was never said, or a bit lies beyond [`Self::MAX_BITS`].
    pub fn from_bits(said: u32, yes: u32) -> Option<Self> {
        (yes & !said == 0 && said < 1 << Self::MAX_BITS).then_some(Self { said, yes })
    }

    /// Questions that were answered.
    pub fn said(self) -> u32 {
        self.said
    }

    /// Questions that were answered with yes.
    pub fn yes(self) -> u32 {
        self.yes
    }

    /// Whether nothing at all was said.
    pub fn is_unsaid(self) -> bool {
        self.said == 0
    }

    /// The answer to one question; `None` was not said.
    pub fn get(self, question: Access) -> Option<bool> {
        (self.said & question.bit() != 0).then_some(self.yes & question.bit() != 0)
    }

    /// Sets the answer to one question; `None` takes it back.
    pub fn set(&mut self, question: Access, answer: Option<bool>) {
        let bit = question.bit();
        self.said &= !bit;
        self.yes &= !bit;
        if let Some(yes) = answer {
            self.said |= bit;
            self.yes |= if yes { bit } else { 0 };
        }
    }

    /// Whether somebody in a wheelchair was promised to get in.
    pub fn wheelchair(self) -> bool {
        self.yes & (Access::Motor.bit() | Access::StepFree.bit()) != 0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn unsaid_no_and_yes_are_three_things() {
        let mut access = Accessibility::default();
        for question in Access::ALL {
            assert_eq!(access.get(question), None);
            access.set(question, Some(false));
            assert_eq!(access.get(question), Some(false));
            access.set(question, Some(true));
            assert_eq!(access.get(question), Some(true));
            assert_eq!(
                Accessibility::from_bits(access.said(), access.yes()),
                Some(access)
            );
            access.set(question, None);
            assert!(access.is_unsaid());
        }
        assert_eq!(Accessibility::from_bits(0, 1), None);
        access.set(Access::StepFree, Some(true));
        assert!(access.wheelchair());
    }
}
