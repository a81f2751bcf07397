//! Proof Key for Code Exchange (RFC 7636).

use super::codec::base64url;
use super::error::{Code, Error, Phase, Result};
use super::hash::sha256;
use super::secret::Secret;

/// How a code challenge is made of its verifier (RFC 7636 §4.2).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Method {
    /// The hash of the verifier; the default.
    S256,
    /// The verifier itself: protects nothing once the request is seen (RFC 7636 §7.2). Only for
    /// servers that know nothing better, and only when asked for by name.
    Plain,
}

impl Method {
    /// Reads `code_challenge_method`.
    pub fn parse(name: &str) -> Result<Self> {
        match name {
            "S256" => Ok(Self::S256),
            "plain" => Ok(Self::Plain),
            _ => Err(Error::new(Code::InvalidConfig, "the code challenge method is S256 or plain")
                .at(Phase::Config)),
        }
    }

    /// The value of `code_challenge_method`.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::S256 => "S256",
            Self::Plain => "plain",
        }
    }
}

/// How many bytes of entropy a verifier of `length` characters takes (43 to 128, RFC 7636 §4.1).
pub fn entropy_for(length: u32) -> Result<usize> {
    if (43..=128).contains(&length) {
        // Four characters of three bytes, rounded up.
        Ok((length as usize).saturating_mul(3).div_ceil(4))
    } else {
        Err(Error::new(Code::InvalidConfig, "a code verifier has 43 to 128 unreserved characters")
            .at(Phase::Config))
    }
}

/// A code verifier of `length` characters from [`entropy_for`] bytes (RFC 7636 §4.1).
#[must_use]
pub fn verifier(entropy: &[u8], length: u32) -> Secret {
    let mut text = base64url::encode(entropy);
    text.truncate(length as usize);
    Secret::from(text)
}

/// Checks a verifier that the application brought: 43 to 128 unreserved characters (RFC 7636 §4.1).
pub fn check_verifier(verifier: &str) -> Result<()> {
    let unreserved = |b: u8| b.is_ascii_alphanumeric() || b"-._~".contains(&b);
    if (43..=128).contains(&verifier.len()) && verifier.bytes().all(unreserved) {
        Ok(())
    } else {
        let message = "a code verifier has 43 to 128 unreserved characters";
        Err(Error::new(Code::InvalidConfig, message).at(Phase::Config))
    }
}

/// The code challenge of a verifier (RFC 7636 §4.2).
pub fn challenge(verifier: &str, method: Method) -> Result<Secret> {
    check_verifier(verifier)?;
    Ok(match method {
        Method::S256 => Secret::from(base64url::encode(&sha256(verifier.as_bytes()))),
        Method::Plain => Secret::from(verifier),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::prelude::v1::*;
    use std::{format, vec};

    #[test]
    fn rfc_7636_appendix_b() {
        let entropy = [
            116, 24, 223, 180, 151, 153, 224, 37, 79, 250, 96, 125, 216, 173, 187, 186, 22, 212,
            37, 77, 105, 214, 191, 240, 91, 88, 5, 88, 83, 132, 141, 121,
        ];
        let verifier = verifier(&entropy, 43);
        assert_eq!(verifier.expose(), "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk");
        let challenge = challenge(verifier.expose(), Method::S256).unwrap();
        assert_eq!(challenge.expose(), "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM");
    }

    #[test]
    fn every_length_from_43_to_128_is_reached_and_no_other() {
        for length in 43..=128 {
            let entropy = vec![0xa5; entropy_for(length).unwrap()];
            assert_eq!(verifier(&entropy, length).len(), length as usize);
        }
        for length in [0, 42, 129, u32::MAX] {
            assert_eq!(entropy_for(length).unwrap_err().code(), Code::InvalidConfig);
        }
    }

    #[test]
    fn plain_is_the_verifier_itself_and_bad_verifiers_are_refused() {
        let text = "a".repeat(43);
        assert_eq!(challenge(&text, Method::Plain).unwrap().expose(), text);
        for bad in ["a".repeat(42), "a".repeat(129), format!("{}+", "a".repeat(43))] {
            assert!(challenge(&bad, Method::S256).is_err(), "{bad}");
        }
        // RFC 7636 §4.3.
        for (name, method) in [("S256", Method::S256), ("plain", Method::Plain)] {
            assert_eq!(Method::parse(name).unwrap(), method);
            assert_eq!(method.as_str(), name);
        }
        assert!(Method::parse("s256").is_err());
    }
}
