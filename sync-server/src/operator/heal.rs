//! Which spaces wait for what a restore lost, and the end of that; the relay may be running.

use std::io::{self, Write};
use std::path::Path;

use ekin_protocol::id::SpaceId;

use super::{OperatorError, database};
use crate::storage::Storage;

/// Lists the spaces that heal, one or all, and with `finish` ends it: from then on new membership records are taken.
pub fn heal(
    data: &Path,
    space: Option<SpaceId>,
    finish: bool,
    now_ms: u64,
    out: &mut impl Write,
) -> Result<(), OperatorError> {
    let storage = database(data)?;
    let mut spaces = storage.spaces()?;
    if let Some(one) = space {
        spaces.retain(|info| info.space == one);
        if spaces.is_empty() {
            return Err(OperatorError::NoSpace { space: one });
        }
    }
    spaces.retain(|info| info.healing_until > now_ms);
    let said = |written: io::Result<()>| {
        written.map_err(|source| OperatorError::File {
            path: "standard output".into(),
            source,
        })
    };
    if spaces.is_empty() {
        return said(writeln!(out, "no space waits for what a restore lost"));
    }
    for info in spaces {
        let id = info.space;
        if finish {
            storage.finish_healing(&id)?;
            said(writeln!(out, "space {id}: takes membership records again"))?;
            continue;
        }
        let hours = info.healing_until.saturating_sub(now_ms).div_ceil(3_600_000);
        let again = storage.healed(&id)?;
        said(writeln!(
            out,
            "space {id}: waits for {hours} hours more, {again} entries came again so far"
        ))?;
    }
    Ok(())
}
