//! Words about what a fact says: its fields and what they hold. What only programs need (hashes, sizes, what a fact is about as a
//! number) has no words.

use std::collections::BTreeMap;

use ekin_i18n::{Message, Value, msg};
use ekin_protocol::item::kind;

use super::document::{self, Reader};
use super::moment::{audience, purpose, signer};
use super::rights::record_kind;
use super::{ad, outing, resident};
use crate::app::query::moment;
use crate::domain::consent::{Answer, Audience, Purpose, Signer};
use crate::domain::emergency::Reason;
use crate::domain::fact::check::seen;
use crate::domain::feeling::{Face, Moment};
use crate::domain::heads::Seen;
use crate::domain::kind::{Plain, write_plain};
use crate::domain::person::PersonId;
use crate::domain::response;
use crate::domain::wish;

/// Fields of facts that have no words.
const SILENT: &[&str] = &[
    "v",
    "answered",
    "blob",
    "claim",
    "height",
    "instead",
    "masked_by",
    "masks",
    "media_type",
    "origin",
    "signs",
    "sum",
    "thumb",
    "width",
];

/// What sort of thing a fact is; how somebody is, is a check of its own.
pub fn sort(of: u16, fields: &BTreeMap<String, Plain>) -> Message {
    match of {
        kind::CHECK if fields.contains_key("face") => msg::record_kind_feeling(),
        other => record_kind(other),
    }
}

/// What a fact says, field by field.
pub fn fact(of: u16, fields: &BTreeMap<String, Plain>, reader: Reader<'_>) -> Value {
    let said = fields.iter().map(|(key, value)| (key.as_str(), value));
    these(of, said, reader)
}

/// The same of some of its fields.
pub(super) fn these<'f>(
    of: u16,
    fields: impl Iterator<Item = (&'f str, &'f Plain)>,
    reader: Reader<'_>,
) -> Value {
    // Of a decision, that is the hash of the record that it answers.
    let silent = |key: &str| SILENT.contains(&key) || (of == kind::DECISION && key == "about");
    let said = fields
        .filter(|(key, _)| !silent(key))
        .map(|(key, held)| msg::conflict_said(name(key), value(of, key, held, reader)).into());
    Value::List(said.collect())
}

/// Name of a field; of what a newer version wrote, the key itself.
fn name(key: &str) -> Message {
    match key {
        "accepts" | "answer" | "says" => msg::fact_field_accepts(),
        "allows" => msg::fact_field_allows(),
        "audience" => msg::fact_field_audience(),
        "back" => msg::fact_field_back(),
        "because" | "reason" => msg::fact_field_because(),
        "buddy" => msg::fact_field_buddy(),
        "companions" => msg::fact_field_companions(),
        "face" => msg::fact_field_face(),
        "fill" => msg::fact_field_fill(),
        "flex" => msg::fact_field_flex(),
        "from" => msg::fact_field_from(),
        "leg" => msg::fact_field_leg(),
        "measures" => msg::fact_field_measures(),
        "missed" => msg::fact_field_missed(),
        "moment" => msg::fact_field_moment(),
        "party" => msg::fact_field_party(),
        "passed" => msg::fact_field_passed(),
        "pick_up" => msg::fact_field_pick_up(),
        "plan" | "subject" => msg::fact_field_plan(),
        "purpose" => msg::fact_field_purpose(),
        "reply" | "reply_text" => msg::fact_field_reply(),
        "seen" => msg::fact_field_seen(),
        "signer" => msg::fact_field_signer(),
        "to" => msg::fact_field_to(),
        "told_by" => msg::fact_field_told_by(),
        "unnamed" => msg::fact_field_unnamed(),
        "until_ms" => document::field_name("until"),
        "vehicle" => msg::fact_field_vehicle(),
        "when_ms" => msg::fact_field_when(),
        "wish" => msg::fact_field_wish(),
        "with" => msg::fact_field_with(),
        "withdrawn" => msg::fact_field_withdrawn(),
        "words" => msg::fact_field_words(),
        known => document::field_name(known),
    }
}

/// What a field holds; a word of a newer version as it stands.
fn value(of: u16, key: &str, held: &Plain, reader: Reader<'_>) -> Value {
    match held {
        Plain::Null => msg::conflict_nothing().into(),
        Plain::Bool(true) => msg::document_yes().into(),
        Plain::Bool(false) => msg::document_no().into(),
        Plain::Str(text) => word(of, key, text).map_or_else(|| text.as_str().into(), Value::from),
        Plain::Int(n) => number(of, key, *n, reader),
        Plain::Bytes(id) => {
            let person = PersonId::from_bytes(id).and_then(reader.name);
            person
                .unwrap_or_else(|| write_plain(held).chars().take(8).collect())
                .into()
        }
        Plain::List(items) => Value::List(items.iter().map(|item| value(of, key, item, reader)).collect()),
        other => write_plain(other).into(),
    }
}

/// Numbers that stand for something.
fn number(of: u16, key: &str, n: i64, reader: Reader<'_>) -> Value {
    if key.ends_with("_ms")
        && let Some((day, time)) = moment(n, reader.zone)
    {
        return Value::Moment(day, time);
    }
    if (of, key) == (kind::MESSAGE, "says")
        && let Ok(code) = u16::try_from(n)
    {
        return ad::says(response::Says::from_code(code)).into();
    }
    u64::try_from(n).map_or_else(|_| n.to_string().into(), Value::Number)
}

/// Words of the wire that people have other words for.
fn word(of: u16, key: &str, text: &str) -> Option<Message> {
    Some(match (of, key) {
        (kind::CHECK, "seen") => match seen(text)? {
            Seen::Present => msg::heads_seen_present(),
            Seen::Absent => msg::heads_seen_absent(),
            Seen::Excused => msg::heads_seen_excused(),
        },
        (kind::CONSENT, "answer") => match Answer::from_word(text)? {
            Answer::Yes => msg::document_yes(),
            Answer::No => msg::document_no(),
            Answer::Withdrawn => msg::conflict_ended(),
        },
        (kind::ACCESS, "reason") => outing::card_reason(Some(Reason::from_word(text)?)),
        (_, "audience") => audience(Audience::from_word(text)?),
        (_, "purpose") => purpose(Purpose::from_word(text)?),
        (_, "signer") => signer(Some(Signer::from_word(text)?)),
        (_, "wish") => resident::wish_word(wish::Says::from_word(text)?),
        (_, "face") => resident::face_word(Some(Face::from_word(text)?)),
        (_, "moment") => match Moment::from_word(text)? {
            Moment::Before => msg::simple_feel_before(),
            Moment::After => msg::simple_feel_after(),
        },
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use ekin_i18n::{Catalog, Language};
    use ekin_protocol::id::ObjectId;

    use super::*;
    use crate::domain::fact::plain::plain;
    use crate::domain::fact::value::Line;
    use crate::domain::fact::{Access, Check, Claim, Consent, Decision, Fact, Feeling, Handover, Incident};

    /// Every field of a fact of this version, each once; what it holds does not matter.
    fn keys() -> Vec<(u16, &'static [&'static str])> {
        vec![
            (Access::KIND, Access::KEYS),
            (Check::KIND, Check::KEYS),
            (Claim::KIND, Claim::KEYS),
            (Consent::KIND, Consent::KEYS),
            (Decision::KIND, Decision::KEYS),
            (Feeling::KIND, Feeling::KEYS),
            (Handover::KIND, Handover::KEYS),
            (Incident::KIND, Incident::KEYS),
            (
                crate::domain::fact::Capacity::KIND,
                crate::domain::fact::Capacity::KEYS,
            ),
            (crate::domain::fact::Media::KIND, crate::domain::fact::Media::KEYS),
            (
                crate::domain::fact::Message::KIND,
                crate::domain::fact::Message::KEYS,
            ),
        ]
    }

    fn said(of: u16, fields: &BTreeMap<String, Plain>, language: Language) -> String {
        let reader = Reader {
            zone: chrono_tz::Europe::Paris,
            name: &|_| None,
        };
        Catalog::new(language).format(&msg::conflict_said(name("text"), fact(of, fields, reader)))
    }

    #[test]
    fn no_field_of_this_version_is_called_one_of_a_newer() {
        for language in Language::ALL {
            let newer = Catalog::new(language).format(&msg::document_field_other(""));
            for (of, keys) in keys() {
                let fields = keys.iter().map(|key| ((*key).to_owned(), Plain::Str("x".into())));
                let text = said(of, &fields.collect(), language);
                assert!(!text.contains(newer.trim()), "{of}: {text}");
            }
        }
    }

    #[test]
    fn what_a_wish_says_is_said_in_the_words_of_the_person() {
        let mut claim = Claim::of(ObjectId([7; 16]), Line::of("Etxea").unwrap());
        claim.wish = Line::of("no_more");
        let fields = plain(&claim.write().unwrap());
        let text = said(Claim::KIND, &fields, Language::Fr);
        assert!(text.contains("Je ne veux plus y aller"), "{text}");
        assert!(
            !text.contains("no_more") && !text.contains("plus récent"),
            "{text}"
        );
    }
}
