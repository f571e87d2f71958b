//! Law 12, at the end of each story of a house: a person is written about, everybody has it, and they are erased. No file of any device
//! holds their name any more, nor does one that was set back to the day before bring it again.

use std::path::Path;

use ekin_core::app::document::Kind;
use ekin_core::domain::language::LanguageTag;

use super::home::Home;
use crate::house;
use crate::relay::Kept;
use crate::world::World;

/// A person.
const PERSON: &str = "0d0d0d0d0d0d0d0d0d0d0d0d0d0d0d0d";
/// A name that stands nowhere else.
const NAME: &str = "Xuhurpetx";
/// What is known of them, under the key of their unit too.
const LIKES: &str = "Xuhurpetx eta itsas dortoka";

/// Devices in whose files it stands.
fn holders<S: Kept>(home: &Home, world: &World<S>) -> Vec<usize> {
    let phones = home.phones.iter().copied();
    phones.filter(|phone| holds(&world.phones[*phone].home)).collect()
}

/// Whether it stands in a file of a folder, as it is. Every other form, and what is compressed, is looked through where one house is
/// followed by hand (`tests/tests/rights.rs`): that takes minutes for a story.
fn holds(folder: &Path) -> bool {
    std::fs::read_dir(folder).unwrap().any(|file| {
        let path = file.unwrap().path();
        match path.is_dir() {
            true => holds(&path),
            false => String::from_utf8_lossy(&std::fs::read(&path).unwrap()).contains(NAME),
        }
    })
}

/// Erases a person of whom everybody knew.
pub fn check<S: Kept>(home: &Home, world: &mut World<S>) {
    let (space, owner) = (home.space, home.phones[0]);
    assert_eq!(holders(home, world), [0; 0]);
    let fields = [
        format!("person={PERSON}"),
        format!("name={NAME}"),
        format!("likes={LIKES}"),
    ];
    world
        .command(owner, |owner| {
            owner.new_document(space, Kind::Profile, &fields, LanguageTag::FR)
        })
        .unwrap()
        .unwrap();
    let all_sync = |world: &mut World<S>| {
        for phone in home.phones.iter().chain(&home.phones) {
            house::sync(world, *phone);
        }
    };
    all_sync(world);
    let knew = holders(home, world);
    assert!(knew.contains(&owner), "the search finds what is there");
    // One of them is not there when it happens, and comes back as it was.
    let last = *knew.last().unwrap();
    let before = world.phones[last].home.with_extension("before");
    world.phones[last].copy_to(&before);
    let erased = world
        .command(owner, |owner| owner.erase_person(NAME))
        .unwrap()
        .unwrap();
    assert!(erased.done, "{erased:?}");
    all_sync(world);
    assert_eq!(holders(home, world), [0; 0], "of {knew:?}");
    if last != owner {
        world.phones[last].restore_from(&before);
        assert_eq!(holders(home, world), [last], "as it was");
        all_sync(world);
        assert_eq!(holders(home, world), [0; 0], "an old phone brings nothing back");
    }
}
