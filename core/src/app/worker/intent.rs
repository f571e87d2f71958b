//! Membership changes that wait: `[kind, body]`, made into a record on the head that is found when it is sent. What has to
//! do with keys waits without them, under numbers of epochs that no space has.

use ekin_protocol::blob::BlobAddress;
use ekin_protocol::cbor::{self, Writer};
use ekin_protocol::id::{R, SealKey};
use ekin_protocol::membership::{Body, Checkpoint, Epoch, Inbox, PackAt, Remove};

use crate::storage::{Sp, StoreError, Tx};

const WHAT: &str = "intent";

/// Its bytes.
pub fn write(body: &Body) -> Vec<u8> {
    Writer::new()
        .array(2)
        .u64(body.kind().into())
        .raw(&body.write())
        .finish()
}

/// Queues a change, unless it waits already.
pub fn owe(tx: &Tx<'_>, sp: Sp, body: &Body) -> Result<(), StoreError> {
    let owed = write(body);
    let waits = tx
        .intents(sp)?
        .iter()
        .any(|waiting| waiting.refused.is_none() && waiting.body == owed);
    if !waits {
        tx.add_intent(sp, &owed)?;
    }
    Ok(())
}

/// Reads it back.
pub fn read(bytes: &[u8]) -> cbor::Result<Body> {
    cbor::check(bytes)?;
    let [kind, body] = cbor::tuple(bytes, WHAT)?;
    Body::read(cbor::u16(kind, WHAT)?, body)
}

/// Whether a record does what was asked for: keys were filled in when it was made.
pub fn is_done_by(asked: &Body, record: &Body) -> bool {
    match (asked, record) {
        (Body::Remove(asked), Body::Remove(Remove { ord, .. })) => asked.ord == *ord,
        // What begins an epoch brings the key before it; the first one is never asked for.
        (Body::Epoch(asked), Body::Epoch(made)) => (asked.n == OWED) == made.prev.is_none(),
        (Body::Inbox(_), Body::Inbox(_)) | (Body::Checkpoint(_), Body::Checkpoint(_)) => true,
        (asked, record) => asked == record,
    }
}

/// Whether a change makes or hands out keys: whom it names depends on the time at which it is logged.
pub fn has_keys(asked: &Body) -> bool {
    matches!(asked, Body::Epoch(_) | Body::Remove(_) | Body::Checkpoint(_))
}

/// Stands for the present epoch.
pub const OWED: u32 = u32::MAX;
/// Stands for a next one, if it is due.
pub const DUE: u32 = u32::MAX - 1;
/// Stands for a next one: a person asks for it.
pub const WANTED: u32 = u32::MAX - 2;

/// The change that hands the present key to whoever lacks it, or makes a next one.
pub fn epoch(n: u32) -> Body {
    Body::Epoch(Epoch {
        n,
        grants: Vec::new(),
        prev: None,
    })
}

/// The change that ends the history before it: `n` is [`DUE`] or [`WANTED`]; with `prose`, texts that are shared begin anew too.
pub fn checkpoint(n: u32, prose: bool) -> Body {
    Body::Checkpoint(Checkpoint {
        upto: if prose { PROSE } else { PLAIN },
        r: R([0; 32]),
        digest: [0; 32],
        pack: PackAt {
            address: BlobAddress([0; 32]),
            size: 1,
        },
        epoch: Epoch {
            n,
            grants: Vec::new(),
            prev: None,
        },
        begins: Vec::new(),
    })
}

/// Whether texts that are shared are to begin anew.
pub fn with_prose(asked: &Checkpoint) -> bool {
    asked.upto == PROSE
}

/// Stand for a place of the log that is not known yet.
const PLAIN: u64 = 1;
const PROSE: u64 = 2;

/// The change that puts the inbox's key, its grants and its code right.
pub fn owed_inbox() -> Body {
    Body::Inbox(Inbox {
        key: SealKey([0; 32]),
        code: None,
        grants: Vec::new(),
        sealed_code: None,
    })
}
