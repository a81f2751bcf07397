//! The calls of a GenAuth application and of GenAuth's management, beyond OAuth 2.0.

#[cfg(feature = "edge")]
use alloc::rc::Rc;

use super::host::Host;
use super::registration::AuthAt;
use super::task::Task;
use crate::core::cas;
use crate::core::client_auth::AuthMethod;
use crate::core::codec::json::{Object, Value};
use crate::core::error::{Code, Error, Result};
use crate::core::genauth::api;
#[cfg(feature = "edge")]
use crate::core::genauth::{management, signature};
#[cfg(feature = "edge")]
use crate::core::http;
use crate::core::http::Method;
use crate::core::secret::Secret;

// Where a user is signed in, the app says who it is, too: in the way that the console sets for tokens.
const SIGN_IN: [&str; 3] =
    ["/api/v3/signin", "/api/v3/signin-by-mobile", "/api/v3/exchange-tokenset-with-qrcode-ticket"];

/// `method`, `url`, `path` and `params`; with `accessToken` a user's call, with `brand` one of management, with
/// `date` one that the client signs. The answer is an object with the `envelope`.
pub(super) fn api(task: &mut Task, host: &dyn Host) -> Result<()> {
    let mut params =
        task.given.params.take("params").and_then(Value::into_object).unwrap_or_default();
    let (client, input) = (&task.given.client, &task.given.params);
    let method = api::method(input);
    #[cfg(feature = "edge")]
    if input.get("date").is_some() {
        let mut entropy = [0; signature::ENTROPY];
        host.fill(&mut entropy)?;
        let client = Rc::clone(client);
        let secret = client.secret().unwrap_or_default();
        let request = signature::signed(method, input, &params, client.id(), secret, &entropy)?;
        // A signature counts once.
        return task.send(host, request, answered);
    }
    // A user's token has no place there, whoever it is.
    let signs_in =
        input.get("brand").is_none() && SIGN_IN.contains(&input.text("path")?.unwrap_or_default());
    let auth = client.auth_at(AuthAt::Token);
    if signs_in && auth == AuthMethod::Post {
        for (name, value) in
            [("client_id", client.id()), ("client_secret", client.secret().unwrap_or_default())]
        {
            if params.get(name).is_none() {
                params.set(name, value);
            }
        }
    }
    let mut request = api::request(method, input, &params)?;
    if signs_in {
        if auth == AuthMethod::Basic {
            client.authenticate(AuthAt::Token, &mut request)?;
        }
    } else if let Some(token) = input.text("accessToken")? {
        request.bearer(token)?;
        #[cfg(feature = "edge")]
        management::name_pool(&mut request, input)?;
    }
    if method == Method::Get {
        return task.get(host, request, answered);
    }
    task.send(host, request, answered)
}

fn answered(task: &mut Task, _: &dyn Host) -> Result<()> {
    let (response, request) = task.answer()?;
    let strict = task.given.params.flag("throwOnError")?.unwrap_or(false);
    let mut result = Object::new();
    // For management, which may repeat the call: the envelope itself does not say when.
    #[cfg(feature = "edge")]
    if let Some(seconds) = response.header("retry-after").and_then(http::decimal) {
        result.insert("retryAfter", Value::from(seconds));
    }
    result.insert("envelope", Value::Object(api::process(&response, &request, strict)?));
    task.done(result)
}

/// A CAS `ticket` for `service`, at the application's `url`; `format` asks for version 2.
pub(super) fn ticket(task: &mut Task, host: &dyn Host) -> Result<()> {
    let request = cas::request(&task.given.params, task.given.client.allow_insecure)?;
    // A ticket counts once: a repeated question could be answered with no.
    task.send(host, request, |task, _| {
        let (response, request) = task.answer()?;
        let format = cas::Format::of(&task.given.params)?;
        task.done(cas::process(&response, &request, format)?)
    })
}

/// Judges `token` as the vendor's access tokens are made: as an ID token, without what only that has.
pub(super) fn access_token(task: &mut Task, host: &dyn Host) -> Result<()> {
    let token = Secret::from(task.given.params.required("token")?);
    task.judge(host, token, |task, _| {
        let claims = core::mem::take(&mut task.claims);
        for claim in ["nonce", "at_hash"] {
            if claims.get(claim).is_some() {
                let message = "this is an ID token";
                return Err(Error::claim(Code::ClaimMismatch, claim, message));
            }
        }
        task.done(claims)
    })
}
