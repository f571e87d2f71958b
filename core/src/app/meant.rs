//! What a person means by the beginning of an id, or by a name: the only one that it fits.

use super::error::AppError;

/// The one that was found.
///
/// # Errors
/// `missing` where there is none, [`AppError::Ambiguous`] where there are several.
pub(crate) fn only<T>(
    found: impl IntoIterator<Item = T>,
    given: &str,
    missing: impl FnOnce() -> AppError,
) -> Result<T, AppError> {
    let mut found = found.into_iter();
    let one = found.next().ok_or_else(missing)?;
    match found.count() {
        0 => Ok(one),
        more => Err(AppError::Ambiguous {
            id: given.to_owned(),
            count: more + 1,
        }),
    }
}
