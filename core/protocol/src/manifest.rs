//! The manifest of a public pack: which segments hold what lives at place N of the log.

use ed25519_dalek::{Signer, SigningKey, VerifyingKey};

use crate::cbor::{self, CborError, Fields, Result, Writer};
use crate::envelope::verify;
use crate::hash::h;
use crate::id::{R, SegmentHash, Signature, SpaceId};
use crate::limits;

const WHAT: &str = "manifest";

/// One segment, as the manifest names it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SegmentRef {
    /// SHA-256 of its bytes.
    pub hash: SegmentHash,
    /// Its size in bytes.
    pub bytes: u64,
    /// First place.
    pub first: u64,
    /// Last place.
    pub last: u64,
    /// How many of its items are alive now.
    pub live: u64,
    /// How many it holds.
    pub total: u64,
    /// Which of its items died since it was made: bit `i % 8` of byte `i / 8` for the item `i`; trailing zero
    /// bytes are left off, so that a segment with all alive has none (ADR 2).
    pub dead: Vec<u8>,
}

impl SegmentRef {
    /// Whether the item at this place of the segment died since it was made.
    pub fn is_dead(&self, item: usize) -> bool {
        self.dead
            .get(item / 8)
            .is_some_and(|byte| byte >> (item % 8) & 1 == 1)
    }

    /// The set of items that died, from their places.
    pub fn dead_set(places: impl IntoIterator<Item = usize>) -> Vec<u8> {
        let mut set: Vec<u8> = Vec::new();
        for at in places {
            if set.len() <= at / 8 {
                set.resize(at / 8 + 1, 0);
            }
            if let Some(byte) = set.get_mut(at / 8) {
                *byte |= 1 << (at % 8);
            }
        }
        set
    }
}

/// What a packer says of the catalogue at place N.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Manifest {
    /// The space.
    pub space: SpaceId,
    /// Place N.
    pub seq: u64,
    /// Running hash there.
    pub r: R,
    /// Time of that entry in ms since 1970.
    pub t_ms: u64,
    /// How many items live.
    pub live_count: u64,
    /// `live_root` there.
    pub live_root: [u8; 32],
    /// The segments, oldest first.
    pub segments: Vec<SegmentRef>,
    /// Bytes of the log after N when the manifest was made.
    pub tail_bytes: u64,
}

impl Manifest {
    fn write(&self) -> Vec<u8> {
        let mut w = Writer::new();
        w.map(8)
            .u64(0)
            .bytes(&self.space.0)
            .u64(1)
            .u64(self.seq)
            .u64(2)
            .bytes(&self.r.0);
        w.u64(3)
            .u64(self.t_ms)
            .u64(4)
            .u64(self.live_count)
            .u64(5)
            .bytes(&self.live_root);
        w.u64(6).array(self.segments.len());
        for s in &self.segments {
            w.array(7)
                .bytes(&s.hash.0)
                .u64(s.bytes)
                .u64(s.first)
                .u64(s.last)
                .u64(s.live)
                .u64(s.total)
                .bytes(&s.dead);
        }
        w.u64(7).u64(self.tail_bytes);
        w.finish()
    }

    /// Signs it: `[manifest, sig]`, over `H("manifest", manifest)`.
    pub fn sign(&self, packer: &SigningKey) -> Vec<u8> {
        let bytes = self.write();
        let sig = packer.sign(&h("manifest", &[&bytes])).to_bytes();
        Writer::new().array(2).raw(&bytes).bytes(&sig).finish()
    }

    /// Reads a signed manifest. The caller checks the signature with [`SignedManifest::verify`].
    pub fn read(bytes: &[u8]) -> Result<SignedManifest> {
        if bytes.len() > limits::MANIFEST {
            return Err(CborError::TooLarge {
                what: WHAT,
                max: limits::MANIFEST,
            });
        }
        cbor::check(bytes)?;
        let [manifest, sig] = cbor::tuple(bytes, WHAT)?;
        let mut f = Fields::read(manifest, WHAT)?;
        let read = Self {
            space: cbor::fixed(f.required(0)?, WHAT)?,
            seq: cbor::u64(f.required(1)?, WHAT)?,
            r: cbor::fixed(f.required(2)?, WHAT)?,
            t_ms: cbor::u64(f.required(3)?, WHAT)?,
            live_count: cbor::u64(f.required(4)?, WHAT)?,
            live_root: cbor::bytes(f.required(5)?, WHAT)?
                .try_into()
                .map_err(|_| CborError::Form { what: WHAT })?,
            segments: cbor::elements(f.required(6)?, WHAT, limits::MANIFEST_SEGMENTS)?
                .into_iter()
                .map(read_segment)
                .collect::<Result<_>>()?,
            tail_bytes: cbor::u64(f.required(7)?, WHAT)?,
        };
        f.end()?;
        Ok(SignedManifest {
            digest: h("manifest", &[manifest]),
            manifest: read,
            sig: cbor::fixed(sig, WHAT)?,
        })
    }

    /// Whether its figures agree with each other: segments one after the other up to its place, and together as
    /// much alive as it says.
    pub fn adds_up(&self) -> bool {
        let mut before = 0;
        let mut live = 0u64;
        for segment in &self.segments {
            let dead: u64 = segment.dead.iter().map(|byte| u64::from(byte.count_ones())).sum();
            let places = before < segment.first && segment.first <= segment.last;
            if !places || segment.live.checked_add(dead) != Some(segment.total) {
                return false;
            }
            before = segment.last;
            live = live.saturating_add(segment.live);
        }
        before <= self.seq && live == self.live_count
    }

    /// Bytes of all its segments.
    pub fn bytes(&self) -> u64 {
        self.segments
            .iter()
            .fold(0, |sum, segment| sum.saturating_add(segment.bytes))
    }
}

fn read_segment(bytes: &[u8]) -> Result<SegmentRef> {
    let [hash, size, first, last, live, total, dead] = cbor::tuple(bytes, WHAT)?;
    let dead = cbor::bytes(dead, WHAT)?;
    if dead.last() == Some(&0) || dead.len() > limits::SEGMENT_RAW / 64 {
        return Err(CborError::Form { what: WHAT });
    }
    Ok(SegmentRef {
        hash: cbor::fixed(hash, WHAT)?,
        bytes: cbor::u64(size, WHAT)?,
        first: cbor::u64(first, WHAT)?,
        last: cbor::u64(last, WHAT)?,
        live: cbor::u64(live, WHAT)?,
        total: cbor::u64(total, WHAT)?,
        dead: dead.to_vec(),
    })
}

/// A manifest with its signature, not yet checked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SignedManifest {
    /// What it says.
    pub manifest: Manifest,
    digest: [u8; 32],
    sig: Signature,
}

impl SignedManifest {
    /// Whether this key signed it.
    pub fn verify(&self, packer: &VerifyingKey) -> bool {
        verify(packer, &self.digest, &self.sig)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_manifest_reads_back_signed() {
        let key = SigningKey::from_bytes(&[4; 32]);
        let dead = SegmentRef::dead_set([3, 9]);
        assert_eq!(dead, [0b1000, 0b10]);
        let segment = SegmentRef {
            hash: SegmentHash([1; 32]),
            bytes: 9,
            first: 1,
            last: 4,
            live: 10,
            total: 12,
            dead,
        };
        let (total, live) = (segment.total, segment.live);
        assert_eq!(total, live + 2);
        assert!(segment.is_dead(9) && !segment.is_dead(8) && !segment.is_dead(900));
        let manifest = Manifest {
            space: SpaceId([2; 32]),
            seq: 4,
            r: R([3; 32]),
            t_ms: 5,
            live_count: 10,
            live_root: [6; 32],
            segments: vec![segment],
            tail_bytes: 0,
        };
        assert!(manifest.adds_up());
        let mut twice = manifest.clone();
        twice.segments.push(manifest.segments[0].clone());
        twice.live_count = 20;
        assert!(!twice.adds_up(), "the same places twice");
        let more = Manifest {
            live_count: 11,
            ..manifest.clone()
        };
        assert!(!more.adds_up());
        let read = Manifest::read(&manifest.sign(&key)).unwrap();
        assert_eq!(read.manifest, manifest);
        assert!(read.verify(&key.verifying_key()));
        assert!(!read.verify(&SigningKey::from_bytes(&[5; 32]).verifying_key()));
    }
}
