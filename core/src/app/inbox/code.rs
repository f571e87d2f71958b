//! The code of a territory, which keeps a lane of its inbox free, and the link of a house's inbox.

use ekin_protocol::id::SpaceId;
use ekin_protocol::inbox::TerritoryCode;
use ekin_protocol::link::Link;

use super::InboxError;
use crate::app::device::Device;
use crate::app::error::AppError;
use crate::app::space::one_space;
use crate::app::territory::{one_territory, role_here};
use crate::app::worker::want_inbox;
use crate::domain::answer::WebAddress;
use crate::storage::{Read, Space};

/// The code of a territory on this device.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CodeView {
    /// The code, as it is printed: `XXXX-XXXX-XXX`.
    pub code: String,
    /// Whether the territory's membership names it: then it opens the reserved lane.
    pub in_force: bool,
}

impl Device {
    /// The territory's code, where this device knows it.
    ///
    /// # Errors
    /// [`AppError::NoTerritory`], [`AppError::SeveralTerritories`].
    pub fn territory_code(&self, space: Option<SpaceId>) -> Result<Option<CodeView>, AppError> {
        self.store().read(|read| {
            let space = one_territory(read, space)?;
            let Some((code, _)) = read.territory_code(space.sp)? else {
                return Ok(None);
            };
            let members = read.membership(space.sp)?;
            let named = members.and_then(|members| members.inbox()?.code);
            Ok(Some(CodeView {
                code: code.to_string(),
                in_force: named == Some(code.hash(&space.id)),
            }))
        })
    }

    /// Draws a new code. It is in force once the relay holds the change; posters with the old one lead to the open lane from
    /// then on.
    ///
    /// # Errors
    /// [`AppError::NotAnOwner`] unless this device is owner or admin.
    pub fn renew_territory_code(&self, space: Option<SpaceId>) -> Result<String, AppError> {
        let code = TerritoryCode::new(self.around().random());
        self.store().write(|tx| {
            let space = one_territory(tx, space)?;
            let role = role_here(tx, space.sp)?.ok_or(AppError::NotAMember)?;
            if !role.governs() {
                return Err(AppError::NotAnOwner);
            }
            tx.set_territory_code(space.sp, code, true)?;
            want_inbox(tx, space.sp)?;
            self.changed();
            Ok(code.to_string())
        })
    }

    /// Keeps a code that a person read from a poster.
    ///
    /// # Errors
    /// [`InboxError::Code`].
    pub fn enter_territory_code(&self, space: Option<SpaceId>, code: &str) -> Result<String, AppError> {
        let code: TerritoryCode = code.parse().map_err(InboxError::Code)?;
        self.store().write(|tx| {
            let space = one_territory(tx, space)?;
            tx.set_territory_code(space.sp, code, false)?;
            Ok(code.to_string())
        })
    }

    /// The link of a house's inbox, for whoever wants to write to its people: for paper, or for a way to answer in a listing.
    /// It holds the present key, which opens for 180 days after the next one came.
    ///
    /// # Errors
    /// [`AppError::UnknownSpace`], [`InboxError::NoInbox`] before the first sync after the space was made.
    pub fn inbox_link(&self, space: SpaceId) -> Result<String, AppError> {
        self.store()
            .read(|read| Ok(link_of(read, one_space(read, space)?)?.to_string()))
    }
}

fn link_of(read: &Read<'_>, space: Space) -> Result<Link, AppError> {
    let members = read.membership(space.sp)?.ok_or(AppError::NotAMember)?;
    let inbox = members.inbox().ok_or(InboxError::NoInbox)?;
    Ok(Link::Inbox {
        space: space.id,
        urls: space.urls,
        name: space.name,
        key: inbox.key,
    })
}

/// The link of a house's inbox as a web address: a way to answer that a listing names.
///
/// # Errors
/// As [`Device::inbox_link`].
pub(crate) fn address_of(read: &Read<'_>, space: SpaceId) -> Result<WebAddress, AppError> {
    let space = one_space(read, space)?;
    let relay = space.urls.first().cloned().ok_or(InboxError::NoInbox)?;
    let address = link_of(read, space)?.to_web(&relay);
    WebAddress::parse(&address).map_err(|_| InboxError::NoInbox.into())
}
