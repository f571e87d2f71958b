//! Icons and pictograms for Xcode: the paths that the Kotlin side keeps, as drawings of an asset catalogue. One list of paths for both.

use crate::step::Failure;
use crate::tree;
use std::path::Path;

/// Where the paths are kept, from the root.
const ICONS: &str = "android/ui/src/main/kotlin/eus/ekin/ui/icons/";

/// A drawing: its name, and its paths with their opacity.
#[derive(Debug, PartialEq, Eq)]
struct Drawing {
    name: String,
    paths: Vec<(String, String)>,
}

/// Writes the catalogue.
pub fn write(catalogue: &Path) -> Result<(), Failure> {
    let mut files = vec![("Contents.json".to_owned(), INFO.to_owned())];
    for drawing in drawings()? {
        let name = &drawing.name;
        files.push((format!("{name}.imageset/{name}.svg"), drawing.svg()));
        files.push((
            format!("{name}.imageset/Contents.json"),
            CONTENTS.replace("NAME", name),
        ));
    }
    for (name, text) in files {
        super::write(&catalogue.join(name), &text)?;
    }
    Ok(())
}

const INFO: &str = "{\"info\":{\"author\":\"xcode\",\"version\":1}}\n";
const CONTENTS: &str = concat!(
    "{\"images\":[{\"filename\":\"NAME.svg\",\"idiom\":\"universal\"}],\"info\":{\"author\":\"xcode\",\"version\":1},",
    "\"properties\":{\"preserves-vector-representation\":true,\"template-rendering-intent\":\"template\"}}\n"
);

impl Drawing {
    fn svg(&self) -> String {
        let path = |(form, opacity): &(String, String)| format!("<path d=\"{form}\" opacity=\"{opacity}\"/>");
        let paths: String = self.paths.iter().map(path).collect();
        format!("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 256 256\">{paths}</svg>\n")
    }
}

fn drawings() -> Result<Vec<Drawing>, Failure> {
    let files = tree::files(&["kt"])?;
    let mut all: Vec<Drawing> = files
        .iter()
        .filter(|file| file.path.starts_with(ICONS))
        .flat_map(|file| file.text.lines().filter_map(drawing))
        .collect();
    all.sort_by(|a, b| a.name.cmp(&b.name));
    Ok(all)
}

/// A line such as `val Bus: ImageVector by icon("Bus", "M1" to 0.2f, "M2" to 1f)`.
fn drawing(line: &str) -> Option<Drawing> {
    let (_, given) = line.split_once("icon(\"")?;
    let words: Vec<&str> = given.split('"').collect();
    let (name, rest) = words.split_first()?;
    let mut paths = Vec::new();
    for pair in rest.chunks(2).skip(1).zip(rest.chunks(2)) {
        let ([after, ..], [_, form]) = pair else { continue };
        let opacity = after.trim().strip_prefix("to ")?.split('f').next()?;
        paths.push(((*form).to_owned(), opacity.to_owned()));
    }
    (!paths.is_empty()).then(|| Drawing {
        name: (*name).to_owned(),
        paths,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_drawing_keeps_its_paths_and_their_opacity() {
        let line = "    val Bus: ImageVector by icon(\"Bus\", \"M1\" to 0.2f, \"M2\" to 1f)";
        let bus = drawing(line).unwrap();
        assert_eq!(bus.name, "Bus");
        assert_eq!(
            bus.paths,
            [("M1".into(), "0.2".into()), ("M2".into(), "1".into())]
        );
        assert!(
            bus.svg()
                .contains("<path d=\"M1\" opacity=\"0.2\"/><path d=\"M2\" opacity=\"1\"/>")
        );
        assert_eq!(drawing("internal fun icon(name: String)"), None);
    }

    #[test]
    fn every_icon_that_a_screen_in_swift_names_is_drawn() {
        let drawn = drawings().unwrap();
        let source = tree::read("ios/App/Look/Icon.swift").unwrap();
        let named = source.lines().filter_map(|line| {
            let (_, name) = line.trim().strip_prefix("case ")?.split_once(" = \"")?;
            name.strip_suffix('"')
        });
        let named: Vec<&str> = named.collect();
        assert!(named.len() > 30, "{named:?}");
        for name in named {
            assert!(drawn.iter().any(|drawing| drawing.name == name), "{name}");
        }
    }
}
