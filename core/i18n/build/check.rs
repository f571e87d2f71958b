//! Compares the languages with one another: every fault is a sentence that names the file and the text.

use std::collections::{BTreeMap, BTreeSet};

use crate::catalogue::{Catalogue, Kind, Text};
use crate::style;

/// All faults of the catalogues, the first of which is the reference. `allowed` is the text of
/// `equal-allowed.toml`: texts that may be equal in two languages, each with its reason.
pub fn faults(catalogues: &[Catalogue], allowed: &str) -> Vec<String> {
    let mut found: Vec<String> = catalogues.iter().flat_map(|c| c.faults.iter().cloned()).collect();
    let Some(reference) = catalogues.first() else {
        return vec!["there is no language".to_owned()];
    };
    for (key, text) in &reference.texts {
        declared(key, text, &mut found);
    }
    for catalogue in catalogues {
        for (key, text) in &catalogue.texts {
            plural_forms(&catalogue.tag, key, text, &mut found);
            let style: BTreeSet<String> = text
                .forms
                .iter()
                .flat_map(|form| style::faults(&catalogue.tag, form))
                .collect();
            found.extend(
                style
                    .into_iter()
                    .map(|fault| format!("{}: {key}: {fault}", text.file)),
            );
            match reference.texts.get(key) {
                None => found.push(format!(
                    "{}: {key} is not in {}: write it there too",
                    text.file, reference.tag
                )),
                Some(original) => same_arguments(key, original, text, &mut found),
            }
        }
        for (key, text) in &reference.texts {
            if !catalogue.texts.contains_key(key) {
                found.push(format!(
                    "{}: {key} lacks in {}: write it there too",
                    text.file, catalogue.tag
                ));
            }
        }
    }
    names(reference, &mut found);
    equal_texts(catalogues, allowed, &mut found);
    found
}

/// Every argument of the reference has a type, and what chooses a plural form is a number.
fn declared(key: &str, text: &Text, found: &mut Vec<String>) {
    for name in &text.used {
        if !text.declared.iter().any(|(declared, _)| declared == name) {
            found.push(format!(
                "{}: {key}: say above it what ${name} is, as `# ${name} (Number) …` or `# ${name} (String) …`",
                text.file
            ));
        }
    }
    for (name, _) in &text.selectors {
        if text
            .declared
            .iter()
            .any(|(declared, kind)| declared == name && *kind == Kind::String)
        {
            found.push(format!(
                "{}: {key}: ${name} chooses a plural form, so it is a Number",
                text.file
            ));
        }
    }
}

fn plural_forms(tag: &str, key: &str, text: &Text, found: &mut Vec<String>) {
    for (name, keys) in &text.selectors {
        if keys.iter().position(|k| k == "0").is_some_and(|at| at != 0) {
            found.push(format!(
                "{}: {key}: [0] comes first, because the first match wins",
                text.file
            ));
        }
        for form in ["one", "other"] {
            if !keys.iter().any(|k| k == form) {
                found.push(format!("{}: {key}: ${name} lacks the form [{form}]", text.file));
            }
        }
        if let Some(odd) = keys
            .iter()
            .find(|k| !matches!(k.as_str(), "0" | "one" | "many" | "other"))
        {
            found.push(format!(
                "{}: {key}: no language of Ekin has the form [{odd}]",
                text.file
            ));
        }
        if tag == "fr" && text.silent_one && !keys.iter().any(|k| k == "0") {
            found.push(format!(
                "{}: {key}: in French 0 is [one] too: show the number in [one], or write [0]",
                text.file
            ));
        }
    }
}

fn same_arguments(key: &str, original: &Text, text: &Text, found: &mut Vec<String>) {
    for name in original.used.difference(&text.used) {
        found.push(format!("{}: {key}: ${name} lacks here", text.file));
    }
    for name in text.used.difference(&original.used) {
        found.push(format!(
            "{}: {key}: ${name} is unknown to {}",
            text.file, original.file
        ));
    }
}

/// Two texts that would be one function.
fn names(reference: &Catalogue, found: &mut Vec<String>) {
    let mut seen: BTreeMap<String, &String> = BTreeMap::new();
    for key in reference.texts.keys() {
        if key
            .chars()
            .any(|c| !(c.is_ascii_lowercase() || c.is_ascii_digit() || matches!(c, '-' | '.')))
        {
            found.push(format!("{key}: an id is written in lower case with hyphens"));
        }
        if let Some(other) = seen.insert(key.replace(['-', '.'], "_"), key) {
            found.push(format!(
                "{key} and {other} would be one function: give one another name"
            ));
        }
    }
}

fn equal_texts(catalogues: &[Catalogue], allowed: &str, found: &mut Vec<String>) {
    let mut reasons = BTreeMap::new();
    for line in allowed
        .lines()
        .map(str::trim)
        .filter(|line| !line.is_empty() && !line.starts_with('#'))
    {
        let entry = line.split_once('=').map(|(key, reason)| {
            (
                key.trim().trim_matches('"').to_owned(),
                reason.trim().trim_matches('"').trim().to_owned(),
            )
        });
        match entry {
            Some((key, reason)) if !reason.is_empty() => {
                if reasons.insert(key.clone(), false).is_some() {
                    found.push(format!("equal-allowed.toml: {key} is there twice"));
                }
            }
            _ => found.push(format!(
                "equal-allowed.toml: write `id = \"reason\"`, not `{line}`"
            )),
        }
    }
    for (at, one) in catalogues.iter().enumerate() {
        for other in catalogues.iter().skip(at + 1) {
            for (key, text) in &one.texts {
                if other.texts.get(key).is_none_or(|t| t.forms != text.forms) {
                    continue;
                }
                match reasons.get_mut(key) {
                    Some(used) => *used = true,
                    None => found.push(format!(
                        "{}: {key} is the same in {} and {}: translate it, or say why in equal-allowed.toml",
                        text.file, one.tag, other.tag
                    )),
                }
            }
        }
    }
    for (key, used) in reasons {
        if !used {
            found.push(format!(
                "equal-allowed.toml: {key} is equal in no two languages: take it out"
            ));
        }
    }
}
