//! A resident's day: what there is to go to, what they said of it, what came of it, and how they are.

use ekin_core::app::resident::tablet::day::{Day, Outing, What};
use ekin_core::app::says::aloud::{self, Sentence, leaders};
use ekin_core::app::says::{self, document};
use ekin_core::domain::easy;
use ekin_core::domain::feeling::{Face, Moment};
use ekin_core::domain::kind::choices;
use ekin_core::domain::language::LanguageTag;
use ekin_core::domain::pictogram;
use ekin_core::domain::wish::Says;
use ekin_i18n::{Message, relative_day, time_hm};

use crate::failure::Failure;
use crate::handle::{Asked, Ekin};
use crate::house::space_of;
use crate::state::ListingType;
use crate::words;

/// A sentence that a voice reads and a screen marks meanwhile.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct SpokenSentence {
    /// The words.
    pub text: String,
    /// Their language, BCP 47: a voice switches.
    pub language: String,
}

/// One fact, with the drawing that stands for it.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct SimpleFact {
    /// Name of the pictogram, of the core set.
    pub pictogram: String,
    /// In words.
    pub words: String,
}

/// When something is, as far as a resident wants to know.
#[derive(Clone, Copy, Debug, PartialEq, Eq, uniffi::Enum)]
pub enum SimpleWhen {
    /// Over, or under way.
    Begun,
    /// Today.
    Today,
    /// Tomorrow.
    Tomorrow,
    /// Later, or some day.
    Later,
}

/// What somebody says of an outing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, uniffi::Enum)]
pub enum SimpleSays {
    /// I want to go.
    Yes,
    /// Not this time.
    No,
    /// I wanted to, and do not any more.
    NoMore,
}

impl From<SimpleSays> for Says {
    fn from(says: SimpleSays) -> Self {
        match says {
            SimpleSays::Yes => Self::Yes,
            SimpleSays::No => Self::No,
            SimpleSays::NoMore => Self::NoMore,
        }
    }
}

/// One of three faces.
#[derive(Clone, Copy, Debug, PartialEq, Eq, uniffi::Enum)]
pub enum SimpleFace {
    /// Well.
    Good,
    /// Neither well nor badly.
    Fair,
    /// Badly.
    Bad,
}

impl From<SimpleFace> for Face {
    fn from(face: SimpleFace) -> Self {
        match face {
            SimpleFace::Good => Self::Good,
            SimpleFace::Fair => Self::Fair,
            SimpleFace::Bad => Self::Bad,
        }
    }
}

impl From<Face> for SimpleFace {
    fn from(face: Face) -> Self {
        match face {
            Face::Good => Self::Good,
            Face::Fair => Self::Fair,
            Face::Bad => Self::Bad,
        }
    }
}

/// A face, and when.
#[derive(Clone, Copy, Debug, PartialEq, Eq, uniffi::Record)]
pub struct SimpleFeeling {
    /// After the outing, else before it.
    pub after: bool,
    /// The face.
    pub face: SimpleFace,
}

/// An outing, whole: its screens ask for nothing more.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct SimpleOuting {
    /// Its plan, or the listing.
    pub id: String,
    /// The space in which its faces are kept.
    pub space: String,
    /// Title, in the words that serve a resident best.
    pub title: String,
    /// The same for a voice.
    pub spoken_title: SpokenSentence,
    /// Day, hour, place, how one travels, with whom: those that are known.
    pub facts: Vec<SimpleFact>,
    /// In simple words, and how far they have come, in words; none where nobody wrote any.
    pub easy: Option<String>,
    /// All of it, as a voice reads it.
    pub sentences: Vec<SpokenSentence>,
    /// What came of what they said; nothing as long as they said nothing.
    pub answer: Vec<SpokenSentence>,
    /// When.
    pub when: SimpleWhen,
    /// It does not take place.
    pub off: bool,
    /// They go.
    pub mine: bool,
    /// They may say that they want to go.
    pub asks: bool,
    /// They want to go.
    pub wants: bool,
    /// How they were before.
    pub before: Option<SimpleFace>,
    /// How they were after.
    pub after: Option<SimpleFace>,
    /// Whose colours its linen has.
    pub kind: ListingType,
    /// Turns the drawn stripes.
    pub pattern: u8,
}

/// A resident's day.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct SimpleDay {
    /// What they are called.
    pub name: String,
    /// What there is to go to and where they go, the nearest first.
    pub outings: Vec<SimpleOuting>,
    /// Photos on which they are.
    pub photos: u32,
    /// The day in a few sentences.
    pub sentences: Vec<SpokenSentence>,
}

#[uniffi::export]
impl Ekin {
    /// The day of a resident of a house.
    ///
    /// # Errors
    /// [`Failure::Refused`] with `no-person`, `no-profile`.
    pub fn simple_day(&self, space: String, person: String) -> Result<SimpleDay, Failure> {
        self.ask(|asked| day(asked, &space, &person))
    }

    /// Writes down what a resident says of an outing; gives their day.
    ///
    /// # Errors
    /// Those of [`Ekin::simple_day`]; [`Failure::Refused`] with `no-listing`, `not-allowed`.
    pub fn simple_wish(
        &self,
        space: String,
        person: String,
        outing: String,
        says: SimpleSays,
    ) -> Result<SimpleDay, Failure> {
        self.ask(|asked| {
            asked
                .device
                .wish(space_of(&space)?, &person, &outing, says.into())?;
            day(asked, &space, &person)
        })
    }

    /// Writes down how a resident is before an outing or after it, in the space that the outing names.
    ///
    /// # Errors
    /// As for [`Ekin::simple_wish`].
    pub fn simple_feel(
        &self,
        space: String,
        person: String,
        outing: String,
        feeling: SimpleFeeling,
    ) -> Result<(), Failure> {
        let moment = match feeling.after {
            true => Moment::After,
            false => Moment::Before,
        };
        self.ask(|asked| {
            let said = (moment, feeling.face.into());
            asked
                .device
                .feel(space_of(&space)?, &person, &outing, said, None)?;
            Ok(())
        })
    }
}

fn day(asked: &Asked, space: &str, person: &str) -> Result<SimpleDay, Failure> {
    let day = asked.device.resident_day(space_of(space)?, person, asked.here)?;
    let reader = [asked.tag()];
    Ok(SimpleDay {
        outings: day.outings.iter().map(|one| outing(asked, &day, one)).collect(),
        photos: u32::try_from(day.photos).unwrap_or(u32::MAX),
        sentences: spoken(asked, says::tablet::day(&day, &reader)),
        name: day.name,
    })
}

fn outing(asked: &Asked, day: &Day, outing: &Outing) -> SimpleOuting {
    let reader = [asked.tag()];
    let titles = says::tablet::titles(outing);
    let title = says::tablet::simplest(&titles, &reader);
    let face = |at| outing.faces.get(&at).and_then(|shown| shown.face).map(Into::into);
    let answer = outing
        .wish
        .iter()
        .flat_map(|wish| says::resident::wish(wish, &day.names));
    let title = SpokenSentence {
        text: title.map(|text| text.text.to_owned()).unwrap_or_default(),
        language: title.map_or_else(|| asked.tag().to_string(), |text| text.language.to_string()),
    };
    SimpleOuting {
        id: outing.object.to_string(),
        space: outing.space.to_string(),
        title: title.text.clone(),
        spoken_title: title,
        facts: facts(asked, day, outing),
        easy: easy_words(outing, reader).map(|how| asked.say(&aloud::easy_mark(how))),
        sentences: spoken(asked, aloud::outing(outing, &day.names, &reader)),
        answer: answer.map(|message| ours(asked, &message)).collect(),
        when: when(outing),
        off: outing.off,
        mine: outing.mine,
        asks: outing.asks,
        wants: outing.wants(),
        before: face(Moment::Before),
        after: face(Moment::After),
        kind: match &outing.what {
            What::Plan(_) => ListingType::Activity,
            What::Listing(shown) => (&shown.listing_type).into(),
        },
        pattern: outing.object.0.first().copied().unwrap_or_default() % 7,
    }
}

fn when(outing: &Outing) -> SimpleWhen {
    match outing.when {
        _ if outing.began => SimpleWhen::Begun,
        Some((day, _)) => match day.days() - outing.today.days() {
            0 => SimpleWhen::Today,
            1 => SimpleWhen::Tomorrow,
            _ => SimpleWhen::Later,
        },
        None => SimpleWhen::Later,
    }
}

fn facts(asked: &Asked, day: &Day, outing: &Outing) -> Vec<SimpleFact> {
    let mut facts = Vec::new();
    let mut add = |pictogram: &str, words: String| {
        if !words.is_empty() {
            let (pictogram, words) = (pictogram.to_owned(), words::capital(words));
            facts.push(SimpleFact { pictogram, words });
        }
    };
    let language = asked.words.language();
    if let Some((on, hour)) = outing.when {
        add("calendar", relative_day(language, outing.today, on));
        if let Some(hour) = hour {
            add("clock", time_hm(language, hour));
        }
    }
    match &outing.what {
        What::Plan(plan) => {
            let view = plan.view();
            add("map-pin", view.text("place").unwrap_or_default().to_owned());
            if let Some(by) = view.text("transport")
                && let Some(drawing) = pictogram::of_transport(by)
            {
                add(drawing, asked.say(&document::word(choices::TRANSPORT, by)));
            }
            add("users-three", leaders(&view, &day.names).join(", "));
        }
        What::Listing(shown) => {
            let place = shown.draft.place.as_ref();
            let place = place.map(|place| match place.name.is_empty() {
                true => place.town.clone(),
                false => place.name.clone(),
            });
            add("map-pin", place.unwrap_or_default());
            let organiser = shown.draft.organiser.as_ref();
            add(
                "users-three",
                organiser.map(|by| by.name.clone()).unwrap_or_default(),
            );
        }
    }
    facts
}

/// How far the simple words of an outing have come.
fn easy_words(outing: &Outing, reader: [LanguageTag; 1]) -> Option<easy::Easy> {
    match &outing.what {
        What::Plan(plan) => {
            let view = plan.view();
            let read_again = view.raw("easy_read_on").is_some();
            view.texts("easy")
                .choose(&reader, None)
                .map(|_| match read_again {
                    true => easy::Easy::ReadAgain,
                    false => easy::Easy::Simple,
                })
        }
        What::Listing(shown) => {
            let tags = shown.draft.body.keys().chain(shown.draft.summary.keys());
            let mut found = tags
                .filter_map(|tag| LanguageTag::from_wire(tag))
                .filter(|tag| reader.iter().any(|own| tag.same_language(own)))
                .filter_map(easy::Easy::of);
            found.next()
        }
    }
}

fn spoken(asked: &Asked, sentences: Vec<Sentence>) -> Vec<SpokenSentence> {
    let spoken = sentences.into_iter().map(|sentence| match sentence {
        Sentence::Ours(message) => ours(asked, &message),
        Sentence::Theirs(language, text) => SpokenSentence {
            text,
            language: language.to_string(),
        },
    });
    spoken.collect()
}

/// A sentence of Ekin's own, in the language of the handle.
pub(super) fn ours(asked: &Asked, message: &Message) -> SpokenSentence {
    SpokenSentence {
        text: asked.say(message),
        language: asked.words.language().tag().to_owned(),
    }
}
