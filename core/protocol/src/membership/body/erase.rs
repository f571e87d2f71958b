//! The record that erases (protocol 11): it names what goes for ever, by ids and hashes that say nothing of whose it was.

use crate::blob::BlobAddress;
use crate::cbor::{self, CborError, Fields, Result, Writer};
use crate::id::ObjectId;
use crate::limits;

const WHAT: &str = "erase";

/// What is to be forgotten: by the relay, which deletes slots and blobs, and by every device, which deletes keys, rows and
/// saves. What is named here comes back nowhere; signatures and chains go on verifying, for they cover hashes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Erase {
    /// Erasure units, ascending: their keys go, and with them all that is sealed under them.
    pub units: Vec<[u8; 16]>,
    /// Objects that are under no unit's key, ascending.
    pub objects: Vec<ObjectId>,
    /// Blobs, ascending by address.
    pub blobs: Vec<BlobAddress>,
}

impl Erase {
    /// Whether it names nothing. Such a record is none.
    pub fn is_empty(&self) -> bool {
        self.units.is_empty() && self.objects.is_empty() && self.blobs.is_empty()
    }

    /// Cut into records that are not too large each: at most [`limits::ERASED`] of a sort in one.
    pub fn parts(mut self) -> Vec<Self> {
        self.units.sort_unstable();
        self.units.dedup();
        self.objects.sort_unstable();
        self.objects.dedup();
        self.blobs.sort_unstable();
        self.blobs.dedup();
        let mut units = self.units.chunks(limits::ERASED);
        let mut objects = self.objects.chunks(limits::ERASED);
        let mut blobs = self.blobs.chunks(limits::ERASED);
        let next = || {
            let part = Self {
                units: units.next().unwrap_or_default().to_vec(),
                objects: objects.next().unwrap_or_default().to_vec(),
                blobs: blobs.next().unwrap_or_default().to_vec(),
            };
            (!part.is_empty()).then_some(part)
        };
        std::iter::from_fn(next).collect()
    }

    pub(super) fn write(&self, w: &mut Writer) {
        let lists = [
            self.units.is_empty(),
            self.objects.is_empty(),
            self.blobs.is_empty(),
        ];
        w.map(lists.iter().filter(|empty| !**empty).count());
        list(w, 0, self.units.iter().map(|unit| &unit[..]));
        list(w, 1, self.objects.iter().map(|object| &object.0[..]));
        list(w, 2, self.blobs.iter().map(|blob| &blob.0[..]));
    }

    pub(super) fn read(f: &mut Fields<'_>) -> Result<Self> {
        let erase = Self {
            units: ids(f.optional(0), |unit| unit)?,
            objects: ids(f.optional(1), ObjectId)?,
            blobs: ids(f.optional(2), BlobAddress)?,
        };
        match erase.is_empty() {
            true => Err(form()),
            false => Ok(erase),
        }
    }
}

fn list<'a>(w: &mut Writer, key: u64, ids: impl ExactSizeIterator<Item = &'a [u8]>) {
    if ids.len() > 0 {
        w.u64(key).array(ids.len());
        ids.for_each(|id| {
            w.bytes(id);
        });
    }
}

/// Ids, strictly ascending, at least one where the list stands.
fn ids<const N: usize, T: Ord>(bytes: Option<&[u8]>, of: impl Fn([u8; N]) -> T) -> Result<Vec<T>> {
    let Some(bytes) = bytes else {
        return Ok(Vec::new());
    };
    let ids = cbor::elements(bytes, WHAT, limits::ERASED)?
        .into_iter()
        .map(|id| {
            let id = cbor::bytes(id, WHAT)?;
            id.try_into().map(&of).map_err(|_| form())
        })
        .collect::<Result<Vec<T>>>()?;
    match !ids.is_empty() && ids.is_sorted_by(|a, b| a < b) {
        true => Ok(ids),
        false => Err(form()),
    }
}

fn form() -> CborError {
    CborError::Form { what: WHAT }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn much_is_cut_into_records_that_lose_nothing() {
        let erase = Erase {
            units: (0..=u16::MAX)
                .take(limits::ERASED + 3)
                .map(|n| u128::from(n).to_be_bytes())
                .rev()
                .collect(),
            objects: vec![ObjectId([2; 16]), ObjectId([1; 16]), ObjectId([2; 16])],
            blobs: Vec::new(),
        };
        let parts = erase.clone().parts();
        assert_eq!(parts.len(), 2);
        let units: Vec<_> = parts.iter().flat_map(|part| part.units.clone()).collect();
        assert_eq!(units.len(), erase.units.len());
        assert_eq!(parts[0].objects, [ObjectId([1; 16]), ObjectId([2; 16])]);
        for part in parts {
            let mut w = Writer::new();
            part.write(&mut w);
            let bytes = w.finish();
            cbor::check(&bytes).unwrap();
            let mut f = Fields::read(&bytes, WHAT).unwrap();
            assert_eq!(Erase::read(&mut f), Ok(part));
        }
        assert!(Erase::default().parts().is_empty());
    }

    #[test]
    fn an_empty_list_a_double_and_a_wrong_order_are_refused() {
        let read = |ids: &[Vec<u8>]| {
            let mut w = Writer::new();
            w.map(1).u64(0).array(ids.len());
            ids.iter().for_each(|id| {
                w.bytes(id);
            });
            let bytes = w.finish();
            Erase::read(&mut Fields::read(&bytes, WHAT).unwrap())
        };
        let ids = |firsts: &[u8], length: usize| -> Vec<Vec<u8>> {
            firsts.iter().map(|first| vec![*first; length]).collect()
        };
        assert!(read(&ids(&[1, 2], 16)).is_ok());
        for bad in [ids(&[], 16), ids(&[1, 1], 16), ids(&[2, 1], 16), ids(&[1], 15)] {
            assert!(read(&bad).is_err());
        }
        assert!(Erase::read(&mut Fields::read(&[0xa0], WHAT).unwrap()).is_err());
    }
}
