//! Writes the Rust source of the typed messages: one function per text, documented by its French form.

use std::fmt::Write as _;

use crate::catalogue::{Catalogue, Kind, VARIABLE};

/// Source of the file that `src/message.rs` includes.
pub fn source(catalogues: &[Catalogue]) -> String {
    let mut out = String::from("// Written by build.rs from locales/*.ftl.\n\n");
    let Some(reference) = catalogues.first() else {
        return out;
    };
    out.push_str("/// One function per text.\npub mod msg {\n    use super::{Message, Value};\n");
    for (key, text) in &reference.texts {
        let french: Vec<String> = text
            .forms
            .iter()
            .map(|form| form.replace(VARIABLE, "{…}").replace('\n', " "))
            .collect();
        line(&mut out, &format!("`{}`", french.join(" | ")));
        line(&mut out, "");
        line(&mut out, &format!("Text `{key}`."));
        for doc in &text.doc {
            line(&mut out, "");
            line(&mut out, doc);
        }
        let name = key.replace(['-', '.'], "_");
        let parameters: Vec<String> = text
            .declared
            .iter()
            .map(|(name, kind)| match kind {
                Kind::Number => format!("{name}: u64"),
                Kind::String => format!("{name}: impl Into<Value>"),
            })
            .collect();
        let values: Vec<String> = text
            .declared
            .iter()
            .map(|(name, kind)| match kind {
                Kind::Number => format!("({name:?}, Value::Number({name}))"),
                Kind::String => format!("({name:?}, {name}.into())"),
            })
            .collect();
        let _ = writeln!(
            out,
            "    #[must_use]\n    pub fn {name}({}) -> Message {{\n        Message::new({key:?}, vec![{}])\n    }}\n",
            parameters.join(", "),
            values.join(", ")
        );
    }
    out.push_str("}\n\n/// Texts of each language, in the order of `Language::ALL`.\n");
    out.push_str("pub(crate) const SOURCES: &[&[&str]] = &[\n");
    for catalogue in catalogues {
        out.push_str("    &[\n");
        for file in &catalogue.files {
            let path = format!("/locales/{}/{file}", catalogue.tag);
            let _ = writeln!(
                out,
                "        include_str!(concat!(env!(\"CARGO_MANIFEST_DIR\"), {path:?})),"
            );
        }
        out.push_str("    ],\n");
    }
    let reviewed: Vec<bool> = catalogues.iter().map(|c| c.reviewed).collect();
    let _ = writeln!(
        out,
        "];\n\n/// Whether a speaker has re-read the texts, in the order of `Language::ALL`.\npub(crate) const REVIEWED: &[bool] = &{reviewed:?};\n"
    );
    out.push_str("/// Every text with its arguments, in the order of the ids.\n");
    out.push_str("pub const TEXTS: &[(&str, &[(&str, Kind)])] = &[\n");
    for (key, text) in &reference.texts {
        let arguments: Vec<String> = text
            .declared
            .iter()
            .map(|(name, kind)| format!("({name:?}, Kind::{kind:?})"))
            .collect();
        let _ = writeln!(out, "    ({key:?}, &[{}]),", arguments.join(", "));
    }
    out.push_str("];\n");
    out
}

fn line(out: &mut String, doc: &str) {
    let _ = writeln!(out, "    #[doc = {:?}]", doc);
}
