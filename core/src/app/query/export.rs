//! Listings as files of other programs: all that readers see, or what a search finds.

use std::collections::BTreeMap;

use ekin_exchange::{Context, Draft, Export, ExportFormat};
use ekin_protocol::id::SpaceId;
use ekin_protocol::item::Item;

use super::search::{Ask, search_of};
use super::show::{items, listing_of};
use crate::app::device::Device;
use crate::app::error::AppError;
use crate::app::publish::territory_of;
use crate::app::show::to_draft;
use crate::app::words;
use crate::record::payload;
use crate::storage::query::{After, Card, Page};
use crate::storage::{Read, StoreError};

/// Listings read at a time.
const PAGE: u32 = 500;

/// Listings to write.
#[derive(Clone, Debug, PartialEq)]
pub struct Exported {
    /// The listings, each with its id.
    pub drafts: Vec<Draft>,
    /// What a format needs to know beside them.
    zone: chrono_tz::Tz,
    language: String,
}

impl Exported {
    /// The file in a format, and what other programs will not find in it.
    pub fn file(&self, format: ExportFormat) -> Export {
        let context = Context {
            territory_zone: self.zone,
            default_language: self.language.clone(),
        };
        ekin_exchange::export(&self.drafts, format, &context)
    }

    /// Listings of one's own making as a file.
    pub fn of(drafts: Vec<Draft>, zone: chrono_tz::Tz, language: &str) -> Self {
        Self {
            drafts,
            zone,
            language: language.to_owned(),
        }
    }
}

impl Device {
    /// The listings that readers see, past ones too; with a question, those that it finds (its page and cursor
    /// aside).
    ///
    /// # Errors
    /// Those of the store.
    pub fn export(&self, space: Option<SpaceId>, ask: Option<&Ask>) -> Result<Exported, AppError> {
        self.store().read(|read| {
            let spaces = read.catalogues()?;
            let chosen = spaces.iter().find(|one| space.is_none_or(|id| id == one.id));
            let chosen = chosen.ok_or(AppError::NoTerritory)?;
            let territory = territory_of(read, chosen)?;
            let search = ask.map(|ask| search_of(read, ask)).transpose()?;
            let mut drafts = Vec::new();
            let mut after: Option<After> = None;
            loop {
                let page: Page<Card> = match &search {
                    Some(search) => read.search(search, after, PAGE)?,
                    None => read.all_listings(after, PAGE)?,
                };
                for card in page
                    .items
                    .iter()
                    .filter(|card| space.is_none() || card.sp == chosen.sp)
                {
                    drafts.extend(draft(read, card)?);
                }
                after = page.next;
                if after.is_none() {
                    break;
                }
            }
            Ok(Exported {
                drafts,
                zone: territory.zone,
                language: territory.language().as_str().to_owned(),
            })
        })
    }
}

impl Device {
    /// The listings of this device that were refused, as they were written: the last version of each.
    ///
    /// # Errors
    /// Those of the store.
    pub fn export_refused(&self, space: Option<SpaceId>) -> Result<Exported, AppError> {
        self.store().read(|read| {
            let spaces = read.spaces()?;
            let mut chosen = spaces
                .iter()
                .filter(|one| space.is_none_or(|id| id == one.id))
                .peekable();
            let first = chosen.peek().ok_or(AppError::NoTerritory)?;
            let territory = territory_of(read, first)?;
            let mut drafts = BTreeMap::new();
            for space in chosen {
                for own in read.refused_own(space.sp)? {
                    for bytes in items(&own.items) {
                        let Ok(item) = Item::read(&bytes) else { continue };
                        if let Some(listing) = listing_of(&item) {
                            let id = item.object.to_string();
                            let draft = Draft {
                                id: Some(id.clone()),
                                ..to_draft(&listing)
                            };
                            drafts.insert(id, draft);
                        }
                    }
                }
            }
            let drafts = drafts.into_values().collect();
            Ok(Exported::of(
                drafts,
                territory.zone,
                territory.language().as_str(),
            ))
        })
    }
}

/// The listing of a card, unless this version cannot read it.
fn draft(read: &Read<'_>, card: &Card) -> Result<Option<Draft>, StoreError> {
    let heads = read.heads(card.sp, &card.object)?;
    let listing = heads
        .iter()
        .rev()
        .find_map(|head| payload::decode(&head.body).ok());
    Ok(listing.map(|listing| Draft {
        id: Some(card.object.to_string()),
        status: words::draft_status(&card.status),
        ..to_draft(&listing)
    }))
}
