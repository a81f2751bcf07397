//! UserInfo (OpenID Connect Core 1.0 §5.3).

use super::codec::json::Object;
use super::error::{Code, Error, Result};
use super::http::{Method, Request, Response};
use super::id_token::{audience, issuer, subject, text, times};
use super::secret::Secret;

/// The request with the token in the form (RFC 6750 §2.2) or, with GET, in the query (§2.3), for
/// servers that want it there.
#[cfg(feature = "oauth")]
#[must_use]
pub fn request_with_parameter(
    endpoint: &str,
    access_token: &str,
    method: Method,
    signed: bool,
) -> Request {
    let accept = if signed { "application/jwt" } else { "application/json" };
    let mut body = Secret::new();
    super::codec::form::append(&mut body, "access_token", access_token);
    let mut request = Request::post(endpoint, accept, body);
    if method == Method::Get {
        request.become_get();
    }
    request
}

/// The request, with the token in the header (§5.3.1, RFC 6750 §2.1).
pub fn request(
    endpoint: &str,
    access_token: &str,
    method: Method,
    signed: bool,
) -> Result<Request> {
    let accept = if signed { "application/jwt" } else { "application/json" };
    let mut request = match method {
        Method::Get => Request::get(endpoint, accept),
        _ => Request::post(endpoint, accept, Secret::new()),
    };
    request.bearer(access_token)?;
    Ok(request)
}

/// An answer: plain claims, or a token whose signature is still to be verified.
#[derive(Debug)]
pub enum Answer {
    /// `application/json`
    Plain(Object),
    /// `application/jwt` (§5.3.2)
    Signed(Secret),
}

/// Judges status and media type; `signed` demands a signed answer.
pub fn process(response: &Response, request: &Request, signed: bool) -> Result<Answer> {
    if response.status == 200 && response.is_jwt() {
        let text = core::str::from_utf8(&response.body).map(str::trim_ascii);
        let text = text.map_err(|_| response.error(Code::InvalidJwt, "the answer is no token"))?;
        return Ok(Answer::Signed(Secret::from(text)));
    }
    let object = response.json(request)?;
    if signed {
        return Err(response.error(Code::WrongContentType, "the answer is not signed"));
    }
    Ok(Answer::Plain(object))
}

/// Judges the claims of a signed answer (§5.3.2): `iss` and `aud`, where they are there, and times.
pub fn check_signed(
    claims: &Object,
    expected_issuer: &str,
    client_id: &str,
    now: u64,
    tolerance: u64,
) -> Result<()> {
    if claims.get("iss").is_some() {
        issuer(claims, expected_issuer)?;
    }
    if claims.get("aud").is_some() {
        audience(claims, client_id)?;
    }
    times(claims, now, tolerance, false)
}

/// Judges whose claims they are: `sub` must be that of the ID token (§5.3.4).
pub fn check_subject(claims: &Object, expected: Option<&str>) -> Result<()> {
    // Its type first, so that a number is not taken for another user.
    text(claims, "sub")?;
    let sub = subject(claims)?;
    if expected.is_some_and(|expected| expected != sub) {
        return Err(Error::claim(Code::SubMismatch, "sub", "the answer is about another user"));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::string::String;

    fn shown(request: &Request) -> String {
        let mut out = std::format!("{:?} {}", request.method, request.url.expose());
        for (name, value) in &request.headers {
            out.push_str(&std::format!(" | {name}: {}", value.expose()));
        }
        if let Some(body) = &request.body {
            out.push_str(&std::format!(" | {}", body.expose()));
        }
        out
    }

    #[test]
    fn the_token_travels_in_the_header() {
        // RFC 6750 §2.1 and OpenID Connect Core 1.0 §5.3.1: both methods.
        let request = |method, signed| {
            shown(&request("https://op.example/me", "mF_9.B5f-4.1JqM", method, signed).unwrap())
        };
        assert_eq!(
            request(Method::Get, false),
            "Get https://op.example/me | accept: application/json \
             | authorization: Bearer mF_9.B5f-4.1JqM"
        );
        assert_eq!(
            request(Method::Post, true),
            "Post https://op.example/me | accept: application/jwt \
             | content-type: application/x-www-form-urlencoded \
             | authorization: Bearer mF_9.B5f-4.1JqM | "
        );
    }

    #[cfg(feature = "oauth")]
    #[test]
    fn the_token_travels_in_the_form_or_the_query() {
        let request = |method, signed| {
            let endpoint = "https://op.example/me";
            shown(&request_with_parameter(endpoint, "mF_9.B5f-4.1JqM", method, signed))
        };
        // RFC 6750 §2.2
        assert_eq!(
            request(Method::Post, false),
            "Post https://op.example/me | accept: application/json \
             | content-type: application/x-www-form-urlencoded | access_token=mF_9.B5f-4.1JqM"
        );
        // §2.3
        assert_eq!(
            request(Method::Get, true),
            "Get https://op.example/me?access_token=mF_9.B5f-4.1JqM | accept: application/jwt"
        );
    }
}
