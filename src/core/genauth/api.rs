//! One call of the JSON API: `/api/v3/…` and its relatives.

use alloc::string::String;

use super::app::{origin, wrong};
use crate::core::codec::json::{self, Number, Object, Value};
use crate::core::codec::{all, before, cut, form};
use crate::core::error::{Code, Error, Evidence, Result};
use crate::core::http::{Method, Request, Response, decimal};
use crate::core::options::Options;
use crate::core::secret::Secret;

/// Whose names the headers have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Brand {
    /// `x-genauth-…`
    GenAuth,
    /// `x-authing-…`
    Authing,
}

/// A header of which each brand has its own spelling.
pub(super) type Spellings = [&'static str; 2];

const APP_ID: Spellings = ["x-genauth-app-id", "x-authing-app-id"];
const TENANT: Spellings = ["x-genauth-app-tenant-id", "x-authing-app-tenant-id"];
const LANG: Spellings = ["x-genauth-lang", "x-authing-lang"];

impl Brand {
    /// The option `brand`.
    pub fn of(options: &Options) -> Result<Self> {
        match options.text("brand")? {
            None | Some("genauth") => Ok(Self::GenAuth),
            Some("authing") => Ok(Self::Authing),
            Some(_) => Err(wrong("brand", "is genauth or authing")),
        }
    }

    /// This brand's spelling.
    pub(super) const fn spells(self, header: Spellings) -> &'static str {
        let [genauth, authing] = header;
        match self {
            Self::GenAuth => genauth,
            Self::Authing => authing,
        }
    }
}

/// A call as it goes to the server: where, and with what.
#[derive(Debug)]
pub struct Call {
    /// The method.
    pub method: Method,
    /// The path, its placeholders filled.
    pub path: Secret,
    /// What is left for the query or the body.
    pub params: Object,
    host: Secret,
}

impl Call {
    /// A call from `method`, `path`, `params` and `host`.
    pub fn new(input: &mut Options) -> Result<Self> {
        let method = match input.text("method")? {
            None | Some("POST") => Method::Post,
            Some("GET") => Method::Get,
            Some("PUT") => Method::Put,
            Some("DELETE") => Method::Delete,
            Some(_) => return Err(wrong("method", "is GET, POST, PUT or DELETE")),
        };
        let insecure = input.flag("allowInsecure")?.unwrap_or(false);
        let host = origin(input.required("host")?, insecure)?;
        input.object("params")?;
        let mut params = input.take("params").and_then(Value::into_object).unwrap_or_default();
        let path = filled(input.required("path")?, &mut params)?;
        Ok(Self { method, path, params, host })
    }

    /// The request, without credentials.
    #[must_use]
    pub fn request(&self) -> Request {
        let mut url = self.host.duplicate();
        url.push_str(self.path.expose());
        if matches!(self.method, Method::Post | Method::Put) {
            let mut body = Secret::with_capacity(512);
            json::write_object(&self.params, &mut body);
            return Request::json(self.method, url.expose(), body);
        }
        let mut query = Secret::new();
        for (name, value) in self.params.iter() {
            append(&mut query, name, value);
        }
        Request::query(self.method, url.expose(), query)
    }
}

/// Says who calls, where those who sign do not say it.
pub fn identify(request: &mut Request, input: &Options) -> Result<()> {
    let brand = Brand::of(input)?;
    for (header, option) in [(APP_ID, "appId"), (TENANT, "tenantId"), (LANG, "lang")] {
        if let Some(value) = input.text(option)? {
            check_header(value, option)?;
            request.header(brand.spells(header), "", value);
        }
    }
    Ok(())
}

/// Says which user, or which administrator, calls.
pub fn identify_user(request: &mut Request, input: &Options) -> Result<()> {
    match input.text("accessToken")? {
        Some(token) => request.bearer(token),
        None => Ok(()),
    }
}

/// A value that cannot break out of its header.
pub(super) fn check_header(value: &str, option: &'static str) -> Result<()> {
    if all(value, |byte| (b' '..127).contains(&byte)) {
        return Ok(());
    }
    Err(wrong(option, "must be printable ASCII"))
}

/// Whether an application authenticates itself where it signs a user in.
#[must_use]
pub fn is_sign_in(path: &str) -> bool {
    matches!(
        path.strip_prefix("/api/v3/"),
        Some("signin" | "signin-by-mobile" | "exchange-tokenset-with-qrcode-ticket")
    )
}

// `/x/{id}` takes `id` out of the parameters; the vendor's tables spell some names in two ways.
fn filled(path: &str, params: &mut Object) -> Result<Secret> {
    let refuse = || Err(wrong("path", "must be an absolute path whose placeholders are filled"));
    if !path.starts_with('/') || !all(path, |byte| byte.is_ascii_graphic() && byte != b'\\') {
        return refuse();
    }
    let mut out = Secret::with_capacity(path.len());
    let mut rest = path;
    while let Some((literal, after)) = cut(rest, b'{') {
        let Some((name, after)) = cut(after, b'}') else { return refuse() };
        out.push_str(literal);
        let known = params.iter().find(|(other, _)| other.eq_ignore_ascii_case(name));
        let Some(known) = known.map(|(known, _)| String::from(known)) else { return refuse() };
        let value = params.remove(&known).map(|value| text_of(&value)).unwrap_or_default();
        // Dots alone would be taken for a step up.
        if matches!(value.expose(), "" | "." | "..") {
            return refuse();
        }
        push_segment(&mut out, value.expose());
        rest = after;
    }
    out.push_str(rest);
    // `//host` would be another server, and a fragment or a step up another path.
    let plain = before(out.expose(), b'?');
    let steps = plain.split('/').skip(1).any(|step| matches!(step, "." | "..") || step.is_empty());
    if steps || cut(out.expose(), b'#').is_some() || cut(out.expose(), b'?').is_some() {
        return refuse();
    }
    Ok(out)
}

fn push_segment(out: &mut Secret, value: &str) {
    let mut words = value.split(' ');
    form::encode_component(out, words.next().unwrap_or_default());
    for word in words {
        out.push_str("%20");
        form::encode_component(out, word);
    }
}

/// The text form of a value: that of `String(…)` in JavaScript, JSON where it is no single value.
#[must_use]
pub fn text_of(value: &Value) -> Secret {
    match value {
        Value::String(text) => text.duplicate(),
        other => {
            let mut text = Secret::new();
            json::write(other, &mut text);
            text
        }
    }
}

// As the vendor's clients spell lists and objects in a query; `null` is not sent.
fn append(query: &mut Secret, name: &str, value: &Value) {
    let inner = |key: &str| {
        let mut inner = Secret::from(name);
        inner.push_ascii(b'[');
        inner.push_str(key);
        inner.push_ascii(b']');
        inner
    };
    match value {
        Value::Null => {}
        Value::Array(items) => {
            for item in items {
                append(query, inner("").expose(), item);
            }
        }
        Value::Object(object) => {
            for (key, item) in object.iter() {
                append(query, inner(key).expose(), item);
            }
        }
        _ => form::append(query, name, text_of(value).expose()),
    }
}

/// Judges the answer: an envelope, which says by itself whether the call succeeded, or another object.
///
/// `strict` makes an error of an envelope that reports one.
pub fn process(response: &Response, request: &Request, now: u64, strict: bool) -> Result<Object> {
    let mut envelope = match response.expect_ok(request) {
        Ok(()) => response.json_object()?,
        // Some gateways say it twice, in the status as well.
        Err(error) if error.code() == Code::RedirectRefused => return Err(error),
        Err(error) => {
            let said = response.json_object().ok();
            said.filter(|object| status_of(object).is_some()).ok_or(error)?
        }
    };
    if strict && status_of(&envelope).is_some_and(|status| status != 200.0) {
        return Err(refused(&envelope, response, request));
    }
    if let Some(Value::Object(data)) = envelope.get_mut("data") {
        amend_tokens(data, now);
    }
    Ok(envelope)
}

// Version 2 of the API calls it `code`.
fn status_of(envelope: &Object) -> Option<f64> {
    let status = envelope.get("statusCode").or_else(|| envelope.get("code"));
    status?.as_number().map(Number::to_f64)
}

// A sign-in answers with `expire_in`; a `TokenSet` has `expires_in` and `expires_at`.
fn amend_tokens(data: &mut Object, now: u64) {
    if data.text("access_token").is_none() {
        return;
    }
    let lifetime = data.get("expire_in").or_else(|| data.get("expires_in"));
    if let Some(seconds) = lifetime.and_then(Value::as_number).map(Number::to_f64)
        && (0.0..9.0e15).contains(&seconds)
    {
        data.insert("expires_in", Value::from(seconds as u64));
        data.insert("expires_at", Value::from(now.saturating_add(seconds as u64)));
    }
}

fn refused(envelope: &Object, response: &Response, request: &Request) -> Error {
    let mut evidence: Evidence = response.evidence();
    if matches!(status_of(envelope), Some(429.0 | 503.0)) {
        evidence.retry_after = response.header("retry-after").and_then(decimal);
    }
    for name in ["statusCode", "apiCode", "requestId"] {
        let value = match envelope.get(name) {
            Some(Value::Number(number)) => Value::Number(number.duplicate()),
            Some(Value::String(text)) if !request.is_echoed_in(text.expose()) => {
                Value::String(crate::core::error::plain_text(text.expose()))
            }
            _ => continue,
        };
        evidence.api.insert(name, value);
    }
    request.say(&mut evidence, "error_description", envelope.text("message").unwrap_or_default());
    Error::new(Code::ServerErrorResponse, "the server refused the call").with_evidence(evidence)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::borrow::ToOwned;
    use std::string::String;
    use std::{format, vec};

    fn call(text: &str) -> Result<Call> {
        Call::new(&mut Options::parse(text).unwrap())
    }

    fn sent(method: &str, path: &str, params: &str) -> (String, String) {
        let text = format!(
            r#"{{"host":"https://a.example","method":"{method}","path":"{path}","params":{params}}}"#
        );
        let request = call(&text).unwrap().request();
        let body = request.body.as_ref().map(|body| body.expose().to_owned());
        (
            request.url.expose().strip_prefix("https://a.example").unwrap().to_owned(),
            body.unwrap_or_default(),
        )
    }

    #[test]
    fn reads_go_with_a_query_and_writes_with_a_body() {
        assert_eq!(
            sent("GET", "/api/v3/list", r#"{"page":1,"q":"a b&c","all":true,"none":null}"#).0,
            "/api/v3/list?page=1&q=a+b%26c&all=true"
        );
        assert_eq!(sent("GET", "/x", "{}").0, "/x");
        assert_eq!(
            sent("DELETE", "/x", r#"{"authIds":["a","b"],"o":{"k":1}}"#).0,
            "/x?authIds%5B%5D=a&authIds%5B%5D=b&o%5Bk%5D=1"
        );
        assert_eq!(
            sent("POST", "/x", r#"{"a":{"b":[1,null,"é"]}}"#).1,
            r#"{"a":{"b":[1,null,"é"]}}"#
        );
        assert_eq!(sent("PUT", "/x", "{}").1, "{}");
    }

    #[test]
    fn placeholders_are_filled_and_cannot_leave_their_place() {
        let path = "/api/v3/c/{credentialID}/{appId}";
        let (url, body) = sent("PUT", path, r#"{"credentialId":"a/b c?","appId":7,"name":"n"}"#);
        assert_eq!((url.as_str(), body.as_str()), ("/api/v3/c/a%2Fb%20c%3F/7", r#"{"name":"n"}"#));
        for (path, params) in [
            ("/c/{id}", "{}"),
            ("/c/{id}", r#"{"id":".."}"#),
            ("/c/{id}", r#"{"id":""}"#),
            ("//evil.example/x", "{}"),
            ("https://evil.example/x", "{}"),
            ("/a/../b", "{}"),
            ("/a?b=c", "{}"),
            ("/a#b", "{}"),
            ("/a b", "{}"),
            ("/{id", r#"{"id":"x"}"#),
        ] {
            let text =
                format!(r#"{{"host":"https://a.example","path":"{path}","params":{params}}}"#);
            assert_eq!(call(&text).unwrap_err().code(), Code::InvalidConfig, "{path} {params}");
        }
    }

    fn answered(status: u16, body: &str, strict: bool) -> Result<Object> {
        let headers = vec![("content-type", "application/json".to_owned())];
        let response = Response { status, headers, body: body.as_bytes().to_vec() };
        let text = r#"{"host":"https://a.example","path":"/api/v3/signin",
            "params":{"passwordPayload":{"password":"hunter2hunter2"}}}"#;
        process(&response, &call(text).unwrap().request(), 1_000, strict)
    }

    #[test]
    fn an_envelope_is_returned_or_thrown() {
        let failed = r#"{"statusCode":403,"apiCode":2333,"requestId":"r-1","message":"no"}"#;
        assert_eq!(answered(200, failed, false).unwrap().text("message"), Some("no"));
        let error = answered(200, failed, true).unwrap_err();
        let evidence = error.evidence().unwrap();
        assert_eq!(evidence.said("error_description"), Some("no"));
        assert_eq!(evidence.api.text("requestId"), Some("r-1"));
        assert!(!error.retryable());
        assert!(answered(200, r#"{"statusCode":503}"#, true).unwrap_err().retryable());
        assert_eq!(answered(401, failed, false).unwrap().text("requestId"), Some("r-1"));
        assert_eq!(answered(404, "{}", false).unwrap_err().code(), Code::HttpError);
        assert_eq!(answered(302, failed, false).unwrap_err().code(), Code::RedirectRefused);
        let old = r#"{"code":400,"message":"id_token 不合法"}"#;
        assert_eq!(answered(200, old, true).unwrap_err().code(), Code::ServerErrorResponse);
        assert!(answered(200, r#"{"sub":"u"}"#, true).is_ok());
    }

    #[test]
    fn an_error_does_not_repeat_the_password() {
        let echo = r#"{"statusCode":403,"message":"wrong: hunter2hunter2"}"#;
        let error = answered(200, echo, true).unwrap_err();
        assert!(!error.evidence().unwrap().said("error_description").unwrap().contains("hunter2"));
    }

    #[test]
    fn tokens_of_a_sign_in_expire_like_others() {
        let body = r#"{"statusCode":200,"data":{"access_token":"t","expire_in":3600}}"#;
        let envelope = answered(200, body, false).unwrap();
        let data = envelope.get("data").and_then(Value::as_object).unwrap();
        let number =
            |name| data.get(name).and_then(Value::as_number).map(|n| n.as_str().to_owned());
        assert_eq!(
            (number("expires_in"), number("expires_at")),
            (Some("3600".into()), Some("4600".into()))
        );
    }
}
