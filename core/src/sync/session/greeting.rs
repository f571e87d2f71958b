//! What the relay says of each space when a session begins: whether its log and this device's are the same.

use ekin_protocol::code::Code;
use ekin_protocol::session::{Exception, ToRelay};

use super::Session;
use crate::sync::desk::Desk;
use crate::sync::event::{Notice, Work};

impl Session {
    /// What is said of the space at a place of hello. Says whether the session goes on: else it begins again.
    pub(super) fn on_exception(&mut self, at: usize, exception: Exception, desk: &mut Desk<'_>) -> bool {
        let Some(line) = self.lines.get_mut(at) else {
            return true;
        };
        let space = line.view.space;
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
