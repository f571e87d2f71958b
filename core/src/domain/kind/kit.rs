//! A kit: a thing to lend, with its parts. Who has it and until when are records.

use super::check::Found;
use super::choices;
use super::problem::Problem;
use super::schema::{FieldSpec, Given, Scalar, list, one, shared, table, texts};
use super::view::View;
use crate::domain::text::limit;

/// What belongs to it, to be counted when it goes and when it comes back.
pub const PARTS: &[FieldSpec] = &[
    texts("name", Scalar::Line(limit::TAG)).required(),
    one("count", Scalar::Number { min: 1, max: 500 }).or(Given::Int(1)),
    one("pictogram", Scalar::Pictogram),
    one("condition", Scalar::Choice(choices::CONDITION)).or(Given::Word("good")),
];

/// The fields.
pub const FIELDS: &[FieldSpec] = &[
    texts("title", Scalar::Line(limit::TITLE)).required(),
    texts("summary", Scalar::Prose(limit::SUMMARY)),
    one("kit_type", Scalar::Choice(choices::KIT_TYPE)),
    one("number", Scalar::Line(limit::TAG)),
    table("parts", PARTS),
    one("condition", Scalar::Choice(choices::CONDITION)).or(Given::Word("good")),
    one("house", Scalar::Line(limit::LINE)),
    one("place", Scalar::Line(limit::LINE)),
    one("keeper", Scalar::Person),
    one("lendable", Scalar::YesNo).or(Given::YesNo(true)),
    one("loan_days", Scalar::Days(365)).or(Given::Int(14)),
    one("deposit", Scalar::Cents),
    one("worth", Scalar::Cents),
    texts("instructions", Scalar::Prose(limit::BODY)),
    one("shown_first", Scalar::YesNo).or(Given::YesNo(false)),
    list("photos", Scalar::Picture),
    shared("notes"),
    one("listing", Scalar::Object),
    one("bought_on", Scalar::Day),
    one("retired_on", Scalar::Day),
];

/// Rules between fields.
pub(super) fn rules(kit: &View<'_>, found: &mut Found) {
    found.not_before("", kit, "retired_on", "bought_on");
    // Nobody is to leave more than the thing is worth.
    found.not_above(kit, "deposit", "worth");
    let gone = matches!(kit.text("condition"), Some("broken" | "missing")) || kit.raw("retired_on").is_some();
    if gone && kit.raw("lendable").is_some() && kit.flag("lendable") == Some(true) {
        let other = if kit.raw("retired_on").is_some() {
            "retired_on"
        } else {
            "condition"
        };
        found.push("lendable", Problem::Contradicts { other });
    }
}
