//! What can go wrong with a document, and why a change of others was not taken.

use automerge::AutomergeError;

use super::scan::Inadmissible;
use super::trial::Caught;

/// A document cannot be read or written.
#[derive(Debug, thiserror::Error)]
pub enum DocumentError {
    /// The save of this device is damaged.
    #[error("the stored document is damaged")]
    Unreadable(#[source] AutomergeError),
    /// Automerge refused an edit that this device made.
    #[error("the edit does not fit the document")]
    Edit(#[source] AutomergeError),
    /// A change that this device made or stored is not admissible.
    #[error("a change of this device is not admissible")]
    Own(#[source] Inadmissible),
    /// A value that no change can carry.
    #[error("a value of {bytes} bytes is larger than {max}")]
    TooLong {
        /// Length of the value.
        bytes: usize,
        /// Most that a value may have.
        max: usize,
    },
    /// A key that documents may not have: 1 to 32 ASCII characters that can be seen.
    #[error("a key of {bytes} bytes that documents may not have")]
    Key {
        /// Length of the key.
        bytes: usize,
    },
    /// A container that is to stand below another.
    #[error("containers stand directly under the root")]
    Nested,
    /// What is to be written belongs into a container, and a value stands there.
    #[error("another type of container, or a value, stands at this place")]
    OtherContainer,
    /// A change that is not in the document.
    #[error("a change that is not in the document")]
    NoSuchChange,
    /// Automerge gave up; the document is as it was before.
    #[error("the document's machinery failed")]
    Broke,
    /// No thread could be started.
    #[error("no thread for the document's machinery")]
    NoThread(#[source] std::io::Error),
}

/// Why a change of others was not taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// The scanner's word.
    #[error(transparent)]
    Inadmissible(#[from] Inadmissible),
    /// The scanner let it pass, the trial did not.
    #[error(transparent)]
    Caught(#[from] Caught),
}
