//! The same catalogue after many nights of imports.

use ekin_exchange::draft::Draft;
use ekin_harness::Cable;
use rand_chacha::ChaCha8Rng;
use rand_core::{Rng, SeedableRng};

use crate::catalogue::Catalogue;
use crate::error::Result;
use crate::figure::{Bar, Figure, Line};
use crate::world::{SEED, World, sync};

pub const ID: &str = "nightly";

pub fn measure(world: &World) -> Result<Figure> {
    let listings = world.pick(1_000, 10_000);
    let nights = world.pick(6, 60);
    let catalogue = Catalogue::of(world, ID, listings)?;
    let once = newcomer(world, &catalogue, "once")?;
    let mut drafts: Vec<Draft> = ekin_sample::generate(listings, SEED, world.today()).collect();
    let mut rng = ChaCha8Rng::seed_from_u64(SEED);
    for _ in 0..nights {
        let mut changed = Vec::new();
        for _ in 0..listings / 20 {
            let n = ((u64::from(rng.next_u32()) * listings) >> 32) as usize;
            if let Some(draft) = drafts.get_mut(n) {
                ekin_sample::revise(draft, &mut rng);
                changed.push(draft.clone());
            }
        }
        catalogue.import(&changed)?;
        sync(&catalogue.owner)?;
        catalogue.packed()?;
    }
    let manifest = catalogue.packed()?;
    let total: u64 = manifest.segments.iter().map(|segment| segment.total).sum();
    let after = newcomer(world, &catalogue, "after")?;
    let each = |bytes: f64| bytes / listings as f64;
    Ok(Figure {
        id: ID.to_owned(),
        title: format!("{listings} listings after {nights} nightly imports that change 5 % each"),
        how: "Each night a twentieth of the listings is drawn, revised, imported, sent and packed. Then a new device \
              takes the catalogue; the bytes are those from the relay, all of TCP's payload. The limit is the \
              catalogue of before: as many listings, never changed."
            .to_owned(),
        lines: vec![
            Line::beside("wire, down, a listing", "B", &[(each(after), each(once))], Some(Bar::AtMost(450.0)))?,
            Line::alone("segments", "", [manifest.segments.len() as f64], None)?,
            Line::alone("items packed for each that lives", "", [total as f64 / manifest.live_count as f64], None)?,
        ],
        curves: Vec::new(),
    })
}

fn newcomer(world: &World, catalogue: &Catalogue, name: &str) -> Result<f64> {
    let cable = Cable::to(catalogue.relay.address())?;
    catalogue.newcomer(world, &world.path(&format!("nightly-{name}")), cable.url())?;
    Ok(cable.bytes().1 as f64)
}
