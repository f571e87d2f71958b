//! Numbers for the operator, in the text form of Prometheus.

use std::fmt::Write;
use std::sync::atomic::{AtomicBool, AtomicI64, AtomicU64, Ordering};

use super::now_ms;
use crate::storage::SpaceInfo;
use crate::storage::beside::Held;

/// What the process counts.
#[derive(Debug, Default)]
pub struct Metrics {
    connections: AtomicI64,
    refused: AtomicU64,
    requests: AtomicU64,
    sessions: AtomicI64,
    packs: AtomicU64,
    woken: AtomicU64,
    not_woken: AtomicU64,
    backups: AtomicU64,
    backups_failed: AtomicU64,
    failing: AtomicBool,
    backed_up_ms: AtomicU64,
}

impl Metrics {
    pub(super) fn opened(&self) {
        self.connections.fetch_add(1, Ordering::Relaxed);
    }

    pub(super) fn closed(&self) {
        self.connections.fetch_sub(1, Ordering::Relaxed);
    }

    pub(super) fn refused(&self) {
        self.refused.fetch_add(1, Ordering::Relaxed);
    }

    pub(super) fn request(&self) {
        self.requests.fetch_add(1, Ordering::Relaxed);
    }

    pub(super) fn session_opened(&self) {
        self.sessions.fetch_add(1, Ordering::Relaxed);
    }

    pub(super) fn session_closed(&self) {
        self.sessions.fetch_sub(1, Ordering::Relaxed);
    }

    pub(super) fn packed(&self) {
        self.packs.fetch_add(1, Ordering::Relaxed);
    }

    pub(super) fn woken(&self, taken: bool) {
        let counter = if taken { &self.woken } else { &self.not_woken };
        counter.fetch_add(1, Ordering::Relaxed);
    }

    pub(super) fn backed_up(&self, at_ms: u64) {
        self.backups.fetch_add(1, Ordering::Relaxed);
        self.failing.store(false, Ordering::Relaxed);
        self.backed_up_ms.store(at_ms, Ordering::Relaxed);
    }

    pub(super) fn backup_failed(&self) {
        self.backups_failed.fetch_add(1, Ordering::Relaxed);
        self.failing.store(true, Ordering::Relaxed);
    }

    /// Whether the last backup that was due could not be made.
    pub(super) fn no_backup(&self) -> bool {
        self.failing.load(Ordering::Relaxed)
    }

    /// All of it; spaces as sums, since which spaces there are is nobody's business.
    pub(super) fn text(&self, spaces: &[SpaceInfo], held: &Held, entries: u64, read_only: bool) -> String {
        let bytes: u64 = spaces.iter().map(|space| space.bytes).sum();
        let frozen = spaces.iter().filter(|space| space.frozen).count();
        let healing = spaces
            .iter()
            .filter(|space| space.healing_until > now_ms())
            .count();
        let gauges: [(&str, &str, i64); 15] = [
            (
                "ekin_connections",
                "HTTP connections that are open",
                self.connections.load(Ordering::Relaxed),
            ),
            (
                "ekin_sessions",
                "WebSocket sessions that are open",
                self.sessions.load(Ordering::Relaxed),
            ),
            ("ekin_spaces", "spaces", count(spaces.len() as u64)),
            (
                "ekin_spaces_frozen",
                "spaces that are frozen",
                count(frozen as u64),
            ),
            (
                "ekin_spaces_healing",
                "spaces that wait for what a restore lost",
                count(healing as u64),
            ),
            (
                "ekin_backup_failing",
                "1 when the last backup that was due could not be made",
                i64::from(self.no_backup()),
            ),
            (
                "ekin_backup_made_ms",
                "when this process last made a backup, in ms since 1970; 0 for never",
                count(self.backed_up_ms.load(Ordering::Relaxed)),
            ),
            ("ekin_log_bytes", "bytes of all logs", count(bytes)),
            (
                "ekin_read_only",
                "1 when no writes are taken",
                i64::from(read_only),
            ),
            (
                "ekin_log_entries",
                "entries of all logs that ever were",
                count(entries),
            ),
            ("ekin_slots", "sealed keys of erasure units", count(held.slots)),
            ("ekin_blob_bytes", "bytes of all blobs", count(held.blob_bytes)),
            (
                "ekin_inbox_messages",
                "messages that wait in inboxes",
                count(held.messages),
            ),
            (
                "ekin_mailbox_replies",
                "replies that wait in mailboxes",
                count(held.replies),
            ),
            (
                "ekin_push_endpoints",
                "devices that want to be woken",
                count(held.endpoints),
            ),
        ];
        let counters = [
            ("ekin_requests_total", "HTTP requests", &self.requests),
            (
                "ekin_connections_refused_total",
                "connections beyond a limit",
                &self.refused,
            ),
            ("ekin_packs_total", "packs made", &self.packs),
            ("ekin_backups_total", "backups made and checked", &self.backups),
            (
                "ekin_backups_failed_total",
                "backups that could not be made",
                &self.backups_failed,
            ),
            ("ekin_wakes_total", "wakes that were taken", &self.woken),
            (
                "ekin_wakes_failed_total",
                "wakes that did not arrive",
                &self.not_woken,
            ),
        ];
        let mut text = String::new();
        for (name, help, value) in gauges {
            let _ = write!(
                text,
                "# HELP {name} {help}\n# TYPE {name} gauge\n{name} {value}\n"
            );
        }
        for (name, help, value) in counters {
            let value = value.load(Ordering::Relaxed);
            let _ = write!(
                text,
                "# HELP {name} {help}\n# TYPE {name} counter\n{name} {value}\n"
            );
        }
        text
    }
}

fn count(value: u64) -> i64 {
    i64::try_from(value).unwrap_or(i64::MAX)
}
