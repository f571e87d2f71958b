//! What `deny.toml` allows, read for the check that needs no further tool.

use crate::step::Failure;
use serde::Deserialize;

/// The parts of `deny.toml` that this check applies.
#[derive(Debug, Deserialize)]
pub struct Policy {
    licenses: Licences,
    bans: Bans,
    sources: Sources,
}

#[derive(Debug, Deserialize)]
struct Licences {
    allow: Vec<String>,
    #[serde(default)]
    exceptions: Vec<Exception>,
}

#[derive(Debug, Deserialize)]
struct Exception {
    #[serde(rename = "crate")]
    package: String,
    allow: Vec<String>,
}

#[derive(Debug, Deserialize)]
struct Bans {
    deny: Vec<Ban>,
}

#[derive(Debug, Deserialize)]
struct Ban {
    #[serde(rename = "crate")]
    package: String,
    /// Packages that may need it all the same.
    #[serde(default)]
    wrappers: Vec<String>,
    reason: String,
}

#[derive(Debug, Deserialize)]
struct Sources {
    #[serde(rename = "allow-registry")]
    allow_registry: Vec<String>,
}

impl Policy {
    /// Reads the file's text.
    pub fn parse(text: &str) -> Result<Self, Failure> {
        toml::from_str(text).map_err(|error| Failure::Form {
            what: "deny.toml".into(),
            why: error.to_string(),
        })
    }

    /// Whether a package may come under this licence (with its exception, if it has one).
    pub fn allows(&self, package: &str, licence: &str) -> bool {
        let exceptions = self
            .licenses
            .exceptions
            .iter()
            .filter(|one| one.package == package);
        self.licenses
            .allow
            .iter()
            .chain(exceptions.flat_map(|one| &one.allow))
            .any(|one| one == licence)
    }

    /// Why a package may not be there, for those who need it.
    pub fn refusal(&self, package: &str, users: &[String]) -> Option<&str> {
        let ban = self.bans.deny.iter().find(|ban| ban.package == package)?;
        let wrapped = !users.is_empty() && users.iter().all(|user| ban.wrappers.contains(user));
        (!wrapped).then_some(ban.reason.as_str())
    }

    /// Whether packages may come from there, in the words of `cargo metadata`.
    pub fn is_known_source(&self, source: &str) -> bool {
        source
            .strip_prefix("registry+")
            .is_some_and(|url| self.sources.allow_registry.iter().any(|one| one == url))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_exception_is_for_its_package_alone() {
        let text = r#"
            [licenses]
            allow = ["MIT"]
            exceptions = [{ crate = "relay", allow = ["AGPL-3.0-or-later"] }]
            [bans]
            deny = [{ crate = "openssl", wrappers = ["store"], reason = "why" }]
            [sources]
            allow-registry = ["https://registry.example"]
        "#;
        let policy = Policy::parse(text).unwrap();
        assert!(policy.allows("relay", "AGPL-3.0-or-later") && policy.allows("relay", "MIT"));
        assert!(policy.allows("other", "MIT") && !policy.allows("other", "AGPL-3.0-or-later"));
        let store = ["store".to_owned()];
        assert_eq!(policy.refusal("openssl", &[]), Some("why"));
        assert_eq!(policy.refusal("openssl", &store), None);
        let both = ["store".to_owned(), "tls".to_owned()];
        assert_eq!(policy.refusal("openssl", &both), Some("why"));
        assert_eq!(policy.refusal("relay", &store), None);
        assert!(policy.is_known_source("registry+https://registry.example"));
        assert!(!policy.is_known_source("git+https://registry.example"));
    }

    #[test]
    fn a_file_without_its_lists_is_refused() {
        assert!(Policy::parse("[licenses]\nallow = []\n").is_err());
    }
}
