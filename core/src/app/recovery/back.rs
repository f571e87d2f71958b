//! A new device is brought back by a code: it opens the keys that the membership holds for the paper, and enters itself as
//! an owner, signed by the paper.

use std::sync::Arc;

use ekin_protocol::code::Code;
use ekin_protocol::id::{Ord, SpaceId};
use ekin_protocol::link::{Link, SpaceAt, SpacesAt};
use ekin_protocol::membership::{Add, Body, Member, Record, Role, SignedRecord, SpaceKind};

use super::{PaperCode, RecoveryKeys, paper};
use crate::app::device::Device;
use crate::app::error::AppError;
use crate::app::keys::DeviceKeys;
use crate::app::space::{known_or_new, private_space};
use crate::app::territory::relay_addresses;
use crate::app::worker::{WorkError, learn_by};
use crate::storage::{PaperState, Sp, Tx};
use crate::sync::fold::Fold;

/// Where the spaces are that a code is to open.
#[derive(Clone, Debug)]
pub enum WhereSpaces {
    /// A link: the sheet beside the paper, or any invitation to the space, however old.
    Link(String),
    /// A relay's address and the space's id.
    Relay(String, SpaceId),
}

/// What became of one space.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Recovered {
    /// The space.
    pub space: SpaceId,
    /// What people call it.
    pub name: String,
    /// Whether this device is an owner of it now; else why not, or none while the relay has not been asked.
    pub owner: Result<(), Option<Code>>,
    /// Number of the device whose paper it is, while it is a member: the lost one.
    pub lost: Option<Ord>,
}

impl Device {
    /// Takes a recovery code on a new device. The code is good for the syncs of this program's run: the key that it
    /// opens is kept in memory, and wiped when every space has been asked. Takes 64 MiB and up to seconds.
    ///
    /// # Errors
    /// [`AppError::PaperCode`], [`AppError::RecoveryKey`]; [`AppError::Link`], [`AppError::NotASheet`],
    /// [`AppError::RelayAddress`] for what does not say where.
    pub fn use_recovery(&self, typed: &str, at: &[WhereSpaces]) -> Result<Vec<SpaceId>, AppError> {
        let code = PaperCode::read(typed)?;
        let at = at.iter().map(spaces_at).collect::<Result<Vec<_>, _>>()?;
        let keys = RecoveryKeys::derive(&code)?;
        let mut ids = Vec::new();
        self.store().write(|tx| {
            for sheet in &at {
                for one in &sheet.spaces {
                    let sp = known_or_new(tx, sheet, one)?;
                    if tx.space(sp)?.author.is_none() {
                        tx.put_recovering(sp)?;
                    }
                    ids.push(one.space);
                }
            }
            Ok::<_, AppError>(())
        })?;
        self.set_paper(Some(Arc::new(keys)));
        self.changed();
        Ok(ids)
    }

    /// What became of spaces that a code was to open.
    ///
    /// # Errors
    /// Those of the store.
    pub fn recovered(&self, spaces: &[SpaceId]) -> Result<Vec<Recovered>, AppError> {
        self.store().read(|read| {
            let mut all = Vec::new();
            for id in spaces {
                let Some(sp) = read.find_space(id)? else { continue };
                let space = read.space(sp)?;
                let shown = private_space(read, &space)?;
                let papers = read.papers()?;
                let members = read.membership(sp)?;
                let lost = members.as_ref().and_then(|members| {
                    let paper = papers.iter().find_map(|paper| members.by_key(&paper.sign))?;
                    let of = members.member(paper.recovery?)?;
                    let mine = of.sign == self.keys().sign_key();
                    (of.role().is_some() && !mine).then_some(of.ord)
                });
                all.push(Recovered {
                    space: *id,
                    name: space.name,
                    owner: match (shown.role, shown.recovering) {
                        (Some(Role::Owner), _) => Ok(()),
                        (_, refused) => Err(refused.flatten()),
                    },
                    lost,
                });
            }
            Ok(all)
        })
    }
}

fn spaces_at(at: &WhereSpaces) -> Result<SpacesAt, AppError> {
    match at {
        WhereSpaces::Link(link) => match link.parse()? {
            Link::Spaces(sheet) => Ok(sheet),
            Link::Invite(invitation) => Ok(SpacesAt {
                urls: invitation.urls.clone(),
                spaces: vec![SpaceAt {
                    space: invitation.space,
                    kind: invitation.kind,
                    name: invitation.name.clone(),
                }],
            }),
            Link::Territory { .. } | Link::Device { .. } | Link::Inbox { .. } | Link::Near(_) => {
                Err(AppError::NotASheet)
            }
        },
        WhereSpaces::Relay(url, space) => {
            let urls = vec![url.trim_end_matches('/').to_owned()];
            relay_addresses(&urls)?;
            Ok(SpacesAt {
                urls,
                spaces: vec![SpaceAt {
                    space: *space,
                    // Its genesis will say.
                    kind: SpaceKind::Home,
                    name: space.to_string().chars().take(8).collect(),
                }],
            })
        }
    }
}

/// The record by which a paper brings this device in as an owner, on the membership that is known; none when the paper
/// is no member. The keys that it opens are kept: from now on they are this device's.
pub(crate) fn record(
    tx: &Tx<'_>,
    sp: Sp,
    fold: &Fold,
    keys: &DeviceKeys,
    code: &RecoveryKeys,
) -> Result<Option<Vec<u8>>, WorkError> {
    let Some(members) = &fold.members else {
        return Ok(None);
    };
    let is_paper = |member: &&Member| member.recovery.is_some() && member.role() == Some(Role::Owner);
    let Some(me) = members.by_key(&code.sign_key()).filter(is_paper) else {
        return Ok(None);
    };
    tx.set_kind(sp, members.kind)?;
    learn_by(tx, sp, members, me.ord, code.seal())?;
    let record = Record {
        previous: Some(members.head),
        ord: me.ord,
        body: Body::Add(Add {
            sign: keys.sign_key(),
            seal: keys.seal_key(),
            role: Role::Owner,
            org: me.org().ok_or(WorkError::NoGenesis)?,
            not_after: None,
        }),
    };
    let signed = SignedRecord::sign(record, code.sign());
    let seq = fold.position.seq.max(members.head_seq) + 1;
    let valid = members.check(&signed, seq, fold.position.t_ms).is_ok();
    Ok(valid.then(|| signed.write()))
}

/// This device is in: the paper is this person's from now on, unless they have made another.
pub(crate) fn entered(tx: &Tx<'_>, code: &RecoveryKeys, at_ms: i64) -> Result<(), WorkError> {
    let known = tx.papers()?;
    let has_one = known.iter().any(|paper| paper.state == PaperState::Tried);
    let is_known = known.iter().any(|paper| paper.sign == code.sign_key());
    if !has_one && !is_known {
        tx.put_paper(&paper(code, PaperState::Tried, at_ms))?;
    }
    Ok(())
}
