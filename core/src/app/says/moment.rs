//! Words about moments, consent and incidents: who agrees to what, and what one can do where somebody does not.

use ekin_i18n::{Message, Value, msg};

use super::error::{Point, Said};
use crate::app::consent::ConsentShown;
use crate::app::incident::IncidentError;
use crate::app::moment::{Missing, MomentError};
use crate::app::query::day_at;
use crate::domain::consent::{Answer, Audience, Purpose, Signer, Standing};
use crate::domain::person::PersonId;
use crate::storage::DEFAULT_ZONE;

/// Digits of the id of somebody whose name is not here.
const ID: usize = 8;

/// Who may see.
pub fn audience(given: Audience) -> Message {
    match given {
        Audience::Present => msg::audience_present(),
        Audience::House => msg::audience_house(),
        Audience::Families => msg::audience_families(),
        Audience::Journal => msg::audience_journal(),
        Audience::Public => msg::audience_public(),
    }
}

/// What for.
pub fn purpose(given: Purpose) -> Message {
    match given {
        Purpose::Memory => msg::purpose_memory(),
        Purpose::Practice => msg::purpose_practice(),
        Purpose::Promotion => msg::purpose_promotion(),
    }
}

/// Who signed.
pub fn signer(given: Option<Signer>) -> Message {
    match given {
        Some(Signer::Oneself) => msg::signer_self(),
        Some(Signer::Parent) => msg::signer_parent(),
        Some(Signer::Guardian) => msg::signer_guardian(),
        None => msg::signer_other(),
    }
}

/// The name of a person, or the beginning of the id of somebody who has no profile here.
pub fn name(person: &PersonId, name: Option<&str>) -> String {
    match name {
        Some(name) => name.to_owned(),
        None => person.to_string().chars().take(ID).collect(),
    }
}

/// Why somebody stands in the way.
pub fn missing(one: &Missing) -> Message {
    let name = name(&one.person, one.name.as_deref());
    match one.standing {
        Standing::Given(_) | Standing::NotAsked => msg::consent_not_asked(name, audience(one.audience)),
        Standing::NeedsParent => msg::consent_needs_parent(name, audience(one.audience)),
        Standing::Expired(ms) => msg::consent_expired(name, audience(one.audience), day(ms)),
        Standing::Refused(to) => msg::consent_refused(name, audience(to)),
        Standing::Withdrawn(to) => msg::consent_withdrawn(name, audience(to)),
    }
}

fn day(ms: i64) -> Value {
    // What ends at midnight was good on the day before.
    day_at(ms.saturating_sub(1), DEFAULT_ZONE).map_or_else(|| Value::from(""), Value::Day)
}

/// What was said of one person, in a line.
pub fn consent(one: &ConsentShown) -> Message {
    let other = msg::consent_other;
    let to = one.audience.map_or_else(other, audience);
    let what = one.purpose.map_or_else(other, purpose);
    let name = name(&one.person, one.name.as_deref());
    let by = match &one.signed_by {
        Some(signed_by) => Value::from(signed_by),
        None => signer(one.signer).into(),
    };
    match (one.answer, one.until) {
        (Answer::Yes, Some(until)) => msg::consent_line_until(name, to, what, by, Value::Day(until)),
        (Answer::Yes, None) => msg::consent_line_yes(name, to, what, by),
        (Answer::No, _) => msg::consent_line_no(name, to, what, by),
        (Answer::Withdrawn, _) => msg::consent_line_withdrawn(name, to, what, by),
    }
}

/// What stands in the way, one point for each person and audience.
fn points(missing: &[Missing]) -> Vec<Point> {
    let point = |one: &Missing| Point {
        path: one.person.to_string(),
        code: standing(one.standing),
        text: self::missing(one),
    };
    missing.iter().map(point).collect()
}

/// Stable word for where somebody stands.
pub fn standing(given: Standing) -> &'static str {
    match given {
        Standing::Given(_) => "given",
        Standing::NotAsked => "not-asked",
        Standing::NeedsParent => "needs-parent",
        Standing::Expired(_) => "expired",
        Standing::Refused(_) => "refused",
        Standing::Withdrawn(_) => "withdrawn",
    }
}

/// An error about a moment or a consent.
pub(super) fn error(error: &MomentError) -> Said {
    match error {
        MomentError::NoMoment { id } => Said::new("no-moment", msg::moment_missing(id)),
        MomentError::Paper => Said::new("paper", msg::moment_paper()),
        MomentError::NotAPicture => Said::new("not-a-picture", msg::moment_not_a_picture()),
        MomentError::NotOnIt { name } => Said::new("not-on-it", msg::moment_not_on_it(name)),
        MomentError::NotNamed { others: None } => Said::new("not-named", msg::moment_who()),
        MomentError::NotNamed { others: Some(n) } => {
            Said::new("not-named", msg::moment_not_named(u64::from(*n)))
        }
        MomentError::NoConsent(missing) => Said {
            code: "no-consent",
            text: msg::moment_no_consent(persons(missing)),
            points: points(missing),
        },
        MomentError::Hidden(missing) => Said {
            code: "hidden",
            text: msg::moment_hidden(),
            points: points(missing),
        },
        MomentError::NoPlace { audience: to } => Said::new("no-place", msg::moment_no_place(audience(*to))),
        MomentError::SeveralPlaces { names } => {
            Said::new("several-places", msg::moment_several_places(names.join(", ")))
        }
        MomentError::Over { until } => Said::new("consent-over", msg::consent_over(Value::Day(*until))),
        MomentError::NotYet { on } => Said::new("consent-not-yet", msg::consent_not_yet(Value::Day(*on))),
        MomentError::NothingToWithdraw => Said::new("nothing-to-withdraw", msg::consent_nothing()),
    }
}

/// An error about an incident.
pub(super) fn incident_error(error: &IncidentError) -> Said {
    match error {
        IncidentError::NotForStaff { name } => Said::new("not-for-staff", msg::incident_not_for_staff(name)),
        IncidentError::NotYet { when } => {
            let when = when.map_or_else(|| Value::from(""), |(day, time)| Value::Moment(day, time));
            Said::new("incident-not-yet", msg::incident_not_yet(when))
        }
    }
}

fn persons(missing: &[Missing]) -> u64 {
    let mut people: Vec<PersonId> = missing.iter().map(|one| one.person).collect();
    people.sort_unstable();
    people.dedup();
    people.len() as u64
}
