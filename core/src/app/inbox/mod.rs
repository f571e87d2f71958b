//! Inboxes: what anybody writes to a territory's moderators or to the staff of a house, read and decided about by those
//! who may open it. What this device's own people write is in [`letter`], the territory's code in [`code`].

pub mod code;
mod decide;
mod error;
pub mod letter;
mod outcome;

use ekin_exchange::draft::Draft;
use ekin_i18n::{Date, Time};
use ekin_protocol::id::{ListingKey, ObjectId, OrgId, SpaceId};
use ekin_protocol::inbox::{Mailbox, Message, MessageKind, Reply};
use ekin_protocol::membership::Body;

use super::answer::listing_here;
use super::device::Device;
use super::error::AppError;
use super::meant::only;
use super::query::moment;
use super::show::to_draft;
use super::territory::one_territory;
use crate::domain::care;
use crate::domain::listing;
use crate::domain::occurrence::is_past;
use crate::domain::report::Wrong;
use crate::domain::response::Response;
use crate::domain::text::Texts;
use crate::domain::verdict::{Listed, Moderator, Opinion, Verdict, Word, verdict};
use crate::record::report::Report;
use crate::record::{payload, response, words};
use crate::storage::{Decision, InboxMessage, LetterState, Read, Sp, Space, StoreError};

pub use ekin_protocol::inbox::MessageId;
pub use error::InboxError;
pub use outcome::{Outcome, OutcomeKind};

/// What a message says.
#[derive(Clone, Debug, PartialEq)]
pub enum Contents {
    /// It does not open with any key that is here.
    Sealed,
    /// A newer program wrote it.
    Newer,
    /// An ad.
    Ad(Box<Draft>),
    /// An answer to an ad, or words to a house.
    Answer(Box<Response>),
    /// Other words: somebody speaks up, or reports a listing.
    Words(MessageKind, Texts),
}

/// What a report is about.
#[derive(Clone, Debug, PartialEq)]
pub struct Reported {
    /// The listing.
    pub listing: ObjectId,
    /// Its titles; none where it is not here.
    pub titles: Texts,
    /// What is wrong with it.
    pub reason: Wrong,
}

/// Where a message stands.
#[derive(Clone, Debug, PartialEq)]
pub enum Handled {
    /// It waits for somebody.
    Waiting,
    /// It is in the catalogue.
    Published {
        /// The listing.
        object: ObjectId,
        /// Whether this device published it.
        here: bool,
        /// Whether the log has it.
        logged: bool,
    },
    /// It was published and withdrawn again.
    Withdrawn(ObjectId),
    /// It was refused.
    Refused {
        /// Whether this device refused it.
        here: bool,
        /// Why.
        why: Outcome,
    },
    /// It was read here and put aside.
    Closed,
}

/// A message that came, as it is shown.
#[derive(Clone, Debug, PartialEq)]
pub struct MessageView {
    /// Its id.
    pub id: MessageId,
    /// What it says.
    pub contents: Contents,
    /// Of an answer, the ad that it answers, where that is on this device.
    pub about: Option<Draft>,
    /// When the relay took it, in the space's zone.
    pub at: Option<(Date, Time)>,
    /// The same, ms since 1970.
    pub at_ms: u64,
    /// Whether its sender showed the territory's code.
    pub reserved: bool,
    /// Whether its sender left a mailbox for a reply.
    pub can_reply: bool,
    /// Where it stands.
    pub handled: Handled,
    /// How far this device's own reply has come.
    pub reply: Option<LetterState>,
    /// What others who may open it replied.
    pub others: Vec<Outcome>,
    /// Of an ad, what all decisions come to: the same on every device that has heard the same.
    pub verdict: Verdict,
    /// What stands for this device among those who decided.
    pub me: [u8; 16],
    /// Words of an ad that may name a diagnosis or somebody's care: to be looked at first.
    pub care: Vec<&'static str>,
    /// All dates of an ad are over.
    pub past: bool,
    /// Of a report, what it is about.
    pub reported: Option<Reported>,
}

/// What the catalogue says of a message.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Fate {
    /// The listing that is, or would be, made of it.
    pub object: ObjectId,
    /// Whether that stands in the catalogue.
    pub published: bool,
    /// Whether it was withdrawn.
    pub withdrawn: bool,
    /// Whether the log has anything of it.
    pub logged: bool,
}

impl Fate {
    fn listed(self) -> Listed {
        match self {
            Self { published: true, .. } => Listed::Here,
            Self { withdrawn: true, .. } => Listed::Withdrawn,
            _ => Listed::Never,
        }
    }
}

/// The ad that an answer answers, where it is on this device.
fn answered(read: &Read<'_>, contents: &Contents) -> Result<Option<Draft>, AppError> {
    match contents {
        Contents::Answer(answer) => match &answer.listing {
            Some(listing) => listing_here(read, listing),
            None => Ok(None),
        },
        _ => Ok(None),
    }
}

/// What a message reports, if it is a report.
fn reported(read: &Read<'_>, space: &Space, message: &Message) -> Result<Option<Reported>, StoreError> {
    if message.kind != MessageKind::Report {
        return Ok(None);
    }
    let Ok(report) = Report::decode(&message.payload) else {
        return Ok(None);
    };
    let listing = read.listing(space.sp, &report.about)?;
    Ok(Some(Reported {
        listing: report.about,
        titles: listing.map(|listing| listing.card.titles).unwrap_or_default(),
        reason: report.reason,
    }))
}

/// What a listing that is made of a message is called: two moderators make one.
fn key_of(id: &MessageId) -> ListingKey {
    ListingKey(ekin_protocol::hash::first16(&id.0))
}

/// The organisation of a territory itself: that of whoever made it.
fn territory_org(read: &Read<'_>, sp: Sp) -> Result<OrgId, AppError> {
    match read.first_record(sp)?.map(|signed| signed.record.body) {
        Some(Body::Genesis(genesis)) => Ok(genesis.org),
        _ => Err(AppError::NotAMember),
    }
}

/// What the catalogue says of a message; of one to a private space, nothing.
pub(crate) fn fate(read: &Read<'_>, space: &Space, message: &InboxMessage) -> Result<Fate, StoreError> {
    let org = match read.first_record(space.sp)?.map(|signed| signed.record.body) {
        Some(Body::Genesis(genesis)) => genesis.org,
        _ => OrgId([0; 16]),
    };
    let object = space.id.listing(&org, &key_of(&message.id));
    let heads = read.heads(space.sp, &object)?;
    let withdrawn = heads
        .iter()
        .any(|head| head.kind == ekin_protocol::item::kind::TOMBSTONE);
    Ok(Fate {
        object,
        published: !heads.is_empty() && !withdrawn,
        withdrawn,
        logged: heads.iter().any(|head| head.place.is_some()),
    })
}

/// What the bytes of a message say.
fn contents(kind: MessageKind, payload: &[u8]) -> Contents {
    match kind {
        MessageKind::Ad => match payload::decode(payload) {
            Ok(ad) if ad.version <= listing::VERSION => Contents::Ad(Box::new(to_draft(&ad))),
            _ => Contents::Newer,
        },
        MessageKind::Answer => match response::decode(payload) {
            Ok(answer) => Contents::Answer(Box::new(answer)),
            Err(_) => Contents::Newer,
        },
        MessageKind::Other(_) => Contents::Newer,
        kind => match words::decode(payload) {
            Ok(text) => Contents::Words(kind, text),
            Err(_) => Contents::Newer,
        },
    }
}

/// The space whose inbox is meant: the one named, or the only territory.
fn space_of(read: &Read<'_>, space: Option<SpaceId>) -> Result<Space, AppError> {
    let Some(id) = space else {
        return one_territory(read, None);
    };
    let sp = read.find_space(&id)?.ok_or_else(|| AppError::UnknownSpace {
        name: Some(id.to_string()),
    })?;
    Ok(read.space(sp)?)
}

/// The message whose id begins so.
fn find(read: &Read<'_>, space: &Space, id: &str) -> Result<InboxMessage, AppError> {
    let id = id.trim().to_lowercase();
    let missing = || InboxError::NoMessage { id: id.clone() }.into();
    only(read.messages_beginning(space.sp, &id)?, &id, missing)
}

impl Device {
    /// The messages that came to a space (a territory, where none is named), newest first.
    ///
    /// # Errors
    /// [`AppError::NoTerritory`], [`AppError::SeveralTerritories`], [`AppError::UnknownSpace`].
    pub fn inbox(&self, space: Option<SpaceId>) -> Result<Vec<MessageView>, AppError> {
        self.store().read(|read| {
            let space = space_of(read, space)?;
            let messages = read.messages(space.sp)?;
            messages.iter().map(|one| self.view(read, &space, one)).collect()
        })
    }

    /// How many messages wait for a decision, of all spaces whose inbox this device opens.
    ///
    /// # Errors
    /// Those of the store.
    pub fn messages_waiting(&self) -> Result<u64, AppError> {
        self.store().read(|read| {
            let mut waiting = 0;
            for space in read.spaces()? {
                for message in read.messages(space.sp)? {
                    waiting += u64::from(self.view(read, &space, &message)?.handled == Handled::Waiting);
                }
            }
            Ok(waiting)
        })
    }

    /// The message whose id begins so.
    ///
    /// # Errors
    /// [`InboxError::NoMessage`], [`AppError::Ambiguous`].
    pub fn inbox_message(&self, space: Option<SpaceId>, id: &str) -> Result<MessageView, AppError> {
        self.store().read(|read| {
            let space = space_of(read, space)?;
            self.view(read, &space, &find(read, &space, id)?)
        })
    }

    fn view(&self, read: &Read<'_>, space: &Space, message: &InboxMessage) -> Result<MessageView, AppError> {
        let says = message.body.as_deref().map(Message::read);
        let contents = match &says {
            None => Contents::Sealed,
            Some(Ok(says)) => contents(says.kind, &says.payload),
            Some(Err(_)) => Contents::Newer,
        };
        let says = says.and_then(Result::ok);
        let ad = match (&contents, &says) {
            (Contents::Ad(_), Some(says)) => payload::decode(&says.payload).ok(),
            _ => None,
        };
        let answer = read.answer_to(message.ms)?;
        let mut replies = match message.mailbox_id {
            Some(id) => read.replies(&id)?,
            None => Vec::new(),
        };
        replies.retain(|(_, body)| answer.as_ref().is_none_or(|answer| answer.payload != *body));
        let own = answer
            .as_ref()
            .and_then(|answer| Some(Outcome::of(message.id, Reply::read(&answer.payload).ok()?)));
        let signed = own.as_ref().and_then(|own: &Outcome| own.by.as_ref());
        let me = signed.map_or_else(|| self.replier(message.mailbox.as_ref()), |by| by.id);
        let mut others = Outcome::all(replies, message.id);
        others.retain(|other| other.by.as_ref().is_none_or(|by| by.id != me));
        let fate = fate(read, space, message)?;
        let refused = others.iter().rfind(|one| one.kind == OutcomeKind::Refused);
        let handled = match (message.decision, refused) {
            _ if fate.published => Handled::Published {
                object: fate.object,
                here: message.decision == Decision::Published,
                logged: fate.logged,
            },
            (Decision::Refused, _) => Handled::Refused {
                here: true,
                why: own.clone().unwrap_or_else(Outcome::unsaid),
            },
            (_, None) if fate.withdrawn => Handled::Withdrawn(fate.object),
            (Decision::Closed, _) => Handled::Closed,
            (_, Some(why)) => Handled::Refused {
                here: false,
                why: why.clone(),
            },
            _ => Handled::Waiting,
        };
        let published_unsaid = own.is_none() && message.decision == Decision::Published;
        let opinions = others.iter().chain(&own).filter_map(Outcome::opinion);
        let opinions = opinions.chain(published_unsaid.then_some(Opinion {
            by: Moderator { id: me, name: None },
            word: Word::Publish,
            at_ms: 0,
        }));
        Ok(MessageView {
            id: message.id,
            verdict: verdict(fate.listed(), &opinions.collect::<Vec<_>>()),
            me,
            care: ad.as_ref().map(care::named_in).unwrap_or_default(),
            past: ad.is_some_and(|ad| is_past(&ad.timings, space.zone, read.now_ms)),
            about: answered(read, &contents)?,
            contents,
            at: i64::try_from(message.at_ms)
                .ok()
                .and_then(|ms| moment(ms, space.zone)),
            at_ms: message.at_ms,
            reserved: message.reserved,
            can_reply: message.mailbox_id.is_some(),
            handled,
            reply: answer.map(|answer| answer.state),
            others,
            reported: match &says {
                Some(says) => reported(read, space, says)?,
                None => None,
            },
        })
    }

    /// What stands for this device among those that reply in a mailbox; of a message without one, nothing does.
    fn replier(&self, mailbox: Option<&Mailbox>) -> [u8; 16] {
        mailbox.map_or([0; 16], |mailbox| mailbox.replier(&self.keys().sign_key()))
    }
}
