//! A listing as a voice reads it: short sentences in the order in which a person wants to know, each with its language, so that a voice switches
//! and a screen marks the sentence that is read. Hours and distances are in words.

use ekin_i18n::{Message, Value, msg};

use super::listing::listing_type;
use super::tablet::simplest;
use super::{document, resident};
use crate::app::outing::people::Names;
use crate::app::query::Shown;
use crate::app::resident::tablet::day::{Outing, What};
use crate::domain::easy::{Easy, easy};
use crate::domain::kind::{View, choices};
use crate::domain::language::LanguageTag;
use crate::domain::sentence::sentences;
use crate::domain::status::Status;
use crate::domain::text::{Text, Texts};

/// One sentence, in the order of reading.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Sentence {
    /// Ekin's own: in the reader's language.
    Ours(Message),
    /// Of whoever wrote the listing: in their language.
    Theirs(LanguageTag, String),
}

/// A text that is in simple words, and how far it has come.
pub fn easy_mark(given: Easy) -> Message {
    match given {
        Easy::Simple => msg::easy_simple(),
        Easy::ReadAgain => msg::easy_read_again(),
    }
}

/// A listing, sentence by sentence, for somebody who reads these languages. What does not take place says so first.
pub fn listing(shown: &Shown, reader: &[LanguageTag]) -> Vec<Sentence> {
    let draft = &shown.draft;
    let original = draft.original.as_deref().and_then(LanguageTag::parse);
    let mut said = Vec::new();
    let withdrawn = draft.about.as_ref().is_some_and(|about| about.withdrawn);
    let off = withdrawn || matches!(shown.status, Status::Cancelled | Status::Postponed);
    if off {
        said.push(Sentence::Ours(msg::aloud_off()));
    }
    said.push(Sentence::Ours(msg::aloud_kind(listing_type(&shown.listing_type))));
    let texts = |map: &std::collections::BTreeMap<String, String>| {
        let mut texts = Texts::default();
        for (tag, text) in map {
            if let Some(tag) = LanguageTag::from_wire(tag) {
                texts.set(tag, text.as_str().into());
            }
        }
        texts
    };
    let title = texts(&draft.title);
    let simple = easy(&title, reader).map(|(text, _)| text);
    theirs(&mut said, simple.or_else(|| title.choose(reader, original)));
    if let Some(when) = shown.when.first() {
        said.push(Sentence::Ours(msg::aloud_day(Value::Day(when.day))));
        said.extend(
            when.time
                .map(|time| Sentence::Ours(msg::aloud_hour(Value::Spoken(time)))),
        );
        let until = when.end_time.filter(|_| when.last_day.is_none());
        said.extend(until.map(|time| Sentence::Ours(msg::aloud_until(Value::Spoken(time)))));
    }
    if let Some(place) = &draft.place {
        let place = [place.name.as_str(), place.town.as_str()];
        let place: Vec<&str> = place.into_iter().filter(|part| !part.is_empty()).collect();
        if !place.is_empty() {
            said.push(Sentence::Ours(msg::aloud_where(place.join(", "))));
        }
    }
    let organiser = draft
        .organiser
        .as_ref()
        .filter(|organiser| !organiser.name.is_empty());
    said.extend(organiser.map(|organiser| Sentence::Ours(msg::aloud_with(organiser.name.as_str()))));
    if let Some(capacity) = draft.capacity {
        said.push(Sentence::Ours(msg::aloud_places(capacity.seats.into())));
    }
    let (summary, body) = (texts(&draft.summary), texts(&draft.body));
    // Simple words take the place of the others, wherever they stand.
    let simple = easy(&body, reader)
        .or_else(|| easy(&summary, reader))
        .map(|(text, _)| text);
    theirs(&mut said, simple.or_else(|| summary.choose(reader, original)));
    if !off {
        said.push(Sentence::Ours(msg::aloud_can_go()));
    }
    said
}

/// An outing of a resident's day, sentence by sentence: its plan or listing, then what they said and what was answered.
pub fn outing(outing: &Outing, names: &Names, reader: &[LanguageTag]) -> Vec<Sentence> {
    let mut said = match &outing.what {
        What::Listing(shown) => {
            let mut said = listing(shown, reader);
            said.retain(|one| *one != Sentence::Ours(msg::aloud_can_go()));
            said
        }
        What::Plan(plan) => self::plan(outing, &plan.view(), names, reader),
    };
    match &outing.wish {
        Some(wish) => said.extend(resident::wish(wish, names).into_iter().map(Sentence::Ours)),
        None if outing.asks && !outing.mine => said.push(Sentence::Ours(msg::aloud_can_go())),
        None => {}
    }
    said
}

fn plan(outing: &Outing, plan: &View<'_>, names: &Names, reader: &[LanguageTag]) -> Vec<Sentence> {
    let mut said = Vec::new();
    if outing.off {
        said.push(Sentence::Ours(msg::wish_off()));
    }
    theirs(&mut said, simplest(&plan.texts("title"), reader));
    if let Some((day, time)) = outing.when {
        said.push(Sentence::Ours(msg::aloud_day(Value::Day(day))));
        said.extend(time.map(|time| Sentence::Ours(msg::aloud_hour(Value::Spoken(time)))));
    }
    said.extend(
        plan.text("place")
            .map(|place| Sentence::Ours(msg::aloud_where(place))),
    );
    said.extend(
        plan.text("transport")
            .map(|by| Sentence::Ours(msg::aloud_by(document::word(choices::TRANSPORT, by)))),
    );
    let leaders = leaders(plan, names);
    if !leaders.is_empty() {
        said.push(Sentence::Ours(msg::aloud_with(leaders.join(", "))));
    }
    // Simple words first; what was written for everybody only where there are none.
    let (easy, summary) = (plan.texts("easy"), plan.texts("summary"));
    theirs(
        &mut said,
        simplest(&easy, reader).or_else(|| simplest(&summary, reader)),
    );
    said
}

/// Who leads an outing, by name.
pub fn leaders(plan: &View<'_>, names: &Names) -> Vec<String> {
    let leaders = plan.people("leaders").into_iter();
    leaders.filter_map(|person| names.get(&person).cloned()).collect()
}

/// How far away something is, for a voice.
pub fn distance(metres: f64) -> Message {
    // Within the earth's size: no digit is lost.
    msg::aloud_distance((metres / 1_000.0).round() as u64)
}

fn theirs(said: &mut Vec<Sentence>, text: Option<Text<'_>>) {
    let Some(text) = text else { return };
    let parts = sentences(text.text).into_iter();
    let parts = parts.filter_map(|range| text.text.get(range));
    said.extend(parts.map(|part| Sentence::Theirs(text.language, part.to_owned())));
}

#[cfg(test)]
mod tests {
    use ekin_i18n::{Catalog, Date, Language, Time};
    use ekin_protocol::id::{ObjectId, OrgId, SpaceId};

    use super::*;
    use crate::app::exchange::Draft;
    use crate::app::query::When;
    use crate::domain::listing_type::ListingType;

    fn museum() -> Shown {
        let mut draft = Draft::default();
        let mut put = |tag: &str, text: &str| draft.body.insert(tag.into(), text.into());
        put("fr", "Une visite guidée, particulièrement exhaustive.");
        put("fr-simple", "On regarde des tableaux. On est assis.");
        draft.title.insert("fr".into(), "Le Musée basque".into());
        draft.title.insert("eu".into(), "Euskal Museoa".into());
        Shown {
            draft,
            object: ObjectId([1; 16]),
            space: SpaceId([2; 32]),
            org: OrgId([3; 16]),
            listing_type: ListingType::Activity,
            status: Status::Scheduled,
            when: vec![When {
                day: Date::new(2026, 11, 28).unwrap(),
                time: Time::new(14, 30),
                last_day: None,
                end_time: None,
                zone: chrono_tz::Tz::Europe__Paris,
                foreign: false,
                start: String::new(),
                end: String::new(),
            }],
            out: None,
            saved: false,
            newer: false,
            fit: Vec::new(),
            versions: Vec::new(),
        }
    }

    fn read(language: Language, reader: LanguageTag) -> Vec<String> {
        let words = Catalog::new(language);
        let said = listing(&museum(), &[reader]).into_iter();
        said.map(|sentence| match sentence {
            Sentence::Ours(message) => words.format(&message).replace('\u{a0}', " "),
            Sentence::Theirs(tag, text) => format!("[{tag}] {text}"),
        })
        .collect()
    }

    #[test]
    fn a_voice_reads_hours_in_words_and_simple_sentences_one_by_one() {
        assert_eq!(
            read(Language::Fr, LanguageTag::FR),
            [
                "Annonce : activité.",
                "[fr] Le Musée basque",
                "Le jour : samedi 28 novembre 2026.",
                "L’heure : 14 heures 30.",
                "[fr-simple] On regarde des tableaux.",
                "[fr-simple] On est assis.",
                "Vous pouvez dire : je veux y aller.",
            ]
        );
        let basque = read(Language::Eu, LanguageTag::EU);
        assert_eq!(basque[1], "[eu] Euskal Museoa");
        assert_eq!(basque[3], "Ordua: hamalauak eta hogeita hamar.");
    }

    #[test]
    fn what_does_not_take_place_says_so_first_and_offers_nothing() {
        let mut off = museum();
        off.status = Status::Cancelled;
        let said = listing(&off, &[LanguageTag::FR]);
        assert_eq!(said.first(), Some(&Sentence::Ours(msg::aloud_off())));
        assert!(!said.contains(&Sentence::Ours(msg::aloud_can_go())));
    }
}
