//! What follows from what people say: a photo of somebody who takes their yes back is hidden at once and its key destroyed,
//! wherever on this device it is; one whose leave to leave has ended meanwhile does not leave.

use ekin_protocol::hash::h16;
use ekin_protocol::id::ObjectId;

use super::share;
use crate::app::command::{Command, writable};
use crate::app::consent::ledger::Consents;
use crate::app::device::Device;
use crate::app::error::AppError;
use crate::app::outing::objects;
use crate::domain::consent::{Answer, Audience};
use crate::domain::fact::{Fact as _, Media};
use crate::storage::{Space, StoreError, Tx, Unshared};

/// Destroys what people on it say no to: what was shared, wherever it was, and what was not shared of somebody who took back all that
/// they had agreed to. Says how many went; their files are to be swept.
pub(crate) fn settle(device: &Device, tx: &Tx<'_>) -> Result<usize, StoreError> {
    tx.project_dirty(tx.now_ms)?;
    let consents = Consents::heard(tx).map_err(of_store)?;
    if !consents.has_no() {
        return Ok(0);
    }
    let mut gone = 0;
    for space in tx.private_spaces()? {
        for (object, media) in moments(tx, &space)? {
            if says_no(&consents, &space, &media, tx.now_ms) {
                end(device, tx, &space, &object)?;
                gone += 1;
            }
        }
        for one in tx.unshared(space.sp)? {
            if Media::read(&one.body).is_ok_and(|media| took_back(&consents, &space, &one, &media, tx.now_ms))
            {
                tx.remove_unshared(space.sp, &one.object)?;
                gone += 1;
            }
        }
    }
    tx.project_dirty(tx.now_ms)?;
    Ok(gone)
}

/// Takes back what is on its way out of a space and may not leave any more: it is on this device alone again, where somebody may
/// ask anew. Says whether anything was.
pub(crate) fn hold_back(device: &Device, tx: &Tx<'_>, space: &Space) -> Result<bool, StoreError> {
    let leaving = tx.media_leaving(space.sp)?;
    if leaving.is_empty() {
        return Ok(false);
    }
    let mut consents = None;
    let mut held = false;
    for object in leaving {
        let heads = crate::app::fact::object_of(tx, space, &object).map_err(of_store)?;
        let Some(Ok(media)) = heads.shown().map(|head| head.read::<Media>()) else {
            continue;
        };
        let Some(audience) = media.audience() else {
            continue;
        };
        let consents = match &consents {
            Some(consents) => consents,
            None => &*consents.insert(Consents::all(tx).map_err(of_store)?),
        };
        if share::may_leave(consents, space, &media, &share::ways(space, audience), tx.now_ms).is_ok() {
            continue;
        }
        keep(tx, space, &object, &media)?;
        end(device, tx, space, &object)?;
        held = true;
    }
    tx.project_dirty(tx.now_ms)?;
    Ok(held)
}

/// Keeps a moment of this device's as one that was not shared, where its bytes are here.
fn keep(tx: &Tx<'_>, space: &Space, object: &ObjectId, media: &Media) -> Result<(), StoreError> {
    let here = tx.blobs_of(space.sp, object)?.iter().all(|blob| blob.here);
    let fact = Media {
        audience: None,
        until_ms: None,
        ..media.clone()
    };
    let Ok(body) = fact.write() else { return Ok(()) };
    if here {
        tx.put_unshared(
            space.sp,
            &Unshared {
                // What was shared has ended for good: this is another.
                object: ObjectId(h16("unshared", &[&object.0])),
                body,
                address: media.blob.address,
                thumb: media.thumb.as_ref().map(|thumb| thumb.address),
                others: Some(0),
                masks: Vec::new(),
                at_ms: tx.now_ms,
            },
        )?;
    }
    Ok(())
}

/// Ends a moment in its space, for everybody where this device may write there, else on this device.
pub(super) fn end(device: &Device, tx: &Tx<'_>, space: &Space, object: &ObjectId) -> Result<(), StoreError> {
    let ended = writable(tx, space.id, device.around()).and_then(|_| {
        let mut command = Command::begin(device, tx, space.id)?;
        command.end_beside(object)?;
        command.send()
    });
    match ended {
        Ok(()) => Ok(()),
        Err(AppError::Store(error)) => Err(error),
        Err(_) => tx.forget_media(space.sp, object),
    }
}

/// The moments of a space that can be read.
pub(super) fn moments(tx: &Tx<'_>, space: &Space) -> Result<Vec<(ObjectId, Media)>, StoreError> {
    let all = objects::<Media>(tx, space).map_err(of_store)?.into_iter();
    let read = all.filter_map(|one| Some((one.object, one.shown()?.read::<Media>().ok()?)));
    Ok(read.filter(|(_, media)| media.is_moment()).collect())
}

/// Whether somebody on a moment that was shared says no to that.
fn says_no(consents: &Consents, space: &Space, media: &Media, now_ms: i64) -> bool {
    let audience = media.audience().unwrap_or(Audience::Public);
    let shown = (media.purpose(), audience);
    let mut stand = consents
        .standings(space.sp, &media.people, shown, now_ms)
        .into_iter();
    stand.any(|(_, standing)| standing.is_no())
}

/// Whether somebody on a moment that was not shared has taken back, since it was made, the last that they had agreed to.
fn took_back(consents: &Consents, space: &Space, one: &Unshared, media: &Media, now_ms: i64) -> bool {
    let purpose = media.purpose();
    media.people.iter().any(|person| {
        let withdrawn = consents.heard.iter().any(|heard| {
            heard.said.person == *person
                && heard.said.answer == Answer::Withdrawn
                && heard.said.purpose.is_none_or(|of| of == purpose)
                && (heard.everywhere || heard.sp == space.sp)
                && heard.at_ms >= one.at_ms
        });
        let agrees = |audience| {
            let verdict = consents.verdict(space.sp, *person, (purpose, audience), now_ms);
            verdict.standing.is_given()
        };
        withdrawn && !Audience::ALL.into_iter().any(agrees)
    })
}

pub(crate) fn of_store(error: AppError) -> StoreError {
    match error {
        AppError::Store(error) => error,
        AppError::Bytes(error) => error.into(),
        _ => StoreError::Missing { table: "fact" },
    }
}
