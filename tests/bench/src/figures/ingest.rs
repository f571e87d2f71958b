//! Durable ingest of the relay.

use ekin_exchange::draft::Draft;
use ekin_limit::gauge::{Gauge, Reading, cpu_ms_of};
use ekin_limit::ingest::Job;
use ekin_protocol::envelope::Frame;
use rusqlite::Connection;

use crate::error::{BenchError, Result};
use crate::figure::{Bar, Figure, Line};
use crate::publisher::Publisher;
use crate::session::Session;
use crate::world::{SEED, World, pairs};

pub const ID: &str = "ingest";
/// Envelopes of one transaction of the limit.
const GROUP: usize = 256;

pub fn measure(world: &World) -> Result<Figure> {
    let mut lines = Vec::new();
    let runs = world.pick(2, 7);
    for (together, listings, label) in [
        (64, world.pick(6_400, 32_000), "in envelopes of 64"),
        (1, world.pick(1_500, 8_000), "alone"),
    ] {
        let drafts: Vec<Draft> = ekin_sample::generate(listings, SEED, world.today()).collect();
        let done = pairs(
            runs,
            |n| ours(world, &format!("ingest-{together}-{n}"), &drafts, together),
            |n| {
                limit(
                    world,
                    &format!("ingest-limit-{together}-{n}"),
                    &drafts,
                    together,
                    false,
                )
            },
        )?;
        let rows = pairs(
            runs,
            |n| {
                Ok(done
                    .get(n.saturating_sub(1))
                    .map(|(ours, _)| ours.clone())
                    .unwrap_or_default())
            },
            |n| {
                limit(
                    world,
                    &format!("ingest-rows-{together}-{n}"),
                    &drafts,
                    together,
                    true,
                )
            },
        )?;
        let rate = |reading: &Reading| listings as f64 / reading.wall_ms * 1e3;
        let rates: Vec<_> = done.iter().map(|(a, b)| (rate(a), rate(b))).collect();
        let cpu: Vec<_> = done.iter().map(|(a, b)| (a.cpu_ms, b.cpu_ms)).collect();
        let bar = (together == 64).then_some(Bar::RatioAtLeast(0.5));
        lines.push(Line::beside(&format!("listings {label}"), "/s", &rates, bar)?);
        let rates: Vec<_> = rows.iter().map(|(a, b)| (rate(a), rate(b))).collect();
        lines.push(Line::beside(
            &format!("the same beside one more row for each listing, {label}"),
            "/s",
            &rates,
            None,
        )?);
        let what = format!("processor time for {listings} {label}");
        lines.push(Line::beside(&what, "ms", &cpu, None)?);
        let mib = |reading: &Reading| reading.peak_kib / 1024.0;
        let peak: Vec<_> = done.iter().map(|(a, b)| (mib(a), mib(b))).collect();
        let what = format!("the relay's peak memory, {label}");
        lines.push(Line::beside(&what, "MiB", &peak, None)?);
    }
    Ok(Figure {
        id: ID.to_owned(),
        title: "Relay: durable ingest".to_owned(),
        how: format!(
            "A fresh relay and a space; envelopes signed beforehand are pushed over one WebSocket, eight pushes under \
             way, until all receipts are there. In it: reading every item, the chain, the tree of what lives, the \
             packer, and the pusher itself, which hears its own entries again, on the same two processors. Limit: \
             `verify_strict` of the same signatures on one thread, the same bytes into SQLite on another, \
             {GROUP} envelopes a transaction, `synchronous=FULL`; and the same with a row by object and hash for each \
             listing, without which no relay could say what lives. Processor time of the relay is its own process."
        ),
        lines,
        curves: Vec::new(),
    })
}

fn ours(world: &World, name: &str, drafts: &[Draft], together: usize) -> Result<Reading> {
    let relay = world.relay(name, &[])?;
    let pid = relay.pid().ok_or_else(|| BenchError::unexpected("no relay"))?;
    let mut publisher = Publisher::found(relay.address(), 5)?;
    let frames: Vec<Vec<u8>> = publisher
        .frames(drafts, together)?
        .iter()
        .map(Frame::write)
        .collect();
    let mut session = Session::open(relay.address(), &publisher.key, vec![publisher.start])?;
    let cpu_ms = cpu_ms_of(pid);
    let gauge = Gauge::start();
    session.push_all(&frames)?;
    let mut reading = gauge.read();
    reading.cpu_ms = cpu_ms_of(pid) - cpu_ms;
    reading.peak_kib = ekin_limit::gauge::memory_kib(&pid.to_string(), "VmHWM");
    Ok(reading)
}

fn limit(world: &World, name: &str, drafts: &[Draft], together: usize, items: bool) -> Result<Reading> {
    let prepared = world.path(&format!("{name}-frames.db"));
    // The same envelopes, in a space of a relay that takes none of them.
    let relay = world.relay(&format!("{name}-relay"), &[])?;
    let mut publisher = Publisher::found(relay.address(), 5)?;
    let mut db = Connection::open(&prepared)?;
    db.execute_batch(
        "CREATE TABLE frame(key BLOB, message BLOB, signature BLOB, bytes BLOB);
         CREATE TABLE item(frame INTEGER, object BLOB, hash BLOB); CREATE INDEX item_frame ON item(frame);",
    )?;
    let tx = db.transaction()?;
    for frame in publisher.frames(drafts, together)? {
        let (key, id) = (
            publisher.key.verifying_key().to_bytes(),
            frame.id(&publisher.space),
        );
        tx.prepare_cached("INSERT INTO frame VALUES(?, ?, ?, ?)")?
            .execute((key, id.0, frame.sig.0, frame.write()))?;
        let row = tx.last_insert_rowid();
        let (opened, hashes) = frame.open_hashed()?;
        for (item, hash) in opened.iter().zip(hashes) {
            tx.prepare_cached("INSERT INTO item VALUES(?, ?, ?)")?
                .execute((row, item?.object.0, hash.0))?;
        }
    }
    tx.commit()?;
    let job = Job {
        prepared,
        store: world.path(&format!("{name}.db")),
        group: GROUP,
        items,
    };
    world.limit("ingest", &job)
}
