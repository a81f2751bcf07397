//! The decisions of a session in a page, and at the edge a signature: questions without a request.

use alloc::string::String;

use wasm_bindgen::prelude::*;

use super::host::JsHost;
#[cfg(feature = "oauth")]
use crate::client::oauth_session;
use crate::client::session;
#[cfg(feature = "edge")]
use crate::client::{edge, guard};
#[cfg(feature = "edge")]
use crate::core::genauth::signature;
use crate::core::options::Options;
use crate::core::secret::Secret;

/// Answers one question of `pkg/src/session.js` or `pkg/genauth`; the question comes with a JSON object.
#[wasm_bindgen]
pub fn decide(host: &JsHost, question: &str, input: String) {
    let input = Secret::from(input);
    let answer = Options::parse(input.expose()).and_then(|options| {
        #[cfg(feature = "edge")]
        if question == "sign" {
            return signature::sign(&options);
        }
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
