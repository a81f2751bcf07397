//! Where the user signs in: the page that GenAuth hosts, for each protocol.

use super::app::{App, Protocol, with_query, wrong};
use crate::core::codec::json::Value;
use crate::core::codec::{form, has_word, next_piece};
use crate::core::error::Result;
use crate::core::options::{Options, Parameter, Source, append_parameters};
use crate::core::pkce;
use crate::core::random;
use crate::core::secret::Secret;

/// Entropy for state, nonce and a 43-character verifier.
pub const ENTROPY: usize = random::ENTROPY * 3;

const OIDC_SCOPE: &str = "openid profile email phone address";
const OAUTH_SCOPE: &str = "user";

// In the order in which the vendor's own clients write them.
static PARAMETERS: [Parameter; 13] = [
    ("nonce", "nonce", Source::Decided),
    ("state", "state", Source::Decided),
    ("scope", "scope", Source::Decided),
    ("clientId", "client_id", Source::Decided),
    ("redirectUri", "redirect_uri", Source::Decided),
    ("responseType", "response_type", Source::Decided),
    ("responseMode", "response_mode", Source::Decided),
    ("prompt", "prompt", Source::Decided),
    ("codeChallenge", "code_challenge", Source::Decided),
    ("codeChallengeMethod", "code_challenge_method", Source::Decided),
    ("tenantId", "tenantId", Source::Decided),
    // RFC 9101 §5: both would replace all the others.
    ("", "request", Source::Reserved),
    ("", "request_uri", Source::Reserved),
];

/// What is to be remembered of a request, its `url` among it; with `pkce` a verifier is made for it.
pub fn request(app: &App<'_>, params: &Options, entropy: &[u8; ENTROPY]) -> Result<Options> {
    let mut made = Options::default();
    let app_id = app.options.required("appId")?;
    match app.protocol {
        Protocol::Saml => {
            let mut url = app.at("/api/v2/saml-idp/");
            form::encode_component(&mut url, app_id);
            made.put("url", Value::String(url));
        }
        Protocol::Cas => {
            let mut url = app.at("/cas-idp/");
            form::encode_component(&mut url, app_id);
            let service = [("service", params.text("service")?)];
            made.put("url", Value::String(with_query(url, &service)));
        }
        Protocol::Oidc => build(app, params, entropy, "/oidc/auth", &mut made)?,
        Protocol::OAuth => build(app, params, entropy, "/oauth/auth", &mut made)?,
    }
    Ok(made)
}

fn build(
    app: &App<'_>,
    params: &Options,
    entropy: &[u8; ENTROPY],
    path: &str,
    made: &mut Options,
) -> Result<()> {
    let ([first, second, third], _) = entropy.as_chunks() else {
        return Err(wrong("state", "too little entropy"));
    };
    let is_oidc = app.protocol == Protocol::Oidc;
    let response_type = params.words("responseType")?;
    let response_type = response_type.as_ref().map_or("code", Secret::expose);
    check_response_type(response_type, is_oidc)?;
    let scope = params.words("scope")?.or(app.options.words("scope")?);
    let by_default = if is_oidc { OIDC_SCOPE } else { OAUTH_SCOPE };
    let scope = scope.as_ref().map_or(by_default, Secret::expose);
    let Some(redirect_uri) = app.text(params, "redirectUri")? else {
        return Err(wrong("redirectUri", "is required"));
    };
    made.set("clientId", app.options.required("appId")?);
    made.set("responseType", response_type);
    made.set("scope", scope);
    made.set("redirectUri", redirect_uri);
    set_or(made, params, "state", || random::token(first))?;
    if is_oidc {
        set_or(made, params, "nonce", || random::token(second))?;
        match params.text("responseMode")? {
            None => {}
            Some(mode @ ("query" | "fragment" | "form_post" | "web_message")) => {
                made.set("responseMode", mode);
            }
            Some(_) => return Err(wrong("responseMode", "is query, fragment or form_post")),
        }
        made.set("prompt", prompt(params, scope)?);
        if let Some(tenant) = app.text(params, "tenantId")? {
            made.set("tenantId", tenant);
        }
    }
    if has_word(response_type, "code") {
        challenge(params, third, made)?;
    }
    let mut url = app.at(path);
    url.push_ascii(b'?');
    append_parameters(&mut url, &PARAMETERS, made.as_object(), params)?;
    made.put("url", Value::String(url));
    Ok(())
}

fn set_or(
    made: &mut Options,
    params: &Options,
    name: &'static str,
    new: impl FnOnce() -> Secret,
) -> Result<()> {
    let value = params.secret(name)?.unwrap_or_else(new);
    made.put(name, Value::String(value));
    Ok(())
}

// Multiple Response Type Encoding Practices; a lone `token` brings OpenID Connect nothing to judge.
fn check_response_type(response_type: &str, is_oidc: bool) -> Result<()> {
    let mut known = match response_type {
        "code" => true,
        "token" => !is_oidc,
        _ => is_oidc,
    };
    let mut kinds = if response_type == "none" { "" } else { response_type };
    while let Some(kind) = next_piece(&mut kinds, b' ') {
        known &= matches!(kind, "code" | "token" | "id_token");
    }
    if known { Ok(()) } else { Err(wrong("responseType", "is unknown to this protocol")) }
}

// OpenID Connect Core 1.0 §11: a refresh token needs the user's consent.
fn prompt<'a>(params: &'a Options, scope: &str) -> Result<&'a str> {
    if let Some(prompt) = params.text("prompt")? {
        return Ok(prompt);
    }
    let login = params.flag("forceLogin")?.unwrap_or(false);
    Ok(match (login, has_word(scope, "offline_access")) {
        (true, true) => "login consent",
        (true, false) => "login",
        (false, true) => "consent",
        (false, false) => "",
    })
}

// RFC 7636 §4.2, §4.3: a challenge that the application made, or that of a new verifier.
fn challenge(params: &Options, entropy: &[u8; 32], made: &mut Options) -> Result<()> {
    let method =
        params.text("codeChallengeMethod")?.map_or(Ok(pkce::Method::S256), pkce::Method::parse)?;
    let challenge = match params.secret("codeChallenge")? {
        Some(challenge) => {
            // §4.2: as long as a verifier, and of the same characters.
            pkce::check_verifier(challenge.expose())?;
            challenge
        }
        None if params.flag("pkce")?.unwrap_or(false) => {
            let verifier =
                params.secret("codeVerifier")?.unwrap_or_else(|| pkce::verifier(entropy, 43));
            let challenge = pkce::challenge(verifier.expose(), method)?;
            made.put("codeVerifier", Value::String(verifier));
            challenge
        }
        None => return Ok(()),
    };
    made.put("codeChallenge", Value::String(challenge));
    made.set("codeChallengeMethod", method.as_str());
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::super::app::tests::options;
    use super::*;
    use crate::core::error::Code;
    use std::borrow::ToOwned;
    use std::string::String;

    fn made(more: &str, params: &str) -> Result<Options> {
        let options = options(more);
        let app = App::new(&options)?;
        request(&app, &Options::parse(params).unwrap(), &[7; ENTROPY])
    }

    fn url(more: &str, params: &str) -> String {
        made(more, params).unwrap().required("url").unwrap().to_owned()
    }

    const CALLBACK: &str = r#","redirectUri":"https://baidu.com""#;

    #[test]
    fn the_samples_of_the_documentation() {
        assert_eq!(
            url(
                CALLBACK,
                r#"{"nonce":"5485323897342262","state":"7400704296715694",
                "scope":"openid profile offline_access","responseMode":"query"}"#
            ),
            "https://app.genauth.ai/oidc/auth?nonce=5485323897342262&state=7400704296715694\
             &scope=openid+profile+offline_access&client_id=APP\
             &redirect_uri=https%3A%2F%2Fbaidu.com&response_type=code&response_mode=query\
             &prompt=consent"
        );
        assert_eq!(
            url(r#","protocol":"oauth","redirectUri":"https://baidu.com""#, r#"{"state":"7400"}"#),
            "https://app.genauth.ai/oauth/auth?state=7400&scope=user&client_id=APP\
             &redirect_uri=https%3A%2F%2Fbaidu.com&response_type=code"
        );
        assert_eq!(
            url(r#","protocol":"saml""#, "{}"),
            "https://app.genauth.ai/api/v2/saml-idp/APP"
        );
        assert_eq!(url(r#","protocol":"cas""#, "{}"), "https://app.genauth.ai/cas-idp/APP");
        assert_eq!(
            url(r#","protocol":"cas""#, r#"{"service":"https://s.example/?a=b&c"}"#),
            "https://app.genauth.ai/cas-idp/APP?service=https%3A%2F%2Fs.example%2F%3Fa%3Db%26c"
        );
    }

    #[test]
    fn consent_is_asked_for_with_offline_access_as_a_word() {
        let has = |params: &str, part: &str| url(CALLBACK, params).contains(part);
        assert!(has(r#"{"scope":"openid offline_access"}"#, "&prompt=consent"));
        assert!(!has(r#"{"scope":"openid offline_accessx"}"#, "prompt"));
        assert!(has(r#"{"forceLogin":true}"#, "&prompt=login"));
        assert!(has(
            r#"{"scope":["openid","offline_access"],"forceLogin":true}"#,
            "&prompt=login+consent"
        ));
        assert!(has(r#"{"scope":"openid offline_access","prompt":"none"}"#, "&prompt=none"));
    }

    #[test]
    fn unknown_values_are_refused() {
        for params in [
            r#"{"responseType":"token"}"#,
            r#"{"responseType":"code none"}"#,
            r#"{"responseType":"password"}"#,
            r#"{"responseMode":"post"}"#,
            r#"{"codeChallenge":"short"}"#,
            r#"{"codeChallengeMethod":"S512"}"#,
        ] {
            assert_eq!(made(CALLBACK, params).unwrap_err().code(), Code::InvalidConfig, "{params}");
        }
        let oauth = r#","protocol":"oauth","redirectUri":"https://a.example""#;
        assert!(made(oauth, r#"{"responseType":"id_token"}"#).is_err());
        assert!(made(oauth, r#"{"responseType":"token"}"#).is_ok());
        assert!(made("", "{}").is_err());
        for known in [
            "code id_token token",
            "code id_token",
            "code token",
            "id_token token",
            "id_token",
            "none",
        ] {
            assert!(
                made(CALLBACK, &std::format!(r#"{{"responseType":"{known}"}}"#)).is_ok(),
                "{known}"
            );
        }
    }

    #[test]
    fn a_challenge_is_that_of_the_application_or_of_a_new_verifier() {
        let request = made(CALLBACK, r#"{"pkce":true}"#).unwrap();
        let verifier = request.required("codeVerifier").unwrap();
        let challenge = pkce::challenge(verifier, pkce::Method::S256).unwrap();
        let part =
            std::format!("&code_challenge={}&code_challenge_method=S256", challenge.expose());
        assert!(request.required("url").unwrap().ends_with(&part));
        let text = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";
        let plain = std::format!(r#"{{"codeChallenge":"{text}","codeChallengeMethod":"plain"}}"#);
        assert!(url(CALLBACK, &plain).ends_with("Xk&code_challenge_method=plain"));
        assert!(!url(CALLBACK, "{}").contains("code_challenge"));
    }
}
