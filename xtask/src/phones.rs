//! What is built for a phone has an encrypted store, with no switch that somebody could forget.

use crate::cargo::cargo;
use crate::step::{Failure, answer, none_of};

/// One target of each system.
const PHONES: [&str; 2] = ["aarch64-linux-android", "aarch64-apple-ios"];
/// What the library of the shells is made of when the store is encrypted.
const ENCRYPTED: &str = "libsqlite3-sys feature \"bundled-sqlcipher-vendored-openssl\"";

/// Targets whose store would be open.
pub fn check() -> Result<(), Failure> {
    let mut open = Vec::new();
    for target in PHONES {
        if !parts(target)?.contains(ENCRYPTED) {
            open.push(format!(
                "the store of ekin-ffi would not be encrypted on {target}"
            ));
        }
    }
    none_of(open)
}

/// The packages and features that the library is made of there.
fn parts(target: &str) -> Result<String, Failure> {
    let tree = ["tree", "--locked", "--package", "ekin-ffi", "--target", target];
    let text = answer(
        cargo()
            .args(tree)
            .args(["--edges", "features,normal", "--prefix", "none"]),
    )?;
    Ok(String::from_utf8_lossy(&text).into_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn phones_encrypt_and_a_machine_that_asked_for_nothing_does_not() {
        check().unwrap();
        assert!(!parts("x86_64-unknown-linux-gnu").unwrap().contains(ENCRYPTED));
    }
}
