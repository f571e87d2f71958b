//! The relay's database comes back from old backups, as an operator would do it: by `restore`, or by copying the file over the one
//! that is there. Backups are made while phones write.

use std::path::PathBuf;
use std::sync::PoisonError;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Instant;

use crate::chance::Chance;
use crate::check::{check, newcomer, settle};
use crate::error::{Result, TortureError};
use crate::model::Place;
use crate::scene::Scene;
use crate::writing::{Book, Writer};

/// Steps of each phone between two restores.
const STEPS: u64 = 4;
/// Backups that are kept.
const KEPT: usize = 8;
/// Restores after which a newcomer looks.
const LOOK: u64 = 10;

/// What was done.
#[derive(Clone, Copy, Debug, Default)]
pub struct Restored {
    /// Restores by the operator's command.
    pub by_command: u64,
    /// Files that were copied over by hand.
    pub by_hand: u64,
    /// Of these, restores of a backup that was not the newest.
    pub old: u64,
    /// Backups made.
    pub backups: u64,
}

impl Restored {
    /// All of them.
    pub fn all(&self) -> u64 {
        self.by_command + self.by_hand
    }
}

/// Restores so many times, or until the time is over. What is compared is what heals: `places`.
pub fn run(
    scene: &Scene,
    book: &Book,
    seed: u64,
    restores: u64,
    until: Instant,
    places: &[Place],
) -> Result<Restored> {
    let mut chance = Chance::of(seed, u64::from(u32::MAX));
    let folder = scene.path("backups");
    std::fs::create_dir_all(&folder).map_err(TortureError::io("making a folder for backups"))?;
    let mut writers = Vec::new();
    for number in 0..scene.writers.len() {
        writers.push(Writer::new(scene, number, book)?);
    }
    let mut common = None;
    settle(scene, book)?;
    let mut done = Restored::default();
    let mut backups: Vec<PathBuf> = Vec::new();
    while done.all() < restores && Instant::now() < until && book.findings().is_empty() {
        let number = done.all();
        if number.is_multiple_of(15) {
            common = writers.first().map(Writer::common).transpose()?;
            settle(scene, book)?;
        }
        let common = common.as_deref().unwrap_or_default();
        writing(&mut writers, book, common, seed, number, || {
            let file = folder.join(format!("{number}.db"));
            let answer = scene.operate(&["backup", &file.display().to_string()])?;
            if answer.code == Some(0) {
                backups.push(file);
            } else {
                book.finding(format!("backup: {}{}", answer.out.trim(), answer.err.trim()));
            }
            Ok(())
        })?;
        done.backups += 1;
        while backups.len() > KEPT {
            let oldest = backups.remove(0);
            std::fs::remove_file(&oldest).map_err(TortureError::io("removing an old backup"))?;
        }
        let Some(backup) = chance.one(&backups).cloned() else {
            break;
        };
        done.old += u64::from(backups.last() != Some(&backup));
        put_back(scene, book, &backup, number.is_multiple_of(4), &mut done)?;
        settle(scene, book)?;
        check(scene, book, places)?;
        if done.all().is_multiple_of(LOOK) {
            let phone = scene.newcomer(&format!("after{}", done.all()))?;
            newcomer(&phone, scene, book, &[Place::Catalogue])?;
        }
    }
    Ok(done)
}

/// Phones write and sync, and a backup is made in the middle of it.
fn writing(
    writers: &mut [Writer<'_>],
    book: &Book,
    common: &str,
    seed: u64,
    number: u64,
    backup: impl FnOnce() -> Result<()>,
) -> Result<()> {
    let stop = AtomicBool::new(false);
    std::thread::scope(|scope| {
        let mut threads = Vec::new();
        for (n, writer) in writers.iter_mut().enumerate() {
            let stop = &stop;
            threads.push(scope.spawn(move || -> Result<()> {
                let mut chance = Chance::of(seed, 1 << 40 | number << 8 | n as u64);
                for _ in 0..STEPS {
                    if stop.load(Ordering::Relaxed) {
                        break;
                    }
                    writer.step(book, common, &mut chance, false)?;
                }
                Ok(())
            }));
        }
        let made = backup();
        if made.is_err() {
            stop.store(true, Ordering::Relaxed);
        }
        for thread in threads {
            match thread.join() {
                Ok(ended) => ended?,
                Err(_) => book.finding("a thread of the torture itself broke".to_owned()),
            }
        }
        made
    })
}

/// Stops the relay, puts the backup in the place of its database, and starts it.
fn put_back(
    scene: &Scene,
    book: &Book,
    backup: &std::path::Path,
    by_hand: bool,
    done: &mut Restored,
) -> Result<()> {
    let mut relay = scene.relay.lock().unwrap_or_else(PoisonError::into_inner);
    let database = relay.data().join("relay.db");
    if by_hand {
        relay.stop()?;
        std::fs::copy(backup, &database).map_err(TortureError::io("copying a backup"))?;
        done.by_hand += 1;
    } else {
        relay.kill()?;
        let answer = scene.operate(&["restore", &backup.display().to_string()])?;
        if answer.code != Some(0) {
            book.finding(format!("restore: {}{}", answer.out.trim(), answer.err.trim()));
        }
        done.by_command += 1;
        set_aside_goes(relay.data())?;
    }
    relay.start_again()?;
    Ok(())
}

/// Deletes what `restore` set aside, as the operator's guide says once all is well.
fn set_aside_goes(data: &std::path::Path) -> Result<()> {
    let failed = || TortureError::io("deleting what was set aside");
    for entry in std::fs::read_dir(data).map_err(failed())? {
        let path = entry.map_err(failed())?.path();
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        if name.starts_with("relay.db.before-") {
            std::fs::remove_file(&path).map_err(failed())?;
        }
    }
    Ok(())
}
