//! A house under virtual time: a private space with its devices, and what people do in it.

use ekin_core::app::document::Kind;
use ekin_core::app::space::member::NewInvitation;
use ekin_core::app::space::{Kind as Sort, NewPrivateSpace};
use ekin_core::domain::kind::Plain;
use ekin_core::domain::language::LanguageTag;
use ekin_protocol::id::{ObjectId, Ord, SpaceId};
use ekin_protocol::membership::Role;
use ekin_sync_server::storage::memory::MemoryStorage;

use super::relay::Kept;
use super::world::{URL, World};

/// A house.
pub struct House<S: Kept> {
    /// Where it stands.
    pub world: World<S>,
    /// Its space.
    pub space: SpaceId,
}

/// A device makes the space of a house, and the relay holds it.
pub fn found<S: Kept>(world: &mut World<S>, owner: usize) -> SpaceId {
    let made = world.phones[owner].device().create_space(&NewPrivateSpace {
        kind: Sort::Home,
        name: "Etxea".into(),
        relays: vec![URL.into()],
        creation_code: None,
    });
    sync(world, owner);
    made.unwrap().space
}

/// Syncs once, until everything that can be done is done.
pub fn sync<S: Kept>(world: &mut World<S>, phone: usize) {
    world.sync(phone, false);
    assert!(world.until_quiet(600_000));
}

/// An invitation that the relay knows.
pub fn invitation<S: Kept>(world: &mut World<S>, space: &SpaceId, owner: usize, role: Role) -> String {
    let new = NewInvitation {
        role,
        valid_ms: 86_400_000,
        uses: 1,
        member_until: None,
    };
    let link = world.phones[owner].device().invite(*space, &new).unwrap();
    sync(world, owner);
    link
}

/// A device is invited, joins, is approved where that is due, and gets the present key.
pub fn enter<S: Kept>(world: &mut World<S>, space: &SpaceId, owner: usize, phone: usize, role: Role) {
    let link = invitation(world, space, owner, role);
    world.phones[phone].device().accept_invitation(&link).unwrap();
    sync(world, phone);
    sync(world, owner);
    if role.is_staff() {
        let device = world.phones[owner].device().clone();
        let ord = device.members(*space).unwrap().0.last().unwrap().ord;
        device.approve_member(*space, ord).unwrap();
        sync(world, owner);
    }
    sync(world, owner);
    sync(world, phone);
}

/// A note by this device.
pub fn note<S: Kept>(world: &World<S>, space: &SpaceId, phone: usize, title: &str) -> ObjectId {
    let device = world.phones[phone].device();
    let fields = [format!("title={title}")];
    let made = device.new_document(*space, Kind::Note, &fields, LanguageTag::FR);
    made.unwrap()
}

impl<S: Kept> House<S> {
    /// A house of one owner, which the relay holds.
    pub fn new(seed: u64) -> Self {
        let mut world = World::new(seed);
        let owner = world.add_phone();
        let space = found(&mut world, owner);
        Self { world, space }
    }

    /// Syncs once, until everything that can be done is done.
    pub fn sync(&mut self, phone: usize) {
        sync(&mut self.world, phone);
    }

    /// A device that was invited, joined, was approved where that is due, and has the present key.
    pub fn member(&mut self, role: Role) -> usize {
        let phone = self.world.add_phone();
        enter(&mut self.world, &self.space, 0, phone, role);
        phone
    }

    /// A note by this device.
    pub fn note(&self, phone: usize, title: &str) -> ObjectId {
        note(&self.world, &self.space, phone, title)
    }

    /// Sets a field of a document.
    pub fn edit(&self, phone: usize, id: &ObjectId, field: &str) {
        let device = self.world.phones[phone].device();
        device
            .edit_document(self.space, &id.to_string(), &[field.to_owned()], LanguageTag::FR)
            .unwrap();
    }

    /// A field as a device shows it.
    pub fn shown(&self, phone: usize, id: &ObjectId, field: &str) -> Option<String> {
        let device = self.world.phones[phone].device();
        let shown = device.show_document(self.space, &id.to_string()).ok()?;
        match shown.contents.values().get(field)? {
            Plain::Str(text) | Plain::Text(text) => Some(text.clone()),
            other => panic!("{other:?}"),
        }
    }

    /// Whether own changes of a document wait, and whose came from a phone.
    pub fn state(&self, phone: usize, id: &ObjectId) -> (bool, Option<Ord>) {
        let device = self.world.phones[phone].device();
        let lines = device.documents(self.space, None, None, 99).unwrap();
        let line = lines.iter().find(|line| line.object == *id).unwrap();
        (line.pending, line.carried)
    }

    /// Two devices meet, and everything goes well.
    pub fn meet(&mut self, a: usize, b: usize) -> [ekin_core::app::near::Exchanged; 2] {
        let (one, two) = self.world.meet(a, b, None);
        let (one, two) = (one.unwrap(), two.unwrap());
        assert!(one.is_over() && two.is_over());
        [&one, &two].map(|end| end.exchanged().remove(&self.space).unwrap_or_default())
    }
}

#[test]
fn two_phones_exchange_a_note_and_the_log_has_one_row_of_it() {
    let mut house: House<MemoryStorage> = House::new(1);
    let mikel = house.member(Role::Educator);
    let id = house.note(0, "Sortie au musée");
    let [given, taken] = house.meet(0, mikel);
    assert_eq!((given.given, taken.taken, taken.left), (1, 1, 0));
    assert_eq!(
        house.shown(mikel, &id, "title").as_deref(),
        Some("Sortie au musée")
    );
    assert_eq!(house.state(0, &id), (true, None), "on this device");
    assert_eq!(
        house.state(mikel, &id),
        (false, Some(0)),
        "from the owner's phone"
    );
    let [again, _] = house.meet(mikel, 0);
    assert_eq!((again.given, again.taken), (0, 0), "nothing twice");
    // On top of what came from a phone, and back.
    house.edit(mikel, &id, "title=Musée basque");
    let [given, taken] = house.meet(mikel, 0);
    assert_eq!((given.given, taken.taken), (1, 1));
    assert_eq!(house.shown(0, &id, "title").as_deref(), Some("Musée basque"));
    // Mikel brings both to the relay.
    house.sync(mikel);
    assert_eq!(house.state(mikel, &id), (false, None));
    house.sync(0);
    assert_eq!(house.state(0, &id), (false, None));
    for phone in [0, mikel] {
        assert_eq!(house.shown(phone, &id, "title").as_deref(), Some("Musée basque"));
        let device = house.world.phones[phone].device();
        assert_eq!(
            device
                .document_history(house.space, &id.to_string())
                .unwrap()
                .len(),
            2
        );
        let space = &device.private_spaces().unwrap()[0];
        assert_eq!((space.out, space.quarantined), (Default::default(), 0));
    }
}
