//! What an organiser changes overnight.

use ekin_exchange::Draft;
use ekin_exchange::draft::{Capacity, Status};
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

/// First timing with an hour, half an hour later (or back from the half hour), start, end and exceptions alike.
fn move_hour(draft: &mut Draft) -> bool {
    let Some(timing) = draft.timings.iter_mut().find(|timing| timing.start.contains('T')) else {
        return false;
    };
    let before = timing.start.clone();
    let times = timing
        .end
        .iter_mut()
        .chain(&mut timing.exdate)
        .chain(&mut timing.rdate);
    for time in times.chain([&mut timing.start]) {
        let Some((hours, minutes)) = time.rsplit_once(':') else {
            continue;
        };
        let moved = match minutes {
            "00" => "30",
            "15" => "45",
            "30" => "00",
            _ => "15",
        };
        *time = format!("{hours}:{moved}");
    }
    timing.start != before
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
