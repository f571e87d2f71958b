//! Loans of things with parts. A thing is a capacity of one: who has it on which days rides on the rule of seats (protocol 12), asked for each
//! loan among those whose days it meets, so that two borrowers of two weeks do not stand in each other's way and two of one week do. Nothing
//! here takes a thing from anybody: it shows who waits and where two were promised the same.

use std::collections::BTreeMap;

use ekin_protocol::id::{ObjectId, SpaceId};

use super::seats::{Capacity, Claim, Said, Standing, seats};

/// Days since 1970 in the calendar of the house.
pub type Day = i32;

/// Somebody asks for a thing, or has it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Loan {
    /// The claim, and what was decided of it.
    pub claim: Claim,
    /// First day.
    pub from: Day,
    /// Day on which it is due back.
    pub until: Day,
    /// It went out, by both who signed or by one of them.
    pub out: bool,
    /// The day on which it came back.
    pub back: Option<Day>,
}

impl Loan {
    /// The day behind the last on which it is away: the due day is free again, and one who is late is late until it is back.
    fn end(&self, today: Day) -> Day {
        let end = match (self.back, self.out) {
            (Some(back), _) => back,
            (None, true) => self.until.max(today.saturating_add(1)),
            (None, false) => self.until,
        };
        end.max(self.from.saturating_add(1))
    }

    /// Whether both are away on one day.
    fn meets(&self, other: &Self, today: Day) -> bool {
        self.from < other.end(today) && other.from < self.end(today)
    }

    /// Days by which it is late; none when it is not.
    pub fn late(&self, today: Day) -> u32 {
        match (self.out, self.back) {
            (true, None) => u32::try_from(today.saturating_sub(self.until)).unwrap_or(0),
            _ => 0,
        }
    }
}

/// Where each loan of one thing stands, each among those whose days it meets.
pub fn standings(space: &SpaceId, loans: &[Loan], today: Day) -> BTreeMap<ObjectId, Standing> {
    let one = Capacity::of(&[Said {
        seats: Some(1),
        ..Said::default()
    }]);
    let standing = |loan: &Loan| {
        let rivals = loans.iter().filter(|other| other.meets(loan, today));
        let claims: Vec<Claim> = rivals.map(|rival| rival.claim.clone()).collect();
        seats(space, one, &claims).standing(&loan.claim.object)
    };
    let standings = loans
        .iter()
        .filter_map(|loan| Some((loan.claim.object, standing(loan)?)));
    standings.collect()
}

/// What was counted of a part.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Counted {
    /// The part: a row of the kit.
    pub part: String,
    /// How many.
    pub count: u64,
    /// It is broken, or cannot be used.
    pub broken: bool,
}

/// What is not as it was.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Wrong {
    /// So many are not there.
    Missing {
        /// The part.
        part: String,
        /// How many.
        count: u64,
    },
    /// It came back broken, and did not go out so.
    Broken {
        /// The part.
        part: String,
    },
}

/// What is not as it was: `before` went out, `after` came back. A part that nobody counted when it came back was not looked at: it is
/// missing until somebody says otherwise.
pub fn wrong(before: &[Counted], after: &[Counted]) -> Vec<Wrong> {
    let mut found = Vec::new();
    for went in before {
        let came = after.iter().find(|one| one.part == went.part);
        let count = went.count.saturating_sub(came.map_or(0, |one| one.count));
        if count > 0 {
            found.push(Wrong::Missing {
                part: went.part.clone(),
                count,
            });
        }
        if came.is_some_and(|one| one.broken) && !went.broken {
            found.push(Wrong::Broken {
                part: went.part.clone(),
            });
        }
    }
    found
}

#[cfg(test)]
mod tests;
