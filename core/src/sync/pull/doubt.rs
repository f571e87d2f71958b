//! Before a log that contradicts this device's is called gone or a lie: a relay that was restored from a backup
//! has a new instance, and is begun again with. That makes the device forget what the relay had confirmed, so the
//! relay's word that anybody on the way could write is not enough: a head that it signed has to say so.

use ekin_protocol::cbor::{self, Fields};
use ekin_protocol::entry::Block;
use ekin_protocol::head::Head;
use ekin_protocol::id::Instance;
use ekin_protocol::limits;
use ekin_protocol::manifest::Manifest;
use ekin_protocol::membership::verifying_key;

use super::{Pull, Stage, Step};
use crate::sync::desk::Desk;
use crate::sync::event::{Lie, Notice, Reply, Work};
use crate::sync::told::Told;

/// Blocks of the log that are looked at for a head.
const BLOCKS: u32 = 64;

/// A doubt that is being looked into.
#[derive(Debug)]
pub(super) struct Doubt {
    /// How the round ends if the relay was not restored.
    step: Step,
    asked: Asked,
}

#[derive(Debug)]
enum Asked {
    /// GET /v1/relay: which instance it says that it is.
    Relay,
    /// GET manifest: where the log's end may be found.
    Manifest(Instance),
    /// GET log, from this place: the end of the log with its signed head.
    Log(Instance, u64, u32),
    /// GET members, after the last that is here: that end is signed with another key, which an owner may have named there.
    Members(Instance, Box<Head>, Told),
}

/// The membership is being looked through for the key that signed a head.
#[derive(Debug)]
pub(super) struct Naming {
    step: Step,
    instance: Instance,
    head: Box<Head>,
}

impl Pull {
    /// Ends the round so, unless the relay turns out to have been restored.
    pub(super) fn doubt(&mut self, step: Step, desk: &mut Desk<'_>) -> Step {
        let log = |lie| {
            matches!(
                lie,
                Lie::Log | Lie::OtherLog | Lie::TwoHistories | Lie::Membership | Lie::Pack | Lie::Relay
            )
        };
        let of_members = matches!(step, Step::Lied(Lie::Membership | Lie::OtherLog | Lie::Pack));
        if of_members && self.view.seq == 0 && !self.rewound {
            // Nothing of the log is here yet: the members that were told before it are of another one, and come again with it.
            self.rewind(None, desk);
            return Step::Going;
        }
        let restored = step == Step::Gone || matches!(step, Step::Lied(lie) if log(lie));
        if !restored || self.rewound || self.view.seq == 0 {
            return self.end(step);
        }
        self.look_into(step, Asked::Relay, desk)
    }

    fn look_into(&mut self, step: Step, asked: Asked, desk: &mut Desk<'_>) -> Step {
        let request = match &asked {
            Asked::Relay => self.get("/v1/relay", None, 4096),
            Asked::Manifest(_) => self.get(&self.path("manifest"), None, limits::MANIFEST),
            Asked::Members(_, _, told) => {
                let after = told.after();
                self.get(
                    &self.path(&format!("members?after={after}")),
                    None,
                    limits::BLOCK_MAX,
                )
            }
            Asked::Log(_, from, _) => self.get(&self.path(&format!("log/{from}")), None, limits::BLOCK_MAX),
        };
        self.stage = Stage::Doubt(desk.http(request), Box::new(Doubt { step, asked }));
        Step::Going
    }

    pub(super) fn on_doubt(&mut self, reply: &Reply, doubt: Doubt, desk: &mut Desk<'_>) -> Step {
        let Doubt { step, asked } = doubt;
        match asked {
            Asked::Relay => match said_instance(reply) {
                Some(instance) if Some(instance) != self.view.instance => {
                    self.look_into(step, Asked::Manifest(instance), desk)
                }
                _ => self.end(step),
            },
            Asked::Manifest(instance) => {
                let read = Manifest::read(&reply.body).ok().filter(|_| reply.status == 200);
                let from = read.map_or(1, |signed| signed.manifest.seq.saturating_add(1));
                self.look_into(step, Asked::Log(instance, from, BLOCKS), desk)
            }
            Asked::Log(instance, from, blocks) => {
                let block = Block::read(&reply.body).ok().filter(|_| reply.status == 200);
                let last = block.as_ref().and_then(|block| block.entries.last());
                let next = last.map_or(from, |entry| entry.seq.saturating_add(1));
                match block.and_then(|block| block.head) {
                    Some(head) if head.instance == instance && self.signed(&head) => {
                        self.begin_again(instance, desk)
                    }
                    Some(head) if head.instance == instance && head.space == self.view.space => self
                        .look_into(
                            step,
                            Asked::Members(instance, Box::new(head), Told::default()),
                            desk,
                        ),
                    None if next > from && blocks > 0 => {
                        self.look_into(step, Asked::Log(instance, next, blocks - 1), desk)
                    }
                    _ => self.end(step),
                }
            }
            Asked::Members(instance, head, mut told) => {
                let page = cbor::check(&reply.body).and_then(|()| super::read_members(&reply.body));
                if reply.status != 200 || !told.take(page.unwrap_or_default()) {
                    let (space, entries) = (self.view.space, told.into_entries());
                    let id = desk.work(Work::Named { space, entries });
                    self.stage = Stage::Naming(id, Box::new(Naming { step, instance, head }));
                    return Step::Going;
                }
                self.look_into(step, Asked::Members(instance, head, told), desk)
            }
        }
    }

    /// Whether an owner has named the key is known now.
    pub(super) fn on_named(&mut self, naming: Naming, desk: &mut Desk<'_>) -> Step {
        match self.signed(&naming.head) {
            true => self.begin_again(naming.instance, desk),
            false => self.end(naming.step),
        }
    }

    fn signed(&self, head: &Head) -> bool {
        let mut keys = self.view.relay.into_iter().chain(self.view.awaited);
        let signed = |key| verifying_key(&key).is_ok_and(|key| head.verify(&key));
        head.space == self.view.space && keys.any(signed)
    }

    fn begin_again(&mut self, instance: Instance, desk: &mut Desk<'_>) -> Step {
        // Who never heard of an instance has read a part of a log for the first time: to them nothing was restored.
        if self.view.instance.is_some() {
            let space = self.view.space;
            desk.say(Notice::Restored { space });
        }
        self.rewind(Some(instance), desk);
        Step::Going
    }

    fn rewind(&mut self, instance: Option<Instance>, desk: &mut Desk<'_>) {
        self.rewound = true;
        self.etag = None;
        self.stage = Stage::Rewind(desk.work(Work::Rewind {
            space: self.view.space,
            instance,
            head: None,
        }));
    }
}

fn said_instance(reply: &Reply) -> Option<Instance> {
    let read = || -> cbor::Result<Instance> {
        cbor::check(&reply.body)?;
        cbor::fixed(Fields::read(&reply.body, "relay")?.required(3)?, "relay")
    };
    read().ok().filter(|_| reply.status == 200)
}
