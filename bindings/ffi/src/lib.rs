//! What shells in Kotlin and Swift call. Thin: records out of what the core's facade gives, failures by variant, and no rule of
//! its own.
//!
//! - One object, [`Ekin`], over one home. Every call is synchronous and local, may be made from any thread, and gives a
//!   `Result`; a panic of the core comes out as [`Failure::Inner`]. After [`Ekin::shut`] every call says [`Failure::Closed`].
//! - A screen is one or two calls: no call per row. Lists come in pages with a cursor.
//! - What happened is pulled: [`Ekin::wait_event`] says which topics changed, and the screen asks again.
//! - Words that depend on data (days, places, counts) come ready in the handle's language. Fixed words are [`Text`]s, made by the
//!   typed functions that `cargo xtask bindings` generates, and put into words by [`format_texts`].
//! - The clock and randomness are the core's own. The key of an encrypted home comes from the shell's [`KeyStore`].

// The functions that a foreign language calls are exported under fixed names: written by uniffi, and nothing here by hand.
#![allow(unsafe_code)]

mod ads;
mod answers;
mod card;
mod catalogue;
mod conflicts;
mod events;
mod failure;
mod filter;
mod handle;
mod heads;
mod house;
mod incident;
mod keys;
mod link;
mod listing;
mod members;
mod moderation;
mod moments;
mod needs;
mod outing;
mod people;
mod plan;
mod recovery;
mod seats;
mod simple;
mod state;
mod sync;
mod text;
mod under_way;
mod week;
mod wishes;
mod words;

pub use ads::{AdDraft, AdLine, DraftLine, Mine};
pub use answers::{AnswerDraft, AnswerIn, AnswerKind, AnswerLine, AskedLine, CannedReply, Reply};
pub use card::{CardField, CardReason, EmergencyCard, EmergencyNumber, NumbersOf, ServiceKind};
pub use catalogue::{Ask, Card, Discover, Near, Page, Section, SectionKind};
pub use conflicts::{Conflicts, OneVersion, TwoVersions};
pub use events::{Event, Topic};
pub use failure::{Failure, FieldFault};
pub use filter::Days;
pub use handle::Ekin;
pub use heads::{CountedAt, Dispute, HeadCount, HeadRow, Mark, Seeing, Seen};
pub use house::{House, LegLine, OutingLine, StaffPart, Todo};
pub use incident::{IncidentDraft, IncidentIs};
pub use keys::{KeyStore, KeyStoreFailure};
pub use link::{LinkIs, LinkKind};
pub use listing::{AccessAnswer, Fact, FactKind, Listing, Version, WayKind, WayToAnswer};
pub use members::{LinkPicture, MemberLine, MemberRole, Members};
pub use moderation::{RefusalReason, ToRead};
pub use moments::{Moment, MomentAudience, MomentDraft, MomentStanding, WhoMay};
pub use needs::{Fits, NeedKind, NeedLine};
pub use outing::{OutingPerson, OutingPlan, PackingLine, PaperLine, PlanLine, ReadyLine, Signed};
pub use people::{ConsentLine, NoteLine, NoteText, PersonLine, PersonPage};
pub use plan::{PlanPage, PlanRival, PlanText};
pub use recovery::{Recovery, RecoveryTried};
pub use seats::{ClaimLine, ClaimState, PartyDraft, SeatCell, SeatPlan};
pub use simple::{
    PinAnswer, SimpleDay, SimpleFace, SimpleFact, SimpleFeeling, SimpleOuting, SimplePhoto, SimpleResident,
    SimpleSays, SimpleTablet, SimpleTile, SimpleWhen, SpokenSentence,
};
pub use state::{Arriving, Freshness, ListingStatus, ListingType, Territory, Transport, Wording};
pub use sync::SyncReport;
pub use text::{Argument, ArgumentValue, Language, Text, format_texts};
pub use under_way::UnderWay;
pub use week::{QuietHours, ReminderLine, WeekDay, WeekPage, WeekRow};
pub use wishes::WishLine;

uniffi::setup_scaffolding!();
