#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| fixtures_every::properties::view_formats(bytes));
