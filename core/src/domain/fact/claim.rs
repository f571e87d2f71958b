//! A party that asks for places of an outing: taken whole, or not at all.

use ekin_protocol::hash::h16;
use ekin_protocol::id::{ObjectId, SpaceId};
use ekin_protocol::item::kind;

use super::capacity::count;
use super::fact;
use super::value::{Line, Prose};
use crate::domain::person::PersonId;
use crate::domain::seats::Places;

fact! {
    /// A party that asks for places.
    Claim = kind::CLAIM; {
        /// The plan of the outing; of a wish also a listing, of a loan the kit.
        plan: ObjectId,
        /// What the party is called: a house, a family, who wrote. Never a resident's name: those are `people`.
        party: Line,
        /// Ordinary seats that it asks for.
        seats: Option<u64>,
        /// Places for a wheelchair.
        wheelchair: Option<u64>,
        /// Places for companions.
        companions: Option<u64>,
        /// Who is in it, where they have a profile.
        people: Vec<PersonId>,
        /// Where they are picked up: a row of the plan.
        pick_up: Option<Line>,
        /// In which vehicle: a row of the plan, which may be another house's.
        vehicle: Option<Line>,
        /// Who goes with a newcomer.
        buddy: Option<PersonId>,
        /// The last time there was no place for them.
        missed: Option<bool>,
        /// They no longer want it.
        withdrawn: Option<bool>,
        /// What the one person in it says themselves: a word of [`crate::domain::wish::Says`].
        wish: Option<Line>,
        /// First day of a loan, `YYYY-MM-DD`.
        from: Option<Line>,
        /// Day on which what was lent is due back, `YYYY-MM-DD`.
        until: Option<Line>,
        /// What they wrote.
        note: Option<Prose>,
        /// First 16 bytes of the id of the last message of its sender that changed it, so that each changes it once.
        answered: Option<[u8; 16]>,
    }
}

impl Claim {
    /// A claim that asks for nothing yet.
    pub fn of(plan: ObjectId, party: Line) -> Self {
        Self {
            plan,
            party,
            seats: None,
            wheelchair: None,
            companions: None,
            people: Vec::new(),
            pick_up: None,
            vehicle: None,
            buddy: None,
            missed: None,
            withdrawn: None,
            wish: None,
            from: None,
            until: None,
            note: None,
            answered: None,
            version: super::VERSION,
            unknown: crate::domain::unknown::Unknown::default(),
        }
    }

    /// The object in which a person says whether they want to go: `H16("wish", space, plan, person)`, whoever writes it
    /// down, so that the same word on two tablets is one wish.
    pub fn wished(space: &SpaceId, plan: &ObjectId, person: &PersonId) -> ObjectId {
        ObjectId(h16("wish", &[&space.0, &plan.0, &person.0]))
    }

    /// The places that it asks for.
    pub fn demand(&self) -> Places {
        Places {
            seats: self.seats.map_or(0, count),
            wheelchair: self.wheelchair.map_or(0, count),
            companions: self.companions.map_or(0, count),
        }
    }
}

/// The object of a claim that somebody sent to the inbox, whoever opens it: `H16("claim", message id)`.
pub fn of_message(message: &[u8; 32]) -> ObjectId {
    ObjectId(h16("claim", &[message]))
}

fact! {
    /// A claim is accepted or declined by an organiser. One object for each claim: `H16("decision", space, claim)`.
    Decision = kind::DECISION; {
        /// The claim.
        claim: ObjectId,
        /// Accepted or declined; none when an earlier decision is taken back.
        accepts: Option<bool>,
        /// Why, in words.
        because: Option<Line>,
        /// First 16 bytes of the hash of the claim's record that it is about; none is about whatever the claim says.
        about: Option<[u8; 16]>,
        /// Who of the team tells the person.
        told_by: Option<PersonId>,
    }
}

impl Decision {
    /// Somebody of the team has seen the claim, and decided nothing yet.
    pub fn on(claim: ObjectId) -> Self {
        Self {
            claim,
            accepts: None,
            because: None,
            about: None,
            told_by: None,
            version: super::VERSION,
            unknown: crate::domain::unknown::Unknown::default(),
        }
    }

    /// Its object.
    pub fn object(space: &SpaceId, claim: &ObjectId) -> ObjectId {
        ObjectId(h16("decision", &[&space.0, &claim.0]))
    }
}
