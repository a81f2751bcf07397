//! `core::metadata`: what is accepted is of the issuer that was asked, and every place that it
//! names is fit to be called, by `url`.
#![no_main]

use keyward::core::metadata::{self, Endpoint, WellKnown};
use keyward_fuzz::{answer, assert_guarded, assert_presentable, assert_same_object};
use libfuzzer_sys::fuzz_target;

const ISSUER: &str = "https://op.example";
const URLS: [&str; 14] = [
    "issuer",
    "authorization_endpoint",
    "token_endpoint",
    "userinfo_endpoint",
    "jwks_uri",
    "introspection_endpoint",
    "revocation_endpoint",
    "end_session_endpoint",
    "registration_endpoint",
    "device_authorization_endpoint",
    "pushed_authorization_request_endpoint",
    "backchannel_authentication_endpoint",
    "check_session_iframe",
    "challenge_endpoint",
];

fuzz_target!(|bytes: &[u8]| {
    // As an issuer: what is asked for lies at the issuer's own host.
    if let Ok(issuer) = str::from_utf8(bytes) {
        for place in [WellKnown::OpenId, WellKnown::OAuth] {
            if let Ok(request) = metadata::request(issuer, place, false) {
                assert_guarded(request.url.expose(), false);
                if let (Ok(asked), Ok(of)) =
                    (url::Url::parse(request.url.expose()), url::Url::parse(issuer))
                {
                    assert_eq!(asked.origin(), of.origin());
                    // Dot segments in an issuer lead away from there; the application wrote them.
                    let is_plain =
                        of.as_str().trim_end_matches('/') == issuer.trim_end_matches('/');
                    assert!(!is_plain || asked.path().contains("/.well-known/"));
                }
            }
        }
    }
    let request = metadata::request(ISSUER, WellKnown::OpenId, false).expect("the issuer is good");
    let checked = match metadata::process(&answer(200, bytes), &request, ISSUER, false) {
        Ok(checked) => checked,
        Err(error) => return assert_presentable(&error, &[]),
    };
    let theirs: serde_json::Value = serde_json::from_slice(bytes).expect("only ours accepts");
    assert_same_object(checked.document(), &theirs);
    assert_eq!(theirs["issuer"], ISSUER);
    for name in URLS {
        match &theirs[name] {
            serde_json::Value::Null => {}
            serde_json::Value::String(url) => assert_guarded(url, false),
            other => panic!("{name} is {other}"),
        }
    }
    assert_eq!(checked.endpoint(Endpoint::Token), theirs["token_endpoint"].as_str());
    assert_eq!(
        checked.sends_response_issuer(),
        theirs["authorization_response_iss_parameter_supported"] == true
    );
    if let Some(list) = checked.list("scopes_supported") {
        assert!(list.eq(
            theirs["scopes_supported"].as_array().into_iter().flatten().filter_map(|x| x.as_str())
        ));
    }
});
