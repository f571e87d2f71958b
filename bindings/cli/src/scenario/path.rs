//! Paths into JSON answers: `claims[party=Etxe Alaia].id`, `[0].space`, `missing[2].name`.

use serde_json::Value;

use super::template::{Known, Template};

/// Longest path.
const MOST: usize = 200;

/// A path into an answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Path {
    written: String,
    steps: Vec<Step>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Step {
    /// A field of an object.
    Field(String),
    /// An element of a list, from 0.
    Nth(usize),
    /// The first element of which a field, or a field below it, is this.
    Whose(Vec<String>, Template),
}

impl Path {
    /// Reads a path. The empty one is the whole answer.
    pub fn parse(text: &str) -> Option<Self> {
        if text.len() > MOST {
            return None;
        }
        let (mut steps, mut rest) = (Vec::new(), text);
        while !rest.is_empty() {
            if let Some(inside) = rest.strip_prefix('[') {
                let (inside, after) = inside.split_once(']')?;
                steps.push(match inside.split_once('=') {
                    Some((fields, value)) => {
                        let fields: Vec<String> = fields.split('.').map(str::to_owned).collect();
                        if !fields.iter().all(|field| is_field(field)) {
                            return None;
                        }
                        Step::Whose(fields, Template::parse(value)?)
                    }
                    None => Step::Nth(inside.parse().ok()?),
                });
                rest = after;
            } else {
                let name = match steps.is_empty() {
                    true => rest,
                    false => rest.strip_prefix('.')?,
                };
                let (name, after) = name.split_at(name.find(['.', '[']).unwrap_or(name.len()));
                if !is_field(name) {
                    return None;
                }
                steps.push(Step::Field(name.to_owned()));
                rest = after;
            }
        }
        Some(Self {
            written: text.to_owned(),
            steps,
        })
    }

    /// As it was written.
    pub fn written(&self) -> &str {
        &self.written
    }

    /// The names in it.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.steps.iter().flat_map(|step| match step {
            Step::Whose(_, value) => value.names().collect::<Vec<_>>(),
            _ => Vec::new(),
        })
    }

    /// What stands there; none where there is nothing.
    pub fn find<'v>(&self, answer: &'v Value, known: &Known) -> Option<&'v Value> {
        let mut at = answer;
        for step in &self.steps {
            at = match step {
                Step::Field(name) => at.get(name)?,
                Step::Nth(n) => at.get(n)?,
                Step::Whose(fields, value) => {
                    let value = value.fill(known).ok()?;
                    let is = |one: &&Value| {
                        let found = fields.iter().try_fold(*one, |at, field| at.get(field));
                        found.and_then(written).is_some_and(|is| is == value)
                    };
                    at.as_array()?.iter().find(is)?
                }
            };
        }
        Some(at)
    }
}

/// A value that is one word: as text.
pub fn written(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        Value::Bool(flag) => Some(flag.to_string()),
        _ => None,
    }
}

fn is_field(name: &str) -> bool {
    !name.is_empty() && name.chars().all(|c| c.is_alphanumeric() || c == '_' || c == '-')
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use serde_json::json;

    #[test]
    fn paths_lead_through_objects_lists_and_to_the_one_that_is_meant() {
        let answer =
            json!({"claims": [{"id": "a", "party": "B. C"}, {"id": "d", "party": "E", "n": [1, 2]}]});
        let known = [("e".to_owned(), "E".to_owned())].into();
        let find = |path: &str| Path::parse(path).unwrap().find(&answer, &known).cloned();
        assert_eq!(find("claims[0].id"), Some(json!("a")));
        assert_eq!(find("claims[party=B. C].id"), Some(json!("a")));
        assert_eq!(find("claims[party=$e].n[1]"), Some(json!(2)));
        assert_eq!(find("claims[party=nobody].id"), None);
        let nested = json!([{"ad": {"title": {"fr": "a"}}}, {"ad": {"title": {"fr": "b"}}, "id": 7}]);
        let path = Path::parse("[ad.title.fr=b].id").unwrap();
        assert_eq!(path.find(&nested, &known), Some(&json!(7)));
        assert_eq!(find("claims[7]"), None);
        assert_eq!(find(""), Some(answer.clone()));
        assert_eq!(
            Path::parse("[0].x").unwrap().find(&json!([{"x": 1}]), &known),
            Some(&json!(1))
        );
        for bad in [
            "a..b", ".a", "a[", "a[x]", "a[]", "a]b", "a[=b]", "a[.b=c]", "a b", "a.", "a[0]b",
        ] {
            assert_eq!(Path::parse(bad), None, "{bad}");
        }
    }

    proptest! {
        #[test]
        fn no_text_and_no_answer_stop_a_path(text in "[a-c.\\[\\]=0-9$]{0,30}") {
            let answer = json!({"a": [{"b": 1, "c": [0, 1]}], "b": {"c": "0"}});
            if let Some(path) = Path::parse(&text) {
                let _ = path.find(&answer, &Known::new());
            }
        }
    }
}
