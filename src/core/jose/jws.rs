//! Signed tokens in compact form (RFC 7515 §3.1, RFC 7519 §3).

use super::alg::Alg;
use crate::core::codec::json::{Object, Value};
use crate::core::codec::{base64url, cut, json};
use crate::core::error::{Code, Error, Result};
use crate::core::secret::wipe;
use alloc::borrow::ToOwned;
use alloc::string::String;
use alloc::vec::Vec;

/// Longest token that is read, in bytes.
pub const TOKEN_LIMIT: usize = 64 << 10;
/// Longest JOSE header, in bytes of its base64url form.
pub const HEADER_LIMIT: usize = 8 << 10;

/// The parts of a token in compact form, as received.
#[derive(Clone, Copy, Default)]
pub struct Compact<'a> {
    /// What is signed: header and payload.
    pub signed: &'a str,
    /// The header, in base64url.
    pub header: &'a str,
    /// The payload, in base64url.
    pub payload: &'a str,
    /// The signature, in base64url.
    pub signature: &'a str,
}

/// What a token says of its signature.
#[derive(Debug, Default)]
pub struct Header {
    /// `alg`, if it is known; else empty.
    pub alg: &'static str,
    /// `kid`, if there is one.
    pub kid: Option<String>,
    /// `typ` as sent, if there is one.
    pub typ: Option<String>,
}

/// A token taken apart; nothing of it is trusted before its signature is verified.
#[derive(Debug, Default)]
pub struct Jws<'a> {
    /// What is signed: header and payload as received.
    pub signed: &'a str,
    /// The signature's bytes.
    pub signature: Vec<u8>,
    /// The header.
    pub header: Header,
    /// The claims.
    pub claims: Object,
}

fn invalid(message: &'static str) -> Error {
    Error::new(Code::InvalidJwt, message)
}

// A result without a value is one word: most of the code of these readers are ways out. A page has one place for
// each of them, and is smaller if they stand there.

impl<'a> Compact<'a> {
    /// Finds the parts of a token.
    #[cfg(feature = "edge")]
    pub fn split(token: &'a str) -> Result<Self> {
        let mut parts = Self::default();
        parts.read(token)?;
        Ok(parts)
    }

    #[inline(always)]
    fn read(&mut self, token: &'a str) -> Result<()> {
        if token.len() > TOKEN_LIMIT {
            return Err(invalid("the token is larger than 64 KiB"));
        }
        let (header, rest) = cut(token, b'.').unwrap_or_default();
        let Some((payload, signature)) = cut(rest, b'.') else {
            return Err(invalid("the token has not three parts"));
        };
        if let Some((_, rest)) = cut(signature, b'.') {
            // Five parts (RFC 7516 §3.1).
            if cut(rest, b'.').is_some_and(|(_, rest)| cut(rest, b'.').is_none()) {
                return Err(Error::new(Code::NotSupported, "encrypted tokens are not supported"));
            }
            return Err(invalid("the token has not three parts"));
        }
        let behind = signature.len().wrapping_add(1);
        let signed = token.split_at_checked(token.len().wrapping_sub(behind)).unwrap_or_default().0;
        if header.len() > HEADER_LIMIT {
            return Err(invalid("the token's header is larger than 8 KiB"));
        }
        *self = Self { signed, header, payload, signature };
        Ok(())
    }
}

impl Header {
    /// Reads a header from its base64url form.
    #[cfg(feature = "edge")]
    pub fn parse(part: &str) -> Result<Self> {
        let mut header = Self::default();
        header.read(part)?;
        Ok(header)
    }

    #[inline(always)]
    fn read(&mut self, part: &str) -> Result<()> {
        let header = object(part)?;
        for name in &["alg", "kid", "typ"] {
            if !matches!(header.get(name), None | Some(Value::String(_))) {
                return Err(invalid("the token's header is malformed"));
            }
        }
        let Some(alg) = header.text("alg") else {
            return Err(invalid("the token's header is malformed"));
        };
        // RFC 7515 §4.1.11: whoever does not understand a critical member must refuse; this
        // client understands none. `jku`, `jwk`, `x5u` and `x5c` are never a source of keys.
        if header.get("crit").is_some() {
            return Err(invalid("the token's header has critical members"));
        }
        // The known name outlives the header; `none` and whatever else is nobody's choice.
        self.alg = Alg::parse(alg).map_or("", Alg::as_str);
        self.kid = header.text("kid").map(str::to_owned);
        self.typ = header.text("typ").map(str::to_owned);
        Ok(())
    }

    /// The algorithm, if it is a known one.
    #[cfg(feature = "edge")]
    pub fn alg(&self) -> Result<Alg> {
        let message = "the signature algorithm is not known";
        Alg::parse(self.alg).ok_or_else(|| Error::new(Code::AlgNotAllowed, message))
    }
}

impl<'a> Jws<'a> {
    /// Takes a compact token apart.
    pub fn parse(token: &'a str) -> Result<Self> {
        let mut jws = Self::default();
        jws.read(token)?;
        Ok(jws)
    }

    fn read(&mut self, token: &'a str) -> Result<()> {
        let mut parts = Compact::default();
        parts.read(token)?;
        self.header.read(parts.header)?;
        self.claims = object(parts.payload)?;
        let Some(signature) = base64url::decode(parts.signature) else {
            return Err(invalid("the token is not base64url"));
        };
        self.signature = signature;
        self.signed = parts.signed;
        Ok(())
    }

    /// The algorithm, if it is the agreed one.
    pub fn alg(&self, agreed: Alg) -> Result<Alg> {
        if self.header.alg == agreed.as_str() {
            return Ok(agreed);
        }
        Err(Error::new(Code::AlgNotAllowed, "the signature algorithm is not the agreed one"))
    }

    /// What outlives the token's text.
    #[must_use]
    pub fn into_parts(self) -> Parts {
        let (signed_length, signature) = (self.signed.len(), self.signature);
        Parts { signed_length, signature, kid: self.header.kid, claims: self.claims }
    }
}

/// A token's parts without its text.
#[derive(Debug)]
pub struct Parts {
    /// How many bytes of the token are signed.
    pub signed_length: usize,
    /// The signature's bytes.
    pub signature: Vec<u8>,
    /// `kid`, if there is one.
    pub kid: Option<String>,
    /// The claims.
    pub claims: Object,
}

fn object(part: &str) -> Result<Object> {
    let Some(bytes) = base64url::decode(part) else {
        return Err(invalid("the token is not base64url"));
    };
    let value = json::parse(&bytes);
    wipe(bytes);
    match value {
        Ok(Value::Object(object)) => Ok(object),
        _ => Err(invalid("the token holds no sound JSON object")),
    }
}
