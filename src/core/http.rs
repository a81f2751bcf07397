//! The one gate for HTTP: every back-channel request is built here and every answer judged here.

use alloc::string::String;
use alloc::vec::Vec;

use super::codec::json::{Object, Value};
use super::codec::{all, before, contains, cut, cut_last, form, has_prefix, has_word, json};
use super::error::{Code, Error, Evidence, Result, SAID, plain_text};
use super::secret::{Secret, wipe, wipe_text};

pub use super::codec::{decimal, push_decimal};

/// Largest body that is read, in bytes.
pub const BODY_LIMIT: u32 = 1 << 20;

/// The response headers that the protocol reads; hosts need not pass on any other.
pub const RESPONSE_HEADERS: [&str; 6] =
    ["content-type", "retry-after", "www-authenticate", "cache-control", "date", "age"];

/// GET or POST; the JSON API of one vendor has two more. By their numbers in `pkg/src/flight.js`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Method {
    /// GET: may be repeated once after a network error.
    Get,
    /// POST: never repeated.
    Post,
    /// PUT: never repeated.
    #[cfg(feature = "oauth")]
    Put,
    /// DELETE: never repeated.
    #[cfg(feature = "oauth")]
    Delete,
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
    /// Headers of a provider's own, by names that are not known here.
    #[cfg(feature = "oauth")]
    pub more_headers: Vec<(Secret, Secret)>,
    /// Form data.
    pub body: Option<Secret>,
    /// What the headers hold in another spelling: no error may repeat it.
    pub(super) password: Secret,
    /// The form where it travels in the URL, and what the application itself added, as form data: no
    /// error may repeat that either.
    #[cfg(feature = "oauth")]
    elsewhere: Secret,
}

impl Request {
    /// A GET for `accept`.
    #[must_use]
    pub fn get(url: &str, accept: &str) -> Self {
        Self::new(Method::Get, url, accept, None)
    }

    /// A form POST for `accept`. The bare media type: some servers refuse a charset parameter.
    #[must_use]
    pub fn post(url: &str, accept: &str, form: Secret) -> Self {
        let mut request = Self::new(Method::Post, url, accept, Some(form));
        request.header("content-type", "", "application/x-www-form-urlencoded");
        request
    }

    fn new(method: Method, url: &str, accept: &str, body: Option<Secret>) -> Self {
        let (url, password) = (Secret::from(url), Secret::new());
        let mut request = Self {
            method,
            url,
            headers: Vec::new(),
            #[cfg(feature = "oauth")]
            more_headers: Vec::new(),
            body,
            password,
            #[cfg(feature = "oauth")]
            elsewhere: Secret::new(),
        };
        request.header("accept", "", accept);
        request
    }

    /// A request with JSON.
    #[cfg(feature = "oauth")]
    #[must_use]
    pub fn json(method: Method, url: &str, body: Secret) -> Self {
        let mut request = Self::new(method, url, "application/json", Some(body));
        request.header("content-type", "", "application/json");
        request
    }

    /// A request whose form travels in the URL, which has no query yet.
    #[cfg(feature = "oauth")]
    #[must_use]
    pub fn query(method: Method, url: &str, form: Secret) -> Self {
        let mut request = Self::new(method, url, "application/json", None);
        if !form.is_empty() {
            request.url.push_ascii(b'?');
            request.url.push_str(form.expose());
        }
        request.elsewhere = form;
        request
    }

    /// Turns a form into the query of a GET, for servers that want it so.
    #[cfg(feature = "oauth")]
    pub(crate) fn become_get(&mut self) {
        let Some(body) = self.body.take() else { return };
        let mut url = form::url(self.url.expose());
        if !matches!(url.expose().as_bytes().last(), Some(b'?' | b'&')) {
            url.push_ascii(b'&');
        }
        url.push_str(body.expose());
        self.method = Method::Get;
        self.url = url;
        self.headers.retain(|(name, _)| *name != "content-type");
        self.elsewhere = body;
    }

    /// Keeps what the application added out of errors; `added` is form data.
    #[cfg(feature = "oauth")]
    pub(crate) fn remember(&mut self, added: &str) {
        if !added.is_empty() {
            self.elsewhere.push_ascii(b'&');
            self.elsewhere.push_str(added);
        }
    }

    /// Keeps the client's secret out of errors, where the application says it in its own way.
    #[cfg(feature = "oauth")]
    pub(crate) fn guard(&mut self, secret: &str) {
        self.password.push_str(secret);
    }

    /// Adds a header whose value is `scheme` and `value`.
    pub(super) fn header(&mut self, name: &'static str, scheme: &str, value: &str) {
        let mut text = Secret::with_capacity(scheme.len().saturating_add(value.len()));
        text.push_str(scheme);
        text.push_str(value);
        self.headers.push((name, text));
    }

    /// Adds `Authorization: Bearer` (RFC 6750 §2.1).
    pub fn bearer(&mut self, access_token: &str) -> Result<()> {
        // token68 of RFC 9110 §11.2; anything else could break out of the header.
        if access_token.is_empty() || !all(access_token, |byte| byte.is_ascii_graphic()) {
            return Err(Error::new(Code::InvalidConfig, "the access token is no printable word"));
        }
        self.header("authorization", "Bearer ", access_token);
        Ok(())
    }

    // What the server said, unless it repeats a secret of this request.
    pub(super) fn say(&self, evidence: &mut Evidence, name: &str, text: &str) {
        evidence.say(name, if self.repeats_secret(text) { REDACTED } else { text });
    }

    /// Asks for another media type.
    #[cfg(feature = "oauth")]
    pub(crate) fn accept(&mut self, media_type: &str) {
        for (name, value) in &mut self.headers {
            if *name == "accept" {
                *value = Secret::from(media_type);
            }
        }
    }

    /// Whether a server's text repeats a secret of this request, also one that control characters
    /// hide.
    pub(super) fn repeats_secret(&self, text: &str) -> bool {
        self.is_echoed_in(text) || self.is_echoed_in(plain_text(text).expose())
    }

    // Whether `text` repeats a secret of this request: of its credentials or its form.
    pub(super) fn is_echoed_in(&self, text: &str) -> bool {
        if repeats(text, self.password.expose()) {
            return true;
        }
        for (name, value) in &self.headers {
            let credentials = cut(value.expose(), b' ').map_or("", |(_, value)| value);
            if *name == "authorization" && repeats(text, credentials) {
                return true;
            }
        }
        #[cfg(feature = "oauth")]
        if let Some(body) = &self.body
            && body.expose().starts_with('{')
        {
            let body = json::parse(body.expose().as_bytes());
            return body.is_ok_and(|body| holds_secret_of(text, &body));
        }
        let holds = |form: &str| {
            for (name, value) in &form::parse(form).unwrap_or_default() {
                if !has_word(PUBLIC, name) && repeats(text, value.expose()) {
                    return true;
                }
            }
            false
        };
        #[cfg(feature = "oauth")]
        if holds(self.elsewhere.expose()) {
            return true;
        }
        holds(self.body.as_ref().map_or("", Secret::expose))
    }
}

// What an API is told may well be repeated, but for what its name calls a secret.
#[cfg(feature = "oauth")]
fn holds_secret_of(text: &str, body: &Value) -> bool {
    if let Some(object) = body.as_object() {
        for (name, value) in object.iter() {
            let repeated = value.as_str().is_some_and(|value| repeats(text, value));
            if repeated && is_secret(name) || holds_secret_of(text, value) {
                return true;
            }
        }
    }
    for item in body.as_array().unwrap_or_default() {
        if holds_secret_of(text, item) {
            return true;
        }
    }
    false
}

// Without their first letters, which are large within a name.
#[cfg(feature = "oauth")]
fn is_secret(name: &str) -> bool {
    for word in ["assword", "ecret", "oken", "ode", "icket", "ey"] {
        if contains(name, word) {
            return true;
        }
    }
    false
}

// What a server may repeat, to say what is wrong with it.
#[cfg(not(feature = "oauth"))]
const PUBLIC: &str = "grant_type redirect_uri client_id scope token_type_hint";
#[cfg(feature = "oauth")]
const PUBLIC: &str = "grant_type redirect_uri client_id scope token_type_hint resource audience \
    client_assertion_type subject_token_type actor_token_type requested_token_type";

// Shorter values are no secrets, and occur in any text.
fn repeats(text: &str, secret: &str) -> bool {
    let holds = |secret: &str| secret.len() >= 8 && contains(text, secret);
    // A server may have taken out what is no text. A page has no secret that holds such.
    #[cfg(feature = "oauth")]
    if holds(plain_text(secret).expose()) {
        return true;
    }
    holds(secret)
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
        wipe(core::mem::take(&mut self.body));
        // Servers that echo what they got do it in headers, too.
        for (_, value) in &mut self.headers {
            wipe_text(core::mem::take(value));
        }
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
                Self::new(Code::ResponseTooLarge, "the answer is larger than 1 MiB")
                    .with_evidence(Evidence::of_status(status))
            }
        }
    }
}

impl Response {
    /// A header's value.
    #[must_use]
    pub fn header(&self, name: &str) -> Option<&str> {
        for (other, value) in &self.headers {
            if *other == name {
                return Some(value);
            }
        }
        None
    }

    /// Empties the headers in which the server repeats a secret of the request: an error shows them.
    pub fn forget_echoes(&mut self, request: &Request) {
        for (name, value) in &mut self.headers {
            // Nearly every answer says these, whatever the secret; and a challenge is never shown whole.
            let is_common = matches!(value.as_str(), "application/json" | "no-store");
            if !is_common && *name != "www-authenticate" && request.is_echoed_in(value) {
                wipe_text(core::mem::take(value));
            }
        }
    }

    /// The media type as sent, without parameters (RFC 9110 §8.3.1).
    fn media_type(&self) -> &str {
        before(self.header("content-type").unwrap_or_default(), b';').trim_ascii()
    }

    /// Whether the media type is `application/jwt` (RFC 7519 §10.3.1).
    #[must_use]
    pub fn is_jwt(&self) -> bool {
        self.media_type().eq_ignore_ascii_case("application/jwt")
    }

    /// Whether it is `application/json` or has the structured syntax suffix `+json` (RFC 6839
    /// §3.1).
    fn is_json(&self) -> bool {
        let media_type = self.media_type();
        let suffix = cut_last(media_type, b'+').map_or("", |(_, suffix)| suffix);
        media_type.eq_ignore_ascii_case("application/json")
            || (has_prefix(media_type, "application/") && suffix.eq_ignore_ascii_case("json"))
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
        let object = self.json_object()?;
        // RFC 6749 §5.2 fixes 400 for errors; well-known servers send them with 200.
        if !matches!(object.get("error"), None | Some(Value::Null)) {
            return Err(self.said_no(&object, request));
        }
        Ok(object)
    }

    /// The body of an answer whose media type is JSON, whatever its status.
    pub fn json_object(&self) -> Result<Object> {
        if !self.is_json() {
            return Err(self.error(Code::WrongContentType, "the answer's media type is not JSON"));
        }
        self.object()
    }

    /// The body as a JSON object, whatever its media type.
    pub fn object(&self) -> Result<Object> {
        match json::parse(&self.body) {
            Ok(Value::Object(object)) => Ok(object),
            Ok(_) => Err(self.error(Code::InvalidResponse, "the answer is no JSON object")),
            Err(fault) => Err(self.error(Code::InvalidJson, fault.message())),
        }
    }

    /// An error about this answer.
    #[must_use]
    #[inline(always)] // so that `Error::new` sees which code it is
    pub fn error(&self, code: Code, message: &'static str) -> Error {
        self.explain(Error::new(code, message))
    }

    /// Adds to an error what this answer was.
    #[must_use]
    pub fn explain(&self, error: Error) -> Error {
        error.with_evidence(self.evidence())
    }

    pub(super) fn evidence(&self) -> Evidence {
        let mut evidence = Evidence::of_status(self.status);
        for (name, value) in &self.headers {
            // A challenge may repeat a token; what it says is read elsewhere.
            if *name != "www-authenticate" {
                evidence.headers.insert(name, Value::String(plain_text(value)));
            }
        }
        // RFC 9110 §10.2.3; read where a repeat makes sense. Hosts turn a date into seconds.
        if matches!(self.status, 429 | 503) {
            evidence.retry_after = self.header("retry-after").and_then(decimal);
        }
        evidence
    }

    // A status other than 200.
    fn refusal(&self, request: &Request) -> Error {
        if self.is_json()
            && let Ok(object) = self.object()
            && object.text("error").is_some()
        {
            return self.said_no(&object, request);
        }
        // RFC 6750 §3: a protected resource says it in the challenge.
        let challenge = challenge_members(self.header("www-authenticate").unwrap_or_default());
        if challenge.text("error").is_some() {
            return self.said_no(&challenge, request);
        }
        self.error(Code::HttpError, "the server answered with an unexpected status")
    }

    fn said_no(&self, object: &Object, request: &Request) -> Error {
        let mut evidence = self.evidence();
        for name in &SAID {
            if let Some(text) = object.text(name) {
                request.say(&mut evidence, name, text);
            }
        }
        Error::new(Code::ServerErrorResponse, "the server answered with an error")
            .with_evidence(evidence)
    }
}

const REDACTED: &str = "(left out: it repeats a secret of the request)";

// The members of a challenge such as `Bearer realm="x", error="invalid_token"` (RFC 9110
// §11.6.1), read leniently: it only explains a refusal that stands already.
fn challenge_members(challenge: &str) -> Object {
    let mut members = Object::new();
    let mut rest = challenge;
    while let Some((name, after)) = cut(rest, b'=') {
        // Before the name stands the scheme, or what separates it from the last member.
        let name = name.trim_ascii();
        let name = cut_last(name, b' ').map_or(name, |(_, name)| name);
        let name = cut_last(name, b',').map_or(name, |(_, name)| name);
        let mut value = Secret::new();
        rest = after.trim_ascii_start();
        match rest.strip_prefix('"') {
            Some(quoted) => rest = quoted_string(quoted, &mut value),
            None => {
                let word = before(before(rest, b','), b' ');
                value.push_str(word);
                rest = rest.strip_prefix(word).unwrap_or_default();
            }
        }
        if SAID.contains(&name) {
            members.insert(name, Value::String(value));
        }
    }
    members
}

// Reads a quoted string (RFC 9110 §5.6.4) behind its first quote; what follows it.
fn quoted_string<'a>(text: &'a str, value: &mut Secret) -> &'a str {
    let mut characters = text.chars();
    while let Some(mut character) = characters.next() {
        if character == '"' {
            break;
        }
        if character == '\\' {
            character = characters.next().unwrap_or_default();
        }
        value.push(character);
    }
    characters.as_str()
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
            (200, ("content-type", "application/octet-stream"), "{}", Code::WrongContentType),
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
        assert_eq!(evidence.said("error"), Some("ab"));
        assert_eq!(evidence.said("error_description").unwrap().len(), 1_000);

        let body =
            r#"{"error":"invalid_grant","error_description":"SplxlOBeZQQYbYS6WxSbIA is used"}"#;
        let error = response(400, &[JSON], body).json(&token_request()).unwrap_err();
        assert_eq!(error.evidence().unwrap().said("error_description"), Some(REDACTED));
        let mut request = token_request();
        request.password.push_str("pass\u{1}word-of-a-client");
        let without =
            r#"{"error":"invalid_client","error_description":"password-of-a-client is wrong"}"#;
        let error = response(401, &[JSON], without).json(&request).unwrap_err();
        assert_eq!(error.evidence().unwrap().said("error_description"), Some(REDACTED));
        let hidden = body.replace("SplxlOBe", "Splx\\u0000lOBe");
        let error = response(400, &[JSON], &hidden).json(&token_request()).unwrap_err();
        assert_eq!(error.evidence().unwrap().said("error_description"), Some(REDACTED));
    }

    #[test]
    fn an_access_token_is_a_secret_of_the_request_that_carries_it() {
        let mut request = Request::get("https://op.example/userinfo", "application/json");
        request.bearer("mF_9.B5f-4.1JqM").unwrap();
        let body = r#"{"error":"invalid_token","error_description":"no mF_9.B5f-4.1JqM here"}"#;
        let error = response(401, &[JSON], body).json(&request).unwrap_err();
        let evidence = error.evidence().unwrap();
        assert_eq!(evidence.said("error"), Some("invalid_token"));
        assert_eq!(evidence.said("error_description"), Some(REDACTED));
    }

    #[test]
    fn an_error_shows_the_headers_but_no_challenge() {
        let headers = [("retry-after", "1"), ("www-authenticate", "Bearer x"), ("date", "a\u{7}b")];
        let error = response(503, &headers, "").json(&token_request()).unwrap_err();
        let shown = &error.evidence().unwrap().headers;
        assert_eq!((shown.text("retry-after"), shown.text("date")), (Some("1"), Some("ab")));
        assert!(shown.get("www-authenticate").is_none());
    }

    #[test]
    fn a_body_has_at_most_a_mebibyte() {
        assert_eq!(BODY_LIMIT, 1_048_576);
    }

    #[test]
    fn headers_that_repeat_a_secret_are_forgotten() {
        let headers = [("cache-control", "x=SplxlOBeZQQYbYS6WxSbIA"), ("date", "today")];
        let mut response = response(500, &headers, "");
        response.forget_echoes(&token_request());
        assert_eq!(
            (response.header("cache-control"), response.header("date")),
            (Some(""), Some("today"))
        );
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
        assert_eq!(evidence.said("error"), Some("invalid_token"));
        assert_eq!(evidence.said("error_description"), Some("it \"ended\""));
    }

    #[test]
    fn challenges_are_read_leniently() {
        let members = |challenge: &str| {
            let object = challenge_members(challenge);
            let text = |name| object.text(name).unwrap_or("-").to_owned();
            [text("error"), text("error_description")].join("|")
        };
        for (challenge, expected) in [
            ("Bearer", "-|-"),
            ("Bearer error=invalid_token", "invalid_token|-"),
            ("Bearer error=invalid_token,error_description=x", "invalid_token|x"),
            ("Bearer error = \"a\" , error_description = \"b, c=d\"", "a|b, c=d"),
            ("Bearer realm=\"x\",error=\"a\",error_description=\"\\\\\"", "a|\\"),
            ("Bearer error=\"a", "a|-"),
            ("Bearer error=", "|-"),
            ("Bearer x_error=\"a\"", "-|-"),
            ("Negotiate YWJj==, Bearer error=a error_description=b", "a|b"),
            ("=\"\\", "-|-"),
        ] {
            assert_eq!(members(challenge), expected, "{challenge}");
        }
    }

    #[test]
    fn retry_after_is_read_in_seconds_where_a_repeat_makes_sense() {
        let after = |status, value| {
            let error = response(status, &[("retry-after", value)], "").error(Code::HttpError, "");
            error.evidence().unwrap().retry_after
        };
        assert_eq!((after(503, "120"), after(429, "0")), (Some(120), Some(0)));
        assert_eq!((after(400, "120"), after(503, "soon"), after(503, "-1")), (None, None, None));
    }

    #[test]
    fn a_bearer_token_cannot_break_out_of_its_header() {
        let mut request = Request::get("https://op.example/userinfo", "application/json");
        assert!(request.bearer("a b").is_err() && request.bearer("a\r\nx").is_err());
        assert!(request.bearer("mF_9.B5f-4.1JqM").is_ok());
    }

    #[cfg(feature = "oauth")]
    fn said_of(request: &Request, text: &str) -> String {
        let mut evidence = Evidence::of_status(400);
        request.say(&mut evidence, "error_description", text);
        evidence.said("error_description").unwrap_or_default().to_owned()
    }

    #[cfg(feature = "oauth")]
    #[test]
    fn a_form_that_becomes_a_query_keeps_what_is_there() {
        for (url, expected) in [
            ("https://op.example/token", "https://op.example/token?a=b&code=SplxlOBeZQQY"),
            ("https://op.example/token?", "https://op.example/token?a=b&code=SplxlOBeZQQY"),
            ("https://op.example/token?c=d", "https://op.example/token?c=d&a=b&code=SplxlOBeZQQY"),
            ("https://op.example/token?c=d&", "https://op.example/token?c=d&a=b&code=SplxlOBeZQQY"),
        ] {
            let form = Secret::from("a=b&code=SplxlOBeZQQY");
            let mut request = Request::post(url, "application/json", form);
            request.become_get();
            assert_eq!((request.method, request.url.expose()), (Method::Get, expected));
            assert!(request.body.is_none());
            // A GET has no content of which a header could tell the type.
            let names: Vec<&str> = request.headers.iter().map(|(name, _)| *name).collect();
            assert_eq!(names, ["accept"]);
            assert_eq!(said_of(&request, "SplxlOBeZQQY is used"), REDACTED);
        }
    }

    #[cfg(feature = "oauth")]
    #[test]
    fn what_the_application_adds_is_a_secret_as_well() {
        let mut request = token_request();
        let (added, secret) = ("x-key: k3y-of-the-app", "s3cr3t-of-the-app");
        assert_eq!(said_of(&request, added), added);
        assert_eq!(said_of(&request, secret), secret);
        request.remember("x-key=k3y-of-the-app");
        assert_eq!(said_of(&request, added), REDACTED);
        assert_eq!(said_of(&request, "SplxlOBeZQQYbYS6WxSbIA"), REDACTED);
        assert_eq!(said_of(&request, secret), secret);
        request.guard(secret);
        assert_eq!(said_of(&request, secret), REDACTED);
    }

    #[cfg(feature = "oauth")]
    #[test]
    fn another_media_type_replaces_the_one_that_was_asked_for() {
        let mut request = token_request();
        request.accept("application/jwt");
        let headers: Vec<(&str, &str)> =
            request.headers.iter().map(|(name, value)| (*name, value.expose())).collect();
        let content_type = ("content-type", "application/x-www-form-urlencoded");
        assert_eq!(headers, [("accept", "application/jwt"), content_type]);
    }

    #[cfg(feature = "oauth")]
    #[test]
    fn of_a_json_body_only_what_is_called_a_secret_is_one() {
        let body = r#"{"account":"user@app.example","options":[{"passCode":"123456789"}],
            "passwordPayload":{"password":"hunter2hunter2"}}"#;
        let request = Request::json(Method::Post, "https://a.example/", Secret::from(body));
        let known = "user@app.example is known";
        assert_eq!(said_of(&request, known), known);
        assert_eq!(said_of(&request, "not 123456789"), REDACTED);
        assert_eq!(said_of(&request, "not hunter2hunter2"), REDACTED);
    }
}
