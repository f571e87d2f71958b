//! What the relay says when a session begins: whether it is the spaces' relay, and whether its logs and this device's are the same.
//!
//! A relay that has another key than a space's may have lost its own. It is shown who this device is (which a hello says anyway), and
//! asked for the membership: where an owner has named its key there, the session begins again; else it is not the space's relay.

use ekin_protocol::code::Code;
use ekin_protocol::entry::Entry;
use ekin_protocol::id::SignKey;
use ekin_protocol::session::{Exception, ToRelay};

use super::line::Line;
use super::{Session, Step};
use crate::sync::desk::Desk;
use crate::sync::event::{Lie, Notice, Work};

impl Session {
    /// The relay shows its key. Of spaces that have another one, nothing is believed.
    pub(super) fn on_relay(&mut self, relay: SignKey) {
        self.relay = Some(relay);
        for line in self.lines.iter_mut().filter(|line| !line.view.trusts(&relay)) {
            // Of a space that this device left it is not looked into: it has no say there any more.
            line.doubted = !line.view.left;
            line.gone = true;
        }
    }

    /// Asks for the membership of spaces of which it is in doubt whether this is their relay.
    pub(super) fn ask_who_named(&mut self, desk: &mut Desk<'_>) {
        for (space, line) in self.lines.iter_mut().enumerate() {
            if line.doubted && !line.asked && line.members.is_none() {
                line.asked = true;
                desk.send(&self.url, ToRelay::AskMembers { space, after: 0 }.write());
            }
        }
    }

    /// A part of such a membership; the last one is empty.
    pub(super) fn on_told(&mut self, at: usize, entries: Vec<Entry>, desk: &mut Desk<'_>) {
        let Some(line) = self.lines.get_mut(at) else {
            return;
        };
        if line.told.take(entries) {
            let after = line.told.after();
            line.asked = true;
            desk.send(&self.url, ToRelay::AskMembers { space: at, after }.write());
        } else {
            let (space, entries) = (line.view.space, std::mem::take(&mut line.told).into_entries());
            line.members = Some(desk.work(Work::Named { space, entries }));
        }
    }

    /// Whether an owner has named the relay's key is known now.
    pub(super) fn on_named(line: &Line, relay: Option<SignKey>, desk: &mut Desk<'_>) -> Step {
        if relay.is_some_and(|relay| line.view.trusts(&relay)) {
            return Step::Renew;
        }
        desk.say(Notice::Lied {
            space: line.view.space,
            lie: Lie::Relay,
        });
        Step::Going
    }

    /// What is said of the space at a place of hello. Says whether the session goes on: else it begins again.
    pub(super) fn on_exception(&mut self, at: usize, exception: Exception, desk: &mut Desk<'_>) -> bool {
        let Some(line) = self.lines.get_mut(at) else {
            return true;
        };
        let space = line.view.space;
        if line.doubted {
            return true;
        }
        match exception {
            // Of a space that this device left nothing else matters: it has no more to do there, or what it has is there.
            Exception::Behind(_) | Exception::Cut(_) | Exception::Gone if line.view.left => line.gone = true,
            Exception::Rewind(_) if line.view.left && line.gone => {}
            // Nothing is forgotten on this word, which nobody signed: the relay is to show a head.
            Exception::Rewind(_) => {
                line.gone = true;
                line.asked_head = true;
                let head = line.view.head.clone();
                desk.send(&self.url, ToRelay::ShowHead { space: at, head }.write());
            }
            Exception::Behind(seq) => line.promised = line.promised.max(seq),
            Exception::Cut(_) => {
                (line.gone, line.cut) = (true, true);
                desk.work(Work::Cut { space });
            }
            // The invitation may be used up by this very device, whose answer was lost on its way: its own
            // key shows.
            Exception::Gone if line.view.joining.is_some() => {
                let code = Code::NotAllowed;
                desk.work(Work::JoinRefused { space, code });
                return false;
            }
            Exception::Gone => {
                line.gone = true;
                // Who never came in was not removed: they are not let in.
                let code = match line.view.outside {
                    true => Code::NotAllowed,
                    false => Code::Removed,
                };
                let space = Some(space);
                desk.say(Notice::Refused { space, code });
            }
        }
        true
    }
}
