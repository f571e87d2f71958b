//! Icons of the apps: Compose vectors made of `@phosphor-icons/core`, whose licence lies beside them. They change seldom and are kept
//! in the repository; this task makes them again from the unpacked package.

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
    ("heart", "regular"),
    ("heart", "fill"),
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
    ("x", "bold"),
    ("x-circle", "fill"),
];

/// Where they go, from the root.
const FILE: &str = "android/ui/src/main/kotlin/eus/ekin/ui/icons/Icons.kt";
const LICENCE: &str = "android/ui/src/main/resources/icons/LICENSE";

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
    for (path, text) in [(FILE, out), (LICENCE, read(package, "LICENSE")?)] {
        let failed = |source| Failure::Read {
            path: path.to_owned(),
            source,
        };
        let path = tree::root().join(path);
        std::fs::create_dir_all(path.parent().unwrap_or(&path)).map_err(failed)?;
        std::fs::write(&path, text).map_err(failed)?;
    }
    step::say(&format!("{} icons are in {FILE}.", ICONS.len()));
    Ok(())
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
}
