//! `cargo demo`: the main job on this machine, with real programs: a relay, a territory, publishers and
//! readers, a network that is cut in the middle of a sentence, a relay that is killed. It says what happens,
//! with sizes and times, where the data lies and how to do the same by hand; it fails when anything differs.

mod house;
mod near;
mod offer;
mod recovery;
mod stage;
mod story;

use std::path::PathBuf;

use crate::cargo;
use crate::scenarios;
use crate::step::{Failure, openly};
use crate::tree;
use stage::Stage;

/// What to show.
#[derive(Debug, clap::Args)]
pub struct Arguments {
    /// Publish these files instead of the sample territory.
    #[arg(long, num_args = 1.., value_name = "FILE")]
    from: Vec<PathBuf>,
    /// Where the data lies; emptied first.
    #[arg(long, value_name = "DIR")]
    data: Option<PathBuf>,
    /// Play the outing to the museum instead: two houses, fifty-five people, a tablet that is lost, nobody left behind.
    #[arg(long, conflicts_with_all = ["from", "data"])]
    outing: bool,
}

/// The story of the outing.
const OUTING: &str = "tests/scenarios/museum.toml";

/// Builds both programs and plays the story.
pub fn run(arguments: &Arguments) -> Result<(), Failure> {
    let programs = cargo::Programs::build(false)?;
    if arguments.outing {
        return openly(&mut scenarios::play(&programs, &tree::root().join(OUTING)));
    }
    let folder = match &arguments.data {
        Some(folder) => folder.clone(),
        None => tree::root().join("target").join("demo"),
    };
    let stage = Stage::set(&programs, &folder)?;
    story::play(&stage, &arguments.from)?;
    house::play(&stage)?;
    offer::play(&stage, &stage.device("owner"))?;
    stage.farewell();
    Ok(())
}
