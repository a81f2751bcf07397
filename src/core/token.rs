//! The token request and its response (RFC 6749 §4.1.3, §5, §6).

use super::authorization::{AuthorizationRequest, AuthorizationResponse};
use super::codec::form;
use super::codec::json::{Object, Value};
use super::error::{Code, Error, Result};
use super::http::{Request, Response, decimal};
use super::options::Strings;
use super::secret::Secret;

/// The request that trades a code for tokens (RFC 6749 §4.1.3, RFC 7636 §4.5, RFC 8707 §2.2).
#[must_use]
pub fn code_request(
    endpoint: &str,
    response: &AuthorizationResponse,
    request: &AuthorizationRequest,
) -> Request {
    let mut body = Secret::with_capacity(512);
    form::append(&mut body, "grant_type", "authorization_code");
    form::append(&mut body, "code", response.get("code").unwrap_or_default());
    if let Some(redirect_uri) = request.redirect_uri() {
        form::append(&mut body, "redirect_uri", redirect_uri);
    }
    if let Some(verifier) = request.code_verifier() {
        form::append(&mut body, "code_verifier", verifier);
    }
    for resource in request.resource() {
        form::append(&mut body, "resource", resource);
    }
    Request::post(endpoint, "application/json", body)
}

/// The request for fresh tokens (RFC 6749 §6).
#[must_use]
pub fn refresh_request(
    endpoint: &str,
    refresh_token: &str,
    scope: Option<&str>,
    resource: Strings<'_>,
) -> Request {
    let mut body = Secret::with_capacity(512);
    form::append(&mut body, "grant_type", "refresh_token");
    form::append(&mut body, "refresh_token", refresh_token);
    if let Some(scope) = scope {
        form::append(&mut body, "scope", scope);
    }
    for resource in resource {
        form::append(&mut body, "resource", resource);
    }
    Request::post(endpoint, "application/json", body)
}

/// A token response whose every standard member has its type.
#[derive(Debug)]
pub struct TokenSet {
    members: Object,
}

impl TokenSet {
    /// Judges the answer of the token endpoint (RFC 6749 §5.1).
    pub fn process(response: &Response, request: &Request, now: u64) -> Result<Self> {
        let members = response.json(request)?;
        Self::new(members, now).map_err(|error| response.explain(error))
    }

    /// Judges the tokens of a front-channel answer (RFC 6749 §4.2.2).
    pub fn from_front_channel(members: Object, now: u64) -> Result<Self> {
        if members.get("access_token").is_none() {
            // `id_token` alone (OpenID Connect Core 1.0 §3.2.2.5).
            return Ok(Self { members });
        }
        Self::new(members, now)
    }

    fn new(mut members: Object, now: u64) -> Result<Self> {
        Self::check(&mut members, now)?;
        Ok(Self { members })
    }

    fn check(members: &mut Object, now: u64) -> Result<()> {
        let invalid = |message| Err(Error::new(Code::InvalidResponse, message));
        // Servers write null for what they do not send.
        for name in &["refresh_token", "id_token", "scope", "expires_in"] {
            if matches!(members.get(name), Some(Value::Null)) {
                members.remove(name);
            }
        }
        // Only this client says when a token expires and which claims it validated.
        members.remove("expires_at");
        members.remove("claims");
        if members.text("access_token").unwrap_or_default().is_empty() {
            return Err(Error::new(Code::TokenMissing, "the answer holds no access token"));
        }
        // RFC 6749 §7.1: never use a token of a type that is not understood.
        let token_type = members.text("token_type").unwrap_or_default();
        // RFC 8693 §2.2.1: what was exchanged for need not be an access token.
        #[cfg(feature = "oauth")]
        let is_exchanged = token_type == "N_A" && members.text("issued_token_type").is_some();
        #[cfg(not(feature = "oauth"))]
        let is_exchanged = false;
        if !token_type.eq_ignore_ascii_case("bearer") && !is_exchanged {
            return invalid("the token's type is missing or not Bearer");
        }
        for &name in &["refresh_token", "id_token", "scope"] {
            match members.get(name) {
                None => {}
                Some(Value::String(text)) if name == "scope" || !text.is_empty() => {}
                Some(Value::String(_)) if name == "id_token" => {
                    return Err(Error::new(Code::IdTokenMissing, "the ID token is empty"));
                }
                Some(_) => return invalid("a token or the scope is no string"),
            }
        }
        if let Some(value) = members.get("expires_in") {
            let Some(lifetime) = lifetime(value) else {
                return invalid("the token's life is no number of seconds");
            };
            members.insert("expires_in", Value::from(lifetime));
            members.insert("expires_at", Value::from(now.saturating_add(lifetime)));
        }
        Ok(())
    }

    /// A string member.
    #[must_use]
    pub fn text(&self, name: &str) -> Option<&str> {
        self.members.get(name).and_then(Value::as_str)
    }

    /// All members, the unknown ones of the server included.
    #[must_use]
    pub fn into_object(self) -> Object {
        self.members
    }
}

// `expires_in`: seconds, also as a numeric string, as widespread servers send it.
fn lifetime(value: &Value) -> Option<u64> {
    const LONGEST: f64 = 9.0e15;
    match value {
        Value::Number(number) => {
            let number = number.to_f64();
            (number >= 0.0).then(|| number.min(LONGEST) as u64)
        }
        Value::String(text) => decimal(text.expose()),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::core::authorization::Callback;
    use crate::core::codec::json;
    use crate::core::metadata::Metadata;
    use std::borrow::ToOwned;
    use std::{format, vec};

    fn process(body: &str) -> Result<TokenSet> {
        let headers = vec![("content-type", "application/json".to_owned())];
        let response = Response { status: 200, headers, body: body.as_bytes().to_vec() };
        let request = refresh_request("https://op.example/token", "r", None, Strings::default());
        TokenSet::process(&response, &request, 1_000)
    }

    #[test]
    fn rfc_6749_section_4_1_3_and_rfc_7636_section_4_5() {
        let object = |text: &str| json::parse(text.as_bytes()).unwrap().into_object().unwrap();
        let request = |more: &str| {
            let members = object(&format!(r#"{{"state":"xyz","responseType":"code"{more}}}"#));
            AuthorizationRequest::from_object(members).unwrap()
        };
        let body = |request: &AuthorizationRequest| {
            let metadata = Metadata::new(Object::new(), false).unwrap();
            let callback = "https://client.example.com/cb?code=SplxlOBeZQQYbYS6WxSbIA&state=xyz";
            let callback = Callback::parse(callback, request).unwrap();
            let response = callback.validate(request, &metadata).unwrap();
            let request = code_request("https://server.example.com/token", &response, request);
            request.body.unwrap().expose().to_owned()
        };
        let code = "grant_type=authorization_code&code=SplxlOBeZQQYbYS6WxSbIA";
        let redirect_uri = "&redirect_uri=https%3A%2F%2Fclient.example.com%2Fcb";
        let verifier = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";
        let all = format!(
            r#","redirectUri":"https://client.example.com/cb","codeVerifier":"{verifier}",
                "resource":["https://rs.example.com/","https://other.example.com/a"]"#
        );
        // RFC 8707 §2: a resource is a parameter of its own.
        let resources = "&resource=https%3A%2F%2Frs.example.com%2F\
            &resource=https%3A%2F%2Fother.example.com%2Fa";
        assert_eq!(
            body(&request(&all)),
            format!("{code}{redirect_uri}&code_verifier={verifier}{resources}")
        );
        assert_eq!(body(&request("")), code);
    }

    #[test]
    fn rfc_6749_section_6_example() {
        let resource = json::parse(br#"["https://rs.example.com/"]"#).unwrap();
        let body = |scope, resource| {
            let request = refresh_request("https://a/", "tGzv3JOkF0XG5Qx2TlKWIA", scope, resource);
            request.body.unwrap().expose().to_owned()
        };
        let bare = "grant_type=refresh_token&refresh_token=tGzv3JOkF0XG5Qx2TlKWIA";
        assert_eq!(body(None, Strings::default()), bare);
        assert_eq!(
            body(Some("a b"), Strings::of(&resource).unwrap()),
            format!("{bare}&scope=a+b&resource=https%3A%2F%2Frs.example.com%2F")
        );
    }

    #[test]
    fn rfc_6749_section_5_1_example() {
        let body = r#"{"access_token":"2YotnFZFEjr1zCsicMWpAA","token_type":"example",
            "expires_in":3600,"refresh_token":"tGzv3JOkF0XG5Qx2TlKWIA","example_parameter":"example_value"}"#;
        assert_eq!(process(body).unwrap_err().code(), Code::InvalidResponse);
        let tokens = process(&body.replace("\"example\",", "\"bearer\",")).unwrap();
        assert_eq!(tokens.text("access_token"), Some("2YotnFZFEjr1zCsicMWpAA"));
        assert_eq!(tokens.text("example_parameter"), Some("example_value"));
        let object = tokens.into_object();
        let number =
            |name| object.get(name).and_then(Value::as_number).map(|n| n.as_str().to_owned());
        assert_eq!(number("expires_at").as_deref(), Some("4600"));
    }

    #[test]
    fn members_have_their_types() {
        let code = |members: &str| {
            process(&format!(r#"{{"access_token":"a","token_type":"Bearer",{members}}}"#))
                .err()
                .map(|error| error.code())
        };
        for good in [
            r#""expires_in":"3600""#,
            r#""expires_in":0"#,
            r#""expires_in":3599.5"#,
            r#""expires_in":1e300"#,
            r#""refresh_token":null,"scope":null"#,
            r#""scope":"""#,
        ] {
            assert_eq!(code(good), None, "{good}");
        }
        for bad in [
            r#""expires_in":-1"#,
            r#""expires_in":"soon""#,
            r#""expires_in":{}"#,
            r#""refresh_token":1"#,
            r#""refresh_token":"""#,
            r#""scope":["a"]"#,
        ] {
            assert_eq!(code(bad), Some(Code::InvalidResponse), "{bad}");
        }
        assert_eq!(code(r#""id_token":[]"#), Some(Code::InvalidResponse));
        assert_eq!(code(r#""id_token":"""#), Some(Code::IdTokenMissing));
        for bad in [r#"{"token_type":"Bearer"}"#, r#"{"access_token":"","token_type":"Bearer"}"#] {
            assert_eq!(process(bad).unwrap_err().code(), Code::TokenMissing);
        }
    }

    #[test]
    fn a_server_cannot_plant_claims_or_an_expiry() {
        let body =
            r#"{"access_token":"a","token_type":"Bearer","claims":{"sub":"x"},"expires_at":9}"#;
        let object = process(body).unwrap().into_object();
        assert!(object.get("claims").is_none() && object.get("expires_at").is_none());
    }

    #[cfg(feature = "oauth")]
    #[test]
    fn only_an_exchange_ends_in_a_token_that_is_no_access_token() {
        // RFC 8693 §2.2.1: `N_A`, and `issued_token_type`, which an exchange always answers with.
        let code = |token_type: &str, more: &str| {
            process(&format!(r#"{{"access_token":"a","token_type":"{token_type}"{more}}}"#))
                .err()
                .map(|error| error.code())
        };
        let issued = r#","issued_token_type":"urn:ietf:params:oauth:token-type:saml2""#;
        assert_eq!(code("N_A", issued), None);
        assert_eq!(code("Bearer", issued), None);
        assert_eq!(code("N_A", ""), Some(Code::InvalidResponse));
        assert_eq!(code("mac", issued), Some(Code::InvalidResponse));
    }
}
