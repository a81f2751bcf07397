//! `core::token`: what is accepted holds a token that can be used; a refusal keeps the secrets of
//! the request.
#![no_main]

use keyward::core::options::Strings;
use keyward::core::token::{TokenSet, refresh_request};
use keyward_fuzz::{answer, assert_presentable, assert_same};
use libfuzzer_sys::fuzz_target;
use serde_json::Value;

const NOW: u64 = 1_700_000_000;
const SECRET: &str = "refresh-1";

fuzz_target!(|bytes: &[u8]| {
    // The first byte chooses the status.
    let (choice, body) = bytes.split_first().unwrap_or((&0, &[]));
    let status = [200, 200, 200, 400][usize::from(choice % 4)];
    let request = refresh_request("https://op.example/token", SECRET, None, Strings::default());
    let tokens = match TokenSet::process(&answer(status, body), &request, NOW) {
        Ok(tokens) => tokens,
        Err(error) => return assert_presentable(&error, &[SECRET]),
    };
    assert_eq!(status, 200);
    let theirs: Value = serde_json::from_slice(body).expect("only ours accepts");
    assert!(theirs["error"].is_null());
    assert!(theirs["access_token"].as_str().is_some_and(|token| !token.is_empty()));
    assert!(theirs["token_type"].as_str().is_some_and(|kind| kind.eq_ignore_ascii_case("bearer")));
    for name in ["refresh_token", "id_token", "scope"] {
        let text = &theirs[name];
        assert!(
            text.is_null() || text.as_str().is_some_and(|text| name == "scope" || !text.is_empty())
        );
    }
    let tokens = tokens.into_object();
    let number = |name| {
        let number = tokens.get(name).and_then(|value| value.as_number());
        number.map(|number| number.as_str().parse::<u64>().expect("not whole seconds"))
    };
    assert_eq!(number("expires_at"), number("expires_in").map(|life| NOW.saturating_add(life)));
    assert_eq!(number("expires_in").is_some(), !theirs["expires_in"].is_null());
    if let Some(life) = theirs["expires_in"].as_f64() {
        assert!(life >= 0.0);
    }
    assert!(tokens.get("claims").is_none());
    // All else is handed on as it came.
    for (name, value) in tokens.iter() {
        if !["expires_in", "expires_at"].contains(&name) {
            assert_same(value, &theirs[name]);
        }
    }
});
