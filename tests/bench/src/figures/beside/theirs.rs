//! The jobs at a peer.

use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use ekin_harness::Cable;
use serde_json::{Value, json};

use super::Sizes;
use super::alike::Told;
use super::rows;
use crate::error::Result;
use crate::peers::{Ended, Peer, Said, Server, Working};
use crate::world::World;

/// Words that are searched for, as far as two letters.
pub const WORDS: [&str; 12] = [
    "mu", "ka", "be", "so", "ta", "la", "ar", "pa", "er", "vi", "go", "es",
];

/// A peer's server behind a cable.
struct Stage<'a> {
    world: &'a World,
    peer: &'a Peer,
    server: Server,
    cable: Cable,
    name: String,
    index: Option<String>,
}

impl<'a> Stage<'a> {
    fn set(world: &'a World, peer: &'a Peer, name: &str) -> Result<Self> {
        let tag: String = peer.name.chars().filter(char::is_ascii_alphanumeric).collect();
        let name = format!("{tag}-{name}");
        let server = Server::start(peer, &world.path(&format!("{name}-server")))?;
        let cable = Cable::to(server.address())?;
        Ok(Self {
            world,
            peer,
            server,
            cable,
            name,
            index: None,
        })
    }

    fn home(&self, name: &str) -> PathBuf {
        self.world.path(&format!("{}-{name}", self.name))
    }

    fn job(&self, more: Value) -> Value {
        let url = self.cable.url();
        let mut what = json!({
            "at": url.trim_start_matches("http://"),
            "control": self.server.control(),
            "batch": self.peer.batch,
            "index": self.index,
        });
        if let (Some(what), Value::Object(more)) = (what.as_object_mut(), more) {
            what.extend(more);
        }
        what
    }

    fn until(&self) -> Instant {
        Instant::now() + self.world.patience
    }

    fn run(&self, job: &str, more: Value) -> Result<Ended> {
        if !self.peer.does(job) {
            return Ok(Ended::Not("not driven at this".to_owned()));
        }
        Ok(Working::start(self.peer, job, &self.job(more))?.end(self.until()))
    }

    fn fill(&mut self, file: &Path, count: u64) -> Result<Option<String>> {
        let home = self.home("writer");
        match self.run("fill", json!({ "home": home, "file": file, "count": count }))? {
            Ended::Done(done) => {
                self.index = done.index;
                Ok(None)
            }
            Ended::Not(why) => Ok(Some(format!("filling its server: {why}"))),
        }
    }

    fn bytes(&self) -> f64 {
        let (up, down) = self.cable.bytes();
        (up + down) as f64
    }
}

/// How often a job is done: many thousands take others minutes.
fn repeats(world: &World, sizes: Sizes) -> usize {
    if sizes.activities > 1_000 {
        1
    } else {
        world.pick(1, 3)
    }
}

/// First sync, coming back, a month, opening, searching.
pub fn first(world: &World, peer: &Peer, sizes: Sizes, file: &Path, told: &mut Told) -> Result<()> {
    let n = sizes.activities;
    let mut stage = Stage::set(world, peer, &format!("first-{n}"))?;
    let later = [
        rows::AGAIN,
        rows::AGAIN_BYTES,
        rows::MONTH,
        rows::MONTH_BYTES,
        rows::OPEN,
        rows::SEARCH_READY,
        rows::SEARCH,
        rows::SEARCH_WORST,
    ];
    if let Some(why) = stage.fill(file, n)? {
        told.not(&rows::OF_FIRST, &why);
        told.not(&later, &why);
        return Ok(());
    }
    let runs = repeats(world, sizes);
    let reader = stage.home("reader-0");
    for run in 0..runs {
        let home = stage.home(&format!("reader-{run}"));
        let (cpu, down) = (stage.server.cpu_ms(), stage.cable.bytes().1);
        // The one that stays is made searchable; the others are counted bare.
        let job = json!({ "home": home, "count": n, "searchable": run == 0 });
        match stage.run("first-sync", job)? {
            Ended::Done(done) => {
                let reading = done.reading;
                let bare = |name: &str, whole: f64| reading.more.get(name).copied().unwrap_or(whole);
                let each = (stage.cable.bytes().1 - down) as f64 / n as f64;
                let (ms, cpu_ms) = (
                    bare("bare_ms", reading.wall_ms),
                    bare("bare_cpu_ms", reading.cpu_ms),
                );
                let server = stage.server.cpu_ms() - cpu;
                for (row, private, number) in [
                    (rows::FIRST, rows::PRIVATE, ms),
                    (rows::FIRST_CPU, rows::PRIVATE_CPU, cpu_ms),
                    (rows::FIRST_DOWN, rows::PRIVATE_DOWN, each),
                ] {
                    told.put(row, number);
                    told.put(private, number);
                }
                told.put(rows::SERVER_CPU, server);
                if run == 0 {
                    let peak = reading.peak_kib / 1024.0;
                    told.put(rows::FIRST_PEAK, peak);
                    told.put(rows::PRIVATE_PEAK, peak);
                    if peer.does("search") {
                        told.put(rows::READY, reading.wall_ms);
                    }
                }
            }
            Ended::Not(why) => {
                told.not(&rows::OF_FIRST, &why);
                told.not(&later, &why);
                return Ok(());
            }
        }
    }
    told.put(rows::SERVER_PEAK, stage.server.peak_mib());
    if !peer.does("search") {
        told.not(&[rows::READY], "it has no search");
    }
    back(&stage, sizes, &reader, told)?;
    screens(&stage, sizes, &reader, told)
}

fn back(stage: &Stage<'_>, sizes: Sizes, reader: &Path, told: &mut Told) -> Result<()> {
    for _ in 0..repeats(stage.world, sizes) {
        let before = stage.bytes();
        match stage.run("reconnect", json!({ "home": reader }))? {
            Ended::Done(done) => {
                told.put(rows::AGAIN, done.reading.wall_ms);
                told.put(rows::AGAIN_BYTES, stage.bytes() - before);
            }
            Ended::Not(why) => told.not(&[rows::AGAIN, rows::AGAIN_BYTES], &why),
        }
    }
    let month = [rows::MONTH, rows::MONTH_BYTES];
    let changed = sizes.activities / 5;
    let writer = stage.home("writer");
    let change = json!({ "home": writer, "count": changed, "note": "month" });
    if let Ended::Not(why) = stage.run("change", change)? {
        told.not(&month, &why);
        return Ok(());
    }
    let before = stage.bytes();
    match stage.run(
        "reconnect",
        json!({ "home": reader, "changed": changed, "note": "month" }),
    )? {
        Ended::Done(done) => {
            told.put(rows::MONTH, done.reading.wall_ms);
            told.put(rows::MONTH_BYTES, (stage.bytes() - before) / changed as f64);
        }
        Ended::Not(why) => told.not(&month, &why),
    }
    Ok(())
}

fn screens(stage: &Stage<'_>, sizes: Sizes, reader: &Path, told: &mut Told) -> Result<()> {
    // Once to warm: PouchDB brings its views up to date when they are asked.
    for run in 0..=repeats(stage.world, sizes) {
        match stage.run("open", json!({ "home": reader }))? {
            Ended::Done(done) if run > 0 => told.put(rows::OPEN, done.reading.wall_ms),
            Ended::Done(_) => {}
            Ended::Not(why) => told.not(&[rows::OPEN], &why),
        }
    }
    let search = [rows::SEARCH_READY, rows::SEARCH, rows::SEARCH_WORST];
    for run in 0..2 {
        match stage.run("search", json!({ "home": reader, "words": WORDS }))? {
            Ended::Done(done) if run > 0 => {
                for (row, name) in search.iter().zip(["ready_ms", "median_ms", "worst_ms"]) {
                    told.put(row, done.reading.more.get(name).copied().unwrap_or_default());
                }
            }
            Ended::Done(_) => {}
            Ended::Not(why) => {
                told.not(&search, &why);
                return Ok(());
            }
        }
    }
    Ok(())
}

/// One edit to the other device; edits offline on two, merged.
pub fn edits(world: &World, peer: &Peer, sizes: Sizes, file: &Path, told: &mut Told) -> Result<()> {
    let both = [rows::EDIT, rows::MERGE];
    if !peer.does("merge") {
        told.not(&both, "not driven at this");
        return Ok(());
    }
    let mut stage = Stage::set(world, peer, "edits")?;
    let documents = sizes.edits * 3 / 2;
    let homes = [stage.home("writer"), stage.home("other")];
    let why = match stage.fill(file, documents)? {
        Some(why) => Some(why),
        None => match stage.run("first-sync", json!({ "home": homes[1], "count": documents }))? {
            Ended::Done(_) => None,
            Ended::Not(why) => Some(why),
        },
    };
    if let Some(why) = why {
        told.not(&both, &why);
        return Ok(());
    }
    let times = world.pick(12, 50);
    match stage.run("edit", json!({ "homes": homes, "count": times }))? {
        Ended::Done(done) => told.put(
            rows::EDIT,
            done.reading.more.get("median_ms").copied().unwrap_or_default(),
        ),
        Ended::Not(why) => told.not(&[rows::EDIT], &why),
    }
    match stage.run("merge", json!({ "homes": homes, "count": sizes.edits }))? {
        Ended::Done(done) => told.put(rows::MERGE, done.reading.wall_ms),
        Ended::Not(why) => told.not(&[rows::MERGE], &why),
    }
    Ok(())
}

/// A document edited often, to a new device.
pub fn often(world: &World, peer: &Peer, sizes: Sizes, file: &Path, told: &mut Told) -> Result<()> {
    let both = [rows::OFTEN, rows::OFTEN_BYTES];
    if !peer.does("often") {
        told.not(&both, "not driven at this");
        return Ok(());
    }
    let mut stage = Stage::set(world, peer, "often")?;
    let job = json!({ "home": stage.home("writer"), "file": file, "count": sizes.often });
    match stage.run("often", job)? {
        Ended::Done(done) => stage.index = done.index,
        Ended::Not(why) => {
            told.not(&both, &format!("editing: {why}"));
            return Ok(());
        }
    }
    for run in 0..world.pick(1, 3) {
        let down = stage.cable.bytes().1;
        let home = stage.home(&format!("new-{run}"));
        match stage.run("first-sync", json!({ "home": home, "count": 1 }))? {
            Ended::Done(done) => {
                told.put(rows::OFTEN, done.reading.wall_ms);
                told.put(rows::OFTEN_BYTES, (stage.cable.bytes().1 - down) as f64);
            }
            Ended::Not(why) => told.not(&both, &why),
        }
    }
    Ok(())
}

/// Many readers of one server.
pub fn readers(world: &World, peer: &Peer, sizes: Sizes, file: &Path, told: &mut Told) -> Result<()> {
    let both = [rows::READERS, rows::READERS_CPU];
    if !peer.does("readers") {
        told.not(&both, "not driven at this");
        return Ok(());
    }
    let mut stage = Stage::set(world, peer, "readers")?;
    if let Some(why) = stage.fill(file, 20)? {
        told.not(&both, &why);
        return Ok(());
    }
    let before = stage.server.resident_mib();
    // Straight to the server: two threads of a proxy for each reader would take the processors.
    let at = stage.server.address().to_string();
    let job = stage.job(json!({ "at": at, "count": sizes.readers }));
    let mut working = Working::start(peer, "readers", &job)?;
    let Some(Said::Following(_)) = working.next(stage.until()) else {
        if let Ended::Not(why) = working.end(Instant::now() + Duration::from_secs(1)) {
            told.not(&both, &format!("connecting: {why}"));
        }
        return Ok(());
    };
    let grown = stage.server.resident_mib() - before;
    // What was let go of meanwhile may be more than what they take.
    match grown > 0.0 {
        true => told.put(rows::READERS, grown * 1024.0 / sizes.readers as f64),
        false => told.not(&[rows::READERS], "its memory did not grow"),
    }
    let cpu = stage.server.cpu_ms();
    let change = json!({ "home": stage.home("writer"), "count": 1, "note": "news" });
    if let Ended::Not(why) = stage.run("change", change)? {
        told.not(&[rows::READERS_CPU], &why);
        return Ok(());
    }
    match working.end(stage.until()) {
        Ended::Done(_) => told.put(rows::READERS_CPU, stage.server.cpu_ms() - cpu),
        Ended::Not(why) => told.not(&[rows::READERS_CPU], &why),
    }
    Ok(())
}
