//! The token request with any grant (RFC 6749 §4.5): those that have a name here, and extensions.

use super::codec::form;
use super::codec::json::{Object, Value};
use super::error::{Code, Error, Phase, Result};
use super::options::Strings;
use super::secret::Secret;

/// `authorization_code` (RFC 6749 §4.1.3)
pub const AUTHORIZATION_CODE: &str = "authorization_code";
/// `refresh_token` (RFC 6749 §6)
pub const REFRESH_TOKEN: &str = "refresh_token";
/// `client_credentials` (RFC 6749 §4.4.2)
pub const CLIENT_CREDENTIALS: &str = "client_credentials";
/// `password` (RFC 6749 §4.3.2)
pub const PASSWORD: &str = "password";
/// RFC 7523 §2.1
pub const JWT_BEARER: &str = "urn:ietf:params:oauth:grant-type:jwt-bearer";
/// RFC 8693 §2.1
pub const TOKEN_EXCHANGE: &str = "urn:ietf:params:oauth:grant-type:token-exchange";
/// RFC 8628 §3.4
pub const DEVICE_CODE: &str = "urn:ietf:params:oauth:grant-type:device_code";

/// A kind of token that is exchanged, unless the application says otherwise (RFC 8693 §3).
const ACCESS_TOKEN_TYPE: &str = "urn:ietf:params:oauth:token-type:access_token";

// What a grant cannot do without.
static REQUIRED: [(&str, &[&str]); 7] = [
    (AUTHORIZATION_CODE, &["code"]),
    (REFRESH_TOKEN, &["refresh_token"]),
    (PASSWORD, &["username", "password"]),
    (JWT_BEARER, &["assertion"]),
    (TOKEN_EXCHANGE, &["subject_token", "subject_token_type"]),
    (DEVICE_CODE, &["device_code"]),
    (CLIENT_CREDENTIALS, &[]),
];

// Written by the client's authentication alone: a parameter must not overwrite who asks.
static RESERVED: [&str; 5] =
    ["grant_type", "client_id", "client_secret", "client_assertion", "client_assertion_type"];

/// The form of a token request.
///
/// `params` go by their names on the wire, or, with `named`, by those in camelCase as well; an array
/// repeats its parameter, that of `scope` is joined by spaces. `scope` is the client's default, which
/// goes along where a grant has no scope of its own yet.
pub fn form(grant_type: &str, params: &Object, named: bool, scope: Option<&str>) -> Result<Secret> {
    let invalid =
        |name, message| Err(Error::claim(Code::InvalidConfig, name, message).at(Phase::Config));
    if grant_type.is_empty() {
        return invalid("grant_type", "is required");
    }
    let mut body = Secret::with_capacity(1_024);
    form::append(&mut body, "grant_type", grant_type);
    for (option, value) in params.iter() {
        let name = wire_name(option, named);
        let name = name.expose();
        if let Some(reserved) = RESERVED.iter().find(|reserved| **reserved == name) {
            if *reserved == "grant_type" {
                continue;
            }
            return invalid(reserved, "is written by the client's authentication");
        }
        let joined;
        match value {
            Value::Null => {}
            Value::Bool(flag) => {
                form::append(&mut body, name, if *flag { "true" } else { "false" });
            }
            Value::Number(number) => form::append(&mut body, name, number.as_str()),
            _ => {
                let Some(mut values) = Strings::of(value) else {
                    return invalid("params", "must hold strings or lists of strings");
                };
                if name == "scope" {
                    joined = words(values);
                    values = Strings::default();
                    form::append(&mut body, name, joined.expose());
                }
                for value in values {
                    form::append(&mut body, name, value);
                }
            }
        }
    }
    let sent = form::parse(body.expose()).unwrap_or_default();
    let has = |name: &str| sent.iter().any(|(other, value)| other == name && !value.is_empty());
    if grant_type == TOKEN_EXCHANGE && !has("subject_token_type") {
        form::append(&mut body, "subject_token_type", ACCESS_TOKEN_TYPE);
    }
    // RFC 8693 §2.1: the one goes with the other.
    if has("actor_token") && !has("actor_token_type") {
        form::append(&mut body, "actor_token_type", ACCESS_TOKEN_TYPE);
    }
    for (_, required) in REQUIRED.iter().filter(|(grant, _)| *grant == grant_type) {
        for &name in *required {
            if !has(name) && name != "subject_token_type" {
                return invalid(name, "is required");
            }
        }
    }
    let takes_scope = matches!(grant_type, CLIENT_CREDENTIALS | PASSWORD | JWT_BEARER);
    if let Some(scope) = scope
        && takes_scope
        && !sent.iter().any(|(name, _)| name == "scope")
    {
        form::append(&mut body, "scope", scope);
    }
    Ok(body)
}

// `subjectToken` → `subject_token`.
fn wire_name(option: &str, named: bool) -> Secret {
    let mut name = Secret::with_capacity(option.len().saturating_add(8));
    for character in option.chars() {
        if named && character.is_ascii_uppercase() {
            name.push_ascii(b'_');
            name.push(character.to_ascii_lowercase());
        } else {
            name.push(character);
        }
    }
    name
}

fn words(values: Strings<'_>) -> Secret {
    let mut out = Secret::new();
    for word in values {
        if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(word);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::core::codec::json;
    use std::borrow::ToOwned;
    use std::string::String;

    fn form_of(grant_type: &str, params: &str, named: bool) -> Result<String> {
        let params = json::parse(params.as_bytes()).ok().and_then(Value::into_object);
        let params = params.expect("an object");
        form(grant_type, &params, named, Some("a b")).map(|body| body.expose().to_owned())
    }

    #[test]
    fn rfc_6749_examples() {
        assert_eq!(
            form_of(PASSWORD, r#"{"username":"johndoe","password":"A3ddj3w","scope":""}"#, false)
                .unwrap(),
            "grant_type=password&username=johndoe&password=A3ddj3w&scope="
        );
        assert_eq!(
            form_of(CLIENT_CREDENTIALS, r#"{"scope":null}"#, false).unwrap(),
            "grant_type=client_credentials&scope=a+b"
        );
        let saml = "urn:ietf:params:oauth:grant-type:saml2-bearer";
        assert_eq!(
            form_of(saml, r#"{"assertion":"PEFzc2VydGlvbi"}"#, false).unwrap(),
            "grant_type=urn%3Aietf%3Aparams%3Aoauth%3Agrant-type%3Asaml2-bearer&assertion=PEFzc2VydGlvbi"
        );
    }

    #[test]
    fn rfc_8693_example() {
        // §2.3
        let params = r#"{"resource":"https://backend.example.com/api","subjectToken":"accVkjcJyb4BWCxGsndESCJQbdFMogUC5PbRDqceLTC",
            "subjectTokenType":"urn:ietf:params:oauth:token-type:access_token"}"#;
        assert_eq!(
            form_of(TOKEN_EXCHANGE, params, true).unwrap(),
            "grant_type=urn%3Aietf%3Aparams%3Aoauth%3Agrant-type%3Atoken-exchange\
             &resource=https%3A%2F%2Fbackend.example.com%2Fapi\
             &subject_token=accVkjcJyb4BWCxGsndESCJQbdFMogUC5PbRDqceLTC\
             &subject_token_type=urn%3Aietf%3Aparams%3Aoauth%3Atoken-type%3Aaccess_token"
        );
        let body =
            form_of(TOKEN_EXCHANGE, r#"{"subjectToken":"s","actorToken":"a"}"#, true).unwrap();
        let kind = "token_type=urn%3Aietf%3Aparams%3Aoauth%3Atoken-type%3Aaccess_token";
        assert!(
            body.contains(&["subject_", kind].concat())
                && body.contains(&["actor_", kind].concat())
        );
    }

    #[test]
    fn parameters_keep_their_values() {
        assert_eq!(
            form_of(
                "x:y",
                r#"{"resource":["a","b"],"n":3600,"t":true,"f":false,"camelCase":"c"}"#,
                false
            )
            .unwrap(),
            "grant_type=x%3Ay&resource=a&resource=b&n=3600&t=true&f=false&camelCase=c"
        );
        assert_eq!(
            form_of(CLIENT_CREDENTIALS, r#"{"scope":["c","d"]}"#, true).unwrap(),
            "grant_type=client_credentials&scope=c+d"
        );
    }

    #[test]
    fn what_a_grant_needs_is_asked_for() {
        for (grant, params, missing) in [
            ("", "{}", "grant_type"),
            (AUTHORIZATION_CODE, "{}", "code"),
            (REFRESH_TOKEN, r#"{"refresh_token":""}"#, "refresh_token"),
            (PASSWORD, r#"{"username":"u"}"#, "password"),
            (PASSWORD, r#"{"password":"p"}"#, "username"),
            (JWT_BEARER, "{}", "assertion"),
            (TOKEN_EXCHANGE, "{}", "subject_token"),
            (DEVICE_CODE, "{}", "device_code"),
            (CLIENT_CREDENTIALS, r#"{"client_id":"other"}"#, "client_id"),
            (CLIENT_CREDENTIALS, r#"{"client_secret":"other"}"#, "client_secret"),
            (CLIENT_CREDENTIALS, r#"{"client_assertion":"other"}"#, "client_assertion"),
            (CLIENT_CREDENTIALS, r#"{"x":{}}"#, "params"),
            (CLIENT_CREDENTIALS, r#"{"x":[1]}"#, "params"),
        ] {
            let error = form_of(grant, params, false).unwrap_err();
            assert_eq!((error.code(), error.claim_name()), (Code::InvalidConfig, Some(missing)));
        }
        let error = form_of(CLIENT_CREDENTIALS, r#"{"clientId":"other"}"#, true).unwrap_err();
        assert_eq!(error.claim_name(), Some("client_id"));
    }

    #[test]
    fn the_client_s_scope_goes_along_where_it_means_something() {
        for (grant, params, has) in [
            (JWT_BEARER, r#"{"assertion":"x"}"#, true),
            (TOKEN_EXCHANGE, r#"{"subject_token":"x"}"#, false),
            (REFRESH_TOKEN, r#"{"refresh_token":"x"}"#, false),
            (AUTHORIZATION_CODE, r#"{"code":"x"}"#, false),
            ("urn:example:other", "{}", false),
        ] {
            assert_eq!(form_of(grant, params, false).unwrap().contains("scope="), has, "{grant}");
        }
    }
}
