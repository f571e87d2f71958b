//! Words about what is kept of a person.

use ekin_i18n::{Date, Message, Time, Value, msg};
use ekin_protocol::item::kind;

use super::document;
use crate::app::rights::{Named, NamedIn};
use crate::domain::kind::Kind;

/// Sort of record.
pub fn record_kind(given: u16) -> Message {
    match given {
        kind::LISTING => msg::record_kind_listing(),
        kind::CAPACITY => msg::record_kind_capacity(),
        kind::CLAIM => msg::record_kind_claim(),
        kind::DECISION => msg::record_kind_decision(),
        kind::CHECK => msg::record_kind_check(),
        kind::CONSENT => msg::record_kind_consent(),
        kind::HANDOVER => msg::record_kind_handover(),
        kind::MESSAGE => msg::record_kind_message(),
        kind::INCIDENT => msg::record_kind_incident(),
        kind::MEDIA => msg::record_kind_media(),
        kind::ACCESS => msg::record_kind_access(),
        kind::SCORE => msg::record_kind_score(),
        _ => msg::record_kind_other(),
    }
}

/// In what a person is named.
pub fn named_in(of: NamedIn) -> Message {
    match of {
        NamedIn::Document(Some(kind)) => document::kind(kind),
        NamedIn::Document(None) => msg::record_kind_other(),
        NamedIn::Fact(kind) => record_kind(kind),
        NamedIn::Message => msg::record_kind_message(),
        NamedIn::Letter => msg::record_kind_draft(),
        NamedIn::Listing => msg::record_kind_listing(),
        NamedIn::Kept => msg::record_kind_incident(),
    }
}

/// A place in which somebody is named.
pub fn named(one: &Named) -> Message {
    let id: String = one.id.chars().take(8).collect();
    let place: Value = match one.of {
        NamedIn::Kept => msg::record_place_device().into(),
        _ => one.space_name.as_str().into(),
    };
    msg::named_one(place, named_in(one.of), id, &one.at)
}

/// Sort of document or record.
pub fn kind(given: u16) -> Message {
    match Kind::from_number(given) {
        Some(kind) => document::kind(kind),
        None => record_kind(given),
    }
}

/// A fact in a line: what it is, when and by whom it was said, and what.
pub fn fact_line(what: Message, when: Option<(Date, Time)>, who: Value, said: Value) -> Message {
    let when = when.map_or_else(|| Value::from(""), |(day, time)| Value::Moment(day, time));
    msg::export_fact_line(what, when, who, said)
}
