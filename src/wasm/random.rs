//! Entropy, and the helpers that need nothing else.

use alloc::string::String;
use wasm_bindgen::prelude::*;
use zeroize::Zeroizing;

use super::host::JsHost;
use crate::core::error::{Code, Error, Phase, Result};
use crate::core::pkce;
use crate::core::random;
use crate::core::secret::Secret;

/// Fills `buffer` from the platform's random source.
pub(super) fn fill(buffer: &mut [u8]) -> Result<()> {
    getrandom::fill(buffer).map_err(|_| {
        Error::new(Code::NotSupported, "this host has no random source here").at(Phase::Config)
    })
}

/// A code verifier (RFC 7636 §4.1).
#[wasm_bindgen(js_name = codeVerifier)]
pub fn code_verifier(host: &JsHost, length: u32) {
    host.conclude(verifier(length));
}

fn verifier(length: u32) -> Result<Secret> {
    let mut entropy = Zeroizing::new([0; 96]);
    let bytes = pkce::entropy_for(length)?;
    let (entropy, _) = entropy.split_at_mut_checked(bytes).unwrap_or_default();
    fill(entropy)?;
    Ok(pkce::verifier(entropy, length))
}

/// The code challenge of a verifier (RFC 7636 §4.2).
#[wasm_bindgen(js_name = codeChallenge)]
pub fn code_challenge(host: &JsHost, verifier: String, method: &str) {
    let verifier = Secret::from(verifier);
    let challenge =
        pkce::Method::parse(method).and_then(|method| pkce::challenge(verifier.expose(), method));
    host.conclude(challenge);
}

/// A state or a nonce.
#[wasm_bindgen]
pub fn token(host: &JsHost) {
    let mut entropy = Zeroizing::new([0; random::ENTROPY]);
    host.conclude(fill(&mut *entropy).map(|()| random::token(&entropy).into()));
}
