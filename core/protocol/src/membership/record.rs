//! Membership records as they travel: `{0: kind, 1: previous, 2: ord, 3: body}` and a signature.

use ed25519_dalek::{Signer, SigningKey, VerifyingKey};

use super::body::Body;
use crate::cbor::{self, CborError, Fields, Result, Writer};
use crate::envelope::verify;
use crate::hash::h;
use crate::id::{Ord, RecordId, Signature, SpaceId};
use crate::limits;

const WHAT: &str = "membership record";

/// One record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Record {
    /// Hash of the record before it; none for genesis.
    pub previous: Option<RecordId>,
    /// Who signs it.
    pub ord: Ord,
    /// What it says.
    pub body: Body,
}

impl Record {
    /// Its bytes.
    pub fn write(&self) -> Vec<u8> {
        let mut w = Writer::new();
        w.map(3 + usize::from(self.previous.is_some()));
        w.u64(0).u64(self.body.kind().into());
        if let Some(previous) = &self.previous {
            w.u64(1).bytes(&previous.0);
        }
        w.u64(2).u64(self.ord.into()).u64(3).raw(&self.body.write());
        w.finish()
    }

    /// Reads a record.
    pub fn read(bytes: &[u8]) -> Result<Self> {
        cbor::check(bytes)?;
        let mut fields = Fields::read(bytes, WHAT)?;
        let kind = cbor::u16(fields.required(0)?, WHAT)?;
        let record = Self {
            previous: fields.optional(1).map(|id| cbor::fixed(id, WHAT)).transpose()?,
            ord: cbor::u32(fields.required(2)?, WHAT)?,
            body: Body::read(kind, fields.required(3)?)?,
        };
        fields.end()?;
        if record.previous.is_none() != matches!(record.body, Body::Genesis(_)) {
            return Err(CborError::Form { what: WHAT });
        }
        Ok(record)
    }
}

/// A record with its signature: `[record, sig]`, over the record's id.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SignedRecord {
    /// The record's bytes as they travelled.
    pub bytes: Vec<u8>,
    /// The record.
    pub record: Record,
    /// Ed25519 over [`SignedRecord::id`].
    pub sig: Signature,
}

impl SignedRecord {
    /// Signs a record.
    pub fn sign(record: Record, key: &SigningKey) -> Self {
        let bytes = record.write();
        let sig = Signature(key.sign(&id_of(&bytes).0).to_bytes());
        Self { bytes, record, sig }
    }

    /// `H("member", record)`: what the next record names and the log covers.
    pub fn id(&self) -> RecordId {
        id_of(&self.bytes)
    }

    /// The space that this record makes, if it is a genesis.
    pub fn space(&self) -> Option<SpaceId> {
        matches!(self.record.body, Body::Genesis(_)).then(|| SpaceId::of_genesis(&self.bytes))
    }

    /// Its bytes.
    pub fn write(&self) -> Vec<u8> {
        Writer::new()
            .array(2)
            .raw(&self.bytes)
            .bytes(&self.sig.0)
            .finish()
    }

    /// Reads a signed record; the signature is not checked here.
    pub fn read(bytes: &[u8]) -> Result<Self> {
        if bytes.len() > limits::MEMBER_RECORD {
            return Err(CborError::TooLarge {
                what: WHAT,
                max: limits::MEMBER_RECORD,
            });
        }
        cbor::check(bytes)?;
        let [record, sig] = cbor::tuple(bytes, WHAT)?;
        Ok(Self {
            bytes: record.to_vec(),
            record: Record::read(record)?,
            sig: cbor::fixed(sig, WHAT)?,
        })
    }

    /// Whether this key signed it.
    pub fn verify(&self, key: &VerifyingKey) -> bool {
        verify(key, &self.id().0, &self.sig)
    }
}

fn id_of(record: &[u8]) -> RecordId {
    RecordId(h("member", &[record]))
}
