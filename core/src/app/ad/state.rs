//! What is published changes: it is full, moved online, put off, cancelled, put away; one date of a series falls out. A project
//! is taken up by others.

use chrono_tz::Tz;
use ekin_protocol::id::{ObjectId, SpaceId};

use super::{AdError, NewAd, written_by_hand};
use crate::app::device::Device;
use crate::app::error::AppError;
use crate::app::publish::{find, territory_of};
use crate::app::show::to_draft;
use crate::app::territory::one_territory;
use crate::domain::listing::Listing;
use crate::domain::listing_type::ListingType;
use crate::domain::moment::Moment;
use crate::domain::occurrence::{occurrences, to_utc_ms};
use crate::domain::status::Status;
use crate::domain::text::Texts;
use crate::domain::timing::Timing;

/// What becomes of something that is published.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Change {
    /// It takes place as planned after all.
    Scheduled,
    /// There is no place left.
    Full,
    /// It is held online, at this address where one is given.
    MovedOnline(Option<String>),
    /// It is put off.
    Postponed,
    /// It does not take place.
    Cancelled,
    /// It is over: it goes from the catalogue.
    Archived,
}

impl Device {
    /// Says what became of a listing, for the organisation that published it or as a moderator.
    ///
    /// # Errors
    /// [`AppError::NoListing`], [`AppError::NotAMember`], [`AppError::NotAllowed`], [`AppError::Fields`].
    pub fn change_ad(
        &self,
        territory: Option<SpaceId>,
        id: &str,
        change: &Change,
    ) -> Result<ObjectId, AppError> {
        let status = match change {
            Change::Archived => return self.withdraw(territory, id),
            Change::Scheduled => Status::Scheduled,
            Change::Full => Status::Full,
            Change::MovedOnline(_) => Status::MovedOnline,
            Change::Postponed => Status::Postponed,
            Change::Cancelled => Status::Cancelled,
        };
        let mut changes = vec![("status", status.as_str())];
        if let Change::MovedOnline(Some(address)) = change {
            changes.push(("place.online", address));
        }
        Ok(self.edit(territory, id, &changes)?.0)
    }

    /// Leaves days out of what recurs: "every week, except". Each is `YYYY-MM-DD`.
    ///
    /// # Errors
    /// As [`Device::change_ad`]; [`AdError::NothingRecurs`], [`AdError::NoSuchDay`].
    pub fn skip_days(
        &self,
        territory: Option<SpaceId>,
        id: &str,
        days: &[String],
    ) -> Result<ObjectId, AppError> {
        let (_, listing, zone) = self.published(territory, id)?;
        let changes = skipped(&listing, zone, days)?;
        let changes: Vec<(&str, &str)> = changes
            .iter()
            .map(|(field, value)| (field.as_str(), value.as_str()))
            .collect();
        Ok(self.edit(territory, id, &changes)?.0)
    }

    /// Takes up a project, practice or challenge of others: a draft with its words, which names where it comes from. Dates,
    /// place and whom to answer are whoever's takes it up.
    ///
    /// # Errors
    /// [`AppError::NoListing`], [`AdError::NotAProject`], and as [`Device::new_ad`].
    pub fn adopt_ad(
        &self,
        territory: Option<SpaceId>,
        id: &str,
        new: NewAd<'_>,
    ) -> Result<(SpaceId, ObjectId), AppError> {
        let (object, listing, _) = self.published(territory, id)?;
        let taken_up = [
            ListingType::Project,
            ListingType::Practice,
            ListingType::Challenge,
        ];
        if !taken_up.contains(&listing.listing_type) {
            return Err(AdError::NotAProject.into());
        }
        written_by_hand(&new.fields)?;
        let mut fields = copied(&object, &listing);
        fields.extend(new.fields);
        self.put_draft(&NewAd {
            listing_type: listing.listing_type,
            fields,
            ..new
        })
    }

    /// The listing whose id begins so, and the zone of its territory.
    fn published(&self, territory: Option<SpaceId>, id: &str) -> Result<(ObjectId, Listing, Tz), AppError> {
        self.store().read(|read| {
            let space = one_territory(read, territory)?;
            let (object, standing) = find(read, &space, id)?;
            let listing = standing.listing()?;
            let listing = listing.ok_or_else(|| AppError::NoListing { id: id.to_owned() })?;
            Ok((object, listing, territory_of(read, &space)?.zone))
        })
    }
}

/// The days to leave out, as changes of fields: of each series the days that it has, its earlier exceptions among them.
fn skipped(listing: &Listing, zone: Tz, days: &[String]) -> Result<Vec<(String, String)>, AppError> {
    let form = to_draft(listing);
    let series: Vec<_> = form
        .timings
        .iter()
        .enumerate()
        .filter(|(_, timing)| timing.rrule.is_some())
        .collect();
    if series.is_empty() {
        return Err(AdError::NothingRecurs.into());
    }
    let mut found = vec![false; days.len()];
    let mut changes = Vec::new();
    for (n, timing) in series {
        let Some(of) = listing.timings.get(n) else {
            continue;
        };
        let mut except = timing.exdate.clone();
        for (day, found) in days.iter().zip(&mut found) {
            let at = match timing.start.split_once('T') {
                Some((_, hour)) => format!("{}T{hour}", day.trim()),
                None => day.trim().to_owned(),
            };
            let Some(moment) = Moment::parse(&at) else {
                continue;
            };
            if takes_place(of, zone, moment) {
                *found = true;
                except.push(at);
            }
        }
        if except.len() > timing.exdate.len() {
            changes.push((format!("timings[{n}].exdate"), except.join(",")));
        }
    }
    match days.iter().zip(&found).find(|(_, found)| !**found) {
        Some((day, _)) => Err(AdError::NoSuchDay { given: day.clone() }.into()),
        None => Ok(changes),
    }
}

/// Whether something begins at that moment.
fn takes_place(timing: &Timing, territory: Tz, at: Moment) -> bool {
    let zone = timing.zone.as_ref().map_or(territory, |zone| zone.or(territory));
    let at_ms = to_utc_ms(zone, at.local_minutes());
    let all = occurrences(
        std::slice::from_ref(timing),
        territory,
        at_ms,
        at_ms.saturating_add(1),
    );
    all.iter().any(|one| one.start_ms == at_ms)
}

/// The fields of a draft that takes up a listing.
fn copied(object: &ObjectId, listing: &Listing) -> Vec<String> {
    let mut fields = vec![
        format!("adopted_from={object}"),
        format!("origin={}", origin(listing)),
    ];
    let mut texts = |key: &str, texts: &Texts| {
        fields.extend(
            texts
                .iter()
                .map(|text| format!("{key}.{}={}", text.language, text.text)),
        );
    };
    texts("title", &listing.title);
    texts("summary", &listing.summary);
    texts("body", &listing.body);
    texts("for_whom", &listing.audience);
    texts("bring", &listing.bring);
    fields.extend(listing.original.map(|language| format!("original={language}")));
    fields.extend(
        listing
            .licence
            .as_ref()
            .map(|licence| format!("licence={licence}")),
    );
    // A comma parts items, unless it is marked.
    let item = |tag: &str| tag.replace('\\', "\\\\").replace(',', "\\,");
    fields.extend(listing.tags.iter().map(|tag| format!("tags+={}", item(tag))));
    fields
}

/// Who had it first: the one from whom these had it, who organises, or the project's own name.
fn origin(listing: &Listing) -> &str {
    let first = listing.adopted.as_ref().map(|adopted| &*adopted.name);
    let by = Some(&*listing.organiser.name).filter(|name| !name.is_empty());
    let title = listing.title.iter().next().map(|text| text.text);
    first.or(by).or(title).unwrap_or_default()
}
