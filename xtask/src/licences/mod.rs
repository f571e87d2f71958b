//! Licences and sources of everything that is built, with no further tool.
//!
//! `deny.toml` is the one list; `cargo deny` reads it too and checks more (the texts themselves,
//! doubled versions). Our own packages must say the right licence and carry its text.

mod expression;
mod policy;

use crate::cargo::cargo;
use crate::step::{Failure, answer, none_of};
use crate::tree;
use policy::Policy;
use serde_json::Value;
use std::collections::BTreeMap;

/// A package of the whole build, as far as this check goes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Package {
    /// Its name.
    pub name: String,
    /// Its version.
    pub version: String,
    /// Its licence expression, if it names one.
    pub licence: Option<String>,
    /// Where it comes from; none for a package of the workspace.
    pub source: Option<String>,
    /// Packages that need it.
    pub users: Vec<String>,
}

/// Our packages under this licence: the relay, and the tests that link it. All others are under MPL-2.0.
const AGPL: (&str, [&str; 3]) = (
    "AGPL-3.0-or-later",
    ["ekin-sync-server", "ekin-targets", "ekin-tests"],
);

/// Licence files, a line that tells the right text, and the least bytes that the whole one has.
const TEXTS: [(&str, &str, usize); 4] = [
    (
        "LICENSES/MPL-2.0.txt",
        "Mozilla Public License Version 2.0",
        16_000,
    ),
    (
        "LICENSES/AGPL-3.0-or-later.txt",
        "GNU AFFERO GENERAL PUBLIC LICENSE",
        34_000,
    ),
    ("sync-server/LICENSE", "GNU AFFERO GENERAL PUBLIC LICENSE", 34_000),
    ("tests/LICENSE", "GNU AFFERO GENERAL PUBLIC LICENSE", 34_000),
];

/// Finds packages that may not be there, and licence files of ours that are not whole.
pub fn check() -> Result<(), Failure> {
    let policy = Policy::parse(&tree::read("deny.toml")?)?;
    let mut findings = findings(&policy, &packages()?);
    for (path, mark, least) in TEXTS {
        let text = tree::read(path)?;
        if text.len() < least || !text.contains(mark) {
            findings.push(format!("{path}: not the whole text of the licence"));
        }
    }
    none_of(findings)
}

fn packages() -> Result<Vec<Package>, Failure> {
    read_packages(&answer(cargo().args([
        "metadata",
        "--format-version=1",
        "--all-features",
    ]))?)
}

fn read_packages(metadata: &[u8]) -> Result<Vec<Package>, Failure> {
    let form = |why: String| Failure::Form {
        what: "the answer of cargo metadata".into(),
        why,
    };
    let metadata: Value = serde_json::from_slice(metadata).map_err(|error| form(error.to_string()))?;
    let list = metadata.get("packages").and_then(Value::as_array);
    let list = list.ok_or_else(|| form("it lists no packages".into()))?;
    let word = |value: &Value, key: &str| value.get(key).and_then(Value::as_str).map(str::to_owned);
    let name_of: BTreeMap<String, String> = list
        .iter()
        .filter_map(|value| Some((word(value, "id")?, word(value, "name")?)))
        .collect();
    let mut users: BTreeMap<String, Vec<String>> = BTreeMap::new();
    let nodes = metadata.pointer("/resolve/nodes").and_then(Value::as_array);
    for node in nodes.into_iter().flatten() {
        let user = word(node, "id").and_then(|id| name_of.get(&id).cloned());
        let needs = node.get("deps").and_then(Value::as_array);
        for need in needs.into_iter().flatten() {
            let needed = word(need, "pkg").and_then(|id| name_of.get(&id).cloned());
            if let (Some(user), Some(needed)) = (&user, needed) {
                users.entry(needed).or_default().push(user.clone());
            }
        }
    }
    let read = |value: &Value| {
        Some(Package {
            users: word(value, "name")
                .and_then(|name| users.get(&name).cloned())
                .unwrap_or_default(),
            name: word(value, "name")?,
            version: word(value, "version")?,
            licence: word(value, "license"),
            source: word(value, "source"),
        })
    };
    let missing = || form("a package lacks its name or version".into());
    list.iter().map(|value| read(value).ok_or_else(missing)).collect()
}

fn findings(policy: &Policy, packages: &[Package]) -> Vec<String> {
    let mut found = Vec::new();
    for package in packages {
        let Package {
            name,
            version,
            licence,
            source,
            users,
        } = package;
        if let Some(reason) = policy.refusal(name, users) {
            found.push(format!("{name} {version} is refused by deny.toml: {reason}"));
        }
        match licence {
            None => found.push(format!("{name} {version} names no licence")),
            Some(licence) => match expression::allowed(licence, |one| policy.allows(name, one)) {
                Ok(true) => {}
                Ok(false) => found.push(format!("{name} {version}: `{licence}` is not in deny.toml")),
                Err(error) => found.push(format!("{name} {version}: `{licence}` cannot be read: {error}")),
            },
        }
        match source {
            Some(source) if !policy.is_known_source(source) => {
                found.push(format!(
                    "{name} {version} comes from {source}, which deny.toml does not allow"
                ));
            }
            Some(_) => {}
            None => {
                let ours = if AGPL.1.contains(&name.as_str()) {
                    AGPL.0
                } else {
                    "MPL-2.0"
                };
                if licence.as_deref() != Some(ours) {
                    found.push(format!("{name}: its manifest must name its licence: {ours}"));
                }
            }
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    const CRATES_IO: &str = "registry+https://github.com/rust-lang/crates.io-index";

    fn policy() -> Policy {
        Policy::parse(&tree::read("deny.toml").unwrap()).unwrap()
    }

    fn package(name: &str, licence: Option<&str>, source: Option<&str>) -> Vec<Package> {
        let (licence, source) = (licence.map(str::to_owned), source.map(str::to_owned));
        vec![Package {
            name: name.into(),
            version: "1.0.0".into(),
            licence,
            source,
            users: Vec::new(),
        }]
    }

    #[test]
    fn packages_are_read_from_the_metadata() {
        let text = br#"{"packages": [
            {"id": "1", "name": "a", "version": "1.0.0", "license": "MIT", "source": "registry+https://example.org"},
            {"id": "2", "name": "b", "version": "2.0.0", "license": null, "source": null}
        ], "resolve": {"nodes": [{"id": "2", "deps": [{"pkg": "1"}]}]}}"#;
        let read = read_packages(text).unwrap();
        assert_eq!(
            (read[0].users.as_slice(), read[1].users.as_slice()),
            (&["b".to_owned()][..], &[][..])
        );
        assert_eq!(read[0].licence.as_deref(), Some("MIT"));
        assert_eq!(read[0].source.as_deref(), Some("registry+https://example.org"));
        assert_eq!(
            (read[1].licence.as_deref(), read[1].source.as_deref()),
            (None, None)
        );
        assert!(read_packages(b"{}").is_err());
        assert!(read_packages(br#"{"packages": [{"name": "a"}]}"#).is_err());
    }

    #[test]
    fn a_licence_that_is_not_listed_is_found() {
        let found = findings(&policy(), &package("a", Some("GPL-3.0-only"), Some(CRATES_IO)));
        assert_eq!(found, ["a 1.0.0: `GPL-3.0-only` is not in deny.toml"]);
        let found = findings(&policy(), &package("a", None, Some(CRATES_IO)));
        assert_eq!(found, ["a 1.0.0 names no licence"]);
        assert!(
            findings(
                &policy(),
                &package("a", Some("MIT OR GPL-3.0-only"), Some(CRATES_IO))
            )
            .is_empty()
        );
    }

    #[test]
    fn a_refused_package_and_a_foreign_source_are_found() {
        let found = findings(&policy(), &package("openssl", Some("MIT"), Some(CRATES_IO)));
        assert!(
            found[0].starts_with("openssl 1.0.0 is refused by deny.toml: TLS is rustls"),
            "{found:?}"
        );
        let found = findings(
            &policy(),
            &package("a", Some("MIT"), Some("git+https://example.org/a#1")),
        );
        assert_eq!(found.len(), 1, "{found:?}");
    }

    #[test]
    fn our_packages_name_their_own_licence() {
        assert!(findings(&policy(), &package("ekin-core", Some("MPL-2.0"), None)).is_empty());
        assert_eq!(
            findings(&policy(), &package("ekin-core", Some("MIT"), None)).len(),
            1
        );
        assert_eq!(
            findings(&policy(), &package("ekin-sync-server", Some("MPL-2.0"), None)).len(),
            1
        );
        // The relay's licence is an exception for the relay, not a licence for others.
        assert_eq!(
            findings(&policy(), &package("ekin-core", Some("AGPL-3.0-or-later"), None)).len(),
            2
        );
    }
}
