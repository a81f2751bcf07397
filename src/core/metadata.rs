//! Authorization server metadata (OpenID Connect Discovery 1.0, RFC 8414).

use super::codec::Words;
use super::codec::json::{Object, Value};
use super::error::{Code, Error, Result};
use super::http::{Request, Response};
use super::options::Strings;
use super::secret::Secret;
use super::url::{Url, check_endpoint, check_issuer};

/// An endpoint of the server, by its metadata name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Endpoint {
    /// `authorization_endpoint`
    Authorization,
    /// `token_endpoint`
    Token,
    /// `userinfo_endpoint`
    Userinfo,
    /// `jwks_uri`
    Jwks,
    /// `introspection_endpoint`
    Introspection,
    /// `revocation_endpoint`
    Revocation,
    /// `end_session_endpoint`
    EndSession,
    /// `device_authorization_endpoint`
    DeviceAuthorization,
}

impl Endpoint {
    /// The member's name.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Authorization => "authorization_endpoint",
            Self::Token => "token_endpoint",
            Self::Userinfo => "userinfo_endpoint",
            Self::Jwks => "jwks_uri",
            Self::Introspection => "introspection_endpoint",
            Self::Revocation => "revocation_endpoint",
            Self::EndSession => "end_session_endpoint",
            Self::DeviceAuthorization => "device_authorization_endpoint",
        }
    }
}

// Every member that names a place requests may go to, also those of later capabilities: a bad one
// is refused when it is stored, not when it is used.
const URLS: &str = "authorization_endpoint token_endpoint userinfo_endpoint jwks_uri \
    introspection_endpoint revocation_endpoint end_session_endpoint \
    registration_endpoint device_authorization_endpoint \
    pushed_authorization_request_endpoint backchannel_authentication_endpoint \
    check_session_iframe challenge_endpoint";

const LISTS: &str = "id_token_signing_alg_values_supported token_endpoint_auth_methods_supported \
    introspection_endpoint_auth_methods_supported \
    revocation_endpoint_auth_methods_supported code_challenge_methods_supported \
    response_types_supported scopes_supported";

/// Checked metadata: endpoints are safe to call, lists are lists.
#[derive(Debug)]
pub struct Metadata(Object);

impl Metadata {
    /// Checks metadata from a document or from options.
    pub fn new(document: Object, allow_insecure: bool) -> Result<Self> {
        Self::check(&document, allow_insecure)?;
        Ok(Self(document))
    }

    fn check(document: &Object, allow_insecure: bool) -> Result<()> {
        let invalid = |name, message| Err(Error::claim(Code::MetadataInvalid, name, message));
        match document.get("issuer") {
            None => {}
            Some(Value::String(issuer)) => check_issuer(issuer.expose(), allow_insecure)?,
            Some(_) => return invalid("issuer", "must be a string"),
        }
        for name in Words(URLS) {
            match document.get(name) {
                None | Some(Value::Null) => {}
                Some(Value::String(url)) => check_endpoint(url.expose(), allow_insecure)?,
                Some(_) => return invalid(name, "must be a string"),
            }
        }
        for name in Words(LISTS) {
            match document.get(name) {
                None | Some(Value::Null) => {}
                Some(list @ Value::Array(_)) if Strings::of(list).is_some() => {}
                Some(_) => return invalid(name, "must be an array of strings"),
            }
        }
        let flag = "authorization_response_iss_parameter_supported";
        if document.get(flag).is_some_and(|value| value.as_bool().is_none()) {
            return invalid(flag, "must be true or false");
        }
        Ok(())
    }

    /// The whole document.
    #[must_use]
    pub const fn document(&self) -> &Object {
        &self.0
    }

    /// The whole document, for whoever keeps it.
    #[must_use]
    pub fn into_document(self) -> Object {
        self.0
    }

    /// The issuer, as received.
    #[must_use]
    pub fn issuer(&self) -> Option<&str> {
        self.0.text("issuer")
    }

    /// An endpoint, if the server has it.
    #[must_use]
    pub fn endpoint(&self, endpoint: Endpoint) -> Option<&str> {
        self.0.text(endpoint.name())
    }

    /// An endpoint that a call cannot do without.
    pub fn required(&self, endpoint: Endpoint) -> Result<&str> {
        let message = "is missing";
        self.endpoint(endpoint)
            .ok_or_else(|| Error::claim(Code::MetadataInvalid, endpoint.name(), message))
    }

    /// A list of names, if the server gave it.
    #[must_use]
    pub fn list(&self, name: &str) -> Option<Strings<'_>> {
        self.0.get(name).and_then(Strings::of)
    }

    /// Whether authorization responses carry `iss` (RFC 9207 §3).
    #[must_use]
    pub fn sends_response_issuer(&self) -> bool {
        let flag = self.0.get("authorization_response_iss_parameter_supported");
        flag.and_then(Value::as_bool).unwrap_or(false)
    }
}

/// Where an issuer's metadata may lie.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WellKnown {
    /// The suffix of OpenID Connect Discovery 1.0 §4.
    OpenId,
    /// The inserted path of RFC 8414 §3.1.
    OAuth,
}

/// The request for an issuer's metadata.
pub fn request(issuer: &str, place: WellKnown, allow_insecure: bool) -> Result<Request> {
    check_issuer(issuer, allow_insecure)?;
    // Both specifications remove a terminating slash first.
    let base = issuer.strip_suffix("/").unwrap_or(issuer);
    let path = Url::parse(base).map_or("", |url| url.path);
    let origin = base.strip_suffix(path).unwrap_or(base);
    let (before, suffix, after) = match place {
        WellKnown::OpenId => (base, "/.well-known/openid-configuration", ""),
        WellKnown::OAuth => (origin, "/.well-known/oauth-authorization-server", path),
    };
    let mut url = Secret::with_capacity(issuer.len().saturating_add(64));
    for part in [before, suffix, after] {
        url.push_str(part);
    }
    Ok(Request::get(url.expose(), "application/json"))
}

/// Judges the answer: JSON, whose `issuer` is the asked one byte for byte (OpenID Connect
/// Discovery 1.0 §4.3, RFC 8414 §3.3).
pub fn process(
    response: &Response,
    request: &Request,
    issuer: &str,
    allow_insecure: bool,
) -> Result<Metadata> {
    let document = response.json(request).map_err(|error| match error.code() {
        Code::InvalidResponse => response.error(Code::MetadataInvalid, "no JSON object"),
        _ => error,
    })?;
    match document.text("issuer") {
        Some(received) if received == issuer => Metadata::new(document, allow_insecure),
        Some(_) => Err(response.error(Code::IssuerMismatch, "the metadata is of another issuer")),
        None => Err(Error::claim(Code::MetadataInvalid, "issuer", "is missing")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::core::codec::json;
    use std::borrow::ToOwned;
    use std::vec;
    use std::vec::Vec;

    fn metadata(text: &str) -> Result<Metadata> {
        let object = json::parse(text.as_bytes()).ok().and_then(Value::into_object);
        Metadata::new(object.expect("test data is an object"), false)
    }

    #[test]
    fn well_known_places() {
        let url = |issuer, place| {
            request(issuer, place, false).map(|request| request.url.expose().to_owned()).unwrap()
        };
        // Examples of RFC 8414 §3.1 and OpenID Connect Discovery 1.0 §4.1.
        for issuer in ["https://example.com/issuer1", "https://example.com/issuer1/"] {
            assert_eq!(
                url(issuer, WellKnown::OAuth),
                "https://example.com/.well-known/oauth-authorization-server/issuer1"
            );
            assert_eq!(
                url(issuer, WellKnown::OpenId),
                "https://example.com/issuer1/.well-known/openid-configuration"
            );
        }
        assert_eq!(
            url("https://example.com", WellKnown::OAuth),
            "https://example.com/.well-known/oauth-authorization-server"
        );
        assert!(request("https://example.com?x", WellKnown::OpenId, false).is_err());
    }

    #[test]
    fn members_are_checked_when_they_are_stored() {
        let code = |text| metadata(text).err().map(|error| error.code());
        assert_eq!(code(r#"{"token_endpoint":"http://evil.example/"}"#), Some(Code::InsecureUrl));
        assert_eq!(code(r#"{"token_endpoint":"javascript:1"}"#), Some(Code::InsecureUrl));
        assert_eq!(code(r#"{"jwks_uri":1}"#), Some(Code::MetadataInvalid));
        assert_eq!(code(r#"{"scopes_supported":"openid"}"#), Some(Code::MetadataInvalid));
        assert_eq!(code(r#"{"scopes_supported":[1]}"#), Some(Code::MetadataInvalid));
        let flag = r#"{"authorization_response_iss_parameter_supported":"true"}"#;
        assert_eq!(code(flag), Some(Code::MetadataInvalid));
        assert_eq!(code(r#"{"token_endpoint":null,"x":{"y":[1]}}"#), None);
        assert_eq!(code(r#"{"scopes_supported":["openid"],"response_types_supported":[]}"#), None);
    }

    #[test]
    fn a_document_is_handed_on_as_it_came() {
        // Some of the example of RFC 8414 §3.2.
        let text = concat!(
            r#"{"issuer":"https://server.example.com","#,
            r#""token_endpoint":"https://server.example.com/token","#,
            r#""token_endpoint_auth_methods_supported":["client_secret_basic","private_key_jwt"],"#,
            r#""ui_locales_supported":["en-US","en-GB"]}"#
        );
        let read = |issuer, body: &str| {
            let request = request(issuer, WellKnown::OAuth, false).unwrap();
            let headers = vec![("content-type", "application/json".to_owned())];
            let response = Response { status: 200, headers, body: body.as_bytes().to_vec() };
            process(&response, &request, issuer, false)
        };
        let issuer = "https://server.example.com";
        let metadata = read(issuer, text).unwrap();
        let methods = metadata.list("token_endpoint_auth_methods_supported").unwrap();
        assert_eq!(methods.collect::<Vec<_>>(), ["client_secret_basic", "private_key_jwt"]);
        assert!(metadata.list("scopes_supported").is_none());
        assert_eq!(metadata.issuer(), Some(issuer));
        let mut written = Secret::new();
        json::write_object(&metadata.into_document(), &mut written);
        assert_eq!(written.expose(), text);

        let code = |issuer, body| read(issuer, body).err().map(|error| error.code());
        assert_eq!(code("https://other.example", text), Some(Code::IssuerMismatch));
        assert_eq!(code(issuer, "{}"), Some(Code::MetadataInvalid));
        assert_eq!(code(issuer, "[]"), Some(Code::MetadataInvalid));
        assert_eq!(code(issuer, "{"), Some(Code::InvalidJson));
    }

    #[test]
    fn only_true_promises_an_issuer_in_the_response() {
        let promised = |value: &str| {
            let flag = "authorization_response_iss_parameter_supported";
            metadata(&std::format!(r#"{{"{flag}":{value}}}"#)).unwrap().sends_response_issuer()
        };
        assert!(promised("true") && !promised("false"));
        // RFC 9207 §3: the default is false.
        assert!(!metadata("{}").unwrap().sends_response_issuer());
    }
}
