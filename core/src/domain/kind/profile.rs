//! A person: how they are called, what they like and want, what they need to come along, and the card for an emergency.
//! The only document with personal data: all of it is forgotten with the person (protocol 1).
//!
//! One person may have a profile in each space of their house: for display at home, whole with the staff, the card on an
//! outing. What is under professional secrecy (`care`) is never in the home space, which residents' tablets hold.

use super::check::{Found, below};
use super::choices;
use super::problem::Problem;
use super::schema::{FieldSpec, Given, Scalar, list, one, table};
use super::view::View;
use crate::domain::text::limit;

/// Whom to call, in this order.
pub const CONTACTS: &[FieldSpec] = &[
    one("name", Scalar::Line(limit::LINE)).required(),
    one("link", Scalar::Choice(choices::LINK)),
    one("phone", Scalar::Phone).required(),
    one("order", Scalar::Number { min: 1, max: 99 }).or(Given::Int(1)),
    one("language", Scalar::Language),
    one("note", Scalar::Line(limit::LINE)),
];

/// What was allowed or refused, by whom, until when. The signed fact itself is a record; this is what a card shows.
pub const AUTHORISATIONS: &[FieldSpec] = &[
    one("what", Scalar::Choice(choices::AUTHORISATION)).required(),
    one("allowed", Scalar::YesNo).required(),
    one("signed_on", Scalar::Day),
    one("signed_by", Scalar::Line(limit::LINE)),
    one("until", Scalar::Day),
];

/// How to speak with the person, in their words.
pub const SPEAK_WITH_ME: &str = "speak_with_me";
/// What they like.
pub const LIKES: &str = "likes";
/// What they do not like.
pub const DISLIKES: &str = "dislikes";
/// What they would like to do some day.
pub const WISHES: &str = "wishes";
/// What they can bring to others.
pub const BRINGS: &str = "brings";

/// The fields.
pub const FIELDS: &[FieldSpec] = &[
    one("person", Scalar::Person).required(),
    one("name", Scalar::Line(limit::LINE)).required().personal(),
    one("part", Scalar::Choice(choices::PART))
        .or(Given::Word("resident"))
        .personal(),
    one("photo", Scalar::Picture).personal(),
    one("pictogram", Scalar::Pictogram).personal(),
    one("group", Scalar::Line(limit::TAG)).personal(),
    list("languages", Scalar::Language).personal(),
    list("speech", Scalar::Choice(choices::SPEECH)).personal(),
    one(SPEAK_WITH_ME, Scalar::Prose(limit::NOTE)).personal(),
    one("easy_words", Scalar::YesNo)
        .or(Given::YesNo(false))
        .personal(),
    one("read_aloud", Scalar::YesNo)
        .or(Given::YesNo(false))
        .personal(),
    list("needs", Scalar::Choice(choices::NEED)).personal(),
    list(LIKES, Scalar::Line(limit::LINE)).personal(),
    list(DISLIKES, Scalar::Line(limit::LINE)).personal(),
    list(WISHES, Scalar::Line(limit::LINE)).personal(),
    list(BRINGS, Scalar::Line(limit::LINE)).personal(),
    one("phone", Scalar::Phone).personal(),
    one("email", Scalar::Email).personal(),
    // From here on: the staff, and the card on an outing.
    one("full_name", Scalar::Line(limit::LINE)).care(),
    one("born", Scalar::Day).care(),
    one("represented", Scalar::Choice(choices::REPRESENTED)).care(),
    list("allergies", Scalar::Line(limit::LINE)).care(),
    one("treatment", Scalar::Prose(limit::NOTE)).care(),
    one("in_crisis", Scalar::Prose(limit::NOTE)).care(),
    list("diet", Scalar::Line(limit::LINE)).care(),
    one("mobility", Scalar::Prose(limit::NOTE)).care(),
    one("watch", Scalar::Choice(choices::WATCH)).care(),
    one("care_notes", Scalar::Prose(limit::BODY)).care(),
    table("contacts", CONTACTS).care(),
    one("care_consent", Scalar::YesNo).care(),
    one("care_signed_on", Scalar::Day).care(),
    one("care_signed_by", Scalar::Line(limit::LINE)).care(),
    table("authorisations", AUTHORISATIONS).care(),
    one("left_on", Scalar::Day).care(),
];

/// Rules between fields.
pub(super) fn rules(profile: &View<'_>, found: &mut Found) {
    // A yes to care that nobody dates is no consent that an emergency service could rely on.
    if profile.flag("care_consent") == Some(true) {
        found.needs("", profile, "care_consent", "care_signed_on");
        found.needs("", profile, "care_consent", "care_signed_by");
    }
    found.not_before("", profile, "care_signed_on", "born");
    found.not_before("", profile, "left_on", "born");
    for row in profile.rows("authorisations") {
        found.not_before("authorisations", &row, "until", "signed_on");
        if row.flag("allowed") == Some(true) {
            found.needs("authorisations", &row, "allowed", "signed_on");
            found.needs("authorisations", &row, "allowed", "signed_by");
        }
    }
    for liked in profile.lines("likes") {
        if profile.lines("dislikes").contains(&liked) {
            found.push(below("", profile, "dislikes"), Problem::Same { other: "likes" });
            break;
        }
    }
}
