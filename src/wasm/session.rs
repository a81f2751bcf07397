//! `BrowserSession` of the package.

use alloc::rc::Rc;
use alloc::string::String;

use wasm_bindgen::prelude::*;

use super::host::{Host, object_text};
use super::operation::Operation;
use crate::client::browser::{self, AccessTokenParams, View};
use crate::core::codec::json::{Object, Value};
use crate::core::error::Result;
use crate::core::options::Options;
use crate::core::secret::Secret;

/// A session in a page.
#[wasm_bindgen]
pub struct Session(Rc<browser::Session>);

/// A session from its options; `None` when they are refused and `host` was told why.
#[wasm_bindgen]
pub fn session(host: &Host, input: String, page: &str) -> Option<Session> {
    let made = Options::parse(Secret::from(input).expose())
        .and_then(|options| browser::Session::new(options, page));
    made.map_err(|error| host.refuse(&error)).ok().map(|session| Session(Rc::new(session)))
}

#[wasm_bindgen]
impl Session {
    /// Whether a URL may be sent the access token.
    #[wasm_bindgen(js_name = mayReceiveToken)]
    pub fn may_receive_token(&self, url: &str) -> bool {
        self.0.may_receive_token(url)
    }

    /// A call with I/O; `page` is the page's address.
    pub fn start(&self, host: Host, method: String, input: String, page: String) -> Operation {
        let (host, session) = (Rc::new(host), Rc::clone(&self.0));
        Operation::new(Rc::clone(&host), async move {
            let mut params = Options::parse(Secret::from(input).expose())?;
            let page = Secret::from(page);
            let answer = run(&session, &host, &method, &mut params, page.expose()).await?;
            Ok(object_text(&answer))
        })
    }
}

async fn run(
    session: &browser::Session,
    host: &Host,
    method: &str,
    params: &mut Options,
    page: &str,
) -> Result<Object> {
    let mut answer = Object::new();
    match method {
        "restore" => add_view(&mut answer, session.restore(host, page).await?),
        "signIn" => {
            let url = session.sign_in(host, page, params).await?;
            answer.insert("url", Value::String(url));
        }
        "accessToken" => {
            let wanted = AccessTokenParams {
                force_refresh: params.flag("forceRefresh")?.unwrap_or(false),
                seen: params.secret("seen")?,
            };
            let (token, view) = session.access_token(host, &wanted).await?;
            answer.insert("token", Value::String(token));
            add_view(&mut answer, view);
        }
        "userInfo" => {
            let (claims, view) = session.user_info(host).await?;
            answer.insert("claims", Value::Object(claims));
            add_view(&mut answer, view);
        }
        _ => {
            if let Some(url) = session.sign_out(host, params).await?.url {
                answer.insert("url", Value::String(url));
            }
        }
    }
    Ok(answer)
}

fn add_view(answer: &mut Object, view: View) {
    if let Some(user) = view.user {
        answer.insert("user", Value::Object(user));
    }
    if let Some(expires_at) = view.expires_at {
        answer.insert("expiresAt", Value::from(expires_at));
    }
    if let Some(return_to) = view.return_to {
        answer.insert("returnTo", Value::from(return_to.as_str()));
    }
    answer.insert("changed", Value::from(view.changed));
}
