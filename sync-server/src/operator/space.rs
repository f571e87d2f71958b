//! Looking after spaces; the relay may be running.

use std::io::{self, Write};
use std::path::Path;

use super::{OperatorError, database};
use crate::config::SpaceCommand;
use crate::storage::Storage;

/// Carries out a command on spaces and writes what it did.
pub fn space(data: &Path, command: &SpaceCommand, out: &mut impl Write) -> Result<(), OperatorError> {
    let storage = database(data)?;
    let said = |written: io::Result<()>| {
        written.map_err(|source| OperatorError::File {
            path: "standard output".into(),
            source,
        })
    };
    let (id, done) = match command {
        SpaceCommand::List => {
            said(writeln!(
                out,
                "{:64} {:>9} {:>14} {:>14} state",
                "space", "entries", "bytes", "quota"
            ))?;
            for info in storage.spaces()? {
                let state = if info.frozen { "frozen" } else { "open" };
                let (space, seq) = (info.space, info.head.seq);
                let (bytes, quota) = (info.bytes, info.quota);
                said(writeln!(out, "{space} {seq:>9} {bytes:>14} {quota:>14} {state}"))?;
            }
            return Ok(());
        }
        SpaceCommand::Quota { space, bytes } => (space, storage.set_quota(space, *bytes)?),
        SpaceCommand::Freeze { space } => (space, storage.set_frozen(space, true)?),
        SpaceCommand::Unfreeze { space } => (space, storage.set_frozen(space, false)?),
        SpaceCommand::Delete { space, yes: false } => {
            return Err(OperatorError::NotConfirmed { space: *space });
        }
        SpaceCommand::Delete { space, yes: true } => (space, storage.delete(space)?),
    };
    match done {
        true => said(writeln!(out, "done: {id}")),
        false => Err(OperatorError::NoSpace { space: *id }),
    }
}
