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
/// Listings of one step that are remembered; a larger one (an import) is taken back at its source.
const LISTINGS: usize = 256;

/// Remembers how objects stood before a command changed them.
pub(crate) fn remember(
    tx: &Tx<'_>,
    space: SpaceId,
    before: &[(ObjectId, Option<&Standing>)],
) -> Result<(), AppError> {
    if before.is_empty() || before.len() > LISTINGS {
        return Ok(());
    }
    let mut w = Writer::new();
    w.array(2).bytes(&space.0).array(before.len());
    for (object, standing) in before {
        w.array(2).bytes(&object.0);
        match standing
            .and_then(|s| s.heads.last())
            .filter(|head| head.kind == kind::LISTING)
        {
            Some(head) => w.bytes(&head.body),
            None => w.null(),
        };
    }
    let step = w.finish();
    let old = tx.setting(STEPS)?.unwrap_or_else(|| vec![0x80]);
    let steps = cbor::elements(&old, WHAT, MANY).map_err(StoreError::from)?;
    let kept = steps.len().min(MANY - 1);
    w.array(kept + 1).raw(&step);
    for step in steps.iter().take(kept) {
        w.raw(step);
    }
    Ok(tx.set_setting(STEPS, &w.finish())?)
}

impl Device {
    /// Takes the last step of this device back; gives the listings that it touched.
    ///
    /// # Errors
    /// [`AppError::NothingToUndo`], [`AppError::NotAllowed`].
    pub fn undo(&self) -> Result<Vec<ObjectId>, AppError> {
        self.store().write(|tx| {
            let steps = tx.setting(STEPS)?.ok_or(AppError::NothingToUndo)?;
            let steps = cbor::elements(&steps, WHAT, MANY).map_err(StoreError::from)?;
            let (last, older) = steps.split_first().ok_or(AppError::NothingToUndo)?;
            let (space, before) = read_step(last).map_err(StoreError::from)?;
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

type Step = (SpaceId, Vec<(ObjectId, Option<Vec<u8>>)>);

fn read_step(bytes: &[u8]) -> cbor::Result<Step> {
    let [space, before] = cbor::tuple(bytes, WHAT)?;
    let before = cbor::elements(before, WHAT, LISTINGS)?
        .into_iter()
        .map(|pair| {
            let [object, body] = cbor::tuple(pair, WHAT)?;
            let body = match body {
                [0xf6] => None,
                body => Some(cbor::bytes(body, WHAT)?.to_vec()),
            };
            Ok((cbor::fixed(object, WHAT)?, body))
        })
        .collect::<cbor::Result<_>>()?;
    Ok((cbor::fixed(space, WHAT)?, before))
}
