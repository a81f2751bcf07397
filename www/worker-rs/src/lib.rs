//! An API that takes nothing but access tokens (RFC 9068) of one issuer: keyward as a crate, in a Worker in Rust.
//!
//! `ISSUER` and `RESOURCE` are variables of the Worker. What npm's `keyward/edge` does beyond this (opaque tokens,
//! several issuers, tokens that are remembered) is decided in `keyward::client::guard` and `keyward::core`, too.

mod host;

use std::cell::RefCell;
use std::rc::Rc;

use keyward::client::Client;
use keyward::core::codec::json::{Object, Value, write_object};
use keyward::core::error::{Code, Error, Phase, Result};
use keyward::core::options::Options;
use keyward::core::secret::Secret;
use keyward::core::{access_token, bearer};
use worker::{Context, Env, Request, Response, event};

const SCOPE: &str = "orders:read";

thread_local! {
    /// The issuer, as it was discovered: public, with its keys, and nothing of any caller.
    static CLIENT: RefCell<Option<Rc<Client>>> = const { RefCell::new(None) };
}

#[event(fetch)]
async fn fetch(request: Request, env: Env, _: Context) -> worker::Result<Response> {
    if request.path() != "/api/orders" {
        return Response::error("No such page", 404);
    }
    let settings = Settings {
        issuer: env.var("ISSUER")?.to_string(),
        resource: env.var("RESOURCE")?.to_string(),
    };
    match authenticate(&request, &settings).await {
        Ok(claims) => orders(&claims),
        Err(error) => refusal(&error),
    }
}

struct Settings {
    issuer: String,
    resource: String,
}

/// What the token of a request says, if it is good for this API.
async fn authenticate(request: &Request, settings: &Settings) -> Result<Object> {
    let header = request.headers().get("authorization").ok().flatten().unwrap_or_default();
    let url = request.url().map_err(|_| Error::new(Code::InvalidConfig, "the URL is malformed"))?;
    let token = bearer::token(&header, url.query().unwrap_or_default())?;
    let mut params = Options::default();
    params.set("token", token);
    params.set("audience", &settings.resource);
    params.set("requiredScope", SCOPE);
    let client = client(settings).await?;
    let claims = host::run(&client, "validateAccessToken", params).await?;
    access_token::is_bearer(&claims).map_err(|error| error.at(Phase::Validate))?;
    Ok(claims)
}

/// The client, from the issuer's metadata. A result is shared among requests, a request under way never: a Worker may
/// not wait for another request's.
async fn client(settings: &Settings) -> Result<Rc<Client>> {
    if let Some(client) = CLIENT.with_borrow(Clone::clone) {
        return Ok(client);
    }
    // Whoever verifies tokens is no client of the issuer.
    let anonymous = || {
        let mut options = Options::default();
        options.put("anonymous", Value::from(true));
        options
    };
    let mut params = Options::default();
    params.set("issuer", &settings.issuer);
    let nobody = Rc::new(Client::new(anonymous())?);
    let metadata = host::run(&nobody, "discover", params).await?;
    let mut options = anonymous();
    options.put("metadata", Value::from(metadata));
    let client = Rc::new(Client::new(options)?);
    // Another request may have been faster: its client has keys already.
    Ok(CLIENT.with_borrow_mut(|kept| Rc::clone(kept.get_or_insert(client))))
}

fn orders(claims: &Object) -> worker::Result<Response> {
    let mut answer = Object::new();
    answer.set("subject", claims.text("sub").unwrap_or_default());
    answer.insert("orders", Value::from(vec![Value::from("Brass key"), Value::from("Ledger")]));
    json(&answer, 200)
}

/// The answer of RFC 6750 §3 to a request that failed.
fn refusal(error: &Error) -> worker::Result<Response> {
    let wanted = bearer::Wanted { scope: SCOPE, ..Default::default() };
    let refusal = bearer::refusal(error.code(), error.phase(), &wanted);
    let mut answer = Object::new();
    if !refusal.error.is_empty() {
        answer.set("error", refusal.error);
    }
    let mut response = json(&answer, refusal.status)?;
    if !refusal.challenge.is_empty() {
        response.headers_mut().set("www-authenticate", refusal.challenge.expose())?;
    }
    response.headers_mut().set("cache-control", "no-store")?;
    Ok(response)
}

fn json(answer: &Object, status: u16) -> worker::Result<Response> {
    let mut text = Secret::new();
    write_object(answer, &mut text);
    let mut response = Response::ok(text.expose())?.with_status(status);
    response.headers_mut().set("content-type", "application/json")?;
    Ok(response)
}
