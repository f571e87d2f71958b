//! Where a space's history ends (protocol 8): asked for by staff, told to everybody.

use ekin_i18n::{Date, Time};
use ekin_protocol::id::SpaceId;
use ekin_protocol::membership::{Membership, Role};

use super::one_space;
use crate::app::device::Device;
use crate::app::error::AppError;
use crate::app::query::moment;
use crate::app::territory::role_here;
use crate::app::worker::{wanted_checkpoint, write_intent};
use crate::storage::{Read, Space, StoreError, Wanted};

/// How a space's history stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct History {
    /// Place up to which the last checkpoint sums it up; none before the first.
    pub upto: Option<u64>,
    /// When that was made, ms since 1970, by the relay's time.
    pub made_ms: Option<u64>,
    /// The same, in the space's zone.
    pub made: Option<(Date, Time)>,
    /// Whether this device made it.
    pub own: bool,
    /// Devices that found the same state.
    pub attested: usize,
    /// Devices that found another: the relay keeps the log.
    pub disputed: usize,
    /// What was found here; none where nothing can be said, or before the first.
    pub same: Option<bool>,
    /// Whether this device waits for the checkpoint's pack to begin from.
    pub begins: bool,
    /// Entries of the log here since then.
    pub entries: u64,
}

impl Device {
    /// Ends a space's history at the next sync: the state is summed up, and the relay lets go what came before once another
    /// person's device has found the same. With `prose`, texts that several people write begin anew too, so that what was
    /// taken out of one is in no history (protocol 11).
    ///
    /// # Errors
    /// [`AppError::UnknownSpace`], [`AppError::NotStaff`], [`AppError::NoKeyYet`].
    pub fn end_history(&self, space: SpaceId, prose: bool) -> Result<History, AppError> {
        self.store().write(|tx| {
            let space = one_space(tx, space)?;
            if !role_here(tx, space.sp)?.is_some_and(Role::is_staff) {
                return Err(AppError::NotStaff);
            }
            let members = tx.membership(space.sp)?;
            let newest = members.as_ref().map_or(0, |members| members.epoch());
            tx.epoch_key(space.sp, newest)?.ok_or(AppError::NoKeyYet)?;
            tx.add_intent(space.sp, &write_intent(&wanted_checkpoint(prose)))?;
            self.changed();
            Ok(history(tx, &space, members.as_deref())?)
        })
    }

    /// How a space's history stands.
    ///
    /// # Errors
    /// [`AppError::UnknownSpace`].
    pub fn history_of(&self, space: SpaceId) -> Result<History, AppError> {
        self.store().read(|read| {
            let space = one_space(read, space)?;
            let members = read.membership(space.sp)?;
            Ok(history(read, &space, members.as_deref())?)
        })
    }
}

pub(super) fn history(
    read: &Read<'_>,
    space: &Space,
    members: Option<&Membership>,
) -> Result<History, StoreError> {
    let seen = read.checkpoint_seen(space.sp)?;
    let begins = seen.wanted == Some(Wanted::Begin);
    let Some(last) = members.and_then(Membership::checkpoint) else {
        return Ok(History {
            begins,
            entries: space.cursor.seq,
            ..History::default()
        });
    };
    Ok(History {
        upto: Some(last.upto),
        made_ms: Some(last.t_ms),
        made: i64::try_from(last.t_ms)
            .ok()
            .and_then(|ms| moment(ms, space.zone)),
        own: space.author.is_some_and(|author| author.ord == last.by),
        attested: last.attested.len(),
        disputed: last.disputed.len(),
        same: seen.same.filter(|_| seen.record == Some(last.id)),
        begins,
        entries: space.cursor.seq.saturating_sub(last.seq),
    })
}
