//! Membership records that a phone told of and the log has not come with. They say with whom to speak, and nothing else:
//! no key is taken out of them, and nothing is admitted by them.

use std::sync::Arc;

use ekin_protocol::membership::{Membership, SignedRecord};
use rusqlite::params;

use super::column::{int, uint};
use super::error::Result;
use super::member::MemberRecord;
use super::store::{Read, Sp, Tx};

/// Records of one space that are kept so.
const KEPT: i64 = 1024;

impl Read<'_> {
    fn hearsay(&self, sp: Sp) -> Result<Vec<MemberRecord>> {
        let mut find = self
            .db
            .prepare_cached("SELECT seq, t_ms, record FROM hearsay WHERE sp = ? ORDER BY k")?;
        let mut rows = find.query([sp.0])?;
        let mut records = Vec::new();
        while let Some(row) = rows.next()? {
            let bytes: Vec<u8> = row.get(2)?;
            records.push(MemberRecord {
                seq: Some(uint(row.get(0)?)),
                t_ms: uint(row.get(1)?),
                record: SignedRecord::read(&bytes)?,
            });
        }
        Ok(records)
    }

    /// The membership as far as this device knows: what the log says, and what phones told beyond it; with the records that
    /// lead there, in order.
    pub fn known_membership(&self, sp: Sp) -> Result<Option<(Membership, Vec<MemberRecord>)>> {
        let Some(members) = self.membership(sp)? else {
            return Ok(None);
        };
        let mut members = Arc::unwrap_or_clone(members);
        let mut records = self.member_records(sp)?;
        for told in self.hearsay(sp)? {
            if extend(&mut members, &told) {
                records.push(told);
            }
        }
        Ok(Some((members, records)))
    }
}

/// Appends a record that was told of, where it is the next one and may be.
fn extend(members: &mut Membership, told: &MemberRecord) -> bool {
    let place = told.seq.unwrap_or(0).max(members.head_seq.saturating_add(1));
    told.record.record.previous == Some(members.head)
        && members.append(&told.record, place, told.t_ms).is_ok()
}

impl Tx<'_> {
    /// A phone tells of membership records. Gives how many of them are news; what does not follow is passed over.
    pub fn hear_records(&self, sp: Sp, told: &[MemberRecord]) -> Result<u64> {
        let Some((mut members, records)) = self.known_membership(sp)? else {
            return Ok(0);
        };
        let logged = self.member_records(sp)?.len();
        let kept: Vec<_> = records.into_iter().skip(logged).collect();
        let mut next = kept;
        let mut news = 0;
        for one in told {
            if extend(&mut members, one) {
                next.push(one.clone());
                news += 1;
            }
        }
        // What the log has come with meanwhile, or has passed by, goes.
        self.db
            .prepare_cached("DELETE FROM hearsay WHERE sp = ?")?
            .execute([sp.0])?;
        for (k, one) in (0..KEPT).zip(&next) {
            self.db
                .prepare_cached("INSERT INTO hearsay VALUES(?, ?, ?, ?, ?)")?
                .execute(params![
                    sp.0,
                    k,
                    one.seq.map_or(0, int),
                    int(one.t_ms),
                    one.record.write()
                ])?;
        }
        Ok(news)
    }
}
