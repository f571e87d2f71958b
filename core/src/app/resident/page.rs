//! A person's own page: what they like, what they want, what they bring, how to speak with them, in their own words; and who looked
//! at their card.

use ekin_protocol::id::{ObjectId, SpaceId};

use super::whose;
use crate::app::device::Device;
use crate::app::document::shown;
use crate::app::error::AppError;
use crate::app::outing::card::Opening;
use crate::app::space::one_space;
use crate::domain::kind::{escape_item, profile};
use crate::domain::language::LanguageTag;
use crate::domain::person::PersonId;

/// A choice of a person about themselves.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Choice {
    /// I would like to do this some day.
    Want,
    /// I like this.
    Like,
    /// I do not like this.
    Dislike,
    /// I can bring this to others.
    Bring,
    /// This is how to speak with me.
    Speak,
}

impl Choice {
    /// All, as a screen shows them.
    pub const ALL: [Choice; 5] = [
        Choice::Want,
        Choice::Like,
        Choice::Dislike,
        Choice::Bring,
        Choice::Speak,
    ];

    /// The word in commands.
    pub const fn word(self) -> &'static str {
        match self {
            Choice::Want => "want",
            Choice::Like => "like",
            Choice::Dislike => "dislike",
            Choice::Bring => "bring",
            Choice::Speak => "speak",
        }
    }

    /// The choice with this word.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|choice| choice.word() == word)
    }

    /// The field of the profile that holds it.
    const fn field(self) -> &'static str {
        match self {
            Choice::Want => profile::WISHES,
            Choice::Like => profile::LIKES,
            Choice::Dislike => profile::DISLIKES,
            Choice::Bring => profile::BRINGS,
            Choice::Speak => profile::SPEAK_WITH_ME,
        }
    }

    /// One text; the others are lists.
    const fn is_one(self) -> bool {
        matches!(self, Choice::Speak)
    }
}

/// A person's own page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Page {
    /// Whose.
    pub person: PersonId,
    /// What they are called.
    pub name: String,
    /// What they chose, in the order of [`Choice::ALL`].
    pub choices: Vec<(Choice, Vec<String>)>,
    /// Fields of which two people wrote two values: `ekin doc show` has both.
    pub rivals: Vec<String>,
    /// Who looked at their card, the last first, with what the space is called where they did.
    pub looked: Vec<(String, Opening)>,
}

impl Device {
    /// A person's own page, out of their profile in this space.
    ///
    /// # Errors
    /// [`AppError::NoPerson`], [`AppError::NoProfile`].
    pub fn page(&self, space: SpaceId, person: &str) -> Result<Page, AppError> {
        let mut page = self.store().read(|read| {
            let space = one_space(read, space)?;
            let (person, row, profile) = whose(read, &space, person)?;
            let view = profile.view();
            let said = |choice: Choice| match choice.is_one() {
                true => view
                    .text(choice.field())
                    .map(ToOwned::to_owned)
                    .into_iter()
                    .collect(),
                false => view.lines(choice.field()),
            };
            Ok::<_, AppError>(Page {
                person,
                name: view.text("name").unwrap_or_default().to_owned(),
                choices: Choice::ALL.map(|choice| (choice, said(choice))).into(),
                rivals: shown(read, &space, &row)?
                    .rivals
                    .into_iter()
                    .map(|rival| rival.at)
                    .collect(),
                looked: Vec::new(),
            })
        })?;
        for space in self
            .private_spaces()?
            .into_iter()
            .filter(|space| !space.is_locked)
        {
            let openings = self.card_openings(space.space, &page.person.to_string())?;
            page.looked
                .extend(openings.into_iter().map(|opening| (space.name.clone(), opening)));
        }
        page.looked
            .sort_by_key(|(_, opening)| std::cmp::Reverse(opening.when));
        Ok(page)
    }

    /// Adds to what a person chose, or takes it away. Of how to speak with them there is one text, which is replaced.
    ///
    /// # Errors
    /// [`AppError::NoPerson`], [`AppError::NoProfile`]; [`AppError::DocumentFields`] for words that a profile does not take.
    pub fn choose(
        &self,
        space: SpaceId,
        person: &str,
        (choice, text): (Choice, &str),
        keep: bool,
    ) -> Result<ObjectId, AppError> {
        let row = self.store().read(|read| {
            let space = one_space(read, space)?;
            Ok::<_, AppError>(whose(read, &space, person)?.1)
        })?;
        let field = choice.field();
        let change = match (choice.is_one(), keep) {
            (true, true) => format!("{field}={text}"),
            (true, false) => format!("{field}="),
            (false, true) => format!("{field}+={}", escape_item(text)),
            (false, false) => format!("{field}-={}", escape_item(text)),
        };
        let (object, _) = self.edit_document(space, &row.object.to_string(), &[change], LanguageTag::FR)?;
        Ok(object)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::kind::Kind;

    #[test]
    fn every_choice_is_a_field_of_a_profile_and_a_word() {
        for choice in Choice::ALL {
            assert_eq!(Choice::from_word(choice.word()), Some(choice));
            let fields = Kind::Profile.fields();
            assert!(fields.iter().any(|spec| spec.key == choice.field()), "{choice:?}");
        }
    }
}
