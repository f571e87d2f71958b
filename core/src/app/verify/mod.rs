//! `verify`: a second look at what this device holds, by code that sync has no part in. The stored records are
//! taken by plain maps (`reference`) and compared with the store's own view and with every row of a list;
//! `full` does the same with the relay's whole log, replayed (`replay`).

mod copy;
mod full;
mod reference;
mod replay;

pub use copy::{CopyChecked, CopyError, CopySpace};

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use ekin_i18n::{Date, Time};
use ekin_protocol::envelope::{envelope_id, verify, view16};
use ekin_protocol::id::{ItemHash, ObjectId, R, SpaceId};
use ekin_protocol::item::{Item, assemble};
use ekin_protocol::membership::Membership;
use ekin_protocol::{merkle, validity};

pub use full::FullError;

use super::device::Device;
use super::error::AppError;
use super::query::moment;
use crate::storage::{AuditRecord, AuditRow, Read, Space, StoreError};
use reference::{Expected, Live, Reference};

/// Severity from which a row is hidden: withdrawn.
const WITHDRAWN: u8 = 6;
/// A row of which this version cannot read a version.
const UNREADABLE: u8 = 7;

/// What does not fit.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Difference {
    /// The file itself is damaged, as the database says it.
    Database(String),
    /// A record's bytes are not those of its hash.
    Hash(ObjectId),
    /// A record that its author had no right to write, or that has not the form of one.
    NotValid(ObjectId),
    /// No envelope is here for the record at this place of the log.
    NoEnvelope(u64),
    /// The signature of the envelope at this place does not verify.
    Signature(u64),
    /// The living records are not those that the log's view at this place was made of.
    Root(u64),
    /// A list shows another title, state, conflict or end than the records say.
    Row(ObjectId),
    /// A list shows what no record says.
    NoRecord(ObjectId),
    /// A list lacks what the records say.
    NoRow(ObjectId),
    /// The relay's log is not the one that this device has, from this place on at the latest.
    Log(u64),
    /// The relay's head is not signed by it, or names another log.
    Head(u64),
    /// A publisher saw another history at this place.
    View(u64),
    /// In the log this object has other living records than here.
    Living(ObjectId),
}

impl Difference {
    /// Stable code, for programs.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Database(_) => "database",
            Self::Hash(_) => "hash",
            Self::NotValid(_) => "not-valid",
            Self::NoEnvelope(_) => "no-envelope",
            Self::Signature(_) => "signature",
            Self::Root(_) => "root",
            Self::Row(_) => "row",
            Self::NoRecord(_) => "no-record",
            Self::NoRow(_) => "no-row",
            Self::Log(_) => "log",
            Self::Head(_) => "head",
            Self::View(_) => "view",
            Self::Living(_) => "living",
        }
    }

    /// Where: the id of a listing, a place of the log, or what the database said.
    pub fn at(&self) -> String {
        match self {
            Self::Database(what) => what.clone(),
            Self::Hash(object)
            | Self::NotValid(object)
            | Self::Row(object)
            | Self::NoRecord(object)
            | Self::NoRow(object)
            | Self::Living(object) => object.to_string(),
            Self::NoEnvelope(seq)
            | Self::Signature(seq)
            | Self::Root(seq)
            | Self::Log(seq)
            | Self::Head(seq)
            | Self::View(seq) => seq.to_string(),
        }
    }
}

/// What was looked at in one territory.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Verified {
    /// What people call it.
    pub name: String,
    /// Place in the log.
    pub seq: u64,
    /// Records hashed again.
    pub records: u64,
    /// Listings whose rows were compared.
    pub listings: u64,
    /// Envelopes whose signatures were checked again.
    pub signatures: u64,
    /// Of these, envelopes of which a part is dead, so that the living part cannot be proven from here alone.
    pub partly: u64,
    /// Newest place that a publisher's word confirmed.
    pub confirmed_seq: Option<u64>,
    /// When everything was last here.
    pub synced: Option<(Date, Time)>,
    /// With `full`: places of the relay's log that were replayed.
    pub replayed: Option<u64>,
    /// With `full`: places that do not count.
    pub not_counted: u64,
    /// What does not fit; empty when all does.
    pub differences: Vec<Difference>,
}

/// What is taken out of the store in one reading.
struct Stored {
    space: Space,
    members: Option<Arc<Membership>>,
    records: Vec<AuditRecord>,
    rows: BTreeMap<ObjectId, AuditRow>,
    view: Option<ekin_protocol::id::Short>,
}

impl Device {
    /// Looks at everything again. With `full` the relay's whole log is fetched and replayed too.
    ///
    /// # Errors
    /// [`AppError::Verify`] when the relay cannot be read; those of the store.
    pub fn verify(&self, space: Option<SpaceId>, full: bool) -> Result<Vec<Verified>, AppError> {
        let damage = self.store().check()?;
        let spaces = self.territories()?.into_iter().map(|one| one.space);
        let mut all = Vec::new();
        for id in spaces.filter(|id| space.is_none_or(|named| named == *id)) {
            let stored = self.store().read(|read| stored(read, id))?;
            let (mut found, reference) = look(self, &stored)?;
            found
                .differences
                .extend(damage.iter().cloned().map(Difference::Database));
            if full {
                full::replay(&stored.space, &reference, &mut found)?;
            }
            found.differences.sort();
            found.differences.dedup();
            all.push(found);
        }
        if all.is_empty() {
            return Err(AppError::NoTerritory);
        }
        Ok(all)
    }
}

fn stored(read: &Read<'_>, id: SpaceId) -> Result<Stored, AppError> {
    let space = super::territory::one_territory(read, Some(id))?;
    let (mut records, mut rows) = (Vec::new(), BTreeMap::new());
    read.audit_records(space.sp, |record| records.push(record))?;
    read.audit_rows(space.sp, |row| {
        rows.insert(row.object, row);
    })?;
    Ok(Stored {
        members: read.membership(space.sp)?,
        view: read.view(space.sp, space.cursor.seq)?,
        records,
        rows,
        space,
    })
}

fn look(device: &Device, stored: &Stored) -> Result<(Verified, Reference), AppError> {
    let space = &stored.space;
    let mut found = Verified {
        name: space.name.clone(),
        seq: space.cursor.seq,
        confirmed_seq: space.confirmed_seq,
        synced: space.synced_ms.and_then(|ms| moment(ms, space.zone)),
        ..Verified::default()
    };
    let mut reference = Reference::default();
    let mut envelopes: BTreeMap<u64, BTreeMap<usize, ItemHash>> = BTreeMap::new();
    for record in &stored.records {
        found.records += 1;
        let bytes = assemble(&record.fields, &record.body);
        let Ok(item) = Item::read(&bytes) else {
            found.differences.push(Difference::Hash(record.object));
            continue;
        };
        if item.hash() != record.hash || item.object != record.object {
            found.differences.push(Difference::Hash(record.object));
        }
        if !stored
            .members
            .as_ref()
            .is_none_or(|members| may(members, &item, record))
        {
            found.differences.push(Difference::NotValid(record.object));
        }
        if let Some((seq, _)) = record.place {
            envelopes.entry(seq).or_default().insert(record.n, record.hash);
        }
        reference.add(
            &space.id,
            &item,
            record.hash,
            record.place,
            record.en.unwrap_or(0),
            record.n,
        );
    }
    signatures(device, stored, &envelopes, &mut found)?;
    let live = reference.live(space.cursor.t_ms);
    if let Some(view) = stored.view
        && view != view16(&space.cursor.r, &reference::live_root(&live))
    {
        found.differences.push(Difference::Root(space.cursor.seq));
    }
    rows(stored, &reference, &live, &mut found);
    Ok((found, reference))
}

/// Whether the author of a record might write it at its place; own ones are judged when they are logged.
fn may(members: &Membership, item: &Item<'_>, record: &AuditRecord) -> bool {
    let Some((seq, t_ms)) = record.place else {
        return true;
    };
    let role = members
        .member(record.ord)
        .and_then(|member| member.role_at(seq, t_ms));
    role.is_some_and(|(role, org)| validity::public_item(&members.space, item, role, &org).is_ok())
}

fn signatures(
    device: &Device,
    stored: &Stored,
    envelopes: &BTreeMap<u64, BTreeMap<usize, ItemHash>>,
    found: &mut Verified,
) -> Result<(), AppError> {
    let Some(members) = &stored.members else {
        return Ok(());
    };
    device.store().read(|read| {
        for (seq, items) in envelopes {
            let Some(entry) = read.entry_at(stored.space.sp, *seq)? else {
                found.differences.push(Difference::NoEnvelope(*seq));
                continue;
            };
            let id = envelope_id(&stored.space.id, &entry.content_id, &entry.statement);
            let signed = members
                .member(entry.ord)
                .is_some_and(|member| verify(&member.key, &id.0, &entry.sig));
            if !signed {
                found.differences.push(Difference::Signature(*seq));
            }
            found.signatures += 1;
            let hashes: Vec<ItemHash> = items.values().copied().collect();
            let whole =
                items.keys().copied().eq(0..items.len()) && merkle::content_id(&hashes) == entry.content_id;
            found.partly += u64::from(!whole);
        }
        Ok::<_, StoreError>(())
    })?;
    Ok(())
}

fn rows(stored: &Stored, reference: &Reference, live: &Live, found: &mut Verified) {
    let mut seen = BTreeSet::new();
    for object in reference.objects.keys() {
        let Some(expected) = reference.expected(object, live) else {
            continue;
        };
        seen.insert(*object);
        found.listings += 1;
        match stored.rows.get(object) {
            None => found.differences.push(Difference::NoRow(*object)),
            Some(row) if !fits(row, &expected) => found.differences.push(Difference::Row(*object)),
            Some(_) => {}
        }
    }
    let extra = stored.rows.keys().filter(|object| !seen.contains(*object));
    found.differences.extend(extra.copied().map(Difference::NoRecord));
}

fn fits(row: &AuditRow, expected: &Expected) -> bool {
    if row.conflict != expected.conflict || (row.status == WITHDRAWN) != expected.withdrawn {
        return false;
    }
    // Hidden rows keep no title; what this version cannot read shows none.
    if expected.withdrawn || row.status == UNREADABLE {
        return true;
    }
    let line = |line: &str| {
        line.split_once('\t')
            .map(|(tag, title)| (tag.to_owned(), title.to_owned()))
    };
    let titles: BTreeSet<(String, String)> = row.titles.lines().filter_map(line).collect();
    row.status == expected.status && titles == expected.titles
}

/// The place and running hash at which this device stands.
fn stands(space: &Space) -> (u64, R) {
    (space.cursor.seq, space.cursor.r)
}

#[cfg(test)]
mod tests;
