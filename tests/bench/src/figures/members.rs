//! Members come and go; twenty spaces are opened.

use std::path::PathBuf;
use std::time::Instant;

use ekin_core::app::device::{Device, OpenOptions};
use ekin_core::app::surroundings::Surroundings;
use ekin_harness::Cable;
use ekin_limit::gauge::{Gauge, Reading};
use ekin_protocol::membership::Role;
use serde::{Deserialize, Serialize};

use crate::error::{BenchError, Result};
use crate::figure::{Figure, Line};
use crate::house::{House, private_space};
use crate::world::{World, device, sync};

pub const ID: &str = "members";
/// The name of the job that opens a home.
pub const OPEN: &str = "open-spaces";
const SPACES: usize = 20;

/// A home with so many private spaces.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Home {
    home: PathBuf,
    spaces: usize,
}

/// The job of an app that opens: the store, the keys, the list of spaces.
///
/// # Errors
/// When spaces lack.
pub fn open_spaces(job: &Home) -> Result<Reading> {
    let gauge = Gauge::start();
    let device = Device::open(&job.home, OpenOptions::default(), Surroundings::of_machine()?)?;
    let spaces = device.private_spaces()?.len();
    let reading = gauge.read();
    match spaces == job.spaces {
        true => Ok(reading),
        false => Err(BenchError::unexpected(format!("{spaces} spaces"))),
    }
}

pub fn measure(world: &World) -> Result<Figure> {
    let mut cable = None;
    let house = House::at(world, ID, |relay| {
        let laid = Cable::to(relay.address())?;
        let url = laid.url();
        cable = Some(laid);
        Ok(url)
    })?;
    let cable = cable.ok_or_else(|| BenchError::unexpected("no cable"))?;
    let bytes = || {
        let (up, down) = cable.bytes();
        (up + down) as f64
    };
    house.fill(world, 10)?;
    let members = world.pick(10, 50);
    let link = house.invitation(Role::Reader)?;
    let ms = |since: Instant| since.elapsed().as_secs_f64() * 1e3;

    // The owner is one.
    let (mut last, mut others) = (None, Vec::new());
    for n in 2..=members {
        let (started, before) = (Instant::now(), bytes());
        let member = house.member(&world.path(&format!("members-{n}")), &link)?;
        let took = (ms(started), bytes() - before);
        sync(&house.owner)?;
        last = Some(took);
        others.push(member);
    }
    let (joined_ms, joined_bytes) = last.ok_or_else(|| BenchError::unexpected("nobody joined"))?;

    let (all, _) = house.owner.members(house.space)?;
    let gone = all.last().ok_or_else(|| BenchError::unexpected("no member"))?.ord;
    let (started, before) = (Instant::now(), bytes());
    house.owner.remove_member(house.space, gone)?;
    let command_ms = ms(started);
    sync(&house.owner)?;
    let (removed_ms, removed_bytes) = (ms(started), bytes() - before);
    house.fill(world, 1)?;
    let stays = others
        .first()
        .ok_or_else(|| BenchError::unexpected("no member"))?;
    let (started, before) = (Instant::now(), bytes());
    sync(stays)?;
    let (learned_ms, learned_bytes) = (ms(started), bytes() - before);
    let sealed = stays.private_spaces()?.first().map(|space| space.sealed);
    if sealed != Some(0) {
        return Err(BenchError::unexpected(format!("sealed: {sealed:?}")));
    }

    let (one, many) = (spaces(world, 1)?, spaces(world, SPACES)?);
    let wall = |all: &[Reading]| -> Vec<f64> { all.iter().map(|r| r.wall_ms).collect() };
    let said = |what: &str| format!("{members} members: {what}");
    Ok(Figure {
        id: ID.to_owned(),
        title: "Members come and go; twenty spaces are opened".to_owned(),
        how: "Readers join one house by an invitation, each a device with a home of its own; the last one's way is \
              measured, from a new home until it has all documents. Then one is removed: one record with a new key \
              sealed to each who stays. A member then takes that record and a document under the new key. Opening: a \
              fresh process opens a home with twenty private spaces, or one, and lists them. Bytes: all of TCP's payload."
            .to_owned(),
        lines: vec![
            Line::alone(&said("the last joins"), "ms", [joined_ms], None)?,
            Line::alone(&said("bytes of its joining, both ways"), "B", [joined_bytes], None)?,
            Line::alone(&said("removing one, the command"), "ms", [command_ms], None)?,
            Line::alone(&said("removing one, in force at the relay"), "ms", [removed_ms], None)?,
            Line::alone(&said("bytes of the removal, both ways"), "B", [removed_bytes], None)?,
            Line::alone(&said("one who stays has the new key and a document"), "ms", [learned_ms], None)?,
            Line::alone(&said("bytes of that, both ways"), "B", [learned_bytes], None)?,
            Line::alone("opening a home with 20 spaces", "ms", wall(&many), None)?,
            Line::alone("opening a home with 1 space", "ms", wall(&one), None)?,
        ],
        curves: Vec::new(),
    })
}

/// Opens a home with so many spaces, again and again.
fn spaces(world: &World, spaces: usize) -> Result<Vec<Reading>> {
    let home = world.path(&format!("members-spaces-{spaces}"));
    let owner = device(&home)?;
    for n in 0..spaces {
        private_space(&owner, &format!("House {n}"), "http://127.0.0.1:9".to_owned())?;
    }
    drop(owner);
    let job = Home { home, spaces };
    (0..world.pick(5, 20)).map(|_| world.ours(OPEN, &job)).collect()
}
