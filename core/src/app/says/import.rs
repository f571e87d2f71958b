//! What an import left out, and what a person should look at.

use ekin_exchange::{At, LossReason, ProblemKind, Unit};
use ekin_i18n::{Message, msg};

/// Why values were left out.
pub fn loss_reason(reason: LossReason) -> Message {
    match reason {
        LossReason::Empty => msg::loss_empty(),
        LossReason::NotSaid => msg::loss_not_said(),
        LossReason::Repeated => msg::loss_repeated(),
        LossReason::Technical => msg::loss_technical(),
        LossReason::NoField => msg::loss_no_field(),
        LossReason::UnknownField => msg::loss_unknown_field(),
        LossReason::Private => msg::loss_private(),
        LossReason::NotPublished => msg::loss_not_published(),
        LossReason::BadValue => msg::loss_bad_value(),
        LossReason::UnsafeUrl => msg::loss_unsafe_url(),
        LossReason::Recurrence => msg::loss_recurrence(),
        LossReason::OneDateOnly => msg::loss_one_date_only(),
        LossReason::Superseded => msg::loss_superseded(),
        LossReason::NotAListing => msg::loss_not_a_listing(),
        LossReason::Embedded => msg::loss_embedded(),
        LossReason::NoTitle => msg::loss_no_title(),
        LossReason::TooMany => msg::loss_too_many(),
        LossReason::Markup => msg::loss_markup(),
        LossReason::Characters => msg::loss_characters(),
        LossReason::Precision => msg::loss_precision(),
        LossReason::Approximate => msg::loss_approximate(),
        LossReason::OnlyForEkin => msg::loss_only_for_ekin(),
        LossReason::Expanded => msg::loss_expanded(),
    }
}

/// A place in the file.
pub fn place(at: At) -> Message {
    let n = at.number.to_string();
    match at.unit {
        Unit::File => msg::position_file(),
        Unit::Event => msg::position_event(n),
        Unit::Row => msg::position_row(n),
        Unit::Listing => msg::position_listing(n),
        Unit::Line => msg::position_line(n),
    }
}

/// What a person should look at.
pub fn reader_problem(problem: &ProblemKind) -> Message {
    match problem {
        ProblemKind::Encoding { used } => msg::notice_encoding(used),
        ProblemKind::BadEntry { misfit } => match crate::app::draft_file::field_error(misfit) {
            Some(error) => msg::notice_bad_entry_at(super::field::field_error(&error)),
            None => msg::notice_bad_entry(),
        },
        ProblemKind::NoTitle => msg::notice_no_title(),
        ProblemKind::NoId => msg::notice_no_id(),
        ProblemKind::SameId { id } => msg::notice_same_id(id),
        ProblemKind::NotPublished => msg::notice_not_published(),
        ProblemKind::Private => msg::notice_private(),
        ProblemKind::NoDate => msg::notice_no_date(),
        ProblemKind::BadDate { value } => msg::notice_bad_date(value),
        ProblemKind::EndBeforeStart => msg::notice_end_before_start(),
        ProblemKind::UnknownZone { name } => msg::notice_unknown_zone(name),
        ProblemKind::BadRecurrence { rule } => msg::notice_bad_recurrence(rule),
        ProblemKind::NoColumn { name } => msg::notice_no_column(name),
        ProblemKind::BadLine => msg::notice_bad_line(),
        ProblemKind::Unbalanced => msg::notice_unbalanced(),
        ProblemKind::TooManyEntries { limit } => msg::notice_too_many_entries(*limit),
        ProblemKind::TooManyDates { limit } => msg::notice_too_many_dates(*limit),
        ProblemKind::NothingFound => msg::notice_nothing_found(),
    }
}
