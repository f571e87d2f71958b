//! Slots, blobs, inboxes, mailboxes and endpoints in plain maps.

use std::collections::{BTreeMap, BTreeSet};

use ekin_protocol::code::Code;
use ekin_protocol::id::{Ord, SpaceId};
use ekin_protocol::membership::Erase;
use ekin_protocol::pages::{BlobState, ChunkList, Slot};

use super::MemoryStorage;
use crate::storage::Result;
use crate::storage::beside::{
    Address, Beside, Held, Lane, Message, NAMES, REPLIES, REPLY_MS, SLOTS, UNFINISHED_MS, Verdict, Waiting,
};

#[derive(Clone)]
struct Blob {
    list: ChunkList,
    since: u64,
    names: BTreeSet<[u8; 16]>,
    chunks: BTreeMap<usize, Vec<u8>>,
}

#[derive(Clone)]
struct Reply {
    message: Message,
    expires: u64,
    sealed: Vec<u8>,
}

/// What one space has beside its log.
#[derive(Clone, Default)]
pub(super) struct Rooms {
    slots: BTreeMap<[u8; 16], Slot>,
    blobs: BTreeMap<Address, Blob>,
    inbox: BTreeMap<u64, (Message, Waiting)>,
    endpoints: BTreeMap<Ord, String>,
    erased: BTreeSet<Vec<u8>>,
}

impl Rooms {
    /// Forgets slots and blobs, so that they do not come back.
    pub(super) fn erase(&mut self, erase: &Erase) {
        for unit in &erase.units {
            self.slots.remove(unit);
            self.erased.insert(unit.to_vec());
        }
        for blob in &erase.blobs {
            self.blobs.remove(&blob.0);
            self.erased.insert(blob.0.to_vec());
        }
    }
}

/// What is nobody's space's.
#[derive(Clone, Default)]
pub(super) struct Post {
    place: u64,
    mailboxes: BTreeMap<[u8; 32], Vec<Reply>>,
}

impl MemoryStorage {
    fn rooms<T>(&self, space: &SpaceId, f: impl FnOnce(&mut Rooms) -> T) -> Result<Option<T>> {
        self.on(space, |space| f(&mut space.rooms))
    }
}

fn refuse_where_none(verdict: Option<Verdict>) -> Verdict {
    verdict.unwrap_or(Err(Code::NoSpace))
}

impl Beside for MemoryStorage {
    fn put_slot(&self, space: &SpaceId, slot: &Slot) -> Result<Verdict> {
        let put = self.rooms(space, |rooms| {
            if rooms.erased.contains(&slot.unit[..]) {
                return Err(Code::NotAllowed);
            }
            let others = rooms.slots.len() - usize::from(rooms.slots.contains_key(&slot.unit));
            if others as u64 >= SLOTS {
                return Err(Code::Quota);
            }
            rooms.slots.insert(slot.unit, slot.clone());
            Ok(())
        })?;
        Ok(refuse_where_none(put))
    }

    fn slots(&self, space: &SpaceId, after: Option<[u8; 16]>, max: usize) -> Result<Vec<Slot>> {
        let later = |slot: &&Slot| after.is_none_or(|after| slot.unit > after);
        let slots = self.rooms(space, |rooms| {
            rooms.slots.values().filter(later).take(max).cloned().collect()
        })?;
        Ok(slots.unwrap_or_default())
    }

    fn drop_slot(&self, space: &SpaceId, unit: &[u8; 16]) -> Result<()> {
        self.rooms(space, |rooms| rooms.slots.remove(unit))?;
        Ok(())
    }

    fn need_blob(
        &self,
        space: &SpaceId,
        list: &ChunkList,
        name: &[u8; 16],
        quota: u64,
        now_ms: u64,
    ) -> Result<Verdict> {
        let address = list.address().0;
        let put = self.rooms(space, |rooms| {
            if rooms.erased.contains(&address[..]) {
                return Err(Code::NotAllowed);
            }
            let used: u64 = rooms.blobs.values().map(|blob| blob.list.size).sum();
            if !rooms.blobs.contains_key(&address) && used.saturating_add(list.size) > quota {
                return Err(Code::Quota);
            }
            let blob = rooms.blobs.entry(address).or_insert_with(|| Blob {
                list: list.clone(),
                since: now_ms,
                names: BTreeSet::new(),
                chunks: BTreeMap::new(),
            });
            if blob.names.len() as u64 >= NAMES {
                return Err(Code::Quota);
            }
            blob.names.insert(*name);
            Ok(())
        })?;
        Ok(refuse_where_none(put))
    }

    fn release_blob(&self, space: &SpaceId, blob: &Address, name: &[u8; 16]) -> Result<()> {
        self.rooms(space, |rooms| {
            if let Some(held) = rooms.blobs.get_mut(blob) {
                held.names.remove(name);
                if held.names.is_empty() {
                    rooms.blobs.remove(blob);
                }
            }
        })?;
        Ok(())
    }

    fn blob(&self, space: &SpaceId, blob: &Address) -> Result<Option<BlobState>> {
        let state = self.rooms(space, |rooms| {
            let held = rooms.blobs.get(blob)?;
            let here = (0..held.list.hashes.len()).map(|n| held.chunks.contains_key(&n));
            Some(BlobState {
                here: here.collect(),
                list: held.list.clone(),
            })
        })?;
        Ok(state.flatten())
    }

    fn put_chunk(&self, space: &SpaceId, blob: &Address, n: usize, bytes: &[u8]) -> Result<Verdict> {
        let put = self.rooms(space, |rooms| {
            let held = rooms.blobs.get_mut(blob).ok_or(Code::NotFound)?;
            let others = held.chunks.iter().filter(|(at, _)| **at != n);
            let here: usize = others.map(|(_, chunk)| chunk.len()).sum();
            if (here + bytes.len()) as u64 > held.list.size {
                return Err(Code::TooLarge);
            }
            held.chunks.entry(n).or_insert_with(|| bytes.to_vec());
            Ok(())
        })?;
        Ok(put.unwrap_or(Err(Code::NotFound)))
    }

    fn chunk_sizes(&self, space: &SpaceId, blob: &Address) -> Result<Option<Vec<u64>>> {
        let sizes = self.rooms(space, |rooms| {
            let held = rooms.blobs.get(blob)?;
            let whole = held.chunks.len() == held.list.hashes.len();
            whole.then(|| held.chunks.values().map(|chunk| chunk.len() as u64).collect())
        })?;
        Ok(sizes.flatten())
    }

    fn chunk(&self, space: &SpaceId, blob: &Address, n: usize) -> Result<Option<Vec<u8>>> {
        let chunk = self.rooms(space, |rooms| rooms.blobs.get(blob)?.chunks.get(&n).cloned())?;
        Ok(chunk.flatten())
    }

    fn put_message(
        &self,
        space: &SpaceId,
        lane: Lane,
        id: &Message,
        sealed: &[u8],
        room: u64,
        now_ms: u64,
    ) -> Result<Verdict> {
        let mut inner = self.lock()?;
        let place = inner.post.place + 1;
        let Some(space) = inner.spaces.get_mut(space) else {
            return Ok(Err(Code::NoSpace));
        };
        let inbox = &mut space.rooms.inbox;
        if inbox.values().any(|(other, _)| other == id) {
            return Ok(Ok(()));
        }
        let in_lane = inbox.values().filter(|(_, waiting)| waiting.lane == lane);
        let used: usize = in_lane.map(|(_, waiting)| waiting.sealed.len()).sum();
        if (used + sealed.len()) as u64 > room {
            return Ok(Err(Code::Quota));
        }
        let waiting = Waiting {
            place,
            lane,
            at_ms: now_ms,
            sealed: sealed.to_vec(),
        };
        inbox.insert(place, (*id, waiting));
        inner.post.place = place;
        Ok(Ok(()))
    }

    fn messages(&self, space: &SpaceId, after: u64, max_bytes: usize) -> Result<Vec<Waiting>> {
        let messages = self.rooms(space, |rooms| {
            let mut bytes = 0;
            let fits = |(n, waiting): &(usize, &Waiting)| {
                bytes += waiting.sealed.len();
                *n == 0 || bytes <= max_bytes
            };
            let later = rooms.inbox.range(after.saturating_add(1)..);
            let later = later.map(|(_, (_, waiting))| waiting).enumerate();
            later
                .take_while(fits)
                .map(|(_, waiting)| waiting.clone())
                .collect()
        })?;
        Ok(messages.unwrap_or_default())
    }

    fn drop_message(&self, space: &SpaceId, place: u64) -> Result<()> {
        self.rooms(space, |rooms| rooms.inbox.remove(&place))?;
        Ok(())
    }

    fn put_reply(
        &self,
        mailbox: &[u8; 32],
        id: &Message,
        sealed: &[u8],
        room: u64,
        now_ms: u64,
    ) -> Result<Verdict> {
        let mut inner = self.lock()?;
        let all = inner.post.mailboxes.values().flatten();
        let used: usize = all.map(|reply| reply.sealed.len()).sum();
        let replies = inner.post.mailboxes.entry(*mailbox).or_default();
        if replies.iter().any(|reply| reply.message == *id) {
            return Ok(Ok(()));
        }
        if replies.len() >= REPLIES || (used + sealed.len()) as u64 > room {
            return Ok(Err(Code::Quota));
        }
        replies.push(Reply {
            message: *id,
            expires: now_ms.saturating_add(REPLY_MS),
            sealed: sealed.to_vec(),
        });
        Ok(Ok(()))
    }

    fn replies(&self, mailbox: &[u8; 32], now_ms: u64) -> Result<Vec<Vec<u8>>> {
        let inner = self.lock()?;
        let held = inner.post.mailboxes.get(mailbox).into_iter().flatten();
        let mut held: Vec<_> = held.filter(|reply| reply.expires > now_ms).collect();
        held.sort_by_key(|reply| (reply.expires, reply.message));
        Ok(held.into_iter().map(|reply| reply.sealed.clone()).collect())
    }

    fn set_endpoint(&self, space: &SpaceId, ord: Ord, address: Option<&str>) -> Result<Verdict> {
        let set = self.rooms(space, |rooms| {
            match address {
                Some(address) => rooms.endpoints.insert(ord, address.to_owned()),
                None => rooms.endpoints.remove(&ord),
            };
            Ok(())
        })?;
        Ok(refuse_where_none(set))
    }

    fn endpoints(&self, space: &SpaceId) -> Result<Vec<(Ord, String)>> {
        let endpoints = self.rooms(space, |rooms| {
            let all = rooms.endpoints.iter();
            all.map(|(ord, address)| (*ord, address.clone())).collect()
        })?;
        Ok(endpoints.unwrap_or_default())
    }

    fn sweep_beside(&self, now_ms: u64) -> Result<usize> {
        let mut inner = self.lock()?;
        let mut swept = 0;
        let before = now_ms.saturating_sub(UNFINISHED_MS);
        for space in inner.spaces.values_mut() {
            let had = space.rooms.blobs.len();
            let whole = |blob: &Blob| blob.chunks.len() == blob.list.hashes.len();
            space
                .rooms
                .blobs
                .retain(|_, blob| whole(blob) || blob.since >= before);
            swept += had - space.rooms.blobs.len();
        }
        for replies in inner.post.mailboxes.values_mut() {
            let had = replies.len();
            replies.retain(|reply| reply.expires > now_ms);
            swept += had - replies.len();
        }
        inner.post.mailboxes.retain(|_, replies| !replies.is_empty());
        Ok(swept)
    }

    fn held(&self) -> Result<Held> {
        let inner = self.lock()?;
        let rooms = || inner.spaces.values().map(|space| &space.rooms);
        let chunks = |rooms: &Rooms| -> u64 {
            let all = rooms.blobs.values().flat_map(|blob| blob.chunks.values());
            all.map(|chunk| chunk.len() as u64).sum()
        };
        Ok(Held {
            slots: rooms().map(|rooms| rooms.slots.len() as u64).sum(),
            blob_bytes: rooms().map(chunks).sum(),
            messages: rooms().map(|rooms| rooms.inbox.len() as u64).sum(),
            replies: inner
                .post
                .mailboxes
                .values()
                .map(|replies| replies.len() as u64)
                .sum(),
            endpoints: rooms().map(|rooms| rooms.endpoints.len() as u64).sum(),
        })
    }
}
