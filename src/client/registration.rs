//! One registration at one server.

use alloc::boxed::Box;
use alloc::rc::Rc;

use super::host::Host;
use super::keys::Keys;
use super::task::Task;
#[cfg(feature = "oauth")]
use crate::core::assertion::{Assertion, Claims, Signer};
use crate::core::authorization::{self, AuthorizationRequest, Registration};
#[cfg(feature = "oauth")]
use crate::core::client_auth::{AuthMethod, BasicEncoding, Credentials};
#[cfg(not(feature = "oauth"))]
use crate::core::codec::form;
use crate::core::codec::json::{Object, Value};
use crate::core::error::{Code, Error, Phase, Result};
use crate::core::http::Request;
use crate::core::id_token;
use crate::core::jose::alg::Alg;
use crate::core::jose::jws::Jws;
use crate::core::logout;
#[cfg(feature = "oauth")]
use crate::core::metadata::Endpoint;
use crate::core::metadata::Metadata;
use crate::core::options::Options;
#[cfg(feature = "oauth")]
use crate::core::random;
use crate::core::secret::Secret;

/// Seconds that clocks may differ unless the application says otherwise.
pub(super) const CLOCK_TOLERANCE: u64 = 30;

/// A client at a server: its checked options and the server's metadata.
#[derive(Debug)]
pub struct Client {
    pub(super) options: Options,
    pub(super) metadata: Metadata,
    pub(super) id_token_alg: Alg,
    /// Whether the ID token itself may choose HS256 instead, with the secret as its only key.
    #[cfg(feature = "oauth")]
    may_be_hs256: bool,
    pub(super) userinfo_alg: Option<Alg>,
    pub(super) tolerance: u64,
    pub(super) allow_insecure: bool,
    pub(super) keys: Keys,
    /// What a guard asks of every token that arrives.
    #[cfg(feature = "edge")]
    pub(super) guard: Options,
    #[cfg(feature = "oauth")]
    auth: [AuthMethod; AUTH.len()],
    #[cfg(feature = "oauth")]
    basic_encoding: BasicEncoding,
    /// Who signs the client's assertions: with its secret, with its key.
    #[cfg(feature = "oauth")]
    signers: [Option<Signer>; 2],
}

/// The endpoints at which the client authenticates, each in its own way.
#[derive(Clone, Copy)]
pub(super) enum AuthAt {
    Token,
    Revocation,
    #[cfg(feature = "oauth")]
    Introspection,
}

// Option name, metadata name; in the order of `AuthAt`.
#[cfg(feature = "oauth")]
const AUTH: &[(&str, &str)] = &[
    ("tokenEndpointAuthMethod", "token_endpoint_auth_methods_supported"),
    ("revocationEndpointAuthMethod", "revocation_endpoint_auth_methods_supported"),
    ("introspectionEndpointAuthMethod", "introspection_endpoint_auth_methods_supported"),
];

impl Client {
    /// A client from the `ClientOptions` of the JavaScript API, `metadata` among them.
    pub fn new(mut options: Options) -> Result<Self> {
        let document = options.take("metadata");
        Self::build(options, document).map_err(|error| error.at(Phase::Config))
    }

    fn build(
        #[cfg_attr(not(feature = "edge"), allow(unused_mut))] mut options: Options,
        document: Option<Value>,
    ) -> Result<Self> {
        let invalid = |option, message| Error::claim(Code::InvalidConfig, option, message);
        let allow_insecure = options.flag("allowInsecure")?.unwrap_or(false);
        let Value::Object(document) = document.unwrap_or(Value::Object(Object::new())) else {
            return Err(invalid("metadata", "must be an object"));
        };
        #[cfg(feature = "edge")]
        let guard = options.take("guard").and_then(Value::into_object).unwrap_or_default();
        let mut client = Self {
            metadata: Metadata::new(document, allow_insecure)?,
            options,
            id_token_alg: Alg::Rs256,
            #[cfg(feature = "oauth")]
            may_be_hs256: false,
            userinfo_alg: None,
            tolerance: CLOCK_TOLERANCE,
            allow_insecure,
            keys: Keys::default(),
            #[cfg(feature = "edge")]
            guard: guard.into(),
            #[cfg(feature = "oauth")]
            auth: [AuthMethod::None; AUTH.len()],
            #[cfg(feature = "oauth")]
            basic_encoding: BasicEncoding::Form,
            #[cfg(feature = "oauth")]
            signers: [None, None],
        };
        client.check()?;
        Ok(client)
    }

    fn check(&mut self) -> Result<()> {
        let invalid = |option, message| Error::claim(Code::InvalidConfig, option, message);
        let options = &self.options;
        // Whoever brings an assertion need not be a client (RFC 7521 §4.1).
        if cfg!(not(feature = "oauth")) || options.flag("anonymous")? != Some(true) {
            options.required("clientId")?;
        }
        options.text("redirectUri")?;
        options.words("scope")?;
        #[cfg(feature = "oauth")]
        let has_secret = options.text("clientSecret")?.is_some();
        // What a page holds is no secret: its session takes none.
        #[cfg(not(feature = "oauth"))]
        let has_secret = false;
        let mut algs = [None; 2];
        let names = ["idTokenSignedResponseAlg", "userinfoSignedResponseAlg"];
        for (option, alg) in names.into_iter().zip(&mut algs) {
            let Some(name) = options.text(option)? else { continue };
            *alg = Alg::parse(name);
            match *alg {
                None => return Err(invalid(option, "is unknown")),
                Some(alg) if alg.is_symmetric() && !has_secret => {
                    return Err(invalid(option, "needs a clientSecret"));
                }
                Some(_) => {}
            }
        }
        let [id_token_alg, userinfo_alg] = algs;
        let listed = self.metadata.list("id_token_signing_alg_values_supported");
        self.id_token_alg = id_token::agreed_alg(id_token_alg, listed);
        self.userinfo_alg = userinfo_alg;
        #[cfg(feature = "oauth")]
        if id_token_alg.is_none() && has_secret {
            self.may_be_hs256 = self.options.flag("mayBeHs256")?.unwrap_or(false);
        }
        self.tolerance = options.number("clockTolerance")?.unwrap_or(CLOCK_TOLERANCE);
        #[cfg(feature = "oauth")]
        self.choose_authentication()?;
        #[cfg(feature = "oauth")]
        self.choose_signers()?;
        Ok(())
    }

    #[cfg(feature = "oauth")]
    fn choose_authentication(&mut self) -> Result<()> {
        let invalid = |option, message| Error::claim(Code::InvalidConfig, option, message);
        let options = &self.options;
        let has_secret = options.text("clientSecret")?.is_some();
        match options.text("basicAuthEncoding")? {
            None | Some("form") => {}
            Some("plain") => self.basic_encoding = BasicEncoding::Plain,
            Some(_) => return Err(invalid("basicAuthEncoding", "is form or plain")),
        }
        #[cfg(feature = "oauth")]
        let has_key = options.object("clientKey")?.is_some();
        for ((option, supported), auth) in AUTH.iter().zip(&mut self.auth) {
            *auth = match options.text(option)? {
                #[cfg(feature = "oauth")]
                None if has_key && !has_secret => AuthMethod::PrivateKeyJwt,
                None => AuthMethod::by_default(has_secret, &self.metadata, supported),
                Some(name) => AuthMethod::parse(name)?,
            };
            if auth.needs_secret() && !has_secret {
                return Err(invalid(option, "needs a clientSecret"));
            }
            #[cfg(feature = "oauth")]
            if *auth == AuthMethod::PrivateKeyJwt && !has_key {
                return Err(invalid(option, "needs a clientKey"));
            }
        }
        Ok(())
    }

    /// What must have signed this ID token. Servers that sign for clients with a secret in either way do
    /// not say which: each algorithm has a key of its own, so that one cannot be taken for the other.
    pub(super) fn id_token_alg_of(&self, token: &Jws<'_>) -> Alg {
        #[cfg(feature = "oauth")]
        if self.may_be_hs256 && token.header.alg == Alg::Hs256.as_str() {
            return Alg::Hs256;
        }
        let _ = token;
        self.id_token_alg
    }

    #[cfg(feature = "oauth")]
    fn choose_signers(&mut self) -> Result<()> {
        // What the server lists for a secret, the shortest first.
        let listed = self.metadata.list("token_endpoint_auth_signing_alg_values_supported");
        let mut with_secret = Alg::Hs256;
        for alg in [Alg::Hs512, Alg::Hs384, Alg::Hs256] {
            if listed.is_some_and(|listed| listed.contains(alg.as_str())) {
                with_secret = alg;
            }
        }
        let key = self.options.object("clientKey")?;
        let with_key = key.map(|key| Signer::new(key, None)).transpose()?;
        self.signers = [Some(Signer { alg: with_secret, kid: None }), with_key];
        Ok(())
    }

    /// The assertion by which the client authenticates, and the secret that signs it; `None` where it
    /// authenticates in another way.
    #[cfg(feature = "oauth")]
    pub(super) fn assertion(
        &self,
        at: AuthAt,
        host: &dyn Host,
    ) -> Result<Option<(Assertion, Option<&str>)>> {
        let [with_secret, with_key] = &self.signers;
        let (signer, secret) = match self.auth_at(at) {
            AuthMethod::SecretJwt => (with_secret, self.secret()),
            AuthMethod::PrivateKeyJwt => (with_key, None),
            _ => return Ok(None),
        };
        let Some(signer) = signer else { return Ok(None) };
        // Whoever can check an HMAC can make it: that is `client_secret_jwt`, and has its own rules.
        if secret.is_none() && signer.alg.is_symmetric() {
            let error = Error::claim(Code::InvalidConfig, "clientKey", "is no private key");
            return Err(error.at(Phase::Config));
        }
        let token_endpoint = self.metadata.endpoint(Endpoint::Token).unwrap_or_default();
        // RFC 7523 §3, number 3, in the narrower reading of OpenID Connect's later profiles.
        let audience = match self.text("clientAssertionAudience") {
            None | Some("issuer") => self.metadata.issuer().unwrap_or(token_endpoint),
            Some("token_endpoint") => token_endpoint,
            Some(other) => other,
        };
        let claims = Claims {
            issuer: self.id(),
            subject: Some(self.id()),
            audience: Value::from(audience),
            further: None,
            now: host.now(),
        };
        let mut entropy = zeroize::Zeroizing::new([0; random::ENTROPY]);
        host.fill(&mut *entropy)?;
        Ok(Some((signer.assertion(&claims, &entropy), secret)))
    }

    /// The key's signer, for assertions that are grants.
    #[cfg(feature = "oauth")]
    pub(super) fn key_signer(&self) -> Option<&Signer> {
        let [_, with_key] = &self.signers;
        with_key.as_ref()
    }

    /// The default scope.
    #[cfg(feature = "oauth")]
    pub(super) fn scope(&self) -> Result<Option<Secret>> {
        self.options.words("scope")
    }

    /// Whether the application itself authenticates the client there.
    #[cfg(feature = "oauth")]
    pub(super) fn is_registered(&self, at: AuthAt) -> bool {
        self.auth_at(at) == AuthMethod::Registered
    }

    #[cfg(feature = "oauth")]
    pub(super) fn auth_at(&self, at: AuthAt) -> AuthMethod {
        self.auth.get(at as usize).copied().unwrap_or(AuthMethod::None)
    }

    /// `client_id`.
    pub(super) fn id(&self) -> &str {
        self.text("clientId").unwrap_or_default()
    }

    /// `client_secret`, unless the client is public.
    pub(super) fn secret(&self) -> Option<&str> {
        if cfg!(feature = "oauth") { self.text("clientSecret") } else { None }
    }

    // A text that was checked before.
    fn text(&self, name: &str) -> Option<&str> {
        self.options.get(name).and_then(Value::as_str)
    }

    /// Authenticates a request to one of the endpoints.
    #[cfg(feature = "oauth")]
    pub(super) fn authenticate(&self, at: AuthAt, request: &mut Request) -> Result<()> {
        let method = self.auth_at(at);
        if method == AuthMethod::Registered {
            request.guard(self.secret().unwrap_or_default());
            return Ok(());
        }
        let (client_id, client_secret) = (self.id(), self.secret());
        let basic_encoding = self.basic_encoding;
        Credentials { client_id, client_secret, basic_encoding }.authenticate(method, request)
    }

    /// Says who asks: a page is a public client.
    #[cfg(not(feature = "oauth"))]
    pub(super) fn authenticate(&self, _: AuthAt, request: &mut Request) -> Result<()> {
        if let Some(body) = &mut request.body {
            form::append(body, "client_id", self.id());
        }
        Ok(())
    }

    /// The issuer, without which no token can be judged.
    pub(super) fn issuer(&self) -> Result<&str> {
        let message = "is missing in the server's metadata";
        let error = || Error::claim(Code::MetadataInvalid, "issuer", message);
        self.metadata.issuer().ok_or_else(error)
    }

    /// The server's metadata.
    #[must_use]
    pub const fn metadata(&self) -> &Metadata {
        &self.metadata
    }

    /// An authorization request; nothing is sent.
    pub fn authorization_request(
        &self,
        host: &dyn Host,
        params: &Options,
    ) -> Result<AuthorizationRequest> {
        let scope = self.options.words("scope")?;
        let registration = Registration {
            client_id: self.id(),
            redirect_uri: self.text("redirectUri"),
            scope: scope.as_ref().map(Secret::expose),
        };
        let mut entropy = zeroize::Zeroizing::new([0; authorization::ENTROPY]);
        host.fill(&mut *entropy)?;
        authorization::request(&self.metadata, &registration, params, &entropy)
    }

    /// The URL that ends the user's session at the server; nothing is sent.
    pub fn logout_url(&self, params: &Options) -> Result<Secret> {
        logout::url(&self.metadata, self.id(), params)
    }

    /// A call with I/O, by the name of its method in the JavaScript API and with its parameters;
    /// nothing happens before the first [`Task::poll`].
    #[must_use]
    pub fn call(self: &Rc<Self>, method: &str, params: Options) -> Box<Task> {
        Task::new(Rc::clone(self), method, params)
    }

    /// A call that judges the `Authorization` header of a request by the client's `guard`: `audience`,
    /// `typ` and `algs` as `validateAccessToken` has them, `memory` in seconds, `asksAlways` where no
    /// token is read here. Its result has `claims` and `until` (seconds since the epoch), or for an
    /// opaque token `isOpaque` and `token`.
    #[cfg(feature = "edge")]
    #[must_use]
    pub fn authenticate_request(self: &Rc<Self>, authorization: &str) -> Box<Task> {
        let mut task = Task::new(Rc::clone(self), "authenticate", Options::default());
        task.arrive(authorization);
        task
    }
}
