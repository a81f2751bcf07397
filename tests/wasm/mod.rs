//! What may differ in WebAssembly from the host that the other tests run on: the compact SHA-256,
//! 32-bit lengths, the allocator, a small stack. The same suite runs in every engine.
#![allow(clippy::expect_used)]

use keyward::core::authorization::{self, AuthorizationRequest, Callback, Registration};
use keyward::core::codec::json::{self, Fault, Value};
use keyward::core::codec::{base64url, form};
use keyward::core::error::Code;
use keyward::core::jose::alg::Alg;
use keyward::core::jose::jws::Jws;
use keyward::core::metadata::Metadata;
use keyward::core::options::Options;
use keyward::core::pkce::{self, Method};
use keyward::core::secret::Secret;
use wasm_bindgen_test::wasm_bindgen_test;

#[wasm_bindgen_test]
fn rfc_7636_appendix_b() {
    let verifier = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";
    let challenge = pkce::challenge(verifier, Method::S256).expect("a verifier");
    assert_eq!(challenge.expose(), "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM");
}

/// Lengths around the ends of SHA-256's blocks; the values are those of `sha256sum`.
#[wasm_bindgen_test]
fn the_compact_sha_256_hashes_one_two_and_three_blocks() {
    for (length, expected) in [
        (43, "ZtNPunH49FD35FWYhT5Tv8I7vRKQJ8uxMaL0_9eHjNA"),
        (55, "n0OQ-NMMLdkuyfCVtl4rmumwqSWlJY4kHJ8ekQ9zQxg"),
        (56, "s1Q5pKxvCUi21vnjxq8PX1kM4g8b3nCQ73lwaG7Gc4o"),
        (64, "_-BU_nrgy23GXDr5th1SCfQ5hR20PQulmXM33xVGaOs"),
        (119, "MeulHDE6XAgiat8Y1KNZz9_Y0ugWsT9K-VL36mWE3Ps"),
        (128, "aDbPE7rEAOkQUHHNavRwhN-srU5eMCyUv-0k4BOvtz4"),
    ] {
        let challenge = pkce::challenge(&"a".repeat(length), Method::S256).expect("a verifier");
        assert_eq!(challenge.expose(), expected, "{length}");
    }
}

#[wasm_bindgen_test]
fn a_verifier_has_the_length_asked_for() {
    for length in 43..=128 {
        let entropy = vec![0xff; pkce::entropy_for(length).expect("a length")];
        assert_eq!(pkce::verifier(&entropy, length).len(), length as usize);
    }
    assert!(pkce::entropy_for(u32::MAX).is_err());
}

#[wasm_bindgen_test]
fn rfc_4648_section_10_without_padding() {
    for (plain, encoded) in [
        ("", ""),
        ("f", "Zg"),
        ("fo", "Zm8"),
        ("foo", "Zm9v"),
        ("foob", "Zm9vYg"),
        ("fooba", "Zm9vYmE"),
    ] {
        assert_eq!(base64url::encode(plain.as_bytes()), encoded);
        assert_eq!(base64url::decode(encoded).as_deref(), Some(plain.as_bytes()));
    }
    for respelled in ["Zg==", "Zh", "Zm9v\n", "Zm+v", "Z"] {
        assert_eq!(base64url::decode(respelled), None, "{respelled}");
    }
}

#[wasm_bindgen_test]
fn json_at_its_greatest_depth_fits_the_stack() {
    let nested = |depth: usize| [("[").repeat(depth), ("]").repeat(depth)].concat();
    let deepest = (1..=json::MAX_DEPTH + 1)
        .rev()
        .find(|depth| json::parse(nested(*depth).as_bytes()).is_ok());
    assert!(deepest.is_some_and(|depth| depth >= json::MAX_DEPTH - 1), "{deepest:?}");
    assert_eq!(json::parse(nested(100_000).as_bytes()), Err(Fault::Depth));
}

#[wasm_bindgen_test]
fn json_numbers_are_doubles_and_finite() {
    let number = |text: &str| {
        let value = json::parse(text.as_bytes()).ok()?;
        value.as_number().map(json::Number::to_f64)
    };
    assert_eq!(number("4294967296"), Some(4_294_967_296.0));
    assert_eq!(number("9007199254740991"), Some(9_007_199_254_740_991.0));
    assert_eq!(number("1e22"), Some(1e22));
    assert_eq!(number("-0.5e1"), Some(-5.0));
    assert_eq!(json::parse(b"1e400"), Err(Fault::NumberRange));
}

#[wasm_bindgen_test]
fn json_refuses_what_javascript_would_misread() {
    assert_eq!(json::parse(br#"{"sub":"a","sub":"b"}"#), Err(Fault::Duplicate));
    assert!(json::parse(br#"{"__proto__":{"admin":true}}"#).is_err());
    assert_eq!(json::parse(b"\xef\xbb\xbf{}"), Err(Fault::Encoding));
    assert!(json::parse(br#""\ud800""#).is_err());
}

/// The largest body that is read, several times over: the allocator grows the memory and finds
/// its way back.
#[wasm_bindgen_test]
fn a_mebibyte_of_json_is_read_and_written_again() {
    let text = format!(r#"["{}"]"#, "é\\n".repeat((1 << 20) / 4 - 2));
    for _ in 0..8 {
        let value = json::parse(text.as_bytes()).expect("JSON");
        let mut written = Secret::new();
        json::write(&value, &mut written);
        assert_eq!(written.expose(), text);
    }
}

/// Blocks of all sizes, freed in another order than made, hold what was put into them.
#[wasm_bindgen_test]
fn the_allocator_keeps_blocks_apart() {
    let mut kept: Vec<Option<Vec<u8>>> = Vec::new();
    let mut seed: u32 = 1;
    for round in 0..20_000_usize {
        seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        let size = 1 << (seed >> 28);
        kept.push(Some(vec![round as u8; size]));
        let other = (seed as usize).checked_rem(kept.len()).unwrap_or(0);
        if let Some(block) = kept.get_mut(other).and_then(Option::take) {
            assert!(block.iter().all(|byte| usize::from(*byte) == other & 0xff));
        }
    }
    let intact = |(at, block): (usize, &Option<Vec<u8>>)| {
        block.iter().flatten().all(|byte| usize::from(*byte) == at & 0xff)
    };
    assert!(kept.iter().enumerate().all(intact));
}

#[wasm_bindgen_test]
fn a_form_survives_its_way_there_and_back() {
    let mut form = Secret::new();
    form::append(&mut form, "scope", "openid profile");
    form::append(&mut form, "name", "Zoë & 明=+%");
    assert_eq!(form.expose(), "scope=openid+profile&name=Zo%C3%AB+%26+%E6%98%8E%3D%2B%25");
    let read = form::parse(form.expose()).expect("UTF-8");
    let read: Vec<_> = read.iter().map(|(name, value)| (name.as_str(), value.expose())).collect();
    assert_eq!(read, [("scope", "openid profile"), ("name", "Zoë & 明=+%")]);
}

/// The token of RFC 7515 appendix A.1, whose JSON holds line breaks.
#[wasm_bindgen_test]
fn rfc_7515_appendix_a_1_is_taken_apart() {
    let token = "eyJ0eXAiOiJKV1QiLA0KICJhbGciOiJIUzI1NiJ9.\
                 eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNvbS9pc19yb290Ijp0cnVlfQ.\
                 dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";
    let jws = Jws::parse(token).expect("a token");
    assert_eq!(jws.claims.get("iss").and_then(Value::as_str), Some("joe"));
    assert_eq!(jws.signature.len(), 32);
    let refused = jws.alg(Alg::Rs256).expect_err("HS256 was not agreed on");
    assert_eq!(refused.code(), Code::AlgNotAllowed);
}

fn metadata() -> Metadata {
    let document = br#"{"issuer":"https://id.example","authorization_endpoint":"https://id.example/authorize"}"#;
    let document = json::parse(document).expect("JSON");
    Metadata::new(document.into_object().expect("an object"), false).expect("metadata")
}

fn authorization_request(entropy: u8) -> AuthorizationRequest {
    let registration = Registration {
        client_id: "app",
        redirect_uri: Some("https://app.example/callback"),
        scope: Some("openid"),
    };
    let entropy = [entropy; authorization::ENTROPY];
    authorization::request(&metadata(), &registration, &Options::default(), &entropy)
        .expect("a request")
}

#[wasm_bindgen_test]
fn a_request_accepts_its_own_callback_and_no_other() {
    let request = authorization_request(1);
    let callback = |state: &str| {
        let mut url = Secret::from("https://app.example/callback?code=abc&state=");
        url.push_str(state);
        Callback::parse(url.expose(), &request)
            .and_then(|read| read.validate(&request, &metadata()))
    };
    let response = callback(request.state()).expect("its own answer");
    assert_eq!(response.get("code"), Some("abc"));
    let refused = callback(authorization_request(2).state()).expect_err("another state");
    assert_eq!(refused.code(), Code::StateMismatch);
}
