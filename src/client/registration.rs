//! One registration at one server.

use alloc::boxed::Box;
use alloc::rc::Rc;
use alloc::string::String;

use super::host::Host;
use super::keys::Keys;
use super::task::Task;
use crate::core::authorization::{self, AuthorizationRequest, Registration};
use crate::core::client_auth::{AuthMethod, BasicEncoding, Credentials};
use crate::core::codec::json::Value;
use crate::core::error::{Code, Error, Phase, Result};
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
    pub(super) credentials: Credentials,
    pub(super) metadata: Metadata,
    pub(super) token_auth: AuthMethod,
    pub(super) introspection_auth: AuthMethod,
    pub(super) revocation_auth: AuthMethod,
    pub(super) id_token_alg: Alg,
    pub(super) userinfo_alg: Option<Alg>,
    pub(super) tolerance: u64,
    pub(super) allow_insecure: bool,
    pub(super) keys: Keys,
    redirect_uri: Option<String>,
    scope: Option<Secret>,
}

impl Client {
    /// A client from the `ClientOptions` of the JavaScript API, `metadata` among them.
    pub fn new(options: Options) -> Result<Self> {
        Self::build(options).map_err(|error| error.at(Phase::Config))
    }

    fn build(mut options: Options) -> Result<Self> {
        let invalid = |option, message| Error::claim(Code::InvalidConfig, option, message);
        let allow_insecure = options.flag("allowInsecure")?.unwrap_or(false);
        let document = match options.take("metadata").map(Value::into_object) {
            None => crate::core::codec::json::Object::new(),
            Some(Some(document)) => document,
            Some(None) => return Err(invalid("metadata", "must be an object")),
        };
        let metadata = Metadata::new(document, allow_insecure)?;
        let client_secret = options.secret("clientSecret")?;
        let has_secret = client_secret.is_some();
        let basic_encoding = match options.text("basicAuthEncoding")? {
            None | Some("form") => BasicEncoding::Form,
            Some("plain") => BasicEncoding::Plain,
            Some(_) => return Err(invalid("basicAuthEncoding", "is form or plain")),
        };
        let auth = |option, supported| match options.text(option)? {
            Some(name) => match AuthMethod::parse(name)? {
                AuthMethod::None => Ok(AuthMethod::None),
                _ if !has_secret => Err(invalid(option, "needs a clientSecret")),
                method => Ok(method),
            },
            None => Ok(AuthMethod::by_default(has_secret, &metadata, supported)),
        };
        let alg = |option| match options.text(option)?.map(Alg::parse) {
            None => Ok(None),
            Some(Some(alg)) if alg.is_symmetric() && !has_secret => {
                Err(invalid(option, "needs a clientSecret"))
            }
            Some(Some(alg)) => Ok(Some(alg)),
            Some(None) => Err(invalid(option, "is no algorithm that this client verifies")),
        };
        let listed = metadata.list("id_token_signing_alg_values_supported");
        Ok(Self {
            token_auth: auth("tokenEndpointAuthMethod", "token_endpoint_auth_methods_supported")?,
            introspection_auth: auth(
                "introspectionEndpointAuthMethod",
                "introspection_endpoint_auth_methods_supported",
            )?,
            revocation_auth: auth(
                "revocationEndpointAuthMethod",
                "revocation_endpoint_auth_methods_supported",
            )?,
            id_token_alg: id_token::agreed_alg(alg("idTokenSignedResponseAlg")?, listed),
            userinfo_alg: alg("userinfoSignedResponseAlg")?,
            tolerance: options.number("clockTolerance")?.unwrap_or(CLOCK_TOLERANCE),
            allow_insecure,
            redirect_uri: options.owned("redirectUri")?,
            scope: options.words("scope")?,
            credentials: Credentials {
                client_id: options.required("clientId")?.into(),
                client_secret,
                basic_encoding,
            },
            metadata,
            keys: Keys::default(),
        })
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
        let registration = Registration {
            client_id: &self.credentials.client_id,
            redirect_uri: self.redirect_uri.as_deref(),
            scope: self.scope.as_ref().map(Secret::expose),
        };
        let mut entropy = zeroize::Zeroizing::new([0; authorization::ENTROPY]);
        host.fill(&mut *entropy)?;
        authorization::request(&self.metadata, &registration, params, &entropy)
    }

    /// The URL that ends the user's session at the server; nothing is sent.
    pub fn logout_url(&self, params: &Options) -> Result<Secret> {
        logout::url(&self.metadata, &self.credentials.client_id, params)
    }

    /// A call with I/O, by the name of its method in the JavaScript API and with its parameters;
    /// nothing happens before the first [`Task::poll`].
    #[must_use]
    pub fn call(self: &Rc<Self>, method: &str, params: Options) -> Box<Task> {
        Task::new(Rc::clone(self), method, params)
    }
}
