//! How the relay's costs grow, to a million listings.

use std::path::Path;
use std::time::Instant;

use ekin_exchange::draft::Draft;
use ekin_limit::gauge::memory_kib;
use ekin_protocol::session::{ToDevice, ToRelay};

use crate::catalogue::packed;
use crate::error::{BenchError, Result};
use crate::figure::{Curve, Figure};
use crate::http;
use crate::publisher::Publisher;
use crate::session::Session;
use crate::world::{SEED, World};

pub const ID: &str = "relay-growth";
/// Listings that are made and pushed at a time.
const SOME: usize = 8_192;
const TOGETHER: usize = 64;

pub fn measure(world: &World) -> Result<Figure> {
    let sizes: Vec<u64> = world.pick(vec![1_000, 4_000], vec![1_000, 10_000, 100_000, 1_000_000]);
    let names = [
        ("to admit a listing", "µs"),
        ("until all is packed, after the last", "ms"),
        ("memory after it", "MiB"),
        ("peak memory", "MiB"),
        ("on disk, each listing", "B"),
        ("one more listing, to its receipt", "ms"),
        ("the manifest, asked for", "ms"),
        ("the manifest", "B"),
        ("the tail of the log, asked for", "ms"),
        ("to start again on it", "ms"),
    ];
    let mut curves = names.map(|(what, unit)| Curve {
        what: what.to_owned(),
        unit: unit.to_owned(),
        points: Vec::new(),
    });
    for size in sizes {
        for (curve, cost) in curves.iter_mut().zip(at(world, size)?) {
            curve.points.push((size as f64, cost));
        }
    }
    Ok(Figure {
        id: ID.to_owned(),
        title: "How the relay's costs grow".to_owned(),
        how: format!(
            "Envelopes of {TOGETHER} listings, signed beforehand, {SOME} listings at a time, over one WebSocket to a fresh relay; then \
             what a device asks for, and a relay killed and started again on the same folder. On disk: all files of its folder, the \
             log and the packs."
        ),
        lines: Vec::new(),
        curves: curves.into(),
    })
}

fn at(world: &World, size: u64) -> Result<[f64; 10]> {
    let mut relay = world.relay(&format!("relay-growth-{size}"), &[])?;
    let mut publisher = Publisher::found(relay.address(), 11)?;
    let mut session = Session::open(relay.address(), &publisher.key, vec![publisher.start])?;
    let mut drafts = ekin_sample::generate(size + 8, SEED, world.today());
    let mut left = size as usize;
    let mut admitting = 0.0;
    while left > 0 {
        let some: Vec<Draft> = drafts.by_ref().take(SOME.min(left)).collect();
        left -= some.len();
        let frames: Vec<Vec<u8>> = publisher
            .frames(&some, TOGETHER)?
            .iter()
            .map(|frame| frame.write())
            .collect();
        let began = Instant::now();
        session.push_all(&frames)?;
        admitting += ms(began);
    }
    let began = Instant::now();
    packed(relay.address(), &publisher.space)?;
    let packing = ms(began);
    let process = relay.pid().unwrap_or_default().to_string();
    let (resident, peak) = (memory_kib(&process, "VmRSS"), memory_kib(&process, "VmHWM"));
    let one: Vec<Draft> = drafts.by_ref().take(1).collect();
    let frames = publisher
        .frames(&one, 1)?
        .iter()
        .map(|frame| frame.write())
        .collect();
    let began = Instant::now();
    session.say(&ToRelay::Push { space: 0, frames })?;
    while !matches!(session.hear()?, ToDevice::Receipt { .. }) {}
    let receipt = ms(began);
    let manifest = packed(relay.address(), &publisher.space)?;
    let path = format!("/v1/spaces/{}", publisher.space);
    let (manifest_ms, bytes) = best(|| http::get(relay.address(), &format!("{path}/manifest")))?;
    let (tail_ms, _) = best(|| http::get(relay.address(), &format!("{path}/log/{}", manifest.seq + 1)))?;
    let disk = size_of(relay.data())?;
    let began = Instant::now();
    relay.start_again().map_err(BenchError::from)?;
    http::get(relay.address(), &format!("{path}/manifest"))?;
    Ok([
        admitting * 1e3 / size as f64,
        packing,
        resident / 1024.0,
        peak / 1024.0,
        disk as f64 / size as f64,
        receipt,
        manifest_ms,
        bytes.len() as f64,
        tail_ms,
        ms(began),
    ])
}

/// The quickest of a few: ms, and what it gave.
fn best<T>(ask: impl Fn() -> Result<T>) -> Result<(f64, T)> {
    let mut best: Option<(f64, T)> = None;
    for _ in 0..9 {
        let began = Instant::now();
        let got = ask()?;
        let took = ms(began);
        if best.as_ref().is_none_or(|(least, _)| took < *least) {
            best = Some((took, got));
        }
    }
    best.ok_or_else(|| BenchError::unexpected("nothing asked"))
}

fn size_of(folder: &Path) -> Result<u64> {
    let mut bytes = 0;
    for entry in std::fs::read_dir(folder).map_err(BenchError::io("looking at a folder"))? {
        let entry = entry.map_err(BenchError::io("looking at a folder"))?;
        let about = entry.metadata().map_err(BenchError::io("looking at a file"))?;
        bytes += match about.is_dir() {
            true => size_of(&entry.path())?,
            false => about.len(),
        };
    }
    Ok(bytes)
}

fn ms(since: Instant) -> f64 {
    since.elapsed().as_secs_f64() * 1e3
}
