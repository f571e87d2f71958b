//! Icons and pictograms of the apps: Compose vectors made of `@phosphor-icons/core`, whose licence lies beside them. They change
//! seldom and are kept in the repository; this task makes them again from the unpacked package. Icons are listed here; pictograms are
//! those of the core's own list.

use crate::step::{self, Failure};
use crate::tree;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

/// The icons that screens use: name, and weight.
const ICONS: &[(&str, &str)] = &[
    ("arrow-left", "regular"),
    ("arrows-split", "bold"),
    ("bus", "regular"),
    ("calendar-blank", "regular"),
    ("calendar-x", "regular"),
    ("caret-right", "regular"),
    ("check", "bold"),
    ("check-circle", "fill"),
    ("circle-dashed", "bold"),
    ("clock", "regular"),
    ("clock-counter-clockwise", "regular"),
    ("compass", "regular"),
    ("compass", "fill"),
    ("currency-eur", "regular"),
    ("device-mobile", "bold"),
    ("envelope-simple", "regular"),
    ("gear-six", "regular"),
    ("globe-simple", "regular"),
    ("hand-heart", "fill"),
    ("hand-waving", "fill"),
    ("handshake", "fill"),
    ("house-simple", "regular"),
    ("house-simple", "fill"),
    ("info", "regular"),
    ("lightbulb", "fill"),
    ("link-simple", "regular"),
    ("magnifying-glass", "regular"),
    ("map-pin", "regular"),
    ("map-pin", "fill"),
    ("minus", "bold"),
    ("note-pencil", "bold"),
    ("package", "fill"),
    ("paper-plane-tilt", "bold"),
    ("pencil-simple-line", "regular"),
    ("phone", "regular"),
    ("plus", "bold"),
    ("speaker-high", "regular"),
    ("ticket", "fill"),
    ("translate", "regular"),
    ("tray", "regular"),
    ("tray", "fill"),
    ("tray-arrow-down", "bold"),
    ("users-three", "regular"),
    ("warning-octagon", "bold"),
    ("wheelchair", "regular"),
    ("device-tablet", "duotone"),
    ("signpost", "duotone"),
    ("key", "duotone"),
    ("backpack", "regular"),
    ("bell", "regular"),
    ("calendar-check", "regular"),
    ("calendar-check", "fill"),
    ("chat-circle-text", "regular"),
    ("clipboard-text", "regular"),
    ("device-mobile", "regular"),
    ("first-aid", "regular"),
    ("flower-lotus", "regular"),
    ("hourglass-medium", "bold"),
    ("image", "regular"),
    ("note", "regular"),
    ("qr-code", "regular"),
    ("share-network", "regular"),
    ("shield-check", "regular"),
    ("signature", "regular"),
    ("sliders-horizontal", "regular"),
    ("steering-wheel", "regular"),
    ("user", "fill"),
    ("users", "regular"),
    ("x", "bold"),
    ("x-circle", "fill"),
    ("bookmark-simple", "regular"),
    ("bookmark-simple", "fill"),
    ("check-square", "fill"),
    ("circle", "regular"),
    ("heartbeat", "regular"),
    ("siren", "regular"),
    ("square", "regular"),
    ("user", "regular"),
    ("arrow-circle-up", "duotone"),
    ("check-circle", "duotone"),
    ("device-mobile", "duotone"),
    ("file-lock", "duotone"),
    ("note-pencil", "duotone"),
    ("seal-check", "duotone"),
];

/// Where they go, from the root.
const FILE: &str = "android/ui/src/main/kotlin/eus/ekin/ui/icons/Icons.kt";
const LICENCE: &str = "android/ui/src/main/resources/icons/LICENSE";

/// Where the core lists its pictograms, and where their drawings go.
const PICTOGRAMS: &str = "core/src/domain/pictogram.rs";
const DRAWINGS: &str = "android/ui/src/main/kotlin/eus/ekin/ui/icons/Pictograms.kt";
/// Drawings that simple mode has beside the core's set: ways and tiles, which mean no thing.
const WAYS: &[&str] = &[
    "arrow-left",
    "arrow-right",
    "backspace",
    "calendar-star",
    "calendar-x",
    "check-circle",
    "images",
    "lock-key",
    "user-switch",
    "x-circle",
];

/// What `cargo xtask icons` takes.
#[derive(Debug, clap::Args)]
pub struct Arguments {
    /// Folder of the unpacked package (`npm pack @phosphor-icons/core@2.1.1`).
    package: PathBuf,
}

/// Writes them.
pub fn run(arguments: &Arguments) -> Result<(), Failure> {
    let package = &arguments.package;
    let mut out = String::from(
        "// Written by `cargo xtask icons` from @phosphor-icons/core 2.1.1 (MIT, see resources/icons/LICENSE).\n\n\
         package eus.ekin.ui.icons\n\nimport androidx.compose.ui.graphics.vector.ImageVector\n\n\
         /** Icons by their Phosphor names; the weight where it is not the regular one. */\nobject Icons {\n",
    );
    for (name, weight) in ICONS {
        let file = match *weight {
            "regular" => format!("assets/regular/{name}.svg"),
            weight => format!("assets/{weight}/{name}-{weight}.svg"),
        };
        let paths = paths(&read(package, &file)?).map_err(|why| Failure::Form { what: file, why })?;
        let own = pascal(name)
            + &if *weight == "regular" {
                String::new()
            } else {
                pascal(weight)
            };
        let paths: Vec<String> = paths
            .iter()
            .map(|(path, alpha)| format!("{path:?} to {alpha}f"))
            .collect();
        let _ = writeln!(
            out,
            "    val {own}: ImageVector by icon({own:?}, {})",
            paths.join(", ")
        );
    }
    out.push_str("}\n");
    let (drawings, count) = pictograms(package)?;
    for (path, text) in [
        (FILE, out),
        (DRAWINGS, drawings),
        (LICENCE, read(package, "LICENSE")?),
    ] {
        let failed = |source| Failure::Read {
            path: path.to_owned(),
            source,
        };
        let path = tree::root().join(path);
        std::fs::create_dir_all(path.parent().unwrap_or(&path)).map_err(failed)?;
        std::fs::write(&path, text).map_err(failed)?;
    }
    step::say(&format!(
        "{} icons are in {FILE}, {count} pictograms in {DRAWINGS}.",
        ICONS.len()
    ));
    Ok(())
}

/// The pictograms, all duotone, found by the names that the core gives.
fn pictograms(package: &Path) -> Result<(String, usize), Failure> {
    let mut out = String::from(
        "// Written by `cargo xtask icons` from @phosphor-icons/core 2.1.1 (MIT, see resources/icons/LICENSE).\n\n\
         package eus.ekin.ui.icons\n\nimport androidx.compose.ui.graphics.vector.ImageVector\n\n\
         /** Drawings of the core's pictograms, and the ways of simple mode, by name. */\nobject Pictograms {\n\
         \x20   /** The drawing of this name; none for one of a newer Ekin. */\n\
         \x20   fun of(name: String): ImageVector? = drawings[name]?.value\n\n\
         \x20   /** Their names. */\n    val names: Set<String> get() = drawings.keys\n\n\
         \x20   private val drawings: Map<String, Lazy<ImageVector>> = mapOf(\n",
    );
    let names = names(&tree::read(PICTOGRAMS)?).map_err(|why| Failure::Form {
        what: PICTOGRAMS.into(),
        why,
    })?;
    let mut names: Vec<&str> = names
        .iter()
        .map(String::as_str)
        .chain(WAYS.iter().copied())
        .collect();
    names.sort_unstable();
    for name in &names {
        let file = format!("assets/duotone/{name}-duotone.svg");
        let paths = paths(&read(package, &file)?).map_err(|why| Failure::Form { what: file, why })?;
        let paths: Vec<String> = paths
            .iter()
            .map(|(path, alpha)| format!("{path:?} to {alpha}f"))
            .collect();
        let _ = writeln!(out, "        {name:?} to icon({name:?}, {}),", paths.join(", "));
    }
    out.push_str("    )\n}\n");
    Ok((out, names.len()))
}

/// The names that the core lists.
fn names(source: &str) -> Result<Vec<String>, String> {
    let list = source
        .split_once("NAMES: &[&str] = &[")
        .and_then(|(_, rest)| rest.split_once("];"))
        .ok_or("it has no list of names")?;
    let quoted = list.0.split('"').skip(1).step_by(2);
    Ok(quoted.map(ToOwned::to_owned).collect())
}

fn read(package: &Path, file: &str) -> Result<String, Failure> {
    std::fs::read_to_string(package.join(file)).map_err(|source| Failure::Read {
        path: file.to_owned(),
        source,
    })
}

/// The paths of a drawing, each with its opacity.
fn paths(svg: &str) -> Result<Vec<(String, String)>, String> {
    if !svg.contains("viewBox=\"0 0 256 256\"") {
        return Err("it is not drawn in a square of 256".to_owned());
    }
    let mut found = Vec::new();
    for part in svg.split("<path ").skip(1) {
        let attribute = |name: &str| {
            let (_, rest) = part.split_once(&format!("{name}=\""))?;
            rest.split('"').next().map(str::to_owned)
        };
        let path = attribute("d").ok_or("a path without its form")?;
        found.push((path, attribute("opacity").unwrap_or_else(|| "1".to_owned())));
    }
    match found.is_empty() {
        true => Err("it has no path".to_owned()),
        false => Ok(found),
    }
}

fn pascal(name: &str) -> String {
    let word = |word: &str| {
        let mut letters = word.chars();
        letters
            .next()
            .map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
    };
    name.split('-').map(word).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_drawing_is_read_with_the_opacity_of_its_parts() {
        let svg = r#"<svg viewBox="0 0 256 256"><path d="M1" opacity="0.2"/><path d="M2"/></svg>"#;
        let found = paths(svg).unwrap();
        assert_eq!(found, [("M1".into(), "0.2".into()), ("M2".into(), "1".into())]);
        assert!(paths(r#"<svg viewBox="0 0 24 24"><path d="M1"/></svg>"#).is_err());
        assert_eq!(pascal("clock-counter-clockwise"), "ClockCounterClockwise");
    }

    #[test]
    fn the_names_are_the_core_s_own() {
        let names = names(&tree::read(PICTOGRAMS).unwrap()).unwrap();
        assert!(names.len() > 90 && names.iter().any(|name| name == "hand-waving"));
        assert!(WAYS.iter().all(|way| !names.iter().any(|name| name == way)));
    }
}
