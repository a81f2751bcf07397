//! A server's public keys (RFC 7517, RFC 7518 §6, RFC 8037 §2).

use super::alg::{Alg, KeyType};
use crate::core::codec::base64url;
use crate::core::codec::json::{self, Object, Value};
use crate::core::error::{Code, Error, Result};
use crate::core::secret::Secret;
use alloc::borrow::ToOwned;
use alloc::string::String;
use alloc::vec::Vec;

/// Most keys that a set may have.
pub const KEYS_LIMIT: usize = 100;

/// A key set: the public keys in it that this client could use.
#[derive(Debug)]
pub struct KeySet {
    keys: Vec<Key>,
}

#[derive(Debug)]
struct Key {
    kty: &'static str,
    crv: Option<String>,
    kid: Option<String>,
    alg: Option<String>,
    verifies: bool,
    // The public members alone: what WebCrypto imports, whatever else the server wrote.
    public: String,
    strength: Strength,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Strength {
    Sound,
    Weak,
}

/// A key that fits a token: its public members as JSON, for WebCrypto's `importKey`.
#[derive(Debug, PartialEq, Eq)]
pub struct PublicKey<'a>(&'a str);

impl PublicKey<'_> {
    /// The JWK as JSON text.
    #[must_use]
    pub const fn as_str(&self) -> &str {
        self.0
    }
}

impl KeySet {
    /// Reads a key set (RFC 7517 §5). Keys of unknown kinds are passed over, as §5 says; symmetric
    /// keys are never taken from a public document.
    pub fn new(document: &Object) -> Result<Self> {
        let invalid = |message| Error::new(Code::InvalidResponse, message);
        let keys = document
            .get("keys")
            .and_then(Value::as_array)
            .ok_or_else(|| invalid("the key set has no keys array"))?;
        if keys.len() > KEYS_LIMIT {
            return Err(invalid("the key set has more than 100 keys"));
        }
        let keys: Option<Vec<_>> = keys.iter().map(Value::as_object).collect();
        let keys = keys.ok_or_else(|| invalid("a key of the set is no object"))?;
        Ok(Self { keys: keys.into_iter().filter_map(Key::new).collect() })
    }

    /// The key for a token: by `kid` if it has one, else only if exactly one key fits kind, `use`,
    /// `key_ops` and `alg` (OpenID Connect Core 1.0 §10.1).
    pub fn select(&self, alg: Alg, kid: Option<&str>) -> Result<PublicKey<'_>> {
        let not_found = |message| Err(Error::new(Code::KeyNotFound, message));
        let mut fitting = self
            .keys
            .iter()
            .filter(|key| key.fits(alg) && (kid.is_none() || key.kid.as_deref() == kid));
        let Some(key) = fitting.next() else {
            return not_found("no key of the server fits the token");
        };
        if fitting.next().is_some() {
            return not_found("several keys of the server fit the token");
        }
        match key.strength {
            Strength::Sound => Ok(PublicKey(&key.public)),
            Strength::Weak => {
                Err(Error::new(Code::WeakKey, "the server's key is too weak or malformed"))
            }
        }
    }
}

impl Key {
    fn new(jwk: &Object) -> Option<Self> {
        let text = |name: &str| jwk.get(name).and_then(Value::as_str);
        let (kty, members): (_, &[&str]) = match text("kty")? {
            "RSA" => ("RSA", &["n", "e"]),
            "EC" => ("EC", &["crv", "x", "y"]),
            "OKP" => ("OKP", &["crv", "x"]),
            _ => return None,
        };
        let mut public = Object::new();
        public.insert("kty", Value::String(Secret::from(kty)));
        for name in members {
            public.insert(name, Value::String(Secret::from(text(name)?)));
        }
        let mut json = Secret::new();
        json::write_object(&public, &mut json);
        // RFC 7517 §4.2 and §4.3: a key that says what it is for is used for that alone.
        let use_ok = jwk.get("use").is_none_or(|value| value.as_str() == Some("sig"));
        let ops_ok = jwk.get("key_ops").is_none_or(|ops| {
            ops.as_array().is_some_and(|ops| ops.iter().any(|op| op.as_str() == Some("verify")))
        });
        let crv = text("crv").filter(|_| kty != "RSA").map(str::to_owned);
        let sound = match kty {
            "RSA" => is_sound_rsa(text("n")?, text("e")?),
            "EC" => {
                let size = match crv.as_deref()? {
                    "P-256" => 32,
                    "P-384" => 48,
                    "P-521" => 66,
                    _ => return None,
                };
                has_length(text("x")?, size) && has_length(text("y")?, size)
            }
            _ => has_length(text("x")?, 32),
        };
        Some(Self {
            kty,
            crv,
            kid: text("kid").map(str::to_owned),
            alg: text("alg").map(str::to_owned),
            verifies: use_ok && ops_ok,
            public: json.expose().to_owned(),
            strength: if sound { Strength::Sound } else { Strength::Weak },
        })
    }

    fn fits(&self, alg: Alg) -> bool {
        let kind = match alg.key_type() {
            KeyType::Rsa => self.kty == "RSA",
            KeyType::Ec(curve, _) => self.kty == "EC" && self.crv.as_deref() == Some(curve),
            KeyType::Ed25519 => self.kty == "OKP" && self.crv.as_deref() == Some("Ed25519"),
            KeyType::Secret => false,
        };
        let named = self.alg.as_deref().is_none_or(|name| {
            let eddsa = |name| matches!(name, "EdDSA" | "Ed25519");
            name == alg.as_str() || (eddsa(name) && eddsa(alg.as_str()))
        });
        kind && named && self.verifies
    }
}

// RFC 7518 §3.3: 2,048 bits or more; an exponent that makes a permutation is odd and above 1.
fn is_sound_rsa(n: &str, e: &str) -> bool {
    let (Some(n), Some(e)) = (base64url::decode(n), base64url::decode(e)) else {
        return false;
    };
    let significant = |bytes: &[u8]| bytes.iter().skip_while(|byte| **byte == 0).count();
    let first = n.iter().copied().find(|byte| *byte != 0).unwrap_or(0);
    let bits = significant(&n).saturating_mul(8).saturating_sub(first.leading_zeros() as usize);
    let odd = |bytes: &[u8]| bytes.last().is_some_and(|byte| byte & 1 == 1);
    let one = e.last() == Some(&1) && significant(&e) == 1;
    (2_048..=16_384).contains(&bits) && odd(&n) && odd(&e) && !one && significant(&e) <= 8
}

fn has_length(text: &str, size: usize) -> bool {
    base64url::decode(text).is_some_and(|bytes| bytes.len() == size)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::{format, vec};

    fn set(text: &str) -> Result<KeySet> {
        let object = json::parse(text.as_bytes()).ok().and_then(Value::into_object);
        KeySet::new(&object.expect("test data is an object"))
    }

    // RFC 7517 A.1: one EC and one RSA key.
    const EXAMPLE: &str = include_str!("../../../tests/vectors/rfc7517-a1.json");

    #[test]
    fn keys_are_chosen_by_kid_or_by_being_the_only_fit() {
        let keys = set(EXAMPLE).unwrap();
        assert!(keys.select(Alg::Rs256, Some("2011-04-29")).is_ok());
        // The EC key of the example is marked for encryption.
        assert_eq!(keys.select(Alg::Es256, Some("1")).unwrap_err().code(), Code::KeyNotFound);
        assert_eq!(keys.select(Alg::Rs256, Some("2")).unwrap_err().code(), Code::KeyNotFound);
        assert_eq!(keys.select(Alg::Rs512, None).unwrap_err().code(), Code::KeyNotFound);
        assert!(keys.select(Alg::Rs256, None).is_ok());
    }

    #[test]
    fn what_is_imported_holds_public_members_only() {
        let keys =
            set(r#"{"keys":[{"kty":"OKP","crv":"Ed25519","d":"secret","use":"sig","ext":true,
                "x":"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"}]}"#);
        assert_eq!(
            keys.unwrap().select(Alg::EdDsa, None).unwrap().as_str(),
            r#"{"kty":"OKP","crv":"Ed25519","x":"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"}"#
        );
    }

    #[test]
    fn weak_and_malformed_keys_are_refused_when_chosen() {
        let n_1024 = base64url::encode(&[0xff; 128]);
        let n_2048 = base64url::encode(&[0xff; 256]);
        let padded = base64url::encode(&[&[0; 128][..], &[0xff; 128][..]].concat());
        for (n, e) in [
            (&n_1024, "AQAB"),
            (&padded, "AQAB"),
            (&n_2048, "AQ"),
            (&n_2048, "Ag"),
            (&n_2048, "AA"),
        ] {
            let text = format!(r#"{{"keys":[{{"kty":"RSA","n":"{n}","e":"{e}"}}]}}"#);
            let error = set(&text).unwrap().select(Alg::Rs256, None).unwrap_err();
            assert_eq!(error.code(), Code::WeakKey, "{e}");
        }
        let short = r#"{"keys":[{"kty":"EC","crv":"P-256","x":"AA","y":"AA"}]}"#;
        let error = set(short).unwrap().select(Alg::Es256, None).unwrap_err();
        assert_eq!(error.code(), Code::WeakKey);
    }

    #[test]
    fn symmetric_keys_and_oversized_sets_are_not_used() {
        let oct = r#"{"keys":[{"kty":"oct","k":"AAAA","alg":"HS256"}]}"#;
        assert_eq!(
            set(oct).unwrap().select(Alg::Hs256, None).unwrap_err().code(),
            Code::KeyNotFound
        );
        let many = format!(r#"{{"keys":[{}]}}"#, vec!["{}"; 101].join(","));
        assert!(set(&many).is_err() && set("{}").is_err() && set(r#"{"keys":[1]}"#).is_err());
    }
}
