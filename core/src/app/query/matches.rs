//! Ads of the catalogue that speak of what somebody wants: a person of the house by their own words, an ad by its text, whoever
//! types words. All of it is found on the device; nobody else hears what was looked for.

use std::collections::BTreeMap;

use chrono_tz::Tz;
use ekin_protocol::id::{ObjectId, SpaceId};

use super::needs::needs;
use super::saved::saved;
use super::search::{Ask, Hit, Zones, search_of};
use crate::app::device::Device;
use crate::app::error::AppError;
use crate::app::resident;
use crate::app::space::one_space;
use crate::domain::kind::profile;
use crate::domain::listing::Listing;
use crate::domain::matching::{self, Ad, Need, Reason, Want, words};
use crate::record::payload;
use crate::storage::query::{Card, PrefixFound};
use crate::storage::{Read, StoreError};

/// Ads that are looked at for each word.
const PER_WORD: u32 = 200;
/// Words of a long text that are looked for.
const WORDS: usize = 60;

/// For whom ads are looked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum For {
    /// Whoever holds this device: these words, and the needs that are kept here.
    Words(String),
    /// A person with a profile in a space: what they like and would like, and what they need.
    Person(SpaceId, String),
    /// An ad, by the beginning of its id: the ads that answer it.
    Listing(String),
}

/// An ad with the reasons for which it is shown.
#[derive(Clone, Debug, PartialEq)]
pub struct Matched {
    /// The ad.
    pub hit: Hit,
    /// Why.
    pub reasons: Vec<Reason>,
}

impl Device {
    /// Ads that are not over and speak of what somebody wants, the next first; at most `limit`.
    ///
    /// # Errors
    /// [`AppError::NoPerson`], [`AppError::NoProfile`], [`AppError::NoListing`], [`AppError::Ambiguous`].
    pub fn matches(&self, wanted: &For, limit: u32, here: Tz) -> Result<Vec<Matched>, AppError> {
        self.store().read(|read| {
            let (want, own) = want(read, wanted)?;
            let candidates = candidates(read, &want, own)?;
            let ads = candidates.values().map(|(card, listing)| Ad {
                key: card.object,
                listing,
                start_ms: card.when.map(|when| when.start_ms),
            });
            let found = matching::matched(&want, ads);
            let (zones, kept) = (Zones::new(read), saved(read)?);
            let mut matches = Vec::new();
            for one in found
                .into_iter()
                .take(usize::try_from(limit).unwrap_or(usize::MAX))
            {
                if let Some((card, _)) = candidates.get(&one.key) {
                    matches.push(Matched {
                        hit: zones.hit(card.clone(), want.here, &kept, here)?,
                        reasons: one.reasons,
                    });
                }
            }
            Ok(matches)
        })
    }
}

/// What is wanted, and the ad that wants it, which does not answer itself.
fn want(read: &Read<'_>, wanted: &For) -> Result<(Want, Option<ObjectId>), AppError> {
    match wanted {
        For::Words(text) => {
            let needs = needs(read)?;
            let here = needs.iter().find_map(|need| match need {
                Need::Near(point, _) => Some(*point),
                _ => None,
            });
            let want = Want {
                words: words([text.as_str()]),
                needs,
                here,
                ..Want::default()
            };
            Ok((want, None))
        }
        For::Person(space, name) => {
            let space = one_space(read, *space)?;
            let (_, _, contents) = resident::whose(read, &space, name)?;
            let view = contents.view();
            let lines = |field| view.lines(field);
            let wants = [lines(profile::WISHES), lines(profile::LIKES)].concat();
            let dislikes = lines(profile::DISLIKES);
            let want = Want {
                words: words(wants.iter().map(String::as_str)),
                dislikes: words(dislikes.iter().map(String::as_str)),
                needs: lines("needs").iter().map(|word| Need::of_profile(word)).collect(),
                ..Want::default()
            };
            Ok((want, None))
        }
        For::Listing(id) => {
            let id = id.trim().trim_start_matches("ekin:").to_lowercase();
            let (sp, object) = match read.find_prefix(&id)? {
                PrefixFound::One(sp, object) => (sp, object),
                PrefixFound::Ambiguous(several) => {
                    let count = several.len();
                    return Err(AppError::Ambiguous { id, count });
                }
                PrefixFound::None | PrefixFound::NotAnId => return Err(AppError::NoListing { id }),
            };
            let detail = read.listing(sp, &object)?;
            let card = detail.map(|detail| detail.card);
            let listing = card
                .as_ref()
                .map(|card| listing_of(read, card))
                .transpose()?
                .flatten();
            let listing = listing.ok_or(AppError::NoListing { id })?;
            let start = card.and_then(|card| card.when).map(|when| when.start_ms);
            Ok((Want::of(&listing, start), Some(object)))
        }
    }
}

/// The ads that have one of the words, whatever else they say.
fn candidates(
    read: &Read<'_>,
    want: &Want,
    own: Option<ObjectId>,
) -> Result<BTreeMap<ObjectId, (Card, Listing)>, AppError> {
    let mut found = BTreeMap::new();
    for word in want.words.iter().take(WORDS) {
        // Another form of the word may be shorter by an ending.
        let stem = matching::stem(word);
        let search = search_of(
            read,
            &Ask {
                words: stem.to_owned(),
                ..Ask::default()
            },
        )?;
        for card in read.search(&search, None, PER_WORD)?.items {
            if Some(card.object) != own
                && !found.contains_key(&card.object)
                && let Some(listing) = listing_of(read, &card)?
            {
                found.insert(card.object, (card, listing));
            }
        }
    }
    Ok(found)
}

fn listing_of(read: &Read<'_>, card: &Card) -> Result<Option<Listing>, StoreError> {
    let heads = read.heads(card.sp, &card.object)?;
    Ok(heads.last().and_then(|head| payload::decode(&head.body).ok()))
}
