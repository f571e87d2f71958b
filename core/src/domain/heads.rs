//! Heads at one moment of an outing: who is there, who is missing by name, and where two people who counted disagree.
//! Nobody counts as there while somebody says otherwise: a disagreement is a person to look for (design 8).

#[cfg(test)]
mod tests;

use std::collections::{BTreeMap, BTreeSet};

use ekin_protocol::id::Ord;

use super::person::PersonId;

/// What whoever counted saw of a person.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Seen {
    /// There.
    Present,
    /// Not there.
    Absent,
    /// Not there, as agreed before: nobody is looked for.
    Excused,
}

/// One living check of a person at a moment. Several of one person by different people say the same, or are a dispute.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Check {
    /// Of whom.
    pub person: PersonId,
    /// What was seen.
    pub seen: Seen,
    /// The device that counted.
    pub by: Ord,
    /// With which educator the person is.
    pub with: Option<PersonId>,
    /// Where that was, in words.
    pub place: Option<String>,
    /// When, by the clock of whoever counted, ms since 1970; for display, and to tell which of two is shown first.
    pub at_ms: u64,
}

/// People who were handed over to another educator: both have signed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Handed {
    /// Who.
    pub people: Vec<PersonId>,
    /// With which educator they are from then on.
    pub with: PersonId,
    /// When, by the clock of whoever signed last, ms since 1970.
    pub at_ms: u64,
}

/// Who is expected: each person with their group, or an empty one.
pub type Roster = BTreeMap<PersonId, String>;

/// Why somebody is missing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Missing {
    /// Nobody has looked yet.
    NotSeen,
    /// All who looked say so.
    Absent,
    /// One says there, another not.
    Disputed,
}

/// So many there of so many who are expected.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// Expected: planned absences are not.
    pub expected: usize,
    /// There, without dispute.
    pub present: usize,
}

/// The heads of one moment.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Heads {
    /// All of the roster.
    pub all: Tally,
    /// The same by group; persons in none stand under an empty name.
    pub groups: BTreeMap<String, Tally>,
    /// Who is missing, in the order of their ids.
    pub missing: Vec<(PersonId, Missing)>,
    /// What was said of each disputed person, the latest first.
    pub disputes: BTreeMap<PersonId, Vec<Check>>,
    /// Who is excused.
    pub excused: BTreeSet<PersonId>,
    /// There without being on the roster.
    pub guests: BTreeSet<PersonId>,
    /// Persons without a name here: the sum of what each device counted.
    pub unnamed: u32,
    /// With whom each person is who is there and was given to somebody.
    pub with: BTreeMap<PersonId, PersonId>,
}

impl Heads {
    /// Nobody is left behind: all who are expected are there, and nobody says otherwise of anybody.
    pub fn nobody_is_missing(&self) -> bool {
        self.missing.is_empty() && self.disputes.is_empty()
    }

    /// Persons who are with each educator.
    pub fn by_educator(&self) -> BTreeMap<PersonId, usize> {
        self.with.values().fold(BTreeMap::new(), |mut counts, educator| {
            *counts.entry(*educator).or_default() += 1;
            counts
        })
    }

    /// Puts those who were handed over with who took them, unless somebody counted them elsewhere since. Nobody is handed over who
    /// is not there.
    pub fn hand_over(&mut self, checks: &[Check], handed: &[Handed]) {
        let mut in_turn: Vec<&Handed> = handed.iter().collect();
        in_turn.sort_by_key(|one| (one.at_ms, one.with));
        for one in in_turn {
            for person in &one.people {
                let mut of_person = checks.iter().filter(|check| check.person == *person).peekable();
                let seen = of_person.peek().is_some();
                let (mut there, mut last) = (seen, None);
                for check in of_person {
                    there &= check.seen == Seen::Present;
                    last = last.max(check.with.map(|_| check.at_ms));
                }
                if there && last.is_none_or(|last| last <= one.at_ms) {
                    self.with.insert(*person, one.with);
                }
            }
        }
    }

    /// Persons there, with and without a name.
    pub fn there(&self) -> usize {
        self.all.present + self.guests.len() + usize::try_from(self.unnamed).unwrap_or(usize::MAX)
    }
}

/// Counts the heads of one moment. `planned` are absences of the whole outing; a check of the moment outweighs one.
/// `unnamed` is what each device counted beside the names.
pub fn heads(
    roster: &Roster,
    planned: &BTreeSet<PersonId>,
    checks: &[Check],
    unnamed: &BTreeMap<Ord, u32>,
) -> Heads {
    let mut said: BTreeMap<PersonId, Vec<&Check>> = BTreeMap::new();
    for check in checks {
        said.entry(check.person).or_default().push(check);
    }
    let mut heads = Heads {
        unnamed: unnamed.values().fold(0, |sum, n| sum.saturating_add(*n)),
        ..Heads::default()
    };
    for person in roster.keys() {
        said.entry(*person).or_default();
    }
    for (person, mut of_person) in said {
        // The latest first; the same on every device whatever came first.
        of_person.sort_by_key(|check| (std::cmp::Reverse(check.at_ms), check.by, check.seen, check.with));
        let state = match of_person.first() {
            None if planned.contains(&person) => Ok(Seen::Excused),
            None => Err(Missing::NotSeen),
            Some(first) if of_person.iter().all(|check| check.seen == first.seen) => Ok(first.seen),
            Some(_) => Err(Missing::Disputed),
        };
        heads.note(&person, roster.get(&person), state, &of_person);
    }
    heads
}

impl Heads {
    fn note(
        &mut self,
        person: &PersonId,
        group: Option<&String>,
        state: Result<Seen, Missing>,
        said: &[&Check],
    ) {
        if state == Err(Missing::Disputed) {
            self.disputes
                .insert(*person, said.iter().copied().cloned().collect());
        }
        if state == Ok(Seen::Present)
            && let Some(educator) = said.iter().find_map(|check| check.with)
        {
            self.with.insert(*person, educator);
        }
        if state == Ok(Seen::Excused) {
            self.excused.insert(*person);
            return;
        }
        let Some(group) = group else {
            if state == Ok(Seen::Present) {
                self.guests.insert(*person);
            }
            return;
        };
        let there = usize::from(state == Ok(Seen::Present));
        for tally in [&mut self.all, self.groups.entry(group.clone()).or_default()] {
            tally.expected += 1;
            tally.present += there;
        }
        match state {
            Ok(Seen::Absent) => self.missing.push((*person, Missing::Absent)),
            Err(why) => self.missing.push((*person, why)),
            Ok(Seen::Present | Seen::Excused) => {}
        }
    }
}
