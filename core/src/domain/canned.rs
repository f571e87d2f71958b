//! Replies that are chosen rather than written: a number travels, and whoever answered an ad reads it in their own language.

/// A reply to an answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Canned {
    /// They are expected.
    Welcome,
    /// There is no place left this time.
    NoPlace,
    /// They are on the waiting list.
    Waiting,
    /// Whoever organises answers later.
    Later,
    /// They are asked to telephone.
    Call,
    /// They are asked how many come, and with what needs.
    HowMany,
    /// It does not take place.
    Cancelled,
    /// It was put off.
    Postponed,
    /// Thanks, and nothing more.
    Thanks,
    /// Of a newer version.
    Other(u16),
}

const REPLIES: [(Canned, u16, &str); 9] = [
    (Canned::Welcome, 1, "welcome"),
    (Canned::NoPlace, 2, "no-place"),
    (Canned::Waiting, 3, "waiting"),
    (Canned::Later, 4, "later"),
    (Canned::Call, 5, "call"),
    (Canned::HowMany, 6, "how-many"),
    (Canned::Cancelled, 7, "cancelled"),
    (Canned::Postponed, 8, "postponed"),
    (Canned::Thanks, 9, "thanks"),
];

impl Canned {
    /// The words of all replies, as they are typed.
    pub const WORDS: [&str; 9] = [
        "welcome",
        "no-place",
        "waiting",
        "later",
        "call",
        "how-many",
        "cancelled",
        "postponed",
        "thanks",
    ];

    /// Its number on the wire.
    pub fn code(self) -> u16 {
        match self {
            Self::Other(code) => code,
            known => REPLIES
                .iter()
                .find(|(reply, _, _)| *reply == known)
                .map_or(0, |(_, code, _)| *code),
        }
    }

    /// The reply with this number.
    pub fn from_code(code: u16) -> Self {
        REPLIES
            .iter()
            .find(|(_, c, _)| *c == code)
            .map_or(Self::Other(code), |(reply, _, _)| *reply)
    }

    /// A stable word.
    pub fn word(self) -> &'static str {
        REPLIES
            .iter()
            .find(|(reply, _, _)| *reply == self)
            .map_or("other", |(_, _, word)| *word)
    }

    /// The reply with this word.
    pub fn from_word(word: &str) -> Option<Self> {
        REPLIES
            .iter()
            .find(|(_, _, w)| *w == word)
            .map(|(reply, _, _)| *reply)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn replies_read_back_and_newer_ones_are_kept() {
        for (n, word) in Canned::WORDS.into_iter().enumerate() {
            let reply = Canned::from_word(word).unwrap();
            assert_eq!((reply.word(), reply), (word, Canned::from_code(reply.code())));
            assert_eq!(REPLIES[n].2, word);
        }
        assert_eq!(Canned::from_code(900), Canned::Other(900));
        assert_eq!(
            (Canned::Other(900).code(), Canned::Other(900).word()),
            (900, "other")
        );
        assert_eq!(Canned::from_word("other"), None);
    }
}
