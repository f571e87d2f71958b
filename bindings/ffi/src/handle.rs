//! The handle: one home, opened, asked, and shut.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use ekin_core::app::device::{Device, OpenOptions};
use ekin_core::app::error::AppError;
use ekin_core::app::surroundings::Surroundings;
use ekin_core::app::sync::Stop;
use ekin_core::app::territory::{Tz, zone};
use ekin_core::domain::language::LanguageTag;
use ekin_i18n::{Catalog, Message};

use crate::failure::Failure;
use crate::keys::{KeyStore, key_of};
use crate::state::Arriving;
use crate::text::Language;

/// Ekin in a folder of this device.
#[derive(uniffi::Object)]
pub struct Ekin {
    state: Mutex<State>,
}

/// What may change while the handle lives. Locked for moments, never while the core works.
struct State {
    device: Option<Arc<Device>>,
    language: ekin_i18n::Language,
    here: Tz,
    /// Ends the sync that runs.
    sync: Option<Stop>,
    /// What a first sync brings.
    arriving: Option<Arriving>,
}

/// Whom a call asks, and in which words it answers.
pub struct Asked {
    /// The device.
    pub device: Arc<Device>,
    /// The texts.
    pub words: Catalog,
    /// The zone of this machine.
    pub here: Tz,
}

impl Asked {
    /// A text in words.
    pub fn say(&self, text: &Message) -> String {
        self.words.format(text)
    }

    /// The language of this handle, as texts of listings name it.
    pub fn tag(&self) -> LanguageTag {
        LanguageTag::parse(self.words.language().tag()).unwrap_or(LanguageTag::FR)
    }
}

#[uniffi::export]
impl Ekin {
    /// Opens the home in a folder, and makes it when it is new. With a keystore it is encrypted; without one it lies open. The
    /// language is that of the phone: one that was chosen here before goes before it.
    ///
    /// # Errors
    /// [`Failure::InUse`], [`Failure::NewerHome`], [`Failure::Full`], [`Failure::Keys`], [`Failure::KeyLost`], and
    /// [`Failure::Refused`] where the library was built without encryption.
    #[uniffi::constructor]
    pub fn open(
        folder: String,
        keys: Option<Arc<dyn KeyStore>>,
        language: Language,
    ) -> Result<Arc<Self>, Failure> {
        guarded(|| {
            let home = Path::new(&folder);
            let around = Surroundings::of_machine().map_err(AppError::from)?;
            let key = keys.map(|keys| key_of(&*keys, home, &around)).transpose()?;
            let options = OpenOptions {
                command: "app".to_owned(),
                key,
                ..OpenOptions::default()
            };
            let device = Device::open(home, options, around)?;
            let chosen = device.chosen_language()?;
            let here = iana_time_zone::get_timezone();
            Ok(Arc::new(Self {
                state: Mutex::new(State {
                    device: Some(Arc::new(device)),
                    language: chosen.unwrap_or(language.into()),
                    here: here.ok().and_then(|name| zone(&name)).unwrap_or(Tz::UTC),
                    sync: None,
                    arriving: None,
                }),
            }))
        })
    }

    /// Ends what runs and lets the home go; a second time it does nothing. Calls that are under way finish first.
    ///
    /// # Errors
    /// None; every call of a shell gives a result.
    pub fn shut(&self) -> Result<(), Failure> {
        let mut state = self.state();
        if let Some(stop) = state.sync.take() {
            stop.stop();
        }
        if let Some(device) = state.device.take() {
            device.end_waiting();
        }
        Ok(())
    }

    /// The language of the words that calls give.
    ///
    /// # Errors
    /// [`Failure::Closed`].
    pub fn language(&self) -> Result<Language, Failure> {
        self.ask(|asked| Ok(asked.words.language().into()))
    }

    /// Chooses the language, from now on and the next time.
    ///
    /// # Errors
    /// [`Failure::Closed`], and those of the store.
    pub fn choose_language(&self, language: Language) -> Result<(), Failure> {
        self.ask(|asked| Ok(asked.device.choose_language(language.into())?))?;
        self.state().language = language.into();
        Ok(())
    }
}

impl Ekin {
    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Asks the device; a panic is a failure.
    pub(crate) fn ask<T>(&self, work: impl FnOnce(&Asked) -> Result<T, Failure>) -> Result<T, Failure> {
        let asked = {
            let state = self.state();
            Asked {
                device: state.device.clone().ok_or(Failure::Closed)?,
                words: Catalog::new(state.language),
                here: state.here,
            }
        };
        guarded(|| work(&asked))
    }

    pub(crate) fn is_shut(&self) -> bool {
        self.state().device.is_none()
    }

    /// The one sync of this handle begins; none where one runs.
    pub(crate) fn begin_sync(&self) -> Option<Stop> {
        let mut state = self.state();
        if state.sync.is_some() {
            return None;
        }
        let stop = Stop::default();
        state.sync = Some(stop.clone());
        Some(stop)
    }

    /// It ended.
    pub(crate) fn end_sync(&self) {
        let mut state = self.state();
        (state.sync, state.arriving) = (None, None);
    }

    /// The sync that runs, if one does, ends soon.
    pub(crate) fn stop_running(&self) {
        if let Some(stop) = &self.state().sync {
            stop.stop();
        }
    }

    pub(crate) fn arriving(&self) -> Option<Arriving> {
        self.state().arriving.clone()
    }

    pub(crate) fn set_arriving(&self, arriving: Option<Arriving>) {
        self.state().arriving = arriving;
    }
}

/// No panic crosses to another language: there it would end the program.
fn guarded<T>(work: impl FnOnce() -> Result<T, Failure>) -> Result<T, Failure> {
    catch_unwind(AssertUnwindSafe(work)).unwrap_or_else(|_| {
        Err(Failure::Inner {
            code: "panic".to_owned(),
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::thread;

    fn ekin(folder: &Path) -> Arc<Ekin> {
        Ekin::open(folder.display().to_string(), None, Language::Eu).unwrap()
    }

    #[test]
    fn a_panic_is_a_failure_and_the_handle_goes_on() {
        let home = tempfile::tempdir().unwrap();
        let ekin = ekin(home.path());
        let failed = ekin.ask(|_| -> Result<(), Failure> { panic!("a fault") });
        assert!(matches!(failed, Err(Failure::Inner { .. })));
        assert_eq!(ekin.language().unwrap(), Language::Eu);
    }

    #[test]
    fn a_handle_is_shut_twice_and_from_elsewhere_and_the_home_is_free() {
        let home = tempfile::tempdir().unwrap();
        let ekin = self::ekin(home.path());
        let other = ekin.clone();
        let waits = thread::spawn(move || {
            let known = other.wait_event(0, 0).map_or(0, |event| event.revision);
            other.wait_event(known, 60_000)
        });
        let other = ekin.clone();
        thread::spawn(move || other.shut()).join().unwrap().unwrap();
        ekin.shut().unwrap();
        assert!(matches!(waits.join().unwrap(), Err(Failure::Closed)));
        assert!(matches!(ekin.language(), Err(Failure::Closed)));
        self::ekin(home.path());
    }

    #[test]
    fn the_language_that_was_chosen_stays() {
        let home = tempfile::tempdir().unwrap();
        let ekin = self::ekin(home.path());
        ekin.choose_language(Language::Es).unwrap();
        ekin.shut().unwrap();
        assert_eq!(self::ekin(home.path()).language().unwrap(), Language::Es);
    }
}
