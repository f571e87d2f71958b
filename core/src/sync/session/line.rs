//! What a session keeps of one space.

use ekin_protocol::id::{R, RecordId};
use ekin_protocol::session::Cursor;

use super::heal::Healing;
use crate::sync::event::{Id, SpaceView};
use crate::sync::told::Told;

/// What the session keeps of one space.
#[derive(Debug)]
pub(super) struct Line {
    pub(super) view: SpaceView,
    pub(super) gone: bool,
    /// The log begins behind this device's place: it begins from a pack first.
    pub(super) cut: bool,
    /// Last place of the outbox that was sent.
    pub(super) sent: u64,
    /// Frames without receipt or refusal, and their bytes.
    pub(super) unanswered: Vec<(u64, usize)>,
    /// Work on the outbox or on an intent that is under way.
    pub(super) outbox: Option<Id>,
    pub(super) intent: Option<Id>,
    pub(super) record: Option<RecordId>,
    /// Membership records were asked for, and are not here yet.
    pub(super) asked: bool,
    /// Work on membership records that were asked for.
    pub(super) members: Option<Id>,
    /// Work on what is due by the relay's time.
    pub(super) due: Option<Id>,
    /// Place that a receipt or a taken record promises; the log has to reach it.
    pub(super) promised: u64,
    /// What the relay lost, on its way back.
    pub(super) heal: Healing,
    /// The relay's log is another one: whether it was restored is being asked, and then taken down.
    pub(super) asked_head: bool,
    pub(super) rewinding: Option<Id>,
    /// The relay takes no membership record now.
    pub(super) later: bool,
    /// The relay shows another key than the space's: nothing is said or taken but the membership, which may name it.
    pub(super) doubted: bool,
    /// What it has told of that so far.
    pub(super) told: Told,
}

impl Line {
    /// A space, before anything was said of it.
    pub(super) fn new(view: SpaceView) -> Self {
        Self {
            view,
            gone: false,
            cut: false,
            sent: 0,
            unanswered: Vec::new(),
            outbox: None,
            intent: None,
            record: None,
            asked: false,
            members: None,
            due: None,
            promised: 0,
            heal: Healing::default(),
            asked_head: false,
            rewinding: None,
            later: false,
            doubted: false,
            told: Told::default(),
        }
    }

    /// The place that hello names. Of a space that this device left it is one that no log has: then nothing of it is sent, and the
    /// relay can be asked for its head.
    pub(super) fn cursor(&self) -> Cursor {
        let view = &self.view;
        match view.left {
            true => Cursor::new(&view.space, view.seq.saturating_add(1), &R([0; 32])),
            false => Cursor::new(&view.space, view.seq, &view.r),
        }
    }

    /// Whether something of it is being done here.
    pub(super) fn is_at_work(&self) -> bool {
        let work = [self.outbox, self.intent, self.members, self.due, self.rewinding];
        work.iter().any(Option::is_some) || self.heal.is_at_work()
    }

    /// Whether nothing of it waits for an answer.
    pub(super) fn is_settled(&self) -> bool {
        if self.view.left {
            return !self.asked_head && !self.heal.is_under_way();
        }
        let idle = self.outbox.is_none() && self.intent.is_none() && self.record.is_none();
        let idle = idle && self.view.joining.is_none() && !self.asked && self.members.is_none();
        let idle = idle && self.due.is_none() && !self.asked_head && self.rewinding.is_none();
        let idle = idle && !self.is_healing();
        let intents = self.view.intents && !self.later;
        let sent = self.unanswered.is_empty() && !self.view.outbox && !intents;
        let doubts = self.asked_head || self.rewinding.is_some();
        (self.gone && !doubts && !self.asked && self.members.is_none())
            || (idle && sent && self.view.seq >= self.promised)
    }
}
