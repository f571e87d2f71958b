//! Heads as one device counted them. Each device says it in objects of its own: nobody takes back by their count what
//! somebody else saw, and two who disagree stand beside each other until one looks again.

use std::collections::BTreeSet;

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
        /// First 16 bytes of the hashes of what others had said of them, and what does not count any more: somebody has looked
        /// again.
        instead: Vec<[u8; 16]>,
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
            instead: Vec::new(),
            outing: None,
            on: None,
            missed: None,
            version: super::VERSION,
            unknown: crate::domain::unknown::Unknown::default(),
        }
    }
}

/// Somebody at one moment of an outing.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, std::cmp::Ord)]
pub struct Head {
    /// The plan of the outing.
    pub plan: ObjectId,
    /// The moment; none for the whole outing.
    pub leg: Option<String>,
    /// Who.
    pub person: PersonId,
}

impl Head {
    /// What names a disagreement about it, the same on every device:
    /// `H16("heads", space, plan, u32 length of leg, leg, person)`. No record has this id.
    pub fn dispute(&self, space: &SpaceId) -> ObjectId {
        let leg = self.leg.as_deref().unwrap_or_default().as_bytes();
        let length = u32::try_from(leg.len()).unwrap_or(u32::MAX).to_be_bytes();
        ObjectId(h16(
            "heads",
            &[&space.0, &self.plan.0, &length, leg, &self.person.0],
        ))
    }
}

impl Check {
    /// Of whom it says whether they were seen, and when; none where it counts people without a name, or is what a house keeps.
    pub fn head(&self) -> Option<Head> {
        (self.outing.is_none() && self.seen.is_some()).then_some(Head {
            plan: self.plan,
            leg: self.leg.as_ref().map(|leg| leg.as_str().to_owned()),
            person: self.person?,
        })
    }
}

/// Which of several records count, each given by the first 16 bytes of its hash and what it says in the place of: a record
/// takes effect unless one that counts is in its place. No record can name one that names it, so that there is an end.
pub fn counting(said: &[([u8; 16], &[[u8; 16]])]) -> Vec<bool> {
    let mut counts = vec![true; said.len()];
    for _ in said {
        let gone: BTreeSet<&[u8; 16]> = said
            .iter()
            .zip(&counts)
            .filter(|(_, counts)| **counts)
            .flat_map(|((_, instead), _)| *instead)
            .collect();
        let next: Vec<bool> = said.iter().map(|(hash, _)| !gone.contains(hash)).collect();
        if next == counts {
            break;
        }
        counts = next;
    }
    counts
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_looked_again_is_heard_and_who_looked_after_them_too() {
        let [a, b, c] = [[1; 16], [2; 16], [3; 16]];
        assert_eq!(counting(&[(a, &[]), (b, &[])]), [true, true]);
        assert_eq!(counting(&[(a, &[]), (b, &[a])]), [false, true]);
        // What was said in the place of another's word falls with it, and the other's word stands again.
        assert_eq!(counting(&[(c, &[b]), (a, &[]), (b, &[a])]), [true, true, false]);
        assert_eq!(counting(&[(a, &[c])]), [true], "of what is not here");
        assert_eq!(counting(&[]), [] as [bool; 0]);
        // Not even records that no hash allows keep it going.
        assert_eq!(counting(&[(a, &[b]), (b, &[a])]).len(), 2);
    }
}
