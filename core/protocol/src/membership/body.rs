//! What the kinds of membership record say.

mod checkpoint;
mod erase;
mod private;

use super::Role;
use crate::cbor::{self, CborError, Fields, Result, Writer};
use crate::id::{Ord, OrgId, SealKey, SignKey};
use crate::inbox::TerritoryCode;
use crate::limits;

pub use checkpoint::{Checkpoint, PackAt, Vote};
pub use erase::Erase;
pub use private::{Epoch, Invite, Join, Recovery};

const WHAT: &str = "membership body";
/// Key of an inbox's grants: ignorable, so that whoever only sends reads on.
const INBOX_GRANTS: u64 = 64;
/// Key of its sealed code.
const INBOX_CODE: u64 = 65;

/// Sort of space.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum SpaceKind {
    /// Public, one per territory.
    Catalogue,
    /// Private: residents, readers and staff of an establishment.
    Home,
    /// Private: its staff.
    Staff,
    /// Private: one outing.
    Outing,
    /// Private: a phone with no account.
    Personal,
}

const SPACE_KINDS: [SpaceKind; 5] = [
    SpaceKind::Catalogue,
    SpaceKind::Home,
    SpaceKind::Staff,
    SpaceKind::Outing,
    SpaceKind::Personal,
];

impl SpaceKind {
    /// Its number on the wire.
    pub fn code(self) -> u16 {
        match self {
            Self::Catalogue => 1,
            Self::Home => 2,
            Self::Staff => 3,
            Self::Outing => 4,
            Self::Personal => 5,
        }
    }

    /// The sort with this number.
    pub fn from_code(code: u16) -> Option<Self> {
        SPACE_KINDS.into_iter().find(|kind| kind.code() == code)
    }

    /// Whether anyone may read it.
    pub fn is_public(self) -> bool {
        self == Self::Catalogue
    }
}

/// The first record: makes the space.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Genesis {
    /// Sort of space.
    pub space_kind: SpaceKind,
    /// 16 random bytes, so that no two spaces are alike.
    pub nonce: [u8; 16],
    /// The owner's signing key.
    pub sign: SignKey,
    /// The owner's sealing key.
    pub seal: SealKey,
    /// The owner's organisation.
    pub org: OrgId,
}

/// A device joins; its ord is the next integer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Add {
    /// Its signing key.
    pub sign: SignKey,
    /// Its sealing key.
    pub seal: SealKey,
    /// What it may do.
    pub role: Role,
    /// Its organisation.
    pub org: OrgId,
    /// Log time in ms after which it may write no more.
    pub not_after: Option<u64>,
}

/// A device's role changes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RoleChange {
    /// Which device.
    pub ord: Ord,
    /// Its new role.
    pub role: Role,
    /// Its new organisation, where that changes too.
    pub org: Option<OrgId>,
}

/// A device is removed; in force from this record's place in the log.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Remove {
    /// Which device.
    pub ord: Ord,
    /// In a private space: the new epoch, whose key the removed device does not get.
    pub epoch: Option<Epoch>,
}

/// Where the space's relay is and with which key it signs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RelayAt {
    /// Its addresses.
    pub urls: Vec<String>,
    /// Its signing key.
    pub key: SignKey,
}

/// The space's inbox.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Inbox {
    /// Key to which messages are sealed.
    pub key: SealKey,
    /// Hash of the territory code.
    pub code: Option<[u8; 32]>,
    /// In a catalogue: the secret of `key` sealed to those who moderate, by ord, ascending
    /// ([`crate::seal::grant_inbox`]). In a private space it derives from the epoch's key.
    pub grants: Vec<(Ord, Vec<u8>)>,
    /// The territory code itself, sealed to whoever holds the secret of `key`
    /// ([`crate::inbox::TerritoryCode::seal`]), so that all who moderate can hand it out.
    pub sealed_code: Option<Vec<u8>>,
}

/// What a record says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Body {
    /// Kind 1.
    Genesis(Genesis),
    /// Kind 2.
    Add(Add),
    /// Kind 3.
    Role(RoleChange),
    /// Kind 4.
    Remove(Remove),
    /// Kind 5.
    Relay(RelayAt),
    /// Kind 6: the key that signs manifests.
    Packer(SignKey),
    /// Kind 7.
    Inbox(Inbox),
    /// Kind 8: the space ends.
    Retire,
    /// Kind 9.
    Invite(Invite),
    /// Kind 10.
    Join(Join),
    /// Kind 11.
    Epoch(Epoch),
    /// Kind 15.
    Erase(Erase),
    /// Kind 16.
    Recovery(Recovery),
    /// Kind 12.
    Checkpoint(Checkpoint),
    /// Kind 13: the same state was found.
    Attest(Vote),
    /// Kind 14: another state was found.
    Dispute(Vote),
}

impl Body {
    /// Its kind.
    pub fn kind(&self) -> u16 {
        match self {
            Self::Genesis(_) => 1,
            Self::Add(_) => 2,
            Self::Role(_) => 3,
            Self::Remove(_) => 4,
            Self::Relay(_) => 5,
            Self::Packer(_) => 6,
            Self::Inbox(_) => 7,
            Self::Retire => 8,
            Self::Invite(_) => 9,
            Self::Join(_) => 10,
            Self::Epoch(_) => 11,
            Self::Erase(_) => 15,
            Self::Recovery(_) => 16,
            Self::Checkpoint(_) => 12,
            Self::Attest(_) => 13,
            Self::Dispute(_) => 14,
        }
    }

    /// Its CBOR.
    pub fn write(&self) -> Vec<u8> {
        let mut w = Writer::new();
        match self {
            Self::Genesis(g) => {
                w.map(6)
                    .u64(0)
                    .u64(1)
                    .u64(1)
                    .u64(g.space_kind.code().into())
                    .u64(2)
                    .bytes(&g.nonce);
                w.u64(3)
                    .bytes(&g.sign.0)
                    .u64(4)
                    .bytes(&g.seal.0)
                    .u64(5)
                    .bytes(&g.org.0);
            }
            Self::Add(a) => {
                w.map(4 + usize::from(a.not_after.is_some()))
                    .u64(0)
                    .bytes(&a.sign.0)
                    .u64(1)
                    .bytes(&a.seal.0);
                w.u64(2).u64(a.role.code().into()).u64(3).bytes(&a.org.0);
                if let Some(t_ms) = a.not_after {
                    w.u64(4).u64(t_ms);
                }
            }
            Self::Role(r) => {
                w.map(2 + usize::from(r.org.is_some())).u64(0).u64(r.ord.into());
                w.u64(1).u64(r.role.code().into());
                if let Some(org) = &r.org {
                    w.u64(2).bytes(&org.0);
                }
            }
            Self::Remove(r) => {
                w.map(1 + usize::from(r.epoch.is_some())).u64(0).u64(r.ord.into());
                if let Some(epoch) = &r.epoch {
                    epoch.write(w.u64(1));
                }
            }
            Self::Relay(r) => {
                write_urls(w.map(2).u64(0), &r.urls);
                w.u64(1).bytes(&r.key.0);
            }
            Self::Packer(key) => {
                w.map(1).u64(0).bytes(&key.0);
            }
            Self::Inbox(i) => {
                let (code, grants) = (i.code.is_some(), !i.grants.is_empty());
                let sealed = i.sealed_code.is_some();
                w.map(1 + usize::from(code) + usize::from(grants) + usize::from(sealed));
                w.u64(0).bytes(&i.key.0);
                if let Some(code) = &i.code {
                    w.u64(1).bytes(code);
                }
                if !i.grants.is_empty() {
                    private::write_grants(w.u64(INBOX_GRANTS), &i.grants);
                }
                if let Some(sealed) = &i.sealed_code {
                    w.u64(INBOX_CODE).bytes(sealed);
                }
            }
            Self::Retire => {
                w.map(0);
            }
            Self::Invite(invite) => invite.write(&mut w),
            Self::Join(join) => join.write(&mut w),
            Self::Epoch(epoch) => epoch.write(&mut w),
            Self::Erase(erase) => erase.write(&mut w),
            Self::Recovery(recovery) => recovery.write(&mut w),
            Self::Checkpoint(checkpoint) => checkpoint.write(&mut w),
            Self::Attest(vote) | Self::Dispute(vote) => vote.write(&mut w),
        }
        w.finish()
    }

    /// Reads the body of a record of this kind.
    pub fn read(kind: u16, bytes: &[u8]) -> Result<Self> {
        let mut f = Fields::read(bytes, WHAT)?;
        let body = match kind {
            1 => Self::Genesis(read_genesis(&mut f)?),
            2 => Self::Add(Add {
                sign: cbor::fixed(f.required(0)?, WHAT)?,
                seal: cbor::fixed(f.required(1)?, WHAT)?,
                role: Role::from_code(cbor::u16(f.required(2)?, WHAT)?),
                org: cbor::fixed(f.required(3)?, WHAT)?,
                not_after: f.optional(4).map(|t| cbor::u64(t, WHAT)).transpose()?,
            }),
            3 => Self::Role(RoleChange {
                ord: cbor::u32(f.required(0)?, WHAT)?,
                role: Role::from_code(cbor::u16(f.required(1)?, WHAT)?),
                org: f.optional(2).map(|org| cbor::fixed(org, WHAT)).transpose()?,
            }),
            4 => Self::Remove(Remove {
                ord: cbor::u32(f.required(0)?, WHAT)?,
                epoch: f.optional(1).map(read_epoch).transpose()?,
            }),
            5 => Self::Relay(RelayAt {
                urls: read_urls(f.required(0)?, WHAT)?,
                key: cbor::fixed(f.required(1)?, WHAT)?,
            }),
            6 => Self::Packer(cbor::fixed(f.required(0)?, WHAT)?),
            7 => Self::Inbox(Inbox {
                key: cbor::fixed(f.required(0)?, WHAT)?,
                code: match f.optional(1) {
                    Some(code) => Some(cbor::bytes(code, WHAT)?.try_into().map_err(|_| form())?),
                    None => None,
                },
                grants: match f.optional(INBOX_GRANTS) {
                    Some(grants) => private::read_grants(grants)?,
                    None => Vec::new(),
                },
                sealed_code: match f.optional(INBOX_CODE) {
                    Some(sealed) => match cbor::bytes(sealed, WHAT)? {
                        sealed if sealed.len() == TerritoryCode::SEALED => Some(sealed.to_vec()),
                        _ => return Err(form()),
                    },
                    None => None,
                },
            }),
            8 => Self::Retire,
            9 => Self::Invite(Invite::read(&mut f)?),
            10 => Self::Join(Join::read(&mut f)?),
            11 => Self::Epoch(Epoch::read(&mut f)?),
            12 => Self::Checkpoint(Checkpoint::read(&mut f)?),
            13 => Self::Attest(Vote::read(&mut f)?),
            14 => Self::Dispute(Vote::read(&mut f)?),
            15 => Self::Erase(Erase::read(&mut f)?),
            16 => Self::Recovery(Recovery::read(&mut f)?),
            _ => {
                return Err(CborError::Newer {
                    what: WHAT,
                    key: kind.into(),
                });
            }
        };
        f.end()?;
        Ok(body)
    }
}

fn read_epoch(bytes: &[u8]) -> Result<Epoch> {
    let mut f = Fields::read(bytes, WHAT)?;
    let epoch = Epoch::read(&mut f)?;
    f.end()?;
    Ok(epoch)
}

fn read_genesis(f: &mut Fields<'_>) -> Result<Genesis> {
    match cbor::u64(f.required(0)?, WHAT)? {
        1 => {}
        key => return Err(CborError::Newer { what: "suite", key }),
    }
    let kind = cbor::u16(f.required(1)?, WHAT)?;
    Ok(Genesis {
        space_kind: SpaceKind::from_code(kind).ok_or(CborError::Newer {
            what: "space kind",
            key: kind.into(),
        })?,
        nonce: cbor::bytes(f.required(2)?, WHAT)?
            .try_into()
            .map_err(|_| form())?,
        sign: cbor::fixed(f.required(3)?, WHAT)?,
        seal: cbor::fixed(f.required(4)?, WHAT)?,
        org: cbor::fixed(f.required(5)?, WHAT)?,
    })
}

/// Writes an array of addresses.
pub(crate) fn write_urls(w: &mut Writer, urls: &[String]) {
    w.array(urls.len());
    for url in urls {
        w.text(url);
    }
}

/// An array of 1 to 8 addresses of at most 512 bytes.
pub(crate) fn read_urls(bytes: &[u8], what: &'static str) -> Result<Vec<String>> {
    let urls = cbor::elements(bytes, what, limits::URLS)?;
    if urls.is_empty() {
        return Err(CborError::Form { what });
    }
    urls.into_iter()
        .map(|url| match cbor::text(url, what)? {
            url if url.len() <= limits::URL => Ok(url.to_owned()),
            _ => Err(CborError::TooLarge {
                what: "address",
                max: limits::URL,
            }),
        })
        .collect()
}

fn form() -> CborError {
    CborError::Form { what: WHAT }
}
