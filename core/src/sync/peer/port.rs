//! What a meeting asks of the store. Each call is one transaction: what it gave was kept before, and what it took is kept
//! when it returns.

use ekin_protocol::envelope::Carried;
use ekin_protocol::id::{RecordId, SignKey, SpaceId};
use ekin_protocol::peer::{Held, Told};

/// A space that may be spoken of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Candidate {
    /// The space.
    pub space: SpaceId,
    /// Its newest membership record here.
    pub head: RecordId,
}

/// Envelopes to hand out.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Given {
    /// The envelopes, as they travel.
    pub envelopes: Vec<Carried>,
    /// Where to go on; none when that was all.
    pub next: Option<i64>,
}

/// What became of envelopes that came.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Took {
    /// New here, and shown.
    pub taken: u64,
    /// Left alone for now: by somebody who is not known here, or on top of what is not here. The relay's log will tell.
    pub left: u64,
    /// Others than those that are here in the same places of their author's chain. The relay's log will tell.
    pub forked: u64,
}

/// What this device holds.
pub trait Holdings {
    /// What can go wrong below.
    type Error;

    /// The private spaces of which this device is a member, without those from which the other was removed as far as
    /// this device knows.
    fn candidates(&mut self, peer: &SignKey) -> Result<Vec<Candidate>, Self::Error>;

    /// Whether a device is a member that reads, as far as this device knows.
    fn reads(&mut self, space: &SpaceId, peer: &SignKey) -> Result<bool, Self::Error>;

    /// The membership records that follow one, oldest first; none when that one is not known here.
    fn records(&mut self, space: &SpaceId, after: &RecordId) -> Result<Vec<Told>, Self::Error>;

    /// Another device tells of membership records.
    fn hear(&mut self, space: &SpaceId, records: &[Told]) -> Result<u64, Self::Error>;

    /// How far each chain is here.
    fn chains(&mut self, space: &SpaceId) -> Result<Vec<Held>, Self::Error>;

    /// Envelopes that the other lacks, after a place (0 for the start), in an order in which each comes after what it is
    /// built on; at most `budget` bytes, but at least one where there is one. Own ones are signed now and kept so.
    fn give(
        &mut self,
        space: &SpaceId,
        wants: &[Held],
        after: i64,
        budget: usize,
    ) -> Result<Given, Self::Error>;

    /// Takes envelopes, each whole or not at all. `Ok(None)` when one of them cannot be what it claims: then none of
    /// them is taken.
    fn take(
        &mut self,
        space: &SpaceId,
        peer: &SignKey,
        envelopes: &[Carried],
    ) -> Result<Option<Took>, Self::Error>;
}
