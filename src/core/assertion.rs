//! JWT assertions: as a client's authentication and as a grant (RFC 7521, RFC 7523).

use alloc::borrow::ToOwned;
use alloc::string::String;

use super::codec::base64url;
use super::codec::json::{self, Object, Value};
use super::error::{Code, Error, Phase, Result};
use super::http::Request;
use super::jose::alg::{Alg, KeyType};
use super::options::{Options, Strings};
use super::random;
use super::secret::Secret;

/// Seconds that an assertion is good for: it is used at once.
pub const LIFE: u64 = 60;

/// `client_assertion_type` (RFC 7523 §2.2).
const CLIENT_ASSERTION_TYPE: &str = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";

/// Members that this client alone writes, fresh at each signing (RFC 7523 §3).
const OWN: [&str; 6] = ["iss", "sub", "aud", "iat", "exp", "jti"];

/// The key that signs: its algorithm and its name. The key itself stays with the host.
#[derive(Clone, Debug)]
pub struct Signer {
    /// The algorithm.
    pub alg: Alg,
    /// `kid`, if the key has one.
    pub kid: Option<String>,
}

/// An assertion without its signature.
#[derive(Debug)]
pub struct Assertion {
    /// The algorithm to sign with.
    pub alg: Alg,
    /// What is signed: header and payload.
    pub text: Secret,
}

/// What an assertion says.
#[derive(Debug)]
pub struct Claims<'a> {
    /// `iss`
    pub issuer: &'a str,
    /// `sub`
    pub subject: Option<&'a str>,
    /// `aud`: one value as a string, several as an array.
    pub audience: Value,
    /// Further claims; those that this client writes itself are left out.
    pub further: Option<&'a Object>,
    /// Seconds since the epoch.
    pub now: u64,
}

impl Signer {
    /// The signer that a key's public description makes: members of a JWK, or `name`, `hash` and
    /// `namedCurve` of a WebCrypto key. The key decides the algorithm, `alg` where it leaves a choice.
    pub fn new(key: &Object, alg: Option<&str>) -> Result<Self> {
        let invalid = |message| Error::claim(Code::InvalidConfig, "key", message).at(Phase::Config);
        let fits = natural(key).ok_or_else(|| invalid("is no key that signs"))?;
        let alg = match alg.or(key.text("alg")) {
            None => fits,
            Some(name) => Alg::parse(name).ok_or_else(|| invalid("has an unknown alg"))?,
        };
        // A WebCrypto key is made for one algorithm, a JWK for one type of key.
        let same = match key.text("name") {
            Some(_) => alg == fits || is_eddsa(alg) && is_eddsa(fits),
            None => alg.key_type() == fits.key_type(),
        };
        if !same {
            return Err(invalid("is not one for the chosen alg"));
        }
        Ok(Self { alg, kid: key.text("kid").map(str::to_owned) })
    }

    /// The assertion; `entropy` makes its `jti` (RFC 7523 §3, numbers 1 to 7).
    #[must_use]
    pub fn assertion(&self, claims: &Claims<'_>, entropy: &[u8; random::ENTROPY]) -> Assertion {
        let mut header = Object::new();
        header.set("alg", self.alg.as_str());
        header.set("typ", "JWT");
        if let Some(kid) = &self.kid {
            header.set("kid", kid);
        }
        let mut payload = Object::new();
        payload.set("iss", claims.issuer);
        if let Some(subject) = claims.subject {
            payload.set("sub", subject);
        }
        payload.insert("aud", claims.audience.duplicate());
        payload.insert("iat", Value::from(claims.now));
        payload.insert("exp", Value::from(claims.now.saturating_add(LIFE)));
        payload.insert("jti", Value::String(random::token(entropy)));
        for (name, value) in claims.further.into_iter().flat_map(Object::iter) {
            if !OWN.contains(&name) {
                payload.insert(name, value.duplicate());
            }
        }
        let mut text = Secret::with_capacity(512);
        for (part, dot) in [(header, b'.'), (payload, 0)] {
            let mut json = Secret::with_capacity(256);
            json::write_object(&part, &mut json);
            let encoded = Secret::from(base64url::encode(json.expose().as_bytes()));
            text.push_str(encoded.expose());
            if dot != 0 {
                text.push_ascii(dot);
            }
        }
        Assertion { alg: self.alg, text }
    }
}

const fn is_eddsa(alg: Alg) -> bool {
    matches!(alg.key_type(), KeyType::Ed25519)
}

// The algorithm of a key that names none.
fn natural(key: &Object) -> Option<Alg> {
    let hash = || match key.get("hash") {
        Some(Value::Object(hash)) => hash.text("name"),
        Some(hash) => hash.as_str(),
        None => None,
    };
    let by_hash = |[short, medium, long]: [Alg; 3]| match hash()? {
        "SHA-256" => Some(short),
        "SHA-384" => Some(medium),
        "SHA-512" => Some(long),
        _ => None,
    };
    let by_curve = |curve: Option<&str>| match curve? {
        "P-256" => Some(Alg::Es256),
        "P-384" => Some(Alg::Es384),
        "P-521" => Some(Alg::Es512),
        "Ed25519" => Some(Alg::EdDsa),
        _ => None,
    };
    match (key.text("kty"), key.text("name")) {
        (Some("RSA"), None) => Some(Alg::Rs256),
        (Some("EC" | "OKP"), None) => by_curve(key.text("crv")),
        (Some("oct"), None) => Some(Alg::Hs256),
        (_, Some("RSASSA-PKCS1-v1_5")) => by_hash([Alg::Rs256, Alg::Rs384, Alg::Rs512]),
        (_, Some("RSA-PSS")) => by_hash([Alg::Ps256, Alg::Ps384, Alg::Ps512]),
        (_, Some("ECDSA")) => by_curve(key.text("namedCurve")),
        (_, Some("HMAC")) => by_hash([Alg::Hs256, Alg::Hs384, Alg::Hs512]),
        (_, Some("Ed25519")) => Some(Alg::EdDsa),
        _ => None,
    }
}

impl Assertion {
    /// The whole token.
    #[must_use]
    pub fn signed(mut self, signature: &[u8]) -> Secret {
        self.text.push_ascii(b'.');
        self.text.push_str(Secret::from(base64url::encode(signature)).expose());
        self.text
    }
}

/// Authenticates a client's form (RFC 7521 §4.2, RFC 7523 §2.2). `secret` is what signed the assertion,
/// if the server knows it, too: no error may repeat it.
pub fn authenticate(
    request: &mut Request,
    client_id: &str,
    assertion: &Secret,
    secret: Option<&str>,
) {
    use super::codec::form::append;
    request.password.push_str(secret.unwrap_or_default());
    if let Some(body) = &mut request.body {
        append(body, "client_id", client_id);
        append(body, "client_assertion_type", CLIENT_ASSERTION_TYPE);
        append(body, "client_assertion", assertion.expose());
    }
}

/// `aud` from an option: a string or strings.
pub fn audience(options: &Options, otherwise: &str) -> Result<Value> {
    let given: Strings<'_> = options.list("audience")?;
    let mut values = given;
    Ok(match (values.next(), given.len()) {
        (None, _) => Value::from(otherwise),
        (Some(one), 1) => Value::from(one),
        _ => given.to_value(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::vec::Vec;

    fn object(text: &str) -> Object {
        json::parse(text.as_bytes()).ok().and_then(Value::into_object).expect("an object")
    }

    fn alg(key: &str, chosen: Option<&str>) -> Result<&'static str> {
        Signer::new(&object(key), chosen).map(|signer| signer.alg.as_str())
    }

    fn decoded(text: &str) -> Vec<Object> {
        let part = |part: &str| {
            object(&String::from_utf8(base64url::decode(part).expect("base64url")).expect("text"))
        };
        text.split('.').take(2).map(part).collect()
    }

    #[test]
    fn the_key_decides_the_algorithm() {
        for (key, expected) in [
            (r#"{"kty":"RSA"}"#, "RS256"),
            (r#"{"kty":"RSA","alg":"PS384"}"#, "PS384"),
            (r#"{"kty":"EC","crv":"P-256"}"#, "ES256"),
            (r#"{"kty":"EC","crv":"P-384"}"#, "ES384"),
            (r#"{"kty":"EC","crv":"P-521"}"#, "ES512"),
            (r#"{"kty":"OKP","crv":"Ed25519"}"#, "EdDSA"),
            (r#"{"kty":"oct"}"#, "HS256"),
            (r#"{"name":"RSASSA-PKCS1-v1_5","hash":{"name":"SHA-512"}}"#, "RS512"),
            (r#"{"name":"RSASSA-PKCS1-v1_5","hash":{"name":"SHA-256"}}"#, "RS256"),
            (r#"{"name":"RSA-PSS","hash":{"name":"SHA-384"}}"#, "PS384"),
            (r#"{"name":"ECDSA","namedCurve":"P-384"}"#, "ES384"),
            (r#"{"name":"Ed25519"}"#, "EdDSA"),
            (r#"{"name":"HMAC","hash":"SHA-384"}"#, "HS384"),
        ] {
            assert_eq!(alg(key, None).unwrap(), expected, "{key}");
        }
        assert_eq!(alg(r#"{"kty":"RSA"}"#, Some("PS256")).unwrap(), "PS256");
        assert_eq!(alg(r#"{"name":"Ed25519"}"#, Some("Ed25519")).unwrap(), "Ed25519");
    }

    #[test]
    fn a_key_that_does_not_fit_is_refused() {
        for (key, chosen) in [
            ("{}", None),
            (r#"{"kty":"EC"}"#, None),
            (r#"{"kty":"EC","crv":"secp256k1"}"#, None),
            (r#"{"kty":"RSA","alg":"none"}"#, None),
            (r#"{"kty":"RSA"}"#, Some("ES256")),
            (r#"{"kty":"EC","crv":"P-256"}"#, Some("ES384")),
            (r#"{"kty":"oct"}"#, Some("RS256")),
            // A WebCrypto key cannot be used with another hash.
            (r#"{"name":"RSASSA-PKCS1-v1_5","hash":{"name":"SHA-256"}}"#, Some("RS512")),
            (r#"{"name":"RSASSA-PKCS1-v1_5","hash":{"name":"SHA-1"}}"#, None),
            (r#"{"name":"RSA-OAEP","hash":{"name":"SHA-256"}}"#, None),
        ] {
            let error = alg(key, chosen).unwrap_err();
            assert_eq!((error.code(), error.claim_name()), (Code::InvalidConfig, Some("key")));
        }
    }

    #[test]
    fn no_error_repeats_the_secret_that_signed() {
        use crate::core::http::Response;
        let mut request =
            Request::post("https://op.example/token", "application/json", Secret::new());
        authenticate(&mut request, "app", &Secret::from("e30.e30.x"), Some("s3cr3t-of-app"));
        let body = br#"{"error":"invalid_client","error_description":"s3cr3t-of-app is wrong"}"#;
        let headers = std::vec![("content-type", "application/json".to_owned())];
        let response = Response { status: 401, headers, body: body.to_vec() };
        let error = response.json(&request).unwrap_err();
        assert!(!error.evidence().unwrap().said("error_description").unwrap().contains("s3cr3t"));
    }

    #[test]
    fn an_assertion_says_what_rfc_7523_asks_for() {
        let signer = Signer { alg: Alg::Es256, kid: Some("16".to_owned()) };
        let further = object(r#"{"scope":"a b","jti":"fixed","exp":9}"#);
        let claims = Claims {
            issuer: "app",
            subject: Some("app"),
            audience: Value::from("https://op.example"),
            further: Some(&further),
            now: 1_000,
        };
        let first = signer.assertion(&claims, &[1; random::ENTROPY]).signed(b"signature");
        let second = signer.assertion(&claims, &[2; random::ENTROPY]).text;
        let parts = decoded(first.expose());
        let text = |object: &Object| {
            let mut text = Secret::new();
            json::write_object(object, &mut text);
            text.expose().to_owned()
        };
        assert_eq!(text(&parts[0]), r#"{"alg":"ES256","typ":"JWT","kid":"16"}"#);
        let jti = parts[1].text("jti").unwrap().to_owned();
        assert!(jti.len() >= 22 && jti != "fixed");
        assert_ne!(decoded(second.expose())[1].text("jti"), Some(jti.as_str()));
        let expected = [
            r#"{"iss":"app","sub":"app","aud":"https://op.example","iat":1000,"exp":1060,"jti":""#,
            &jti,
            r#"","scope":"a b"}"#,
        ];
        assert_eq!(text(&parts[1]), expected.concat());
        // RFC 7515 §7.1: three parts.
        assert!(first.expose().ends_with(".c2lnbmF0dXJl"));
    }

    #[test]
    fn the_audience_is_one_string_or_several() {
        let audience = |options: &str| {
            let audience = audience(&Options::parse(options).unwrap(), "https://op.example");
            let mut text = Secret::new();
            json::write(&audience.unwrap(), &mut text);
            text.expose().to_owned()
        };
        assert_eq!(audience("{}"), r#""https://op.example""#);
        assert_eq!(audience(r#"{"audience":[]}"#), r#""https://op.example""#);
        // RFC 7519 §4.1.3: where there is one, it may stand alone; not every server reads an array.
        assert_eq!(audience(r#"{"audience":"https://a.example"}"#), r#""https://a.example""#);
        assert_eq!(audience(r#"{"audience":["https://a.example"]}"#), r#""https://a.example""#);
        assert_eq!(audience(r#"{"audience":["a","b"]}"#), r#"["a","b"]"#);
    }
}
