//! Segments of a public pack: signed envelopes without their dead items.
//!
//! `"EKP1" || CBOR{0 space, 1 first_seq, 2 last_seq, 3 n, 4 raw length of proofs, 5 raw length of items, 6
//! compressed length of proofs} || zstd(proofs) || zstd(items)`. Proofs are a CBOR array, one per envelope in
//! order of the log: `[seq delta, t_ms delta, statement, sig, number of items, [live index...] or null when
//! all live, [dead hash...]]`; items are the live ones, one after the other in the same order.

use std::collections::HashMap;

use crate::cbor::{self, CborError, Fields, Writer};
use crate::compress::{self, CompressError};
use crate::envelope::{Statement, envelope_id, verify};
use crate::hash::sha256;
use crate::id::{ContentId, EnvelopeId, ItemHash, SegmentHash, Signature, SpaceId};
use crate::item::Item;
use crate::membership::Membership;
use crate::{limits, merkle, validity};

const MAGIC: &[u8; 4] = b"EKP1";
const WHAT: &str = "segment";
const PROOF: &str = "segment proof";
/// The least item: head, empty salt, type, object, a meta of kind, no names, time and generation, and a payload
/// of nothing.
const LEAST_ITEM: usize = 1 + 1 + 1 + 17 + 9 + 1;

/// Level for segments that will be rewritten soon.
pub const LEVEL_WARM: i32 = 9;
/// Level for cold segments.
pub const LEVEL_COLD: i32 = 19;

/// Why a segment is refused, whole.
#[derive(Debug, thiserror::Error)]
pub enum SegmentError {
    /// Not the bytes that its name promises.
    #[error("not the segment that its name promises")]
    Hash,
    /// Not a segment.
    #[error(transparent)]
    Cbor(#[from] CborError),
    /// Cannot be decompressed.
    #[error("segment cannot be opened")]
    Body(#[from] CompressError),
    /// Of another space than the one asked for.
    #[error("segment of another space")]
    Space,
    /// Places out of order or outside what the header says.
    #[error("places of the segment are out of order")]
    Order,
    /// A proof does not give a root, or a signature does not fit it.
    #[error("envelope at place {seq} is not signed by its author")]
    Signature {
        /// Place in the log.
        seq: u64,
    },
    /// An item does not count.
    #[error("an item at place {seq} does not count")]
    Invalid {
        /// Place in the log.
        seq: u64,
    },
}

/// One envelope with its live items, to be written.
#[derive(Clone, Debug)]
pub struct Source {
    /// Place in the log.
    pub seq: u64,
    /// Its time there.
    pub t_ms: u64,
    /// The statement as it travelled.
    pub statement: Vec<u8>,
    /// The author's signature.
    pub sig: Signature,
    /// Hashes of all its items.
    pub hashes: Vec<ItemHash>,
    /// Index (ascending) and bytes of each item that lives.
    pub live: Vec<(usize, Vec<u8>)>,
}

/// Writes a segment of envelopes in order of the log, each with at least one live item.
pub fn write(space: &SpaceId, envelopes: &[Source], level: i32) -> Result<Vec<u8>, SegmentError> {
    let (Some(first), Some(last)) = (envelopes.first(), envelopes.last()) else {
        return Err(CborError::Form { what: WHAT }.into());
    };
    let mut proofs = Writer::new();
    let mut items = Writer::new();
    proofs.array(envelopes.len());
    let (mut seq, mut t_ms, mut n) = (0, 0, 0);
    for e in envelopes {
        let deltas = e
            .seq
            .checked_sub(seq)
            .filter(|d| *d > 0)
            .zip(e.t_ms.checked_sub(t_ms));
        let (seq_delta, t_delta) = deltas.ok_or(SegmentError::Order)?;
        (seq, t_ms) = (e.seq, e.t_ms);
        proofs
            .array(7)
            .u64(seq_delta)
            .u64(t_delta)
            .raw(&e.statement)
            .bytes(&e.sig.0);
        proofs.u64(e.hashes.len() as u64);
        let live: Vec<usize> = e.live.iter().map(|(at, _)| *at).collect();
        if live.len() == e.hashes.len() {
            proofs.null();
        } else {
            proofs.array(live.len());
            for at in &live {
                proofs.u64(*at as u64);
            }
        }
        let dead = merkle::dead(&e.hashes, &live);
        proofs.array(dead.len());
        for hash in &dead {
            proofs.bytes(hash);
        }
        for (_, bytes) in &e.live {
            items.raw(bytes);
        }
        n += e.live.len();
    }
    let (proofs, items) = (proofs.finish(), items.finish());
    let packed = compress::compress(&proofs, level)?;
    let mut w = Writer::new();
    w.raw(MAGIC)
        .map(7)
        .u64(0)
        .bytes(&space.0)
        .u64(1)
        .u64(first.seq)
        .u64(2)
        .u64(last.seq)
        .u64(3)
        .u64(n as u64);
    w.u64(4)
        .u64(proofs.len() as u64)
        .u64(5)
        .u64(items.len() as u64)
        .u64(6)
        .u64(packed.len() as u64);
    w.raw(&packed).raw(&compress::compress(&items, level)?);
    Ok(w.finish())
}

/// Name of a segment.
pub fn hash(bytes: &[u8]) -> SegmentHash {
    SegmentHash(sha256(bytes))
}

/// One envelope of an opened segment.
#[derive(Clone, Debug)]
pub struct Proof {
    /// Place in the log, on the packer's word until a publisher confirms it.
    pub seq: u64,
    /// Its time there.
    pub t_ms: u64,
    /// The statement as it travelled.
    pub statement_bytes: Vec<u8>,
    /// The statement.
    pub statement: Statement,
    /// The author's signature.
    pub sig: Signature,
    /// How many items the envelope had.
    pub n: usize,
    /// Indices of those that live, ascending.
    pub live: Vec<usize>,
    dead: Vec<[u8; 32]>,
}

/// A segment whose form was checked, over the bytes that travelled.
#[derive(Debug)]
pub struct Segment {
    /// The space.
    pub space: SpaceId,
    /// First and last place.
    pub places: (u64, u64),
    /// Its envelopes in order of the log.
    pub proofs: Vec<Proof>,
    items: Vec<u8>,
    cuts: Vec<(usize, usize)>,
}

/// One envelope of a segment whose signature and items were checked.
#[derive(Debug)]
pub struct Verified<'a> {
    /// The proof.
    pub proof: &'a Proof,
    /// What was signed for.
    pub content_id: ContentId,
    /// The envelope's id.
    pub id: EnvelopeId,
    /// Each live item with its hash, in order of `proof.live`.
    pub items: Vec<(Item<'a>, ItemHash)>,
}

impl Segment {
    /// Opens a segment and checks its form. `name` is what the manifest promises.
    pub fn open(bytes: &[u8], name: &SegmentHash) -> Result<Self, SegmentError> {
        if bytes.len() > limits::SEGMENT + limits::FRAME_RAW {
            return Err(CborError::TooLarge {
                what: WHAT,
                max: limits::SEGMENT,
            }
            .into());
        }
        if hash(bytes) != *name {
            return Err(SegmentError::Hash);
        }
        let form = || CborError::Form { what: WHAT };
        let rest = bytes.strip_prefix(MAGIC).ok_or_else(form)?;
        let end = cbor::walk(rest, 0, 0)?;
        let (header, body) = rest.split_at_checked(end).ok_or_else(form)?;
        let mut fields = Fields::read(header, WHAT)?;
        let space = cbor::fixed(fields.required(0)?, WHAT)?;
        let first = cbor::u64(fields.required(1)?, WHAT)?;
        let last = cbor::u64(fields.required(2)?, WHAT)?;
        let mut size = |key| Ok::<_, CborError>(cbor::u32(fields.required(key)?, WHAT)? as usize);
        let (n, proofs_len, items_len, packed_len) = (size(3)?, size(4)?, size(5)?, size(6)?);
        fields.end()?;
        let (packed, items) = body.split_at_checked(packed_len).ok_or_else(form)?;
        let proofs = compress::decompress(packed, limits::SEGMENT_RAW)?;
        let items = compress::decompress(items, limits::SEGMENT_RAW)?;
        if proofs.len() != proofs_len || items.len() != items_len || n > items_len / LEAST_ITEM {
            return Err(form().into());
        }
        // Proofs come first: they cannot claim more than `n` items, and items are not cut beyond that, so that
        // the lists made here stay in proportion to what the items take.
        let proofs = read_proofs(&proofs, n)?;
        let mut cuts = Vec::with_capacity(n);
        let mut at = 0;
        while at < items.len() {
            if cuts.len() == n {
                return Err(form().into());
            }
            let end = cbor::walk(&items, at, 0)?;
            cuts.push((at, end));
            at = end;
        }
        let places = proofs.first().zip(proofs.last()).map(|(a, z)| (a.seq, z.seq));
        if places != Some((first, last)) {
            return Err(SegmentError::Order);
        }
        if cuts.len() != n || proofs.iter().map(|proof| proof.live.len()).sum::<usize>() != n {
            return Err(form().into());
        }
        Ok(Self {
            space,
            places: (first, last),
            proofs,
            items,
            cuts,
        })
    }

    /// Checks every signature and every item against the membership: each envelope's author had the right to
    /// publish each of these items at that place.
    pub fn verify(&self, members: &Membership) -> Result<Vec<Verified<'_>>, SegmentError> {
        if self.space != members.space {
            return Err(SegmentError::Space);
        }
        // Places are the packer's word, but an author's chain has an order that the author signed.
        let mut chains = HashMap::new();
        for Statement {
            ord,
            incarnation,
            dev_seq,
            ..
        } in self.proofs.iter().map(|proof| &proof.statement)
        {
            let before = chains.insert((*ord, *incarnation), *dev_seq);
            if before.is_some_and(|before| before >= *dev_seq) {
                return Err(SegmentError::Order);
            }
        }
        let mut items = self
            .cuts
            .iter()
            .map(|(start, end)| self.items.get(*start..*end).unwrap_or_default());
        self.proofs
            .iter()
            .map(|proof| verify_envelope(proof, &mut items, members))
            .collect()
    }

    /// How many items it holds.
    pub fn len(&self) -> usize {
        self.cuts.len()
    }

    /// Whether it holds none.
    pub fn is_empty(&self) -> bool {
        self.cuts.is_empty()
    }
}

fn verify_envelope<'a>(
    proof: &'a Proof,
    bytes: &mut impl Iterator<Item = &'a [u8]>,
    members: &Membership,
) -> Result<Verified<'a>, SegmentError> {
    let seq = proof.seq;
    let mut items = Vec::with_capacity(proof.live.len());
    let mut leaves = Vec::with_capacity(proof.live.len());
    for (at, bytes) in proof.live.iter().zip(bytes) {
        let item = Item::read(bytes)?;
        let hash = item.hash();
        leaves.push((*at, hash));
        items.push((item, hash));
    }
    let unsigned = SegmentError::Signature { seq };
    let Ok(content_id) = merkle::root_of_live(proof.n, &leaves, &proof.dead) else {
        return Err(unsigned);
    };
    let Some(member) = members.member(proof.statement.ord) else {
        return Err(unsigned);
    };
    let id = envelope_id(&members.space, &content_id, &proof.statement_bytes);
    if !verify(&member.key, &id.0, &proof.sig) {
        return Err(unsigned);
    }
    let invalid = SegmentError::Invalid { seq };
    let Some((role, org)) = member.role_at(seq, proof.t_ms) else {
        return Err(invalid);
    };
    let counts = |(item, _): &(Item<'_>, ItemHash)| {
        item.content().is_some() && validity::public_item(&members.space, item, role, &org).is_ok()
    };
    if !items.iter().all(counts) {
        return Err(invalid);
    }
    Ok(Verified {
        proof,
        content_id,
        id,
        items,
    })
}

/// Reads the proofs, which together may name at most `most` living items.
fn read_proofs(bytes: &[u8], most: usize) -> Result<Vec<Proof>, SegmentError> {
    cbor::check(bytes)?;
    let (mut seq, mut t_ms, mut named) = (0u64, 0u64, 0usize);
    let mut out = Vec::new();
    for proof in cbor::elements(bytes, PROOF, limits::SEGMENT_PROOFS)? {
        let [seq_delta, t_delta, statement, sig, n, live, dead] = cbor::tuple(proof, PROOF)?;
        let seq_delta = cbor::u64(seq_delta, PROOF)?;
        seq = seq
            .checked_add(seq_delta)
            .filter(|_| seq_delta > 0)
            .ok_or(SegmentError::Order)?;
        t_ms = t_ms
            .checked_add(cbor::u64(t_delta, PROOF)?)
            .ok_or(SegmentError::Order)?;
        let n = usize::from(cbor::u16(n, PROOF)?);
        if n == 0 || n > limits::ITEMS {
            return Err(CborError::Form { what: PROOF }.into());
        }
        let live = match live {
            [0xf6] => (0..n).collect(),
            listed => cbor::elements(listed, PROOF, limits::ITEMS)?
                .into_iter()
                .map(|at| Ok(usize::from(cbor::u16(at, PROOF)?)))
                .collect::<cbor::Result<Vec<_>>>()?,
        };
        if live.is_empty() || live.last().is_some_and(|at| *at >= n) {
            return Err(CborError::Form { what: PROOF }.into());
        }
        named += live.len();
        if named > most {
            return Err(CborError::Form { what: PROOF }.into());
        }
        let dead = cbor::elements(dead, PROOF, limits::ITEMS)?
            .into_iter()
            .map(|hash| {
                cbor::bytes(hash, PROOF)?
                    .try_into()
                    .map_err(|_| CborError::Form { what: PROOF })
            })
            .collect::<cbor::Result<Vec<[u8; 32]>>>()?;
        out.push(Proof {
            seq,
            t_ms,
            statement_bytes: statement.to_vec(),
            statement: Statement::read(statement)?,
            sig: cbor::fixed(sig, PROOF)?,
            n,
            live,
            dead,
        });
    }
    Ok(out)
}
