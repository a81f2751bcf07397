//! Token introspection (RFC 7662).

use super::codec::form;
use super::codec::json::{Object, Value};
use super::error::{Code, Result};
use super::http::{Request, Response};
use super::secret::Secret;

/// The request (§2.1).
#[must_use]
pub fn request(endpoint: &str, token: &str, token_type_hint: Option<&str>) -> Request {
    Request::post(endpoint, "application/json", token_form(token, token_type_hint))
}

/// `token` and `token_type_hint`, which revocation takes as well (RFC 7009 §2.1).
#[must_use]
pub fn token_form(token: &str, token_type_hint: Option<&str>) -> Secret {
    let mut body = Secret::with_capacity(token.len().saturating_add(128));
    form::append(&mut body, "token", token);
    if let Some(hint) = token_type_hint {
        form::append(&mut body, "token_type_hint", hint);
    }
    body
}

/// Judges the answer (§2.2): `active` is a boolean.
pub fn process(response: &Response, request: &Request) -> Result<Object> {
    let object = response.json(request)?;
    match object.get("active") {
        Some(Value::Bool(_)) => Ok(object),
        _ => Err(response.error(Code::InvalidResponse, "active is no boolean")),
    }
}
