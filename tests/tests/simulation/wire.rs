//! Connections: messages keep their order each way, until the connection breaks and what is under way is lost.

use ekin_core::sync::event::{Event, SocketEvent};

use super::phone::carry_out;
use super::relay::{Conn, Kept, Said};
use super::world::{Happening, URL, World};

/// Where a connection leads, and how far each of its directions has been used.
pub struct Line {
    /// The device.
    pub phone: usize,
    /// Its run.
    pub run: u64,
    to_relay: u64,
    to_phone: u64,
}

impl<S: Kept> World<S> {
    /// A connection breaks. What is under way on it is lost; the device learns it.
    pub(super) fn cut(&mut self, conn: Conn) {
        self.relay.disconnect(conn);
        self.at(self.now, Happening::Closed(conn));
    }

    pub(super) fn said(&mut self, conn: Conn, said: Said) {
        for message in said.messages {
            if self.chance(self.faults.lost / 4) {
                return self.cut(conn);
            }
            let way = self.way();
            let Some(line) = self.lines.get_mut(&conn) else {
                return;
            };
            line.to_phone = line.to_phone.max(way);
            let at = line.to_phone;
            self.at(at, Happening::ToPhone(conn, message));
        }
        if !said.open {
            let at = self.lines.get(&conn).map_or(self.now, |line| line.to_phone);
            self.at(at, Happening::Closed(conn));
        }
        if said.wrote {
            for other in self.relay.connected() {
                self.at(self.now + 1, Happening::Pull(other));
            }
        }
    }

    pub(super) fn forget(&mut self, conn: Conn) {
        self.relay.disconnect(conn);
        if let Some(line) = self.lines.remove(&conn)
            && let Some(run) = &mut self.phones[line.phone].run
            && run.conn == Some(conn)
        {
            run.conn = None;
        }
    }

    /// Something on a connection, if the device still holds it.
    pub(super) fn socket(&mut self, conn: Conn, event: SocketEvent) {
        let Some((phone, run)) = self.lines.get(&conn).map(|line| (line.phone, line.run)) else {
            return;
        };
        let held = self.is_running(phone, run)
            && self.phones[phone].run.as_ref().and_then(|run| run.conn) == Some(conn);
        if held {
            let url = URL.to_owned();
            self.handle(phone, run, Event::Socket { url, event });
        }
    }

    /// A run ends: the work that was asked for is done still.
    pub fn end(&mut self, phone: usize) {
        let Some(mut run) = self.phones[phone].run.take() else {
            return;
        };
        while let Some((_, work)) = run.jobs.pop_front() {
            carry_out(&run.worker, work, &mut || None);
        }
        let error = run.worker.take_error();
        let conn = run.conn;
        drop(run);
        self.explained(phone, error);
        if let Some(conn) = conn {
            self.forget(conn);
        }
        self.survives(phone);
    }

    pub(super) fn open(&mut self, phone: usize, number: u64) {
        let old = self.phones[phone].run.as_mut().and_then(|run| run.conn.take());
        if let Some(old) = old {
            self.forget(old);
        }
        let conn = self.number();
        let at = self.way();
        let line = Line {
            phone,
            run: number,
            to_relay: at,
            to_phone: at,
        };
        self.lines.insert(conn, line);
        if let Some(run) = &mut self.phones[phone].run {
            run.conn = Some(conn);
        }
        if !self.phones[phone].linked || self.chance(self.faults.lost) {
            self.at(at, Happening::Closed(conn));
        } else {
            self.relay.connect(conn, phone);
            self.at(at, Happening::Opened(conn));
        }
    }

    pub(super) fn send(&mut self, phone: usize, bytes: Vec<u8>) {
        let Some(conn) = self.phones[phone].run.as_ref().and_then(|run| run.conn) else {
            return;
        };
        if self.chance(self.faults.lost / 4) {
            return self.cut(conn);
        }
        let way = self.way();
        if let Some(line) = self.lines.get_mut(&conn) {
            line.to_relay = line.to_relay.max(way);
            let at = line.to_relay;
            self.at(at, Happening::ToRelay(conn, bytes));
        }
    }
}
