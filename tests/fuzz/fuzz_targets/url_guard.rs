//! `core::url::check_endpoint` and `check_issuer`, their verdicts read with the eyes of `url`.
#![no_main]

use keyward::core::url::{check_endpoint, check_issuer};
use keyward_fuzz::assert_guarded;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    let strict = check_endpoint(text, false).is_ok();
    if strict {
        assert_guarded(text, false);
    }
    let insecure = check_endpoint(text, true).is_ok();
    if insecure {
        assert_guarded(text, true);
    }
    assert!(insecure || !strict, "the option refuses what passes without it");
    if check_issuer(text, false).is_ok() {
        assert!(strict && !text.contains('?'));
    }
});
