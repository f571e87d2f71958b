//! The same jobs at Ekin, and at the limit.

use std::net::SocketAddr;
use std::path::{Path, PathBuf};

use ekin_exchange::draft::{Draft, Status};
use ekin_harness::Cable;
use ekin_limit::gauge::{Gauge, Reading, cpu_ms_of, memory_kib};
use ekin_limit::{documents, first_sync as least_first};
use ekin_protocol::id::ObjectId;
use ekin_protocol::membership::Role;
use ekin_protocol::session::ToRelay;
use serde::{Deserialize, Serialize};

use super::alike::Told;
use super::theirs::WORDS;
use super::{Sizes, limits, rows};
use crate::catalogue::Catalogue;
use crate::error::{BenchError, Result};
use crate::figures::edit_latency::entries;
use crate::figures::first_sync::{forget, prepare};
use crate::figures::screens::{Screen, limit_of};
use crate::figures::{documents as sealed, idle, private_edit};
use crate::house::{House, NewMember};
use crate::publisher::Publisher;
use crate::session::Session;
use crate::world::{SEED, World, device, sync};

/// A device that comes back.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Home {
    home: PathBuf,
}

impl Home {
    /// The device of this home.
    pub fn at(home: &Path) -> Self {
        Self {
            home: home.to_owned(),
        }
    }
}

/// The job of a device that comes back: opens its store and syncs once.
///
/// # Errors
/// When anything fails.
pub fn again(job: &Home) -> Result<Reading> {
    let gauge = Gauge::start();
    sync(&device(&job.home)?)?;
    Ok(gauge.read())
}

/// Two devices of one space that edit offline.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Offline {
    homes: [PathBuf; 2],
    /// Their ids.
    documents: Vec<[u8; 16]>,
    edits: usize,
}

/// The job of two devices: each edits offline, half of it the same documents; counted is what follows, until both show the
/// same.
///
/// # Errors
/// When anything fails, or they differ in the end.
pub fn merge(job: &Offline) -> Result<Reading> {
    let documents: Vec<ObjectId> = job.documents.iter().copied().map(ObjectId).collect();
    let mut devices = Vec::new();
    for (n, home) in job.homes.iter().enumerate() {
        let device = device(home)?;
        let space = device.private_spaces()?.first().map(|space| space.space);
        let space = space.ok_or_else(|| BenchError::unexpected("no space"))?;
        let own = documents.iter().skip(n * job.edits / 2).take(job.edits);
        for object in own {
            private_edit::set(&device, space, object, 700 + n as i64)?;
        }
        devices.push((device, space));
    }
    let [(one, space), (other, _)] = devices.as_slice() else {
        return Err(BenchError::unexpected("not two devices"));
    };
    let gauge = Gauge::start();
    for device in [one, other, one] {
        sync(device)?;
    }
    let reading = gauge.read();
    for object in &documents {
        let shown = private_edit::seats(one, *space, object)?;
        if shown < Some(700) || shown != private_edit::seats(other, *space, object)? {
            return Err(BenchError::unexpected("devices that differ"));
        }
    }
    Ok(reading)
}

/// First sync of a catalogue, coming back, a month, opening, searching.
pub fn catalogue(world: &World, sizes: Sizes, us: &mut Told, least: &mut Told) -> Result<()> {
    let n = sizes.activities;
    let name = format!("beside-{n}");
    let catalogue = Catalogue::of(world, &name, n)?;
    let cable = Cable::to(catalogue.relay.address())?;
    let relay = catalogue.relay.pid().unwrap_or_default();
    let reader = world.path(&format!("{name}-reader"));
    // It warms, and stays.
    catalogue.newcomer(world, &reader, cable.url())?;
    let prepared = world.path(&format!("{name}-prepared.db"));
    prepare(&reader, &catalogue, &prepared)?;
    let paths = catalogue.paths()?;
    for run in 0..world.pick(3, 5) {
        let home = world.path(&format!("{name}-{run}"));
        let (cpu, down) = (cpu_ms_of(relay), cable.bytes().1);
        let ours = catalogue.newcomer(world, &home, cable.url())?;
        us.put(rows::SERVER_CPU, cpu_ms_of(relay) - cpu);
        us.put(rows::FIRST_DOWN, (cable.bytes().1 - down) as f64 / n as f64);
        forget(&home)?;
        let store = world.path(&format!("{name}-limit-{run}.db"));
        let job = least_first::Job {
            relay: address(&cable)?,
            paths: paths.clone(),
            model: reader.join("ekin.db"),
            prepared: prepared.clone(),
            store,
        };
        let limit = world.limit("first-sync", &job)?;
        for (told, reading) in [(&mut *us, &ours), (&mut *least, &limit)] {
            told.put(rows::FIRST, reading.wall_ms);
            told.put(rows::READY, reading.wall_ms);
            told.put(rows::FIRST_CPU, reading.cpu_ms);
            told.put(rows::FIRST_PEAK, reading.peak_kib / 1024.0);
        }
    }
    us.put(
        rows::SERVER_PEAK,
        memory_kib(&relay.to_string(), "VmHWM") / 1024.0,
    );
    back(world, &catalogue, &cable, &reader, (us, least), n)?;
    screens(world, &reader, us, least)
}

fn back(
    world: &World,
    catalogue: &Catalogue,
    cable: &Cable,
    reader: &Path,
    (us, least): (&mut Told, &mut Told),
    n: u64,
) -> Result<()> {
    let bytes = || {
        let (up, down) = cable.bytes();
        (up + down) as f64
    };
    let job = Home::at(reader);
    for run in 0..world.pick(3, 5) {
        let before = bytes();
        us.put(rows::AGAIN, world.ours(super::AGAIN, &job)?.wall_ms);
        us.put(rows::AGAIN_BYTES, bytes() - before);
        let (ms, bytes) = limits::greeting(world, &format!("beside-{n}-{run}"))?;
        least.put(rows::AGAIN, ms);
        least.put(rows::AGAIN_BYTES, bytes);
    }
    let changed = n / 5;
    let mut drafts: Vec<Draft> = ekin_sample::generate(changed, SEED, world.today()).collect();
    for draft in &mut drafts {
        draft.status = match draft.status {
            Status::Full => Status::Scheduled,
            _ => Status::Full,
        };
    }
    catalogue.import(&drafts)?;
    sync(&catalogue.owner)?;
    catalogue.packed()?;
    let before = bytes();
    us.put(rows::MONTH, world.ours(super::AGAIN, &job)?.wall_ms);
    let came = bytes() - before;
    us.put(rows::MONTH_BYTES, came / changed as f64);
    let limit = limits::take(world, &format!("beside-{n}-month"), came as u64, changed)?;
    least.put(rows::MONTH, limit.wall_ms);
    Ok(())
}

fn screens(world: &World, reader: &Path, us: &mut Told, least: &mut Told) -> Result<()> {
    let screen = Screen::of(reader, world.now_ms(), &WORDS);
    for _ in 0..world.pick(3, 9) {
        us.put(rows::OPEN, world.ours("first-page", &screen)?.wall_ms);
        least.put(
            rows::OPEN,
            world.limit("first-page", &limit_of(&screen, &[]))?.wall_ms,
        );
    }
    let ours = world.ours("search", &screen)?;
    let limit = world.limit("first-page", &limit_of(&screen, &screen.expressions()))?;
    let more = |reading: &Reading, name: &str| reading.more.get(name).copied();
    if let Some(ready) = more(&ours, "ready_ms") {
        us.put(rows::SEARCH_READY, ready);
    }
    for (row, name) in [
        (rows::SEARCH, "search_median"),
        (rows::SEARCH_WORST, "search_worst"),
    ] {
        for (told, reading) in [(&mut *us, &ours), (&mut *least, &limit)] {
            if let Some(ms) = more(reading, name) {
                told.put(row, ms);
            }
        }
    }
    Ok(())
}

/// First sync of a private space.
pub fn house(world: &World, sizes: Sizes, us: &mut Told, least: &mut Told) -> Result<()> {
    let n = sizes.activities;
    let name = format!("beside-house-{n}");
    let (house, cable) = behind_a_cable(world, &name)?;
    house.fill(world, n)?;
    let link = house.invitation(Role::Reader)?;
    let join = |home: PathBuf| {
        let job = NewMember {
            home,
            link: link.clone(),
            documents: n,
        };
        world.ours(sealed::ID, &job)
    };
    let model = world.path(&format!("{name}-model"));
    join(model.clone())?;
    let prepared = world.path(&format!("{name}-prepared.db"));
    sealed::prepare(house.relay.data(), &model, &house.space, &prepared)?;
    for run in 0..if n > 1_000 { 1 } else { world.pick(1, 3) } {
        let down = cable.bytes().1;
        let ours = join(world.path(&format!("{name}-{run}")))?;
        let came = cable.bytes().1 - down;
        us.put(rows::PRIVATE_DOWN, came as f64 / n as f64);
        let job = documents::Job {
            server: sealed::serve(came)?,
            model: model.join("ekin.db"),
            prepared: prepared.clone(),
            store: world.path(&format!("{name}-limit-{run}.db")),
        };
        let limit = world.limit(sealed::ID, &job)?;
        for (told, reading) in [(&mut *us, &ours), (&mut *least, &limit)] {
            told.put(rows::PRIVATE, reading.wall_ms);
            told.put(rows::PRIVATE_CPU, reading.cpu_ms);
            told.put(rows::PRIVATE_PEAK, reading.peak_kib / 1024.0);
        }
    }
    Ok(())
}

/// One edit to the other device; edits offline on two, merged.
pub fn edits(world: &World, sizes: Sizes, us: &mut Told, least: &mut Told) -> Result<()> {
    let (house, _cable) = behind_a_cable(world, "beside-edits")?;
    let documents = house.fill(world, sizes.edits * 3 / 2)?;
    let link = house.invitation(Role::Volunteer)?;
    let other = world.path("beside-edits-other");
    let member = house.member(&other, &link)?;
    let times = documents
        .iter()
        .take(world.pick(10, 100))
        .copied()
        .collect::<Vec<_>>();
    for ms in private_edit::ways(world, &house, &member, &times)? {
        us.put(rows::EDIT, ms);
    }
    for ms in limits::echoes(world, "beside-edits", 50)? {
        least.put(rows::EDIT, ms);
    }
    for device in [&member, &house.owner] {
        sync(device)?;
    }
    let home = house.owner.home().to_owned();
    // The relay stays; the devices let go of their stores.
    let House {
        relay: _relay, owner, ..
    } = house;
    drop((owner, member));
    let limit = limits::merging(world, home.join("ekin.db"), sizes.edits)?;
    least.put(rows::MERGE, limit.wall_ms);
    let job = Offline {
        homes: [home, other],
        documents: documents.iter().map(|object| object.0).collect(),
        edits: usize::try_from(sizes.edits).unwrap_or(usize::MAX),
    };
    us.put(rows::MERGE, world.ours(super::MERGE, &job)?.wall_ms);
    Ok(())
}

/// A document edited often, to a new device; the limit is the same edited once.
pub fn often(world: &World, sizes: Sizes, us: &mut Told, least: &mut Told) -> Result<()> {
    for (told, times, name) in [(us, sizes.often, "often"), (least, 1, "once")] {
        let name = format!("beside-{name}");
        let (house, cable) = behind_a_cable(world, &name)?;
        let documents = house.fill(world, 1)?;
        let one = documents
            .first()
            .ok_or_else(|| BenchError::unexpected("no document"))?;
        for n in 0..times {
            private_edit::set(&house.owner, house.space, one, 1 + (n % 500) as i64)?;
        }
        sync(&house.owner)?;
        let link = house.invitation(Role::Reader)?;
        for run in 0..=world.pick(1, 3) {
            let down = cable.bytes().1;
            let job = NewMember {
                home: world.path(&format!("{name}-{run}")),
                link: link.clone(),
                documents: 1,
            };
            let reading = world.ours(sealed::ID, &job)?;
            if run > 0 {
                told.put(rows::OFTEN, reading.wall_ms);
                told.put(rows::OFTEN_BYTES, (cable.bytes().1 - down) as f64);
            }
        }
    }
    Ok(())
}

/// Many readers of one relay.
pub fn readers(world: &World, sizes: Sizes, us: &mut Told) -> Result<()> {
    idle::allowed_files()?;
    let relay = idle::patient_relay(world, "beside-readers")?;
    let process = relay.pid().unwrap_or_default();
    let mut publisher = Publisher::found(relay.address(), 8)?;
    let drafts: Vec<Draft> = ekin_sample::generate(1, SEED, world.today()).collect();
    let frame = publisher
        .frames(&drafts, 1)?
        .iter()
        .map(|frame| frame.write())
        .collect();
    let open = || Session::open(relay.address(), &publisher.key, vec![publisher.start]);
    let mut writer = open()?;
    let memory = || memory_kib(&process.to_string(), "VmRSS");
    let before = memory();
    let mut readers = (0..sizes.readers).map(|_| open()).collect::<Result<Vec<_>>>()?;
    us.put(rows::READERS, (memory() - before) / sizes.readers as f64);
    let cpu = cpu_ms_of(process);
    writer.say(&ToRelay::Push {
        space: 0,
        frames: frame,
    })?;
    for reader in &mut readers {
        entries(reader)?;
    }
    us.put(rows::READERS_CPU, cpu_ms_of(process) - cpu);
    Ok(())
}

fn behind_a_cable(world: &World, name: &str) -> Result<(House, Cable)> {
    let mut laid = None;
    let house = House::at(world, name, |relay| {
        let cable = Cable::to(relay.address())?;
        let url = cable.url();
        laid = Some(cable);
        Ok(url)
    })?;
    Ok((house, laid.ok_or_else(|| BenchError::unexpected("no cable"))?))
}

fn address(cable: &Cable) -> Result<SocketAddr> {
    let url = cable.url();
    let at = url.trim_start_matches("http://").parse();
    at.map_err(|_| BenchError::unexpected("no address"))
}
