//! A person, as every object but their own profile names them: an id that says nothing (protocol 1).

use std::fmt;
use std::str::FromStr;

/// 16 random bytes, shown in lower-case hexadecimal. Who it is stands in the person's profile alone.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PersonId(pub [u8; 16]);

/// A text that is not the hexadecimal form of a person's id.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the id of a person is 32 hexadecimal digits")]
pub struct BadPersonId;

impl PersonId {
    /// The id in these bytes; `None` when they are not 16.
    pub fn from_bytes(bytes: &[u8]) -> Option<Self> {
        bytes.try_into().ok().map(Self)
    }
}

impl fmt::Display for PersonId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

impl fmt::Debug for PersonId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "PersonId({self})")
    }
}

impl FromStr for PersonId {
    type Err = BadPersonId;

    fn from_str(text: &str) -> Result<Self, BadPersonId> {
        ekin_protocol::id::ObjectId::from_str(text)
            .map(|id| Self(id.0))
            .map_err(|_| BadPersonId)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_goes_both_ways() {
        let id = PersonId([0xab; 16]);
        assert_eq!(id.to_string().parse(), Ok(id));
        assert_eq!("ab".parse::<PersonId>(), Err(BadPersonId));
        assert_eq!(PersonId::from_bytes(&[1; 15]), None);
    }
}
