//! Where the bytes of blobs lie: a folder of files, each sealed as it travels and named by its address. What came in part
//! is `ADDRESS.part`, whose length says how far it came.

use std::fs::{self, File, OpenOptions};
use std::io::{ErrorKind, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

use data_encoding::HEXLOWER;
use ekin_protocol::blob::BlobAddress;

use super::error::{Result, StoreError};

/// The folder.
#[derive(Clone, Debug)]
pub struct Shelf {
    folder: PathBuf,
}

/// A blob that is being made: its address is known at its end.
#[derive(Debug)]
pub struct Draft {
    path: PathBuf,
    file: File,
    kept: bool,
}

impl Shelf {
    /// The shelf of a home. The folder is made when something first lies on it.
    pub fn of(home: &Path) -> Self {
        Self {
            folder: home.join("blobs"),
        }
    }

    /// The store went to `aside`, and what lies here goes beside it: the new store names none of it, and its keys are there.
    ///
    /// # Errors
    /// [`StoreError::Io`].
    pub fn set_aside(&self, aside: &Path) -> Result<()> {
        let mut beside = aside.as_os_str().to_owned();
        beside.push(".blobs");
        match fs::rename(&self.folder, &beside) {
            Err(error) if error.kind() == ErrorKind::NotFound => Ok(()),
            moved => moved.map_err(io(&self.folder)),
        }
    }

    fn whole(&self, address: &BlobAddress) -> PathBuf {
        self.folder.join(HEXLOWER.encode(&address.0))
    }

    fn part(&self, address: &BlobAddress) -> PathBuf {
        self.whole(address).with_extension("part")
    }

    /// Begins a new blob; `name` is random.
    ///
    /// # Errors
    /// [`StoreError::Io`].
    pub fn draft(&self, name: [u8; 8]) -> Result<Draft> {
        fs::create_dir_all(&self.folder).map_err(io(&self.folder))?;
        let path = self.folder.join(format!("{}.new", HEXLOWER.encode(&name)));
        let file = File::create(&path).map_err(io(&path))?;
        Ok(Draft {
            path,
            file,
            kept: false,
        })
    }

    /// Puts a finished blob in its place, on the disk for good.
    ///
    /// # Errors
    /// [`StoreError::Io`].
    pub fn keep(&self, mut draft: Draft, address: &BlobAddress) -> Result<()> {
        draft.file.sync_all().map_err(io(&draft.path))?;
        let whole = self.whole(address);
        fs::rename(&draft.path, &whole).map_err(io(&whole))?;
        draft.kept = true;
        self.sync_folder()
    }

    /// Whether a blob is here whole.
    pub fn has(&self, address: &BlobAddress) -> bool {
        self.whole(address).exists()
    }

    /// Bytes of a blob that came so far, while it is not whole.
    pub fn came(&self, address: &BlobAddress) -> u64 {
        fs::metadata(self.part(address)).map_or(0, |meta| meta.len())
    }

    /// Puts bytes behind the `at` that are kept of a part.
    ///
    /// # Errors
    /// [`StoreError::Io`].
    pub fn append(&self, address: &BlobAddress, at: u64, bytes: &[u8]) -> Result<()> {
        fs::create_dir_all(&self.folder).map_err(io(&self.folder))?;
        let path = self.part(address);
        let write = || {
            let mut options = OpenOptions::new();
            let mut file = options.create(true).truncate(false).write(true).open(&path)?;
            file.set_len(at)?;
            file.seek(SeekFrom::Start(at))?;
            file.write_all(bytes)
        };
        write().map_err(io(&path))
    }

    /// A part came whole.
    ///
    /// # Errors
    /// [`StoreError::Io`].
    pub fn finish(&self, address: &BlobAddress) -> Result<()> {
        let (part, whole) = (self.part(address), self.whole(address));
        let file = File::open(&part).map_err(io(&part))?;
        file.sync_all().map_err(io(&part))?;
        fs::rename(&part, &whole).map_err(io(&whole))?;
        self.sync_folder()
    }

    /// Bytes of a blob that is here, or of what came of it: at most `length`, fewer at its end.
    ///
    /// # Errors
    /// [`StoreError::Io`].
    pub fn read(&self, address: &BlobAddress, at: u64, length: usize) -> Result<Vec<u8>> {
        let whole = self.whole(address);
        let path = if whole.exists() { whole } else { self.part(address) };
        let read = || {
            let mut file = File::open(&path)?;
            file.seek(SeekFrom::Start(at))?;
            let mut bytes = Vec::new();
            file.take(length as u64).read_to_end(&mut bytes)?;
            Ok(bytes)
        };
        read().map_err(io(&path))
    }

    /// Takes a blob from the shelf.
    ///
    /// # Errors
    /// [`StoreError::Io`].
    pub fn remove(&self, address: &BlobAddress) -> Result<()> {
        for path in [self.whole(address), self.part(address)] {
            match fs::remove_file(&path) {
                Err(error) if error.kind() != ErrorKind::NotFound => return Err(io(&path)(error)),
                _ => {}
            }
        }
        Ok(())
    }

    /// Takes everything from the shelf that nobody needs: what a crash left, what was removed elsewhere.
    ///
    /// # Errors
    /// Those of `needed`, and [`StoreError::Io`].
    pub fn sweep(&self, mut needed: impl FnMut(&BlobAddress) -> Result<bool>) -> Result<()> {
        let Ok(entries) = fs::read_dir(&self.folder) else {
            return Ok(());
        };
        for entry in entries.flatten() {
            let path = entry.path();
            let stem = path
                .file_stem()
                .and_then(|stem| stem.to_str())
                .unwrap_or_default();
            let address = HEXLOWER.decode(stem.as_bytes()).ok();
            let address: Option<[u8; 32]> = address.and_then(|bytes| bytes.try_into().ok());
            let keep = match address {
                Some(address) => needed(&BlobAddress(address))?,
                None => false,
            };
            if !keep {
                fs::remove_file(&path).map_err(io(&path))?;
            }
        }
        Ok(())
    }

    fn sync_folder(&self) -> Result<()> {
        // Where a folder cannot be opened as a file (Windows), a rename is on the disk with the file.
        match File::open(&self.folder) {
            Ok(folder) => folder.sync_all().map_err(io(&self.folder)),
            Err(_) => Ok(()),
        }
    }
}

impl Draft {
    /// Puts sealed bytes behind what is there.
    ///
    /// # Errors
    /// [`StoreError::Io`].
    pub fn push(&mut self, sealed: &[u8]) -> Result<()> {
        self.file.write_all(sealed).map_err(io(&self.path))
    }
}

impl Drop for Draft {
    fn drop(&mut self) {
        if !self.kept {
            // What is left of it is swept when the device is next opened.
            let _ = fs::remove_file(&self.path);
        }
    }
}

fn io(path: &Path) -> impl FnOnce(std::io::Error) -> StoreError {
    let path = path.to_owned();
    move |source| StoreError::Io { path, source }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_blob_is_kept_whole_or_goes_on_where_it_stopped() {
        let home = tempfile::tempdir().unwrap();
        let shelf = Shelf::of(home.path());
        let (a, b) = (BlobAddress([1; 32]), BlobAddress([2; 32]));
        let mut draft = shelf.draft([1; 8]).unwrap();
        draft.push(b"kai").unwrap();
        draft.push(b"xo").unwrap();
        shelf.keep(draft, &a).unwrap();
        assert_eq!(shelf.read(&a, 1, 3).unwrap(), b"aix");
        drop(shelf.draft([2; 8]).unwrap());
        assert_eq!(shelf.came(&b), 0);
        shelf.append(&b, 0, b"0123456789").unwrap();
        shelf.append(&b, 4, b"x").unwrap();
        assert_eq!(
            (shelf.came(&b), shelf.read(&b, 0, 99).unwrap()),
            (5, b"0123x".to_vec())
        );
        shelf.finish(&b).unwrap();
        assert_eq!(
            (shelf.came(&b), shelf.read(&b, 4, 1).unwrap()),
            (0, b"x".to_vec())
        );
        let left = shelf.draft([3; 8]).unwrap();
        std::mem::forget(left);
        shelf.sweep(|address| Ok(*address == a)).unwrap();
        assert!(shelf.read(&b, 0, 1).is_err());
        let names: Vec<_> = fs::read_dir(home.path().join("blobs")).unwrap().collect();
        assert_eq!(names.len(), 1, "what a crash left is gone too");
        shelf.remove(&a).unwrap();
        shelf.remove(&a).unwrap();
    }
}
