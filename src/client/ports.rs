//! What the driver needs of its host, in traits of one to three methods.
//!
//! Futures are neither `Send` nor shared between calls: on Workers, waking one request from
//! another's callback would run its I/O in the wrong context.
#![allow(async_fn_in_trait, reason = "hosts are generic parameters, and none of them is Send")]

use crate::core::error::Result;
use crate::core::http::{Request, Response, Transport};
use crate::core::jose::alg::{Alg, Hash};
use crate::core::secret::Secret;
use alloc::string::String;
use alloc::vec::Vec;

/// Sends one request as it is.
pub trait Http {
    /// Never follows a redirect, never adds credentials, never repeats, reads at most
    /// [`crate::core::http::BODY_LIMIT`] bytes, and settles within the call's time limit.
    async fn send(&self, request: &Request) -> Result<Response, Transport>;
}

/// Tells the time.
pub trait Clock {
    /// Whole seconds since the epoch.
    fn now(&self) -> u64;
}

/// The platform's random source.
pub trait Entropy {
    /// Fills `buffer`; never with anything that a program could predict.
    fn fill(&self, buffer: &mut [u8]) -> Result<()>;
}

/// A signature to be verified.
#[derive(Debug)]
pub struct VerificationPlan<'a> {
    /// The algorithm, already agreed on.
    pub alg: Alg,
    /// The key, already judged.
    pub key: VerificationKey<'a>,
    /// The signed text.
    pub signed: &'a str,
    /// The signature.
    pub signature: &'a [u8],
}

/// The key of a [`VerificationPlan`].
#[derive(Debug)]
pub enum VerificationKey<'a> {
    /// A public JWK as JSON text.
    Public(&'a str),
    /// A shared secret.
    Secret(&'a Secret),
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

/// Verifies signatures and hashes with the platform's cryptography.
pub trait Verifier {
    /// Whether the signature is right.
    async fn verify(&self, plan: &VerificationPlan<'_>) -> Result<bool, Unverifiable>;
    /// The digest of `input`.
    async fn digest(&self, hash: Hash, input: &str) -> Result<Vec<u8>, Unverifiable>;
}

/// A shared cache of public keys, outside this client: KV, Cache API. May hold nothing.
pub trait KeyCache {
    /// The text kept for an issuer.
    async fn cached_keys(&self, issuer: &str) -> Option<String>;
    /// Keeps a text for an issuer; a failure is nobody's error.
    async fn cache_keys(&self, issuer: &str, text: &str);
}

/// Everything that a [`super::Client`] needs.
pub trait Ports: Http + Clock + Entropy + Verifier + KeyCache {}
impl<T: Http + Clock + Entropy + Verifier + KeyCache> Ports for T {}

/// Text under keys, private to this browser.
pub trait Store {
    /// The text under `key`.
    async fn load(&self, key: &str) -> Result<Option<Secret>>;
    /// Writes the text under `key`.
    async fn save(&self, key: &str, value: &str) -> Result<()>;
    /// Removes the text under `key`.
    async fn erase(&self, key: &str) -> Result<()>;
}

/// Mutual exclusion between calls, and between the tabs of a site where the host can.
pub trait Lock {
    /// Waits for the lock `name`; it is released when the whole call ends, however it ends.
    async fn lock(&self, name: &str) -> Result<()>;
}

/// The page that a session lives in.
pub trait Page {
    /// What the WHATWG parser makes of `target` at the page's address.
    fn resolve(&self, target: &str) -> Option<String>;
    /// Replaces the address without loading anything (`history.replaceState`).
    fn replace(&self, url: &str);
}

/// Everything that a browser session needs.
pub trait BrowserPorts: Ports + Store + Lock + Page {}
impl<T: Ports + Store + Lock + Page> BrowserPorts for T {}
