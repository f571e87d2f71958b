//! The invitation to a private space. It goes from hand to hand: who holds it may join, and can read from the present
//! epoch on.

use ed25519_dalek::SigningKey;
use zeroize::Zeroizing;

use super::WHAT;
use crate::cbor::{self, CborError, Fields, Result, Writer};
use crate::hash::h;
use crate::id::SpaceId;
use crate::membership::{Role, SpaceKind, read_urls, write_urls};
use crate::seal::EpochKey;

/// An invitation.
#[derive(Clone, PartialEq, Eq)]
pub struct Invitation {
    /// The space.
    pub space: SpaceId,
    /// Sort of space.
    pub kind: SpaceKind,
    /// Addresses of its relay.
    pub urls: Vec<String>,
    /// What people call it.
    pub name: String,
    /// Seed of the invitation's key.
    pub seed: Zeroizing<[u8; 16]>,
    /// What whoever follows it may do, or asks to do.
    pub role: Role,
    /// Log time in ms after which it is good no longer.
    pub not_after: u64,
    /// The epoch whose key comes with it.
    pub epoch: u32,
    /// The key of that epoch.
    pub key: EpochKey,
}

impl std::fmt::Debug for Invitation {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        // Its seed and its key open the space.
        f.debug_struct("Invitation")
            .field("space", &self.space)
            .field("role", &self.role)
            .finish_non_exhaustive()
    }
}

/// The key of the invitation with this seed: Ed25519 of H("invite", seed).
pub fn invitation_key(seed: &[u8; 16]) -> SigningKey {
    SigningKey::from_bytes(&Zeroizing::new(h("invite", &[seed])))
}

impl Invitation {
    pub(super) fn write(&self, w: &mut Writer) {
        w.map(10).u64(0).u64(1).u64(1).bytes(&self.space.0).u64(2);
        write_urls(w, &self.urls);
        w.u64(3).text(&self.name).u64(7).bytes(&*self.seed);
        w.u64(8).u64(self.role.code().into()).u64(9).u64(self.not_after);
        w.u64(10).u64(self.epoch.into()).u64(11).bytes(self.key.expose());
        w.u64(12).u64(self.kind.code().into());
    }

    pub(super) fn read(f: &mut Fields<'_>, name: String) -> Result<Self> {
        let form = || CborError::Form { what: WHAT };
        let seed: &[u8; 16] = cbor::bytes(f.required(7)?, WHAT)?
            .try_into()
            .map_err(|_| form())?;
        let key: &[u8; 32] = cbor::bytes(f.required(11)?, WHAT)?
            .try_into()
            .map_err(|_| form())?;
        let kind = cbor::u16(f.required(12)?, WHAT)?;
        let kind = SpaceKind::from_code(kind).filter(|kind| !kind.is_public());
        Ok(Self {
            space: cbor::fixed(f.required(1)?, WHAT)?,
            kind: kind.ok_or_else(form)?,
            urls: read_urls(f.required(2)?, WHAT)?,
            name,
            seed: Zeroizing::new(*seed),
            role: Role::from_code(cbor::u16(f.required(8)?, WHAT)?),
            not_after: cbor::u64(f.required(9)?, WHAT)?,
            epoch: cbor::u32(f.required(10)?, WHAT)?,
            key: EpochKey::new(*key),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::super::Link;
    use super::*;

    #[test]
    fn an_invitation_reads_back_and_tells_nobody_its_secrets() {
        let invitation = Invitation {
            space: SpaceId([1; 32]),
            kind: SpaceKind::Home,
            urls: vec!["https://relay.example".to_owned()],
            name: "Etxea".to_owned(),
            seed: Zeroizing::new([7; 16]),
            role: Role::Educator,
            not_after: 1_795_000_000_000,
            epoch: 3,
            key: EpochKey::new([0xab; 32]),
        };
        let link = Link::Invite(Box::new(invitation));
        let text = link.to_string();
        assert!(text.len() < 320, "{} letters fit a code to scan", text.len());
        assert_eq!(text.parse::<Link>().unwrap(), link);
        let shown = format!("{link:?}");
        assert!(!shown.contains("171") && !shown.contains("ab, ab"), "{shown}");
    }
}
