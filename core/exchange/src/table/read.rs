//! Rows to drafts, by a mapping.

use std::collections::BTreeSet;

use super::mapping::{Column, Mapping, Otherwise, Use};
use super::put::{Parts, When, moment, put};
use super::target::Target;
use crate::clean::{self, Writing};
use crate::draft::{Draft, ListingType, Place, Source, Timing};
use crate::loss::{At, Entry, Import, Ledger, LossReason, ProblemKind};
use crate::row::{self, Row};
use crate::{Context, ImportError, Limits, decode, key, price, time};

/// Reads a CSV table by a mapping.
pub(crate) fn read_csv(bytes: &[u8], mapping: &Mapping, context: &Context, limits: &Limits) -> Import {
    let mut ledger = Ledger::default();
    let text = decode::decode(bytes, &mut ledger);
    let mut table = Table::new(mapping, context);
    row::from_csv(&text, limits, &mut ledger, |row, ledger| table.add(row, ledger));
    table.close(ledger)
}

/// Reads an array of JSON objects by a mapping.
pub(crate) fn read_json(
    bytes: &[u8],
    mapping: &Mapping,
    context: &Context,
    limits: &Limits,
) -> Result<Import, ImportError> {
    let mut ledger = Ledger::default();
    let text = decode::decode(bytes, &mut ledger);
    let mut table = Table::new(mapping, context);
    row::from_json(&text, limits, &mut ledger, |row, ledger| table.add(row, ledger))?;
    Ok(table.close(ledger))
}

struct Table<'a> {
    mapping: &'a Mapping,
    language: &'a str,
    drafts: Vec<Entry>,
    seen: BTreeSet<String>,
    /// Columns of the mapping that no row had yet.
    absent: BTreeSet<&'a str>,
}

impl<'a> Table<'a> {
    fn new(mapping: &'a Mapping, context: &'a Context) -> Self {
        let language = mapping
            .file
            .language
            .as_deref()
            .unwrap_or(&context.default_language);
        Self {
            mapping,
            language,
            drafts: Vec::new(),
            seen: BTreeSet::new(),
            absent: mapping
                .columns
                .iter()
                .filter(|(_, used)| matches!(used, Use::Take { .. }))
                .map(|(from, _)| from.as_str())
                .collect(),
        }
    }

    /// Says which columns the mapping takes from a table that does not have them.
    fn close(self, mut ledger: Ledger) -> Import {
        ledger.go(At::FILE);
        for column in &self.absent {
            ledger.problem(ProblemKind::NoColumn {
                name: crate::loss::shorten(column).unwrap_or_default(),
            });
        }
        ledger.close(self.drafts)
    }

    fn add(&mut self, mut row: Row, ledger: &mut Ledger) {
        self.absent
            .retain(|column| row.cells.iter().all(|cell| cell.column != *column));
        let titled = self.mapping.columns.iter().any(|(from, used)| {
            matches!(
                used,
                Use::Take {
                    to: Target::Title,
                    ..
                }
            ) && row
                .peek(from)
                .is_some_and(|t| !clean::clean(t, Writing::Web).0.is_empty())
        });
        if !titled {
            ledger.problem(ProblemKind::NoTitle);
            row.finish(ledger, |_| LossReason::NoTitle);
            return;
        }
        let id = self.id(&row);
        if id.as_ref().is_some_and(|id| !self.seen.insert(id.clone())) {
            ledger.problem(ProblemKind::SameId {
                id: id.as_deref().and_then(crate::loss::shorten).unwrap_or_default(),
            });
            row.finish(ledger, |_| LossReason::Superseded);
            return;
        }
        let at = ledger.at();
        let draft = self.draft(&mut row, id, ledger);
        self.drafts.push(Entry { draft, at });
    }

    fn id(&self, row: &Row) -> Option<String> {
        let parts: Vec<String> = self
            .mapping
            .file
            .id
            .iter()
            .filter_map(|c| row.peek(&clean::line(c)))
            .map(clean::line)
            .collect();
        if let [one] = parts.as_slice()
            && key::own_id(one).is_some()
        {
            return Some(one.clone());
        }
        (!parts.is_empty()).then(|| format!("{}/{}", self.mapping.file.name, parts.join("/")))
    }

    fn draft(&self, row: &mut Row, id: Option<String>, ledger: &mut Ledger) -> Draft {
        let file = &self.mapping.file;
        let mut draft = Draft {
            listing_type: file.listing_type.unwrap_or_default(),
            licence: file.licence.clone(),
            source: Some(Source {
                name: file.source.clone(),
                ..Source::default()
            }),
            ..Draft::default()
        };
        let mut parts = Parts::default();
        for (from, used) in &self.mapping.columns {
            match used {
                Use::Ignore(reason) => row.lose(from, *reason, ledger),
                Use::Take { to, column } => {
                    self.column(row, from, *to, column, &mut draft, &mut parts, ledger)
                }
            }
        }
        for from in &file.id {
            // An id column need not be mapped to a field as well.
            let _ = row.take(&clean::line(from), ledger);
        }
        row.finish(ledger, |_| LossReason::UnknownField);
        self.together(&mut draft, parts, ledger);
        key::identify(&mut draft, "csv", id, ledger);
        draft
    }

    /// Puts together what came from several columns.
    fn together(&self, draft: &mut Draft, parts: Parts, ledger: &mut Ledger) {
        let (lat, lon) = price::position(parts.lat, parts.lon, "place", ledger);
        let country = self.mapping.file.country.clone();
        let mut place = draft.place.take().unwrap_or_default();
        (place.lat, place.lon) = (lat, lon);
        if place != Place::default() {
            place.country = place.country.take().or(country);
            draft.place = Some(place);
        }
        if let Some(start) = &parts.start {
            self.timing(draft, start, &parts, ledger);
        } else if draft.listing_type == ListingType::Activity {
            ledger.problem(ProblemKind::NoDate);
        }
        if draft.title.len() == 1 && draft.original.is_none() {
            draft.original = draft.title.keys().next().cloned();
        }
    }

    fn timing(&self, draft: &mut Draft, start: &str, parts: &Parts, ledger: &mut Ledger) {
        let form = self.mapping.file.when.as_deref();
        let Some(first) = moment(start, parts.start_time.as_deref(), form) else {
            ledger.problem(ProblemKind::BadDate {
                value: crate::loss::shorten(start).unwrap_or_default(),
            });
            ledger.part("start", LossReason::BadValue, Some(start));
            return;
        };
        // A time without a date of its own is on the day of the start.
        let end = parts.end.as_deref().or(parts.end_time.as_ref().map(|_| start));
        let last = end.and_then(|end| {
            let last = moment(end, parts.end_time.as_deref(), form);
            if last.is_none() {
                ledger.problem(ProblemKind::BadDate {
                    value: crate::loss::shorten(end).unwrap_or_default(),
                });
                ledger.part("end", LossReason::BadValue, Some(end));
            }
            last
        });
        let (start, end) = match (first, last) {
            (When::Day(a), Some(When::Day(b))) => (time::day(a), Some(time::day(b)).filter(|_| a <= b)),
            (When::Day(a), Some(When::Time(b))) => {
                (time::day(a), Some(time::day(b.date())).filter(|_| a <= b.date()))
            }
            (When::Day(a), None) => (time::day(a), None),
            (When::Time(a), Some(When::Time(b))) => (time::local(a), Some(time::local(b)).filter(|_| a <= b)),
            (When::Time(a), _) => (time::local(a), None),
        };
        if last.is_some() && end.is_none() {
            ledger.problem(ProblemKind::EndBeforeStart);
        }
        let zone = parts
            .zone
            .as_deref()
            .and_then(|name| match name.parse::<chrono_tz::Tz>() {
                Ok(zone) => Some(zone.name().to_owned()),
                Err(_) => {
                    ledger.problem(ProblemKind::UnknownZone {
                        name: crate::loss::shorten(name).unwrap_or_default(),
                    });
                    None
                }
            });
        draft.timings.push(Timing {
            start,
            end,
            tz: zone,
            rrule: parts.rule.clone(),
            ..Timing::default()
        });
    }

    #[allow(clippy::too_many_arguments)]
    fn column(
        &self,
        row: &mut Row,
        from: &str,
        to: Target,
        column: &Column,
        draft: &mut Draft,
        parts: &mut Parts,
        ledger: &mut Ledger,
    ) {
        for written in row.take(from, ledger) {
            let (clean, removed) = clean::clean(&written, Writing::Web);
            if removed.markup {
                ledger.part(from, LossReason::Markup, Some(&written));
            }
            if removed.characters {
                ledger.part(from, LossReason::Characters, Some(&written));
            }
            let meant = match column.values.get(clean.as_str()) {
                Some(meant) => meant.clone(),
                None if column.otherwise == Otherwise::LeaveOut => {
                    ledger.part(from, LossReason::BadValue, Some(&written));
                    continue;
                }
                None => clean,
            };
            if meant.is_empty() {
                continue;
            }
            let text = match &column.label {
                Some(label) => format!("{label}{meant}"),
                None => meant,
            };
            let language = column.language.as_deref().unwrap_or(self.language);
            if !put(
                to,
                &text,
                language,
                self.mapping.file.separator.as_deref(),
                draft,
                parts,
            ) {
                let reason = match to {
                    Target::Answer
                    | Target::Image
                    | Target::Online
                    | Target::OrganiserUrl
                    | Target::SourceUrl => LossReason::UnsafeUrl,
                    _ => LossReason::BadValue,
                };
                ledger.part(from, reason, Some(&written));
            }
        }
    }
}
