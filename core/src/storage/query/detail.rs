//! One listing with all its heads, and how a person names it.

use ekin_protocol::id::{ItemHash, ObjectId, Ord};
use ekin_protocol::item::{Item, kind};

use super::super::record::Head;
use super::super::{Read, Result, Sp};
use super::card::{Card, Showing};
use super::times::Found;
use crate::domain::listing::Listing;
use crate::record::payload::decode;

const OCCURRENCES: &str = "SELECT start_ms, rank, end_ms, all_day FROM occurrence
    WHERE rank = ? AND end_ms > ? ORDER BY rank, start_ms LIMIT ?";
const PREFIX: &str =
    "SELECT sp, object FROM listing WHERE object BETWEEN ? AND ? ORDER BY object, sp LIMIT ?";
/// Occurrences that a detail shows.
const SHOWN: u32 = 30;
/// Candidates that an ambiguous prefix names.
const CANDIDATES: u32 = 6;

/// One of several versions of a listing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HeadDetail {
    /// Hash of its item: what an edit supersedes.
    pub hash: ItemHash,
    /// Device that wrote it.
    pub ord: Ord,
    /// The author's clock, for display alone.
    pub at_ms: u64,
    /// Place and time in the log; none while it is own and not logged.
    pub place: Option<(u64, u64)>,
    /// It ends the listing.
    pub tombstone: bool,
    /// What it says; none for a tombstone and for what this version cannot read.
    pub listing: Option<Listing>,
    /// The payload as it travelled.
    pub body: Vec<u8>,
}

/// One listing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Detail {
    /// As lists show it.
    pub card: Card,
    /// All versions, the displayed one last. One is the rule; several were written by people who did not see each
    /// other's.
    pub heads: Vec<HeadDetail>,
    /// The next occurrences, or the last one.
    pub occurrences: Vec<Showing>,
}

/// What a prefix of an id leads to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PrefixFound {
    /// No listing.
    None,
    /// This one.
    One(Sp, ObjectId),
    /// Several: the first few.
    Ambiguous(Vec<ObjectId>),
    /// Not the beginning of an id.
    NotAnId,
}

impl Read<'_> {
    /// One listing, a withdrawn one too.
    pub fn listing(&self, sp: Sp, object: &ObjectId) -> Result<Option<Detail>> {
        let Some(stored) = self.stored(sp, object)? else {
            return Ok(None);
        };
        let Some(card) = self.card(stored.rank, None)? else {
            return Ok(None);
        };
        let heads = self
            .heads(sp, object)?
            .into_iter()
            .map(head)
            .collect::<Result<Vec<_>>>()?;
        let mut find = self.db.prepare_cached(OCCURRENCES)?;
        let rows = find.query_map((stored.rank, self.now_ms, SHOWN), Found::read)?;
        let mut occurrences: Vec<Showing> = rows
            .map(|found| Ok(found?.showing()))
            .collect::<rusqlite::Result<_>>()?;
        if occurrences.is_empty() {
            occurrences.extend(card.when);
        }
        Ok(Some(Detail {
            card,
            heads,
            occurrences,
        }))
    }

    /// The listing whose id begins so, in hexadecimal.
    pub fn find_prefix(&self, prefix: &str) -> Result<PrefixFound> {
        let Some((first, last)) = bounds(prefix) else {
            return Ok(PrefixFound::NotAnId);
        };
        let mut find = self.db.prepare_cached(PREFIX)?;
        let rows = find.query_map((first, last, CANDIDATES), |row| {
            Ok((Sp(row.get(0)?), ObjectId(row.get(1)?)))
        })?;
        let mut found = rows.collect::<rusqlite::Result<Vec<_>>>()?;
        // Two spaces may not hold the same object, so the id alone decides.
        found.dedup_by_key(|(_, object)| *object);
        Ok(match found.as_slice() {
            [] => PrefixFound::None,
            [(sp, object)] => PrefixFound::One(*sp, *object),
            several => PrefixFound::Ambiguous(several.iter().map(|(_, object)| *object).collect()),
        })
    }
}

fn head(head: Head) -> Result<HeadDetail> {
    let bytes = head.item_bytes();
    let item = Item::read(&bytes)?;
    let tombstone = head.kind == kind::TOMBSTONE;
    Ok(HeadDetail {
        hash: head.hash,
        ord: head.ord,
        at_ms: item.meta.at_ms,
        place: head.place,
        tombstone,
        listing: if tombstone { None } else { decode(&head.body).ok() },
        body: head.body,
    })
}

/// First and last id that begin with these digits.
pub(in crate::storage) fn bounds(prefix: &str) -> Option<([u8; 16], [u8; 16])> {
    let digits = prefix.trim().as_bytes();
    if digits.is_empty() || digits.len() > 32 {
        return None;
    }
    let (mut first, mut last) = ([0; 16], [0xff; 16]);
    for (n, digit) in digits.iter().enumerate() {
        let value = u8::try_from(char::from(*digit).to_digit(16)?).ok()?;
        let (shift, keep) = if n % 2 == 0 { (4, 0x0f) } else { (0, 0xf0) };
        let (a, z) = (first.get_mut(n / 2)?, last.get_mut(n / 2)?);
        *a = *a & keep | value << shift;
        *z = *z & keep | value << shift;
    }
    Some((first, last))
}

#[cfg(test)]
pub(super) const STATEMENTS: [&str; 2] = [OCCURRENCES, PREFIX];
