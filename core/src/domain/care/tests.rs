use proptest::prelude::*;

use super::*;
use crate::domain::language::LanguageTag;
use crate::domain::text::Texts;
use crate::domain::towns;

fn of(text: &str) -> Vec<&'static str> {
    named([text])
}

#[test]
fn a_diagnosis_or_somebody_s_care_is_found_in_three_languages() {
    for (text, word) in [
        ("Sortie avec Jean, AUTISTE, qui aime la mer", "autiste"),
        ("Elle est diabétique.", "diabétique"),
        ("des personnes atteintes de la maladie d’Alzheimer", "alzheimer"),
        ("Michel prend un traitement à midi", "traitement"),
        ("il est sous curatelle renforcée", "sous curatelle"),
        ("besoin d’une aide à la toilette", "aide à la toilette"),
        ("deux résidents schizophrènes", "schizophrène"),
        ("Miren tiene epilepsia", "epilepsia"),
        ("personas con síndrome de Down", "síndrome de down"),
        ("está hospitalizada desde mayo", "hospitalizada"),
        ("Mikelek autismoa du", "autismo"),
        ("Alzheimerra duten pertsonekin", "alzheimer"),
        ("botiken laguntza", "botika"),
        ("eskizofreniarekin bizi da", "eskizofrenia"),
        ("dementziadunentzat", "dementzia"),
        ("minbiziaren aurkako botikak hartzen ditu", "minbizi"),
    ] {
        assert!(of(text).contains(&word), "{text}: {:?}", of(text));
    }
    // Letters as another keyboard composes them.
    assert_eq!(of("e\u{301}pilepsie"), ["épilepsie"]);
}

#[test]
fn words_that_only_begin_alike_and_turns_of_phrase_are_left_in_peace() {
    for text in [
        "Initiation au traitement de texte",
        "Visite de la station de traitement des eaux d’Anglet",
        "Tropique du Cancer, le spectacle",
        "Un artiste autodidacte et ses œuvres",
        "Il a publié un démenti",
        "Nous assistons à la fête",
        "Randonnée à Itsasu, puis Gorliz et Hiesta",
        "Ciego de Ávila, Cuba",
        "Venez comme vous êtes, fauteuil roulant bienvenu, toilettes adaptées",
        "Lieu accessible, boucle magnétique, accompagnement possible",
        "Hondakinen tratamendua, bisita gidatua",
        "Sin bebidas alcohólicas",
        "Asmatu dugu jolas berri bat",
        "Sidaine, Asmara et Parkings",
        "Cancún y Cáceres",
        "Ane et Mikel cherchent un club de pelote",
    ] {
        assert!(of(text).is_empty(), "{text}: {:?}", of(text));
    }
}

#[test]
fn no_town_is_taken_for_a_diagnosis() {
    let mut seen = 0;
    for letter in 'a'..='z' {
        for town in towns::beginning_with(&letter.to_string()) {
            assert!(named(town.names.iter().copied()).is_empty(), "{:?}", town.names);
            seen += 1;
        }
    }
    assert!(seen > 50, "{seen}");
}

#[test]
fn of_a_listing_the_words_count_and_names_of_places_do_not() {
    let mut listing = Listing {
        title: Texts::one(LanguageTag::FR, "Promenade"),
        ..Listing::default()
    };
    listing.place.name = "Institut du Cancer".into();
    listing.organiser.name = "Association Alzheimer".into();
    assert!(named_in(&listing).is_empty());
    listing.body = Texts::one(LanguageTag::FR, "Avec Paul, épileptique.");
    listing.tags = vec!["alzheimer".into()];
    assert_eq!(named_in(&listing), ["épileptique", "alzheimer"]);
}

#[test]
fn every_entry_is_found_as_it_is_written() {
    for words in lists() {
        for entry in words.entries.values().flatten() {
            let found = of(entry.written);
            match entry.harmless {
                true => assert!(found.is_empty(), "{}: {found:?}", entry.written),
                false => assert!(!found.is_empty(), "{}", entry.written),
            }
        }
    }
}

proptest! {
    #[test]
    fn case_and_surroundings_change_nothing(
        before in "[a-z ]{0,12}", after in "[ ,.;!]{1,3}[xyz]{0,6}", upper in any::<bool>(),
    ) {
        let word = if upper { "ÉPILEPSIE" } else { "épilepsie" };
        let text = format!("{before} {word}{after}");
        let found = of(&text).contains(&"épilepsie");
        prop_assert!(found, "{}", text);
    }

    #[test]
    fn nothing_makes_it_panic_and_it_names_only_what_the_lists_have(text in "\\PC{0,200}") {
        prop_assert!(of(&text).len() <= MOST);
    }

    /// A letter more on either side is another word.
    #[test]
    fn a_word_counts_whole(before in "[xwq]{1,3}", after in "[xwq]{1,3}") {
        for word in ["autisme", "minbizi", "epilepsia"] {
            for other in [format!("{before}{word}"), format!("{word}{after}")] {
                prop_assert_eq!(of(&other), Vec::<&str>::new(), "{}", other);
            }
        }
    }
}
