//! The loop: events in, effects out. Work on the store runs in order on a thread of its own; segments are
//! verified on two more before they get there.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, mpsc as blocking};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

use rand_core::Rng;
use rustls::ClientConfig;
use tokio::sync::{Notify, mpsc};

use super::http::Web;
use super::socket::{Heard, Sockets};
use super::solver::Solver;
use super::tls;
use crate::sync::Engine;
use crate::sync::event::{Effect, Event, Id, Millis, Notice, Outcome, Work};
use crate::sync::mail::MailWork;

/// Events that may wait.
const EVENTS: usize = 256;
/// Pieces of work that may wait.
const JOBS: usize = 256;
/// Threads that verify segments.
const VERIFIERS: usize = 2;

/// A segment that was verified, on its way to the store.
#[derive(Debug)]
pub enum Prepared<P> {
    /// Needs no preparation, or is ready.
    Ready(P),
    /// Cannot be used.
    Failed(Outcome),
}

/// Who does the work on the store.
pub trait Carry: Send + Sync + 'static {
    /// A verified segment.
    type Segment: Send;

    /// Verifies a segment: [`Work::Segment`] alone. Called from several threads, touches no database.
    fn prepare(&self, work: Work) -> Prepared<Self::Segment>;

    /// Loads a verified segment in one transaction, with those that `more` has ready by then. The outcome is
    /// that of all of them.
    fn load(&self, first: Self::Segment, more: &mut dyn FnMut() -> Option<Self::Segment>) -> Outcome;

    /// Carries out any other work.
    fn carry_out(&self, work: Work) -> Outcome;
}

/// Ends a running driver from elsewhere.
#[derive(Clone, Debug, Default)]
pub struct Stop {
    stopped: Arc<AtomicBool>,
    notify: Arc<Notify>,
}

impl Stop {
    /// Ends it.
    pub fn stop(&self) {
        self.stopped.store(true, Ordering::SeqCst);
        self.notify.notify_waiters();
    }

    fn is_stopped(&self) -> bool {
        self.stopped.load(Ordering::SeqCst)
    }
}

enum Job<P> {
    Work(Id, Work),
    Segment(Id, Prepared<P>),
}

/// Runs one engine.
pub struct Driver<C: Carry> {
    carry: Arc<C>,
    web: Web,
    tls: Arc<ClientConfig>,
    stop: Stop,
}

impl<C: Carry> Driver<C> {
    /// A driver over this worker.
    pub fn new(carry: Arc<C>, stop: Stop) -> Result<Self, rustls::Error> {
        let tls = tls::client()?;
        Ok(Self {
            carry,
            web: Web::new(&tls),
            tls,
            stop,
        })
    }

    /// What time it is by the last answer of a relay that said so, in ms since 1970.
    pub fn time_told(&self) -> Option<i64> {
        self.web.time_told()
    }

    /// Runs until the engine says that it is settled and `until` agrees, or it is stopped. `say` hears every
    /// notice; returning false ends the run.
    pub async fn run(
        &self,
        mut engine: Engine,
        rng: &mut (dyn Rng + Send),
        changed: mpsc::Receiver<()>,
        say: impl FnMut(&Notice) -> bool,
    ) {
        let (events, inbox) = mpsc::channel(EVENTS);
        let jobs = Jobs::start(&self.carry, &events);
        self.turn(&mut engine, rng, (events, inbox), &jobs, changed, say)
            .await;
        // The store is free again when this returns.
        jobs.end();
    }

    async fn turn(
        &self,
        engine: &mut Engine,
        rng: &mut (dyn Rng + Send),
        (events, mut inbox): (mpsc::Sender<Event>, mpsc::Receiver<Event>),
        jobs: &Jobs,
        mut changed: mpsc::Receiver<()>,
        mut say: impl FnMut(&Notice) -> bool,
    ) {
        let started = Instant::now();
        let now = || Millis::try_from(started.elapsed().as_millis()).unwrap_or(Millis::MAX);
        let (heard, mut words) = mpsc::channel(EVENTS);
        let mut sockets = Sockets::new(heard);
        let mut solver = Solver::default();
        let mut wake: Option<Millis> = None;
        let mut event = Event::Sync;
        loop {
            for effect in engine.handle(now(), rng, event) {
                match effect {
                    Effect::Http { id, request } => {
                        let (web, events) = (self.web.clone(), events.clone());
                        tokio::spawn(async move {
                            let reply = web.ask(request).await.ok();
                            let _ = events.send(Event::Http { id, reply }).await;
                        });
                    }
                    Effect::Work {
                        id,
                        work: Work::Mail(MailWork::Solve(challenge, message)),
                    } => solver.start(id, *challenge, message, &events),
                    Effect::Work { id, work } => jobs.give(id, work),
                    Effect::Open { url } => sockets.open(url, self.tls.clone()),
                    Effect::Send { url, bytes } => sockets.send(&url, bytes).await,
                    Effect::Close { url } => sockets.close(&url),
                    Effect::Wake(at) => wake = Some(wake.map_or(at, |wake| wake.min(at))),
                    Effect::Say(notice) => {
                        if !say(&notice) {
                            return;
                        }
                    }
                }
            }
            let silent = Duration::from_secs(10);
            let pause = wake.map_or(silent, |at| {
                Duration::from_millis(at.saturating_sub(now())).min(silent)
            });
            event = tokio::select! {
                Some(event) = inbox.recv() => event,
                Some(event) = next_word(&mut words, &sockets) => event,
                Some(()) = changed.recv() => Event::Changed,
                () = self.stop.notify.notified() => return,
                () = tokio::time::sleep(pause) => {
                    wake = wake.filter(|at| *at > now());
                    Event::Tick
                }
            };
            if self.stop.is_stopped() {
                return;
            }
        }
    }
}

/// What is heard next on a connection that is open.
async fn next_word(words: &mut mpsc::Receiver<Heard>, sockets: &Sockets) -> Option<Event> {
    loop {
        let heard = words.recv().await?;
        if let Some(event) = sockets.current(heard) {
            return Some(event);
        }
    }
}

/// The threads that do the work.
struct Jobs {
    work: blocking::SyncSender<(Id, Work)>,
    threads: Vec<JoinHandle<()>>,
}

impl Jobs {
    fn start<C: Carry>(carry: &Arc<C>, events: &mpsc::Sender<Event>) -> Self {
        let (work, waiting) = blocking::sync_channel::<(Id, Work)>(JOBS);
        let (to_writer, writer) = blocking::sync_channel::<Job<C::Segment>>(JOBS);
        let (to_verifiers, verifier) = blocking::sync_channel::<(Id, Work)>(JOBS);
        let verifier = Arc::new(Mutex::new(verifier));
        let mut threads = Vec::new();
        for _ in 0..VERIFIERS {
            let (carry, verifier, to_writer) = (carry.clone(), verifier.clone(), to_writer.clone());
            threads.push(std::thread::spawn(move || {
                loop {
                    let next = verifier.lock().map(|verifier| verifier.recv());
                    let Ok(Ok((id, work))) = next else { return };
                    let prepared = carry.prepare(work);
                    if to_writer.send(Job::Segment(id, prepared)).is_err() {
                        return;
                    }
                }
            }));
        }
        threads.push(std::thread::spawn(move || {
            for (id, work) in waiting {
                let sent = match work {
                    Work::Segment { .. } => to_verifiers.send((id, work)).is_ok(),
                    work => to_writer.send(Job::Work(id, work)).is_ok(),
                };
                if !sent {
                    return;
                }
            }
        }));
        let (carry, events) = (carry.clone(), events.clone());
        threads.push(std::thread::spawn(move || write(&*carry, &writer, &events)));
        Self { work, threads }
    }

    /// Lets what is under way end.
    fn end(self) {
        drop(self.work);
        for thread in self.threads {
            // A thread that panicked has nothing left to end.
            let _ = thread.join();
        }
    }

    fn give(&self, id: Id, work: Work) {
        // The channel is as long as all that an engine can have under way; a thread that ended tells nothing.
        let _ = self.work.try_send((id, work));
    }
}

/// The writer: one job after the other.
fn write<C: Carry>(carry: &C, jobs: &blocking::Receiver<Job<C::Segment>>, events: &mpsc::Sender<Event>) {
    let mut put_back = None;
    loop {
        let Some(job) = put_back.take().or_else(|| jobs.recv().ok()) else {
            return;
        };
        let done: Vec<(Id, Outcome)> = match job {
            Job::Work(id, work) => vec![(id, carry.carry_out(work))],
            Job::Segment(id, Prepared::Failed(outcome)) => vec![(id, outcome)],
            Job::Segment(id, Prepared::Ready(segment)) => {
                let mut ids = vec![id];
                let mut more = || match jobs.try_recv().ok()? {
                    Job::Segment(id, Prepared::Ready(segment)) => {
                        ids.push(id);
                        Some(segment)
                    }
                    other => {
                        put_back = Some(other);
                        None
                    }
                };
                let outcome = carry.load(segment, &mut more);
                ids.into_iter().map(|id| (id, outcome.clone())).collect()
            }
        };
        for (id, outcome) in done {
            if events.blocking_send(Event::Done { id, outcome }).is_err() {
                return;
            }
        }
    }
}
