//! One field of a document edited: sealed bytes, the command, and the way to the other phone.

use std::sync::Arc;
use std::time::{Duration, Instant};

use ekin_core::app::device::Device;
use ekin_core::app::sync::{Mode, Stop};
use ekin_core::domain::kind::Plain;
use ekin_core::domain::language::LanguageTag;
use ekin_limit::gauge::Gauge;
use ekin_protocol::id::{ObjectId, SpaceId};
use ekin_protocol::membership::Role;

use crate::error::{BenchError, Result};
use crate::figure::{Bar, Figure, Line};
use crate::house::House;
use crate::tap::Tap;
use crate::world::{World, pause, sync};

pub const ID: &str = "private-edit";

/// How long an edit may take to the other phone before the measurement is given up.
const TOO_LONG: Duration = Duration::from_secs(20);

pub fn measure(world: &World) -> Result<Figure> {
    let mut tap = None;
    let house = House::at(world, ID, |relay| {
        let laid = Tap::to(relay.address())?;
        let url = laid.url();
        tap = Some(laid);
        Ok(url)
    })?;
    let tap = tap.ok_or_else(|| BenchError::unexpected("no cable"))?;
    let documents = house.fill(world, world.pick(10, 100))?;
    let member = house.member(
        &world.path("private-edit-member"),
        &house.invitation(Role::Reader)?,
    )?;

    let (mut frames, mut messages, mut commands) = (Vec::new(), Vec::new(), Vec::new());
    for (n, object) in documents.iter().enumerate() {
        tap.take();
        let gauge = Gauge::start();
        set(&house.owner, house.space, object, 15 + n as i64)?;
        commands.push(gauge.read().wall_ms);
        sync(&house.owner)?;
        for carried in tap.take().iter().filter(|one| one.is_session()) {
            for (size, pushed) in carried.pushes()? {
                messages.push(size as f64);
                frames.extend(pushed.iter().map(|frame| frame.len() as f64));
            }
        }
    }
    if frames.len() != documents.len() {
        return Err(BenchError::unexpected("not one frame for each edit"));
    }
    sync(&member)?;
    let ways = ways(world, &house, &member, &documents)?;
    Ok(Figure {
        id: ID.to_owned(),
        title: "One field of a document, sealed and signed".to_owned(),
        how: "The number of seats of each of some outings' plans, thirteen fields each, is set by one command and sent. \
              A frame is the sealed envelope as the relay stores it, padded to at least 256 B; the message is the \
              WebSocket frame around it. The way: two devices of one process watch one relay over the loopback, and \
              from the start of the command on one until the read model of the other has the value (looked at without \
              pause) it commits twice on its device, once at the relay and once on the other."
            .to_owned(),
        lines: vec![
            Line::alone("message", "B", messages, Some(Bar::AtMost(500.0)))?,
            Line::alone("frame", "B", frames, None)?,
            Line::alone("the command on its device, committed", "ms", commands, None)?,
            Line::alone("to the other phone, shown", "ms", ways, None)?,
        ],
        curves: Vec::new(),
    })
}

/// Sets the number of seats by a command.
pub(super) fn set(device: &Device, space: SpaceId, object: &ObjectId, seats: i64) -> Result<()> {
    let fields = [format!("seats={seats}")];
    device.edit_document(space, &object.to_string(), &fields, LanguageTag::FR)?;
    Ok(())
}

/// The number of seats as a device shows it.
pub(super) fn seats(device: &Device, space: SpaceId, object: &ObjectId) -> Result<Option<i64>> {
    let shown = device.show_document(space, &object.to_string())?;
    Ok(match shown.contents.values().get("seats") {
        Some(Plain::Int(seats)) => Some(*seats),
        _ => None,
    })
}

/// Ms from the command on the owner's device to the member's, both watching.
pub(super) fn ways(
    world: &World,
    house: &House,
    member: &Arc<Device>,
    documents: &[ObjectId],
) -> Result<Vec<f64>> {
    let stop = Stop::default();
    std::thread::scope(|scope| {
        let watching: Vec<_> = [&house.owner, member]
            .into_iter()
            .map(|device| {
                let (device, stop) = (device.clone(), stop.clone());
                scope.spawn(move || device.sync(Mode::Watch, stop, |_| true))
            })
            .collect();
        let measured = (|| {
            let mut ways = Vec::new();
            for (n, object) in documents.iter().cycle().take(world.pick(12, 110)).enumerate() {
                let wanted = 200 + n as i64;
                let started = Instant::now();
                set(&house.owner, house.space, object, wanted)?;
                while seats(member, house.space, object)? != Some(wanted) {
                    if started.elapsed() > TOO_LONG {
                        return Err(BenchError::unexpected("an edit that did not arrive"));
                    }
                    std::thread::yield_now();
                }
                // The first ones wait for both sessions, and warm.
                if n >= 10 {
                    ways.push(started.elapsed().as_secs_f64() * 1e3);
                }
            }
            Ok(ways)
        })();
        stop.stop();
        for one in watching {
            while !one.is_finished() {
                stop.stop();
                pause();
            }
        }
        measured
    })
}
