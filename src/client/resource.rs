//! Tokens that others send: to an API, and to whoever is to end a session.

#[cfg(feature = "edge")]
use alloc::{rc::Rc, string::String, vec::Vec};

#[cfg(feature = "edge")]
use super::guard;
use super::host::Host;
use super::registration::Client;
use super::task::Task;
use crate::core::access_token::{self, Demands, Expectations};
#[cfg(feature = "edge")]
use crate::core::codec::{
    base64url,
    json::{Object, Value, in_place},
};
use crate::core::error::{Code, Error, Phase, Result};
use crate::core::jose::alg::Alg;
#[cfg(feature = "edge")]
use crate::core::jose::jws::Compact;
use crate::core::jose::jws::{Jws, Parts};
use crate::core::options::Options;
use crate::core::secret::Secret;
#[cfg(feature = "edge")]
use crate::core::secret::wipe;
#[cfg(feature = "edge")]
use crate::core::{bearer, logout_token};

/// A JWT access token (RFC 9068 §4) for the resource that `audience` names.
pub(super) fn validate_access_token(task: &mut Task, host: &dyn Host) -> Result<()> {
    let token = Secret::from(task.given.params.required("token")?);
    let (parts, alg) = judge(task, host, &token, &task.given.params)?;
    task.verify(host, token, parts, alg, access_token_verified)
}

// What is left to judge is the signature.
fn judge(task: &Task, host: &dyn Host, token: &Secret, terms: &Options) -> Result<(Parts, Alg)> {
    let wanted = expectations(&task.given.client, terms, host.now())?;
    let jws = Jws::parse(token.expose())?;
    let alg = access_token::check(&jws.header, &jws.claims, &wanted)?;
    Ok((jws.into_parts(), alg))
}

fn expectations<'a>(client: &'a Client, terms: &'a Options, now: u64) -> Result<Expectations<'a>> {
    let audience = terms.list("audience")?;
    if audience.is_empty() {
        let error = Error::claim(Code::InvalidConfig, "audience", "is required");
        return Err(error.at(Phase::Config));
    }
    let is_plain = match terms.text("typ")? {
        None | Some("at+jwt") => false,
        Some("JWT") => true,
        Some(_) => {
            let error = Error::claim(Code::InvalidConfig, "typ", "is at+jwt or JWT");
            return Err(error.at(Phase::Config));
        }
    };
    let (issuer, algs, tolerance) = (client.issuer()?, terms.list("algs")?, client.tolerance);
    Ok(Expectations { issuer, audience, algs, is_plain, now, tolerance })
}

// Whether it suffices is said after the signature: a forger learns nothing of what would.
fn access_token_verified(task: &mut Task, host: &dyn Host) -> Result<()> {
    let claims = core::mem::take(&mut task.claims);
    let params = &task.given.params;
    let demands = Demands {
        scope: params.list("requiredScope")?,
        acr_values: params.list("acrValues")?,
        max_age: params.number("maxAge")?,
    };
    access_token::allow(&claims, &demands, host.now(), task.given.client.tolerance)?;
    task.done(claims)
}

/// A request whose token is good as far as can be told without its signature. Not for anybody's log.
#[cfg(feature = "edge")]
pub struct Glance<'a> {
    /// The key, by its number.
    pub key: u32,
    /// What is signed.
    pub signed: &'a str,
    /// The signature.
    pub signature: Vec<u8>,
    /// The claims, as JSON text.
    pub claims: Secret,
    /// Until when all this may be believed, in seconds since the epoch, if the signature is right.
    pub until: u64,
}

#[cfg(feature = "edge")]
impl Client {
    /// Judges the `Authorization` header of a request by the client's `guard` where nothing is in the
    /// way: a JWT that is good, spelt without escapes, of a server whose keys are at hand. `None` is no
    /// verdict: [`Client::authenticate_request`] has that, by the same rules.
    #[must_use]
    pub fn glance<'a>(&self, authorization: &'a str, now: u64) -> Option<Glance<'a>> {
        let terms = &self.guard;
        if terms.flag("asksAlways").ok()? == Some(true) {
            return None;
        }
        let (keys, true) = self.keys.at_hand(now)? else { return None };
        // Parts that are base64url have no sign that a token may not have.
        let parts = Compact::split(bearer::credentials(authorization)?).ok()?;
        let seen = self.keys.see(&keys, parts.header).ok()?;
        let text = base64url::decode(parts.payload)?;
        let text = String::from_utf8(text).map_err(|error| wipe(error.into_bytes())).ok()?;
        let text = Secret::from(text);
        let claims = in_place::read(text.expose())?;
        let wanted = expectations(self, terms, now).ok()?;
        access_token::check(&seen.header, &claims, &wanted).ok()?;
        let until = guard::believed_until(terms, &claims, now).ok()?;
        let signature = base64url::decode(parts.signature)?;
        Some(Glance { key: seen.key.number, signed: parts.signed, signature, claims: text, until })
    }
}

/// A request at a guard with one issuer: all that there is to judge about its token, in one call.
#[cfg(feature = "edge")]
pub(super) fn authenticate(task: &mut Task, host: &dyn Host) -> Result<()> {
    let client = Rc::clone(&task.given.client);
    let header = task.authorization();
    let (token, is_opaque) = guard::arrived(header.expose(), "", &client.guard)?;
    let token = Secret::from(token);
    if !is_opaque {
        let (parts, alg) = judge(task, host, &token, &client.guard)?;
        return task.verify(host, token, parts, alg, authenticated);
    }
    let mut answer = Object::new();
    answer.insert("token", Value::String(token));
    answer.insert("isOpaque", Value::from(true));
    task.done(answer)
}

#[cfg(feature = "edge")]
fn authenticated(task: &mut Task, host: &dyn Host) -> Result<()> {
    let claims = core::mem::take(&mut task.claims);
    let until = guard::believed_until(&task.given.client.guard, &claims, host.now())?;
    let mut answer = Object::new();
    answer.insert("claims", Value::Object(claims));
    answer.insert("until", Value::from(until));
    task.done(answer)
}

/// A logout token (OpenID Connect Back-Channel Logout 1.0 §2.6); whether its `jti` was seen before is
/// for whoever remembers.
#[cfg(feature = "edge")]
pub(super) fn validate_logout_token(task: &mut Task, host: &dyn Host) -> Result<()> {
    let client = Rc::clone(&task.given.client);
    let token = Secret::from(task.given.params.required("token")?);
    let wanted = logout_token::Expectations {
        issuer: task.issuer()?,
        client_id: client.id(),
        alg: client.id_token_alg,
        now: host.now(),
        tolerance: client.tolerance,
    };
    let jws = Jws::parse(token.expose())?;
    logout_token::check(&jws, &wanted)?;
    let parts = jws.into_parts();
    task.verify(host, token, parts, client.id_token_alg, |task, _| {
        let claims = core::mem::take(&mut task.claims);
        task.done(claims)
    })
}
