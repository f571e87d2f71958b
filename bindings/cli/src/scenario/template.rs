//! Texts with `$names` in them: `$claim` or `${claim}` is what was kept under that name, `$$` a dollar.

use std::collections::BTreeMap;

/// What is known by name while a story is played.
pub type Known = BTreeMap<String, String>;

/// A text with names in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Template(Vec<Part>);

#[derive(Clone, Debug, PartialEq, Eq)]
enum Part {
    Text(String),
    Name(String),
}

/// Whether a name may be kept: small letters, digits and `_`, a letter first, 32 at most.
pub fn is_name(name: &str) -> bool {
    name.len() <= 32
        && name.starts_with(|c: char| c.is_ascii_lowercase())
        && name
            .chars()
            .all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_')
}

impl Template {
    /// Reads a text. None where a dollar names nothing.
    pub fn parse(text: &str) -> Option<Self> {
        let mut parts = Vec::new();
        let mut rest = text;
        while let Some((before, after)) = rest.split_once('$') {
            if !before.is_empty() {
                parts.push(Part::Text(before.to_owned()));
            }
            if let Some(after) = after.strip_prefix('$') {
                parts.push(Part::Text("$".to_owned()));
                rest = after;
                continue;
            }
            let (name, after) = match after.strip_prefix('{') {
                Some(after) => after.split_once('}')?,
                None => {
                    let word = |c: char| !(c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_');
                    after.split_at(after.find(word).unwrap_or(after.len()))
                }
            };
            if !is_name(name) {
                return None;
            }
            parts.push(Part::Name(name.to_owned()));
            rest = after;
        }
        if !rest.is_empty() {
            parts.push(Part::Text(rest.to_owned()));
        }
        Some(Self(parts))
    }

    /// The names in it.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.0.iter().filter_map(|part| match part {
            Part::Name(name) => Some(name.as_str()),
            Part::Text(_) => None,
        })
    }

    /// The text; the first name that is not known where there is one.
    ///
    /// # Errors
    /// The name.
    pub fn fill(&self, known: &Known) -> Result<String, String> {
        let mut text = String::new();
        for part in &self.0 {
            text.push_str(match part {
                Part::Text(text) => text,
                Part::Name(name) => known.get(name).ok_or_else(|| name.clone())?,
            });
        }
        Ok(text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn known() -> Known {
        [("id".into(), "af31".into()), ("n_2".into(), "x".into())].into()
    }

    #[test]
    fn names_are_filled_in_and_two_dollars_are_one() {
        let fill = |text: &str| Template::parse(text).unwrap().fill(&known());
        assert_eq!(fill("roster.$id=-").unwrap(), "roster.af31=-");
        assert_eq!(fill("${id}0 $n_2$$5").unwrap(), "af310 x$5");
        assert_eq!(fill("$nobody"), Err("nobody".into()));
        for bad in ["$", "$5", "${", "${}", "${a b}", "$Id", "a $ b"] {
            assert_eq!(Template::parse(bad), None, "{bad}");
        }
    }

    proptest! {
        #[test]
        fn a_text_whose_dollars_are_doubled_is_itself(text in "\\PC{0,40}") {
            let doubled = text.replace('$', "$$");
            prop_assert_eq!(Template::parse(&doubled).unwrap().fill(&known()), Ok(text));
        }

        #[test]
        fn no_text_stops_it(text in "[$a-c{}0_ ]{0,20}") {
            let _ = Template::parse(&text).map(|read| read.fill(&known()));
        }
    }
}
