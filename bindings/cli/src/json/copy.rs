//! A relay's backup that was checked.

use ekin_core::app::verify;
use serde::Serialize;

/// `verify FILE`
#[derive(Default, Serialize)]
pub struct CopyChecked {
    whole: bool,
    known: bool,
    good: bool,
    spaces: Vec<CopySpace>,
    others: usize,
}

#[derive(Serialize)]
struct CopySpace {
    space: String,
    name: String,
    seq: u64,
    behind: Option<u64>,
    agrees: Option<bool>,
}

impl CopyChecked {
    /// Of what the core says.
    pub fn of(checked: &verify::CopyChecked) -> Self {
        let one = |space: &verify::CopySpace| CopySpace {
            space: space.space.to_string(),
            name: space.name.clone(),
            seq: space.seq,
            behind: space.behind,
            agrees: space.agrees,
        };
        Self {
            whole: checked.whole,
            known: checked.known,
            good: checked.is_good(),
            spaces: checked.spaces.iter().map(one).collect(),
            others: checked.others,
        }
    }
}
