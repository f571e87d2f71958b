//! A first sync over bad networks: until the first useful screen, and until the end.

use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use ekin_core::app::sync::{Mode, Stop};
use ekin_limit::gauge::{Gauge, Reading};
use ekin_limit::{first_sync as least, take};
use rusqlite::{Connection, OpenFlags};
use serde::{Deserialize, Serialize};
use serde_json::json;

use super::beside;
use crate::catalogue::Catalogue;
use crate::error::{BenchError, Result};
use crate::figure::{Figure, Line, Peer as Took, Spread};
use crate::figures::documents::serve;
use crate::figures::first_sync::prepare;
use crate::figures::screens::Screen;
use crate::peers::{ALL, Ended, Peer, Server, Working};
use crate::shaped::{Cut, Shape, Shaped};
use crate::world::{World, device, pause};

pub const ID: &str = "networks";
/// The name of the job of a device on a bad network.
pub const ARRIVE: &str = "arrive";
/// Bytes of twenty listings as they travel.
const SCREEN: u64 = 20 * 400;
/// Longer than any of it takes.
const TOO_LONG: Duration = Duration::from_secs(600);

/// A new device that watches what has come.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Arriving {
    home: PathBuf,
    link: String,
    listings: u64,
}

/// The job of a new device on a bad network: `first_ms` until its first page is full, and the time until all is there. It
/// watches, as an app does, and so tries again by itself.
///
/// # Errors
/// When it fails, or takes too long.
pub fn arrive(job: &Arriving) -> Result<Reading> {
    let gauge = Gauge::start();
    let device = device(&job.home)?;
    device.join(&job.link)?;
    let screen = Screen::of(&job.home, device.now_ms(), &[]);
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let store = Connection::open_with_flags(job.home.join("ekin.db"), flags)?;
    let mut count = store.prepare("SELECT count(*) FROM listing")?;
    let stop = Stop::default();
    std::thread::scope(|scope| {
        let syncing = scope.spawn(|| device.sync(Mode::Watch, stop.clone(), |_| true));
        let mut first = None;
        let done = loop {
            if first.is_none() && screen.is_full()? {
                first = Some(gauge.read().wall_ms);
            }
            let here: i64 = count.query_row([], |row| row.get(0))?;
            if here.unsigned_abs() >= job.listings {
                break Ok(gauge.read());
            }
            if syncing.is_finished() || gauge.read().wall_ms > TOO_LONG.as_secs_f64() * 1e3 {
                break Err(BenchError::unexpected(format!("{here} listings came")));
            }
            pause();
        };
        while !syncing.is_finished() {
            stop.stop();
            pause();
        }
        let mut reading = done?;
        let first = first.unwrap_or(reading.wall_ms);
        reading.more.insert("first_ms".into(), first);
        Ok(reading)
    })
}

/// The networks; a quick run takes the slowest and the one with cuts, and these shorter.
fn networks(world: &World) -> Vec<Shape> {
    let s = Duration::from_secs;
    let ms = Duration::from_millis;
    let shape = Shape {
        name: "",
        round: ms(80),
        rate: 625_000,
        cut: None,
        portal: Duration::ZERO,
    };
    let all = [
        Shape {
            name: "3G, 300 ms, 400 kbit/s",
            round: ms(300),
            rate: 50_000,
            ..shape
        },
        Shape {
            name: "bad 4G, 120 ms, 2 Mbit/s, stalls of 1 s each 5 s",
            round: ms(120),
            rate: 250_000,
            cut: Some(Cut {
                first: s(1),
                long: s(1),
                every: s(5),
            }),
            ..shape
        },
        Shape {
            name: world.pick(
                "train, 80 ms, 5 Mbit/s, cut for 4 s each 12 s",
                "train, 80 ms, 5 Mbit/s, cut for 20 s each minute",
            ),
            cut: Some(Cut {
                first: ms(500),
                long: s(world.pick(4, 20)),
                every: s(world.pick(12, 60)),
            }),
            ..shape
        },
        Shape {
            name: "captive portal for 15 s, then 80 ms, 5 Mbit/s",
            portal: s(15),
            ..shape
        },
    ];
    let step = world.pick(2, 1);
    all.into_iter().step_by(step).collect()
}

pub fn measure(world: &World) -> Result<Figure> {
    let listings = world.pick(100, 1_000);
    let catalogue = Catalogue::of(world, ID, listings)?;
    let model = world.path("networks-model");
    catalogue.newcomer(world, &model, catalogue.relay.url())?;
    let prepared = world.path("networks-prepared.db");
    prepare(&model, &catalogue, &prepared)?;
    let file = beside::activities(world, listings)?;
    let servers = servers(world, listings, &file)?;
    let mut lines = Vec::new();
    for (at, shape) in networks(world).into_iter().enumerate() {
        let (mut first, mut all) = (Vec::new(), Vec::new());
        for run in 0..world.pick(1, 3) {
            let network = Shaped::to(catalogue.relay.address(), shape)?;
            let job = Arriving {
                home: world.path(&format!("networks-{at}-{run}")),
                link: catalogue.link(format!("http://{}", network.address())),
                listings,
            };
            let ours = world.ours(ARRIVE, &job)?;
            // A plain client waits for the portal's end as a person would, and begins then.
            let waited = shape.portal.as_secs_f64() * 1e3;
            let open = Shape {
                portal: Duration::ZERO,
                ..shape
            };
            let network = Shaped::to(serve(SCREEN)?, open)?;
            let screen = world.limit(
                "take",
                &take::Job {
                    server: network.address(),
                    rows: 20,
                    row: 1_400,
                    store: world.path(&format!("networks-{at}-{run}-screen.db")),
                },
            )?;
            let network = Shaped::to(catalogue.relay.address(), open)?;
            let limit = world.limit(
                "first-sync",
                &least::Job {
                    relay: network.address(),
                    paths: catalogue.paths()?,
                    model: model.join("ekin.db"),
                    prepared: prepared.clone(),
                    store: world.path(&format!("networks-{at}-{run}.db")),
                },
            )?;
            let ours_first = ours.more.get("first_ms").copied().unwrap_or(ours.wall_ms);
            first.push((ours_first, screen.wall_ms + waited));
            all.push((ours.wall_ms, limit.wall_ms + waited));
        }
        let (mut first_peers, mut all_peers) = (Vec::new(), Vec::new());
        for (peer, server) in &servers {
            let (screen, end) = over(world, peer, server, shape, listings, at)?;
            first_peers.push(screen);
            all_peers.push(end);
        }
        let first_line = Line::beside(
            &format!("{}: first useful screen", shape.name),
            "ms",
            &first,
            None,
        )?;
        lines.push(first_line.among(first_peers));
        let all_line = Line::beside(&format!("{}: everything", shape.name), "ms", &all, None)?;
        lines.push(all_line.among(all_peers));
    }
    Ok(Figure {
        id: ID.to_owned(),
        title: format!("A first sync of {listings} activities over bad networks"),
        how: "A TCP proxy of our own with latency, a rate that all connections share, and cuts in which connections live on \
              and nothing passes, as loss shows to a program over TCP; the handshake costs a round trip. The useful screen of \
              ours is the first page of what comes next, full, in the order of its dates, since the newest segment comes first; \
              of a peer it is any twenty activities on the device, in no order. Limit: the same bytes by plain HTTP over one kept \
              connection through the same network, stored; of the screen, twenty listings' share of them; after a portal it begins when that has ended, which no program is told. \
              Each program tries again by itself (PouchDB with `live` and `retry`)."
            .to_owned(),
        lines,
        curves: Vec::new(),
    })
}

/// Filled servers of those that are here and have one worth waiting for in a quick run.
fn servers<'a>(world: &World, listings: u64, file: &Path) -> Result<Vec<(&'a Peer, Filled)>> {
    let mut servers = Vec::new();
    for peer in ALL
        .iter()
        .filter(|peer| peer.missing().is_none() && peer.does("search"))
    {
        // A hundred documents a batch is the slower of the two on such a network, and a quick run leaves out the slowest.
        if peer.batch == 100 || (world.quick && peer.is_slow()) {
            continue;
        }
        let tag = format!("networks-{}", servers.len());
        let server = Server::start(peer, &world.path(&format!("{tag}-server")))?;
        let job = json!({
            "at": server.address().to_string(), "control": server.control(), "batch": peer.batch,
            "home": world.path(&format!("{tag}-writer")), "file": file, "count": listings,
        });
        let filled = match Working::start(peer, "fill", &job)?.end(Instant::now() + world.patience) {
            Ended::Done(done) => Ok(done.index),
            Ended::Not(why) => Err(format!("filling its server: {why}")),
        };
        servers.push((peer, Filled { server, filled }));
    }
    Ok(servers)
}

struct Filled {
    server: Server,
    filled: Result<Option<String>, String>,
}

fn over(
    world: &World,
    peer: &Peer,
    server: &Filled,
    shape: Shape,
    listings: u64,
    at: usize,
) -> Result<(Took, Took)> {
    let took = |took: Option<f64>, why: Option<String>| Took {
        name: peer.name.to_owned(),
        took: took.and_then(|ms| Spread::of([ms])),
        why,
    };
    let ended = match &server.filled {
        Err(why) => Ended::Not(why.clone()),
        Ok(index) => {
            let network = Shaped::to(server.server.address(), shape)?;
            let tag: String = peer.name.chars().filter(char::is_ascii_alphanumeric).collect();
            let job = json!({
                "at": network.address().to_string(), "control": server.server.control(), "batch": peer.batch,
                "index": index, "home": world.path(&format!("networks-{tag}-{at}")), "count": listings,
                "retry": true,
            });
            let until = Instant::now() + world.patience;
            Working::start(peer, "first-sync", &job)?.end(until)
        }
    };
    Ok(match ended {
        Ended::Done(done) => {
            let more = |name: &str| done.reading.more.get(name).copied();
            (took(more("first_ms"), None), took(more("bare_ms"), None))
        }
        Ended::Not(why) => (took(None, Some(why.clone())), took(None, Some(why))),
    })
}
