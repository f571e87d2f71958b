//! What a newer version wrote and this one cannot read: kept byte for byte, in canonical order.

/// Unknown keys of a payload map, with their CBOR as it came.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Unknown(Vec<(Box<str>, Box<[u8]>)>);

impl Unknown {
    /// Whether everything was understood.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Keeps a key with the CBOR of its value; a key that is there already is replaced.
    pub fn keep(&mut self, key: &str, cbor: &[u8]) {
        match self.0.binary_search_by(|(have, _)| canonical_order(have, key)) {
            Ok(at) => {
                if let Some(entry) = self.0.get_mut(at) {
                    entry.1 = cbor.into();
                }
            }
            Err(at) => self.0.insert(at, (key.into(), cbor.into())),
        }
    }

    /// Keys with the CBOR of their values, in canonical order.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &[u8])> {
        self.0.iter().map(|(key, cbor)| (&**key, &**cbor))
    }

    /// The CBOR of one key.
    pub fn get(&self, key: &str) -> Option<&[u8]> {
        self.iter().find(|(have, _)| *have == key).map(|(_, cbor)| cbor)
    }
}

/// Order of text keys in deterministic CBOR (RFC 8949, 4.2.1): as encoded, so shorter first.
pub fn canonical_order(a: &str, b: &str) -> std::cmp::Ordering {
    a.len().cmp(&b.len()).then_with(|| a.cmp(b))
}
