//! An instant with the zone in which people speak of it: ms UTC, and an IANA name beside.

use std::str::FromStr;

use chrono::{FixedOffset, Offset, TimeZone};
use chrono_tz::Tz;

use super::problem::{Form, Problem};
use crate::domain::field;
use crate::domain::moment::{Moment, calendar};
use crate::domain::occurrence::to_utc_ms;
use crate::domain::timing::Zone;

const MINUTE_MS: i64 = 60_000;
/// 1900-01-01 and 2200-01-01 in ms: the years that [`Moment`] reads.
const YEARS_MS: std::ops::Range<i64> = -2_208_988_800_000..7_258_118_400_000;

/// An instant and its zone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Instant {
    /// Ms since 1970, UTC.
    pub ms: i64,
    /// Zone that the writer meant.
    pub zone: Zone,
}

impl Instant {
    /// Whether a number can be an instant.
    pub fn in_range(ms: i64) -> bool {
        YEARS_MS.contains(&ms)
    }

    /// Reads `YYYY-MM-DDTHH:MM`, with an offset when an hour happens twice (`+01:00`), and a zone behind a space
    /// when it is not `default`.
    ///
    /// # Errors
    /// Another form, an unknown zone, or an hour that the clocks leave out on that day.
    pub fn parse(text: &str, default: Tz) -> Result<Self, Problem> {
        let form = || Problem::form(Form::Instant, text);
        let text = text.trim();
        let (local, zone) = match text.split_once(' ') {
            Some((local, name)) => match Zone::parse(name)? {
                Zone::Known(tz) => (local, tz),
                Zone::Other(_) => return Err(form()),
            },
            None => (text, default),
        };
        let (local, offset) = match local.len() {
            16 => (local, None),
            _ => {
                let (local, offset) = local.split_at_checked(16).ok_or_else(form)?;
                (local, Some(FixedOffset::from_str(offset).map_err(|_| form())?))
            }
        };
        let moment = Moment::parse(local).ok_or_else(form)?;
        if moment.minute.is_none() {
            return Err(form());
        }
        let minutes = moment.local_minutes();
        let ms = match offset {
            None => to_utc_ms(zone, minutes),
            Some(offset) => minutes * MINUTE_MS - i64::from(offset.local_minus_utc()) * 1_000,
        };
        if local_minutes(ms, zone) == minutes {
            Ok(Self {
                ms,
                zone: Zone::Known(zone),
            })
        } else {
            Err(Problem::NoSuchHour {
                given: field::cut(text),
            })
        }
    }

    /// The form that [`Instant::parse`] reads, always with its zone.
    pub fn write(ms: i64, zone: Option<&Zone>) -> String {
        // A zone of a newer table: UTC says when, and is true everywhere.
        let tz = zone.map_or(Tz::UTC, |zone| zone.or(Tz::UTC));
        let minutes = local_minutes(ms, tz);
        let Some(moment) = Moment::from_local_minutes(minutes) else {
            return ms.to_string();
        };
        let later = to_utc_ms(tz, minutes) != ms - ms.rem_euclid(MINUTE_MS);
        let offset = if later {
            offset_at(ms, tz).to_string()
        } else {
            String::new()
        };
        format!("{moment}{offset} {}", tz.name())
    }

    /// Day and hour in the instant's own zone, or in `default` when this version does not know it.
    pub fn local(&self, default: Tz) -> Option<Moment> {
        Moment::from_local_minutes(local_minutes(self.ms, self.zone.or(default)))
    }
}

fn offset_at(ms: i64, tz: Tz) -> FixedOffset {
    tz.offset_from_utc_datetime(&calendar(ms.div_euclid(MINUTE_MS)))
        .fix()
}

fn local_minutes(ms: i64, tz: Tz) -> i64 {
    let seconds = ms.div_euclid(1_000) + i64::from(offset_at(ms, tz).local_minus_utc());
    seconds.div_euclid(60)
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono_tz::Europe::{Madrid, Paris};
    use proptest::prelude::*;

    #[test]
    fn an_hour_is_read_in_the_zone_that_is_meant() {
        let winter = Instant::parse("2026-11-28T14:00", Paris).unwrap();
        assert_eq!(winter.ms, 1_795_870_800_000);
        let london = Instant::parse("2026-11-28T13:00 Europe/London", Paris).unwrap();
        assert_eq!((london.ms, london.zone.name()), (winter.ms, "Europe/London"));
        assert_eq!(
            Instant::write(winter.ms, Some(&winter.zone)),
            "2026-11-28T14:00 Europe/Paris"
        );
        assert_eq!(winter.local(Madrid).unwrap().to_string(), "2026-11-28T14:00");
    }

    #[test]
    fn the_clocks_that_change_are_not_guessed() {
        assert_eq!(
            Instant::parse("2026-03-29T02:30", Paris).unwrap_err().code(),
            "no_such_hour"
        );
        let first = Instant::parse("2026-10-25T02:30", Paris).unwrap();
        let second = Instant::parse("2026-10-25T02:30+01:00", Paris).unwrap();
        assert_eq!(second.ms - first.ms, 3_600_000);
        assert_eq!(
            Instant::write(second.ms, Some(&second.zone)),
            "2026-10-25T02:30+01:00 Europe/Paris"
        );
        assert_eq!(
            Instant::parse("2026-11-28T14:00+03:00", Paris)
                .unwrap_err()
                .code(),
            "no_such_hour"
        );
    }

    #[test]
    fn other_forms_are_refused() {
        for bad in [
            "",
            "demain",
            "2026-11-28",
            "2026-11-28T14:00Z",
            "2026-11-28T14h",
            "2026-11-28T14:00é1",
        ] {
            assert_eq!(Instant::parse(bad, Paris).unwrap_err().code(), "form", "{bad}");
        }
        assert_eq!(
            Instant::parse("2026-11-28T14:00 Europe/Baiona", Paris)
                .unwrap_err()
                .code(),
            "unknown_zone"
        );
    }

    proptest! {
        #[test]
        fn what_is_written_is_read_again(minutes in -36_000_000i64..120_000_000, tz in prop::sample::select(vec![Paris, Madrid, Tz::America__New_York, Tz::Asia__Kathmandu, Tz::Australia__Lord_Howe])) {
            let zone = Zone::Known(tz);
            let ms = minutes * MINUTE_MS;
            // Before standard time, offsets have seconds that no one writes.
            prop_assume!(offset_at(ms, tz).local_minus_utc() % 60 == 0);
            let read = Instant::parse(&Instant::write(ms, Some(&zone)), Paris);
            prop_assert_eq!(read, Ok(Instant { ms, zone }));
        }

        #[test]
        fn any_text_is_read_or_refused(text in any::<String>()) {
            let _ = Instant::parse(&text, Paris);
        }
    }
}
