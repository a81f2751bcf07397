//! The text formats of OAuth: JSON, form encoding and base64url.
//!
//! Written here because a general crate for each would cost a page ten times the bytes, and
//! none of them refuses all that a security protocol has to refuse. `tests/codec.rs` compares
//! them with `serde_json`, `form_urlencoded` and `base64`.

pub mod base64url;
pub mod form;
pub mod json;

use super::secret::Secret;

// Searching and splitting text. Those of the standard library are generic over what is searched
// for, and each kind of it brings a kilobyte of machinery and its panic messages to a page. All
// the separators of OAuth are single ASCII characters.

/// Splits `text` at its first `at`, an ASCII character that belongs to neither half.
#[inline(never)]
pub(crate) fn cut(text: &str, at: u8) -> Option<(&str, &str)> {
    let place = position(text.as_bytes(), at)?;
    let (before, rest) = text.split_at_checked(place)?;
    Some((before, rest.get(1..)?))
}

/// Splits `text` at its last `at`, an ASCII character that belongs to neither half.
pub(crate) fn cut_last(text: &str, at: u8) -> Option<(&str, &str)> {
    let mut found = None;
    let mut rest = text;
    while let Some((_, after)) = cut(rest, at) {
        rest = after;
        let before = text.len().saturating_sub(after.len()).saturating_sub(1);
        found = Some((text.get(..before)?, after));
    }
    found
}

/// `text` up to the first `stop`, an ASCII character; all of it if there is none.
pub(crate) fn before(text: &str, stop: u8) -> &str {
    cut(text, stop).map_or(text, |(before, _)| before)
}

/// Takes the next piece of a list off `rest`: what stands before the next `separator`.
pub(crate) fn next_piece<'a>(rest: &mut &'a str, separator: u8) -> Option<&'a str> {
    if rest.is_empty() {
        return None;
    }
    let (piece, after) = cut(rest, separator).unwrap_or((*rest, ""));
    *rest = after;
    Some(piece)
}

/// The words of a list that is written in the code: one text, where an array would be a table of
/// addresses and lengths as well.
pub(crate) struct Words(pub(crate) &'static str);

impl Iterator for Words {
    type Item = &'static str;

    fn next(&mut self) -> Option<&'static str> {
        next_piece(&mut self.0, b' ')
    }
}

/// Whether a list of words separated by spaces, such as a scope, holds `word`.
pub(crate) fn has_word(list: &str, word: &str) -> bool {
    let mut rest = list;
    while let Some(piece) = next_piece(&mut rest, b' ') {
        if piece == word {
            return true;
        }
    }
    false
}

/// Whether `text` begins with `prefix`, upper and lower case being the same.
pub(crate) fn has_prefix(text: &str, prefix: &str) -> bool {
    text.get(..prefix.len()).is_some_and(|start| start.eq_ignore_ascii_case(prefix))
}

/// Whether `part` occurs in `text`.
pub(crate) fn contains(text: &str, part: &str) -> bool {
    let mut rest = text.as_bytes();
    while !rest.starts_with(part.as_bytes()) {
        let Some((_, after)) = rest.split_first() else {
            return false;
        };
        rest = after;
    }
    true
}

/// Whether all bytes of `text` are of a kind.
pub(crate) fn all(text: &str, kind: fn(u8) -> bool) -> bool {
    for byte in text.bytes() {
        if !kind(byte) {
            return false;
        }
    }
    true
}

// Eight bytes at a time, side by side in one word: a token has a thousand of them.

/// 1 in each byte.
pub(crate) const ONES: u64 = u64::MAX / 255;
/// The high bit of each byte.
pub(crate) const HIGH: u64 = ONES << 7;

/// The high bit of the first byte that is 0, and perhaps of bytes after it.
pub(crate) const fn zeros(word: u64) -> u64 {
    word.wrapping_sub(ONES) & !word & HIGH
}

/// The high bit of each ASCII byte from `low` up to `end`, which is none of them.
#[inline(always)]
pub(crate) const fn range(word: u64, low: u64, end: u64) -> u64 {
    // No sum reaches into the next byte.
    let ascii = word & !HIGH;
    let from_low = ascii.wrapping_add(ONES.wrapping_mul(128_u64.wrapping_sub(low)));
    let from_end = ascii.wrapping_add(ONES.wrapping_mul(128_u64.wrapping_sub(end)));
    from_low & !from_end & !word & HIGH
}

/// Where the first byte is for which `marks` sets the high bit; it may set others behind that one. The
/// last word has spaces behind the end.
pub(crate) fn first(bytes: &[u8], marks: impl Fn(u64) -> u64) -> usize {
    let (words, rest) = bytes.as_chunks::<8>();
    let mut place: usize = 0;
    for word in words {
        let found = marks(u64::from_le_bytes(*word));
        if found != 0 {
            return place.wrapping_add(found.trailing_zeros() as usize / 8);
        }
        place = place.wrapping_add(8);
    }
    let mut last = [b' '; 8];
    for (byte, there) in last.iter_mut().zip(rest) {
        *byte = *there;
    }
    let found = marks(u64::from_le_bytes(last)).trailing_zeros() as usize / 8;
    place.wrapping_add(found.min(rest.len()))
}

fn position(bytes: &[u8], wanted: u8) -> Option<usize> {
    let pattern = ONES.wrapping_mul(u64::from(wanted));
    let place = first(bytes, |word| zeros(word ^ pattern));
    (place < bytes.len()).then_some(place)
}

/// A non-negative decimal integer without sign; `None` above 2^53 (what JSON readers agree on).
#[must_use]
pub fn decimal(text: &str) -> Option<u64> {
    if text.is_empty() || text.len() > 16 {
        return None;
    }
    let mut value: u64 = 0;
    for byte in text.bytes() {
        let digit = byte.wrapping_sub(b'0');
        if digit > 9 {
            return None;
        }
        value = value.wrapping_mul(10).wrapping_add(u64::from(digit));
    }
    (value <= 1 << 53).then_some(value)
}

/// Appends a decimal integer; spares the formatting machinery (DESIGN: size).
pub fn push_decimal(out: &mut Secret, value: u64) {
    if value > 9 {
        push_decimal(out, value / 10);
    }
    out.push_ascii(b'0'.wrapping_add((value % 10) as u8));
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::string::ToString;

    #[test]
    fn text_is_cut_at_ascii_characters() {
        assert_eq!(cut("a=b=é", b'='), Some(("a", "b=é")));
        assert_eq!(cut_last("a=b=é", b'='), Some(("a=b", "é")));
        assert_eq!(cut_last("=", b'='), Some(("", "")));
        assert_eq!((cut("é", b'='), cut_last("é", b'='), before("é", b'=')), (None, None, "é"));
        assert_eq!(before("a#b#c", b'#'), "a");
    }

    #[test]
    fn words_prefixes_and_parts_are_found() {
        assert!(has_word("openid profile", "profile") && has_word("openid", "openid"));
        assert!(!has_word("openid profile", "open") && !has_word("", "openid"));
        assert!(!has_word("openid  profile", " "));
        assert!(
            has_prefix("Application/JSON", "application/") && !has_prefix("app", "application")
        );
        assert!(contains("abcabd", "abd") && contains("x", "") && !contains("abcab", "abd"));
        assert!(all("abc", |byte| byte > 96) && !all("aBc", |byte| byte > 96));
    }

    #[test]
    fn decimals_are_read_and_written() {
        for value in [0, 7, 9, 10, 99, 100, 4_294_967_296, u64::MAX] {
            let mut out = Secret::new();
            push_decimal(&mut out, value);
            assert_eq!(out.expose(), value.to_string());
        }
        assert_eq!(decimal("9007199254740992"), Some(1 << 53));
        for bad in ["9007199254740993", "-1", "", "1.0", " 1", "٣", "99999999999999999"] {
            assert_eq!(decimal(bad), None, "{bad}");
        }
    }
}
