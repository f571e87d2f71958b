//! Three faces, before an outing and after it. A face is a person's own word for how they are: no number, so that nobody
//! ranks by it or takes a mean of it.

/// When it was said.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Moment {
    /// Before they set out.
    Before,
    /// When they came home.
    After,
}

impl Moment {
    /// Both, in their order.
    pub const ALL: [Moment; 2] = [Moment::Before, Moment::After];

    /// The word in facts and commands.
    pub const fn word(self) -> &'static str {
        match self {
            Moment::Before => "before",
            Moment::After => "after",
        }
    }

    /// The moment with this word; none for one of a newer version.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|moment| moment.word() == word)
    }
}

/// One of three faces. It has no order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Face {
    /// Well.
    Good,
    /// Neither well nor badly.
    Fair,
    /// Badly.
    Bad,
}

impl Face {
    /// All three, as a screen shows them.
    pub const ALL: [Face; 3] = [Face::Good, Face::Fair, Face::Bad];

    /// The word in facts and commands.
    pub const fn word(self) -> &'static str {
        match self {
            Face::Good => "good",
            Face::Fair => "fair",
            Face::Bad => "bad",
        }
    }

    /// The face with this word; none for one of a newer version.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|face| face.word() == word)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_face_and_a_moment_are_one_word() {
        for face in Face::ALL {
            assert_eq!(Face::from_word(face.word()), Some(face));
        }
        for moment in Moment::ALL {
            assert_eq!(Moment::from_word(moment.word()), Some(moment));
        }
        assert_eq!((Face::from_word("7"), Moment::from_word("during")), (None, None));
    }
}
