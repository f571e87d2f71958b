//! What somebody on this device keeps, or said that they want to go to, and that was cancelled or moved since they knew: told at once, and
//! until it was seen. What was known is kept on this device alone.

use chrono_tz::Tz;
use ekin_i18n::{Date, Time};
use ekin_protocol::cbor::{self, Writer};
use ekin_protocol::hash::h16;
use ekin_protocol::id::{ObjectId, SpaceId};

use super::plans;
use super::saved::saved;
use super::search::{Hit, Zones, zone_of};
use super::when::moment;
use crate::app::device::Device;
use crate::app::error::AppError;
use crate::app::outing::lines::OutingLine;
use crate::domain::follow::{Different, Known, different};
use crate::domain::listing::Listing;
use crate::domain::status::Status;
use crate::record::payload;
use crate::storage::query::Detail;
use crate::storage::{Read, Sp, StoreError, Tx};

/// Setting that holds what was known of listings.
const KNOWN: &str = "known";
/// The same of plans of outings.
pub(super) const PLANS: &str = "known.plans";
const WHAT: &str = "known listings";
/// Most listings that are followed.
const MANY: usize = 2_000;

/// What is followed.
#[derive(Clone, Debug, PartialEq)]
pub enum Followed {
    /// A listing.
    Listing(Box<Hit>),
    /// An outing of a private space.
    Outing(Box<OutingLine>),
}

/// Something that is not as it was known.
#[derive(Clone, Debug, PartialEq)]
pub struct Alert {
    /// As it is now.
    pub about: Followed,
    /// What is different, what keeps people at home first.
    pub different: Vec<Different>,
    /// When it was to be, in its own zone.
    pub before: Option<(Date, Time)>,
}

pub(super) type Entry = (SpaceId, ObjectId, Known);

pub(super) fn entries(read: &Read<'_>, setting: &str) -> Result<Vec<Entry>, StoreError> {
    let Some(bytes) = read.setting(setting)? else {
        return Ok(Vec::new());
    };
    let mut known = Vec::new();
    for one in cbor::elements(&bytes, WHAT, MANY)? {
        known.push(entry(one)?);
    }
    Ok(known)
}

fn entry(bytes: &[u8]) -> cbor::Result<Entry> {
    let [space, object, status, withdrawn, dates, place, start] = cbor::tuple(bytes, WHAT)?;
    let status = cbor::text(status, WHAT)?;
    let start = match cbor::elements(start, WHAT, 1)?.first() {
        Some(ms) => i64::try_from(cbor::u64(ms, WHAT)?).ok(),
        None => None,
    };
    let known = Known {
        status: Status::known(status).unwrap_or_else(|| Status::Other(status.into())),
        withdrawn: cbor::u64(withdrawn, WHAT)? > 0,
        dates: cbor::fixed(dates, WHAT)?,
        place: cbor::text(place, WHAT)?.to_owned(),
        start_ms: start,
    };
    Ok((
        SpaceId(cbor::fixed(space, WHAT)?),
        ObjectId(cbor::fixed(object, WHAT)?),
        known,
    ))
}

pub(super) fn write(known: &[Entry]) -> Vec<u8> {
    let mut w = Writer::new();
    let known = known.get(..known.len().min(MANY)).unwrap_or_default();
    w.array(known.len());
    for (space, object, known) in known {
        w.array(7)
            .bytes(&space.0)
            .bytes(&object.0)
            .text(known.status.as_str());
        w.u64(known.withdrawn.into())
            .bytes(&known.dates)
            .text(&known.place);
        match known.start_ms.and_then(|ms| u64::try_from(ms).ok()) {
            Some(ms) => w.array(1).u64(ms),
            None => w.array(0),
        };
    }
    w.finish()
}

/// What there is to know of a listing now; none for one that this version cannot read.
fn now(detail: &Detail) -> Option<Known> {
    let card = &detail.card;
    let listing = detail.heads.iter().rev().find_map(|head| head.listing.as_ref())?;
    // The dates as they are said, whatever else the listing says.
    let dated = Listing {
        timings: listing.timings.clone(),
        hours: listing.hours.clone(),
        ..Listing::default()
    };
    let place = [card.place.as_str(), card.town.as_str()];
    let place: Vec<&str> = place.into_iter().filter(|part| !part.is_empty()).collect();
    Some(Known {
        status: card.status.clone(),
        withdrawn: card.withdrawn,
        dates: h16("known", &[&payload::encode(&dated).ok()?]),
        start_ms: card.when.map(|when| when.start_ms),
        place: place.join(", "),
    })
}

/// From now on a listing is followed as it is; or no more, unless it is kept for later.
pub(in crate::app) fn follow(tx: &Tx<'_>, sp: Sp, object: &ObjectId, keep: bool) -> Result<(), StoreError> {
    let space = tx.space(sp)?.id;
    let keep = keep || saved(tx)?.contains(&(space, *object));
    let mut known = entries(tx, KNOWN)?;
    known.retain(|(in_space, of, _)| (*in_space, of) != (space, object));
    if let (true, Some(detail)) = (keep, tx.listing(sp, object)?)
        && let Some(now) = now(&detail)
    {
        known.insert(0, (space, *object, now));
    }
    tx.set_setting(KNOWN, &write(&known))
}

impl Device {
    /// Outings of this device's spaces, and what somebody on it keeps, that are not as they knew it, the last kept first.
    ///
    /// # Errors
    /// Those of the store.
    pub fn alerts(&self, here: Tz) -> Result<Vec<Alert>, AppError> {
        self.store().read(|read| {
            let (zones, kept) = (Zones::new(read), saved(read)?);
            let mut alerts = plans::alerts(read)?;
            for (space, object, known) in entries(read, KNOWN)? {
                let Some(sp) = read.find_space(&space)? else {
                    continue;
                };
                let Some(detail) = read.listing(sp, &object)? else {
                    continue;
                };
                let Some(now) = now(&detail) else { continue };
                let different = different(&known, &now);
                if different.is_empty() {
                    continue;
                }
                let listing = detail.heads.last().and_then(|head| head.listing.as_ref());
                let zone = read.space(sp)?.zone;
                let zone = listing.map_or(zone, |listing| zone_of(listing, zone));
                alerts.push(Alert {
                    before: known.start_ms.and_then(|ms| moment(ms, zone)),
                    about: Followed::Listing(Box::new(zones.hit(detail.card, None, &kept, here)?)),
                    different,
                });
            }
            Ok(alerts)
        })
    }

    /// The person has seen how everything stands that they keep.
    ///
    /// # Errors
    /// Those of the store.
    pub fn saw_alerts(&self) -> Result<(), AppError> {
        self.store().write(|tx| {
            let mut known = entries(tx, KNOWN)?;
            for (space, object, known) in &mut known {
                let Some(sp) = tx.find_space(space)? else {
                    continue;
                };
                if let Some(now) = tx.listing(sp, object)?.as_ref().and_then(now) {
                    *known = now;
                }
            }
            // What was kept before anybody followed it is followed from now on.
            for (space, object) in saved(tx)? {
                let listed = known
                    .iter()
                    .any(|(in_space, of, _)| (*in_space, *of) == (space, object));
                if let (false, Some(sp)) = (listed, tx.find_space(&space)?)
                    && let Some(now) = tx.listing(sp, &object)?.as_ref().and_then(now)
                {
                    known.push((space, object, now));
                }
            }
            tx.set_setting(KNOWN, &write(&known))?;
            plans::know(tx, true)
        })
    }
}
