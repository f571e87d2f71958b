//! Words that a draft and the domain both have: types, states, questions about accessibility.

use ekin_exchange::draft;

use crate::domain::accessibility::{Access, Accessibility};
use crate::domain::listing_type::ListingType;
use crate::domain::status::Status;

const TYPES: [(draft::ListingType, ListingType); 9] = [
    (draft::ListingType::Activity, ListingType::Activity),
    (draft::ListingType::Need, ListingType::Need),
    (draft::ListingType::Offer, ListingType::Offer),
    (draft::ListingType::Loan, ListingType::Loan),
    (draft::ListingType::Project, ListingType::Project),
    (draft::ListingType::Challenge, ListingType::Challenge),
    (draft::ListingType::Practice, ListingType::Practice),
    (draft::ListingType::Place, ListingType::Place),
    (draft::ListingType::Partner, ListingType::Partner),
];

/// The domain's word for a type.
pub(super) fn listing_type(given: draft::ListingType) -> ListingType {
    TYPES
        .into_iter()
        .find(|(d, _)| *d == given)
        .map(|(_, l)| l)
        .unwrap_or_default()
}

/// The draft's word for a type; the default for one of a newer version.
pub(super) fn draft_type(given: &ListingType) -> draft::ListingType {
    TYPES
        .into_iter()
        .find(|(_, l)| l == given)
        .map(|(d, _)| d)
        .unwrap_or_default()
}

const STATES: [(draft::Status, Status); 5] = [
    (draft::Status::Scheduled, Status::Scheduled),
    (draft::Status::Full, Status::Full),
    (draft::Status::MovedOnline, Status::MovedOnline),
    (draft::Status::Postponed, Status::Postponed),
    (draft::Status::Cancelled, Status::Cancelled),
];

/// The domain's word for a state.
pub(super) fn status(given: draft::Status) -> Status {
    STATES
        .into_iter()
        .find(|(d, _)| *d == given)
        .map(|(_, s)| s)
        .unwrap_or_default()
}

/// The draft's word for a state; the default for one of a newer version.
pub(super) fn draft_status(given: &Status) -> draft::Status {
    STATES
        .into_iter()
        .find(|(_, s)| s == given)
        .map(|(d, _)| d)
        .unwrap_or_default()
}

/// The place of each question in a draft.
pub(super) fn question(access: &mut draft::Accessibility, question: Access) -> &mut Option<bool> {
    match question {
        Access::Hearing => &mut access.hearing,
        Access::Visual => &mut access.visual,
        Access::Psychic => &mut access.psychic,
        Access::Motor => &mut access.motor,
        Access::Intellectual => &mut access.intellectual,
        Access::StepFree => &mut access.step_free,
        Access::Toilets => &mut access.toilets,
        Access::Parking => &mut access.parking,
        Access::Quiet => &mut access.quiet,
    }
}

/// Answers packed into bits.
pub(super) fn accessibility(given: &draft::Accessibility) -> Accessibility {
    let mut given = *given;
    let mut access = Accessibility::default();
    for name in Access::ALL {
        access.set(name, *question(&mut given, name));
    }
    access
}

/// Answers, each in its place.
pub(super) fn draft_accessibility(given: Accessibility) -> draft::Accessibility {
    let mut access = draft::Accessibility::default();
    for name in Access::ALL {
        *question(&mut access, name) = given.get(name);
    }
    access
}
