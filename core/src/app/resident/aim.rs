//! What a wish, a face or an answer is about: the plan of an outing in some space of this device, or a listing.

use ekin_i18n::{Date, Time};
use ekin_protocol::id::ObjectId;

use crate::app::document::{Kind, find, open};
use crate::app::error::AppError;
use crate::app::query::{Zones, moment};
use crate::domain::kind::Contents;
use crate::domain::status::Status;
use crate::domain::text::Texts;
use crate::storage::query::PrefixFound;
use crate::storage::{Read, Space};

/// What it is about.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Aim {
    /// Its titles; none where it is not on this device, or not any more.
    pub titles: Texts,
    /// Day and hour, in its own zone.
    pub when: Option<(Date, Option<Time>)>,
    /// The same, ms since 1970.
    pub start_ms: Option<i64>,
    /// Where.
    pub place: String,
    /// It does not take place.
    pub off: bool,
}

/// The object whose id begins so: a plan of this space, or a listing.
///
/// # Errors
/// [`AppError::NoListing`], [`AppError::Ambiguous`].
pub(super) fn aimed(read: &Read<'_>, space: &Space, id: &str) -> Result<ObjectId, AppError> {
    match find(read, space, id) {
        Ok(row) if row.kind == Kind::Outing.number() => return Ok(row.object),
        Ok(_) | Err(AppError::NoDocument { .. }) => {}
        Err(other) => return Err(other),
    }
    let id = id.trim().trim_start_matches("ekin:").to_lowercase();
    match read.find_prefix(&id)? {
        PrefixFound::One(_, object) => Ok(object),
        PrefixFound::Ambiguous(several) => Err(AppError::Ambiguous {
            count: several.len(),
            id,
        }),
        PrefixFound::None | PrefixFound::NotAnId => Err(AppError::NoListing { id }),
    }
}

/// What this device knows of an object; nothing of one that is not here.
pub(super) fn known(read: &Read<'_>, object: &ObjectId) -> Result<Aim, AppError> {
    for space in read.private_spaces()? {
        let Some(row) = read.document(space.sp, object)? else {
            continue;
        };
        if row.kind == Kind::Outing.number() {
            let document = open::open(read, &space, object, row.generation)?;
            return Ok(plan(
                &Contents::new(Kind::Outing, document.content().values),
                &space,
            ));
        }
    }
    for space in read.catalogues()? {
        let Some(detail) = read.listing(space.sp, object)? else {
            continue;
        };
        let start_ms = detail.card.when.map(|when| when.start_ms);
        let hit = Zones::new(read).hit(detail.card, None, &[], space.zone)?;
        let card = hit.card;
        let place = [card.place.as_str(), card.town.as_str()];
        return Ok(Aim {
            titles: card.titles,
            when: hit.when.map(|when| (when.day, when.time)),
            start_ms,
            place: place
                .into_iter()
                .find(|part| !part.is_empty())
                .unwrap_or_default()
                .to_owned(),
            off: card.withdrawn || matches!(card.status, Status::Cancelled | Status::Postponed),
        });
    }
    Ok(Aim::default())
}

fn plan(contents: &Contents, space: &Space) -> Aim {
    let view = contents.view();
    let start = view.instant("start");
    let start_ms = start.as_ref().map(|at| at.ms);
    let when = start.and_then(|at| moment(at.ms, at.zone.or(space.zone)));
    Aim {
        titles: view.texts("title"),
        when: when.map(|(day, time)| (day, Some(time))),
        start_ms,
        place: view.text("place").unwrap_or_default().to_owned(),
        off: matches!(view.text("outing_status"), Some("cancelled" | "postponed")),
    }
}
