//! What was replied about a message, and what all replies together come to.

use ekin_protocol::hash::first16;
use ekin_protocol::id::ObjectId;
use ekin_protocol::inbox::{MessageId, Reply, ReplyKind};

use crate::domain::canned::Canned;
use crate::domain::refusal::Reason;
use crate::domain::verdict::{Moderator, Opinion, Word};

/// What became of a message, as a reply says it.
#[derive(Clone, Debug, PartialEq)]
pub struct Outcome {
    /// What.
    pub kind: OutcomeKind,
    /// Why it was refused.
    pub reason: Option<Reason>,
    /// The reply that was chosen rather than written.
    pub canned: Option<Canned>,
    /// Words of whoever decided.
    pub text: Option<String>,
    /// The listing that was made of it.
    pub listing: Option<ObjectId>,
    /// When, by the author's clock, ms since 1970.
    pub at_ms: u64,
    /// Who replies; none where the form is newer.
    pub by: Option<Moderator>,
}

/// What became of a message.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OutcomeKind {
    /// It was published.
    Published,
    /// It was published, and is in the catalogue no more.
    Withdrawn,
    /// It was refused.
    Refused,
    /// Somebody answers.
    Answered,
    /// A newer program says something.
    Newer,
}

impl Outcome {
    pub(super) fn of(id: MessageId, reply: Reply) -> Self {
        let kind = match reply.kind {
            ReplyKind::Published => OutcomeKind::Published,
            ReplyKind::Refused => OutcomeKind::Refused,
            ReplyKind::Answered => OutcomeKind::Answered,
            ReplyKind::Other(_) => OutcomeKind::Newer,
        };
        let code = |of| reply.reason.filter(|_| kind == of);
        Self {
            kind,
            reason: code(OutcomeKind::Refused).map(Reason::from_code),
            canned: code(OutcomeKind::Answered).map(Canned::from_code),
            text: reply.text,
            listing: reply.listing,
            at_ms: reply.at_ms,
            by: Some(Moderator {
                id: reply.replier.unwrap_or_else(|| first16(&id.0)),
                name: reply.name,
            }),
        }
    }

    /// A reply of a form that only a newer program reads: that somebody answered is all that can be said.
    fn newer() -> Self {
        Self {
            kind: OutcomeKind::Newer,
            reason: None,
            canned: None,
            text: None,
            listing: None,
            at_ms: 0,
            by: None,
        }
    }

    /// A refusal without a word.
    pub(super) fn unsaid() -> Self {
        Self {
            kind: OutcomeKind::Refused,
            ..Self::newer()
        }
    }

    /// What lay in a mailbox about a message, oldest first. Of one who decided again, the last decision alone.
    pub(super) fn all(replies: Vec<(MessageId, Vec<u8>)>, about: MessageId) -> Vec<Self> {
        let mut all: Vec<_> = replies
            .into_iter()
            .filter_map(|(id, body)| match Reply::read(&body) {
                Ok(reply) => (reply.message == about).then(|| Self::of(id, reply)),
                Err(_) => Some(Self::newer()),
            })
            .collect();
        all.sort_by_key(|outcome| outcome.at_ms);
        let last: Vec<Self> = all
            .iter()
            .enumerate()
            .filter(|(n, one)| {
                let mut later = all.iter().skip(n + 1);
                !one.decides() || !later.any(|other| other.decides() && other.by_id() == one.by_id())
            })
            .map(|(_, one)| one.clone())
            .collect();
        last
    }

    fn decides(&self) -> bool {
        matches!(self.kind, OutcomeKind::Published | OutcomeKind::Refused)
    }

    fn by_id(&self) -> Option<[u8; 16]> {
        self.by.as_ref().map(|by| by.id)
    }

    /// A moderator's word about an ad; none for what decides nothing.
    pub(super) fn opinion(&self) -> Option<Opinion> {
        let word = match self.kind {
            OutcomeKind::Published | OutcomeKind::Withdrawn => Word::Publish,
            OutcomeKind::Refused => Word::Refuse(self.reason.unwrap_or(Reason::Words)),
            OutcomeKind::Answered | OutcomeKind::Newer => return None,
        };
        Some(Opinion {
            by: self.by.clone()?,
            word,
            at_ms: self.at_ms,
        })
    }
}
