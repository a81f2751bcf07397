//! Tokens that others send: to an API, and to whoever is to end a session.

#[cfg(feature = "edge")]
use alloc::rc::Rc;

#[cfg(feature = "edge")]
use super::guard;
use super::host::Host;
use super::task::Task;
use crate::core::access_token::{self, Demands};
#[cfg(feature = "edge")]
use crate::core::codec::json::{Object, Value};
use crate::core::error::{Code, Error, Phase, Result};
use crate::core::jose::alg::Alg;
use crate::core::jose::jws::{Jws, Parts};
#[cfg(feature = "edge")]
use crate::core::logout_token;
use crate::core::options::Options;
use crate::core::secret::Secret;

/// A JWT access token (RFC 9068 §4) for the resource that `audience` names.
pub(super) fn validate_access_token(task: &mut Task, host: &dyn Host) -> Result<()> {
    let token = Secret::from(task.given.params.required("token")?);
    let (parts, alg) = judge(task, host, &token, &task.given.params)?;
    task.verify(host, token, parts, alg, access_token_verified)
}

// What is left to judge is the signature.
fn judge(task: &Task, host: &dyn Host, token: &Secret, terms: &Options) -> Result<(Parts, Alg)> {
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
    let wanted = access_token::Expectations {
        issuer: task.issuer()?,
        audience,
        algs: terms.list("algs")?,
        is_plain,
        now: host.now(),
        tolerance: task.given.client.tolerance,
    };
    let jws = Jws::parse(token.expose())?;
    let alg = access_token::check(&jws, &wanted)?;
    Ok((jws.into_parts(), alg))
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
