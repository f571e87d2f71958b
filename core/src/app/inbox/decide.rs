//! What those who open an inbox decide: published, refused with a reason, put aside. Whoever wrote learns it by a sealed
//! reply in the mailbox that the message named.

use ekin_protocol::id::{ObjectId, SpaceId};
use ekin_protocol::inbox::{Message, MessageKind, Reply, ReplyKind};

use super::{Fate, InboxError, fate, find, key_of, space_of, territory_org};
use crate::app::device::Device;
use crate::app::error::AppError;
use crate::app::publish::Standing;
use crate::app::signature::signature;
use crate::app::territory::role_here;
use crate::app::undo::{self, Step};
use crate::app::worker::opens_inbox;
use crate::app::write::Change;
use crate::domain::canned::Canned;
use crate::domain::listing;
use crate::domain::refusal::Reason;
use crate::domain::text::{Lines, clean};
use crate::record::payload;
use crate::storage::{Decision, InboxMessage, NewLetter, Space, Tx};

/// Longest words beside a reason, in bytes.
pub const WORDS: usize = 2_000;

impl Device {
    /// Publishes an ad as a listing of the territory itself; gives its id. Whoever wrote it learns so once the relay holds
    /// the listing. Two moderators who publish one message make one listing. Whoever had refused what another published agrees
    /// by this: the listing stays as it is, and their word changes.
    ///
    /// # Errors
    /// [`InboxError::Published`], [`InboxError::NotAnAd`], [`InboxError::Unreadable`], [`InboxError::NoMessage`];
    /// [`AppError::NotAllowed`] unless this device moderates.
    pub fn publish_message(&self, space: Option<SpaceId>, id: &str) -> Result<ObjectId, AppError> {
        self.store().write(|tx| {
            let (space, message) = self.deciding(tx, space, id)?;
            let ad = opened(&message)?;
            if ad.kind != MessageKind::Ad {
                return Err(InboxError::NotAnAd.into());
            }
            let Fate {
                object, published, ..
            } = fate(tx, &space, &message)?;
            match published {
                true if message.decision != Decision::Refused => {
                    return Err(InboxError::Published { object }.into());
                }
                true => {}
                false => self.put_listing(tx, &space, &message, (object, &ad.payload))?,
            }
            tx.decide_message(message.ms, Decision::Published)?;
            self.reply(tx, &space, &message, |reply| Reply {
                kind: ReplyKind::Published,
                listing: Some(object),
                ..reply
            })?;
            Ok(object)
        })
    }

    fn put_listing(
        &self,
        tx: &Tx<'_>,
        space: &Space,
        message: &InboxMessage,
        (object, ad): (ObjectId, &[u8]),
    ) -> Result<(), AppError> {
        let mut listing = payload::decode(ad).map_err(|_| InboxError::Unreadable)?;
        if listing.version > listing::VERSION {
            return Err(InboxError::Unreadable.into());
        }
        // Where a listing was imported from is an importer's word, and how many places are free the organiser's: not a
        // stranger's.
        listing.source = None;
        listing.left = None;
        let org = territory_org(tx, space.sp)?;
        let standing = Standing::of(tx, space.sp, &object)?;
        undo::remember(tx, space.id, &[(object, standing.as_ref())])?;
        let replaced = standing.as_ref().map(Standing::replaced).unwrap_or_default();
        let payload = payload::encode(&listing)?;
        let change = Change::listing(space.id, org, key_of(&message.id), replaced, payload);
        self.put(tx, space.sp, &[change])
    }

    /// Refuses an ad, with a reason that whoever wrote it reads in their own language, and words of one's own beside it. What
    /// this device published goes from the catalogue by this.
    ///
    /// # Errors
    /// As [`Device::publish_message`]; [`InboxError::Text`].
    pub fn refuse_message(
        &self,
        space: Option<SpaceId>,
        id: &str,
        reason: Reason,
        words: Option<&str>,
    ) -> Result<(), AppError> {
        let text = words.map(checked).transpose()?;
        self.store().write(|tx| {
            let (space, message) = self.deciding(tx, space, id)?;
            if opened(&message)?.kind != MessageKind::Ad {
                return Err(InboxError::NotAnAd.into());
            }
            let Fate {
                object, published, ..
            } = fate(tx, &space, &message)?;
            if published && message.decision != Decision::Published {
                return Err(InboxError::Published { object }.into());
            }
            if published && let Some(standing) = Standing::of(tx, space.sp, &object)? {
                self.withdraw_these(tx, &space, &[(object, standing)], Step::New)?;
            }
            tx.decide_message(message.ms, Decision::Refused)?;
            self.reply(tx, &space, &message, |reply| Reply {
                kind: ReplyKind::Refused,
                reason: Some(reason.code()),
                text,
                ..reply
            })
        })
    }

    /// Puts a message aside, with an answer or without one: it is taken from the relay and asks for nothing more. An answer
    /// is chosen, written, or both; a later one comes beside it.
    ///
    /// # Errors
    /// As [`Device::refuse_message`]; [`InboxError::NoMailbox`] when there is nowhere to answer to, [`InboxError::Answered`]
    /// for words about an ad that was decided about.
    pub fn close_message(
        &self,
        space: Option<SpaceId>,
        id: &str,
        canned: Option<Canned>,
        words: Option<&str>,
    ) -> Result<(), AppError> {
        let text = words.map(checked).transpose()?;
        self.store().write(|tx| {
            let (space, message) = self.deciding(tx, space, id)?;
            let says = text.is_some() || canned.is_some();
            if says && message.mailbox.is_none() {
                return Err(InboxError::NoMailbox.into());
            }
            if says && matches!(message.decision, Decision::Published | Decision::Refused) {
                return Err(InboxError::Answered.into());
            }
            tx.decide_message(message.ms, Decision::Closed)?;
            if !says {
                self.changed();
                return Ok(());
            }
            self.reply(tx, &space, &message, |reply| Reply {
                reason: canned.map(Canned::code),
                text,
                ..reply
            })
        })
    }

    /// A message that this device may decide about.
    fn deciding(
        &self,
        tx: &Tx<'_>,
        space: Option<SpaceId>,
        id: &str,
    ) -> Result<(Space, InboxMessage), AppError> {
        let space = space_of(tx, space)?;
        let role = role_here(tx, space.sp)?.ok_or(AppError::NotAMember)?;
        if !opens_inbox(space.kind, role) {
            return Err(AppError::NotAllowed);
        }
        let message = find(tx, &space, id)?;
        Ok((space, message))
    }

    /// Queues a reply, in place of one that was queued before and not sent. It is later than that, whatever the clock says:
    /// of one device the last word counts.
    fn reply(
        &self,
        tx: &Tx<'_>,
        space: &Space,
        message: &InboxMessage,
        say: impl FnOnce(Reply) -> Reply,
    ) -> Result<(), AppError> {
        self.changed();
        let Some(mailbox) = &message.mailbox else {
            return Ok(());
        };
        let mut at_ms = self.around().wire_ms();
        if let Some(before) = tx.answer_to(message.ms)? {
            at_ms = at_ms.max(before.at_ms.saturating_add(1));
            tx.remove_letter(before.lt)?;
        }
        let reply = say(Reply {
            kind: ReplyKind::Answered,
            message: message.id,
            listing: None,
            reason: None,
            text: None,
            at_ms,
            replier: Some(mailbox.replier(&self.keys().sign_key())),
            name: signature(tx)?,
        });
        tx.put_letter(&NewLetter {
            sp: Some(space.sp),
            ms: Some(message.ms),
            name: "",
            urls: &space.urls,
            target: mailbox.id().0,
            key: None,
            kind: MessageKind::from_code(reply.kind.code()),
            payload: &reply.write(),
            mailbox: None,
            at_ms: reply.at_ms,
        })?;
        Ok(())
    }
}

/// A message that opens, of this version.
fn opened(message: &InboxMessage) -> Result<Message, InboxError> {
    let body = message.body.as_deref().ok_or(InboxError::Unreadable)?;
    Message::read(body).map_err(|_| InboxError::Unreadable)
}

/// Words that may be shown.
fn checked(words: &str) -> Result<String, InboxError> {
    let text = clean(words, WORDS, Lines::Many).map_err(|_| InboxError::Text { max: WORDS })?;
    match text.is_empty() {
        true => Err(InboxError::Text { max: WORDS }),
        false => Ok(text.into()),
    }
}
