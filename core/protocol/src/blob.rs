//! Blobs (protocol 7): a photo, a scan, a sound, sealed in chunks under a key of its own, so that it is fetched and checked
//! piece by piece and resumed where the line broke.
//!
//! Chunk i is XChaCha20-Poly1305 of at most 256 KiB in the STREAM construction: nonce = 19 zero bytes || u32 i || 1 for the
//! last, else 0; no associated data. The key is random and seals this blob alone, so that the nonce may start at zero. The
//! address is `H("blob", SHA-256 of each sealed chunk...)`.

use chacha20poly1305::aead::{Aead, KeyInit};
use chacha20poly1305::{Key, XChaCha20Poly1305, XNonce};
use zeroize::Zeroizing;

use crate::cbor::{self, CborError, Result, Writer};
use crate::hash::{hasher, sha256};
use crate::limits;
use crate::seal::TAG;
use sha2::Digest;

const WHAT: &str = "blob";

/// Where a blob lies.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct BlobAddress(pub [u8; 32]);

/// Why a blob or a chunk of it is not taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum BlobError {
    /// More than [`limits::BLOB`] bytes, or chunks of other lengths or numbers than a blob of that size has.
    #[error("not a blob's size")]
    Size,
    /// The chunk is not the one that the list names.
    #[error("not the chunk that was asked for")]
    Chunk,
    /// The list is not the one that the address names.
    #[error("not the blob that was asked for")]
    Address,
    /// It does not open: another key, another place, or an end that is none.
    #[error("the chunk does not open")]
    Key,
}

/// The key of one blob: 32 random bytes, wiped when dropped and shown to nobody.
#[derive(Clone, PartialEq, Eq)]
pub struct BlobKey(Zeroizing<[u8; 32]>);

impl std::fmt::Debug for BlobKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("BlobKey")
    }
}

impl BlobKey {
    /// A key of these bytes, which must be random and of this blob alone.
    pub fn new(bytes: [u8; 32]) -> Self {
        Self(Zeroizing::new(bytes))
    }

    /// Its bytes, for the record that names the blob.
    pub fn expose(&self) -> &[u8; 32] {
        &self.0
    }

    /// Seals chunk `at` of a blob of `size` bytes.
    ///
    /// # Errors
    /// [`BlobError::Size`] when the chunk has another length than that one has.
    pub fn seal(&self, size: u64, at: u32, plain: &[u8]) -> std::result::Result<Vec<u8>, BlobError> {
        if chunk_length(size, at) != Some(plain.len()) {
            return Err(BlobError::Size);
        }
        self.cipher()
            .encrypt(&nonce(size, at), plain)
            .map_err(|_| BlobError::Size)
    }

    /// Opens chunk `at` of a blob of `size` bytes.
    ///
    /// # Errors
    /// [`BlobError::Size`], [`BlobError::Key`].
    pub fn open(&self, size: u64, at: u32, sealed: &[u8]) -> std::result::Result<Vec<u8>, BlobError> {
        let length = chunk_length(size, at).ok_or(BlobError::Size)?;
        if sealed.len() != length + TAG {
            return Err(BlobError::Size);
        }
        self.cipher()
            .decrypt(&nonce(size, at), sealed)
            .map_err(|_| BlobError::Key)
    }

    fn cipher(&self) -> XChaCha20Poly1305 {
        XChaCha20Poly1305::new(&Key::from(*self.0))
    }
}

/// How many chunks a blob of so many bytes has: at least one.
pub fn chunks(size: u64) -> Option<u32> {
    let chunk = limits::BLOB_CHUNK as u64;
    match size {
        0 => Some(1),
        size if size <= limits::BLOB => u32::try_from(size.div_ceil(chunk)).ok(),
        _ => None,
    }
}

/// Length of chunk `at` before it is sealed.
fn chunk_length(size: u64, at: u32) -> Option<usize> {
    let chunk = limits::BLOB_CHUNK as u64;
    let n = chunks(size)?;
    (at < n).then(|| {
        let rest = size - u64::from(at) * chunk;
        rest.min(chunk) as usize
    })
}

fn nonce(size: u64, at: u32) -> XNonce {
    let last = chunks(size) == at.checked_add(1);
    let [a, b, c, d] = at.to_be_bytes();
    let mut nonce = [0; 24];
    let [.., i, j, k, l, flag] = &mut nonce;
    (*i, *j, *k, *l, *flag) = (a, b, c, d, u8::from(last));
    XNonce::from(nonce)
}

impl BlobAddress {
    /// The address of the blob whose sealed chunks have these SHA-256, in order.
    pub fn of(hashes: &[[u8; 32]]) -> Self {
        let mut h = hasher("blob");
        hashes.iter().for_each(|hash| h.update(hash));
        Self(h.finalize().into())
    }

    /// Whether these are the hashes of this blob's chunks, and as many as `size` bytes have.
    ///
    /// # Errors
    /// [`BlobError::Size`], [`BlobError::Address`].
    pub fn check(&self, size: u64, hashes: &[[u8; 32]]) -> std::result::Result<(), BlobError> {
        if chunks(size).and_then(|n| usize::try_from(n).ok()) != Some(hashes.len()) {
            return Err(BlobError::Size);
        }
        match Self::of(hashes) == *self {
            true => Ok(()),
            false => Err(BlobError::Address),
        }
    }
}

/// Whether a sealed chunk is the one with this hash, as it arrives.
///
/// # Errors
/// [`BlobError::Chunk`].
pub fn check_chunk(hash: &[u8; 32], sealed: &[u8]) -> std::result::Result<(), BlobError> {
    match sha256(sealed) == *hash {
        true => Ok(()),
        false => Err(BlobError::Chunk),
    }
}

/// How a `media` record points to a blob: the map `{"key", "blob", "size"}` under its keys `blob` and `thumb`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BlobRef {
    /// Where it lies.
    pub address: BlobAddress,
    /// What opens it.
    pub key: BlobKey,
    /// How many bytes it has when it is open.
    pub size: u64,
}

impl BlobRef {
    /// Appends its map.
    pub fn write_to(&self, w: &mut Writer) {
        w.map(3).text("key").bytes(self.key.expose());
        w.text("blob").bytes(&self.address.0).text("size").u64(self.size);
    }

    /// Reads a map that has passed [`cbor::check`].
    ///
    /// # Errors
    /// [`CborError`]; a size beyond [`limits::BLOB`] is too large.
    pub fn read(bytes: &[u8]) -> Result<Self> {
        let form = || CborError::Form { what: WHAT };
        let (major, n, mut at) = cbor::head(bytes, 0)?;
        if major != 5 || n != 3 {
            return Err(form());
        }
        let mut next = || {
            let end = cbor::walk(bytes, at, 1)?;
            let part = bytes.get(at..end).unwrap_or_default();
            at = end;
            Ok::<_, CborError>(part)
        };
        let mut field = |name: &str| match cbor::text(next()?, WHAT)? == name {
            true => next(),
            false => Err(form()),
        };
        let key: [u8; 32] = cbor::bytes(field("key")?, WHAT)?.try_into().map_err(|_| form())?;
        let address = cbor::bytes(field("blob")?, WHAT)?
            .try_into()
            .map_err(|_| form())?;
        let size = cbor::u64(field("size")?, WHAT)?;
        match chunks(size) {
            Some(_) => Ok(Self {
                address: BlobAddress(address),
                key: BlobKey::new(key),
                size,
            }),
            None => Err(CborError::TooLarge {
                what: WHAT,
                max: usize::try_from(limits::BLOB).unwrap_or(usize::MAX),
            }),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const CHUNK: usize = limits::BLOB_CHUNK;

    fn sealed(key: &BlobKey, plain: &[u8]) -> Vec<Vec<u8>> {
        let size = plain.len() as u64;
        let mut parts: Vec<&[u8]> = plain.chunks(CHUNK).collect();
        if parts.is_empty() {
            parts.push(&[]);
        }
        (0..)
            .zip(parts)
            .map(|(at, part)| key.seal(size, at, part).unwrap())
            .collect()
    }

    fn hashes(sealed: &[Vec<u8>]) -> Vec<[u8; 32]> {
        sealed.iter().map(|chunk| sha256(chunk)).collect()
    }

    #[test]
    fn a_blob_opens_chunk_by_chunk_at_every_edge() {
        let key = BlobKey::new([1; 32]);
        for size in [0, 1, CHUNK - 1, CHUNK, CHUNK + 1, 2 * CHUNK] {
            let plain: Vec<u8> = (0..size).map(|at| at as u8).collect();
            let all = sealed(&key, &plain);
            let list = hashes(&all);
            BlobAddress::of(&list).check(size as u64, &list).unwrap();
            let mut opened = Vec::new();
            for (at, chunk) in (0..).zip(&all) {
                check_chunk(&list[at as usize], chunk).unwrap();
                opened.extend(key.open(size as u64, at, chunk).unwrap());
            }
            assert_eq!(opened, plain);
        }
    }

    #[test]
    fn a_chunk_cut_swapped_changed_or_taken_for_the_last_is_refused() {
        let key = BlobKey::new([1; 32]);
        let size = 2 * CHUNK as u64;
        let all = sealed(&key, &vec![7; 2 * CHUNK]);
        let list = hashes(&all);
        let address = BlobAddress::of(&list);
        assert_eq!(check_chunk(&list[0], &all[1]), Err(BlobError::Chunk));
        assert_eq!(key.open(size, 0, &all[1]), Err(BlobError::Key));
        assert_eq!(
            key.open(CHUNK as u64, 0, &all[0]),
            Err(BlobError::Key),
            "an end that is none"
        );
        assert_eq!(
            key.open(3 * CHUNK as u64, 1, &all[1]),
            Err(BlobError::Key),
            "no end where it is"
        );
        assert_eq!(key.open(size, 0, &all[0][1..]), Err(BlobError::Size));
        assert_eq!(key.open(size, 2, &all[1]), Err(BlobError::Size));
        assert_eq!(BlobKey::new([2; 32]).open(size, 0, &all[0]), Err(BlobError::Key));
        let mut changed = all[0].clone();
        changed[9] ^= 1;
        assert_eq!(check_chunk(&list[0], &changed), Err(BlobError::Chunk));
        assert_eq!(key.open(size, 0, &changed), Err(BlobError::Key));
        assert_eq!(address.check(size, &list[..1]), Err(BlobError::Size));
        let swapped = [list[1], list[0]];
        let other = [list[0], [0; 32]];
        assert_eq!(address.check(size, &other), Err(BlobError::Address));
        assert_eq!(address.check(size, &swapped), Err(BlobError::Address));
    }

    #[test]
    fn sizes_are_bounded() {
        assert_eq!(chunks(limits::BLOB), Some(limits::BLOB_CHUNKS as u32));
        assert_eq!(chunks(limits::BLOB + 1), None);
        assert_eq!(chunks(u64::MAX), None);
        assert_eq!(BlobKey::new([1; 32]).seal(u64::MAX, 0, &[]), Err(BlobError::Size));
    }

    #[test]
    fn a_reference_reads_back_and_shows_no_key() {
        let blob = BlobRef {
            address: BlobAddress([1; 32]),
            key: BlobKey::new([2; 32]),
            size: 5,
        };
        let mut w = Writer::new();
        blob.write_to(&mut w);
        let bytes = w.finish();
        cbor::check(&bytes).unwrap();
        let back = BlobRef::read(&bytes).unwrap();
        assert_eq!(
            (back.address, back.key.expose(), back.size),
            (blob.address, blob.key.expose(), 5)
        );
        assert!(!format!("{blob:?}").contains("2, 2"));
        for cut in 0..bytes.len() {
            assert!(BlobRef::read(&bytes[..cut]).is_err());
        }
    }
}
