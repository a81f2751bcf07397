//! One error type for everything that can go wrong, sorted by fault.

use alloc::boxed::Box;
use core::fmt;

#[cfg(feature = "oauth")]
use super::codec::json::write;
use super::codec::json::{Object, Value, write_name, write_object, write_string};
use super::codec::push_decimal;
use super::secret::Secret;

/// Who has to act on an error.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Fault {
    /// The application called with something that cannot work.
    Caller,
    /// The server said no, in the words of the specification.
    Refused,
    /// The server's answer breaks a rule; nothing of it may be used.
    Misbehaved,
    /// No complete answer arrived.
    Transport,
    /// The host lacks something: storage, an algorithm, a window.
    Environment,
    /// The user or the session is in a state that calls for a new sign-in.
    Session,
}

macro_rules! codes {
    ($($(#[$doc:meta])* $name:ident = $wire:literal, $fault:ident;)*) => {
        /// The reason of an error, stable across releases.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        #[non_exhaustive]
        pub enum Code { $($(#[$doc])* $name,)* }

        impl Code {
            /// Every code, in the order of the documentation.
            pub const ALL: &'static [Self] = &[$(Self::$name,)*];

            /// The stable name that JavaScript sees.
            #[must_use]
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$name => $wire,)* }
            }

            /// Who has to act.
            #[must_use]
            pub const fn fault(self) -> Fault {
                match self { $(Self::$name => Fault::$fault,)* }
            }
        }
    };
}

codes! {
    /// An option or parameter is missing, of the wrong type or contradicts another.
    InvalidConfig = "invalid_config", Caller;
    /// The specification knows it, this client or host does not.
    NotSupported = "not_supported", Environment;
    /// A URL that is not https (or loopback), or holds user info, a fragment or a forbidden scheme.
    InsecureUrl = "insecure_url", Caller;
    /// No answer: DNS, connection, CORS, reset, short body.
    NetworkError = "network_error", Transport;
    /// The time limit of the call ran out.
    Timeout = "timeout", Transport;
    /// The caller's signal aborted the call.
    Aborted = "aborted", Caller;
    /// A status that the specification does not foresee, without an OAuth error.
    HttpError = "http_error", Misbehaved;
    /// An answer that breaks its specification in a way no other code names.
    InvalidResponse = "invalid_response", Misbehaved;
    /// The server sent `error`.
    ServerErrorResponse = "server_error_response", Refused;
    /// The server answered a back-channel request with a redirect.
    RedirectRefused = "redirect_refused", Misbehaved;
    /// The body is larger than its cap.
    ResponseTooLarge = "response_too_large", Misbehaved;
    /// The media type is not the one that the endpoint must send.
    WrongContentType = "wrong_content_type", Misbehaved;
    /// Not JSON, or JSON that the strict reader refuses.
    InvalidJson = "invalid_json", Misbehaved;
    /// Server metadata lacks a member or holds a wrong one.
    MetadataInvalid = "metadata_invalid", Misbehaved;
    /// The server's keys cannot be had; `cause` says why.
    JwksUnavailable = "jwks_unavailable", Transport;
    /// A key that is too short or malformed.
    WeakKey = "weak_key", Misbehaved;
    /// The issuer is not the expected one.
    IssuerMismatch = "issuer_mismatch", Misbehaved;
    /// The callback has no `state`.
    StateMissing = "state_missing", Misbehaved;
    /// The callback's `state` is not the one of the request.
    StateMismatch = "state_mismatch", Misbehaved;
    /// No login with this `state` was begun in this browser, or it was finished already.
    StateUnknown = "state_unknown", Session;
    /// The login was begun too long ago.
    StateExpired = "state_expired", Session;
    /// The server announces `iss` in its responses and did not send it.
    ResponseIssuerMissing = "response_issuer_missing", Misbehaved;
    /// The response's `iss` is another server's.
    ResponseIssuerMismatch = "response_issuer_mismatch", Misbehaved;
    /// A parameter that may appear once appeared twice.
    DuplicateParameter = "duplicate_parameter", Misbehaved;
    /// `openid` was asked for and no ID token came.
    IdTokenMissing = "id_token_missing", Misbehaved;
    /// Not a JWT, or one that no rule allows.
    InvalidJwt = "invalid_jwt", Misbehaved;
    /// The signature algorithm is not the agreed one.
    AlgNotAllowed = "alg_not_allowed", Misbehaved;
    /// No key of the server fits the token.
    KeyNotFound = "key_not_found", Misbehaved;
    /// The signature is wrong.
    BadSignature = "bad_signature", Misbehaved;
    /// A required claim is missing (`claim` names it).
    ClaimMissing = "claim_missing", Misbehaved;
    /// A claim has another value or type than it must have (`claim` names it).
    ClaimMismatch = "claim_mismatch", Misbehaved;
    /// The token is past its life.
    TokenExpired = "token_expired", Misbehaved;
    /// The token is from the future.
    TokenNotYetValid = "token_not_yet_valid", Misbehaved;
    /// The ID token answers another request.
    NonceMismatch = "nonce_mismatch", Misbehaved;
    /// `at_hash`, `c_hash` or `s_hash` is wrong (`claim` names it).
    HashMismatch = "hash_mismatch", Misbehaved;
    /// The answer is about another user.
    SubMismatch = "sub_mismatch", Misbehaved;
    /// The token response has no access token.
    TokenMissing = "token_missing", Misbehaved;
    /// There is no refresh token.
    RefreshNotSupported = "refresh_not_supported", Caller;
    /// The server has no revocation endpoint.
    RevocationNotSupported = "revocation_not_supported", Caller;
    /// The server has no introspection endpoint.
    IntrospectionNotSupported = "introspection_not_supported", Caller;
    /// Nobody is signed in.
    LoginRequired = "login_required", Session;
    /// The session is over: the server refuses to refresh it.
    SessionEnded = "session_ended", Session;
    /// The browser blocked the popup.
    PopupBlocked = "popup_blocked", Environment;
    /// The user closed the popup.
    PopupClosed = "popup_closed", Session;
    /// Several sign-ins in a row did not lead to a session.
    RedirectLoop = "redirect_loop", Session;
    /// The storage is absent, full or throws.
    StorageUnavailable = "storage_unavailable", Environment;
    /// A proof of possession is required.
    DpopRequired = "dpop_required", Misbehaved;
    /// The server asks for one DPoP nonce after the other.
    DpopNonce = "dpop_nonce", Misbehaved;
    /// A Bearer token came for a DPoP request.
    DpopDowngrade = "dpop_downgrade", Misbehaved;
    /// The token lacks a scope.
    InsufficientScope = "insufficient_scope", Refused;
    /// The user has to authenticate more strongly or anew.
    InsufficientUserAuthentication = "insufficient_user_authentication", Refused;
    /// The WebAssembly instance died in the call; the next call runs on a fresh one.
    InternalError = "internal_error", Environment;
}

macro_rules! phases {
    ($($(#[$doc:meta])* $name:ident = $wire:literal;)*) => {
        /// The step in which an error arose.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        #[non_exhaustive]
        pub enum Phase { $($(#[$doc])* $name,)* }

        impl Phase {
            /// Every phase.
            pub const ALL: &'static [Self] = &[$(Self::$name,)*];

            /// The stable name that JavaScript sees.
            #[must_use]
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$name => $wire,)* }
            }
        }
    };
}

phases! {
    /// Options and parameters.
    Config = "config";
    /// Server metadata.
    Discovery = "discovery";
    /// The authorization request.
    Authorize = "authorize";
    /// The authorization response.
    Callback = "callback";
    /// The token request.
    Token = "token";
    /// The refresh request.
    Refresh = "refresh";
    /// UserInfo.
    Userinfo = "userinfo";
    /// Introspection.
    Introspect = "introspect";
    /// Revocation.
    Revoke = "revoke";
    /// Logout.
    Logout = "logout";
    /// The judgement of a token.
    Validate = "validate";
    /// The session of a page.
    Session = "session";
    /// A protected API.
    Api = "api";
}

/// What a server sent along with an error, without secrets and cut to length.
#[derive(Debug, Default)]
pub struct Evidence {
    /// The server's own words, those of [`SAID`] that were there.
    said: Object,
    /// HTTP status.
    pub status: Option<u16>,
    /// Response headers that say something about the failure.
    pub headers: Object,
    /// Seconds after which a repeat may succeed (`Retry-After`).
    pub retry_after: Option<u64>,
    /// What the envelope of a GenAuth API says: `statusCode`, `apiCode`, `requestId`.
    #[cfg(feature = "oauth")]
    pub api: Object,
}

/// The members in which a server says why it refuses (RFC 6749 §4.1.2.1, §5.2); no other ever
/// gets into an error.
pub static SAID: [&str; 3] = ["error", "error_description", "error_uri"];

/// Longest text of a server that is handed on, in characters.
const TEXT_LIMIT: usize = 1_000;

impl Evidence {
    /// Evidence of an answer with `status`.
    #[must_use]
    pub fn of_status(status: u16) -> Self {
        Self { status: Some(status), ..Self::default() }
    }

    /// Adds what the server said in one of [`SAID`].
    pub fn say(&mut self, name: &str, text: &str) {
        self.said.insert(name, Value::String(plain_text(text)));
    }

    /// What the server said in one of [`SAID`].
    #[must_use]
    pub fn said(&self, name: &str) -> Option<&str> {
        self.said.text(name)
    }

    // An envelope's status counts where there is one: it comes with 200.
    #[cfg(feature = "oauth")]
    fn api_status(&self) -> Option<u16> {
        let status = self.api.get("statusCode")?.as_number()?;
        Some(status.to_f64() as u16)
    }
}

/// Server text fit for a log: at most 1,000 characters, control characters removed.
#[must_use]
pub fn plain_text(text: &str) -> Secret {
    let mut out = Secret::new();
    let mut room = TEXT_LIMIT;
    for character in text.chars() {
        if room > 0 && !character.is_control() {
            out.push(character);
            room = room.wrapping_sub(1);
        }
    }
    out
}

/// Why a step failed. `Display` gives the fixed message; it never holds anything secret.
///
/// One pointer wide: errors travel through every `?`, and each of those is code in a page.
#[derive(Debug)]
pub struct Error(Box<Inner>);

#[derive(Debug)]
struct Inner {
    code: Code,
    phase: Option<Phase>,
    message: &'static str,
    claim: Option<&'static str>,
    evidence: Option<Evidence>,
    cause: Option<Error>,
}

/// The result of a step.
pub type Result<T, E = Error> = core::result::Result<T, E>;

/// The message of an error. In the npm module only codes that do not say it all carry their own:
/// for the others JavaScript has the words (`pkg/src/errors.js`), which it needs anyway.
#[inline(always)]
const fn spoken(code: Code, message: &'static str) -> &'static str {
    let general = matches!(code, Code::InvalidConfig);
    if general || cfg!(not(feature = "silent-panic")) { message } else { "" }
}

impl Error {
    /// An error with its fixed message.
    #[must_use]
    #[inline(always)]
    pub fn new(code: Code, message: &'static str) -> Self {
        let message = spoken(code, message);
        if message.is_empty() { Self::bare(code) } else { Self::with_claim(code, None, message) }
    }

    /// `claim_mismatch` or another code about one claim; of `invalid_config`, about one option.
    #[must_use]
    #[inline(always)]
    pub fn claim(code: Code, claim: &'static str, message: &'static str) -> Self {
        Self::with_claim(code, Some(claim), spoken(code, message))
    }

    // Most are made so: without four arguments that say nothing.
    #[cold]
    #[inline(never)]
    fn bare(code: Code) -> Self {
        Self::with_claim(code, None, "")
    }

    #[cold]
    #[inline(never)]
    fn with_claim(code: Code, claim: Option<&'static str>, message: &'static str) -> Self {
        let (phase, evidence, cause) = (None, None, None);
        Self(Box::new(Inner { code, phase, message, claim, evidence, cause }))
    }

    /// Names the step, unless an inner step has named itself already.
    #[must_use]
    #[cold]
    #[inline(never)]
    pub fn at(mut self, phase: Phase) -> Self {
        self.0.phase.get_or_insert(phase);
        self
    }

    /// Adds what the server sent.
    #[must_use]
    #[cold]
    pub fn with_evidence(mut self, evidence: Evidence) -> Self {
        self.0.evidence = Some(evidence);
        self
    }

    /// Adds the underlying error.
    #[must_use]
    #[cold]
    #[inline(never)]
    pub fn caused_by(mut self, cause: Self) -> Self {
        self.0.cause = Some(cause);
        self
    }

    /// The reason.
    #[must_use]
    pub fn code(&self) -> Code {
        self.0.code
    }

    /// The step; `config` when none was named.
    #[must_use]
    pub fn phase(&self) -> Phase {
        self.0.phase.unwrap_or(Phase::Config)
    }

    /// The fixed message.
    #[must_use]
    pub fn message(&self) -> &'static str {
        self.0.message
    }

    /// The claim that a claim error is about.
    #[must_use]
    pub fn claim_name(&self) -> Option<&'static str> {
        self.0.claim
    }

    /// What the server sent.
    #[must_use]
    pub fn evidence(&self) -> Option<&Evidence> {
        self.0.evidence.as_ref()
    }

    /// The underlying error.
    #[must_use]
    pub fn cause(&self) -> Option<&Self> {
        self.0.cause.as_ref()
    }

    /// Whether a repeat can succeed: network, time-out, 429 and 5xx.
    #[must_use]
    pub fn retryable(&self) -> bool {
        match self.code() {
            Code::NetworkError | Code::Timeout => true,
            Code::JwksUnavailable => self.cause().is_none_or(Self::retryable),
            _ => {
                let status = self.evidence().and_then(|evidence| evidence.status);
                #[cfg(feature = "oauth")]
                let status = self.evidence().and_then(Evidence::api_status).or(status);
                matches!(status, Some(429 | 500..=599))
            }
        }
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.message())
    }
}

impl core::error::Error for Error {
    fn source(&self) -> Option<&(dyn core::error::Error + 'static)> {
        self.cause().map(|cause| cause as _)
    }
}

/// An error as JSON text, code and phase by their place in [`Code::ALL`] and [`Phase::ALL`]: what
/// JavaScript makes its `OAuthError` of.
#[must_use]
pub fn record(error: &Error) -> Secret {
    let mut out = Secret::with_capacity(512);
    write_record(error, &mut out);
    out
}

fn write_record(error: &Error, out: &mut Secret) {
    out.push_ascii(b'{');
    // By their place in the lists: JavaScript has the names.
    write_number("code", error.code() as u64, out);
    write_number("phase", error.phase() as u64, out);
    write_text("message", Some(error.message()), out);
    write_text("claim", error.claim_name(), out);
    if let Some(evidence) = error.evidence() {
        write_text("error", evidence.said("error"), out);
        write_text("errorDescription", evidence.said("error_description"), out);
        write_text("errorUri", evidence.said("error_uri"), out);
        #[cfg(feature = "oauth")]
        for (name, value) in evidence.api.iter() {
            write_name(name, out);
            write(value, out);
        }
        if let Some(seconds) = evidence.retry_after {
            write_number("retryAfter", seconds, out);
        }
        if let Some(status) = evidence.status {
            write_name("response", out);
            out.push_ascii(b'{');
            write_number("status", u64::from(status), out);
            write_name("headers", out);
            write_object(&evidence.headers, out);
            let mut body = Secret::new();
            if !evidence.said.is_empty() {
                write_object(&evidence.said, &mut body);
            }
            write_text("body", Some(body.expose()), out);
            out.push_ascii(b'}');
        }
    }
    write_name("retryable", out);
    out.push_str(if error.retryable() { "true" } else { "false" });
    if let Some(cause) = error.cause() {
        write_name("cause", out);
        write_record(cause, out);
    }
    out.push_ascii(b'}');
}

fn write_text(name: &str, text: Option<&str>, out: &mut Secret) {
    if let Some(text) = text {
        write_name(name, out);
        write_string(text, out);
    }
}

fn write_number(name: &str, number: u64, out: &mut Secret) {
    write_name(name, out);
    push_decimal(out, number);
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::prelude::v1::*;

    #[test]
    fn every_code_and_phase_has_a_name_of_its_own() {
        let mut names: Vec<_> = Code::ALL.iter().map(|code| code.as_str()).collect();
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), Code::ALL.len());
        assert!(names.iter().all(|n| n.bytes().all(|b| b.is_ascii_lowercase() || b == b'_')));
        assert_eq!(Phase::ALL.len(), 13);
    }

    #[test]
    fn the_innermost_phase_wins() {
        let error = Error::new(Code::BadSignature, "x").at(Phase::Validate).at(Phase::Token);
        assert_eq!(error.phase(), Phase::Validate);
    }

    #[test]
    fn an_error_is_printed_as_its_message_and_leads_to_its_cause() {
        use core::error::Error as _;
        let error = Error::new(Code::JwksUnavailable, "no keys");
        assert!(error.source().is_none());
        let error = error.caused_by(Error::new(Code::Timeout, "too late"));
        assert_eq!(error.to_string(), "no keys");
        assert_eq!(error.source().map(ToString::to_string).as_deref(), Some("too late"));
    }

    #[test]
    fn a_record_holds_all_that_javascript_shows() {
        let mut evidence = Evidence { status: Some(503), ..Evidence::default() };
        evidence.say("error", "temporarily_unavailable");
        evidence.say("error_uri", "https://op.example/\u{1b}\"");
        evidence.headers.set("date", "x");
        evidence.retry_after = Some(120);
        let cause = Error::new(Code::ServerErrorResponse, "no").with_evidence(evidence);
        let error = Error::claim(Code::JwksUnavailable, "jwks_uri", "m").caused_by(cause);
        assert_eq!(
            record(&error.at(Phase::Validate)).expose(),
            concat!(
                r#"{"code":14,"phase":10,"message":"m","claim":"jwks_uri","#,
                r#""retryable":true,"cause":{"code":8,"phase":0,"#,
                r#""message":"no","error":"temporarily_unavailable","#,
                r#""errorUri":"https://op.example/\"","retryAfter":120,"response":{"status":503,"#,
                r#""headers":{"date":"x"},"body":"{\"error\":\"temporarily_unavailable\","#,
                r#"\"error_uri\":\"https://op.example/\\\"\"}"},"retryable":true}}"#
            )
        );
    }

    #[test]
    fn only_transport_429_and_5xx_are_retryable() {
        let with_status = |status| {
            Error::new(Code::HttpError, "x")
                .with_evidence(Evidence { status: Some(status), ..Evidence::default() })
                .retryable()
        };
        assert!(with_status(503) && with_status(429) && !with_status(400) && !with_status(404));
        assert!(Error::new(Code::Timeout, "x").retryable());
        assert!(!Error::new(Code::BadSignature, "x").retryable());
    }
}
