//! SHA-1 (RFC 3174) and HMAC over it (RFC 2104): what GenAuth signs requests with.
//!
//! Collisions in SHA-1 do not forge an HMAC; still it has no other use here.

use alloc::vec::Vec;
use zeroize::Zeroize;

const BLOCK: usize = 64;
const INITIAL: [u32; 5] = [0x6745_2301, 0xefcd_ab89, 0x98ba_dcfe, 0x1032_5476, 0xc3d2_e1f0];

/// HMAC-SHA1 of `message` (RFC 2104 §2).
#[must_use]
pub fn hmac(key: &[u8], message: &[u8]) -> [u8; 20] {
    let mut hashed = [0; 20];
    let mut key = key;
    if key.len() > BLOCK {
        hashed = sha1(key);
        key = &hashed;
    }
    let padded = |pad: u8, text: &[u8]| {
        let mut input = Vec::with_capacity(BLOCK.saturating_add(text.len()));
        input.extend(key.iter().map(|byte| byte ^ pad));
        input.resize(BLOCK, pad);
        input.extend_from_slice(text);
        let digest = sha1(&input);
        input.zeroize();
        digest
    };
    let digest = padded(0x5c, &padded(0x36, message));
    hashed.zeroize();
    digest
}

/// The digest of `input` (RFC 3174 §6.1).
#[must_use]
pub fn sha1(input: &[u8]) -> [u8; 20] {
    // §4: a one bit, zeros, and the length in bits at the end of a block; the buffer is never moved.
    let mut message = Vec::with_capacity(input.len().saturating_add(1 + 63 + 8));
    message.extend_from_slice(input);
    message.push(0x80);
    while message.len() % BLOCK != 56 {
        message.push(0);
    }
    message.extend_from_slice(&(input.len() as u64).wrapping_mul(8).to_be_bytes());
    let mut state = INITIAL;
    for block in message.as_chunks::<BLOCK>().0 {
        compress(&mut state, block);
    }
    message.zeroize();
    let mut digest = [0; 20];
    for (place, word) in digest.as_chunks_mut().0.iter_mut().zip(state) {
        *place = word.to_be_bytes();
    }
    digest
}

fn compress(state: &mut [u32; 5], block: &[u8; BLOCK]) {
    // §6.2: the last sixteen words of the schedule are all that the next one needs.
    let mut words = [0_u32; 16];
    for (word, bytes) in words.iter_mut().zip(block.as_chunks().0) {
        *word = u32::from_be_bytes(*bytes);
    }
    let [mut a, mut b, mut c, mut d, mut e] = *state;
    for round in 0..80 {
        let [w0, _, w2, _, _, _, _, _, w8, _, _, _, _, w13, _, _] = words;
        let (f, k) = match round {
            0..20 => ((b & c) | (!b & d), 0x5a82_7999),
            20..40 => (b ^ c ^ d, 0x6ed9_eba1),
            40..60 => ((b & c) | (b & d) | (c & d), 0x8f1b_bcdc),
            _ => (b ^ c ^ d, 0xca62_c1d6_u32),
        };
        let next =
            a.rotate_left(5).wrapping_add(f).wrapping_add(e).wrapping_add(k).wrapping_add(w0);
        (e, d, c, b, a) = (d, c, b.rotate_left(30), a, next);
        words.rotate_left(1);
        if let Some(last) = words.last_mut() {
            *last = (w13 ^ w8 ^ w2 ^ w0).rotate_left(1);
        }
    }
    words.zeroize();
    for (word, add) in state.iter_mut().zip([a, b, c, d, e]) {
        *word = word.wrapping_add(add);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::prelude::v1::*;

    fn hex(bytes: &[u8]) -> String {
        bytes.iter().map(|byte| std::format!("{byte:02x}")).collect()
    }

    #[test]
    fn rfc_3174_section_7_3() {
        let cases: [(&str, usize, &str); 4] = [
            ("abc", 1, "a9993e364706816aba3e25717850c26c9cd0d89d"),
            (
                "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
                1,
                "84983e441c3bd26ebaae4aa1f95129e5e54670f1",
            ),
            ("a", 1_000_000, "34aa973cd4c4daa4f61eeb2bdbad27316534016f"),
            (
                "0123456701234567012345670123456701234567012345670123456701234567",
                10,
                "dea356a2cddd90c7a7ecedc5ebb563934f460452",
            ),
        ];
        for (text, times, digest) in cases {
            assert_eq!(hex(&sha1(text.repeat(times).as_bytes())), digest);
        }
        assert_eq!(hex(&sha1(b"")), "da39a3ee5e6b4b0d3255bfef95601890afd80709");
    }

    #[test]
    fn rfc_2202_section_3() {
        let cases: [(&[u8], &[u8], &str); 5] = [
            (&[0x0b; 20], b"Hi There", "b617318655057264e28bc0b6fb378c8ef146be00"),
            (b"Jefe", b"what do ya want for nothing?", "effcdf6ae5eb2fa2d27416d5f184df9c259a7c79"),
            (&[0xaa; 20], &[0xdd; 50], "125d7342b9ac11cd91a39af48aa17b4f63f175d3"),
            (
                &[0xaa; 80],
                b"Test Using Larger Than Block-Size Key - Hash Key First",
                "aa4ae5e15272d00e95705637ce8a3b55ed402112",
            ),
            (
                &[0xaa; 80],
                b"Test Using Larger Than Block-Size Key and Larger Than One Block-Size Data",
                "e8e99d0f45237d786d6bbaa7965c7808bbff1a91",
            ),
        ];
        for (key, message, digest) in cases {
            assert_eq!(hex(&hmac(key, message)), digest);
        }
    }

    #[test]
    fn a_key_of_a_whole_block_is_used_as_it_is() {
        // RFC 2104 §2: only a longer one is hashed. Value: Python's `hmac`.
        let digest = "e83ee1c362c86cc004df4f912a641c1bd844f36c";
        assert_eq!(hex(&hmac(&[0xaa; BLOCK], b"Hi There")), digest);
    }
}
