//! The server's keys: fetched when needed, kept by age, fetched again for an unknown `kid`.

use alloc::rc::Rc;
use core::cell::RefCell;

use super::ports::{Ports, Unverifiable, VerificationKey, VerificationPlan};
use crate::core::codec::json::{self, Object, Value};
use crate::core::error::{Code, Error, Result};
use crate::core::http::{Request, decimal};
use crate::core::jose::alg::Alg;
use crate::core::jose::jwk::KeySet;
use crate::core::jose::jws::Jws;
use crate::core::secret::Secret;

/// Seconds that keys are kept where the server says nothing.
const DEFAULT_AGE: u64 = 600;
/// Bounds of what the server may say, in seconds.
const AGES: (u64, u64) = (60, 86_400);
/// Seconds between two fetches for keys that are not there.
const COOL_DOWN: u64 = 30;

#[derive(Debug, Default)]
pub(super) struct Keys(RefCell<Cache>);

#[derive(Debug, Default)]
struct Cache {
    keys: Option<Rc<KeySet>>,
    fresh_until: u64,
    // No fetch for an unknown key before this time.
    patient_until: u64,
}

impl Keys {
    /// Verifies a token's signature with the server's key (OpenID Connect Core 1.0 §10.1).
    pub(super) async fn verify<P: Ports>(
        &self,
        ports: &P,
        issuer: &str,
        jwks_uri: &str,
        token: &Jws<'_>,
        alg: Alg,
    ) -> Result<()> {
        let kid = token.kid.as_deref();
        let (mut keys, just_fetched) = self.current(ports, issuer, jwks_uri).await?;
        let unknown = matches!(keys.select(alg, kid), Err(e) if e.code() == Code::KeyNotFound);
        // A new key works at once (§10.1.1), a storm of unknown ones costs one fetch.
        if unknown && !just_fetched && self.0.borrow().patient_until <= ports.now() {
            self.0.borrow_mut().patient_until = ports.now().saturating_add(COOL_DOWN);
            keys = self.fetch(ports, issuer, jwks_uri).await?;
        }
        let key = keys.select(alg, kid)?;
        let plan = VerificationPlan {
            alg,
            key: VerificationKey::Public(key.as_str()),
            signed: token.signed,
            signature: &token.signature,
        };
        judge(ports, &plan).await
    }

    async fn current<P: Ports>(
        &self,
        ports: &P,
        issuer: &str,
        jwks_uri: &str,
    ) -> Result<(Rc<KeySet>, bool)> {
        let (kept, fresh) = {
            let cache = self.0.borrow();
            (cache.keys.clone(), ports.now() < cache.fresh_until)
        };
        match kept {
            Some(keys) if fresh => Ok((keys, false)),
            Some(keys) => match self.fetch(ports, issuer, jwks_uri).await {
                Ok(keys) => Ok((keys, true)),
                // A failed fetch never evicts good keys.
                Err(_) => {
                    self.0.borrow_mut().fresh_until = ports.now().saturating_add(COOL_DOWN);
                    Ok((keys, true))
                }
            },
            None => match self.shared(ports, issuer).await {
                Some(keys) => Ok((keys, false)),
                None => Ok((self.fetch(ports, issuer, jwks_uri).await?, true)),
            },
        }
    }

    // Keys that another instance of the application left in the shared cache.
    async fn shared<P: Ports>(&self, ports: &P, issuer: &str) -> Option<Rc<KeySet>> {
        let text = ports.cached_keys(issuer).await?;
        let document = json::parse(text.as_bytes()).ok()?.into_object()?;
        let until = document.get("expires_at")?.as_number().map(json::Number::to_f64)? as u64;
        if until <= ports.now() {
            return None;
        }
        let keys = KeySet::new(&document).ok()?;
        Some(self.keep(keys, until.min(ports.now().saturating_add(AGES.1))))
    }

    async fn fetch<P: Ports>(&self, ports: &P, issuer: &str, jwks_uri: &str) -> Result<Rc<KeySet>> {
        let (mut document, age) = fetch_document(ports, jwks_uri).await.map_err(|cause| {
            // The caller's own act is no fault of the server.
            if cause.code() == Code::Aborted {
                return cause;
            }
            Error::new(Code::JwksUnavailable, "the server's keys cannot be had").caused_by(cause)
        })?;
        let keys = KeySet::new(&document).map_err(|cause| {
            Error::new(Code::JwksUnavailable, "the server's key set is malformed").caused_by(cause)
        })?;
        let until = ports.now().saturating_add(age);
        document.insert("expires_at", Value::from(until));
        let mut text = Secret::new();
        json::write_object(&document, &mut text);
        ports.cache_keys(issuer, text.expose()).await;
        Ok(self.keep(keys, until))
    }

    fn keep(&self, keys: KeySet, fresh_until: u64) -> Rc<KeySet> {
        let keys = Rc::new(keys);
        let mut cache = self.0.borrow_mut();
        cache.keys = Some(Rc::clone(&keys));
        cache.fresh_until = fresh_until;
        keys
    }
}

async fn fetch_document<P: Ports>(ports: &P, jwks_uri: &str) -> Result<(Object, u64)> {
    let request = Request::get(jwks_uri, "application/json, application/jwk-set+json");
    let response = super::exchange::get(ports, &request).await?;
    let document = response.json(&request)?;
    // RFC 9111 §5.2.2.1, within bounds.
    let directives = response.header("cache-control").unwrap_or_default().to_ascii_lowercase();
    let max_age = directives
        .split(',')
        .find_map(|directive| directive.trim().strip_prefix("max-age="))
        .and_then(|seconds| decimal(seconds.trim_matches('"')));
    Ok((document, max_age.unwrap_or(DEFAULT_AGE).clamp(AGES.0, AGES.1)))
}

/// Lets the host verify, and says why it could not.
pub(super) async fn judge<P: Ports>(ports: &P, plan: &VerificationPlan<'_>) -> Result<()> {
    match ports.verify(plan).await {
        Ok(true) => Ok(()),
        Ok(false) => Err(Error::new(Code::BadSignature, "the token's signature is wrong")),
        Err(reason) => Err(unverifiable(reason)),
    }
}

pub(super) fn unverifiable(reason: Unverifiable) -> Error {
    match reason {
        Unverifiable::Key => Error::new(Code::WeakKey, "the server's key is malformed"),
        Unverifiable::Algorithm => {
            Error::new(Code::NotSupported, "this host does not know the token's algorithm")
        }
        Unverifiable::Interrupted(transport) => transport.into(),
    }
}
