//! Memory that held a secret is empty when it is given back.
//!
//! `tests/hostile/memory.test.mjs` looks through all of a page's WebAssembly memory; here an
//! allocator looks at each piece that is freed, also at those that growing leaves behind.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used)]

use std::alloc::{GlobalAlloc, Layout, System};
use std::sync::atomic::{AtomicUsize, Ordering};

use keyward::core::codec::{base64url, form, json};
use keyward::core::hash::sha256;
use keyward::core::http::Response;
use keyward::core::secret::Secret;

const MARK: &str = "SplxlOBeZQQYbYS6WxSbIA";
static LEFT: AtomicUsize = AtomicUsize::new(0);

struct Watch;

#[global_allocator]
static WATCH: Watch = Watch;

// SAFETY: everything is handed on to `System`; `realloc` is the provided one, so that memory which
// moves is freed here, too.
unsafe impl GlobalAlloc for Watch {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        // Zeroed, so that all of it may be read when it is freed.
        unsafe { System.alloc_zeroed(layout) }
    }

    unsafe fn dealloc(&self, place: *mut u8, layout: Layout) {
        let bytes = unsafe { std::slice::from_raw_parts(place, layout.size()) };
        if bytes.windows(MARK.len()).any(|part| part == MARK.as_bytes()) {
            LEFT.fetch_add(1, Ordering::Relaxed);
        }
        unsafe { System.dealloc(place, layout) }
    }
}

// How many pieces of memory with the mark in them `step` frees.
fn left_by(step: impl FnOnce()) -> usize {
    LEFT.store(0, Ordering::Relaxed);
    step();
    LEFT.load(Ordering::Relaxed)
}

// One test: others beside it would free memory, too.
#[test]
fn nothing_is_freed_that_still_holds_a_secret() {
    assert_eq!(left_by(|| drop(String::from(MARK))), 1, "the search finds what it looks for");

    assert_eq!(left_by(|| drop(Secret::from(MARK))), 0, "a secret");
    let growing = || {
        let mut text = Secret::from(MARK);
        for _ in 0..100 {
            text.push_str("ab");
            text.push('é');
            text.push_ascii(b'c');
        }
    };
    assert_eq!(left_by(growing), 0, "a secret that grew");
    let filled = || {
        let mut text = Secret::with_capacity(MARK.len());
        text.push_str(MARK);
        text.push_ascii(b'.');
    };
    assert_eq!(left_by(filled), 0, "a secret that outgrew its room");

    let answer = || {
        let headers = vec![("date", MARK.to_owned())];
        drop(Response { status: 200, headers, body: MARK.as_bytes().to_vec() });
    };
    assert_eq!(left_by(answer), 0, "an answer");
    let text = format!(r#"{{"a":["{MARK}"],"{MARK}":1}}"#);
    assert_eq!(left_by(|| drop(json::parse(text.as_bytes()))), 0, "a value");
    let cut_off = text.trim_end_matches('}');
    assert_eq!(left_by(|| assert!(json::parse(cut_off.as_bytes()).is_err())), 0, "a broken one");
    let bad = format!("{}=", base64url::encode(MARK.as_bytes()));
    assert_eq!(left_by(|| assert!(base64url::decode(&bad).is_none())), 0, "bad base64url");
    let bad = format!("a={MARK}%ff");
    assert_eq!(left_by(|| assert!(form::parse(&bad).is_none())), 0, "a bad form");
    assert_eq!(left_by(|| assert_ne!(sha256(MARK.as_bytes()), [0; 32])), 0, "what is hashed");
}
