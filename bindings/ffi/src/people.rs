//! People of a house and what its team tells one another: profiles without what a card is opened for, consents, notes.

use ekin_core::app::consent::ConsentShown;
use ekin_core::app::document::{DocumentLine, Kind};
use ekin_core::app::error::AppError;
use ekin_core::app::ids::SpaceId;
use ekin_core::app::outing::card::Opening;
use ekin_core::app::says;

use crate::failure::Failure;
use crate::handle::{Asked, Ekin};
use crate::house::space_of;
use crate::outing::{PlanLine, lines};
use crate::words;

/// Profiles and notes of one look.
const PAGE: u32 = 200;

/// Somebody of a house.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct PersonLine {
    /// The profile, to open it by.
    pub id: String,
    /// Name.
    pub name: String,
    /// Two letters to know them by.
    pub letters: String,
    /// Two people wrote different things.
    pub conflict: bool,
}

/// Somebody's page.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct PersonPage {
    /// The person, 32 hexadecimal digits.
    pub person: String,
    /// Name.
    pub name: String,
    /// Two letters to know them by.
    pub letters: String,
    /// What they say of themselves: what they like, want, how to speak with them.
    pub said: Vec<PlanLine>,
    /// What is under professional secrecy; empty where this device has none of it.
    pub care: Vec<PlanLine>,
    /// Who agreed to what.
    pub consents: Vec<ConsentLine>,
    /// Who opened their card, why and when, in words.
    pub openings: Vec<String>,
    /// Two people wrote different things.
    pub conflict: bool,
}

/// What was said of one person, purpose and audience.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct ConsentLine {
    /// In words.
    pub words: String,
    /// Whether it is a yes that holds.
    pub yes: bool,
    /// What was said disagrees.
    pub disagree: bool,
}

/// A note in a list.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct NoteLine {
    /// To open it by.
    pub id: String,
    /// Title.
    pub title: String,
    /// When it was last changed, in words.
    pub changed: Option<String>,
    /// It is on this device alone.
    pub local: bool,
    /// Two people wrote different things.
    pub conflict: bool,
}

/// A note.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct NoteText {
    /// Title.
    pub title: String,
    /// What it says; two people may write in it at once.
    pub text: String,
}

#[uniffi::export]
impl Ekin {
    /// People of a house, by name.
    ///
    /// # Errors
    /// [`Failure::Refused`] with `unknown-space`.
    pub fn people(&self, space: String) -> Result<Vec<PersonLine>, Failure> {
        self.ask(|asked| {
            let all = asked
                .device
                .documents(space_of(&space)?, Some(Kind::Profile), None, PAGE)?;
            let line = |one: DocumentLine| PersonLine {
                id: one.object.to_string(),
                letters: one.title.chars().take(2).collect(),
                name: one.title,
                conflict: one.conflict,
            };
            let mut people: Vec<PersonLine> = all.into_iter().map(line).collect();
            people.sort_by_key(|one| (ekin_core::domain::fold::fold(&one.name), one.id.clone()));
            Ok(people)
        })
    }

    /// Somebody's page, by their profile.
    ///
    /// # Errors
    /// [`Failure::Refused`] with `no-document`.
    pub fn person(&self, space: String, id: String) -> Result<PersonPage, Failure> {
        self.ask(|asked| Ok(person(asked, space_of(&space)?, &id)?))
    }

    /// Adds something that somebody wants to do some day; gives the page anew.
    ///
    /// # Errors
    /// As [`Ekin::person`]; [`Failure::Fields`]; [`Failure::Refused`] with `not-allowed`.
    pub fn add_want(&self, space: String, id: String, want: String) -> Result<PersonPage, Failure> {
        self.ask(|asked| {
            let space = space_of(&space)?;
            let shown = asked.device.show_document(space, &id)?;
            let mut wants = shown.contents.view().lines("wishes");
            wants.push(want);
            let fields: Vec<String> = wants.iter().map(|want| format!("wishes={want}")).collect();
            asked.device.edit_document(space, &id, &fields, asked.tag())?;
            Ok(person(asked, space, &id)?)
        })
    }

    /// Notes of a space, the last changed first.
    ///
    /// # Errors
    /// [`Failure::Refused`] with `unknown-space`.
    pub fn notes(&self, space: String) -> Result<Vec<NoteLine>, Failure> {
        self.ask(|asked| {
            let all = asked
                .device
                .documents(space_of(&space)?, Some(Kind::Note), None, PAGE)?;
            let line = |one: DocumentLine| NoteLine {
                id: one.object.to_string(),
                title: one.title,
                changed: words::dated(asked, one.changed),
                local: one.pending,
                conflict: one.conflict,
            };
            Ok(all.into_iter().map(line).collect())
        })
    }

    /// A note.
    ///
    /// # Errors
    /// [`Failure::Refused`] with `no-document`.
    pub fn note(&self, space: String, id: String) -> Result<NoteText, Failure> {
        self.ask(|asked| {
            let shown = asked.device.show_document(space_of(&space)?, &id)?;
            let view = shown.contents.view();
            Ok(NoteText {
                title: view.text("title").unwrap_or_default().to_owned(),
                text: view.shared("text").unwrap_or_default().to_owned(),
            })
        })
    }

    /// Keeps a note, a new one without an id; gives its id.
    ///
    /// # Errors
    /// [`Failure::Fields`]; [`Failure::Refused`] with `not-allowed`.
    pub fn keep_note(&self, space: String, id: Option<String>, note: NoteText) -> Result<String, Failure> {
        self.ask(|asked| {
            let space = space_of(&space)?;
            let fields = [
                format!("title={}", note.title.trim()),
                format!("text={}", note.text),
            ];
            let object = match id {
                Some(id) => asked.device.edit_document(space, &id, &fields, asked.tag())?.0,
                None => {
                    let fields: Vec<String> =
                        fields.into_iter().filter(|field| !field.ends_with('=')).collect();
                    asked
                        .device
                        .new_document(space, Kind::Note, &fields, asked.tag())?
                }
            };
            Ok(object.to_string())
        })
    }
}

fn person(asked: &Asked, space: SpaceId, id: &str) -> Result<PersonPage, AppError> {
    let device = &asked.device;
    let shown = device.show_document(space, id)?;
    let view = shown.contents.view();
    let person = view.person("person").map(|person| person.to_string());
    let person = person.unwrap_or_default();
    let name = view.text("name").unwrap_or_default().to_owned();
    let names = device.people()?;
    let fields = view.fields();
    let is_care = |field: &str| fields.iter().any(|spec| spec.key == field && spec.care);
    let hidden = |field: &str| matches!(field, "person" | "name" | "photo" | "pictogram");
    let consents = device.consents(space, Some(&person))?;
    let openings = device.card_openings(space, &person)?;
    Ok(PersonPage {
        letters: name.chars().take(2).collect(),
        said: lines(asked, &shown.contents, &names, |field| {
            !is_care(field) && !hidden(field)
        }),
        care: lines(asked, &shown.contents, &names, is_care),
        consents: consents.iter().map(|one| consent(asked, one)).collect(),
        openings: openings
            .iter()
            .map(|one: &Opening| asked.say(&says::outing::opening(one)))
            .collect(),
        conflict: shown.line.conflict,
        person,
        name,
    })
}

fn consent(asked: &Asked, one: &ConsentShown) -> ConsentLine {
    ConsentLine {
        words: asked.say(&says::moment::consent(one)),
        yes: one.standing.is_given(),
        disagree: one.disagree,
    }
}
