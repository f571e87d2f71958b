//! Tickets: leave to move one blob, for seven days, so that a phone's system can do it in the background with no session.
//! The relay keeps none: it knows its own again by a MAC. A ticket says who asked for it, and is worth nothing any more
//! once that device was removed.

use bytes::Bytes;
use data_encoding::HEXLOWER_PERMISSIVE;
use ekin_protocol::code::Code;
use ekin_protocol::id::{Ord, SpaceId};
use ekin_protocol::membership::Role;
use ekin_protocol::pages::{Right, Ticket, TicketRequest};
use http::Request;
use http::header::HeaderName;

use super::answer::cbor;
use super::{Fault, Page};
use crate::relay::Relay;
use crate::storage::Storage;
use crate::storage::beside::Address;

/// The header with the ticket.
pub const TICKET_HEADER: HeaderName = HeaderName::from_static("ekin-ticket");
/// How long a ticket holds, in ms.
const HOLDS_MS: u64 = 7 * 86_400_000;
/// Bytes of what a ticket says, before its MAC.
const SAID: usize = 32 + 4 + 1 + 8;

/// What a ticket says: the space, who asked, what for, until when.
fn said(space: &SpaceId, ord: Ord, right: Right, until_ms: u64) -> [u8; SAID] {
    let mut said = [0; SAID];
    let parts = [
        &space.0[..],
        &ord.to_be_bytes(),
        &[right.code()],
        &until_ms.to_be_bytes(),
    ]
    .concat();
    said.copy_from_slice(&parts);
    said
}

impl<S: Storage> Relay<S> {
    /// Gives a member a ticket for a blob of a space.
    pub(super) fn ticket(&self, request: &Request<Bytes>, space: &SpaceId, now_ms: u64) -> Page {
        let member = self.member(request, space, now_ms)?;
        let asked = TicketRequest::read(request.body()).map_err(|_| Code::BadForm)?;
        if asked.right == Right::Put {
            member.writes()?;
        }
        let until_ms = now_ms.saturating_add(HOLDS_MS);
        let said = said(space, member.ord, asked.right, until_ms);
        let mac = self.keys().ticket_mac(&[&said[..], &asked.blob].concat());
        let bytes = [&said[..], &mac].concat();
        Ok(cbor(Ticket { bytes, until_ms }.write(), "private, no-store"))
    }

    /// The space for one of whose blobs a request shows a ticket. Whatever is wrong with it, the answer is the same.
    pub(super) fn ticketed(
        &self,
        request: &Request<Bytes>,
        blob: &Address,
        wanted: Right,
        now_ms: u64,
    ) -> Result<SpaceId, Fault> {
        self.leave(request, blob, wanted, now_ms)?
            .ok_or_else(|| Code::BadProof.into())
    }

    fn leave(
        &self,
        request: &Request<Bytes>,
        blob: &Address,
        wanted: Right,
        now_ms: u64,
    ) -> Result<Option<SpaceId>, Fault> {
        let header = request.headers().get(TICKET_HEADER);
        let Some(bytes) = header.and_then(|header| HEXLOWER_PERMISSIVE.decode(header.as_bytes()).ok()) else {
            return Ok(None);
        };
        let Some((said, mac)) = bytes.split_first_chunk::<SAID>() else {
            return Ok(None);
        };
        if !self.keys().is_ticket_mac(&[&said[..], blob].concat(), mac) {
            return Ok(None);
        }
        let Some((space, ord, right, until_ms)) = read(said) else {
            return Ok(None);
        };
        if now_ms > until_ms || (wanted == Right::Put && right != Right::Put) {
            return Ok(None);
        }
        let Some(snapshot) = self.storage().snapshot(&space)? else {
            return Ok(None);
        };
        let member = snapshot.members.member(ord);
        let role = member
            .and_then(|member| member.role())
            .filter(|role| *role != Role::Pending);
        Ok(role.map(|_| space))
    }
}

fn read(said: &[u8; SAID]) -> Option<(SpaceId, Ord, Right, u64)> {
    let (space, rest) = said.split_first_chunk::<32>()?;
    let (ord, rest) = rest.split_first_chunk::<4>()?;
    let (right, until) = rest.split_first()?;
    let until = u64::from_be_bytes(until.try_into().ok()?);
    Some((
        SpaceId(*space),
        Ord::from_be_bytes(*ord),
        Right::from_code(*right)?,
        until,
    ))
}
