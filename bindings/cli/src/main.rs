//! ekin: a device without a screen.
fn main() {}
