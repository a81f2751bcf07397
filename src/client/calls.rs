//! The calls of a client, each as its steps.

use alloc::rc::Rc;

use super::host::Host;
use super::registration::AuthAt;
use super::task::{Step, Task};
use crate::core::authorization::{AuthorizationRequest, Callback};
use crate::core::codec::json::{Object, Value};
use crate::core::error::{Code, Error, Phase, Result};
use crate::core::http::Method;
use crate::core::id_token;
use crate::core::jose::jws::Jws;
use crate::core::metadata::{self, Endpoint, WellKnown};
use crate::core::secret::Secret;
use crate::core::token::{self, TokenSet};
use crate::core::{revocation, userinfo};

// --- discovery: OpenID Connect Discovery 1.0, then RFC 8414 ---

pub(super) fn discover(task: &mut Task, host: &dyn Host) -> Result<()> {
    let issuer = task.given.params.required("issuer")?;
    let request = metadata::request(issuer, WellKnown::OpenId, task.given.client.allow_insecure)?;
    #[cfg(feature = "edge")]
    host.decorate(super::host::Purpose::Document, false);
    task.get(host, request, discovered)
}

fn discovered(task: &mut Task, host: &dyn Host) -> Result<()> {
    match read_metadata(task) {
        // Not there: only then is the other place asked.
        Err(error) if is_absent(&error) => {
            let issuer = task.given.params.required("issuer")?;
            let request =
                metadata::request(issuer, WellKnown::OAuth, task.given.client.allow_insecure)?;
            task.get(host, request, |task, _| read_metadata(task))
        }
        next => next,
    }
}

fn read_metadata(task: &mut Task) -> Result<()> {
    let (response, request) = task.answer()?;
    let issuer = task.given.params.required("issuer")?;
    let insecure = task.given.client.allow_insecure;
    let metadata = metadata::process(&response, &request, issuer, insecure)?;
    task.done(metadata.into_document())
}

fn is_absent(error: &Error) -> bool {
    error.code() == Code::HttpError && matches!(status_of(error), 400..=499)
}

fn status_of(error: &Error) -> u16 {
    error.evidence().and_then(|evidence| evidence.status).unwrap_or(0)
}

// --- a callback, and its code for tokens ---

pub(super) fn exchange(task: &mut Task, host: &dyn Host) -> Result<()> {
    let request =
        task.given.params.take("request").and_then(Value::into_object).ok_or_else(|| {
            Error::claim(Code::InvalidConfig, "request", "is required").at(Phase::Config)
        })?;
    let request = AuthorizationRequest::from_object(request)?;
    let callback = task.given.params.secret("callback")?.unwrap_or_default();
    let response = Callback::parse(callback.expose(), &request)?
        .validate(&request, &task.given.client.metadata)?;
    let front = request.asks_for("token") || request.asks_for("id_token");
    if front {
        let tokens = TokenSet::from_front_channel(response.token_members(), host.now())
            .map_err(|error| error.at(Phase::Callback))?;
        task.given.tokens = Some(tokens);
        task.given.in_front = true;
    }
    task.given.request = Some(request);
    task.given.response = Some(response);
    if !front {
        return redeem(task, host);
    }
    match id_token_of(task) {
        Some(id_token) => task.judge(host, id_token, front_judged),
        None => front_judged(task, host),
    }
}

// The tokens of the front channel are judged; those of the token endpoint may follow.
fn front_judged(task: &mut Task, host: &dyn Host) -> Result<()> {
    let mut tokens = with_claims(task);
    task.given.in_front = false;
    if task.given.request.as_ref().is_some_and(|request| request.asks_for("code")) {
        task.front = tokens.remove("claims").and_then(Value::into_object);
        return redeem(task, host);
    }
    task.done(tokens)
}

fn redeem(task: &mut Task, host: &dyn Host) -> Result<()> {
    let client = Rc::clone(&task.given.client);
    let endpoint = client.metadata.required(Endpoint::Token)?;
    let (Some(response), Some(request)) = (&task.given.response, &task.given.request) else {
        return Err(Error::new(Code::InvalidResponse, "there is no callback"));
    };
    let http = token::code_request(endpoint, response, request);
    task.post(host, http, AuthAt::Token, redeemed)
}

fn redeemed(task: &mut Task, host: &dyn Host) -> Result<()> {
    let (response, http) = task.answer()?;
    task.given.tokens = Some(TokenSet::process(&response, &http, host.now())?);
    match id_token_of(task) {
        Some(id_token) => task.judge(host, id_token, exchanged),
        None if task.given.request.as_ref().is_some_and(AuthorizationRequest::is_openid) => {
            let message = "openid was asked for and no ID token came";
            Err(Error::new(Code::IdTokenMissing, message))
        }
        None => exchanged(task, host),
    }
}

fn exchanged(task: &mut Task, _: &dyn Host) -> Result<()> {
    // OpenID Connect Core 1.0 §3.3.3.6: both ID tokens are about the same user.
    if let Some(front) = &task.front
        && id_token::text(front, "sub")? != id_token::text(&task.claims, "sub")?
    {
        let message = "the two ID tokens are about different users";
        return Err(Error::claim(Code::SubMismatch, "sub", message).at(Phase::Validate));
    }
    let tokens = with_claims(task);
    task.done(tokens)
}

pub(super) fn id_token_of(task: &Task) -> Option<Secret> {
    task.given.tokens.as_ref()?.text("id_token").map(Secret::from)
}

// The tokens, with the claims of the ID token that was verified.
pub(super) fn with_claims(task: &mut Task) -> Object {
    let mut tokens = task.given.tokens.take().map(TokenSet::into_object).unwrap_or_default();
    let claims = core::mem::take(&mut task.claims);
    if !claims.is_empty() {
        tokens.insert("claims", Value::Object(claims));
    }
    tokens
}

// --- refresh (RFC 6749 §6, OpenID Connect Core 1.0 §12) ---

pub(super) fn refresh(task: &mut Task, host: &dyn Host) -> Result<()> {
    let client = Rc::clone(&task.given.client);
    let endpoint = client.metadata.required(Endpoint::Token)?;
    let params = &task.given.params;
    let refresh_token = params.required("refreshToken")?;
    let scope = params.words("scope")?;
    let scope = scope.as_ref().map(Secret::expose);
    let http = token::refresh_request(endpoint, refresh_token, scope, params.list("resource")?);
    task.post(host, http, AuthAt::Token, refreshed)
}

fn refreshed(task: &mut Task, host: &dyn Host) -> Result<()> {
    let (response, http) = task.answer()?;
    task.given.tokens = Some(TokenSet::process(&response, &http, host.now())?);
    match id_token_of(task) {
        Some(id_token) => task.judge(host, id_token, renewed),
        None => renewed(task, host),
    }
}

fn renewed(task: &mut Task, _: &dyn Host) -> Result<()> {
    let mut tokens = with_claims(task);
    // §6: the old refresh token stays in use if no new one came.
    if tokens.get("refresh_token").is_none() {
        let old = task.given.params.required("refreshToken")?;
        tokens.insert("refresh_token", Value::String(Secret::from(old)));
    }
    task.done(tokens)
}

// --- UserInfo (OpenID Connect Core 1.0 §5.3) ---

pub(super) fn user_info(task: &mut Task, host: &dyn Host) -> Result<()> {
    let client = Rc::clone(&task.given.client);
    let endpoint = client.metadata.required(Endpoint::Userinfo)?;
    let method = match task.given.params.text("method")? {
        None | Some("GET") => Method::Get,
        Some("POST") => Method::Post,
        Some(_) => {
            let error = Error::claim(Code::InvalidConfig, "method", "is GET or POST");
            return Err(error.at(Phase::Config));
        }
    };
    let signed = client.userinfo_alg.is_some();
    let token = task.given.params.required("token")?;
    #[cfg(feature = "oauth")]
    let http = match (task.given.params.text("placement")?, method) {
        (None | Some("header"), _) => userinfo::request(endpoint, token, method, signed)?,
        (Some("body"), Method::Post) | (Some("query"), Method::Get) => {
            userinfo::request_with_parameter(endpoint, token, method, signed)
        }
        _ => {
            let message = "is header, body with POST, or query with GET";
            return Err(Error::claim(Code::InvalidConfig, "placement", message).at(Phase::Config));
        }
    };
    #[cfg(not(feature = "oauth"))]
    let http = userinfo::request(endpoint, token, method, signed)?;
    match method {
        Method::Get => task.get(host, http, user_info_received),
        _ => task.send(host, http, user_info_received),
    }
}

fn user_info_received(task: &mut Task, host: &dyn Host) -> Result<()> {
    user_info_answer(task, host, user_info_judged)
}

/// Judges an answer; the claims are then in `task.claims`.
pub(super) fn user_info_answer(task: &mut Task, host: &dyn Host, then: Step) -> Result<()> {
    let client = Rc::clone(&task.given.client);
    let (response, http) = task.answer()?;
    match userinfo::process(&response, &http, client.userinfo_alg.is_some())? {
        userinfo::Answer::Plain(claims) => {
            task.claims = claims;
            then(task, host)
        }
        userinfo::Answer::Signed(text) => {
            let token = Jws::parse(text.expose())?;
            id_token::check_type(&token)?;
            let alg = token.alg(client.userinfo_alg.unwrap_or(client.id_token_alg))?;
            let (issuer, client_id) = (task.issuer()?, client.id());
            let (now, tolerance) = (host.now(), client.tolerance);
            userinfo::check_signed(&token.claims, issuer, client_id, now, tolerance)?;
            let parts = token.into_parts();
            task.verify(host, text, parts, alg, then)
        }
    }
}

fn user_info_judged(task: &mut Task, _: &dyn Host) -> Result<()> {
    let claims = core::mem::take(&mut task.claims);
    userinfo::check_subject(&claims, task.given.params.text("expectedSub")?)?;
    task.done(claims)
}

// --- revocation (RFC 7009) ---

pub(super) fn revoke(task: &mut Task, host: &dyn Host) -> Result<()> {
    let client = Rc::clone(&task.given.client);
    let endpoint = client.metadata.endpoint(Endpoint::Revocation).ok_or_else(|| {
        let message = "the server has no revocation endpoint";
        Error::new(Code::RevocationNotSupported, message)
    })?;
    let (token, hint) =
        (task.given.params.required("token")?, task.given.params.text("tokenTypeHint")?);
    let http = revocation::request(endpoint, token, hint);
    task.post(host, http, AuthAt::Revocation, |task, _| {
        match task.answer() {
            Ok((response, http)) => revocation::process(&response, &http)?,
            // RFC 7009 §2.2: nobody reads the body of a success.
            Err(error) if error.code() == Code::ResponseTooLarge && status_of(&error) == 200 => {}
            Err(error) => return Err(error),
        }
        task.done(Object::new())
    })
}
