//! One command in one private space: records and changes of documents that become one envelope, all or nothing. It needs
//! no network; the envelope waits in the outbox.

use ekin_protocol::id::{ItemHash, ObjectId, Short, SpaceId};
use ekin_protocol::item::{Item, ItemType, Meta, write_private};
use ekin_protocol::limits;
use ekin_protocol::membership::Role;
use ekin_protocol::seal::UnitKey;
use ekin_protocol::validity;

use super::device::Device;
use super::document::{Kind, open};
use super::error::AppError;
use super::query::changed_here;
use super::relay_time;
use super::space::one_space;
use super::surroundings::Surroundings;
use crate::document::{Document, Edited};
use crate::domain::fact::{Fact, Tombstone};
use crate::domain::person::PersonId;
use crate::record::right;
use crate::storage::{Head, Read, Space, Tx, UnitId};

/// Bytes of the items of one command: what a frame holds, with room for what padding adds, when nothing of it compresses.
const ENVELOPE: usize = 160 << 10;

/// A command in work. Dropping it writes nothing.
pub(crate) struct Command<'a, 't, 'c> {
    device: &'a Device,
    tx: &'t Tx<'c>,
    space: Space,
    at_ms: u64,
    items: Vec<Vec<u8>>,
    /// What this command says of objects, so that it may say more of one.
    said: Vec<Said>,
    /// Documents that it changes, as they become.
    edited: Vec<(ObjectId, u16, Document)>,
}

/// What a command says of an object.
struct Said {
    object: ObjectId,
    hash: ItemHash,
    unit: Option<UnitId>,
}

impl<'a, 't, 'c> Command<'a, 't, 'c> {
    /// Begins a command in a space in which this device may write.
    ///
    /// # Errors
    /// [`AppError::UnknownSpace`], [`AppError::NotAMember`], [`AppError::NotAllowed`], [`AppError::TimeOver`].
    pub fn begin(device: &'a Device, tx: &'t Tx<'c>, space: SpaceId) -> Result<Self, AppError> {
        Ok(Self {
            device,
            tx,
            space: writable(tx, space, device.around())?,
            at_ms: device.around().wire_ms(),
            items: Vec::new(),
            said: Vec::new(),
            edited: Vec::new(),
        })
    }

    /// The space.
    pub fn space(&self) -> &Space {
        &self.space
    }

    /// A new object's id.
    pub fn new_object(&self) -> ObjectId {
        ObjectId(self.device.around().random())
    }

    /// A new erasure unit with its key.
    ///
    /// # Errors
    /// Those of the store.
    pub fn new_unit(&self) -> Result<UnitId, AppError> {
        let unit = self.device.around().random();
        let key = UnitKey::new(self.device.around().random());
        self.tx.put_unit_key(self.space.sp, &unit, &key)?;
        Ok(unit)
    }

    /// The erasure unit of a person's documents; a new one where there is none with its key here.
    ///
    /// # Errors
    /// Those of the store.
    pub fn unit_of(&self, person: PersonId) -> Result<UnitId, AppError> {
        match self.tx.unit_of_person(self.space.sp, &person.0)? {
            Some(unit) => Ok(unit),
            None => self.new_unit(),
        }
    }

    /// Says a fact of an object, in the place of everything that is said of it so far; under the key of the unit that it
    /// is under already.
    ///
    /// # Errors
    /// [`AppError::NotAllowed`] where somebody else said it who may not be corrected; [`AppError::NoUnitKey`];
    /// [`AppError::Fact`].
    pub fn put<F: Fact>(&mut self, object: &ObjectId, fact: &F) -> Result<ItemHash, AppError> {
        let heads = self.heads_to_replace(object)?;
        may_replace(self.tx, &self.space, &heads)?;
        self.say(object, fact, &heads, self.unit_so_far(object, &heads))
    }

    /// Says a fact of an object beside what others said who may not be corrected, and in the place of the rest.
    ///
    /// # Errors
    /// [`AppError::NotAMember`], [`AppError::NoUnitKey`], [`AppError::Fact`].
    pub fn put_beside<F: Fact>(&mut self, object: &ObjectId, fact: &F) -> Result<ItemHash, AppError> {
        let heads = self.heads_to_replace(object)?;
        let unit = self.unit_so_far(object, &heads);
        self.beside(object, fact, heads, unit)
    }

    /// Says a fact of an object as [`Command::put_beside`] does, under the key of this unit.
    ///
    /// # Errors
    /// As [`Command::put_beside`].
    pub fn put_beside_under<F: Fact>(
        &mut self,
        object: &ObjectId,
        fact: &F,
        unit: UnitId,
    ) -> Result<ItemHash, AppError> {
        let heads = self.heads_to_replace(object)?;
        self.beside(object, fact, heads, Some(unit))
    }

    fn beside<F: Fact>(
        &mut self,
        object: &ObjectId,
        fact: &F,
        mut heads: Vec<Head>,
        unit: Option<UnitId>,
    ) -> Result<ItemHash, AppError> {
        let mut stays = Vec::new();
        for head in &heads {
            match may_replace(self.tx, &self.space, std::slice::from_ref(head)) {
                Ok(()) => {}
                Err(AppError::NotAllowed) => stays.push(head.hash),
                Err(other) => return Err(other),
            }
        }
        heads.retain(|head| !stays.contains(&head.hash));
        self.say(object, fact, &heads, unit)
    }

    /// Says a fact of an object as [`Command::put`] does, under the key of this unit, or under none.
    ///
    /// # Errors
    /// As [`Command::put`].
    pub fn put_under<F: Fact>(
        &mut self,
        object: &ObjectId,
        fact: &F,
        unit: Option<UnitId>,
    ) -> Result<ItemHash, AppError> {
        let heads = self.heads_to_replace(object)?;
        may_replace(self.tx, &self.space, &heads)?;
        self.say(object, fact, &heads, unit)
    }

    /// Says again what one head of an object says, in the place of all heads: a person has chosen it.
    ///
    /// # Errors
    /// As [`Command::put`].
    pub fn put_again(&mut self, object: &ObjectId, chosen: &Head) -> Result<ItemHash, AppError> {
        let heads = self.heads_to_replace(object)?;
        may_replace(self.tx, &self.space, &heads)?;
        let bytes = chosen.item_bytes();
        let payload = self.tx.opened(self.space.sp, &Item::read(&bytes)?)?;
        let payload = payload.ok_or(AppError::NoUnitKey)?;
        self.say_payload(object, chosen.kind, &payload, &heads, chosen.unit)
    }

    fn say<F: Fact>(
        &mut self,
        object: &ObjectId,
        fact: &F,
        heads: &[Head],
        unit: Option<UnitId>,
    ) -> Result<ItemHash, AppError> {
        self.say_payload(object, F::KIND, &fact.write()?, heads, unit)
    }

    fn say_payload(
        &mut self,
        object: &ObjectId,
        kind: u16,
        payload: &[u8],
        heads: &[Head],
        unit: Option<UnitId>,
    ) -> Result<ItemHash, AppError> {
        let supersedes = match self.said(object) {
            Some(said) => vec![said.hash.short()],
            None => names(heads),
        };
        let meta = Meta {
            kind,
            supersedes,
            unit,
            at_ms: self.at_ms,
            ..Meta::default()
        };
        let hash = self.item(ItemType::Record, object, &meta, payload)?;
        self.said.retain(|said| said.object != *object);
        self.said.push(Said {
            object: *object,
            hash,
            unit,
        });
        Ok(hash)
    }

    /// Ends an object.
    ///
    /// # Errors
    /// As [`Command::put`].
    pub fn end(&mut self, object: &ObjectId) -> Result<ItemHash, AppError> {
        self.put_under(object, &Tombstone::default(), None)
    }

    /// Ends an object, whoever spoke of it: an end beside other words hides them all.
    ///
    /// # Errors
    /// As [`Command::put_beside`].
    pub fn end_beside(&mut self, object: &ObjectId) -> Result<ItemHash, AppError> {
        let heads = self.heads_to_replace(object)?;
        self.beside(object, &Tombstone::default(), heads, None)
    }

    /// Says a fact of an object as [`Command::put_beside`] does, under the key of the erasure unit of a person's documents.
    ///
    /// # Errors
    /// As [`Command::put_beside`].
    pub fn put_of_person<F: Fact>(
        &mut self,
        object: &ObjectId,
        fact: &F,
        person: PersonId,
    ) -> Result<ItemHash, AppError> {
        let unit = self.unit_of(person)?;
        self.tx.set_unit_person(self.space.sp, &unit, &person.0)?;
        self.put_beside_under(object, fact, unit)
    }

    /// Changes of a document.
    ///
    /// # Errors
    /// [`AppError::TooMuchAtOnce`].
    pub fn edit(
        &mut self,
        object: &ObjectId,
        (kind, generation, unit): (u16, u32, Option<UnitId>),
        edited: &Edited,
    ) -> Result<(), AppError> {
        let meta = Meta {
            kind,
            unit,
            at_ms: self.at_ms,
            generation,
            ..Meta::default()
        };
        for change in &edited.changes {
            self.item(ItemType::Change, object, &meta, &change.bytes)?;
        }
        self.edited.push((*object, kind, edited.document.clone()));
        Ok(())
    }

    /// Puts it into one envelope, its rows and the outbox.
    ///
    /// # Errors
    /// Those of the store.
    pub fn send(self) -> Result<(), AppError> {
        if self.items.is_empty() {
            return Ok(());
        }
        let sp = self.space.sp;
        let mut author = Device::author(self.tx, sp)?;
        self.tx.put_pending(
            sp,
            author.ord,
            &author.incarnation,
            author.next_dev_seq,
            &self.items,
        )?;
        author.next_dev_seq += 1;
        self.tx.set_author(sp, &author)?;
        for (object, kind, document) in &self.edited {
            open::note_line(self.tx, &self.space, object, *kind, document)?;
            if *kind == Kind::Outing.number() {
                changed_here(self.tx, &self.space, object)?;
            }
        }
        // Whoever hears of it asks the store, which answers once this transaction is done.
        self.device.changed();
        Ok(())
    }

    /// What is said of an object so far, unless this command has replaced it already.
    fn heads_to_replace(&self, object: &ObjectId) -> Result<Vec<Head>, AppError> {
        match self.said(object) {
            Some(_) => Ok(Vec::new()),
            None => Ok(self.tx.heads(self.space.sp, object)?),
        }
    }

    fn said(&self, object: &ObjectId) -> Option<&Said> {
        self.said.iter().find(|said| said.object == *object)
    }

    /// The unit that an object is under.
    fn unit_so_far(&self, object: &ObjectId, heads: &[Head]) -> Option<UnitId> {
        match self.said(object) {
            Some(said) => said.unit,
            None => heads.iter().rev().find_map(|head| head.unit),
        }
    }

    fn item(
        &mut self,
        item_type: ItemType,
        object: &ObjectId,
        meta: &Meta,
        payload: &[u8],
    ) -> Result<ItemHash, AppError> {
        if self.tx.is_object_erased(self.space.sp, object)? {
            return Err(AppError::Erased);
        }
        let around = self.device.around();
        let sealed = match &meta.unit {
            Some(unit) => {
                let key = self.tx.unit_key(self.space.sp, unit)?;
                let key = key.ok_or(AppError::NoUnitKey)?;
                Some(around.with_random(|random| key.seal(object, payload, random))?)
            }
            None => None,
        };
        let payload = sealed.as_deref().unwrap_or(payload);
        let bytes = write_private(&around.random(), item_type, object, meta, payload);
        // What others would not count is never written.
        let item = Item::read(&bytes)?;
        validity::private_item(&item).map_err(|_| AppError::TooMuchAtOnce)?;
        let hash = item.hash();
        let size: usize = self.items.iter().map(Vec::len).sum();
        if self.items.len() == limits::ITEMS || size + bytes.len() > ENVELOPE {
            return Err(AppError::TooMuchAtOnce);
        }
        self.items.push(bytes);
        Ok(hash)
    }
}

/// The space, if this device may write in it.
pub(crate) fn writable(read: &Read<'_>, space: SpaceId, around: &Surroundings) -> Result<Space, AppError> {
    let space = one_space(read, space)?;
    let author = space.author.ok_or(AppError::NotAMember)?;
    // Whoever was invited to write begins at once: it waits until they are in.
    if author.is_joining() {
        return Ok(space);
    }
    let members = read.membership(space.sp)?.ok_or(AppError::NotAMember)?;
    let me = members.member(author.ord).ok_or(AppError::NotAMember)?;
    let role = match me.role().ok_or(AppError::NotAMember)? {
        Role::Pending => me.wanted.ok_or(AppError::NotAMember)?,
        role => role,
    };
    if relay_time::at_least(read, space.sp, around)?.is_some_and(|now| me.is_over(now)) {
        return Err(AppError::TimeOver);
    }
    match role.writes_in_private() {
        true => Ok(space),
        false => Err(AppError::NotAllowed),
    }
}

fn names(heads: &[Head]) -> Vec<Short> {
    let names = heads.iter().map(|head| head.hash.short());
    names.take(limits::SUPERSEDES).collect()
}

/// Whether this device may replace these heads, as the membership has it now.
fn may_replace(read: &Read<'_>, space: &Space, heads: &[Head]) -> Result<(), AppError> {
    if heads.iter().all(|head| head.place.is_none()) {
        // One's own, which nobody has yet.
        return Ok(());
    }
    let members = read.membership(space.sp)?.ok_or(AppError::NotAMember)?;
    let author = Device::author(read, space.sp)?;
    let me = members.member(author.ord).ok_or(AppError::NotAMember)?;
    let (Some(role), Some(org)) = (me.role(), me.org()) else {
        return Err(AppError::NotAMember);
    };
    let by = (author.ord, role, org);
    let mut logged = heads.iter().filter_map(|head| Some((head.ord, head.place?.0)));
    match logged.all(|(of, seq)| right::replaces(&members, by, of, seq)) {
        true => Ok(()),
        false => Err(AppError::NotAllowed),
    }
}
