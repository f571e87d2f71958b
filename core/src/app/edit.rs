//! Changing a listing: by hand, field by field; by a whole draft; by an import, which leaves alone what people edited.
//! Whatever a newer version wrote and this one has no word for goes through unchanged.

use ekin_exchange::draft::Draft;

use super::draft::{examine, to_draft, validate};
use super::set_field::set_field;
use crate::domain::accessibility::{Access, Accessibility};
use crate::domain::answer::Answer;
use crate::domain::field::{Field, FieldError, Problem};
use crate::domain::listing::Listing;
use crate::domain::territory::Territory;
use crate::domain::text::Texts;
use crate::record::payload::{self, PayloadError};

/// Fields in which two listings differ, in the order of a screen.
pub fn differing_fields(a: &Listing, b: &Listing) -> Vec<Field> {
    Field::ALL
        .iter()
        .copied()
        .filter(|field| !a.same_field(b, *field))
        .collect()
}

/// Applies `FIELD=VALUE` changes to a listing and says which fields they named. Fields that were not named keep their
/// value bit for bit. Of a listing that came by import, the named fields are marked as edited by hand.
///
/// # Errors
/// Every problem of the named fields; [`Problem::ReadOnly`] for a listing of a newer version.
pub fn edit(
    current: &Listing,
    changes: &[(&str, &str)],
    territory: &Territory,
) -> Result<(Listing, Vec<Field>), Vec<FieldError>> {
    writable(current)?;
    let mut draft = to_draft(current);
    let mut named = Vec::new();
    let mut errors = Vec::new();
    for (path, value) in changes {
        match set_field(&mut draft, path, value) {
            Ok(field) if named.contains(&field) => {}
            Ok(field) => named.push(field),
            Err(error) => errors.push(error),
        }
    }
    let (mut edited, problems) = examine(&draft, territory);
    errors.extend(problems.into_iter().filter(|error| named.contains(&error.field)));
    if !errors.is_empty() {
        return Err(errors);
    }
    for field in Field::ALL.iter().filter(|field| !named.contains(field)) {
        edited.copy_field(current, *field);
    }
    carry_unknown(current, &mut edited);
    if current.source.is_some() {
        for field in named.iter().copied() {
            if field != Field::Hand && !edited.same_field(current, field) {
                edited.mark_by_hand(field);
            }
        }
    }
    fits(edited, &named).map(|edited| (edited, named))
}

/// Replaces a listing by a whole draft (`publish FILE.json` with an id). Of a listing that came by import, the fields
/// that changed are marked as edited by hand.
///
/// # Errors
/// Every problem of the draft; [`Problem::ReadOnly`] for a listing of a newer version.
pub fn replace(current: &Listing, draft: &Draft, territory: &Territory) -> Result<Listing, Vec<FieldError>> {
    writable(current)?;
    let mut new = validate(draft, territory)?;
    // A draft has no word for what a newer version calls this; saying nothing about it is no change.
    let shown = to_draft(current);
    if shown.listing_type == draft.listing_type {
        new.listing_type = current.listing_type.clone();
    }
    if shown.status == draft.status {
        new.status = current.status.clone();
    }
    carry_unknown(current, &mut new);
    let changed = differing_fields(current, &new);
    if current.source.is_some() {
        for field in changed.iter().filter(|field| **field != Field::Hand) {
            new.mark_by_hand(*field);
        }
    }
    fits(new, &changed)
}

/// Lays an import over a listing: fields that a person edited stay and are returned where the import says something
/// else; the others are the import's.
pub fn overlay_import(current: &Listing, imported: &Listing) -> (Listing, Vec<Field>) {
    if current.read_only() {
        return (current.clone(), differing_fields(current, imported));
    }
    let mut merged = imported.clone();
    merged.hand = current.hand.clone();
    let mut kept = Vec::new();
    for field in Field::ALL
        .iter()
        .copied()
        .filter(|field| *field != Field::Hand && current.is_by_hand(*field))
    {
        if !current.same_field(imported, field) {
            kept.push(field);
        }
        merged.copy_field(current, field);
    }
    carry_unknown(current, &mut merged);
    (merged, kept)
}

fn writable(current: &Listing) -> Result<(), Vec<FieldError>> {
    if current.read_only() {
        return Err(vec![FieldError::at(Field::Id, "", Problem::ReadOnly)]);
    }
    Ok(())
}

fn fits(listing: Listing, named: &[Field]) -> Result<Listing, Vec<FieldError>> {
    let missing = listing.title == Texts::default();
    if missing {
        return Err(vec![FieldError::at(Field::Title, "", Problem::Missing)]);
    }
    match payload::encode(&listing) {
        Err(PayloadError::TooLarge { bytes, max }) => {
            let field = named.first().copied().unwrap_or(Field::Body);
            Err(vec![FieldError::at(
                field,
                "",
                Problem::TooLargeTogether { max, bytes },
            )])
        }
        _ => Ok(listing),
    }
}

/// Keeps in `new` what a newer version wrote into `current`, at each level, and what no form has a field for.
pub(super) fn carry_unknown(current: &Listing, new: &mut Listing) {
    new.version = current.version;
    // No form has a field for these: whoever changes the rest does not take them away.
    new.left = new.left.or(current.left);
    if new.adopted.is_none() {
        new.adopted = current.adopted.clone();
    }
    for (key, cbor) in current.unknown.iter() {
        new.unknown.keep(key, cbor);
    }
    let known = Access::ALL
        .into_iter()
        .fold(0, |bits, question| bits | question.bit());
    let (old, now) = (current.accessibility, new.accessibility);
    new.accessibility = Accessibility::from_bits(
        now.said() & known | old.said() & !known,
        now.yes() & known | old.yes() & !known,
    )
    .unwrap_or(now);
    for timing in &mut new.timings {
        let same = current.timings.iter().find(|old| old.start == timing.start);
        if let Some(old) = same.filter(|_| timing.unknown.is_empty()) {
            timing.unknown = old.unknown.clone();
        }
    }
    for image in &mut new.images {
        let same = current.images.iter().find(|old| old.url == image.url);
        if let Some(old) = same.filter(|_| image.unknown.is_empty()) {
            image.unknown = old.unknown.clone();
        }
    }
    for other in current
        .answer
        .iter()
        .filter(|answer| matches!(answer, Answer::Other(_)))
    {
        if !new.answer.contains(other) {
            new.answer.push(other.clone());
        }
    }
    for name in current
        .hand
        .iter()
        .filter(|name| Field::from_name(name).is_none())
    {
        if let Err(at) = new.hand.binary_search(name) {
            new.hand.insert(at, name.clone());
        }
    }
}

#[cfg(test)]
#[path = "edit/tests.rs"]
mod tests;
