//! What commands about outings can fail with.

/// What a command about an outing can fail with. Nothing was changed.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum OutingError {
    /// The plan has no such row.
    #[error("no such row of {table}")]
    NoRow {
        /// The table of the plan.
        table: &'static str,
        /// What was asked for.
        given: String,
        /// The rows that there are.
        names: Vec<String>,
    },
    /// Nobody was named, and the group is empty.
    #[error("nobody to hand over")]
    Nobody,
    /// A device cannot hand over to itself, nor to one that is no educator's.
    #[error("not to this device")]
    NotTo {
        /// The device.
        ord: u32,
    },
    /// Nothing was handed over to this device that waits for its answer.
    #[error("nothing was handed over to this device")]
    NothingHanded,
    /// Several things wait for this device's answer.
    #[error("several handovers wait")]
    SeveralHanded,
    /// It was handed over to somebody else.
    #[error("handed over to another device")]
    OthersHandover,
    /// No profile of this person in a house of this device.
    #[error("no profile to copy")]
    NoProfile {
        /// Who was asked for.
        name: String,
    },
    /// The person is not on the roster.
    #[error("not on the roster")]
    NotExpected {
        /// Who was asked for.
        name: String,
    },
    /// A house has to be there, or a relay named.
    #[error("no house")]
    NoHouse,
    /// The claim was taken back: there is nothing to decide any more.
    #[error("the claim was withdrawn")]
    Withdrawn {
        /// What the party is called.
        party: String,
    },
    /// Somebody is in another claim for this outing already.
    #[error("a person is in two claims")]
    AskedTwice {
        /// Who.
        name: String,
        /// What the party of the other claim is called.
        party: String,
    },
    /// Not the space of an outing: only such a space is retired.
    #[error("not an outing's space")]
    NotAnOuting,
}
