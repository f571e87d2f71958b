//! The membership log of each space, as it travelled, and what it leads to.

use std::sync::Arc;

use ekin_protocol::membership::{Membership, SignedRecord};
use rusqlite::{OptionalExtension, params};

use super::column::{int, uint};
use super::error::{Result, StoreError};
use super::folded::Trail;
use super::store::{Read, Sp, Tx};

/// One membership record with its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MemberRecord {
    /// Place in the log; none while it is not logged.
    pub seq: Option<u64>,
    /// Time there in ms since 1970, or of this device's clock.
    pub t_ms: u64,
    /// The record.
    pub record: SignedRecord,
}

impl Read<'_> {
    /// All membership records of a space, in order.
    pub fn member_records(&self, sp: Sp) -> Result<Vec<MemberRecord>> {
        let mut find = self
            .db
            .prepare_cached("SELECT seq, t_ms, record FROM member WHERE sp = ? ORDER BY k")?;
        let mut rows = find.query([sp.0])?;
        let mut records = Vec::new();
        while let Some(row) = rows.next()? {
            let bytes: Vec<u8> = row.get(2)?;
            records.push(MemberRecord {
                seq: row.get::<_, Option<i64>>(0)?.map(uint),
                t_ms: uint(row.get(1)?),
                record: SignedRecord::read(&bytes)?,
            });
        }
        Ok(records)
    }

    /// The record that made a space.
    pub fn first_record(&self, sp: Sp) -> Result<Option<SignedRecord>> {
        let mut find = self
            .db
            .prepare_cached("SELECT record FROM member WHERE sp = ? AND k = 0")?;
        let bytes: Option<Vec<u8>> = find.query_row([sp.0], |row| row.get(0)).optional()?;
        Ok(bytes.map(|bytes| SignedRecord::read(&bytes)).transpose()?)
    }

    /// What the membership records of a space lead to, every signature checked; none before the genesis came.
    /// Those of a new space that are not logged count as if they were, from place 0 on.
    pub fn membership(&self, sp: Sp) -> Result<Option<Arc<Membership>>> {
        let space = self.space(sp)?.id;
        let mut find = self
            .db
            .prepare_cached("SELECT seq, t_ms, record FROM member WHERE sp = ? ORDER BY k")?;
        let mut rows = find.query([sp.0])?;
        let (mut records, mut trails) = (Vec::new(), Vec::new());
        let mut trail = Trail::of(&space);
        while let Some(row) = rows.next()? {
            let seq = row.get::<_, Option<i64>>(0)?.map(uint);
            let (t_ms, bytes) = (uint(row.get(1)?), row.get::<_, Vec<u8>>(2)?);
            trail = trail.followed_by(seq, t_ms, &bytes);
            trails.push(trail);
            records.push((seq, t_ms, bytes));
        }
        let (known, mut members) = match self.folded.of(sp, &trails) {
            Some((known, members)) => (known, Some(members)),
            None => (0, None),
        };
        for (seq, t_ms, bytes) in records.iter().skip(known) {
            let record = SignedRecord::read(bytes)?;
            let next = members.as_ref().map_or(0, |members| members.head_seq + 1);
            let seq = seq.unwrap_or(next);
            match &mut members {
                None => members = Some(Arc::new(Membership::start(space, &record, seq)?)),
                Some(members) => Arc::make_mut(members).append(&record, seq, *t_ms)?,
            }
        }
        if let (Some(members), true) = (&members, known < records.len()) {
            self.folded.keep(sp, trail, members.clone());
        }
        Ok(members)
    }
}

impl Tx<'_> {
    /// Appends a membership record that was checked.
    pub fn add_member_record(
        &self,
        sp: Sp,
        seq: Option<u64>,
        t_ms: u64,
        record: &SignedRecord,
    ) -> Result<()> {
        self.db
            .prepare_cached(
                "INSERT INTO member SELECT ?1, coalesce(max(k), -1) + 1, ?2, ?3, ?4 FROM member WHERE sp = ?1",
            )?
            .execute(params![sp.0, seq.map(int), int(t_ms), record.write()])?;
        Ok(())
    }

    /// The record at this place of the chain (0 for the genesis) is logged now.
    pub fn log_member_record(&self, sp: Sp, k: u64, seq: u64, t_ms: u64) -> Result<()> {
        let changed = self
            .db
            .prepare_cached("UPDATE member SET seq = ?, t_ms = ? WHERE sp = ? AND k = ?")?
            .execute((int(seq), int(t_ms), sp.0, int(k)))?;
        if changed == 1 {
            Ok(())
        } else {
            Err(StoreError::Missing { table: "member" })
        }
    }

    /// Puts the records of a space in the place of those that were there, after a list was taken whole and
    /// checked.
    pub fn replace_member_records(&self, sp: Sp, records: &[MemberRecord]) -> Result<()> {
        self.db
            .prepare_cached("DELETE FROM member WHERE sp = ?")?
            .execute([sp.0])?;
        for record in records {
            self.add_member_record(sp, record.seq, record.t_ms, &record.record)?;
        }
        Ok(())
    }
}
