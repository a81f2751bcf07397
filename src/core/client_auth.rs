//! Client authentication at the token, introspection and revocation endpoints (RFC 6749 §2.3).

use super::codec::{base64url, form};
use super::error::{Code, Error, Phase, Result};
use super::http::Request;
use super::metadata::Metadata;
use super::secret::Secret;

/// How the client shows who it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum AuthMethod {
    /// A public client: `client_id` only.
    None,
    /// HTTP Basic (RFC 6749 §2.3.1).
    Basic,
    /// Credentials in the form (RFC 6749 §2.3.1).
    Post,
    /// An assertion signed with the secret (OpenID Connect Core 1.0 §9).
    #[cfg(feature = "oauth")]
    SecretJwt,
    /// An assertion signed with a private key (OpenID Connect Core 1.0 §9).
    #[cfg(feature = "oauth")]
    PrivateKeyJwt,
    /// What the application registered under this name.
    #[cfg(feature = "oauth")]
    Registered,
}

impl AuthMethod {
    /// Reads a method's registered name.
    pub fn parse(name: &str) -> Result<Self> {
        match name {
            "none" => Ok(Self::None),
            "client_secret_basic" => Ok(Self::Basic),
            "client_secret_post" => Ok(Self::Post),
            #[cfg(feature = "oauth")]
            "client_secret_jwt" => Ok(Self::SecretJwt),
            #[cfg(feature = "oauth")]
            "private_key_jwt" => Ok(Self::PrivateKeyJwt),
            #[cfg(feature = "oauth")]
            _ => Ok(Self::Registered),
            #[cfg(not(feature = "oauth"))]
            _ => Err(Error::new(Code::NotSupported, "unknown client authentication method")
                .at(Phase::Config)),
        }
    }

    /// The method for one endpoint when none was chosen: `none` without a secret; with one, what
    /// the server lists in `supported`, Basic first and also where nothing is listed
    /// (RFC 8414 §2).
    #[must_use]
    pub fn by_default(has_secret: bool, metadata: &Metadata, supported: &str) -> Self {
        if !has_secret {
            return Self::None;
        }
        let listed = metadata.list(supported).unwrap_or_default();
        let without = !listed.contains("client_secret_basic");
        #[cfg(feature = "oauth")]
        if without && !listed.contains("client_secret_post") && listed.contains("client_secret_jwt")
        {
            return Self::SecretJwt;
        }
        if without && listed.contains("client_secret_post") { Self::Post } else { Self::Basic }
    }

    /// Whether the method needs a secret.
    #[must_use]
    pub const fn needs_secret(self) -> bool {
        match self {
            Self::None => false,
            Self::Basic | Self::Post => true,
            #[cfg(feature = "oauth")]
            Self::SecretJwt => true,
            #[cfg(feature = "oauth")]
            Self::PrivateKeyJwt | Self::Registered => false,
        }
    }
}

/// How the halves of HTTP Basic are written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum BasicEncoding {
    /// Form-urlencoded, as RFC 6749 §2.3.1 says.
    #[default]
    Form,
    /// As they are, as many servers really want it.
    Plain,
}

/// A client's credentials; no `Debug`, because it would show the secret.
#[derive(Clone, Copy)]
#[allow(missing_debug_implementations, reason = "the secret is borrowed as text")]
pub struct Credentials<'a> {
    /// `client_id`.
    pub client_id: &'a str,
    /// `client_secret`, unless the client is public.
    pub client_secret: Option<&'a str>,
    /// For HTTP Basic.
    pub basic_encoding: BasicEncoding,
}

impl Credentials<'_> {
    /// Authenticates a form POST by `method`.
    pub fn authenticate(&self, method: AuthMethod, request: &mut Request) -> Result<()> {
        let secret = match self.client_secret {
            Some(secret) => secret,
            None if !method.needs_secret() => "",
            None => {
                let message = "client authentication needs a clientSecret";
                return Err(Error::new(Code::InvalidConfig, message).at(Phase::Config));
            }
        };
        if method == AuthMethod::Basic {
            let mut pair = Secret::new();
            self.push_half(self.client_id, &mut pair);
            pair.push_ascii(b':');
            self.push_half(secret, &mut pair);
            let encoded = base64url::encode_standard(pair.expose().as_bytes());
            request.header("authorization", "Basic ", encoded.expose());
            request.password.push_str(secret);
        } else if let Some(body) = &mut request.body {
            // An application may ask without being a client (RFC 7521 §4.1).
            if !self.client_id.is_empty() {
                form::append(body, "client_id", self.client_id);
            }
            if method == AuthMethod::Post {
                form::append(body, "client_secret", secret);
            }
        }
        Ok(())
    }

    fn push_half(&self, half: &str, pair: &mut Secret) {
        match self.basic_encoding {
            BasicEncoding::Form => form::encode_component(pair, half),
            BasicEncoding::Plain => pair.push_str(half),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::core::codec::json::{self, Value};
    use crate::core::http::Response;
    use std::prelude::v1::*;
    use std::{format, vec};

    fn request_by(method: AuthMethod, id: &str, secret: &str, encoding: BasicEncoding) -> Request {
        let credentials =
            Credentials { client_id: id, client_secret: Some(secret), basic_encoding: encoding };
        let mut request =
            Request::post("https://op.example/token", "application/json", Secret::new());
        credentials.authenticate(method, &mut request).unwrap();
        request
    }

    fn authorization(request: &Request) -> &str {
        request.headers.iter().find(|(n, _)| *n == "authorization").map_or("", |(_, v)| v.expose())
    }

    #[test]
    fn rfc_6749_section_2_3_1_example() {
        let request = request_by(
            AuthMethod::Basic,
            "s6BhdRkqt3",
            "7Fjfp0ZBr1KtDRbnfVdmIw",
            BasicEncoding::Form,
        );
        assert_eq!(authorization(&request), "Basic czZCaGRSa3F0Mzo3RmpmcDBaQnIxS3REUmJuZlZkbUl3");
        let request = request_by(
            AuthMethod::Post,
            "s6BhdRkqt3",
            "7Fjfp0ZBr1KtDRbnfVdmIw",
            BasicEncoding::Form,
        );
        assert_eq!(
            request.body.unwrap().expose(),
            "client_id=s6BhdRkqt3&client_secret=7Fjfp0ZBr1KtDRbnfVdmIw"
        );
    }

    #[test]
    fn methods_have_their_registered_names() {
        // RFC 7591 §2.
        for (name, method) in [
            ("none", AuthMethod::None),
            ("client_secret_basic", AuthMethod::Basic),
            ("client_secret_post", AuthMethod::Post),
        ] {
            assert_eq!(AuthMethod::parse(name).unwrap(), method);
        }
    }

    #[cfg(feature = "oauth")]
    #[test]
    fn other_names_are_those_of_openid_connect_or_of_the_application() {
        // OpenID Connect Core 1.0 §9.
        for (name, method) in [
            ("client_secret_jwt", AuthMethod::SecretJwt),
            ("private_key_jwt", AuthMethod::PrivateKeyJwt),
            ("x-signed", AuthMethod::Registered),
        ] {
            assert_eq!(AuthMethod::parse(name).unwrap(), method);
        }
    }

    #[test]
    fn what_the_server_lists_decides_and_basic_is_the_default() {
        let by_default = |has_secret, metadata: &str| {
            let object = json::parse(metadata.as_bytes()).ok().and_then(Value::into_object);
            let metadata = Metadata::new(object.unwrap(), false).unwrap();
            let supported = "token_endpoint_auth_methods_supported";
            AuthMethod::by_default(has_secret, &metadata, supported)
        };
        let listed = |names: &str| {
            by_default(true, &format!(r#"{{"token_endpoint_auth_methods_supported":[{names}]}}"#))
        };
        // RFC 8414 §2: the default of what is not listed is Basic.
        assert_eq!(by_default(true, "{}"), AuthMethod::Basic);
        assert_eq!(by_default(false, "{}"), AuthMethod::None);
        assert_eq!(listed(r#""client_secret_post""#), AuthMethod::Post);
        assert_eq!(listed(r#""client_secret_basic""#), AuthMethod::Basic);
        assert_eq!(listed(r#""client_secret_post","client_secret_basic""#), AuthMethod::Basic);
        assert_eq!(listed(r#""private_key_jwt""#), AuthMethod::Basic);
        // Signed only where the secret itself is not taken.
        #[cfg(feature = "oauth")]
        {
            assert_eq!(listed(r#""client_secret_jwt""#), AuthMethod::SecretJwt);
            let both = r#""client_secret_jwt","client_secret_basic""#;
            assert_eq!(listed(both), AuthMethod::Basic);
            assert_eq!(listed(r#""client_secret_jwt","client_secret_post""#), AuthMethod::Post);
            assert_eq!(listed(r#""tls_client_auth""#), AuthMethod::Basic);
        }
    }

    #[test]
    fn only_a_public_client_does_without_a_secret() {
        let authenticate = |method| {
            let (client_id, client_secret) = ("s6BhdRkqt3", None);
            let basic_encoding = BasicEncoding::Form;
            let credentials = Credentials { client_id, client_secret, basic_encoding };
            let mut request =
                Request::post("https://op.example/token", "application/json", Secret::new());
            credentials.authenticate(method, &mut request).map(|()| request)
        };
        for method in [AuthMethod::Basic, AuthMethod::Post] {
            assert_eq!(authenticate(method).unwrap_err().code(), Code::InvalidConfig);
        }
        let request = authenticate(AuthMethod::None).unwrap();
        assert_eq!(authorization(&request), "");
        assert_eq!(request.body.unwrap().expose(), "client_id=s6BhdRkqt3");
    }

    #[test]
    fn no_error_repeats_the_password_of_http_basic() {
        let request = request_by(AuthMethod::Basic, "a", "s3cr3t-of-a", BasicEncoding::Form);
        let body = br#"{"error":"invalid_client","error_description":"s3cr3t-of-a is wrong"}"#;
        let headers = vec![("content-type", "application/json".to_owned())];
        let response = Response { status: 401, headers, body: body.to_vec() };
        let error = response.json(&request).unwrap_err();
        assert!(!error.evidence().unwrap().said("error_description").unwrap().contains("s3cr3t"));
    }

    #[test]
    fn both_halves_are_encoded_or_plain() {
        // printf 'a%%3Ab:p%%2B+%%C3%%A9' | base64 and printf 'a:b:p+ é' | base64
        let form = request_by(AuthMethod::Basic, "a:b", "p+ é", BasicEncoding::Form);
        assert_eq!(authorization(&form), "Basic YSUzQWI6cCUyQislQzMlQTk=");
        let plain = request_by(AuthMethod::Basic, "a:b", "p+ é", BasicEncoding::Plain);
        assert_eq!(authorization(&plain), "Basic YTpiOnArIMOp");
    }
}
