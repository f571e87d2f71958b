//! Recovery of a person who lost every device: a code on paper. It is shown once, and counts only when it was typed back
//! ([`Device::try_recovery`]); then each private space of which this device is an owner takes its public keys into the
//! membership (record 16), and hands it every new key. On a new device the code brings back what it covers
//! ([`Device::use_recovery`]). The code, and the keys that it opens, are in memory alone and never stored.

mod back;
mod cover;

use std::collections::BTreeMap;

use ekin_protocol::limits;
use ekin_protocol::link::{Link, SpaceAt, SpacesAt};
use ekin_protocol::membership::{Role, SpaceKind};

use super::device::Device;
use super::error::AppError;
use super::territory::role_here;
use crate::domain::paper_code::ENTROPY;
use crate::domain::recovery_key::RecoveryKeys;
use crate::storage::{Paper, PaperState, Read, Space, StoreError};

pub use crate::domain::paper_code::{Guess, PaperCode, PaperCodeError, Slip, WORDS, WordLanguage};
pub use crate::domain::recovery_key::RecoveryKeyError;
pub use back::{Recovered, WhereSpaces};
pub(crate) use back::{entered, record};
pub(crate) use cover::cover;

/// What came of typing a code back.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Tried {
    /// Language in which it was typed.
    pub language: WordLanguage,
    /// Whether it counts from now on; else it did already.
    pub first: bool,
    /// Private spaces that it covers, or will with the next sync.
    pub spaces: usize,
}

/// How this device's own recovery stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RecoveryState {
    /// A code was shown and not typed back: it counts for nothing.
    pub shown: bool,
    /// A code was typed back and counts.
    pub tried: bool,
    /// Where the spaces are that it is for: to be kept beside the paper. One link for each relay.
    pub sheets: Vec<String>,
}

impl Device {
    /// Draws a recovery code. It is shown to the person now and never again; it counts for nothing until
    /// [`Device::try_recovery`]. Takes 64 MiB and up to seconds: never on a screen's thread.
    ///
    /// # Errors
    /// [`AppError::NothingToCover`] where this device is no owner of a private space with a relay;
    /// [`AppError::RecoveryKey`].
    pub fn make_recovery(&self) -> Result<PaperCode, AppError> {
        self.store().read(|read| match owned(read)?.is_empty() {
            true => Err(AppError::NothingToCover),
            false => Ok(()),
        })?;
        let mut entropy = zeroize::Zeroizing::new([0; ENTROPY]);
        self.around()
            .with_random(|random| random.fill_bytes(&mut *entropy));
        let code = PaperCode::from_entropy(&entropy);
        let keys = RecoveryKeys::derive(&code)?;
        self.store().write(|tx| {
            tx.forget_untried_papers()?;
            tx.put_paper(&paper(&keys, PaperState::Shown, self.around().now_ms()))
        })?;
        Ok(code)
    }

    /// Takes the code that a person typed back from the paper: from now on it counts. Later it may be tried again, to
    /// see that the paper is still right.
    ///
    /// # Errors
    /// [`AppError::PaperCode`] for what is no code, [`AppError::OtherPaper`] for a code that this device did not show,
    /// [`AppError::NoPaper`] where none was made.
    pub fn try_recovery(&self, typed: &str) -> Result<Tried, AppError> {
        let (code, language) = PaperCode::read_in(typed)?;
        let keys = RecoveryKeys::derive(&code)?;
        self.store().write(|tx| {
            let papers = tx.papers()?;
            let known = papers.iter().find(|paper| paper.sign == keys.sign_key());
            let first = match known.map(|paper| paper.state) {
                Some(PaperState::Shown) => true,
                Some(PaperState::Tried) => false,
                _ if papers.is_empty() => return Err(AppError::NoPaper),
                Some(PaperState::Replaced) | None => return Err(AppError::OtherPaper),
            };
            if first {
                for former in papers.iter().filter(|paper| paper.state == PaperState::Tried) {
                    tx.put_paper(&Paper {
                        state: PaperState::Replaced,
                        ..*former
                    })?;
                }
                tx.put_paper(&paper(&keys, PaperState::Tried, self.around().now_ms()))?;
            }
            let spaces = owned(tx)?;
            for space in &spaces {
                if let Some(members) = tx.membership(space.sp)? {
                    cover(tx, space.sp, &members, self.keys())?;
                }
            }
            self.changed();
            Ok(Tried {
                language,
                first,
                spaces: spaces.len(),
            })
        })
    }

    /// How this device's own recovery stands.
    ///
    /// # Errors
    /// Those of the store.
    pub fn recovery(&self) -> Result<RecoveryState, AppError> {
        self.store().read(|read| {
            let papers = read.papers()?;
            let is = |state| papers.iter().any(|paper| paper.state == state);
            Ok(RecoveryState {
                shown: is(PaperState::Shown),
                tried: is(PaperState::Tried),
                sheets: sheets(&owned(read)?),
            })
        })
    }
}

/// What is kept of a paper.
fn paper(keys: &RecoveryKeys, state: PaperState, at_ms: i64) -> Paper {
    Paper {
        sign: keys.sign_key(),
        seal: keys.seal_key(),
        state,
        at_ms,
    }
}

/// The private spaces of which this device is an owner, and that a relay holds or will: one of a person's own stays on
/// its device, and with it is lost.
fn owned(read: &Read<'_>) -> Result<Vec<Space>, StoreError> {
    let mut owned = Vec::new();
    for space in read.private_spaces()? {
        if space.kind != SpaceKind::Personal && role_here(read, space.sp)? == Some(Role::Owner) {
            owned.push(space);
        }
    }
    Ok(owned)
}

/// A link for each relay, as many as its spaces need.
fn sheets(spaces: &[Space]) -> Vec<String> {
    let mut by_relay: BTreeMap<&[String], Vec<SpaceAt>> = BTreeMap::new();
    for space in spaces {
        by_relay.entry(&space.urls).or_default().push(SpaceAt {
            space: space.id,
            kind: space.kind,
            name: space.name.clone(),
        });
    }
    let links = by_relay.into_iter().flat_map(|(urls, spaces)| {
        let of = |spaces: &[SpaceAt]| {
            Link::Spaces(SpacesAt {
                urls: urls.to_vec(),
                spaces: spaces.to_vec(),
            })
            .to_string()
        };
        spaces.chunks(limits::LINK_SPACES).map(of).collect::<Vec<_>>()
    });
    links.collect()
}
