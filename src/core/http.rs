//! The one gate for HTTP: every back-channel request is built here and every answer judged here.

use alloc::borrow::ToOwned;
use alloc::string::String;
use alloc::vec;
use alloc::vec::Vec;
use zeroize::Zeroize;

use super::codec::json::{Object, Value};
use super::codec::{form, json};
use super::error::{Code, Error, Evidence, Result};
use super::secret::Secret;

/// Largest body that is read, in bytes.
pub const BODY_LIMIT: u32 = 1 << 20;

/// Longest `error_description` that is handed on, in characters.
const TEXT_LIMIT: usize = 1_000;

/// The response headers that the protocol reads; hosts need not pass on any other.
pub const RESPONSE_HEADERS: [&str; 6] =
    ["content-type", "retry-after", "www-authenticate", "cache-control", "date", "age"];

/// GET or POST; nothing else is sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Method {
    /// GET: may be repeated once after a network error.
    Get,
    /// POST: never repeated.
    Post,
}

/// A request, ready to be sent as it is: no redirect is followed, no cookie added.
#[derive(Debug)]
pub struct Request {
    /// The method.
    pub method: Method,
    /// Absolute URL, already checked.
    pub url: Secret,
    /// Header names in lower case, with their values.
    pub headers: Vec<(&'static str, Secret)>,
    /// Form data.
    pub body: Option<Secret>,
}

impl Request {
    /// A GET for `accept`.
    #[must_use]
    pub fn get(url: &str, accept: &str) -> Self {
        let headers = vec![("accept", Secret::from(accept))];
        Self { method: Method::Get, url: Secret::from(url), headers, body: None }
    }

    /// A form POST for `accept`. The bare media type: some servers refuse a charset parameter.
    #[must_use]
    pub fn post(url: &str, accept: &str, form: Secret) -> Self {
        let headers = vec![
            ("accept", Secret::from(accept)),
            ("content-type", Secret::from("application/x-www-form-urlencoded")),
        ];
        Self { method: Method::Post, url: Secret::from(url), headers, body: Some(form) }
    }

    /// Adds `Authorization: Bearer` (RFC 6750 §2.1).
    pub fn bearer(&mut self, access_token: &str) -> Result<()> {
        // token68 of RFC 9110 §11.2; anything else could break out of the header.
        let ok = |byte: u8| byte.is_ascii_graphic();
        if access_token.is_empty() || !access_token.bytes().all(ok) {
            return Err(Error::new(
                Code::InvalidConfig,
                "the access token is not one printable word",
            ));
        }
        let mut value = Secret::with_capacity(access_token.len().saturating_add(7));
        value.push_str("Bearer ");
        value.push_str(access_token);
        self.headers.push(("authorization", value));
        Ok(())
    }

    // Whether `text` repeats a secret of this request.
    fn is_echoed_in(&self, text: &str) -> bool {
        let long = |secret: &str| secret.len() >= 8 && text.contains(secret);
        let header = self
            .headers
            .iter()
            .filter(|(name, _)| *name == "authorization")
            .any(|(_, value)| value.expose().split(' ').any(long));
        let body = self.body.as_ref().map_or("", Secret::expose);
        let public = ["grant_type", "redirect_uri", "client_id", "scope", "token_type_hint"];
        header
            || form::parse(body)
                .unwrap_or_default()
                .iter()
                .any(|(name, value)| !public.contains(&name.as_str()) && long(value.expose()))
    }
}

/// A complete answer, as the host received it.
#[derive(Debug)]
pub struct Response {
    /// HTTP status; 0 where a browser hides a redirect.
    pub status: u16,
    /// Those of [`RESPONSE_HEADERS`] that were there.
    pub headers: Vec<(&'static str, String)>,
    /// The body, at most [`BODY_LIMIT`] bytes.
    pub body: Vec<u8>,
}

impl Drop for Response {
    fn drop(&mut self) {
        self.body.zeroize();
    }
}

/// Why no complete answer arrived.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Transport {
    /// DNS, connection, CORS, reset, short or undecodable body.
    Network,
    /// The time limit of the whole call.
    Timeout,
    /// The caller's signal.
    Aborted,
    /// More than [`BODY_LIMIT`] bytes, with this status.
    TooLarge(u16),
}

impl From<Transport> for Error {
    fn from(transport: Transport) -> Self {
        match transport {
            Transport::Network => Self::new(Code::NetworkError, "the server could not be reached"),
            Transport::Timeout => Self::new(Code::Timeout, "the time limit ran out"),
            Transport::Aborted => Self::new(Code::Aborted, "the call was aborted"),
            Transport::TooLarge(status) => {
                let evidence = Evidence { status: Some(status), ..Evidence::default() };
                let message = "the answer is larger than 1 MiB";
                Self::new(Code::ResponseTooLarge, message).with_evidence(evidence)
            }
        }
    }
}

impl Response {
    /// A header's value.
    #[must_use]
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(n, _)| *n == name).map(|(_, value)| value.as_str())
    }

    /// The media type in lower case, without parameters (RFC 9110 §8.3.1).
    #[must_use]
    pub fn media_type(&self) -> String {
        let value = self.header("content-type").unwrap_or_default();
        value.split(';').next().unwrap_or_default().trim().to_ascii_lowercase()
    }

    /// Judges the status of an answer that must be a plain 200 and returns nothing else.
    ///
    /// `request` serves only to keep its secrets out of the error.
    pub fn expect_ok(&self, request: &Request) -> Result<()> {
        match self.status {
            200 => Ok(()),
            0 | 300..=399 => {
                Err(self.error(Code::RedirectRefused, "the server answered with a redirect"))
            }
            _ => Err(self.refusal(request)),
        }
    }

    /// Judges an answer that must be 200 with a JSON object that is no error (RFC 6749 §5).
    pub fn json(&self, request: &Request) -> Result<Object> {
        self.expect_ok(request)?;
        if !is_json(&self.media_type()) {
            return Err(self.error(Code::WrongContentType, "the answer's media type is not JSON"));
        }
        let object = self.object()?;
        // RFC 6749 §5.2 fixes 400 for errors; well-known servers send them with 200.
        if object.get("error").is_some_and(|error| !matches!(error, Value::Null)) {
            return Err(self.said_no(&object, request));
        }
        Ok(object)
    }

    /// The body as a JSON object, whatever its media type.
    pub fn object(&self) -> Result<Object> {
        let value = json::parse(&self.body)
            .map_err(|fault| self.error(Code::InvalidJson, fault.message()))?;
        value
            .into_object()
            .ok_or_else(|| self.error(Code::InvalidResponse, "the answer is no JSON object"))
    }

    /// An error about this answer.
    #[must_use]
    pub fn error(&self, code: Code, message: &'static str) -> Error {
        Error::new(code, message).with_evidence(self.evidence())
    }

    fn evidence(&self) -> Evidence {
        let shown = |name: &str| name != "www-authenticate";
        let headers = self.headers.iter().filter(|(name, _)| shown(name));
        Evidence {
            status: Some(self.status),
            headers: headers.map(|(name, value)| (*name, plain_text(value))).collect(),
            retry_after: self.retry_after(),
            ..Evidence::default()
        }
    }

    // RFC 9110 §10.2.3; read where a repeat makes sense.
    fn retry_after(&self) -> Option<u64> {
        if !matches!(self.status, 429 | 503) {
            return None;
        }
        let value = self.header("retry-after")?.trim();
        decimal(value).or_else(|| {
            let at = http_date(value)?;
            let now = self.header("date").and_then(http_date);
            now.map(|now| at.saturating_sub(now))
        })
    }

    // A status other than 200.
    fn refusal(&self, request: &Request) -> Error {
        if is_json(&self.media_type())
            && let Ok(object) = self.object()
            && object.get("error").and_then(Value::as_str).is_some()
        {
            return self.said_no(&object, request);
        }
        // RFC 6750 §3: a protected resource says it in the challenge.
        if let Some(challenge) = self.header("www-authenticate") {
            let object = challenge_members(challenge);
            if object.get("error").is_some() {
                return self.said_no(&object, request);
            }
        }
        self.error(Code::HttpError, "the server answered with an unexpected status")
    }

    fn said_no(&self, object: &Object, request: &Request) -> Error {
        let text = |name: &str| {
            let text = object.get(name)?.as_str()?;
            Some(if request.is_echoed_in(text) { REDACTED.to_owned() } else { plain_text(text) })
        };
        let mut evidence = self.evidence();
        evidence.error = text("error");
        evidence.error_description = text("error_description");
        evidence.error_uri = text("error_uri");
        let mut body = Object::new();
        for (name, value) in [
            ("error", &evidence.error),
            ("error_description", &evidence.error_description),
            ("error_uri", &evidence.error_uri),
        ] {
            if let Some(value) = value {
                body.insert(name, Value::String(Secret::from(value.as_str())));
            }
        }
        evidence.body = Some(body);
        Error::new(Code::ServerErrorResponse, "the server answered with an error")
            .with_evidence(evidence)
    }
}

const REDACTED: &str = "(left out: it repeats a secret of the request)";

/// Server text fit for a log: at most 1,000 characters, control characters removed.
#[must_use]
pub fn plain_text(text: &str) -> String {
    text.chars().filter(|c| !c.is_control()).take(TEXT_LIMIT).collect()
}

/// `application/json` or a structured syntax suffix `+json` (RFC 6839 §3.1).
#[must_use]
pub fn is_json(media_type: &str) -> bool {
    media_type == "application/json"
        || (media_type.starts_with("application/") && media_type.ends_with("+json"))
}

// The error members of a challenge such as `Bearer realm="x", error="invalid_token"` (RFC 9110
// §11.6.1), read leniently: it only explains a refusal that stands already.
fn challenge_members(challenge: &str) -> Object {
    let mut object = Object::new();
    for name in ["error", "error_description", "error_uri"] {
        let mut rest = challenge;
        while let Some((before, after)) = rest.split_once(name) {
            rest = after;
            let starts_word = before.is_empty() || before.ends_with([' ', ',', '\t']);
            let Some(value) = after.trim_start().strip_prefix('=') else {
                continue;
            };
            if !starts_word {
                continue;
            }
            let value = value.trim_start();
            let value = match value.strip_prefix('"') {
                Some(quoted) => quoted_string(quoted),
                None => value.split([',', ' ']).next().unwrap_or_default().to_owned(),
            };
            object.insert(name, Value::String(Secret::from(value)));
            break;
        }
    }
    object
}

fn quoted_string(text: &str) -> String {
    let mut out = String::new();
    let mut chars = text.chars();
    while let Some(c) = chars.next() {
        match c {
            '"' => break,
            '\\' => out.extend(chars.next()),
            c => out.push(c),
        }
    }
    out
}

/// A non-negative decimal integer without sign; `None` above 2^53 (what JSON readers agree on).
#[must_use]
pub fn decimal(text: &str) -> Option<u64> {
    if text.is_empty() || text.len() > 16 {
        return None;
    }
    let mut value: u64 = 0;
    for byte in text.bytes() {
        let digit = byte.checked_sub(b'0').filter(|digit| *digit <= 9)?;
        value = value.saturating_mul(10).saturating_add(u64::from(digit));
    }
    (value <= 1 << 53).then_some(value)
}

/// Appends a decimal integer; spares the formatting machinery (DESIGN: size).
pub fn push_decimal(out: &mut Secret, value: u64) {
    let mut digits = [0_u8; 20];
    let mut rest = value;
    let mut start = digits.len();
    for slot in digits.iter_mut().rev() {
        *slot = b'0'.wrapping_add((rest % 10) as u8);
        rest /= 10;
        start = start.wrapping_sub(1);
        if rest == 0 {
            break;
        }
    }
    for digit in digits.iter().skip(start) {
        out.push(char::from(*digit));
    }
}

// IMF-fixdate of RFC 9110 §5.6.7, `Sun, 06 Nov 1994 08:49:37 GMT`, in seconds since the epoch.
fn http_date(text: &str) -> Option<u64> {
    let mut words = text.split(' ').skip(1);
    let day = decimal(words.next()?)?;
    let name = words.next()?;
    let months = "JanFebMarAprMayJunJulAugSepOctNovDec";
    let month = (months.find(name)? as u64) / 3;
    let year = decimal(words.next()?)?;
    let mut time = words.next()?.split(':').map(decimal);
    let (hour, minute, second) = (time.next()??, time.next()??, time.next()??);
    if words.next() != Some("GMT")
        || name.len() != 3
        || !(1970..=9999).contains(&year)
        || !(1..=31).contains(&day)
        || hour > 23
        || minute > 59
        || second > 60
    {
        return None;
    }
    // Days from the civil calendar, counting years from March.
    let (y, m) = if month < 2 {
        (year.wrapping_sub(1), month.wrapping_add(10))
    } else {
        (year, month.wrapping_sub(2))
    };
    let leap_days = (y / 4).saturating_sub(y / 100).saturating_add(y / 400);
    let month_days = m.saturating_mul(306).saturating_add(5) / 10;
    let days = y.saturating_mul(365).saturating_add(leap_days).saturating_add(month_days);
    let days = days.saturating_add(day).checked_sub(719_469)?;
    let hours = days.saturating_mul(24).saturating_add(hour);
    Some(hours.saturating_mul(60).saturating_add(minute).saturating_mul(60).saturating_add(second))
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::format;
    use std::prelude::v1::*;

    fn response(status: u16, headers: &[(&'static str, &str)], body: &str) -> Response {
        let headers = headers.iter().map(|(name, value)| (*name, (*value).to_owned())).collect();
        Response { status, headers, body: body.as_bytes().to_vec() }
    }

    fn token_request() -> Request {
        let mut form = Secret::new();
        form::append(&mut form, "grant_type", "authorization_code");
        form::append(&mut form, "code", "SplxlOBeZQQYbYS6WxSbIA");
        Request::post("https://op.example/token", "application/json", form)
    }

    const JSON: (&str, &str) = ("content-type", "Application/JSON; charset=utf-8");

    #[test]
    fn a_json_object_is_accepted() {
        let object = response(200, &[JSON], r#"{"a":1}"#).json(&token_request()).unwrap();
        assert_eq!(object.len(), 1);
        let suffix = [("content-type", "application/problem+json")];
        assert!(response(200, &suffix, "{}").json(&token_request()).is_ok());
    }

    #[test]
    fn refusals_have_their_own_codes() {
        let cases = [
            (302, JSON, "", Code::RedirectRefused),
            (0, JSON, "", Code::RedirectRefused),
            (304, JSON, "", Code::RedirectRefused),
            (200, ("content-type", "text/html"), "{}", Code::WrongContentType),
            (200, ("date", "x"), "{}", Code::WrongContentType),
            (200, JSON, "[]", Code::InvalidResponse),
            (200, JSON, "{", Code::InvalidJson),
            (200, JSON, r#"{"error":"invalid_grant"}"#, Code::ServerErrorResponse),
            (200, JSON, r#"{"error":{"message":"x"}}"#, Code::ServerErrorResponse),
            (400, JSON, r#"{"error":"invalid_grant"}"#, Code::ServerErrorResponse),
            (400, JSON, "{", Code::HttpError),
            (500, ("content-type", "text/html"), "<p>", Code::HttpError),
            (201, JSON, "{}", Code::HttpError),
        ];
        for (status, header, body, code) in cases {
            let error = response(status, &[header], body).json(&token_request()).unwrap_err();
            assert_eq!(error.code(), code, "{status} {body}");
            assert_eq!(error.evidence().unwrap().status, Some(status));
        }
    }

    #[test]
    fn server_text_is_cut_cleaned_and_never_repeats_a_secret() {
        let long = "x".repeat(5_000);
        let body = format!(r#"{{"error":"a\u0000b","error_description":"{long}"}}"#);
        let error = response(400, &[JSON], &body).json(&token_request()).unwrap_err();
        let evidence = error.evidence().unwrap();
        assert_eq!(evidence.error.as_deref(), Some("ab"));
        assert_eq!(evidence.error_description.as_ref().unwrap().len(), 1_000);

        let body =
            r#"{"error":"invalid_grant","error_description":"SplxlOBeZQQYbYS6WxSbIA is used"}"#;
        let error = response(400, &[JSON], body).json(&token_request()).unwrap_err();
        assert_eq!(error.evidence().unwrap().error_description.as_deref(), Some(REDACTED));
    }

    #[test]
    fn a_challenge_explains_a_refusal() {
        let header = (
            "www-authenticate",
            r#"Bearer realm="error=no", error="invalid_token", error_description="it \"ended\"""#,
        );
        let error = response(401, &[header], "").json(&token_request()).unwrap_err();
        assert_eq!(error.code(), Code::ServerErrorResponse);
        let evidence = error.evidence().unwrap();
        assert_eq!(evidence.error.as_deref(), Some("invalid_token"));
        assert_eq!(evidence.error_description.as_deref(), Some("it \"ended\""));
    }

    #[test]
    fn retry_after_is_read_as_seconds_and_as_date() {
        let after = |status, headers: &[(&'static str, &str)]| {
            response(status, headers, "")
                .json(&token_request())
                .unwrap_err()
                .evidence()
                .unwrap()
                .retry_after
        };
        assert_eq!(after(503, &[("retry-after", "120")]), Some(120));
        let date = ("date", "Sun, 06 Nov 1994 08:49:07 GMT");
        assert_eq!(after(429, &[("retry-after", "Sun, 06 Nov 1994 08:49:37 GMT"), date]), Some(30));
        assert_eq!(after(400, &[("retry-after", "120")]), None);
        assert_eq!(after(503, &[("retry-after", "soon")]), None);
    }

    #[test]
    fn dates_and_decimals() {
        // RFC 9110 §5.6.7's example, value by `date -u -d … +%s`.
        assert_eq!(http_date("Sun, 06 Nov 1994 08:49:37 GMT"), Some(784_111_777));
        assert_eq!(http_date("Thu, 29 Feb 2024 00:00:00 GMT"), Some(1_709_164_800));
        assert_eq!(http_date("Thu, 01 Jan 1970 00:00:00 GMT"), Some(0));
        assert_eq!(http_date("Thu, 01 Foo 1970 00:00:00 GMT"), None);
        for value in [0, 7, 10, 4_294_967_296, u64::MAX] {
            let mut out = Secret::new();
            push_decimal(&mut out, value);
            assert_eq!(out.expose(), value.to_string());
        }
        assert_eq!(decimal("9007199254740993"), None);
        assert_eq!(decimal("-1"), None);
    }

    #[test]
    fn a_bearer_token_cannot_break_out_of_its_header() {
        let mut request = Request::get("https://op.example/userinfo", "application/json");
        assert!(request.bearer("a b").is_err() && request.bearer("a\r\nx").is_err());
        assert!(request.bearer("mF_9.B5f-4.1JqM").is_ok());
    }
}
