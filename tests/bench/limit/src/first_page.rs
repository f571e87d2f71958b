//! The first page of a filled store, and searches in it: one statement each, straight on SQLite.

use std::path::PathBuf;
use std::time::Instant;

use rusqlite::{Connection, OpenFlags};
use serde::{Deserialize, Serialize};

use crate::LimitError;
use crate::gauge::{Gauge, Reading, memory_kib};

/// Rounds of all searches that are counted; each search's best one counts.
pub const ROUNDS: usize = 5;

/// What to do.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Job {
    /// The store.
    pub store: PathBuf,
    /// Now, ms since 1970.
    pub now_ms: i64,
    /// The first rank that is not over.
    pub from_rank: i64,
    /// The first rank that nobody sees.
    pub hidden_rank: i64,
    /// Expressions of the full-text index to search for, after the first page.
    pub expressions: Vec<String>,
    /// Of each search, what is found is counted up to so many, too; with 0 it is not.
    #[serde(default)]
    pub counted: u32,
}

const PAGE: &str =
    "SELECT o.start_ms, o.end_ms, l.object, l.type, l.status, l.titles, l.place, l.town, l.organiser
    FROM occurrence o INDEXED BY occurrence_start JOIN listing l ON l.rank = o.rank
    WHERE o.start_ms > ?1 - 86400000 AND o.end_ms > ?1 AND o.prev_end_ms <= ?1
    ORDER BY o.start_ms, o.rank, o.end_ms LIMIT 20";
const SEARCH: &str =
    "SELECT l.start_ms, l.end_ms, l.object, l.type, l.status, l.titles, l.place, l.town, l.organiser
    FROM listing_fts f JOIN listing l ON l.rank = f.rowid
    WHERE listing_fts MATCH ?1 AND f.rowid > ?2 AND f.rowid < ?3 ORDER BY f.rowid LIMIT 20";
const COUNT: &str = "SELECT count(*) FROM (SELECT 1 FROM listing_fts f JOIN listing l ON l.rank = f.rowid
    WHERE listing_fts MATCH ?1 AND f.rowid > ?2 AND f.rowid < ?3 AND (l.end_ms IS NULL OR l.end_ms > ?4) LIMIT ?5)";

/// Does it. `more` has the resident memory after the page (`resident_kib`), and of the searches, in ms, the
/// `search_median`, `search_p95` and `search_worst`.
///
/// # Errors
/// When the store cannot be read.
pub fn run(job: &Job) -> Result<Reading, LimitError> {
    let gauge = Gauge::start();
    let flags = OpenFlags::SQLITE_OPEN_NO_MUTEX | OpenFlags::SQLITE_OPEN_READ_WRITE;
    let db = Connection::open_with_flags(&job.store, flags)?;
    let mut page = db.prepare(PAGE)?;
    let mut rows = page.query([job.now_ms])?;
    let mut shown = 0;
    while let Some(row) = rows.next()? {
        shown += read(row)?;
    }
    let mut reading = gauge.read();
    reading
        .more
        .insert("resident_kib".into(), memory_kib("self", "VmRSS"));
    reading.more.insert("shown".into(), shown as f64);
    let mut search = db.prepare(SEARCH)?;
    let mut count = db.prepare(COUNT)?;
    let mut times = vec![f64::MAX; job.expressions.len()];
    for round in 0..=ROUNDS {
        for (expression, time) in job.expressions.iter().zip(&mut times) {
            let started = Instant::now();
            let mut rows = search.query((expression, job.from_rank, job.hidden_rank))?;
            while let Some(row) = rows.next()? {
                read(row)?;
            }
            if job.counted > 0 {
                let of = (
                    expression,
                    job.from_rank,
                    job.hidden_rank,
                    job.now_ms,
                    job.counted,
                );
                std::hint::black_box(count.query_row(of, |row| row.get::<_, i64>(0))?);
            }
            // The first round warms.
            if round > 0 {
                *time = time.min(started.elapsed().as_secs_f64() * 1e3);
            }
        }
    }
    times.sort_by(f64::total_cmp);
    if let (Some(worst), Some(median)) = (times.last(), times.get(times.len() / 2)) {
        let p95 = times.get(times.len() * 95 / 100).unwrap_or(worst);
        for (name, value) in [
            ("search_median", median),
            ("search_p95", p95),
            ("search_worst", worst),
        ] {
            reading.more.insert(name.into(), *value);
        }
    }
    Ok(reading)
}

fn read(row: &rusqlite::Row<'_>) -> rusqlite::Result<usize> {
    let id: Vec<u8> = row.get(2)?;
    for column in 5..9 {
        std::hint::black_box(row.get::<_, String>(column)?);
    }
    Ok(usize::from(!id.is_empty()))
}
