//! A payload of any kind and version as plain values, for what only compares and shows.

use std::collections::BTreeMap;

use ekin_protocol::cbor;
use ekin_protocol::limits::CBOR_DEPTH;

use crate::domain::kind::Plain;

/// The fields of a payload by their keys; none of what is no map of deterministic CBOR with text keys.
pub fn plain(payload: &[u8]) -> BTreeMap<String, Plain> {
    if cbor::check(payload).is_err() {
        return BTreeMap::new();
    }
    match value(payload, 0, 0) {
        Some((Plain::Map(fields), _)) => fields,
        _ => BTreeMap::new(),
    }
}

/// The item at `at`, and where it ends.
fn value(bytes: &[u8], at: usize, depth: u8) -> Option<(Plain, usize)> {
    let (major, n, start) = cbor::head(bytes, at).ok()?;
    match major {
        0 => Some((Plain::Int(i64::try_from(n).unwrap_or(i64::MAX)), start)),
        1 => Some((Plain::Int(i64::try_from(n).map_or(i64::MIN, |n| -1 - n)), start)),
        2 | 3 => {
            let end = start.checked_add(usize::try_from(n).ok()?)?;
            let content = bytes.get(start..end)?;
            let plain = match major {
                3 => Plain::Str(std::str::from_utf8(content).ok()?.to_owned()),
                _ => Plain::Bytes(content.to_vec()),
            };
            Some((plain, end))
        }
        4 if depth < CBOR_DEPTH => {
            let (mut at, mut items) = (start, Vec::new());
            for _ in 0..n {
                let (item, end) = value(bytes, at, depth + 1)?;
                items.push(item);
                at = end;
            }
            Some((Plain::List(items), at))
        }
        5 if depth < CBOR_DEPTH => {
            let (mut at, mut fields) = (start, BTreeMap::new());
            for _ in 0..n {
                let end = cbor::walk(bytes, at, depth + 1).ok()?;
                let key = cbor::text(bytes.get(at..end)?, "key").unwrap_or("").to_owned();
                let (field, end) = value(bytes, end, depth + 1)?;
                fields.insert(key, field);
                at = end;
            }
            Some((Plain::Map(fields), at))
        }
        7 => Some(match n {
            20 => (Plain::Bool(false), start),
            21 => (Plain::Bool(true), start),
            _ => (Plain::Null, start),
        }),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::domain::fact::{Capacity, Fact};
    use crate::domain::seats::Said;

    #[test]
    fn a_fact_is_read_field_by_field() {
        let said = Said {
            seats: Some(10),
            flex: true,
            ..Said::default()
        };
        let fields = plain(&Capacity::from(said).write().unwrap());
        assert_eq!(fields["seats"], Plain::Int(10));
        assert_eq!(fields["flex"], Plain::Bool(true));
        assert_eq!(fields["v"], Plain::Int(1));
    }

    proptest! {
        #[test]
        fn any_bytes_give_something_or_nothing(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
            let _ = plain(&bytes);
        }
    }
}
