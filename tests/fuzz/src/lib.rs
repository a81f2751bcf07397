//! What the targets share: the opinions of the crates that everyone uses, and what must hold of
//! every error.

use keyward::core::codec::json::{self, Object, Value};
use keyward::core::error::{Error, SAID, record};
use keyward::core::http::Response;

/// A JSON text as an object, by our reader.
#[must_use]
pub fn object(bytes: &[u8]) -> Option<Object> {
    json::parse(bytes).ok()?.into_object()
}

/// A JSON answer.
#[must_use]
pub fn answer(status: u16, body: &[u8]) -> Response {
    let headers = vec![("content-type", "application/json".to_owned())];
    let body = body.to_vec();
    Response { status, headers, body }
}

/// Our value is what `serde_json` read.
pub fn assert_same(ours: &Value, theirs: &serde_json::Value) {
    match ours {
        Value::Null => assert!(theirs.is_null()),
        Value::Bool(ours) => assert_eq!(Some(*ours), theirs.as_bool()),
        Value::String(ours) => assert_eq!(Some(ours.expose()), theirs.as_str()),
        Value::Number(ours) => {
            let theirs = theirs.as_f64().expect("not a number");
            let double = ours.to_f64();
            assert!(double.is_finite());
            assert_eq!(double.is_sign_negative(), theirs.is_sign_negative());
            let apart = double.abs().to_bits().abs_diff(theirs.abs().to_bits());
            let whole = ours.as_str().bytes().all(|byte| byte.is_ascii_digit());
            let exact = whole && theirs <= 9_007_199_254_740_992.0;
            // In units of the last place.
            assert!(apart <= if exact { 0 } else { 16 }, "{double:e} against {theirs:e}");
        }
        Value::Array(ours) => {
            let theirs = theirs.as_array().expect("not an array");
            assert_eq!(ours.len(), theirs.len());
            for (ours, theirs) in ours.iter().zip(theirs) {
                assert_same(ours, theirs);
            }
        }
        Value::Object(ours) => assert_same_object(ours, theirs),
    }
}

/// Our object is what `serde_json` read.
pub fn assert_same_object(ours: &Object, theirs: &serde_json::Value) {
    let theirs = theirs.as_object().expect("not an object");
    assert_eq!(ours.len(), theirs.len());
    for (name, ours) in ours.iter() {
        assert_same(ours, theirs.get(name).expect("a member is missing"));
    }
}

/// An error can be shown: its record is JSON, what the server said is short and printable, and
/// none of `secrets` is in it.
pub fn assert_presentable(error: &Error, secrets: &[&str]) {
    let text = record(error);
    serde_json::from_str::<serde_json::Value>(text.expose()).expect("the record is no JSON");
    for secret in secrets {
        assert!(!text.expose().contains(secret), "the record repeats a secret");
    }
    for name in SAID {
        let said = error.evidence().and_then(|evidence| evidence.said(name));
        let said = said.unwrap_or_default();
        assert!(said.chars().count() <= 1_000 && !said.contains(char::is_control));
    }
}

/// A URL that passed the guard, as a browser reads it: https or this machine, the same host, no
/// user info, no fragment.
pub fn assert_guarded(text: &str, allow_insecure: bool) {
    // What no browser reads goes nowhere.
    let Ok(theirs) = url::Url::parse(text) else {
        return;
    };
    let loopback = match theirs.host().expect("no host") {
        url::Host::Domain(name) => name == "localhost" || name.ends_with(".localhost"),
        url::Host::Ipv4(address) => address.is_loopback(),
        url::Host::Ipv6(address) => address.is_loopback(),
    };
    match theirs.scheme() {
        "https" => {}
        "http" => assert!(allow_insecure || loopback, "http: to another machine"),
        other => panic!("the scheme {other} passed"),
    }
    assert!(theirs.username().is_empty() && theirs.password().is_none());
    assert!(theirs.fragment().is_none());

    let ours = keyward::core::url::Url::parse(text).expect("passed, but is no URL");
    let host = url::Host::parse(ours.host).expect("only as a whole it has a host");
    assert_eq!(Some(host), theirs.host().map(|host| host.to_owned()));
    let port = ours.port.and_then(|port| port.parse().ok());
    assert_eq!(port.or(default_port(&theirs)), theirs.port_or_known_default());
}

fn default_port(url: &url::Url) -> Option<u16> {
    Some(if url.scheme() == "https" { 443 } else { 80 })
}
