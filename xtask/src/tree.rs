//! The workspace's files: where the root is, and what lies in it apart from build output.

use crate::step::Failure;
use std::path::{Path, PathBuf};

/// The workspace's root.
pub fn root() -> PathBuf {
    // The manifest's folder is `xtask`; cargo names it at run time, so a moved clone still works.
    let own = std::env::var_os("CARGO_MANIFEST_DIR")
        .map_or_else(|| PathBuf::from(env!("CARGO_MANIFEST_DIR")), PathBuf::from);
    own.parent().map_or_else(|| own.clone(), Path::to_path_buf)
}

/// A text file of the workspace.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SourceFile {
    /// Path from the root, with `/` on every system.
    pub path: String,
    /// What is in it.
    pub text: String,
}

/// All files with one of these extensions, below the root, sorted by path.
///
/// Folders that begin with a dot (but `.ci`, `.cargo` and `.github`), cargo's target folders and
/// dependencies of other build tools are left out.
pub fn files(extensions: &[&str]) -> Result<Vec<SourceFile>, Failure> {
    let mut found = Vec::new();
    walk(&root(), "", extensions, &mut found)?;
    found.sort_by(|a, b| a.path.cmp(&b.path));
    Ok(found)
}

/// Reads one file by its path from the root.
pub fn read(path: &str) -> Result<String, Failure> {
    std::fs::read_to_string(root().join(path)).map_err(|source| Failure::Read {
        path: path.into(),
        source,
    })
}

fn walk(folder: &Path, name: &str, extensions: &[&str], found: &mut Vec<SourceFile>) -> Result<(), Failure> {
    let failed = |source| Failure::Read {
        path: name.to_owned(),
        source,
    };
    for entry in std::fs::read_dir(folder).map_err(failed)? {
        let entry = entry.map_err(failed)?;
        let own = entry.file_name().to_string_lossy().into_owned();
        let path = if name.is_empty() {
            own.clone()
        } else {
            format!("{name}/{own}")
        };
        let kind = entry.file_type().map_err(failed)?;
        if kind.is_dir() {
            if !is_foreign(&entry.path(), &own) {
                walk(&entry.path(), &path, extensions, found)?;
            }
        } else if kind.is_file() && has_extension(&own, extensions) {
            let text = std::fs::read_to_string(entry.path()).map_err(|source| Failure::Read {
                path: path.clone(),
                source,
            })?;
            found.push(SourceFile { path, text });
        }
    }
    Ok(())
}

fn is_foreign(folder: &Path, name: &str) -> bool {
    let hidden = name.starts_with('.') && ![".ci", ".cargo", ".github"].contains(&name);
    // cargo marks its target folder with this file, whatever the folder is called.
    hidden || name == "node_modules" || name == "target" || folder.join("CACHEDIR.TAG").exists()
}

fn has_extension(name: &str, extensions: &[&str]) -> bool {
    Path::new(name)
        .extension()
        .and_then(|extension| extension.to_str())
        .is_some_and(|extension| extensions.contains(&extension))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_workspace_has_this_file_and_no_build_output() {
        let files = files(&["rs"]).unwrap();
        assert!(files.iter().any(|file| file.path == "xtask/src/tree.rs"));
        assert!(files.iter().all(|file| !file.path.contains("target/")));
    }

    #[test]
    fn a_cache_folder_is_foreign_by_its_mark() {
        let folder = tempfile::tempdir().unwrap();
        assert!(!is_foreign(folder.path(), "built"));
        std::fs::write(
            folder.path().join("CACHEDIR.TAG"),
            "Signature: 8a477f597d28d172789f06886806bc55",
        )
        .unwrap();
        assert!(is_foreign(folder.path(), "built"));
    }
}
