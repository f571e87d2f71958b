//! What commands about inboxes can fail with.

use ekin_protocol::id::ObjectId;
use ekin_protocol::inbox::CodeError;

/// What a command about an inbox can fail with. Nothing was changed.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum InboxError {
    /// No message begins with this id.
    #[error("no such message")]
    NoMessage {
        /// What was asked for.
        id: String,
    },
    /// It does not open, or a newer program wrote it.
    #[error("the message cannot be read")]
    Unreadable,
    /// It is no ad: there is nothing to publish, or to refuse.
    #[error("not an ad")]
    NotAnAd,
    /// It is in the catalogue already.
    #[error("published already")]
    Published {
        /// The listing.
        object: ObjectId,
    },
    /// It is an ad that was decided about: its sender is told that.
    #[error("answered already")]
    Answered,
    /// Its sender left no mailbox.
    #[error("no mailbox")]
    NoMailbox,
    /// No letter of this device has this number.
    #[error("no such letter")]
    NoLetter {
        /// What was asked for.
        number: i64,
    },
    /// It was sent: it cannot be called back.
    #[error("sent already")]
    Sent,
    /// Not a territory's code.
    #[error("not a code")]
    Code(#[from] CodeError),
    /// A link to something else than an inbox.
    #[error("not the link of an inbox")]
    NotAnInbox,
    /// The space has no inbox, or its key is not here yet.
    #[error("no inbox")]
    NoInbox,
    /// A text that is empty, too long, or cannot be shown.
    #[error("not a text of 1 to {max} bytes")]
    Text {
        /// The limit.
        max: usize,
    },
}
