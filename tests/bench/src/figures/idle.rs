//! Memory of the relay for connections that say nothing.

use ekin_harness::RelayProcess;
use ekin_limit::gauge::memory_kib;
use rustix::process::{Resource, getrlimit, setrlimit};

use crate::error::{BenchError, Result};
use crate::figure::{Bar, Figure, Line};
use crate::publisher::Publisher;
use crate::session::Session;
use crate::world::World;

pub const ID: &str = "idle";
/// Files that the relay and this process need for other things.
const SPARE: u64 = 500;

/// Lets this process, and those that it starts, have as many open files as may be; gives how many sessions that allows.
pub(super) fn allowed_files() -> Result<u64> {
    let mut limit = getrlimit(Resource::Nofile);
    limit.current = limit.maximum;
    setrlimit(Resource::Nofile, limit)?;
    Ok(limit.current.unwrap_or(u64::MAX).saturating_sub(SPARE))
}

/// A relay that lets thousands come from one address.
pub(super) fn patient_relay(world: &World, name: &str) -> Result<RelayProcess> {
    let settings = world.path(&format!("{name}.toml"));
    std::fs::write(&settings, "max_connections_per_prefix = 20000\n")
        .map_err(BenchError::io("writing settings"))?;
    world.relay(
        &format!("{name}-relay"),
        &["--config", &settings.to_string_lossy()],
    )
}

pub fn measure(world: &World) -> Result<Figure> {
    let wanted = world.pick(500, 10_000).min(allowed_files()?);
    let relay = patient_relay(world, ID)?;
    let publisher = Publisher::found(relay.address(), 4)?;
    let process = relay.pid().unwrap_or_default().to_string();
    // A first one, so that what the first of all needs is not counted.
    let mut sessions = vec![Session::open(
        relay.address(),
        &publisher.key,
        vec![publisher.start],
    )?];
    let before = memory_kib(&process, "VmRSS");
    for _ in 0..wanted {
        sessions.push(Session::open(
            relay.address(),
            &publisher.key,
            vec![publisher.start],
        )?);
    }
    let after = memory_kib(&process, "VmRSS");
    Ok(Figure {
        id: ID.to_owned(),
        title: format!("Relay: {wanted} idle connections"),
        how: "Authenticated sessions on the WebSocket over the loopback, each following one space, none saying \
              anything. Resident memory of the relay's process after and before, divided by their number; the \
              kernel's own buffers are not in it."
            .to_owned(),
        lines: vec![
            Line::alone("memory of one", "KiB", [(after - before) / wanted as f64], Some(Bar::AtMost(32.0)))?,
            Line::alone("the relay with all of them", "MiB", [after / 1024.0], None)?,
            Line::alone("the relay with one", "MiB", [before / 1024.0], None)?,
        ],
        curves: Vec::new(),
    })
}
