//! What people who live in a house answer: it stays in the house until a professional passes it on, under the house's name.
//! Their name, their words and their id do not leave; what the organiser replies comes back to them in the house.

use std::collections::BTreeMap;

use ekin_exchange::draft::Draft;
use ekin_protocol::hash::h16;
use ekin_protocol::id::{ObjectId, Ord, SpaceId};
use ekin_protocol::inbox::MessageKind;
use ekin_protocol::item::Item;

use super::{AnswerError, NewAnswer, inbox_of, line, listing, listing_here, texts};
use crate::app::ad::confirmed;
use crate::app::command::Command;
use crate::app::device::Device;
use crate::app::error::AppError;
use crate::app::fact::object_of;
use crate::app::inbox::OutcomeKind;
use crate::app::inbox::letter::{self, LetterState};
use crate::app::meant::only;
use crate::app::outing::people;
use crate::app::space::one_space;
use crate::app::territory::role_here;
use crate::domain::canned::Canned;
use crate::domain::care;
use crate::domain::fact::value::{Line, Prose};
use crate::domain::fact::{Fact, Message, VERSION};
use crate::domain::language::LanguageTag;
use crate::domain::person::PersonId;
use crate::domain::response::{Response, Says, names};
use crate::domain::seats::Places;
use crate::domain::text::Texts;
use crate::domain::unknown::Unknown;
use crate::record::response;
use crate::storage::{Letter, Read, Space, StoreError, Tx};

/// What a professional passes on.
#[derive(Clone, Copy, Debug)]
pub struct Passing<'a> {
    /// Words for who organises, the professional's own; those of the person stay in the house.
    pub text: Option<&'a str>,
    /// Their language.
    pub language: LanguageTag,
    /// Under which name; none for the house's own.
    pub by: Option<&'a str>,
    /// The places that it asks for.
    pub places: Places,
    /// The professional is sure of words that may name a diagnosis or somebody's care.
    pub sure: bool,
}

/// What somebody of the house answered, and what became of it.
#[derive(Clone, Debug, PartialEq)]
pub struct Asked {
    /// It.
    pub object: ObjectId,
    /// The listing.
    pub listing: ObjectId,
    /// The listing's words, where it is on this device.
    pub ad: Option<Draft>,
    /// Who.
    pub person: Option<PersonId>,
    /// What.
    pub says: Says,
    /// In their words.
    pub text: Option<String>,
    /// What became of it.
    pub became: Became,
}

/// What became of what somebody of a house answered.
#[derive(Clone, Debug, PartialEq)]
pub enum Became {
    /// It waits for a professional.
    Waiting,
    /// It was passed on.
    Passed {
        /// The professional's device.
        by: Ord,
        /// How far it has come, where it was passed on from this device.
        state: Option<LetterState>,
        /// What who organises replied.
        reply: Option<Canned>,
        /// What they wrote.
        reply_text: Option<String>,
    },
    /// A professional did not pass it on, for this reason.
    Kept {
        /// The professional's device.
        by: Ord,
        /// Why.
        because: Option<String>,
    },
}

impl Device {
    /// Says in the house what somebody who lives there answers to a listing. Nothing leaves the house by this. Said again, it
    /// takes the place of what they said before.
    ///
    /// # Errors
    /// [`AppError::UnknownSpace`], [`AppError::NoListing`], [`AppError::NoPerson`], [`AppError::NotAllowed`].
    pub fn ask_house(
        &self,
        space: SpaceId,
        territory: Option<SpaceId>,
        id: &str,
        person: &str,
        new: &NewAnswer<'_>,
    ) -> Result<ObjectId, AppError> {
        self.store().write(|tx| {
            let mut command = Command::begin(self, tx, space)?;
            let (about, _) = listing(tx, territory, id)?;
            let person = people::person(&people::names(tx)?, [], person)?;
            let object = Message::asking(&space, &about, &person);
            let unit = command.unit_of(person)?;
            let message = Message {
                person: Some(person),
                says: Some(u64::from(new.says.code())),
                text: new.text.map(prose).transpose()?,
                ..about_this(about)
            };
            command.put_under(&object, &message, Some(unit))?;
            command.send()?;
            Ok(object)
        })
    }

    /// Passes on what somebody of the house answered, under the house's name; gives the letter's number. The person's name
    /// and words stay in the house.
    ///
    /// # Errors
    /// [`AppError::NotAllowed`] unless this is a professional's device; [`AnswerError::NotAsked`], [`AnswerError::Passed`],
    /// [`AnswerError::NamesPerson`], [`AnswerError::NoInbox`], [`crate::app::ad::AdError::NamesCare`].
    pub fn pass_answer(
        &self,
        space: SpaceId,
        territory: Option<SpaceId>,
        id: &str,
        passing: &Passing<'_>,
    ) -> Result<i64, AppError> {
        self.store().write(|tx| {
            let (space, object, asked) = mediating(tx, space, id)?;
            let (about, listing) = listing(tx, territory, &asked.about.to_string())?;
            let by = line(passing.by.unwrap_or(&space.name))?;
            let text = match passing.text {
                Some(text) => texts(text, passing.language)?,
                None => Texts::default(),
            };
            if let Some(name) = name_of(tx, asked.person)?
                && [passing.by, passing.text]
                    .into_iter()
                    .flatten()
                    .any(|text| names(text, &name))
            {
                return Err(AnswerError::NamesPerson.into());
            }
            confirmed(care::named(passing.text), passing.sure)?;
            let response = Response {
                says: says_of(&asked),
                listing: Some(about),
                by: Some(by),
                house: true,
                places: passing.places,
                text,
                // Whoever of the house passes it on, it is one answer, and the next one takes its place.
                line: Some(h16("answer", &[&space.id.0, &object.0])),
            };
            if response.says == Says::Words && response.text.is_empty() {
                return Err(AppError::Words);
            }
            let number = self.write_answer(tx, &inbox_of(&listing)?, &response, true)?;
            tx.set_letter_subject(number, space.sp, &object)?;
            let passed = Message {
                says: asked.says,
                passed: Some(true),
                ..about_this(object)
            };
            self.say_of(tx, &space, &object, &passed)?;
            Ok(number)
        })
    }

    /// Does not pass on what somebody of the house answered, and says why, in the house.
    ///
    /// # Errors
    /// As [`Device::pass_answer`]; [`AppError::Words`].
    pub fn keep_answer(&self, space: SpaceId, id: &str, because: &str) -> Result<ObjectId, AppError> {
        self.store().write(|tx| {
            let (space, object, asked) = mediating(tx, space, id)?;
            let kept = Message {
                says: asked.says,
                passed: Some(false),
                because: Some(Line::of(because).ok_or(AppError::Words)?),
                ..about_this(object)
            };
            self.say_of(tx, &space, &object, &kept)?;
            Ok(object)
        })
    }

    fn say_of(
        &self,
        tx: &Tx<'_>,
        space: &Space,
        asking: &ObjectId,
        message: &Message,
    ) -> Result<(), AppError> {
        let mut command = Command::begin(self, tx, space.id)?;
        command.put_beside(&Message::passing(&space.id, asking), message)?;
        command.send()
    }

    /// What people of a house answered, the last first.
    ///
    /// # Errors
    /// [`AppError::UnknownSpace`].
    pub fn asked(&self, space: SpaceId) -> Result<Vec<Asked>, AppError> {
        self.store().read(|read| {
            let space = one_space(read, space)?;
            let mut all = Vec::new();
            for object in crate::app::outing::objects::<Message>(read, &space)? {
                let Some(message) = object.shown().and_then(|head| head.read::<Message>().ok()) else {
                    continue;
                };
                if message.person.is_some() {
                    all.push(asked(read, &space, object.object, &message)?);
                }
            }
            Ok(all)
        })
    }

    /// Letters of this device that a colleague's has come before are let go: one answer leaves the house once. Gives whether there
    /// were any.
    pub(crate) fn drop_doubles(&self, tx: &Tx<'_>) -> Result<bool, AppError> {
        let mut dropped = false;
        for (lt, ..) in tx.letter_subjects()? {
            let unsent = tx.letter(lt)?.filter(|letter| letter.state == LetterState::Here);
            if let Some(letter) = unsent
                && turn(tx, &letter)? == Turn::Another
            {
                tx.remove_letter(lt)?;
                dropped = true;
            }
        }
        Ok(dropped)
    }

    /// What organisers replied to what was passed on from here is said in the house. Gives whether anything was.
    pub(crate) fn bring_replies_home(&self, tx: &Tx<'_>) -> Result<bool, AppError> {
        let mut said = false;
        let last: BTreeMap<_, _> = tx
            .letter_subjects()?
            .into_iter()
            .map(|(lt, sp, of)| ((sp, of), lt))
            .collect();
        for ((sp, asking), lt) in last {
            let Some(letter) = tx.letter(lt)? else { continue };
            let space = tx.space(sp)?;
            let outcomes = letter::view(tx, &letter)?.outcomes;
            let last = outcomes.iter().rfind(|one| one.kind == OutcomeKind::Answered);
            let Some(reply) = last else { continue };
            let object = object_of(tx, &space, &Message::passing(&space.id, &asking))?;
            let known = object.shown().and_then(|head| head.read::<Message>().ok());
            let Some(known) = known.filter(|known| known.passed == Some(true)) else {
                continue;
            };
            let told = Message {
                reply: reply.canned.map(|canned| u64::from(canned.code())),
                reply_text: reply.text.as_deref().and_then(Prose::of),
                ..known.clone()
            };
            if told == known {
                continue;
            }
            match self.say_of(tx, &space, &asking, &told) {
                Ok(()) => said = true,
                Err(AppError::NotAMember | AppError::NotAllowed | AppError::TimeOver) => {}
                Err(other) => return Err(other),
            }
        }
        Ok(said)
    }
}

/// Whose turn it is to send what a house passes on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Turn {
    /// This device's: its word was the first that the house's log had, or the letter is about nothing of a house.
    Mine,
    /// Nobody's yet: the house's log has no word of it.
    Wait,
    /// A colleague's word came first.
    Another,
}

/// Two people who pass on one answer while they have no network send it once: the house's log says who.
///
/// # Errors
/// Those of the store.
pub(crate) fn turn(read: &Read<'_>, letter: &Letter) -> Result<Turn, StoreError> {
    let answer = (letter.kind == MessageKind::Answer)
        .then(|| response::decode(&letter.payload).ok())
        .flatten();
    let (Some(answer), Some((sp, asking))) = (answer, read.letter_subject(letter.lt)?) else {
        return Ok(Turn::Mine);
    };
    let space = read.space(sp)?;
    let me = space.author.map(|author| author.ord);
    if space.urls.is_empty() {
        return Ok(Turn::Mine);
    }
    let mut first = None;
    for head in read.heads(sp, &Message::passing(&space.id, &asking))? {
        let bytes = head.item_bytes();
        let opened = match Item::read(&bytes) {
            Ok(item) => read.opened(sp, &item)?,
            Err(_) => None,
        };
        let said = opened.and_then(|payload| Message::read(&payload).ok());
        let same = said.is_some_and(|said| said.passed == Some(true) && says_of(&said) == answer.says);
        if let Some(place) = head.place.filter(|_| same) {
            first = first.into_iter().chain([(place, head.ord)]).min();
        }
    }
    Ok(match first {
        None => Turn::Wait,
        Some((_, by)) if Some(by) == me => Turn::Mine,
        Some(_) => Turn::Another,
    })
}

fn about_this(about: ObjectId) -> Message {
    Message {
        about,
        person: None,
        says: None,
        text: None,
        passed: None,
        because: None,
        reply: None,
        reply_text: None,
        version: VERSION,
        unknown: Unknown::default(),
    }
}

fn prose(text: &str) -> Result<Prose, AppError> {
    Prose::of(text).ok_or(AppError::Words)
}

fn says_of(message: &Message) -> Says {
    let code = message.says.and_then(|code| u16::try_from(code).ok());
    code.map_or(Says::Words, Says::from_code)
}

/// The name of a person who has a profile here.
fn name_of(read: &Read<'_>, person: Option<PersonId>) -> Result<Option<String>, AppError> {
    let names = people::names(read)?;
    Ok(person.and_then(|person| names.get(&person).cloned()))
}

/// What is to be passed on or kept, on a professional's device: what waits.
fn mediating(read: &Read<'_>, space: SpaceId, id: &str) -> Result<(Space, ObjectId, Message), AppError> {
    let space = one_space(read, space)?;
    if !role_here(read, space.sp)?.is_some_and(|role| role.is_staff()) {
        return Err(AppError::NotAllowed);
    }
    let id = id.trim().to_lowercase();
    let missing = || AnswerError::NotAsked { id: id.clone() }.into();
    let found = read.facts_beginning(space.sp, Message::KIND, &id)?;
    let object = only(found, &id, missing)?;
    let said = object_of(read, &space, &object)?;
    let message = said.shown().and_then(|head| head.read::<Message>().ok());
    let message = message.filter(|message| message.person.is_some());
    let message = message.ok_or_else(|| AnswerError::NotAsked { id: id.clone() })?;
    match became(read, &space, &object, &message)? {
        Became::Waiting => Ok((space, object, message)),
        _ => Err(AnswerError::Passed.into()),
    }
}

fn asked(read: &Read<'_>, space: &Space, object: ObjectId, message: &Message) -> Result<Asked, AppError> {
    Ok(Asked {
        object,
        listing: message.about,
        ad: listing_here(read, &message.about)?,
        person: message.person,
        says: says_of(message),
        text: message.text.as_ref().map(|text| text.as_str().to_owned()),
        became: became(read, space, &object, message)?,
    })
}

/// What became of what somebody says: of that, and not of what they said before.
fn became(read: &Read<'_>, space: &Space, asking: &ObjectId, asked: &Message) -> Result<Became, AppError> {
    let object = object_of(read, space, &Message::passing(&space.id, asking))?;
    // Somebody passed it on while somebody else kept it: it is out of the house, and that is said.
    let read_all = object.heads.iter().rev();
    let all: Vec<_> = read_all
        .filter_map(|head| Some((head, head.read::<Message>().ok()?)))
        .filter(|(_, message)| message.says == asked.says)
        .collect();
    let passed = all.iter().find(|(_, message)| message.passed == Some(true));
    let Some((head, message)) = passed.or(all.first()) else {
        return Ok(Became::Waiting);
    };
    let text = |prose: &Option<Prose>| prose.as_ref().map(|text| text.as_str().to_owned());
    Ok(match message.passed {
        Some(true) => Became::Passed {
            by: head.by,
            state: read
                .letters_about(space.sp, asking)?
                .pop()
                .map(|letter| letter.state),
            reply: message
                .reply
                .and_then(|code| u16::try_from(code).ok())
                .map(Canned::from_code),
            reply_text: text(&message.reply_text),
        },
        _ => Became::Kept {
            by: head.by,
            because: message.because.as_ref().map(|line| line.as_str().to_owned()),
        },
    })
}
