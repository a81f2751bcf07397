//! `OAuth2Client` of the package.

use alloc::boxed::Box;
use alloc::rc::Rc;
use alloc::string::String;

use wasm_bindgen::prelude::*;

use super::host::{JsHost, object_text};
use crate::client::{Client, Task};
use crate::core::error::Result;
use crate::core::options::Options;
use crate::core::secret::Secret;

/// What JavaScript holds: a registration at a server, or a call under way on it. One class for
/// both, because each costs a page its own wrapper.
#[wasm_bindgen]
pub struct Handle {
    client: Rc<Client>,
    call: Option<Box<Task>>,
}

/// A client from its options; `None` when they are refused and `host` was told why.
#[wasm_bindgen]
pub fn client(host: &JsHost, input: String) -> Option<Handle> {
    match Options::parse(Secret::from(input).expose()).and_then(Client::new) {
        Ok(client) => Some(Handle { client: Rc::new(client), call: None }),
        Err(error) => {
            host.refuse(&error);
            None
        }
    }
}

#[wasm_bindgen]
impl Handle {
    /// A call without I/O: an authorization request, or with `logout` the URL of a logout.
    pub fn answer(&self, host: &JsHost, logout: bool, input: String) {
        host.conclude(self.text(host, logout, &Secret::from(input)));
    }

    fn text(&self, host: &JsHost, logout: bool, input: &Secret) -> Result<Secret> {
        let params = Options::parse(input.expose())?;
        if logout {
            return self.client.logout_url(&params);
        }
        Ok(object_text(self.client.authorization_request(host, &params)?.as_object()))
    }

    /// Begins a call with I/O; nothing happens before the first poll.
    pub fn call(&self, method: &str, input: String) -> Self {
        let params = Options::parse(Secret::from(input).expose()).unwrap_or_default();
        let call = self.client.call(method, params);
        Self { client: Rc::clone(&self.client), call: Some(call) }
    }

    /// Goes on with a call; true when it is over and its host was told how.
    pub fn poll(&mut self, host: &JsHost) -> bool {
        let result = self.call.as_mut().and_then(|task| task.poll(host));
        let over = result.is_some();
        if let Some(result) = result {
            host.conclude(result.map(|object| object_text(&object)));
        }
        over
    }
}
