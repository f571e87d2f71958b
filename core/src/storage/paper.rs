//! Papers with recovery codes: which ones this device knows, and the spaces that one is about to open. No secret of a
//! paper is ever stored.

use ekin_protocol::code::Code;
use ekin_protocol::id::{SealKey, SignKey};
use rusqlite::{OptionalExtension, params};

use super::error::{Result, StoreError};
use super::store::{Read, Sp, Tx};

/// How far a paper has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PaperState {
    /// Its code was shown, and not typed back yet: it counts for nothing.
    Shown,
    /// Its code was typed: it counts.
    Tried,
    /// Another stands in its place.
    Replaced,
}

/// A paper as this device knows it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Paper {
    /// Its public signing key.
    pub sign: SignKey,
    /// Its public sealing key.
    pub seal: SealKey,
    /// How far it has come.
    pub state: PaperState,
    /// The device's clock at that, ms since 1970.
    pub at_ms: i64,
}

impl PaperState {
    fn number(self) -> u8 {
        match self {
            Self::Shown => 0,
            Self::Tried => 1,
            Self::Replaced => 2,
        }
    }

    fn read(number: u8) -> Result<Self> {
        match number {
            0 => Ok(Self::Shown),
            1 => Ok(Self::Tried),
            2 => Ok(Self::Replaced),
            _ => Err(StoreError::Row { table: "paper" }),
        }
    }
}

impl Read<'_> {
    /// The papers that this device knows.
    pub fn papers(&self) -> Result<Vec<Paper>> {
        let mut find = self
            .db
            .prepare_cached("SELECT sign, seal, state, at_ms FROM paper ORDER BY at_ms, sign")?;
        let mut rows = find.query([])?;
        let mut papers = Vec::new();
        while let Some(row) = rows.next()? {
            papers.push(Paper {
                sign: SignKey(row.get(0)?),
                seal: SealKey(row.get(1)?),
                state: PaperState::read(row.get(2)?)?,
                at_ms: row.get(3)?,
            });
        }
        Ok(papers)
    }

    /// Whether a code is to open this space, and why it did not, once the relay said so.
    pub fn recovering(&self, sp: Sp) -> Result<Option<Option<Code>>> {
        let mut find = self
            .db
            .prepare_cached("SELECT code FROM recovering WHERE sp = ?")?;
        let found = find.query_row([sp.0], |row| row.get::<_, Option<u16>>(0));
        Ok(found.optional()?.map(|code| code.map(Code::from_number)))
    }
}

impl Tx<'_> {
    /// Keeps a paper, or how far it has come.
    pub fn put_paper(&self, paper: &Paper) -> Result<()> {
        self.db.execute(
            "INSERT INTO paper VALUES(?1, ?2, ?3, ?4)
             ON CONFLICT DO UPDATE SET state = excluded.state, at_ms = excluded.at_ms",
            params![paper.sign.0, paper.seal.0, paper.state.number(), paper.at_ms],
        )?;
        Ok(())
    }

    /// Forgets papers of which a code was shown and never typed back.
    pub fn forget_untried_papers(&self) -> Result<()> {
        let shown = PaperState::Shown.number();
        self.db.execute("DELETE FROM paper WHERE state = ?", [shown])?;
        Ok(())
    }

    /// A code is to open this space.
    pub fn put_recovering(&self, sp: Sp) -> Result<()> {
        self.db.execute(
            "INSERT INTO recovering(sp) VALUES(?) ON CONFLICT DO UPDATE SET code = NULL",
            [sp.0],
        )?;
        Ok(())
    }

    /// The relay says that it does not; kept so that the person is told.
    pub fn refuse_recovering(&self, sp: Sp, code: Code) -> Result<()> {
        self.db.execute(
            "UPDATE recovering SET code = ? WHERE sp = ?",
            (code.number(), sp.0),
        )?;
        Ok(())
    }

    /// It did, or is not to any more.
    pub fn remove_recovering(&self, sp: Sp) -> Result<()> {
        self.db
            .prepare_cached("DELETE FROM recovering WHERE sp = ?")?
            .execute([sp.0])?;
        Ok(())
    }
}
