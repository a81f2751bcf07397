//! Token revocation (RFC 7009).

use super::error::Result;
use super::http::{Request, Response};
use super::introspection::token_form;

/// The request (§2.1).
#[must_use]
pub fn request(endpoint: &str, token: &str, token_type_hint: Option<&str>) -> Request {
    Request::post(endpoint, "application/json", token_form(token, token_type_hint))
}

/// Judges the answer (§2.2): 200 is success whatever the body, also for an unknown token; servers
/// that send nothing answer 204.
pub fn process(response: &Response, request: &Request) -> Result<()> {
    if response.status == 204 { Ok(()) } else { response.expect_ok(request) }
}
