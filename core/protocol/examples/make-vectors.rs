//! Writes `core/protocol/vectors/*.json`: `cargo run -p ekin-protocol --example make-vectors`.
//!
//! `compressed.json` is written only where it lacks, or with `-- --compressed`: zstd does not promise the
//! same bytes in its next version, so that those vectors are fixed as input and checked by decoding alone.
#![allow(
    clippy::unwrap_used,
    reason = "a maker of test data stops where something is wrong with it"
)]

#[path = "../tests/generate/mod.rs"]
mod generate;

use std::path::Path;

fn main() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("vectors");
    std::fs::create_dir_all(&folder).unwrap();
    let write = |name: &str, content: &serde_json::Value| {
        let text = serde_json::to_string_pretty(content).unwrap();
        std::fs::write(folder.join(name), text + "\n").unwrap();
    };
    for (name, content) in generate::all() {
        write(name, &content);
    }
    let again = std::env::args().any(|argument| argument == "--compressed");
    if again || !folder.join(generate::compressed::NAME).exists() {
        write(generate::compressed::NAME, &generate::compressed::cases());
    }
}
