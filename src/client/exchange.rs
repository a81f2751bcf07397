//! One registration at one server, and the calls it can make.

use alloc::borrow::ToOwned;
use alloc::string::String;
use alloc::vec::Vec;
use sha2::{Digest, Sha256};

use super::keys::{Keys, judge, unverifiable};
use super::ports::{Http, Ports, VerificationKey, VerificationPlan};
use crate::core::authorization::{self, AuthorizationRequest, Callback, Registration};
use crate::core::client_auth::{AuthMethod, BasicEncoding, Credentials};
use crate::core::codec::json::Object;
use crate::core::error::{Code, Error, Phase, Result};
use crate::core::http::{Method, Request, Response, Transport};
use crate::core::id_token::{self, Expectations, Nonce};
use crate::core::jose::alg::{Alg, Hash};
use crate::core::jose::jws::Jws;
use crate::core::metadata::{self, Endpoint, Metadata, WellKnown};
use crate::core::options::Options;
use crate::core::secret::Secret;
use crate::core::token::{self, TokenSet};
use crate::core::{introspection, logout, revocation, userinfo};

/// Seconds that clocks may differ unless the application says otherwise.
const CLOCK_TOLERANCE: u64 = 30;

/// A client at a server.
#[derive(Debug)]
pub struct Client {
    credentials: Credentials,
    redirect_uri: Option<String>,
    scope: Option<String>,
    metadata: Metadata,
    token_auth: AuthMethod,
    introspection_auth: AuthMethod,
    revocation_auth: AuthMethod,
    id_token_alg: Alg,
    userinfo_alg: Option<Alg>,
    tolerance: u64,
    keys: Keys,
}

/// What a caller of [`Client::validate_id_token`] knows of the token.
#[derive(Debug, Default)]
pub struct IdTokenChecks {
    /// The `nonce` that was sent.
    pub nonce: Option<Secret>,
    /// The `max_age` that was sent, in seconds.
    pub max_age: Option<u64>,
    /// Values of `acr`, one of which is demanded.
    pub acr: Vec<String>,
    /// The access token that came along.
    pub access_token: Option<Secret>,
    /// The code that came along.
    pub code: Option<Secret>,
    /// The `state` that came along.
    pub state: Option<Secret>,
}

/// Sends a GET, and once more where the network failed (RFC 9110 §9.2.2: it is idempotent).
pub(super) async fn get<P: Http>(ports: &P, request: &Request) -> Result<Response, Transport> {
    match ports.send(request).await {
        Err(Transport::Network) => ports.send(request).await,
        answer => answer,
    }
}

/// Fetches and judges an issuer's metadata: OpenID Connect Discovery 1.0, then RFC 8414.
pub async fn discover<P: Ports>(ports: &P, issuer: &str, allow_insecure: bool) -> Result<Metadata> {
    let fetch = async |place| {
        let request = metadata::request(issuer, place, allow_insecure)?;
        let response = get(ports, &request).await?;
        metadata::process(&response, &request, issuer, allow_insecure)
    };
    let found = match fetch(WellKnown::OpenId).await {
        // Not there: only then is the other place asked.
        Err(error) if is_absent(&error) => match fetch(WellKnown::OAuth).await {
            Err(other) if is_absent(&other) => Err(error),
            found => found,
        },
        found => found,
    };
    found.map_err(|error| error.at(Phase::Discovery))
}

fn is_absent(error: &Error) -> bool {
    let status = error.evidence().and_then(|evidence| evidence.status);
    error.code() == Code::HttpError && matches!(status, Some(400..=499))
}

impl Client {
    /// A client from the `ClientOptions` of the JavaScript API, `metadata` among them.
    pub fn new(mut options: Options) -> Result<Self> {
        let metadata = match options.take("metadata") {
            None => Object::new(),
            Some(value) => value.into_object().ok_or_else(|| {
                Error::claim(Code::InvalidConfig, "metadata", "must be an object").at(Phase::Config)
            })?,
        };
        let allow_insecure = options.flag("allowInsecure")?.unwrap_or(false);
        let metadata =
            Metadata::new(metadata, allow_insecure).map_err(|error| error.at(Phase::Config))?;
        Self::build(&options, metadata)
    }

    /// A client from its options and discovered metadata.
    pub fn with_metadata(options: &Options, metadata: Metadata) -> Result<Self> {
        Self::build(options, metadata)
    }

    fn build(options: &Options, metadata: Metadata) -> Result<Self> {
        let client_secret = options.secret("clientSecret")?;
        let basic_encoding = match options.text("basicAuthEncoding")? {
            None | Some("form") => BasicEncoding::Form,
            Some("plain") => BasicEncoding::Plain,
            Some(_) => {
                let message = "is form or plain";
                return Err(invalid("basicAuthEncoding", message));
            }
        };
        let auth = |option, supported| match options.text(option)? {
            Some(name) => {
                let method = AuthMethod::parse(name)?;
                if method != AuthMethod::None && client_secret.is_none() {
                    return Err(invalid(option, "needs a clientSecret"));
                }
                Ok(method)
            }
            None => Ok(AuthMethod::by_default(client_secret.is_some(), &metadata, supported)),
        };
        let alg = |option| match options.text(option)? {
            None => Ok(None),
            Some(name) => match Alg::parse(name) {
                Some(alg) if alg.is_symmetric() && client_secret.is_none() => {
                    Err(invalid(option, "needs a clientSecret"))
                }
                Some(alg) => Ok(Some(alg)),
                None => Err(invalid(option, "is no algorithm that this client verifies")),
            },
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
            id_token_alg: id_token::agreed_alg(alg("idTokenSignedResponseAlg")?, listed.as_deref()),
            userinfo_alg: alg("userinfoSignedResponseAlg")?,
            tolerance: options.number("clockTolerance")?.unwrap_or(CLOCK_TOLERANCE),
            redirect_uri: options.owned("redirectUri")?,
            scope: options.words("scope")?,
            credentials: Credentials {
                client_id: options.required("clientId")?.to_owned(),
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
    pub fn authorization_request<P: Ports>(
        &self,
        ports: &P,
        params: &Options,
    ) -> Result<AuthorizationRequest> {
        let registration = Registration {
            client_id: &self.credentials.client_id,
            redirect_uri: self.redirect_uri.as_deref(),
            scope: self.scope.as_deref(),
        };
        let mut entropy = zeroize::Zeroizing::new([0; authorization::ENTROPY]);
        ports.fill(&mut *entropy)?;
        authorization::request(&self.metadata, &registration, params, &entropy)
    }

    /// The URL that ends the user's session at the server; nothing is sent.
    pub fn logout_url(&self, params: &Options) -> Result<Secret> {
        logout::url(&self.metadata, &self.credentials.client_id, params)
    }

    /// Judges a callback and trades its code for tokens; an implicit answer is judged without a
    /// request.
    pub async fn exchange_code<P: Ports>(
        &self,
        ports: &P,
        callback: &str,
        request: &AuthorizationRequest,
    ) -> Result<TokenSet> {
        let response = Callback::parse(callback, request)?.validate(request, &self.metadata)?;
        let mut front = None;
        if request.asks_for("token") || request.asks_for("id_token") {
            let members = response.token_members();
            let mut tokens = TokenSet::from_front_channel(members, ports.now())
                .map_err(|error| error.at(Phase::Callback))?;
            if let Some(id_token) = response.get("id_token") {
                let checks = Expectations {
                    code: response.get("code"),
                    front_channel: true,
                    ..self.expectations(ports, request, response.get("access_token"))
                };
                let claims = self.judge_id_token(ports, id_token, &checks).await?;
                tokens.set_claims(claims);
            }
            if !request.asks_for("code") {
                return Ok(tokens);
            }
            front = Some(tokens);
        }
        let mut tokens =
            self.redeem(ports, &response, request).await.map_err(|error| error.at(Phase::Token))?;
        match tokens.text("id_token") {
            Some(id_token) => {
                let checks = Expectations {
                    code: response.get("code"),
                    ..self.expectations(ports, request, tokens.text("access_token"))
                };
                let mut claims = self.judge_id_token(ports, id_token, &checks).await?;
                // OpenID Connect Core 1.0 §3.3.3.6: both tokens are about the same user.
                let front = front.map(TokenSet::into_object);
                let front = front.as_ref().and_then(|front| front.get("claims")?.as_object());
                if let Some(front) = front {
                    for claim in ["iss", "sub"] {
                        let text = |claims| id_token::text(claims, claim);
                        if text(front)? != text(&claims)? {
                            let message = "the two ID tokens are about different users";
                            return Err(
                                Error::claim(Code::SubMismatch, claim, message).at(Phase::Validate)
                            );
                        }
                    }
                }
                tokens.set_claims(core::mem::take(&mut claims));
            }
            None if request.is_openid() => {
                let message = "openid was asked for and no ID token came";
                return Err(Error::new(Code::IdTokenMissing, message).at(Phase::Token));
            }
            None => {}
        }
        Ok(tokens)
    }

    async fn redeem<P: Ports>(
        &self,
        ports: &P,
        response: &authorization::AuthorizationResponse,
        request: &AuthorizationRequest,
    ) -> Result<TokenSet> {
        let endpoint = self.metadata.required(Endpoint::Token)?;
        let mut http = token::code_request(endpoint, response, request);
        self.credentials.authenticate(self.token_auth, &mut http)?;
        let answer = ports.send(&http).await?;
        TokenSet::process(&answer, &http, ports.now())
    }

    /// Fresh tokens (RFC 6749 §6). `previous` are the claims of the last ID token: a new one must
    /// be about the same user. The old refresh token stays in the answer if no new one came.
    pub async fn refresh_token<P: Ports>(
        &self,
        ports: &P,
        refresh_token: &str,
        scope: Option<&str>,
        resource: &[&str],
        previous: Option<&Object>,
    ) -> Result<TokenSet> {
        let tokens = async {
            let endpoint = self.metadata.required(Endpoint::Token)?;
            let mut http = token::refresh_request(endpoint, refresh_token, scope, resource);
            self.credentials.authenticate(self.token_auth, &mut http)?;
            let answer = ports.send(&http).await?;
            TokenSet::process(&answer, &http, ports.now())
        };
        let mut tokens = tokens.await.map_err(|error| error.at(Phase::Refresh))?;
        if let Some(id_token) = tokens.text("id_token") {
            let nonce = previous.map(|claims| id_token::text(claims, "nonce")).transpose();
            let nonce = nonce.map_err(|error| error.at(Phase::Refresh))?.flatten();
            let checks = Expectations {
                nonce: match previous {
                    Some(_) => nonce.map_or(Nonce::Absent, Nonce::AbsentOr),
                    None => Nonce::Any,
                },
                previous,
                access_token: tokens.text("access_token"),
                ..self.bare_expectations(ports)
            };
            let claims = self.judge_id_token(ports, id_token, &checks).await?;
            tokens.set_claims(claims);
        }
        if tokens.text("refresh_token").is_none() {
            tokens.set_text("refresh_token", refresh_token);
        }
        Ok(tokens)
    }

    /// The user's claims from the UserInfo endpoint (OpenID Connect Core 1.0 §5.3).
    pub async fn user_info<P: Ports>(
        &self,
        ports: &P,
        access_token: &str,
        expected_sub: Option<&str>,
        method: Method,
    ) -> Result<Object> {
        let claims = async {
            let endpoint = self.metadata.required(Endpoint::Userinfo)?;
            let signed = self.userinfo_alg.is_some();
            let http = userinfo::request(endpoint, access_token, method, signed)?;
            let answer = match method {
                Method::Get => get(ports, &http).await?,
                Method::Post => ports.send(&http).await?,
            };
            let claims = match userinfo::process(&answer, &http, signed)? {
                userinfo::Answer::Plain(claims) => claims,
                userinfo::Answer::Signed(text) => self.signed_user_info(ports, &text).await?,
            };
            userinfo::check_subject(&claims, expected_sub)?;
            Ok(claims)
        };
        claims.await.map_err(|error: Error| error.at(Phase::Userinfo))
    }

    async fn signed_user_info<P: Ports>(&self, ports: &P, text: &Secret) -> Result<Object> {
        let token = Jws::parse(text.expose())?;
        let alg = token.alg(&[self.userinfo_alg.unwrap_or(self.id_token_alg)])?;
        let (issuer, client_id) = (self.issuer()?, &self.credentials.client_id);
        userinfo::check_signed(&token.claims, issuer, client_id, ports.now(), self.tolerance)?;
        self.verify(ports, &token, alg).await?;
        Ok(token.claims)
    }

    /// What the server knows of a token (RFC 7662).
    pub async fn introspect_token<P: Ports>(
        &self,
        ports: &P,
        token: &str,
        token_type_hint: Option<&str>,
    ) -> Result<Object> {
        let answer = async {
            let endpoint = self.metadata.endpoint(Endpoint::Introspection).ok_or_else(|| {
                let message = "the server has no introspection endpoint";
                Error::new(Code::IntrospectionNotSupported, message)
            })?;
            let mut http = introspection::request(endpoint, token, token_type_hint);
            self.credentials.authenticate(self.introspection_auth, &mut http)?;
            let answer = ports.send(&http).await?;
            introspection::process(&answer, &http)
        };
        answer.await.map_err(|error: Error| error.at(Phase::Introspect))
    }

    /// Makes the server forget a token (RFC 7009).
    pub async fn revoke_token<P: Ports>(
        &self,
        ports: &P,
        token: &str,
        token_type_hint: Option<&str>,
    ) -> Result<()> {
        let done = async {
            let endpoint = self.metadata.endpoint(Endpoint::Revocation).ok_or_else(|| {
                let message = "the server has no revocation endpoint";
                Error::new(Code::RevocationNotSupported, message)
            })?;
            let mut http = revocation::request(endpoint, token, token_type_hint);
            self.credentials.authenticate(self.revocation_auth, &mut http)?;
            let answer = ports.send(&http).await?;
            revocation::process(&answer, &http)
        };
        done.await.map_err(|error: Error| error.at(Phase::Revoke))
    }

    /// Judges an ID token that the application got by other ways.
    pub async fn validate_id_token<P: Ports>(
        &self,
        ports: &P,
        id_token: &str,
        checks: &IdTokenChecks,
    ) -> Result<Object> {
        let expectations = Expectations {
            nonce: checks.nonce.as_ref().map_or(Nonce::Any, |nonce| Nonce::Equal(nonce.expose())),
            max_age: checks.max_age,
            acr: &checks.acr,
            access_token: checks.access_token.as_ref().map(Secret::expose),
            code: checks.code.as_ref().map(Secret::expose),
            state: checks.state.as_ref().map(Secret::expose),
            ..self.bare_expectations(ports)
        };
        self.judge_id_token(ports, id_token, &expectations).await
    }

    fn bare_expectations<P: Ports>(&self, ports: &P) -> Expectations<'_> {
        Expectations {
            issuer: self.metadata.issuer().unwrap_or_default(),
            client_id: &self.credentials.client_id,
            now: ports.now(),
            tolerance: self.tolerance,
            alg: self.id_token_alg,
            nonce: Nonce::Any,
            max_age: None,
            acr: &[],
            previous: None,
            access_token: None,
            code: None,
            state: None,
            front_channel: false,
        }
    }

    fn expectations<'a, P: Ports>(
        &'a self,
        ports: &P,
        request: &'a AuthorizationRequest,
        access_token: Option<&'a str>,
    ) -> Expectations<'a> {
        let nonce = request.nonce.as_ref().map(Secret::expose);
        Expectations {
            nonce: nonce.map_or(Nonce::Absent, Nonce::Equal),
            max_age: request.max_age,
            acr: &request.acr,
            access_token,
            state: Some(request.state.expose()),
            ..self.bare_expectations(ports)
        }
    }

    fn issuer(&self) -> Result<&str> {
        let message = "is missing in the server's metadata";
        let error = || Error::claim(Code::MetadataInvalid, "issuer", message);
        self.metadata.issuer().ok_or_else(error)
    }

    async fn judge_id_token<P: Ports>(
        &self,
        ports: &P,
        id_token: &str,
        expectations: &Expectations<'_>,
    ) -> Result<Object> {
        let claims = async {
            self.issuer()?;
            let token = Jws::parse(id_token)?;
            let hashes = id_token::check(&token, expectations)?;
            self.verify(ports, &token, expectations.alg).await?;
            for check in hashes {
                match check.hash {
                    Hash::Sha256 => check.compare(&Sha256::digest(check.input.as_bytes()))?,
                    // Longer hashes are rare: the host has them, so the code need not be shipped.
                    hash => {
                        let digest = ports.digest(hash, check.input).await;
                        check.compare(&digest.map_err(unverifiable)?)?;
                    }
                }
            }
            Ok(token.claims)
        };
        claims.await.map_err(|error: Error| error.at(Phase::Validate))
    }

    async fn verify<P: Ports>(&self, ports: &P, token: &Jws<'_>, alg: Alg) -> Result<()> {
        if alg.is_symmetric() {
            // OpenID Connect Core 1.0 §10.1: the client secret is the key.
            let secret = self.credentials.client_secret.as_ref().ok_or_else(|| {
                Error::new(Code::AlgNotAllowed, "a public client cannot verify an HMAC")
            })?;
            let key = VerificationKey::Secret(secret);
            let plan =
                VerificationPlan { alg, key, signed: token.signed, signature: &token.signature };
            return judge(ports, &plan).await;
        }
        let jwks_uri = self.metadata.required(Endpoint::Jwks)?;
        self.keys.verify(ports, self.issuer()?, jwks_uri, token, alg).await
    }
}

fn invalid(option: &'static str, message: &'static str) -> Error {
    Error::claim(Code::InvalidConfig, option, message).at(Phase::Config)
}
