//! Typed functions of the texts, in Kotlin and Swift: a text that lacks, or an argument, does not compile. They come from the same
//! list that the build of `ekin-i18n` makes of the Fluent files.

use ekin_i18n::{Catalog, Kind, Language, Message, TEXTS, Value};
use std::fmt::Write as _;

/// Texts for the terminal alone begin so.
const TERMINAL: &str = "cli-";

/// A text as a function.
struct Function {
    key: &'static str,
    name: String,
    /// Each argument as the languages name it, its name in the text, and its type.
    arguments: Vec<(String, &'static str, Kind)>,
    /// What it says in French, with the names of its arguments.
    says: String,
}

fn functions() -> impl Iterator<Item = Function> {
    TEXTS
        .iter()
        .filter(|(key, _)| !key.starts_with(TERMINAL))
        .map(|(key, declared)| Function {
            key,
            name: camel(key),
            arguments: declared
                .iter()
                .map(|(name, kind)| (camel(name), *name, *kind))
                .collect(),
            says: says(key, declared),
        })
}

fn says(key: &str, declared: &[(&str, Kind)]) -> String {
    let sample = |(name, kind): &(&str, Kind)| {
        let value = match kind {
            Kind::Number => Value::Number(2),
            Kind::String => Value::Text(format!("<{name}>")),
        };
        ((*name).to_owned(), value)
    };
    let made = Message::named(key, declared.iter().map(sample).collect());
    let words = made.map(|text| Catalog::new(Language::Fr).format(&text));
    // Nothing of it may end the comment that it stands in.
    words.unwrap_or_default().replace('\n', " ").replace("*/", "* /")
}

/// `app-nav-back` and `listing.title` as `appNavBack` and `listingTitle`.
fn camel(key: &str) -> String {
    let mut name = String::with_capacity(key.len());
    let mut raise = false;
    for letter in key.chars() {
        if letter.is_ascii_alphanumeric() {
            name.push(if raise {
                letter.to_ascii_uppercase()
            } else {
                letter
            });
            raise = false;
        } else {
            raise = !name.is_empty();
        }
    }
    name
}

/// The Kotlin functions. Names of arguments stand in backticks: one is called `when`.
pub fn kotlin() -> String {
    let mut out = String::from(
        "// Written by `cargo xtask bindings` from core/i18n/locales.\n\npackage eus.ekin.core\n\n\
         /** Ekin's texts: one function a text, without a language yet. */\npublic object Say {\n    \
         private fun plain(key: String) = Text(key, emptyList())\n    \
         private fun words(name: String, words: String) = Argument(name, ArgumentValue.Words(words))\n    \
         private fun number(name: String, number: ULong) = Argument(name, ArgumentValue.Number(number))\n\n",
    );
    let (mut plain, mut parts) = (Vec::new(), 0);
    for Function {
        key,
        name,
        arguments,
        says,
    } in functions()
    {
        let _ = writeln!(out, "    /** « {says} » */");
        if arguments.is_empty() {
            let _ = writeln!(out, "    public fun {name}(): Text = plain({key:?})");
            plain.push(name);
            continue;
        }
        let parameters = arguments.iter().map(|(name, _, kind)| match kind {
            Kind::Number => format!("`{name}`: ULong"),
            Kind::String => format!("`{name}`: String"),
        });
        let values = arguments.iter().map(|(name, id, kind)| match kind {
            Kind::Number => format!("number({id:?}, `{name}`)"),
            Kind::String => format!("words({id:?}, `{name}`)"),
        });
        let parameters = parameters.collect::<Vec<_>>().join(", ");
        let values = values.collect::<Vec<_>>().join(", ");
        let _ = writeln!(
            out,
            "    public fun {name}({parameters}): Text = Text({key:?}, listOf({values}))"
        );
    }
    // In parts: a JVM has no method of more than 64 KiB.
    let mut names = Vec::new();
    for part in plain.chunks(200) {
        let calls: Vec<String> = part.iter().map(|name| format!("{name}()")).collect();
        let _ = writeln!(
            out,
            "    private fun plain{parts}(): List<Text> = listOf({})",
            calls.join(", ")
        );
        names.push(format!("plain{parts}()"));
        parts += 1;
    }
    let _ = writeln!(
        out,
        "\n    /** All that take no argument, to be put into words at once. */\n    public val plain: List<Text> by lazy {{ {} }}\n}}",
        names.join(" + ")
    );
    out
}

/// The Swift functions.
pub fn swift() -> String {
    let mut out = String::from(
        "// Written by `cargo xtask bindings` from core/i18n/locales.\n\n\
         /// Ekin's texts: one function a text, without a language yet.\npublic enum Say {\n",
    );
    let mut plain = Vec::new();
    for Function {
        key,
        name,
        arguments,
        says,
    } in functions()
    {
        let parameters = arguments.iter().map(|(name, _, kind)| match kind {
            Kind::Number => format!("`{name}`: UInt64"),
            Kind::String => format!("`{name}`: String"),
        });
        let values = arguments.iter().map(|(name, id, kind)| match kind {
            Kind::Number => format!("Argument(name: {id:?}, value: .number(number: `{name}`))"),
            Kind::String => format!("Argument(name: {id:?}, value: .words(words: `{name}`))"),
        });
        let parameters = parameters.collect::<Vec<_>>().join(", ");
        let values = values.collect::<Vec<_>>().join(", ");
        let _ = writeln!(
            out,
            "    /// « {says} »\n    public static func {name}({parameters}) -> Text {{ Text(key: {key:?}, arguments: [{values}]) }}"
        );
        if arguments.is_empty() {
            plain.push(format!("{name}()"));
        }
    }
    let _ = writeln!(
        out,
        "\n    /// All that take no argument, to be put into words at once.\n    public static var plain: [Text] {{ [{}] }}\n}}",
        plain.join(", ")
    );
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_become_names_and_arguments_keep_theirs() {
        assert_eq!(camel("app-nav-back"), "appNavBack");
        assert_eq!(camel("listing.title"), "listingTitle");
        let kotlin = kotlin();
        let wanted = "public fun listingSeatsLeft(`n`: ULong): Text = Text(\"listing-seats-left\", listOf(number(\"n\", `n`)))";
        assert!(kotlin.contains(wanted));
        assert!(kotlin.contains("/** « 2 places libres » */"));
        assert!(!kotlin.contains("\"cli-"));
    }

    #[test]
    fn no_two_texts_become_one_function() {
        let mut names: Vec<String> = functions().map(|one| one.name).collect();
        let all = names.len();
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), all);
        assert!(all > 300);
    }
}
