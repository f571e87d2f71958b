//! Virtual time, devices, one relay, and the network between them: slow, lossy, cut, and delivering some things
//! twice.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use ekin_core::sync::event::{Effect, Event, Id, Notice, Reply, Request, SocketEvent, Work};
use rand_chacha::ChaCha8Rng;
use rand_core::{Rng, SeedableRng};
use tempfile::TempDir;

use super::phone::{Phone, carry_out};
use super::relay::{Conn, Kept, Process};
use super::wire::Line;

/// Address of the relay.
pub const URL: &str = "http://relay.test";
/// When every story begins: ms since 1970.
pub const BEGIN: i64 = 1_790_000_000_000;

/// How bad the network is, in thousandths.
#[derive(Clone, Copy, Debug)]
pub struct Faults {
    /// Requests and answers that are lost, and messages at which a connection breaks.
    pub lost: u32,
    /// Answers that arrive twice, and requests that do.
    pub twice: u32,
    /// Commits after which the relay's process dies before it answers.
    pub relay_dies: u32,
    /// Longest way, in ms.
    pub slow: u64,
}

impl Faults {
    /// A network that works.
    pub const NONE: Self = Self {
        lost: 0,
        twice: 0,
        relay_dies: 0,
        slow: 20,
    };
}

/// What is on its way. Whatever belongs to a process carries its number: after a crash nobody hears it.
pub enum Happening {
    Start(usize, u64),
    Tick(usize, u64),
    Work(usize, u64),
    Request(usize, u64, Id, Request),
    Answer(usize, u64, Id, Option<Reply>),
    Opened(Conn),
    ToRelay(Conn, Vec<u8>),
    Pull(Conn),
    ToPhone(Conn, Vec<u8>),
    Closed(Conn),
}

/// Everything.
pub struct World<S: Kept> {
    /// Virtual time in ms.
    pub now: u64,
    /// What is drawn by lot.
    pub rng: ChaCha8Rng,
    /// The network.
    pub faults: Faults,
    /// The relay.
    pub relay: Process<S>,
    /// Whether it never told two histories.
    pub honest: bool,
    /// Whether it was ever set back.
    pub restored: bool,
    /// The devices.
    pub phones: Vec<Phone>,
    /// Folder of all that is on a disk.
    pub folder: TempDir,
    clock: Arc<AtomicI64>,
    queue: BTreeMap<(u64, u64), Happening>,
    /// Connections.
    pub(super) lines: BTreeMap<Conn, Line>,
    next: u64,
}

impl<S: Kept> World<S> {
    /// A world without devices.
    pub fn new(seed: u64) -> Self {
        let shm = std::path::Path::new("/dev/shm");
        let folder = match shm.is_dir() {
            true => tempfile::tempdir_in(shm).unwrap(),
            false => tempfile::tempdir().unwrap(),
        };
        Self {
            now: 0,
            rng: ChaCha8Rng::seed_from_u64(seed),
            faults: Faults::NONE,
            relay: Process::start(folder.path()),
            honest: true,
            restored: false,
            phones: Vec::new(),
            folder,
            clock: Arc::new(AtomicI64::new(BEGIN)),
            queue: BTreeMap::new(),
            lines: BTreeMap::new(),
            next: 0,
        }
    }

    /// A new device; gives its number.
    pub fn add_phone(&mut self) -> usize {
        let n = self.phones.len();
        let home = self.folder.path().join(format!("phone-{n}"));
        let seed = self.rng.next_u64();
        self.phones.push(Phone::new(home, self.clock.clone(), seed));
        n
    }

    /// A copy of a device, keys and all; gives its number.
    pub fn clone_phone(&mut self, of: usize) -> usize {
        let n = self.phones.len();
        let home = self.folder.path().join(format!("phone-{n}"));
        self.kill(of);
        self.phones[of].copy_to(&home);
        self.phones[of].start();
        let seed = self.rng.next_u64();
        let mut twin = Phone::new(home, self.clock.clone(), seed);
        twin.doubled = true;
        twin.demoted = self.phones[of].demoted;
        self.phones[of].doubled = true;
        self.phones.push(twin);
        n
    }

    /// The relay's clock: the true time.
    pub fn wall(&self) -> u64 {
        u64::try_from(self.clock.load(Ordering::Relaxed)).unwrap()
    }

    /// One in a thousand, `p` times.
    pub fn chance(&mut self, p: u32) -> bool {
        self.rng.next_u32() % 1000 < p
    }

    /// A number below `n`.
    pub fn lot(&mut self, n: u64) -> u64 {
        self.rng.next_u64() % n.max(1)
    }

    pub(super) fn number(&mut self) -> u64 {
        self.next += 1;
        self.next
    }

    pub(super) fn at(&mut self, time: u64, what: Happening) {
        let n = self.number();
        self.queue.insert((time.max(self.now), n), what);
    }

    pub(super) fn way(&mut self) -> u64 {
        self.now + 1 + self.rng.next_u64() % self.faults.slow
    }

    /// A device loses its network, or has it again.
    pub fn link(&mut self, phone: usize, linked: bool) {
        self.phones[phone].linked = linked;
        let conn = self.phones[phone].run.as_ref().and_then(|run| run.conn);
        if let (false, Some(conn)) = (linked, conn) {
            self.cut(conn);
        }
    }

    /// A device begins to sync, unless it does so already.
    pub fn sync(&mut self, phone: usize, watch: bool) {
        if !self.start(phone) {
            return;
        }
        let waits = match &self.phones[phone].run {
            Some(run) if run.watch => Some(run.number),
            Some(_) => None,
            None => {
                let (number, now) = (self.number(), self.now);
                self.phones[phone].begin(number, now, watch);
                Some(number)
            }
        };
        if let Some(number) = waits {
            self.at(self.now, Happening::Start(phone, number));
        }
    }

    /// A command changed something; a run that goes on hears it.
    pub fn changed(&mut self, phone: usize) {
        if let Some(number) = self.phones[phone].run.as_ref().map(|run| run.number) {
            self.handle(phone, number, Event::Changed);
        }
    }

    /// Lets `ms` pass.
    pub fn pass(&mut self, ms: u64) {
        let until = self.now + ms;
        while self
            .queue
            .first_key_value()
            .is_some_and(|((at, _), _)| *at <= until)
        {
            let ((at, _), what) = self.queue.pop_first().unwrap();
            self.set_time(at);
            self.happen(what);
        }
        self.set_time(until);
    }

    /// Lets time pass until no device syncs, at most `ms`. Says whether it came to that.
    pub fn until_quiet(&mut self, ms: u64) -> bool {
        let until = self.now + ms;
        while self.now < until && self.phones.iter().any(|phone| phone.run.is_some()) {
            let Some(((at, _), what)) = self.queue.pop_first() else {
                break;
            };
            self.set_time(at);
            self.happen(what);
        }
        self.phones.iter().all(|phone| phone.run.is_none())
    }

    fn set_time(&mut self, now: u64) {
        self.now = self.now.max(now);
        let now = i64::try_from(self.now).unwrap();
        self.clock.store(BEGIN + now, Ordering::Relaxed);
    }

    pub(super) fn is_running(&self, phone: usize, number: u64) -> bool {
        let run = self.phones.get(phone).and_then(|phone| phone.run.as_ref());
        run.is_some_and(|run| run.number == number)
    }

    fn happen(&mut self, what: Happening) {
        match what {
            Happening::Start(phone, run) => self.handle(phone, run, Event::Sync),
            Happening::Tick(phone, run) => self.handle(phone, run, Event::Tick),
            Happening::Work(phone, run) => self.work(phone, run),
            Happening::Request(phone, run, id, request) => self.request(phone, run, id, &request),
            Happening::Answer(phone, run, id, reply) => {
                self.handle(phone, run, Event::Http { id, reply });
            }
            Happening::Opened(conn) => self.socket(conn, SocketEvent::Opened),
            Happening::ToPhone(conn, bytes) => self.socket(conn, SocketEvent::Message(bytes)),
            Happening::Closed(conn) => {
                self.socket(conn, SocketEvent::Closed);
                self.forget(conn);
            }
            Happening::ToRelay(conn, bytes) => {
                let die = self.chance(self.faults.relay_dies);
                let now_ms = self.wall();
                if !self.relay.connected().contains(&conn) {
                    return;
                }
                match self.relay.hear(conn, &bytes, now_ms, die) {
                    Some(said) => self.said(conn, said),
                    None => self.kill_relay(),
                }
            }
            Happening::Pull(conn) => {
                let now_ms = self.wall();
                if let Some(said) = self.relay.pull(conn, now_ms) {
                    let more = said.open && !said.messages.is_empty();
                    self.said(conn, said);
                    if more {
                        self.at(self.now + 1, Happening::Pull(conn));
                    }
                }
            }
        }
    }

    fn request(&mut self, phone: usize, run: u64, id: Id, request: &Request) {
        let linked = self.phones[phone].linked;
        if !linked || self.chance(self.faults.lost) {
            let at = self.way() + 1_000;
            return self.at(at, Happening::Answer(phone, run, id, None));
        }
        let now_ms = self.wall();
        let mut reply = self.relay.answer(phone, request, now_ms);
        if self.chance(self.faults.twice) {
            // A proxy that asks twice.
            reply = self.relay.answer(phone, request, now_ms);
        }
        if self.relay.disk.died() {
            self.kill_relay();
            let at = self.way();
            return self.at(at, Happening::Answer(phone, run, id, None));
        }
        let lost = self.chance(self.faults.lost) || reply.body.len() > request.max;
        let reply = if lost { None } else { Some(reply) };
        let at = self.way();
        if self.chance(self.faults.twice) {
            let at = self.way();
            self.at(at, Happening::Answer(phone, run, id, reply.clone()));
        }
        self.at(at, Happening::Answer(phone, run, id, reply));
    }

    fn work(&mut self, phone: usize, number: u64) {
        if !self.is_running(phone, number) || self.dies(phone) {
            return;
        }
        let Some(run) = &mut self.phones[phone].run else {
            return;
        };
        run.working = false;
        let Some((id, work)) = run.jobs.pop_front() else {
            return;
        };
        let mut ids = vec![id];
        let worker = run.worker.clone();
        let outcome = carry_out(&worker, work, &mut || {
            if !matches!(run.jobs.front()?.1, Work::Segment { .. }) {
                return None;
            }
            let (id, work) = run.jobs.pop_front()?;
            ids.push(id);
            Some(work)
        });
        let error = worker.take_error();
        drop(worker);
        self.explained(phone, error);
        if !self.survives(phone) {
            return;
        }
        self.next_job(phone, number);
        for id in ids {
            if self.dies(phone) {
                return;
            }
            let outcome = outcome.clone();
            self.handle(phone, number, Event::Done { id, outcome });
        }
    }

    fn next_job(&mut self, phone: usize, number: u64) {
        let at = self.now + self.rng.next_u64() % 5;
        if let Some(run) = &mut self.phones[phone].run
            && !run.working
            && !run.jobs.is_empty()
        {
            run.working = true;
            self.at(at, Happening::Work(phone, number));
        }
    }

    /// One thing more was done. Says whether it was the last.
    fn dies(&mut self, phone: usize) -> bool {
        match &mut self.phones[phone].dies_in {
            Some(0) => {
                self.kill(phone);
                true
            }
            Some(left) => {
                *left -= 1;
                false
            }
            None => false,
        }
    }

    pub(super) fn handle(&mut self, phone: usize, number: u64, event: Event) {
        if !self.is_running(phone, number) {
            return;
        }
        let now = self.now;
        let Some(run) = &mut self.phones[phone].run else {
            return;
        };
        let started = run.started;
        for effect in run.engine_effects(now - started, event) {
            if self.dies(phone) {
                return;
            }
            match effect {
                Effect::Http { id, request } => {
                    let at = self.way();
                    self.at(at, Happening::Request(phone, number, id, request));
                }
                Effect::Work { id, work } => {
                    if let Some(run) = &mut self.phones[phone].run {
                        run.jobs.push_back((id, work));
                    }
                    self.next_job(phone, number);
                }
                Effect::Open { .. } => self.open(phone, number),
                Effect::Send { bytes, .. } => self.send(phone, bytes),
                Effect::Close { .. } => {
                    let conn = self.phones[phone].run.as_mut().and_then(|run| run.conn.take());
                    if let Some(conn) = conn {
                        self.forget(conn);
                    }
                }
                Effect::Wake(at) => self.at(started + at, Happening::Tick(phone, number)),
                Effect::Say(notice) => {
                    let settled = notice == Notice::Settled;
                    self.phones[phone].heard.push(notice);
                    let over = self.phones[phone].run.as_ref().is_some_and(|run| !run.watch);
                    if settled && over {
                        return self.end(phone);
                    }
                }
            }
        }
    }
}

impl super::phone::Run {
    fn engine_effects(&mut self, now: u64, event: Event) -> Vec<Effect> {
        self.engine.handle(now, &mut self.rng, event)
    }
}
