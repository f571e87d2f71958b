//! Membership without the log. To join a space by an invitation, the device shows the invitation's key, reads the
//! membership and appends its own record to it; then the session begins again with its own key. Whoever waits to be
//! approved, or was removed, reads the membership too.

use ed25519_dalek::SigningKey;
use ekin_protocol::code::{Class, Code};
use ekin_protocol::entry::Entry;
use ekin_protocol::id::SpaceId;
use ekin_protocol::session::ToRelay;

use super::{Session, Step};
use crate::sync::desk::Desk;
use crate::sync::event::{Failure, Id, Notice, Outcome, Work};

impl Session {
    /// The key that this session shows: of the invitation that it follows, or the device's own.
    pub(super) fn prover<'a>(&'a self, device: &'a SigningKey) -> &'a SigningKey {
        let joining = self.lines.iter().find_map(|line| line.view.joining.as_ref());
        joining.unwrap_or(device)
    }

    /// Asks for the membership records of spaces whose log does not tell them: those that are to be joined, those in
    /// which this device may wait to be approved, those that call a member gone, which has to be seen, and those whose log
    /// begins behind this device's place.
    pub(super) fn ask_members(&mut self, desk: &mut Desk<'_>) {
        for (space, line) in self.lines.iter_mut().enumerate() {
            let waits = line.view.joining.is_some() || line.view.known == line.gone || line.cut;
            let doubts = line.asked_head || line.rewinding.is_some();
            if line.view.private && !line.view.left && !line.doubted && waits && !line.asked && !doubts {
                line.asked = true;
                let after = line.view.member_seq;
                desk.send(&self.url, ToRelay::AskMembers { space, after }.write());
            }
        }
    }

    /// Membership records, or none after the last: then whoever joins makes its own.
    pub(super) fn on_members(&mut self, space: usize, entries: Vec<Entry>, desk: &mut Desk<'_>) {
        let Some(line) = self.lines.get_mut(space).filter(|line| line.asked) else {
            return;
        };
        line.asked = false;
        if line.doubted {
            return self.on_told(space, entries, desk);
        }
        let space = line.view.space;
        if !entries.is_empty() {
            line.members = Some(desk.work(Work::Members { space, entries }));
        } else if line.view.joining.is_some() && line.intent.is_none() {
            line.intent = Some(desk.work(Work::Join { space }));
        }
    }

    /// Records were kept: are there more?
    pub(super) fn members_kept(&mut self, id: Id, outcome: Outcome, desk: &mut Desk<'_>) -> Step {
        let Some(line) = self.lines.iter_mut().find(|line| line.members == Some(id)) else {
            return Step::Going;
        };
        line.members = None;
        match outcome {
            Outcome::Space { view, .. } => line.view = *view,
            Outcome::Failed {
                space,
                why: Failure::Lie(lie),
            } => return Step::Lied(Some(space), lie),
            _ => return Step::Ended,
        }
        if line.doubted {
            return Self::on_named(line, self.relay, desk);
        }
        self.ask_members(desk);
        // The view may say anew that something waits, also where what waited was found to wait for others.
        self.offer(desk);
        Step::Going
    }

    /// The relay does not take the record: another came before it, or the invitation is good no longer.
    pub(super) fn join_refused(&mut self, space: SpaceId, code: Code, desk: &mut Desk<'_>) -> Step {
        if code == Code::HeadMoved {
            self.ask_members(desk);
            return Step::Going;
        }
        desk.say(Notice::Refused {
            space: Some(space),
            code,
        });
        // What the relay takes later is tried again by the next sync.
        if code.class() == Class::Later {
            return Step::NotJoined(space);
        }
        desk.work(Work::JoinRefused { space, code });
        Step::NotJoined(space)
    }
}
