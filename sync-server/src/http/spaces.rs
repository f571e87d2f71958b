//! Making a space, and its pack.

use bytes::Bytes;
use ekin_protocol::cbor::{self, Fields};
use ekin_protocol::code::Code;
use ekin_protocol::id::{SegmentHash, SpaceId};
use ekin_protocol::membership::SignedRecord;
use http::Request;

use super::answer::{cbor, tagged, unchanged};
use super::log::tag_of;
use super::{Fault, Page, range};
use crate::relay::Relay;
use crate::storage::{LogHead, Storage, Write, Written};

/// Records that one request may bring.
const RECORDS: usize = 64;
/// The manifest of a pack.
const MANIFEST: &str = "public, max-age=60";

impl<S: Storage> Relay<S> {
    /// `{0: [signed records, genesis first], 1?: creation code}` makes a space; the answer is its signed head.
    /// The same again changes nothing.
    pub(super) fn create_space(&self, body: &[u8], loopback: bool, now_ms: u64) -> Page {
        let (records, code) = read_creation(body).map_err(|_| Code::BadForm)?;
        let allowed = loopback || code.is_some_and(|code| self.keys().is_creation_code(&code));
        if !allowed {
            return Err(Code::CreationCode.into());
        }
        let space = records
            .first()
            .and_then(SignedRecord::space)
            .ok_or(Code::BadForm)?;
        let came = records.len();
        match self.write(Write::Create(records), now_ms) {
            Written::Created(Ok(head)) => {
                let head = self.head_of_founding(&space, head, came)?;
                Ok(cbor(self.sign_head(&space, &head)?.write(), "no-store"))
            }
            Written::Created(Err(code)) => Err(code.into()),
            Written::Pushed { .. } | Written::Recorded(..) => Err(Code::Busy.into()),
        }
    }

    /// What the founding of a space is answered with: its head; of a private one the place of the last record that came.
    /// Whoever once was a member could ask again, and learn how the space goes on.
    fn head_of_founding(&self, space: &SpaceId, head: LogHead, came: usize) -> Result<LogHead, Fault> {
        let snapshot = self.storage().snapshot(space)?.ok_or(Code::NoSpace)?;
        if snapshot.members.kind.is_public() {
            return Ok(head);
        }
        let entries = self.storage().member_entries(space, 0, came)?;
        let last = entries.last().ok_or(Code::NoSpace)?;
        let (r, _) = self.storage().mark(space, last.seq)?.ok_or(Code::NoSpace)?;
        Ok(LogHead {
            seq: last.seq,
            r,
            t_ms: last.t_ms,
        })
    }

    /// The manifest of the last pack.
    pub(super) fn manifest(&self, request: &Request<Bytes>, space: &SpaceId) -> Page {
        let (_, manifest) = self.storage().manifest(space)?.ok_or(Code::NotFound)?;
        let tag = tag_of(&manifest);
        Ok(unchanged(request, &tag, MANIFEST).unwrap_or_else(|| tagged(cbor(manifest, MANIFEST), &tag)))
    }

    /// A segment, or a part of it.
    pub(super) fn segment(&self, request: &Request<Bytes>, space: &SpaceId, hash: &str) -> Page {
        let hash: SegmentHash = hash.parse().map_err(|_| Code::NotFound)?;
        let bytes = self.storage().segment(space, &hash)?.ok_or(Code::NotFound)?;
        Ok(range::immutable(request, &format!("\"{hash}\""), bytes.into()))
    }
}

fn read_creation(body: &[u8]) -> cbor::Result<(Vec<SignedRecord>, Option<String>)> {
    const WHAT: &str = "new space";
    cbor::check(body)?;
    let mut fields = Fields::read(body, WHAT)?;
    let records = cbor::elements(fields.required(0)?, WHAT, RECORDS)?
        .into_iter()
        .map(|record| SignedRecord::read(cbor::bytes(record, WHAT)?))
        .collect::<cbor::Result<_>>()?;
    let code = match fields.optional(1) {
        Some(code) => Some(cbor::text(code, WHAT)?.to_owned()),
        None => None,
    };
    fields.end()?;
    Ok((records, code))
}
