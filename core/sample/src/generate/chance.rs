//! Draws from a seeded stream, the same on every platform.

use rand_core::Rng;

/// A number below `n`, each as likely to one part in four thousand million; 0 for an `n` of 0.
pub(crate) fn below(rng: &mut impl Rng, n: u32) -> u32 {
    u32::try_from((u64::from(rng.next_u32()) * u64::from(n)) >> 32).unwrap_or_default()
}

/// True so many times in a hundred.
pub(crate) fn percent(rng: &mut impl Rng, of_hundred: u32) -> bool {
    below(rng, 100) < of_hundred
}

/// One of them; the default of an empty list.
pub(crate) fn pick<T: Copy + Default>(rng: &mut impl Rng, from: &[T]) -> T {
    let n = u32::try_from(from.len()).unwrap_or(u32::MAX);
    from.get(below(rng, n) as usize).copied().unwrap_or_default()
}
