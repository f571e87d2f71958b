//! Which records count. This rule has a version and is the same for phone and relay; **nothing finer decides
//! what merges**.

use crate::cbor::{self, CborError};
use crate::code::Code;
use crate::id::{Ord, OrgId, SpaceId};
use crate::item::{Item, ItemType, kind};
use crate::limits;
use crate::membership::Role;

/// Version of the rule.
pub const VERSION: u32 = 1;

/// The first kind that is a record's; those before are documents'.
const FIRST_RECORD: u16 = 32;
/// Bytes of a nonce and a tag: what is sealed under a unit's key is longer.
const SEALED: usize = crate::seal::NONCE + crate::seal::TAG;

/// Whether an item of a public space counts, given its author's role and organisation at its place of the
/// log: its form, its derived object id, and the right to publish for that organisation. It needs no history.
pub fn public_item(space: &SpaceId, item: &Item<'_>, role: Role, author_org: &OrgId) -> Result<(), Code> {
    let org = public_form(space, item)?;
    may_publish(role, author_org, &org)
}

/// The part of the rule that needs no author: an item's form and its derived object id. Says for which
/// organisation it is.
pub fn public_form(space: &SpaceId, item: &Item<'_>) -> Result<OrgId, Code> {
    let kind = item.meta.kind;
    if item.item_type != ItemType::Record || !item.salt.is_empty() || item.meta.unit.is_some() {
        return Err(Code::BadForm);
    }
    if item.meta.generation != 0 || !matches!(kind, kind::LISTING | kind::TOMBSTONE) {
        return Err(Code::BadForm);
    }
    let Some((org, key)) = &item.meta.listing else {
        return Err(Code::BadForm);
    };
    if space.listing(org, key) != item.object {
        return Err(Code::BadForm);
    }
    if let Some(payload) = item.content() {
        public_payload(payload)?;
    }
    Ok(*org)
}

/// The part of the rule that needs no item: who publishes for an organisation.
pub fn may_publish(role: Role, author_org: &OrgId, org: &OrgId) -> Result<(), Code> {
    if role.publishes_for_any() || (role.publishes() && author_org == org) {
        Ok(())
    } else {
        Err(Code::NotAllowed)
    }
}

/// Whether an item of a private space counts by its form alone: a salt, a change for a document's kind or a record for a
/// record's, no listing. Kinds of a newer version count, and are shown as *other*.
pub fn private_item(item: &Item<'_>) -> Result<(), Code> {
    let kind = item.meta.kind;
    let documents = 1..FIRST_RECORD;
    let fits = match item.item_type {
        ItemType::Change => documents.contains(&kind) && item.meta.supersedes.is_empty(),
        ItemType::Record => {
            !documents.contains(&kind) && kind != 0 && kind != kind::LISTING && item.meta.generation == 0
        }
    };
    if item.salt.len() != 16 || item.meta.listing.is_some() || !fits {
        return Err(Code::BadForm);
    }
    let Some(payload) = item.content() else {
        return Err(Code::BadForm);
    };
    match (item.item_type, item.meta.unit) {
        // What is under a unit's key is judged by whoever has it.
        (_, Some(_)) if payload.len() > SEALED => Ok(()),
        (ItemType::Change, None) if !payload.is_empty() => Ok(()),
        (ItemType::Record, None) => is_map(payload),
        _ => Err(Code::BadForm),
    }
}

/// Whether a record may replace another (protocol 1): its author's own, or as an educator or above one of that author's
/// organisation, or as a moderator or above any.
pub fn may_replace(by: (Ord, Role, OrgId), replaced: (Ord, OrgId)) -> bool {
    let (ord, role, org) = by;
    let (of, of_org) = replaced;
    ord == of || role.publishes_for_any() || (role == Role::Educator && org == of_org)
}

/// The form of a public payload: one deterministic CBOR map of at most 16 KiB, nested to depth 4.
fn public_payload(payload: &[u8]) -> Result<(), Code> {
    if payload.len() > limits::PUBLIC_PAYLOAD {
        return Err(Code::TooLarge);
    }
    is_map(payload)
}

/// One deterministic CBOR map, nested to depth 4.
pub(crate) fn is_map(payload: &[u8]) -> Result<(), Code> {
    // Depth 4 out of 8 is what is left when the walk starts inside four containers.
    let depth = limits::CBOR_DEPTH - 4;
    let whole = cbor::walk(payload, 0, depth).and_then(|end| match end == payload.len() {
        true => Ok(()),
        false => Err(CborError::Trailing { at: end }),
    });
    match (whole, payload.first()) {
        (Ok(()), Some(first)) if first >> 5 == 5 => Ok(()),
        _ => Err(Code::BadForm),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::id::{ListingKey, ObjectId};
    use crate::item::{Meta, write_record};

    const SPACE: SpaceId = SpaceId([1; 32]);
    const ORG: OrgId = OrgId([2; 16]);
    const KEY: ListingKey = ListingKey([3; 16]);

    fn judge(object: ObjectId, meta: &Meta, payload: &[u8], role: Role, org: OrgId) -> Result<(), Code> {
        let bytes = write_record(&object, meta, payload);
        public_item(&SPACE, &Item::read(&bytes).unwrap(), role, &org)
    }

    #[test]
    fn who_may_publish_what() {
        let meta = Meta {
            kind: kind::LISTING,
            listing: Some((ORG, KEY)),
            ..Meta::default()
        };
        let object = SPACE.listing(&ORG, &KEY);
        let by = |role, org| judge(object, &meta, &[0xa0], role, org);
        assert_eq!(by(Role::Publisher, ORG), Ok(()));
        assert_eq!(by(Role::Educator, ORG), Ok(()));
        assert_eq!(by(Role::Publisher, OrgId([9; 16])), Err(Code::NotAllowed));
        assert_eq!(by(Role::Moderator, OrgId([9; 16])), Ok(()));
        assert_eq!(by(Role::Reader, ORG), Err(Code::NotAllowed));
        assert_eq!(by(Role::Other(77), ORG), Err(Code::NotAllowed));
    }

    #[test]
    fn nobody_squats_an_id_and_bad_forms_are_refused() {
        let meta = Meta {
            kind: kind::LISTING,
            listing: Some((ORG, KEY)),
            ..Meta::default()
        };
        let object = SPACE.listing(&ORG, &KEY);
        let by = |object, meta: &Meta, payload: &[u8]| judge(object, meta, payload, Role::Owner, ORG);
        assert_eq!(by(ObjectId([9; 16]), &meta, &[0xa0]), Err(Code::BadForm));
        assert_eq!(
            by(
                object,
                &Meta {
                    kind: 34,
                    ..meta.clone()
                },
                &[0xa0]
            ),
            Err(Code::BadForm)
        );
        assert_eq!(
            by(
                object,
                &Meta {
                    listing: None,
                    ..meta.clone()
                },
                &[0xa0]
            ),
            Err(Code::BadForm)
        );
        assert_eq!(by(object, &meta, &[0x80]), Err(Code::BadForm));
        assert_eq!(by(object, &meta, &[0xa1, 0x01, 0x81, 0x81, 0x81, 0x01]), Ok(()));
        assert_eq!(
            by(object, &meta, &[0xa1, 0x01, 0x81, 0x81, 0x81, 0x80]),
            Err(Code::BadForm)
        );
        assert_eq!(by(object, &meta, &[0xa0, 0x00]), Err(Code::BadForm));
        let large = cbor::Writer::new()
            .map(1)
            .u64(1)
            .bytes(&vec![0; limits::PUBLIC_PAYLOAD])
            .finish();
        assert_eq!(by(object, &meta, &large), Err(Code::TooLarge));
    }
}
