//! Which IANA zone a `TZID` means: the zone of that name, the one that behaves like the file's own
//! definition, the one that Windows calls so, else the territory's, with a warning.

use std::collections::BTreeMap;

use calcard::icalendar::ICalendarValue;
use chrono::{Datelike, Duration, NaiveDate, Offset, TimeZone};
use chrono_tz::{TZ_VARIANTS, Tz};

use super::lines::Component;
use crate::loss::{Ledger, LossReason, ProblemKind};

/// What a definition in the file says.
#[derive(Default)]
struct Definition {
    /// Name of a zone that it gives itself (`X-LIC-LOCATION`).
    location: Option<String>,
    /// Minutes east of UTC in winter time, as last defined.
    standard: Option<i32>,
    /// Minutes east of UTC in summer time, and the months in which it begins and ends.
    daylight: Option<i32>,
    begins: Option<u32>,
    ends: Option<u32>,
    /// Whether some event needed it.
    used: bool,
}

/// The zones of one file.
pub(super) struct Zones {
    definitions: BTreeMap<String, Definition>,
    resolved: BTreeMap<String, Tz>,
    territory: Tz,
}

impl Zones {
    /// Reads the definitions; their lines are settled by [`Self::settle`].
    pub fn new(all: &[Component], territory: Tz) -> Self {
        let mut definitions: BTreeMap<String, Definition> = BTreeMap::new();
        let mut names: BTreeMap<usize, String> = BTreeMap::new();
        let mut latest: BTreeMap<(String, bool), NaiveDate> = BTreeMap::new();
        for (index, component) in all.iter().enumerate() {
            if component.name == "VTIMEZONE" {
                let text = |name: &str| {
                    component
                        .lines
                        .iter()
                        .find(|l| l.name == name)
                        .map(|l| crate::clean::line(&l.text()))
                };
                if let Some(name) = text("TZID") {
                    let definition = definitions.entry(name.clone()).or_default();
                    definition.location = text("X-LIC-LOCATION");
                    names.insert(index, name);
                }
                continue;
            }
            let summer = component.name == "DAYLIGHT";
            let Some(name) = component.parent.and_then(|p| names.get(&p)) else {
                continue;
            };
            let Some(definition) = definitions.get_mut(name) else {
                continue;
            };
            if !summer && component.name != "STANDARD" {
                continue;
            }
            let offset = component
                .lines
                .iter()
                .find(|l| l.name == "TZOFFSETTO")
                .and_then(|l| minutes(l.value()));
            let start = component
                .lines
                .iter()
                .find(|l| l.name == "DTSTART")
                .and_then(|l| date(&l.entry.values));
            let (Some(offset), Some(start)) = (offset, start) else {
                continue;
            };
            let key = (name.clone(), summer);
            if latest.get(&key).is_some_and(|seen| *seen > start) {
                continue;
            }
            latest.insert(key, start);
            let by_rule = component
                .lines
                .iter()
                .filter(|l| l.name == "RRULE")
                .find_map(|l| match l.entry.values.first() {
                    Some(ICalendarValue::RecurrenceRule(rule)) => {
                        rule.bymonth.first().map(|m| u32::from(m.month()))
                    }
                    _ => None,
                });
            let month = by_rule.or(Some(start.month()));
            if summer {
                (definition.daylight, definition.begins) = (Some(offset), month);
            } else {
                (definition.standard, definition.ends) = (Some(offset), month);
            }
        }
        Self {
            definitions,
            resolved: BTreeMap::new(),
            territory,
        }
    }

    /// The zone of a `TZID`.
    pub fn find(&mut self, name: &str, ledger: &mut Ledger) -> Tz {
        if let Some(zone) = self.resolved.get(name) {
            return *zone;
        }
        let zone = name
            .parse()
            .ok()
            .or_else(|| self.defined(name))
            .or_else(|| windows(name))
            .unwrap_or_else(|| {
                ledger.problem(ProblemKind::UnknownZone {
                    name: crate::loss::shorten(name).unwrap_or_default(),
                });
                self.territory
            });
        self.resolved.insert(name.to_owned(), zone);
        zone
    }

    fn defined(&mut self, name: &str) -> Option<Tz> {
        let territory = self.territory;
        let definition = self.definitions.get_mut(name)?;
        definition.used = true;
        let named = definition
            .location
            .as_deref()
            .and_then(|l| l.parse().ok())
            .or_else(|| inside(name));
        if let Some(zone) = named {
            return Some(zone);
        }
        let first = [Some(territory), windows(name)].into_iter().flatten();
        first
            .chain(TZ_VARIANTS.iter().copied().filter(|z| z.name().contains('/')))
            .find(|zone| behaves(definition, *zone))
    }

    /// Accounts for the lines of the definitions.
    pub fn settle(&self, all: &mut [Component], ledger: &mut Ledger) {
        let mut home: BTreeMap<usize, String> = BTreeMap::new();
        for index in 0..all.len() {
            let Some(component) = all.get_mut(index) else {
                continue;
            };
            let name = if component.name == "VTIMEZONE" {
                component
                    .lines
                    .iter()
                    .find(|l| l.name == "TZID")
                    .map(|l| crate::clean::line(&l.text()))
                    .unwrap_or_default()
            } else {
                let inner = ["STANDARD", "DAYLIGHT"].contains(&component.name.as_str());
                match component.parent.and_then(|p| home.get(&p)).filter(|_| inner) {
                    Some(name) => name.clone(),
                    None => continue,
                }
            };
            home.insert(index, name.clone());
            let used = self.definitions.get(&name).is_some_and(|d| d.used);
            for line in &mut component.lines {
                if used {
                    line.mapped(ledger);
                } else if name.parse::<Tz>().is_ok() {
                    line.lose(LossReason::Repeated, ledger);
                } else {
                    line.lose(LossReason::NotAListing, ledger);
                }
            }
        }
    }
}

fn date(values: &[ICalendarValue]) -> Option<NaiveDate> {
    match values.first() {
        Some(ICalendarValue::PartialDateTime(d)) => {
            NaiveDate::from_ymd_opt(i32::from(d.year?), u32::from(d.month?), u32::from(d.day?))
        }
        _ => None,
    }
}

/// `+0100`, `-003045`: minutes east.
fn minutes(text: &str) -> Option<i32> {
    let (sign, digits) = match text.trim().split_at_checked(1)? {
        ("+", rest) => (1, rest),
        ("-", rest) => (-1, rest),
        _ => return None,
    };
    let hours: i32 = digits.get(..2)?.parse().ok()?;
    let rest: i32 = digits.get(2..4)?.parse().ok()?;
    (hours < 24 && rest < 60).then_some(sign * (hours * 60 + rest))
}

/// An IANA name at the end of another, as `/mozilla.org/20050126_1/Europe/Paris` or `posix/Europe/Vaduz`.
fn inside(name: &str) -> Option<Tz> {
    let from = |at: usize| {
        name.get(at..)
            .and_then(|n| n.parse::<Tz>().ok())
            .filter(|z| z.name().contains('/'))
    };
    name.match_indices(['/', '_', ' ', '('])
        .filter_map(|(at, _)| from(at + 1))
        .next()
}

/// Windows' and Outlook's names, and Exchange's in brackets.
fn windows(name: &str) -> Option<Tz> {
    match name.parse::<calcard::common::timezone::Tz>() {
        Ok(calcard::common::timezone::Tz::Tz(zone)) => Some(zone),
        _ => inside(name),
    }
}

/// Whether a zone has the offsets of a definition, in the middle of winter and of summer of a recent year.
fn behaves(definition: &Definition, zone: Tz) -> bool {
    let Some(standard) = definition.standard else {
        return false;
    };
    let south = definition.begins > definition.ends;
    let daylight = definition.daylight.unwrap_or(standard);
    let (january, july) = if south {
        (daylight, standard)
    } else {
        (standard, daylight)
    };
    let at = |month: u32| {
        let noon = NaiveDate::from_ymd_opt(2025, month, 15)?.and_hms_opt(12, 0, 0)?;
        Some(zone.offset_from_utc_datetime(&noon).fix().local_minus_utc())
    };
    let same = |month, minutes: i32| at(month) == Some(minutes * 60);
    if !same(1, january) || !same(7, july) {
        return false;
    }
    // The months of change tell Europe from its neighbours with the same offsets.
    let changes = |month: Option<u32>| {
        month.is_none_or(|m| {
            let day = |m: u32| {
                NaiveDate::from_ymd_opt(2025, m.clamp(1, 12), 1).and_then(|d| d.and_hms_opt(0, 0, 0))
            };
            let offset = |d| zone.offset_from_utc_datetime(&d).fix();
            day(m).is_some_and(|first| offset(first) != offset(first + Duration::days(32)))
        })
    };
    january == july || (changes(definition.begins) && changes(definition.ends))
}
