//! What a screen waits for: the first page of a store just opened, and search as you type.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Instant;

use ekin_core::domain::language::LanguageTag;
use ekin_core::domain::listing_type::ListingType;
use ekin_core::domain::place::Point;
use ekin_core::record::projection::{DAY_MS, FIRST_HIDDEN, rank_at};
use ekin_core::storage::query::{Filters, Search};
use ekin_core::storage::{Clock, Store};
use ekin_limit::first_page::{self, ROUNDS};
use ekin_limit::gauge::{Gauge, Reading, memory_kib};
use rand_chacha::ChaCha8Rng;
use rand_core::{Rng, SeedableRng};
use rusqlite::Connection;
use serde::{Deserialize, Serialize};

use crate::catalogue::Catalogue;
use crate::error::{BenchError, Result};
use crate::figure::{Bar, Figure, Line};
use crate::world::{SEED, World, pairs};

pub const ID: &str = "screens";
/// Listings of a page.
pub(super) const PAGE: u32 = 20;
const FILTERED: usize = 200;

/// A store and the time for which it is asked.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Screen {
    pub(super) store: PathBuf,
    now_ms: i64,
    pub(super) words: Vec<String>,
}

impl Screen {
    /// A home at this time, in which these words are searched for.
    pub(super) fn of(home: &Path, now_ms: i64, words: &[&str]) -> Self {
        Self {
            store: home.join("ekin.db"),
            now_ms,
            words: words.iter().map(|word| (*word).to_owned()).collect(),
        }
    }

    /// The first page, and each of its words searched for.
    pub(super) fn look(&self) -> Result<()> {
        let store = open(self)?;
        store.read(|read| read.discover(None, PAGE))?;
        for words in &self.words {
            let search = Search {
                words: words.clone(),
                ..Search::default()
            };
            store.read(|read| read.search(&search, None, PAGE))?;
        }
        Ok(())
    }

    /// Whether its first page is full.
    pub(super) fn is_full(&self) -> Result<bool> {
        let page = open(self)?.read(|read| read.discover(None, PAGE))?;
        Ok(page.items.len() == PAGE as usize)
    }

    /// The searches as expressions of the full-text index.
    pub(super) fn expressions(&self) -> Vec<String> {
        self.words.iter().map(|word| format!("\"{word}\"*")).collect()
    }
}

fn open(screen: &Screen) -> Result<Store> {
    let now_ms = screen.now_ms;
    let clock: Clock = Arc::new(move || now_ms);
    Ok(Store::open_read_only(&screen.store, clock, None)?)
}

/// The job of a screen that opens: the store, and the first page.
///
/// # Errors
/// When the store cannot be read, or shows nothing.
pub fn first_page(screen: &Screen) -> Result<Reading> {
    let before = memory_kib("self", "VmRSS");
    let gauge = Gauge::start();
    let store = open(screen)?;
    let page = store.read(|read| read.discover(None, PAGE))?;
    let mut reading = gauge.read();
    if page.items.len() != PAGE as usize {
        return Err(BenchError::unexpected("a page that is not full"));
    }
    let resident = memory_kib("self", "VmRSS");
    reading.more.insert("resident_kib".into(), resident);
    reading.more.insert("grown_kib".into(), resident - before);
    Ok(reading)
}

/// The job of a person who types: every beginning of words, and searches with filters.
///
/// # Errors
/// When the store cannot be read.
pub fn search(screen: &Screen) -> Result<Reading> {
    let opening = Instant::now();
    let store = open(screen)?;
    store.read(|read| read.search(&Search::default(), None, PAGE))?;
    let ready_ms = opening.elapsed().as_secs_f64() * 1e3;
    let gauge = Gauge::start();
    let prefixes: Vec<Search> = screen
        .words
        .iter()
        .map(|words| Search {
            words: words.clone(),
            ..Search::default()
        })
        .collect();
    let searched = |search: &Search| -> Result<()> {
        std::hint::black_box(store.read(|read| read.search(search, None, PAGE))?);
        Ok(())
    };
    let typed = times(&prefixes, searched)?;
    let filtered = times(&drawn(screen), searched)?;
    let mut reading = gauge.read();
    reading.more.insert("ready_ms".into(), ready_ms);
    tell(&mut reading, "search", &typed);
    tell(&mut reading, "filtered", &filtered);
    Ok(reading)
}

/// Puts sorted times into a reading: the middle one as `NAME_median`, `NAME_p95`, and the `NAME_worst`.
pub(super) fn tell(reading: &mut Reading, name: &str, times: &[f64]) {
    for (what, part) in [("median", 50), ("p95", 95), ("worst", 100)] {
        let at = (times.len() * part / 100).min(times.len().saturating_sub(1));
        if let Some(time) = times.get(at) {
            reading.more.insert(format!("{name}_{what}"), *time);
        }
    }
}

/// Time of each question in ms, sorted: the best of several, after one that warms. What another process took from a
/// question in between is not the question's.
pub(super) fn times<T>(questions: &[T], mut ask: impl FnMut(&T) -> Result<()>) -> Result<Vec<f64>> {
    let mut times = vec![f64::MAX; questions.len()];
    for round in 0..=ROUNDS {
        for (question, time) in questions.iter().zip(&mut times) {
            let started = Instant::now();
            ask(question)?;
            if round > 0 {
                *time = time.min(started.elapsed().as_secs_f64() * 1e3);
            }
        }
    }
    times.sort_by(f64::total_cmp);
    Ok(times)
}

/// Searches as people combine them: words or none, dates, near, and the other filters.
fn drawn(screen: &Screen) -> Vec<Search> {
    let mut rng = ChaCha8Rng::seed_from_u64(SEED);
    let mut below = move |n: u32| rng.next_u32() % n;
    let mut searches = Vec::new();
    for _ in 0..FILTERED {
        let mut filters = Filters::default();
        let words = match below(3) {
            0 => String::new(),
            _ => screen
                .words
                .get(below(screen.words.len() as u32) as usize)
                .cloned()
                .unwrap_or_default(),
        };
        if below(2) == 0 {
            let from = screen.now_ms + i64::from(below(300)) * DAY_MS;
            filters.from_ms = Some(from);
            filters.to_ms = Some(from + i64::from(1 + below(14)) * DAY_MS);
        }
        if below(3) == 0
            && let Some(centre) = Point::from_e7(
                433_000_000 + below(2_000_000) as i32,
                -20_000_000 + below(5_000_000) as i32,
            )
        {
            filters.near = Some((centre, f64::from(2_000 + below(30_000))));
        }
        if below(4) == 0 {
            filters.listing_type = ListingType::ALL.into_iter().nth(below(9) as usize);
        }
        if below(4) == 0 {
            filters.language = [LanguageTag::FR, LanguageTag::EU, LanguageTag::ES]
                .into_iter()
                .nth(below(3) as usize);
        }
        filters.wheelchair = below(6) == 0;
        filters.free = below(6) == 0;
        searches.push(Search {
            words,
            filters,
            ..Search::default()
        });
    }
    searches
}

pub fn measure(world: &World) -> Result<Figure> {
    let (few, many) = world.pick((500, 5_000), (1_000, 100_000));
    let small = filled(world, "screens-few", few)?;
    let large = filled(world, "screens-many", many)?;
    let runs = world.pick(5, 25);
    let mut lines = Vec::new();
    let mut medians = Vec::new();
    for (screen, listings, label) in [(&small, few, "few"), (&large, many, "many")] {
        for cold in [true, false] {
            let temperature = if cold { "cold" } else { "warm" };
            let chill = || if cold { forget_pages(&screen.store) } else { Ok(()) };
            let done = pairs(
                runs,
                |_| {
                    chill()?;
                    world.ours("first-page", screen)
                },
                |_| {
                    chill()?;
                    world.limit("first-page", &limit_of(screen, &[]))
                },
            )?;
            let of: Vec<_> = done.iter().map(|(a, b)| (a.wall_ms, b.wall_ms)).collect();
            let bar = (cold && label == "many").then_some(Bar::AtMost(5.0));
            let line = Line::beside(
                &format!("open and first page, {listings}, {temperature}"),
                "ms",
                &of,
                bar,
            )?;
            medians.push(line.ours.median);
            lines.push(line);
            let cpu: Vec<_> = done.iter().map(|(a, b)| (a.cpu_ms, b.cpu_ms)).collect();
            lines.push(Line::beside(
                &format!("processor time of it, {listings}, {temperature}"),
                "ms",
                &cpu,
                None,
            )?);
            if cold && label == "many" {
                let more = |name: &'static str| {
                    done.iter()
                        .filter_map(move |(r, _)| r.more.get(name))
                        .map(|kib| kib / 1024.0)
                };
                lines.push(Line::alone(
                    &format!("resident after it, {listings}"),
                    "MiB",
                    more("resident_kib"),
                    Some(Bar::AtMost(20.0)),
                )?);
                lines.push(Line::alone(
                    "of it, by the store and the page",
                    "MiB",
                    more("grown_kib"),
                    None,
                )?);
            }
        }
    }
    let (cold, warm) = (
        medians.get(2).zip(medians.first()),
        medians.get(3).zip(medians.get(1)),
    );
    for (name, pair) in [("cold", cold), ("warm", warm)] {
        let (large, small) = pair.ok_or_else(|| BenchError::unexpected("no medians"))?;
        // Either is enough: a fifth more, or two milliseconds.
        let bar = if large - small <= 2.0 {
            None
        } else {
            Some(Bar::RatioAtMost(1.2))
        };
        let what = format!("{many} listings beside {few} (as limit), {name}, medians");
        lines.push(Line::beside(&what, "ms", &[(*large, *small)], bar)?);
    }
    lines.extend(searching(world, &large, many)?);
    Ok(Figure {
        id: ID.to_owned(),
        title: format!("Open the store, the first page, and search as you type, at {few} and {many}"),
        how: "A fresh process opens the store of a synced reader, read-only, and asks for the first twenty of what \
              comes next; cold: the kernel drops the file's pages first (`posix_fadvise`), the program's own are \
              warm. Search: every pair of letters with which a word of the index begins, first twenty, each once to \
              warm and then five times, of which the best counts: what another process took in between is not the \
              search's; then 200 drawn searches that combine words, dates, near, type, language, \
              wheelchair and free. Limit: the bare statement on a bare connection; of searches with filters there is \
              none."
            .to_owned(),
        lines,
        curves: Vec::new(),
    })
}

fn searching(world: &World, large: &Screen, many: u64) -> Result<Vec<Line>> {
    let expressions = large.expressions();
    let done = pairs(
        world.pick(2, 5),
        |_| world.ours("search", large),
        |_| world.limit("first-page", &limit_of(large, &expressions)),
    )?;
    let both = |name: &str| -> Vec<(f64, f64)> {
        let pair = |(a, b): &(Reading, Reading)| Some((*a.more.get(name)?, *b.more.get(name)?));
        done.iter().filter_map(pair).collect()
    };
    let ours = |name: &'static str| done.iter().filter_map(move |(a, _)| a.more.get(name)).copied();
    let what = |rest: &str| format!("{} beginnings of words at {many}, {rest}", large.words.len());
    let drawn = |rest: &str| format!("{FILTERED} searches with filters at {many}, {rest}");
    Ok(vec![
        Line::beside(&what("median"), "ms", &both("search_median"), None)?,
        Line::beside(&what("95 of 100 within"), "ms", &both("search_p95"), None)?,
        Line::beside(
            &what("worst"),
            "ms",
            &both("search_worst"),
            Some(Bar::AtMost(5.0)),
        )?,
        Line::alone(&drawn("median"), "ms", ours("filtered_median"), None)?,
        Line::alone(&drawn("95 of 100 within"), "ms", ours("filtered_p95"), None)?,
        Line::alone(
            &drawn("worst"),
            "ms",
            ours("filtered_worst"),
            Some(Bar::AtMost(50.0)),
        )?,
    ])
}

/// The store of a reader that has synced so many listings.
pub(super) fn filled(world: &World, name: &str, listings: u64) -> Result<Screen> {
    let catalogue = Catalogue::of(world, name, listings)?;
    let home = world.path(&format!("{name}-reader"));
    catalogue.newcomer(world, &home, catalogue.relay.url())?;
    searched(&home, world.now_ms())
}

/// A home at this time, in which every pair of letters is searched for with which a word begins.
pub(super) fn searched(home: &Path, now_ms: i64) -> Result<Screen> {
    let store = home.join("ekin.db");
    let db = Connection::open(&store)?;
    db.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(()))?;
    db.execute_batch("CREATE VIRTUAL TABLE temp.words USING fts5vocab(main, listing_fts, row)")?;
    let mut find = db.prepare("SELECT term FROM temp.words")?;
    let mut rows = find.query([])?;
    let mut words = BTreeSet::new();
    while let Some(row) = rows.next()? {
        let term: String = row.get(0)?;
        let two: String = term.chars().take(2).collect();
        if two.chars().count() == 2 && two.chars().all(char::is_alphabetic) {
            words.insert(two);
        }
    }
    Ok(Screen {
        store,
        now_ms,
        words: words.into_iter().collect(),
    })
}

/// The bare statement for the same screen.
pub(super) fn limit_of(screen: &Screen, expressions: &[String]) -> first_page::Job {
    first_page::Job {
        store: screen.store.clone(),
        now_ms: screen.now_ms,
        from_rank: rank_at(screen.now_ms - DAY_MS) - 1,
        hidden_rank: FIRST_HIDDEN,
        expressions: expressions.to_vec(),
        counted: 0,
    }
}

/// Has the kernel forget the pages of a database.
fn forget_pages(store: &Path) -> Result<()> {
    for suffix in ["", "-wal", "-shm"] {
        let mut path = store.as_os_str().to_owned();
        path.push(suffix);
        let Ok(file) = std::fs::File::open(&path) else {
            continue;
        };
        file.sync_all()
            .map_err(BenchError::io("writing back a database"))?;
        rustix::fs::fadvise(&file, 0, None, rustix::fs::Advice::DontNeed)?;
    }
    Ok(())
}
