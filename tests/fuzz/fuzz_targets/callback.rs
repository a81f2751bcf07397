//! `core::authorization::Callback` against a judge made of `form_urlencoded` and `url`.
#![no_main]

use std::sync::LazyLock;

use keyward::core::authorization::{AuthorizationRequest, Callback, callback_state, is_callback};
use keyward::core::metadata::Metadata;
use keyward_fuzz::{assert_presentable, object};
use libfuzzer_sys::fuzz_target;

const STATE: &str = "state-1";
const ISSUER: &str = "https://op.example";
const ONCE: [&str; 9] = [
    "code",
    "state",
    "iss",
    "error",
    "error_description",
    "access_token",
    "id_token",
    "token_type",
    "expires_in",
];

struct Case {
    request: AuthorizationRequest,
    metadata: Metadata,
    in_fragment: bool,
    asked: &'static [&'static str],
    iss_required: bool,
}

static CASES: LazyLock<Vec<Case>> = LazyLock::new(|| {
    let case = |kind, mode, in_fragment, asked, iss_required| {
        let request = format!(
            r#"{{"state":"{STATE}","redirectUri":"https://app.example/cb","issuer":"{ISSUER}",
                "responseType":"{kind}","responseMode":{mode}}}"#
        );
        let metadata = format!(
            r#"{{"issuer":"{ISSUER}",
                "authorization_response_iss_parameter_supported":{iss_required}}}"#
        );
        Case {
            request: AuthorizationRequest::from_object(object(request.as_bytes()).unwrap())
                .unwrap(),
            metadata: Metadata::new(object(metadata.as_bytes()).unwrap(), false).unwrap(),
            in_fragment,
            asked,
            iss_required,
        }
    };
    vec![
        case("code", "null", false, &["code"], false),
        case("code", "null", false, &["code"], true),
        case("code", r#""fragment""#, true, &["code"], false),
        case("code id_token", "null", true, &["code", "id_token"], false),
    ]
});

fuzz_target!(|text: &str| {
    // The first character chooses the request.
    let mut characters = text.chars();
    let choice = characters.next().unwrap_or_default() as usize;
    let case = &CASES[choice % CASES.len()];
    let text = characters.as_str();

    let judged = Callback::parse(text, &case.request)
        .and_then(|callback| callback.validate(&case.request, &case.metadata));
    let place = text.split(['?', '#']).next().unwrap_or_default();
    let is_url = place.contains(':');
    let part = if is_url {
        let (rest, fragment) = text.split_once('#').unwrap_or((text, ""));
        let query = rest.split_once('?').map_or("", |(_, query)| query);
        if case.in_fragment { fragment } else { query }
    } else {
        text.strip_prefix(['?', '#']).unwrap_or(text)
    };
    let pairs: Vec<_> = form_urlencoded::parse(part.as_bytes()).collect();
    let get = |name: &str| pairs.iter().find(|(other, _)| other == name).map(|(_, value)| &**value);
    let count = |name: &str| pairs.iter().filter(|(other, _)| other == name).count();
    let good = ONCE.iter().all(|name| count(name) < 2)
        && count("response") < 2
        && get("state") == Some(STATE)
        && get("iss").map_or(!case.iss_required, |iss| iss == ISSUER)
        && get("error").is_none()
        && ["code", "access_token", "id_token", "refresh_token"].iter().all(|name| {
            match get(name) {
                Some(value) => case.asked.contains(name) && !value.is_empty(),
                None => !case.asked.contains(name),
            }
        });
    match judged {
        Ok(response) => {
            assert!(good, "a bad callback is accepted");
            assert_eq!(response.get("code"), get("code"));
            if is_url {
                let url = url::Url::parse(text).expect("not a URL");
                assert_eq!(url.origin().ascii_serialization(), "https://app.example");
                assert_eq!(url.path(), "/cb");
                assert!(url.username().is_empty() && url.password().is_none());
            }
        }
        Err(error) => {
            assert_presentable(&error, &[]);
            // Only `form_urlencoded` replaces bytes that are not UTF-8.
            let replaced = |text: &str| text.contains('\u{fffd}');
            let replaced = pairs.iter().any(|(name, value)| replaced(name) || replaced(value));
            assert!(is_url || !good || replaced, "a good callback is refused");
        }
    }
    assert!(!is_callback(text) || callback_state(text).is_some());
});
