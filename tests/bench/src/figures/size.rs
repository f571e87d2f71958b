//! What a phone would load: the program built for size, stripped, compressed.

use std::process::Command;

use crate::error::{BenchError, Result};
use crate::figure::{Bar, Figure, Line, Peer, Spread};
use crate::peers;
use crate::world::World;

pub const ID: &str = "size";
/// As packages for phones are compressed at best.
const LEVEL: i32 = 19;

pub fn measure(_world: &World) -> Result<Figure> {
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let output = Command::new(cargo)
        .args([
            "build",
            "--profile",
            "size",
            "--package",
            "ekin-cli",
            "--bin",
            "ekin",
            "--message-format=json",
        ])
        .output()
        .map_err(BenchError::io("starting cargo"))?;
    let said = || String::from_utf8_lossy(&output.stderr).into_owned();
    if !output.status.success() {
        return Err(BenchError::Child {
            job: "cargo build".to_owned(),
            said: said(),
        });
    }
    let messages = String::from_utf8_lossy(&output.stdout);
    let program = messages.lines().rev().find_map(|line| {
        let message: serde_json::Value = serde_json::from_str(line).ok()?;
        Some(message.get("executable")?.as_str()?.to_owned())
    });
    let program = program.ok_or_else(|| BenchError::unexpected("cargo names no program"))?;
    let bytes = std::fs::read(&program).map_err(BenchError::io("reading the program"))?;
    let packed = zstd::bulk::compress(&bytes, LEVEL).map_err(BenchError::io("compressing the program"))?;
    let megabytes = |bytes: usize| bytes as f64 / 1e6;
    let (mut packed_peers, mut whole_peers) = (Vec::new(), Vec::new());
    for peer in peers::ALL.iter().filter(|peer| peer.missing().is_none()) {
        let Some(bundle) = peer.bundle() else { continue };
        let packed = zstd::bulk::compress(&bundle, LEVEL).map_err(BenchError::io("compressing a peer"))?;
        for (all, bytes) in [
            (&mut packed_peers, packed.len()),
            (&mut whole_peers, bundle.len()),
        ] {
            all.push(Peer {
                name: peer.name.to_owned(),
                took: Spread::of([megabytes(bytes)]),
                why: None,
            });
        }
    }
    Ok(Figure {
        id: ID.to_owned(),
        title: "Size of `ekin`, built for size and stripped".to_owned(),
        how: format!(
            "Cargo's profile `size` (`opt-level = \"z\"`, one unit, fat LTO, stripped), x86-64 Linux, zstd -{LEVEL}. \
             This is the command line with the core in it: more than the phone's library, whose bar it is held to. Peers: what a browser would load, bundled \
             and minified by esbuild, without the engine that runs it; no signatures, seals or SQLite in it."
        ),
        lines: vec![
            Line::alone(
                "compressed",
                "MB",
                [megabytes(packed.len())],
                Some(Bar::AtMost(3.0)),
            )?
            .among(packed_peers),
            Line::alone("stripped", "MB", [megabytes(bytes.len())], None)?.among(whole_peers),
        ],
        curves: Vec::new(),
    })
}
