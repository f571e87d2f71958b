//! Dates and times of one event.

use calcard::common::PartialDateTime;
use calcard::icalendar::{
    ICalendarDuration, ICalendarParameterName, ICalendarPeriod, ICalendarValue, ICalendarValueType,
};
use chrono::{NaiveDate, NaiveDateTime, NaiveTime, TimeDelta, TimeZone};
use chrono_tz::Tz;

use super::lines::Line;
use super::rule;
use super::zones::Zones;
use crate::draft::Timing;
use crate::loss::{Ledger, LossReason, ProblemKind};
use crate::{Limits, time};

/// A date or time as written.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Moment {
    pub time: NaiveDateTime,
    pub day_only: bool,
    /// Offset from UTC in seconds, where one is written; `Z` is 0.
    pub offset: Option<i32>,
}

impl Moment {
    /// In a zone: as written, or converted where it has an offset.
    pub fn local(&self, zone: Tz) -> NaiveDateTime {
        match self
            .offset
            .and_then(|o| self.time.checked_sub_signed(TimeDelta::seconds(i64::from(o))))
        {
            Some(utc) => zone.from_utc_datetime(&utc).naive_local(),
            None => self.time,
        }
    }
}

/// Reads what `calcard` found, if it is a day that exists.
pub(super) fn moment(found: &PartialDateTime) -> Option<Moment> {
    let day = NaiveDate::from_ymd_opt(
        i32::from(found.year?),
        u32::from(found.month?),
        u32::from(found.day?),
    )?;
    if !time::in_range(day) {
        return None;
    }
    let Some(hour) = found.hour else {
        return Some(Moment {
            time: day.and_time(NaiveTime::MIN),
            day_only: true,
            offset: None,
        });
    };
    // A leap second is the last that clocks show.
    let second = u32::from(found.second.unwrap_or(0)).min(59);
    let clock = NaiveTime::from_hms_opt(u32::from(hour), u32::from(found.minute?), second)?;
    let offset = found.tz_hour.map(|h| {
        let seconds = i32::from(h) * 3600 + i32::from(found.tz_minute.unwrap_or(0)) * 60;
        if found.tz_minus { -seconds } else { seconds }
    });
    Some(Moment {
        time: day.and_time(clock),
        day_only: false,
        offset,
    })
}

/// Seconds of a duration, if it is one that an event may have (400 days).
pub(super) fn seconds(duration: &ICalendarDuration) -> Option<i64> {
    let days = i64::from(duration.weeks) * 7 + i64::from(duration.days);
    let total = days * 86_400
        + i64::from(duration.hours) * 3600
        + i64::from(duration.minutes) * 60
        + i64::from(duration.seconds);
    (!duration.neg && total <= 400 * 86_400).then_some(total)
}

/// Zone and start of an event.
#[derive(Clone, Copy, Debug)]
pub(super) struct Start {
    pub at: NaiveDateTime,
    pub whole_day: bool,
    /// Zone in which the timing is written.
    pub zone: Tz,
    /// Whether the zone was named, or is the territory's for want of one.
    pub named: bool,
}

impl Start {
    fn write(&self, at: NaiveDateTime) -> String {
        if self.whole_day {
            time::day(at.date())
        } else {
            time::local(at)
        }
    }
}

/// What an event's dates are read with.
pub(super) struct Clock<'a> {
    pub zones: &'a mut Zones,
    /// Zone that the calendar as a whole names (`X-WR-TIMEZONE`).
    pub calendar: Option<Tz>,
    pub territory: Tz,
}

impl Clock<'_> {
    /// The first moment of a line, with the zone that it is written in.
    fn first(&mut self, line: &Line, ledger: &mut Ledger) -> Option<(Moment, Option<Tz>)> {
        let found = line.entry.values.iter().find_map(|value| match value {
            ICalendarValue::PartialDateTime(found) => moment(found),
            _ => None,
        })?;
        Some((found, self.zone_of(line, ledger)))
    }

    fn zone_of(&mut self, line: &Line, ledger: &mut Ledger) -> Option<Tz> {
        line.param(&ICalendarParameterName::Tzid)
            .map(|name| self.zones.find(&name, ledger))
    }

    /// Start of an event. `recurs` keeps UTC as a zone: a series in UTC does not follow a clock.
    pub fn start(&mut self, line: &Line, recurs: bool, ledger: &mut Ledger) -> Option<Start> {
        let (found, zone) = self.first(line, ledger)?;
        if found.day_only || (line.is_of(&ICalendarValueType::Date) && zone.is_none()) {
            return Some(Start {
                at: found.time.date().and_time(NaiveTime::MIN),
                whole_day: true,
                zone: self.territory,
                named: false,
            });
        }
        let (zone, named) = match (zone, found.offset) {
            (Some(zone), _) => (zone, true),
            (None, Some(_)) if recurs => (Tz::UTC, true),
            (None, Some(_)) => (self.calendar.unwrap_or(self.territory), true),
            (None, None) => (self.territory, false),
        };
        Some(Start {
            at: found.local(zone),
            whole_day: false,
            zone,
            named,
        })
    }

    /// A later moment of the same event, in the zone of its start.
    fn same(&mut self, found: &Moment, zone: Option<Tz>, start: &Start) -> NaiveDateTime {
        match zone {
            Some(zone) if found.offset.is_none() && zone != start.zone && !found.day_only => {
                time::instant(found.time, zone)
                    .map_or(found.time, |t| t.with_timezone(&start.zone).naive_local())
            }
            // A date of a floating series written with `Z`, at the series' own time of day: meant as floating.
            None if !start.named && found.offset == Some(0) && found.time.time() == start.at.time() => {
                found.time
            }
            _ => found.local(start.zone),
        }
    }

    /// End of an event, of the same sort as its start; the last day of a whole-day event is included.
    pub fn end(&mut self, lines: &mut [Line], start: &Start, ledger: &mut Ledger) -> Option<NaiveDateTime> {
        let at = lines.iter().position(|l| l.name == "DTEND" && !l.settled);
        let at = at.or_else(|| lines.iter().position(|l| l.name == "DURATION" && !l.settled))?;
        let line = lines.get_mut(at)?;
        let read = match line.entry.values.first() {
            Some(ICalendarValue::Duration(length)) => {
                seconds(length).and_then(|s| start.at.checked_add_signed(TimeDelta::seconds(s)))
            }
            _ => self
                .first(line, ledger)
                .filter(|(m, _)| m.day_only == start.whole_day)
                .map(|(m, zone)| self.same(&m, zone, start)),
        };
        let Some(mut end) = read else {
            bad(line, ledger);
            return None;
        };
        if start.whole_day {
            // The file gives the day after; many give the day itself.
            end = end
                .checked_sub_signed(TimeDelta::days(1))
                .filter(|e| *e >= start.at)
                .unwrap_or(end);
        }
        if end < start.at {
            ledger.problem(ProblemKind::EndBeforeStart);
            line.lose(LossReason::BadValue, ledger);
            return None;
        }
        if time::is_precise(end) {
            ledger.part(&line.name.clone(), LossReason::Precision, Some(line.value()));
        }
        line.mapped(ledger);
        (end != start.at || !start.whole_day).then_some(end)
    }

    /// All dates that a line adds or takes away, written as the start is. Broken ones are said.
    pub fn dates(
        &mut self,
        line: &mut Line,
        start: &Start,
        limits: &Limits,
        ledger: &mut Ledger,
    ) -> Vec<String> {
        let zone = self.zone_of(line, ledger);
        let mut out = Vec::new();
        let (mut broken, mut lengths) = (0_usize, false);
        for value in line.entry.values.iter().take(limits.dates) {
            let found = match value {
                ICalendarValue::PartialDateTime(found) => moment(found),
                ICalendarValue::Period(
                    ICalendarPeriod::Range { start, .. } | ICalendarPeriod::Duration { start, .. },
                ) => {
                    lengths = true;
                    moment(start)
                }
                _ => None,
            };
            match found {
                Some(found) => out.push(start.write(self.same(&found, zone, start))),
                None => broken += 1,
            }
        }
        if line.entry.values.len() > limits.dates {
            ledger.problem(ProblemKind::TooManyDates {
                limit: limits.dates as u64,
            });
            ledger.part(&line.name, LossReason::TooMany, None);
        }
        if lengths {
            // The length of the event holds for all its dates.
            ledger.part(&line.name, LossReason::OneDateOnly, Some(line.value()));
        }
        if out.is_empty() {
            if line.value().is_empty() {
                line.lose(LossReason::Empty, ledger)
            } else {
                bad(line, ledger)
            }
        } else {
            if broken > 0 {
                ledger.problem(ProblemKind::BadDate {
                    value: crate::loss::shorten(line.value()).unwrap_or_default(),
                });
                ledger.part(&line.name, LossReason::BadValue, Some(line.value()));
            }
            line.mapped(ledger);
        }
        out
    }

    /// The timing of an event: start, end, recurrence, dates added and left out.
    pub fn timing(
        &mut self,
        lines: &mut [Line],
        limits: &Limits,
        ledger: &mut Ledger,
    ) -> Option<(Start, Timing)> {
        let recurs = lines
            .iter()
            .any(|l| ["RRULE", "RDATE"].contains(&l.name.as_str()) && !l.value().is_empty());
        let at = lines.iter().position(|l| l.name == "DTSTART");
        let first = match at {
            Some(at) => {
                let line = lines.get_mut(at)?;
                let start = self.start(line, recurs, ledger);
                match &start {
                    Some(start) => {
                        if time::is_precise(start.at) {
                            ledger.part("DTSTART", LossReason::Precision, Some(line.value()));
                        }
                        line.mapped(ledger);
                    }
                    None => bad(line, ledger),
                }
                start
            }
            // Dates alone, without a first: the first of them starts.
            None => {
                let line = lines.iter().find(|l| l.name == "RDATE")?;
                self.only_dates(line, ledger)
            }
        };
        let start = first?;
        let end = self.end(lines, &start, ledger);
        let mut timing = Timing {
            start: start.write(start.at),
            end: end.map(|e| start.write(e)),
            tz: (start.named && !start.whole_day).then(|| start.zone.name().to_owned()),
            ..Timing::default()
        };
        for line in lines.iter_mut() {
            match line.name.as_str() {
                "RRULE" if timing.rrule.is_none() => {
                    let written = match line.entry.values.first() {
                        Some(ICalendarValue::RecurrenceRule(found)) => {
                            rule::write(found, line.value(), start.zone, start.whole_day)
                        }
                        _ => None,
                    };
                    if written.is_none() {
                        ledger.problem(ProblemKind::BadRecurrence {
                            rule: crate::loss::shorten(line.value()).unwrap_or_default(),
                        });
                        line.lose(LossReason::Recurrence, ledger);
                    } else {
                        line.mapped(ledger);
                        timing.rrule = written;
                    }
                }
                "DTSTART" | "DTEND" | "DURATION" => line.lose(LossReason::Superseded, ledger),
                "RRULE" | "EXRULE" => line.lose(LossReason::Recurrence, ledger),
                "RDATE" => timing.rdate.extend(self.dates(line, &start, limits, ledger)),
                "EXDATE" => timing.exdate.extend(self.dates(line, &start, limits, ledger)),
                _ => {}
            }
        }
        tidy(&mut timing, limits, ledger);
        Some((start, timing))
    }

    fn only_dates(&mut self, line: &Line, ledger: &mut Ledger) -> Option<Start> {
        let zone = self.zone_of(line, ledger);
        let found = line.entry.values.iter().find_map(|value| match value {
            ICalendarValue::PartialDateTime(found) => moment(found),
            ICalendarValue::Period(
                ICalendarPeriod::Range { start, .. } | ICalendarPeriod::Duration { start, .. },
            ) => moment(start),
            _ => None,
        })?;
        let named = zone.is_some() || found.offset.is_some();
        let zone = zone.or(self.calendar).unwrap_or(self.territory);
        Some(Start {
            at: found.local(zone),
            whole_day: found.day_only,
            zone,
            named,
        })
    }
}

/// Each date once, in order, within the limit; a date that is both added and the start is the start.
pub(super) fn tidy(timing: &mut Timing, limits: &Limits, ledger: &mut Ledger) {
    let start = timing.start.clone();
    for (name, dates) in [("RDATE", &mut timing.rdate), ("EXDATE", &mut timing.exdate)] {
        dates.sort();
        dates.dedup();
        if name == "RDATE" {
            dates.retain(|d| *d != start);
        }
        if dates.len() > limits.dates {
            ledger.problem(ProblemKind::TooManyDates {
                limit: limits.dates as u64,
            });
            ledger.part(name, LossReason::TooMany, None);
            dates.truncate(limits.dates);
        }
    }
}

fn bad(line: &mut Line, ledger: &mut Ledger) {
    if !line.value().is_empty() {
        ledger.problem(ProblemKind::BadDate {
            value: crate::loss::shorten(line.value()).unwrap_or_default(),
        });
    }
    line.lose(LossReason::BadValue, ledger);
}
