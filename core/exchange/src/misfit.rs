//! Where JSON has not the form of a listing: the field, and what about it does not fit. The schema says the same; this
//! says it of one value.

use serde_json::Value;
use serde_path_to_error::Segment;

use crate::draft::Draft;

/// What does not fit.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Unfit {
    /// It is no JSON object.
    NoObject,
    /// No listing has such a field.
    UnknownField,
    /// A field that has to be there.
    Missing,
    /// A value of another form: a text instead of a map, a number that is too large.
    Form,
}

/// One place where a JSON value has not the form of a listing.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error, serde::Serialize)]
#[error("{path}: not the form of a listing")]
pub struct Misfit {
    /// The place, as `ekin edit` takes it: `timings[0].start`; empty for the value itself.
    pub path: String,
    /// What does not fit.
    pub why: Unfit,
    /// What stands there, where it is one short value.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub given: Option<String>,
}

impl Misfit {
    /// It is no JSON object at all.
    pub(crate) const fn no_object() -> Self {
        Self {
            path: String::new(),
            why: Unfit::NoObject,
            given: None,
        }
    }
}

/// Reads a listing from JSON.
///
/// # Errors
/// The first place that does not fit.
pub fn draft_of(value: &Value) -> Result<Draft, Misfit> {
    let misfit = |path: String, why, given| Misfit { path, why, given };
    if !value.is_object() {
        return Err(Misfit::no_object());
    }
    serde_path_to_error::deserialize(value).map_err(|error| {
        let (mut path, mut at) = (String::new(), Some(value));
        for segment in error.path() {
            let name = match segment {
                Segment::Seq { index } => {
                    path.push_str(&format!("[{index}]"));
                    at = at.and_then(|value| value.get(*index));
                    continue;
                }
                Segment::Map { key } => key,
                Segment::Enum { variant } => variant,
                Segment::Unknown => break,
            };
            push(&mut path, name);
            at = at.and_then(|value| value.get(name));
        }
        // The derived code has no error types: the beginnings of its sentences are all there is.
        let said = error.inner().to_string();
        let named = |beginning: &str| Some(said.strip_prefix(beginning)?.split('`').next()?.to_owned());
        if let Some(name) = named("missing field `") {
            push(&mut path, &name);
            return misfit(path, Unfit::Missing, None);
        }
        if let Some(name) = named("unknown field `") {
            if !path.ends_with(&name) {
                push(&mut path, &name);
            }
            return misfit(path, Unfit::UnknownField, None);
        }
        let given = at.filter(|value| !value.is_object() && !value.is_array());
        let given = given.and_then(|value| match value {
            Value::String(text) => crate::loss::shorten(text),
            other => crate::loss::shorten(&other.to_string()),
        });
        misfit(path, Unfit::Form, given)
    })
}

fn push(path: &mut String, name: &str) {
    if !path.is_empty() {
        path.push('.');
    }
    path.push_str(&crate::clean::line(name));
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn each_place_that_does_not_fit_is_named() {
        for (value, path, why, given) in [
            (json!(3), "", Unfit::NoObject, None),
            (json!({"titel": {"fr": "x"}}), "titel", Unfit::UnknownField, None),
            (
                json!({"title": {"fr": "x"}, "place": {"twn": "x"}}),
                "place.twn",
                Unfit::UnknownField,
                None,
            ),
            (
                json!({"title": {"fr": "x"}, "timings": [{"start": "2026-01-01"}, {"begin": 1}]}),
                "timings[1].begin",
                Unfit::UnknownField,
                None,
            ),
            (json!({}), "title", Unfit::Missing, None),
            (
                json!({"title": {"fr": "x"}, "timings": [{}]}),
                "timings[0].start",
                Unfit::Missing,
                None,
            ),
            (json!({"title": "x"}), "title", Unfit::Form, Some("x")),
            (json!({"title": {"fr": 3}}), "title.fr", Unfit::Form, Some("3")),
            (
                json!({"title": {"fr": "x"}, "type": "zz"}),
                "type",
                Unfit::Form,
                Some("zz"),
            ),
            (
                json!({"title": {"fr": "x"}, "ages": {"min": 300}}),
                "ages.min",
                Unfit::Form,
                Some("300"),
            ),
            (
                json!({"title": {"fr": "x"}, "capacity": {"seats": -1}}),
                "capacity.seats",
                Unfit::Form,
                Some("-1"),
            ),
            (
                json!({"title": {"fr": "x"}, "answer": [{"fax": "1"}]}),
                "answer[0]",
                Unfit::Form,
                None,
            ),
            (
                json!({"title": {"fr": "x"}, "tags": "a"}),
                "tags",
                Unfit::Form,
                Some("a"),
            ),
        ] {
            let found = draft_of(&value).unwrap_err();
            assert_eq!(
                (found.path.as_str(), found.why, found.given.as_deref()),
                (path, why, given),
                "{value}"
            );
        }
        assert_eq!(draft_of(&json!({"title": {"fr": "x"}})).unwrap().title["fr"], "x");
    }
}
