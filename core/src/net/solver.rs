//! The work for messages, each on a thread of its own: neither the store nor the network waits for it, and it ends at
//! once when the run does.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread::JoinHandle;

use ekin_protocol::inbox::{Challenge, MessageId};
use tokio::sync::mpsc;

use crate::sync::event::{Event, Id, Outcome};
use crate::sync::mail::{MailOutcome, solve};

/// The threads that work. Dropping it ends them.
#[derive(Debug, Default)]
pub struct Solver {
    stopped: Arc<AtomicBool>,
    threads: Vec<JoinHandle<()>>,
}

impl Solver {
    /// Begins to look for a number, and tells it.
    pub fn start(&mut self, id: Id, challenge: Challenge, message: MessageId, events: &mpsc::Sender<Event>) {
        self.threads.retain(|thread| !thread.is_finished());
        let (stopped, events) = (self.stopped.clone(), events.clone());
        self.threads.push(std::thread::spawn(move || {
            let goes_on = || !stopped.load(Ordering::Relaxed);
            let number = solve(&challenge, &message, &goes_on);
            let outcome = Outcome::Mail(MailOutcome::Solved(number));
            // Once the run has ended nobody needs to know.
            let _ = events.blocking_send(Event::Done { id, outcome });
        }));
    }
}

impl Drop for Solver {
    fn drop(&mut self) {
        self.stopped.store(true, Ordering::Relaxed);
        for thread in self.threads.drain(..) {
            // A thread that panicked has nothing left to end.
            let _ = thread.join();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use ekin_protocol::id::SpaceId;
    use ekin_protocol::inbox::ChallengeKey;

    fn challenge(bits: u8) -> Challenge {
        Challenge::new(&ChallengeKey::new([1; 32]), SpaceId([2; 32]), 0, bits, [3; 16])
    }

    #[test]
    fn the_number_is_told_and_work_without_end_ends_with_the_run() {
        let (events, mut heard) = mpsc::channel(4);
        let mut solver = Solver::default();
        let message = MessageId([4; 32]);
        solver.start(7, challenge(4), message, &events);
        let told = heard.blocking_recv();
        let Some(Event::Done {
            id: 7,
            outcome: Outcome::Mail(MailOutcome::Solved(Some(number))),
        }) = told
        else {
            panic!("{told:?}")
        };
        assert!(challenge(4).is_solved(&message, number));
        solver.start(8, challenge(26), message, &events);
        drop(solver);
        // Broken off, or, by great luck, done.
        assert!(matches!(heard.try_recv(), Ok(Event::Done { id: 8, .. })));
    }
}
