//! Strings that a shell hands over: what a person typed, pasted or scanned. Nothing of it may come out as a fault of the program.

use std::sync::{Arc, OnceLock};

use ekin_ffi::{
    AdDraft, Argument, ArgumentValue, Ask, CountedAt, Ekin, Failure, Language, ListingType, Near, Seen, Text,
    format_texts,
};

static EKIN: OnceLock<(Arc<Ekin>, tempfile::TempDir)> = OnceLock::new();

fn ekin() -> &'static Ekin {
    let (ekin, _) = EKIN.get_or_init(|| {
        let folder = tempfile::tempdir().expect("a folder");
        let home = folder.path().join("home").display().to_string();
        let ekin = Ekin::open(home, None, Language::Eu).expect("a home");
        (ekin, folder)
    });
    ekin
}

fn no_fault<T>(outcome: Result<T, Failure>) {
    if let Err(Failure::Inner { code }) = outcome {
        panic!("a fault of the program: {code}");
    }
}

/// Texts with a zero between them: the first says by its first letter which call is made, the others are its arguments.
pub fn ffi(bytes: &[u8]) {
    let Ok(text) = std::str::from_utf8(bytes) else {
        return;
    };
    let Some(call) = text.chars().next() else { return };
    let mut words = text
        .get(call.len_utf8()..)
        .unwrap_or_default()
        .split('\0')
        .map(str::to_owned);
    let mut word = || words.next().unwrap_or_default();
    let ekin = ekin();
    match call {
        'j' => no_fault(ekin.join(word())),
        'l' => no_fault(ekin.listing(word())),
        's' => {
            let near = Near {
                place: word(),
                kilometres: word().parse().unwrap_or(f64::NAN),
            };
            let ask = Ask {
                words: word(),
                near: (!near.place.is_empty()).then_some(near),
                ..Ask::default()
            };
            no_fault(ekin.discover(ask.clone()));
            let after = Some(word()).filter(|after| !after.is_empty());
            no_fault(ekin.search(ask, after, 20));
        }
        'k' => {
            let id = Some(word()).filter(|id| !id.is_empty());
            let draft = AdDraft {
                listing_type: ListingType::Offer,
                title: word(),
                body: word(),
                start: word(),
                end: word(),
                weekly: word().is_empty(),
                hours: word(),
                place: word(),
                town: word(),
                seats: word().parse().ok(),
                phone: word(),
                email: word(),
            };
            match ekin.keep_draft(id, draft) {
                Ok(id) => {
                    let kept = ekin.draft(id.clone()).expect("what was kept is there");
                    assert!(!kept.title.is_empty());
                    no_fault(ekin.submit_draft(id, false));
                }
                failed => no_fault(failed),
            }
        }
        'd' => no_fault(ekin.draft(word())),
        'v' => no_fault(ekin.save(word(), true)),
        'h' => {
            let (space, plan, leg) = (word(), word(), word());
            no_fault(ekin.heads(space.clone(), plan.clone(), Some(leg.clone())));
            let at = CountedAt { space, plan, leg };
            no_fault(ekin.check(at, word(), Some(Seen::Here)));
        }
        _ => {
            let argument = |name, words| Argument {
                name,
                value: ArgumentValue::Words { words },
            };
            let key = word();
            let arguments = vec![argument(word(), word()), argument(word(), word())];
            no_fault(format_texts(Language::Es, vec![Text { key, arguments }]));
        }
    }
}
