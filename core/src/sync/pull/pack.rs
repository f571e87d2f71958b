//! The pack: which segments are lacking, asking for them newest first, and what comes when it cannot be
//! completed.

use std::collections::{BTreeSet, VecDeque};

use ekin_protocol::entry::Block;
use ekin_protocol::limits;
use ekin_protocol::manifest::{Manifest, SegmentRef};
use ekin_protocol::membership::verifying_key;

use super::{Pull, Stage, Step};
use crate::sync::desk::Desk;
use crate::sync::event::{Id, Lie, Notice, Reply, Work};

/// Segments asked for at the same time.
const AHEAD: usize = 3;
/// Times that a manifest is fetched anew because a segment was gone.
const MANIFESTS: u32 = 4;

#[derive(Debug)]
pub(super) struct Pack {
    pub(super) manifest: Manifest,
    /// Segments not asked for yet, newest first.
    pub(super) todo: VecDeque<SegmentRef>,
    pub(super) asked: Vec<(Id, SegmentRef)>,
    pub(super) loading: BTreeSet<Id>,
    pub(super) loaded: u64,
    pub(super) of: u64,
    /// What comes once the segments under way are in the store, when the pack cannot be completed.
    pub(super) then: Option<Then>,
}

/// What comes after a pack that cannot be completed. Never before the last piece of work on it: a segment that
/// reached the store after a rewind, or after the end of a load, would falsify what comes next.
#[derive(Debug)]
pub(super) enum Then {
    /// The round ends so.
    End(Step),
    /// The packer rewrote it meanwhile: what is loaded stays held, the new manifest says the rest.
    Manifest,
}

impl Pull {
    pub(super) fn on_manifest(
        &mut self,
        reply: &Reply,
        block: Option<Box<Block>>,
        desk: &mut Desk<'_>,
    ) -> Step {
        match reply.status {
            200 => {}
            404 => return self.fold_or_ask(block, desk),
            _ => return Step::Lied(Lie::Form),
        }
        let Ok(signed) = Manifest::read(&reply.body) else {
            return Step::Lied(Lie::Form);
        };
        let packer = self.view.packer.and_then(|key| verifying_key(&key).ok());
        if !packer.is_some_and(|key| signed.verify(&key)) || signed.manifest.space != self.view.space {
            return Step::Lied(Lie::Pack);
        }
        let manifest = signed.manifest;
        if !manifest.adds_up() {
            return Step::Lied(Lie::Pack);
        }
        let todo: VecDeque<_> = {
            let held: BTreeSet<_> = self.view.held.iter().collect();
            manifest
                .segments
                .iter()
                .rev()
                .filter(|segment| !held.contains(&segment.hash))
                .cloned()
                .collect()
        };
        let lacking = todo
            .iter()
            .fold(0u64, |sum, segment| sum.saturating_add(segment.bytes));
        let ahead = manifest.seq.saturating_sub(self.view.seq);
        let by_log = block.as_ref().map(|block| {
            let bytes: usize = block.entries.iter().map(|entry| entry.body.len()).sum();
            ahead.saturating_mul(bytes as u64) / (block.entries.len() as u64).max(1)
        });
        if ahead == 0 || by_log.is_some_and(|tail| tail <= lacking) {
            return self.fold_or_ask(block, desk);
        }
        if self.view.seq == 0 && self.manifests == 1 {
            let (space, listings) = (self.view.space, manifest.live_count);
            desk.say(Notice::First {
                space,
                bytes: lacking + manifest.tail_bytes,
                listings,
            });
        }
        let pack = Pack {
            manifest,
            todo,
            asked: Vec::new(),
            loading: BTreeSet::new(),
            loaded: 0,
            of: lacking,
            then: None,
        };
        self.go_on(Box::new(pack), desk)
    }

    pub(super) fn go_on(&mut self, mut pack: Box<Pack>, desk: &mut Desk<'_>) -> Step {
        if let Some(then) = pack.then.take() {
            if !pack.loading.is_empty() {
                pack.then = Some(then);
                self.stage = Stage::Pack(pack);
                return Step::Going;
            }
            return match then {
                Then::End(step) => step,
                Then::Manifest => {
                    self.stage = self.ask_manifest(None, desk);
                    Step::Going
                }
            };
        }
        while pack.asked.len() + pack.loading.len() < AHEAD {
            let Some(segment) = pack.todo.pop_front() else {
                break;
            };
            let path = self.path(&format!("segments/{}", segment.hash));
            let max = usize::try_from(segment.bytes)
                .unwrap_or(0)
                .min(limits::SEGMENT + limits::FRAME_RAW);
            pack.asked.push((desk.http(self.get(&path, None, max)), segment));
        }
        self.stage = if pack.asked.is_empty() && pack.loading.is_empty() {
            let (space, manifest) = (self.view.space, Box::new(pack.manifest));
            Stage::Finish(desk.work(Work::FinishPack { space, manifest }))
        } else {
            Stage::Pack(pack)
        };
        Step::Going
    }

    pub(super) fn on_segment(
        &mut self,
        mut pack: Box<Pack>,
        id: Id,
        reply: &Reply,
        desk: &mut Desk<'_>,
    ) -> Step {
        let Some(at) = pack.asked.iter().position(|(asked, _)| *asked == id) else {
            return Step::Going;
        };
        let (_, segment) = pack.asked.remove(at);
        if pack.then.is_some() {
            return self.go_on(pack, desk);
        }
        pack.then = match reply.status {
            200 => None,
            404 | 410 if self.manifests < MANIFESTS => Some(Then::Manifest),
            _ => Some(Then::End(Step::Unreachable)),
        };
        if pack.then.is_some() {
            return self.go_on(pack, desk);
        }
        pack.loaded = pack.loaded.saturating_add(segment.bytes);
        let space = self.view.space;
        self.view.held.push(segment.hash);
        let (loaded, of) = (pack.loaded, pack.of);
        let work = Work::Segment {
            space,
            segment: Box::new(segment),
            bytes: reply.body.clone(),
        };
        pack.loading.insert(desk.work(work));
        desk.say(Notice::Loaded {
            space,
            bytes: loaded,
            of,
        });
        self.go_on(pack, desk)
    }
}
