//! Invitations that were followed: the space is here, and this device is not yet a member of it.

use ekin_protocol::code::Code;
use ekin_protocol::membership::Role;
use rusqlite::{OptionalExtension, params};
use zeroize::Zeroizing;

use super::error::Result;
use super::store::{Read, Sp, Tx};

/// An invitation on its way.
#[derive(Debug)]
pub struct Invitation {
    /// The seed of the key that the invitation is signed with.
    pub seed: Zeroizing<[u8; 16]>,
    /// What whoever follows it may do, or asks to do; pending where an older program wrote it down.
    pub role: Role,
    /// Why the relay refused to let this device join, once it did.
    pub refused: Option<Code>,
}

impl Read<'_> {
    /// The invitation that this device follows into a space.
    pub fn invitation(&self, sp: Sp) -> Result<Option<Invitation>> {
        let mut find = self
            .db
            .prepare_cached("SELECT seed, code, role FROM invitation WHERE sp = ?")?;
        let found = find.query_row([sp.0], |row| {
            Ok(Invitation {
                seed: Zeroizing::new(row.get(0)?),
                role: Role::from_code(row.get(2)?),
                refused: row.get::<_, Option<u16>>(1)?.map(Code::from_number),
            })
        });
        Ok(found.optional()?)
    }
}

impl Tx<'_> {
    /// Follows an invitation.
    pub fn put_invitation(&self, sp: Sp, seed: &[u8; 16], role: Role) -> Result<()> {
        self.db.execute(
            "INSERT INTO invitation(sp, seed, role) VALUES(?1, ?2, ?3)
             ON CONFLICT DO UPDATE SET seed = excluded.seed, role = excluded.role, code = NULL",
            params![sp.0, seed, role.code()],
        )?;
        Ok(())
    }

    /// The relay did not let this device join; kept so that the person is told.
    pub fn refuse_invitation(&self, sp: Sp, code: Code) -> Result<()> {
        self.db.execute(
            "UPDATE invitation SET code = ? WHERE sp = ?",
            (code.number(), sp.0),
        )?;
        Ok(())
    }

    /// What the relay refused is shown to it once more.
    pub fn show_invitations_again(&self) -> Result<()> {
        self.db
            .prepare_cached("UPDATE invitation SET code = NULL WHERE code IS NOT NULL")?
            .execute([])?;
        Ok(())
    }

    /// This device is a member now.
    pub fn remove_invitation(&self, sp: Sp) -> Result<()> {
        self.db
            .prepare_cached("DELETE FROM invitation WHERE sp = ?")?
            .execute([sp.0])?;
        Ok(())
    }
}
