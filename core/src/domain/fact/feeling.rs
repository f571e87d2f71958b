//! How a person is before an outing and after it, by one of three faces that they chose themselves. Under the key of their
//! own unit: it goes with them. It is shown to them and to who accompanies them, each for themselves; nothing adds the faces of
//! several people up.

use ekin_protocol::hash::h16;
use ekin_protocol::id::{ObjectId, SpaceId};
use ekin_protocol::item::kind;

use super::fact;
use super::value::Line;
use crate::domain::person::PersonId;

fact! {
    /// A person says how they are.
    Feeling = kind::CHECK; {
        /// The plan of the outing, or its listing.
        outing: ObjectId,
        /// Who.
        person: PersonId,
        /// A word of [`crate::domain::feeling::Moment`].
        moment: Line,
        /// A word of [`crate::domain::feeling::Face`].
        face: Line,
        /// What they say with it.
        note: Option<Line>,
    }
}

impl Feeling {
    /// Its object: `H16("feeling", space, outing, person, moment)`. Who looks again says it in the place of what they said.
    pub fn object(&self, space: &SpaceId) -> ObjectId {
        let moment = self.moment.as_str().as_bytes();
        ObjectId(h16(
            "feeling",
            &[&space.0, &self.outing.0, &self.person.0, moment],
        ))
    }
}
