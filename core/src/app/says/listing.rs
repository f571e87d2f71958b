//! Words about listings and devices.

use ekin_exchange::draft::Draft;
use ekin_i18n::{Message, msg};
use ekin_protocol::membership::Role;

use super::sync::code;
use crate::domain::accessibility::Access;
use crate::domain::listing_type::ListingType;
use crate::domain::status::Status;
use crate::storage::OutState;

/// Sort of listing.
pub fn listing_type(given: &ListingType) -> Message {
    match given {
        ListingType::Activity => msg::listing_type_activity(),
        ListingType::Need => msg::listing_type_need(),
        ListingType::Offer => msg::listing_type_offer(),
        ListingType::Loan => msg::listing_type_loan(),
        ListingType::Project => msg::listing_type_project(),
        ListingType::Challenge => msg::listing_type_challenge(),
        ListingType::Practice => msg::listing_type_practice(),
        ListingType::Place => msg::listing_type_place(),
        ListingType::Partner => msg::listing_type_partner(),
        ListingType::Other(_) => msg::listing_type_other(),
    }
}

/// Whether it takes place.
pub fn status(given: &Status) -> Message {
    match given {
        Status::Scheduled => msg::listing_status_scheduled(),
        Status::Full => msg::listing_status_full(),
        Status::MovedOnline => msg::listing_status_moved_online(),
        Status::Postponed => msg::listing_status_postponed(),
        Status::Cancelled => msg::listing_status_cancelled(),
        Status::Other(_) => msg::listing_status_other(),
    }
}

/// A question about accessibility.
pub fn access(given: Access) -> Message {
    match given {
        Access::Hearing => msg::listing_accessibility_hearing(),
        Access::Visual => msg::listing_accessibility_visual(),
        Access::Psychic => msg::listing_accessibility_psychic(),
        Access::Motor => msg::listing_accessibility_motor(),
        Access::Intellectual => msg::listing_accessibility_intellectual(),
        Access::StepFree => msg::listing_accessibility_step_free(),
        Access::Toilets => msg::listing_accessibility_toilets(),
        Access::Parking => msg::listing_accessibility_parking(),
        Access::Quiet => msg::listing_accessibility_quiet(),
    }
}

/// What a listing says to a question about accessibility; none where it does not say.
pub fn access_answer(draft: &Draft, question: Access) -> Option<bool> {
    let said = &draft.accessibility;
    match question {
        Access::Hearing => said.hearing,
        Access::Visual => said.visual,
        Access::Psychic => said.psychic,
        Access::Motor => said.motor,
        Access::Intellectual => said.intellectual,
        Access::StepFree => said.step_free,
        Access::Toilets => said.toilets,
        Access::Parking => said.parking,
        Access::Quiet => said.quiet,
    }
}

/// What a device may do.
pub fn role(given: Role) -> Message {
    match given {
        Role::Owner => msg::role_owner(),
        Role::Admin => msg::role_admin(),
        Role::Moderator => msg::role_moderator(),
        Role::Educator => msg::role_educator(),
        Role::Publisher => msg::role_publisher(),
        Role::Volunteer => msg::role_volunteer(),
        Role::Resident => msg::role_resident(),
        Role::Reader => msg::role_reader(),
        Role::Pending => msg::role_pending(),
        Role::Other(_) => msg::role_other(),
    }
}

/// How far what was written here has come; none means that the log has it. A receipt alone is the relay's word:
/// *received* is said once the log has come back and agrees with it.
pub fn out_state(given: Option<OutState>) -> Message {
    match given {
        None => msg::state_received(),
        Some(OutState::Pending) => msg::state_on_this_device(),
        Some(OutState::Sent | OutState::Received) => msg::state_sent(),
        Some(OutState::Refused(why)) => msg::state_refused(code(why)),
    }
}
