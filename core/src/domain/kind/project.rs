//! A project of several weeks: what it is for, who takes part, its steps and what it costs.

use super::check::{Found, below};
use super::choices;
use super::problem::Problem;
use super::schema::{FieldSpec, Given, Scalar, list, one, shared, table, texts};
use super::view::View;
use crate::domain::text::limit;

/// Steps on the way.
pub const STEPS: &[FieldSpec] = &[
    texts("name", Scalar::Line(limit::TITLE)).required(),
    one("on", Scalar::Day),
    one("who", Scalar::Person),
    one("done", Scalar::YesNo).or(Given::YesNo(false)),
];

/// The fields.
pub const FIELDS: &[FieldSpec] = &[
    texts("title", Scalar::Line(limit::TITLE)).required(),
    texts("summary", Scalar::Prose(limit::SUMMARY)),
    texts("body", Scalar::Prose(limit::BODY)),
    texts("easy", Scalar::Prose(limit::NOTE)),
    one("project_type", Scalar::Choice(choices::PROJECT_TYPE)),
    one("project_status", Scalar::Choice(choices::PROJECT_STATUS)).or(Given::Word("idea")),
    one("start_on", Scalar::Day),
    one("end_on", Scalar::Day),
    one("place", Scalar::Line(limit::LINE)),
    list("goals", Scalar::Line(limit::LINE)),
    list("leaders", Scalar::Person),
    list("people", Scalar::Person),
    list("partners", Scalar::Line(limit::LINE)),
    one("people_wanted", Scalar::Number { min: 0, max: 1_000 }),
    list("skills_wanted", Scalar::Line(limit::LINE)),
    table("steps", STEPS),
    one("budget", Scalar::Cents),
    one("funded", Scalar::Cents),
    list("tags", Scalar::Line(limit::TAG)),
    list("photos", Scalar::Picture),
    shared("notes"),
    one("listing", Scalar::Object),
    one("adopted_from", Scalar::Object),
    one("origin", Scalar::Line(limit::LINE)),
    one("licence", Scalar::Line(64)),
];

/// Rules between fields.
pub(super) fn rules(project: &View<'_>, found: &mut Found) {
    found.not_before("", project, "end_on", "start_on");
    for row in project.rows("steps") {
        if let (Some(on), Some(end)) = (row.text("on"), project.text("end_on"))
            && on > end
        {
            found.push(below("steps", &row, "on"), Problem::After { other: "end_on" });
        }
    }
    // A copy that does not say where it comes from is not "adopted" but taken.
    if project.raw("adopted_from").is_some() {
        found.needs("", project, "adopted_from", "origin");
    }
}
