//! A relay's backup that somebody kept elsewhere: whether the file is the one that the relay signed for, and whether what it
//! holds is the log that this device knows. Nothing of it is opened, so that anybody may look.

use std::io::{self, Read};

use ekin_i18n::{Date, Time};
use ekin_protocol::backup::Backup;
use ekin_protocol::id::SpaceId;
use sha2::{Digest, Sha256};

use crate::app::device::Device;
use crate::app::error::AppError;
use crate::app::query::moment;
use crate::storage::{DEFAULT_ZONE, Read as StoreRead, Space, StoreError};

/// What was found of a backup.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CopyChecked {
    /// Whether the file is, byte for byte, the one that the relay's word is about, and the word was not changed.
    pub whole: bool,
    /// Whether it is the word of a relay that this device knows.
    pub known: bool,
    /// When the relay made it.
    pub at: Option<(Date, Time)>,
    /// Each space in it that this device knows.
    pub spaces: Vec<CopySpace>,
    /// How many it holds beside these.
    pub others: usize,
}

/// One space in a backup.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CopySpace {
    /// The space.
    pub space: SpaceId,
    /// What people call it.
    pub name: String,
    /// Last place of its log in the backup.
    pub seq: u64,
    /// How many places this device knows beyond it; none where the backup goes further.
    pub behind: Option<u64>,
    /// Whether the log in the backup is the one that this device knows; none where it cannot tell.
    pub agrees: Option<bool>,
}

impl CopyChecked {
    /// Whether nothing speaks against it.
    pub fn is_good(&self) -> bool {
        self.whole && self.spaces.iter().all(|space| space.agrees != Some(false))
    }
}

impl Device {
    /// Checks a backup of a relay by the relay's word that lies beside it; none where that cannot be read.
    ///
    /// # Errors
    /// Those of the file, and of the store.
    pub fn check_copy(&self, file: impl Read, word: &[u8]) -> Result<Option<CopyChecked>, CopyError> {
        let Ok(word) = Backup::read(word) else {
            return Ok(None);
        };
        let whole = word.verify() && fingerprint(file)? == (word.bytes, word.sha256);
        let checked = self.store().read(|read| {
            let mut spaces = Vec::new();
            let (mut known, mut zone) = (false, DEFAULT_ZONE);
            for backed in &word.backed {
                let Some(sp) = read.find_space(&backed.space)? else {
                    continue;
                };
                let space = read.space(sp)?;
                known |= read
                    .membership(sp)?
                    .is_some_and(|members| members.relays.iter().any(|(_, at)| at.key == word.relay));
                zone = space.zone;
                spaces.push(one(read, &space, backed)?);
            }
            Ok::<_, StoreError>(CopyChecked {
                whole,
                known,
                at: i64::try_from(word.at_ms).ok().and_then(|ms| moment(ms, zone)),
                others: word.backed.len().saturating_sub(spaces.len()),
                spaces,
            })
        });
        Ok(Some(checked.map_err(AppError::from)?))
    }
}

/// Why a backup could not be looked at.
#[derive(Debug, thiserror::Error)]
pub enum CopyError {
    /// The file.
    #[error("the file cannot be read")]
    File(#[from] io::Error),
    /// The store.
    #[error(transparent)]
    App(#[from] AppError),
}

fn one(
    read: &StoreRead<'_>,
    space: &Space,
    backed: &ekin_protocol::head::Backed,
) -> Result<CopySpace, StoreError> {
    let here = match space.cursor.seq == backed.seq {
        true => Some(space.cursor.r),
        false => read.r_at(space.sp, backed.seq)?,
    };
    Ok(CopySpace {
        space: space.id,
        name: space.name.clone(),
        seq: backed.seq,
        behind: space.cursor.seq.checked_sub(backed.seq),
        agrees: here.map(|r| r == backed.r),
    })
}

/// Bytes and SHA-256 of a file, read in pieces.
fn fingerprint(mut file: impl Read) -> io::Result<(u64, [u8; 32])> {
    let (mut hasher, mut bytes) = (Sha256::new(), 0);
    let mut piece = vec![0; 1 << 16];
    loop {
        let n = file.read(&mut piece)?;
        if n == 0 {
            return Ok((bytes, hasher.finalize().into()));
        }
        hasher.update(piece.get(..n).unwrap_or_default());
        bytes += n as u64;
    }
}
