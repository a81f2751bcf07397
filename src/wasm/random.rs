//! The helpers that need nothing but entropy.

use alloc::string::String;
use wasm_bindgen::prelude::*;
use zeroize::Zeroizing;

use super::host::JsHost;
use crate::client::Host;
use crate::core::codec::cut;
use crate::core::error::Result;
use crate::core::pkce;
use crate::core::random;
use crate::core::secret::Secret;

/// A code verifier (RFC 7636 §4.1).
#[wasm_bindgen(js_name = codeVerifier)]
pub fn code_verifier(host: &JsHost, length: u32) {
    host.conclude(verifier(host, length));
}

fn verifier(host: &JsHost, length: u32) -> Result<Secret> {
    let mut entropy = Zeroizing::new([0; 96]);
    let bytes = pkce::entropy_for(length)?;
    let (entropy, _) = entropy.split_at_mut_checked(bytes).unwrap_or_default();
    host.fill(entropy)?;
    Ok(pkce::verifier(entropy, length))
}

/// The code challenge of a verifier (RFC 7636 §4.2): the method, a line feed, the verifier.
#[wasm_bindgen(js_name = codeChallenge)]
pub fn code_challenge(host: &JsHost, input: String) {
    let input = Secret::from(input);
    let (method, verifier) = cut(input.expose(), b'\n').unwrap_or_default();
    let challenge =
        pkce::Method::parse(method).and_then(|method| pkce::challenge(verifier, method));
    host.conclude(challenge);
}

/// A state or a nonce.
#[wasm_bindgen]
pub fn token(host: &JsHost) {
    let mut entropy = Zeroizing::new([0; random::ENTROPY]);
    host.conclude(host.fill(&mut *entropy).map(|()| random::token(&entropy)));
}
