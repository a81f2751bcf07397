//! The calls of a client, each as its steps.

use alloc::rc::Rc;

use super::host::Host;
use super::registration::Client;
use super::task::{Next, Task};
use crate::core::authorization::{AuthorizationRequest, Callback};
use crate::core::codec::json::{Object, Value};
use crate::core::error::{Code, Error, Phase, Result};
use crate::core::http::Method;
use crate::core::id_token::{self, Expectations, Nonce};
use crate::core::jose::jws::Jws;
use crate::core::metadata::{self, Endpoint, WellKnown};
use crate::core::options::Strings;
use crate::core::secret::Secret;
use crate::core::token::{self, TokenSet};
use crate::core::{introspection, revocation, userinfo};

// --- discovery: OpenID Connect Discovery 1.0, then RFC 8414 ---

pub(super) fn discover(task: &mut Task, host: &dyn Host) -> Result<Next> {
    let issuer = task.params.required("issuer")?;
    let request = metadata::request(issuer, WellKnown::OpenId, task.client.allow_insecure)?;
    task.get(host, request, discovered)
}

fn discovered(task: &mut Task, host: &dyn Host) -> Result<Next> {
    match read_metadata(task) {
        // Not there: only then is the other place asked.
        Err(error) if is_absent(&error) => {
            let issuer = task.params.required("issuer")?;
            let request = metadata::request(issuer, WellKnown::OAuth, task.client.allow_insecure)?;
            task.get(host, request, |task, _| read_metadata(task))
        }
        next => next,
    }
}

fn read_metadata(task: &mut Task) -> Result<Next> {
    let (response, request) = task.answer()?;
    let issuer = task.params.required("issuer")?;
    let insecure = task.client.allow_insecure;
    metadata::process(&response, &request, issuer, insecure)
        .map(|metadata| Next::Done(metadata.into_document()))
}

fn is_absent(error: &Error) -> bool {
    error.code() == Code::HttpError && matches!(status_of(error), 400..=499)
}

fn status_of(error: &Error) -> u16 {
    error.evidence().and_then(|evidence| evidence.status).unwrap_or(0)
}

// --- a callback, and its code for tokens ---

pub(super) fn exchange(task: &mut Task, host: &dyn Host) -> Result<Next> {
    let request = task.params.take("request").and_then(Value::into_object).ok_or_else(|| {
        Error::claim(Code::InvalidConfig, "request", "is required").at(Phase::Config)
    })?;
    let request = AuthorizationRequest::from_object(request)?;
    let callback = task.params.secret("callback")?.unwrap_or_default();
    let response =
        Callback::parse(callback.expose(), &request)?.validate(&request, &task.client.metadata)?;
    let front = request.asks_for("token") || request.asks_for("id_token");
    if front {
        let tokens = TokenSet::from_front_channel(response.token_members(), host.now())
            .map_err(|error| error.at(Phase::Callback))?;
        task.tokens = Some(tokens);
    }
    task.request = Some(request);
    task.response = Some(response);
    if !front {
        return redeem(task, host);
    }
    match id_token_of(task) {
        Some(id_token) => judge(task, host, id_token, true, front_judged),
        None => front_judged(task, host),
    }
}

// The tokens of the front channel are judged; those of the token endpoint may follow.
fn front_judged(task: &mut Task, host: &dyn Host) -> Result<Next> {
    let mut tokens = with_claims(task);
    if task.request.as_ref().is_some_and(|request| request.asks_for("code")) {
        task.front = tokens.remove("claims").and_then(Value::into_object);
        return redeem(task, host);
    }
    Ok(Next::Done(tokens))
}

fn redeem(task: &mut Task, host: &dyn Host) -> Result<Next> {
    let client = Rc::clone(&task.client);
    let endpoint = client.metadata.required(Endpoint::Token)?;
    let (Some(response), Some(request)) = (&task.response, &task.request) else {
        return Err(Error::new(Code::InvalidResponse, "there is no callback"));
    };
    let http = token::code_request(endpoint, response, request);
    task.post(host, http, client.token_auth, redeemed)
}

fn redeemed(task: &mut Task, host: &dyn Host) -> Result<Next> {
    let (response, http) = task.answer()?;
    task.tokens = Some(TokenSet::process(&response, &http, host.now())?);
    match id_token_of(task) {
        Some(id_token) => judge(task, host, id_token, false, exchanged),
        None if task.request.as_ref().is_some_and(AuthorizationRequest::is_openid) => {
            let message = "openid was asked for and no ID token came";
            Err(Error::new(Code::IdTokenMissing, message))
        }
        None => exchanged(task, host),
    }
}

fn exchanged(task: &mut Task, _: &dyn Host) -> Result<Next> {
    // OpenID Connect Core 1.0 §3.3.3.6: both ID tokens are about the same user.
    if let Some(front) = &task.front
        && id_token::text(front, "sub")? != id_token::text(&task.claims, "sub")?
    {
        let message = "the two ID tokens are about different users";
        return Err(Error::claim(Code::SubMismatch, "sub", message).at(Phase::Validate));
    }
    Ok(Next::Done(with_claims(task)))
}

fn id_token_of(task: &Task) -> Option<Secret> {
    task.tokens.as_ref()?.text("id_token").map(Secret::from)
}

// The tokens, with the claims of the ID token that was verified.
fn with_claims(task: &mut Task) -> Object {
    let mut tokens = task.tokens.take().map(TokenSet::into_object).unwrap_or_default();
    let claims = core::mem::take(&mut task.claims);
    if !claims.is_empty() {
        tokens.insert("claims", Value::Object(claims));
    }
    tokens
}

// Judges the ID token of a sign-in by the request that it answers.
fn judge(
    task: &mut Task,
    host: &dyn Host,
    id_token: Secret,
    front_channel: bool,
    then: super::task::Step,
) -> Result<Next> {
    let client = Rc::clone(&task.client);
    let (request, response, tokens) =
        (task.request.take(), task.response.take(), task.tokens.take());
    let next = match &request {
        None => Err(Error::new(Code::InvalidResponse, "there is no request")),
        Some(request) => {
            let expectations = Expectations {
                nonce: request.nonce().map_or(Nonce::Absent, Nonce::Equal),
                max_age: request.max_age()?,
                acr: request.acr(),
                access_token: tokens.as_ref().and_then(|tokens| tokens.text("access_token")),
                code: response.as_ref().and_then(|response| response.get("code")),
                state: Some(request.state()),
                front_channel,
                ..bare(&client, host)
            };
            task.judge(host, id_token, &expectations, then)
        }
    };
    (task.request, task.response, task.tokens) = (request, response, tokens);
    next
}

fn bare<'a>(client: &'a Client, host: &dyn Host) -> Expectations<'a> {
    Expectations {
        issuer: client.metadata.issuer().unwrap_or_default(),
        client_id: &client.credentials.client_id,
        now: host.now(),
        tolerance: client.tolerance,
        alg: client.id_token_alg,
        nonce: Nonce::Any,
        max_age: None,
        acr: Strings::default(),
        previous: None,
        access_token: None,
        code: None,
        state: None,
        front_channel: false,
    }
}

// --- refresh (RFC 6749 §6, OpenID Connect Core 1.0 §12) ---

pub(super) fn refresh(task: &mut Task, host: &dyn Host) -> Result<Next> {
    let client = Rc::clone(&task.client);
    let endpoint = client.metadata.required(Endpoint::Token)?;
    let params = &task.params;
    let refresh_token = params.required("refreshToken")?;
    let scope = params.words("scope")?;
    let http =
        token::refresh_request(endpoint, refresh_token, scope.as_deref(), params.list("resource")?);
    task.post(host, http, client.token_auth, refreshed)
}

fn refreshed(task: &mut Task, host: &dyn Host) -> Result<Next> {
    let (response, http) = task.answer()?;
    let tokens = TokenSet::process(&response, &http, host.now())?;
    let id_token = tokens.text("id_token").map(Secret::from);
    task.tokens = Some(tokens);
    let Some(id_token) = id_token else { return renewed(task, host) };
    let client = Rc::clone(&task.client);
    let params = core::mem::take(&mut task.params);
    let tokens = task.tokens.take();
    let previous = params.object("previousClaims")?;
    let nonce = match previous {
        None => Nonce::Any,
        Some(claims) => id_token::text(claims, "nonce")?.map_or(Nonce::Absent, Nonce::AbsentOr),
    };
    let expectations = Expectations {
        nonce,
        previous,
        access_token: tokens.as_ref().and_then(|tokens| tokens.text("access_token")),
        ..bare(&client, host)
    };
    let next = task.judge(host, id_token, &expectations, renewed);
    (task.params, task.tokens) = (params, tokens);
    next
}

fn renewed(task: &mut Task, _: &dyn Host) -> Result<Next> {
    let mut tokens = with_claims(task);
    // §6: the old refresh token stays in use if no new one came.
    if tokens.get("refresh_token").is_none() {
        let old = task.params.required("refreshToken")?;
        tokens.insert("refresh_token", Value::String(Secret::from(old)));
    }
    Ok(Next::Done(tokens))
}

// --- UserInfo (OpenID Connect Core 1.0 §5.3) ---

pub(super) fn user_info(task: &mut Task, host: &dyn Host) -> Result<Next> {
    let client = Rc::clone(&task.client);
    let endpoint = client.metadata.required(Endpoint::Userinfo)?;
    let method = match task.params.text("method")? {
        None | Some("GET") => Method::Get,
        Some("POST") => Method::Post,
        Some(_) => {
            let error = Error::claim(Code::InvalidConfig, "method", "is GET or POST");
            return Err(error.at(Phase::Config));
        }
    };
    let signed = client.userinfo_alg.is_some();
    let http = userinfo::request(endpoint, task.params.required("token")?, method, signed)?;
    match method {
        Method::Get => task.get(host, http, user_info_received),
        Method::Post => task.send(host, http, user_info_received),
    }
}

fn user_info_received(task: &mut Task, host: &dyn Host) -> Result<Next> {
    let client = Rc::clone(&task.client);
    let (response, http) = task.answer()?;
    match userinfo::process(&response, &http, client.userinfo_alg.is_some())? {
        userinfo::Answer::Plain(claims) => {
            task.claims = claims;
            user_info_judged(task, host)
        }
        userinfo::Answer::Signed(text) => {
            let token = Jws::parse(text.expose())?;
            id_token::check_type(&token)?;
            let alg = token.alg(client.userinfo_alg.unwrap_or(client.id_token_alg))?;
            let (issuer, client_id) = (task.issuer()?, &client.credentials.client_id);
            let (now, tolerance) = (host.now(), client.tolerance);
            userinfo::check_signed(&token.claims, issuer, client_id, now, tolerance)?;
            let parts = token.into_parts();
            task.verify(host, text, parts, alg, user_info_judged)
        }
    }
}

fn user_info_judged(task: &mut Task, _: &dyn Host) -> Result<Next> {
    let claims = core::mem::take(&mut task.claims);
    userinfo::check_subject(&claims, task.params.text("expectedSub")?)?;
    Ok(Next::Done(claims))
}

// --- introspection (RFC 7662), revocation (RFC 7009) ---

pub(super) fn introspect(task: &mut Task, host: &dyn Host) -> Result<Next> {
    let client = Rc::clone(&task.client);
    let endpoint = client.metadata.endpoint(Endpoint::Introspection).ok_or_else(|| {
        let message = "the server has no introspection endpoint";
        Error::new(Code::IntrospectionNotSupported, message)
    })?;
    let (token, hint) = (task.params.required("token")?, task.params.text("tokenTypeHint")?);
    let http = introspection::request(endpoint, token, hint);
    task.post(host, http, client.introspection_auth, |task, _| {
        let (response, http) = task.answer()?;
        introspection::process(&response, &http).map(Next::Done)
    })
}

pub(super) fn revoke(task: &mut Task, host: &dyn Host) -> Result<Next> {
    let client = Rc::clone(&task.client);
    let endpoint = client.metadata.endpoint(Endpoint::Revocation).ok_or_else(|| {
        let message = "the server has no revocation endpoint";
        Error::new(Code::RevocationNotSupported, message)
    })?;
    let (token, hint) = (task.params.required("token")?, task.params.text("tokenTypeHint")?);
    let http = revocation::request(endpoint, token, hint);
    task.post(host, http, client.revocation_auth, |task, _| {
        match task.answer() {
            Ok((response, http)) => revocation::process(&response, &http)?,
            // RFC 7009 §2.2: nobody reads the body of a success.
            Err(error) if error.code() == Code::ResponseTooLarge && status_of(&error) == 200 => {}
            Err(error) => return Err(error),
        }
        Ok(Next::Done(Object::new()))
    })
}

// --- an ID token that the application got by other ways ---

pub(super) fn validate_id_token(task: &mut Task, host: &dyn Host) -> Result<Next> {
    let client = Rc::clone(&task.client);
    task.issuer()?;
    let params = core::mem::take(&mut task.params);
    let expectations = Expectations {
        nonce: params.text("nonce")?.map_or(Nonce::Any, Nonce::Equal),
        max_age: params.number("maxAge")?,
        acr: params.list("acr")?,
        access_token: params.text("accessToken")?,
        code: params.text("code")?,
        state: params.text("state")?,
        ..bare(&client, host)
    };
    let token = Secret::from(params.required("token")?);
    task.judge(host, token, &expectations, |task, _| {
        Ok(Next::Done(core::mem::take(&mut task.claims)))
    })
}
