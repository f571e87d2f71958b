//! iCalendar to drafts: one draft for all the dates of one UID.

use std::collections::BTreeMap;

use calcard::icalendar::ICalendarParameterName as Param;
use chrono_tz::Tz;

use super::event;
use super::lines::{Component, Line, components};
use super::when::{Clock, tidy};
use super::zones::Zones;
use super::{OWN, PRODUCT};
use crate::clean::Writing;
use crate::draft::{Draft, Source, Status};
use crate::loss::{At, Entry, Import, Ledger, LossReason, ProblemKind, Unit};
use crate::{Context, Limits, decode, key, overlay};

/// Property under which the further timings of a listing name its first event.
pub(super) const OF: &str = "X-EKIN-OF";

/// Reads a calendar, or events without one.
pub(crate) fn read(bytes: &[u8], context: &Context, limits: &Limits) -> Import {
    let mut ledger = Ledger::default();
    let text = decode::decode(bytes, &mut ledger);
    let mut all = components(&text, &mut ledger);
    let mut zones = Zones::new(&all, context.territory_zone);
    let own = all
        .iter()
        .any(|c| c.name == "VCALENDAR" && value(c, "PRODID").as_deref() == Some(PRODUCT));
    let writing = if own { Writing::Plain } else { Writing::Web };
    let mut drafts = Vec::new();
    for group in groups(&all, own) {
        ledger.go(At::nth(
            Unit::Event,
            group.first().map_or(0, |(_, number)| *number),
        ));
        let mut events: Vec<Event> = group
            .iter()
            .filter_map(|(at, number)| {
                let calendar = all.get(*at).and_then(|c| c.parent);
                let component = all.get_mut(*at)?;
                Some(Event {
                    number: *number,
                    calendar,
                    lines: std::mem::take(&mut component.lines),
                })
            })
            .collect();
        let calendar = events
            .first()
            .and_then(|e| e.calendar)
            .and_then(|c| all.get_mut(c));
        let calendar = Calendar::of(calendar);
        let reader = Reader {
            context,
            limits,
            writing,
            calendar,
        };
        let draft = reader.listing(&mut events, drafts.len(), &mut zones, &mut ledger);
        if let Some(draft) = draft {
            let number = events.first().map_or(0, |e| e.number);
            drafts.push(Entry {
                draft,
                at: At::nth(Unit::Event, number),
            });
        }
        for event in &mut events {
            ledger.go(At::nth(Unit::Event, event.number));
            for line in &mut event.lines {
                line.lose(event::why(&line.name.clone()), &mut ledger);
            }
        }
    }
    ledger.go(At::FILE);
    zones.settle(&mut all, &mut ledger);
    rest(&mut all, !drafts.is_empty(), &mut ledger);
    ledger.close(drafts)
}

/// One VEVENT, counted in the file from 0.
struct Event {
    number: usize,
    calendar: Option<usize>,
    lines: Vec<Line>,
}

impl Event {
    fn has(&self, name: &str) -> bool {
        self.lines.iter().any(|l| l.name == name)
    }

    fn value(&self, name: &str) -> Option<String> {
        self.lines.iter().find(|l| l.name == name)?.word()
    }

    fn lose_all(&mut self, reason: LossReason, ledger: &mut Ledger) {
        self.lines.iter_mut().for_each(|l| l.lose(reason, ledger));
    }
}

fn value(component: &Component, name: &str) -> Option<String> {
    component.lines.iter().find(|l| l.name == name)?.word()
}

/// Events (and in Ekin's own exports the notes that stand for undated listings) by UID, in the order of their first appearance: index of the component and number of the event.
fn groups(all: &[Component], own: bool) -> Vec<Vec<(usize, usize)>> {
    let mut groups: Vec<Vec<(usize, usize)>> = Vec::new();
    let mut known: BTreeMap<String, usize> = BTreeMap::new();
    let events = all
        .iter()
        .enumerate()
        .filter(|(_, c)| c.name == "VEVENT" || (own && c.name == "VJOURNAL"));
    for (number, (index, component)) in events.enumerate() {
        let id = value(component, OF).or_else(|| value(component, "UID"));
        match id
            .as_ref()
            .and_then(|id| known.get(id))
            .and_then(|at| groups.get_mut(*at))
        {
            Some(group) => group.push((index, number)),
            None => {
                if let Some(id) = id {
                    known.insert(id, groups.len());
                }
                groups.push(vec![(index, number)]);
            }
        }
    }
    groups
}

/// What the calendar around an event says.
#[derive(Default)]
struct Calendar {
    name: Option<String>,
    zone: Option<Tz>,
    cancels: bool,
}

impl Calendar {
    fn of(component: Option<&mut Component>) -> Self {
        let Some(component) = component.filter(|c| c.name == "VCALENDAR") else {
            return Self::default();
        };
        Self {
            name: value(component, "X-WR-CALNAME").or_else(|| value(component, "NAME")),
            zone: value(component, "X-WR-TIMEZONE").and_then(|z| z.parse().ok()),
            cancels: value(component, "METHOD").is_some_and(|m| m.eq_ignore_ascii_case("CANCEL")),
        }
    }
}

struct Reader<'a> {
    context: &'a Context,
    limits: &'a Limits,
    writing: Writing,
    calendar: Calendar,
}

impl Reader<'_> {
    /// All events of one UID as one listing.
    fn listing(
        &self,
        events: &mut [Event],
        done: usize,
        zones: &mut Zones,
        ledger: &mut Ledger,
    ) -> Option<Draft> {
        if done >= self.limits.entries {
            if done == self.limits.entries {
                ledger.problem(ProblemKind::TooManyEntries {
                    limit: self.limits.entries as u64,
                });
            }
            events
                .iter_mut()
                .for_each(|e| e.lose_all(LossReason::TooMany, ledger));
            return None;
        }
        let secret = |e: &Event| {
            e.value("CLASS")
                .is_some_and(|c| !c.eq_ignore_ascii_case("PUBLIC") && !c.starts_with("X-"))
        };
        if events.iter().any(secret) {
            ledger.problem(ProblemKind::Private);
            events
                .iter_mut()
                .for_each(|e| e.lose_all(LossReason::Private, ledger));
            return None;
        }
        order(events, ledger);
        let (main, others) = events.split_first_mut()?;
        if !event::has_title(&main.lines, self.writing) {
            ledger.problem(ProblemKind::NoTitle);
            events
                .iter_mut()
                .for_each(|e| e.lose_all(LossReason::NoTitle, ledger));
            return None;
        }
        let mut draft = Draft {
            source: Some(Source {
                name: self.calendar.name.clone(),
                ..Source::default()
            }),
            ..Draft::default()
        };
        event::read(&mut main.lines, &mut draft, self.context, self.writing, ledger);
        if self.calendar.cancels {
            draft.status = Status::Cancelled;
        }
        let mut clock = Clock {
            zones,
            calendar: self.calendar.zone,
            territory: self.context.territory_zone,
        };
        let single = main.has("RECURRENCE-ID");
        match clock.timing(&mut main.lines, self.limits, ledger) {
            Some((_, timing)) => draft.timings.push(timing),
            None if self.writing == Writing::Plain => {}
            None => ledger.problem(ProblemKind::NoDate),
        }
        for other in others.iter_mut() {
            ledger.go(At::nth(Unit::Event, other.number));
            self.also(other, single, &mut draft, &mut clock, ledger);
        }
        ledger.go(At::nth(Unit::Event, main.number));
        if let Some(timing) = draft.timings.first_mut() {
            tidy(timing, self.limits, ledger);
        }
        identify(main, &mut draft, ledger);
        Some(draft)
    }

    /// A further event of the same UID: another time of one date of the series, or more dates.
    fn also(
        &self,
        event: &mut Event,
        single: bool,
        draft: &mut Draft,
        clock: &mut Clock<'_>,
        ledger: &mut Ledger,
    ) {
        let cancelled = event
            .value("STATUS")
            .is_some_and(|s| s.to_ascii_uppercase().starts_with("CANCEL"));
        let replaced = self.replaced(event, draft, clock, ledger);
        let timing = clock
            .timing(&mut event.lines, self.limits, ledger)
            .map(|(_, timing)| timing);
        for line in &mut event.lines {
            match line.name.as_str() {
                "STATUS" | "UID" => line.mapped(ledger),
                "SUMMARY" | "DESCRIPTION" | "LOCATION" | "GEO" | "URL" | "CATEGORIES" | "X-ALT-DESC" => {
                    line.lose(LossReason::OneDateOnly, ledger);
                }
                name if name.starts_with(OWN) => line.mapped(ledger),
                _ => {}
            }
        }
        let Some(first) = draft
            .timings
            .first_mut()
            .filter(|_| !single && replaced.is_some())
        else {
            draft.timings.extend(timing.filter(|_| !cancelled));
            return;
        };
        let replaced = replaced.unwrap_or_default();
        let same_length = timing
            .as_ref()
            .is_some_and(|t| t.start == replaced && span(t) == span(first));
        if !cancelled && same_length {
            // Only its words differ.
            return;
        }
        first.exdate.push(replaced);
        draft.timings.extend(timing.filter(|_| !cancelled));
    }

    /// The date of the series that an event stands for, written as the series is.
    fn replaced(
        &self,
        event: &mut Event,
        draft: &Draft,
        clock: &mut Clock<'_>,
        ledger: &mut Ledger,
    ) -> Option<String> {
        let line = event.lines.iter_mut().find(|l| l.name == "RECURRENCE-ID")?;
        if line.has(&Param::Range) {
            // "This and all that follow" is taken for this one, and said.
            ledger.part(
                "RECURRENCE-ID",
                LossReason::Recurrence,
                Some("RANGE=THISANDFUTURE"),
            );
        }
        let series = draft.timings.first()?;
        let zone = series
            .tz
            .as_ref()
            .and_then(|z| z.parse().ok())
            .unwrap_or(self.context.territory_zone);
        let whole_day = crate::time::parse_day(&series.start).is_some();
        let start = super::when::Start {
            at: chrono::NaiveDateTime::default(),
            whole_day,
            zone,
            named: true,
        };
        clock.dates(line, &start, self.limits, ledger).into_iter().next()
    }
}

fn span(timing: &crate::draft::Timing) -> Option<chrono::TimeDelta> {
    let read = |t: &str| {
        crate::time::parse_local(t)
            .or_else(|| crate::time::parse_day(t).map(|d| d.and_time(chrono::NaiveTime::MIN)))
    };
    Some(read(timing.end.as_deref()?)? - read(&timing.start)?)
}

/// The series first, the newest version of it before older ones; older ones are left out.
fn order(events: &mut [Event], ledger: &mut Ledger) {
    let sequence = |e: &Event| {
        e.value("SEQUENCE")
            .and_then(|s| s.parse::<u64>().ok())
            .unwrap_or(0)
    };
    events.sort_by_key(|e| {
        (
            e.has(OF),
            e.has("RECURRENCE-ID"),
            std::cmp::Reverse(sequence(e)),
            e.number,
        )
    });
    let newest = events.first().map_or(0, sequence);
    for event in events.iter_mut().skip(1) {
        if !event.has("RECURRENCE-ID") && !event.has(OF) && sequence(event) < newest {
            ledger.problem(ProblemKind::SameId {
                id: event
                    .value("UID")
                    .as_deref()
                    .and_then(crate::loss::shorten)
                    .unwrap_or_default(),
            });
            event.lose_all(LossReason::Superseded, ledger);
            event.lines.clear();
        }
    }
}

/// Source id, and what Ekin's own export put beside it.
fn identify(main: &mut Event, draft: &mut Draft, ledger: &mut Ledger) {
    let uid = main.value("UID");
    for line in main.lines.iter_mut().filter(|l| l.name == "UID" && uid.is_some()) {
        line.mapped(ledger);
    }
    key::identify(draft, "ical", uid, ledger);
    let own = event::own_fields(&main.lines);
    let Some(line) = main.lines.iter_mut().find(|l| l.name == OWN) else {
        return;
    };
    match own.and_then(|own| overlay::apply(draft, own, ledger)) {
        Some(whole) => {
            *draft = whole;
            line.mapped(ledger);
        }
        None => line.lose(LossReason::BadValue, ledger),
    }
}

/// Everything that is neither an event nor a time zone.
fn rest(all: &mut [Component], any: bool, ledger: &mut Ledger) {
    for component in all {
        let calendar = component.name == "VCALENDAR";
        for line in component.lines.iter_mut().filter(|l| !l.settled) {
            match line.name.as_str() {
                "X-WR-CALNAME" | "NAME" | "X-WR-TIMEZONE" | "METHOD" if calendar && any => {
                    if line.value().is_empty() {
                        line.lose(LossReason::Empty, ledger)
                    } else {
                        line.mapped(ledger)
                    }
                }
                "VERSION" | "PRODID" | "CALSCALE" | "METHOD" | "UID" | "LAST-MODIFIED"
                | "REFRESH-INTERVAL" | "X-PUBLISHED-TTL" | "X-WR-RELCALID" | "SOURCE" | "URL"
                    if calendar =>
                {
                    line.lose(LossReason::Technical, ledger)
                }
                _ if calendar => line.lose(
                    match event::why(&line.name) {
                        LossReason::UnknownField => LossReason::UnknownField,
                        LossReason::Private => LossReason::Private,
                        _ => LossReason::NoField,
                    },
                    ledger,
                ),
                "ATTENDEE" | "ORGANIZER" | "CONTACT" => line.lose(LossReason::Private, ledger),
                _ => line.lose(LossReason::NotAListing, ledger),
            }
        }
    }
}
