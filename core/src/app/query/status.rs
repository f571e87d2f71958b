//! How things stand: what is here, what waits, what was refused and why.

use ekin_i18n::{Date, Time};
use ekin_protocol::code::Code;
use ekin_protocol::id::{ObjectId, Ord};
use ekin_protocol::item::Item;
use ekin_protocol::limits;

use super::show::{items, listing_of};
use super::when::moment;
use crate::app::device::Device;
use crate::app::error::AppError;
use crate::app::space::PrivateSpace;
use crate::app::territory::{TerritoryView, WaitingChange};
use crate::domain::text::Texts;
use crate::storage::{ListingCounts, OutCounts, OutState, Read, Space};

/// How things stand on this device.
#[derive(Clone, Debug, PartialEq)]
pub struct Status {
    /// Each territory.
    pub territories: Vec<TerritoryStatus>,
    /// Each private space.
    pub spaces: Vec<PrivateSpace>,
    /// Bytes of the store.
    pub bytes: u64,
}

/// How things stand in a territory.
#[derive(Clone, Debug, PartialEq)]
pub struct TerritoryStatus {
    /// The territory.
    pub territory: TerritoryView,
    /// Its listings here.
    pub listings: ListingCounts,
    /// Own commands that the log has not come back with.
    pub out: OutCounts,
    /// Own listings that were refused.
    pub refused: Vec<RefusedListing>,
    /// Membership changes that wait, or were refused.
    pub changes: Vec<WaitingChange>,
    /// How often this device's chain began anew within a day, where that is so often that somebody has to look.
    pub many_lives: Option<usize>,
    /// For whoever governs the territory: the other devices of which the log says the same.
    pub restless: Vec<(Ord, usize)>,
    /// What arrived and did not count.
    pub quarantined: u64,
    /// When everything was last here, in the territory's zone.
    pub synced: Option<(Date, Time)>,
    /// How long ago that was, in ms.
    pub synced_ago_ms: Option<u64>,
}

/// An own listing that was refused.
#[derive(Clone, Debug, PartialEq)]
pub struct RefusedListing {
    /// Its id.
    pub object: ObjectId,
    /// Its titles; none for a withdrawal.
    pub titles: Texts,
    /// Why.
    pub code: Code,
}

impl Device {
    /// How things stand.
    ///
    /// # Errors
    /// Those of the store.
    pub fn status(&self) -> Result<Status, AppError> {
        let views = self.territories()?;
        let mut territories = Vec::with_capacity(views.len());
        for view in views {
            let (_, changes) = self.publishers(Some(view.space))?;
            let status = self.store().read(|read| {
                let space = crate::app::territory::one_territory(read, Some(view.space))?;
                territory(read, &space, view, changes)
            });
            territories.push(status?);
        }
        let size = |suffix: &str| {
            let mut name = self.store().path().as_os_str().to_owned();
            name.push(suffix);
            std::fs::metadata(name).map_or(0, |meta| meta.len())
        };
        Ok(Status {
            territories,
            spaces: self.private_spaces()?,
            bytes: size("") + size("-wal"),
        })
    }
}

impl Device {
    /// Where the listings of this device stand: grows with every change of one.
    ///
    /// # Errors
    /// Those of the store.
    pub fn revision(&self) -> Result<i64, AppError> {
        Ok(self.store().read(|read| read.rev())?)
    }

    /// How many listings changed after a revision.
    ///
    /// # Errors
    /// Those of the store.
    pub fn changed_after(&self, revision: i64) -> Result<u64, AppError> {
        Ok(self.store().read(|read| read.changed_after(revision))?)
    }

    /// Where what others said in the private spaces of this device stands: grows with all that comes.
    ///
    /// # Errors
    /// Those of the store.
    pub fn heard(&self) -> Result<i64, AppError> {
        Ok(self.store().read(|read| read.last_entry())?)
    }

    /// How often others said something in the private spaces of this device after that: commands, each of which may change
    /// several things.
    ///
    /// # Errors
    /// Those of the store.
    pub fn heard_after(&self, heard: i64) -> Result<u64, AppError> {
        self.store().read(|read| {
            let mut came = 0;
            for space in read.private_spaces()? {
                came += read.came_after(space.sp, heard)?;
            }
            Ok(came)
        })
    }
}

fn territory(
    read: &Read<'_>,
    space: &Space,
    territory: TerritoryView,
    changes: Vec<WaitingChange>,
) -> Result<TerritoryStatus, AppError> {
    let mut refused = Vec::new();
    for own in read.refused_own(space.sp)? {
        let OutState::Refused(code) = own.state else {
            continue;
        };
        for bytes in items(&own.items) {
            if let Ok(item) = Item::read(&bytes) {
                refused.push(RefusedListing {
                    object: item.object,
                    titles: listing_of(&item).map(|listing| listing.title).unwrap_or_default(),
                    code,
                });
            }
        }
    }
    let many = |lives: &usize| *lives >= limits::MANY_LIVES;
    let governs = territory.role.is_some_and(|role| role.governs());
    let own = space.author.map(|author| author.ord);
    let restless = match governs {
        true => read.logged_lives_today(space.sp)?,
        false => Vec::new(),
    };
    let ago = territory.synced_ms.map(|ms| read.now_ms.saturating_sub(ms));
    Ok(TerritoryStatus {
        listings: read.listing_counts(space.sp)?,
        out: read.out_counts(space.sp)?,
        refused,
        changes,
        many_lives: Some(read.own_lives_today(space.sp)?).filter(many),
        restless: restless
            .into_iter()
            .filter(|(ord, lives)| Some(*ord) != own && many(lives))
            .collect(),
        quarantined: read.quarantined(space.sp)?,
        synced: territory.synced_ms.and_then(|ms| moment(ms, space.zone)),
        synced_ago_ms: ago.and_then(|ms| u64::try_from(ms).ok()),
        territory,
    })
}
