//! Ekin's own form: a draft, or a list of drafts, as JSON.

use serde_json::Value;

use crate::clean;
use crate::detect::is_draft_field;
use crate::draft::Draft;
use crate::loss::{At, Entry, Import, Ledger, LossReason, ProblemKind, Unit};
use crate::misfit::{self, Misfit};
use crate::node::{leaves, lose_tree};
use crate::{ImportError, Limits, decode};

/// Reads a draft or a list of drafts. `about` is what another device knew, and is left out.
pub(crate) fn read(bytes: &[u8], limits: &Limits) -> Result<Import, ImportError> {
    let mut ledger = Ledger::default();
    let text = decode::decode(bytes, &mut ledger);
    let items = match serde_json::from_str(&text)? {
        Value::Array(items) => items,
        item @ Value::Object(_) => vec![item],
        _ => {
            return Err(ImportError::Shape {
                expected: "a listing or a list of listings",
            });
        }
    };
    if items.is_empty() {
        ledger.lose("*", LossReason::Empty, 1, None);
    }
    let mut drafts = Vec::new();
    for (index, item) in items.into_iter().enumerate() {
        ledger.go(At::nth(Unit::Listing, index));
        if index >= limits.entries {
            if index == limits.entries {
                ledger.problem(ProblemKind::TooManyEntries {
                    limit: limits.entries as u64,
                });
            }
            lose_tree("*", LossReason::TooMany, &item, &mut ledger);
        } else if let Some(draft) = one(item, &mut ledger) {
            drafts.push(Entry {
                draft,
                at: ledger.at(),
            });
        }
    }
    Ok(ledger.close(drafts))
}

fn one(item: Value, ledger: &mut Ledger) -> Option<Draft> {
    let Value::Object(mut map) = item else {
        ledger.problem(ProblemKind::BadEntry {
            misfit: Misfit::no_object(),
        });
        lose_tree("*", LossReason::BadValue, &item, ledger);
        return None;
    };
    let foreign: Vec<String> = map
        .keys()
        .filter(|k| !is_draft_field(k) || *k == "about")
        .cloned()
        .collect();
    let mut dropped = serde_json::Map::new();
    for name in foreign {
        if let Some(value) = map.remove(&name) {
            dropped.insert(name, value);
        }
    }
    let whole = Value::Object(map);
    let count = if whole.as_object().is_some_and(serde_json::Map::is_empty) {
        0
    } else {
        leaves(&whole)
    };
    let draft = match misfit::draft_of(&whole) {
        Ok(mut draft) => {
            clean::clean_draft(&mut draft, ledger);
            if draft.title.is_empty() {
                ledger.problem(ProblemKind::NoTitle);
                lose_tree("*", LossReason::NoTitle, &whole, ledger);
                None
            } else {
                ledger.mapped(count);
                Some(draft)
            }
        }
        Err(misfit) => {
            ledger.problem(ProblemKind::BadEntry { misfit });
            if count > 0 {
                lose_tree("*", LossReason::BadValue, &whole, ledger);
            }
            None
        }
    };
    if dropped.is_empty() && count == 0 {
        // `{}`: one value that says nothing.
        ledger.lose("*", LossReason::Empty, 1, None);
    }
    for (name, value) in dropped {
        let reason = if name == "about" {
            LossReason::Technical
        } else {
            LossReason::UnknownField
        };
        lose_tree(&clean::line(&name), reason, &value, ledger);
    }
    draft
}

#[cfg(test)]
mod tests {
    use super::*;

    fn import(json: &str) -> Import {
        read(json.as_bytes(), &Limits::default()).unwrap()
    }

    #[test]
    fn drafts_are_taken_whole_and_cleaned() {
        let import = import(
            r#"[{"title": {"fr": "a\u202eb"}, "answer": [{"url": "javascript:x"}, {"phone": "05 59 00 00 00"}], "about": {"state": "sent"}, "x": 1},
                {"title": {"fr": "b"}, "timings": [{"begin": 1}]}, {"summary": {"fr": "x"}}, {}]"#,
        );
        assert_eq!(import.drafts.len(), 1);
        assert_eq!(import.drafts[0].draft.title["fr"], "ab");
        assert_eq!(import.drafts[0].draft.answer.len(), 1);
        let codes: Vec<_> = import.problems.iter().map(|p| p.kind.code()).collect();
        assert_eq!(codes, ["bad-entry", "bad-entry", "bad-entry"]);
        assert_eq!(import.leaves.mapped + import.leaves.left_out, 9);
    }
}
