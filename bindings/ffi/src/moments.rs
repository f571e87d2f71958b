//! Moments: photos and sounds of people. Each stays on this device until everybody on it is named and agreed.

use ekin_core::app::moment::{Missing, MomentLine, MomentState, NewMoment};
use ekin_core::app::says;
use ekin_core::domain::consent::{Audience, Purpose};

use crate::failure::Failure;
use crate::handle::{Asked, Ekin};
use crate::house::space_of;
use crate::words;

/// For whom to see.
#[derive(Clone, Copy, Debug, PartialEq, Eq, uniffi::Enum)]
pub enum MomentAudience {
    /// Those who were there.
    Present,
    /// The house.
    House,
    /// Families.
    Families,
    /// The journal of the house.
    Journal,
    /// Everybody.
    Public,
}

impl MomentAudience {
    fn of(audience: Audience) -> Self {
        match audience {
            Audience::Present => Self::Present,
            Audience::House => Self::House,
            Audience::Families => Self::Families,
            Audience::Journal => Self::Journal,
            Audience::Public => Self::Public,
        }
    }

    fn audience(self) -> Audience {
        match self {
            Self::Present => Audience::Present,
            Self::House => Audience::House,
            Self::Families => Audience::Families,
            Self::Journal => Audience::Journal,
            Self::Public => Audience::Public,
        }
    }
}

/// How far a moment has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq, uniffi::Enum)]
pub enum MomentStanding {
    /// On this device alone.
    Here,
    /// Others may see it.
    Shared,
    /// It was shared and is hidden: somebody does not agree any more.
    Hidden,
}

/// A moment.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct Moment {
    /// To name it by.
    pub id: String,
    /// What there is to say of it.
    pub words: Option<String>,
    /// Who is on it, by name.
    pub people: Vec<String>,
    /// Whether somebody still has to say who is on it.
    pub unnamed: bool,
    /// How many on it have no name here.
    pub others: u32,
    /// How far it has come.
    pub standing: MomentStanding,
    /// Who may see it, in words.
    pub audience: Option<String>,
    /// For each audience, who stands in the way.
    pub may: Vec<WhoMay>,
    /// When, in words.
    pub when: Option<String>,
    /// Whether it is a picture; else it is a sound.
    pub picture: bool,
    /// Who does not agree any more, in words, of one that is hidden.
    pub hidden_for: Vec<String>,
}

/// An audience, and who stands in the way.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct WhoMay {
    /// Who would see it.
    pub audience: MomentAudience,
    /// In words.
    pub words: String,
    /// Who has not agreed, and why, in words; nobody where it may be shared.
    pub missing: Vec<String>,
}

/// A photo or a sound that was just made.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct MomentDraft {
    /// The file.
    pub bytes: Vec<u8>,
    /// What there is to say of it; empty for nothing.
    pub words: String,
    /// Who is on it: ids or names.
    pub people: Vec<String>,
    /// How many more are on it who have no name here; none while nobody looked.
    pub others: Option<u32>,
}

#[uniffi::export]
impl Ekin {
    /// Moments of a space: those on this device alone first.
    ///
    /// # Errors
    /// [`Failure::Refused`] with `unknown-space`.
    pub fn moments(&self, space: String) -> Result<Vec<Moment>, Failure> {
        self.ask(|asked| {
            let all = asked.device.moments(space_of(&space)?)?;
            Ok(all.iter().map(|one| moment(asked, one)).collect())
        })
    }

    /// Keeps a moment on this device; gives its id. Where and when the camera was is taken out of the file first.
    ///
    /// # Errors
    /// [`Failure::Refused`] for a file that is none of a photo or a sound, `no-person`, `not-allowed`.
    pub fn add_moment(&self, space: String, moment: MomentDraft) -> Result<String, Failure> {
        self.ask(|asked| {
            let new = NewMoment {
                bytes: &moment.bytes,
                words: crate::answers::said(&moment.words),
                people: moment.people.clone(),
                others: moment.others,
                outing: None,
                purpose: Purpose::Memory,
            };
            Ok(asked
                .device
                .add_moment(space_of(&space)?, &new)?
                .object
                .to_string())
        })
    }

    /// Says who is on it: these, and so many who have no name here.
    ///
    /// # Errors
    /// [`Failure::Refused`] with `no-moment`, `no-person`.
    pub fn name_moment(
        &self,
        space: String,
        id: String,
        people: Vec<String>,
        others: u32,
    ) -> Result<(), Failure> {
        self.ask(|asked| {
            asked
                .device
                .name_moment(space_of(&space)?, &id, &people, others)?;
            Ok(())
        })
    }

    /// Shares it with an audience to which everybody on it agrees.
    ///
    /// # Errors
    /// [`Failure::Refused`] with `no-consent`, `not-named`, `no-place`.
    pub fn share_moment(&self, space: String, id: String, audience: MomentAudience) -> Result<(), Failure> {
        self.ask(|asked| {
            asked
                .device
                .share_moment(space_of(&space)?, &id, audience.audience(), None)?;
            Ok(())
        })
    }

    /// Takes it away, for everybody.
    ///
    /// # Errors
    /// [`Failure::Refused`] with `no-moment`, `not-allowed`.
    pub fn remove_moment(&self, space: String, id: String) -> Result<(), Failure> {
        self.ask(|asked| {
            asked.device.remove_moment(space_of(&space)?, &id)?;
            Ok(())
        })
    }

    /// The picture or sound itself, to be looked at on this device.
    ///
    /// # Errors
    /// [`Failure::Refused`] with `hidden`, `blob-not-here`.
    pub fn moment_bytes(&self, space: String, id: String) -> Result<Vec<u8>, Failure> {
        self.ask(|asked| {
            let mut bytes = Vec::new();
            asked.device.write_moment(space_of(&space)?, &id, &mut bytes)?;
            Ok(bytes)
        })
    }
}

fn moment(asked: &Asked, one: &MomentLine) -> Moment {
    let say = |missing: &[Missing]| {
        missing
            .iter()
            .map(|one| asked.say(&says::moment::missing(one)))
            .collect::<Vec<_>>()
    };
    let (standing, others, may, hidden_for) = match &one.state {
        MomentState::Unshared { others, missing } => {
            let may = missing.iter().map(|(audience, missing)| WhoMay {
                audience: MomentAudience::of(*audience),
                words: words::capital(asked.say(&says::moment::audience(*audience))),
                missing: say(missing),
            });
            (MomentStanding::Here, *others, may.collect(), Vec::new())
        }
        MomentState::Shared { .. } => (MomentStanding::Shared, Some(0), Vec::new(), Vec::new()),
        MomentState::Hidden(missing) => (MomentStanding::Hidden, Some(0), Vec::new(), say(missing)),
    };
    Moment {
        id: one.object.to_string(),
        words: one.words.clone(),
        people: one
            .people
            .iter()
            .map(|(person, name)| says::moment::name(person, name.as_deref()))
            .collect(),
        unnamed: others.is_none(),
        others: others.unwrap_or(0),
        standing,
        audience: one
            .audience
            .map(|audience| words::capital(asked.say(&says::moment::audience(audience)))),
        may,
        when: words::dated(asked, one.when),
        picture: one.media_type.starts_with("image/"),
        hidden_for,
    }
}
