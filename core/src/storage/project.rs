//! From heads to rows: makes the rows of changed objects again, before their transaction ends.
//!
//! One row an object, from the displayed head, with *conflict* where there are several bodies; but the status is
//! the worst of all heads, and a tombstone among them hides the row: nobody travels to a cancelled outing.

use std::collections::BTreeSet;

use ekin_protocol::id::ObjectId;
use ekin_protocol::item::{Item, kind};

use super::column::{first8, int};
use super::conflict::Sort;
use super::error::Result;
use super::listing::{Stamp, Stored, UNREADABLE, WITHDRAWN};
use super::record::Head;
use super::space::Space;
use super::store::{Sp, Tx};
use crate::domain::fold::Folder;
use crate::record::projection::{self, Context, ListingRow, is_territory, row_of};

const REPROJECT: &str = "store.reproject";

fn context_of(space: &Space, now_ms: i64) -> Context {
    Context {
        space: space.id,
        zone: space.zone,
        now_ms,
    }
}

/// What the heads of an object show together.
struct Shown {
    /// The displayed row, unless the object is withdrawn or cannot be read.
    row: Option<ListingRow>,
    status: u8,
    conflict: bool,
}

impl Tx<'_> {
    /// Makes the rows of changed objects again. [`super::Store::write`] does this at the end of each transaction;
    /// who wants to query its own changes before that calls it earlier.
    pub fn project_dirty(&self, now_ms: i64) -> Result<()> {
        let dirty = std::mem::take(&mut *self.dirty.borrow_mut());
        if dirty.is_empty() {
            return Ok(());
        }
        let mut folder = Folder::default();
        // Rows of listings are made of catalogues alone; a private space has rows of facts.
        let mut context: Option<(Sp, Option<Context>)> = None;
        for (sp, object) in dirty {
            let context = match &context {
                Some((of, context)) if *of == sp => *context,
                _ => {
                    let space = self.space(sp)?;
                    let made = space.kind.is_public().then(|| context_of(&space, now_ms));
                    context = Some((sp, made));
                    made
                }
            };
            match context {
                Some(context) => self.project(sp, &object, &context, &mut folder, false)?,
                None => self.project_fact(sp, &object)?,
            }
        }
        Ok(())
    }

    /// What rows of a space depend on beside their payload: for [`projection::prepare`].
    pub fn context(&self, sp: Sp, now_ms: i64) -> Result<Context> {
        Ok(context_of(&self.space(sp)?, now_ms))
    }

    /// Makes the row of one object again. With `anew`, even if its heads are the same: its dates or the program
    /// changed.
    pub(super) fn project(
        &self,
        sp: Sp,
        object: &ObjectId,
        context: &Context,
        folder: &mut Folder,
        anew: bool,
    ) -> Result<()> {
        let old = self.stored(sp, object)?;
        let heads = self.heads(sp, object)?;
        let Some(displayed) = heads.last() else {
            return old.map_or(Ok(()), |old| self.remove_listing(old.rank));
        };
        let Some(shown) = show(&heads, context, folder)? else {
            return Ok(());
        };
        let stamp = self.stamp(old.as_ref(), displayed, &shown)?;
        if stamp.conflict || old.as_ref().is_some_and(|old| old.stamp.conflict) {
            let bytes = displayed.item_bytes();
            let at_ms = int(Item::read(&bytes)?.meta.at_ms);
            let settled = || Ok((Some(displayed.ord), at_ms));
            self.note_conflict((sp, object), Sort::Listing, stamp.conflict, settled)?;
        }
        match (old, shown.row) {
            (None, Some(row)) => self.put_listing(sp, object, &row, &stamp).map(drop),
            (None, None) => {
                // A row that nobody sees keeps a place, so that what comes of the same object later finds it.
                let row = hidden_row(object, displayed)?;
                self.put_hidden(sp, object, &row, &stamp)
            }
            (Some(old), None) => self.hide_listing(&old, object, &stamp),
            (Some(old), Some(row)) => {
                let same = old.stamp.shown == stamp.shown && old.pv == projection::VERSION && !anew;
                if same && old.rank < projection::FIRST_HIDDEN {
                    return self.restamp(old.rank, &stamp, Some(row.flags));
                }
                self.remove_listing(old.rank)?;
                self.put_listing(sp, object, &row, &stamp).map(drop)
            }
        }
    }

    fn stamp(&self, old: Option<&Stored>, displayed: &Head, shown: &Shown) -> Result<Stamp> {
        let mut stamp = Stamp {
            rid: displayed.rid,
            shown: first8(&displayed.hash),
            pending: if displayed.place.is_none() {
                displayed.en
            } else {
                None
            },
            status: shown.status,
            conflict: shown.conflict,
            ord: displayed.ord,
            first_rev: 0,
            rev: 0,
            status_rev: 0,
        };
        match old {
            None => {
                let rev = self.new_rev()?;
                (stamp.first_rev, stamp.rev, stamp.status_rev) = (rev, rev, rev);
            }
            Some(old) => {
                let old = old.stamp;
                (stamp.first_rev, stamp.rev, stamp.status_rev) = (old.first_rev, old.rev, old.status_rev);
                if (old.shown, old.status, old.conflict) != (stamp.shown, stamp.status, stamp.conflict) {
                    stamp.rev = self.new_rev()?;
                }
                if old.status != stamp.status {
                    stamp.status_rev = stamp.rev;
                }
            }
        }
        Ok(stamp)
    }

    /// Every row is to be made again, in slices.
    pub(super) fn reproject_all(&self) -> Result<()> {
        self.set_number(REPROJECT, i64::MAX)
    }

    /// Makes rows again that an older program made, or that a change of zone has overtaken: at most `budget`, newest
    /// first. Says how many it looked at; 0 means that all are up to date.
    pub fn reproject(&self, budget: u32) -> Result<u32> {
        let mut before = match self.number(REPROJECT)? {
            Some(before) => before,
            None if self.number("store.pv")?.unwrap_or(0) == projection::VERSION => return Ok(0),
            None => i64::MAX,
        };
        let mut find = self
            .db
            .prepare_cached("SELECT rid, sp, object FROM record WHERE rid < ? ORDER BY rid DESC LIMIT ?")?;
        let mut rows = find.query((before, budget))?;
        let mut objects = BTreeSet::new();
        let mut looked = 0;
        while let Some(row) = rows.next()? {
            before = row.get(0)?;
            objects.insert((Sp(row.get(1)?), ObjectId(row.get(2)?)));
            looked += 1;
        }
        drop(rows);
        self.project_anew(objects.into_iter())?;
        if looked < budget {
            self.unset(REPROJECT)?;
            self.set_number("store.pv", projection::VERSION)?;
        } else {
            self.set_number(REPROJECT, before)?;
        }
        Ok(looked)
    }

    /// Makes the occurrences and ranks again that are due at `now_ms`: at most `budget` listings. Says how many;
    /// fewer than `budget` means that all are up to date.
    pub fn refresh_occurrences(&self, now_ms: i64, budget: u32) -> Result<u32> {
        let mut find = self.db.prepare_cached(
            "SELECT sp, object FROM listing WHERE due_ms <= ? ORDER BY due_ms DESC LIMIT ?",
        )?;
        let due = find.query_map((now_ms, budget), |row| {
            Ok((Sp(row.get(0)?), ObjectId(row.get(1)?)))
        })?;
        let due = due.collect::<rusqlite::Result<Vec<_>>>()?;
        let looked = u32::try_from(due.len()).unwrap_or(u32::MAX);
        self.project_at(due.into_iter(), now_ms)?;
        Ok(looked)
    }

    fn project_anew(&self, objects: impl Iterator<Item = (Sp, ObjectId)>) -> Result<()> {
        self.project_at(objects, self.now_ms)
    }

    fn project_at(&self, objects: impl Iterator<Item = (Sp, ObjectId)>, now_ms: i64) -> Result<()> {
        let mut folder = Folder::default();
        for (sp, object) in objects {
            let context = self.context(sp, now_ms)?;
            self.project(sp, &object, &context, &mut folder, true)?;
        }
        Ok(())
    }
}

/// What the heads of an object show; nothing for the territory's own listing.
fn show(heads: &[Head], context: &Context, folder: &mut Folder) -> Result<Option<Shown>> {
    let mut shown = Shown {
        row: None,
        status: 0,
        conflict: false,
    };
    let mut worst = None;
    for head in heads {
        let bytes = head.item_bytes();
        let item = Item::read(&bytes)?;
        if item
            .meta
            .listing
            .is_some_and(|(_, key)| is_territory(&context.space, &key))
        {
            return Ok(None);
        }
        if let Some(row) = row_of(&item, context, folder) {
            worst = worst.max(Some(row.status));
            // The last one that can be read is displayed.
            shown.row = Some(row);
        }
    }
    let bodies: BTreeSet<(u16, &[u8])> = heads.iter().map(|head| (head.kind, &*head.body)).collect();
    shown.conflict = bodies.len() > 1;
    shown.status = worst.unwrap_or(UNREADABLE);
    if heads.iter().any(|head| head.kind == kind::TOMBSTONE) {
        (shown.row, shown.status) = (None, WITHDRAWN);
    }
    if let Some(row) = &mut shown.row {
        row.flags = projection::flags_with(row.flags, shown.status);
    }
    Ok(Some(shown))
}

fn hidden_row(object: &ObjectId, head: &Head) -> Result<ListingRow> {
    let bytes = head.item_bytes();
    let item = Item::read(&bytes)?;
    Ok(ListingRow {
        rank: projection::hidden_rank(object),
        listing_type: 0,
        status: 0,
        flags: 0,
        titles: String::new(),
        original: String::new(),
        place: String::new(),
        town: String::new(),
        organiser: String::new(),
        point: None,
        org: item
            .meta
            .listing
            .map(|(org, _)| org)
            .unwrap_or(ekin_protocol::id::OrgId([0; 16])),
        source: None,
        start_ms: None,
        end_ms: None,
        all_day: false,
        due_ms: None,
        occurrences: Vec::new(),
        text: String::new(),
        title_text: String::new(),
    })
}
