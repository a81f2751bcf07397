//! One registration at one server.

use alloc::boxed::Box;
use alloc::rc::Rc;

use super::host::Host;
use super::keys::Keys;
use super::task::Task;
use crate::core::authorization::{self, AuthorizationRequest, Registration};
use crate::core::client_auth::{AuthMethod, BasicEncoding, Credentials};
use crate::core::codec::json::{Object, Value};
use crate::core::error::{Code, Error, Phase, Result};
use crate::core::http::Request;
use crate::core::id_token;
use crate::core::jose::alg::Alg;
use crate::core::logout;
use crate::core::metadata::Metadata;
use crate::core::options::Options;
use crate::core::secret::Secret;

/// Seconds that clocks may differ unless the application says otherwise.
const CLOCK_TOLERANCE: u64 = 30;

/// A client at a server: its checked options and the server's metadata.
#[derive(Debug)]
pub struct Client {
    pub(super) options: Options,
    pub(super) metadata: Metadata,
    pub(super) id_token_alg: Alg,
    pub(super) userinfo_alg: Option<Alg>,
    pub(super) tolerance: u64,
    pub(super) allow_insecure: bool,
    pub(super) keys: Keys,
    auth: [AuthMethod; AUTH.len()],
    basic_encoding: BasicEncoding,
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
const AUTH: &[(&str, &str)] = &[
    ("tokenEndpointAuthMethod", "token_endpoint_auth_methods_supported"),
    ("revocationEndpointAuthMethod", "revocation_endpoint_auth_methods_supported"),
    #[cfg(feature = "oauth")]
    ("introspectionEndpointAuthMethod", "introspection_endpoint_auth_methods_supported"),
];

impl Client {
    /// A client from the `ClientOptions` of the JavaScript API, `metadata` among them.
    pub fn new(mut options: Options) -> Result<Self> {
        let document = options.take("metadata");
        Self::build(options, document).map_err(|error| error.at(Phase::Config))
    }

    fn build(options: Options, document: Option<Value>) -> Result<Self> {
        let invalid = |option, message| Error::claim(Code::InvalidConfig, option, message);
        let allow_insecure = options.flag("allowInsecure")?.unwrap_or(false);
        let Value::Object(document) = document.unwrap_or(Value::Object(Object::new())) else {
            return Err(invalid("metadata", "must be an object"));
        };
        let mut client = Self {
            metadata: Metadata::new(document, allow_insecure)?,
            options,
            id_token_alg: Alg::Rs256,
            userinfo_alg: None,
            tolerance: CLOCK_TOLERANCE,
            allow_insecure,
            keys: Keys::default(),
            auth: [AuthMethod::None; AUTH.len()],
            basic_encoding: BasicEncoding::Form,
        };
        client.check()?;
        Ok(client)
    }

    fn check(&mut self) -> Result<()> {
        let invalid = |option, message| Error::claim(Code::InvalidConfig, option, message);
        let options = &self.options;
        options.required("clientId")?;
        options.text("redirectUri")?;
        options.words("scope")?;
        let has_secret = options.text("clientSecret")?.is_some();
        match options.text("basicAuthEncoding")? {
            None | Some("form") => {}
            Some("plain") => self.basic_encoding = BasicEncoding::Plain,
            Some(_) => return Err(invalid("basicAuthEncoding", "is form or plain")),
        }
        for ((option, supported), auth) in AUTH.iter().zip(&mut self.auth) {
            *auth = match options.text(option)? {
                None => AuthMethod::by_default(has_secret, &self.metadata, supported),
                Some(name) => AuthMethod::parse(name)?,
            };
            if *auth != AuthMethod::None && !has_secret {
                return Err(invalid(option, "needs a clientSecret"));
            }
        }
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
        self.tolerance = options.number("clockTolerance")?.unwrap_or(CLOCK_TOLERANCE);
        Ok(())
    }

    /// `client_id`.
    pub(super) fn id(&self) -> &str {
        self.text("clientId").unwrap_or_default()
    }

    /// `client_secret`, unless the client is public.
    pub(super) fn secret(&self) -> Option<&str> {
        self.text("clientSecret")
    }

    // A text that was checked before.
    fn text(&self, name: &str) -> Option<&str> {
        self.options.get(name).and_then(Value::as_str)
    }

    /// Authenticates a request to one of the endpoints.
    pub(super) fn authenticate(&self, at: AuthAt, request: &mut Request) -> Result<()> {
        let method = self.auth.get(at as usize).copied().unwrap_or(AuthMethod::None);
        let (client_id, client_secret) = (self.id(), self.secret());
        let basic_encoding = self.basic_encoding;
        Credentials { client_id, client_secret, basic_encoding }.authenticate(method, request)
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
}
