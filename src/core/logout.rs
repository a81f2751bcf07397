//! RP-initiated logout (OpenID Connect RP-Initiated Logout 1.0).

use super::codec::form;
use super::error::{Code, Error, Phase, Result};
use super::metadata::{Endpoint, Metadata};
use super::options::{Options, strings};
use super::secret::Secret;

// Option name, wire name (§2).
const PARAMETERS: [(&str, &str); 5] = [
    ("idTokenHint", "id_token_hint"),
    ("postLogoutRedirectUri", "post_logout_redirect_uri"),
    ("state", "state"),
    ("logoutHint", "logout_hint"),
    ("uiLocales", "ui_locales"),
];

/// The URL that ends the user's session at the server (§2).
pub fn url(metadata: &Metadata, client_id: &str, params: &Options) -> Result<Secret> {
    build(metadata, client_id, params).map_err(|error| error.at(Phase::Logout))
}

fn build(metadata: &Metadata, client_id: &str, params: &Options) -> Result<Secret> {
    let endpoint = metadata
        .endpoint(Endpoint::EndSession)
        .ok_or_else(|| Error::new(Code::NotSupported, "the server has no end_session_endpoint"))?;
    let mut url = Secret::with_capacity(endpoint.len().saturating_add(1_024));
    url.push_str(endpoint);
    if !endpoint.contains('?') {
        url.push('?');
    }
    form::append(&mut url, "client_id", client_id);
    for (option, name) in PARAMETERS {
        if let Some(value) = params.words(option)? {
            form::append(&mut url, name, &value);
        }
    }
    if let Some(extra) = params.object("extra")? {
        let free = |name: &str| {
            name != "client_id" && !PARAMETERS.iter().any(|(_, reserved)| *reserved == name)
        };
        for (name, value) in extra.iter().filter(|(name, _)| free(name)) {
            for value in strings(value).unwrap_or_default() {
                form::append(&mut url, name, value);
            }
        }
    }
    Ok(url)
}
