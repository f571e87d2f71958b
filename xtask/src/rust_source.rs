//! Reads just enough Rust to see which paths a file names: comments, texts and tests are set aside,
//! and `use a::{b, c::d}` counts as `a::b` and `a::c::d`.

/// A path that the code names, by its segments, and the line where it begins.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NamedPath {
    /// `["std", "fs", "read"]`.
    pub segments: Vec<String>,
    /// From 1.
    pub line: usize,
}

impl NamedPath {
    /// Whether these segments, such as `std::fs`, stand one after another in the path.
    pub fn has(&self, wanted: &str) -> bool {
        let wanted: Vec<&str> = wanted.split("::").collect();
        self.segments
            .windows(wanted.len())
            .any(|window| window.iter().zip(&wanted).all(|(a, b)| a == b))
    }

    /// Whether the path begins with these segments.
    pub fn begins(&self, wanted: &str) -> bool {
        let mut own = self.segments.iter();
        wanted
            .split("::")
            .all(|segment| own.next().is_some_and(|own| own == segment))
    }
}

/// All paths that the code of a file names outside its test modules.
pub fn paths(text: &str) -> Vec<NamedPath> {
    let tokens = tokens(text);
    let kept = without_test_modules(&tokens);
    let mut found = Vec::new();
    let mut at = 0;
    while at < kept.len() {
        if matches!(kept[at].kind, Kind::Word(_)) {
            at = read_path(&kept, at, &[], &mut found);
        } else {
            at += 1;
        }
    }
    found
}

/// Reads the path (or the tree of paths) at `at`, and gives the place after it.
fn read_path(tokens: &[Token<'_>], mut at: usize, before: &[String], found: &mut Vec<NamedPath>) -> usize {
    let mut segments = before.to_vec();
    let line = tokens.get(at).map_or(0, |token| token.line);
    while let Some(Kind::Word(word)) = tokens.get(at).map(|token| token.kind) {
        segments.push(word.to_owned());
        at += 1;
        if tokens.get(at).map(|token| token.kind) != Some(Kind::PathSeparator) {
            break;
        }
        at += 1;
        if tokens.get(at).map(|token| token.kind) == Some(Kind::Mark('{')) {
            return read_group(tokens, at + 1, &segments, found);
        }
    }
    found.push(NamedPath { segments, line });
    at
}

/// Reads what stands between the braces of a `use` tree, and gives the place after the closing one.
fn read_group(tokens: &[Token<'_>], mut at: usize, before: &[String], found: &mut Vec<NamedPath>) -> usize {
    while let Some(token) = tokens.get(at) {
        match token.kind {
            Kind::Mark('}') => return at + 1,
            Kind::Word(_) => at = read_path(tokens, at, before, found),
            // `a::{*}` names `a`.
            Kind::Mark('*') => {
                found.push(NamedPath {
                    segments: before.to_vec(),
                    line: token.line,
                });
                at += 1;
            }
            Kind::Mark(_) | Kind::PathSeparator => at += 1,
        }
    }
    at
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind<'a> {
    Word(&'a str),
    PathSeparator,
    Mark(char),
}

#[derive(Debug, Clone, Copy)]
struct Token<'a> {
    kind: Kind<'a>,
    line: usize,
}

/// Words and marks, without comments, string and character literals.
fn tokens(text: &str) -> Vec<Token<'_>> {
    let mut found = Vec::new();
    let mut rest = text;
    let mut line = 1;
    while let Some(first) = rest.chars().next() {
        let length = if rest.starts_with("//") {
            rest.find('\n').unwrap_or(rest.len())
        } else if rest.starts_with("/*") {
            block_comment(rest)
        } else if let Some(length) = literal(rest) {
            length
        } else if is_word(first) {
            let length = rest.find(|c| !is_word(c)).unwrap_or(rest.len());
            let word = rest.get(..length).unwrap_or_default();
            found.push(Token {
                kind: Kind::Word(word),
                line,
            });
            length
        } else if rest.starts_with("::") {
            found.push(Token {
                kind: Kind::PathSeparator,
                line,
            });
            2
        } else {
            if !first.is_whitespace() {
                found.push(Token {
                    kind: Kind::Mark(first),
                    line,
                });
            }
            first.len_utf8()
        };
        let (taken, after) = rest.split_at(length);
        line += taken.matches('\n').count();
        rest = after;
    }
    found
}

fn is_word(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}

/// The length of a block comment, which may hold others.
fn block_comment(text: &str) -> usize {
    let mut depth = 0_usize;
    let mut at = 0;
    while let Some(rest) = text.get(at..) {
        if rest.starts_with("/*") {
            depth += 1;
            at += 2;
        } else if rest.starts_with("*/") {
            depth -= 1;
            at += 2;
            if depth == 0 {
                return at;
            }
        } else {
            match rest.chars().next() {
                Some(c) => at += c.len_utf8(),
                None => return text.len(),
            }
        }
    }
    text.len()
}

/// The length of the string or character literal at the start, if there is one.
fn literal(text: &str) -> Option<usize> {
    let body = text.strip_prefix(['b', 'c']).unwrap_or(text);
    let prefix = text.len() - body.len();
    if let Some(raw) = body.strip_prefix('r') {
        let marks = raw.len() - raw.trim_start_matches('#').len();
        let inner = raw.get(marks..)?.strip_prefix('"');
        if let Some(inner) = inner {
            let close = format!("\"{}", "#".repeat(marks));
            let end = inner.find(&close).map_or(inner.len(), |end| end + close.len());
            return Some(prefix + 1 + marks + 1 + end);
        }
    }
    if let Some(inner) = body.strip_prefix('"') {
        return Some(prefix + 1 + quoted(inner, '"'));
    }
    let inner = body.strip_prefix('\'')?;
    let mut chars = inner.chars();
    let first = chars.next()?;
    // `'a'` and `'\n'` are characters, `'a` is a lifetime.
    (first == '\\' || chars.next() == Some('\'')).then(|| prefix + 1 + quoted(inner, '\''))
}

/// How far a quoted text goes, with its closing mark.
fn quoted(text: &str, close: char) -> usize {
    let mut escaped = false;
    for (at, c) in text.char_indices() {
        if escaped {
            escaped = false;
        } else if c == '\\' {
            escaped = true;
        } else if c == close {
            return at + c.len_utf8();
        }
    }
    text.len()
}

/// Leaves out every `#[cfg(test)] mod name { ... }`.
fn without_test_modules<'a>(tokens: &[Token<'a>]) -> Vec<Token<'a>> {
    const HEAD: [Kind<'_>; 8] = [
        Kind::Mark('#'),
        Kind::Mark('['),
        Kind::Word("cfg"),
        Kind::Mark('('),
        Kind::Word("test"),
        Kind::Mark(')'),
        Kind::Mark(']'),
        Kind::Word("mod"),
    ];
    let mut kept = Vec::with_capacity(tokens.len());
    let mut at = 0;
    while let Some(token) = tokens.get(at) {
        let here = tokens.iter().skip(at).take(HEAD.len()).map(|token| token.kind);
        let opens = tokens.get(at + HEAD.len() + 1).map(|token| token.kind) == Some(Kind::Mark('{'));
        if !opens || !here.eq(HEAD) {
            kept.push(*token);
            at += 1;
            continue;
        }
        at += HEAD.len() + 1;
        let mut depth = 0_usize;
        while let Some(token) = tokens.get(at) {
            at += 1;
            match token.kind {
                Kind::Mark('{') => depth += 1,
                Kind::Mark('}') => depth = depth.saturating_sub(1),
                _ => {}
            }
            if depth == 0 {
                break;
            }
        }
    }
    kept
}

#[cfg(test)]
mod tests {
    use super::*;

    fn named(text: &str) -> Vec<String> {
        paths(text)
            .into_iter()
            .map(|path| path.segments.join("::"))
            .collect()
    }

    #[test]
    fn a_tree_of_uses_counts_as_its_paths() {
        let found = named("use std::{fs, io::{self, Read}, net::*};");
        for wanted in ["std::fs", "std::io::self", "std::io::Read", "std::net"] {
            assert!(found.iter().any(|path| path == wanted), "{wanted} in {found:?}");
        }
    }

    #[test]
    fn comments_and_texts_name_nothing() {
        let text = r##"
            // rusqlite::Connection
            /* rusqlite /* rusqlite */ rusqlite */
            const A: &str = "rusqlite \" rusqlite";
            const B: &str = r#"rusqlite " rusqlite"#;
            const C: (&[u8], char, char) = (b"rusqlite", '"', '\'');
            fn a<'rest>(x: &'rest str) -> tokio::Thing { x }
        "##;
        let found = paths(text);
        assert!(found.iter().all(|path| !path.has("rusqlite")), "{found:?}");
        let seen = found.iter().find(|path| path.has("tokio")).unwrap();
        assert_eq!(seen.line, 7);
    }

    #[test]
    fn a_test_module_is_set_aside_and_what_follows_is_not() {
        let found =
            named("mod a {}\n#[cfg(test)]\nmod tests { fn f() { std::fs::read(\"}\"); } }\nuse b::c;");
        assert!(found.iter().all(|path| !path.starts_with("std::fs")), "{found:?}");
        assert!(found.iter().any(|path| path == "b::c"));
        let declared = named("#[cfg(test)]\nmod tests;\nuse std::fs;");
        assert!(declared.iter().any(|path| path == "std::fs"), "{declared:?}");
    }

    #[test]
    fn segments_are_compared_whole() {
        let path = NamedPath {
            segments: vec!["std".into(), "fs".into(), "read".into()],
            line: 1,
        };
        assert!(path.has("fs") && path.has("std::fs") && path.begins("std"));
        assert!(!path.has("std::read") && !path.has("f") && !path.begins("fs"));
    }

    #[test]
    fn unclosed_code_ends() {
        for text in [
            "\"",
            "'",
            "r#\"",
            "/*",
            "use a::{b, ",
            "#[cfg(test)] mod a {",
            "a::",
            "b'\\",
        ] {
            let _ = paths(text);
        }
    }
}
