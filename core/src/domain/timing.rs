//! When: a start, perhaps an end, a zone and a recurrence, all local. UTC only in projections.

use std::str::FromStr;

use chrono_tz::Tz;

use super::field::{Form, Problem, cut};
use super::moment::Moment;
use super::recurrence::{Parts, Rule};
use super::unknown::Unknown;

/// Most timings of one listing.
pub const MAX_TIMINGS: usize = 400;
/// Recurrences of one listing that are followed; of more, only the starts count.
pub const MAX_RULES: usize = 32;
/// Most dates left out, and most added, of one timing.
pub const MAX_DATES: usize = 400;

/// A time zone of a listing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Zone {
    /// One of the bundled tzdb.
    Known(Tz),
    /// A name that this version's tzdb lacks, as it came: shown in the territory's zone.
    Other(Box<str>),
}

impl Zone {
    /// Reads an IANA name.
    ///
    /// # Errors
    /// [`Problem::UnknownZone`].
    pub fn parse(name: &str) -> Result<Self, Problem> {
        Tz::from_str(name.trim())
            .map(Zone::Known)
            .map_err(|_| Problem::UnknownZone { given: cut(name) })
    }

    /// Reads a name from a signed payload; an unknown one is kept if it looks like a zone's.
    pub fn from_wire(name: &str) -> Option<Self> {
        match Tz::from_str(name) {
            Ok(tz) => Some(Zone::Known(tz)),
            Err(_) => ((1..=64).contains(&name.len())
                && name
                    .bytes()
                    .all(|b| b.is_ascii_alphanumeric() || matches!(b, b'/' | b'_' | b'-' | b'+')))
            .then(|| Zone::Other(name.into())),
        }
    }

    /// The IANA name.
    pub fn name(&self) -> &str {
        match self {
            Zone::Known(tz) => tz.name(),
            Zone::Other(name) => name,
        }
    }

    /// The zone to count in; `default` for a name that this version does not know.
    pub fn or(&self, default: Tz) -> Tz {
        match self {
            Zone::Known(tz) => *tz,
            Zone::Other(_) => default,
        }
    }
}

/// One timing, possibly recurring.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Timing {
    /// Start.
    pub start: Moment,
    /// End; of a whole day, the last day included.
    pub end: Option<Moment>,
    /// Zone; `None` means the territory's.
    pub zone: Option<Zone>,
    /// Recurrence.
    pub rule: Option<Rule>,
    /// Occurrences left out.
    pub except: Vec<Moment>,
    /// Occurrences added.
    pub added: Vec<Moment>,
    /// What a newer version says of it.
    pub unknown: Unknown,
}

/// A timing as a draft writes it.
#[derive(Clone, Copy, Debug, Default)]
pub struct Words<'a> {
    /// Start.
    pub start: &'a str,
    /// End.
    pub end: Option<&'a str>,
    /// Zone.
    pub zone: Option<&'a str>,
    /// Recurrence.
    pub rule: Option<&'a str>,
    /// Occurrences left out.
    pub except: &'a [String],
    /// Occurrences added.
    pub added: &'a [String],
}

impl Timing {
    /// A timing that happens once.
    pub fn once(start: Moment, end: Option<Moment>) -> Self {
        Self {
            start,
            end,
            zone: None,
            rule: None,
            except: Vec::new(),
            added: Vec::new(),
            unknown: Unknown::default(),
        }
    }

    /// Reads and checks a timing that a person or a file gave.
    ///
    /// # Errors
    /// Every problem, each with the place below the timing: `.start`, `.exdate[2]`.
    pub fn parse(words: Words<'_>, default: Tz) -> Result<Self, Vec<(String, Problem)>> {
        let mut problems = Vec::new();
        let mut moment = |below: &str, text: &str| match Moment::parse(text.trim()) {
            Some(moment) => Some(moment),
            None if text.trim().is_empty() => {
                problems.push((below.to_string(), Problem::Missing));
                None
            }
            None => {
                problems.push((below.to_string(), Problem::form(Form::Moment, text)));
                None
            }
        };
        let start = moment(".start", words.start);
        let end = words.end.and_then(|end| moment(".end", end));
        let whole_days = start.map(|start| start.minute.is_none());
        let except = dates(".exdate", words.except, &mut moment);
        let added = dates(".rdate", words.added, &mut moment);
        for (below, list) in [(".exdate", &except), (".rdate", &added)] {
            let mixed = list
                .iter()
                .find(|(_, m)| whole_days.is_some_and(|whole| whole != m.minute.is_none()));
            if let Some((n, _)) = mixed {
                problems.push((format!("{below}[{n}]"), Problem::MixedForms));
            }
        }
        for (below, list) in [(".exdate", words.except), (".rdate", words.added)] {
            if list.len() > MAX_DATES {
                problems.push((
                    below.into(),
                    Problem::TooMany {
                        max: MAX_DATES,
                        len: list.len(),
                    },
                ));
            }
        }
        let zone = words.zone.and_then(|name| match Zone::parse(name) {
            Ok(zone) => Some(zone),
            Err(problem) => {
                problems.push((".tz".into(), problem));
                None
            }
        });
        if let (Some(start), Some(end)) = (start, end) {
            if start.minute.is_some() != end.minute.is_some() {
                problems.push((".end".into(), Problem::MixedForms));
            } else if end < start {
                problems.push((".end".into(), Problem::EndBeforeStart));
            }
        }
        let mut rule = None;
        if let (Some(text), Some(start)) = (words.rule, start) {
            let tz = zone.as_ref().map_or(default, |z| z.or(default));
            match Parts::read(text).and_then(|parts| parts.checked(start, tz).map(|()| parts)) {
                Ok(parts) => rule = Some(Rule::from_parts(&parts, tz)),
                Err(problem) => problems.push((".rrule".into(), Problem::Rule(problem))),
            }
        }
        match start {
            Some(start) if problems.is_empty() => Ok(Self {
                start,
                end,
                zone,
                rule,
                except: in_order(except),
                added: in_order(added),
                unknown: Unknown::default(),
            }),
            _ => Err(problems),
        }
    }
}

/// Dates of a list, each with its place in it.
fn dates(
    below: &str,
    list: &[String],
    read: &mut impl FnMut(&str, &str) -> Option<Moment>,
) -> Vec<(usize, Moment)> {
    list.iter()
        .enumerate()
        .filter_map(|(n, text)| Some((n, read(&format!("{below}[{n}]"), text)?)))
        .collect()
}

/// Sorted and each once, so that equal timings are byte-equal.
fn in_order(dates: Vec<(usize, Moment)>) -> Vec<Moment> {
    let mut dates: Vec<Moment> = dates.into_iter().map(|(_, moment)| moment).collect();
    dates.sort_unstable();
    dates.dedup();
    dates
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono_tz::Europe::Paris;

    fn problems(words: Words<'_>) -> Vec<(String, &'static str)> {
        Timing::parse(words, Paris)
            .unwrap_err()
            .into_iter()
            .map(|(at, p)| (at, p.code()))
            .collect()
    }

    #[test]
    fn each_problem_names_its_place() {
        let start = "2026-03-29T10:00";
        let at = |below: &str, code| vec![(below.to_string(), code)];
        assert_eq!(problems(Words::default()), at(".start", "missing"));
        assert_eq!(
            problems(Words {
                start: "demain",
                ..Words::default()
            }),
            at(".start", "form")
        );
        let words = |end| Words {
            start,
            end: Some(end),
            ..Words::default()
        };
        assert_eq!(
            problems(words("2026-03-29T09:59")),
            at(".end", "end_before_start")
        );
        assert_eq!(problems(words("2026-03-29")), at(".end", "mixed_forms"));
        assert_eq!(
            problems(Words {
                start,
                zone: Some("Europe/Baiona"),
                ..Words::default()
            }),
            at(".tz", "unknown_zone")
        );
        assert_eq!(
            problems(Words {
                start,
                rule: Some("FREQ=SECONDLY"),
                ..Words::default()
            }),
            at(".rrule", "rule_too_fine")
        );
        let dates = ["2026-04-02T10:00".to_string(), "2026-04-01".to_string()];
        assert_eq!(
            problems(Words {
                start,
                except: &dates,
                ..Words::default()
            }),
            at(".exdate[1]", "mixed_forms")
        );
    }

    #[test]
    fn a_day_may_end_on_itself() {
        let words = Words {
            start: "2026-03-29",
            end: Some("2026-03-29"),
            zone: Some("Europe/Madrid"),
            ..Words::default()
        };
        let timing = Timing::parse(words, Paris).unwrap();
        assert_eq!(timing.zone.unwrap().name(), "Europe/Madrid");
        assert_eq!(Zone::from_wire("Europe/Baiona").unwrap().or(Paris), Paris);
        assert!(Zone::from_wire("<script>").is_none());
    }
}
