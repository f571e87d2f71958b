//! A tablet in simple mode: whom it is for, and the lock that a carer leaves it by.

use ekin_core::app::resident::tablet::lock::Tried;
use ekin_core::app::resident::tablet::{self, Dweller};
use ekin_core::domain::tablet::{Choices, Tile};

use crate::failure::Failure;
use crate::handle::Ekin;

/// One thing that a resident finds on their first screen.
#[derive(Clone, Copy, Debug, PartialEq, Eq, uniffi::Enum)]
pub enum SimpleTile {
    /// What one can go to.
    Outings,
    /// Where I go.
    Mine,
    /// What I want, and what the team said.
    Wishes,
    /// Photos on which I am.
    Photos,
    /// How I am.
    Feel,
    /// My day, read aloud.
    Listen,
}

impl From<Tile> for SimpleTile {
    fn from(tile: Tile) -> Self {
        match tile {
            Tile::Outings => Self::Outings,
            Tile::Mine => Self::Mine,
            Tile::Wishes => Self::Wishes,
            Tile::Photos => Self::Photos,
            Tile::Feel => Self::Feel,
            Tile::Listen => Self::Listen,
        }
    }
}

impl From<SimpleTile> for Tile {
    fn from(tile: SimpleTile) -> Self {
        match tile {
            SimpleTile::Outings => Self::Outings,
            SimpleTile::Mine => Self::Mine,
            SimpleTile::Wishes => Self::Wishes,
            SimpleTile::Photos => Self::Photos,
            SimpleTile::Feel => Self::Feel,
            SimpleTile::Listen => Self::Listen,
        }
    }
}

/// A resident, and what a carer chose for them on this tablet.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct SimpleResident {
    /// The space of their house, 64 hexadecimal digits.
    pub space: String,
    /// The person, 32 hexadecimal digits.
    pub person: String,
    /// What they are called.
    pub name: String,
    /// Name of the pictogram that stands for them.
    pub pictogram: Option<String>,
    /// Their tiles, two to six.
    pub tiles: Vec<SimpleTile>,
    /// A first touch reads aloud, a second one does it.
    pub reads_first: bool,
    /// Scanning by one switch, with so many ms a step, 500 to 5,000; none: by touch.
    pub step_ms: Option<u32>,
    /// Name of the picture that they choose to come in; none: no question.
    pub secret: Option<String>,
}

/// A tablet.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct SimpleTablet {
    /// It is in simple mode.
    pub on: bool,
    /// It has a carer's code.
    pub has_pin: bool,
    /// Those for whom it is, in the carer's order.
    pub residents: Vec<SimpleResident>,
    /// Others who live in a house of this device, with what is usual.
    pub others: Vec<SimpleResident>,
}

/// What came of a try of the code.
#[derive(Clone, Copy, Debug, PartialEq, Eq, uniffi::Enum)]
pub enum PinAnswer {
    /// It is the code.
    Open,
    /// It is not.
    Wrong {
        /// Tries before a wait, one at least.
        left: u32,
    },
    /// Nobody may try yet; nothing was tried, or it was the last try before the wait.
    Wait {
        /// For so long.
        seconds: u64,
    },
}

#[uniffi::export]
impl Ekin {
    /// Whether this is a resident's tablet, and whose.
    ///
    /// # Errors
    /// Those of the store.
    pub fn simple_tablet(&self) -> Result<SimpleTablet, Failure> {
        self.ask(|asked| {
            let tablet = asked.device.tablet()?;
            let (residents, others): (Vec<&Dweller>, Vec<&Dweller>) =
                tablet.dwellers.iter().partition(|one| one.choices.is_some());
            Ok(SimpleTablet {
                on: tablet.on,
                has_pin: tablet.has_pin,
                residents: residents.into_iter().map(resident).collect(),
                others: others.into_iter().map(resident).collect(),
            })
        })
    }

    /// Keeps whom this tablet is for and what was chosen for each, in this order.
    ///
    /// # Errors
    /// [`Failure::Refused`] with `tiles`, `scan-step`, `tablet-residents`.
    pub fn set_simple_tablet(&self, residents: Vec<SimpleResident>) -> Result<(), Failure> {
        let choices: Vec<Choices> = residents.into_iter().map(choices).collect();
        self.ask(|asked| Ok(asked.device.set_tablet(&choices)?))
    }

    /// Begins simple mode, or ends it.
    ///
    /// # Errors
    /// [`Failure::Refused`] with `no-pin`, `tablet-residents`.
    pub fn set_simple(&self, on: bool) -> Result<(), Failure> {
        self.ask(|asked| Ok(asked.device.set_simple(on)?))
    }

    /// Keeps a carer's code of six figures. Takes a fraction of a second.
    ///
    /// # Errors
    /// [`Failure::Refused`] with `pin-form`, `pin-easy`, `pin-memory`.
    pub fn set_simple_pin(&self, pin: String) -> Result<(), Failure> {
        self.ask(|asked| Ok(asked.device.set_pin(&pin)?))
    }

    /// Tries a carer's code, with no network. Takes a fraction of a second.
    ///
    /// # Errors
    /// [`Failure::Refused`] with `pin-form`, `no-pin`, `pin-memory`.
    pub fn try_simple_pin(&self, pin: String) -> Result<PinAnswer, Failure> {
        self.ask(|asked| {
            Ok(match asked.device.try_pin(&pin)? {
                Tried::Open => PinAnswer::Open,
                Tried::Wrong { left } => PinAnswer::Wrong { left },
                Tried::Wait { ms } => PinAnswer::Wait {
                    seconds: ms.div_ceil(1_000),
                },
            })
        })
    }

    /// Opens the lock with a house's recovery code, for who forgot the other one; with no network. Nothing is erased, and the code of
    /// six figures stays until it is changed. Takes up to seconds.
    ///
    /// # Errors
    /// [`Failure::Refused`] with the word that is not right (`recovery-word`, `recovery-check`, …), or `recovery-other-house`.
    pub fn open_with_recovery(&self, typed: String) -> Result<(), Failure> {
        self.ask(|asked| Ok(asked.device.open_with_recovery(&typed)?))
    }
}

fn resident(one: &tablet::Dweller) -> SimpleResident {
    let chosen = one.choices.as_ref();
    let usual = || Tile::ALL.to_vec();
    SimpleResident {
        space: one.space.to_string(),
        person: one.person.to_string(),
        name: one.name.clone(),
        pictogram: one.pictogram.clone(),
        tiles: chosen
            .map_or_else(usual, |own| own.tiles.clone())
            .into_iter()
            .map(Into::into)
            .collect(),
        reads_first: chosen.map_or(one.read_aloud, |own| own.reads_first),
        step_ms: chosen.and_then(|own| own.step_ms),
        secret: chosen.and_then(|own| own.secret.clone()),
    }
}

fn choices(one: SimpleResident) -> Choices {
    Choices {
        space: one.space,
        person: one.person,
        tiles: one.tiles.into_iter().map(Into::into).collect(),
        reads_first: one.reads_first,
        step_ms: one.step_ms,
        secret: one.secret,
    }
}
