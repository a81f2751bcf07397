//! Bearer tokens at a resource: how they arrive, and how one is refused (RFC 6750, RFC 9470 §3,
//! RFC 9728 §5.1).

use alloc::vec::Vec;

use super::codec::json::{Object, Value};
use super::codec::{HIGH, before, cut, first, form, next_piece, push_decimal, range};
use super::error::{Code, Error, Fault, Phase, Result};
use super::secret::Secret;

/// The token of a request, from its `Authorization` header (RFC 6750 §2.1) and nowhere else: a token
/// in a URL ends up in logs (§2.3, §5.3), and one in a form may be anybody's (§2.2).
pub fn token<'a>(authorization: &'a str, query: &str) -> Result<&'a str> {
    let in_query = holds_token(query);
    let token = credentials(authorization);
    if in_query {
        // §2: clients must not use more than one method.
        let code = if token.is_some() { Code::DuplicateParameter } else { Code::NotSupported };
        return Err(Error::new(code, "an access token has no place in a URL").at(Phase::Api));
    }
    let Some(token) = token else {
        return Err(Error::new(Code::TokenMissing, "no bearer token came along").at(Phase::Api));
    };
    if is_token68(token) {
        return Ok(token);
    }
    // Two headers arrive as one, separated by a comma, which no token has.
    if cut(token, b',').is_some() {
        let message = "several tokens came along";
        return Err(Error::new(Code::DuplicateParameter, message).at(Phase::Api));
    }
    Err(Error::new(Code::InvalidJwt, "the header is malformed").at(Phase::Api))
}

/// What follows the scheme `Bearer`; whether that is a token has still to be seen.
#[must_use]
pub fn credentials(authorization: &str) -> Option<&str> {
    let value = authorization.trim_ascii();
    let (scheme, token) = cut(value, b' ').unwrap_or((value, ""));
    scheme.eq_ignore_ascii_case("Bearer").then(|| token.trim_ascii())
}

fn holds_token(query: &str) -> bool {
    let mut rest = query;
    while let Some(piece) = next_piece(&mut rest, b'&') {
        let name = form::parse(before(piece, b'=')).unwrap_or_default();
        if name.iter().any(|(name, _)| name == "access_token") {
            return true;
        }
    }
    false
}

// §2.1: `b64token`.
fn is_token68(token: &str) -> bool {
    let word = token.trim_end_matches('=');
    let foreign = |word: u64| {
        let own = |low, end| range(word, low, end);
        // + and from - to 9, letters, _ and ~
        let known =
            own(43, 44) | own(45, 58) | own(65, 91) | own(97, 123) | own(95, 96) | own(126, 127);
        known ^ HIGH
    };
    !word.is_empty() && first(word.as_bytes(), foreign) == word.len()
}

/// What a refusal may say beyond the error.
#[derive(Debug, Default)]
pub struct Wanted<'a> {
    /// `realm`, if the application names one.
    pub realm: &'a str,
    /// Scopes that were needed, separated by spaces.
    pub scope: &'a str,
    /// Classes of authentication that were needed, separated by spaces.
    pub acr_values: &'a str,
    /// Age of an authentication that was needed, in seconds.
    pub max_age: Option<u64>,
    /// Where the resource describes itself (RFC 9728 §5.1).
    pub resource_metadata: &'a str,
}

/// A refusal as an HTTP response.
#[derive(Debug)]
pub struct Refusal {
    /// The status.
    pub status: u16,
    /// `WWW-Authenticate`; empty where no other token would help.
    pub challenge: Secret,
    /// `error` of RFC 6750 §3.1, or another word.
    pub error: &'static str,
}

/// The answer to a request that failed by `code` in `phase`.
#[must_use]
pub fn refusal(code: Code, phase: Phase, wanted: &Wanted<'_>) -> Refusal {
    let (status, error) = classify(code, phase);
    let mut challenge = Secret::new();
    if status >= 500 {
        return Refusal { status, challenge, error };
    }
    challenge.push_str("Bearer");
    let mut first = true;
    let mut attribute = |name: &str, value: &str| {
        if value.is_empty() {
            return;
        }
        challenge.push_str(if first { " " } else { ", " });
        first = false;
        challenge.push_str(name);
        challenge.push_str("=\"");
        for character in value.chars() {
            // RFC 9110 §5.6.4
            if character == '"' || character == '\\' {
                challenge.push('\\');
            }
            if character.is_ascii_graphic() || character == ' ' {
                challenge.push(character);
            }
        }
        challenge.push('"');
    };
    attribute("realm", wanted.realm);
    attribute("error", error);
    attribute("error_description", description(code));
    if code == Code::InsufficientScope {
        attribute("scope", wanted.scope);
    }
    if code == Code::InsufficientUserAuthentication {
        attribute("acr_values", wanted.acr_values);
        if let Some(max_age) = wanted.max_age {
            let mut seconds = Secret::new();
            push_decimal(&mut seconds, max_age);
            attribute("max_age", seconds.expose());
        }
    }
    attribute("resource_metadata", wanted.resource_metadata);
    if first {
        // RFC 6750 §3: one attribute at least.
        challenge.push_str(" realm=\"api\"");
    }
    Refusal { status, challenge, error }
}

fn classify(code: Code, phase: Phase) -> (u16, &'static str) {
    match (code, phase) {
        // §3: a request without authentication is told nothing but how to authenticate.
        (Code::TokenMissing, Phase::Api) => (401, ""),
        // §3.1
        (_, Phase::Api) => (400, "invalid_request"),
        (Code::InsufficientScope, _) => (403, "insufficient_scope"),
        // RFC 9470 §3
        (Code::InsufficientUserAuthentication, _) => (401, "insufficient_user_authentication"),
        (Code::InvalidConfig, _) | (_, Phase::Config) => (500, "server_error"),
        // What no other token would change: the issuer cannot be asked, or misbehaves.
        (Code::NotSupported, Phase::Validate) => (401, "invalid_token"),
        (Code::MetadataInvalid, _) => (503, "temporarily_unavailable"),
        (code, Phase::Validate)
            if !matches!(code.fault(), Fault::Transport | Fault::Environment)
                && code != Code::Aborted =>
        {
            (401, "invalid_token")
        }
        _ => (503, "temporarily_unavailable"),
    }
}

const fn description(code: Code) -> &'static str {
    match code {
        Code::TokenExpired => "The access token expired",
        Code::InsufficientScope => "The access token lacks a scope",
        Code::InsufficientUserAuthentication => "A different authentication level is required",
        Code::DpopRequired => "The access token is bound to a key",
        _ => "",
    }
}

/// The parameters of the protected resource's metadata (RFC 9728 §2), with those that the application
/// adds, which never replace ours.
#[must_use]
pub fn metadata(resource: &str, issuers: &[&str], scopes: &[&str], further: &Object) -> Object {
    let list = |texts: &[&str]| {
        let items: Vec<Value> = texts.iter().map(|text| Value::from(*text)).collect();
        Value::from(items)
    };
    let mut document = Object::new();
    document.set("resource", resource);
    document.insert("authorization_servers", list(issuers));
    if !scopes.is_empty() {
        document.insert("scopes_supported", list(scopes));
    }
    document.insert("bearer_methods_supported", list(&["header"]));
    for (name, value) in further.iter() {
        if document.get(name).is_none() {
            document.insert(name, value.duplicate());
        }
    }
    document
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::core::codec::all;

    // RFC 6750 §2.1: 1*( ALPHA / DIGIT / "-" / "." / "_" / "~" / "+" / "/" ) *"=".
    #[test]
    fn each_character_counts_at_each_place() {
        let allowed = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~+/";
        for character in ('\0'..='\u{17f}').chain(['\u{2d}', '\u{ad}', '\u{ff0d}', '\u{1f600}']) {
            for place in 0..20 {
                let mut word: Vec<char> = "0123456789abcdefghi".chars().collect();
                word.insert(place, character);
                let word: std::string::String = word.into_iter().collect();
                let ends = character == '=' && place == 19;
                assert_eq!(is_token68(&word), allowed.contains(character) || ends, "{word}");
            }
        }
        assert!(!is_token68("") && !is_token68("=") && is_token68("a=="));
    }

    #[test]
    fn a_token_arrives_in_the_header_alone() {
        for (header, query, expected) in [
            ("Bearer abc.def-_~+/==", "", Ok("abc.def-_~+/==")),
            ("bearer   abc", "x=1", Ok("abc")),
            ("", "", Err(Code::TokenMissing)),
            ("Basic abc", "", Err(Code::TokenMissing)),
            ("DPoP abc", "", Err(Code::TokenMissing)),
            ("Bearerabc", "", Err(Code::TokenMissing)),
            ("Bearer", "", Err(Code::InvalidJwt)),
            ("Bearer =", "", Err(Code::InvalidJwt)),
            ("Bearer a b", "", Err(Code::InvalidJwt)),
            ("Bearer a\"b", "", Err(Code::InvalidJwt)),
            ("Bearer a=b", "", Err(Code::InvalidJwt)),
            ("Bearer a, Bearer b", "", Err(Code::DuplicateParameter)),
            ("Bearer a", "access_token=b", Err(Code::DuplicateParameter)),
            ("Bearer a", "x=1&access%5Ftoken=b", Err(Code::DuplicateParameter)),
            ("", "access_token=b", Err(Code::NotSupported)),
        ] {
            let got = token(header, query).map_err(|error| error.code());
            assert_eq!(got, expected, "{header} {query}");
        }
    }

    #[test]
    fn a_challenge_has_one_attribute_at_least() {
        let bare =
            Wanted { realm: "", scope: "", acr_values: "", max_age: None, resource_metadata: "" };
        let challenge = refusal(Code::TokenMissing, Phase::Api, &bare).challenge;
        assert_eq!(challenge.expose(), r#"Bearer realm="api""#);
    }

    #[test]
    fn refusals_are_those_of_the_specifications() {
        let wanted = Wanted {
            realm: "",
            scope: "orders:read orders:write",
            acr_values: "two-factor",
            max_age: Some(5),
            resource_metadata: "https://api.example/.well-known/oauth-protected-resource",
        };
        let place =
            r#"resource_metadata="https://api.example/.well-known/oauth-protected-resource""#;
        for (code, phase, status, challenge) in [
            (Code::TokenMissing, Phase::Api, 401, "Bearer "),
            (Code::DuplicateParameter, Phase::Api, 400, r#"Bearer error="invalid_request", "#),
            (Code::BadSignature, Phase::Validate, 401, r#"Bearer error="invalid_token", "#),
            (Code::NotSupported, Phase::Validate, 401, r#"Bearer error="invalid_token", "#),
            (
                Code::TokenExpired,
                Phase::Validate,
                401,
                r#"Bearer error="invalid_token", error_description="The access token expired", "#,
            ),
            (
                Code::InsufficientScope,
                Phase::Validate,
                403,
                r#"Bearer error="insufficient_scope", error_description="The access token lacks a scope", scope="orders:read orders:write", "#,
            ),
            (
                Code::InsufficientUserAuthentication,
                Phase::Validate,
                401,
                r#"Bearer error="insufficient_user_authentication", error_description="A different authentication level is required", acr_values="two-factor", max_age="5", "#,
            ),
        ] {
            let refusal = refusal(code, phase, &wanted);
            assert_eq!(refusal.status, status, "{code:?}");
            assert_eq!(refusal.challenge.expose().strip_prefix(challenge), Some(place), "{code:?}");
        }
        for (code, phase, status) in [
            (Code::JwksUnavailable, Phase::Validate, 503),
            (Code::Timeout, Phase::Introspect, 503),
            (Code::IssuerMismatch, Phase::Discovery, 503),
            (Code::ServerErrorResponse, Phase::Introspect, 503),
            (Code::InvalidConfig, Phase::Config, 500),
        ] {
            let refusal = refusal(code, phase, &wanted);
            assert_eq!((refusal.status, refusal.challenge.expose()), (status, ""), "{code:?}");
        }
    }

    #[test]
    fn a_token_is_not_blamed_for_the_metadata_of_its_issuer() {
        // RFC 6750 §3.1: `invalid_token` is for what is wrong with the token.
        for phase in [Phase::Validate, Phase::Discovery, Phase::Introspect] {
            let refusal = refusal(Code::MetadataInvalid, phase, &Wanted::default());
            assert_eq!((refusal.status, refusal.error), (503, "temporarily_unavailable"));
            assert_eq!(refusal.challenge.expose(), "", "{phase:?}");
        }
    }

    #[test]
    fn a_bound_token_is_invalid_here_and_the_client_reads_why() {
        // RFC 6750 §3.1 for the error, §3 for the characters of `error_description`. The words are ours;
        // without any, the client would take the token for a bad one and fetch another just like it.
        let refusal = refusal(Code::DpopRequired, Phase::Validate, &Wanted::default());
        assert_eq!((refusal.status, refusal.error), (401, "invalid_token"));
        let words = refusal
            .challenge
            .expose()
            .strip_prefix(r#"Bearer error="invalid_token", error_description=""#)
            .and_then(|rest| rest.strip_suffix('"'))
            .unwrap();
        assert!(words.contains("bound to a key"), "{words}");
        assert!(
            all(words, |byte| matches!(byte, b' '..=b'~') && !b"\"\\".contains(&byte)),
            "{words}"
        );
    }

    #[test]
    fn nothing_breaks_out_of_the_header() {
        let wanted = Wanted { realm: "a\"b\\c\r\nd: é", ..Wanted::default() };
        let refusal = refusal(Code::TokenMissing, Phase::Api, &wanted);
        assert_eq!(refusal.challenge.expose(), r#"Bearer realm="a\"b\\cd: ""#);
    }

    #[test]
    fn what_the_application_adds_replaces_nothing() {
        use crate::core::codec::json::{self, Value};
        let further = br#"{"resource":"https://evil.example","resource_name":"Orders"}"#;
        let further = json::parse(further).ok().and_then(Value::into_object).unwrap();
        let document = metadata("https://api.example", &["https://op.example"], &["a"], &further);
        let mut text = Secret::new();
        json::write_object(&document, &mut text);
        assert_eq!(
            text.expose(),
            r#"{"resource":"https://api.example","authorization_servers":["https://op.example"],"scopes_supported":["a"],"bearer_methods_supported":["header"],"resource_name":"Orders"}"#
        );
    }
}
