//! Membership changes that wait: `[kind, body]`, made into a record on the head that is found when it is sent.

use ekin_protocol::cbor::{self, Writer};
use ekin_protocol::id::SealKey;
use ekin_protocol::membership::{Body, Epoch, Inbox, Remove};

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

/// What was asked for when this came of it: keys are filled in when the record is made.
pub fn asked(body: &Body) -> Body {
    match body {
        Body::Remove(remove) => Body::Remove(Remove {
            ord: remove.ord,
            epoch: None,
        }),
        Body::Epoch(_) => owed(),
        Body::Inbox(_) => owed_inbox(),
        other => other.clone(),
    }
}

/// Stands for whatever epoch is the present one when the change is sent: no space has so many.
pub const OWED: u32 = u32::MAX;

/// The change that hands the present key to whoever lacks it.
pub fn owed() -> Body {
    Body::Epoch(Epoch {
        n: OWED,
        grants: Vec::new(),
        prev: None,
    })
}

/// The change that puts the inbox's key, its grants and its code right.
pub fn owed_inbox() -> Body {
    Body::Inbox(Inbox {
        key: SealKey([0; 32]),
        code: None,
        grants: Vec::new(),
        sealed_code: None,
    })
}
