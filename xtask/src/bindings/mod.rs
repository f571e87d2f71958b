//! The Kotlin and Swift sides of the core: what uniffi generates from the built library, and a typed function for each text. They are
//! made whenever they are wanted, never kept in the repository; what is kept is a short list of the surface, which a person can
//! review and this task compares.

mod assets;
mod surface;
mod texts;

use crate::cargo::cargo;
use crate::step::{self, Failure, quietly};
use crate::tree;
use serde_json::Value;
use std::path::{Path, PathBuf};
use std::process::Command;

/// The list of the surface, from the root.
const SURFACE: &str = "bindings/ffi/surface.txt";
/// Where the generated files go, from the root.
const GENERATED: &str = "target/bindings";

/// The package of the generated Swift.
const PACKAGE: &str = r#"// swift-tools-version: 6.0
// Written by `cargo xtask bindings`.
import PackageDescription

let package = Package(
    name: "EkinCore",
    platforms: [.macOS(.v14), .iOS(.v17)],
    products: [.library(name: "EkinCore", targets: ["EkinCore"])],
    targets: [
        .systemLibrary(name: "EkinCoreFFI", path: "EkinCoreFFI"),
        .target(
            name: "EkinCore", dependencies: ["EkinCoreFFI"], path: "EkinCore",
            swiftSettings: [.swiftLanguageMode(.v6)],
            linkerSettings: [.linkedLibrary("ekin_ffi")]),
    ]
)
"#;

/// What `cargo xtask bindings` takes.
#[derive(Debug, clap::Args)]
pub struct Arguments {
    /// Only compare the surface with its list.
    #[arg(long)]
    check: bool,
}

/// Makes both sides, and writes the surface anew.
pub fn run(arguments: &Arguments) -> Result<(), Failure> {
    let made = make()?;
    if arguments.check {
        return compare(&made.swift);
    }
    write(&tree::root().join(SURFACE), &surface::of(&made.swift))?;
    step::say(&format!(
        "Kotlin and Swift are in {GENERATED}, the surface is in {SURFACE}."
    ));
    Ok(())
}

/// Makes both sides and fails when the surface is not the one that is listed.
pub fn check() -> Result<(), Failure> {
    compare(&make()?.swift)
}

/// What was made.
pub struct Made {
    /// Folder of the built library.
    pub library: PathBuf,
    /// Folder of the Kotlin sources.
    pub kotlin: PathBuf,
    /// The generated Swift.
    swift: String,
}

/// Builds the library and writes what calls it.
pub fn make() -> Result<Made, Failure> {
    make_of(&[])
}

/// The same of the library in release form.
pub fn make_released() -> Result<Made, Failure> {
    make_of(&["--release"])
}

fn make_of(form: &[&str]) -> Result<Made, Failure> {
    let (library, program) = build(form)?;
    let folder = tree::root().join(GENERATED);
    for language in ["kotlin", "swift"] {
        let mut generate = Command::new(&program);
        // In the workspace: the generator asks cargo which package the library is of.
        generate
            .current_dir(tree::root())
            .args(["generate", "--language", language, "--no-format", "--out-dir"])
            .arg(folder.join(language))
            .arg(&library);
        quietly(&mut generate)?;
    }
    let kotlin = folder.join("kotlin");
    write(&kotlin.join("eus/ekin/core/Say.kt"), &texts::kotlin())?;
    let swift = tree::read(&format!("{GENERATED}/swift/EkinCore.swift"))?;
    package(&folder, &swift)?;
    assets::write(&folder.join("Assets.xcassets"))?;
    Ok(Made {
        library: library.parent().map(Path::to_path_buf).unwrap_or_default(),
        kotlin,
        swift,
    })
}

/// The Swift side as a package, which the shell's package takes in: generated code is held to other rules than what people write.
fn package(folder: &Path, swift: &str) -> Result<(), Failure> {
    let package = folder.join("EkinCore");
    let made = |name: &str| tree::read(&format!("{GENERATED}/swift/{name}"));
    write(&package.join("Package.swift"), PACKAGE)?;
    write(&package.join("EkinCore/EkinCore.swift"), swift)?;
    write(&package.join("EkinCore/Say.swift"), &texts::swift())?;
    write(
        &package.join("EkinCoreFFI/EkinCoreFFI.h"),
        &made("EkinCoreFFI.h")?,
    )?;
    write(
        &package.join("EkinCoreFFI/module.modulemap"),
        &made("EkinCoreFFI.modulemap")?,
    )
}

fn compare(swift: &str) -> Result<(), Failure> {
    let (made, listed) = (surface::of(swift), tree::read(SURFACE)?);
    step::none_of(surface::differences(&listed, &made))
}

/// The library and the generator, each with features of its own: together, what both need would be compiled once more. The library
/// keeps its symbols: the generator reads them.
fn build(form: &[&str]) -> Result<(PathBuf, PathBuf), Failure> {
    let library = built("ekin-ffi", form, shared)?;
    let program = built("ekin-bindgen", &[], |artifact| {
        let path = artifact.pointer("/executable").and_then(Value::as_str);
        path.map(PathBuf::from)
    })?;
    Ok((library, program))
}

/// Builds a package in this form; gives the last file of its artifacts that is wanted.
fn built(
    package: &str,
    form: &[&str],
    wanted: impl Fn(&Value) -> Option<PathBuf>,
) -> Result<PathBuf, Failure> {
    let mut command = cargo();
    command.args([
        "build",
        "--message-format=json-render-diagnostics",
        "--package",
        package,
    ]);
    let messages = step::answer(command.args(form))?;
    let target = package.replace('-', "_");
    messages
        .split(|byte| *byte == b'\n')
        .filter_map(|line| serde_json::from_slice::<Value>(line).ok())
        .filter(|artifact| {
            let name = artifact.pointer("/target/name").and_then(Value::as_str);
            name.is_some_and(|name| name.replace('-', "_") == target)
        })
        .filter_map(|artifact| wanted(&artifact))
        .last()
        .ok_or_else(|| Failure::Form {
            what: "the answer of cargo build".into(),
            why: format!("it names no file of {package}"),
        })
}

/// The shared library among the files of an artifact.
fn shared(artifact: &Value) -> Option<PathBuf> {
    let files = artifact.pointer("/filenames")?.as_array()?.iter();
    files.filter_map(Value::as_str).map(PathBuf::from).find(|path| {
        path.extension()
            .is_some_and(|ending| ending == std::env::consts::DLL_EXTENSION)
    })
}

fn write(path: &Path, text: &str) -> Result<(), Failure> {
    let failed = |source| Failure::Read {
        path: path.display().to_string(),
        source,
    };
    if let Some(folder) = path.parent() {
        std::fs::create_dir_all(folder).map_err(failed)?;
    }
    // What did not change keeps its time, so that nothing is compiled again for it.
    if std::fs::read_to_string(path).is_ok_and(|there| there == text) {
        return Ok(());
    }
    std::fs::write(path, text).map_err(failed)
}
