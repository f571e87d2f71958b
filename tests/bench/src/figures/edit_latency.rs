//! One edit, from member to member over the WebSocket.

use std::time::Instant;

use ekin_exchange::draft::Draft;
use ekin_protocol::session::{ToDevice, ToRelay};

use crate::echo::{self, Echo};
use crate::error::{BenchError, Result};
use crate::figure::{Bar, Figure, Line};
use crate::publisher::Publisher;
use crate::session::Session;
use crate::world::{SEED, World};

pub const ID: &str = "edit-latency";

pub fn measure(world: &World) -> Result<Figure> {
    let relay = world.relay("edit-latency-relay", &["--pack-after-ms", "600000"])?;
    let mut publisher = Publisher::found(relay.address(), 6)?;
    let edits = world.pick(50, 500);
    let drafts: Vec<Draft> = ekin_sample::generate(edits, SEED, world.today()).collect();
    let frames = publisher.frames(&drafts, 1)?;
    let mut writer = Session::open(relay.address(), &publisher.key, vec![publisher.start])?;
    let mut reader = Session::open(relay.address(), &publisher.key, vec![publisher.start])?;

    let limit = Echo::start(world, "echo.db")?;
    let mut bare = echo::to(limit.address())?;

    let mut pairs = Vec::new();
    for (n, frame) in frames.iter().enumerate() {
        let bytes = frame.write();
        let message = ToRelay::Push {
            space: 0,
            frames: vec![bytes.clone()],
        };
        let started = Instant::now();
        writer.say(&message)?;
        entries(&mut reader)?;
        let ours = started.elapsed().as_secs_f64() * 1e3;
        // The writer hears its receipt, and the same entry.
        let mut heard = (false, false);
        while heard != (true, true) {
            match writer.hear()? {
                ToDevice::Receipt { .. } => heard.0 = true,
                ToDevice::Entries { .. } => heard.1 = true,
                other => return Err(BenchError::unexpected(format!("{other:?}"))),
            }
        }
        for session in [&mut writer, &mut reader] {
            session.say(&ToRelay::Credit(bytes.len() as u64 + 1024))?;
        }
        let message = message.write();
        let started = Instant::now();
        echo::say(&mut bare, message)?;
        let limit = started.elapsed().as_secs_f64() * 1e3;
        // The first ones warm.
        if n >= 10 {
            pairs.push((ours, limit));
        }
    }
    limit.end(bare)?;
    Ok(Figure {
        id: ID.to_owned(),
        title: "One edit, member to member over the WebSocket".to_owned(),
        how: format!(
            "{edits} envelopes of one listing each, signed beforehand, one at a time: from the push by one member \
             until another member's session has the entry with the signed head. On the way: admission, one commit \
             with `synchronous=FULL`, the head's signature. Limit: a WebSocket echo that commits the same bytes to \
             SQLite with `synchronous=FULL` before it says them back. Both over the loopback, in turn. The devices' \
             own commits, before and after, are not in it."
        ),
        lines: vec![Line::beside(
            "push to entry",
            "ms",
            &pairs,
            Some(Bar::RatioAtMost(2.0)),
        )?],
        curves: Vec::new(),
    })
}

/// Waits for new entries with a signed head.
pub(super) fn entries(session: &mut Session) -> Result<()> {
    loop {
        if let ToDevice::Entries { head: Some(_), .. } = session.hear()? {
            return Ok(());
        }
    }
}
