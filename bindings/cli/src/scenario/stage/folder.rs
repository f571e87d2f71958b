//! Folders of a stage: only their owner reads them.

use std::path::Path;

use crate::failure::Failure;

fn failed(path: &Path) -> impl FnOnce(std::io::Error) -> Failure {
    let path = path.display().to_string();
    |why| Failure::File { path, why }
}

/// Makes a folder and those above it.
pub fn make(path: &Path) -> Result<(), Failure> {
    std::fs::create_dir_all(path).map_err(failed(path))
}

/// Writes a file.
pub fn write(path: &Path, bytes: &[u8]) -> Result<(), Failure> {
    std::fs::write(path, bytes).map_err(failed(path))
}

/// Copies a folder whole, files with their rights.
pub fn copy(from: &Path, to: &Path) -> Result<(), Failure> {
    make(to)?;
    for entry in std::fs::read_dir(from).map_err(failed(from))? {
        let entry = entry.map_err(failed(from))?;
        let (path, to) = (entry.path(), to.join(entry.file_name()));
        let kind = entry.file_type().map_err(failed(&path))?;
        if kind.is_dir() {
            copy(&path, &to)?;
        } else if kind.is_file() {
            copy_file(&path, &to)?;
        }
    }
    Ok(())
}

/// Copies one file.
pub fn copy_file(from: &Path, to: &Path) -> Result<(), Failure> {
    std::fs::copy(from, to).map(drop).map_err(failed(from))
}
