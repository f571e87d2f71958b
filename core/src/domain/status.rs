//! Whether a listing takes place as planned, and which of several versions counts: the worst.

/// Whether a listing takes place as planned.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Status {
    /// As planned.
    #[default]
    Scheduled,
    /// No place left.
    Full,
    /// Held online instead.
    MovedOnline,
    /// Put off; the new date may not be known.
    Postponed,
    /// Will not take place.
    Cancelled,
    /// A word that this version does not know, as it came.
    Other(Box<str>),
}

impl Status {
    /// Every state of this version, from the best to the worst.
    pub const ALL: [Status; 5] = [
        Status::Scheduled,
        Status::Full,
        Status::MovedOnline,
        Status::Postponed,
        Status::Cancelled,
    ];

    /// The word on the wire and in files.
    pub fn as_str(&self) -> &str {
        match self {
            Status::Scheduled => "scheduled",
            Status::Full => "full",
            Status::MovedOnline => "moved_online",
            Status::Postponed => "postponed",
            Status::Cancelled => "cancelled",
            Status::Other(word) => word,
        }
    }

    /// The state of a word that this version knows.
    pub fn known(word: &str) -> Option<Status> {
        Self::ALL.into_iter().find(|s| s.as_str() == word)
    }

    /// Number in the read model, and the order of "worst": cancelled > postponed > moved > full > scheduled.
    /// A word of a newer version stands just above *scheduled*: something is said, but nobody is told to stay at
    /// home for a word that cannot be read.
    pub fn severity(&self) -> u8 {
        match self {
            Status::Scheduled => 0,
            Status::Other(_) => 1,
            Status::Full => 2,
            Status::MovedOnline => 3,
            Status::Postponed => 4,
            Status::Cancelled => 5,
        }
    }

    /// The worst of several versions; *scheduled* when there is none.
    pub fn worst<'a>(versions: impl IntoIterator<Item = &'a Status>) -> &'a Status {
        const PLANNED: &Status = &Status::Scheduled;
        versions
            .into_iter()
            .max_by_key(|s| s.severity())
            .unwrap_or(PLANNED)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nobody_travels_to_a_cancelled_outing() {
        for (i, better) in Status::ALL.iter().enumerate() {
            for worse in &Status::ALL[i..] {
                assert_eq!(Status::worst([better, worse]), worse);
                assert_eq!(Status::worst([worse, better]), worse);
            }
        }
        let newer = Status::Other("sold_out_online".into());
        assert_eq!(Status::worst([&newer, &Status::Full]), &Status::Full);
        assert_eq!(Status::worst([&newer, &Status::Scheduled]), &newer);
    }
}
