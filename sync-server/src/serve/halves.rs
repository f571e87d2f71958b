//! Messages of WebSockets while they are being read: all together take no more memory than there is for them. Without this,
//! whoever opens many connections and sends half a message on each fills the memory.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

/// Bytes of all messages that are not whole yet.
const ALL: usize = 64 << 20;
/// Bytes that every connection may have, whatever the others have: a word of an honest device is rarely more.
const ALWAYS: usize = 8 << 10;

/// The room for all of them.
#[derive(Debug, Default)]
pub(super) struct Halves(AtomicUsize);

/// What one connection has of a message that is not whole yet.
#[derive(Debug)]
pub(super) struct Half {
    all: Arc<Halves>,
    is_socket: AtomicBool,
    here: AtomicUsize,
}

impl Half {
    /// Of a new connection. It is counted once it is a WebSocket.
    pub(super) fn new(all: &Arc<Halves>) -> Self {
        Self {
            all: Arc::clone(all),
            is_socket: AtomicBool::new(false),
            here: AtomicUsize::new(0),
        }
    }

    /// From now on the connection carries messages.
    pub(super) fn is_socket(&self) {
        self.is_socket.store(true, Ordering::Relaxed);
    }

    /// So many bytes came. Says whether there is room for them.
    pub(super) fn came(&self, bytes: usize) -> bool {
        if !self.is_socket.load(Ordering::Relaxed) {
            return true;
        }
        let all = self.all.0.fetch_add(bytes, Ordering::Relaxed) + bytes;
        let here = self.here.fetch_add(bytes, Ordering::Relaxed) + bytes;
        all <= ALL || here <= ALWAYS
    }

    /// A message is whole.
    pub(super) fn is_whole(&self) {
        let here = self.here.swap(0, Ordering::Relaxed);
        self.all.0.fetch_sub(here, Ordering::Relaxed);
    }

    /// Bytes of the message that is not whole.
    pub(super) fn here(&self) -> usize {
        self.here.load(Ordering::Relaxed)
    }
}

impl Drop for Half {
    fn drop(&mut self) {
        self.is_whole();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_small_word_is_read_however_much_others_hold_and_room_comes_back() {
        let all = Arc::new(Halves::default());
        let (many, one) = (Half::new(&all), Half::new(&all));
        assert!(many.came(2 * ALL), "it is no WebSocket yet");
        many.is_socket();
        one.is_socket();
        assert!(many.came(ALL));
        assert!(!many.came(1));
        assert!(one.came(ALWAYS));
        assert!(!one.came(1));
        drop(many);
        assert!(one.came(ALWAYS));
        one.is_whole();
        assert_eq!((one.here(), all.0.load(Ordering::Relaxed)), (0, 0));
    }
}
