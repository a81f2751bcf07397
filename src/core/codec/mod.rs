//! The text formats of OAuth: JSON, form encoding and base64url.
//!
//! Written here because a general crate for each would cost a page ten times the bytes, and
//! none of them refuses all that a security protocol has to refuse. `tests/codec.rs` compares
//! them with `serde_json`, `form_urlencoded` and `base64`.

pub mod base64url;
pub mod form;
pub mod json;
