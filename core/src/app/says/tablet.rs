//! Words of a shared tablet: what its set-up refuses, and a resident's day as a voice reads it.

use ekin_i18n::{Message, Value, msg};

use super::aloud::Sentence;
use super::error::Said;
use crate::app::resident::tablet::TabletError;
use crate::app::resident::tablet::day::{Day, Outing, What};
use crate::domain::easy::easy;
use crate::domain::language::LanguageTag;
use crate::domain::pin::PinError;
use crate::domain::tablet::ChoicesError;
use crate::domain::text::{Text, Texts};

/// What a command about a tablet failed with.
pub fn error(error: &TabletError) -> Said {
    match error {
        TabletError::Pin(PinError::Form) => Said::new("pin-form", msg::simple_error_pin_form()),
        TabletError::Pin(PinError::Easy) => Said::new("pin-easy", msg::simple_error_pin_easy()),
        TabletError::Pin(PinError::Memory) => Said::new("pin-memory", msg::simple_error_pin_memory()),
        TabletError::Pin(PinError::Stretch(_)) => Said::internal("pin-stretch"),
        TabletError::NoPin => Said::new("no-pin", msg::simple_error_no_pin()),
        TabletError::OtherHouse => Said::new("recovery-other-house", msg::simple_forgotten_other()),
        TabletError::Choices(ChoicesError::Tiles) => Said::new("tiles", msg::simple_error_tiles()),
        TabletError::Choices(ChoicesError::Step) => Said::new("scan-step", msg::simple_error_step()),
        TabletError::Choices(ChoicesError::Residents) => {
            Said::new("tablet-residents", msg::simple_error_residents())
        }
    }
}

/// The words that serve a resident best: simple ones where there are some.
pub fn simplest<'t>(texts: &'t Texts, reader: &[LanguageTag]) -> Option<Text<'t>> {
    easy(texts, reader)
        .map(|(text, _)| text)
        .or_else(|| texts.choose(reader, None))
}

/// A day, sentence by sentence: who, when, and where one goes today.
pub fn day(day: &Day, reader: &[LanguageTag]) -> Vec<Sentence> {
    let mut said = vec![
        Sentence::Ours(msg::simple_hello(day.name.as_str())),
        Sentence::Ours(msg::simple_day(Value::Day(day.today))),
    ];
    let before = said.len();
    let mine = day.outings.iter().filter(|one| one.mine && !one.off);
    for outing in mine {
        let Some((on, Some(hour))) = outing.when else {
            continue;
        };
        if on == outing.today {
            said.push(Sentence::Ours(today(outing, Value::Spoken(hour), reader)));
        }
    }
    if said.len() == before {
        said.push(Sentence::Ours(msg::simple_day_none()));
    }
    said
}

fn today(outing: &Outing, hour: Value, reader: &[LanguageTag]) -> Message {
    let titles = titles(outing);
    let title = simplest(&titles, reader).map(|text| text.text.to_owned());
    msg::simple_day_outing(title.unwrap_or_default(), hour)
}

/// Titles of an outing.
pub fn titles(outing: &Outing) -> Texts {
    match &outing.what {
        What::Plan(plan) => plan.view().texts("title"),
        What::Listing(shown) => {
            let mut texts = Texts::default();
            for (tag, text) in &shown.draft.title {
                if let Some(tag) = LanguageTag::from_wire(tag) {
                    texts.set(tag, text.as_str().into());
                }
            }
            texts
        }
    }
}
