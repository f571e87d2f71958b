//! PADMÉ: padding that leaks O(log log n) bits of a length and costs at most 12 % (Nikitin et al., "Reducing Metadata
//! Leakage from Encrypted Files and Communication with PURBs", 2019, algorithm 1); never under 256 bytes.

use zeroize::Zeroizing;

use super::{NONCE, SealError, TAG};

/// The least padded length.
const LEAST: usize = 256;

/// The padded length for so many bytes.
pub fn padme(length: usize) -> usize {
    let length = length.max(LEAST);
    let exponent = length.ilog2();
    let bits = exponent.checked_ilog2().map_or(0, |log| log + 1);
    let mask = (1usize << exponent.saturating_sub(bits)) - 1;
    (length + mask) & !mask
}

/// Whether a sealed body has a length that padding gives: all that a relay can see of one.
pub fn is_padded(sealed: &[u8]) -> bool {
    let length = sealed.len().checked_sub(NONCE + TAG);
    length.is_some_and(|length| padme(length) == length)
}

/// `u32 length || bytes || zeros`, as long as PADMÉ says. Wiped when dropped: what is about to be sealed leaves no copy.
pub fn pad(bytes: &[u8]) -> Zeroizing<Vec<u8>> {
    let length = u32::try_from(bytes.len()).unwrap_or(u32::MAX);
    let padded = padme(bytes.len().saturating_add(4));
    // All at once: a vector that grows leaves copies behind.
    let mut out = Zeroizing::new(Vec::with_capacity(padded));
    out.extend_from_slice(&length.to_be_bytes());
    out.extend_from_slice(bytes);
    out.resize(padded, 0);
    out
}

/// The inverse of [`pad`]: exactly what it makes, zeros and length included.
///
/// # Errors
/// [`SealError::Form`].
pub fn open_padded(padded: &[u8]) -> Result<&[u8], SealError> {
    let (length, rest) = padded.split_first_chunk::<4>().ok_or(SealError::Form)?;
    let length = usize::try_from(u32::from_be_bytes(*length)).map_err(|_| SealError::Form)?;
    let (bytes, zeros) = rest.split_at_checked(length).ok_or(SealError::Form)?;
    if padded.len() != padme(bytes.len().saturating_add(4)) || zeros.iter().any(|zero| *zero != 0) {
        return Err(SealError::Form);
    }
    Ok(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn lengths_are_those_of_the_paper() {
        assert_eq!(padme(1), 256);
        assert_eq!(padme(256), 256);
        assert_eq!(padme(257), 272);
        assert_eq!(padme(1000), 1024);
        assert_eq!(padme(1025), 1088);
        assert_eq!(padme(65_537), 67_584);
    }

    proptest! {
        #[test]
        fn what_is_padded_opens_and_nothing_else_does(bytes in proptest::collection::vec(any::<u8>(), 0..3000), at in any::<prop::sample::Index>()) {
            let padded = pad(&bytes);
            prop_assert!(padded.len() <= 256.max((bytes.len() + 4) * 112 / 100 + 1));
            prop_assert_eq!(open_padded(&padded).unwrap(), &bytes[..]);
            prop_assert!(open_padded(&padded[..padded.len() - 1]).is_err());
            let mut longer = padded.clone();
            longer.push(0);
            prop_assert!(open_padded(&longer).is_err());
            let mut changed = padded.clone();
            let at = at.index(padded.len());
            if at >= 4 + bytes.len() {
                changed[at] ^= 1;
                prop_assert!(open_padded(&changed).is_err());
            }
        }
    }
}
