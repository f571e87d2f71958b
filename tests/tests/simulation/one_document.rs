//! Law 5, in stories: what a device shows of a document is one document of all its changes, those that the log holds and those
//! that wait, made anew in one go; and without those that wait it is what the log says, exactly.

use std::collections::BTreeSet;

use ekin_core::document::{Actor, Document, Incoming, Lane, Verdict};
use ekin_core::storage::{DocumentRow, Read, Sp, StoreError};
use ekin_protocol::id::{Incarnation, SpaceId};

use super::relay::Kept;
use super::world::World;

/// Looks at the documents of a device in which something waits; at the end of a story at all of them. Some may have been
/// removed (`removed`): what they had said and nobody logged never comes.
pub fn check<S: Kept>(world: &World<S>, space: &SpaceId, phone: usize, all: bool, removed: bool) {
    let forked = removed || world.phones.iter().any(|phone| phone.doubled);
    world.phones[phone].look_at(space, |read, sp| {
        for row in read.documents(sp, None, None, 999)? {
            if all || !read.pending_changes(sp, &row.object)?.is_empty() {
                one(read, (sp, space), &row, (phone, forked))?;
            }
        }
        Ok(())
    });
}

fn one(
    read: &Read<'_>,
    (sp, space): (Sp, &SpaceId),
    row: &DocumentRow,
    (phone, forked): (usize, bool),
) -> Result<(), StoreError> {
    let id = &row.object;
    // It signs nothing here.
    let me = Actor::of(space, id, row.generation, u32::MAX, &Incarnation([0; 8]));
    let waiting = read.pending_changes(sp, id)?;
    let waiting: Vec<&[u8]> = waiting.iter().map(|one| &*one.change).collect();
    let save = read
        .document_save(sp, id)?
        .unwrap_or_else(|| Document::new(me).save());
    let stored = Document::open(me, &save, &waiting)?;
    // Where a home was copied or set back, two changes may have one author and number: the log's counts, and what waits and
    // is outdone by it is kept, not shown, until its author writes it again. So is what was written upon a word that somebody
    // handed on who is removed since: that word never comes.
    let shown = stored.pending().len();
    assert!(
        shown == waiting.len() || forked && shown < waiting.len(),
        "phone {phone}, {id}: {shown} of {} that wait",
        waiting.len()
    );

    let logged = stored.confirmed()?;
    let changes: Vec<_> = logged.iter().chain(stored.pending()).collect();
    let hashes: BTreeSet<_> = changes.iter().map(|change| change.hash.0).collect();
    assert_eq!(
        hashes.len(),
        changes.len(),
        "phone {phone}, {id}: what waits is not logged"
    );
    let incoming: Vec<_> = changes
        .iter()
        .map(|change| Incoming {
            actor: change.actor,
            same_author: &[],
            change: &change.bytes,
        })
        .collect();
    let whole = Document::new(me).take(Lane::Logged, &incoming)?;
    let new = |verdict: &Verdict| matches!(verdict, Verdict::Applied(_));
    assert!(
        whole.verdicts.iter().all(new),
        "phone {phone}, {id}: {:?}",
        whole.verdicts
    );
    assert_eq!(
        whole.document.content(),
        stored.content(),
        "phone {phone}, {id}: one document"
    );

    let gone: Vec<_> = stored.pending().iter().map(|change| change.hash).collect();
    let bare = stored.drop_pending(&gone)?;
    assert_eq!(
        bare.content(),
        stored.confirmed_content(),
        "phone {phone}, {id}: without what waits"
    );
    assert_eq!(
        bare.heads(),
        stored.heads(),
        "phone {phone}, {id}: without what waits"
    );
    Ok(())
}
