//! Dates, hours, numbers, money and sizes as each language writes them, by section 1.4 of the project's
//! glossary. Basque dates follow Euskaltzaindia's rule 37, which CLDR's pattern does not.

mod date;
mod quantity;
mod spoken;

pub use date::{
    date_long, date_long_when, date_short, day_month, moment, month_name, relative_day, time_hm, time_range,
    weekday_name,
};
pub use quantity::{ago, bytes_size, duration, duration_ms, in_days, money_cents, number, percent};
pub use spoken::time_spoken;
