//! The surface as a list that a person can review: every type, field, case and function that a shell may use, out of the generated
//! Swift, which says each on a line of its own.

/// Beginnings of the lines that open a type.
const TYPES: [&str; 4] = [
    "open class ",
    "public struct ",
    "public enum ",
    "public indirect enum ",
];

/// Beginnings of the lines that are in one, or stand alone.
const PARTS: [&str; 5] = [
    "public let ",
    "case ",
    "open func ",
    "public convenience init(",
    "public func ",
];

/// Parts of lines that are uniffi's own.
const INNER: [&str; 7] = [
    "FfiConverter",
    "UnsafeMutable",
    "unsafeFromHandle",
    "uniffi",
    "Uniffi",
    "Hasher",
    "==",
];

/// The surface of a generated file. What a case holds stands behind the comment that explains it.
pub fn of(swift: &str) -> String {
    let mut out = String::from(
        "# What shells may use: written by `cargo xtask bindings`, compared by `cargo xtask check`.\n",
    );
    // Whether the type in which a line stands is one of the surface, and whether it has cases.
    let (mut wanted, mut cases) = (true, false);
    for line in swift.lines() {
        // What is behind the brace is how it is done.
        let text = line.trim().split('{').next().unwrap_or_default().trim_end();
        if text.ends_with(" NoHandle") {
            continue;
        }
        let opens = TYPES.iter().any(|beginning| text.starts_with(beginning));
        let inner = INNER.iter().any(|inner| text.contains(inner));
        if opens {
            (wanted, cases) = (!inner, text.contains("enum "));
        }
        if line.starts_with('}') {
            cases = false;
        }
        let held = text.strip_prefix("*/").filter(|held| cases && !held.is_empty());
        let part = PARTS.iter().any(|beginning| text.starts_with(beginning));
        let case =
            !text.starts_with("case ") || (cases && !text.ends_with(':') && !text.starts_with("case ."));
        if inner || !wanted {
            continue;
        }
        if opens {
            out.push_str(&format!("\n{text}\n"));
        } else if let Some(held) = held {
            out.push_str(&format!("        {}\n", held.trim_end().trim_end_matches(',')));
        } else if part && case {
            out.push_str(&format!("    {}\n", text.trim_end_matches('(')));
        }
    }
    out
}

/// What is listed and not made, and the reverse; each line once.
pub fn differences(listed: &str, made: &str) -> Vec<String> {
    let only = |one: &str, other: &str, what: &str| -> Vec<String> {
        let lines = one
            .lines()
            .filter(|line| !other.lines().any(|there| there == *line));
        lines.map(|line| format!("{what}: {}", line.trim())).collect()
    };
    let mut found = only(listed, made, "gone");
    found.extend(only(made, listed, "new"));
    if found.is_empty() && listed != made {
        found.push("in another order".into());
    }
    if !found.is_empty() {
        found.push("the bindings' surface is not the one that is listed: run `cargo xtask bindings`".into());
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    const SWIFT: &str = "public struct Card: Equatable {\n    /**\n     * Its id.\n     */\n    public let id: String\n}\n\
        public indirect enum Seen {\n    case here\n    case refused(\n        /**\n         * Why.\n         */why: String\n    )\n}\n\
        public struct FfiConverterTypeCard: X {\n    public static func read() {\n    case 1: return .here\n}\n\
        open class Ekin: EkinProtocol {\nopen func mine()throws  -> Mine  {\n}\n";

    #[test]
    fn types_fields_cases_and_functions_are_listed() {
        let listed = of(SWIFT);
        for wanted in [
            "\npublic struct Card: Equatable\n    public let id: String\n",
            "    case here\n    case refused\n        why: String\n",
            "\nopen class Ekin: EkinProtocol\n    open func mine()throws  -> Mine\n",
        ] {
            assert!(listed.contains(wanted), "{listed}");
        }
        assert!(
            !listed.contains("FfiConverter") && !listed.contains("return"),
            "{listed}"
        );
    }

    #[test]
    fn a_change_is_named_by_its_line() {
        let changed = SWIFT.replace("case here", "case there");
        let found = differences(&of(SWIFT), &of(&changed));
        assert!(found.contains(&"gone: case here".to_owned()), "{found:?}");
        assert!(found.contains(&"new: case there".to_owned()), "{found:?}");
        assert!(differences(&of(SWIFT), &of(SWIFT)).is_empty());
    }
}
