//! What the driver needs of its host: the port.

use alloc::vec::Vec;

use crate::core::error::Result;
use crate::core::http::{Request, Response, Transport};
use crate::core::jose::alg::{Alg, Hash};
#[cfg(feature = "oauth")]
use crate::core::secret::Secret;

/// A host: it carries out one effect at a time. A method of the first kind begins an effect and
/// returns at once; when the effect is done, the host polls the task, which then reads the answer.
pub trait Host {
    /// Whole seconds since the epoch.
    fn now(&self) -> u64;
    /// Fills `buffer` from the platform's random source; never with anything predictable.
    fn fill(&self, buffer: &mut [u8]) -> Result<()>;

    /// Begins to send one request as it is: never follows a redirect, never adds credentials,
    /// never repeats, reads at most [`crate::core::http::BODY_LIMIT`] bytes, and settles within
    /// the call's time limit.
    fn send(&self, request: &Request);
    /// Begins to verify a signature with the platform's cryptography.
    fn verify(&self, plan: &VerificationPlan<'_>);
    /// Begins to hash `input`.
    fn digest(&self, hash: Hash, input: &str);
    /// Begins to sign `text`: with `secret` (HMAC), else with the key that was lent to the client. A
    /// host that cannot sign leaves this as it is.
    #[cfg(feature = "oauth")]
    fn sign(&self, _alg: Alg, _secret: Option<&str>, _text: &str) {}
    /// What the request that is sent next is for, so that the application's own hooks see it; and
    /// whether the application itself authenticates the client in it.
    #[cfg(feature = "oauth")]
    fn decorate(&self, _purpose: Purpose, _authenticate: bool) {}

    /// Begins to do nothing for a moment, until others may have come further: what is waited for is
    /// another call's, so that a host of several must let them go on.
    #[cfg(feature = "edge")]
    fn pause(&self) {}
    /// Whether the moment passed, or the call ended meanwhile.
    #[cfg(feature = "edge")]
    fn paused(&self) -> Result<(), Transport> {
        Ok(())
    }
    /// What the application itself put into the request that was sent last, as form data.
    #[cfg(feature = "oauth")]
    fn added(&self) -> Secret {
        Secret::new()
    }

    /// The answer to [`Host::send`]; a `retry-after` that is a date is given in seconds.
    fn response(&self) -> Result<Response, Transport>;
    /// The answer to [`Host::verify`].
    fn verdict(&self) -> Result<bool, Unverifiable>;
    /// The answer to [`Host::digest`].
    fn digested(&self) -> Result<Vec<u8>, Unverifiable>;
    /// The answer to [`Host::sign`].
    #[cfg(feature = "oauth")]
    fn signature(&self) -> Result<Vec<u8>, Unverifiable> {
        Err(Unverifiable::Algorithm)
    }
}

/// What a request is for.
#[cfg(feature = "oauth")]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Purpose {
    /// Tokens, by any grant but a refresh.
    Token,
    /// Fresh tokens.
    Refresh,
    /// Revocation.
    Revocation,
    /// Introspection.
    Introspection,
    /// Anything else.
    Other,
    /// Public documents of the server, which a host may keep for others; with `authenticate` it must
    /// ask all the same.
    #[cfg(feature = "edge")]
    Document,
}

/// A signature to be verified.
#[allow(missing_debug_implementations, reason = "the secret is borrowed as text")]
pub struct VerificationPlan<'a> {
    /// The algorithm, already agreed on.
    pub alg: Alg,
    /// The same for the same key and algorithm of one client, and never another one's: a host may keep
    /// under it what it imported. 0 for a secret, of which nothing is kept.
    pub number: u32,
    /// The key, already judged.
    pub key: VerificationKey<'a>,
    /// The signed text.
    pub signed: &'a str,
    /// The signature.
    pub signature: &'a [u8],
}

/// The key of a [`VerificationPlan`]; no `Debug`, because it would show the secret.
#[allow(missing_debug_implementations, reason = "the secret is borrowed as text")]
pub enum VerificationKey<'a> {
    /// A public JWK as JSON text.
    Public(&'a str),
    /// A shared secret.
    Secret(&'a str),
}

/// Why a signature could not be judged.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Unverifiable {
    /// The key could not be imported: it is malformed, a point off its curve.
    Key,
    /// The host does not know the algorithm.
    Algorithm,
    /// The call ended meanwhile.
    Interrupted(Transport),
}
