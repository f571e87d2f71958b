//! What the code of each folder may name.

use crate::rust_source::{NamedPath, paths};
use crate::tree::SourceFile;

/// A folder, what its code may not name, and why.
struct Rule {
    /// Paths from the root begin so.
    within: &'static str,
    /// The places inside to which the rule does not apply.
    except: &'static [&'static str],
    /// Paths such as `rusqlite` or `std::fs`; a path that begins with `crate` only counts at its start.
    refused: &'static [&'static str],
    /// Said with each finding.
    why: &'static str,
}

const CLOCKS_AND_IO: &[&str] = &[
    "tokio",
    "rusqlite",
    "getrandom",
    "std::time::SystemTime",
    "std::time::Instant",
    "SystemTime::now",
    "Instant::now",
    "Utc::now",
    "Local::now",
    "std::fs",
    "std::net",
    "std::thread",
    "std::process",
    "std::env",
];

const IO: &[&str] = &[
    "tokio",
    "rusqlite",
    "std::fs",
    "std::net",
    "std::process",
    "std::thread",
    "getrandom",
];

/// The same but for threads: Automerge works on one with a stack of its own.
const CLOCKS_AND_FILES: &[&str] = &[
    "tokio",
    "rusqlite",
    "getrandom",
    "rand_core",
    "rand_chacha",
    "std::time",
    "SystemTime::now",
    "Instant::now",
    "Utc::now",
    "Local::now",
    "std::fs",
    "std::net",
    "std::process",
    "std::env",
];

const RULES: [Rule; 20] = [
    Rule {
        within: "core/src/",
        except: &["core/src/storage/", "core/src/storage.rs"],
        refused: &["rusqlite"],
        why: "only core/src/storage names rusqlite",
    },
    Rule {
        within: "core/src/",
        except: &["core/src/document/", "core/src/document.rs"],
        refused: &["automerge"],
        why: "only core/src/document names automerge",
    },
    Rule {
        within: "core/src/document",
        except: &[],
        refused: CLOCKS_AND_FILES,
        why: "documents have no clock, no randomness and no files of their own",
    },
    Rule {
        within: "core/src/document/scan",
        except: &[],
        refused: &["automerge", "std::thread", "std::panic"],
        why: "the scanner decides before Automerge sees a byte, and needs no net under it",
    },
    Rule {
        within: "core/src/document",
        except: &[],
        refused: &["crate::record", "crate::sync"],
        why: "documents are beside records and the engine, above the domain alone",
    },
    Rule {
        within: "core/src/",
        except: &[
            "core/src/net/",
            "core/src/net.rs",
            "core/src/app/",
            "core/src/app.rs",
        ],
        refused: &["tokio"],
        why: "the runtime belongs to core/src/net, and to the app that starts it",
    },
    Rule {
        within: "core/src/domain",
        except: &[],
        refused: CLOCKS_AND_IO,
        why: "the domain has no I/O, no clock and no randomness of its own",
    },
    Rule {
        within: "core/src/sync",
        except: &[],
        refused: CLOCKS_AND_IO,
        why: "the engine gets its time, its randomness and its events handed in",
    },
    Rule {
        within: "core/src/print",
        except: &[],
        refused: CLOCKS_AND_IO,
        why: "a paper is made of texts alone, the same on every machine",
    },
    Rule {
        within: "core/src/media",
        except: &[],
        refused: CLOCKS_AND_IO,
        why: "a file is cleaned from bytes to bytes, the same on every machine",
    },
    Rule {
        within: "core/src/media",
        except: &[],
        refused: &[
            "crate::domain",
            "crate::document",
            "crate::record",
            "crate::sync",
            "crate::storage",
            "crate::net",
        ],
        why: "what a picture shows has nothing to do with the rest of the core",
    },
    Rule {
        within: "core/src/domain",
        except: &[],
        refused: &[
            "crate::document",
            "crate::record",
            "crate::sync",
            "crate::storage",
            "crate::net",
        ],
        why: "the domain is below the rest of the core",
    },
    Rule {
        within: "core/src/",
        except: &[
            "core/src/storage/",
            "core/src/storage.rs",
            "core/src/net/",
            "core/src/net.rs",
            "core/src/app/",
            "core/src/app.rs",
        ],
        refused: &["crate::storage", "crate::net"],
        why: "document, record and sync are below storage and net",
    },
    Rule {
        within: "core/src/",
        except: &["core/src/app/", "core/src/app.rs", "core/src/lib.rs"],
        refused: &["crate::app"],
        why: "the facade is on top of the core",
    },
    Rule {
        within: "core/src/",
        except: &["core/src/app/", "core/src/app.rs", "core/src/lib.rs"],
        refused: &["ekin_i18n", "ekin_exchange"],
        why: "texts and foreign formats meet the core in its app",
    },
    Rule {
        within: "core/protocol/src/",
        except: &[],
        refused: IO,
        why: "the protocol does no I/O",
    },
    Rule {
        within: "core/exchange/src/",
        except: &[],
        refused: IO,
        why: "foreign formats are bytes in, bytes out",
    },
    Rule {
        within: "bindings/cli/",
        except: &[],
        refused: &[
            "ekin_core::storage",
            "ekin_core::sync",
            "ekin_core::net",
            "rusqlite",
            "automerge",
        ],
        why: "all behaviour is in the core's app; the program asks and shows",
    },
    Rule {
        within: "bindings/ffi/",
        except: &[],
        refused: &[
            "ekin_core::storage",
            "ekin_core::sync",
            "ekin_core::net",
            "rusqlite",
            "automerge",
        ],
        why: "all behaviour is in the core's app; what shells call is records",
    },
    Rule {
        within: "sync-server/",
        except: &[],
        refused: &["ekin_core", "ekin_exchange", "automerge"],
        why: "the relay knows the protocol and carries what it cannot read",
    },
];

/// A line that the first file of a package must hold, and why.
const DECLARED: [(&str, &str, &str); 1] = [(
    "core/protocol/src/lib.rs",
    "#![deny(clippy::indexing_slicing)]",
    "what arrives is hostile, and an index out of range is a crash",
)];

/// Names that go the wrong way, and declarations that lack.
pub fn findings(files: &[SourceFile]) -> Vec<String> {
    let mut found = Vec::new();
    for file in files.iter().filter(|file| !is_test(&file.path)) {
        let rules: Vec<&Rule> = RULES.iter().filter(|rule| rule.applies(&file.path)).collect();
        if !rules.is_empty() {
            for path in paths(&file.text) {
                for rule in &rules {
                    found.extend(rule.finding(&file.path, &path));
                }
            }
        }
        for (_, line, why) in DECLARED.iter().filter(|(path, _, _)| *path == file.path) {
            if !file.text.lines().any(|own| own.trim() == *line) {
                found.push(format!("{}: lacks `{line}`: {why}", file.path));
            }
        }
    }
    found
}

/// Tests beside the code may do what the code may not: read a vector, open a second store.
fn is_test(path: &str) -> bool {
    path.ends_with("/tests.rs") || (path.contains("/tests/") && !path.starts_with("tests/"))
}

impl Rule {
    fn applies(&self, path: &str) -> bool {
        path.starts_with(self.within) && !self.except.iter().any(|except| path.starts_with(except))
    }

    fn finding(&self, file: &str, path: &NamedPath) -> Option<String> {
        let name = self.refused.iter().find(|name| {
            if name.starts_with("crate::") {
                path.begins(name)
            } else {
                path.has(name)
            }
        })?;
        Some(format!("{file}:{}: names {name}: {}", path.line, self.why))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(path: &str, text: &str) -> Vec<String> {
        findings(&[SourceFile {
            path: path.into(),
            text: text.into(),
        }])
    }

    #[test]
    fn the_house_as_it_is_passes() {
        let files = crate::tree::files(&["rs"]).unwrap();
        let wrong: Vec<String> = findings(&files)
            .into_iter()
            .filter(|line| !line.contains("lacks"))
            .collect();
        assert_eq!(wrong, Vec::<String>::new());
    }

    #[test]
    fn each_rule_finds_what_it_refuses_and_spares_its_exceptions() {
        for rule in &RULES {
            let path = match rule.within.strip_suffix('/') {
                Some(folder) => format!("{folder}/somewhere/thing.rs"),
                None => format!("{}/thing.rs", rule.within),
            };
            for name in rule.refused {
                let text = format!("fn a() {{\n    {name}::thing();\n}}\n");
                let wanted = format!("{path}:2: names {name}: {}", rule.why);
                assert!(
                    found(&path, &text).contains(&wanted),
                    "{wanted} in {:?}",
                    found(&path, &text)
                );
                for except in rule.except {
                    let spared = if except.ends_with('/') {
                        format!("{except}a.rs")
                    } else {
                        (*except).into()
                    };
                    assert!(
                        found(&spared, &text).iter().all(|line| !line.ends_with(rule.why)),
                        "{spared}"
                    );
                }
            }
        }
    }

    #[test]
    fn tests_beside_the_code_are_spared() {
        assert!(found("core/protocol/src/pack/tests.rs", "use std::fs;").is_empty());
        assert!(found("core/src/sync/tests/simulation.rs", "use std::fs;").is_empty());
        assert!(!found("core/src/sync/engine.rs", "use std::{time::Instant};").is_empty());
    }

    #[test]
    fn a_declaration_that_lacks_is_said() {
        let path = "core/protocol/src/lib.rs";
        assert_eq!(
            found(path, "//! Types.\n#![deny(clippy::indexing_slicing)]\n"),
            Vec::<String>::new()
        );
        assert_eq!(found(path, "//! Types.\n").len(), 1);
    }
}
