//! Signature algorithms (RFC 7518 §3.1, RFC 8037 §3.1, RFC 9864 §2.2).

/// A hash function.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Hash {
    /// SHA-256
    Sha256,
    /// SHA-384
    Sha384,
    /// SHA-512
    Sha512,
}

impl Hash {
    /// The name that WebCrypto uses.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Sha256 => "SHA-256",
            Self::Sha384 => "SHA-384",
            Self::Sha512 => "SHA-512",
        }
    }
}

/// The kind of key an algorithm takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum KeyType {
    /// RSA
    Rsa,
    /// Elliptic curve, with the curve's name and the bytes of a coordinate.
    Ec(&'static str, usize),
    /// Octet key pair on Ed25519.
    Ed25519,
    /// A shared secret; never from a key set.
    Secret,
}

macro_rules! algorithms {
    ($($(#[$doc:meta])* $name:ident = $wire:literal, $key:expr, $hash:ident;)*) => {
        /// An algorithm that this client can verify. `none` is none of them.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum Alg { $($(#[$doc])* $name,)* }

        impl Alg {
            /// All of them.
            pub const ALL: &'static [Self] = &[$(Self::$name,)*];

            /// Reads an `alg` value.
            #[must_use]
            pub fn parse(name: &str) -> Option<Self> {
                for alg in Self::ALL {
                    if alg.as_str() == name {
                        return Some(*alg);
                    }
                }
                None
            }

            /// The registered name.
            #[must_use]
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$name => $wire,)* }
            }

            /// The key it takes.
            #[must_use]
            pub const fn key_type(self) -> KeyType {
                match self { $(Self::$name => $key,)* }
            }

            /// Its hash, which also fixes that of `at_hash` (OpenID Connect Core 1.0 §3.1.3.6);
            /// Ed25519 hashes with SHA-512.
            #[must_use]
            pub const fn hash(self) -> Hash {
                match self { $(Self::$name => Hash::$hash,)* }
            }
        }
    };
}

algorithms! {
    /// RSASSA-PKCS1-v1_5 with SHA-256
    Rs256 = "RS256", KeyType::Rsa, Sha256;
    /// RSASSA-PKCS1-v1_5 with SHA-384
    Rs384 = "RS384", KeyType::Rsa, Sha384;
    /// RSASSA-PKCS1-v1_5 with SHA-512
    Rs512 = "RS512", KeyType::Rsa, Sha512;
    /// RSASSA-PSS with SHA-256
    Ps256 = "PS256", KeyType::Rsa, Sha256;
    /// RSASSA-PSS with SHA-384
    Ps384 = "PS384", KeyType::Rsa, Sha384;
    /// RSASSA-PSS with SHA-512
    Ps512 = "PS512", KeyType::Rsa, Sha512;
    /// ECDSA on P-256 with SHA-256
    Es256 = "ES256", KeyType::Ec("P-256", 32), Sha256;
    /// ECDSA on P-384 with SHA-384
    Es384 = "ES384", KeyType::Ec("P-384", 48), Sha384;
    /// ECDSA on P-521 with SHA-512
    Es512 = "ES512", KeyType::Ec("P-521", 66), Sha512;
    /// EdDSA; on Ed25519 only
    EdDsa = "EdDSA", KeyType::Ed25519, Sha512;
    /// Ed25519 by its fully specified name
    Ed25519 = "Ed25519", KeyType::Ed25519, Sha512;
    /// HMAC with SHA-256
    Hs256 = "HS256", KeyType::Secret, Sha256;
    /// HMAC with SHA-384
    Hs384 = "HS384", KeyType::Secret, Sha384;
    /// HMAC with SHA-512
    Hs512 = "HS512", KeyType::Secret, Sha512;
}

impl Alg {
    /// Whether the signature is made with a shared secret.
    #[must_use]
    pub const fn is_symmetric(self) -> bool {
        matches!(self.key_type(), KeyType::Secret)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rfc_7518_section_3_1_and_rfc_8037_section_3_1() {
        // The hash of each, by the name that WebCrypto has for it; that of Ed25519 is SHA-512
        // (RFC 8032 §5.1).
        for (name, hash, symmetric) in [
            ("HS256", "SHA-256", true),
            ("HS384", "SHA-384", true),
            ("HS512", "SHA-512", true),
            ("RS256", "SHA-256", false),
            ("RS384", "SHA-384", false),
            ("RS512", "SHA-512", false),
            ("ES256", "SHA-256", false),
            ("ES384", "SHA-384", false),
            ("ES512", "SHA-512", false),
            ("PS256", "SHA-256", false),
            ("PS384", "SHA-384", false),
            ("PS512", "SHA-512", false),
            ("EdDSA", "SHA-512", false),
            ("Ed25519", "SHA-512", false),
        ] {
            let alg = Alg::parse(name).unwrap();
            assert_eq!((alg.hash().as_str(), alg.is_symmetric()), (hash, symmetric), "{name}");
        }
        assert!(Alg::parse("none").is_none() && Alg::parse("rs256").is_none());
    }
}
