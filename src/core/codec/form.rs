//! `application/x-www-form-urlencoded` (WHATWG URL §5; RFC 6749 appendix B): request bodies,
//! query strings and callback parameters.

use super::{cut, next_piece};
use crate::core::secret::{Secret, wipe};
use alloc::string::String;
use alloc::vec::Vec;

/// A URL to which parameters can be appended; a query that is there already is kept (RFC 6749
/// §3.1).
#[must_use]
pub fn url(endpoint: &str) -> Secret {
    let mut url = Secret::with_capacity(endpoint.len().saturating_add(1_024));
    url.push_str(endpoint);
    if cut(endpoint, b'?').is_none() {
        url.push_ascii(b'?');
    }
    url
}

/// Appends one `name=value` pair (WHATWG URL §5.2), after a `&` where one is needed: `out` may
/// be empty, a body, or a URL that ends with `?` or already has a query.
pub fn append(out: &mut Secret, name: &str, value: &str) {
    if !matches!(out.expose().as_bytes().last(), None | Some(b'?' | b'&')) {
        out.push_ascii(b'&');
    }
    encode_component(out, name);
    out.push_ascii(b'=');
    encode_component(out, value);
}

/// Appends one name, value or half of the Basic credentials (RFC 6749 §2.3.1), encoded: a space
/// becomes `+`; letters, digits, `*`, `-`, `.` and `_` stay; every other byte becomes `%XX`.
pub fn encode_component(out: &mut Secret, value: &str) {
    let mut literal = 0;
    for (place, byte) in value.bytes().enumerate() {
        if byte.is_ascii_alphanumeric() || matches!(byte, b'*' | b'-' | b'.' | b'_') {
            continue;
        }
        out.push_str(value.get(literal..place).unwrap_or_default());
        literal = place.wrapping_add(1);
        if byte == b' ' {
            out.push_ascii(b'+');
        } else {
            out.push_ascii(b'%');
            push_hex(out, byte >> 4);
            push_hex(out, byte & 15);
        }
    }
    out.push_str(value.get(literal..).unwrap_or_default());
}

/// Reads all pairs in order, repeated names included (WHATWG URL §5.1).
///
/// As the standard says, empty pieces are skipped and a `%` without two hex digits stays as it
/// is. Unlike the standard, bytes that are not UTF-8 are refused, with `None`: replacing them
/// would make different inputs equal.
#[must_use]
pub fn parse(text: &str) -> Option<Vec<(String, Secret)>> {
    let mut pairs = Vec::new();
    let mut rest = text;
    while let Some(piece) = next_piece(&mut rest, b'&') {
        if piece.is_empty() {
            continue;
        }
        let (name, value) = cut(piece, b'=').unwrap_or((piece, ""));
        let value = Secret::from(decode_component(value)?);
        pairs.push((decode_component(name)?, value));
    }
    Some(pairs)
}

fn push_hex(out: &mut Secret, nibble: u8) {
    let first = if nibble < 10 { b'0' } else { b'A'.wrapping_sub(10) };
    out.push_ascii(first.wrapping_add(nibble));
}

fn decode_component(text: &str) -> Option<String> {
    // Decoding never lengthens, so the buffer is never moved and leaves nothing behind.
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((&byte, tail)) = rest.split_first() {
        rest = tail;
        let mut plain = byte;
        if byte == b'+' {
            plain = b' ';
        } else if byte == b'%'
            && let [high, low, after @ ..] = tail
            && let (Some(high), Some(low)) = (hex_digit(*high), hex_digit(*low))
        {
            plain = high << 4 | low;
            rest = after;
        }
        bytes.push(plain);
    }
    String::from_utf8(bytes).map_err(|error| wipe(error.into_bytes())).ok()
}

/// The value of a hexadecimal digit.
pub(in crate::core) const fn hex_digit(digit: u8) -> Option<u8> {
    match digit {
        b'0'..=b'9' => Some(digit & 15),
        b'A'..=b'F' | b'a'..=b'f' => Some((digit & 7).wrapping_add(9)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::{append, encode_component, parse};
    use crate::core::secret::Secret;
    use std::prelude::v1::*;
    use std::vec;

    fn encoded(value: &str) -> Secret {
        let mut out = Secret::new();
        encode_component(&mut out, value);
        out
    }

    fn pairs(text: &str) -> Option<Vec<(String, String)>> {
        let pairs = parse(text)?;
        Some(pairs.into_iter().map(|(name, value)| (name, value.expose().to_owned())).collect())
    }

    fn pair(name: &str, value: &str) -> (String, String) {
        (name.to_owned(), value.to_owned())
    }

    #[test]
    fn rfc_6749_appendix_b() {
        // The characters space, %, &, +, £ and €, as the appendix gives them.
        assert_eq!(encoded(" %&+£€").expose(), "+%25%26%2B%C2%A3%E2%82%AC");
        assert_eq!(pairs("+%25%26%2B%C2%A3%E2%82%AC"), Some(vec![pair(" %&+£€", "")]));
    }

    #[test]
    fn only_the_literal_characters_stay() {
        let all: String = (0..128_u8).map(char::from).collect();
        let stay: String =
            encoded(&all).expose().split('%').map(|piece| piece.get(2..).unwrap_or("")).collect();
        assert_eq!(stay, "+*-.0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz");
        assert_eq!(encoded("~'()!").expose(), "%7E%27%28%29%21");
    }

    #[test]
    fn pairs_are_joined_where_needed() {
        for (start, end) in [
            ("", "a=b+c"),
            ("https://op.example/authorize?", "https://op.example/authorize?a=b+c"),
            ("https://op.example/?x=1", "https://op.example/?x=1&a=b+c"),
            ("x=1&", "x=1&a=b+c"),
        ] {
            let mut out = Secret::from(start);
            append(&mut out, "a", "b c");
            assert_eq!(out.expose(), end);
        }
    }

    #[test]
    fn whatwg_url_section_5_1() {
        assert_eq!(pairs(""), Some(vec![]));
        assert_eq!(pairs("&&"), Some(vec![]));
        assert_eq!(pairs("="), Some(vec![pair("", "")]));
        assert_eq!(
            pairs("&a=1&&b&c=&=d&a=2=3&"),
            Some(vec![
                pair("a", "1"),
                pair("b", ""),
                pair("c", ""),
                pair("", "d"),
                pair("a", "2=3"),
            ])
        );
    }

    #[test]
    fn percent_signs_without_two_digits_stay() {
        for text in ["%", "%4", "%zz", "%4z", "%%", "%-1", "% 1"] {
            assert_eq!(pairs(text), Some(vec![pair(text, "")]));
        }
        assert_eq!(pairs("%%41%4"), Some(vec![pair("%A%4", "")]));
        assert_eq!(pairs("%é=%e9é"), None);
        assert_eq!(pairs("%é=%c3%A9é"), Some(vec![pair("%é", "éé")]));
    }

    #[test]
    fn bytes_that_are_not_utf_8_are_refused() {
        for text in ["a=%ff", "%ff=a", "a=%ed%a0%80", "a=%c0%80", "a=1&b=%e2%82"] {
            assert_eq!(pairs(text), None, "{text}");
        }
    }
}
