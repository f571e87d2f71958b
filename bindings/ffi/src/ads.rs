//! What this phone's own people write: drafts of ads, ads on their way, and what came of them.

use ekin_core::app::ad::Hand;
use ekin_core::app::document::Kind;
use ekin_core::app::error::AppError;
use ekin_core::app::exchange::Draft;
use ekin_core::app::inbox::letter::LetterView;
use ekin_core::app::inbox::{Contents, OutcomeKind};
use ekin_core::app::personal::OwnDraft;
use ekin_core::app::query::day_at;
use ekin_core::app::says;
use ekin_core::domain::kind::View;
use ekin_core::domain::listing_type;
use ekin_i18n::msg;

use crate::catalogue::{Card, cards};
use crate::failure::Failure;
use crate::handle::{Asked, Ekin};
use crate::state::{ListingStatus, ListingType, Transport, Wording};
use crate::text::Text;
use crate::words;

/// The row of a draft's only time.
const TIMES: &str = "a";
/// Recurrence of « every week » (RFC 5545).
const WEEKLY: &str = "FREQ=WEEKLY";
/// Kept listings that *My things* shows.
const KEPT: u32 = 50;

/// An ad that is being written, as three questions ask for it. Empty means not said yet.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct AdDraft {
    /// Sort of listing.
    pub listing_type: ListingType,
    /// Title, in the handle's language. A draft begins with one.
    pub title: String,
    /// What it is about.
    pub body: String,
    /// Start as `YYYY-MM-DDTHH:MM`, or a day.
    pub start: String,
    /// End, in the same form.
    pub end: String,
    /// Every week from then on.
    pub weekly: bool,
    /// When, in words, where no date says it.
    pub hours: String,
    /// Name of the place.
    pub place: String,
    /// Town.
    pub town: String,
    /// How many persons.
    pub seats: Option<u16>,
    /// How to answer, by telephone.
    pub phone: String,
    /// How to answer, by mail.
    pub email: String,
}

/// A draft in *My things*.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct DraftLine {
    /// Its id.
    pub id: String,
    /// What it holds.
    pub draft: AdDraft,
    /// Its sort in words.
    pub type_words: String,
}

/// An ad that was submitted.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct AdLine {
    /// Its number on this device.
    pub number: i64,
    /// Title.
    pub title: String,
    /// Whom it is for.
    pub to: String,
    /// When it was written, in words.
    pub written: Option<String>,
    /// How far it has come.
    pub transport: Transport,
    /// What was decided about it: published, refused and why, answered.
    pub outcome: Option<Text>,
    /// Whether it was refused, by the relay or by a moderator.
    pub refused: bool,
    /// The listing that was made of it.
    pub listing: Option<String>,
    /// The draft that it was, which can be written again where the ad was refused.
    #[uniffi(default = None)]
    pub draft: Option<String>,
}

/// *My things*.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct Mine {
    /// What has not reached the relay.
    pub waiting: u64,
    /// Drafts, the last changed first.
    pub drafts: Vec<DraftLine>,
    /// Ads, the last first.
    pub ads: Vec<AdLine>,
    /// Listings that were kept.
    pub kept: Vec<Card>,
}

#[uniffi::export]
impl Ekin {
    /// Drafts, ads with their honest states, and what was kept.
    ///
    /// # Errors
    /// Those of the store.
    pub fn mine(&self) -> Result<Mine, Failure> {
        self.ask(|asked| Ok(mine(asked)?))
    }

    /// A draft.
    ///
    /// # Errors
    /// [`Failure::Refused`] with `no-document` where it is none that is still being written.
    pub fn draft(&self, id: String) -> Result<AdDraft, Failure> {
        self.ask(|asked| {
            let drafts = asked.device.own_drafts()?;
            let found = drafts.iter().find(|draft| draft.id == id);
            let found = found.ok_or(AppError::NoDocument { id: id.clone() })?;
            Ok(draft(asked, found))
        })
    }

    /// Keeps a draft as it is now; a new one without an id. Gives its id.
    ///
    /// # Errors
    /// [`Failure::Fields`] with what cannot be kept so: what was kept before stays.
    pub fn keep_draft(&self, id: Option<String>, draft: AdDraft) -> Result<String, Failure> {
        self.ask(|asked| {
            let space = asked.device.personal_space()?;
            let fields = fields(&draft);
            let object = match id {
                Some(id) => asked.device.edit_document(space, &id, &fields, asked.tag())?.0,
                None => {
                    let set: Vec<String> = fields.into_iter().filter(|field| !field.ends_with('=')).collect();
                    asked.device.new_document(space, Kind::Draft, &set, asked.tag())?
                }
            };
            Ok(object.to_string())
        })
    }

    /// Sends a draft to the moderators, at the next sync; gives its number among the ads. An ad is public: where its words may name
    /// a diagnosis or somebody's care its author is asked, and says `sure`.
    ///
    /// # Errors
    /// [`Failure::Fields`] with every problem; [`Failure::Refused`] with `names-care` unless sure, with `not-joined` without a
    /// territory.
    #[uniffi::method(default(sure = false))]
    pub fn submit_draft(&self, id: String, sure: bool) -> Result<i64, Failure> {
        let hand = Hand {
            sure,
            ..Hand::default()
        };
        self.ask(|asked| Ok(asked.device.submit_ad(&id, hand)?))
    }

    /// The card that a draft would become, as others will see it: with its day and hours in words.
    ///
    /// # Errors
    /// Those of the store.
    pub fn draft_card(&self, draft: AdDraft) -> Result<Card, Failure> {
        self.ask(|asked| Ok(draft_card(asked, &draft)?))
    }

    /// Takes back an ad that was not sent.
    ///
    /// # Errors
    /// [`Failure::Refused`] once it was sent.
    pub fn withdraw_ad(&self, number: i64) -> Result<(), Failure> {
        self.ask(|asked| Ok(asked.device.withdraw_letter(number)?))
    }
}

fn mine(asked: &Asked) -> Result<Mine, AppError> {
    let drafts = asked.device.own_drafts()?;
    let mut ads: Vec<AdLine> = asked
        .device
        .letters()?
        .iter()
        .filter_map(|letter| ad(asked, letter))
        .collect();
    for line in asked.device.ads()? {
        let letter = line.letter.map(|letter| letter.number);
        if let Some(ad) = ads.iter_mut().find(|ad| Some(ad.number) == letter) {
            ad.draft = Some(line.object.to_string());
        }
    }
    ads.reverse();
    let waits = |ad: &&AdLine| matches!(ad.transport, Transport::Local | Transport::Sent);
    let kept = ekin_core::app::query::Ask {
        saved: true,
        limit: KEPT,
        ..Default::default()
    };
    Ok(Mine {
        waiting: ads.iter().filter(waits).count() as u64,
        drafts: drafts
            .iter()
            .map(|one| {
                let draft = draft(asked, one);
                let sort = draft.listing_type.known().unwrap_or_default();
                DraftLine {
                    id: one.id.clone(),
                    type_words: words::capital(asked.say(&says::listing_type(&sort))),
                    draft,
                }
            })
            .collect(),
        ads,
        kept: cards(asked, &asked.device.search(&kept, asked.here)?.hits)?,
    })
}

fn ad(asked: &Asked, letter: &LetterView) -> Option<AdLine> {
    let Contents::Ad(ad) = &letter.contents else {
        return None;
    };
    let transport = Transport::from(letter.state);
    let outcome = letter.outcomes.first();
    let refused = outcome.is_some_and(|outcome| outcome.kind == OutcomeKind::Refused)
        || matches!(transport, Transport::Refused { .. });
    let today = day_at(asked.device.now_ms(), asked.here);
    Some(AdLine {
        number: letter.number,
        title: title(asked, ad),
        to: letter.to.clone(),
        written: words::day_and_hour(asked, today, letter.at),
        outcome: outcome.map(|outcome| (&says::outcome(outcome)).into()),
        refused,
        listing: outcome
            .and_then(|outcome| outcome.listing)
            .map(|id| id.to_string()),
        draft: None,
        transport,
    })
}

fn draft_card(asked: &Asked, draft: &AdDraft) -> Result<Card, AppError> {
    let language = asked.words.language();
    let today = asked.device.today(None)?;
    let (start, end) = (words::local(&draft.start), words::local(&draft.end));
    let mut when = start.map(|(day, hour)| {
        let day_words = words::capital(ekin_i18n::relative_day(language, today, day));
        let until = end.filter(|(last, _)| *last == day).and_then(|(_, hour)| hour);
        let hours = match (hour, until) {
            (Some(from), Some(until)) => Some(ekin_i18n::time_range(language, from, until)),
            (Some(from), None) => Some(ekin_i18n::time_hm(language, from)),
            (None, _) => None,
        };
        [Some(day_words), hours]
            .into_iter()
            .flatten()
            .collect::<Vec<_>>()
            .join(", ")
    });
    if draft.weekly {
        when = when.map(|when| asked.say(&msg::app_write_every_week(when)));
    }
    let hours = Some(draft.hours.trim()).filter(|hours| !hours.is_empty());
    let place: Vec<&str> = [draft.place.trim(), draft.town.trim()]
        .into_iter()
        .filter(|part| !part.is_empty())
        .collect();
    let sort = draft.listing_type.known().unwrap_or_default();
    Ok(Card {
        id: String::new(),
        listing_type: draft.listing_type,
        type_words: words::capital(asked.say(&says::listing_type(&sort))),
        title: Wording {
            text: draft.title.trim().to_owned(),
            language: language.tag().to_owned(),
            other: None,
        },
        when: when.or(hours.map(str::to_owned)),
        place: (!place.is_empty()).then(|| place.join(", ")),
        status: ListingStatus::Scheduled,
        status_words: None,
        conflict: false,
        saved: false,
        transport: None,
        pattern: 0,
    })
}

fn title(asked: &Asked, ad: &Draft) -> String {
    match words::of_map(asked, &ad.title, ad.original.as_deref()) {
        Some(title) => title.text,
        None => asked.say(&msg::listing_type_other()),
    }
}

fn draft(asked: &Asked, own: &OwnDraft) -> AdDraft {
    let view = own.contents.view();
    let line = |key: &str| view.text(key).unwrap_or_default().to_owned();
    let prose = |key: &str| {
        let texts = view.texts(key);
        let chosen = texts.choose(&[asked.tag()], None);
        chosen.map(|text| text.text.to_owned()).unwrap_or_default()
    };
    let rows = view.rows("timings");
    let times = rows.iter().find(|row| row.name() == TIMES);
    let of_times = |key: &str| {
        times
            .and_then(|row: &View<'_>| row.text(key))
            .unwrap_or_default()
            .to_owned()
    };
    let sort = line("listing_type");
    AdDraft {
        listing_type: listing_type::ListingType::known(&sort)
            .as_ref()
            .map_or(ListingType::Other, Into::into),
        title: prose("title"),
        body: prose("body"),
        start: of_times("start"),
        end: of_times("end"),
        weekly: !of_times("rule").is_empty(),
        hours: prose("hours"),
        place: line("place"),
        town: line("town"),
        seats: view.int("seats").and_then(|n| u16::try_from(n).ok()),
        phone: line("answer_phone"),
        email: line("answer_email"),
    }
}

/// The draft as assignments; an empty value takes a field back.
fn fields(draft: &AdDraft) -> Vec<String> {
    let times = |column: &str| format!("timings.{TIMES}.{column}");
    let start = draft.start.trim();
    // A row without its start would be none.
    let of_times = |value: &str| {
        if start.is_empty() {
            String::new()
        } else {
            value.trim().to_owned()
        }
    };
    let sort = draft.listing_type.known();
    let seats = draft.seats.map(|n| n.to_string()).unwrap_or_default();
    [
        (
            "listing_type".to_owned(),
            sort.map(|sort| sort.as_str().to_owned()).unwrap_or_default(),
        ),
        ("title".to_owned(), draft.title.trim().to_owned()),
        ("body".to_owned(), draft.body.trim().to_owned()),
        (times("start"), start.to_owned()),
        (times("end"), of_times(&draft.end)),
        (times("rule"), of_times(if draft.weekly { WEEKLY } else { "" })),
        ("hours".to_owned(), draft.hours.trim().to_owned()),
        ("place".to_owned(), draft.place.trim().to_owned()),
        ("town".to_owned(), draft.town.trim().to_owned()),
        ("seats".to_owned(), seats),
        ("answer_phone".to_owned(), draft.phone.trim().to_owned()),
        ("answer_email".to_owned(), draft.email.trim().to_owned()),
    ]
    .into_iter()
    .map(|(key, value)| format!("{key}={value}"))
    .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Language;

    fn match_draft() -> AdDraft {
        AdDraft {
            listing_type: ListingType::Need,
            title: "Qui vient au match ?".into(),
            body: String::new(),
            start: "2026-12-05T14:00".into(),
            end: String::new(),
            weekly: true,
            hours: String::new(),
            place: "Stade".into(),
            town: "Bayonne".into(),
            seats: Some(3),
            phone: String::new(),
            email: String::new(),
        }
    }

    #[test]
    fn a_draft_comes_back_as_it_was_kept_and_each_field_can_be_emptied() {
        let home = tempfile::tempdir().unwrap();
        let ekin = Ekin::open(home.path().display().to_string(), None, Language::Fr).unwrap();
        let id = ekin.keep_draft(None, match_draft()).unwrap();
        assert_eq!(ekin.draft(id.clone()).unwrap(), match_draft());
        let emptied = AdDraft {
            start: String::new(),
            weekly: false,
            seats: None,
            place: String::new(),
            body: "Samedi.".into(),
            ..match_draft()
        };
        assert_eq!(ekin.keep_draft(Some(id.clone()), emptied.clone()).unwrap(), id);
        assert_eq!(ekin.draft(id).unwrap(), emptied);
        let mine = ekin.mine().unwrap();
        assert_eq!((mine.drafts.len(), mine.ads.len(), mine.waiting), (1, 0, 0));
        assert_eq!(mine.drafts[0].type_words, "Besoin");
    }

    #[test]
    fn the_card_of_a_draft_says_its_day_and_hours_in_words() {
        let home = tempfile::tempdir().unwrap();
        let ekin = Ekin::open(home.path().display().to_string(), None, Language::Fr).unwrap();
        let draft = AdDraft {
            start: "2199-12-05T14:00".into(),
            end: "2199-12-05T16:30".into(),
            ..match_draft()
        };
        let card = ekin.draft_card(draft).unwrap();
        let when = card.when.unwrap();
        assert!(
            when.contains("5 décembre") && when.contains("14\u{a0}h"),
            "{when}"
        );
        assert!(!when.contains("2199-12"), "{when}");
        assert_eq!(card.place.as_deref(), Some("Stade, Bayonne"));
        let vague = AdDraft {
            start: String::new(),
            hours: "le soir".into(),
            ..match_draft()
        };
        assert_eq!(ekin.draft_card(vague).unwrap().when.as_deref(), Some("le soir"));
    }

    #[test]
    fn what_cannot_be_kept_is_named_by_its_field_and_what_was_kept_stays() {
        let home = tempfile::tempdir().unwrap();
        let ekin = Ekin::open(home.path().display().to_string(), None, Language::Fr).unwrap();
        let id = ekin.keep_draft(None, match_draft()).unwrap();
        let wrong = AdDraft {
            start: "demain".into(),
            ..match_draft()
        };
        let refused = ekin.keep_draft(Some(id.clone()), wrong).unwrap_err();
        let Failure::Fields { fields } = refused else {
            panic!("{refused:?}")
        };
        assert_eq!(fields[0].path, "timings.a.start");
        assert_eq!(ekin.draft(id).unwrap(), match_draft());
    }
}
