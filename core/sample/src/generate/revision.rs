//! What an organiser changes overnight.

use ekin_exchange::Draft;
use ekin_exchange::draft::{Capacity, Status, Timing};
use rand_core::Rng;

use super::chance::{below, percent};
use super::prose;
use super::words::Language;

/// A plausible change of one listing, always a change: an hour moved, a cancellation taken up or back, a
/// sentence of the text written anew or added, another number of places. Its source and place stay.
pub fn revise(draft: &mut Draft, rng: &mut impl Rng) {
    match below(rng, 100) {
        0..40 if move_hour(draft) => {}
        40..55 => {
            draft.status = if draft.status == Status::Scheduled {
                Status::Cancelled
            } else {
                Status::Scheduled
            };
        }
        55..70 => {
            let capacity = draft.capacity.get_or_insert_with(Capacity::default);
            let more = 1 + u16::try_from(below(rng, 10)).unwrap_or_default();
            capacity.seats = capacity.seats.checked_add(more).unwrap_or(more);
        }
        _ => rewrite(draft, rng),
    }
}

/// Last minute of a day.
const LAST_MINUTE: u32 = 24 * 60 - 1;

/// First timing with an hour, half an hour later (earlier where that would pass midnight): start, end and
/// exceptions alike.
fn move_hour(draft: &mut Draft) -> bool {
    let Some(timing) = draft.timings.iter_mut().find(|timing| timing.start.contains('T')) else {
        return false;
    };
    let times = |timing: &Timing, by: i32| -> Option<Timing> {
        let mut moved = timing.clone();
        let others = moved
            .end
            .iter_mut()
            .chain(&mut moved.exdate)
            .chain(&mut moved.rdate);
        for time in others.chain([&mut moved.start]) {
            *time = time_moved(time, by)?;
        }
        Some(moved)
    };
    match times(timing, 30).or_else(|| times(timing, -30)) {
        Some(moved) => {
            *timing = moved;
            true
        }
        None => false,
    }
}

/// `DATEThh:mm` so many minutes later on the same day; nothing where it would be another day.
fn time_moved(time: &str, by: i32) -> Option<String> {
    let (date, clock) = time.split_once('T')?;
    let (hours, minutes) = clock.split_once(':')?;
    let at = hours
        .parse::<u32>()
        .ok()?
        .checked_mul(60)?
        .checked_add(minutes.parse().ok()?)?;
    let moved = at.checked_add_signed(by).filter(|moved| *moved <= LAST_MINUTE)?;
    Some(format!("{date}T{:02}:{:02}", moved / 60, moved % 60))
}

/// One sentence of each body replaced or added.
fn rewrite(draft: &mut Draft, rng: &mut impl Rng) {
    for language in [Language::French, Language::Basque, Language::Spanish] {
        let tag = language.tag();
        if !draft.title.contains_key(tag) {
            continue;
        }
        let body = draft.body.entry(tag.to_owned()).or_default();
        let before = body.clone();
        if percent(rng, 60)
            && let Some((kept, _)) = body.trim_end_matches('.').rsplit_once(". ")
        {
            *body = format!("{kept}.");
        }
        if !body.is_empty() {
            body.push(' ');
        }
        body.push_str(&prose::sentence(rng, language));
        if *body == before {
            body.push_str(" …");
        }
    }
}
