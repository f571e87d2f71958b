//! Membership changes that wait: each is built and signed on the head that is found when it is sent.

use ekin_protocol::code::Code;
use rusqlite::params;

use super::column::narrow;
use super::error::Result;
use super::store::{Read, Sp, Tx};

/// A membership change that waits.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Intent {
    /// Its number.
    pub it: i64,
    /// The change, in the form that who queued it chose.
    pub body: Vec<u8>,
    /// How often it was sent.
    pub tries: u32,
    /// Why it was refused for good.
    pub refused: Option<Code>,
}

impl Read<'_> {
    /// The changes that wait or were refused, in order.
    pub fn intents(&self, sp: Sp) -> Result<Vec<Intent>> {
        let mut find = self
            .db
            .prepare_cached("SELECT it, body, tries, code FROM intent WHERE sp = ? ORDER BY it")?;
        let mut rows = find.query([sp.0])?;
        let mut intents = Vec::new();
        while let Some(row) = rows.next()? {
            intents.push(Intent {
                it: row.get(0)?,
                body: row.get(1)?,
                tries: narrow(row.get(2)?, "intent")?,
                refused: row.get::<_, Option<u16>>(3)?.map(Code::from_number),
            });
        }
        Ok(intents)
    }
}

impl Tx<'_> {
    /// Queues a change.
    pub fn add_intent(&self, sp: Sp, body: &[u8]) -> Result<i64> {
        self.db
            .prepare_cached("INSERT INTO intent(sp, body) VALUES(?, ?)")?
            .execute(params![sp.0, body])?;
        Ok(self.db.last_insert_rowid())
    }

    /// It was sent once more.
    pub fn try_intent(&self, it: i64) -> Result<()> {
        self.db
            .prepare_cached("UPDATE intent SET tries = tries + 1 WHERE it = ?")?
            .execute([it])?;
        Ok(())
    }

    /// It is void; kept so that the person is told.
    pub fn refuse_intent(&self, it: i64, code: Code) -> Result<()> {
        self.db
            .prepare_cached("UPDATE intent SET code = ? WHERE it = ?")?
            .execute((code.number(), it))?;
        Ok(())
    }

    /// It is done, or the person has been told.
    pub fn remove_intent(&self, it: i64) -> Result<()> {
        self.db
            .prepare_cached("DELETE FROM intent WHERE it = ?")?
            .execute([it])?;
        Ok(())
    }
}
