//! Memberships that were folded lately. Every question about who may do what needs one, and folding it verifies a signature for each
//! record: half of the time in which a new member took a thousand documents went into verifying the same ten records again.
//!
//! What is kept needs no undoing: it is found by a digest of the very records that lead to it, so that a transaction that was rolled
//! back, a log that was replaced and a file that another process wrote find nothing that is not theirs.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use ekin_protocol::id::SpaceId;
use ekin_protocol::membership::Membership;
use sha2::{Digest, Sha256};

use super::store::Sp;

/// One membership a space, the last that was asked for.
#[derive(Debug, Default)]
pub(super) struct Folded(Mutex<HashMap<Sp, (Trail, Arc<Membership>)>>);

/// A beginning of a space's membership log: how many records, and a digest of them with their places and times.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Trail {
    records: usize,
    digest: [u8; 32],
}

impl Trail {
    /// No record of a space yet.
    pub(super) fn of(space: &SpaceId) -> Self {
        Self {
            records: 0,
            digest: Sha256::digest(space.0).into(),
        }
    }

    /// One record on: where it stands in the log, when, and its bytes.
    pub(super) fn followed_by(self, seq: Option<u64>, t_ms: u64, record: &[u8]) -> Self {
        let digest = Sha256::new()
            .chain_update(self.digest)
            .chain_update([u8::from(seq.is_some())])
            .chain_update(seq.unwrap_or(0).to_le_bytes())
            .chain_update(t_ms.to_le_bytes())
            .chain_update(record)
            .finalize();
        Self {
            records: self.records + 1,
            digest: digest.into(),
        }
    }
}

impl Folded {
    /// The longest beginning of these that is folded already, by how many records it has: one trail for each number of records, from one on.
    pub(super) fn of(&self, sp: Sp, trails: &[Trail]) -> Option<(usize, Arc<Membership>)> {
        let kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let (trail, members) = kept.get(&sp)?;
        let at = trail.records.checked_sub(1)?;
        (trails.get(at) == Some(trail)).then(|| (trail.records, members.clone()))
    }

    /// Keeps it in the place of what was kept of the space.
    pub(super) fn keep(&self, sp: Sp, trail: Trail, members: Arc<Membership>) {
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        kept.insert(sp, (trail, members));
    }
}
