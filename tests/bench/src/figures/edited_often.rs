//! A listing that was edited ten thousand times costs a new device the same as one edited once.

use ekin_exchange::draft::Draft;
use ekin_harness::{Cable, RelayProcess};
use ekin_limit::gauge::Reading;
use ekin_protocol::link::Link;
use rand_chacha::ChaCha8Rng;
use rand_core::SeedableRng;

use crate::catalogue::{Newcomer, packed};
use crate::error::{BenchError, Result};
use crate::figure::{Bar, Figure, Line};
use crate::publisher::Publisher;
use crate::session::Session;
use crate::world::{SEED, World, pairs};

pub const ID: &str = "edited-often";
const OTHERS: u64 = 1_000;

struct Edited {
    relay: RelayProcess,
    publisher: Publisher,
}

pub fn measure(world: &World) -> Result<Figure> {
    let times = world.pick(1_000, 10_000);
    let often = edited(world, "often", times)?;
    let once = edited(world, "once", 1)?;
    let done = pairs(
        world.pick(3, 9),
        |n| often.newcomer(world, n),
        |n| once.newcomer(world, n),
    )?;
    let of = |get: fn(&Reading) -> f64| -> Vec<(f64, f64)> {
        done.iter().map(|(a, b)| (get(a), get(b))).collect()
    };
    let bytes = (often.bytes(world, "often")?, once.bytes(world, "once")?);
    Ok(Figure {
        id: ID.to_owned(),
        title: format!("A listing edited {times} times, beside the same edited once"),
        how: format!(
            "Two catalogues of {OTHERS} listings in envelopes of 64, of which one listing was then edited, an \
             envelope for each edit. A new device takes each; the limit is the one edited once."
        ),
        lines: vec![
            Line::beside("wire, down", "B", &[bytes], Some(Bar::RatioAtMost(1.1)))?,
            Line::beside("time", "ms", &of(|r| r.wall_ms), Some(Bar::RatioAtMost(1.1)))?,
            Line::beside(
                "processor time",
                "ms",
                &of(|r| r.cpu_ms),
                Some(Bar::RatioAtMost(1.1)),
            )?,
        ],
        curves: Vec::new(),
    })
}

fn edited(world: &World, name: &str, times: usize) -> Result<Edited> {
    let relay = world.relay(&format!("edited-{name}-relay"), &[])?;
    let mut publisher = Publisher::found(relay.address(), 9)?;
    let drafts: Vec<Draft> = ekin_sample::generate(OTHERS, SEED, world.today()).collect();
    let mut frames = publisher.frames(&drafts, 64)?;
    let mut draft = drafts
        .into_iter()
        .next()
        .ok_or_else(|| BenchError::unexpected("no listing"))?;
    let (_, mut last) = publisher.item(&draft, &[])?;
    let mut rng = ChaCha8Rng::seed_from_u64(SEED);
    for n in 0..times {
        // A text that grows without end would be no edit any more.
        let body = draft.body.clone();
        ekin_sample::revise(&mut draft, &mut rng);
        draft.body = body;
        draft.summary.insert("fr".to_owned(), format!("Modifiée, {n}"));
        let (item, hash) = publisher.item(&draft, &[last])?;
        frames.push(publisher.frame(&[item])?);
        last = hash;
    }
    let frames: Vec<Vec<u8>> = frames.iter().map(|frame| frame.write()).collect();
    Session::open(relay.address(), &publisher.key, vec![publisher.start])?.push_all(&frames)?;
    packed(relay.address(), &publisher.space)?;
    Ok(Edited { relay, publisher })
}

impl Edited {
    fn newcomer(&self, world: &World, n: usize) -> Result<Reading> {
        let home = world.path(&format!("edited-{}-{n}", self.relay.address().port()));
        let reading = world.ours(
            "first-sync",
            &Newcomer {
                home: home.clone(),
                link: self.publisher.link(),
            },
        )?;
        std::fs::remove_dir_all(home).map_err(BenchError::io("removing a home"))?;
        Ok(reading)
    }

    fn bytes(&self, world: &World, name: &str) -> Result<f64> {
        let cable = Cable::to(self.relay.address())?;
        let Link::Territory {
            space,
            name: title,
            code,
            ..
        } = self.publisher.link().parse()?
        else {
            return Err(BenchError::unexpected("another link"));
        };
        let link = Link::Territory {
            space,
            urls: vec![cable.url()],
            name: title,
            code,
        };
        let home = world.path(&format!("edited-{name}-counted"));
        world.ours(
            "first-sync",
            &Newcomer {
                home,
                link: link.to_string(),
            },
        )?;
        Ok(cable.bytes().1 as f64)
    }
}
