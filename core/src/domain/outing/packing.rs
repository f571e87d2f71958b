//! What is packed. Things of the core set of pictograms have their word in three languages; other things are typed.

use crate::domain::kind::View;

/// Longest name of a row of a plan, in bytes.
const ROW: usize = 12;

/// How much of the list is packed, and how long it is.
pub fn packed(plan: &View<'_>) -> (usize, usize) {
    let rows = plan.rows("packing");
    let done = rows.iter().filter(|row| row.flag("packed") == Some(true)).count();
    (done, rows.len())
}

/// The row of a thing of the core set: the same on every phone, so that two who put it on the list make one line.
pub fn row_of(pictogram: &str) -> String {
    let bytes = pictogram.chars().map(|c| if c == '-' { '_' } else { c });
    let skipped = pictogram.chars().count().saturating_sub(ROW);
    bytes.skip(skipped).collect()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::domain::pictogram::NAMES;

    #[test]
    fn no_two_pictograms_share_a_row() {
        let rows: BTreeSet<String> = NAMES.iter().map(|name| row_of(name)).collect();
        assert_eq!(rows.len(), NAMES.len());
        assert!(rows.iter().all(|row| (1..=ROW).contains(&row.len())));
    }
}
