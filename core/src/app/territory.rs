//! Territories: made, joined, left; and who may publish in one.

pub use chrono_tz::Tz;
use ekin_i18n::{Date, Time};
use ekin_protocol::code::Code;
use ekin_protocol::id::{Incarnation, Ord, OrgId, SealKey, Short, SignKey, SpaceId};
use ekin_protocol::inbox::TerritoryCode;
use ekin_protocol::limits;
use ekin_protocol::link::Link;
use ekin_protocol::membership::{
    Add, Body, Genesis, Member, Record, Remove, Role, RoleChange, SignedRecord, SpaceKind,
};
use zeroize::Zeroizing;

use super::device::Device;
use super::error::AppError;
use super::query::moment;
use super::space::member::touches_owner;
use super::worker::inbox_of_territory;
use super::write::Change;
use crate::domain::language::LanguageTag;
use crate::domain::territory::Territory;
use crate::domain::text::Texts;
use crate::record;
use crate::storage::{Author, DEFAULT_ZONE, NewSpace, Read, Sp, Space, StoreError};

/// A territory to make.
#[derive(Clone, Debug)]
pub struct NewTerritory {
    /// What people call it.
    pub name: String,
    /// Language of the name.
    pub language: LanguageTag,
    /// Addresses of its relay, best first.
    pub relays: Vec<String>,
    /// Zone of what names none.
    pub zone: Tz,
    /// The operator's creation code, for a relay that is not on this machine.
    pub creation_code: Option<String>,
}

impl NewTerritory {
    /// The zone of a territory whose maker names none.
    pub const DEFAULT_ZONE: Tz = DEFAULT_ZONE;

    /// The tag of a language of Ekin's texts.
    pub fn language_of(language: ekin_i18n::Language) -> LanguageTag {
        LanguageTag::parse(language.tag()).unwrap_or(LanguageTag::FR)
    }
}

/// The zone of an IANA name.
pub fn zone(name: &str) -> Option<Tz> {
    name.trim().parse().ok()
}

/// A territory on this device.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TerritoryView {
    /// Its space.
    pub space: SpaceId,
    /// What people call it.
    pub name: String,
    /// Addresses of its relay.
    pub relays: Vec<String>,
    /// Its zone.
    pub zone: Tz,
    /// The link that others join by.
    pub link: String,
    /// Whether its relay holds it: before that nobody can join.
    pub founded: bool,
    /// This device's role, if it is a member.
    pub role: Option<Role>,
    /// Last place of the log here; 0 before the first sync.
    pub seq: u64,
    /// When everything was last here, ms since 1970.
    pub synced_ms: Option<i64>,
    /// Whether a publisher's view confirmed what the packer said.
    pub confirmed: bool,
}

/// A device of a territory.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Publisher {
    /// Its number.
    pub ord: Ord,
    /// Its role; none once removed.
    pub role: Option<Role>,
    /// Its organisation.
    pub org: OrgId,
    /// Its signing key.
    pub sign: SignKey,
    /// Log time of its newest envelope that is here, ms since 1970.
    pub last_seen_ms: Option<u64>,
    /// The same in the territory's zone.
    pub last_seen: Option<(Date, Time)>,
    /// Whether it is this device.
    pub me: bool,
}

/// A membership change that waits, or that the relay refused.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WaitingChange {
    /// What is to change.
    pub body: Body,
    /// Why it was refused, once it was.
    pub refused: Option<Code>,
}

impl Device {
    /// Makes a territory. Needs no relay: nobody can join before the first sync.
    ///
    /// # Errors
    /// [`AppError::RelayAddress`], [`AppError::Name`], and those of the store.
    pub fn create_territory(&self, new: &NewTerritory) -> Result<TerritoryView, AppError> {
        let name = new.name.trim();
        if name.is_empty() || name.len() > limits::LINK_NAME {
            return Err(AppError::Name {
                max: limits::LINK_NAME,
            });
        }
        relay_addresses(&new.relays)?;
        let org = OrgId(self.around().random());
        let genesis = Body::Genesis(Genesis {
            space_kind: SpaceKind::Catalogue,
            nonce: self.around().random(),
            sign: self.keys().sign_key(),
            seal: self.keys().seal_key(),
            org,
        });
        let genesis = Record {
            previous: None,
            ord: 0,
            body: genesis,
        };
        let genesis = SignedRecord::sign(genesis, self.keys().sign());
        let id = genesis.space().ok_or(AppError::NotAMember)?;
        let secret = Zeroizing::new(self.around().random());
        let code = TerritoryCode::new(self.around().random());
        let own = std::iter::once((0, self.keys().seal_key()));
        let inbox = inbox_of_territory(own, (&id, &secret), Some(code), self.around())?;
        let key = inbox.key;
        let inbox = Record {
            previous: Some(genesis.id()),
            ord: 0,
            body: Body::Inbox(inbox),
        };
        let inbox = SignedRecord::sign(inbox, self.keys().sign());
        let texts = Texts::one(new.language, name);
        let payload = record::territory::encode(&Territory::new(texts, new.zone))?;
        self.store().write(|tx| {
            let space = NewSpace {
                id,
                kind: SpaceKind::Catalogue,
                name,
                urls: &new.relays,
            };
            let sp = tx.add_space(&space)?;
            tx.set_zone(sp, new.zone)?;
            for record in [&genesis, &inbox] {
                tx.add_member_record(sp, None, self.around().wire_ms(), record)?;
            }
            tx.put_inbox_key(sp, &key, &secret, None)?;
            tx.set_territory_code(sp, code, false)?;
            let incarnation = Incarnation(self.around().random());
            let author = Author {
                ord: 0,
                incarnation,
                next_dev_seq: 1,
                prev: Short([0; 16]),
            };
            tx.set_author(sp, &author)?;
            if let Some(code) = &new.creation_code {
                Self::set_creation_code(tx, code)?;
            }
            let described = Change::listing(id, org, id.territory_key(), Vec::new(), payload);
            self.put(tx, sp, &[described])?;
            territory_view(tx, &tx.space(sp)?)
        })
    }

    /// Joins a territory by its link. Its listings come with the next sync.
    ///
    /// # Errors
    /// [`AppError::Link`], [`AppError::OtherLink`], [`AppError::AlreadyJoined`].
    pub fn join(&self, link: &str) -> Result<TerritoryView, AppError> {
        let Link::Territory {
            space,
            urls,
            name,
            code,
        } = link.parse()?
        else {
            return Err(AppError::OtherLink { device: true });
        };
        self.store().write(|tx| {
            if tx.find_space(&space)?.is_some() {
                return Err(AppError::AlreadyJoined { name });
            }
            let new = NewSpace {
                id: space,
                kind: SpaceKind::Catalogue,
                name: &name,
                urls: &urls,
            };
            let sp = tx.add_space(&new)?;
            // A link whose code is none leads to the territory all the same.
            if let Some(code) = code.as_deref().and_then(TerritoryCode::from_bytes) {
                tx.set_territory_code(sp, code, false)?;
            }
            territory_view(tx, &tx.space(sp)?)
        })
    }

    /// Leaves a territory: all of it goes from this device.
    ///
    /// # Errors
    /// [`AppError::Unsent`] when that would lose what was not sent, [`AppError::RefusedUnsaved`] when it would lose
    /// what was refused, unless `force` is set.
    pub fn leave(&self, space: Option<SpaceId>, force: bool) -> Result<(), AppError> {
        self.store().write(|tx| {
            let sp = one_territory(tx, space)?.sp;
            let out = tx.out_counts(sp)?;
            let count = out.pending + out.sent + out.received + tx.unsent_letters(sp)?;
            if count > 0 && !force {
                return Err(AppError::Unsent { count });
            }
            if out.refused > 0 && !force {
                return Err(AppError::RefusedUnsaved { count: out.refused });
            }
            Ok(tx.remove_space(sp)?)
        })
    }

    /// The territories on this device.
    ///
    /// # Errors
    /// Those of the store.
    pub fn territories(&self) -> Result<Vec<TerritoryView>, AppError> {
        self.store().read(|read| {
            read.catalogues()?
                .iter()
                .map(|space| territory_view(read, space))
                .collect()
        })
    }

    /// The territory that a person means by its name, or by the beginning of its id.
    ///
    /// # Errors
    /// [`AppError::UnknownTerritory`], [`AppError::SeveralTerritories`].
    pub fn territory_named(&self, name: &str) -> Result<SpaceId, AppError> {
        let mut all = self.territories()?;
        let wanted = name.trim().to_lowercase();
        all.retain(|one| {
            one.name.to_lowercase() == wanted
                || (wanted.len() >= 4 && one.space.to_string().starts_with(&wanted))
        });
        match all.as_slice() {
            [one] => Ok(one.space),
            [] => Err(AppError::UnknownTerritory {
                name: name.to_owned(),
            }),
            _ => Err(AppError::SeveralTerritories {
                names: all.iter().map(|one| one.space.to_string()).collect(),
            }),
        }
    }

    /// The link of this device, for `publisher add` on an owner's device.
    pub fn device_link(&self, name: &str) -> String {
        let (sign, seal) = (self.keys().sign_key(), self.keys().seal_key());
        Link::Device {
            sign,
            seal,
            name: name.to_owned(),
        }
        .to_string()
    }

    /// The beginning of this device's key in groups of four digits, to be compared by voice.
    pub fn spoken_code(&self) -> String {
        let key = self.keys().sign_key().to_string();
        let groups: Vec<&str> = (0..4).filter_map(|n| key.get(n * 4..n * 4 + 4)).collect();
        groups.join(" ")
    }

    /// This device's public keys.
    pub fn public_keys(&self) -> (SignKey, SealKey) {
        (self.keys().sign_key(), self.keys().seal_key())
    }

    /// Adds a device by its link, with a role and an organisation (a new one when none is given). The change
    /// waits until the next sync.
    ///
    /// # Errors
    /// [`AppError::NotAnOwner`] unless this device is owner or admin (owners are added by owners alone).
    pub fn add_publisher(
        &self,
        space: Option<SpaceId>,
        link: &str,
        role: Role,
        org: Option<OrgId>,
    ) -> Result<OrgId, AppError> {
        let Link::Device { sign, seal, .. } = link.parse()? else {
            return Err(AppError::OtherLink { device: false });
        };
        let org = org.unwrap_or_else(|| OrgId(self.around().random()));
        self.queue(
            space,
            &Body::Add(Add {
                sign,
                seal,
                role,
                org,
                not_after: None,
            }),
            role == Role::Owner,
        )?;
        Ok(org)
    }

    /// Gives a device another role.
    ///
    /// # Errors
    /// [`AppError::NotAnOwner`], [`AppError::NoDevice`], [`AppError::LastOwner`].
    pub fn change_role(&self, space: Option<SpaceId>, ord: Ord, role: Role) -> Result<(), AppError> {
        self.store().write(|tx| {
            let sp = one_territory(tx, space)?.sp;
            let owners = touches_owner(tx, sp, ord, role != Role::Owner)? || role == Role::Owner;
            self.queue_in(tx, sp, &Body::Role(RoleChange { ord, role, org: None }), owners)
        })
    }

    /// Removes a device. What it has not sent by then stays with it and is refused; what it published stays,
    /// see [`Device::withdraw_all_of`].
    ///
    /// # Errors
    /// [`AppError::NotAnOwner`], [`AppError::NoDevice`], [`AppError::LastOwner`].
    pub fn remove_publisher(&self, space: Option<SpaceId>, ord: Ord) -> Result<(), AppError> {
        self.store().write(|tx| {
            let sp = one_territory(tx, space)?.sp;
            let owners = touches_owner(tx, sp, ord, true)?;
            self.queue_in(tx, sp, &Body::Remove(Remove { ord, epoch: None }), owners)
        })
    }

    fn queue(&self, space: Option<SpaceId>, body: &Body, by_owner: bool) -> Result<(), AppError> {
        self.store().write(|tx| {
            let sp = one_territory(tx, space)?.sp;
            self.queue_in(tx, sp, body, by_owner)
        })
    }

    /// The devices of a territory and the changes that wait.
    ///
    /// # Errors
    /// Those of the store.
    pub fn publishers(
        &self,
        space: Option<SpaceId>,
    ) -> Result<(Vec<Publisher>, Vec<WaitingChange>), AppError> {
        self.store().read(|read| {
            let space = one_territory(read, space)?;
            let seen = read.last_seen(space.sp)?;
            let members = read.membership(space.sp)?;
            let publisher = |member: &Member| {
                Some(Publisher {
                    ord: member.ord,
                    role: member.role(),
                    org: member.org()?,
                    sign: member.sign,
                    last_seen_ms: seen.get(&member.ord).copied(),
                    last_seen: seen
                        .get(&member.ord)
                        .and_then(|ms| moment(i64::try_from(*ms).ok()?, space.zone)),
                    me: member.sign == self.keys().sign_key(),
                })
            };
            let publishers = members
                .iter()
                .flat_map(|m| &m.members)
                .filter_map(publisher)
                .collect();
            Ok((publishers, waiting_changes(read, space.sp)?))
        })
    }
}

/// The membership changes of a space that wait or were refused.
pub(crate) fn waiting_changes(read: &Read<'_>, sp: Sp) -> Result<Vec<WaitingChange>, AppError> {
    let waiting = read.intents(sp)?.into_iter().filter_map(|intent| {
        let body = super::worker::read_intent(&intent.body).ok()?;
        Some(WaitingChange {
            body,
            refused: intent.refused,
        })
    });
    Ok(waiting.collect())
}

/// Checks the addresses of a relay: at least one, each of the web.
pub(crate) fn relay_addresses(urls: &[String]) -> Result<(), AppError> {
    let web = |url: &String| {
        let host = url
            .strip_prefix("https://")
            .or_else(|| url.strip_prefix("http://"));
        host.is_some_and(|host| !host.is_empty()) && url.len() <= limits::URL
    };
    if urls.is_empty() || urls.len() > limits::URLS || !urls.iter().all(web) {
        let wrong = urls.iter().find(|url| !web(url)).or(urls.last());
        return Err(AppError::RelayAddress {
            url: wrong.cloned().unwrap_or_default(),
        });
    }
    Ok(())
}

/// The territory that is meant: the one named, or the only one.
pub(crate) fn one_territory(read: &Read<'_>, space: Option<SpaceId>) -> Result<Space, AppError> {
    let mut spaces = read.catalogues()?;
    match space {
        Some(id) => spaces
            .into_iter()
            .find(|space| space.id == id)
            .ok_or(AppError::NoTerritory),
        None if spaces.len() > 1 => Err(AppError::SeveralTerritories {
            names: spaces.into_iter().map(|space| space.name).collect(),
        }),
        None => spaces.pop().ok_or(AppError::NoTerritory),
    }
}

/// This device's organisation in a space now.
///
/// # Errors
/// [`AppError::NotAMember`].
pub(crate) fn org_here(read: &Read<'_>, sp: Sp) -> Result<OrgId, AppError> {
    let me = Device::author(read, sp)?.ord;
    let members = read.membership(sp)?;
    members
        .and_then(|members| members.member(me)?.org())
        .ok_or(AppError::NotAMember)
}

/// This device's role in a space now.
pub(crate) fn role_here(read: &Read<'_>, sp: Sp) -> Result<Option<Role>, StoreError> {
    let Some(author) = read.space(sp)?.author else {
        return Ok(None);
    };
    Ok(read
        .membership(sp)?
        .and_then(|members| members.member(author.ord)?.role()))
}

fn territory_view(read: &Read<'_>, space: &Space) -> Result<TerritoryView, AppError> {
    let founded = read
        .member_records(space.sp)?
        .first()
        .is_none_or(|genesis| genesis.seq.is_some());
    let (urls, name) = (space.urls.clone(), space.name.clone());
    let link = Link::Territory {
        space: space.id,
        urls,
        name,
        code: read
            .territory_code(space.sp)?
            .map(|(code, _)| code.to_bytes().to_vec()),
    }
    .to_string();
    Ok(TerritoryView {
        space: space.id,
        name: space.name.clone(),
        relays: space.urls.clone(),
        zone: space.zone,
        link,
        founded,
        role: role_here(read, space.sp)?,
        seq: space.cursor.seq,
        synced_ms: space.synced_ms,
        confirmed: space.confirmed_seq.is_some(),
    })
}
