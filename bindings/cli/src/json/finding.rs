//! Finding: needs, what fits them, matches, a week.

use ekin_core::app::query::{self, Alert, Followed, Freshness, Matched, ReminderShown};
use ekin_core::app::says;
use ekin_core::domain::follow::Different;
use ekin_core::domain::matching::{Need, Reason, Said};
use ekin_core::domain::reminder::{Quiet, Why};
use ekin_i18n::Catalog;
use serde::Serialize;

use super::lists::Card;

/// A need.
#[derive(Serialize)]
pub struct NeedShape {
    need: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    lat: Option<f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    lon: Option<f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    metres: Option<u32>,
}

fn need(given: &Need) -> NeedShape {
    let (point, metres) = match given {
        Need::Near(point, metres) => (Some(point.degrees()), Some(*metres)),
        _ => (None, None),
    };
    NeedShape {
        need: given.word().unwrap_or("near").to_owned(),
        lat: point.map(|(lat, _)| lat),
        lon: point.map(|(_, lon)| lon),
        metres,
    }
}

/// `needs`
#[derive(Serialize)]
pub struct Needs {
    needs: Vec<NeedShape>,
}

impl Needs {
    /// Of what the core says.
    pub fn of(needs: &[Need]) -> Self {
        Self {
            needs: needs.iter().map(need).collect(),
        }
    }
}

/// What a listing says to a need.
#[derive(Serialize)]
struct Answer {
    #[serde(flatten)]
    need: NeedShape,
    said: &'static str,
}

fn answer((asked, said): (&Need, &Said)) -> Answer {
    Answer {
        need: need(asked),
        said: said.word(),
    }
}

/// `search --for-me`
#[derive(Serialize)]
pub struct Fitting {
    listings: Vec<Fits>,
    next: Option<String>,
    unsaid: Vec<Count>,
    less: Vec<Count>,
    as_of_ms: Option<i64>,
}

#[derive(Serialize)]
struct Fits {
    #[serde(flatten)]
    card: Card,
    needs: Vec<Answer>,
}

#[derive(Serialize)]
struct Count {
    #[serde(flatten)]
    need: NeedShape,
    count: u64,
}

impl Fitting {
    /// Of what the core says.
    pub fn of(fitting: &query::Fitting, fresh: Option<Freshness>) -> Self {
        let count = |(asked, count): &(Need, u64)| Count {
            need: need(asked),
            count: *count,
        };
        let listings = fitting.found.hits.iter().zip(&fitting.answers);
        Self {
            listings: listings
                .map(|(hit, said)| Fits {
                    card: Card::of(hit),
                    needs: fitting.needs.iter().zip(said).map(answer).collect(),
                })
                .collect(),
            next: fitting.found.next.clone(),
            unsaid: fitting.unsaid.iter().map(count).collect(),
            less: fitting.less.iter().map(count).collect(),
            as_of_ms: fresh.map(|fresh| fresh.at_ms),
        }
    }
}

/// `match`
#[derive(Serialize)]
pub struct Matches {
    matches: Vec<One>,
    as_of_ms: Option<i64>,
}

#[derive(Serialize)]
struct One {
    #[serde(flatten)]
    card: Card,
    about: Vec<String>,
    dislikes: Vec<String>,
    needs: Vec<Answer>,
    near_metres: Option<u32>,
    same_day: bool,
}

impl Matches {
    /// Of what the core says.
    pub fn of(found: &[Matched], fresh: Option<Freshness>) -> Self {
        let one = |one: &Matched| {
            let mut shape = One {
                card: Card::of(&one.hit),
                about: Vec::new(),
                dislikes: Vec::new(),
                needs: Vec::new(),
                near_metres: None,
                same_day: false,
            };
            for reason in &one.reasons {
                match reason {
                    Reason::About(word) => shape.about.push(word.clone()),
                    Reason::Dislike(word) => shape.dislikes.push(word.clone()),
                    Reason::Need(asked, said) => shape.needs.push(answer((asked, said))),
                    Reason::Distance(metres) => shape.near_metres = Some(*metres),
                    Reason::SameDay => shape.same_day = true,
                }
            }
            shape
        };
        Self {
            matches: found.iter().map(one).collect(),
            as_of_ms: fresh.map(|fresh| fresh.at_ms),
        }
    }
}

/// `agenda --week`
#[derive(Serialize)]
pub struct Week {
    days: Vec<Day>,
    ongoing: Vec<Card>,
    answers: Vec<AnswerTo>,
    more: bool,
    as_of_ms: Option<i64>,
}

#[derive(Serialize)]
struct Day {
    day: String,
    listings: Vec<Card>,
}

#[derive(Serialize)]
struct AnswerTo {
    listing: String,
    person: String,
    name: String,
    standing: &'static str,
}

impl Week {
    /// Of what the core says.
    pub fn of(week: &query::Week, fresh: Option<Freshness>) -> Self {
        let days = week.days.iter().map(|(day, hits)| Day {
            day: format!("{:04}-{:02}-{:02}", day.year(), day.month(), day.day()),
            listings: hits.iter().map(Card::of).collect(),
        });
        let answers = week.answers.iter().map(|(about, name, wish)| AnswerTo {
            listing: about.to_string(),
            person: wish.person.to_string(),
            name: name.clone(),
            standing: super::resident::standing(wish.standing),
        });
        Self {
            days: days.collect(),
            ongoing: week.ongoing.iter().map(Card::of).collect(),
            answers: answers.collect(),
            more: week.more,
            as_of_ms: fresh.map(|fresh| fresh.at_ms),
        }
    }
}

/// `reminders`
#[derive(Serialize)]
pub struct Reminders {
    reminders: Vec<Reminder>,
    quiet_from_minute: u16,
    quiet_to_minute: u16,
}

#[derive(Serialize)]
struct Reminder {
    at_ms: i64,
    id: String,
    why: &'static str,
    due: bool,
    text: String,
}

impl Reminders {
    /// Of what the core says, each with its text.
    pub fn of(list: &[ReminderShown], texts: Vec<String>, quiet: Quiet) -> Self {
        let one = |(one, text): (&ReminderShown, String)| Reminder {
            at_ms: one.at_ms,
            id: one.object.to_string(),
            why: match one.why {
                Why::Soon => "soon",
                Why::Today => "today",
                Why::Tomorrow => "tomorrow",
            },
            due: one.due,
            text,
        };
        Self {
            reminders: list.iter().zip(texts).map(one).collect(),
            quiet_from_minute: quiet.from,
            quiet_to_minute: quiet.to,
        }
    }
}

/// Something that is kept and that changed.
#[derive(Serialize)]
pub struct Changed {
    #[serde(skip_serializing_if = "Option::is_none")]
    listing: Option<Card>,
    #[serde(skip_serializing_if = "Option::is_none")]
    outing: Option<super::OutingLine>,
    changes: Vec<&'static str>,
    texts: Vec<String>,
}

impl Changed {
    /// Of what the core says.
    pub fn of(alert: &Alert, words: Catalog) -> Self {
        let change = |different: &Different| match different {
            Different::Cancelled => "cancelled",
            Different::Postponed => "postponed",
            Different::Withdrawn => "withdrawn",
            Different::TakesPlace => "takes_place",
            Different::Online => "online",
            Different::Full => "full",
            Different::Moved { .. } => "moved",
            Different::Elsewhere { .. } => "elsewhere",
        };
        let texts = says::reminder::alert(alert);
        let (listing, outing) = match &alert.about {
            Followed::Listing(hit) => (Some(Card::of(hit)), None),
            Followed::Outing(line) => (None, Some(super::OutingLine::of(line))),
        };
        Self {
            listing,
            outing,
            changes: alert.different.iter().map(change).collect(),
            texts: texts.iter().map(|text| words.format(text)).collect(),
        }
    }
}
