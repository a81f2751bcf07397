//! The device authorization grant (RFC 8628).

use super::codec::form;
use super::codec::json::{Number, Object, Value};
use super::error::{Code, Error, Result};
use super::http::{Request, Response};
use super::options::{Options, Parameter, Source, append_parameters};
use super::secret::Secret;
use super::url::check_endpoint;

/// Seconds between two polls where the server names none (§3.2).
const INTERVAL: u64 = 5;
/// Seconds that `slow_down` adds, for good (§3.5).
const SLOWER: u64 = 5;

// What `extra` must not repeat; those that say who asks are written by the client's authentication.
static PARAMETERS: [Parameter; 6] = [
    ("scope", "scope", Source::Reserved),
    ("resource", "resource", Source::Each),
    ("", "client_id", Source::Reserved),
    ("", "client_secret", Source::Reserved),
    ("", "client_assertion", Source::Reserved),
    ("", "client_assertion_type", Source::Reserved),
];

/// The request for a device code (§3.1); `scope` is the client's default.
pub fn request(endpoint: &str, params: &Options, scope: Option<&str>) -> Result<Request> {
    let mut body = Secret::with_capacity(256);
    let chosen = params.words("scope")?;
    if let Some(scope) = chosen.as_ref().map(Secret::expose).or(scope) {
        form::append(&mut body, "scope", scope);
    }
    append_parameters(&mut body, &PARAMETERS, &Object::new(), params)?;
    Ok(Request::post(endpoint, "application/json", body))
}

/// Judges the answer (§3.2): the codes and where the user goes with them; `expires_at` and `interval`
/// are always there.
pub fn process(
    response: &Response,
    request: &Request,
    now: u64,
    allow_insecure: bool,
) -> Result<Object> {
    let mut code = response.json(request)?;
    let invalid = |message| Err(response.error(Code::InvalidResponse, message));
    // Google's servers, older than the RFC, say `verification_url`.
    if code.get("verification_uri").is_none()
        && let Some(address) = code.remove("verification_url")
    {
        code.insert("verification_uri", address);
    }
    for name in ["device_code", "user_code", "verification_uri"] {
        if code.text(name).unwrap_or_default().is_empty() {
            return invalid("a code or the verification address is missing");
        }
    }
    // It is shown to the user, often in a terminal, which control characters would steer.
    if code.text("user_code").is_some_and(|code| code.chars().any(char::is_control)) {
        return invalid("the user's code holds control characters");
    }
    // The user is sent there: no script, no plain HTTP.
    for name in ["verification_uri", "verification_uri_complete"] {
        match code.get(name) {
            None | Some(Value::Null) => {}
            Some(Value::String(address)) => check_endpoint(address.expose(), allow_insecure)
                .map_err(|error| response.explain(error))?,
            Some(_) => return invalid("the verification address is no string"),
        }
    }
    let seconds = |name| code.get(name).and_then(whole);
    let Some(life) = seconds("expires_in") else {
        return invalid("the code's life is no number of seconds");
    };
    let interval = match code.get("interval") {
        None | Some(Value::Null) => INTERVAL,
        Some(_) => match seconds("interval") {
            Some(interval) => interval.max(1),
            None => return invalid("the interval is no number of seconds"),
        },
    };
    code.insert("interval", Value::from(interval));
    code.insert("expires_in", Value::from(life));
    code.insert("expires_at", Value::from(now.saturating_add(life)));
    Ok(code)
}

fn whole(value: &Value) -> Option<u64> {
    match value {
        Value::Number(number) => {
            let number = Number::to_f64(number);
            (0.0..9.0e15).contains(&number).then_some(number as u64)
        }
        Value::String(text) => super::http::decimal(text.expose()),
        _ => None,
    }
}

/// A device code, as the application hands it back.
#[derive(Debug)]
pub struct Pending<'a> {
    /// `device_code`
    pub code: &'a str,
    /// Seconds between two polls.
    pub interval: u64,
}

impl<'a> Pending<'a> {
    /// Reads the code back; one past its life is refused (§3.5, `expired_token`).
    pub fn new(code: &'a Options, now: u64) -> Result<Self> {
        if code.number("expires_at")?.is_some_and(|end| end <= now) {
            let message = "the device code was not used in time";
            return Err(Error::claim(Code::TokenExpired, "device_code", message));
        }
        let interval = code.number("interval")?.unwrap_or(INTERVAL);
        Ok(Self { code: code.required("device_code")?, interval })
    }

    /// The interval after which to ask again, if `error` means that the user has not decided yet
    /// (§3.5).
    #[must_use]
    pub fn next_interval(&self, error: &Error) -> Option<u64> {
        let evidence = error.evidence();
        match evidence.and_then(|evidence| evidence.said("error")) {
            Some("authorization_pending") => Some(self.interval),
            Some("slow_down") => Some(self.interval.saturating_add(SLOWER)),
            // Exponential back-off where the connection or the server fails.
            _ if error.retryable() => {
                let asked = evidence.and_then(|evidence| evidence.retry_after).unwrap_or(0);
                Some(self.interval.saturating_mul(2).max(asked))
            }
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::core::codec::json;
    use crate::core::error::Evidence;
    use crate::core::http::Transport;
    use std::borrow::ToOwned;
    use std::string::String;
    use std::vec;

    fn answer(body: &str) -> Result<Object> {
        let headers = vec![("content-type", "application/json".to_owned())];
        let response = Response { status: 200, headers, body: body.as_bytes().to_vec() };
        let request =
            request("https://op.example/device", &Options::default(), Some("a b")).unwrap();
        assert_eq!(request.body.as_ref().unwrap().expose(), "scope=a+b");
        process(&response, &request, 1_000, false)
    }

    fn text(object: &Object) -> String {
        let mut text = Secret::new();
        json::write_object(object, &mut text);
        text.expose().to_owned()
    }

    // RFC 8628 §3.2
    const EXAMPLE: &str = r#"{"device_code":"GmRhmhcxhwAzkoEqiMEg_DnyEysNkuNhszIySk9eS",
        "user_code":"WDJB-MJHT","verification_uri":"https://example.com/device",
        "verification_uri_complete":"https://example.com/device?user_code=WDJB-MJHT",
        "expires_in":1800,"interval":5}"#;

    #[test]
    fn rfc_8628_example() {
        let code = answer(EXAMPLE).unwrap();
        assert_eq!(code.text("user_code"), Some("WDJB-MJHT"));
        assert!(text(&code).contains(r#""expires_at":2800"#));
        let without = EXAMPLE.replace(r#","interval":5"#, "");
        assert!(text(&answer(&without).unwrap()).contains(r#""interval":5"#));
        let google = EXAMPLE.replace("verification_uri\"", "verification_url\"");
        assert_eq!(
            answer(&google).unwrap().text("verification_uri"),
            Some("https://example.com/device")
        );
    }

    #[test]
    fn extra_never_says_who_asks() {
        let params = r#"{"scope":["c","d"],"resource":["r","s"],"extra":{"client_id":"other",
            "client_secret":"x","scope":"all","resource":"t","audience":["u","v"]}}"#;
        let request =
            request("https://op.example/device", &Options::parse(params).unwrap(), Some("a"));
        assert_eq!(
            request.unwrap().body.unwrap().expose(),
            "scope=c+d&resource=r&resource=s&audience=u&audience=v"
        );
        let params = Options::parse(r#"{"extra":{"n":1}}"#).unwrap();
        let error = super::request("https://op.example/device", &params, None).unwrap_err();
        assert_eq!(error.code(), Code::InvalidConfig);
    }

    #[test]
    fn broken_answers_are_refused() {
        for (old, new, code) in [
            ("\"user_code\":\"WDJB-MJHT\"", "\"user_code\":\"\"", Code::InvalidResponse),
            ("\"device_code\"", "\"code\"", Code::InvalidResponse),
            ("WDJB-MJHT\"", "WDJB\\u001b[2J\"", Code::InvalidResponse),
            ("https://example.com/device\"", "javascript:alert(1)\"", Code::InsecureUrl),
            ("https://example.com/device?", "http://example.com/device?", Code::InsecureUrl),
            ("1800", "\"soon\"", Code::InvalidResponse),
            ("1800", "-1", Code::InvalidResponse),
            ("\"interval\":5", "\"interval\":\"x\"", Code::InvalidResponse),
        ] {
            let broken = EXAMPLE.replacen(old, new, 1);
            assert_ne!(broken, EXAMPLE);
            assert_eq!(answer(&broken).unwrap_err().code(), code, "{new}");
        }
    }

    #[test]
    fn polling_slows_down_as_it_is_told() {
        let code = Options::parse(r#"{"device_code":"d","interval":7,"expires_at":2000}"#).unwrap();
        let pending = Pending::new(&code, 1_999).unwrap();
        let said = |word: &str| {
            let mut evidence = Evidence::of_status(400);
            evidence.say("error", word);
            Error::new(Code::ServerErrorResponse, "").with_evidence(evidence)
        };
        assert_eq!(pending.next_interval(&said("authorization_pending")), Some(7));
        assert_eq!(pending.next_interval(&said("slow_down")), Some(12));
        assert_eq!(pending.next_interval(&said("access_denied")), None);
        assert_eq!(pending.next_interval(&said("expired_token")), None);
        assert_eq!(pending.next_interval(&Transport::Network.into()), Some(14));
        assert_eq!(pending.next_interval(&Transport::Timeout.into()), Some(14));
        assert_eq!(pending.next_interval(&Transport::Aborted.into()), None);
        let mut busy = Evidence::of_status(429);
        busy.retry_after = Some(60);
        let busy = Error::new(Code::HttpError, "").with_evidence(busy);
        assert_eq!(pending.next_interval(&busy), Some(60));
        let mut down = Evidence::of_status(503);
        down.say("error", "temporarily_unavailable");
        let down = Error::new(Code::ServerErrorResponse, "").with_evidence(down);
        assert_eq!(pending.next_interval(&down), Some(14));
        assert_eq!(Pending::new(&code, 2_000).unwrap_err().code(), Code::TokenExpired);
    }

    #[test]
    fn seconds_may_be_written_as_text() {
        // As some servers write the life of a token, too.
        let written = EXAMPLE.replace("1800", "\"1800\"").replace(":5}", ":\"7\"}");
        let code = text(&answer(&written).unwrap());
        for member in [r#""expires_in":1800"#, r#""expires_at":2800"#, r#""interval":7"#] {
            assert!(code.contains(member), "{member}");
        }
    }
}
