//! An activity as an Automerge document: the JSON of a draft, texts as scalars.

use automerge::transaction::Transactable;
use automerge::{Automerge, AutomergeError, ObjId, ObjType, ROOT};
use serde_json::Value;

/// A document of this object.
pub fn document(activity: &Value) -> Result<Automerge, AutomergeError> {
    let mut document = Automerge::new();
    let done = document.transact(|tx| {
        for (key, value) in activity.as_object().into_iter().flatten() {
            put(tx, &ROOT, At::Key(key), value)?;
        }
        Ok::<_, AutomergeError>(())
    });
    done.map(|_| document).map_err(|failure| failure.error)
}

enum At<'a> {
    Key(&'a str),
    Index(usize),
}

fn put(tx: &mut impl Transactable, at: &ObjId, place: At<'_>, value: &Value) -> Result<(), AutomergeError> {
    let kind = match value {
        Value::Object(_) => ObjType::Map,
        Value::Array(_) => ObjType::List,
        scalar => {
            let scalar: automerge::ScalarValue = match scalar {
                Value::Bool(bool) => (*bool).into(),
                Value::Number(number) => number.as_f64().unwrap_or_default().into(),
                Value::String(text) => text.as_str().into(),
                _ => automerge::ScalarValue::Null,
            };
            return match place {
                At::Key(key) => tx.put(at, key, scalar),
                At::Index(index) => tx.insert(at, index, scalar),
            };
        }
    };
    let inner = match place {
        At::Key(key) => tx.put_object(at, key, kind)?,
        At::Index(index) => tx.insert_object(at, index, kind)?,
    };
    for (key, value) in value.as_object().into_iter().flatten() {
        put(tx, &inner, At::Key(key), value)?;
    }
    for (index, value) in value.as_array().into_iter().flatten().enumerate() {
        put(tx, &inner, At::Index(index), value)?;
    }
    Ok(())
}
