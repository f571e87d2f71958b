//! Listings: versions that two publishers wrote without knowing of each other.

use std::collections::BTreeSet;

use ekin_protocol::item::{Item, kind};

use super::{Conflict, ConflictCursor, ConflictOf, Says, Side, is_me, when};
use crate::app::edit::differing_fields;
use crate::app::error::AppError;
use crate::app::show::to_draft;
use crate::domain::listing::Listing;
use crate::record::payload;
use crate::storage::{ConflictRow, Head, Read, Space};

fn listing_of(head: &Head) -> Option<Listing> {
    (head.kind == kind::LISTING).then(|| payload::decode(&head.body).ok())?
}

fn first_title(listing: &Listing) -> Option<String> {
    listing.title.iter().next().map(|text| text.text.to_string())
}

/// What a listing is called.
pub(super) fn title(read: &Read<'_>, row: &ConflictRow) -> Result<Option<String>, AppError> {
    let heads = read.heads(row.sp, &row.object)?;
    let listings = heads.iter().rev().find_map(listing_of);
    Ok(listings.as_ref().and_then(first_title))
}

/// The versions of a listing that say something of their own; none where there is one.
pub(super) fn of(read: &Read<'_>, space: &Space, row: &ConflictRow) -> Result<Option<Conflict>, AppError> {
    let (mut said, mut sides) = (BTreeSet::new(), Vec::new());
    let heads = read.heads(space.sp, &row.object)?;
    let displayed = heads.last().and_then(listing_of);
    for head in heads.iter().rev() {
        if !said.insert((head.kind, &head.body)) {
            continue;
        }
        let bytes = head.item_bytes();
        let at_ms = Item::read(&bytes)?.meta.at_ms;
        sides.push(Side {
            version: head.hash.to_string(),
            says: match listing_of(head) {
                _ if head.kind == kind::TOMBSTONE => Says::Ended,
                None => Says::Sealed,
                Some(listing) => Says::Listing {
                    differs: displayed
                        .as_ref()
                        .map(|displayed| differing_fields(&listing, displayed))
                        .unwrap_or_default(),
                    status: listing.status.clone(),
                    draft: Box::new(to_draft(&listing)),
                },
            },
            by: Some(head.ord),
            named: None,
            me: is_me(space, Some(head.ord)),
            when: when(space, at_ms),
            at_ms: Some(at_ms),
            displayed: sides.is_empty(),
        });
    }
    if sides.len() < 2 {
        return Ok(None);
    }
    // The displayed one differs in what any other differs in.
    let mut all = Vec::new();
    for side in &sides {
        if let Says::Listing { differs, .. } = &side.says {
            all.extend(differs.iter().copied());
        }
    }
    all.sort_unstable();
    all.dedup();
    for side in &mut sides {
        if let Says::Listing { differs, .. } = &mut side.says {
            differs.clone_from(&all);
        }
    }
    Ok(Some(Conflict {
        space: space.id,
        space_name: space.name.clone(),
        of: ConflictOf::Listing,
        object: row.object,
        title: title(read, row)?.unwrap_or_default(),
        at: String::new(),
        sides,
        careful: false,
        cursor: ConflictCursor(row.rev, row.object),
    }))
}
