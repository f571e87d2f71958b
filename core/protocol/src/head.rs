//! The log's running hash, and the relay's signed words: head, receipt, refusal.

use ed25519_dalek::{Signer, SigningKey, VerifyingKey};

use crate::cbor::{self, Fields, Result, Writer};
use crate::code::Code;
use crate::envelope::verify;
use crate::hash::h;
use crate::id::{EnvelopeId, Instance, R, Signature, SpaceId};

const HEAD: &str = "head";
const RECEIPT: &str = "receipt";
const REFUSAL: &str = "refusal";
const BACKED: &str = "backed";

/// What a place of the log holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum EntryKind {
    /// An envelope.
    Envelope,
    /// A membership record.
    Membership,
    /// A notice of the relay: a new instance.
    Notice,
    /// An envelope admitted again after a restore.
    HealedEnvelope,
    /// A membership record admitted again after a restore.
    HealedMembership,
}

impl EntryKind {
    /// Its number on the wire and in the running hash.
    pub fn code(self) -> u8 {
        match self {
            Self::Envelope => 0,
            Self::Membership => 1,
            Self::Notice => 2,
            Self::HealedEnvelope => 3,
            Self::HealedMembership => 4,
        }
    }

    /// The kind with this number.
    pub fn from_code(code: u64) -> Option<Self> {
        [
            Self::Envelope,
            Self::Membership,
            Self::Notice,
            Self::HealedEnvelope,
            Self::HealedMembership,
        ]
        .into_iter()
        .find(|kind| u64::from(kind.code()) == code)
    }
}

impl R {
    /// R_0 = space_id.
    pub fn start(space: &SpaceId) -> Self {
        Self(space.0)
    }

    /// `R_n = H("log", R_(n-1), u64 n, u64 t_ms, u8 kind, id32)`.
    pub fn next(&self, seq: u64, t_ms: u64, kind: EntryKind, id: &[u8; 32]) -> Self {
        Self(h(
            "log",
            &[
                &self.0,
                &seq.to_be_bytes(),
                &t_ms.to_be_bytes(),
                &[kind.code()],
                id,
            ],
        ))
    }
}

/// The relay's word on how far a log goes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Head {
    /// The space.
    pub space: SpaceId,
    /// The relay's current instance.
    pub instance: Instance,
    /// Last place of the log; 0 when it is empty.
    pub seq: u64,
    /// Running hash there.
    pub r: R,
    /// Time of that entry in ms since 1970.
    pub t_ms: u64,
    /// The relay's signature over `H("head", fields 0 to 4)`.
    pub sig: Signature,
}

impl Head {
    /// Makes a signed head.
    pub fn sign(key: &SigningKey, space: SpaceId, instance: Instance, seq: u64, r: R, t_ms: u64) -> Self {
        let mut head = Self {
            space,
            instance,
            seq,
            r,
            t_ms,
            sig: Signature([0; 64]),
        };
        head.sig = Signature(key.sign(&head.digest()).to_bytes());
        head
    }

    fn digest(&self) -> [u8; 32] {
        let mut w = Writer::new();
        self.write_fields(w.map(5));
        h("head", &[&w.finish()])
    }

    fn write_fields<'a>(&self, w: &'a mut Writer) -> &'a mut Writer {
        w.u64(0).bytes(&self.space.0).u64(1).bytes(&self.instance.0);
        w.u64(2)
            .u64(self.seq)
            .u64(3)
            .bytes(&self.r.0)
            .u64(4)
            .u64(self.t_ms)
    }

    /// Its bytes.
    pub fn write(&self) -> Vec<u8> {
        let mut w = Writer::new();
        self.write_fields(w.map(6)).u64(5).bytes(&self.sig.0);
        w.finish()
    }

    /// Reads a head; [`Head::verify`] checks who signed it.
    pub fn read(bytes: &[u8]) -> Result<Self> {
        cbor::check(bytes)?;
        let mut fields = Fields::read(bytes, HEAD)?;
        let head = Self {
            space: cbor::fixed(fields.required(0)?, HEAD)?,
            instance: cbor::fixed(fields.required(1)?, HEAD)?,
            seq: cbor::u64(fields.required(2)?, HEAD)?,
            r: cbor::fixed(fields.required(3)?, HEAD)?,
            t_ms: cbor::u64(fields.required(4)?, HEAD)?,
            sig: cbor::fixed(fields.required(5)?, HEAD)?,
        };
        fields.end()?;
        Ok(head)
    }

    /// Whether this relay signed it.
    pub fn verify(&self, relay: &VerifyingKey) -> bool {
        verify(relay, &self.digest(), &self.sig)
    }
}

/// The relay's word, after its commit, that it holds envelopes. Checked against the running hash when the
/// tail arrives.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Receipt {
    /// Place and id of each envelope.
    pub entries: Vec<(u64, EnvelopeId)>,
    /// The head after the last of them.
    pub head: Head,
}

impl Receipt {
    /// Its bytes.
    pub fn write(&self) -> Vec<u8> {
        let mut w = Writer::new();
        w.array(2).array(self.entries.len());
        for (seq, id) in &self.entries {
            w.array(2).u64(*seq).bytes(&id.0);
        }
        w.raw(&self.head.write());
        w.finish()
    }

    /// Reads a receipt.
    pub fn read(bytes: &[u8]) -> Result<Self> {
        cbor::check(bytes)?;
        let [entries, head] = cbor::tuple(bytes, RECEIPT)?;
        let entries = cbor::elements(entries, RECEIPT, 1024)?
            .into_iter()
            .map(|entry| {
                let [seq, id] = cbor::tuple(entry, RECEIPT)?;
                Ok((cbor::u64(seq, RECEIPT)?, cbor::fixed(id, RECEIPT)?))
            })
            .collect::<Result<_>>()?;
        Ok(Self {
            entries,
            head: Head::read(head)?,
        })
    }
}

/// The relay's signed refusal of one envelope.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal {
    /// The envelope.
    pub id: EnvelopeId,
    /// Why.
    pub code: Code,
    /// The relay's signature over `H("refusal", eid, u16 code)`.
    pub sig: Signature,
}

impl Refusal {
    /// Makes a signed refusal.
    pub fn sign(key: &SigningKey, id: EnvelopeId, code: Code) -> Self {
        Self {
            id,
            code,
            sig: Signature(key.sign(&Self::digest(&id, code)).to_bytes()),
        }
    }

    fn digest(id: &EnvelopeId, code: Code) -> [u8; 32] {
        h("refusal", &[&id.0, &code.number().to_be_bytes()])
    }

    /// Its bytes.
    pub fn write(&self) -> Vec<u8> {
        let mut w = Writer::new();
        w.array(3)
            .bytes(&self.id.0)
            .u64(self.code.number().into())
            .bytes(&self.sig.0);
        w.finish()
    }

    /// Reads a refusal.
    pub fn read(bytes: &[u8]) -> Result<Self> {
        cbor::check(bytes)?;
        let [id, code, sig] = cbor::tuple(bytes, REFUSAL)?;
        Ok(Self {
            id: cbor::fixed(id, REFUSAL)?,
            code: Code::from_number(cbor::u16(code, REFUSAL)?),
            sig: cbor::fixed(sig, REFUSAL)?,
        })
    }

    /// Whether this relay signed it.
    pub fn verify(&self, relay: &VerifyingKey) -> bool {
        verify(relay, &Self::digest(&self.id, self.code), &self.sig)
    }
}

/// The relay's word that a backup holds a log up to a place: said after the backup was opened, its integrity
/// checked and its running hash computed again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Backed {
    /// The space.
    pub space: SpaceId,
    /// Last place that the backup holds.
    pub seq: u64,
    /// Running hash there.
    pub r: R,
    /// The relay's signature over `H("backed", fields 0 to 2)`.
    pub sig: Signature,
}

impl Backed {
    /// Makes a signed statement.
    pub fn sign(key: &SigningKey, space: SpaceId, seq: u64, r: R) -> Self {
        let mut backed = Self {
            space,
            seq,
            r,
            sig: Signature([0; 64]),
        };
        backed.sig = Signature(key.sign(&backed.digest()).to_bytes());
        backed
    }

    fn digest(&self) -> [u8; 32] {
        let mut w = Writer::new();
        self.write_fields(w.map(3));
        h("backed", &[&w.finish()])
    }

    fn write_fields<'a>(&self, w: &'a mut Writer) -> &'a mut Writer {
        w.u64(0).bytes(&self.space.0).u64(1).u64(self.seq);
        w.u64(2).bytes(&self.r.0)
    }

    /// Its bytes.
    pub fn write(&self) -> Vec<u8> {
        let mut w = Writer::new();
        self.write_fields(w.map(4)).u64(3).bytes(&self.sig.0);
        w.finish()
    }

    /// Reads a statement; [`Backed::verify`] checks who signed it.
    pub fn read(bytes: &[u8]) -> Result<Self> {
        cbor::check(bytes)?;
        let mut fields = Fields::read(bytes, BACKED)?;
        let backed = Self {
            space: cbor::fixed(fields.required(0)?, BACKED)?,
            seq: cbor::u64(fields.required(1)?, BACKED)?,
            r: cbor::fixed(fields.required(2)?, BACKED)?,
            sig: cbor::fixed(fields.required(3)?, BACKED)?,
        };
        fields.end()?;
        Ok(backed)
    }

    /// Whether this relay signed it.
    pub fn verify(&self, relay: &VerifyingKey) -> bool {
        verify(relay, &self.digest(), &self.sig)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_the_relay_read_back_and_are_checked() {
        let key = SigningKey::from_bytes(&[5; 32]);
        let other = SigningKey::from_bytes(&[6; 32]).verifying_key();
        let space = SpaceId([1; 32]);
        let r = R::start(&space).next(1, 1000, EntryKind::Membership, &[2; 32]);
        let head = Head::sign(&key, space, Instance([3; 16]), 1, r, 1000);
        let receipt = Receipt {
            entries: vec![(1, EnvelopeId([2; 32]))],
            head: head.clone(),
        };
        assert_eq!(Receipt::read(&receipt.write()), Ok(receipt));
        assert!(head.verify(&key.verifying_key()) && !head.verify(&other));
        let refusal = Refusal::sign(&key, EnvelopeId([2; 32]), Code::Fork);
        let back = Refusal::read(&refusal.write()).unwrap();
        assert!(back.verify(&key.verifying_key()) && !back.verify(&other));
        let forged = Refusal {
            code: Code::Removed,
            ..back
        };
        assert!(!forged.verify(&key.verifying_key()));
        let backed = Backed::sign(&key, space, 1, r);
        let back = Backed::read(&backed.write()).unwrap();
        assert!(back.verify(&key.verifying_key()) && !back.verify(&other));
        assert!(!Backed { seq: 2, ..back }.verify(&key.verifying_key()));
    }
}
