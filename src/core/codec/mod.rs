//! The text formats of OAuth: JSON, form encoding and base64url.
//!
//! Written here because a general crate for each would cost a page ten times the bytes, and
//! none of them refuses all that a security protocol has to refuse. `tests/codec.rs` compares
//! them with `serde_json`, `form_urlencoded` and `base64`.

pub mod base64url;
pub mod form;
pub mod json;

/// `str::split_once` for one ASCII character. That of the standard library searches through a
/// machinery that formats a panic message, which costs a page a kilobyte.
pub(crate) fn cut(text: &str, at: u8) -> Option<(&str, &str)> {
    let place = text.bytes().position(|byte| byte == at)?;
    let (before, rest) = text.split_at_checked(place)?;
    Some((before, rest.get(1..)?))
}

/// Splits `text` before its first byte that is not `plain`. The byte must start a
/// character, as the first of those that are not ASCII does.
fn plain_run(text: &str, plain: impl Fn(u8) -> bool) -> (&str, &str) {
    let length = text.bytes().position(|byte| !plain(byte));
    length.and_then(|length| text.split_at_checked(length)).unwrap_or((text, ""))
}
