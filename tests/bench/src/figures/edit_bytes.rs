//! One edit of one field, on the wire.

use crate::catalogue::territory;
use crate::error::{BenchError, Result};
use crate::figure::{Bar, Figure, Line};
use crate::tap::Tap;
use crate::world::{SEED, World, device, sync};

pub const ID: &str = "edit-bytes";

pub fn measure(world: &World) -> Result<Figure> {
    let relay = world.relay("edit-bytes-relay", &[])?;
    let tap = Tap::to(relay.address())?;
    let owner = device(&world.path("edit-bytes-owner"))?;
    territory(&owner, "Edits", tap.url())?;
    sync(&owner)?;
    let many = world.pick(20, 200);
    let drafts: Vec<_> = ekin_sample::generate(many, SEED, world.today()).collect();
    let file = serde_json::to_vec(&drafts)?;
    let report = owner.import(None, &file, &Default::default(), |_, _| {})?;
    sync(&owner)?;
    let (mut frames, mut messages, mut commits) = (Vec::new(), Vec::new(), Vec::new());
    for id in &report.new {
        tap.take();
        let gauge = ekin_limit::gauge::Gauge::start();
        owner.edit(None, &id.to_string(), &[("status", "cancelled")])?;
        commits.push(gauge.read().wall_ms);
        sync(&owner)?;
        let carried = tap.take();
        let pushes: Vec<_> = carried
            .iter()
            .filter(|one| one.is_session())
            .map(|one| one.pushes())
            .collect();
        for push in pushes {
            for (size, pushed) in push? {
                messages.push(size as f64);
                frames.extend(pushed.iter().map(|frame| frame.len() as f64));
            }
        }
    }
    if frames.len() != report.new.len() {
        return Err(BenchError::unexpected("not one frame for each edit"));
    }
    Ok(Figure {
        id: ID.to_owned(),
        title: "One edit of one field of a listing, signed, on the wire".to_owned(),
        how: format!(
            "The status of each of {many} generated listings is set to cancelled by hand, one command each, and \
             sent. A frame is the envelope as it is stored; the message is the WebSocket frame around it. A listing \
             is a record: its next value travels whole, so that nobody needs its history."
        ),
        lines: vec![
            Line::alone("message", "B", messages, Some(Bar::AtMost(500.0)))?,
            Line::alone("frame", "B", frames, None)?,
            Line::alone("the command on its device, committed", "ms", commits, None)?,
        ],
        curves: Vec::new(),
    })
}
