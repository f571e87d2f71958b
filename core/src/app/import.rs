//! Imports: what a file says, laid over what is here. A second import of the same file changes and sends
//! nothing; what people edited by hand stays; what was withdrawn stays withdrawn.

use std::collections::BTreeSet;

use ekin_exchange::draft::Draft;
use ekin_exchange::{At, Context, Format, How, Import, ImportError, Limits, Mapping};
use ekin_protocol::id::{ListingKey, ObjectId, OrgId, SpaceId};

use super::device::Device;
use super::error::AppError;
use super::publish::{Standing, find, territory_of};
use super::territory::one_territory;
use super::write::Change;
use super::{draft, edit, undo};
use crate::domain::field::{Field, FieldError};
use crate::domain::territory::Territory;
use crate::record::payload;
use crate::storage::{Space, Tx};

/// Records written in one transaction.
const TOGETHER: usize = 512;

/// How to import.
#[derive(Clone, Debug, Default)]
pub struct ImportOptions<'a> {
    /// Format, where it is known.
    pub format: Option<Format>,
    /// Name of the file, for finding its format.
    pub file_name: Option<&'a str>,
    /// Which column is what.
    pub mapping: Option<&'a Mapping>,
    /// Say what would happen and change nothing.
    pub dry_run: bool,
    /// What the sources of this file published before and is no longer in it is withdrawn.
    pub complete: bool,
    /// What was withdrawn and is in the file is published again.
    pub revive: bool,
}

/// What an import did, or with `dry_run` would do.
#[derive(Clone, Debug, Default)]
pub struct ImportReport {
    /// Listings made.
    pub new: Vec<ObjectId>,
    /// Listings changed.
    pub changed: Vec<ObjectId>,
    /// Listings that say the same as before.
    pub same: usize,
    /// Fields that stayed as a person edited them, though the file says something else.
    pub kept: Vec<(ObjectId, Vec<Field>)>,
    /// Listings of the file that stay withdrawn.
    pub stay_withdrawn: Vec<ObjectId>,
    /// Listings withdrawn because the file no longer has them.
    pub withdrawn: Vec<ObjectId>,
    /// Entries that could not become listings, and values of others that could not be used.
    pub fields: Vec<(At, FieldError)>,
    /// How many entries could not become listings.
    pub rejected: usize,
    /// Listings whose source gave no id: a changed title or time will come as new.
    pub without_id: usize,
    /// What the reader of the format said: losses, problems, counts. Its drafts were taken out.
    pub read: Option<Import>,
}

/// Why nothing was imported.
#[derive(Debug, thiserror::Error)]
pub enum ImportFailure {
    /// The file as a whole cannot be read.
    #[error(transparent)]
    File(#[from] ImportError),
    /// The device or its store.
    #[error(transparent)]
    App(#[from] AppError),
}

impl From<crate::storage::StoreError> for ImportFailure {
    fn from(error: crate::storage::StoreError) -> Self {
        Self::App(error.into())
    }
}

/// One listing of the file, ready to be compared with what is here.
struct Incoming {
    at: At,
    draft: Draft,
}

impl Device {
    /// Imports a file. `tick` hears how many of how many entries are done.
    ///
    /// # Errors
    /// When the file as a whole cannot be read, this device may not publish, or the store cannot write.
    /// Entries that are wrong are in the report and stop nothing.
    pub fn import(
        &self,
        space: Option<SpaceId>,
        bytes: &[u8],
        options: &ImportOptions<'_>,
        mut tick: impl FnMut(usize, usize),
    ) -> Result<ImportReport, ImportFailure> {
        let (space, territory, org) = self.store().read(|read| {
            let space = one_territory(read, space)?;
            let org = self.own_org(read, &space)?;
            let territory = territory_of(read, &space)?;
            Ok::<_, AppError>((space, territory, org))
        })?;
        let how = How {
            format: options.format,
            file_name: options.file_name,
            mapping: options.mapping,
        };
        let context = Context {
            territory_zone: territory.zone,
            default_language: territory.language().as_str().to_owned(),
        };
        let mut read = ekin_exchange::import(bytes, how, &context, &Limits::default())?;
        let entries = std::mem::take(&mut read.drafts);
        let incoming: Vec<_> = entries
            .into_iter()
            .map(|entry| Incoming {
                at: entry.at,
                draft: entry.draft,
            })
            .collect();
        let mut report = ImportReport {
            read: Some(read),
            ..ImportReport::default()
        };
        let mut run = Run {
            device: self,
            space: &space,
            territory: &territory,
            org,
            options,
        };
        let total = incoming.len();
        let mut seen = BTreeSet::new();
        let mut schemes = BTreeSet::new();
        for (n, batch) in incoming.chunks(TOGETHER).enumerate() {
            run.batch(batch, &mut report, &mut seen, &mut schemes)?;
            tick((n * TOGETHER + batch.len()).min(total), total);
        }
        if options.complete {
            run.withdraw_vanished(&seen, &schemes, &mut report)?;
        }
        Ok(report)
    }
}

/// What is to be written, and how it stood before.
type Compared = (Vec<Change>, Vec<(ObjectId, Option<Standing>)>);

struct Run<'a> {
    device: &'a Device,
    space: &'a Space,
    territory: &'a Territory,
    org: OrgId,
    options: &'a ImportOptions<'a>,
}

impl Run<'_> {
    fn batch(
        &mut self,
        batch: &[Incoming],
        report: &mut ImportReport,
        seen: &mut BTreeSet<ObjectId>,
        schemes: &mut BTreeSet<String>,
    ) -> Result<(), AppError> {
        let compare = |tx: &crate::storage::Read<'_>,
                       report: &mut ImportReport,
                       seen: &mut BTreeSet<ObjectId>|
         -> Result<Compared, AppError> {
            let (mut changes, mut before) = (Vec::new(), Vec::new());
            for incoming in batch {
                if let Some((change, standing)) = self.compare(tx, incoming, report, seen)? {
                    before.push((change.object, standing));
                    changes.push(change);
                }
            }
            Ok((changes, before))
        };
        schemes.extend(
            batch
                .iter()
                .filter_map(|i| Some(i.draft.source.as_ref()?.scheme.clone())),
        );
        if self.options.dry_run {
            self.device.store().read(|read| compare(read, report, seen))?;
            return Ok(());
        }
        self.device.store().write(|tx| {
            let (changes, before) = compare(tx, report, seen)?;
            let before: Vec<_> = before.iter().map(|(object, s)| (*object, s.as_ref())).collect();
            undo::remember(tx, self.space.id, &before)?;
            if changes.is_empty() {
                Ok(())
            } else {
                self.device.put(tx, self.space.sp, &changes)
            }
        })
    }

    /// What one listing of the file changes here, if anything.
    fn compare(
        &self,
        read: &crate::storage::Read<'_>,
        incoming: &Incoming,
        report: &mut ImportReport,
        seen: &mut BTreeSet<ObjectId>,
    ) -> Result<Option<(Change, Option<Standing>)>, AppError> {
        let listing = match draft::salvage(&incoming.draft, self.territory) {
            Ok((listing, unused)) => {
                report
                    .fields
                    .extend(unused.into_iter().map(|error| (incoming.at, error)));
                listing
            }
            Err(errors) => {
                report.rejected += 1;
                report
                    .fields
                    .extend(errors.into_iter().map(|error| (incoming.at, error)));
                return Ok(None);
            }
        };
        if incoming
            .draft
            .source
            .as_ref()
            .is_some_and(|source| source.derived)
        {
            report.without_id += 1;
        }
        let (org, key, standing) = match self.known(read, &incoming.draft)? {
            Some(standing) => (standing.org, standing.key, Some(standing)),
            None => {
                let key = self.key_of(&incoming.draft);
                let object = self.space.id.listing(&self.org, &key);
                (self.org, key, Standing::of(read, self.space.sp, &object)?)
            }
        };
        let object = self.space.id.listing(&org, &key);
        if !seen.insert(object) {
            return Ok(None);
        }
        let Some(standing) = standing else {
            report.new.push(object);
            let payload = payload::encode(&listing)?;
            return Ok(Some((
                Change::listing(self.space.id, org, key, Vec::new(), payload),
                None,
            )));
        };
        if standing.is_withdrawn() && !self.options.revive {
            report.stay_withdrawn.push(object);
            return Ok(None);
        }
        let (merged, kept) = match standing.listing()? {
            Some(current) => edit::overlay_import(&current, &listing),
            None => (listing, Vec::new()),
        };
        if !kept.is_empty() {
            report.kept.push((object, kept));
        }
        let payload = payload::encode(&merged)?;
        let unchanged = |head: &crate::storage::Head| head.body == payload;
        if !standing.is_withdrawn() && standing.heads.iter().all(unchanged) {
            report.same += 1;
            return Ok(None);
        }
        report.changed.push(object);
        let change = Change::listing(self.space.id, org, key, standing.replaced(), payload);
        Ok(Some((change, Some(standing))))
    }

    /// A listing that the file names by Ekin's own id.
    fn known(&self, read: &crate::storage::Read<'_>, draft: &Draft) -> Result<Option<Standing>, AppError> {
        let Some(id) = &draft.id else { return Ok(None) };
        match find(read, self.space, id) {
            Ok((_, standing)) if self.device.may_publish(read, self.space, standing.org).is_ok() => {
                Ok(Some(standing))
            }
            Ok(_) | Err(AppError::NoListing { .. } | AppError::Ambiguous { .. }) => Ok(None),
            Err(error) => Err(error),
        }
    }

    fn key_of(&self, draft: &Draft) -> ListingKey {
        match (&draft.source, &draft.id) {
            (Some(source), _) => ListingKey::of_import(&source.scheme, &source.id),
            (None, Some(id)) => ListingKey::of_import("ekin", id),
            (None, None) => ListingKey(self.device.around().random()),
        }
    }

    /// Withdraws what the file's sources published before and is no longer in it.
    fn withdraw_vanished(
        &self,
        seen: &BTreeSet<ObjectId>,
        schemes: &BTreeSet<String>,
        report: &mut ImportReport,
    ) -> Result<(), AppError> {
        let vanished = |tx: &crate::storage::Read<'_>| -> Result<Vec<(ObjectId, Standing)>, AppError> {
            let mut gone = Vec::new();
            for object in tx.objects_of(self.space.sp, &self.org)? {
                let standing = Standing::of(tx, self.space.sp, &object)?.filter(|s| !s.is_withdrawn());
                let Some(standing) = standing.filter(|_| !seen.contains(&object)) else {
                    continue;
                };
                let source = standing.listing()?.and_then(|listing| listing.source);
                if source.is_some_and(|source| schemes.contains(source.scheme.as_ref())) {
                    gone.push((object, standing));
                }
            }
            Ok(gone)
        };
        let end = |tx: &Tx<'_>| -> Result<Vec<ObjectId>, AppError> {
            let gone = vanished(tx)?;
            self.device.withdraw_these(tx, self.space, &gone)?;
            Ok(gone.into_iter().map(|(object, _)| object).collect())
        };
        report.withdrawn = if self.options.dry_run {
            let gone = self.device.store().read(vanished)?;
            gone.into_iter().map(|(object, _)| object).collect()
        } else {
            self.device.store().write(end)?
        };
        Ok(())
    }
}
