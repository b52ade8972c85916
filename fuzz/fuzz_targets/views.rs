#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| fixtures_every::properties::views(bytes));
