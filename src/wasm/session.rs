//! The decisions of a session in a page, and at the edge a signature: questions without a request.

use alloc::string::String;

use wasm_bindgen::prelude::*;

use super::host::JsHost;
#[cfg(feature = "oauth")]
use crate::client::oauth_session;
use crate::client::session;
#[cfg(feature = "edge")]
use crate::client::{edge, guard};
use crate::core::codec::cut;
#[cfg(feature = "edge")]
use crate::core::fingerprint;
#[cfg(feature = "edge")]
use crate::core::genauth::signature;
use crate::core::options::Options;
use crate::core::secret::Secret;

/// A name for a text, to find it by (`src/core/fingerprint.rs`), in four pieces: text would cost more to hand
/// over than to make.
#[cfg(feature = "edge")]
#[wasm_bindgen]
pub fn fingerprint(host: &JsHost, key: u64, other: u64, text: String) {
    let text = Secret::from(text);
    let name = fingerprint::fingerprint((key, other), text.expose());
    let [a, b, c, d] = [0, 32, 64, 96].map(|shift| (name >> shift) as u32);
    host.name(a, b, c, d);
}

/// Answers one question of `pkg/src/session.js` or `pkg/genauth`: its name, a line feed, a JSON object.
#[wasm_bindgen]
pub fn decide(host: &JsHost, input: String) {
    let input = Secret::from(input);
    let (question, input) = cut(input.expose(), b'\n').unwrap_or_default();
    let answer = Options::parse(input).and_then(|options| {
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
