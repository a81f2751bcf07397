//! base64url without padding (RFC 4648 §5, as RFC 7515 §2 uses it), and the padded standard
//! alphabet (RFC 4648 §4) that HTTP Basic needs.

use super::{HIGH, range};
use crate::core::secret::{Secret, wipe};
use alloc::string::String;
use alloc::vec;
use alloc::vec::Vec;

/// Encodes with the URL-safe alphabet and without padding (RFC 7515 appendix C).
#[must_use]
pub fn encode(bytes: &[u8]) -> String {
    encode_with(bytes, b'-', b'_')
}

/// Encodes with the standard alphabet and with padding (RFC 4648 §4), for the credentials of
/// HTTP Basic (RFC 7617 §2).
#[must_use]
pub fn encode_standard(bytes: &[u8]) -> Secret {
    let mut text = encode_with(bytes, b'+', b'/');
    // Stays within the capacity: `encode_with` makes room for whole groups.
    while !text.len().is_multiple_of(4) {
        text.push('=');
    }
    Secret::from(text)
}

/// Decodes the one canonical form (RFC 4648 §3.5, RFC 7515 §2): no padding, no `+` or `/`, no
/// whitespace, no bits set after the last byte, no length of 4n + 1.
///
/// Two texts never decode to the same bytes, so a token cannot be respelled.
#[must_use]
pub fn decode(text: &str) -> Option<Vec<u8>> {
    let (groups, rest) = text.as_bytes().as_chunks::<8>();
    // All of the room at once: growing asks for every group whether it fits.
    let mut bytes = vec![0; text.len().wrapping_mul(6) / 8];
    let mut faults = 0;
    let (whole, end) = bytes.as_chunks_mut::<6>();
    for (group, place) in groups.iter().zip(whole) {
        *place = six_bytes(*group, &mut faults);
    }
    // The digits of the last group stand before zeros.
    let mut group = [b'A'; 8];
    for (place, digit) in group.iter_mut().zip(rest) {
        *place = *digit;
    }
    let mut left = 0;
    let mut places = end.iter_mut();
    for byte in six_bytes(group, &mut faults) {
        match places.next() {
            Some(place) => *place = byte,
            None => left |= byte,
        }
    }
    // What is left belongs to no byte: a whole digit too many, or bits that must be zero.
    if faults != 0 || rest.len() & 3 == 1 || left != 0 {
        wipe(bytes);
        return None;
    }
    Some(bytes)
}

fn encode_with(bytes: &[u8], digit_62: u8, digit_63: u8) -> String {
    // Room for whole groups.
    let mut text = Vec::with_capacity(bytes.len().div_ceil(3).saturating_mul(4));
    let (groups, rest) = bytes.as_chunks::<6>();
    for group in groups {
        text.extend_from_slice(&eight_digits(*group, digit_62, digit_63));
    }
    // The bits of the last group stand before zeros.
    let mut group = [0; 6];
    for (place, byte) in group.iter_mut().zip(rest) {
        *place = *byte;
    }
    let digits = eight_digits(group, digit_62, digit_63);
    let count = rest.len().wrapping_mul(8).div_ceil(6);
    text.extend_from_slice(digits.get(..count).unwrap_or_default());
    // All of it is ASCII.
    String::from_utf8(text).unwrap_or_default()
}

// Digits are found by arithmetic: a table indexed by, or a branch taken on, secret bytes shows
// in the cache and the clock.

/// The digits of six bytes, the eight side by side in one word.
fn eight_digits([a, b, c, d, e, f]: [u8; 6], digit_62: u8, digit_63: u8) -> [u8; 8] {
    // 24 bits of 32 become twelve of sixteen, six of eight.
    let fours = u64::from_be_bytes([0, a, b, c, 0, d, e, f]);
    let pairs = fours & 0x0000_0fff_0000_0fff | fours << 4 & 0x0fff_0000_0fff_0000;
    let values = pairs & 0x003f_003f_003f_003f | pairs << 2 & 0x3f00_3f00_3f00_3f00;
    let mut digits = values;
    for (low, end, first) in
        [(0, 26, b'A'), (26, 52, b'a'), (52, 62, b'0'), (62, 63, digit_62), (63, 64, digit_63)]
    {
        // What a byte borrows here from the next it has given back when all are done.
        let by = u64::from(first).wrapping_sub(low);
        digits = digits.wrapping_add((range(values, low, end) >> 7).wrapping_mul(by));
    }
    digits.to_be_bytes()
}

/// What eight digits of the URL-safe alphabet stand for, the eight side by side in one word; `faults`
/// is no longer 0 afterwards if one of them is no digit.
fn six_bytes(digits: [u8; 8], faults: &mut u64) -> [u8; 6] {
    let word = u64::from_be_bytes(digits);
    let ascii = word & !HIGH;
    let upper = range(word, 65, 91); // A to Z
    let lower = range(word, 97, 123); // a to z
    let digit = range(word, 48, 58); // 0 to 9
    let minus = range(word, 45, 46); // -
    let line = range(word, 95, 96); // _
    *faults |= (upper | lower | digit | minus | line) ^ HIGH;
    let each = |range: u64, by: u64| (range >> 7).wrapping_mul(by);
    let values = ascii
        .wrapping_add(each(digit, 52 - 48) | each(minus, 62 - 45))
        .wrapping_sub(each(upper, 65) | each(lower, 97 - 26) | each(line, 95 - 63));
    // Six bits of eight become twelve of sixteen, 24 of 32, 48 of 64.
    let pairs = values & 0x003f_003f_003f_003f | values >> 2 & 0x0fc0_0fc0_0fc0_0fc0;
    let fours = pairs & 0x0000_0fff_0000_0fff | pairs >> 4 & 0x00ff_f000_00ff_f000;
    let [_, a, b, c, _, d, e, f] = fours.to_be_bytes();
    [a, b, c, d, e, f]
}

#[cfg(test)]
mod tests {
    use super::{decode, encode, encode_standard};

    #[test]
    fn rfc_4648_section_10() {
        for (bytes, padded) in [
            ("", ""),
            ("f", "Zg=="),
            ("fo", "Zm8="),
            ("foo", "Zm9v"),
            ("foob", "Zm9vYg=="),
            ("fooba", "Zm9vYmE="),
            ("foobar", "Zm9vYmFy"),
        ] {
            let bare = padded.trim_end_matches('=');
            assert_eq!(encode_standard(bytes.as_bytes()).expose(), padded);
            assert_eq!(encode(bytes.as_bytes()), bare);
            assert_eq!(decode(bare).as_deref(), Some(bytes.as_bytes()));
        }
    }

    #[test]
    fn rfc_7515_appendix_c() {
        let bytes = [3, 236, 255, 224, 193];
        assert_eq!(encode(&bytes), "A-z_4ME");
        assert_eq!(decode("A-z_4ME").as_deref(), Some(&bytes[..]));
        assert_eq!(encode_standard(&bytes).expose(), "A+z/4ME=");
    }

    #[test]
    fn rfc_7515_appendix_a_1_header() {
        assert_eq!(
            decode("eyJ0eXAiOiJKV1QiLA0KICJhbGciOiJIUzI1NiJ9").as_deref(),
            Some(&b"{\"typ\":\"JWT\",\r\n \"alg\":\"HS256\"}"[..])
        );
    }

    #[test]
    fn rfc_7617_section_2_credentials() {
        assert_eq!(
            encode_standard(b"Aladdin:open sesame").expose(),
            "QWxhZGRpbjpvcGVuIHNlc2FtZQ=="
        );
    }

    #[test]
    fn every_byte_in_every_place_is_a_digit_or_refused() {
        let alphabet = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
        for byte in 0..128_u8 {
            let place = alphabet.iter().position(|digit| *digit == byte);
            // In a group of eight, and in what is left behind it.
            for before in 0..12 {
                let mut text = "A".repeat(before);
                text.push(char::from(byte));
                text.push_str(&"A".repeat(11_usize.saturating_sub(before)));
                assert_eq!(decode(&text).is_some(), place.is_some(), "{text:?}");
                if let Some(place) = place {
                    let bytes = decode(&text).unwrap();
                    assert_eq!(encode(&bytes), text);
                    let (first, bit) = (before * 6 / 8, before * 6 % 8);
                    let pair =
                        u16::from_be_bytes([bytes[first], *bytes.get(first + 1).unwrap_or(&0)]);
                    assert_eq!(usize::from(pair >> (10 - bit) & 63), place, "{text:?}");
                }
            }
        }
    }

    #[test]
    fn other_spellings_are_refused() {
        for text in [
            "Zg==", "Zg=", "Zm8=", "=", "Zm9v=", // padding
            "A+z_", "A/z_", // standard alphabet
            " Zm9v", "Zm9v ", "Zm\n9v", "Zm9v\r\n", "Zm9v\0", // whitespace and more
            "A", "Zm9vA", // 4n + 1
            "Zh", "Zn", "Z_", "Zm9", "Zm_", // stray bits
            "Zm9vé", "éé",
        ] {
            assert_eq!(decode(text), None, "{text:?}");
        }
    }
}
