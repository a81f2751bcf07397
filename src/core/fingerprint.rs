//! Names by which a text is found again and from which it cannot be told.

use core::hash::Hasher;

use siphasher::sip128::{Hasher128, SipHasher24};

/// SipHash-2-4 with 128 bits (Aumasson and Bernstein, 2012) under a key that is random and known to nobody
/// else: whoever wants another text of the same name has nothing to compute with and must guess, at one
/// in 2^128. It is at hand at once in every host, where most have SHA-256 only for who waits.
#[must_use]
pub fn fingerprint(key: (u64, u64), text: &str) -> u128 {
    let mut hasher = SipHasher24::new_with_keys(key.0, key.1);
    hasher.write(text.as_bytes());
    hasher.finish128().as_u128()
}

#[cfg(test)]
mod tests {
    use super::fingerprint;
    use std::string::String;

    // The first and the last of the vectors with 128 bits that the authors publish (`vectors.h`): the key is
    // 00 01 … 0f, the texts are 00 01 … of each length.
    #[test]
    fn the_authors_vectors() {
        let key = (0x0706_0504_0302_0100, 0x0f0e_0d0c_0b0a_0908);
        let text = |length: u8| (0..length).map(char::from).collect::<String>();
        for (length, name) in [
            (
                0,
                [
                    0xa3, 0x81, 0x7f, 0x04, 0xba, 0x25, 0xa8, 0xe6, 0x6d, 0xf6, 0x72, 0x14, 0xc7,
                    0x55, 0x02, 0x93,
                ],
            ),
            (
                1,
                [
                    0xda, 0x87, 0xc1, 0xd8, 0x6b, 0x99, 0xaf, 0x44, 0x34, 0x76, 0x59, 0x11, 0x9b,
                    0x22, 0xfc, 0x45,
                ],
            ),
            (
                63,
                [
                    0x51, 0x50, 0xd1, 0x77, 0x2f, 0x50, 0x83, 0x4a, 0x50, 0x3e, 0x06, 0x9a, 0x97,
                    0x3f, 0xbd, 0x7c,
                ],
            ),
        ] {
            assert_eq!(fingerprint(key, &text(length)).to_le_bytes(), name, "{length}");
        }
    }

    #[test]
    fn another_key_gives_another_name() {
        assert_ne!(fingerprint((1, 2), "a"), fingerprint((1, 3), "a"));
        assert_ne!(fingerprint((1, 2), "a"), fingerprint((2, 2), "a"));
    }
}
