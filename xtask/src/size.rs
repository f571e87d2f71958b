//! The size of a room: a source file over 500 lines wants to be two, and none is left unfinished.

use crate::step::{Failure, none_of};
use crate::tree::{self, SourceFile};

/// The most lines that a source file may have.
const MOST_LINES: usize = 500;

/// What is written by people and read whole. Prose, data and lock files may be longer.
const EXTENSIONS: [&str; 11] = [
    "rs", "sql", "toml", "ftl", "yml", "sh", "kt", "swift", "py", "js", "ts",
];

/// Finds source files that are too long, or that carry a mark of work left undone.
pub fn check() -> Result<(), Failure> {
    none_of(findings(&tree::files(&EXTENSIONS)?))
}

fn findings(files: &[SourceFile]) -> Vec<String> {
    let mut found = Vec::new();
    for file in files {
        let lines = file.text.lines().count();
        if lines > MOST_LINES {
            found.push(format!(
                "{}: {lines} lines, more than {MOST_LINES}: make it two files",
                file.path
            ));
        }
        // Written in two halves, so that this file does not accuse itself.
        let marks = [
            concat!("TO", "DO"),
            concat!("FIX", "ME"),
            concat!("unimple", "mented!"),
        ];
        for (index, line) in file.text.lines().enumerate() {
            if let Some(mark) = marks.iter().find(|mark| line.contains(**mark)) {
                found.push(format!(
                    "{}:{}: `{mark}`: finish it or file it",
                    file.path,
                    index + 1
                ));
            }
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file(text: String) -> Vec<SourceFile> {
        vec![SourceFile {
            path: "core/src/a.rs".into(),
            text,
        }]
    }

    #[test]
    fn five_hundred_lines_pass_and_one_more_does_not() {
        assert_eq!(findings(&file("x\n".repeat(500))), Vec::<String>::new());
        let found = findings(&file("x\n".repeat(501)));
        assert_eq!(
            found,
            ["core/src/a.rs: 501 lines, more than 500: make it two files"]
        );
    }

    #[test]
    fn work_left_undone_is_found_with_its_line() {
        let found = findings(&file(format!("fn a() {{}}\n// {}: later\n", concat!("TO", "DO"))));
        assert_eq!(found.len(), 1);
        assert!(found[0].starts_with("core/src/a.rs:2:"), "{found:?}");
    }
}
