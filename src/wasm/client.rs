//! `OAuth2Client` of the package.

use alloc::borrow::ToOwned;
use alloc::rc::Rc;
use alloc::string::String;

use wasm_bindgen::prelude::*;

use super::host::{Host, object_text};
use super::operation::Operation;
use crate::client::{self, IdTokenChecks, discover};
use crate::core::authorization::AuthorizationRequest;
use crate::core::codec::json::{Object, Value};
use crate::core::error::{Code, Error, Phase, Result};
use crate::core::http::Method;
use crate::core::options::Options;
use crate::core::secret::Secret;

/// A registration at a server.
#[wasm_bindgen]
pub struct Client(Rc<client::Client>);

/// Fetches an issuer's metadata: `{ issuer, allowInsecure }` in, the document out.
#[wasm_bindgen]
pub fn discovery(host: Host, input: String) -> Operation {
    let host = Rc::new(host);
    Operation::new(Rc::clone(&host), async move {
        let options = Options::parse(Secret::from(input).expose())?;
        let allow_insecure = options.flag("allowInsecure")?.unwrap_or(false);
        let metadata = discover(&*host, options.required("issuer")?, allow_insecure).await?;
        Ok(object_text(metadata.document()))
    })
}

/// A client from its options; `None` when they are refused and `host` was told why.
#[wasm_bindgen]
pub fn client(host: &Host, input: String) -> Option<Client> {
    let made = Options::parse(Secret::from(input).expose()).and_then(client::Client::new);
    made.map_err(|error| host.refuse(&error)).ok().map(|client| Client(Rc::new(client)))
}

#[wasm_bindgen]
impl Client {
    /// A call without I/O.
    pub fn call(&self, host: &Host, method: &str, input: String) {
        let input = Secret::from(input);
        host.conclude(Options::parse(input.expose()).and_then(|params| match method {
            "authorize" => {
                let request = self.0.authorization_request(host, &params)?;
                Ok(object_text(&request.to_object()))
            }
            _ => self.0.logout_url(&params),
        }));
    }

    /// A call with I/O.
    pub fn start(&self, host: Host, method: String, input: String) -> Operation {
        let (host, client) = (Rc::new(host), Rc::clone(&self.0));
        Operation::new(Rc::clone(&host), async move {
            let mut params = Options::parse(Secret::from(input).expose())?;
            run(&client, &host, &method, &mut params).await.map(|object| object_text(&object))
        })
    }
}

async fn run(
    client: &client::Client,
    host: &Host,
    method: &str,
    params: &mut Options,
) -> Result<Object> {
    let hint = |params: &Options| params.owned("tokenTypeHint");
    match method {
        "exchange" => {
            let callback = params.secret("callback")?.unwrap_or_default();
            let request = params.take("request").and_then(Value::into_object);
            let request = request.ok_or_else(|| {
                Error::claim(Code::InvalidConfig, "request", "is required").at(Phase::Config)
            })?;
            let request = AuthorizationRequest::from_options(&Options::from(request))?;
            let tokens = client.exchange_code(host, callback.expose(), &request).await?;
            Ok(tokens.into_object())
        }
        "refresh" => {
            let token = required_token(params, "refreshToken")?;
            let scope = params.words("scope")?;
            let previous = params.object("previousClaims")?;
            let resource = params.list("resource")?;
            let tokens = client
                .refresh_token(host, token.expose(), scope.as_deref(), &resource, previous)
                .await?;
            Ok(tokens.into_object())
        }
        "userInfo" => {
            let token = required_token(params, "token")?;
            let method = match params.text("method")? {
                None | Some("GET") => Method::Get,
                Some("POST") => Method::Post,
                Some(_) => {
                    let message = "is GET or POST";
                    return Err(
                        Error::claim(Code::InvalidConfig, "method", message).at(Phase::Config)
                    );
                }
            };
            let sub = params.text("expectedSub")?;
            client.user_info(host, token.expose(), sub, method).await
        }
        "introspect" => {
            let token = required_token(params, "token")?;
            client.introspect_token(host, token.expose(), hint(params)?.as_deref()).await
        }
        "revoke" => {
            let token = required_token(params, "token")?;
            client.revoke_token(host, token.expose(), hint(params)?.as_deref()).await?;
            Ok(Object::new())
        }
        _ => {
            let token = required_token(params, "token")?;
            let checks = IdTokenChecks {
                nonce: params.secret("nonce")?,
                max_age: params.number("maxAge")?,
                acr: params.list("acr")?.into_iter().map(str::to_owned).collect(),
                access_token: params.secret("accessToken")?,
                code: params.secret("code")?,
                state: params.secret("state")?,
            };
            client.validate_id_token(host, token.expose(), &checks).await
        }
    }
}

fn required_token(params: &Options, name: &'static str) -> Result<Secret> {
    params.required(name).map(Secret::from)
}
