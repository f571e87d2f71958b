//! Reads the texts of `locales/`, refuses faulty ones with a sentence for each fault, and writes one
//! typed function per text to `OUT_DIR/messages.rs`.

use std::collections::BTreeMap;
use std::error::Error;
use std::fs;
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

#[path = "build/catalogue.rs"]
mod catalogue;
#[path = "build/check.rs"]
mod check;
#[path = "build/generate.rs"]
mod generate;
#[path = "build/style.rs"]
mod style;

use catalogue::Catalogue;

fn main() -> Result<(), Box<dyn Error>> {
    let root = PathBuf::from(std::env::var("CARGO_MANIFEST_DIR")?);
    let locales = root.join("locales");
    let mut stdout = io::stdout().lock();
    writeln!(stdout, "cargo::rerun-if-changed=locales")?;
    writeln!(stdout, "cargo::rerun-if-changed=build")?;

    let mut catalogues = Vec::new();
    for tag in catalogue::LANGUAGES {
        let mut catalogue = Catalogue::new(tag);
        for (name, text) in files(&locales.join(tag))? {
            catalogue.read(&name, &text);
        }
        catalogues.push(catalogue);
    }
    let allowed = fs::read_to_string(locales.join("equal-allowed.toml"))?;
    let faults = check::faults(&catalogues, &allowed);
    for fault in &faults {
        writeln!(stdout, "cargo::error={fault}")?;
    }
    if faults.is_empty() {
        let out = PathBuf::from(std::env::var("OUT_DIR")?).join("messages.rs");
        fs::write(out, generate::source(&catalogues))?;
    }
    Ok(())
}

/// The `.ftl` files of one folder in the order of their names, so that two builds write the same code.
fn files(folder: &Path) -> Result<BTreeMap<String, String>, Box<dyn Error>> {
    let mut found = BTreeMap::new();
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        let name = path
            .file_name()
            .map(|n| n.to_string_lossy().into_owned())
            .unwrap_or_default();
        if name.ends_with(".ftl") {
            found.insert(name, fs::read_to_string(&path)?);
        }
    }
    Ok(found)
}
