//! What a phone would load: the library built for size, stripped, compressed.

use std::process::Command;

use crate::error::{BenchError, Result};
use crate::figure::{Bar, Figure, Line, Peer, Spread};
use crate::peers;
use crate::world::World;

pub const ID: &str = "size";
/// As packages for phones are compressed at best.
const LEVEL: i32 = 19;

pub fn measure(_world: &World) -> Result<Figure> {
    let (mut packed_peers, mut whole_peers) = (Vec::new(), Vec::new());
    for peer in peers::ALL.iter().filter(|peer| peer.missing().is_none()) {
        let Some(bundle) = peer.bundle() else { continue };
        let size = Size::of(&bundle)?;
        for (all, megabytes) in [(&mut packed_peers, size.packed), (&mut whole_peers, size.whole)] {
            all.push(Peer {
                name: peer.name.to_owned(),
                took: Spread::of([megabytes]),
                why: None,
            });
        }
    }
    let open = Size::of(&library(&[])?)?;
    let mut lines = vec![
        Line::alone("compressed", "MB", [open.packed], Some(Bar::AtMost(3.0)))?.among(packed_peers),
        Line::alone("stripped", "MB", [open.whole], None)?.among(whole_peers),
    ];
    let lacks = match library(&["--features", "sqlcipher"]) {
        Ok(bytes) => {
            let sealed = Size::of(&bytes)?;
            let bar = Some(Bar::AtMost(4.2));
            lines.push(Line::alone(
                "with SQLCipher, compressed",
                "MB",
                [sealed.packed],
                bar,
            )?);
            lines.push(Line::alone(
                "with SQLCipher, stripped",
                "MB",
                [sealed.whole],
                None,
            )?);
            ""
        }
        Err(BenchError::Child { .. }) => {
            " **With SQLCipher it could not be built here: that takes `perl` and `make`.**"
        }
        Err(error) => return Err(error),
    };
    Ok(Figure {
        id: ID.to_owned(),
        title: "Size of the library, built for size and stripped".to_owned(),
        how: format!(
            "`ekin-ffi` as a shared library alone, Cargo's profile `size` (`opt-level = \"z\"`, one unit, fat LTO, stripped), \
             x86-64 Linux, which stands in for a phone's; zstd -{LEVEL}. On phones the store is always encrypted: with SQLCipher and \
             OpenSSL's libcrypto. Peers: what a browser would load, bundled and minified by esbuild, without the engine that \
             runs it; no signatures, seals or SQLite in it.{lacks}"
        ),
        lines,
        curves: Vec::new(),
    })
}

/// Megabytes as it lies on the disk, and as it is sent.
struct Size {
    whole: f64,
    packed: f64,
}

impl Size {
    fn of(bytes: &[u8]) -> Result<Self> {
        let packed = zstd::bulk::compress(bytes, LEVEL).map_err(BenchError::io("compressing"))?;
        Ok(Self {
            whole: bytes.len() as f64 / 1e6,
            packed: packed.len() as f64 / 1e6,
        })
    }
}

/// Builds the library as phones get it. As a shared library alone: of a crate that is a Rust library too, Cargo optimises nothing
/// across crates.
fn library(features: &[&str]) -> Result<Vec<u8>> {
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let output = Command::new(cargo)
        .args(["rustc", "--profile", "size", "--package", "ekin-ffi"])
        .args(["--lib", "--crate-type", "cdylib", "--message-format=json"])
        .args(features)
        .output()
        .map_err(BenchError::io("starting cargo"))?;
    if !output.status.success() {
        return Err(BenchError::Child {
            job: "cargo rustc".to_owned(),
            said: String::from_utf8_lossy(&output.stderr).into_owned(),
        });
    }
    let messages = String::from_utf8_lossy(&output.stdout);
    let path = messages.lines().rev().find_map(shared);
    let path = path.ok_or_else(|| BenchError::unexpected("cargo names no library"))?;
    std::fs::read(path).map_err(BenchError::io("reading the library"))
}

/// The shared library among the files that a message of Cargo's names, where it is of ours.
fn shared(message: &str) -> Option<String> {
    let message: serde_json::Value = serde_json::from_str(message).ok()?;
    let name = message.pointer("/target/name")?.as_str()?;
    let files = message.get("filenames")?.as_array()?;
    let mut files = files.iter().filter_map(serde_json::Value::as_str);
    let library = files.find(|file| file.ends_with(std::env::consts::DLL_SUFFIX))?;
    (name == "ekin_ffi").then(|| library.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_library_is_found_among_what_cargo_says() {
        let said = |name: &str, file: &str| {
            serde_json::json!({"reason": "compiler-artifact", "target": {"name": name}, "filenames": [file]})
                .to_string()
        };
        let file = format!("/t/size/libekin_ffi{}", std::env::consts::DLL_SUFFIX);
        assert_eq!(shared(&said("ekin_ffi", &file)), Some(file.clone()));
        assert_eq!(shared(&said("ekin_ffi", "/t/size/libekin_ffi.rlib")), None);
        assert_eq!(shared(&said("another", &file)), None);
        assert_eq!(shared("{\"reason\":\"build-finished\"}"), None);
    }
}
