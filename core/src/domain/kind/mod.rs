//! Kinds of document (protocol 1): what an outing, a profile, a note hold, each in a file of its own, and what all
//! have in common: reading, writing down, checking, comparing. Of Automerge nothing is known here.

mod assign;
mod check;
mod contents;
mod diff;
mod instant;
mod json;
mod path;
mod plain;
mod problem;
mod scalar;
pub mod schema;
mod view;

pub mod choices;
pub mod draft;
pub mod kit;
pub mod note;
pub mod outing;
pub mod profile;
pub mod project;
pub mod settings;
pub mod story;
pub mod tournament;

use ekin_protocol::membership::SpaceKind;

pub use assign::{By, Edit, assign, escape_item};
pub use check::check;
pub use contents::{Contents, Leaf, VERSION};
pub use diff::{Change, diff};
pub use instant::Instant;
pub use path::{Below, Path};
pub use plain::Plain;
pub use problem::{FieldError, Form, Problem, WrongSpace};
pub use scalar::{Written, write_plain};
pub use schema::{Choice, FieldSpec, Keys, Scalar, Shape};
pub use view::View;

use check::Found;

/// Sort of document.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// What holds for a whole house, or for one person's phone.
    Settings,
    /// The plan of an outing.
    Outing,
    /// A person: what they like and need, and their emergency card.
    Profile,
    /// A note that two people may write at once.
    Note,
    /// A listing before it is published.
    Draft,
    /// A project of several weeks.
    Project,
    /// A thing to lend, with its parts.
    Kit,
    /// A tournament of several teams.
    Tournament,
    /// A good practice or a fine day, told with photos.
    Story,
}

impl Kind {
    /// Every kind of this version.
    pub const ALL: [Kind; 9] = [
        Kind::Settings,
        Kind::Outing,
        Kind::Profile,
        Kind::Note,
        Kind::Draft,
        Kind::Project,
        Kind::Kit,
        Kind::Tournament,
        Kind::Story,
    ];

    /// Its number on the wire.
    pub const fn number(self) -> u16 {
        match self {
            Kind::Settings => 1,
            Kind::Outing => 2,
            Kind::Profile => 3,
            Kind::Note => 4,
            Kind::Draft => 5,
            Kind::Project => 6,
            Kind::Kit => 7,
            Kind::Tournament => 8,
            Kind::Story => 9,
        }
    }

    /// The kind with this number; `None` for a record's, and for one of a newer version.
    pub fn from_number(number: u16) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.number() == number)
    }

    /// The word in commands and in `--json`.
    pub const fn word(self) -> &'static str {
        match self {
            Kind::Settings => "settings",
            Kind::Outing => "outing",
            Kind::Profile => "profile",
            Kind::Note => "note",
            Kind::Draft => "draft",
            Kind::Project => "project",
            Kind::Kit => "kit",
            Kind::Tournament => "tournament",
            Kind::Story => "story",
        }
    }

    /// The kind with this word.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.word() == word)
    }

    /// Its table of fields, in the order in which a screen shows them. `v` is in every document and in no table.
    pub const fn fields(self) -> &'static [FieldSpec] {
        match self {
            Kind::Settings => settings::FIELDS,
            Kind::Outing => outing::FIELDS,
            Kind::Profile => profile::FIELDS,
            Kind::Note => note::FIELDS,
            Kind::Draft => draft::FIELDS,
            Kind::Project => project::FIELDS,
            Kind::Kit => kit::FIELDS,
            Kind::Tournament => tournament::FIELDS,
            Kind::Story => story::FIELDS,
        }
    }

    /// Sorts of space in which it may live. A public space takes records alone.
    pub const fn spaces(self) -> &'static [SpaceKind] {
        use SpaceKind::{Home, Outing, Personal, Staff};
        match self {
            Kind::Settings => &[Home, Staff, Personal],
            // Prepared by the team, or before the eyes of the house, or in the space of the outing itself.
            Kind::Outing => &[Outing, Home, Staff],
            // The display profile is at home, the dossier with the staff, the emergency card goes along on the outing.
            Kind::Profile => &[Home, Staff, Outing, Personal],
            Kind::Note | Kind::Story => &[Home, Staff, Outing, Personal],
            Kind::Draft | Kind::Project | Kind::Kit => &[Home, Staff, Personal],
            Kind::Tournament => &[Home, Staff, Outing],
        }
    }

    /// Whether it may live in such a space.
    ///
    /// # Errors
    /// [`WrongSpace`].
    pub fn lives_in(self, space: SpaceKind) -> Result<(), WrongSpace> {
        if self.spaces().contains(&space) {
            Ok(())
        } else {
            Err(WrongSpace { kind: self, space })
        }
    }

    /// Field that names the person with whom the whole document is forgotten: their profile, a note about them. Personal
    /// data stands nowhere else (protocol 1).
    pub const fn unit_field(self) -> Option<&'static str> {
        match self {
            Kind::Profile => Some("person"),
            Kind::Note => Some("about"),
            _ => None,
        }
    }

    fn rules(self, view: &View<'_>, found: &mut Found) {
        match self {
            Kind::Settings | Kind::Note => {}
            Kind::Outing => outing::rules(view, found),
            Kind::Profile => profile::rules(view, found),
            Kind::Draft => draft::rules(view, found),
            Kind::Project => project::rules(view, found),
            Kind::Kit => kit::rules(view, found),
            Kind::Tournament => tournament::rules(view, found),
            Kind::Story => story::rules(view, found),
        }
    }
}

#[cfg(test)]
mod tests;
