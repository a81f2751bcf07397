//! A server's public keys (RFC 7517, RFC 7518 §6, RFC 8037 §2).

use super::alg::{Alg, KeyType};
use crate::core::codec::base64url;
use crate::core::codec::json::{self, Object, Value};
use crate::core::error::{Code, Error, Result};
use crate::core::secret::Secret;

/// Most keys that a set may have.
pub const KEYS_LIMIT: usize = 100;

/// A key set. What a key is good for is judged when one is looked for: most never are.
#[derive(Debug)]
pub struct KeySet(Object);

/// A key that fits a token: its public members as JSON, for WebCrypto's `importKey`.
#[derive(Debug)]
pub struct PublicKey(Secret);

impl PublicKey {
    /// The JWK as JSON text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        self.0.expose()
    }
}

impl KeySet {
    /// Reads a key set (RFC 7517 §5). Keys of unknown kinds are passed over, as §5 says; symmetric
    /// keys are never taken from a public document.
    pub fn new(document: Object) -> Result<Self> {
        let invalid = |message| Err(Error::new(Code::InvalidResponse, message));
        let Some(keys) = document.get("keys").and_then(Value::as_array) else {
            return invalid("the key set is malformed");
        };
        if keys.len() > KEYS_LIMIT {
            return invalid("the key set has more than 100 keys");
        }
        for key in keys {
            if key.as_object().is_none() {
                return invalid("the key set is malformed");
            }
        }
        Ok(Self(document))
    }

    /// The document, as it was given.
    #[must_use]
    pub const fn document(&self) -> &Object {
        &self.0
    }

    /// The key for a token: by `kid` if it has one, else only if exactly one key fits kind, `use`,
    /// `key_ops` and `alg` (OpenID Connect Core 1.0 §10.1).
    pub fn select(&self, alg: Alg, kid: Option<&str>) -> Result<PublicKey> {
        let mut found = None;
        let keys = self.0.get("keys").and_then(Value::as_array);
        for key in keys.unwrap_or_default() {
            let Some(key) = key.as_object() else { continue };
            if (kid.is_some() && key.text("kid") != kid) || !fits(key, alg) {
                continue;
            }
            if found.replace(key).is_some() {
                let message = "several keys of the server fit the token";
                return Err(Error::new(Code::KeyNotFound, message));
            }
        }
        let Some(key) = found else {
            return Err(Error::new(Code::KeyNotFound, "no key of the server fits the token"));
        };
        if !is_sound(key, alg) {
            return Err(Error::new(Code::WeakKey, "the server's key is too weak or malformed"));
        }
        // The public members alone: what WebCrypto imports, whatever else the server wrote.
        let mut public = Object::new();
        for name in members(alg) {
            public.set(name, key.text(name).unwrap_or_default());
        }
        let mut text = Secret::new();
        json::write_object(&public, &mut text);
        Ok(PublicKey(text))
    }
}

/// The public members of a key for `alg`, of which all are strings (RFC 7518 §6, RFC 8037 §2).
const fn members(alg: Alg) -> &'static [&'static str] {
    match alg.key_type() {
        KeyType::Rsa => &["kty", "n", "e"],
        KeyType::Ec(..) => &["kty", "crv", "x", "y"],
        KeyType::Ed25519 => &["kty", "crv", "x"],
        KeyType::Secret => &[],
    }
}

/// Whether a key is of the kind that `alg` takes, complete, and meant for it.
fn fits(key: &Object, alg: Alg) -> bool {
    for name in members(alg) {
        if key.text(name).is_none() {
            return false;
        }
    }
    let (kty, crv) = match alg.key_type() {
        KeyType::Rsa => ("RSA", None),
        KeyType::Ec(curve, _) => ("EC", Some(curve)),
        KeyType::Ed25519 => ("OKP", Some("Ed25519")),
        KeyType::Secret => return false,
    };
    if key.text("kty") != Some(kty) || (crv.is_some() && key.text("crv") != crv) {
        return false;
    }
    // RFC 7517 §4.2 to §4.4: a key that says what it is for is used for that alone.
    let named = match key.text("alg") {
        Some("EdDSA" | "Ed25519") => matches!(alg.key_type(), KeyType::Ed25519),
        Some(name) => name == alg.as_str(),
        None => true,
    };
    let signs = key.get("use").is_none_or(|value| value.as_str() == Some("sig"));
    named && signs && key.get("key_ops").is_none_or(may_verify)
}

fn may_verify(operations: &Value) -> bool {
    for operation in operations.as_array().unwrap_or_default() {
        if operation.as_str() == Some("verify") {
            return true;
        }
    }
    false
}

/// Whether a key that fits `alg` is strong enough and well formed, as far as its text shows.
fn is_sound(key: &Object, alg: Alg) -> bool {
    let bytes = |name| key.text(name).and_then(base64url::decode).unwrap_or_default();
    match alg.key_type() {
        // RFC 7518 §3.3: 2,048 bits or more; an exponent that makes a permutation is odd and
        // above 1.
        KeyType::Rsa => {
            let (n, e) = (bytes("n"), bytes("e"));
            let odd = |bytes: &[u8]| bytes.last().is_some_and(|byte| byte & 1 == 1);
            let one = e.last() == Some(&1) && bits(&e) == 1;
            matches!(bits(&n), 2_048..=16_384) && odd(&n) && odd(&e) && !one && bits(&e) <= 64
        }
        KeyType::Ec(_, size) => bytes("x").len() == size && bytes("y").len() == size,
        KeyType::Ed25519 => bytes("x").len() == 32,
        KeyType::Secret => false,
    }
}

/// How many bits a number has, without the zeros before it.
fn bits(number: &[u8]) -> usize {
    let mut rest = number;
    while let Some((first, after)) = rest.split_first() {
        if *first != 0 {
            return rest.len().saturating_mul(8).saturating_sub(first.leading_zeros() as usize);
        }
        rest = after;
    }
    0
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::{format, vec};

    fn set(text: &str) -> Result<KeySet> {
        let object = json::parse(text.as_bytes()).ok().and_then(Value::into_object);
        KeySet::new(object.expect("test data is an object"))
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
    fn a_key_serves_what_it_says_it_is_for_and_nothing_else() {
        // The EC key of the example, which is marked for encryption, as other members describe it.
        let code = |from: &str, to: &str| {
            let text = EXAMPLE.replace(r#""use":"enc""#, r#""use":"sig""#).replace(from, to);
            set(&text).unwrap().select(Alg::Es256, Some("1")).err().map(|error| error.code())
        };
        let refused = Some(Code::KeyNotFound);
        assert_eq!(code("", ""), None);
        assert_eq!(code(r#""EC""#, r#""OKP""#), refused);
        assert_eq!(code(r#""P-256""#, r#""P-384""#), refused);
        // RFC 7517 §4.3 and §4.4.
        let signs = r#""use":"sig""#;
        assert_eq!(code(signs, r#""key_ops":["verify"]"#), None);
        assert_eq!(code(signs, r#""key_ops":["sign","verify"]"#), None);
        assert_eq!(code(signs, r#""key_ops":["sign"]"#), refused);
        assert_eq!(code(signs, r#""key_ops":["encrypt","wrapKey"]"#), refused);
        assert_eq!(code(signs, r#""key_ops":[]"#), refused);
        assert_eq!(code(signs, r#""key_ops":"verify""#), refused);
        assert_eq!(code(signs, r#""alg":"ES256""#), None);
        assert_eq!(code(signs, r#""alg":"ES384""#), refused);
    }

    #[test]
    fn the_coordinates_of_a_point_have_the_length_of_their_curve() {
        // RFC 7518 §6.2.1.2 and §6.2.1.3, RFC 8037 §2.
        let code = |alg, kty: &str, crv: &str, x: usize, y: usize| {
            let (x, y) = (base64url::encode(&vec![1; x]), base64url::encode(&vec![1; y]));
            let key = format!(r#"{{"kty":"{kty}","crv":"{crv}","x":"{x}","y":"{y}"}}"#);
            let keys = set(&format!(r#"{{"keys":[{key}]}}"#)).unwrap();
            keys.select(alg, None).err().map(|error| error.code())
        };
        for (alg, crv, size) in
            [(Alg::Es256, "P-256", 32), (Alg::Es384, "P-384", 48), (Alg::Es512, "P-521", 66)]
        {
            assert_eq!(code(alg, "EC", crv, size, size), None, "{crv}");
            for (x, y) in [(size - 1, size), (size, size - 1), (size + 1, size), (size, size + 1)] {
                assert_eq!(code(alg, "EC", crv, x, y), Some(Code::WeakKey), "{crv} {x} {y}");
            }
        }
        assert_eq!(code(Alg::EdDsa, "OKP", "Ed25519", 32, 0), None);
        for x in [0, 31, 33] {
            assert_eq!(code(Alg::EdDsa, "OKP", "Ed25519", x, 0), Some(Code::WeakKey), "{x}");
        }
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
