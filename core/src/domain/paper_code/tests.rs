use proptest::prelude::*;

use super::list::changes;
use super::*;

fn code() -> PaperCode {
    PaperCode::from_entropy(b"elkarrekin bzi")
}

fn typed(words: &[&str]) -> String {
    words.join(" ")
}

#[test]
fn each_list_has_1024_plain_words_in_order() {
    for language in WordLanguage::ALL {
        let list = List::of(language);
        assert_eq!(list.all_folded().len(), 1024, "{language:?}");
        assert!(list.all_folded().is_sorted(), "{language:?}");
        for (index, word) in (0..).zip(list.all_folded()) {
            assert!((4..=9).contains(&word.len()), "{word}");
            assert!(word.bytes().all(|b| b.is_ascii_lowercase()), "{word}");
            assert!(list.word(index).chars().all(|c| c.is_lowercase()), "{word}");
        }
    }
}

#[test]
fn four_letters_tell_a_word_and_no_two_differ_by_one_letter() {
    for language in WordLanguage::ALL {
        let words = List::of(language).all_folded();
        for (n, one) in words.iter().enumerate() {
            for other in words.iter().skip(n + 1) {
                assert_ne!(one[..4], other[..4], "{one} {other}");
                // What they share at both ends rules most pairs out at once.
                if shared(one.bytes(), other.bytes()) + shared(one.bytes().rev(), other.bytes().rev()) + 2
                    >= one.len()
                {
                    assert!(changes(one, other) > 1, "{one} {other}");
                }
            }
        }
    }
}

fn shared(one: impl Iterator<Item = u8>, other: impl Iterator<Item = u8>) -> usize {
    one.zip(other).take_while(|(a, b)| a == b).count()
}

#[test]
fn no_word_is_in_two_lists() {
    let mut all: Vec<&String> = WordLanguage::ALL
        .iter()
        .flat_map(|language| List::of(*language).all_folded())
        .collect();
    all.sort();
    for pair in all.windows(2) {
        assert_ne!(pair[0], pair[1]);
    }
}

/// What is on paper must open for ever: whoever changes a list or its order breaks this.
#[test]
fn the_lists_never_change() {
    let hashes = WordLanguage::ALL.map(|language| {
        let text: String = (0..1024)
            .map(|n| format!("{}\n", List::of(language).word(n)))
            .collect();
        hex(&ekin_protocol::hash::sha256(text.as_bytes()))
    });
    assert_eq!(hashes, LIST_HASHES);
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

const LIST_HASHES: [&str; 3] = [
    "33a99959fb40de8c86bfc1f734abc7cb11d1cf41e2caca5c68911d1d7b6eca2d",
    "4ffbd8071fc4448f81e33db6ceea5db24b59411eed4746b8050191e35656e9a7",
    "f7513a28b8bb0925b45392084817d85e5e28ed8f7362b8ca617687d63fd9a34b",
];

/// Computed by another implementation of the bits and of the check, in Python.
#[test]
fn a_code_is_what_it_was() {
    let words = WordLanguage::ALL.map(|language| typed(&code().words(language)));
    assert_eq!(
        words,
        [
            "nouveau chêne loup insecte souhait froid roche joli société respect friand chou",
            "leiho beira joera idulki sustrai garagar plater indar soro pertsona ganbara berokin",
            "ombligo célula mellizo labor tacón género ruido letra suelto rocío gato césped",
        ]
    );
}

#[test]
fn typing_forgives_what_people_do() {
    for language in WordLanguage::ALL {
        let words = code().words(language);
        let upper = typed(&words).to_uppercase();
        let bare = fold(&typed(&words));
        let numbered: String = (1..)
            .zip(words)
            .map(|(n, word)| format!("{n}. {word},\r\n"))
            .collect();
        let four: String = bare.split(' ').map(|word| format!("{} ", &word[..4])).collect();
        for text in [upper, bare, numbered, four] {
            assert_eq!(PaperCode::read(&text), Ok(code()), "{text}");
            assert_eq!(code().confirm(language, &text), Ok(()), "{text}");
        }
    }
    assert_eq!(fold("añadir"), "anadir");
}

#[test]
fn a_wrong_word_is_named_and_the_right_one_guessed() {
    for language in WordLanguage::ALL {
        let words = code().words(language);
        for (n, word) in words.iter().enumerate() {
            let mut wrong: Vec<String> = words.iter().map(|w| fold(w)).collect();
            // A letter that none of the lists has behind these.
            wrong[n].insert(3, 'w');
            let text = wrong.join(" ");
            let error = PaperCodeError::Unknown {
                place: n + 1,
                guess: Some(Guess(word)),
            };
            assert_eq!(PaperCode::read(&text), Err(error.clone()), "{text}");
            let shown = format!("{error} {error:?} {:?}", code());
            assert!(!shown.contains(word), "{shown}");
        }
    }
}

#[test]
fn few_letters_and_few_words_are_said() {
    let mut words = code().words(WordLanguage::French);
    words[4] = "ca";
    assert_eq!(
        PaperCode::read(&typed(&words)),
        Err(PaperCodeError::TooShort { place: 5 })
    );
    assert_eq!(
        PaperCode::read(&typed(&words[..11])),
        Err(PaperCodeError::Count { found: 11 })
    );
    assert_eq!(PaperCode::read(""), Err(PaperCodeError::Count { found: 0 }));
    assert!(PaperCode::read(&"é".repeat(1 << 20)).is_err());
}

#[test]
fn every_single_wrong_word_and_every_swap_fails_the_check() {
    let code = code();
    for place in 0..WORDS {
        for other in (0..1024).filter(|other| *other != code.0[place]) {
            let mut words = code.0;
            words[place] = other;
            assert_ne!(sum(words.into_iter()), 0, "{place} {other}");
        }
        for with in place + 1..WORDS {
            let mut words = code.0;
            words.swap(place, with);
            assert!(words == code.0 || sum(words.into_iter()) != 0, "{place} {with}");
        }
    }
    let mut swapped = code.words(WordLanguage::Basque);
    swapped.swap(2, 9);
    assert_eq!(
        PaperCode::read(&typed(&swapped)),
        Err(PaperCodeError::Check { slip: None })
    );
}

/// Which mistake it was is said wherever one alone explains it, and never a wrong one.
#[test]
fn two_neighbours_that_changed_places_and_a_word_taken_for_one_like_it_are_named() {
    let mut named = 0;
    for language in WordLanguage::ALL {
        let words = code().words(language);
        for place in 1..WORDS {
            let mut wrong = words;
            wrong.swap(place - 1, place);
            match PaperCode::read(&typed(&wrong)) {
                Err(PaperCodeError::Check { slip: Some(slip) }) => {
                    assert_eq!(slip, Slip::Swapped { place });
                    named += 1;
                }
                Err(PaperCodeError::Check { slip: None }) => {}
                other => panic!("{other:?}"),
            }
        }
        let list = List::of(language);
        for (place, index) in (1..).zip(code().0) {
            let alike = list.alike(list.folded(index));
            for other in alike.into_iter().filter(|other| *other != index) {
                let mut wrong = words;
                wrong[place - 1] = list.word(other);
                let right = Slip::Word {
                    place,
                    guess: Guess(words[place - 1]),
                };
                match PaperCode::read(&typed(&wrong)) {
                    Err(PaperCodeError::Check { slip: Some(slip) }) => {
                        assert_eq!(slip, right);
                        named += 1;
                    }
                    Err(PaperCodeError::Check { slip: None }) => {}
                    other => panic!("{other:?}"),
                }
            }
        }
    }
    assert!(named >= 30, "{named}");
}

#[test]
fn a_code_tells_its_language_and_a_word_of_another_is_named() {
    for language in WordLanguage::ALL {
        assert_eq!(
            PaperCode::read_in(&typed(&code().words(language))),
            Ok((code(), language))
        );
    }
    let mut words = code().words(WordLanguage::French);
    words[7] = code().words(WordLanguage::Basque)[7];
    assert_eq!(
        PaperCode::read(&typed(&words)),
        Err(PaperCodeError::OtherLanguage {
            place: 8,
            word: WordLanguage::Basque,
            others: WordLanguage::French
        })
    );
}

#[test]
fn a_newer_version_is_told_from_a_mistake() {
    for version in 1..4 {
        let mut words = code().0;
        words[WORDS - 2] |= version;
        words[WORDS - 1] = times(sum(words[..WORDS - 1].iter().copied()), ALPHA);
        let text = typed(&PaperCode(words).words(WordLanguage::French));
        assert_eq!(PaperCode::read(&text), Err(PaperCodeError::Newer));
    }
}

#[test]
fn set_up_says_which_words_differ() {
    let mut words = code().words(WordLanguage::Spanish);
    words.swap(0, 5);
    words[11] = "nonsense";
    assert_eq!(
        code().confirm(WordLanguage::Spanish, &typed(&words)),
        Err(NotTheSame::Words {
            places: vec![1, 6, 12]
        })
    );
    assert_eq!(
        code().confirm(WordLanguage::Spanish, "uno dos"),
        Err(NotTheSame::Count { found: 2 })
    );
}

proptest! {
    #[test]
    fn every_code_reads_back_from_every_language(entropy: [u8; ENTROPY], other: [u8; ENTROPY]) {
        let code = PaperCode::from_entropy(&entropy);
        for language in WordLanguage::ALL {
            prop_assert_eq!(PaperCode::read(&typed(&code.words(language))), Ok(code.clone()));
        }
        // All 108 bits count: only the four highest are left over.
        let same = entropy[1..] == other[1..] && entropy[0] & 0xf == other[0] & 0xf;
        prop_assert_eq!(PaperCode::from_entropy(&other).0 == code.0, same);
    }

    #[test]
    fn nothing_that_is_typed_does_harm(text in "\\PC{0,400}", words in proptest::collection::vec("[a-zñé]{0,9}", 12)) {
        let _ = PaperCode::read(&text);
        let _ = PaperCode::read(&words.join(" "));
        let _ = code().confirm(WordLanguage::French, &text);
    }
}
