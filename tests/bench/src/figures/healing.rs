//! A relay is set back to a backup that lacks a thousand envelopes, and twenty phones come back one after the other.

use std::path::Path;
use std::process::Command;
use std::time::Instant;

use ekin_core::app::document::Kind;
use ekin_core::domain::language::LanguageTag;
use ekin_harness::Cable;
use ekin_protocol::membership::Role;

use crate::error::{BenchError, Result};
use crate::figure::{Figure, Line};
use crate::house::House;
use crate::world::{World, device, sync, sync_again};

pub const ID: &str = "healing";
const PHONES: usize = 20;

pub fn measure(world: &World) -> Result<Figure> {
    let envelopes: u64 = world.pick(50, 1_000);
    let (mut first, mut all, mut up, mut down, mut log) = (vec![], vec![], vec![], vec![], vec![]);
    for round in 0..world.pick(1, 2) {
        let mut cable = None;
        let mut house = House::at(world, &format!("healing-{round}"), |relay| {
            let laid = Cable::to(relay.address())?;
            Ok(cable.insert(laid).url())
        })?;
        let cable = cable.ok_or_else(|| BenchError::unexpected("no cable"))?;
        let link = house.invitation(Role::Resident)?;
        let mut phones = vec![house.owner.clone()];
        for n in 1..PHONES {
            let phone = device(&world.path(&format!("healing-{round}-{n}")))?;
            phone.accept_invitation(&link)?;
            sync(&phone)?;
            phones.push(phone);
        }
        for phone in &phones {
            sync(phone)?;
        }
        let backup = world.path(&format!("healing-{round}.db"));
        operate(world, &house, &["backup"], &backup)?;
        for n in 0..envelopes {
            let fields = [format!("title=Note {n}")];
            house
                .owner
                .new_document(house.space, Kind::Note, &fields, LanguageTag::FR)?;
        }
        let before = cable.bytes();
        sync(&house.owner)?;
        log.push((cable.bytes().0 - before.0) as f64);
        for phone in &phones {
            sync(phone)?;
        }
        house.relay.kill()?;
        operate(world, &house, &["restore"], &backup)?;
        house.relay.start_again()?;
        cable.lead_to(house.relay.address());
        let before = cable.bytes();
        let began = Instant::now();
        for (n, phone) in phones.iter().rev().enumerate() {
            // The first of them meets a relay that may not have begun to listen.
            sync_again(phone)?;
            if n == 0 {
                first.push(began.elapsed().as_secs_f64() * 1e3);
            }
        }
        all.push(began.elapsed().as_secs_f64() * 1e3);
        let after = cable.bytes();
        up.push((after.0 - before.0) as f64);
        down.push((after.1 - before.1) as f64);
        for phone in &phones {
            let kept = phone.kept_for_relay(house.space)?;
            let here = phone.documents(house.space, None, None, 2_000)?.len() as u64;
            if kept.lost > 0 || here != envelopes {
                return Err(BenchError::unexpected("a phone lacks something after healing"));
            }
        }
    }
    // The least: each envelope to the relay once, and from it once to each phone.
    let beside = |came: &[f64], times: f64| -> Vec<_> {
        let pairs = came.iter().zip(&log);
        pairs.map(|(came, log)| (*came, log * times)).collect()
    };
    Ok(Figure {
        id: ID.to_owned(),
        title: format!("A restored relay gets {envelopes} envelopes back from {PHONES} phones"),
        how: "A home of twenty phones on one relay; a backup; its owner writes a note an envelope, all of which the other \
              phones read; the relay is killed and the backup put in its place. Then the phones come back one after the \
              other, the owner last: the first brings everything back, each takes the log anew. Counted: all bytes of all \
              connections. Limit: what the owner sent when it first sent the notes, once to the relay and once to each phone."
            .to_owned(),
        lines: vec![
            Line::alone("until the relay has everything again", "ms", first, None)?,
            Line::alone("until all twenty are done", "ms", all, None)?,
            Line::beside("to the relay, of all twenty", "B", &beside(&up, 1.0), None)?,
            Line::beside("from the relay, to all twenty", "B", &beside(&down, PHONES as f64), None)?,
        ],
        curves: Vec::new(),
    })
}

pub(super) fn operate(world: &World, house: &House, what: &[&str], file: &Path) -> Result<()> {
    let output = Command::new(&world.programs.relay)
        .arg("--data")
        .arg(house.relay.data())
        .args(what)
        .arg(file)
        .output()
        .map_err(BenchError::io("the operator's command"))?;
    match output.status.success() {
        true => Ok(()),
        false => Err(BenchError::unexpected(String::from_utf8_lossy(&output.stderr))),
    }
}
