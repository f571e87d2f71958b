//! The least that could do the same: bytes over a bare connection and rows into SQLite, where no figure has a limit of
//! its own already.

use std::path::Path;
use std::time::Instant;

use ekin_harness::Cable;
use ekin_limit::gauge::Reading;
use ekin_limit::{merge, take};

use crate::echo::{self, Echo};
use crate::error::{BenchError, Result};
use crate::figures::documents::serve;
use crate::world::World;

/// Bytes of a row: what an activity is as JSON.
const ROW: usize = 1_400;

/// A WebSocket that is opened and says one cursor and hears one answer: ms, and bytes both ways.
pub fn greeting(world: &World, name: &str) -> Result<(f64, f64)> {
    let limit = Echo::start(world, &format!("{name}-echo.db"))?;
    let cable = Cable::to(limit.address())?;
    let at = cable.url();
    let at = at.trim_start_matches("http://").parse();
    let started = Instant::now();
    let mut socket = echo::to(at.map_err(|_| BenchError::unexpected("no address"))?)?;
    echo::say(&mut socket, vec![7; 40])?;
    let ms = started.elapsed().as_secs_f64() * 1e3;
    let (up, down) = cable.bytes();
    limit.end(socket)?;
    Ok((ms, (up + down) as f64))
}

/// Bytes of each of so many activities when all are compressed together as text, as well as can be.
pub fn packed(file: &Path, count: u64) -> Result<f64> {
    let text = std::fs::read_to_string(file).map_err(BenchError::io("reading activities"))?;
    let lines: String = text.split_inclusive('\n').take(count as usize).collect();
    let packed =
        zstd::bulk::compress(lines.as_bytes(), 19).map_err(BenchError::io("compressing activities"))?;
    Ok(packed.len() as f64 / count as f64)
}

/// So many bytes from a socket, and so many rows into SQLite in one commit.
pub fn take(world: &World, name: &str, bytes: u64, rows: u64) -> Result<Reading> {
    let job = take::Job {
        server: serve(bytes)?,
        rows,
        row: ROW,
        store: world.path(&format!("{name}-take.db")),
    };
    world.limit("take", &job)
}

/// One message committed and said back, so many times: ms of each.
pub fn echoes(world: &World, name: &str, times: usize) -> Result<Vec<f64>> {
    let limit = Echo::start(world, &format!("{name}-echo.db"))?;
    let mut socket = echo::to(limit.address())?;
    let mut all = Vec::new();
    for _ in 0..times {
        let started = Instant::now();
        echo::say(&mut socket, vec![7; 474])?;
        all.push(started.elapsed().as_secs_f64() * 1e3);
    }
    limit.end(socket)?;
    Ok(all)
}

/// The same edits by Automerge alone, in memory.
pub fn merging(world: &World, store: std::path::PathBuf, edits: u64) -> Result<Reading> {
    world.limit("merge", &merge::Job { store, edits })
}
