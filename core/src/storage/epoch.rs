//! Keys of private spaces: one an epoch. The file is as secret as they are.

use ekin_protocol::seal::EpochKey;
use rusqlite::{OptionalExtension, params};
use zeroize::Zeroizing;

use super::column::narrow;
use super::error::Result;
use super::store::{Read, Sp, Tx};

impl Read<'_> {
    /// The key of an epoch, where this device has it.
    pub fn epoch_key(&self, sp: Sp, n: u32) -> Result<Option<EpochKey>> {
        let mut find = self
            .db
            .prepare_cached("SELECT key FROM epoch WHERE sp = ? AND n = ?")?;
        let key = find.query_row((sp.0, n), |row| row.get::<_, [u8; 32]>(0).map(Zeroizing::new));
        Ok(key.optional()?.map(|key| EpochKey::new(*key)))
    }

    /// The newest epoch whose key is here.
    pub fn newest_epoch(&self, sp: Sp) -> Result<Option<u32>> {
        let mut find = self.db.prepare_cached("SELECT max(n) FROM epoch WHERE sp = ?")?;
        let n: Option<i64> = find.query_row([sp.0], |row| row.get(0))?;
        n.map(|n| narrow(n, "epoch")).transpose()
    }
}

impl Tx<'_> {
    /// The key of an epoch turned out not to be it.
    pub fn forget_epoch_key(&self, sp: Sp, n: u32) -> Result<()> {
        self.db
            .prepare_cached("DELETE FROM epoch WHERE sp = ? AND n = ?")?
            .execute((sp.0, n))?;
        Ok(())
    }

    /// Keeps the key of an epoch.
    pub fn put_epoch_key(&self, sp: Sp, n: u32, key: &EpochKey) -> Result<()> {
        self.db
            .prepare_cached("INSERT INTO epoch VALUES(?, ?, ?) ON CONFLICT DO UPDATE SET key = excluded.key")?
            .execute(params![sp.0, n, key.expose()])?;
        Ok(())
    }

    /// Forgets every key of a space: this device is no member any more.
    pub fn forget_epoch_keys(&self, sp: Sp) -> Result<()> {
        self.db
            .prepare_cached("DELETE FROM epoch WHERE sp = ?")?
            .execute([sp.0])?;
        Ok(())
    }
}
