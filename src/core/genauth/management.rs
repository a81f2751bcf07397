//! A management call that carries a token instead of a signature.

use super::signature::{Spellings, check_header, spelled};
use alloc::borrow::ToOwned;

use crate::core::codec::json::{self, Value};
use crate::core::codec::{base64url, cut};
use crate::core::error::Result;
use crate::core::http::Request;
use crate::core::options::Options;

const USER_POOL: Spellings = ["x-genauth-userpool-id", "x-authing-userpool-id"];

/// Names the user pool that the token is for, which the token says itself. Nothing is believed because
/// of it: the server judges the token.
pub fn name_pool(request: &mut Request, input: &Options) -> Result<()> {
    let token = input.text("accessToken")?.unwrap_or_default();
    let pool = || {
        let (_, rest) = cut(token, b'.')?;
        let (payload, _) = cut(rest, b'.')?;
        let claims = json::parse(&base64url::decode(payload)?).ok()?;
        claims.as_object()?.get("scoped_userpool_id").and_then(Value::as_str).map(str::to_owned)
    };
    if let Some(pool) = pool() {
        check_header(&pool, "accessToken")?;
        request.header(spelled(input, USER_POOL), "", &pool);
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::core::error::{Code, Error};
    use crate::core::secret::Secret;
    use std::format;
    use std::string::String;

    fn named(token: &str, brand: &str) -> Result<String> {
        let input = format!(r#"{{"accessToken":"{token}"{brand}}}"#);
        let mut request = Request::post("https://a.example/", "application/json", Secret::new());
        let before = request.headers.len();
        name_pool(&mut request, &Options::parse(&input).unwrap())?;
        let added = request.headers.iter().skip(before);
        Ok(added.map(|(name, value)| format!("{name}: {}", value.expose())).collect())
    }

    #[test]
    fn the_token_names_the_user_pool() {
        let token = |payload: &str| format!("e30.{}.x", base64url::encode(payload.as_bytes()));
        let pool = token(r#"{"scoped_userpool_id":"pool-1"}"#);
        assert_eq!(named(&pool, "").unwrap(), "x-genauth-userpool-id: pool-1");
        let brand = r#","brand":"authing""#;
        assert_eq!(named(&pool, brand).unwrap(), "x-authing-userpool-id: pool-1");
        for none in ["opaque", "e30.e30", "e30.!.x", &token("{}"), &token("[]")] {
            assert_eq!(named(none, "").unwrap(), "", "{none}");
        }
        // A token is not trusted to keep to its header.
        let error = named(&token(r#"{"scoped_userpool_id":"a\r\nb: c"}"#), "").unwrap_err();
        let refused = (Code::InvalidConfig, Some("accessToken"));
        assert_eq!((error.code(), Error::claim_name(&error)), refused);
    }
}
