//! What this device's own people write into inboxes, with no account: an ad for a territory's moderators, words for the
//! people of a house. Written offline, sent when there is a network; how far each has come, and what was answered.

use ekin_exchange::draft::Draft;
use ekin_i18n::{Date, Time};
use ekin_protocol::code::Code;
use ekin_protocol::id::SpaceId;
use ekin_protocol::inbox::{Mailbox, MessageKind};
use ekin_protocol::item::kind;
use ekin_protocol::link::Link;

use super::{Contents, InboxError, MessageId, Outcome, OutcomeKind, answered, contents};
#[cfg(doc)]
use crate::app::ad::AdError;
use crate::app::ad::confirmed;
use crate::app::device::Device;
use crate::app::draft;
use crate::app::draft_file::nth;
use crate::app::error::AppError;
use crate::app::publish::territory_of;
use crate::app::query::moment;
use crate::app::territory::one_territory;
use crate::domain::care;
use crate::domain::language::LanguageTag;
use crate::domain::listing::Listing;
use crate::domain::response::Response;
use crate::domain::text::{Lines, Texts, clean};
use crate::domain::verdict::{Listed, Verdict, verdict};
use crate::record::{payload, response, words};
use crate::storage::{DEFAULT_ZONE, Letter, NewLetter, Read, Sp, Space, Tx};

pub use crate::storage::LetterState;

/// Longest text of a message, in bytes.
pub const TEXT: usize = 16_000;

/// What somebody writes to the people of a house.
#[derive(Clone, Copy, Debug)]
pub struct NewMessage<'a> {
    /// What it is about: an answer, or somebody who speaks up.
    pub kind: MessageKind,
    /// The words.
    pub text: &'a str,
    /// Their language.
    pub language: LanguageTag,
    /// Whether an answer is wanted. Without one, nothing in it leads back to this device.
    pub reply: bool,
}

/// What was written here, as it is shown.
#[derive(Clone, Debug, PartialEq)]
pub struct LetterView {
    /// Its number on this device.
    pub number: i64,
    /// Whom it is for.
    pub to: String,
    /// What it says.
    pub contents: Contents,
    /// Of an answer, the ad that it answers, where that is on this device.
    pub about: Option<Draft>,
    /// When it was written, by this device's clock.
    pub at: Option<(Date, Time)>,
    /// The same, ms since 1970.
    pub at_ms: u64,
    /// How far it has come.
    pub state: LetterState,
    /// Why the relay said *later*, the last time.
    pub later: Option<Code>,
    /// Whether an answer may still come.
    pub awaits: bool,
    /// Of an ad, what all decisions come to: the same as those see who decided.
    pub verdict: Option<Verdict>,
    /// What was answered: that it was published first of all, then the others, oldest first.
    pub outcomes: Vec<Outcome>,
}

impl Device {
    /// Writes ads for the moderators of a territory, all or none; gives their numbers. They are sent at the next sync.
    ///
    /// # Errors
    /// [`AppError::Fields`] with every problem; [`AdError::NamesCare`] where words may name a diagnosis or somebody's care,
    /// unless `sure`; [`AppError::NoTerritory`].
    pub fn offer(&self, space: Option<SpaceId>, drafts: &[Draft], sure: bool) -> Result<Vec<i64>, AppError> {
        self.store().write(|tx| {
            let space = one_territory(tx, space)?;
            let territory = territory_of(tx, &space)?;
            let (mut listings, mut wrong, mut named) = (Vec::new(), Vec::new(), Vec::new());
            for (n, draft) in drafts.iter().enumerate() {
                match draft::validate(draft, &territory) {
                    Ok(listing) => {
                        named.extend(care::named_in(&listing));
                        listings.push(listing);
                    }
                    Err(errors) if drafts.len() > 1 => {
                        wrong.extend(errors.into_iter().map(|error| nth(n, error)));
                    }
                    Err(errors) => wrong.extend(errors),
                }
            }
            if !wrong.is_empty() {
                return Err(AppError::Fields(wrong));
            }
            confirmed(named, sure)?;
            listings
                .into_iter()
                .map(|listing| self.put_ad(tx, &space, listing))
                .collect()
        })
    }

    /// Writes an ad for the moderators of a territory, in a transaction that others of its changes share.
    pub(in crate::app) fn put_ad(
        &self,
        tx: &Tx<'_>,
        space: &Space,
        mut listing: Listing,
    ) -> Result<i64, AppError> {
        listing.source = None;
        let payload = payload::encode(&listing)?;
        let mailbox = Mailbox::new(self.around().random());
        self.put_to_moderators(tx, space, MessageKind::Ad, &payload, Some(&mailbox))
    }

    /// Writes a message to the moderators of a territory; gives the letter's number.
    pub(in crate::app) fn put_to_moderators(
        &self,
        tx: &Tx<'_>,
        space: &Space,
        kind: MessageKind,
        payload: &[u8],
        mailbox: Option<&Mailbox>,
    ) -> Result<i64, AppError> {
        let number = tx.put_letter(&NewLetter {
            sp: Some(space.sp),
            ms: None,
            name: &space.name,
            urls: &space.urls,
            target: space.id.0,
            key: None,
            kind,
            payload,
            mailbox,
            at_ms: self.around().wire_ms(),
        })?;
        self.changed();
        Ok(number)
    }

    /// Writes to the people of a house, by the link of their inbox; gives the letter's number. It is sent at the next sync.
    ///
    /// # Errors
    /// [`AppError::Link`], [`InboxError::NotAnInbox`], [`InboxError::Text`].
    pub fn send_message(&self, link: &str, new: &NewMessage<'_>) -> Result<i64, AppError> {
        let Link::Inbox {
            space,
            urls,
            name,
            key,
        } = link.parse()?
        else {
            return Err(InboxError::NotAnInbox.into());
        };
        let text = texts(new.text, new.language)?;
        let payload = match new.kind {
            MessageKind::SpeakUp => words::encode(&text),
            _ => response::encode(&Response {
                text,
                ..Response::default()
            }),
        };
        let mailbox = new.reply.then(|| Mailbox::new(self.around().random()));
        self.store().write(|tx| {
            let number = tx.put_letter(&NewLetter {
                sp: None,
                ms: None,
                name: &name,
                urls: &urls,
                target: space.0,
                key: Some(key),
                kind: new.kind,
                payload: &payload,
                mailbox: mailbox.as_ref(),
                at_ms: self.around().wire_ms(),
            })?;
            self.changed();
            Ok(number)
        })
    }

    /// What was written here, in order.
    ///
    /// # Errors
    /// Those of the store.
    pub fn letters(&self) -> Result<Vec<LetterView>, AppError> {
        self.store().read(|read| {
            let letters = read.letters()?;
            letters.iter().map(|letter| view(read, letter)).collect()
        })
    }

    /// Takes back what was not sent.
    ///
    /// # Errors
    /// [`InboxError::NoLetter`], [`InboxError::Sent`].
    pub fn withdraw_letter(&self, number: i64) -> Result<(), AppError> {
        self.store().write(|tx| {
            let letter = tx.letter(number)?.filter(|letter| letter.ms.is_none());
            let letter = letter.ok_or(InboxError::NoLetter { number })?;
            match letter.state {
                LetterState::Here | LetterState::Refused(_) => {
                    self.draft_again(tx, number)?;
                    Ok(tx.remove_letter(number)?)
                }
                LetterState::Sent | LetterState::Received => Err(InboxError::Sent.into()),
            }
        })
    }
}

/// Words in one language, that may be sent and shown.
pub(crate) fn texts(text: &str, language: LanguageTag) -> Result<Texts, InboxError> {
    let text = clean(text, TEXT, Lines::Many).map_err(|_| InboxError::Text { max: TEXT })?;
    match text.is_empty() {
        true => Err(InboxError::Text { max: TEXT }),
        false => Ok(Texts::one(language, &text)),
    }
}

pub(crate) fn view(read: &Read<'_>, letter: &Letter) -> Result<LetterView, AppError> {
    let replies = match letter.mailbox_id {
        Some(id) => read.replies(&id)?,
        None => Vec::new(),
    };
    let sealed = letter.sealed.as_deref().map(MessageId::of);
    let mut outcomes = sealed.map_or_else(Vec::new, |id| Outcome::all(replies, id));
    outcomes.sort_by_key(|outcome| outcome.kind != OutcomeKind::Published);
    let verdict = match letter.kind {
        MessageKind::Ad => Some(verdict_of(read, letter.sp, &outcomes)?),
        _ => None,
    };
    if verdict == Some(Verdict::Withdrawn) {
        // What a moderator replied is the past: the author reads what is so now.
        let published = outcomes
            .iter_mut()
            .filter(|outcome| outcome.kind == OutcomeKind::Published);
        published.for_each(|outcome| outcome.kind = OutcomeKind::Withdrawn);
    }
    let contents = contents(letter.kind, &letter.payload);
    let zone = match letter.sp {
        Some(sp) => read.zone(sp)?,
        None => DEFAULT_ZONE,
    };
    Ok(LetterView {
        number: letter.lt,
        to: letter.name.clone(),
        about: answered(read, &contents)?,
        contents,
        at: i64::try_from(letter.at_ms).ok().and_then(|ms| moment(ms, zone)),
        at_ms: letter.at_ms,
        state: letter.state,
        later: letter.later,
        awaits: letter.mailbox.is_some(),
        verdict,
        outcomes,
    })
}

/// What became of an ad, for its author: what moderators replied, and what the catalogue has.
fn verdict_of(read: &Read<'_>, sp: Option<Sp>, outcomes: &[Outcome]) -> Result<Verdict, AppError> {
    let listing = outcomes.iter().find_map(|outcome| outcome.listing);
    let heads = match (sp, listing) {
        (Some(sp), Some(listing)) => read.heads(sp, &listing)?,
        _ => Vec::new(),
    };
    let listed = match heads.iter().any(|head| head.kind == kind::TOMBSTONE) {
        true => Listed::Withdrawn,
        // A reply may come before the listing itself: then it is the replies that say so.
        false if heads.is_empty() => Listed::Never,
        false => Listed::Here,
    };
    let opinions: Vec<_> = outcomes.iter().filter_map(Outcome::opinion).collect();
    Ok(verdict(listed, &opinions))
}
