//! A call under way.

use alloc::rc::Rc;
use alloc::string::String;

use wasm_bindgen::prelude::*;

use super::host::{JsHost, object_text};
use crate::client::{Client, Task};
use crate::core::options::Options;
use crate::core::secret::Secret;

/// A call that JavaScript polls after each effect.
#[wasm_bindgen]
pub struct Operation {
    host: JsHost,
    task: Task,
}

impl Operation {
    /// A call by the name of its method; options that are no object end it at the first poll.
    pub(super) fn new(client: &Rc<Client>, host: JsHost, method: &str, input: String) -> Self {
        let params = Options::parse(Secret::from(input).expose()).unwrap_or_default();
        Self { host, task: client.call(method, params) }
    }
}

#[wasm_bindgen]
impl Operation {
    /// Goes on; true when the call is over and the host was told how.
    pub fn poll(&mut self) -> bool {
        match self.task.poll(&self.host) {
            None => return false,
            Some(result) => self.host.conclude(result.map(|object| object_text(&object))),
        }
        true
    }
}
