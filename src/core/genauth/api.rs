//! One call of the JSON API: `/api/v3/…` and its relatives.

use crate::core::codec::form;
use crate::core::codec::json::{self, Number, Object, Value};
use crate::core::error::{Code, Error, Evidence, Result, plain_text};
use crate::core::http::{Method, Request, Response, decimal, push_decimal};
use crate::core::options::Options;
use crate::core::secret::Secret;
use crate::core::url::check_endpoint;

/// The request for `method`, `url` and `params`, without credentials: a read with a query, anything else
/// with JSON.
pub fn request(method: Method, input: &Options, params: &Object) -> Result<Request> {
    let url = input.required("url")?;
    check_endpoint(url, input.flag("allowInsecure")?.unwrap_or(false))?;
    let mut text = Secret::with_capacity(512);
    if matches!(method, Method::Post | Method::Put) {
        json::write_object(params, &mut text);
        return Ok(Request::json(method, url, text));
    }
    for (name, value) in params.iter() {
        append(&mut text, name, value);
    }
    Ok(Request::query(method, url, text))
}

/// The method of a call; POST unless it says otherwise.
#[must_use]
pub fn method(input: &Options) -> Method {
    match input.get("method").and_then(Value::as_str) {
        Some("GET") => Method::Get,
        Some("PUT") => Method::Put,
        Some("DELETE") => Method::Delete,
        _ => Method::Post,
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
            // What a list holds is kept together by its place, unless each item is a single value.
            let is_flat =
                !items.iter().any(|item| matches!(item, Value::Array(_) | Value::Object(_)));
            for (place, item) in items.iter().enumerate() {
                let mut key = Secret::new();
                if !is_flat {
                    push_decimal(&mut key, place as u64);
                }
                append(query, inner(key.expose()).expose(), item);
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
pub fn process(response: &Response, request: &Request, strict: bool) -> Result<Object> {
    let envelope = match response.expect_ok(request) {
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
    Ok(envelope)
}

// Version 2 of the API calls it `code`.
fn status_of(envelope: &Object) -> Option<f64> {
    let status = envelope.get("statusCode").or_else(|| envelope.get("code"));
    status?.as_number().map(Number::to_f64)
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
                Value::String(plain_text(text.expose()))
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

    fn call(verb: &str, path: &str, params: &str) -> Result<Request> {
        let text = format!(r#"{{"method":"{verb}","url":"https://a.example{path}"}}"#);
        let input = Options::parse(&text).unwrap();
        request(method(&input), &input, Options::parse(params).unwrap().as_object())
    }

    fn sent(verb: &str, path: &str, params: &str) -> (String, String) {
        let request = call(verb, path, params).unwrap();
        let body = request.body.as_ref().map(|body| body.expose().to_owned());
        let url = request.url.expose().strip_prefix("https://a.example").unwrap();
        (url.to_owned(), body.unwrap_or_default())
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

    fn answered(status: u16, body: &str, strict: bool) -> Result<Object> {
        let headers = vec![("content-type", "application/json".to_owned())];
        let response = Response { status, headers, body: body.as_bytes().to_vec() };
        let params = r#"{"passwordPayload":{"password":"hunter2hunter2"}}"#;
        process(&response, &call("POST", "/api/v3/signin", params).unwrap(), strict)
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
        let echo = r#"{"statusCode":403,"requestId":"hunter2hunter2","apiCode":"2333"}"#;
        let error = answered(200, echo, true).unwrap_err();
        let api = &error.evidence().unwrap().api;
        assert_eq!((api.text("requestId"), api.text("apiCode")), (None, Some("2333")));
    }

    #[test]
    fn the_method_is_post_unless_the_call_says_otherwise() {
        for (verb, expected) in [
            ("GET", Method::Get),
            ("PUT", Method::Put),
            ("DELETE", Method::Delete),
            ("POST", Method::Post),
        ] {
            assert_eq!(call(verb, "/x", "{}").unwrap().method, expected);
        }
        assert_eq!(method(&Options::default()), Method::Post);
    }
}
