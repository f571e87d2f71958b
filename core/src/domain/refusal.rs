//! Why an ad is not published: a short list, so that whoever wrote it reads the reason in their own language.

/// Why an ad is not published.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reason {
    /// The catalogue has it already.
    Duplicate,
    /// It is about somewhere else.
    Elsewhere,
    /// A date, a place or a way to answer lacks.
    Incomplete,
    /// Its date has passed.
    Past,
    /// It advertises.
    Commercial,
    /// It says things about a person that are not for everybody.
    Personal,
    /// Who read it did not understand it.
    Unclear,
    /// It could do harm, or breaks a law.
    Harmful,
    /// What the words beside it say.
    Words,
    /// Of a newer version.
    Other(u16),
}

const REASONS: [(Reason, u16, &str); 9] = [
    (Reason::Duplicate, 1, "duplicate"),
    (Reason::Elsewhere, 2, "elsewhere"),
    (Reason::Incomplete, 3, "incomplete"),
    (Reason::Past, 4, "past"),
    (Reason::Commercial, 5, "commercial"),
    (Reason::Personal, 6, "personal"),
    (Reason::Unclear, 7, "unclear"),
    (Reason::Harmful, 8, "harmful"),
    (Reason::Words, 9, "words"),
];

impl Reason {
    /// The words of all reasons, as they are typed.
    pub const WORDS: [&str; 9] = [
        "duplicate",
        "elsewhere",
        "incomplete",
        "past",
        "commercial",
        "personal",
        "unclear",
        "harmful",
        "words",
    ];

    /// Its number in a reply.
    pub fn code(self) -> u16 {
        match self {
            Self::Other(code) => code,
            known => REASONS
                .iter()
                .find(|(reason, _, _)| *reason == known)
                .map_or(0, |(_, code, _)| *code),
        }
    }

    /// The reason with this number.
    pub fn from_code(code: u16) -> Self {
        REASONS
            .iter()
            .find(|(_, c, _)| *c == code)
            .map_or(Self::Other(code), |(reason, _, _)| *reason)
    }

    /// A stable word.
    pub fn word(self) -> &'static str {
        REASONS
            .iter()
            .find(|(reason, _, _)| *reason == self)
            .map_or("other", |(_, _, word)| *word)
    }

    /// The reason with this word.
    pub fn from_word(word: &str) -> Option<Self> {
        REASONS
            .iter()
            .find(|(_, _, w)| *w == word)
            .map(|(reason, _, _)| *reason)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reasons_read_back_and_newer_ones_are_kept() {
        for (n, word) in Reason::WORDS.into_iter().enumerate() {
            let reason = Reason::from_word(word).unwrap();
            assert_eq!((reason.word(), reason), (word, Reason::from_code(reason.code())));
            assert_eq!(REASONS[n].2, word);
        }
        assert_eq!(Reason::from_code(900), Reason::Other(900));
        assert_eq!(
            (Reason::Other(900).code(), Reason::Other(900).word()),
            (900, "other")
        );
        assert_eq!(Reason::from_word("other"), None);
    }
}
