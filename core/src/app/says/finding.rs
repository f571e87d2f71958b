//! Words of finding: what a listing says to each need, why an ad is shown, how old a list is.

use ekin_i18n::{Message, Value, msg};

use super::document::word;
use super::listing::access;
use crate::app::query::Freshness;
use crate::domain::accessibility::Access;
use crate::domain::kind::choices;
use crate::domain::matching::{Need, Reason, Said};

/// A need.
pub fn need(given: &Need) -> Message {
    match given {
        Need::Wheelchair => msg::need_wheelchair(),
        Need::Access(Access::Hearing) => msg::need_hearing_loop(),
        Need::Access(question) => access(*question),
        Need::Free => msg::need_free(),
        Need::Companion => msg::need_companion(),
        Need::Near(_, metres) => msg::need_near(kilometres(*metres)),
        Need::Other(known) if choices::NEED.words.contains(&known.as_str()) => word(choices::NEED, known),
        Need::Other(_) => msg::need_other(),
    }
}

/// What a listing says to a need.
pub fn said(given: &Need, said: Said) -> Message {
    match said {
        Said::Yes => msg::need_said_yes(need(given)),
        Said::No => msg::need_said_no(need(given)),
        Said::Nothing => msg::need_said_nothing(need(given)),
    }
}

/// Why an ad is shown, a line for each sort of reason.
pub fn reasons(given: &[Reason]) -> Vec<Message> {
    let of = |wanted: fn(&Reason) -> Option<&String>| {
        let words = given.iter().filter_map(wanted);
        words.map(|word| Value::from(word.as_str())).collect::<Vec<_>>()
    };
    let about = of(|reason| match reason {
        Reason::About(word) => Some(word),
        _ => None,
    });
    let dislikes = of(|reason| match reason {
        Reason::Dislike(word) => Some(word),
        _ => None,
    });
    let mut lines = vec![msg::match_about(about)];
    if !dislikes.is_empty() {
        lines.push(msg::match_dislike(dislikes));
    }
    for reason in given {
        match reason {
            Reason::About(_) | Reason::Dislike(_) => {}
            Reason::Need(need, answer) => lines.push(said(need, *answer)),
            Reason::Distance(metres) => lines.push(msg::match_distance(kilometres(*metres))),
            Reason::SameDay => lines.push(msg::match_same_day()),
        }
    }
    lines
}

/// How old a list is.
pub fn freshness(given: Option<Freshness>) -> Message {
    let Some(fresh) = given else {
        return msg::fresh_never();
    };
    let when = Value::Moment(fresh.when.0, fresh.when.1);
    match fresh.stale {
        true => msg::fresh_stale(when),
        false => msg::fresh_as_of(when),
    }
}

/// Whole kilometres; one for what is nearer.
fn kilometres(metres: u32) -> String {
    metres.saturating_add(500).div_euclid(1_000).max(1).to_string()
}
