//! How fast changes are judged before Automerge sees them.

use std::sync::Arc;
use std::time::Instant;

use ekin_core::document::scan::{Index, scan};
use ekin_core::document::{Actor, Document};
use ekin_core::storage::{Clock, Store};
use ekin_protocol::hash::sha256;
use ekin_protocol::id::ObjectId;

use crate::error::{BenchError, Result};
use crate::figure::{Figure, Line};
use crate::house::House;
use crate::world::World;

pub const ID: &str = "scanner";

pub fn measure(world: &World) -> Result<Figure> {
    let house = House::at(world, ID, |relay| Ok(relay.url()))?;
    let documents = house.fill(world, world.pick(100, 1_000))?;
    let changes = changes(world, &house, &documents)?;
    let bytes: usize = changes.iter().map(|change| change.len()).sum();
    let rate = |started: Instant| bytes as f64 / 1e6 / started.elapsed().as_secs_f64();
    let (mut form, mut whole) = (Vec::new(), Vec::new());
    for _ in 0..world.pick(5, 30) {
        let started = Instant::now();
        for change in &changes {
            std::hint::black_box(sha256(change));
        }
        let limit = rate(started);
        let started = Instant::now();
        for change in &changes {
            std::hint::black_box(scan(change)).map_err(|why| BenchError::unexpected(why.to_string()))?;
        }
        form.push((rate(started), limit));
        let started = Instant::now();
        for change in &changes {
            let admitted = scan(change).and_then(|summary| Index::default().admit(&summary, &[]));
            std::hint::black_box(admitted).map_err(|why| BenchError::unexpected(why.to_string()))?;
        }
        whole.push((rate(started), limit));
    }
    Ok(Figure {
        id: ID.to_owned(),
        title: "Changes judged before Automerge sees them".to_owned(),
        how: format!(
            "The {} changes with which documents of thirteen fields began, {bytes} B in all, on one thread: by the rules \
             that need no history (1 to 15), and by all (16 to 19 too, each against an empty index). Limit: SHA-256 of \
             the same bytes, which the chunk's own checksum needs.",
            changes.len()
        ),
        lines: vec![
            Line::beside("from the bytes alone", "MB/s", &form, None)?,
            Line::beside("and against what the document holds", "MB/s", &whole, None)?,
        ],
        curves: Vec::new(),
    })
}

/// The raw changes of the house's documents.
fn changes(world: &World, house: &House, documents: &[ObjectId]) -> Result<Vec<Arc<[u8]>>> {
    let clock: Clock = Arc::new(|| 0);
    let store = Store::open_read_only(&world.path("scanner-owner").join("ekin.db"), clock, None)?;
    store.read(|read| {
        let sp = read
            .find_space(&house.space)?
            .ok_or_else(|| BenchError::unexpected("no space"))?;
        let mut changes = Vec::new();
        for object in documents {
            let save = read.document_save(sp, object)?.unwrap_or_default();
            let document = Document::open(Actor([0; 16]), &save, &[]);
            let document = document.map_err(|error| BenchError::unexpected(error.to_string()))?;
            let all = document
                .confirmed()
                .map_err(|error| BenchError::unexpected(error.to_string()))?;
            changes.extend(all.into_iter().map(|change| change.bytes));
        }
        Ok(changes)
    })
}
