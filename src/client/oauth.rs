//! The calls that the sign-in of a page does without.

use alloc::rc::Rc;

use super::calls;
use super::host::Host;
use super::registration::AuthAt;
use super::task::Task;
use crate::core::assertion::{self, Claims};
use crate::core::codec::json::{Object, Value};
use crate::core::error::{Code, Error, Phase, Result};
use crate::core::http::Request;
use crate::core::metadata::Endpoint;
use crate::core::options::Options;
use crate::core::secret::Secret;
use crate::core::token::TokenSet;
use crate::core::{device, grant, introspection, random};

// --- any grant (RFC 6749 §4.5) ---

/// `grantType` and `params`, whose names are those of the wire, or camelCase with `named`.
pub(super) fn grant(task: &mut Task, host: &dyn Host) -> Result<()> {
    if task.given.params.text("grantType")? == Some(grant::REFRESH_TOKEN) {
        task.enter(Phase::Refresh);
    }
    match task.given.params.take("assertion").and_then(Value::into_object) {
        Some(claims) => assert(task, host, claims),
        None => request_grant(task, host),
    }
}

// RFC 7523 §2.1: the grant is an assertion, signed anew.
fn assert(task: &mut Task, host: &dyn Host, claims: Object) -> Result<()> {
    let client = Rc::clone(&task.given.client);
    let signer = client
        .key_signer()
        .ok_or_else(|| Error::claim(Code::InvalidConfig, "key", "is required").at(Phase::Config))?;
    let options = Options::from(claims);
    let token_endpoint = client.metadata.required(Endpoint::Token)?;
    let claims = Claims {
        issuer: options.required("issuer")?,
        subject: options.text("subject")?,
        audience: assertion::audience(&options, token_endpoint)?,
        further: options.object("claims")?,
        now: host.now(),
    };
    let mut entropy = zeroize::Zeroizing::new([0; random::ENTROPY]);
    host.fill(&mut *entropy)?;
    let assertion = signer.assertion(&claims, &entropy);
    task.sign(host, assertion, None, |task, host| {
        let assertion = Value::String(task.signed_token());
        let mut params = task.given.params.take("params").and_then(Value::into_object);
        let params_with = params.get_or_insert_default();
        params_with.insert("assertion", assertion);
        task.given.params.put("params", Value::Object(params.unwrap_or_default()));
        request_grant(task, host)
    })
}

fn request_grant(task: &mut Task, host: &dyn Host) -> Result<()> {
    let client = Rc::clone(&task.given.client);
    let endpoint = client.metadata.required(Endpoint::Token)?;
    let given = &task.given.params;
    let none = Object::new();
    let scope = client.scope()?;
    let body = grant::form(
        given.text("grantType")?.unwrap_or_default(),
        given.object("params")?.unwrap_or(&none),
        given.flag("named")?.unwrap_or(false),
        scope.as_ref().map(Secret::expose),
    )?;
    let http = Request::post(endpoint, "application/json", body);
    task.post(host, http, AuthAt::Token, granted)
}

fn granted(task: &mut Task, host: &dyn Host) -> Result<()> {
    let (response, http) = task.answer()?;
    task.given.tokens = Some(TokenSet::process(&response, &http, host.now())?);
    match calls::id_token_of(task) {
        Some(id_token) => task.judge(host, id_token, grant_judged),
        None => grant_judged(task, host),
    }
}

fn grant_judged(task: &mut Task, _: &dyn Host) -> Result<()> {
    let mut tokens = calls::with_claims(task);
    let params = task.given.params.object("params")?;
    // RFC 6749 §6: the old refresh token stays in use if no new one came.
    if task.given.params.text("grantType")? == Some(grant::REFRESH_TOKEN)
        && tokens.get("refresh_token").is_none()
        && let Some(old) = params.and_then(|params| params.text("refresh_token"))
    {
        tokens.set("refresh_token", old);
    }
    task.done(tokens)
}

// --- the device grant (RFC 8628) ---

pub(super) fn device_code(task: &mut Task, host: &dyn Host) -> Result<()> {
    let client = Rc::clone(&task.given.client);
    let endpoint = client.metadata.required(Endpoint::DeviceAuthorization)?;
    let scope = client.scope()?;
    let scope = scope.as_ref().map(Secret::expose);
    let http = device::request(endpoint, &task.given.params, scope)?;
    task.without_hooks();
    task.post(host, http, AuthAt::Token, |task, host| {
        let (response, http) = task.answer()?;
        let insecure = task.given.client.allow_insecure;
        task.done(device::process(&response, &http, host.now(), insecure)?)
    })
}

/// One poll (§3.4): tokens, or `wait` in seconds until the next one.
pub(super) fn device_token(task: &mut Task, host: &dyn Host) -> Result<()> {
    let client = Rc::clone(&task.given.client);
    let endpoint = client.metadata.required(Endpoint::Token)?;
    let mut params = Object::new();
    params.set("device_code", device::Pending::new(&task.given.params, host.now())?.code);
    let body = grant::form(grant::DEVICE_CODE, &params, false, None)?;
    let http = Request::post(endpoint, "application/json", body);
    task.post(host, http, AuthAt::Token, |task, host| match granted(task, host) {
        Ok(()) => Ok(()),
        Err(error) => {
            let pending = device::Pending::new(&task.given.params, host.now())?;
            let interval = pending.next_interval(&error).ok_or(error)?;
            let mut wait = Object::new();
            wait.insert("wait", Value::from(interval));
            task.done(wait)
        }
    })
}

// --- introspection (RFC 7662) ---

pub(super) fn introspect(task: &mut Task, host: &dyn Host) -> Result<()> {
    let client = Rc::clone(&task.given.client);
    let endpoint = client.metadata.endpoint(Endpoint::Introspection).ok_or_else(|| {
        let message = "the server has no introspection endpoint";
        Error::new(Code::IntrospectionNotSupported, message)
    })?;
    let (token, hint) =
        (task.given.params.required("token")?, task.given.params.text("tokenTypeHint")?);
    let http = introspection::request(endpoint, token, hint);
    task.post(host, http, AuthAt::Introspection, |task, _| {
        let (response, http) = task.answer()?;
        task.done(introspection::process(&response, &http)?)
    })
}

// --- an ID token that the application got by other ways ---

pub(super) fn validate_id_token(task: &mut Task, host: &dyn Host) -> Result<()> {
    let token = Secret::from(task.given.params.required("token")?);
    task.judge(host, token, |task, _| {
        let claims = core::mem::take(&mut task.claims);
        task.done(claims)
    })
}
