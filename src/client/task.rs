//! A call under way: plain steps, each of which ends by beginning an effect or with the result.
//!
//! The order of the steps is the order of the specifications. It stands here once, for every host.

use alloc::boxed::Box;
use alloc::rc::Rc;
use alloc::string::String;
use alloc::vec::Vec;

use super::calls;
#[cfg(feature = "oauth")]
use super::genauth;
#[cfg(feature = "oauth")]
use super::host::Purpose;
use super::host::{Host, Unverifiable, VerificationKey, VerificationPlan};
use super::keys;
#[cfg(feature = "oauth")]
use super::oauth;
#[cfg(feature = "oauth")]
use super::profile;
use super::registration::{AuthAt, Client};
#[cfg(feature = "oauth")]
use super::resource;
#[cfg(feature = "oauth")]
use crate::core::assertion::{self, Assertion};
use crate::core::authorization::{AuthorizationRequest, AuthorizationResponse};
use crate::core::codec::json::Object;
use crate::core::error::{Code, Error, Phase, Result};
use crate::core::hash::sha256;
use crate::core::http::{Request, Response, Transport};
use crate::core::id_token::{self, Expectations, Nonce};
use crate::core::jose::alg::{Alg, Hash};
use crate::core::jose::jwk::KeySet;
use crate::core::jose::jws::{Jws, Parts};
use crate::core::metadata::Endpoint;
use crate::core::options::Options;
use crate::core::secret::Secret;
use crate::core::token::TokenSet;

/// A step: what is done between two effects. It ends by beginning an effect and naming the step
/// that follows, or with the result.
pub(super) type Step = fn(&mut Task, &dyn Host) -> Result<()>;

/// What a call was given, and has been answered so far.
pub(super) struct Given {
    pub(super) client: Rc<Client>,
    pub(super) params: Options,
    pub(super) request: Option<AuthorizationRequest>,
    pub(super) response: Option<AuthorizationResponse>,
    pub(super) tokens: Option<TokenSet>,
    /// Whether the tokens came in the front channel.
    pub(super) in_front: bool,
}

/// A call under way.
pub struct Task {
    pub(super) given: Given,
    /// What fails is said to fail here.
    phase: Phase,
    // The phase in which a token came to be judged.
    outer_phase: Phase,
    result: Option<Object>,
    /// The claims of the ID token of the front channel.
    pub(super) front: Option<Object>,
    /// The claims of the token that was verified last.
    pub(super) claims: Object,
    step: Step,
    http: Option<Request>,
    may_repeat: bool,
    answer: Option<Result<Response, Transport>>,
    on_answer: Step,
    token: Secret,
    signed_length: usize,
    signature: Vec<u8>,
    alg: Alg,
    kid: Option<String>,
    hashes: Vec<(id_token::HashCheck, Secret)>,
    on_verified: Step,
    // The number of the fetch for keys.
    #[cfg(feature = "edge")]
    fetch: u32,
    #[cfg(feature = "oauth")]
    signing: Signing,
}

/// A signature under way, and what comes after it.
#[cfg(feature = "oauth")]
struct Signing {
    assertion: Option<Assertion>,
    on_signed: Step,
    at: AuthAt,
    purpose: Option<Purpose>,
}

impl Given {
    // OpenID Connect Core 1.0 §3.1.3.7 for a sign-in, §12.2 for a refresh; else what the caller
    // of `validateIdToken` knows.
    fn expectations(&self, host: &dyn Host, alg: Alg) -> Result<Expectations<'_>> {
        let params = &self.params;
        let previous = params.object("previousClaims")?;
        let (terms, nonce) = match (&self.request, previous) {
            (Some(request), _) => {
                (request.as_options(), request.nonce().map_or(Nonce::Absent, Nonce::Equal))
            }
            (None, Some(claims)) => {
                let nonce = id_token::text(claims, "nonce")?;
                (params, nonce.map_or(Nonce::Absent, Nonce::AbsentOr))
            }
            (None, None) => (params, params.text("nonce")?.map_or(Nonce::Any, Nonce::Equal)),
        };
        let code = self.response.as_ref().and_then(|response| response.get("code"));
        let access_token = self.tokens.as_ref().and_then(|tokens| tokens.text("access_token"));
        Ok(Expectations {
            issuer: self.client.metadata.issuer().unwrap_or_default(),
            client_id: self.client.id(),
            now: host.now(),
            tolerance: self.client.tolerance,
            alg,
            nonce,
            max_age: terms.number("maxAge")?,
            acr: terms.list("acr")?,
            previous,
            access_token: access_token.or(params.text("accessToken")?),
            code: code.or(params.text("code")?),
            state: terms.text("state")?,
            front_channel: self.in_front,
        })
    }
}

impl Task {
    pub(super) fn new(client: Rc<Client>, method: &str, params: Options) -> Box<Self> {
        let (phase, step): (_, Step) = match method {
            "discover" => (Phase::Discovery, calls::discover),
            "exchange" => (Phase::Token, calls::exchange),
            "refresh" => (Phase::Refresh, calls::refresh),
            "userInfo" => (Phase::Userinfo, calls::user_info),
            #[cfg(feature = "oauth")]
            "api" => (Phase::Api, genauth::api),
            #[cfg(feature = "oauth")]
            "ticket" => (Phase::Validate, genauth::ticket),
            #[cfg(feature = "oauth")]
            "accessToken" => (Phase::Validate, genauth::access_token),
            #[cfg(feature = "oauth")]
            "getProfile" => (Phase::Userinfo, profile::get_profile),
            #[cfg(feature = "oauth")]
            "getIdEmail" => (Phase::Userinfo, profile::get_id_email),
            #[cfg(feature = "oauth")]
            "introspect" => (Phase::Introspect, oauth::introspect),
            #[cfg(feature = "oauth")]
            "grant" => (Phase::Token, oauth::grant),
            #[cfg(feature = "oauth")]
            "deviceCode" => (Phase::Token, oauth::device_code),
            #[cfg(feature = "oauth")]
            "deviceToken" => (Phase::Token, oauth::device_token),
            #[cfg(feature = "oauth")]
            "validateIdToken" => (Phase::Validate, oauth::validate_id_token),
            #[cfg(feature = "oauth")]
            "validateAccessToken" => (Phase::Validate, resource::validate_access_token),
            #[cfg(feature = "edge")]
            "authenticate" => (Phase::Validate, resource::authenticate),
            #[cfg(feature = "edge")]
            "validateLogoutToken" => (Phase::Validate, resource::validate_logout_token),
            // No server sends one to a page.
            #[cfg(all(feature = "oauth", not(feature = "edge")))]
            "validateLogoutToken" => (Phase::Validate, |_, _| {
                Err(Error::new(Code::NotSupported, "logout tokens are for servers"))
            }),
            _ => (Phase::Revoke, calls::revoke),
        };
        Box::new(Self {
            alg: client.id_token_alg,
            given: Given {
                client,
                params,
                request: None,
                response: None,
                tokens: None,
                in_front: false,
            },
            phase,
            outer_phase: phase,
            result: None,
            front: None,
            claims: Object::new(),
            step,
            http: None,
            may_repeat: false,
            answer: None,
            on_answer: step,
            token: Secret::new(),
            signed_length: 0,
            signature: Vec::new(),
            kid: None,
            hashes: Vec::new(),
            on_verified: step,
            #[cfg(feature = "edge")]
            fetch: 0,
            #[cfg(feature = "oauth")]
            signing: Signing { assertion: None, on_signed: step, at: AuthAt::Token, purpose: None },
        })
    }

    /// Goes on: first, and whenever the effect that was begun is done. The result ends the call.
    pub fn poll(&mut self, host: &dyn Host) -> Option<Result<Object>> {
        match (self.step)(self, host) {
            Ok(()) => self.result.take().map(Ok),
            Err(error) => Some(Err(error.at(self.phase))),
        }
    }

    /// The requests of this call are none that the application's hooks are for.
    #[cfg(feature = "oauth")]
    pub(super) const fn without_hooks(&mut self) {
        self.signing.purpose = Some(Purpose::Other);
    }

    /// Names the step anew.
    #[cfg(feature = "oauth")]
    pub(super) const fn enter(&mut self, phase: Phase) {
        self.phase = phase;
        self.outer_phase = phase;
    }

    /// Ends the call.
    pub(super) fn done(&mut self, result: Object) -> Result<()> {
        self.result = Some(result);
        Ok(())
    }

    fn then(&mut self, step: Step) -> Result<()> {
        self.step = step;
        Ok(())
    }

    // --- requests ---

    /// Sends a GET, and once more where the network failed (RFC 9110 §9.2.2: it is idempotent).
    pub(super) fn get(&mut self, host: &dyn Host, request: Request, then: Step) -> Result<()> {
        self.may_repeat = true;
        self.send(host, request, then)
    }

    /// Sends a form, with the client's authentication. Never repeated.
    #[cfg(not(feature = "oauth"))]
    pub(super) fn post(
        &mut self,
        host: &dyn Host,
        mut request: Request,
        at: AuthAt,
        then: Step,
    ) -> Result<()> {
        self.given.client.authenticate(at, &mut request)?;
        self.send(host, request, then)
    }

    /// Sends a form, with the client's authentication. Never repeated.
    #[cfg(feature = "oauth")]
    pub(super) fn post(
        &mut self,
        host: &dyn Host,
        mut request: Request,
        at: AuthAt,
        then: Step,
    ) -> Result<()> {
        let client = Rc::clone(&self.given.client);
        self.on_answer = then;
        self.signing.at = at;
        if let Some((assertion, secret)) = client.assertion(at, host)? {
            self.http = Some(request);
            return self.sign(host, assertion, secret, Self::client_asserted);
        }
        client.authenticate(at, &mut request)?;
        self.send_authenticated(host, request)
    }

    #[cfg(feature = "oauth")]
    fn client_asserted(&mut self, host: &dyn Host) -> Result<()> {
        let client = Rc::clone(&self.given.client);
        let Some(mut request) = self.http.take() else { return Ok(()) };
        assertion::authenticate(&mut request, client.id(), &self.token, client.secret());
        self.send_authenticated(host, request)
    }

    #[cfg(feature = "oauth")]
    fn send_authenticated(&mut self, host: &dyn Host, mut request: Request) -> Result<()> {
        let (at, phase) = (self.signing.at, self.outer_phase);
        let purpose = self.signing.purpose.unwrap_or(match (at, phase) {
            (AuthAt::Token, Phase::Refresh) => Purpose::Refresh,
            (AuthAt::Token, _) => Purpose::Token,
            (AuthAt::Revocation, _) => Purpose::Revocation,
            (AuthAt::Introspection, _) => Purpose::Introspection,
        });
        host.decorate(purpose, self.given.client.is_registered(at));
        match self.given.params.text("httpMethod")? {
            None | Some("POST") => {}
            Some("GET") => request.become_get(),
            Some(_) => {
                let error = Error::claim(Code::InvalidConfig, "method", "is GET or POST");
                return Err(error.at(Phase::Config));
            }
        }
        let then = self.on_answer;
        self.send(host, request, then)
    }

    /// Signs an assertion; the whole token is then in `self.token`.
    #[cfg(feature = "oauth")]
    pub(super) fn sign(
        &mut self,
        host: &dyn Host,
        assertion: Assertion,
        secret: Option<&str>,
        then: Step,
    ) -> Result<()> {
        host.sign(assertion.alg, secret, assertion.text.expose());
        self.signing.assertion = Some(assertion);
        self.signing.on_signed = then;
        self.then(Self::signed)
    }

    #[cfg(feature = "oauth")]
    fn signed(&mut self, host: &dyn Host) -> Result<()> {
        // What it is good for is good for a minute.
        let signature = host.signature().map(zeroize::Zeroizing::new);
        let signature = signature.map_err(|reason| match reason {
            Unverifiable::Key => {
                Error::claim(Code::InvalidConfig, "key", "cannot sign").at(Phase::Config)
            }
            other => unverifiable(other),
        })?;
        if let Some(assertion) = self.signing.assertion.take() {
            self.token = assertion.signed(&signature);
        }
        (self.signing.on_signed)(self, host)
    }

    /// A header arrived, which may hold a token.
    #[cfg(feature = "edge")]
    pub(super) fn arrive(&mut self, authorization: &str) {
        self.token = Secret::from(authorization);
    }

    #[cfg(feature = "edge")]
    pub(super) fn authorization(&mut self) -> Secret {
        core::mem::take(&mut self.token)
    }

    /// The token that was signed last.
    #[cfg(feature = "oauth")]
    pub(super) fn signed_token(&mut self) -> Secret {
        core::mem::take(&mut self.token)
    }

    /// Sends a request as it is.
    pub(super) fn send(&mut self, host: &dyn Host, request: Request, then: Step) -> Result<()> {
        host.send(&request);
        self.http = Some(request);
        self.on_answer = then;
        self.then(Self::received)
    }

    fn received(&mut self, host: &dyn Host) -> Result<()> {
        let answer = host.response();
        if let (Err(Transport::Network), true, Some(request)) =
            (&answer, self.may_repeat, &self.http)
        {
            self.may_repeat = false;
            host.send(request);
            return self.then(Self::received);
        }
        self.may_repeat = false;
        #[cfg(feature = "oauth")]
        if let Some(request) = &mut self.http {
            request.remember(host.added().expose());
        }
        self.answer = Some(answer);
        (self.on_answer)(self, host)
    }

    /// The answer to the request that was sent last, and that request.
    pub(super) fn answer(&mut self) -> Result<(Response, Request)> {
        match (self.answer.take(), self.http.take()) {
            (Some(Ok(mut response)), Some(request)) => {
                response.forget_echoes(&request);
                Ok((response, request))
            }
            (Some(Err(transport)), _) => Err(transport.into()),
            _ => Err(Transport::Network.into()),
        }
    }

    // --- signatures ---

    /// Judges an ID token by what the call was given and answered.
    pub(super) fn judge(&mut self, host: &dyn Host, token: Secret, then: Step) -> Result<()> {
        self.phase = Phase::Validate;
        self.issuer()?;
        let jws = Jws::parse(token.expose())?;
        let alg = self.given.client.id_token_alg_of(&jws);
        let expectations = self.given.expectations(host, alg)?;
        let hashes = id_token::check(&jws, &expectations)?;
        let parts = jws.into_parts();
        self.hashes = hashes;
        self.verify(host, token, parts, alg, then)
    }

    /// Verifies a signature; the claims are then in `self.claims`.
    pub(super) fn verify(
        &mut self,
        host: &dyn Host,
        token: Secret,
        parts: Parts,
        alg: Alg,
        then: Step,
    ) -> Result<()> {
        self.claims = parts.claims;
        self.signature = parts.signature;
        self.signed_length = parts.signed_length;
        self.kid = parts.kid;
        self.token = token;
        self.alg = alg;
        self.on_verified = then;
        if alg.is_symmetric() {
            // OpenID Connect Core 1.0 §10.1: the client secret is the key.
            let client = Rc::clone(&self.given.client);
            let secret = client.secret().ok_or_else(|| {
                Error::new(Code::AlgNotAllowed, "a public client cannot verify an HMAC")
            })?;
            return self.begin_verification(host, 0, VerificationKey::Secret(secret));
        }
        match self.given.client.keys.at_hand(host.now()) {
            Some((keys, true)) => self.choose_key(host, &keys, true),
            _ => self.fetch_keys(host, false),
        }
    }

    // `again` where the keys at hand lack one: those that somebody kept would lack it, too.
    fn fetch_keys(
        &mut self,
        host: &dyn Host,
        #[cfg_attr(not(feature = "edge"), allow(unused_variables))] again: bool,
    ) -> Result<()> {
        let jwks_uri = self.given.client.metadata.required(Endpoint::Jwks)?;
        let request = Request::get(jwks_uri, "application/json, application/jwk-set+json");
        #[cfg(feature = "edge")]
        {
            self.fetch = self.given.client.keys.begin();
            host.decorate(Purpose::Document, again);
        }
        self.get(host, request, Self::keys_fetched)
    }

    fn keys_fetched(&mut self, host: &dyn Host) -> Result<()> {
        let read = self.read_keys(host);
        #[cfg(feature = "edge")]
        self.given.client.keys.over(self.fetch);
        match read {
            Ok(keys) => self.choose_key(host, &keys, false),
            // The caller's own act is no fault of the server.
            Err(cause) if cause.code() == Code::Aborted => Err(cause),
            Err(cause) => match self.given.client.keys.keep_serving(host.now()) {
                Some(keys) => {
                    let chosen = self.choose_key(host, &keys, false);
                    // It may well exist, where the server's answer is missing.
                    chosen.map_err(|error| match error.code() {
                        Code::KeyNotFound => unavailable().caused_by(cause),
                        _ => error,
                    })
                }
                None => Err(unavailable().caused_by(cause)),
            },
        }
    }

    // Keeps the keys that came.
    fn read_keys(&mut self, host: &dyn Host) -> Result<Rc<keys::Ring>> {
        let (response, request) = self.answer()?;
        let keys = KeySet::new(response.json(&request)?)?;
        let until = host.now().saturating_add(keys::age(&response));
        #[cfg(feature = "edge")]
        return Ok(self.given.client.keys.keep_newest(keys, until, self.fetch));
        #[cfg(not(feature = "edge"))]
        Ok(self.given.client.keys.keep(keys, until))
    }

    fn choose_key(&mut self, host: &dyn Host, keys: &keys::Ring, may_ask: bool) -> Result<()> {
        match self.given.client.keys.choose(keys, self.alg, self.kid.as_deref()) {
            Ok(chosen) => {
                let key = VerificationKey::Public(chosen.key.as_str());
                self.begin_verification(host, chosen.number, key)
            }
            #[cfg(feature = "edge")]
            Err(error) if error.code() == Code::KeyNotFound && may_ask => {
                match self.given.client.keys.again(host.now()) {
                    keys::Again::Ask => self.fetch_keys(host, true),
                    keys::Again::Wait => {
                        host.pause();
                        self.then(Self::look_again)
                    }
                    keys::Again::Never if self.given.client.keys.has_failed() => Err(unavailable()),
                    keys::Again::Never => Err(error),
                }
            }
            #[cfg(not(feature = "edge"))]
            Err(error)
                if error.code() == Code::KeyNotFound
                    && may_ask
                    && self.given.client.keys.ask_again(host.now()) =>
            {
                self.fetch_keys(host, true)
            }
            Err(error) => Err(error),
        }
    }

    // Whoever fetched for a key may have brought it.
    #[cfg(feature = "edge")]
    fn look_again(&mut self, host: &dyn Host) -> Result<()> {
        host.paused()?;
        match self.given.client.keys.at_hand(host.now()) {
            Some((keys, _)) => self.choose_key(host, &keys, true),
            None => self.fetch_keys(host, false),
        }
    }

    fn begin_verification(
        &mut self,
        host: &dyn Host,
        number: u32,
        key: VerificationKey<'_>,
    ) -> Result<()> {
        let token = self.token.expose();
        let signed = token.split_at_checked(self.signed_length).map_or(token, |(head, _)| head);
        let (alg, signature) = (self.alg, self.signature.as_slice());
        host.verify(&VerificationPlan { alg, number, key, signed, signature });
        self.then(Self::verified)
    }

    fn verified(&mut self, host: &dyn Host) -> Result<()> {
        if host.verdict().map_err(unverifiable)? {
            return self.compare_hashes(host);
        }
        Err(Error::new(Code::BadSignature, "the token's signature is wrong"))
    }

    fn compare_hashes(&mut self, host: &dyn Host) -> Result<()> {
        while let Some((check, input)) = self.hashes.last() {
            if check.hash != Hash::Sha256 {
                // Longer hashes are rare: the host has them, so the code need not be shipped.
                host.digest(check.hash, input.expose());
                return self.then(Self::digested);
            }
            check.compare(&sha256(input.expose().as_bytes()))?;
            self.hashes.pop();
        }
        self.phase = self.outer_phase;
        (self.on_verified)(self, host)
    }

    fn digested(&mut self, host: &dyn Host) -> Result<()> {
        let digest = host.digested().map_err(unverifiable)?;
        if let Some((check, _)) = self.hashes.pop() {
            check.compare(&digest)?;
        }
        self.compare_hashes(host)
    }

    /// The issuer, without which no token can be judged.
    pub(super) fn issuer(&self) -> Result<&str> {
        self.given.client.issuer()
    }
}

fn unavailable() -> Error {
    Error::new(Code::JwksUnavailable, "the server's keys cannot be had")
}

fn unverifiable(reason: Unverifiable) -> Error {
    match reason {
        Unverifiable::Key => Error::new(Code::WeakKey, "the server's key is malformed"),
        Unverifiable::Algorithm => {
            Error::new(Code::NotSupported, "this host does not know the token's algorithm")
        }
        Unverifiable::Interrupted(transport) => transport.into(),
    }
}
