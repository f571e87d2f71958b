//! A story while it is told: each step done to the devices of a world.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::sync::atomic::Ordering;

use chrono_tz::Tz;
use ekin_core::app::error::AppError;
use ekin_core::app::import::{ImportFailure, ImportOptions};
use ekin_core::app::territory::NewTerritory;
use ekin_core::domain::language::LanguageTag;
use ekin_core::sync::event::Notice;
use ekin_exchange::draft::Draft;
use ekin_protocol::id::{ObjectId, SpaceId};
use ekin_protocol::membership::Role;
use rand_chacha::ChaCha8Rng;
use rand_core::{Rng, SeedableRng};

use super::model::{Acknowledged, unsent};
use super::relay::Kept;
use super::story::{Step, What};
use super::world::{Faults, URL, World};

/// A story while it is told.
pub struct Telling<S: Kept> {
    /// Where it happens.
    pub world: World<S>,
    /// The territory.
    pub space: SpaceId,
    link: String,
    /// What people were told is done.
    pub acknowledged: Acknowledged,
    copies: BTreeMap<usize, std::path::PathBuf>,
    /// What happened so far, a line each.
    pub said: String,
    titles: u32,
}

impl<S: Kept> Telling<S> {
    /// A territory with its owner, publishers and a reader.
    pub fn begin(seed: u64) -> Self {
        let mut world = World::new(seed);
        let owner = world.add_phone();
        let territory = world.phones[owner]
            .device()
            .create_territory(&NewTerritory {
                name: "Euskal Herria".into(),
                language: LanguageTag::FR,
                relays: vec![URL.into()],
                zone: Tz::Europe__Paris,
                creation_code: None,
            })
            .unwrap();
        let mut telling = Self {
            world,
            space: territory.space,
            link: territory.link,
            acknowledged: Acknowledged::default(),
            copies: BTreeMap::new(),
            said: String::new(),
            titles: 0,
        };
        telling.acknowledged.note(&telling.world, owner);
        // Most stories begin with a territory that stands, some before anything was sent.
        let calm = !seed.is_multiple_of(4);
        if calm {
            telling.world.sync(owner, false);
            telling.world.until_quiet(60_000);
        }
        for role in [Some(1), Some(0), Some(1), None] {
            telling.join(role);
        }
        for phone in [1, 2, 3, 4, 0, 1, 2, 3].into_iter().filter(|_| calm) {
            telling.world.sync(phone, false);
            telling.world.until_quiet(60_000);
        }
        telling
    }

    /// A new device joins, and with a role the owner adds it.
    fn join(&mut self, role: Option<u8>) {
        let phone = self.world.add_phone();
        let device = self.world.phones[phone].device().clone();
        device.join(&self.link).unwrap();
        if let Some(role) = role {
            let link = device.device_link("another");
            self.start(0);
            let owner = self.world.phones[0].device().clone();
            let org = match role {
                // The owner's own organisation: two devices that import the same.
                1 => owner
                    .publishers(None)
                    .unwrap()
                    .0
                    .iter()
                    .find(|p| p.me)
                    .map(|me| me.org),
                _ => None,
            };
            let _ = owner.add_publisher(None, &link, role_of(role), org);
            self.world.changed(0);
        }
    }

    fn start(&mut self, phone: usize) {
        if self.world.phones[phone].device.is_none() {
            self.world.phones[phone].start();
        }
    }

    fn draft(&mut self) -> Draft {
        self.titles += 1;
        let mut draft = Draft::default();
        draft
            .title
            .insert("fr".into(), format!("Sortie numéro {}", self.titles));
        draft
    }

    fn some_object(&self, phone: usize, rng: &mut ChaCha8Rng) -> Option<ObjectId> {
        let cards = self.world.phones[phone].look(|read, _| read.all_listings(None, 200));
        let cards = cards?.items;
        let n = cards.len().max(1);
        cards.get(rng.next_u32() as usize % n).map(|card| card.object)
    }

    /// Lets one step happen, and some time pass.
    pub fn step(&mut self, step: &Step) {
        let mut rng = ChaCha8Rng::seed_from_u64(step.seed);
        let phone = step.who as usize % self.world.phones.len();
        let _ = writeln!(
            self.said,
            "  {:>9} ms  phone {phone}: {:?}",
            self.world.now, step.what
        );
        self.act(phone, step.what, &mut rng);
        if self.world.phones[phone].device.is_some() {
            self.acknowledged.note(&self.world, phone);
        }
        let pass = match rng.next_u32() % 4 {
            0 => 0,
            1 => rng.next_u64() % 50,
            2 => rng.next_u64() % 1_000,
            _ => rng.next_u64() % 90_000,
        };
        self.world.pass(pass);
    }

    fn act(&mut self, phone: usize, what: What, rng: &mut ChaCha8Rng) {
        match what {
            What::Publish => {
                let draft = self.draft();
                self.command(phone, |device| device.publish(None, &draft).map(drop));
            }
            What::Edit => {
                let title = self.draft().title["fr"].clone();
                if let Some(object) = self.some_object(phone, rng) {
                    let edit = [("title.fr", title.as_str())];
                    self.command(phone, |device| {
                        device.edit(None, &object.to_string(), &edit).map(drop)
                    });
                }
            }
            What::Withdraw => {
                if let Some(object) = self.some_object(phone, rng) {
                    self.command(phone, |device| {
                        device.withdraw(None, &object.to_string()).map(drop)
                    });
                }
            }
            What::Undo => self.command(phone, |device| device.undo().map(drop)),
            What::Import(n) => self.import(phone, n, rng.next_u32() % 3),
            What::ImportAgain(n) => self.import(phone, n, 0),
            What::Sync => self.world.sync(phone, false),
            What::Watch => self.world.sync(phone, true),
            What::StopWatching => self.world.end(phone),
            What::Cut => self.world.link(phone, false),
            What::Mend => self.world.link(phone, true),
            What::DieAfter(n) => {
                self.world.sync(phone, false);
                self.world.phones[phone].dies_in = Some(n);
            }
            What::DieNow => self.world.kill(phone),
            What::KillRelay => self.world.kill_relay(),
            What::Clock(offset) => self.world.phones[phone].offset.store(offset, Ordering::Relaxed),
            What::Copy => {
                let to = self
                    .world
                    .folder
                    .path()
                    .join(format!("copy-{phone}-{}", self.world.now));
                if !to.exists() {
                    self.world.kill(phone);
                    self.world.phones[phone].copy_to(&to);
                    self.copies.insert(phone, to);
                }
            }
            What::SetBack => {
                if let Some(from) = self.copies.get(&phone).cloned() {
                    self.world.kill(phone);
                    let before = unsent(&self.world, phone);
                    self.world.phones[phone].restore_from(&from);
                    self.world.phones[phone].doubled = true;
                    self.acknowledged.forget(&self.world, phone, &before);
                }
            }
            What::Clone => {
                if self.world.phones.len() < 9 {
                    let twin = self.world.clone_phone(phone);
                    self.acknowledged.note(&self.world, twin);
                }
            }
            What::NewReader if self.world.phones.len() < 9 => self.join(None),
            What::NewPublisher(role) if self.world.phones.len() < 9 => self.join(Some(role)),
            What::NewReader | What::NewPublisher(_) => {}
            What::Role(role) => self.govern(phone, Some(role)),
            What::Remove => self.govern(phone, None),
            What::Pack => self.world.relay.pack(self.world.wall()),
            What::Purge => {
                let now = self.world.wall();
                self.world.relay.relay().storage().purge_segments(now).unwrap();
            }
            What::Faults(lost, twice, relay_dies) => {
                self.world.faults = Faults {
                    lost,
                    twice,
                    relay_dies,
                    slow: 1 + rng.next_u64() % 400,
                };
            }
            What::Wait => {}
        }
    }

    /// A command that a person gives. What is not allowed is said at once, and is no acknowledged change.
    fn command(
        &mut self,
        phone: usize,
        command: impl FnOnce(&ekin_core::app::device::Device) -> Result<(), AppError>,
    ) {
        self.start(phone);
        let device = self.world.phones[phone].device().clone();
        match command(&device) {
            Ok(()) => self.world.changed(phone),
            Err(
                AppError::NotAMember
                | AppError::NotAllowed
                | AppError::NoListing { .. }
                | AppError::NothingToUndo,
            ) => {}
            Err(error) => panic!("phone {phone}: {error:?}"),
        }
    }

    /// Imports listings of one file; a later version of it says something else of some.
    fn import(&mut self, phone: usize, n: u32, version: u32) {
        let entry = |k: u32| {
            let title = if k % 3 < version {
                format!("Atelier {k}, version {version}")
            } else {
                format!("Atelier {k}")
            };
            format!(r#"{{"title":{{"fr":"{title}"}},"source":{{"scheme":"csv","id":"{k}"}}}}"#)
        };
        let file = format!("[{}]", (0..n).map(entry).collect::<Vec<_>>().join(","));
        self.start(phone);
        let device = self.world.phones[phone].device().clone();
        match device.import(None, file.as_bytes(), &ImportOptions::default(), |_, _| {}) {
            Ok(report) => {
                assert_eq!(report.rejected, 0, "{:?}", report.fields);
                self.world.changed(phone);
            }
            Err(ImportFailure::App(AppError::NotAMember | AppError::NotAllowed)) => {}
            Err(error) => panic!("phone {phone}: {error:?}"),
        }
    }

    /// The owner takes rights from a device, or gives it others.
    fn govern(&mut self, phone: usize, role: Option<u8>) {
        self.start(0);
        let owner = self.world.phones[0].device().clone();
        let sign = self.world.phones[phone].sign;
        let publishers = owner.publishers(None).unwrap().0;
        let Some(target) = publishers
            .iter()
            .find(|p| Some(p.sign) == sign && !p.me && p.role.is_some())
        else {
            return;
        };
        let done = match role {
            Some(role) => owner.change_role(None, target.ord, role_of(role)),
            None => owner.remove_publisher(None, target.ord),
        };
        done.unwrap();
        for other in &mut self.world.phones {
            other.demoted |= other.sign == sign;
        }
        self.world.changed(0);
    }

    /// Everything heals, and every device syncs until nothing changes any more.
    pub fn settle(&mut self) {
        self.world.faults = Faults::NONE;
        for phone in 0..self.world.phones.len() {
            self.world.end(phone);
            self.world.phones[phone].linked = true;
            self.world.phones[phone].dies_in = None;
            self.start(phone);
        }
        let mut before = None;
        for _ in 0..40 {
            for phone in 0..self.world.phones.len() {
                self.world.phones[phone].heard.clear();
                self.world.sync(phone, false);
                let quiet = self.world.until_quiet(600_000);
                let heard = &self.world.phones[phone].heard;
                assert!(quiet, "phone {phone} does not come to rest: {heard:?}");
            }
            self.world.pass(70_000);
            let waits: Vec<_> = (0..self.world.phones.len())
                .map(|phone| {
                    self.world.phones[phone]
                        .look(|read, sp| Ok((read.out_counts(sp)?, read.space(sp)?.cursor.seq)))
                })
                .collect();
            if before.as_ref() == Some(&waits) {
                break;
            }
            before = Some(waits);
        }
        for (n, phone) in self.world.phones.iter().enumerate() {
            let lied = phone
                .heard
                .iter()
                .find(|notice| matches!(notice, Notice::Lied { .. }));
            assert!(
                lied.is_none(),
                "phone {n}: an honest relay is said to lie: {lied:?}"
            );
        }
    }
}

fn role_of(role: u8) -> Role {
    match role {
        0 => Role::Moderator,
        1 => Role::Publisher,
        _ => Role::Reader,
    }
}
