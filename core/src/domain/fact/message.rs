//! Words of a house about an ad, which stay in the house: what somebody who lives there answers, and what became of it once
//! a professional passed it on. What goes out names the house ([`crate::domain::response`]); this never leaves its space.

use ekin_protocol::hash::h16;
use ekin_protocol::id::{ObjectId, SpaceId};
use ekin_protocol::item::kind;

use super::fact;
use super::value::{Line, Prose};
use crate::domain::person::PersonId;

fact! {
    /// Something said about a listing, or about what somebody said of one.
    Message = kind::MESSAGE; {
        /// The listing, or the message that this one is about.
        about: ObjectId,
        /// Who says it; none for a professional.
        person: Option<PersonId>,
        /// What: the number of a [`Says`](crate::domain::response::Says). Of a professional, what it was that was passed on or
        /// kept: once the person says something else, it waits again.
        says: Option<u64>,
        /// In words.
        text: Option<Prose>,
        /// It was passed on to who organises, or it was not.
        passed: Option<bool>,
        /// Why it was not.
        because: Option<Line>,
        /// What who organises replied: the number of a [`Canned`](crate::domain::canned::Canned).
        reply: Option<u64>,
        /// What they wrote.
        reply_text: Option<Prose>,
    }
}

impl Message {
    /// What one person says about a listing: said again, it takes the place of what was said before. `H16("asking", space,
    /// listing, person)`.
    pub fn asking(space: &SpaceId, listing: &ObjectId, person: &PersonId) -> ObjectId {
        ObjectId(h16("asking", &[&space.0, &listing.0, &person.0]))
    }

    /// What a professional says about it: `H16("passing", space, asking)`, one object whoever passes it on.
    pub fn passing(space: &SpaceId, asking: &ObjectId) -> ObjectId {
        ObjectId(h16("passing", &[&space.0, &asking.0]))
    }
}
