//! SHA-256 of short texts (FIPS 180-4): code verifiers, access tokens, codes.
//!
//! The compression is that of `sha2`. Its streaming layer would cost a page twice the bytes of the
//! hash itself, so the padding is done here; a test compares the two.

use alloc::vec::Vec;
use sha2::block_api::compress256;
use zeroize::Zeroize;

const INITIAL: [u32; 8] = [
    0x6a09_e667,
    0xbb67_ae85,
    0x3c6e_f372,
    0xa54f_f53a,
    0x510e_527f,
    0x9b05_688c,
    0x1f83_d9ab,
    0x5be0_cd19,
];

/// The digest of `input`.
#[must_use]
pub fn sha256(input: &[u8]) -> [u8; 32] {
    // §5.1.1: a one bit, zeros, and the length in bits at the end of a block. The room is for all of
    // it, so the buffer is never moved and leaves nothing behind.
    let mut message = Vec::with_capacity(input.len().saturating_add(1 + 63 + 8));
    message.extend_from_slice(input);
    message.push(0x80);
    while message.len() % 64 != 56 {
        message.push(0);
    }
    message.extend_from_slice(&(input.len() as u64).wrapping_mul(8).to_be_bytes());
    let mut state = INITIAL;
    compress256(&mut state, message.as_chunks().0);
    message.zeroize();
    let mut digest = [0; 32];
    for (place, word) in digest.as_chunks_mut().0.iter_mut().zip(state) {
        *place = word.to_be_bytes();
    }
    digest
}

#[cfg(test)]
mod tests {
    use super::sha256;
    use sha2::{Digest, Sha256};
    use std::vec;

    #[test]
    fn every_length_hashes_as_the_library_does() {
        for length in 0..300 {
            let input = vec![length as u8; length];
            assert_eq!(sha256(&input), *Sha256::digest(&input), "{length}");
        }
    }
}
