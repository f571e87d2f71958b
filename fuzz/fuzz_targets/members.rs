#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| ekin_targets::members(bytes));
