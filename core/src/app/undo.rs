//! The last steps of this device, to be taken back. Undo is a new change: the value from before is published
//! again; nothing in the log is touched.

use ekin_protocol::cbor::{self, Writer};
use ekin_protocol::id::{ListingKey, ObjectId, OrgId, SpaceId};
use ekin_protocol::item::kind;

use super::device::Device;
use super::error::AppError;
use super::publish::Standing;
use super::territory::one_territory;
use super::write::Change;
use crate::storage::{StoreError, Tx};

const WHAT: &str = "undo";
/// Setting that holds the last steps, newest first.
const STEPS: &str = "undo.steps";
/// Steps that are remembered.
const MANY: usize = 20;
/// Listings of one step that are remembered; a larger one (an import) is put right at its source.
const LISTINGS: usize = 256;

/// Where what a command changes is remembered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Step {
    /// As a step of its own.
    New,
    /// With what the same command changed before, in another transaction.
    Same,
}

/// Remembers how objects stood before a command changed them.
pub(crate) fn remember(
    tx: &Tx<'_>,
    space: SpaceId,
    before: &[(ObjectId, Option<&Standing>)],
) -> Result<(), AppError> {
    remember_as(tx, space, before, Step::New)
}

/// The same for a command of several transactions. A step that grows too large is remembered as such: the one before
/// it must not be taken back in its stead.
pub(crate) fn remember_as(
    tx: &Tx<'_>,
    space: SpaceId,
    before: &[(ObjectId, Option<&Standing>)],
    step: Step,
) -> Result<(), AppError> {
    if before.is_empty() {
        return Ok(());
    }
    let old = tx.setting(STEPS)?.unwrap_or_else(|| vec![0x80]);
    let steps = cbor::elements(&old, WHAT, MANY).map_err(StoreError::from)?;
    let (mut all, older) = match (step, steps.split_first()) {
        (Step::Same, Some((last, older))) => (read_step(last).map_err(StoreError::from)?.1, older),
        _ => (Some(Vec::new()), steps.as_slice()),
    };
    if let Some(all) = &mut all {
        all.extend(before.iter().map(|(object, standing)| {
            let head = standing
                .and_then(|s| s.heads.last())
                .filter(|head| head.kind == kind::LISTING);
            (*object, head.map(|head| head.body.clone()))
        }));
    }
    let mut w = Writer::new();
    let kept = older.len().min(MANY - 1);
    w.array(kept + 1).array(2).bytes(&space.0);
    match all.filter(|all| all.len() <= LISTINGS) {
        Some(all) => {
            w.array(all.len());
            for (object, body) in &all {
                w.array(2).bytes(&object.0);
                match body {
                    Some(body) => w.bytes(body),
                    None => w.null(),
                };
            }
        }
        None => {
            w.null();
        }
    }
    for step in older.iter().take(kept) {
        w.raw(step);
    }
    Ok(tx.set_setting(STEPS, &w.finish())?)
}

impl Device {
    /// Takes the last step of this device back; gives the listings that it touched.
    ///
    /// # Errors
    /// [`AppError::NothingToUndo`], [`AppError::UndoTooLarge`], [`AppError::NotAllowed`].
    pub fn undo(&self) -> Result<Vec<ObjectId>, AppError> {
        self.store().write(|tx| {
            let steps = tx.setting(STEPS)?.ok_or(AppError::NothingToUndo)?;
            let steps = cbor::elements(&steps, WHAT, MANY).map_err(StoreError::from)?;
            let (last, older) = steps.split_first().ok_or(AppError::NothingToUndo)?;
            let (space, before) = read_step(last).map_err(StoreError::from)?;
            let before = before.ok_or(AppError::UndoTooLarge)?;
            let space = one_territory(tx, Some(space))?;
            let mut changes = Vec::new();
            for (object, body) in before {
                let Some(standing) = Standing::of(tx, space.sp, &object)? else {
                    continue;
                };
                self.may_publish(tx, &space, standing.org)?;
                changes.push(back(space.id, standing.org, standing.key, &standing, body));
            }
            self.put(tx, space.sp, &changes)?;
            let mut w = Writer::new();
            w.array(older.len());
            for step in older {
                w.raw(step);
            }
            tx.set_setting(STEPS, &w.finish())?;
            Ok(changes.iter().map(|change| change.object).collect())
        })
    }
}

fn back(space: SpaceId, org: OrgId, key: ListingKey, standing: &Standing, body: Option<Vec<u8>>) -> Change {
    match body {
        Some(body) => Change::listing(space, org, key, standing.replaced(), body),
        None => Change::tombstone(space, org, key, standing.replaced()),
    }
}

/// A step: its space and how its objects stood; none for one that was too large.
type Remembered = (SpaceId, Option<Vec<(ObjectId, Option<Vec<u8>>)>>);

fn read_step(bytes: &[u8]) -> cbor::Result<Remembered> {
    const NULL: [u8; 1] = [0xf6];
    let [space, before] = cbor::tuple(bytes, WHAT)?;
    let space = cbor::fixed(space, WHAT)?;
    if before == NULL {
        return Ok((space, None));
    }
    let before = cbor::elements(before, WHAT, LISTINGS)?
        .into_iter()
        .map(|pair| {
            let [object, body] = cbor::tuple(pair, WHAT)?;
            let body = match body {
                body if body == NULL => None,
                body => Some(cbor::bytes(body, WHAT)?.to_vec()),
            };
            Ok((cbor::fixed(object, WHAT)?, body))
        })
        .collect::<cbor::Result<_>>()?;
    Ok((space, Some(before)))
}
