//! `OAuth2Client` of the package.

use alloc::boxed::Box;
use alloc::rc::Rc;
use alloc::string::String;
use alloc::vec::Vec;
use core::cell::RefCell;

use wasm_bindgen::prelude::*;

#[cfg(feature = "edge")]
use super::host::seconds;
use super::host::{JsHost, object_text};
use crate::client::{Client, Task};
use crate::core::codec::cut;
use crate::core::error::Result;
use crate::core::options::Options;
use crate::core::secret::Secret;

/// What JavaScript holds: a registration at a server, and the calls under way on it. A call is a place in
/// a list and no object of its own, which would cost JavaScript a wrapper and a finalizer for each.
#[wasm_bindgen]
pub struct Handle {
    client: Rc<Client>,
    calls: RefCell<Vec<Place>>,
}

/// A place for a call.
enum Place {
    Free,
    Waiting(Box<Task>),
    // At work, as its host may be asked by it to begin or to end others.
    Working,
    // Ended by its host while it was at work.
    Ended,
}

/// A client from its options; `None` when they are refused and `host` was told why.
#[wasm_bindgen]
pub fn client(host: &JsHost, input: String) -> Option<Handle> {
    match Options::parse(Secret::from(input).expose()).and_then(Client::new) {
        Ok(client) => Some(Handle { client: Rc::new(client), calls: RefCell::default() }),
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

    /// Judges a request's token at a glance (`Client::glance`), at a time in milliseconds; true where only
    /// its signature is left, which `host` was told with all that follows from it. Nothing is kept.
    #[cfg(feature = "edge")]
    pub fn glance(&self, host: &JsHost, authorization: String, now: f64) -> bool {
        let authorization = Secret::from(authorization);
        let glance = self.client.glance(authorization.expose(), seconds(now));
        glance.is_some_and(|glance| host.check_glance(&glance))
    }

    /// Begins a call with I/O: the name of its method, a line feed, its parameters. Nothing happens before
    /// the first poll. What it answers names the call.
    pub fn call(&self, input: String) -> u32 {
        let input = Secret::from(input);
        let (method, params) = cut(input.expose(), b'\n').unwrap_or_default();
        let call = Place::Waiting(self.task(method, params));
        let mut calls = self.calls.borrow_mut();
        for (number, place) in calls.iter_mut().enumerate() {
            if matches!(place, Place::Free) {
                *place = call;
                return number as u32;
            }
        }
        calls.push(call);
        calls.len().wrapping_sub(1) as u32
    }

    fn task(&self, method: &str, params: &str) -> Box<Task> {
        // The header as it is: a text in JSON would be gone through twice more.
        #[cfg(feature = "edge")]
        if method == "authenticate" {
            return self.client.authenticate_request(params);
        }
        self.client.call(method, Options::parse(params).unwrap_or_default())
    }

    /// Goes on with a call; true when it is over, forgotten, and its host was told how.
    pub fn poll(&self, number: u32, host: &JsHost) -> bool {
        let Place::Waiting(mut task) = self.exchange(number, Place::Working) else { return false };
        let result = task.poll(host);
        let over = result.is_some();
        let next = if over { Place::Free } else { Place::Waiting(task) };
        if let Place::Ended = self.exchange(number, next) {
            self.exchange(number, Place::Free);
        }
        if let Some(result) = result {
            host.conclude(result.map(|object| object_text(&object)));
        }
        over
    }

    /// Forgets a call that is not over.
    pub fn end(&self, number: u32) {
        if let Place::Working = self.exchange(number, Place::Free) {
            self.exchange(number, Place::Ended);
        }
    }

    fn exchange(&self, number: u32, place: Place) -> Place {
        match self.calls.borrow_mut().get_mut(number as usize) {
            Some(there) => core::mem::replace(there, place),
            None => Place::Free,
        }
    }
}
