//! A device at home in a folder: its store, its keys, its surroundings. Everything that a person asks for is a
//! method of [`Device`] in one of the files beside this one.

use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use tokio::sync::mpsc;

use super::error::AppError;
use super::keys::DeviceKeys;
use super::outing::under_way::KnownHours;
use super::surroundings::{Surroundings, Uptime};
use crate::domain::place::Country;
use crate::domain::recovery_key::RecoveryKeys;
use crate::storage::{self, Author, Shelf, Sp, Store, Tx};

pub use crate::storage::StoreKey;

/// File of the store in a home.
const STORE: &str = "ekin.db";
/// File of the keys in a home.
const KEYS: &str = "device.key";
/// Setting that holds the clone nonce of the keys.
const NONCE: &str = "device.nonce";
/// Setting that holds the operator's creation code.
const CREATION_CODE: &str = "relay.creation_code";

/// Rows looked after in one slice of upkeep.
const SLICE: u32 = 200;

/// How a home is opened for writing.
#[derive(Clone, Debug)]
pub struct OpenOptions {
    /// How long to wait for another process to let go.
    pub wait: Duration,
    /// What this process was started as, without arguments: told to the next one.
    pub command: String,
    /// The key of an encrypted home (feature `sqlcipher`): 32 random bytes that the platform's keystore holds. None for a
    /// home that lies open.
    pub key: Option<StoreKey>,
}

impl Default for OpenOptions {
    fn default() -> Self {
        Self {
            wait: Duration::from_secs(5),
            command: "ekin".to_owned(),
            key: None,
        }
    }
}

/// One device.
pub struct Device {
    home: PathBuf,
    store: Store,
    keys: DeviceKeys,
    around: Surroundings,
    shelf: Shelf,
    /// Held while files are put on the shelf or swept from it.
    at_shelf: Mutex<()>,
    /// Whether the network costs by the byte, as the embedder last said.
    metered: AtomicBool,
    /// The country whose network the phone is in, as the embedder last said.
    country: Mutex<Option<Country>>,
    /// A running sync that wants to hear of local changes.
    listener: Mutex<Option<mpsc::Sender<()>>>,
    /// What a recovery code opens, for as long as it is wanted: never stored.
    paper: Mutex<Option<Arc<RecoveryKeys>>>,
    /// What time a relay last said that it is, in ms since 1970, and how long the machine had been running then.
    pub(super) told: Mutex<Option<(i64, Uptime)>>,
    /// The hours of plans that were looked at.
    plans: KnownHours,
}

impl Device {
    /// Opens a home for writing, and makes it when it is new.
    ///
    /// # Errors
    /// [`AppError::Store`] when another process writes there, for what the disk refuses and for a key that does not fit;
    /// [`AppError::Keys`].
    pub fn open(home: &Path, options: OpenOptions, around: Surroundings) -> Result<Self, AppError> {
        std::fs::create_dir_all(home).map_err(|source| AppError::Home {
            path: home.to_owned(),
            source,
        })?;
        let store_options = storage::Options {
            wait: options.wait,
            command: options.command,
            clock: around.clock.clone(),
            key: options.key.clone(),
        };
        let key = options.key;
        let store = Store::open(&home.join(STORE), store_options)?;
        let shelf = Shelf::of(home);
        if let Some(aside) = store.was_set_aside() {
            shelf.set_aside(aside)?;
        }
        let keys =
            around.with_random(|random| DeviceKeys::load_or_draw(&home.join(KEYS), key.as_ref(), random))?;
        let device = Self {
            home: home.to_owned(),
            store,
            keys,
            around,
            shelf,
            at_shelf: Mutex::default(),
            metered: AtomicBool::default(),
            country: Mutex::default(),
            listener: Mutex::default(),
            paper: Mutex::default(),
            told: Mutex::default(),
            plans: KnownHours::default(),
        };
        let begun = device.begin();
        if let Err(AppError::Store(error)) = &begun
            && error.is_damage()
        {
            // The next start looks it through, and sets it aside.
            device.store.suspect()?;
        }
        begun.map(|()| device)
    }

    fn begin(&self) -> Result<(), AppError> {
        self.store.write(|tx| self.watch_for_clones(tx))?;
        self.keep_up()?;
        self.forget_left()?;
        self.lock_out_of_touch()
    }

    /// Opens a home for queries alone: takes no lock.
    ///
    /// # Errors
    /// [`AppError::NoHome`] when nothing was ever made there; those of a key as for [`Device::open`].
    pub fn look(home: &Path, key: Option<StoreKey>, around: Surroundings) -> Result<Self, AppError> {
        let path = home.join(STORE);
        if !path.exists() || !home.join(KEYS).exists() {
            return Err(AppError::NoHome {
                path: home.to_owned(),
            });
        }
        let store = Store::open_read_only(&path, around.clock.clone(), key.clone())?;
        let keys =
            around.with_random(|random| DeviceKeys::load_or_draw(&home.join(KEYS), key.as_ref(), random))?;
        let device = Self {
            home: home.to_owned(),
            store,
            keys,
            around,
            shelf: Shelf::of(home),
            at_shelf: Mutex::default(),
            metered: AtomicBool::default(),
            country: Mutex::default(),
            listener: Mutex::default(),
            paper: Mutex::default(),
            told: Mutex::default(),
            plans: KnownHours::default(),
        };
        device.lock_out_of_touch()?;
        Ok(device)
    }

    /// A store that was copied without its keys, or keys without their store: every chain begins a new life, so
    /// that no place in a chain is used twice.
    fn watch_for_clones(&self, tx: &Tx<'_>) -> Result<(), AppError> {
        let nonce = self.keys.nonce();
        match tx.setting(NONCE)? {
            Some(known) if known == nonce => return Ok(()),
            Some(_) => {
                for space in tx.spaces()? {
                    if let Some(author) = space.author {
                        super::worker::end_life(tx, space.sp, author, &self.around)?;
                    }
                }
            }
            None => {}
        }
        Ok(tx.set_setting(NONCE, nonce)?)
    }

    /// Upkeep of the read model, in small slices: dates that have passed, rows of an older version.
    fn keep_up(&self) -> Result<(), AppError> {
        let now_ms = self.around.now_ms();
        self.store.write(|tx| {
            tx.refresh_occurrences(now_ms, SLICE)?;
            tx.reproject(SLICE)?;
            Ok(())
        })
    }

    /// The folder.
    pub fn home(&self) -> &Path {
        &self.home
    }

    /// The device's clock, ms since 1970.
    pub fn now_ms(&self) -> i64 {
        self.around.now_ms()
    }

    /// Where a damaged store went when this home was opened.
    pub fn was_set_aside(&self) -> Option<&Path> {
        self.store.was_set_aside()
    }

    /// A sync begins to listen for local changes, or ends.
    pub(crate) fn tell_of_changes(&self, listener: Option<mpsc::Sender<()>>) {
        *self.listener.lock().unwrap_or_else(PoisonError::into_inner) = listener;
    }

    /// Something waits to be sent.
    pub(crate) fn changed(&self) {
        let listener = self.listener.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(listener) = &*listener {
            // A full queue has the news already.
            let _ = listener.try_send(());
        }
    }

    /// The recovery keys that are at hand.
    pub(crate) fn paper(&self) -> Option<Arc<RecoveryKeys>> {
        self.paper.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Recovery keys come to hand, or are let go and wiped.
    pub(crate) fn set_paper(&self, keys: Option<Arc<RecoveryKeys>>) {
        *self.paper.lock().unwrap_or_else(PoisonError::into_inner) = keys;
    }

    pub(super) fn plans(&self) -> &KnownHours {
        &self.plans
    }

    pub(crate) fn store(&self) -> &Store {
        &self.store
    }

    pub(crate) fn shelf(&self) -> &Shelf {
        &self.shelf
    }

    /// Held by whoever puts files on the shelf, until the store names them, or sweeps it.
    pub(crate) fn at_shelf(&self) -> MutexGuard<'_, ()> {
        self.at_shelf.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The embedder says whether the network costs by the byte: what is set to wait for Wi-Fi waits meanwhile.
    pub fn set_metered(&self, metered: bool) {
        self.metered.store(metered, Ordering::SeqCst);
        self.changed();
    }

    /// The embedder says in which country's network the phone is: the numbers of that country come first on a card.
    pub fn set_country(&self, country: Option<Country>) {
        *self.country.lock().unwrap_or_else(PoisonError::into_inner) = country;
    }

    pub(crate) fn country(&self) -> Option<Country> {
        *self.country.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(crate) fn is_metered(&self) -> bool {
        self.metered.load(Ordering::SeqCst)
    }

    pub(crate) fn keys(&self) -> &DeviceKeys {
        &self.keys
    }

    pub(crate) fn around(&self) -> &Surroundings {
        &self.around
    }

    /// The code with which a relay's operator allows a new space.
    pub(crate) fn creation_code(&self) -> Option<String> {
        let code = self.store.read(|read| read.setting(CREATION_CODE)).ok()??;
        String::from_utf8(code).ok()
    }

    pub(crate) fn set_creation_code(tx: &Tx<'_>, code: &str) -> Result<(), AppError> {
        Ok(tx.set_setting(CREATION_CODE, code.as_bytes())?)
    }

    /// This device's chain in a space in which it may write.
    pub(crate) fn author(tx: &storage::Read<'_>, sp: Sp) -> Result<Author, AppError> {
        tx.space(sp)?.author.ok_or(AppError::NotAMember)
    }
}
