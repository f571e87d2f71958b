//! Catching up with one space over HTTP: its first contact, a pack when that costs fewer bytes, then the tail
//! of the log. One [`Pull`] lives from the start of a round to its end.

mod doubt;
mod pack;

use ekin_protocol::cbor::{self, Fields, Writer};
use ekin_protocol::entry::{Block, Entry, read_entries};
use ekin_protocol::id::SignKey;
use ekin_protocol::limits;

use doubt::{Doubt, Naming};
use pack::{Pack, Then};

use super::desk::Desk;
use super::event::{Failure, Id, Lie, Method, Outcome, Reply, Request, SpaceView, Work};

/// Where a pull stands after an event.
#[derive(Debug, PartialEq, Eq)]
pub enum Step {
    /// It waits for something.
    Going,
    /// The space is up to date.
    Finished,
    /// The relay does not answer, or not sensibly: again later.
    Unreachable,
    /// The relay does not hold this space.
    Gone,
    /// The store cannot write.
    Store,
    /// The relay's words cannot be.
    Lied(Lie),
}

#[derive(Debug)]
enum Stage {
    /// GET /v1/relay, to found the space there.
    Relay(Id),
    /// The first records are being made.
    Founding(Id),
    /// POST /v1/spaces.
    Post(Id),
    /// GET members.
    Members(Id),
    /// Membership records are being kept.
    KeepMembers(Id),
    /// GET manifest; with the first block of the log when the two are compared.
    Manifest { id: Id, block: Option<Box<Block>> },
    /// Segments are on their way.
    Pack(Box<Pack>),
    /// The pack is complete.
    Finish(Id),
    /// GET log.
    Log(Id),
    /// Entries are being folded.
    Fold { id: Id, at_head: bool },
    /// Whether the relay was restored is looked into, before its log is doubted.
    Doubt(Id, Box<Doubt>),
    /// Whether an owner has named the key with which a restored relay signs.
    Naming(Id, Box<Naming>),
    /// What the relay had confirmed before is being forgotten.
    Rewind(Id),
    /// Nothing more to do.
    Ended,
}

/// One round for one space.
#[derive(Debug)]
pub struct Pull {
    view: SpaceView,
    stage: Stage,
    manifests: u32,
    /// Set after a pack that lied: the whole log instead.
    no_pack: bool,
    etag: Option<String>,
    new_etag: Option<String>,
    /// Set once the log was begun again: a second time is no restore.
    rewound: bool,
}

impl Pull {
    /// Starts a round. `etag` is the open log block's from the round before, at the same place.
    pub fn start(view: SpaceView, no_pack: bool, etag: Option<String>, desk: &mut Desk<'_>) -> Self {
        let mut pull = Self {
            view,
            stage: Stage::Ended,
            manifests: 0,
            no_pack,
            etag,
            new_etag: None,
            rewound: false,
        };
        pull.stage = if pull.view.unfounded {
            Stage::Relay(desk.http(pull.get("/v1/relay", None, 4096)))
        } else if pull.view.member_seq == 0 || (pull.view.seq == 0 && !no_pack) {
            pull.ask_members(desk)
        } else {
            pull.ask_log(desk)
        };
        pull
    }

    /// The place and ETag with which the next round asks for the log.
    pub fn etag(self) -> Option<(u64, String)> {
        self.new_etag.map(|etag| (self.view.seq, etag))
    }

    /// The space as this round last saw it.
    pub fn view(&self) -> &SpaceView {
        &self.view
    }

    /// An HTTP answer. None when it belongs to another pull.
    pub fn http(&mut self, id: Id, reply: Option<&Reply>, desk: &mut Desk<'_>) -> Option<Step> {
        let ours = match &self.stage {
            Stage::Relay(at) | Stage::Post(at) | Stage::Members(at) | Stage::Log(at) => *at == id,
            Stage::Manifest { id: at, .. } | Stage::Doubt(at, _) => *at == id,
            Stage::Pack(pack) => pack.asked.iter().any(|(at, _)| *at == id),
            _ => false,
        };
        if !ours {
            return None;
        }
        let Some(reply) = reply.filter(|reply| reply.status < 500 && reply.status != 429) else {
            return Some(match std::mem::replace(&mut self.stage, Stage::Ended) {
                Stage::Pack(mut pack) => {
                    pack.asked.retain(|(asked, _)| *asked != id);
                    pack.then.get_or_insert(Then::End(Step::Unreachable));
                    self.go_on(pack, desk)
                }
                _ => Step::Unreachable,
            });
        };
        let step = match std::mem::replace(&mut self.stage, Stage::Ended) {
            Stage::Relay(_) => self.on_relay(reply, desk),
            Stage::Post(_) => self.on_posted(reply, desk),
            Stage::Members(_) => self.on_members(reply, desk),
            Stage::Manifest { block, .. } => self.on_manifest(reply, block, desk),
            Stage::Pack(pack) => self.on_segment(pack, id, reply, desk),
            Stage::Log(_) => self.on_log(reply, desk),
            Stage::Doubt(_, doubt) => self.on_doubt(reply, *doubt, desk),
            other => {
                self.stage = other;
                Step::Going
            }
        };
        Some(step)
    }

    /// The outcome of work. None when it belongs to another pull.
    pub fn done(&mut self, id: Id, outcome: &mut Option<Outcome>, desk: &mut Desk<'_>) -> Option<Step> {
        let ours = match &self.stage {
            Stage::Founding(at) | Stage::KeepMembers(at) | Stage::Finish(at) | Stage::Rewind(at) => *at == id,
            Stage::Fold { id: at, .. } | Stage::Naming(at, _) => *at == id,
            Stage::Pack(pack) => pack.loading.contains(&id),
            _ => false,
        };
        if !ours {
            return None;
        }
        match outcome.take()? {
            Outcome::Failed { why, .. } => {
                let step = match why {
                    Failure::Store => Step::Store,
                    Failure::Lie(lie) => Step::Lied(lie),
                };
                return Some(match std::mem::replace(&mut self.stage, Stage::Ended) {
                    Stage::Pack(mut pack) => {
                        pack.loading.remove(&id);
                        pack.then = Some(Then::End(step));
                        self.go_on(pack, desk)
                    }
                    _ => self.doubt(step, desk),
                });
            }
            Outcome::Space { view, at_head, .. } => {
                self.view = *view;
                // A signed head that the entries do not reach, or that is behind what this device has read:
                // something is held back.
                if matches!(self.stage, Stage::Fold { at_head: true, .. }) && !at_head {
                    return Some(self.doubt(Step::Lied(Lie::Log), desk));
                }
            }
            Outcome::Founding { records, code, .. } => {
                let mut w = Writer::new();
                w.map(1 + usize::from(code.is_some())).u64(0).array(records.len());
                for record in &records {
                    w.bytes(record);
                }
                if let Some(code) = &code {
                    w.u64(1).text(code);
                }
                let request = Request {
                    method: Method::Post,
                    body: w.finish(),
                    ..self.get("/v1/spaces", None, 4096)
                };
                self.stage = Stage::Post(desk.http(request));
                return Some(Step::Going);
            }
            _ => return Some(self.end(Step::Unreachable)),
        }
        Some(match std::mem::replace(&mut self.stage, Stage::Ended) {
            Stage::Rewind(_) => {
                // A pack does not show which envelopes are in the log; the log does.
                self.no_pack |= self.view.outbox || self.view.lost;
                self.stage = self.ask_members(desk);
                Step::Going
            }
            Stage::Naming(_, naming) => self.on_named(*naming, desk),
            Stage::KeepMembers(_) if self.view.seq == 0 && !self.no_pack => {
                self.stage = self.ask_manifest(None, desk);
                Step::Going
            }
            Stage::KeepMembers(_) | Stage::Finish(_) | Stage::Fold { at_head: false, .. } => {
                self.stage = self.ask_log(desk);
                Step::Going
            }
            Stage::Pack(mut pack) => {
                pack.loading.remove(&id);
                self.go_on(pack, desk)
            }
            _ => Step::Finished,
        })
    }

    fn end(&mut self, step: Step) -> Step {
        self.stage = Stage::Ended;
        step
    }

    fn get(&self, path: &str, etag: Option<String>, max: usize) -> Request {
        let base = self.view.urls.first().map_or("", |url| url.trim_end_matches('/'));
        Request {
            url: format!("{base}{path}"),
            etag,
            max,
            ..Request::default()
        }
    }

    fn path(&self, rest: &str) -> String {
        format!("/v1/spaces/{}/{rest}", self.view.space)
    }

    fn ask_members(&self, desk: &mut Desk<'_>) -> Stage {
        let path = self.path(&format!("members?after={}", self.view.member_seq));
        Stage::Members(desk.http(self.get(&path, None, limits::BLOCK_MAX)))
    }

    fn ask_manifest(&mut self, block: Option<Box<Block>>, desk: &mut Desk<'_>) -> Stage {
        self.manifests += 1;
        let id = desk.http(self.get(&self.path("manifest"), None, limits::MANIFEST));
        Stage::Manifest { id, block }
    }

    fn ask_log(&mut self, desk: &mut Desk<'_>) -> Stage {
        let path = self.path(&format!("log/{}", self.view.seq + 1));
        let etag = self.etag.take();
        Stage::Log(desk.http(self.get(&path, etag, limits::BLOCK_MAX)))
    }

    fn on_relay(&mut self, reply: &Reply, desk: &mut Desk<'_>) -> Step {
        let keys = || -> cbor::Result<(SignKey, SignKey)> {
            cbor::check(&reply.body)?;
            let mut fields = Fields::read(&reply.body, "relay")?;
            Ok((
                cbor::fixed(fields.required(1)?, "relay")?,
                cbor::fixed(fields.required(2)?, "relay")?,
            ))
        };
        match keys() {
            Ok((relay, packer)) if reply.status == 200 => {
                let space = self.view.space;
                self.stage = Stage::Founding(desk.work(Work::Found { space, relay, packer }));
                Step::Going
            }
            _ => Step::Lied(Lie::Form),
        }
    }

    fn on_posted(&mut self, reply: &Reply, desk: &mut Desk<'_>) -> Step {
        if reply.status / 100 != 2 {
            desk.refused_by_http(Some(self.view.space), reply);
            return Step::Unreachable;
        }
        if self.view.private {
            // What it says from now on is said in a session, to members.
            self.view.unfounded = false;
            return Step::Finished;
        }
        self.stage = self.ask_members(desk);
        Step::Going
    }

    fn on_members(&mut self, reply: &Reply, desk: &mut Desk<'_>) -> Step {
        match reply.status {
            200 => {}
            404 | 410 => return Step::Gone,
            _ => return Step::Lied(Lie::Form),
        }
        let entries = cbor::check(&reply.body).and_then(|()| read_members(&reply.body));
        let Ok(entries) = entries else {
            return Step::Lied(Lie::Form);
        };
        self.stage = Stage::KeepMembers(desk.work(Work::Members {
            space: self.view.space,
            entries,
        }));
        Step::Going
    }

    fn on_log(&mut self, reply: &Reply, desk: &mut Desk<'_>) -> Step {
        match reply.status {
            200 => {}
            304 => return Step::Finished,
            404 | 410 => return self.doubt(Step::Gone, desk),
            _ => return Step::Lied(Lie::Form),
        }
        let Ok(block) = Block::read(&reply.body) else {
            return Step::Lied(Lie::Form);
        };
        if block.head.is_some() {
            self.new_etag = reply.etag.clone();
        } else if !self.no_pack && self.manifests == 0 && self.view.seq > 0 {
            self.stage = self.ask_manifest(Some(Box::new(block)), desk);
            return Step::Going;
        }
        self.fold_or_ask(Some(Box::new(block)), desk)
    }

    fn fold_or_ask(&mut self, block: Option<Box<Block>>, desk: &mut Desk<'_>) -> Step {
        let Some(block) = block else {
            self.stage = self.ask_log(desk);
            return Step::Going;
        };
        let at_head = block.head.is_some();
        if block.entries.is_empty() && !at_head {
            return Step::Lied(Lie::Log);
        }
        let work = Work::Fold {
            space: self.view.space,
            entries: block.entries,
            head: block.head,
        };
        self.stage = Stage::Fold {
            id: desk.work(work),
            at_head,
        };
        Step::Going
    }
}

/// Members of a space are few, but more than a block's entries may be.
fn read_members(bytes: &[u8]) -> cbor::Result<Vec<Entry>> {
    match read_entries(bytes) {
        Ok(entries) => Ok(entries),
        Err(_) => cbor::elements(bytes, "members", 65_536)?
            .into_iter()
            .map(Entry::read)
            .collect(),
    }
}
