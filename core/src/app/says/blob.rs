//! How far a photo, a scan, a sound has come, and how much of it is here.

use ekin_i18n::{Message, Value, msg};

use crate::app::blob::{BlobState, Held};

/// How far it has come.
pub fn blob_state(state: BlobState) -> Message {
    match state {
        BlobState::OnThisDevice => msg::blob_state_device(),
        BlobState::Sent => msg::blob_state_sent(),
        BlobState::Received => msg::blob_state_received(),
        BlobState::Announced => msg::blob_state_announced(),
    }
}

/// How much of it is here.
pub fn held(held: Held) -> Message {
    match held {
        Held::No => msg::blob_held_no(),
        Held::Preview => msg::blob_held_preview(),
        Held::Part(bytes) => msg::blob_held_part(Value::Bytes(bytes)),
        Held::Whole => msg::blob_held_whole(),
    }
}
