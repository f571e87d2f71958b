//! Settings: what holds for a whole house, or for the phone of one person.

use super::schema::{FieldSpec, Given, Keys, Scalar, list, map, one, texts};
use crate::domain::text::limit;

/// Days that photos, scans and sounds are kept, unless said otherwise.
pub const KEEP_PHOTOS: i64 = 365;
/// Days that notes are kept, unless said otherwise.
pub const KEEP_NOTES: i64 = 365;
/// Days without network after which private spaces lock, unless said otherwise (protocol 11).
pub const LOCK_AFTER: i64 = 30;

/// The least of them: a weekend without network locks nobody out.
pub const LOCK_FROM: u64 = 3;

/// The fields.
pub const FIELDS: &[FieldSpec] = &[
    texts("title", Scalar::Line(limit::TITLE)),
    one("address", Scalar::Line(limit::LINE)),
    one("postcode", Scalar::Line(20)),
    one("town", Scalar::Line(limit::LINE)),
    one("country", Scalar::Country),
    one("phone", Scalar::Phone),
    one("emergency_phone", Scalar::Phone),
    one("zone", Scalar::Zone).or(Given::Word("Europe/Paris")),
    list("languages", Scalar::Language).or(Given::Words(&["fr", "eu", "es"])),
    one("ratio", Scalar::Number { min: 1, max: 50 }),
    // Who had no place last time comes first: said in words where it counts.
    one("missed_first", Scalar::YesNo).or(Given::YesNo(true)),
    one("quiet_from", Scalar::Clock).or(Given::Int(21 * 60)),
    one("quiet_to", Scalar::Clock).or(Given::Int(8 * 60)),
    one("wifi_only", Scalar::YesNo).or(Given::YesNo(false)),
    one("keep_outings", Scalar::Days(365)).or(Given::Int(super::outing::KEEP_DAYS)),
    one("keep_photos", Scalar::Days(3_650)).or(Given::Int(KEEP_PHOTOS)),
    one("keep_notes", Scalar::Days(3_650)).or(Given::Int(KEEP_NOTES)),
    one("lock_after", Scalar::Days(90)).or(Given::Int(LOCK_AFTER)),
    // What people call their devices, in whichever space they meet them.
    map("devices", Keys::Device, Scalar::Line(limit::TAG)),
];
