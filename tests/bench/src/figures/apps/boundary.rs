//! What a screen asks of the core, as another language does: the question is written by one side of the boundary and read by
//! the other, the answer back again, by what uniffi generates for `ekin-ffi`. Beside it the same is asked of the core itself.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Instant;

use chrono_tz::Tz;
use ekin_core::app::device::Device;
use ekin_core::app::query;
use ekin_ffi::{Ask, Discover, Ekin, Failure, Language, UniFfiTag};
use ekin_limit::gauge::{Gauge, Reading};
use serde::{Deserialize, Serialize};
use uniffi::{Lift, Lower, RustBuffer};

use crate::error::{BenchError, Result};
use crate::figures::screens::{PAGE, Screen, tell, times};
use crate::world::device;

/// The name of the job across the boundary.
pub const ACROSS: &str = "across";
/// The name of the same job, asked of the core itself.
pub const WITHIN: &str = "within";
/// The name of the job of a screen that is told of many changes.
pub const CHANGES: &str = "changes";

/// Pages that are turned, each once a round.
const TURNED: usize = 50;
/// How long a change is waited for at most: longer than any commit takes.
const PATIENCE_MS: u32 = 60_000;

/// A home, and what is asked of it.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Asking {
    home: PathBuf,
    words: Vec<String>,
    changes: usize,
}

impl Asking {
    /// Of the home of a screen; so many changes are made in it.
    pub fn of(screen: &Screen, changes: usize) -> Self {
        Self {
            home: home(screen).to_owned(),
            words: screen.words.clone(),
            changes,
        }
    }

    fn ekin(&self) -> Result<Arc<Ekin>> {
        Ok(Ekin::open(self.home.display().to_string(), None, Language::Fr)?)
    }
}

/// The home of a screen.
pub fn home(screen: &Screen) -> &Path {
    screen.store.parent().unwrap_or(&screen.store)
}

/// Who gives a page; a first page says how many there are in all.
trait Pages {
    /// Asks for a page; gives where the next one begins.
    fn page(&self, words: &str, after: Option<&str>) -> Result<Option<String>>;
}

impl Pages for Ekin {
    fn page(&self, words: &str, after: Option<&str>) -> Result<Option<String>> {
        let words = words.to_owned();
        let (ask, _) = crossing(Ask {
            words,
            ..Ask::default()
        })?;
        let (after, _) = crossing(after.map(str::to_owned))?;
        let (page, _) = crossing(self.search(ask, after, PAGE)?)?;
        Ok(page.next)
    }
}

impl Pages for Device {
    fn page(&self, words: &str, after: Option<&str>) -> Result<Option<String>> {
        let ask = query::Ask {
            words: words.to_owned(),
            limit: PAGE,
            after: after.map(str::to_owned),
            ..query::Ask::default()
        };
        if after.is_none() {
            std::hint::black_box(self.count(&ask)?);
        }
        Ok(self.search(&ask, Tz::Europe__Paris)?.next)
    }
}

/// From one side to the other: written by one, read by the other. Gives its bytes, too.
fn crossing<T>(value: T) -> Result<(T, usize)>
where
    T: Lower<UniFfiTag, FfiType = RustBuffer> + Lift<UniFfiTag, FfiType = RustBuffer>,
{
    let written = <T as Lower<UniFfiTag>>::lower(value);
    let bytes = written.len();
    let read = <T as Lift<UniFfiTag>>::try_lift(written);
    let read =
        read.map_err(|error| BenchError::unexpected(format!("not read as it was written: {error}")))?;
    Ok((read, bytes))
}

/// Turns pages, and types each beginning of a word: `page_…` and `typed_…`, ms.
fn asked(pages: &impl Pages, words: &[String]) -> Result<Reading> {
    let gauge = Gauge::start();
    let mut cursors = Vec::new();
    let mut next = pages.page("", None)?;
    while let Some(cursor) = next.take()
        && cursors.len() < TURNED
    {
        next = pages.page("", Some(&cursor))?;
        cursors.push(cursor);
    }
    let turned = times(&cursors, |cursor| pages.page("", Some(cursor)).map(drop))?;
    let typed = times(words, |words| pages.page(words, None).map(drop))?;
    let mut reading = gauge.read();
    tell(&mut reading, "page", &turned);
    tell(&mut reading, "typed", &typed);
    Ok(reading)
}

/// The job across the boundary. `more` has the sections of *Discover* (`sections_…`, ms), and the bytes of a page and of the
/// sections, too.
///
/// # Errors
/// When a call fails.
pub fn across(job: &Asking) -> Result<Reading> {
    let ekin = job.ekin()?;
    let mut reading = asked(&*ekin, &job.words)?;
    let sections = times(&[(); TURNED], |()| discover(&ekin).map(drop))?;
    tell(&mut reading, "sections", &sections);
    let (_, page) = crossing(ekin.search(Ask::default(), None, PAGE)?)?;
    let (_, sections) = discover(&ekin)?;
    reading.more.insert("page_bytes".into(), page as f64);
    reading.more.insert("sections_bytes".into(), sections as f64);
    Ok(reading)
}

fn discover(ekin: &Ekin) -> Result<(Discover, usize)> {
    let (ask, _) = crossing(Ask::default())?;
    crossing(ekin.discover(ask)?)
}

/// The same job, asked of the core by who needs no boundary.
///
/// # Errors
/// When a call fails.
pub fn within(job: &Asking) -> Result<Reading> {
    let device: Arc<Device> = device(&job.home)?;
    asked(&*device, &job.words)
}

/// The job of a screen in front of which so many changes are committed, one after the other: it waits, asks for its sections
/// anew, and waits again. `more` has how often it was woken (`woken`), and how long after the last commit it had seen it
/// (`behind_ms`).
///
/// # Errors
/// When a call fails, or a change is not told.
pub fn changes(job: &Asking) -> Result<Reading> {
    let ekin = job.ekin()?;
    let shown = discover(&ekin)?.0;
    let mut ids = shown.sections.iter().flat_map(|section| &section.cards);
    let (Some(first), Some(last)) = (ids.next(), ids.next()) else {
        return Err(BenchError::unexpected("fewer than two listings are shown"));
    };
    ekin.save(last.id.clone(), false)?;
    let mut seen = ekin.wait_event(0, 0)?.revision;
    let gauge = Gauge::start();
    let committing = || -> Result<Instant, Failure> {
        for n in 1..job.changes {
            ekin.save(first.id.clone(), n % 2 == 1)?;
        }
        ekin.save(last.id.clone(), true)?;
        Ok(Instant::now())
    };
    let (woken, shown, committed) = std::thread::scope(|scope| -> Result<_> {
        let committing = scope.spawn(committing);
        let mut woken = 0_u32;
        loop {
            let event = ekin.wait_event(seen, PATIENCE_MS)?;
            if event.topics.is_empty() {
                return Err(BenchError::unexpected("a change that was not told"));
            }
            (seen, woken) = (event.revision, woken + 1);
            if is_saved(&discover(&ekin)?.0, &last.id) {
                break;
            }
        }
        let shown = Instant::now();
        let committed = committing.join();
        let committed = committed.map_err(|_| BenchError::unexpected("who commits fell over"))??;
        Ok((woken, shown, committed))
    })?;
    let mut reading = gauge.read();
    let behind = shown.saturating_duration_since(committed).as_secs_f64() * 1e3;
    reading.more.insert("woken".into(), woken.into());
    reading.more.insert("behind_ms".into(), behind);
    Ok(reading)
}

fn is_saved(shown: &Discover, id: &str) -> bool {
    let mut cards = shown.sections.iter().flat_map(|section| &section.cards);
    cards.any(|card| card.id == id && card.saved)
}
