//! Somebody hands over a group of people, or a thing; whoever takes it signs the very record that says so. The rule that says how
//! far it has come is in [`crate::domain::outing::handover`].

use ekin_protocol::hash::h16;
use ekin_protocol::id::{ObjectId, Ord, SpaceId};
use ekin_protocol::item::kind;

use super::fact;
use super::value::Line;
use crate::domain::loan::Counted;
use crate::domain::person::PersonId;

fact! {
    /// One side of a handover: what is given, and to whom; or the answer, with what it signs.
    Handover = kind::HANDOVER; {
        /// The plan of the outing; of a loan, its claim.
        subject: ObjectId,
        /// The device that is to take it, by its place in the membership log; none in an answer, and of a loan to whoever has none.
        to: Option<u64>,
        /// The moment: a row of the plan's legs.
        leg: Option<Line>,
        /// The group: a row of the plan's groups.
        group: Option<Line>,
        /// Who is handed over.
        people: Vec<PersonId>,
        /// With which educator they are from then on.
        with: Option<PersonId>,
        /// Of a loan: it comes back; else it goes out.
        back: Option<bool>,
        /// Of a loan: what is there of each part.
        parts: Vec<Counted>,
        /// What else there is to say.
        note: Option<Line>,
        /// In an answer: the hash of the item that it signs.
        signs: Option<[u8; 32]>,
        /// In an answer: whether it is taken.
        accepts: Option<bool>,
    }
}

impl Handover {
    /// One of this subject that says nothing yet.
    pub fn of(subject: ObjectId) -> Self {
        Self {
            subject,
            to: None,
            leg: None,
            group: None,
            people: Vec::new(),
            with: None,
            back: None,
            parts: Vec::new(),
            note: None,
            signs: None,
            accepts: None,
            version: super::VERSION,
            unknown: crate::domain::unknown::Unknown::default(),
        }
    }

    /// The object in which a device answers: `H16("handover", space, what is given, u32 by)`. Nobody answers for another.
    pub fn answer(space: &SpaceId, given: &ObjectId, by: Ord) -> ObjectId {
        ObjectId(h16("handover", &[&space.0, &given.0, &by.to_be_bytes()]))
    }
}
