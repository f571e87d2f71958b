//! How an entry is recognised when it comes again: by its source's id, by Ekin's own, or, for want of both,
//! by title, start and place.

use sha2::{Digest, Sha256};

use crate::draft::{Draft, Source};
use crate::loss::{Ledger, ProblemKind};

/// Scheme of ids that Ekin's own exports carry: `ekin:` and the object id.
const OWN: &str = "ekin:";

/// The object id in `ekin:<32 hexadecimal digits>`.
pub(crate) fn own_id(id: &str) -> Option<String> {
    let hex = id.trim().strip_prefix(OWN)?;
    (hex.len() == 32 && hex.bytes().all(|b| b.is_ascii_hexdigit())).then(|| hex.to_ascii_lowercase())
}

/// The id under which a draft is exported in a format of `scheme`.
pub(crate) fn exported_id(draft: &Draft, scheme: &str) -> String {
    match (&draft.source, &draft.id) {
        (Some(source), _) if source.scheme == scheme && !source.derived => source.id.clone(),
        (_, Some(id)) => format!("{OWN}{id}"),
        (Some(source), None) if !source.derived => format!("{}:{}", source.scheme, source.id),
        _ => derived_id(draft),
    }
}

/// Gives a draft its source: the id that was read, else one made from title, start and place.
pub(crate) fn identify(draft: &mut Draft, scheme: &str, id: Option<String>, ledger: &mut Ledger) {
    let source = draft.source.get_or_insert_with(Source::default);
    source.scheme = scheme.to_owned();
    if let Some(id) = id {
        if let Some(own) = own_id(&id) {
            draft.id = Some(own);
            draft.source = None;
        } else {
            source.id = id;
        }
        return;
    }
    ledger.problem(ProblemKind::NoId);
    let id = derived_id(draft);
    let source = draft.source.get_or_insert_with(Source::default);
    source.id = id;
    source.derived = true;
}

/// 32 hexadecimal digits of SHA-256 over title, start and place, in lower case with single spaces.
fn derived_id(draft: &Draft) -> String {
    let original = draft.original.as_ref().and_then(|tag| draft.title.get(tag));
    let title = original
        .or_else(|| draft.title.values().next())
        .map(String::as_str)
        .unwrap_or_default();
    let start = draft
        .timings
        .first()
        .map(|t| t.start.as_str())
        .unwrap_or_default();
    let place = draft.place.as_ref();
    let parts = [
        title,
        start,
        place.map(|p| p.name.as_str()).unwrap_or_default(),
        place.map(|p| p.address.as_str()).unwrap_or_default(),
        place.map(|p| p.town.as_str()).unwrap_or_default(),
    ];
    let mut hash = Sha256::new();
    for part in parts {
        hash.update(crate::clean::line(&part.to_lowercase()).as_bytes());
        hash.update([0x1f]);
    }
    hash.finalize()
        .iter()
        .take(16)
        .map(|b| format!("{b:02x}"))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn draft(title: &str) -> Draft {
        Draft {
            title: [("fr".to_owned(), title.to_owned())].into(),
            ..Draft::default()
        }
    }

    #[test]
    fn without_an_id_the_same_words_give_the_same_key() {
        let (mut a, mut b, mut c) = (
            draft("Fête  du pain"),
            draft("fête du Pain"),
            draft("Fête du vin"),
        );
        for d in [&mut a, &mut b, &mut c] {
            identify(d, "csv", None, &mut Ledger::default());
        }
        assert_eq!(a.source, b.source);
        assert_ne!(a.source, c.source);
        assert!(a.source.unwrap().derived);
    }

    #[test]
    fn own_ids_come_back_as_the_object() {
        let mut d = draft("x");
        let id = "00112233445566778899aabbccddeeff";
        d.id = Some(id.into());
        let exported = exported_id(&d, "ical");
        let mut back = draft("x");
        identify(&mut back, "ical", Some(exported), &mut Ledger::default());
        assert_eq!((back.id.as_deref(), back.source), (Some(id), None));
        assert_eq!(own_id("ekin:zz"), None);
    }
}
