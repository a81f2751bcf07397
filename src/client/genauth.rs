//! The calls of a GenAuth application and of GenAuth's management, beyond OAuth 2.0.

use alloc::rc::Rc;

use super::host::Host;
use super::registration::{AuthAt, Client};
use super::task::Task;
use crate::core::client_auth::AuthMethod;
use crate::core::codec::form;
use crate::core::codec::json::{self, Object, Value};
use crate::core::error::{Code, Error, Phase, Result};
use crate::core::genauth::api::{self, Call};
use crate::core::genauth::app::App;
use crate::core::genauth::{authorize, logout};
#[cfg(feature = "edge")]
use crate::core::genauth::{management, signature};
use crate::core::http::{Method, Request};
use crate::core::options::Options;
use crate::core::secret::Secret;
use crate::core::{cas, http};

/// Answers one question that needs no request. What goes along are the options of the client, `params`
/// among them.
pub fn decide(host: &dyn Host, question: &str, mut input: Options) -> Result<Secret> {
    #[cfg(feature = "edge")]
    if question == "sign" {
        return signature::sign(&input);
    }
    let params = input.take("params").and_then(Value::into_object).unwrap_or_default();
    let params = Options::from(params);
    let app = App::new(&input)?;
    let mut answer = Secret::with_capacity(1_024);
    match question {
        "logout" => return logout::url(&app, &params).map_err(|error| error.at(Phase::Logout)),
        "metadata" => json::write_object(&app.metadata()?, &mut answer),
        _ => {
            let mut entropy = zeroize::Zeroizing::new([0; authorize::ENTROPY]);
            host.fill(&mut *entropy)?;
            let request = authorize::request(&app, &params, &entropy);
            let request = request.map_err(|error| error.at(Phase::Authorize))?;
            json::write_object(request.as_object(), &mut answer);
        }
    }
    Ok(answer)
}

// --- one call of the JSON API ---

/// `method`, `path` and `params` at `host`, with what says who calls: see [`api::identify`], or with
/// `date` the client's signature. The answer is an object with the `envelope`.
pub(super) fn api(task: &mut Task, host: &dyn Host) -> Result<()> {
    let client = Rc::clone(&task.given.client);
    let request = build(&client, &mut task.given.params, host)?;
    let repeats = request.method == Method::Get && task.given.params.get("date").is_none();
    // A signature counts once.
    if repeats { task.get(host, request, answered) } else { task.send(host, request, answered) }
}

fn build(client: &Client, input: &mut Options, host: &dyn Host) -> Result<Request> {
    let mut call = Call::new(input)?;
    #[cfg(feature = "edge")]
    if input.get("date").is_some() {
        let mut entropy = [0; signature::ENTROPY];
        host.fill(&mut entropy)?;
        let secret = client.secret().unwrap_or_default();
        return signature::signed(&mut call, input, client.id(), secret, &entropy);
    }
    #[cfg(not(feature = "edge"))]
    let _ = host;
    let method = client.auth_at(AuthAt::Token);
    let signs_in = api::is_sign_in(call.path.expose());
    if signs_in && method == AuthMethod::Post && call.params.get("client_id").is_none() {
        call.params.set("client_id", client.id());
        call.params.set("client_secret", client.secret().unwrap_or_default());
    }
    let mut request = call.request();
    if signs_in && method == AuthMethod::Basic {
        client.authenticate(AuthAt::Token, &mut request)?;
    } else {
        api::identify_user(&mut request, input)?;
    }
    api::identify(&mut request, input)?;
    #[cfg(feature = "edge")]
    management::name_pool(&mut request, input)?;
    Ok(request)
}

fn answered(task: &mut Task, host: &dyn Host) -> Result<()> {
    let (response, request) = task.answer()?;
    let strict = task.given.params.flag("throwOnError")?.unwrap_or(false);
    let mut result = Object::new();
    // For whoever may repeat the call: the envelope itself does not say when.
    if let Some(seconds) = response.header("retry-after").and_then(http::decimal) {
        result.insert("retryAfter", Value::from(seconds));
    }
    let envelope = api::process(&response, &request, host.now(), strict)?;
    result.insert("envelope", Value::Object(envelope));
    task.done(result)
}

// --- CAS ---

/// `ticket` for `service`; `format` asks for version 2.
pub(super) fn ticket(task: &mut Task, host: &dyn Host) -> Result<()> {
    let app = App::new(&task.given.params)?;
    let mut root = app.at("/cas-idp/");
    form::encode_component(&mut root, task.given.client.id());
    let request = cas::request(root.expose(), &task.given.params)?;
    // A ticket counts once: a repeated question could be answered with no.
    task.send(host, request, |task, _| {
        let (response, request) = task.answer()?;
        let format = cas::Format::of(&task.given.params)?;
        task.done(cas::process(&response, &request, format)?)
    })
}

// --- an access token that is a signed one ---

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
