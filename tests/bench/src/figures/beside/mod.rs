//! What a team would pick instead, at the same jobs: the same activities, each program's own store and server.

mod alike;
mod limits;
mod ours;
mod rows;
mod theirs;

pub use ours::{Home, again, merge};

use std::io::Write;
use std::path::Path;

use crate::error::{BenchError, Result};
use crate::figure::Figure;
use crate::peers::{ALL, Peer};
use crate::world::{SEED, World};

use alike::Told;

pub const ID: &str = "peers";
/// Name of the job of a device that comes back.
pub const AGAIN: &str = "again";
/// Name of the job of two devices that edited offline.
pub const MERGE: &str = "merge";

/// How much of each job is done.
#[derive(Clone, Copy, Debug)]
struct Sizes {
    /// Activities of a catalogue.
    activities: u64,
    /// Edits of each of two devices offline.
    edits: u64,
    /// Edits of one document.
    often: u64,
    /// Readers of one server.
    readers: usize,
}

pub fn measure(world: &World) -> Result<Figure> {
    let sizes = Sizes {
        activities: world.pick(100, 1_000),
        edits: world.pick(20, 1_000),
        often: world.pick(100, 10_000),
        readers: world.pick(20, 1_000),
    };
    let large = Sizes {
        activities: 10_000,
        ..sizes
    };
    let file = activities(world, large.activities)?;
    let mut told: Vec<(&Peer, Told, Told)> = Vec::new();
    let (mut us, mut least) = (Told::default(), Told::default());
    ours::catalogue(world, sizes, &mut us, &mut least)?;
    ours::house(world, sizes, &mut us, &mut least)?;
    wire(&file, sizes, &mut least)?;
    ours::edits(world, sizes, &mut us, &mut least)?;
    ours::often(world, sizes, &mut us, &mut least)?;
    ours::readers(world, sizes, &mut us)?;
    let (mut us_large, mut least_large) = (Told::default(), Told::default());
    if !world.quick {
        ours::catalogue(world, large, &mut us_large, &mut least_large)?;
        ours::house(world, large, &mut us_large, &mut least_large)?;
        wire(&file, large, &mut least_large)?;
    }
    let mut said = Vec::new();
    for peer in &ALL {
        let (mut few, mut many) = (Told::default(), Told::default());
        match peer.missing() {
            Some(why) => {
                let line = format!("{} IS NOT MEASURED: {why}", peer.name);
                // A closed pipe is no reason to stop measuring.
                let _ = writeln!(std::io::stderr(), "{line}");
                said.push(line);
                few.lacks(&why);
                many.lacks(&why);
            }
            None => {
                theirs::first(world, peer, sizes, &file, &mut few)?;
                theirs::edits(world, peer, sizes, &file, &mut few)?;
                theirs::often(world, peer, sizes, &file, &mut few)?;
                theirs::readers(world, peer, sizes, &file, &mut few)?;
                if !world.quick {
                    theirs::first(world, peer, large, &file, &mut many)?;
                }
            }
        }
        told.push((peer, few, many));
    }
    let few: Vec<_> = told.iter().map(|(peer, few, _)| (*peer, few)).collect();
    let mut lines = rows::lines(sizes, &us, &least, &few)?;
    if !world.quick {
        let many: Vec<_> = told.iter().map(|(peer, _, many)| (*peer, many)).collect();
        lines.extend(rows::lines(large, &us_large, &least_large, &many)?);
    }
    Ok(Figure {
        id: ID.to_owned(),
        title: "Beside what a team would pick instead".to_owned(),
        how: format!(
            "{HOW} A peer's job that is not done in {} s is said with how far it came.{}",
            world.patience.as_secs(),
            said.iter()
                .map(|line| format!(" **{line}.**"))
                .collect::<String>()
        ),
        lines,
        curves: Vec::new(),
    })
}

const HOW: &str = "Peers are pinned by `tests/peers/package-lock.json` and `tests/peers/samod/Cargo.lock`, started by the bench, \
    on the same machine in the same run, one after the other. All get the same drafts from the same generator. All bytes go \
    through a TCP proxy of our own that counts them, time and processor time are those of the device's process from the \
    moment its libraries are loaded, memory is `VmHWM`. Limit: the same work with nothing above SQLite and sockets; on the wire, the drafts compressed together (zstd -19). Ratio: ours to the limit; *beside us*: the best peer to ours, so that \
    more is better for us. **The promises differ.** Ours has checked every signature, has rows, indexes and full text \
    committed with `synchronous=FULL`, and its relay acknowledged after a commit. PouchDB (LevelDB, server express-pouchdb) \
    and automerge-repo (files) never wait for the disk; Hocuspocus acknowledges from memory and stores after two to ten \
    seconds (here LevelDB with fsync); y-leveldb does not wait either; none signs anything. PouchDB is made searchable by a \
    view of words, Yjs and automerge-repo by MiniSearch in memory, which they build anew when they open. Yjs keeps all \
    activities in one document; automerge-repo and samod have a document each and one that lists them, texts as scalars; \
    samod talks over bare TCP. Two edits of one field offline: PouchDB keeps one revision as the winner and the other \
    as a conflict, Yjs and Automerge one value, Ekin shows both.";

/// The least on the wire of a newcomer.
fn wire(file: &Path, sizes: Sizes, least: &mut Told) -> Result<()> {
    let each = limits::packed(file, sizes.activities)?;
    least.put(rows::FIRST_DOWN, each);
    least.put(rows::PRIVATE_DOWN, each);
    Ok(())
}

/// The activities as lines of JSON.
pub(super) fn activities(world: &World, count: u64) -> Result<std::path::PathBuf> {
    let path = world.path("activities.jsonl");
    let file = std::fs::File::create(&path).map_err(BenchError::io("writing activities"))?;
    let mut out = std::io::BufWriter::new(file);
    for draft in ekin_sample::generate(count, SEED, world.today()) {
        let mut line = serde_json::to_vec(&draft)?;
        line.push(b'\n');
        out.write_all(&line)
            .map_err(BenchError::io("writing activities"))?;
    }
    out.flush().map_err(BenchError::io("writing activities"))?;
    Ok(path)
}
