//! Recurrence rules (RFC 5545, 3.3.10) in local time. The rule is taken apart and bounded here and only then handed
//! to the `rrule` crate, as a rule in UTC whose "UTC" is local time: zones are put on afterwards, so that a
//! weekly event keeps its hour over the change of time. A rule of a stranger costs a bounded time.

use chrono::{Month, TimeZone, Weekday};
use chrono_tz::Tz;
use rrule::{Frequency, NWeekday, RRule, Unvalidated};

use super::moment::{DAY_MINUTES, Moment, calendar};

/// Longest rule, in bytes.
pub const MAX_RULE: usize = 500;
/// Greatest interval.
pub const MAX_INTERVAL: u16 = 1_000;
/// Most entries in one list of a rule.
const MAX_LIST: usize = 62;
/// Most times of day of one rule (hours x minutes).
const MAX_TIMES: usize = 24;
/// Occurrences that are walked through before a rule is given up: 27 years of days.
const MAX_STEPS: usize = 10_000;

/// Why a rule cannot be used.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{}", self.code())]
pub enum RuleProblem {
    /// Longer than [`MAX_RULE`].
    TooLong,
    /// Not `NAME=VALUE;NAME=VALUE`, or `FREQ` is missing.
    Syntax,
    /// A part that is unknown, or stands twice.
    Part {
        /// Its name, cut to 20 characters.
        name: String,
    },
    /// A value out of range, or not allowed with this frequency.
    Value {
        /// Name of the part.
        name: &'static str,
    },
    /// Hourly or finer: no outing recurs so.
    TooFine,
    /// `UNTIL` lies before the start.
    UntilBeforeStart,
    /// Both `COUNT` and `UNTIL`.
    CountAndUntil,
    /// The parts contradict each other.
    Contradiction,
}

impl RuleProblem {
    /// Stable code, for the texts.
    pub fn code(&self) -> &'static str {
        match self {
            RuleProblem::TooLong => "rule_too_long",
            RuleProblem::Syntax => "rule_syntax",
            RuleProblem::Part { .. } => "rule_part",
            RuleProblem::Value { .. } => "rule_value",
            RuleProblem::TooFine => "rule_too_fine",
            RuleProblem::UntilBeforeStart => "rule_until_before_start",
            RuleProblem::CountAndUntil => "rule_count_and_until",
            RuleProblem::Contradiction => "rule_contradiction",
        }
    }
}

/// The text of a rule as it travels. One from a stranger may turn out to be no rule: then only the start counts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rule(Box<str>);

impl Rule {
    /// Keeps the text of a rule from a signed payload, if it has a rule's alphabet.
    pub fn from_wire(text: &str) -> Option<Self> {
        let fits = (1..=MAX_RULE).contains(&text.len())
            && text
                .bytes()
                .all(|b| b.is_ascii_alphanumeric() || matches!(b, b'=' | b';' | b',' | b'-' | b'+'));
        fits.then(|| Self(text.into()))
    }

    /// The text of checked parts: capitals, no default, `UNTIL` in local time.
    pub fn from_parts(parts: &Parts, tz: Tz) -> Self {
        Self(parts.text(tz).into())
    }

    /// The text, without the `RRULE:` prefix.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// End of a rule as it was written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Until {
    Local(Moment),
    Utc(i64),
}

/// A rule taken apart; every value is in range.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Parts {
    freq: Frequency,
    interval: u16,
    count: Option<u32>,
    until: Option<Until>,
    week_start: Option<Weekday>,
    /// Lists as they were written, in the order of their names.
    lists: Vec<(&'static str, String)>,
    by_set_pos: Vec<i32>,
    by_month: Vec<u8>,
    by_month_day: Vec<i8>,
    by_year_day: Vec<i16>,
    by_week_no: Vec<i8>,
    by_day: Vec<NWeekday>,
    by_hour: Vec<u8>,
    by_minute: Vec<u8>,
}

impl Parts {
    /// Takes a rule apart.
    ///
    /// # Errors
    /// What stands in the way of using it.
    pub fn read(text: &str) -> Result<Self, RuleProblem> {
        let text = text.trim().to_ascii_uppercase();
        let text = text.strip_prefix("RRULE:").unwrap_or(&text);
        if text.len() > MAX_RULE {
            return Err(RuleProblem::TooLong);
        }
        let mut parts = Parts {
            freq: Frequency::Secondly,
            interval: 1,
            count: None,
            until: None,
            week_start: None,
            lists: Vec::new(),
            by_set_pos: Vec::new(),
            by_month: Vec::new(),
            by_month_day: Vec::new(),
            by_year_day: Vec::new(),
            by_week_no: Vec::new(),
            by_day: Vec::new(),
            by_hour: Vec::new(),
            by_minute: Vec::new(),
        };
        let mut seen: Vec<&str> = Vec::new();
        for part in text.split(';').filter(|p| !p.trim().is_empty()) {
            let (name, value) = part.split_once('=').ok_or(RuleProblem::Syntax)?;
            let (name, value) = (name.trim(), value.trim());
            if seen.contains(&name) {
                return Err(unknown(name));
            }
            seen.push(name);
            parts.read_part(name, value)?;
        }
        if !seen.contains(&"FREQ") {
            return Err(RuleProblem::Syntax);
        }
        if parts.count.is_some() && parts.until.is_some() {
            return Err(RuleProblem::CountAndUntil);
        }
        if parts.by_hour.len().max(1) * parts.by_minute.len().max(1) > MAX_TIMES {
            return Err(RuleProblem::Value { name: "BYHOUR" });
        }
        parts.lists.sort_unstable();
        Ok(parts)
    }

    fn read_part(&mut self, name: &str, value: &str) -> Result<(), RuleProblem> {
        let name = match name {
            "FREQ" => {
                self.freq = match value {
                    "DAILY" => Frequency::Daily,
                    "WEEKLY" => Frequency::Weekly,
                    "MONTHLY" => Frequency::Monthly,
                    "YEARLY" => Frequency::Yearly,
                    "HOURLY" | "MINUTELY" | "SECONDLY" => return Err(RuleProblem::TooFine),
                    _ => return Err(RuleProblem::Value { name: "FREQ" }),
                };
                return Ok(());
            }
            "INTERVAL" => {
                let interval = value.parse().ok().filter(|n| (1..=MAX_INTERVAL).contains(n));
                self.interval = interval.ok_or(RuleProblem::Value { name: "INTERVAL" })?;
                return Ok(());
            }
            "COUNT" => {
                let count = value.parse().ok().filter(|n| *n > 0u32);
                self.count = Some(count.ok_or(RuleProblem::Value { name: "COUNT" })?);
                return Ok(());
            }
            "UNTIL" => {
                self.until = Some(read_until(value).ok_or(RuleProblem::Value { name: "UNTIL" })?);
                return Ok(());
            }
            "WKST" => {
                self.week_start = Some(weekday(value).ok_or(RuleProblem::Value { name: "WKST" })?);
                return Ok(());
            }
            "BYSETPOS" => numbers("BYSETPOS", value, -366..=366, &mut self.by_set_pos)?,
            "BYMONTH" => numbers("BYMONTH", value, 1..=12, &mut self.by_month)?,
            "BYMONTHDAY" => numbers("BYMONTHDAY", value, -31..=31, &mut self.by_month_day)?,
            "BYYEARDAY" => numbers("BYYEARDAY", value, -366..=366, &mut self.by_year_day)?,
            "BYWEEKNO" => numbers("BYWEEKNO", value, -53..=53, &mut self.by_week_no)?,
            "BYHOUR" => numbers("BYHOUR", value, 0..=23, &mut self.by_hour)?,
            "BYMINUTE" => numbers("BYMINUTE", value, 0..=59, &mut self.by_minute)?,
            "BYDAY" => days(value, &mut self.by_day)?,
            _ => return Err(unknown(name)),
        };
        self.lists.push((name, value.to_string()));
        Ok(())
    }

    /// Checks the rule against its start.
    ///
    /// # Errors
    /// [`RuleProblem::UntilBeforeStart`], or [`RuleProblem::Contradiction`] where the parts do not go together.
    pub fn checked(&self, start: Moment, tz: Tz) -> Result<(), RuleProblem> {
        if self
            .until_local(tz)
            .is_some_and(|until| until < start.local_minutes())
        {
            return Err(RuleProblem::UntilBeforeStart);
        }
        let from = start.local_minutes();
        self.build(from, from + DAY_MINUTES)
            .map(|_| ())
            .ok_or(RuleProblem::Contradiction)
    }

    /// Local minutes of the last possible start.
    fn until_local(&self, tz: Tz) -> Option<i64> {
        Some(match self.until? {
            Until::Local(Moment { day, minute: None }) => i64::from(day) * DAY_MINUTES + DAY_MINUTES - 1,
            Until::Local(moment) => moment.local_minutes(),
            Until::Utc(minutes) => {
                let naive = tz.from_utc_datetime(&calendar(minutes)).naive_local();
                naive.and_utc().timestamp().div_euclid(60)
            }
        })
    }

    fn text(&self, tz: Tz) -> String {
        let mut text = format!("FREQ={}", self.freq);
        if self.interval != 1 {
            text += &format!(";INTERVAL={}", self.interval);
        }
        if let Some(count) = self.count {
            text += &format!(";COUNT={count}");
        }
        let until = match self.until {
            Some(Until::Local(moment)) => Some(moment),
            Some(Until::Utc(_)) => self.until_local(tz).and_then(Moment::from_local_minutes),
            None => None,
        };
        if let Some(until) = until {
            let digits: String = until
                .to_string()
                .chars()
                .filter(|c| !matches!(c, '-' | ':'))
                .collect();
            text += &format!(
                ";UNTIL={digits}{}",
                if until.minute.is_some() { "00" } else { "" }
            );
        }
        if let Some(day) = self.week_start.filter(|day| *day != Weekday::Mon) {
            let name = day.to_string().to_ascii_uppercase();
            text += &format!(";WKST={}", name.get(..2).unwrap_or("MO"));
        }
        for (name, value) in &self.lists {
            text += &format!(";{name}={value}");
        }
        text
    }

    /// Whether some date can have the month with the day, the day of the year or the week asked for, and some set the
    /// position: without one, the search for the next occurrence would go on to the end of the calendar.
    fn possible(&self) -> bool {
        const DAYS: [i32; 12] = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
        let mut first = 1;
        let some_month = DAYS.iter().zip(1u8..).any(|(days, month)| {
            // One day more at each end, for years that are no leap years.
            let (from, to) = (first - 1, first + days);
            first += days;
            let day = |n: i32, of: i32, slack: i32| {
                let n = if n < 0 { of + 1 + n } else { n };
                (from - slack..=to + slack).contains(&n)
            };
            let by_day = |n: &i8| *n != 0 && i32::from(n.unsigned_abs()) <= *days;
            // The weeks at the ends of a year may lie in the next or the last one.
            let edge = |n: i8| matches!(n.unsigned_abs(), 1 | 52 | 53) && (month == 1 || month == 12);
            let by_week = |n: &i8| edge(*n) || day(week(*n) * 7, 366, 10);
            (self.by_month.is_empty() || self.by_month.contains(&month))
                && (self.by_month_day.is_empty() || self.by_month_day.iter().any(by_day))
                && (self.by_year_day.is_empty() || self.by_year_day.iter().any(|n| day((*n).into(), 366, 0)))
                && (self.by_week_no.is_empty() || self.by_week_no.iter().any(by_week))
        });
        let times = self.by_hour.len().max(1) * self.by_minute.len().max(1);
        let largest = times
            * match self.freq {
                Frequency::Yearly => 366,
                Frequency::Monthly => 31,
                Frequency::Weekly => 7,
                _ => 1,
            };
        let in_set = |position: &i32| usize::try_from(position.unsigned_abs()).is_ok_and(|n| n <= largest);
        some_month && (self.by_set_pos.is_empty() || self.by_set_pos.iter().any(in_set))
    }

    /// The crate's rule from a start on, ending at `to`; `None` when the crate refuses it.
    fn build(&self, from: i64, to: i64) -> Option<rrule::RRuleSet> {
        let at = |minutes: i64| calendar(minutes).and_utc().with_timezone(&rrule::Tz::UTC);
        let months: Vec<Month> = self
            .by_month
            .iter()
            .filter_map(|m| Month::try_from(*m).ok())
            .collect();
        let mut rule: RRule<Unvalidated> = RRule::new(self.freq)
            .interval(self.interval)
            .until(at(to.max(from)))
            .week_start(self.week_start.unwrap_or(Weekday::Mon))
            .by_set_pos(self.by_set_pos.clone())
            .by_month(&months)
            .by_month_day(self.by_month_day.clone())
            .by_year_day(self.by_year_day.clone())
            .by_week_no(self.by_week_no.clone())
            .by_weekday(self.by_day.clone())
            .by_hour(self.by_hour.clone())
            .by_minute(self.by_minute.clone());
        if let Some(count) = self.count {
            rule = rule.count(count);
        }
        let start = at(from);
        Some(
            rrule::RRuleSet::new(start)
                .rrule(rule.validate(start).ok()?)
                .limit(),
        )
    }

    /// Starts in local minutes, from the first that is not before `from` to `to`, ascending, at most `cap`; the
    /// start of the timing itself is always the first occurrence, whether the rule says so or not.
    pub fn starts(&self, start: Moment, tz: Tz, from: i64, to: i64, cap: usize) -> Vec<i64> {
        let first = start.local_minutes();
        let to = self.until_local(tz).map_or(to, |until| until.min(to));
        let mut found: Vec<i64> = if (from..=to.max(first)).contains(&first) {
            vec![first]
        } else {
            Vec::new()
        };
        // What repeats every so many days may begin just before the window; a count must be counted from the start.
        let period = match self.freq {
            _ if self.count.is_some() => None,
            Frequency::Daily => Some(DAY_MINUTES),
            Frequency::Weekly => Some(7 * DAY_MINUTES),
            _ => None,
        }
        .map(|period| period * i64::from(self.interval));
        let skipped = period.map_or(0, |p| (from.saturating_sub(first) / p - 1).max(0) * p);
        let begin = first + skipped;
        if begin > to || !self.possible() {
            return found;
        }
        let Some(set) = self.build(begin, to) else {
            return found;
        };
        let whole_days = start.minute.is_none();
        for next in set.into_iter().take(MAX_STEPS) {
            let mut minutes = next.timestamp().div_euclid(60);
            if whole_days {
                minutes = minutes.div_euclid(DAY_MINUTES) * DAY_MINUTES;
            }
            if minutes > to || found.len() >= cap {
                break;
            }
            if minutes >= from && found.last().is_none_or(|last| *last < minutes) {
                found.push(minutes);
            }
        }
        found
    }
}

fn unknown(name: &str) -> RuleProblem {
    RuleProblem::Part {
        name: name.chars().filter(|c| !c.is_control()).take(20).collect(),
    }
}

/// Number of a week counted from the year's start.
fn week(n: i8) -> i32 {
    if n < 0 { 54 + i32::from(n) } else { i32::from(n) }
}

fn weekday(text: &str) -> Option<Weekday> {
    Some(match text {
        "MO" => Weekday::Mon,
        "TU" => Weekday::Tue,
        "WE" => Weekday::Wed,
        "TH" => Weekday::Thu,
        "FR" => Weekday::Fri,
        "SA" => Weekday::Sat,
        "SU" => Weekday::Sun,
        _ => return None,
    })
}

fn days(value: &str, out: &mut Vec<NWeekday>) -> Result<&'static str, RuleProblem> {
    const BAD: RuleProblem = RuleProblem::Value { name: "BYDAY" };
    for entry in value.split(',').map(str::trim) {
        let split = entry.len().checked_sub(2).ok_or(BAD)?;
        let (number, day) = entry.split_at_checked(split).ok_or(BAD)?;
        let day = weekday(day).ok_or(BAD)?;
        out.push(if number.is_empty() {
            NWeekday::Every(day)
        } else {
            NWeekday::Nth(
                number
                    .parse()
                    .ok()
                    .filter(|n| *n != 0i16 && (-53..=53).contains(n))
                    .ok_or(BAD)?,
                day,
            )
        });
    }
    if out.len() > MAX_LIST {
        Err(BAD)
    } else {
        Ok("BYDAY")
    }
}

/// Reads a list of whole numbers; 0 is allowed only where the range begins with it.
fn numbers<T>(
    name: &'static str,
    value: &str,
    range: std::ops::RangeInclusive<i32>,
    out: &mut Vec<T>,
) -> Result<&'static str, RuleProblem>
where
    T: TryFrom<i32>,
{
    let bad = || RuleProblem::Value { name };
    for entry in value.split(',').map(str::trim) {
        let number: i32 = entry.parse().map_err(|_| bad())?;
        if !range.contains(&number) || (number == 0 && *range.start() < 0) {
            return Err(bad());
        }
        out.push(T::try_from(number).map_err(|_| bad())?);
    }
    if out.len() > MAX_LIST {
        Err(bad())
    } else {
        Ok(name)
    }
}

/// `YYYYMMDD`, `YYYYMMDDTHHMMSS` or that with `Z`; seconds are dropped.
fn read_until(value: &str) -> Option<Until> {
    let (value, utc) = value.strip_suffix('Z').map_or((value, false), |v| (v, true));
    let piece = |a: usize, b: usize| value.get(a..b);
    let date = format!("{}-{}-{}", piece(0, 4)?, piece(4, 6)?, piece(6, 8)?);
    let moment = match value.len() {
        8 => Moment::parse(&date)?,
        15 if piece(8, 9)? == "T" && piece(13, 15)?.parse::<u8>().ok()? < 61 => {
            Moment::parse(&format!("{date}T{}:{}", piece(9, 11)?, piece(11, 13)?))?
        }
        _ => return None,
    };
    Some(if utc && moment.minute.is_some() {
        Until::Utc(moment.local_minutes())
    } else {
        Until::Local(moment)
    })
}

#[cfg(test)]
#[path = "recurrence/tests.rs"]
mod tests;
