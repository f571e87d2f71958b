//! Inboxes and mailboxes: what anybody may drop, for work in place of an account, and what members and repliers fetch. A
//! message comes again as often as its sender likes: it is kept once.

use bytes::Bytes;
use ekin_protocol::code::Code;
use ekin_protocol::id::SpaceId;
use ekin_protocol::inbox::{Challenge, MessageId, SIZES};
use ekin_protocol::pages::{Letter, Waiting, write_replies, write_waiting};
use http::{Method, Request};

use super::answer::{cbor, done};
use super::{Fault, Page, hex};
use crate::relay::Relay;
use crate::storage::Storage;
use crate::storage::beside::Lane;

/// Bytes of messages that one answer holds, about.
const PART: usize = 1 << 20;
const PRIVATE: &str = "private, no-store";

impl<S: Storage> Relay<S> {
    /// Work for whoever wants to drop a message for `to`.
    fn work_for(&self, to: SpaceId, now_ms: u64) -> Page {
        let key = &self.keys().challenges;
        let challenge = Challenge::new(key, to, now_ms, self.limits().work_bits, self.random());
        Ok(cbor(challenge.write(), "no-store"))
    }

    /// What somebody drops for `to`, once its size and its work are right.
    fn dropped(
        &self,
        request: &Request<Bytes>,
        to: &SpaceId,
        now_ms: u64,
    ) -> Result<(Letter, MessageId), Fault> {
        let letter = Letter::read(request.body()).map_err(|_| Code::BadForm)?;
        if !SIZES.contains(&letter.sealed.len()) {
            return Err(Code::BadForm.into());
        }
        let id = MessageId::of(&letter.sealed);
        let challenge = Challenge::read(&letter.challenge).map_err(|_| Code::BadForm)?;
        let worked = challenge.check(&self.keys().challenges, to, now_ms, (&id, letter.number));
        if worked.is_err() || challenge.bits < self.limits().work_bits {
            return Err(Code::BadProof.into());
        }
        Ok((letter, id))
    }

    /// A space that takes messages: one whose membership names a key for them. Of a private one nothing else shows.
    fn inbox_of(&self, space: &SpaceId) -> Result<Option<[u8; 32]>, Fault> {
        let snapshot = self.storage().snapshot(space)?.ok_or(Code::NoSpace)?;
        let inbox = snapshot.members.inbox().filter(|_| !snapshot.members.retired);
        let inbox = inbox.ok_or(Code::NoSpace)?;
        if snapshot.frozen {
            return Err(Code::Frozen.into());
        }
        Ok(inbox.code)
    }

    /// `challenge`: work for whoever wants to drop a message.
    pub(super) fn inbox_challenge(&self, space: SpaceId, now_ms: u64) -> Page {
        self.inbox_of(&space)?;
        self.work_for(space, now_ms)
    }

    /// `inbox`: anybody drops a message; members see what waits, and take away what they have opened.
    pub(super) fn inbox(
        &self,
        request: &Request<Bytes>,
        space: &SpaceId,
        rest: &[&str],
        now_ms: u64,
    ) -> Page {
        match (request.method(), rest) {
            (&Method::POST, []) => {
                let code = self.inbox_of(space)?;
                let (letter, id) = self.dropped(request, space, now_ms)?;
                let shown = letter.code.map(|shown| shown.hash(space));
                let lane = match shown.is_some() && shown == code {
                    true => Lane::Reserved,
                    false => Lane::Open,
                };
                let room = self.limits().inbox_bytes;
                let storage = self.storage();
                storage.put_message(space, lane, &id.0, &letter.sealed, room, now_ms)??;
                Ok(done())
            }
            (&Method::GET, []) => {
                self.member(request, space, now_ms)?.opens_inbox()?;
                let query = request.uri().query().unwrap_or_default();
                let after = query.split('&').find_map(|pair| pair.strip_prefix("after="));
                let after = after.map_or(Ok(0), str::parse).map_err(|_| Code::BadForm)?;
                let messages = self.storage().messages(space, after, PART)?;
                let waiting: Vec<Waiting> = messages
                    .into_iter()
                    .map(|message| Waiting {
                        place: message.place,
                        reserved: message.lane == Lane::Reserved,
                        at_ms: message.at_ms,
                        sealed: message.sealed,
                    })
                    .collect();
                Ok(cbor(write_waiting(&waiting), PRIVATE))
            }
            (&Method::DELETE, [place]) => {
                self.member(request, space, now_ms)?.opens_inbox()?;
                let place = place.parse().map_err(|_| Code::NotFound)?;
                self.storage().drop_message(space, place)?;
                Ok(done())
            }
            _ => Err(Code::NotFound.into()),
        }
    }

    /// `mailboxes/ID`: anybody who knows the id leaves a reply, or fetches what was left; it opens only to whoever has the
    /// secret of which the id is a hash. An empty one and one that nobody has ever used look the same.
    pub(super) fn mailbox(&self, request: &Request<Bytes>, id: &str, rest: &[&str], now_ms: u64) -> Page {
        let mailbox: [u8; 32] = hex(id).ok_or(Code::NotFound)?;
        match (request.method(), rest) {
            (&Method::GET, ["challenge"]) => self.work_for(SpaceId(mailbox), now_ms),
            (&Method::GET, []) => {
                let replies = self.storage().replies(&mailbox, now_ms)?;
                Ok(cbor(write_replies(&replies), PRIVATE))
            }
            (&Method::POST, []) => {
                let (letter, id) = self.dropped(request, &SpaceId(mailbox), now_ms)?;
                let room = self.limits().mailbox_bytes;
                self.storage()
                    .put_reply(&mailbox, &id.0, &letter.sealed, room, now_ms)??;
                Ok(done())
            }
            _ => Err(Code::NotFound.into()),
        }
    }
}
