//! `core::url::is_safe_return_target`: whatever passes leads, by `url`, to the page's origin.
#![no_main]

use keyward::core::url::is_safe_return_target;
use libfuzzer_sys::fuzz_target;

const PAGES: [&str; 4] = [
    "https://app.example/cb",
    "https://app.example:8443/a/b/?x=1#y",
    "http://localhost:3000/",
    "http://[::1]/cb",
];

fuzz_target!(|text: &str| {
    // The first character chooses the page.
    let mut characters = text.chars();
    let choice = characters.next().unwrap_or_default() as usize;
    let page = PAGES[choice % PAGES.len()];
    let target = characters.as_str();
    let base = url::Url::parse(page).expect("pages are URLs");
    let Ok(resolved) = base.join(target) else {
        return;
    };
    if !is_safe_return_target(target, resolved.as_str(), page) {
        return;
    }
    assert_eq!(resolved.origin(), base.origin());
    assert!(resolved.username().is_empty() && resolved.password().is_none());
    // Nor does it when somebody resolves it again, whole or its path alone.
    let again = base.join(resolved.as_str()).expect("it was a URL");
    assert_eq!(again.origin(), base.origin());
    let path = base.join(resolved.path()).expect("it was a path");
    assert_eq!(path.origin(), base.origin());
    let start = resolved.path().to_ascii_lowercase();
    for disguise in ["//", "/\\", "/%2f", "/%5c"] {
        assert!(!start.starts_with(disguise), "{start}");
    }
    assert!(!target.contains(|c: char| c.is_control() || c == '\\'));
});
