//! What a foreign format has no field for travels beside it: the fields in which a draft differs from what
//! an importer would make of the export alone. Written under `ekin`, laid over the draft when it comes back.

use serde_json::{Map, Value};

use crate::clean;
use crate::draft::Draft;
use crate::loss::Ledger;

/// The fields of `draft` that `base` has not, or has otherwise; a field to be removed is null.
/// `only` limits it to some fields.
pub(crate) fn diff(base: &Draft, draft: &Draft, only: Option<&[&str]>) -> Map<String, Value> {
    let (Ok(Value::Object(mut base)), Ok(Value::Object(draft))) =
        (serde_json::to_value(base), serde_json::to_value(draft))
    else {
        return Map::new();
    };
    let mut out = Map::new();
    let wanted = |key: &str| only.is_none_or(|names| names.contains(&key));
    for (key, value) in draft {
        let same = base.remove(&key).is_some_and(|b| b == value);
        if !same && wanted(&key) {
            out.insert(key, value);
        }
    }
    for (key, _) in base {
        if wanted(&key) {
            out.insert(key, Value::Null);
        }
    }
    out
}

/// Lays such fields over a draft. `None` when they do not fit a draft's shape; nothing is changed then.
pub(crate) fn apply(draft: &Draft, fields: Map<String, Value>, ledger: &mut Ledger) -> Option<Draft> {
    let Ok(Value::Object(mut whole)) = serde_json::to_value(draft) else {
        return None;
    };
    for (key, value) in fields {
        if key == "about" {
            continue;
        }
        if value.is_null() {
            whole.remove(&key);
        } else {
            whole.insert(key, value);
        }
    }
    // A title may be missing in both; that is for the caller to judge.
    whole.entry("title").or_insert_with(|| Value::Object(Map::new()));
    let mut draft: Draft = serde_json::from_value(Value::Object(whole)).ok()?;
    clean::clean_draft(&mut draft, ledger);
    Some(draft)
}
