//! First sync: the same bytes over one kept connection, the same signatures, the same rows with the same indexes.
//!
//! The rows are those of a store that the core has filled (`model`), read into memory before the clock starts; what
//! a full-text index does not give back, its words, lies in `prepared`, with the signatures. Tuned: the network and
//! the signatures on one thread, SQLite on another; rows in order of their keys; the first segment committed alone,
//! as the core must, the others in one transaction; a large cache, no `secure_delete`, no foreign keys.

use std::io::{Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::path::PathBuf;

use ed25519_dalek::{Signature, VerifyingKey};
use rusqlite::types::Value;
use rusqlite::{Connection, params_from_iter};
use serde::{Deserialize, Serialize};

use crate::LimitError;
use crate::gauge::{Gauge, Reading};

/// What to do.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Job {
    /// The relay.
    pub relay: SocketAddr,
    /// What to fetch from it, in order.
    pub paths: Vec<String>,
    /// A store that the core has filled with the same.
    pub model: PathBuf,
    /// Database of `words(rank, text, titles)` and `signature(key, message, signature)`.
    pub prepared: PathBuf,
    /// The store to make.
    pub store: PathBuf,
}

/// Rows of one table in one step.
struct Rows {
    insert: String,
    rows: Vec<Vec<Value>>,
}

struct Plan {
    schema: Vec<String>,
    /// Small tables, then one step for each segment.
    steps: Vec<Vec<Rows>>,
    signatures: Vec<(VerifyingKey, Vec<u8>, Signature)>,
}

/// The tables whose rows came with a segment: name, columns, rows of segment `?1` in order.
const BY_SEGMENT: [(&str, &str); 7] = [
    (
        "entry",
        "SELECT t.* FROM entry t JOIN place_of_entry p USING(en) WHERE p.sg = ?1 ORDER BY t.en",
    ),
    (
        "record",
        "SELECT * FROM record WHERE coalesce(sg, 0) = ?1 ORDER BY rid",
    ),
    (
        "listing",
        "SELECT t.* FROM listing t JOIN record r USING(rid) WHERE coalesce(r.sg, 0) = ?1 ORDER BY t.rank",
    ),
    (
        "occurrence",
        "SELECT t.* FROM occurrence t JOIN listing l USING(rank) JOIN record r USING(rid)
         WHERE coalesce(r.sg, 0) = ?1 ORDER BY t.rank, t.start_ms, t.end_ms",
    ),
    (
        "place",
        "SELECT t.* FROM listing l JOIN place t USING(rank) JOIN record r USING(rid)
         WHERE coalesce(r.sg, 0) = ?1 ORDER BY l.rank",
    ),
    (
        "listing_fts(rowid, text)",
        "SELECT w.rank, w.text FROM prepared.words w JOIN listing l USING(rank) JOIN record r USING(rid)
         WHERE coalesce(r.sg, 0) = ?1 ORDER BY w.rank",
    ),
    (
        "title_fts(rowid, text)",
        "SELECT w.rank, w.titles FROM prepared.words w JOIN listing l USING(rank) JOIN record r USING(rid)
         WHERE coalesce(r.sg, 0) = ?1 ORDER BY w.rank",
    ),
];

/// Does it.
///
/// # Errors
/// When the model, the relay or the new store cannot be used.
pub fn run(job: &Job) -> Result<Reading, LimitError> {
    let plan = plan(job)?;
    let gauge = Gauge::start();
    let fetched = std::thread::scope(|scope| {
        let network = scope.spawn(|| fetch_and_verify(job, &plan));
        let stored = store(job, &plan);
        let fetched = network.join().map_err(|_| LimitError::Unexpected {
            what: "a thread that panicked",
        })?;
        stored.and(fetched)
    })?;
    let mut reading = gauge.read();
    reading.more.insert("bytes".into(), fetched as f64);
    Ok(reading)
}

fn plan(job: &Job) -> Result<Plan, LimitError> {
    let db = Connection::open(&job.model)?;
    db.execute("ATTACH ?1 AS prepared", [job.prepared.to_string_lossy()])?;
    db.execute_batch(
        "CREATE TEMP TABLE place_of_entry AS SELECT en, max(coalesce(sg, 0)) AS sg FROM record
             WHERE en IS NOT NULL GROUP BY en;
         CREATE INDEX temp.place_of_entry_sg ON place_of_entry(sg);",
    )?;
    let mut find =
        db.prepare("SELECT name, sql FROM main.sqlite_schema WHERE sql IS NOT NULL ORDER BY rowid")?;
    let all = find.query_map([], |row| Ok((row.get::<_, String>(0)?, row.get::<_, String>(1)?)))?;
    let all: Vec<(String, String)> = all.collect::<rusqlite::Result<_>>()?;
    // The tables that virtual tables make for themselves.
    let shadow = |name: &str| {
        ["listing_fts_", "title_fts_", "place_"]
            .iter()
            .any(|s| name.starts_with(s))
    };
    let own: Vec<_> = all
        .iter()
        .filter(|(name, _)| !shadow(name) && !name.starts_with("sqlite_"))
        .collect();
    let rows = |target: &str, sql: &str, sg: Option<i64>| -> Result<Rows, LimitError> {
        let mut find = db.prepare(sql)?;
        let width = find.column_count();
        let read = |row: &rusqlite::Row<'_>| {
            (0..width)
                .map(|k| row.get(k))
                .collect::<rusqlite::Result<Vec<Value>>>()
        };
        let rows = match sg {
            Some(sg) => find.query_map([sg], read)?.collect::<rusqlite::Result<_>>()?,
            None => find.query_map([], read)?.collect::<rusqlite::Result<_>>()?,
        };
        let marks = vec!["?"; width].join(",");
        Ok(Rows {
            insert: format!("INSERT INTO {target} VALUES({marks})"),
            rows,
        })
    };
    let mut small = Vec::new();
    for (name, sql) in &own {
        let by_segment = BY_SEGMENT
            .iter()
            .any(|(table, _)| table.split('(').next() == Some(name));
        if sql.starts_with("CREATE TABLE") && !by_segment {
            small.push(rows(name, &format!("SELECT * FROM {name}"), None)?);
        }
    }
    let mut steps = vec![small];
    let segments: Vec<i64> = db
        .prepare("SELECT DISTINCT coalesce(sg, 0) FROM record ORDER BY 1")?
        .query_map([], |row| row.get(0))?
        .collect::<rusqlite::Result<_>>()?;
    for sg in segments {
        let step = BY_SEGMENT.iter().map(|(table, sql)| rows(table, sql, Some(sg)));
        steps.push(step.collect::<Result<_, _>>()?);
    }
    let mut find = db.prepare("SELECT key, message, signature FROM prepared.signature")?;
    let mut signatures = Vec::new();
    let mut found = find.query([])?;
    while let Some(row) = found.next()? {
        let (key, message, signature): ([u8; 32], Vec<u8>, [u8; 64]) =
            (row.get(0)?, row.get(1)?, row.get(2)?);
        signatures.push((
            VerifyingKey::from_bytes(&key)?,
            message,
            Signature::from_bytes(&signature),
        ));
    }
    Ok(Plan {
        schema: own.iter().map(|(_, sql)| sql.clone()).collect(),
        steps,
        signatures,
    })
}

fn store(job: &Job, plan: &Plan) -> Result<(), LimitError> {
    let db = Connection::open(&job.store)?;
    db.query_row("PRAGMA journal_mode=WAL", [], |_| Ok(()))?;
    db.execute_batch(
        "PRAGMA synchronous=FULL; PRAGMA foreign_keys=OFF; PRAGMA temp_store=MEMORY; PRAGMA cache_size=-65536; BEGIN;",
    )?;
    for sql in &plan.schema {
        db.execute_batch(sql)?;
    }
    for table in ["listing_fts", "title_fts"] {
        for (option, value) in [("hashsize", 8_388_608), ("automerge", 0), ("crisismerge", 64)] {
            db.execute(
                &format!("INSERT INTO {table}({table}, rank) VALUES(?1, ?2)"),
                (option, value),
            )?;
        }
    }
    for (n, step) in plan.steps.iter().enumerate() {
        for table in step {
            let mut insert = db.prepare_cached(&table.insert)?;
            for row in &table.rows {
                insert.execute(params_from_iter(row))?;
            }
        }
        if n == 1 {
            db.execute_batch("COMMIT; BEGIN")?;
        }
    }
    Ok(db.execute_batch("COMMIT")?)
}

fn fetch_and_verify(job: &Job, plan: &Plan) -> Result<u64, LimitError> {
    let mut stream = TcpStream::connect(job.relay)?;
    stream.set_nodelay(true)?;
    let mut bytes = 0;
    let mut buffer = vec![0; 1 << 18];
    for path in &job.paths {
        bytes += get(&mut stream, path, &mut buffer)?;
    }
    for (key, message, signature) in &plan.signatures {
        key.verify_strict(message, signature)?;
    }
    Ok(bytes)
}

/// Fetches one thing and gives its length with its headers.
fn get(stream: &mut TcpStream, path: &str, buffer: &mut [u8]) -> Result<u64, LimitError> {
    write!(stream, "GET {path} HTTP/1.1\r\nhost: relay\r\n\r\n")?;
    let mut head = Vec::new();
    let (mut whole, mut have) = (None, 0);
    while whole.is_none_or(|whole| have < whole) {
        let n = stream.read(buffer)?;
        if n == 0 {
            return Err(LimitError::Unexpected {
                what: "an answer that broke off",
            });
        }
        have += n;
        if whole.is_none() {
            head.extend_from_slice(buffer.get(..n).unwrap_or_default());
            if let Some(end) = head.windows(4).position(|four| four == b"\r\n\r\n") {
                let text = String::from_utf8_lossy(head.get(..end).unwrap_or_default()).to_ascii_lowercase();
                if !text.starts_with("http/1.1 200") {
                    return Err(LimitError::Unexpected {
                        what: "another answer than 200",
                    });
                }
                let length = text
                    .lines()
                    .find_map(|line| line.strip_prefix("content-length:")?.trim().parse().ok());
                let length: usize = length.ok_or(LimitError::Unexpected {
                    what: "an answer with no length",
                })?;
                whole = Some(end + 4 + length);
            }
        }
    }
    Ok(have as u64)
}
