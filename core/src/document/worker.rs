//! A thread for Automerge: with a stack of its own, and quiet when it fails.

use std::any::Any;
use std::cell::Cell;
use std::panic::{self, AssertUnwindSafe};
use std::sync::Once;
use std::thread;

use super::error::DocumentError;

const STACK: usize = 4 << 20;

thread_local! {
    static ON_WORKER: Cell<bool> = const { Cell::new(false) };
    static GUARDED: Cell<bool> = const { Cell::new(false) };
}

/// Does work on a thread with a stack of 4 MiB, and waits for it. Who takes changes of many documents calls this once
/// around all of them: on such a thread it starts no other.
///
/// # Errors
/// [`DocumentError::NoThread`], and [`DocumentError::Broke`] when the work panicked.
pub fn on_worker<R: Send>(work: impl FnOnce() -> R + Send) -> Result<R, DocumentError> {
    if ON_WORKER.get() {
        return guarded(work).map_err(|Panicked| DocumentError::Broke);
    }
    let run = || {
        ON_WORKER.set(true);
        guarded(work)
    };
    thread::scope(|scope| {
        let thread = thread::Builder::new()
            .name("documents".into())
            .stack_size(STACK)
            .spawn_scoped(scope, run)
            .map_err(DocumentError::NoThread)?;
        let done: Result<_, Box<dyn Any + Send>> = thread.join();
        done.map_err(|_| DocumentError::Broke)?
            .map_err(|Panicked| DocumentError::Broke)
    })
}

/// Automerge panicked.
pub(super) struct Panicked;

/// Does work that may panic. What a panic says is not printed: it may hold what somebody wrote.
pub(super) fn guarded<R>(work: impl FnOnce() -> R) -> Result<R, Panicked> {
    silence();
    let before = GUARDED.replace(true);
    let done = panic::catch_unwind(AssertUnwindSafe(work));
    GUARDED.set(before);
    done.map_err(|_| Panicked)
}

/// Puts a hook before the one that prints: it lets through what panics elsewhere.
fn silence() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        let print = panic::take_hook();
        panic::set_hook(Box::new(move |info| {
            if !GUARDED.get() {
                print(info);
            }
        }));
    });
}
