//! How fast the places of a bus are counted again when somebody asks or decides (protocol 12).

use std::collections::BTreeSet;
use std::hint::black_box;
use std::time::Instant;

use ekin_core::domain::seats::{Capacity, Claim, Decision, Places, Priority, Said, seats};
use ekin_protocol::hash::sha256;
use ekin_protocol::id::{ItemHash, ObjectId, SpaceId};

use crate::error::{BenchError, Result};
use crate::figure::{Bar, Figure, Line};
use crate::world::World;

pub const ID: &str = "seats";

const SEATS: u32 = 52;
const WHEELCHAIR: u32 = 3;
const CLAIMS: u32 = 300;
/// Countings that one reading is the mean of.
const TIMES: u32 = 50;

pub fn measure(world: &World) -> Result<Figure> {
    let space = SpaceId([7; 32]);
    let capacity = Capacity::of(&[Said {
        seats: Some(SEATS),
        wheelchair: WHEELCHAIR,
        ..Said::default()
    }]);
    let claims: Vec<Claim> = (0..CLAIMS).map(claim).collect();
    let objects: BTreeSet<_> = claims.iter().map(|claim| claim.object).collect();
    let shown = seats(&space, capacity, &claims);
    if objects.len() != claims.len() || shown.order.len() != claims.len() || shown.over.is_none() {
        return Err(BenchError::unexpected("the bus is not the one that was meant"));
    }
    let keys: Vec<_> = claims.iter().map(|claim| (claim.seq, claim.object)).collect();
    let each = |started: Instant| started.elapsed().as_secs_f64() * 1e3 / f64::from(TIMES);
    let mut pairs = Vec::new();
    for _ in 0..world.pick(40, 400) {
        let started = Instant::now();
        for _ in 0..TIMES {
            black_box(seats(&space, capacity, black_box(&claims)));
        }
        let ours = each(started);
        let started = Instant::now();
        for _ in 0..TIMES {
            let mut keys = black_box(&keys).clone();
            keys.sort_unstable();
            black_box(keys);
        }
        pairs.push((ours, each(started)));
    }
    Ok(Figure {
        id: ID.to_owned(),
        title: "The places of a bus, counted again".to_owned(),
        how: format!(
            "A bus of {SEATS} seats and {WHEELCHAIR} places for a wheelchair, {CLAIMS} claims of one to four places: some \
             accepted, more than there is room for, some declined, contested or taken back, the others waiting. Each \
             reading is the mean of {TIMES} countings from nothing, on one thread. Limit: the {CLAIMS} claims put in the \
             order of the log."
        ),
        lines: vec![Line::beside(
            "one counting",
            "ms",
            &pairs,
            Some(Bar::AtMost(1.0)),
        )?],
        curves: Vec::new(),
    })
}

/// The `n`th claim: what it asks for and what became of it come from a hash of `n`.
fn claim(n: u32) -> Claim {
    let hash = sha256(&n.to_be_bytes());
    let [a, b, c, d, ..] = hash;
    let object = hash.first_chunk().copied().unwrap_or_default();
    let decision = |accepts, by: u8| Decision {
        accepts,
        seq: (!by.is_multiple_of(5)).then_some(u64::from(n) + u64::from(by)),
        hash: ItemHash(sha256(&[a, b, by])),
    };
    Claim {
        object: ObjectId(object),
        demand: Places {
            seats: u32::from(a % 3) + 1,
            wheelchair: u32::from(b % 10 == 0),
            companions: u32::from(b % 10 == 1),
        },
        withdrawn: c % 20 == 0,
        seq: (c % 4 > 0).then_some(u64::from(n)),
        priority: if d % 8 == 0 {
            Priority::Missed
        } else {
            Priority::Usual
        },
        decisions: match d % 10 {
            0 | 1 => vec![decision(true, 1)],
            2 => vec![decision(true, 2), decision(false, 3)],
            3 => vec![decision(false, 4)],
            _ => Vec::new(),
        },
    }
}
