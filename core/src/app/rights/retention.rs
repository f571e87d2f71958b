//! What goes by itself because its time is over: shown with the day, and forgotten when somebody who governs says so.

use std::collections::BTreeMap;

use ekin_i18n::{Date, Time};
use ekin_protocol::id::{ObjectId, SpaceId};
use ekin_protocol::item::{Item, kind};
use ekin_protocol::membership::{Body, Erase};

use crate::app::device::Device;
use crate::app::document::{contents, every, settings};
use crate::app::error::AppError;
use crate::app::query::moment;
use crate::app::space::one_space;
use crate::app::territory::role_here;
use crate::app::worker::mend;
use crate::domain::fact::plain::plain;
use crate::domain::kind::{Plain, outing};
use crate::domain::retention::{self, Keep, goes_at, is_plan, rule};
use crate::storage::{Read, Sp, Space};

/// Rows that one look at the store gives.
const PAGE: u32 = 256;

/// Something that goes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Due {
    /// The object.
    pub object: ObjectId,
    /// Its kind, a document's or a record's.
    pub kind: u16,
    /// Its title, where it has one.
    pub title: String,
    /// When, ms UTC.
    pub goes_ms: i64,
    /// The same in the space's zone.
    pub goes: Option<(Date, Time)>,
    /// Whether that day is over.
    pub is_due: bool,
    /// Whether the log has all of it, so that its days are counted by the relay's clock.
    pub is_logged: bool,
}

/// What goes from a space and when.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Retention {
    /// The house's lengths.
    pub keep: Keep,
    /// What goes, the first to go first.
    pub due: Vec<Due>,
}

impl Device {
    /// What goes from a private space and when; at most `limit`, the first to go first.
    ///
    /// # Errors
    /// [`AppError::UnknownSpace`].
    pub fn retention(&self, space: SpaceId, limit: usize) -> Result<Retention, AppError> {
        let now_ms = self.around().now_ms();
        self.store().read(|read| {
            let space = one_space(read, space)?;
            let mut found = look(read, &space, now_ms)?;
            found.due.truncate(limit);
            Ok(found)
        })
    }

    /// Forgets what is due in a private space, for good and on all devices, by this device's clock; gives how many objects.
    ///
    /// # Errors
    /// [`AppError::UnknownSpace`], [`AppError::NotAnOwner`].
    pub fn run_retention(&self, space: SpaceId) -> Result<usize, AppError> {
        let now_ms = self.around().now_ms();
        let gone = self.store().write(|tx| {
            let space = one_space(tx, space)?;
            if !role_here(tx, space.sp)?.is_some_and(ekin_protocol::membership::Role::governs) {
                return Err(AppError::NotAnOwner);
            }
            let due = look(tx, &space, now_ms)?.due.into_iter().filter(|due| due.is_due);
            let erase = erased(tx, space.sp, due)?;
            let gone = erase.objects.len();
            for part in erase.parts() {
                tx.erase(space.sp, &part)?;
                if !space.urls.is_empty() {
                    self.queue_in(tx, space.sp, &Body::Erase(part), false)?;
                }
            }
            mend(tx, space.sp, self.around())?;
            Ok::<_, AppError>(gone)
        })?;
        self.sweep_blobs()?;
        Ok(gone)
    }
}

/// What goes from a space at a time of the log, by the times at which it was logged alone: no clock that a person can set takes
/// anything away by itself.
pub(crate) fn due_by_log(read: &Read<'_>, space: &Space, t_ms: i64) -> Result<Erase, AppError> {
    let due = look(read, space, t_ms)?.due.into_iter();
    erased(read, space.sp, due.filter(|due| due.is_due && due.is_logged))
}

fn erased(read: &Read<'_>, sp: Sp, due: impl Iterator<Item = Due>) -> Result<Erase, AppError> {
    let mut erase = Erase::default();
    for due in due {
        erase.objects.push(due.object);
        for head in read.heads(sp, &due.object)? {
            // A photo's unit is its own; a person's goes with the person.
            erase.units.extend(head.unit.filter(|_| head.kind == kind::MEDIA));
        }
        let blobs = read.blobs_of(sp, &due.object)?;
        erase.blobs.extend(blobs.into_iter().map(|blob| blob.address));
    }
    Ok(erase)
}

/// The house's lengths, as its settings in this space say.
fn keep(read: &Read<'_>, space: &Space) -> Result<Keep, AppError> {
    let said = settings(read, space)?;
    Ok(said.map_or_else(Keep::default, |said| Keep::of(&said.view())))
}

fn look(read: &Read<'_>, space: &Space, now_ms: i64) -> Result<Retention, AppError> {
    let keep = keep(read, space)?;
    let (mut due, mut plans) = (Vec::new(), BTreeMap::new());
    let goes = |object, kind, title, goes_ms, is_logged| Due {
        object,
        kind,
        title,
        goes_ms,
        goes: moment(goes_ms, space.zone),
        is_due: goes_ms <= now_ms,
        is_logged,
    };
    for row in every(read, space, None)? {
        let Some(rule) = rule(row.kind, &keep) else {
            continue;
        };
        let mut plan = None;
        if is_plan(row.kind) {
            plan = outing::erased_at(&contents(read, space, &row)?.view());
            plans.insert(row.object, plan);
            // A plan without a date is still being made.
            if plan.is_none() {
                continue;
            }
        }
        let written = row.logged_ms.unwrap_or(row.at_ms);
        let goes_ms = goes_at(rule, written, plan);
        due.push(goes(
            row.object,
            row.kind,
            row.title,
            goes_ms,
            row.logged_ms.is_some(),
        ));
    }
    let mut after = None;
    loop {
        let objects = read.fact_objects(space.sp, after, PAGE)?;
        let Some((last, _)) = objects.last() else { break };
        after = Some(*last);
        for (object, kind) in objects {
            let Some(mut rule) = rule(kind, &keep) else {
                continue;
            };
            let heads = read.heads(space.sp, &object)?;
            let Some(head) = heads.last() else { continue };
            let bytes = head.item_bytes();
            let item = Item::read(&bytes)?;
            let says = read.opened(space.sp, &item)?;
            let fields = says.map(|says| plain(&says)).unwrap_or_default();
            let plan = match fields.get("plan") {
                Some(Plain::Bytes(plan)) => plan[..].try_into().ok().map(ObjectId),
                _ => None,
            };
            let outing_goes = plan.and_then(|plan| plans.get(&plan).copied());
            // As long as its outing has no date, nothing of it goes.
            if rule.from == retention::From::Outing && outing_goes == Some(None) {
                continue;
            }
            let title = match fields.get("title").or(fields.get("party")) {
                Some(Plain::Str(title)) => title.clone(),
                _ => String::new(),
            };
            if kind == kind::CHECK && fields.contains_key("outing") {
                rule = retention::ATTENDANCE;
            }
            let (_, t_ms) = head.place.unwrap_or((0, item.meta.at_ms));
            let written = i64::try_from(t_ms).unwrap_or(i64::MAX);
            let goes_ms = goes_at(rule, written, outing_goes.flatten());
            let is_logged = heads.iter().all(|head| head.place.is_some());
            due.push(goes(object, kind, title, goes_ms, is_logged));
        }
    }
    due.sort_by_key(|due| (due.goes_ms, due.object));
    Ok(Retention { keep, due })
}
