//! A private space on a real relay, filled by its owner's device with documents of thirteen fields.

use std::path::Path;
use std::sync::Arc;

use ekin_core::app::device::Device;
use ekin_core::app::document::Kind;
use ekin_core::app::space::member::NewInvitation;
use ekin_core::app::space::{Kind as Sort, NewPrivateSpace};
use ekin_core::domain::language::LanguageTag;
use ekin_exchange::draft::Draft;
use ekin_harness::RelayProcess;
use ekin_protocol::id::{ObjectId, SpaceId};
use ekin_protocol::membership::Role;
use serde::{Deserialize, Serialize};

use crate::error::{BenchError, Result};
use crate::world::{SEED, World, device, sync};

/// Longer than any measurement.
const VALID_MS: u64 = 24 * 3_600_000;
/// Letters of prose in each of three fields: with the others about 1.4 kB of JSON.
const PROSE: usize = 330;

/// A house.
pub struct House {
    /// Its relay.
    pub relay: RelayProcess,
    /// Its owner.
    pub owner: Arc<Device>,
    /// Its space.
    pub space: SpaceId,
}

impl House {
    /// An empty one, by this address of its relay.
    ///
    /// # Errors
    /// When relay or device fail.
    pub fn at(world: &World, name: &str, url: impl FnOnce(&RelayProcess) -> Result<String>) -> Result<Self> {
        let relay = world.relay(&format!("{name}-relay"), &[])?;
        let owner = device(&world.path(&format!("{name}-owner")))?;
        let space = private_space(&owner, name, url(&relay)?)?;
        sync(&owner)?;
        Ok(Self { relay, owner, space })
    }

    /// One with so many documents, all received.
    ///
    /// # Errors
    /// When relay or device fail.
    pub fn of(world: &World, name: &str, documents: u64) -> Result<Self> {
        let house = Self::at(world, name, |relay| Ok(relay.url()))?;
        house.fill(world, documents)?;
        Ok(house)
    }

    /// Makes so many documents and sends them.
    ///
    /// # Errors
    /// When the device refuses one.
    pub fn fill(&self, world: &World, documents: u64) -> Result<Vec<ObjectId>> {
        let drafts = ekin_sample::generate(documents, SEED, world.today());
        let made = drafts.map(|draft| {
            let fields = thirteen(&draft);
            Ok(self
                .owner
                .new_document(self.space, Kind::Outing, &fields, LanguageTag::FR)?)
        });
        let made = made.collect::<Result<Vec<_>>>()?;
        sync(&self.owner)?;
        Ok(made)
    }

    /// An invitation that many may follow, told to the relay.
    ///
    /// # Errors
    /// When the device refuses.
    pub fn invitation(&self, role: Role) -> Result<String> {
        invitation(&self.owner, self.space, role)
    }

    /// A device that follows an invitation, in this process.
    ///
    /// # Errors
    /// When it is not let in.
    pub fn member(&self, home: &Path, link: &str) -> Result<Arc<Device>> {
        let member = device(home)?;
        member.accept_invitation(link)?;
        sync(&member)?;
        match member.private_spaces()?.first() {
            Some(space) if space.role.is_some() => Ok(member),
            other => Err(BenchError::unexpected(format!("{other:?}"))),
        }
    }
}

/// An invitation to a space of this owner that many may follow, told to the relay.
///
/// # Errors
/// When the device refuses.
pub fn invitation(owner: &Arc<Device>, space: SpaceId, role: Role) -> Result<String> {
    let link = owner.invite(
        space,
        &NewInvitation {
            role,
            valid_ms: VALID_MS,
            uses: 200,
            member_until: None,
        },
    )?;
    sync(owner)?;
    Ok(link)
}

/// Makes a private space on a device.
///
/// # Errors
/// When the device refuses.
pub fn private_space(owner: &Device, name: &str, url: String) -> Result<SpaceId> {
    let made = owner.create_space(&NewPrivateSpace {
        kind: Sort::Outing,
        name: name.to_owned(),
        relays: vec![url],
        creation_code: None,
    })?;
    Ok(made.space)
}

/// The plan of an outing in thirteen fields, in the words of a listing.
pub fn thirteen(draft: &Draft) -> Vec<String> {
    let words = serde_json::to_string(draft).unwrap_or_default();
    let words: String = words
        .chars()
        .filter(|c| c.is_alphanumeric() || *c == ' ')
        .collect();
    let mut rest = words.chars();
    let mut next = |letters: usize| format!("{}.", rest.by_ref().take(letters).collect::<String>().trim());
    let mut fields = vec![
        "start=2027-05-04T09:30".to_owned(),
        "end=2027-05-04T17:00".to_owned(),
        "outing_type=culture".to_owned(),
        "transport=bus".to_owned(),
        "seats=14".to_owned(),
        "wheelchair=2".to_owned(),
    ];
    for (field, letters) in [
        ("title", 60),
        ("summary", PROSE),
        ("easy", PROSE),
        ("plan_b", PROSE),
        ("place", 40),
        ("address", 60),
        ("meeting", 40),
    ] {
        fields.push(format!("{field}={}", next(letters)));
    }
    fields
}

/// The job of a new member.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct NewMember {
    /// Its home.
    pub home: std::path::PathBuf,
    /// The invitation.
    pub link: String,
    /// Documents that it must have in the end.
    pub documents: u64,
}
