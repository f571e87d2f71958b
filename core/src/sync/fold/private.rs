//! The fold of a private space: envelopes are admitted sealed, at their place, and opened with the key of their epoch.
//! One whose key has not come waits; what is inside counts from then on as if it had been opened at its place.

use ekin_protocol::admission;
use ekin_protocol::admission::{Chain, Tip};
use ekin_protocol::code::Code;
use ekin_protocol::entry::Entry;
use ekin_protocol::envelope::Frame;
use ekin_protocol::membership::Membership;
use ekin_protocol::seal::EpochKey;

use super::{Fold, FoldError};
use crate::sync::port::{Logged, Opened, Sealed, SpaceTx};

/// Envelopes that waited for a key, opened in one go.
const BATCH: u32 = 64;

impl Fold {
    /// Whether the space is private.
    pub(super) fn is_private(&self) -> bool {
        self.members
            .as_ref()
            .is_some_and(|members| !members.kind.is_public())
    }

    /// Takes a sealed envelope at its place. Gives why it does not count, if so.
    pub(super) fn take_sealed<T: SpaceTx>(
        &mut self,
        tx: &mut T,
        entry: &Entry,
        frame: &Frame,
        members: &Membership,
    ) -> Result<Option<Code>, FoldError<T::Error>> {
        let statement = &frame.statement;
        let again = self.is_again(entry.kind);
        let chain = Chain {
            again,
            ..self.chain(statement.ord, statement.incarnation)
        };
        let place = (entry.seq, entry.t_ms);
        if let Err(code) = admission::private_envelope(frame, members, chain, place) {
            return Ok(Some(code));
        }
        // What its author saw was the log that the relay lost.
        if let Some(view) = statement.view.filter(|_| !again) {
            if view.seq >= entry.seq {
                return Ok(Some(Code::ViewStale));
            }
            self.check_view(tx, view)?;
        }
        if let Some(view) = statement.view.filter(|_| !again) {
            let told = self
                .told
                .entry((statement.ord, statement.incarnation))
                .or_default();
            *told = view.seq.max(*told);
            tx.tell(statement.ord, &statement.incarnation, view.seq)
                .map_err(FoldError::Store)?;
        }
        if self.notice.is_some() && !again {
            tx.note_late(entry.seq).map_err(FoldError::Store)?;
        }
        // The relay, which opens nothing, lets the chain go on whatever is inside; so does every device.
        let tip = Tip {
            dev_seq: statement.dev_seq,
            last: frame.content_id.short(),
            exact: true,
        };
        self.tips.insert((statement.ord, statement.incarnation), tip);
        self.newest.insert(statement.ord, statement.incarnation);
        let waiting = Sealed {
            seq: entry.seq,
            t_ms: entry.t_ms,
            frame: entry.body.clone(),
        };
        let opened = match tx.epoch_key(frame.epoch).map_err(FoldError::Store)? {
            Some(key) => open(tx, frame, members, &key, place)?,
            None => Opened::Waits,
        };
        if opened == Opened::Counts {
            return Ok(None);
        }
        tx.admit(entry.seq, entry.t_ms, frame).map_err(FoldError::Store)?;
        match opened {
            Opened::Void(code) => Ok(Some(code)),
            _ => {
                tx.stage(waiting).map_err(FoldError::Store)?;
                Ok(None)
            }
        }
    }

    /// What waited for something that has come meanwhile is opened: asked once entries were taken.
    pub(super) fn open_waiting<T: SpaceTx>(&mut self, tx: &mut T) -> Result<(), FoldError<T::Error>> {
        match self.members.clone().filter(|_| self.is_private()) {
            Some(members) => self.open_staged(tx, &members),
            None => Ok(()),
        }
    }

    /// The membership of a private space has changed: keys may have come, and with them what waits for them opens.
    pub(super) fn learn<T: SpaceTx>(&mut self, tx: &mut T) -> Result<(), FoldError<T::Error>> {
        let Some(members) = self.members.clone().filter(|_| self.is_private()) else {
            return Ok(());
        };
        if tx.learn_epochs(&members).map_err(FoldError::Store)? {
            self.open_staged(tx, &members)?;
        }
        Ok(())
    }

    fn open_staged<T: SpaceTx>(
        &mut self,
        tx: &mut T,
        members: &Membership,
    ) -> Result<(), FoldError<T::Error>> {
        let mut after = 0;
        loop {
            let waiting = tx.staged(after, BATCH).map_err(FoldError::Store)?;
            let Some(last) = waiting.last() else { return Ok(()) };
            after = last.seq;
            for Sealed {
                seq,
                t_ms,
                frame: bytes,
            } in waiting
            {
                let frame = Frame::read(&bytes).map_err(|source| FoldError::Damaged { seq, source })?;
                let Some(key) = tx.epoch_key(frame.epoch).map_err(FoldError::Store)? else {
                    continue;
                };
                let opened = open(tx, &frame, members, &key, (seq, t_ms))?;
                if opened == Opened::Waits {
                    continue;
                }
                tx.unstage(seq).map_err(FoldError::Store)?;
                if let Opened::Void(code) = opened {
                    tx.quarantine(seq, &bytes, code).map_err(FoldError::Store)?;
                }
            }
        }
    }
}

/// Opens an envelope and takes what is inside, all or nothing.
fn open<T: SpaceTx>(
    tx: &mut T,
    frame: &Frame,
    members: &Membership,
    key: &EpochKey,
    (seq, t_ms): (u64, u64),
) -> Result<Opened, FoldError<T::Error>> {
    let items = match admission::open_private(frame, &members.space, key) {
        Ok(items) => items,
        Err(code) => return Ok(Opened::Void(code)),
    };
    let logged = Logged {
        seq,
        t_ms,
        frame,
        items: &items,
    };
    tx.put_sealed(&logged, members).map_err(FoldError::Store)
}
