//! Where a device wants to be woken.

use bytes::Bytes;
use ekin_protocol::code::Code;
use ekin_protocol::id::SpaceId;
use ekin_protocol::pages::read_endpoint;
use http::{Method, Request};

use super::Page;
use super::answer::done;
use crate::relay::Relay;
use crate::storage::Storage;
use crate::wake::Endpoint;

impl<S: Storage> Relay<S> {
    /// Sets or forgets the address at which the device that asks is woken when a space has something new.
    pub(super) fn endpoint(&self, request: &Request<Bytes>, space: &SpaceId, now_ms: u64) -> Page {
        let member = self.member(request, space, now_ms)?;
        match *request.method() {
            Method::PUT => {
                let address = read_endpoint(request.body()).map_err(|_| Code::BadForm)?;
                let endpoint = Endpoint::parse(address, self.limits().wake_loopback).ok_or(Code::BadForm)?;
                self.storage()
                    .set_endpoint(space, member.ord, Some(endpoint.address()))??;
                Ok(done())
            }
            Method::DELETE => {
                self.storage().set_endpoint(space, member.ord, None)??;
                Ok(done())
            }
            _ => Err(Code::NotFound.into()),
        }
    }
}
