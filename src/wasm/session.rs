//! The decisions of a session in a page.

use alloc::string::String;

use wasm_bindgen::prelude::*;

use super::host::{JsHost, object_text};
use crate::client::session;
use crate::core::options::Options;
use crate::core::secret::Secret;

/// Answers one question of `pkg/src/session.js`; question and answer are JSON objects.
#[wasm_bindgen]
pub fn decide(host: &JsHost, question: &str, input: String) {
    let input = Secret::from(input);
    let answer = Options::parse(input.expose())
        .and_then(|options| session::decide(question, &options))
        .map(|answer| object_text(&answer));
    host.conclude(answer);
}
