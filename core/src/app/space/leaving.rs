//! Leaving a private space (protocol 10): everything of it goes, keys first of all. What travelled past the relay's last backup but
//! one stays, sealed, for 30 days at most: should the relay lose it, this device may be the last that has it.

use ekin_protocol::id::SpaceId;
use ekin_protocol::membership::{Role, SpaceKind};

use super::touch::away_ms;
use super::{known_space, private_space};
use crate::app::device::Device;
use crate::app::error::AppError;
use crate::app::worker::parting;
pub use crate::storage::KeptSealed;

impl Device {
    /// Leaves a private space: all of it goes from this device but what its relay may still lose, sealed. What others hold stays
    /// with them, and the membership names this device until somebody removes it. Gives how much is kept, for 30 days.
    ///
    /// # Errors
    /// [`AppError::Unsent`] when that would lose what was not sent, or what the relay lost and this device has still to bring back;
    /// [`AppError::RefusedUnsaved`] what was refused; [`AppError::LastOwnerLeaves`] where nobody else could let anyone in or remove
    /// a lost phone; unless `force` is set.
    pub fn leave_space(&self, space: SpaceId, force: bool) -> Result<KeptSealed, AppError> {
        let kept = self.store().write(|tx| {
            let known = known_space(tx, space)?;
            let sp = known.sp;
            let out = tx.out_counts(sp)?;
            // A photo that the relay does not have whole may be nowhere else.
            let photos = tx.blobs_to_send(sp, u32::MAX)?.len() as u64;
            let lost = tx.kept_for_relay(sp)?.lost;
            let count = out.pending + out.sent + out.received + photos + lost;
            if count > 0 && !force {
                return Err(AppError::Unsent { count });
            }
            if out.refused > 0 && !force {
                return Err(AppError::RefusedUnsaved { count: out.refused });
            }
            let stands = private_space(tx, &known)?;
            let alone = stands.role == Some(Role::Owner) && stands.owners == 1 && stands.founded;
            if alone && known.kind != SpaceKind::Personal && !force {
                return Err(AppError::LastOwnerLeaves);
            }
            let kept = parting::part(tx, sp, self.around())?;
            tx.remove_space(sp)?;
            Ok::<_, AppError>(kept)
        })?;
        self.sweep_blobs()?;
        Ok(kept)
    }

    /// What is kept of spaces that were left goes when it is 30 days old: as old as the oldest backup may be.
    pub(crate) fn forget_left(&self) -> Result<(), AppError> {
        let (up, now_ms) = (self.around().uptime(), self.around().now_ms());
        let all = self.store().read(|read| read.parted())?;
        let over: Vec<_> = all
            .into_iter()
            .filter(|parted| away_ms(&parted.since, up, now_ms) >= parting::KEPT_MS)
            .map(|parted| parted.space)
            .collect();
        if over.is_empty() {
            return Ok(());
        }
        self.store().write(|tx| {
            over.iter().try_for_each(|space| tx.forget_parted(space))?;
            Ok::<_, AppError>(())
        })
    }
}
