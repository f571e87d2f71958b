//! A device that writes in twenty territories comes back, and nothing is new.

use ekin_core::app::sync::{Mode, Notice, Stop};

use crate::catalogue::territory;
use crate::error::{BenchError, Result};
use crate::figure::{Bar, Figure, Line};
use crate::tap::Tap;
use crate::world::{World, device, sync};

pub const ID: &str = "reconnect";
const SPACES: usize = 20;

pub fn measure(world: &World) -> Result<Figure> {
    let relay = world.relay("reconnect-relay", &[])?;
    let tap = Tap::to(relay.address())?;
    let home = world.path("reconnect");
    let owner = device(&home)?;
    for n in 0..SPACES {
        territory(&owner, &format!("Territory {n}"), tap.url())?;
    }
    sync(&owner)?;
    // Once more, so that a later manifest or head is no news.
    sync(&owner)?;
    drop(owner);
    let (mut session, mut up, mut down, mut all) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
    for _ in 0..world.pick(2, 5) {
        tap.take();
        let owner = device(&home)?;
        let mut bad = None;
        owner.sync(Mode::Watch, Stop::default(), |notice| {
            if matches!(
                notice,
                Notice::Unreachable { .. } | Notice::Refused { .. } | Notice::Lied { .. }
            ) {
                bad = Some(format!("{notice:?}"));
            }
            !matches!(notice, Notice::Settled) && bad.is_none()
        })?;
        if let Some(what) = bad {
            return Err(BenchError::Unexpected { what });
        }
        let carried = tap.take();
        let talk = carried.iter().find(|one| one.is_session());
        let talk = talk.ok_or_else(|| BenchError::unexpected("no session"))?;
        let (sent, heard) = talk.session_bytes();
        session.push((sent + heard) as f64);
        up.push(sent as f64);
        down.push(heard as f64);
        all.push(
            carried
                .iter()
                .map(|one| one.up.len() + one.down.len())
                .sum::<usize>() as f64,
        );
    }
    Ok(Figure {
        id: ID.to_owned(),
        title: format!("Reconnect with nothing new, {SPACES} territories"),
        how: "A device that owns twenty territories on one relay opens its store, catches up and opens its session, \
              until it says that nothing is left to do. Counted: everything on the WebSocket after the upgrade, its \
              frames' heads among it; and, apart, all bytes of all connections, that is also the twenty looks at the \
              logs by HTTP that precede the session, and the upgrade."
            .to_owned(),
        lines: vec![
            Line::alone("session, both ways", "B", session, Some(Bar::WorstAtMost(1024.0)))?,
            Line::alone("session, to the relay", "B", up, None)?,
            Line::alone("session, from the relay", "B", down, None)?,
            Line::alone("all connections, both ways", "B", all, None)?,
        ],
        curves: Vec::new(),
    })
}
