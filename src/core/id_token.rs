//! Judging an ID token (OpenID Connect Core 1.0 §3.1.3.7, §3.3.2.11, §12.2).

use alloc::borrow::ToOwned;
use alloc::string::String;
use alloc::vec::Vec;
use subtle::ConstantTimeEq;

use super::codec::base64url;
use super::codec::json::{Number, Object, Value};
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

fn missing(claim: &'static str) -> Error {
    Error::claim(Code::ClaimMissing, claim, "is missing in the token")
}

fn wrong(claim: &'static str, message: &'static str) -> Error {
    Error::claim(Code::ClaimMismatch, claim, message)
}

/// A claim that is a string if it is there.
pub fn text<'a>(claims: &'a Object, claim: &'static str) -> Result<Option<&'a str>> {
    match claims.get(claim) {
        None => Ok(None),
        Some(Value::String(text)) => Ok(Some(text.expose())),
        Some(_) => Err(wrong(claim, "must be a string")),
    }
}

/// A claim that is a number of seconds if it is there (RFC 7519 §2, NumericDate).
pub fn seconds(claims: &Object, claim: &'static str) -> Result<Option<f64>> {
    match claims.get(claim) {
        None => Ok(None),
        Some(Value::Number(number)) => Ok(Some(Number::to_f64(number))),
        Some(_) => Err(wrong(claim, "must be a number")),
    }
}

/// `sub`: a string of 1 to 255 ASCII characters (§2).
pub fn subject(claims: &Object) -> Result<&str> {
    let sub = text(claims, "sub")?.ok_or_else(|| missing("sub"))?;
    if sub.is_empty() || sub.len() > 255 || !sub.is_ascii() {
        return Err(wrong("sub", "must have 1 to 255 ASCII characters"));
    }
    Ok(sub)
}

/// `aud`: a string or several, one of which is the client's.
pub fn audience<'a>(claims: &'a Object, client_id: &str) -> Result<Strings<'a>> {
    let aud = claims.get("aud").ok_or_else(|| missing("aud"))?;
    let aud = Strings::of(aud).ok_or_else(|| wrong("aud", "must be a string or strings"))?;
    if aud.contains(client_id) {
        Ok(aud)
    } else {
        Err(wrong("aud", "the token is for another client"))
    }
}

/// `iss`: the expected issuer, character by character.
pub fn issuer(claims: &Object, expected: &str) -> Result<()> {
    let iss = claims.get("iss").ok_or_else(|| missing("iss"))?;
    if iss.as_str() == Some(expected) {
        Ok(())
    } else {
        Err(Error::claim(Code::IssuerMismatch, "iss", "the token is of another issuer"))
    }
}

/// `exp` has not passed; `nbf` and `iat` are not in the future.
pub fn times(claims: &Object, now: u64, tolerance: u64, required: bool) -> Result<()> {
    let (now, tolerance) = (now as f64, tolerance as f64);
    let exp = seconds(claims, "exp")?;
    let iat = seconds(claims, "iat")?;
    let nbf = seconds(claims, "nbf")?;
    if required && exp.is_none() {
        return Err(missing("exp"));
    }
    if required && iat.is_none() {
        return Err(missing("iat"));
    }
    if exp.is_some_and(|exp| exp <= now - tolerance) {
        return Err(Error::claim(Code::TokenExpired, "exp", "the token has expired"));
    }
    for (claim, at) in [("nbf", nbf), ("iat", iat)] {
        if at.is_some_and(|at| at > now + tolerance) {
            let message = "the token is not valid yet";
            return Err(Error::claim(Code::TokenNotYetValid, claim, message));
        }
    }
    Ok(())
}

/// Judges header and claims; what remains are the signature and the hash claims, each with what
/// it hashes.
pub fn check(token: &Jws<'_>, wanted: &Expectations<'_>) -> Result<Vec<(HashCheck, Secret)>> {
    check_type(token)?;
    // §3.1.3.7, steps 7 and 8.
    let alg = token.alg(wanted.alg)?;
    let claims = &token.claims;
    // Steps 2 to 5.
    issuer(claims, wanted.issuer)?;
    let aud = audience(claims, wanted.client_id)?;
    match text(claims, "azp")? {
        Some(azp) if azp != wanted.client_id => {
            return Err(wrong("azp", "the token was issued to another client"));
        }
        None if aud.len() > 1 => return Err(missing("azp")),
        _ => {}
    }
    let sub = subject(claims)?;
    // Steps 9 and 10.
    times(claims, wanted.now, wanted.tolerance, true)?;
    // Step 11.
    let nonce = claims.get("nonce").map(|nonce| nonce.as_str().unwrap_or_default());
    let nonce_ok = match wanted.nonce {
        Nonce::Any => true,
        Nonce::Absent => nonce.is_none(),
        Nonce::AbsentOr(original) => nonce.is_none_or(|nonce| nonce == original),
        Nonce::Equal(sent) => {
            nonce.is_some_and(|nonce| bool::from(nonce.as_bytes().ct_eq(sent.as_bytes())))
        }
    };
    if !nonce_ok {
        return Err(Error::claim(
            Code::NonceMismatch,
            "nonce",
            "the token answers another request",
        ));
    }
    // Step 12.
    let acr = text(claims, "acr")?;
    if !wanted.acr.is_empty() && !acr.is_some_and(|acr| wanted.acr.contains(acr)) {
        let absent = acr.is_none();
        return Err(if absent { missing("acr") } else { wrong("acr", "is not what was demanded") });
    }
    // Step 13.
    let auth_time = seconds(claims, "auth_time")?;
    if let Some(max_age) = wanted.max_age {
        let auth_time = auth_time.ok_or_else(|| missing("auth_time"))?;
        let limit = max_age.saturating_add(wanted.tolerance) as f64;
        if auth_time + limit < wanted.now as f64 {
            return Err(wrong("auth_time", "the user signed in too long ago"));
        }
    }
    if auth_time.is_some_and(|at| at > wanted.now.saturating_add(wanted.tolerance) as f64) {
        return Err(wrong("auth_time", "is in the future"));
    }
    if let Some(previous) = wanted.previous {
        check_continuity(claims, sub, aud, previous)?;
    }
    hash_checks(claims, alg.hash(), wanted)
}

/// Refuses a token of another kind (RFC 9068 §2.1, RFC 9449 §4.2, Back-Channel Logout §2.4).
pub fn check_type(token: &Jws<'_>) -> Result<()> {
    match &token.typ {
        Some(typ) if typ.ends_with("+jwt") && typ != "id_token+jwt" => {
            Err(Error::new(Code::InvalidJwt, "the token is of another kind"))
        }
        _ => Ok(()),
    }
}

// §12.2: a refreshed token is about the same user at the same issuer for the same client.
fn check_continuity(claims: &Object, sub: &str, aud: Strings<'_>, previous: &Object) -> Result<()> {
    if text(previous, "sub")?.is_some_and(|previous| previous != sub) {
        return Err(Error::claim(Code::SubMismatch, "sub", "the token is about another user"));
    }
    if let Some(iss) = text(previous, "iss")? {
        issuer(claims, iss)?;
    }
    if let Some(before) = previous.get("aud").and_then(Strings::of)
        && (before.len() != aud.len() || !aud.contains_all(before))
    {
        return Err(wrong("aud", "changed with the refresh"));
    }
    if text(previous, "azp")? != text(claims, "azp")? {
        return Err(wrong("azp", "changed with the refresh"));
    }
    let (before, after) = (seconds(previous, "auth_time")?, seconds(claims, "auth_time")?);
    if let (Some(before), Some(after)) = (before, after)
        && (before - after).abs() >= 1.0
    {
        return Err(wrong("auth_time", "changed with the refresh"));
    }
    Ok(())
}

// §3.1.3.6, §3.3.2.11; `s_hash` is of the FAPI profile.
fn hash_checks(
    claims: &Object,
    hash: Hash,
    wanted: &Expectations<'_>,
) -> Result<Vec<(HashCheck, Secret)>> {
    let mut checks = Vec::new();
    for (claim, input, required) in [
        ("at_hash", wanted.access_token, true),
        ("c_hash", wanted.code, true),
        ("s_hash", wanted.state, false),
    ] {
        match (text(claims, claim)?, input) {
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
