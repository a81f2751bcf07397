//! The port, as one JavaScript object per call (`Flight` of `pkg/src/flight.js`): a method that
//! begins an effect returns at once, and its answer is read after the next poll.

use alloc::borrow::ToOwned;
use alloc::string::String;
use alloc::vec::Vec;

use wasm_bindgen::prelude::*;

#[cfg(feature = "edge")]
use crate::client::Glance;
#[cfg(feature = "oauth")]
use crate::client::Purpose;
use crate::client::{Host, Unverifiable, VerificationKey, VerificationPlan};
use crate::core::codec::json::{self, Object};
use crate::core::codec::{cut, next_piece};
use crate::core::error::{Code, Error, Phase, Result, record};
use crate::core::http::{BODY_LIMIT, RESPONSE_HEADERS, Request, Response, Transport};
#[cfg(feature = "oauth")]
use crate::core::jose::alg::Alg;
use crate::core::jose::alg::Hash;
use crate::core::secret::Secret;

#[wasm_bindgen]
extern "C" {
    /// The JavaScript side of one call.
    pub type JsHost;

    #[wasm_bindgen(method)]
    fn random(this: &JsHost, buffer: &mut [u8]) -> bool;
    #[wasm_bindgen(method)]
    fn header(this: &JsHost, name: &str, value: &str);
    #[wasm_bindgen(method)]
    fn send(this: &JsHost, method: u32, url: &str, body: Option<&str>, limit: u32);
    #[wasm_bindgen(method)]
    fn key(this: &JsHost, alg: &str, key: &str, secret: bool);
    #[wasm_bindgen(method)]
    fn verify(this: &JsHost, number: u32, signed: &[u8], signature: &[u8]) -> bool;
    #[wasm_bindgen(method)]
    fn digest(this: &JsHost, hash: &str, input: &str);

    #[cfg(feature = "oauth")]
    #[wasm_bindgen(method)]
    fn sign(this: &JsHost, alg: &str, secret: Option<&str>, text: &str);
    #[cfg(feature = "oauth")]
    #[wasm_bindgen(method)]
    fn decorate(this: &JsHost, purpose: u32, authenticate: bool);
    #[cfg(feature = "oauth")]
    #[wasm_bindgen(method)]
    fn added(this: &JsHost) -> Option<String>;

    #[cfg(feature = "edge")]
    #[wasm_bindgen(method)]
    fn pause(this: &JsHost);
    #[cfg(feature = "edge")]
    #[wasm_bindgen(method)]
    fn check(
        this: &JsHost,
        key: u32,
        signed: &[u8],
        signature: &[u8],
        claims: &str,
        until: f64,
    ) -> bool;

    #[wasm_bindgen(method)]
    fn failure(this: &JsHost) -> u32;
    #[wasm_bindgen(method)]
    fn status(this: &JsHost) -> u16;
    #[wasm_bindgen(method)]
    fn headers(this: &JsHost) -> String;
    #[wasm_bindgen(method)]
    fn bytes(this: &JsHost) -> Vec<u8>;
    #[wasm_bindgen(method)]
    fn verdict(this: &JsHost) -> u32;
    #[wasm_bindgen(method)]
    fn now(this: &JsHost) -> f64;

    #[cfg(feature = "edge")]
    #[wasm_bindgen(method)]
    pub(super) fn name(this: &JsHost, a: u32, b: u32, c: u32, d: u32);
    #[wasm_bindgen(method)]
    fn give(this: &JsHost, text: &str);
    #[wasm_bindgen(method)]
    fn fail(this: &JsHost, record: &str);
}

// What `failure` answers; the numbers are those of `pkg/src/flight.js`.
const TIMEOUT: u32 = 2;
const ABORTED: u32 = 3;
const TOO_LARGE: u32 = 4;
const BAD_KEY: u32 = 5;
const NO_ALGORITHM: u32 = 6;
/// Of a verdict alone: a signature was judged.
const WRONG: u32 = 7;

impl JsHost {
    /// Hands the result of a call to JavaScript; the text stays ours to wipe.
    pub(super) fn conclude(&self, result: Result<Secret>) {
        match result {
            Ok(text) => self.give(text.expose()),
            Err(error) => self.refuse(&error),
        }
    }

    /// Begins to check the signature of a token that is good otherwise; false if the key is not known yet.
    #[cfg(feature = "edge")]
    pub(super) fn check_glance(&self, glance: &Glance<'_>) -> bool {
        let Glance { key, signed, signature, claims, until } = glance;
        self.check(*key, signed.as_bytes(), signature, claims.expose(), *until as f64)
    }

    /// Hands an error to JavaScript.
    pub(super) fn refuse(&self, error: &Error) {
        self.fail(record(error).expose());
    }

    fn transport(&self) -> Result<(), Transport> {
        self.outcome(self.failure())
    }

    fn outcome(&self, failure: u32) -> Result<(), Transport> {
        match failure {
            0 => Ok(()),
            TIMEOUT => Err(Transport::Timeout),
            ABORTED => Err(Transport::Aborted),
            TOO_LARGE => Err(Transport::TooLarge(self.status())),
            _ => Err(Transport::Network),
        }
    }

    fn verifiable(&self, failure: u32) -> Result<(), Unverifiable> {
        match failure {
            BAD_KEY => Err(Unverifiable::Key),
            NO_ALGORITHM => Err(Unverifiable::Algorithm),
            _ => self.outcome(failure).map_err(Unverifiable::Interrupted),
        }
    }
}

/// Of a time in milliseconds. A clock that is not a number is one that says 1970: every token is then too
/// new.
pub(super) fn seconds(milliseconds: f64) -> u64 {
    (milliseconds / 1_000.0).max(0.0) as u64
}

/// An object as JSON text.
pub(super) fn object_text(object: &Object) -> Secret {
    let mut text = Secret::with_capacity(1_024);
    json::write_object(object, &mut text);
    text
}

impl Host for JsHost {
    fn now(&self) -> u64 {
        seconds(Self::now(self))
    }

    fn fill(&self, buffer: &mut [u8]) -> Result<()> {
        if self.random(buffer) {
            return Ok(());
        }
        let message = "this host has no random source here";
        Err(Error::new(Code::NotSupported, message).at(Phase::Config))
    }

    fn send(&self, request: &Request) {
        for (name, value) in &request.headers {
            self.header(name, value.expose());
        }
        #[cfg(feature = "oauth")]
        for (name, value) in &request.more_headers {
            self.header(name.expose(), value.expose());
        }
        let body = request.body.as_ref().map(Secret::expose);
        Self::send(self, request.method as u32, request.url.expose(), body, BODY_LIMIT);
    }

    fn verify(&self, plan: &VerificationPlan<'_>) {
        let (signed, signature) = (plan.signed.as_bytes(), plan.signature);
        // Only of a key that it does not know is the host told more than its number.
        if !Self::verify(self, plan.number, signed, signature) {
            let (key, secret) = match &plan.key {
                VerificationKey::Public(key) => (*key, false),
                VerificationKey::Secret(secret) => (*secret, true),
            };
            self.key(plan.alg.as_str(), key, secret);
            Self::verify(self, plan.number, signed, signature);
        }
    }

    fn digest(&self, hash: Hash, input: &str) {
        Self::digest(self, hash.as_str(), input);
    }

    fn response(&self) -> Result<Response, Transport> {
        self.transport()?;
        let text = Secret::from(self.headers());
        let mut headers = Vec::new();
        let mut rest = text.expose();
        while let Some(line) = next_piece(&mut rest, b'\n') {
            let Some((key, value)) = cut(line, b':') else { continue };
            for name in RESPONSE_HEADERS {
                if name == key {
                    headers.push((name, value.to_owned()));
                }
            }
        }
        Ok(Response { status: self.status(), headers, body: self.bytes() })
    }

    fn verdict(&self) -> Result<bool, Unverifiable> {
        match Self::verdict(self) {
            WRONG => Ok(false),
            failure => self.verifiable(failure).map(|()| true),
        }
    }

    fn digested(&self) -> Result<Vec<u8>, Unverifiable> {
        self.verifiable(self.failure()).map(|()| self.bytes())
    }

    #[cfg(feature = "oauth")]
    fn sign(&self, alg: Alg, secret: Option<&str>, text: &str) {
        Self::sign(self, alg.as_str(), secret, text);
    }

    #[cfg(feature = "oauth")]
    fn decorate(&self, purpose: Purpose, authenticate: bool) {
        Self::decorate(self, purpose as u32, authenticate);
    }

    #[cfg(feature = "edge")]
    fn pause(&self) {
        Self::pause(self);
    }

    #[cfg(feature = "edge")]
    fn paused(&self) -> Result<(), Transport> {
        self.transport()
    }

    #[cfg(feature = "oauth")]
    fn added(&self) -> Secret {
        Self::added(self).map_or_else(Secret::new, Secret::from)
    }

    #[cfg(feature = "oauth")]
    fn signature(&self) -> Result<Vec<u8>, Unverifiable> {
        self.digested()
    }
}
