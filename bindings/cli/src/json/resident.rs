//! The resident's side: wishes, faces, a person's own page.

use std::collections::BTreeMap;

use ekin_core::app::ids::ObjectId;
use ekin_core::app::resident::Aim;
use ekin_core::app::resident::feeling::{FaceShown, FeelingsShown};
use ekin_core::app::resident::page;
use ekin_core::app::resident::wish::{WishShown, Wishes};
use ekin_core::domain::feeling::Face;
use ekin_core::domain::wish::Standing;
use serde::Serialize;

use super::Opening;

/// A line of `wish list`.
#[derive(Serialize)]
pub struct Wish {
    id: String,
    person: String,
    name: Option<String>,
    about: String,
    #[serde(flatten)]
    aim: AimShape,
    says: &'static str,
    standing: &'static str,
    because: Vec<String>,
    told_by: Option<String>,
    conflict: bool,
    on_this_device: bool,
}

#[derive(Serialize)]
struct AimShape {
    title: BTreeMap<String, String>,
    /// `YYYY-MM-DD`, or with the hour.
    when: Option<String>,
    place: String,
    takes_place: bool,
}

fn aim(given: &Aim) -> AimShape {
    let when = given.when.map(|(day, time)| {
        let day = format!("{:04}-{:02}-{:02}", day.year(), day.month(), day.day());
        match time {
            Some(time) => format!("{day}T{:02}:{:02}", time.hour(), time.minute()),
            None => day,
        }
    });
    let titles = given.titles.iter();
    AimShape {
        title: titles
            .map(|text| (text.language.to_string(), text.text.to_owned()))
            .collect(),
        when,
        place: given.place.clone(),
        takes_place: !given.off,
    }
}

/// The word of where a wish stands.
pub(super) fn standing(given: Standing) -> &'static str {
    match given {
        Standing::Said(_) => "said",
        Standing::Off => "off",
        Standing::Noted => "noted",
        Standing::Known => "known",
        Standing::Yes => "yes",
        Standing::NotThisTime => "not_this_time",
        Standing::Contrary => "contrary",
    }
}

impl Wish {
    /// Of what the core says.
    pub fn all(wishes: &Wishes) -> Vec<Self> {
        let one = |wish: &WishShown| Self {
            id: wish.object.to_string(),
            person: wish.person.to_string(),
            name: wishes.names.get(&wish.person).cloned(),
            about: wish.about.to_string(),
            aim: aim(&wish.aim),
            says: wish.says.word(),
            standing: standing(wish.standing),
            because: wish.because.clone(),
            told_by: wish.told_by.map(|person| person.to_string()),
            conflict: wish.conflict,
            on_this_device: wish.pending,
        };
        wishes.wishes.iter().map(one).collect()
    }
}

/// `wish page`
#[derive(Serialize)]
pub struct Page {
    person: String,
    name: String,
    choices: BTreeMap<&'static str, Vec<String>>,
    two_people_wrote: Vec<String>,
    looked: Vec<Looked>,
}

#[derive(Serialize)]
struct Looked {
    space: String,
    #[serde(flatten)]
    opening: Opening,
}

impl Page {
    /// Of what the core says.
    pub fn of(page: &page::Page) -> Self {
        let looked = page.looked.iter().map(|(space, opening)| Looked {
            space: space.clone(),
            opening: Opening::of(opening),
        });
        Self {
            person: page.person.to_string(),
            name: page.name.clone(),
            choices: page
                .choices
                .iter()
                .map(|(choice, said)| (choice.word(), said.clone()))
                .collect(),
            two_people_wrote: page.rivals.clone(),
            looked: looked.collect(),
        }
    }
}

/// A line of `feel list`.
#[derive(Serialize)]
pub struct Feelings {
    outing: String,
    #[serde(flatten)]
    aim: AimShape,
    faces: BTreeMap<&'static str, FaceShape>,
}

#[derive(Serialize)]
struct FaceShape {
    face: Option<&'static str>,
    note: Option<String>,
    conflict: bool,
    on_this_device: bool,
}

impl Feelings {
    /// Of what the core says.
    pub fn all(shown: &FeelingsShown) -> Vec<Self> {
        let face = |face: &FaceShown| FaceShape {
            face: face.face.map(Face::word),
            note: face.note.clone(),
            conflict: face.conflict,
            on_this_device: face.pending,
        };
        let one = |(outing, known, faces): &(ObjectId, Aim, BTreeMap<_, FaceShown>)| Self {
            outing: outing.to_string(),
            aim: aim(known),
            faces: faces
                .iter()
                .map(|(at, shown): (&ekin_core::domain::feeling::Moment, _)| (at.word(), face(shown)))
                .collect(),
        };
        shown.outings.iter().map(one).collect()
    }
}
