//! Words of reminders, and of what changed in what somebody keeps.

use ekin_i18n::{Message, Value, msg};

use crate::app::query::{Alert, ReminderShown};
use crate::domain::follow::Different;
use crate::domain::language::LanguageTag;
use crate::domain::reminder::Why;

/// What a phone says.
pub fn reminder(one: &ReminderShown, reader: Option<LanguageTag>) -> Message {
    let title = one.titles.choose(reader.as_slice(), None);
    let what = title.map(|title| title.text.to_owned()).unwrap_or_default();
    let hour = one.start.and_then(|(_, time)| time).map(Value::Hour);
    match (one.due, one.why, hour) {
        (true, Why::Tomorrow, _) => msg::reminder_due_tomorrow(what),
        (true, Why::Today | Why::Soon, _) => msg::reminder_due_today(what),
        (false, Why::Soon, Some(hour)) => msg::reminder_soon(what, hour),
        (false, Why::Tomorrow, Some(hour)) => msg::reminder_tomorrow(what, hour),
        (false, Why::Today, Some(hour)) => msg::reminder_today(what, hour),
        (false, Why::Tomorrow, None) => msg::reminder_tomorrow_day(what),
        (false, Why::Today | Why::Soon, None) => msg::reminder_today_day(what),
    }
}

/// What is different, what keeps people at home first.
pub fn alert(alert: &Alert) -> Vec<Message> {
    let one = |different: &Different| match different {
        Different::Cancelled => msg::alert_cancelled(),
        Different::Postponed => msg::alert_postponed(),
        Different::Withdrawn => msg::alert_withdrawn(),
        Different::TakesPlace => msg::alert_takes_place(),
        Different::Online => msg::alert_online(),
        Different::Full => msg::alert_full(),
        Different::Moved { .. } => match alert.before {
            Some((day, time)) => msg::alert_moved(Value::Moment(day, time)),
            None => msg::alert_dated(),
        },
        Different::Elsewhere { before } if before.is_empty() => msg::alert_placed(),
        Different::Elsewhere { before } => msg::alert_elsewhere(before),
    };
    alert.different.iter().map(one).collect()
}
