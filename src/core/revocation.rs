//! Token revocation (RFC 7009).

use super::codec::form;
use super::error::Result;
use super::http::{Request, Response};
use super::secret::Secret;

/// The request (§2.1).
#[must_use]
pub fn request(endpoint: &str, token: &str, token_type_hint: Option<&str>) -> Request {
    Request::post(endpoint, "application/json", token_form(token, token_type_hint))
}

/// `token` and `token_type_hint`, which introspection takes as well (RFC 7662 §2.1).
#[must_use]
pub fn token_form(token: &str, token_type_hint: Option<&str>) -> Secret {
    let mut body = Secret::with_capacity(token.len().saturating_add(128));
    form::append(&mut body, "token", token);
    if let Some(hint) = token_type_hint {
        form::append(&mut body, "token_type_hint", hint);
    }
    body
}

/// Judges the answer (§2.2): 200 is success whatever the body, also for an unknown token; servers
/// that send nothing answer 204.
pub fn process(response: &Response, request: &Request) -> Result<()> {
    if response.status == 204 { Ok(()) } else { response.expect_ok(request) }
}
