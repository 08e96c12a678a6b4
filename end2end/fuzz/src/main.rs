//! One libFuzzer binary for all targets; `FUZZ_TARGET` selects the target.
#![no_main]

use std::sync::LazyLock;

use fuzz::Target;

static CHOSEN: LazyLock<Target> = LazyLock::new(|| {
    let name = std::env::var("FUZZ_TARGET").unwrap_or_default();
    fuzz::named(&name).unwrap_or_else(|| panic!("FUZZ_TARGET={name} names no target"))
});

libfuzzer_sys::fuzz_target!(|data: &[u8]| CHOSEN(data));
