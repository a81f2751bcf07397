//! One application at a GenAuth server: where its endpoints are.

use crate::core::codec::json::{Object, Value};
use crate::core::codec::{cut, form};
use crate::core::error::{Code, Error, Phase, Result};
use crate::core::options::Options;
use crate::core::secret::Secret;
use crate::core::url::check_issuer;

/// What an application speaks; the console sets it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Protocol {
    /// OpenID Connect.
    Oidc,
    /// OAuth 2.0.
    OAuth,
    /// SAML 2.0, begun by the identity provider.
    Saml,
    /// CAS 1.0 to 3.0.
    Cas,
}

/// An application: its checked options.
#[derive(Debug)]
pub struct App<'a> {
    pub(super) options: &'a Options,
    pub(super) protocol: Protocol,
    host: Secret,
}

/// A refusal of an option or parameter.
pub(super) fn wrong(name: &'static str, message: &'static str) -> Error {
    Error::claim(Code::InvalidConfig, name, message).at(Phase::Config)
}

static AUTH_METHODS: [&str; 3] =
    ["tokenEndPointAuthMethod", "introspectionEndPointAuthMethod", "revocationEndPointAuthMethod"];

// The endpoints below `/oidc` or `/oauth`, by their names in a server's metadata.
static ENDPOINTS: [(&str, &str); 5] = [
    ("authorization_endpoint", "/auth"),
    ("token_endpoint", "/token"),
    ("userinfo_endpoint", "/me"),
    ("introspection_endpoint", "/token/introspection"),
    ("revocation_endpoint", "/token/revocation"),
];

impl<'a> App<'a> {
    /// An application from the options of `AuthenticationClient`.
    pub fn new(options: &'a Options) -> Result<Self> {
        options.required("appId")?;
        let protocol = match options.text("protocol")? {
            None | Some("oidc") => Protocol::Oidc,
            Some("oauth") => Protocol::OAuth,
            Some("saml") => Protocol::Saml,
            Some("cas") => Protocol::Cas,
            Some(_) => return Err(wrong("protocol", "is oidc, oauth, saml or cas")),
        };
        for name in AUTH_METHODS {
            match options.text(name)? {
                None | Some("none") => {}
                Some("client_secret_post" | "client_secret_basic") => {
                    options.required("appSecret")?;
                }
                Some(_) => {
                    return Err(wrong(name, "is client_secret_post, client_secret_basic or none"));
                }
            }
        }
        let insecure = options.flag("allowInsecure")?.unwrap_or(false);
        let host = origin(options.required("appHost")?, insecure)?;
        Ok(Self { options, protocol, host })
    }

    /// The server's metadata, as a discovery would have brought it.
    pub fn metadata(&self) -> Result<Object> {
        let mut metadata = Object::new();
        let root = match self.protocol {
            Protocol::Oidc => "/oidc",
            Protocol::OAuth => "/oauth",
            _ => return Ok(metadata),
        };
        for (name, path) in ENDPOINTS {
            let mut url = self.at(root);
            url.push_str(path);
            metadata.insert(name, Value::String(url));
        }
        let issuer = self.options.secret("issuer")?.unwrap_or_else(|| self.at("/oidc"));
        metadata.insert("issuer", Value::String(issuer));
        metadata.insert("jwks_uri", Value::String(self.at("/oidc/.well-known/jwks.json")));
        Ok(metadata)
    }

    /// A place at the application's host.
    #[must_use]
    pub fn at(&self, path: &str) -> Secret {
        let mut url = self.host.duplicate();
        url.push_str(path);
        url
    }

    /// A text that is given with the call, or once for all with the application.
    pub(super) fn text<'b>(
        &'b self,
        params: &'b Options,
        name: &'static str,
    ) -> Result<Option<&'b str>> {
        Ok(params.text(name)?.or(self.options.text(name)?))
    }
}

/// A host as the console shows it, with or without its scheme and a slash at its end.
pub fn origin(text: &str, allow_insecure: bool) -> Result<Secret> {
    let mut host = Secret::new();
    if cut(text, b':').is_none_or(|(_, rest)| !rest.starts_with("//")) {
        host.push_str("https://");
    }
    let mut text = text;
    while let Some(shorter) = text.strip_suffix('/') {
        text = shorter;
    }
    host.push_str(text);
    check_issuer(host.expose(), allow_insecure).map_err(|error| error.at(Phase::Config))?;
    Ok(host)
}

/// Appends parameters that have a value to a place that has no query yet.
pub(super) fn with_query(mut url: Secret, pairs: &[(&str, Option<&str>)]) -> Secret {
    let mut mark = b'?';
    for (name, value) in pairs {
        if let Some(value) = value {
            url.push_ascii(mark);
            form::encode_component(&mut url, name);
            url.push_ascii(b'=');
            form::encode_component(&mut url, value);
            mark = b'&';
        }
    }
    url
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use std::format;
    use std::prelude::v1::*;

    pub(in crate::core::genauth) fn options(more: &str) -> Options {
        Options::parse(&format!(r#"{{"appId":"APP","appHost":"https://app.genauth.ai"{more}}}"#))
            .unwrap()
    }

    #[test]
    fn a_host_is_taken_as_the_console_shows_it() {
        for (given, expected) in [
            ("app.genauth.ai", "https://app.genauth.ai"),
            ("https://app.genauth.ai//", "https://app.genauth.ai"),
            ("http://localhost:3000/", "http://localhost:3000"),
            ("https://id.example/tenant/", "https://id.example/tenant"),
            ("localhost:3000", "https://localhost:3000"),
        ] {
            assert_eq!(origin(given, false).unwrap().expose(), expected, "{given}");
        }
        for wrong in ["http://app.genauth.ai", "https://a@b", "https://a?b", ""] {
            assert!(origin(wrong, false).is_err(), "{wrong}");
        }
        assert!(origin("http://app.genauth.ai", true).is_ok());
    }

    #[test]
    fn endpoints_follow_the_protocol() {
        let metadata = |more: &str| App::new(&options(more)).unwrap().metadata().unwrap();
        let oidc = metadata("");
        assert_eq!(oidc.text("token_endpoint"), Some("https://app.genauth.ai/oidc/token"));
        assert_eq!(oidc.text("issuer"), Some("https://app.genauth.ai/oidc"));
        let oauth = metadata(r#","protocol":"oauth""#);
        assert_eq!(oauth.text("userinfo_endpoint"), Some("https://app.genauth.ai/oauth/me"));
        assert!(metadata(r#","protocol":"cas""#).is_empty());
    }

    #[test]
    fn unknown_protocols_and_methods_are_refused() {
        for more in [
            r#","protocol":"ldap""#,
            r#","tokenEndPointAuthMethod":"private_key_jwt","appSecret":"s""#,
            r#","revocationEndPointAuthMethod":"client_secret_basic""#,
        ] {
            assert_eq!(App::new(&options(more)).unwrap_err().code(), Code::InvalidConfig, "{more}");
        }
        assert!(App::new(&options(r#","tokenEndPointAuthMethod":"none""#)).is_ok());
    }
}
