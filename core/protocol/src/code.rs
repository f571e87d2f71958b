//! Codes of refusals. The class says what the sender does: 1xx later with the same bytes, 2xx renew,
//! 3xx final, 4xx the request itself was wrong.

/// Why a relay refuses.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Code {
    /// Overloaded, or read-only because its disk is nearly full.
    Busy,
    /// The space has used what it may use.
    Quota,
    /// Restored from a backup; new membership records wait until members have brought back what it lost.
    Healing,
    /// The operator has frozen the space.
    Frozen,
    /// Sealed under an older epoch.
    EpochStale,
    /// The author's view of the log is not this log.
    ViewStale,
    /// Written before the last checkpoint.
    CheckpointStale,
    /// The author is no longer a member.
    Removed,
    /// The author's role does not allow it.
    NotAllowed,
    /// Larger than the protocol allows.
    TooLarge,
    /// Not what the protocol calls well formed.
    BadForm,
    /// The author's chain has another envelope at that place.
    Fork,
    /// The membership log has moved on: build the record again on its head.
    HeadMoved,
    /// No such space.
    NoSpace,
    /// A creation code is needed, or is wrong.
    CreationCode,
    /// No such page.
    NotFound,
    /// The proof of the device's key is wrong or late.
    BadProof,
    /// No version in common.
    Version,
    /// A code of a newer version.
    Other(u16),
}

/// What a sender does about a refusal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Class {
    /// The same bytes again, later.
    Later,
    /// Pull, then make them again.
    Renew,
    /// Never again in this form.
    Final,
    /// The request was wrong.
    Request,
}

const CODES: [(Code, u16, &str); 18] = [
    (Code::Busy, 100, "busy"),
    (Code::Quota, 101, "quota"),
    (Code::Healing, 102, "healing"),
    (Code::Frozen, 103, "frozen"),
    (Code::EpochStale, 200, "epoch-stale"),
    (Code::ViewStale, 201, "view-stale"),
    (Code::CheckpointStale, 202, "checkpoint-stale"),
    (Code::HeadMoved, 203, "head-moved"),
    (Code::Removed, 300, "removed"),
    (Code::NotAllowed, 301, "not-allowed"),
    (Code::TooLarge, 302, "too-large"),
    (Code::BadForm, 303, "bad-form"),
    (Code::Fork, 304, "fork"),
    (Code::NoSpace, 400, "no-space"),
    (Code::CreationCode, 401, "creation-code"),
    (Code::NotFound, 404, "not-found"),
    (Code::BadProof, 403, "bad-proof"),
    (Code::Version, 405, "version"),
];

impl Code {
    /// Its number on the wire.
    pub fn number(self) -> u16 {
        match self {
            Self::Other(number) => number,
            known => CODES
                .iter()
                .find(|(code, _, _)| *code == known)
                .map_or(0, |(_, number, _)| *number),
        }
    }

    /// The code with this number.
    pub fn from_number(number: u16) -> Self {
        CODES
            .iter()
            .find(|(_, n, _)| *n == number)
            .map_or(Self::Other(number), |(code, _, _)| *code)
    }

    /// A stable word for logs and for choosing a text.
    pub fn word(self) -> &'static str {
        CODES
            .iter()
            .find(|(code, _, _)| *code == self)
            .map_or("other", |(_, _, word)| *word)
    }

    /// What the sender does about it. An unknown class is taken as final: nothing is sent for ever.
    pub fn class(self) -> Class {
        match self.number() / 100 {
            1 => Class::Later,
            2 => Class::Renew,
            4 => Class::Request,
            _ => Class::Final,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_unique_and_read_back() {
        for (code, number, _) in CODES {
            assert_eq!(code.number(), number);
            assert_eq!(Code::from_number(number), code);
        }
        assert_eq!(Code::from_number(399), Code::Other(399));
        assert_eq!(Code::Other(150).class(), Class::Later);
        assert_eq!(Code::Fork.class(), Class::Final);
    }
}
