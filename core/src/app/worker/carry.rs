//! Blobs on their way: chunk by chunk to the relay, from wherever the last run was cut; byte by byte from it, each chunk checked
//! before it counts. Small pictures first, either way.

use ekin_protocol::blob::{BlobAddress, check_chunk};
use ekin_protocol::code::Code;
use ekin_protocol::limits;
use ekin_protocol::pages::{BlobState, ChunkList, Right};
use ekin_protocol::seal::TAG;

use super::WorkError;
use super::errands::{At, Errands, Job};
use crate::storage::BlobRow;
use crate::sync::errand::Errand;
use crate::sync::event::Reply;

/// Bytes asked for at once.
const PART: u64 = 4 * limits::SEALED_CHUNK as u64;

/// Blobs looked at for the next errand.
const NEXT: u32 = 16;
/// Bytes that an answer brings at least, unless it is the last: a relay that gives byte by byte is asked less often.
const LEAST: usize = 4096;

/// Bytes of a blob as it travels.
fn sealed_size(blob: &BlobRow) -> u64 {
    let chunks = ekin_protocol::blob::chunks(blob.size).unwrap_or(1);
    blob.size.saturating_add(u64::from(chunks) * TAG as u64)
}

impl Errands {
    pub(super) fn next_blob(&mut self, at: &mut At<'_, '_>) -> Result<Option<Errand>, WorkError> {
        let (send, fetch) = (
            at.tx.blobs_to_send(at.sp, NEXT)?,
            at.tx.blobs_to_fetch(at.sp, NEXT)?,
        );
        let (mut send, mut fetch) = (send, fetch);
        if at.device.holds_blobs_back(at.tx)? {
            let all = send.len() + fetch.len();
            // A checkpoint's pack is no picture: nothing can be read without it.
            send.retain(|blob| blob.pack);
            fetch.retain(|blob| blob.pack);
            self.held_back = send.len() + fetch.len() < all;
        }
        if at.writes && !self.waits(at, Job::Send) {
            for blob in send {
                if self.waits(at, Job::Blob(blob.address)) {
                    continue;
                }
                if let Some(errand) = self.next_sent(at, &blob)? {
                    return Ok(Some(errand));
                }
            }
        }
        for blob in fetch {
            if self.waits(at, Job::Blob(blob.address)) {
                continue;
            }
            if let Some(errand) = self.next_fetched(at, &blob)? {
                return Ok(Some(errand));
            }
        }
        Ok(None)
    }

    fn next_sent(&mut self, at: &mut At<'_, '_>, blob: &BlobRow) -> Result<Option<Errand>, WorkError> {
        let ticket = match self.ticket(at, blob.address, Right::Put) {
            Ok(ticket) => ticket,
            Err(errand) => return Ok(Some(errand)),
        };
        let Some(has) = self.sending.get(&(at.space, blob.address)) else {
            let list = ChunkList {
                size: sealed_size(blob),
                hashes: blob.hashes.clone().unwrap_or_default(),
            };
            return Ok(Some(Errand::Need {
                name: blob.object,
                list,
                ticket,
            }));
        };
        let Some(n) = has.iter().position(|has| !has) else {
            self.sending.remove(&(at.space, blob.address));
            self.sent += usize::from(!blob.thumb);
            at.tx.set_blob_received(at.sp, &blob.address)?;
            return Ok(None);
        };
        let chunk = limits::SEALED_CHUNK;
        let from = (n as u64).saturating_mul(chunk as u64);
        let bytes = at.device.shelf().read(&blob.address, from, chunk)?;
        Ok(Some(Errand::Chunk {
            blob: blob.address,
            n,
            bytes,
            ticket,
        }))
    }

    fn next_fetched(&mut self, at: &mut At<'_, '_>, blob: &BlobRow) -> Result<Option<Errand>, WorkError> {
        let ticket = match self.ticket(at, blob.address, Right::Get) {
            Ok(ticket) => ticket,
            Err(errand) => return Ok(Some(errand)),
        };
        if blob.hashes.is_none() || !self.fetching.contains(&(at.space, blob.address)) {
            return Ok(Some(Errand::State {
                blob: blob.address,
                ticket,
            }));
        }
        let (from, size) = (at.device.shelf().came(&blob.address), sealed_size(blob));
        if from >= size {
            // A crash came between the last bytes and the word that they are here.
            self.take(at, blob, from, &[])?;
            return Ok(None);
        }
        Ok(Some(Errand::Bytes {
            blob: blob.address,
            from,
            to: from.saturating_add(PART).min(size),
            ticket,
        }))
    }

    pub(super) fn blob_came(
        &mut self,
        at: &mut At<'_, '_>,
        errand: Errand,
        reply: &Reply,
    ) -> Result<(), WorkError> {
        let good = reply.status / 100 == 2;
        match errand {
            Errand::Need { list, .. } => {
                let blob = list.address();
                match BlobState::read(&reply.body) {
                    Ok(state) if good && state.list == list => {
                        self.sending.insert((at.space, blob), state.here);
                    }
                    Ok(_) if good => self.lied(at, Job::Blob(blob))?,
                    _ => self.not_taken(at, blob, reply)?,
                }
                Ok(())
            }
            Errand::Chunk { blob, n, .. } => {
                match self
                    .sending
                    .get_mut(&(at.space, blob))
                    .and_then(|has| has.get_mut(n))
                {
                    Some(has) if good => *has = true,
                    _ => self.not_taken(at, blob, reply)?,
                }
                Ok(())
            }
            Errand::State { blob, .. } => self.state_came(at, blob, reply),
            Errand::Bytes { blob, from, to, .. } => {
                let Some(row) = at.tx.blob_to_fetch(at.sp, &blob)? else {
                    return Ok(());
                };
                let asked = usize::try_from(to.saturating_sub(from)).unwrap_or(usize::MAX);
                match reply.status {
                    // More than was asked for is cut away before it gets here, or here.
                    206 if !reply.body.is_empty() => {
                        let bytes = reply.body.get(..asked).unwrap_or(&reply.body);
                        if bytes.len() < LEAST.min(asked) {
                            self.put_off(at, Job::Blob(blob))?;
                        }
                        self.take(at, &row, from, bytes)
                    }
                    _ => self.not_given(at, blob),
                }
            }
            _ => Ok(()),
        }
    }

    fn state_came(&mut self, at: &mut At<'_, '_>, blob: BlobAddress, reply: &Reply) -> Result<(), WorkError> {
        let Some(row) = at.tx.blob_to_fetch(at.sp, &blob)? else {
            return Ok(());
        };
        if reply.status != 200 {
            return self.not_given(at, blob);
        }
        match BlobState::read(&reply.body) {
            Ok(state) if blob.check(row.size, &state.list.hashes).is_ok() => {
                if state.here.iter().all(|here| *here) {
                    at.tx.set_blob_hashes(at.sp, &blob, &state.list.hashes)?;
                    self.fetching.insert((at.space, blob));
                } else {
                    // Whoever sends it is not done yet.
                    self.put_off(at, Job::Blob(blob))?;
                }
                Ok(())
            }
            _ => self.lied(at, Job::Blob(blob)),
        }
    }

    /// Takes bytes that came: what of it is whole chunks is checked, and nothing that does not fit is kept.
    fn take(
        &mut self,
        at: &mut At<'_, '_>,
        blob: &BlobRow,
        from: u64,
        bytes: &[u8],
    ) -> Result<(), WorkError> {
        let shelf = at.device.shelf();
        let (chunk, size) = (limits::SEALED_CHUNK as u64, sealed_size(blob));
        shelf.append(&blob.address, from, bytes)?;
        let came = from.saturating_add(bytes.len() as u64);
        let hashes = blob.hashes.as_deref().unwrap_or_default();
        let whole = |n: &usize| (*n as u64 + 1).saturating_mul(chunk).min(size) <= came;
        let first = usize::try_from(from.min(size.saturating_sub(1)) / chunk).unwrap_or(usize::MAX);
        for n in (first..hashes.len()).take_while(whole) {
            let start = n as u64 * chunk;
            let sealed = shelf.read(&blob.address, start, limits::SEALED_CHUNK)?;
            let sealed = sealed
                .get(..usize::try_from(size - start).unwrap_or(usize::MAX))
                .unwrap_or(&sealed);
            let hash = hashes.get(n).copied().unwrap_or_default();
            if check_chunk(&hash, sealed).is_err() {
                shelf.append(&blob.address, start, &[])?;
                return self.lied(at, Job::Blob(blob.address));
            }
        }
        if came >= size {
            shelf.finish(&blob.address)?;
            at.tx.set_blob_here(at.sp, &blob.address)?;
            self.fetching.remove(&(at.space, blob.address));
            self.fetched += usize::from(!blob.thumb);
            self.sweep |= at.device.make_room(at.tx)?;
        }
        Ok(())
    }

    /// The relay does not take a blob.
    fn not_taken(&mut self, at: &At<'_, '_>, blob: BlobAddress, reply: &Reply) -> Result<(), WorkError> {
        self.sending.remove(&(at.space, blob));
        self.tickets.remove(&(at.space, blob, Right::Put.code()));
        match reply.code() {
            Code::BadProof => self.put_off(at, Job::Blob(blob)),
            // There is no room: for the next one neither.
            Code::Quota => self.refused(at, Job::Send, Code::Quota),
            code => self.refused(at, Job::Blob(blob), code),
        }
    }

    /// The relay does not give a blob: it has not come there yet, or not any more, or the ticket is good no longer.
    fn not_given(&mut self, at: &At<'_, '_>, blob: BlobAddress) -> Result<(), WorkError> {
        self.fetching.remove(&(at.space, blob));
        self.tickets.remove(&(at.space, blob, Right::Get.code()));
        self.put_off(at, Job::Blob(blob))
    }
}
