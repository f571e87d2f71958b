//! What a log takes, and what that changes: pure over a small [`Ledger`], so that every storage admits the same
//! and folds the same. Nothing is changed before everything that can be refused was asked for.

mod fold;
mod member;

use std::sync::Arc;

use ekin_protocol::admission::{self, Chain, Checked, Tip};
use ekin_protocol::code::Code;
use ekin_protocol::entry::Notice;
use ekin_protocol::envelope::{Frame, Statement, view16};
use ekin_protocol::head::EntryKind;
use ekin_protocol::id::{
    ContentId, EnvelopeId, Incarnation, Instance, ItemHash, ObjectId, Ord, R, RecordId, Short, SpaceId,
};
use ekin_protocol::limits;
use ekin_protocol::live::LiveTree;
use ekin_protocol::membership::Membership;

use crate::storage::{LogHead, Prepared, Snapshot};

pub use fold::TOMBSTONE_MS;
pub use member::{code_of, first, genesis, record, rehearse};

/// An item of the log, as a name finds it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Held {
    /// Its hash.
    pub hash: ItemHash,
    /// Place of its envelope.
    pub seq: u64,
    /// Its index there.
    pub n: u8,
    /// Whether it lives.
    pub live: bool,
}

/// What one entry changes beside its own row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Change {
    /// Item `n` of this entry is new.
    Insert {
        /// Its object.
        object: ObjectId,
        /// Its hash.
        hash: ItemHash,
        /// Its index in the envelope.
        n: u8,
        /// Its kind.
        kind: u16,
        /// Whether it lives: a record whose name is dangling is dead on arrival.
        live: bool,
    },
    /// Item `n` of this entry is held already, by an envelope that came before.
    Copy {
        /// Its object.
        object: ObjectId,
        /// Its hash.
        hash: ItemHash,
        /// Its index in the envelope.
        n: u8,
    },
    /// An item dies.
    Kill {
        /// Its object.
        object: ObjectId,
        /// Its hash.
        hash: ItemHash,
        /// Place of its envelope.
        seq: u64,
        /// Its index there.
        n: u8,
    },
    /// Item `n` of this entry names a record that the log does not hold.
    Dangle {
        /// The object.
        object: ObjectId,
        /// The name.
        name: Short,
        /// The item that names it.
        n: u8,
    },
    /// A record arrived whose name was dangling.
    Settle {
        /// The object.
        object: ObjectId,
        /// The name.
        name: Short,
    },
}

/// Whose envelope an entry is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Author {
    /// The device.
    pub ord: Ord,
    /// Its life.
    pub incarnation: Incarnation,
    /// Place in its chain.
    pub dev_seq: u64,
    /// What it signed for.
    pub content_id: ContentId,
    /// The newest place of the log that the chain told, with this one.
    pub told: u64,
}

/// One entry to be written, with all that it changes.
#[derive(Debug)]
pub struct Step {
    /// Place in the log.
    pub seq: u64,
    /// The relay's time.
    pub t_ms: u64,
    /// What it is.
    pub kind: EntryKind,
    /// The id that the running hash covers.
    pub id: [u8; 32],
    /// Running hash after it.
    pub r: R,
    /// View after it.
    pub view: Short,
    /// First place of its block.
    pub block: u64,
    /// Whose it is, for envelopes.
    pub author: Option<Author>,
    /// How many items, for public envelopes; 0 where nobody here can know.
    pub items: u8,
    /// The bytes that travelled.
    pub body: Vec<u8>,
    /// What it changes.
    pub changes: Vec<Change>,
}

/// An envelope that the log holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Logged {
    /// Its place.
    pub seq: u64,
    /// Its id.
    pub id: EnvelopeId,
    /// What was signed for.
    pub content_id: ContentId,
}

/// What admission asks of one space's stored past, inside a transaction, and what it says to be kept.
pub trait Ledger {
    /// What can go wrong below.
    type Error;

    /// The envelope at this place of a chain.
    fn logged(&mut self, ord: Ord, life: &Incarnation, dev_seq: u64) -> Result<Option<Logged>, Self::Error>;
    /// Last place of a chain and the content id there.
    fn tip(&mut self, ord: Ord, life: &Incarnation) -> Result<Option<(u64, Short)>, Self::Error>;
    /// The device's newest incarnation in the log.
    fn newest(&mut self, ord: Ord) -> Result<Option<Incarnation>, Self::Error>;
    /// The newest place of the log that a chain told.
    fn told(&mut self, ord: Ord, life: &Incarnation) -> Result<u64, Self::Error>;
    /// The view after an entry.
    fn view(&mut self, seq: u64) -> Result<Option<Short>, Self::Error>;
    /// The record of an object that a name stands for, living or dead.
    fn record(&mut self, object: &ObjectId, name: &Short) -> Result<Option<Held>, Self::Error>;
    /// Whether a name of a record that is not here is dangling.
    fn dangling(&mut self, object: &ObjectId, name: &Short) -> Result<bool, Self::Error>;
    /// Living tombstones logged before a time.
    fn tombstones_before(&mut self, t_ms: u64) -> Result<Vec<(ObjectId, Held)>, Self::Error>;
    /// The time of the oldest living tombstone.
    fn oldest_tombstone(&mut self) -> Result<Option<u64>, Self::Error>;
    /// The relay's life as the last notice in the log has it; none where it never said one.
    fn instance(&mut self) -> Result<Option<Instance>, Self::Error>;
    /// The place of a membership record.
    fn member_record(&mut self, id: &RecordId) -> Result<Option<u64>, Self::Error>;
    /// Keeps an entry and what it changes; `after` is the space as it is then.
    fn keep(&mut self, step: &Step, after: &SpaceState) -> Result<(), Self::Error>;
}

/// One space, as the writer holds it in memory. Dropped and read again when a transaction fails.
#[derive(Clone, Debug)]
pub struct SpaceState {
    /// The space.
    pub space: SpaceId,
    /// Who belongs to it.
    pub members: Arc<Membership>,
    /// How far the log goes.
    pub head: LogHead,
    /// The open block: first place, entries and bytes so far.
    pub block: OpenBlock,
    /// What lives.
    pub tree: LiveTree,
    /// Root of the tree.
    pub root: [u8; 32],
    /// Bytes of the log.
    pub bytes: u64,
    /// Bytes that it may use.
    pub quota: u64,
    /// Whether the operator has frozen it.
    pub frozen: bool,
    /// Whether some name dangles: most spaces never have one.
    pub any_dangling: bool,
    /// Time of the oldest living tombstone, or earlier.
    pub oldest_tombstone: Option<u64>,
    /// Place up to which it is packed, and bytes of the log then.
    pub packed: (u64, u64),
    /// Until when, in ms since 1970, only membership records are taken that a restored relay lost.
    pub healing_until: u64,
    /// Place up to which there is a backup.
    pub backed: u64,
    /// Place up to which the backup before that goes.
    pub backed_before: u64,
    /// Place up to which the log is gone.
    pub cut: u64,
}

/// The block of the log that is not full yet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OpenBlock {
    /// Its first place.
    pub first: u64,
    /// Its entries so far.
    pub entries: usize,
    /// Their bytes.
    pub bytes: usize,
}

impl SpaceState {
    /// A space without any entry yet.
    fn empty(members: Membership, quota: u64) -> Self {
        let space = members.space;
        Self {
            space,
            members: Arc::new(members),
            head: LogHead {
                seq: 0,
                r: R::start(&space),
                t_ms: 0,
            },
            block: OpenBlock {
                first: 1,
                entries: 0,
                bytes: 0,
            },
            tree: LiveTree::new(),
            root: [0; 32],
            bytes: 0,
            quota,
            frozen: false,
            any_dangling: false,
            oldest_tombstone: None,
            packed: (0, 0),
            healing_until: 0,
            backed: 0,
            backed_before: 0,
            cut: 0,
        }
    }

    /// The log before a place is gone, and with it so many bytes.
    pub fn end_at(&mut self, upto: u64, bytes: u64) {
        self.bytes = self.bytes.saturating_sub(bytes);
        self.cut = self.cut.max(upto);
    }

    /// There is a backup up to a place.
    pub fn note_backed(&mut self, seq: u64) {
        if seq > self.backed {
            self.backed_before = std::mem::replace(&mut self.backed, seq);
        }
    }

    /// What readers see of it.
    pub fn snapshot(&self) -> Snapshot {
        Snapshot {
            space: self.space,
            head: self.head,
            open_block: self.block.first,
            members: Arc::clone(&self.members),
            bytes: self.bytes,
            quota: self.quota,
            frozen: self.frozen,
            packed_seq: self.packed.0,
            packed_bytes: self.packed.1,
            healing_until: self.healing_until,
            backed: self.backed,
            backed_before: self.backed_before,
            cut: self.cut,
        }
    }

    /// Place and time of the entry that comes next.
    fn next(&self, now_ms: u64) -> (u64, u64) {
        (self.head.seq + 1, self.head.t_ms.max(now_ms))
    }

    /// Whether it takes so many bytes more.
    fn room(&self, bytes: usize) -> Result<(), Code> {
        if self.frozen {
            Err(Code::Frozen)
        } else if self.bytes.saturating_add(bytes as u64) > self.quota {
            Err(Code::Quota)
        } else {
            Ok(())
        }
    }
}

/// The parts of a step that are known before its place is.
struct Draft {
    kind: EntryKind,
    id: [u8; 32],
    author: Option<Author>,
    items: u8,
    body: Vec<u8>,
    changes: Vec<Change>,
}

/// Gives an entry its place and has it kept.
fn commit<L: Ledger>(
    state: &mut SpaceState,
    ledger: &mut L,
    (seq, t_ms): (u64, u64),
    draft: Draft,
) -> Result<u64, L::Error> {
    fold::apply(state, t_ms, &draft.changes);
    // Of a private space the relay knows no items: its views are made with 32 zero bytes.
    if state.members.kind.is_public() {
        state.root = state.tree.root();
    }
    let r = state.head.r.next(seq, t_ms, draft.kind, &draft.id);
    state.head = LogHead { seq, r, t_ms };
    state.bytes = state.bytes.saturating_add(draft.body.len() as u64);
    let block = state.block.first;
    state.block.entries += 1;
    state.block.bytes += draft.body.len();
    if state.block.entries >= limits::BLOCK_ENTRIES || state.block.bytes >= limits::BLOCK {
        state.block = OpenBlock {
            first: seq + 1,
            entries: 0,
            bytes: 0,
        };
    }
    let step = Step {
        seq,
        t_ms,
        kind: draft.kind,
        id: draft.id,
        r,
        view: view16(&r, &state.root),
        block,
        author: draft.author,
        items: draft.items,
        body: draft.body,
        changes: draft.changes,
    };
    ledger.keep(&step, state)?;
    Ok(seq)
}

/// What can be judged of a frame with no log: its signature, and of a public one its items. None where its author is
/// not known.
pub fn check(frame: Frame, members: &Membership) -> Option<Result<Checked, Code>> {
    let author = members.member(frame.statement.ord)?;
    Some(match members.kind.is_public() {
        true => Checked::new(frame, &members.space, author),
        false => Checked::sealed(frame, &members.space, author),
    })
}

/// Admits one frame, or says why not. The same envelope again has the same place.
pub fn envelope<L: Ledger>(
    state: &mut SpaceState,
    ledger: &mut L,
    prepared: &Prepared,
    now_ms: u64,
) -> Result<(EnvelopeId, Result<u64, Code>), L::Error> {
    let opened;
    let again = matches!(prepared, Prepared::Lost(_));
    let checked: &Checked = match prepared {
        Prepared::Refused(id, code) => return Ok((*id, Err(*code))),
        Prepared::Checked(checked) => checked,
        Prepared::Unchecked(frame) | Prepared::Lost(frame) => {
            let id = frame.id(&state.space);
            match check((**frame).clone(), &state.members).unwrap_or(Err(Code::NotAllowed)) {
                Ok(checked) => opened = checked,
                Err(code) => return Ok((id, Err(code))),
            }
            &opened
        }
    };
    let says = &checked.frame.statement;
    let told = ledger.told(says.ord, &says.incarnation)?;
    let author = Author {
        ord: says.ord,
        incarnation: says.incarnation,
        dev_seq: says.dev_seq,
        content_id: checked.frame.content_id,
        // What is admitted again tells of the log that was lost.
        told: says
            .view
            .filter(|_| !again)
            .map_or(told, |view| view.seq.max(told)),
    };
    if let Some(logged) = ledger.logged(says.ord, &says.incarnation, says.dev_seq)? {
        return Ok(if logged.content_id == checked.frame.content_id {
            (logged.id, Ok(logged.seq))
        } else {
            (checked.id, Err(Code::Fork))
        });
    }
    let place = state.next(now_ms);
    let body = checked.frame.write();
    let refuse = |code| Ok((checked.id, Err(code)));
    if let Err(code) = state.room(body.len()) {
        return refuse(code);
    }
    if state.members.retired {
        return refuse(Code::NotAllowed);
    }
    let chain = Chain {
        tip: ledger
            .tip(says.ord, &says.incarnation)?
            .map(|(dev_seq, last)| Tip {
                dev_seq,
                last,
                exact: true,
            }),
        newest: ledger.newest(says.ord)?,
        again,
        seen: told,
    };
    if let Err(code) = admission::checked_envelope(checked, &state.members, chain, place) {
        return refuse(code);
    }
    // What was in the log that this relay lost was compared with that log.
    if !again && !view_is_true(state, ledger, says)? {
        return refuse(Code::ViewStale);
    }
    let changes = match fold::plan(state, ledger, checked, place)? {
        Ok(changes) => changes,
        Err(code) => return refuse(code),
    };
    let draft = Draft {
        kind: match again {
            true => EntryKind::HealedEnvelope,
            false => EntryKind::Envelope,
        },
        id: checked.id.0,
        author: Some(author),
        items: u8::try_from(checked.items.len()).unwrap_or(u8::MAX),
        body,
        changes,
    };
    Ok((checked.id, Ok(commit(state, ledger, place, draft)?)))
}

/// Whether the author saw this very log.
fn view_is_true<L: Ledger>(state: &SpaceState, ledger: &mut L, says: &Statement) -> Result<bool, L::Error> {
    let Some(view) = says.view else { return Ok(true) };
    if view.seq == 0 {
        return Ok(view.view == view16(&R::start(&state.space), &[0; 32]));
    }
    Ok(view.seq <= state.head.seq && ledger.view(view.seq)? == Some(view.view))
}

/// Writes the notice of a new instance.
pub fn notice<L: Ledger>(
    state: &mut SpaceState,
    ledger: &mut L,
    instance: Instance,
    now_ms: u64,
) -> Result<u64, L::Error> {
    let body = Notice { instance }.write();
    let place = state.next(now_ms);
    let draft = Draft {
        kind: EntryKind::Notice,
        id: Notice::id(&body),
        author: None,
        items: 0,
        changes: fold::expired(state, ledger, place.1)?,
        body,
    };
    commit(state, ledger, place, draft)
}
