//! Moments, consents, incidents.

use ekin_core::app::consent::{ConsentShown, Noted};
use ekin_core::app::incident::{IncidentShown, Reported};
use ekin_core::app::moment::{self, MomentLine, MomentState, SharedMoment};
use ekin_core::app::says;
use ekin_core::domain::consent::{Audience, Purpose, Signer};
use ekin_core::domain::person::PersonId;
use serde::Serialize;

/// A line of `moment list`; `moment add|who|mask|show|get|hand-out`.
#[derive(Serialize)]
pub struct Moment {
    id: String,
    words: Option<String>,
    people: Vec<Person>,
    /// present, house, families, journal, public; none while it was not shared.
    audience: Option<&'static str>,
    purpose: &'static str,
    masks: u64,
    /// Number of the device that covered faces.
    masked_by: Option<u32>,
    /// Number of the device that shared it.
    by: Option<u32>,
    media_type: String,
    width: Option<u64>,
    height: Option<u64>,
    /// unshared, on-this-device, sent, received, announced, hidden.
    state: &'static str,
    /// How many people on it have no name; none where nobody said who is on it.
    unnamed: Option<u32>,
    /// Who does not agree, for each audience.
    missing: Vec<Missing>,
}

#[derive(Serialize)]
struct Person {
    person: String,
    name: Option<String>,
}

#[derive(Serialize)]
struct Missing {
    person: String,
    name: Option<String>,
    audience: &'static str,
    /// not-asked, needs-parent, expired, refused, withdrawn.
    standing: &'static str,
}

impl Missing {
    fn of(one: &moment::Missing) -> Self {
        Self {
            person: one.person.to_string(),
            name: one.name.clone(),
            audience: one.audience.word(),
            standing: says::moment::standing(one.standing),
        }
    }
}

fn people(people: &[(PersonId, Option<String>)]) -> Vec<Person> {
    let person = |(person, name): &(PersonId, Option<String>)| Person {
        person: person.to_string(),
        name: name.clone(),
    };
    people.iter().map(person).collect()
}

impl Moment {
    /// Of what the core says.
    pub fn of(line: &MomentLine) -> Self {
        let (state, unnamed, missing) = match &line.state {
            MomentState::Unshared { others, missing } => {
                let missing = missing.iter().flat_map(|(_, missing)| missing);
                ("unshared", *others, missing.map(Missing::of).collect())
            }
            MomentState::Shared { state, .. } => (super::blob::state(*state), Some(0), Vec::new()),
            MomentState::Hidden(missing) => ("hidden", Some(0), missing.iter().map(Missing::of).collect()),
        };
        Self {
            id: line.object.to_string(),
            words: line.words.clone(),
            people: people(&line.people),
            audience: line.audience.map(Audience::word),
            purpose: line.purpose.word(),
            masks: line.masks,
            masked_by: line.masked_by,
            by: line.by,
            media_type: line.media_type.clone(),
            width: line.pixels.map(|(width, _)| width),
            height: line.pixels.map(|(_, height)| height),
            state,
            unnamed,
            missing,
        }
    }
}

/// `moment share`
#[derive(Serialize)]
pub struct MomentShared {
    id: String,
    space: String,
}

impl MomentShared {
    /// Of what the core says.
    pub fn of(shared: &SharedMoment) -> Self {
        Self {
            id: shared.object.to_string(),
            space: shared.space.to_string(),
        }
    }
}

/// `moment remove`
#[derive(Serialize)]
pub struct MomentsGone {
    /// Copies that went.
    pub gone: usize,
}

/// `consent give|refuse|withdraw`
#[derive(Serialize)]
pub struct ConsentNoted {
    person: String,
    /// Photos and sounds that were hidden and destroyed for it.
    gone: usize,
}

impl ConsentNoted {
    /// Of what the core says.
    pub fn of(noted: &Noted) -> Self {
        Self {
            person: noted.person.to_string(),
            gone: noted.gone,
        }
    }
}

/// A line of `consent list`.
#[derive(Serialize)]
pub struct Consent {
    person: String,
    name: Option<String>,
    /// None for one of a newer version.
    purpose: Option<&'static str>,
    audience: Option<&'static str>,
    /// yes, no, withdrawn.
    answer: &'static str,
    signer: Option<&'static str>,
    signed_by: Option<String>,
    signed_on: Option<String>,
    /// Last day of a yes.
    until: Option<String>,
    /// What all that was said comes to now: given, not-asked, needs-parent, expired, refused, withdrawn.
    standing: &'static str,
    disagree: bool,
}

impl Consent {
    /// Of what the core says.
    pub fn of(one: &ConsentShown) -> Self {
        let day = |day: ekin_i18n::Date| format!("{:04}-{:02}-{:02}", day.year(), day.month(), day.day());
        Self {
            person: one.person.to_string(),
            name: one.name.clone(),
            purpose: one.purpose.map(Purpose::word),
            audience: one.audience.map(Audience::word),
            answer: one.answer.word(),
            signer: one.signer.map(Signer::word),
            signed_by: one.signed_by.clone(),
            signed_on: one.signed_on.clone(),
            until: one.until.map(day),
            standing: says::moment::standing(one.standing),
            disagree: one.disagree,
        }
    }
}

/// `incident add`
#[derive(Serialize)]
pub struct IncidentReported {
    /// None while it is kept on this device.
    id: Option<String>,
    space: Option<String>,
}

impl IncidentReported {
    /// Of what the core says.
    pub fn of(reported: &Reported) -> Self {
        match reported {
            Reported::Sealed { space, object } => Self {
                id: Some(object.to_string()),
                space: Some(space.to_string()),
            },
            Reported::Kept => Self {
                id: None,
                space: None,
            },
        }
    }
}

/// A line of `incident list`.
#[derive(Serialize)]
pub struct Incident {
    id: Option<String>,
    what: String,
    people: Vec<Person>,
    measures: Option<String>,
    place: Option<String>,
    by: Option<u32>,
    on_this_device: bool,
}

impl Incident {
    /// Of what the core says.
    pub fn of(one: &IncidentShown) -> Self {
        Self {
            id: one.object.map(|object| object.to_string()),
            what: one.what.clone(),
            people: people(&one.people),
            measures: one.measures.clone(),
            place: one.place.clone(),
            by: one.by,
            on_this_device: !one.logged,
        }
    }
}
