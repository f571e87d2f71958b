//! docs/supply.md speaks of every third-party package that a shipped program depends on directly, and of every group that the Android
//! shell's builds name.

use crate::cargo::cargo;
use crate::step::{Failure, answer, none_of};
use crate::tree;
use serde_json::Value;
use std::collections::BTreeSet;

/// The page.
const PAGE: &str = "docs/supply.md";
/// What people run, and what it is made of.
const SHIPPED: [&str; 7] = [
    "ekin-cli",
    "ekin-core",
    "ekin-exchange",
    "ekin-ffi",
    "ekin-i18n",
    "ekin-protocol",
    "ekin-sync-server",
];

/// Packages that the page does not name.
pub fn check() -> Result<(), Failure> {
    let text = answer(cargo().args(["metadata", "--format-version=1", "--no-deps"]))?;
    let metadata: Value = serde_json::from_slice(&text).map_err(|error| Failure::Form {
        what: "the answer of cargo metadata".into(),
        why: error.to_string(),
    })?;
    let mut named = direct(&metadata);
    named.extend(groups(&tree::files(&["xml", "kts"])?));
    none_of(findings(&named, &tree::read(PAGE)?))
}

/// Groups of what Maven's and Gradle's files of the Android shell depend on.
fn groups(files: &[tree::SourceFile]) -> BTreeSet<String> {
    let texts = files.iter().filter(|file| file.path.starts_with("android/"));
    let named = texts.flat_map(|file| {
        let maven = file.text.split("<groupId>").skip(1);
        let gradle = file.text.split("implementation(\"").skip(1);
        let maven = maven.filter_map(|rest| rest.split('<').next());
        maven.chain(gradle.filter_map(|rest| rest.split(':').next()))
    });
    named
        .filter(|group| !group.starts_with("eus.ekin") && *group != "*")
        .map(str::to_owned)
        .collect()
}

/// Direct third-party dependencies of what is shipped, but for those of tests.
fn direct(metadata: &Value) -> BTreeSet<String> {
    let text = |value: &Value, key: &str| value.get(key).and_then(Value::as_str).map(str::to_owned);
    let list = |value: &Value, key: &str| value.get(key).and_then(Value::as_array).cloned();
    let packages = list(metadata, "packages").unwrap_or_default();
    let shipped = packages
        .iter()
        .filter(|package| text(package, "name").is_some_and(|name| SHIPPED.contains(&name.as_str())));
    let dependencies = shipped.flat_map(|package| list(package, "dependencies").unwrap_or_default());
    dependencies
        .filter(|one| text(one, "kind").is_none_or(|kind| kind != "dev"))
        .filter_map(|one| text(&one, "name"))
        .filter(|name| !name.starts_with("ekin"))
        .collect()
}

fn findings(direct: &BTreeSet<String>, page: &str) -> Vec<String> {
    let unnamed = direct.iter().filter(|name| !page.contains(&format!("`{name}`")));
    let says =
        |name: &String| format!("{PAGE} does not speak of `{name}`: what does it touch, and why this one?");
    unnamed.map(says).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_dependency_of_what_is_shipped_is_on_the_page_and_one_that_is_not_is_found() {
        check().unwrap();
        let direct = ["clap", "cl"].map(str::to_owned).into();
        let found = findings(&direct, "`clap`");
        assert!(found.len() == 1 && found[0].contains("`cl`"), "{found:?}");
    }

    #[test]
    fn groups_of_maven_and_gradle_are_found_and_our_own_are_not() {
        let file = |path: &str, text: &str| tree::SourceFile {
            path: path.into(),
            text: text.into(),
        };
        let files = [
            file(
                "android/ui/pom.xml",
                "<groupId>eus.ekin</groupId><groupId>org.example</groupId><artifactId>a</artifactId>",
            ),
            file(
                "android/gradle/app/build.gradle.kts",
                "implementation(\"net.example:b:1\")",
            ),
            file("elsewhere/pom.xml", "<groupId>com.example</groupId>"),
        ];
        let found: Vec<String> = groups(&files).into_iter().collect();
        assert_eq!(found, ["net.example", "org.example"]);
    }

    #[test]
    fn dependencies_of_tests_and_our_own_do_not_count() {
        let metadata = serde_json::json!({"packages": [
            {"name": "ekin-core", "dependencies": [
                {"name": "zstd", "kind": null}, {"name": "proptest", "kind": "dev"}, {"name": "ekin-i18n", "kind": null},
            ]},
            {"name": "ekin-tests", "dependencies": [{"name": "rusqlite", "kind": null}]},
        ]});
        assert_eq!(direct(&metadata), ["zstd".to_owned()].into());
    }
}
