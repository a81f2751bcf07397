//! Judging a logout token (OpenID Connect Back-Channel Logout 1.0 §2.4, §2.6).

use super::access_token::is_type;
use super::codec::json::Value;
use super::error::{Code, Error, Result};
use super::id_token::{audience, issuer, missing, subject, text, times, wrong};
use super::jose::alg::Alg;
use super::jose::jws::Jws;

/// The event that a logout token reports (§2.4).
const EVENT: &str = "http://schemas.openid.net/event/backchannel-logout";

/// What a logout token must say.
#[derive(Debug)]
pub struct Expectations<'a> {
    /// The issuer, as the bytes received.
    pub issuer: &'a str,
    /// The client that the token is for.
    pub client_id: &'a str,
    /// The algorithm agreed on for ID tokens: logout tokens are signed in the same way (§2.4).
    pub alg: Alg,
    /// Seconds since the epoch.
    pub now: u64,
    /// Seconds that clocks may differ.
    pub tolerance: u64,
}

/// Judges header and claims in the order of §2.6; what remains are the signature, and whether `jti`
/// was seen before.
pub fn check(token: &Jws<'_>, wanted: &Expectations<'_>) -> Result<()> {
    // §2.4: recommended, so that some servers say nothing, or `JWT`.
    let typ = token.header.typ.as_deref().unwrap_or("JWT");
    if !is_type(typ, "logout+jwt") && !is_type(typ, "JWT") {
        return Err(Error::new(Code::InvalidJwt, "the token is no logout token"));
    }
    token.alg(wanted.alg)?;
    let claims = &token.claims;
    // Step 4.
    issuer(claims, wanted.issuer)?;
    audience(claims, wanted.client_id)?;
    times(claims, wanted.now, wanted.tolerance, true)?;
    // Step 5.
    let sid = text(claims, "sid")?.unwrap_or_default();
    if claims.get("sub").is_some() {
        subject(claims)?;
    } else if sid.is_empty() {
        return Err(missing("sub"));
    }
    // Step 6.
    let events = claims.get("events").ok_or_else(|| missing("events"))?;
    let event = events.as_object().and_then(|events| events.get(EVENT));
    if event.and_then(Value::as_object).is_none() {
        return Err(wrong("events", "does not report a logout"));
    }
    // Step 7: or an ID token would do.
    if claims.get("nonce").is_some() {
        return Err(wrong("nonce", "must not be in a logout token"));
    }
    // Step 8 needs one.
    match text(claims, "jti")? {
        None | Some("") => Err(missing("jti")),
        Some(_) => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::core::codec::base64url;
    use std::format;

    const GOOD: &str = r#""iss":"https://op.example","aud":"c","sub":"u","sid":"s","jti":"j","exp":1000300,
        "iat":1000000,"events":{"http://schemas.openid.net/event/backchannel-logout":{}}"#;

    fn code(header: &str, claims: &str) -> Option<Code> {
        let token = [header, &format!("{{{claims}}}"), "sig"]
            .map(|part| base64url::encode(part.as_bytes()));
        let token = token.join(".");
        let wanted = Expectations {
            issuer: "https://op.example",
            client_id: "c",
            alg: Alg::Rs256,
            now: 1_000_000,
            tolerance: 30,
        };
        check(&Jws::parse(&token).unwrap(), &wanted).err().map(|error| error.code())
    }

    const HEADER: &str = r#"{"alg":"RS256","typ":"logout+jwt"}"#;

    #[test]
    fn each_claim_is_judged() {
        assert_eq!(code(HEADER, GOOD), None);
        for (from, to, expected) in [
            ("https://op", "https://other", Some(Code::IssuerMismatch)),
            (r#""aud":"c""#, r#""aud":"d""#, Some(Code::ClaimMismatch)),
            (r#""sub":"u","#, "", None),
            (r#""sid":"s","#, "", None),
            (r#""sub":"u","sid":"s","#, "", Some(Code::ClaimMissing)),
            (r#""sub":"u""#, r#""sub":1"#, Some(Code::ClaimMismatch)),
            (r#""sid":"s""#, r#""sid":["s"]"#, Some(Code::ClaimMismatch)),
            (r#""jti":"j","#, "", Some(Code::ClaimMissing)),
            (r#""j""#, r#""""#, Some(Code::ClaimMissing)),
            (r#""exp":1000300,"#, "", Some(Code::ClaimMissing)),
            (r#""iat":1000000,"#, "", Some(Code::ClaimMissing)),
            ("1000300", "999970", Some(Code::TokenExpired)),
            ("1000000", "1000031", Some(Code::TokenNotYetValid)),
            ("backchannel-logout", "other", Some(Code::ClaimMismatch)),
            (":{}}", ":1}", Some(Code::ClaimMismatch)),
            (r#""events""#, r#""event""#, Some(Code::ClaimMissing)),
            (r#""jti":"j""#, r#""jti":"j","nonce":"n""#, Some(Code::ClaimMismatch)),
        ] {
            assert_eq!(code(HEADER, &GOOD.replace(from, to)), expected, "{from} {to}");
        }
    }

    #[test]
    fn its_type_is_its_own_or_none() {
        for (header, expected) in [
            (r#"{"alg":"RS256"}"#, None),
            (r#"{"alg":"RS256","typ":"application/logout+jwt"}"#, None),
            (r#"{"alg":"RS256","typ":"at+jwt"}"#, Some(Code::InvalidJwt)),
            (r#"{"alg":"ES256","typ":"logout+jwt"}"#, Some(Code::AlgNotAllowed)),
            (r#"{"alg":"none","typ":"logout+jwt"}"#, Some(Code::AlgNotAllowed)),
        ] {
            assert_eq!(code(header, GOOD), expected, "{header}");
        }
    }
}
