//! The state of a private space at a place of its log, as every device that has all keys computes it (protocol 8).

use ekin_protocol::checkpoint::{ChainEnd, DocumentState, RecordPlace, state_digest, value_hash};
use ekin_protocol::id::{ItemHash, ObjectId};
use ekin_protocol::membership::Body;

use crate::app::worker::read_intent;
use crate::document::{Actor, ChangeHash, Document};
use crate::storage::{DocumentRow, Read, Sp, Space, StoreError};

/// What the digest is made of.
#[derive(Default)]
pub struct State {
    /// Documents, in the generation from which they go on.
    pub documents: Vec<DocumentState>,
    /// Records that live.
    pub live: Vec<ItemHash>,
    /// Where chains end.
    pub chains: Vec<ChainEnd>,
    /// Where membership records stand.
    pub members: Vec<RecordPlace>,
}

impl State {
    /// Its digest.
    pub fn digest(self) -> [u8; 32] {
        state_digest(self.documents, self.live, self.chains, &self.members)
    }
}

/// Whether this device can say what the state is: it has every key, and has itself forgotten nothing that the log does not know
/// of yet.
pub fn is_known(read: &Read<'_>, sp: Sp) -> Result<bool, StoreError> {
    if !read.holds_all_keys(sp)? {
        return Ok(false);
    }
    for waiting in read.intents(sp)? {
        if waiting.refused.is_none() && matches!(read_intent(&waiting.body)?, Body::Erase(_)) {
            return Ok(false);
        }
    }
    let mut after = 0;
    loop {
        let staged = read.staged(sp, after, 64)?;
        let Some(last) = staged.last() else {
            return Ok(true);
        };
        after = last.seq;
        for sealed in staged {
            let frame = ekin_protocol::envelope::Frame::read(&sealed.frame);
            let epoch = frame.map_or(0, |frame| frame.epoch);
            if read.epoch_key(sp, epoch)?.is_none() {
                return Ok(false);
            }
        }
    }
}

/// The state as it stands, with new generations of documents that `begins` tells of; each document is handed out as it is from
/// there on.
pub fn of(
    read: &Read<'_>,
    sp: Sp,
    upto: u64,
    begins: &dyn Fn(&ObjectId) -> bool,
    mut each: impl FnMut(&DocumentRow, u32, [u8; 32], &Document) -> Result<(), StoreError>,
) -> Result<State, StoreError> {
    let space = read.space(sp)?;
    let mut state = State {
        chains: read.chain_ends(sp)?,
        members: read.record_places(sp, upto)?,
        ..State::default()
    };
    read.live_items(sp, |_, hash| state.live.push(hash))?;
    read.each_saved(sp, |row, save| {
        let me = Actor::genesis(&space.id, &row.object, row.generation);
        let document = Document::open(me, &save, &[])?;
        let generation = row.generation + u32::from(begins(&row.object));
        let document = begun(read, &space, &row.object, (row.saved, generation), document)?;
        let value = value_of(&document);
        each(&row, generation, value, &document)?;
        state.documents.push(DocumentState {
            object: row.object,
            generation,
            value,
        });
        Ok(())
    })?;
    Ok(state)
}

/// What stands for all that a document says.
pub fn value_of(document: &Document) -> [u8; 32] {
    let heads: Vec<[u8; 32]> = document.heads().iter().map(|head| head.0).collect();
    value_hash(&heads)
}

/// A document in a later generation than its save is in. One that would lose something goes on as it is.
pub fn begun(
    read: &Read<'_>,
    space: &Space,
    object: &ObjectId,
    (saved, generation): (u32, u32),
    document: Document,
) -> Result<Document, StoreError> {
    let mut document = document;
    for generation in saved.saturating_add(1)..=generation {
        let genesis = Actor::genesis(&space.id, object, generation);
        let begun = match read.begun_again(space.sp, object, generation)? {
            None => document.begin(genesis)?,
            Some(seq) => {
                let late = read.late_changes(space.sp, object, seq)?;
                let late = late.into_iter().map(ChangeHash).collect();
                document.begin_again(genesis, &Actor::late(&space.id, object, generation), &late)?
            }
        };
        document = begun.unwrap_or(document);
    }
    Ok(document)
}
