//! Blobs: sealed bytes by the hash of their chunks' hashes. Chunks come in any order, each checked against the list
//! before it is kept; what is here is asked for, so that a cut line costs one chunk.

use bytes::Bytes;
use ekin_protocol::code::Code;
use ekin_protocol::hash::sha256;
use ekin_protocol::id::SpaceId;
use ekin_protocol::limits;
use ekin_protocol::pages::{ChunkList, Right};
use http::{Method, Request};

use super::answer::{cbor, done};
use super::{Fault, Page, hex, range};
use crate::relay::Relay;
use crate::storage::Storage;
use crate::storage::beside::Address;

/// Bytes of a blob that one answer holds; of more, a range has to be asked for.
const PART: u64 = 4 << 20;

impl<S: Storage> Relay<S> {
    /// `HASH`: its bytes; `HASH/state`: which chunks are here; `HASH/N`: to put one; `HASH/names/NAME`: to say of what it is
    /// made and that it is needed under this name, or no longer.
    pub(super) fn blob_page(&self, request: &Request<Bytes>, blob: &str, rest: &[&str], now_ms: u64) -> Page {
        let blob: Address = hex(blob).ok_or(Code::BadProof)?;
        let wanted = match *request.method() {
            Method::GET | Method::HEAD => Right::Get,
            _ => Right::Put,
        };
        let space = self.ticketed(request, &blob, wanted, now_ms)?;
        match (request.method(), rest) {
            (&Method::GET | &Method::HEAD, []) => self.blob_bytes(request, &space, &blob),
            (&Method::GET | &Method::HEAD, ["state"]) => self.blob_state(&space, &blob),
            (&Method::PUT, ["names", name]) => {
                let name = hex(name).ok_or(Code::BadForm)?;
                let list = ChunkList::read(request.body()).map_err(|_| Code::BadForm)?;
                if list.address().0 != blob {
                    return Err(Code::BadForm.into());
                }
                self.open_to_writes(&space)?;
                let quota = self.limits().blob_bytes;
                self.storage().need_blob(&space, &list, &name, quota, now_ms)??;
                self.blob_state(&space, &blob)
            }
            (&Method::DELETE, ["names", name]) => {
                let name = hex(name).ok_or(Code::BadForm)?;
                self.storage().release_blob(&space, &blob, &name)?;
                Ok(done())
            }
            (&Method::PUT, [n]) => {
                self.open_to_writes(&space)?;
                self.put_chunk(request, &space, &blob, n)
            }
            _ => Err(Code::NotFound.into()),
        }
    }

    /// A space that was retired or frozen takes nothing more.
    fn open_to_writes(&self, space: &SpaceId) -> Result<(), Fault> {
        let snapshot = self.storage().snapshot(space)?.ok_or(Code::BadProof)?;
        match (snapshot.members.retired, snapshot.frozen) {
            (true, _) => Err(Code::NotAllowed.into()),
            (_, true) => Err(Code::Frozen.into()),
            _ => Ok(()),
        }
    }

    fn blob_state(&self, space: &SpaceId, blob: &Address) -> Page {
        let state = self.storage().blob(space, blob)?.ok_or(Code::NotFound)?;
        Ok(cbor(state.write(), "private, no-store"))
    }

    fn put_chunk(&self, request: &Request<Bytes>, space: &SpaceId, blob: &Address, n: &str) -> Page {
        let n: usize = n.parse().map_err(|_| Code::NotFound)?;
        let body = request.body();
        if body.len() > limits::SEALED_CHUNK {
            return Err(Code::TooLarge.into());
        }
        let state = self.storage().blob(space, blob)?.ok_or(Code::NotFound)?;
        let hash = state.list.hashes.get(n).ok_or(Code::NotFound)?;
        if sha256(body) != *hash {
            return Err(Code::BadForm.into());
        }
        self.storage().put_chunk(space, blob, n, body)??;
        Ok(done())
    }

    fn blob_bytes(&self, request: &Request<Bytes>, space: &SpaceId, blob: &Address) -> Page {
        let sizes = self.storage().chunk_sizes(space, blob)?.ok_or(Code::NotFound)?;
        let size: u64 = sizes.iter().sum();
        let tag = format!("\"{}\"", data_encoding::HEXLOWER.encode(blob));
        let (from, to) = match range::asked(request, &tag, size) {
            range::Part::Outside => return Ok(range::outside(size)),
            range::Part::Whole if size > PART => return Err(Code::TooLarge.into()),
            range::Part::Whole => (0, size),
            // Less than was asked for is a right answer (RFC 9110, 15.3.7): who reads on asks again.
            range::Part::Slice(from, to) => (from, to.min(from.saturating_add(PART))),
        };
        let mut bytes = Vec::new();
        let mut at = 0u64;
        for (n, size) in sizes.iter().enumerate() {
            let end = at + size;
            if at < to && end > from {
                let chunk = self.storage().chunk(space, blob, n)?.ok_or(Code::NotFound)?;
                let part = |place: u64| usize::try_from(place.clamp(at, end) - at).unwrap_or(usize::MAX);
                bytes.extend(chunk.get(part(from)..part(to)).unwrap_or_default());
            }
            at = end;
        }
        Ok(range::part(request, &tag, bytes.into(), (from, to), size))
    }
}
