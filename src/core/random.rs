//! Values that nobody may guess: state, nonce, code verifier.

use super::codec::base64url;
use super::secret::Secret;

/// Bytes of entropy in a state, a nonce and a default code verifier: 256 bits, of which base64url
/// makes the 43 characters that RFC 7636 §4.1 recommends; RFC 6749 §10.10 asks for 128 bits.
pub const ENTROPY: usize = 32;

/// A state or nonce from `entropy`, which must come from the platform's random source.
#[must_use]
pub fn token(entropy: &[u8; ENTROPY]) -> Secret {
    Secret::from(base64url::encode(entropy))
}
