//! Publishing: a listing made, replaced, edited field by field, withdrawn; and the last step taken back.

use ekin_exchange::draft::Draft;
use ekin_protocol::id::{ItemHash, ListingKey, ObjectId, OrgId, SpaceId};
use ekin_protocol::item::{Item, kind};

use super::device::Device;
use super::draft_file::nth;
use super::error::AppError;
use super::meant::only;
use super::territory::{one_territory, org_here, role_here};
use super::undo::Step;
use super::write::{Change, hashes};
use super::{draft, edit, undo};
use crate::domain::field::Field;
use crate::domain::listing::Listing;
use crate::domain::territory::Territory;
use crate::record::{self, payload};
use crate::storage::{Head, Read, Sp, Space, Tx};

/// A listing as it stands: where it belongs and its versions, the displayed one last.
pub(crate) struct Standing {
    /// Its organisation.
    pub org: OrgId,
    /// What the organisation calls it.
    pub key: ListingKey,
    /// Its heads.
    pub heads: Vec<Head>,
}

impl Standing {
    /// The object's heads; none when nothing of it is here.
    pub fn of(read: &Read<'_>, sp: Sp, object: &ObjectId) -> Result<Option<Self>, AppError> {
        let heads = read.heads(sp, object)?;
        let Some(displayed) = heads.last() else {
            return Ok(None);
        };
        let bytes = displayed.item_bytes();
        let item = Item::read(&bytes).map_err(crate::storage::StoreError::from)?;
        Ok(item.meta.listing.map(|(org, key)| Self { org, key, heads }))
    }

    /// The version that is displayed, unless it is a tombstone.
    pub fn listing(&self) -> Result<Option<Listing>, AppError> {
        match self.heads.last() {
            Some(head) if head.kind == kind::LISTING => Ok(Some(payload::decode(&head.body)?)),
            _ => Ok(None),
        }
    }

    /// Whether a version is a tombstone, which hides the listing.
    pub fn is_withdrawn(&self) -> bool {
        self.heads.iter().any(|head| head.kind == kind::TOMBSTONE)
    }

    /// What a new value replaces.
    pub fn replaced(&self) -> Vec<ItemHash> {
        hashes(&self.heads)
    }
}

impl Device {
    /// Publishes a listing: a new one, or with an `id` the next value of that one. Gives the object.
    ///
    /// # Errors
    /// [`AppError::Fields`] with every problem; [`AppError::NotAMember`], [`AppError::NotAllowed`],
    /// [`AppError::NoListing`].
    pub fn publish(&self, space: Option<SpaceId>, draft: &Draft) -> Result<ObjectId, AppError> {
        let objects = self.publish_all(space, std::slice::from_ref(draft))?;
        objects.first().copied().ok_or(AppError::NotAllowed)
    }

    /// Publishes listings, all or none, as one step to take back.
    ///
    /// # Errors
    /// As [`Device::publish`]; the problems of several listings name each by its place, `[0]` the first.
    pub fn publish_all(&self, space: Option<SpaceId>, drafts: &[Draft]) -> Result<Vec<ObjectId>, AppError> {
        self.store().write(|tx| {
            let space = one_territory(tx, space)?;
            let territory = territory_of(tx, &space)?;
            let (mut changes, mut before, mut wrong) = (Vec::new(), Vec::new(), Vec::new());
            for (n, draft) in drafts.iter().enumerate() {
                match self.change_of(tx, &space, &territory, draft) {
                    Ok((change, standing)) => {
                        before.push((change.object, standing));
                        changes.push(change);
                    }
                    Err(AppError::Fields(errors)) if drafts.len() > 1 => {
                        wrong.extend(errors.into_iter().map(|error| nth(n, error)));
                    }
                    Err(error) => return Err(error),
                }
            }
            if !wrong.is_empty() {
                return Err(AppError::Fields(wrong));
            }
            let before: Vec<_> = before.iter().map(|(object, s)| (*object, s.as_ref())).collect();
            undo::remember(tx, space.id, &before)?;
            self.put(tx, space.sp, &changes)?;
            Ok(changes.iter().map(|change| change.object).collect())
        })
    }

    /// What publishing a draft changes, and how its object stands.
    fn change_of(
        &self,
        tx: &Tx<'_>,
        space: &Space,
        territory: &Territory,
        draft: &Draft,
    ) -> Result<(Change, Option<Standing>), AppError> {
        if let Some(id) = &draft.id {
            let (_, standing) = find(tx, space, id)?;
            let current = standing
                .listing()?
                .ok_or_else(|| AppError::NoListing { id: id.clone() })?;
            let listing = edit::replace(&current, draft, territory).map_err(AppError::Fields)?;
            self.may_publish(tx, space, standing.org)?;
            let payload = payload::encode(&listing)?;
            let change = Change::listing(space.id, standing.org, standing.key, standing.replaced(), payload);
            return Ok((change, Some(standing)));
        }
        let listing = draft::validate(draft, territory).map_err(AppError::Fields)?;
        let org = self.own_org(tx, space)?;
        let key = match &draft.source {
            Some(source) => ListingKey::of_import(&source.scheme, &source.id),
            None => ListingKey(self.around().random()),
        };
        let payload = payload::encode(&listing)?;
        let standing = Standing::of(tx, space.sp, &space.id.listing(&org, &key))?;
        let replaced = standing.as_ref().map(Standing::replaced).unwrap_or_default();
        Ok((Change::listing(space.id, org, key, replaced, payload), standing))
    }

    /// Changes fields of a listing, and says which.
    ///
    /// # Errors
    /// As [`Device::publish`].
    pub fn edit(
        &self,
        space: Option<SpaceId>,
        id: &str,
        changes: &[(&str, &str)],
    ) -> Result<(ObjectId, Vec<Field>), AppError> {
        self.store().write(|tx| {
            let space = one_territory(tx, space)?;
            let territory = territory_of(tx, &space)?;
            let (object, standing) = find(tx, &space, id)?;
            self.may_publish(tx, &space, standing.org)?;
            let current = standing
                .listing()?
                .ok_or_else(|| AppError::NoListing { id: id.to_owned() })?;
            let (listing, fields) = edit::edit(&current, changes, &territory).map_err(AppError::Fields)?;
            undo::remember(tx, space.id, &[(object, Some(&standing))])?;
            let payload = payload::encode(&listing)?;
            let change = Change::listing(space.id, standing.org, standing.key, standing.replaced(), payload);
            self.put(tx, space.sp, &[change])?;
            Ok((object, fields))
        })
    }

    /// Settles a conflict by keeping one version, named by the first digits of its hash.
    ///
    /// # Errors
    /// As [`Device::publish`]; [`AppError::NoListing`] when no version begins so.
    pub fn keep_version(
        &self,
        space: Option<SpaceId>,
        id: &str,
        version: &str,
    ) -> Result<ObjectId, AppError> {
        self.store().write(|tx| {
            let space = one_territory(tx, space)?;
            let (object, standing) = find(tx, &space, id)?;
            self.may_publish(tx, &space, standing.org)?;
            let kept = standing
                .heads
                .iter()
                .find(|head| head.hash.to_string().starts_with(version));
            let kept = kept.ok_or_else(|| AppError::NoListing {
                id: version.to_owned(),
            })?;
            let (org, key, replaced) = (standing.org, standing.key, standing.replaced());
            let change = match kept.kind {
                kind::TOMBSTONE => Change::tombstone(space.id, org, key, replaced),
                _ => Change::listing(space.id, org, key, replaced, kept.body.clone()),
            };
            undo::remember(tx, space.id, &[(object, Some(&standing))])?;
            self.put(tx, space.sp, &[change])?;
            Ok(object)
        })
    }

    /// Withdraws a listing: readers see it no more.
    ///
    /// # Errors
    /// As [`Device::publish`].
    pub fn withdraw(&self, space: Option<SpaceId>, id: &str) -> Result<ObjectId, AppError> {
        self.store().write(|tx| {
            let space = one_territory(tx, space)?;
            let (object, standing) = find(tx, &space, id)?;
            self.may_publish(tx, &space, standing.org)?;
            self.withdraw_these(tx, &space, &[(object, standing)], Step::New)?;
            Ok(object)
        })
    }

    /// Withdraws every listing of an organisation; gives how many.
    ///
    /// # Errors
    /// As [`Device::publish`].
    pub fn withdraw_all_of(&self, space: Option<SpaceId>, org: OrgId) -> Result<usize, AppError> {
        self.store().write(|tx| {
            let space = one_territory(tx, space)?;
            self.may_publish(tx, &space, org)?;
            let mut standings = Vec::new();
            for object in tx.objects_of(space.sp, &org)? {
                let standing = Standing::of(tx, space.sp, &object)?;
                standings.extend(
                    standing
                        .filter(|s| !s.is_withdrawn())
                        .map(|standing| (object, standing)),
                );
            }
            self.withdraw_these(tx, &space, &standings, Step::New)?;
            Ok(standings.len())
        })
    }

    pub(crate) fn withdraw_these(
        &self,
        tx: &Tx<'_>,
        space: &Space,
        standings: &[(ObjectId, Standing)],
        step: Step,
    ) -> Result<(), AppError> {
        let before: Vec<_> = standings
            .iter()
            .map(|(object, standing)| (*object, Some(standing)))
            .collect();
        undo::remember_as(tx, space.id, &before, step)?;
        let end = |(_, s): &(ObjectId, Standing)| Change::tombstone(space.id, s.org, s.key, s.replaced());
        let changes: Vec<_> = standings.iter().map(end).collect();
        self.put(tx, space.sp, &changes)
    }

    /// The organisation for which this device publishes.
    pub(crate) fn own_org(&self, read: &Read<'_>, space: &Space) -> Result<OrgId, AppError> {
        let org = org_here(read, space.sp)?;
        self.may_publish(read, space, org)?;
        Ok(org)
    }

    /// Whether this device may publish for an organisation. The relay and every reader judge the same.
    pub(crate) fn may_publish(&self, read: &Read<'_>, space: &Space, org: OrgId) -> Result<(), AppError> {
        let role = role_here(read, space.sp)?.ok_or(AppError::NotAMember)?;
        let author = Self::author(read, space.sp)?;
        let own = read
            .membership(space.sp)?
            .and_then(|members| members.member(author.ord)?.org());
        if role.publishes_for_any() || (role.publishes() && own == Some(org)) {
            Ok(())
        } else {
            Err(AppError::NotAllowed)
        }
    }
}

/// The listing whose id begins so.
pub(crate) fn find(read: &Read<'_>, space: &Space, id: &str) -> Result<(ObjectId, Standing), AppError> {
    let id = id.trim().trim_start_matches("ekin:").to_lowercase();
    let missing = || AppError::NoListing { id: id.clone() };
    let object = only(read.objects_beginning(space.sp, &id)?, &id, missing)?;
    let standing = Standing::of(read, space.sp, &object)?.ok_or_else(missing)?;
    Ok((object, standing))
}

/// What the territory says of itself; before its listing came, its zone and name as the link gave them.
pub(crate) fn territory_of(read: &Read<'_>, space: &Space) -> Result<Territory, AppError> {
    let genesis = read
        .membership(space.sp)?
        .and_then(|members| members.member(0)?.org());
    if let Some(org) = genesis {
        let object = space.id.listing(&org, &space.id.territory_key());
        if let Some(head) = read.heads(space.sp, &object)?.last() {
            return Ok(record::territory::decode(&head.body, space.zone)?);
        }
    }
    Ok(Territory::new(crate::domain::text::Texts::default(), space.zone))
}
