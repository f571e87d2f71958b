//! What the relay's pages for private spaces take and give (protocol 3, 7): slots, blobs, tickets, push endpoints.

mod inbox;

pub use inbox::{Letter, Waiting, read_replies, read_waiting, write_replies, write_waiting};

use crate::blob::BlobAddress;
use crate::cbor::{self, CborError, Fields, Result, Writer};
use crate::limits;

fn form(what: &'static str) -> CborError {
    CborError::Form { what }
}

fn array<const N: usize>(bytes: &[u8], what: &'static str) -> Result<[u8; N]> {
    cbor::bytes(bytes, what)?.try_into().map_err(|_| form(what))
}

/// The key of an erasure unit as the relay's slot holds it: `{0 unit, 1 epoch, 2 sealed key}`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Slot {
    /// The erasure unit.
    pub unit: [u8; 16],
    /// The epoch under whose unit key it is sealed.
    pub epoch: u32,
    /// The sealed key, of [`limits::SEALED_KEY`] bytes.
    pub sealed: Vec<u8>,
}

impl Slot {
    const WHAT: &'static str = "slot";

    /// Writes it into an array of slots, or alone.
    pub fn write_into(&self, w: &mut Writer) {
        w.map(3).u64(0).bytes(&self.unit).u64(1).u64(self.epoch.into());
        w.u64(2).bytes(&self.sealed);
    }

    /// Its bytes.
    pub fn write(&self) -> Vec<u8> {
        let mut w = Writer::new();
        self.write_into(&mut w);
        w.finish()
    }

    /// Reads a slot.
    ///
    /// # Errors
    /// [`CborError`].
    pub fn read(bytes: &[u8]) -> Result<Self> {
        cbor::check(bytes)?;
        let mut f = Fields::read(bytes, Self::WHAT)?;
        let unit = array(f.required(0)?, Self::WHAT)?;
        let epoch = cbor::u32(f.required(1)?, Self::WHAT)?;
        let sealed: [u8; limits::SEALED_KEY] = array(f.required(2)?, Self::WHAT)?;
        f.end()?;
        Ok(Self {
            unit,
            epoch,
            sealed: sealed.to_vec(),
        })
    }

    /// Reads an array of slots.
    ///
    /// # Errors
    /// [`CborError`].
    pub fn read_all(bytes: &[u8]) -> Result<Vec<Self>> {
        cbor::check(bytes)?;
        let slots = cbor::elements(bytes, Self::WHAT, limits::SLOTS)?;
        slots.into_iter().map(Self::read).collect()
    }
}

/// What a blob is made of: `{0 bytes in all, 1 SHA-256 of each sealed chunk, one after the other}`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChunkList {
    /// Bytes of all sealed chunks.
    pub size: u64,
    /// SHA-256 of each.
    pub hashes: Vec<[u8; 32]>,
}

impl ChunkList {
    const WHAT: &'static str = "chunk list";

    /// The blob's address: `H("blob", chunk hashes...)`.
    pub fn address(&self) -> BlobAddress {
        BlobAddress::of(&self.hashes)
    }

    /// Its bytes.
    pub fn write(&self) -> Vec<u8> {
        let mut w = Writer::new();
        w.map(2).u64(0).u64(self.size).u64(1).bytes(&self.hashes.concat());
        w.finish()
    }

    /// Reads a list: 1 to [`limits::BLOB_CHUNKS`] chunks, whose size is one that so many chunks can have.
    ///
    /// # Errors
    /// [`CborError`].
    pub fn read(bytes: &[u8]) -> Result<Self> {
        cbor::check(bytes)?;
        let mut f = Fields::read(bytes, Self::WHAT)?;
        let list = Self::of(&mut f)?;
        f.end()?;
        Ok(list)
    }

    fn of(f: &mut Fields<'_>) -> Result<Self> {
        let size = cbor::u64(f.required(0)?, Self::WHAT)?;
        let (hashes, rest) = cbor::bytes(f.required(1)?, Self::WHAT)?.as_chunks::<32>();
        let n = hashes.len();
        if n > limits::BLOB_CHUNKS {
            return Err(CborError::TooLarge {
                what: Self::WHAT,
                max: limits::BLOB_CHUNKS,
            });
        }
        let most = (n as u64).saturating_mul(limits::SEALED_CHUNK as u64);
        if !rest.is_empty() || n == 0 || size < n as u64 || size > most {
            return Err(form(Self::WHAT));
        }
        Ok(Self {
            size,
            hashes: hashes.to_vec(),
        })
    }
}

/// How far a blob has come: a chunk list with `2 which chunks are here, a bit each, the first one lowest`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BlobState {
    /// Its chunks.
    pub list: ChunkList,
    /// Whether each is here.
    pub here: Vec<bool>,
}

impl BlobState {
    /// Its bytes.
    pub fn write(&self) -> Vec<u8> {
        let bits: Vec<u8> = self
            .here
            .chunks(8)
            .map(|eight| {
                eight
                    .iter()
                    .rev()
                    .fold(0, |bits, here| bits << 1 | u8::from(*here))
            })
            .collect();
        let mut w = Writer::new();
        w.map(3).u64(0).u64(self.list.size);
        w.u64(1).bytes(&self.list.hashes.concat()).u64(2).bytes(&bits);
        w.finish()
    }

    /// Reads a state.
    ///
    /// # Errors
    /// [`CborError`].
    pub fn read(bytes: &[u8]) -> Result<Self> {
        cbor::check(bytes)?;
        let mut f = Fields::read(bytes, ChunkList::WHAT)?;
        let list = ChunkList::of(&mut f)?;
        let bits = cbor::bytes(f.required(2)?, ChunkList::WHAT)?;
        f.end()?;
        if bits.len() != list.hashes.len().div_ceil(8) {
            return Err(form(ChunkList::WHAT));
        }
        let here = bits
            .iter()
            .flat_map(|bits| (0..8).map(move |n| bits >> n & 1 == 1));
        let mut here: Vec<bool> = here.collect();
        // Bits behind the last chunk's say nothing, and are not there.
        if here.drain(list.hashes.len()..).any(|bit| bit) {
            return Err(form(ChunkList::WHAT));
        }
        Ok(Self { list, here })
    }
}

/// What a ticket allows with a blob.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Right {
    /// To get it.
    Get,
    /// To put its chunks, and to say that it is needed, or no longer.
    Put,
}

impl Right {
    /// Its number on the wire.
    pub fn code(self) -> u8 {
        match self {
            Self::Get => 0,
            Self::Put => 1,
        }
    }

    /// The right with this number.
    pub fn from_code(code: u8) -> Option<Self> {
        [Self::Get, Self::Put]
            .into_iter()
            .find(|right| right.code() == code)
    }
}

/// Asks for a ticket: `{0 blob, 1 right}`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TicketRequest {
    /// The blob's address.
    pub blob: [u8; 32],
    /// What is to be done with it.
    pub right: Right,
}

/// The relay's answer: `{0 ticket, 1 until}`. The ticket goes, in hexadecimal, in the header `ekin-ticket`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ticket {
    /// Opaque to devices.
    pub bytes: Vec<u8>,
    /// The relay's time in ms until which it holds.
    pub until_ms: u64,
}

impl TicketRequest {
    const WHAT: &'static str = "ticket";

    /// Its bytes.
    pub fn write(&self) -> Vec<u8> {
        let mut w = Writer::new();
        w.map(2)
            .u64(0)
            .bytes(&self.blob)
            .u64(1)
            .u64(self.right.code().into());
        w.finish()
    }

    /// Reads a request.
    ///
    /// # Errors
    /// [`CborError`].
    pub fn read(bytes: &[u8]) -> Result<Self> {
        cbor::check(bytes)?;
        let mut f = Fields::read(bytes, Self::WHAT)?;
        let blob = array(f.required(0)?, Self::WHAT)?;
        let right = u8::try_from(cbor::u16(f.required(1)?, Self::WHAT)?).ok();
        let right = right.and_then(Right::from_code).ok_or_else(|| form(Self::WHAT))?;
        f.end()?;
        Ok(Self { blob, right })
    }
}

impl Ticket {
    /// Its bytes.
    pub fn write(&self) -> Vec<u8> {
        let mut w = Writer::new();
        w.map(2).u64(0).bytes(&self.bytes).u64(1).u64(self.until_ms);
        w.finish()
    }

    /// Reads an answer.
    ///
    /// # Errors
    /// [`CborError`].
    pub fn read(bytes: &[u8]) -> Result<Self> {
        cbor::check(bytes)?;
        let mut f = Fields::read(bytes, TicketRequest::WHAT)?;
        let bytes = cbor::bytes(f.required(0)?, TicketRequest::WHAT)?;
        let until_ms = cbor::u64(f.required(1)?, TicketRequest::WHAT)?;
        f.end()?;
        match bytes.len() {
            0..=256 => Ok(Self {
                bytes: bytes.to_vec(),
                until_ms,
            }),
            _ => Err(form(TicketRequest::WHAT)),
        }
    }
}

/// Where a device is woken: `{0 address}`, of at most [`limits::URL`] bytes.
pub fn write_endpoint(address: &str) -> Vec<u8> {
    Writer::new().map(1).u64(0).text(address).finish()
}

/// Reads the same.
///
/// # Errors
/// [`CborError`].
pub fn read_endpoint(bytes: &[u8]) -> Result<&str> {
    const WHAT: &str = "endpoint";
    cbor::check(bytes)?;
    let mut f = Fields::read(bytes, WHAT)?;
    let address = cbor::text(f.required(0)?, WHAT)?;
    f.end()?;
    match address.len() {
        1..=limits::URL => Ok(address),
        _ => Err(form(WHAT)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_reads_back_and_what_is_larger_or_cut_short_is_refused() {
        let list = ChunkList {
            size: 300_000,
            hashes: vec![[1; 32], [2; 32]],
        };
        assert_eq!(ChunkList::read(&list.write()).unwrap(), list);
        let state = BlobState {
            here: vec![false, true],
            list: list.clone(),
        };
        assert_eq!(BlobState::read(&state.write()).unwrap(), state);
        for (size, n) in [
            (1, 0),
            (1, 2),
            (600_000, 2),
            (u64::MAX, 1),
            (5_000, limits::BLOB_CHUNKS + 1),
        ] {
            let hashes = vec![[0; 32]; n];
            assert!(
                ChunkList::read(&ChunkList { size, hashes }.write()).is_err(),
                "{size} {n}"
            );
        }
        let slot = Slot {
            unit: [1; 16],
            epoch: 3,
            sealed: vec![2; limits::SEALED_KEY],
        };
        assert_eq!(Slot::read(&slot.write()).unwrap(), slot);
        let short = Slot {
            sealed: vec![2; 71],
            ..slot
        };
        assert!(Slot::read(&short.write()).is_err());
        let request = TicketRequest {
            blob: [5; 32],
            right: Right::Put,
        };
        assert_eq!(TicketRequest::read(&request.write()).unwrap(), request);
        let ticket = Ticket {
            bytes: vec![1; 80],
            until_ms: 7,
        };
        assert_eq!(Ticket::read(&ticket.write()).unwrap(), ticket);
        let address = "https://push.example/x";
        assert_eq!(read_endpoint(&write_endpoint(address)).unwrap(), address);
        assert!(read_endpoint(&write_endpoint(&"x".repeat(513))).is_err());
    }
}
