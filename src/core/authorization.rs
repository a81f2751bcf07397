//! The authorization request and its response (RFC 6749 §4.1, OpenID Connect Core 1.0 §3,
//! RFC 9207, OAuth 2.0 Multiple Response Type Encoding Practices).

use alloc::string::String;
use alloc::vec::Vec;
use subtle::ConstantTimeEq;

use super::codec::json::{Object, Value};
use super::codec::{Words, cut, form, has_word, next_piece};
use super::error::{Code, Error, Evidence, Phase, Result, SAID};
use super::metadata::{Endpoint, Metadata};
use super::options::{Options, Parameter, Source, Strings, append_parameters};
use super::pkce;
use super::random;
use super::secret::Secret;
use super::url::{Url, is_callback_for, place};

/// Entropy for one request: state, nonce and a 43-character verifier.
pub const ENTROPY: usize = random::ENTROPY * 3;

/// What is remembered of a request until its answer comes: the plain, storable
/// `AuthorizationRequest` of the JavaScript API.
#[derive(Debug)]
pub struct AuthorizationRequest(Options);

// Every parameter that this client knows is here, also those that it does not send (yet): `extra`
// is for the others. The first two of each row are the option's name and that of the wire.
static PARAMETERS: [Parameter; 22] = [
    ("", "client_id", Source::Reserved),
    ("responseType", "response_type", Source::Decided),
    ("redirectUri", "redirect_uri", Source::Decided),
    ("scope", "scope", Source::Decided),
    ("state", "state", Source::Decided),
    ("nonce", "nonce", Source::Decided),
    ("", "code_challenge", Source::Reserved),
    ("", "code_challenge_method", Source::Reserved),
    ("", "code_verifier", Source::Reserved),
    ("responseMode", "response_mode", Source::Decided),
    ("prompt", "prompt", Source::Words),
    ("loginHint", "login_hint", Source::Words),
    ("idTokenHint", "id_token_hint", Source::Words),
    ("acrValues", "acr_values", Source::Words),
    ("uiLocales", "ui_locales", Source::Words),
    ("display", "display", Source::Words),
    ("maxAge", "max_age", Source::Decided),
    ("resource", "resource", Source::Each),
    ("claims", "claims", Source::Json),
    ("authorizationDetails", "authorization_details", Source::Json),
    // RFC 9101 §5: both would replace all the others.
    ("", "request", Source::Reserved),
    ("", "request_uri", Source::Reserved),
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
    let mut made = Options::default();
    match build(metadata, registration, params, entropy, &mut made) {
        Ok(()) => Ok(AuthorizationRequest(made)),
        Err(error) => Err(error.at(Phase::Authorize)),
    }
}

fn build(
    metadata: &Metadata,
    registration: &Registration<'_>,
    params: &Options,
    entropy: &[u8; ENTROPY],
    made: &mut Options,
) -> Result<()> {
    let invalid = |option, message| Err(Error::claim(Code::InvalidConfig, option, message));
    let endpoint = metadata.required(Endpoint::Authorization)?;
    let ([first, second, third], _) = entropy.as_chunks() else {
        return invalid("state", "too little entropy");
    };
    let response_type = params.words("responseType")?;
    let response_type = response_type.as_ref().map_or("code", Secret::expose);
    let mut kinds = response_type;
    while let Some(kind) = next_piece(&mut kinds, b' ') {
        match kind {
            "code" | "token" | "id_token" => {}
            "none" if is_judged_elsewhere(params) => {}
            // Nothing comes back that could be judged.
            "none" => {
                return Err(Error::new(
                    Code::NotSupported,
                    "responses of type none are not supported",
                ));
            }
            _ => return invalid("responseType", "is unknown"),
        }
    }
    made.set("responseType", response_type);
    let asks_for_id_token = has_word(response_type, "id_token");

    match params.text("redirectUri")?.or(registration.redirect_uri) {
        Some(redirect_uri) => made.set("redirectUri", redirect_uri),
        // RFC 6749 §3.1.2.3 lets some clients leave it out; RFC 9700 §4.1 compares it always.
        None => return invalid("redirectUri", "is required"),
    }
    let scope = params.words("scope")?;
    let scope = scope.as_ref().map(Secret::expose).or(registration.scope).unwrap_or_default();
    made.set("scope", scope);

    match params.text("state")? {
        Some(state) => made.set("state", state),
        None => made.put("state", Value::String(random::token(first))),
    }
    match params.get("nonce") {
        // OpenID Connect Core 1.0 §3.2.2.1.
        Some(Value::Bool(false)) if asks_for_id_token => {
            return invalid("nonce", "is required with id_token");
        }
        Some(Value::Bool(false)) => {}
        Some(_) => made.set("nonce", params.required("nonce")?),
        None if asks_for_id_token || has_word(scope, "openid") => {
            made.put("nonce", Value::String(random::token(second)));
        }
        None => {}
    }
    if let Some(mode) = params.text("responseMode")? {
        if mode == "jwt" || mode.ends_with(".jwt") {
            return Err(Error::new(Code::NotSupported, "signed responses are not supported"));
        }
        made.set("responseMode", mode);
    }
    if let Some(seconds) = params.number("maxAge")? {
        made.put("maxAge", Value::from(seconds));
    }
    for (name, list) in [("resource", params.list("resource")?), ("acr", essential_acr(params))] {
        if !list.is_empty() {
            made.put(name, list.to_value());
        }
    }
    // Answers of another server are refused (mix-up).
    if let Some(issuer) = metadata.issuer() {
        made.set("issuer", issuer);
    }

    let mut url = form::url(endpoint);
    form::append(&mut url, "client_id", registration.client_id);
    // For whoever keeps the verifier elsewhere, or speaks to a server of the time before RFC 7636.
    let theirs = if cfg!(feature = "oauth") { params.get("codeChallenge") } else { None };
    let method = match params.text("codeChallengeMethod")? {
        Some(name) => pkce::Method::parse(name)?,
        None => pkce::Method::S256,
    };
    if let Some(theirs) = theirs {
        if let Some(challenge) = theirs.as_str() {
            // RFC 7636 §4.2: as long as a verifier, and of the same characters.
            pkce::check_verifier(challenge)?;
            form::append(&mut url, "code_challenge", challenge);
            form::append(&mut url, "code_challenge_method", method.as_str());
        }
    } else if has_word(response_type, "code") {
        let verifier = match params.text("codeVerifier")? {
            Some(verifier) => Secret::from(verifier),
            None => pkce::verifier(third, 43),
        };
        let challenge = pkce::challenge(verifier.expose(), method)?;
        form::append(&mut url, "code_challenge", challenge.expose());
        form::append(&mut url, "code_challenge_method", method.as_str());
        made.put("codeVerifier", Value::String(verifier));
    }
    append_parameters(&mut url, &PARAMETERS, made.as_object(), params)?;
    made.put("url", Value::String(url));
    Ok(())
}

// A request without a challenge of ours is one whose answer somebody else judges.
fn is_judged_elsewhere(params: &Options) -> bool {
    cfg!(feature = "oauth") && params.get("codeChallenge").is_some()
}

// OpenID Connect Core 1.0 §5.5.1.1: an `acr` demanded as essential must come back as demanded.
fn essential_acr(params: &Options) -> Strings<'_> {
    let acr = || {
        let claims = params.get("claims")?.as_object()?;
        let acr = claims.get("id_token")?.as_object()?.get("acr")?.as_object()?;
        let essential = acr.get("essential")?.as_bool()?;
        acr.get("values").or_else(|| acr.get("value")).filter(|_| essential)
    };
    acr().and_then(Strings::of).unwrap_or_default()
}

impl AuthorizationRequest {
    /// The plain, storable form.
    #[must_use]
    pub const fn as_object(&self) -> &Object {
        self.0.as_object()
    }

    /// The plain form, to be read by name.
    #[must_use]
    pub const fn as_options(&self) -> &Options {
        &self.0
    }

    /// Reads the plain form back.
    pub fn from_object(members: Object) -> Result<Self> {
        const TEXTS: &str = "url state nonce codeVerifier redirectUri scope responseType \
            responseMode issuer";
        for name in Words(TEXTS) {
            if !matches!(members.get(name), None | Some(Value::Null | Value::String(_))) {
                let error = Error::claim(Code::InvalidConfig, name, "must be a string");
                return Err(error.at(Phase::Config));
            }
        }
        let request = Self(Options::from(members));
        request.max_age()?;
        request.0.list("acr")?;
        request.0.list("resource")?;
        Ok(request)
    }

    fn text(&self, name: &str) -> Option<&str> {
        self.as_object().text(name).filter(|text| !text.is_empty())
    }

    /// Where the user is sent.
    #[must_use]
    pub fn url(&self) -> &str {
        self.text("url").unwrap_or_default()
    }

    /// `state`, as sent.
    #[must_use]
    pub fn state(&self) -> &str {
        self.text("state").unwrap_or_default()
    }

    /// `nonce`, as sent.
    #[must_use]
    pub fn nonce(&self) -> Option<&str> {
        self.text("nonce")
    }

    /// The PKCE verifier, when a code is expected.
    #[must_use]
    pub fn code_verifier(&self) -> Option<&str> {
        self.text("codeVerifier")
    }

    /// `redirect_uri`, as sent.
    #[must_use]
    pub fn redirect_uri(&self) -> Option<&str> {
        self.text("redirectUri")
    }

    /// `max_age` in seconds, as sent: `auth_time` is then required and judged.
    pub fn max_age(&self) -> Result<Option<u64>> {
        self.0.number("maxAge")
    }

    /// Values of `acr` demanded as essential: one of them must come back.
    #[must_use]
    pub fn acr(&self) -> Strings<'_> {
        self.0.list("acr").unwrap_or_default()
    }

    /// `resource`, repeated in the token request (RFC 8707 §2.2).
    #[must_use]
    pub fn resource(&self) -> Strings<'_> {
        self.0.list("resource").unwrap_or_default()
    }

    /// Whether the response type asks for `kind`.
    #[must_use]
    pub fn asks_for(&self, kind: &str) -> bool {
        has_word(self.text("responseType").unwrap_or("code"), kind)
    }

    /// Whether `openid` was asked for.
    #[must_use]
    pub fn is_openid(&self) -> bool {
        has_word(self.text("scope").unwrap_or_default(), "openid")
    }
}

/// The parameters of a callback, not yet judged.
#[derive(Debug)]
pub struct Callback {
    params: Vec<(String, Secret)>,
    // Whether the address shows that it arrived where it was not sent.
    misplaced: bool,
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
        let mut part = text.strip_prefix("?").or(text.strip_prefix("#")).unwrap_or(text);
        let mut other = "";
        let mut misplaced = false;
        if cut(place(text), b':').is_some() {
            misplaced = request.redirect_uri().is_some_and(|uri| !is_callback_for(text, uri));
            let (rest, fragment) = cut(text, b'#').unwrap_or((text, ""));
            let query = cut(rest, b'?').map_or("", |(_, query)| query);
            // Multiple Response Type Encoding Practices §3 and §5: the default is the fragment as
            // soon as a token comes in the front channel.
            let in_fragment = match request.text("responseMode") {
                Some(mode) => mode == "fragment",
                None => request.asks_for("token") || request.asks_for("id_token"),
            };
            (part, other) = if in_fragment { (fragment, query) } else { (query, fragment) };
        }
        let Some(params) = form::parse(part) else {
            let message = "the callback's parameters are not UTF-8";
            return Err(Error::new(Code::InvalidResponse, message).at(Phase::Callback));
        };
        // A hash router's own fragment need not be a form.
        Ok(Self { params, misplaced, elsewhere: form::parse(other).unwrap_or_default() })
    }

    fn get(&self, name: &str) -> Option<&str> {
        find(&self.params, name)
    }

    /// Judges the callback against its request, in the order of RFC 6749 §4.1.2, RFC 9207 §2.4 and
    /// RFC 9700 §4.
    pub fn validate(
        self,
        request: &AuthorizationRequest,
        metadata: &Metadata,
    ) -> Result<AuthorizationResponse> {
        match self.judge(request, metadata) {
            Ok(()) => Ok(AuthorizationResponse { params: self.params }),
            // What the server said is reported along, for the log: the state check must not hide it.
            Err(error) => Err(error.with_evidence(said(&self.params)).at(Phase::Callback)),
        }
    }

    fn judge(&self, request: &AuthorizationRequest, metadata: &Metadata) -> Result<()> {
        // 1. It arrived where it was sent.
        if self.misplaced {
            let message = "the callback is not at the redirect URI";
            return Err(Error::new(Code::InvalidResponse, message));
        }
        // 2. No parameter twice (RFC 6749 §3.1).
        for name in Words(CALLBACK_PARAMETERS) {
            let mut seen = false;
            for (other, _) in &self.params {
                if *other == name && core::mem::replace(&mut seen, true) {
                    let message = "a parameter of the callback is repeated";
                    return Err(Error::new(Code::DuplicateParameter, message));
                }
            }
        }
        // 3. It answers this request (RFC 6749 §10.12).
        let (state, sent) = (self.get("state").unwrap_or_default(), request.state());
        if state.is_empty() {
            return Err(Error::new(Code::StateMissing, "the callback has no state"));
        }
        if sent.is_empty() || !bool::from(state.as_bytes().ct_eq(sent.as_bytes())) {
            let message = "the callback's state is not the one that was sent";
            return Err(Error::new(Code::StateMismatch, message));
        }
        // 4. It comes from the server that was asked (RFC 9207 §2.4); the request remembers which.
        if request.text("issuer") != metadata.issuer() {
            let message = "the request was made for another issuer";
            return Err(Error::new(Code::IssuerMismatch, message));
        }
        match (self.get("iss"), metadata.issuer()) {
            (Some(received), Some(expected)) if received == expected => {}
            (None, _) if !metadata.sends_response_issuer() => {}
            // §4: an ID token beside the code names the issuer; it is judged before the code is sent.
            (None, _) if request.asks_for("id_token") && self.get("id_token").is_some() => {}
            (None, _) => {
                let message = "the server announces iss in its responses and did not send it";
                return Err(Error::new(Code::ResponseIssuerMissing, message));
            }
            (Some(_), None) => {}
            (Some(_), Some(_)) => {
                let message = "the response comes from another issuer";
                return Err(Error::new(Code::ResponseIssuerMismatch, message));
            }
        }
        // 5. The server's own error (RFC 6749 §4.1.2.1).
        if self.get("error").is_some() {
            let message = "the server refused the authorization";
            return Err(Error::new(Code::ServerErrorResponse, message));
        }
        // 6. Nothing that was not asked for: a token in the URL of a code flow is an injection.
        for &(name, kind) in &ANSWERS {
            let is_token = name != "code";
            if !request.asks_for(kind)
                && (self.get(name).is_some() || is_token && find(&self.elsewhere, name).is_some())
            {
                let message = "something came that was not asked for";
                return Err(Error::new(Code::InvalidResponse, message));
            }
        }
        // 7. Everything that was asked for.
        for &(name, kind) in &ANSWERS {
            if request.asks_for(kind) && self.get(name).unwrap_or_default().is_empty() {
                return Err(match kind {
                    "token" => Error::new(Code::TokenMissing, "no token came"),
                    "id_token" => Error::new(Code::IdTokenMissing, "no ID token came"),
                    _ => Error::new(Code::InvalidResponse, "no code came"),
                });
            }
        }
        Ok(())
    }
}

// What a callback may bring: the parameter, and the response type that asks for it; none asks for
// a refresh token.
static ANSWERS: [(&str, &str); 4] = [
    ("code", "code"),
    ("access_token", "token"),
    ("id_token", "id_token"),
    ("refresh_token", "refresh_token"),
];

fn find<'a>(params: &'a [(String, Secret)], name: &str) -> Option<&'a str> {
    for (other, value) in params {
        if other == name {
            return Some(value.expose());
        }
    }
    None
}

// What the server says of a refusal; descriptions without one are nobody's.
fn said(params: &[(String, Secret)]) -> Evidence {
    let mut evidence = Evidence::default();
    if find(params, "error").is_some() {
        for &name in &SAID {
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
        for name in Words("access_token token_type expires_in scope id_token") {
            if let Some(value) = self.get(name) {
                object.set(name, value);
            }
        }
        object
    }
}

/// Names that an answer may bring, each once, as words; a page's address is cleaned of them. The
/// last five are extensions (OpenID Connect Session Management 1.0 §3.1, Google, JARM).
pub const CALLBACK_PARAMETERS: &str = "code state iss error error_description error_uri \
    access_token id_token token_type expires_in scope session_state authuser prompt hd response";

/// Whether a URL's parameters look like an answer to an authorization request.
#[must_use]
pub fn is_callback(url: &str) -> bool {
    callback_part(url).is_some()
}

/// Whether a query or fragment holds an answer.
#[must_use]
pub fn is_answer(part: &str) -> bool {
    answer(part).is_some()
}

/// The `state` of an answer, by which its request is found.
#[must_use]
pub fn callback_state(url: &str) -> Option<Secret> {
    find(&callback_part(url)?, "state").map(Secret::from)
}

/// What the server said in a callback that belongs to no request.
#[must_use]
pub fn callback_error(url: &str) -> Evidence {
    said(&callback_part(url).unwrap_or_default())
}

fn callback_part(url: &str) -> Option<Vec<(String, Secret)>> {
    let url = Url::parse(url)?;
    answer(url.query.unwrap_or_default()).or_else(|| answer(url.fragment.unwrap_or_default()))
}

fn answer(part: &str) -> Option<Vec<(String, Secret)>> {
    let params = form::parse(part)?;
    find(&params, "state")?;
    for name in Words("code error access_token id_token") {
        if find(&params, name).is_some() {
            return Some(params);
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::core::codec::json;
    use std::borrow::ToOwned;
    use std::format;

    const REGISTRATION: Registration<'_> =
        Registration { client_id: "c", redirect_uri: Some("https://app.example/"), scope: None };

    fn metadata() -> Metadata {
        let document = br#"{"issuer":"https://op.example",
            "authorization_endpoint":"https://op.example/a?b=c"}"#;
        let document = json::parse(document).ok().and_then(Value::into_object);
        Metadata::new(document.unwrap(), false).unwrap()
    }

    fn made(registration: &Registration<'_>, params: &str) -> Result<AuthorizationRequest> {
        let params = Options::parse(params).unwrap();
        request(&metadata(), registration, &params, &[7; ENTROPY])
    }

    fn url(params: &str) -> String {
        made(&REGISTRATION, params).unwrap().url().to_owned()
    }

    fn refusal(params: &str) -> (Code, Option<&'static str>) {
        let error = made(&REGISTRATION, params).unwrap_err();
        (error.code(), error.claim_name())
    }

    #[test]
    fn a_challenge_can_be_brought_or_left_out_by_name() {
        let theirs = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";
        let brought = format!(r#"{{"codeChallenge":"{theirs}","codeChallengeMethod":"plain"}}"#);
        let request = made(&REGISTRATION, &brought).unwrap();
        let part = format!("&code_challenge={theirs}&code_challenge_method=plain&");
        assert!(request.url().contains(&part) && request.code_verifier().is_none());
        assert!(!url(r#"{"codeChallenge":false}"#).contains("code_challenge"));
        assert!(url(r#"{"codeChallenge":false,"responseType":"none"}"#).contains("=none&"));
        assert!(url(r#"{"codeChallenge":null}"#).contains("code_challenge="));
        let wrong = r#"{"codeChallenge":"short"}"#;
        assert_eq!(refusal(wrong).0, Code::InvalidConfig);
    }

    #[test]
    fn a_request_says_all_that_was_asked_for() {
        let token = random::token(&[7; random::ENTROPY]);
        let challenge = pkce::challenge(token.expose(), pkce::Method::S256).unwrap();
        let (token, challenge) = (token.expose(), challenge.expose());
        assert_eq!(
            url(r#"{"scope":["openid","email"],"responseType":"code","responseMode":"query",
                "prompt":"login","loginHint":"a b","maxAge":60,"resource":["https://a/","https://b/"],
                "claims":{"id_token":{"acr":null}},"extra":{"x":["1","2"],"y":"3"}}"#),
            format!(
                "https://op.example/a?b=c&client_id=c&code_challenge={challenge}\
                 &code_challenge_method=S256&response_type=code\
                 &redirect_uri=https%3A%2F%2Fapp.example%2F&scope=openid+email&state={token}\
                 &nonce={token}&response_mode=query&prompt=login&login_hint=a+b&max_age=60\
                 &resource=https%3A%2F%2Fa%2F&resource=https%3A%2F%2Fb%2F\
                 &claims=%7B%22id_token%22%3A%7B%22acr%22%3Anull%7D%7D&x=1&x=2&y=3"
            )
        );
    }

    #[test]
    fn extra_never_repeats_a_protocol_parameter() {
        let plain = url("{}");
        for (_, name, _) in PARAMETERS {
            assert_eq!(url(&format!(r#"{{"extra":{{"{name}":"evil"}}}}"#)), plain, "{name}");
        }
        assert_eq!(refusal(r#"{"extra":{"a":1}}"#), (Code::InvalidConfig, Some("extra")));
    }

    #[test]
    fn what_could_not_be_judged_is_not_asked_for() {
        for params in [
            r#"{"responseMode":"jwt"}"#,
            r#"{"responseMode":"query.jwt"}"#,
            r#"{"responseType":"none"}"#,
            r#"{"responseType":["code","none"]}"#,
        ] {
            assert_eq!(refusal(params), (Code::NotSupported, None), "{params}");
        }
        assert_eq!(refusal(r#"{"responseType":"x"}"#), (Code::InvalidConfig, Some("responseType")));
        let params = r#"{"responseType":"id_token","nonce":false}"#;
        assert_eq!(refusal(params), (Code::InvalidConfig, Some("nonce")));
    }

    #[test]
    fn a_nonce_is_sent_with_openid_unless_it_is_declined() {
        // OpenID Connect Core 1.0 §3.1.2.1: optional in the code flow.
        let nonce = |params: &str| {
            let request = made(&REGISTRATION, params).unwrap();
            let nonce = request.nonce().map(ToOwned::to_owned);
            assert_eq!(request.url().contains("&nonce="), nonce.is_some(), "{params}");
            nonce
        };
        let token = random::token(&[7; random::ENTROPY]).expose().to_owned();
        assert_eq!(nonce("{}"), None);
        assert_eq!(nonce(r#"{"scope":"openid"}"#), Some(token.clone()));
        assert_eq!(nonce(r#"{"responseType":"id_token"}"#), Some(token));
        assert_eq!(nonce(r#"{"scope":"openid","nonce":false}"#), None);
        assert_eq!(nonce(r#"{"nonce":"n-0S6_WzA2Mj"}"#).as_deref(), Some("n-0S6_WzA2Mj"));
    }

    #[test]
    fn a_request_has_a_scope_and_a_redirect_uri_and_survives_its_storage() {
        let request = made(&REGISTRATION, "{}").unwrap();
        assert_eq!(request.as_object().text("scope"), Some(""));
        assert!(!request.url().contains("scope") && !request.is_openid());
        let read = AuthorizationRequest::from_object(request.as_object().duplicate()).unwrap();
        assert_eq!(read.as_object(), request.as_object());
        assert_eq!(read.redirect_uri(), Some("https://app.example/"));
        assert!(read.asks_for("code") && read.nonce().is_none() && read.code_verifier().is_some());

        let bare = Registration { redirect_uri: None, ..REGISTRATION };
        let error = made(&bare, "{}").unwrap_err();
        assert_eq!((error.code(), error.claim_name()), (Code::InvalidConfig, Some("redirectUri")));
        assert!(made(&bare, r#"{"redirectUri":"https://app.example/x"}"#).is_ok());
    }

    #[test]
    fn a_stored_request_has_its_types() {
        let read = |text: &str| {
            let object = json::parse(text.as_bytes()).ok().and_then(Value::into_object).unwrap();
            AuthorizationRequest::from_object(object).map_err(|error| error.claim_name())
        };
        for (text, name) in [
            (r#"{"state":1}"#, "state"),
            (r#"{"codeVerifier":[]}"#, "codeVerifier"),
            (r#"{"maxAge":"1"}"#, "maxAge"),
            (r#"{"acr":[1]}"#, "acr"),
            (r#"{"resource":{}}"#, "resource"),
        ] {
            assert_eq!(read(text).err(), Some(Some(name)), "{text}");
        }
        assert!(read(r#"{"state":"s","nonce":null,"scope":""}"#).is_ok());
    }

    #[test]
    fn an_essential_acr_is_remembered() {
        let acr = |claims: &str| {
            let params = format!(r#"{{"claims":{{"id_token":{{"acr":{claims}}}}}}}"#);
            made(&REGISTRATION, &params).unwrap().acr().collect::<Vec<_>>().join(" ")
        };
        assert_eq!(acr(r#"{"essential":true,"values":["a","b"]}"#), "a b");
        assert_eq!(acr(r#"{"essential":true,"value":"a"}"#), "a");
        assert_eq!(acr(r#"{"essential":false,"value":"a"}"#), "");
        assert_eq!(acr(r#"{"essential":true,"value":1}"#), "");
        assert_eq!(acr("null"), "");
    }

    #[test]
    fn a_callback_is_judged_in_order() {
        let request = made(&REGISTRATION, "{}").unwrap();
        let state = request.state().to_owned();
        let code = |callback: &str| {
            let callback = callback.replace("STATE", &state);
            let judged = Callback::parse(&callback, &request)
                .and_then(|callback| callback.validate(&request, &metadata()));
            judged.err().map(|error| error.code())
        };
        for good in [
            "https://app.example/?code=a&state=STATE",
            "https://app.example/?code=a&state=STATE&iss=https%3A%2F%2Fop.example#/route",
            "?code=a&state=STATE",
            "code=a&state=STATE&x=1&x=2",
        ] {
            assert_eq!(code(good), None, "{good}");
        }
        for (bad, expected) in [
            ("https://app.example/x?code=a&state=STATE", Code::InvalidResponse),
            ("https://evil.example/?code=a&state=STATE", Code::InvalidResponse),
            ("?code=a&code=b&state=STATE", Code::DuplicateParameter),
            ("?code=a&state=STATE&scope=a&scope=b", Code::DuplicateParameter),
            ("?error=a&state=STATE&error_uri=a&error_uri=b", Code::DuplicateParameter),
            ("?code=a", Code::StateMissing),
            ("?code=a&state=", Code::StateMissing),
            ("?code=a&state=x", Code::StateMismatch),
            ("?error=access_denied&state=x", Code::StateMismatch),
            ("?code=a&state=STATE&iss=https://evil.example", Code::ResponseIssuerMismatch),
            ("?error=access_denied&state=STATE", Code::ServerErrorResponse),
            ("?code=a&state=STATE&access_token=b", Code::InvalidResponse),
            ("?code=a&state=STATE&refresh_token=b", Code::InvalidResponse),
            ("https://app.example/?code=a&state=STATE#id_token=b", Code::InvalidResponse),
            ("?state=STATE", Code::InvalidResponse),
            ("?code=&state=STATE", Code::InvalidResponse),
            ("?code=%ff&state=STATE", Code::InvalidResponse),
        ] {
            assert_eq!(code(bad), Some(expected), "{bad}");
        }
    }

    #[test]
    fn an_id_token_says_which_issuer_answers() {
        let document = br#"{"issuer":"https://op.example",
            "authorization_endpoint":"https://op.example/a",
            "authorization_response_iss_parameter_supported":true}"#;
        let document = json::parse(document).ok().and_then(Value::into_object);
        let metadata = Metadata::new(document.unwrap(), false).unwrap();
        let code = |types: &str, callback: &str| {
            let params = ["{\"responseType\":\"", types, "\"}"].concat();
            let request = made(&REGISTRATION, &params).unwrap();
            let callback = callback.replace("STATE", request.state());
            let judged = Callback::parse(&callback, &request)
                .and_then(|callback| callback.validate(&request, &metadata));
            judged.err().map(|error| error.code())
        };
        let missing = Some(Code::ResponseIssuerMissing);
        assert_eq!(code("code", "?code=a&state=STATE"), missing);
        assert_eq!(code("code", "?code=a&state=STATE&id_token=b"), missing);
        assert_eq!(code("code id_token", "#code=a&state=STATE"), missing);
        assert_eq!(code("code id_token", "#error=access_denied&state=STATE"), missing);
        assert_eq!(code("code id_token", "#code=a&state=STATE&id_token=b"), None);
        let other = "#code=a&state=STATE&id_token=b&iss=https://evil.example";
        assert_eq!(code("code id_token", other), Some(Code::ResponseIssuerMismatch));
    }

    #[test]
    fn an_answer_lies_where_its_mode_puts_it() {
        let code = |members: &str, callback: &str| {
            let text = format!(r#"{{"state":"s",{members}}}"#);
            let members = json::parse(text.as_bytes()).unwrap().into_object().unwrap();
            let request = AuthorizationRequest::from_object(members).unwrap();
            let metadata = Metadata::new(Object::new(), false).unwrap();
            let callback = Callback::parse(&format!("https://app.example/{callback}"), &request);
            callback.unwrap().validate(&request, &metadata).err().map(|error| error.code())
        };
        let missing = Some(Code::StateMissing);
        // OAuth 2.0 Multiple Response Types §3 and §5: with a token the default is the fragment.
        for (kind, name) in [("code", "code"), ("token", "access_token"), ("id_token", "id_token")]
        {
            let members = format!(r#""responseType":"{kind}""#);
            let (query, fragment) = (format!("?state=s&{name}=a"), format!("#state=s&{name}=a"));
            let (here, there) = if kind == "code" { (query, fragment) } else { (fragment, query) };
            assert_eq!(code(&members, &here), None, "{kind}");
            assert_eq!(code(&members, &there), missing, "{kind}");
        }
        let both = r#""responseType":"code id_token token""#;
        assert_eq!(code(both, "#state=s&code=a&id_token=b&access_token=c"), None);
        assert_eq!(code(both, "?state=s&code=a&id_token=b&access_token=c"), missing);
        // §2.1: whoever asks for a mode gets it.
        let asked = r#""responseType":"code","responseMode":"fragment""#;
        assert_eq!(code(asked, "#state=s&code=a"), None);
        assert_eq!(code(asked, "?state=s&code=a"), missing);
        let asked = r#""responseType":"code","responseMode":"query""#;
        assert_eq!(code(asked, "?state=s&code=a"), None);
        assert_eq!(code(asked, "#state=s&code=a"), missing);
        // What was asked for and is not there has a code of its own.
        let all = |callback: &str| code(both, callback);
        assert_eq!(all("#state=s&id_token=b&access_token=c"), Some(Code::InvalidResponse));
        assert_eq!(all("#state=s&code=a&id_token=b"), Some(Code::TokenMissing));
        assert_eq!(all("#state=s&code=a&access_token=c"), Some(Code::IdTokenMissing));
    }

    #[test]
    fn a_server_that_promises_its_name_must_give_it() {
        // RFC 9207 §2.4.
        let request = made(&REGISTRATION, "{}").unwrap();
        let judge = |promised: &str, iss: &str| {
            let flag = "authorization_response_iss_parameter_supported";
            let document = format!(r#"{{"issuer":"https://op.example","{flag}":{promised}}}"#);
            let document = json::parse(document.as_bytes()).unwrap().into_object().unwrap();
            let metadata = Metadata::new(document, false).unwrap();
            let callback = format!("?code=a&state={}{iss}", request.state());
            let judged =
                Callback::parse(&callback, &request).unwrap().validate(&request, &metadata);
            judged.err().map(|error| error.code())
        };
        assert_eq!(judge("true", ""), Some(Code::ResponseIssuerMissing));
        assert_eq!(judge("false", ""), None);
        for promised in ["true", "false"] {
            assert_eq!(judge(promised, "&iss=https%3A%2F%2Fop.example"), None);
            let other = judge(promised, "&iss=https%3A%2F%2Fop.example%2F");
            assert_eq!(other, Some(Code::ResponseIssuerMismatch));
        }
    }

    #[test]
    fn tokens_of_the_front_channel_are_handed_on() {
        // OpenID Connect Core 1.0 §3.3.2.5; what is no part of a token response stays behind.
        let text = r#"{"state":"af0ifjsldkj","responseType":"code token"}"#;
        let members = json::parse(text.as_bytes()).unwrap().into_object().unwrap();
        let request = AuthorizationRequest::from_object(members).unwrap();
        let metadata = Metadata::new(Object::new(), false).unwrap();
        let callback = "#code=SplxlOBeZQQYbYS6WxSbIA&access_token=jHkWEdUXMU1BwAsC4vtUsZwnNvTIxEl0z9K3vx5KF0Y\
            &token_type=Bearer&expires_in=3600&scope=a+b&state=af0ifjsldkj";
        let callback = Callback::parse(callback, &request).unwrap();
        let response = callback.validate(&request, &metadata).unwrap();
        assert_eq!(response.get("code"), Some("SplxlOBeZQQYbYS6WxSbIA"));
        assert_eq!(response.get("id_token"), None);
        let tokens = response.token_members();
        let members: Vec<_> = tokens.iter().map(|(name, value)| (name, value.as_str())).collect();
        assert_eq!(
            members,
            [
                ("access_token", Some("jHkWEdUXMU1BwAsC4vtUsZwnNvTIxEl0z9K3vx5KF0Y")),
                ("token_type", Some("Bearer")),
                ("expires_in", Some("3600")),
                ("scope", Some("a b")),
            ]
        );
    }

    #[test]
    fn a_callback_is_known_by_its_parameters() {
        assert!(is_callback("https://app.example/?code=a&state=b"));
        assert!(is_callback("https://app.example/#access_token=a&state=b"));
        assert!(!is_callback("https://app.example/?code=a") && !is_callback("?code=a&state=b"));
        assert!(is_answer("error=a&state=b") && is_answer("state=b&id_token=c"));
        assert!(!is_answer("state=b") && !is_answer("code=a") && !is_answer("/route"));
        let state = callback_state("https://a/?x#error=a&state=b%20c");
        assert_eq!(state.as_ref().map(Secret::expose), Some("b c"));
        let said = callback_error("https://a/?error=a%00b&state=c&error_description=d");
        assert_eq!((said.said("error"), said.said("error_description")), (Some("ab"), Some("d")));
    }
}
