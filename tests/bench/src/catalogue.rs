//! A territory on a real relay, filled by an owner's device with generated listings, as an import or one by one.

use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, Instant};

use chrono_tz::Tz;
use ekin_core::app::device::Device;
use ekin_core::app::import::{ImportOptions, ImportReport};
use ekin_core::app::query::Ask;
use ekin_core::app::territory::NewTerritory;
use ekin_core::domain::language::LanguageTag;
use ekin_exchange::draft::Draft;
use ekin_harness::RelayProcess;
use ekin_limit::gauge::Reading;
use ekin_protocol::entry::Block;
use ekin_protocol::head::Head;
use ekin_protocol::id::SpaceId;
use ekin_protocol::link::Link;
use ekin_protocol::manifest::Manifest;
use serde::{Deserialize, Serialize};

use crate::error::{BenchError, Result};
use crate::http;
use crate::world::{SEED, World, device, pause, sync};

/// Listings of one import.
const AT_ONCE: usize = 10_000;
/// Time for a pack.
const PACK: Duration = Duration::from_secs(300);

/// A filled territory.
pub struct Catalogue {
    /// Its relay.
    pub relay: RelayProcess,
    /// Its owner.
    pub owner: Arc<Device>,
    /// Its space.
    pub space: SpaceId,
    name: String,
}

impl Catalogue {
    /// An empty one.
    ///
    /// # Errors
    /// When relay or device fail.
    pub fn empty(world: &World, name: &str) -> Result<Self> {
        let relay = world.relay(&format!("{name}-relay"), &[])?;
        let owner = device(&world.path(&format!("{name}-owner")))?;
        let space = territory(&owner, name, relay.url())?;
        sync(&owner)?;
        Ok(Self {
            relay,
            owner,
            space,
            name: name.to_owned(),
        })
    }

    /// One with so many generated listings, imported, received and packed.
    ///
    /// # Errors
    /// When relay or device fail.
    pub fn of(world: &World, name: &str, listings: u64) -> Result<Self> {
        let catalogue = Self::empty(world, name)?;
        let mut drafts = ekin_sample::generate(listings, SEED, world.today());
        loop {
            let some: Vec<Draft> = drafts.by_ref().take(AT_ONCE).collect();
            if some.is_empty() {
                break;
            }
            catalogue.import(&some)?;
            sync(&catalogue.owner)?;
        }
        catalogue.packed()?;
        Ok(catalogue)
    }

    /// Imports listings on the owner's device.
    ///
    /// # Errors
    /// When the import leaves something out.
    pub fn import(&self, drafts: &[Draft]) -> Result<ImportReport> {
        let file = serde_json::to_vec(drafts)?;
        let report = self
            .owner
            .import(None, &file, &ImportOptions::default(), |_, _| {})?;
        if report.rejected > 0 {
            return Err(BenchError::unexpected(format!(
                "{} listings rejected",
                report.rejected
            )));
        }
        Ok(report)
    }

    /// The ids of so many listings of the owner's that are to come.
    ///
    /// # Errors
    /// When there are none.
    pub fn some(&self, count: u32) -> Result<Vec<String>> {
        let page = self.owner.search(
            &Ask {
                limit: count,
                ..Ask::default()
            },
            Tz::Europe__Paris,
        )?;
        Ok(page.hits.iter().map(|hit| hit.card.object.to_string()).collect())
    }

    /// Waits for a pack of the whole log.
    ///
    /// # Errors
    /// When there is none in time.
    pub fn packed(&self) -> Result<Manifest> {
        packed(self.relay.address(), &self.space)
    }

    /// A link that leads to the territory by this address.
    pub fn link(&self, url: String) -> String {
        let link = Link::Territory {
            space: self.space,
            urls: vec![url],
            name: self.name.clone(),
            code: None,
        };
        link.to_string()
    }

    /// A new device takes the catalogue, in a process of its own.
    ///
    /// # Errors
    /// When it fails.
    pub fn newcomer(&self, world: &World, home: &Path, url: String) -> Result<Reading> {
        let job = Newcomer {
            home: home.to_owned(),
            link: self.link(url),
        };
        world.ours("first-sync", &job)
    }

    /// What a newcomer fetches, in order.
    ///
    /// # Errors
    /// When there is no pack.
    pub fn paths(&self) -> Result<Vec<String>> {
        let manifest = self.packed()?;
        let at = format!("/v1/spaces/{}", self.space);
        let mut paths = vec![format!("{at}/members?after=0"), format!("{at}/manifest")];
        paths.extend(
            manifest
                .segments
                .iter()
                .rev()
                .map(|s| format!("{at}/segments/{}", s.hash)),
        );
        paths.push(format!("{at}/log/{}", manifest.seq + 1));
        Ok(paths)
    }
}

/// Makes a territory on a device.
///
/// # Errors
/// When the device refuses.
pub fn territory(owner: &Device, name: &str, url: String) -> Result<SpaceId> {
    let territory = owner.create_territory(&NewTerritory {
        name: name.to_owned(),
        language: LanguageTag::FR,
        relays: vec![url],
        zone: Tz::Europe__Paris,
        creation_code: None,
    })?;
    Ok(territory.space)
}

/// Waits for a pack of the whole log of a space.
///
/// # Errors
/// When there is none in time.
pub fn packed(relay: SocketAddr, space: &SpaceId) -> Result<Manifest> {
    let until = Instant::now() + PACK;
    let at = format!("/v1/spaces/{space}");
    while Instant::now() < until {
        if let Ok(signed) = Manifest::read(&http::get(relay, &format!("{at}/manifest"))?) {
            let next = http::get(relay, &format!("{at}/log/{}", signed.manifest.seq + 1))?;
            let head = Block::read(&next).ok().and_then(|block| block.head);
            if head.is_some_and(|Head { seq, .. }| seq == signed.manifest.seq) {
                return Ok(signed.manifest);
            }
        }
        pause();
    }
    Err(BenchError::unexpected("no pack"))
}

/// The job of a new device.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Newcomer {
    /// Its home.
    pub home: PathBuf,
    /// The link that it got.
    pub link: String,
}
