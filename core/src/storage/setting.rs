//! Small things by name: the device's choices, marks, and what the store remembers of itself.

use rusqlite::OptionalExtension;

use super::changes::Topic;
use super::error::{Result, StoreError};
use super::store::{Read, Tx};

const REV: &str = "store.rev";
const NEWS: &str = "news.mark";

impl Read<'_> {
    /// The value of a setting.
    pub fn setting(&self, name: &str) -> Result<Option<Vec<u8>>> {
        let mut find = self
            .db
            .prepare_cached("SELECT value FROM setting WHERE name = ?")?;
        Ok(find.query_row([name], |row| row.get(0)).optional()?)
    }

    /// A setting that is a number.
    pub fn number(&self, name: &str) -> Result<Option<i64>> {
        let Some(bytes) = self.setting(name)? else {
            return Ok(None);
        };
        let bytes = bytes
            .try_into()
            .map_err(|_| StoreError::Row { table: "setting" })?;
        Ok(Some(i64::from_be_bytes(bytes)))
    }

    /// Revision of the read model: grows with every transaction that changes a listing.
    pub fn rev(&self) -> Result<i64> {
        Ok(self.number(REV)?.unwrap_or(0))
    }

    /// Revision up to which the person has seen the news.
    pub fn news_mark(&self) -> Result<i64> {
        Ok(self.number(NEWS)?.unwrap_or(0))
    }
}

impl Tx<'_> {
    /// Sets a setting.
    pub fn set_setting(&self, name: &str, value: &[u8]) -> Result<()> {
        self.db
            .prepare_cached(
                "INSERT INTO setting VALUES(?, ?) ON CONFLICT DO UPDATE SET value = excluded.value",
            )?
            .execute((name, value))?;
        if !name.starts_with("store.") {
            self.touch(Topic::Settings);
        }
        Ok(())
    }

    /// Sets a setting that is a number.
    pub fn set_number(&self, name: &str, value: i64) -> Result<()> {
        self.set_setting(name, &value.to_be_bytes())
    }

    /// Takes a setting away.
    pub fn unset(&self, name: &str) -> Result<()> {
        self.db
            .prepare_cached("DELETE FROM setting WHERE name = ?")?
            .execute([name])?;
        Ok(())
    }

    /// Everything up to this revision has been seen.
    pub fn set_news_mark(&self, rev: i64) -> Result<()> {
        self.set_number(NEWS, rev)
    }

    pub(super) fn set_rev(&self, rev: i64) -> Result<()> {
        self.set_number(REV, rev)
    }
}
