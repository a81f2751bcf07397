//! The decisions of a session in a page.

use alloc::string::String;

use wasm_bindgen::prelude::*;

use super::host::JsHost;
#[cfg(feature = "oauth")]
use crate::client::oauth_session;
use crate::client::session;
#[cfg(feature = "edge")]
use crate::client::{edge, guard};
use crate::core::options::Options;
use crate::core::secret::Secret;

/// Answers one question of `pkg/src/session.js`; the question comes with a JSON object.
#[wasm_bindgen]
pub fn decide(host: &JsHost, question: &str, input: String) {
    let input = Secret::from(input);
    let answer = Options::parse(input.expose()).and_then(|options| {
        #[cfg(feature = "oauth")]
        if let Some(answer) = oauth_session::decide(question, &options) {
            return answer;
        }
        #[cfg(feature = "edge")]
        if let Some(answer) =
            guard::decide(question, &options).or_else(|| edge::decide(question, &options))
        {
            return answer;
        }
        session::decide(question, &options)
    });
    host.conclude(answer);
}
