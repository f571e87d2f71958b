//! PDFs: taken whole up to their end. What a PDF holds cannot be told without reading all of it, so nothing is taken out
//! and a notice says so; one that is encrypted is refused, since nobody else could open it.

use super::{Format, MediaError};

const END: &[u8] = b"%%EOF";
const ENCRYPT: &[u8] = b"/Encrypt";

/// The PDF without what follows its end.
pub(super) fn clean(bytes: &[u8]) -> Result<Vec<u8>, MediaError> {
    let end = bytes
        .windows(END.len())
        .rposition(|window| window == END)
        .ok_or(MediaError::damaged(Format::Pdf))?
        + END.len();
    let whole = bytes.get(..end).unwrap_or_default();
    // A name ends where a delimiter or white space stands (ISO 32000-1, 7.2.2): `/EncryptMetadata` is another.
    let locked = whole.windows(ENCRYPT.len() + 1).any(|window| {
        window.starts_with(ENCRYPT) && window.last().is_some_and(|next| !next.is_ascii_alphanumeric())
    });
    if locked {
        return Err(MediaError::Locked);
    }
    Ok([whole, b"\n"].concat())
}
