use std::collections::BTreeSet;

use proptest::prelude::*;
use unicode_normalization::UnicodeNormalization;

use super::*;

#[test]
fn french_basque_and_spanish_fold() {
    for (text, folded) in [
        ("L'été à la plage", "ete a la plage"),
        ("l’Été", "ete"),
        ("aujourd'hui", "aujourd hui"),
        ("Saint-Jean-de-Luz", "saint jean de luz"),
        ("Donostia / San Sebastián", "donostia san sebastian"),
        ("Iruñea, Iruñerria", "irunea irunerria"),
        (
            "garçon, cœur, Æquo, Straße, pingüino",
            "garcon coeur aequo strasse pinguino",
        ),
        ("e\u{301}te\u{301} n\u{303}", "ete n"),
        ("ÉLÉVATION  1º 2ª", "elevation 1o 2a"),
        ("14h30-16h", "14h30 16h"),
        ("« L’après-midi »\u{a0}!", "apres midi"),
        ("qu'il vienne d'ici", "il vienne ici"),
        ("vitamine D", "vitamine d"),
        ("l'", "l"),
        ("Ивановъ ΟΔΟΣ", "ивановъ οδοσ"),
        ("", ""),
        (" - ' ", ""),
        ("co\u{ad}opération", "cooperation"),
        ("Łódź Đorđe İstanbul", "lodz dorde istanbul"),
    ] {
        assert_eq!(fold(text), folded, "{text}");
    }
}

#[test]
fn a_query_finds_what_it_should() {
    let token = |text: &str, prefix| Token {
        text: text.into(),
        prefix,
    };
    assert_eq!(fold_query("l'été pla"), [token("ete", false), token("pla", true)]);
    assert_eq!(fold_query("plage "), [token("plage", false)]);
    assert_eq!(fold_query("bai bai"), [token("bai", false), token("bai", true)]);
    assert!(fold_query("  ?! ").is_empty());
}

#[test]
fn tokens_are_unique_in_a_row_and_rows_do_not_mix() {
    let mut folder = Folder::default();
    let mut row = |parts: &[&str]| {
        let mut out = String::new();
        folder.unique(parts.iter().copied(), &mut out);
        out
    };
    assert_eq!(row(&["Été, été", "l'ETE à Baiona", "baiona"]), "ete a baiona");
    assert_eq!(row(&["baiona"]), "baiona");
    assert_eq!(row(&[]), "");
    let mut out = String::from("lehen");
    fold_unique(["bigarren lehen"], &mut out);
    assert_eq!(out, "lehen bigarren lehen");
}

#[test]
fn long_words_are_cut_alike() {
    let word = "é".repeat(200);
    assert_eq!(fold(&word).len(), MAX_TOKEN);
    assert_eq!(fold_query(&word)[0].text, fold(&word));
}

/// Printed by `cargo test --release -- --nocapture folding_speed`; the bound is loose because machines are shared.
#[test]
fn folding_speed() {
    let text = "Les rendez-vous de la halle reprennent : une quarantaine d’exposants, des producteurs du pays et deux \
                ateliers de cuisine ouverts à toutes et à tous. Larunbatero elkartzen gara, eta iluntzean afaria. "
        .repeat(7);
    let mut folder = Folder::default();
    let begun = std::time::Instant::now();
    let mut total = 0;
    for _ in 0..2_000 {
        let mut out = String::with_capacity(1_000);
        folder.unique([text.as_str()], &mut out);
        total += out.len();
    }
    let each = begun.elapsed() / 2_000;
    eprintln!("folding {} B to {} B: {each:?}", text.len(), total / 2_000);
    assert!(each < std::time::Duration::from_millis(2));
}

fn words() -> impl Strategy<Value = String> {
    prop_oneof![
        any::<String>(),
        "[a-zéèñüçœ'’ -]{0,40}",
        "[\u{c0}-\u{24f}\u{1e00}-\u{1eff}]{0,20}"
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1000))]

    #[test]
    fn folding_twice_changes_nothing(text in words()) {
        let once = fold(&text);
        prop_assert_eq!(fold(&once), once);
    }

    #[test]
    fn composed_and_decomposed_fold_alike(text in words()) {
        let composed: String = text.nfc().collect();
        let decomposed: String = text.nfd().collect();
        prop_assert_eq!(fold(&composed), fold(&decomposed));
    }

    #[test]
    fn what_a_person_types_of_a_text_is_found_in_it(text in words()) {
        let mut index = String::new();
        fold_unique([text.as_str()], &mut index);
        let index: Vec<&str> = index.split(' ').collect();
        prop_assert_eq!(index.iter().collect::<BTreeSet<_>>().len(), index.len());
        for token in fold_query(&text) {
            prop_assert!(index.contains(&token.text.as_str()), "{:?}", token);
        }
    }

    #[test]
    fn tokens_hold_no_space_and_no_upper_case(text in words()) {
        for token in fold(&text).split(' ') {
            prop_assert!(!token.bytes().any(|b| b.is_ascii() && !(b.is_ascii_lowercase() || b.is_ascii_digit())));
        }
        prop_assert!(!fold(&text).contains("  "));
    }
}
