//! Consent as it is written down: one object for what one signer says of one person, purpose and audience, so that what
//! two people write of the same stands side by side until somebody asks again. Under the key of the person's erasure unit.

use ekin_protocol::hash::h16;
use ekin_protocol::id::{ObjectId, SpaceId};
use ekin_protocol::item::kind;

use super::fact;
use super::value::Line;
use crate::domain::consent::{Answer, Audience, Purpose, Signer};
use crate::domain::person::PersonId;

fact! {
    /// What somebody says of a person's image and voice.
    Consent = kind::CONSENT; {
        /// Whose image and voice.
        person: PersonId,
        /// What for: a word of [`Purpose`].
        purpose: Line,
        /// Who may see: a word of [`Audience`].
        audience: Line,
        /// A word of [`Answer`].
        answer: Line,
        /// Who signed: a word of [`Signer`].
        signer: Line,
        /// The name of who signed.
        name: Option<Line>,
        /// The day on which they signed, `YYYY-MM-DD`.
        signed_on: Option<Line>,
        /// Until when a yes holds, ms since 1970.
        until_ms: Option<i64>,
    }
}

impl Consent {
    /// The object in which it is said: `H16("consent", space, person, (u32 length, bytes) of purpose, audience, signer and name)`,
    /// the name in lower case, empty where there is none.
    pub fn object(&self, space: &SpaceId) -> ObjectId {
        let name = self.name.as_ref().map(|name| name.as_str().to_lowercase());
        let words = [
            self.purpose.as_str(),
            self.audience.as_str(),
            self.signer.as_str(),
            name.as_deref().unwrap_or_default(),
        ];
        let lengths = words.map(|word| u32::try_from(word.len()).unwrap_or(u32::MAX).to_be_bytes());
        let mut parts: Vec<&[u8]> = vec![&space.0, &self.person.0];
        for (word, length) in words.iter().zip(&lengths) {
            parts.extend([length.as_slice(), word.as_bytes()]);
        }
        ObjectId(h16("consent", &parts))
    }

    /// What it says to the rules; `counts` for what a yes of its author is worth.
    pub fn said(&self, counts: bool) -> crate::domain::consent::Consent {
        crate::domain::consent::Consent {
            person: self.person,
            purpose: Purpose::from_word(self.purpose.as_str()),
            audience: Audience::from_word(self.audience.as_str()),
            answer: Answer::from_word(self.answer.as_str()).unwrap_or(Answer::No),
            signer: Signer::from_word(self.signer.as_str()),
            name: self.name.as_ref().map(|name| name.as_str().to_lowercase()),
            until_ms: self.until_ms,
            counts,
        }
    }
}
