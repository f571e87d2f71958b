//! Fields and what is wrong with them.

use ekin_i18n::{Message, Value, msg};

use crate::domain::field::{Field, FieldError, Form, Problem};
use crate::domain::listing_type::ListingType;
use crate::domain::recurrence::{MAX_RULE, RuleProblem};
use crate::domain::status::Status;

/// A field that is not right, with its place when that says more than the field's name.
pub fn field_error(error: &FieldError) -> Message {
    let name: Value = if error.path == error.field.name() {
        field_name(error.field).into()
    } else {
        error.path.as_str().into()
    };
    msg::field_problem(name, problem(&error.problem))
}

/// Name of a field.
pub fn field_name(field: Field) -> Message {
    match field {
        Field::Type => msg::field_type(),
        Field::Title => msg::field_title(),
        Field::Summary => msg::field_summary(),
        Field::Body => msg::field_body(),
        Field::Original => msg::field_original(),
        Field::Organiser => msg::field_organiser(),
        Field::Place => msg::field_place(),
        Field::Timings => msg::field_timings(),
        Field::Hours => msg::field_hours(),
        Field::Status => msg::field_status(),
        Field::Accessibility => msg::field_accessibility(),
        Field::Price => msg::field_price(),
        Field::Audience => msg::field_audience(),
        Field::Ages => msg::field_ages(),
        Field::Capacity => msg::field_capacity(),
        Field::Bring => msg::field_bring(),
        Field::Answer => msg::field_answer(),
        Field::Tags => msg::field_tags(),
        Field::Images => msg::field_images(),
        Field::Source => msg::field_source(),
        Field::Licence => msg::field_licence(),
        Field::Updated => msg::field_updated(),
        Field::Hand => msg::field_hand(),
        Field::Name => msg::field_name(),
        Field::Zone => msg::field_zone(),
        Field::Bounds => msg::field_bounds(),
        Field::Languages => msg::field_languages(),
        Field::Id => msg::field_id(),
    }
}

/// What is wrong with a value, and what to do.
pub fn problem(problem: &Problem) -> Message {
    match problem {
        Problem::Missing => msg::problem_missing(),
        Problem::TooLong { max, len } => msg::problem_too_long(*max as u64, *len as u64),
        Problem::TooMany { max, .. } => msg::problem_too_many(*max as u64),
        Problem::ControlCharacter { position } => msg::problem_control_character(position.to_string()),
        Problem::Form { expected, given } => form(*expected, given),
        Problem::OutOfRange { min, max, given } => {
            msg::problem_out_of_range(min.to_string(), max.to_string(), given.to_string())
        }
        Problem::EndBeforeStart => msg::problem_end_before_start(),
        Problem::MixedForms => msg::problem_mixed_forms(),
        Problem::UnknownZone { given } => msg::problem_unknown_zone(given),
        Problem::Rule(problem) => rule(problem),
        Problem::HalfPoint => msg::problem_half_point(),
        Problem::FreeWithPrice => msg::problem_free_with_price(),
        Problem::MaxBelowMin => msg::problem_max_below_min(),
        Problem::OriginalWithoutTitle => msg::problem_original_untitled(),
        Problem::TooLargeTogether { max, .. } => msg::problem_too_large_together(Value::Bytes(*max as u64)),
        Problem::ReadOnly => msg::problem_read_only(),
        Problem::NotEditable => msg::problem_not_editable(),
    }
}

fn form(expected: Form, given: &str) -> Message {
    match expected {
        Form::Moment => msg::problem_form_moment(given),
        Form::DateOrInstant => msg::problem_form_date_or_instant(given),
        Form::WebAddress => msg::problem_form_web_address(given),
        Form::Phone => msg::problem_form_phone(given),
        Form::Email => msg::problem_form_email(given),
        Form::Language => msg::problem_form_language(given),
        Form::Zone => msg::problem_form_zone(given),
        Form::Country => msg::problem_form_country(given),
        Form::Name => msg::problem_form_name(given),
        Form::Number => msg::problem_form_number(given),
        Form::Degrees => msg::problem_form_degrees(given),
        Form::YesNo => msg::problem_form_yes_no(given),
        Form::YesNoUnsaid => msg::problem_form_yes_no_unsaid(given),
        Form::ListingType => {
            msg::problem_form_choice(given, words(ListingType::ALL.iter().map(ListingType::as_str)))
        }
        Form::Status => msg::problem_form_choice(given, words(Status::ALL.iter().map(Status::as_str))),
        Form::Field => msg::problem_unknown_field(given),
        Form::Answer if given.is_empty() => msg::problem_form_answer_none(),
        Form::Answer => msg::problem_form_answer(given),
        Form::Part => msg::problem_form_part(),
        Form::Schema => msg::problem_form_schema(),
        Form::Listing => msg::notice_bad_entry(),
    }
}

fn words<'a>(words: impl Iterator<Item = &'a str>) -> Vec<String> {
    words.map(str::to_owned).collect()
}

fn rule(problem: &RuleProblem) -> Message {
    match problem {
        RuleProblem::TooLong => msg::problem_rule_too_long(MAX_RULE as u64),
        RuleProblem::Syntax => msg::problem_rule_form(),
        RuleProblem::Part { name } => msg::problem_rule_part(name),
        RuleProblem::Value { name } => msg::problem_rule_value(*name),
        RuleProblem::TooFine => msg::problem_rule_too_fine(),
        RuleProblem::UntilBeforeStart => msg::problem_rule_until_before_start(),
        RuleProblem::CountAndUntil => msg::problem_rule_count_and_until(),
        RuleProblem::Contradiction => msg::problem_rule_contradiction(),
    }
}
