//! A story: a good practice to take up, or a fine day, told with photos. A photo leaves the device only for an audience
//! to which everyone on it agreed (design 8); those are records, `people` says whom to ask.

use super::check::{Found, below};
use super::choices;
use super::problem::Problem;
use super::schema::{FieldSpec, Given, Scalar, list, one, shared, table, texts};
use super::view::View;
use crate::domain::text::limit;

/// Pictures with their words, in their order.
pub const PAGES: &[FieldSpec] = &[
    one("order", Scalar::Number { min: 1, max: 300 }).required(),
    one("photo", Scalar::Picture),
    texts("alt", Scalar::Line(limit::ALT)),
    texts("text", Scalar::Prose(limit::NOTE)),
    one("sound", Scalar::Picture),
];

/// The fields.
pub const FIELDS: &[FieldSpec] = &[
    texts("title", Scalar::Line(limit::TITLE)).required(),
    texts("summary", Scalar::Prose(limit::SUMMARY)),
    texts("easy", Scalar::Prose(limit::NOTE)),
    one("easy_read_on", Scalar::Day),
    one("story_type", Scalar::Choice(choices::STORY_TYPE)).or(Given::Word("day")),
    one("on", Scalar::Day),
    table("pages", PAGES),
    list("people", Scalar::Person),
    one("outing", Scalar::Object),
    one("audience", Scalar::Choice(choices::AUDIENCE)).or(Given::Word("house")),
    // A practice: so that another house can do the same.
    texts("goal", Scalar::Prose(limit::NOTE)),
    list("material", Scalar::Line(limit::LINE)),
    one("carers", Scalar::Number { min: 0, max: 100 }),
    one("people_number", Scalar::Number { min: 1, max: 1_000 }),
    one("lasts", Scalar::Minutes(10_080)),
    one("price", Scalar::Cents),
    texts("went_well", Scalar::Prose(limit::NOTE)),
    texts("take_care", Scalar::Prose(limit::NOTE)),
    list("tags", Scalar::Line(limit::TAG)),
    shared("notes"),
    one("listing", Scalar::Object),
    one("adopted_from", Scalar::Object),
    one("origin", Scalar::Line(limit::LINE)),
    one("licence", Scalar::Line(64)),
];

/// Rules between fields.
pub(super) fn rules(story: &View<'_>, found: &mut Found) {
    for page in story.rows("pages") {
        let wordless = page.texts("alt").is_empty() && page.texts("text").is_empty();
        // A photo without words says nothing to who cannot see it (WCAG 2.2, 1.1.1).
        if page.raw("photo").is_some() && wordless {
            found.push(below("pages", &page, "photo"), Problem::Needs { other: "alt" });
        }
    }
    if story.raw("adopted_from").is_some() {
        found.needs("", story, "adopted_from", "origin");
    }
}
