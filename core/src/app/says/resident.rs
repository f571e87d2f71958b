//! Words of the resident's side: wishes and their answers, choices, faces, who looked at a card. Short, whole sentences: a voice
//! reads them.

use ekin_i18n::{Message, Value, msg};

use super::document::field_name;
use super::outing::{name, opening};
use crate::app::outing::people::Names;
use crate::app::resident::feeling::FaceShown;
use crate::app::resident::page::{Choice, Page};
use crate::app::resident::wish::WishShown;
use crate::domain::feeling::{Face, Moment};
use crate::domain::wish::{Says, Standing};

/// What a person says of an outing.
pub fn wish_word(given: Says) -> Message {
    match given {
        Says::Yes => msg::wish_says_yes(),
        Says::No => msg::wish_says_no(),
        Says::Unsure => msg::wish_says_unsure(),
        Says::NoMore => msg::wish_says_no_more(),
    }
}

/// Where a wish stands, and why.
pub fn wish(shown: &WishShown, names: &Names) -> Vec<Message> {
    let by = shown.told_by.map(|person| name(names, &person));
    let mut lines = vec![match (shown.standing, by) {
        (Standing::Said(says), _) => wish_word(says),
        (Standing::Off, _) => msg::wish_off(),
        (Standing::Noted, _) => msg::wish_noted(),
        (Standing::Known, Some(name)) => msg::wish_known_by(name),
        (Standing::Known, None) => msg::wish_known(),
        (Standing::Yes, _) => msg::wish_yes(),
        (Standing::NotThisTime, Some(name)) => msg::wish_not_this_time_by(name),
        (Standing::NotThisTime, None) => msg::wish_not_this_time(),
        (Standing::Contrary, _) => msg::wish_contrary(),
    }];
    if matches!(shown.standing, Standing::NotThisTime | Standing::Contrary) {
        lines.extend(shown.because.iter().map(msg::wish_because));
    }
    if shown.conflict {
        lines.push(msg::wish_two_words());
    }
    lines
}

/// A person's own page: what they chose, then who looked at their card.
pub fn page(page: &Page) -> Vec<Message> {
    let mut lines = Vec::new();
    for (choice, said) in page.choices.iter().filter(|(_, said)| !said.is_empty()) {
        let said = said.clone();
        lines.push(match choice {
            Choice::Want => msg::choice_want(said),
            Choice::Like => msg::choice_like(said),
            Choice::Dislike => msg::choice_dislike(said),
            Choice::Bring => msg::choice_bring(said),
            Choice::Speak => msg::choice_speak(said),
        });
    }
    if lines.is_empty() {
        lines.push(msg::choice_empty());
    }
    if !page.rivals.is_empty() {
        let places = page.rivals.iter().map(|at| Value::from(field_name(at)));
        lines.push(msg::choice_two_people(places.collect::<Vec<_>>()));
    }
    lines.push(msg::looked_heading());
    if page.looked.is_empty() {
        lines.push(msg::looked_nobody());
    }
    let looked = page.looked.iter();
    lines.extend(looked.map(|(space, one)| msg::looked_at(space.as_str(), opening(one))));
    lines
}

/// What a face says.
pub fn face_word(given: Option<Face>) -> Message {
    match given {
        Some(Face::Good) => msg::feel_face_good(),
        Some(Face::Fair) => msg::feel_face_fair(),
        Some(Face::Bad) => msg::feel_face_bad(),
        None => msg::feel_face_other(),
    }
}

/// One face, before or after.
pub fn face(at: Moment, shown: &FaceShown) -> Vec<Message> {
    let face = face_word(shown.face);
    let mut lines = vec![match at {
        Moment::Before => msg::feel_before(face),
        Moment::After => msg::feel_after(face),
    }];
    if shown.conflict {
        lines.push(msg::feel_two_faces());
    }
    lines
}
