//! `OAuth2Client` of the package.

use alloc::rc::Rc;
use alloc::string::String;

use wasm_bindgen::prelude::*;

use super::host::{JsHost, object_text};
use super::operation::Operation;
use crate::client;
use crate::core::options::Options;
use crate::core::secret::Secret;

/// A registration at a server.
#[wasm_bindgen]
pub struct Client(Rc<client::Client>);

/// A client from its options; `None` when they are refused and `host` was told why.
#[wasm_bindgen]
pub fn client(host: &JsHost, input: String) -> Option<Client> {
    match Options::parse(Secret::from(input).expose()).and_then(client::Client::new) {
        Ok(client) => Some(Client(Rc::new(client))),
        Err(error) => {
            host.refuse(&error);
            None
        }
    }
}

#[wasm_bindgen]
impl Client {
    /// A call without I/O: an authorization request, or with `logout` the URL of a logout.
    pub fn call(&self, host: &JsHost, logout: bool, input: String) {
        host.conclude(self.answer(host, logout, &Secret::from(input)));
    }

    fn answer(
        &self,
        host: &JsHost,
        logout: bool,
        input: &Secret,
    ) -> crate::core::error::Result<Secret> {
        let params = Options::parse(input.expose())?;
        if logout {
            return self.0.logout_url(&params);
        }
        Ok(object_text(&self.0.authorization_request(host, &params)?.as_object()))
    }

    /// A call with I/O.
    pub fn start(&self, host: JsHost, method: &str, input: String) -> Operation {
        Operation::new(&self.0, host, method, input)
    }
}
