//! Why a listing is reported: a short list, so that whoever looks at it reads the reason in their own language.

/// What is wrong with a listing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wrong {
    /// It is over, or was cancelled.
    Over,
    /// What it says is not so: place, hour, price, access.
    NotSo,
    /// It names a person, or says things about somebody's health or care.
    Personal,
    /// It advertises, or asks for money.
    Commercial,
    /// It insults, frightens or could do harm.
    Harmful,
    /// Something else, in words.
    Words,
    /// Of a newer version.
    Other(u16),
}

const ALL: [(Wrong, u16, &str); 6] = [
    (Wrong::Over, 1, "over"),
    (Wrong::NotSo, 2, "not-so"),
    (Wrong::Personal, 3, "personal"),
    (Wrong::Commercial, 4, "commercial"),
    (Wrong::Harmful, 5, "harmful"),
    (Wrong::Words, 6, "words"),
];

impl Wrong {
    /// The words of all reasons, as they are typed, in the order in which a screen offers them.
    pub const WORDS: [&str; 6] = ["over", "not-so", "personal", "commercial", "harmful", "words"];

    /// Its number in a report.
    pub fn code(self) -> u16 {
        match self {
            Self::Other(code) => code,
            known => ALL
                .iter()
                .find(|(one, ..)| *one == known)
                .map_or(0, |(_, code, _)| *code),
        }
    }

    /// The reason with this number.
    pub fn from_code(code: u16) -> Self {
        let known = ALL.iter().find(|(_, number, _)| *number == code);
        known.map_or(Self::Other(code), |(one, ..)| *one)
    }

    /// A stable word.
    pub fn word(self) -> &'static str {
        ALL.iter()
            .find(|(one, ..)| *one == self)
            .map_or("other", |(.., word)| *word)
    }

    /// The reason with this word.
    pub fn from_word(word: &str) -> Option<Self> {
        ALL.iter()
            .find(|(.., known)| *known == word)
            .map(|(one, ..)| *one)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reasons_read_back_and_newer_ones_are_kept() {
        for (n, word) in Wrong::WORDS.into_iter().enumerate() {
            let wrong = Wrong::from_word(word).unwrap();
            assert_eq!((wrong.word(), Wrong::from_code(wrong.code())), (word, wrong));
            assert_eq!(ALL[n].2, word);
        }
        assert_eq!(
            (Wrong::from_code(900).code(), Wrong::Other(900).word()),
            (900, "other")
        );
        assert_eq!(Wrong::from_word("other"), None);
    }
}
