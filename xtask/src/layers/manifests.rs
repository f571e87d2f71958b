//! Which packages of the workspace may depend on which.

use crate::cargo::cargo;
use crate::step::{Failure, answer};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};

/// What the check needs to know of a package of the workspace.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Package {
    /// Its licence expression.
    pub licence: String,
    /// Direct dependencies by name, for the program, its build and its tests.
    pub dependencies: BTreeSet<String>,
}

/// A package, and all packages of the workspace that it may depend on, directly or not.
const MAY_DEPEND: [(&str, &[&str]); 7] = [
    ("ekin-protocol", &[]),
    ("ekin-i18n", &[]),
    ("ekin-exchange", &[]),
    ("ekin-core", &["ekin-protocol", "ekin-i18n", "ekin-exchange"]),
    ("ekin-sync-server", &["ekin-protocol", "ekin-i18n"]),
    (
        "ekin-ffi",
        &["ekin-core", "ekin-protocol", "ekin-i18n", "ekin-exchange"],
    ),
    ("ekin-bindgen", &[]),
];

/// A package, third-party packages that it may not depend on directly, and why.
const MAY_NOT_USE: [(&str, &[&str], &str); 5] = [
    ("ekin-protocol", IO, "the protocol does no I/O"),
    ("ekin-exchange", IO, "foreign formats are bytes in, bytes out"),
    ("ekin-i18n", IO, "texts do no I/O"),
    (
        "ekin-cli",
        &["rusqlite", "automerge", "hyper", "axum"],
        "all behaviour is in the core's app",
    ),
    (
        "ekin-ffi",
        &["rusqlite", "automerge", "hyper", "axum", "tokio", "getrandom"],
        "all behaviour is in the core's app, and randomness is its own",
    ),
];

const IO: &[&str] = &[
    "tokio",
    "rusqlite",
    "hyper",
    "axum",
    "getrandom",
    "rand",
    "reqwest",
];

/// The workspace's packages by name.
pub fn packages() -> Result<BTreeMap<String, Package>, Failure> {
    let text = answer(cargo().args(["metadata", "--format-version=1", "--no-deps"]))?;
    let form = |why: String| Failure::Form {
        what: "the answer of cargo metadata".into(),
        why,
    };
    let metadata: Value = serde_json::from_slice(&text).map_err(|error| form(error.to_string()))?;
    let list = metadata.get("packages").and_then(Value::as_array);
    let list = list.ok_or_else(|| form("it lists no packages".into()))?;
    Ok(list.iter().filter_map(package).collect())
}

fn package(value: &Value) -> Option<(String, Package)> {
    let name = value.get("name")?.as_str()?.to_owned();
    let licence = value
        .get("license")
        .and_then(Value::as_str)
        .unwrap_or_default()
        .to_owned();
    let dependencies = value.get("dependencies")?.as_array()?;
    let names = dependencies.iter().filter_map(|one| one.get("name")?.as_str());
    Some((
        name,
        Package {
            licence,
            dependencies: names.map(str::to_owned).collect(),
        },
    ))
}

/// Dependencies that go the wrong way.
pub fn findings(packages: &BTreeMap<String, Package>) -> Vec<String> {
    let mut found = Vec::new();
    for (name, package) in packages {
        let reached = reached(packages, name);
        if let Some((_, allowed)) = MAY_DEPEND.iter().find(|(who, _)| who == name) {
            for other in reached.iter().filter(|other| !allowed.contains(&other.as_str())) {
                found.push(format!("{name} depends on {other}: the house runs the other way"));
            }
        }
        for (_, refused, why) in MAY_NOT_USE.iter().filter(|(who, _, _)| who == name) {
            for other in refused
                .iter()
                .filter(|other| package.dependencies.contains(**other))
            {
                found.push(format!("{name} depends on {other}: {why}"));
            }
        }
        if !is_agpl(package) {
            for other in reached
                .iter()
                .filter(|other| packages.get(*other).is_some_and(is_agpl))
            {
                found.push(format!(
                    "{name} ({}) links {other}, which is AGPL",
                    package.licence
                ));
            }
        }
    }
    found
}

fn is_agpl(package: &Package) -> bool {
    package.licence.starts_with("AGPL")
}

/// The packages of the workspace that one depends on, directly or not, without itself.
fn reached(packages: &BTreeMap<String, Package>, from: &str) -> BTreeSet<String> {
    let mut seen = BTreeSet::new();
    let mut open = vec![from.to_owned()];
    while let Some(name) = open.pop() {
        let Some(package) = packages.get(&name) else {
            continue;
        };
        for next in package
            .dependencies
            .iter()
            .filter(|next| packages.contains_key(*next))
        {
            if next != from && seen.insert(next.clone()) {
                open.push(next.clone());
            }
        }
    }
    seen
}

#[cfg(test)]
mod tests {
    use super::*;

    fn house(list: &[(&str, &str, &[&str])]) -> BTreeMap<String, Package> {
        let package = |licence: &str, names: &[&str]| Package {
            licence: licence.into(),
            dependencies: names.iter().map(|name| (*name).to_owned()).collect(),
        };
        list.iter()
            .map(|(name, licence, names)| ((*name).to_owned(), package(licence, names)))
            .collect()
    }

    #[test]
    fn the_house_as_it_is_passes() {
        let packages = packages().unwrap();
        assert!(packages.len() >= 8, "{packages:?}");
        assert_eq!(findings(&packages), Vec::<String>::new());
    }

    #[test]
    fn the_relay_may_not_reach_the_core_even_through_another() {
        let found = findings(&house(&[
            ("ekin-core", "MPL-2.0", &[]),
            ("between", "MPL-2.0", &["ekin-core"]),
            ("ekin-sync-server", "AGPL-3.0-or-later", &["between"]),
        ]));
        assert!(
            found
                .iter()
                .any(|line| line.starts_with("ekin-sync-server depends on ekin-core")),
            "{found:?}"
        );
    }

    #[test]
    fn the_protocol_may_depend_on_nothing_of_the_house_and_on_no_runtime() {
        let found = findings(&house(&[
            ("ekin-i18n", "MPL-2.0", &[]),
            ("ekin-protocol", "MPL-2.0", &["ekin-i18n", "tokio"]),
        ]));
        assert_eq!(
            found,
            [
                "ekin-protocol depends on ekin-i18n: the house runs the other way",
                "ekin-protocol depends on tokio: the protocol does no I/O",
            ]
        );
    }

    #[test]
    fn a_program_under_mpl_may_not_link_the_relay() {
        let found = findings(&house(&[
            ("ekin-sync-server", "AGPL-3.0-or-later", &[]),
            ("ekin-tests", "AGPL-3.0-or-later", &["ekin-sync-server"]),
            ("xtask", "MPL-2.0", &["ekin-sync-server"]),
        ]));
        assert_eq!(found, ["xtask (MPL-2.0) links ekin-sync-server, which is AGPL"]);
    }

    #[test]
    fn the_program_without_a_screen_may_not_open_a_database() {
        let found = findings(&house(&[("ekin-cli", "MPL-2.0", &["rusqlite", "clap"])]));
        assert_eq!(
            found,
            ["ekin-cli depends on rusqlite: all behaviour is in the core's app"]
        );
    }
}
