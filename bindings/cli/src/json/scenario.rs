//! Stories.

use serde::Serialize;

/// `scenario`
#[derive(Serialize)]
pub struct Scenario {
    /// The story's title.
    pub title: String,
    /// One of each order that was played.
    pub plays: Vec<StoryPlay>,
}

/// A story in one order.
#[derive(Serialize)]
pub struct StoryPlay {
    /// The seed of the order; none as it is told.
    pub seed: Option<u64>,
    /// Commands that devices did.
    pub commands: u64,
    /// Exchanges with the relay.
    pub exchanges: u64,
    /// Networks that went, or broke in the middle of an exchange.
    pub cuts: u64,
    /// Meetings of two devices.
    pub meetings: u64,
    /// How long it took.
    pub milliseconds: u64,
    /// What happened; nothing where many orders are played.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub steps: Vec<StoryStep>,
}

/// What happened.
#[derive(Serialize)]
pub struct StoryStep {
    /// Line of the file; 0 for what a seed drew.
    pub line: usize,
    /// The device.
    pub on: Option<String>,
    /// The command.
    pub did: Option<Vec<String>>,
    /// In plain words.
    pub text: String,
    /// What the device said.
    pub said: Option<String>,
    /// Code of what it could not do.
    pub failed: Option<String>,
}
