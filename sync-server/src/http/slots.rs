//! Slots: the keys of erasure units, sealed by members for members, each in the place of the one before.

use bytes::Bytes;
use ekin_protocol::cbor::Writer;
use ekin_protocol::code::Code;
use ekin_protocol::id::SpaceId;
use ekin_protocol::limits;
use ekin_protocol::pages::Slot;
use http::{Method, Request};

use super::answer::{cbor, done};
use super::{Page, hex};
use crate::relay::Relay;
use crate::storage::Storage;

impl<S: Storage> Relay<S> {
    /// `slots?after=UNIT`, an array of them; `slots/UNIT`: to get one, to put one sealed under the present epoch, or to forget it.
    pub(super) fn slots(
        &self,
        request: &Request<Bytes>,
        space: &SpaceId,
        rest: &[&str],
        now_ms: u64,
    ) -> Page {
        let member = self.member(request, space, now_ms)?;
        match (request.method(), rest) {
            (&Method::GET, []) => {
                let query = request.uri().query().unwrap_or_default();
                let after = query.split('&').find_map(|pair| pair.strip_prefix("after="));
                let after = after.map(|unit| hex(unit).ok_or(Code::BadForm)).transpose()?;
                let slots = self.storage().slots(space, after, limits::SLOTS)?;
                let mut w = Writer::new();
                w.array(slots.len());
                slots.iter().for_each(|slot| slot.write_into(&mut w));
                Ok(cbor(w.finish(), "private, no-store"))
            }
            (&Method::GET, [unit]) => {
                let unit = hex(unit).ok_or(Code::BadForm)?;
                // The one behind the greatest unit that comes before this one.
                let before = u128::from_be_bytes(unit).checked_sub(1).map(u128::to_be_bytes);
                let found = self.storage().slots(space, before, 1)?;
                let slot = found.into_iter().find(|slot| slot.unit == unit);
                Ok(cbor(slot.ok_or(Code::NotFound)?.write(), "private, no-store"))
            }
            (&Method::PUT, [unit]) => {
                member.writes()?;
                let slot = Slot::read(request.body()).map_err(|_| Code::BadForm)?;
                if hex(unit) != Some(slot.unit) {
                    return Err(Code::BadForm.into());
                }
                if slot.epoch != member.snapshot.members.epoch() {
                    return Err(Code::EpochStale.into());
                }
                self.storage().put_slot(space, &slot)??;
                Ok(done())
            }
            (&Method::DELETE, [unit]) => {
                member.writes()?;
                self.storage()
                    .drop_slot(space, &hex(unit).ok_or(Code::BadForm)?)?;
                Ok(done())
            }
            _ => Err(Code::NotFound.into()),
        }
    }
}
