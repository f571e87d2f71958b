//! Membership changes that wait: `[kind, body]`, made into a record on the head that is found when it is sent.

use ekin_protocol::cbor::{self, Writer};
use ekin_protocol::membership::Body;

const WHAT: &str = "intent";

/// Its bytes.
pub fn write(body: &Body) -> Vec<u8> {
    Writer::new()
        .array(2)
        .u64(body.kind().into())
        .raw(&body.write())
        .finish()
}

/// Reads it back.
pub fn read(bytes: &[u8]) -> cbor::Result<Body> {
    cbor::check(bytes)?;
    let [kind, body] = cbor::tuple(bytes, WHAT)?;
    Body::read(cbor::u16(kind, WHAT)?, body)
}
