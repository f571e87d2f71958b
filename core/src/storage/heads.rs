//! Heads that two devices counted differently: each says it in an object of its own, so that no single object shows the
//! disagreement. It is noted among the conflicts under the id that the rules give it, and settled when all say one thing.

use std::collections::BTreeSet;

use ekin_protocol::id::{ObjectId, Ord};
use ekin_protocol::item::{Item, kind};

use super::conflict::Sort;
use super::error::Result;
use super::store::{Read, Sp, Tx};
use crate::domain::fact::check::{Counted, Head, counting};
use crate::domain::fact::{Check, Fact as _};

/// What one device says of somebody at one moment of an outing.
#[derive(Clone, Debug)]
pub struct CheckSaid {
    /// The object in which it says so.
    pub object: ObjectId,
    /// The record.
    pub record: super::Head,
    /// What it says.
    pub check: Check,
    /// Its clock then, ms since 1970.
    pub at_ms: u64,
}

impl CheckSaid {
    fn named(&self) -> ([u8; 16], &[[u8; 16]]) {
        (self.record.hash.short().0, &self.check.instead)
    }
}

impl Read<'_> {
    /// What the records of an object say of a head; nothing of what is no check, was ended, or does not open here.
    fn checks_in(&self, sp: Sp, object: &ObjectId) -> Result<Vec<CheckSaid>> {
        let heads = self.heads(sp, object)?;
        if heads.iter().any(|head| head.kind == kind::TOMBSTONE) {
            return Ok(Vec::new());
        }
        let mut said = Vec::new();
        for record in heads.into_iter().filter(|head| head.kind == kind::CHECK) {
            let bytes = record.item_bytes();
            let item = Item::read(&bytes)?;
            let (at_ms, opened) = (item.meta.at_ms, self.opened(sp, &item)?);
            let check = opened.and_then(|payload| Check::read(&payload).ok());
            said.extend(check.map(|check| CheckSaid {
                object: *object,
                record,
                check,
                at_ms,
            }));
        }
        Ok(said)
    }

    /// What devices say of somebody at one moment that counts, in the order of devices.
    pub fn said_of(&self, sp: Sp, of: &Head) -> Result<Vec<CheckSaid>> {
        let space = self.space(sp)?.id;
        // No device has a number that is not below that of the membership's records.
        let mut find = self
            .db
            .prepare_cached("SELECT COUNT(*) FROM member WHERE sp = ?")?;
        let devices: Ord = find.query_row([sp.0], |row| row.get(0))?;
        let mut all = Vec::new();
        for by in 0..devices {
            let counted = Counted {
                plan: &of.plan,
                leg: of.leg.as_deref(),
                person: Some(of.person),
                by,
            };
            let said = self.checks_in(sp, &counted.object(&space))?.into_iter();
            all.extend(said.filter(|said| said.check.head().as_ref() == Some(of)));
        }
        let said: Vec<_> = all.iter().map(CheckSaid::named).collect();
        let mut counts = counting(&said).into_iter();
        all.retain(|_| counts.next() == Some(true));
        Ok(all)
    }

    /// The heads of a space of which somebody said something, each by the id of a disagreement about it.
    pub fn counted_heads(&self, sp: Sp) -> Result<Vec<(ObjectId, Head)>> {
        let space = self.space(sp)?.id;
        let (mut found, mut after) = (BTreeSet::new(), None);
        loop {
            let page = self.fact_objects(sp, after, 256)?;
            let Some((last, _)) = page.last() else { break };
            after = Some(*last);
            for (object, _) in page.iter().filter(|(_, of)| *of == kind::CHECK) {
                let said = self.checks_in(sp, object)?;
                found.extend(said.iter().filter_map(|said| said.check.head()));
            }
        }
        Ok(found
            .into_iter()
            .map(|head| (head.dispute(&space), head))
            .collect())
    }
}

impl Tx<'_> {
    /// Somebody said something of a head, or takes it back: all say one thing of it now, or not.
    pub(super) fn note_heads(&self, sp: Sp, of: &Head, by: Ord, at_ms: i64) -> Result<()> {
        let id = of.dispute(&self.space(sp)?.id);
        let said = self.said_of(sp, of)?;
        let seen: BTreeSet<&str> = said
            .iter()
            .filter_map(|said| said.check.seen.as_ref().map(|seen| seen.as_str()))
            .collect();
        self.note_conflict((sp, &id), Sort::Heads, seen.len() > 1, || Ok((Some(by), at_ms)))
    }

    /// A check ended, and what it was about went with it: what stands among heads is looked at again.
    pub(super) fn note_open_heads(&self, sp: Sp, ended: Option<(Ord, i64)>) -> Result<()> {
        let open = self.open_conflicts(sp, Sort::Heads)?;
        if open.is_empty() {
            return Ok(());
        }
        let counted = self.counted_heads(sp)?;
        for id in open {
            match (counted.iter().find(|(of, _)| *of == id), ended) {
                (Some((_, head)), Some((by, at_ms))) => self.note_heads(sp, head, by, at_ms)?,
                // Nobody says anything of them any more.
                _ => self.forget_conflict(sp, &id, Sort::Heads)?,
            }
        }
        Ok(())
    }
}
