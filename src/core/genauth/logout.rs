//! Where the user signs out: three kinds of URL.

use super::app::{App, Protocol, with_query, wrong};
use crate::core::error::Result;
use crate::core::options::Options;
use crate::core::secret::Secret;

/// The URL; `expert` is that of OpenID Connect, which an ID token implies.
pub fn url(app: &App<'_>, params: &Options) -> Result<Secret> {
    let id_token = params.text("idToken")?;
    let given = params.text("redirectUri")?;
    let redirect = given.or(app.options.text("logoutRedirectUri")?);
    if params.flag("expert")?.unwrap_or(id_token.is_some()) {
        if app.protocol != Protocol::Oidc {
            return Err(wrong("expert", "is for the protocol oidc"));
        }
        // RP-Initiated Logout 1.0 §2: the server must know whose session it is to send anybody back.
        if id_token.is_none() && given.is_some() {
            return Err(wrong("idToken", "is required with a redirectUri"));
        }
        let redirect = redirect.filter(|_| id_token.is_some());
        let state = params.text("state")?.filter(|_| redirect.is_some());
        let pairs =
            [("id_token_hint", id_token), ("post_logout_redirect_uri", redirect), ("state", state)];
        return Ok(with_query(app.at("/oidc/session/end"), &pairs));
    }
    Ok(match app.protocol {
        Protocol::Cas => with_query(app.at("/cas-idp/logout"), &[("url", redirect)]),
        _ => with_query(app.at("/login/profile/logout"), &[("redirect_uri", redirect)]),
    })
}

#[cfg(test)]
mod tests {
    use super::super::app::tests::options;
    use super::*;
    use std::prelude::v1::*;

    fn made(more: &str, params: &str) -> Option<String> {
        let options = options(more);
        let app = App::new(&options).unwrap();
        url(&app, &Options::parse(params).unwrap())
            .ok()
            .map(|url| url.expose().strip_prefix("https://app.genauth.ai").unwrap().to_owned())
    }

    #[test]
    fn there_are_three_kinds() {
        let is = |more: &str, params: &str, expected: &str| {
            assert_eq!(made(more, params).as_deref(), Some(expected), "{more} {params}");
        };
        is(
            "",
            r#"{"redirectUri":"https://a.example/?b=c&d"}"#,
            "/login/profile/logout?redirect_uri=https%3A%2F%2Fa.example%2F%3Fb%3Dc%26d",
        );
        is("", "{}", "/login/profile/logout");
        is(
            "",
            r#"{"expert":true,"idToken":"i","redirectUri":"https://a.example","state":"s"}"#,
            "/oidc/session/end?id_token_hint=i&post_logout_redirect_uri=https%3A%2F%2Fa.example&state=s",
        );
        is("", r#"{"idToken":"i","state":"s"}"#, "/oidc/session/end?id_token_hint=i");
        let back = r#","logoutRedirectUri":"https://b.example""#;
        is(back, r#"{"expert":true}"#, "/oidc/session/end");
        is(
            back,
            r#"{"idToken":"i"}"#,
            "/oidc/session/end?id_token_hint=i&post_logout_redirect_uri=https%3A%2F%2Fb.example",
        );
        is(
            r#","protocol":"oauth""#,
            r#"{"redirectUri":"http://localhost:3000"}"#,
            "/login/profile/logout?redirect_uri=http%3A%2F%2Flocalhost%3A3000",
        );
        is(r#","protocol":"cas""#, r#"{"redirectUri":"x"}"#, "/cas-idp/logout?url=x");
    }

    #[test]
    fn nobody_is_sent_back_without_an_id_token() {
        assert_eq!(made("", r#"{"expert":true,"redirectUri":"https://a.example"}"#), None);
        assert_eq!(made(r#","protocol":"oauth""#, r#"{"expert":true}"#), None);
    }
}
