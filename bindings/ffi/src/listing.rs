//! One listing whole, in words that a screen only lays out.

use std::collections::BTreeMap;

use ekin_core::app::error::AppError;
use ekin_core::app::exchange::draft::{self, Draft};
use ekin_core::app::query::Shown;
use ekin_core::app::says;
use ekin_core::domain::accessibility::Access;
use ekin_core::domain::status::Status;
use ekin_i18n::{Message, Value, msg};

use crate::failure::Failure;
use crate::handle::{Asked, Ekin};
use crate::state::{ListingStatus, ListingType, Transport, Wording};
use crate::text::Text;
use crate::words;

/// Times that are shown; of the rest only how many.
const TIMES: usize = 4;

/// A listing.
#[derive(Clone, Debug, PartialEq, uniffi::Record)]
pub struct Listing {
    /// Its id.
    pub id: String,
    /// Sort of listing.
    pub listing_type: ListingType,
    /// The same in words.
    pub type_words: String,
    /// Title.
    pub title: Wording,
    /// One or two sentences.
    pub summary: Option<Wording>,
    /// The whole text.
    pub body: Option<Wording>,
    /// Whether it takes place; the worst of all versions.
    pub status: ListingStatus,
    /// The same in words, where it is not simply planned.
    pub status_words: Option<String>,
    /// Whoever published it took it back.
    pub withdrawn: bool,
    /// When, where, how much, for whom: in the order in which one reads them.
    pub facts: Vec<Fact>,
    /// What is said about accessibility, and what is not.
    pub access: Vec<AccessAnswer>,
    /// How to answer its organiser.
    pub ways: Vec<WayToAnswer>,
    /// Where it is on the globe: latitude and longitude.
    pub point: Option<Vec<f64>>,
    /// Kept on this device.
    pub saved: bool,
    /// How far it has come, where it was written here and is not in the log.
    pub transport: Option<Transport>,
    /// Several versions that people wrote without knowing of each other.
    pub versions: Vec<Version>,
    /// A newer Ekin wrote it: it can be read in part.
    pub newer: bool,
    /// Turns the drawn stripes.
    pub pattern: u8,
    /// What one tells a friend of it, in words: what, when, where, by whom, and the link of its territory. It is public already.
    #[uniffi(default = "")]
    pub told: String,
}

/// One thing that is said about a listing.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct Fact {
    /// What about.
    pub kind: FactKind,
    /// In words.
    pub words: String,
}

/// What a fact is about: a screen puts an icon before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, uniffi::Enum)]
pub enum FactKind {
    /// When.
    When,
    /// Where.
    Place,
    /// An address on the web where it can be followed.
    Online,
    /// What it costs.
    Price,
    /// How many places.
    Seats,
    /// For whom.
    Audience,
    /// What to bring.
    Bring,
    /// Who organises.
    Organiser,
    /// Where it was taken from, and when it was last confirmed.
    Source,
}

/// A question about accessibility.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct AccessAnswer {
    /// What about, in words.
    pub what: String,
    /// Yes, no, or not said, which is not no.
    pub answer: Option<bool>,
    /// The whole in words, to be read aloud.
    pub words: String,
}

/// A way to answer.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct WayToAnswer {
    /// Which.
    pub kind: WayKind,
    /// The address or number.
    pub value: String,
}

/// Sort of address.
#[derive(Clone, Copy, Debug, PartialEq, Eq, uniffi::Enum)]
pub enum WayKind {
    /// A page on the web: never opened before the person says so.
    Web,
    /// A telephone number.
    Phone,
    /// A mail address.
    Email,
}

/// One of several versions.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct Version {
    /// Hash of its item, to keep it by.
    pub hash: String,
    /// Who wrote it and when.
    pub by: String,
    /// It takes the listing back.
    pub withdraws: bool,
    /// Names of the fields in which it differs from what is shown.
    pub differs: Vec<Text>,
}

#[uniffi::export]
impl Ekin {
    /// The listing of an id.
    ///
    /// # Errors
    /// [`Failure::Refused`] with `no-listing`.
    pub fn listing(&self, id: String) -> Result<Listing, Failure> {
        self.ask(|asked| Ok(listing(asked, &asked.device.show(&id, asked.here)?)?))
    }
}

fn listing(asked: &Asked, shown: &Shown) -> Result<Listing, AppError> {
    let draft = &shown.draft;
    let texts = |map: &BTreeMap<String, String>| words::of_map(asked, map, draft.original.as_deref());
    let untitled = || Wording {
        text: asked.say(&msg::listing_type_other()),
        language: asked.words.language().tag().to_owned(),
        other: None,
    };
    let planned = shown.status == Status::Scheduled;
    let point = draft
        .place
        .as_ref()
        .and_then(|place| Some(vec![place.lat?, place.lon?]));
    let facts = facts(asked, shown)?;
    let title = texts(&draft.title).unwrap_or_else(untitled);
    Ok(Listing {
        told: told(asked, shown, &title, &facts)?,
        id: shown.object.to_string(),
        listing_type: (&shown.listing_type).into(),
        type_words: words::capital(asked.say(&says::listing_type(&shown.listing_type))),
        title,
        summary: texts(&draft.summary),
        body: texts(&draft.body),
        status: (&shown.status).into(),
        status_words: (!planned).then(|| words::capital(asked.say(&says::status(&shown.status)))),
        withdrawn: draft.about.as_ref().is_some_and(|about| about.withdrawn),
        facts,
        access: Access::ALL
            .into_iter()
            .map(|question| access(asked, draft, question))
            .collect(),
        ways: draft.answer.iter().map(way).collect(),
        point,
        saved: shown.saved,
        transport: shown.out.map(Into::into),
        versions: versions(asked, shown),
        newer: shown.newer,
        pattern: shown.object.0.first().copied().unwrap_or_default() % 7,
    })
}

/// What is told of it, a line each.
fn told(asked: &Asked, shown: &Shown, title: &Wording, facts: &[Fact]) -> Result<String, AppError> {
    use FactKind::{Online, Organiser, Place, Price, When};
    let told = facts
        .iter()
        .filter(|fact| matches!(fact.kind, When | Place | Online | Price | Organiser));
    let mut lines = vec![title.text.clone()];
    lines.extend(told.map(|fact| fact.words.clone()));
    let mut territories = asked.device.territories()?.into_iter();
    let territory = territories.find(|one| one.space == shown.space);
    lines.extend(territory.map(|one| asked.say(&msg::listing_told_link(one.link))));
    Ok(lines.join("\n"))
}

fn facts(asked: &Asked, shown: &Shown) -> Result<Vec<Fact>, AppError> {
    let draft = &shown.draft;
    let mut facts = Vec::new();
    let mut add = |kind, words: String| facts.push(Fact { kind, words });
    let pick = |map: &BTreeMap<String, String>| words::of_map(asked, map, draft.original.as_deref());
    let today = asked.device.today(Some(shown.space))?;
    for when in shown.when.iter().take(TIMES) {
        let mut said = words::capital(says::when(when, today, asked.words.language()));
        if when.foreign {
            said = format!("{said} ({})", asked.say(&msg::listing_zone(when.zone.name())));
        }
        add(FactKind::When, said);
    }
    let more = shown.when.len().saturating_sub(TIMES) as u64;
    if more > 0 {
        add(FactKind::When, asked.say(&msg::listing_more_dates(more)));
    }
    if let Some(hours) = pick(&draft.hours) {
        add(FactKind::When, hours.text);
    }
    if let Some(place) = &draft.place {
        if let Some(place) = words::place(place) {
            add(FactKind::Place, place);
        }
        if let Some(online) = &place.online {
            add(FactKind::Online, online.clone());
        }
    }
    if let Some(text) = price(draft) {
        add(FactKind::Price, asked.say(&text));
    }
    if let Some(capacity) = draft.capacity {
        let mut said = vec![asked.say(&msg::listing_seats(capacity.seats.into()))];
        if capacity.wheelchair > 0 {
            said.push(asked.say(&msg::listing_wheelchair_seats(capacity.wheelchair.into())));
        }
        if capacity.companion > 0 {
            said.push(asked.say(&msg::listing_companion_seats(capacity.companion.into())));
        }
        add(FactKind::Seats, said.join(", "));
    }
    if let Some(text) = ages(draft) {
        add(FactKind::Audience, asked.say(&text));
    }
    if let Some(audience) = pick(&draft.audience) {
        add(FactKind::Audience, audience.text);
    }
    if let Some(bring) = pick(&draft.bring) {
        add(FactKind::Bring, asked.say(&msg::listing_bring(bring.text)));
    }
    if let Some(organiser) = &draft.organiser {
        add(
            FactKind::Organiser,
            asked.say(&msg::listing_organiser(organiser.name.as_str())),
        );
    }
    if let Some(source) = &draft.source {
        let name = source.name.as_ref().unwrap_or(&source.scheme);
        add(FactKind::Source, asked.say(&msg::listing_source(name.as_str())));
    }
    if let Some(updated) = &draft.updated {
        add(
            FactKind::Source,
            asked.say(&msg::listing_updated(updated.as_str())),
        );
    }
    Ok(facts)
}

fn price(draft: &Draft) -> Option<Message> {
    let price = draft.price.as_ref()?;
    if price.free {
        return Some(msg::listing_free());
    }
    let cents = |cents: u32| Value::Cents(cents.into());
    match (price.from_cents, price.to_cents) {
        (Some(from), Some(to)) if from != to => Some(msg::listing_price_range(cents(from), cents(to))),
        (Some(one), _) | (None, Some(one)) => Some(msg::listing_price(cents(one))),
        (None, None) => None,
    }
}

fn ages(draft: &Draft) -> Option<Message> {
    let ages = draft.ages?;
    match (ages.min, ages.max) {
        (Some(min), Some(max)) => Some(msg::listing_ages(min.into(), max.into())),
        (Some(min), None) => Some(msg::listing_ages_from(min.into())),
        (None, Some(max)) => Some(msg::listing_ages_to(max.into())),
        (None, None) => None,
    }
}

fn access(asked: &Asked, draft: &Draft, question: Access) -> AccessAnswer {
    let answer = says::access_answer(draft, question);
    let what = says::access(question);
    AccessAnswer {
        what: asked.say(&what),
        answer,
        words: asked.say(&match answer {
            Some(true) => msg::listing_accessibility_yes(what),
            Some(false) => msg::listing_accessibility_no(what),
            None => msg::listing_accessibility_unsaid(what),
        }),
    }
}

fn way(way: &draft::Answer) -> WayToAnswer {
    let (kind, value) = match way {
        draft::Answer::Url(value) => (WayKind::Web, value),
        draft::Answer::Phone(value) => (WayKind::Phone, value),
        draft::Answer::Email(value) => (WayKind::Email, value),
    };
    WayToAnswer {
        kind,
        value: value.clone(),
    }
}

fn versions(asked: &Asked, shown: &Shown) -> Vec<Version> {
    let today = asked.device.today(Some(shown.space)).ok();
    let version = |version: &ekin_core::app::query::ShownVersion| {
        let device = asked.say(&msg::heads_device(version.author.to_string()));
        let when = words::day_and_hour(asked, today, version.at);
        Version {
            hash: version.hash.clone(),
            by: words::capital(
                [Some(device), when]
                    .into_iter()
                    .flatten()
                    .collect::<Vec<_>>()
                    .join(", "),
            ),
            withdraws: version.withdraws,
            differs: version
                .differs
                .iter()
                .map(|field| (&says::field_name(*field)).into())
                .collect(),
        }
    };
    shown.versions.iter().map(version).collect()
}
