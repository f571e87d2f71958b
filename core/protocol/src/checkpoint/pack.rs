//! The pack of a checkpoint: `"EKC1"`, then parts: `u32 length || zstd(CBOR)`, each part `[0, chains]`, `[1, envelopes]` or
//! `[2, documents]`, in that order. It travels as a blob under the *pack* key of the checkpoint's epoch.

use super::ChainEnd;
use crate::cbor::{self, CborError, Result, Writer};
use crate::compress::{self, CompressError};
use crate::envelope::{Statement, envelope_id, verify};
use crate::id::{ItemHash, ObjectId, Signature, SpaceId};
use crate::item::Item;
use crate::membership::Membership;
use crate::{limits, merkle, validity};

const MAGIC: &[u8; 4] = b"EKC1";
const WHAT: &str = "checkpoint pack";
const LEVEL: i32 = 9;
/// Bytes of a part at which the next begins: with the longest change it stays below [`limits::PACK_PART`].
const FULL: usize = 512 << 10;
/// Elements of one list in a part.
const MANY: usize = 65_536;

/// An envelope with the records in it that live.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PackedEnvelope {
    /// Its place in the log.
    pub seq: u64,
    /// Its time there in ms.
    pub t_ms: u64,
    /// The statement as it travelled.
    pub statement: Vec<u8>,
    /// The author's signature.
    pub sig: Signature,
    /// Hashes of all its items.
    pub hashes: Vec<ItemHash>,
    /// Index (ascending) and bytes of each record that lives.
    pub live: Vec<(usize, Vec<u8>)>,
}

/// A document, or the next stretch of one that is long.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PackedDocument {
    /// The document.
    pub object: ObjectId,
    /// Its kind.
    pub kind: u16,
    /// Its generation from here on.
    pub generation: u32,
    /// The erasure unit under whose key the changes are.
    pub unit: Option<[u8; 16]>,
    /// When it was last changed by its author's clock, in ms; for display.
    pub at_ms: u64,
    /// Log time of its last change in ms.
    pub logged_ms: u64,
    /// [`super::value_hash`].
    pub value: [u8; 32],
    /// Raw changes, each behind what it follows; under a unit, each sealed as in an item.
    pub changes: Vec<Vec<u8>>,
}

/// One part of a pack.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Part {
    /// Where the chains end.
    Chains(Vec<ChainEnd>),
    /// What lives of records.
    Envelopes(Vec<PackedEnvelope>),
    /// Documents.
    Documents(Vec<PackedDocument>),
}

/// Why a pack is refused, whole.
#[derive(Debug, thiserror::Error)]
pub enum PackError {
    /// Not a pack.
    #[error(transparent)]
    Cbor(#[from] CborError),
    /// A part that cannot be opened.
    #[error("a part of the pack cannot be opened")]
    Part(#[from] CompressError),
    /// An envelope that its author did not sign, or a record in it that does not count.
    #[error("the envelope at place {seq} does not count")]
    Envelope {
        /// Its place in the log.
        seq: u64,
    },
}

/// Writes a pack part by part.
#[derive(Debug, Default)]
pub struct PackWriter {
    out: Vec<u8>,
    kind: u64,
    items: Writer,
    n: usize,
}

impl PackWriter {
    /// An empty pack.
    pub fn new() -> Self {
        Self {
            out: MAGIC.to_vec(),
            ..Self::default()
        }
    }

    /// Where a chain ends. All come first.
    ///
    /// # Errors
    /// [`CompressError`].
    pub fn chain(&mut self, end: &ChainEnd) -> std::result::Result<(), CompressError> {
        self.part(0)?;
        self.items
            .array(5)
            .u64(end.ord.into())
            .bytes(&end.incarnation.0)
            .u64(end.dev_seq)
            .bytes(&end.last.0)
            .u64(end.seq);
        Ok(())
    }

    /// An envelope with its living records. All come after the chains.
    ///
    /// # Errors
    /// [`CompressError`].
    pub fn envelope(&mut self, envelope: &PackedEnvelope) -> std::result::Result<(), CompressError> {
        self.part(1)?;
        let w = &mut self.items;
        w.array(6)
            .u64(envelope.seq)
            .u64(envelope.t_ms)
            .raw(&envelope.statement)
            .bytes(&envelope.sig.0);
        w.array(envelope.hashes.len());
        envelope.hashes.iter().for_each(|hash| {
            w.bytes(&hash.0);
        });
        w.array(envelope.live.len());
        for (at, item) in &envelope.live {
            w.array(2).u64(*at as u64).bytes(item);
        }
        Ok(())
    }

    /// A document, cut into stretches where it is long. All come last.
    ///
    /// # Errors
    /// [`CompressError`].
    pub fn document(&mut self, document: &PackedDocument) -> std::result::Result<(), CompressError> {
        let mut rest = document.changes.as_slice();
        loop {
            self.part(2)?;
            let mut bytes = 0;
            let fits = rest.iter().take_while(|change| {
                let first = bytes == 0;
                bytes += change.len() + 8;
                first || bytes <= FULL / 2
            });
            let (now, later) = rest.split_at_checked(fits.count()).unwrap_or((rest, &[]));
            let w = &mut self.items;
            w.array(8)
                .bytes(&document.object.0)
                .u64(document.kind.into())
                .u64(document.generation.into());
            match &document.unit {
                Some(unit) => w.bytes(unit),
                None => w.null(),
            };
            w.u64(document.at_ms)
                .u64(document.logged_ms)
                .bytes(&document.value)
                .array(now.len());
            now.iter().for_each(|change| {
                w.bytes(change);
            });
            if later.is_empty() {
                return Ok(());
            }
            rest = later;
        }
    }

    /// Begins the next element, in the present part or in a new one.
    fn part(&mut self, kind: u64) -> std::result::Result<(), CompressError> {
        if self.kind != kind || self.items.len() >= FULL || self.n >= MANY {
            self.flush()?;
            self.kind = kind;
        }
        self.n += 1;
        Ok(())
    }

    fn flush(&mut self) -> std::result::Result<(), CompressError> {
        if self.n == 0 {
            return Ok(());
        }
        let items = self.items.finish();
        let mut w = Writer::new();
        w.array(2).u64(self.kind).array(self.n).raw(&items);
        let packed = compress::compress(&w.finish(), LEVEL)?;
        self.out
            .extend(u32::try_from(packed.len()).unwrap_or(u32::MAX).to_be_bytes());
        self.out.extend(packed);
        (self.items, self.n) = (Writer::new(), 0);
        Ok(())
    }

    /// The bytes that are ready, out of the writer: what is packed may be sealed and put away meanwhile.
    pub fn ready(&mut self) -> Vec<u8> {
        std::mem::take(&mut self.out)
    }

    /// The rest of the pack.
    ///
    /// # Errors
    /// [`CompressError`].
    pub fn finish(mut self) -> std::result::Result<Vec<u8>, CompressError> {
        self.flush()?;
        Ok(self.out)
    }
}

/// Reads a pack out of the bytes as they come.
#[derive(Debug, Default)]
pub struct PackReader {
    held: Vec<u8>,
    begun: bool,
    kind: u64,
}

impl PackReader {
    /// Before the first byte.
    pub fn new() -> Self {
        Self::default()
    }

    /// More bytes of the pack.
    pub fn push(&mut self, bytes: &[u8]) {
        self.held.extend_from_slice(bytes);
    }

    /// The next part that is here whole.
    ///
    /// # Errors
    /// [`PackError`]: what is not a pack.
    pub fn next_part(&mut self) -> std::result::Result<Option<Part>, PackError> {
        if !self.begun {
            let Some((magic, _)) = self.held.split_first_chunk::<4>() else {
                return Ok(None);
            };
            if magic != MAGIC {
                return Err(form().into());
            }
            self.held.drain(..4);
            self.begun = true;
        }
        let Some((length, rest)) = self.held.split_first_chunk::<4>() else {
            return Ok(None);
        };
        let length = usize::try_from(u32::from_be_bytes(*length)).unwrap_or(usize::MAX);
        if length > limits::PACK_PART {
            return Err(CborError::TooLarge {
                what: WHAT,
                max: limits::PACK_PART,
            }
            .into());
        }
        let Some(packed) = rest.get(..length) else {
            return Ok(None);
        };
        let raw = compress::decompress(packed, limits::PACK_PART)?;
        self.held.drain(..4 + length);
        let (kind, part) = read_part(&raw)?;
        // The order is fixed: what is judged by the chains comes after them.
        if kind < self.kind {
            return Err(form().into());
        }
        self.kind = kind;
        Ok(Some(part))
    }

    /// Whether nothing is left over: a pack that ends in the middle is none.
    ///
    /// # Errors
    /// [`PackError::Cbor`].
    pub fn end(&self) -> std::result::Result<(), PackError> {
        match self.begun && self.held.is_empty() {
            true => Ok(()),
            false => Err(form().into()),
        }
    }
}

fn read_part(raw: &[u8]) -> Result<(u64, Part)> {
    cbor::check(raw)?;
    let [kind, list] = cbor::tuple(raw, WHAT)?;
    let kind = cbor::u64(kind, WHAT)?;
    let all = cbor::elements(list, WHAT, MANY)?.into_iter();
    let part = match kind {
        0 => Part::Chains(all.map(read_chain).collect::<Result<_>>()?),
        1 => Part::Envelopes(all.map(read_envelope).collect::<Result<_>>()?),
        2 => Part::Documents(all.map(read_document).collect::<Result<_>>()?),
        key => return Err(CborError::Newer { what: WHAT, key }),
    };
    Ok((kind, part))
}

fn read_chain(bytes: &[u8]) -> Result<ChainEnd> {
    let [ord, incarnation, dev_seq, last, seq] = cbor::tuple(bytes, WHAT)?;
    Ok(ChainEnd {
        ord: cbor::u32(ord, WHAT)?,
        incarnation: cbor::fixed(incarnation, WHAT)?,
        dev_seq: cbor::u64(dev_seq, WHAT)?,
        last: cbor::fixed(last, WHAT)?,
        seq: cbor::u64(seq, WHAT)?,
    })
}

fn read_envelope(bytes: &[u8]) -> Result<PackedEnvelope> {
    let [seq, t_ms, statement, sig, hashes, live] = cbor::tuple(bytes, WHAT)?;
    let hashes = cbor::elements(hashes, WHAT, limits::ITEMS)?
        .into_iter()
        .map(|hash| cbor::fixed(hash, WHAT))
        .collect::<Result<Vec<ItemHash>>>()?;
    let live = cbor::elements(live, WHAT, limits::ITEMS)?
        .into_iter()
        .map(|item| {
            let [at, item] = cbor::tuple(item, WHAT)?;
            let at = usize::try_from(cbor::u64(at, WHAT)?).map_err(|_| form())?;
            Ok((at, cbor::bytes(item, WHAT)?.to_vec()))
        })
        .collect::<Result<Vec<_>>>()?;
    match !live.is_empty() && live.is_sorted_by(|(a, _), (b, _)| a < b) {
        true => Ok(PackedEnvelope {
            seq: cbor::u64(seq, WHAT)?,
            t_ms: cbor::u64(t_ms, WHAT)?,
            statement: statement.to_vec(),
            sig: cbor::fixed(sig, WHAT)?,
            hashes,
            live,
        }),
        false => Err(form()),
    }
}

fn read_document(bytes: &[u8]) -> Result<PackedDocument> {
    let [object, kind, generation, unit, at_ms, logged_ms, value, changes] = cbor::tuple(bytes, WHAT)?;
    let fixed = |bytes| -> Result<[u8; 32]> { cbor::bytes(bytes, WHAT)?.try_into().map_err(|_| form()) };
    Ok(PackedDocument {
        object: cbor::fixed(object, WHAT)?,
        kind: cbor::u16(kind, WHAT)?,
        generation: cbor::u32(generation, WHAT)?,
        unit: match unit {
            [0xf6] => None,
            unit => Some(cbor::bytes(unit, WHAT)?.try_into().map_err(|_| form())?),
        },
        at_ms: cbor::u64(at_ms, WHAT)?,
        logged_ms: cbor::u64(logged_ms, WHAT)?,
        value: fixed(value)?,
        changes: cbor::elements(changes, WHAT, MANY)?
            .into_iter()
            .map(|change| match cbor::bytes(change, WHAT)? {
                change if change.len() <= limits::PAYLOAD => Ok(change.to_vec()),
                _ => Err(CborError::TooLarge {
                    what: WHAT,
                    max: limits::PAYLOAD,
                }),
            })
            .collect::<Result<_>>()?,
    })
}

impl PackedEnvelope {
    /// Checks that the author signed it and had the right to write there, and each record by its form. Gives the statement.
    ///
    /// # Errors
    /// [`PackError::Envelope`].
    pub fn verify(&self, space: &SpaceId, members: &Membership) -> std::result::Result<Statement, PackError> {
        let bad = PackError::Envelope { seq: self.seq };
        let Ok(statement) = Statement::read(&self.statement) else {
            return Err(bad);
        };
        let Some(member) = members.member(statement.ord) else {
            return Err(bad);
        };
        let content = merkle::content_id(&self.hashes);
        let id = envelope_id(space, &content, &self.statement);
        let wrote = member
            .role_at(self.seq, self.t_ms)
            .is_some_and(|(role, _)| role.writes_in_private());
        let counts = |(at, bytes): &(usize, Vec<u8>)| {
            let item = Item::read(bytes).ok();
            item.is_some_and(|item| {
                self.hashes.get(*at) == Some(&item.hash()) && validity::private_item(&item).is_ok()
            })
        };
        match wrote && verify(&member.key, &id.0, &self.sig) && self.live.iter().all(counts) {
            true => Ok(statement),
            false => Err(bad),
        }
    }
}

fn form() -> CborError {
    CborError::Form { what: WHAT }
}

#[cfg(test)]
mod tests;
