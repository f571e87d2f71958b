//! The membership as a relay tells it whose key is in doubt: looked through for who named that key, and bounded, since nobody vouches
//! for the relay yet.

use ekin_protocol::entry::Entry;

/// Bytes that are looked through.
const MOST: usize = 16 << 20;

/// What was told of it so far.
#[derive(Debug, Default)]
pub struct Told(Vec<Entry>);

impl Told {
    /// Place behind which the next part begins.
    pub fn after(&self) -> u64 {
        self.0.last().map_or(0, |entry| entry.seq)
    }

    /// Takes the next part. Says whether another is to be asked for: not after an empty one, nor where this one is too much.
    pub fn take(&mut self, part: Vec<Entry>) -> bool {
        let bytes = |entries: &[Entry]| entries.iter().map(|entry| entry.body.len()).sum::<usize>();
        let more = !part.is_empty() && bytes(&self.0) + bytes(&part) <= MOST;
        if more {
            self.0.extend(part);
        }
        more
    }

    /// All of it.
    pub fn into_entries(self) -> Vec<Entry> {
        self.0
    }
}
