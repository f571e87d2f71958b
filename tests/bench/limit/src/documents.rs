//! A private space into SQLite: the same bytes from a socket, as many signatures checked, as many bytes unsealed, the
//! same rows. Nothing is hashed, unpacked or merged.

use std::io::Read;
use std::net::{SocketAddr, TcpStream};
use std::path::PathBuf;

use chacha20poly1305::aead::{AeadInOut, KeyInit};
use chacha20poly1305::{XChaCha20Poly1305, XNonce};
use ed25519_dalek::{Signature, VerifyingKey};
use rusqlite::types::Value;
use rusqlite::{Connection, params_from_iter};
use serde::{Deserialize, Serialize};

use crate::LimitError;
use crate::gauge::{Gauge, Reading};

/// Bytes of a tag.
const TAG: usize = 16;

/// What to do.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Job {
    /// Where the bytes come from, until it hangs up.
    pub server: SocketAddr,
    /// A store that the core has filled with the same.
    pub model: PathBuf,
    /// Database of `envelope(key, message, signature, body)`, the last the length of what is sealed.
    pub prepared: PathBuf,
    /// The store to make.
    pub store: PathBuf,
}

struct Envelope {
    key: VerifyingKey,
    message: Vec<u8>,
    signature: Signature,
    sealed: Vec<u8>,
}

struct Table {
    insert: String,
    rows: Vec<Vec<Value>>,
}

/// Does it.
///
/// # Errors
/// When the model, the socket or the new store cannot be used.
pub fn run(job: &Job) -> Result<Reading, LimitError> {
    let cipher = XChaCha20Poly1305::new(&[7; 32].into());
    let mut envelopes = envelopes(job, &cipher)?;
    let (schema, tables) = tables(job)?;
    let gauge = Gauge::start();
    let bytes = fetch(job)?;
    for envelope in &mut envelopes {
        envelope
            .key
            .verify_strict(&envelope.message, &envelope.signature)?;
        open(&cipher, &mut envelope.sealed)?;
    }
    store(job, &schema, &tables)?;
    let mut reading = gauge.read();
    reading.more.insert("bytes".into(), bytes as f64);
    Ok(reading)
}

fn envelopes(job: &Job, cipher: &XChaCha20Poly1305) -> Result<Vec<Envelope>, LimitError> {
    let db = Connection::open(&job.prepared)?;
    let mut find = db.prepare("SELECT key, message, signature, body FROM envelope")?;
    let mut rows = find.query([])?;
    let mut envelopes = Vec::new();
    while let Some(row) = rows.next()? {
        let (key, message, signature): ([u8; 32], Vec<u8>, [u8; 64]) =
            (row.get(0)?, row.get(1)?, row.get(2)?);
        let length: u32 = row.get(3)?;
        let mut sealed = vec![0x5a; (length as usize).saturating_sub(TAG)];
        cipher
            .encrypt_in_place(&XNonce::default(), &[], &mut sealed)
            .map_err(|_| LimitError::Unexpected { what: "no seal" })?;
        envelopes.push(Envelope {
            key: VerifyingKey::from_bytes(&key)?,
            message,
            signature: Signature::from_bytes(&signature),
            sealed,
        });
    }
    Ok(envelopes)
}

fn open(cipher: &XChaCha20Poly1305, sealed: &mut Vec<u8>) -> Result<(), LimitError> {
    cipher
        .decrypt_in_place(&XNonce::default(), &[], sealed)
        .map_err(|_| LimitError::Unexpected {
            what: "a seal that does not open",
        })
}

/// The schema of the model, and all rows of its plain tables.
fn tables(job: &Job) -> Result<(Vec<String>, Vec<Table>), LimitError> {
    let db = Connection::open(&job.model)?;
    let mut find =
        db.prepare("SELECT type, name, sql FROM sqlite_schema WHERE sql IS NOT NULL ORDER BY rowid")?;
    let all = find.query_map([], |row| {
        Ok((
            row.get::<_, String>(0)?,
            row.get::<_, String>(1)?,
            row.get::<_, String>(2)?,
        ))
    })?;
    let all: Vec<_> = all.collect::<rusqlite::Result<_>>()?;
    // Search over public listings has tables of its own, empty here.
    let public = |sql: &str| sql.starts_with("CREATE VIRTUAL TABLE");
    let names: Vec<_> = all
        .iter()
        .filter(|(_, _, sql)| public(sql))
        .map(|(_, name, _)| format!("{name}_"))
        .collect();
    let own = all.iter().filter(|(_, name, sql)| {
        !public(sql) && !name.starts_with("sqlite_") && !names.iter().any(|shadow| name.starts_with(shadow))
    });
    let (mut schema, mut tables) = (Vec::new(), Vec::new());
    for (kind, name, sql) in own {
        schema.push(sql.clone());
        if kind != "table" {
            continue;
        }
        let mut find = db.prepare(&format!("SELECT * FROM {name}"))?;
        let width = find.column_count();
        let rows = find.query_map([], |row| {
            (0..width)
                .map(|k| row.get(k))
                .collect::<rusqlite::Result<Vec<Value>>>()
        })?;
        tables.push(Table {
            insert: format!("INSERT INTO {name} VALUES({})", vec!["?"; width].join(",")),
            rows: rows.collect::<rusqlite::Result<_>>()?,
        });
    }
    Ok((schema, tables))
}

fn fetch(job: &Job) -> Result<usize, LimitError> {
    let mut stream = TcpStream::connect(job.server)?;
    let mut buffer = vec![0; 1 << 18];
    let mut bytes = 0;
    loop {
        match stream.read(&mut buffer)? {
            0 => return Ok(bytes),
            n => bytes += n,
        }
    }
}

fn store(job: &Job, schema: &[String], tables: &[Table]) -> Result<(), LimitError> {
    let db = Connection::open(&job.store)?;
    db.query_row("PRAGMA journal_mode=WAL", [], |_| Ok(()))?;
    db.execute_batch(
        "PRAGMA synchronous=FULL; PRAGMA foreign_keys=OFF; PRAGMA temp_store=MEMORY; PRAGMA cache_size=-65536; BEGIN;",
    )?;
    for sql in schema {
        db.execute_batch(sql)?;
    }
    for table in tables {
        let mut insert = db.prepare(&table.insert)?;
        for row in &table.rows {
            insert.execute(params_from_iter(row))?;
        }
    }
    Ok(db.execute_batch("COMMIT")?)
}
