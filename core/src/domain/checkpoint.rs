//! When a private space's history is to end (protocol 8): a pure function of what its log says.

use ekin_protocol::limits;

/// Log time in ms after an erasure at which a checkpoint is made by itself: until then people take the person's name out of texts
/// that are shared, which no program can. Whoever is done sooner asks for one.
const AFTER_ERASURE_MS: u64 = 24 * 60 * 60 * 1_000;

/// What a log says since its last checkpoint.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Since {
    /// Entries of the log.
    pub entries: u64,
    /// Whether that checkpoint was lost by the relay and admitted again: then it sums up nothing, and nobody can begin from it.
    pub lost: bool,
    /// Whether this device found that it lies, somebody said so in the log, and another is due from here.
    pub refuted: bool,
    /// Whether a document without a conflict is marked: its history costs more than it says.
    pub marked: bool,
    /// Log time in ms since the present epoch began.
    pub epoch_ms: u64,
    /// Log time in ms since the last erasure, where there was one.
    pub erased_ms: Option<u64>,
}

/// Why a checkpoint is due.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Due {
    /// Something was erased: what it was stands in the history still.
    Erasure,
    /// The last one sums up nothing.
    Lost,
    /// The last one lies.
    Refuted,
    /// The log is long.
    Entries,
    /// A document is marked.
    Marked,
    /// The epoch is old, and a new one begins anyway.
    Epoch,
}

/// Why a checkpoint is due, if it is. Of several reasons the one that asks for most.
pub fn due(since: &Since) -> Option<Due> {
    if since.entries == 0 && !since.lost && !since.refuted {
        return None;
    }
    if since.erased_ms.is_some_and(|ms| ms >= AFTER_ERASURE_MS) {
        Some(Due::Erasure)
    } else if since.lost {
        Some(Due::Lost)
    } else if since.refuted {
        Some(Due::Refuted)
    } else if since.entries > limits::CHECKPOINT_ENTRIES {
        Some(Due::Entries)
    } else if since.marked {
        Some(Due::Marked)
    } else if since.epoch_ms >= limits::EPOCH_MS {
        Some(Due::Epoch)
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_reason_counts_alone_and_none_without_anything_new() {
        let quiet = Since {
            entries: 1,
            ..Since::default()
        };
        assert_eq!(due(&quiet), None);
        let long = |entries| due(&Since { entries, ..quiet });
        assert_eq!(long(20_000), None);
        assert_eq!(long(20_001), Some(Due::Entries));
        let marked = Since {
            marked: true,
            ..quiet
        };
        assert_eq!(due(&marked), Some(Due::Marked));
        let old = |epoch_ms| due(&Since { epoch_ms, ..quiet });
        assert_eq!(old(limits::EPOCH_MS - 1), None);
        assert_eq!(old(limits::EPOCH_MS), Some(Due::Epoch));
        let erased = |ms| {
            due(&Since {
                erased_ms: Some(ms),
                ..marked
            })
        };
        assert_eq!(erased(AFTER_ERASURE_MS - 1), Some(Due::Marked));
        assert_eq!(erased(AFTER_ERASURE_MS), Some(Due::Erasure));
        let lost = Since {
            lost: true,
            ..Since::default()
        };
        assert_eq!(due(&lost), Some(Due::Lost));
        let refuted = Since {
            refuted: true,
            ..Since::default()
        };
        assert_eq!(due(&refuted), Some(Due::Refuted));
        let nothing = Since { entries: 0, ..marked };
        assert_eq!(due(&nothing), None);
    }
}
