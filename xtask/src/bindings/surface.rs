//! The surface as a list that a person can review: every type, field, case and function that a shell may use, out of the generated
//! Swift, which says each on a line of its own.

/// Beginnings of the lines that are the surface.
const WANTED: [&str; 9] = [
    "public protocol ",
    "open class ",
    "public struct ",
    "public enum ",
    "public var ",
    "public let ",
    "open func ",
    "public convenience init(",
    "public func ",
];

/// Parts of lines that are uniffi's own.
const INNER: [&str; 6] = [
    "FfiConverter",
    "UnsafeMutable",
    "uniffi",
    "Hasher",
    "==",
    "UInt64) {",
];

/// The surface of a generated file.
pub fn of(swift: &str) -> String {
    let mut out = String::from(
        "# What shells may use: written by `cargo xtask bindings`, compared by `cargo xtask check`.\n",
    );
    let mut cases = false;
    for line in swift.lines() {
        let text = line.trim();
        if text.starts_with("public enum ") || text.starts_with("enum ") {
            cases = !INNER.iter().any(|inner| text.contains(inner));
        } else if line.starts_with('}') {
            cases = false;
        }
        let case = cases && text.starts_with("case ") && !text.contains(':') | text.contains('(');
        let named = WANTED.iter().any(|wanted| text.starts_with(wanted));
        if (case || named) && !INNER.iter().any(|inner| text.contains(inner)) {
            let outer = line.starts_with("public ") || line.starts_with("open ");
            let text = text.trim_end_matches('{').trim_end();
            out.push_str(if outer { "\n" } else { "    " });
            out.push_str(text);
            out.push('\n');
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

    const SWIFT: &str = "public struct Card: Equatable {\n    public let id: String\n}\n\
        public enum Seen {\n    case here\n    case refused(why: String)\n}\n\
        public struct FfiConverterTypeCard: X {\n    public static func read() {\n}\n\
        open class Ekin: EkinProtocol {\nopen func mine()throws  -> Mine  {\n    case .ok:\n}\n";

    #[test]
    fn types_fields_cases_and_functions_are_listed() {
        let listed = of(SWIFT);
        for wanted in [
            "public struct Card",
            "    public let id: String",
            "    case here",
            "case refused(why",
            "func mine()throws",
        ] {
            assert!(listed.contains(wanted), "{listed}");
        }
        assert!(
            !listed.contains("FfiConverter") && !listed.contains(".ok"),
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
