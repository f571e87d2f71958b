//! What a command can fail with, for the caller to act on; the words are made of it elsewhere.

use std::path::PathBuf;

use ekin_protocol::blob::BlobError;
use ekin_protocol::cbor::CborError;
use ekin_protocol::link::LinkError;
use ekin_protocol::seal::SealError;

use super::ad::AdError;
use super::answer::AnswerError;
use super::inbox::InboxError;
use super::incident::IncidentError;
use super::keys::KeyError;
use super::loan::LoanError;
use super::moment::MomentError;
use super::near::NearError;
use super::outing::error::OutingError;
use super::query::{BadCursor, UnknownTown};
use super::resident::tablet::TabletError;
use super::surroundings::NoRandomness;
use super::verify::FullError;
use super::worker::WorkError;
use crate::document::DocumentError;
use crate::domain::fact::FactError;
use crate::domain::field::FieldError;
use crate::domain::kind::{self, WrongSpace};
use crate::domain::paper_code::PaperCodeError;
use crate::domain::person::PersonId;
use crate::domain::recovery_key::RecoveryKeyError;
use crate::media::MediaError;
use crate::net::near::TalkError;
use crate::print::PrintError;
use crate::record::payload::PayloadError;
use crate::storage::StoreError;

/// What a command can fail with. Nothing was changed.
#[derive(Debug, thiserror::Error)]
pub enum AppError {
    /// The store: in use, of a newer program, full, damaged.
    #[error("the store cannot be used")]
    Store(#[from] StoreError),
    /// The device's keys.
    #[error("the device's keys cannot be used")]
    Keys(#[from] KeyError),
    /// The machine gives no randomness.
    #[error(transparent)]
    Randomness(#[from] NoRandomness),
    /// The home folder cannot be made.
    #[error("{path} cannot be made")]
    Home {
        /// The folder.
        path: PathBuf,
        /// Why.
        #[source]
        source: std::io::Error,
    },
    /// Nothing was ever made in this folder.
    #[error("{path} is no home")]
    NoHome {
        /// The folder.
        path: PathBuf,
    },
    /// Not a link that this version can follow.
    #[error("not a link to follow")]
    Link(#[from] LinkError),
    /// A link to something else than what was asked for: a device's instead of a territory's, or the reverse.
    #[error("a link to something else")]
    OtherLink {
        /// It is a device's; else a territory's.
        device: bool,
    },
    /// A link by which nobody enters a territory or a house.
    #[error("a link that leads elsewhere")]
    LeadsElsewhere,
    /// A link that is no code of a device which waits for another.
    #[error("not a code of a device that waits")]
    OtherCode,
    /// A meeting with another phone failed.
    #[error("the meeting failed")]
    Near(#[source] TalkError<NearError>),
    /// No territory was joined.
    #[error("no territory")]
    NoTerritory,
    /// There are several territories and none was named.
    #[error("several territories")]
    SeveralTerritories {
        /// What people call them.
        names: Vec<String>,
    },
    /// No territory here has this name, or an id that begins so.
    #[error("no territory of this name")]
    UnknownTerritory {
        /// What was asked for.
        name: String,
    },
    /// The last step changed more listings than are remembered.
    #[error("the last step was too large")]
    UndoTooLarge,
    /// `near` a town that nobody here knows.
    #[error(transparent)]
    UnknownTown(#[from] UnknownTown),
    /// No private space here has this name, or there is none.
    #[error("no such private space")]
    UnknownSpace {
        /// What was asked for.
        name: Option<String>,
    },
    /// There are several private spaces and none was named, or several of this name.
    #[error("several private spaces")]
    SeveralSpaces {
        /// What people call them, each with its id.
        names: Vec<String>,
    },
    /// No document begins with this id.
    #[error("no such document")]
    NoDocument {
        /// What was asked for.
        id: String,
    },
    /// A document of a kind or schema of a newer version: it may be looked at, not edited.
    #[error("a newer document")]
    NewerDocument,
    /// A document that does not belong in this sort of space.
    #[error("a document that does not belong here")]
    WrongSpace(WrongSpace),
    /// Fields of a document that are not right, all of them.
    #[error("{} fields of a document are not right", .0.len())]
    DocumentFields(Vec<kind::FieldError>),
    /// Nothing is said of the object that begins with this id, or it ended.
    #[error("no such object")]
    NoFact {
        /// What was asked for.
        id: String,
    },
    /// There is no outing here, or it is not one that was named.
    #[error("no outing")]
    NoOuting,
    /// There are several outings and none was named.
    #[error("several outings")]
    SeveralOutings,
    /// A moment that the plan does not have.
    #[error("no such leg")]
    NoLeg {
        /// What was given.
        given: String,
        /// Those that there are.
        names: Vec<String>,
    },
    /// Nobody on the list, and no profile here, is called so.
    #[error("no such person")]
    NoPerson {
        /// What was asked for.
        name: String,
    },
    /// Loans.
    #[error(transparent)]
    Loan(#[from] LoanError),
    /// A shared tablet.
    #[error(transparent)]
    Tablet(#[from] TabletError),
    /// Somebody who has a profile, but none in this space.
    #[error("no profile here")]
    NoProfile {
        /// What was asked for.
        name: String,
    },
    /// No profile of this space has a card for that person.
    #[error("no card")]
    NoCard,
    /// The outing is over, and its cards are closed.
    #[error("the card is closed")]
    CardClosed,
    /// A claim that asks for no place.
    #[error("a claim of no place")]
    NoPlaces,
    /// Words that are empty, too long, or hold what no screen should show.
    #[error("words that cannot be kept")]
    Words,
    /// A fact that cannot be read, or that a newer version wrote.
    #[error("a fact cannot be read or written")]
    Fact(#[from] FactError),
    /// The key under which something is has not come, or was erased: it is not written on.
    #[error("the key of its unit is not here")]
    NoUnitKey,
    /// Nothing stands beside each other there, or no side of that name.
    #[error("no such conflict")]
    NoConflict {
        /// What was asked for.
        id: String,
    },
    /// It was erased for ever: nothing of it is written any more.
    #[error("it was erased")]
    Erased,
    /// Whose a document is was said when it was made.
    #[error("whose a document is does not change")]
    PersonIsFixed,
    /// No photo, scan or sound begins with this id, or it was removed.
    #[error("no such blob")]
    NoBlob {
        /// What was asked for.
        id: String,
    },
    /// A photo, scan or sound that is not on this device: it is to be fetched first.
    #[error("not on this device")]
    BlobNotHere,
    /// The bytes of a blob on this device are not those that were put there.
    #[error("the bytes of a blob are damaged")]
    BlobDamaged,
    /// A file that is no picture, sound or PDF, or that is not taken.
    #[error("the file is not taken")]
    Media(#[from] MediaError),
    /// A blob cannot be sealed.
    #[error("a blob cannot be sealed")]
    Blob(#[from] BlobError),
    /// What was opened cannot be written where it is to go.
    #[error("it cannot be written")]
    Write(#[source] std::io::Error),
    /// A paper cannot be set.
    #[error("the paper cannot be made")]
    Print(#[from] PrintError),
    /// More than one command may say.
    #[error("too much for one command")]
    TooMuchAtOnce,
    /// Bytes of this device's own that cannot be read.
    #[error("own bytes cannot be read")]
    Bytes(#[from] CborError),
    /// A document cannot be read or changed.
    #[error("a document cannot be read or changed")]
    Document(#[source] Box<DocumentError>),
    /// Something cannot be sealed.
    #[error("it cannot be sealed")]
    Seal(#[from] SealError),
    /// A link that is no invitation to a private space.
    #[error("not an invitation")]
    NotAnInvitation,
    /// The key of the space has not come to this device yet.
    #[error("no key yet")]
    NoKeyYet,
    /// The territory was joined already.
    #[error("joined already")]
    AlreadyJoined {
        /// What people call it.
        name: String,
    },
    /// Something waits to be sent that leaving would lose.
    #[error("{count} envelopes are not sent")]
    Unsent {
        /// How many.
        count: u64,
    },
    /// What was refused is nowhere else: leaving would lose it.
    #[error("{count} envelopes were refused")]
    RefusedUnsaved {
        /// How many.
        count: u64,
    },
    /// This device is no member of the territory: it may read.
    #[error("not a member")]
    NotAMember,
    /// Only staff ends the history of a space.
    #[error("not of the staff")]
    NotStaff,
    /// This device's role does not allow it.
    #[error("not allowed")]
    NotAllowed,
    /// No listing begins with this id.
    #[error("no such listing")]
    NoListing {
        /// What was asked for.
        id: String,
    },
    /// Several listings begin with this id.
    #[error("{count} listings begin with this id")]
    Ambiguous {
        /// What was asked for.
        id: String,
        /// How many.
        count: usize,
    },
    /// They do not want to go, so that there is nothing to accept or decline.
    #[error("they do not want to go")]
    NotWanted,
    /// Several persons have this name.
    #[error("{} persons have this name", .people.len())]
    SeveralPeople {
        /// What was asked for.
        name: String,
        /// Who.
        people: Vec<PersonId>,
    },
    /// Fields that are not right, all of them.
    #[error("{} fields are not right", .0.len())]
    Fields(Vec<FieldError>),
    /// A listing that a newer program wrote.
    #[error("a payload cannot be read or made")]
    Payload(#[from] PayloadError),
    /// Nothing to undo.
    #[error("nothing to undo")]
    NothingToUndo,
    /// No device of the territory has this number or link.
    #[error("no such device")]
    NoDevice {
        /// What was asked for.
        name: String,
    },
    /// Only owners, or owners and admins, may do this.
    #[error("not an owner")]
    NotAnOwner,
    /// A place in a list that is none.
    #[error("not a place in a list")]
    Cursor(#[from] BadCursor),
    /// The device's clock shows a time that no calendar has.
    #[error("the clock cannot be right")]
    Clock,
    /// The last owner stays.
    #[error("the last owner stays")]
    LastOwner,
    /// The only owner would leave others, or nobody, without one.
    #[error("the only owner leaves")]
    LastOwnerLeaves,
    /// The device of this number is there, and does not wait to be approved.
    #[error("device {ord} does not wait")]
    NotWaiting {
        /// Its number.
        ord: u32,
    },
    /// This device's time in the space is over, by the relay's time.
    #[error("the time in this space is over")]
    TimeOver,
    /// The relay of a space was not heard for too long: it is locked on this device until it is (protocol 11).
    #[error("a space is locked")]
    Locked {
        /// What people call it.
        name: String,
    },
    /// What was typed is no recovery code.
    #[error("not a recovery code")]
    PaperCode(#[from] PaperCodeError),
    /// A recovery code gives no keys on this device.
    #[error(transparent)]
    RecoveryKey(#[from] RecoveryKeyError),
    /// No recovery code was made on this device.
    #[error("no recovery code was made")]
    NoPaper,
    /// A recovery code, but not the one that this device showed last.
    #[error("another recovery code")]
    OtherPaper,
    /// This device is no owner of a private space that a relay holds.
    #[error("nothing for a recovery code to cover")]
    NothingToCover,
    /// A link that does not say where private spaces are.
    #[error("a link that names no private space")]
    NotASheet,
    /// A relay address that is none.
    #[error("not a relay's address")]
    RelayAddress {
        /// What was given; empty when nothing was.
        url: String,
    },
    /// A text that is not the public keys of a relay.
    #[error("not the public keys of a relay")]
    RelayKeys,
    /// A name that is empty or too long.
    #[error("a name has 1 to {max} bytes")]
    Name {
        /// The limit.
        max: usize,
    },
    /// The relay's log cannot be read to verify it.
    #[error("the relay's log cannot be read")]
    Verify(#[from] FullError),
    /// Inboxes and letters.
    #[error(transparent)]
    Inbox(#[from] InboxError),
    /// Outings.
    #[error(transparent)]
    Outing(#[from] OutingError),
    /// Ads and drafts.
    #[error(transparent)]
    Ad(#[from] AdError),
    /// Answers to ads.
    #[error(transparent)]
    Answer(#[from] AnswerError),
    /// Incidents.
    #[error(transparent)]
    Incident(#[from] IncidentError),
    /// Moments and consent.
    #[error(transparent)]
    Moment(#[from] MomentError),
    /// What the sync engine's work met.
    #[error("work on the store failed")]
    Work(#[from] WorkError),
    /// TLS cannot be set up.
    #[error("no secure connections")]
    Tls(#[from] rustls::Error),
    /// The runtime cannot be started.
    #[error("no threads")]
    Runtime(#[source] std::io::Error),
}

impl From<DocumentError> for AppError {
    fn from(error: DocumentError) -> Self {
        Self::Document(Box::new(error))
    }
}
