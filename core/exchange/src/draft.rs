//! A listing as plain data: the one JSON form that `show --json` prints, `publish FILE.json` takes and
//! every importer and exporter speaks. Nothing here is validated beyond its shape: the domain does that
//! and names the field that is wrong.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Language tag (BCP 47, any tag kept) to text.
pub type Texts = BTreeMap<String, String>;

/// One listing of the catalogue, as a file or a person's screen holds it.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Draft {
    /// Object id, 32 hexadecimal digits. Absent in a new listing; present, it names the listing to replace.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    /// What sort of listing this is.
    #[serde(rename = "type", default)]
    pub listing_type: ListingType,
    /// Short title per language.
    pub title: Texts,
    /// One or two sentences per language.
    #[serde(default, skip_serializing_if = "Texts::is_empty")]
    pub summary: Texts,
    /// The whole text per language; plain text with line breaks.
    #[serde(default, skip_serializing_if = "Texts::is_empty")]
    pub body: Texts,
    /// Language tag in which the author wrote; the others are translations.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub original: Option<String>,
    /// Who organises.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub organiser: Option<Organiser>,
    /// Where it takes place.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub place: Option<Place>,
    /// When it takes place; empty for what has no date.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub timings: Vec<Timing>,
    /// Opening hours or "when you like", in words per language, where dates do not say it.
    #[serde(default, skip_serializing_if = "Texts::is_empty")]
    pub hours: Texts,
    /// Whether it takes place as planned.
    #[serde(default)]
    pub status: Status,
    /// What is said about accessibility; a field that is absent was *not said*, which is not *no*.
    #[serde(default, skip_serializing_if = "Accessibility::is_unsaid")]
    pub accessibility: Accessibility,
    /// What it costs; absent when not said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub price: Option<Price>,
    /// For whom, in words per language.
    #[serde(default, skip_serializing_if = "Texts::is_empty")]
    pub audience: Texts,
    /// Ages in years, both ends included.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ages: Option<Ages>,
    /// Public capacity, in places.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub capacity: Option<Capacity>,
    /// What to bring, in words per language.
    #[serde(default, skip_serializing_if = "Texts::is_empty")]
    pub bring: Texts,
    /// How to answer.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub answer: Vec<Answer>,
    /// Free tags, lower case, without `#`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub tags: Vec<String>,
    /// References to pictures; Ekin never fetches them.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub images: Vec<Image>,
    /// Where the listing was taken from.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source: Option<Source>,
    /// Licence of the text, an SPDX identifier or a name (`etalab-2.0`).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub licence: Option<String>,
    /// When the information was last confirmed, `YYYY-MM-DD` or an RFC 3339 instant as the source gave it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub updated: Option<String>,
    /// Fields that a person edited by hand: an import leaves them alone.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub hand: Vec<String>,
    /// What the device knows about this listing; printed by `show --json`, ignored by `publish`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub about: Option<About>,
}

/// Sort of listing.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum ListingType {
    /// An outing, a show, a workshop.
    #[default]
    Activity,
    /// Somebody looks for something or someone.
    Need,
    /// Somebody offers time or a skill.
    Offer,
    /// A thing to lend.
    Loan,
    /// A project that looks for people.
    Project,
    /// A challenge between houses.
    Challenge,
    /// A good practice to share.
    Practice,
    /// A place that receives people.
    Place,
    /// An organisation.
    Partner,
}

/// Whether a listing takes place as planned.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Status {
    /// As planned.
    #[default]
    Scheduled,
    /// No place left.
    Full,
    /// Held online instead.
    MovedOnline,
    /// Put off; the new date may not be known.
    Postponed,
    /// Will not take place.
    Cancelled,
}

/// Who organises.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Organiser {
    /// Name as it signs.
    pub name: String,
    /// Web address, `https`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
}

/// Where it takes place.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Place {
    /// Name of the place, empty when only the address is known.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub name: String,
    /// Street and number.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub address: String,
    /// Postal code.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub postcode: String,
    /// Town, as the source writes it.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub town: String,
    /// ISO 3166-1 alpha-2 country code.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub country: Option<String>,
    /// Latitude in degrees, WGS 84; seven decimals are kept.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lat: Option<f64>,
    /// Longitude in degrees, WGS 84; seven decimals are kept.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lon: Option<f64>,
    /// Address of the online meeting or broadcast.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub online: Option<String>,
}

/// One timing, possibly recurring (RFC 5545). Times are local to `tz`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Timing {
    /// Start, `YYYY-MM-DDTHH:MM` or a date `YYYY-MM-DD` for a whole day.
    pub start: String,
    /// End in the form of `start`; a date is the last day, included.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub end: Option<String>,
    /// IANA zone; absent means the territory's.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub tz: Option<String>,
    /// RFC 5545 recurrence rule without the `RRULE:` prefix; `UNTIL` in local time.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rrule: Option<String>,
    /// Occurrences left out, in the form of `start`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub exdate: Vec<String>,
    /// Occurrences added, in the form of `start`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub rdate: Vec<String>,
}

/// What is said about accessibility; `None` was not said.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Accessibility {
    /// Hearing impairment (OpenAgenda `hi`).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub hearing: Option<bool>,
    /// Visual impairment (OpenAgenda `vi`).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub visual: Option<bool>,
    /// Psychic impairment (OpenAgenda `pi`).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub psychic: Option<bool>,
    /// Motor impairment, wheelchair (OpenAgenda `mi`).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub motor: Option<bool>,
    /// Intellectual impairment (OpenAgenda `ii`).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub intellectual: Option<bool>,
    /// No step from the street to the activity.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub step_free: Option<bool>,
    /// Accessible toilets.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub toilets: Option<bool>,
    /// Reserved parking nearby.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub parking: Option<bool>,
    /// A quiet place, or a quiet hour.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub quiet: Option<bool>,
}

impl Accessibility {
    /// Whether nothing at all was said.
    pub fn is_unsaid(&self) -> bool {
        *self == Self::default()
    }
}

/// What it costs.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Price {
    /// Free for everybody.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub free: bool,
    /// Lowest price in euro cents.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub from_cents: Option<u32>,
    /// Highest price in euro cents.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub to_cents: Option<u32>,
    /// Conditions in words per language.
    #[serde(skip_serializing_if = "Texts::is_empty")]
    pub note: Texts,
}

/// Ages in years, both ends included.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Ages {
    /// Youngest.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub min: Option<u8>,
    /// Oldest.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub max: Option<u8>,
}

/// Public capacity, in places.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Capacity {
    /// Ordinary places.
    pub seats: u16,
    /// Wheelchair places.
    #[serde(skip_serializing_if = "is_zero")]
    pub wheelchair: u16,
    /// Places for companions.
    #[serde(skip_serializing_if = "is_zero")]
    pub companion: u16,
}

fn is_zero(n: &u16) -> bool {
    *n == 0
}

/// One way to answer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Answer {
    /// Web address, `https` or `http`.
    Url(String),
    /// Telephone number as written.
    Phone(String),
    /// E-mail address.
    Email(String),
}

/// Reference to a picture; Ekin never fetches it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Image {
    /// Web address.
    pub url: String,
    /// Alternative text per language.
    #[serde(default, skip_serializing_if = "Texts::is_empty")]
    pub alt: Texts,
    /// Who made it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub credit: Option<String>,
}

/// Where a listing was taken from.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Source {
    /// `openagenda`, `ical`, `mednum`, `csv` or `json`.
    pub scheme: String,
    /// The source's own id.
    pub id: String,
    /// Page of the listing at its source.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
    /// Name of the source as credit.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// Set where the source gave no id and it was made from title, start and place:
    /// a changed title or time will come as new.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub derived: bool,
}

/// What a device knows about a listing.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct About {
    /// `on_this_device`, `sent`, `received` or `refused`.
    pub state: String,
    /// Code of the refusal.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub refused: Option<u16>,
    /// Withdrawn by its publisher.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub withdrawn: bool,
    /// Places that are free, as whoever organises last told everybody.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub seats_left: Option<Capacity>,
    /// The project that it takes up.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub adopted_from: Option<AdoptedFrom>,
    /// Versions that nobody has reconciled, when there are two or more.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub versions: Vec<Version>,
}

/// Where a project that was taken up comes from.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct AdoptedFrom {
    /// Object id of the listing, 32 hexadecimal digits.
    pub id: String,
    /// Who had it first.
    pub name: String,
}

/// One of several unreconciled versions.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Version {
    /// Item hash, 64 hexadecimal digits.
    pub hash: String,
    /// Who wrote it: the author's number in the membership log.
    pub author: u32,
    /// Author's clock when written, RFC 3339; for display alone.
    pub at: String,
    /// Names of the fields in which this version differs from the displayed one.
    pub differs: Vec<String>,
    /// Whether this is the displayed one.
    pub displayed: bool,
}
