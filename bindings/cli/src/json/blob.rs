//! Photos, sounds and papers of private spaces.

use ekin_core::app::blob::{BlobLine, BlobState, Held};
use serde::Serialize;

/// `blob add`
#[derive(Serialize)]
pub struct BlobAdded {
    /// Its media record.
    pub id: String,
    /// Whether the space had it already.
    pub known: bool,
}

/// `blob settings`
#[derive(Serialize)]
pub struct BlobSettings {
    /// Whether blobs wait for a network that costs nothing.
    pub wifi_only: bool,
    /// Bytes that they may take here.
    pub budget: u64,
    /// Bytes that they take.
    pub used: u64,
}

/// A line of `blob list`; `blob get|pin|unpin`.
#[derive(Serialize)]
pub struct Blob {
    id: String,
    title: Option<String>,
    /// None while its key is not on this device.
    media_type: Option<String>,
    bytes: u64,
    width: Option<u64>,
    height: Option<u64>,
    /// Number of the device that added it.
    by: u32,
    added_ms: i64,
    /// on-this-device, sent, received; announced: somebody else's, not seen at the relay yet.
    state: &'static str,
    /// no, preview, part, whole.
    held: &'static str,
    wanted: bool,
    pinned: bool,
}

impl Blob {
    /// Of what the core says.
    pub fn of(line: &BlobLine) -> Self {
        Self {
            id: line.object.to_string(),
            title: line.title.clone(),
            media_type: line.media_type.clone(),
            bytes: line.size,
            width: line.pixels.map(|(width, _)| width),
            height: line.pixels.map(|(_, height)| height),
            by: line.by,
            added_ms: line.at_ms,
            state: state(line.state),
            held: match line.held {
                Held::No => "no",
                Held::Preview => "preview",
                Held::Part(_) => "part",
                Held::Whole => "whole",
            },
            wanted: line.wanted,
            pinned: line.pinned,
        }
    }
}

/// Stable word for how far one has come.
pub(super) fn state(state: BlobState) -> &'static str {
    match state {
        BlobState::OnThisDevice => "on-this-device",
        BlobState::Sent => "sent",
        BlobState::Received => "received",
        BlobState::Announced => "announced",
    }
}
