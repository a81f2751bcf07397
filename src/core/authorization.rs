//! The authorization request and its response (RFC 6749 §4.1, OpenID Connect Core 1.0 §3,
//! RFC 9207, OAuth 2.0 Multiple Response Type Encoding Practices).

use alloc::borrow::ToOwned;
use alloc::string::String;
use alloc::vec::Vec;
use subtle::ConstantTimeEq;

use super::codec::form;
use super::codec::json::{self, Object, Value};
use super::error::{Code, Error, Evidence, Phase, Result, SAID};
use super::http::push_decimal;
use super::metadata::{Endpoint, Metadata};
use super::options::{Options, strings};
use super::pkce;
use super::random;
use super::secret::Secret;
use super::url::{Url, is_callback_for};

/// Entropy for one request: state, nonce and a 43-character verifier.
pub const ENTROPY: usize = random::ENTROPY * 3;

/// What is remembered of a request until its answer comes. Its JSON form is the plain, storable
/// `AuthorizationRequest` of the JavaScript API.
#[derive(Debug)]
pub struct AuthorizationRequest {
    /// Where the user is sent.
    pub url: Secret,
    /// `state`.
    pub state: Secret,
    /// `nonce`, when an ID token is expected.
    pub nonce: Option<Secret>,
    /// The PKCE verifier, when a code is expected.
    pub code_verifier: Option<Secret>,
    /// `redirect_uri`, as sent.
    pub redirect_uri: Option<String>,
    /// `scope`, as sent.
    pub scope: Option<String>,
    /// `response_type`.
    pub response_type: String,
    /// `response_mode`, if one was chosen.
    pub response_mode: Option<String>,
    /// The issuer that was asked: answers of another one are refused (mix-up).
    pub issuer: Option<String>,
    /// `max_age` in seconds: `auth_time` is then required and judged.
    pub max_age: Option<u64>,
    /// Values of `acr` demanded as essential: one of them must come back.
    pub acr: Vec<String>,
    /// `resource`, repeated in the token request (RFC 8707 §2.2).
    pub resource: Vec<String>,
}

// Names that the request itself decides; `extra` never overwrites them.
const RESERVED: [&str; 10] = [
    "client_id",
    "response_type",
    "redirect_uri",
    "state",
    "nonce",
    "scope",
    "response_mode",
    "code_challenge",
    "code_challenge_method",
    "code_verifier",
];

// Parameters that are passed on as they are: option name, wire name.
const PASSED: [(&str, &str); 6] = [
    ("prompt", "prompt"),
    ("loginHint", "login_hint"),
    ("idTokenHint", "id_token_hint"),
    ("acrValues", "acr_values"),
    ("uiLocales", "ui_locales"),
    ("display", "display"),
];

/// What the client's registration adds to a request.
#[derive(Debug)]
pub struct Registration<'a> {
    /// `client_id`.
    pub client_id: &'a str,
    /// Default redirect URI.
    pub redirect_uri: Option<&'a str>,
    /// Default scope.
    pub scope: Option<&'a str>,
}

/// Builds an authorization request (RFC 6749 §4.1.1, OpenID Connect Core 1.0 §3.1.2.1).
///
/// `params` are the `AuthorizationParams` of the JavaScript API; PKCE S256 is always used where a
/// code is asked for.
pub fn request(
    metadata: &Metadata,
    registration: &Registration<'_>,
    params: &Options,
    entropy: &[u8; ENTROPY],
) -> Result<AuthorizationRequest> {
    build(metadata, registration, params, entropy).map_err(|error| error.at(Phase::Authorize))
}

fn build(
    metadata: &Metadata,
    registration: &Registration<'_>,
    params: &Options,
    entropy: &[u8; ENTROPY],
) -> Result<AuthorizationRequest> {
    let endpoint = metadata.required(Endpoint::Authorization)?;
    let response_type = params.words("responseType")?.unwrap_or_else(|| "code".to_owned());
    let has = |kind: &str| response_type.split(' ').any(|word| word == kind);
    if response_type.split(' ').any(|word| !["code", "token", "id_token", "none"].contains(&word)) {
        return Err(Error::claim(Code::InvalidConfig, "responseType", "is unknown"));
    }
    let scope = params.words("scope")?.or_else(|| registration.scope.map(str::to_owned));
    let openid = scope.as_ref().is_some_and(|scope| scope.split(' ').any(|word| word == "openid"));
    let redirect_uri =
        params.owned("redirectUri")?.or_else(|| registration.redirect_uri.map(str::to_owned));

    let (first, rest) = entropy.split_first_chunk::<{ random::ENTROPY }>().ok_or_else(short)?;
    let (second, rest) = rest.split_first_chunk::<{ random::ENTROPY }>().ok_or_else(short)?;
    let state = params.secret("state")?.unwrap_or_else(|| random::token(first).into());
    let nonce = match params.get("nonce") {
        Some(Value::Bool(false)) if has("id_token") => {
            // OpenID Connect Core 1.0 §3.2.2.1.
            let message = "cannot be left out when an ID token comes in the front channel";
            return Err(Error::claim(Code::InvalidConfig, "nonce", message));
        }
        Some(Value::Bool(false)) => None,
        None if !openid && !has("id_token") => None,
        None => Some(random::token(second).into()),
        Some(_) => params.secret("nonce")?,
    };
    let method = match params.text("codeChallengeMethod")? {
        Some(name) => pkce::Method::parse(name)?,
        None => pkce::Method::S256,
    };
    let code_verifier = match params.secret("codeVerifier")? {
        _ if !has("code") => None,
        Some(verifier) => Some(verifier),
        None => Some(pkce::verifier(rest, 43)),
    };
    let response_mode = params.owned("responseMode")?;
    let max_age = params.number("maxAge")?;
    let resource = params.list("resource")?;

    let mut url = Secret::with_capacity(endpoint.len().saturating_add(512));
    url.push_str(endpoint);
    // RFC 6749 §3.1: a query that is there already is kept.
    if !endpoint.contains('?') {
        url.push('?');
    }
    form::append(&mut url, "response_type", &response_type);
    form::append(&mut url, "client_id", registration.client_id);
    let optional = |url: &mut Secret, name: &str, value: Option<&str>| {
        if let Some(value) = value {
            form::append(url, name, value);
        }
    };
    optional(&mut url, "redirect_uri", redirect_uri.as_deref());
    optional(&mut url, "scope", scope.as_deref());
    form::append(&mut url, "state", state.expose());
    optional(&mut url, "nonce", nonce.as_ref().map(Secret::expose));
    if let Some(verifier) = &code_verifier {
        let challenge = pkce::challenge(verifier.expose(), method)?;
        form::append(&mut url, "code_challenge", challenge.expose());
        form::append(&mut url, "code_challenge_method", method.as_str());
    }
    optional(&mut url, "response_mode", response_mode.as_deref());
    for (option, name) in PASSED {
        optional(&mut url, name, params.words(option)?.as_deref());
    }
    if let Some(max_age) = max_age {
        let mut text = Secret::new();
        push_decimal(&mut text, max_age);
        form::append(&mut url, "max_age", text.expose());
    }
    for resource in &resource {
        form::append(&mut url, "resource", resource);
    }
    for (option, name) in [("claims", "claims"), ("authorizationDetails", "authorization_details")]
    {
        match params.get(option) {
            None => {}
            Some(Value::String(text)) => form::append(&mut url, name, text.expose()),
            Some(value) => {
                let mut text = Secret::new();
                json::write(value, &mut text);
                form::append(&mut url, name, text.expose());
            }
        }
    }
    if let Some(extra) = params.object("extra")? {
        for (name, value) in extra.iter().filter(|(name, _)| !RESERVED.contains(name)) {
            let values = strings(value)
                .ok_or_else(|| Error::claim(Code::InvalidConfig, "extra", "holds strings"))?;
            for value in values {
                form::append(&mut url, name, value);
            }
        }
    }
    Ok(AuthorizationRequest {
        acr: essential_acr(params.object("claims").ok().flatten()),
        issuer: metadata.issuer().map(str::to_owned),
        resource: resource.into_iter().map(str::to_owned).collect(),
        url,
        state,
        nonce,
        code_verifier,
        redirect_uri,
        scope,
        response_type,
        response_mode,
        max_age,
    })
}

fn short() -> Error {
    Error::new(Code::InvalidConfig, "too little entropy")
}

// OpenID Connect Core 1.0 §5.5.1.1: an `acr` demanded as essential must come back as demanded.
fn essential_acr(claims: Option<&Object>) -> Vec<String> {
    let acr = claims
        .and_then(|claims| claims.get("id_token")?.as_object()?.get("acr")?.as_object())
        .filter(|acr| acr.get("essential").and_then(Value::as_bool) == Some(true));
    let Some(acr) = acr else { return Vec::new() };
    let values = acr.get("values").or_else(|| acr.get("value")).and_then(strings);
    values.unwrap_or_default().into_iter().map(str::to_owned).collect()
}

impl AuthorizationRequest {
    /// The plain, storable form.
    #[must_use]
    pub fn to_object(&self) -> Object {
        let mut object = Object::new();
        let mut text = |name, value: Option<&str>| {
            if let Some(value) = value {
                object.insert(name, Value::String(Secret::from(value)));
            }
        };
        text("url", Some(self.url.expose()));
        text("state", Some(self.state.expose()));
        text("nonce", self.nonce.as_ref().map(Secret::expose));
        text("codeVerifier", self.code_verifier.as_ref().map(Secret::expose));
        text("redirectUri", self.redirect_uri.as_deref());
        text("scope", self.scope.as_deref());
        text("responseType", Some(&self.response_type));
        text("responseMode", self.response_mode.as_deref());
        text("issuer", self.issuer.as_deref());
        if let Some(max_age) = self.max_age {
            object.insert("maxAge", Value::from(max_age));
        }
        for (name, list) in [("acr", &self.acr), ("resource", &self.resource)] {
            if !list.is_empty() {
                let items = list.iter().map(|item| Value::String(Secret::from(item.as_str())));
                object.insert(name, Value::Array(items.collect()));
            }
        }
        object
    }

    /// Reads the plain form back.
    pub fn from_options(options: &Options) -> Result<Self> {
        let owned = |list: Vec<&str>| list.into_iter().map(str::to_owned).collect();
        Ok(Self {
            url: options.secret("url")?.unwrap_or_default(),
            state: options.secret("state")?.unwrap_or_default(),
            nonce: options.secret("nonce")?,
            code_verifier: options.secret("codeVerifier")?,
            redirect_uri: options.owned("redirectUri")?,
            scope: options.owned("scope")?,
            response_type: options.owned("responseType")?.unwrap_or_else(|| "code".to_owned()),
            response_mode: options.owned("responseMode")?,
            issuer: options.owned("issuer")?,
            max_age: options.number("maxAge")?,
            acr: owned(options.list("acr")?),
            resource: owned(options.list("resource")?),
        })
    }

    /// `state`, as sent.
    #[must_use]
    pub fn state(&self) -> &str {
        self.state.expose()
    }

    /// `nonce`, as sent.
    #[must_use]
    pub fn nonce(&self) -> Option<&str> {
        self.nonce.as_ref().map(Secret::expose)
    }

    /// `max_age` in seconds, as sent.
    pub fn max_age(&self) -> Result<Option<u64>> {
        Ok(self.max_age)
    }

    /// Values of `acr`, one of which is demanded.
    #[must_use]
    pub fn acr(&self) -> Vec<&str> {
        self.acr.iter().map(String::as_str).collect()
    }

    /// Whether the response type asks for `kind`.
    #[must_use]
    pub fn asks_for(&self, kind: &str) -> bool {
        self.response_type.split(' ').any(|word| word == kind)
    }

    /// Whether `openid` was asked for.
    #[must_use]
    pub fn is_openid(&self) -> bool {
        self.scope.as_ref().is_some_and(|scope| scope.split(' ').any(|word| word == "openid"))
    }
}

/// The parameters of a callback, not yet judged.
#[derive(Debug)]
pub struct Callback {
    params: Vec<(String, Secret)>,
    place: Option<String>,
    // Parameters of the part that the response mode does not use.
    elsewhere: Vec<(String, Secret)>,
}

/// A callback that belongs to its request: only this can be exchanged.
#[derive(Debug)]
pub struct AuthorizationResponse {
    params: Vec<(String, Secret)>,
}

impl Callback {
    /// Reads a callback: a URL, or the bare parameters of a query, fragment or form body.
    pub fn parse(text: &str, request: &AuthorizationRequest) -> Result<Self> {
        let malformed = || {
            Error::new(Code::InvalidResponse, "the callback's parameters are not UTF-8")
                .at(Phase::Callback)
        };
        let params = |text: &str| form::parse(text).ok_or_else(malformed);
        let is_url = text.split(['?', '#']).next().is_some_and(|place| place.contains(':'));
        if !is_url {
            let bare = text.strip_prefix(['?', '#']).unwrap_or(text);
            return Ok(Self { params: params(bare)?, place: None, elsewhere: Vec::new() });
        }
        let (rest, fragment) = text.split_once('#').unwrap_or((text, ""));
        let query = rest.split_once('?').map_or("", |(_, query)| query);
        // Multiple Response Type Encoding Practices §3 and §5: the default is the fragment as
        // soon as a token comes in the front channel.
        let in_fragment = match request.response_mode.as_deref() {
            Some(mode) => mode == "fragment",
            None => request.asks_for("token") || request.asks_for("id_token"),
        };
        let (params, elsewhere) = if in_fragment {
            (params(fragment)?, params(query)?)
        } else {
            // A hash router's own fragment need not be a form.
            (params(query)?, form::parse(fragment).unwrap_or_default())
        };
        Ok(Self { params, place: Some(text.to_owned()), elsewhere })
    }

    fn get(&self, name: &str) -> Option<&str> {
        find(&self.params, name)
    }

    fn refuse(&self, code: Code, message: &'static str) -> Error {
        // What the server said is reported along, for the log: the state check must not hide it.
        Error::new(code, message).with_evidence(said(&self.params))
    }

    /// Judges the callback against its request, in the order of RFC 6749 §4.1.2, RFC 9207 §2.4 and
    /// RFC 9700 §4.
    pub fn validate(
        self,
        request: &AuthorizationRequest,
        metadata: &Metadata,
    ) -> Result<AuthorizationResponse> {
        self.judge(request, metadata).map_err(|error| error.at(Phase::Callback))?;
        Ok(AuthorizationResponse { params: self.params })
    }

    fn judge(&self, request: &AuthorizationRequest, metadata: &Metadata) -> Result<()> {
        // 1. It arrived where it was sent.
        if let (Some(place), Some(expected)) = (&self.place, &request.redirect_uri)
            && !is_callback_for(place, expected)
        {
            let message = "the callback arrived at another place than the redirect URI";
            return Err(self.refuse(Code::InvalidResponse, message));
        }
        // 2. No parameter twice (RFC 6749 §3.1).
        for (index, (name, _)) in self.params.iter().enumerate() {
            if self.params.iter().skip(index.saturating_add(1)).any(|(other, _)| other == name)
                && RESPONSE_PARAMETERS.contains(&name.as_str())
            {
                let message = "a parameter of the callback is repeated";
                return Err(self.refuse(Code::DuplicateParameter, message));
            }
        }
        // 3. It answers this request (RFC 6749 §10.12).
        let state = self.get("state").filter(|state| !state.is_empty());
        let state =
            state.ok_or_else(|| self.refuse(Code::StateMissing, "the callback has no state"))?;
        if request.state.is_empty()
            || !bool::from(state.as_bytes().ct_eq(request.state.expose().as_bytes()))
        {
            let message = "the callback's state is not the one that was sent";
            return Err(self.refuse(Code::StateMismatch, message));
        }
        // 4. It comes from the server that was asked (RFC 9207 §2.4); the request remembers which.
        if request.issuer.as_deref() != metadata.issuer() {
            let message = "the request was made for another issuer";
            return Err(self.refuse(Code::IssuerMismatch, message));
        }
        match (self.get("iss"), metadata.issuer()) {
            (Some(received), Some(expected)) if received == expected => {}
            (None, _) if !metadata.sends_response_issuer() => {}
            (None, _) => {
                let message = "the server announces iss in its responses and did not send it";
                return Err(self.refuse(Code::ResponseIssuerMissing, message));
            }
            (Some(_), None) => {}
            (Some(_), Some(_)) => {
                let message = "the response comes from another issuer";
                return Err(self.refuse(Code::ResponseIssuerMismatch, message));
            }
        }
        // 5. The server's own error (RFC 6749 §4.1.2.1).
        if self.get("error").is_some() {
            let message = "the server refused the authorization";
            return Err(self.refuse(Code::ServerErrorResponse, message));
        }
        // 6. Nothing that was not asked for: a token in the URL of a code flow is an injection.
        for (name, kind) in [
            ("access_token", "token"),
            ("id_token", "id_token"),
            ("refresh_token", "refresh_token"),
            ("code", "code"),
        ] {
            if !request.asks_for(kind)
                && (self.get(name).is_some()
                    || (name != "code" && find(&self.elsewhere, name).is_some()))
            {
                let message = "the callback holds something that was not asked for";
                return Err(self.refuse(Code::InvalidResponse, message));
            }
        }
        // 7. Everything that was asked for.
        for (name, kind, code) in [
            ("code", "code", Code::InvalidResponse),
            ("access_token", "token", Code::TokenMissing),
            ("id_token", "id_token", Code::IdTokenMissing),
        ] {
            if request.asks_for(kind) && self.get(name).is_none_or(str::is_empty) {
                return Err(self.refuse(code, "the callback lacks what was asked for"));
            }
        }
        Ok(())
    }
}

// RFC 6749 §4.1.2, §4.2.2, RFC 9207 §2, OpenID Connect Core 1.0 §3.2.2.5.
const RESPONSE_PARAMETERS: [&str; 10] = [
    "code",
    "state",
    "iss",
    "error",
    "error_description",
    "access_token",
    "id_token",
    "token_type",
    "expires_in",
    "response",
];

fn find<'a>(params: &'a [(String, Secret)], name: &str) -> Option<&'a str> {
    params.iter().find(|(n, _)| n == name).map(|(_, value)| value.expose())
}

// What the server says of a refusal; descriptions without one are nobody's.
fn said(params: &[(String, Secret)]) -> Evidence {
    let mut evidence = Evidence::default();
    if find(params, "error").is_some() {
        for name in SAID {
            if let Some(text) = find(params, name) {
                evidence.say(name, text);
            }
        }
    }
    evidence
}

impl AuthorizationResponse {
    /// A parameter.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&str> {
        find(&self.params, name)
    }

    /// The front-channel token response (RFC 6749 §4.2.2) as an object.
    #[must_use]
    pub fn token_members(&self) -> Object {
        let mut object = Object::new();
        for name in ["access_token", "token_type", "expires_in", "scope", "id_token"] {
            if let Some(value) = self.get(name) {
                object.insert(name, Value::String(Secret::from(value)));
            }
        }
        object
    }
}

/// Names that an answer may bring; a page's address is cleaned of them. The last four are
/// extensions of well-known servers (OpenID Connect Session Management 1.0 §3.1, Google).
pub const CALLBACK_PARAMETERS: [&str; 15] = [
    "code",
    "state",
    "iss",
    "error",
    "error_description",
    "error_uri",
    "access_token",
    "id_token",
    "token_type",
    "expires_in",
    "scope",
    "session_state",
    "authuser",
    "prompt",
    "hd",
];

/// Whether a URL's parameters look like an answer to an authorization request.
#[must_use]
pub fn is_callback(url: &str) -> bool {
    Url::parse(url)
        .is_some_and(|url| [url.query, url.fragment].into_iter().flatten().any(is_answer))
}

/// Whether a query or fragment holds an answer.
#[must_use]
pub fn is_answer(part: &str) -> bool {
    let params = form::parse(part).unwrap_or_default();
    find(&params, "state").is_some()
        && ["code", "error", "access_token", "id_token"]
            .iter()
            .any(|name| find(&params, name).is_some())
}

/// The `state` of an answer, by which its request is found.
#[must_use]
pub fn callback_state(url: &str) -> Option<String> {
    callback_part(url).and_then(|params| find(&params, "state").map(str::to_owned))
}

/// What the server said in a callback that belongs to no request.
#[must_use]
pub fn callback_error(url: &str) -> Evidence {
    said(&callback_part(url).unwrap_or_default())
}

fn callback_part(url: &str) -> Option<Vec<(String, Secret)>> {
    let url = Url::parse(url)?;
    let part = [url.query, url.fragment].into_iter().flatten().find(|part| is_answer(part))?;
    form::parse(part)
}
