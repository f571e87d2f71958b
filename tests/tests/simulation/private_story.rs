//! Stories of a house: people edit documents and say facts on several devices, meet, are invited and removed; devices die,
//! are copied and set back, have clocks ten years off. A list of steps, each drawn from its own seed.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::path::PathBuf;
use std::sync::atomic::Ordering;

use ekin_core::app::document::Kind;
use ekin_core::app::error::AppError;
use ekin_core::app::space::member::NewInvitation;
use ekin_core::domain::language::LanguageTag;
use ekin_protocol::id::ObjectId;
use ekin_protocol::membership::Role;
use ekin_sync_server::storage::memory::MemoryStorage;
use ekin_sync_server::storage::sqlite::SqliteStorage;
use rand_chacha::ChaCha8Rng;
use rand_core::{Rng, SeedableRng};

use super::house::House;
use super::private_model::{Outside, check};
use super::relay::Kept;
use super::story::{Told, caught, lies, shorten};
use super::world::Faults;

const TEN_YEARS: i64 = 315_360_000_000;

/// One thing that happens. Devices and documents are counted around: any number names one.
#[derive(Clone, Copy, Debug)]
enum What {
    New,
    Edit(u32),
    Retitle(u32),
    Undo,
    Sync,
    Watch,
    StopWatching,
    Meet(u32),
    MeetBroken(u32, u32),
    DieMeeting(u32, u32),
    Cut,
    Mend,
    DieAfter(u32),
    DieNow,
    KillRelay,
    Clock(i64),
    Copy,
    SetBack,
    Clone,
    Invite(u8),
    Join(u8),
    Remove,
    Faults(u32, u32, u32),
    Wait,
}

#[derive(Clone, Copy, Debug)]
struct Step {
    who: u32,
    what: What,
    seed: u64,
}

fn draw(seed: u64) -> Vec<Step> {
    let mut rng = ChaCha8Rng::seed_from_u64(seed);
    let steps = 15 + rng.next_u32() % 60;
    // Some stories have no copies of devices, some nobody removed, some no meetings.
    let doubles = rng.next_u32().is_multiple_of(3);
    let removals = rng.next_u32().is_multiple_of(2);
    let meetings = !rng.next_u32().is_multiple_of(4);
    (0..steps)
        .map(|_| {
            let n = rng.next_u32();
            let what = match rng.next_u32() % 100 {
                0..=4 => What::New,
                5..=27 => What::Edit(n),
                28..=34 => What::Retitle(n),
                35 => What::Undo,
                36..=49 => What::Sync,
                50..=52 => What::Watch,
                53 => What::StopWatching,
                54..=64 if meetings => What::Meet(n),
                65..=67 if meetings => What::MeetBroken(n, n >> 8),
                68..=69 if meetings => What::DieMeeting(n, n >> 8),
                70..=71 => What::Cut,
                72..=74 => What::Mend,
                75..=79 => What::DieAfter(n % 40),
                80 => What::DieNow,
                81 => What::KillRelay,
                82..=83 => What::Clock(TEN_YEARS * (i64::from(n % 3) - 1)),
                84..=85 => What::Copy,
                86 if doubles => What::SetBack,
                87 if doubles => What::Clone,
                88 => What::Invite((n % 3) as u8),
                89 => What::Join((n % 3) as u8),
                90..=91 if removals => What::Remove,
                92..=94 => What::Faults(n % 80, (n >> 8) % 80, (n >> 16) % 40),
                _ => What::Wait,
            };
            let (who, seed) = (rng.next_u32(), rng.next_u64());
            Step { who, what, seed }
        })
        .collect()
}

/// Tells the story of a seed.
pub fn tell(seed: u64, sqlite: bool) {
    shorten("EKIN_HOUSE", seed, draw(seed), |steps| match sqlite {
        true => run::<SqliteStorage>(seed, steps),
        false => run::<MemoryStorage>(seed, steps),
    });
}

fn run<S: Kept>(seed: u64, steps: &[Step]) -> Told {
    caught(|said| {
        let mut story: Story<S> = Story::begin(seed);
        for step in steps {
            story.step(step);
            said.clone_from(&story.said);
            lies(&story.house.world);
        }
        story.settle();
        lies(&story.house.world);
        check(&story);
    })
}

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

/// A story while it is told.
pub struct Story<S: Kept> {
    /// Where it happens.
    pub house: House<S>,
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
    copies: BTreeMap<usize, PathBuf>,
    said: String,
}

impl<S: Kept> Story<S> {
    fn begin(seed: u64) -> Self {
        let mut house = House::new(seed);
        for role in [Role::Educator, Role::Volunteer, Role::Resident] {
            house.member(role);
        }
        let first = house.note(0, "Sortie");
        for phone in 0..4 {
            house.sync(phone);
        }
        Self {
            house,
            edits: Vec::new(),
            documents: vec![(0, first)],
            leaving: BTreeSet::new(),
            undone: BTreeSet::new(),
            outside: Outside::default(),
            copies: BTreeMap::new(),
            said: String::new(),
        }
    }

    fn start(&mut self, phone: usize) {
        if self.house.world.phones[phone].device.is_none() {
            self.house.world.phones[phone].start();
        }
    }

    fn step(&mut self, step: &Step) {
        let mut rng = ChaCha8Rng::seed_from_u64(step.seed);
        let phone = step.who as usize % self.house.world.phones.len();
        let now = self.house.world.now;
        let _ = writeln!(self.said, "  {now:>9} ms  phone {phone}: {:?}", step.what);
        self.act(phone, step.what, &mut rng);
        self.outside.note(&self.house);
        let pass = match rng.next_u32() % 4 {
            0 => 0,
            1 => rng.next_u64() % 50,
            2 => rng.next_u64() % 1_000,
            _ => rng.next_u64() % 90_000,
        };
        self.house.world.pass(pass);
    }

    fn act(&mut self, phone: usize, what: What, rng: &mut ChaCha8Rng) {
        match what {
            What::New => self.new_document(phone),
            What::Edit(n) => self.edit(phone, n),
            What::Retitle(n) => {
                let (_, id) = self.documents[n as usize % self.documents.len()];
                let title = format!("title=Sortie {}", rng.next_u32() % 1000);
                self.command(phone, |device, space| {
                    device
                        .edit_document(space, &id.to_string(), &[title], LanguageTag::FR)
                        .map(drop)
                });
            }
            // It may take back a tag, or the list in which others put theirs at the same time.
            What::Undo => {
                let mut undone = None;
                self.command(phone, |device, space| {
                    undone = Some(device.undo_document(space)?);
                    Ok(())
                });
                self.undone.extend(undone);
            }
            What::Sync => self.house.world.sync(phone, false),
            What::Watch => self.house.world.sync(phone, true),
            What::StopWatching => self.house.world.end(phone),
            What::Meet(other) => self.meet(phone, other, None),
            What::MeetBroken(other, bytes) => self.meet(phone, other, Some(bytes as usize % 5_000)),
            What::DieMeeting(other, bytes) => {
                self.meet(phone, other, Some(bytes as usize % 5_000));
                self.house.world.kill(phone);
            }
            What::Cut => self.house.world.link(phone, false),
            What::Mend => self.house.world.link(phone, true),
            What::DieAfter(n) => {
                self.house.world.sync(phone, false);
                self.house.world.phones[phone].dies_in = Some(n);
            }
            What::DieNow => self.house.world.kill(phone),
            What::KillRelay => self.house.world.kill_relay(),
            What::Clock(offset) => {
                self.house.world.phones[phone]
                    .offset
                    .store(offset, Ordering::Relaxed);
            }
            What::Copy => {
                let name = format!("copy-{phone}-{}", self.house.world.now);
                let to = self.house.world.folder.path().join(name);
                if !to.exists() {
                    self.house.world.kill(phone);
                    self.house.world.phones[phone].copy_to(&to);
                    self.copies.insert(phone, to);
                }
            }
            What::SetBack => self.set_back(phone),
            What::Clone => {
                if self.house.world.phones.len() < 7 {
                    let twin = self.house.world.clone_phone(phone);
                    if self.leaving.contains(&phone) {
                        self.leaving.insert(twin);
                    }
                }
            }
            What::Invite(role) => self.join(role, false),
            What::Join(role) => self.join(role, true),
            What::Remove => self.remove(phone),
            What::Faults(lost, twice, relay_dies) => {
                self.house.world.faults = Faults {
                    lost,
                    twice,
                    relay_dies,
                    slow: 1 + rng.next_u64() % 400,
                };
            }
            What::Wait => {}
        }
    }

    /// A command that a person gives. Says whether it was done; what is not allowed is said at once.
    fn command(
        &mut self,
        phone: usize,
        command: impl FnOnce(&ekin_core::app::device::Device, ekin_protocol::id::SpaceId) -> Result<(), AppError>,
    ) -> bool {
        self.start(phone);
        let device = self.house.world.phones[phone].device().clone();
        match command(&device, self.house.space) {
            Ok(()) => {
                self.house.world.changed(phone);
                true
            }
            Err(
                AppError::NotAMember
                | AppError::NotAllowed
                | AppError::UnknownSpace { .. }
                | AppError::NoDocument { .. }
                // Somebody took back the change that made it: it has no title.
                | AppError::DocumentFields(_)
                | AppError::NothingToUndo,
            ) => false,
            Err(error) => panic!("phone {phone}: {error:?}"),
        }
    }

    fn new_document(&mut self, phone: usize) {
        let mut made = None;
        self.command(phone, |device, space| {
            let fields = ["title=Autre sortie".to_owned()];
            made = Some(device.new_document(space, Kind::Note, &fields, LanguageTag::FR)?);
            Ok(())
        });
        self.documents.extend(made.map(|id| (phone, id)));
    }

    fn edit(&mut self, phone: usize, n: u32) {
        let (_, document) = self.documents[n as usize % self.documents.len()];
        let tag = format!("{}-{phone}", self.edits.len());
        let field = format!("tags+={tag}");
        let done = self.command(phone, |device, space| {
            device
                .edit_document(space, &document.to_string(), &[field], LanguageTag::FR)
                .map(drop)
        });
        if done {
            self.edits.push(Edit {
                by: phone,
                document,
                tag,
                uncertain: false,
            });
        }
    }

    fn meet(&mut self, phone: usize, other: u32, breaks_after: Option<usize>) {
        let other = other as usize % self.house.world.phones.len();
        if other == phone {
            return;
        }
        for one in [phone, other] {
            self.start(one);
        }
        let (one, two) = self.house.world.meet(phone, other, breaks_after);
        let same = self.house.world.phones[phone].sign == self.house.world.phones[other].sign;
        for end in [one, two] {
            assert!(end.is_ok() || same, "{:?}", end.err());
        }
    }

    fn set_back(&mut self, phone: usize) {
        let Some(from) = self.copies.get(&phone).cloned() else {
            return;
        };
        self.house.world.kill(phone);
        self.house.world.phones[phone].restore_from(&from);
        self.house.world.phones[phone].doubled = true;
        // What it alone held may be gone, and so may be what others built on it.
        let documents: Vec<ObjectId> = self.documents.iter().map(|(_, id)| *id).collect();
        for edit in &mut self.edits {
            edit.uncertain |= edit.by == phone || documents.contains(&edit.document);
        }
    }

    /// The owner invites a device, which joins at once or with its next sync; some for an hour only.
    fn join(&mut self, role: u8, at_once: bool) {
        if self.house.world.phones.len() >= 7 {
            return;
        }
        self.start(0);
        let owner = self.house.world.phones[0].device().clone();
        let until = (role == 0).then(|| self.house.world.wall() + 3_600_000);
        let new = NewInvitation {
            role: [Role::Volunteer, Role::Resident, Role::Reader][usize::from(role) % 3],
            valid_ms: 864_000_000_000,
            uses: 1,
            member_until: until,
        };
        let Ok(link) = owner.invite(self.house.space, &new) else {
            return;
        };
        self.house.world.changed(0);
        let phone = self.house.world.add_phone();
        self.house.world.phones[phone]
            .device()
            .accept_invitation(&link)
            .unwrap();
        if until.is_some() {
            self.leaving.insert(phone);
        }
        if at_once {
            self.house.world.sync(0, false);
            self.house.world.sync(phone, false);
        }
    }

    fn remove(&mut self, phone: usize) {
        self.start(0);
        let owner = self.house.world.phones[0].device().clone();
        let sign = self.house.world.phones[phone].sign;
        let members = owner.members(self.house.space).unwrap().0;
        let target = members
            .iter()
            .find(|one| Some(one.sign) == sign && !one.me && one.role.is_some());
        let Some(ord) = target.map(|one| one.ord) else {
            return;
        };
        owner.remove_member(self.house.space, ord).unwrap();
        self.house.world.changed(0);
        for (n, other) in self.house.world.phones.iter().enumerate() {
            if other.sign == sign {
                self.leaving.insert(n);
            }
        }
    }

    /// Everything heals, and every device syncs until nothing changes any more.
    fn settle(&mut self) {
        let world = &mut self.house.world;
        world.faults = Faults::NONE;
        for phone in 0..world.phones.len() {
            world.end(phone);
            world.phones[phone].linked = true;
            world.phones[phone].dies_in = None;
            world.phones[phone].offset.store(0, Ordering::Relaxed);
            if world.phones[phone].device.is_none() {
                world.phones[phone].start();
            }
        }
        let mut before = None;
        for _ in 0..40 {
            for phone in 0..world.phones.len() {
                world.phones[phone].heard.clear();
                world.sync(phone, false);
                let quiet = world.until_quiet(600_000);
                assert!(
                    quiet,
                    "phone {phone} does not come to rest: {:?}",
                    world.phones[phone].heard
                );
            }
            world.pass(70_000);
            let waits: Vec<_> = world
                .phones
                .iter()
                .map(|phone| {
                    phone.look(|read, sp| {
                        let carried = read.carried_size(sp)?;
                        Ok((read.out_counts(sp)?, carried, read.space(sp)?.cursor.seq))
                    })
                })
                .collect();
            if before.as_ref() == Some(&waits) {
                break;
            }
            before = Some(waits);
        }
        self.outside.note(&self.house);
    }
}
