//! What people call their devices. A name stands in the settings of a house under the device's key, so it is known in each space
//! to which that device belongs, an outing's too, and stays its own where a restored relay counts its devices anew.

use std::collections::BTreeMap;

use ekin_protocol::id::{Ord, SignKey, SpaceId};
use ekin_protocol::membership::{Member, SpaceKind};

use super::one_space;
use crate::app::command::writable;
use crate::app::device::Device;
use crate::app::document::{self, Kind};
use crate::app::error::AppError;
use crate::app::territory::role_here;
use crate::domain::kind::{Contents, Plain};
use crate::domain::language::LanguageTag;
use crate::storage::{DocumentRow, Read, Space, Tx};

/// Digits of a key under which its device's name stands.
const DIGITS: usize = 32;
/// The field.
const FIELD: &str = "devices";

/// What the devices of one space are called, by their numbers there.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Devices(BTreeMap<Ord, String>);

impl Devices {
    /// What a device is called; none where nobody gave it a name.
    pub fn name(&self, ord: Ord) -> Option<&str> {
        self.0.get(&ord).map(String::as_str)
    }

    /// Of a space: its own settings count before those of the other houses of this device.
    pub(crate) fn of(read: &Read<'_>, space: &Space) -> Result<Self, AppError> {
        let Some(members) = read.membership(space.sp)? else {
            return Ok(Self::default());
        };
        let mut spaces = read.private_spaces()?;
        spaces.sort_by_key(|one| (one.sp != space.sp, one.kind != SpaceKind::Home));
        let devices = members.members.iter().filter(|member| member.recovery.is_none());
        let keys: Vec<String> = devices.map(|member| key(&member.sign)).collect();
        let mut called = BTreeMap::new();
        for one in &spaces {
            // A house has the names of all its devices in one place: others are read for whoever has none there.
            if keys.iter().all(|key| called.contains_key(key)) {
                break;
            }
            for (_, settings) in settings(read, one)? {
                for (key, name) in names(&settings) {
                    called.entry(key).or_insert(name);
                }
            }
        }
        let names = members
            .members
            .iter()
            .filter_map(|member| Some((member.ord, called.get(&key(&member.sign))?.clone())));
        Ok(Self(names.collect()))
    }
}

impl Device {
    /// What the devices of a space are called.
    ///
    /// # Errors
    /// [`AppError::UnknownSpace`].
    pub fn devices(&self, space: SpaceId) -> Result<Devices, AppError> {
        self.store()
            .read(|read| Devices::of(read, &one_space(read, space)?))
    }

    /// Names a device, or with no words takes its name back: in the settings of its house, and wherever else it has a name that
    /// this device may change. Everybody names their own; who governs names all.
    ///
    /// # Errors
    /// [`AppError::NoDevice`], [`AppError::NotAnOwner`] where it is somebody else's, [`AppError::WrongSpace`] on an outing whose
    /// house is not here, [`AppError::DocumentFields`].
    pub fn name_device(&self, space: SpaceId, ord: Ord, name: &str) -> Result<(), AppError> {
        self.store().write(|tx| {
            let here = one_space(tx, space)?;
            let members = tx.membership(here.sp)?.ok_or(AppError::NotAMember)?;
            let device = |member: &&Member| member.role().is_some() && member.recovery.is_none();
            let member = members.member(ord).filter(device);
            let sign = member
                .map(|member| member.sign)
                .ok_or_else(|| AppError::NoDevice {
                    name: ord.to_string(),
                })?;
            if !self.names_in(tx, &here, &sign)? {
                return Err(AppError::NotAnOwner);
            }
            let house = self.house_of(tx, &here)?;
            let field = [format!("{FIELD}.{}={}", key(&sign), name.trim())];
            for one in tx.private_spaces()? {
                let all = settings(tx, &one)?;
                let named = all
                    .iter()
                    .find(|(_, said)| names(said).any(|(of, _)| of == key(&sign)));
                let wanted = one.sp == house.sp;
                let other = named.is_some() && self.names_in(tx, &one, &sign)?;
                let row = named.or(all.first()).map(|(row, _)| row.object.to_string());
                match row {
                    Some(row) if wanted || other => {
                        self.edit_document_in(tx, one.id, &row, &field, LanguageTag::FR)?;
                    }
                    None if wanted && !name.trim().is_empty() => {
                        self.new_document_in(tx, one.id, Kind::Settings, &field, LanguageTag::FR)?;
                    }
                    _ => {}
                }
            }
            Ok(())
        })
    }

    /// Whether this device may name the device with that key in a space.
    fn names_in(&self, read: &Read<'_>, space: &Space, sign: &SignKey) -> Result<bool, AppError> {
        let governs = role_here(read, space.sp)?.is_some_and(|role| role.governs());
        let writes = writable(read, space.id, self.around()).is_ok();
        Ok(*sign == self.keys().sign_key() || (governs && writes))
    }

    /// Where the settings are in which a device of this space is named: its own, or of an outing those of a house here.
    fn house_of(&self, tx: &Tx<'_>, here: &Space) -> Result<Space, AppError> {
        let Err(wrong) = Kind::Settings.lives_in(here.kind) else {
            return Ok(here.clone());
        };
        let mut spaces = tx.private_spaces()?;
        spaces.sort_by_key(|one| one.kind != SpaceKind::Home);
        let house = |one: &Space| {
            let house = matches!(one.kind, SpaceKind::Home | SpaceKind::Staff);
            house && writable(tx, one.id, self.around()).is_ok()
        };
        let found = spaces.into_iter().find(house);
        found.ok_or(AppError::WrongSpace(wrong))
    }
}

/// The settings of a space: two, where two people began them apart.
fn settings(read: &Read<'_>, space: &Space) -> Result<Vec<(DocumentRow, Contents)>, AppError> {
    let rows = document::every(read, space, Some(Kind::Settings))?;
    rows.into_iter()
        .map(|row| Ok((row.clone(), document::contents(read, space, &row)?)))
        .collect()
}

/// The names that stand there, by the beginning of a key.
fn names(settings: &Contents) -> impl Iterator<Item = (String, String)> + '_ {
    let names = settings.view().entries(FIELD).into_iter();
    names.filter_map(|(key, name)| match name {
        Plain::Str(name) => Some((key.to_owned(), name.clone())),
        _ => None,
    })
}

fn key(sign: &SignKey) -> String {
    sign.to_string().chars().take(DIGITS).collect()
}

#[cfg(test)]
mod tests {
    use ekin_protocol::id::OrgId;
    use ekin_protocol::membership::Role;

    use super::*;
    use crate::app::house::{House, Phone};
    use crate::app::space::NewPrivateSpace;

    fn named(phone: &Phone, space: SpaceId) -> Vec<Option<String>> {
        let (members, _) = phone.device.members(space).unwrap();
        members.into_iter().map(|one| one.name).collect()
    }

    #[test]
    fn everybody_names_their_own_device_and_who_governs_names_all() {
        let mut house = House::new();
        let mikel = house.member(Role::Educator, OrgId([1; 16]));
        let space = house.space;
        mikel
            .device
            .name_device(space, 1, " Téléphone de Mikel ")
            .unwrap();
        assert!(matches!(
            mikel.device.name_device(space, 0, "Autre"),
            Err(AppError::NotAnOwner)
        ));
        house.sync(&mikel);
        house.sync_owner();
        let owner = house.owner.clone();
        assert_eq!(
            named(&owner, space),
            [None, Some("Téléphone de Mikel".to_owned())]
        );
        owner.device.name_device(space, 0, "Bureau").unwrap();
        owner.device.name_device(space, 1, "Mikelen telefonoa").unwrap();
        house.sync_owner();
        house.sync(&mikel);
        let both = [Some("Bureau".to_owned()), Some("Mikelen telefonoa".to_owned())];
        assert_eq!(named(&mikel, space), both);
        // One document holds them, however often somebody is named.
        assert_eq!(
            mikel
                .device
                .documents(space, Some(Kind::Settings), None, 9)
                .unwrap()
                .len(),
            1
        );
        owner.device.name_device(space, 1, "").unwrap();
        assert_eq!(named(&owner, space), [Some("Bureau".to_owned()), None]);
        assert!(matches!(
            owner.device.name_device(space, 9, "Nobody"),
            Err(AppError::NoDevice { .. })
        ));
        assert!(matches!(
            owner.device.name_device(space, 0, &"a".repeat(61)),
            Err(AppError::DocumentFields(_))
        ));
    }

    #[test]
    fn a_name_is_known_on_an_outing_and_given_there_too() {
        let house = House::new();
        let owner = house.owner.clone();
        let outing = |name: &str| {
            let new = NewPrivateSpace {
                kind: SpaceKind::Outing,
                name: name.into(),
                relays: vec!["http://relay.test".into()],
                creation_code: None,
            };
            owner.device.create_space(&new).unwrap().space
        };
        let museum = outing("Musée");
        owner.device.name_device(house.space, 0, "Bureau").unwrap();
        assert_eq!(owner.device.devices(museum).unwrap().name(0), Some("Bureau"));
        owner.device.name_device(museum, 0, "Téléphone d’Ane").unwrap();
        for space in [museum, outing("Plage"), house.space] {
            assert_eq!(
                owner.device.devices(space).unwrap().name(0),
                Some("Téléphone d’Ane")
            );
        }
    }

    #[test]
    fn an_outing_whose_house_is_not_here_says_where_names_are_given() {
        let house = House::of(SpaceKind::Outing);
        let refused = house.owner.device.name_device(house.space, 0, "Bureau");
        assert!(matches!(refused, Err(AppError::WrongSpace(_))), "{refused:?}");
    }
}
