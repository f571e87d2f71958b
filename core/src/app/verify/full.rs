//! The relay's whole log, fetched place by place and replayed (`replay`): the relay's head, what publishers said
//! they saw, and what lives in the end are compared with what this device holds.

use std::collections::{BTreeMap, BTreeSet};

use ekin_protocol::cbor::CborError;
use ekin_protocol::entry::{Block, Entry};
use ekin_protocol::envelope::{Frame, View, view16};
use ekin_protocol::head::{EntryKind, Head};
use ekin_protocol::id::{R, Short};
use ekin_protocol::limits;
use ekin_protocol::membership::{Membership, verifying_key};

use super::reference::{Live, Reference, live_root};
use super::replay::Replay;
use super::{Difference, Verified, stands};
use crate::net::{HttpError, Reader, ReaderError};
use crate::storage::Space;

/// Why a relay's log cannot be read.
#[derive(Debug, thiserror::Error)]
pub enum FullError {
    /// There is nothing to read with.
    #[error("no connections")]
    Reader(#[from] ReaderError),
    /// No relay answers.
    #[error("the relay does not answer")]
    NoAnswer {
        /// Its address.
        url: String,
        /// Why.
        #[source]
        source: Option<HttpError>,
    },
    /// What it answers is no part of a log.
    #[error("not a part of a log")]
    Form(#[from] CborError),
}

/// Fetches and replays the log of a space, and compares it with what this device holds of it.
pub(super) fn replay(space: &Space, held: &Reference, found: &mut Verified) -> Result<(), FullError> {
    let (entries, head) = fetch(space)?;
    // What was admitted again after a restore tells of the log that was lost.
    let restored = entries.iter().position(|entry| entry.kind == EntryKind::Notice);
    let again = |n: usize, entry: &Entry| {
        entry.kind == EntryKind::HealedEnvelope && restored.is_some_and(|notice| notice < n)
    };
    let views = entries.iter().enumerate().filter(|(n, entry)| !again(*n, entry));
    let views: Vec<View> = views.filter_map(|(_, entry)| view_of(entry)).collect();
    let asked: BTreeSet<u64> = views.iter().map(|view| view.seq).collect();
    let mut replay = Replay::of(space.id);
    let (at, r) = stands(space);
    let mut seen: BTreeMap<u64, Short> = BTreeMap::new();
    let mut here: Option<(R, Live)> = (at == 0).then(|| (replay.r, Live::new()));
    for entry in &entries {
        if !replay.take(entry) {
            found.differences.push(Difference::Log(entry.seq));
            return Ok(());
        }
        if asked.contains(&replay.seq) {
            let root = live_root(&replay.reference.live(replay.t_ms));
            seen.insert(replay.seq, view16(&replay.r, &root));
        }
        if replay.seq == at {
            here = Some((replay.r, replay.reference.live(replay.t_ms)));
        }
    }
    found.replayed = Some(replay.seq);
    found.not_counted = replay.not_counted;
    check_head(space, &replay, head.as_ref(), found);
    for view in views.iter().filter(|view| view.seq > 0) {
        if seen.get(&view.seq) != Some(&view.view) {
            found.differences.push(Difference::View(view.seq));
        }
    }
    match here {
        None => found.differences.push(Difference::Log(at)),
        Some((theirs, _)) if theirs != r => found.differences.push(Difference::Log(at)),
        Some((_, live)) => {
            let own = held.live(space.cursor.t_ms);
            let objects: BTreeSet<_> = own.keys().chain(live.keys()).collect();
            let other = objects
                .into_iter()
                .filter(|object| own.get(object) != live.get(object));
            found.differences.extend(other.copied().map(Difference::Living));
        }
    }
    Ok(())
}

fn check_head(space: &Space, replay: &Replay, head: Option<&Head>, found: &mut Verified) {
    let relay = replay.members.as_ref().and_then(Membership::relay_key);
    let key = relay.and_then(|key| verifying_key(&key).ok());
    let fits = head.is_some_and(|head| {
        head.space == space.id
            && head.seq == replay.seq
            && head.r == replay.r
            && key.is_some_and(|key| head.verify(&key))
    });
    if !fits {
        found.differences.push(Difference::Head(replay.seq));
    }
}

/// The blocks of the log one after the other, until the open one with its head.
fn fetch(space: &Space) -> Result<(Vec<Entry>, Option<Head>), FullError> {
    let reader = Reader::new()?;
    let mut entries: Vec<Entry> = Vec::new();
    loop {
        let next = entries.last().map_or(1, |entry| entry.seq.saturating_add(1));
        let block = ask(&reader, space, next)?;
        let empty = block.entries.is_empty();
        entries.extend(block.entries);
        if empty || block.head.is_some() {
            return Ok((entries, block.head));
        }
    }
}

fn ask(reader: &Reader, space: &Space, seq: u64) -> Result<Block, FullError> {
    let mut last = FullError::NoAnswer {
        url: space.urls.first().cloned().unwrap_or_default(),
        source: None,
    };
    for url in &space.urls {
        let address = format!("{}/v1/spaces/{}/log/{seq}", url.trim_end_matches('/'), space.id);
        match reader.get(address, limits::BLOCK_MAX) {
            Ok(reply) if reply.status == 200 => return Ok(Block::read(&reply.body)?),
            Ok(_) => {}
            Err(error) => {
                last = FullError::NoAnswer {
                    url: url.clone(),
                    source: Some(error),
                };
            }
        }
    }
    Err(last)
}

fn view_of(entry: &Entry) -> Option<View> {
    match entry.kind {
        EntryKind::Envelope | EntryKind::HealedEnvelope => Frame::read(&entry.body).ok()?.statement.view,
        _ => None,
    }
}
