//! The core set of pictograms: one drawing, one meaning, and always its word beside it. The drawings are not in here; a shell bundles those
//! of [`SOURCE`] under [`LICENCE`], by these names. Their words are texts (`picto-NAME`).

/// Where the drawings come from: a package of the npm registry, with its version.
pub const SOURCE: &str = "@phosphor-icons/core 2.1.1";
/// Their licence, by its SPDX name.
pub const LICENCE: &str = "MIT";

/// Names of the drawings, as the package has them.
pub const NAMES: &[&str] = &[
    "ticket",
    "hand-waving",
    "hand-heart",
    "hand-palm",
    "package",
    "map-pin",
    "lightbulb",
    "handshake",
    "calendar",
    "clock",
    "bus",
    "car",
    "train",
    "boat",
    "bicycle",
    "person-simple-walk",
    "wheelchair",
    "elevator",
    "stairs",
    "toilet",
    "ear",
    "ear-slash",
    "eye",
    "speaker-high",
    "speaker-slash",
    "moon",
    "sun",
    "cloud-rain",
    "snowflake",
    "umbrella",
    "hoodie",
    "t-shirt",
    "sneaker",
    "baseball-cap",
    "backpack",
    "suitcase",
    "eyeglasses",
    "bed",
    "shower",
    "fork-knife",
    "coffee",
    "cake",
    "pill",
    "first-aid-kit",
    "phone",
    "chat-circle",
    "users-three",
    "user-circle",
    "smiley",
    "smiley-meh",
    "smiley-sad",
    "heart",
    "thumbs-up",
    "thumbs-down",
    "question",
    "warning",
    "house",
    "tree",
    "mountains",
    "waves",
    "swimming-pool",
    "bank",
    "film-strip",
    "music-notes",
    "paint-brush",
    "camera",
    "soccer-ball",
    "basketball",
    "person-simple-run",
    "fish",
    "cooking-pot",
    "game-controller",
    "puzzle-piece",
    "book-open",
    "laptop",
    "plug",
    "mouse",
    "headphones",
    "wrench",
    "flower",
    "dog",
    "horse",
    "storefront",
    "shopping-cart",
    "money",
    "gift",
    "beanie",
    "boot",
    "cookie",
    "drop",
    "identification-card",
    "person-simple-swim",
    "sunglasses",
    "towel",
    "wallet",
];

/// Whether a name is one of the core set.
pub fn is_core(name: &str) -> bool {
    NAMES.contains(&name)
}

/// The drawing of a way of travelling, a word of the plan's choice `transport`; none for one of a newer version.
pub fn of_transport(word: &str) -> Option<&'static str> {
    Some(match word {
        "foot" => "person-simple-walk",
        "car" | "taxi" => "car",
        "minibus" | "bus" | "coach" => "bus",
        "train" => "train",
        "bike" => "bicycle",
        "boat" => "boat",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::kind::Plain;
    use crate::domain::kind::Scalar;
    use crate::domain::kind::choices;

    #[test]
    fn each_is_there_once_and_a_document_takes_it() {
        for (n, name) in NAMES.iter().enumerate() {
            assert!(!NAMES.iter().skip(n + 1).any(|other| other == name), "{name}");
            assert!(Scalar::Pictogram.accepts(&Plain::from(*name)).is_ok(), "{name}");
        }
        assert!(is_core("bus") && !is_core("Bus"));
    }

    #[test]
    fn every_way_of_travelling_has_a_drawing() {
        for word in choices::TRANSPORT.words {
            assert!(of_transport(word).is_some_and(is_core), "{word}");
        }
    }
}
