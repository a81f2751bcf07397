//! RP-initiated logout (OpenID Connect RP-Initiated Logout 1.0).

use super::codec::form;
use super::codec::json::Object;
use super::error::{Code, Error, Phase, Result};
use super::metadata::{Endpoint, Metadata};
use super::options::{Options, Parameter, Source, append_parameters};
use super::secret::Secret;

// §2.
static PARAMETERS: [Parameter; 6] = [
    ("", "client_id", Source::Reserved),
    ("idTokenHint", "id_token_hint", Source::Words),
    ("postLogoutRedirectUri", "post_logout_redirect_uri", Source::Words),
    ("state", "state", Source::Words),
    ("logoutHint", "logout_hint", Source::Words),
    ("uiLocales", "ui_locales", Source::Words),
];

/// The URL that ends the user's session at the server (§2).
pub fn url(metadata: &Metadata, client_id: &str, params: &Options) -> Result<Secret> {
    build(metadata, client_id, params).map_err(|error| error.at(Phase::Logout))
}

fn build(metadata: &Metadata, client_id: &str, params: &Options) -> Result<Secret> {
    let endpoint = metadata
        .endpoint(Endpoint::EndSession)
        .ok_or_else(|| Error::new(Code::NotSupported, "the server has no end_session_endpoint"))?;
    let mut url = form::url(endpoint);
    form::append(&mut url, "client_id", client_id);
    append_parameters(&mut url, &PARAMETERS, &Object::new(), params)?;
    Ok(url)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::core::codec::json::{self, Value};

    #[test]
    fn extra_never_repeats_a_parameter() {
        let document = json::parse(br#"{"end_session_endpoint":"https://op.example/out?a=b"}"#);
        let document = document.ok().and_then(Value::into_object).unwrap();
        let metadata = Metadata::new(document, false).unwrap();
        let url = |params: &str| url(&metadata, "c", &Options::parse(params).unwrap());
        assert_eq!(
            url(r#"{"state":"s","extra":{"client_id":"x","state":"y","a":["1","2"]}}"#)
                .unwrap()
                .expose(),
            "https://op.example/out?a=b&client_id=c&state=s&a=1&a=2"
        );
        assert_eq!(url(r#"{"extra":{"a":1}}"#).unwrap_err().code(), Code::InvalidConfig);
    }
}
