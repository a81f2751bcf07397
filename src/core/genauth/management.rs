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
