//! A new device gets a catalogue: stored, verified, searchable.

use std::path::Path;
use std::sync::Arc;

use ekin_core::domain::fold::Folder;
use ekin_core::record::projection::{Context, row_of};
use ekin_core::storage::{Sp, Store};
use ekin_exchange::draft::Draft;
use ekin_harness::Cable;
use ekin_limit::first_sync::Job;
use ekin_limit::gauge::{Gauge, Reading};
use ekin_protocol::envelope::{Statement, envelope_id};
use ekin_protocol::id::ContentId;
use ekin_protocol::item::Item;
use rusqlite::Connection;

use crate::catalogue::{Catalogue, Newcomer, packed};
use crate::error::{BenchError, Result};
use crate::figure::{Bar, Figure, Line};
use crate::publisher::Publisher;
use crate::session::Session;
use crate::world::{SEED, World, device, pairs, sync};

pub const ID: &str = "first-sync";

/// The job of a new device: opens a home, joins, takes everything.
///
/// # Errors
/// When anything fails.
pub fn new_device(job: &Newcomer) -> Result<Reading> {
    let gauge = Gauge::start();
    let device = device(&job.home)?;
    device.join(&job.link)?;
    sync(&device)?;
    Ok(gauge.read())
}

pub fn measure(world: &World) -> Result<Figure> {
    let listings = world.pick(2_000, 10_000);
    let catalogue = Catalogue::of(world, ID, listings)?;
    let relay = catalogue.relay.address();

    let model = world.path("first-sync-model");
    catalogue.newcomer(world, &model, catalogue.relay.url())?;
    let prepared = world.path("first-sync-prepared.db");
    prepare(&model, &catalogue, &prepared)?;
    let paths = catalogue.paths()?;
    let runs = pairs(
        world.pick(3, 9),
        |n| {
            let home = world.path(&format!("first-sync-{n}"));
            let reading = catalogue.newcomer(world, &home, catalogue.relay.url())?;
            forget(&home)?;
            Ok(reading)
        },
        |n| {
            let store = world.path(&format!("first-sync-limit-{n}"));
            std::fs::create_dir(&store).map_err(BenchError::io("making a folder"))?;
            let job = Job {
                relay,
                paths: paths.clone(),
                model: model.join("ekin.db"),
                prepared: prepared.clone(),
                store: store.join("limit.db"),
            };
            let reading = world.limit("first-sync", &job)?;
            forget(&store)?;
            Ok(reading)
        },
    )?;
    let of = |get: fn(&Reading) -> f64| -> Vec<(f64, f64)> {
        runs.iter().map(|(a, b)| (get(a), get(b))).collect()
    };

    let cable = Cable::to(relay)?;
    catalogue.newcomer(world, &world.path("first-sync-counted"), cable.url())?;
    let (up, down) = cable.bytes();
    let single = alone(world, world.pick(500, 4_000))?;
    let each = |bytes: u64| bytes as f64 / listings as f64;
    Ok(Figure {
        id: ID.to_owned(),
        title: format!("A new device takes a catalogue of {listings} listings"),
        how: "Ours: a fresh process opens a new home, joins by link, takes membership, manifest, segments and tail, \
              verifies all, and ends with rows, indexes and search committed. Limit: the same bytes over one kept \
              HTTP connection, `verify_strict` of the same signatures, the same rows, indexes and words into SQLite; \
              no hashing, no decompression, no decoding. Bytes: all of TCP's payload, HTTP's heads among it."
            .to_owned(),
        lines: vec![
            Line::beside("time", "ms", &of(|r| r.wall_ms), Some(Bar::RatioAtMost(1.3)))?,
            Line::beside("processor time", "ms", &of(|r| r.cpu_ms), Some(Bar::RatioAtMost(1.3)))?,
            Line::beside("peak memory", "MiB", &of(|r| r.peak_kib / 1024.0), None)?,
            Line::alone("wire, down, a listing imported", "B", [each(down)], Some(Bar::AtMost(450.0)))?,
            Line::alone("wire, up, in all", "B", [up as f64], None)?,
            Line::alone("wire, down, a listing published alone", "B", [single], Some(Bar::AtMost(600.0)))?,
        ],
        curves: Vec::new(),
    })
}

/// Bytes down for each listing of a catalogue whose listings were published one by one.
fn alone(world: &World, listings: u64) -> Result<f64> {
    let relay = world.relay("alone-relay", &[])?;
    let mut publisher = Publisher::found(relay.address(), 7)?;
    let drafts: Vec<Draft> = ekin_sample::generate(listings, SEED, world.today()).collect();
    let frames: Vec<Vec<u8>> = publisher
        .frames(&drafts, 1)?
        .iter()
        .map(|frame| frame.write())
        .collect();
    let mut session = Session::open(relay.address(), &publisher.key, vec![publisher.start])?;
    session.push_all(&frames)?;
    packed(relay.address(), &publisher.space)?;
    let cable = Cable::to(relay.address())?;
    let link = publisher.link().parse()?;
    let ekin_protocol::link::Link::Territory {
        space, name, code, ..
    } = link
    else {
        return Err(BenchError::unexpected("another link"));
    };
    let urls = vec![cable.url()];
    let link = ekin_protocol::link::Link::Territory {
        space,
        urls,
        name,
        code,
    }
    .to_string();
    let home = world.path("alone-counted");
    world.ours("first-sync", &Newcomer { home, link })?;
    Ok(cable.bytes().1 as f64 / listings as f64)
}

/// What the limit cannot take out of the model store: the words of the index, and who signed what.
pub(super) fn prepare(model: &Path, catalogue: &Catalogue, prepared: &Path) -> Result<()> {
    let mut db = Connection::open(prepared)?;
    db.execute_batch(
        "CREATE TABLE words(rank INTEGER PRIMARY KEY, text TEXT NOT NULL, titles TEXT NOT NULL);
         CREATE TABLE signature(key BLOB NOT NULL, message BLOB NOT NULL, signature BLOB NOT NULL);",
    )?;
    let path = model.join("ekin.db");
    let clock: ekin_core::storage::Clock = Arc::new(|| 0);
    let store = Store::open_read_only(&path, clock, None)?;
    let (zone, members) = store.read(|read| {
        let sp = read.find_space(&catalogue.space)?.unwrap_or(Sp(1));
        Ok::<_, BenchError>((read.space(sp)?.zone, read.membership(sp)?))
    })?;
    let members = members.ok_or_else(|| BenchError::unexpected("no membership"))?;
    let source = Connection::open(&path)?;
    let now_ms = source.query_row("SELECT synced_ms FROM space", [], |row| row.get(0))?;
    let context = Context {
        space: catalogue.space,
        zone,
        now_ms,
    };
    let tx = db.transaction()?;
    let mut find = source.prepare("SELECT l.rank, r.head, r.body FROM listing l JOIN record r USING(rid)")?;
    let mut rows = find.query([])?;
    let mut folder = Folder::default();
    while let Some(row) = rows.next()? {
        let (rank, head, body): (i64, Vec<u8>, Vec<u8>) = (row.get(0)?, row.get(1)?, row.get(2)?);
        let bytes = ekin_protocol::item::assemble(&head, &body);
        if let Some(made) = row_of(&Item::read(&bytes)?, &context, &mut folder) {
            tx.prepare_cached("INSERT INTO words VALUES(?, ?, ?)")?.execute((
                rank,
                made.text,
                made.title_text,
            ))?;
        }
    }
    let mut find =
        source.prepare("SELECT content_id, statement, sig FROM entry WHERE statement IS NOT NULL")?;
    let mut rows = find.query([])?;
    while let Some(row) = rows.next()? {
        let (content, statement, sig): ([u8; 32], Vec<u8>, Vec<u8>) = (row.get(0)?, row.get(1)?, row.get(2)?);
        let message = envelope_id(&catalogue.space, &ContentId(content), &statement);
        let author = members.member(Statement::read(&statement)?.ord);
        let author = author.ok_or_else(|| BenchError::unexpected("an author who is no member"))?;
        tx.prepare_cached("INSERT INTO signature VALUES(?, ?, ?)")?
            .execute((author.sign.0, message.0, sig))?;
    }
    tx.commit()?;
    Ok(())
}

/// Removes what a run left, so that the disk stays as it was.
pub(super) fn forget(folder: &Path) -> Result<()> {
    std::fs::remove_dir_all(folder).map_err(BenchError::io("removing a folder"))
}
