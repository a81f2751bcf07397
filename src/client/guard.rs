//! The rules of an API's guard: where a token may be, who issued it, what it must be good for, how
//! long that may be remembered, and how a refusal reads.
//!
//! Pure questions and answers; `pkg/src/guard.js` carries the answers out.

use alloc::vec::Vec;

use crate::core::access_token::{self, Demands};
use crate::core::bearer;
use crate::core::codec::json::{self, Member, Members, Object, Value, double};
use crate::core::codec::{cut, push_decimal};
use crate::core::error::{Code, Error, Phase, Result};
use crate::core::jose::jws::Jws;
use crate::core::options::Options;
use crate::core::secret::Secret;
use crate::core::url::{Url, check_endpoint, check_issuer};

/// Where a resource describes itself (RFC 9728 §3).
const WELL_KNOWN: &str = "/.well-known/oauth-protected-resource";
/// Seconds that a token stays believed without being looked at again, at most, unless the application
/// says otherwise: so long may a withdrawn key or a revoked token still serve.
const MEMORY: u64 = 300;

/// Answers one question; `None` if it is none of these.
pub fn decide(question: &str, input: &Options) -> Option<Result<Secret>> {
    Some(match question {
        "guard-open" => open(input).map_err(|error| error.at(Phase::Config)).map(|it| text_of(&it)),
        "guard-token" => token(input).map(|it| text_of(&it)),
        "guard-keep" => keep(input).map_err(|error| error.at(Phase::Validate)),
        "guard-allow" => allow(input).map_err(|error| error.at(Phase::Validate)),
        "guard-answer" => answer(input).map(|it| text_of(&it)),
        "guard-metadata" => metadata(input).map(|it| text_of(&it)),
        _ => return None,
    })
}

pub(super) fn text_of(object: &Object) -> Secret {
    let mut text = Secret::with_capacity(512);
    json::write_object(object, &mut text);
    text
}

// Seconds of a time in milliseconds.
pub(super) fn now(input: &Options) -> u64 {
    input.get("now").and_then(Value::as_number).map_or(0, |now| (now.to_f64() / 1_000.0) as u64)
}

/// Judges the options; where the resource describes itself, if its name is a URL.
fn open(input: &Options) -> Result<Object> {
    let invalid = |option, message| Err(Error::claim(Code::InvalidConfig, option, message));
    let insecure = input.flag("allowInsecure")?.unwrap_or(false);
    let issuers = input.list("issuers")?;
    if issuers.is_empty() {
        return invalid("issuer", "is required");
    }
    for issuer in issuers {
        check_issuer(issuer, insecure)?;
    }
    let audience = input.list("audience")?;
    if audience.is_empty() {
        return invalid("audience", "is required");
    }
    demands(input)?;
    input.number("memory")?;
    let mut resource = input.text("resource")?;
    if let Some(resource) = resource {
        check_endpoint(resource, insecure)?;
    } else if input.flag("isNameless")? != Some(true) {
        for name in audience {
            if resource.is_none() && check_endpoint(name, insecure).is_ok() {
                resource = Some(name);
            }
        }
    }
    let mut place = Object::new();
    if let Some(resource) = resource
        && let Some(url) = Url::parse(resource)
    {
        // RFC 9728 §3.1: between the host and the rest.
        let path = if url.path == "/" { "" } else { url.path };
        let mut path_there = Secret::from(WELL_KNOWN);
        path_there.push_str(path);
        let mut there = Secret::from(url.scheme);
        there.push_str("://");
        there.push_str(url.host);
        if let Some(port) = url.port {
            there.push(':');
            there.push_str(port);
        }
        there.push_str(path_there.expose());
        place.set("resource", resource);
        place.insert("path", Value::String(path_there));
        place.insert("url", Value::String(there));
    }
    Ok(place)
}

fn demands(input: &Options) -> Result<Demands<'_>> {
    Ok(Demands {
        scope: input.list("requiredScope")?,
        acr_values: input.list("acrValues")?,
        max_age: input.number("maxAge")?,
    })
}

/// The token of a request, and whether only its issuer can read it.
pub(super) fn arrived<'a>(
    authorization: &'a str,
    query: &str,
    terms: &Options,
) -> Result<(&'a str, bool)> {
    let token = bearer::token(authorization, query)?;
    // RFC 7515 §3.1: three parts. Anything else is the issuer's own business.
    let parts = cut(token, b'.').and_then(|(_, rest)| cut(rest, b'.'));
    let is_jws = parts.is_some_and(|(_, signature)| cut(signature, b'.').is_none());
    let is_opaque = !is_jws || terms.flag("asksAlways")? == Some(true);
    Ok((token, is_opaque))
}

/// The token of a request, and the issuer to ask about it. What a token says of its issuer chooses
/// among those that the application trusts, and nothing more: a token of another one is refused
/// before anybody is asked.
fn token(input: &Options) -> Result<Object> {
    let header = input.get("authorization").and_then(Value::as_str).unwrap_or_default();
    let query = input.get("query").and_then(Value::as_str).unwrap_or_default();
    let (token, is_opaque) = arrived(header, query, input)?;
    let mut answer = Object::new();
    answer.set("token", token);
    if is_opaque {
        answer.insert("isOpaque", Value::from(true));
        return Ok(answer);
    }
    let mut issuers = input.list("issuers")?;
    if issuers.len() == 1 {
        // Nothing to choose: the token is taken apart once, where it is verified, and its `iss` judged.
        answer.set("issuer", issuers.next().unwrap_or_default());
        return Ok(answer);
    }
    let jws = Jws::parse(token).map_err(|error| error.at(Phase::Validate))?;
    let claimed = jws.claims.text("iss").unwrap_or_default();
    for issuer in issuers {
        if issuer == claimed {
            answer.set("issuer", issuer);
            return Ok(answer);
        }
    }
    let message = "the token's issuer is not trusted here";
    Err(Error::claim(Code::IssuerMismatch, "iss", message).at(Phase::Validate))
}

/// Judges a token whose signature is verified, or that its issuer was asked about; until when that
/// may be believed, in seconds.
fn keep(input: &Options) -> Result<Secret> {
    let none = Object::new();
    let claims = input.object("claims")?.unwrap_or(&none);
    let tolerance = input.number("clockTolerance")?.unwrap_or(super::registration::CLOCK_TOLERANCE);
    if input.flag("isOpaque")? == Some(true) {
        let wanted = access_token::Expectations {
            issuer: input.required("issuer")?,
            audience: input.list("audience")?,
            algs: input.list("algs")?,
            is_plain: true,
            now: now(input),
            tolerance,
        };
        let required = input.flag("requireAudience")?.unwrap_or(true);
        access_token::check_introspection(claims, &wanted, required)?;
    }
    believed_until(input, claims, now(input)).map(decimal)
}

/// Until when a good token may be believed, in seconds: never past its end.
pub(super) fn believed_until(terms: &Options, claims: &impl Members, now: u64) -> Result<u64> {
    access_token::is_bearer(claims)?;
    let memory = terms.number("memory")?.unwrap_or(MEMORY);
    let mut until = now.saturating_add(memory);
    if let Some(Member::Number(end)) = claims.member("exp") {
        until = until.min(double(end) as u64);
    }
    Ok(until)
}

/// Judges whether a good token is good for this request, and until when: empty for as long as it lives.
fn allow(input: &Options) -> Result<Secret> {
    let none = Object::new();
    let claims = input.object("claims")?.unwrap_or(&none);
    let tolerance = input.number("clockTolerance")?.unwrap_or(super::registration::CLOCK_TOLERANCE);
    let until = access_token::allow(claims, &demands(input)?, now(input), tolerance)?;
    Ok(until.map_or_else(Secret::new, decimal))
}

fn decimal(number: u64) -> Secret {
    let mut text = Secret::new();
    push_decimal(&mut text, number);
    text
}

/// The HTTP response for an error, by its code and phase.
fn answer(input: &Options) -> Result<Object> {
    let code = input.get("code").and_then(Value::as_str);
    let phase = input.get("phase").and_then(Value::as_str);
    let code = Code::ALL.iter().copied().find(|known| Some(known.as_str()) == code);
    let phase = Phase::ALL.iter().copied().find(|known| Some(known.as_str()) == phase);
    let (scope, acr_values) = (input.words("requiredScope")?, input.words("acrValues")?);
    let wanted = bearer::Wanted {
        realm: input.text("realm")?.unwrap_or_default(),
        scope: scope.as_ref().map_or("", Secret::expose),
        acr_values: acr_values.as_ref().map_or("", Secret::expose),
        max_age: input.number("maxAge")?,
        resource_metadata: input
            .get("resourceMetadata")
            .and_then(Value::as_str)
            .unwrap_or_default(),
    };
    let (code, phase) = (code.unwrap_or(Code::InternalError), phase.unwrap_or(Phase::Api));
    let refusal = bearer::refusal(code, phase, &wanted);
    let mut answer = Object::new();
    answer.insert("status", Value::from(u64::from(refusal.status)));
    answer.insert("challenge", Value::String(refusal.challenge));
    answer.set("error", refusal.error);
    Ok(answer)
}

/// What the resource says of itself (RFC 9728 §2).
fn metadata(input: &Options) -> Result<Object> {
    let none = Object::new();
    let further = input.object("further")?.unwrap_or(&none);
    let issuers: Vec<&str> = input.list("issuers")?.collect();
    let scope = input.words("scopes")?.unwrap_or_default();
    let scopes: Vec<&str> = scope.expose().split(' ').filter(|word| !word.is_empty()).collect();
    Ok(bearer::metadata(input.required("resource")?, &issuers, &scopes, further))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::core::codec::base64url;
    use std::borrow::ToOwned;
    use std::format;
    use std::string::String;

    fn ask(question: &str, input: &str) -> Result<String> {
        let input = Options::parse(input).unwrap();
        decide(question, &input).unwrap().map(|answer| answer.expose().to_owned())
    }

    #[test]
    fn a_guard_needs_issuers_and_audiences_that_are_sound() {
        for (input, expected) in [
            (r#"{"audience":"a"}"#, Code::InvalidConfig),
            (r#"{"issuers":["https://op.example"]}"#, Code::InvalidConfig),
            (r#"{"issuers":["http://op.example"],"audience":"a"}"#, Code::InsecureUrl),
            (
                r#"{"issuers":["https://op.example"],"audience":"a","maxAge":"1"}"#,
                Code::InvalidConfig,
            ),
        ] {
            assert_eq!(ask("guard-open", input).unwrap_err().code(), expected, "{input}");
        }
    }

    #[test]
    fn a_resource_with_a_url_describes_itself_under_its_host() {
        let place = |audience: &str| {
            let input = format!(r#"{{"issuers":["https://op.example"],"audience":"{audience}"}}"#);
            ask("guard-open", &input).unwrap()
        };
        assert_eq!(place("orders"), "{}");
        let root = place("https://api.example:8443/");
        assert!(root.ends_with(
            r#""url":"https://api.example:8443/.well-known/oauth-protected-resource"}"#
        ));
        let tenant = place("https://api.example/tenant/1");
        assert!(tenant.contains(r#""path":"/.well-known/oauth-protected-resource/tenant/1""#));
    }

    #[test]
    fn a_token_chooses_among_the_trusted_issuers_only() {
        let token = |iss: &str| {
            let claims = format!(r#"{{"iss":"{iss}"}}"#);
            let parts = [r#"{"alg":"RS256"}"#, &claims, "s"];
            let token = parts.map(|part| base64url::encode(part.as_bytes())).join(".");
            ask(
                "guard-token",
                &format!(
                    r#"{{"authorization":"Bearer {token}","issuers":["https://a.example","https://b.example"]}}"#
                ),
            )
        };
        assert!(token("https://b.example").unwrap().ends_with(r#""issuer":"https://b.example"}"#));
        let error = token("https://b.example/").unwrap_err();
        assert_eq!((error.code(), error.phase()), (Code::IssuerMismatch, Phase::Validate));
        let opaque =
            ask("guard-token", r#"{"authorization":"Bearer abc","issuers":["https://a.example"]}"#);
        assert_eq!(opaque.unwrap(), r#"{"token":"abc","isOpaque":true}"#);
    }

    #[test]
    fn nothing_is_remembered_past_its_end() {
        let keep =
            |claims: &str| ask("guard-keep", &format!(r#"{{"now":1000000000,"claims":{claims}}}"#));
        assert_eq!(keep(r#"{"exp":1000100}"#).unwrap(), "1000100");
        assert_eq!(keep(r#"{"exp":9000000}"#).unwrap(), "1000300");
        assert_eq!(keep("{}").unwrap(), "1000300");
        assert_eq!(keep(r#"{"cnf":{"jkt":"x"}}"#).unwrap_err().code(), Code::DpopRequired);
    }
}
