//! Heads as one device counted them. Each device says it in objects of its own: nobody takes back by their count what
//! somebody else saw, and two who disagree stand beside each other until one looks again.

use ekin_protocol::hash::h16;
use ekin_protocol::id::{ObjectId, Ord, SpaceId};
use ekin_protocol::item::kind;

use super::fact;
use super::value::Line;
use crate::domain::heads::Seen;
use crate::domain::person::PersonId;

fact! {
    /// A person was looked for, or people without a name were counted.
    Check = kind::CHECK; {
        /// The plan of the outing.
        plan: ObjectId,
        /// The moment: a row of the plan's legs; none for the whole outing.
        leg: Option<Line>,
        /// Who; none for people without a name.
        person: Option<PersonId>,
        /// `present`, `absent` or `excused`.
        seen: Option<Line>,
        /// How many people without a name.
        unnamed: Option<u64>,
        /// With which educator the person is.
        with: Option<PersonId>,
        /// Where, in words.
        place: Option<Line>,
        /// What stays in a house of an outing whose space is gone: the outing's title.
        outing: Option<Line>,
        /// The same: its start, ms UTC.
        on: Option<i64>,
        /// The same: there was no place for the person.
        missed: Option<bool>,
    }
}

impl Check {
    /// A check of a moment that says nothing yet; of the whole outing with none.
    pub fn at(plan: ObjectId, leg: Option<Line>) -> Self {
        Self {
            plan,
            leg,
            person: None,
            seen: None,
            unnamed: None,
            with: None,
            place: None,
            outing: None,
            on: None,
            missed: None,
            version: super::VERSION,
            unknown: crate::domain::unknown::Unknown::default(),
        }
    }
}

/// The object in which a house keeps whether a person came along: `H16("attendance", home, outing's space, plan, person)`.
pub fn attendance(home: &SpaceId, outing: &SpaceId, plan: &ObjectId, person: &PersonId) -> ObjectId {
    ObjectId(h16("attendance", &[&home.0, &outing.0, &plan.0, &person.0]))
}

/// What was counted, and by whom.
#[derive(Clone, Copy, Debug)]
pub struct Counted<'a> {
    /// The plan of the outing.
    pub plan: &'a ObjectId,
    /// The moment; none for the whole outing.
    pub leg: Option<&'a str>,
    /// Who; none for people without a name.
    pub person: Option<PersonId>,
    /// The device that counts.
    pub by: Ord,
}

impl Counted<'_> {
    /// The object in which this is said: `H16("check", space, plan, u32 by, u32 length of leg, leg, person)`, the person
    /// left out for people without a name.
    pub fn object(&self, space: &SpaceId) -> ObjectId {
        let leg = self.leg.unwrap_or_default().as_bytes();
        let length = u32::try_from(leg.len()).unwrap_or(u32::MAX).to_be_bytes();
        let by = self.by.to_be_bytes();
        let person = self.person.map_or([0; 16], |person| person.0);
        let person = if self.person.is_some() { &person[..] } else { &[] };
        ObjectId(h16("check", &[&space.0, &self.plan.0, &by, &length, leg, person]))
    }
}

/// The word for what was seen.
pub fn word(seen: Seen) -> &'static str {
    match seen {
        Seen::Present => "present",
        Seen::Absent => "absent",
        Seen::Excused => "excused",
    }
}

/// What was seen, by its word; none for one of a newer version.
pub fn seen(word: &str) -> Option<Seen> {
    [Seen::Present, Seen::Absent, Seen::Excused]
        .into_iter()
        .find(|seen| self::word(*seen) == word)
}
