//! Bodies of the kinds that act in private spaces: invitation, join, epoch, recovery.

use ed25519_dalek::{Signer, SigningKey};

use super::{WHAT, form};
use crate::cbor::{self, Fields, Result, Writer};
use crate::envelope::verify;
use crate::hash::h;
use crate::id::{Ord, OrgId, RecordId, SealKey, SignKey, Signature, SpaceId};
use crate::limits;
use crate::membership::{Role, verifying_key};

/// Kind 9: an invitation. Whoever holds its key may join, so many times, until its time ends.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Invite {
    /// Public half of the invitation's key.
    pub key: SignKey,
    /// What whoever joins may do, or asks to do.
    pub role: Role,
    /// Organisation of whoever joins.
    pub org: OrgId,
    /// Log time in ms after which it is good no longer.
    pub not_after: u64,
    /// How many devices may join by it.
    pub uses: u32,
    /// Log time in ms after which whoever joined may write no more.
    pub member_not_after: Option<u64>,
}

/// Kind 10: a device joins by an invitation. It signs the record itself; `ord` is its own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Join {
    /// The invitation's record.
    pub invite: RecordId,
    /// The device's signing key.
    pub sign: SignKey,
    /// Its sealing key.
    pub seal: SealKey,
    /// The invitation's word for these keys: Ed25519 over H("join", space_id, invite, sign, seal).
    pub sig: Signature,
}

impl Join {
    /// Signs for a device's keys with the key of an invitation.
    pub fn sign(space: &SpaceId, invite: RecordId, sign: SignKey, seal: SealKey, key: &SigningKey) -> Self {
        let sig = key.sign(&join_digest(space, &invite, &sign, &seal));
        Self {
            invite,
            sign,
            seal,
            sig: Signature(sig.to_bytes()),
        }
    }

    /// Whether the invitation with this key signed for these keys.
    pub fn verify(&self, space: &SpaceId, key: &SignKey) -> bool {
        let digest = join_digest(space, &self.invite, &self.sign, &self.seal);
        verifying_key(key).is_ok_and(|key| verify(&key, &digest, &self.sig))
    }
}

fn join_digest(space: &SpaceId, invite: &RecordId, sign: &SignKey, seal: &SealKey) -> [u8; 32] {
    h("join", &[&space.0, &invite.0, &sign.0, &seal.0])
}

/// Kind 11, and inside a removal: the key of an epoch, sealed to members. With the number of the present epoch it
/// grants the key to further members; with the next one it begins an epoch.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Epoch {
    /// Number of the epoch, from 1.
    pub n: u32,
    /// The key sealed to members, by ord, ascending.
    pub grants: Vec<(Ord, Vec<u8>)>,
    /// The key of the epoch before, sealed under this one's; none for the first, and where it grants only.
    pub prev: Option<Vec<u8>>,
}

/// Kind 16: an owner's recovery key, which lies on paper. A member that writes nothing and is no device.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Recovery {
    /// Its signing key.
    pub sign: SignKey,
    /// Its sealing key.
    pub seal: SealKey,
    /// The owner's device whose paper it is.
    pub of: Ord,
}

impl Invite {
    pub(super) fn write(&self, w: &mut Writer) {
        w.map(5 + usize::from(self.member_not_after.is_some()))
            .u64(0)
            .bytes(&self.key.0)
            .u64(1)
            .u64(self.role.code().into())
            .u64(2)
            .bytes(&self.org.0);
        w.u64(3).u64(self.not_after).u64(4).u64(self.uses.into());
        if let Some(end) = self.member_not_after {
            w.u64(5).u64(end);
        }
    }

    pub(super) fn read(f: &mut Fields<'_>) -> Result<Self> {
        let invite = Self {
            key: cbor::fixed(f.required(0)?, WHAT)?,
            role: Role::from_code(cbor::u16(f.required(1)?, WHAT)?),
            org: cbor::fixed(f.required(2)?, WHAT)?,
            not_after: cbor::u64(f.required(3)?, WHAT)?,
            uses: cbor::u32(f.required(4)?, WHAT)?,
            member_not_after: f.optional(5).map(|t| cbor::u64(t, WHAT)).transpose()?,
        };
        match (invite.role, invite.uses) {
            (Role::Pending, _) | (_, 0) => Err(form()),
            _ => Ok(invite),
        }
    }
}

impl Join {
    pub(super) fn write(&self, w: &mut Writer) {
        w.map(4)
            .u64(0)
            .bytes(&self.invite.0)
            .u64(1)
            .bytes(&self.sign.0)
            .u64(2)
            .bytes(&self.seal.0)
            .u64(3)
            .bytes(&self.sig.0);
    }

    pub(super) fn read(f: &mut Fields<'_>) -> Result<Self> {
        Ok(Self {
            invite: cbor::fixed(f.required(0)?, WHAT)?,
            sign: cbor::fixed(f.required(1)?, WHAT)?,
            seal: cbor::fixed(f.required(2)?, WHAT)?,
            sig: cbor::fixed(f.required(3)?, WHAT)?,
        })
    }
}

impl Epoch {
    pub(super) fn write(&self, w: &mut Writer) {
        w.map(2 + usize::from(self.prev.is_some()))
            .u64(0)
            .u64(self.n.into())
            .u64(1);
        write_grants(w, &self.grants);
        if let Some(prev) = &self.prev {
            w.u64(2).bytes(prev);
        }
    }

    pub(super) fn read(f: &mut Fields<'_>) -> Result<Self> {
        let n = cbor::u32(f.required(0)?, WHAT)?;
        let grants = read_grants(f.required(1)?)?;
        let prev = f.optional(2).map(|prev| cbor::bytes(prev, WHAT)).transpose()?;
        if n == 0 || prev.is_some_and(|prev| prev.len() != limits::SEALED_KEY) {
            return Err(form());
        }
        Ok(Self {
            n,
            grants,
            prev: prev.map(<[u8]>::to_vec),
        })
    }
}

/// `[[ord, sealed]...]`.
pub(super) fn write_grants(w: &mut Writer, grants: &[(Ord, Vec<u8>)]) {
    w.array(grants.len());
    for (ord, sealed) in grants {
        w.array(2).u64((*ord).into()).bytes(sealed);
    }
}

/// Keys sealed to members, ords strictly ascending.
pub(super) fn read_grants(bytes: &[u8]) -> Result<Vec<(Ord, Vec<u8>)>> {
    let grants = cbor::elements(bytes, WHAT, limits::GRANTS)?
        .into_iter()
        .map(|grant| {
            let [ord, sealed] = cbor::tuple(grant, WHAT)?;
            let sealed = cbor::bytes(sealed, WHAT)?;
            match sealed.len() {
                limits::GRANT => Ok((cbor::u32(ord, WHAT)?, sealed.to_vec())),
                _ => Err(form()),
            }
        })
        .collect::<Result<Vec<_>>>()?;
    match grants.is_sorted_by(|(a, _), (b, _)| a < b) {
        true => Ok(grants),
        false => Err(form()),
    }
}

impl Recovery {
    pub(super) fn write(&self, w: &mut Writer) {
        w.map(3)
            .u64(0)
            .bytes(&self.sign.0)
            .u64(1)
            .bytes(&self.seal.0)
            .u64(2)
            .u64(self.of.into());
    }

    pub(super) fn read(f: &mut Fields<'_>) -> Result<Self> {
        Ok(Self {
            sign: cbor::fixed(f.required(0)?, WHAT)?,
            seal: cbor::fixed(f.required(1)?, WHAT)?,
            of: cbor::u32(f.required(2)?, WHAT)?,
        })
    }
}
