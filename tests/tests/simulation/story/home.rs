//! A house in a story: people edit documents on several devices, are invited and removed, and staff ends its history.

use std::collections::{BTreeMap, BTreeSet};

use ekin_core::app::device::Device;
use ekin_core::app::document::Kind;
use ekin_core::app::error::AppError;
use ekin_core::app::space::member::NewInvitation;
use ekin_core::domain::language::LanguageTag;
use ekin_protocol::id::{ObjectId, SpaceId};
use ekin_protocol::membership::Role;
use rand_chacha::ChaCha8Rng;
use rand_core::Rng;

use super::What;
use super::erasure;
use super::harm::Insider;
use super::liar::Liar;
use super::past::Past;
use super::player::{MOST, Place};
use crate::house;
use crate::one_document;
use crate::private_model::{Outside, check};
use crate::relay::Kept;
use crate::world::World;

/// What a person was told is done: a tag in a document.
#[derive(Clone, Debug)]
pub struct Edit {
    /// Who gave it.
    pub by: usize,
    /// To which document.
    pub document: ObjectId,
    /// The tag.
    pub tag: String,
    /// Whether the device was set back behind it: the only copy may be gone.
    pub uncertain: bool,
}

/// A house.
pub struct Home {
    /// Its space.
    pub space: SpaceId,
    /// Devices that are in it, or were; its owner's first.
    pub phones: Vec<usize>,
    /// What people were told is done.
    pub edits: Vec<Edit>,
    /// Documents, with the device that made each.
    pub documents: Vec<(usize, ObjectId)>,
    /// Devices whose membership may end before what they wrote is logged: removed, or whose time ends.
    pub leaving: BTreeSet<usize>,
    /// Documents in which somebody took something back.
    pub undone: BTreeSet<ObjectId>,
    /// What left the devices.
    pub outside: Outside,
    /// A member who means harm.
    pub harm: Option<Insider>,
    /// One of the staff who lies.
    pub liar: Option<Liar>,
    /// Its log, of which the relay may let some go.
    pub past: Past,
    /// The invitations by which devices came.
    links: BTreeMap<usize, String>,
    sheet: String,
}

impl Home {
    /// A house that the relay holds, with a first document.
    pub fn begin<S: Kept>(world: &mut World<S>, owner: usize, others: &[usize]) -> Self {
        let space = house::found(world, owner);
        for (n, phone) in others.iter().enumerate().filter(|(_, phone)| **phone != owner) {
            let role = [Role::Educator, Role::Volunteer, Role::Resident][n % 3];
            house::enter(world, &space, owner, *phone, role);
        }
        let document = house::note(world, &space, owner, "Sortie");
        let mut phones = vec![owner];
        phones.extend(others.iter().filter(|phone| **phone != owner));
        for phone in &phones {
            house::sync(world, *phone);
        }
        Self {
            space,
            sheet: world.phones[owner].device().space_sheet(space).unwrap(),
            phones,
            edits: Vec::new(),
            documents: vec![(owner, document)],
            leaving: BTreeSet::new(),
            undone: BTreeSet::new(),
            outside: Outside::default(),
            harm: None,
            liar: None,
            past: Past::default(),
            links: BTreeMap::new(),
        }
    }

    /// A command that a person gives. Says whether it was done; what is not allowed is said at once.
    fn command<S: Kept>(
        &self,
        world: &mut World<S>,
        phone: usize,
        command: impl FnOnce(&Device) -> Result<(), AppError>,
    ) -> bool {
        match world.command(phone, command) {
            None => false,
            Some(Ok(())) => true,
            Some(Err(
                AppError::NotAMember
                | AppError::NotAllowed
                | AppError::NotStaff
                | AppError::NoKeyYet
                // Its clock says that it heard no relay for too long.
                | AppError::Locked { .. }
                | AppError::UnknownSpace { .. }
                | AppError::NoDocument { .. }
                // Somebody took back the change that made it: it has no title.
                | AppError::DocumentFields(_)
                | AppError::NothingToUndo,
            )) => false,
            Some(Err(error)) => panic!("device {phone}: {error:?}"),
        }
    }

    fn write<S: Kept>(&mut self, world: &mut World<S>, phone: usize) {
        let (space, mut made) = (self.space, None);
        self.command(world, phone, |device| {
            let fields = ["title=Autre sortie".to_owned()];
            made = Some(device.new_document(space, Kind::Note, &fields, LanguageTag::FR)?);
            Ok(())
        });
        self.documents.extend(made.map(|id| (phone, id)));
    }

    /// Sets a field of a document that n names. Says of which, where that was done.
    fn set<S: Kept>(&self, world: &mut World<S>, phone: usize, n: u32, field: String) -> Option<ObjectId> {
        let (space, (_, document)) = (self.space, self.documents[n as usize % self.documents.len()]);
        let done = self.command(world, phone, |device| {
            let id = document.to_string();
            device
                .edit_document(space, &id, &[field], LanguageTag::FR)
                .map(drop)
        });
        done.then_some(document)
    }

    fn edit<S: Kept>(&mut self, world: &mut World<S>, phone: usize, n: u32) {
        let tag = format!("{}-{phone}", self.edits.len());
        if let Some(document) = self.set(world, phone, n, format!("tags+={tag}")) {
            self.edits.push(Edit {
                by: phone,
                document,
                tag,
                uncertain: false,
            });
        }
    }

    /// The owner invites a device, which joins at once or with its next sync; some for an hour only.
    fn invite<S: Kept>(&mut self, world: &mut World<S>, role: u8, at_once: bool) {
        let (space, owner) = (self.space, self.phones[0]);
        let new = NewInvitation {
            role: [Role::Volunteer, Role::Resident, Role::Reader][usize::from(role) % 3],
            valid_ms: 864_000_000_000,
            uses: 1,
            member_until: (role == 0).then(|| world.wall() + 3_600_000),
        };
        let Some(Ok(link)) = world.command(owner, |owner| owner.invite(space, &new)) else {
            return;
        };
        let phone = world.add_phone();
        world.phones[phone].device().accept_invitation(&link).unwrap();
        self.phones.push(phone);
        self.links.insert(phone, link);
        if new.member_until.is_some() {
            self.leaving.insert(phone);
        }
        if at_once {
            world.sync(owner, false);
            world.sync(phone, false);
        }
    }

    /// Staff ends the history; where it is somebody else's turn, the owner does.
    fn end<S: Kept>(&self, world: &mut World<S>, phone: usize, prose: bool) {
        let space = self.space;
        for staff in [phone, self.phones[0]] {
            if self.command(world, staff, |device| device.end_history(space, prose).map(drop)) {
                return;
            }
        }
    }

    /// Whoever comes now has it all, out of the log or out of a pack; where the pack is not there, out of the next one.
    fn newcomer<S: Kept>(&mut self, world: &mut World<S>) {
        let (space, owner) = (self.space, self.phones[0]);
        let new = NewInvitation {
            role: Role::Volunteer,
            valid_ms: 864_000_000_000,
            uses: 1,
            member_until: None,
        };
        let link = world
            .command(owner, |owner| owner.invite(space, &new))
            .unwrap()
            .unwrap();
        house::sync(world, owner);
        let phone = world.add_phone();
        world.phones[phone].device().accept_invitation(&link).unwrap();
        for one in [phone, owner, phone] {
            house::sync(world, one);
        }
        let waits = |world: &World<S>| world.phones[phone].device().history_of(space).unwrap().begins;
        if waits(world) {
            world
                .command(owner, |owner| owner.end_history(space, false))
                .unwrap()
                .unwrap();
            for one in [owner, phone, phone] {
                house::sync(world, one);
            }
        }
        assert!(!waits(world), "a newcomer waits for a pack");
        self.phones.push(phone);
        let phones = self.phones.clone();
        for one in [&phones, &phones].into_iter().flatten() {
            house::sync(world, *one);
            self.note(world, *one);
        }
        check(self, world);
    }

    fn remove<S: Kept>(&mut self, world: &mut World<S>, phone: usize) {
        let (space, sign) = (self.space, world.phones[phone].sign);
        let mut found = false;
        self.command(world, self.phones[0], |owner| {
            let members = owner.members(space)?.0;
            let one = members
                .iter()
                .find(|one| Some(one.sign) == sign && !one.me && one.role.is_some());
            let Some(one) = one else { return Ok(()) };
            found = true;
            owner.remove_member(space, one.ord)
        });
        // Where the owner died in the middle of it, too: it may have been done.
        let same = |phone: &&usize| world.phones[**phone].sign == sign;
        self.leaving
            .extend(self.phones.iter().filter(same).filter(|_| found));
    }
}

impl<S: Kept> Place<S> for Home {
    fn space(&self) -> SpaceId {
        self.space
    }

    fn act(&mut self, world: &mut World<S>, who: u32, what: What, rng: &mut ChaCha8Rng) {
        let phone = self.phones[who as usize % self.phones.len()];
        match what {
            What::Write => self.write(world, phone),
            What::Edit(n) => self.edit(world, phone, n),
            What::Retitle(n) => {
                let title = format!("title=Sortie {}", rng.next_u32() % 1000);
                self.set(world, phone, n, title);
            }
            // It may take back a tag, or the list in which others put theirs at the same time.
            What::Undo => {
                let (space, mut undone) = (self.space, None);
                self.command(world, phone, |device| {
                    undone = Some(device.undo_document(space)?);
                    Ok(())
                });
                self.undone.extend(undone);
            }
            What::Join(role, at_once) if world.phones.len() < MOST => self.invite(world, role, at_once),
            What::Remove => self.remove(world, phone),
            What::Lie(n) => {
                let (space, owner) = (self.space, self.phones[0]);
                let liar = self
                    .liar
                    .get_or_insert_with(|| Liar::enters(world, &space, owner));
                liar.acts(world, &self.phones, n, rng);
            }
            What::End(prose) => self.end(world, phone, prose),
            What::Harm(n) => {
                let (space, owner) = (self.space, self.phones[0]);
                let documents: Vec<ObjectId> = self.documents.iter().map(|(_, id)| *id).collect();
                let harm = self
                    .harm
                    .get_or_insert_with(|| Insider::enters(world, &space, owner));
                harm.acts(world, owner, n, &documents, rng);
            }
            _ => {}
        }
        self.note(world, phone);
    }

    fn note(&mut self, world: &World<S>, phone: usize) {
        self.past.read(world, &self.space);
        if self.phones.contains(&phone) {
            self.past.learn(world, &self.space, phone);
            self.outside.note(world, &self.space, phone);
            one_document::check(world, &self.space, phone, false, !self.leaving.is_empty());
        }
    }

    fn before_backup(&mut self, world: &World<S>) {
        self.past.read(world, &self.space);
    }

    fn after_backup(&mut self, made: bool) {
        if made {
            self.past.back_up();
        }
    }

    fn set_back(&mut self, before: bool) {
        self.past.set_back(before);
    }

    fn before_loss(&mut self, _: &World<S>, _: usize) {}

    fn after_loss(&mut self, _: &World<S>, phone: usize) {
        if !self.phones.contains(&phone) {
            return;
        }
        // What it alone held may be gone, and so may be what others built on it.
        let documents: Vec<ObjectId> = self.documents.iter().map(|(_, id)| *id).collect();
        for edit in &mut self.edits {
            edit.uncertain |= edit.by == phone || documents.contains(&edit.document);
        }
    }

    fn copied(&mut self, _: &World<S>, of: usize, twin: usize) {
        if self.phones.contains(&of) {
            self.phones.push(twin);
            self.links
                .extend(self.links.get(&of).cloned().map(|link| (twin, link)));
            if self.leaving.contains(&of) {
                self.leaving.insert(twin);
            }
        }
    }

    fn comes_back(&mut self, world: &mut World<S>, phone: usize) {
        if !self.phones.contains(&phone) {
            return;
        }
        // Whoever is in needs no invitation: the space is where it was, and has this device's key in its membership.
        let snapshot = world.relay.relay().storage().snapshot(&self.space).unwrap();
        let sign = world.phones[phone].sign.unwrap();
        let known = snapshot.is_some_and(|space| space.members.by_key(&sign).is_some());
        let link = match self.links.get(&phone) {
            Some(link) if !known => link.clone(),
            _ => self.sheet.clone(),
        };
        match world.command(phone, |device| device.accept_invitation(&link)) {
            Some(Ok(_) | Err(AppError::AlreadyJoined { .. })) => {}
            Some(Err(error)) => panic!("{error:?}"),
            None => world.phones[phone].empty = true,
        }
    }

    fn check(&mut self, world: &mut World<S>) {
        check(self, world);
        self.newcomer(world);
        for phone in &self.phones {
            one_document::check(world, &self.space, *phone, true, !self.leaving.is_empty());
        }
        erasure::check(self, world);
    }
}
