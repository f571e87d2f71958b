//! What the options that every command has say: which home, which territory, how long to wait.

use std::io::{self, BufRead, BufReader, Read};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use clap::ArgMatches;
use ekin_core::app::device::{Device, OpenOptions, StoreKey};
use ekin_core::app::ids::SpaceId;
use ekin_core::app::surroundings::Surroundings;
use zeroize::Zeroizing;

use crate::args;
use crate::failure::Failure;

/// Seconds that a second writer waits.
const WAIT: u64 = 5;

/// One run of the program.
pub struct Session {
    home: PathBuf,
    wait: Duration,
    territory: Option<String>,
    key: Option<StoreKey>,
    /// Clock and dice of a device that is played; none for the machine's own.
    around: Option<Surroundings>,
}

impl Session {
    /// Reads the options.
    ///
    /// # Errors
    /// When there is no folder for data on this machine and none was named.
    pub fn of(matches: &ArgMatches) -> Result<Self, Failure> {
        let named = args::text(matches, "home").map(PathBuf::from);
        let home = named.or_else(usual_home).ok_or(Failure::Missing("--home"))?;
        Ok(Self {
            home,
            wait: Duration::from_secs(args::count(matches, "wait").unwrap_or(WAIT)),
            territory: args::text(matches, "territory").map(str::to_owned),
            key: args::text(matches, "key-file").map(read_key).transpose()?,
            around: None,
        })
    }

    /// A device that is played: at home there, with a clock and dice of its own.
    pub fn staged(home: PathBuf, around: Surroundings, matches: Option<&ArgMatches>) -> Self {
        Self {
            home,
            wait: Duration::from_secs(WAIT),
            territory: matches.and_then(|matches| args::text(matches, "territory").map(str::to_owned)),
            key: None,
            around: Some(around),
        }
    }

    fn around(&self) -> Result<Surroundings, Failure> {
        match &self.around {
            Some(around) => Ok(around.clone()),
            None => Surroundings::of_machine().map_err(|error| Failure::App(error.into())),
        }
    }

    /// The home.
    pub fn home(&self) -> &Path {
        &self.home
    }

    /// The device, for writing; made when there is none.
    ///
    /// # Errors
    /// Those of [`Device::open`].
    pub fn open(&self, command: &str) -> Result<Arc<Device>, Failure> {
        let options = OpenOptions {
            wait: self.wait,
            command: format!("ekin {command}"),
            key: self.key.clone(),
        };
        let device = Device::open(&self.home, options, self.around()?)?;
        // Nothing that was asked for can be done: what it was about lies in the file that is damaged.
        match device.was_set_aside() {
            Some(path) => Err(Failure::SetAside(path.display().to_string())),
            None => Ok(Arc::new(device)),
        }
    }

    /// The device, for writing, when there is one.
    ///
    /// # Errors
    /// As [`Session::look`] and [`Session::open`].
    pub fn open_known(&self, command: &str) -> Result<Arc<Device>, Failure> {
        if self.home.join("ekin.db").exists() {
            return self.open(command);
        }
        self.look()
    }

    /// The device, for queries alone.
    ///
    /// # Errors
    /// Those of [`Device::look`].
    pub fn look(&self) -> Result<Arc<Device>, Failure> {
        Ok(Arc::new(Device::look(
            &self.home,
            self.key.clone(),
            self.around()?,
        )?))
    }

    /// The territory that was named.
    ///
    /// # Errors
    /// When none here, or several, have that name.
    pub fn territory(&self, device: &Device) -> Result<Option<SpaceId>, Failure> {
        let named = self.territory.as_deref().map(|name| device.territory_named(name));
        Ok(named.transpose()?)
    }
}

/// The key of an encrypted home: 32 bytes, or 64 hexadecimal digits on a line. `-` is the first line of the standard input.
fn read_key(path: &str) -> Result<StoreKey, Failure> {
    let failed = |why| Failure::File {
        path: path.to_owned(),
        why,
    };
    let mut bytes = Zeroizing::new(Vec::with_capacity(KEY_FILE));
    if path == "-" {
        let line = io::stdin().lock().take(KEY_FILE as u64);
        BufReader::with_capacity(1, line)
            .read_until(b'\n', &mut bytes)
            .map_err(failed)?;
    } else {
        let file = std::fs::File::open(path).map_err(failed)?;
        file.take(KEY_FILE as u64)
            .read_to_end(&mut bytes)
            .map_err(failed)?;
    }
    let mut key = Zeroizing::new([0; 32]);
    let digits = bytes.trim_ascii();
    let read = match (bytes.len(), digits.len()) {
        (32, _) => {
            key.copy_from_slice(&bytes);
            true
        }
        (_, 64) => key.iter_mut().zip(digits.as_chunks::<2>().0).all(|(byte, pair)| {
            let digits = std::str::from_utf8(pair).ok();
            let read = digits.and_then(|digits| u8::from_str_radix(digits, 16).ok());
            read.map(|read| *byte = read).is_some()
        }),
        _ => false,
    };
    match read {
        true => Ok(StoreKey::new(key)),
        false => Err(Failure::KeyFile(path.to_owned())),
    }
}

/// Bytes of a key file that are read at most.
const KEY_FILE: usize = 128;

/// The folder for data that the system's habits give.
fn usual_home() -> Option<PathBuf> {
    let set = |name| {
        std::env::var_os(name)
            .filter(|value| !value.is_empty())
            .map(PathBuf::from)
    };
    let data = set("XDG_DATA_HOME")
        .filter(|path| path.is_absolute())
        .or_else(|| set("LOCALAPPDATA"))
        .or_else(|| Some(set("HOME")?.join(".local/share")));
    Some(data?.join("ekin"))
}
