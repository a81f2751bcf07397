//! Judging an ID token (OpenID Connect Core 1.0 §3.1.3.7, §3.3.2.11, §12.2).

use alloc::borrow::ToOwned;
use alloc::string::String;
use alloc::vec::Vec;
use subtle::ConstantTimeEq;

use super::codec::json::{Member, Members, Object, double};
use super::codec::{Words, all, base64url, cut_last};
use super::error::{Code, Error, Result};
use super::jose::alg::{Alg, Hash};
use super::jose::jws::Jws;
use super::options::Strings;
use super::secret::Secret;

/// What `nonce` must be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Nonce<'a> {
    /// The one that was sent.
    Equal(&'a str),
    /// Absent: none was sent.
    Absent,
    /// Absent or the original one: a refreshed token (§12.2).
    AbsentOr(&'a str),
    /// Whatever it is: the caller does not know it.
    Any,
}

/// What a token must say.
#[derive(Debug)]
pub struct Expectations<'a> {
    /// The issuer, as the bytes received.
    pub issuer: &'a str,
    /// The client that the token is for.
    pub client_id: &'a str,
    /// Seconds since the epoch.
    pub now: u64,
    /// Seconds that clocks may differ.
    pub tolerance: u64,
    /// The agreed signature algorithm.
    pub alg: Alg,
    /// `nonce`.
    pub nonce: Nonce<'a>,
    /// `max_age` of the request in seconds.
    pub max_age: Option<u64>,
    /// Values of `acr`, one of which is demanded.
    pub acr: Strings<'a>,
    /// Claims of the ID token before a refresh.
    pub previous: Option<&'a Object>,
    /// The access token that came along.
    pub access_token: Option<&'a str>,
    /// The code that came along, or that was exchanged.
    pub code: Option<&'a str>,
    /// The `state` of the request.
    pub state: Option<&'a str>,
    /// Whether the token came in the front channel, where hashes bind what comes along.
    pub front_channel: bool,
}

/// A hash claim still to be compared with the digest of what it stands for (§3.1.3.6).
#[derive(Debug)]
pub struct HashCheck {
    /// `at_hash`, `c_hash` or `s_hash`.
    pub claim: &'static str,
    /// The claim's value.
    pub expected: String,
    /// The hash that the algorithm fixes.
    pub hash: Hash,
}

impl HashCheck {
    /// Compares with the digest of `input`.
    pub fn compare(&self, digest: &[u8]) -> Result<()> {
        let half = digest.split_at_checked(digest.len() / 2).map_or(digest, |(half, _)| half);
        if bool::from(base64url::encode(half).as_bytes().ct_eq(self.expected.as_bytes())) {
            Ok(())
        } else {
            let message = "does not belong to what came with the token";
            Err(Error::claim(Code::HashMismatch, self.claim, message))
        }
    }
}

pub(super) fn missing(claim: &'static str) -> Error {
    Error::claim(Code::ClaimMissing, claim, "is missing in the token")
}

pub(super) fn wrong(claim: &'static str, message: &'static str) -> Error {
    Error::claim(Code::ClaimMismatch, claim, message)
}

/// A claim that is a string if it is there.
pub fn text<'a>(claims: &'a impl Members, claim: &'static str) -> Result<Option<&'a str>> {
    match claims.member(claim) {
        None => Ok(None),
        Some(Member::Text(text)) => Ok(Some(text)),
        Some(_) => Err(wrong(claim, "must be a string")),
    }
}

/// A claim that is a number of seconds if it is there (RFC 7519 §2, NumericDate).
pub fn seconds(claims: &impl Members, claim: &'static str) -> Result<Option<f64>> {
    match claims.member(claim) {
        None => Ok(None),
        Some(Member::Number(number)) => Ok(Some(double(number))),
        Some(_) => Err(wrong(claim, "must be a number")),
    }
}

/// `sub`: a string of 1 to 255 ASCII characters (§2).
pub fn subject(claims: &impl Members) -> Result<&str> {
    match text(claims, "sub")? {
        None => Err(missing("sub")),
        Some(sub) if matches!(sub.len(), 1..=255) && all(sub, |byte| byte < 0x80) => Ok(sub),
        Some(_) => Err(wrong("sub", "must have 1 to 255 ASCII characters")),
    }
}

/// `aud`: a string or several, one of which is the client's.
pub fn audience<'a>(claims: &'a Object, client_id: &str) -> Result<Strings<'a>> {
    let Some(aud) = claims.get("aud") else {
        return Err(missing("aud"));
    };
    match Strings::of(aud) {
        None => Err(wrong("aud", "must be a string or strings")),
        Some(aud) if aud.contains(client_id) => Ok(aud),
        Some(_) => Err(wrong("aud", "the token is for another client")),
    }
}

/// `iss`: the expected issuer, character by character.
pub fn issuer(claims: &impl Members, expected: &str) -> Result<()> {
    match claims.member("iss") {
        None => Err(missing("iss")),
        Some(Member::Text(iss)) if iss == expected => Ok(()),
        Some(_) => Err(Error::claim(Code::IssuerMismatch, "iss", "the token is of another issuer")),
    }
}

/// `exp` has not passed; `nbf` and `iat` are not in the future.
pub fn times(claims: &impl Members, now: u64, tolerance: u64, required: bool) -> Result<()> {
    let (now, tolerance) = (now as f64, tolerance as f64);
    for &claim in &["exp", "iat", "nbf"] {
        let Some(at) = seconds(claims, claim)? else {
            if required && claim != "nbf" {
                return Err(missing(claim));
            }
            continue;
        };
        if claim != "exp" && at > now + tolerance {
            let message = "the token is not valid yet";
            return Err(Error::claim(Code::TokenNotYetValid, claim, message));
        }
        if claim == "exp" && at <= now - tolerance {
            return Err(Error::claim(Code::TokenExpired, claim, "the token has expired"));
        }
    }
    Ok(())
}

/// Judges header and claims; what remains are the signature and the hash claims, each with what
/// it hashes.
pub fn check(token: &Jws<'_>, wanted: &Expectations<'_>) -> Result<Vec<(HashCheck, Secret)>> {
    judge(token, wanted)?;
    hash_checks(&token.claims, wanted)
}

fn judge(token: &Jws<'_>, wanted: &Expectations<'_>) -> Result<()> {
    check_type(token)?;
    // §3.1.3.7, steps 7 and 8.
    token.alg(wanted.alg)?;
    let claims = &token.claims;
    // Steps 2 to 5.
    issuer(claims, wanted.issuer)?;
    let aud = audience(claims, wanted.client_id)?;
    for claim in Words("azp sub acr at_hash c_hash s_hash") {
        text(claims, claim)?;
    }
    match claims.text("azp") {
        Some(azp) if azp != wanted.client_id => {
            return Err(wrong("azp", "the token was issued to another client"));
        }
        None if aud.len() > 1 => return Err(missing("azp")),
        _ => {}
    }
    subject(claims)?;
    // Steps 9 and 10.
    times(claims, wanted.now, wanted.tolerance, true)?;
    // Step 11.
    let nonce = claims.get("nonce").map(|nonce| nonce.as_str().unwrap_or_default());
    let nonce_ok = match (wanted.nonce, nonce) {
        (Nonce::Any, _) | (Nonce::Absent | Nonce::AbsentOr(_), None) => true,
        (Nonce::Absent, Some(_)) | (Nonce::Equal(_), None) => false,
        (Nonce::AbsentOr(sent) | Nonce::Equal(sent), Some(nonce)) => {
            nonce.as_bytes().ct_eq(sent.as_bytes()).into()
        }
    };
    if !nonce_ok {
        let message = "the token answers another request";
        return Err(Error::claim(Code::NonceMismatch, "nonce", message));
    }
    // Step 12.
    if !wanted.acr.is_empty() {
        match claims.text("acr") {
            None => return Err(missing("acr")),
            Some(acr) if wanted.acr.contains(acr) => {}
            Some(_) => return Err(wrong("acr", "is not what was demanded")),
        }
    }
    // Step 13.
    let (now, tolerance) = (wanted.now as f64, wanted.tolerance as f64);
    match (seconds(claims, "auth_time")?, wanted.max_age) {
        (Some(at), _) if at > now + tolerance => {
            return Err(wrong("auth_time", "is in the future"));
        }
        (Some(at), Some(max_age)) if at + max_age as f64 + tolerance < now => {
            return Err(wrong("auth_time", "the user signed in too long ago"));
        }
        (None, Some(_)) => return Err(missing("auth_time")),
        _ => {}
    }
    if let Some(previous) = wanted.previous {
        check_continuity(claims, aud, previous)?;
    }
    Ok(())
}

/// Refuses a token of another kind (RFC 9068 §2.1, RFC 9449 §4.2, Back-Channel Logout §2.4). Case
/// and `application/` make no difference (RFC 7515 §4.1.9).
pub fn check_type(token: &Jws<'_>) -> Result<()> {
    let typ = token.header.typ.as_deref().unwrap_or_default();
    let typ = cut_last(typ, b'/').map_or(typ, |(_, typ)| typ);
    match cut_last(typ, b'+') {
        Some((kind, suffix))
            if suffix.eq_ignore_ascii_case("jwt") && !kind.eq_ignore_ascii_case("id_token") =>
        {
            Err(Error::new(Code::InvalidJwt, "the token is of another kind"))
        }
        _ => Ok(()),
    }
}

// §12.2: a refreshed token is about the same user at the same issuer for the same client.
fn check_continuity(claims: &Object, aud: Strings<'_>, previous: &Object) -> Result<()> {
    // A claim of another type equals none.
    let changed =
        |claim| previous.get(claim).is_some() && previous.text(claim) != claims.text(claim);
    if changed("sub") {
        return Err(Error::claim(Code::SubMismatch, "sub", "the token is about another user"));
    }
    if changed("iss") {
        return Err(Error::claim(Code::IssuerMismatch, "iss", "changed with the refresh"));
    }
    if let Some(before) = previous.get("aud").and_then(Strings::of)
        && (before.len() != aud.len() || !aud.contains_all(before))
    {
        return Err(wrong("aud", "changed with the refresh"));
    }
    if previous.text("azp") != claims.text("azp") {
        return Err(wrong("azp", "changed with the refresh"));
    }
    if let (Some(before), Some(after)) =
        (seconds(previous, "auth_time")?, seconds(claims, "auth_time")?)
        && (before - after).abs() >= 1.0
    {
        return Err(wrong("auth_time", "changed with the refresh"));
    }
    Ok(())
}

// §3.1.3.6, §3.3.2.11; `s_hash` is of the FAPI profile.
fn hash_checks(claims: &Object, wanted: &Expectations<'_>) -> Result<Vec<(HashCheck, Secret)>> {
    let hash = wanted.alg.hash();
    let mut checks = Vec::new();
    for (claim, input, required) in [
        ("at_hash", wanted.access_token, true),
        ("c_hash", wanted.code, true),
        ("s_hash", wanted.state, false),
    ] {
        match (claims.text(claim), input) {
            (Some(expected), Some(input)) => {
                let check = HashCheck { claim, expected: expected.to_owned(), hash };
                checks.push((check, Secret::from(input)));
            }
            (None, Some(_)) if required && wanted.front_channel => return Err(missing(claim)),
            _ => {}
        }
    }
    Ok(checks)
}

/// The algorithm that ID tokens must be signed with: the pinned one; else RS256, unless the
/// metadata lists a single other asymmetric one (Core §2, Registration §2).
#[must_use]
pub fn agreed_alg(pinned: Option<Alg>, listed: Option<Strings<'_>>) -> Alg {
    if let Some(alg) = pinned {
        return alg;
    }
    let mut listed = listed.unwrap_or_default();
    match (listed.next().and_then(Alg::parse), listed.next()) {
        (Some(alg), None) if !alg.is_symmetric() => alg,
        _ => Alg::Rs256,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::core::codec::json::{self, Value};
    use std::format;

    const NOW: u64 = 1_000_000;
    const GOOD: &str =
        r#""iss":"https://op.example","aud":"c","sub":"u","exp":1000300,"iat":1000000,"nonce":"n""#;

    fn object(text: &str) -> Object {
        json::parse(text.as_bytes()).ok().and_then(Value::into_object).unwrap()
    }

    fn wanted() -> Expectations<'static> {
        Expectations {
            issuer: "https://op.example",
            client_id: "c",
            now: NOW,
            tolerance: 30,
            alg: Alg::Rs256,
            nonce: Nonce::Equal("n"),
            max_age: None,
            acr: Strings::default(),
            previous: None,
            access_token: None,
            code: None,
            state: None,
            front_channel: false,
        }
    }

    fn judge(header: &str, claims: &str, wanted: &Expectations<'_>) -> (Option<Code>, usize) {
        let encode = |text: &str| base64url::encode(text.as_bytes());
        let token = format!("{}.{}.AA", encode(header), encode(&format!("{{{claims}}}")));
        match check(&Jws::parse(&token).unwrap(), wanted) {
            Ok(hashes) => (None, hashes.len()),
            Err(error) => (Some(error.code()), 0),
        }
    }

    fn code(claims: &str, wanted: &Expectations<'_>) -> Option<Code> {
        judge(r#"{"alg":"RS256"}"#, claims, wanted).0
    }

    #[test]
    fn each_claim_is_judged() {
        assert_eq!(code(GOOD, &wanted()), None);
        for (from, to, expected) in [
            (r#""iss":"https://op.example","#, "", Code::ClaimMissing),
            ("op.example", "op.example/", Code::IssuerMismatch),
            (r#""https://op.example""#, "1", Code::IssuerMismatch),
            (r#""aud":"c","#, "", Code::ClaimMissing),
            (r#""c""#, r#""d""#, Code::ClaimMismatch),
            (r#""c""#, r#"["c",1]"#, Code::ClaimMismatch),
            (r#""c""#, r#"["c","d"]"#, Code::ClaimMissing),
            (r#""c""#, r#"["c","d"],"azp":"d""#, Code::ClaimMismatch),
            (r#""c""#, r#""c","azp":["c"]"#, Code::ClaimMismatch),
            (r#""sub":"u","#, "", Code::ClaimMissing),
            (r#""u""#, "1", Code::ClaimMismatch),
            (r#""u""#, r#""""#, Code::ClaimMismatch),
            (r#""u""#, r#""é""#, Code::ClaimMismatch),
            (r#""exp":1000300,"#, "", Code::ClaimMissing),
            ("1000300", "\"1000300\"", Code::ClaimMismatch),
            ("1000300", "999970", Code::TokenExpired),
            (r#","iat":1000000"#, "", Code::ClaimMissing),
            ("1000000", "1000031", Code::TokenNotYetValid),
            ("1000000", r#"1000000,"nbf":1000031"#, Code::TokenNotYetValid),
            (r#","nonce":"n""#, "", Code::NonceMismatch),
            (r#""n""#, r#""m""#, Code::NonceMismatch),
            (r#""n""#, "null", Code::NonceMismatch),
            (r#""n""#, r#""n","auth_time":1000031"#, Code::ClaimMismatch),
            (r#""n""#, r#""n","auth_time":"1""#, Code::ClaimMismatch),
            (r#""n""#, r#""n","at_hash":1"#, Code::ClaimMismatch),
        ] {
            assert_eq!(code(&GOOD.replace(from, to), &wanted()), Some(expected), "{from} {to}");
        }
        for (from, to) in [
            (r#""c""#, r#"["c"]"#),
            (r#""c""#, r#"["d","c"],"azp":"c""#),
            ("1000300", "999971"),
            ("1000000", "1000030"),
            ("1000000", r#"1000000.5,"nbf":1000030"#),
        ] {
            assert_eq!(code(&GOOD.replace(from, to), &wanted()), None, "{from} {to}");
        }
    }

    #[test]
    fn algorithm_and_type_are_judged() {
        for (header, expected) in [
            (r#"{"alg":"RS256","typ":"JWT"}"#, None),
            (r#"{"alg":"RS256","typ":"application/ID_TOKEN+jwt"}"#, None),
            (r#"{"alg":"RS256","typ":"at+jwt"}"#, Some(Code::InvalidJwt)),
            (r#"{"alg":"RS256","typ":"application/Logout+JWT"}"#, Some(Code::InvalidJwt)),
            (r#"{"alg":"RS512"}"#, Some(Code::AlgNotAllowed)),
            (r#"{"alg":"none"}"#, Some(Code::AlgNotAllowed)),
        ] {
            assert_eq!(judge(header, GOOD, &wanted()).0, expected, "{header}");
        }
    }

    #[test]
    fn nonces_are_those_that_were_asked_for() {
        let with = |nonce| Expectations { nonce, ..wanted() };
        let none = GOOD.replace(r#","nonce":"n""#, "");
        assert_eq!(code(GOOD, &with(Nonce::Any)), None);
        assert_eq!(code(GOOD, &with(Nonce::Absent)), Some(Code::NonceMismatch));
        assert_eq!(code(&none, &with(Nonce::Absent)), None);
        assert_eq!(code(GOOD, &with(Nonce::AbsentOr("n"))), None);
        assert_eq!(code(&none, &with(Nonce::AbsentOr("n"))), None);
        assert_eq!(code(GOOD, &with(Nonce::AbsentOr("m"))), Some(Code::NonceMismatch));
    }

    #[test]
    fn freshness_and_acr_are_judged_when_asked_for() {
        let fresh = Expectations { max_age: Some(60), ..wanted() };
        let at = |time: u64| code(&format!(r#"{GOOD},"auth_time":{time}"#), &fresh);
        assert_eq!((at(NOW - 90), at(NOW - 91)), (None, Some(Code::ClaimMismatch)));
        assert_eq!(code(GOOD, &fresh), Some(Code::ClaimMissing));

        let values = object(r#"{"acr":["a","b"]}"#);
        let acr = Strings::of(values.get("acr").unwrap()).unwrap();
        let strong = Expectations { acr, ..wanted() };
        let with = |acr: &str| code(&format!(r#"{GOOD},"acr":{acr}"#), &strong);
        assert_eq!((with(r#""b""#), with(r#""c""#)), (None, Some(Code::ClaimMismatch)));
        assert_eq!(code(GOOD, &strong), Some(Code::ClaimMissing));
    }

    #[test]
    fn a_refreshed_token_is_about_the_same() {
        let with = |previous: &str, more: &str| {
            let previous = object(previous);
            let wanted = Expectations { previous: Some(&previous), ..wanted() };
            code(&format!("{GOOD}{more}"), &wanted)
        };
        let same = r#"{"iss":"https://op.example","aud":["c"],"sub":"u","auth_time":5}"#;
        assert_eq!(with(same, ""), None);
        assert_eq!(with(same, r#","auth_time":5"#), None);
        assert_eq!(with("{}", ""), None);
        for (previous, more, expected) in [
            (r#"{"sub":"v"}"#, "", Code::SubMismatch),
            (r#"{"sub":1}"#, "", Code::SubMismatch),
            (r#"{"iss":"https://other.example"}"#, "", Code::IssuerMismatch),
            (r#"{"aud":["c","d"]}"#, "", Code::ClaimMismatch),
            (r#"{"azp":"c"}"#, "", Code::ClaimMismatch),
            (same, r#","azp":"c""#, Code::ClaimMismatch),
            (same, r#","auth_time":6"#, Code::ClaimMismatch),
        ] {
            assert_eq!(with(previous, more), Some(expected), "{previous} {more}");
        }
    }

    #[test]
    fn hashes_bind_what_comes_along() {
        let header = r#"{"alg":"RS256"}"#;
        let all = r#","at_hash":"a","c_hash":"b","s_hash":"c""#;
        let claims = format!("{GOOD}{all}");
        let back = Expectations { access_token: Some("t"), code: Some("c"), ..wanted() };
        assert_eq!(judge(header, &claims, &back), (None, 2));
        assert_eq!(judge(header, GOOD, &back), (None, 0));
        let front = Expectations { state: Some("s"), front_channel: true, ..back };
        assert_eq!(judge(header, &claims, &front), (None, 3));
        assert_eq!(judge(header, GOOD, &front).0, Some(Code::ClaimMissing));

        // Only the left half counts.
        let check = HashCheck {
            claim: "at_hash",
            expected: base64url::encode(&[1; 16]),
            hash: Hash::Sha256,
        };
        assert!(check.compare(&[[1; 16], [2; 16]].concat()).is_ok());
        assert!(check.compare(&[[2; 16], [1; 16]].concat()).is_err());
    }

    #[test]
    fn rs256_is_agreed_on_unless_something_else_is() {
        let listed = |text: &str| {
            let object = object(text);
            agreed_alg(None, Strings::of(object.get("l").unwrap()))
        };
        assert_eq!(agreed_alg(Some(Alg::Es256), None), Alg::Es256);
        assert_eq!(agreed_alg(None, None), Alg::Rs256);
        assert_eq!(listed(r#"{"l":["ES256"]}"#), Alg::Es256);
        for other in [r#"["ES256","PS256"]"#, r#"["HS256"]"#, r#"["none"]"#, "[]"] {
            assert_eq!(listed(&format!(r#"{{"l":{other}}}"#)), Alg::Rs256, "{other}");
        }
    }
}
