//! Judging a JWT access token at the resource that it was sent to (RFC 9068 §4).

use super::codec::json::{Member, Members, Object, Value};
use super::codec::{cut_last, has_word, next_piece};
use super::error::{Code, Error, Result};
use super::id_token::{issuer, missing, seconds, subject, text, times, wrong};
use super::jose::alg::Alg;
use super::jose::jws::Header;
use super::options::Strings;

/// What an access token must say.
#[derive(Debug)]
pub struct Expectations<'a> {
    /// The issuer, as the bytes received.
    pub issuer: &'a str,
    /// The names of this resource, one of which must be in `aud`.
    pub audience: Strings<'a>,
    /// The algorithms that are allowed; every asymmetric one if there are none.
    pub algs: Strings<'a>,
    /// Whether the issuer's tokens are plain JWTs, not of RFC 9068: `typ` is then `JWT` or absent, and
    /// `client_id` need not be there.
    pub is_plain: bool,
    /// Seconds since the epoch.
    pub now: u64,
    /// Seconds that clocks may differ.
    pub tolerance: u64,
}

/// Judges header and claims; what remains is the signature, by the algorithm that is the result.
pub fn check(header: &Header, claims: &impl Members, wanted: &Expectations<'_>) -> Result<Alg> {
    check_type(header, claims, wanted.is_plain)?;
    let alg = allowed(header.alg, wanted.algs)?;
    issuer(claims, wanted.issuer)?;
    audience(claims, wanted.audience)?;
    for &claim in &["client_id", "scope", "jti", "acr"] {
        text(claims, claim)?;
    }
    // §2.2: required.
    if text(claims, "client_id")?.unwrap_or_default().is_empty() && !wanted.is_plain {
        return Err(missing("client_id"));
    }
    subject(claims)?;
    times(claims, wanted.now, wanted.tolerance, true)?;
    Ok(alg)
}

// §4: `at+jwt`, so that no token of another kind passes for an access token (RFC 8725 §3.11).
fn check_type(header: &Header, claims: &impl Members, is_plain: bool) -> Result<()> {
    let typ = header.typ.as_deref().unwrap_or_default();
    let ours = if is_plain {
        typ.is_empty() || typ.eq_ignore_ascii_case("JWT") || is_type(typ, "at+jwt")
    } else {
        is_type(typ, "at+jwt")
    };
    // Without a type of its own, an ID token is told by what no access token has.
    let is_id_token =
        is_plain && ["nonce", "at_hash", "c_hash"].iter().any(|name| claims.member(name).is_some());
    if ours && !is_id_token {
        return Ok(());
    }
    Err(Error::new(Code::InvalidJwt, "the token is no access token"))
}

/// Whether `typ` is a media type under `application/`, which it may leave out (RFC 7515 §4.1.9).
pub(super) fn is_type(typ: &str, kind: &str) -> bool {
    let name = match cut_last(typ, b'/') {
        Some((top, name)) if top.eq_ignore_ascii_case("application") => name,
        Some(_) => return false,
        None => typ,
    };
    name.eq_ignore_ascii_case(kind)
}

// §4: `none` is refused; what is symmetric cannot be told from public keys (RFC 8725 §3.2).
fn allowed(name: &str, algs: Strings<'_>) -> Result<Alg> {
    match Alg::parse(name) {
        Some(alg) if !alg.is_symmetric() && (algs.is_empty() || algs.contains(name)) => Ok(alg),
        _ => Err(Error::new(Code::AlgNotAllowed, "the signature algorithm is not allowed here")),
    }
}

/// `aud` names this resource.
pub fn audience(claims: &impl Members, wanted: Strings<'_>) -> Result<()> {
    let malformed = || wrong("aud", "must be a string or strings");
    let is_ours = match claims.member("aud") {
        None => return Err(missing("aud")),
        Some(Member::Text(name)) => wanted.contains(name),
        Some(Member::Other(names)) => {
            Strings::of(names).ok_or_else(malformed)?.any(|name| wanted.contains(name))
        }
        Some(Member::Number(_)) => return Err(malformed()),
    };
    if is_ours { Ok(()) } else { Err(wrong("aud", "the token is for another resource")) }
}

/// What a request asks for beyond a good token.
#[derive(Debug)]
pub struct Demands<'a> {
    /// Scopes, all of which must be granted.
    pub scope: Strings<'a>,
    /// Classes of authentication, one of which will do (RFC 9470 §3).
    pub acr_values: Strings<'a>,
    /// Seconds since the user authenticated, at most (RFC 9470 §3).
    pub max_age: Option<u64>,
}

/// Judges whether a good token is good for this, and until when: `None` is for as long as it lives.
pub fn allow(
    claims: &Object,
    demands: &Demands<'_>,
    now: u64,
    tolerance: u64,
) -> Result<Option<u64>> {
    let granted = text(claims, "scope")?.unwrap_or_default();
    for mut words in demands.scope {
        while let Some(word) = next_piece(&mut words, b' ') {
            if !word.is_empty() && !has_word(granted, word) {
                // RFC 6750 §3.1
                return Err(Error::new(Code::InsufficientScope, "the token lacks a scope"));
            }
        }
    }
    let weak = |claim| {
        let message = "the user has to authenticate more strongly or anew";
        Error::claim(Code::InsufficientUserAuthentication, claim, message)
    };
    if !demands.acr_values.is_empty()
        && !text(claims, "acr")?.is_some_and(|acr| holds_word(demands.acr_values, acr))
    {
        return Err(weak("acr"));
    }
    let Some(max_age) = demands.max_age else { return Ok(None) };
    let at = seconds(claims, "auth_time")?.ok_or_else(|| weak("auth_time"))?;
    let until = (at as u64).saturating_add(max_age).saturating_add(tolerance);
    if at > now.saturating_add(tolerance) as f64 || until < now {
        return Err(weak("auth_time"));
    }
    Ok(Some(until))
}

fn holds_word(lists: Strings<'_>, word: &str) -> bool {
    if word.is_empty() {
        return false;
    }
    for list in lists {
        if has_word(list, word) {
            return true;
        }
    }
    false
}

/// Refuses a token that is bound to a key, where nothing proves that the sender has it: whoever
/// stole it must not get in with it as a bearer token (RFC 9449 §7.1, RFC 8705 §3).
pub fn is_bearer(claims: &impl Members) -> Result<()> {
    let Some(confirmation) = claims.member("cnf") else { return Ok(()) };
    if let Member::Other(Value::Object(members)) = confirmation
        && members.text("jkt").is_some()
    {
        let message = "the token is bound to a key, and no proof came along";
        return Err(Error::claim(Code::DpopRequired, "cnf", message));
    }
    Err(wrong("cnf", "the token is bound in a way that is not supported"))
}

/// Judges what introspection says of a token (RFC 7662 §2.2); the token was asked about at `issuer`.
pub fn check_introspection(
    claims: &Object,
    wanted: &Expectations<'_>,
    audience_required: bool,
) -> Result<()> {
    if claims.get("active").and_then(Value::as_bool) != Some(true) {
        return Err(Error::new(Code::TokenExpired, "the token is not active"));
    }
    if claims.get("iss").is_some() {
        issuer(claims, wanted.issuer)?;
    }
    if audience_required || claims.get("aud").is_some() {
        audience(claims, wanted.audience)?;
    }
    for &claim in &["client_id", "scope", "sub", "acr"] {
        text(claims, claim)?;
    }
    // §2.2: the kind of token, as in RFC 6749 §7.1. A refresh token is none to get in with.
    if text(claims, "token_type")?.is_some_and(|kind| !kind.eq_ignore_ascii_case("bearer")) {
        return Err(Error::claim(Code::DpopRequired, "token_type", "the token is no bearer token"));
    }
    times(claims, wanted.now, wanted.tolerance, false)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::core::codec::{base64url, json};
    use crate::core::jose::jws::Jws;
    use std::format;

    const NOW: u64 = 1_000_000;
    const GOOD: &str = r#""iss":"https://op.example","aud":["x","api"],"sub":"u","client_id":"c","jti":"j",
        "exp":1000300,"iat":1000000,"scope":"a b""#;

    fn object(text: &str) -> Object {
        json::parse(text.as_bytes()).ok().and_then(Value::into_object).unwrap()
    }

    fn code(header: &str, claims: &str, is_plain: bool) -> Option<Code> {
        let names = Value::from("api");
        let token = [header, &format!("{{{claims}}}"), "sig"]
            .map(|part| base64url::encode(part.as_bytes()));
        let token = token.join(".");
        let wanted = Expectations {
            issuer: "https://op.example",
            audience: Strings::of(&names).unwrap(),
            algs: Strings::default(),
            is_plain,
            now: NOW,
            tolerance: 30,
        };
        let jws = Jws::parse(&token).unwrap();
        check(&jws.header, &jws.claims, &wanted).err().map(|error| error.code())
    }

    const HEADER: &str = r#"{"alg":"ES256","typ":"at+jwt"}"#;

    #[test]
    fn each_claim_is_judged() {
        assert_eq!(code(HEADER, GOOD, false), None);
        for (from, to, expected) in [
            ("https://op", "https://other", Code::IssuerMismatch),
            (r#""iss":"https://op.example","#, "", Code::ClaimMissing),
            (r#"["x","api"]"#, r#""other""#, Code::ClaimMismatch),
            (r#""aud":["x","api"],"#, "", Code::ClaimMissing),
            (r#""sub":"u","#, "", Code::ClaimMissing),
            (r#""u""#, "1", Code::ClaimMismatch),
            (r#""client_id":"c","#, "", Code::ClaimMissing),
            (r#""c""#, r#"["c"]"#, Code::ClaimMismatch),
            (r#""j""#, "1", Code::ClaimMismatch),
            (r#""a b""#, r#"["a","b"]"#, Code::ClaimMismatch),
            (r#""exp":1000300,"#, "", Code::ClaimMissing),
            ("1000300", "999970", Code::TokenExpired),
            (r#","iat":1000000"#, "", Code::ClaimMissing),
            ("1000000", "1000031", Code::TokenNotYetValid),
        ] {
            assert_eq!(code(HEADER, &GOOD.replace(from, to), false), Some(expected), "{from} {to}");
        }
        assert_eq!(code(HEADER, &GOOD.replace("1000300", "999971"), false), None);
    }

    #[test]
    fn only_access_tokens_with_asymmetric_signatures_pass() {
        for (header, expected) in [
            (r#"{"alg":"RS256","typ":"application/AT+jwt"}"#, None),
            (r#"{"alg":"EdDSA","typ":"at+jwt"}"#, None),
            (r#"{"alg":"RS256"}"#, Some(Code::InvalidJwt)),
            (r#"{"alg":"RS256","typ":"JWT"}"#, Some(Code::InvalidJwt)),
            (r#"{"alg":"RS256","typ":"logout+jwt"}"#, Some(Code::InvalidJwt)),
            (r#"{"alg":"RS256","typ":"text/at+jwt"}"#, Some(Code::InvalidJwt)),
            (r#"{"alg":"none","typ":"at+jwt"}"#, Some(Code::AlgNotAllowed)),
            (r#"{"alg":"HS256","typ":"at+jwt"}"#, Some(Code::AlgNotAllowed)),
        ] {
            assert_eq!(code(header, GOOD, false), expected, "{header}");
        }
    }

    #[test]
    fn plain_tokens_pass_where_they_are_expected_and_id_tokens_never_do() {
        let plain = GOOD.replace(r#""client_id":"c","#, "");
        assert_eq!(code(r#"{"alg":"RS256","typ":"JWT"}"#, &plain, true), None);
        assert_eq!(code(r#"{"alg":"RS256"}"#, &plain, true), None);
        assert_eq!(
            code(r#"{"alg":"RS256","typ":"logout+jwt"}"#, &plain, true),
            Some(Code::InvalidJwt)
        );
        let id_token = format!(r#"{GOOD},"nonce":"n""#);
        assert_eq!(code(r#"{"alg":"RS256"}"#, &id_token, true), Some(Code::InvalidJwt));
    }

    #[test]
    fn scopes_and_the_strength_of_a_sign_in_are_judged() {
        let claims = object(r#"{"scope":"a b","acr":"two","auth_time":999900}"#);
        let ask = |claims: &Object, demands: &str| {
            let demands = object(demands);
            let list = |name| demands.get(name).and_then(Strings::of).unwrap_or_default();
            let max_age = demands.get("m").and_then(Value::as_number).map(|n| n.to_f64() as u64);
            let demands = Demands { scope: list("s"), acr_values: list("a"), max_age };
            allow(claims, &demands, NOW, 30).map_err(|error| error.code())
        };
        assert_eq!(ask(&claims, "{}"), Ok(None));
        assert_eq!(ask(&claims, r#"{"s":"b a"}"#), Ok(None));
        assert_eq!(
            ask(&claims, r#"{"s":["a","b"],"a":["one","two"],"m":100}"#),
            Ok(Some(1_000_030))
        );
        assert_eq!(ask(&claims, r#"{"s":"a c"}"#), Err(Code::InsufficientScope));
        assert_eq!(ask(&object("{}"), r#"{"s":"a"}"#), Err(Code::InsufficientScope));
        let strong = Err(Code::InsufficientUserAuthentication);
        assert_eq!(ask(&claims, r#"{"a":"three"}"#), strong);
        assert_eq!(ask(&object(r#"{"acr":""}"#), r#"{"a":"one  two"}"#), strong);
        assert_eq!(ask(&claims, r#"{"m":69}"#), strong);
        assert_eq!(ask(&claims, r#"{"m":70}"#), Ok(Some(NOW)));
        assert_eq!(ask(&object("{}"), r#"{"m":70}"#), strong);
        assert_eq!(ask(&object(r#"{"auth_time":1000031}"#), r#"{"m":70}"#), strong);
    }

    #[test]
    fn a_sign_in_is_as_far_in_the_future_as_clocks_may_differ_at_most() {
        // RFC 9470 §3: the age counts from `auth_time`; clocks may differ by 30 seconds, all of them.
        let judged = |at: u64| {
            let claims = object(&format!(r#"{{"auth_time":{at}}}"#));
            let demands = Demands {
                scope: Strings::default(),
                acr_values: Strings::default(),
                max_age: Some(70),
            };
            allow(&claims, &demands, NOW, 30).map_err(|error| error.code())
        };
        assert_eq!(judged(NOW + 30), Ok(Some(NOW + 30 + 70 + 30)));
        assert_eq!(judged(NOW + 31), Err(Code::InsufficientUserAuthentication));
    }

    #[test]
    fn a_bound_token_is_no_bearer_token() {
        let code = |claims: &str| is_bearer(&object(claims)).err().map(|error| error.code());
        assert_eq!(code("{}"), None);
        assert_eq!(code(r#"{"cnf":{"jkt":"x"}}"#), Some(Code::DpopRequired));
        assert_eq!(code(r#"{"cnf":{"x5t#S256":"x"}}"#), Some(Code::ClaimMismatch));
        assert_eq!(code(r#"{"cnf":1}"#), Some(Code::ClaimMismatch));
    }

    #[test]
    fn an_introspection_is_about_an_active_token_for_this_resource() {
        let names = Value::from("api");
        let code = |claims: &str, required| {
            let wanted = Expectations {
                issuer: "https://op.example",
                audience: Strings::of(&names).unwrap(),
                algs: Strings::default(),
                is_plain: false,
                now: NOW,
                tolerance: 30,
            };
            let judged = check_introspection(&object(claims), &wanted, required);
            judged.err().map(|error| error.code())
        };
        assert_eq!(code(r#"{"active":true,"aud":"api","iss":"https://op.example"}"#, true), None);
        assert_eq!(code(r#"{"active":true}"#, false), None);
        assert_eq!(code(r#"{"active":true}"#, true), Some(Code::ClaimMissing));
        assert_eq!(code(r#"{"active":true,"aud":"x"}"#, false), Some(Code::ClaimMismatch));
        assert_eq!(code(r#"{"active":false}"#, false), Some(Code::TokenExpired));
        assert_eq!(code(r#"{"active":"true"}"#, false), Some(Code::TokenExpired));
        assert_eq!(code(r#"{"active":true,"iss":"x"}"#, false), Some(Code::IssuerMismatch));
        assert_eq!(code(r#"{"active":true,"exp":999970}"#, false), Some(Code::TokenExpired));
        assert_eq!(code(r#"{"active":true,"token_type":"DPoP"}"#, false), Some(Code::DpopRequired));
    }
}
