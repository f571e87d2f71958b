//! The row of the read model that a listing's payload makes. Pure, so that worker threads prepare rows while the
//! one writer stores them.
//!
//! *rank* is the row's number and its place in time: minutes of the occurrence that it stands for, and 20 bits of
//! the object's id, so that two at the same minute differ. Above all minutes of the calendar lie bands: what goes
//! on for long (by its end), what has no date, and what is hidden.

use chrono_tz::Tz;
use ekin_protocol::hash::h;
use ekin_protocol::id::{ItemHash, ListingKey, ObjectId, Ord, OrgId, Short, SpaceId};
use ekin_protocol::item::{Item, kind};

use super::payload::decode;
use crate::domain::accessibility::Access;
use crate::domain::flags::Flags;
use crate::domain::fold::Folder;
use crate::domain::listing::Listing;
use crate::domain::occurrence::{Occurrence, nearest_outside, occurrences};
use crate::domain::status::Status;

/// Version of the rows that this program makes; older ones are made again.
pub const VERSION: i64 = 1;

/// A day in ms.
pub const DAY_MS: i64 = 86_400_000;
/// Occurrences are rows from this long before now...
const WINDOW_BEFORE_MS: i64 = DAY_MS;
/// ...to this long after.
const WINDOW_AFTER_MS: i64 = 400 * DAY_MS;
/// A listing with more occurrences than this in the window is something that goes on, like a museum.
const FREQUENT: usize = 60;
/// The window of something that goes on moves this often.
const FREQUENT_DUE_MS: i64 = 30 * DAY_MS;

const MINUTE_MS: i64 = 60_000;
const SLOT: i64 = 1 << 20;
const ONGOING: i64 = 1 << 28;
const UNDATED: i64 = 1 << 29;
const HIDDEN: i64 = 1 << 30;

/// Ranks from here on are of rows that readers do not see.
pub const FIRST_HIDDEN: i64 = HIDDEN * SLOT;
/// Ranks from here on, up to [`FIRST_UNDATED`], are of what goes on for long.
pub const FIRST_ONGOING: i64 = ONGOING * SLOT;
/// Ranks from here on, up to [`FIRST_HIDDEN`], are of what has no date.
pub const FIRST_UNDATED: i64 = UNDATED * SLOT;

/// The first rank of an instant.
pub fn rank_at(ms: i64) -> i64 {
    ms.div_euclid(MINUTE_MS).clamp(-ONGOING, ONGOING - 1) * SLOT
}

/// What a row depends on beside its payload.
#[derive(Clone, Copy, Debug)]
pub struct Context {
    /// The space.
    pub space: SpaceId,
    /// Its zone, for timings that name none.
    pub zone: Tz,
    /// Now, ms since 1970.
    pub now_ms: i64,
}

/// One listing of the read model.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ListingRow {
    /// Place in time; see the module.
    pub rank: i64,
    /// [`crate::domain::listing_type::ListingType::number`].
    pub listing_type: u8,
    /// [`Status::severity`] of this payload alone.
    pub status: u8,
    /// [`Flags`].
    pub flags: i64,
    /// Language, tab, title; a line each.
    pub titles: String,
    /// Language of the original, or nothing.
    pub original: String,
    /// Name of the place.
    pub place: String,
    /// Town.
    pub town: String,
    /// Name of the organiser.
    pub organiser: String,
    /// Latitude and longitude in 1e-7 degree.
    pub point: Option<(i32, i32)>,
    /// Organisation.
    pub org: OrgId,
    /// Where it was taken from, as a number that is the same for the same source.
    pub source: Option<i64>,
    /// Start of what rank stands for.
    pub start_ms: Option<i64>,
    /// When it is over for who searches from now on.
    pub end_ms: Option<i64>,
    /// In whole days.
    pub all_day: bool,
    /// When rank or occurrences are to be made again.
    pub due_ms: Option<i64>,
    /// Occurrences in the window, or the nearest one outside.
    pub occurrences: Vec<Occurrence>,
    /// Tokens of everything, with those of the filters.
    pub text: String,
    /// Tokens of the titles, with those of the filters.
    pub title_text: String,
}

/// A record with its row, ready to be stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PreparedRow {
    /// The object.
    pub object: ObjectId,
    /// Hash of the item.
    pub hash: ItemHash,
    /// Kind.
    pub kind: u16,
    /// Place of its envelope in the log.
    pub seq: u64,
    /// Time there.
    pub t_ms: u64,
    /// Its author.
    pub ord: Ord,
    /// Index in its envelope.
    pub n: usize,
    /// What it replaces.
    pub names: Vec<Short>,
    /// Salt, type, object id and meta as they travelled.
    pub fields: Vec<u8>,
    /// The payload.
    pub body: Vec<u8>,
    /// The row; none for a tombstone, the territory's own listing and what cannot be read.
    pub listing: Option<ListingRow>,
}

/// Where a record stands in the log, and whose it is.
#[derive(Clone, Copy, Debug)]
pub struct At {
    /// Place of its envelope.
    pub seq: u64,
    /// Time there.
    pub t_ms: u64,
    /// Its author.
    pub ord: Ord,
    /// Index in its envelope.
    pub n: usize,
}

/// Prepares a record whose payload is here.
pub fn prepare(
    item: &Item<'_>,
    hash: &ItemHash,
    at: At,
    context: &Context,
    folder: &mut Folder,
) -> PreparedRow {
    let body = item.content().unwrap_or_default();
    PreparedRow {
        object: item.object,
        hash: *hash,
        kind: item.meta.kind,
        seq: at.seq,
        t_ms: at.t_ms,
        ord: at.ord,
        n: at.n,
        names: item.meta.supersedes.clone(),
        fields: item.fields().to_vec(),
        body: body.to_vec(),
        listing: row_of(item, context, folder),
    }
}

/// The row of a record, if it is a listing that this version can read.
pub fn row_of(item: &Item<'_>, context: &Context, folder: &mut Folder) -> Option<ListingRow> {
    let (org, key) = item.meta.listing?;
    if item.meta.kind != kind::LISTING || is_territory(&context.space, &key) {
        return None;
    }
    let listing = decode(item.content()?).ok()?;
    Some(listing_row(&listing, &item.object, org, context, folder))
}

/// Whether this is the reserved listing that describes the territory.
pub fn is_territory(space: &SpaceId, key: &ListingKey) -> bool {
    *key == space.territory_key()
}

/// The row of a listing.
pub fn listing_row(
    listing: &Listing,
    object: &ObjectId,
    org: OrgId,
    context: &Context,
    folder: &mut Folder,
) -> ListingRow {
    let when = when(listing, context);
    let mut titles = String::new();
    for title in listing.title.iter() {
        titles.push_str(title.language.as_str());
        titles.push('\t');
        titles.push_str(title.text);
        titles.push('\n');
    }
    let filters = filters(listing);
    let (mut text, mut title_text) = (String::new(), String::new());
    folder.unique(listing.search_texts(), &mut text);
    folder.unique(listing.title_texts(), &mut title_text);
    text.push_str(&filters);
    title_text.push_str(&filters);
    ListingRow {
        rank: when.minutes(object) * SLOT + object_bits(object, 20),
        listing_type: listing.listing_type.number(),
        status: listing.status.severity(),
        flags: Flags::of(listing, &listing.status).0,
        titles,
        original: listing
            .original
            .map(|language| language.as_str().to_string())
            .unwrap_or_default(),
        place: listing.place.name.to_string(),
        town: listing.place.town.to_string(),
        organiser: listing.organiser.name.to_string(),
        point: listing.place.point.map(|point| (point.lat_e7(), point.lon_e7())),
        org,
        source: listing
            .source
            .as_ref()
            .map(|source| source_number(&source.scheme, &source.id)),
        start_ms: when.shown.map(|o| o.start_ms),
        end_ms: when.end_ms,
        all_day: when.shown.is_some_and(|o| o.all_day),
        due_ms: when.due_ms,
        occurrences: when.occurrences,
        text,
        title_text,
    }
}

/// The number of a source in [`ListingRow::source`].
pub fn source_number(scheme: &str, id: &str) -> i64 {
    i64::from_be_bytes(ekin_protocol::hash::first8(&h(
        "source",
        &[scheme.as_bytes(), &[0], id.as_bytes()],
    )))
}

/// The flags of a row whose heads together have another status than its payload.
pub fn flags_with(flags: i64, status: u8) -> i64 {
    let full = Flags::FULL * i64::from(status == Status::Full.severity());
    let online = Flags::ONLINE * i64::from(status == Status::MovedOnline.severity());
    flags & !Flags::FULL | full | online
}

/// The rank of a row that readers do not see.
pub fn hidden_rank(object: &ObjectId) -> i64 {
    (HIDDEN + object_bits(object, 40) / SLOT) * SLOT + object_bits(object, 20)
}

/// The first bits of an id that is a hash, lowest ones first.
fn object_bits(object: &ObjectId, bits: u32) -> i64 {
    let [a, b, c, d, e, f, ..] = object.0;
    let whole = i64::from_be_bytes([0, 0, f, e, d, c, b, a]);
    whole & ((1 << bits) - 1)
}

struct When {
    occurrences: Vec<Occurrence>,
    band: Band,
    shown: Option<Occurrence>,
    end_ms: Option<i64>,
    due_ms: Option<i64>,
}

enum Band {
    At(i64),
    Ongoing(i64),
    Undated,
}

impl When {
    fn minutes(&self, object: &ObjectId) -> i64 {
        match self.band {
            Band::At(ms) => rank_at(ms) / SLOT,
            Band::Ongoing(end_ms) => ONGOING + rank_at(end_ms).max(0) / SLOT,
            // So many may have no date that 20 bits would not keep them apart.
            Band::Undated => UNDATED + object_bits(object, 30) / SLOT,
        }
    }
}

fn when(listing: &Listing, context: &Context) -> When {
    let now_ms = context.now_ms;
    let (from, to) = (
        now_ms.saturating_sub(WINDOW_BEFORE_MS),
        now_ms.saturating_add(WINDOW_AFTER_MS),
    );
    let nothing = When {
        occurrences: Vec::new(),
        band: Band::Undated,
        shown: None,
        end_ms: None,
        due_ms: None,
    };
    if listing.timings.is_empty() {
        return nothing;
    }
    let found = occurrences(&listing.timings, context.zone, from, to);
    let recurs = match listing.timings.as_slice() {
        [only] => only.rule.is_some() || !only.added.is_empty(),
        _ => true,
    };
    let Some(last) = found.last().copied() else {
        let Some(outside) = nearest_outside(&listing.timings, context.zone, from, to) else {
            return nothing;
        };
        let later = outside.start_ms >= to;
        return When {
            occurrences: vec![outside],
            band: Band::At(outside.start_ms),
            shown: Some(outside),
            end_ms: Some(outside.end_ms),
            due_ms: later.then(|| outside.start_ms - WINDOW_AFTER_MS),
        };
    };
    let next = found
        .iter()
        .find(|o| o.end_ms > now_ms && now_ms >= o.prev_end_ms)
        .copied();
    let over = found.iter().map(|o| o.end_ms).max().unwrap_or(last.end_ms);
    let shown = next.unwrap_or(last);
    let long = shown.end_ms - shown.start_ms > DAY_MS;
    let begun = shown.start_ms <= now_ms - DAY_MS;
    let (band, end_ms, due_ms) = if next.is_some() && found.len() > FREQUENT {
        (Band::Ongoing(over), over, Some(now_ms + FREQUENT_DUE_MS))
    } else if next.is_some() && long && begun {
        (
            Band::Ongoing(shown.end_ms),
            shown.end_ms,
            recurs.then_some(shown.end_ms),
        )
    } else if next.is_some() && long {
        (
            Band::At(shown.start_ms),
            shown.end_ms,
            Some(shown.start_ms + DAY_MS),
        )
    } else {
        // What is over and recurs is looked at again when it leaves the window: the next date may lie far off.
        let due = if next.is_some() {
            shown.end_ms
        } else {
            shown.end_ms + DAY_MS
        };
        (Band::At(shown.start_ms), shown.end_ms, recurs.then_some(due))
    };
    // A due time that has passed would come up again and again.
    let due_ms = due_ms.map(|due| due.max(now_ms + MINUTE_MS));
    When {
        occurrences: found,
        band,
        shown: Some(shown),
        end_ms: Some(end_ms),
        due_ms,
    }
}

/// What a filter asks for, as a token that no folded text contains.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Filter {
    /// Type by number.
    Type(u8),
    /// *Yes* to one question about accessibility.
    Access(Access),
    /// Somebody in a wheelchair was promised to get in.
    Wheelchair,
    /// Free for everybody.
    Free,
    /// Can be followed online.
    Online,
    /// Title in this language, whatever its region.
    Language(String),
}

impl Filter {
    /// The token: of the private use area, one character where there is a fixed number of them.
    pub fn token(&self) -> String {
        let one = |n: u32| char::from_u32(0xe000 + n).map(String::from).unwrap_or_default();
        match self {
            Filter::Type(number) => one(u32::from(*number)),
            Filter::Access(question) => one(0x100 + *question as u32),
            Filter::Wheelchair => one(0x200),
            Filter::Free => one(0x201),
            Filter::Online => one(0x202),
            Filter::Language(primary) => {
                let letters: String = primary.chars().filter(char::is_ascii_alphanumeric).collect();
                format!("\u{e300}{}", letters.to_ascii_lowercase())
            }
        }
    }
}

fn filters(listing: &Listing) -> String {
    let mut out = String::new();
    let mut add = |filter: Filter| {
        out.push(' ');
        out.push_str(&filter.token());
    };
    add(Filter::Type(listing.listing_type.number()));
    let access = listing.accessibility;
    for question in Access::ALL {
        if access.get(question) == Some(true) {
            add(Filter::Access(question));
        }
    }
    if access.wheelchair() {
        add(Filter::Wheelchair);
    }
    if listing.price.free {
        add(Filter::Free);
    }
    if listing.place.online.is_some() || listing.status == Status::MovedOnline {
        add(Filter::Online);
    }
    let mut languages: Vec<String> = listing.languages().map(|l| l.primary().to_string()).collect();
    languages.sort_unstable();
    languages.dedup();
    for language in languages {
        add(Filter::Language(language));
    }
    out
}
