//! Bodies of records that erase, and why some are none.

use ekin_protocol::membership::{Body, Erase};

/// What is no erasure: its name, why, its body, and the word of the refusal.
pub fn refused() -> Vec<(&'static str, &'static str, Vec<u8>, &'static str)> {
    let units = |units| {
        Body::Erase(Erase {
            units,
            ..Erase::default()
        })
        .write()
    };
    vec![
        ("an erasure of nothing", "at least one list", vec![0xa0], "form"),
        (
            "an erasure with an empty list",
            "left out instead",
            vec![0xa1, 0x00, 0x80],
            "form",
        ),
        (
            "erased units out of order",
            "ids ascend",
            units(vec![[2; 16], [1; 16]]),
            "form",
        ),
        (
            "513 erased units",
            "at most 512",
            units((0..513u128).map(u128::to_be_bytes).collect()),
            "too-large",
        ),
    ]
}
