//! The code of a territory: 50 random bits on posters and in links, typed by people. Whoever shows it uses the reserved
//! lane of the inbox. It stops floods by those who never saw it; it does not stop who has it, nor the relay, which sees
//! it, and a day's search finds it from its hash: it is changed from time to time, and buys a lane that still asks for work.

use rand_core::CryptoRng;
use zeroize::Zeroizing;

use crate::hash::h;
use crate::id::SpaceId;
use crate::seal::{NONCE, SealError, TAG, decrypt, encrypt};

const SYMBOLS: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";
/// Symbols of a code without its check.
const DIGITS: usize = 10;

/// Why a text is no code.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum CodeError {
    /// Not eleven letters and digits.
    #[error("a code has 11 letters and digits")]
    Length,
    /// A letter that no code has.
    #[error("no code has this letter")]
    Letter,
    /// The last one does not fit the others: something was mistyped.
    #[error("something was mistyped")]
    Check,
}

/// A code: 50 bits.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct TerritoryCode(u64);

impl std::fmt::Debug for TerritoryCode {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("TerritoryCode")
    }
}

impl TerritoryCode {
    /// The code of these random bytes: their first 50 bits.
    pub fn new(random: [u8; 8]) -> Self {
        Self(u64::from_be_bytes(random) >> 14)
    }

    /// What the `inbox` record holds of it: `H("territory code", space, u64 code)`. The sender shows the code itself.
    pub fn hash(&self, space: &SpaceId) -> [u8; 32] {
        h("territory code", &[&space.0, &self.0.to_be_bytes()])
    }

    /// As a link carries it: 8 bytes, big-endian.
    pub fn to_bytes(self) -> [u8; 8] {
        self.0.to_be_bytes()
    }

    /// From a link.
    pub fn from_bytes(bytes: &[u8]) -> Option<Self> {
        let code = u64::from_be_bytes(bytes.try_into().ok()?);
        (code >> 50 == 0).then_some(Self(code))
    }

    /// Bytes of a sealed code.
    pub const SEALED: usize = NONCE + 8 + TAG;

    /// The code for whoever holds the secret of the inbox: nonce 24 B || XChaCha20-Poly1305 under `H("territory code key", space,
    /// secret)`, bound to the space.
    ///
    /// # Errors
    /// None that an honest code meets.
    pub fn seal(
        self,
        space: &SpaceId,
        secret: &[u8; 32],
        random: &mut dyn CryptoRng,
    ) -> Result<Vec<u8>, SealError> {
        encrypt(&code_key(space, secret), &space.0, &self.to_bytes(), random)
    }

    /// The inverse of [`TerritoryCode::seal`].
    ///
    /// # Errors
    /// [`SealError::Key`], [`SealError::Form`].
    pub fn open(space: &SpaceId, secret: &[u8; 32], sealed: &[u8]) -> Result<Self, SealError> {
        let bytes = decrypt(&code_key(space, secret), &space.0, sealed)?;
        Self::from_bytes(&bytes).ok_or(SealError::Form)
    }

    fn digits(self) -> [u8; DIGITS] {
        std::array::from_fn(|at| ((self.0 >> (5 * (DIGITS - 1 - at))) & 31) as u8)
    }
}

fn code_key(space: &SpaceId, secret: &[u8; 32]) -> Zeroizing<[u8; 32]> {
    Zeroizing::new(h("territory code key", &[&space.0, secret]))
}

/// The sum in GF(32) of each digit times its own power of x: any one digit changed, and any two exchanged, change it.
fn check(digits: &[u8; DIGITS]) -> u8 {
    digits.iter().fold(0, |sum, digit| times_x(sum ^ digit))
}

/// Times x modulo x^5 + x^2 + 1.
fn times_x(a: u8) -> u8 {
    let doubled = a << 1;
    if doubled & 32 == 0 {
        doubled
    } else {
        doubled ^ 0b10_0101
    }
}

impl std::fmt::Display for TerritoryCode {
    /// `XXXX-XXXX-XXX`.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let digits = self.digits();
        for (at, digit) in digits.iter().chain([&check(&digits)]).enumerate() {
            let symbol = SYMBOLS.get(usize::from(*digit)).copied().unwrap_or(b'0');
            let dash = if at == 4 || at == 8 { "-" } else { "" };
            write!(f, "{dash}{}", char::from(symbol))?;
        }
        Ok(())
    }
}

impl std::str::FromStr for TerritoryCode {
    type Err = CodeError;

    /// Reads a code as people type it: dashes, spaces and case do no harm; O is 0, I and L are 1.
    fn from_str(text: &str) -> Result<Self, CodeError> {
        let mut found = [0u8; DIGITS + 1];
        let mut letters = text.chars().filter(|c| !c.is_whitespace() && *c != '-');
        for digit in &mut found {
            let letter = match letters.next().ok_or(CodeError::Length)?.to_ascii_uppercase() {
                'O' => '0',
                'I' | 'L' => '1',
                letter => letter,
            };
            let at = SYMBOLS.iter().position(|symbol| char::from(*symbol) == letter);
            *digit = at.and_then(|at| u8::try_from(at).ok()).ok_or(CodeError::Letter)?;
        }
        if letters.next().is_some() {
            return Err(CodeError::Length);
        }
        let [digits @ .., last] = found;
        match check(&digits) == last {
            true => Ok(Self(
                digits.iter().fold(0, |code, digit| code << 5 | u64::from(*digit)),
            )),
            false => Err(CodeError::Check),
        }
    }
}
