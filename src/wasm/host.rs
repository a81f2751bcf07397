//! The ports, as one JavaScript object per call (`Flight` of `pkg/src/flight.js`): a method that
//! begins an effect returns at once, and its answer is read after the next poll.

use alloc::borrow::ToOwned;
use alloc::string::String;
use alloc::vec::Vec;
use core::future::poll_fn;
use core::task::Poll;

use wasm_bindgen::prelude::*;

use crate::client::ports::{
    Clock, Entropy, Http, KeyCache, Lock, Page, Store, Unverifiable, VerificationKey,
    VerificationPlan, Verifier,
};
use crate::core::codec::json::{self, Object};
use crate::core::error::{Code, Error, Phase, Result, record};
use crate::core::http::{BODY_LIMIT, Method, RESPONSE_HEADERS, Request, Response, Transport};
use crate::core::jose::alg::Hash;
use crate::core::secret::Secret;

#[wasm_bindgen]
extern "C" {
    /// The JavaScript side of one call.
    pub type Host;

    #[wasm_bindgen(method)]
    fn header(this: &Host, name: &str, value: &str);
    #[wasm_bindgen(method)]
    fn send(this: &Host, post: bool, url: &str, body: Option<&str>, limit: u32);
    #[wasm_bindgen(method)]
    fn verify(this: &Host, alg: &str, key: &str, secret: bool, signed: &str, signature: &[u8]);
    #[wasm_bindgen(method)]
    fn digest(this: &Host, hash: &str, input: &str);
    #[wasm_bindgen(method)]
    fn load(this: &Host, key: &str);
    #[wasm_bindgen(method)]
    fn save(this: &Host, key: &str, value: &str);
    #[wasm_bindgen(method)]
    fn erase(this: &Host, key: &str);
    #[wasm_bindgen(method)]
    fn lock(this: &Host, name: &str);
    #[wasm_bindgen(method)]
    fn keys(this: &Host, issuer: &str, value: Option<&str>);

    #[wasm_bindgen(method)]
    fn failure(this: &Host) -> u32;
    #[wasm_bindgen(method)]
    fn status(this: &Host) -> u16;
    #[wasm_bindgen(method)]
    fn headers(this: &Host) -> String;
    #[wasm_bindgen(method)]
    fn bytes(this: &Host) -> Vec<u8>;
    #[wasm_bindgen(method)]
    fn text(this: &Host) -> Option<String>;
    #[wasm_bindgen(method)]
    fn flag(this: &Host) -> bool;

    #[wasm_bindgen(method)]
    fn now(this: &Host) -> f64;
    #[wasm_bindgen(method)]
    fn resolve(this: &Host, target: &str) -> Option<String>;
    #[wasm_bindgen(method)]
    fn replace(this: &Host, url: &str);

    #[wasm_bindgen(method)]
    fn give(this: &Host, text: &str);
    #[wasm_bindgen(method)]
    fn fail(this: &Host, record: &str);
}

// What `failure` answers; the numbers are those of `pkg/src/flight.js`.
const TIMEOUT: u32 = 2;
const ABORTED: u32 = 3;
const TOO_LARGE: u32 = 4;
const NO_STORAGE: u32 = 5;
const BAD_KEY: u32 = 6;
const NO_ALGORITHM: u32 = 7;

/// Lets JavaScript carry out the effect that was just begun; polled again when it is done.
async fn effect() {
    let mut begun = false;
    poll_fn(|_| {
        if begun {
            Poll::Ready(())
        } else {
            begun = true;
            Poll::Pending
        }
    })
    .await;
}

fn transport(failure: u32) -> Option<Transport> {
    match failure {
        0 => None,
        TIMEOUT => Some(Transport::Timeout),
        ABORTED => Some(Transport::Aborted),
        TOO_LARGE => Some(Transport::TooLarge),
        _ => Some(Transport::Network),
    }
}

impl Host {
    /// Hands the result of a call to JavaScript; the text stays ours to wipe.
    pub(super) fn conclude(&self, result: Result<Secret>) {
        match result {
            Ok(text) => self.give(text.expose()),
            Err(error) => self.refuse(&error),
        }
    }

    /// Hands an error to JavaScript.
    pub(super) fn refuse(&self, error: &Error) {
        self.fail(object_text(&record(error)).expose());
    }

    async fn stored(&self) -> Result<Option<Secret>> {
        effect().await;
        match self.failure() {
            0 => Ok(self.text().map(Secret::from)),
            NO_STORAGE => {
                let message = "the storage is missing, full or forbidden: pass another one";
                Err(Error::new(Code::StorageUnavailable, message).at(Phase::Session))
            }
            other => {
                let transport = transport(other).unwrap_or(Transport::Network);
                Err(Error::from(transport).at(Phase::Session))
            }
        }
    }

    fn judgement(&self) -> Result<(), Unverifiable> {
        match self.failure() {
            BAD_KEY => Err(Unverifiable::Key),
            NO_ALGORITHM => Err(Unverifiable::Algorithm),
            other => transport(other).map_or(Ok(()), |why| Err(Unverifiable::Interrupted(why))),
        }
    }
}

/// An object as JSON text.
pub(super) fn object_text(object: &Object) -> Secret {
    let mut text = Secret::with_capacity(1_024);
    json::write_object(object, &mut text);
    text
}

impl Http for Host {
    async fn send(&self, request: &Request) -> Result<Response, Transport> {
        for (name, value) in &request.headers {
            self.header(name, value.expose());
        }
        let body = request.body.as_ref().map(Secret::expose);
        Self::send(self, request.method == Method::Post, request.url.expose(), body, BODY_LIMIT);
        effect().await;
        if let Some(failure) = transport(self.failure()) {
            return Err(failure);
        }
        let text = self.headers();
        let headers = RESPONSE_HEADERS.iter().filter_map(|name| {
            let line = |line: &str| {
                let (key, value) = line.split_once(':')?;
                key.eq_ignore_ascii_case(name).then(|| value.to_owned())
            };
            text.lines().find_map(line).map(|value| (*name, value))
        });
        Ok(Response { status: self.status(), headers: headers.collect(), body: self.bytes() })
    }
}

impl Clock for Host {
    fn now(&self) -> u64 {
        // A clock that is not a number is one that says 1970: every token is then too new.
        (Self::now(self) / 1_000.0).max(0.0) as u64
    }
}

impl Entropy for Host {
    fn fill(&self, buffer: &mut [u8]) -> Result<()> {
        super::random::fill(buffer)
    }
}

impl Verifier for Host {
    async fn verify(&self, plan: &VerificationPlan<'_>) -> Result<bool, Unverifiable> {
        let (key, secret) = match &plan.key {
            VerificationKey::Public(key) => (*key, false),
            VerificationKey::Secret(secret) => (secret.expose(), true),
        };
        Self::verify(self, plan.alg.as_str(), key, secret, plan.signed, plan.signature);
        effect().await;
        self.judgement().map(|()| self.flag())
    }

    async fn digest(&self, hash: Hash, input: &str) -> Result<Vec<u8>, Unverifiable> {
        Self::digest(self, hash.as_str(), input);
        effect().await;
        self.judgement().map(|()| self.bytes())
    }
}

impl KeyCache for Host {
    async fn cached_keys(&self, issuer: &str) -> Option<String> {
        self.keys(issuer, None);
        effect().await;
        self.text()
    }

    async fn cache_keys(&self, issuer: &str, text: &str) {
        self.keys(issuer, Some(text));
        effect().await;
    }
}

impl Store for Host {
    async fn load(&self, key: &str) -> Result<Option<Secret>> {
        Self::load(self, key);
        self.stored().await
    }

    async fn save(&self, key: &str, value: &str) -> Result<()> {
        Self::save(self, key, value);
        self.stored().await.map(drop)
    }

    async fn erase(&self, key: &str) -> Result<()> {
        Self::erase(self, key);
        self.stored().await.map(drop)
    }
}

impl Lock for Host {
    async fn lock(&self, name: &str) -> Result<()> {
        Self::lock(self, name);
        self.stored().await.map(drop)
    }
}

impl Page for Host {
    fn resolve(&self, target: &str) -> Option<String> {
        Self::resolve(self, target)
    }

    fn replace(&self, url: &str) {
        Self::replace(self, url);
    }
}
