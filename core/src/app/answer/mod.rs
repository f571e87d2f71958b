//! Answers to ads: yes, maybe, not today, or words, sealed to the inbox that the listing names. Written with no network, sent
//! at the next sync; the reply comes into the mailbox that the answer brings along. What people who live in a house answer
//! goes through [`house`].

mod error;
pub mod house;

use ekin_exchange::draft::Draft;
use ekin_protocol::id::{ObjectId, SealKey, SpaceId};
use ekin_protocol::inbox::{Mailbox, MessageKind};
use ekin_protocol::link::Link;
use ekin_protocol::membership::Role;

use super::device::Device;
use super::error::AppError;
use super::inbox::letter::texts;
use super::publish;
use super::show::to_draft;
use super::signature::signature;
use super::territory::{one_territory, role_here};
use crate::domain::answer::Answer;
use crate::domain::language::LanguageTag;
use crate::domain::listing::Listing;
use crate::domain::response::{Response, Says};
use crate::domain::seats::Places;
use crate::domain::text::{Lines, Texts, clean, limit};
use crate::record::response;
use crate::storage::{NewLetter, Read, Tx};

pub use error::AnswerError;

/// An answer to write.
#[derive(Clone, Copy, Debug)]
pub struct NewAnswer<'a> {
    /// What.
    pub says: Says,
    /// Words beside it; of [`Says::Words`], all there is.
    pub text: Option<&'a str>,
    /// Their language.
    pub language: LanguageTag,
    /// Under which name; none for the one that this device signs with.
    pub by: Option<&'a str>,
    /// The places that it asks for.
    pub places: Places,
    /// Whether a reply is wanted. Without one, nothing in it leads back to this device.
    pub reply: bool,
}

/// Whom an answer goes to: an inbox, as a listing names it.
struct Inbox {
    space: SpaceId,
    urls: Vec<String>,
    name: String,
    key: SealKey,
}

impl Device {
    /// Answers a listing; gives the letter's number. It is sent at the next sync, to the inbox that the listing names.
    ///
    /// # Errors
    /// [`AnswerError::ThroughHouse`] on the device of somebody who lives in a house, [`AnswerError::NoInbox`],
    /// [`AnswerError::NoName`]; [`AppError::NoListing`], [`AppError::Words`].
    pub fn answer(&self, territory: Option<SpaceId>, id: &str, new: &NewAnswer<'_>) -> Result<i64, AppError> {
        self.store().write(|tx| {
            if lives_in_a_house(tx)? {
                return Err(AnswerError::ThroughHouse.into());
            }
            let (object, listing) = listing(tx, territory, id)?;
            let name = match new.by {
                Some(name) => Some(name.to_owned()),
                None => signature(tx)?,
            };
            let response = Response {
                says: new.says,
                listing: Some(object),
                by: name.as_deref().map(line).transpose()?,
                house: false,
                places: new.places,
                text: words(new)?,
                line: Some(match line_so_far(tx, &object)? {
                    Some(line) => line,
                    None => self.around().random(),
                }),
            };
            if response.by.is_none() && !response.wanted().is_none() {
                return Err(AnswerError::NoName.into());
            }
            self.write_answer(tx, &inbox_of(&listing)?, &response, new.reply)
        })
    }

    fn write_answer(
        &self,
        tx: &Tx<'_>,
        to: &Inbox,
        response: &Response,
        reply: bool,
    ) -> Result<i64, AppError> {
        let mailbox = reply.then(|| Mailbox::new(self.around().random()));
        let number = tx.put_letter(&NewLetter {
            sp: None,
            ms: None,
            name: &to.name,
            urls: &to.urls,
            target: to.space.0,
            key: Some(to.key),
            kind: MessageKind::Answer,
            payload: &response::encode(response),
            mailbox: mailbox.as_ref(),
            at_ms: self.around().wire_ms(),
        })?;
        self.changed();
        Ok(number)
    }
}

/// What this device's earlier answers to a listing share.
fn line_so_far(read: &Read<'_>, listing: &ObjectId) -> Result<Option<[u8; 16]>, AppError> {
    let letters = read.letters()?.into_iter().rev();
    let mut answers = letters
        .filter(|letter| letter.kind == MessageKind::Answer)
        .filter_map(|letter| response::decode(&letter.payload).ok());
    Ok(answers
        .find(|answer| !answer.house && answer.listing == Some(*listing))
        .and_then(|answer| answer.line))
}

/// The words of an answer. Words alone cannot be none.
fn words(new: &NewAnswer<'_>) -> Result<Texts, AppError> {
    match new.text {
        Some(text) => Ok(texts(text, new.language)?),
        None if new.says == Says::Words => Err(AppError::Words),
        None => Ok(Texts::default()),
    }
}

fn line(text: &str) -> Result<Box<str>, AppError> {
    match clean(text, limit::LINE, Lines::One) {
        Ok(line) if !line.is_empty() => Ok(line),
        _ => Err(AppError::Words),
    }
}

/// The listing whose id begins so, unless it was taken out.
fn listing(read: &Read<'_>, territory: Option<SpaceId>, id: &str) -> Result<(ObjectId, Listing), AppError> {
    let space = one_territory(read, territory)?;
    let (object, standing) = publish::find(read, &space, id)?;
    let listing = standing.listing()?.filter(|_| !standing.is_withdrawn());
    let listing = listing.ok_or_else(|| AppError::NoListing { id: id.to_owned() })?;
    Ok((object, listing))
}

/// The inbox that a listing names among the ways to answer.
fn inbox_of(listing: &Listing) -> Result<Inbox, AppError> {
    let named = listing.answer.iter().find_map(|way| match way {
        Answer::Url(address) => match address.as_str().parse() {
            Ok(Link::Inbox {
                space,
                urls,
                name,
                key,
            }) => Some(Inbox {
                space,
                urls,
                name,
                key,
            }),
            _ => None,
        },
        _ => None,
    });
    named.ok_or_else(|| {
        let ways = listing.answer.iter().filter_map(|way| match way {
            Answer::Url(address) => Some(address.as_str().to_owned()),
            Answer::Phone(phone) => Some(phone.as_str().to_owned()),
            Answer::Email(email) => Some(email.as_str().to_owned()),
            Answer::Other(_) => None,
        });
        AnswerError::NoInbox { ways: ways.collect() }.into()
    })
}

/// Whether this is the device of somebody who lives in a house.
fn lives_in_a_house(read: &Read<'_>) -> Result<bool, AppError> {
    for space in read.private_spaces()? {
        // Whoever was invited as one is one before anybody else knows it.
        let invited = read.invitation(space.sp)?.map(|invitation| invitation.role);
        if role_here(read, space.sp)?.or(invited) == Some(Role::Resident) {
            return Ok(true);
        }
    }
    Ok(false)
}

/// The words of a listing, where it is on this device.
pub(in crate::app) fn listing_here(read: &Read<'_>, object: &ObjectId) -> Result<Option<Draft>, AppError> {
    for space in read.catalogues()? {
        let standing = publish::Standing::of(read, space.sp, object)?;
        if let Some(listing) = standing.map(|standing| standing.listing()).transpose()?.flatten() {
            return Ok(Some(to_draft(&listing)));
        }
    }
    Ok(None)
}
