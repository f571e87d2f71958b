//! What records of several screens have in common: sorts, states, and how fresh everything is.

use ekin_core::app::error::AppError;
use ekin_core::app::exchange::draft;
use ekin_core::app::inbox::letter::LetterState;
use ekin_core::app::query::OutState;
use ekin_core::app::says;
use ekin_core::app::territory::TerritoryView;
use ekin_core::domain::listing_type;
use ekin_core::domain::status::Status;

use crate::failure::Failure;
use crate::handle::{Asked, Ekin};
use crate::text::Text;
use crate::words;

/// After so long without news, what is shown is marked as old.
const STALE_MS: i64 = 24 * 3_600_000;

/// Sort of listing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, uniffi::Enum)]
pub enum ListingType {
    /// An outing, a show, a workshop.
    Activity,
    /// Somebody looks for something or someone.
    Need,
    /// Somebody offers time or a skill.
    Offer,
    /// A thing to lend.
    Loan,
    /// A project that looks for people.
    Project,
    /// A challenge between houses.
    Challenge,
    /// A good practice to share.
    Practice,
    /// A place that receives people.
    Place,
    /// An organisation.
    Partner,
    /// One of a newer version.
    Other,
}

impl From<&listing_type::ListingType> for ListingType {
    fn from(given: &listing_type::ListingType) -> Self {
        match given {
            listing_type::ListingType::Activity => Self::Activity,
            listing_type::ListingType::Need => Self::Need,
            listing_type::ListingType::Offer => Self::Offer,
            listing_type::ListingType::Loan => Self::Loan,
            listing_type::ListingType::Project => Self::Project,
            listing_type::ListingType::Challenge => Self::Challenge,
            listing_type::ListingType::Practice => Self::Practice,
            listing_type::ListingType::Place => Self::Place,
            listing_type::ListingType::Partner => Self::Partner,
            listing_type::ListingType::Other(_) => Self::Other,
        }
    }
}

impl From<draft::ListingType> for ListingType {
    fn from(given: draft::ListingType) -> Self {
        match given {
            draft::ListingType::Activity => Self::Activity,
            draft::ListingType::Need => Self::Need,
            draft::ListingType::Offer => Self::Offer,
            draft::ListingType::Loan => Self::Loan,
            draft::ListingType::Project => Self::Project,
            draft::ListingType::Challenge => Self::Challenge,
            draft::ListingType::Practice => Self::Practice,
            draft::ListingType::Place => Self::Place,
            draft::ListingType::Partner => Self::Partner,
        }
    }
}

impl ListingType {
    /// The core's; of one that no filter can name, none.
    pub(crate) fn known(self) -> Option<listing_type::ListingType> {
        Some(match self {
            Self::Activity => listing_type::ListingType::Activity,
            Self::Need => listing_type::ListingType::Need,
            Self::Offer => listing_type::ListingType::Offer,
            Self::Loan => listing_type::ListingType::Loan,
            Self::Project => listing_type::ListingType::Project,
            Self::Challenge => listing_type::ListingType::Challenge,
            Self::Practice => listing_type::ListingType::Practice,
            Self::Place => listing_type::ListingType::Place,
            Self::Partner => listing_type::ListingType::Partner,
            Self::Other => return None,
        })
    }
}

/// Whether a listing takes place.
#[derive(Clone, Copy, Debug, PartialEq, Eq, uniffi::Enum)]
pub enum ListingStatus {
    /// As planned.
    Scheduled,
    /// No place left.
    Full,
    /// Online instead.
    MovedOnline,
    /// Another time.
    Postponed,
    /// It does not.
    Cancelled,
    /// Something that a newer version says.
    Other,
}

impl From<&Status> for ListingStatus {
    fn from(given: &Status) -> Self {
        match given {
            Status::Scheduled => Self::Scheduled,
            Status::Full => Self::Full,
            Status::MovedOnline => Self::MovedOnline,
            Status::Postponed => Self::Postponed,
            Status::Cancelled => Self::Cancelled,
            Status::Other(_) => Self::Other,
        }
    }
}

/// How far something of one's own has come. *Received* is never said before the relay's receipt and its log agree.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Enum)]
pub enum Transport {
    /// On this device alone.
    Local,
    /// Sent, and no receipt.
    Sent,
    /// The relay has it.
    Received,
    /// Refused.
    Refused {
        /// Why, and what to do.
        says: Text,
    },
}

impl From<OutState> for Transport {
    fn from(state: OutState) -> Self {
        match state {
            OutState::Pending => Self::Local,
            OutState::Sent | OutState::Received => Self::Sent,
            OutState::Refused(code) => Self::Refused {
                says: (&says::code(code)).into(),
            },
        }
    }
}

impl From<LetterState> for Transport {
    fn from(state: LetterState) -> Self {
        match state {
            LetterState::Here => Self::Local,
            LetterState::Sent => Self::Sent,
            LetterState::Received => Self::Received,
            LetterState::Refused(code) => Self::Refused {
                says: (&says::code(code)).into(),
            },
        }
    }
}

/// A text that people wrote, in the language that serves this person best.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct Wording {
    /// The words.
    pub text: String,
    /// Their language, BCP 47.
    pub language: String,
    /// The name of that language where it is not the reader's: to be shown beside.
    pub other: Option<String>,
}

/// A territory on this device.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct Territory {
    /// Its space, 64 hexadecimal digits.
    pub space: String,
    /// What people call it.
    pub name: String,
    /// The link that others join by.
    pub link: String,
    /// Whether something of it was ever here.
    pub arrived: bool,
}

impl From<TerritoryView> for Territory {
    fn from(view: TerritoryView) -> Self {
        Self {
            space: view.space.to_string(),
            name: view.name,
            link: view.link,
            arrived: view.synced_ms.is_some(),
        }
    }
}

/// A first sync under way.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct Arriving {
    /// Listings that have come, by the bytes that have.
    pub have: u64,
    /// Of so many.
    pub of: u64,
}

/// How old what is shown is, and what has not left this device.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct Freshness {
    /// Whether a territory was joined.
    pub joined: bool,
    /// When everything was last here, in words; none before the first time.
    pub as_of: Option<String>,
    /// Whether that is more than a day ago.
    pub stale: bool,
    /// A first sync under way.
    pub arriving: Option<Arriving>,
    /// Own ads and answers that the relay has not confirmed.
    pub waiting: u64,
}

#[uniffi::export]
impl Ekin {
    /// Joins a territory by its link, with no account and no network. Its listings come with the next sync.
    ///
    /// # Errors
    /// [`Failure::Link`]; [`Failure::Refused`] with `already-joined`.
    pub fn join(&self, link: String) -> Result<Territory, Failure> {
        self.ask(|asked| Ok(asked.device.join(link.trim())?.into()))
    }

    /// The territories of this device.
    ///
    /// # Errors
    /// Those of the store.
    pub fn territories(&self) -> Result<Vec<Territory>, Failure> {
        self.ask(|asked| Ok(asked.device.territories()?.into_iter().map(Into::into).collect()))
    }

    /// How old what is shown is.
    ///
    /// # Errors
    /// Those of the store.
    pub fn freshness(&self) -> Result<Freshness, Failure> {
        let arriving = self.arriving();
        self.ask(|asked| Ok(freshness(asked, arriving)?))
    }
}

pub(crate) fn freshness(asked: &Asked, arriving: Option<Arriving>) -> Result<Freshness, AppError> {
    let territories = asked.device.territories()?;
    // Of several, the one that is the furthest behind.
    let synced: Option<i64> = territories.iter().filter_map(|one| one.synced_ms).min();
    let zone = territories.first().map_or(asked.here, |one| one.zone);
    let now_ms = asked.device.now_ms();
    let waits = |state| !matches!(state, LetterState::Received | LetterState::Refused(_));
    let letters = asked.device.letters()?;
    let waiting = letters.iter().filter(|letter| waits(letter.state)).count();
    Ok(Freshness {
        joined: !territories.is_empty(),
        as_of: synced.and_then(|ms| words::moment(asked, ms, now_ms, zone)),
        stale: synced.is_some_and(|ms| now_ms.saturating_sub(ms) > STALE_MS),
        arriving,
        waiting: waiting as u64,
    })
}
