//! See `promises::content`.
#![no_main]

#[path = "../promises.rs"]
mod promises;

libfuzzer_sys::fuzz_target!(|data: &[u8]| promises::content(data));
