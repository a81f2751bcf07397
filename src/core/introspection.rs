//! Token introspection (RFC 7662).

use super::codec::json::{Object, Value};
use super::error::{Code, Result};
use super::http::{Request, Response};
use super::revocation::token_form;

/// The request (§2.1).
#[must_use]
pub fn request(endpoint: &str, token: &str, token_type_hint: Option<&str>) -> Request {
    Request::post(endpoint, "application/json", token_form(token, token_type_hint))
}

/// Judges the answer (§2.2): `active` is a boolean.
pub fn process(response: &Response, request: &Request) -> Result<Object> {
    let object = response.json(request)?;
    match object.get("active") {
        Some(Value::Bool(_)) => Ok(object),
        _ => Err(response.error(Code::InvalidResponse, "active is no boolean")),
    }
}
