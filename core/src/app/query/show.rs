//! One listing whole.

use chrono::DateTime;
use chrono_tz::Tz;
use ekin_exchange::draft::{self, About, AdoptedFrom, Draft, Version};
use ekin_protocol::envelope::Items;
use ekin_protocol::id::{ObjectId, OrgId, SpaceId};
use ekin_protocol::item::{Item, Payload, kind};

use super::needs::needs;
use super::saved::saved;
use super::search::zone_of;
use super::when::When;
use crate::app::device::Device;
use crate::app::edit::differing_fields;
use crate::app::error::AppError;
use crate::app::show::to_draft;
use crate::app::words;
use crate::domain::audience::Capacity;
use crate::domain::field::Field;
use crate::domain::listing::{Adopted, Listing};
use crate::domain::listing_type::ListingType;
use crate::domain::matching::{Need, Said, answers};
use crate::domain::status::Status;
use crate::record::payload;
use crate::storage::query::{Detail, HeadDetail, PrefixFound};
use crate::storage::{OutState, Read, Sp};

/// One listing whole.
#[derive(Clone, Debug, PartialEq)]
pub struct Shown {
    /// As data, with its id and what this device knows of it.
    pub draft: Draft,
    /// Its id.
    pub object: ObjectId,
    /// Its territory.
    pub space: SpaceId,
    /// Its organisation.
    pub org: OrgId,
    /// Sort of listing.
    pub listing_type: ListingType,
    /// The worst of all versions.
    pub status: Status,
    /// The next times, or the last one.
    pub when: Vec<When>,
    /// How far it has come, while it is not in the log.
    pub out: Option<OutState>,
    /// Whether it is kept on this device.
    pub saved: bool,
    /// Whether a newer program wrote it.
    pub newer: bool,
    /// What it says to each need that is kept on this device.
    pub fit: Vec<(Need, Said)>,
    /// The versions, when there are several; the displayed one last.
    pub versions: Vec<ShownVersion>,
}

/// One of several versions.
#[derive(Clone, Debug, PartialEq)]
pub struct ShownVersion {
    /// Hash of its item, 64 digits.
    pub hash: String,
    /// Number of the device that wrote it.
    pub author: u32,
    /// The author's clock, as a calendar shows it in the territory's zone.
    pub at: Option<(ekin_i18n::Date, ekin_i18n::Time)>,
    /// It withdraws the listing.
    pub withdraws: bool,
    /// The listing that it says.
    pub draft: Option<Draft>,
    /// The fields in which it differs from the displayed one.
    pub differs: Vec<Field>,
}

impl Device {
    /// The listing whose id begins so.
    ///
    /// # Errors
    /// [`AppError::NoListing`], [`AppError::Ambiguous`].
    pub fn show(&self, id: &str, here: Tz) -> Result<Shown, AppError> {
        self.store().read(|read| {
            let id = id.trim().trim_start_matches("ekin:").to_lowercase();
            match read.find_prefix(&id)? {
                PrefixFound::One(sp, object) => match read.listing(sp, &object)? {
                    Some(detail) => shown(read, sp, &detail, here),
                    None => Err(AppError::NoListing { id }),
                },
                PrefixFound::Ambiguous(several) => Err(AppError::Ambiguous {
                    count: several.len(),
                    id,
                }),
                PrefixFound::None | PrefixFound::NotAnId => refused(read, &id),
            }
        })
    }
}

fn shown(read: &Read<'_>, sp: Sp, detail: &Detail, here: Tz) -> Result<Shown, AppError> {
    let space = read.space(sp)?;
    let card = &detail.card;
    let displayed = detail.heads.last().and_then(|head| head.listing.as_ref());
    let latest = detail.heads.iter().rev().find_map(|head| head.listing.as_ref());
    let zone = displayed.map_or(space.zone, |listing| zone_of(listing, space.zone));
    let out = match card.out {
        None => refused_state(read, sp, &card.object)?,
        state => state,
    };
    let versions = match versions_of(detail).as_slice() {
        [_] => Vec::new(),
        several => several
            .iter()
            .map(|head| version(head, displayed, space.zone))
            .collect(),
    };
    let mut draft = latest.map(to_draft).unwrap_or_default();
    draft.id = Some(card.object.to_string());
    if !card.withdrawn {
        draft.status = words::draft_status(&card.status);
    }
    draft.about = Some(About {
        seats_left: latest.and_then(|listing| listing.left).map(places),
        adopted_from: latest.and_then(|listing| listing.adopted.as_ref()).map(adopted),
        ..about(out, card.withdrawn, detail, displayed)
    });
    Ok(Shown {
        draft,
        object: card.object,
        space: space.id,
        org: card.org,
        listing_type: latest.map_or_else(Default::default, |listing| listing.listing_type.clone()),
        status: card.status.clone(),
        when: detail
            .occurrences
            .iter()
            .filter_map(|one| When::of(one, zone, here))
            .collect(),
        out,
        saved: saved(read)?.contains(&(space.id, card.object)),
        fit: match latest {
            Some(listing) => fit(read, listing)?,
            None => Vec::new(),
        },
        newer: card.unreadable || displayed.is_some_and(Listing::read_only),
        versions,
    })
}

/// What a listing says to each need of this device.
fn fit(read: &Read<'_>, listing: &Listing) -> Result<Vec<(Need, Said)>, AppError> {
    let needs = needs(read)?;
    let said = answers(&needs, listing);
    Ok(needs.into_iter().zip(said).collect())
}

fn about(out: Option<OutState>, withdrawn: bool, detail: &Detail, displayed: Option<&Listing>) -> About {
    let refused = match out {
        Some(OutState::Refused(code)) => Some(code.number()),
        _ => None,
    };
    let versions = versions_of(detail);
    let (several, last) = (versions.len() > 1, versions.len().saturating_sub(1));
    let versions = versions.into_iter().enumerate().filter(|_| several);
    About {
        state: state_word(out).to_owned(),
        refused,
        withdrawn,
        versions: versions
            .map(|(n, head)| Version {
                hash: head.hash.to_string(),
                author: head.ord,
                at: i64::try_from(head.at_ms)
                    .ok()
                    .and_then(DateTime::from_timestamp_millis)
                    .unwrap_or_default()
                    .to_rfc3339(),
                differs: differs(head, displayed)
                    .iter()
                    .map(|field| field.name().to_owned())
                    .collect(),
                displayed: n == last,
            })
            .collect(),
        ..About::default()
    }
}

fn places(left: Capacity) -> draft::Capacity {
    draft::Capacity {
        seats: left.seats,
        wheelchair: left.wheelchair,
        companion: left.companion,
    }
}

fn adopted(from: &Adopted) -> AdoptedFrom {
    AdoptedFrom {
        id: from.listing.to_string(),
        name: from.name.to_string(),
    }
}

/// The versions that say something of their own, the displayed one last: equal bodies count once.
fn versions_of(detail: &Detail) -> Vec<&HeadDetail> {
    let same = |a: &HeadDetail, b: &HeadDetail| (a.tombstone, &a.body) == (b.tombstone, &b.body);
    let heads = &detail.heads;
    let again = |n: usize, head: &HeadDetail| heads.iter().skip(n + 1).any(|later| same(head, later));
    let own = heads.iter().enumerate().filter(|(n, head)| !again(*n, head));
    own.map(|(_, head)| head).collect()
}

/// The word of a state in `about`.
pub(super) fn state_word(out: Option<OutState>) -> &'static str {
    match out {
        None => "received",
        Some(OutState::Pending) => "on_this_device",
        Some(OutState::Sent | OutState::Received) => "sent",
        Some(OutState::Refused(_)) => "refused",
    }
}

fn version(head: &HeadDetail, displayed: Option<&Listing>, zone: Tz) -> ShownVersion {
    ShownVersion {
        hash: head.hash.to_string(),
        author: head.ord,
        at: i64::try_from(head.at_ms)
            .ok()
            .and_then(|ms| super::when::moment(ms, zone)),
        withdraws: head.tombstone,
        draft: head.listing.as_ref().map(to_draft),
        differs: differs(head, displayed),
    }
}

fn differs(head: &HeadDetail, displayed: Option<&Listing>) -> Vec<Field> {
    match (&head.listing, displayed) {
        (Some(one), Some(other)) => differing_fields(one, other),
        _ => Vec::new(),
    }
}

/// Whether an own version of an object was refused.
fn refused_state(read: &Read<'_>, sp: Sp, object: &ObjectId) -> Result<Option<OutState>, AppError> {
    let mut state = None;
    for own in read.refused_own(sp)? {
        let holds = |item: &Item<'_>| item.object == *object;
        if items(&own.items).any(|bytes| Item::read(&bytes).is_ok_and(|item| holds(&item))) {
            state = Some(own.state);
        }
    }
    Ok(state)
}

/// The items of an own envelope.
pub(super) fn items(bytes: &[u8]) -> impl Iterator<Item = Vec<u8>> {
    let items =
        Items::read(bytes.to_vec()).map(|items| items.bytes().map(<[u8]>::to_vec).collect::<Vec<_>>());
    items.unwrap_or_default().into_iter()
}

/// The listing that an item holds.
pub(super) fn listing_of(item: &Item<'_>) -> Option<Listing> {
    match item.payload {
        Payload::Here(bytes) if item.meta.kind == kind::LISTING => payload::decode(bytes).ok(),
        _ => None,
    }
}

/// A listing that is here only because the relay refused it: what its author wrote is still to be read.
fn refused(read: &Read<'_>, id: &str) -> Result<Shown, AppError> {
    let missing = || AppError::NoListing { id: id.to_owned() };
    if id.is_empty() {
        return Err(missing());
    }
    for space in read.catalogues()? {
        for own in read.refused_own(space.sp)?.iter().rev() {
            for bytes in items(&own.items) {
                let Ok(item) = Item::read(&bytes) else { continue };
                let (Some(listing), Some((org, _))) = (listing_of(&item), item.meta.listing) else {
                    continue;
                };
                if item.object.to_string().starts_with(id) {
                    return Ok(lone(&listing, item.object, space.id, org, own.state));
                }
            }
        }
    }
    Err(missing())
}

fn lone(listing: &Listing, object: ObjectId, space: SpaceId, org: OrgId, state: OutState) -> Shown {
    let mut draft = to_draft(listing);
    draft.id = Some(object.to_string());
    draft.about = Some(About {
        state: state_word(Some(state)).to_owned(),
        refused: match state {
            OutState::Refused(code) => Some(code.number()),
            _ => None,
        },
        ..About::default()
    });
    Shown {
        draft,
        object,
        space,
        org,
        listing_type: listing.listing_type.clone(),
        status: listing.status.clone(),
        when: Vec::new(),
        out: Some(state),
        saved: false,
        newer: false,
        fit: Vec::new(),
        versions: Vec::new(),
    }
}
