//! How each cost grows with the catalogue.

use ekin_harness::Cable;
use ekin_limit::gauge::{Gauge, Reading, memory_kib};

use super::beside::{AGAIN, Home};
use super::screens::searched;
use crate::catalogue::Catalogue;
use crate::error::{BenchError, Result};
use crate::figure::{Curve, Figure, Spread};
use crate::world::{World, sync};

pub const ID: &str = "growth";

/// The costs, in the order of the table.
const COSTS: [(&str, &str); 18] = [
    ("open and first page", "ms"),
    ("open and first page, processor time", "ms"),
    ("search as you type, median", "ms"),
    ("search as you type, worst", "ms"),
    ("search with filters, median", "ms"),
    ("search with filters, worst", "ms"),
    ("an edit by hand, committed", "ms"),
    ("reconnect with nothing new", "ms"),
    ("reconnect with nothing new, processor time", "ms"),
    ("reconnect with nothing new, wire, both ways", "B"),
    ("one listing changed, to a device that comes back", "ms"),
    ("one listing changed, wire, both ways", "B"),
    ("first sync", "ms"),
    ("first sync, processor time", "ms"),
    ("first sync, peak memory", "MiB"),
    ("first sync, wire, down", "kB"),
    ("the device's store", "MB"),
    ("the relay's peak memory", "MiB"),
];

pub fn measure(world: &World) -> Result<Figure> {
    let sizes: Vec<u64> = world.pick(vec![300, 1_000], vec![1_000, 10_000, 100_000]);
    let mut curves: Vec<Curve> = COSTS
        .iter()
        .map(|(what, unit)| Curve {
            what: (*what).to_owned(),
            unit: (*unit).to_owned(),
            points: Vec::new(),
        })
        .collect();
    for size in sizes {
        let costs = at(world, size)?;
        if costs.len() != curves.len() {
            return Err(BenchError::unexpected("a cost that was not measured"));
        }
        for (curve, cost) in curves.iter_mut().zip(costs) {
            curve.points.push((size as f64, cost));
        }
    }
    Ok(Figure {
        id: ID.to_owned(),
        title: "How each cost grows with the catalogue".to_owned(),
        how: "A catalogue of each size on a relay of its own, imported, sent and packed; then a new device, which is asked, comes \
              back with nothing new, and again after one listing was edited by hand on the owner's device. The power of the size \
              is the slope of the least squares through the logarithms: 0 does not grow, 1 doubles with the catalogue. What a \
              person waits for each day stands first."
            .to_owned(),
        lines: Vec::new(),
        curves,
    })
}

/// All costs at one size, as in [`COSTS`].
fn at(world: &World, size: u64) -> Result<Vec<f64>> {
    let name = format!("growth-{size}");
    let catalogue = Catalogue::of(world, &name, size)?;
    let cable = Cable::to(catalogue.relay.address())?;
    let bytes = || {
        let (up, down) = cable.bytes();
        (up + down) as f64
    };
    let mut firsts = Vec::new();
    let home = world.path(&format!("{name}-0"));
    let mut down = 0;
    for run in 0..world.pick(1, 3) {
        let before = cable.bytes().1;
        let to = world.path(&format!("{name}-{run}"));
        firsts.push(catalogue.newcomer(world, &to, cable.url())?);
        down = cable.bytes().1 - before;
    }
    let first = |get: fn(&Reading) -> f64| middle(firsts.iter().map(get));
    let coming = Home::at(&home);
    let mut agains = Vec::new();
    let mut again_bytes = 0.0;
    for _ in 0..world.pick(2, 5) {
        let before = bytes();
        agains.push(world.ours(AGAIN, &coming)?);
        again_bytes = bytes() - before;
    }
    let screen = searched(&home, world.now_ms())?;
    let mut opens = Vec::new();
    for _ in 0..world.pick(5, 15) {
        opens.push(world.ours("first-page", &screen)?);
    }
    let search = world.ours("search", &screen)?;
    let more = |name: &str| search.more.get(name).copied().unwrap_or_default();
    let store = std::fs::metadata(home.join("ekin.db")).map_err(BenchError::io("looking at a store"))?;
    let (edits, news, news_bytes) = news(world, &catalogue, &coming, bytes)?;
    let relay = catalogue.relay.pid().unwrap_or_default().to_string();
    Ok(vec![
        middle(opens.iter().map(wall))?,
        middle(opens.iter().map(cpu))?,
        more("search_median"),
        more("search_worst"),
        more("filtered_median"),
        more("filtered_worst"),
        edits,
        middle(agains.iter().map(wall))?,
        middle(agains.iter().map(cpu))?,
        again_bytes,
        news,
        news_bytes,
        first(wall)?,
        first(cpu)?,
        first(|reading| reading.peak_kib / 1024.0)?,
        down as f64 / 1e3,
        store.len() as f64 / 1e6,
        memory_kib(&relay, "VmHWM") / 1024.0,
    ])
}

fn wall(reading: &Reading) -> f64 {
    reading.wall_ms
}

fn cpu(reading: &Reading) -> f64 {
    reading.cpu_ms
}

/// Edits by hand one after the other, each sent and then taken by a device that comes back: the command, the taking, and its
/// bytes.
fn news(
    world: &World,
    catalogue: &Catalogue,
    coming: &Home,
    bytes: impl Fn() -> f64,
) -> Result<(f64, f64, f64)> {
    let (mut edits, mut takes, mut wire) = (Vec::new(), Vec::new(), Vec::new());
    let wanted = world.pick(3, 7);
    for id in catalogue.some(wanted)? {
        let gauge = Gauge::start();
        catalogue.owner.edit(None, &id, &[("status", "cancelled")])?;
        edits.push(gauge.read().wall_ms);
        sync(&catalogue.owner)?;
        let before = bytes();
        takes.push(world.ours(AGAIN, coming)?.wall_ms);
        wire.push(bytes() - before);
    }
    Ok((middle(edits)?, middle(takes)?, middle(wire)?))
}

fn middle(values: impl IntoIterator<Item = f64>) -> Result<f64> {
    let spread = Spread::of(values).ok_or_else(|| BenchError::unexpected("nothing measured"))?;
    Ok(spread.median)
}
