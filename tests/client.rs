//! The driver on a host of its own: which requests it makes, in which order, and what it believes.
//!
//! The host here answers from a script and verifies no signature; real servers, real keys and
//! hostile ones are in `tests/hostile`.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

use std::cell::{Cell, RefCell};
use std::collections::VecDeque;
use std::rc::Rc;

use keyward::client::{Client, Host, Unverifiable, VerificationKey, VerificationPlan};
use keyward::core::codec::base64url;
use keyward::core::codec::json::{Object, Value, parse};
use keyward::core::error::{Code, Phase, Result};
use keyward::core::http::{Request, Response, Transport};
use keyward::core::jose::alg::Hash;
use keyward::core::options::Options;

const NOW: u64 = 1_800_000_000;
const METADATA: &str = r#"{"issuer":"https://op.example",
    "authorization_endpoint":"https://op.example/auth","token_endpoint":"https://op.example/token",
    "jwks_uri":"https://op.example/keys","userinfo_endpoint":"https://op.example/me",
    "introspection_endpoint":"https://op.example/introspect",
    "revocation_endpoint":"https://op.example/revoke"}"#;
// RFC 8037 A.2.
const KEYS: &str = r#"{"keys":[{"kty":"OKP","crv":"Ed25519","kid":"a",
    "x":"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"}]}"#;

struct Script {
    now: Cell<u64>,
    answers: RefCell<VecDeque<Result<Response, Transport>>>,
    sent: RefCell<Vec<String>>,
    body: RefCell<String>,
    signature_is_right: Cell<bool>,
    secret_key: Cell<bool>,
}

impl Script {
    fn new(answers: impl IntoIterator<Item = Result<Response, Transport>>) -> Self {
        Self {
            now: Cell::new(NOW),
            answers: RefCell::new(answers.into_iter().collect()),
            sent: RefCell::default(),
            body: RefCell::default(),
            signature_is_right: Cell::new(true),
            secret_key: Cell::new(false),
        }
    }

    fn sent(&self) -> Vec<String> {
        self.sent.take()
    }

    fn add(&self, answer: Result<Response, Transport>) {
        self.answers.borrow_mut().push_back(answer);
    }
}

impl Host for Script {
    fn now(&self) -> u64 {
        self.now.get()
    }

    fn fill(&self, buffer: &mut [u8]) -> Result<()> {
        buffer.fill(7);
        Ok(())
    }

    fn send(&self, request: &Request) {
        self.sent.borrow_mut().push(request.url.expose().to_owned());
        let body = request.body.as_ref().map(|body| body.expose().to_owned());
        self.body.replace(body.unwrap_or_default());
    }

    fn verify(&self, plan: &VerificationPlan<'_>) {
        self.secret_key.set(matches!(plan.key, VerificationKey::Secret(_)));
    }

    fn digest(&self, _: Hash, _: &str) {}

    fn response(&self) -> Result<Response, Transport> {
        self.answers.borrow_mut().pop_front().expect("the script foresees this request")
    }

    fn verdict(&self) -> Result<bool, Unverifiable> {
        Ok(self.signature_is_right.get())
    }

    fn digested(&self) -> Result<Vec<u8>, Unverifiable> {
        Ok(vec![0; 64])
    }
}

fn json(body: &str) -> Result<Response, Transport> {
    answer(200, body)
}

fn answer(status: u16, body: &str) -> Result<Response, Transport> {
    let headers = vec![("content-type", "application/json".to_owned())];
    Ok(Response { status, headers, body: body.as_bytes().to_vec() })
}

fn client(more: &str) -> Rc<Client> {
    let options = format!(
        r#"{{"clientId":"app","redirectUri":"https://app.example/cb","scope":"openid",
            "idTokenSignedResponseAlg":"EdDSA","metadata":{METADATA}{more}}}"#
    );
    Rc::new(Client::new(Options::parse(&options).unwrap()).unwrap())
}

fn run(client: &Rc<Client>, host: &Script, method: &str, params: &str) -> Result<Object> {
    let mut task = client.call(method, Options::parse(params).expect("params are JSON"));
    for _ in 0..20 {
        if let Some(result) = task.poll(host) {
            return result;
        }
    }
    panic!("the call does not end");
}

fn token_with(header: &str, claims: &str) -> String {
    let part = |text: &str| base64url::encode(text.as_bytes());
    format!("{}.{}.{}", part(header), part(claims), part("signature"))
}

fn token(claims: &str) -> String {
    token_with(r#"{"alg":"EdDSA","kid":"a"}"#, claims)
}

fn claims(change: &str) -> String {
    // A later member of `change` stands for the one of that name here.
    let mut members: Vec<(String, String)> = [
        ("iss", r#""https://op.example""#.to_owned()),
        ("sub", r#""mira""#.to_owned()),
        ("aud", r#""app""#.to_owned()),
        ("exp", (NOW + 300).to_string()),
        ("iat", NOW.to_string()),
        ("nonce", r#""n-0S6_WzA2Mj""#.to_owned()),
    ]
    .map(|(name, value)| (name.to_owned(), value))
    .into();
    for part in change.split(';').filter(|part| !part.is_empty()) {
        let (name, value) = part.split_once('=').unwrap();
        members.retain(|(other, _)| other != name);
        if !value.is_empty() {
            members.push((name.to_owned(), value.to_owned()));
        }
    }
    let text: Vec<_> = members.iter().map(|(name, value)| format!("\"{name}\":{value}")).collect();
    format!("{{{}}}", text.join(","))
}

fn tokens(id_token: &str) -> String {
    format!(
        r#"{{"access_token":"at-2YotnFZF","token_type":"Bearer","expires_in":60,
            "refresh_token":"rt-tGzv3JOk","id_token":"{id_token}"}}"#
    )
}

const EXCHANGE: &str = r#"{"callback":"https://app.example/cb?code=SplxlOBe&state=af0ifjsldkj",
    "request":{"state":"af0ifjsldkj","nonce":"n-0S6_WzA2Mj","scope":"openid","responseType":"code",
    "redirectUri":"https://app.example/cb","issuer":"https://op.example",
    "codeVerifier":"dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk"}}"#;

fn text<'a>(object: &'a Object, name: &str) -> Option<&'a str> {
    object.get(name).and_then(Value::as_str)
}

#[test]
fn a_code_becomes_tokens_with_two_requests() {
    let host = Script::new([json(&tokens(&token(&claims("")))), json(KEYS)]);
    let result = run(&client(""), &host, "exchange", EXCHANGE).unwrap();
    assert_eq!(host.sent(), ["https://op.example/token", "https://op.example/keys"]);
    assert_eq!(text(&result, "access_token"), Some("at-2YotnFZF"));
    let claims = result.get("claims").and_then(Value::as_object).unwrap();
    assert_eq!(text(claims, "sub"), Some("mira"));
}

#[test]
fn openid_needs_an_id_token() {
    // OpenID Connect Core 1.0 §3.1.3.3; without openid there need not be one.
    let bare = r#"{"access_token":"at","token_type":"Bearer"}"#;
    let exchange = |scope: &str| {
        let host = Script::new([json(bare)]);
        let params = EXCHANGE.replace(r#""scope":"openid""#, scope);
        run(&client(""), &host, "exchange", &params).map(drop).map_err(|error| error.code())
    };
    assert_eq!(exchange(r#""scope":"openid""#), Err(Code::IdTokenMissing));
    assert_eq!(exchange(r#""scope":"email openid""#), Err(Code::IdTokenMissing));
    assert_eq!(exchange(r#""scope":"email""#), Ok(()));
}

#[test]
fn nothing_is_sent_for_a_callback_that_is_refused() {
    for (from, to, code) in [
        ("state=af0ifjsldkj\"", "state=other\"", Code::StateMismatch),
        ("&state=af0ifjsldkj\"", "\"", Code::StateMissing),
        ("code=SplxlOBe&", "code=SplxlOBe&code=x&", Code::DuplicateParameter),
        ("code=SplxlOBe", "error=access_denied", Code::ServerErrorResponse),
        (
            "code=SplxlOBe&",
            "code=SplxlOBe&iss=https%3A%2F%2Fevil.example&",
            Code::ResponseIssuerMismatch,
        ),
        ("code=SplxlOBe&", "code=SplxlOBe&access_token=x&", Code::InvalidResponse),
        ("app.example/cb?", "app.example/other?", Code::InvalidResponse),
    ] {
        let host = Script::new([]);
        let error = run(&client(""), &host, "exchange", &EXCHANGE.replace(from, to)).unwrap_err();
        assert_eq!((error.code(), error.phase()), (code, Phase::Callback), "{to}");
        assert!(host.sent().is_empty());
    }
}

#[test]
fn a_post_is_never_repeated_and_a_get_once() {
    let host = Script::new([Err(Transport::Network)]);
    let error = run(&client(""), &host, "exchange", EXCHANGE).unwrap_err();
    assert_eq!((error.code(), error.phase()), (Code::NetworkError, Phase::Token));
    assert_eq!(host.sent().len(), 1);

    let host =
        Script::new([json(&tokens(&token(&claims("")))), Err(Transport::Network), json(KEYS)]);
    assert!(run(&client(""), &host, "exchange", EXCHANGE).is_ok());
    assert_eq!(host.sent().len(), 3);

    let host = Script::new([
        json(&tokens(&token(&claims("")))),
        Err(Transport::Network),
        Err(Transport::Network),
    ]);
    let error = run(&client(""), &host, "exchange", EXCHANGE).unwrap_err();
    assert_eq!((error.code(), error.phase()), (Code::JwksUnavailable, Phase::Validate));
    assert_eq!(error.cause().unwrap().code(), Code::NetworkError);
    assert!(error.retryable());
}

#[test]
fn a_token_is_believed_only_if_its_signature_is_right() {
    let host = Script::new([json(&tokens(&token(&claims("")))), json(KEYS)]);
    host.signature_is_right.set(false);
    let error = run(&client(""), &host, "exchange", EXCHANGE).unwrap_err();
    assert_eq!((error.code(), error.phase()), (Code::BadSignature, Phase::Validate));
}

fn validate(client: &Rc<Client>, host: &Script, token: &str, more: &str) -> Result<Object> {
    run(client, host, "validateIdToken", &format!(r#"{{"token":"{token}"{more}}}"#))
}

#[test]
fn keys_are_kept_and_asked_for_again_once_for_an_unknown_one() {
    let client = client("");
    let host = Script::new([json(KEYS)]);
    let known = token(&claims(""));
    let unknown = token_with(r#"{"alg":"EdDSA","kid":"b"}"#, &claims(""));
    for _ in 0..3 {
        validate(&client, &host, &known, "").unwrap();
    }
    assert_eq!(host.sent().len(), 1);
    // Another key: one more fetch at once, then none for half a minute.
    host.add(json(KEYS));
    for _ in 0..3 {
        let error = validate(&client, &host, &unknown, "").unwrap_err();
        assert_eq!(error.code(), Code::KeyNotFound);
    }
    assert_eq!(host.sent().len(), 1);
    host.now.set(NOW + 29);
    assert!(validate(&client, &host, &unknown, "").is_err());
    assert_eq!(host.sent().len(), 0);
    // The new key works as soon as the server has it.
    host.now.set(NOW + 30);
    host.add(json(&KEYS.replace("\"a\"", "\"b\"")));
    validate(&client, &host, &unknown, "").unwrap();
    assert_eq!(host.sent().len(), 1);
}

#[test]
fn a_key_that_may_exist_is_not_called_unknown_where_the_server_was_not_heard() {
    let client = client("");
    let host = Script::new([json(KEYS), answer(503, "")]);
    validate(&client, &host, &token(&claims("")), "").unwrap();
    let other = token_with(r#"{"alg":"EdDSA","kid":"b"}"#, &claims(""));
    let error = validate(&client, &host, &other, "").unwrap_err();
    assert_eq!(error.code(), Code::JwksUnavailable);
    assert!(error.retryable() && error.cause().is_some());
    // Nor while the server is left in peace.
    let error = validate(&client, &host, &other, "").unwrap_err();
    assert_eq!(error.code(), Code::JwksUnavailable);
    assert!(error.retryable());
    assert_eq!(host.sent().len(), 2);
    // A set that lacks it says so.
    host.now.set(NOW + 30);
    host.add(json(KEYS));
    assert_eq!(validate(&client, &host, &other, "").unwrap_err().code(), Code::KeyNotFound);
}

#[test]
fn a_failed_fetch_never_evicts_good_keys() {
    let client = client("");
    let host = Script::new([json(KEYS)]);
    let far = format!("exp={}", NOW + 90_000);
    let known = token(&claims(&far));
    validate(&client, &host, &known, "").unwrap();
    // Ten minutes later the keys are stale, and the server is down.
    host.now.set(NOW + 600);
    host.add(answer(503, ""));
    validate(&client, &host, &known, "").unwrap();
    assert_eq!(host.sent().len(), 2);
    // It is left in peace for a while.
    validate(&client, &host, &known, "").unwrap();
    assert_eq!(host.sent().len(), 0);
}

#[test]
fn every_rule_about_claims_is_kept() {
    // OpenID Connect Core 1.0 §3.1.3.7; a change is `name=value`, and no value takes a claim out.
    let long = "x".repeat(256);
    for (change, code, claim) in [
        ("iss=", Code::ClaimMissing, "iss"),
        (r#"iss="https://op.example/""#, Code::IssuerMismatch, "iss"),
        (r#"iss=["https://op.example"]"#, Code::IssuerMismatch, "iss"),
        ("aud=", Code::ClaimMissing, "aud"),
        (r#"aud="other""#, Code::ClaimMismatch, "aud"),
        ("aud=[]", Code::ClaimMismatch, "aud"),
        (r#"aud=["app",1]"#, Code::ClaimMismatch, "aud"),
        (r#"aud=["app","other"]"#, Code::ClaimMissing, "azp"),
        (r#"aud=["app","other"];azp="other""#, Code::ClaimMismatch, "azp"),
        (r#"azp="other""#, Code::ClaimMismatch, "azp"),
        ("azp=true", Code::ClaimMismatch, "azp"),
        ("sub=", Code::ClaimMissing, "sub"),
        (r#"sub="""#, Code::ClaimMismatch, "sub"),
        ("sub=7", Code::ClaimMismatch, "sub"),
        (r#"sub="é""#, Code::ClaimMismatch, "sub"),
        (&format!("sub=\"{long}\""), Code::ClaimMismatch, "sub"),
        ("exp=", Code::ClaimMissing, "exp"),
        (r#"exp="1800000300""#, Code::ClaimMismatch, "exp"),
        (&format!("exp={}", NOW - 30), Code::TokenExpired, "exp"),
        (&format!("exp={}", NOW - 31), Code::TokenExpired, "exp"),
        ("iat=", Code::ClaimMissing, "iat"),
        (&format!("iat={}", NOW + 31), Code::TokenNotYetValid, "iat"),
        (&format!("nbf={}", NOW + 31), Code::TokenNotYetValid, "nbf"),
        ("nonce=", Code::NonceMismatch, "nonce"),
        (r#"nonce="other""#, Code::NonceMismatch, "nonce"),
        (r#"nonce=["n-0S6_WzA2Mj"]"#, Code::NonceMismatch, "nonce"),
        (r#"at_hash="AAAAAAAAAAAAAAAAAAAAAA""#, Code::HashMismatch, "at_hash"),
        ("at_hash=1", Code::ClaimMismatch, "at_hash"),
        ("acr=1", Code::ClaimMismatch, "acr"),
        (&format!("auth_time={}", NOW + 31), Code::ClaimMismatch, "auth_time"),
    ] {
        let host = Script::new([json(&tokens(&token(&claims(change)))), json(KEYS)]);
        let error = run(&client(""), &host, "exchange", EXCHANGE).expect_err(change);
        assert_eq!((error.code(), error.claim_name()), (code, Some(claim)), "{change}");
        assert_eq!(error.phase(), Phase::Validate, "{change}");
    }
}

#[test]
fn what_the_specification_allows_is_accepted() {
    for change in [
        r#"aud=["app"]"#,
        r#"aud=["app","other"];azp="app""#,
        r#"azp="app""#,
        &format!("exp={}", NOW - 29),
        &format!("iat={}", NOW + 30),
        &format!("nbf={}", NOW + 30),
        &format!("exp={}.5", NOW + 1),
        r#"x={"deep":[{"y":null}]}"#,
        r#"constructor="x""#,
        "auth_time=0",
        &format!("auth_time={}", NOW + 30),
        &format!("sub=\"{}\"", "x".repeat(255)),
    ] {
        let host = Script::new([json(&tokens(&token(&claims(change)))), json(KEYS)]);
        assert!(run(&client(""), &host, "exchange", EXCHANGE).is_ok(), "{change}");
    }
}

#[test]
fn max_age_and_acr_are_judged_as_they_were_asked_for() {
    let ask = |terms: &str, change: &str| {
        let host = Script::new([json(&tokens(&token(&claims(change)))), json(KEYS)]);
        let params = EXCHANGE.replace("\"scope\"", &format!("{terms},\"scope\""));
        let result = run(&client(""), &host, "exchange", &params);
        result.map_err(|error| (error.code(), error.claim_name().unwrap_or_default()))
    };
    let missing = Err((Code::ClaimMissing, "auth_time"));
    assert_eq!(ask("\"maxAge\":60", "").map(drop), missing);
    assert!(ask("\"maxAge\":60", &format!("auth_time={}", NOW - 90)).is_ok());
    let late = ask("\"maxAge\":60", &format!("auth_time={}", NOW - 91));
    assert_eq!(late.map(drop), Err((Code::ClaimMismatch, "auth_time")));
    assert_eq!(ask("\"acr\":[\"a\",\"b\"]", "").map(drop), Err((Code::ClaimMissing, "acr")));
    let other = ask("\"acr\":[\"a\",\"b\"]", r#"acr="c""#);
    assert_eq!(other.map(drop), Err((Code::ClaimMismatch, "acr")));
    assert!(ask("\"acr\":[\"a\",\"b\"]", r#"acr="b""#).is_ok());
}

#[test]
fn tokens_of_another_kind_are_refused_before_any_key_is_fetched() {
    for (header, code) in [
        (r#"{"alg":"none"}"#, Code::AlgNotAllowed),
        (r#"{"alg":"HS256"}"#, Code::AlgNotAllowed),
        (r#"{"alg":"RS256","kid":"a"}"#, Code::AlgNotAllowed),
        (r#"{"kid":"a"}"#, Code::InvalidJwt),
        (r#"{"alg":"EdDSA","crit":["exp"]}"#, Code::InvalidJwt),
        (r#"{"alg":"EdDSA","typ":"at+jwt"}"#, Code::InvalidJwt),
        (r#"{"alg":"EdDSA","typ":"application/Logout+JWT"}"#, Code::InvalidJwt),
        (r#"{"alg":"EdDSA","alg":"EdDSA"}"#, Code::InvalidJwt),
    ] {
        let host = Script::new([]);
        let error = validate(&client(""), &host, &token_with(header, &claims("")), "").unwrap_err();
        assert_eq!(error.code(), code, "{header}");
        assert!(host.sent().is_empty());
    }
    let host = Script::new([]);
    let error = validate(&client(""), &host, "a.b.c.d.e", "").unwrap_err();
    assert_eq!(error.code(), Code::NotSupported);
}

#[test]
fn a_shared_secret_verifies_only_where_it_was_asked_for() {
    let secret = r#","clientSecret":"a-secret-of-some-length","idTokenSignedResponseAlg":"HS256""#;
    let options = format!(r#"{{"clientId":"app","metadata":{METADATA}{secret}}}"#);
    let client = Rc::new(Client::new(Options::parse(&options).unwrap()).unwrap());
    let host = Script::new([]);
    validate(&client, &host, &token_with(r#"{"alg":"HS256"}"#, &claims("")), "").unwrap();
    assert!(host.secret_key.get() && host.sent().is_empty());

    let public = r#"{"clientId":"app","idTokenSignedResponseAlg":"HS256"}"#;
    let error = Client::new(Options::parse(public).unwrap()).unwrap_err();
    assert_eq!(error.code(), Code::InvalidConfig);
}

#[test]
fn a_refresh_keeps_the_user_and_the_refresh_token() {
    let refresh = |answer: &str| {
        let previous = claims("auth_time=1799999000");
        let host = Script::new([json(answer), json(KEYS)]);
        let params = format!(r#"{{"refreshToken":"rt-old","previousClaims":{previous}}}"#);
        run(&client(""), &host, "refresh", &params)
    };
    let bare = r#"{"access_token":"at","token_type":"Bearer"}"#;
    assert_eq!(text(&refresh(bare).unwrap(), "refresh_token"), Some("rt-old"));
    let rotated = r#"{"access_token":"at","token_type":"Bearer","refresh_token":"rt-new"}"#;
    assert_eq!(text(&refresh(rotated).unwrap(), "refresh_token"), Some("rt-new"));
    for (change, outcome) in [
        ("nonce=;auth_time=1799999000", None),
        ("auth_time=1799999000", None),
        ("nonce=", None),
        (r#"sub="jonas""#, Some(Code::SubMismatch)),
        (r#"aud=["app","other"];azp="app""#, Some(Code::ClaimMismatch)),
        (r#"azp="app""#, Some(Code::ClaimMismatch)),
        (r#"nonce="other""#, Some(Code::NonceMismatch)),
        ("auth_time=1799999001", Some(Code::ClaimMismatch)),
    ] {
        let code = refresh(&tokens(&token(&claims(change)))).err().map(|error| error.code());
        assert_eq!(code, outcome, "{change}");
    }
}

const TERMS: &str = r#","guard":{"audience":"api","memory":60}"#;

fn at_work(client: &Rc<Client>, host: &Script, token: &str) -> Result<Object> {
    let mut task = client.authenticate_request(&format!("Bearer {token}"));
    for _ in 0..20 {
        if let Some(result) = task.poll(host) {
            return result;
        }
    }
    panic!("the call does not end");
}

// What is told at a glance: the claims as they are read, and until when they are believed.
fn at_a_glance(client: &Client, authorization: &str) -> Option<(Value, u64)> {
    let glance = client.glance(authorization, NOW)?;
    let (_, token) = authorization.trim().split_once(' ').unwrap();
    let (signed, signature) = token.trim().rsplit_once('.').unwrap();
    assert_eq!(glance.signed, signed);
    assert_eq!(glance.signature, base64url::decode(signature).unwrap());
    Some((parse(glance.claims.expose().as_bytes()).unwrap(), glance.until))
}

#[test]
fn a_glance_tells_what_a_whole_call_would() {
    let header = r#"{"alg":"EdDSA","kid":"a","typ":"at+jwt"}"#;
    let base = "aud=\"api\";client_id=\"c\";nonce=";
    let good = token_with(header, &claims(base));
    let host = Script::new([json(KEYS)]);
    let client = client(TERMS);
    // Without keys there is nothing to tell at a glance.
    assert!(client.glance(&format!("Bearer {good}"), NOW).is_none());
    at_work(&client, &host, &good).unwrap();
    assert_eq!(host.sent(), ["https://op.example/keys"]);

    for change in [
        "",
        "aud=[\"x\",\"api\"]",
        "exp=18e8",
        "exp=1800000010",
        "exp=1800000010.5",
        "realm_access={\"roles\":[\"a\",{\"b\":null}]}",
        "scope=\"\"",
        "nbf=1800000000",
        "iat=1800000030",
    ] {
        let token = token_with(header, &claims(&format!("{base};{change}")));
        let whole = at_work(&client, &host, &token).unwrap();
        let (claims, until) = at_a_glance(&client, &format!(" bEARER  {token} ")).expect(change);
        assert_eq!(whole.get("claims"), Some(&claims), "{change}");
        assert_eq!(whole.get("until"), Some(&Value::from(until)), "{change}");
    }

    // Whatever is wrong is left to a whole call, which says what it is.
    for (change, expected) in [
        ("iss=\"https://op.example/\"", Some(Code::IssuerMismatch)),
        ("iss=1", Some(Code::IssuerMismatch)),
        ("iss=", Some(Code::ClaimMissing)),
        ("aud=\"app\"", Some(Code::ClaimMismatch)),
        ("aud=[\"api\",1]", Some(Code::ClaimMismatch)),
        ("aud=[\"app\",\"ap\"]", Some(Code::ClaimMismatch)),
        ("aud=[]", Some(Code::ClaimMismatch)),
        ("aud=1", Some(Code::ClaimMismatch)),
        ("aud=", Some(Code::ClaimMissing)),
        ("sub=", Some(Code::ClaimMissing)),
        ("sub=\"\"", Some(Code::ClaimMismatch)),
        ("client_id=", Some(Code::ClaimMissing)),
        ("client_id=\"\"", Some(Code::ClaimMissing)),
        ("client_id=1", Some(Code::ClaimMismatch)),
        ("scope=[]", Some(Code::ClaimMismatch)),
        ("jti=1", Some(Code::ClaimMismatch)),
        ("acr=1", Some(Code::ClaimMismatch)),
        ("exp=1799999969", Some(Code::TokenExpired)),
        ("exp=\"1800000300\"", Some(Code::ClaimMismatch)),
        ("exp=", Some(Code::ClaimMissing)),
        ("iat=", Some(Code::ClaimMissing)),
        ("iat=1800000031", Some(Code::TokenNotYetValid)),
        ("nbf=1800000031", Some(Code::TokenNotYetValid)),
        ("cnf={\"jkt\":\"x\"}", Some(Code::DpopRequired)),
        ("cnf={}", Some(Code::ClaimMismatch)),
        ("cnf=1", Some(Code::ClaimMismatch)),
        ("exp=1e400", Some(Code::InvalidJwt)),
        ("x=01", Some(Code::InvalidJwt)),
        ("x={\"a\":1,\"a\":1}", Some(Code::InvalidJwt)),
        ("__proto__=1", Some(Code::InvalidJwt)),
        // Good, but not spelt as it is meant.
        ("sub=\"\\u0061\"", None),
        ("\\u0061=1", None),
    ] {
        let token = token_with(header, &claims(&format!("{base};{change}")));
        assert!(at_a_glance(&client, &format!("Bearer {token}")).is_none(), "{change}");
        let whole = at_work(&client, &host, &token).map_err(|error| error.code());
        assert_eq!(whole.err(), expected, "{change}");
    }
    for (header, expected) in [
        (r#"{"alg":"EdDSA","kid":"a"}"#, Code::InvalidJwt),
        (r#"{"alg":"EdDSA","kid":"a","typ":"JWT"}"#, Code::InvalidJwt),
        (r#"{"alg":"none","typ":"at+jwt"}"#, Code::AlgNotAllowed),
        (r#"{"alg":"HS256","kid":"a","typ":"at+jwt"}"#, Code::AlgNotAllowed),
        (r#"{"alg":"EdDSA","kid":"a","typ":"at+jwt","crit":["x"]}"#, Code::InvalidJwt),
        (r#"{"alg":"EdDSA","kid":1,"typ":"at+jwt"}"#, Code::InvalidJwt),
    ] {
        let token = token_with(header, &claims(base));
        assert!(at_a_glance(&client, &format!("Bearer {token}")).is_none(), "{header}");
        let whole = at_work(&client, &host, &token).map_err(|error| error.code());
        assert_eq!(whole.err(), Some(expected), "{header}");
    }
    let (signed, _) = good.rsplit_once('.').unwrap();
    for authorization in [
        String::new(),
        format!("Basic {good}"),
        format!("Bearer{good}"),
        format!("Bearer {good}, Bearer {good}"),
        format!("Bearer {good}=="),
        format!("Bearer {signed}"),
        format!("Bearer {good}.{good}"),
        format!("Bearer {signed}.c2ln="),
        "Bearer abc".to_owned(),
        format!("Bearer .{}", "a".repeat(70_000)),
    ] {
        assert!(client.glance(&authorization, NOW).is_none(), "{authorization}");
    }
    // The header that came last is no other's.
    let other = token_with(r#"{"alg":"EdDSA","kid":"b","typ":"at+jwt"}"#, &claims(base));
    assert!(at_a_glance(&client, &format!("Bearer {other}")).is_none());
    assert!(at_a_glance(&client, &format!("Bearer {good}")).is_some());
    // Keys that are old are asked for anew, which takes a call.
    let late = token_with(header, &claims(&format!("{base};exp=1900000000")));
    for (seconds, is_seen) in [(599, true), (600, false)] {
        let authorization = format!("Bearer {late}");
        assert_eq!(client.glance(&authorization, NOW + seconds).is_some(), is_seen, "{seconds}");
    }
}

#[test]
fn a_glance_is_for_the_terms_of_the_guard() {
    let plain = |typ: &str, more: &str| {
        token_with(
            &format!(r#"{{"alg":"EdDSA","kid":"a"{typ}}}"#),
            &claims(&format!("aud=\"api\";nonce={more}")),
        )
    };
    for (terms, access_token, is_seen) in [
        (r#","guard":{"audience":["x","api"],"typ":"JWT"}"#, plain("", ""), true),
        (r#","guard":{"audience":["x","api"],"typ":"JWT"}"#, plain("", "\"n\""), false),
        (r#","guard":{"audience":"api"}"#, plain("", ";client_id=\"c\""), false),
        (r#","guard":{"audience":"api","typ":"JWT","algs":"RS256"}"#, plain("", ""), false),
        (
            r#","guard":{"audience":"api","typ":"JWT","algs":["RS256","EdDSA"]}"#,
            plain("", ""),
            true,
        ),
        (r#","guard":{"audience":"api","typ":"JWT","asksAlways":true}"#, plain("", ""), false),
        (r#","guard":{"audience":"api","typ":"JWT","asksAlways":false}"#, plain("", ""), true),
        (r#","guard":{"audience":[],"typ":"JWT"}"#, plain("", ""), false),
        (r#","guard":{"audience":"api","typ":"x"}"#, plain("", ""), false),
    ] {
        let client = client(terms);
        let host = Script::new([json(KEYS)]);
        // Any call that verifies brings the keys.
        let id_token = token(&claims(""));
        validate(&client, &host, &id_token, "").unwrap();
        assert_eq!(
            at_a_glance(&client, &format!("Bearer {access_token}")).is_some(),
            is_seen,
            "{terms}"
        );
    }
}

#[test]
fn metadata_is_looked_for_in_both_places_and_only_if_it_is_not_there() {
    let discover = |answers: Vec<Result<Response, Transport>>| {
        let host = Script::new(answers);
        let result = run(&client(""), &host, "discover", r#"{"issuer":"https://op.example"}"#);
        (result.map_err(|error| error.code()).map(drop), host.sent())
    };
    let (openid, oauth) = (
        "https://op.example/.well-known/openid-configuration",
        "https://op.example/.well-known/oauth-authorization-server",
    );
    assert_eq!(discover(vec![json(METADATA)]), (Ok(()), vec![openid.to_owned()]));
    let both = vec![openid.to_owned(), oauth.to_owned()];
    assert_eq!(discover(vec![answer(404, ""), json(METADATA)]), (Ok(()), both.clone()));
    let absent = discover(vec![answer(404, ""), answer(404, "")]);
    assert_eq!(absent, (Err(Code::HttpError), both));
    let (down, sent) = discover(vec![answer(503, "")]);
    assert_eq!((down, sent.len()), (Err(Code::HttpError), 1));
    let other = METADATA.replace("https://op.example\"", "https://op.example/\"");
    assert_eq!(discover(vec![json(&other)]).0, Err(Code::IssuerMismatch));
}

#[test]
fn several_audiences_stay_the_same_at_a_refresh() {
    let refresh = |change: &str| {
        let previous = claims(r#"aud=["app","b"];azp="app""#);
        let host = Script::new([json(&tokens(&token(&claims(change)))), json(KEYS)]);
        let params = format!(r#"{{"refreshToken":"rt","previousClaims":{previous}}}"#);
        run(&client(""), &host, "refresh", &params).err().map(|error| error.claim_name())
    };
    assert_eq!(refresh(r#"aud=["b","app"];azp="app""#), None);
    assert_eq!(refresh(r#"aud=["app","c"];azp="app""#), Some(Some("aud")));
    assert_eq!(refresh(r#"aud=["app","b","c"];azp="app""#), Some(Some("aud")));
}

#[test]
fn introspection_asks_in_a_form_and_believes_a_boolean_only() {
    let ask = |body: &str| {
        let host = Script::new([json(body)]);
        let params = r#"{"token":"to ken","tokenTypeHint":"access_token"}"#;
        let result = run(&client(""), &host, "introspect", params);
        assert_eq!(host.sent(), ["https://op.example/introspect"]);
        let form = "token=to+ken&token_type_hint=access_token&client_id=app";
        assert_eq!(host.body.take(), form);
        result.map(|object| object.get("active").and_then(Value::as_bool))
    };
    assert_eq!(ask(r#"{"active":true,"sub":"x"}"#).unwrap(), Some(true));
    assert_eq!(ask(r#"{"active":false}"#).unwrap(), Some(false));
    for bad in [r#"{"active":"true"}"#, r#"{"active":1}"#, "{}"] {
        let error = ask(bad).unwrap_err();
        assert_eq!((error.code(), error.phase()), (Code::InvalidResponse, Phase::Introspect));
    }
}

#[test]
fn revocation_succeeds_whatever_the_body() {
    let revoke = |answer| {
        let host = Script::new([answer]);
        run(&client(""), &host, "revoke", r#"{"token":"t"}"#).map_err(|error| error.code())
    };
    assert!(revoke(answer(200, "whatever")).is_ok() && revoke(answer(204, "")).is_ok());
    assert!(revoke(Err(Transport::TooLarge(200))).is_ok());
    assert_eq!(revoke(Err(Transport::TooLarge(400))).unwrap_err(), Code::ResponseTooLarge);
    assert_eq!(revoke(answer(503, "")).unwrap_err(), Code::HttpError);
    let refused = answer(400, r#"{"error":"unsupported_token_type"}"#);
    assert_eq!(revoke(refused).unwrap_err(), Code::ServerErrorResponse);
}

#[test]
fn user_info_is_about_the_user_who_was_asked_for() {
    let typed = |status, media_type: &str, body: &str| {
        let headers = vec![("content-type", media_type.to_owned())];
        Ok(Response { status, headers, body: body.as_bytes().to_vec() })
    };
    let ask = |client: &Rc<Client>, answer| {
        let host = Script::new([answer, json(KEYS)]);
        let result = run(client, &host, "userInfo", r#"{"token":"at","expectedSub":"mira"}"#);
        result.map_err(|error| (error.code(), error.phase()))
    };
    let refused = |code| Some((code, Phase::Userinfo));
    let plain = client("");
    assert!(ask(&plain, json(r#"{"sub":"mira"}"#)).is_ok());
    assert_eq!(ask(&plain, json(r#"{"sub":"jonas"}"#)).err(), refused(Code::SubMismatch));
    assert_eq!(ask(&plain, json(r#"{"name":"Mira"}"#)).err(), refused(Code::ClaimMissing));
    assert_eq!(ask(&plain, json(r#"{"sub":7}"#)).err(), refused(Code::ClaimMismatch));
    let page = typed(200, "text/html", r#"{"sub":"mira"}"#);
    assert_eq!(ask(&plain, page).err(), refused(Code::WrongContentType));

    let signed = client(r#","userinfoSignedResponseAlg":"EdDSA""#);
    let jwt = |change: &str| typed(200, "application/JWT; x=y", &token(&claims(change)));
    assert!(ask(&signed, jwt("")).is_ok() && ask(&plain, jwt("")).is_ok());
    assert!(ask(&signed, jwt("iss=;aud=;exp=;iat=")).is_ok());
    for (change, code) in [
        (r#"iss="https://evil.example""#, Code::IssuerMismatch),
        (r#"aud="other""#, Code::ClaimMismatch),
        (r#"sub="jonas""#, Code::SubMismatch),
        ("exp=1", Code::TokenExpired),
    ] {
        assert_eq!(ask(&signed, jwt(change)).err(), refused(code), "{change}");
    }
    assert_eq!(ask(&signed, json(r#"{"sub":"mira"}"#)).err(), refused(Code::WrongContentType));
    let broken = typed(500, "application/jwt", &token(&claims("")));
    assert_eq!(ask(&signed, broken).err(), refused(Code::HttpError));
}

#[test]
fn tokens_and_their_headers_are_bounded() {
    let client = client("");
    let judge = |token: &str| {
        let host = Script::new([json(KEYS)]);
        validate(&client, &host, token, "").map(drop).map_err(|error| error.code())
    };
    // base64url cannot reach every length: claims and signature together can.
    let of_length = |length: usize| {
        let padding = length * 3 / 4 - 200;
        let mut tokens = (padding..padding + 200).flat_map(|padding| {
            let head = token(&claims(&format!("x=\"{}\"", "a".repeat(padding))));
            let head = head.rsplit_once('.').unwrap().0.to_owned();
            (1..4).map(move |bytes| format!("{head}.{}", base64url::encode(&vec![0; bytes])))
        });
        tokens.rfind(|token| token.len() == length).unwrap()
    };
    assert_eq!(judge(&of_length(65_536)), Ok(()));
    assert_eq!(judge(&of_length(65_537)), Err(Code::InvalidJwt));
    assert_eq!(judge(&of_length(70_000)), Err(Code::InvalidJwt));

    let header = |length: usize| {
        let bare = r#"{"alg":"EdDSA","kid":"a","x":""}"#.len();
        let padding = "a".repeat(length / 4 * 3 - bare);
        token_with(&format!(r#"{{"alg":"EdDSA","kid":"a","x":"{padding}"}}"#), &claims(""))
    };
    assert_eq!(judge(&header(8_192)), Ok(()));
    assert_eq!(judge(&header(8_196)), Err(Code::InvalidJwt));
    assert_eq!(judge(&header(9_000)), Err(Code::InvalidJwt));
}
