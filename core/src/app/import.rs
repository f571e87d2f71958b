//! Imports: what a file says, laid over what is here. A second import of the same file changes and sends
//! nothing; what people edited by hand stays; what was withdrawn stays withdrawn.

use std::collections::{BTreeMap, BTreeSet};

use ekin_exchange::draft::Draft;
use ekin_exchange::{At, Context, Format, How, Import, ImportError, Limits, Mapping};
use ekin_protocol::id::{ListingKey, ObjectId, OrgId, SpaceId};

use super::device::Device;
use super::error::AppError;
use super::publish::{Standing, find, territory_of};
use super::territory::one_territory;
use super::undo::Step;
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
    /// Format of every file, where it is known.
    pub format: Option<Format>,
    /// Name of the one file of [`Device::import`], for finding its format.
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
    /// Entries that another file of the same command holds in a newer form.
    pub superseded: usize,
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

/// One file of an import.
#[derive(Clone, Copy, Debug)]
pub struct ImportFile<'a> {
    /// What it holds.
    pub bytes: &'a [u8],
    /// Its name, for finding its format.
    pub name: Option<&'a str>,
}

/// One listing of a file, ready to be compared with what is here.
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
        tick: impl FnMut(usize, usize),
    ) -> Result<ImportReport, ImportFailure> {
        let file = ImportFile {
            bytes,
            name: options.file_name,
        };
        let mut reports = self.import_all(space, &[file], options, tick)?;
        reports.pop().unwrap_or_else(|| Ok(ImportReport::default()))
    }

    /// Imports files as one source: what several of them hold comes from the one in which it is newest, by the
    /// source's own word, else from the last one, so that the same files change nothing a second time. With
    /// `complete`, only what is in none of them has vanished, and nothing has when one of them cannot be read.
    /// A report for each file, or why it cannot be read; what vanished is in the last report.
    ///
    /// # Errors
    /// When this device may not publish or the store cannot write.
    pub fn import_all(
        &self,
        space: Option<SpaceId>,
        files: &[ImportFile<'_>],
        options: &ImportOptions<'_>,
        mut tick: impl FnMut(usize, usize),
    ) -> Result<Vec<Result<ImportReport, ImportFailure>>, AppError> {
        let (space, territory, org) = self.store().read(|read| {
            let space = one_territory(read, space)?;
            let org = self.own_org(read, &space)?;
            let territory = territory_of(read, &space)?;
            Ok::<_, AppError>((space, territory, org))
        })?;
        let context = Context {
            territory_zone: territory.zone,
            default_language: territory.language().as_str().to_owned(),
        };
        let read = |file: &ImportFile<'_>| {
            let how = How {
                format: options.format,
                file_name: file.name,
                mapping: options.mapping,
            };
            ekin_exchange::import(file.bytes, how, &context, &Limits::default())
        };
        let mut read: Vec<_> = files.iter().map(read).collect();
        let superseded = leave_newest(&mut read);
        let whole = read.iter().all(Result::is_ok);
        let total = read.iter().flatten().map(|file| file.drafts.len()).sum();
        let mut run = Run {
            device: self,
            space: &space,
            territory: &territory,
            org,
            options,
            step: Step::New,
            seen: BTreeSet::new(),
            schemes: BTreeSet::new(),
        };
        let mut done = 0;
        let mut reports = Vec::with_capacity(files.len());
        for (file, superseded) in read.into_iter().zip(superseded) {
            let mut file = match file {
                Ok(file) => file,
                Err(error) => {
                    reports.push(Err(error.into()));
                    continue;
                }
            };
            let drafts = std::mem::take(&mut file.drafts).into_iter();
            let incoming: Vec<_> = drafts
                .map(|entry| Incoming {
                    at: entry.at,
                    draft: entry.draft,
                })
                .collect();
            let mut report = ImportReport {
                superseded,
                read: Some(file),
                ..ImportReport::default()
            };
            for batch in incoming.chunks(TOGETHER) {
                run.batch(batch, &mut report)?;
                done += batch.len();
                tick(done, total);
            }
            reports.push(Ok(report));
        }
        if let (true, true, Some(Ok(last))) = (options.complete, whole, reports.last_mut()) {
            run.withdraw_vanished(last)?;
        }
        Ok(reports)
    }
}

/// Of entries that several files hold, leaves the one that its source updated last, or of equals the one in the last
/// file. Says for each file how many were taken from another.
fn leave_newest(read: &mut [Result<Import, ImportError>]) -> Vec<usize> {
    type Name = (String, String);
    let name = |draft: &Draft| -> Option<Name> {
        let source = draft.source.as_ref().filter(|source| !source.id.is_empty());
        match (source, &draft.id) {
            (Some(source), _) => Some((source.scheme.clone(), source.id.clone())),
            (None, Some(id)) => Some((String::new(), id.clone())),
            (None, None) => None,
        }
    };
    let mut newest: BTreeMap<Name, (Option<String>, usize)> = BTreeMap::new();
    for (n, file) in read.iter().enumerate() {
        for entry in file.iter().flat_map(|file| &file.drafts) {
            let Some(name) = name(&entry.draft) else { continue };
            let this = (entry.draft.updated.clone(), n);
            let best = newest.entry(name).or_insert_with(|| this.clone());
            // Instants and days of one source are written alike: their order is that of their texts.
            *best = this.max(best.clone());
        }
    }
    let mut superseded = Vec::with_capacity(read.len());
    for (n, file) in read.iter_mut().enumerate() {
        let Ok(file) = file else {
            superseded.push(0);
            continue;
        };
        let before = file.drafts.len();
        let here = |name: Name| newest.get(&name).is_none_or(|(_, best)| *best == n);
        file.drafts.retain(|entry| name(&entry.draft).is_none_or(here));
        superseded.push(before - file.drafts.len());
    }
    superseded
}

/// What is to be written, and how it stood before.
type Compared = (Vec<Change>, Vec<(ObjectId, Option<Standing>)>);

struct Run<'a> {
    device: &'a Device,
    space: &'a Space,
    territory: &'a Territory,
    org: OrgId,
    options: &'a ImportOptions<'a>,
    /// Whether something was changed already.
    step: Step,
    /// Objects that the files hold.
    seen: BTreeSet<ObjectId>,
    /// Schemes of the files' ids.
    schemes: BTreeSet<String>,
}

impl Run<'_> {
    fn batch(&mut self, batch: &[Incoming], report: &mut ImportReport) -> Result<(), AppError> {
        let schemes = batch
            .iter()
            .filter_map(|i| Some(i.draft.source.as_ref()?.scheme.clone()));
        self.schemes.extend(schemes);
        let device = self.device;
        if self.options.dry_run {
            device
                .store()
                .read(|read| self.compare_all(read, batch, report))?;
            return Ok(());
        }
        let changed = device.store().write(|tx| {
            let (changes, before) = self.compare_all(tx, batch, report)?;
            if changes.is_empty() {
                return Ok::<_, AppError>(false);
            }
            let before: Vec<_> = before.iter().map(|(object, s)| (*object, s.as_ref())).collect();
            undo::remember_as(tx, self.space.id, &before, self.step)?;
            device.put(tx, self.space.sp, &changes)?;
            Ok(true)
        })?;
        if changed {
            self.step = Step::Same;
        }
        Ok(())
    }

    fn compare_all(
        &mut self,
        read: &crate::storage::Read<'_>,
        batch: &[Incoming],
        report: &mut ImportReport,
    ) -> Result<Compared, AppError> {
        let (mut changes, mut before) = (Vec::new(), Vec::new());
        for incoming in batch {
            if let Some((change, standing)) = self.compare(read, incoming, report)? {
                before.push((change.object, standing));
                changes.push(change);
            }
        }
        Ok((changes, before))
    }

    /// What one listing of the file changes here, if anything.
    fn compare(
        &mut self,
        read: &crate::storage::Read<'_>,
        incoming: &Incoming,
        report: &mut ImportReport,
    ) -> Result<Option<(Change, Option<Standing>)>, AppError> {
        let (org, key, standing) = match self.known(read, &incoming.draft)? {
            Some(standing) => (standing.org, standing.key, Some(standing)),
            None => {
                let key = self.key_of(&incoming.draft);
                let object = self.space.id.listing(&self.org, &key);
                (self.org, key, Standing::of(read, self.space.sp, &object)?)
            }
        };
        let object = self.space.id.listing(&org, &key);
        // What cannot be read this time has not vanished from its source.
        let first = self.seen.insert(object);
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
        if !first {
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
    fn withdraw_vanished(&self, report: &mut ImportReport) -> Result<(), AppError> {
        let vanished = |tx: &crate::storage::Read<'_>| -> Result<Vec<(ObjectId, Standing)>, AppError> {
            let mut gone = Vec::new();
            for object in tx.objects_of(self.space.sp, &self.org)? {
                let standing = Standing::of(tx, self.space.sp, &object)?.filter(|s| !s.is_withdrawn());
                let Some(standing) = standing.filter(|_| !self.seen.contains(&object)) else {
                    continue;
                };
                let source = standing.listing()?.and_then(|listing| listing.source);
                if source.is_some_and(|source| self.schemes.contains(source.scheme.as_ref())) {
                    gone.push((object, standing));
                }
            }
            Ok(gone)
        };
        let end = |tx: &Tx<'_>| -> Result<Vec<ObjectId>, AppError> {
            let gone = vanished(tx)?;
            self.device.withdraw_these(tx, self.space, &gone, self.step)?;
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
