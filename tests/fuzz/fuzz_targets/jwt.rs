//! `core::jose::jws` and the claims of an ID token against a decoder made of `base64` and
//! `serde_json`.
#![no_main]

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use keyward::core::id_token::{self, Expectations, Nonce};
use keyward::core::jose::alg::Alg;
use keyward::core::jose::jws::{HEADER_LIMIT, Jws, TOKEN_LIMIT};
use keyward::core::options::Strings;
use keyward_fuzz::{assert_presentable, assert_same_object, object};
use libfuzzer_sys::fuzz_target;
use serde_json::Value;

const NOW: f64 = 1_700_000_000.0;

fuzz_target!(|bytes: &[u8]| {
    if let Ok(text) = str::from_utf8(bytes) {
        judge(text);
    }
    // The same bytes as what a token is made of: header, claims and signature, one line each.
    let mut lines = bytes.splitn(3, |byte| *byte == b'\n');
    let mut part = || URL_SAFE_NO_PAD.encode(lines.next().unwrap_or_default());
    let token = [part(), part(), part()].join(".");
    judge(&token);
});

fn judge(token: &str) {
    let ours = match Jws::parse(token) {
        Ok(ours) => ours,
        Err(error) => {
            assert_presentable(&error, &[]);
            assert!(!is_fine(token), "a good token is refused");
            return;
        }
    };
    let parts: Vec<&str> = token.split('.').collect();
    let [header, claims, signature] = parts[..] else {
        panic!("not three parts");
    };
    let decode = |part| URL_SAFE_NO_PAD.decode(part).expect("not base64url");
    let json = |part| serde_json::from_slice::<Value>(&decode(part)).expect("not JSON");
    let (header, payload) = (json(header), json(claims));
    assert_eq!(ours.signature, decode(signature));
    assert_eq!(ours.signed, &token[..token.len() - signature.len() - 1]);
    assert_same_object(&ours.claims, &payload);
    assert_eq!(ours.header.kid.as_deref(), header.get("kid").and_then(Value::as_str));
    assert_eq!(ours.header.typ.as_deref(), header.get("typ").and_then(Value::as_str));
    let alg = header["alg"].as_str().expect("no alg");
    assert!(ours.header.alg == alg || ours.header.alg.is_empty() && Alg::parse(alg).is_none());
    assert!(header.get("crit").is_none());

    let wanted = Expectations {
        issuer: "https://op.example",
        client_id: "client",
        now: NOW as u64,
        tolerance: 30,
        alg: Alg::Rs256,
        nonce: Nonce::Equal("n-1"),
        max_age: None,
        acr: Strings::default(),
        previous: None,
        access_token: Some("token"),
        code: None,
        state: None,
        front_channel: false,
    };
    match id_token::check(&ours, &wanted) {
        Ok(hashes) => {
            assert_eq!(alg, "RS256");
            assert_eq!(payload["iss"], "https://op.example");
            assert_eq!(payload["nonce"], "n-1");
            match &payload["aud"] {
                Value::String(aud) => assert_eq!(aud, "client"),
                Value::Array(aud) => {
                    assert!(aud.contains(&Value::from("client")));
                    assert!(aud.len() == 1 || payload["azp"] == "client");
                }
                _ => panic!("no audience"),
            }
            assert!(payload.get("azp").is_none_or(|azp| azp == "client"));
            let sub = payload["sub"].as_str().expect("no subject");
            assert!((1..=255).contains(&sub.len()) && sub.is_ascii());
            let seconds = |name: &str| payload[name].as_f64().expect("no time");
            assert!(seconds("exp") > NOW - 30.0 && seconds("iat") <= NOW + 30.0);
            assert!(
                payload
                    .get("nbf")
                    .is_none_or(|nbf| nbf.as_f64().is_some_and(|at| at <= NOW + 30.0))
            );
            assert_eq!(hashes.len(), usize::from(payload.get("at_hash").is_some()));
        }
        Err(error) => assert_presentable(&error, &[]),
    }
}

// Whether nothing speaks against a token's form. Where readers of JSON may differ, ours decides:
// the target `json` compares it.
fn is_fine(token: &str) -> bool {
    let parts: Vec<&str> = token.split('.').collect();
    let [header, claims, signature] = parts[..] else {
        return false;
    };
    let decode = |part| URL_SAFE_NO_PAD.decode(part).ok();
    let (Some(decoded), Some(payload), Some(_)) =
        (decode(header), decode(claims), decode(signature))
    else {
        return false;
    };
    let (Some(head), Some(_)) = (object(&decoded), object(&payload)) else {
        return false;
    };
    let is_text = |name| head.get(name).is_none_or(|value| value.as_str().is_some());
    token.len() <= TOKEN_LIMIT
        && header.len() <= HEADER_LIMIT
        && head.text("alg").is_some()
        && head.get("crit").is_none()
        && is_text("kid")
        && is_text("typ")
}
