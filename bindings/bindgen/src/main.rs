//! `ekin-bindgen`: reads the built library of `ekin-ffi` and writes what calls it. `cargo xtask bindings` runs it.

fn main() {
    uniffi::uniffi_bindgen_main();
}
