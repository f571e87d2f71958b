//! A listing: the validated, typed twin of the draft that files and screens hold.

use ekin_protocol::id::ObjectId;

use super::accessibility::Accessibility;
use super::answer::{Answer, WebAddress};
use super::audience::{Ages, Capacity};
use super::field::Field;
use super::image::Image;
use super::language::LanguageTag;
use super::listing_type::ListingType;
use super::place::Place;
use super::price::Price;
use super::source::{Freshness, Source};
use super::status::Status;
use super::text::Texts;
use super::timing::Timing;
use super::unknown::Unknown;

/// Major version of the payload that this version writes.
pub const VERSION: u32 = 1;
/// Most tags of one listing.
pub const MAX_TAGS: usize = 40;

/// Who organises; everything empty when not said.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Organiser {
    /// Name as it signs.
    pub name: Box<str>,
    /// Web address.
    pub url: Option<WebAddress>,
}

/// Where a project that was taken up comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Adopted {
    /// The listing.
    pub listing: ObjectId,
    /// Who had it first, as they sign.
    pub name: Box<str>,
}

/// One listing of the catalogue. Equal listings have byte-equal payloads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Listing {
    /// Major version of the payload it came from.
    pub version: u32,
    /// Sort of listing.
    pub listing_type: ListingType,
    /// Title.
    pub title: Texts,
    /// One or two sentences.
    pub summary: Texts,
    /// The whole text.
    pub body: Texts,
    /// Language that the author wrote in.
    pub original: Option<LanguageTag>,
    /// Who organises.
    pub organiser: Organiser,
    /// Where.
    pub place: Place,
    /// When.
    pub timings: Vec<Timing>,
    /// Opening hours in words.
    pub hours: Texts,
    /// Whether it takes place as planned.
    pub status: Status,
    /// What is said about accessibility.
    pub accessibility: Accessibility,
    /// What it costs.
    pub price: Price,
    /// For whom, in words.
    pub audience: Texts,
    /// Ages.
    pub ages: Option<Ages>,
    /// Public capacity.
    pub capacity: Option<Capacity>,
    /// Places that are free, as who organises last told everybody; written by a device, never by hand.
    pub left: Option<Capacity>,
    /// The project that it takes up.
    pub adopted: Option<Adopted>,
    /// What to bring.
    pub bring: Texts,
    /// How to answer.
    pub answer: Vec<Answer>,
    /// Free tags.
    pub tags: Vec<Box<str>>,
    /// References to pictures.
    pub images: Vec<Image>,
    /// Where it was taken from.
    pub source: Option<Source>,
    /// Licence of the text.
    pub licence: Option<Box<str>>,
    /// When the information was last confirmed.
    pub updated: Option<Freshness>,
    /// Names of the fields edited by hand, sorted; those of a newer version are kept.
    pub hand: Vec<Box<str>>,
    /// What a newer version wrote.
    pub unknown: Unknown,
}

impl Default for Listing {
    fn default() -> Self {
        Self {
            version: VERSION,
            listing_type: ListingType::default(),
            title: Texts::default(),
            summary: Texts::default(),
            body: Texts::default(),
            original: None,
            organiser: Organiser::default(),
            place: Place::default(),
            timings: Vec::new(),
            hours: Texts::default(),
            status: Status::default(),
            accessibility: Accessibility::default(),
            price: Price::default(),
            audience: Texts::default(),
            ages: None,
            capacity: None,
            left: None,
            adopted: None,
            bring: Texts::default(),
            answer: Vec::new(),
            tags: Vec::new(),
            images: Vec::new(),
            source: None,
            licence: None,
            updated: None,
            hand: Vec::new(),
            unknown: Unknown::default(),
        }
    }
}

impl Listing {
    /// Whether a newer version wrote it: shown, but not to be edited here ("update the app").
    pub fn read_only(&self) -> bool {
        self.version > VERSION
    }

    /// The title for a person.
    pub fn title_for(&self, preferred: &[LanguageTag]) -> Option<super::text::Text<'_>> {
        self.title.choose(preferred, self.original)
    }

    /// Texts that the index of titles holds.
    pub fn title_texts(&self) -> impl Iterator<Item = &str> {
        self.title.iter().map(|t| t.text)
    }

    /// Texts that the whole index holds: everything that a person may remember of a listing.
    pub fn search_texts(&self) -> impl Iterator<Item = &str> {
        let place = &self.place;
        let lines = [
            &*place.name,
            &*place.address,
            &*place.postcode,
            &*place.town,
            &*self.organiser.name,
        ];
        [
            &self.title,
            &self.summary,
            &self.body,
            &self.hours,
            &self.audience,
            &self.bring,
        ]
        .into_iter()
        .flat_map(|texts| texts.iter().map(|t| t.text))
        .chain(lines)
        .chain(self.tags.iter().map(|t| &**t))
        .filter(|text| !text.is_empty())
    }

    /// Languages that the title is given in.
    pub fn languages(&self) -> impl Iterator<Item = LanguageTag> {
        self.title.iter().map(|t| t.language)
    }

    /// Whether a person edited this field, so that an import leaves it alone.
    pub fn is_by_hand(&self, field: Field) -> bool {
        self.hand.iter().any(|name| &**name == field.name())
    }

    /// Marks a field as edited by a person.
    pub fn mark_by_hand(&mut self, field: Field) {
        if let Err(at) = self.hand.binary_search_by(|name| (**name).cmp(field.name())) {
            self.hand.insert(at, field.name().into());
        }
    }

    /// Takes the value of one field from another listing, with all that a newer version put inside it.
    pub fn copy_field(&mut self, from: &Listing, field: Field) {
        match field {
            Field::Type => self.listing_type = from.listing_type.clone(),
            Field::Title => self.title = from.title.clone(),
            Field::Summary => self.summary = from.summary.clone(),
            Field::Body => self.body = from.body.clone(),
            Field::Original => self.original = from.original,
            Field::Organiser => self.organiser = from.organiser.clone(),
            Field::Place => self.place = from.place.clone(),
            Field::Timings => self.timings = from.timings.clone(),
            Field::Hours => self.hours = from.hours.clone(),
            Field::Status => self.status = from.status.clone(),
            Field::Accessibility => self.accessibility = from.accessibility,
            Field::Price => self.price = from.price.clone(),
            Field::Audience => self.audience = from.audience.clone(),
            Field::Ages => self.ages = from.ages,
            Field::Capacity => self.capacity = from.capacity,
            Field::Bring => self.bring = from.bring.clone(),
            Field::Answer => self.answer = from.answer.clone(),
            Field::Tags => self.tags = from.tags.clone(),
            Field::Images => self.images = from.images.clone(),
            Field::Source => self.source = from.source.clone(),
            Field::Licence => self.licence = from.licence.clone(),
            Field::Updated => self.updated = from.updated.clone(),
            Field::Hand => self.hand = from.hand.clone(),
            Field::Name | Field::Zone | Field::Bounds | Field::Languages | Field::Id => {}
        }
    }

    /// Whether one field has the same value in both.
    pub fn same_field(&self, other: &Listing, field: Field) -> bool {
        match field {
            Field::Type => self.listing_type == other.listing_type,
            Field::Title => self.title == other.title,
            Field::Summary => self.summary == other.summary,
            Field::Body => self.body == other.body,
            Field::Original => self.original == other.original,
            Field::Organiser => self.organiser == other.organiser,
            Field::Place => self.place == other.place,
            Field::Timings => self.timings == other.timings,
            Field::Hours => self.hours == other.hours,
            Field::Status => self.status == other.status,
            Field::Accessibility => self.accessibility == other.accessibility,
            Field::Price => self.price == other.price,
            Field::Audience => self.audience == other.audience,
            Field::Ages => self.ages == other.ages,
            Field::Capacity => self.capacity == other.capacity,
            Field::Bring => self.bring == other.bring,
            Field::Answer => self.answer == other.answer,
            Field::Tags => self.tags == other.tags,
            Field::Images => self.images == other.images,
            Field::Source => self.source == other.source,
            Field::Licence => self.licence == other.licence,
            Field::Updated => self.updated == other.updated,
            Field::Hand => self.hand == other.hand,
            Field::Name | Field::Zone | Field::Bounds | Field::Languages | Field::Id => true,
        }
    }
}
