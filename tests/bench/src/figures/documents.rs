//! A new device gets a private space: stored, verified, opened, merged.

use std::io::Write;
use std::net::{SocketAddr, TcpListener};
use std::path::Path;
use std::sync::Arc;

use ekin_core::storage::{Clock, Store};
use ekin_harness::Cable;
use ekin_limit::automerge;
use ekin_limit::documents::Job;
use ekin_limit::gauge::{Gauge, Reading};
use ekin_protocol::envelope::{Frame, envelope_id};
use ekin_protocol::id::SpaceId;
use ekin_protocol::membership::Role;
use rusqlite::Connection;

use crate::error::{BenchError, Result};
use crate::figure::{Figure, Line};
use crate::figures::first_sync::forget;
use crate::house::{House, NewMember};
use crate::world::{World, device, pairs, sync};

pub const ID: &str = "documents";

/// The job of a new member: opens a home, joins, takes everything.
///
/// # Errors
/// When anything fails, or something does not open.
pub fn new_member(job: &NewMember) -> Result<Reading> {
    let gauge = Gauge::start();
    let member = device(&job.home)?;
    member.accept_invitation(&job.link)?;
    sync(&member)?;
    // A pack that was asked for in one round is begun from in the next.
    while member.private_spaces()?.iter().any(|space| space.history.begins) {
        sync(&member)?;
    }
    let reading = gauge.read();
    let store = Connection::open(job.home.join("ekin.db"))?;
    let here: i64 = store.query_row(
        "SELECT count(*) FROM document WHERE save IS NOT NULL",
        [],
        |row| row.get(0),
    )?;
    match here.unsigned_abs() == job.documents {
        true => Ok(reading),
        false => Err(BenchError::unexpected(format!("{here} documents"))),
    }
}

pub fn measure(world: &World) -> Result<Figure> {
    let mut lines = Vec::new();
    for documents in world.pick(vec![100, 400], vec![1_000, 10_000]) {
        lines.extend(of_size(world, documents)?);
    }
    Ok(Figure {
        id: ID.to_owned(),
        title: "A new device gets a private space".to_owned(),
        how: "Each document has thirteen fields, about 1.4 kB of JSON, written by one command and sealed in one \
              envelope. Ours: a fresh process opens a new home, follows an invitation, joins by the WebSocket, takes the \
              log, checks every signature, opens every envelope, judges every change, merges it by Automerge and commits \
              the save and the line of a list. Limit: the same bytes from a socket, `verify_strict` of as many \
              signatures, XChaCha20-Poly1305 over as many bytes, the same rows into SQLite; no decompression, no \
              hashing, no Automerge. Beside it Automerge alone: `load` of every document's save, and its own sync \
              protocol from a peer that has all to one that has none, in memory, with no network, seal, signature or \
              store."
            .to_owned(),
        lines,
        curves: Vec::new(),
    })
}

fn of_size(world: &World, documents: u64) -> Result<Vec<Line>> {
    let name = format!("documents-{documents}");
    let house = House::of(world, &name, documents)?;
    let link = house.invitation(Role::Reader)?;
    let join = |home: &Path, link: &str| {
        world.ours(
            ID,
            &NewMember {
                home: home.to_owned(),
                link: link.to_owned(),
                documents,
            },
        )
    };

    // One through a cable that counts.
    let cable = Cable::to(house.relay.address())?;
    let model = world.path(&format!("{name}-model"));
    join(&model, &through(&link, cable.url())?)?;
    let (up, down) = cable.bytes();
    let prepared = world.path(&format!("{name}-prepared.db"));
    let sealed = prepare(
        &world.path(&format!("{name}-relay")),
        &model,
        &house.space,
        &prepared,
    )?;

    let runs = pairs(
        world.pick(2, if documents > 2_000 { 3 } else { 7 }),
        |n| {
            let home = world.path(&format!("{name}-{n}"));
            let reading = join(&home, &link)?;
            forget(&home)?;
            Ok(reading)
        },
        |n| {
            let store = world.path(&format!("{name}-limit-{n}.db"));
            let job = Job {
                server: serve(down)?,
                model: model.join("ekin.db"),
                prepared: prepared.clone(),
                store,
            };
            world.limit(ID, &job)
        },
    )?;
    let of = |get: fn(&Reading) -> f64| -> Vec<(f64, f64)> {
        runs.iter().map(|(a, b)| (get(a), get(b))).collect()
    };
    let theirs = world.limit(
        "automerge",
        &automerge::Job {
            store: model.join("ekin.db"),
        },
    )?;
    let more = |what: &str| theirs.more.get(what).copied().unwrap_or_default();
    let each = |bytes: u64| bytes as f64 / documents as f64;
    let said = |what: &str| format!("{documents} documents: {what}");
    let ours_cpu = of(|r| r.cpu_ms);
    let beside = |what: &str, theirs: f64| {
        let pairs: Vec<_> = ours_cpu.iter().map(|(ours, _)| (*ours, theirs)).collect();
        Line::beside(&said(what), "ms", &pairs, None)
    };
    Ok(vec![
        Line::beside(&said("time"), "ms", &of(|r| r.wall_ms), None)?,
        Line::beside(&said("processor time"), "ms", &ours_cpu, None)?,
        beside(
            "processor time, beside Automerge's `load` of all",
            more("load_ms"),
        )?,
        beside(
            "processor time, beside Automerge's own sync of all",
            more("sync_ms"),
        )?,
        Line::beside(&said("peak memory"), "MiB", &of(|r| r.peak_kib / 1024.0), None)?,
        Line::alone(
            &said("peak memory of Automerge's sync"),
            "MiB",
            [theirs.peak_kib / 1024.0],
            None,
        )?,
        Line::alone(&said("wire, down, each"), "B", [each(down)], None)?,
        Line::alone(&said("wire, up, in all"), "B", [up as f64], None)?,
        Line::alone(&said("sealed, each"), "B", [each(sealed)], None)?,
        Line::alone(
            &said("by Automerge's sync, each"),
            "B",
            [more("sync_bytes") / documents as f64],
            None,
        )?,
    ])
}

/// The same invitation by another way to the relay.
pub(super) fn through(link: &str, url: String) -> Result<String> {
    let link = link.parse().map_err(|_| BenchError::unexpected("no link"))?;
    let ekin_protocol::link::Link::Invite(mut invitation) = link else {
        return Err(BenchError::unexpected("another link"));
    };
    invitation.urls = vec![url];
    Ok(ekin_protocol::link::Link::Invite(invitation).to_string())
}

/// A socket that gives so many bytes to whoever comes.
pub(super) fn serve(bytes: u64) -> Result<SocketAddr> {
    let listener = TcpListener::bind(("127.0.0.1", 0)).map_err(BenchError::io("binding"))?;
    let at = listener.local_addr().map_err(BenchError::io("binding"))?;
    std::thread::spawn(move || {
        let block = [0x5a; 1 << 16];
        let Ok((mut stream, _)) = listener.accept() else {
            return;
        };
        let mut left = bytes;
        while left > 0 {
            let now = left.min(block.len() as u64) as usize;
            // Whoever hung up has had enough.
            if stream.write_all(block.get(..now).unwrap_or_default()).is_err() {
                return;
            }
            left -= now as u64;
        }
    });
    Ok(at)
}

/// What the limit cannot take out of the model store: who signed what, and how long each sealed body is. Gives the bytes
/// of all bodies.
pub(super) fn prepare(relay: &Path, model: &Path, space: &SpaceId, prepared: &Path) -> Result<u64> {
    let clock: Clock = Arc::new(|| 0);
    let store = Store::open_read_only(&model.join("ekin.db"), clock, None)?;
    let members = store.read(|read| {
        let sp = read
            .find_space(space)?
            .ok_or_else(|| BenchError::unexpected("no space"))?;
        Ok::<_, BenchError>(read.membership(sp)?)
    })?;
    let members = members.ok_or_else(|| BenchError::unexpected("no membership"))?;
    let source = Connection::open(relay.join("relay.db"))?;
    let mut db = Connection::open(prepared)?;
    let tx = db.transaction()?;
    tx.execute_batch(
        "CREATE TABLE envelope(key BLOB NOT NULL, message BLOB NOT NULL, signature BLOB NOT NULL, body INTEGER NOT NULL);",
    )?;
    let mut find = source.prepare("SELECT body FROM log WHERE kind IN (0, 3)")?;
    let mut rows = find.query([])?;
    let mut sealed = 0;
    while let Some(row) = rows.next()? {
        let body: Vec<u8> = row.get(0)?;
        let frame = Frame::read(&body)?;
        let author = members.member(frame.statement.ord);
        let author = author.ok_or_else(|| BenchError::unexpected("an author who is no member"))?;
        let message = envelope_id(space, &frame.content_id, &frame.statement_bytes);
        tx.prepare_cached("INSERT INTO envelope VALUES(?, ?, ?, ?)")?
            .execute((author.sign.0, message.0, frame.sig.0, body.len() as i64))?;
        sealed += body.len() as u64;
    }
    drop(rows);
    drop(find);
    tx.commit()?;
    Ok(sealed)
}
