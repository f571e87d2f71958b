//! Answers to ads: those of this phone's person with their honest states, those that came in for a house, and what people who live
//! there asked for.

use ekin_core::app::answer::NewAnswer;
use ekin_core::app::answer::house::{Became, Passing};
use ekin_core::app::inbox::letter::LetterView;
use ekin_core::app::inbox::{Contents, Handled, MessageView};
use ekin_core::app::query::day_at;
use ekin_core::app::says;
use ekin_core::domain::canned::Canned;
use ekin_core::domain::response::Says;
use ekin_core::domain::seats::Places;
use ekin_core::domain::text::Texts;
use ekin_i18n::msg;

use crate::failure::Failure;
use crate::handle::{Asked, Ekin};
use crate::house::space_of;
use crate::state::Transport;
use crate::text::Text;
use crate::words;

/// What somebody answers to an ad.
#[derive(Clone, Copy, Debug, PartialEq, Eq, uniffi::Enum)]
pub enum AnswerKind {
    /// They come.
    Yes,
    /// They may come.
    Maybe,
    /// Not this time.
    NotToday,
    /// Words alone.
    Words,
    /// Of a newer version; it is shown and never sent.
    Other,
}

impl AnswerKind {
    fn of(says: Says) -> Self {
        match says {
            Says::Yes => Self::Yes,
            Says::Maybe => Self::Maybe,
            Says::NotToday => Self::NotToday,
            Says::Words => Self::Words,
            Says::Other(_) => Self::Other,
        }
    }

    fn says(self) -> Says {
        match self {
            Self::Yes => Says::Yes,
            Self::Maybe => Says::Maybe,
            Self::NotToday => Says::NotToday,
            Self::Words | Self::Other => Says::Words,
        }
    }
}

/// An answer to write. Empty means not said.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct AnswerDraft {
    /// What.
    pub kind: AnswerKind,
    /// Words beside it.
    pub text: String,
    /// Under which name; the one that this device signs with where empty.
    pub name: String,
    /// Ordinary seats that it asks for.
    pub seats: u32,
    /// Places for a wheelchair.
    pub wheelchair: u32,
}

/// An answer of this phone.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct AnswerLine {
    /// Its number on this device.
    pub number: i64,
    /// The listing that it answers; none for words to a house.
    pub listing: Option<String>,
    /// What it answers, in words.
    pub says: String,
    /// The title of the listing, or to whom it was written.
    pub title: String,
    /// Own words beside it.
    pub text: Option<String>,
    /// When it was written, in words.
    pub written: Option<String>,
    /// How far it has come.
    pub transport: Transport,
    /// What was answered, the last first.
    pub replies: Vec<Reply>,
}

/// What somebody replied.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct Reply {
    /// What, in the reader's own language.
    pub says: Text,
    /// Words beside it.
    pub words: Option<String>,
}

/// An answer that came in for a house.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct AnswerIn {
    /// To name it by.
    pub id: String,
    /// What it says: what, who, how many places.
    pub lines: Vec<String>,
    /// The words beside it.
    pub words: Option<String>,
    /// What it answers.
    pub kind: AnswerKind,
    /// When the relay took it, in words.
    pub at: Option<String>,
    /// Whether somebody still has to look at it.
    pub waits: bool,
    /// Whether whoever wrote left a mailbox for a reply.
    pub can_reply: bool,
    /// How far this device's own reply has come.
    pub reply: Option<Transport>,
}

/// A reply that is chosen: a number travels, and everybody reads it in their own language.
#[derive(Clone, Copy, Debug, PartialEq, Eq, uniffi::Enum)]
pub enum CannedReply {
    /// They are expected.
    Welcome,
    /// No place this time.
    NoPlace,
    /// On the waiting list.
    Waiting,
    /// Whoever organises answers later.
    Later,
    /// They are asked to telephone.
    Call,
    /// How many, and with what needs?
    HowMany,
    /// It does not take place.
    Cancelled,
    /// It was put off.
    Postponed,
    /// Thanks.
    Thanks,
}

impl CannedReply {
    pub(crate) fn canned(self) -> Canned {
        match self {
            Self::Welcome => Canned::Welcome,
            Self::NoPlace => Canned::NoPlace,
            Self::Waiting => Canned::Waiting,
            Self::Later => Canned::Later,
            Self::Call => Canned::Call,
            Self::HowMany => Canned::HowMany,
            Self::Cancelled => Canned::Cancelled,
            Self::Postponed => Canned::Postponed,
            Self::Thanks => Canned::Thanks,
        }
    }
}

/// What somebody who lives in a house answered to a listing: it leaves the house only when a professional passes it on.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct AskedLine {
    /// To name it by.
    pub id: String,
    /// Who.
    pub name: String,
    /// What, in words.
    pub says: String,
    /// In their own words.
    pub text: Option<String>,
    /// The listing.
    pub listing: String,
    /// Its title, where it is here.
    pub title: Option<String>,
    /// Whether it waits for a professional.
    pub waits: bool,
    /// What became of it, in words.
    pub became: Vec<String>,
}

#[uniffi::export]
impl Ekin {
    /// Answers a listing, at the next sync; gives the letter's number.
    ///
    /// # Errors
    /// [`Failure::Refused`] with `no-way-to-answer` (the listing names no inbox: its other ways remain), `no-name` where places are
    /// asked for, `through-house`, `no-listing`, `words`.
    pub fn answer(&self, listing: String, answer: AnswerDraft) -> Result<i64, Failure> {
        self.ask(|asked| {
            let new = NewAnswer {
                says: answer.kind.says(),
                text: said(&answer.text),
                language: asked.tag(),
                by: said(&answer.name),
                places: Places {
                    seats: answer.seats,
                    wheelchair: answer.wheelchair,
                    companions: 0,
                },
                reply: true,
            };
            Ok(asked.device.answer(None, &listing, &new)?)
        })
    }

    /// The name that answers are signed with; empty where there is none.
    ///
    /// # Errors
    /// Those of the store.
    pub fn signature(&self) -> Result<String, Failure> {
        self.ask(|asked| Ok(asked.device.signature()?.unwrap_or_default()))
    }

    /// Signs with this name from now on.
    ///
    /// # Errors
    /// [`Failure::Refused`] with `words`.
    pub fn sign_as(&self, name: String) -> Result<(), Failure> {
        self.ask(|asked| Ok(asked.device.sign_as(&name)?))
    }

    /// Answers of this phone, the last first.
    ///
    /// # Errors
    /// Those of the store.
    pub fn answers(&self) -> Result<Vec<AnswerLine>, Failure> {
        self.ask(|asked| {
            let letters = asked.device.letters()?;
            let mut lines: Vec<AnswerLine> = letters.iter().filter_map(|one| line(asked, one)).collect();
            lines.reverse();
            Ok(lines)
        })
    }

    /// Answers that came in for a house, and other words to it; those that wait first.
    ///
    /// # Errors
    /// [`Failure::Refused`] with `unknown-space`.
    pub fn answers_in(&self, space: String) -> Result<Vec<AnswerIn>, Failure> {
        self.ask(|asked| {
            let messages = asked.device.inbox(Some(space_of(&space)?))?;
            let mut lines: Vec<AnswerIn> = messages.iter().filter_map(|one| came(asked, one)).collect();
            lines.sort_by_key(|line| !line.waits);
            Ok(lines)
        })
    }

    /// Replies to an answer with a sentence that is chosen, or puts it aside with none.
    ///
    /// # Errors
    /// [`Failure::Refused`] with `no-mailbox`, `no-message`, `not-allowed`.
    pub fn reply(&self, space: String, id: String, reply: Option<CannedReply>) -> Result<(), Failure> {
        self.ask(|asked| {
            let canned = reply.map(CannedReply::canned);
            Ok(asked
                .device
                .close_message(Some(space_of(&space)?), &id, canned, None)?)
        })
    }

    /// What people who live in a house answered to listings.
    ///
    /// # Errors
    /// [`Failure::Refused`] with `unknown-space`.
    pub fn asked(&self, space: String) -> Result<Vec<AskedLine>, Failure> {
        self.ask(|asked| {
            let names = asked.device.people()?;
            let lines = asked.device.asked(space_of(&space)?)?;
            let line = |one: &ekin_core::app::answer::house::Asked| AskedLine {
                id: one.object.to_string(),
                name: one
                    .person
                    .map(|person| says::moment::name(&person, names.get(&person).map(String::as_str)))
                    .unwrap_or_default(),
                says: asked.say(&says::ad::says(one.says)),
                text: one.text.clone(),
                listing: one.listing.to_string(),
                title: one
                    .ad
                    .as_ref()
                    .and_then(|ad| words::of_map(asked, &ad.title, ad.original.as_deref()))
                    .map(|title| title.text),
                waits: one.became == Became::Waiting,
                became: says::ad::became(&one.became)
                    .iter()
                    .map(|text| asked.say(text))
                    .collect(),
            };
            Ok(lines.iter().map(line).collect())
        })
    }

    /// Passes on what somebody of the house asked for, under the house's name, with the professional's own words or none.
    ///
    /// # Errors
    /// [`Failure::Refused`] with `names-person`, `names-care` unless `sure`, `passed-already`, `no-way-to-answer`.
    pub fn pass_on(&self, space: String, id: String, text: String, sure: bool) -> Result<i64, Failure> {
        self.ask(|asked| {
            let passing = Passing {
                text: said(&text),
                language: asked.tag(),
                by: None,
                places: Places::default(),
                sure,
            };
            Ok(asked.device.pass_answer(space_of(&space)?, None, &id, &passing)?)
        })
    }

    /// Does not pass it on, and says why, in the house.
    ///
    /// # Errors
    /// As [`Ekin::pass_on`]; [`Failure::Refused`] with `words` where no reason is given.
    pub fn keep_back(&self, space: String, id: String, because: String) -> Result<(), Failure> {
        self.ask(|asked| {
            asked.device.keep_answer(space_of(&space)?, &id, &because)?;
            Ok(())
        })
    }
}

/// Words, unless they are none.
pub(crate) fn said(text: &str) -> Option<&str> {
    Some(text.trim()).filter(|text| !text.is_empty())
}

fn line(asked: &Asked, letter: &LetterView) -> Option<AnswerLine> {
    let Contents::Answer(response) = &letter.contents else {
        return None;
    };
    let listing = response.listing.map(|id| id.to_string());
    // Of a listing that is here no more, only to whom it was written is left to say.
    let shown = listing
        .as_ref()
        .and_then(|id| asked.device.show(id, asked.here).ok());
    let title = shown.and_then(|shown| {
        words::of_map(asked, &shown.draft.title, shown.draft.original.as_deref()).map(|title| title.text)
    });
    let today = day_at(asked.device.now_ms(), asked.here);
    let replies = letter.outcomes.iter().rev().map(|outcome| Reply {
        says: (&says::outcome(outcome)).into(),
        words: outcome.text.clone(),
    });
    Some(AnswerLine {
        number: letter.number,
        listing,
        says: asked.say(&says::ad::says(response.says)),
        title: title.unwrap_or_else(|| letter.to.clone()),
        text: text(asked, &response.text),
        written: words::day_and_hour(asked, today, letter.at),
        transport: letter.state.into(),
        replies: replies.collect(),
    })
}

fn text(asked: &Asked, texts: &Texts) -> Option<String> {
    words::of_texts(asked, texts, None).map(|words| words.text)
}

fn came(asked: &Asked, message: &MessageView) -> Option<AnswerIn> {
    let (mut lines, words, kind) = match &message.contents {
        Contents::Answer(response) => (
            says::ad::response(response),
            text(asked, &response.text),
            AnswerKind::of(response.says),
        ),
        Contents::Words(_, texts) => (
            vec![says::message_kind(&message.contents)],
            text(asked, texts),
            AnswerKind::Words,
        ),
        Contents::Ad(_) | Contents::Sealed | Contents::Newer => return None,
    };
    let about = message.about.as_ref();
    let about = about.and_then(|ad| words::of_map(asked, &ad.title, ad.original.as_deref()));
    lines.extend(about.map(|title| msg::answer_about(title.text)));
    let today = day_at(asked.device.now_ms(), asked.here);
    Some(AnswerIn {
        id: message.id.to_string(),
        lines: lines.iter().map(|line| asked.say(line)).collect(),
        words,
        kind,
        at: words::day_and_hour(asked, today, message.at),
        waits: message.handled == Handled::Waiting,
        can_reply: message.can_reply,
        reply: message.reply.map(Into::into),
    })
}
