//! What is copied of a person's profiles into the space of an outing: what whoever goes along needs, in an ordinary hour and in
//! an emergency, and nothing else. What a person likes and wishes, their dossier's notes and their photo stay in the house.

use crate::domain::kind::{Contents, Edit, Kind, Plain, Shape};

/// Fields that are copied. `person` says whose the copy is.
pub const NEEDED: [&str; 25] = [
    "person",
    "name",
    "part",
    "pictogram",
    "languages",
    "speech",
    "speak_with_me",
    "easy_words",
    "read_aloud",
    "needs",
    "phone",
    "full_name",
    "born",
    "represented",
    "allergies",
    "treatment",
    "in_crisis",
    "diet",
    "mobility",
    "watch",
    "contacts",
    "care_consent",
    "care_signed_on",
    "care_signed_by",
    "authorisations",
];

/// The edits that bring a copy up to what the profiles of a house say. Each field is taken from the first of `from` that says
/// anything of it; what none of them says stays in the copy: somebody on the outing may have written it.
pub fn copy(from: &[&Contents], onto: &Contents) -> Vec<Edit> {
    let mut edits = Vec::new();
    for key in NEEDED {
        let Some(field) = Kind::Profile.fields().iter().find(|field| field.key == key) else {
            continue;
        };
        let said = from.iter().filter_map(|profile| profile.values().get(key));
        let Some(value) = said.into_iter().find(|value| !value.is_empty()) else {
            continue;
        };
        let there = onto.values().get(key);
        let root = key.to_owned();
        match (field.shape, value) {
            _ if there == Some(value) => {}
            (Shape::Table(_) | Shape::Map(..), Plain::Map(entries)) => {
                let there = match there {
                    Some(Plain::Map(there)) => Some(there),
                    _ => None,
                };
                edits.extend(entries.iter().filter_map(|(inner, value)| {
                    let same = there.and_then(|there| there.get(inner)) == Some(value);
                    (!same).then(|| Edit::Put {
                        root: root.clone(),
                        inner: Some(inner.clone()),
                        value: value.clone(),
                    })
                }));
            }
            (Shape::List(_), Plain::List(items)) => edits.push(Edit::Fill {
                root,
                items: items.clone(),
            }),
            (Shape::One(_), value) => edits.push(Edit::Put {
                root,
                inner: None,
                value: value.clone(),
            }),
            _ => {}
        }
    }
    edits
}

#[cfg(test)]
mod tests {
    use chrono_tz::Tz;

    use super::*;
    use crate::domain::emergency::CARD;
    use crate::domain::kind::{By, assign};
    use crate::domain::language::LanguageTag;

    fn profile(fields: &[&str]) -> Contents {
        let by = By {
            zone: Tz::Europe__Paris,
            language: LanguageTag::FR,
        };
        let mut contents = Contents::fresh(Kind::Profile);
        for field in fields {
            for edit in assign(Kind::Profile, field, by).unwrap() {
                contents.apply(&edit);
            }
        }
        contents
    }

    fn copied(from: &[&Contents], onto: &Contents) -> Contents {
        let mut copy = onto.clone();
        super::copy(from, onto).iter().for_each(|edit| copy.apply(edit));
        copy
    }

    #[test]
    fn a_copy_holds_the_card_and_nothing_that_stays_in_the_house() {
        for key in CARD {
            assert!(NEEDED.contains(&key), "{key}");
        }
        for key in NEEDED {
            assert!(
                Kind::Profile.fields().iter().any(|field| field.key == key),
                "{key}"
            );
        }
        for key in [
            "photo",
            "group",
            "likes",
            "dislikes",
            "wishes",
            "brings",
            "email",
            "care_notes",
            "left_on",
        ] {
            assert!(!NEEDED.contains(&key), "{key}");
        }
    }

    #[test]
    fn what_the_house_knows_in_two_places_comes_together_and_what_it_does_not_say_stays() {
        let home = profile(&["name=Joseph", "likes+=foot", "speech+=pictures"]);
        let staff = profile(&[
            "name=Joseph E.",
            "allergies+=arachide",
            "contacts.a.name=Nora",
            "contacts.a.phone=+33612345678",
        ]);
        let before = profile(&["name=J", "mobility=un étage", "contacts.b.name=La maison"]);
        let copy = copied(&[&home, &staff], &before);
        let view = copy.view();
        assert_eq!(view.text("name"), Some("Joseph"));
        assert_eq!(view.text("mobility"), Some("un étage"));
        assert_eq!(view.lines("allergies"), ["arachide"]);
        assert!(view.lines("likes").is_empty());
        let contacts: Vec<_> = view
            .rows("contacts")
            .iter()
            .map(|row| row.name().to_owned())
            .collect();
        assert_eq!(contacts, ["a", "b"]);
        assert!(super::copy(&[&home, &staff], &copy).is_empty(), "twice is once");
    }
}
