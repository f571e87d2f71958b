//! Lives: how often a device's chain began anew. Once is a restored phone; again and again is a copy that is used
//! beside it, or a store that is set back, and somebody has to look.

use ekin_protocol::id::Ord;
use ekin_protocol::limits;

use super::column::narrow;
use super::error::{Result, StoreError};
use super::store::{Read, Sp, Tx};

const WHAT: &str = "setting";
/// Beginnings that are remembered of this device.
const KEPT: usize = 16;
/// Bytes of one: ms since 1970, big-endian.
const WIDTH: usize = size_of::<i64>();

fn name(sp: Sp) -> String {
    format!("lives.{}", sp.0)
}

impl Read<'_> {
    /// When this device's chain in a space began anew, ms since 1970, the last [`KEPT`] times.
    fn own_lives(&self, sp: Sp) -> Result<Vec<i64>> {
        let bytes = self.setting(&name(sp))?.unwrap_or_default();
        let (times, rest) = bytes.as_chunks::<WIDTH>();
        match rest {
            [] => Ok(times.iter().map(|time| i64::from_be_bytes(*time)).collect()),
            _ => Err(StoreError::Row { table: WHAT }),
        }
    }

    /// How often this device's chain in a space began anew within a day before now, by its own clock.
    pub fn own_lives_today(&self, sp: Sp) -> Result<usize> {
        let since = self.now_ms.saturating_sub(limits::LIVES_WITHIN_MS);
        let recent = |at: &i64| (since..=self.now_ms).contains(at);
        Ok(self.own_lives(sp)?.iter().filter(|at| recent(at)).count())
    }

    /// Devices whose chains began anew in the log's last day, and how often: by the log's time, the same for all. A
    /// device's first life is no new one.
    pub fn logged_lives_today(&self, sp: Sp) -> Result<Vec<(Ord, usize)>> {
        let mut find = self.db.prepare_cached(
            "SELECT ord, min(t_ms) AS born FROM entry WHERE sp = ?1 AND seq IS NOT NULL
             GROUP BY ord, incarnation ORDER BY ord, born",
        )?;
        let rows = find.query_map([sp.0], |row| Ok((row.get(0)?, row.get(1)?)))?;
        let rows = rows.collect::<rusqlite::Result<Vec<(i64, i64)>>>()?;
        let last: Option<i64> = self
            .db
            .prepare_cached("SELECT max(t_ms) FROM entry WHERE sp = ?1 AND seq IS NOT NULL")?
            .query_row([sp.0], |row| row.get(0))?;
        let since = last.unwrap_or(0).saturating_sub(limits::LIVES_WITHIN_MS);
        let mut lives = Vec::new();
        for device in rows.chunk_by(|(a, _), (b, _)| a == b) {
            let again = device.iter().skip(1).filter(|(_, born)| *born >= since).count();
            if let (Some((ord, _)), true) = (device.first(), again > 0) {
                lives.push((narrow(*ord, "entry")?, again));
            }
        }
        Ok(lives)
    }
}

impl Tx<'_> {
    /// This device's chain in a space begins anew.
    pub fn note_life(&self, sp: Sp, now_ms: i64) -> Result<()> {
        let mut times = self.own_lives(sp)?;
        times.push(now_ms);
        let first = times.len().saturating_sub(KEPT);
        let kept = times.iter().skip(first).flat_map(|time| time.to_be_bytes());
        self.set_setting(&name(sp), &kept.collect::<Vec<u8>>())
    }

    pub(super) fn forget_lives(&self, sp: Sp) -> Result<()> {
        self.unset(&name(sp))
    }
}

#[cfg(test)]
mod tests {
    use super::super::fixture::{NOW, fixture};
    use super::*;

    const HOUR: i64 = 3_600_000;

    #[test]
    fn lives_of_a_day_are_counted_and_go_with_the_space() {
        let f = fixture();
        let today = || f.store.read(|read| read.own_lives_today(f.sp)).unwrap();
        for ago in [30, 23, 2, -1] {
            f.write(|tx| tx.note_life(f.sp, NOW - ago * HOUR));
        }
        assert_eq!(
            today(),
            2,
            "neither yesterday's nor those of a clock that was ahead"
        );
        for _ in 0..100 {
            f.write(|tx| tx.note_life(f.sp, NOW));
        }
        assert_eq!(today(), KEPT);
        f.write(|tx| tx.remove_space(f.sp));
        assert_eq!(today(), 0);
    }

    #[test]
    fn the_log_says_the_same_of_other_devices() {
        let f = fixture();
        f.write(|tx| {
            let mut seq = 0;
            // Device 1: its first life, then three more; device 2: two places in one life; device 3: two days ago.
            for (ord, life, at) in [
                (1, 1, 0),
                (3, 9, 0),
                (3, 8, 1),
                (1, 2, 50),
                (2, 4, 51),
                (2, 4, 52),
                (1, 3, 60),
                (1, 5, 61),
            ] {
                seq += 1;
                tx.db.execute(
                    "INSERT INTO entry(sp, seq, t_ms, ord, incarnation, dev_seq, content_id)
                     VALUES(?, ?, ?, ?, ?, 1, zeroblob(32))",
                    (f.sp.0, seq, at * HOUR, ord, vec![life; 8]),
                )?;
            }
            Ok(())
        });
        assert_eq!(
            f.store.read(|read| read.logged_lives_today(f.sp)).unwrap(),
            [(1, 3)]
        );
    }
}
