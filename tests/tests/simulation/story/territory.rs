//! A territory in a story: publishers of several organisations, readers, moderators with an inbox.

use std::collections::BTreeSet;

use chrono_tz::Tz;
use ekin_core::app::device::Device;
use ekin_core::app::error::AppError;
use ekin_core::app::import::{ImportFailure, ImportOptions};
use ekin_core::app::territory::NewTerritory;
use ekin_core::domain::language::LanguageTag;
use ekin_core::storage::StoreError;
use ekin_exchange::draft::Draft;
use ekin_protocol::id::{ItemHash, ObjectId, SpaceId};
use ekin_protocol::membership::Role;
use rand_chacha::ChaCha8Rng;
use rand_core::Rng;

use super::What;
use super::harm::Publisher;
use super::mail::Post;
use super::player::{MOST, Place};
use crate::model::{Acknowledged, check, unsent};
use crate::relay::Kept;
use crate::world::{URL, World};

/// A territory.
pub struct Territory {
    space: SpaceId,
    link: String,
    owner: usize,
    /// Devices that have it.
    phones: Vec<usize>,
    /// What people were told is done.
    acknowledged: Acknowledged,
    waited: BTreeSet<ItemHash>,
    post: Post,
    harm: Option<Publisher>,
    titles: u32,
}

impl Territory {
    /// One with its owner, publishers and readers.
    pub fn begin<S: Kept>(world: &mut World<S>, owner: usize, others: &[usize], calm: bool) -> Self {
        let made = world.phones[owner].device().create_territory(&NewTerritory {
            name: "Euskal Herria".into(),
            language: LanguageTag::FR,
            relays: vec![URL.into()],
            zone: Tz::Europe__Paris,
            creation_code: None,
        });
        let made = made.unwrap();
        let mut territory = Self {
            space: made.space,
            link: made.link,
            owner,
            phones: vec![owner],
            acknowledged: Acknowledged::default(),
            waited: BTreeSet::new(),
            post: Post::default(),
            harm: None,
            titles: 0,
        };
        territory.acknowledged.note(world, &territory.space, owner);
        let sync = |world: &mut World<S>, phone: usize| {
            world.sync(phone, false);
            assert!(world.until_quiet(600_000));
        };
        if calm {
            sync(world, owner);
        }
        for (n, phone) in others.iter().enumerate() {
            territory.enter(world, *phone, [Some(1), Some(0), Some(1), None][n % 4]);
        }
        for phone in others.iter().chain([&owner]).chain(others).filter(|_| calm) {
            sync(world, *phone);
        }
        territory
    }

    fn some(&self, who: u32) -> usize {
        self.phones[who as usize % self.phones.len()]
    }

    /// A device joins, and with a role the owner adds it.
    fn enter<S: Kept>(&mut self, world: &mut World<S>, phone: usize, role: Option<u8>) {
        let space = self.space;
        let link = self.link.clone();
        if world.command(phone, |device| device.join(&link)).is_none() {
            return;
        }
        self.phones.push(phone);
        let Some(role) = role else { return };
        let link = world.phones[phone].device().device_link("another");
        let added = world.command(self.owner, |owner| {
            let own = |owner: &Device| -> Result<_, AppError> {
                let (publishers, _) = owner.publishers(Some(space))?;
                Ok(publishers.iter().find(|one| one.me).map(|me| me.org))
            };
            // The owner's own organisation: two devices that import the same.
            let org = if role == 1 { own(owner)? } else { None };
            owner.add_publisher(Some(space), &link, role_of(role), org)
        });
        expect(added.map(|added| added.map(drop)));
    }

    fn draft(&mut self) -> Draft {
        self.titles += 1;
        let mut draft = Draft::default();
        draft
            .title
            .insert("fr".into(), format!("Sortie numéro {}", self.titles));
        draft
    }

    fn some_object<S: Kept>(&self, world: &World<S>, phone: usize, rng: &mut ChaCha8Rng) -> Option<ObjectId> {
        let cards = world.phones[phone].cards().unwrap();
        cards.get(rng.next_u32() as usize % cards.len().max(1)).copied()
    }

    /// Imports listings of one file; a later version of it says something else of some.
    fn import<S: Kept>(&self, world: &mut World<S>, phone: usize, n: u32, version: u32) {
        let entry = |k: u32| {
            let title = if k % 3 < version {
                format!("Atelier {k}, version {version}")
            } else {
                format!("Atelier {k}")
            };
            format!(r#"{{"title":{{"fr":"{title}"}},"source":{{"scheme":"csv","id":"{k}"}}}}"#)
        };
        let file = format!("[{}]", (0..n).map(entry).collect::<Vec<_>>().join(","));
        let done = world.command(phone, |device| {
            match device.import(
                Some(self.space),
                file.as_bytes(),
                &ImportOptions::default(),
                |_, _| {},
            ) {
                Ok(report) => {
                    assert_eq!(report.rejected, 0, "{:?}", report.fields);
                    Ok(())
                }
                Err(ImportFailure::App(error)) => Err(error),
                Err(error) => panic!("{error:?}"),
            }
        });
        expect(done);
    }

    /// The owner takes rights from a device, or gives it others.
    fn govern<S: Kept>(&mut self, world: &mut World<S>, phone: usize, role: Option<u8>) {
        let (space, sign) = (self.space, world.phones[phone].sign);
        let done = world.command(self.owner, |owner| {
            let publishers = owner.publishers(Some(space))?.0;
            let one = publishers
                .iter()
                .find(|one| Some(one.sign) == sign && !one.me && one.role.is_some());
            let Some(target) = one else { return Ok(false) };
            match role {
                Some(role) => owner.change_role(Some(space), target.ord, role_of(role))?,
                None => owner.remove_publisher(Some(space), target.ord)?,
            }
            Ok(true)
        });
        // Whoever died in the middle of it may have done it.
        if !matches!(done, Some(Ok(false) | Err(_))) {
            for other in &mut world.phones {
                other.demoted |= other.sign == sign;
            }
        }
        expect(done.map(|done| done.map(drop)));
    }
}

impl<S: Kept> Place<S> for Territory {
    fn space(&self) -> SpaceId {
        self.space
    }

    fn act(&mut self, world: &mut World<S>, who: u32, what: What, rng: &mut ChaCha8Rng) {
        let (space, phone) = (self.space, self.some(who));
        match what {
            What::Write => {
                let draft = self.draft();
                expect(world.command(phone, |device| device.publish(Some(space), &draft).map(drop)));
            }
            What::Edit(_) | What::Retitle(_) => {
                let title = self.draft().title["fr"].clone();
                if let Some(object) = self.some_object(world, phone, rng) {
                    let edit = [("title.fr", title.as_str())];
                    let object = object.to_string();
                    expect(world.command(phone, |device| device.edit(Some(space), &object, &edit).map(drop)));
                }
            }
            What::Withdraw => {
                if let Some(object) = self.some_object(world, phone, rng) {
                    let object = object.to_string();
                    expect(world.command(phone, |device| device.withdraw(Some(space), &object).map(drop)));
                }
            }
            What::Undo => expect(world.command(phone, |device| device.undo().map(drop))),
            What::Import(n) => self.import(world, phone, n, rng.next_u32() % 3),
            What::ImportAgain(n) => self.import(world, phone, n, 0),
            What::Join(role, _) if world.phones.len() < MOST => {
                let phone = world.add_phone();
                self.enter(world, phone, (role < 3).then_some(role));
            }
            What::Role(role) => self.govern(world, phone, Some(role)),
            What::Remove => self.govern(world, phone, None),
            What::Offer => self.post.offer(world, &space, phone),
            What::Decide(n) => {
                self.post.decide(world, &space, phone, n);
                self.note(world, phone);
            }
            What::Harm(n) => {
                let owner = self.owner;
                let harm = self
                    .harm
                    .get_or_insert_with(|| Publisher::enters(world, &space, owner));
                harm.acts(world, n, rng);
            }
            _ => {}
        }
        self.note(world, phone);
    }

    fn note(&mut self, world: &World<S>, phone: usize) {
        if self.phones.contains(&phone) {
            self.acknowledged.note(world, &self.space, phone);
        }
    }

    fn before_loss(&mut self, world: &World<S>, phone: usize) {
        self.waited = unsent(world, &self.space, phone);
    }

    fn after_loss(&mut self, world: &World<S>, phone: usize) {
        let waited = std::mem::take(&mut self.waited);
        self.acknowledged.forget(world, &self.space, phone, &waited);
    }

    fn copied(&mut self, world: &World<S>, of: usize, twin: usize) {
        if self.phones.contains(&of) {
            self.phones.push(twin);
            self.acknowledged.note(world, &self.space, twin);
        }
    }

    fn comes_back(&mut self, world: &mut World<S>, phone: usize) {
        if !self.phones.contains(&phone) {
            return;
        }
        let link = self.link.clone();
        match world.command(phone, |device| device.join(&link)) {
            Some(Ok(_) | Err(AppError::AlreadyJoined { .. })) => {}
            Some(Err(error)) => panic!("{error:?}"),
            None => world.phones[phone].empty = true,
        }
    }

    fn check(&mut self, world: &mut World<S>) {
        check(world, &self.space, &self.phones, &self.acknowledged);
        self.post.check(world, &self.space, &self.phones);
        // Law 8: a pack and the tail are the whole log, to whoever comes now.
        world.relay.pack(world.wall());
        let newcomer = world.add_phone();
        let link = self.link.clone();
        assert!(
            world
                .command(newcomer, |device| device.join(&link))
                .unwrap()
                .is_ok()
        );
        world.sync(newcomer, false);
        assert!(world.until_quiet(600_000), "a newcomer does not come to rest");
        let phones = [self.phones[0], newcomer];
        check(world, &self.space, &phones, &Acknowledged::default());
    }
}

/// A command that is done, or that was not allowed, which is said at once and is no acknowledged change.
fn expect(done: Option<Result<(), AppError>>) {
    match done {
        None
        | Some(
            Ok(())
            | Err(
                AppError::NotAMember
                | AppError::NotAllowed
                | AppError::NoListing { .. }
                | AppError::NothingToUndo,
            ),
        ) => {}
        Some(Err(AppError::Store(StoreError::Missing { table }))) => panic!("no row in {table}"),
        Some(Err(error)) => panic!("{error:?}"),
    }
}

fn role_of(role: u8) -> Role {
    match role {
        0 => Role::Moderator,
        1 => Role::Publisher,
        _ => Role::Reader,
    }
}
